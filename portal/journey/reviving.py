"""Steps that had failed because of their connection's settings go on when new ones work: nobody presses for each."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.domain.following import is_of_settings
from portal.domain.lifecycle import Capability, Status, StepState
from portal.domain.roles import machine
from portal.storage import again, by_hand, connected
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, work


@dataclass(frozen=True, slots=True)
class FailedStep:
    """A step that failed for good, and whose it is."""

    request_id: str
    step_id: str


def failed(store: Store, controller_id: str, system: str) -> list[FailedStep]:
    """The machine's steps in a system that failed because of its connection's settings."""
    with store.database.reading(machine(controller_id)) as session:
        rows = session.execute(
            select(t.Step.request_id, t.Step.id, t.Step.fault).where(
                t.Step.controller_id == controller_id, t.Step.state == StepState.FAILED.value,
                t.Step.system == system, t.Step.performer == "machine",
            )
        )  # fmt: skip
        return [FailedStep(row.request_id, row.id) for row in rows if is_of_settings(row.fault)]


def revive(store: Store, controller_id: str, one: FailedStep) -> bool:
    """Let one of them go on; False where its request is past it, or it failed with the settings of now."""
    with work(store, machine(controller_id)) as w:
        case = w.case(one.request_id)
        step = case.one(t.Step, one.step_id)
        if not _may_go_on(w, case, step):
            return False
        again.begin(w, case, step, by="connection")
        connection = connected.row_of(w, step.system)
        if connection is not None:
            connection.revived = (connection.revived or 0) + 1
        return True


def _may_go_on(w: Work, case: Case, step: t.Step) -> bool:
    if step.performer != "machine" or step.state != StepState.FAILED or not is_of_settings(step.fault):
        return False
    if by_hand.is_over(case, step):
        return False
    if step.capability == Capability.FIND and case.status not in {Status.SEARCHING, Status.REVIEW}:
        return False
    row = connected.row_of(w, step.system)
    tried = [one.started_at for one in case.rows(t.Attempt, t.Attempt.subject_id == step.id)]
    return row is not None and row.changed_at is not None and all(moment < row.changed_at for moment in tried)
