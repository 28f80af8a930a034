"""From an empty installation to an open company: the link, the account, the steps, and who may take them."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.domain.errors import Invalid, LinkDead
from portal.domain.register import bare_document
from portal.domain.roles import machine
from portal.keys import links
from portal.office import accounts, setting_up
from portal.office.setting_up import Company, Owner
from portal.reading.composing import key_of
from portal.reading.notice import opening
from portal.reading.toml import register_from_json
from portal.settings import Settings
from portal.staff import setup
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public
from portal.worker import loop
from portal.worker.outside import Outside
from portal.worker.timetable import Timetable
from tests import factories
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock
from tests.house import settings_for
from tests.own_notice import NOTICE

AINO = "aino@example.org"
COMPANY = {
    "legal_name": "Puoti Oy", "trade_name": "", "slug": "", "country": "FI", "languages": ["fi"], "name": "Aino Aalto",
    "email": AINO, "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip
HOME = "/staff/puoti/setup"


@pytest.fixture
def empty(store: Store, tmp_path: Path) -> Flask:
    """The application of an installation without any company."""
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org",
    )  # fmt: skip
    return create_app(settings, store)


@pytest.fixture
def link(store: Store) -> str:
    return f"/staff/setup/{setting_up.make_link(store)}"


@pytest.fixture
def aino(empty: Flask, link: str) -> Browser:
    """Aino, who has just made the company with the link, and is signed in by it."""
    browser = Browser(empty)
    browser.get(link)
    answer = browser.post(link, **COMPANY)
    assert (answer.status_code, answer.location) == (303, HOME)
    browser.get(HOME)
    return browser


def fields_of(answer: TestResponse) -> dict[str, Any]:
    """What the form of a page would send if its button were pressed."""
    found: dict[str, list[str]] = {}
    form = answer.text.split("<main", 1)[1]
    for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or name[1] == "csrf_token":
            continue
        if tag.startswith("<textarea"):
            said = re.search(re.escape(tag) + r"\r?\n?(.*?)</textarea>", form, re.S)
            found[name[1]] = [said[1] if said else ""]
        elif tag.startswith("<select"):
            chosen = re.search(
                re.escape(tag) + r".*?<option selected value=\"([^\"]*)\"",
                form[form.index(tag) : form.index("</select>", form.index(tag))],
                re.S,
            )
            found[name[1]] = [chosen[1] if chosen else ""]
        elif re.search(r'type="(?:checkbox|radio)"', tag):
            if " checked" in tag:
                value = re.search(r'value="([^"]*)"', tag)
                found.setdefault(name[1], []).append(value[1] if value else "y")
        elif 'type="file"' not in tag:
            value = re.search(r'value="([^"]*)"', tag)
            found[name[1]] = [value[1] if value else ""]
    return found


def answered(browser: Browser, path: str, **changed: Any) -> TestResponse:
    """The form at `path` as it comes, with some of its fields filled in otherwise, sent."""
    return browser.post(path, **{**fields_of(browser.get(path)), **changed})


MEETING = key_of("puurokerhon pitämiseen")
ANSWERS = {
    "basis-customer_relationship": "f", "keeping-customer_relationship": "months_36", "basis-newsletter": "a",
    "keeping-newsletter": "until_unsubscribed", f"basis-{MEETING}": "f", f"keeping-{MEETING}": "own",
    f"kept-{MEETING}": "kunnes kerho on pidetty", f"interest-{MEETING}": "tuoda puuron ystävät yhteen",
    "basis-orders": "b", "keeping-orders": "claims",
    "basis-bookkeeping": "c", "keeping-bookkeeping": "bookkeeping",
    "transfer": "decision", "provision": "order", "automated": "none", "security": "standard",
}  # fmt: skip


def through(browser: Browser) -> None:
    """Every step on the notice of the tests, up to the last press."""
    fields = {"version": "0", "text": NOTICE}
    browser.get(f"{HOME}/notice")
    assert browser.post(f"{HOME}/notice", **fields).location == f"{HOME}/understood"
    assert answered(browser, f"{HOME}/understood", more=["orders", "bookkeeping"]).location == f"{HOME}/missing"
    answer = answered(browser, f"{HOME}/missing", **ANSWERS)
    assert answer.location == f"{HOME}/systems", words_of(answer)[:800]
    answer = answered(browser, f"{HOME}/systems")
    assert answer.location == f"{HOME}/look", words_of(answer)[:800]


# ---- the link ----------------------------------------------------------------------------------------------


def test_it_says_on_an_empty_installation_what_to_do(empty: Flask) -> None:
    answer = Browser(empty).get("/")
    assert answer.status_code == 200
    assert "No company has been set up here yet." in words_of(answer)
    assert "<code>portal setup</code>" in answer.text


def test_it_makes_a_company_and_its_owner_with_a_link_once(store: Store, empty: Flask, link: str) -> None:
    browser = Browser(empty)
    for _look in range(3):
        assert browser.get(link).status_code == 200
    assert not house.controllers(store)
    answer = browser.post(link, **COMPANY)
    assert (answer.status_code, answer.location) == (303, HOME)
    (made,) = house.controllers(store)
    assert (made.slug, made.legal_name, made.time_zone, made.languages) == (
        "puoti",
        "Puoti Oy",
        "Europe/Helsinki",
        ("fi",),
    )
    assert not house.closed_keys(store)
    assert "Five steps" in words_of(browser.get(HOME))
    with store.database.reading(machine(made.id)) as session:
        assert list(session.scalars(select(t.Event.kind))) == ["company_founded"]
    # Whoever has the link afterwards gets nothing by it
    again = Browser(empty).get(link)
    assert again.status_code == 410
    assert browser.post(link, **COMPANY).status_code == 410


def test_it_lets_one_of_several_who_press_at_once(store: Store) -> None:
    token, outcomes = setting_up.make_link(store), list[str]()

    def press(number: int) -> None:
        company = Company(f"Puoti {number} Oy", "", "", "FI", ["fi"])
        owner = Owner(f"owner{number}@example.org", "Aino Aalto", PASSWORD)
        try:
            outcomes.append(setting_up.found(store, token, company, owner, "fi"))
        except LinkDead:
            outcomes.append("dead")

    threads = [Thread(target=press, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one == "dead" for one in outcomes) == [False] + [True] * 5
    assert len(house.controllers(store)) == 1


@pytest.mark.parametrize("spoilt", [lambda token: token[:-2], lambda token: "x" + token, lambda _token: "-"])
def test_it_opens_nothing_by_a_link_that_is_not_ours(store: Store, empty: Flask, spoilt: Any) -> None:
    assert Browser(empty).get(f"/staff/setup/{spoilt(setting_up.make_link(store))}").status_code == 410


def test_it_opens_nothing_by_an_invitations_link(store: Store, empty: Flask) -> None:
    from_elsewhere = factories.make_controller(store)
    accounts.add_staff(store, SANNA, "Sanna", PASSWORD, from_elsewhere.slug, "owner")
    token = links.token(store.ring, "0" * 32, "invitation")
    assert Browser(empty).get(f"/staff/setup/{token}").status_code == 410


def test_it_ends_a_link_after_seven_days(store: Store, empty: Flask, link: str, clock: Clock) -> None:
    clock.pass_by(days=7, seconds=1)
    assert Browser(empty).get(link).status_code == 410


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"legal_name": " "}, "Write the name of the company"),
        ({"slug": "Puoti & pojat"}, "Write small letters, digits and hyphens"),
        ({"slug": "static"}, "static is an address of the portal itself"),
        ({"slug": "login"}, "login is an address of the portal itself"),
        ({"languages": []}, "Choose at least one language"),
        ({"password": "short", "again": "short"}, "12"),
        ({"again": "another password"}, "passwords"),
        ({"email": "nobody"}, "This is not an email address"),
        ({"name": ""}, "name"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    store: Store, empty: Flask, link: str, changed: dict[str, Any], said: str
) -> None:
    browser = Browser(empty)
    browser.get(link)
    answer = browser.post(link, **{**COMPANY, **changed})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert changed.get("email", AINO) in answer.text
    assert not house.controllers(store)
    assert browser.get(link).status_code == 200


def test_it_proposes_a_slug_that_is_free(store: Store, empty: Flask, link: str) -> None:
    factories.make_controller(store, "puoti")
    browser = Browser(empty)
    browser.get(link)
    answer = browser.post(link, **COMPANY)
    assert answer.status_code == 422
    assert "puoti is another company's here. puoti-2 is to be had" in words_of(answer)
    again = browser.post(link, **{**COMPANY, "slug": "puoti-2"})
    assert again.location == "/staff/puoti-2/setup"


def test_it_takes_the_account_that_is_signed_in(store: Store, empty: Flask, link: str) -> None:
    shop = factories.make_controller(store)
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, shop.slug, "owner")
    # Nobody takes over an account by its address
    stranger = Browser(empty)
    stranger.get(link)
    answer = stranger.post(link, **{**COMPANY, "email": SANNA})
    assert answer.status_code == 422
    assert "There is an account with this address already" in words_of(answer)
    # Who is signed in with it becomes the owner
    sanna = Browser(empty)
    sanna.sign_in()
    assert SANNA in words_of(sanna.get(link))
    answer = sanna.post(link, legal_name="Puoti Oy", country="SE", languages=["sv"])
    assert answer.location == HOME
    assert house.controller(store, "puoti").time_zone == "Europe/Stockholm"
    assert sanna.get(HOME).status_code == 200


# ---- before it is open -------------------------------------------------------------------------------------


def test_it_reads_a_bare_register() -> None:
    facts = {
        "slug": "puoti", "legal_name": "Puoti Oy", "trade_name": "Puoti", "country": "FI", "region": "",
        "time_zone": "Europe/Helsinki", "languages": ["fi"], "accent": "#1f4f46",
    }  # fmt: skip
    register = register_from_json(bare_document(facts))
    assert (register.purposes, register.systems, register.controller.trade_name) == ((), (), "Puoti")


@pytest.mark.parametrize(
    "path", ["/puoti/", "/puoti/notice", "/puoti/requests/new", "/puoti/notice.json", "/puoti/requests/AAAA-AAAA-AAAA"]
)
def test_it_says_in_public_that_it_opens_soon(empty: Flask, aino: Browser, path: str) -> None:
    answer = Browser(empty).get(path)
    assert answer.status_code == 404
    assert "This page opens soon" in words_of(answer)
    assert Browser(empty).get("/puoti/accent.css").status_code == 200
    assert "The first company opens here soon" in words_of(Browser(empty).get("/"))


def test_it_leads_every_staff_page_to_where_it_is_set_up(empty: Flask, aino: Browser) -> None:
    """Each page of the staff's that is read with a plain GET, of a company without a register."""
    seen = set()
    with empty.test_request_context():
        for rule in empty.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or not rule.rule.startswith("/staff/<controller>"):
                continue
            values = {name: "puoti" if name == "controller" else "1" for name in rule.arguments}
            path = empty.url_map.bind("").build(rule.endpoint, values)
            answer = aino.get(path)
            assert answer.status_code in {200, 303, 404, 410}, (path, answer.status_code)
            seen.add((rule.endpoint, answer.status_code, answer.location if answer.status_code == 303 else ""))
    led = {endpoint for endpoint, _status, location in seen if location == HOME}
    assert {"queue.requests", "staff_reports.show", "staff_enter.show", "staff_wordings.show"} <= led
    shown = {endpoint for endpoint, status, _location in seen if status == 200}
    assert {"staff_setup.show", "staff_team.show", "staff_security.show", "staff_sign_on.form"} <= shown


def test_it_presses_nothing_before_it_is_open(empty: Flask, aino: Browser) -> None:
    with empty.test_request_context():
        for rule in empty.url_map.iter_rules():
            if "POST" in (rule.methods or ()) and rule.rule.startswith("/staff/<controller>"):
                values = {name: "puoti" if name == "controller" else "1" for name in rule.arguments}
                path = empty.url_map.bind("").build(rule.endpoint, values, "POST")
                assert aino.post(path).status_code in {200, 303, 403, 404, 409, 410, 422}, path


def test_it_sends_the_workers_timetable_past_it(store: Store, empty: Flask, aino: Browser, tmp_path: Path) -> None:
    assert Timetable(store).look() > 8
    loop.work_off(Outside(store, settings_for(tmp_path, store.database.url, 1), Event()))
    with store.database.looking() as session:
        assert not [
            (row.kind, row.failure) for row in session.scalars(select(t.Job)) if row.finished_at is None or row.failure
        ]


def test_it_shows_colleagues_that_it_is_being_set_up(store: Store, empty: Flask, aino: Browser) -> None:
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, "puoti", "handler", "en")
    sanna = Browser(empty)
    sanna.sign_in()
    assert "This company opens soon" in words_of(sanna.get(HOME))
    for step in ("notice", "understood", "missing", "systems", "look"):
        assert sanna.get(f"{HOME}/{step}").status_code == 403
        assert sanna.post(f"{HOME}/{step}").status_code in {403, 405}
    assert sanna.post(f"{HOME}/publish").status_code == 403


# ---- the steps ---------------------------------------------------------------------------------------------


def test_it_opens_a_company_from_its_own_notice(store: Store, empty: Flask, aino: Browser) -> None:
    through(aino)
    look = aino.get(f"{HOME}/look")
    assert "3 vuotta toimituksesta" in words_of(look)
    assert "kirjallisesti" not in words_of(look)
    answer = aino.post(f"{HOME}/publish", **fields_of(look))
    assert answer.location == HOME, words_of(answer)[:500]
    assert "Your portal is open" in words_of(aino.get(HOME))
    facts, published = public.controller_with_register(store, "puoti")
    register = register_from_json(published.document)
    assert (facts.languages, register.updated) == (("fi",), "2026-11-23")
    assert register.controller.business_id == "2345678-0"
    assert [one.key for one in register.purposes][:2] == ["customer_relationship", "newsletter"]
    assert not any(one.assumed for one in register.purposes)
    person = Browser(empty, "fi")
    assert "Mitä haluat tehdä tiedoillesi" in words_of(person.get("/puoti/"))
    assert "Lempipuuro" in words_of(person.get("/puoti/notice"))
    assert aino.get("/staff/puoti/requests").status_code == 200


def test_the_dialog_offers_every_kind_of_file_that_is_read(aino: Browser) -> None:
    offered = re.search(r'accept="([^"]*)"', aino.get(f"{HOME}/notice").get_data(as_text=True))
    assert offered is not None
    assert {".txt", ".html", ".xhtml", ".md", ".docx", ".pdf", ".json"} <= set(offered[1].split(","))


def test_it_says_what_is_wrong_in_the_language_of_whoever_looks(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    needs_no_form = "it may not be made to depend on writing"
    assert needs_no_form in words_of(aino.get(f"{HOME}/missing"))
    finnish = words_of(aino.get(f"{HOME}/missing?lang=fi"))
    assert "ei saa sitoa kirjalliseen muotoon" in finnish
    assert needs_no_form not in finnish


def test_it_asks_for_the_ground_of_a_special_category(store: Store, aino: Browser) -> None:
    text = NOTICE.replace(" • Lempipuuro", " • Lempipuuro\n • Allergiat")
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=text)
    answered(aino, f"{HOME}/understood", more=["orders", "bookkeeping"])
    assert "Data that the law protects more" in words_of(aino.get(f"{HOME}/missing"))
    answer = answered(aino, f"{HOME}/missing", **ANSWERS)
    assert answer.status_code == 422
    assert re.search(r'<select[^>]*aria-invalid="true"[^>]*id="special-diet"', answer.text)
    answer = answered(aino, f"{HOME}/missing", **ANSWERS, **{"special-diet": "a"})
    assert answer.location == f"{HOME}/systems"
    answered(aino, f"{HOME}/systems")
    look = aino.get(f"{HOME}/look")
    assert "nimenomainen suostumuksesi" in words_of(look)
    aino.post(f"{HOME}/publish", **fields_of(look))
    _facts, published = public.controller_with_register(store, "puoti")
    assert register_from_json(published.document).category("diet").special == "9(2)(a)"


def test_it_asks_for_the_ground_of_what_only_its_owner_knows_to_be_special(store: Store, aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answered(aino, f"{HOME}/understood", more=["orders", "bookkeeping"])
    page = aino.get(f"{HOME}/missing").text
    key = re.findall(r'name="more-special"[^>]*value="([^"]*)"', page)[-1]
    assert f'id="special-{key}"' not in page
    asked = answered(aino, f"{HOME}/missing", **ANSWERS, **{"more-special": [key]})
    assert asked.location == f"{HOME}/missing#special-title"
    page = aino.get(f"{HOME}/missing").text
    assert f'id="special-{key}"' in page
    assert not re.search(rf'name="more-special"[^>]*value="{key}"', page)
    assert answered(aino, f"{HOME}/missing", **ANSWERS).status_code == 422
    assert answered(aino, f"{HOME}/missing", **ANSWERS, **{f"special-{key}": "a"}).location == f"{HOME}/systems"
    answered(aino, f"{HOME}/systems")
    look = aino.get(f"{HOME}/look")
    aino.post(f"{HOME}/publish", **fields_of(look))
    _facts, published = public.controller_with_register(store, "puoti")
    assert register_from_json(published.document).category(key).special == "9(2)(a)"


@pytest.mark.parametrize(("email", "status"), [("", 422), ("kukka", 422), ("kukka@example.org", 303)])
def test_it_wants_an_address_of_a_data_protection_officer(aino: Browser, email: str, status: int) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answer = answered(aino, f"{HOME}/understood", officer_name="Kukka Kivi", officer_email=email)
    assert answer.status_code == status
    assert fields_of(aino.get(f"{HOME}/understood"))["officer_name"] == ["Kukka Kivi"]


def test_it_shows_the_form_as_people_will_see_it(empty: Flask, aino: Browser) -> None:
    through(aino)
    look = aino.get(f"{HOME}/look")
    preview = re.search(r"<fieldset[^>]* disabled[^>]*>.*?</fieldset>\s*<p", look.text, re.S)
    assert preview
    aino.post(f"{HOME}/publish", **fields_of(look))
    start = Browser(empty, "fi").get("/puoti/")
    offered = re.findall(r'name="rights"[^>]*value="([^"]*)"', start.text)
    assert offered
    assert re.findall(r'name="rights"[^>]*value="([^"]*)"', preview[0]) == offered
    assert "Mihin osoitteeseen" in preview[0] or "Sähköpostiosoitteesi" in preview[0]


def test_it_shows_what_was_read_in_its_place_and_what_was_not(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    page = aino.get(f"{HOME}/understood").text
    assert re.search(r"<mark[^>]*>Puoti Oy</mark>", page)
    assert re.search(r'<span class="unread">[^<]*', page)
    # Put together, it is the text that was given, letter for letter
    given = re.search(r'<div class="given"[^>]*>(.*?)</div>', page, re.S)
    assert given
    assert unescape(re.sub(r"</?(?:mark|span)[^>]*>", "", given[1])) == NOTICE


def test_it_keeps_each_step_for_another_owner(store: Store, empty: Flask, aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answer = answered(aino, f"{HOME}/missing", **{"basis-newsletter": "a", "act": "later"})
    assert answer.location == HOME
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, "puoti", "owner", "en")
    sanna = Browser(empty)
    sanna.sign_in()
    assert "Last saved by Aino Aalto" in words_of(sanna.get(HOME))
    assert fields_of(sanna.get(f"{HOME}/missing"))["basis-newsletter"] == ["a"]


def test_it_lets_nobody_save_over_what_they_have_not_seen(store: Store, empty: Flask, aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, "puoti", "owner", "en")
    sanna = Browser(empty)
    sanna.sign_in()
    hers = fields_of(sanna.get(f"{HOME}/understood"))
    assert answered(aino, f"{HOME}/understood", phone="040 111 2222").status_code == 303
    answer = sanna.post(f"{HOME}/understood", **{**hers, "phone": "040 999 8888"})
    assert answer.status_code == 409
    assert "Aino Aalto saved this meanwhile" in words_of(answer)
    assert "040 999 8888" in answer.text
    assert fields_of(sanna.get(f"{HOME}/understood"))["phone"] == ["040 111 2222"]
    # Having looked, she may
    assert sanna.post(f"{HOME}/understood", **fields_of(answer)).status_code == 303


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "notice.txt", "There is no text in it"),
        (b"%PDF-1.4\n%%EOF", "notice.pdf", ""),
        (b"PK\x03\x04 broken", "notice.docx", "It cannot be opened"),
        (bytes(range(256)) * 40, "notice.txt", "It is no text"),
        (b"x" * 20_001, "notice.txt", "It is larger than 5 MB"),
    ],
    ids=["empty", "no pages", "broken", "noise", "large"],
)
def test_it_says_why_a_file_cannot_be_read_and_loses_nothing(
    aino: Browser, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str, said: str
) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 20_000)
    aino.get(f"{HOME}/notice")
    typed = "Half of a notice that I typed"
    answer = aino.post(f"{HOME}/notice", version="0", text=typed, file=(BytesIO(content), name))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert typed in answer.text


MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.json", '{"title": "Tietosuojaseloste", "text": "Rekisterinpitäjä on Malli\\ud800kubb Oy. %s"}'),
        ("nought.json", '{"title": "Tietosuojaseloste", "text": "Rekisterinpitäjä on Malli\\u0000kubb Oy. %s"}'),
        ("nought.txt", "Tietosuojaseloste\n\nRekisterinpitäjä on Malli\0kubb Oy. %s"),
    ],
)
def test_it_takes_a_notice_with_signs_that_are_no_letters(aino: Browser, name: str, content: str) -> None:
    """Half of a pair of signs, or a nought, that no database keeps and no page can show."""
    said = content % "Säilytämme nimen ja sähköpostin vuoden. Sinulla on oikeus tarkastaa tietosi."
    answer = aino.post(f"{HOME}/notice", version="0", text="", file=(BytesIO(said.encode()), name))
    assert answer.status_code == 303
    shown = aino.get(answer.location)
    assert (shown.status_code, "kubb Oy" in shown.text) == (200, True)
    assert "\0" not in shown.text


def test_it_reads_what_it_can_of_a_very_long_paste(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    answer = aino.post(
        f"{HOME}/notice", version="0", text=NOTICE + "\nlorem ipsum dolor sit amet" * (5 * MEGABYTE // 27)
    )
    assert answer.location == f"{HOME}/understood"
    page = words_of(aino.get(f"{HOME}/understood"))
    assert page.count("its beginning was read, the rest was not") == 1
    assert "its end was not read" not in page


@pytest.mark.parametrize("typed", ["Half of a notice that I typed", "lorem " * 20_000])
def test_it_says_what_is_too_large_beside_what_was_typed(
    aino: Browser, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(setup, "LARGEST", 50_000)
    aino.get(f"{HOME}/notice")
    file = (BytesIO(b"x" * 60_000), "notice.pdf")
    answer = aino.post(f"{HOME}/notice", version="0", text=typed, file=file)
    assert answer.status_code == 413
    assert "It is larger than 5 MB" in words_of(answer)
    assert (typed in answer.text) is (len(typed) < 100)


def test_it_reads_no_notice_without_the_forms_token(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.token = ""
    assert aino.post(f"{HOME}/notice", version="0", text=NOTICE).status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "Datenschutzerklärung\n\nVerantwortlicher ist die Laden GmbH, Hauptstraße 1. Wir verarbeiten Ihre Daten.",
        "Evästekäytäntö\n\nTämä sivusto käyttää evästeitä. Voit estää evästeet selaimesi asetuksista.",
        "lorem ipsum dolor sit amet " * 4000,
    ],
    ids=["german", "cookies", "noise"],
)
def test_it_invents_nothing_of_a_text_that_is_no_notice(aino: Browser, text: str) -> None:
    aino.get(f"{HOME}/notice")
    assert aino.post(f"{HOME}/notice", version="0", text=text).location == f"{HOME}/understood"
    page = aino.get(f"{HOME}/understood")
    assert "Little of this text was understood" in words_of(page)
    assert fields_of(page)["purposes"] == [""]
    assert text.split()[0] in page.text


def test_it_blames_a_business_id_with_a_wrong_check_digit(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answer = answered(aino, f"{HOME}/understood", business_id="2345678-9")
    assert answer.status_code == 422
    assert "Its check digit is wrong" in words_of(answer)


@pytest.mark.parametrize("way", ["shop", "consultancy"])
def test_it_begins_without_a_notice(store: Store, aino: Browser, way: str) -> None:
    aino.get(f"{HOME}/notice")
    assert aino.post(f"{HOME}/notice", version="0", text="", way=way).location == f"{HOME}/understood"
    answer = answered(
        aino, f"{HOME}/understood", address="Kauppakatu 1\n40100 Jyväskylä", contact_name="Aino Aalto",
        contact_email=AINO, recipients="Visma",
    )  # fmt: skip
    assert answer.location == f"{HOME}/missing", words_of(answer)[:400]
    chosen = fields_of(aino.get(f"{HOME}/missing"))
    asked = {name: ["b" if name.startswith("basis") else "months_36"] for name in chosen
             if name.startswith(("basis-", "keeping-"))}  # fmt: skip
    more = {"transfer": "no", "automated": "none", "security": "standard"}
    answer = answered(aino, f"{HOME}/missing", **asked, **more)
    assert answer.location == f"{HOME}/systems", words_of(answer)[:600]
    assert answered(aino, f"{HOME}/systems").location == f"{HOME}/look"
    assert aino.post(f"{HOME}/publish", **fields_of(aino.get(f"{HOME}/look"))).location == HOME
    assert public.controller_with_register(store, "puoti")[1].number == 1


def test_it_publishes_only_languages_that_are_complete(store: Store, empty: Flask, aino: Browser) -> None:
    with store.database.house() as session:
        session.scalars(select(t.Controller)).one().languages = ["fi", "sv", "en"]
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answered(aino, f"{HOME}/understood", more=["orders", "bookkeeping"])
    answer = answered(aino, f"{HOME}/missing", **ANSWERS)
    assert answer.location == f"{HOME}/missing#languages", words_of(answer)[:300]
    page = aino.get(f"{HOME}/missing")
    assert "Lempipuuro" in words_of(page)
    swedish = {
        name: f"På svenska {place}"
        for place, name in enumerate(fields_of(page))
        if name.startswith("in-") and name.endswith("-sv")
    }
    assert swedish
    answer = answered(aino, f"{HOME}/missing", **swedish)
    assert answer.location == f"{HOME}/systems", words_of(answer)[:300]
    answered(aino, f"{HOME}/systems")
    look = aino.get(f"{HOME}/look")
    assert "Waiting, and not published: English." in words_of(look)
    assert aino.post(f"{HOME}/publish", **fields_of(look)).location == HOME
    assert house.controller(store, "puoti").languages == ("fi", "sv")
    assert "På svenska" in words_of(Browser(empty, "sv").get("/puoti/notice"))
    # Who reads neither of them is given the company's first, and no English in silence
    page = Browser(empty, "en").get("/puoti/notice")
    assert '<html lang="fi">' in page.text


def test_it_leads_to_a_systems_connection_and_back(store: Store, aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answered(aino, f"{HOME}/understood")
    answered(aino, f"{HOME}/missing", **ANSWERS)
    answer = answered(aino, f"{HOME}/systems", act="connect:mailchimp")
    assert answer.location == "/staff/puoti/connections/mailchimp", words_of(answer)[:300]
    page = aino.get(answer.location)
    assert page.status_code == 200
    assert f'href="{HOME}/systems"' in page.text
    assert aino.get("/staff/puoti/connections/mailchimp/set/mailchimp").status_code == 200


def test_it_calls_a_system_whose_name_was_cleared_by_what_it_was(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answered(aino, f"{HOME}/understood")
    answered(aino, f"{HOME}/missing", **ANSWERS)
    answer = answered(aino, f"{HOME}/systems", **{"name-customer_register": "", "name-mailchimp": ""})
    assert answer.status_code == 422
    assert "<h2></h2>" not in answer.text


def test_it_asks_where_data_is_that_lies_nowhere(aino: Browser) -> None:
    aino.get(f"{HOME}/notice")
    aino.post(f"{HOME}/notice", version="0", text=NOTICE)
    answered(aino, f"{HOME}/understood")
    answered(aino, f"{HOME}/missing", **ANSWERS)
    answer = answered(aino, f"{HOME}/systems", **{"holds-customer_register": ["name"], "holds-mailchimp": ["email"]})
    assert answer.status_code == 422
    assert "Lempipuuro is in no system" in words_of(answer)


def test_it_is_over_once_it_is_open(aino: Browser) -> None:
    through(aino)
    aino.post(f"{HOME}/publish", **fields_of(aino.get(f"{HOME}/look")))
    for step in ("notice", "understood", "missing", "systems", "look"):
        assert aino.get(f"{HOME}/{step}").location == HOME
    assert aino.post(f"{HOME}/notice", version="9", text="x").location == HOME


def test_it_lets_several_companies_be_set_up_side_by_side(store: Store, empty: Flask, aino: Browser) -> None:
    through(aino)
    other = Browser(empty)
    link = f"/staff/setup/{setting_up.make_link(store)}"
    other.get(link)
    other.post(link, **{**COMPANY, "legal_name": "Toinen Oy", "email": "toinen@example.org"})
    assert other.get("/staff/toinen/setup").status_code == 200
    # Neither sees anything of the other
    nobodys = other.get("/staff/nobody/setup/understood")
    for step in ("", "/notice", "/understood", "/missing", "/systems", "/look"):
        answer = other.get(f"{HOME}{step}")
        assert (answer.status_code, words_of(answer)) == (404, words_of(nobodys))
    assert "Lempipuuro" not in other.get("/staff/toinen/setup/understood").text


def test_it_refuses_a_slug_that_somebody_takes_meanwhile(store: Store) -> None:
    one, other = setting_up.make_link(store), setting_up.make_link(store)
    company = Company("Puoti Oy", "", "", "FI", ["fi"])
    setting_up.found(store, one, company, Owner(AINO, "Aino Aalto", PASSWORD), "fi")
    with pytest.raises(Invalid) as fault:
        setting_up.found(store, other, company, Owner("b@example.org", "Bo", PASSWORD), "fi")
    assert (fault.value.code, fault.value.details["free"]) == ("slug_taken", "puoti-2")
    setting_up.look(store, other)
