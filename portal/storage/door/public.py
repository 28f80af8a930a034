"""What a public page may read: the controller, its register, and whether this browser was granted a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from portal.domain.errors import LinkDead, NotFound
from portal.domain.notice_history import History, NoticeVersion, history
from portal.domain.register import Register
from portal.domain.roles import machine, visitor
from portal.keys import links
from portal.storage import house, suppressing
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door
from portal.storage.house import ControllerFacts
from portal.storage.in_force import bare_document_of


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


def _in_force(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns, t.RegisterVersion.id.label("version_id"))
        .where(t.RegisterVersion.valid_from <= bindparam("now"))
        .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
        .limit(1)
        .execution_options(kept=True)
    )


_VERSION = _in_force()
_CONTROLLER = _in_force(*house.FACTS).where(
    t.Controller.id == t.RegisterVersion.controller_id, t.Controller.slug == bindparam("slug")
)
_ids: dict[str, str] = {}
"""Where a slug's controller was found last, to look there first; the slug is read anew each time."""


def controller_with_version(store: Store, slug: str) -> tuple[ControllerFacts, str | None]:
    """The controller at `slug`, and the id of its register in force; `NotFound` where there is no such slug.

    None where no register was published yet: its pages are not open.
    Every page begins here: where the controller is known already, one statement tells both.
    """
    asked = {"slug": slug, "now": store.now()}
    if slug in _ids:
        with door(store, visitor(_ids[slug])) as opened:
            found = opened.session.execute(_CONTROLLER, asked).one_or_none()
            if found is not None:
                return house.facts_of(found), found.version_id
    facts = house.controller(store, slug)
    _ids[slug] = facts.id
    with door(store, visitor(facts.id)) as opened:
        return facts, opened.session.scalars(_VERSION, asked).one_or_none()


def register_version(store: Store, controller_id: str, version_id: str) -> PublishedRegister:
    """A version of a controller's register; what it says never changes."""
    with door(store, visitor(controller_id)) as opened:
        row = opened.session.get_one(t.RegisterVersion, version_id)
        return PublishedRegister(row.id, row.number, row.valid_from, row.document)


def logo(store: Store, controller_id: str) -> bytes:
    """The PNG of a controller's logo; `NotFound` where it has none."""
    with door(store, visitor(controller_id)) as opened:
        png = opened.session.scalars(select(t.Logo.png)).one_or_none()
    if png is None:
        raise NotFound("not_found")
    return png


_VERSIONS = select(
    t.RegisterVersion.id, t.RegisterVersion.register_key, t.RegisterVersion.number, t.RegisterVersion.valid_from
).execution_options(kept=True)


def notice_history(store: Store, controller_id: str) -> History:
    """The versions of a controller's notice, without their documents."""
    with door(store, visitor(controller_id)) as opened:
        rows = opened.session.execute(_VERSIONS).all()
    return history((NoticeVersion(*row) for row in rows), store.now())


def controller_with_register(store: Store, slug: str) -> tuple[ControllerFacts, PublishedRegister]:
    """The controller at `slug` and its register in force; `NotFound` where there is no such slug, or none in force."""
    facts, version_id = controller_with_version(store, slug)
    if version_id is None:
        raise NotFound("not_open")
    return facts, register_version(store, facts.id, version_id)


def document_of(store: Store, slug: str) -> dict[str, Any]:
    """The document in force at the controller of this slug; a bare one before the first was published."""
    facts, version_id = controller_with_version(store, slug)
    if version_id is not None:
        return register_version(store, facts.id, version_id).document
    with door(store, visitor(facts.id)) as opened:
        return bare_document_of(opened.session)


def controllers(store: Store) -> tuple[ControllerFacts, ...]:
    """The controllers that this installation serves, those too that are not open yet."""
    return house.controllers(store)


def open_controllers(store: Store) -> tuple[ControllerFacts, ...]:
    """Those of them that have a register in force, by slug."""
    return house.open_controllers(store)


def alive(store: Store) -> None:
    """Raise where the database is away."""
    house.ping(store)


_GRANTS = (
    select(t.Grant)
    .where(t.Grant.browser == bindparam("browser"), t.Grant.expires_at > bindparam("now"))
    .execution_options(kept=True)
)


def granted(store: Store, controller_id: str, reference: str, browser: str) -> BrowserGrant | None:
    """What `browser` was granted of the request with this reference; None alike for a request that is not."""
    with door(store, visitor(controller_id)) as opened:
        rows = opened.session.scalars(_GRANTS, {"browser": browser, "now": store.now()}).all()
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


@dataclass(frozen=True, slots=True)
class Newsletter:
    """Whose newsletter a link would stop, and the channels that are stopped for the address already.

    `is_whole` where all direct marketing is, in channels too that the register does not name.
    """

    address: str
    stopped: frozenset[str]
    is_whole: bool


def newsletter(store: Store, controller_id: str, token: str, register: Register) -> Newsletter:
    """What a newsletter's link is about; `LinkDead` for one that was tampered with."""
    address = links.token_address(store.ring, controller_id, token)
    every = [one.key for one in register.prohibitions]
    with door(store, machine(controller_id)) as d:
        asked = (d.session, d.vault, controller_id, "email", address)
        return Newsletter(address, suppressing.stopped(*asked, every), suppressing.is_stopped(*asked, every))


def alive_proof(row: t.Proof, now: datetime) -> bool:
    """Whether a proof can still be shown."""
    return row.used_at is None and row.ended_at is None and now < row.expires_at
