"""The first steps, explained to whoever sees a request for the first time, until they put them away."""

from sqlalchemy import select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work


def put_away(store: Store, viewer: Viewer) -> None:
    """They know how it works: at this controller it is not explained to them again. No case changes by it.

    Raises:
        Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_see_queue(w.viewer))
        row = w.session.scalars(select(t.Membership).where(t.Membership.staff_id == w.viewer.staff_id)).one()
        row.introduced_at = row.introduced_at or w.now
