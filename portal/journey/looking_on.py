"""Who has a request open at this moment: a sign every few seconds, so that two who are at it see each other."""

from portal.domain import may
from portal.domain.roles import Viewer
from portal.storage import presence
from portal.storage.database import Store


def beat(store: Store, viewer: Viewer, request_id: str) -> None:
    """Say that the viewer has a request open still.

    A sign is no change of the case: it has no event, and is over in half a minute. Whoever changes nothing gives none.

    Raises:
        Refused: `may_not`, for whoever is not of the staff.
    """
    may.demand(may.may_see_queue(viewer))
    if may.may_change(viewer):
        presence.beat(store, viewer, request_id)
