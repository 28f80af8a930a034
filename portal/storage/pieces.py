"""An iterator of bytes, read as a file is: nothing of it is held but what was not asked for yet."""

import io
from collections.abc import Iterator
from typing import BinaryIO, cast


def as_file(pieces: Iterator[bytes]) -> BinaryIO:
    """The pieces as something that is read."""
    return cast(BinaryIO, Pieces(pieces))


class Pieces(io.RawIOBase):
    """A readable stream over pieces of any size."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Exactly `size` bytes where there are so many; all that is left with a negative one."""
        found = bytearray(self._held)
        while size < 0 or len(found) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            found += piece
        cut = len(found) if size < 0 else size
        self._held = bytes(found[cut:])
        return bytes(found[:cut])
