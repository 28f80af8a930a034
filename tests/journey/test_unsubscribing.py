"""A newsletter's link stops marketing in one click, at once, and names nobody to anybody."""

from portal.demo import customers
from portal.domain.lifecycle import Right
from portal.domain.roles import machine
from portal.journey import unsubscribing
from portal.storage import tables as t
from portal.storage.door import suppression
from tests.cases import Desk
from tests.factories import MadeRequest


def stopped(desk: Desk, address: str) -> bool:
    channels = [one.key for one in desk.register.prohibitions]
    viewer = machine(desk.house.shop.id)
    return bool(suppression.suppressed(desk.house.store, viewer, [("email", address)], channels))


def click(desk: Desk, address: str) -> str:
    return unsubscribing.unsubscribe(desk.house.store, desk.house.shop.id, address, "sv", desk.register)


def test_it_reaches_the_list_at_once_and_the_register_without_staff(desk: Desk) -> None:
    address = (customers.PETRI.email or "").strip().lower()
    reference = click(desk, address)
    assert stopped(desk, address)
    desk.house.work()
    (row,) = [one for one in all_requests(desk) if one.reference == reference]
    request = MadeRequest(row.id, reference, row.controller_id)
    step = desk.house.step(request, right=Right.MARKETING.value)
    assert (step.state, step.outcome, step.performer) == ("done", "done", "machine")
    assert desk.house.kinds(request)[0] == "unsubscribed"


def test_it_is_one_request_however_often_it_is_pressed(desk: Desk) -> None:
    first = click(desk, "reader@example.net")
    assert first
    assert click(desk, "reader@example.net") == ""
    assert len(all_requests(desk)) == 1


def test_it_stops_nobody_else(desk: Desk) -> None:
    click(desk, "reader@example.net")
    assert not stopped(desk, "reader@example.org")
    assert not stopped(desk, "xreader@example.net")


def all_requests(desk: Desk) -> list[t.SubjectRequest]:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return list(session.query(t.SubjectRequest))
