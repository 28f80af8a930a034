"""`portal doctor`: what it finds well and ill in an installation of its own, on both stores."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from portal.cli import main
from portal.demo.mailbox import DemoMailbox
from portal.domain.roles import machine
from portal.reading.toml import write_register
from portal.settings import load_settings
from portal.storage import tables as t
from portal.storage.opening import open_store
from portal.storage.work import work
from tests.own_house import DOTENV, SYSTEM, company
from tests.random_register import make
from tests.systems.test_random_register import TODAY

SECRET, MASTER = "c2lnbmVkLWJ5LW5vYm9keS1idXQtdXMtMjAyNg", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
OTHER_MASTER = "HxAeHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE="


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mailbox: DemoMailbox, migrated_url: str) -> Path:
    """An installation with a company and a connected register, whose worker finished a job just now."""
    monkeypatch.chdir(tmp_path)
    settings(mailbox.port, migrated_url)
    Path("kuu.toml").write_text(write_register(company("kuu")), "utf-8")
    register = make(tmp_path / "customers.sqlite3", 7, TODAY)
    Path("mapping.toml").write_text(register.mapping, "utf-8")
    assert main(["register", "import", "kuu.toml"]) == 0
    assert main(["connection", "set", "kuu", SYSTEM, "--mapping", "mapping.toml", "--url", register.url]) == 0
    set_pulse(datetime.now(UTC))
    return tmp_path


def settings(smtp_port: int, database_url: str, master: str = MASTER) -> None:
    text = DOTENV.format(secret=SECRET, master=master, port=8000, smtp_port=smtp_port)
    Path(".env").write_text(f"{text}PORTAL_DATABASE_URL={database_url}\n", "utf-8")


def set_pulse(done: datetime | None, waits: datetime | None = None) -> None:
    store = open_store(load_settings())
    with store.database.house() as session:
        session.execute(delete(t.Job))
        if done:
            session.add(t.Job(lane="slow", kind="x", payload={}, created_at=done, due_at=done, finished_at=done))
        if waits:
            session.add(t.Job(lane="slow", kind="x", payload={}, created_at=waits, due_at=waits))
    store.database.close()


def told(capsys: pytest.CaptureFixture[str], status: int) -> dict[str, dict[str, Any]]:
    """The findings that are ill, by area and code."""
    capsys.readouterr()
    assert main(["doctor", "--json"]) == status
    said = json.loads(capsys.readouterr().out)
    assert said["well"] is (status == 0)
    return {f"{one['area']}.{one['code']}": one["details"] for one in said["findings"] if not one["is_well"]}


def test_it_finds_everything_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ill = told(capsys, 0) if _covered() else told(capsys, 1)
    assert {name for name in ill if not name.startswith("notice.")} == set()
    main(["doctor"])
    said = capsys.readouterr().out
    for line in ("well  settings:", "well  database:", "well  keys:", "well  mail:", "well  worker:"):
        assert line in said
    assert f"well  connection kuu.{SYSTEM}: sql" in said


def _covered() -> bool:
    register = company("kuu")
    asked = {key for one in register.systems for key in (one.recipient, *one.other_recipients)}
    searched = {key for one in register.systems if one.is_searched for key in one.categories}
    return {one.key for one in register.recipients} <= asked and {one.key for one in register.categories} <= searched


def test_it_finds_what_is_away(
    folder: Path, capsys: pytest.CaptureFixture[str], mailbox: DemoMailbox, migrated_url: str
) -> None:
    mailbox.go_away()
    (folder / "customers.sqlite3").rename(folder / "moved.sqlite3")
    set_pulse(datetime.now(UTC), datetime.now(UTC) - timedelta(minutes=5))
    ill = told(capsys, 1)
    assert {"mail.mail_server_away", "worker.behind", "connection.database_missing"} <= set(ill)
    assert ill["worker.behind"]["seconds"] >= 299
    set_pulse(datetime.now(UTC) - timedelta(hours=3))
    assert "worker.silent" in told(capsys, 1)


def test_it_finds_a_wrong_master_key_and_says_no_secret(
    folder: Path, capsys: pytest.CaptureFixture[str], mailbox: DemoMailbox, migrated_url: str
) -> None:
    settings(mailbox.port, migrated_url, OTHER_MASTER)
    ill = told(capsys, 1)
    assert "installation:staff" in ill["keys.closed"]["given"]
    assert "kuu:controller" in ill["keys.closed"]["given"]
    main(["doctor"])
    said = capsys.readouterr()
    for secret in (SECRET, MASTER, OTHER_MASTER, migrated_url):
        assert secret not in said.out + said.err


def test_it_finds_a_paused_system_and_one_that_the_notice_does_not_cover(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(load_settings())
    with store.database.looking() as session:
        controller = session.scalars(select(t.Controller.id)).one()
    with work(store, machine(controller)) as w:
        row = w.session.scalars(select(t.Connection)).one()
        row.paused_at, row.paused_why = w.now, "access_refused"
        version = w.session.scalars(select(t.RegisterVersion)).one()
        document = dict(version.document)
        document["systems"] = [one for one in document["systems"] if one.get("recipient") != "slack"]
        version.document = document
    store.database.close()
    ill = told(capsys, 1)
    assert ill["connection.paused"]["system"] == SYSTEM
    assert ill["notice.recipient_uncovered"]["given"] == "slack"


def test_it_finds_no_schema_and_another_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(".env").write_text(Path(".env").read_text().replace("PORTAL_DATABASE_URL", "IGNORED"), "utf-8")
    assert "database.schema_missing" in told(capsys, 1)


def test_it_says_which_setting_cannot_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SMTP_PORT", "many")
    assert main(["doctor"]) == 2
    monkeypatch.setenv("PORTAL_SMTP_PORT", os.environ.get("NONE", "25"))
    monkeypatch.setenv("PORTAL_SECRET_KEY", "short")
    monkeypatch.setenv("PORTAL_OUTBOUND_ALLOW", "http://x")
    assert {"settings.unsafe", "settings.allow_unreadable"} <= set(told(capsys, 1))


def test_it_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load_settings())

    def rows() -> list[int]:
        with store.database.looking() as session:
            return [len(session.scalars(select(one.id)).all()) for one in (t.Job, t.DataKey)]

    with store.database.house() as session:
        session.execute(update(t.Job).values(attempts=0))
    before = rows()
    told(capsys, 0 if _covered() else 1)
    assert rows() == before
    store.database.close()
