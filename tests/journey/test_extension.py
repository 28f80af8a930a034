"""Two further months: in time, once, with reasons, and told in a letter that goes in the same commit."""

import csv
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portal import facts
from portal.domain.deadlines import Deadline
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Role, Viewer
from portal.journey import extension, handling
from portal.papers.letter_values import Extension, Head
from portal.papers.letters import Letter, compose
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door import person as person_door
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.factories import Clock, MadeRequest

LAW = Path(__file__).parent.parent / "law" / "deadline_vectors.csv"
REASONS = "Tietosi ovat seitsemässä järjestelmässä, joista kaksi on paperiarkistoja."
HELSINKI = ZoneInfo("Europe/Helsinki")


def vectors() -> list[dict[str, str]]:
    with LAW.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["extended"] == "yes"]


def letter_for(store: Store, viewer: Viewer, request: MadeRequest, reasons: str = REASONS) -> Letter:
    case = door.case_page(store, viewer, request.reference)
    controller = factories.make_register("digelius").controller
    today = store.now().astimezone(HELSINKI).date()
    return compose(
        Extension(
            head=Head(controller, request.reference, today, case.name, controller.time_zone),
            received=case.deadline.received_local_date, asked=case.rights, former=case.deadline.due,
            due=facts.extended(case.deadline).due, reasons=reasons,
        ),
        "fi",
    )  # fmt: skip


def extend(store: Store, viewer: Viewer, request: MadeRequest, reasons: str = REASONS) -> None:
    version = door.case_page(store, viewer, request.reference).version
    extension.extend(store, viewer, request.reference, version, reasons, letter_for(store, viewer, request))


@pytest.fixture
def staff(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


@pytest.mark.parametrize("row", vectors(), ids=lambda row: f"{row['country']}-{row['received_at']}")
def test_it_counts_the_further_months_from_the_receipt_as_the_table_does(row: dict[str, str]) -> None:
    country, region = facts.country_and_region(row["country"])
    first = facts.deadline_for(datetime.fromisoformat(row["received_at"]), country, region)
    whole = facts.extended(Deadline.from_json(first.to_json()))
    assert (whole.due.isoformat(), whole.safe.isoformat()) == (row["due_date"], row["safe_date"])
    assert whole.first_month_due.isoformat() == row["first_month_due"]
    assert facts.extended(whole, by_further_months=False) == first


def test_it_extends_and_tells_why_in_one_commit(desk: Desk) -> None:
    store = desk.house.store
    request = factories.make_request(store, desk.house.shop, Right.ACCESS)
    before = desk.case(request)
    extend(store, desk.staff, request)
    case = desk.case(request)
    assert case.deadline == facts.extended(before.deadline)
    assert (case.due, case.safe) == (case.deadline.due, case.deadline.safe)
    assert case.version == before.version + 1
    (letter,) = case.letters
    assert letter.released_at is not None
    assert letter.kind == "extension"
    assert REASONS in letter.html
    assert case.prepared is None
    assert case.events[0].kind == "extended"
    assert case.events[0].body["former"] == before.due.isoformat()
    assert desk.house.request(request).extended_at == store.now()
    desk.house.work()
    mail = desk.house.mailbox.mails("aino.virtanen@example.org")[-1]
    assert REASONS not in mail.text
    assert {one.kind: one.state for one in desk.case(request).mails}["extended"] == "sent"


def test_it_moves_the_place_in_the_queue_and_in_the_search(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop, Right.ACCESS)
    extend(desk.house.store, desk.staff, request)
    safe = desk.case(request).safe
    assert {mark.safe for mark in desk.house.rows(t.SearchMark, request)} == {safe}


def test_it_shows_the_person_the_new_day_and_how_it_is_counted(
    store: Store, shop: ControllerFacts, staff: Viewer
) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    extend(store, staff, request)
    page = person_door.case_page(store, request.person)
    assert page.due == page.deadline.due
    assert page.deadline.extended
    assert {"extension_by", "extended"} <= {step.code for step in page.deadline.steps}
    assert [letter.kind for letter in page.letters] == ["extension"]


@pytest.mark.parametrize(
    "received",
    [
        "2026-11-23T09:00:00+02:00",
        "2027-01-31T23:30:00+02:00",
        "2026-12-06T12:00:00+02:00",
        "2026-05-25T08:00:00+03:00",
    ],
)
def test_it_takes_the_last_second_of_the_first_month_and_none_after_it(
    store: Store, shop: ControllerFacts, staff: Viewer, clock: Clock, received: str
) -> None:
    clock.now = datetime.fromisoformat(received).astimezone(UTC)
    request = factories.make_request(store, shop, Right.ACCESS)
    deadline = door.case_page(store, staff, request.reference).deadline
    last = datetime.combine(deadline.first_month_safe, time(23, 59, 59), HELSINKI)
    clock.now = last.astimezone(UTC) + timedelta(seconds=1)
    with pytest.raises(Refused, match="extension_late"):
        extend(store, staff, request)
    assert not door.case_page(store, staff, request.reference).deadline.extended
    clock.now = last.astimezone(UTC)
    extend(store, staff, request)
    assert door.case_page(store, staff, request.reference).deadline.extended


def test_it_extends_once(store: Store, shop: ControllerFacts, staff: Viewer) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    extend(store, staff, request)
    with pytest.raises(Refused, match="extended_already"):
        extend(store, staff, request)


@pytest.mark.parametrize(("reasons", "code"), [("  Kiire. ", "reasons_short"), ("x" * 2001, "too_long")])
def test_it_wants_reasons(store: Store, shop: ControllerFacts, staff: Viewer, reasons: str, code: str) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    with pytest.raises(Invalid, match=code):
        extend(store, staff, request, reasons)
    assert not door.case_page(store, staff, request.reference).letters


def test_it_extends_an_open_request_with_a_proven_mailbox_alone(
    store: Store, shop: ControllerFacts, staff: Viewer
) -> None:
    unproven = factories.make_request(store, shop, Right.ACCESS, confirmed=False)
    with pytest.raises(Refused, match="order"):
        extend(store, staff, unproven)
    withdrawn = factories.make_request(store, shop, Right.ACCESS, email="b@example.org")
    handling.withdraw(store, withdrawn.person, withdrawn.reference)
    with pytest.raises(Refused, match="order"):
        extend(store, staff, withdrawn)


def test_it_is_for_those_who_handle_requests_and_saw_this_version(
    store: Store, shop: ControllerFacts, staff: Viewer
) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    letter = letter_for(store, staff, request)
    version = door.case_page(store, staff, request.reference).version
    scoped = factories.make_staff(store, shop, Role.SCOPED, ["billing"])
    for viewer in (scoped, request.person):
        with pytest.raises(Refused, match="may_not"):
            extension.extend(store, viewer, request.reference, version, REASONS, letter)
    with pytest.raises(Conflict, match="case_changed"):
        extension.extend(store, staff, request.reference, version - 1, REASONS, letter)


def test_it_keeps_no_letter_that_lacks_what_the_law_wants(store: Store, shop: ControllerFacts, staff: Viewer) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    whole = letter_for(store, staff, request)
    torn = Letter(whole.kind, whole.language, whole.title, whole.html.replace(REASONS, ""), whole.required)
    version = door.case_page(store, staff, request.reference).version
    with pytest.raises(Refused, match="letter_incomplete"):
        extension.extend(store, staff, request.reference, version, REASONS, torn)
    assert door.case_page(store, staff, request.reference).status is not Status.CLOSED
