"""How long the file of a closed request is kept: it shows for some years what was done (Art 5(1)(e), 5(2) GDPR)."""

from datetime import date
from enum import StrEnum

from portal.domain.deadlines import add_months

SOON_DAYS = 30
LEAST_REASON, LONGEST_REASON = 10, 500


class Wait(StrEnum):
    """Why a file whose day has come stays: the owner's hold, data that a law keeps or that is frozen."""

    HOLD = "hold"
    KEPT = "kept"
    FROZEN = "frozen"


def purge_day(ended: date, years: int) -> date:
    """The day from which the file of a request that ended on this day goes; in a leap year's end, 28 February."""
    return add_months(ended, 12 * years)


def latest_end(day: date, years: int) -> date:
    """A day such that no file goes by `day` whose request ended after it."""
    return add_months(day, -12 * years)
