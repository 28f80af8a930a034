"""Connecting a system that the register names: its settings are sealed and never shown again."""

from collections.abc import Mapping

from sqlalchemy import select

from portal.domain.errors import Invalid
from portal.domain.roles import Viewer
from portal.reading.toml import register_from_json
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from portal.storage.work import work


def place_of(store: Store, slug: str, system: str) -> tuple[ControllerFacts, frozenset[str]]:
    """The controller whose register in force names the system, and the categories that its mapping may name.

    Raises:
        NotFound: no such controller. Invalid: `system_unknown`.
    """
    controller, published = public.controller_with_register(store, slug)
    register = register_from_json(published.document)
    known = [one.key for one in register.systems]
    if system not in known:
        raise Invalid("system_unknown", field="system", given=system, known=", ".join(known))
    return controller, frozenset(one.key for one in register.categories)


def set_connection(store: Store, viewer: Viewer, system: str, connector: str, settings: Mapping[str, str]) -> None:
    """Write or replace the connection of a system; a paused one runs again."""
    with work(store, viewer) as w:
        key = w.vault.of_controller(viewer.controller_id, "controller")
        row = w.session.scalars(select(t.Connection).where(t.Connection.system == system)).one_or_none()
        if row is None:
            row = t.Connection(id=t.new_id(), controller_id=viewer.controller_id, system=system, created_at=w.now)
            w.session.add(row)
        row.connector, row.paused_at, row.paused_why = connector, None, None
        w.vault.seal(key, row, dict(settings))
        w.happened("connection_set", system=system, connector=connector)
