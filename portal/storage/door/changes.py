"""Who changed a controller's settings last, for whoever comes second."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door
from portal.storage.door.rows import Names

_LOOKED_THROUGH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """When settings were changed, and by whom; no name where no member of staff did it."""

    at: datetime
    name: str = field(repr=False)


def last(store: Store, viewer: Viewer, kinds: Collection[str], **about: str) -> Change | None:
    """The latest event of these kinds that says all of `about`; None where it is long past.

    Raises:
        Refused: `may_not`.
    """
    may.demand(may.may_enter(viewer))
    with door(store, viewer) as d:
        asked = (
            select(t.Event)
            .where(t.Event.controller_id == viewer.controller_id, t.Event.chain == viewer.controller_id)
            .where(t.Event.kind.in_(sorted(kinds)))
            .order_by(t.Event.number.desc())
            .limit(_LOOKED_THROUGH)
        )
        key = d.vault.of_controller(viewer.controller_id, "controller")
        for row in d.session.scalars(asked):
            said = d.vault.unseal(key, row) if row.sealed else {}
            if about.items() <= said.items():
                return Change(row.at, Names(d)(row.actor))
    return None
