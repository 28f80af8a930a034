"""Handled together: a request that repeats an earlier one of the same mailbox closes into it, or is let go on again.

The clock of the earlier one stands, so that no time is won (Art 12(3)), and nothing is lost: only what the earlier
one asks too, of the same person and by all that the later one names, is handled with it. Both files stay, and what the
later one wrote is a link away. The person is told. Where the earlier one ends without an answer to both, the later one
goes on alone in the same commit (`storage.together.let_go_alone`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.lifecycle import Resolution, Status
from portal.domain.roles import Viewer
from portal.papers.mails import MailKind
from portal.storage import attempts
from portal.storage import tables as t
from portal.storage import together as storage
from portal.storage.database import Store
from portal.storage.earlier import earlier_requests
from portal.storage.work import Case, Work, work


def join(store: Store, viewer: Viewer, reference: str, version: int, earlier: str) -> None:
    """Close a request into an earlier one of the same mailbox.

    Raises:
        NotFound, Conflict: as `Work.case`; NotFound also where `earlier` is none of the same mailbox.
        Refused: `may_not`; `order`, `decided`, `more_time`, `another`, `asks_more` as `storage.together.refusal`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        cases = _locked(w, {earlier: None, reference: version})
        case, other = cases[reference], cases[earlier]
        if other.id not in {row.id for row in earlier_requests(w, case.row, str(case.requester().get("email", "")))}:
            raise NotFound("not_found")
        if code := storage.refusal(case.row, case.requester(), other.row, other.requester()):
            raise Refused(code)
        before = {"status": case.status.value, "steps": attempts.stop_open(w, case)}
        case.add(t.RequestLink, earlier_id=other.id, before=before, at=w.now, actor=w.viewer.actor)
        case.stand(Status.CLOSED, Resolution.TOGETHER)
        case.row.closed_at = w.now
        w.happened("joined", case, earlier=other.row.reference)
        w.happened("joined_by", other, later=case.row.reference)
        values: dict[str, Any] = {"resolution": Resolution.TOGETHER.value, "earlier": other.row.reference}
        case.mail(MailKind.CLOSED.value, str(case.requester().get("email", "")), values)


def part(store: Store, viewer: Viewer, reference: str, version: int) -> date:
    """Let a request that was handled with an earlier one go on alone, by its own clock; the day by which it is due.

    The person is told.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`; `order`, it is not handled with another.
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        other = _earlier_of(w, reference)
        earlier = w.case(other.id) if other is not None and other.purged_at is None else None
        case = w.case(reference=reference, version=version)
        links = case.rows(t.RequestLink, t.RequestLink.ended_at.is_(None))
        if not links or other is None or case.row.resolution != Resolution.TOGETHER:
            raise Refused("order")
        (link,) = links
        if link.earlier_id != other.id:
            raise Conflict("case_changed", reference=reference)
        storage.part(w, case, link, earlier, other.reference)
        return case.row.safe


def _locked(w: Work, versions: Mapping[str, int | None]) -> dict[str, Case]:
    """The requests, by reference; the earlier one is locked first, as by whoever ends it."""
    named = select(t.SubjectRequest.reference).where(t.SubjectRequest.reference.in_(sorted(versions)))
    found = w.session.scalars(named.order_by(t.SubjectRequest.received_at, t.SubjectRequest.reference)).all()
    if set(versions) - set(found):
        raise NotFound("not_found")
    return {one: w.case(reference=one, version=versions[one]) for one in found}


def _earlier_of(w: Work, reference: str) -> t.SubjectRequest | None:
    """The one with which a request is handled, looked up before either is locked."""
    named = select(t.SubjectRequest.id).where(t.SubjectRequest.reference == reference)
    link = select(t.RequestLink.earlier_id).where(t.RequestLink.request_id.in_(named), t.RequestLink.ended_at.is_(None))
    return w.session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.id.in_(link))).one_or_none()
