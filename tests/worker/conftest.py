"""A house with a controller, a real customer register and a real mail server, and its worker."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from portal.demo.mailbox import DemoMailbox
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.worker.outside import Outside
from tests import factories
from tests.factories import Clock
from tests.house import House, settings_for
from tests.remembered import laid, tmp_path

__all__ = ["tmp_path"]


@pytest.fixture(scope="session")
def customers_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return factories.make_customers(tmp_path_factory.mktemp("customers") / "customers.sqlite3")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(request: pytest.FixtureRequest, migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with factories.own_store(request, migrated_url, tmp_path, clock) as made:
        yield made


@pytest.fixture
def shop(store: Store) -> ControllerFacts:
    return factories.make_controller(store)


@pytest.fixture
def register_file(customers_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "customers.sqlite3"
    laid(path, customers_template.read_bytes())
    return path


@pytest.fixture
def house(store: Store, shop: ControllerFacts, register_file: Path, mailbox: DemoMailbox, clock: Clock) -> House:
    factories.connect_customers(store, shop, register_file)
    settings = settings_for(store.folder, store.database.url, mailbox.port)
    return House(store, shop, register_file, mailbox, clock, Outside(store, settings, Event()))
