"""Accounts as rows: staff, memberships, signed-in browsers and sign-in tries, all house tables.

Name and address are sealed with the installation's key `staff`; an address is found by its keyed mark.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.domain.errors import NotFound
from portal.domain.members import Member, MemberAt
from portal.domain.roles import Role, machine
from portal.domain.scope import scope
from portal.domain.sign_on import CameBy
from portal.keys import ring as keys
from portal.storage import counters, members
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_if_any
from portal.storage.sealing import Vault
from portal.storage.work import Work

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
TOUCH_AFTER = timedelta(minutes=5)
"""A browser that is used writes its session's `seen_at` no more often than this."""
_QUIETLY = {"synchronize_session": False}
_SIGNED_IN = (
    select(
        t.Staff.id, t.Staff.sealed, t.Staff.language, t.StaffSession.seen_at, t.DataKey.wrapped, t.Membership.role,
        t.Membership.categories, t.Membership.registers, t.Controller.id.label("controller_id"), t.Controller.slug,
        t.Controller.trade_name, t.StaffSession.created_at, t.StaffSession.shown_at, t.Controller.needs_factor,
        t.Controller.idle_minutes, t.Controller.session_hours,
        exists().where(t.StaffFactor.staff_id == t.Staff.id).label("has_factor"),
        t.StaffSession.controller_id.label("sso_controller_id"), t.SsoSession.asked_at, t.SsoSession.answered_at,
    )
    .select_from(t.StaffSession)
    .join(t.Staff, t.Staff.id == t.StaffSession.staff_id)
    .outerjoin(
        t.DataKey,
        and_(t.DataKey.controller_id.is_(None), t.DataKey.request_id.is_(None), t.DataKey.purpose == "staff"),
    )
    .outerjoin(t.SsoSession, t.SsoSession.id == t.StaffSession.id)
    .outerjoin(
        t.Membership,
        and_(
            t.Membership.staff_id == t.Staff.id,
            t.Membership.ended_at.is_(None),
            or_(
                t.StaffSession.controller_id == t.Membership.controller_id,
                and_(t.StaffSession.controller_id.is_(None), t.Membership.sso_only.is_(False)),
            ),
        ),
    )
    .outerjoin(t.Controller, t.Controller.id == t.Membership.controller_id)
    .where(
        t.StaffSession.id == bindparam("session"),
        or_(t.StaffSession.controller_id.is_(None), t.SsoSession.id.is_not(None)),
        t.StaffSession.revoked_at.is_(None),
        t.StaffSession.expires_at > bindparam("now"),
        t.StaffSession.seen_at > bindparam("idle_since"),
        t.Staff.disabled_at.is_(None),
    )
    .order_by(t.Controller.slug)
    .execution_options(kept=True)
)  # fmt: skip
"""Who is signed in, a row for each membership: one statement, since every page of the staff's begins with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to; without an account, its mark alone."""

    mark: str
    staff_id: str | None = None
    password_hash: str | None = None
    disabled: bool = False
    has_factor: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One counter of tries within `seconds`; `delay` gives the seconds to wait after so many."""

    key: str
    seconds: int
    delay: Callable[[int], int]


def look_up(store: Store, folded: str) -> Found:
    """The account of an address; as many queries where there is none."""
    with store.database.looking() as session:
        mark = members.email_mark(Vault(session, store.ring), folded)
        row = members.account_of(session, mark)
        factor = select(t.StaffFactor.id).where(t.StaffFactor.staff_id == (row.id if row else "")).limit(1)
        has_factor = session.scalars(factor).first() is not None
        if row is None:
            return Found(mark.hex())
        return Found(mark.hex(), row.id, row.password_hash, row.disabled_at is not None, has_factor)


def add_member(
    w: Work,
    controller_id: str,
    folded: str,
    name: str,
    password_hash: str,
    role: Role,
    language: str,
    categories: list[str] | None = None,
    registers: list[str] | None = None,
) -> str:
    """Write staff where the address is new, and the membership, inside the caller's transaction; the staff's id.

    An account that has no password yet, since only a provider knows it, gets the one that is given, and the name.
    No open invitation to the address counts any more.
    """
    mark = members.email_mark(w.vault, folded)
    members.end_invitations(w, mark)
    row = members.account_of(w.session, mark)
    if row is None:
        row = t.Staff(
            id=t.new_id(), email_mark=mark, password_hash=password_hash, language=language, disabled_at=None,
            created_at=w.now,
        )  # fmt: skip
        w.vault.seal(w.vault.of_installation("staff"), row, {"name": name, "email": folded})
        w.session.add(row)
        w.session.flush()
    elif password_hash and not row.password_hash:
        row.password_hash = password_hash
        if name:
            w.vault.seal(w.vault.of_installation("staff"), row, {"name": name, "email": folded})
    members.forget_put_out(w, row.id)
    _put_membership(w.session, row.id, controller_id, role, categories, registers, w.now)
    return row.id


def add_invited(w: Work, row: t.Invitation, folded: str, name: str, password_hash: str) -> str:
    """The same of whom an invitation lets in, as what it says."""
    return add_member(
        w, row.controller_id, folded, name, password_hash, Role(row.role), row.language, row.categories, row.registers
    )


def staff_at(w: Work, folded: str) -> str | None:
    """The id of the account of an address, None where there is none."""
    row = members.account_of(w.session, members.email_mark(w.vault, folded))
    return row.id if row is not None else None


def join_as_owner(w: Work, controller_id: str, staff_id: str) -> str:
    """A membership of the owner's for an account that is there; `NotFound` where it is not, or is disabled."""
    row = w.session.get(t.Staff, staff_id)
    if row is None or row.disabled_at is not None:
        raise NotFound("not_found")
    _put_membership(w.session, row.id, controller_id, Role.OWNER, None, None, w.now)
    return row.id


def is_member(store: Store, staff_id: str, controller_id: str) -> bool:
    """Whether somebody has a membership there that has not ended."""
    with store.database.looking() as session:
        row = _membership(session, staff_id, controller_id)
        return row is not None and row.ended_at is None


def take_turn(store: Store, turns: Sequence[Turn]) -> bool:
    """Count a try before it is looked at, so that parallel ones are counted too; False while one must wait."""
    now = store.now()
    with store.database.house() as session:
        for place, turn in enumerate(turns):
            tries = counters.add_within(session, now, turn.key, turn.seconds)
            if _waiting(session, turn.key, now):
                for counted in turns[: place + 1]:
                    counters.add_within(session, now, counted.key, counted.seconds, -1)
                return False
            if delay := turn.delay(tries):
                counters.add_within(session, now, f"{turn.key}:wait", delay)
    return True


def begin_session(
    store: Store,
    staff_id: str,
    secret: str,
    ended: Turn,
    others: Sequence[Turn],
    newer_hash: str,
    browser: Mapping[str, str] | None = None,
) -> None:
    """Write a signed-in browser, of whose secret the fingerprint alone is kept; `browser` says what it is, sealed.

    The counter that this try `ended` is forgotten, and the try taken back from the others.
    """
    now = store.now()
    with store.database.house() as session:
        row = t.StaffSession(
            id=keys.fingerprint(secret), staff_id=staff_id, created_at=now, seen_at=now, expires_at=now + LONGEST,
            revoked_at=None, shown_at=now, controller_id=None,
        )  # fmt: skip
        vault = Vault(session, store.ring)
        vault.seal(vault.of_installation("staff"), row, dict(browser or {}))
        session.add(row)
        if newer_hash:
            session.get_one(t.Staff, staff_id).password_hash = newer_hash
        for turn in others:
            counters.add_within(session, now, turn.key, turn.seconds, -1)
    counters.forget(store, ended.key)
    counters.forget(store, f"{ended.key}:wait")


def end_session(store: Store, secret: str) -> None:
    """End one signed-in browser."""
    with store.database.house() as session:
        session.execute(
            update(t.StaffSession)
            .where(t.StaffSession.id == keys.fingerprint(secret), t.StaffSession.revoked_at.is_(None))
            .values(revoked_at=store.now()),
            execution_options=_QUIETLY,
        )


def signed_in(store: Store, secret: str, used: bool) -> Member | None:
    """Whose browser this is, while its session lives; `used` begins the idle time anew."""
    now = store.now()
    with store.database.looking() as session:
        asked: dict[str, Any] = {"session": keys.fingerprint(secret), "now": now, "idle_since": now - IDLE}
        found = session.execute(_SIGNED_IN, asked).all()
        if not found or _is_over(found, now):
            return None
        documents = {row.controller_id: _document(store, row, now) for row in found if row.controller_id is not None}
        member = _member(Vault(session, store.ring), found, documents, asked["session"])
    if used and now - found[0].seen_at > TOUCH_AFTER:
        _touch(store, secret)
    return member


def _is_over(found: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> bool:
    """Whether one of the controllers ends such a session earlier: the strictest of them holds for all."""
    first = found[0]
    idle = min((timedelta(minutes=row.idle_minutes) for row in found if row.idle_minutes), default=IDLE)
    longest = min((timedelta(hours=row.session_hours) for row in found if row.session_hours), default=LONGEST)
    return bool(now - first.seen_at > idle or now - first.created_at > longest)


def _touch(store: Store, secret: str) -> None:
    with store.database.house() as session:
        session.execute(
            update(t.StaffSession).where(t.StaffSession.id == keys.fingerprint(secret)).values(seen_at=store.now()),
            execution_options=_QUIETLY,
        )


def forget_sessions(store: Store, before: datetime) -> int:
    """Remove a thousand signed-in browsers that ended before, with what the provider gave; how many were looked at.

    Of each member, and each company whose single sign-on they came by, the one used last stays bare: it says when they
    were seen.
    """
    one, later = t.StaffSession, aliased(t.StaffSession)
    is_older = (
        exists()
        .where(later.staff_id == one.staff_id, later.controller_id.is_not_distinct_from(one.controller_id))
        .where(or_(later.seen_at > one.seen_at, and_(later.seen_at == one.seen_at, later.id > one.id)))
    )
    is_over = or_(one.revoked_at < before, one.expires_at < before)
    holds_more = or_(one.sealed.is_not(None), exists().where(t.SsoSession.id == one.id), is_older)
    with store.database.house() as session:
        ids = session.scalars(select(one.id).where(is_over, holds_more).limit(1000)).all()
        old = one.id.in_(ids)
        for statement in (
            delete(t.SsoSession).where(t.SsoSession.id.in_(ids)),
            delete(one).where(old, is_older),
            update(one).where(old).values(sealed=None),
        ):
            session.execute(statement, execution_options=_QUIETLY)
    return len(ids)


def _membership(session: Session, staff_id: str, controller_id: str) -> t.Membership | None:
    return session.scalars(
        select(t.Membership).where(t.Membership.staff_id == staff_id, t.Membership.controller_id == controller_id)
    ).one_or_none()


def _put_membership(
    session: Session,
    staff_id: str,
    controller_id: str,
    role: Role,
    categories: list[str] | None,
    registers: list[str] | None,
    now: datetime,
) -> None:
    row = _membership(session, staff_id, controller_id)
    if row is None:
        row = t.Membership(staff_id=staff_id, controller_id=controller_id, created_at=now)
        session.add(row)
    row.role, row.categories, row.registers, row.ended_at = role.value, categories, registers, None


def _waiting(session: Session, key: str, now: datetime) -> bool:
    found = session.scalars(
        select(t.LimitCount.key).where(t.LimitCount.key == f"{key}:wait", t.LimitCount.expires_at > now)
    )
    return found.first() is not None


def _document(store: Store, row: Row[*tuple[Any, ...]], now: datetime) -> dict[str, Any] | None:
    """The register in force where a membership is limited to some of it; whoever is limited has the limit of today."""
    if row.registers is None:
        return None
    with store.database.reading(machine(row.controller_id)) as session:
        return document_if_any(session, now)


def _member(
    vault: Vault, found: Sequence[Row[*tuple[Any, ...]]], documents: Mapping[str, dict[str, Any] | None], session: str
) -> Member:
    first = found[0]
    vault.take("installation", "staff", first.wrapped)
    said = vault.unseal_of(t.Staff, vault.of_installation("staff"), first)
    memberships = tuple(_at(row, documents) for row in found if row.controller_id is not None)
    came_by = None
    if first.sso_controller_id is not None:
        came_by = CameBy(first.sso_controller_id, session, first.asked_at, first.answered_at)
    return Member(
        first.id, said["name"], said["email"], first.language, memberships, session=session, shown_at=first.shown_at,
        has_factor=bool(first.has_factor), came_by=came_by,
    )  # fmt: skip


def _at(row: Row[*tuple[Any, ...]], documents: Mapping[str, dict[str, Any] | None]) -> MemberAt:
    held = scope(row.categories, row.registers, documents[row.controller_id])
    return MemberAt(
        row.controller_id, row.slug, row.trade_name, Role(row.role), held.categories, held.systems,
        bool(row.needs_factor),
    )  # fmt: skip
