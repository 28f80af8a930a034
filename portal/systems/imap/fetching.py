"""Reading one mail: a small one whole, of a big one its header and the texts that its structure names.

Nothing is ever asked for but in pieces, so that memory stays flat whatever a mail weighs, and nothing
is marked as read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from portal.systems.contract import Permanent
from portal.systems.imap.client import Session
from portal.systems.imap.keys import digest_of
from portal.systems.imap.message import (
    MOST_ATTACHMENTS,
    Attachment,
    Mail,
    as_text,
    cut,
    decoded,
    header_lines,
    mail_of,
    read_mail,
)

WHOLE = 512 * 1024
HEADER = 64 * 1024
PART = 512 * 1024
MOST_TEXTS = 2 * 1024 * 1024
MOST_PARTS = 200
FETCHED = 256 * 1024
MOST_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a mail before its body is read; `gmail` is Gmail's own number of it."""

    uid: int
    size: int
    arrived: datetime | None
    digest: str
    header: bytes = field(repr=False)
    gmail: str

    @property
    def message_id(self) -> str:
        """As the header gives it, without blanks; empty where it gives none."""
        lines = header_lines(BytesParser(policy=compat32).parsebytes(self.header, headersonly=True))
        return "".join(lines.get("message-id", [""])[0].split())


def heads(session: Session, uids: list[int], *, gmail: bool) -> list[Head]:
    """The mails' heads in the order asked for; what is gone meanwhile is left out."""
    items = ["RFC822.SIZE", "INTERNALDATE", f"BODY.PEEK[HEADER]<0.{HEADER}>", *(["X-GM-MSGID"] if gmail else [])]
    told = session.fetch(uids, items)
    found = []
    for uid in uids:
        one = told.get(uid, {})
        header, size, arrived = one.get(b"BODY[HEADER]<0>"), one.get(b"RFC822.SIZE"), one.get(b"INTERNALDATE")
        if not isinstance(header, bytes) or not isinstance(size, int):
            continue
        number = one.get(b"X-GM-MSGID")
        found.append(
            Head(
                uid,
                size,
                arrived if isinstance(arrived, datetime) else None,
                digest_of(header, size),
                header,
                str(number) if isinstance(number, int) else "",
            )
        )
    return found


def read(session: Session, head: Head) -> tuple[Mail, bool]:
    """The mail, and whether all its texts were read."""
    if head.size <= WHOLE:
        return read_mail(_piece(session, head.uid, "", 0, WHOLE)), True
    return _read_big(session, head)


def stream(session: Session, head: Head) -> Iterator[bytes]:
    """The whole mail as it is stored, in pieces of at most 256 KiB; Permanent("too_much") past 1 GiB."""
    at = 0
    while at < MOST_BYTES:
        piece = _piece(session, head.uid, "", at, FETCHED)
        if not piece:
            return
        yield piece
        at += len(piece)
        if len(piece) < FETCHED and at >= head.size:
            return
    raise Permanent("too_much")


def _piece(session: Session, uid: int, section: str, start: int, length: int) -> bytes:
    told = session.fetch([uid], [f"BODY.PEEK[{section}]<{start}.{length}>"]).get(uid, {})
    piece = told.get(f"BODY[{section}]<{start}>".encode())
    return piece[:length] if isinstance(piece, bytes) else b""


def _read_big(session: Session, head: Head) -> tuple[Mail, bool]:
    message = BytesParser(policy=compat32).parsebytes(head.header, headersonly=True)
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": [], "": []}
    attachments: list[Attachment] = []
    room, complete = MOST_TEXTS, True
    for part in _parts(session.fetch([head.uid], ["BODYSTRUCTURE"]).get(head.uid, {}).get(b"BODYSTRUCTURE")):
        if part.attached:
            attachments.append(Attachment(part.name or part.kind, part.decoded_size))
        if part.kind == "message/rfc822":
            texts[""].append(_inner_header(session, head.uid, part.section))
        if not part.kind.startswith("text/"):
            continue
        length = min(PART, room)
        raw = _piece(session, head.uid, part.section, 0, length) if length else b""
        room -= len(raw)
        complete = complete and part.size <= length
        said = as_text(_undone(raw, part.encoding), part.charset, part.kind)
        texts[part.kind if part.kind in texts and not part.attached and not part.inner else ""].append(said)
    plain, rich = texts["text/plain"], texts["text/html"]
    shown = plain if any(each.strip() for each in plain) else rich
    further = "\n".join((*rich, *texts[""]))
    attached = tuple(attachments[:MOST_ATTACHMENTS])
    return mail_of(header_lines(message), "\n".join(shown).strip(), attached, further), complete


def _inner_header(session: Session, uid: int, section: str) -> str:
    raw = _piece(session, uid, f"{section}.HEADER", 0, HEADER)
    lines = header_lines(BytesParser(policy=compat32).parsebytes(raw, headersonly=True))
    return "\n".join(decoded(line) for each in lines.values() for line in each)


def _undone(raw: bytes, encoding: str) -> bytes:
    """A part's bytes without the encoding of their travel, though the piece may end in mid-letter."""
    carrier = Message(policy=compat32)
    carrier["Content-Transfer-Encoding"] = encoding
    whole = raw if encoding != "base64" else b"".join(raw.split())[: len(b"".join(raw.split())) // 4 * 4]
    carrier.set_payload(whole.decode("ascii", "surrogateescape"))
    content = carrier.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


@dataclass(frozen=True, slots=True)
class _Part:
    section: str
    kind: str
    name: str
    charset: str
    encoding: str
    size: int
    attached: bool
    inner: bool

    @property
    def decoded_size(self) -> int:
        """About how many bytes it has without the encoding of its travel."""
        return self.size * 57 // 78 if self.encoding == "base64" else self.size


def _parts(structure: Any) -> Iterator[_Part]:
    """The leaves of a BODYSTRUCTURE (RFC 3501, section 7.4.2) with their numbers, in order, and mails inside."""
    waiting: list[tuple[Any, str, bool]] = [(structure, "", False)]
    for _part in range(MOST_PARTS):
        if not waiting:
            return
        body, section, inner = waiting.pop()
        if not isinstance(body, tuple) or not body:
            continue
        if isinstance(body[0], list | tuple):
            children = body[0] if isinstance(body[0], list) else [each for each in body if isinstance(each, tuple)]
            numbered = [(each, f"{section}.{at}".lstrip("."), inner) for at, each in enumerate(children, 1)]
            waiting += reversed(numbered)
            continue
        part = _leaf(body, section or "1", inner)
        yield part
        if part.kind == "message/rfc822" and len(body) > _INNER_BODY:
            nested = body[_INNER_BODY]
            multipart = isinstance(nested, tuple) and bool(nested) and isinstance(nested[0], list | tuple)
            waiting.append((nested, part.section if multipart else f"{part.section}.1", True))


_INNER_BODY = 8


def _leaf(body: tuple[Any, ...], section: str, inner: bool) -> _Part:
    kind = f"{_word(body, 0)}/{_word(body, 1)}".lower()
    parameters = _pairs(body[2] if len(body) > 2 else None)  # noqa: PLR2004 (type, subtype, parameters)
    disposition, given = "", {}
    for each in body[_INNER_BODY:]:
        if isinstance(each, tuple) and len(each) == 2 and isinstance(each[0], bytes) and _is_disposition(each[0]):  # noqa: PLR2004
            disposition, given = each[0].decode().lower(), _pairs(each[1])
    name = given.get("filename") or parameters.get("name") or ""
    size = body[6] if len(body) > 6 and isinstance(body[6], int) else 0  # noqa: PLR2004 (octets)
    attached = bool(name) or disposition == "attachment" or not kind.startswith("text/")
    encoding = _word(body, 5).lower()
    return _Part(section, kind, cut(decoded(name), 200), parameters.get("charset", ""), encoding, size, attached, inner)


def _is_disposition(word: bytes) -> bool:
    return word.lower() in {b"attachment", b"inline"}


def _word(body: tuple[Any, ...], at: int) -> str:
    word = body[at] if len(body) > at else b""
    return word.decode("ascii", "replace") if isinstance(word, bytes) else ""


def _pairs(given: Any) -> dict[str, str]:
    if not isinstance(given, tuple):
        return {}
    words = [each if isinstance(each, bytes) else str(each).encode() for each in given]
    return {
        name.decode("ascii", "replace").lower(): value.decode("utf-8", "replace")
        for name, value in zip(words[::2], words[1::2], strict=False)
    }
