"""Saved views: whose they are, who sees them, what they keep and with which the queue begins."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.domain.roles import Role
from portal.office import accounts
from portal.storage.database import Store
from portal.storage.door import queue_views
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.staff.test_queue import QUEUE, TODAY, make

EINO = "eino.ek@example.org"
VIEWS = f"{QUEUE}/views"


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


@pytest.fixture
def eino(app: Flask, store: Store, shop: ControllerFacts) -> Browser:
    accounts.add_staff(store, EINO, "Eino Ek", PASSWORD, shop.slug, "handler", "en")
    made = Browser(app)
    made.sign_in(EINO)
    made.get(f"{QUEUE}?lang=en")
    return made


def test_it_keeps_filters_under_a_name_and_never_the_words(
    store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    make(store, shop, safe=TODAY - timedelta(days=2))
    make(store, shop, safe=TODAY + timedelta(days=9))
    browser.get(f"{VIEWS}?q=is:overdue+virtanen")
    answer = browser.post(f"{VIEWS}?q=is:overdue+virtanen", name="Myöhässä & pian", begins="y")
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?q=is%3Aoverdue")
    page = browser.get(answer.location)
    assert "Myöhässä & pian 1" in words_of(page)
    assert browser.get(QUEUE).location == f"{QUEUE}?q=is%3Aoverdue"
    assert browser.get(f"{QUEUE}?q=").status_code == 200
    with store.database.engine.connect() as connection:
        (sealed,) = connection.exec_driver_sql("SELECT sealed FROM saved_view").one()
    assert b"overdue" not in bytes(sealed)


def test_it_shows_a_shared_view_to_all_and_an_own_one_to_nobody_else(
    store: Store, shop: ControllerFacts, browser: Browser, eino: Browser
) -> None:
    make(store, shop)
    for name, shared in (("For all", "y"), ("Mine alone", "")):
        browser.get(f"{VIEWS}?q=right:access")
        browser.post(f"{VIEWS}?q=right:access", name=name, **({"shared": shared} if shared else {}))
    theirs = words_of(eino.get(VIEWS))
    assert "For all" in theirs
    assert "Mine alone" not in theirs
    eino.get(f"{VIEWS}?q=is:soon")
    eino.post(f"{VIEWS}?q=is:soon", name="Not to share", shared="y")
    assert "Not to share" not in browser.get(VIEWS).text
    other = factories.make_staff(store, factories.make_controller(store, "thewind"))
    assert queue_views.views(store, other)[0] == ()
    # A name may hold what is beyond a limit
    limited = factories.make_staff(store, shop, Role.SCOPED, ["billing"])
    assert queue_views.views(store, limited)[0] == ()


def test_it_takes_away_none_but_their_own(store: Store, shop: ControllerFacts, browser: Browser, eino: Browser) -> None:
    make(store, shop)
    browser.get(f"{VIEWS}?q=is:soon")
    browser.post(f"{VIEWS}?q=is:soon", name="For all", shared="y")
    view = browser.get(VIEWS).text.split('name="view" value="')[1][:32]
    eino.get(VIEWS)
    assert eino.post(f"{VIEWS}/remove", view=view).status_code == 404
    assert eino.post(f"{VIEWS}/first", view=view).status_code == 303
    assert eino.get(QUEUE).location == f"{QUEUE}?q=is%3Asoon"
    browser.get(VIEWS)
    assert browser.post(f"{VIEWS}/remove", view=view).status_code == 303
    assert eino.get(QUEUE).status_code == 200
    assert eino.post(f"{VIEWS}/first", view="0" * 32).status_code == 404


def test_it_wants_a_name_and_keeps_a_dozen(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop)
    browser.get(f"{VIEWS}?q=is:soon")
    assert browser.post(f"{VIEWS}?q=is:soon", name=" ").status_code == 422
    for number in range(12):
        assert browser.post(f"{VIEWS}?q=is:soon", name=f"View {number}").status_code == 303
        browser.get(VIEWS)
    answer = browser.post(f"{VIEWS}?q=is:soon", name="One more")
    assert answer.status_code == 422
    assert "You keep 12 views already" in words_of(answer)


def test_it_takes_days_away_and_a_stand_in(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{QUEUE}/choices"
    alone = words_of(browser.get(path))
    assert "stand in" not in alone
    assert "stands in" not in alone
    eino = accounts.add_staff(store, EINO, "Eino Ek", PASSWORD, shop.slug, "handler", "en")
    browser.get(path)
    fields = {"digest": "weekly", "away_from": "2026-12-01", "away_to": "2026-11-30", "stand_in": eino}
    wrong = browser.post(path, **fields)
    assert wrong.status_code == 422
    assert "The last day comes after the first" in words_of(wrong)
    assert 'value="2026-12-01"' in wrong.text
    assert browser.post(path, **{**fields, "away_to": ""}).status_code == 422
    assert browser.post(path, **{**fields, "away_to": "2026-12-05", "stand_in": "f" * 32}).status_code == 422
    assert browser.post(path, **{**fields, "away_to": "2026-12-05"}).status_code == 303
    again = browser.get(path).text
    assert 'value="weekly" checked' in again
    assert f'<option selected value="{eino}">' in again


def test_it_switches_the_keys_off_for_good(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop)
    assert f'data-keys="{QUEUE}"' in browser.get(f"{QUEUE}/help").text
    assert browser.post(f"{QUEUE}/keys", on="0").location == f"{QUEUE}/help#keys"
    assert "data-keys" not in browser.get(QUEUE).text
    browser.sign_out()
    browser.sign_in()
    browser.get(QUEUE)
    assert "data-keys" not in browser.get(QUEUE).text


def test_it_says_in_the_title_how_many_are_overdue(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop, safe=TODAY - timedelta(days=1))
    assert "<title>(1) Requests" in browser.get(QUEUE).text
    polled = browser.get(f"{QUEUE}?poll=1", **{"HX-Request": "true", "HX-Target": "counts"}).text
    assert "<title>(1) Requests – Digelius Music</title>" in polled
