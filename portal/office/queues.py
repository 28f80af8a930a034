"""Beside the queue, the house's own: saved views, what a member of staff chose, and that a list was taken out."""

from datetime import date, timedelta

from sqlalchemy import func, select, update

from portal.domain import may
from portal.domain.errors import Invalid, NotFound
from portal.domain.queue_query import Query
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.work import Work, work

LONGEST_NAME = 60
LONGEST_AWAY = timedelta(days=366)
FREQUENCIES = ("daily", "weekly", "off")
MOST_VIEWS = 12
"""So many views one member keeps at a controller."""


def note_taken(store: Store, viewer: Viewer, query: Query) -> None:
    """Say in the controller's stream that somebody took a list out, by which filters; never which words were searched.

    Raises:
        Refused: `may_not`.
    """
    with work(store, viewer, trace=True) as w:
        may.demand(may.may_see_queue(w.viewer))
        w.happened("queue_taken", filters=query.without_words().text, searched=bool(query.words))


def save_view(
    store: Store, viewer: Viewer, name: str, query: Query, *, shared: bool = False, begins: bool = False
) -> str:
    """Keep the filters of a query under a name, its words left out: a view outlives the people it was made for.

    `shared` shows it to every member, `begins` opens the queue with it. The id of the view.

    Raises:
        Invalid: `empty`, `too_long` (field `name`); `too_many_views`. Refused: `may_not`, sharing without being owner.
    """
    name = " ".join(name.split())
    if not name:
        raise Invalid("empty", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("too_long", field="name", most=LONGEST_NAME)
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer) if shared else may.may_see_queue(w.viewer))
        mine = select(func.count()).select_from(t.SavedView).where(t.SavedView.staff_id == w.viewer.staff_id)
        if w.session.scalars(mine).one() >= MOST_VIEWS:
            raise Invalid("too_many_views", field="name", most=MOST_VIEWS)
        row = t.SavedView(
            id=t.new_id(), controller_id=w.viewer.controller_id, staff_id=w.viewer.staff_id or "", shared=shared,
            created_at=w.now,
        )  # fmt: skip
        key = w.vault.of_controller(w.viewer.controller_id, "controller")
        w.vault.seal(key, row, {"name": name, "query": query.without_words().text})
        w.session.add(row)
        if begins:
            choice_of(w).view_id = row.id
        if shared:
            w.happened("view_shared", view=row.id)
        return row.id


def remove_view(store: Store, viewer: Viewer, view_id: str) -> None:
    """Take one of their own views away; whoever began with it begins with the open requests again.

    Raises:
        NotFound: no such view of theirs.
    """
    with work(store, viewer) as w:
        asked = select(t.SavedView).where(t.SavedView.id == view_id, t.SavedView.staff_id == w.viewer.staff_id)
        row = w.session.scalars(asked).one_or_none()
        if row is None:
            raise NotFound("not_found")
        w.session.execute(update(t.StaffChoice).where(t.StaffChoice.view_id == view_id).values(view_id=None))
        w.session.delete(row)


def begin_with(store: Store, viewer: Viewer, view_id: str | None) -> None:
    """Open the queue with a view that they see, or with the open requests.

    Raises:
        NotFound: no such view for them.
    """
    with work(store, viewer) as w:
        row = w.session.get(t.SavedView, view_id) if view_id else None
        if view_id and (row is None or not (row.shared or row.staff_id == w.viewer.staff_id)):
            raise NotFound("not_found")
        choice_of(w).view_id = view_id


def choose(
    store: Store, viewer: Viewer, digest: str, away: tuple[date, date] | None = None, stand_in: str | None = None
) -> None:
    """How often a digest goes to them, and from when until when they are away, with who stands in.

    Raises:
        Invalid: `unknown_frequency` (field `digest`); `away_order` (field `away_to`), the last day is before the first,
            or more than a year after it; `stand_in_unknown` (field `stand_in`), nobody else who handles requests.
    """
    if digest not in FREQUENCIES:
        raise Invalid("unknown_frequency", field="digest")
    if away is not None and not timedelta() <= away[1] - away[0] <= LONGEST_AWAY:
        raise Invalid("away_order", field="away_to")
    with work(store, viewer) as w:
        may.demand(may.may_see_queue(w.viewer))
        if away is not None:
            others = {one.id for one in team.handlers(w.session, w.viewer.controller_id)} - {w.viewer.staff_id}
            if stand_in not in others:
                raise Invalid("stand_in_unknown", field="stand_in")
        row = choice_of(w)
        row.digest = digest
        was = (row.away_from, row.away_to, row.stand_in_id)
        row.away_from, row.away_to = away or (None, None)
        row.stand_in_id = stand_in if away is not None else None
        if was != (row.away_from, row.away_to, row.stand_in_id):
            days = [day.isoformat() for day in away or ()]
            w.happened("away_changed", staff=w.viewer.staff_id or "", days=days, stand_in=row.stand_in_id or "")


def use_keys(store: Store, viewer: Viewer, on: bool) -> None:
    """Whether single keys do anything for them (WCAG 2.1.4)."""
    with work(store, viewer) as w:
        choice_of(w).shortcuts = on


def choice_of(w: Work) -> t.StaffChoice:
    """The row of what the viewer chose; written where there is none."""
    row = w.session.scalars(select(t.StaffChoice).where(t.StaffChoice.staff_id == w.viewer.staff_id)).one_or_none()
    if row is None:
        row = t.StaffChoice(
            id=t.new_id(), controller_id=w.viewer.controller_id, staff_id=w.viewer.staff_id or "", view_id=None,
            digest="daily", shortcuts=True,
        )  # fmt: skip
        w.session.add(row)
    return row
