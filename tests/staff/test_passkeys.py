"""Passkeys: one alone signs in, and no other answer does; attacked with an authenticator in software."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.office import accounts, passkeys
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests.authenticator import Authenticator, text
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock

ORIGIN = "https://portal.example.org"
HOST = "portal.example.org"
QUEUE = "/staff/digelius/requests"
ACCOUNT = "/staff/account"
LOGIN = "/staff/login/passkey"


@pytest.fixture
def app(store: Store, shop: ControllerFacts, tmp_path: Path) -> Flask:
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url,
        base_url="http://portal.example.org", staff_base_url=ORIGIN, mail_from="portal@example.org",
    )  # fmt: skip
    return create_app(settings, store)


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{ACCOUNT}?lang=en")
    return made


@pytest.fixture
def key(browser: Browser) -> Authenticator:
    made = Authenticator(ORIGIN, HOST)
    answer = adds(browser, made)
    assert answer.status_code == 200, words_of(answer)
    assert "Recovery codes" in words_of(answer)
    return made


def challenge(browser: Browser, path: str) -> dict[str, Any]:
    answer = browser.post(path)
    assert answer.status_code == 200, answer.status
    asked: dict[str, Any] = json.loads(answer.text)
    return asked


def adds(browser: Browser, key: Authenticator, name: str = "Key ring") -> TestResponse:
    made = key.makes(challenge(browser, f"{ACCOUNT}/passkeys/challenge"))
    return browser.post(f"{ACCOUNT}/passkeys", name=name, passkey=made)


def comes(app: Flask) -> Browser:
    made = Browser(app)
    made.get("/staff/login")
    return made


def test_it_signs_in_by_a_passkey_alone(app: Flask, key: Authenticator) -> None:
    browser = comes(app)
    asked = challenge(browser, f"{LOGIN}/challenge")
    assert asked["rpId"] == HOST
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials"), "it names nobody"
    answer = browser.post(LOGIN, passkey=key.shows(asked), next=f"{QUEUE}?show=closed")
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?show=closed")
    assert browser.get(QUEUE).status_code == 200


def test_it_is_a_second_factor_too(app: Flask, key: Authenticator) -> None:
    browser = Browser(app)
    assert browser.sign_in().location.startswith("/staff/login/code")
    assert "Use a passkey" in browser.get("/staff/login/code").text
    answer = browser.post(LOGIN, passkey=key.shows(challenge(browser, f"{LOGIN}/challenge")))
    assert answer.status_code == 303
    assert browser.session["devices"], "the password was shown too: this browser is known again"
    assert browser.get(QUEUE).status_code == 200


def test_it_takes_no_answer_that_was_tampered_with(app: Flask, key: Authenticator, store: Store) -> None:
    for tamper in (
        lambda asked: key.shows({**asked, "challenge": text(b"x" * 64)}),
        lambda asked: key.shows(asked, signature=text(b"x" * 70)),
        lambda asked: key.shows(asked, userHandle=text(b"somebody else")),
        lambda asked: key.shows(asked, authenticatorData=text(b"short")),
        lambda asked: Authenticator(ORIGIN, HOST).shows(asked),
        lambda asked: _on(key, "https://portal.example.org.evil.example").shows(asked),
        lambda asked: _at(key, "evil.example").shows(asked),
        lambda asked: _unseen(key).shows(asked),
        lambda _asked: "",
        lambda _asked: "{}",
        lambda _asked: "[" * 10_000,
        lambda _asked: json.dumps({"id": 1, "rawId": 2, "response": {"userHandle": 3}}),
        lambda _asked: json.dumps({"rawId": "ä", "response": {}}),
        lambda _asked: "x" * 30_000,
    ):
        browser = comes(app)
        answer = browser.post(LOGIN, passkey=tamper(challenge(browser, f"{LOGIN}/challenge")))
        assert answer.status_code == 422
        assert "This passkey was not accepted" in words_of(answer)
        assert "staff" not in browser.session


def _on(key: Authenticator, origin: str) -> Authenticator:
    return _copy(key, origin=origin)


def _at(key: Authenticator, host: str) -> Authenticator:
    return _copy(key, rp_id=host)


def _unseen(key: Authenticator) -> Authenticator:
    return _copy(key, verifies=False)


def _copy(key: Authenticator, **changed: Any) -> Authenticator:
    copy = Authenticator(ORIGIN, HOST)
    vars(copy).update(vars(key) | changed)
    return copy


def test_it_takes_an_answer_once_and_of_its_own_browser(app: Flask, key: Authenticator) -> None:
    first, second = comes(app), comes(app)
    asked = challenge(first, f"{LOGIN}/challenge")
    answer = key.shows(asked)
    assert second.post(LOGIN, passkey=answer).status_code == 422, "another browser's challenge"
    challenge(second, f"{LOGIN}/challenge")
    assert second.post(LOGIN, passkey=answer).status_code == 422, "another challenge"
    assert first.post(LOGIN, passkey=answer).status_code == 303
    third = comes(app)
    with third.client.session_transaction(base_url="http://portal.example.org") as session:
        session["passkey"] = "whatever"
    assert third.post(LOGIN, passkey=answer).status_code == 422, "replayed"


def test_it_takes_no_challenge_of_another_purpose(app: Flask, browser: Browser, key: Authenticator) -> None:
    asked = challenge(browser, "/staff/account/show/challenge")
    assert browser.post(LOGIN, passkey=key.shows(asked)).status_code == 422


def test_it_forgets_a_challenge_after_minutes(app: Flask, key: Authenticator, clock: Clock) -> None:
    browser = comes(app)
    answer = key.shows(challenge(browser, f"{LOGIN}/challenge"))
    clock.pass_by(minutes=11)
    assert browser.post(LOGIN, passkey=answer).status_code == 422


def test_it_refuses_a_copy_whose_count_goes_back(app: Flask, key: Authenticator) -> None:
    copy = _copy(key)
    for _ in range(2):
        browser = comes(app)
        assert browser.post(LOGIN, passkey=key.shows(challenge(browser, f"{LOGIN}/challenge"))).status_code == 303
    browser = comes(app)
    assert browser.post(LOGIN, passkey=copy.shows(challenge(browser, f"{LOGIN}/challenge"))).status_code == 422


def test_it_lets_a_removed_or_disabled_one_in_no_longer(
    app: Flask, browser: Browser, key: Authenticator, store: Store, sanna: str
) -> None:
    with store.database.house() as session:
        session.get_one(t.Staff, sanna).disabled_at = store.now()
    other = comes(app)
    assert other.post(LOGIN, passkey=key.shows(challenge(other, f"{LOGIN}/challenge"))).status_code == 422
    with store.database.house() as session:
        session.get_one(t.Staff, sanna).disabled_at = None
        one = session.scalars(select(t.StaffFactor.id)).one()
    browser.get(ACCOUNT)
    assert browser.post(f"{ACCOUNT}/factors/{one}/remove").status_code == 303
    other = comes(app)
    assert other.post(LOGIN, passkey=key.shows(challenge(other, f"{LOGIN}/challenge"))).status_code == 422


def test_it_shows_again_who_is_there(browser: Browser, key: Authenticator, store: Store, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    asked = browser.post(f"{ACCOUNT}/codes")
    assert "Show that it is you" in words_of(asked)
    kept = asked.text.partition('name="shown_kept" value="')[2].partition('"')[0]
    wrong = Authenticator(ORIGIN, HOST)
    refused = browser.post(
        f"{ACCOUNT}/codes", shown_kept=kept,
        shown_passkey=wrong.shows(challenge(browser, "/staff/account/show/challenge")),
    )  # fmt: skip
    assert refused.status_code == 422
    done = browser.post(
        f"{ACCOUNT}/codes", shown_kept=kept,
        shown_passkey=key.shows(challenge(browser, "/staff/account/show/challenge")),
    )  # fmt: skip
    assert done.status_code == 200
    assert done.text.count("<li><code>") == 10


def test_it_adds_no_passkey_that_was_made_for_another(
    app: Flask, browser: Browser, key: Authenticator, store: Store, clock: Clock
) -> None:
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "handler")
    other = Browser(app)
    other.sign_in("tiina@example.org")
    other.get(ACCOUNT)
    assert adds(other, key).status_code == 422, "it is Sanna's already"
    unseen = Authenticator(ORIGIN, HOST, verifies=False)
    assert adds(other, unseen).status_code == 422
    for evil in (Authenticator("https://evil.example", HOST), Authenticator(ORIGIN, "evil.example")):
        assert adds(other, evil).status_code == 422
    made = Authenticator(ORIGIN, HOST)
    answer = made.makes(challenge(browser, f"{ACCOUNT}/passkeys/challenge"))
    assert other.post(f"{ACCOUNT}/passkeys", passkey=answer).status_code == 422
    with store.database.looking() as session:
        assert len(session.scalars(select(t.StaffFactor)).all()) == 1


def test_it_asks_again_before_a_passkey_is_made(browser: Browser, sanna: str, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    assert browser.get(f"{ACCOUNT}/passkeys").status_code == 303
    assert "challenge" not in browser.post(f"{ACCOUNT}/passkeys/challenge").headers.get("Content-Type", "")
    assert "Show that it is you" in words_of(browser.post(f"{ACCOUNT}/passkeys", passkey="{}"))


def test_it_says_the_same_challenge_to_everybody(app: Flask, key: Authenticator) -> None:
    found = [challenge(comes(app), f"{LOGIN}/challenge") for _ in range(2)]
    for one in found:
        one.pop("challenge")
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://portal.example.org", "portal.example.org"),
        ("http://localhost:8000", "localhost"),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.7", None),
        ("https://[2001:db8::1]", None),
        ("http://portal.example.org", None),
    ],
)
def test_it_offers_passkeys_where_browsers_have_them(address: str, host: str | None) -> None:
    found = passkeys.site_of(address)
    assert (found.id if found else None) == host
