"""How soon the portal serves, and the memory of each of its processes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil

from tests.bench.measure import Figure, once
from tests.bench.pages import Tell
from tests.serving import Serving

MEGABYTE = 1024 * 1024
_NAMES = (("portal.cli worker", "worker"), ("portal.demo.mailbox", "demo mailbox"), ("granian", "web"))


def measure(tell: Tell) -> Iterator[Figure]:
    """Start and resident memory; memory stands in the columns of time, in MB."""
    tell("start and memory")
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        serving: list[Serving] = []
        try:
            took = once(lambda: _up(Path(folder), serving))
            yield Figure("sqlite", "start of a seeded demo", 1, took, took)
            for process in serving[0].all():
                resident = process.memory_info().rss / MEGABYTE
                yield Figure("sqlite", f"MB of {_name(process)}", 1, resident, resident)
        finally:
            for one in serving:
                one.end()


def _up(folder: Path, serving: list[Serving]) -> None:
    serving.append(Serving(folder, seeded=True))
    serving[0].until(serving[0].is_whole, "up")
    with urlopen(f"{serving[0].base_url}/digelius/") as answer:
        answer.read()


def _name(process: psutil.Process) -> str:
    said = " ".join(process.cmdline())
    return next((name for word, name in _NAMES if word in said), "parent" if "serve" in said else process.name())
