"""Every address at once: who may come in, what is refused, and which headers every answer carries."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.domain.lifecycle import Right
from portal.office import accounts
from portal.settings import Settings
from portal.storage.database import Store
from portal.storage.door import public as public_door
from portal.web import guards
from portal.web.outside import FRAMED, HEADERS, POLICY, SHARED
from tests import every_page, factories
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock

UNKNOWN = "7K3M-9QXT-4WHR"
PLACES = {
    "controller": "digelius", "reference": UNKNOWN, "token": "not-a-token", "upload_id": "0" * 32, "step_id": "0" * 32,
    "finding_id": "0" * 32, "name": "none.eml", "filename": "portal.css",
    "letter_id": "0" * 32, "kind": "refusal", "code": "fi", "number": "1",
    "letter": UNKNOWN, "version": "1", "ask_id": "0" * 32, "system": "telemarketing",
    "connector": "sql", "draft_id": "0" * 32, "returned_id": "0" * 32,
    "staff_id": "0" * 32, "invitation_id": "0" * 32, "template_id": "0" * 32, "factor_id": "0" * 32,
    "register_key": "customers", "section": "purposes", "item_key": "newsletter",
}  # fmt: skip
OF_THEIR_OWN = {
    "/digelius/notice/fi/embed": {**FRAMED, "X-Frame-Options": None},
    "/digelius/notice.json": SHARED,
}
"""The answers that send other headers than all others, and which: one page may be framed, and one file be read."""
FORBIDDEN_SOURCES = ("*", "data:", "blob:", "http:", "https:", "'unsafe-inline'", "'unsafe-eval'")


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "portal.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    made = factories.make_store(f"sqlite:///{path}", tmp_path, Clock())
    yield made
    made.database.close()


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Flask:
    factories.make_controller(store)
    factories.make_controller(store, "levyhylly")
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org", upload_limit_bytes=64 * 1024,
    )  # fmt: skip
    return create_app(settings, store)


def _rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def _paths(app: Flask, method: str) -> list[str]:
    return [_path(app, rule) for rule in _rules(app, method)]


def _path(app: Flask, rule: Rule, **places: str) -> str:
    with app.test_request_context():
        wanted = {name: {**PLACES, **places}[name] for name in rule.arguments}
        return app.url_map.bind("").build(rule.endpoint, wanted, "POST" if "POST" in (rule.methods or ()) else "GET")


def _undeclared(app: Flask) -> list[str]:
    """The endpoints whose view does not say who may come in; Flask's own serving of static files is for everybody."""
    views = {name: view for name, view in app.view_functions.items() if name != "static"}
    return [name for name, view in views.items() if getattr(view, "admits", "") not in guards.AUDIENCES]


def test_it_knows_who_may_come_in_everywhere(app: Flask) -> None:
    assert not _undeclared(app), "declare the audience below the route: @guards.admits(...), or one of the guards"


def test_it_would_find_a_route_that_declares_nobody(app: Flask) -> None:
    app.add_url_rule("/digelius/forgotten", "forgotten", lambda: "open to the world")
    assert _undeclared(app) == ["forgotten"]


def test_it_lists_every_page_where_pages_are_looked_at(app: Flask) -> None:
    assert not every_page.unlisted(app), "say in tests/every_page.py how each state is reached, or why it is no page"


def test_it_would_find_a_page_that_nobody_looks_at(app: Flask) -> None:
    app.add_url_rule("/digelius/forgotten", "forgotten", lambda: "a page")
    assert every_page.unlisted(app) == {"forgotten"}


def test_it_has_one_audience_for_each_face(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    admitted = {rule.rule: getattr(app.view_functions[rule.endpoint], "admits", "") for rule in rules}
    staff = {path for path, audience in admitted.items() if audience == "staff"}
    before = {
        "/staff/login", "/staff/logout", "/staff/login/code", "/staff/login/passkey", "/staff/login/passkey/challenge",
        "/staff/<controller>/join/<token>", "/staff/setup/<token>", "/staff/sso", "/staff/<controller>/sso/begin",
        "/staff/<controller>/sso/back", "/staff/<controller>/sso/logout",
    }  # fmt: skip
    assert staff == {path for path in admitted if path.startswith("/staff")} - before
    assert all(path.startswith("/demo/") for path, audience in admitted.items() if audience == "demo")
    seen = {path for path, audience in admitted.items() if audience in {"requester", "proven", "fresh"}}
    assert all("<reference>" in path for path in seen)
    unguarded = {path for path in admitted if "<reference>" in path} - seen - staff
    assert unguarded == {
        "/<controller>/requests/<reference>/mail/state",
        "/<controller>/requests/<reference>/elsewhere",
    }


def test_it_shows_a_stranger_no_page_of_a_request_and_none_of_the_staffs(app: Flask) -> None:
    browser = Browser(app)
    for rule in _rules(app, "GET"):
        audience = getattr(app.view_functions[rule.endpoint], "admits", "anyone")
        answer = browser.get(_path(app, rule))
        answer.close()
        if audience == "staff":
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/staff/login"), rule
        elif audience in {"requester", "proven", "fresh"}:
            assert answer.status_code == 303, rule
            assert answer.headers["Location"] == f"/digelius/return?reference={UNKNOWN}", rule


def test_it_refuses_every_form_without_its_token(app: Flask) -> None:
    browser = Browser(app)
    browser.sign_in()
    assert _paths(app, "POST")
    signed = "/staff/digelius/sso/logout"  # by a provider, which has no form: it is asked for its signature instead
    for path in _paths(app, "POST"):
        browser.token = ""
        status = browser.post(path, email="aino.virtanen@example.org").status_code
        assert status == (400 if path == signed else 403), path


def test_it_refuses_every_form_of_another_site(app: Flask, store: Store) -> None:
    browser = Browser(app)
    browser.get("/digelius/")
    for path in _paths(app, "POST"):
        answer = browser.client.post(
            path,
            base_url=ORIGIN,
            data={"csrf_token": browser.token},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 403, path
        _has_every_header(answer, path)


def test_it_takes_the_form_of_its_own_page(app: Flask) -> None:
    browser = Browser(app)
    browser.get("/digelius/")
    answer = browser.post("/digelius/requests/new", rights="access", email="aino.virtanen@example.org")
    assert answer.status_code == 303


def test_it_sends_every_header_with_every_answer(app: Flask) -> None:
    browser = Browser(app)
    for path in _paths(app, "GET"):
        _has_every_header(browser.get(path), path)
    for path in _paths(app, "POST"):
        _has_every_header(browser.post(path), path)


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (400, lambda browser: browser.client.get("/digelius/", base_url="http://evil.example.net")),
        (403, lambda browser: browser.client.post("/digelius/requests/new", base_url=ORIGIN)),
        (404, lambda browser: browser.get("/nobody/")),
        (404, lambda browser: browser.get("/digelius/nothing/here")),
        (404, lambda browser: browser.get("/static/../portal/settings.py")),
        (405, lambda browser: browser.client.post("/digelius/notice", base_url=ORIGIN)),
        (405, lambda browser: browser.client.delete("/digelius/", base_url=ORIGIN)),
        (410, lambda browser: browser.get("/digelius/confirm/not-a-token")),
        (413, lambda browser: browser.post("/digelius/requests/new", email="a" * 1024 * 1024)),
        (422, lambda browser: (browser.get("/digelius/"), browser.post("/digelius/requests/new"))[1]),
        (429, lambda browser: _until_too_many(browser)),
        (500, lambda browser: browser.get("/healthz/broken")),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_it_sends_every_header_with_every_refusal(
    app: Flask, status: int, ask: Callable[[Browser], TestResponse]
) -> None:
    def broken() -> str:
        raise ZeroDivisionError("the secret of whoever broke it")

    app.add_url_rule("/healthz/broken", "broken", broken)
    browser = Browser(app)
    browser.get("/digelius/")
    answer = ask(browser)
    assert answer.status_code == status
    _has_every_header(answer, str(status))
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def _until_too_many(browser: Browser) -> TestResponse:
    answers = (browser.post("/digelius/return", reference=UNKNOWN, email="someone@example.org") for _ in range(40))
    return next(answer for answer in answers if answer.status_code == 429)


def _has_every_header(answer: TestResponse, path: str) -> None:
    answer.close()
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        return
    for name, value in {**HEADERS, **OF_THEIR_OWN.get(path, {})}.items():
        assert answer.headers.get(name) == value, f"{name} of {path}"


def test_it_lets_no_page_run_what_is_not_its_own() -> None:
    parts = {part.split()[0]: part.split()[1:] for part in POLICY.split("; ")}
    assert parts["default-src"] == parts["base-uri"] == parts["frame-ancestors"] == parts["object-src"] == ["'none'"]
    assert parts["form-action"] == ["'self'"]
    assert not [source for sources in parts.values() for source in sources if source in FORBIDDEN_SOURCES]


def test_what_may_be_framed_runs_nothing_and_sends_nothing_back() -> None:
    parts = {part.split()[0]: part.split()[1:] for part in FRAMED["Content-Security-Policy"].split("; ")}
    assert parts["default-src"] == parts["form-action"] == parts["base-uri"] == parts["object-src"] == ["'none'"]
    assert parts["frame-ancestors"] == ["*"]
    assert "script-src" not in parts
    assert SHARED["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in SHARED


@pytest.mark.parametrize("host", ["evil.example.net", "portal.example.org.evil.example.net", "evil", "[::1", "a b"])
def test_it_answers_to_its_own_names_alone(app: Flask, host: str) -> None:
    answer = app.test_client().get("/digelius/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


def test_it_believes_no_forwarded_name(app: Flask) -> None:
    forged = {"X-Forwarded-Host": "evil.example.net", "Forwarded": "host=evil.example.net"}
    answer = app.test_client().get("/digelius/", base_url=ORIGIN, headers=forged)
    assert answer.status_code == 200
    assert "evil.example.net" not in answer.text


def test_it_answers_for_another_controllers_request_as_for_one_that_is_not_there(app: Flask, store: Store) -> None:
    browser, other = Browser(app), "/levyhylly/requests"
    browser.get("/levyhylly/")
    begun = browser.post(f"{other}/new", rights="access", email="aino.virtanen@example.org")
    theirs = begun.headers["Location"].split("/")[-2]
    assert browser.get(f"{other}/{theirs}/mail").status_code == 200
    for rule in [rule for rule in _rules(app, "GET") if "reference" in rule.arguments]:
        assert _seen(app, browser, rule, theirs) == _seen(app, browser, rule, UNKNOWN), rule


def test_it_shows_staff_nothing_of_another_controller(app: Flask, store: Store) -> None:
    other = next(facts for facts in public_door.controllers(store) if facts.slug == "levyhylly")
    theirs = factories.make_request(store, other, Right.ACCESS)
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, "digelius", "owner", "fi")
    browser = Browser(app)
    assert browser.sign_in().status_code == 303
    assert browser.get("/staff/digelius/requests").status_code == 200
    of_staff = [rule for rule in _rules(app, "GET") if rule.rule.startswith("/staff/<controller>")]
    for rule in [rule for rule in of_staff if getattr(app.view_functions[rule.endpoint], "admits", "") == "staff"]:
        if "reference" in rule.arguments:
            seen = _seen(app, browser, rule, theirs.reference)
            assert seen == _seen(app, browser, rule, UNKNOWN), rule
            assert seen[0] == 404, rule
        foreign = browser.get(_path(app, rule, controller="levyhylly", reference=theirs.reference))
        nobodys = browser.get(_path(app, rule, controller="nobody", reference=theirs.reference))
        assert foreign.status_code == nobodys.status_code == 404, rule
        assert words_of(foreign) == words_of(nobodys), rule


def _seen(app: Flask, browser: Browser, rule: Rule, reference: str) -> tuple[Any, ...]:
    """What a browser gets to see, the reference itself aside."""
    answer = browser.get(_path(app, rule, reference=reference))
    return answer.status_code, answer.headers.get("Location", "").replace(reference, "R"), words_of(answer)
