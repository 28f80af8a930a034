"""What strangers may do with somebody's address, and with addresses of pages."""

import re
import tempfile
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask import request as flask_request
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.app import create_app
from portal.domain.roles import machine
from portal.journey import handling, keeping
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import ORIGIN, Browser
from tests.factories import Clock

VICTIM = "aino.virtanen@example.org"


def sent_to(store: Store, shop: ControllerFacts) -> list[str]:
    """The kinds of the mails that go out, or wait to."""
    with store.database.reading(machine(shop.id)) as session:
        rows = session.scalars(select(t.Mail).where(t.Mail.state != "withheld").order_by(t.Mail.created_at))
        return [row.kind for row in rows]


def begin(browser: Browser, email: str = VICTIM, right: str = "access") -> str:
    """A request of this browser; its reference."""
    browser.get("/digelius/")
    return browser.post("/digelius/requests/new", email=email, rights=[right]).headers["Location"].split("/")[3]


def go_on(browser: Browser, reference: str) -> None:
    """Answer the questions and send, the mailbox not shown."""
    browser.get(f"/digelius/requests/{reference}/about")
    browser.post(f"/digelius/requests/{reference}/about", name="Mallory")
    browser.get(f"/digelius/requests/{reference}/check")
    browser.post(f"/digelius/requests/{reference}/check")


def test_it_mails_three_times_a_day_whatever_strangers_press(app: Flask, store: Store, shop: ControllerFacts) -> None:
    for number in range(4):
        browser = Browser(app, address=f"192.0.2.{number}")
        reference = begin(browser, email=f"aino.virtanen+{number}@example.org")
        go_on(browser, reference)
        browser.get(f"/digelius/requests/{reference}/mail")
        browser.post(f"/digelius/requests/{reference}/mail/resend")
    assert len(sent_to(store, shop)) == 3


def test_it_counts_reminders_among_the_three(app: Flask, store: Store, shop: ControllerFacts, clock: Clock) -> None:
    for _ in range(3):
        begin(Browser(app))
    clock.pass_by(days=3, minutes=1)
    before = len(sent_to(store, shop))
    for _ in range(2):
        begin(Browser(app))
    for request_id in keeping.unconfirmed(store, shop.id):
        keeping.remind(store, shop.id, request_id)
    assert len(sent_to(store, shop)) == before + 3


def test_it_mails_no_link_for_a_closed_request(app: Flask, store: Store, shop: ControllerFacts) -> None:
    browser = Browser(app)
    reference = begin(browser)
    handling.close_unconfirmed(store, factories.make_staff(store, shop), [reference], "Nobody showed the mailbox.")
    before = sent_to(store, shop)
    browser.get(f"/digelius/requests/{reference}/mail/address")
    assert browser.post(f"/digelius/requests/{reference}/mail/resend").status_code == 403
    assert sent_to(store, shop) == before


def test_it_keeps_no_answers_of_a_request_that_was_sent(app: Flask) -> None:
    browser = Browser(app)
    reference = begin(browser)
    go_on(browser, reference)
    browser.get(f"/digelius/requests/{reference}/about")
    assert browser.post(f"/digelius/requests/{reference}/about", name="Somebody Else").status_code == 409


@pytest.mark.parametrize("path", ["/%5Cevil.example/", "/%09/evil.example/x/y/z", "/x%3Fy/%23z"])
def test_it_links_languages_to_this_origin_alone(app: Flask, path: str) -> None:
    page = Browser(app).get(path)
    links = [unescape(found) for found in re.findall(r'<a href="([^"]*)"[^>]*data-language', page.text)]
    assert len(links) == 3
    for link in links:
        as_browsers_read_it = re.sub(r"[\t\r\n]", "", link).replace("\\", "/")
        assert urljoin(f"{ORIGIN}/", as_browsers_read_it).startswith(f"{ORIGIN}/")
        assert "\\" not in link
        assert "\t" not in link


def test_it_knows_nothing_at_an_address_with_a_nul(app: Flask, sanna: str) -> None:
    browser = Browser(app)
    reference = begin(browser)
    browser.sign_in()
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.arguments]
    for rule in rules:
        for known in ("digelius", reference), ("digelius", "%00"), ("digelius%00", reference):
            path = rule.rule
            for name in rule.arguments:
                value = {"controller": known[0], "reference": known[1]}.get(name, "%00")
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
            assert browser.get(path).status_code < 500, path


def test_it_says_that_the_house_is_closed_when_the_database_is_away(
    app: Flask, store: Store, sanna: str, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = Browser(app)
    reference = begin(browser)
    browser.sign_in()
    away = _put_away(store)
    try:
        for path in ("/digelius/", f"/digelius/requests/{reference}", "/staff/", "/staff/digelius/requests"):
            answer = browser.get(path)
            assert answer.status_code == 503, path
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    finally:
        event.remove(store.database.engine, "before_cursor_execute", away)
    said = "".join(capfd.readouterr())
    assert reference not in said
    assert "Traceback" not in said


def _put_away(store: Store) -> Any:
    def away(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("the database is away"))

    event.listen(store.database.engine, "before_cursor_execute", away)
    return away


def test_it_lays_no_file_on_the_disk_before_it_is_sealed(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    browser = Browser(app)
    browser.get("/digelius/")
    parts = [("csrf_token", browser.token), ("email", VICTIM), ("rights", "access")]
    head = "".join(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts)
    file = '--x\r\nContent-Disposition: form-data; name="file"; filename="passport.txt"\r\n\r\n'
    body = f"{head}{file}{'a passport ' * 200_000}\r\n--x--\r\n".encode()
    answer = browser.client.post(
        "/digelius/requests/new", base_url=ORIGIN, input_stream=BytesIO(body), content_length=len(body),
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip
    assert answer.status_code == 303


def test_it_gives_the_cookie_to_no_other_name_of_the_domain(store: Store, tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url,
        base_url="https://portal.example.org",
    )  # fmt: skip
    assert create_app(settings, store).config["SESSION_COOKIE_NAME"] == "__Host-portal"


@pytest.mark.parametrize(("proxies", "counted"), [(0, "192.0.2.1"), (1, "198.51.100.7")])
def test_it_believes_a_proxy_only_where_it_has_one(store: Store, tmp_path: Path, proxies: int, counted: str) -> None:
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN, proxies=proxies
    )
    seen: list[str] = []
    app = create_app(settings, store)
    app.before_request(lambda: seen.append(flask_request.remote_addr or ""))
    Browser(app).get("/healthz", **{"X-Forwarded-For": "203.0.113.5, 198.51.100.7", "X-Forwarded-Host": "evil.example"})
    assert seen == [counted]
