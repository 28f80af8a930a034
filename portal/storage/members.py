"""Memberships and invitations as rows, for whoever manages them; the name and address of staff stay sealed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from portal.domain import stood as standing
from portal.domain.errors import NotFound
from portal.domain.roles import Role, machine
from portal.domain.team import INVITATION_DAYS, InvitationLine, MemberLine, demand_an_owner, is_in_charge
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import Vault
from portal.storage.work import Work


def members(session: Session, vault: Vault, controller_id: str) -> list[MemberLine]:
    """Every member of a controller, those who went too, by name."""
    rows = session.execute(
        select(t.Membership, t.Staff, t.StaffIdentity.id)
        .join(t.Staff, t.Staff.id == t.Membership.staff_id)
        .outerjoin(
            t.StaffIdentity,
            (t.StaffIdentity.staff_id == t.Membership.staff_id)
            & (t.StaffIdentity.controller_id == t.Membership.controller_id),
        )
        .where(t.Membership.controller_id == controller_id)
    ).all()
    if not rows:
        return []
    seen = _seen(session, [staff.id for _at, staff, _identity in rows])
    key, found = vault.of_installation("staff"), []
    for at, staff, identity in rows:
        said = vault.unseal(key, staff)
        found.append(
            MemberLine(
                staff_id=staff.id,
                name=said["name"],
                email=said["email"],
                role=Role(at.role),
                categories=_listed(at.categories),
                registers=_listed(at.registers),
                since=at.created_at,
                seen_at=seen.get(staff.id),
                ended_at=at.ended_at or staff.disabled_at,
                by_sso=identity is not None,
            )
        )
    return sorted(found, key=lambda one: (one.name.casefold(), one.staff_id))


def _seen(session: Session, staff_ids: Sequence[str]) -> dict[str, datetime]:
    asked = (
        select(t.StaffSession.staff_id, func.max(t.StaffSession.seen_at).label("at"))
        .where(t.StaffSession.staff_id.in_(staff_ids))
        .group_by(t.StaffSession.staff_id)
    )
    return {row.staff_id: row.at for row in session.execute(asked)}


def invitations(session: Session, vault: Vault, controller_id: str) -> list[InvitationLine]:
    """Those who were invited and have neither come nor been called off, the latest first."""
    rows = session.scalars(
        select(t.Invitation)
        .where(t.Invitation.controller_id == controller_id)
        .where(t.Invitation.used_at.is_(None), t.Invitation.ended_at.is_(None))
        .order_by(t.Invitation.created_at.desc(), t.Invitation.id)
    ).all()
    key = vault.of_controller(controller_id, "controller") if rows else b""
    return [_line(row, vault.unseal(key, row)) for row in rows]


def _line(row: t.Invitation, said: dict[str, Any]) -> InvitationLine:
    return InvitationLine(
        invitation_id=row.id,
        name=said["name"],
        email=said["email"],
        role=Role(row.role),
        categories=_listed(row.categories),
        registers=_listed(row.registers),
        language=row.language,
        sent_at=row.sent_at,
        mail=row.state,
        fault=row.fault,
        expires_at=row.expires_at,
    )


def _listed(categories: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if categories is None else tuple(categories)


def locked(w: Work, staff_id: str) -> tuple[t.Membership, bool]:
    """A living membership, and whether theirs alone is in charge; all are locked: two owners cannot both go at once.

    Raises:
        NotFound: they are no member (any more).
    """
    rows = w.session.scalars(
        select(t.Membership)
        .join(t.Staff, t.Staff.id == t.Membership.staff_id)
        .where(t.Membership.controller_id == w.viewer.controller_id)
        .where(t.Membership.ended_at.is_(None), t.Staff.disabled_at.is_(None))
        .order_by(t.Membership.id)
        .with_for_update(of=t.Membership)
        .execution_options(populate_existing=True)
    ).all()
    found = next((row for row in rows if row.staff_id == staff_id), None)
    if found is None:
        raise NotFound("not_found")
    in_charge = [row for row in rows if is_in_charge(row.role, row.categories, row.registers)]
    return found, in_charge == [found]


def place(
    w: Work,
    staff_id: str,
    role: Role,
    categories: Sequence[str] | None,
    registers: Sequence[str] | None = None,
    *,
    by_group: bool = False,
    stood: str | None = None,
) -> bool:
    """Give a living member another role; whether anything changed.

    A limit to registers stays, whatever the role, where none are given; it ends where they are empty. `by_group` says
    that a group of the provider gives it, so that a group may lift what it limits. `stood` is the digest of the role
    and the limits that were looked at.

    Raises:
        NotFound: no member. Refused: `last_owner`. Conflict: `settings_changed`.
    """
    known = _known(w, staff_id)
    row, is_last = locked(w, staff_id)
    standing.demand(stood, row.role, row.categories, row.registers)
    held = row.registers if registers is None else list(registers) or None
    wanted = (role.value, None if categories is None else list(categories), held)
    if (row.role, row.categories, row.registers) == wanted:
        return False
    demand_an_owner(is_last=is_last, stays=is_in_charge(role, categories, held))
    if known is not None and row.registers != held:
        known.limited = by_group and held is not None
    row.role, row.categories, row.registers = wanted
    return True


def go(w: Work, staff_id: str) -> None:
    """End a membership, and what invites them back. Raises as `place`."""
    account = w.session.get(t.Staff, staff_id)
    if account is not None:
        end_invitations(w, account.email_mark)
    forget_put_out(w, staff_id)
    row, is_last = locked(w, staff_id)
    demand_an_owner(is_last=is_last, stays=False)
    row.ended_at = w.now


def forget_put_out(w: Work, staff_id: str) -> None:
    """People decide about somebody's membership: what a provider once did with it is over, and no group undoes it."""
    known = _known(w, staff_id)
    if known is not None:
        known.out_at, known.limited = None, False


def _known(w: Work, staff_id: str) -> t.StaffIdentity | None:
    """As whom the provider knows somebody, locked before their membership is."""
    return w.session.scalars(
        select(t.StaffIdentity)
        .where(t.StaffIdentity.controller_id == w.viewer.controller_id, t.StaffIdentity.staff_id == staff_id)
        .with_for_update()
    ).one_or_none()


def write_invitation(
    w: Work,
    email: str,
    name: str,
    role: Role,
    categories: Sequence[str] | None,
    language: str,
    registers: Sequence[str] | None = None,
) -> t.Invitation:
    """A new invitation, with the job that mails it; an open one to the same address is dead."""
    mark = email_mark(w.vault, email)
    end_invitations(w, mark)
    row = t.Invitation(
        id=t.new_id(), controller_id=w.viewer.controller_id, email_mark=mark, role=role.value,
        categories=None if categories is None else list(categories), language=language, created_at=w.now,
        registers=None if registers is None else list(registers),
        expires_at=w.now + timedelta(days=INVITATION_DAYS), used_at=None, ended_at=None, state="waiting", attempts=0,
    )  # fmt: skip
    w.vault.seal(w.vault.of_controller(row.controller_id, "controller"), row, {"name": name, "email": email})
    w.session.add(row)
    w.later("post", "staff.invite", invitation_id=row.id)
    return row


def end_invitations(w: Work, mark: bytes) -> None:
    """Let no open invitation to an address count any more: a newer one does, or they are a member or none by now.

    Whoever is joining by one holds it until they are in, and who waits here sees what came of it.
    """
    is_open = (t.Invitation.used_at.is_(None), t.Invitation.ended_at.is_(None))
    to_them = select(t.Invitation).where(t.Invitation.controller_id == w.viewer.controller_id, *is_open)
    for one in w.session.scalars(to_them.where(t.Invitation.email_mark == mark).with_for_update()).all():
        one.ended_at = w.now


def forget_invitations(store: Store, controller_id: str, before: datetime) -> int:
    """Remove a thousand invitations that were used, ended or had expired before; how many."""
    is_over = or_(t.Invitation.used_at < before, t.Invitation.ended_at < before, t.Invitation.expires_at < before)
    with store.database.working(machine(controller_id)) as session:
        old = session.scalars(select(t.Invitation).where(is_over).limit(1000)).all()
        for row in old:
            session.delete(row)
        return len(old)


def invitation(w: Work, invitation_id: str) -> t.Invitation:
    """One that is open, locked; `NotFound` for one that is used or dead."""
    row = w.session.scalars(
        select(t.Invitation)
        .where(t.Invitation.id == invitation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row.used_at is not None or row.ended_at is not None:
        raise NotFound("not_found")
    return row


def say_joined(w: Work, row: t.Invitation, staff_id: str) -> None:
    """An invitation made somebody a member, as what it says."""
    w.happened("staff_joined", staff=staff_id, invitation=row.id, role=row.role, categories=row.categories,
               registers=row.registers)  # fmt: skip


def is_outrun(w: Work, row: t.Invitation, staff_id: str) -> bool:
    """Whether an invitation counts no more for somebody: they are a member, or were one after they were invited."""
    ended = w.session.execute(
        select(t.Membership.ended_at).where(
            t.Membership.controller_id == w.viewer.controller_id, t.Membership.staff_id == staff_id
        )
    ).one_or_none()
    return ended is not None and (ended.ended_at is None or ended.ended_at > row.created_at)


def said_of(w: Work, row: t.Invitation) -> dict[str, str]:
    """`name` and `email` of who is invited."""
    return w.vault.unseal(w.vault.of_controller(row.controller_id, "controller"), row)


def email_mark(vault: Vault, email: str) -> bytes:
    """The mark by which the account of a folded address is found."""
    return keys.mark(vault.of_installation("staff_marks"), email)


def account_of(session: Session, mark: bytes) -> t.Staff | None:
    """The account of an address."""
    return session.scalars(select(t.Staff).where(t.Staff.email_mark == mark)).one_or_none()
