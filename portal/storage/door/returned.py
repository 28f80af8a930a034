"""What an owner reads of the people whose erased records are in their system again."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Somebody who is back: `restored` under the records' own keys, else anew; `categories` count the records.

    `state` is `open`, `waiting` (the machine is to erase it) or `failed`, with a fault's code.
    """

    id: str
    subject: str = field(repr=False)
    restored: bool
    state: str
    fault: str | None
    categories: dict[str, int]
    found_at: datetime


def lines(store: Store, viewer: Viewer, system: str) -> tuple[ReturnedLine, ...]:
    """Everybody who is back in a system, the longest first. Refused: `may_not`."""
    may.demand(may.may_manage(viewer))
    with door(store, viewer) as d:
        key = d.vault.of_controller(viewer.controller_id, "controller")
        rows = d.session.scalars(select(t.Returned).where(t.Returned.system == system).order_by(t.Returned.found_at))
        found = []
        for row in rows:
            value = d.vault.unseal(key, row)
            categories = Counter(category for *_place, each in value["targets"] for category in each)
            found.append(
                ReturnedLine(
                    row.id, value["subject"], row.restored, row.state, row.fault, dict(categories), row.found_at
                )
            )
        return tuple(found)


_COUNTED = (
    select(t.Returned.system, func.count().label("people")).group_by(t.Returned.system).execution_options(kept=True)
)


def count(store: Store, viewer: Viewer) -> dict[str, int]:
    """How many people are back, by system. Refused: `may_not`."""
    may.demand(may.may_manage(viewer))
    with door(store, viewer) as d:
        return {row.system: row.people for row in d.session.execute(_COUNTED)}
