"""An objection to marketing is carried out whatever else becomes of the request (Art 21(3))."""

from sqlalchemy import select

from portal.domain.lifecycle import Right, Status
from portal.domain.queue_query import Show
from portal.domain.roles import machine
from portal.journey import handling, steps
from portal.storage import tables as t
from portal.storage.door import queue
from portal.storage.door.queue import Filters
from tests import factories
from tests.cases import Desk
from tests.house import House
from tests.journey.conftest import clock, customers_template, desk, house, mailbox, register_file, shop, store

__all__ = ["clock", "customers_template", "desk", "house", "mailbox", "register_file", "shop", "store"]


def test_it_goes_on_stopping_marketing_when_the_request_is_withdrawn(house: House, desk: Desk) -> None:
    request = factories.make_request(house.store, house.shop, Right.ACCESS, Right.MARKETING)
    handling.withdraw(house.store, request.person, request.reference)
    house.work()
    assert {step.state.value for step in desk.case(request).steps if step.right is Right.ACCESS} == {"cancelled"}
    waiting = [step for step in desk.case(request).steps if step.state == "by_hand"]
    assert waiting
    assert {step.right for step in waiting} == {Right.MARKETING}
    listed = queue.page(house.store, desk.staff, Filters(show=Show.WAITING), factories.today()).rows
    assert [row.reference for row in listed] == [request.reference]
    assert house.request(request).group == "open"
    for step in waiting:
        steps.complete_by_hand(
            house.store, desk.staff, request.reference, desk.version(request), step.id, "done", "Told them."
        )
    closed = house.request(request)
    assert (closed.status, closed.resolution, closed.group) == (Status.CLOSED, "withdrawn", "closed")


def test_it_writes_an_address_once_on_the_list_of_objections(house: House) -> None:
    for _ in range(2):
        factories.make_request(house.store, house.shop, Right.MARKETING)
        house.work()
    with house.store.database.reading(machine(house.shop.id)) as session:
        channels = [row.channel for row in session.scalars(select(t.Suppression))]
    assert len(channels) == len(set(channels)) == 1 + len(factories.make_register().prohibitions)
