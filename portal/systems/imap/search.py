"""The search: folder after folder, window after window of mails, every hit read and judged again.

A page ends after some hundred mails, some megabytes or some seconds, whatever comes first. The
server searches by substring; what it cannot search is a gap.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from portal.domain.lifecycle import Match
from portal.systems.addressing import spellings
from portal.systems.contract import Document, Field, Page, Permanent, Record
from portal.systems.imap.account import Account
from portal.systems.imap.client import Session, value
from portal.systems.imap.fetching import Head, heads, read
from portal.systems.imap.folders import Folder, Opened, gap, is_gmail, open_folder, refusals, searched, shown
from portal.systems.imap.judging import Finding, judged, tail
from portal.systems.imap.keys import Cursor, key_of
from portal.systems.imap.message import MOST_TEXT, Mail, cut
from portal.systems.matching import Wanted

KIND = "mail"
BATCH = 100
WINDOW = 2000
PAGE_SECONDS = 8.0
PAGE_BYTES = 8 * 1024 * 1024
_AT_ONCE = 20
_MOST_AGAIN = 3
_FIRST_YEAR = 1990
_HEADERS = (b"FROM", b"TO", b"CC", b"BCC")
_GROUPS = ((7,), (3, 4), (4, 3), (2, 5), (2, 3, 2), (3, 2, 2), (2, 2, 3))
_MORE_THAN_ASCII = re.compile(r"[^\x20-\x7e]+")


class Search:
    """What is sought in one conversation; `clock` gives seconds that only grow."""

    def __init__(
        self,
        session: Session,
        account: Account,
        want: Wanted,
        *,
        headers_only: bool = False,
        batch: int = BATCH,
        window: int = WINDOW,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._account = account
        self._want = want
        self._headers_only = headers_only
        self._batch = batch
        self._window = window
        self._clock = clock
        self._gmail = is_gmail(session)
        self._plain = False

    def page(self, cursor: Cursor) -> Page:
        """The next slice."""
        folders, gaps = searched(self._session)
        progress = _Progress(self._batch, self._clock, [] if cursor.folder else gaps)
        for folder in folders:
            if folder.raw < cursor.folder:
                continue
            start = cursor if folder.raw == cursor.folder else Cursor(folder.raw)
            stopped = self._folder(folder, start, progress)
            if stopped is not None:
                return progress.page(str(stopped))
            progress.moved = True
        return progress.page(None)

    def _folder(self, folder: Folder, start: Cursor, progress: "_Progress") -> Cursor | None:
        """Search one folder; where the page was full, how far it came."""
        if progress.is_full():
            return start
        now = open_folder(self._session, folder.raw)
        if now is None:
            progress.gaps.append(gap(folder.raw))
            return None
        if start.validity and start.validity != now.validity:
            start = start.anew(now.validity)
        if start.again > _MOST_AGAIN:
            progress.gaps.append(gap(folder.raw))
            return None
        return self._windows(now, replace(start, validity=now.validity), progress)

    def _windows(self, now: Opened, at: Cursor, progress: "_Progress") -> Cursor | None:
        # The end is told by the UIDs alone: old mails may go meanwhile, and all others then stand nearer the front.
        while now.exists:
            if progress.is_full():
                return at
            end = self._uid_at(at.at + self._window, at.last) if at.at + self._window < now.exists else 0
            for uids in _chunks(self._hits(now.raw, at.last, end, progress)):
                if progress.is_full():
                    return at
                self._read(now, uids, progress)
                progress.moved = True
                at = replace(at, last=uids[-1])
            progress.moved = True
            progress.searched += max(0, min(self._window, now.exists - at.at))
            if not end:
                return None
            at = replace(at, last=end, at=at.at + self._window)
        return None

    def _uid_at(self, position: int, after: int) -> int:
        """The UID of the mail at a position, where a window ends; 0 where it is not there any more: to the last one."""
        found: list[int] = []
        with refusals():
            found = self._session.look([str(position).encode()])
        return found[0] if len(found) == 1 and found[0] > after else 0

    def _hits(self, raw: str, last: int, end: int, progress: "_Progress") -> list[int]:
        """The mails after `last` up to `end` that the server takes for hits, ascending."""
        span = [b"UID", f"{last + 1}:{end or '*'}".encode()]
        found: set[int] = set()
        for terms in self._terms():
            with refusals() as refused:
                found.update(self._look(span, terms))
            if refused:
                progress.gaps.append(gap(raw))
        return sorted(uid for uid in found if last < uid and (not end or uid <= end))

    def _look(self, span: list[bytes], terms: list[list[bytes | str]]) -> list[int]:
        """Search in UTF-8 where letters beyond ASCII are sought; where that is refused, by what of them is ASCII."""
        spoken = any(isinstance(part, str) and not part.isascii() for term in terms for part in term)
        if spoken and not self._plain:
            with refusals() as refused:
                return self._session.look([*span, *_joined(terms)], "UTF-8")
            self._plain = bool(refused)
        if spoken:
            terms = [[_ascii_of(part) if isinstance(part, str) else part for part in term] for term in terms]
        return self._session.look([*span, *_joined(terms)])

    def _terms(self) -> Iterator[list[list[bytes | str]]]:
        """Each is one SEARCH: alternatives by address and number, then all words of the name together."""
        terms: list[list[bytes | str]] = []
        for address in sorted({self._want.proven, *self._want.others} - {""}):
            for spelling in spellings(address):
                terms += [[name, spelling] for name in _HEADERS]
                terms.append([b"HEADER", b"REPLY-TO", spelling])
                terms += [] if self._headers_only else [[b"TEXT", spelling]]
        if not self._headers_only:
            terms += [[b"TEXT", each] for number in sorted(self._want.phones) for each in _spelled(tail(number))]
        if terms:
            yield terms
        if self._want.full_name and not self._headers_only:
            yield [[part for word in self._want.name for part in (b"TEXT", word)]]

    def _read(self, now: Opened, uids: list[int], progress: "_Progress") -> None:
        with refusals() as refused:
            known = heads(self._session, uids, gmail=self._gmail)
            silent = set(uids) - {head.uid for head in known}
            if silent and self._still_there(silent):
                progress.gaps.append(gap(now.raw))
            for head in known:
                mail, complete = read(self._session, head)
                progress.bytes += min(head.size, PAGE_BYTES // 8)
                finding = judged(mail, self._want, self._account)
                if finding is not None:
                    progress.records.append(record(now, head, mail, finding, self._account.category))
                elif not complete:
                    progress.gaps.append(gap(now.raw, "mail_too_large"))
        if refused:
            progress.gaps.append(gap(now.raw))

    def _still_there(self, uids: set[int]) -> bool:
        """Whether a mail of which the server tells nothing was not removed meanwhile."""
        named = ",".join(str(uid) for uid in sorted(uids)).encode()
        return bool(set(self._session.look([b"UID", named])) & uids)


class _Progress:
    def __init__(self, batch: int, clock: Callable[[], float], gaps: list[str]) -> None:
        self.records: list[Record] = []
        self.gaps = list(gaps)
        self.searched = 0
        self.bytes = 0
        self.moved = False
        self._batch = batch
        self._clock = clock
        self._until = clock() + PAGE_SECONDS

    def is_full(self) -> bool:
        """Whether this is enough for one page, which is never before it came any further."""
        full = len(self.records) >= self._batch or self.bytes >= PAGE_BYTES or self._clock() > self._until
        return self.moved and full

    def page(self, cursor: str | None) -> Page:
        """What came together."""
        return Page(tuple(self.records), cursor, tuple(dict.fromkeys(self.gaps)), self.searched)


def _joined(terms: list[list[bytes | str]]) -> list[bytes]:
    """Alternatives in the prefix form of RFC 3501: OR a OR b c. Parentheses and what values hold never mix."""
    said = [[part if isinstance(part, bytes) else value(part) for part in term] for term in terms]
    keys: list[bytes] = []
    for term in said[:-1]:
        keys += [b"OR", *term]
    return keys + said[-1]


def _ascii_of(text: str) -> str:
    """The longest part in ASCII: it is found wherever the whole is."""
    return max(_MORE_THAN_ASCII.split(text), key=len) or "@"


def _spelled(digits: str) -> list[str]:
    """The last digits as people group them."""
    found = []
    for groups in _GROUPS:
        parts, at = [], 0
        for size in groups:
            parts.append(digits[at : at + size])
            at += size
        found += [separator.join(parts) for separator in ((" ", "-") if len(groups) > 1 else ("",))]
    return found


def _chunks(uids: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(uids), _AT_ONCE):
        yield uids[at : at + _AT_ONCE]


def record(now: Opened, head: Head, mail: Mail, finding: Finding, category: str) -> Record:
    """A mail as a record; somebody who is only named in it sees no more of it than lets staff judge."""
    key = key_of(now.raw, now.validity, head.uid, head.digest, head.gmail or head.message_id)
    when = mail.date or head.arrived
    said = {
        "date": when.isoformat() if when else None,
        "from": mail.shown["from"],
        "to": mail.shown["to"],
        "cc": mail.shown["cc"],
        "bcc": mail.shown["bcc"],
        "subject": mail.shown["subject"],
        "text": cut(mail.text, MOST_TEXT),
        "attachments": "\n".join(_attachment(one.name, one.size) for one in mail.attachments),
        "folder": shown(now.raw),
    }
    return Record(
        kind=KIND,
        key=str(key),
        owner=finding.owner if finding.match is not Match.MENTION else "",
        category=category,
        match=finding.match,
        matched_by=finding.matched_by,
        fields=tuple(Field(name, name, text) for name, text in said.items() if text),
        subject=finding.subject,
        dated=_kept_from(mail.date, head.arrived),
        document=Document(f"{_file_name(mail.shown['subject'], when)}.eml", "message/rfc822", head.size),
        others=finding.others,
        ours=finding.ours,
    )


def _kept_from(written: datetime | None, arrived: datetime | None) -> str:
    """The day on which it came; of a mail that came from another server since, the day on which it was written."""
    days = [each.astimezone(UTC).date() for each in (written, arrived) if each and each.year >= _FIRST_YEAR]
    return min(days).isoformat() if days else ""


def _attachment(name: str, size: int | None) -> str:
    return name if size is None else f"{name} ({size})"


def _file_name(subject: str, when: datetime | None) -> str:
    words = re.sub(r"[^\w.-]+", "-", subject).strip("-.")[:60] or KIND
    return f"{when.date().isoformat()}-{words}" if when else words


def unread(page: Page) -> None:
    """Permanent where a place could not be read: nothing is said of what is not there."""
    if page.gaps:
        raise Permanent("folder_unreadable")
