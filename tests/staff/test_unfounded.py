"""The page of an unfounded or excessive request: the facts, the letter before it goes, the fee as it stands."""

import re

import pytest
from flask import Flask

from portal.domain.fees import FeeState
from portal.domain.lifecycle import Right, Status
from portal.journey import fees
from portal.storage import tables as t
from tests.cases import Desk
from tests.faces import Browser, words_of
from tests.factories import MadeRequest
from tests.journey.test_fees import announced

FACTS = "The same was asked on 1, 8 and 15 November <b>{{7*7}}</b>"
FEE = {
    "burden": "excessive", "facts": FACTS, "outcome": "fee", "minutes": "90", "hourly": "35,50", "postage": "4.90",
    "payment": "To our account <b>FI00</b>, reference 1009",
}  # fmt: skip


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def home(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def carried(page: str) -> dict[str, str]:
    """What the press under the letter sends."""
    form = page.split("/unfounded/send")[1].split("</form>")[0]
    found = re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    return {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in found if name != "csrf_token"}


def test_it_warns_at_a_first_request_and_lists_earlier_ones(desk: Desk, browser: Browser) -> None:
    first = desk.receive(Right.ACCESS)
    assert "practically never excessive" in browser.get(f"{home(first)}/unfounded").text
    desk.house.clock.pass_by(days=7)
    second = desk.receive(Right.ACCESS)
    browser.sign_in()
    browser.get("/staff/digelius/requests?lang=en")
    page = browser.get(f"{home(second)}/unfounded").text
    assert "practically never excessive" not in page
    assert first.reference in page
    assert f"{home(second)}?ask=narrow#thread" in page
    assert "tarkoitat ennen kaikkea" in browser.get(f"{home(second)}?ask=narrow").text


def test_it_announces_a_fee_with_the_letter_that_was_read(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    path = f"{home(request)}/unfounded"
    browser.get(path)
    sent = {"version": desk.version(request), "seen": 0, **FEE}
    shown = browser.post(path, **sent)
    assert shown.status_code == 200
    assert "58,15" in words_of(shown)
    assert "<b>{{7*7}}" not in shown.text
    assert desk.house.rows(t.Fee, request) == []
    press = carried(shown.text)
    assert browser.post(f"{path}/send", **press | {"facts": FACTS + " and on the 22nd"}).status_code == 409
    assert browser.post(f"{path}/send", **press).status_code == 303
    (row,) = desk.house.rows(t.Fee, request)
    assert row.state == "announced"
    assert "The person has not answered yet" in browser.get(path).text
    assert "It was paid" not in browser.get(path).text
    assert "Announce a fee" not in browser.get(path).text
    assert "Not agreed to yet" in browser.get(home(request)).text
    # When the person agreed, it can be recorded as paid
    fees.agree(desk.house.store, request.person, request.reference)
    assert "It was paid" in browser.get(path).text
    paid = {"version": desk.version(request), "seen": 0, "state": "paid"}
    assert browser.post(f"{path}/fee", **paid | {"version": 1}).status_code == 409
    assert browser.post(f"{path}/fee", **paid | {"state": "agreed"}).status_code == 422
    assert browser.post(f"{path}/fee", **paid).status_code == 303
    assert [one.state for one in desk.house.rows(t.Fee, request)] == [FeeState.PAID.value]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"burden": ""}, "Choose one"),
        ({"burden": "rude"}, "Choose a ground"),
        ({"facts": "Too much"}, "at least 20 characters"),
        ({"hourly": "much"}, "Write an amount such as"),
        ({"minutes": "1,5"}, "Write a whole number"),
        ({"minutes": "0", "postage": ""}, "Nothing is left to pay"),
        ({"burden": "further_copy"}, "the first one is free of charge"),
        ({"burden": "further_copy", "outcome": "refuse"}, "it is not refused for that"),
    ],
)
def test_it_says_what_is_wrong_and_loses_nothing(
    desk: Desk, browser: Browser, changed: dict[str, str], said: str
) -> None:
    request = desk.receive(Right.ACCESS)
    path = f"{home(request)}/unfounded"
    browser.get(path)
    answer = browser.post(path, **{"version": desk.version(request), "seen": 0, **FEE, **changed})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="4.90"' in answer.text or "postage" in changed
    assert desk.house.rows(t.Fee, request) == []


def test_it_refuses_the_whole_after_its_letter_was_read(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS, Right.MARKETING)
    path = f"{home(request)}/unfounded"
    browser.get(path)
    shown = browser.post(path, version=desk.version(request), seen=0, **FEE | {"outcome": "refuse", "minutes": ""})
    told = words_of(shown)
    for wanted in ("12 artiklan 5 kohdan b alakohta", "Tietosuojavaltuutetun toimisto", "79 artikla"):
        assert wanted in told
    assert browser.post(f"{path}/send", **carried(shown.text)).status_code == 303
    assert desk.case(request).status is Status.ANSWERED
    assert "The request is answered or closed" in browser.get(path).text
    assert browser.get(f"{home(request)}/decision").status_code == 200


def test_it_offers_nothing_against_an_objection_to_marketing(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.MARKETING)
    assert "Refuse it or ask a fee" not in browser.get(home(request)).text
    page = browser.get(f"{home(request)}/unfounded").text
    assert "This request is only about marketing" in page
    assert "<textarea" not in page
    sent = browser.post(f"{home(request)}/unfounded", version=desk.version(request), seen=0, **FEE)
    assert sent.status_code == 422


def test_it_says_since_when_a_fee_waits_for_the_person(desk: Desk, browser: Browser) -> None:
    request = desk.searched(Right.ACCESS)
    desk.judge_all(request)
    announced(desk, request)
    desk.house.clock.pass_by(days=3)
    browser.sign_in()
    said = "The person is to answer about the fee, since 23 Nov 2026"
    assert said in words_of(browser.get("/staff/digelius/requests?lang=en"))
    page = browser.get(home(request))
    assert "Announced on 23 November 2026, and not answered yet." in words_of(page)
    assert f'href="{home(request)}/unfounded"' in page.text
    fees.agree(desk.house.store, request.person, request.reference)
    assert said not in words_of(browser.get("/staff/digelius/requests"))
    assert "not answered yet" not in words_of(browser.get(home(request)))


def test_it_announces_no_fee_that_nobody_can_pay(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    path = f"{home(request)}/unfounded"
    assert "How it is paid (optional)" not in words_of(browser.get(path))
    sent = {"version": desk.version(request), "seen": 0, **FEE, "payment": " \r\n "}
    shown = browser.post(path, **sent)
    assert shown.status_code == 422
    assert "Write how the fee is paid" in words_of(shown)
    assert 'value="35,50"' in shown.text
    shown = browser.post(path, **sent | {"payment": "x" * 501})
    assert shown.status_code == 422
    assert "x" * 501 in shown.text
    assert desk.house.rows(t.Fee, request) == []
