"""Who handles a controller's requests, by name, and who has one of them in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain.roles import Viewer
from portal.facts import usable_zone
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import request_row


@dataclass(frozen=True, slots=True)
class Handler:
    """A member of staff who may have a request in hand."""

    staff_id: str
    name: str
    away_to: date | None = None
    stand_in: str = ""
    """While they are away: until when, and the name of who stands in."""


@dataclass(frozen=True, slots=True)
class InHand:
    """Who has a request in hand; nobody where the one who had it handles none any more."""

    handlers: tuple[Handler, ...]
    assignee: Handler | None

    @property
    def several(self) -> bool:
        """Whether there is anybody to hand over to; with one member nothing of it is shown."""
        return len(self.handlers) > 1


def handlers(store: Store, viewer: Viewer) -> tuple[Handler, ...]:
    """Those who may have a request in hand, by name."""
    with door(store, viewer) as d:
        return handlers_of(d)


def in_hand(store: Store, viewer: Viewer, reference: str) -> InHand:
    """Who has a request in hand; `NotFound` as the request's page."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        known = handlers_of(d)
        return InHand(known, next((one for one in known if one.staff_id == row.assignee_id), None))


def handlers_of(d: Door) -> tuple[Handler, ...]:
    """The same, through a door that is open already."""
    return _named(d, team.handlers(d.session, d.viewer.controller_id))


def readers_of(d: Door) -> tuple[Handler, ...]:
    """Those to whom a note may speak, by name."""
    return _named(d, team.readers(d.session, d.viewer.controller_id), away=False)


def _named(d: Door, rows: Sequence[team.Member], *, away: bool = True) -> tuple[Handler, ...]:
    """By name; who is away, and who stands in, where a list to choose from says so."""
    if not rows:
        return ()
    d.vault.take("installation", "staff", rows[0].wrapped)
    key = d.vault.of_installation("staff")
    names = {row.id: str(d.vault.unseal_of(t.Staff, key, row).get("name", "")) for row in rows}
    gone, instead = _away(d) if away and len(rows) > 1 else ({}, {})
    named = [Handler(one, name, gone.get(one), names.get(instead.get(one, ""), "")) for one, name in names.items()]
    return tuple(sorted(named, key=lambda one: (one.name.casefold(), one.staff_id)))


def _away(d: Door) -> tuple[dict[str, date], dict[str, str]]:
    """Until when each is away, and who stands in."""
    today = _today(d)
    gone = team.away(d.session, d.viewer.controller_id, today)
    return gone, team.standing_in(d.session, d.viewer.controller_id, today) if gone else {}


def _today(d: Door) -> date:
    asked = select(t.Controller.country, t.Controller.time_zone).where(t.Controller.id == d.viewer.controller_id)
    found = d.session.execute(asked).one()
    return d.now.astimezone(ZoneInfo(usable_zone(found.country, found.time_zone))).date()
