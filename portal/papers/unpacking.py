"""What a file says, whatever it is: mails and archives unpacked, each leaf decoded, all within one budget.

Anybody may have written these files. So the bytes of everything that is unpacked are counted together, nothing is
read twice over, and nothing raises: what could not be read, or not to its end, is named for a person to look at.
"""

import binascii
import bz2
import codecs
import email
import gzip
import io
import lzma
import quopri
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from html import unescape
from time import monotonic
from typing import Protocol
from urllib.parse import unquote

from portal.domain.gate import Unread, Why
from portal.pdf_words import words_of

MOST_READ = 128 * 1024 * 1024
"""Bytes of a whole package, with everything that is unpacked of it."""
MOST_OF_ONE = 32 * 1024 * 1024
"""Bytes of one file, or of one part of it."""
MOST_SECONDS = 300.0
"""Of all PDFs of a package together; each is read by a process of its own."""
DEEPEST = 6
MOST_NAMED = 200
_LEAST_COST = 4096
_SLICE = 1024 * 1024
"""Bytes that are decoded at once; of a picture, a sound or a film no more than that is read."""
_OVERLAP = 2048
_LONGEST_PLACE = 300
_MOST_PARTS = 200
_LONGEST_FIELD = 5000

_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\1\0", b"OggS", b"fLaC", b"RIFF",
    b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3",
)  # fmt: skip
_MAILS = (".eml", ".mbox", ".mht", ".mhtml")
_CHARSETS = re.compile(
    r"(?:utf|iso|latin|cp|mac|ascii|koi|big5|gb|euc|shift|hz|johab|tis|ptcp|kz|charmap|hp)[\w-]*", re.ASCII
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x00"))
_CONTINUED = bytes(range(0x80, 0xC0))
_MAIL_FIELD = re.compile(
    rb"(?:from|to|cc|date|subject|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|"
    rb"x-[a-z-]{1,60}|dkim-signature|arc-[a-z-]{1,40}|authentication-results|thread-topic):|From ",
    re.IGNORECASE,
)
_MBOX = re.compile(rb"(?m)^From ")
_CONTENT_FIELDS = re.compile(rb"(?im)^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*")
_PARTS = re.compile(rb"(?i)boundary\*?0?\*?=|message/(?:rfc822|global)")
_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]{0,2000})\?=")
_BETWEEN_ENCODED = re.compile(r"(\?=)\s{1,200}(=\?)")
_BIG_REFERENCE = re.compile(r"&#(?:\d{9,}|[xX][0-9a-fA-F]{9,});?")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_QUOTED_PRINTABLE = re.compile(rb"=[0-9A-Fa-f]{2}")
_CARD = re.compile(rb"(?i)BEGIN:V(?:CARD|CALENDAR)")
_INLINE = re.compile(rb"base64,([A-Za-z0-9+/=\s]{16,})")
_RTF_BYTE = re.compile(r"\\'([0-9a-fA-F]{2})")
_RTF_CODE = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_RTF_WORD = re.compile(r"\\[a-zA-Z]{1,32}-?\d{0,10} ?")


class Name(str):
    """What a file or a part is called."""

    __slots__ = ()


Piece = str | Name | bytes
"""A text, a name, or the bytes of what no reader took."""


class _Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


_OPENERS: dict[bytes, Callable[[io.BytesIO], _Source]] = {
    b"\x1f\x8b": lambda source: gzip.GzipFile(fileobj=source),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}


@dataclass
class Reading:
    """The reading of one package: the bytes that are `left`, the `seconds` for PDFs, and what a person looks at."""

    left: int = MOST_READ
    seconds: float = MOST_SECONDS
    unread: dict[Unread, None] = field(default_factory=dict)

    def pieces(self, name: str, source: _Source) -> Iterator[Piece]:
        """All that one file of the package says."""
        yield from self._file(name, source, name, 0)

    def miss(self, place: str, why: Why) -> None:
        """Name what was not read."""
        said = place[:_LONGEST_PLACE].encode("utf-8", "replace").decode("utf-8")
        self.unread.setdefault(Unread(said, why))

    def _file(self, name: str, source: _Source, place: str, depth: int, charset: str = "") -> Iterator[Piece]:
        yield Name(name)
        content = self._take(source, place)
        try:
            if content:
                yield from self._content(name, content, place, depth, charset)
        except Exception as fault:  # noqa: BLE001  # somebody else's file: whatever it is, a person looks
            self._fail(place, fault)
            yield content

    def _fail(self, place: str, fault: Exception) -> None:
        said = str(fault)
        self.miss(place, Why.LOCKED if "encrypted" in said or "password" in said else Why.BROKEN)

    def _take(self, source: _Source, place: str) -> bytes:
        """As much as may be read; a file that breaks off gives what came before."""
        pieces, taken = [], 0
        most = min(self.left, MOST_OF_ONE)
        try:
            while taken <= most and (piece := source.read(min(_SLICE, most + 1 - taken))):
                pieces.append(piece)
                taken += len(piece)
                if len(pieces) == 1 and (piece.startswith(_PICTURES) or piece[4:8] == b"ftyp"):
                    self.miss(place, Why.NO_TEXT)
                    break
        except Exception as fault:  # noqa: BLE001  # zlib, lzma, zipfile and tarfile each have their own
            self._fail(place, fault)
        self.left = max(0, self.left - max(taken, _LEAST_COST))
        if taken > most:
            self.miss(place, Why.LONG)
        return b"".join(pieces)[:most]

    def _content(self, name: str, content: bytes, place: str, depth: int, charset: str) -> Iterator[Piece]:
        """By what it is, and not by what it is called."""
        if depth > DEEPEST:
            self.miss(place, Why.NESTED)
            yield content
        elif content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from self._zip(content, place, depth)
        elif content.startswith(tuple(_OPENERS)):
            opened = next(one for mark, one in _OPENERS.items() if content.startswith(mark))(io.BytesIO(content))
            yield from self._file(name.rpartition(".")[0], opened, place, depth + 1)
        elif content[257:262] == b"ustar":
            yield from self._tar(content, place, depth)
        else:
            if zipfile.is_zipfile(io.BytesIO(content)):
                yield from self._zip(content, place, depth)
            yield from self._read(name, content, place, depth, charset)

    def _read(self, name: str, content: bytes, place: str, depth: int, charset: str) -> Iterator[Piece]:
        if b"%PDF-" in content[:1024]:
            yield from self._pdf(content, place, depth)
        elif content.startswith(b"{\\rtf"):
            yield from self._rtf(content, place)
        elif name.lower().endswith(_MAILS) or _MAIL_FIELD.match(content):
            yield from self._mails(content, place, depth)
        elif _is_text(content):
            yield from self._text(content, place, depth, charset)
        else:
            self.miss(place, Why.NO_TEXT)
            yield content

    def _zip(self, content: bytes, place: str, depth: int) -> Iterator[Piece]:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from _decoded(archive.comment)
                for one in archive.infolist():
                    yield from _decoded(one.comment)
                    if one.is_dir():
                        yield Name(one.filename)
                    elif self._may_go_on(place):
                        yield from self._member(archive, one, place, depth)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError):
            self.miss(place, Why.BROKEN)
            yield content

    def _member(self, archive: zipfile.ZipFile, one: zipfile.ZipInfo, place: str, depth: int) -> Iterator[Piece]:
        inner = f"{place}: {one.filename}"
        try:
            with archive.open(one) as opened:
                yield from self._file(one.filename, opened, inner, depth + 1)
        except Exception:  # noqa: BLE001  # a password, a method nobody knows, a header that lies
            yield Name(one.filename)
            self.miss(inner, Why.LOCKED if one.flag_bits & 1 else Why.BROKEN)

    def _tar(self, content: bytes, place: str, depth: int) -> Iterator[Piece]:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for one in archive:
                yield Name(one.name)
                opened = archive.extractfile(one) if one.isreg() else None
                if opened is not None and self._may_go_on(place):
                    yield from self._file(one.name, opened, f"{place}: {one.name}", depth + 1)

    def _may_go_on(self, place: str) -> bool:
        if self.left <= 0:
            self.miss(place, Why.LONG)
        return self.left > 0

    def _pdf(self, content: bytes, place: str, depth: int) -> Iterator[Piece]:
        if self.seconds <= 0:
            self.miss(place, Why.LONG)
            yield content
            return
        begun = monotonic()
        found = words_of(content)
        self.seconds -= monotonic() - begun
        if found.fault:
            self.miss(place, Why(found.fault))
        yield from found.texts
        for name, inside in found.files:
            yield from self._file(name, io.BytesIO(inside), f"{place}: {name}", depth + 1)

    def _rtf(self, content: bytes, place: str) -> Iterator[Piece]:
        if b"\\pict" in content or b"\\objdata" in content:
            self.miss(place, Why.NO_TEXT)
        for piece in _slices(content):
            text = _RTF_CODE.sub(lambda found: chr(int(found[1]) % 65536), piece.decode("cp1252", "replace"))
            text = _RTF_BYTE.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), text)
            for put in ("", " "):
                yield _RTF_WORD.sub(put, text).replace("{", "").replace("}", "")

    def _mails(self, content: bytes, place: str, depth: int) -> Iterator[Piece]:
        starts = [found.start() for found in _MBOX.finditer(content)] if content.startswith(b"From ") else []
        for start, end in zip(starts or [0], [*starts[1:], len(content)], strict=True):
            yield from self._mail(content[start:end], place, depth)

    def _mail(self, content: bytes, place: str, depth: int) -> Iterator[Piece]:
        """Each field and part; one that was made to be slow to read is read as a text instead."""
        odd = any(len(found[0]) > _LONGEST_FIELD for found in _CONTENT_FIELDS.finditer(content))
        if odd or sum(1 for _one in _PARTS.finditer(content)) > _MOST_PARTS:
            self.miss(place, Why.NESTED)
            yield from self._text(content, place, depth, "")
            return
        for part in email.message_from_bytes(content).walk():
            for field_, value in part.raw_items():
                yield from _header(field_, value)
            for text in (part.preamble, part.epilogue):
                yield from _decoded(_bytes(text or ""))
            if not part.is_multipart():
                yield from self._part(part, place, depth)

    def _part(self, part: Message, place: str, depth: int) -> Iterator[Piece]:
        name = charset = ""
        try:
            name, charset = part.get_filename("") or "", part.get_content_charset("") or ""
        except Exception:  # noqa: BLE001  # a field that says nonsense of its own letters
            self.miss(place, Why.BROKEN)
        inner = f"{place}: {name}" if name else place
        if part.get_content_type() == "application/pgp-encrypted" or part.get_content_subtype().endswith("pkcs7-mime"):
            self.miss(inner, Why.LOCKED)
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload and self._may_go_on(place):
            yield from self._file(name, io.BytesIO(payload), inner, depth + 1, charset)

    def _text(self, content: bytes, place: str, depth: int, charset: str) -> Iterator[Piece]:
        known = _known(charset)
        if charset and not known:
            self.miss(place, Why.BROKEN)
        known = _wide(content) or known
        card = _CARD.search(content[:_SLICE]) is not None
        for piece in _slices(content):
            quoted = quopri.decodestring(piece) if _QUOTED_PRINTABLE.search(piece) else b""
            for one in (piece, quoted):
                for text in _decoded(one, known):
                    yield from _views(_unfolded(text) if card else text)
        for number, found in enumerate(_INLINE.finditer(content)):
            if number < _MOST_PARTS and self._may_go_on(place):
                packed = b"".join(found[1].split()).partition(b"=")[0]
                inside = binascii.a2b_base64(packed[: len(packed) - (len(packed) % 4 == 1)] + b"==")
                yield from self._file("", io.BytesIO(inside), place, depth + 1)


def _slices(content: bytes) -> Iterator[bytes]:
    """The content in pieces that overlap, so that no name lies on a border; each begins at a whole letter."""
    start = 0
    while True:
        yield content[start : start + _SLICE + _OVERLAP]
        start += _SLICE
        if start >= len(content):
            return


def _known(charset: str) -> str:
    """The charset by its usual name, where it is one of texts; those that decode slowly or to nothing are none."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ""
    return name if _CHARSETS.fullmatch(name) else ""


def _is_text(content: bytes) -> bool:
    if _wide(content):
        return True
    strange = content.count(0) + len(content) - len(content.translate(None, _CONTROLS))
    return strange * 200 <= len(content)


def _wide(content: bytes) -> str:
    """Which of the wide encodings it is in, if in any."""
    for mark, name in ((b"\xff\xfe\0\0", "utf-32-le"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return name
    head = content[:_SLICE]
    if (head[:1] == b"\0") == (head[1:2] == b"\0"):
        return ""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) / 2
    name = ""
    if odd > half * 0.4 and even < half * 0.1:
        name = "utf-16-le"
    elif even > half * 0.4 and odd < half * 0.1:
        name = "utf-16-be"
    said = head[:_LEAST_COST].decode(name, "replace") if name else ""
    strange = sum(not (one.isprintable() or one.isspace()) for one in said)
    return name if strange * 50 <= len(said) else ""


def _decoded(content: bytes, charset: str = "") -> Iterator[str]:
    """As it says of itself, and as it may be: most files say nothing."""
    if not content:
        return
    if charset:
        yield content.decode(charset, "replace")
    if wide := _wide(content):
        yield content.decode(wide, "replace")
        return
    try:
        yield codecs.getincrementaldecoder("utf-8")().decode(content.lstrip(_CONTINUED))
    except UnicodeDecodeError:
        for name in ("utf-8", "cp1252", "cp850"):
            yield content.decode(name, "replace")


def _views(text: str) -> Iterator[str]:
    """A text as it stands, and as readers of markup, JSON or addresses take it; tags go in one pass."""
    yield text
    if "<" in text or "&" in text:
        plain = _BIG_REFERENCE.sub(" ", text)
        yield unescape(plain)
        if "<" in text:
            yield unescape(_without_tags(plain, ""))
            yield unescape(_without_tags(plain, " "))
    if "\\u" in text:
        said = _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        yield said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _PERCENT.search(text):
        yield unquote(text)


def _without_tags(text: str, put: str) -> str:
    """Linear whatever stands there: from each < to the next >, and the rest as it is where none follows."""
    pieces: list[str] = []
    at = 0
    while (tag := text.find("<", at)) >= 0 and (end := text.find(">", tag)) >= 0:
        pieces += [text[at:tag], put]
        at = end + 1
    return "".join([*pieces, text[at:]])


def _unfolded(text: str) -> str:
    """The long lines of cards and calendars put together again (RFC 5545, 6350)."""
    return text.replace("=\r\n", "").replace("\r\n ", "").replace("\r\n\t", "").replace("\n ", "").replace("\n\t", "")


def _header(name: str, value: object) -> Iterator[str]:
    """A field of a mail as it stands, and with its encoded words decoded (RFC 2047)."""
    for text in _decoded(_bytes(f"{name}: {value}")):
        line = " ".join(text.splitlines())
        yield line
        if "=?" in line:
            yield _ENCODED.sub(_encoded_word, _BETWEEN_ENCODED.sub(r"\1\2", line))
        if _PERCENT.search(line):
            yield unquote(line)


def _encoded_word(found: re.Match[str]) -> str:
    charset, how, text = found.groups()
    content = text.encode("utf-8", "replace")
    try:
        read = codecs.decode(content, "base64") if how in "bB" else quopri.decodestring(content, header=True)
    except ValueError:
        return found[0]
    return read.decode(_known(charset) or "utf-8", "replace")


def _bytes(text: str) -> bytes:
    """What stood in the mail: letters beyond ASCII are kept as lone surrogates until here."""
    return text.encode("utf-8", "surrogateescape")
