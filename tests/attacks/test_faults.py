"""What breaks under the house: a full disk, a locked database, another master key. No half request, no mail."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from portal.domain.errors import Damaged
from portal.domain.lifecycle import Right
from portal.domain.roles import machine
from portal.keys import links
from portal.keys.ring import Ring
from portal.storage import files, jobs
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.worker import errands, loop
from portal.worker.outside import Outside
from tests import factories
from tests.faces import Browser
from tests.factories import Clock
from tests.house import settings_for

ASKED = {"email": "aino.virtanen@example.org", "rights": ["access", "marketing"]}
CASE_ROWS = (t.SubjectRequest, t.Mail, t.Proof, t.Grant, t.Event)


def rows_in(store: Store, shop: ControllerFacts) -> list[int]:
    with store.database.reading(machine(shop.id)) as session:
        counted = [session.scalar(select(func.count()).select_from(table)) or 0 for table in CASE_ROWS]
    return [*counted, sum(jobs.waiting(store).values())]


@pytest.fixture
def small(store: Store) -> Store:
    """A store on SQLite: its disk can be filled and its file locked."""
    if not store.database.on_sqlite:
        pytest.skip("the small store's faults")
    return store


def test_it_writes_nothing_when_the_disk_is_full(app: Flask, small: Store, shop: ControllerFacts) -> None:
    def fill(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")

    browser = Browser(app)
    browser.get("/digelius/")
    before = rows_in(small, shop)
    small.database.engine.dispose()
    event.listen(small.database.engine, "connect", fill)
    answers = [browser.post("/digelius/requests/new", **ASKED) for _ in range(40)]
    event.remove(small.database.engine, "connect", fill)
    small.database.engine.dispose()
    failed = [answer for answer in answers if answer.status_code != 303]
    assert failed
    assert {answer.status_code for answer in failed} == {503}
    assert all("nothing is lost" in answer.text for answer in failed)
    written = len(answers) - len(failed)
    assert rows_in(small, shop)[0] - before[0] == written
    assert rows_in(small, shop)[1] - before[1] == written


def test_it_says_so_when_the_database_is_locked(app: Flask, small: Store, shop: ControllerFacts) -> None:
    def impatient(connection: Any, *_: Any) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    browser = Browser(app)
    browser.get("/digelius/")
    before = rows_in(small, shop)
    small.database.engine.dispose()
    event.listen(small.database.engine, "connect", impatient)
    path = small.database.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert browser.post("/digelius/requests/new", **ASKED).status_code == 503
        holder.execute("ROLLBACK")
    assert rows_in(small, shop) == before
    assert browser.post("/digelius/requests/new", **ASKED).status_code == 303


def test_it_takes_no_message_whose_file_cannot_be_kept(
    app: Flask, store: Store, shop: ControllerFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    browser = Browser(app)
    browser.get("/digelius/")
    reference = browser.post("/digelius/requests/new", **ASKED).headers["Location"].split("/")[3]
    _prove(browser, store, shop, reference)
    browser.get(f"/digelius/requests/{reference}")
    monkeypatch.setattr(os, "fsync", full)
    answer = browser.post(
        f"/digelius/requests/{reference}/messages", text="Here it is", files=(BytesIO(b"a few words"), "note.txt")
    )
    assert answer.status_code == 503
    with store.database.reading(machine(shop.id)) as session:
        assert not session.scalars(select(t.Message)).all()
        assert not session.scalars(select(t.Upload)).all()
    assert not list(files.all_ids(store.folder))


def test_it_keeps_its_jobs_under_another_master_key(
    store: Store, shop: ControllerFacts, tmp_path: Path, clock: Clock
) -> None:
    factories.make_request(store, shop, Right.MARKETING)
    before = jobs.waiting(store)
    mistaken = replace(store, ring=Ring(b"another master key for the tests"))
    outside = Outside(mistaken, settings_for(tmp_path, store.database.url, 1), Event())
    with pytest.raises(Damaged):
        errands.run(outside, _taken(store))
    loop.work_off(outside)
    clock.pass_by(hours=1)
    assert jobs.waiting(store) == before


def _taken(store: Store) -> jobs.Taken:
    with store.database.looking() as session:
        row = session.scalars(select(t.Job).where(t.Job.kind == "mail.send")).first()
        assert row is not None
        return jobs.Taken(
            row.id, row.kind, row.lane, dict(row.payload), row.controller_id or "", row.request_id or "", 1
        )


def _prove(browser: Browser, store: Store, shop: ControllerFacts, reference: str) -> None:
    with store.database.reading(machine(shop.id)) as session:
        proof = session.scalars(select(t.Proof)).one()
    token = links.token(store.ring, proof.id, "confirm")
    browser.get(f"/digelius/confirm/{token}")
    assert browser.post(f"/digelius/confirm/{token}").status_code == 303
