"""What came of a step that a person does: staff, or a processor by its link. Nothing of it is taken on trust twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from typing import Any

from portal.domain.errors import Invalid, NotFound, Refused
from portal.domain.lifecycle import (
    FINISHED_STEPS,
    OUTLIVING,
    Capability,
    Match,
    Right,
    Status,
    StepState,
    Verdict,
)
from portal.domain.plan import awaited
from portal.domain.roles import UNSORTED
from portal.keys import ring as keys
from portal.storage import following, ledger
from portal.storage import tables as t
from portal.storage.work import Case, Work

OUTCOMES = {
    Capability.FIND: ("found", "nothing", "cannot"),
    Capability.SUPPRESS: ("done", "nothing", "cannot"),
    Capability.RECTIFY: ("done", "nothing", "cannot"),
    Capability.ERASE: ("done", "nothing", "cannot"),
    Capability.RESTRICT: ("done", "nothing", "cannot"),
}
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Noted:
    """Something found: its category, and the text of it; `upload_id` of a file that lies sealed, whose name it is."""

    category: str
    text: str = field(repr=False)
    upload_id: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a step: `found`, `done`, `nothing` or `cannot`; `on` is the day on which it was done.

    `by` is `staff` or `processor`.
    """

    outcome: str
    note: str = field(default="", repr=False)
    found: tuple[Noted, ...] = ()
    on: date | None = None
    by: str = "staff"


def open_step(work: Work, case: Case, step_id: str) -> t.Step:
    """A step that waits for its outcome.

    Raises:
        NotFound: none of the viewer's. Refused: `step_finished`, `order`, `copy_first`, `undo_first`, `second_first`.
    """
    step = case.one(t.Step, step_id)
    if work.viewer.step_id not in (None, step.id):
        raise NotFound("not_found")
    if StepState(step.state) in FINISHED_STEPS:
        raise Refused("step_finished")
    if case.status is Status.UNCONFIRMED or is_over(case, step):
        raise Refused("order")
    if waits := awaited(_kept(case, step)):
        raise Refused(f"{waits[0]}_first")
    return step


def is_over(case: Case, step: t.Step) -> bool:
    """A closed request is searched no more; its prohibitions, and what was decided, are still written."""
    wanted = step.right == Right.MARKETING or step.capability in OUTLIVING
    return case.status is Status.CLOSED and not wanted


def complete(work: Work, case: Case, step: t.Step, said: Said) -> None:
    """Write the outcome of a step that is open, and what was found; the caller says what happened, and follows it.

    `cannot` needs its reason and leaves the step incomplete, which is never told as nothing held. Of what is to be done
    there only the viewer's part is: the rest waits on, as a step of its own.

    Raises:
        Invalid: with its field. Refused: `step_not_yours`.
    """
    _check(step, said)
    _part(work, case, step)
    _check_categories(work, case, step, said.found)
    for place, one in enumerate(said.found, start=1):
        _keep(work, case, step, place, one, said.by)
    day = {"done_on": said.on.isoformat()} if said.on else {}
    case.reseal(step, {**_kept(case, step), **day, "note": said.note, "cursor": None})
    step.performer = step.performer if step.performer != "machine" else "staff"
    step.count += len(said.found)
    step.fault = "cannot" if said.outcome == "cannot" else None
    state = StepState.INCOMPLETE if said.outcome == "cannot" else StepState.DONE
    step.state, step.outcome, step.ended_at = state.value, said.outcome, work.now
    if step.capability == Capability.ERASE and said.outcome == "done":
        with work.past_limit():
            ledger.enter(work, case, step, _kept(case, step).get("targets", ()))


def record_mark(key: bytes, case: Case, step: t.Step, kind: str, record: str, category: str) -> bytes:
    """By which a record found again is known."""
    return keys.mark(key, "record", case.id, step.system, kind, record, category)


def done_at(step: t.Step, kept: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    """When a step was done: the noon of the day that a processor names, else the moment at which it ended."""
    if not kept.get("done_on") or step.ended_at is None:
        return step.ended_at
    day = date.fromisoformat(kept["done_on"])
    same = step.ended_at.astimezone(zone).date() == day
    return step.ended_at if same else datetime.combine(day, time(12), zone)


def _kept(case: Case, step: t.Step) -> Mapping[str, Any]:
    return case.unseal(step) if step.sealed is not None else {}


def _part(work: Work, case: Case, step: t.Step) -> None:
    """Leave in a step what its viewer sees of it; what lies outside is a step for whoever sees that."""
    kept = _kept(case, step)
    named = dict.fromkeys(one["category"] for one in kept.get("tasks", ()))
    rest = [one for one in named if not work.viewer.reaches(step.system, one)]
    if not rest:
        return
    if len(rest) == len(named):
        raise Refused("step_not_yours")
    apart, theirs = (_within(kept, part) for part in (set(rest), set(named) - set(rest)))
    case.reseal(step, theirs)
    with work.past_limit():
        work.need(case, [{
            "value": apart, "system": step.system, "category": rest[0] if len(rest) == 1 else UNSORTED,
            "capability": step.capability, "right": step.right, "performer": "staff",
            "state": StepState.BY_HAND.value, "due": step.due,
        }])  # fmt: skip


def _within(kept: Mapping[str, Any], categories: Collection[str]) -> dict[str, Any]:
    """What is kept of a step, with what is to be done and what is erased of some categories alone."""
    found = {**kept, "tasks": [one for one in kept["tasks"] if one["category"] in categories]}
    if "targets" in kept:
        places = ((place, [one for one in each if one in categories]) for *place, each in kept["targets"])
        found["targets"] = [[*place, each] for place, each in places if each]
    return found


def _check(step: t.Step, said: Said) -> None:
    if said.outcome not in OUTCOMES.get(Capability(step.capability), ()):
        raise Invalid("outcome_unknown", field="outcome")
    if said.outcome == "cannot" and not said.note:
        raise Invalid("reason_missing", field="note")
    if len(said.note) > LONGEST_NOTE:
        raise Invalid("note_too_long", field="note", limit=LONGEST_NOTE)
    if said.outcome == "found" and not said.found:
        raise Invalid("findings_missing", field="findings")
    if said.outcome != "found" and said.found:
        raise Invalid("findings_without_found", field="outcome")


def _check_categories(work: Work, case: Case, step: t.Step, found: Sequence[Noted]) -> None:
    known = {one["key"] for one in following.document(work, case)["categories"]}
    for one in found:
        if one.category != UNSORTED and one.category not in known:
            raise Invalid("category_unknown", field="findings")
        if not work.viewer.reaches(step.system, one.category):
            raise Refused("step_not_yours")


def _keep(work: Work, case: Case, step: t.Step, place: int, one: Noted, by: str) -> None:
    marks_key = work.vault.of_controller(case.row.controller_id, "marks")
    key = f"{step.id}:{place}"
    value = {"key": key, "owner": "", "subject": "", "fields": [{"name": "text", "column": "", "value": one.text}]}
    case.add(
        t.Finding, {**value, "upload": one.upload_id} if one.upload_id else value,
        category=one.category, step_id=step.id, system=step.system, kind="by_hand", position=place,
        match=Match.PROBABLE.value, matched_by=[by],
        record_mark=record_mark(marks_key, case, step, "by_hand", key, one.category),
        owner_mark=keys.mark(marks_key, "owner", case.id, step.system, ""),
        verdict=Verdict.OPEN.value, found_at=work.now,
    )  # fmt: skip
    case.row.findings += 1
