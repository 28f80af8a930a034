"""The databases that a connection may meet: SQLite, PostgreSQL and MariaDB, as really as they can be had."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import mariadb


@pytest.fixture(scope="session")
def mariadb_server(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The folder and port of a running MariaDB, one for all of pytest's processes."""
    own, in_worker = tmp_path_factory.getbasetemp(), "PYTEST_XDIST_WORKER" in os.environ
    return mariadb.shared_server(own.parent if in_worker else own, os.getppid() if in_worker else os.getpid())


@pytest.fixture
def mariadb_database(mariadb_server: tuple[Path, int]) -> Iterator[str]:
    """The URL of an empty MariaDB database."""
    with mariadb.fresh_database(mariadb_server[1]) as name:
        yield mariadb.url_of(mariadb_server[1], name)


@pytest.fixture(params=["sqlite", "postgres", "mariadb"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url
