"""Marking anew: what a search finds requests by, written once more for those that stand already."""

from sqlalchemy import select

from portal.domain.errors import Damaged, NotFound
from portal.domain.roles import machine
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work

SLICE = 200
KIND = "search.mark_anew"


def mark_slice(store: Store, controller_id: str, after: str) -> str:
    """Mark the next requests in the order of their ids, a commit for each, and write the job of those after them.

    The id of the last one; empty at the end. What was purged, or may not be read any more, is passed over.
    """
    with store.database.reading(machine(controller_id)) as session:
        asked = select(t.SubjectRequest.id).where(t.SubjectRequest.id > after)
        ids = session.scalars(asked.order_by(t.SubjectRequest.id).limit(SLICE)).all()
    for request_id in ids:
        _mark(store, controller_id, request_id)
    if len(ids) < SLICE:
        return ""
    with work(store, machine(controller_id)) as w:
        w.later("slow", KIND, dedupe=f"{KIND}:{controller_id}:{ids[-1]}", after=ids[-1])
    return ids[-1]


def _mark(store: Store, controller_id: str, request_id: str) -> None:
    try:
        with work(store, machine(controller_id)) as w:
            case = w.case(request_id)
            case.mark_anew(case.requester())
    except (NotFound, Damaged):
        return
