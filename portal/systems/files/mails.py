"""Messages in .eml files and in mbox files: whose they are by their headers, whom they speak of by their texts."""

import email
import email.errors
import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from portal.systems.addressing import mailboxes, spellings
from portal.systems.files.mapping import FileSpec
from portal.systems.files.units import Edit, Place, Unit

LARGEST = 48 << 20
LONGEST_LINE = 1 << 20
LONGEST_SHOWN = 20_000
LONGEST_HEADER = 1 << 18
MOST_PEOPLE = 200
COLUMNS = ("FROM", "TO", "CC", "DATE", "SUBJECT", "TEXT")
_ADDRESSED = ("from", "to", "cc", "bcc", "reply-to", "sender", "resent-to", "resent-from")
_CHANGES = re.compile(rb"^(status|x-status|x-keywords|x-uid|x-mozilla-[a-z0-9-]+|content-length|lines):", re.IGNORECASE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAILTO = re.compile(r"""mailto:([^"'?>\s]+)""", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_UNSAID, _SAID_AGAIN = (
    re.compile(r"<(?:style|script)\b", re.IGNORECASE),
    re.compile(r"</(?:style|script)", re.IGNORECASE),
)


class MailFormat:
    """The messages of one file (`units.Format`); an mbox begins with a `From ` line."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every message; one too large to read has a trouble alone."""
        return self.units_from(source, 0, 0)

    def units_from(self, source: BinaryIO, offset: int, number: int) -> Iterator[Unit]:
        """Every message from the byte on at which the one of this number begins."""
        for count, (raw, digest, ends) in enumerate(_messages(source, offset), number):
            if raw is None:
                yield Unit("", count, trouble="file_too_large", ends=ends)
            elif raw.strip():
                yield _unit(count, raw, digest, ends)

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """The file without the messages that go; False where none is left."""
        going = {number for (_part, number), edit in edits.items() if edit.remove}
        left = False
        for number, line in _numbered(source):
            if number not in going:
                target.write(line)
                left = left or bool(line.strip())
        return left


def _numbered(source: BinaryIO, offset: int = 0) -> Iterator[tuple[int, bytes]]:
    """Every line with the number of its message; a line of more than a megabyte comes in pieces."""
    source.seek(offset)
    number, blank, whole = 0, False, True
    line = source.readline(LONGEST_LINE)
    mbox = line.startswith(b"From ")
    while line:
        if whole and mbox and blank and line.startswith(b"From "):
            number += 1
        yield number, line
        blank = whole and not line.strip(b"\r\n")
        whole = line.endswith(b"\n")
        line = source.readline(LONGEST_LINE)


def _messages(source: BinaryIO, offset: int) -> Iterator[tuple[bytes | None, str, int]]:
    """Each message without its `From ` line, a digest of what no mail program changes, and where it ends.

    None stands for one that is too large.
    """
    held = _Held()
    ends, at = offset, 0
    for number, line in _numbered(source, offset):
        if number != at:
            yield held.raw(), held.digest.hexdigest()[:32], ends
            held, at = _Held(), number
        ends += len(line)
        held.add(line)
    if held.size:
        yield held.raw(), held.digest.hexdigest()[:32], ends


class _Held:
    """The lines of one message, as many as one may have."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.size = 0
        self.digest = hashlib.sha256()
        self._headers = True

    def add(self, line: bytes) -> None:
        """The next line."""
        if not self.size and line.startswith(b"From "):
            return
        self.size += len(line)
        self._headers = self._headers and bool(line.strip())
        if not (self._headers and _CHANGES.match(line)):
            self.digest.update(line.rstrip(b"\r\n"))
        if self.size <= LARGEST:
            self.lines.append(line)
        else:
            self.lines.clear()

    def raw(self) -> bytes | None:
        """The message; None where it is too large."""
        raw = b"".join(self.lines)
        if self.size > LARGEST:
            return None
        return _QUOTED_FROM.sub(rb"\1", raw) if b"\n>" in raw else raw


def _unit(number: int, raw: bytes, digest: str, ends: int) -> Unit:
    try:
        message = email.message_from_bytes(raw)
        said = "\n".join(_texts(message))
        people = [(name, address) for header in _ADDRESSED for name, address in _people(message, header)]
        written = {header: ", ".join(map(_words, _lines(message, header))) for header in _ADDRESSED}
        cells = [written[header] for header in ("from", "to", "cc")]
        cells += [_header(message, "date"), _header(message, "subject"), said[:LONGEST_SHOWN]]
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return Unit("", number, trouble="file_broken", ends=ends)
    addressed = frozenset(spelled for _name, address in people for spelled in spellings(address))
    named = tuple(dict.fromkeys(part for each in people[:MOST_PEOPLE] for part in each if part))
    return Unit(
        "", number, COLUMNS, cells, raw, f"m:{digest}",
        addressed=addressed, people=named, dated=_day(message), ends=ends,
        # An address that stands in a header where none may stand is a word of the message.
        whole_text="\n".join((said, *written.values())),
    )  # fmt: skip


def _lines(message: Message, header: str) -> list[str]:
    lines = [str(each) for each in message.get_all(header, [])]
    if sum(map(len, lines)) > LONGEST_HEADER:
        raise ValueError(header)
    return lines


def _people(message: Message, header: str) -> list[tuple[str, str]]:
    """Names and addresses of a header, line by line: read strictly, before words in it are decoded."""
    return [(_words(name), address) for line in _lines(message, header) for name, address in mailboxes(line)]


def _header(message: Message, name: str) -> str:
    return _words(str(message.get(name, "")))


def _words(said: str) -> str:
    """A header as people read it; encoded words decoded, and raw bytes read as UTF-8 or Windows-1252."""
    parts = []
    try:
        for part, charset in decode_header(said):
            parts.append(part if isinstance(part, str) else _decoded(part, charset or "utf-8"))
    except (ValueError, email.errors.HeaderParseError):
        parts = [said]
    text = "".join(parts).encode("utf-8", "surrogateescape")
    return " ".join(_decoded(text, "utf-8").split())


def _decoded(body: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return body.decode("latin-1")


def _texts(message: Message) -> Iterator[str]:
    """Every text in a message, those of attached texts and messages too; markup taken off."""
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            continue
        text = _decoded(body, part.get_content_charset() or "utf-8").replace("\0", " ")
        yield _plain(text) if part.get_content_subtype() == "html" else text


def _plain(markup: str) -> str:
    linked = " ".join(_MAILTO.findall(markup))
    return html.unescape(f"{_TAGS.sub(' ', _without_styles(markup))} {linked}")


def _without_styles(markup: str) -> str:
    """Each letter is looked at once, whatever is opened and never closed."""
    pieces, at = [], 0
    while (start := _UNSAID.search(markup, at)) and (end := _SAID_AGAIN.search(markup, start.end())):
        pieces.append(markup[at : start.start()])
        at = end.start()
    return "".join((*pieces, markup[at:]))


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
