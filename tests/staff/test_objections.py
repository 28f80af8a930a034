"""The page on which staff see what is stopped for somebody, and write down that they asked for it again."""

import pytest
from flask import Flask

from portal.journey import unsubscribing
from portal.office import accounts
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock

PLACE = "/staff/digelius/objections"
ADDRESS = "reader@example.org"
REGISTER = factories.make_register()
NAMES = {one.key: one.name.en for one in REGISTER.prohibitions}
FIRST = next(iter(NAMES))


@pytest.fixture(autouse=True)
def objected(store: Store, shop: ControllerFacts) -> None:
    unsubscribing.unsubscribe(store, shop.id, ADDRESS, "fi", REGISTER)


def in_english(browser: Browser) -> Browser:
    browser.get(f"{PLACE}?lang=en")
    return browser


def lifting(**other: object) -> dict[str, object]:
    given = {"act": "lift", "contact": ADDRESS, "channels": [FIRST], "how": "mail", "note": "Mail of the 23rd, kept."}
    return {**given, **other}


def test_it_says_what_is_stopped_for_an_address_however_it_is_typed(browser: Browser) -> None:
    in_english(browser)
    said = words_of(browser.post(PLACE, contact=f" {ADDRESS.upper()} "))
    assert f"Stopped for {ADDRESS}" in said
    assert all(name in said for name in NAMES.values())
    assert "Nothing is stopped for +358401234567" in words_of(browser.post(PLACE, contact="040 123 4567"))


@pytest.mark.parametrize("typed", ["", "nobody", "a@", "+358"])
def test_it_takes_no_contact_that_is_none(browser: Browser, typed: str) -> None:
    in_english(browser)
    answer = browser.post(PLACE, contact=typed)
    assert answer.status_code == 422
    assert "There is a problem" in words_of(answer)


def test_staff_lift_one_channel_and_see_the_proof(browser: Browser, clock: Clock) -> None:
    in_english(browser)
    browser.post(PLACE, contact=ADDRESS)
    answer = browser.post(PLACE, **lifting(given_on=clock.now.date().isoformat()))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLACE}?lifted=1")
    said = words_of(browser.get(answer.headers["Location"]))
    assert "It is allowed again" in said
    assert f"{ADDRESS} {NAMES[FIRST]}" in said
    assert "By email" in said
    assert "Mail of the 23rd, kept." in said
    still = words_of(browser.post(PLACE, contact=ADDRESS)).partition("Asked for marketing again")[0]
    assert NAMES[FIRST] not in still
    assert all(name in still for key, name in NAMES.items() if key != FIRST)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"channels": []}, "Choose at least one"),
        ({"note": ""}, "Write what shows the consent"),
        ({"how": ""}, "Choose how it was given"),
        ({"how": "link"}, "Choose how it was given"),
        ({"given_on": ""}, "Write the day of the consent"),
        ({"given_on": "2999-01-01"}, "This day has not come yet"),
        ({"given_on": "2020-01-01"}, "The objection is younger than this consent, so that it holds"),
    ],
)
def test_nothing_that_was_typed_is_lost(browser: Browser, clock: Clock, other: dict[str, object], said: str) -> None:
    in_english(browser)
    browser.post(PLACE, contact=ADDRESS)
    answer = browser.post(PLACE, **lifting(**{"given_on": clock.now.date().isoformat(), **other}))
    assert answer.status_code == 422
    assert said in words_of(answer)
    if "note" not in other:
        assert "Mail of the 23rd, kept." in answer.text
    if "how" not in other:
        assert 'value="mail" checked' in answer.text or 'checked value="mail"' in answer.text
    assert "Nobody yet." in words_of(answer)


def test_it_is_for_who_handles_requests(app: Flask, sanna: str, store: Store, shop: ControllerFacts) -> None:
    accounts.add_staff(store, "scoped@example.org", "Sami", PASSWORD, shop.slug, "scoped", "en", ["orders"])
    scoped = Browser(app)
    scoped.sign_in("scoped@example.org")
    assert scoped.get(PLACE).status_code == 403
    assert scoped.post(PLACE, contact=ADDRESS).status_code == 403


def test_another_controllers_list_is_its_own(app: Flask, store: Store, browser: Browser) -> None:
    in_english(browser)
    other = factories.make_controller(store, "thewind")
    assert other.slug == "thewind"
    assert browser.get("/staff/thewind/objections").status_code in {403, 404}
