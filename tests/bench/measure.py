"""Timing: what a call takes, beside what it could not go below."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True)
class Figure:
    """Milliseconds that half and 95 % of the calls took at most; `floor` is the p95 of the least that could be done."""

    store: str
    what: str
    size: int
    p50: float
    p95: float
    floor: float | None = None

    @property
    def key(self) -> str:
        """What the same figure of another run is called."""
        return f"{self.store}/{self.what}/{self.size}"

    @property
    def times(self) -> float | None:
        """How many times its floor."""
        return self.p95 / self.floor if self.floor else None

    def to_json(self) -> dict[str, Any]:
        """As `bench/latest.json` keeps it."""
        return asdict(self)


def timed(call: Callable[[], object], rounds: int, warm: int = 5) -> tuple[float, float]:
    """p50 and p95 of `call` in milliseconds."""
    for _ in range(warm):
        call()
    return _middle_and_most([once(call) for _ in range(rounds)])


def timed_beside(
    call: Callable[[], object], floor: Callable[[], object], rounds: int, warm: int = 5
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The same of `call` and of its floor, one after the other in turn: what else the machine does falls on both."""
    for _ in range(warm):
        call()
        floor()
    taken = [(once(call), once(floor)) for _ in range(rounds)]
    return _middle_and_most([one for one, _ in taken]), _middle_and_most([least for _, least in taken])


def _middle_and_most(taken: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


def once(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
