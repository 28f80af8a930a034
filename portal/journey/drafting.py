"""What one of the staff writes to the person before it goes: kept as they type, with its files, sent as it was seen.

Each author has a draft of their own, so that two never write over each other. A draft is no part of the thread: nothing
of it is in the request's history, and it goes when it is sent, thrown away or purged with the file.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import IO

from portal.domain import may
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.lifecycle import Status
from portal.domain.roles import Viewer
from portal.journey import correspondence
from portal.journey.correspondence import LONGEST_MESSAGE, MOST_FILES
from portal.papers.message_places import Filled
from portal.storage import files as sealed_files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.taken import Kept, kept_files
from portal.storage.work import Case, Work, canonical, work

FAR = 1_000_000_000


def keep(
    store: Store,
    viewer: Viewer,
    reference: str,
    text: str,
    number: int,
    window: str,
    files: Sequence[tuple[str, IO[bytes]]] = (),
    limit: int = 0,
) -> None:
    """Keep what was typed in the page `window`, which saw the draft with this `number` (0 for none), and more files.

    Raises:
        NotFound: no such request for this viewer. Refused: `order`, the request is closed; `may_not`.
        Conflict: `draft_changed`, the author went on in another window.
        Invalid: `too_long` (field `text`), `too_many_files`, `file_type`, `file_empty`, `file_too_large`
            (field `files`).
    """
    plain = text.replace("\r\n", "\n").replace("\x00", "")
    if len(plain) > LONGEST_MESSAGE:
        raise Invalid("too_long", field="text", most=LONGEST_MESSAGE)
    if len(files) > MOST_FILES:
        raise Invalid("too_many_files", field="files")
    with kept_files(store, viewer, reference, files, limit) as kept, work(store, viewer) as w:
        case = _case(w, reference)
        row = _own(w, case)
        if row is None:
            row = case.add(
                t.Draft, {"text": plain}, staff_id=w.viewer.staff_id, number=_after(number), window=window,
                changed_at=w.now,
            )  # fmt: skip
            w.session.flush()
        else:
            if row.window != window and row.number != number:
                raise Conflict("draft_changed")
            row.number, row.window, row.changed_at = row.number + 1, window, w.now
            case.reseal(row, {"text": plain})
        _attach(w, case, row, kept)


def _after(number: int) -> int:
    """The number after the one that a page saw; no page saw one so far away."""
    return number + 1 if 0 <= number < FAR else 1


def take_off(store: Store, viewer: Viewer, reference: str, file_id: str) -> None:
    """A file does not go with the draft.

    Raises:
        NotFound, Refused: as `keep`; also for a file of somebody else's draft.
    """
    with work(store, viewer) as w:
        case = _case(w, reference)
        row, found = _own(w, case), case.one(t.DraftFile, file_id)
        if row is None or found.draft_id != row.id:
            raise NotFound("not_found")
        row.number, row.changed_at = row.number + 1, w.now
        w.session.delete(found)
    sealed_files.remove(store.folder, file_id)


def throw_away(store: Store, viewer: Viewer, reference: str) -> None:
    """The draft and its files go.

    Raises:
        NotFound, Refused: as `keep`.
    """
    with work(store, viewer) as w:
        case = _case(w, reference)
        row = _own(w, case)
        gone = [one.id for one in _files(case, row)] if row else []
        if row is not None:
            _forget(w, case, row)
    for file_id in gone:
        sealed_files.remove(store.folder, file_id)


def send(store: Store, viewer: Viewer, reference: str, digest: str, fill: Callable[[str], Filled]) -> None:
    """Send the draft whose `digest` was looked at, with its places filled.

    Raises:
        NotFound, Refused: as `keep`. Conflict: `draft_changed`, it is not what was looked at.
        Invalid: `empty`, `too_long`, `place_empty` (field `text`).
    """
    with work(store, viewer) as w:
        case = _case(w, reference)
        row = _own(w, case)
        if row is None:
            raise Conflict("draft_changed")
        files, said = _files(case, row), fill(case.unseal(row)["text"])
        if digest_of(said.text, [one.id for one in files]) != digest:
            raise Conflict("draft_changed")
        for name in said.missing:
            raise Invalid("place_empty", field="text", name=name)
        kept = [Kept(one.id, case.unseal(one)["name"], one.media_type, one.size, one.digest) for one in files]
        correspondence.put(w, case, said.text, kept)
        _forget(w, case, row)


def digest_of(text: str, file_ids: Sequence[str]) -> str:
    """What was looked at, as 64 hex digits: the text as it goes, and its files."""
    return sha256(canonical({"text": text, "files": list(file_ids)})).hexdigest()


def _case(w: Work, reference: str) -> Case:
    may.demand(may.may_handle(w.viewer))
    case = w.case(reference=reference)
    if case.status is Status.CLOSED:
        raise Refused("order")
    return case


def _own(w: Work, case: Case) -> t.Draft | None:
    return next(iter(case.rows(t.Draft, t.Draft.staff_id == w.viewer.staff_id)), None)


def _files(case: Case, row: t.Draft) -> list[t.DraftFile]:
    return sorted(case.rows(t.DraftFile, t.DraftFile.draft_id == row.id), key=lambda one: (one.at, one.id))


def _attach(w: Work, case: Case, row: t.Draft, kept: Sequence[Kept]) -> None:
    if kept and len(_files(case, row)) + len(kept) > MOST_FILES:
        raise Invalid("too_many_files", field="files")
    for one in kept:
        case.add(
            t.DraftFile, {"name": one.name}, id=one.id, draft_id=row.id, media_type=one.media_type, size=one.size,
            digest=one.digest, at=w.now,
        )  # fmt: skip


def _forget(w: Work, case: Case, row: t.Draft) -> None:
    for one in _files(case, row):
        w.session.delete(one)
    w.session.flush()
    w.session.delete(row)
