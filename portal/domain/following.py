"""What follows when a step of a request has ended: review, the marketing answer, the end."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import CARRYING_OUT, FINISHED_STEPS, Capability, Resolution, Right, Status, StepState

AT_WORK = frozenset({StepState.WAITING, StepState.RUNNING, StepState.RETRYING, StepState.UNKNOWN})
"""A machine still goes on by itself; every other open state waits for a person."""


OF_THE_SYSTEM = frozenset(
    {
        "address_refused", "bad_mapping", "bad_url", "connector_unknown", "database_damaged", "database_missing",
        "database_unknown", "not_a_database", "not_https", "redirected", "schema_changed", "settings_incomplete",
    }
)  # fmt: skip
"""Faults that meet every step of a system, and that time alone does not mend."""
OF_ITS_CREDENTIALS = frozenset({"access_refused", "connection_paused", "scope_missing", "write_refused"})
"""Faults of what a system knows us by."""


def is_of_settings(fault: str | None) -> bool:
    """Whether a step's fault may be mended by other settings of its connection, whatever the place behind the code."""
    return (fault or "").partition(":")[0] in OF_THE_SYSTEM | OF_ITS_CREDENTIALS


class Follow(StrEnum):
    """What is to be done next."""

    REVIEW = "review"
    ANSWER = "answer"
    MARKETING_ANSWER = "marketing_answer"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StepStand:
    """Where one step stands, for which right, and what it does."""

    right: Right
    state: StepState
    capability: Capability = Capability.FIND


def follows(status: Status, rights: Collection[Right], steps: Iterable[StepStand]) -> frozenset[Follow]:
    """What follows for a request in `status`.

    The review begins when every search has ended, the answer is written when everything
    decided has been carried out. The marketing answer is written when no
    machine is at work on a prohibition any more (Art 12(3), 21(3)): it says what is done and
    what is asked. A request for nothing else is closed when it is answered and each of its
    steps has its outcome.
    """
    every = list(steps)
    found: set[Follow] = set()
    if status is Status.SEARCHING and _finished(one for one in every if one.capability is Capability.FIND):
        found.add(Follow.REVIEW)
    looked_for = set(rights) - {Right.MARKETING}
    if (
        looked_for
        and status is Status.CARRYING_OUT
        and _finished(one for one in every if one.capability in CARRYING_OUT)
    ):
        found.add(Follow.ANSWER)
    if Right.MARKETING in rights and status not in {Status.UNCONFIRMED, Status.CLOSED}:
        if not any(step.right is Right.MARKETING and step.state in AT_WORK for step in every):
            found.add(Follow.MARKETING_ANSWER)
        if status is Status.ANSWERED and set(rights) == {Right.MARKETING} and _finished(every):
            found.add(Follow.CLOSE)
    return frozenset(found)


def marketing_resolution(steps: Iterable[StepStand]) -> Resolution:
    """How a marketing objection ended: in part, where a system could not be told."""
    prohibitions = (step for step in steps if step.right is Right.MARKETING and step.capability is Capability.SUPPRESS)
    left = [step for step in prohibitions if step.state is not StepState.DONE]
    return Resolution.GRANTED_IN_PART if left else Resolution.GRANTED


def _finished(steps: Iterable[StepStand]) -> bool:
    return all(step.state in FINISHED_STEPS for step in steps)
