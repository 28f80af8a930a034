"""What stands in a section on sources and is none: lists to which a paragraph leads as purposes, bases or data."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.grounds.purposes_led import leads_elsewhere, leads_to_purposes
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found

_OF_SOURCES = {
    "fi": re.compile(r"lähte|saadaan|saamme|peräisin"),
    "sv": re.compile(r"käll|(?:får|fås|hämta|komm|samla)\w*\b[^:]*\bfrån\b"),
    "en": re.compile(
        r"\bsources?\b|(?:provided|given|obtained|collected|received|comes?)\b[^:]*\b(?:by|from|through)\b"
    ),
}
"""What leads to sources themselves."""
_LISTS = frozenset({"item", "row"})


def without_other_lists(scope: Scope, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks but for the items below `we use your data to:` and the like, up to the next paragraph."""
    away = False
    for number, block in enumerate(blocks):
        if block.kind not in _LISTS:
            away = _leads_away(scope, block, blocks[number + 1 :])
            yield block
        elif not away:
            yield block


def _leads_away(scope: Scope, block: Block, below: Sequence[Block]) -> bool:
    places = list(scope.sentences([block]))
    if not places or not scope.text[slice(*places[-1])].rstrip().endswith(":"):
        return False
    is_source = _OF_SOURCES[scope.language].search(scope.low, *places[-1])
    if is_source or scope.known.tells["sources"].search(scope.low, *places[-1]):
        return False
    return leads_to_purposes(scope, block) or leads_elsewhere(scope, block) or _are_kinds(scope, below)


def _are_kinds(scope: Scope, below: Sequence[Block]) -> bool:
    """Whether most of the items right below are kinds of data."""
    items = list(_first_items(below))
    values = [value for one in items if (value := found(scope.text, one.start, one.end)) is not None]
    return sum(is_kind(scope, one) for one in values) * 3 >= len(values) * 2 > 2  # noqa: PLR2004  # two or more


def _first_items(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind not in _LISTS:
            return
        yield block
