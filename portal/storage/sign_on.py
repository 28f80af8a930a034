"""Single sign-on as rows: a controller's provider, who its subjects are here, and the sessions that came by it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update

from portal.domain.roles import machine
from portal.domain.sign_on import Place, SetUp, SignedOut, Tokens
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.accounts import LONGEST
from portal.storage.counters import add_within
from portal.storage.database import Store
from portal.storage.sealing import Vault
from portal.storage.work import Work

_QUIETLY = {"synchronize_session": False}
_LONGEST_TOKEN, _CLOCKS_DIFFER = timedelta(days=365), timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Held:
    """What a session's provider is asked with, and about whom."""

    identity_id: str
    staff_id: str
    subject: str = field(repr=False)
    tokens: Tokens = field(repr=False)


def set_up(store: Store, controller_id: str) -> SetUp | None:
    """A controller's single sign-on, with its secret, for the one who asks the provider."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.scalars(select(t.SignOn).where(t.SignOn.controller_id == controller_id)).one_or_none()
        if row is None:
            return None
        vault = Vault(session, store.ring)
        return _set_up(row, vault.unseal(vault.of_controller(controller_id, "controller"), row)["secret"])


def _set_up(row: t.SignOn, secret: str) -> SetUp:
    return SetUp(
        own=row.own, name=row.name, issuer=row.issuer, client_id=row.client_id, secret=secret, scopes=row.scopes,
        groups_claim=row.groups_claim, places=tuple(Place.from_json(one) for one in row.places),
        domains=tuple(row.domains), passwords=row.passwords, changed_at=row.changed_at,
    )  # fmt: skip


def everywhere(store: Store) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Where there is single sign-on: slug, trade name, provider's name, and the domains that are led there."""
    with store.database.looking() as session:
        rows = session.execute(
            select(t.Controller.slug, t.Controller.trade_name, t.SignOn.name, t.SignOn.domains)
            .join(t.Controller, t.Controller.id == t.SignOn.controller_id)
            .order_by(t.Controller.slug)
        ).all()
    return [(row.slug, row.trade_name, row.name, tuple(row.domains)) for row in rows]


def standing(w: Work) -> SetUp | None:
    """What its page shows, from the row that is about to be changed."""
    row = _locked(w)
    return None if row is None else _set_up(row, "").seen


def save(w: Work, new: SetUp) -> None:
    """Write it. Who came by another client signs in anew; another issuer's subjects are known no more."""
    place = w.viewer.controller_id
    row, key = _locked(w), w.vault.of_controller(place, "controller")
    if row is None:
        row = t.SignOn(id=t.new_id(), controller_id=place)
        w.session.add(row)
    elif (row.own, row.issuer) != (new.own, new.issuer):
        _forget(w)
    elif row.client_id != new.client_id:
        end_sessions(w)
    row.own, row.name, row.issuer, row.client_id = new.own, new.name, new.issuer, new.client_id
    row.scopes, row.groups_claim, row.passwords = new.scopes, new.groups_claim, new.passwords
    row.places, row.domains = [one.to_json() for one in new.places], list(new.domains)
    row.changed_at = w.now
    w.vault.seal(key, row, {"secret": new.secret})
    _passwords(w, allowed=new.passwords)


def remove(w: Work) -> bool:
    """Take it away: its sessions end, and its members sign in with a password; whether there was one."""
    row = _locked(w)
    if row is None:
        return False
    _forget(w)
    w.session.delete(row)
    return True


def _forget(w: Work) -> None:
    """Whoever the provider knew is somebody with an address again: sessions end, subjects are forgotten."""
    end_sessions(w)
    _passwords(w, allowed=True)
    for table in (t.SsoSession, t.StaffIdentity):
        mine = delete(table).where(table.controller_id == w.viewer.controller_id)
        w.session.execute(mine, execution_options=_QUIETLY)


def _locked(w: Work) -> t.SignOn | None:
    asked = select(t.SignOn).where(t.SignOn.controller_id == w.viewer.controller_id)
    return w.session.scalars(asked.with_for_update()).one_or_none()


def stands(w: Work, at: SetUp) -> bool:
    """Whether this is the controller's provider still; whoever changes that waits until this work has ended."""
    asked = select(t.SignOn).where(t.SignOn.controller_id == w.viewer.controller_id)
    row = w.session.scalars(asked.with_for_update(read=True)).one_or_none()
    return row is not None and (row.own, row.issuer, row.client_id) == (at.own, at.issuer, at.client_id)


def end_sessions(w: Work, identity_id: str = "") -> None:
    """End the sessions that came by this controller's single sign-on, all of them or one person's."""
    mine = update(t.StaffSession).where(t.StaffSession.controller_id == w.viewer.controller_id)
    if identity_id:
        theirs = select(t.SsoSession.id).where(t.SsoSession.identity_id == identity_id)
        mine = mine.where(t.StaffSession.id.in_(theirs))
    w.session.execute(
        mine.where(t.StaffSession.revoked_at.is_(None)).values(revoked_at=w.now), execution_options=_QUIETLY
    )


def _passwords(w: Work, *, allowed: bool) -> None:
    known = select(t.StaffIdentity.staff_id).where(t.StaffIdentity.controller_id == w.viewer.controller_id)
    w.session.execute(
        update(t.Membership)
        .where(t.Membership.controller_id == w.viewer.controller_id, t.Membership.staff_id.in_(known))
        .values(sso_only=not allowed),
        execution_options=_QUIETLY,
    )


# ---- who somebody is ------------------------------------------------------------------------------------


def subject_mark(w: Work, issuer: str, subject: str) -> bytes:
    """The mark of a subject at this controller's provider; another issuer's subject is somebody else."""
    return keys.mark(w.vault.of_installation("staff_marks"), "sso", w.viewer.controller_id, issuer, subject)


def identity(w: Work, mark: bytes) -> t.StaffIdentity | None:
    """Who of the staff a subject is, locked."""
    return w.session.scalars(
        select(t.StaffIdentity)
        .where(t.StaffIdentity.controller_id == w.viewer.controller_id, t.StaffIdentity.mark == mark)
        .with_for_update()
    ).one_or_none()


def identity_by_id(w: Work, identity_id: str) -> t.StaffIdentity:
    """The same of one that is known, locked."""
    return w.session.scalars(select(t.StaffIdentity).where(t.StaffIdentity.id == identity_id).with_for_update()).one()


def identity_of(w: Work, staff_id: str) -> t.StaffIdentity | None:
    """By which identity a member of staff comes here."""
    return w.session.scalars(
        select(t.StaffIdentity).where(
            t.StaffIdentity.controller_id == w.viewer.controller_id, t.StaffIdentity.staff_id == staff_id
        )
    ).one_or_none()


def link(w: Work, staff_id: str, mark: bytes, *, limited: bool) -> t.StaffIdentity:
    """Know a subject as this member of staff from now on; `limited` where a group limits them to registers."""
    row = t.StaffIdentity(
        id=t.new_id(), controller_id=w.viewer.controller_id, staff_id=staff_id, mark=mark, created_at=w.now,
        out_at=None, limited=limited,
    )  # fmt: skip
    w.session.add(row)
    w.session.flush()
    return row


def membership(w: Work, staff_id: str) -> t.Membership | None:
    """The membership here, one that ended too."""
    return w.session.scalars(
        select(t.Membership).where(
            t.Membership.controller_id == w.viewer.controller_id, t.Membership.staff_id == staff_id
        )
    ).one_or_none()


def staff(w: Work, staff_id: str) -> t.Staff:
    """The account."""
    return w.session.get_one(t.Staff, staff_id)


# ---- sessions -------------------------------------------------------------------------------------------


def begin_session(
    w: Work,
    identity_id: str,
    staff_id: str,
    secret: str,
    subject: str,
    tokens: Tokens,
    *,
    shown: bool,
    sid: bytes | None = None,
) -> None:
    """A signed-in browser that reaches this controller alone; the tokens are sealed beside it.

    `sid` is the mark of the provider's own session.
    """
    fingerprint = keys.fingerprint(secret)
    w.session.add(
        t.StaffSession(
            id=fingerprint, staff_id=staff_id, created_at=w.now, seen_at=w.now, expires_at=w.now + LONGEST,
            revoked_at=None, shown_at=w.now if shown else None, controller_id=w.viewer.controller_id,
        )
    )  # fmt: skip
    w.session.flush()
    row = t.SsoSession(
        id=fingerprint, controller_id=w.viewer.controller_id, identity_id=identity_id, asked_at=w.now,
        answered_at=w.now, sid=sid,
    )  # fmt: skip
    w.vault.seal(w.vault.of_installation("staff"), row, {"subject": subject, **tokens.to_json()})
    w.session.add(row)


def session_mark(w: Work, issuer: str, session: str) -> bytes:
    """The mark of a provider's own session at this controller."""
    return keys.mark(w.vault.of_installation("staff_marks"), "sso session", w.viewer.controller_id, issuer, session)


def end_named(w: Work, identity_id: str, sid: bytes | None) -> Counter[str]:
    """End the sessions of one person (`""`: whoever's), or of them the provider's one; how many, by member of staff.

    Of a person, those end too of which the provider's id is not known.
    """
    asked = (
        select(t.StaffSession.id, t.StaffSession.staff_id)
        .join(t.SsoSession, t.SsoSession.id == t.StaffSession.id)
        .where(t.StaffSession.controller_id == w.viewer.controller_id)
        .where(t.StaffSession.revoked_at.is_(None), t.StaffSession.expires_at > w.now)
    )
    if identity_id:
        asked = asked.where(t.SsoSession.identity_id == identity_id)
        asked = asked if sid is None else asked.where(or_(t.SsoSession.sid == sid, t.SsoSession.sid.is_(None)))
    else:
        asked = asked.where(t.SsoSession.sid == sid)
    found = w.session.execute(asked).all()
    ended = update(t.StaffSession).where(t.StaffSession.id.in_([row.id for row in found])).values(revoked_at=w.now)
    w.session.execute(ended, execution_options=_QUIETLY)
    return Counter(row.staff_id for row in found)


def is_first(w: Work, named: SignedOut, issuer: str) -> bool:
    """Whether a logout token counts for the first time at this controller; it counts as soon as this commits."""
    left = min(named.expires_at - w.now, _LONGEST_TOKEN) + _CLOCKS_DIFFER
    key = f"sso:out:{w.viewer.controller_id}:{keys.fingerprint(f'{issuer} {named.token}')}"
    return add_within(w.session, w.now, key, int(left.total_seconds())) == 1


def sharing(store: Store) -> list[str]:
    """The controllers whose staff come by the installation's provider."""
    with store.database.looking() as session:
        return [*session.scalars(select(t.SignOn.controller_id).where(t.SignOn.own.is_(False)))]


def take(store: Store, session_id: str, asked_at: datetime) -> Held | None:
    """Let this process be the one that asks the provider about a session; None where another asks already."""
    now = store.now()
    with store.database.house() as session:
        taken = session.execute(
            update(t.SsoSession)
            .where(t.SsoSession.id == session_id, t.SsoSession.asked_at == asked_at)
            .values(asked_at=now),
            execution_options=_QUIETLY,
        )
        if not taken.rowcount:  # type: ignore[attr-defined]  # an update's result counts rows
            return None
        row, staff_id = session.execute(
            select(t.SsoSession, t.StaffIdentity.staff_id)
            .join(t.StaffIdentity, t.StaffIdentity.id == t.SsoSession.identity_id)
            .where(t.SsoSession.id == session_id)
        ).one()
        vault = Vault(session, store.ring)
        kept: dict[str, Any] = vault.unseal(vault.of_installation("staff"), row)
        return Held(row.identity_id, staff_id, kept["subject"], Tokens.from_json(kept))


def answered(w: Work, session_id: str, subject: str, tokens: Tokens) -> None:
    """The provider answered: its word holds anew."""
    row = w.session.get_one(t.SsoSession, session_id)
    row.answered_at = row.asked_at
    w.vault.seal(w.vault.of_installation("staff"), row, {"subject": subject, **tokens.to_json()})


def spend(store: Store, flow: str, seconds: int) -> bool:
    """Whether a sign-in that was begun is finished for the first time; once, whichever process is asked."""
    with store.database.house() as session:
        return add_within(session, store.now(), f"sso:{keys.fingerprint(flow)}", seconds) == 1


def led_by(store: Store, domain: str) -> Sequence[tuple[str, str, str]]:
    """The controllers that take addresses of a domain by single sign-on: slug, trade name, provider's name."""
    folded = domain.casefold()
    return [(slug, trade, name) for slug, trade, name, domains in everywhere(store) if folded in domains]
