"""Which category of the register what is found belongs to: chosen on the form, kept as the connectors read it."""

import re
import tomllib
from html import unescape

import pytest
from flask import Flask

from portal.domain.roles import machine
from portal.office import connections
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.systems import kinds
from portal.systems.stripe.mapping import Group as StripeGroup
from portal.systems.woocommerce.mapping import Group as ShopGroup
from tests import factories
from tests.faces import Browser, words_of
from tests.systems.test_kinds import PACKAGE, acme

__all__ = ["acme"]

PLACE = "/staff/digelius/connections/customer_register/set"
KNOWN = [one.key for one in factories.make_register().categories]
SLACK = {"bot_token": "xoxb-1", "messages": "search", "private": "unseen", "country": "FI"}
SHOP = {"url": "https://shop.example", "key": "ck_1", "secret": "cs_1", "country": "FI"}
REST = '[erase]\naccount = "keep"'


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def sent(values: dict[str, str]) -> dict[str, str]:
    return {f"of_{key}": value for key, value in values.items()}


def chosen_in(page: str) -> dict[str, str]:
    """What each select of the page shows."""
    found = {}
    for name, body in re.findall(r'<select[^>]*name="of_([^"]+)".*?>(.*?)</select>', page, re.S):
        picked = re.search(r'<option selected value="([^"]*)"', body)
        found[name] = unescape(picked[1]) if picked else ""
    return found


@pytest.mark.parametrize("kind", ["slack", "google", "mailchimp", "stripe", "woocommerce"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_offers_a_choice_for_each_kind_of_record_by_name(browser: Browser, kind: str, language: str) -> None:
    page = browser.get(f"{PLACE}/{kind}?lang={language}")
    (one,) = [each for each in kinds.kind(kind).settings if each.shape == "categories"]
    shown = unescape(page.text)
    for part, label in one.parts:
        assert f'name="of_{one.key}-{part}"' in shown
        assert f'for="of_{one.key}-{part}">{label.in_language(language)}' in shown
    for category in factories.make_register().categories:
        assert f">{category.name.in_language(language)}</option>" in shown


@pytest.mark.parametrize("kind", ["imap", "paytrail"])
def test_it_offers_one_choice_where_all_is_of_one_kind(browser: Browser, kind: str) -> None:
    assert chosen_in(browser.get(f"{PLACE}/{kind}").text)["category"] == ""


@pytest.mark.parametrize(("kind", "groups"), [("stripe", StripeGroup), ("woocommerce", ShopGroup)])
def test_it_names_every_group_that_its_mapping_knows(kind: str, groups: object) -> None:
    (one,) = [each for each in kinds.kind(kind).settings if each.shape == "categories"]
    assert {part for part, _label in one.parts} == set(groups.__args__)  # type: ignore[attr-defined]  # a Literal


def test_it_keeps_what_the_connectors_read(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    browser.get(f"{PLACE}/slack")
    answer = browser.post(
        f"{PLACE}/slack", **sent({**SLACK, "categories-account": "name", "categories-message": KNOWN[1]})
    )
    assert answer.status_code == 303, words_of(answer)
    place = answer.headers["Location"]
    again = browser.get(f"{PLACE}/slack?draft={place.rpartition('/')[2]}")
    assert chosen_in(again.text) | {"categories-account": "name", "categories-message": KNOWN[1]} == chosen_in(
        again.text
    )
    assert chosen_in(again.text)["categories-file"] == ""
    settings = connections.take_draft(store, shop.id, place.rpartition("/")[2])
    assert settings is not None
    assert tomllib.loads(settings.settings["categories"]) == {"account": "name", "message": KNOWN[1]}
    said = words_of(browser.get(place))
    assert "Slack account: First name and surname" in said


def test_it_keeps_what_else_a_mapping_says(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    browser.get(f"{PLACE}/woocommerce")
    answer = browser.post(f"{PLACE}/woocommerce", **sent({**SHOP, "mapping": REST, "mapping-account": "name"}))
    assert answer.status_code == 303, words_of(answer)
    taken = connections.take_draft(store, shop.id, answer.headers["Location"].rpartition("/")[2])
    assert taken is not None
    whole = {"categories": {"account": "name"}, "erase": {"account": "keep"}}
    assert tomllib.loads(taken.settings["mapping"]) == whole
    assert kinds.factory_of(kinds.kind("woocommerce"))


def test_it_shows_a_connection_that_was_set_before_as_it_is(
    browser: Browser, store: Store, shop: ControllerFacts
) -> None:
    text = f'[categories]\naccount = "name"\n{REST}\n'
    connections.set_connection(store, machine(shop.id), "customer_register", "woocommerce", {**SHOP, "mapping": text})
    page = browser.get(f"{PLACE}/woocommerce")
    assert chosen_in(page.text)["mapping-account"] == "name"
    assert unescape(page.text).count(REST) == 1
    assert "[categories]" not in page.text.partition("<main")[2].partition("<textarea")[2].partition("</textarea>")[0]


@pytest.mark.parametrize("text", ['categories = { account = "name" }', "not toml [", '[categories]\nother = "name"'])
def test_it_shows_what_it_cannot_take_apart_as_the_text_that_it_is(
    browser: Browser, store: Store, shop: ControllerFacts, text: str
) -> None:
    connections.set_connection(store, machine(shop.id), "customer_register", "woocommerce", {**SHOP, "mapping": text})
    page = browser.get(f"{PLACE}/woocommerce")
    assert text in unescape(page.text)
    assert "of_mapping-account" not in page.text
    answer = browser.post(f"{PLACE}/woocommerce", **sent({**SHOP, "mapping": text}))
    taken = connections.take_draft(store, shop.id, answer.headers["Location"].rpartition("/")[2])
    assert taken is not None
    assert taken.settings["mapping"] == text


def test_it_says_at_its_choice_that_a_category_is_no_more(
    browser: Browser, store: Store, shop: ControllerFacts
) -> None:
    old = {**SLACK, "categories": 'message = "gone_one"\naccount = "name"'}
    connections.set_connection(store, machine(shop.id), "customer_register", "slack", old)
    page = browser.get(f"{PLACE}/slack")
    assert page.status_code == 200
    assert words_of(page).count("Your register has no such data category any more") == 2
    assert 'href="#of_categories-message"' in page.text
    assert "gone_one – not in your register" in words_of(page)
    assert chosen_in(page.text)["categories-message"] == "gone_one"
    refused = browser.post(
        f"{PLACE}/slack", **sent({**SLACK, "categories-message": "gone_one", "categories-account": "name"})
    )
    assert refused.status_code == 422
    assert chosen_in(refused.text)["categories-account"] == "name"
    assert 'id="of_categories-message-error"' in refused.text
    assert "Kept as it is while this stays empty" in words_of(refused)


@pytest.mark.parametrize("given", ['"><script>alert(1)</script>', "{{7*7}}", "a\0b", 'x"\nother = "y'])
def test_it_takes_no_category_that_the_register_has_not(
    browser: Browser, store: Store, shop: ControllerFacts, given: str
) -> None:
    for kind, fields in (
        ("slack", {**SLACK, "categories-message": given}),
        ("imap", {"host": "imap.example.org", "username": "a", "password": "b", "category": given}),
        ("woocommerce", {**SHOP, "mapping-account": given}),
    ):
        browser.get(f"{PLACE}/{kind}")
        answer = browser.post(f"{PLACE}/{kind}", **sent(fields))
        assert answer.status_code == 422, kind
        assert "<script>alert" not in answer.text


def test_it_keeps_a_single_category(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    browser.get(f"{PLACE}/imap")
    fields = {"host": "imap.example.org", "username": "a", "password": "b", "category": "name"}
    answer = browser.post(f"{PLACE}/imap", **sent(fields))
    taken = connections.take_draft(store, shop.id, answer.headers["Location"].rpartition("/")[2])
    assert taken is not None
    assert taken.settings["category"] == "name"
    assert "Data category First name and surname" in words_of(browser.get(answer.headers["Location"]))


@pytest.mark.usefixtures("acme")
def test_it_leaves_a_third_partys_text_a_text(app: Flask, browser: Browser) -> None:
    app.extensions["portal.settings"] = app.extensions["portal.settings"].model_copy(update={"connectors": ("acme",)})
    assert "of_key" in browser.get(f"{PLACE}/acme").text
    assert "Setting" in PACKAGE
