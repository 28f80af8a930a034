"""Beside the way: who has a request in hand, the person withdraws, or staff close what was never confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portal.domain import may
from portal.domain.errors import Invalid, PortalError, Refused
from portal.domain.lifecycle import OPEN_STATUSES, Resolution, Status
from portal.domain.roles import Viewer
from portal.papers.letters import ANSWERS
from portal.papers.mails import MailKind
from portal.storage import attempts, files, house, team, together, wiping
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.inquiries import forget_copies
from portal.storage.prepared import remove_prepared
from portal.storage.purging import let_papers_go
from portal.storage.telling import plan_tellings
from portal.storage.work import Case, Work, work

LONGEST_REASON = 500
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one request among several; `code` is empty where it was done, else says why not."""

    reference: str
    code: str = ""

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return not self.code


def withdraw(store: Store, viewer: Viewer, reference: str) -> None:
    """The person withdraws an open request: searches stop; the objection to marketing is carried out all the same.

    So are other requests of theirs that were handled together with it, each alone.

    Raises:
        NotFound: no such request for this viewer.
        Refused: `order`, it is answered or closed.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        if case.status not in OPEN_STATUSES:
            raise Refused("order")
        proven = case.row.confirmed_at is not None
        cancelled = len(attempts.stop_open(w, case))
        plan_tellings(w, case)
        case.stand(Status.CLOSED, Resolution.WITHDRAWN)
        case.row.closed_at = w.now
        w.happened("withdrawn", case, cancelled=cancelled)
        together.let_go_alone(w, case)
        let_papers_go(w, case)
        wiping.wipe_later(w, case)
        freed = remove_prepared(w, case, tuple(kind.value for kind in ANSWERS)) + forget_copies(w, case)
        if proven:
            case.mail(MailKind.CLOSED.value, case.requester()["email"], {"resolution": Resolution.WITHDRAWN.value})
    for file_id in freed:
        files.remove(store.folder, file_id)


def close_unconfirmed(store: Store, viewer: Viewer, references: Sequence[str], reason: str) -> list[Result]:
    """Staff close requests whose mailbox was never shown, each in a commit of its own.

    Raises:
        Invalid: `reason_missing`, `too_long` (field `reason`). Nothing else: what stops one is in its result.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid("reason_missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid("too_long", field="reason", most=LONGEST_REASON)
    return [_close_unconfirmed(store, viewer, reference, reason) for reference in dict.fromkeys(references)]


def _close_unconfirmed(store: Store, viewer: Viewer, reference: str, reason: str) -> Result:
    try:
        with work(store, viewer) as w:
            may.demand(may.may_handle(w.viewer))
            case = w.case(reference=reference)
            if case.status is not Status.UNCONFIRMED:
                raise Refused("order")
            for proof in case.rows(t.Proof, t.Proof.used_at.is_(None), t.Proof.ended_at.is_(None)):
                proof.ended_at = w.now
            attempts.stop_open(w, case)
            case.stand(Status.CLOSED, Resolution.UNCONFIRMED)
            case.row.closed_at = w.now
            w.happened("closed", case, resolution=Resolution.UNCONFIRMED.value, reason=reason)
            address = case.requester()["email"]
            state = "waiting" if _reachable(case) and w.mail_allowed(address) else "withheld"
            case.mail(MailKind.CLOSED.value, address, {"resolution": Resolution.UNCONFIRMED.value}, state=state)
    except PortalError as fault:
        return Result(reference, fault.code)
    return Result(reference)


def assign(store: Store, viewer: Viewer, reference: str, version: int | None, staff_id: str | None) -> None:
    """Put a request into the hand of somebody who handles requests, or of nobody; who is away has a stand-in.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (closed). Invalid: `not_handling`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        if _put_in_hand(w, case, staff_id):
            w.happened("assigned", case, to=case.row.assignee_id or "")


def assign_several(store: Store, viewer: Viewer, references: Sequence[str], staff_id: str | None) -> list[Result]:
    """Put several requests into one hand, each in a commit of its own. What stops one is in its result."""
    return [_assign(store, viewer, reference, staff_id) for reference in dict.fromkeys(references)]


def hand_over(store: Store, viewer: Viewer, reference: str, version: int, staff_id: str, note: str) -> None:
    """Hand a request over to a colleague, with a note that only staff see.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (closed).
        Invalid: `not_handling` (field `staff`), `empty`, `too_long` (field `note`).
    """
    plain = note.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise Invalid("empty", field="note")
    if len(plain) > LONGEST_NOTE:
        raise Invalid("too_long", field="note", most=LONGEST_NOTE)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        _put_in_hand(w, case, staff_id)
        row = case.add(t.Message, {"text": plain}, author=w.viewer.actor, kind="note", at=w.now)
        w.happened("handed_over", case, to=case.row.assignee_id or "", message=row.id)


def _assign(store: Store, viewer: Viewer, reference: str, staff_id: str | None) -> Result:
    try:
        assign(store, viewer, reference, None, staff_id)
    except PortalError as fault:
        return Result(reference, fault.code)
    return Result(reference)


def _put_in_hand(w: Work, case: Case, staff_id: str | None) -> bool:
    """Whether that changed anything."""
    if case.status is Status.CLOSED:
        raise Refused("order")
    known = {one.id for one in team.handlers(w.session, case.row.controller_id)}
    if staff_id is not None and staff_id not in known:
        raise Invalid("not_handling", field="staff")
    if staff_id is not None and staff_id != w.viewer.staff_id:
        zone = ZoneInfo(house.controller_by_id(w.store, case.row.controller_id).time_zone)
        away = team.standing_in(w.session, case.row.controller_id, w.now.astimezone(zone).date())
        staff_id = away.get(staff_id, staff_id)
    changed = case.row.assignee_id != staff_id
    case.row.assignee_id = staff_id
    return changed


def _reachable(case: Case) -> bool:
    """Whether no mail of this request came back."""
    return not case.rows(t.Mail, t.Mail.state == "bounced")
