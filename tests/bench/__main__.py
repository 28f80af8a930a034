"""`make bench`: seeds, measures, and writes the table and `bench/latest.json`; says on the way what it is doing."""

import json
import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from portal.storage.database import Store, migrate
from tests import factories, postgres
from tests.bench import access, pages, processes, systems
from tests.bench.many import Crowd
from tests.bench.measure import Figure

LATEST = Path(__file__).resolve().parents[2] / "bench" / "latest.json"
SIZES = (1_000, 10_000, 100_000)


def main(words: Sequence[str] | None = None) -> int:
    """Measure on both stores; exit 0 also where a figure is worse, for a figure is no test."""
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many requests, as 1000,10000")
    parser.add_argument("--stores", default="sqlite,postgresql")
    parser.add_argument("--systems", action="store_true", help="measure the connected systems alone")
    parser.add_argument("--keep", action="store_true", help="write bench/latest.json")
    asked = parser.parse_args(words)
    sizes = [int(size) for size in asked.sizes.split(",")]
    before = json.loads(LATEST.read_text("utf-8"))["figures"] if LATEST.exists() else []
    figures = list(_systems() if asked.systems else _everything(asked.stores.split(","), sizes))
    sys.stdout.write(table(figures, {Figure(**one).key: Figure(**one) for one in before}))
    if asked.keep:
        LATEST.parent.mkdir(exist_ok=True)
        measured = {one.key for one in figures}
        kept = [one for one in before if Figure(**one).key not in measured]
        made = [*kept, *(one.to_json() for one in figures)]
        LATEST.write_text(json.dumps({"figures": made}, indent=1) + "\n", "utf-8")
    return 0


def table(figures: Sequence[Figure], before: dict[str, Figure]) -> str:
    """The figures in columns, each beside its floor and the last run's."""
    lines = [f"{'store':11}{'what':34}{'size':>8}{'p50 ms':>10}{'p95 ms':>10}{'floor':>10}{'times':>8}{'last p95':>10}"]
    for one in figures:
        last = before.get(one.key)
        lines.append(
            f"{one.store:11}{one.what:34}{one.size:8,}{one.p50:10.2f}{one.p95:10.2f}"
            f"{_or_dash(one.floor)}{_or_dash(one.times, 8)}{_or_dash(last.p95 if last else None)}"
        )
    return "\n".join([*lines, ""])


def _or_dash(value: float | None, width: int = 10) -> str:
    return f"{value:{width}.2f}" if value is not None else f"{'-':>{width}}"


def _tell() -> Callable[[str], None]:
    begun = time.monotonic()

    def tell(what: str) -> None:
        sys.stderr.write(f"{time.monotonic() - begun:6.0f} s  {what}\n")

    return tell


def _systems() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        yield from systems.measure(Path(folder) / "systems", _tell())


def _everything(stores: Sequence[str], sizes: Sequence[int]) -> Iterator[Figure]:
    tell = _tell()
    yield from processes.measure(tell)
    for name in stores:
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
            with _Store(name, Path(folder)) as store:
                portal = pages.Portal(store, Path(folder), name)
                crowd = Crowd(store, portal.shop)
                for size in sizes:
                    crowd.grow(size, partial(_grown, tell, name))
                    yield from pages.measure(portal, crowd, size, tell)
            with _Store(name, Path(folder) / "access") as store:
                yield from access.measure(store, name, Path(folder) / "access", tell)
    yield from _systems()


def _grown(tell: Callable[[str], None], name: str, done: int) -> None:
    tell(f"{name}: {done:,} requests")


class _Store:
    """An empty, migrated store of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder, self._name = folder, name
        self._fresh = None if name == "sqlite" else postgres.fresh_database(_server())

    def __enter__(self) -> Store:
        url = f"sqlite:///{self._folder}/portal.sqlite3"
        if self._fresh is not None:
            url = postgres.url_of(_server(), self._fresh.__enter__())
        migrate(url)
        self._store = factories.make_store(url, self._folder, factories.Clock())
        return self._store

    def __exit__(self, *fault: object) -> None:
        self._store.database.close()
        if self._fresh is not None:
            self._fresh.__exit__(None, None, None)


def _server() -> Path:
    root = Path(tempfile.gettempdir()) / f"portal-bench-postgres-{os.getpid()}"
    root.mkdir(exist_ok=True)
    return postgres.shared_server(root, os.getpid())


if __name__ == "__main__":
    sys.exit(main())
