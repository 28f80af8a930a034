"""A campaign's list was checked against the objections: who did it and how many rows, and nothing of the list."""

from collections.abc import Collection
from dataclasses import asdict

from portal.domain import may
from portal.domain.roles import Viewer
from portal.reading.campaign import Counted
from portal.storage.database import Store
from portal.storage.work import work


def checked(store: Store, viewer: Viewer, channels: Collection[str], counted: Counted, *, made: bool) -> None:
    """Say in the controller's stream that a list was checked for these channels; `made` where it came back cleaned.

    Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        w.happened("campaign_checked", channels=sorted(channels), made=made, **asdict(counted))
