"""A mail as its bytes have it, whatever they are: broken MIME, 8-bit headers, NUL bytes, mails inside mails."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from portal.systems.addressing import mailboxes
from portal.systems.imap.html_text import text_of

MOST_TEXT = 20_000
MOST_READ = 1_000_000
MOST_PARTS = 500
MOST_ATTACHMENTS = 100
_LONGEST_HEADER = 64_000
_SHOWN_HEADER = 2_000
_ADDRESSED = ("from", "to", "cc", "bcc", "reply-to", "sender")
_SPACE = re.compile(r"\s+")
CUT = " […]"
"""Stands at the end of a text that was cut."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is no text of the mail itself; `size` in bytes as decoded, None where not known."""

    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says. `people` are (display name, folded address) by header, `headers` all header text, decoded."""

    people: dict[str, tuple[tuple[str, str], ...]] = field(repr=False)
    shown: dict[str, str] = field(repr=False)
    date: datetime | None
    message_id: str = field(repr=False)
    text: str = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)
    searched_text: str = field(repr=False)


def read_mail(raw: bytes) -> Mail:
    """A whole mail, or its header with what of its body is at hand."""
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        return mail_of(header_lines(message), *_body(message))
    except RecursionError:
        # Hundreds of parts inside one another are nobody's mail: its words are searched as they stand.
        head, _line, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        header = BytesParser(policy=compat32).parsebytes(head, headersonly=True)
        return mail_of(header_lines(header), letters(body[:MOST_READ], "utf-8"), ())


def mail_of(headers: dict[str, list[str]], text: str, attachments: tuple[Attachment, ...], further: str = "") -> Mail:
    """Headers as raw lines by lower-case name, and what the body says; `further` is searched and not shown."""
    people = {name: tuple(one for line in headers.get(name, []) for one in mailboxes(line)) for name in _ADDRESSED}
    shown = {name: cut(decoded(" ".join(headers.get(name, []))), _SHOWN_HEADER) for name in (*_ADDRESSED, "subject")}
    # Of whatever a header says, the words are searched, wherever they stand: an address in a name is a word.
    words = "\n".join(decoded(" ".join(headers.get(name, []))) for name in (*_ADDRESSED, "subject"))
    names = "\n".join(one.name for one in attachments)
    return Mail(
        people=people,
        shown=shown,
        date=_moment(headers.get("date", [""])[0]),
        message_id=_SPACE.sub("", headers.get("message-id", [""])[0])[:_SHOWN_HEADER],
        text=cut(text, MOST_TEXT),
        attachments=attachments,
        searched_text="\n".join((words, names, text, further)),
    )


def cut(text: str, most: int) -> str:
    """At most so many letters, with a mark where some are missing."""
    return text if len(text) <= most else text[: most - len(CUT)].rstrip() + CUT


def header_lines(message: Message) -> dict[str, list[str]]:
    """The raw header lines by lower-case name; bytes above ASCII are UTF-8 (RFC 6532), else Windows' own letters."""
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        raw = str(value)[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
        found.setdefault(name.lower(), []).append(letters(raw, "utf-8"))
    return found


def letters(raw: bytes, charset: str) -> str:
    """Bytes as text in the charset that is told, whether or not it is true or known; NUL bytes are spaces."""
    for each in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(each).replace("\0", " ")
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace").replace("\0", " ")


def decoded(line: str) -> str:
    """A header line with its encoded words (RFC 2047) read, in one line."""
    if "=?" in line:
        # The library raises many kinds of error for broken words: those stay as they were written.
        with contextlib.suppress(Exception):
            line = "".join(
                part if isinstance(part, str) else letters(part, charset or "utf-8")
                for part, charset in decode_header(line[:_LONGEST_HEADER])
            )
    return _SPACE.sub(" ", line).strip()


def _moment(line: str) -> datetime | None:
    try:
        return parsedate_to_datetime(line)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: Message) -> tuple[str, tuple[Attachment, ...], str]:
    """The shown text, the attachments, and further texts that are searched too (mails inside, text files)."""
    plain: list[str] = []
    rich: list[str] = []
    further: list[str] = []
    attachments: list[Attachment] = []
    read = 0
    for part, inner in _parts(message):
        kind, name = part.get_content_type(), _filename(part)
        if inner:
            further.append(_inner_header(part))
        if kind == "message/rfc822":
            attachments.append(Attachment(name or "mail.eml", None))
            continue
        if part.is_multipart():
            continue
        content = _content(part)
        attached = bool(name) or part.get_content_disposition() == "attachment" or not kind.startswith("text/")
        if attached:
            attachments.append(Attachment(name or kind, len(content)))
        if kind.startswith("text/") and read < MOST_READ:
            said = as_text(content[: MOST_READ - read], str(part.get_content_charset() or ""), kind)
            read += len(content)
            (further if attached or inner else rich if kind == "text/html" else plain).append(said)
    shown = plain if any(each.strip() for each in plain) else rich
    return "\n".join(shown).strip(), tuple(attachments[:MOST_ATTACHMENTS]), "\n".join((*rich, *further))


def as_text(content: bytes, charset: str, kind: str) -> str:
    """A text part's words."""
    said = letters(content, charset)
    return text_of(said) if kind == "text/html" else said.replace("\r\n", "\n")


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """Every part in order, and whether it stands inside another mail; without recursion, and not without end."""
    waiting: list[tuple[Message, bool]] = [(message, False)]
    for _part in range(MOST_PARTS):
        if not waiting:
            return
        part, inner = waiting.pop()
        yield part, inner
        payload = part.get_payload()
        if isinstance(payload, list):
            inside = inner or part.get_content_type() == "message/rfc822"
            waiting += [(each, inside) for each in reversed(payload) if isinstance(each, Message)]


def _inner_header(part: Message) -> str:
    lines = header_lines(part)
    return "\n".join(decoded(" ".join(lines.get(name, []))) for name in (*_ADDRESSED, "subject"))


def _filename(part: Message) -> str:
    try:
        return cut(decoded(part.get_filename() or ""), 200)
    except Exception:  # noqa: BLE001 (broken parameters, RFC 2231, raise many kinds: the part has no name then)
        return ""


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 (a broken encoding: what stands there is taken as it is)
        content = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return content if isinstance(content, bytes) else b""
