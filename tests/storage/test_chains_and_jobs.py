"""Chains without a gap, jobs taken once, counters that count: with eight at the same moment, and two processes."""

import multiprocessing
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from portal.domain.errors import Conflict
from portal.domain.roles import machine
from portal.storage import chains, counters, jobs
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.factories import Clock, MadeRequest
from tests.together import at_once


@pytest.fixture
def request_made(store: Store, shop: ControllerFacts) -> MadeRequest:
    return factories.make_request(store, shop, confirmed=False)


def _events(store: Store, controller_id: str, chain: str) -> list[t.Event]:
    with store.database.reading(machine(controller_id)) as session:
        return list(session.scalars(select(t.Event).where(t.Event.chain == chain).order_by(t.Event.number)))


def test_it_numbers_events_without_a_gap_under_eight_threads(
    store: Store, shop: ControllerFacts, request_made: MadeRequest
) -> None:
    second = factories.make_request(store, shop, confirmed=False)
    before = {one.id: len(_events(store, shop.id, one.id)) for one in (request_made, second)}

    def speak(number: int) -> None:
        with work(store, machine(shop.id)) as w:
            case = w.case((request_made if number % 2 else second).id)
            w.happened("note_written", case, number=number)
            w.happened("note_written", number=number)

    assert at_once(40, speak) == [None] * 40
    for one in (request_made, second):
        numbers = [event.number for event in _events(store, shop.id, one.id)]
        assert numbers == list(range(1, before[one.id] + 21))
    chains.seal_heads(store, shop.id)
    assert chains.verify(store).problems == ()


def test_it_begins_one_stream_whoever_speaks_first(store: Store, shop: ControllerFacts) -> None:
    with store.database.working(machine(shop.id)) as session:
        for row in [*session.scalars(select(t.Stream)), *session.scalars(select(t.Event))]:
            session.delete(row)

    def speak(_: int) -> None:
        with work(store, machine(shop.id)) as w:
            w.happened("connection_set")

    assert at_once(8, speak) == [None] * 8
    assert [event.number for event in _events(store, shop.id, shop.id)] == list(range(1, 9))


TAMPERING: dict[str, dict[str, object]] = {
    "edited": {"kind": "closed"},
    "edited by whom": {"actor": "staff:x"},
    "body replaced": {"sealed": b"\x01another body"},
    "moved to another number": {"number": 77},
}


@pytest.mark.parametrize("how", [*TAMPERING, "deleted", "cut at its end", "swapped", "inserted", "all removed"])
def test_it_finds_a_chain_that_was_tampered_with(
    store: Store, shop: ControllerFacts, request_made: MadeRequest, how: str
) -> None:
    with work(store, machine(shop.id)) as w:
        case = w.case(request_made.id)
        for number in range(3):
            w.happened("note_written", case, number=number)
    chains.seal_heads(store, shop.id)
    assert chains.verify(store).problems == ()
    with store.database.working(machine(shop.id)) as session:
        rows = session.scalars(select(t.Event).where(t.Event.chain == request_made.id).order_by(t.Event.number)).all()
        if how in TAMPERING:
            session.execute(update(t.Event).where(t.Event.id == rows[1].id).values(**TAMPERING[how]))
        elif how == "swapped":
            rows[1].kind, rows[2].kind = "closed", rows[1].kind
            rows[1].sealed, rows[2].sealed = rows[2].sealed, rows[1].sealed
            rows[1].body_digest, rows[2].body_digest = rows[2].body_digest, rows[1].body_digest
        elif how == "inserted":
            columns = {one.key: getattr(rows[-1], one.key) for one in t.Event.__table__.columns}
            session.add(t.Event(**{**columns, "id": t.new_id(), "number": rows[-1].number + 1}))
        else:
            for row in {"deleted": rows[1:2], "cut at its end": rows[-1:], "all removed": rows}[how]:
                session.delete(row)
    assert chains.verify(store).problems


def test_it_tells_the_second_of_two_that_the_case_moved_on(
    store: Store, shop: ControllerFacts, request_made: MadeRequest
) -> None:
    staff = factories.make_staff(store, shop)
    with work(store, machine(shop.id)) as w:
        version = w.case(request_made.id).row.version

    def decide(_: int) -> None:
        with work(store, staff) as w:
            w.happened("decided", w.case(request_made.id, version=version))

    ended = at_once(8, decide)
    assert ended.count(None) == 1
    assert sum(isinstance(one, Conflict) for one in ended) == 7


# ---- jobs ------------------------------------------------------------------------------------------------


def _write_jobs(store: Store, shop: ControllerFacts, count: int, lane: str = "slow") -> None:
    with work(store, machine(shop.id)) as w:
        for number in range(count):
            w.later(lane, "x", number=number)


def _take_all(url: str, folder: str, worker: str, into: "multiprocessing.Queue[str]") -> None:
    store = factories.make_store(url, Path(folder), Clock())
    while taken := jobs.take(store, "slow", worker):
        into.put(taken.id)
    into.put("")


def test_it_gives_each_job_to_one_thread(store: Store, shop: ControllerFacts) -> None:
    _write_jobs(store, shop, 30)
    taken = at_once(40, lambda number: jobs.take(store, "slow", f"worker-{number}"))
    found = [one.id for one in taken if isinstance(one, jobs.Taken)]
    assert len(found) == len(set(found)) == 30
    assert taken.count(None) == 10


def test_it_gives_each_job_to_one_process(store: Store, shop: ControllerFacts, tmp_path: Path) -> None:
    _write_jobs(store, shop, 20)
    context = multiprocessing.get_context("fork")
    into: multiprocessing.Queue[str] = context.Queue()
    workers = [context.Process(target=_take_all, args=(store.database.url, str(tmp_path), name, into)) for name in "ab"]
    for one in workers:
        one.start()
    found: list[str] = []
    ended = 0
    while ended < 2:
        taken = into.get(timeout=30)
        ended += not taken
        found += [taken] if taken else []
    for one in workers:
        one.join(10)
    assert len(found) == len(set(found)) == 20


LATE: dict[str, Callable[[Store, jobs.Taken], bool]] = {
    "finish": lambda store, job: jobs.finish(store, job, "first"),
    "again": lambda store, job: jobs.again(store, job, "first", "x"),
    "hold": lambda store, job: jobs.hold(store, job, "first"),
}


@pytest.mark.parametrize("late", LATE)
def test_it_refuses_the_late_word_of_an_old_holder(
    store: Store, shop: ControllerFacts, clock: Clock, late: str
) -> None:
    _write_jobs(store, shop, 1)
    first = jobs.take(store, "slow", "first")
    assert first
    assert jobs.take(store, "slow", "second") is None
    assert jobs.hold(store, first, "first")
    clock.pass_by(seconds=jobs.LEASE.total_seconds() + 1)
    second = jobs.take(store, "slow", "second")
    assert second
    assert (second.id, second.attempts) == (first.id, 2)
    assert not LATE[late](store, first)
    assert jobs.finish(store, second, "second")
    assert not jobs.finish(store, second, "second")
    assert not jobs.ready(store, "slow")
    clock.pass_by(days=1)
    assert jobs.take(store, "slow", "third") is None


def test_it_does_not_let_a_worker_of_the_same_name_finish_an_earlier_try(
    store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    _write_jobs(store, shop, 1)
    first = jobs.take(store, "slow", "worker")
    clock.pass_by(minutes=5)
    assert jobs.take(store, "slow", "worker")
    assert first
    assert not jobs.finish(store, first, "worker")


def test_it_keeps_lanes_apart_and_waits_for_what_is_not_due(store: Store, shop: ControllerFacts, clock: Clock) -> None:
    with work(store, machine(shop.id)) as w:
        w.later("prompt", "x", due=clock() + timedelta(minutes=1))
    assert not jobs.ready(store, "prompt")
    clock.pass_by(minutes=1)
    assert jobs.take(store, "post", "w") is None
    assert jobs.ready(store, "prompt")
    taken = jobs.take(store, "prompt", "w")
    assert taken
    assert jobs.again(store, taken, "w", "smtp", 90)
    clock.pass_by(seconds=89)
    assert jobs.take(store, "prompt", "w") is None
    clock.pass_by(seconds=1)
    assert jobs.take(store, "prompt", "w")


def test_it_writes_a_timetables_slot_once(store: Store, shop: ControllerFacts) -> None:
    made = at_once(8, lambda _: jobs.schedule(store, "slot", "slow", "chain.seal", shop.id, store.now()))
    assert sorted(made) == [False] * 7 + [True]


@pytest.mark.parametrize("attempts", [-3, 0, 1, 2, 7, 8, 1000])
def test_it_waits_longer_up_to_half_an_hour(attempts: int) -> None:
    waits = [jobs.backoff(attempts) for _ in range(50)]
    assert min(waits) >= 1.6
    assert max(waits) <= 2160
    assert max(waits) <= 1.5 * min(waits)


# ---- counters --------------------------------------------------------------------------------------------


def test_it_counts_exactly_under_eight_threads(store: Store, clock: Clock) -> None:
    assert sorted(at_once(48, lambda _: counters.add(store, "door", 60))) == list(range(1, 49))
    clock.pass_by(seconds=60)
    assert counters.read(store, "door")[0] == 0
    assert sorted(at_once(16, lambda _: counters.add(store, "door", 60))) == list(range(1, 17))
    counters.forget(store, "door")
    assert counters.read(store, "door")[0] == 0
