"""The decision: category by category, over the very plan that the person who decides has seen."""

from portal.domain import may
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Viewer
from portal.reading.toml import register_from_json
from portal.storage import following
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.plans import plan_of
from portal.storage.work import work

LONGEST_NOTE = 4000


def decide(store: Store, viewer: Viewer, reference: str, version: int, plan_digest: str, note: str = "") -> None:
    """Decide as proposed (`domain.review.propose`), and have the answer written.

    What is to be decided otherwise is judged otherwise in the review; `note` is kept with
    the decision for the record and is not told to the person.

    Raises:
        NotFound, Conflict: as `Work.case`; `plan_changed` where another plan stands now than was seen.
        Refused: `order`, `may_not`, `findings_open`, `search_unfinished`. Invalid: `too_long` (field `note`).
    """
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid("too_long", field="note", most=LONGEST_NOTE)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.status is not Status.DECISION:
            raise Refused("order")
        plan = plan_of(w.session, case.row)
        if plan.digest != plan_digest:
            raise Conflict("plan_changed", reference=reference)
        if plan.open or plan.unfinished:
            raise Refused("findings_open" if plan.open else "search_unfinished")
        lines = plan.lines(register_from_json(following.document(w, case)))
        for line in lines:
            case.add(
                t.Decision, {"note": note, "given": line.given, "in_part": line.in_part, "withheld": line.withheld},
                right=Right.ACCESS.value, category=line.category, outcome=line.outcome.value,
                ground=line.ground.value if line.ground else None, plan_digest=plan_digest, at=w.now,
                actor=w.viewer.actor,
            )  # fmt: skip
        case.row.plan_digest = plan_digest
        case.stand(Status.ANSWERING)
        w.happened("decided", case, digest=plan_digest, outcomes={line.category: line.outcome.value for line in lines})
        w.later("prompt", "answer.prepare", case)
