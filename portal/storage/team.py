"""Who of a controller's staff handles whole requests, and who did so once: memberships as rows."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session

from portal.domain import may
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.storage import tables as t

_MEMBERS = (
    select(
        t.Staff.id, t.Staff.sealed, t.Staff.disabled_at, t.Membership.controller_id, t.Membership.role,
        t.Membership.categories, t.Membership.ended_at, t.DataKey.wrapped,
    )
    .select_from(t.Membership)
    .join(t.Staff, t.Staff.id == t.Membership.staff_id)
    .outerjoin(
        t.DataKey,
        and_(t.DataKey.controller_id.is_(None), t.DataKey.request_id.is_(None), t.DataKey.purpose == "staff"),
    )
    .where(t.Membership.controller_id == bindparam("controller"))
    .execution_options(kept=True)
)  # fmt: skip
Member = Row[*tuple[Any, ...]]


def handlers(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff who may have a request in hand: `id`, `sealed` with their names, and the key to it, `wrapped`."""
    return [member for member in _members(session, controller_id) if _handles(member)]


def seconds(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff who may look as the second person at what is erased and what is given."""
    return [one for one in _members(session, controller_id) if _may(one, may.may_second)]


def limited(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff who work within a category limit: their `id` and `categories`."""
    found = _members(session, controller_id)
    return [one for one in found if one.categories is not None and not one.ended_at and not one.disabled_at]


def former_handlers(session: Session, controller_id: str) -> list[str]:
    """The ids of those who were members and may not handle requests any more."""
    return sorted(member.id for member in _members(session, controller_id) if not _handles(member))


def _members(session: Session, controller_id: str) -> Sequence[Member]:
    return session.execute(_MEMBERS, {"controller": controller_id}).all()


def _handles(member: Member) -> bool:
    return _may(member, may.may_handle)


def _may(member: Member, rule: Callable[[Viewer], bool]) -> bool:
    """Whether a rule holds for a member as they are now."""
    if member.ended_at is not None or member.disabled_at is not None:
        return False
    return rule(
        Viewer(
            ViewerKind.STAFF,
            member.controller_id,
            staff_id=member.id,
            role=Role(member.role),
            categories=None if member.categories is None else frozenset(member.categories),
        )
    )
