"""What a file is made of: rows, cards and messages, each in the same shape; and what is written into them."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol

from portal.systems.files.mapping import FileSpec

_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9])")

Plain = str | int | float | bool | None
SHORTEST = 4
"""A text of fewer letters is not looked for elsewhere in a file: it says nothing of whose it is."""
Place = tuple[str, int]
"""A sheet (empty elsewhere) and the number of the row, card or message in it."""


class Unreadable(Exception):
    """A file, or a part of it, that cannot be read; `code` is that of the gap."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Unit:
    """One row, card or message. `header` names its `cells`; `raw` is the original where there is one.

    `identity` is what the format itself knows it by (a card's UID, a message's digest).
    `trouble` is set alone where this one cannot be read and the others can.
    `addressed` are the mailboxes of a message's headers, `people` what its headers say of whom, `whole_text`
    its words where its cells show only their beginning, `dated` its day. `unshown` are the words of a card that are
    too long to be shown.
    """

    part: str
    number: int
    header: Sequence[str] = ()
    cells: Sequence[Plain] = ()
    raw: bytes = field(default=b"", repr=False)
    identity: str = ""
    trouble: str = ""
    addressed: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    dated: str = ""
    whole_text: str = field(default="", repr=False)
    unshown: str = field(default="", repr=False)
    ends: int = 0

    def cell(self, column: str) -> Plain:
        """The value below a header; None where there is none."""
        for name, value in zip(self.header, self.cells, strict=False):
            if name == column:
                return value
        return None

    def held(self) -> Iterator[tuple[str, Plain]]:
        """Every cell that is not empty."""
        for name, value in zip(self.header, self.cells, strict=False):
            if not nothing(value):
                yield name, value

    def id_of(self, key: str) -> str:
        """By what it is known in its file: its key column, what the format knows it by, or its content."""
        if key and not nothing(self.cell(key)):
            return f"k:{text_of(self.cell(key)).strip()}"
        return self.identity or f"h:{self.digest()}"

    def digest(self) -> str:
        """The content as 32 hexadecimal digits."""
        body = json.dumps([[name, value] for name, value in self.held()], ensure_ascii=True)
        return hashlib.sha256(body.encode()).hexdigest()[:32]

    def content(self) -> str:
        """The original, or the cells, as a digest: for comparing two states of one file."""
        return hashlib.sha256(self.raw).hexdigest() if self.raw else self.digest()


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to a unit: it goes, or these cells get these values."""

    remove: bool = False
    cells: Mapping[str, Plain] = field(default_factory=dict)


class Format(Protocol):
    """How files of one format are read and rewritten."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every unit from the first; Unreadable where it goes no further."""

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """Copy with the edits made; False where nothing is left that would need a file.

        Permanent: `value_unfit`, `still_referenced` (what has to go stands elsewhere in the file too).
        """


def nothing(value: Plain) -> bool:
    """Whether a cell is empty."""
    return value is None or value == ""


def text_of(value: Plain) -> str:
    """A cell as text; yes and no as spreadsheets write them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "" if value is None else str(value)


def number_of(text: str) -> int | float | str:
    """A number as a spreadsheet stores it; whole ones as such, so that a customer number has no decimals."""
    try:
        found = float(text)
    except ValueError:
        return text
    if text.lstrip("-").isdigit():
        return int(text)
    if found == found and abs(found) < 1e15 and found == int(found):  # noqa: PLR0124 (not a number)
        return int(found)
    return found if abs(found) != float("inf") and found == found else text  # noqa: PLR0124


def day_of(value: Plain) -> str:
    """The day in a cell as YYYY-MM-DD; empty where it holds none."""
    text = text_of(value).strip()
    found = _FINNISH_DAY.match(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return datetime.fromisoformat(text).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def letters(index: int) -> str:
    """The name of a column without a header: A, B ... AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def header_of(cells: Sequence[Plain]) -> list[str]:
    """The names in a header row, each once: a second one of the same name gets its number behind it."""
    names: dict[str, int] = {}
    for index, cell in enumerate(cells):
        first = name = " ".join(text_of(cell).split()) or letters(index)
        while name in names:
            names[first] += 1
            name = f"{first} {names[first]}"
        names[name] = 1
    return list(names)


class Headed:
    """Turns rows into units: finds the header, names the cells, passes over empty rows."""

    def __init__(self, spec: FileSpec, part: str = "") -> None:
        mapped = spec.read == "table" and (not spec.sheets or not part or part in spec.sheets)
        self._spec, self._part = spec, part
        self._wanted = mapped
        self._header: list[str] | None = None if mapped else []
        self.width = 0
        """The cells of the header, or of the first row that holds anything."""

    @property
    def header(self) -> Sequence[str] | None:
        """What the columns are called; None where it is not read yet."""
        return self._header

    def unit(self, number: int, cells: Sequence[Plain]) -> Unit | None:
        """The unit of row `number` (from 1); None for the header and for what is empty or above it."""
        filled = any(not nothing(cell) for cell in cells)
        if self._header is None:
            due = number >= self._spec.header if self._spec.header else filled
            if due:
                self._header, self.width = header_of(cells), len(cells)
            return None
        if not filled:
            return None
        self.width = self.width or len(cells)
        if len(cells) > len(self._header):
            self._header = [*self._header, *(letters(index) for index in range(len(self._header), len(cells)))]
        return Unit(self._part, number, self._header, cells)
