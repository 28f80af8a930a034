"""What a file needs before the commit that names it: the key of its request."""

from sqlalchemy import select

from portal.domain.errors import NotFound
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import Vault


def request_key(store: Store, viewer: Viewer, reference: str) -> bytes:
    """The request's data key, read before any transaction, so that no slow upload holds the database.

    Raises:
        NotFound: no such request for this viewer.
    """
    with store.database.reading(viewer) as session:
        asked = select(t.SubjectRequest.id).where(t.SubjectRequest.reference == reference)
        found = session.scalars(asked).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return Vault(session, store.ring).of_request(found)
