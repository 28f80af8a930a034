"""A Dovecot for all tests of the mailbox, and a mailbox of its own for each."""

from collections.abc import Iterator

import pytest

from tests import dovecot
from tests.dovecot import Dovecot
from tests.systems.imap.box import Box


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    with dovecot.running() as running:
        yield running


@pytest.fixture
def box(server: Dovecot) -> Iterator[Box]:
    made = Box(server)
    yield made
    made.close()
