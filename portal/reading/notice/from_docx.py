"""The words of a DOCX: paragraphs become lines, cells are parted by tabs, headings and items are known by their style.

A label beside several paragraphs is a heading above them; beside one line it stays in its row.

The file is somebody else's, so it is unpacked up to a size, its XML may declare nothing of its own, and the parser
builds no tree.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from portal.reading.notice.document import Builder, Document, Fault

MOST_UNPACKED = 16 * 1024 * 1024
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_DEEPEST = 6
_LABEL = 90
_LONGEST_VALUE = 500
_HEADS = ("heading", "otsikko", "rubrik", "title", "subtitle", "berschrift")
_SLICE = 64 * 1024


class _Stop(Exception):
    """The file declares entities, which a notice has no need of."""


def read_docx(content: bytes) -> Document:
    """Its text; `broken` or `locked` where it cannot be opened, `too_large` where it unpacks to more than a notice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            with archive.open(_DOCUMENT) as opened:
                xml = opened.read(MOST_UNPACKED + 1)
            styles = _styles_in(archive)
    except (KeyError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ValueError, OSError, EOFError):
        return Document("", faults=(Fault.BROKEN,))
    except (RuntimeError, NotImplementedError):
        return Document("", faults=(Fault.LOCKED,))
    if len(xml) > MOST_UNPACKED:
        return Document("", faults=(Fault.TOO_LARGE,))
    body = _Body(styles)
    try:
        body.parse(xml)
    except (expat.ExpatError, _Stop, UnicodeError):
        return body.made.document((Fault.BROKEN,))
    return body.made.document()


@dataclass(slots=True)
class _Style:
    """What a style says of its paragraphs: the level of a heading, 0 for none; whether they are items."""

    head: int = 0
    listed: bool = False
    based_on: str = ""


def _styles_in(archive: zipfile.ZipFile) -> Mapping[str, _Style]:
    """The styles by their ids; none where they cannot be read."""
    read = _Styles()
    with (
        suppress(KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, expat.ExpatError, _Stop),
        archive.open(_STYLES) as opened,
    ):
        _parse(read, opened.read(MOST_UNPACKED))
    return read.styles


def _parse(heard: "_Styles | _Body", xml: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = heard.start
    parser.EndElementHandler = heard.end
    parser.CharacterDataHandler = heard.words
    parser.StartDoctypeDeclHandler = _doctype
    for at in range(0, len(xml), _SLICE):
        parser.Parse(xml[at : at + _SLICE], at + _SLICE >= len(xml))
    if not xml:
        raise expat.ExpatError


def _doctype(*_: object) -> None:
    raise _Stop


def _value(attributes: Mapping[str, str], name: str = "val") -> str:
    return next((said for key, said in attributes.items() if key.rpartition(" ")[2] == name), "")


def _level(name: str) -> int:
    """The level of a heading that a style's id or name says; 0 for none."""
    if not any(one in name.casefold() for one in _HEADS):
        return 0
    return int(name[-1]) if name[-1:].isdigit() and name[-1] != "0" else 1


class _Styles:
    """One pass over the styles, which are called alike in every language."""

    def __init__(self) -> None:
        self.styles: dict[str, _Style] = {}
        self.now = _Style()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, value = name.rpartition(" ")[2], _value(attributes)
        if tag == "style":
            self.now = _Style()
            if _value(attributes, "type") in {"", "paragraph"}:
                self.styles[_value(attributes, "styleId")] = self.now
        elif tag == "name":
            self.now.head = _level(value)
            self.now.listed = value.casefold().startswith("list bullet")
        elif tag == "basedOn":
            self.now.based_on = value
        elif tag == "outlineLvl" and value.isdigit() and int(value) < _DEEPEST:
            self.now.head = self.now.head or int(value) + 1
        elif tag == "numPr":
            self.now.listed = True

    def end(self, name: str) -> None:
        """Nothing ends that is still needed."""

    def words(self, text: str) -> None:
        """A style has no words."""


@dataclass(slots=True)
class _Paragraph:
    spans: list[tuple[str, bool]] = field(default_factory=list)
    head: int = 0
    listed: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans).strip()


class _Body:
    """One pass over the XML of the body."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.made = Builder()
        self.styles = styles
        self.in_text = False
        self.bold = False
        self.unseen = 0
        self.in_cell = 0
        self.now = _Paragraph()
        self.row: list[list[_Paragraph]] = []
        self.has_heads: bool | None = None

    def parse(self, xml: bytes) -> None:
        _parse(self, xml)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, value = name.rpartition(" ")[2], _value(attributes)
        if tag == "t":
            self.in_text = True
        elif tag == "p":
            self.now = _Paragraph()
        elif tag in {"del", "instrText"}:
            self.unseen += 1
        elif tag == "pStyle":
            self._style(value)
        elif tag == "outlineLvl" and value.isdigit() and int(value) < _DEEPEST:
            self.now.head = self.now.head or int(value) + 1
        elif tag == "numPr":
            self.now.listed = True
        elif tag == "numId" and value == "0":
            self.now.listed = False
        elif tag == "r":
            self.bold = False
        elif tag == "b":
            self.bold = value not in {"0", "false", "off"}
        elif tag == "tab":
            self.now.spans.append((" ", False))
        elif tag in {"br", "cr"}:
            self._break()
        elif tag == "tc":
            self.in_cell += 1
            if self.in_cell == 1:
                self.row.append([])
        elif tag == "tbl" and not self.in_cell:
            self.has_heads = None

    def _style(self, style: str) -> None:
        self.now.head = _level(style)
        for _ in range(len(self.styles)):
            known = self.styles.get(style)
            if known is None:
                return
            self.now.head = self.now.head or known.head
            self.now.listed = self.now.listed or known.listed
            style = known.based_on

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "t":
            self.in_text = False
        elif tag in {"del", "instrText"}:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "p":
            self.bold = False
            self._close(apart=True)
        elif tag == "tc":
            self.in_cell = max(0, self.in_cell - 1)
        elif tag == "tr" and not self.in_cell:
            self._tell_row()
            self.row = []

    def words(self, text: str) -> None:
        if self.in_text and not self.unseen:
            self.now.spans.append((text.replace("\u00ad", ""), self.bold))

    def _break(self) -> None:
        before = self.now
        self._close(apart=False)
        self.now = _Paragraph(head=before.head)

    def _close(self, *, apart: bool) -> None:
        """A paragraph, or a line of it, has ended: in a cell it waits for its row."""
        if self.in_cell and self.row:
            self.row[-1] += [self.now] if self.now.text else []
        else:
            self._tell(self.now, apart=apart)
        self.now = _Paragraph()

    def _tell(self, one: _Paragraph, *, apart: bool) -> None:
        if one.listed and not one.head and one.text:
            self.made.bullet("• ")
        for text, bold in one.spans:
            self.made.words(text, bold=bold)
        self.made.head(one.head)
        self.made.line(apart=apart)

    def _tell_row(self) -> None:
        filled = [cell for cell in self.row if cell]
        if self.has_heads is None:
            self.has_heads = len(filled) > 1 and all(len(cell) == 1 and _is_bold(cell[0]) for cell in filled)
        elif self.has_heads:
            filled = []
        if len(filled) == 2 and len(self.row) == 2 and _is_led(*filled):
            self._tell(replace(filled[0][0], spans=_in_one(filled[0]), head=_DEEPEST), apart=True)
            for one in filled[1]:
                self._tell(one, apart=True)
            return
        for cell in self.row:
            self.made.cell()
            for text, bold in _in_one(cell):
                self.made.words(text, bold=bold)
        self.made.line()


def _is_led(label: list[_Paragraph], value: list[_Paragraph]) -> bool:
    """Whether a row is a label beside more than a line."""
    letters = sum(len(one.text) for one in value)
    is_long = len(value) > 1 or value[0].listed or letters > _LONGEST_VALUE
    return is_long and sum(len(one.text) for one in label) < _LABEL


def _is_bold(one: _Paragraph) -> bool:
    return all(bold for text, bold in one.spans if text.strip())


def _in_one(cell: list[_Paragraph]) -> list[tuple[str, bool]]:
    """The paragraphs of a cell in one line, items parted by signs."""
    spans: list[tuple[str, bool]] = []
    for number, one in enumerate(cell):
        if number:
            spans.append(("; " if one.listed or cell[number - 1].listed else " ", False))
        spans += one.spans
    return spans
