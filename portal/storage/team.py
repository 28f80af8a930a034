"""Who of a controller's staff handles whole requests, and who did so once: memberships as rows."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import may
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.storage import tables as t


def handlers(session: Session, controller_id: str) -> Sequence[t.Staff]:
    """The staff who may have a request in hand."""
    return [staff for member, staff in _members(session, controller_id) if _handles(member, staff)]


def former_handlers(session: Session, controller_id: str) -> list[str]:
    """The ids of those who were members and may not handle requests any more."""
    return sorted(staff.id for member, staff in _members(session, controller_id) if not _handles(member, staff))


def _members(session: Session, controller_id: str) -> list[tuple[t.Membership, t.Staff]]:
    found = session.execute(
        select(t.Membership, t.Staff)
        .join(t.Staff, t.Staff.id == t.Membership.staff_id)
        .where(t.Membership.controller_id == controller_id)
    )
    return [(member, staff) for member, staff in found]


def _handles(member: t.Membership, staff: t.Staff) -> bool:
    if member.ended_at is not None or staff.disabled_at is not None:
        return False
    return may.may_handle(
        Viewer(
            ViewerKind.STAFF,
            member.controller_id,
            staff_id=staff.id,
            role=Role(member.role),
            categories=None if member.categories is None else frozenset(member.categories),
        )
    )
