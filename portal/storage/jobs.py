"""The job table: claimed by one worker at a time, leased, retried with backoff, at least once.

Jobs are written by `Work.later` in the commit that is their cause. A worker that dies leaves
a lease that runs out; the job is then taken again, so every handler is idempotent.
"""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.storage import tables as t
from portal.storage.database import Store

LEASE = timedelta(seconds=30)
_BACKOFF_SECONDS = (2, 5, 15, 60, 300, 900, 1800)


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in the hands of one worker; `attempts` counts this one."""

    id: str
    kind: str
    lane: str
    payload: dict[str, Any]
    controller_id: str
    request_id: str
    attempts: int


def ready(store: Store, lane: str) -> bool:
    """Whether there is anything to take in `lane`; a read alone, for a worker that waits."""
    now = store.now()
    with store.database.looking() as session:
        return (
            session.scalars(
                select(t.Job.id)
                .where(t.Job.finished_at.is_(None), t.Job.lane == lane, t.Job.due_at <= now)
                .where(or_(t.Job.lease_until.is_(None), t.Job.lease_until < now))
                .limit(1)
            ).first()
            is not None
        )


def take(store: Store, lane: str, worker: str) -> Taken | None:
    """Claim the job that has been ready longest in `lane`; None when there is none."""
    now = store.now()
    with store.database.house() as session:
        row = session.scalars(
            select(t.Job)
            .where(t.Job.finished_at.is_(None), t.Job.lane == lane, t.Job.due_at <= now)
            .where(or_(t.Job.lease_until.is_(None), t.Job.lease_until < now))
            .order_by(t.Job.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        row.leased_by, row.lease_until, row.attempts = worker, now + LEASE, row.attempts + 1
        return Taken(
            row.id, row.kind, row.lane, dict(row.payload), row.controller_id or "", row.request_id or "", row.attempts
        )


def hold(store: Store, job: Taken, worker: str) -> bool:
    """Prolong a lease; False where another worker has the job now."""
    with store.database.house() as session:
        return _mine(session, job, worker, lease_until=store.now() + LEASE)


def finish(store: Store, job: Taken, worker: str, failure: str | None = None) -> bool:
    """The job is done, or has failed for good with a code."""
    with store.database.house() as session:
        return _mine(session, job, worker, finished_at=store.now(), failure=failure, leased_by=None, lease_until=None)


def again(store: Store, job: Taken, worker: str, failure: str, seconds: float | None = None) -> bool:
    """Try again after `seconds`, or after the backoff of this attempt, with a little chance in it."""
    wait = backoff(job.attempts) if seconds is None else seconds
    with store.database.house() as session:
        return _mine(
            session, job, worker,
            due_at=store.now() + timedelta(seconds=wait), failure=failure, leased_by=None, lease_until=None,
        )  # fmt: skip


def backoff(attempts: int) -> float:
    """Seconds before the next attempt: longer each time, up to half an hour, with jitter."""
    base = _BACKOFF_SECONDS[min(max(attempts, 1), len(_BACKOFF_SECONDS)) - 1]
    return base * random.uniform(0.8, 1.2)  # noqa: S311  # jitter, not a secret


def hasten(session: Session, requests: Collection[str], steps: Collection[str], now: datetime) -> int:
    """Let the jobs of these steps be due `now`, not later; how many it were."""
    waiting = session.scalars(
        select(t.Job).where(
            t.Job.request_id.in_(requests), t.Job.kind == "step.run", t.Job.finished_at.is_(None), t.Job.due_at > now
        )
    )
    hastened = [one for one in waiting if one.payload.get("step_id") in steps]
    for job in hastened:
        job.due_at = now
    return len(hastened)


def schedule(store: Store, slot: str, lane: str, kind: str, controller_id: str | None, due: datetime) -> bool:
    """Write a timetable's job once per `slot`, whichever worker comes first."""
    try:
        with store.database.house() as session:
            if session.scalars(select(t.Job.id).where(t.Job.dedupe == slot)).first():
                return False
            session.add(
                t.Job(lane=lane, kind=kind, payload={}, controller_id=controller_id, dedupe=slot,
                      created_at=store.now(), due_at=due, attempts=0)
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def prune(store: Store, before: datetime) -> int:
    """Remove finished jobs older than `before`; how many."""
    with store.database.house() as session:
        old = session.scalars(select(t.Job).where(t.Job.finished_at < before).limit(1000)).all()
        for row in old:
            session.delete(row)
        return len(old)


def waiting(store: Store) -> dict[str, int]:
    """How many jobs are not finished, by lane."""
    with store.database.house() as session:
        rows = session.execute(
            select(t.Job.lane, func.count()).where(t.Job.finished_at.is_(None)).group_by(t.Job.lane)
        ).all()
    return {str(row[0]): int(row[1]) for row in rows}


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the job table tells of the workers: since when the oldest job waits untaken, when one was last done."""

    waits_since: datetime | None
    done_at: datetime | None


def pulse(store: Store) -> Pulse:
    """How the workers do; whoever has work in hand prolongs its lease."""
    now = store.now()
    with store.database.looking() as session:
        waits = session.scalars(
            select(func.min(t.Job.due_at))
            .where(t.Job.finished_at.is_(None), t.Job.due_at <= now)
            .where(or_(t.Job.lease_until.is_(None), t.Job.lease_until < now))
        ).one_or_none()
        done = session.scalars(select(func.max(t.Job.finished_at))).one_or_none()
    return Pulse(waits, done)


def _mine(session: Session, job: Taken, worker: str, **values: Any) -> bool:
    done = session.execute(
        update(t.Job)
        .where(t.Job.id == job.id, t.Job.leased_by == worker, t.Job.attempts == job.attempts)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an update's result counts rows
