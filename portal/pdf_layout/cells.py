"""Drawn lines make cells: which words stand in which cell, and which cells stand beside one another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.pdf_layout.pieces import Page, Piece, Rule

_SLACK = 2.5
"""Points by which drawn lines may miss one another, and words reach over them."""
_NEAR = 4.0
_MOST_WORK = 8_000_000


@dataclass(slots=True, eq=False)
class Cell:
    """A box and what is in it; a side that no line closes is that of the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Band:
    """Cells beside one another: a row of a table, or a cell with the rows beside it."""

    y0: float
    y1: float
    cells: list[Cell]


def parted(page: Page) -> tuple[list[Band], list[Piece]]:
    """The rows of cells of a page, and the pieces that stand in none."""
    level, upright = _joined(page.rules)
    if not level or not upright or len(page.pieces) * (len(level) + len(upright)) > _MOST_WORK:
        return [], page.pieces
    cells: dict[tuple[float, float, float, float], Cell] = {}
    free: list[Piece] = []
    for one in page.pieces:
        box = _box(one, level, upright, page)
        if box is None:
            free.append(one)
        else:
            cells.setdefault(box, Cell(*box)).pieces.append(one)
    return list(_bands(cells.values())), free


def _joined(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Lines that continue one another are one: a table draws each side of a cell by itself."""
    level: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    upright: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for one in rules:
        if one.x1 - one.x0 >= one.y1 - one.y0:
            level[round(one.y0)].append((one.x0, one.x1, one.y0))
        else:
            upright[round(one.x0)].append((one.y0, one.y1, one.x0))
    return (
        [Rule(start, at, end, at) for start, end, at in _merged(level)],
        [Rule(at, start, at, end) for start, end, at in _merged(upright)],
    )


def _merged(found: dict[int, list[tuple[float, float, float]]]) -> Iterator[tuple[float, float, float]]:
    held: list[tuple[float, float, float]] = []
    for place in sorted(found):
        for start, end, at in sorted(found[place] + found.get(place + 1, [])):
            if held and abs(held[-1][2] - at) < 1.5 and start <= held[-1][1] + _SLACK:
                held[-1] = (held[-1][0], max(end, held[-1][1]), held[-1][2])
            else:
                held.append((start, end, at))
    yield from held


def _box(
    one: Piece, level: Sequence[Rule], upright: Sequence[Rule], page: Page
) -> tuple[float, float, float, float] | None:
    """The nearest lines around a piece; None where they do not close it in. A short one is drawn below a word."""
    x, y = one.x0 + min(2.0, (one.x1 - one.x0) / 2), one.y - 0.3 * one.size
    beside = [rule.x0 for rule in upright if rule.y0 - _SLACK <= y <= rule.y1 + _SLACK]
    left = max((at for at in beside if at <= x), default=None)
    right = min((at for at in beside if at > x), default=None)
    begun, ended = x if left is None else left, x if right is None else right
    over = [rule.y0 for rule in level if rule.x0 - _SLACK <= begun and ended <= rule.x1 + _SLACK]
    top = max((at for at in over if at <= y), default=None)
    bottom = min((at for at in over if at > y), default=None)
    if (left is None and right is None) or top is None or bottom is None:
        return None
    left, right = 0 if left is None else left, page.width if right is None else right
    return round(left), round(top), round(right), round(bottom)


def _bands(cells: Iterable[Cell]) -> Iterator[Band]:
    """Cells whose heights overlap stand beside one another; those of two boxes that touch do not."""
    open_: Band | None = None
    for one in sorted(cells, key=lambda cell: (cell.y0, cell.x0)):
        if open_ is not None and one.y0 < open_.y1 - _SLACK:
            open_.cells.append(one)
            open_.y1 = max(open_.y1, one.y1)
        else:
            if open_ is not None:
                yield open_
            open_ = Band(one.y0, one.y1, [one])
    if open_ is not None:
        yield open_


def rows_in(band: Band) -> list[list[Cell]]:
    """The cells of a band row by row; a cell beside several rows stands in each of them."""
    tops = sorted({one.y0 for one in band.cells})
    tall = [one for one in band.cells if bisect_left(tops, one.y1 - _NEAR) - bisect_left(tops, one.y0) > 1]
    rows: list[list[Cell]] = []
    for one in sorted((cell for cell in band.cells if cell not in tall), key=lambda cell: (cell.y0, cell.x0)):
        if rows and abs(rows[-1][0].y0 - one.y0) <= _NEAR:
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        row += [one for one in tall if one.y0 - _NEAR <= row[0].y0 < one.y1 - _NEAR]
    rows += [[one] for one in tall if not any(one in row for row in rows)]
    return [sorted(row, key=lambda one: one.x0) for row in rows]
