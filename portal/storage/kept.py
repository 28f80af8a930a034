"""The job that looks again at what a decision kept until a day."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain.kept import next_look
from portal.domain.rulings import Ruling
from portal.storage import tables as t
from portal.storage.work import Case, Work

AT_NIGHT = time(3)
"""When the look is due on its day, at the controller's place."""


def look_again(work: Work, case: Case, rulings: Sequence[Ruling], zone: str, earliest: date | None = None) -> None:
    """Write the job for the first day on which something kept may go, once; no earlier than `earliest`."""
    day = next_look(rulings)
    if day is None:
        return
    day = max(day, earliest) if earliest else day
    due = datetime.combine(day, AT_NIGHT, ZoneInfo(zone))
    dedupe = f"erasure.kept:{case.id}:{day.isoformat()}"
    if work.session.scalars(select(t.Job.id).where(t.Job.dedupe == dedupe)).first() is None:
        work.later("slow", "erasure.kept", case, due=max(due, work.now), dedupe=dedupe)
