"""Attacks on who somebody is: another address, a shared mailbox, guessed codes, and fields that are made up."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.errors import Refused
from portal.domain.ladder import Doubt, Means
from portal.domain.lifecycle import Right, Status
from portal.journey import answering, correspondence, decision, identity, inquiring, review
from portal.journey.inquiring import Question
from portal.keys.ring import fingerprint
from portal.papers.letter_values import Asked, Head
from portal.papers.letters import compose
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.identity import IdentityPage, identity_page
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.faces import ORIGIN, Browser
from tests.factories import MadeRequest
from tests.house import House
from tests.journey.conftest import customers_template, desk, house, mailbox, register_file

__all__ = ["customers_template", "desk", "house", "mailbox", "register_file"]
REGISTER = factories.make_register()
ELSEWHERE = "thief@example.net"
POST = Question(Doubt.SENT_ELSEWHERE, Means.POST_CODE, "It is to go elsewhere.", contact="Rantakatu 1")


def _asked(store: Store, shop: ControllerFacts, request: MadeRequest) -> IdentityPage:
    """The page of a request that staff doubt, once its letter with the code was posted."""
    staff, today = factories.make_staff(store, shop), factories.today()
    head = Head(REGISTER.controller, request.reference, today, "Sari", "Europe/Helsinki")
    values = Asked(head, today, (Right.ACCESS,), POST.doubt, POST.means, POST.why, today)
    version = _version(store, request)
    inquiring.ask(store, staff, request.reference, version, POST, compose(values, "fi"), REGISTER)
    return identity_page(store, staff, request.reference, REGISTER)


def _version(store: Store, request: MadeRequest) -> int:
    with store.database.reading(request.person) as session:
        return session.get_one(t.SubjectRequest, request.id).version


def _browser(app: Flask, store: Store, request: MadeRequest, level: str) -> Browser:
    """A browser that was granted the request."""
    browser = Browser(app)
    with browser.client.session_transaction(base_url=ORIGIN) as session:
        session["browser"] = f"a browser at {level}"
    now = store.now()
    with store.database.working(request.person) as session:
        session.add(
            t.Grant(
                controller_id=request.controller_id, request_id=request.id, level=level, created_at=now,
                browser=fingerprint(f"a browser at {level}"), reference=request.reference,
                expires_at=now + timedelta(days=30),
            )
        )  # fmt: skip
    browser.get("/digelius/")
    return browser


def test_it_mails_nothing_to_an_address_that_was_given_later(house: House, desk: Desk) -> None:
    request = desk.prepared(Right.ACCESS)
    text = f"Please send it all to {ELSEWHERE} from now on."
    correspondence.write(house.store, request.person, request.reference, text, [], 1)
    identity.ask_fresh_link(house.store, house.shop.id, request.reference, ELSEWHERE, "the thief's browser")
    house.work()
    desk.release(request)
    house.work()
    assert {house.unsealed(one)["to"] for one in house.rows(t.Mail, request)} == {"lehtoset@example.org"}


def test_it_gives_nothing_by_itself_from_a_mailbox_that_two_share(house: House, desk: Desk) -> None:
    request, store, staff = desk.searched(Right.ACCESS), house.store, desk.staff
    records = [one.id for one in desk.findings(request)]
    review.judge(store, staff, request.reference, desk.version(request), records, "included")
    review.finish_review(store, staff, request.reference, desk.version(request))
    decision.decide(store, staff, request.reference, desk.version(request), desk.decision(request).digest)
    house.work()
    for _ in range(3):
        version, digest = desk.version(request), desk.decision(request).answer_digest
        with pytest.raises(Refused, match="identity_open"):
            answering.release(store, desk.staff, request.reference, version, digest)
    assert house.request(request).status == Status.ANSWERING
    assert not [one for one in house.rows(t.Letter, request) if one.released_at]


def test_it_lets_nobody_guess_the_code_of_the_post(app: Flask, store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, Right.ACCESS, name="Sari Lehtonen")
    code = _open_code(_asked(store, shop, request))
    browser, path = _browser(app, store, request, "proven"), f"/digelius/requests/{request.reference}/identity"
    answers = [browser.post(path, code=f"AAAAA-AAAA{letter}") for letter in "BCDEF"]
    assert {one.status_code for one in answers} == {422}
    assert browser.post(path, code=code).status_code == 422, "the right one comes too late"
    assert not _shown(store, request)


def test_it_hears_no_code_from_a_browser_that_was_not_let_in(app: Flask, store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, Right.ACCESS, name="Sari Lehtonen")
    code = _open_code(_asked(store, shop, request))
    path = f"/digelius/requests/{request.reference}/identity"
    stranger = Browser(app)
    stranger.get("/digelius/")
    for browser in (stranger, _browser(app, store, request, "start")):
        assert browser.post(path, code=code).status_code in {303, 403}
    assert not _shown(store, request)


def test_it_takes_no_rung_and_no_outcome_from_the_persons_form(app: Flask, store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, Right.ACCESS, name="Sari Lehtonen")
    _asked(store, shop, request)
    path = f"/digelius/requests/{request.reference}/identity"
    browser = _browser(app, store, request, "proven")
    made_up = {"rung": "seen_at_premises", "outcome": "enough", "note": "Known for years", "text": "It is me"}
    assert browser.post(path, **made_up).status_code == 422
    for end in ("judgement", "authority", "outcome", "protection"):
        answer = browser.post(f"/staff/digelius/requests/{request.reference}/identity/{end}", **made_up)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/staff/login")
    assert not _shown(store, request)


def _open_code(page: IdentityPage) -> str:
    assert page.open is not None
    return page.open.code


def _shown(store: Store, request: MadeRequest) -> set[str]:
    """The rungs beyond the mailbox."""
    with store.database.reading(request.person) as session:
        return set(session.scalars(select(t.Evidence.rung))) - {"mailbox_proven"}
