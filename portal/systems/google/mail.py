"""Mail of an account: one search for who it is from and to and what it says, and every hit read and compared whole.

What lies in the trash is on its way out: it is not searched, unless the settings have mail deleted for good.
"""

import html
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from portal.domain.lifecycle import Match
from portal.systems.addressing import fold_address, mailboxes
from portal.systems.contract import Document, Field, Permanent, Record
from portal.systems.free_text import MOST, other_mailboxes, spoken
from portal.systems.google.api import MAIL, Google, Json, Refused, dict_of, list_of, text_of
from portal.systems.google.found import Found, address_owner
from portal.systems.matching import Wanted

A_PAGE = 40
PAGES = 2000
MOST_TEXT = 20_000
PIECE = 48 * 1024
MAIL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WHO = ("from", "to", "cc", "bcc", "reply-to", "sender", "delivered-to")
_SHOWN = ("from", "to", "cc", "bcc")
_PLAIN = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}")
_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9._-]{1,40})", re.IGNORECASE)
_TEXT_CHARSETS = frozenset({
    "iso-8859-1", "iso-8859-15", "windows-1252", "iso-8859-2", "windows-1250", "windows-1251", "koi8-r", "us-ascii",
    "gb2312", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "windows-1257",
})  # fmt: skip
_TAG = re.compile(r"<[^<>]{0,5000}>")
_GONE = frozenset({404, 410})
_UNREAD = (Field("not_compared", "not_compared", True),)
_NO_SUCH = frozenset({"notFound", "invalidArgument"})
_DEEPEST = 20
_MOST_MARKED = 1_000_000


def query_of(want: Wanted, phrases: Sequence[str], *, trash: bool) -> str:
    """One search: any of their addresses in any head, or any phrase in the text."""
    parts = []
    for address in filter(None, (want.proven, *sorted(want.others))):
        bare = re.sub(r"[\"{}()\s]", " ", address).strip()
        asked = bare if _PLAIN.fullmatch(bare) else f'"{bare}"'
        parts += [f"{head}:{asked}" for head in _SHOWN]
    parts += [f'"{each}"' for phrase in phrases if (each := " ".join(re.sub(r"[{}()]", " ", phrase).split()))]
    return f"{{{' '.join(parts)}}}" + ("" if trash else " -in:trash")


def search(
    google: Google, account: str, want: Wanted, phrases: Sequence[str], categories: Mapping[str, str], token: str,
    *, trash: bool,
) -> tuple[Found, str]:  # fmt: skip
    """One page of the hits in one account, and the token of the next."""
    url = _messages(google, account)
    more = {"pageToken": token} if token else {}
    told = google.read(
        MAIL, account, url, q=query_of(want, phrases, trash=trash), includeSpamTrash="true", maxResults=A_PAGE, **more
    )
    found = Found()
    for each in list_of(told.get("messages")):
        message = _fetched(google, account, text_of(each.get("id")), found)
        if message is None or (not trash and is_trashed(message)):
            continue
        found.searched += 1
        record = judged(message, account, want, categories)
        if record is not None:
            found.records.append(record)
    return found, text_of(told.get("nextPageToken"))


def _fetched(google: Google, account: str, mail_id: str, found: Found) -> Json | None:
    try:
        return read_again(google, account, mail_id)
    except Permanent as fault:
        if fault.code != "too_much":
            raise
        found.gaps.append(f"mail_too_large:{account}")
        return None


def _messages(google: Google, account: str) -> str:
    return f"{google.hosts.gmail}/gmail/v1/users/{account}/messages"


def read_again(google: Google, account: str, mail_id: str) -> Json | None:
    """One mail as it stands now; None where it is gone."""
    if not MAIL_ID.fullmatch(mail_id):
        return None
    try:
        found = google.read(MAIL, account, f"{_messages(google, account)}/{mail_id}", format="full")
    except Refused as refused:
        if refused.status in _GONE or refused.reasons & _NO_SUCH:
            return None
        raise
    return found if text_of(found.get("id")) == mail_id else None


def is_trashed(message: Json) -> bool:
    """Whether it lies in the trash."""
    labels = message.get("labelIds")
    return isinstance(labels, list) and "TRASH" in labels


@dataclass(slots=True)
class Read:
    """A mail taken apart: its heads in lower case, its text, the names of what is attached.

    `whole` is whether all was read that Gmail may have found it by: what is attached never is.
    """

    heads: dict[str, list[str]] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    whole: bool = True

    def text(self) -> str:
        """What it says; of its HTML only where it has no plain text."""
        return "\n".join(self.plain) or "\n".join(self.marked)

    def everything(self) -> str:
        """All that is compared: the words of its heads, every text, what is attached."""
        heads = (said_in(value) for head in (*_WHO, "subject") for value in self.heads.get(head, ()))
        return "\n".join([*heads, *self.plain, *self.marked, *self.attached])

    def people(self) -> list[tuple[str, str]]:
        """(name, address) of everybody in its heads, each once; each head is read by itself, and strictly."""
        listed = (value for head in _WHO for value in self.heads.get(head, ()))
        found = [(said_in(name).strip(), address) for value in listed for name, address in mailboxes(value)]
        return list(dict.fromkeys(found))


def taken_apart(message: Json) -> Read:
    """Heads and texts of a mail of format `full`; whatever is not as it should be is passed over."""
    read = Read()
    payload = dict_of(message.get("payload"))
    for each in list_of(payload.get("headers")):
        read.heads.setdefault(text_of(each.get("name")).lower(), []).append(text_of(each.get("value")))
    _take(payload, read, 0)
    return read


def _take(part: Json, read: Read, depth: int) -> None:
    if depth > _DEEPEST:
        read.whole = False
        return
    kind, body = text_of(part.get("mimeType")), dict_of(part.get("body"))
    name = text_of(part.get("filename"))
    if name:
        read.attached.append(name)
    if name or text_of(body.get("attachmentId")) or not kind.startswith(("text/", "multipart/")):
        read.whole = False
    if not name and kind.startswith("text/"):
        text, sure = _decoded(text_of(body.get("data")), _charset(part))
        read.whole = read.whole and sure and (kind != "text/html" or len(text) <= _MOST_MARKED)
        (read.marked if kind == "text/html" else read.plain).append(_without_tags(text) if "html" in kind else text)
    for each in list_of(part.get("parts")):
        _take(each, read, depth + 1)


def _charset(part: Json) -> str:
    heads = (text_of(each.get("value")) for each in list_of(part.get("headers")) if _is_type(each))
    found = next((named for each in heads if (named := _CHARSET.search(each))), None)
    return found[1] if found else "utf-8"


def _is_type(head: Json) -> bool:
    return text_of(head.get("name")).lower() == "content-type"


def _decoded(data: str, charset: str) -> tuple[str, bool]:
    """A text's letters, and whether they are surely those: in the charset that is told, or in UTF-8."""
    told = charset.lower()
    try:
        body = urlsafe_b64decode(data + "=" * (-len(data) % 4))
    except ValueError:
        return "", False
    for each in (told, "utf-8") if told.startswith("utf-16") else ("utf-8", told if told in _TEXT_CHARSETS else ""):
        try:
            text = body.decode(each) if each else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text or not body:
            return text, "\0" not in text
    return body.decode("latin-1"), False


def said_in(head: str) -> str:
    """A head's value with its encoded words resolved (RFC 2047)."""
    if "=?" not in head:
        return head
    try:
        return str(make_header(decode_header(head)))
    except (ValueError, LookupError, HeaderParseError):
        return head


def _without_tags(text: str) -> str:
    kept = text[:_MOST_MARKED]
    for element in ("style", "script"):
        kept = _without(kept, f"<{element}", f"</{element}>")
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub(" ", kept)).splitlines())
    return "\n".join(line for line in lines if line)


def _without(text: str, opening: str, closing: str) -> str:
    """The text without what stands between the two, in one pass however often it opens and never closes."""
    folded, kept, place = text.lower() if text.isascii() else text, [], 0
    while (start := folded.find(opening, place)) >= 0 and (end := folded.find(closing, start)) >= 0:
        kept.append(text[place:start])
        place = end + len(closing)
    return "".join([*kept, text[place:]])


def judged(message: Json, account: str, want: Wanted, categories: Mapping[str, str]) -> Record | None:
    """The record of a mail: theirs by an address in its head, or one that speaks of them; else None.

    Of a hit that was not compared whole, such as one by what is attached, the record says so.
    """
    read = taken_apart(message)
    addresses = {address for _name, address in read.people()}
    if want.proven and fold_address(want.proven) in addresses:
        return _record(message, read, account, want, categories, Match.EXACT, ("email",), want.proven)
    held = [each for each in sorted(want.others) if fold_address(each) in addresses]
    if held:
        return _record(message, read, account, want, categories, Match.PROBABLE, ("other_email",), held[0])
    said = read.everything()
    matched = spoken(said, want)
    if not matched and read.whole and len(said) <= MOST:
        return None
    return _record(message, read, account, want, categories, Match.MENTION, matched, "", unread=not matched)


def _record(
    message: Json, read: Read, account: str, want: Wanted, categories: Mapping[str, str], match: Match,
    matched: tuple[str, ...], whose: str, *, unread: bool = False,
) -> Record:  # fmt: skip
    mail_id = text_of(message.get("id"))
    sent = _time(text_of(message.get("internalDate")))
    said = {
        **{head: ", ".join(map(said_in, read.heads.get(head, ()))) for head in ("subject", *_SHOWN)},
        "sent": sent.isoformat(timespec="seconds") if sent else "",
        "text": read.text()[:MOST_TEXT],
        "attachments": ", ".join(read.attached),
        "mailbox": account,
    }
    theirs = {fold_address(each) for each in (want.proven, *want.others, account)}
    others = [part for name, address in read.people() if address not in theirs for part in (address, name) if part]
    others += other_mailboxes(said["text"], want)
    return Record(
        kind="mail", key=f"{account}/{mail_id}", owner=address_owner(whose) if whose else "",
        category=categories["mail"], match=match, matched_by=matched,
        fields=(*(Field(name, name, value) for name, value in said.items() if value), *(_UNREAD if unread else ())),
        subject=whose,
        dated=sent.date().isoformat() if sent else "", document=Document(f"{mail_id}.eml", "message/rfc822"),
        others=tuple(dict.fromkeys(one for one in others if one != account)),
        ours=(account,),
    )  # fmt: skip


def _time(milliseconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(milliseconds) // 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def carries(message: Json, address: str) -> bool:
    """Whether an address is in a mail's head."""
    return fold_address(address) in {each for _name, each in taken_apart(message).people()}


def original(google: Google, account: str, mail_id: str) -> Iterator[bytes]:
    """The .eml, decoded as it comes: the interface wraps it in JSON, in URL-safe base64."""
    if not MAIL_ID.fullmatch(mail_id):
        raise Permanent("record_gone")
    url = f"{_messages(google, account)}/{mail_id}"
    try:
        with google.streamed(MAIL, account, url, format="raw", fields="raw") as pieces:
            yield from _unwrapped(pieces)
    except Refused as refused:
        if refused.status in _GONE or refused.reasons & _NO_SUCH:
            raise Permanent("record_gone") from None
        raise


_RAW = re.compile(rb'"raw"\s*:\s*"')


def _unwrapped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    kept, inside, given = b"", False, False
    for piece in pieces:
        kept += piece
        if not inside:
            start = _RAW.search(kept)
            if start is None:
                kept = kept[-64:]
                continue
            kept, inside = kept[start.end() :], True
        data, end, _rest = kept.partition(b'"')
        whole = len(data) if end else len(data) - len(data) % 4
        if whole:
            for place in range(0, whole, PIECE):
                yield _bytes(data[place : min(place + PIECE, whole)])
            given = True
        kept = data[whole:]
        if end:
            break
    if not given:
        raise Permanent("record_gone")


def _bytes(data: bytes) -> bytes:
    try:
        return b64decode(data + b"=" * (-len(data) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Permanent("answer_unreadable") from None


def remove(google: Google, account: str, mail_id: str, *, for_good: bool) -> None:
    """Into the trash, or gone at once; what is gone is no fault."""
    url = f"{_messages(google, account)}/{mail_id}"
    try:
        if for_good:
            google.write(MAIL, account, "DELETE", url)
        else:
            google.write(MAIL, account, "POST", f"{url}/trash")
    except Refused as refused:
        if refused.status not in _GONE:
            raise
