"""The house of the worker's tests, and a member of staff at work in it."""

import pytest

from tests import factories
from tests.cases import Desk
from tests.house import House
from tests.mailbox import mailbox
from tests.remembered import tmp_path
from tests.worker.conftest import clock, customers_template, house, register_file, shop, store

__all__ = ["clock", "customers_template", "house", "mailbox", "register_file", "shop", "store", "tmp_path"]


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, factories.make_staff(house.store, house.shop))
