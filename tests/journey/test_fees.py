"""Unfounded or excessive: a refusal of the whole, or a fee that is announced, agreed to, and paid or waived."""

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from portal.demo import customers
from portal.domain import may
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.fees import Burden, Calculation, FeeState
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.roles import Role
from portal.domain.rulings import Answer, Reason
from portal.journey import fees, handling, review
from portal.papers.letter_values import Fee, Head, Refusal
from portal.papers.letters import Letter, compose
from portal.storage import tables as t
from portal.storage.door import fees as door
from portal.storage.door import person as person_door
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest

FACTS = "You asked for the same on 1, 8 and 15 November, and nothing has changed."
PAYMENT = "To our account, with the reference of your request."
MADE = Calculation(minutes=90, hourly=3500)
SARI = customers.SARI.email or ""


def letter_of(desk: Desk, request: MadeRequest, *, fee: bool = True, burden: Burden = Burden.EXCESSIVE) -> Letter:
    """The letter as the staff's page composes it."""
    case, controller = desk.case(request), desk.register.controller
    head = Head(controller, case.reference, date(2026, 11, 23), case.name, controller.time_zone)
    received = case.deadline.received_local_date
    if fee:
        return compose(Fee(head, received, case.rights, burden, FACTS, MADE, PAYMENT, "EUR", case.due), case.language)
    return compose(Refusal(head, received, case.rights, burden, FACTS), case.language)


def announced(desk: Desk, request: MadeRequest, burden: Burden = Burden.EXCESSIVE) -> None:
    letter, version = letter_of(desk, request, burden=burden), desk.version(request)
    fees.announce(desk.house.store, desk.staff, request.reference, version, burden, FACTS, MADE, PAYMENT, letter)


def settled(desk: Desk, request: MadeRequest, state: FeeState) -> None:
    fees.settle(desk.house.store, desk.staff, request.reference, desk.version(request), state)


def refused(desk: Desk, request: MadeRequest, burden: Burden = Burden.EXCESSIVE) -> None:
    letter = letter_of(desk, request, fee=False, burden=Burden.EXCESSIVE)
    fees.refuse(desk.house.store, desk.staff, request.reference, desk.version(request), burden, FACTS, letter)


def reviewed(desk: Desk, *rights: Right) -> MadeRequest:
    request = desk.searched(*rights)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    return request


def test_it_charges_nothing_before_it_was_announced_and_agreed(desk: Desk) -> None:
    # Given a request that waits for its decision, with a fee announced
    request = reviewed(desk, Right.ACCESS)
    before = desk.case(request)
    announced(desk, request)
    # Then its letter is the person's at once, they are mailed, and the clock stands where it stood
    desk.house.work()
    case = desk.case(request)
    assert (case.due, case.safe, case.status) == (before.due, before.safe, Status.DECISION)
    assert [one.kind for one in case.letters if one.released_at] == ["fee"]
    assert [mail.kind for mail in case.mails if mail.state == "sent"].count("letter") == 1
    # And nothing is decided, and nothing is paid, before the person agreed
    with pytest.raises(Refused, match="fee_open"):
        desk.decide(request)
    with pytest.raises(Refused, match="fee_not_agreed"):
        settled(desk, request, FeeState.PAID)
    page = person_door.case_page(desk.house.store, request.person)
    assert page.fee is not None
    assert (page.fee.state, page.fee.calculation.total, page.fee.currency) == (FeeState.ANNOUNCED, 5250, "EUR")
    # When they agree and it is paid, the request goes on
    fees.agree(desk.house.store, request.person, request.reference)
    with pytest.raises(Refused, match="fee_open"):
        desk.decide(request)
    settled(desk, request, FeeState.PAID)
    desk.decide(request)
    kinds = [one for one in desk.house.kinds(request) if one.startswith("fee_")]
    assert kinds == ["fee_announced", "fee_agreed", "fee_paid"]


def test_it_goes_on_where_the_fee_is_waived(desk: Desk) -> None:
    request = reviewed(desk, Right.ACCESS)
    announced(desk, request)
    settled(desk, request, FeeState.WAIVED)
    desk.decide(request)
    with pytest.raises(Refused, match="order"):
        fees.agree(desk.house.store, request.person, request.reference)
    with pytest.raises(Refused, match="order"):
        settled(desk, request, FeeState.PAID)


def test_it_announces_one_fee_and_takes_one_agreement(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    announced(desk, request)
    with pytest.raises(Refused, match="fee_announced"):
        announced(desk, request)
    fees.agree(desk.house.store, request.person, request.reference)
    with pytest.raises(Refused, match="order"):
        fees.agree(desk.house.store, request.person, request.reference)
    assert len(desk.house.rows(t.Fee, request)) == 1


def test_it_charges_nobody_who_withdraws(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    announced(desk, request)
    handling.withdraw(desk.house.store, request.person, request.reference)
    for act in (lambda: fees.agree(desk.house.store, request.person, request.reference),
                lambda: settled(desk, request, FeeState.WAIVED)):  # fmt: skip
        with pytest.raises(Refused, match="order"):
            act()


def test_it_finds_earlier_requests_by_the_mailbox_and_no_strangers(desk: Desk) -> None:
    # Given two requests of a person, one of a namesake, and one that nobody confirmed
    store, shop = desk.house.store, desk.house.shop
    first = desk.receive(Right.ACCESS)
    desk.house.clock.pass_by(days=7)
    second = desk.receive(Right.ERASURE)
    factories.make_request(store, shop, email="other@example.org", name="Sari Lehtonen")
    factories.make_request(store, shop, email=SARI, confirmed=False)
    desk.house.clock.pass_by(days=7)
    request = desk.receive(Right.ACCESS)
    found = door.burden_page(store, desk.staff, request.reference)
    assert [one.reference for one in found.earlier] == [second.reference, first.reference]
    assert found.earlier[0].rights == (Right.ERASURE,)
    assert not found.further_copy
    assert door.burden_page(store, desk.staff, first.reference).earlier == ()


def test_it_asks_a_fee_for_a_further_copy_only_where_a_copy_was_given(desk: Desk) -> None:
    first = desk.prepared(Right.ACCESS)
    desk.house.clock.pass_by(days=1)
    early = desk.receive(Right.ACCESS)
    with pytest.raises(Invalid, match="no_earlier_copy"):
        announced(desk, early, Burden.FURTHER_COPY)
    desk.release(first)
    announced(desk, early, Burden.FURTHER_COPY)
    (event,) = [one for one in desk.house.rows(t.Event, early) if one.kind == "fee_announced"]
    assert desk.house.unsealed(event)["article"] == "15(3)"
    erased = desk.receive(Right.ERASURE)
    with pytest.raises(Invalid, match="no_earlier_copy"):
        announced(desk, erased, Burden.FURTHER_COPY)


def test_it_refuses_the_whole_with_its_letter(desk: Desk) -> None:
    # Given a request for several rights, marketing among them, that is being searched
    request = desk.receive(Right.ACCESS, Right.ERASURE, Right.OBJECTION, Right.MARKETING)
    before = desk.house.bans(customers.SARI.number)
    refused(desk, request)
    # Then it is answered, its searches ended, and each right has its decision
    case = desk.case(request)
    assert (case.status, case.resolution) == (Status.ANSWERED, Resolution.REFUSED)
    assert not [one for one in case.steps if one.capability == "find" and one.state not in {"done", "cancelled"}]
    assert [one.kind for one in case.letters if one.released_at and one.kind == "refusal"] == ["refusal"]
    rows = {row.right: (row.outcome, row.ground) for row in desk.house.rows(t.Decision, request)}
    assert rows == {
        "access": ("withheld", "unfounded"), "erasure": ("refused", "unfounded"), "objection": ("refused", "unfounded")
    }  # fmt: skip
    rulings = desk.decision(request).decided_rulings
    assert {(one.answer, one.reason) for one in rulings} == {(Answer.REFUSED, Reason.UNFOUNDED)}
    # And marketing stays stopped: it is never weighed
    assert desk.house.bans(customers.SARI.number) == before
    assert [one for one in case.steps if one.right is Right.MARKETING and one.state != "cancelled"]
    desk.house.work()
    assert [mail.kind for mail in desk.case(request).mails if mail.state == "sent"].count("answer_ready") == 1
    page = person_door.case_page(desk.house.store, request.person)
    assert {one.answer for one in page.outcome.rulings} == {Answer.REFUSED}


def test_it_waives_a_fee_that_it_refuses_after_all(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    announced(desk, request)
    refused(desk, request)
    assert [row.state for row in desk.house.rows(t.Fee, request)] == ["waived"]
    told = [one for one in desk.house.kinds(request) if one in {"fee_announced", "fee_waived", "refused_whole"}]
    assert told == ["fee_announced", "fee_waived", "refused_whole"]


def test_it_refuses_no_marketing_and_no_further_copy(desk: Desk) -> None:
    marketing = desk.receive(Right.MARKETING)
    with pytest.raises(Refused, match="order"):
        fees.refuse(
            desk.house.store, desk.staff, marketing.reference, desk.version(marketing), Burden.EXCESSIVE, FACTS,
            letter_of(desk, desk.receive(Right.ACCESS), fee=False),
        )  # fmt: skip
    access = desk.receive(Right.ACCESS)
    with pytest.raises(Invalid, match="burden_unknown"):
        refused(desk, access, Burden.FURTHER_COPY)


def test_it_refuses_nothing_that_was_decided_or_is_not_confirmed(desk: Desk) -> None:
    decided = desk.decided(Right.ACCESS)
    begun = factories.make_request(desk.house.store, desk.house.shop, confirmed=False)
    for request in (decided, begun):
        with pytest.raises(Refused, match="order"):
            refused(desk, request)
        with pytest.raises(Refused, match="order"):
            announced(desk, request)


def test_it_sends_no_letter_that_lacks_what_the_law_wants(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    version, about = desk.version(request), (Burden.EXCESSIVE, FACTS)
    fee, refusal = without(letter_of(desk, request), "L5-calculation"), letter_of(desk, request, fee=False)
    with pytest.raises(Refused, match="letter_incomplete"):
        fees.announce(desk.house.store, desk.staff, request.reference, version, *about, MADE, PAYMENT, fee)
    with pytest.raises(Refused, match="letter_incomplete"):
        fees.refuse(desk.house.store, desk.staff, request.reference, version, *about, without(refusal, "L4-remedy"))
    assert not {"fee", "refusal"} & {one.kind for one in desk.case(request).letters}


def without(letter: Letter, code: str) -> Letter:
    """The letter without the mark of one element."""
    return replace(letter, html=Markup(letter.html.replace(f'data-element="{code}"', "")))


def test_it_is_for_those_who_answer_alone(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    letter, version = letter_of(desk, request), desk.version(request)
    about = (Burden.EXCESSIVE, FACTS, MADE, PAYMENT)
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["name", "unsorted"])
    limited = factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER, ["name", "unsorted"])
    for viewer in (scoped, limited, request.person):
        assert not may.may_release(viewer)
        with pytest.raises(Refused, match="may_not"):
            fees.announce(desk.house.store, viewer, request.reference, version, *about, letter)
    announced(desk, request)
    with pytest.raises(Refused, match="may_not"):
        fees.agree(desk.house.store, desk.staff, request.reference)
    with pytest.raises(Conflict):
        fees.settle(desk.house.store, desk.staff, request.reference, version, FeeState.WAIVED)


def test_it_seals_the_facts_and_the_amount(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    announced(desk, request)
    (row,) = desk.house.rows(t.Fee, request)
    assert b"November" not in row.sealed
    assert desk.house.unsealed(row)["facts"] == FACTS
