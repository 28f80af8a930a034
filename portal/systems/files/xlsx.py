"""Excel workbooks, read: one stream of rows, with the shared texts and the styles of days beside it."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from portal.systems.files import package
from portal.systems.files.units import Plain, Unreadable, number_of

MOST_COLUMNS = 16_384
MOST_PLACES = 30_000_000
"""Cells of a sheet, the empty ones before the last of each row too: a few far cells make a small file a long search."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Sheet(NamedTuple):
    """A worksheet: what people call it, and its member."""

    name: str
    member: str


class Book:
    """What every sheet needs to be read: its shared texts and which styles are days."""

    def __init__(self, held: zipfile.ZipFile) -> None:
        self.held = held
        self.names = set(held.namelist())
        self.main = self._target_of_root()
        self._aims = _relations(held, self.main)
        self.sheets: list[Sheet] = []
        self.epoch: datetime = CALENDAR_WINDOWS_1900
        self._read_workbook()
        self.shared_member = self._aim("sharedStrings")
        self.texts = _texts(package.read(held, self.shared_member)) if self.shared_member else []
        styles = self._aim("styles")
        self.days = _day_styles(package.read(held, styles)) if styles else frozenset()

    def _target_of_root(self) -> str:
        for kind, aim in _relations(self.held, "").values():
            if kind == "officeDocument" and aim in self.names:
                return aim
        raise Unreadable("file_broken")

    def _aim(self, kind: str) -> str:
        return next((aim for each, aim in self._aims.values() if each == kind and aim in self.names), "")

    def _read_workbook(self) -> None:
        def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
            local = name.rpartition(" ")[2]
            if local == "sheet":
                of = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                kind, aim = self._aims.get(of, ("", ""))
                if kind == "worksheet" and aim in self.names:
                    self.sheets.append(Sheet(attributes.get("name", ""), aim))
            elif local == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self.epoch = CALENDAR_MAC_1904

        package.parse(package.read(self.held, self.main), start, _nothing, _silence)


class RowReader:
    """Turns the events of a sheet into rows."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.rows: list[tuple[int, list[Plain]]] = []
        self._number = self._spread = 0
        self._cells: dict[int, Plain] = {}
        self._column = -1
        self._kind = self._style = ""
        self._said: list[str] = []
        self._inside = self._aid = False

    def start(self, name: str, attributes: Mapping[str, str], _index: int) -> None:
        """A row, a cell, or a part of one begins."""
        local = name.rpartition(" ")[2]
        if local == "row":
            self._number = whole(attributes.get("r", ""), self._number + 1)
            self._cells, self._column = {}, -1
        elif local == "c":
            self._column = column_of(attributes.get("r", ""), self._column + 1)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._said.clear()
        elif local == "rPh":
            self._aid = True
        elif local in {"v", "t"}:
            self._inside = not self._aid

    def text(self, said: str) -> None:
        """Letters of a value, or of an inline text; not those of a formula or of a reading aid."""
        if self._inside:
            self._said.append(said)

    def end(self, name: str, _index: int) -> None:
        """A row, a cell, or a part of one ends."""
        local = name.rpartition(" ")[2]
        if local == "c":
            value = self._value("".join(self._said))
            if value not in {None, ""}:
                self._cells[self._column] = value
        elif local == "row":
            last = max(self._cells, default=-1)
            self._spread += last + 1
            if self._spread > MOST_PLACES:
                raise Unreadable("file_too_large")
            self.rows.append((self._number, [self._cells.get(index) for index in range(last + 1)]))
        elif local == "rPh":
            self._aid = False
        elif local in {"v", "t"}:
            self._inside = False

    def _value(self, said: str) -> Plain:
        if self._kind == "s":
            index = whole(said, -1)
            if not 0 <= index < len(self._book.texts):
                raise Unreadable("file_broken")
            return self._book.texts[index]
        if self._kind == "b":
            return said.strip() == "1"
        if self._kind != "n" or not said:
            return said
        number = number_of(said.strip())
        if isinstance(number, int | float) and whole(self._style, 0) in self._book.days:
            return _day(number, self._book.epoch)
        return number


def rows(book: Book, sheet: Sheet) -> Iterator[tuple[int, list[Plain]]]:
    """The number and the cells of each row, in a stream: what each piece makes is given on."""
    reader = RowReader(book)
    with book.held.open(sheet.member) as source:
        for _piece in package.pieces(source, reader.start, reader.end, reader.text):
            yield from reader.rows
            reader.rows.clear()
    yield from reader.rows


def whole(text: str, otherwise: int) -> int:
    """A whole number, or what stands for none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise  # noqa: PLR2004


def column_of(reference: str, otherwise: int) -> int:
    """The column of a reference such as AB12, from 0; Unreadable where no sheet is so wide."""
    found = _REFERENCE.fullmatch(reference)
    index = otherwise
    if found:
        index = 0
        for letter in found[1]:
            index = index * 26 + ord(letter) - 64
        index -= 1
    if index >= MOST_COLUMNS:
        raise Unreadable("file_broken")
    return index


def _day(number: float, epoch: datetime) -> str | int | float:
    """ISO 8601 for a day, a time or both; the number itself where it is none of them."""
    try:
        found = from_excel(number, epoch)
    except (ValueError, OverflowError, TypeError):
        return number
    if isinstance(found, datetime):
        midnight = (found.hour, found.minute, found.second, found.microsecond) == (0, 0, 0, 0)
        return found.date().isoformat() if midnight else found.isoformat(timespec="seconds")
    return found.isoformat() if isinstance(found, time) else number


def _texts(data: bytes) -> list[str]:
    """The shared texts, reading aids (phonetic runs) left out."""
    found: list[str] = []
    said: list[str] = []
    inside = [False, False]

    def start(name: str, _attributes: Mapping[str, str], _index: int) -> None:
        local = name.rpartition(" ")[2]
        if local == "si":
            said.clear()
        inside[0] = inside[0] or local == "rPh"
        inside[1] = local == "t"

    def end(name: str, _index: int) -> None:
        local = name.rpartition(" ")[2]
        if local == "si":
            found.append("".join(said))
        inside[0] = inside[0] and local != "rPh"
        inside[1] = False

    package.parse(data, start, end, lambda text: said.append(text) if inside == [False, True] else None)
    return found


def _day_styles(data: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show a day or a time."""
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    within = [False]

    def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
        local = name.rpartition(" ")[2]
        if local == "numFmt":
            formats[whole(attributes.get("numFmtId", ""), -1)] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            within[0] = True
        elif local == "xf" and within[0]:
            styles.append(whole(attributes.get("numFmtId", ""), 0))

    def end(name: str, _index: int) -> None:
        within[0] = within[0] and name.rpartition(" ")[2] != "cellXfs"

    package.parse(data, start, end, _silence)
    return frozenset(at for at, style in enumerate(styles) if is_date_format(formats.get(style, "")))


def _relations(held: zipfile.ZipFile, of: str) -> dict[str, tuple[str, str]]:
    """Where a member's relations lead: kind and member by their id."""
    folder, _, name = of.rpartition("/")
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
        if name.endswith(" Relationship") and attributes.get("TargetMode") != "External":
            aim = attributes.get("Target", "")
            aim = aim.lstrip("/") if aim.startswith("/") else posixpath.normpath(posixpath.join(folder, aim))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], aim)

    package.parse(package.read(held, member), start, _nothing, _silence)
    return found


def _nothing(_name: str, _index: int) -> None:
    """The end of an element that says nothing."""


def _silence(_text: str) -> None:
    """Letters that say nothing."""
