"""Beside the queue, the house's own: that a list of it was taken out."""

from portal.domain import may
from portal.domain.queue_query import Query
from portal.domain.roles import Viewer
from portal.storage.database import Store
from portal.storage.work import work


def note_taken(store: Store, viewer: Viewer, query: Query) -> None:
    """Say in the controller's stream that somebody took a list out, by which filters; never which words were searched.

    Raises:
        Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_see_queue(w.viewer))
        w.happened("queue_taken", filters=query.without_words().text, searched=bool(query.words))
