"""What goes by post: the sheets are printed, and the press that they went brings the letter's code to life."""

from datetime import date
from zoneinfo import ZoneInfo

from portal.domain import may
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Status
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.keys import links
from portal.papers.post import CODE_DAYS
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import DAY, Case, Work, soon, work


def posted(store: Store, viewer: Viewer, reference: str, version: int, day: date, register: Register) -> None:
    """Staff posted the sheets, or handed them over, on `day`; the code in them opens the answer for sixty days.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (nothing waits, and nothing can go again).
        Invalid: `day_future`, `day_before` (before the request came), field `day`.
    """
    zone = ZoneInfo(register.controller.time_zone)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        answered = case.row.answered_at is not None
        if case.row.to_post is None and not answered:
            raise Refused("order")
        if day > w.now.astimezone(zone).date():
            raise Invalid("day_future", field="day")
        if day < case.row.received_at.astimezone(zone).date():
            raise Invalid("day_before", field="day")
        if answered and not case.requester()["email"]:
            _bring_to_life(w, case)
        what, case.row.to_post = case.row.to_post, None
        case.stand(Status(case.row.status))
        w.happened("posted", case, what=what or "again", day=day.isoformat())


def _bring_to_life(w: Work, case: Case) -> None:
    """The code that was printed works from now on; one that works already gets its sixty days anew."""
    proofs = case.rows(t.Proof, t.Proof.purpose == links.LETTER)
    alive = [one for one in proofs if one.ended_at is None and w.now < one.expires_at]
    if alive:
        alive[-1].expires_at = soon(w.now, CODE_DAYS * DAY)
        return
    case.add(
        t.Proof, {"address": ""}, id=links.letter_proof_id(case.id, len(proofs)), purpose=links.LETTER, browser="",
        created_at=w.now, expires_at=soon(w.now, CODE_DAYS * DAY), wrong_codes=0,
    )  # fmt: skip
