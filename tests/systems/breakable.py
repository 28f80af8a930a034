"""A server of a system on loopback, over TLS or not, that answers by a function and breaks on demand."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import trustme

from portal.systems.wire import Outgoing

BREAKS = frozenset({"away", "hang", "drip", "busy", "fault", "cut", "tls", "html", "unauthorised", "scope"})
HANG_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """An answer."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Breakable:
    """`answer` gives every answer while nothing is broken; `refused` what a wrong key and a lacking right get."""

    def __init__(
        self, folder: Path, answer: Callable[[Asked], Told], refused: Callable[[int], Told], *, secure: bool
    ) -> None:
        self.secure = secure
        self.asked: list[Asked] = []
        self.lose_answers_of: frozenset[str] = frozenset()
        """Methods whose effect happens and whose answer never comes."""
        self._answer = answer
        self._refused = refused
        self._how = ""
        self._ended = threading.Event()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.outgoing = Outgoing(allowed=("127.0.0.1",), ca_file=self._certified(folder) if secure else "")
        self._server = self._serve(0)
        self.port = self._server.server_address[1]

    def _certified(self, folder: Path) -> str:
        authority, ca_file = trustme.CA(), folder / "ca.pem"
        self._ours = authority.issue_cert("127.0.0.1")
        self._ours.configure_cert(self._context)
        authority.cert_pem.write_to_path(str(ca_file))
        return str(ca_file)

    @property
    def url(self) -> str:
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._ended.set()
        self._stop()

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        """Within it, every answer is broken so."""
        self._how = how
        if how == "away":
            self._stop()
        if how == "tls":
            trustme.CA().issue_cert("127.0.0.1").configure_cert(self._context)
        try:
            yield
        finally:
            self._how = ""
            if how == "away":
                self._server = self._serve(self.port)
            if how == "tls":
                self._ours.configure_cert(self._context)

    def _stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, port: int) -> ThreadingHTTPServer:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = HANG_SECONDS
            disable_nagle_algorithm = True

            def setup(self) -> None:
                if outer.secure:
                    self.request = outer._context.wrap_socket(self.request, server_side=True)
                super().setup()

            def handle(self) -> None:
                with suppress(OSError):
                    super().handle()

            def finish(self) -> None:
                with suppress(OSError):
                    super().finish()
                self.request.close()

            def log_message(self, *_args: object) -> None:
                pass

            def do_GET(self) -> None:
                outer._handle(self)

            do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

        server = _Quiet(("127.0.0.1", port), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    def _handle(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        asked = Asked(
            handler.command,
            parts.path,
            parse_qsl(parts.query, keep_blank_values=True),
            {name.lower(): value for name, value in handler.headers.items()},
            body,
        )
        told = self._told(asked)
        if told is None or asked.method in self.lose_answers_of:
            handler.close_connection = True
            return
        handler.send_response(told.status)
        for name, value in told.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(told.body) + (10 if self._how in {"cut", "drip"} else 0)))
        handler.end_headers()
        if self._how == "drip":
            self._drip(handler)
        handler.wfile.write(told.body)
        handler.close_connection = handler.close_connection or self._how == "cut"

    def _told(self, asked: Asked) -> Told | None:
        self.asked.append(asked)
        if self._how == "hang":
            self._ended.wait(HANG_SECONDS)
            return None
        if self._how in {"unauthorised", "scope"}:
            return self._refused(401 if self._how == "unauthorised" else 403)
        return {
            "busy": Told(429, b"slow down", {"Retry-After": "7"}),
            "fault": Told(500, b"oops", {}),
            "html": Told(200, b"<!doctype html><title>Welcome</title>", {"Content-Type": "text/html"}),
            "cut": Told(200, b"[", {"Content-Type": "application/json"}),
            "drip": Told(200, b"", {"Content-Type": "application/json"}),
        }.get(self._how) or self._answer(asked)

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        end = time.monotonic() + HANG_SECONDS
        while self._how == "drip" and time.monotonic() < end and not self._ended.is_set():
            handler.wfile.write(b" ")
            handler.wfile.flush()
            self._ended.wait(0.1)


class _Quiet(ThreadingHTTPServer):
    """Says nothing of clients that went away, and waits for nobody."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass
