"""What every connector has to show, against a real Dovecot under TLS."""

from collections.abc import Iterator

import pytest

from tests.dovecot import Dovecot
from tests.systems.conformance import Conformance, Counterpart
from tests.systems.imap.box import Box


def _box(server: Dovecot, request: pytest.FixtureRequest, erase: str) -> Iterator[Box]:
    box = Box(server)
    box.settings = {"erase": erase}
    box.seconds = "1" if "how" in request.fixturenames else "30"
    yield box
    box.close()


class TestImap(Conformance):
    kind = "imap"

    @pytest.fixture
    def counterpart(self, server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Counterpart]:
        yield from _box(server, request, "delete")


class TestImapToTrash:
    @pytest.fixture
    def counterpart(self, server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Counterpart]:
        yield from _box(server, request, "trash")

    _erasable, _goes = staticmethod(Conformance._erasable), staticmethod(Conformance._goes)
    test_it_is_well = Conformance.test_it_is_well
    test_it_erases_what_is_meant_and_nothing_else = Conformance.test_it_erases_what_is_meant_and_nothing_else
    test_it_erases_once_however_often_it_is_told = Conformance.test_it_erases_once_however_often_it_is_told
