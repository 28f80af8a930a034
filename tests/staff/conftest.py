"""The application and its cast, and a member of staff at work in it."""

from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from portal.demo.mailbox import DemoMailbox
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.worker.outside import Outside
from tests import factories
from tests.cases import Desk
from tests.faces import Browser, app, clock, quick_hasher, sanna, shop, store
from tests.factories import Clock
from tests.house import House, settings_for
from tests.mailbox import mailbox
from tests.remembered import tmp_path
from tests.worker.conftest import customers_template, register_file

__all__ = [
    "app", "clock", "customers_template", "mailbox", "quick_hasher", "register_file", "sanna", "shop", "store",
    "tmp_path",
]  # fmt: skip


@pytest.fixture
def desk(
    store: Store, shop: ControllerFacts, sanna: str, register_file: Path, clock: Clock, mailbox: DemoMailbox
) -> Desk:
    factories.connect_customers(store, shop, register_file)
    outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event())
    house = House(store, shop, register_file, mailbox, clock, outside)
    return Desk(house, Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER))


@pytest.fixture
def browser(app: Flask, store: Store, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.come_in(store)
    return signed_in
