"""Signing in: one refusal, one cost, a session that dies on the server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.cli import main
from portal.domain.errors import Conflict, Invalid, NotFound, TooMany
from portal.domain.roles import Role, machine
from portal.office import accounts
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock

NETWORK = "a-network"
REFUSAL = "That address and password do not go together. Check both and try again."


@contextmanager
def counted_queries(store: Store) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store.database.engine, "before_cursor_execute", note)


class CountingHasher:
    """The real hasher, counting how often it is asked."""

    def __init__(self) -> None:
        self.real = accounts.hasher
        self.asked = 0

    def verify(self, hashed: str, password: str) -> bool:
        self.asked += 1
        return self.real.verify(hashed, password)

    def hash(self, password: str) -> str:
        self.asked += 1
        return self.real.hash(password)

    def check_needs_rehash(self, hashed: str) -> bool:
        return self.real.check_needs_rehash(hashed)


def masked(text: str, *echoed: str) -> str:
    for one in echoed:
        text = text.replace(one, "ADDRESS")
    return re.sub(r'value="[^"]{60,}"', 'value="TOKEN"', text)


# ---- the use cases -----------------------------------------------------------------------------------------


def test_it_signs_in_with_letters_of_any_keyboard(store: Store, sanna: str) -> None:
    decomposed = PASSWORD.replace("ä", "a\N{COMBINING DIAERESIS}")
    signed_in = accounts.sign_in(store, "  Sanna.Salo@Example.org ", decomposed, NETWORK, {})
    who = accounts.current(store, signed_in.secret)
    assert who is not None
    assert (who.staff_id, who.name, who.email, who.language) == (sanna, "Sanna Salo", SANNA, "fi")
    assert [(at.slug, at.role, at.categories) for at in who.memberships] == [("digelius", Role.OWNER, None)]


def test_it_keeps_no_name_address_or_secret_in_the_open(store: Store, sanna: str) -> None:
    secret = accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret
    with store.database.looking() as session:
        rows = [*session.scalars(select(t.Staff)), *session.scalars(select(t.StaffSession))]
        kept = repr([{column.name: getattr(row, column.key) for column in row.__table__.columns} for row in rows])
    for plain in ("Sanna", "sanna.salo", PASSWORD, secret):
        assert plain not in kept


def test_it_tells_the_controllers_stream_who_was_added(store: Store, shop: ControllerFacts, sanna: str) -> None:
    with store.database.reading(machine(shop.id)) as session:
        kinds = list(session.scalars(select(t.Event.kind).where(t.Event.request_id.is_(None))))
    assert kinds.count("staff_added") == 1


def test_it_gives_a_second_company_to_the_same_account(store: Store, sanna: str) -> None:
    factories.make_controller(store, "thewind")
    again = accounts.add_staff(store, SANNA.upper(), "", "", "thewind", "handler")
    who = accounts.current(store, accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret)
    assert again == sanna
    assert who is not None
    assert [(at.slug, at.role) for at in who.memberships] == [("digelius", "owner"), ("thewind", "handler")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"password": "eleven sign"}, "password_length"),
        ({"password": "x" * 1001}, "password_length"),
        ({"email": "a@example.org, b@example.org"}, "email_several"),
        ({"name": " "}, "name_missing"),
        ({"role": "admin"}, "unknown_role"),
        ({"role": "scoped"}, "categories_missing"),
        ({"role": "scoped", "categories": ["billing", "shoe_size"]}, "category_unknown"),
        ({"role": "scoped", "categories": ["unsorted"]}, "category_unknown"),
        ({"role": "owner", "categories": ["billing"]}, "categories_without_scope"),
        ({"language": "de"}, "unknown_language"),
    ],
)
def test_it_refuses_to_add_what_cannot_be(
    store: Store, shop: ControllerFacts, changed: dict[str, Any], code: str
) -> None:
    given = {"email": SANNA, "name": "Sanna Salo", "password": PASSWORD, "slug": "digelius", **changed}
    with pytest.raises(Invalid) as refused:
        accounts.add_staff(store, **given)
    assert refused.value.code == code


def test_it_limits_a_scoped_role_to_categories_of_the_register(store: Store, shop: ControllerFacts) -> None:
    accounts.add_staff(store, SANNA, "Sanna", PASSWORD, "digelius", "scoped", categories=["orders", "billing"])
    who = accounts.current(store, accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret)
    assert who is not None
    assert [(at.role, at.categories) for at in who.memberships] == [(Role.SCOPED, frozenset({"billing", "orders"}))]


def test_it_refuses_a_second_membership_and_an_unknown_controller(store: Store, sanna: str) -> None:
    with pytest.raises(Conflict):
        accounts.add_staff(store, SANNA, "Sanna", PASSWORD, "digelius", "handler")
    with pytest.raises(NotFound):
        accounts.add_staff(store, "other@example.org", "Other", PASSWORD, "nobody", "handler")


def test_it_costs_the_same_for_a_known_and_an_unknown_address(
    store: Store, sanna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts._nobodys_hash()
    counting = CountingHasher()
    monkeypatch.setattr(accounts, "hasher", counting)
    costs = []
    for address in (SANNA, "nobody@example.org", "no address at all"):
        counting.asked = 0
        with counted_queries(store) as queries, pytest.raises(Invalid) as refused:
            accounts.sign_in(store, address, "a wrong password", NETWORK, {})
        costs.append((counting.asked, len(queries), refused.value.code))
    assert costs[0][0] == 1
    assert len(set(costs)) == 1, costs


def test_it_refuses_a_disabled_account_like_any_other(store: Store, sanna: str) -> None:
    with store.database.house() as session:
        session.get_one(t.Staff, sanna).disabled_at = store.now()
    with pytest.raises(Invalid, match="sign_in_refused"):
        accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})


def test_it_slows_a_pair_down_and_forgets_when_it_succeeds(store: Store, sanna: str, clock: Clock) -> None:
    _fail(store, SANNA, NETWORK, 5)
    with pytest.raises(TooMany):
        accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})
    clock.pass_by(seconds=31)
    _fail(store, SANNA, NETWORK, 1)
    clock.pass_by(seconds=31)
    with pytest.raises(TooMany):
        accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})
    clock.pass_by(seconds=31)
    accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})
    _fail(store, SANNA, NETWORK, 4)
    accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})


def test_it_lets_no_stranger_lock_somebody_out(store: Store, sanna: str) -> None:
    first = accounts.sign_in(store, SANNA, PASSWORD, "office", {})
    for network in ("office", "elsewhere"):
        _fail(store, SANNA, network, 5)
        with pytest.raises(TooMany):
            accounts.sign_in(store, SANNA, "another wrong one", network, {})
    accounts.sign_in(store, SANNA, PASSWORD, "office", {first.mark: first.device})
    accounts.sign_in(store, SANNA, PASSWORD, "a third network", {})


def test_it_counts_the_tries_of_a_known_browser_too(store: Store, sanna: str) -> None:
    first = accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {})
    devices = {first.mark: first.device}
    _fail(store, SANNA, NETWORK, 5, devices)
    with pytest.raises(TooMany):
        accounts.sign_in(store, SANNA, PASSWORD, NETWORK, devices)


def test_it_slows_a_network_down_that_tries_many_addresses(
    store: Store, sanna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "fits", lambda _hashed, _password: False)
    for number in range(30):
        with pytest.raises(Invalid):
            accounts.sign_in(store, f"guess{number}@example.org", "x", NETWORK, {})
    with pytest.raises(TooMany):
        accounts.sign_in(store, "guess31@example.org", "x", NETWORK, {})
    with pytest.raises(Invalid):
        accounts.sign_in(store, "guess32@example.org", "x", "another network", {})


def test_it_ends_a_session_when_idle_and_after_a_week(store: Store, sanna: str, clock: Clock) -> None:
    idle = accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret
    clock.pass_by(hours=11)
    assert accounts.current(store, idle, used=False)
    clock.pass_by(hours=1)
    assert accounts.current(store, idle) is None
    busy = accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret
    for _ in range(15):
        clock.pass_by(hours=11)
        assert accounts.current(store, busy)
    clock.pass_by(hours=11)
    assert accounts.current(store, busy) is None


def _fail(store: Store, email: str, network: str, times: int, devices: dict[str, str] | None = None) -> None:
    for _ in range(times):
        with pytest.raises(Invalid, match="sign_in_refused"):
            accounts.sign_in(store, email, "a wrong password", network, devices or {})


# ---- the pages ---------------------------------------------------------------------------------------------


def test_it_leads_to_the_queue_of_the_one_company(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    answer = browser.sign_in()
    assert (answer.status_code, answer.location) == (303, "/staff/")
    answer = browser.get("/staff/")
    assert (answer.status_code, answer.location) == (303, "/staff/digelius/requests")
    assert browser.get("/staff/login").location == "/staff/"


def test_it_lists_several_companies(app: Flask, store: Store, sanna: str) -> None:
    factories.make_controller(store, "thewind")
    accounts.add_staff(store, SANNA, "", "", "thewind", "handler")
    browser = Browser(app)
    browser.sign_in()
    answer = browser.get("/staff/")
    assert answer.status_code == 200
    assert 'href="/staff/digelius/requests"' in answer.text
    assert 'href="/staff/thewind/requests"' in answer.text


def test_it_refuses_a_known_and_an_unknown_address_with_the_same_bytes(app: Flask, sanna: str) -> None:
    shown = []
    for email, password in ((SANNA, "a wrong one"), ("nobody@example.org", "a wrong one"), ("", "")):
        answer = Browser(app).sign_in(email, password)
        assert answer.status_code == 422
        assert words_of(answer).count(REFUSAL) == 1
        assert f'value="{email}"' in answer.text
        assert "a wrong one" not in answer.text
        shown.append(masked(answer.text, SANNA, "nobody@example.org"))
    assert shown[0] == shown[1]


def test_it_says_that_one_must_wait(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    for _ in range(5):
        browser.sign_in(password="wrong")
    answer = browser.sign_in()
    assert answer.status_code == 429
    assert "Too many tries" in words_of(answer)
    assert "staff" not in browser.session


def test_it_needs_the_forms_token(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    assert browser.post("/staff/login", email=SANNA, password=PASSWORD).status_code == 403
    browser.sign_in()
    browser.token = "another"
    assert browser.sign_out().status_code == 403


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_speaks_every_language(app: Flask, sanna: str, language: str) -> None:
    assert f'<html lang="{language}">' in Browser(app, language).get("/staff/login").text


# ---- the command -------------------------------------------------------------------------------------------


@pytest.fixture
def told(store: Store, shop: ControllerFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_DATABASE_URL", store.database.url)
    monkeypatch.setenv("PORTAL_MASTER_KEY", "YSBtYXN0ZXIga2V5IGZvciB0aGUgdGVzdHMgYWxvbmU=")
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", PASSWORD)


@pytest.mark.usefixtures("told")
def test_it_adds_staff_by_command(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["staff", "add", SANNA, "--controller", "digelius", "--role", "owner", "--name", "Sanna Salo"]
    assert main(command) == 0
    assert PASSWORD not in "".join(capsys.readouterr())
    who = accounts.current(store, accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret)
    assert who is not None
    assert (who.name, who.language) == ("Sanna Salo", "fi")
    assert main(command) == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.usefixtures("told")
def test_it_adds_a_billing_person_by_command(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["staff", "add", SANNA, "--controller", "digelius", "--role", "scoped", "--name", "Sanna Salo"]
    assert main([*command, "--categories", "billing,collection"]) == 2
    said = capsys.readouterr().err
    assert "does not know collection" in said
    assert "name, company, phone, email, postal_address, orders, billing, marketing_bans" in said
    assert main(command) == 2
    assert "Name at least one category of the register: name," in capsys.readouterr().err
    assert main([*command, "--categories", " billing, orders "]) == 0
    who = accounts.current(store, accounts.sign_in(store, SANNA, PASSWORD, NETWORK, {}).secret)
    assert who is not None
    assert who.memberships[0].categories == {"billing", "orders"}


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("slug", "name", "password", "said"),
    [
        ("nobody", "Sanna Salo", PASSWORD, "no controller"),
        ("digelius", "", PASSWORD, "--name"),
        ("digelius", "Sanna Salo", "short", "12"),
    ],
)
def test_it_says_what_the_command_lacks(
    slug: str, name: str, password: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", password)
    command = ["staff", "add", SANNA, "--controller", slug, "--role", "handler", "--name", name]
    assert main(command) == 2
    assert said in capsys.readouterr().err
