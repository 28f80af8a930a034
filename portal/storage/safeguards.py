"""An erasure that waits before it begins, and what a second person approved: rows, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import FINISHED_STEPS, Capability
from portal.domain.plan import CHANGING, SECOND, UNDO, PlannedStep, behind, digest
from portal.domain.safeguards import RELEASE, Safeguards, undo_until
from portal.storage import tables as t
from portal.storage import team
from portal.storage.plans import Unseal, decision_digest
from portal.storage.work import Case, Work, canonical

_WANTED = ("changes", "targets", "tasks")
"""What is sealed in a step of what it corrects or erases."""


def of(session: Session, controller_id: str, *, locked: bool = False) -> Safeguards:
    """What a controller has set; `locked` where it is about to be changed."""
    asked = select(t.Controller.undo_hours, t.Controller.second_person).where(t.Controller.id == controller_id)
    asked = asked.with_for_update(key_share=True) if locked else asked
    row = session.execute(asked.execution_options(storage_only=True)).one()
    return Safeguards(row.undo_hours, row.second_person)


def hold_back(w: Work, case: Case, planned: Sequence[PlannedStep], zone: str) -> list[PlannedStep]:
    """The steps of a decision: where it erases, what changes or erases data waits as the controller has set.

    The job that lets it begin is written, and the request says until when it waits, and for whom.
    """
    held = list(planned)
    if not any(step.capability is Capability.ERASE for step in held):
        return held
    kept = of(w.session, w.viewer.controller_id)
    until = undo_until(w.now, kept.undo_hours, case.row.safe, zone)
    if until is not None:
        held = behind(UNDO, held)
        w.later("prompt", "erasure.begin", case, due=until)
    case.row.undo_until = until
    if kept.second_person and others_approve(w.session, w.viewer.controller_id, w.viewer.actor):
        held, case.row.second_after = behind(SECOND, held), w.viewer.actor
    return held


def others_approve(session: Session, controller_id: str, actor: str) -> bool:
    """Whether there is another member who may look as the second person at every category."""
    return any(f"staff:{one.id}" != actor for one in team.seconds(session, controller_id))


def decider(case: Case) -> str:
    """Who decided last, as events name them; empty where nobody did."""
    rows = case.rows(t.Decision)
    return max(rows, key=lambda one: one.at).actor if rows else ""


def is_missing(w: Work, case: Case, answer: str) -> bool:
    """Whether this release waits for somebody else than the one who decided: for their press, or their approval.

    `answer` is the digest of what is released.
    """
    return released_after(w, case, answer) == w.viewer.actor


def released_after(w: Work, case: Case, answer: str) -> str:
    """Who does not release an answer of this digest alone, as events name them: who decided; empty where all may."""
    first = decider(case)
    if not of(w.session, w.viewer.controller_id).second_person:
        return ""
    if not others_approve(w.session, w.viewer.controller_id, first):
        return ""
    release = (t.Approval.kind == RELEASE, t.Approval.digest == answer, t.Approval.actor != first)
    return "" if case.rows(t.Approval, *release) else first


def decided_digest(session: Session, unseal: Unseal, row: t.SubjectRequest) -> str:
    """The digest of the last decision and of what waits to be carried out of it; empty where there is none.

    Another decision over the same proposal has another, and so has the same one that was taken back and made anew.
    """
    decided = decision_digest(session, unseal, row)
    if not decided:
        return ""
    steps = session.scalars(
        select(t.Step)
        .where(
            t.Step.controller_id == row.controller_id, t.Step.request_id == row.id, t.Step.sealed.is_not(None),
            t.Step.capability.in_(sorted(one.value for one in CHANGING)),
            t.Step.state.not_in(sorted(one.value for one in FINISHED_STEPS)),
        )
        .execution_options(storage_only=True)
    )  # fmt: skip
    waiting = sorted(_wanted_of(step, unseal(step)) for step in steps)
    return digest([["decided", decided], *waiting])


def _wanted_of(step: t.Step, kept: Mapping[str, Any]) -> list[str]:
    wanted = {name: kept.get(name, ()) for name in _WANTED}
    return [step.id, step.system, step.capability, step.right, step.performer, canonical(wanted).decode()]
