"""Before an answer goes, data is erased or a secret changes, it is shown again who is there; and a lost factor."""

import html
import re

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.cli import main
from portal.demo import customers
from portal.demo.mail_folder import read_all
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import machine
from portal.domain.rulings import Reason
from portal.office import accounts, factors, recovering
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock
from tests.staff.test_connections import typed
from tests.staff.test_decision_page import fields, home, refusals, reviewed

_SET = "/staff/digelius/connections/customer_register/set/sql"


@pytest.fixture
def late(app: Flask, desk: Desk, clock: Clock) -> Browser:
    """The owner's browser, eleven minutes after the password was shown in it."""
    browser = Browser(app)
    browser.sign_in()
    browser.get("/staff/digelius/requests?lang=en")
    clock.pass_by(minutes=11)
    return browser


def goes_on(browser: Browser, path: str, asked: TestResponse, password: str = PASSWORD) -> TestResponse:
    kept = re.search(r'name="shown_kept" value="([^"]+)"', asked.text)
    assert kept, words_of(asked)
    return browser.post(path, shown_kept=html.unescape(kept[1]), shown_password=password)


def test_it_asks_before_an_answer_goes_and_then_sends_it(desk: Desk, late: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    path = f"{home(request)}/release"
    sent = {"version": desk.version(request), "digest": desk.decision(request).answer_digest}
    late.get(path)
    asked = late.post(path, **sent)
    assert "Show that it is you" in words_of(asked)
    assert desk.case(request).status is Status.ANSWERING
    assert goes_on(late, path, asked, "a guess").status_code == 422
    assert desk.case(request).status is Status.ANSWERING
    assert goes_on(late, path, asked).location == home(request)
    assert desk.case(request).status is Status.ANSWERED


def test_it_asks_before_it_erases_and_for_nothing_less(desk: Desk, late: Browser) -> None:
    request = reviewed(desk, Right.ERASURE)
    path = f"{home(request)}/decision"
    late.get(path)
    sent = fields(desk, request, **refusals(desk.decision(request), Reason.LEGAL_CLAIMS), note="As the law wants it")
    assert "Erasing cannot be taken back" in late.post(path, **sent).text, "what it does is shown before"
    asked = late.post(path, **sent, sure="yes")
    assert "Show that it is you" in words_of(asked)
    assert "As the law wants it" not in asked.text
    assert desk.case(request).status is Status.DECISION
    assert goes_on(late, path, asked).status_code == 303
    assert desk.case(request).status is Status.CARRYING_OUT


def test_it_asks_before_a_connection_is_shown_or_changed(desk: Desk, late: Browser, store: Store) -> None:
    assert late.get(_SET).location.startswith("/staff/account/show?next=")
    late.get("/staff/digelius/connections")
    given = customers.connection_settings(desk.house.register_file)
    asked = late.post(_SET, **typed(given))
    assert "customers.sqlite3" not in asked.text, "a secret that was typed is not shown"
    removing = late.post("/staff/digelius/connections/customer_register/remove")
    assert "Show that it is you" in words_of(removing)
    with store.database.reading(machine(desk.house.shop.id)) as session:
        assert session.scalars(select(t.Connection.system)).all() == ["customer_register"]
        assert not session.scalars(select(t.ConnectionDraft.id)).all()
    done = goes_on(late, _SET, asked)
    assert done.status_code == 303, words_of(done)
    with store.database.reading(machine(desk.house.shop.id)) as session:
        assert len(session.scalars(select(t.ConnectionDraft.id)).all()) == 1


@pytest.mark.parametrize(
    ("page", "press", "sent"),
    [
        ("safeguards", "safeguards", {"undo_hours": "0"}),
        ("security", "security", {"idle_minutes": "60", "session_hours": "12"}),
        ("team/invite", "team/invite", {"email": "new@example.net", "name": "N", "role": "owner", "language": "en"}),
        ("sign-on", "sign-on", {"issuer": "https://login.example.net", "client_id": "portal"}),
        ("sign-on", "sign-on/remove", {}),
    ],
)
def test_it_asks_before_who_may_what_is_changed(late: Browser, page: str, press: str, sent: dict[str, str]) -> None:
    late.get(f"/staff/digelius/{page}")
    assert "Show that it is you" in words_of(late.post(f"/staff/digelius/{press}", **sent))


def test_it_asks_before_a_role_is_given_or_taken(late: Browser, store: Store, shop: ControllerFacts) -> None:
    tiina = accounts.add_staff(store, "tiina.heino@example.org", "Tiina Heino", PASSWORD, shop.slug, "handler", "en")
    one = f"/staff/digelius/team/members/{tiina}"
    late.get(one)
    asked = late.post(one, role="owner")
    assert "Show that it is you" in words_of(asked)
    assert "Show that it is you" in words_of(late.post(f"{one}/end"))
    with store.database.reading(machine(shop.id)) as session:
        (row,) = session.scalars(select(t.Membership).where(t.Membership.staff_id == tiina))
        assert (row.role, row.ended_at) == ("handler", None)


def test_it_asks_before_an_erasure_begins_at_once(desk: Desk, late: Browser, clock: Clock) -> None:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 24)
    request = desk.decided(Right.ERASURE)
    path = f"{home(request)}/erasure"
    late.get(path)
    asked = late.post(f"{path}/now", version=desk.version(request))
    assert "Show that it is you" in words_of(asked)
    assert desk.case(request).undo_until is not None
    assert goes_on(late, f"{path}/now", asked).status_code == 303
    assert desk.case(request).undo_until is None


def test_it_asks_the_second_person_too(app: Flask, desk: Desk, clock: Clock, store: Store, sanna: str) -> None:
    accounts.add_staff(store, "tiina.heino@example.org", "Tiina", PASSWORD, "digelius", "reviewer", "en")
    factories.let_erasures_begin(store, desk.house.shop, 24, second_person=True)
    request = desk.decided(Right.ERASURE)
    browser = Browser(app)
    browser.sign_in("tiina.heino@example.org")
    clock.pass_by(minutes=11)
    path = f"{home(request)}/erasure"
    browser.get(f"{path}?lang=en")
    asked = browser.post(f"{path}/approve", version=desk.version(request), digest="0" * 64)
    assert "Show that it is you" in words_of(asked)


# ---- a lost factor ---------------------------------------------------------------------------------------


@pytest.fixture
def told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_DATABASE_URL", store.database.url)
    monkeypatch.setenv("PORTAL_MASTER_KEY", "YSBtYXN0ZXIga2V5IGZvciB0aGUgdGVzdHMgYWxvbmU=")


def keeps_a_phone(store: Store) -> str:
    """Sanna's session, in which she has a second factor."""
    secret = accounts.sign_in(store, SANNA, PASSWORD, "network", {}).secret
    who = accounts.current(store, secret)
    assert who is not None
    factors.add(store, who, "app", {"name": "Lost phone", "secret": factors.new_secret()}, 0)
    return secret


def test_it_resets_a_lost_factor_says_so_and_mails_it(
    desk: Desk, store: Store, shop: ControllerFacts, mailbox: DemoMailbox, sanna: str
) -> None:
    secret = keeps_a_phone(store)
    waiting = accounts.sign_in(store, SANNA, PASSWORD, "network", {})
    assert waiting.awaits
    done = recovering.recover(store, f" {SANNA.upper()} ")
    assert (done.factors, done.browsers, done.mailed) == (1, 1, True)
    assert accounts.current(store, secret) is None
    assert factors.waiting(store, waiting.secret) is None
    assert not accounts.sign_in(store, SANNA, PASSWORD, "network", {}).awaits
    with store.database.looking() as session:
        assert not session.scalars(select(t.RecoveryCode.id)).all()
    with store.database.reading(machine(shop.id)) as session:
        said = session.execute(select(t.Event.kind, t.Event.actor).where(t.Event.chain == shop.id)).all()
    assert ("staff_recovered", "machine") in [tuple(row) for row in said]
    desk.house.work()
    (mail,) = [one for one in read_all(mailbox.folder) if SANNA in one.recipients]
    assert "Kadottamasi toinen tunnistustapa on nollattu" in mail.text
    assert "uuden salasanan" not in mail.text
    assert "http://" in mail.text


@pytest.mark.usefixtures("told", "sanna")
def test_it_recovers_by_command(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps_a_phone(store)
    assert main(["staff", "recover", "nobody@example.org"]) == 2
    assert main(["staff", "recover", SANNA]) == 0
    assert "1 second factors removed, 1 browsers signed out. They are told by mail." in capsys.readouterr().out
    assert accounts.sign_in(store, SANNA, PASSWORD, "network", {}).secret
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "too short")
    assert main(["staff", "recover", SANNA, "--password"]) == 2
    assert "at least 12 characters" in capsys.readouterr().err
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "another long password")
    assert main(["staff", "recover", SANNA, "--password"]) == 0
    assert accounts.sign_in(store, SANNA, "another long password", "network", {}).secret
    assert main(["staff", "add", "x@example.org"]) == 2


@pytest.mark.usefixtures("told", "sanna")
def test_it_asks_for_a_factor_by_command(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["security", "nobody"]) == 2
    assert main(["security", "digelius", "--idle-minutes", "3"]) == 2
    assert "from 15 to 720" in capsys.readouterr().err
    assert main(["security", "digelius", "--second-factor", "required", "--idle-minutes", "30"]) == 0
    assert main(["security", "digelius"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == ["second factor required, signed out after 30 minutes unused and 168 hours"] * 2
    who = accounts.current(store, accounts.sign_in(store, SANNA, PASSWORD, "network", {}).secret)
    assert who is not None
    assert who.lacks_factor_at("digelius")
