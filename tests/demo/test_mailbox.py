import datetime as dt
import os
import signal
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import words
from portal.demo import mail_folder, mailbox_pages
from portal.demo.mailbox import DemoMailbox
from portal.demo.mailbox_pages import bp
from portal.settings import Settings
from portal.web import pages, problems
from tests.mailbox import mailbox

__all__ = ["mailbox"]

ROOT = Path(__file__).resolve().parents[2]
OURS = "http://127.0.0.1:8000/levykauppa/c/abc.def"


def put(server: DemoMailbox, to: str = "aino@example.org", subject: str = "Pyyntosi", text: str = "Hei") -> None:
    with smtplib.SMTP("127.0.0.1", server.port, local_hostname="portal.example.net") as client:
        head = f"From: portal@example.net\r\nTo: <{to}>\r\nSubject: {subject}\r\nMessage-ID: <1@example.net>"
        client.sendmail("portal@example.net", [to], f"{head}\r\n\r\n{text}\r\n")


def test_it_keeps_each_mail_whole_and_for_its_owner_alone(mailbox: DemoMailbox) -> None:
    put(mailbox, "aino@example.org")
    put(mailbox, "bertil@example.org")
    assert [mail.recipients for mail in mailbox.mails()] == [("aino@example.org",), ("bertil@example.org",)]
    assert mailbox.mails("bertil@example.org")[0].text == "Hei\n"
    assert mailbox.folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in mailbox.folder.iterdir())


def test_it_shows_the_recipients_of_the_envelope_not_those_of_the_header(mailbox: DemoMailbox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.port, local_hostname="x") as client:
        client.sendmail(
            "a@example.net", ["aino@example.org"], "Delivered-To: eve@example.com\r\nTo: eve@example.com\r\n\r\nHei"
        )
    [mail] = mailbox.mails()
    assert mail.recipients == ("aino@example.org",)


def test_it_waits_for_mail_and_says_what_came_instead(mailbox: DemoMailbox) -> None:
    threading.Timer(0.2, put, [mailbox, "late@example.org"]).start()
    assert mailbox.wait_for("late@example.org")[0].subject == "Pyyntosi"
    with pytest.raises(TimeoutError, match="late@example.org"):
        mailbox.wait_for("nobody@example.org", timeout=0.1)


def test_it_comes_back_at_the_same_port(mailbox: DemoMailbox) -> None:
    port = mailbox.port
    mailbox.go_away()
    with pytest.raises(ConnectionRefusedError):
        put(mailbox)
    mailbox.come_back()
    put(mailbox)
    assert mailbox.port == port


def test_it_listens_on_this_machine_alone(mailbox: DemoMailbox) -> None:
    assert mailbox._controller is not None
    assert mailbox._controller.hostname == "127.0.0.1"


@pytest.mark.parametrize("word", ["VRFY aino@example.org", "EXPN list", "TURN"])
def test_it_passes_nothing_on_and_tells_nothing(mailbox: DemoMailbox, word: str) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.port, local_hostname="x") as client:
        client.ehlo()
        assert client.docmd(word)[0] in (252, 500, 502)
    assert mailbox.mails() == []


def test_it_is_a_process_that_ends_when_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "portal.demo.mailbox", "--port", "0", "--folder", str(tmp_path / "mail")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            port = int(line.split("127.0.0.1:")[1].split(",")[0])
            with smtplib.SMTP("127.0.0.1", port, local_hostname="x") as client:
                client.sendmail("a@example.net", ["aino@example.org"], "Subject: Hei\r\n\r\nHei")
            os.kill(process.pid, signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            process.kill()
    assert [mail.subject for mail in mail_folder.read_all(tmp_path / "mail")] == ["Hei"]


def test_it_takes_port_and_folder_from_the_settings(mailbox: DemoMailbox, tmp_path: Path) -> None:
    settings = {"PORTAL_DEMO_SMTP_PORT": str(mailbox.port), "PORTAL_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "portal.demo.mailbox"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=30, check=False
    )
    assert f"cannot take port {mailbox.port}" in done.stderr
    bad = {**os.environ, "PORTAL_DEMO_SMTP_PORT": "none"}
    done = subprocess.run(command, cwd=ROOT, env=bad, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "PORTAL_DEMO_SMTP_PORT" in done.stderr


def test_it_says_that_its_port_is_taken(mailbox: DemoMailbox, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "portal.demo.mailbox", "--port", str(mailbox.port), "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert f"cannot take port {mailbox.port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """The pages alone, over an empty folder."""
    app = Flask("portal", template_folder=str(words.templates_folder()), static_folder=str(words.static_folder()))
    app.config["PORTAL_MAILBOX_FOLDER"] = tmp_path / "mailbox"
    app.secret_key = "a key of this test"
    app.extensions["portal.settings"] = Settings(demo=True, base_url="http://127.0.0.1:8000")
    words.equip(app.jinja_env)
    app.context_processor(pages.shared_context)
    pages.htmx.init_app(app)
    problems.handle(app)
    app.register_blueprint(bp)
    with app.test_client() as made:
        yield made


def drop(folder: Path, to: str, subject: str, minute: int, text: str = "Hei") -> str:
    content = f"From: portal@example.net\r\nSubject: {subject}\r\nMessage-ID: <{minute}@example.net>\r\n\r\n{text}\r\n"
    return mail_folder.store(
        folder, dt.datetime(2026, 11, 18, 9, minute, tzinfo=dt.UTC), "p@example.net", [to], content.encode()
    )


def test_it_lists_the_newest_mail_first(client: FlaskClient, tmp_path: Path) -> None:
    drop(tmp_path / "mailbox", "aino@example.org", "First", 1)
    drop(tmp_path / "mailbox", "bertil@example.org", "Second <b>", 2)
    page = client.get("/demo/mailbox").text
    assert page.index("Second &lt;b&gt;") < page.index("First")
    assert "<title>Demo mailbox" in page


def test_it_tells_when_a_mail_went_as_its_company_does(client: FlaskClient, tmp_path: Path) -> None:
    name = drop(tmp_path / "mailbox", "aino@example.org", "First", 1)
    for page in (client.get("/demo/mailbox"), client.get(f"/demo/mailbox/{name}")):
        assert ">18 Nov 2026, 11:01<" in page.text


def test_it_says_when_there_is_no_mail(client: FlaskClient) -> None:
    assert "No mail yet." in client.get("/demo/mailbox").text
    assert "No mail to eve@example.com yet." in client.get("/demo/mailbox?to=eve@example.com").text


def test_it_shows_the_mail_of_one_address(client: FlaskClient, tmp_path: Path) -> None:
    drop(tmp_path / "mailbox", "aino@example.org", "First", 1)
    drop(tmp_path / "mailbox", "bertil@example.org", "Second", 2)
    page = client.get("/demo/mailbox?to=Aino@example.org").text
    assert "First" in page
    assert "Second" not in page


def test_it_answers_a_poll_with_the_list_alone_or_with_nothing_new(client: FlaskClient, tmp_path: Path) -> None:
    name = drop(tmp_path / "mailbox", "aino@example.org", "First", 1)
    asked = {"HX-Request": "true"}
    fragment = client.get("/demo/mailbox?seen=", headers=asked)
    assert fragment.status_code == 200
    assert fragment.text.lstrip().startswith('<div id="mails"')
    assert f"seen={name}" in fragment.text
    assert client.get(f"/demo/mailbox?seen={name}", headers=asked).status_code == 204
    assert "<!doctype html>" in client.get(f"/demo/mailbox?seen={name}").text


def test_it_shows_a_mail_as_text_and_links_to_our_pages_alone(client: FlaskClient, tmp_path: Path) -> None:
    text = f"<script>alert(1)</script>\r\n{OURS}\r\nhttp://127.0.0.1:8000.evil.example/x\r\nhttps://evil.example/"
    name = drop(tmp_path / "mailbox", "aino@example.org", "Hei", 1, text)
    page = client.get(f"/demo/mailbox/{name}").text
    assert f'<a href="{OURS}">{OURS}</a>' in page
    assert 'href="http://127.0.0.1:8000.evil' not in page
    assert 'href="https://evil' not in page
    assert "<script>alert" not in page


def test_it_shows_the_html_part_as_its_source(client: FlaskClient, tmp_path: Path) -> None:
    content = b"Subject: Hei\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=x()>Hei</p>\r\n"
    at = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    name = mail_folder.store(tmp_path / "mailbox", at, "p@example.net", ["a@example.org"], content)
    page = client.get(f"/demo/mailbox/{name}").text
    assert "&lt;p onclick=x()&gt;Hei&lt;/p&gt;" in page
    assert "<p onclick" not in page


@pytest.mark.parametrize(
    "name",
    [
        "../secret.eml",
        "..%2fsecret.eml",
        "%2e%2e/secret.eml",
        "secret.eml",
        "20261118T090100.000000Z-0000000000000000.eml",
        "x\x00.eml",
    ],
)
def test_it_opens_nothing_but_what_it_lists(client: FlaskClient, tmp_path: Path, name: str) -> None:
    drop(tmp_path / "mailbox", "aino@example.org", "First", 1)
    (tmp_path / "secret.eml").write_text("Subject: hidden\n\nhidden")
    (tmp_path / "mailbox" / "secret.eml").write_text("Subject: hidden\n\nhidden")
    answer = client.get(f"/demo/mailbox/{name}")
    assert answer.status_code == 404
    assert "hidden" not in answer.text


def test_it_declares_who_may_come_in(client: FlaskClient) -> None:
    views = {name: view for name, view in client.application.view_functions.items() if name.startswith("demo_mailbox.")}
    assert {getattr(view, "admits", "") for view in views.values()} == {"demo"}


@pytest.mark.parametrize(("language", "title"), [("fi", "Kokeiluversion postilaatikko"), ("sv", "Demons brevlåda")])
def test_it_speaks_the_visitors_language(client: FlaskClient, language: str, title: str) -> None:
    with words.using(language):
        assert f"<h1>{title}</h1>" in client.get("/demo/mailbox").text


def test_it_stays_readable_with_much_mail(client: FlaskClient, tmp_path: Path) -> None:
    for minute in range(60):
        drop(tmp_path / "mailbox", "aino@example.org", f"Mail {minute}", minute)
        drop(tmp_path / "mailbox", "bertil@example.org", f"Mail {minute}", minute)
    assert client.get("/demo/mailbox").text.count("<tr>") == mailbox_pages.SHOWN + 1
