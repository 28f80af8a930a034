"""One short connection to somebody else's database: bounded in time, read-only unless it writes.

Whatever goes wrong below comes out as a fault of the contract with a code; the driver's
own message may hold data of people and never leaves.
"""

import os
import sqlite3
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater, SystemFault
from portal.systems.sql import mariadb
from portal.systems.sql.reach import Place, place_of
from portal.systems.sql.values import READABLE, OldLetters
from portal.systems.sql.watch import Watch
from portal.systems.wire import STRICT, Outgoing

LOCK_SECONDS = 2.0
CONNECT_SECONDS = 5
GRACE_SECONDS = 1.0
"""What a server is given beyond the time of the operation, since it ends that by itself where it is well."""
_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_INSTRUCTIONS_BETWEEN_LOOKS = 10_000
_PRIMARY = 0xFF

_LOST_PASSWORD = ("password authentication failed", "no password supplied", "no pg_hba.conf entry", "role ")


class Deadline:
    """The end of one operation's time, told in seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never below a hundredth."""
        return max(0.01, self._end - time.monotonic())

    def passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self._end

    def look(self) -> None:
        """RetryLater("slow") when the time is over."""
        if self.passed():
            raise RetryLater("slow", 120.0)


def parse_url(text: str) -> URL:
    """The address of a SQLite, PostgreSQL, MariaDB or MySQL database; Permanent for any other."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise Permanent("bad_url") from error
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in {"mysql", "mariadb", "mysql+pymysql", "mariadb+pymysql"}:
        return url.set(drivername="mysql+pymysql")
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return url.set(drivername="sqlite")
    raise Permanent("database_unknown")


@contextmanager
def opened(
    url: URL, seconds: float, *, write: bool, outgoing: Outgoing = STRICT
) -> Iterator[tuple[Connection, Deadline]]:
    """A connection inside one transaction, committed at the end when it writes, else rolled back.

    `seconds` bounds the whole operation; a host is reached where `outgoing` lets us. Raises the faults of the
    contract alone; a commit whose answer was lost is Ambiguous.
    """
    deadline, watch = Deadline(seconds), Watch(seconds + GRACE_SECONDS)
    with _faults(watch):
        engine = _engine(url, deadline, watch, outgoing, write=write)
        try:
            with engine.connect() as connection:
                if url.drivername == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
                yield connection, deadline
                if write:
                    _commit(connection)
        finally:
            engine.dispose()
            watch.end()


def _commit(connection: Connection) -> None:
    try:
        connection.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Ambiguous("commit_unknown") from error
        raise


def _engine(url: URL, deadline: Deadline, watch: Watch, outgoing: Outgoing, *, write: bool) -> Engine:
    if url.drivername == "sqlite":
        path = _sqlite_path(url)
        _next_file.set(lambda: _open_sqlite(path, deadline, write=write))
        return _files()
    place = place_of(url, outgoing)
    if url.drivername == "mysql+pymysql":
        driver = _mariadb_driver()
        return create_engine(
            "mysql+pymysql://",
            creator=driver.opener(url, place, outgoing, deadline.left(), LOCK_SECONDS, watch, write=write),
            poolclass=NullPool,
            isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
            hide_parameters=True,
        )
    engine = _postgres_engine(url, place, deadline, outgoing, write=write)
    # Before anything is asked of the server: what SQLAlchemy itself asks it first may stay without an answer too.
    event.listen(engine, "connect", lambda connection, _record: watch.over(connection.fileno()), insert=True)
    return engine


_next_file: ContextVar[Callable[[], sqlite3.Connection]] = ContextVar("next_file")


@cache
def _files() -> Engine:
    """One engine for every file, whatever is opened next: what it has compiled serves the next operation too."""
    return create_engine("sqlite://", creator=lambda: _next_file.get()(), poolclass=NullPool)


def _mariadb_driver() -> Any:
    """The room of the driver; Permanent("driver_missing") where it is not installed."""
    try:
        return import_module("portal.systems.sql.mariadb_driver")
    except ModuleNotFoundError as error:
        raise Permanent("driver_missing") from error


def _postgres_engine(url: URL, place: Place, deadline: Deadline, outgoing: Outgoing, *, write: bool) -> Engine:
    milliseconds = int(deadline.left() * 1000)
    options = (
        f"-c statement_timeout={milliseconds} -c lock_timeout={int(LOCK_SECONDS * 1000)}"
        f" -c idle_in_transaction_session_timeout={milliseconds}"
        f" -c default_transaction_read_only={'off' if write else 'on'} -c client_encoding=utf8"
    )
    arguments: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS, "options": options, "port": str(place.port), **_ALIVE,
        "tcp_user_timeout": milliseconds + int(GRACE_SECONDS * 1000),
        **_dialled(url, place, outgoing),
    }  # fmt: skip
    return create_engine(
        url.set(host=None, port=None, query={}),
        connect_args=arguments,
        poolclass=NullPool,
        isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
        hide_parameters=True,
    )


def _dialled(url: URL, place: Place, outgoing: Outgoing) -> dict[str, str]:
    """What libpq is told: the judged addresses, under the name that the certificate has to bear."""
    if place.socket_folder:
        return {"host": place.socket_folder, "hostaddr": "", "sslmode": "disable"}
    found = {"host": ",".join([place.host] * len(place.addresses)), "hostaddr": ",".join(place.addresses)}
    if place.trusted:
        return {**found, "sslmode": str(url.query.get("sslmode", "prefer"))}
    return {**found, "sslmode": "verify-full", "sslrootcert": outgoing.ca_file or "system"}


def _sqlite_path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise Permanent("database_missing")
    path = Path(url.database).absolute()
    if not path.is_file():
        raise Permanent("database_missing")
    if not os.access(path, os.R_OK):
        raise AuthLost("access_refused")
    return path


def _open_sqlite(path: Path, deadline: Deadline, *, write: bool) -> sqlite3.Connection:
    """Never creates the file; `ro` also where another program keeps it in WAL mode.

    A writer keeps to the foreign keys, which SQLite else passes over, and overwrites what it deletes.
    """
    address = f"file:{quote(str(path))}?mode={'rw' if write else 'ro'}"
    connection = sqlite3.connect(address, uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    connection.text_factory = _text
    connection.create_function(READABLE, 1, _is_readable, deterministic=True)
    if write:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
    connection.set_progress_handler(lambda: int(deadline.passed()), _INSTRUCTIONS_BETWEEN_LOOKS)
    return connection


def _text(raw: bytes) -> str:
    """Old rows may have been written in Windows' own letters."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return OldLetters(raw.decode("cp1252", "replace"))


def _is_readable(raw: bytes | None) -> int:
    try:
        return int(b"\0" not in raw and bool(raw.decode() or True)) if raw is not None else 0
    except UnicodeDecodeError:
        return 0


@contextmanager
def _faults(watch: Watch) -> Iterator[None]:
    """What went wrong, as a fault of the contract; whatever it is, a server that we cut off ourselves was slow."""
    try:
        with _told():
            yield
    except RetryLater as fault:
        if watch.has_cut and fault.code == "unreachable":
            raise RetryLater("slow", 120.0) from fault
        raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _fault(error.orig) from error
    except sqlite3.Error as error:
        raise _fault(error) from error
    except ssl.SSLError as error:
        raise RetryLater("tls_failed", 300.0) from error
    except OSError as error:
        raise RetryLater("unreachable", 60.0) from error
    except Exception as error:
        if not mariadb.is_of_the_driver(error):
            raise
        raise mariadb.fault_of(error) from error
    except NoSuchModuleError as error:
        raise Permanent("database_unknown") from error
    except ModuleNotFoundError as error:
        raise Permanent("driver_missing") from error
    except SQLAlchemyError as error:
        raise Permanent("database_error") from error


def _fault(error: BaseException | None) -> SystemFault:
    if isinstance(error, sqlite3.Error):
        return _sqlite_fault(error)
    if error is not None and mariadb.is_of_the_driver(error):
        return mariadb.fault_of(error)
    state = getattr(error, "sqlstate", None)
    return _postgres_fault(state) if state else _connection_fault(str(error).lower())


def _sqlite_fault(error: sqlite3.Error) -> SystemFault:
    match getattr(error, "sqlite_errorcode", 0) & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return RetryLater("locked", 10.0)
        case sqlite3.SQLITE_INTERRUPT:
            return RetryLater("slow", 120.0)
        case sqlite3.SQLITE_NOTADB:
            return Permanent("not_a_database")
        case sqlite3.SQLITE_CORRUPT:
            return Permanent("database_damaged")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return AuthLost("write_refused")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_FULL | sqlite3.SQLITE_PROTOCOL:
            return RetryLater("unreachable", 60.0)
        case sqlite3.SQLITE_CONSTRAINT:
            return Permanent("row_refused")
        case _:
            return Permanent("database_error")


def _postgres_fault(state: str) -> SystemFault:
    if state in {"57014", "25P03"}:
        return RetryLater("slow", 120.0)
    if state in {"55P03", "40001", "40P01"}:
        return RetryLater("locked", 10.0)
    if state in {"42P01", "42703", "42883", "3F000"}:
        return Permanent("schema_changed")
    if state == "3D000":
        return Permanent("database_missing")
    if state.startswith("28"):
        return AuthLost("access_refused")
    if state in {"42501", "25006"}:
        return AuthLost("write_refused" if state == "25006" else "access_refused")
    if state.startswith("23"):
        return Permanent("row_refused")
    if state[:2] in {"08", "53", "57", "58"}:
        return RetryLater("unreachable", 60.0)
    return Permanent("database_error")


def _connection_fault(message: str) -> SystemFault:
    """A refused connection carries no state, only the server's words."""
    if "database " in message and "does not exist" in message:
        return Permanent("database_missing")
    if any(words in message for words in _LOST_PASSWORD):
        return AuthLost("access_refused")
    return RetryLater("unreachable", 60.0)
