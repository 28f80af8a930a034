"""A last day that is near or gone, and what the law permits then (Art 12(3), (4))."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.domain.deadlines import Deadline, may_extend

NEAR = timedelta(days=7)


class Peril(StrEnum):
    """How a request's last day stands."""

    NONE = "none"
    EXTENSIBLE = "extensible"
    """It is near, and a letter with reasons may still give two months more."""
    LAST = "last"
    """It is near and was extended already: it cannot be again."""
    LATE = "late"
    """It has passed."""


def peril_of(deadline: Deadline, safe: date, today: date, now: datetime) -> Peril:
    """How the last day stands; `safe` is the one that is worked to."""
    if today > safe:
        return Peril.LATE
    if safe - today > NEAR:
        return Peril.NONE
    return Peril.EXTENSIBLE if not deadline.extended and may_extend(deadline, now) else Peril.LAST
