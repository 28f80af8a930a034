"""The page and the one-click request behind a newsletter's link (RFC 8058), as browsers and mail programs use them."""

import pytest
from flask import Flask

from portal.domain.roles import machine
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests.faces import ORIGIN, Browser

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
ADDRESS = "reader@example.org"


@pytest.fixture
def place(store: Store, shop: ControllerFacts) -> str:
    return f"/digelius/unsubscribe/{links.address_token(store.ring, shop.id, ADDRESS)}"


def marks(store: Store, shop: ControllerFacts) -> int:
    with store.database.reading(machine(shop.id)) as session:
        return session.query(t.Suppression).count()


def test_a_mail_program_stops_it_with_one_request(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    answer = app.test_client().post(place, base_url=ORIGIN, data=ONE_CLICK)
    assert answer.status_code == 200
    assert marks(store, shop) > 0


def test_looking_stops_nothing(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    client = app.test_client()
    for _ in range(3):
        assert client.get(place, base_url=ORIGIN).status_code == 200
        assert client.head(place, base_url=ORIGIN).status_code == 200
    assert marks(store, shop) == 0


def test_a_person_presses_the_button(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    browser = Browser(app)
    assert ADDRESS in browser.get(place).text
    answer = browser.post(place)
    assert "not written to any more" in answer.text
    assert marks(store, shop) > 0
    assert "Stop it" not in browser.get(place).text


@pytest.mark.parametrize("data", [{}, {"List-Unsubscribe": "Two-Clicks"}, {"list-unsubscribe": "One-Click"}])
def test_anything_else_without_a_token_is_refused(
    app: Flask, store: Store, shop: ControllerFacts, place: str, data: dict[str, str]
) -> None:
    assert app.test_client().post(place, base_url=ORIGIN, data=data).status_code == 403
    assert marks(store, shop) == 0


def test_another_site_cannot_press_it_in_a_browser(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert app.test_client().post(place, base_url=ORIGIN, data=ONE_CLICK, headers=foreign).status_code == 403
    assert marks(store, shop) == 0


def test_a_link_that_was_changed_opens_nothing(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    client = app.test_client()
    others = f"/digelius/unsubscribe/{links.address_token(store.ring, 'f' * 32, ADDRESS)}"
    broken = place[:-6] + ("A" if place[-6] != "A" else "B") + place[-5:]
    for path in (broken, others, "/digelius/unsubscribe/x", "/digelius/unsubscribe/%C3%A4"):
        assert client.get(path, base_url=ORIGIN).status_code == 410
        assert client.post(path, base_url=ORIGIN, data=ONE_CLICK).status_code == 410
    assert marks(store, shop) == 0


def test_the_address_stands_readable_in_no_link(place: str) -> None:
    assert "reader" not in place
    assert len(place) < 200
