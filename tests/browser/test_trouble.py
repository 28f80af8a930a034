"""When something is down: the mail server, the customer register, the web server itself. Nothing is lost or untrue."""

import http.client
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from portal.domain.lifecycle import StepState
from portal.storage import tables as t
from tests.browser.walking import SHOP, Clerk, Demo, Person, until

NOT_NOTHING = {StepState.RETRYING, StepState.FAILED, StepState.INCOMPLETE, StepState.UNKNOWN}
VISITORS, KILLS, SECONDS = 6, 3, 6.0
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def test_it_takes_a_request_while_the_mail_server_is_down(demo: Demo, people: Callable[..., Person]) -> None:
    # Given a mail server that is away
    helmi = people("helmi.halonen@example.org", "Helmi Halonen")
    with demo.without_mailbox():
        # When somebody asks
        helmi.asks_for("access")
        # Then the request is there, and its mail waits
        assert demo.request(helmi.reference)
        until(lambda: demo.rows(t.Mail, helmi.reference)[0].state == "retrying", "a mail that is tried again")
        assert demo.mails(helmi.address) == []
    # When it comes back, the mail goes out by itself, and only once
    helmi.opens_the_link(helmi.reads_the_mail())
    helmi.confirms()
    helmi.is_at("/about")
    assert len(demo.mails(helmi.address)) == 1


def _goes_missing(register: Path) -> None:
    register.unlink()


def _is_another_file(register: Path) -> None:
    register.write_bytes(b"this is no database at all" * 100)


def _has_another_shape(register: Path) -> None:
    with closing(sqlite3.connect(register)) as connection:
        connection.execute("ALTER TABLE asiakkaat RENAME COLUMN sahkoposti TO posti")
        connection.commit()


@pytest.mark.parametrize("harm", [_goes_missing, _is_another_file, _has_another_shape])
def test_it_never_says_that_nothing_is_held_where_it_could_not_search(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], harm: Callable[[Path], None]
) -> None:
    # Given a register that is missing, broken, or of another shape
    with demo.with_register(harm):
        petri = people(f"petri{harm.__name__}@example.com", "Petri Nieminen")
        # When a customer asks
        petri.asks_and_sends("access")
        until(lambda: demo.step(petri.reference).state in NOT_NOTHING, "a step that could not be done")
        # Then the step says so, to both
        _says_so(demo, petri, clerks())


def test_it_waits_while_the_register_is_locked(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk]
) -> None:
    # Given a register that another program holds
    with _held(demo.register_file):
        petri = people("petri.locked@example.com", "Petri Nieminen")
        petri.asks_and_sends("access")
        until(lambda: demo.step(petri.reference).state in NOT_NOTHING, "a step that waits")
        _says_so(demo, petri, clerks())


@contextmanager
def _held(register: Path) -> Iterator[None]:
    with closing(sqlite3.connect(register, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def _says_so(demo: Demo, person: Person, clerk: Clerk) -> None:
    assert demo.step(person.reference).outcome != "nothing"
    assert "review" not in demo.request(person.reference).status
    person.opens_the_case()
    ledger = person.main.locator("tr", has_text="Customer register").inner_text()
    assert not re.search("nothing|done", ledger, re.IGNORECASE), ledger
    clerk.opens(person.reference)
    row = clerk.main.locator("tr", has_text="Customer register").first.inner_text()
    assert not re.search("nothing|done", row, re.IGNORECASE), row


def test_it_keeps_every_request_that_it_acknowledged_though_the_web_server_is_killed(demo: Demo) -> None:
    # Given visitors who send requests all the time
    over = threading.Event()
    with ThreadPoolExecutor(VISITORS) as visitors:
        sent = [visitors.submit(_sends, demo, place, over) for place in range(VISITORS)]
        # When the web server is killed again and again, each time while it serves them
        try:
            for _ in range(KILLS):
                demo.serving.until(demo.serving.is_whole, "whole again")
                time.sleep(SECONDS / (KILLS + 1))
                for process in _web(demo):
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
        finally:
            over.set()
        acknowledged = {reference for one in sent for reference in one.result()}
    demo.serving.until(demo.serving.is_whole, "whole again")
    # Then each that was answered with a reference is there, with its event and its mail
    assert acknowledged
    assert acknowledged <= demo.references()
    for reference in acknowledged:
        assert demo.kinds(reference)[0] == "request_received"
        assert demo.rows(t.Mail, reference)
    demo.verifies()


def _web(demo: Demo) -> list[psutil.Process]:
    try:
        below: list[psutil.Process] = demo.serving.child("granian").children()
    except (StopIteration, psutil.NoSuchProcess):
        return []
    return below


def _sends(demo: Demo, place: int, over: threading.Event) -> list[str]:
    """Send requests from an address of this machine's own; the references that were answered."""
    answered: list[str] = []
    while not over.wait(0.05):
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(
                "127.0.0.1", demo.serving.port, timeout=10, source_address=(f"127.0.0.{place + 2}", 0)
            )
            with closing(connection):
                answered += _send(connection, f"load{place}.{len(answered)}@example.net")
    return answered


def _send(connection: http.client.HTTPConnection, address: str) -> list[str]:
    connection.request("GET", f"/{SHOP}/")
    page = connection.getresponse()
    token, cookie = _TOKEN.search(page.read().decode()), page.headers.get("Set-Cookie", "").partition(";")[0]
    if token is None:
        return []
    form = urlencode({"csrf_token": unescape(token[1]), "rights": "access", "email": address})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"/{SHOP}/requests/new", form, headers)
    answer = connection.getresponse()
    answer.read()
    return [answer.headers["Location"].split("/")[-2]] if answer.status == 303 else []
