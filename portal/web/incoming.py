"""What comes in: files stay off the disk until they are sealed; a proxy is believed only where the settings say so."""

from io import BytesIO
from pathlib import Path
from typing import IO, cast

from flask import Flask, Request, current_app
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.web.spool import SealedSpool


class SealedLater(Request):
    """A request whose files wait in memory, within `MAX_CONTENT_LENGTH`: a spooled one would lie readable on a disk.

    What a view of its own takes beyond that lies on the disk, sealed and without a name, as long as the request lives.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        ordinary = current_app.config["MAX_CONTENT_LENGTH"]
        if self.max_content_length == ordinary or (total_content_length or 0) <= ordinary // 4:
            return BytesIO()
        return cast(IO[bytes], SealedSpool(Path(current_app.extensions["portal.store"].folder)))


def receive(app: Flask, proxies: int) -> None:
    """Take requests in; `proxies` of our own stand before us, and each adds to `X-Forwarded-For` who asked it.

    Host and scheme are never taken from a header: links are made of the settings.
    """
    app.request_class = SealedLater
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]  # as Flask documents it
