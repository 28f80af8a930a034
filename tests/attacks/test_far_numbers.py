"""Numbers that no page ever gave: nothing answers with a fault of ours."""

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from tests.cases import Desk
from tests.faces import Browser
from tests.staff.conftest import customers_template, desk, mailbox, register_file

__all__ = ["customers_template", "desk", "mailbox", "register_file"]
FAR = ["9223372036854775807", "99999999999999999999", "-99999999999999999999", "2147483647"]


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get("/staff/digelius/requests?lang=en")
    return made


@pytest.mark.parametrize("far", FAR)
def test_no_number_of_a_draft_breaks_it(desk: Desk, browser: Browser, far: str) -> None:
    request = desk.receive(Right.ACCESS)
    home = f"/staff/digelius/requests/{request.reference}"
    browser.get(home)
    for path in ("messages", "messages/draft", "messages/insert"):
        answer = browser.post(f"{home}/{path}", number=far, window="w", text="Hei")
        assert answer.status_code < 500, (path, answer.status_code)
        again = browser.post(f"{home}/{path}", number=far, window="w" * 200, text="Hei taas")
        assert again.status_code < 500, (path, again.status_code)
        browser.post(f"{home}/messages/forget")


@pytest.mark.parametrize("far", FAR)
def test_no_version_and_no_page_number_breaks_it(desk: Desk, browser: Browser, far: str) -> None:
    request = desk.prepared(Right.ACCESS)
    home = f"/staff/digelius/requests/{request.reference}"
    browser.get(home)
    for path, fields in {
        "release": {"digest": "d" * 64},
        "reopen": {"reason": "Again"},
        "release/looked": {"digest": "d" * 64, "looked": "y", "reason_looked": "I looked at all of it"},
        "hold": {"reason": "A claim"},
        "assign": {"staff": "x"},
    }.items():
        answer = browser.post(f"{home}/{path}", version=far, seen=far, **fields)
        assert answer.status_code < 500, (path, answer.status_code)
    for path in (
        f"{home}/timeline?before={far}",
        f"{home}/presence?version={far}",
        f"{home}/findings?after={far}~x",
        f"/staff/digelius/requests?after=open~2026-12-01~{far}",
        f"/staff/digelius/letters/refusal/fi/{far}",
        f"/staff/digelius/requests?assigned={far}",
        "/staff/digelius/requests?q=due<99999999999d",
        "/staff/digelius/requests?q=due<-99999999999999d",
        "/staff/digelius/requests?after=open~9999-12-31~x~y",
        "/staff/digelius/requests?q=received<9999-12-31",
        "/staff/digelius/requests?q=received<0001-01-01",
        "/staff/digelius/requests?q=received>0001-01-01",
        "/staff/digelius/requests?q=due>9999-12-31",
        "/staff/digelius/requests/list.csv?q=received<9999-12-31",
        "/staff/digelius/reports?from=0001-01-01&to=9999-12-31",
    ):
        answer = browser.get(path)
        assert answer.status_code < 500, (path, answer.status_code)
        answer.get_data()
        answer.close()
