"""Pictures as tests send them: drawn here, byte for byte."""

import struct
import zlib

SIGNET = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<rect width="300" height="100" rx="20" fill="#a33"/><circle cx="60" cy="50" r="30" fill="#fff"/></svg>'
)
"""A company's signet, three times as wide as high."""


def png(width: int, height: int, after: bytes = b"") -> bytes:
    """A black picture; `after` hangs on behind its end."""
    pack = zlib.compressobj(9)
    row = b"\0" * (1 + width * 3)
    data = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = _part(b"IHDR", head) + _part(b"tEXt", b"Comment\0GPS 60.17 24.94") + _part(b"IDAT", data) + _part(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + parts + after


def _part(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def size(content: bytes) -> tuple[int, int]:
    """Width and height that a PNG says of itself."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height
