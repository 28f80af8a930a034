"""The application and its cast."""

import pytest
from flask import Flask

from portal.domain.register import Register
from portal.storage.database import Store
from tests import factories
from tests.faces import app, clock, quick_hasher, sanna, shop, store
from tests.public.visitor import Visitor
from tests.remembered import tmp_path

__all__ = ["app", "clock", "quick_hasher", "sanna", "shop", "store", "tmp_path"]


@pytest.fixture
def register() -> Register:
    return factories.make_register()


@pytest.fixture
def aino(app: Flask, store: Store) -> Visitor:
    return Visitor(app, store)
