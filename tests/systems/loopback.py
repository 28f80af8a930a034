"""A vendor's server on loopback over real TLS, that answers as it is told and breaks on demand."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import trustme

from portal.systems.wire import Outgoing

TRANSPORT = frozenset({"away", "hang", "drip", "busy", "fault", "cut", "tls", "html"})
"""The faults that this server plays by itself."""
PAGE = b"<!DOCTYPE html><html><body>Bad gateway</body></html>"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes back."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


class _Quick(Outgoing):
    """The same way out, that reads the one authority of the test and not the hundreds of the machine, each time."""

    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context


class Loopback:
    """The server; `url` is its address, `outgoing` what reaches it."""

    def __init__(self, answer: Callable[[Asked], Answered]) -> None:
        self._answer = answer
        self._folder = TemporaryDirectory()
        authority, stranger = trustme.CA(), trustme.CA()
        self._contexts = {who: _context(ca) for who, ca in (("good", authority), ("bad", stranger))}
        ca_file = Path(self._folder.name) / "ca.pem"
        authority.cert_pem.write_to_path(str(ca_file))
        self.how = ""
        self.breaks_after = ""
        self.asked: list[Asked] = []
        self._released = threading.Event()
        self._port = 0
        self._start()
        self.url = f"https://localhost:{self._port}"
        self.outgoing = _Quick(allowed=(f"localhost:{self._port}",), ca_file=str(ca_file))

    def close(self) -> None:
        self._released.set()
        self._stop()
        self._folder.cleanup()

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        """Within it every answer is broken so."""
        self.how = how
        self._released.clear()
        if how == "away":
            self._stop()
        try:
            yield
        finally:
            self.how = ""
            self._released.set()
            if how == "away":
                self._start()

    def _start(self) -> None:
        self._server = _Server(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def _stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def secured(self, plain: socket.socket) -> ssl.SSLSocket:
        return self._contexts["bad" if self.how == "tls" else "good"].wrap_socket(plain, server_side=True)

    def respond(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        how = self.how
        breaks = bool(self.breaks_after) and self.breaks_after in asked.path
        if how in {"hang", "drip", "cut"} or breaks:
            handler.close_connection = True
        if how == "hang":
            self._released.wait(10)
            return
        if how in {"busy", "fault", "html"}:
            status = {"busy": 429, "fault": 500, "html": 200}[how]
            _send(handler, Answered(status, PAGE, {"Content-Type": "text/html", "Retry-After": "7"}))
            return
        answered = self._answer(asked)
        if how == "cut" or breaks:
            handler.send_response(answered.status)
            handler.send_header("Content-Length", str(len(answered.body) + 10))
            handler.end_headers()
            handler.wfile.write(answered.body[: len(answered.body) // 2])
        elif how == "drip":
            handler.send_response(answered.status)
            handler.send_header("Content-Length", str(len(answered.body) + 4000))
            handler.end_headers()
            while not self._released.wait(0.05):
                handler.wfile.write(b" ")
        else:
            _send(handler, answered)


def _send(handler: BaseHTTPRequestHandler, answered: Answered) -> None:
    handler.send_response(answered.status)
    for name, value in answered.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(answered.body)))
    handler.end_headers()
    handler.wfile.write(answered.body)


def _context(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        disable_nagle_algorithm = True

        def setup(self) -> None:
            self.request = loopback.secured(self.request)
            super().setup()

        def finish(self) -> None:
            with contextlib.suppress(OSError):
                super().finish()
            with contextlib.suppress(OSError):
                self.request.close()

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = tuple(parse_qsl(parts.query, keep_blank_values=True))
            asked = Asked(self.command, parts.path, query, headers, self.rfile.read(length))
            loopback.asked.append(asked)
            with contextlib.suppress(OSError):
                loopback.respond(self, asked)

        do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the screen."""

    return Handler
