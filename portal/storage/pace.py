"""How fast, and by how many at once, one connected system is called: shared by every worker on every machine.

Calls follow the generic cell rate algorithm, which is a token bucket whose only state is a moment; the
moment lies in the row that counters have. Places are leases. Both go by the real clock, for it is the
other system that counts.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.storage import tables as t
from portal.storage.database import Store

BURST_SECONDS = 2.0
"""So many seconds' worth of calls may go at once after a pause."""
PLACE_SECONDS = 180
_TOKEN_BITS = 30


def wait(store: Store, connection: str, a_second: float) -> float:
    """Take a token of the connection: 0 where one was there, else how many seconds to wait, and nothing was taken."""
    now = _now()
    while True:
        with suppress(IntegrityError), store.database.house() as session:
            row = _row(session, f"pace:{connection}")
            until = max(row.expires_at if row else now, now)
            ahead = (until - now).total_seconds() - BURST_SECONDS
            if ahead <= 0:
                _write(session, row, f"pace:{connection}", until + timedelta(seconds=1 / a_second))
            session.flush()
            return max(ahead, 0.0)


def close(store: Store, connection: str, seconds: float) -> None:
    """The system asked for quiet: nobody calls it for so long."""
    until = _now() + timedelta(seconds=seconds + BURST_SECONDS)
    done = False
    while not done:
        with suppress(IntegrityError), store.database.house() as session:
            row = _row(session, f"pace:{connection}")
            if row is None or row.expires_at < until:
                _write(session, row, f"pace:{connection}", until)
            session.flush()
            done = True


@contextmanager
def place(store: Store, connection: str, at_once: int) -> Iterator[bool]:
    """One of the `at_once` places at a system, while inside; False where all are taken.

    A worker that dies leaves a lease, which runs out after three minutes.
    """
    token = secrets.randbits(_TOKEN_BITS)
    key = _take(store, connection, at_once, token)
    try:
        yield bool(key)
    finally:
        if key:
            with store.database.house() as session:
                session.execute(delete(t.LimitCount).where(t.LimitCount.key == key, t.LimitCount.count == token))


def _take(store: Store, connection: str, at_once: int, token: int) -> str:
    for number in range(at_once):
        key = f"place:{connection}:{number}"
        try:
            with store.database.house() as session:
                now = _now()
                row = _row(session, key)
                if row is None or row.expires_at <= now:
                    _write(session, row, key, now + timedelta(seconds=PLACE_SECONDS), token)
                    return key
        except IntegrityError:
            continue
    return ""


def _row(session: Session, key: str) -> t.LimitCount | None:
    return session.scalars(select(t.LimitCount).where(t.LimitCount.key == key).with_for_update()).one_or_none()


def _write(session: Session, row: t.LimitCount | None, key: str, until: datetime, count: int = 0) -> None:
    if row is None:
        session.add(t.LimitCount(key=key, count=count, expires_at=until))
    else:
        row.count, row.expires_at = count, until


def _now() -> datetime:
    return datetime.now(UTC)
