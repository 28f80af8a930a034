"""A wire between connector and server that breaks on demand, and hears what is said where it is not encrypted."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable

import trustme

Heard = Callable[[bytes], bytes | None]


class Proxy:
    """Listens on `port` of loopback. `how` it breaks: away, hang, drip, cut, tls, or not.

    `cut_after` are the bytes of the server's that pass before a cut. `said` is what clients said;
    `hears` changes a client's words on their way, or cuts by giving None; `answers` changes the server's.
    """

    def __init__(
        self,
        to_port: int,
        untrusted: trustme.LeafCert | None = None,
        reach: Callable[[], socket.socket] | None = None,
    ) -> None:
        """`reach` is the way to a server that does not listen at a port."""
        self.how = ""
        self.cut_after = 60
        self.said = b""
        self.hears: Heard = lambda words: words
        self.answers: Callable[[bytes], bytes] = lambda words: words
        self.to_port = to_port
        self._reach = reach or (lambda: socket.create_connection(("127.0.0.1", self.to_port)))
        self._untrusted = untrusted
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._ended = False
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Cut everything."""
        self._ended = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for each in self._sockets:
            _end(each)

    def _accept(self) -> None:
        while not self._ended:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            self._sockets.append(client)
            if self.how == "away":
                _end(client)
            elif self.how == "tls":
                threading.Thread(target=self._false_face, args=(client,), daemon=True).start()
            elif self.how != "hang":
                self._join(client)

    def _join(self, client: socket.socket) -> None:
        server = self._reach()
        for each in (client, server):
            if each.family != socket.AF_UNIX:
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sockets.append(server)
        threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()
        threading.Thread(target=self._give_back, args=(server, client), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while words := client.recv(65536):
                self.said += words
                changed = self.hears(words)
                if changed is None:
                    break
                server.sendall(changed)
        _end(client)
        _end(server)

    def _give_back(self, server: socket.socket, client: socket.socket) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while words := server.recv(65536):
                words = self.answers(words)
                if self.how == "cut":
                    client.sendall(words[: max(0, self.cut_after - passed)])
                    passed += len(words)
                    if passed >= self.cut_after:
                        break
                elif self.how == "drip":
                    for each in words:
                        client.sendall(bytes([each]))
                        time.sleep(0.05)
                else:
                    client.sendall(words)
        _end(client)
        _end(server)

    def _false_face(self, client: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if self._untrusted:
            self._untrusted.configure_cert(context)
        with contextlib.suppress(OSError):
            context.wrap_socket(client, server_side=True).close()
        _end(client)


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
