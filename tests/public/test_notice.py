"""The notice at addresses that stay: by language, its versions, framed, as data, and what may be kept of it."""

import gzip
import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy import event

from portal import words
from portal.domain.register import Contact, LegalBasis, Text
from portal.domain.roles import machine
from portal.office import registers
from portal.reading.toml import register_to_json, shipped_register
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.web.outside import POLICY
from tests import factories
from tests.faces import ORIGIN, Browser, words_of
from tests.factories import Clock

HOME = "/digelius/notice"
SECURITY = "Locked twice over."
HEADINGS = {
    "fi": ("Rekisterinpitäjä ja yhteyshenkilö", "Tietojen siirto EU:n ja ETA:n ulkopuolelle", "Tietolähteet"),
    "sv": ("Personuppgiftsansvarig och kontaktperson", "Uppgiftskällor", "Klagomål till tillsynsmyndigheten"),
    "en": ("Controller and contact person", "Recipients and processors of the data", "Your rights as a data subject"),
}  # fmt: skip


@pytest.fixture
def reader(app: Flask) -> Browser:
    return Browser(app)


def publish(store: Store, shop: ControllerFacts, said: str = SECURITY) -> int:
    document = register_to_json(factories.make_register())
    document["security"] = {code: f"{said} ({code})" for code in words.LANGUAGES}
    return registers.publish(store, machine(shop.id), document["key"], document)


def schedule(store: Store, shop: ControllerFacts, clock: Clock, **ahead: float) -> None:
    """Publish a version whose day lies ahead."""
    document = register_to_json(factories.make_register())
    document["security"] = {code: f"Tomorrow's word ({code})" for code in words.LANGUAGES}
    with store.database.working(machine(shop.id)) as session:
        session.add(
            t.RegisterVersion(
                controller_id=shop.id, register_key=document["key"], number=2, document=document,
                valid_from=clock.now + timedelta(**ahead),
            )
        )  # fmt: skip


@pytest.mark.parametrize("code", words.LANGUAGES)
def test_it_stands_in_each_language_at_an_address_of_its_own(reader: Browser, code: str) -> None:
    reader.get("/digelius/?lang=sv" if code != "sv" else "/digelius/?lang=fi")
    page = reader.get(f"{HOME}/{code}")
    assert page.status_code == 200
    assert f'<html lang="{code}">' in page.text
    for heading in HEADINGS[code]:
        assert heading in words_of(page)
    assert f'<link rel="canonical" href="{ORIGIN}{HOME}/{code}">' in page.text
    for other in words.LANGUAGES:
        assert f'<link rel="alternate" hreflang="{other}" href="{ORIGIN}{HOME}/{other}">' in page.text
        assert f'href="{HOME}/{other}" lang="{other}"' in page.text
    assert f'hreflang="x-default" href="{ORIGIN}{HOME}"' in page.text
    assert f'href="/digelius/?lang={code}"' in page.text


def test_an_address_of_a_language_changes_nobodys_choice(reader: Browser) -> None:
    reader.get("/digelius/?lang=en")
    reader.get(f"{HOME}/sv")
    assert '<html lang="en">' in reader.get(HOME).text


def test_it_speaks_the_readers_language_where_the_address_names_none(app: Flask) -> None:
    page = Browser(app, "sv").get(HOME)
    assert '<html lang="sv">' in page.text
    assert f'<link rel="canonical" href="{ORIGIN}{HOME}/sv">' in page.text
    assert {"Accept-Language", "Cookie"} <= set(page.vary)


@pytest.mark.parametrize("path", ["/de", "/xx", "/FI", "/fi/embed/more", "/de/embed", "/versions/2", "/versions/x"])
def test_it_has_no_other_addresses(reader: Browser, path: str) -> None:
    assert reader.get(f"{HOME}{path}").status_code == 404


def test_it_says_since_when_it_holds_and_what_held_before(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    assert "Version 1, in force since 23 November 2026" in words_of(reader.get(f"{HOME}/en"))
    clock.pass_by(days=10)
    publish(store, shop)
    page = reader.get(f"{HOME}/en")
    assert "Version 2, in force since 3 December 2026" in words_of(page)
    assert f"{SECURITY} (en)" in page.text
    listed = reader.get(f"{HOME}/versions?lang=en")
    assert re.findall(r'href="(/digelius/notice/versions/[^"]+)"', listed.text) == [
        f"{HOME}/versions/2",
        f"{HOME}/versions/1",
    ]
    assert words_of(listed).count("3 Dec 2026") == 2


def test_an_old_version_stays_and_says_that_it_is_over(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    clock.pass_by(days=10)
    publish(store, shop)
    page = reader.get(f"{HOME}/versions/1?lang=en")
    said = words_of(page)
    assert "This version is no longer in force" in said
    assert "It was in force from 23 November 2026 to 3 December 2026." in said
    assert "<title>Privacy notice, version 1, no longer in force" in page.text
    assert f'<a href="{HOME}">Read the notice that is in force</a>' in page.text
    assert SECURITY not in said
    assert "noindex" in page.text
    now = reader.get(f"{HOME}/versions/2?lang=en")
    assert "no longer in force" not in words_of(now)
    assert "noindex" not in now.text


def test_what_lies_ahead_is_not_in_force_and_not_told(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    schedule(store, shop, clock, days=3)
    assert "Tomorrow" not in reader.get(f"{HOME}/en").text
    assert reader.get(f"{HOME}/versions/2").status_code == 404
    assert f"{HOME}/versions/2" not in reader.get(f"{HOME}/versions").text
    assert [one["number"] for one in reader.get(f"{HOME}.json").json["versions"]] == [1]
    clock.pass_by(days=3)
    assert "Tomorrow&#39;s word (en)" in reader.get(f"{HOME}/en").text
    assert "This version is no longer in force" in words_of(reader.get(f"{HOME}/versions/1?lang=en"))


def test_each_of_several_registers_has_a_part_that_can_be_linked_to(reader: Browser, store: Store) -> None:
    factories.make_controller(store, register=shipped_register("thewind"))
    page = reader.get("/thewind/notice/en").text
    for part in shipped_register("thewind").parts:
        assert f'id="register-{part.key}"' in page
        assert f"{part.name.en}</h3>" in page


def test_it_names_the_portals_own_address(reader: Browser) -> None:
    assert f'<a href="{ORIGIN}/digelius/">{ORIGIN}/digelius/</a>' in reader.get(f"{HOME}/en").text


@pytest.mark.parametrize("path", ["", "/fi", "/fi/embed", "/versions", "/versions/1", ".json"])
def test_it_may_be_kept_and_is_asked_for_anew(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock, path: str
) -> None:
    first = reader.get(f"{HOME}{path}")
    assert first.headers["Cache-Control"] == "no-cache"
    again = reader.get(f"{HOME}{path}", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    clock.pass_by(days=1)
    publish(store, shop)
    anew = reader.get(f"{HOME}{path}", **{"If-None-Match": first.headers["ETag"]})
    assert anew.status_code == 200
    assert anew.headers["ETag"] != first.headers["ETag"]


def test_it_is_light_and_each_form_of_it_has_a_tag_of_its_own(reader: Browser) -> None:
    plain = reader.get(f"{HOME}/fi")
    packed = reader.client.get(
        f"{HOME}/fi", base_url=ORIGIN, headers={"Accept-Encoding": "gzip", "Accept-Language": "en"}
    )
    assert gzip.decompress(packed.data) == plain.data
    assert "csrf" not in plain.text
    assert len(packed.data) < 8_000
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.vary
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert reader.get(f"{HOME}/fi", **again).status_code == 304


def test_the_data_says_when_it_changed_last(reader: Browser, store: Store, shop: ControllerFacts, clock: Clock) -> None:
    first = reader.get(f"{HOME}.json")
    assert first.headers["Last-Modified"] == "Mon, 23 Nov 2026 09:00:00 GMT"
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert reader.get(f"{HOME}.json", **since).status_code == 304
    clock.pass_by(days=1)
    publish(store, shop)
    assert reader.get(f"{HOME}.json", **since).status_code == 200


def test_any_site_may_read_the_data_and_no_other_page(reader: Browser) -> None:
    data = reader.get(f"{HOME}.json", Origin="https://shop.example.org")
    assert data.headers["Access-Control-Allow-Origin"] == "*"
    assert data.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in data.headers
    for path in (HOME, f"{HOME}/fi", f"{HOME}/versions", f"{HOME}/fi/embed", "/digelius/"):
        assert "Access-Control-Allow-Origin" not in reader.get(path).headers
    assert reader.client.post(f"{HOME}.json", base_url=ORIGIN).status_code == 405


def test_one_page_may_be_framed_and_no_other(reader: Browser) -> None:
    page = reader.get(f"{HOME}/sv/embed")
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in page.headers
    assert not re.search(r"<(script|form|button|input)", page.text)
    assert '<base target="_blank">' in page.text
    assert f"{ORIGIN}{HOME}/sv" in page.text
    for path in (HOME, f"{HOME}/sv", f"{HOME}/versions/1", f"{HOME}/de/embed", f"{HOME}.json"):
        other = reader.get(path)
        assert other.headers["X-Frame-Options"] == "DENY"
        assert other.headers["Content-Security-Policy"] == POLICY


def test_the_framed_page_says_the_same_as_the_whole_one(reader: Browser) -> None:
    def article(path: str) -> str:
        found = re.search(r'<article class="notice".*?</article>', reader.get(path).text, re.DOTALL)
        assert found
        return found[0]

    assert article(f"{HOME}/fi/embed") == article(f"{HOME}/fi")


def data_of(reader: Browser, slug: str = "digelius") -> dict[str, Any]:
    answer = reader.get(f"/{slug}/notice.json")
    assert answer.mimetype == "application/json"
    found: dict[str, Any] = json.loads(answer.data)
    return found


def test_the_data_keeps_its_schema(reader: Browser, store: Store) -> None:
    factories.make_controller(store, register=shipped_register("thewind"))
    schema = json.loads((words.static_folder() / "notice-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for slug in ("digelius", "thewind"):
        data = data_of(reader, slug)
        Draft202012Validator(schema).validate(data)
        assert set(data) == set(schema["properties"])
        with reader.get(data["$schema"].removeprefix(ORIGIN)) as served:
            assert served.json == schema


def test_the_data_says_what_the_notice_says(reader: Browser) -> None:
    data, register = data_of(reader), factories.make_register()
    assert data["controller"]["business_id"] == "2383558-8"
    assert data["version"] == {
        "number": 1, "register": register.key, "in_force_from": "2026-11-23T09:00:00+00:00", "in_force_until": None,
        "updated": "2023-11-17",
    }  # fmt: skip
    assert [one["key"] for one in data["purposes"]] == [one.key for one in register.purposes]
    assert data["purposes"][0]["legal_basis"] == LegalBasis.CONTRACT.value
    assert data["recipients"][0]["name"] == {"fi": "Google", "sv": "Google", "en": "Google"}
    assert data["transfers"]["outside_eea"] is False
    assert data["links"]["pages"]["sv"] == f"{ORIGIN}{HOME}/sv"
    assert data["links"]["requests"] == f"{ORIGIN}/digelius/"
    assert data["controller"]["data_protection_officer"] is None


def test_the_data_leaves_open_what_the_notice_leaves_open(reader: Browser, store: Store) -> None:
    factories.make_controller(store, register=shipped_register("thewind"))
    data = data_of(reader, "thewind")
    assert data["version"]["updated"] is None
    assert data["controller"]["business_id"] is None
    assert {one["legal_basis"] for one in data["purposes"]} == {None}
    assert {use["rule"] for one in data["data_categories"] for use in one["storage"]} == {None}
    assert data["transfers"]["outside_eea"] is None
    assert data["provision"] is None
    assert len(data["registers"]) == 2


def test_the_data_tells_no_word_of_a_system(reader: Browser) -> None:
    said = json.dumps(data_of(reader))
    for system in factories.make_register().systems:
        assert system.key not in {"", *re.findall(r'"key": "([a-z_]+)"', said)} - {
            one.key for one in factories.make_register().recipients
        }
        for text in system.instructions.values():
            assert text.en not in said


def test_it_says_who_else_answers_where_the_register_names_them(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    register = factories.make_register()
    held, moved = register.controller, register.transfer

    def text(said: str) -> Text:
        return Text(said, said, said)

    told = replace(
        register,
        controller=replace(
            held, officer=Contact("", "dpo@example.org"), representative=Contact("Eva", "eva@example.org")
        ),
        joint=text("Together."),
        people=text("Customers."),
        transfer=replace(moved, countries=text("The USA"), safeguards=text("The decision"), copy=text("On request")),
    )
    clock.pass_by(days=1)
    registers.publish(store, machine(shop.id), register.key, register_to_json(told))
    said = words_of(reader.get(f"{HOME}/en"))
    for line in (
        "Data protection officer dpo@example.org",
        "Representative in the European Union Eva, eva@example.org",
        "Joint controllers Together.",
        "Whose data this is: Customers.",
        "To which countries The USA",
        "On what the transfer rests The decision",
        "How to get a copy of the safeguards On request",
    ):
        assert line in said


def test_it_asks_the_database_no_more_for_a_long_history(
    reader: Browser, store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    asked: list[str] = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def count(path: str) -> int:
        reader.get(path)
        asked.clear()
        reader.get(path)
        return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])

    paths = (HOME, f"{HOME}/fi", f"{HOME}/versions", f"{HOME}.json", f"{HOME}/fi/embed")
    before = [count(path) for path in paths]
    for number in range(12):
        clock.pass_by(days=1)
        publish(store, shop, f"Word {number}.")
    assert [count(path) for path in paths] == before
    assert max(before) <= 2
