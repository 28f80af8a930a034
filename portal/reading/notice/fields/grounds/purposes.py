"""What the data is for (Art 13(1)(c))."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.grounds import purposes_led
from portal.reading.notice.fields.grounds.bases import CUT, is_basis, names_basis
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, whole
from portal.reading.notice.values import Found

_ILLATIVE_LEAD = re.compile(
    r"\b(?:käytetään|käytämme|käyttää|käsitellään|käsittelemme|kerätään|keräämme)\b(?: (?:myös|pääasiassa"
    r"|ensisijaisesti|esimerkiksi|yleensä|vain|ainoastaan|henkilötietoja|henkilötietojasi|tietoja|tietojasi|seuraaviin "
    r"tarkoituksiin|seuraavissa tarkoituksissa|yrityksen toimesta))*:?\s*"
)
_ILLATIVE = re.compile(r"\w{3,}(?:miseen|seen|intiin|ntaan|ntään|ointiin|uun|yyn|ksiin|miseksi|iin)\b|\bvarten\b")
_LEAD = {
    "fi": re.compile(
        r"(?:tarkoitu(?:s|ksena|kset|ksia)\b[^.:]{0,60}?\b(?:on|ovat)|seuraaviin tarkoituksiin|seuraavissa "
        r"tarkoituksissa|käyttötarkoitukset)\b:?\s*"
    ),
    "sv": re.compile(
        r"(?:för att|i syfte att|för följande ändamål|(?:ändamålet|syftet)\b[^.:]{0,60}?\bär(?: att)?"
        r"|ändamålen är)\b:?\s*"
    ),
    "en": re.compile(
        r"(?:for the following purposes?|purposes?\b[^.:]{0,60}?\b(?:is|are)(?: to)?|\bused (?:for|to)"
        r"|\buse\b[^.:]{0,60}?\b(?:to|for)|in order to)\b:?\s*"
    ),
}
_NOT_OF_PURPOSES = ("recipients", "transfers", "cookies", "rights", "retention", "changes", "security")
_IS_CLAUSE = re.compile(r"\b(?:är|måste|finns|is|are|must|there)\b")
_MOST = 400


def purposes_of(scope: Scope) -> tuple[Found, ...]:
    """Each purpose as it is said."""
    values: list[Found] = []
    in_columns = any(one.is_column for one in scope.about("purposes"))
    labelled = [one for one, below in itertools.pairwise(scope.sections) if below.inline and below.has("bases")]
    for section in scope.about("purposes"):
        if in_columns and not section.is_column and section.has("categories"):
            continue
        blocks = [one for one in section.blocks if one.language in {"", scope.language}]
        items = [one for one in purposes_led.led(scope, section, is_about=True) if one in blocks]
        if section.has("bases") and _are_bases(scope, items):
            items = []
        for block in items:
            values += _of_item(scope, block, beside_bases=section.has("bases") and section not in labelled)
        values += (lines := purposes_led.lines_beside_bases(scope, section) if not items else [])
        if not lines and (not items or not values):
            for start, end in scope.sentences([one for one in blocks if one.kind != "item"] or blocks):
                values += _of_sentence(scope, start, end, only=section.fields == {"purposes"} and len(blocks) == 1)
    for section in scope.sections:
        if not section.has("purposes", *_NOT_OF_PURPOSES):
            for block in purposes_led.led(scope, section, is_about=False):
                values += _of_item(scope, block, beside_bases=False)
    for section in scope.about("bases"):
        values += purposes_led.beside_bases(scope, section) if not section.has("purposes") else ()
    if not values:
        for start, end in scope.told("purposes"):
            values += _of_sentence(scope, start, end, only=False)
    values = [value for one in values for value in purposes_led.between_bases(scope, one)]
    return _once(_without_sums([one for one in values if not _is_of_another(scope, one)]))


def _without_sums(values: Sequence[Found]) -> list[Found]:
    """`Deliveries, Marketing` says nothing more where each is said alone as well."""
    said = {one.text.casefold() for one in values}
    return [one for one in values if not _is_sum(one.text.casefold(), said)]


def _is_sum(text: str, said: set[str]) -> bool:
    parts = text.split(", ")
    return len(parts) > 1 and said.issuperset(parts)


def _is_of_another(scope: Scope, value: Found) -> bool:
    """`The purpose of the customer register is`: of several registers, the sentence is about one."""
    begin = max(scope.text.rfind(end, 0, value.start) for end in (". ", "\n"))
    before = scope.low[max(0, begin) : value.start]
    named = [name for name in scope.registers if _stem(name) in before]
    return len(named) == 1 and scope.register is not None and named[0] != scope.register


def _stem(name: str) -> str:
    """The register's own word, whatever its case: `asiakasrekisteri` of `asiakasrekisterin`."""
    words = name.casefold().split()
    return words[-1] if len(words[-1]) > len("rekisteri") + 1 or len(words) == 1 else " ".join(words[-2:])


def _of_item(scope: Scope, block: Block, *, beside_bases: bool) -> Iterator[Found]:
    """An item, without the legal basis that stands in it: `deliveries: a contract`, `Contract – deliveries`."""
    place = next(scope.sentences([block]), None)
    if place is None:
        return
    start, end = place
    cut = CUT.search(scope.text, start, end) if beside_bases else None
    if cut is not None:
        left, right = names_basis(scope, start, cut.start()), names_basis(scope, cut.end(), end)
        start, end = (start, cut.start()) if right and not left else (cut.end(), end) if left and not right else place
        if left and not right:
            yield from split_list(scope, start, end)
            return
    value = found(scope.text, start, end)
    if value is not None and len(value.text) < _MOST and not (beside_bases and is_basis(scope, start, end)):
        yield value


def _are_bases(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether the list of a section on purposes and bases is one of bases alone."""
    named = sum(
        CUT.search(scope.text, one.start, one.end) is None
        and any(
            pattern.search(scope.low, one.start, min(one.end, one.start + 40)) for pattern in scope.known.bases.values()
        )
        for one in items
    )
    return len(items) > 1 and named * 3 > len(items) * 2


def _of_sentence(scope: Scope, start: int, end: int, *, only: bool) -> Iterator[Found]:
    if scope.text[start:end].rstrip().endswith(":"):
        return
    if scope.known.word["basis_cue"].search(scope.low, start, end) and not only:
        yield from _beside_basis(scope, start, end)
        return
    if scope.known.word["negation"].search(scope.low, start, end):
        return
    if (
        scope.language == "fi"
        and (lead := _ILLATIVE_LEAD.search(scope.low, start, end)) is not None
        and _ILLATIVE.search(scope.low, lead.end(), end)
    ):
        yield from split_list(scope, lead.end(), end, every=True)
        return
    if (lead := _LEAD[scope.language].search(scope.low, start, end)) is not None and lead.end() < end - 3:
        yield from split_list(scope, lead.end(), end)
        return
    value = whole(scope.text, start, end)
    if only and value is not None and len(value.text) < _MOST:
        yield found(scope.text, start, end) or value


def _beside_basis(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """The purposes of a sentence that names their basis too, where each stands clear of it."""
    if scope.known.word["negation"].search(scope.low, start, end):
        return
    lead = (_ILLATIVE_LEAD if scope.language == "fi" else _LEAD[scope.language]).search(scope.low, start, end)
    said = scope.known.word["basis_cue"].search(scope.low, start, end)
    if lead is None or said is None or said.start() < lead.end():
        return
    for one in split_list(scope, lead.end(), end, every=scope.language == "fi"):
        for value in purposes_led.between_bases(scope, one):
            low = value.text.casefold()
            is_use = _ILLATIVE.search(low) if scope.language == "fi" else not _IS_CLAUSE.search(low)
            if is_use and not names_basis(scope, value.start, value.end):
                yield value


def _once(values: list[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for one in values:
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())
