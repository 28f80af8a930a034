"""Mail goes out: one message to one mailbox, over SMTP.

Nothing is remembered here. The caller keeps the Message-ID and the date with its job,
so that a second attempt sends the same bytes, and learns from the error whether the
mail surely did not go (`RetryLater`, `AuthLost`, `Permanent`) or may have gone (`Ambiguous`).
"""

import contextlib
import re
import smtplib
import socket
import ssl
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import Literal

from email_validator import EmailNotValidError, validate_email

from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater
from portal.systems.wire import cut_after

Security = Literal["none", "starttls", "tls"]

CONNECT_SECONDS = 10.0
REPLY_SECONDS = 30.0
TALK_SECONDS = 120.0

_ATOM = r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_ATOM}(?:\.{_ATOM})*)")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_HTTPS = re.compile(r"https?://[!-;=?-~]+")
_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The controller's mail server. `ca_file` names a certificate authority of its own, where it has one."""

    host: str
    port: int
    username: str = ""
    password: str = field(default="", repr=False)
    security: Security = "starttls"
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to one address. `message_id` stands in angle brackets and, like `date`, is kept for every retry."""

    to: str
    from_name: str
    from_address: str
    reply_to: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    language: str
    auto_submitted: Literal["auto-generated", "auto-replied"] = "auto-generated"
    in_reply_to: str = ""
    list_unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class SendResult:
    """The server took the mail: `reply` is its code alone (`250` or `250 2.0.0`), never its words."""

    message_id: str
    reply: str


class Bounced(Permanent):
    """The server refused this mail for good; `reply` is its code alone, such as `550 5.1.1`."""

    def __init__(self, code: str, reply: str) -> None:
        super().__init__(code)
        self.reply = reply


def send(settings: SmtpSettings, mail: OutgoingMail) -> SendResult:
    """Hand one mail to the server, for exactly one recipient (RFC 5321).

    Raises `RetryLater` where the mail did not go and may go later, `AuthLost` where the
    server refuses us, `Bounced` (a `Permanent`) where it refuses this mail, `Permanent`
    where the mail cannot be written at all, and `Ambiguous` where the connection was
    lost between the content and the server's word.
    """
    recipient, sender = _as_written(mail.to), _as_written(mail.from_address)
    content = as_bytes(mail)
    with _talk(settings, sender) as server:
        _envelope(server, sender, recipient, len(content))
        return SendResult(mail.message_id, _hand_over(server, content))


def greet(settings: SmtpSettings, sender: str) -> None:
    """Knock at the mail server and sign in, without a mail; faults as `send`."""
    with _talk(settings, sender):
        return


def as_bytes(mail: OutgoingMail) -> bytes:
    """The mail as it travels; the same bytes for the same values. Raises `Permanent` for what no header may hold."""
    body = EmailMessage(policy=SMTP_POLICY)
    body["Date"] = format_datetime(_aware(mail.date))
    body["Subject"] = _one_line(mail.subject)
    body["Auto-Submitted"] = mail.auto_submitted
    body["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
    body.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        body.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        body.set_boundary("=_" + sha256(mail.message_id.encode()).hexdigest()[:32])
    body["Content-Language"] = _one_line(mail.language)
    return _addressing(mail) + body.as_bytes()


def _addressing(mail: OutgoingMail) -> bytes:
    # These lines are written as checked: the library would fold a long token into encoded words.
    lines = [
        f"From: {_name(mail.from_name)} <{_as_written(mail.from_address)}>",
        f"To: <{_as_written(mail.to)}>",
        f"Reply-To: <{_as_written(mail.reply_to)}>",
        f"Message-ID: {_identifier(mail.message_id)}",
    ]
    if mail.in_reply_to:
        answered = _identifier(mail.in_reply_to)
        lines += [f"In-Reply-To: {answered}", f"References: {answered}"]
    if mail.list_unsubscribe:
        if not _HTTPS.fullmatch(mail.list_unsubscribe):
            raise Permanent("bad_header")
        lines += [f"List-Unsubscribe: <{mail.list_unsubscribe}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _as_written(address: str) -> str:
    """The address as the server gets it: the domain in ASCII, the local part untouched."""
    if len(address) > 254 or any(unicodedata.category(letter)[0] in "CZ" for letter in address):
        raise Permanent("bad_address")
    found = _ADDRESS.fullmatch(address)
    if found is None or "=?" in address or len(found["local"].encode()) > 64:
        raise Permanent("bad_address")
    domain = found["domain"]
    if not domain.isascii():
        domain = _in_ascii(domain)
    if not _DOMAIN.fullmatch(domain):
        raise Permanent("bad_address")
    return f"{found['local']}@{domain}"


def _in_ascii(domain: str) -> str:
    try:
        return validate_email(f"a@{domain}", check_deliverability=False).ascii_domain
    except EmailNotValidError:
        raise Permanent("bad_address") from None


def _one_line(text: str) -> str:
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text):
        raise Permanent("bad_header")
    return text


def _name(name: str) -> str:
    """The sender's name as a phrase (RFC 5322, RFC 2047), folded where it is long."""
    if _one_line(name).isascii():
        return formataddr((name, "")).removesuffix(" <>")
    return Header(name, "utf-8", header_name="From").encode(linesep="\r\n")


def _identifier(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id) or len(message_id) > 250:
        raise Permanent("bad_header")
    return message_id


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Permanent("bad_header")
    return moment


@contextlib.contextmanager
def _talk(settings: SmtpSettings, sender: str) -> Iterator[smtplib.SMTP]:
    """A conversation with the server, greeted, secured and signed in; cut when it lasts too long."""
    try:
        with contextlib.ExitStack() as kept:
            plain = socket.create_connection((settings.host, settings.port), timeout=CONNECT_SECONDS)
            kept.callback(plain.close)
            kept.enter_context(cut_after(TALK_SECONDS, plain))
            # The domain we write from is our name: the machine's own is nobody's business, and may be slow to find.
            server = smtplib.SMTP(local_hostname=sender.rpartition("@")[2])
            server.sock = plain
            kept.callback(server.close)
            _greet(settings, server)
            _sign_in(settings, server)
            yield server
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
    except ssl.SSLError:
        raise RetryLater("mail_tls_failed", 300) from None
    except smtplib.SMTPResponseException as error:
        raise RetryLater("mail_server_busy" if error.smtp_code >= 400 else "mail_server_away") from None
    except (OSError, smtplib.SMTPException):
        raise RetryLater("mail_server_away") from None


def _greet(settings: SmtpSettings, server: smtplib.SMTP) -> None:
    if settings.security == "tls":
        _wrap(settings, server)
    assert server.sock is not None
    server.sock.settimeout(REPLY_SECONDS)
    _expect(server.getreply(), 220)
    _expect(server.ehlo(), 250)
    if settings.security == "starttls":
        if not server.has_extn("starttls"):
            raise RetryLater("mail_tls_missing", 300)
        _expect(server.docmd("STARTTLS"), 220)
        _wrap(settings, server)
        _expect(server.ehlo(), 250)


def _wrap(settings: SmtpSettings, server: smtplib.SMTP) -> None:
    """Put the connection under TLS, and forget what was said before it (RFC 3207)."""
    assert server.sock is not None
    context = ssl.create_default_context(cafile=settings.ca_file or None)
    server.sock = context.wrap_socket(server.sock, server_hostname=settings.host)
    server.file = None
    server.esmtp_features = {}
    server.does_esmtp = False


def _sign_in(settings: SmtpSettings, server: smtplib.SMTP) -> None:
    if not settings.username:
        return
    if settings.security == "none" and settings.host not in _LOOPBACK:
        raise AuthLost("mail_password_in_clear")
    try:
        server.login(settings.username, settings.password)
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:
            raise
        raise AuthLost("mail_login_refused") from None
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPHeloError):
        raise
    except UnicodeEncodeError:
        raise AuthLost("mail_login_refused") from None
    except smtplib.SMTPException:
        raise AuthLost("mail_login_missing") from None


def _envelope(server: smtplib.SMTP, sender: str, recipient: str, size: int) -> None:
    code, words = server.mail(sender, _options(server, sender, recipient, size))
    if code in (552, 555):
        raise Bounced("mail_refused", _spoken(code, words))
    if code >= 500:
        raise AuthLost("mail_login_refused" if code in (530, 535) else "sender_refused")
    _expect((code, words), 250)
    code, words = server.rcpt(recipient)
    if code >= 500:
        raise Bounced("mailbox_refused", _spoken(code, words))
    if code not in (250, 251):
        raise RetryLater("mailbox_busy")


def _options(server: smtplib.SMTP, sender: str, recipient: str, size: int) -> list[str]:
    options = [f"size={size}"] if server.has_extn("size") else []
    if sender.isascii() and recipient.isascii():
        return options
    if not server.has_extn("smtputf8"):
        raise Permanent("address_needs_smtputf8")
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]


def _hand_over(server: smtplib.SMTP, content: bytes) -> str:
    """Send the content and hear the server's word, its code alone.

    A connection lost before the server asks for the content sent nothing; lost after it, nobody knows.
    """
    code, words = server.docmd("DATA")
    if code == 354:
        try:
            server.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
            code, words = server.getreply()
        except (OSError, smtplib.SMTPException):
            raise Ambiguous("unknown_delivery") from None
    if code >= 500:
        raise Bounced("mail_refused", _spoken(code, words))
    if code != 250:
        raise RetryLater("mail_server_busy")
    return _spoken(code, words)


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(*reply)


def _spoken(code: int, words: bytes) -> str:
    """The reply's code and its enhanced code (RFC 3463); its words may hold an address and are left out."""
    enhanced = _ENHANCED.match(words)
    return f"{code} {enhanced[1].decode()}" if enhanced else str(code)
