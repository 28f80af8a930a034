"""Who of a controller's staff handles whole requests, who a part of them, and who did so once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session

from portal.domain import may
from portal.domain.members import MemberAt
from portal.domain.roles import Role, Viewer
from portal.domain.scope import scope
from portal.storage import tables as t
from portal.storage.in_force import document_if_any

_MEMBERS = (
    select(
        t.Staff.id, t.Staff.sealed, t.Staff.disabled_at, t.Membership.controller_id, t.Membership.role,
        t.Membership.categories, t.Membership.registers, t.Membership.ended_at, t.DataKey.wrapped,
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
_AWAY = (
    select(t.StaffChoice.staff_id, t.StaffChoice.stand_in_id, t.StaffChoice.away_to)
    .where(t.StaffChoice.controller_id == bindparam("controller"))
    .where(t.StaffChoice.away_from <= bindparam("today"), t.StaffChoice.away_to >= bindparam("today"))
    .execution_options(kept=True)
)
Member = Row[*tuple[Any, ...]]


def handlers(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff who may have a request in hand: `id`, `sealed` with their names, and the key to it, `wrapped`."""
    return [member for member in _members(session, controller_id) if _handles(member)]


def seconds(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff who may look as the second person at what is erased and what is given."""
    return [one for one in _members(session, controller_id) if _may(one, may.may_review)]


def limited(session: Session, controller_id: str, now: datetime) -> Sequence[Viewer]:
    """The staff who do steps within a limit, as viewers."""
    found = [one for one in _members(session, controller_id) if _is_active(one) and _is_limited(one)]
    viewers = [viewer_at(session, controller_id, one.id, one, now) for one in found]
    return [one for one in viewers if may.may_do_steps(one)]


def standing_in(session: Session, controller_id: str, today: date) -> dict[str, str]:
    """Who stands in for whom: those away today, by id. Nobody stands in who is away too, or handles none any more."""
    rows = session.execute(_AWAY, {"controller": controller_id, "today": today}).all()
    if not rows:
        return {}
    here = {one.id for one in handlers(session, controller_id)} - {row.staff_id for row in rows}
    return {row.staff_id: row.stand_in_id for row in rows if row.stand_in_id in here}


def readers(session: Session, controller_id: str) -> Sequence[Member]:
    """The staff to whom a note may speak: as `handlers`."""
    return [member for member in _members(session, controller_id) if _may(member, may.may_be_spoken_to)]


def several(session: Session, controller_id: str) -> bool:
    """Whether more than one of the staff is there, within whatever limit."""
    return sum(_is_active(member) for member in _members(session, controller_id)) > 1


def former_handlers(session: Session, controller_id: str) -> list[str]:
    """The ids of those who were members and may not handle requests any more."""
    return sorted(member.id for member in _members(session, controller_id) if not _handles(member))


def viewer_at(session: Session, controller_id: str, staff_id: str, membership: Any, now: datetime) -> Viewer:
    """A member as a viewer, by a membership's `role`, `categories` and `registers` and the register in force.

    The session is one of this controller.
    """
    document = None if membership.registers is None else document_if_any(session, now)
    held = scope(membership.categories, membership.registers, document)
    return MemberAt(controller_id, "", "", Role(membership.role), held.categories, held.systems).viewer(staff_id)


def everybody(session: Session, controller_id: str) -> Sequence[Member]:
    """Everybody who is or was a member, with what their rows hold."""
    return _members(session, controller_id)


def _members(session: Session, controller_id: str) -> Sequence[Member]:
    return session.execute(_MEMBERS, {"controller": controller_id}).all()


def _is_active(member: Member) -> bool:
    return member.ended_at is None and member.disabled_at is None


def _is_limited(member: Member) -> bool:
    return member.categories is not None or member.registers is not None or member.role == Role.SCOPED


def _handles(member: Member) -> bool:
    return _may(member, may.may_handle)


def _may(member: Member, rule: Callable[[Viewer], bool]) -> bool:
    """Whether a rule holds for a member as they are now, who works without a limit."""
    if not _is_active(member) or _is_limited(member):
        return False
    return rule(MemberAt(member.controller_id, "", "", Role(member.role), None).viewer(member.id))


def away(session: Session, controller_id: str, today: date) -> dict[str, date]:
    """Who is away today, and the last day of it."""
    rows = session.execute(_AWAY, {"controller": controller_id, "today": today})
    return {row.staff_id: row.away_to for row in rows}
