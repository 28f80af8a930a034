"""One short connection to somebody else's database: bounded in time, read-only unless it writes.

Whatever goes wrong below comes out as a fault of the contract with a code; the driver's
own message may hold data of people and never leaves.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater, SystemFault

LOCK_SECONDS = 2.0
CONNECT_SECONDS = 5
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
    """The address of a SQLite or PostgreSQL database; Permanent for any other."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise Permanent("bad_url") from error
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return url.set(drivername="sqlite")
    raise Permanent("database_unknown")


@contextmanager
def opened(url: URL, seconds: float, *, write: bool) -> Iterator[tuple[Connection, Deadline]]:
    """A connection inside one transaction, committed at the end when it writes, else rolled back.

    `seconds` bounds the whole operation. Raises the faults of the contract alone; a commit
    whose answer was lost is Ambiguous.
    """
    deadline = Deadline(seconds)
    with _faults():
        engine = _engine(url, deadline, write=write)
        try:
            with engine.connect() as connection:
                if url.drivername == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
                yield connection, deadline
                if write:
                    _commit(connection)
        finally:
            engine.dispose()


def _commit(connection: Connection) -> None:
    try:
        connection.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Ambiguous("commit_unknown") from error
        raise


def _engine(url: URL, deadline: Deadline, *, write: bool) -> Engine:
    if url.drivername == "sqlite":
        path = _sqlite_path(url)
        return create_engine("sqlite://", creator=lambda: _open_sqlite(path, deadline, write=write), poolclass=NullPool)
    milliseconds = int(deadline.left() * 1000)
    options = (
        f"-c statement_timeout={milliseconds} -c lock_timeout={int(LOCK_SECONDS * 1000)}"
        f" -c idle_in_transaction_session_timeout={milliseconds}"
        f" -c default_transaction_read_only={'off' if write else 'on'} -c client_encoding=utf8"
    )
    arguments: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "options": options}
    return create_engine(
        url,
        connect_args=arguments,
        poolclass=NullPool,
        isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
        hide_parameters=True,
    )


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
        return raw.decode("cp1252", "replace")


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _fault(error.orig) from error
    except sqlite3.Error as error:
        raise _fault(error) from error
    except NoSuchModuleError as error:
        raise Permanent("database_unknown") from error
    except SQLAlchemyError as error:
        raise Permanent("database_error") from error


def _fault(error: BaseException | None) -> SystemFault:
    if isinstance(error, sqlite3.Error):
        return _sqlite_fault(error)
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
