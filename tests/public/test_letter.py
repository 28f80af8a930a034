"""Reference and code of a letter, typed on the person's page; and what strangers get by guessing."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.lifecycle import Right
from portal.domain.roles import Viewer
from portal.journey import posting
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import counter as door
from portal.storage.house import ControllerFacts
from tests import factories
from tests.counter import entered, released
from tests.faces import Browser, words_of
from tests.factories import Clock, MadeRequest

PAGE = "/digelius/letter"
REFUSED = "Reference and code do not fit together"


@pytest.fixture
def staff(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


def answered(store: Store, shop: ControllerFacts, staff: Viewer) -> tuple[MadeRequest, str]:
    """A request whose answer was posted, and the code in the letter."""
    request, version = released(store, shop, staff)
    code = door.posting(store, staff, request.reference).code
    posting.posted(store, staff, request.reference, version, factories.today(), factories.make_register(shop.slug))
    return request, code


def type_in(browser: Browser, reference: str, code: str) -> tuple[int, str]:
    browser.get(PAGE)
    answer = browser.post(PAGE, reference=reference, code=code)
    return answer.status_code, answer.headers.get("Location", "") or words_of(answer)


def test_it_opens_request_and_answer(
    app: Flask, store: Store, shop: ControllerFacts, staff: Viewer, clock: Clock
) -> None:
    request, code = answered(store, shop, staff)
    browser = Browser(app)
    home = f"/digelius/requests/{request.reference}"
    assert browser.get(home).headers["Location"] == f"/digelius/return?reference={request.reference}"
    assert PAGE in browser.get("/digelius/return").text
    assert type_in(browser, request.reference.replace("-", " ").lower(), f"{code[:5]} {code[5:]}") == (303, home)
    assert "It opens with the code in our letter." in browser.get(home).text
    assert browser.get(f"{home}/answer").status_code == 200
    clock.pass_by(minutes=11)
    closed = browser.get(f"{home}/answer")
    assert closed.headers["Location"] == f"{home}/code"
    again = browser.get(f"{home}/code")
    assert again.headers["Location"] == f"{PAGE}?reference={request.reference}"
    assert f'value="{request.reference}"' in browser.get(again.headers["Location"]).text
    assert type_in(browser, request.reference, code) == (303, home)
    assert browser.get(f"{home}/answer").status_code == 200
    assert browser.post(f"{home}/code/mail").status_code == 403, "there is no mailbox to send a code to"


def test_it_refuses_whatever_is_wrong_in_the_same_words(
    app: Flask, store: Store, shop: ControllerFacts, staff: Viewer, clock: Clock
) -> None:
    request, code = answered(store, shop, staff)
    waiting = entered(store, shop, staff, name="Other Person")
    other = factories.make_controller(store, "levyhylly")
    theirs, their_code = answered(store, other, factories.make_staff(store, other))
    unposted = links.code(store.ring, links.letter_proof_id(waiting.id, 0), "post")
    tries = [
        (request.reference, "AAAAA-AAAAA"),
        (request.reference, code[:9]),
        ("8K3M-9QXT-4WHR", code),
        (waiting.reference, unposted),
        (theirs.reference, their_code),
        (request.reference, links.code(store.ring, request.id, "confirm")),
    ]
    said = set()
    for number, (reference, typed) in enumerate(tries):
        browser = Browser(app, address=f"192.0.2.{number + 1}")
        status, words = type_in(browser, reference, typed)
        assert status == 422
        said.add(words.replace(reference, "R").replace(typed, "C"))
    assert len(said) == 1
    assert REFUSED in said.pop()


def test_it_ends_a_code_that_is_guessed_at(app: Flask, store: Store, shop: ControllerFacts, staff: Viewer) -> None:
    request, code = answered(store, shop, staff)
    for number in range(5):
        type_in(Browser(app, address=f"192.0.2.{number + 1}"), request.reference, f"AAAAA-AAAA{number + 2}")
    assert type_in(Browser(app, address="192.0.2.9"), request.reference, code)[0] == 422
    with store.database.reading(request.person) as session:
        assert [row.level for row in session.scalars(select(t.Grant))] == []
        kinds = list(session.scalars(select(t.Event.kind).order_by(t.Event.number)))
    assert kinds.count("wrong_code") == 5
    assert kinds[-1] == "link_ended"


def test_it_lets_nobody_knock_without_end(app: Flask) -> None:
    browser = Browser(app)
    browser.get(PAGE)
    answers = [browser.post(PAGE, reference="7K3M-9QXT-4WHR", code="AAAAA-AAAAA").status_code for _ in range(22)]
    assert answers[:20] == [422] * 20
    assert answers[20:] == [429] * 2


def test_it_asks_for_both(app: Flask) -> None:
    browser = Browser(app)
    browser.get(PAGE)
    answer = browser.post(PAGE, reference="", code="")
    assert answer.status_code == 422
    assert answer.text.count("Write the ") >= 2


def test_it_counts_no_code_of_somebody_without_a_letter(app: Flask, store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    assert type_in(Browser(app), request.reference, "AAAAA-AAAAA")[0] == 422
    with store.database.reading(request.person) as session:
        assert "wrong_code" not in list(session.scalars(select(t.Event.kind)))
