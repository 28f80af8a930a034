"""What goes out is read once more: no word that was left out may still stand in it, in text or in metadata.

Every file of the package is read as its receiver would: pages without their markup, mails and their parts
decoded, office documents and archives unpacked, PDFs by their text and their properties, and each file raw.
"""

import email
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.domain.redaction import folded

DEEPEST = 4
MOST_UNPACKED = 512 * 1024 * 1024
_OURS = frozenset({"style.css", "manifest.json"})
_TAGS = re.compile(r"<[^>]*>")
_RAW = ("utf-8", "utf-16-le", "latin-1")


@dataclass(frozen=True, slots=True)
class Leak:
    """A word that was left out and still stands in a file of the package."""

    file: str
    word: str = field(repr=False)


def leaks(package: BinaryIO, words: Iterable[str]) -> tuple[Leak, ...]:
    """Each word with the first file that still holds it; the package is left where it stood."""
    wanted = list(dict.fromkeys(one for one in words if folded(one)))
    place = package.tell()
    found: dict[str, Leak] = {}
    if wanted:
        with zipfile.ZipFile(package) as archive:
            for name in archive.namelist():
                left = [one for one in wanted if one not in found]
                if name not in _OURS:
                    found |= {word: Leak(name, word) for word in _spoken(name, archive.read(name), left)}
    package.seek(place)
    return tuple(found[one] for one in wanted if one in found)


def _spoken(name: str, content: bytes, words: Sequence[str]) -> Iterator[str]:
    if not words:
        return
    texts = [folded(text) for text in (*_texts(name, content, 0), *_raw(content))]
    for word in words:
        if any(folded(word) in text for text in texts):
            yield word


def _raw(content: bytes) -> Iterator[str]:
    for encoding in _RAW:
        yield content.decode(encoding, "ignore")


def _texts(name: str, content: bytes, depth: int) -> Iterator[str]:
    """What a reader sees of a file, by what it is and not by what it is called."""
    yield name
    if depth > DEEPEST:
        return
    if content.startswith(b"PK\x03\x04"):
        yield from _unpacked(content, depth)
    elif content.startswith(b"%PDF"):
        yield from _pdf(content)
    elif name.lower().endswith((".eml", ".mbox")) or re.match(rb"[A-Za-z-]{2,40}:[^\n]*\r?\n", content):
        yield from _mail(content, depth)
    text = content.decode("utf-8", "ignore")
    yield html.unescape(_TAGS.sub("", text))
    yield html.unescape(_TAGS.sub(" ", text))
    if name.lower().endswith(".json"):
        yield from _json(text)


def _unpacked(content: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) <= MOST_UNPACKED:
                for one in archive.infolist():
                    yield from _texts(one.filename, archive.read(one), depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return


def _pdf(content: bytes) -> Iterator[str]:
    try:
        reader = PdfReader(io.BytesIO(content))
        yield " ".join(str(value) for value in (reader.metadata or {}).values())
        for one in reader.pages:
            yield one.extract_text()
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        return


def _mail(content: bytes, depth: int) -> Iterator[str]:
    message = email.message_from_bytes(content, policy=default)
    for part in message.walk():
        for header, value in part.items():
            yield f"{header}: {value}"
        if isinstance(part, EmailMessage) and not part.is_multipart():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset("utf-8")
                try:
                    yield payload.decode(charset, "replace")
                except LookupError:
                    yield payload.decode("latin-1")
                yield from _texts(part.get_filename("") or "", payload, depth + 1)


def _json(text: str) -> Iterator[str]:
    try:
        yield json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return
