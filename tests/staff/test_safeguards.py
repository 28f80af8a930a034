"""The pages on which an erasure waits: it is begun, taken back and approved there, and the owner sets how long."""

import re

import pytest
from flask import Flask

from portal.domain.errors import Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.members import Security
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.journey import review
from portal.office import accounts, factors
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def waiting(desk: Desk, *, second_person: bool = False) -> MadeRequest:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 24, second_person=second_person)
    return desk.decided(Right.ERASURE)


def path_of(request: MadeRequest, page: str) -> str:
    return f"/staff/digelius/requests/{request.reference}/{page}"


def fields_of(page: str, action: str) -> dict[str, str]:
    """What the form whose action ends so carries hidden."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'{action}"' in one)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def press(browser: Browser, request: MadeRequest, page: str, action: str, **fields: str) -> int:
    """Send a form of a page; the status of what came."""
    shown = browser.get(path_of(request, page))
    kept = fields_of(shown.text, action)
    kept.pop("csrf_token")
    return int(browser.post(path_of(request, action), **kept, **fields).status_code)


def test_it_is_erased_now_by_a_press(desk: Desk, browser: Browser) -> None:
    request = waiting(desk)
    case = words_of(browser.get(path_of(request, "")[:-1]))
    assert "What is to be erased can be taken back until" in case
    page = words_of(browser.get(path_of(request, "erasure")))
    assert "until then it can be taken back" in page
    # With one member of staff nobody speaks of a second person
    assert "second person" not in page
    assert press(browser, request, "erasure", "erasure/now") == 303
    assert desk.case(request).undo_until is None
    assert browser.get(path_of(request, "erasure")).status_code == 303
    # The same press again, from a page that is old by now, changes nothing
    assert browser.post(path_of(request, "erasure/now"), version="1").status_code == 409


def test_it_is_taken_back_with_a_reason(desk: Desk, browser: Browser) -> None:
    request = waiting(desk)
    assert press(browser, request, "erasure", "erasure/back", reason=" ") == 422
    assert press(browser, request, "erasure", "erasure/back", reason="The wrong Sari") == 303
    assert desk.case(request).status is Status.DECISION


def test_the_decision_says_until_when_it_can_be_taken_back(desk: Desk, browser: Browser) -> None:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 24)
    request = desk.searched(Right.ERASURE)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    page = browser.get(path_of(request, "decision"))
    kept = dict(re.findall(r'type="hidden" name="(version|seen|digest)" value="([^"]*)"', page.text))
    shown = words_of(browser.post(path_of(request, "decision"), **kept))
    assert "until then it can be taken back" in shown
    assert "cannot be taken back. Look" not in shown


def test_two_share_an_erasure_and_a_release(app: Flask, desk: Desk, browser: Browser) -> None:
    accounts.add_staff(desk.house.store, "kalle@example.org", "Kalle Kollega", PASSWORD, "digelius", Role.HANDLER, "en")
    request = waiting(desk, second_person=True)
    assert "somebody else approves it" in words_of(browser.get(path_of(request, "erasure")))
    colleague = Browser(app)
    colleague.sign_in("kalle@example.org")
    assert press(colleague, request, "erasure", "erasure/approve", note="Counted") == 303
    assert press(browser, request, "erasure", "erasure/now") == 303
    desk.house.work()
    desk.finish_steps(request, "done")
    desk.house.work()
    page = words_of(browser.get(path_of(request, "release")))
    assert "Ask a colleague to open this page and approve it." in page
    assert "It cannot be released before" in page
    assert press(colleague, request, "release", "release/approve") == 303
    page = words_of(browser.get(path_of(request, "release")))
    assert "Kalle Kollega approved it." in page
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED


def test_a_reviewer_is_led_to_what_they_approve(app: Flask, desk: Desk, browser: Browser) -> None:
    accounts.add_staff(desk.house.store, "riina@example.org", "Riina Lukija", PASSWORD, "digelius", Role.REVIEWER, "en")
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 0, second_person=True)
    request, reviewer = desk.decided(Right.ERASURE), Browser(app)
    reviewer.sign_in("riina@example.org")
    here = path_of(request, "")[:-1]
    page = reviewer.get(f"{here}?lang=en")
    assert "Look at what is erased" in words_of(page)
    assert f'href="{path_of(request, "erasure")}"' in page.text
    assert press(reviewer, request, "erasure", "erasure/approve", note="Counted") == 303
    desk.house.work()
    desk.finish_steps(request, "done")
    desk.house.work()
    page = reviewer.get(here)
    assert "Read the answer" in words_of(page)
    assert f'href="{path_of(request, "release")}"' in page.text
    assert press(reviewer, request, "release", "release/approve") == 303


def test_an_auditor_reads_what_is_erased_and_given_and_presses_nothing(app: Flask, desk: Desk) -> None:
    accounts.add_staff(desk.house.store, "anu@example.org", "Anu Auditor", PASSWORD, "digelius", Role.AUDITOR, "en")
    request, auditor = waiting(desk, second_person=True), Browser(app)
    factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER)
    auditor.sign_in("anu@example.org")
    here = path_of(request, "")[:-1]
    assert f'href="{path_of(request, "erasure")}"' in auditor.get(here).text
    page = auditor.get(path_of(request, "erasure"))
    assert "Sanna Salo" in words_of(page)
    assert "<form" not in page.text.partition("<main")[2]
    answer = desk.prepared(Right.ACCESS)
    assert f'href="{path_of(answer, "release")}"' in auditor.get(path_of(answer, "")[:-1]).text
    page = auditor.get(path_of(answer, "release"))
    assert "A second person has looked" in words_of(page)
    assert "<form" not in page.text.partition("<main")[2]


def test_a_reviewer_is_led_there_while_it_can_be_taken_back(app: Flask, desk: Desk) -> None:
    accounts.add_staff(desk.house.store, "riina@example.org", "Riina Lukija", PASSWORD, "digelius", Role.REVIEWER, "en")
    request, reviewer = waiting(desk), Browser(app)
    reviewer.sign_in("riina@example.org")
    page = reviewer.get(path_of(request, "")[:-1] + "?lang=en")
    assert page.text.count(f'href="{path_of(request, "erasure")}"') == 1
    assert "or take it back" not in words_of(page)
    assert reviewer.get(path_of(request, "erasure")).status_code == 200


def test_the_owner_sets_how_long(desk: Desk, browser: Browser) -> None:
    page = browser.get("/staff/digelius/safeguards")
    assert "A second person" not in words_of(page)
    assert browser.post("/staff/digelius/safeguards", undo_hours="5").status_code == 422
    assert browser.post("/staff/digelius/safeguards", undo_hours="4").status_code == 303
    assert 'value="4" checked' in browser.get("/staff/digelius/safeguards").text.replace("checked value", "value")


def test_who_keeps_the_settings_alone_takes_no_safeguard_away(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str
) -> None:
    """An administrator sees no request, and so answers for nothing that goes without a second look."""
    factories.let_erasures_begin(store, shop, 24, second_person=True)
    adam = accounts.add_staff(store, "admin@example.org", "Adam", PASSWORD, shop.slug, "administrator", "en")
    browser = Browser(app)
    browser.sign_in("admin@example.org")
    browser.get("/staff/digelius/connections")
    assert browser.get("/staff/digelius/safeguards").status_code == 403
    assert browser.post("/staff/digelius/safeguards", undo_hours="0").status_code == 403
    assert browser.post("/staff/digelius/security", idle_minutes="720", session_hours="168").status_code == 403
    admin = Viewer(ViewerKind.STAFF, shop.id, staff_id=adam, role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="may_not"):
        factors.set_security(store, admin, Security(needs_factor=False, idle_minutes=720, session_hours=168))
