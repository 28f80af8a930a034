"""The door itself: a reading session with its viewer, and the keys to what it may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import Vault


class Door:
    """A reading session of one viewer. End it before `work` begins."""

    def __init__(self, store: Store, viewer: Viewer, session: Session) -> None:
        self.store = store
        self.viewer = viewer
        self.session = session
        self.vault = Vault(session, store.ring)
        self.now = store.now()

    def unseal(self, row: Any) -> dict[str, Any]:
        """What a sealed row of a request holds."""
        request_id = row.id if isinstance(row, t.SubjectRequest) else row.request_id
        return self.vault.unseal(self.vault.of_request(request_id), row)


@contextmanager
def door(store: Store, viewer: Viewer) -> Iterator[Door]:
    """Open the door for `viewer`."""
    with store.database.reading(viewer) as session:
        yield Door(store, viewer, session)
