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
        self.read: dict[str, t.SubjectRequest] = {}
        """The requests that were read already, by reference."""

    def unseal(self, row: Any) -> dict[str, Any]:
        """What a sealed row of a request holds."""
        request_id = row.id if isinstance(row, t.SubjectRequest) else row.request_id
        return self.vault.unseal(self.vault.of_request(request_id), row)


class _Look:
    """The doors of one look, and what ends them."""

    def __init__(self) -> None:
        self.doors: dict[tuple[int, Viewer], Door] = {}
        self.ends = ExitStack()


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Let all that is read meanwhile be read as of one moment, through one door for each viewer.

    For a page of many parts, which reads each thing once then; nothing may be written, and nothing be streamed.
    """
    with ExitStack() as ends:
        look = _Look()
        ends.enter_context(look.ends)
        held = _look.set(look)
        ends.callback(_look.reset, held)
        yield


@contextmanager
def door(store: Store, viewer: Viewer) -> Iterator[Door]:
    """Open the door for `viewer`; within one look it is the one that is open already."""
    look = _look.get()
    if look is None:
        with store.database.reading(viewer) as session:
            yield Door(store, viewer, session)
        return
    place = (id(store), viewer)
    if place not in look.doors:
        session = look.ends.enter_context(store.database.reading(viewer))
        look.doors[place] = Door(store, viewer, session)
    yield look.doors[place]
