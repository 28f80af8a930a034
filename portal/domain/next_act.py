"""What a request waits for, and whether it waits for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.fees import BEFORE_IT_IS_DONE
from portal.domain.lifecycle import Status, StepState


class Act(StrEnum):
    """What comes next, by whoever is to do it."""

    WAIT_CONFIRMATION = "wait_confirmation"
    JUDGE_UNCONFIRMED = "judge_unconfirmed"
    WAIT_ANSWERS = "wait_answers"
    CHOOSE = "choose"
    MEND = "mend"
    BY_HAND = "by_hand"
    TELL = "tell"
    SEARCH = "search"
    REVIEW = "review"
    DECIDE = "decide"
    WAIT_FEE = "wait_fee"
    CARRY_OUT = "carry_out"
    WAIT_PROCESSOR = "wait_processor"
    SECOND = "second"
    WAIT_UNDO = "wait_undo"
    RELEASE = "release"
    POST = "post"
    NOTHING = "nothing"


OF_STAFF = frozenset(
    {
        Act.JUDGE_UNCONFIRMED,
        Act.CHOOSE,
        Act.MEND,
        Act.BY_HAND,
        Act.TELL,
        Act.REVIEW,
        Act.DECIDE,
        Act.SECOND,
        Act.RELEASE,
        Act.POST,
    }
)
WAITING_STEPS = {StepState.CHOICE: Act.CHOOSE, StepState.FAILED: Act.MEND, StepState.BY_HAND: Act.BY_HAND}
"""The states of a step that wait for a person, the most urgent first."""
_FIRST = {Status.REVIEW: Act.REVIEW, Status.DECISION: Act.DECIDE, Status.ANSWERING: Act.RELEASE}
_ELSE = {
    Status.CONFIRMED: Act.WAIT_ANSWERS,
    Status.SEARCHING: Act.SEARCH,
    Status.CARRYING_OUT: Act.CARRY_OUT,
    Status.ANSWERED: Act.NOTHING,
    Status.CLOSED: Act.NOTHING,
}


@dataclass(frozen=True, slots=True)
class WaitingSteps:
    """How many steps wait in one state, and by when the first of them should be done."""

    count: int
    due: date | None


@dataclass(frozen=True, slots=True)
class NextAct:
    """The next act; `count` systems and the first day of them where steps wait.

    `since` is from when on the person is waited for, where that is known.
    """

    act: Act
    count: int = 0
    due: date | None = None
    since: datetime | None = None

    @property
    def is_ours(self) -> bool:
        """Whether staff are waited for."""
        return self.act in OF_STAFF


def next_act(
    status: Status,
    asked: bool,
    waiting: Mapping[StepState, WaitingSteps],
    to_post: str | None = None,
    tellings: WaitingSteps | None = None,
    fee_since: datetime | None = None,
    at_processors: WaitingSteps | None = None,
    undo_until: datetime | None = None,
    second_after: str | None = None,
) -> NextAct:
    """The one next act of a request.

    `asked`: the person went on without a proven mailbox. `to_post`: news waits to be printed and posted.
    `tellings` are the recipients who have to be told (Art 19), `at_processors` the steps for which a processor was
    asked by letter and has time still; neither are among the `waiting` steps.
    `fee_since`: a fee was announced then (Art 12(5)(a)) and has no answer; before it has, nothing is decided.
    `undo_until`: what is to be erased can be taken back until then. `second_after`: it waits for a second person.
    """
    if to_post is not None:
        return NextAct(Act.POST)
    if status is Status.UNCONFIRMED:
        return NextAct(Act.JUDGE_UNCONFIRMED if asked else Act.WAIT_CONFIRMATION)
    if fee_since is not None and status in {Status.REVIEW, Status.DECISION}:
        return NextAct(Act.WAIT_FEE, since=fee_since)
    if status in _FIRST:
        return NextAct(_FIRST[status])
    for state, act in WAITING_STEPS.items():
        if found := waiting.get(state):
            return NextAct(act, found.count, found.due)
    if tellings is not None:
        return NextAct(Act.TELL, tellings.count, tellings.due)
    if fee_since is not None and status in BEFORE_IT_IS_DONE:
        return NextAct(Act.WAIT_FEE, since=fee_since)
    if status is Status.CARRYING_OUT and second_after is not None:
        return NextAct(Act.SECOND)
    if status is Status.CARRYING_OUT and undo_until is not None:
        return NextAct(Act.WAIT_UNDO, since=undo_until)
    if at_processors is not None:
        return NextAct(Act.WAIT_PROCESSOR, at_processors.count, at_processors.due)
    return NextAct(_ELSE[status])
