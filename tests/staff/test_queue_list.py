"""The queue's list as a file: what the filters show, no more than the viewer may see, and harmless in a spreadsheet."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.lifecycle import StepState
from portal.domain.queue_query import Show
from portal.domain.roles import machine
from portal.office import accounts
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import queue
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests.faces import PASSWORD, Browser
from tests.staff.test_queue import QUEUE, TODAY, fill, make

BILLING = "bea.billing@example.org"
AUDITOR = "auditor@example.org"


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


def taken(browser: Browser, query: str = "") -> list[list[str]]:
    answer = browser.get(f"{QUEUE}/list.csv?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="digelius-requests-')
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_it_takes_out_what_the_filters_show(
    store: Store, shop: ControllerFacts, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "SLICE", 7)
    fill(store, shop, 60)
    wanted = make(store, shop, "=HYPERLINK(1)", safe=TODAY + timedelta(days=90))
    head, *rows = taken(browser, "q=status:all")
    assert head[:3] == ["Reference", "Requester", "Right"]
    assert "In hand" not in head
    assert len({row[0] for row in rows}) == len(rows) == 61
    (row,) = taken(browser, "q=due%3E60d")[1:]
    assert row[:3] == [wanted, "'=HYPERLINK(1)", "Access"]
    assert row[5] == (TODAY + timedelta(days=90)).isoformat()
    assert browser.get(f"{QUEUE}/list.csv?q=colour:red").status_code == 303


def test_it_says_that_it_was_taken_and_never_who_was_searched_for(
    store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    make(store, shop)
    taken(browser, "q=status:all+virtanen")
    with work(store, machine(shop.id)) as w:
        (event,) = w.session.scalars(select(t.Event).where(t.Event.kind == "queue_taken"))
        body = w.vault.unseal(w.vault.of_controller(shop.id, "controller"), event)
    assert body == {"filters": "status:all", "searched": True}
    assert event.actor.startswith("staff:")


def test_it_keeps_a_limit(app: Flask, store: Store, shop: ControllerFacts, sanna: str) -> None:
    accounts.add_staff(store, BILLING, "Bea Billing", PASSWORD, shop.slug, "scoped", "en", ["billing"])
    theirs = make(store, shop, "", steps=[(StepState.BY_HAND.value, "billing")])
    make(store, shop, "Oskari Olamo", steps=[(StepState.BY_HAND.value, "purchases")])
    browser = Browser(app)
    browser.sign_in(BILLING)
    rows = taken(browser, f"q=status:{Show.ALL.value}")[1:]
    assert [row[:2] for row in rows] == [[theirs, ""]]


def test_it_goes_to_whoever_reads_all_and_changes_nothing(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str
) -> None:
    make(store, shop, "Oskari Olamo")
    anu = accounts.add_staff(store, AUDITOR, "Anu Auditor", PASSWORD, shop.slug, "auditor", "en")
    browser = Browser(app)
    browser.sign_in(AUDITOR)
    assert [row[1] for row in taken(browser, "")[1:]] == ["Oskari Olamo"]
    with work(store, machine(shop.id)) as w:
        (event,) = w.session.scalars(select(t.Event).where(t.Event.kind == "queue_taken"))
    assert event.actor == f"staff:{anu}"


@pytest.mark.parametrize(
    "place", ["0001-01-01~0001-01-01T00:00:00%2B02:00~b", "9999-12-31~9999-12-31T23:59:59-02:00~b"]
)
def test_a_link_to_a_place_beyond_the_calendar_begins_anew(
    store: Store, shop: ControllerFacts, browser: Browser, place: str
) -> None:
    reference = make(store, shop)
    assert reference in browser.get(f"{QUEUE}?after=open~{place}").text
