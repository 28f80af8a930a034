"""The thread between the person and the controller's staff, its files, and notes that only staff see.

Files are sealed and synced before the commit that names them. When any of them is refused,
or the commit does not come, none of them stays.
"""

from collections.abc import Sequence
from typing import IO

from portal.domain import may
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.roles import Viewer, ViewerKind
from portal.domain.rulings import Answer
from portal.journey import mentioning
from portal.papers.mails import MailKind
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.taken import Kept, kept_files
from portal.storage.work import Case, Work, work

MOST_FILES = 5
LONGEST_MESSAGE = 20_000
REFUSING = frozenset({Answer.IN_PART, Answer.KEPT, Answer.REFUSED, Answer.NOT_AVAILABLE})
"""The answers to a correction after which the person may leave a statement."""


def write(
    store: Store,
    viewer: Viewer,
    reference: str,
    text: str,
    files: Sequence[tuple[str, IO[bytes]]],
    limit: int,
) -> None:
    """A message of the person or of staff, with at most five files of at most `limit` bytes each.

    A message of staff is mailed about, to a mailbox that was shown; the mail holds none of it.

    Raises:
        NotFound: no such request for this viewer.
        Refused: `order`, the request is closed or the mailbox was never shown; `may_not`.
        Invalid: `empty`, `too_long` (field `text`), `too_many_files`, `file_type`, `file_empty`,
            `file_too_large` (field `files`).
    """
    text = checked(text)
    if len(files) > MOST_FILES:
        raise Invalid("too_many_files", field="files")
    with kept_files(store, viewer, reference, files, limit) as kept, work(store, viewer) as w:
        put(w, w.case(reference=reference), text, kept)


def put(w: Work, case: Case, text: str, kept: Sequence[Kept]) -> None:
    """The message with its files into the thread, as `write`, in the caller's transaction."""
    kind = _author(w, case)
    row = case.add(t.Message, {"text": checked(text)}, author=w.viewer.actor, kind=kind, at=w.now)
    for one in kept:
        case.add(
            t.Upload, {"name": one.name}, id=one.id, message_id=row.id, purpose="attachment",
            media_type=one.media_type, size=one.size, digest=one.digest, at=w.now,
        )  # fmt: skip
    about = {"message": row.id, "files": len(kept)}
    if kind == "person":
        w.happened("message_received", case, **about)
        w.later("post", "staff.message", case, message_id=row.id)
        return
    w.happened("message_sent", case, **about)
    if case.row.confirmed_at is not None:
        case.mail(MailKind.NEW_MESSAGE.value, case.requester()["email"], {})


def state_disagreement(store: Store, viewer: Viewer, reference: str, text: str) -> None:
    """The person's own account where a correction was refused, whole or in part: it stays with the request (Art 16).

    Raises:
        NotFound: no such request for this viewer.
        Refused: `order`, no correction was refused, or the request was withdrawn; `may_not`, another than the person.
        Invalid: `empty`, `too_long` (field `text`).
    """
    text = checked(text)
    with work(store, viewer) as w:
        may.demand(w.viewer.kind is ViewerKind.PERSON)
        case = w.case(reference=reference)
        refused = case.rows(
            t.Decision, t.Decision.right == Right.RECTIFICATION.value, t.Decision.outcome.in_(sorted(REFUSING))
        )
        if not refused or case.row.resolution == Resolution.WITHDRAWN:
            raise Refused("order")
        row = case.add(t.Message, {"text": text}, author=w.viewer.actor, kind="statement", at=w.now)
        w.happened("statement_received", case, message=row.id)


def note(store: Store, viewer: Viewer, reference: str, text: str, mentioned: Sequence[str] = ()) -> None:
    """A note on the request that only staff see; the person may ask for it all the same.

    `mentioned` are ids of colleagues who may see it: each is mailed once that a note waits, until they have seen it.
    Whoever writes one has seen those that speak to them.

    Raises:
        NotFound, Refused: as `write`. Invalid: `empty`, `too_long` (field `text`), `not_reading` (field `mentioned`).
    """
    text = checked(text)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference)
        row = case.add(t.Message, {"text": text}, author=w.viewer.actor, kind="note", at=w.now)
        named = _mentioned(w, mentioned)
        w.happened("note_written", case, message=row.id, **({"mentioned": named} if named else {}))
        mentioning.put_away(w, case)
        if named:
            w.session.flush()
        for staff_id in named:
            _mention(w, case, row.id, staff_id)


def _mentioned(w: Work, wanted: Sequence[str]) -> list[str]:
    """Those who may see the note, without its author; nobody where there is only one."""
    known = {one.id for one in team.readers(w.session, w.viewer.controller_id)}
    if not known.issuperset(wanted):
        raise Invalid("not_reading", field="mentioned")
    return [one for one in dict.fromkeys(wanted) if one != w.viewer.staff_id]


def _mention(w: Work, case: Case, message_id: str, staff_id: str) -> None:
    """Mark the note as theirs; a mail that they have not looked after says it already."""
    said = case.rows(t.Mention, t.Mention.staff_id == staff_id, t.Mention.seen_at.is_(None))
    row = case.add(
        t.Mention, message_id=message_id, staff_id=staff_id, at=w.now, state="none" if said else "waiting"
    )  # fmt: skip
    if not said:
        w.later("post", "mention.mail", case, mention_id=row.id)


def checked(text: str) -> str:
    """The text as it is kept.

    Raises:
        Invalid: `empty`, `too_long` (field `text`).
    """
    plain = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise Invalid("empty", field="text")
    if len(plain) > LONGEST_MESSAGE:
        raise Invalid("too_long", field="text", most=LONGEST_MESSAGE)
    return plain


def _author(w: Work, case: Case) -> str:
    """Whose message it is; a person without a proven mailbox has no thread."""
    if w.viewer.kind is ViewerKind.PERSON:
        if case.row.confirmed_at is None:
            raise Refused("order")
    else:
        may.demand(may.may_handle(w.viewer))
    if case.status is Status.CLOSED:
        raise Refused("order")
    return "person" if w.viewer.kind is ViewerKind.PERSON else "staff"
