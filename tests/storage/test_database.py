"""Migrated by two at once or killed midway, the schema is whole; a killed writer leaves no half request."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, inspect, select

from portal.domain.roles import Role, machine
from portal.domain.sign_on import Place, SetUp, Tokens
from portal.storage import accounts, chains, house, migrations, sign_on, suppressing
from portal.storage import tables as t
from portal.storage.database import Database, Store, migrate
from portal.storage.work import work
from tests import factories
from tests.factories import Clock

FORK = multiprocessing.get_context("fork")
GIVEN = ("register_version_id", "rights", "channel", "language", "received_at", "status", "deadline", "due", "safe")


@contextmanager
def _process(target: Callable[..., None], *given: object) -> Iterator[BaseProcess]:
    process = FORK.Process(target=target, args=given)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join(10)


def _killed_at_its_word(target: Callable[..., None], *given: object) -> None:
    heard, said = FORK.Pipe(duplex=False)
    with _process(target, *given, said) as process:
        assert heard.poll(30)
        process.kill()
        process.join(10)
        assert process.exitcode == -signal.SIGKILL


def _stand_still(said: Connection) -> None:
    said.send("here")
    time.sleep(60)


def _migrate_and_stop(url: str, tables: int, said: Connection) -> None:
    """Migrate, and stand still once so many tables were made."""
    made = 0

    def look(connection: object, cursor: object, statement: str, *more: object) -> None:
        nonlocal made
        made += "CREATE TABLE" in statement
        if made == tables:
            _stand_still(said)

    event.listen(Engine, "after_cursor_execute", look)
    migrate(url)


def _write_and_stop(url: str, folder: Path, said: Connection) -> None:
    """Write one request, and stand still while the next one is not committed."""
    store = factories.make_store(url, folder, Clock())
    shop = factories.make_controller(store)
    before = factories.make_request(store, shop, confirmed=False)
    with work(store, machine(shop.id)) as w:
        row = w.case(before.id).row
        row.findings = 99
        case = w.open_case({"name": "half"}, **{name: getattr(row, name) for name in GIVEN})
        case.add(t.Message, {"text": "half"}, author="person", kind="person", at=w.now)
        case.mail("receipt", "half@example.org", {})
        w.happened("request_received", case)
        w.session.flush()
        _stand_still(said)


def _tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def _differences(url: str) -> list[object]:
    """What alembic would still change: nothing, when migrations and tables say the same."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            return list(compare_metadata(context, t.Base.metadata))
    finally:
        engine.dispose()


def test_it_migrates_to_the_very_schema_of_the_tables_however_often(database_url: str) -> None:
    for _ in range(2):
        migrate(database_url)
        assert _differences(database_url) == []
        assert _tables(database_url) == {*t.Base.metadata.tables, "alembic_version"}


def test_it_migrates_from_two_processes_at_once(database_url: str) -> None:
    with _process(migrate, database_url) as one, _process(migrate, database_url) as another:
        one.join(60)
        another.join(60)
        assert (one.exitcode, another.exitcode) == (0, 0)
    assert _differences(database_url) == []


@pytest.mark.parametrize("tables", [1, 9, 34])
def test_it_goes_on_after_a_migration_was_killed_midway(database_url: str, tables: int) -> None:
    _killed_at_its_word(_migrate_and_stop, database_url, tables)
    assert _tables(database_url) <= {"alembic_version"}
    migrate(database_url)
    assert _differences(database_url) == []


def _back_to(url: str, revision: str) -> None:
    config, engine = Config(), create_engine(url)
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_it_makes_every_channel_of_the_objections_that_are_there(database_url: str, tmp_path: Path) -> None:
    """Whoever objected before stays out of the channels that a register names later."""
    migrate(database_url)
    store = Store(Database(database_url), factories.Ring(factories.MASTER), tmp_path, Clock())
    house.prepare(store)
    shop = factories.make_controller(store)
    with work(store, machine(shop.id)) as w:
        suppressing.add(w, "email", "aino@example.org", ["mail", "phone"], w.now)
    _back_to(database_url, "0011")
    migrate(database_url)
    with store.database.reading(machine(shop.id)) as session:
        rows = session.scalars(select(t.Suppression)).all()
    store.database.close()
    assert sorted(row.channel for row in rows) == ["*", "mail", "phone"]
    assert len({row.mark for row in rows}) == 1
    assert {row.kind for row in rows} == {"email"}


def test_it_holds_an_open_session_by_single_sign_on_to_its_controller(database_url: str, tmp_path: Path) -> None:
    migrate(database_url)
    store = Store(Database(database_url), factories.Ring(factories.MASTER), tmp_path, Clock())
    house.prepare(store)
    shop = factories.make_controller(store)
    staff_id = factories.make_staff(store, shop).staff_id
    assert staff_id
    with work(store, machine(shop.id)) as w:
        known = sign_on.link(w, staff_id, b"m" * 16, limited=False)
        sign_on.begin_session(
            w, known.id, staff_id, "secret", "subject", Tokens("a", "r", by_refresh=False), shown=True
        )
    accounts.begin_session(store, staff_id, "by password", accounts.Turn("none", 1, lambda tries: 0), [], "")
    store.database.close()
    _back_to(database_url, "0020")
    migrate(database_url)
    by_sso, by_password = (accounts.signed_in(store, secret, used=False) for secret in ("secret", "by password"))
    store.database.close()
    assert by_sso is not None
    assert by_password is not None
    assert (by_sso.came_by and by_sso.came_by.controller_id, by_password.came_by) == (shop.id, None)


def test_it_takes_back_no_limit_to_registers_of_a_group(database_url: str, tmp_path: Path) -> None:
    """What cannot hold a group to its registers lets nobody in by it."""
    migrate(database_url)
    store = Store(Database(database_url), factories.Ring(factories.MASTER), tmp_path, Clock())
    house.prepare(store)
    shop = factories.make_controller(store)
    limited, whole = Place("shop", Role.HANDLER, registers=("customers",)), Place("all", Role.HANDLER)
    given = SetUp(
        own=True, name="Acme", issuer="https://login.example.org", client_id="portal", secret="s", scopes="",
        groups_claim="groups", places=(limited, whole), domains=(), passwords=True,
    )  # fmt: skip
    with work(store, machine(shop.id)) as w:
        sign_on.save(w, given)
        w.happened("sign_on_set")
    store.database.close()
    _back_to(database_url, "0022")
    migrate(database_url)
    kept = sign_on.set_up(store, shop.id)
    store.database.close()
    assert kept is not None
    assert kept.places == (whole,)


def test_it_migrates_with_foreign_keys_off(sqlite_database: str) -> None:
    seen: list[int] = []

    def look(connection: Any, cursor: object, statement: str, *more: object) -> None:
        if "CREATE TABLE" in statement:
            seen.append(connection.connection.driver_connection.execute("PRAGMA foreign_keys").fetchone()[0])

    event.listen(Engine, "after_cursor_execute", look)
    try:
        migrate(sqlite_database)
    finally:
        event.remove(Engine, "after_cursor_execute", look)
    assert set(seen) == {0}


def test_it_leaves_no_half_request_of_a_killed_writer(migrated_url: str, tmp_path: Path) -> None:
    _killed_at_its_word(_write_and_stop, migrated_url, tmp_path)
    store = Store(Database(migrated_url), factories.Ring(factories.MASTER), tmp_path, Clock())
    (shop,) = house.controllers(store)
    with store.database.reading(machine(shop.id)) as session:
        (row,) = session.scalars(select(t.SubjectRequest)).all()
        assert row.findings == 0
        assert not session.scalars(select(t.Message)).all()
        keys = session.scalars(select(t.DataKey.request_id).where(t.DataKey.request_id.is_not(None))).all()
        assert keys == [row.id]
    assert chains.verify(store).problems == ()
    assert factories.make_request(store, shop, confirmed=False)
    store.database.close()


@pytest.mark.parametrize("opened", ["reading", "working", "house", "looking"])
def test_it_opens_sqlite_durably_and_wipes_what_it_deletes(sqlite_database: str, opened: str) -> None:
    database = Database(sqlite_database)
    sessions = {
        "reading": lambda: database.reading(machine("c")),
        "working": lambda: database.working(machine("c")),
        "house": database.house,
        "looking": database.looking,
    }
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0,
        "busy_timeout": 10_000, "query_only": int(opened in {"reading", "looking"}),
    }  # fmt: skip
    for _ in range(2):
        with sessions[opened]() as session:
            connection = session.connection()
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
        assert found == wanted
    database.close()


def test_it_lets_a_writer_follow_a_reader_on_one_connection(sqlite_database: str) -> None:
    migrate(sqlite_database)
    database = Database(sqlite_database)
    for number in range(3):
        with database.looking() as session:
            assert len(session.scalars(select(t.LimitCount)).all()) == number
        with database.house() as session:
            session.add(t.LimitCount(key=str(number), count=1, expires_at=factories.MONDAY))
    database.close()
