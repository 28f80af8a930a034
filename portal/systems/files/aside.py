"""What a table says outside of its rows: its header and what stands above it, comments, page headers, text boxes.

None of it can be given or erased by machine. Where it speaks of the person, a person looks.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

from portal.systems.files import package
from portal.systems.files.mapping import FileSpec
from portal.systems.files.units import Headed, Plain, nothing, text_of

_BESIDE_SHEETS = re.compile(r"^(xl/(comments|threadedComments|persons|drawings)[^.]*\.xml|docProps/[^/]+\.xml)$")
_CODES = re.compile(r"&(\"[^\"]*\"|[0-9]+|K[0-9A-F]{6}|[A-Za-z&])")
_RUNS = frozenset({"t", "r", "span", "a", "rPr", "rFont", "sz", "color", "family", "scheme", "b", "i", "u", "latin"})
"""Elements inside of a paragraph: a word may go on behind them."""


class Aside(NamedTuple):
    """A text beside the rows; `header` is what the columns of `part` are called, where it is that row."""

    part: str
    text: str
    header: tuple[str, ...] = ()


@runtime_checkable
class HasAsides(Protocol):
    """A format of tables."""

    def asides(self, source: BinaryIO, spec: FileSpec) -> Iterator[Aside]:
        """Everything that stands outside of the rows; Unreadable as `units`."""


def above(headed: Headed, part: str, rows: Iterator[tuple[int, list[Plain]]]) -> Iterator[Aside]:
    """The rows down to the header of a table; nothing where every row is one of its own."""
    for number, cells in rows:
        if headed.header is not None:
            return
        headed.unit(number, cells)
        if any(not nothing(cell) for cell in cells):
            yield Aside(part, " ".join(filter(None, map(text_of, cells))), tuple(headed.header or ()))


def of_workbook(held: zipfile.ZipFile, sheets: Mapping[str, str]) -> Iterator[Aside]:
    """Excel: comments, their people, text boxes and the document's own words; of each member (by sheet) its headers."""
    for member in held.namelist():
        if _BESIDE_SHEETS.match(member):
            yield from (Aside("", text) for text in _texts(package.read(held, member), lambda _name: True))
    for name, member in sheets.items():
        found = _texts(package.read(held, member), lambda local: local.endswith(("Header", "Footer")))
        yield from (Aside(name, _CODES.sub(" ", text)) for text in found)


def of_document(held: zipfile.ZipFile, cells: frozenset[str], note: str) -> Iterator[Aside]:
    """OpenDocument: the notes on cells, what stands outside of them, and the headers and words of the document."""
    for member in held.namelist():
        if member in {"styles.xml", "meta.xml"}:
            yield from (Aside("", text) for text in _texts(package.read(held, member), lambda _name: True))
        elif member == "content.xml":
            yield from (Aside("", text) for text in _outside(package.read(held, member), cells, note))


def _texts(data: bytes, wanted: Callable[[str], bool]) -> Iterator[str]:
    """The letters of the elements with these local names and of all within them, and what attributes call people."""
    said: list[str] = []
    within = 0

    def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
        nonlocal within
        local = name.rpartition(" ")[2]
        within += bool(within) or wanted(local)
        if within:
            said.extend(f" {value} " for key, value in attributes.items()
                        if key.rpartition(" ")[2] in {"displayName", "userId", "author", "descr", "title"})  # fmt: skip

    def end(name: str, _index: int) -> None:
        nonlocal within
        within -= bool(within)
        if name.rpartition(" ")[2] not in _RUNS:
            said.append(" ")

    package.parse(data, start, end, lambda text: said.append(text) if within else None)
    whole = "".join(said).strip()
    if whole:
        yield whole


def _outside(data: bytes, cells: frozenset[str], note: str) -> Iterator[str]:
    said: list[str] = []
    in_cell = in_note = 0

    def start(name: str, _attributes: Mapping[str, str], _index: int) -> None:
        nonlocal in_cell, in_note
        in_note += bool(in_note) or name == note
        in_cell += bool(in_cell) or name in cells

    def end(name: str, _index: int) -> None:
        nonlocal in_cell, in_note
        if (in_note or not in_cell) and name.rpartition(" ")[2] not in _RUNS:
            said.append(" ")
        in_note -= bool(in_note)
        in_cell -= bool(in_cell)

    package.parse(data, start, end, lambda text: said.append(text) if in_note or not in_cell else None)
    whole = " ".join("".join(said).split())
    if whole:
        yield whole
