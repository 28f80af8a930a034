"""A mail whose row counts its own attempts: taken, sent or tried again, and given up after a while.

Only who took the latest attempt may say what came of it, so that a worker that lost its lease writes nothing.
"""

from datetime import datetime
from typing import TypeVar

from portal.domain.errors import Conflict
from portal.storage import tables as t

TO_SEND = frozenset({"waiting", "sending", "retrying", "unknown"})
Sent = t.StaffMail | t.Mention | t.ProcessorMail
R = TypeVar("R", t.StaffMail, t.Mention, t.ProcessorMail)


def demand_taken(row: R | None, attempt: int) -> R:
    """The row, locked, while this attempt is its latest and has no outcome; Conflict where another worker has it."""
    if row is None or row.attempts != attempt or row.state != "sending":
        raise Conflict("attempt_over")
    return row


def record(row: Sent, state: str, fault: str | None, now: datetime, last: datetime) -> bool:
    """What became of an attempt: `sent`, `bounced`, `retrying` or `unknown`; whether it is to be tried again.

    After `last` it is given up.
    """
    if state in TO_SEND and now > last:
        state, fault = "bounced", "gave_up"
    row.state, row.fault = state, fault
    row.sent_at = now if state == "sent" else None
    return state in TO_SEND
