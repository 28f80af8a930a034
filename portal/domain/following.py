"""What follows when a step of a request has ended: review, the marketing answer, the end."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import FINISHED_STEPS, Resolution, Right, Status, StepState

AT_WORK = frozenset({StepState.WAITING, StepState.RUNNING, StepState.RETRYING, StepState.UNKNOWN})
"""A machine still goes on by itself; every other open state waits for a person."""


class Follow(StrEnum):
    """What is to be done next."""

    REVIEW = "review"
    MARKETING_ANSWER = "marketing_answer"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StepStand:
    """Where one step stands, and for which right."""

    right: Right
    state: StepState


def follows(status: Status, rights: Collection[Right], steps: Iterable[StepStand]) -> frozenset[Follow]:
    """What follows for a request in `status`.

    The review begins when every search has ended. The marketing answer is written when no
    machine is at work on a prohibition any more (Art 12(3), 21(3)): it says what is done and
    what is asked. A request for nothing else is closed when it is answered and each of its
    steps has its outcome.
    """
    every = list(steps)
    found: set[Follow] = set()
    if status is Status.SEARCHING and _all_finished(every, Right.ACCESS):
        found.add(Follow.REVIEW)
    if Right.MARKETING in rights and status not in {Status.UNCONFIRMED, Status.CLOSED}:
        if not any(step.right is Right.MARKETING and step.state in AT_WORK for step in every):
            found.add(Follow.MARKETING_ANSWER)
        if status is Status.ANSWERED and set(rights) == {Right.MARKETING} and _all_finished(every, Right.MARKETING):
            found.add(Follow.CLOSE)
    return frozenset(found)


def marketing_resolution(steps: Iterable[StepStand]) -> Resolution:
    """How a marketing objection ended: in part, where a system could not be told."""
    left = [step for step in steps if step.right is Right.MARKETING and step.state is not StepState.DONE]
    return Resolution.GRANTED_IN_PART if left else Resolution.GRANTED


def _all_finished(steps: Iterable[StepStand], right: Right) -> bool:
    return all(step.state in FINISHED_STEPS for step in steps if step.right is right)
