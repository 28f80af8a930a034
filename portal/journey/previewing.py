"""Before an erasure is decided: each connected system counts what it would delete and anonymise."""

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Refused
from portal.domain.lifecycle import Status
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work

JOB = "erasure.preview"


def count_again(store: Store, viewer: Viewer, reference: str) -> None:
    """Have the proposed erasure counted anew, where no count is on its way: the proposal changed since the last one.

    Raises:
        NotFound: as `Work.case`. Refused: `order`, `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference)
        if case.status is not Status.DECISION:
            raise Refused("order")
        waiting = select(t.Job.id).where(t.Job.kind == JOB, t.Job.request_id == case.id, t.Job.finished_at.is_(None))
        if w.session.scalars(waiting.limit(1)).first() is None:
            w.later("prompt", JOB, case)
