"""One look at many things: each is read once, as of one moment, and by nobody else."""

import pytest

from portal.domain.errors import NotFound
from portal.domain.roles import machine
from portal.storage.database import Store
from portal.storage.door.opening import door, one_look
from portal.storage.door.rows import request_row
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from tests import factories, plans


def test_it_reads_a_request_once_in_one_look(store: Store, shop: ControllerFacts) -> None:
    made = factories.make_request(store, shop)
    with plans.selects(store.database) as apart:
        for _ in range(2):
            with door(store, machine(shop.id)) as d:
                first = request_row(d, made.reference)
                d.vault.of_request(first.id)
    assert len(apart) == 2
    with one_look():
        with door(store, machine(shop.id)) as d:
            row = request_row(d, made.reference)
            d.vault.of_request(row.id)
        with plans.selects(store.database) as again, door(store, machine(shop.id)) as d:
            assert request_row(d, made.reference) is row
            d.vault.of_request(row.id)
    assert not again
    # And afterwards every door reads for itself again
    with plans.selects(store.database) as later, door(store, machine(shop.id)) as d:
        assert request_row(d, made.reference) is not row
    assert later


def test_it_gives_each_viewer_a_door_of_their_own(store: Store, shop: ControllerFacts) -> None:
    made, other = factories.make_request(store, shop), factories.make_controller(store, "other")
    with one_look():
        with door(store, machine(shop.id)) as d:
            request_row(d, made.reference)
        with door(store, machine(other.id)) as d, pytest.raises(NotFound):
            request_row(d, made.reference)


def test_it_asks_nothing_for_no_request(store: Store, shop: ControllerFacts) -> None:
    with store.database.reading(machine(shop.id)) as session, plans.selects(store.database) as asked:
        Vault(session, store.ring).open_requests([])
    assert not asked
