"""The queue's filters in its address: text and controls are one thing, on the page and at the door."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.domain.roles import machine
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.faces import Browser, words_of
from tests.staff.test_queue import QUEUE, TODAY, make

HTMX = {"HX-Request": "true", "HX-Target": "results"}


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


def asks(browser: Browser, headers: Mapping[str, str] = {}, **query: str) -> TestResponse:  # noqa: B006  # not changed
    return browser.get(f"{QUEUE}?{urlencode(query)}", **headers)


@pytest.mark.parametrize(
    "query",
    ["is:extended", "channel:letter", "status:review", "due<3d", "due:2026-11-24", "received<2026-11-20",
     "received>10d", "right:erasure"],
)  # fmt: skip
def test_it_shows_what_the_text_asks_for(store: Store, shop: ControllerFacts, browser: Browser, query: str) -> None:
    other = make(store, shop, safe=TODAY + timedelta(days=20))
    wanted = make(store, shop, safe=TODAY + timedelta(days=1), status="review", rights=("erasure",))
    with work(store, machine(shop.id)) as w:
        case = w.case(reference=wanted)
        case.row.channel, case.row.extended_at = "letter", factories.MONDAY
        case.row.received_at = factories.MONDAY - timedelta(days=14)
        w.happened("extended", case)
    for typed in (query, f"{query} aino"):
        page = asks(browser, q=typed).text
        assert wanted in page, typed
        assert other not in page, typed
        assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in page


def test_it_says_what_is_wrong_and_keeps_the_text(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    reference = make(store, shop)
    answer = asks(browser, q="colour:<b>red</b> aino")
    assert answer.status_code == 422
    assert "The filters are: status, right, due, received, assignee, is, channel." in words_of(answer)
    assert 'value="colour:&lt;b&gt;red&lt;/b&gt; aino"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert reference not in answer.text
    block = asks(browser, HTMX, q="right:x")
    assert block.status_code == 422
    assert 'id="q-error"' in block.text


def test_it_gives_the_form_an_address_of_its_own(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop)
    form = {"q": "aino", "was": "aino", "show": "all", "right": "erasure", "due": "", "hand": "", "channel": ""}
    answer = asks(browser, **form)
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?q=status%3Aall+right%3Aerasure+aino")
    typed = asks(browser, **{**form, "q": "right:access aino", "show": "open", "right": ""})
    assert typed.location == f"{QUEUE}?q=right%3Aaccess+aino"


def test_it_keeps_text_and_controls_together_as_one_types(
    store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    make(store, shop)
    shown = {"was": "", "show": "open", "right": "", "due": "", "channel": ""}
    by_text = asks(browser, {**HTMX, "HX-Trigger-Name": "q"}, q="right:access", **shown)
    assert by_text.headers["HX-Push-Url"] == f"{QUEUE}?q=right%3Aaccess"
    assert '<option value="access" selected>' in by_text.text
    assert 'name="q"' not in by_text.text
    by_control = asks(browser, {**HTMX, "HX-Trigger-Name": "right"}, q="", **{**shown, "right": "access"})
    assert 'value="right:access"' in by_control.text
    assert "<select" not in by_control.text
