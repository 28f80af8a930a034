"""Before anything is erased: the time in which it can be taken back, and a second person who looks at it."""

from dataclasses import dataclass

from portal.domain import may
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import CARRYING_OUT, FINISHED_STEPS, Status, StepState
from portal.domain.plan import SECOND, UNDO
from portal.domain.roles import Viewer, machine
from portal.domain.safeguards import ERASURE, RELEASE
from portal.journey import answering
from portal.storage import files, safeguards, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.prepared import remove_prepared
from portal.storage.work import Case, Work, work

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Awaited:
    """That an erasure or an answer waits for a second person: the staff of whom it may be one, and what they read."""

    seconds: frozenset[str]
    digest: str


def begin(store: Store, controller_id: str, request_id: str) -> bool:
    """The time to take it back has passed: the erasure begins. False where none waits, or one decided later does."""
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        until = case.row.undo_until
        if until is None or until > w.now or case.status is not Status.CARRYING_OUT:
            return False
        _begin(w, case, "undo_passed")
        return True


def begin_now(store: Store, viewer: Viewer, reference: str, version: int) -> None:
    """Let the erasure begin without waiting any longer; a second person is waited for all the same.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (none waits).
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.row.undo_until is None or case.status is not Status.CARRYING_OUT:
            raise Refused("order")
        _begin(w, case, "undo_waived")


def take_back(store: Store, viewer: Viewer, reference: str, version: int, reason: str) -> None:
    """Take the whole decision back before its erasure began: it is decided anew.

    Nothing was corrected or erased by then. A restriction stands that came with it: it protects the person, and its
    end is announced first (Art 18(3)).

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (it has begun, or none waits).
        Invalid: `reason_missing`, `too_long` (field `reason`).
    """
    said = reason.strip()
    if not said:
        raise Invalid("reason_missing", field="reason")
    if len(said) > LONGEST_NOTE:
        raise Invalid("too_long", field="reason", most=LONGEST_NOTE)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        waiting = {step.id for step, _kept in case.awaiting(UNDO, SECOND)}
        if case.status is not Status.CARRYING_OUT or not waiting:
            raise Refused("order")
        cancelled = [step for step in case.rows(t.Step) if step.id in waiting or _is_by_hand(step)]
        for step in cancelled:
            step.state = StepState.CANCELLED.value
        freed = remove_prepared(w, case, answering.KINDS)
        for row in case.rows(t.Decision):
            w.session.delete(row)
        case.row.undo_until = case.row.second_after = case.row.plan_digest = None
        case.stand(Status.DECISION)
        w.happened("decision_taken_back", case, reason=said, steps=len(cancelled))
        w.later("prompt", "erasure.preview", case)
    for file_id in freed:
        files.remove(store.folder, file_id)


def approve_erasure(store: Store, viewer: Viewer, reference: str, version: int, digest: str, note: str = "") -> None:
    """Say, as the second person, that what was decided may be erased: exactly what has this `digest`.

    Raises:
        NotFound, Conflict: as `Work.case`; `plan_changed` where another decision stands now.
        Refused: `may_not`, `order` (none waits for a second person), `second_is_first`. Invalid: `too_long`.
    """
    with work(store, viewer) as w:
        case = _looked_at(w, reference, version, note)
        if case.row.second_after is None or case.status is not Status.CARRYING_OUT:
            raise Refused("order")
        if case.row.second_after == w.viewer.actor:
            raise Refused("second_is_first")
        if safeguards.decided_digest(w.session, case.unseal, case.row) != digest:
            raise Conflict("plan_changed", reference=reference)
        case.row.second_after = None
        _approve(w, case, ERASURE, digest, note)
        case.let_go(SECOND)


def approve_release(store: Store, viewer: Viewer, reference: str, version: int, digest: str, note: str = "") -> None:
    """Say, as the second person, that the answer of this `digest` may go. One that is written anew asks again.

    Raises:
        NotFound, Conflict: as `Work.case`; `answer_changed` where another answer waits now.
        Refused: `may_not`, `order` (none waits), `second_is_first`. Invalid: `too_long`.
    """
    with work(store, viewer) as w:
        case = _looked_at(w, reference, version, note)
        if answering.digest_of(w, case) != digest:
            raise Conflict("answer_changed", reference=reference)
        if safeguards.decider(case) == w.viewer.actor:
            raise Refused("second_is_first")
        _approve(w, case, RELEASE, digest, note)


def awaited(w: Work, case: Case) -> Awaited | None:
    """The second person for whom a request waits; None where it waits for none."""
    if case.status is Status.CARRYING_OUT and case.row.second_after is not None:
        digest = safeguards.decided_digest(w.session, case.unseal, case.row)
        return Awaited(_seconds(w, case, case.row.second_after), digest)
    if case.status is not Status.ANSWERING:
        return None
    try:
        digest = answering.digest_of(w, case)
    except (Conflict, Refused):
        return None  # The answer is being written.
    first = safeguards.released_after(w, case, digest)
    return Awaited(_seconds(w, case, first), digest) if first else None


def _seconds(w: Work, case: Case, first: str) -> frozenset[str]:
    """Those who may look, less who decided."""
    members = team.seconds(w.session, case.row.controller_id)
    return frozenset(one.id for one in members if f"staff:{one.id}" != first)


def _begin(w: Work, case: Case, kind: str) -> None:
    case.row.undo_until = None
    waited = case.let_go(UNDO)
    w.happened(kind, case, steps=len(waited))


def _is_by_hand(step: t.Step) -> bool:
    """Whether a person is to carry it out still: what a machine began to freeze it ends."""
    carries = step.capability in {one.value for one in CARRYING_OUT} and step.performer != "machine"
    return carries and StepState(step.state) not in FINISHED_STEPS


def _looked_at(w: Work, reference: str, version: int, note: str) -> Case:
    may.demand(may.may_review(w.viewer))
    if len(note.strip()) > LONGEST_NOTE:
        raise Invalid("too_long", field="note", most=LONGEST_NOTE)
    return w.case(reference=reference, version=version)


def _approve(w: Work, case: Case, kind: str, digest: str, note: str) -> None:
    case.add(t.Approval, {"note": note.strip()}, kind=kind, digest=digest, at=w.now, actor=w.viewer.actor)
    w.happened("second_approved", case, what=kind, digest=digest)
