"""The page of whoever is back after an erasure: its owner decides, nobody else sees it, and nothing goes by a GET."""

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.demo.customers import VAINO
from portal.domain.lifecycle import Right
from portal.domain.wishes import RestrictionGround, Wishes
from portal.office import accounts
from portal.storage.door import returned as door
from portal.worker import timetable
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of

SYSTEM = "customer_register"
PAGE = f"/staff/digelius/connections/{SYSTEM}/returned"
WHOLE = {"email": (VAINO.email or "").lower(), "name": f"Väinö {VAINO.last}"}


@pytest.fixture
def back(desk: Desk) -> str:
    """The id of a customer who was erased and whom a backup brought back."""
    before = desk.house.register_file.read_bytes()
    desk.prepared(Right.ERASURE, **WHOLE)
    desk.house.register_file.write_bytes(before)
    look(desk)
    (line,) = door.lines(desk.house.store, desk.staff, SYSTEM)
    return line.id


def look(desk: Desk) -> None:
    desk.house.clock.pass_by(days=1, minutes=1)
    timetable.Timetable(desk.house.store).look()
    desk.house.work()


def in_english(browser: Browser) -> Browser:
    browser.client = browser.client.application.test_client()
    assert browser.sign_in().status_code == 303  # days have passed
    browser.get("/staff/digelius/requests?lang=en")
    return browser


def holds(path: Path) -> bool:
    return (VAINO.last or "").encode() in path.read_bytes()


def test_it_shows_who_is_back_and_erases_on_a_press(desk: Desk, browser: Browser, back: str) -> None:
    in_english(browser)
    assert "Erased, and there again" in words_of(browser.get("/staff/digelius/connections"))
    assert "People whose data was erased are there again" in words_of(browser.get("/staff/digelius/requests"))
    shown = words_of(browser.get(PAGE))
    assert VAINO.last in shown
    assert "Under its old key" in shown
    assert browser.post(f"{PAGE}/{back}/erase").status_code == 303
    assert "Being erased" in words_of(browser.get(PAGE))
    desk.house.work()
    assert "Nobody is back" in words_of(browser.get(PAGE))
    assert "there again" not in words_of(browser.get("/staff/digelius/requests"))


def test_it_leaves_who_came_again(desk: Desk, browser: Browser, back: str) -> None:
    in_english(browser).get(PAGE)
    before = desk.house.register_file.read_bytes()
    assert browser.post(f"{PAGE}/{back}/leave").status_code == 303
    assert "Nobody is back" in words_of(browser.get(PAGE))
    look(desk)
    assert "Nobody is back" in words_of(in_english(browser).get(PAGE))
    assert desk.house.register_file.read_bytes() == before


def test_it_says_why_frozen_data_stays(desk: Desk, browser: Browser, back: str) -> None:
    desk.decided(Right.RESTRICTION, wishes=Wishes(restrict=RestrictionGround.ACCURACY), **WHOLE)
    in_english(browser).get(PAGE)
    answer = browser.post(f"{PAGE}/{back}/erase")
    assert answer.status_code == 409
    assert "Art 18(2)" in words_of(answer)
    desk.house.work()
    assert holds(desk.house.register_file)


def test_it_looks_at_once_when_its_owner_says_so(desk: Desk, browser: Browser) -> None:
    before = desk.house.register_file.read_bytes()
    desk.prepared(Right.ERASURE, **WHOLE)
    in_english(browser).get(PAGE)
    desk.house.register_file.write_bytes(before)
    assert "data-hx-trigger" not in browser.get(PAGE).text  # nobody looks now
    answer = browser.post(PAGE)
    assert answer.status_code == 303
    waiting = browser.get(answer.headers["Location"])
    assert "Being looked through" in words_of(waiting)
    assert 'data-hx-trigger="every 2s"' in waiting.text
    desk.house.work()
    done = browser.get(answer.headers["Location"])
    assert "data-hx-trigger" not in done.text
    assert VAINO.last in words_of(done)


@pytest.mark.parametrize("press", ["", "/{id}/erase", "/{id}/leave"])
def test_nobody_but_the_owner_sees_or_presses(desk: Desk, app: Flask, browser: Browser, back: str, press: str) -> None:
    accounts.add_staff(desk.house.store, "h@example.org", "Hanna", PASSWORD, "digelius", "handler", "en")
    handler = Browser(app)
    handler.sign_in("h@example.org")
    handler.get("/staff/digelius/requests")
    assert handler.get(PAGE).status_code == 403
    path = PAGE + press.format(id=back)
    assert handler.post(path).status_code == 403
    stranger = Browser(app)
    stranger.get("/staff/login")
    assert stranger.post(path).status_code in {302, 303, 401, 403}
    in_english(browser).get(PAGE)
    assert browser.post(path, csrf_token="").status_code == 403
    assert browser.post(path.replace(SYSTEM, "slack")).status_code == 404
    desk.house.work()
    assert holds(desk.house.register_file)
    assert back in {one.id for one in door.lines(desk.house.store, desk.staff, SYSTEM)}


def test_nothing_is_done_by_looking(desk: Desk, browser: Browser, back: str) -> None:
    in_english(browser)
    for path in (f"{PAGE}/{back}/erase", f"{PAGE}/{back}/leave"):
        assert browser.get(path).status_code in {404, 405}
    assert re.search(r'<form method="post"', browser.get(PAGE).text)
    desk.house.work()
    assert holds(desk.house.register_file)
