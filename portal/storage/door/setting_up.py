"""How far a company's owner has come in setting it up."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door
from portal.storage.door.rows import Names


@dataclass(frozen=True, slots=True)
class SetupKept:
    """What was kept, with who did it last and when; `version` goes with the next save."""

    version: int = 0
    state: dict[str, Any] = field(default_factory=dict, repr=False)
    name: str = ""
    at: datetime | None = None


def kept(store: Store, viewer: Viewer) -> SetupKept:
    """All of it; empty before the first save."""
    with door(store, viewer) as d:
        row = d.session.scalars(select(t.Setup)).one_or_none()
        if row is None:
            return SetupKept()
        state = d.vault.unseal(d.vault.of_controller(row.controller_id, "controller"), row)
        return SetupKept(row.version, state, Names(d).read([row.actor])(row.actor), row.at)
