"""Excel workbooks, written: single cells in place, every other byte of every sheet as it was.

What a row holds is emptied, never moved up: formulas, tables, merged cells and charts of others keep their
meaning. A text that goes may stand in the package again: as a shared text that nothing uses now, as what a
formula or a chart showed last, in a pivot table, in a comment. The first three are emptied; the others are
left to a person (`still_referenced`), before anything is written.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import BinaryIO, NamedTuple

from openpyxl.utils.datetime import to_excel

from portal.systems.contract import Permanent
from portal.systems.files import package
from portal.systems.files.aside import Aside, above, of_workbook
from portal.systems.files.mapping import FileSpec
from portal.systems.files.units import SHORTEST, Edit, Headed, Place, Plain, Unit, letters, nothing, text_of
from portal.systems.files.xlsx import Book, Sheet, column_of, rows, whole
from portal.systems.files.xlsx_links import relations_member, unlinked, without_relations
from portal.systems.files.xml_edit import Naming, Replaced, Span, Spans, applied, beside, emptied, escaped, tag_of

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SIGNED = re.compile(r"(^|/)_xmlsignatures/", re.IGNORECASE)
_PASSED_OVER = re.compile(r"^(xl/(theme|styles|drawings/_rels|printerSettings)|\[Content_Types\])")


class XlsxFormat:
    """Rows of all worksheets (`units.Format`)."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every row of every sheet."""
        with package.opened(source) as held:
            book = Book(held)
            for sheet in book.sheets:
                headed = Headed(spec, sheet.name)
                for number, cells in rows(book, sheet):
                    unit = headed.unit(number, cells)
                    if unit:
                        yield unit

    def asides(self, source: BinaryIO, spec: FileSpec) -> Iterator[Aside]:
        """The headers of all sheets, and what the workbook says beside them."""
        with package.opened(source) as held:
            book = Book(held)
            for sheet in book.sheets:
                yield from above(Headed(spec, sheet.name), sheet.name, rows(book, sheet))
            yield from of_workbook(held, {sheet.name: sheet.member for sheet in book.sheets})

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """The same package with these cells changed; a file always stays."""
        with package.opened(source) as held:
            if any(_SIGNED.search(name) for name in held.namelist()):
                raise Permanent("not_writable")
            package.rewritten(held, target, _Rewriting(Book(held), spec, edits).members())
        return True


class _Cell(NamedTuple):
    """A cell as it stands in the bytes; `formula` is its text, `master` whether other cells lean on it."""

    row: int
    column: int
    kind: str
    style: int
    span: Span
    said: str
    formula: str | None
    formula_span: Span | None
    master: bool


class _CellReader:
    """Finds every cell of a sheet with its place in the bytes."""

    def __init__(self, data: bytes) -> None:
        self.cells: list[_Cell] = []
        self.row_tags: dict[int, Span] = {}
        self._spans = Spans(data)
        self._row, self._column = 0, -1
        self._attributes: Mapping[str, str] = {}
        self._said: list[str] = []
        self._formula: list[str] | None = None
        self._formula_span: Span | None = None
        self._master = self._inside = False

    def start(self, name: str, attributes: Mapping[str, str], index: int) -> None:
        local = name.rpartition(" ")[2]
        if local in {"row", "c", "f"}:
            self._spans.begin(index)
        if local == "row":
            self._row, self._column = whole(attributes.get("r", ""), self._row + 1), -1
        elif local == "c":
            self._column = column_of(attributes.get("r", ""), self._column + 1)
            self._attributes, self._said = attributes, []
            self._formula, self._formula_span, self._master = None, None, False
        elif local == "f":
            self._formula, self._inside = [], True
            self._master = "ref" in attributes
        elif local in {"v", "t"}:
            self._inside = True

    def text(self, said: str) -> None:
        if self._inside:
            (self._said if self._formula is None or self._formula_span else self._formula).append(said)

    def end(self, name: str, index: int) -> None:
        local = name.rpartition(" ")[2]
        if local in {"f", "v", "t"}:
            self._inside = False
        if local == "f":
            self._formula_span = self._spans.finish(index)
        elif local == "row":
            self.row_tags[self._row] = self._spans.finish(index)
        elif local == "c":
            self.cells.append(
                _Cell(
                    self._row, self._column, self._attributes.get("t", "n"), whole(self._attributes.get("s", ""), 0),
                    self._spans.finish(index), "".join(self._said),
                    None if self._formula is None else "".join(self._formula), self._formula_span, self._master,
                )
            )  # fmt: skip


@dataclass(slots=True)
class _Page:
    """A sheet while it is changed."""

    sheet: Sheet
    data: bytes
    reader: _CellReader
    changes: dict[tuple[int, int], Replaced] = field(default_factory=dict)
    emptied_rows: set[int] = field(default_factory=set)


class _Rewriting:
    """One rewrite of one workbook."""

    def __init__(self, book: Book, spec: FileSpec, edits: Mapping[Place, Edit]) -> None:
        self._book, self._spec, self._edits = book, spec, edits
        self._gone: set[str] = set()
        self._naming = Naming()

    def members(self) -> dict[str, bytes]:
        """The members that change."""
        pages = [self._page(sheet) for sheet in self._book.sheets]
        for page in pages:
            self._edit(page)
        for page in pages:
            self._forget_results(page)
        changed: dict[str, bytes] = {}
        for page in pages:
            changed |= self._finished(page)
        if any(cell.formula is not None for page in pages for cell in page.reader.cells):
            changed[self._book.main] = _calculated_anew(package.read(self._book.held, self._book.main))
        changed |= self._shared(pages)
        changed |= self._elsewhere(pages, changed)
        return changed

    def _finished(self, page: _Page) -> dict[str, bytes]:
        """A sheet with its changes, and its relations where links went with the cells."""
        if not page.changes:
            return {}
        members: dict[str, bytes] = {}
        data, dead = unlinked(applied(page.data, page.changes.values()), page.changes)
        if self._naming.stands_in(data, {"sheetData"}):
            raise Permanent("still_referenced")
        if dead:
            member = relations_member(page.sheet.member)
            members[member] = without_relations(package.read(self._book.held, member), dead)
        return {page.sheet.member: data, **members}

    def _page(self, sheet: Sheet) -> _Page:
        data = package.read(self._book.held, sheet.member)
        reader = _CellReader(data)
        package.parse(data, reader.start, reader.end, reader.text)
        return _Page(sheet, data, reader)

    def _edit(self, page: _Page) -> None:
        wanted = {number: edit for (part, number), edit in self._edits.items() if part == page.sheet.name}
        if not wanted:
            return
        headed = Headed(self._spec, page.sheet.name)
        for number, cells in rows(self._book, page.sheet):
            unit = headed.unit(number, cells)
            if unit and number in wanted:
                self._edit_row(page, unit, wanted[number])

    def _edit_row(self, page: _Page, unit: Unit, edit: Edit) -> None:
        there = {cell.column: cell for cell in page.reader.cells if cell.row == unit.number}
        new = dict.fromkeys(unit.header) if edit.remove else dict(edit.cells)
        if edit.remove:
            page.emptied_rows.add(unit.number)
        for column, name in enumerate(unit.header):
            before = unit.cell(name)
            if name not in new or (column not in there and nothing(new[name])):
                continue
            self._note(unit, name, before, new[name])
            if column in there:
                cell = there[column]
                page.changes[cell.row, cell.column] = Replaced(cell.span.start, cell.span.end,
                                                               self._cell(page.data, cell, new[name]))  # fmt: skip
            else:
                self._insert(page, unit.number, column, there, new[name])
        for column, cell in there.items():
            if edit.remove and column >= len(unit.header):
                page.changes[cell.row, column] = Replaced(
                    cell.span.start, cell.span.end, self._cell(page.data, cell, None)
                )

    def _note(self, unit: Unit, name: str, before: Plain, after: Plain) -> None:
        """Remember what goes, and of that what names the person."""
        text = text_of(before).strip()
        if len(text) < SHORTEST or text == text_of(after).strip():
            return
        self._gone.add(text)
        column = self._spec.column(name)
        self._naming.note((unit.part, unit.number), column.what if column else None, text)

    def _cell(self, data: bytes, cell: _Cell, value: Plain) -> bytes:
        """The element anew with its reference and style; a formula that others lean on stays, without its result."""
        name, attributes = tag_of(data, cell.span)
        kept = b"".join(raw for key, raw in attributes if key in {b"r", b"s", b"cm", b"vm", b"ph"})
        if nothing(value):
            if cell.master and cell.formula_span:
                if '"' in (cell.formula or ""):
                    raise Permanent("still_referenced")
                formula = data[cell.formula_span.start : cell.formula_span.end]
                return b"<%s%s>%s</%s>" % (name, kept, formula, name)
            return b"<%s%s/>" % (name, kept)
        if cell.formula is not None:
            raise Permanent("not_writable")
        return _filled(name, kept, self._stored(cell, value))

    def _stored(self, cell: _Cell, value: Plain) -> Plain:
        """A day goes into a cell of days as the number that Excel counts."""
        if cell.style not in self._book.days or not isinstance(value, str) or cell.kind not in {"n", ""}:
            return value
        found = _DAY.fullmatch(value.strip())
        try:
            if found:
                return float(to_excel(date(int(found[3]), int(found[2]), int(found[1])), self._book.epoch))
            moment = time.fromisoformat(value) if ":" in value and "-" not in value else datetime.fromisoformat(value)
            return float(to_excel(moment, self._book.epoch))
        except ValueError:
            raise Permanent("value_unfit") from None

    def _insert(self, page: _Page, row: int, column: int, there: Mapping[int, _Cell], value: Plain) -> None:
        """A cell where there was none yet, before the next one of its row."""
        after = [cell for at, cell in sorted(there.items()) if at > column]
        span = page.reader.row_tags[row]
        name = beside(tag_of(page.data, span)[0], b"c")
        at = after[0].span.start if after else page.data.rindex(b"<", span.start, span.end)
        reference = f' r="{letters(column)}{row}"'.encode()
        page.changes[row, column] = Replaced(at, at, _filled(name, reference, value))

    def _forget_results(self, page: _Page) -> None:
        """Formulas anywhere that showed a text that goes: the formula stays, to be calculated anew."""
        for cell in page.reader.cells:
            if cell.formula_span is None or (cell.row, cell.column) in page.changes or cell.kind != "str":
                continue
            if any(text.lower() in cell.said.lower() for text in self._gone):
                name, attributes = tag_of(page.data, cell.span)
                kept = b"".join(raw for key, raw in attributes if key != b"t")
                formula = page.data[cell.formula_span.start : cell.formula_span.end]
                new = b"<%s%s>%s</%s>" % (name, kept, formula, name)
                page.changes[cell.row, cell.column] = Replaced(cell.span.start, cell.span.end, new)

    def _shared(self, pages: list[_Page]) -> dict[str, bytes]:
        """The shared texts, each emptied that only the changed cells used."""
        if not self._book.shared_member:
            return {}
        before, after = set[int](), set[int]()
        for page in pages:
            for cell in page.reader.cells:
                if cell.kind == "s":
                    index = whole(cell.said, -1)
                    (before if (cell.row, cell.column) in page.changes else after).add(index)
        unused = before - after
        data = package.read(self._book.held, self._book.shared_member)
        return {self._book.shared_member: _without(data, unused)} if unused else {}

    def _elsewhere(self, pages: list[_Page], changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """Charts that showed what goes, emptied; `still_referenced` where another member holds it."""
        found: dict[str, bytes] = {}
        members = {page.sheet.member for page in pages}
        for member in self._book.held.namelist():
            if (member in changed and not member.endswith(".rels")) or member in members or _PASSED_OVER.match(member):
                continue
            if member.startswith("docProps/thumbnail") and self._gone:
                raise Permanent("still_referenced")
            if not member.endswith((".xml", ".rels", ".vml")) or member == self._book.shared_member:
                continue
            data = changed.get(member) or package.read(self._book.held, member)
            if "/charts/" in member and self._gone:
                data = emptied(data, "v", self._gone)
                found |= {member: data} if data != package.read(self._book.held, member) else {}
            if self._naming.stands_in(data):
                raise Permanent("still_referenced")
            if "omments" in member and self._comments(pages, member, data):
                raise Permanent("still_referenced")
        return found

    def _comments(self, pages: list[_Page], member: str, data: bytes) -> bool:
        """Whether a comment hangs on a row that goes."""
        emptied_rows = {row for page in pages for row in page.emptied_rows}
        hanging = False

        def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
            nonlocal hanging
            reference = attributes.get("ref", "") if name.endswith(("omment",)) else ""
            hanging = hanging or whole(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), -1) in emptied_rows

        package.parse(data, start, lambda _name, _index: None, lambda _text: None)
        return hanging


def _filled(name: bytes, kept: bytes, value: Plain) -> bytes:
    if isinstance(value, bool):
        return b'<%s%s t="b"><%s>%d</%s></%s>' % (name, kept, beside(name, b"v"), value, beside(name, b"v"), name)
    if isinstance(value, int | float):
        number = str(int(value) if float(value).is_integer() else value).encode()
        return b"<%s%s><%s>%s</%s></%s>" % (name, kept, beside(name, b"v"), number, beside(name, b"v"), name)
    inline, text = beside(name, b"is"), beside(name, b"t")
    body = b'<%s xml:space="preserve">%s</%s>' % (text, escaped(text_of(value)), text)
    return b'<%s%s t="inlineStr"><%s>%s</%s></%s>' % (name, kept, inline, body, inline, name)


def _without(data: bytes, unused: Collection[int]) -> bytes:
    """The shared texts with these ones empty; the others keep their numbers."""
    spans, changes, count = Spans(data), list[Replaced](), 0

    def start(name: str, _attributes: Mapping[str, str], index: int) -> None:
        if name.endswith(" si"):
            spans.begin(index)

    def end(name: str, index: int) -> None:
        nonlocal count
        if name.endswith(" si"):
            span = spans.finish(index)
            if count in unused:
                tag = tag_of(data, span)[0]
                changes.append(Replaced(span.start, span.end, b"<%s><%s/></%s>" % (tag, beside(tag, b"t"), tag)))
            count += 1

    package.parse(data, start, end, lambda _text: None)
    return applied(data, changes)


def _calculated_anew(data: bytes) -> bytes:
    """The workbook told to calculate every formula when it is opened next."""
    spans, found = Spans(data), list[Span]()

    def start(name: str, _attributes: Mapping[str, str], index: int) -> None:
        if name.endswith(" calcPr"):
            spans.begin(index)

    def end(name: str, index: int) -> None:
        if name.endswith(" calcPr"):
            found.append(spans.finish(index))

    package.parse(data, start, end, lambda _text: None)
    if not found:
        return data  # A workbook that says nothing of calculation is calculated when it is opened.
    name, attributes = tag_of(data, found[0])
    kept = b"".join(raw for key, raw in attributes if key != b"fullCalcOnLoad")
    return applied(data, [Replaced(found[0].start, found[0].end, b'<%s%s fullCalcOnLoad="1"/>' % (name, kept))])
