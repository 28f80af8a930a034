"""One conversation with an IMAP server: dialled through the guard, secured, signed in, bounded in time and size.

Whatever goes wrong comes out as a fault of the contract; the server's words never leave in one.
"""

import contextlib
import imaplib
import logging
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

from imapclient import IMAPClient
from imapclient.response_parser import parse_message_list, parse_response

from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater, SystemFault
from portal.systems.imap.account import Account
from portal.systems.imap.token import access_token
from portal.systems.wire import REPLY_SECONDS, Outgoing, cut_after

_LAST_UID = 2**32 - 1
MOST_LITERAL = 2 * 1024 * 1024
MOST_ANSWER = 32 * 1024 * 1024
_CODE = re.compile(r"\[([A-Z-]+)")
_REFUSED = frozenset({"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN"})
_BUSY = frozenset({"LIMIT", "INUSE", "OVERQUOTA"})
_AWAY = frozenset({"UNAVAILABLE", "SERVERBUG", "CLIENTBUG", "CORRUPTION"})

# What is read and written is other people's mail: the library keeps a log of it, which goes nowhere.
logging.getLogger("imapclient").propagate = False
logging.getLogger("imapclient").addHandler(logging.NullHandler())


class _Capped(imaplib.IMAP4):
    """The library's own protocol on a socket that is given, with a cap on what one command may answer."""

    def __init__(self, given: socket.socket, host: str, port: int) -> None:
        self._given = given
        self._got = 0
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._given

    def send(self, data: Any) -> None:
        """The count begins anew with every command."""
        self._got = 0
        super().send(data)

    def read(self, size: int) -> bytes:
        """A literal; nothing is made room for that is longer than we ask for."""
        if size > MOST_LITERAL:
            raise _TooMuch
        self._count(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line of the answer."""
        line = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._got += size
        if self._got > MOST_ANSWER:
            raise _TooMuch


class _TooMuch(Exception):  # noqa: N818 (it leaves this module as a fault)
    pass


class Session(IMAPClient):  # type: ignore[misc]
    """IMAPClient on a socket of the guard's; folders by their raw names, searches with every value quoted."""

    def __init__(self, given: socket.socket, host: str, port: int) -> None:
        self._given = given
        super().__init__(host, port, ssl=False)
        self.folder_encode = False
        self.normalise_times = False
        self._imap.debug = 0

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 (the library's name)
        return _Capped(self._given, self.host, self.port)

    def _set_read_timeout(self) -> None:
        """It was set when the socket was dialled."""

    def examine(self, folder: str, *, write: bool = False) -> dict[bytes, Any]:
        """Open a folder, for reading alone unless it is to be written."""
        return dict(self.select_folder(folder, readonly=not write))

    def look(self, keys: list[bytes], charset: str = "") -> list[int]:
        """The UIDs that a SEARCH gives, ascending. Values among the keys are made by `value`."""
        given = [b"CHARSET", charset.encode(), *keys] if charset else keys
        found = self._raw_command_untagged(b"SEARCH", given)
        uids = {uid for line in found if line for uid in parse_message_list([line])}
        if any(not 0 < uid <= _LAST_UID for uid in uids):
            raise ValueError
        return sorted(uids)

    def folders(self) -> list[tuple[tuple[bytes, ...], str]]:
        """(flags in lower case, raw name) of everything that LIST shows, with the uses of folders where it can."""
        listed = self._listed(b"RETURN (SPECIAL-USE)") if self.has_capability("SPECIAL-USE") else self._listed(b"")
        found = []
        for flags, _delimiter, name in zip(listed[::3], listed[1::3], listed[2::3], strict=True):
            raw = name if isinstance(name, bytes) else str(name).encode()
            found.append((tuple(each.lower() for each in flags if isinstance(each, bytes)), raw.decode("latin-1")))
        return found

    def _listed(self, what: bytes) -> tuple[Any, ...]:
        arguments = [b'""', b'"*"', *([what] if what else [])]
        lines = self._raw_command_untagged(b"LIST", arguments, uid=False)
        return tuple(parse_response([line for line in lines if line]))


def value(text: str) -> bytes:
    """A search value: a quoted string, or, with letters beyond ASCII, what is sent as a literal. Never a line break."""
    raw = " ".join(text.replace("\0", " ").split()).encode()
    if not raw.isascii():
        return raw
    return b'"' + re.sub(rb'(["\\])', rb"\\\1", raw) + b'"'


@contextlib.contextmanager
def opened(account: Account, outgoing: Outgoing, *, seconds: float = 0.0) -> Iterator["Talk"]:
    """A signed-in conversation that is cut after `seconds` (else the account's), however slowly the other side drips.

    It ends by LOGOUT, never by CLOSE, which would remove mails that others had marked.
    """
    encrypted, by_token = account.security != "none", account.sign_in != "password"
    if by_token and not encrypted and not outgoing.takes_plain(account.host, account.port):
        # No token is asked for that has nowhere to go; what is dialled is judged again.
        raise Permanent("not_https")
    token = access_token(account, outgoing) if by_token else ""
    with contextlib.ExitStack() as kept:
        talk = Talk()
        kept.enter_context(talk.faults())
        plain = outgoing.dial(account.host, account.port, min(10.0, seconds or account.seconds), encrypted=encrypted)
        kept.callback(plain.close)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.settimeout(min(REPLY_SECONDS, seconds or account.seconds))
        kept.enter_context(talk.cut_after(seconds or account.seconds, plain))
        talk.session = session = _greeted(account, outgoing, plain, kept)
        kept.callback(_close, session)
        _sign_in(account, session, token)
        yield talk
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            session.logout()


class Talk:
    """A conversation and how it goes: `writing` is set from the first command that changes anything."""

    session: Session

    def __init__(self) -> None:
        self.writing = False
        self._is_over = threading.Event()

    def cut_after(self, seconds: float, connection: socket.socket) -> contextlib.AbstractContextManager[None]:
        """End the connection after `seconds`."""
        return cut_after(seconds, connection, self._is_over.set)

    @contextlib.contextmanager
    def faults(self) -> Iterator[None]:
        """What the library raises, as faults of the contract."""
        try:
            yield
        except SystemFault:
            raise
        except ssl.SSLCertVerificationError:
            raise RetryLater("tls_failed", 300) from None
        except TimeoutError:
            raise self._lost("slow") from None
        except ssl.SSLError:
            raise (self._lost("cut") if hasattr(self, "session") else RetryLater("tls_failed", 300)) from None
        except _TooMuch:
            raise Permanent("too_much") from None
        except imaplib.IMAP4.readonly:
            raise Permanent("not_possible") from None
        except (imaplib.IMAP4.abort, OSError):
            raise self._lost("cut") from None
        except imaplib.IMAP4.error as error:
            raise self._refused(error) from None
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise Permanent("answer_unreadable") from None

    def _lost(self, code: str) -> SystemFault:
        if self.writing:
            return Ambiguous("answer_lost")
        return RetryLater("slow" if self._is_over.is_set() else code, 60)

    def _refused(self, error: Exception) -> SystemFault:
        code = response_code(error)
        if code in _REFUSED:
            return AuthLost("access_refused")
        if code in _BUSY:
            return RetryLater("rate_limited", 120)
        return RetryLater("system_fault", 60)


def response_code(error: Exception) -> str:
    """The code in brackets (RFC 5530) of a refusal; empty where the server gives none."""
    found = _CODE.search(str(error))
    return found[1] if found else ""


def _greeted(account: Account, outgoing: Outgoing, plain: socket.socket, kept: contextlib.ExitStack) -> Session:
    """The server's greeting, read under TLS that verifies the host's name wherever it leads."""
    host = account.host.strip("[]")
    if account.security == "tls":
        wrapped = outgoing.context().wrap_socket(plain, server_hostname=host)
        kept.callback(wrapped.close)
        return Session(wrapped, host, account.port)
    session = Session(plain, host, account.port)
    kept.callback(_close, session)
    if account.security == "starttls":
        if not session.has_capability("STARTTLS"):
            raise RetryLater("tls_failed", 300)
        session.starttls(outgoing.context())
    return session


def _close(session: Session) -> None:
    """Let go of the socket and of what reads it."""
    with contextlib.suppress(OSError):
        session._imap.shutdown()


def _sign_in(account: Account, session: Session, token: str) -> None:
    try:
        if token:
            session.oauth2_login(account.username, token)
        elif session.has_capability("AUTH=PLAIN"):
            session.plain_login(account.username, account.password)
        else:
            session.login(session._imap._quote(account.username), account.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        code = response_code(error)
        if code in _BUSY:
            raise RetryLater("rate_limited", 120) from None
        if code in _AWAY:
            raise RetryLater("system_away", 60) from None
        raise AuthLost("access_refused") from None
    except UnicodeError:
        raise AuthLost("access_refused") from None
