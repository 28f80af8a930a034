"""Where data comes from (Art 14(2)(f)), as a list or a sentence says it."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.data_items import of_item
from portal.reading.notice.fields.grounds.beside_sources import without_other_lists
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found, once

_SOURCES_ARE = {
    "fi": re.compile(r"tietolähte\w+ (?:\w+ )?(?:ovat|on|käytetään|toimi\w+)\s*:?\s*"),
    "sv": re.compile(r"käll\w+ (?:för \w+ )?är\s*:?\s*"),
    "en": re.compile(r"sources?(?: of [\w ]{3,30})? (?:are|is)\s*:?\s*"),
}
_LONGEST_SOURCE = 600


def sources_of(scope: Scope) -> tuple[Found, ...]:
    """Each source as it is said: an item of a list, or what a sentence says of it."""
    values: list[Found] = []
    for section in scope.about("sources"):
        if section.has("categories", "security") and not _has_tell(scope, section, "sources"):
            continue
        blocks = [one for one in section.blocks if one.language in {"", scope.language}]
        for block in without_other_lists(scope, blocks):
            if block.kind in {"item", "row"}:
                values += of_item(scope, block)
            elif block.kind == "para":
                for start, end in scope.sentences([block]):
                    values += _source(scope, start, end, alone=section.fields == {"sources"})
    if not values:
        for start, end in scope.told("sources"):
            values += _source(scope, start, end, alone=False)
    return once(values)


def _has_tell(scope: Scope, section: Section, field: str) -> bool:
    return any(scope.known.tells[field].search(scope.low, *place) for place in scope.sentences(section.blocks))


def _source(scope: Scope, start: int, end: int, *, alone: bool) -> Iterator[Found]:
    """What stands behind `the sources are`, else the whole sentence where it speaks of sources."""
    if scope.text[start:end].rstrip().endswith(":"):
        return
    lead = _SOURCES_ARE[scope.language].search(scope.low, start, end)
    if lead is None and not alone and not scope.known.tells["sources"].search(scope.low, start, end):
        return
    value = found(scope.text, lead.end() if lead else start, end)
    if value is not None and len(value.text) < _LONGEST_SOURCE:
        yield value
