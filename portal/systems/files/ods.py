"""OpenDocument sheets, read: one stream of rows, each repeated row once."""

import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from portal.systems.files import package
from portal.systems.files.units import Plain, Unreadable, nothing, number_of
from portal.systems.files.xlsx import MOST_COLUMNS, MOST_PLACES, whole

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
CONTENT = "content.xml"
CELLS = frozenset({f"{TABLE} table-cell", f"{TABLE} covered-table-cell"})
ROW, SHEET, NOTE = f"{TABLE} table-row", f"{TABLE} table", f"{OFFICE} annotation"
_NUMBERS = frozenset({"float", "percentage", "currency"})


class Found(NamedTuple):
    """A row: its sheet, its number from 1, the element it is, and its cells."""

    sheet: str
    number: int
    element: int
    cells: list[Plain]


class OdsReader:
    """Turns the events of `content.xml` into rows; a table inside of a cell belongs to that cell."""

    def __init__(self) -> None:
        self.rows: list[Found] = []
        self._in_note = 0
        self._sheet = ""
        self._number = self._element = self._repeated = 0
        self._cells: list[Plain] = []
        self._attributes: Mapping[str, str] = {}
        self._paragraphs: list[list[str]] = []
        self.in_cell = 0
        self._empty_columns = self._spread = 0

    def start(self, name: str, attributes: Mapping[str, str], _index: int) -> None:
        """A sheet, a row, a cell, or what stands in one begins."""
        if self.in_cell:
            self._within(name, attributes)
        elif name == SHEET:
            self._sheet, self._number = attributes.get(f"{TABLE} name", ""), 0
        elif name == ROW:
            self._number += self._repeated or 1
            self._repeated = whole(attributes.get(f"{TABLE} number-rows-repeated", ""), 1)
            self._element += 1
            self._cells, self._empty_columns = [], 0
        elif name in CELLS:
            self.in_cell, self._attributes, self._paragraphs = 1, attributes, []

    def _within(self, name: str, attributes: Mapping[str, str]) -> None:
        self.in_cell += 1
        self._in_note += name == NOTE or bool(self._in_note)
        if self._in_note:
            return
        if name in {f"{TEXT} p", f"{TEXT} h"}:
            self._paragraphs.append([])
        elif name == f"{TEXT} s":
            self.text(" " * min(whole(attributes.get(f"{TEXT} c", ""), 1), 1000))
        elif name == f"{TEXT} tab":
            self.text("\t")
        elif name == f"{TEXT} line-break":
            self.text("\n")

    def text(self, said: str) -> None:
        """Letters of a cell, but for those of a note."""
        if self.in_cell and not self._in_note and self._paragraphs:
            self._paragraphs[-1].append(said)

    def end(self, name: str, _index: int) -> None:
        """What stands in a cell, a cell, a row or a sheet ends."""
        if self.in_cell > 1:
            self.in_cell -= 1
            self._in_note -= bool(self._in_note)
        elif self.in_cell:
            self.in_cell = 0
            self._take()
        elif name == ROW:
            self.rows.append(Found(self._sheet, self._number, self._element, self._cells))
        elif name == SHEET:
            self._repeated = 0

    def _take(self) -> None:
        value = self._value()
        times = whole(self._attributes.get(f"{TABLE} number-columns-repeated", ""), 1)
        if nothing(value):
            self._empty_columns += times
            return
        if len(self._cells) + self._empty_columns + times > MOST_COLUMNS:
            raise Unreadable("file_broken")
        self._spread += self._empty_columns + times
        if self._spread > MOST_PLACES:
            raise Unreadable("file_too_large")
        self._cells += [None] * self._empty_columns + [value] * times
        self._empty_columns = 0

    def _value(self) -> Plain:
        said = "\n".join("".join(each) for each in self._paragraphs)
        kind = self._attributes.get(f"{OFFICE} value-type", "")
        if kind in _NUMBERS:
            return number_of(self._attributes.get(f"{OFFICE} value", said))
        if kind in {"date", "time"}:
            return self._attributes.get(f"{OFFICE} {kind}-value", said)
        if kind == "boolean":
            return self._attributes.get(f"{OFFICE} boolean-value") == "true"
        return self._attributes.get(f"{OFFICE} string-value", said)


def refuse_protected(held: zipfile.ZipFile) -> None:
    """Unreadable("file_protected") where the parts are enciphered."""
    if "META-INF/manifest.xml" in held.namelist():
        manifest = package.read(held, "META-INF/manifest.xml")
        if b"encryption-data" in manifest or b"encrypted-key" in manifest:
            raise Unreadable("file_protected")


def rows(held: zipfile.ZipFile) -> Iterator[Found]:
    """Every row of every sheet in a stream."""
    refuse_protected(held)
    reader = OdsReader()
    if CONTENT not in held.namelist():
        raise Unreadable("file_broken")
    with held.open(CONTENT) as source:
        for _piece in package.pieces(source, reader.start, reader.end, reader.text):
            yield from reader.rows
            reader.rows.clear()
    yield from reader.rows
