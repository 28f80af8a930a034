"""OpenDocument sheets, written: single cells in place, every other byte of the contents as it was.

A row is emptied, never taken out, so that every reference keeps its meaning. What formulas and charts showed
of a text that goes is emptied too; where it stands elsewhere in the file, a person does it (`still_referenced`).
"""

import base64
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple

from portal.systems.contract import Permanent
from portal.systems.files import package
from portal.systems.files.aside import Aside, above, of_document
from portal.systems.files.mapping import FileSpec
from portal.systems.files.ods import CELLS, CONTENT, NOTE, OFFICE, ROW, TABLE, TEXT, Found, OdsReader, rows
from portal.systems.files.units import SHORTEST, Edit, Headed, Place, Plain, Unit, nothing, text_of
from portal.systems.files.xlsx import whole
from portal.systems.files.xml_edit import Naming, Replaced, Span, Spans, applied, emptied, escaped, tag_of

_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=="
)
"""One point: what stands for the picture of a first page that showed the person."""
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_KEPT = (b"style-name", b"number-columns-repeated", b"number-columns-spanned", b"number-rows-spanned",
         b"content-validation-name", b"number-matrix-columns-spanned", b"number-matrix-rows-spanned")  # fmt: skip


class OdsFormat:
    """Rows of all sheets (`units.Format`)."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every row of every sheet; one that is repeated comes once."""
        with package.opened(source) as held:
            headed: dict[str, Headed] = {}
            for sheet, number, _element, cells in rows(held):
                unit = headed.setdefault(sheet, Headed(spec, sheet)).unit(number, cells)
                if unit:
                    yield unit

    def asides(self, source: BinaryIO, spec: FileSpec) -> Iterator[Aside]:
        """The headers of all sheets, and what the document says beside them."""
        with package.opened(source) as held:
            headed: dict[str, Headed] = {}
            for sheet, number, _element, cells in rows(held):
                own = headed.setdefault(sheet, Headed(spec, sheet))
                yield from above(own, sheet, iter([(number, cells)]))
            yield from of_document(held, CELLS, NOTE)

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """The same package with these cells changed; a file always stays."""
        with package.opened(source) as held:
            if "META-INF/documentsignatures.xml" in held.namelist():
                raise Permanent("not_writable")
            data = package.read(held, CONTENT)
            rewriting = _Rewriting(data, spec, edits)
            changed = {CONTENT: rewriting.content([*rows(held)])}
            for member in held.namelist():
                if member == CONTENT or not rewriting.gone:
                    continue
                if member.startswith("Thumbnails/") and not member.endswith("/"):
                    changed[member] = _DOT
                elif member.endswith(".xml"):
                    found = package.read(held, member)
                    clean = emptied(found, "p", rewriting.gone) if "/" in member else found
                    if rewriting.naming.stands_in(clean):
                        raise Permanent("still_referenced")
                    changed |= {member: clean} if clean != found else {}
            package.rewritten(held, target, changed)
        return True


class _Cell(NamedTuple):
    """A cell element: its first column, how often it stands there, what it shows."""

    column: int
    times: int
    kind: str
    formula: bool
    span: Span
    said: str


class _Places:
    """Where the cells of every row element stand in the bytes."""

    def __init__(self, data: bytes) -> None:
        self.rows: dict[int, list[_Cell]] = {}
        self.row_spans: dict[int, Span] = {}
        self._reader = OdsReader()
        self._spans = Spans(data)
        self._element, self._column = 0, 0
        self._attributes: Mapping[str, str] = {}
        self._said: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str], index: int) -> None:
        outside = not self._reader.in_cell
        self._reader.start(name, attributes, index)
        if outside and name == ROW:
            self._spans.begin(index)
            self._element, self._column = self._element + 1, 0
            self.rows[self._element] = []
        elif outside and name in CELLS:
            self._spans.begin(index)
            self._attributes, self._said = attributes, []

    def text(self, said: str) -> None:
        self._said.append(said)

    def end(self, name: str, index: int) -> None:
        last = self._reader.in_cell == 1
        outside = not self._reader.in_cell
        self._reader.end(name, index)
        self._reader.rows.clear()
        if last:
            times = whole(self._attributes.get(f"{TABLE} number-columns-repeated", ""), 1)
            said = self._attributes.get(f"{OFFICE} string-value", "") + "".join(self._said)
            self.rows[self._element].append(
                _Cell(self._column, times, self._attributes.get(f"{OFFICE} value-type", ""),
                      f"{TABLE} formula" in self._attributes, self._spans.finish(index), said)
            )  # fmt: skip
            self._column += times
        elif outside and name == ROW:
            self.row_spans[self._element] = self._spans.finish(index)


class _Rewriting:
    """One rewrite of the contents of one file."""

    def __init__(self, data: bytes, spec: FileSpec, edits: Mapping[Place, Edit]) -> None:
        self._data, self._spec, self._edits = data, spec, edits
        self.gone: set[str] = set()
        self.naming = Naming()
        self._changes: dict[int, Replaced] = {}
        self._office, self._text = _prefix(data, OFFICE), _prefix(data, TEXT)

    def content(self, found: list[Found]) -> bytes:
        """The contents with the edits made."""
        places = _Places(self._data)
        package.parse(self._data, places.start, places.end, places.text)
        headed: dict[str, Headed] = {}
        for sheet, number, element, cells in found:
            unit = headed.setdefault(sheet, Headed(self._spec, sheet)).unit(number, cells)
            edit = self._edits.get((sheet, number)) if unit else None
            if unit and edit:
                self._edit_row(places.rows[element], unit, edit)
        for cells_of_row in places.rows.values():
            for cell in cells_of_row:
                self._forget_result(cell)
        data = applied(self._data, self._changes.values())
        if self.naming.stands_in(data, {"table-row"}):
            raise Permanent("still_referenced")
        return data

    def _edit_row(self, there: list[_Cell], unit: Unit, edit: Edit) -> None:
        new = dict.fromkeys(unit.header) if edit.remove else dict(edit.cells)
        if edit.remove:
            for cell in there:
                self._changes[cell.span.start] = Replaced(cell.span.start, cell.span.end, self._cell(cell, None, 0))
        width = sum(cell.times for cell in there)
        for column, name in enumerate(unit.header):
            if name not in new:
                continue
            self._note(unit, name, unit.cell(name), new[name])
            if edit.remove or (nothing(new[name]) and nothing(unit.cell(name))):
                continue
            if column >= width:
                raise Permanent("not_writable")
            cell = next(each for each in there if each.column <= column < each.column + each.times)
            before = self._changes.get(cell.span.start)
            if before is not None and cell.times > 1:
                raise Permanent("not_writable")
            new_bytes = self._split(cell, column, new[name])
            self._changes[cell.span.start] = Replaced(cell.span.start, cell.span.end, new_bytes)

    def _note(self, unit: Unit, name: str, before: Plain, after: Plain) -> None:
        text = text_of(before).strip()
        if len(text) < SHORTEST or text == text_of(after).strip():
            return
        self.gone.add(text)
        column = self._spec.column(name)
        self.naming.note((unit.part, unit.number), column.what if column else None, text)

    def _split(self, cell: _Cell, column: int, value: Plain) -> bytes:
        """One of several equal cells in a row changed: those before and behind stay together."""
        before, behind = column - cell.column, cell.column + cell.times - column - 1
        return self._times(cell, before) + self._cell(cell, value, 1) + self._times(cell, behind)

    def _times(self, cell: _Cell, times: int) -> bytes:
        if not times:
            return b""
        name, attributes = tag_of(self._data, cell.span)
        old = self._data[cell.span.start : cell.span.tag_end]
        raw = next(raw for key, raw in attributes if key.endswith(b":number-columns-repeated"))
        told = re.sub(rb"""(["'])[0-9]+["']""", b'"%d"' % times, raw)
        return old.replace(raw, told, 1) + self._data[cell.span.tag_end : cell.span.end]

    def _cell(self, cell: _Cell, value: Plain, times: int) -> bytes:
        """The element anew with its style and its place among merged cells; `times` of 1 ends a repetition."""
        name, attributes = tag_of(self._data, cell.span)
        kept = [raw for key, raw in attributes if key.rpartition(b":")[2] in _KEPT
                and not (times == 1 and key.endswith(b":number-columns-repeated"))]  # fmt: skip
        if nothing(value):
            return b"<%s%s/>" % (name, b"".join(kept))
        if cell.formula:
            raise Permanent("not_writable")
        if not self._office or not self._text:
            raise Permanent("not_writable")
        typed = self._typed(cell, value)
        body = b"".join(b"<%s:p>%s</%s:p>" % (self._text, self._spaced(line), self._text)
                        for line in text_of(value).split("\n"))  # fmt: skip
        return b"<%s%s%s>%s</%s>" % (name, b"".join(kept), typed, body, name)

    def _typed(self, cell: _Cell, value: Plain) -> bytes:
        office = self._office
        if isinstance(value, bool):
            return b' %s:value-type="boolean" %s:boolean-value="%s"' % (office, office, b"true" if value else b"false")
        if isinstance(value, int | float):
            return b' %s:value-type="float" %s:value="%s"' % (office, office, str(value).encode())
        if cell.kind == "date":
            return b' %s:value-type="date" %s:date-value="%s"' % (office, office, _iso(text_of(value)))
        return b' %s:value-type="string"' % office

    def _spaced(self, line: str) -> bytes:
        """Several spaces in a row, which XML would take for one."""
        parts = re.split(r"(^ +| {2,}|\t)", line)
        said = [escaped(part) for part in parts[::2]]
        gap = b'<%s:s %s:c="%%d"/>' % (self._text, self._text)
        gaps = [b"<%s:tab/>" % self._text if each == "\t" else gap % len(each) for each in parts[1::2]]
        return b"".join(one + other for one, other in zip(said, [*gaps, b""], strict=True))

    def _forget_result(self, cell: _Cell) -> None:
        if not cell.formula or cell.span.start in self._changes:
            return
        if any(text.lower() in cell.said.lower() for text in self.gone):
            name, attributes = tag_of(self._data, cell.span)
            kept = b"".join(raw for key, raw in attributes if not key.endswith((b":string-value", b":value-type")))
            self._changes[cell.span.start] = Replaced(cell.span.start, cell.span.end, b"<%s%s/>" % (name, kept))


def _iso(text: str) -> bytes:
    found = _DAY.fullmatch(text.strip())
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Permanent("value_unfit") from None
    if not found and len(text.strip()) > 10 and not re.fullmatch(r"T[0-9:.]+", text.strip()[10:]):  # noqa: PLR2004
        raise Permanent("value_unfit")
    return (day.isoformat() + ("" if found else text.strip()[10:])).encode()


def _prefix(data: bytes, namespace: str) -> bytes:
    found = re.search(rb"xmlns:([A-Za-z0-9_.-]+)\s*=\s*[\"']" + re.escape(namespace.encode()) + rb"[\"']", data[:65536])
    return found[1] if found else b""
