"""How long data is kept as a table says it: the cells of its column, or in a table of two columns each row whole."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import whole
from portal.reading.notice.values import Found

_PAIR = 2
_POINTS = re.compile(
    r"(?:ks\.|katso|se|see|same as|samma som|sama kuin|as above|som ovan|kuten yllä|n/?a|ei koske|gäller inte)\b"
    r"|not applicable\b|(?:as )?(?:per|enligt)\b[^.;]{1,60}\bpolic"
)
"""A cell that only says where to look, as in the rules of another, or that there is nothing to say."""


def cells_of(scope: Scope, section: Section) -> list[Found]:
    """`12 months`, or `Call logs: 12 months` where rows are told apart by no more than one other column."""
    is_pair = (
        section.head is not None and len(section.blocks) > 1 and len(list(_row(scope.text, section.head[0]))) == _PAIR
    )
    said = [_of_row(scope, block.start, block.end) if is_pair else (block.start, block.end) for block in section.blocks]
    return [one for place in said if (one := _told(scope, *place)) is not None]


def of_row(scope: Scope, section: Section, one: Found) -> str:
    """`Orders: 7 years`: a cell of a column with the first of its row, which says what the time is of."""
    first = next(_row(scope.text, one.start), (one.start, one.end))
    if not section.is_column or "\t" in scope.text[one.start : one.end] or first[1] > one.start:
        return one.text
    return f"{scope.text[slice(*first)].rstrip(' :')}: {one.text}"


def only_points(said: str) -> bool:
    """Whether a cell says where to look and no time: `see above`."""
    return _POINTS.match(said.casefold()) is not None


def _told(scope: Scope, start: int, end: int) -> Found | None:
    one = whole(scope.text, start, end)
    if one is None or "\t" not in scope.text[start:end]:
        return one
    label, _, time = (part.strip() for part in scope.text[start:end].partition("\t"))
    return Found(" ".join(f"{label.rstrip(':')}: {time.strip()}".split()), one.start, one.end)


def _of_row(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """The whole row of a cell that has one cell before it; the cell alone where it is not the last of two."""
    row = list(_row(scope.text, start))
    return (row[0][0], end) if len(row) == _PAIR and row[1] == (start, end) else (start, end)


def _row(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The cells that hold anything of the line in which a place lies."""
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    for one in re.finditer(r"[^\t]+", text[first : last if last >= 0 else len(text)]):
        if said := one[0].strip():
            start = first + one.start() + one[0].index(said)
            yield start, start + len(said)
