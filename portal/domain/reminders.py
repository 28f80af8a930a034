"""When staff are reminded of a request: at two thirds of its time, three days and one day before, then daily."""

from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """Why staff are reminded.

    `STEP` is of a step of theirs whose own day has passed, `FEE` of a fee that the person has not answered, `ASKED`
    because a colleague wants it, `SECOND` of what waits for a second person, `MESSAGE` of what the person wrote.
    """

    TWO_THIRDS = "two_thirds"
    THREE_DAYS = "three_days"
    ONE_DAY = "one_day"
    OVERDUE = "overdue"
    STEP = "step"
    FEE = "fee"
    ASKED = "asked"
    SECOND = "second"
    MESSAGE = "message"


FEE_WAITS = timedelta(days=14)
"""So long a fee that was announced waits for the person before staff are reminded of it."""
LONGEST_BEFORE = timedelta(days=32)
"""No reminder comes earlier than this before the safe date: a third of three months, and the days it rolls over."""


def two_thirds_day(received: date, safe: date) -> date:
    """The day on which two thirds of the time from receipt to the safe date are over."""
    return received + timedelta(days=-(-2 * (safe - received).days // 3))


def stage_on(received: date, safe: date, today: date) -> Stage | None:
    """The latest stage that a request has reached `today`; None before the first of them.

    Who was away for some days is told the latest one alone.
    """
    if today > safe:
        return Stage.OVERDUE
    if today >= safe - timedelta(days=1):
        return Stage.ONE_DAY
    if today >= safe - timedelta(days=3):
        return Stage.THREE_DAYS
    return Stage.TWO_THIRDS if today >= two_thirds_day(received, safe) else None


def fee_is_old(announced: date, safe: date, today: date) -> bool:
    """Whether staff are reminded of a fee without an answer; once the time is over, that alone is said."""
    return announced + FEE_WAITS <= today <= safe


def key_of(stage: Stage, today: date) -> str:
    """What is said once: a stage, but each day's own while a request is overdue."""
    return f"{stage.value}:{today.isoformat()}" if stage is Stage.OVERDUE else stage.value


def key_of_second(digest: str) -> str:
    """What is said once of what waits for a second person: another decision or answer, told by its digest, is anew."""
    return f"{Stage.SECOND.value}:{digest[:12]}"


def key_of_message(message_id: str) -> str:
    """What is said once of a message of the person's."""
    return f"{Stage.MESSAGE.value}:{message_id[:12]}"


def stage_of(key: str) -> Stage:
    """The stage in a key."""
    return Stage(key.partition(":")[0])
