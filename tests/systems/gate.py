"""A TLS gate before a system of ours: hands requests on, and breaks the answers on demand."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import trustme

from tests.systems.prism import ERRORS
from tests.systems.raw_server import answered, read_request

HTTP_FAULTS = frozenset({"away", "hang", "drip", "busy", "fault", "cut", "tls", "html", "unauthorised", "scope"})
"""What a gate can do to an answer: every fault that the conformance suite knows."""
PAGE = answered("200 OK", b"<!doctype html><title>Please wait</title>", "Content-Type: text/html")


class Gate:
    """Speaks TLS with a certificate of `authority`, and plain HTTP to `port`."""

    def __init__(self, port: int, authority: trustme.CA, refusals: dict[str, bytes]) -> None:
        """`refusals` are the vendor's own answers for `busy`, `fault`, `unauthorised` and `scope`."""
        self.port = 0
        self.upstream = port
        self.violations: list[str] = []
        self.requests: list[tuple[str, str, bytes]] = []
        self.how: str | None = None
        self.only: Callable[[str, str], bool] = lambda _method, _path: True
        self.answers = {"html": PAGE, **refusals}
        self._good = _context(authority.issue_cert("127.0.0.1"))
        self._bad = _context(trustme.CA().issue_cert("127.0.0.1"))
        self._listener: socket.socket | None = None

    def open(self) -> None:
        """Listen, on the same port each time."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """Be away."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None

    @contextmanager
    def broken(self, how: str, only: Callable[[str, str], bool] = lambda _method, _path: True) -> Iterator[None]:
        """Within it, answers to the requests that `only` names (by method and path) are broken so."""
        self.how, self.only = how, only
        if how == "away":
            self.close()
        try:
            yield
        finally:
            self.how = None
            if how == "away":
                self.open()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                accepted, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(accepted,), daemon=True).start()

    def _talk(self, accepted: socket.socket) -> None:
        context = self._bad if self.how == "tls" else self._good
        with contextlib.suppress(OSError), accepted, context.wrap_socket(accepted, server_side=True) as connected:
            if request := read_request(connected):
                self._answer(connected, request)

    def _answer(self, connected: ssl.SSLSocket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        method, path, _version = head.split(b"\r\n")[0].decode().split(" ")
        self.requests.append((method, path, body))
        how = self.how if self.only(method, path) else None
        if how in self.answers:
            connected.sendall(self.answers[how])
            return
        if how == "hang":
            connected.settimeout(10)
            connected.recv(1)
            return
        answer = self._handed_on(request)
        if ERRORS in answer:
            self.violations.append(f"{method} {path} {body!r}: {answer.partition(bytes(4))[0][-900:]!r}")
        if how == "cut":
            connected.sendall(answer[: max(len(answer) - 20, len(answer) // 2)])
        elif how == "drip":
            for place in range(len(answer)):
                connected.sendall(answer[place : place + 1])
                time.sleep(0.05)
        else:
            connected.sendall(answer)

    def _handed_on(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [
            line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"accept-encoding:"))
        ]
        with socket.create_connection(("127.0.0.1", self.upstream), 30) as upstream:
            upstream.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            pieces = []
            while piece := upstream.recv(65536):
                pieces.append(piece)
        return b"".join(pieces)


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
