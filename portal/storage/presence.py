"""Who has a request open: a row for each of the staff, over a little while after the last sign of it."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store

LIVES = timedelta(seconds=30)
"""Three signs of ten seconds: one that is lost takes nobody away."""


def beat(store: Store, viewer: Viewer, request_id: str) -> None:
    """Say that a member of staff has a request open still, and forget who has closed theirs."""
    now = store.now()
    with store.database.working(viewer) as session:
        session.execute(
            delete(t.Presence).where(t.Presence.expires_at <= now).execution_options(synchronize_session=False)
        )
        insert = (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(t.Presence)
        values = {"seen_at": now, "expires_at": now + LIVES}
        statement = insert.values(
            id=t.new_id(), controller_id=viewer.controller_id, request_id=request_id, staff_id=viewer.staff_id, **values
        ).on_conflict_do_update(index_elements=["request_id", "staff_id"], set_=values)
        session.execute(statement, execution_options={"storage_only": True})
