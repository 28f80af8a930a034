"""The end of a connection's time, kept by us: a server that falls silent in the middle keeps nobody waiting."""

import contextlib
import os
import socket
import threading


class Watch:
    """Cuts the sockets that it was given once `seconds` are over; whoever waits at one hears of it at once."""

    def __init__(self, seconds: float) -> None:
        self._twins: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self.has_cut = False

    def over(self, descriptor: int) -> None:
        """Watch over one more socket, by a twin of ours, so that its number is never another's."""
        with self._lock:
            self._twins.append(socket.socket(fileno=os.dup(descriptor)))
            first = len(self._twins) == 1
        if self.has_cut:
            self._cut()
        elif first:
            self._timer.start()

    def end(self) -> None:
        """Nothing is cut any more."""
        self._timer.cancel()
        with self._lock:
            twins, self._twins = self._twins, []
        for each in twins:
            each.close()

    def _cut(self) -> None:
        with self._lock:
            self.has_cut = True
            for each in self._twins:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
