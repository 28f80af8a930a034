"""Attempts: one row is committed before each errand outside, and ended when its outcome is recorded.

An attempt found open means that the worker died between: nobody knows what happened outside.
Only the latest open attempt may record, so that a worker that lost its lease writes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.errors import Conflict
from portal.domain.lifecycle import FINISHED_STEPS, Capability, Right, StepState
from portal.storage import tables as t
from portal.storage.work import Case, Work


@dataclass(frozen=True, slots=True)
class Begun:
    """A new attempt; `failing_since` and `faults` tell of the faults before it, without a success between."""

    id: str
    interrupted: bool
    faults: int
    failing_since: datetime | None


def begin(work: Work, case: Case, subject_id: str) -> Begun:
    """Write the attempt of a step or a mail; an open one before it ends as `unknown`."""
    before = _of(case, subject_id)
    interrupted = bool(before) and before[-1].ended_at is None
    for attempt in before:
        if attempt.ended_at is None:
            attempt.ended_at, attempt.outcome = work.now, "unknown"
    row = case.add(t.Attempt, subject_id=subject_id, number=len(before) + 1, started_at=work.now)
    failing = _failing(before)
    return Begun(row.id, interrupted, len(failing), failing[0].started_at if failing else None)


def end(work: Work, case: Case, attempt_id: str, outcome: str, fault: str | None = None) -> None:
    """Write the outcome; `Conflict` where the attempt is not the one that is open."""
    row = case.one(t.Attempt, attempt_id)
    if row.ended_at is not None:
        raise Conflict("attempt_over")
    row.ended_at, row.outcome, row.fault = work.now, outcome, fault


def stop(work: Work, case: Case, step: t.Step) -> None:
    """Cancel a step: what a search under way brings back is not written any more, for its attempt is over.

    What an errand of another kind changes outside is recorded all the same: it is so.
    """
    step.state = StepState.CANCELLED.value
    if step.capability == Capability.FIND:
        for attempt in _of(case, step.id):
            if attempt.ended_at is None:
                attempt.ended_at, attempt.outcome = work.now, "stopped"


def stop_open(work: Work, case: Case) -> dict[str, str]:
    """Cancel what has no outcome where a request ends without a decision; the states by id, to go on with.

    Prohibitions go on, whoever writes them: marketing stays stopped. So do tellings: what was changed stays so, and
    whoever has the data has to know (Art 19).
    """
    before = {}
    for step in case.rows(t.Step):
        goes_on = step.right == Right.MARKETING or step.capability == Capability.NOTIFY
        if StepState(step.state) not in FINISHED_STEPS and not goes_on:
            before[step.id] = step.state
            stop(work, case, step)
    return before


def _of(case: Case, subject_id: str) -> list[t.Attempt]:
    return sorted(case.rows(t.Attempt, t.Attempt.subject_id == subject_id), key=lambda attempt: attempt.number)


def _failing(before: list[t.Attempt]) -> list[t.Attempt]:
    """The faults since the last attempt that went well."""
    failing: list[t.Attempt] = []
    for attempt in before:
        failing = [*failing, attempt] if attempt.fault or attempt.outcome == "unknown" else []
    return failing
