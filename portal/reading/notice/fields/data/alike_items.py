"""Items and rows of one list that are built alike: where some list data with commas, the others do so too."""

import re
from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import LABEL, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare, kinds_listed, parts_of
from portal.reading.notice.fields.data.told_data import of_told
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_TELLS = re.compile(r"\b(?:eller|via|hos|från|tai|kautta|or|through|from)\b")
_MOST_WORDS, _MOST_IN_CELL, _SEVERAL, _NEAR = 5, 6, 2, 3


def alike_items(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """The items without a label that list with commas, where one of them lists nothing but known kinds."""
    items = [one for one in blocks if one.kind == "item" and not LABEL.match(scope.text, one.start, one.end)]
    sure = [one for one in items if (value := found(scope.text, one.start, one.end)) and kinds_listed(scope, value)]
    said = {one: _parts(scope, one.start, one.end) for one in items if one not in sure}
    lists = {
        one: parts
        for one, parts in said.items()
        if len(parts) > _SEVERAL and not _TELLS.search(scope.low, one.start, one.end)
    }
    return (lists if len(sure) >= len(lists) else {}) or _alike_cells(scope, items)


def _alike_cells(scope: Scope, items: Sequence[Block]) -> dict[Block, list[Found]]:
    """What the cells of a column list, where most that have commas are lists, and half of these have a known kind."""
    cells = [one for one in items if _is_cell(scope, one) and "," in scope.text[one.start : one.end]]
    said = {one: list(scope.sentences([one])) for one in cells}
    lists = {
        one: parts
        for one, places in said.items()
        if not _TELLS.search(scope.low, *places[0]) and (parts := _parts(scope, *places[0], most=_MOST_IN_CELL))
    }
    known = [one for one in lists.values() if any(is_kind(scope, part) for part in one)]
    if len(lists) < _SEVERAL or len(lists) * 3 < len(cells) * 2 or len(known) * 2 < len(lists):
        return {}
    return {
        one: [*parts, *(value for place in said[one][1:] for value in of_told(scope, *place, lax=True))]
        for one, parts in lists.items()
    }


def _is_cell(scope: Scope, block: Block) -> bool:
    return "\t" in scope.text[max(0, block.start - _NEAR) : block.start] + scope.text[block.end : block.end + _NEAR]


def alike_rows(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """What the second cells of rows of two list, where most are lists, and half of these of known kinds."""
    rows = [one for one in blocks if one.kind == "row" and scope.text.count("\t", one.start, one.end) == 1]
    cells = {one: scope.text.find("\t", one.start, one.end) + 1 for one in rows}
    lists = {one: parts for one, at in cells.items() if (parts := _parts(scope, at, one.end))}
    known = [one for one in lists.values() if sum(is_kind(scope, part) for part in one) * 2 >= len(one)]
    is_list = len(lists) >= _SEVERAL and len(lists) * 3 >= len(rows) * 2 and len(known) * 2 >= len(lists)
    return lists if is_list else {}


def _parts(scope: Scope, start: int, end: int, *, most: int = _MOST_WORDS) -> list[Found]:
    """The members of a list that says nothing, each of a few words."""
    value = found(scope.text, start, end)
    if value is None or "," not in value.text or is_endless(scope, start, end) or not is_bare(scope, start, end):
        return []
    members = parts_of(scope, value, sure=True)
    is_short = all(len(one.text.split()) <= most for one in members)
    return members if is_short and len(members) >= _SEVERAL else []
