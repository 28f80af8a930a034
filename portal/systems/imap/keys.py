"""How a mail is named between operations, and where a search stands: strings that survive a restart.

UIDs hold as long as the folder's UIDVALIDITY does (RFC 3501, section 2.3.1.1). So a key also carries a
digest of the mail's header and size, by which it is known again, and its Message-ID, by which it is sought.
"""

import json
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256

from portal.systems.contract import Permanent

_LONGEST_ID = 250
_PRINTABLE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class MailKey:
    """A mail in a folder. `sought_by` is its Message-ID (of a strange one a part) or Gmail's number; else empty."""

    folder: str
    validity: int
    uid: int
    digest: str
    sought_by: str = field(repr=False)

    def __str__(self) -> str:
        """As it is kept."""
        return json.dumps([self.folder, self.validity, self.uid, self.digest, self.sought_by], ensure_ascii=False)


def key_of(folder: str, validity: int, uid: int, digest: str, message_id: str) -> MailKey:
    """A key; of a Message-ID that is longer than any mail program writes, or not in ASCII, a part is sought by."""
    sought = max(_PRINTABLE.findall(message_id), key=len, default="")
    return MailKey(folder, validity, uid, digest, sought[:_LONGEST_ID])


def read_key(text: str) -> MailKey:
    """A key as it was kept; Permanent("record_gone") where it is none."""
    try:
        folder, validity, uid, digest, sought_by = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise Permanent("record_gone") from None
    texts = isinstance(folder, str) and isinstance(digest, str) and isinstance(sought_by, str)
    named = texts and folder.isascii() and folder.isprintable()
    if not named or type(validity) is not int or type(uid) is not int or uid < 1:
        raise Permanent("record_gone")
    return MailKey(folder, validity, uid, digest, sought_by)


def digest_of(header: bytes, size: int) -> str:
    """What a mail is known again by."""
    return sha256(b"%d\n%b" % (size, header)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The search has looked at `folder` up to the mail `last`, about the `at`th; begun anew there `again` times."""

    folder: str = ""
    validity: int = 0
    last: int = 0
    at: int = 0
    again: int = 0

    def __str__(self) -> str:
        """As it is kept."""
        return json.dumps([self.folder, self.validity, self.last, self.at, self.again], ensure_ascii=False)

    def anew(self, validity: int) -> "Cursor":
        """The same folder from its beginning, as its UIDs mean other mails now."""
        return replace(self, validity=validity, last=0, at=0, again=self.again + 1)


def read_cursor(text: str | None) -> Cursor:
    """Where a search stands; the beginning for None, Permanent("cursor_unreadable") for what is no cursor."""
    if text is None:
        return Cursor()
    try:
        folder, *numbers = json.loads(text)
        validity, last, at, again = (int(number) for number in numbers)
    except (ValueError, TypeError, RecursionError):
        raise Permanent("cursor_unreadable") from None
    return Cursor(str(folder), validity, last, at, again)
