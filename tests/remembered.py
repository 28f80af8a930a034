"""What many tests begin with is done once in a process; the others find the house as it stood then.

A test still asks the real use cases for its beginning: `Desk.searched()`, `make_controller`. The first one that asks
has them run, and rows and files are kept as they lie then. The next one whose house has come the same way, and has
been touched by nobody since, has them put back. Whether it was touched is read off the house itself: off the counters
of SQLite's log or the transactions of PostgreSQL's rows, and off every file in the folder. A test that changes how
the house works (by `monkeypatch`, a fault of the mail server, another connector) remembers nothing, and one that
looks on while it works (at its log, its statements) has it work.

A house that is put back has the ids, references and keys of the one that was kept: they are as good as new ones, for
no test sees two houses.
"""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from sqlalchemy import make_url

from portal.storage import tables as t
from portal.storage.database import Store

Value = TypeVar("Value")
Way = tuple[object, ...]
"""How a house came to stand as it does: the store, the files it began with, and each thing that was done."""

OF_A_MAIL_SERVER = "(_run)"
"""How the threads of aiosmtpd are named: what comes of a mail is waited for."""
MEANT_TO_SEE = frozenset({"monkeypatch", "caplog", "capsys", "capfd", "capfdbinary", "capsysbinary", "recwarn"})
"""What a test asks for that changes how things are done, or looks on while they are."""
PAGE = 4096
LOG_HEAD = 48
SQLITE_HEAD = 100


@dataclass(frozen=True)
class Kept:
    """A house as it stood: what was said when it came to this, the parts of its database, its files."""

    value: Any
    parts: dict[str, Any]
    files: dict[str, tuple[int, bytes]]


_kept: dict[Way, Kept] = {}
_same: dict[bytes, bytes] = {}
"""Equal bytes are held once: most of a house is as it was one thing before."""


class _Sqlite:
    """The small store: its pages are taken out and put back."""

    def __init__(self, store: Store) -> None:
        self._path = Path(make_url(store.database.url).database or "")
        self._engine = store.database.engine

    def mark(self) -> object:
        """What differs after each transaction: the counter, length and checksums in the head of the log's index."""
        index = self._path.with_name(f"{self._path.name}-shm")
        with (index if index.exists() else self._path).open("rb") as file:
            if index.exists():
                return file.read(LOG_HEAD)
            return file.read(SQLITE_HEAD), self._path.stat().st_size, self._path.stat().st_mtime_ns

    def take(self) -> dict[str, Any]:
        with closing(sqlite3.connect(self._path)) as connection:
            whole = connection.serialize()
        return {"pages": [_once(whole[start : start + PAGE]) for start in range(0, len(whole), PAGE)]}

    def put_back(self, parts: dict[str, Any], stands: dict[str, Any]) -> None:
        whole = bytearray().join(parts["pages"])
        whole[18:20] = b"\x01\x01"  # a database in memory has no log beside it
        with closing(sqlite3.connect(":memory:")) as source, closing(sqlite3.connect(self._path)) as target:
            source.deserialize(bytes(whole))
            source.backup(target)
        # The index of the log is written by whoever opens the house next: that is nobody's touch.
        with self._engine.execution_options(reads=True).connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM controller")


class _Postgres:
    """The large store: the rows of its tables are copied out and in."""

    TABLES = tuple(table.name for table in t.Base.metadata.sorted_tables)
    MARKS = " UNION ALL ".join(
        f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}"  # noqa: S608  # our own tables
        for name in TABLES
    )

    def __init__(self, store: Store) -> None:
        self._engine = store.database.engine

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        with closing(self._engine.raw_connection()) as pooled:
            connection = pooled.driver_connection
            assert isinstance(connection, psycopg.Connection)
            with connection.transaction():
                yield connection

    def mark(self) -> object:
        """How many rows each table has, and which transaction wrote last to one that is there."""
        with self._connection() as connection:
            # In an order of its own: PostgreSQL reads large tables side by side, and whichever is first comes first
            return tuple(sorted(self._marks(connection)))

    def take(self) -> dict[str, Any]:
        with self._connection() as connection:
            filled = [name for name, rows, _last in self._marks(connection) if rows]
            return {name: _once(self._out(connection, name)) for name in filled}

    def _marks(self, connection: psycopg.Connection) -> list[tuple[Any, ...]]:
        """Of each table; asked ten times in a test, and planned once."""
        return connection.execute(self.MARKS, prepare=True).fetchall()

    def _out(self, connection: psycopg.Connection, name: str) -> bytes:
        with connection.cursor().copy(f"COPY {name} TO STDOUT (FORMAT BINARY)") as copy:
            return b"".join(copy)

    def put_back(self, parts: dict[str, Any], stands: dict[str, Any]) -> None:
        with self._connection() as connection:
            other = [name for name in parts.keys() | stands.keys() if parts.get(name) != stands.get(name)]
            old = "".join(f"DELETE FROM {name};" for name in other if name in stands)  # noqa: S608
            connection.execute(f"SET LOCAL session_replication_role = replica; {old}")
            for name in other:
                if name in parts:
                    with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT BINARY)") as copy:
                        copy.write(parts[name])


def _once(content: bytes) -> bytes:
    return _same.setdefault(content, content)


class _Here:
    """The house of the test that runs."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self._folder = store, folder
        self._database = _Sqlite(store) if store.database.on_sqlite else _Postgres(store)
        self._threads = {*threading.enumerate()}
        self._mark: object = None
        self._way: Way | None = None
        self._begin()

    def _begin(self) -> None:
        way = (type(self._database), tuple((name, _once(path.read_bytes())) for name, path in self._paths()))
        if way not in _kept:
            self._keep(way, None)
        self._stand(way)

    @property
    def is_watched(self) -> bool:
        """Whether the test looks at each statement, or others are at work in its house beside it."""
        others = {one for one in threading.enumerate() if not one.name.endswith(OF_A_MAIL_SERVER)} - self._threads
        return bool(others or self.store.database.engine.dispatch.before_cursor_execute)

    def way(self) -> Way | None:
        """How the house came to stand as it does; None once somebody else has touched it."""
        if self._way is not None and self._mark != self._now():
            self._way = None
        return self._way

    def go(self, way: Way, make: Callable[[], Value]) -> Value:
        """Have something done, or put the house back to where it was once done."""
        if way in _kept:
            done: Value = self._put_back(way)
            return done
        at = self.store.now()
        value = make()
        if self.store.now() == at:
            self._keep(way, value)
            self._stand(way)
        return value

    def _stand(self, way: Way) -> None:
        self._way, self._mark = way, self._now()

    def _keep(self, way: Way, value: Any) -> None:
        files = {name: (path.stat().st_mode, _once(path.read_bytes())) for name, path in self._paths()}
        _kept[way] = Kept(value, self._database.take(), files)

    def _put_back(self, way: Way) -> Any:
        kept, stands = _kept[way], _kept[self._way or ()]
        self._database.put_back(kept.parts, stands.parts)
        for name in stands.files.keys() - kept.files.keys():
            (self._folder / name).unlink()
        for name, (mode, content) in kept.files.items():
            if stands.files.get(name) != (mode, content):
                path = self._folder / name
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.write_bytes(content)
                path.chmod(mode)
        self._stand(way)
        return kept.value

    def _now(self) -> object:
        return self._database.mark(), tuple((name, _mark_of(path)) for name, path in self._paths())

    def _paths(self) -> list[tuple[str, Path]]:
        """Every file of the house but those of its database."""
        found = (path for path in self._folder.rglob("*") if path.is_file())
        named = ((str(path.relative_to(self._folder)), path) for path in found)
        return sorted((name, path) for name, path in named if not name.startswith("portal.sqlite3"))


def _mark_of(path: Path) -> object:
    """What differs once a file is another; of a database, its head, which counts the changes."""
    content, stat = path.read_bytes(), path.stat()
    if content.startswith(b"SQLite format 3"):
        return content[:SQLITE_HEAD], stat.st_size, stat.st_mtime_ns
    return sha256(content).digest(), stat.st_mode


_here: _Here | None = None
_folder: Path | None = None
"""Where the houses of this process lie, one after another; none that lies elsewhere is remembered."""


@contextmanager
def remembering(request: pytest.FixtureRequest, store: Store, folder: Path) -> Iterator[None]:
    """While the test runs, what is done `once` to this store is remembered."""
    global _here
    if folder == _folder and not MEANT_TO_SEE & set(request.fixturenames):
        _here = _Here(store, folder)
    try:
        yield
    finally:
        _here = None


def once(store: Store, what: str, given: tuple[object, ...], make: Callable[[], Value]) -> Value:
    """What `make` gives, having done to the house what it does with `given`: done now, or remembered."""
    said = repr((what, given, store.now()))
    if _here is None or _here.store is not store or " at 0x" in said or _here.is_watched:
        return make()
    if (way := _here.way()) is None:
        return make()
    return _here.go((*way, said), make)


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder for each test of a process, empty: what is put back lies where it lay."""
    global _folder
    _folder = tmp_path_factory.getbasetemp() / "house"
    if _folder.exists():
        shutil.rmtree(_folder)
    _folder.mkdir(mode=0o700)
    return _folder


def laid(path: Path, content: bytes) -> None:
    """Write a file of the house, as one of the things that were done to it."""
    if _here is None:
        path.write_bytes(content)
    else:
        once(_here.store, "laid", (path.name, sha256(content).digest()), partial(_lay, path, content))


def _lay(path: Path, content: bytes) -> None:
    path.write_bytes(content)
