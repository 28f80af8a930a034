"""The loop: lanes beside each other, a graceful end, one bad job that ends nothing, a log without people in it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from structlog.testing import capture_logs

from portal.demo import customers
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import machine
from portal.storage import jobs
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import prepare
from portal.storage.opening import open_store
from portal.storage.work import work
from portal.worker import loop, timetable
from portal.worker.outside import FAILURES_OF_A_JOB, Outside
from tests import factories
from tests.house import House, settings_for


def until(wanted: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_it_carries_out_an_objection_while_the_mail_server_hangs(house: House) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = settings_for(house.store.folder, house.store.database.url, silent.getsockname()[1])
        stop = Event()
        factories.make_request(house.store, house.shop, confirmed=False)
        request = factories.make_request(house.store, house.shop, Right.MARKETING, email=customers.LIISA.email or "")
        worker = Thread(target=loop.run, args=(house.store, settings, stop, Outside(house.store, settings, stop)))
        worker.start()
        until(lambda: house.bans(customers.LIISA.number) == (1, 1, 1, 1))
        until(lambda: house.request(request).status == Status.ANSWERED)
        stop.set()
        silent.close()
        worker.join(15)
        assert not worker.is_alive()


def test_it_goes_on_after_a_job_that_breaks(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(request.id)
        w.later("post", "mail.send", case, due=house.clock.now.replace(year=2020))  # names no mail
        w.later("post", "no.such.kind", case)
        w.happened("note_written", case)
    with capture_logs() as said:
        house.work()
    assert len(house.mailbox.mails()) == 1
    failures = {job.kind: job.failure for job in house.jobs() if job.failure}
    assert failures == {"mail.send": "job_failed", "no.such.kind": "unknown_kind"}
    assert any(str(one.get("error", "")).startswith("KeyError at posting.py") for one in said)


def test_it_never_gives_up_what_a_request_waits_for(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    with work(house.store, machine(house.shop.id)) as w:
        w.later("post", "mail.send", w.case(request.id))  # names no mail
    for _ in range(FAILURES_OF_A_JOB + 2):
        house.work()
        house.clock.pass_by(hours=1)
    broken = [job for job in house.jobs() if job.failure == "job_failed"]
    assert [(job.finished_at, job.attempts > FAILURES_OF_A_JOB) for job in broken] == [(None, True)]


def test_it_leaves_a_leased_job_alone_until_the_lease_ends(house: House) -> None:
    factories.make_request(house.store, house.shop, confirmed=False)
    job = jobs.take(house.store, "post", "a worker that dies")
    assert job is not None
    assert not jobs.ready(house.store, "post")
    assert house.work() == 0
    house.clock.pass_by(seconds=31)
    assert house.work() == 1
    assert not jobs.finish(house.store, job, "a worker that dies")


def test_its_heartbeat_holds_a_lease(house: House) -> None:
    factories.make_request(house.store, house.shop, confirmed=False)
    job = jobs.take(house.store, "post", "me")
    assert job is not None
    leases = loop.Leases(house.store)
    leases.hold(job, "me")
    for _beat in range(4):
        house.clock.pass_by(seconds=20)
        leases.beat()
    assert not jobs.ready(house.store, "post")


def test_its_timetable_writes_each_slot_once(house: House) -> None:
    factories.make_request(house.store, house.shop, confirmed=False)
    one, other = timetable.Timetable(house.store), timetable.Timetable(house.store)
    assert one.look() == 15
    assert other.look() == one.look() == 0
    house.work()
    house.clock.pass_by(hours=1)
    assert other.look() == 7, "seven hourly jobs, and no seal where nothing moved"


def test_a_worker_process_ends_gracefully_and_logs_nobody(tmp_path: Path, sqlite_template: Path) -> None:
    (tmp_path / "portal.sqlite3").write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    with DemoMailbox(tmp_path / "mailbox") as mailbox:
        store = _demo_store(url, tmp_path)
        shop = factories.make_controller(store)
        request = factories.make_request(store, shop, confirmed=False)
        worker = subprocess.Popen(
            [sys.executable, "-m", "portal.cli", "worker"],
            env={
                "PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
                "PORTAL_DEMO": "1", "PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DEMO_SMTP_PORT": str(mailbox.port),
            },
            cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            mailbox.wait_for("aino.virtanen@example.org", timeout=30)
        finally:
            worker.send_signal(signal.SIGTERM)
            _out, log = worker.communicate(timeout=20)
        store.database.close()
    assert worker.returncode == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert [lines[0]["event"], lines[-1]["event"]] == ["worker_started", "worker_stopped"]
    sent = next(line for line in lines if line.get("kind") == "mail.send")
    assert sent["request"] == request.id
    for secret in ("aino", "example.org", request.reference, "confirm/"):
        assert secret not in log


def _demo_store(url: str, folder: Path) -> Store:
    """The store that the demo's own keys open."""
    store = open_store(settings_for(folder, url, 25))
    prepare(store)
    return store


def test_it_marks_a_mail_as_told_when_the_worker_died_between(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    (row,) = house.rows(t.Mail, request)
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(request.id)
        case.add(t.Attempt, subject_id=row.id, number=1, started_at=w.now)
    house.work()
    assert "mail_repeated" in house.kinds(request)
    assert house.rows(t.Mail, request)[0].state == "sent"
