"""What stands side by side without drawn lines: columns of text, and labels with their values beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.pdf_layout.paragraphs import Setting, is_marker, is_wrapped
from portal.pdf_layout.pieces import Line, Piece, line_of

_BREACH = 1.6
"""Of the size of the letters: a wider gap parts what stands side by side."""
_NEAR = 4.0
_LEAST_ROWS = 2
_MANY_ROWS = 6
_LONG = 24


@dataclass(slots=True)
class Stack:
    """Lines below one another: one column of text, which is `narrow` where another stands beside it."""

    lines: list[Line] = field(default_factory=list)
    narrow: bool = False


@dataclass(slots=True)
class Beside:
    """A label, and the lines of its value beside it."""

    label: list[Line]
    value: list[Line]


def segments_of(row: Sequence[Piece]) -> list[Line]:
    """The parts of a row that stand apart; the sign of an item stays with what follows it."""
    parts: list[list[Piece]] = []
    for one in row:
        if parts and (one.x0 - parts[-1][-1].x1 <= _BREACH * one.size or is_marker(parts[-1])):
            parts[-1].append(one)
        else:
            parts.append([one])
    return [line_of(part) for part in parts]


def laid_out(rows: Sequence[Sequence[Line]], setting: Setting) -> Iterator[Stack | Beside]:
    """Rows from the top, in the order in which they are read."""
    at, stack = 0, Stack()
    while at < len(rows):
        found = _beside(rows, at, setting)
        if found is None:
            stack.lines.append(line_of([piece for line in rows[at] for piece in line.pieces]))
            at += 1
            continue
        if stack.lines:
            yield stack
            stack = Stack()
        end, gutter = found
        left, right = _parted(rows[at:end], gutter)
        if _are_columns(left, right, gutter):
            yield Stack(left, narrow=True)
            yield Stack(right, narrow=True)
        else:
            yield from _labelled(rows[at:end], gutter, setting)
        at = end
    if stack.lines:
        yield stack


def _beside(rows: Sequence[Sequence[Line]], at: int, setting: Setting) -> tuple[int, float] | None:
    """Where the rows end that are parted like this one, and where their right part begins."""
    if len(rows[at]) < 2:
        return None
    gutter = rows[at][1].x0
    end, both, last = at, 0, at
    while end < len(rows) and not _crosses(rows[end], gutter):
        starts = [line for line in rows[end] if abs(line.x0 - gutter) < _NEAR]
        if not starts and (rows[end][-1].x0 >= gutter or not _is_near(rows, end, setting)):
            break
        both += bool(starts) and rows[end][0].x0 < gutter - _NEAR
        end += 1
        last = end if starts else last
    return (last, gutter) if both >= _LEAST_ROWS else None


def _is_near(rows: Sequence[Sequence[Line]], at: int, setting: Setting) -> bool:
    gap = rows[at][0].y - rows[at - 1][0].y
    return gap < 2.2 * setting.leading * rows[at][0].size


def _crosses(row: Sequence[Line], gutter: float) -> bool:
    return any(line.x0 < gutter - _NEAR and line.x1 > gutter - 0.3 * line.size for line in row)


def _parted(rows: Sequence[Sequence[Line]], gutter: float) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for row in rows:
        before = [piece for line in row if line.x0 < gutter - _NEAR for piece in line.pieces]
        behind = [piece for line in row if line.x0 >= gutter - _NEAR for piece in line.pieces]
        left += [line_of(before)] if before else []
        right += [line_of(behind)] if behind else []
    return left, right


def _are_columns(left: Sequence[Line], right: Sequence[Line], gutter: float) -> bool:
    """Running text on both sides, and no labels: long lines, most of which are wrapped."""
    return all(_runs(lines) for lines in (left, right)) and gutter > 0


def _runs(lines: Sequence[Line]) -> bool:
    if len(lines) < _MANY_ROWS or sum(len(line.text) for line in lines) < _LONG * len(lines):
        return False
    end = max(line.x1 for line in lines)
    full = sum(is_wrapped(above, line, end) for above, line in zip(lines, lines[1:], strict=False))
    return full > 0.5 * len(lines)


def _labelled(rows: Sequence[Sequence[Line]], gutter: float, setting: Setting) -> Iterator[Beside]:
    open_: Beside | None = None
    for row in rows:
        left, right = _parted([row], gutter)
        if open_ is None or (left and not _label_goes_on(open_, left[0], right, gutter, setting)):
            if open_ is not None:
                yield open_
            open_ = Beside([], [])
        open_.label += left
        open_.value += right
    if open_ is not None:
        yield open_


def _label_goes_on(open_: Beside, line: Line, right: Sequence[Line], gutter: float, setting: Setting) -> bool:
    """A label that was wrapped: as near as its other lines, and full, or in the middle of its value."""
    if not open_.label or line.is_bold != open_.label[-1].is_bold:
        return False
    gap = line.y - open_.label[-1].y
    if gap > setting.leading * 1.22 * line.size or line.text[:1].isdigit():
        return False
    full = is_wrapped(open_.label[-1], line, gutter - line.size)
    return (full and not open_.label[-1].text.endswith(":")) or (line.text[:1].islower() and bool(right))
