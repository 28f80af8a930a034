"""The worker: lanes of threads that take jobs, hold their leases, and finish or put them off.

Each lane works for itself, so that a mail server that hangs never delays an objection.
One bad job never ends the loop. Told to stop, each lane ends the slice that it is in.
"""

import os
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic

import structlog

from portal.logs import place_of
from portal.settings import Settings
from portal.storage import jobs
from portal.storage.database import Store
from portal.storage.jobs import Taken
from portal.storage.tables import new_id
from portal.worker import errands
from portal.worker.outside import FAILURES_OF_A_JOB, Again, Done, Outcome, Outside
from portal.worker.timetable import Timetable

IDLE_SECONDS = 0.3
TROUBLE_SECONDS = 3.0
HEARTBEAT_SECONDS = 8.0
TIMETABLE_SECONDS = 2.0
GRACE_SECONDS = 10.0

_log = structlog.get_logger("worker")


@dataclass
class Leases:
    """The jobs that this process holds now; a heartbeat prolongs them until they are let go."""

    store: Store
    _held: dict[str, tuple[Taken, str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def hold(self, job: Taken, worker: str) -> None:
        """Prolong this job's lease from now on."""
        with self._lock:
            self._held[job.id] = (job, worker)

    def let_go(self, job: Taken) -> None:
        """The job is finished or put off."""
        with self._lock:
            self._held.pop(job.id, None)

    def beat(self) -> None:
        """Prolong every lease once; one that another worker has is let go."""
        with self._lock:
            held = list(self._held.values())
        for job, worker in held:
            if not jobs.hold(self.store, job, worker):
                self.let_go(job)
                _log.warning("lease_lost", job=job.id, kind=job.kind)


def run(store: Store, settings: Settings, stop: Event, outside: Outside | None = None) -> None:
    """Work until `stop` is set, then end the slices in hand, for at most `GRACE_SECONDS`.

    A slice that takes longer is left: its lease runs out, and another worker takes it again.
    """
    outside = outside or Outside(store, settings, stop)
    leases = Leases(store)
    lanes = [lane for lane, count in settings.worker_lanes.items() for _ in range(count)]
    threads = [Thread(target=_serve, args=(outside, leases, lane), name=lane, daemon=True) for lane in lanes]
    threads += [
        Thread(target=_regularly, args=(stop, HEARTBEAT_SECONDS, leases.beat), name="heartbeat", daemon=True),
        Thread(target=_regularly, args=(stop, TIMETABLE_SECONDS, Timetable(store).look), name="timetable", daemon=True),
    ]
    _log.info("worker_started", lanes=sorted(lanes), pid=os.getpid())
    for thread in threads:
        thread.start()
    stop.wait()
    _join(threads)
    _log.info("worker_stopped", pid=os.getpid())


def work_off(outside: Outside, lanes: Iterable[str] = ("post", "prompt", "slow"), limit: int = 1000) -> int:
    """Do every job that is ready now, one after another in this thread; how many."""
    leases, worker, done = Leases(outside.store), worker_name("once"), 0
    order = tuple(lanes)
    while done < limit and any(_take_one(outside, leases, lane, worker) for lane in order):
        done += 1
    return done


def worker_name(lane: str) -> str:
    """A name that no other thread of any machine has."""
    return f"{socket.gethostname()[:20]}:{lane}:{new_id()[:16]}"


def _join(threads: list[Thread]) -> None:
    """Wait for the slices in hand; a lease lasts longer than the wait."""
    until = monotonic() + GRACE_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))


def _serve(outside: Outside, leases: Leases, lane: str) -> None:
    worker = worker_name(lane)
    while not outside.stop.is_set():
        try:
            if not _take_one(outside, leases, lane, worker):
                outside.stop.wait(IDLE_SECONDS)
        except Exception as error:  # noqa: BLE001  # the database may be away: the lane waits and goes on
            _log.error("lane_trouble", lane=lane, error=place_of(error))
            outside.stop.wait(TROUBLE_SECONDS)


def _take_one(outside: Outside, leases: Leases, lane: str, worker: str) -> bool:
    """Take, do and settle one job of the lane; False when there is none."""
    store = outside.store
    if not jobs.ready(store, lane):
        return False
    job = jobs.take(store, lane, worker)
    if job is None:
        return False
    leases.hold(job, worker)
    started = monotonic()
    try:
        outcome = _done(outside, job)
        _settle(store, job, worker, outcome)
    finally:
        leases.let_go(job)
    _say(job, outcome, monotonic() - started)
    return True


def _done(outside: Outside, job: Taken) -> Outcome:
    try:
        return errands.run(outside, job)
    except Exception as error:  # noqa: BLE001  # one bad job never ends the loop
        _log.error("job_failed", job=job.id, kind=job.kind, request=job.request_id, error=place_of(error))
        if job.attempts >= FAILURES_OF_A_JOB and not job.request_id:
            return Done("job_failed")  # what a request waits for is tried until it goes, every half an hour
        return Again("job_failed")


def _settle(store: Store, job: Taken, worker: str, outcome: Outcome) -> None:
    if isinstance(outcome, Again):
        jobs.again(store, job, worker, outcome.code, outcome.seconds)
    else:
        jobs.finish(store, job, worker, outcome.failure)


def _say(job: Taken, outcome: Outcome, seconds: float) -> None:
    code = outcome.code if isinstance(outcome, Again) else outcome.failure
    _log.info(
        "job_again" if isinstance(outcome, Again) else "job_done",
        job=job.id, kind=job.kind, lane=job.lane, request=job.request_id, attempt=job.attempts,
        code=code, ms=round(seconds * 1000),
    )  # fmt: skip


def _regularly(stop: Event, seconds: float, act: Callable[[], object]) -> None:
    while not stop.wait(seconds):
        try:
            act()
        except Exception as error:  # noqa: BLE001  # the database may be away: the next beat tries again
            _log.error("regular_trouble", error=place_of(error))
