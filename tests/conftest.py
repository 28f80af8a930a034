"""What every test may ask for. Fixtures of one room live in that room's own conftest."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import hypothesis
import pytest
from flask import Flask

from portal.storage import database
from portal.storage.database import migrate
from portal.systems.sql import census
from tests import postgres
from tests.once_compiled import OnceCompiled
from tests.once_routed import OnceRouted
from tests.one_dialect import OneDialect, compare_at_once

pytest_plugins = ("tests.mailbox", "tests.stores")

for name in [name for name in os.environ if name.startswith("PORTAL_") and name != "PORTAL_SHARED"]:
    del os.environ[name]

compare_at_once()
database._engine = OneDialect(database._engine)
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": OnceCompiled()}
Flask.url_rule_class = OnceRouted

# What a cell says is asked of each of two thousand customers whenever a register is looked through.
census.reached_by = lru_cache(maxsize=20_000)(census.reached_by)

# Half a million objects of modules and tests live to the end: nobody looks among them for what can go.
gc.set_threshold(10_000, 10, 10)

hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


def pytest_collection_finish() -> None:
    """What was imported and collected stays."""
    gc.freeze()


def _in_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a running PostgreSQL, one for all of pytest's processes."""
    own = tmp_path_factory.getbasetemp()
    return postgres.shared_server(own.parent if _in_worker() else own, os.getppid() if _in_worker() else os.getpid())


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Path) -> Iterator[str]:
    """The name of a PostgreSQL database whose schema is the newest, to make others from."""
    with postgres.fresh_database(postgres_server) as name:
        migrate(postgres.url_of(postgres_server, name))
        yield name


@pytest.fixture(scope="session")
def postgres_again(postgres_server: Path, postgres_template: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """The URL of a migrated PostgreSQL database of this process's own, and what empties it after each test."""
    with (
        postgres.fresh_database(postgres_server, postgres_template) as name,
        closing(postgres.Broom(postgres_server, name)) as broom,
    ):
        yield postgres.url_of(postgres_server, name), broom.empty


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file whose schema is the newest, to make others from."""
    path = tmp_path_factory.mktemp("template") / "portal.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_database(postgres_server: Path) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with postgres.fresh_database(postgres_server) as name:
        yield postgres.url_of(postgres_server, name)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'portal.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, on each of the two stores."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the newest schema, on each of the two stores."""
    yield from _migrated(request, tmp_path, request.param)


@pytest.fixture
def migrated_url_of_one(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same on one of the two stores, always the same one for a test: the pages' tests are many, and lie on both."""
    yield from _migrated(request, tmp_path, ("sqlite", "postgres")[crc32(request.node.nodeid.encode()) % 2])


def _migrated(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> Iterator[str]:
    if kind == "sqlite":
        path = tmp_path / "portal.sqlite3"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        yield f"sqlite:///{path}"
        return
    url, empty = request.getfixturevalue("postgres_again")
    yield url
    empty()
