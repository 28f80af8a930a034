"""The page and the one-click request behind a newsletter's link (RFC 8058), as browsers and mail programs use them."""

import pytest
from flask import Flask

from portal.domain.roles import machine
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.suppressing import DIRECT_MARKETING
from tests import factories
from tests.faces import ORIGIN, Browser, words_of

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
ADDRESS = "reader@example.org"
NAMES = {one.key: one.name.en for one in factories.make_register().prohibitions}


@pytest.fixture
def place(store: Store, shop: ControllerFacts) -> str:
    return f"/digelius/unsubscribe/{links.address_token(store.ring, shop.id, ADDRESS)}"


def marks(store: Store, shop: ControllerFacts) -> int:
    with store.database.reading(machine(shop.id)) as session:
        return session.query(t.Suppression).count()


def channels(store: Store, shop: ControllerFacts) -> set[str]:
    with store.database.reading(machine(shop.id)) as session:
        return {row.channel for row in session.query(t.Suppression)}


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


def test_a_person_stops_all_of_it_with_one_press(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    browser = Browser(app)
    seen = words_of(browser.get(place))
    assert ADDRESS in seen
    assert all(name in seen for name in NAMES.values())
    assert "Stopped for you" not in seen
    answer = browser.post(place)
    assert (answer.status_code, answer.headers["Location"]) == (303, place)
    said = words_of(browser.get(place))
    assert "You are not written to any more" in said
    assert "This was done at once" in said
    assert "until you yourself ask for it again" in said
    assert said.count("Stopped for you") == len(NAMES)
    main = browser.get(place).text.partition("<main")[2]
    assert main.count("<button") == 1
    assert "Allow what is ticked" in main
    assert "/digelius/" in browser.get(place).text
    assert channels(store, shop) == {*NAMES, DIRECT_MARKETING}


def test_a_person_stops_some_of_it_and_later_the_rest(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    browser = Browser(app)
    browser.get(place)
    answer = browser.post(place, act="some", channels=["direct_advertising", "research"])
    assert answer.status_code == 303
    assert channels(store, shop) == {"direct_advertising", "research"}
    page = browser.get(place)
    assert "Part of it is stopped" in words_of(page)
    assert "Direct advertising Stopped for you" in words_of(page)
    assert 'name="channels" value="direct_advertising"' not in page.text
    assert 'value="distance_selling"' in page.text
    browser.post(place, act="some", channels=["distance_selling"])
    assert "Still allowed: Other direct marketing." in words_of(browser.get(place))
    browser.post(place)
    assert channels(store, shop) == {*NAMES, DIRECT_MARKETING}
    assert "You are not written to any more" in words_of(browser.get(place))


def test_it_wants_something_ticked_and_takes_no_channel_that_is_not_there(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    browser = Browser(app)
    browser.get(place)
    for chosen in ([], ["no_such_channel"], ["direct_advertising\0"]):
        answer = browser.post(place, act="some", channels=chosen)
        assert answer.status_code == 422
        assert "Choose at least one, or stop all of it" in words_of(answer)
        assert "<title>Error:" in answer.text
    assert marks(store, shop) == 0


def test_a_mail_program_stops_all_of_it_whatever_else_it_sends(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    data = {**ONE_CLICK, "act": "some", "channels": "research"}
    assert app.test_client().post(place, base_url=ORIGIN, data=data).status_code == 200
    assert channels(store, shop) == {*NAMES, DIRECT_MARKETING}


def test_looking_with_whatever_in_the_address_stops_nothing(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    client = app.test_client()
    for query in ("act=some&channels=research", "List-Unsubscribe=One-Click", "lang=sv"):
        assert client.get(f"{place}?{query}", base_url=ORIGIN).status_code == 200
    assert marks(store, shop) == 0


def test_it_shows_nothing_of_the_holder_but_the_state_of_the_channels(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    request = factories.make_request(store, shop, email=ADDRESS, name="Rita Reader")
    said = browser_text(app, place)
    assert "Rita" not in said
    assert request.reference not in said
    browser = Browser(app)
    browser.get(place)
    browser.post(place)
    with store.database.reading(machine(shop.id)) as session:
        references = {row.reference for row in session.query(t.SubjectRequest)}
    assert not [one for one in references if one in browser_text(app, place)]


def test_it_is_of_one_controller(app: Flask, store: Store, shop: ControllerFacts, place: str) -> None:
    factories.make_controller(store, "levyhylly")
    other = place.replace("/digelius/", "/levyhylly/")
    client = app.test_client()
    assert client.get(other, base_url=ORIGIN).status_code == 410
    assert client.post(other, base_url=ORIGIN, data=ONE_CLICK).status_code == 410
    nobody = client.get(place.replace("/digelius/", "/nobody/"), base_url=ORIGIN)
    assert nobody.status_code == 404
    assert marks(store, shop) == 0


@pytest.mark.parametrize(
    ("language", "said"), [("fi", "Lopeta kaikki"), ("sv", "Stoppa allt"), ("en", "Stop all of it")]
)
def test_it_speaks_three_languages(app: Flask, place: str, language: str, said: str) -> None:
    assert said in browser_text(app, f"{place}?lang={language}")


def browser_text(app: Flask, path: str) -> str:
    return words_of(Browser(app).get(path))


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


def test_a_person_allows_one_channel_again_by_their_own_press(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    browser = Browser(app)
    browser.get(place)
    browser.post(place)
    first = next(iter(NAMES))
    # Nothing is ticked beforehand, and looking allows nothing
    page = browser.get(place).text
    assert "checked" not in page
    assert browser.post(place, act="again").status_code == 422
    assert channels(store, shop) == {*NAMES, DIRECT_MARKETING}
    # When they tick one and press
    answer = browser.post(place, act="again", again=[first])
    assert (answer.status_code, answer.headers["Location"]) == (303, place)
    said = words_of(browser.get(place))
    assert "Part of it is stopped" in said
    assert f"Still allowed: {NAMES[first]}" in said
    assert said.count("Stopped for you") == len(NAMES) - 1
    with store.database.reading(machine(shop.id)) as session:
        (kept,) = session.query(t.ConsentAnew).all()
    assert (kept.channels, kept.how, kept.staff_id) == ([first], "link", None)
    # And they stop it again as easily
    browser.post(place)
    assert "You are not written to any more" in words_of(browser.get(place))


def test_no_mail_program_and_no_strange_page_allows_anything(
    app: Flask, store: Store, shop: ControllerFacts, place: str
) -> None:
    client = app.test_client()
    client.post(place, base_url=ORIGIN, data=ONE_CLICK)
    before = channels(store, shop)
    every = {"act": "again", "again": list(NAMES)}
    assert client.post(place, base_url=ORIGIN, data={**ONE_CLICK, **every}).status_code == 200
    assert client.post(place, base_url=ORIGIN, data=every).status_code == 403
    browser = Browser(app)
    browser.get(place)
    assert browser.post(place, act="again", again=["nothing_such"]).status_code == 422
    assert channels(store, shop) == before
