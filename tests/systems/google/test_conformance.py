"""Google Workspace keeps what every connector keeps, with mail put into the trash and with mail deleted for good."""

from collections.abc import Iterator

import pytest

from tests.systems.conformance import Conformance
from tests.systems.google.domain import Domain


class TestGoogle(Conformance):
    kind = "google"

    @pytest.fixture
    def counterpart(self) -> Iterator[Domain]:
        domain = Domain()
        yield domain
        domain.server.close()
        assert domain.faults == []


class TestGoogleForGood(Conformance):
    kind = "google"

    @pytest.fixture
    def counterpart(self) -> Iterator[Domain]:
        domain = Domain(deletion="for_good", accounts="*", admin="admin@firm.example", drive="no")
        yield domain
        domain.server.close()
        assert domain.faults == []
