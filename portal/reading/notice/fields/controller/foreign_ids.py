"""Business ids of the rest of Europe: what they are called in their own language and in English, and their checks.

The check digits are python-stdnum's (each of its modules names the register's own description). A number is taken where
its name stands before it; a VAT number, whose letters tell its country, is known by itself.
"""

import re
from collections.abc import Callable, Iterator

from stdnum.at import businessid
from stdnum.be import vat as be_vat
from stdnum.bg import vat as bg_vat
from stdnum.ch import uid
from stdnum.cz import dic
from stdnum.dk import cvr
from stdnum.ee import registrikood
from stdnum.es import nif as es_nif
from stdnum.eu import vat as eu_vat
from stdnum.fr import siren, siret
from stdnum.gb import vat as gb_vat
from stdnum.hr import oib
from stdnum.hu import anum
from stdnum.it import iva
from stdnum.lv import pvn
from stdnum.no import orgnr
from stdnum.pl import nip, regon
from stdnum.pt import nif as pt_nif
from stdnum.ro import cui
from stdnum.si import ddv, maticna

from portal.reading.notice.values import Found

_LETTERS = "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SI|SK"
"""What begins a VAT number; Finland's and Sweden's are read as what they are."""
_VAT = re.compile(rf"(?<![\w-])(?:{_LETTERS})[ ]?[A-Z0-9](?:[ .-]?[A-Z0-9]){{6,12}}(?![\w-])")
_BRITISH = re.compile(r"(?<![\w-])GB[ ]?\d{3}[ ]?\d{4}[ ]?\d{2}(?![\w-])")
_BETWEEN = r"\)?(?i:[ -]?(?:under )?(?:number|no|nr|nummer|numero|code|id|n[°º])\.?)?\s?(?:is )?[:#]?\s{0,3}"
_VAT_OR_TAX = (
    r"(?:vat|tax|fiscal)(?:(?: (?:and|&) |[ /]{1,3})(?:vat|tax|fiscal))?(?: (?:reg(?:istration)?\.?|identification))?"
)
"""What the number of a tax is called in English."""
_BRITISH_FORM = r"[A-Z]{0,2}\d{6,8}|\d{4} \d{4}"
_OF_SOCIETY = re.compile(r"(?<![\w-])VR[ \xa0]{0,8}\d{4,7}(?![\w-])")
"""How German courts number their societies."""
_MORE = r"(?:[ .\u00a0-]?\d)"
_GROUPS = rf"\d{_MORE}"
_SWISS = re.compile(rf"(?<![\w-])CHE-?{_MORE}{{9}}(?![\w-]|\.\d)")


def _always(number: str) -> bool:
    """An id without a check digit: its name alone makes it known."""
    return bool(number)


def _by_siren(number: str) -> bool:
    return bool(siret.is_valid(number) or siren.is_valid(number))


def _of_hungary(number: str) -> bool:
    """A tax number, whose first eight digits hold the check."""
    return bool(anum.is_valid(number[:8]))


def _of_norway(number: str) -> bool:
    """With the letters of its land, or without."""
    return bool(orgnr.is_valid(number.removeprefix("NO")))


_KINDS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    (r"registrikood|rg-?kood|re[gk](?:istry|istration|istri|istreerimis)?\.?|rekisteri", r"\d{8}",
     registrikood.is_valid),
    (r"cvr", rf"{_GROUPS}{{7}}", cvr.is_valid),
    (r"org(?:anisasjons|ani[sz]ation)?\.?", rf"(?:NO ?)?{_GROUPS}{{8}}", _of_norway),
    (r"ičo?|ico|identification|company id|id(?= n[ro°º]| number)", rf"{_GROUPS}{{7}}", dic.is_valid),
    (r"oib", r"\d{11}", oib.is_valid),
    (r"nip", rf"{_GROUPS}{{9}}", nip.is_valid),
    (r"regon", r"\d{9}(?:\d{5})?", regon.is_valid),
    (r"krs", r"\d{10}", _always),
    (r"siren|siret|trade and companies register(?: of [a-z]{3,20})?(?: under)?(?: the)?"
     r"|r\.?c\.?s\.?\s(?:de\s)?[a-zà-ÿ-]{3,25}(?:\s[ab])?", rf"{_GROUPS}{{8,13}}", _by_siren),
    (rf"p(?:artita)?\.?\s?iva|c(?:odice|\.)\s?f(?:iscale|\.)|{_VAT_OR_TAX}", r"\d{11}", iva.is_valid),
    (rf"cif|nif|{_VAT_OR_TAX}", r"[A-Z]-?\d{7}-?[0-9A-Z]|\d{8}-?[A-Z]", es_nif.is_valid),
    (rf"nipc|nif|pessoa coletiva|{_VAT_OR_TAX}", rf"{_GROUPS}{{8}}", pt_nif.is_valid),
    (r"kbo|bce|cbe|ondernemingsnummer|entreprise|enterprise|company|business", rf"[01]{_MORE}{{9}}", be_vat.is_valid),
    (r"adószám\w*|tax|vat", r"\d{8}-\d-\d{2}|\d{8}-\d-\d-?\d{2}", _of_hungary),
    (r"cégjegyzékszám\w*|(?:company )?reg(?:istration|istry|ister)?\.?", r"\d{2}[ -]\d{2}[ -]\d{6}", _always),
    (r"registered in (?:england(?: (?:and|&) wales)?|scotland|wales|northern ireland|ireland)(?: with| as)?,?"
     r"(?: company| registration| registered)?(?: \()?", _BRITISH_FORM, _always),
    (r"company limited by guarantee,? \(?(?:registered |company )?(?:number|no\.?)"
     r"|crn|registered in england(?: and wales)? \(",
     _BRITISH_FORM, _always),
    (r"zvr(?:-?zahl)?", r"\d{8,10}", _always),
    (r"vereinsregister|register of associations", r"(?:VR[ \xa0]?)?\d{3,7}", _always),
    (r"cui|c\.u\.i\.", r"(?:RO\s?)?\d{2,10}", cui.is_valid),
    (r"reģ(?:istrācijas)?\.?|reg(?:istration)?\.?", r"[4-9]\d{10}", pvn.is_valid),
    (r"matična(?:\sštevilka)?", r"\d{7}(?:\d{3})?", maticna.is_valid),
    (r"davčna(?:\sštevilka)?", r"\d{8}", ddv.is_valid),
    (r"еик|eik|uic", r"\d{9}", bg_vat.is_valid),
    (r"fn|firmenbuch(?:nummer)?", r"\d{5,6}\s?[a-z]", businessid.is_valid),
    (r"kvk|k\.v\.k\.|coc|(?:chamber of commerce|trade register)(?: in \w{3,20})?(?: under)?(?: registration)?",
     r"\d{8}", _always),
    (r"įmonės kodas|(?:company|legal entity) code", r"[1-3]\d{8}", _always),
    (r"(?:company|registered|companies house|cro)(?: registration| reg\.?)? n(?:umber|o\.?)", _BRITISH_FORM, _always),
    (r"handelsregister[\w ,äöüß-]{0,40}", r"HR[AB]\s?\d{1,6}(?:\s?[A-Z]{1,2}(?!\w))?", _always),
    (r"hr[ab]", r"\d{1,6}(?:\s?[A-Z]{1,2}(?!\w))?", _always),
    (r"rcs(?:\sluxembourg)?", r"B\s?\d{4,6}", _always),
)  # fmt: skip
"""What it is called, how it looks, and its check."""
_NAMED = tuple(
    (re.compile(rf"(?<![\w-])(?i:{name}){_BETWEEN}(?P<number>{number})(?![\w-]|\.\d)"), is_right)
    for name, number, is_right in _KINDS
)


_EDGE = 40_000
"""A company says its id at the beginning or at the end: of a longer text that much is searched at both."""


def foreign_ids(text: str, start: int, end: int) -> Iterator[Found]:
    """The ids of trade registers in their order, then the VAT numbers; none with a wrong check digit."""
    if end - start <= 2 * _EDGE:
        yield from _within(text, start, end)
        return
    yield from _within(text, start, start + _EDGE)
    yield from _within(text, end - _EDGE, end)


def _within(text: str, start: int, end: int) -> Iterator[Found]:
    named = [
        Found(one["number"], one.start("number"), one.end("number"))
        for pattern, is_right in _NAMED
        for one in pattern.finditer(text, start, end)
        if is_right(one["number"])
    ]
    yield from sorted(named, key=lambda one: one.start)
    yield from (Found(one[0], one.start(), one.end()) for one in _OF_SOCIETY.finditer(text, start, end))
    for pattern, is_right in ((_VAT, eu_vat.is_valid), (_BRITISH, gb_vat.is_valid), (_SWISS, uid.is_valid)):
        yield from (
            Found(one[0], one.start(), one.end()) for one in pattern.finditer(text, start, end) if is_right(one[0])
        )
