"""What staff may read of case files: which go soon, what holds one back, and what is left of one that went."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from portal.domain.case_files import SOON_DAYS
from portal.domain.errors import NotFound
from portal.domain.lifecycle import Resolution, Right
from portal.domain.may import may_see_unsorted
from portal.domain.roles import Viewer
from portal.storage import purging
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import Names, of_request, request_row
from portal.storage.purging import CaseFile

MOST = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """A file that goes soon, and how much is in it."""

    file: CaseFile
    records: int
    messages: int
    attachments: int


@dataclass(frozen=True, slots=True)
class HoldLine:
    """Who holds a file back since when, and why."""

    since: datetime
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """When the file of a request goes; `hold` where somebody holds it back."""

    file: CaseFile
    hold: HoldLine | None


@dataclass(frozen=True, slots=True)
class Purged:
    """What is left of a request whose file went."""

    reference: str
    rights: tuple[Right, ...]
    channel: str
    received_at: datetime
    due: date
    answered_at: datetime | None
    closed_at: datetime | None
    purged_at: datetime
    resolution: Resolution | None
    events: int


def going_soon(store: Store, viewer: Viewer, zone: str, years: int, today: date) -> tuple[Counted, ...]:
    """The files that go within 30 days, or wait for something else since their day; for viewers without a limit."""
    if not may_see_unsorted(viewer):
        raise NotFound("not_found")
    with door(store, viewer) as d:
        until = today + timedelta(days=SOON_DAYS)
        found = purging.case_files(d.session, zone, years, until, most=MOST)
        ids = [one.request_id for one in found]
        counts = [_counted(d, table, ids) for table in (t.Finding, t.Message, t.Upload)]
        return tuple(Counted(one, *(count.get(one.request_id, 0) for count in counts)) for one in found)


def standing(store: Store, viewer: Viewer, reference: str, zone: str, years: int, today: date) -> Standing | None:
    """When the file of one request goes; None while it is open, and for viewers with a limit."""
    if not may_see_unsorted(viewer):
        return None
    with door(store, viewer) as d:
        row = request_row(d, reference)
        found = purging.case_files(d.session, zone, years, today, only=row.id)
        return Standing(found[0], _hold(d, row.id)) if found else None


def purged(store: Store, viewer: Viewer, reference: str) -> Purged:
    """What is left of a request; `NotFound` for one that is still there, or is nobody's."""
    if not may_see_unsorted(viewer):
        raise NotFound("not_found")
    with door(store, viewer) as d:
        row = d.session.scalars(
            select(t.SubjectRequest).where(
                t.SubjectRequest.reference == reference, t.SubjectRequest.purged_at.is_not(None)
            )
        ).one_or_none()
        if row is None or row.purged_at is None:
            raise NotFound("not_found")
        return Purged(
            reference=row.reference,
            rights=tuple(right for right in Right if right in row.rights),
            channel=row.channel,
            received_at=row.received_at,
            due=row.due,
            answered_at=row.answered_at,
            closed_at=row.closed_at,
            purged_at=row.purged_at,
            resolution=Resolution(row.resolution) if row.resolution else None,
            events=row.chain_number,
        )


def _counted(d: Door, table: type[t.Finding] | type[t.Message] | type[t.Upload], ids: list[str]) -> dict[str, int]:
    asked = select(table.request_id, func.count()).where(table.request_id.in_(ids)).group_by(table.request_id)
    return {str(row[0]): int(row[1]) for row in d.session.execute(asked)} if ids else {}


_HOLD = of_request(t.Hold).where(t.Hold.released_at.is_(None))


def _hold(d: Door, request_id: str) -> HoldLine | None:
    row = d.session.scalars(_HOLD, {"request": request_id}).first()
    return None if row is None else HoldLine(row.since, Names(d)(row.actor), str(d.unseal(row)["reason"]))
