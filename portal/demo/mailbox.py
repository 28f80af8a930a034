"""The demo's mail server: it takes mail on this machine, keeps it in a folder, and passes none on.

`python -m portal.demo.mailbox --port 8025 --folder var/mailbox`; without them the settings
say both. As real mailboxes do, some refuse: an address that begins with `bounce` does not
exist, and one that begins with `busy` takes mail at the third try.
"""

import argparse
import asyncio
import signal
import socket
import ssl
import sys
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.demo.mail_folder import StoredMail, read_all, store
from portal.domain.errors import Misconfigured
from portal.settings import load_settings

TRIES_OF_BUSY = 2
SIZE_LIMIT = 20 * 1024 * 1024
TAKEN = "250 2.0.0 Taken"
NO_MAILBOX = "550 5.1.1 No such mailbox"
BUSY_MAILBOX = "451 4.2.1 Mailbox busy, try again"


class Fault(Enum):
    """What may go wrong with the next mail, at which word of the conversation."""

    SENDER_REFUSED = ("MAIL", "550 5.7.1 Sender refused")
    MAILBOX_BUSY = ("RCPT", BUSY_MAILBOX)
    MAILBOX_REFUSED = ("RCPT", NO_MAILBOX)
    DROPPED_AT_RCPT = ("RCPT", "")
    SERVER_BUSY = ("DATA", "452 4.3.1 Out of space")
    MAIL_REFUSED = ("DATA", "554 5.6.0 Not taken")
    TAKEN_THEN_DROPPED = ("DATA", "taken")
    LOST_THEN_DROPPED = ("DATA", "")

    @property
    def word(self) -> str:
        """The SMTP command at which it happens."""
        return self.value[0]

    @property
    def reply(self) -> str:
        """What the server says; nothing where it hangs up."""
        return self.value[1]


class _Handler:
    """What aiosmtpd asks: whether to take a sender, a recipient, a mail."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.clock = clock
        self.faults: deque[Fault] = deque()
        self._tries: Counter[str] = Counter()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, unless a fault is due."""
        fault = self._due("MAIL")
        if fault:
            return fault.reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, refuse one that does not exist, put off one that is busy."""
        fault = self._due("RCPT")
        if fault:
            return fault.reply or _hang_up(server)
        if address.lower().startswith("bounce"):
            return NO_MAILBOX
        if address.lower().startswith("busy") and self._tries[address.lower()] < TRIES_OF_BUSY:
            self._tries[address.lower()] += 1
            return BUSY_MAILBOX
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the mail: it lies in the folder before the sender is told so."""
        fault = self._due("DATA")
        if fault is Fault.LOST_THEN_DROPPED:
            return _hang_up(server)
        if fault and fault is not Fault.TAKEN_THEN_DROPPED:
            return fault.reply
        content = envelope.original_content or b""
        store(self.folder, self.clock(), envelope.mail_from or "", envelope.rcpt_tos, content)
        return _hang_up(server) if fault else TAKEN

    def _due(self, word: str) -> Fault | None:
        return self.faults.popleft() if self.faults and self.faults[0].word == word else None


def _hang_up(server: SMTP) -> str:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()
    return "421 Gone"


class _LoopbackController(Controller):
    """aiosmtpd's controller on a port that is already ours, so that port 0 finds a free one."""

    def __init__(self, handler: _Handler, listening: socket.socket, **options: Any) -> None:
        self._listening = listening
        host, port = listening.getsockname()
        super().__init__(handler, hostname=host, port=port, **options)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening, ssl=self.ssl_context)


class DemoMailbox:
    """The mail server as a context manager: `port`, `mails()`, `wait_for(...)`, and faults on request."""

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ssl_context: ssl.SSLContext | None = None,
        **options: Any,
    ) -> None:
        """`port` 0 takes a free one; `ssl_context` speaks TLS at once; `options` go to aiosmtpd's SMTP."""
        self.folder = folder
        self.port = port
        self._handler = _Handler(folder, clock)
        self._options = {"data_size_limit": SIZE_LIMIT, "server_hostname": "mailbox.example.org", **options}
        self._ssl_context = ssl_context
        self._controller: _LoopbackController | None = None

    def __enter__(self) -> Self:
        """Take mail from here on."""
        self.come_back()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take no more."""
        self.go_away()

    def come_back(self) -> None:
        """Take mail, at the same port as before. Raises OSError where another process has it."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", self.port))
            self.port = listening.getsockname()[1]
            self._controller = _LoopbackController(
                self._handler, listening, ssl_context=self._ssl_context, **self._options
            )
            self._controller.start()
        except BaseException:
            listening.close()
            raise

    def go_away(self) -> None:
        """Refuse connections, as a server that is down does, until `come_back`."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def fail_next(self, *faults: Fault) -> None:
        """Let the next mails meet these faults, one each, in this order."""
        self._handler.faults.extend(faults)

    def mails(self, address: str = "") -> list[StoredMail]:
        """The mails taken so far, the oldest first; those to one address where it is given."""
        return [mail for mail in read_all(self.folder) if not address or address in mail.recipients]

    def wait_for(self, address: str, count: int = 1, timeout: float = 10) -> list[StoredMail]:
        """The mails to `address` once there are `count`; TimeoutError after `timeout` seconds."""
        end = time.monotonic() + timeout
        while len(found := self.mails(address)) < count:
            if time.monotonic() > end:
                others = [(mail.recipients, mail.subject) for mail in self.mails()]
                raise TimeoutError(f"{len(found)} of {count} mails to {address}; all mail: {others}")
            time.sleep(0.02)
        return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; 1 where the port is taken, 2 where port and folder come from bad settings."""
    parser = argparse.ArgumentParser(prog="python -m portal.demo.mailbox", description="The demo's mail server.")
    parser.add_argument("--port", type=int, help="default: PORTAL_DEMO_SMTP_PORT")
    parser.add_argument("--folder", type=Path, help="default: mailbox in PORTAL_DATA_DIR")
    given = parser.parse_args(arguments)
    if given.port is None or given.folder is None:
        try:
            settings = load_settings()
        except Misconfigured as error:
            sys.stderr.write(f"{error}\n")
            return 2
        given.port = settings.demo_smtp_port if given.port is None else given.port
        given.folder = given.folder or settings.data_dir / "mailbox"
    return _serve(given.port, given.folder)


def _serve(port: int, folder: Path) -> int:
    # Blocked before the server's thread starts, so that both wait here for the same signal.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        with DemoMailbox(folder, port) as mailbox:
            sys.stdout.write(f"Demo mailbox on 127.0.0.1:{mailbox.port}, mail in {folder}\n")
            sys.stdout.flush()
            signal.sigwait({signal.SIGTERM, signal.SIGINT})
    except OSError as error:
        sys.stderr.write(f"The demo mailbox cannot take port {port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
