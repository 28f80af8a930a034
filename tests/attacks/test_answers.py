"""What an answer tells: never of somebody else, and never anything that runs."""

import re

import pytest

from portal.domain.errors import Conflict, NotFound, Refused
from portal.journey import answering
from portal.storage.door import person as person_door
from tests.cases import Desk
from tests.house import House
from tests.journey.conftest import clock, customers_template, desk, house, mailbox, register_file, shop, store

__all__ = ["clock", "customers_template", "desk", "house", "mailbox", "register_file", "shop", "store"]
RUNS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_it_does_not_say_that_records_of_somebody_else_were_found(house: House, desk: Desk) -> None:
    request = desk.decided(name="Somebody Else")
    told = person_door.case_page(house.store, request.person).steps
    assert desk.findings(request), "the mailbox is shared, so that its holders were found"
    assert {(step.outcome, step.count) for step in told} == {("nothing", 0)}


def test_it_lets_nothing_run_that_came_from_people(house: House, desk: Desk) -> None:
    request = desk.prepared(email="mikko.korhonen@example.org", name=f"Mikko {RUNS}")
    desk.release(request)
    (letter,) = person_door.case_page(house.store, request.person).letters
    assert "{{7*7}}" in letter.html
    assert not re.search(r"<(script|img)|<[^>]+\son\w+=", letter.html)


def test_it_releases_once_and_gives_nothing_after_its_time(house: House, desk: Desk) -> None:
    request = desk.prepared(email="mikko.korhonen@example.org", name="Mikko Korhonen")
    with pytest.raises(NotFound):
        person_door.package(house.store, request.person)
    page, version = desk.decision(request), desk.version(request)
    with pytest.raises(Conflict):
        answering.release(house.store, desk.staff, request.reference, version, "another digest")
    answering.release(house.store, desk.staff, request.reference, version, page.answer_digest)
    with pytest.raises(Conflict):
        answering.release(house.store, desk.staff, request.reference, version, page.answer_digest)
    with pytest.raises(Refused):
        answering.release(house.store, desk.staff, request.reference, desk.version(request), page.answer_digest)
    assert person_door.package(house.store, request.person)[0].size
    house.clock.pass_by(days=30, seconds=1)
    with pytest.raises(NotFound):
        person_door.package(house.store, request.person)
