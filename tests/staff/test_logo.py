"""The logo: an owner sets it, everybody sees it, and it is of one company."""

import io
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.office import accounts
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.pictures import SIGNET, png, size

HERE = "/staff/digelius/company/logo"
TIINA = "tiina.heino@example.org"


def send(browser: Browser, content: bytes, name: str = "logo.svg", **fields: str) -> TestResponse:
    browser.get(f"{HERE}?lang=en")
    return browser.post(HERE, file=(io.BytesIO(content), name), **fields)


def shown(browser: Browser, path: str = "/digelius/") -> str:
    """Where the page says that the logo is; empty where it shows none."""
    found = re.search(r'<img class="logo" src="([^"]+)" width="\d+" height="\d+" alt="">', browser.get(path).text)
    return found[1] if found else ""


def test_it_is_shown_to_everybody_and_may_be_kept_by_their_browsers(app: Flask, browser: Browser) -> None:
    stranger = Browser(app)
    assert shown(stranger) == ""
    assert "Add a logo" in browser.get("/staff/digelius/company?lang=en").text
    assert send(browser, SIGNET).status_code == 303
    place = shown(stranger)
    picture = stranger.get(place)
    assert picture.mimetype == "image/png"
    assert "immutable" in picture.headers["Cache-Control"]
    assert size(picture.data) == (384, 128)
    assert shown(stranger, "/digelius/notice") == place
    assert shown(browser, HERE) == place
    assert "Change the logo" in browser.get("/staff/digelius/company").text


def test_another_takes_its_place_and_none_does(app: Flask, browser: Browser) -> None:
    stranger = Browser(app)
    send(browser, SIGNET)
    first = shown(stranger)
    send(browser, png(300, 300), "logo.png")
    second = shown(stranger)
    assert second not in {"", first}
    assert stranger.get(first).status_code == 404
    browser.get(HERE)
    assert browser.post(HERE, act="remove").status_code == 303
    assert shown(stranger) == ""
    assert stranger.get(second).status_code == 404
    browser.get(HERE)
    assert browser.post(HERE, act="remove").status_code == 303


def test_it_is_of_one_company(app: Flask, store: Store, shop: ControllerFacts, browser: Browser) -> None:
    factories.make_controller(store, "levyhylly")
    send(browser, SIGNET)
    stranger = Browser(app)
    place = shown(stranger)
    assert shown(stranger, "/levyhylly/") == ""
    assert stranger.get(place.replace(shop.slug, "levyhylly")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "", "Choose the file of the logo"),
        (b"", "logo.png", "The file is empty"),
        (b"red", "logo.png", "This is no picture that can be shown here"),
        (SIGNET[:-9], "logo.svg", "This picture cannot be drawn"),
    ],
)
def test_what_cannot_be_shown_is_said_and_the_old_one_stays(
    app: Flask, browser: Browser, content: bytes, name: str, said: str
) -> None:
    send(browser, SIGNET)
    before = shown(Browser(app))
    answer = send(browser, content, name)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert shown(Browser(app)) == before


def test_it_is_an_owners_to_set(app: Flask, store: Store, shop: ControllerFacts, sanna: str) -> None:
    accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, shop.slug, "handler", "en")
    tiina = Browser(app)
    tiina.sign_in(TIINA)
    assert tiina.get(HERE).status_code == 403
    assert tiina.post(HERE, file=(io.BytesIO(SIGNET), "logo.svg")).status_code == 403
    assert shown(tiina) == ""
