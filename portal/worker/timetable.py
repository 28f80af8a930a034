"""The timetable: what is done by the clock becomes a job, once per slot, whichever worker comes first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from portal.storage import chains, house, jobs, tallying
from portal.storage.database import Store

SEAL_SECONDS = 5
COUNT_SECONDS = 15
HOUR, A_DAY = 3600, 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """One regular job: a slot is as long as its `seconds`; `each` writes it for every controller."""

    kind: str
    lane: str
    seconds: int
    each: bool


ENTRIES = (
    Entry("package.expire", "slow", HOUR, each=True),
    Entry("unconfirmed.remind", "slow", HOUR, each=True),
    Entry("restriction.lift", "slow", HOUR, each=True),
    Entry("staff.remind", "slow", HOUR, each=True),
    Entry("processor.gather", "slow", HOUR, each=True),
    Entry("connection.look", "slow", HOUR, each=True),
    Entry("ledger.begin", "slow", A_DAY, each=True),
    Entry("case.purge", "slow", A_DAY, each=True),
    Entry("jobs.prune", "slow", A_DAY, each=False),
    Entry("files.sweep", "slow", A_DAY, each=False),
    Entry("sessions.sweep", "slow", A_DAY, each=False),
    Entry("begun.sweep", "slow", HOUR, each=False),
    Entry("invitations.sweep", "slow", A_DAY, each=True),
)
SEAL = Entry("chain.seal", "slow", SEAL_SECONDS, each=True)
COUNT = Entry("reports.count", "slow", COUNT_SECONDS, each=True)


@dataclass
class Timetable:
    """Remembers the slots it wrote, so that a look costs nothing until the next one begins."""

    store: Store
    _written: dict[tuple[str, str], int] = field(default_factory=dict)

    def look(self) -> int:
        """Write the jobs whose slot has begun; how many were new."""
        now = self.store.now()
        return sum(self._write(entry, controller, now) for entry, controller in self._due(now))

    def _due(self, now: datetime) -> Iterator[tuple[Entry, str]]:
        controllers = [one.id for one in house.controllers(self.store)]
        for entry in ENTRIES:
            for controller in controllers if entry.each else [""]:
                if self._is_new(entry, controller, now):
                    yield entry, controller
        for controller in controllers:
            if self._is_new(SEAL, controller, now) and chains.open_chains(self.store, controller):
                yield SEAL, controller
            if self._is_new(COUNT, controller, now) and tallying.waits(self.store, controller):
                yield COUNT, controller

    def _is_new(self, entry: Entry, controller: str, now: datetime) -> bool:
        return self._written.get((entry.kind, controller)) != _slot(entry, now)

    def _write(self, entry: Entry, controller: str, now: datetime) -> bool:
        slot = _slot(entry, now)
        self._written[(entry.kind, controller)] = slot
        name = f"{entry.kind}:{controller}:{slot}"
        return jobs.schedule(self.store, name, entry.lane, entry.kind, controller or None, now)


def _slot(entry: Entry, now: datetime) -> int:
    return int(now.timestamp()) // entry.seconds
