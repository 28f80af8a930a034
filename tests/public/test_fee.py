"""A fee on the person's page: nothing is owed before the press, and whoever agrees is told how to pay."""

from datetime import date

import pytest
from flask import Flask

from portal.domain.fees import Burden, Calculation, FeeState
from portal.domain.lifecycle import Right
from portal.journey import fees
from portal.papers.letter_values import Fee, Head
from portal.papers.letters import compose
from portal.storage.door import case as case_door
from portal.storage.door import person as person_door
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import words_of
from tests.public.visitor import Visitor, store

__all__ = ["store"]

EXCESSIVE, MADE = Burden.EXCESSIVE, Calculation(minutes=90, hourly=3500)
FACTS = "You asked for the same on 1, 8 and 15 November, and nothing has changed."
PAYMENT = "Account <b>FI00 0000</b> {{7*7}}\nReference 1009"


@pytest.fixture
def charged(aino: Visitor, shop: ControllerFacts) -> Visitor:
    """A request whose person was told of a fee."""
    aino.asks(Right.ACCESS)
    aino.answers()
    aino.sends(aino.home("/check"), {})
    staff, controller = factories.make_staff(aino.store, shop), factories.make_register().controller
    case = case_door.case_page(aino.store, staff, aino.reference)
    head = Head(controller, case.reference, date(2026, 11, 23), case.name, controller.time_zone)
    received = case.deadline.received_local_date
    letter = compose(Fee(head, received, case.rights, EXCESSIVE, FACTS, MADE, PAYMENT, "EUR", case.due), "en")
    fees.announce(aino.store, staff, case.reference, case.version, EXCESSIVE, FACTS, MADE, f"  {PAYMENT} \r\n", letter)
    return aino


def state_of(visitor: Visitor) -> FeeState | None:
    fee = person_door.case_page(visitor.store, visitor.viewer).fee
    return fee and fee.state


def test_it_says_how_to_pay_once_the_person_agreed(charged: Visitor) -> None:
    before = words_of(charged.opens(charged.home()))
    assert "You owe nothing unless you agree." in before
    assert "How you pay" not in before
    page = charged.sends(charged.home("/fee"), {})
    assert state_of(charged) is FeeState.AGREED
    assert "You agreed to pay €52.50. We go on once it is paid. How you pay: Account <b>FI00 0000" in words_of(page)
    assert "<b>FI00" not in page.text
    assert "{{7*7}}" in page.text
    assert "Agree to pay" not in page.text


def test_it_agrees_once(charged: Visitor) -> None:
    charged.sends(charged.home("/fee"), {})
    assert charged.post(f"/digelius{charged.home('/fee')}").status_code == 403
    assert state_of(charged) is FeeState.AGREED


def test_it_agrees_for_nobody_else(charged: Visitor, app: Flask) -> None:
    stranger = Visitor(app, charged.store)
    stranger.opens("/")
    answer = stranger.post(f"/digelius{charged.home('/fee')}")
    assert answer.status_code in {303, 404}
    assert state_of(charged) is FeeState.ANNOUNCED


def test_it_agrees_to_nothing_without_the_token_of_the_page(charged: Visitor) -> None:
    charged.token = "forged"
    assert charged.post(f"/digelius{charged.home('/fee')}").status_code == 403
    assert state_of(charged) is FeeState.ANNOUNCED
