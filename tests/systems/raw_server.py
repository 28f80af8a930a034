"""A server on the loopback that answers with whatever bytes a test wants, well-formed or not."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = Callable[[socket.socket, bytes], None]


@dataclass
class RawServer:
    """Where it listens, and every request that came whole."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        """Over plain http."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def raw_server(
    answer: Answer | bytes, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[RawServer]:
    """A server that gives each request to `answer`, which writes to the socket; bytes are sent as they are."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        server = RawServer(listener.getsockname()[1])
        stopped = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, server, answer, tls, stopped), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            stopped.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def _serve(
    listener: socket.socket,
    server: RawServer,
    answer: Answer | bytes,
    tls: ssl.SSLContext | None,
    stopped: threading.Event,
) -> None:
    while not stopped.is_set():
        try:
            accepted, _ = listener.accept()
        except OSError:
            return
        server.connections += 1
        threading.Thread(target=_talk, args=(accepted, server, answer, tls), daemon=True).start()


def _talk(accepted: socket.socket, server: RawServer, answer: Answer | bytes, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), accepted:
        connected = tls.wrap_socket(accepted, server_side=True) if tls else accepted
        with connected:
            while request := read_request(connected):
                server.requests.append(request)
                if isinstance(answer, bytes):
                    connected.sendall(answer)
                    return
                answer(connected, request)


def read_request(connected: socket.socket) -> bytes:
    """One request with its body; empty where the other side has gone."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connected.recv(65536)
        if not piece:
            return b""
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    size = next(
        (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    while len(body) < size:
        piece = connected.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


def answered(status: str = "200 OK", body: bytes = b"{}", *headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
