"""The suite of every connector, against a Stripe of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systems.conformance import Conformance
from tests.systems.stripe.bank import Bank


class TestStripe(Conformance):
    kind = "stripe"

    @pytest.fixture
    def counterpart(self, tmp_path: Path) -> Iterator[Bank]:
        bank = Bank(tmp_path, secure=True)
        yield bank
        bank.server.close()
        assert bank.violations == []
