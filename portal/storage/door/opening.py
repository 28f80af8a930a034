"""The door itself: a reading session with its viewer, and the keys to what it may read."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
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
        self.requests: dict[str, t.SubjectRequest] = {}
        """Those that were read already, by reference."""

    def unseal(self, row: Any) -> dict[str, Any]:
        """What a sealed row of a request holds."""
        request_id = row.id if isinstance(row, t.SubjectRequest) else row.request_id
        return self.vault.unseal(self.vault.of_request(request_id), row)


_look: ContextVar[tuple[dict[tuple[int, Viewer], Door], ExitStack] | None] = ContextVar("look", default=None)
"""The doors that are open already in this look, and what ends them."""


@contextmanager
def one_look() -> Iterator[None]:
    """Let all that is read meanwhile be read as of one moment, through one door for each viewer.

    For a page of many parts, which reads each thing once then; nothing may be written, and nothing be streamed.
    """
    with ExitStack() as ends:
        ends.callback(_look.reset, _look.set(({}, ends)))
        yield


@contextmanager
def door(store: Store, viewer: Viewer) -> Iterator[Door]:
    """Open the door for `viewer`; within one look it is the one that is open already."""
    look = _look.get()
    if look is None:
        with store.database.reading(viewer) as session:
            yield Door(store, viewer, session)
        return
    doors, ends = look
    place = (id(store), viewer)
    if place not in doors:
        doors[place] = Door(store, viewer, ends.enter_context(store.database.reading(viewer)))
    yield doors[place]
