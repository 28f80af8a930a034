"""Files go out as attachments: never sniffed, never cached, never run."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from flask import Response

from portal.papers import pdf
from portal.web import guards


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


def streamed(pieces: Iterator[bytes], name: str) -> Response:
    """A file that is made while it goes out, its size unknown: `name` is plain ASCII of ours."""
    answer = attached(pieces, name, 0)
    del answer.headers["Content-Length"]
    return answer


def attached_letter(html: str, reference: str, kind: str, address: Sequence[str] = ()) -> Response:
    """A letter as PDF, made from what is kept of it while nothing of the database is open."""
    controller = guards.register().controller
    content = pdf.make(html, controller.trade_name or controller.legal_name, address)
    return attached(iter((content,)), f"{guards.controller().slug}-{reference}-{kind}.pdf", len(content))
