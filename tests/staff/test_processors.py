"""The pages of processors: who sets where one is asked, what a step says of its letter, and whose turn it is."""

from flask import Flask
from sqlalchemy import select

from portal.domain.lifecycle import Right
from portal.journey import steps
from portal.office import accounts
from portal.storage import tables as t
from tests.asking import FIRM, SYSTEM, asks, mails, set_firm
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest

HOME = "/staff/digelius/processors"
TIINA = "tiina.heino@example.org"


def _all_but_the_firm(desk: Desk, request: MadeRequest) -> None:
    """Staff have looked into every other system."""
    firm = desk.house.step(request, SYSTEM, "access").id
    keeps = [one for one in desk.case(request).steps if one.state == "by_hand" and one.id != firm]
    for one in keeps:
        steps.complete_by_hand(
            desk.house.store, desk.staff, request.reference, desk.version(request), one.id, "nothing", ""
        )


def test_it_lets_the_owner_set_where_a_processor_is_asked(browser: Browser, desk: Desk) -> None:
    queue = browser.get("/staff/digelius/requests?lang=en")
    assert HOME in queue.text
    assert "Not asked by letter" in browser.get(HOME).text
    browser.get(f"{HOME}/{SYSTEM}")
    wrong = browser.post(f"{HOME}/{SYSTEM}", email="a@example.org, b@example.org", language="en")
    assert wrong.status_code == 422
    assert "a@example.org, b@example.org" in wrong.text
    assert browser.post(f"{HOME}/{SYSTEM}", email=FIRM.upper(), language="en").status_code == 303
    assert FIRM in browser.get(HOME).text
    assert browser.get(f"{HOME}/customer_register").status_code == 404
    browser.get(f"{HOME}/{SYSTEM}")
    assert browser.post(f"{HOME}/{SYSTEM}/remove").status_code == 303
    assert FIRM not in browser.get(HOME).text
    assert browser.post(f"{HOME}/{SYSTEM}/remove").status_code == 404


def test_it_keeps_the_address_from_the_databases_files(browser: Browser, desk: Desk) -> None:
    set_firm(desk)
    desk.receive(Right.ACCESS)
    with desk.house.store.database.reading(desk.staff) as session:
        contacts, letters = session.scalars(select(t.ProcessorContact)), session.scalars(select(t.ProcessorLetter))
        sealed = [*(one.sealed for one in contacts), *(one.sealed for one in letters)]
    assert len(sealed) == 2
    assert not [one for one in sealed if FIRM.encode() in one]


def test_it_keeps_handlers_from_the_address_but_not_from_the_letter(app: Flask, desk: Desk) -> None:
    set_firm(desk)
    accounts.add_staff(desk.house.store, TIINA, "Tiina Heino", PASSWORD, "digelius", "handler", "en")
    request = desk.receive(Right.ACCESS)
    tiina = Browser(app)
    tiina.sign_in(TIINA)
    for path in (HOME, f"{HOME}/{SYSTEM}"):
        assert tiina.get(path).status_code == 403
    assert tiina.post(f"{HOME}/{SYSTEM}", email=FIRM, language="en").status_code == 403
    step = f"/staff/digelius/requests/{request.reference}/steps/{desk.house.step(request, SYSTEM).id}"
    page = tiina.get(step)
    assert "not opened yet" in page.text
    assert FIRM in page.text
    sent = tiina.post(f"{step}/letter/again", version=desk.version(request))
    assert sent.status_code == 303
    desk.house.work()
    assert len(mails(desk)) == 2
    stale = tiina.post(f"{step}/letter/withdraw", version=1)
    assert stale.status_code == 409
    tiina.get(step)
    assert tiina.post(f"{step}/letter/withdraw", version=desk.version(request)).status_code == 303
    assert "taken back" in tiina.get(step).text
    assert {one.ending for one in asks(desk, request)} == {"replaced", "withdrawn"}


def test_it_shows_a_scoped_member_nothing_of_a_step_that_is_not_theirs(app: Flask, desk: Desk) -> None:
    set_firm(desk)
    accounts.add_staff(
        desk.house.store, TIINA, "Tiina Heino", PASSWORD, "digelius", "scoped", "en", categories=["billing"]
    )
    request = desk.receive(Right.ACCESS)
    tiina = Browser(app)
    tiina.sign_in(TIINA)
    step = f"/staff/digelius/requests/{request.reference}/steps/{desk.house.step(request, SYSTEM).id}"
    assert tiina.get(step).status_code == 404
    assert tiina.post(f"{step}/letter/withdraw", version=1).status_code == 403
    assert FIRM not in tiina.get(f"/staff/digelius/requests/{request.reference}").text


def test_it_waits_for_the_processor_until_its_day_has_passed(browser: Browser, desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    _all_but_the_firm(desk, request)
    home = f"/staff/digelius/requests/{request.reference}"
    browser.get(f"{home}?lang=en")
    # Then it is the processor's turn, on the request's page and in the queue
    assert "A processor is to answer" in words_of(browser.get(home))
    assert "Open the first step" not in browser.get(home).text
    assert "A processor is to answer" in words_of(browser.get("/staff/digelius/requests"))
    waiting = browser.get("/staff/digelius/requests?show=waiting")
    assert request.reference not in waiting.text
    # When its day has passed
    desk.house.clock.pass_by(days=6)
    browser.sign_in()
    assert "Open the first step" in browser.get(home).text
    assert request.reference in browser.get("/staff/digelius/requests?show=waiting").text
    assert "Search 1 system by hand" in words_of(browser.get("/staff/digelius/requests"))


def test_it_says_where_no_address_is_known(browser: Browser, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    step = f"/staff/digelius/requests/{request.reference}/steps/{desk.house.step(request, SYSTEM).id}"
    assert "ask it yourself" in browser.get(f"{step}?lang=en").text
    assert f"{HOME}/{SYSTEM}" in browser.get(step).text
    assert browser.post(f"{step}/letter/again", version=desk.version(request)).status_code == 403
