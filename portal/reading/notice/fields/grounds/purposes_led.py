"""Purposes (Art 13(1)(c)) as lists tell them: what leads to one, and the legal basis that stands beside each."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.grounds.bases import names_basis
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_LEADS = {
    "fi": re.compile(
        r"(?:käyt(?:ämme|etään|ää)|käsitte(?:lemme|llään|lee)|käsitel\w+|ker(?:äämme|ätään)|tarvitsemme)\b[^.:]*"
        r"\b(?:tarkoituks(?:iin|issa|een)|varten|jotta)(?: \w+)?:$|käyt(?:ämme|etään)\b[^.:]*tietoja(?:si|nne)?"
        r"(?: (?:muun muassa|mm\.|esimerkiksi|vain|ainoastaan|seuraavasti))?:$"
        r"|tarkoitu(?:kset|ksia|ksena|s)\b[^.:]{0,60}:$"
    ),
    "sv": re.compile(
        r"(?:använd(?:s|er)|behandla[rs]|hanterar?s?|samla[rs]|sparar?s?|får)\b[^.:]*"
        r"\b(?:för att|ändamål|syften?|till|för):$|(?:ändamål|syft)\w*\b[^.:]{0,60}(?:är|att)?:$"
    ),
    "en": re.compile(
        r"(?:use[sd]?|using|process(?:es|ed)?|collect(?:s|ed)?|handle[sd]?|hold|need|keep)\b[^.:]*"
        r"(?:to|in order to|for|so (?:that )?we can|purposes?|reasons?|ways):$"
        r"|purposes?\b[^.:]{0,60}(?:are|is|include)?:$"
    ),
}
"""What says that uses follow: `we use your data to:`."""
_LEADS_TO_OTHERS = {
    "fi": re.compile(r"perustee|perustu|peruste(?:et|ita|ina)?\b|oikeu|seuraav\w+ (?:henkilö)?tieto\w*:$|lähte"),
    "sv": re.compile(r"grund|stöd|rätt(?:igheter)?\b|följande (?:person)?(?:uppgifter|information|data)\b|källor"),
    "en": re.compile(
        r"\bbas[ie]s\b|\bgrounds?\b|\brights?\b|following (?:\w+ ){0,3}(?:data|information|details):$|sources?\b"
        r"|(?:provided|given|obtained|collected|received)\b[^:]*\b(?:by|from|through)\b[^:]*:$"
    ),
}
_BRACKETED = re.compile(r"\s*\(([^()\n]{3,160})\)$")
_BASIS_THEN_MORE = re.compile(r"\s\(([^()\n]{3,160})\)(?:,| (?:sekä|ja|och|samt|and))\s")
_BEHIND = re.compile(r"\s(?:–|—|-)\s|:\s+|\s\(")
_RESTS_ON = {
    "fi": re.compile(
        r",?\s(?:\w+(?:n|sen|men)\s){0,2}(?:\w+(?:n|ksen|men)\s)(?:perusteella|nojalla)\b"
        r"|,?\s(?:\w+[nsi]\s)?suostumuksella\w*"
    ),
    "sv": re.compile(
        r",?\s(?:med stöd av|baserat på|grundat på|på grund(?:en)? av|med (?:ditt|ert|kundens|uttryckligt) samtycke)\b"
    ),
    "en": re.compile(
        r",?\s(?:based on|on the (?:basis|ground)s? of|under (?:our|the|a) contract"
        r"|with (?:your|the \w+'s|explicit) consent|pursuant to)\b"
    ),
}
"""Where a purpose ends, and what it rests on begins."""
_LONGEST_ITEM = 300


def leads_to_purposes(scope: Scope, block: Block) -> bool:
    """Whether a paragraph ends with what purposes follow: `we use your data to:`."""
    said = _last_sentence(scope, block)
    if said is None or not scope.text[said[0] : said[1]].endswith(":"):
        return False
    words = scope.low[said[0] : said[1]]
    return _LEADS[scope.language].search(words) is not None and not _LEADS_TO_OTHERS[scope.language].search(words)


def leads_elsewhere(scope: Scope, block: Block) -> bool:
    """Whether what follows a paragraph is a list of aught else: of bases, sources, rights or data."""
    said = _last_sentence(scope, block)
    if said is None or not scope.text[said[0] : said[1]].endswith(":"):
        return False
    return _LEADS_TO_OTHERS[scope.language].search(scope.low, *said) is not None


def _last_sentence(scope: Scope, block: Block) -> tuple[int, int] | None:
    return next(iter(reversed(list(scope.sentences([block])))), None)


def led(scope: Scope, section: Section, *, is_about: bool) -> Iterator[Block]:
    """The items that are purposes: of a section on them those that nothing else leads to, elsewhere those led to."""
    taken = is_about
    for block in section.blocks:
        if block.kind == "item":
            yield from [block] if taken and block.end - block.start <= _LONGEST_ITEM else ()
        elif block.kind == "para":
            taken = leads_to_purposes(scope, block) or (is_about and not leads_elsewhere(scope, block))


def without_basis(scope: Scope, one: Found) -> Found | None:
    """A purpose without the basis that is named behind it: `deliveries (contract)`; None where it is a basis alone."""
    end = one.end
    bracketed = _BRACKETED.search(scope.text, one.start, end)
    if bracketed is not None and names_basis(scope, *bracketed.span(1)):
        end = bracketed.start()
    rests = _RESTS_ON[scope.language].search(scope.low, one.start, end)
    if rests is not None and names_basis(scope, rests.start(), end):
        end = rests.start()
    for pattern in scope.known.bases.values():
        for said in pattern.finditer(scope.low, one.start + 1, end):
            if scope.text[said.start()].isupper() and not scope.text[said.end() : end].strip(" ."):
                end = said.start()
                break
    return one if end == one.end else found(scope.text, one.start, end)


def between_bases(scope: Scope, one: Found) -> Iterator[Found]:
    """The purposes of `deliveries (contract) and marketing (consent)`, each without what stands in brackets."""
    start = one.start
    for bracket in _BASIS_THEN_MORE.finditer(scope.text, one.start, one.end):
        if names_basis(scope, *bracket.span(1)):
            yield from _clear(scope, start, bracket.start())
            start = bracket.end()
    yield from _clear(scope, start, one.end)


def _clear(scope: Scope, start: int, end: int) -> Iterator[Found]:
    said = found(scope.text, start, end)
    value = without_basis(scope, said) if said is not None else None
    if value is not None:
        yield value


def beside_bases(scope: Scope, section: Section) -> list[Found]:
    """In a section on bases, the purposes of `Bookkeeping – a legal obligation`, where most items are so made."""
    items = [one for one in section.blocks if one.kind == "item"]
    made = [value for one in items if (value := _before_basis(scope, one)) is not None]
    return made if len(made) > 1 and len(made) * 3 >= len(items) * 2 else []


def lines_beside_bases(scope: Scope, section: Section) -> list[Found]:
    """The purposes of lines that each end with the name of a basis: `Answering you Legitimate interest`."""
    lines = [one for one in section.blocks if one.kind == "para"]
    values = [found(scope.text, one.start, one.end) for one in lines]
    made = [one for value in values if value is not None and (one := without_basis(scope, value)) not in {None, value}]
    return [one for one in made if one is not None] if len(made) > 1 and len(made) * 3 >= len(lines) * 2 else []


def _before_basis(scope: Scope, block: Block) -> Found | None:
    cut = _BEHIND.search(scope.text, block.start, block.end)
    if cut is None or names_basis(scope, block.start, cut.start()) or not names_basis(scope, cut.end(), block.end):
        return None
    return found(scope.text, block.start, cut.start())
