"""The saved views that a member of staff sees, and what they chose for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select

from portal.domain.may import may_read_all
from portal.domain.queue_query import Show
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import queue
from portal.storage.door.opening import Door, door
from portal.storage.door.queue import GROUPS, Filters

MOST_SHOWN = 99
"""Beyond it a view's number says that there are more."""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: `text` is its query, `mine` whose owner looks, `shared` what everybody sees."""

    id: str
    name: str
    text: str
    mine: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a member chose: the view to begin with, how often a digest comes, keys, and who stands in while away."""

    view_id: str | None = None
    digest: str = "daily"
    shortcuts: bool = True
    away_from: date | None = None
    away_to: date | None = None
    stand_in_id: str | None = None


def views(store: Store, viewer: Viewer) -> tuple[tuple[View, ...], Chosen]:
    """Their own views and, without a limit, those that are shared, the oldest first; and their choices."""
    with door(store, viewer) as d:
        return _views(d), _chosen(d)


def chosen(store: Store, viewer: Viewer) -> Chosen:
    """Their choices alone."""
    with door(store, viewer) as d:
        return _chosen(d)


def numbers(store: Store, viewer: Viewer, several: Sequence[Filters], today: date) -> list[int]:
    """How many requests each of these filters shows, at most `MOST_SHOWN` and one; words are not looked at."""
    with door(store, viewer) as d:
        return [_number(d, filters, today) for filters in several]


_V, _OWN = t.SavedView, t.SavedView.staff_id == bindparam("staff")
_VIEWS = select(_V).where(_OWN).order_by(_V.created_at, _V.id).execution_options(kept=True)
_SHARED_TOO = (
    select(_V).where(or_(_OWN, _V.shared.is_(True))).order_by(_V.created_at, _V.id).execution_options(kept=True)
)
"""For whoever reads every request: a name or a query may hold words of requests beyond a limit."""
_CHOICE = select(t.StaffChoice).where(t.StaffChoice.staff_id == bindparam("staff")).execution_options(kept=True)


def _views(d: Door) -> tuple[View, ...]:
    asked = _SHARED_TOO if may_read_all(d.viewer) else _VIEWS
    rows = d.session.scalars(asked, {"staff": d.viewer.staff_id}).all()
    if not rows:
        return ()
    key = d.vault.of_controller(d.viewer.controller_id, "controller")
    found = []
    for row in rows:
        value = d.vault.unseal(key, row)
        found.append(View(row.id, value["name"], value["query"], row.staff_id == d.viewer.staff_id, row.shared))
    return tuple(found)


def _chosen(d: Door) -> Chosen:
    row = d.session.scalars(_CHOICE, {"staff": d.viewer.staff_id}).one_or_none()
    if row is None:
        return Chosen()
    return Chosen(row.view_id, row.digest, row.shortcuts, row.away_from, row.away_to, row.stand_in_id)


def _number(d: Door, filters: Filters, today: date) -> int:
    if filters.show is Show.WAITING:
        place = queue.waited_for(queue.MOST_LED, today)
    else:
        place = t.SubjectRequest.group.in_(GROUPS[filters.show])
    some = queue.narrowed(d, select(t.SubjectRequest.reference).where(place), filters, today)
    return d.session.scalars(select(func.count()).select_from(some.limit(MOST_SHOWN + 1).subquery())).one()
