"""The database: SQLite by default, PostgreSQL by one setting; reading and working sessions.

SQLite runs WAL with `synchronous=FULL` and `secure_delete=ON`; a working session begins
IMMEDIATE, so that a read never has to become a write, and for a reading session the database
itself refuses writes. Every session carries a viewer. No parameter stands in an error's text.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.domain.roles import Viewer
from portal.keys.ring import Ring
from portal.storage import guard

_BUSY_MS = 10_000
_TRIES = 3
_LOCK_TIMEOUT = "55P03"
_SOME = re.compile(r"[1-9]")


class Database:
    """One engine; sessions are opened by `reading`, `working` and `house`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writing = self.engine.execution_options(writes=True)
        self._reading = self.engine.execution_options(reads=True, **self._read_only())

    @property
    def on_sqlite(self) -> bool:
        """Whether this is the small store."""
        return self.engine.dialect.name == "sqlite"

    def _read_only(self) -> dict[str, Any]:
        return {} if self.on_sqlite else {"postgresql_readonly": True}

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Session]:
        """A session that reads what `viewer` may reach, and writes nothing."""
        with Session(self._reading, expire_on_commit=False, info={"viewer": viewer}) as session:
            yield session

    @contextmanager
    def working(self, viewer: Viewer) -> Iterator[Session]:
        """A session that commits when its block ends, and rolls back when it raises."""
        with self._write(viewer) as session:
            yield session

    @contextmanager
    def house(self) -> Iterator[Session]:
        """A writing session over the house tables: accounts, sessions, limits, jobs, keys."""
        with self._write(guard.HOUSE) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A reading session over the house tables."""
        with Session(self._reading, expire_on_commit=False, info={"viewer": guard.HOUSE}) as session:
            yield session

    @contextmanager
    def _write(self, viewer: Viewer | guard.House) -> Iterator[Session]:
        info: dict[Any, Any] = {"viewer": viewer, "writes": True}
        with Session(self._writing, expire_on_commit=False, info=info) as session:
            yield session
            session.commit()

    def has_schema(self) -> bool:
        """Whether `migrate` has been here; a newer version of the schema counts too."""
        return inspect(self.engine).has_table("data_key")

    def is_newest(self) -> bool:
        """Whether the schema is the one that this version of the portal works with."""
        with self.engine.connect() as connection:
            held = MigrationContext.configure(connection).get_current_heads()
        return set(held) == set(ScriptDirectory.from_config(_scripts()).get_heads())

    def settle(self) -> bool:
        """Let a key that was destroyed stand in no file of the tables; False where it has to be tried again later.

        On SQLite the log is emptied, which a reader can hold up. PostgreSQL overwrites nothing, and VACUUM leaves the
        bytes where they lay: the table of the keys is written anew. Pages wait for that a second at most, and it waits
        for who reads the keys as long, a few times. Rows that a snapshot keeps, also one of other tables, are left to
        a later time. Its own log (`pg_wal`) is the operator's: `docs/purging.md`.
        """
        if not self.on_sqlite:
            return self._write_keys_anew()
        driver = self.engine.raw_connection()
        try:
            busy, *_frames = driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.close()
        return not busy

    def _write_keys_anew(self) -> bool:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET lock_timeout = '1s'")
            try:
                kept = next((told for _turn in range(_TRIES) if (told := _kept_old(connection)) is not None), True)
                return not kept
            finally:
                connection.exec_driver_sql("RESET lock_timeout")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class Store:
    """What a use case needs of the house: database, keys, the folder of sealed files, the clock."""

    database: Database
    ring: Ring
    folder: Path
    now: Callable[[], datetime]


def _kept_old(connection: Connection) -> bool | None:
    """Write the keys anew; whether old rows had to be kept for somebody's snapshot, None where the table was in use.

    A snapshot that never asked for a key keeps its old row as well, and holds no lock that would tell of it. PostgreSQL
    says how many such rows there are, whatever its language, as the number that its report's detail begins with.
    """
    told: list[str] = []

    def hear(said: Any) -> None:
        told.append(said.message_detail or "")

    driver: Any = connection.connection.driver_connection
    driver.add_notice_handler(hear)
    try:
        connection.exec_driver_sql("VACUUM (FULL, VERBOSE) data_key")
    except OperationalError as fault:
        if getattr(fault.orig, "sqlstate", "") != _LOCK_TIMEOUT:
            raise
        return None
    finally:
        driver.remove_notice_handler(hear)
    return any(_SOME.match(one) for one in told)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=8, max_overflow=8, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        parsed, pool_size=8, max_overflow=16, connect_args={"timeout": _BUSY_MS / 1000}, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={_BUSY_MS}",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """The first two wait for nobody and touch no file, so that they go to the driver itself."""
    options = connection.get_execution_options()
    driver = connection.connection.cursor()
    driver.execute(f"PRAGMA query_only={int(bool(options.get('reads')))}")
    if options.get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")
    driver.close()


def migrate(database_url: str) -> None:
    """Bring the schema to its newest version; safe to run again, and from several machines at once."""
    engine, config = _engine(database_url), _scripts()
    try:
        with engine.execution_options(writes=True).connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _scripts() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
