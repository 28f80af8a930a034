"""What a controller sets against haste: the time in which an erasure can be taken back, and a second person.

Neither ever holds up an objection to marketing (Art 21(3) GDPR), nor moves a legal day (Art 12(3)).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UNDO_HOURS = (0, 1, 4, 24, 72, 168)
"""The hours that a controller may choose among."""
ERASURE, RELEASE = "erasure", "release"
"""What a second person approves."""


@dataclass(frozen=True, slots=True)
class Safeguards:
    """The hours in which an erasure can be taken back, and whether a second person looks at it and at the answer."""

    undo_hours: int = 24
    second_person: bool = False


def undo_until(now: datetime, hours: int, last_day: date, zone: str) -> datetime | None:
    """Until when an erasure decided `now` waits; None where it does not.

    It never waits into the last day on which the answer has to go, which is `last_day` at the controller's place.
    """
    begins = datetime.combine(last_day, time(), ZoneInfo(zone))
    until = min(now + timedelta(hours=hours), begins)
    return until if until > now else None
