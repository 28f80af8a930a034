"""Counters shared by every process: network limits, mail limits, sign-in throttling."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import Vault


def mark(store: Store, value: str) -> str:
    """A keyed mark of an address: counters hold no address of anybody."""
    with store.database.looking() as session:
        return keys.mark(Vault(session, store.ring).of_installation("limits"), value).hex()


def add(store: Store, key: str, seconds: int, amount: int = 1) -> int:
    """Add to a counter that ends `seconds` after its first; the count so far."""
    with store.database.house() as session:
        return add_within(session, store.now(), key, seconds, amount)


def add_within(session: Session, now: datetime, key: str, seconds: int, amount: int = 1) -> int:
    """The same inside a transaction that is under way."""
    session.execute(
        delete(t.LimitCount).where(t.LimitCount.key == key, t.LimitCount.expires_at <= now),
        execution_options={"synchronize_session": False},
    )
    insert = (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(t.LimitCount)
    statement = (
        insert.values(key=key, count=amount, expires_at=now + timedelta(seconds=seconds))
        .on_conflict_do_update(index_elements=["key"], set_={"count": t.LimitCount.count + amount})
        .returning(t.LimitCount.count)
    )
    return int(session.execute(statement, execution_options={"storage_only": True}).scalar_one())


def read(store: Store, key: str) -> tuple[int, float]:
    """The count, and when its window ends in seconds since the epoch."""
    now = store.now()
    with store.database.looking() as session:
        row = session.scalars(select(t.LimitCount).where(t.LimitCount.key == key)).one_or_none()
    if row is None or row.expires_at <= now:
        return 0, now.timestamp()
    return row.count, row.expires_at.timestamp()


def forget(store: Store, key: str) -> None:
    """End a counter."""
    with store.database.house() as session:
        session.execute(delete(t.LimitCount).where(t.LimitCount.key == key))


def prune(store: Store) -> None:
    """Remove counters whose window is over."""
    with store.database.house() as session:
        session.execute(delete(t.LimitCount).where(t.LimitCount.expires_at <= store.now()))
