"""What is frozen: by one request, for its page, and by others, for whoever is about to do one of its steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.domain.errors import Damaged
from portal.domain.lifecycle import Capability
from portal.domain.roles import Viewer
from portal.domain.wishes import RestrictionGround
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import of_request as rows_of_request
from portal.storage.door.rows import request_row
from portal.storage.restrictions import owner_mark

MOST_OWNERS = 200


@dataclass(frozen=True, slots=True)
class Frozen:
    """What one request froze in one system; `owners` counts the customer records, none where it is done by hand."""

    system: str
    ground: RestrictionGround
    text: str
    since: datetime
    owners: int
    announced_at: datetime | None
    lifts_at: datetime | None
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A restriction by another request that this one's steps in `system` have to respect (Art 18(2)).

    `reference` is empty for a viewer with a category limit.
    """

    system: str
    ground: RestrictionGround
    since: datetime
    lifts_at: datetime | None
    reference: str


_FROZEN = rows_of_request(t.Restriction, by=(t.Restriction.since,))


def of_request(store: Store, viewer: Viewer, reference: str) -> tuple[Frozen, ...]:
    """What a request froze, system by system; `NotFound` as the request's page."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        rows = d.session.scalars(_FROZEN, {"request": row.id}).all()
        by_system: dict[str, list[t.Restriction]] = {}
        for one in rows:
            by_system.setdefault(one.system, []).append(one)
        return tuple(_frozen(d, found) for found in by_system.values())


def restrictions(d: Door, row: t.SubjectRequest) -> tuple[Elsewhere, ...]:
    """What other requests froze of the person whom this one's findings are of; for everyone who does its steps.

    A customer is met by the mark of their record. What is frozen by hand has none: it is met
    where the other request came from the same mailbox.
    """
    marks = {owner_mark(d, system, owner): system for system, owner in _owners(d, row)}
    by_hand = {owner_mark(d, system, ""): system for system in _systems(d, row)}
    found = _standing_elsewhere(d, row, [*marks, *by_hand])
    others = {one.id: one for one in _requests(d, [one.request_id for one in found])}
    mailbox = _mailbox(d, row)
    met = [
        one for one in found if one.owner_mark in marks or (mailbox and _mailbox(d, others[one.request_id]) == mailbox)
    ]
    return tuple(
        Elsewhere(
            system=one.system,
            ground=RestrictionGround(one.ground),
            since=one.since,
            lifts_at=one.lifts_at,
            reference=others[one.request_id].reference if d.viewer.categories is None else "",
        )
        for one in met
    )


def restricted_elsewhere(store: Store, viewer: Viewer, reference: str) -> tuple[Elsewhere, ...]:
    """As `restrictions`, for a page that has no door open."""
    with door(store, viewer) as d:
        return restrictions(d, request_row(d, reference))


def _frozen(d: Door, rows: Sequence[t.Restriction]) -> Frozen:
    standing = [one for one in rows if one.lifted_at is None]
    first = (standing or rows)[0]
    value = d.unseal(first)
    return Frozen(
        system=first.system,
        ground=RestrictionGround(first.ground),
        text=str(value.get("text", "")),
        since=first.since,
        owners=sum(1 for one in rows if d.unseal(one).get("owner")),
        announced_at=first.announced_at,
        lifts_at=first.lifts_at,
        lifted_at=None if standing else first.lifted_at,
    )


def _owners(d: Door, row: t.SubjectRequest) -> Iterator[tuple[str, str]]:
    """Each system with an owner that was found there: one finding of each is opened."""
    first = (
        select(func.min(t.Finding.id))
        .where(t.Finding.request_id == row.id)
        .group_by(t.Finding.system, t.Finding.owner_mark)
        .limit(MOST_OWNERS)
    )
    ids = d.session.scalars(first).all()
    if not ids:
        return
    for found in d.session.scalars(select(t.Finding).where(t.Finding.request_id == row.id, t.Finding.id.in_(ids))):
        if owner := d.unseal(found).get("owner", ""):
            yield found.system, owner


def _systems(d: Door, row: t.SubjectRequest) -> Sequence[str]:
    """The systems in which this request has something to do that a restriction stops."""
    wanted = [Capability.RECTIFY.value, Capability.ERASE.value, Capability.FIND.value]
    return d.session.scalars(
        select(t.Step.system).where(t.Step.request_id == row.id, t.Step.capability.in_(wanted)).distinct()
    ).all()


def _standing_elsewhere(d: Door, row: t.SubjectRequest, marks: Sequence[bytes]) -> Sequence[t.Restriction]:
    """Past a category limit: whoever does a step has to know, and is told neither who nor why in words."""
    if not marks:
        return ()
    return d.session.scalars(
        select(t.Restriction)
        .where(
            t.Restriction.controller_id == row.controller_id,
            t.Restriction.owner_mark.in_(sorted(marks)),
            t.Restriction.lifted_at.is_(None),
            t.Restriction.request_id != row.id,
        )
        .order_by(t.Restriction.since)
        .limit(MOST_OWNERS)
        .execution_options(storage_only=True)
    ).all()


def _requests(d: Door, ids: Sequence[str]) -> Sequence[t.SubjectRequest]:
    return d.session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.id.in_(sorted(set(ids))))).all()


def _mailbox(d: Door, row: t.SubjectRequest) -> str:
    try:
        return str(d.unseal(row).get("email", ""))
    except Damaged:
        return ""
