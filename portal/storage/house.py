"""The installation's own tables: controllers, keys, and what no controller owns."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.errors import Damaged, NotFound
from portal.facts import usable_zone
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import CONTROLLER_KEYS, INSTALLATION_KEYS, Vault


@dataclass(frozen=True, slots=True)
class ControllerFacts:
    """What a request's path needs to know of a controller; the rest stands in its register."""

    id: str
    slug: str
    legal_name: str
    trade_name: str
    country: str
    region: str
    time_zone: str
    languages: tuple[str, ...]
    domains: tuple[str, ...]
    accent: str
    logo: str = ""
    """What its picture is called, with its width and height in pixels: `0123456789abcdef-480x128`; "" without one."""


def prepare(store: Store) -> None:
    """Make the installation's keys where they are missing, whoever else does so at the same moment."""
    with suppress(IntegrityError):
        _make_keys(store)
        return
    _make_keys(store)


def _make_keys(store: Store) -> None:
    with store.database.house() as session:
        have = set(
            session.scalars(
                select(t.DataKey.purpose).where(t.DataKey.controller_id.is_(None), t.DataKey.request_id.is_(None))
            )
        )
        vault = Vault(session, store.ring)
        for purpose in INSTALLATION_KEYS:
            if purpose not in have:
                vault.create(store.now(), purpose)


def found(store: Store, facts: ControllerFacts) -> ControllerFacts:
    """Write a controller, or bring what is written of it up to date; its keys are made once.

    Its domains stay where none are given: the register does not tell them.
    """
    with store.database.house() as session:
        row = session.scalars(select(t.Controller).where(t.Controller.slug == facts.slug)).one_or_none()
        row = row or begun(session, Vault(session, store.ring), facts.id or t.new_id(), facts.slug, store.now())
        row.legal_name, row.trade_name = facts.legal_name, facts.trade_name
        row.country, row.region, row.time_zone = facts.country, facts.region, facts.time_zone
        row.languages, row.accent = list(facts.languages), facts.accent
        row.domains = list(facts.domains or row.domains or ())
        session.flush()
        return facts_of(row)


def begun(session: Session, vault: Vault, controller_id: str, slug: str, now: datetime) -> t.Controller:
    """A new controller's row with its data keys, inside the caller's transaction; the rest of it is the caller's."""
    row = t.Controller(id=controller_id, slug=slug, created_at=now)
    session.add(row)
    for purpose in CONTROLLER_KEYS:
        vault.create(now, purpose, controller_id=controller_id)
    return row


def controllers(store: Store) -> tuple[ControllerFacts, ...]:
    """Every controller, by slug."""
    with store.database.looking() as session:
        return tuple(facts_of(row) for row in session.scalars(select(t.Controller).order_by(t.Controller.slug)))


def open_controllers(store: Store) -> tuple[ControllerFacts, ...]:
    """Those that have a register in force, by slug."""
    published = exists().where(
        t.RegisterVersion.controller_id == t.Controller.id, t.RegisterVersion.valid_from <= store.now()
    )
    asked = select(t.Controller).where(published).order_by(t.Controller.slug)
    with store.database.looking() as session:
        return tuple(facts_of(row) for row in session.scalars(asked.execution_options(storage_only=True)))


def controller(store: Store, slug: str) -> ControllerFacts:
    """The controller at a slug; `NotFound` where there is none."""
    with store.database.looking() as session:
        return _one(session, t.Controller.slug == slug)


def controller_by_id(store: Store, controller_id: str) -> ControllerFacts:
    """The controller with this id; `NotFound` where there is none."""
    with store.database.looking() as session:
        return _one(session, t.Controller.id == controller_id)


def _one(session: Session, criterion: object) -> ControllerFacts:
    row = session.scalars(select(t.Controller).where(criterion)).one_or_none()  # type: ignore[arg-type]  # a column expression
    if row is None:
        raise NotFound("not_found")
    return facts_of(row)


FACTS = (
    t.Controller.id, t.Controller.slug, t.Controller.legal_name, t.Controller.trade_name, t.Controller.country,
    t.Controller.region, t.Controller.time_zone, t.Controller.languages, t.Controller.domains, t.Controller.accent,
    t.Controller.logo,
)  # fmt: skip
"""The columns that `facts_of` reads."""


def facts_of(row: Any) -> ControllerFacts:
    """A controller's row, or its `FACTS`, as values."""
    return ControllerFacts(
        id=row.id, slug=row.slug, legal_name=row.legal_name, trade_name=row.trade_name, country=row.country,
        region=row.region, time_zone=usable_zone(row.country, row.time_zone), languages=tuple(row.languages),
        domains=tuple(row.domains), accent=row.accent, logo=row.logo,
    )  # fmt: skip


def closed_keys(store: Store) -> tuple[str, ...]:
    """The keys of the installation and its controllers that this master key does not open, as `place:purpose`."""
    closed = []
    with store.database.looking() as session:
        places = [("installation", purpose) for purpose in INSTALLATION_KEYS]
        slugs = session.execute(select(t.Controller.id, t.Controller.slug).order_by(t.Controller.slug)).all()
        places += [(row.id, purpose) for row in slugs for purpose in CONTROLLER_KEYS]
        named = {row.id: row.slug for row in slugs}
        vault = Vault(session, store.ring)
        for bound, purpose in places:
            try:
                if bound == "installation":
                    vault.of_installation(purpose)
                else:
                    vault.of_controller(bound, purpose)
            except Damaged:
                closed.append(f"{named.get(bound, bound)}:{purpose}")
    return tuple(closed)


def ping(store: Store) -> None:
    """Ask the database for anything; raises where it is away."""
    with store.database.looking() as session:
        session.scalars(select(t.Controller.id).limit(1)).first()


def bring_up_to_date(session: Session, controller_id: str, facts: ControllerFacts) -> bool:
    """What a controller is called and where it is, inside the caller's transaction; whether anything was otherwise.

    Its slug and its domains stay.
    """
    row = session.scalars(select(t.Controller).where(t.Controller.id == controller_id)).one()
    new = {name: getattr(facts, name) for name in _OF_REGISTER} | {"languages": list(facts.languages)}
    if all(getattr(row, name) == value for name, value in new.items()):
        return False
    session.execute(
        update(t.Controller)
        .where(t.Controller.id == controller_id)
        .values(**new)
        .execution_options(synchronize_session=False, storage_only=True)
    )
    return True


_OF_REGISTER = ("legal_name", "trade_name", "country", "region", "time_zone", "accent")


def domains_of(session: Session, controller_id: str) -> tuple[str, ...]:
    """The hosts of a controller's own."""
    asked = select(t.Controller.domains).where(t.Controller.id == controller_id)
    return tuple(session.scalars(asked.execution_options(storage_only=True)).one() or ())


def set_domains(session: Session, controller_id: str, domains: tuple[str, ...]) -> bool:
    """The same, set inside the caller's transaction; always True, for they were otherwise."""
    session.execute(
        update(t.Controller)
        .where(t.Controller.id == controller_id)
        .values(domains=list(domains))
        .execution_options(synchronize_session=False, storage_only=True)
    )
    return True


def set_logo(session: Session, controller_id: str, name: str) -> None:
    """What a controller's logo is called; "" where it has none. Inside the caller's transaction."""
    session.execute(
        update(t.Controller)
        .where(t.Controller.id == controller_id)
        .values(logo=name)
        .execution_options(synchronize_session=False, storage_only=True)
    )


def set_safeguards(session: Session, controller_id: str, undo_hours: int, *, second_person: bool) -> None:
    """What a controller has set against haste, inside the caller's transaction."""
    session.execute(
        update(t.Controller)
        .where(t.Controller.id == controller_id)
        .values(undo_hours=undo_hours, second_person=second_person)
        .execution_options(synchronize_session=False, storage_only=True)
    )
