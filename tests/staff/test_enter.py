"""Entering a request, saying who it is, and posting: the staff's pages of the counter in the real application."""

import io
import re
import zipfile
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.demo import customers
from portal.demo.mailbox import DemoMailbox
from portal.domain.errors import Damaged
from portal.domain.ladder import Rung
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.wishes import Wishes
from portal.journey import decision, review
from portal.office import accounts
from portal.papers import post
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import counter as door
from portal.storage.door.findings import findings_page
from portal.storage.house import ControllerFacts
from portal.worker.outside import Outside
from tests import factories
from tests.cases import Desk
from tests.counter import HILKKA, HOME, entered
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.mailbox import mailbox
from tests.worker.conftest import customers_template, register_file

__all__ = ["customers_template", "mailbox", "register_file"]
NEW = "/staff/digelius/requests/new"
NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\"'>"
LETTER: dict[str, Any] = {
    "channel": "letter", "day": "2026-11-20", "at": "", "language": "fi", "name": HILKKA, "email": "",
    "postal_address": HOME, "rights": ["access"], "rung": "seen_at_premises", "note": "Sanna saw her",
}  # fmt: skip


@pytest.fixture
def desk(
    store: Store, shop: ControllerFacts, sanna: str, register_file: Path, clock: Clock, mailbox: DemoMailbox
) -> Desk:
    factories.connect_customers(store, shop, register_file)
    outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event())
    house = House(store, shop, register_file, mailbox, clock, outside)
    return Desk(house, Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER))


@pytest.fixture
def browser(app: Flask, store: Store, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.come_in(store)
    signed_in.get(f"{NEW}?lang=en")
    return signed_in


def enter(browser: Browser, **fields: Any) -> TestResponse:
    browser.get(NEW)
    return browser.post(NEW, **{**LETTER, **fields})


def reference_of(answer: TestResponse) -> str:
    return answer.headers["Location"].split("/")[4]


def made(desk: Desk, reference: str) -> MadeRequest:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        row = session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.reference == reference)).one()
        return MadeRequest(row.id, reference, desk.house.shop.id)


def requests_in(desk: Desk) -> int:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return len(session.scalars(select(t.SubjectRequest)).all())


def test_it_enters_a_letter_and_posts_its_acknowledgement(desk: Desk, browser: Browser) -> None:
    page = browser.get(NEW)
    assert page.status_code == 200
    assert 'value="2026-11-23"' in page.text
    entered = enter(browser)
    assert entered.status_code == 303
    assert entered.headers["Location"].endswith("/post")
    request = made(desk, reference_of(entered))
    assert desk.case(request).status is Status.SEARCHING
    sheets = browser.get(entered.headers["Location"])
    for said in (
        HILKKA,
        "Metsäpolku 4 A 2",
        request.reference,
        "Olemme saaneet pyyntösi",
        "maanantai 21. joulukuuta 2026",
    ):
        assert said in words_of(sheets), said
    assert "letter-code" not in sheets.text
    home = f"/staff/digelius/requests/{request.reference}"
    assert "Print and post" in browser.get("/staff/digelius/requests").text
    shown = words_of(browser.get(home))
    for said in ("Letter", "Seen at the premises", "Sanna saw her", "Print and post"):
        assert said in shown
    browser.get(f"{home}/post")
    done = browser.post(f"{home}/post", version=desk.version(request), day="2026-11-23")
    assert (done.status_code, desk.case(request).to_post) == (303, None)
    assert "Nothing waits for the post" in browser.get(f"{home}/post").text


def test_it_shows_the_code_that_the_person_is_told(desk: Desk, browser: Browser) -> None:
    entered = enter(browser, channel="phone", email="hilkka@example.org", rung="none", at="9:15", day="23.11.2026")
    assert entered.headers["Location"].endswith("/identity")
    request = made(desk, reference_of(entered))
    line = door.link(desk.house.store, desk.staff, request.reference)
    assert line is not None
    page = browser.get(entered.headers["Location"])
    assert " ".join(line.code) in words_of(page)
    browser.post(f"{entered.headers['Location']}/mail", version=desk.version(request))
    wrong = browser.post(entered.headers["Location"], version=desk.version(request), rung="none")
    assert wrong.status_code == 422
    assert "Choose what you have seen" in wrong.text
    browser.get(entered.headers["Location"])
    done = browser.post(entered.headers["Location"], version=desk.version(request), rung="called_back", note="At noon")
    assert done.status_code == 303
    assert desk.case(request).status is Status.SEARCHING
    stale = browser.post(entered.headers["Location"], version=1, rung="called_back", note="At noon")
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Write the name"),
        ({"rights": []}, "Choose at least one thing"),
        ({"day": ""}, "Write the day it came"),
        ({"day": "yesterday"}, "Write the day like this"),
        ({"day": "2026-11-24"}, "This day is still to come"),
        ({"day": "2025-11-22"}, "This day is more than a year ago"),
        ({"day": "2026-11-23", "at": "23:59"}, "This time is still to come"),
        ({"at": "noon"}, "Write the time like this"),
        ({"channel": ""}, "Choose how it came"),
        ({"channel": "web"}, "Choose how it came"),
        ({"rung": ""}, "Choose what you have seen"),
        ({"rung": "mailbox_proven"}, "Choose what you have seen"),
        ({"note": "131052-308T"}, "Take the identity number out"),
        ({"email": "not one"}, "This is not an email address"),
        ({"emails": "a@example.org, b@example.org"}, "Write one address only"),
        ({"rights": ["rectification"]}, "Write how it should be"),
        ({"rights": ["restriction"]}, "Choose a ground"),
    ],
)
def test_it_says_what_is_wrong_at_its_field_and_loses_nothing(
    desk: Desk, browser: Browser, wrong: dict[str, Any], said: str
) -> None:
    answer = enter(browser, **wrong)
    assert answer.status_code == 422
    assert answer.text.count(said) >= 2, "in the summary and at its field"
    assert "<title>Error: " in answer.text
    assert 'aria-invalid="true"' in answer.text or "choices wrong" in answer.text
    assert "Metsäpolku 4 A 2" in answer.text
    assert requests_in(desk) == 0


def test_it_keeps_the_details_of_what_is_asked(desk: Desk, browser: Browser) -> None:
    category = desk.register.categories[0].key
    entered = enter(
        browser, rights=["rectification", "erasure", "restriction"], category_0=category, now_0="Kotikatu 1",
        should_0="Kotikatu 2", erase=[category], ground="accuracy", restrict_text="The street", reason="Not asked for",
    )  # fmt: skip
    case = desk.case(made(desk, reference_of(entered)))
    wishes = Wishes.from_json(case.requester["wishes"])
    assert [(one.now, one.should) for one in wishes.corrections] == [("Kotikatu 1", "Kotikatu 2")]
    assert (wishes.erase, wishes.restrict, wishes.restrict_text, wishes.reason) == (
        (category,), "accuracy", "The street", "",
    )  # fmt: skip


def test_it_shows_who_asked_before_and_enters_all_the_same(desk: Desk, browser: Browser) -> None:
    first = reference_of(enter(browser))
    again = enter(browser, name="Kotimäki Hilkka", rung="none")
    assert again.status_code == 409
    assert f'href="/staff/digelius/requests/{first}"' in again.text
    assert requests_in(desk) == 1
    assert 'name="again" value="1"' in again.text
    entered = browser.post(NEW, **{**LETTER, "name": "Kotimäki Hilkka", "again": "1"})
    assert entered.status_code == 303
    assert requests_in(desk) == 2


def test_it_runs_nothing_that_was_typed(desk: Desk, browser: Browser) -> None:
    first = enter(browser, name=f"Hilkka {NASTY}", postal_address=NASTY, note=NASTY, scope=NASTY, customer_number="7")
    home = f"/staff/digelius/requests/{reference_of(first)}"
    second = enter(browser, name=f"Hilkka {NASTY}")
    assert second.status_code == 409
    pages = [second, *(browser.get(home + path) for path in ("", "/post", "/identity"))]
    for answer in pages:
        assert not re.search(r"<script>alert|<img src=x", answer.text)
        assert "49" not in re.findall(r"alert\(2\)&gt;(\d+)", answer.text)


def test_it_is_closed_to_those_with_a_limit(desk: Desk, app: Flask, browser: Browser) -> None:
    request = reference_of(enter(browser))
    accounts.add_staff(
        desk.house.store, "laskutus@example.org", "Lasse", PASSWORD, "digelius", "scoped", "fi", ["orders"]
    )
    scoped = Browser(app)
    scoped.sign_in("laskutus@example.org")
    assert scoped.get(NEW).status_code == 403
    assert scoped.get(f"/staff/digelius/requests/{request}/post").status_code == 403
    assert scoped.get(f"/staff/digelius/requests/{request}/identity").status_code == 403


def test_it_prints_the_answer_with_its_code_and_the_data(desk: Desk, browser: Browser) -> None:
    mikko = customers.MIKKO_OF_TAMPERE
    request = entered(
        desk.house.store, desk.house.shop, desk.staff, name="Mikko Korhonen", seen=Rung.CALLED_BACK,
        customer_number=str(mikko.number), postal_address=HOME,
    )  # fmt: skip
    desk.house.work()
    desk.finish_steps(request)
    store, reference = desk.house.store, request.reference
    for owner in findings_page(store, desk.staff, reference).owners:
        theirs = "customer_number" in owner.matched_by
        review.judge_owner(
            store, desk.staff, reference, desk.version(request), owner.system, owner.owner, is_person=theirs
        )
    left = [one.id for one in desk.findings(request) if one.verdict == "open"]
    if left:
        review.judge(store, desk.staff, reference, desk.version(request), left, "included", "", "")
    review.finish_review(store, desk.staff, reference, desk.version(request))
    decision.decide(store, desk.staff, reference, desk.version(request), desk.decision(request).digest)
    desk.house.work()
    desk.release(request)
    path = f"/staff/digelius/requests/{reference}/post"
    page = browser.get(path)
    code = door.posting(store, desk.staff, reference).code
    assert post.spaced(code) in page.text
    for said in ("http://portal.example.org/digelius/letter", "Metsäpolku 4 A 2", "Tilaukset", "toimii 60 päivää"):
        assert said in words_of(page), said
    assert "data.json" not in page.text, "the files are of no use on paper"
    assert 'href="#category-1"' not in page.text
    done = browser.post(path, version=desk.version(request), day="2026-11-23")
    assert done.status_code == 303
    assert "works until" in browser.get(path).text
    assert "The posted sheets" in browser.get(path.removesuffix("/post")).text


def test_it_prints_no_package_that_is_none() -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("data.json", "{}")
    for broken in (io.BytesIO(b"no archive"), empty):
        with pytest.raises(Damaged):
            post.printed_copy(broken)


def test_it_says_nothing_of_another_controllers_request(desk: Desk, browser: Browser) -> None:
    other = factories.make_controller(desk.house.store, "levyhylly")
    theirs = factories.make_request(desk.house.store, other, Right.ACCESS)
    for path in ("post", "identity"):
        home = "/staff/digelius/requests"
        foreign, nobodys = (
            browser.get(f"{home}/{theirs.reference}/{path}"),
            browser.get(f"{home}/7K3M-9QXT-4WHR/{path}"),
        )
        assert foreign.status_code == nobodys.status_code == 404
        assert words_of(foreign) == words_of(nobodys)
