"""A house with a controller, a real customer register and a real mail server, and its worker."""

import shutil
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


@pytest.fixture(scope="session")
def customers_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return factories.make_customers(tmp_path_factory.mktemp("customers") / "customers.sqlite3")


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
def register_file(customers_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "customers.sqlite3"
    shutil.copyfile(customers_template, path)
    return path


@pytest.fixture
def house(store: Store, shop: ControllerFacts, register_file: Path, mailbox: DemoMailbox, clock: Clock) -> House:
    factories.connect_customers(store, shop, register_file)
    settings = settings_for(store.folder, store.database.url, mailbox.port)
    return House(store, shop, register_file, mailbox, clock, Outside(store, settings, Event()))
