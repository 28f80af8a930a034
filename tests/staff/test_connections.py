"""The pages of connections, by their owner; and who tries to see or turn them, on both stores."""

import re
from html import unescape
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select

from portal.demo import customers
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.office import accounts, connections
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import connections as door
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from portal.systems.kinds import names
from portal.worker import loop
from portal.worker.outside import Outside
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock
from tests.house import settings_for

LIST = "/staff/digelius/connections"
ONE = f"{LIST}/customer_register"
SET = f"{ONE}/set/sql"
SECRET = "sekret-canary-5120"


@pytest.fixture
def register(store: Store, shop: ControllerFacts, tmp_path: Path) -> dict[str, str]:
    """The settings of the shop's customer register, which is not connected yet."""
    return customers.connection_settings(factories.make_customers(tmp_path / "customers.sqlite3"))


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


@pytest.fixture
def outside(store: Store, tmp_path: Path) -> Outside:
    return Outside(store, settings_for(tmp_path, store.database.url, 25), Event())


def typed(settings: dict[str, str], **others: str) -> dict[str, str]:
    return {f"of_{key}": value for key, value in {**settings, **others}.items()}


def tried(browser: Browser, outside: Outside, fields: dict[str, str]) -> str:
    """Press "Try it", let the worker work; the page of what came of it."""
    browser.get(SET)
    answer = browser.post(SET, **fields)
    assert answer.status_code == 303, words_of(answer)
    loop.work_off(outside)
    return answer.headers["Location"]


def test_it_says_how_each_system_is_reached_and_what_is_reached_by_nothing(browser: Browser) -> None:
    shown = words_of(browser.get(LIST))
    for system in factories.make_register().systems:
        assert system.name.en in shown
    assert "Not connected" in shown
    assert "By the processor" in shown
    assert "Named in the notice, reached by nothing" in shown


def test_it_connects_a_system_without_javascript(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts
) -> None:
    assert "SQL database" in words_of(browser.get(ONE))
    browser.get(SET)
    asked = browser.post(SET, **typed(register))
    waiting = browser.get(asked.headers["Location"])
    assert "Being tried" in words_of(waiting)
    assert 'data-hx-trigger="every 2s"' in waiting.text
    loop.work_off(outside)
    came = browser.get(asked.headers["Location"])
    assert "It works" in words_of(came)
    assert "data-hx-trigger" not in came.text
    saved = browser.post(f"{asked.headers['Location']}/save")
    assert (saved.status_code, saved.headers["Location"]) == (303, ONE)
    loop.work_off(outside)
    assert "Works" in words_of(browser.get(ONE))
    assert "By machine SQL database Works" in words_of(browser.get(LIST))
    assert connections.to_check(store, shop.id)["customer_register"].settings["url"] == register["url"]


def test_it_shows_a_secret_on_no_page(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts
) -> None:
    url = f"postgresql://portal:{SECRET}@10.0.0.5/shop"
    connections.set_connection(store, machine(shop.id), "customer_register", "sql", {**register, "url": url})
    place = tried(browser, outside, typed(register, url=f"postgresql://portal:{SECRET}@db.example.org/shop"))
    browser.get(SET)
    broken = browser.post(SET, **typed(register, url=f"postgresql://portal:{SECRET}@h/x", country=""))
    assert broken.status_code == 422
    pages = [LIST, ONE, SET, f"{ONE}/remove", place, f"{SET}?draft={place.rpartition('/')[2]}"]
    for text in [broken.text, *(browser.get(path).text for path in pages)]:
        assert SECRET not in text
        assert "10.0.0.5" not in text


def test_it_begins_with_the_registers_own_channels(browser: Browser) -> None:
    said = browser.get("/staff/digelius/connections/mailchimp/set/mailchimp").text
    assert 'value="direct_advertising distance_selling other_direct_marketing"' in said


@pytest.mark.parametrize("kind", names())
def test_it_has_a_form_for_every_kind(browser: Browser, kind: str) -> None:
    assert browser.get(f"/staff/digelius/connections/slack/set/{kind}").status_code == 200


def test_it_loses_nothing_that_was_typed(browser: Browser, outside: Outside, register: dict[str, str]) -> None:
    browser.get(SET)
    broken = browser.post(SET, **typed(register, country=""))
    assert broken.status_code == 422
    assert "Fill this in" in words_of(broken)
    assert "<title>Error:" in broken.text
    draft = re.search(r'name="draft" value="([0-9a-f]{32})"', broken.text)
    assert draft
    assert "Kept as it is while this stays empty" in words_of(broken)
    again = browser.post(SET, draft=draft[1], **typed(register, url="", country="FI"))
    assert again.status_code == 303
    loop.work_off(outside)
    assert "It works" in words_of(browser.get(again.headers["Location"]))


def test_it_refuses_an_address_into_the_inner_network(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts
) -> None:
    for inside in ("127.0.0.1", "10.0.0.7", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):
        place = tried(browser, outside, typed(register, url=f"postgresql://portal:x@{inside}:5432/shop"))
        shown = words_of(browser.get(place))
        assert "which the operator has not allowed" in shown, (inside, shown)
        assert browser.post(f"{place}/save").status_code == 409
    assert connections.to_check(store, shop.id) == {}


@pytest.mark.parametrize("role", ["handler", "scoped"])
def test_it_opens_to_owners_alone(app: Flask, sanna: str, store: Store, shop: ControllerFacts, role: str) -> None:
    limit = ["orders"] if role == "scoped" else []
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, shop.slug, role, "en", limit)
    other = Browser(app)
    other.sign_in("tiina@example.org")
    other.get("/staff/digelius/requests")
    for path in (LIST, ONE, SET, f"{ONE}/remove", f"{ONE}/drafts/{'0' * 32}"):
        assert other.get(path).status_code == 403, path
    for path in (SET, f"{ONE}/check", f"{ONE}/remove", f"{ONE}/drafts/{'0' * 32}/save"):
        assert other.post(path, of_url="sqlite:///x").status_code == 403, path
    assert "connection" not in words_of(other.get("/staff/digelius/requests")).lower()


def test_it_knows_nothing_of_another_controllers_systems(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store
) -> None:
    elsewhere = factories.make_controller(store, "levyhylly")
    connections.set_connection(store, machine(elsewhere.id), "their_own", "sql", register)
    nowhere = browser.get(f"{LIST}/nowhere")
    theirs = browser.get(f"{LIST}/their_own")
    assert (nowhere.status_code, theirs.status_code) == (404, 404)
    strip = re.compile(r'content="[^"]*"|value="[^"]*"|href="[^"]*"')
    assert strip.sub("", nowhere.text) == strip.sub("", theirs.text)
    assert browser.get("/staff/levyhylly/connections").status_code == 404
    kind = connections.kinds_on_offer()["sql"]
    stranger = factories.make_staff(store, elsewhere)
    draft, _ = connections.try_out(store, stranger, "customer_register", "sql", kind, register)
    assert browser.get(f"{ONE}/drafts/{draft}").status_code == 404
    assert browser.get(f"{SET}?draft={draft}").status_code == 404
    assert browser.post(f"{ONE}/drafts/{draft}/save").status_code == 404


def test_it_shows_one_alarm_however_many_requests_wait(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    connections.set_connection(store, machine(shop.id), "customer_register", "sql", register)
    with work(store, machine(shop.id)) as w:
        row = w.session.scalars(select(t.Connection)).one()
        row.paused_at, row.paused_why, row.refused_at = w.now, "access_refused", w.now
    for number in range(3):
        factories.make_request(store, shop, email=f"person{number}@example.org")
    queue = browser.get("/staff/digelius/requests")
    assert words_of(queue).count("1 connection does not work") == 1
    shown = words_of(browser.get(LIST))
    assert "The system refuses our credentials. 3 steps wait for it." in shown
    assert "Paused since" in words_of(browser.get(ONE))


def test_it_removes_a_connection_after_saying_what_that_means(
    browser: Browser, register: dict[str, str], store: Store, shop: ControllerFacts
) -> None:
    connections.set_connection(store, machine(shop.id), "customer_register", "sql", register)
    factories.make_request(store, shop)
    shown = words_of(browser.get(f"{ONE}/remove"))
    assert "1 step that a machine has not finished goes to a person at once" in shown
    gone = browser.post(f"{ONE}/remove")
    assert (gone.status_code, gone.headers["Location"]) == (303, LIST)
    assert connections.to_check(store, shop.id) == {}
    assert browser.get(f"{ONE}/remove").status_code == 404


def test_it_puts_nothing_over_what_another_owner_saved_since_the_form_was_opened(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    other = accounts.add_staff(store, "tiina@example.org", "Tiina Maki", PASSWORD, shop.slug, "owner", "en")
    tiina = Viewer(ViewerKind.STAFF, shop.id, staff_id=other, role=Role.OWNER)
    connections.set_connection(store, tiina, "customer_register", "sql", register)
    browser.get(SET)
    clock.pass_by(minutes=1)
    connections.set_connection(store, tiina, "customer_register", "sql", {**register, "seconds": "7"})
    asked = browser.post(SET, **typed(register, seconds="9"))
    loop.work_off(outside)
    place = asked.headers["Location"]
    assert "It works" in words_of(browser.get(place))
    late = browser.post(f"{place}/save")
    assert late.status_code == 409
    assert "Tiina Maki saved it on" in words_of(late)
    assert connections.to_check(store, shop.id)["customer_register"].settings["seconds"] == "7"
    assert browser.post(f"{place}/save").status_code == 303
    assert connections.to_check(store, shop.id)["customer_register"].settings["seconds"] == "9"


def test_it_removes_no_connection_that_another_owner_just_set_up_anew(
    browser: Browser, register: dict[str, str], store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    connections.set_connection(store, machine(shop.id), "customer_register", "sql", register)
    browser.get(f"{ONE}/remove")
    clock.pass_by(minutes=1)
    connections.set_connection(store, machine(shop.id), "customer_register", "sql", {**register, "seconds": "7"})
    late = browser.post(f"{ONE}/remove")
    assert late.status_code == 409
    assert "Somebody saved it on" in words_of(late)
    assert "Nothing was removed" in words_of(late)
    assert browser.post(f"{ONE}/remove").status_code == 303


def test_it_keeps_a_system_that_the_notice_names_no_more(
    browser: Browser, register: dict[str, str], store: Store, shop: ControllerFacts
) -> None:
    connections.set_connection(store, machine(shop.id), "left_over", "sql", register)
    assert "The notice no longer names it" in words_of(browser.get(LIST))
    assert browser.get(f"{LIST}/left_over").status_code == 200
    assert browser.get(f"{LIST}/left_over/set/sql").status_code == 404
    browser.get(f"{LIST}/left_over/remove")
    assert browser.post(f"{LIST}/left_over/remove").status_code == 303


def test_it_takes_no_kind_and_no_setting_that_is_not_there(browser: Browser, register: dict[str, str]) -> None:
    assert browser.get(f"{ONE}/set/no-such-kind").status_code == 404
    browser.get(SET)
    assert browser.post(f"{ONE}/set/no-such-kind", **typed(register)).status_code == 404
    answer = browser.post(SET, **typed(register, invented="1"), url="x", mapping="y")
    assert answer.status_code == 303


def test_it_shows_hostile_words_as_text(browser: Browser, outside: Outside, register: dict[str, str]) -> None:
    hostile = '<script>alert(1)</script>{{7*7}}"onload=x'
    place = tried(browser, outside, typed(register, mapping=hostile, country=hostile))
    for path in (place, f"{SET}?draft={place.rpartition('/')[2]}"):
        text = browser.get(path).text
        assert "<script>alert" not in text
        assert "49" not in unescape(text).replace(hostile, "") or "{{7*7}}" in unescape(text)


def test_it_keeps_what_the_pages_read_without_secrets(
    store: Store, shop: ControllerFacts, register: dict[str, str]
) -> None:
    owner = factories.make_staff(store, shop)
    connections.set_connection(store, owner, "customer_register", "sql", register)
    secrets = connections.secrets_of(connections.kinds_on_offer()["sql"])
    found = door.settings_of(store, owner, "customer_register", "sql", secrets)
    assert (found.kept, "url" in found.values) == ({"url"}, False)
    assert door.settings_of(store, owner, "customer_register", "other", secrets).values == {}


# ---- the map of tables, and one person -------------------------------------------------------------------


def fields_of(page: str, action: str) -> dict[str, str]:
    """What the form with this action would send."""
    form = page.split(f'action="{action}"')[1].split("</form>")[0]
    found = {name: unescape(value) for name, value in re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', form)}
    for tick in re.findall(r'<input type="checkbox"[^>]*>', form):
        name = re.search(r'name="([^"]+)"', tick)
        assert name
        found.pop(name[1], None)
        if " checked" in tick:
            found[name[1]] = "yes"
    for select_name, body in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[select_name] = unescape(chosen[1]) if chosen else ""
    return {name: value for name, value in found.items() if name not in {"csrf_token", "add"}}


def test_it_makes_a_map_on_screen_and_searches_for_one_person(
    browser: Browser, outside: Outside, register: dict[str, str], store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    browser.get(SET)
    asked = browser.post(f"{SET}/tables", **typed(register, mapping=""))
    assert asked.status_code == 303, words_of(asked)
    loop.work_off(outside)
    place = asked.headers["Location"]
    read = browser.get(place)
    assert "tables were read" in words_of(read)
    assert "/save" not in read.text
    form = browser.get(f"{place}/map")
    assert "What each column is" in words_of(form)
    assert customers.AINO.email not in form.text
    fields = fields_of(form.text, f"{place}/map")
    broken = browser.post(f"{place}/map", **{**fields, "t0_key": "nowhere"})
    assert broken.status_code == 422
    assert "The map does not fit" in words_of(broken)
    assert 'value="nowhere"' in broken.text
    made = browser.post(f"{place}/map", **fields)
    assert made.status_code == 303, words_of(made)
    loop.work_off(outside)
    tried_at = made.headers["Location"]
    assert "It works" in words_of(browser.get(tried_at))
    assert browser.post(f"{tried_at}/person", email="").status_code == 422
    browser.get(tried_at)
    found = browser.post(f"{tried_at}/person", email=customers.AINO.email.upper())
    loop.work_off(outside)
    shown = browser.get(found.headers["Location"])
    assert "Recognised by: the confirmed address" in words_of(shown)
    assert customers.AINO.email.lower() in shown.text.lower()
    with store.database.reading(machine(shop.id)) as session:
        for row in session.scalars(select(t.ConnectionDraft)):
            assert customers.AINO.email.encode() not in row.sealed
    clock.pass_by(minutes=61)
    assert browser.get(found.headers["Location"]).status_code == 404
    loop.work_off(outside)
    with store.database.reading(machine(shop.id)) as session:
        assert session.scalars(select(t.ConnectionDraft.id)).all() == []


def test_it_adds_a_table_that_hangs_on_nobody_by_itself(
    browser: Browser, outside: Outside, register: dict[str, str]
) -> None:
    browser.get(SET)
    asked = browser.post(f"{SET}/tables", **typed(register, mapping=""))
    loop.work_off(outside)
    place = f"{asked.headers['Location']}/map"
    form = browser.get(place)
    fields = fields_of(form.text, place)
    more = re.findall(r'name="add" value="(\d+)"', form.text)
    if more:
        again = browser.post(place, act="more", add=more[0], **{**fields, "t0_label": "Typed before"})
        assert again.status_code == 200
        assert f'name="t{more[0]}_use"' in again.text


def test_it_opens_no_file_of_the_portals_machine(
    app: Flask, browser: Browser, store: Store, shop: ControllerFacts, register: dict[str, str], tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, store.database.url, 25).model_copy(update={"demo": False})
    strict = Outside(store, settings, Event())
    place = tried(browser, strict, typed(register))
    assert "in a place that the operator has not allowed" in words_of(browser.get(place))
    assert browser.post(f"{place}/save").status_code == 409
    browser.get(SET)
    asked = browser.post(f"{SET}/tables", **typed(register))
    loop.work_off(strict)
    assert "in a place that the operator has not allowed" in words_of(browser.get(asked.headers["Location"]))
    assert browser.get(f"{asked.headers['Location']}/map").status_code == 404
    allowed = Outside(store, settings.model_copy(update={"outbound_allow": (str(tmp_path),)}), Event())
    assert "It works" in words_of(browser.get(tried(browser, allowed, typed(register))))
