"""Who is signed in: the guard of the staff's pages, attacked."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.domain.roles import Role
from portal.office import accounts
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.web import members
from tests import factories
from tests.faces import PASSWORD, SANNA, Browser
from tests.factories import Clock
from tests.serving import ROOT

QUEUE = "/staff/digelius/requests"
ASK_AS_IF_USED = {"returned.html"}
"""Asks without `poll`, for as long as somebody waits for a look."""


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    """A browser that is signed in."""
    made = Browser(app)
    made.sign_in()
    assert made.get(QUEUE).status_code == 200
    return made


def rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")


def test_it_has_no_route_without_an_audience(app: Flask) -> None:
    undeclared = [rule.rule for rule in rules(app) if not hasattr(app.view_functions[rule.endpoint], "admits")]
    assert not undeclared, f"declare who may come in, with portal.web.guards or members.staff_page: {undeclared}"


def test_it_lets_no_stranger_into_any_page_of_the_staff(app: Flask) -> None:
    stranger = Browser(app)
    stranger.get("/staff/login")
    pages = [rule for rule in rules(app) if app.view_functions[rule.endpoint].admits == "staff"]
    assert pages
    for rule in pages:
        path = rule.rule.replace("<controller>", "digelius")
        path = re.sub("<int[^>]*>", "1", path.replace("<reference>", "AAAA-BBBB-CCCC"))
        for method in rule.methods & {"GET", "POST"}:
            answer = stranger.get(path) if method == "GET" else stranger.post(path)
            assert answer.status_code == 303, (method, path)
            assert answer.location.startswith("/staff/login")


def test_it_leads_a_stranger_back_after_signing_in(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    asked = browser.get(f"{QUEUE}?show=closed&q=meik%C3%A4l%C3%A4inen")
    assert asked.status_code == 303
    page = browser.get(asked.location)
    wanted = "/staff/digelius/requests?show=closed&amp;q=meik%C3%A4l%C3%A4inen"
    assert f'name="next" value="{wanted}"' in page.text
    answer = browser.post("/staff/login", email=SANNA, password=PASSWORD, next=wanted.replace("&amp;", "&"))
    assert answer.location == wanted.replace("&amp;", "&")


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "///evil.example/staff/",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/staff/",
        "http:/staff/x",
        "javascript:alert(1)",
        "/staff/\\..\\evil",
        "/staff/x\r\nSet-Cookie: a=b",
        "/staff/\tx",
        "staff/x",
        "/digelius/",
        "/staff/login",
        "/staff/login?next=/staff/login",
        "/staff/" + "x" * 600,
        "/staff/ä",
        " /staff/",
    ],
)
def test_it_leads_nowhere_else_after_signing_in(app: Flask, sanna: str, evil: str) -> None:
    assert members.safe_next(evil) == ""
    assert Browser(app).sign_in(next=evil).location == "/staff/"


def test_it_tells_htmx_to_go_and_sign_in(app: Flask) -> None:
    answer = Browser(app).get(QUEUE, **{"HX-Request": "true", "HX-Target": "results"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/staff/login")


def test_it_hides_another_company_as_if_it_were_nobodys(browser: Browser, store: Store) -> None:
    factories.make_controller(store, "thewind")
    other = browser.get("/staff/thewind/requests")
    nobodys = browser.get("/staff/nobodys/requests")
    assert (other.status_code, nobodys.status_code) == (404, 404)
    assert _masked(other.text, "thewind") == _masked(nobodys.text, "nobodys")
    assert browser.get("/staff/thewind/requests/unconfirmed").status_code == 404


def test_it_begins_a_new_session_at_every_sign_in(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    browser.sign_in()
    browser.get(QUEUE)
    before = browser.session
    with browser.client.session_transaction(base_url="http://portal.example.org") as session:
        session["planted"] = "x"
    browser.get(QUEUE)
    browser.post("/staff/login", email=SANNA, password=PASSWORD)
    after = browser.session
    assert after["staff"] != before["staff"]
    assert before["csrf_token"]
    assert "csrf_token" not in after
    assert "planted" not in after


def test_it_kills_the_session_on_the_server_at_sign_out(app: Flask, browser: Browser) -> None:
    kept = browser.session
    assert browser.sign_out().location == "/staff/login"
    thief = Browser(app)
    with thief.client.session_transaction(base_url="http://portal.example.org") as session:
        session.update(kept)
    assert thief.get(QUEUE).status_code == 303
    assert browser.get(QUEUE).status_code == 303


def test_it_lets_the_disabled_in_no_longer(browser: Browser, store: Store, sanna: str) -> None:
    with store.database.house() as session:
        session.get_one(t.Staff, sanna).disabled_at = store.now()
    assert browser.get(QUEUE).status_code == 303


def test_it_lets_the_demoted_do_less_on_the_next_request(browser: Browser, store: Store, sanna: str) -> None:
    assert browser.get(f"{QUEUE}/unconfirmed").status_code == 200
    _change(store, sanna, role=Role.SCOPED.value, categories=["billing"])
    assert browser.get(f"{QUEUE}/unconfirmed").status_code == 403
    assert browser.post(f"{QUEUE}/unconfirmed", reference="AAAA-BBBB-CCCC", reason="x").status_code == 403
    assert browser.get(QUEUE).status_code == 200
    _change(store, sanna, ended_at=store.now())
    assert browser.get(QUEUE).status_code == 404
    assert "No company is open to you" in browser.get("/staff/?lang=en").text


def test_it_is_kept_alive_by_people_and_not_by_polling(browser: Browser, clock: Clock) -> None:
    for _ in range(3):
        clock.pass_by(hours=5)
        answer = browser.get(f"{QUEUE}?poll=1", **{"HX-Request": "true", "HX-Target": "counts"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/staff/login")


def test_only_a_part_that_a_page_polls_for_keeps_no_session_alive(browser: Browser, clock: Clock) -> None:
    for path in (f"{QUEUE}?poll=1", "/staff/account?poll=1", f"{QUEUE}/unconfirmed?poll=1"):
        clock.pass_by(hours=11)
        assert browser.get(path).status_code == 200


def test_it_declares_each_page_that_a_template_polls(app: Flask) -> None:
    polled = sorted(view.polled for view in app.view_functions.values() if hasattr(view, "polled"))
    found = []
    for template in (ROOT / "templates/staff").glob("*.html"):
        for element, asked in re.findall(r'<\w+ id="([\w-]+)"[^>]*data-hx-get="([^"]+)"', template.read_text("utf-8")):
            if "poll" in asked and template.name not in ASK_AS_IF_USED:
                found.append(element)
    assert sorted(found) == polled


def test_it_is_not_locked_out_by_a_stranger_on_another_browser(app: Flask, browser: Browser) -> None:
    browser.sign_out()
    stranger = Browser(app)
    for _ in range(6):
        answer = stranger.sign_in(password="a guess")
    assert answer.status_code == 429
    assert browser.sign_in().status_code == 303


def test_it_speaks_the_members_language_until_another_is_chosen(app: Flask, sanna: str) -> None:
    browser = Browser(app, language="sv")
    browser.sign_in()
    assert '<html lang="fi">' in browser.get(QUEUE).text
    assert '<html lang="sv">' in browser.get(f"{QUEUE}?lang=sv").text
    assert '<html lang="sv">' in browser.get(QUEUE).text


def test_it_keeps_what_the_person_in_the_same_browser_has(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    with browser.client.session_transaction(base_url="http://portal.example.org") as session:
        session["browser"] = "a person's secret"
    browser.sign_in()
    browser.get(QUEUE)
    browser.sign_out()
    assert browser.session["browser"] == "a person's secret"


def test_it_does_not_read_accounts_for_a_persons_page(browser: Browser) -> None:
    assert "Sanna Salo" not in browser.get("/").text
    assert "Sanna Salo" in browser.get(QUEUE).text


def test_it_forgets_the_oldest_of_many_addresses(app: Flask, store: Store, shop: ControllerFacts) -> None:
    browser = Browser(app)
    for number in range(7):
        email = f"staff{number}@example.org"
        accounts.add_staff(store, email, "Someone", PASSWORD, shop.slug, "handler")
        browser.sign_in(email)
        browser.get(QUEUE)
        browser.sign_out()
    assert len(browser.session["devices"]) == 5


def _change(store: Store, staff_id: str, **columns: object) -> None:
    with store.database.house() as session:
        found = session.query(t.Membership).filter(t.Membership.staff_id == staff_id).one()
        for name, value in columns.items():
            setattr(found, name, value)


def _masked(text: str, slug: str) -> str:
    return "\n".join(line for line in text.replace(slug, "SLUG").splitlines() if "csrf_token" not in line)
