"""A large file while it is worked on: sealed pieces without a name on the disk, under a key that only this process has.

What lies there can be read by nobody else, and is gone with the request or with the process.
"""

import tempfile
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path

from portal.keys import ring as keys

PIECE = 64 * 1024
_SEALED = PIECE + 1 + 12 + 16


class SealedSpool(BufferedIOBase):
    """A binary file that is written once from end to end and then read; flat in memory whatever its size.

    `folder` is the disk that it lies on. OSError where that is full.
    """

    def __init__(self, folder: Path) -> None:
        self._key = keys.Ring.new_key()
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # it lives as long as this does
        self._last = bytearray()
        self._pieces = 0
        self._at = 0
        self._seen: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """How many bytes were written."""
        return self._pieces * PIECE + len(self._last)

    def writable(self) -> bool:
        """Until it is closed."""
        return not self.closed

    def readable(self) -> bool:
        """Until it is closed."""
        return not self.closed

    def seekable(self) -> bool:
        """Until it is closed."""
        return not self.closed

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]  # bytes are all that is written
        """Put it at the end, wherever one reads."""
        self._last += data
        while len(self._last) >= PIECE:
            self._file.seek(self._pieces * _SEALED)
            self._file.write(keys.seal(self._key, bytes(self._last[:PIECE]), str(self._pieces)))
            del self._last[:PIECE]
            self._pieces += 1
        return len(data)

    def tell(self) -> int:
        """From where one reads."""
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Read from there: from the beginning (0), from here (1) or from the end (2)."""
        start = (0, self._at, self.size)[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes, or all that is left."""
        most = self.size if size is None or size < 0 else size
        found = bytearray()
        while len(found) < most and (piece := self.read1(most - len(found))):
            found += piece
        return bytes(found)

    def read1(self, size: int = -1, /) -> bytes:
        """What is left of one piece, at most."""
        number, offset = divmod(self._at, PIECE)
        piece = self._piece(number)[offset:]
        piece = piece if size < 0 else piece[:size]
        self._at += len(piece)
        return piece

    def pieces(self) -> Iterator[bytes]:
        """The whole of it, for an answer that is streamed; it is let go with the last of it."""
        for number in range(self._pieces + 1):
            yield self._piece(number)
        self.close()

    def close(self) -> None:
        """Let go of what lies there."""
        self._file.close()
        self._last.clear()
        super().close()

    def _piece(self, number: int) -> bytes:
        if number > self._pieces:
            return b""
        if number == self._pieces:
            return bytes(self._last)
        if self._seen[0] != number:
            self._file.seek(number * _SEALED)
            self._seen = (number, keys.unseal(self._key, self._file.read(_SEALED), str(number)))
        return self._seen[1]
