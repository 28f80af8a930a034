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
