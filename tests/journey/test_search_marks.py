"""What a search finds a request by: addresses, phones and the words of messages, on either store."""

import pytest
from sqlalchemy import delete, select

from portal.domain.queue_query import Show
from portal.domain.roles import UNSORTED, Role, machine
from portal.journey import correspondence, marking
from portal.storage import tables as t
from portal.storage.door import queue
from portal.storage.door.queue import Filters
from portal.storage.work import work
from tests import factories
from tests.cases import Desk

TEXT = (
    "Hei! Rekisteriselosteessa lukee Hämeentie 12; soittakaa 040 123 4567 tai kirjoittakaa toinen.osoite@example.com."
)


def found(desk: Desk, typed: str) -> bool:
    return bool(queue.page(desk.house.store, desk.staff, Filters(Show.ALL, search=typed), factories.today()).rows)


@pytest.mark.parametrize("anew", [False, True])
def test_it_finds_messages_by_whole_words(desk: Desk, anew: bool) -> None:
    made = factories.make_request(desk.house.store, desk.house.shop)
    correspondence.write(desk.house.store, desk.staff, made.reference, TEXT, (), 1000)
    if anew:
        with desk.house.store.database.house() as session:
            session.execute(delete(t.SearchMark).execution_options(storage_only=True))
        assert not found(desk, "soittakaa")
        assert marking.mark_slice(desk.house.store, made.controller_id, "") == ""
    for typed in ("soittakaa", "rekisteriselosteessa", "HÄMEENTIE", "+358 40 1234567", "toinen osoite example"):
        assert found(desk, typed), typed
    for typed in ("soitta", "kirjoitta", "meikäläinen"):
        assert not found(desk, typed), typed


def test_it_keeps_the_words_of_messages_when_the_requester_changes(desk: Desk) -> None:
    made = factories.make_request(desk.house.store, desk.house.shop)
    correspondence.note(desk.house.store, desk.staff, made.reference, "Asiakas soitti eilen")
    with work(desk.house.store, machine(made.controller_id)) as w:
        case = w.case(made.id)
        case.write_requester(
            {**case.requester(), "name": "Oskari Olamo", "postal_address": "Kalevankatu 3\n00100 Helsinki"}
        )
        w.happened("requester_changed", case)
    assert all(found(desk, typed) for typed in ("eilen", "oska", "kalevank", "00100"))
    with work(desk.house.store, machine(made.controller_id)) as w:
        case = w.case(made.id)
        case.write_requester({**case.requester(), "protected": True})
        w.happened("requester_changed", case)
    assert found(desk, "eilen")
    assert not found(desk, "kalevank")


def test_it_marks_messages_outside_of_every_category_limit(desk: Desk) -> None:
    made = factories.make_request(desk.house.store, desk.house.shop)
    correspondence.note(desk.house.store, desk.staff, made.reference, "Salainen huomautus")
    with work(desk.house.store, machine(made.controller_id)) as w:
        assert set(w.session.scalars(select(t.SearchMark.category))) == {UNSORTED}
    shop = desk.house.shop
    billing = factories.make_staff(desk.house.store, shop, Role.SCOPED, ["billing"])
    assert not queue.page(desk.house.store, billing, Filters(Show.ALL, search="salainen"), factories.today()).rows
