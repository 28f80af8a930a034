"""A system's calls are counted, and its places shared, by all workers together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from portal.storage import pace
from portal.storage import tables as t
from portal.storage.database import Store

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def standing_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_now", lambda: NOW)


def burst(store: Store, connection: str, a_second: float) -> int:
    """How many calls go at once."""
    count = 0
    while not pace.wait(store, connection, a_second):
        count += 1
    return count


def test_it_lets_a_burst_through_and_then_the_rate(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert burst(store, "a", 10) == 21
    assert pace.wait(store, "a", 10) == pytest.approx(0.1)
    assert pace.wait(store, "b", 10) == 0
    monkeypatch.setattr(pace, "_now", lambda: NOW + timedelta(seconds=1))
    assert burst(store, "a", 10) == 10


def test_it_counts_the_calls_of_many_workers_together(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        went = list(pool.map(lambda _: pace.wait(store, "a", 5) == 0, range(60)))
    assert sum(went) == 11


def test_it_keeps_quiet_when_the_system_asks_for_it(store: Store) -> None:
    pace.close(store, "a", 60)
    assert pace.wait(store, "a", 1000) == 60
    pace.close(store, "a", 5)
    assert pace.wait(store, "a", 1000) == 60


def test_it_gives_as_many_places_as_there_are_and_gives_them_back(store: Store) -> None:
    with pace.place(store, "a", 2) as first, pace.place(store, "a", 2) as second, pace.place(store, "a", 2) as third:
        assert (first, second, third) == (True, True, False)
        with pace.place(store, "b", 1) as elsewhere:
            assert elsewhere
    with pytest.raises(RuntimeError), pace.place(store, "a", 1):
        raise RuntimeError
    with pace.place(store, "a", 1) as after:
        assert after


def test_the_place_of_a_dead_worker_is_free_again_after_its_lease(store: Store) -> None:
    holder = pace.place(store, "a", 1)
    assert holder.__enter__()
    with store.database.house() as session:
        (row,) = session.query(t.LimitCount).all()
        row.expires_at = NOW - timedelta(seconds=1)
    with pace.place(store, "a", 1) as taken:
        assert taken
        holder.__exit__(None, None, None)
        with pace.place(store, "a", 1) as not_taken:
            assert not not_taken
