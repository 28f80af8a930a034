"""One maker per noun: stores, controllers, staff and requests, through the real use cases where there is one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.demo import customers
from portal.domain.lifecycle import LOOKED_FOR, Right
from portal.domain.register import Register
from portal.domain.roles import Role, Viewer, ViewerKind, machine, person
from portal.domain.wishes import Wishes
from portal.journey import identity, intake
from portal.keys.ring import Ring
from portal.office import connections, registers
from portal.reading.toml import register_to_json, shipped_register
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Database, Store
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from tests.remembered import once, remembering

MASTER = b"a master key for the tests alone"
BROWSER = "browser-where-it-began"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **how_long: float) -> None:
        """Let time pass, in timedelta's words."""
        self.now += timedelta(**how_long)


@dataclass(frozen=True)
class MadeRequest:
    """A request that was made, with the viewer who is its person."""

    id: str
    reference: str
    controller_id: str

    @property
    def person(self) -> Viewer:
        return person(self.controller_id, self.id)


def make_store(url: str, folder: Path, now: Callable[[], datetime]) -> Store:
    """A store on a migrated database, with the installation's keys."""
    store = Store(Database(url), Ring(MASTER), folder, now)
    house.prepare(store)
    return store


@contextmanager
def own_store(request: pytest.FixtureRequest, url: str, folder: Path, now: Callable[[], datetime]) -> Iterator[Store]:
    """The same for one test, with nothing but its own in `folder`; what is done to it is remembered for others."""
    store = Store(Database(url), Ring(MASTER), folder, now)
    with remembering(request, store, folder):
        once(store, "prepare", (), lambda: house.prepare(store))
        yield store
    store.database.close()


@cache
def make_register(slug: str = "digelius") -> Register:
    """The record shop's register, for a controller at `slug`."""
    register = shipped_register("digelius")
    return replace(register, controller=replace(register.controller, slug=slug))


def make_controller(store: Store, slug: str = "digelius", register: Register | None = None) -> ControllerFacts:
    """A controller with its register published: the record shop's, or the one that is given."""
    register = register or make_register(slug)
    return once(store, "controller", (_said(register),), lambda: _published(store, register))


def _published(store: Store, register: Register) -> ControllerFacts:
    facts = registers.found_controller(store, register)
    registers.publish(store, machine(facts.id), register.key, register_to_json(register))
    let_erasures_begin(store, facts)
    return facts


def let_erasures_begin(store: Store, facts: ControllerFacts, hours: int = 0, *, second_person: bool = False) -> None:
    """At once, where a test is not about the time in which they can be taken back."""
    once(store, "erasures", (facts.id, hours, second_person), lambda: _let_begin(store, facts, hours, second_person))


def _let_begin(store: Store, facts: ControllerFacts, hours: int, second_person: bool) -> None:
    with store.database.house() as session:
        house.set_safeguards(session, facts.id, hours, second_person=second_person)


def _said(register: Register) -> object:
    """A register in short, where it is the record shop's."""
    slug = register.controller.slug
    return ("the shop's", slug) if register is make_register(slug) else register


def make_customers(path: Path) -> Path:
    """The record shop's customer database as it stands on the tests' first day."""
    customers.make_customers(path, today=MONDAY.date())
    return path


def connect_customers(store: Store, controller: ControllerFacts, path: Path, **settings: str) -> None:
    """Let the controller's customer register be searched and written by machine."""
    whole = {**customers.connection_settings(path), **settings}
    connect = partial(connections.set_connection, store, machine(controller.id), "customer_register", "sql", whole)
    if path.is_relative_to(store.folder):
        once(store, "connect", (controller.id, whole), connect)
    else:
        connect()


def make_staff(
    store: Store, controller: ControllerFacts, role: Role = Role.OWNER, categories: Sequence[str] | None = None
) -> Viewer:
    """The viewer of a member of staff of this controller."""
    given = (controller.id, role, None if categories is None else list(categories))
    return once(store, "staff", given, lambda: _member(store, controller, role, categories))


def _member(store: Store, controller: ControllerFacts, role: Role, categories: Sequence[str] | None) -> Viewer:
    with store.database.house() as session:
        vault = Vault(session, store.ring)
        staff = t.Staff(id=t.new_id(), email_mark=t.new_id()[:16].encode(), password_hash="none", language="fi")
        staff.created_at = store.now()
        vault.seal(vault.of_installation("staff"), staff, {"name": "Sanna Salo", "email": "sanna.salo@example.org"})
        session.add(staff)
        session.flush()
        session.add(
            t.Membership(
                staff_id=staff.id, controller_id=controller.id, role=role.value,
                categories=list(categories) if categories is not None else None, created_at=store.now(),
            )
        )  # fmt: skip
        limit = frozenset(categories) if categories is not None else None
        return Viewer(ViewerKind.STAFF, controller.id, staff_id=staff.id, role=role, categories=limit)


def make_request(
    store: Store,
    controller: ControllerFacts,
    *rights: Right,
    email: str = "aino.virtanen@example.org",
    name: str = "",
    language: str = "fi",
    confirmed: bool = True,
    sent: bool = True,
    wishes: Wishes | None = None,
    register: Register | None = None,
) -> MadeRequest:
    """A request as its person makes it: begun, confirmed in the same browser, and sent where it has questions."""
    register = register or make_register(controller.slug)
    given = (controller.id, rights, email, name, language, confirmed, sent, wishes, _said(register))
    return once(
        store, "request", given,
        lambda: _made(store, controller, rights, email, name, language, confirmed, sent, wishes, register),
    )  # fmt: skip


def _made(
    store: Store,
    controller: ControllerFacts,
    rights: Sequence[Right],
    email: str,
    name: str,
    language: str,
    confirmed: bool,
    sent: bool,
    wishes: Wishes | None,
    register: Register,
) -> MadeRequest:
    asked = rights or (Right.ACCESS,)
    made = intake.receive(
        store, controller.id, version_of(store, controller), register, asked, email, language, BROWSER
    )
    request = MadeRequest(made.request_id, made.reference, controller.id)
    if confirmed:
        identity.confirm(store, controller.id, request.id, proof_of(store, request), BROWSER, "", register)
    if confirmed and sent and set(asked) & set(LOOKED_FOR):
        answers = {"name": name, "wishes": (wishes or Wishes()).to_json()}
        intake.keep_answers(store, request.person, request.reference, answers)
        intake.send(store, request.person, request.reference, register)
    return request


def version_of(store: Store, controller: ControllerFacts) -> str:
    """The id of the register version in force."""
    with store.database.reading(machine(controller.id)) as session:
        return session.scalars(select(t.RegisterVersion.id).order_by(t.RegisterVersion.number.desc())).first() or ""


def proof_of(store: Store, request: MadeRequest, purpose: str = "confirm") -> str:
    """The id of the request's newest proof."""
    with store.database.reading(machine(request.controller_id)) as session:
        proofs = session.scalars(
            select(t.Proof)
            .where(t.Proof.request_id == request.id, t.Proof.purpose == purpose)
            .order_by(t.Proof.created_at.desc())
        ).all()
        return proofs[0].id


def today() -> date:
    """The tests' first day."""
    return MONDAY.date()
