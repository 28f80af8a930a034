"""The other requests of a request's mailbox, and which of them are handled together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select

from portal.domain.errors import Damaged
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.roles import Viewer
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import request_row
from portal.storage.together import refusal

MOST = 10


@dataclass(frozen=True, slots=True)
class Other:
    """Another request of the mailbox.

    `link` is `with` (this one is handled with it), `into` (it is handled with this one) or empty; `refusal` says in a
    code why this one may not be handled with it, `later` where it is not the earlier one.
    """

    reference: str
    rights: tuple[Right, ...]
    received_at: datetime
    due: date
    status: Status
    resolution: Resolution | None
    link: str
    refusal: str


def others(store: Store, viewer: Viewer, reference: str) -> tuple[Other, ...]:
    """The ten newest others of the same confirmed mailbox; none for a viewer with a limit."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        if d.viewer.categories is not None or row.confirmed_at is None or row.purged_at is not None:
            return ()
        asked = d.unseal(row)
        address = str(asked.get("email", "")).casefold()
        if not address:
            return ()
        links = _links(d, row.id)
        return tuple(
            Other(
                reference=one.reference,
                rights=tuple(Right(code) for code in one.rights),
                received_at=one.received_at,
                due=one.safe,
                status=Status(one.status),
                resolution=Resolution(one.resolution) if one.resolution else None,
                link=links.get(one.id, ""),
                refusal="later" if one.received_at >= row.received_at else refusal(row, asked, one, theirs),
            )
            for one, theirs in _of_mailbox(d, row, address)
        )


_MARKED = (
    select(t.SearchMark.request_id)
    .where(t.SearchMark.mark == bindparam("mark"))
    .limit(MOST * 4)
    .execution_options(kept=True)
)
_LINKED = (
    select(t.RequestLink.request_id, t.RequestLink.earlier_id)
    .where(
        t.RequestLink.ended_at.is_(None),
        or_(t.RequestLink.request_id == bindparam("request"), t.RequestLink.earlier_id == bindparam("request")),
    )
    .execution_options(kept=True)
)


def _of_mailbox(d: Door, row: t.SubjectRequest, address: str) -> Sequence[tuple[t.SubjectRequest, dict[str, object]]]:
    mark = keys.mark(d.vault.of_controller(d.viewer.controller_id, "marks"), address)
    ids = d.session.scalars(_MARKED, {"mark": mark}).all()
    beside = sorted(set(ids) - {row.id})
    if not beside:
        return []
    rows = d.session.scalars(
        select(t.SubjectRequest)
        .where(t.SubjectRequest.id.in_(beside), t.SubjectRequest.confirmed_at.is_not(None))
        .order_by(t.SubjectRequest.received_at.desc())
        .limit(MOST)
    ).all()
    d.vault.open_requests([one.id for one in rows])
    found = []
    for one in rows:
        try:
            theirs = d.unseal(one)
        except Damaged:
            continue
        if str(theirs.get("email", "")).casefold() == address:
            found.append((one, theirs))
    return found


def _links(d: Door, request_id: str) -> dict[str, str]:
    return {
        (earlier if later == request_id else later): ("with" if later == request_id else "into")
        for later, earlier in d.session.execute(_LINKED, {"request": request_id})
    }
