"""Requests of one mailbox: the later one closes into the earlier, whose clock stands, and may be let go alone again."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.lifecycle import Resolution, Right, Status, StepState
from portal.domain.roles import machine
from portal.domain.wishes import Wishes
from portal.journey import handling, review, steps, together
from portal.papers.mails import MailKind
from portal.storage import tables as t
from portal.storage.door import queue
from portal.storage.door import together as door
from portal.storage.door.queue import Filters
from portal.storage.work import work
from portal.systems.contract import Page
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest
from tests.journey.test_extension import extend
from tests.journey.test_fees import refused

EMAIL = "sari.lehtonen@example.net"
SEARCH = ("machine", "find")
SARI, TIMO = {"name": "Sari Lehtonen"}, {"name": "Timo Lehtonen"}
CHILD = {"kind": "guardian_of_child", "name": "Lumi Lehtonen", "emails": [], "phones": [], "customer_number": "4711"}


def pair(desk: Desk, *later: Right, email: str = EMAIL) -> tuple[MadeRequest, MadeRequest]:
    first = factories.make_request(desk.house.store, desk.house.shop, Right.ACCESS, Right.ERASURE, email=email)
    desk.house.clock.pass_by(days=3)
    second = factories.make_request(desk.house.store, desk.house.shop, *(later or (Right.ACCESS,)), email=email)
    return first, second


def repeated(desk: Desk) -> tuple[MadeRequest, MadeRequest]:
    """The same asked twice: a copy, everything erased, no more marketing."""
    rights = (Right.ACCESS, Right.ERASURE, Right.MARKETING)
    first = factories.make_request(desk.house.store, desk.house.shop, *rights, email=EMAIL)
    desk.house.clock.pass_by(days=3)
    return first, factories.make_request(desk.house.store, desk.house.shop, *rights, email=EMAIL)


def join(desk: Desk, second: MadeRequest, first: MadeRequest) -> None:
    together.join(desk.house.store, desk.staff, second.reference, desk.version(second), first.reference)


def _closing(desk: Desk, request: MadeRequest) -> list[t.Mail]:
    """The mails that say that it is closed."""
    return [one for one in desk.house.rows(t.Mail, request) if one.kind == MailKind.CLOSED]


def test_it_closes_the_later_into_the_earlier_and_keeps_its_clock(desk: Desk) -> None:
    first, second = pair(desk)
    due = desk.house.request(first).safe
    (other,) = door.others(desk.house.store, desk.staff, second.reference)
    assert (other.reference, other.refusal, other.link) == (first.reference, "", "")
    rows = {row.reference: row for row in queue.page(desk.house.store, desk.staff, Filters(), factories.today()).rows}
    assert all("repeated" in rows[one.reference].flags for one in (first, second))
    join(desk, second, first)
    closed, going = desk.house.request(second), desk.house.request(first)
    assert (closed.status, closed.resolution, closed.group) == (Status.CLOSED, Resolution.TOGETHER, "closed")
    assert (going.safe, going.group) == (due, "open")
    assert desk.house.kinds(second)[-1] == "joined"
    assert desk.house.kinds(first)[-1] == "joined_by"
    assert {step.state for step in desk.house.rows(t.Step, second)} == {StepState.CANCELLED}
    (mail,) = _closing(desk, second)
    assert desk.house.unsealed(mail)["values"] == {"resolution": "together", "earlier": first.reference}
    desk.house.work()
    assert [one.state for one in _closing(desk, second)] == ["sent"]
    assert door.others(desk.house.store, desk.staff, first.reference)[0].link == "into"


def test_it_lets_it_go_on_alone_by_its_own_clock(desk: Desk) -> None:
    first, second = pair(desk)
    due = desk.house.request(second).safe
    join(desk, second, first)
    assert together.part(desk.house.store, desk.staff, second.reference, desk.version(second)) == due
    going = desk.house.request(second)
    assert (going.status, going.resolution, going.closed_at, going.group) == (Status.SEARCHING, None, None, "open")
    desk.house.work()
    assert StepState.CANCELLED not in {step.state for step in desk.house.rows(t.Step, second)}
    assert told(desk, second) == {"earlier": first.reference, "due": desk.house.request(second).due.isoformat()}
    assert "parted_by" in desk.house.kinds(first)
    assert "parted" in desk.house.kinds(second)
    with pytest.raises(Refused, match="order"):
        together.part(desk.house.store, desk.staff, second.reference, desk.version(second))
    join(desk, second, first)


def told(desk: Desk, request: MadeRequest) -> dict[str, Any]:
    """What the mail says that a request goes on alone; it was sent."""
    (mail,) = [one for one in desk.house.rows(t.Mail, request) if one.kind == "parted"]
    assert mail.state == "sent"
    values: dict[str, Any] = desk.house.unsealed(mail)["values"]
    return values


def withdrawn(desk: Desk, request: MadeRequest) -> None:
    handling.withdraw(desk.house.store, request.person, request.reference)


@pytest.mark.parametrize("ends", [withdrawn, refused])
def test_it_goes_on_alone_where_the_earlier_one_ends_without_an_answer_to_both(
    desk: Desk, ends: Callable[[Desk, MadeRequest], None]
) -> None:
    first, second = pair(desk)
    third = factories.make_request(desk.house.store, desk.house.shop, Right.ERASURE, email=EMAIL)
    for one in (second, third):
        join(desk, one, first)
    ends(desk, first)
    for one in (second, third):
        going = desk.house.request(one)
        assert (going.status, going.resolution, going.closed_at, going.group) == (Status.SEARCHING, None, None, "open")
        (parted,) = [event for event in desk.house.rows(t.Event, one) if event.kind == "parted"]
        assert parted.actor == machine(desk.house.shop.id).actor
    assert desk.house.kinds(first).count("parted_by") == 2
    desk.house.work()
    for one in (second, third):
        assert StepState.CANCELLED not in {step.state for step in desk.house.rows(t.Step, one)}
        assert told(desk, one) == {"earlier": first.reference, "due": desk.house.request(one).due.isoformat()}


def under_way(desk: Desk, request: MadeRequest) -> steps.TakenStep:
    """A search that the worker has in its hands."""
    step = next(one for one in desk.house.rows(t.Step, request) if (one.performer, one.capability) == SEARCH)
    taken = steps.take_step(desk.house.store, desk.house.shop.id, request.id, step.id)
    assert taken is not None
    return taken


def state_of(desk: Desk, taken: steps.TakenStep, request: MadeRequest) -> str:
    return next(str(one.state) for one in desk.house.rows(t.Step, request) if one.id == taken.step_id)


@pytest.mark.parametrize("ends", [withdrawn, refused])
def test_it_writes_nothing_of_a_search_that_was_stopped(desk: Desk, ends: Callable[[Desk, MadeRequest], None]) -> None:
    first, _second = pair(desk)
    taken = under_way(desk, first)
    ends(desk, first)
    with pytest.raises(Conflict):
        steps.record_page(desk.house.store, taken, Page((), "onward"))
    with pytest.raises(Conflict):
        steps.record_fault(desk.house.store, taken, "unreachable", StepState.RETRYING)
    assert state_of(desk, taken, first) == "cancelled"
    assert desk.house.request(first).group == "closed"


def test_it_goes_on_with_a_search_that_was_under_way_when_it_was_joined(desk: Desk) -> None:
    first, second = pair(desk)
    taken = under_way(desk, second)
    join(desk, second, first)
    with pytest.raises(Conflict):
        steps.record_page(desk.house.store, taken, Page((), "onward"))
    assert state_of(desk, taken, second) == "cancelled"
    together.part(desk.house.store, desk.staff, second.reference, desk.version(second))
    with pytest.raises(Conflict):
        steps.record_page(desk.house.store, taken, Page((), "onward"))
    desk.house.work()
    assert state_of(desk, taken, second) == "done"


def test_it_promises_no_day_that_has_passed(desk: Desk) -> None:
    first, second = pair(desk)
    join(desk, second, first)
    desk.house.clock.pass_by(days=60)
    withdrawn(desk, first)
    desk.house.work()
    assert told(desk, second) == {"earlier": first.reference}


def test_it_stays_where_the_earlier_one_is_answered(desk: Desk) -> None:
    first = desk.searched(Right.ACCESS, email=EMAIL, name="")
    desk.house.clock.pass_by(days=3)
    second = factories.make_request(desk.house.store, desk.house.shop, Right.ACCESS, email=EMAIL)
    join(desk, second, first)
    desk.judge_all(first)
    review.finish_review(desk.house.store, desk.staff, first.reference, desk.version(first))
    desk.decide(first)
    desk.house.work()
    desk.release(first)
    assert desk.house.request(first).status == Status.ANSWERED
    assert desk.house.request(second).resolution == Resolution.TOGETHER


def said(desk: Desk, request: MadeRequest, more: dict[str, Any]) -> None:
    """Let a request say more than it does."""
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), **more})
        w.happened("evidence_seen", case)


def some(*erase: str) -> dict[str, Any]:
    return {"wishes": Wishes(erase=erase).to_json()}


@pytest.mark.parametrize(
    ("earlier", "later", "code"),
    [
        (SARI, TIMO, "another"),
        ({}, {"represents": CHILD}, "another"),
        ({"represents": CHILD}, {}, "another"),
        ({"represents": CHILD}, {"represents": {**CHILD, "name": "Aamu Lehtonen"}}, "another"),
        ({"represents": CHILD}, {"represents": {**CHILD, "customer_number": "4712"}}, "asks_more"),
        ({}, SARI, "asks_more"),
        ({}, {"emails": ["sari@example.org"]}, "asks_more"),
        ({}, {"phones": ["+358401234567"]}, "asks_more"),
        ({}, {"customer_number": "2144"}, "asks_more"),
        ({}, {"postal_address": "Kaivokatu 1\n00100 Helsinki"}, "asks_more"),
        ({"scope": "The order of May"}, {}, "asks_more"),
        (some("orders"), some(), "asks_more"),
        (some("orders"), some("orders", "billing"), "asks_more"),
        ({"channels": ["email"]}, {}, "asks_more"),
        ({"name": "Lehtonen Sari", "phones": ["+358401234567"]}, SARI, ""),
        ({"represents": CHILD}, {"represents": {**CHILD, "customer_number": ""}}, ""),
        (some(), some("orders"), ""),
        (some("orders", "billing"), some("orders"), ""),
    ],
)  # fmt: skip
def test_it_joins_what_one_person_asks_again_and_nothing_else(
    desk: Desk, earlier: dict[str, Any], later: dict[str, Any], code: str
) -> None:
    first, second = repeated(desk)
    said(desk, first, earlier)
    said(desk, second, later)
    (other,) = door.others(desk.house.store, desk.staff, second.reference)
    assert other.refusal == code
    if code:
        with pytest.raises(Refused, match=code):
            join(desk, second, first)
    else:
        join(desk, second, first)
    assert desk.house.request(second).resolution == (None if code else Resolution.TOGETHER)


def test_it_joins_nothing_of_which_the_details_are_not_said_yet(desk: Desk) -> None:
    store, shop = desk.house.store, desk.house.shop
    first = factories.make_request(store, shop, Right.ACCESS, email=EMAIL, sent=False)
    desk.house.clock.pass_by(days=3)
    second = factories.make_request(store, shop, Right.ACCESS, email=EMAIL)
    with pytest.raises(Refused, match="order"):
        join(desk, second, first)
    desk.house.clock.pass_by(days=3)
    third = factories.make_request(store, shop, Right.ACCESS, email=EMAIL, sent=False)
    with pytest.raises(Refused, match="order"):
        join(desk, third, second)


@pytest.mark.parametrize("rights", [(Right.RECTIFICATION,), (Right.ACCESS, Right.RESTRICTION), (Right.PORTABILITY,)])
def test_it_refuses_what_the_earlier_answer_would_not_hold(desk: Desk, rights: tuple[Right, ...]) -> None:
    first, second = pair(desk, *rights)
    with pytest.raises(Refused, match="asks_more"):
        join(desk, second, first)
    assert desk.house.request(second).group == "open"


def test_it_refuses_another_mailbox_a_later_one_and_what_changed(desk: Desk) -> None:
    first, second = pair(desk)
    stranger, _ = pair(desk, email="someone.else@example.net")
    with pytest.raises(NotFound):
        join(desk, second, stranger)
    with pytest.raises(NotFound):
        join(desk, first, second)
    with pytest.raises(NotFound):
        join(desk, first, first)
    with pytest.raises(Conflict):
        together.join(desk.house.store, desk.staff, second.reference, 0, first.reference)
    handling.withdraw(desk.house.store, first.person, first.reference)
    with pytest.raises(Refused, match="decided"):
        join(desk, second, first)


def test_it_closes_into_no_earlier_one_that_has_more_time_than_itself(desk: Desk) -> None:
    first, second = pair(desk)
    extend(desk.house.store, desk.staff, first)
    assert desk.house.request(first).safe > desk.house.request(second).safe
    with pytest.raises(Refused, match="more_time"):
        join(desk, second, first)


def test_more_time_for_the_earlier_one_is_told_for_the_later_one_too(desk: Desk) -> None:
    # Given a request that was closed into an earlier one
    first, second = pair(desk)
    join(desk, second, first)
    # When the earlier one is extended
    extend(desk.house.store, desk.staff, first)
    # Then the letter stands in the later one's file, its person is mailed of the same day, and its own clock moved
    going, closed = desk.house.request(first), desk.house.request(second)
    assert desk.house.kinds(second)[-1] == "extended"
    (told,), (told_too,) = (
        [letter for letter in desk.house.rows(t.Letter, one) if letter.kind == "extension"] for one in (first, second)
    )
    assert told.digest == told_too.digest
    (mail,) = [one for one in desk.house.rows(t.Mail, second) if one.kind == "extended"]
    assert desk.house.unsealed(mail)["values"]["due"] == going.due.isoformat()
    assert closed.extended_at is not None
    assert (closed.status, closed.safe >= going.safe) == (Status.CLOSED, True)
    # And it goes on alone by that
    assert together.part(desk.house.store, desk.staff, second.reference, desk.version(second)) == closed.safe
