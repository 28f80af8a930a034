"""Everything that happened to a request, a page at a time, the latest first."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from portal.domain.errors import NotFound
from portal.domain.may import may_see_unsorted
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.case import EventLine
from portal.storage.door.opening import door
from portal.storage.door.rows import Names, request_row

AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of what happened; `more` is the number before which the next page begins, 0 where there is none."""

    lines: tuple[EventLine, ...]
    more: int


def timeline(store: Store, viewer: Viewer, reference: str, kinds: Collection[str] | None, before: int = 0) -> Timeline:
    """What happened before the event of this number, of these kinds only where any are given.

    Raises:
        NotFound: as the request's page, and within a category limit: events speak of every category.
    """
    with door(store, viewer) as d:
        row = request_row(d, reference)
        if not may_see_unsorted(viewer):
            raise NotFound("not_found")
        asked = select(t.Event).where(t.Event.request_id == row.id)
        if kinds is not None:
            asked = asked.where(t.Event.kind.in_(sorted(kinds)))
        if before:
            asked = asked.where(t.Event.number < before)
        rows = d.session.scalars(asked.order_by(t.Event.number.desc()).limit(AT_A_TIME + 1)).all()
        shown = rows[:AT_A_TIME]
        names = Names(d).read(event.actor for event in shown)
        lines = tuple(
            EventLine(
                event.number, event.kind, event.actor, names(event.actor), event.at,
                d.unseal(event) if event.sealed is not None else {},
            )
            for event in shown
        )  # fmt: skip
        return Timeline(lines, shown[-1].number if len(rows) > AT_A_TIME else 0)
