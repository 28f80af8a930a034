"""The logo of a company: set by its owner, shown to everybody."""

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Refused
from portal.domain.roles import Viewer
from portal.papers import logo
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Work, work


def keep(store: Store, viewer: Viewer, content: bytes) -> None:
    """Show the picture of a file from now on, drawn anew.

    Raises:
        Refused: `may_not`.
        Invalid: what `papers.logo.drawn` raises (field `file`).
    """
    _demand(viewer)
    made = logo.drawn(content)
    with work(store, viewer) as w:
        _demand(w.viewer)
        w.lock_stream()
        row = w.session.scalars(select(t.Logo)).one_or_none()
        if row is None:
            w.session.add(t.Logo(controller_id=viewer.controller_id, png=made.png, at=w.now))
        else:
            row.png, row.at = made.png, w.now
        _call_it(w, made.name)


def remove(store: Store, viewer: Viewer) -> None:
    """Show none any more.

    Raises:
        Refused: `may_not`.
    """
    with work(store, viewer) as w:
        _demand(w.viewer)
        w.lock_stream()
        row = w.session.scalars(select(t.Logo)).one_or_none()
        if row is not None:
            w.session.delete(row)
            _call_it(w, "")


def _call_it(w: Work, name: str) -> None:
    house.set_logo(w.session, w.viewer.controller_id, name)
    w.happened("company_changed", logo=name)


def _demand(viewer: Viewer) -> None:
    if not may.may_manage(viewer):
        raise Refused("may_not")
