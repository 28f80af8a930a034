"""A file or a paste becomes a text: by what it holds, and only then by what it is called. Nothing here raises."""

import codecs
import re
import unicodedata
from dataclasses import replace

from portal.reading.notice.document import MOST_BYTES, MOST_LINES, MOST_READ, Document, Fault
from portal.reading.notice.from_docx import read_docx
from portal.reading.notice.from_html import read_html
from portal.reading.notice.from_json import read_json
from portal.reading.notice.from_markdown import looks_like_markdown, read_markdown
from portal.reading.notice.from_pdf import read_pdf

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LETTERS_OF_CP850 = frozenset(b"\x84\x86\x8e\x8f\x94\x99")
_HTML = ("<!doctype html", "<html", "<?xml")
_TAGS = ("<p>", "<p ", "<div", "<h1", "<h2", "<br", "<li>", "<table", "<body")


_NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Signs that no page shows, and the halves of pairs that no database keeps; one sign each, so that places stay."""
_BULLETS = re.compile(r"^[ \t]*(?P<sign>[•●▪■►])[ \t]*[^\n•●▪■►]{1,300}[ \t](?P=sign)[ \t\xa0][^\n]*$", re.M)
"""A line that begins with a bullet and holds more of them: each item is one of its own."""


def open_notice(content: bytes, name: str = "") -> Document:
    """The text of a file; `faults` say what kept something from being read."""
    if len(content) > MOST_BYTES:
        return Document("", faults=(Fault.TOO_LARGE,))
    if b"%PDF-" in content[:1024]:
        return _bounded(read_pdf(content))
    if content.startswith(b"PK\x03\x04"):
        return _bounded(read_docx(content))
    text = _decoded(content)
    if text is None:
        return Document("", faults=(Fault.NOT_TEXT,))
    return open_text(text, name)


def composed(text: str) -> str:
    """`a` with dots of its own above it is the letter `ä`: so some systems write it."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def open_text(text: str, name: str = "") -> Document:
    """The text of a paste, or of a file that is text."""
    text = composed(text).replace("\r\n", "\n").replace("\r", "\n")
    suffix = name.lower().rpartition(".")[2]
    head = text[:2000].lstrip().lower()
    if head.startswith(("{", "[")) and (held := read_json(text)) is not None:
        return _bounded(held)
    if head.startswith(_HTML) or (suffix in {"html", "htm", "xhtml"} and any(tag in text.lower() for tag in _TAGS)):
        return _bounded(read_html(text))
    if suffix not in {"md", "markdown"} and sum(text.lower().count(tag) for tag in _TAGS) > 5:
        return _bounded(read_html(text))
    if suffix in {"md", "markdown", "mdx", "mkd"} or looks_like_markdown(text):
        read = read_markdown(text[:MOST_READ])
        return _bounded(replace(read, text=read.text + text[MOST_READ:]))
    return _bounded(Document(text))


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if (wide := _wide(content[:4096])) is not None:
        return content.decode(wide, "replace")
    strange = sum(content[:65536].count(one) for one in (*range(9), *range(14, 32)) if one != 27)
    if strange * 100 > min(len(content), 65536):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        old = sum(one in _LETTERS_OF_CP850 for one in content[:65536])
        new = sum(one in b"\xe4\xf6\xe5\xc4\xd6\xc5" for one in content[:65536])
        return content.decode("cp850" if old > new else "cp1252", "replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is a zero."""
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _on_lines(line: re.Match[str]) -> str:
    """The items of such a line on lines of their own; no letter moves."""
    text, sign = line[0], line["sign"]
    first = text.index(sign) + 1
    return text[:first] + re.sub(rf"[ \t](?={sign}[ \t\xa0])", "\n", text[first:])


def _bounded(document: Document) -> Document:
    faults = document.faults
    text = _NO_LETTER.sub("\ufffd", document.text)
    document = replace(document, text=_BULLETS.sub(_on_lines, text))
    if not document.text.strip() and not faults:
        faults = (Fault.EMPTY,)
    if len(document.text) > MOST_READ or document.text.count("\n") > MOST_LINES:
        faults = (*faults, Fault.TOO_LONG)
    return replace(document, faults=faults)
