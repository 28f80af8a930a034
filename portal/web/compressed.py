"""Static files travel compressed; pages do not, since they hold tokens beside what people typed (BREACH).

What holds neither, and is the same for everybody, may be packed by its view.
"""

import gzip
from functools import lru_cache

from flask import request
from werkzeug.wrappers import Response

_KINDS = {"text/css", "text/javascript", "application/javascript", "image/svg+xml"}


def compress_static(answer: Response) -> Response:
    """The same file, gzipped, for a browser that takes it."""
    if request.endpoint != "static" or answer.status_code != 200 or answer.mimetype not in _KINDS:
        return answer
    answer.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or request.range is not None:
        return answer
    answer.direct_passthrough = False
    tag = answer.headers.pop("ETag", "")
    answer.set_data(_packed(answer.get_data()))
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers.pop("Accept-Ranges", None)
    if tag:
        answer.headers["ETag"] = f'{tag[:-1]}-gzip"'
    return answer


def pack(answer: Response) -> Response:
    """An answer without tokens and typed words, gzipped for whoever takes it; call it before its tag is made."""
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        answer.set_data(_packed(answer.get_data()))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


@lru_cache(maxsize=32)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
