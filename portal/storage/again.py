"""A machine's step from its beginning: as staff press for it, and as new settings of a connection let it."""

from portal.domain.lifecycle import Capability, Status, StepState
from portal.storage import originals
from portal.storage import tables as t
from portal.storage.work import Case, Work


def begin(work: Work, case: Case, step: t.Step, *, by: str = "staff") -> None:
    """Write a step that ended badly as if nobody had tried it, and have it done; a review waits for its search.

    `by` says who wanted it: `staff`, or `connection` whose settings are other ones now.
    """
    find = step.capability == Capability.FIND
    with work.past_limit():
        kept = case.unseal(step) if step.sealed is not None else {}
        case.reseal(step, originals.begin_anew(case, step, kept))
    step.state, step.fault, step.outcome, step.ended_at = StepState.WAITING.value, None, None, None
    step.searched = 0
    if find and case.status is Status.REVIEW:
        case.stand(Status.SEARCHING)
    about = {"step": step.id, "system": step.system, "capability": step.capability, "right": step.right}
    work.happened("step_again" if by == "staff" else "step_revived", case, **about)
    work.later("slow" if find else "prompt", "step.run", case, step_id=step.id)
