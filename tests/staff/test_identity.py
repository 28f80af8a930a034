"""The identity's pages: what is missing, the question with its letter, the code by post, and a protected address."""

import re

import pytest
from flask import Flask

from portal.domain.ladder import Rung
from portal.domain.lifecycle import Right
from portal.domain.roles import Role, Viewer
from portal.journey import inquiring, intake
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door import queue
from portal.storage.door.identity import identity_page
from portal.storage.door.queue import Filters
from portal.storage.house import ControllerFacts
from tests import factories
from tests.counter import HOME, entered
from tests.faces import Browser, words_of
from tests.factories import MadeRequest
from tests.staff.test_handling import carried

QUEUE = "/staff/digelius/requests"
REGISTER = factories.make_register()
FILE = "Rantakatu 1\n00100 Helsinki"


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


@pytest.fixture
def request_(store: Store, shop: ControllerFacts) -> MadeRequest:
    return factories.make_request(store, shop, Right.ACCESS, name="Aino Virtanen", language="en")


@pytest.fixture
def owner(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


def _version(store: Store, owner: Viewer, request: MadeRequest) -> int:
    return door.case_page(store, owner, request.reference).version


def _asks(browser: Browser, request: MadeRequest, **question: str) -> str:
    """Send what is asked by the two presses; the address of the page that follows."""
    path = f"{QUEUE}/{request.reference}/identity/ask"
    given = {"doubt": "name_differs", "why": "You write as another Aino.", **question}
    shown = browser.post(path, **given, **carried(browser.get(path).text))
    assert shown.status_code == 200, words_of(shown)
    sent = browser.post(path, **given, **carried(shown.text, "digest"))
    assert sent.status_code == 303
    return sent.headers["Location"]


def test_it_says_on_the_requests_page_what_is_missing(browser: Browser, request_: MadeRequest) -> None:
    page = words_of(browser.get(f"{QUEUE}/{request_.reference}"))
    assert "It is known well enough who asks" in page
    assert "The review tells: it is known once a record with their address is judged to be theirs." in page


def test_it_shows_the_letter_first_and_then_the_sheet_for_the_post(
    browser: Browser, store: Store, owner: Viewer, request_: MadeRequest
) -> None:
    onward = _asks(browser, request_, means="post_code", contact=FILE)
    assert onward.endswith("/identity/letter")
    sheet = browser.get(onward)
    for said in ("A code for your request", "Rantakatu 1", request_.reference, "thirty days"):
        assert said in words_of(sheet)
    found = identity_page(store, owner, request_.reference, REGISTER).open
    assert found is not None
    assert f"{found.code[:5]}-{found.code[5:]}" in sheet.text
    posted = browser.post(onward, day="2026-11-23", **carried(sheet.text))
    assert posted.status_code == 303
    assert "posted" in words_of(browser.get(f"{QUEUE}/{request_.reference}/identity"))
    assert inquiring.type_code(store, request_.person, request_.reference, found.code, REGISTER) is None
    assert "Opened with the code of our letter" in words_of(browser.get(f"{QUEUE}/{request_.reference}/identity"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"means": "post_code"}, "Write the number or the address as it stands on file"),
        ({"means": "question", "question": "Your personal identity code?"}, "Never ask for a personal identity code"),
        ({"means": "question", "question": "What?", "why": "Odd"}, "at least 10 characters"),
        ({"means": "document", "compared": "The name"}, "may not be asked for at this company"),
        ({"means": "hypnosis"}, "Choose what fits"),
    ],
)
def test_it_keeps_what_was_typed_and_says_what_is_wrong(
    browser: Browser, request_: MadeRequest, question: dict[str, str], said: str
) -> None:
    path = f"{QUEUE}/{request_.reference}/identity/ask"
    given = {"doubt": "other", "why": "It does not fit together.", **question}
    answer = browser.post(path, **given, **carried(browser.get(path).text))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert given["why"] in answer.text


def test_it_ends_a_request_with_the_letter_that_was_read(
    browser: Browser, store: Store, owner: Viewer, request_: MadeRequest
) -> None:
    _asks(browser, request_, means="question", question="What did you order last?")
    path = f"{QUEUE}/{request_.reference}/identity/outcome"
    given = {"outcome": "not_enough", "note": "The answer fits nobody whom we know."}
    shown = browser.post(path, **given, **carried(browser.get(path).text))
    assert "We cannot tell that the data is yours" in words_of(shown)
    assert door.case_page(store, owner, request_.reference).is_open
    sent = browser.post(path, **given, **carried(shown.text, "digest"))
    assert sent.status_code == 303
    case = door.case_page(store, owner, request_.reference)
    assert not case.is_open
    assert [letter.kind for letter in case.letters] == ["identity", "not_identifiable"]


def test_it_records_a_judgement_with_its_reason(browser: Browser, request_: MadeRequest) -> None:
    path = f"{QUEUE}/{request_.reference}/identity"
    fields = carried(browser.get(path).text)
    assert browser.post(f"{path}/judgement", note="", **fields).status_code == 422
    assert browser.post(f"{path}/judgement", note="A customer of ten years' standing.", **fields).status_code == 303
    page = words_of(browser.get(path))
    assert "Judged to be enough" in page
    assert "A customer of ten years' standing." in page


def test_it_flags_a_guardians_request_for_a_person(
    browser: Browser, store: Store, shop: ControllerFacts, owner: Viewer
) -> None:
    request = factories.make_request(store, shop, Right.ACCESS, email="mari@example.org", sent=False)
    child = {"kind": "guardian_of_child", "name": "Lauri Lapsi", "emails": "", "phones": ""}
    intake.keep_answers(store, request.person, request.reference, {"name": "Mari Huoltaja", "represents": child})
    intake.send(store, request.person, request.reference, REGISTER)
    assert "Asks for another" in words_of(browser.get(QUEUE))
    (row,) = queue.look(store, owner, Filters(), factories.today())[1].rows
    assert row.flags == ("represents",)
    path = f"{QUEUE}/{request.reference}/identity"
    page = browser.get(path)
    assert "Lauri Lapsi" in words_of(page)
    shown = browser.post(f"{path}/authority", note="Extract of the population register.", **carried(page.text))
    assert shown.status_code == 303
    assert "Showed that they may ask for another" in words_of(browser.get(path))


def test_it_hides_where_a_protected_person_lives_from_all_but_the_owner(
    browser: Browser, store: Store, shop: ControllerFacts, owner: Viewer
) -> None:
    request = entered(store, shop, owner, phones="040 777 1234", seen=Rung.SEEN_AT_PREMISES)
    path = f"{QUEUE}/{request.reference}/identity"
    found = queue.look(store, owner, Filters(search="0407771234"), factories.today())[1].rows
    assert [one.reference for one in found] == [request.reference]
    fields = carried(browser.get(path).text)
    assert browser.post(f"{path}/protection", on="1", **fields).status_code == 303
    handler = factories.make_staff(store, shop, Role.HANDLER)
    assert door.case_page(store, owner, request.reference).requester["postal_address"] == HOME
    hidden = door.case_page(store, handler, request.reference).requester
    assert (hidden["postal_address"], hidden["phones"], hidden["phones_typed"]) == ("", [], [])
    assert not queue.look(store, owner, Filters(search="0407771234"), factories.today())[1].rows
    sheet = words_of(browser.get(f"{QUEUE}/{request.reference}/post"))
    assert "This person's address is protected" in sheet
    assert HOME.splitlines()[0] not in sheet


def test_it_prints_no_code_for_a_protected_address(
    browser: Browser, store: Store, owner: Viewer, request_: MadeRequest
) -> None:
    onward = _asks(browser, request_, means="post_code", contact=FILE)
    inquiring.protect(store, owner, request_.reference, _version(store, owner, request_), REGISTER, on=True)
    sheet = browser.get(onward)
    assert "Nothing is printed for it or posted to it" in words_of(sheet)
    assert "Rantakatu 1" not in sheet.text
    assert not re.search(r"letter-code", sheet.text)


@pytest.mark.parametrize("means", ["phone_code", "post_code"])
def test_it_hides_the_contact_of_a_question_that_was_open_when_the_mark_came(
    browser: Browser, store: Store, shop: ControllerFacts, owner: Viewer, request_: MadeRequest, means: str
) -> None:
    contact = FILE if means == "post_code" else "040 777 1234"
    _asks(browser, request_, means=means, contact=contact)
    handler = factories.make_staff(store, shop, Role.HANDLER)

    def seen(viewer: Viewer) -> str:
        (line,) = identity_page(store, viewer, request_.reference, REGISTER).inquiries
        return line.contact

    assert seen(handler) == seen(owner) == contact
    inquiring.protect(store, owner, request_.reference, _version(store, owner, request_), REGISTER, on=True)
    assert (seen(handler), seen(owner)) == ("", contact)
