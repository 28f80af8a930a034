"""The pages of a document as its lines in the order in which they are read: paragraphs, items, and rows of cells."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.pdf_layout.cells import Band, Cell, parted, rows_in
from portal.pdf_layout.columns import Beside, Stack, laid_out, segments_of
from portal.pdf_layout.furniture import without_furniture
from portal.pdf_layout.paragraphs import Paragraph, Setting, is_wrapped, paragraphs_of, setting_of
from portal.pdf_layout.pieces import Line, Page, Piece, composed, line_of, rows_of

_LARGER = 1.1
_LONGEST_HEAD = 180
_LONGEST_VALUE = 500
_LABEL = 90
_MOSTLY = 0.5
_DEEPEST = 6
Spans = list[tuple[str, bool]]


@dataclass(slots=True)
class Said:
    """A line of the text. `cells` are those of a row; `head` is the level of a heading, 0 for none."""

    cells: list[Spans]
    head: int = 0
    bullet: bool = False
    apart: bool = False
    noise: bool = False


@dataclass(slots=True)
class _Row:
    """Cells beside one another, each with its paragraphs."""

    cells: list[list[Paragraph]] = field(default_factory=list)
    ruled: bool = True
    starts: list[float] = field(default_factory=list)


def lines_of(pages: Sequence[Page]) -> Iterator[Said]:
    """Every line of a document; what stands on each page alike comes last, as noise."""
    plain = _share_of_bold(pages) > _MOSTLY
    for page in pages if plain else ():
        for piece in page.pieces:
            piece.bold = False
    noise = without_furniture(pages)
    regions = [_regions(page) for page in pages]
    setting = setting_of(_columns(regions))
    ends = _margins(regions)
    blocks: list[Paragraph | _Row] = []
    for region in regions:
        made = list(_blocks(region, setting, ends))
        _continue(blocks, made, setting, ends)
        blocks += made
    yield from _told(blocks)
    for text in noise:
        yield Said([[(composed(text), False)]], noise=True)


def _share_of_bold(pages: Sequence[Page]) -> float:
    letters = [(len(one.text), one.bold) for page in pages for one in page.pieces]
    return sum(count for count, bold in letters if bold) / max(1, sum(count for count, _ in letters))


_Region = list[Band | list[list[Line]]]


def _regions(page: Page) -> _Region:
    """Rows of cells and what stands between them, from the top."""
    bands, free = parted(page)
    rows = [segments_of(row) for row in rows_of(free)]
    regions: _Region = []
    for band in bands:
        above = [row for row in rows if row[0].y <= band.y0 + 2]
        rows = rows[len(above) :]
        regions += [above, band] if above else [band]
    return [*regions, rows] if rows else regions


def _columns(regions: Sequence[_Region]) -> Iterator[Sequence[Line]]:
    for one in (part for region in regions for part in region):
        if isinstance(one, Band):
            yield from (_lines_in(cell.pieces) for cell in one.cells)
        else:
            yield [line for row in one for line in row]


def _lines_in(pieces: Sequence[Piece]) -> list[Line]:
    return [line_of(row) for row in rows_of(pieces)]


def _margins(regions: Sequence[_Region]) -> float:
    """How far to the right the text of the pages reaches, outside of cells."""
    ends = sorted(row[-1].x1 for region in regions for part in region if not isinstance(part, Band) for row in part)
    return ends[int(len(ends) * 0.98)] if ends else 0.0


def _blocks(region: _Region, setting: Setting, end: float) -> Iterator[Paragraph | _Row]:
    for part in region:
        if isinstance(part, Band):
            held = {cell: _in_cell(cell, setting) for cell in part.cells}
            for row in rows_in(part):
                yield _Row([held[cell] for cell in row], starts=[cell.x0 for cell in row])
        else:
            yield from _flow(part, setting, end)


def _in_cell(cell: Cell, setting: Setting) -> list[Paragraph]:
    rows = [segments_of(row) for row in rows_of(cell.pieces)]
    if any(len(row) > 1 for row in rows):
        inner = [*_flow(rows, setting, cell.x1 - max(2.0, min(row[0].x0 for row in rows) - cell.x0))]
        return [one for made in inner for one in ([made] if isinstance(made, Paragraph) else _flat(made.cells))]
    lines = [row[0] for row in rows]
    return list(paragraphs_of(lines, cell.x1 - max(2.0, min(line.x0 for line in lines) - cell.x0), setting))


def _flat(row: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """A row within a cell: its label and its value are one line where both are."""
    parts = [one for cell in row for one in cell]
    if len(row) == 2 and len(parts) == 2 and not parts[1].bullet:
        label, value = parts
        yield Paragraph(label.lines, label.bullet, label.apart, [*label.spans, (" ", False), *value.spans])
    else:
        yield from parts


def _flow(rows: Sequence[Sequence[Line]], setting: Setting, end: float) -> Iterator[Paragraph | _Row]:
    for one in laid_out(rows, setting):
        if isinstance(one, Stack):
            reach = max(line.x1 for line in one.lines)
            yield from paragraphs_of(one.lines, max(reach, end) if _is_wide(one, end) else reach, setting)
        else:
            yield _beside_row(one, setting, end)


def _is_wide(stack: Stack, end: float) -> bool:
    """Whether a column begins in the left half, so that it may reach to the margin."""
    return not stack.narrow and min(line.x0 for line in stack.lines) < 0.5 * end


def _beside_row(one: Beside, setting: Setting, end: float) -> _Row:
    label = [*paragraphs_of(one.label, _reach(one.label, one.value), setting)]
    value = [*paragraphs_of(one.value, max(end, max((line.x1 for line in one.value), default=0)), setting)]
    return _Row([label, value], ruled=False)


def _reach(label: Sequence[Line], value: Sequence[Line]) -> float:
    if not value or not label:
        return max((line.x1 for line in label), default=0.0)
    return min(line.x0 for line in value) - label[0].size


def _continue(blocks: list[Paragraph | _Row], made: list[Paragraph | _Row], setting: Setting, end: float) -> None:
    """A paragraph that goes on at the top of the next page."""
    if not blocks or not made:
        return
    last, first = blocks[-1], made[0]
    if not isinstance(last, Paragraph) or not isinstance(first, Paragraph) or first.bullet:
        return
    above, line = last.lines[-1], first.lines[0]
    same = abs(above.size - line.size) < 0.1 * line.size and last.lines[0].is_bold == line.is_bold
    if same and is_wrapped(above, line, end) and first.text[:1].islower():
        head, tail = last.spans, first.spans
        text, bold = head[-1]
        glue = "" if text.endswith("-") else " "
        if text.endswith("-") and setting.is_hyphenated:
            text = text[:-1]
        last.spans = [*head[:-1], (text + glue, bold), *tail]
        last.lines += first.lines
        made.pop(0)


def _told(blocks: Sequence[Paragraph | _Row]) -> Iterator[Said]:
    levels = _levels(blocks)
    at = 0
    while at < len(blocks):
        one = blocks[at]
        if isinstance(one, Paragraph):
            yield _line(one, levels)
            at += 1
            continue
        table: list[_Row] = []
        while at < len(blocks) and isinstance(row := blocks[at], _Row) and row.ruled == one.ruled:
            table.append(row)
            at += 1
        yield from _table(table, levels)


def _levels(blocks: Sequence[Paragraph | _Row]) -> dict[float, int]:
    """The level of each size of letters that is larger than that of most."""
    letters: Counter[float] = Counter()
    for one in _every(blocks):
        letters[_rounded(one.size)] += len(one.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if size >= body * _LARGER), reverse=True)
    return {size: min(level, _DEEPEST) for level, size in enumerate(larger, 1)}


def _every(blocks: Sequence[Paragraph | _Row]) -> Iterator[Paragraph]:
    for one in blocks:
        if isinstance(one, Paragraph):
            yield one
        else:
            yield from (paragraph for cell in one.cells for paragraph in cell)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _line(one: Paragraph, levels: dict[float, int]) -> Said:
    text = one.text
    level = levels.get(_rounded(one.size), 0)
    is_head = level and not one.bullet and len(text) <= _LONGEST_HEAD and any(map(str.isalpha, text))
    return Said([_composed(one.spans)], level if is_head else 0, one.bullet, one.apart)


def _composed(spans: Spans) -> Spans:
    return [(composed(text), bold) for text, bold in spans]


def _table(table: Sequence[_Row], levels: dict[float, int]) -> Iterator[Said]:
    """Rows of a table whose columns have heads stay rows; of a form, label and value follow one another."""
    if table[0].ruled and _has_heads([row.cells for row in table]):
        for cells in _in_columns(table):
            yield Said([_in_one(cell) for cell in cells])
        return
    rows = [_numbered(row.cells) for row in table]
    at = 0
    while at < len(rows):
        first, beside = rows[at][0] if rows[at] else [], at + 1
        while beside < len(rows) and len(rows[beside]) > 1 and rows[beside][0] is first:
            beside += 1
        if beside > at + 1 and len(rows[at]) > 1:
            yield from _of_form([first, [one for row in rows[at:beside] for one in _flat(row[1:])]], levels)
        else:
            yield from _of_form(rows[at], levels)
        at = beside


def _in_columns(table: Sequence[_Row]) -> Iterator[list[list[Paragraph]]]:
    """The rows with a cell for each head; one that begins with nothing goes on from the page before."""
    starts = table[0].starts
    open_: list[list[Paragraph]] | None = None
    for row in table:
        cells: list[list[Paragraph]] = [[] for _ in starts]
        for start, cell in zip(row.starts, row.cells, strict=True):
            cells[min(range(len(starts)), key=lambda number: abs(starts[number] - start))] += cell  # noqa: B023  # called at once
        if open_ is not None and not cells[0]:
            open_ = [[*before, *more] for before, more in zip(open_, cells, strict=True)]
            continue
        if open_ is not None:
            yield open_
        open_ = cells
    if open_ is not None:
        yield open_


def _numbered(cells: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """The number of a field in a cell of its own stands with the field's name."""
    if len(cells) > 1 and len(cells[0]) == 1 and cells[1]:
        number = cells[0][0].text.strip()
        if number.rstrip(".)").isdigit() and len(number) < 4:
            first = cells[1][0]
            first.spans = [(f"{number} ", first.spans[0][1] if first.spans else False), *first.spans]
            return cells[1:]
    return cells


def _has_heads(rows: Sequence[list[list[Paragraph]]]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2 or (rows[1] and rows[0][0] is rows[1][0]):
        return False
    if sum(len(row) > 2 for row in rows) > 0.5 * len(rows):
        return True
    first = [one for cell in rows[0] for one in cell]
    short = all(len(one.text) < _LABEL for one in first) and len(first) == len(rows[0])
    bold = all(_is_bold(one) for one in first)
    others = [one for row in rows[1:] for cell in row for one in cell]
    return short and bold and not any(_is_bold(one) for one in others)


def _is_bold(one: Paragraph) -> bool:
    return all(bold for text, bold in one.spans if any(map(str.isalnum, text)))


def _in_one(cell: Sequence[Paragraph]) -> Spans:
    """The paragraphs of a cell in one line, items parted by signs."""
    spans: Spans = []
    for number, one in enumerate(cell):
        if number:
            spans.append(("; " if one.bullet or cell[number - 1].bullet else " ", False))
        spans += one.spans
    return _composed(spans)


def _of_form(row: list[list[Paragraph]], levels: dict[float, int]) -> Iterator[Said]:
    filled = [cell for cell in row if cell]
    if len(filled) == 2 and len(filled[0]) <= 3 and sum(len(one.text) for one in filled[0]) < _LABEL:
        label, value = _in_one(filled[0]), filled[1]
        said = "".join(text for text, _ in label)
        if len(value) == 1 and not value[0].bullet and len(value[0].text) < _LONGEST_VALUE and not said[:1].isdigit():
            yield Said([label, _composed(value[0].spans)])
            return
        yield Said([label], head=_DEEPEST, apart=True)
        if _is_bold(value[-1]):
            value[-1].spans = [(text, False) for text, _ in value[-1].spans]
        yield from (_line(one, {}) for one in value)
        return
    for cell in filled:
        yield from (_line(one, levels) for one in cell)
