"""Connecting a system that the register names: its settings are sealed and never shown again."""

from collections.abc import Mapping

from sqlalchemy import select

from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work


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
