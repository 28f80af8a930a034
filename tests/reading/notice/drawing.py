"""PDFs as other programs draw them: by typst from its markup, and by hand, glyph by glyph."""

import io

import typst
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from portal.reading.notice.document import Document
from portal.reading.notice.opening import open_notice

_SET = "#set page(width: 595pt, height: 842pt, margin: 60pt)\n#set text(size: 10pt, lang: {lang!r})\n"
_WIDTHS = {"O": 778, "S": 667, "I": 278, "T": 611, "E": 667, "N": 722, "P": 667, "U": 722, " ": 278}
"""Of the letters of Helvetica."""
_PRIVATE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <B7> <F0B7> endbfchar endcmap end end"""


def typeset(markup: str, lang: str = "fi") -> Document:
    """What is read of markup of typst; `fi` is its language, by whose rules words are broken."""
    return open_notice(bytes(typst.compile((_SET.format(lang=lang).replace("'", '"') + markup).encode())), "notice.pdf")


def drawn(*pages: str) -> Document:
    """What is read of pages whose operators are written by hand; /F1 is plain, /F2 bold, /F3 has signs of its own."""
    return open_notice(pdf_drawn(*pages), "notice.pdf")


def pdf_drawn(*pages: str) -> bytes:
    """A PDF of pages whose operators are written by hand."""
    writer = PdfWriter()
    fonts = DictionaryObject()
    for name, base in (("/F1", "/Helvetica"), ("/F2", "/Helvetica-Bold"), ("/F3", "/Wingdings")):
        font = _dictionary({"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": base, "/Encoding": "/WinAnsiEncoding"})
        if name == "/F3":
            table = DecodedStreamObject()
            table.set_data(_PRIVATE)
            font[NameObject("/ToUnicode")] = writer._add_object(table)
        fonts[NameObject(name)] = writer._add_object(font)
    for operators in pages:
        page = writer.add_blank_page(595, 842)
        drawn_by = DecodedStreamObject()
        drawn_by.set_data(operators.encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(drawn_by)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return _written(writer)


def at(x: float, y: float, text: str, font: str = "F1", size: float = 10) -> str:
    """Operators that draw words at a place, from the bottom left."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def glyph_by_glyph(x: float, y: float, text: str, apart: float) -> str:
    """Each letter placed by itself, blanks left out, so many points apart."""
    said = ""
    for one in text:
        said += at(x, y, one) if one != " " else ""
        x += _WIDTHS[one] / 100 + apart
    return said


def pdf_filled_in(operators: str, fields: dict[tuple[float, float, float, float], str]) -> bytes:
    """A page with fields into which something was typed."""
    reader = PdfWriter(io.BytesIO(pdf_drawn(operators)))
    page = reader.pages[0]
    held = []
    for rect, value in fields.items():
        made = _dictionary({"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx"})
        made[NameObject("/V")] = TextStringObject(value)
        made[NameObject("/Rect")] = ArrayObject(FloatObject(side) for side in rect)
        held.append(reader._add_object(made))
    page[NameObject("/Annots")] = ArrayObject(held)
    return _written(reader)


def lines(document: Document) -> list[str]:
    """Its lines that hold words: headings with `#`, bold beginnings in brackets, cells parted by `|`; no noise."""
    said, begun = [], 0
    for line in document.text.split("\n"):
        first = begun + (2 if line.startswith("• ") else 0)
        noisy = any(start <= begun < end for start, end in document.noise)
        if line.strip() and not noisy:
            label = document.labels.get(first)
            shown = line if label is None else f"[{line[: label - begun]}]{line[label - begun :]}"
            level = document.heads.get(first, 0)
            said.append(("# " if level else "") + shown.replace("\t", " | "))
        begun += len(line) + 1
    return said


def _dictionary(values: dict[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
