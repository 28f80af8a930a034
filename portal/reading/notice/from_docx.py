"""The words of a DOCX: paragraphs become lines, cells are parted by tabs, headings are known by their style.

The file is somebody else's, so it is unpacked up to a size, its XML may declare nothing of its own, and the parser
builds no tree.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from portal.reading.notice.document import Builder, Document, Fault

MOST_UNPACKED = 16 * 1024 * 1024
_DOCUMENT = "word/document.xml"
_HEADS = ("heading", "otsikko", "rubrik", "title", "subtitle", "berschrift")
_SLICE = 64 * 1024


class _Stop(Exception):
    """The file declares entities, which a notice has no need of."""


def read_docx(content: bytes) -> Document:
    """Its text; `broken` or `locked` where it cannot be opened, `too_large` where it unpacks to more than a notice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_DOCUMENT) as opened:
            xml = opened.read(MOST_UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ValueError, OSError, EOFError):
        return Document("", faults=(Fault.BROKEN,))
    except (RuntimeError, NotImplementedError):
        return Document("", faults=(Fault.LOCKED,))
    if len(xml) > MOST_UNPACKED:
        return Document("", faults=(Fault.TOO_LARGE,))
    body = _Body()
    try:
        body.parse(xml)
    except (expat.ExpatError, _Stop, UnicodeError):
        return body.made.document((Fault.BROKEN,))
    return body.made.document()


class _Body:
    """One pass over the XML of the body."""

    def __init__(self) -> None:
        self.made = Builder()
        self.in_text = False
        self.bold = False
        self.in_cell = 0
        self.unseen = 0

    def parse(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        for at in range(0, len(xml), _SLICE):
            parser.Parse(xml[at : at + _SLICE], at + _SLICE >= len(xml))
        if not xml:
            raise expat.ExpatError

    @staticmethod
    def _doctype(*_: object) -> None:
        raise _Stop

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        value = next((said for key, said in attributes.items() if key.endswith(" val")), "")
        if tag == "t":
            self.in_text = True
        elif tag == "p" and not self.in_cell:
            self.made.head(0)
        elif tag in {"del", "instrText"}:
            self.unseen += 1
        elif tag == "pStyle" and any(one in value.casefold() for one in _HEADS):
            self.made.head(int(value[-1]) if value[-1:].isdigit() and value[-1] != "0" else 1)
        elif tag == "numPr" and not self.in_cell and not self.made.is_head:
            self.made.bullet("• ")
        elif tag == "r":
            self.bold = False
        elif tag == "b":
            self.bold = value not in {"0", "false", "off"}
        elif tag == "tab":
            self.made.words(" ")
        elif tag in {"br", "cr"}:
            self.made.line()
        elif tag == "tc":
            self.in_cell += 1
            self.made.cell()

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "t":
            self.in_text = False
        elif tag in {"del", "instrText"}:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "p":
            self.bold = False
            if self.in_cell:
                self.made.words(" ")
            else:
                self.made.line(apart=True)
        elif tag == "tc":
            self.in_cell = max(0, self.in_cell - 1)
        elif tag == "tr":
            self.made.line()

    def _words(self, text: str) -> None:
        if self.in_text and not self.unseen:
            self.made.words(text.replace("\u00ad", ""), bold=self.bold)
