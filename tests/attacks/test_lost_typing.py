"""Two at one request: whoever comes second is told so, and nothing that was typed is lost (decision 0037)."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.domain.lifecycle import Right
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.journey import handling, inquiring, review, steps
from portal.office import accounts, message_templates
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest
from tests.journey.test_inquiring import IN_WORDS, _letter
from tests.staff.conftest import customers_template, desk, mailbox, register_file

__all__ = ["customers_template", "desk", "mailbox", "register_file"]
TYPED = "Kirjoitin taman kymmenen minuuttia, enka halua kirjoittaa sita uudelleen."
EINO = "eino@example.org"


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get("/staff/digelius/requests?lang=en")
    return made


@pytest.fixture
def eino(desk: Desk) -> Viewer:
    made = accounts.add_staff(desk.house.store, EINO, "Eino Kallio", PASSWORD, "digelius", "handler", "en")
    return Viewer(ViewerKind.STAFF, desk.house.shop.id, staff_id=made, role=Role.HANDLER)


@pytest.fixture
def colleague(app: Flask, eino: Viewer) -> Browser:
    made = Browser(app)
    made.sign_in(EINO)
    made.get("/staff/digelius/requests?lang=en")
    return made


def home(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def assert_kept(answer: TestResponse) -> None:
    """What was typed can be read and copied: it stands on the page, and not in a hidden field alone."""
    assert TYPED in re.sub(r'<input type="hidden"[^>]*>', "", answer.text), (answer.status_code, words_of(answer))


def fields(html: str, action: str) -> dict[str, str]:
    form = next(one for one in re.findall(r"<form.*?</form>", html, re.DOTALL) if f'{action}"' in one)
    found = dict(re.findall(r'type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    found.pop("csrf_token", None)
    return found


def test_a_letter_that_went_meanwhile_keeps_what_was_typed_into_it(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    letter = desk.case(request).prepared_letters[0]
    path = f"{home(request)}/letters/{letter.id}/edit"
    kept = fields(browser.get(path).text, "/edit")
    desk.release(request)  # the other tab
    answer = browser.post(path, **kept, own=TYPED)
    assert_kept(answer)


def test_a_letter_that_was_prepared_anew_keeps_what_was_typed_into_the_former(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    letter = desk.case(request).prepared_letters[0]
    path = f"{home(request)}/letters/{letter.id}/edit"
    kept = fields(browser.get(path).text, "/edit")
    store, staff = desk.house.store, desk.staff
    review.reopen(store, staff, request.reference, desk.version(request), "Look again")
    review.finish_review(store, staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    answer = browser.post(path, **kept, own=TYPED)
    assert_kept(answer)


def test_a_too_long_note_of_an_approval_is_said_and_kept(desk: Desk, browser: Browser, colleague: Browser) -> None:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 0, second_person=True)
    request = desk.prepared(Right.ACCESS)
    kept = fields(colleague.get(f"{home(request)}/release").text, "release/approve")
    answer = colleague.post(f"{home(request)}/release/approve", **kept, note=TYPED * 30)
    assert answer.status_code == 422
    assert_kept(answer)


def test_reasons_of_an_extension_survive_that_a_colleague_extended_first(
    desk: Desk, browser: Browser, colleague: Browser
) -> None:
    request = desk.receive(Right.ACCESS)

    def preview(who: Browser, reasons: str) -> dict[str, str]:
        kept = fields(who.get(f"{home(request)}/extend").text, "/extend")
        shown = who.post(f"{home(request)}/extend", **kept, reasons=reasons)
        assert shown.status_code == 200
        return fields(shown.text, "/extend/send")

    mine, theirs = preview(browser, TYPED), preview(colleague, "The search takes in eleven mailboxes.")
    mine.pop("reasons", None)
    theirs.pop("reasons", None)
    sent = colleague.post(f"{home(request)}/extend/send", **theirs, reasons="The search takes in eleven mailboxes.")
    assert sent.status_code == 303
    answer = browser.post(f"{home(request)}/extend/send", **mine, reasons=TYPED)
    assert answer.status_code in {403, 409, 422}
    assert_kept(answer)


def test_a_step_that_a_colleague_finished_keeps_the_note_when_it_is_pressed_again(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    step = next(one for one in desk.case(request).steps if one.state == "by_hand")
    path = f"{home(request)}/steps/{step.id}"
    kept = {"version": str(desk.version(request)), "seen": "0"}
    assert browser.get(path).status_code == 200
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), step.id, "nothing", ""
    )
    first = browser.post(path, **kept, outcome="cannot", note=TYPED)
    assert first.status_code == 409
    assert_kept(first)
    again = browser.post(path, version=str(desk.version(request)), seen="0", outcome="cannot", note=TYPED)
    assert again.status_code in {403, 409, 422}
    assert_kept(again)


def test_a_template_that_a_colleague_took_away_keeps_what_was_typed(desk: Desk, browser: Browser) -> None:
    store, staff = desk.house.store, desk.staff
    made = message_templates.save(store, staff, "", 0, "whole", {"fi": ("Otsikko", "Teksti")})
    path = f"/staff/digelius/message-templates/{made}"
    browser.get(path)
    message_templates.remove(store, staff, made, 1)
    answer = browser.post(path, number="1", kind="whole", title_fi="Otsikko", text_fi=TYPED)
    assert_kept(answer)
    assert answer.status_code == 404
    new = re.search(r'<form class="stackd" method="post" action="([^"]+)"', answer.text)
    assert new is not None
    again = browser.post(
        new[1], number=fields(answer.text, new[1])["number"], kind="whole", title_fi="Otsikko", text_fi=TYPED
    )
    assert again.status_code == 303
    assert browser.post(path, number="1", kind="whole").status_code == 404


def test_reasons_why_requests_are_closed_survive_one_that_was_closed_already(desk: Desk, browser: Browser) -> None:
    store, shop = desk.house.store, desk.house.shop
    one = factories.make_request(store, shop, Right.ACCESS, email="u1@example.net", confirmed=False)
    factories.make_request(store, shop, Right.ACCESS, email="u2@example.net", confirmed=False)
    browser.get("/staff/digelius/requests/unconfirmed")
    handling.close_unconfirmed(store, desk.staff, [one.reference], "Before")
    answer = browser.post("/staff/digelius/requests/unconfirmed", reference=[one.reference], reason=TYPED)
    assert answer.status_code == 409
    assert_kept(answer)


def test_the_reason_of_taking_back_survives_that_the_erasure_began_meanwhile(desk: Desk, browser: Browser) -> None:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 24)
    request = desk.decided(Right.ERASURE)
    kept = fields(browser.get(f"{home(request)}/erasure").text, "erasure/back")
    desk.house.clock.pass_by(hours=11)
    desk.house.clock.pass_by(hours=14)
    desk.house.work()
    browser.sign_in()
    browser.get("/staff/digelius/requests?lang=en")
    answer = browser.post(f"{home(request)}/erasure/back", **kept, reason=TYPED)
    assert answer.status_code in {403, 409}
    assert_kept(answer)


def test_what_is_typed_of_an_inquiry_survives_that_a_colleague_settled_it(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    store, staff, register = desk.house.store, desk.staff, desk.register
    inquiring.ask(
        store, staff, request.reference, desk.version(request), IN_WORDS, _letter(request, IN_WORDS), register
    )
    path = f"{home(request)}/identity/outcome"
    kept = {"version": str(desk.version(request)), "seen": "0"}
    assert browser.get(path).status_code == 200
    inquiring.settle(
        store, staff, request.reference, desk.version(request), "dropped", "It was known already.", register, None, None
    )
    answer = browser.post(path, **kept, outcome="not_enough", note=TYPED)
    assert_kept(answer)


def test_a_message_survives_that_the_person_withdrew_meanwhile(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    page = browser.get(home(request))
    kept = fields(page.text, "/messages")
    handling.withdraw(desk.house.store, request.person, request.reference)
    answer = browser.post(f"{home(request)}/messages", **kept, text=TYPED)
    assert_kept(answer)


def test_a_question_survives_that_a_colleague_asked_first(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    store, staff, register = desk.house.store, desk.staff, desk.register
    path = f"{home(request)}/identity/ask"
    said = {"doubt": "several_persons", "means": "question", "why": TYPED, "question": "What did you order last year?"}
    versions = {"version": str(desk.version(request)), "seen": "0"}
    shown = browser.post(path, **versions, **said)
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', shown.text)
    assert digest is not None, shown.status_code
    inquiring.ask(
        store, staff, request.reference, desk.version(request), IN_WORDS, _letter(request, IN_WORDS), register
    )
    answer = browser.post(path, **versions, **said, digest=digest[1])
    assert_kept(answer)


def test_facts_of_a_refusal_survive_that_a_colleague_decided_meanwhile(desk: Desk, browser: Browser) -> None:
    request = desk.searched(Right.ACCESS)
    desk.judge_all(request)
    store, staff = desk.house.store, desk.staff
    review.finish_review(store, staff, request.reference, desk.version(request))
    path = f"{home(request)}/unfounded"
    said = {"burden": "unfounded", "outcome": "refuse", "facts": TYPED}
    versions = {"version": str(desk.version(request)), "seen": "0"}
    browser.get(path)
    shown = browser.post(path, **versions, **said)
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', shown.text)
    assert digest is not None, words_of(shown)
    desk.decide(request)
    answer = browser.post(f"{path}/send", **versions, **said, digest=digest[1])
    assert_kept(answer)


def test_a_reason_of_taking_back_survives_that_the_answer_went_meanwhile(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    versions = {"version": str(desk.version(request)), "seen": "0"}
    browser.get(f"{home(request)}/release")
    desk.release(request)
    first = browser.post(f"{home(request)}/reopen", **versions, reason=TYPED)
    assert_kept(first)
    again = browser.post(f"{home(request)}/reopen", version=str(desk.version(request)), seen="0", reason=TYPED)
    assert_kept(again)


def test_what_was_looked_at_survives_that_the_answer_was_taken_back_meanwhile(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    store, staff = desk.house.store, desk.staff
    versions = {"version": str(desk.version(request)), "seen": "0"}
    browser.get(f"{home(request)}/release")
    review.reopen(store, staff, request.reference, desk.version(request), "Look again")
    answer = browser.post(f"{home(request)}/release/looked", **versions, digest="d" * 64, reason_looked=TYPED)
    assert_kept(answer)


def test_reasons_why_requests_are_closed_survive_where_none_is_left_to_close(desk: Desk, browser: Browser) -> None:
    store, shop = desk.house.store, desk.house.shop
    one = factories.make_request(store, shop, Right.ACCESS, email="u1@example.net", confirmed=False)
    browser.get("/staff/digelius/requests/unconfirmed")
    handling.close_unconfirmed(store, desk.staff, [one.reference], "Before")
    answer = browser.post("/staff/digelius/requests/unconfirmed", reference=[one.reference], reason=TYPED)
    assert answer.status_code == 409
    assert_kept(answer)


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        ("steps/{step}", {"note": TYPED}),
        ("findings/judge", {"note": TYPED}),
        ("findings/{step}", {"note": TYPED}),
        ("identity", {"note": TYPED}),
        ("identity/authority", {"note": TYPED * 100}),
        ("identity/judgement", {"note": TYPED * 100}),
        ("identity/outcome", {"note": TYPED}),
        ("identity/ask", {"why": TYPED}),
        ("extend", {"reasons": TYPED}),
        ("extend/send", {"reasons": TYPED}),
        ("unfounded", {"facts": TYPED}),
        ("unfounded/send", {"facts": TYPED}),
        ("restriction", {"reason": TYPED}),
        ("restriction/announce", {"reason": TYPED}),
        ("decision", {"note": TYPED, "back": "yes"}),
        ("release/looked", {"reason_looked": TYPED}),
        ("release/approve", {"note": TYPED * 100}),
        ("reopen", {"reason": TYPED * 100}),
        ("erasure/back", {"reason": TYPED * 100}),
        ("erasure/approve", {"note": TYPED * 100}),
        ("letters/{step}/edit", {"text_0": TYPED, "own": ""}),
        ("letters/{step}/edit", {"own": TYPED}),
        ("messages", {"text": TYPED}),
    ],
)
def test_no_press_on_a_request_that_is_over_loses_what_was_typed(
    desk: Desk, browser: Browser, place: str, sent: dict[str, str]
) -> None:
    """Also where the form is wrong besides, so that it comes back: the page has no place for it any more."""
    request = desk.receive(Right.ACCESS)
    step = desk.case(request).steps[0].id
    handling.withdraw(desk.house.store, request.person, request.reference)
    answer = browser.post(
        f"{home(request)}/{place.format(step=step)}", version=str(desk.version(request)), seen="0", **sent
    )
    assert answer.status_code in {403, 404, 409, 422}, answer.status_code
    assert_kept(answer)


def test_a_refusal_that_says_why_says_it_beside_what_was_typed(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    handling.withdraw(desk.house.store, request.person, request.reference)
    answer = browser.post(f"{home(request)}/messages", text=TYPED)
    assert "It is not the time for that" in words_of(answer)
    assert "Withdrawn" in words_of(answer)
    assert_kept(answer)
    plain = browser.post(f"{home(request)}/letters/{'0' * 32}/edit")
    assert plain.status_code == 404
    assert "What you were about to save" not in plain.text
