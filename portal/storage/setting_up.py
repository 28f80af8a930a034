"""How companies come to be: the links to set one up, the new controller, and how far its owner has come."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import Work

LINKS_LIVE = timedelta(days=7)


def make_link(store: Store) -> str:
    """A new link's id."""
    with store.database.house() as session:
        row = t.SetupLink(id=t.new_id(), created_at=store.now(), expires_at=store.now() + LINKS_LIVE, used_at=None)
        session.add(row)
        return row.id


def is_alive(store: Store, link_id: str) -> bool:
    """Whether a link can still be used; looking changes nothing."""
    with store.database.looking() as session:
        asked = select(t.SetupLink.id).where(t.SetupLink.id == link_id, *_living(store.now()))
        return session.scalars(asked).first() is not None


def use_up(w: Work, link_id: str) -> bool:
    """Use a link, inside the caller's transaction; False where somebody did, or its days are over."""
    used = w.session.execute(
        update(t.SetupLink)
        .where(t.SetupLink.id == link_id, *_living(w.now))
        .values(used_at=w.now)
        .execution_options(synchronize_session=False)
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]  # of an update


def _living(now: datetime) -> tuple[Any, ...]:
    return (t.SetupLink.used_at.is_(None), t.SetupLink.expires_at > now)


def is_taken(session: Session, slug: str) -> bool:
    """Whether a controller has this slug."""
    asked = select(t.Controller.id).where(t.Controller.slug == slug).execution_options(storage_only=True)
    return session.scalars(asked).first() is not None


def write_controller(w: Work, facts: ControllerFacts) -> None:
    """A new controller with its data keys; its id is the viewer's."""
    row = house.begun(w.session, w.vault, facts.id, facts.slug, w.now)
    row.legal_name, row.trade_name = facts.legal_name, facts.trade_name
    row.country, row.region, row.time_zone = facts.country, facts.region, facts.time_zone
    row.languages, row.domains, row.accent = list(facts.languages), list(facts.domains), facts.accent
    w.session.flush()


def row_of(w: Work) -> t.Setup | None:
    """How far it has come, locked; None before the first save."""
    w.lock_stream()
    asked = select(t.Setup).execution_options(populate_existing=True)
    return w.session.scalars(asked.with_for_update()).one_or_none()
