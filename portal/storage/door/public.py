"""What a public page may read: the controller, its register, and whether this browser was granted a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain.errors import LinkDead
from portal.domain.roles import visitor
from portal.keys import links
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door
from portal.storage.house import ControllerFacts


@dataclass(frozen=True, slots=True)
class PublishedRegister:
    """The register version in force, as its document."""

    id: str
    number: int
    valid_from: datetime
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BrowserGrant:
    """What this browser was granted: `level` is `start` or `proven`."""

    request_id: str
    reference: str
    level: str
    fresh_until: datetime | None

    def is_fresh(self, now: datetime) -> bool:
        """Whether a fresh code was shown within its ten minutes."""
        return self.level == "proven" and self.fresh_until is not None and now < self.fresh_until


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A mailed link as its page shows it; nothing changes by looking."""

    proof_id: str
    request_id: str
    purpose: str
    began_here: bool


def controller_with_register(store: Store, slug: str) -> tuple[ControllerFacts, PublishedRegister]:
    """The controller at `slug` and its register in force; `NotFound` where either is missing."""
    facts = house.controller(store, slug)
    with door(store, visitor(facts.id)) as opened:
        row = opened.session.scalars(
            select(t.RegisterVersion)
            .where(t.RegisterVersion.valid_from <= store.now())
            .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
            .limit(1)
        ).one()
        return facts, PublishedRegister(row.id, row.number, row.valid_from, row.document)


def controllers(store: Store) -> tuple[ControllerFacts, ...]:
    """The controllers that this installation serves."""
    return house.controllers(store)


def alive(store: Store) -> None:
    """Raise where the database is away."""
    house.ping(store)


def granted(store: Store, controller_id: str, reference: str, browser: str) -> BrowserGrant | None:
    """What `browser` was granted of the request with this reference; None alike for a request that is not."""
    with door(store, visitor(controller_id)) as opened:
        rows = opened.session.scalars(
            select(t.Grant).where(t.Grant.browser == browser, t.Grant.expires_at > store.now())
        ).all()
        for row in rows:
            if row.reference == reference:
                return BrowserGrant(row.request_id, reference, row.level, row.fresh_until)
    return None


def opened_link(store: Store, controller_id: str, token: str, browser: str) -> OpenedLink:
    """The proof that a mailed token names, while it lives; `LinkDead` in every other case."""
    for purpose in ("confirm", "return"):
        try:
            proof_id = links.proof_id(store.ring, token, purpose)
        except LinkDead:
            continue
        with door(store, visitor(controller_id)) as opened:
            row = opened.session.get(t.Proof, proof_id)
            if row is None or row.purpose != purpose or not alive_proof(row, store.now()):
                break
            return OpenedLink(row.id, row.request_id, purpose, row.browser == browser)
    raise LinkDead("link_dead")


def alive_proof(row: t.Proof, now: datetime) -> bool:
    """Whether a proof can still be shown."""
    return row.used_at is None and row.ended_at is None and now < row.expires_at
