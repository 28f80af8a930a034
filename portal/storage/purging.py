"""Case files that go: which of them and when, what holds one back, and what is left of one.

The key of the request is destroyed, so that what a backup still holds cannot be read; its sealed columns,
rows, marks and jobs go; the row of the request and the links of its chain stay, without their bodies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from portal.domain.case_files import Wait, latest_end, purge_day
from portal.storage import tables as t
from portal.storage import tallying
from portal.storage.work import Case, Work

AT_A_TIME = 200
IDENTITY = "identity"
"""The purpose of an upload that shows who somebody is; it goes with the decision."""
_R = t.SubjectRequest
_ENDED = func.coalesce(_R.closed_at, _R.answered_at)
_KEPT_JOBS = ("erasure.kept", "erasure.kept_letter")
_GOES: tuple[type[Any], ...] = (
    t.Presence, t.Mention, t.DraftFile, t.Draft,
    t.Package, t.Upload, t.Letter, t.Finding, t.Attempt, t.ProcessorAsk, t.Step, t.Message, t.Mail, t.Evidence,
    t.Decision, t.Restriction, t.Visit, t.Grant, t.Proof, t.Reminder, t.Hold, t.Fee, t.Inquiry, t.SearchMark,
    t.Approval, t.ReportCase, t.RequestLink,
)  # fmt: skip
"""What hangs on another comes before it."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The file of a request that ended: when it goes, and what it waits for where its day alone does not do."""

    request_id: str
    reference: str
    rights: tuple[str, ...]
    resolution: str | None
    ended: date
    day: date
    wait: Wait | None


def case_files(
    session: Session, zone: str, years: int, until: date, *, most: int = AT_A_TIME, only: str = "", ready: bool = False
) -> tuple[CaseFile, ...]:
    """The files that go by the day `until`, the first ones first.

    `only` of one request, whenever it goes; `ready` those alone that wait for nothing else.
    """
    when = {"request": only} if only else {"since": _soon_after(latest_end(until, years))}
    place, found = ZoneInfo(zone), []
    for row in session.execute(_ended_files(one=bool(only), ready=ready), {"most": most, **when}):
        ended = row.ended.astimezone(place).date()
        day = purge_day(ended, years)
        waits = {Wait.HOLD: row[5], Wait.KEPT: row[6], Wait.FROZEN: row[7]}
        if only or day <= until:
            wait = next((one for one, stands in waits.items() if stands), None)
            found.append(CaseFile(row.id, row.reference, tuple(row.rights), row.resolution, ended, day, wait))
    return tuple(found)


@lru_cache
def _ended_files(*, one: bool, ready: bool) -> Select[*tuple[Any, ...]]:
    """Built once, since the page of every request that ended asks."""
    held = select(t.Hold.id).where(t.Hold.request_id == _R.id, t.Hold.released_at.is_(None)).exists()
    kept = select(t.Job.id).where(
        t.Job.request_id == _R.id, t.Job.kind.in_(_KEPT_JOBS), t.Job.finished_at.is_(None)
    ).exists()  # fmt: skip
    frozen = select(t.Restriction.id).where(
        t.Restriction.request_id == _R.id, t.Restriction.lifted_at.is_(None)
    ).exists()  # fmt: skip
    asked = (
        select(_R.id, _R.reference, _R.rights, _R.resolution, _ENDED.label("ended"), held, kept, frozen)
        .where(_R.group == "closed", _R.purged_at.is_(None), _ENDED.is_not(None))
        .order_by(_ENDED, _R.reference)
        .limit(bindparam("most"))
        .execution_options(kept=True)
    )
    asked = asked.where(~held, ~kept, ~frozen) if ready else asked
    return asked.where(_R.id == bindparam("request") if one else bindparam("since", type_=_ENDED.type) > _ENDED)


def _soon_after(day: date) -> datetime:
    """Later than the end of a day in every zone."""
    return datetime.combine(day + timedelta(days=2), time(), UTC)


def purge(work: Work, case: Case) -> Sequence[str]:
    """Take the file of a case away in the caller's transaction; the ids of the sealed files that are to go after it."""
    session, row = work.session, case.row
    files = [*session.scalars(select(t.Upload.id).where(t.Upload.request_id == case.id))]
    files += session.scalars(select(t.DraftFile.id).where(t.DraftFile.request_id == case.id))
    asked = session.scalars(select(t.ProcessorAsk.letter_id).where(t.ProcessorAsk.request_id == case.id)).all()
    session.flush()
    tallying.count(session, case.row.controller_id, [case.id])
    for table in _GOES:
        session.execute(delete(table).where(table.request_id == case.id).execution_options(synchronize_session=False))
    _let_letters_go(session, asked)
    session.execute(delete(t.Job).where(t.Job.request_id == case.id).execution_options(synchronize_session=False))
    session.execute(
        update(t.Event)
        .where(t.Event.request_id == case.id)
        .values(sealed=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(t.DataKey)
        .where(t.DataKey.request_id == case.id)
        .values(wrapped=None, destroyed_at=work.now)
        .execution_options(synchronize_session=False)
    )
    row.sealed, row.purged_at = b"", work.now
    row.assignee_id = row.to_post = row.plan_digest = row.second_after = None
    row.findings = 0
    return files


def _let_letters_go(session: Session, letters: Sequence[str]) -> None:
    """The letters to processors that ask nothing about anybody any more."""
    others = select(t.ProcessorAsk.id).where(t.ProcessorAsk.letter_id == t.ProcessorLetter.id).exists()
    empty = session.scalars(select(t.ProcessorLetter.id).where(t.ProcessorLetter.id.in_(letters), ~others)).all()
    for table, key in ((t.ProcessorMail, t.ProcessorMail.letter_id), (t.ProcessorLetter, t.ProcessorLetter.id)):
        session.execute(delete(table).where(key.in_(empty)).execution_options(synchronize_session=False))


def let_papers_go(work: Work, case: Case) -> None:
    """Empty what was noted of the identity, and let copies go: that it was checked, how, by whom and when stays.

    Their files are named by no row any more, and are swept.
    """
    emptied = 0
    for row in case.rows(t.Evidence):
        value = case.unseal(row)
        if value.get("note"):
            case.reseal(row, {**value, "note": ""})
            emptied += 1
    for upload in case.rows(t.Upload, t.Upload.purpose == IDENTITY, t.Upload.removed_at.is_(None)):
        upload.removed_at = work.now
        emptied += 1
    if emptied:
        work.happened("papers_emptied", case, papers=emptied)


def standing_hold(case: Case) -> t.Hold | None:
    """The hold that keeps this case's file, where one does."""
    return next(iter(case.rows(t.Hold, t.Hold.released_at.is_(None))), None)
