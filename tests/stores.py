"""Fixtures for the tests of storage, keys and journey: a store on each database, and two controllers."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories, postgres
from tests.factories import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made = factories.make_store(migrated_url, tmp_path, clock)
    yield made
    made.database.close()


@pytest.fixture
def shop(store: Store) -> ControllerFacts:
    return factories.make_controller(store)


@pytest.fixture
def other(store: Store) -> ControllerFacts:
    return factories.make_controller(store, "thewind")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for a whole module; its tests leave each other's rows alone."""
    folder = tmp_path_factory.mktemp("kept")
    with ExitStack() as stack:
        if request.param == "sqlite":
            (folder / "portal.sqlite3").write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
            url = f"sqlite:///{folder / 'portal.sqlite3'}"
        else:
            server, template = (request.getfixturevalue(f"postgres_{name}") for name in ("server", "template"))
            url = postgres.url_of(server, stack.enter_context(postgres.fresh_database(server, template)))
        made = factories.make_store(url, folder, Clock())
        yield made
        made.database.close()
