"""What one system knows of the person and others may not: it is searched for in those too.

An identifier is learned from the record of an exact match alone, and kept with the step that found it.
What is found by it is never surer than probable: a person looks at it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.domain.lifecycle import FINISHED_STEPS, Capability, StepState
from portal.storage import originals
from portal.storage import tables as t
from portal.storage.work import Case, Work

WHAT = ("email", "phone", "customer_number", "name")
MOST_LEARNED = 20
"""A record with more than so many addresses and numbers is nobody's own."""
_GIVEN_UP = frozenset({StepState.FAILED, StepState.CANCELLED})


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """An identifier (`email`, `phone` as E.164, `customer_number`, `name`) and the system that knows it."""

    what: str
    value: str = field(repr=False)
    system: str


def beside(case: Case, step: t.Step) -> list[LearnedFrom]:
    """What the other systems of a request taught, for the search of this one."""
    found: dict[tuple[str, str], LearnedFrom] = {}
    for other in case.rows(t.Step, t.Step.capability == Capability.FIND.value, t.Step.id != step.id):
        for one in of_step(other.system, case.unseal(other) if other.sealed is not None else {}):
            found.setdefault((one.what, one.value), one)
    return list(found.values())


def of_step(system: str, kept: Mapping[str, Any]) -> list[LearnedFrom]:
    """What the search of one system taught, from what its step keeps."""
    return [LearnedFrom(what, value, system) for what, value in kept.get("learned", ())]


def take(
    work: Work, case: Case, step: t.Step, kept: Mapping[str, Any], found: Iterable[tuple[str, str]]
) -> list[list[str]]:
    """All that a step has learned with `found`; what is new to the request sends the other searches back to the start.

    A search under way finds its cursor gone and its `round` changed; one that had ended begins again.
    """
    before = [list(one) for one in kept.get("learned", ())]
    known = {*_given(case), *(tuple(one) for one in before), *((one.what, one.value) for one in beside(case, step))}
    named = bool(case.requester().get("name"))
    usable = [_folded(what, value) for what, value in found if what in WHAT and not (named and what == "name")]
    fresh = [one for one in dict.fromkeys(usable) if one[1] and one not in known][: MOST_LEARNED - len(before)]
    if fresh:
        _search_again(work, case, step, fresh)
    return [*before, *(list(one) for one in fresh)]


def _given(case: Case) -> set[tuple[str, str]]:
    """What the person wrote; a name that was given is never widened by another spelling of it."""
    requester = case.requester()
    given = [("email", requester["email"]), ("customer_number", requester.get("customer_number", ""))]
    given += [("email", one) for one in requester.get("emails", [])]
    given += [("phone", one) for one in requester.get("phones", [])]
    return {_folded(what, value) for what, value in given}


def _folded(what: str, value: str) -> tuple[str, str]:
    return what, value.strip().lower() if what == "email" else value.strip()


def _search_again(work: Work, case: Case, taught_by: t.Step, fresh: list[tuple[str, str]]) -> None:
    searches = case.rows(t.Step, t.Step.capability == Capability.FIND.value, t.Step.id != taught_by.id)
    again = [one for one in searches if one.performer == "machine" and StepState(one.state) not in _GIVEN_UP]
    if not again:
        return
    for step in again:
        kept = case.unseal(step) if step.sealed is not None else {}
        case.reseal(step, {**originals.begin_anew(case, step, kept), "round": kept.get("round", 0) + 1})
        step.searched = 0
        if StepState(step.state) in FINISHED_STEPS:
            step.state, step.outcome, step.ended_at, step.fault = StepState.WAITING.value, None, None, None
            work.later("slow", "step.run", case, step_id=step.id)
    work.happened(
        "search_widened", case, step=taught_by.id, system=taught_by.system, what=sorted({what for what, _ in fresh}),
        searches=len(again),
    )  # fmt: skip
