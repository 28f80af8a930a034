"""Files go out as attachments: never sniffed, never cached, never run."""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Response


def attached(pieces: Iterator[bytes], name: str, size: int) -> Response:
    """A streamed file under its name, in a sandbox of its own."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in name)
    encoded = quote(name, safe="")
    return Response(
        pieces,
        mimetype="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{encoded}",
            "Content-Length": str(size),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
