"""The folders of a mailbox: which can be opened, what they are called, and which of them are for what."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from imapclient.imap_utf7 import decode as decode_utf7
from imapclient.imap_utf7 import encode as encode_utf7

from portal.systems.contract import Permanent
from portal.systems.imap.client import Session

MOST_FOLDERS = 5000
MOST_MAILS = 20_000_000
UNREADABLE = "folder_unreadable"
_CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})
_GMAIL_WHOLE = frozenset({b"\\all", b"\\junk", b"\\trash"})
_LONGEST_PLACE = 100


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its name on the wire, and its flags in lower case."""

    raw: str
    flags: tuple[bytes, ...]

    @property
    def usable(self) -> bool:
        """Whether its name can be said to the server: in ASCII, as RFC 3501 has it, without control characters."""
        return self.raw.isascii() and self.raw.isprintable() and bool(self.raw)


def shown(raw: str) -> str:
    """A folder's name in its own letters (modified UTF-7, RFC 3501 section 5.1.3), for people."""
    try:
        name = str(decode_utf7(raw.encode("latin-1")))
    except (ValueError, LookupError):
        name = raw
    return "".join(letter if letter.isprintable() else " " for letter in name)[:_LONGEST_PLACE]


def gap(raw: str, code: str = UNREADABLE) -> str:
    """A place that could not be searched."""
    return f"{code}:{shown(raw)}"


def listed(session: Session) -> list[Folder]:
    """Every folder that may be opened, by name; Permanent("too_much") where there is no end of them."""
    found = {raw: Folder(raw, flags) for flags, raw in session.folders() if not _CLOSED & set(flags)}
    if len(found) > MOST_FOLDERS:
        raise Permanent("too_much")
    return [found[raw] for raw in sorted(found)]


def is_gmail(session: Session) -> bool:
    """Whether folders are labels, so that one mail stands in several."""
    return bool(session.has_capability("X-GM-EXT-1"))


def searched(session: Session) -> tuple[list[Folder], list[str]]:
    """The folders in which every mail stands once, and the gaps.

    At Gmail that is All Mail, Spam and Trash. Where All Mail is hidden from IMAP, only labelled mail is seen.
    """
    every = listed(session)
    gaps = [gap(one.raw) for one in every if not one.usable]
    usable = [one for one in every if one.usable]
    if not is_gmail(session):
        return usable, gaps
    whole = [one for one in usable if _GMAIL_WHOLE & set(one.flags)]
    if any(b"\\all" in one.flags for one in whole):
        return whole, gaps
    return usable, [*gaps, "folder_unreadable:All Mail"]


def trash_of(folders: list[Folder], name: str) -> str | None:
    """The trash folder's name on the wire: the one that the settings name, else the one that says so (RFC 6154)."""
    raws = {one.raw for one in folders if one.usable}
    if name:
        wanted = encode_utf7(name).decode("ascii")
        return wanted if wanted in raws else None
    return next((one.raw for one in folders if one.usable and b"\\trash" in one.flags), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as it is now."""

    raw: str
    validity: int
    exists: int


@contextmanager
def refusals() -> Iterator[list[str]]:
    """What the server refuses (NO, BAD) is listed by its code rather than raised; a lost connection is raised."""
    refused: list[str] = []
    try:
        yield refused
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        refused.append(str(type(error).__name__))


def open_folder(session: Session, raw: str, *, write: bool = False) -> Opened | None:
    """The folder, opened for reading alone unless it is to be written; None where the server refuses it.

    A folder whose UIDs do not last (no UIDVALIDITY) is refused too: nothing there could be found again. So is
    one that claims more mails than any has: its search would have no end.
    """
    told: dict[bytes, Any] = {}
    with refusals():
        told = session.examine(raw, write=write)
    validity, exists = told.get(b"UIDVALIDITY"), told.get(b"EXISTS")
    if not isinstance(validity, int) or not isinstance(exists, int) or not validity or exists > MOST_MAILS:
        return None
    return Opened(raw, validity, exists)
