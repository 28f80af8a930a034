import datetime as dt
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default as default_policy
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.demo.mailbox import DemoMailbox, Fault
from portal.systems import post_out
from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater
from portal.systems.post_out import Bounced, OutgoingMail, SmtpSettings, as_bytes, send
from tests.mailbox import mailbox, smtp_to

__all__ = ["mailbox"]

MAIL = OutgoingMail(
    to="aino@example.org",
    from_name="Levykauppa Ääni",
    from_address="portal@example.net",
    reply_to="tuki@example.net",
    subject="Levykauppa Ääni: vahvista pyyntösi",
    text="Hei,\n\nTässä on linkki:\n\nhttps://privacy.example.net/aani/abc\n.yksinäinen piste\n.\n",
    html="<p>Hei, Åsa &amp; Östen</p>\n",
    message_id="<0190-7c1e@example.net>",
    date=dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC),
    language="fi",
)


def test_it_delivers_both_parts_with_their_letters(mailbox: DemoMailbox) -> None:
    result = send(smtp_to(mailbox), MAIL)
    [got] = mailbox.wait_for("aino@example.org")
    assert (result.message_id, result.reply) == ("<0190-7c1e@example.net>", "250 2.0.0")
    assert got.text == MAIL.text
    assert got.html == MAIL.html
    assert got.subject == MAIL.subject
    assert got.message["From"].addresses[0].display_name == "Levykauppa Ääni"
    assert got.sender == "portal@example.net"


def test_it_says_that_a_machine_wrote_it_and_nothing_of_the_machine(mailbox: DemoMailbox) -> None:
    send(
        smtp_to(mailbox),
        replace(MAIL, in_reply_to="<their-1@example.com>", list_unsubscribe="https://a.example/u/" + "x" * 200),
    )
    [got] = mailbox.mails()
    heads = {name: str(value) for name, value in got.message.items()}
    assert heads["Auto-Submitted"] == "auto-generated"
    assert heads["X-Auto-Response-Suppress"] == "DR, RN, NRN, OOF, AutoReply"
    assert heads["Content-Language"] == "fi"
    assert heads["Reply-To"] == "tuki@example.net"
    assert heads["Date"] == "Wed, 18 Nov 2026 09:30:00 +0000"
    assert heads["In-Reply-To"] == heads["References"] == "<their-1@example.com>"
    assert heads["List-Unsubscribe"] == "<https://a.example/u/" + "x" * 200 + ">"
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = (mailbox.folder / got.name).read_bytes()
    assert b"Received" not in raw
    assert socket.gethostname().encode() not in raw
    assert b"X-Mailer" not in raw


def test_it_sends_the_same_bytes_with_the_same_message_id_on_a_retry(mailbox: DemoMailbox) -> None:
    mailbox.fail_next(Fault.TAKEN_THEN_DROPPED)
    with pytest.raises(Ambiguous) as caught:
        send(smtp_to(mailbox), MAIL)
    assert caught.value.code == "unknown_delivery"
    send(smtp_to(mailbox), MAIL)
    first, second = mailbox.wait_for("aino@example.org", count=2)
    assert first.message_id == second.message_id == MAIL.message_id
    assert (mailbox.folder / first.name).read_bytes() == (mailbox.folder / second.name).read_bytes()


def test_it_does_not_know_when_the_line_goes_after_the_content(mailbox: DemoMailbox) -> None:
    mailbox.fail_next(Fault.LOST_THEN_DROPPED)
    with pytest.raises(Ambiguous):
        send(smtp_to(mailbox), MAIL)
    assert mailbox.mails() == []


def test_it_knows_that_nothing_went_when_the_line_goes_before_the_content(mailbox: DemoMailbox) -> None:
    mailbox.fail_next(Fault.DROPPED_AT_RCPT)
    with pytest.raises(RetryLater) as caught:
        send(smtp_to(mailbox), MAIL)
    assert caught.value.code == "mail_server_away"


def test_it_tries_later_when_the_server_is_down(mailbox: DemoMailbox) -> None:
    mailbox.go_away()
    with pytest.raises(RetryLater) as caught:
        send(smtp_to(mailbox), MAIL)
    assert caught.value.code == "mail_server_away"
    mailbox.come_back()
    send(smtp_to(mailbox), MAIL)
    assert len(mailbox.mails("aino@example.org")) == 1


def test_it_tries_later_when_the_server_has_no_address() -> None:
    with pytest.raises(RetryLater):
        send(SmtpSettings("mail.invalid", 25, security="none"), MAIL)


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (Fault.MAILBOX_BUSY, RetryLater, "mailbox_busy"),
        (Fault.SERVER_BUSY, RetryLater, "mail_server_busy"),
        (Fault.SENDER_REFUSED, AuthLost, "sender_refused"),
        (Fault.MAIL_REFUSED, Bounced, "mail_refused"),
        (Fault.MAILBOX_REFUSED, Bounced, "mailbox_refused"),
    ],
)
def test_it_tells_what_the_server_said(mailbox: DemoMailbox, fault: Fault, error: type[Exception], code: str) -> None:
    mailbox.fail_next(fault)
    with pytest.raises(error) as caught:
        send(smtp_to(mailbox), MAIL)
    assert caught.value.args == (code,)
    assert mailbox.mails() == []


def test_it_keeps_the_code_of_a_bounce_and_none_of_its_words(mailbox: DemoMailbox) -> None:
    with pytest.raises(Bounced) as caught:
        send(smtp_to(mailbox), replace(MAIL, to="bounce.me@example.org"))
    assert isinstance(caught.value, Permanent)
    assert (caught.value.code, caught.value.reply) == ("mailbox_refused", "550 5.1.1")


def test_it_gets_through_to_a_busy_mailbox_at_the_third_try(mailbox: DemoMailbox) -> None:
    busy = replace(MAIL, to="busy.bee@example.org")
    for _ in range(2):
        with pytest.raises(RetryLater):
            send(smtp_to(mailbox), busy)
    send(smtp_to(mailbox), busy)
    assert len(mailbox.mails("busy.bee@example.org")) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "aino",
        "@example.org",
        "aino@",
        "aino@example.org\r\nBcc: eve@example.com",
        "aino@example.org\nRCPT TO:<eve@example.com>",
        "aino@example.org\r",
        "aino@example.org\x00",
        "aino@example.org\u2028Bcc: eve@example.com",
        "aino@example.org\u0085",
        "ai\u200bno@example.org",
        "aino@example.org,eve@example.com",
        "aino@example.org;eve@example.com",
        "aino@example.org eve@example.com",
        "aino@example.org>,<eve@example.com",
        "Aino <aino@example.org>",
        '"aino@example.org"@example.com',
        "=?utf-8?q?aino?=@example.org",
        "aino@=?utf-8?q?example=2Eorg?=",
        "aino@example.org(eve)",
        "@relay.example:aino@example.org",
        "list:aino@example.org;",
        "aino@[127.0.0.1]",
        "aino@exa_mple.org",
        "aino@-example.org",
        "aino..b@example.org",
        "a" * 65 + "@example.org",
        "aino@" + "a." * 130 + "org",
        "aino@ex\udcffample.org",
    ],
)
def test_it_refuses_what_is_not_one_address(mailbox: DemoMailbox, address: str) -> None:
    for mail in (replace(MAIL, to=address), replace(MAIL, from_address=address), replace(MAIL, reply_to=address)):
        with pytest.raises(Permanent) as caught:
            send(smtp_to(mailbox), mail)
        assert caught.value.code == "bad_address"
    assert mailbox.mails() == []


def _with(field: str, value: str) -> OutgoingMail:
    changes: dict[str, Any] = {field: value}
    return replace(MAIL, **changes)


@pytest.mark.parametrize(
    "poison", ["x\r\nBcc: eve@example.com", "x\nBcc: eve@example.com", "x\rB", "x\u2029B", "x\x85B", "x\x00"]
)
@pytest.mark.parametrize("field", ["subject", "from_name", "message_id", "in_reply_to", "list_unsubscribe", "language"])
def test_it_lets_no_value_begin_a_header(field: str, poison: str) -> None:
    with pytest.raises(Permanent) as caught:
        as_bytes(_with(field, poison))
    assert caught.value.code == "bad_header"


def test_it_refuses_a_date_without_a_zone() -> None:
    with pytest.raises(Permanent):
        as_bytes(replace(MAIL, date=dt.datetime(2026, 11, 18, 9, 30)))  # noqa: DTZ001  # the fault under test


@pytest.mark.parametrize(
    "name",
    [
        "Äänitteet, Levyt & Oy",
        "Levyt, Oy <eve@example.com>",
        'Oy "Ab"',
        "",
        "Ole (Oy) @ kauppa",
    ],
)
def test_it_writes_any_trade_name_as_one_sender(name: str) -> None:
    got = message_from_bytes(as_bytes(replace(MAIL, from_name=name)), policy=default_policy)
    [sender] = got["From"].addresses
    assert sender.addr_spec == "portal@example.net"
    assert sender.display_name == name.strip()


def test_it_folds_a_long_trade_name_between_letters() -> None:
    written = as_bytes(replace(MAIL, from_name="Pitkä nimi " * 12 + "ä"))
    line = written.partition(b"\r\nTo: ")[0].decode()
    assert all(len(part) <= 78 for part in line.removesuffix(" <portal@example.net>").split("\r\n"))
    assert str(make_header(decode_header(line))) == "From: " + "Pitkä nimi " * 12 + "ä <portal@example.net>"


def test_it_writes_lines_that_any_server_takes() -> None:
    written = as_bytes(replace(MAIL, text="ä" * 5000 + "\n.\r\n\rQUIT\r\n", subject="Pitkä aihe " * 20))
    assert written.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", written)
    assert max(len(line) for line in written.split(b"\r\n")) < 998
    assert written.count(b"\r\nTo: ") == 1


def test_it_ends_no_mail_early(mailbox: DemoMailbox) -> None:
    smuggled = "one\n.\nMAIL FROM:<eve@example.com>\nRCPT TO:<eve@example.com>\nDATA\n.\r\n.\n"
    send(smtp_to(mailbox), replace(MAIL, text=smuggled))
    [got] = mailbox.mails()
    assert got.recipients == ("aino@example.org",)
    assert got.text.splitlines() == smuggled.splitlines()


def test_it_needs_a_server_that_knows_umlauts_only_for_such_a_mailbox(tmp_path: Path) -> None:
    with DemoMailbox(tmp_path / "plain", enable_SMTPUTF8=False) as plain:
        send(smtp_to(plain), replace(MAIL, to="aino@äänite.example"))
        with pytest.raises(Permanent) as caught:
            send(smtp_to(plain), replace(MAIL, to="äänikki@example.org"))
        assert caught.value.code == "address_needs_smtputf8"
        assert [mail.recipients for mail in plain.mails()] == [("aino@xn--nite-koaa.example",)]


def test_it_writes_to_a_mailbox_with_umlauts(mailbox: DemoMailbox) -> None:
    send(smtp_to(mailbox), replace(MAIL, to="äänikki@example.org"))
    [got] = mailbox.wait_for("äänikki@example.org")
    assert got.recipients == ("äänikki@example.org",)
    assert got.text == MAIL.text


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mailbox")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mailbox.pem"
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + plain)
    return path


def _server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def _sign_in(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
    fits = getattr(given, "login", b"") == b"portal" and getattr(given, "password", b"") == b"right"
    return AuthResult(success=fits, handled=False)


def test_it_speaks_tls_and_signs_in(tmp_path: Path, certificate: Path) -> None:
    context = _server_side(certificate)
    with DemoMailbox(
        tmp_path / "a", tls_context=context, require_starttls=True, auth_required=True, authenticator=_sign_in
    ) as server:
        settings = SmtpSettings("127.0.0.1", server.port, "portal", "right", "starttls", str(certificate))
        send(settings, MAIL)
        assert len(server.mails("aino@example.org")) == 1
        for wrong in ("wrong", "wröng"):
            with pytest.raises(AuthLost) as caught:
                send(replace(settings, password=wrong), MAIL)
            assert caught.value.code == "mail_login_refused"
        with pytest.raises(AuthLost):
            send(replace(settings, username="", password=""), MAIL)
        assert "right" not in repr(settings)


def test_it_speaks_tls_from_the_first_byte(tmp_path: Path, certificate: Path) -> None:
    with DemoMailbox(tmp_path / "a", ssl_context=_server_side(certificate)) as server:
        send(SmtpSettings("127.0.0.1", server.port, security="tls", ca_file=str(certificate)), MAIL)
        assert len(server.mails("aino@example.org")) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_it_sends_nothing_to_a_server_that_cannot_prove_itself(
    tmp_path: Path, certificate: Path, security: post_out.Security
) -> None:
    context = _server_side(certificate)
    how: dict[str, Any] = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    with DemoMailbox(tmp_path / "a", **how) as server:
        with pytest.raises(RetryLater) as caught:
            send(SmtpSettings("127.0.0.1", server.port, security=security), MAIL)
        assert caught.value.code == "mail_tls_failed"
        assert server.mails() == []


def test_it_does_not_fall_back_to_plain_text(mailbox: DemoMailbox) -> None:
    with pytest.raises(RetryLater) as caught:
        send(SmtpSettings("127.0.0.1", mailbox.port, security="starttls"), MAIL)
    assert caught.value.code == "mail_tls_missing"
    assert mailbox.mails() == []


def test_it_says_when_the_server_takes_no_sign_in(mailbox: DemoMailbox) -> None:
    with pytest.raises(AuthLost) as caught:
        send(SmtpSettings("127.0.0.1", mailbox.port, "portal", "right", "none"), MAIL)
    assert caught.value.code == "mail_login_missing"


@contextmanager
def _server_that_says(lines: list[bytes], pause: float = 0.0) -> Iterator[int]:
    """A server that says one line at a time, `pause` seconds apart, whatever it hears, and then hangs."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def talk() -> None:
        connection, _ = listening.accept()
        with connection:
            for line in lines:
                connection.sendall(line)
                if over.wait(pause):
                    return
            over.wait(20)

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        thread.join()
        listening.close()


def test_it_leaves_a_server_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_out, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(post_out, "REPLY_SECONDS", 0.2)
    with _server_that_says([]) as port, pytest.raises(RetryLater):
        send(SmtpSettings("127.0.0.1", port, security="none"), MAIL)


def test_it_leaves_a_server_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_out, "TALK_SECONDS", 0.5)
    with _server_that_says([b"2"] * 200, pause=0.1) as port, pytest.raises(RetryLater):
        send(SmtpSettings("127.0.0.1", port, security="none"), MAIL)


@pytest.mark.parametrize(
    "greeting", [b"554 5.3.2 Closed\r\n", b"421 Busy\r\n", b"HTTP/1.1 200 OK\r\n", b"\xff\xfe\r\n"]
)
def test_it_tries_later_when_the_greeting_is_not_one(greeting: bytes) -> None:
    with _server_that_says([greeting]) as port, pytest.raises(RetryLater):
        send(SmtpSettings("127.0.0.1", port, security="none"), MAIL)


def test_it_gives_no_password_to_a_server_far_away_in_clear(mailbox: DemoMailbox) -> None:
    far = SmtpSettings("0.0.0.0", mailbox.port, "portal", "right", "none")  # reaches this machine, but is not its name
    with pytest.raises(AuthLost) as caught:
        send(far, MAIL)
    assert caught.value.code == "mail_password_in_clear"
