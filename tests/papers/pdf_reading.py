"""What a PDF says and how it is tagged, read with another program than the one that made it."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from pypdf import PdfReader

_FOOTER = re.compile(r"[^\n]*\d \(\d+\)$")
_NOT_SAID = re.compile(r"[\s\u200b\u00ad\u200f\u202e•”“‘’\"\-‐]+")


def opened(content: bytes) -> PdfReader:
    """The PDF, ready to be looked into."""
    return PdfReader(io.BytesIO(content))


def told(content: bytes) -> str:
    """All its text in reading order, without the footers of its pages."""
    return "\n".join(_FOOTER.sub("", page.extract_text().rstrip()) for page in opened(content).pages)


def packed(text: str) -> str:
    """A text without spaces, quotes, list marks and hyphens: the same from HTML and from a PDF with its line breaks."""
    return _NOT_SAID.sub("", text)


def blocks(html: str) -> Iterator[str]:
    """What each block of an article says, in order: a paragraph, an item, a cell, a line."""
    text = re.sub(r"</?(strong|small|q|a|time|b)\b[^>]*>", "", html)
    for piece in re.split(r"<[^>]+>", text):
        if said := " ".join(unescape(piece).split()):
            yield said


def tags(content: bytes) -> Counter[str]:
    """How often each kind of structure stands in it."""
    found: Counter[str] = Counter()
    waiting: list[Any] = [opened(content).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            found[str(node.get("/S", "")).removeprefix("/")] += 1
            waiting.append(node.get("/K"))
        elif isinstance(node, list):
            waiting.extend(node)
    return found


def links(content: bytes) -> set[str]:
    """Where its links lead."""
    return {
        str(note.get_object()["/A"]["/URI"])
        for page in opened(content).pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    }
