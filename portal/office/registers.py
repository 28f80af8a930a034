"""Publishing a register version: from then on it is the one in force."""

from typing import Any

from sqlalchemy import func, select

from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import canonical, work


def found_controller(store: Store, register: Register) -> ControllerFacts:
    """Write the register's controller, or bring it up to date."""
    controller = register.controller
    return house.found(
        store,
        ControllerFacts(
            id="", slug=controller.slug, legal_name=controller.legal_name, trade_name=controller.trade_name,
            country=controller.country, region=controller.region, time_zone=controller.time_zone,
            languages=controller.languages, domains=(), accent=controller.accent,
        ),
    )  # fmt: skip


def publish(store: Store, viewer: Viewer, register_key: str, document: dict[str, Any]) -> int:
    """Publish a document as the register's next version; the same document again changes nothing.

    Returns the number of the version in force.
    """
    with work(store, viewer) as w:
        newest = w.session.scalars(
            select(t.RegisterVersion)
            .where(t.RegisterVersion.register_key == register_key)
            .order_by(t.RegisterVersion.number.desc())
            .limit(1)
        ).one_or_none()
        if newest is not None and canonical(newest.document) == canonical(document):
            return newest.number
        last = w.session.scalar(
            select(func.max(t.RegisterVersion.number)).where(t.RegisterVersion.register_key == register_key)
        )
        number = (last or 0) + 1
        w.session.add(
            t.RegisterVersion(
                controller_id=viewer.controller_id, register_key=register_key, number=number, document=document,
                valid_from=w.now,
            )
        )  # fmt: skip
        w.happened("register_published", register=register_key, number=number)
        return number
