"""Second factors, recovery codes, begun sign-ins and signed-in browsers as rows: all house tables.

Names and an app's secret are sealed with the installation's key `staff`, a recovery code is kept as a keyed mark.
Whatever is accepted once is taken by an update that asks whether it was there, so that of two tries at once one wins.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.domain.members import Security, SignedInBrowser
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.keys import ring as keys
from portal.storage import accounts
from portal.storage import tables as t
from portal.storage.accounts import IDLE
from portal.storage.database import Store
from portal.storage.sealing import Vault
from portal.storage.work import Work

PENDING_LIVES = timedelta(minutes=10)
_QUIETLY = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor as its owner sees it; `kind` is `app` or `passkey`."""

    id: str
    kind: str
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class App:
    """An authenticator app's secret (base32), and the last time step of which a code was taken."""

    id: str
    secret: str = field(repr=False)
    step: int


@dataclass(frozen=True, slots=True)
class Passkey:
    """What verifies a passkey's signature."""

    id: str
    staff_id: str
    public_key: bytes
    counter: int
    disabled: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """What a browser began: whose it is where that is known, what it kept, and how often it went wrong."""

    id: str
    staff_id: str | None
    kept: Mapping[str, Any] = field(repr=False)
    tries: int


# ---- changes that are told -------------------------------------------------------------------------------


class Account:
    """Somebody's account inside one transaction."""

    def __init__(self, store: Store, session: Session, staff_id: str) -> None:
        self.session, self.staff_id, self.now = session, staff_id, store.now()
        self._vault = Vault(session, store.ring)

    @property
    def row(self) -> t.Staff:
        """Their row, locked; `NotFound` where there is none."""
        asked = select(t.Staff).where(t.Staff.id == self.staff_id).with_for_update()
        found = self.session.scalars(asked).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return found

    def rename(self, name: str) -> None:
        """Seal another name; the address stays."""
        row, key = self.row, self._vault.of_installation("staff")
        self._vault.seal(key, row, {**self._vault.unseal(key, row), "name": name})

    def factors(self) -> list[t.StaffFactor]:
        """Their second factors, the oldest first; the account is locked, so that of two changes one waits."""
        owned = self.row.id
        asked = select(t.StaffFactor).where(t.StaffFactor.staff_id == owned)
        return [*self.session.scalars(asked.order_by(t.StaffFactor.created_at, t.StaffFactor.id))]

    def add(
        self,
        kind: str,
        said: Mapping[str, str],
        counter: int,
        credential: bytes | None = None,
        public_key: bytes | None = None,
    ) -> None:
        """Write a factor; `said` is its name, and the secret of an app."""
        row = t.StaffFactor(
            id=t.new_id(), staff_id=self.staff_id, kind=kind, credential=credential, public_key=public_key,
            counter=counter, created_at=self.now, used_at=None,
        )  # fmt: skip
        self._vault.seal(self._vault.of_installation("staff"), row, dict(said))
        self.session.add(row)
        self.session.flush()

    def factor(self, factor_id: str) -> t.StaffFactor:
        """One of theirs; `NotFound` where it is nobody's or another's."""
        found = [row for row in self.factors() if row.id == factor_id]
        if not found:
            raise NotFound("not_found")
        return found[0]

    def name_factor(self, row: t.StaffFactor, name: str) -> None:
        """Give a factor another name."""
        key = self._vault.of_installation("staff")
        self._vault.seal(key, row, {**self._vault.unseal(key, row), "name": name})

    def remove(self, row: t.StaffFactor) -> None:
        """Take a factor away; with the last one its recovery codes go."""
        self.session.delete(row)
        self.session.flush()
        if not self.factors():
            self.forget_codes()

    def forget_codes(self) -> None:
        """Take every recovery code away."""
        self.session.execute(
            delete(t.RecoveryCode).where(t.RecoveryCode.staff_id == self.staff_id), execution_options=_QUIETLY
        )

    def write_codes(self, codes: list[str]) -> None:
        """Put these recovery codes in place of all that were."""
        self.forget_codes()
        for one in codes:
            mark = _code_mark(self._vault, self.staff_id, one)
            self.session.add(t.RecoveryCode(id=t.new_id(), staff_id=self.staff_id, mark=mark, used_at=None))

    def end_sessions(self, but: str = "") -> int:
        """End their signed-in browsers and begun sign-ins; how many browsers."""
        ended: CursorResult[Any] = self.session.execute(  # type: ignore[assignment]  # an update gives a cursor's result
            update(t.StaffSession)
            .where(t.StaffSession.staff_id == self.staff_id, t.StaffSession.id != but)
            .where(t.StaffSession.revoked_at.is_(None))
            .values(revoked_at=self.now),
            execution_options=_QUIETLY,
        )
        self.session.execute(
            delete(t.PendingSignIn).where(t.PendingSignIn.staff_id == self.staff_id), execution_options=_QUIETLY
        )
        return int(ended.rowcount)

    def later(self, controller_id: str, kind: str, **payload: Any) -> None:
        """Write a job of the post that follows from this commit; `payload` holds ids and codes only."""
        self.session.add(
            t.Job(
                lane="post", kind=kind, payload=payload, controller_id=controller_id, request_id=None, dedupe=None,
                created_at=self.now, due_at=self.now, attempts=0,
            )
        )  # fmt: skip


@contextmanager
def changing(store: Store, staff_id: str, kind: str, by_machine: bool = False, **body: Any) -> Iterator[Account]:
    """One transaction over somebody's account, said in the stream of each controller that they work for."""
    with store.database.house() as session:
        yield Account(store, session, staff_id)
        session.flush()
        for place in places_of(session, staff_id):
            viewer = machine(place.controller_id) if by_machine else _viewer(place)
            session.info["viewer"] = viewer
            Work(store, viewer, session).happened(kind, staff=staff_id, **body)
            session.flush()


def places_of(session: Session, staff_id: str) -> list[t.Membership]:
    """Their memberships that have not ended, always in one order."""
    asked = select(t.Membership).where(t.Membership.staff_id == staff_id, t.Membership.ended_at.is_(None))
    return [*session.scalars(asked.order_by(t.Membership.controller_id))]


def _viewer(place: t.Membership) -> Viewer:
    categories = None if place.categories is None else frozenset(place.categories)
    role = Role(place.role)
    return Viewer(ViewerKind.STAFF, place.controller_id, staff_id=place.staff_id, role=role, categories=categories)


# ---- what is asked when somebody signs in -----------------------------------------------------------------


def factors_of(store: Store, staff_id: str) -> tuple[Factor, ...]:
    """Somebody's second factors, the oldest first."""
    with store.database.looking() as session:
        vault = Vault(session, store.ring)
        asked = select(t.StaffFactor).where(t.StaffFactor.staff_id == staff_id)
        rows = session.scalars(asked.order_by(t.StaffFactor.created_at, t.StaffFactor.id)).all()
        key = vault.of_installation("staff")
        return tuple(
            Factor(one.id, one.kind, vault.unseal(key, one)["name"], one.created_at, one.used_at) for one in rows
        )


def apps_of(store: Store, staff_id: str) -> tuple[App, ...]:
    """Somebody's authenticator apps."""
    with store.database.looking() as session:
        vault = Vault(session, store.ring)
        key = vault.of_installation("staff")
        rows = session.scalars(
            select(t.StaffFactor).where(t.StaffFactor.staff_id == staff_id, t.StaffFactor.kind == "app")
        ).all()
        return tuple(App(one.id, vault.unseal(key, one)["secret"], one.counter) for one in rows)


def passkeys_of(store: Store, staff_id: str) -> tuple[bytes, ...]:
    """The ids that somebody's authenticators gave their passkeys."""
    with store.database.looking() as session:
        found = session.scalars(select(t.StaffFactor.credential).where(t.StaffFactor.staff_id == staff_id))
        return tuple(one for one in found if one is not None)


def passkey(store: Store, credential: bytes) -> Passkey | None:
    """The passkey with this id, whoever's it is."""
    with store.database.looking() as session:
        row = session.execute(
            select(t.StaffFactor, t.Staff.disabled_at)
            .join(t.Staff, t.Staff.id == t.StaffFactor.staff_id)
            .where(t.StaffFactor.credential == credential)
        ).one_or_none()
        if row is None:
            return None
        found: t.StaffFactor = row[0]
        return Passkey(found.id, found.staff_id, found.public_key or b"", found.counter, row[1] is not None)


def take_step(store: Store, factor_id: str, step: int) -> bool:
    """Take the code of a time step once; False where it, or a later one, was taken already."""
    return _moves_on(store, factor_id, t.StaffFactor.counter < step, step)


def take_signature(store: Store, one: Passkey, counter: int) -> bool:
    """Take a signature's count; False where another one was taken meanwhile."""
    return _moves_on(store, one.id, t.StaffFactor.counter == one.counter, counter)


def _moves_on(store: Store, factor_id: str, criterion: Any, counter: int) -> bool:
    with store.database.house() as session:
        done: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # an update gives a cursor's result
            update(t.StaffFactor)
            .where(t.StaffFactor.id == factor_id, criterion)
            .values(counter=counter, used_at=store.now()),
            execution_options=_QUIETLY,
        )
        return bool(done.rowcount == 1)


def take_code(store: Store, staff_id: str, code: str) -> bool:
    """Take a recovery code once; False where there is none like it, or it was taken already."""
    with store.database.house() as session:
        mark = _code_mark(Vault(session, store.ring), staff_id, code)
        done: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # an update gives a cursor's result
            update(t.RecoveryCode)
            .where(t.RecoveryCode.staff_id == staff_id, t.RecoveryCode.mark == mark, t.RecoveryCode.used_at.is_(None))
            .values(used_at=store.now()),
            execution_options=_QUIETLY,
        )
        return bool(done.rowcount == 1)


def codes_left(store: Store, staff_id: str) -> int:
    """How many recovery codes were not used."""
    with store.database.looking() as session:
        asked = select(t.RecoveryCode.id).where(t.RecoveryCode.staff_id == staff_id, t.RecoveryCode.used_at.is_(None))
        return len(session.scalars(asked).all())


def password_hash(store: Store, staff_id: str) -> str:
    """The hash of somebody's password; nothing where they are disabled or nobody."""
    with store.database.looking() as session:
        row = session.get(t.Staff, staff_id)
        return row.password_hash if row is not None and row.disabled_at is None else ""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a mail to somebody of the staff goes to."""

    email: str = field(repr=False)
    language: str


def person(store: Store, staff_id: str) -> Person | None:
    """One of the staff; None where they are nobody or disabled."""
    with store.database.looking() as session:
        row = session.get(t.Staff, staff_id)
        if row is None or row.disabled_at is not None:
            return None
        vault = Vault(session, store.ring)
        return Person(str(vault.unseal(vault.of_installation("staff"), row)["email"]), row.language)


# ---- what was begun --------------------------------------------------------------------------------------


def begin(
    store: Store,
    purpose: str,
    secret: str,
    staff_id: str | None,
    kept: Mapping[str, Any],
    lives: timedelta = PENDING_LIVES,
) -> None:
    """Write what a browser began, of whose secret the fingerprint alone is kept; what is over goes."""
    forget_begun(store)
    with store.database.house() as session:
        row = t.PendingSignIn(
            id=keys.fingerprint(secret), purpose=purpose, staff_id=staff_id, tries=0, expires_at=store.now() + lives
        )
        vault = Vault(session, store.ring)
        vault.seal(vault.of_installation("staff"), row, dict(kept))
        session.add(row)


def forget_begun(store: Store) -> None:
    """Remove what was begun and whose minutes are over."""
    with store.database.house() as session:
        over = delete(t.PendingSignIn).where(t.PendingSignIn.expires_at <= store.now())
        session.execute(over, execution_options=_QUIETLY)


def forget_older(store: Store, purpose: str, staff_id: str, keep: int) -> None:
    """Of what somebody began for `purpose`, keep this many at most: the latest."""
    theirs = (t.PendingSignIn.purpose == purpose, t.PendingSignIn.staff_id == staff_id)
    with store.database.house() as session:
        asked = select(t.PendingSignIn.id).where(*theirs).order_by(t.PendingSignIn.expires_at.desc())
        older = session.scalars(asked.offset(keep)).all()
        session.execute(delete(t.PendingSignIn).where(t.PendingSignIn.id.in_(older)), execution_options=_QUIETLY)


def begun(store: Store, purpose: str, secret: str) -> Pending | None:
    """What this browser began for `purpose` and has not ended; None once its minutes are over."""
    with store.database.looking() as session:
        row = session.scalars(
            select(t.PendingSignIn).where(
                t.PendingSignIn.id == keys.fingerprint(secret),
                t.PendingSignIn.purpose == purpose,
                t.PendingSignIn.expires_at > store.now(),
            )
        ).one_or_none()
        if row is None:
            return None
        vault = Vault(session, store.ring)
        return Pending(row.id, row.staff_id, vault.unseal(vault.of_installation("staff"), row), row.tries)


def count_try(store: Store, pending: Pending, most: int) -> bool:
    """Count a try before it is looked at; False, and all is over, where `most` were made."""
    with store.database.house() as session:
        done: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # an update gives a cursor's result
            update(t.PendingSignIn)
            .where(t.PendingSignIn.id == pending.id, t.PendingSignIn.tries < most)
            .values(tries=t.PendingSignIn.tries + 1),
            execution_options=_QUIETLY,
        )
        if done.rowcount == 1:
            return True
    end(store, pending)
    return False


def end(store: Store, pending: Pending) -> bool:
    """End it; of two who do so at once one is told True."""
    with store.database.house() as session:
        done: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # a delete gives a cursor's result
            delete(t.PendingSignIn).where(t.PendingSignIn.id == pending.id), execution_options=_QUIETLY
        )
        return bool(done.rowcount == 1)


# ---- signed-in browsers ----------------------------------------------------------------------------------


def sessions_of(store: Store, staff_id: str) -> tuple[SignedInBrowser, ...]:
    """The browsers that are signed in, the one used last first."""
    now = store.now()
    with store.database.looking() as session:
        vault = Vault(session, store.ring)
        rows = session.scalars(
            select(t.StaffSession)
            .where(t.StaffSession.staff_id == staff_id, t.StaffSession.revoked_at.is_(None))
            .where(t.StaffSession.expires_at > now, t.StaffSession.seen_at > now - IDLE)
            .order_by(t.StaffSession.seen_at.desc(), t.StaffSession.id)
        ).all()
        key = vault.of_installation("staff")
        return tuple(
            SignedInBrowser(one.id, vault.unseal(key, one) if one.sealed else {}, one.created_at, one.seen_at)
            for one in rows
        )


def end_one(store: Store, staff_id: str, session_id: str) -> None:
    """End one browser of theirs; nobody else's."""
    with store.database.house() as session:
        session.execute(
            update(t.StaffSession)
            .where(t.StaffSession.id == session_id, t.StaffSession.staff_id == staff_id)
            .where(t.StaffSession.revoked_at.is_(None))
            .values(revoked_at=store.now()),
            execution_options=_QUIETLY,
        )


def shown(store: Store, session_id: str) -> None:
    """Password or factor was shown in this browser just now."""
    with store.database.house() as session:
        session.execute(
            update(t.StaffSession).where(t.StaffSession.id == session_id).values(shown_at=store.now()),
            execution_options=_QUIETLY,
        )


# ---- what a controller asks of all -----------------------------------------------------------------------


def security(session: Session, controller_id: str, *, locked: bool = False) -> Security:
    """What holds at a controller; `locked` where it is about to be changed."""
    row = session.get_one(t.Controller, controller_id, with_for_update={"key_share": True} if locked else None)
    return Security(
        bool(row.needs_factor),
        row.idle_minutes or int(IDLE.total_seconds()) // 60,
        row.session_hours or int(accounts.LONGEST.total_seconds()) // 3600,
    )


def write_security(session: Session, controller_id: str, wanted: Security) -> None:
    """Ask for this from now on."""
    row = session.get_one(t.Controller, controller_id)
    row.needs_factor, row.idle_minutes, row.session_hours = (
        wanted.needs_factor, wanted.idle_minutes, wanted.session_hours,
    )  # fmt: skip


def _code_mark(vault: Vault, staff_id: str, code: str) -> bytes:
    return keys.mark(vault.of_installation("staff_marks"), "recovery", staff_id, code)
