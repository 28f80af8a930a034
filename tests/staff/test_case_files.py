"""The pages of case files that go: what staff see beforehand, how one is held back, and what is left of one."""

from datetime import timedelta

import pytest

from portal.domain.roles import Role
from portal.journey import handling, purging
from portal.office import accounts
from portal.storage import tables as t
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest

YEARS = 365 * 3
REASON = "A complaint to the authority, number 1234/163/2026"


@pytest.fixture
def ended(desk: Desk, browser: Browser) -> MadeRequest:
    """A request that its person withdrew on Monday 23 November 2026; staff read English."""
    request = factories.make_request(desk.house.store, desk.house.shop, email="veera@example.org", name="Veera Peruja")
    handling.withdraw(desk.house.store, request.person, request.reference)
    browser.get("/staff/digelius/requests?lang=en")
    return request


def path(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def test_it_says_on_which_day_a_file_goes(browser: Browser, ended: MadeRequest) -> None:
    assert "The case file It is deleted on 23 November 2029 Keep the file longer" in words_of(browser.get(path(ended)))
    assert "None goes soon" in browser.get("/staff/digelius/case-files").text
    assert "/staff/digelius/case-files" in browser.get("/staff/digelius/requests?show=closed").text


def test_it_says_nothing_of_it_while_a_request_is_open(desk: Desk, browser: Browser) -> None:
    request = desk.receive()
    browser.get("/staff/digelius/requests?lang=en")
    assert "The case file" not in browser.get(path(request)).text
    assert "The request has not ended" in browser.get(f"{path(request)}/hold").text


def test_it_lists_what_goes_within_a_month_with_its_counts(desk: Desk, browser: Browser, ended: MadeRequest) -> None:
    desk.house.clock.pass_by(days=YEARS - 29)
    browser.sign_in()
    page = words_of(browser.get("/staff/digelius/case-files?lang=en"))
    assert "1 file goes within 30 days." in page
    assert f"{ended.reference} 23 Nov 2029" in page


def test_it_holds_a_file_back_with_its_reason_and_lets_it_go(desk: Desk, browser: Browser, ended: MadeRequest) -> None:
    browser.get(f"{path(ended)}/hold")
    version = desk.version(ended)
    refused = browser.post(f"{path(ended)}/hold", version=version, reason="")
    assert (refused.status_code, "Write the reason" in refused.text) == (422, True)
    short = browser.post(f"{path(ended)}/hold", version=version, reason="suit")
    assert (short.status_code, "suit</textarea>" in short.text) == (422, True)
    assert browser.post(f"{path(ended)}/hold", version=version, reason=REASON).status_code == 303
    page = words_of(browser.get(path(ended)))
    assert f"Held back : {REASON}" in page.replace("Held back:", "Held back :")
    assert "Held back from the purge" in page
    stale = browser.post(f"{path(ended)}/hold", version=version, reason=f"{REASON} again")
    assert (stale.status_code, f"{REASON} again" in stale.text) == (409, True)

    desk.house.clock.pass_by(days=YEARS + 9)
    browser.sign_in()
    assert "1 stays beyond its day." in words_of(browser.get("/staff/digelius/case-files?lang=en"))
    shown = browser.get(f"{path(ended)}/hold")
    assert REASON in shown.text
    assert "<h1>Let the file go again</h1>" in shown.text
    let_go = browser.post(f"{path(ended)}/hold/release", version=desk.version(ended))
    assert let_go.status_code == 303
    assert purging.due(desk.house.store, desk.house.shop.id) == (ended.id,)


def test_it_lets_the_owner_alone_in(desk: Desk, browser: Browser, ended: MadeRequest) -> None:
    accounts.add_staff(desk.house.store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "handler", "en")
    accounts.add_staff(
        desk.house.store, "bo@example.org", "Bo", PASSWORD, "digelius", Role.SCOPED.value, "en", ["orders"]
    )
    for email, sees in (("tiina@example.org", 200), ("bo@example.org", 403)):
        browser.sign_out()
        browser.sign_in(email)
        assert browser.get("/staff/digelius/case-files").status_code == sees
        assert browser.get(f"{path(ended)}/hold").status_code == 403
        browser.get("/staff/digelius/requests")
        assert browser.post(f"{path(ended)}/hold", version=1, reason=REASON).status_code == 403


def test_it_shows_what_is_left_and_knows_nothing_else(desk: Desk, browser: Browser, ended: MadeRequest) -> None:
    desk.house.clock.pass_by(days=YEARS + 9)
    purging.purge(desk.house.store, desk.house.shop.id, ended.id)
    browser.sign_in()
    page = browser.get(f"{path(ended)}?lang=en")
    assert page.status_code == 200
    assert "The file of this request is gone" in page.text
    assert "How it ended Withdrawn" in words_of(page)
    assert "Veera" not in page.text
    for below in ("/findings", "/decision", "/assignee", "/hold", "/identity"):
        assert browser.get(path(ended) + below).status_code == 404, below
    assert browser.get("/staff/digelius/requests?show=closed").status_code == 200


def test_it_is_to_its_person_as_a_request_that_never_was(desk: Desk, browser: Browser, ended: MadeRequest) -> None:
    with desk.house.store.database.working(ended.person) as session:
        session.add(
            t.Grant(
                controller_id=ended.controller_id, request_id=ended.id, browser="x", reference=ended.reference,
                level="proven", created_at=desk.house.clock.now, expires_at=desk.house.clock.now + timedelta(days=2000),
            )
        )  # fmt: skip
    desk.house.clock.pass_by(days=YEARS + 9)
    purging.purge(desk.house.store, desk.house.shop.id, ended.id)
    person = Browser(browser.client.application)
    nobodys = person.get("/digelius/requests/7K3M-9QXT-4WHR")
    theirs = person.get(f"/digelius/requests/{ended.reference}")
    assert theirs.status_code == nobodys.status_code == 303
    assert theirs.headers["Location"].replace(ended.reference, "7K3M-9QXT-4WHR") == nobodys.headers["Location"]
    mails = len(desk.house.mailbox.mails("veera@example.org"))
    person.get("/digelius/return")
    person.post("/digelius/return", reference=ended.reference, email="veera@example.org")
    desk.house.work()
    assert len(desk.house.mailbox.mails("veera@example.org")) == mails
