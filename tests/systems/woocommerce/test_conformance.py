"""The suite of every connector, against a shop behind WooCommerce's own description."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systems.conformance import Conformance
from tests.systems.woocommerce import description
from tests.systems.woocommerce.shop import WooShop


@description.needed
class TestWooCommerce(Conformance):
    kind = "woocommerce"

    @pytest.fixture
    def counterpart(self, tmp_path: Path) -> Iterator[WooShop]:
        shop = WooShop(tmp_path, secure=True)
        yield shop
        shop.server.close()
        assert shop.violations == []
