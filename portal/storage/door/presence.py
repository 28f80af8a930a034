"""Who else has a request open, and what happened to it meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.domain.may import may_see_unsorted
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.door.opening import door
from portal.storage.door.rows import Names, of_request, request_row


@dataclass(frozen=True, slots=True)
class Happening:
    """The last thing that people did to it: the event's kind and number, whose it was, and when."""

    kind: str
    number: int
    name: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """Who else looks at a request, by name, and its version as it is now.

    `alone` where nobody else is of the staff: nothing of it is shown then.
    """

    request_id: str
    alone: bool
    names: tuple[str, ...] = ()
    version: int = 0
    last: Happening | None = None


_LAST = of_request(t.Event, by=[t.Event.number.desc()]).where(t.Event.actor != "machine").limit(1)


def around(store: Store, viewer: Viewer, reference: str) -> Around:
    """Who else is there; `NotFound` as the request's page."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        if not team.several(d.session, viewer.controller_id):
            return Around(row.id, alone=True)
        here = d.session.scalars(
            select(t.Presence.staff_id).where(
                t.Presence.request_id == row.id, t.Presence.expires_at > d.now, t.Presence.staff_id != viewer.staff_id
            )
        ).all()
        names = Names(d).read(f"staff:{one}" for one in here)
        last = None
        if may_see_unsorted(viewer):
            event = d.session.scalars(_LAST, {"request": row.id}).one_or_none()
            if event is not None:
                last = Happening(event.kind, event.number, names(event.actor), event.actor, event.at)
        found = sorted({names(f"staff:{one}") for one in here} - {""}, key=str.casefold)
        return Around(row.id, False, tuple(found), row.version, last)
