"""A form with one large file or text: its view takes more than other forms may weigh, once it is known who sends it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Field, File, MultipartDecoder, NeedData

from portal.web import members
from portal.web.outside import check_token

P = ParamSpec("P")
BEGINNING = 64 * 1024
"""How many bytes of a form that is too large are looked at."""
_READ_AWAY = 64 * 1024


def strangers_first(view: Callable[P, Any]) -> Callable[P, Any]:
    """Above the guard of a view that reads its own token: a stranger's form is looked at as any other is."""

    @wraps(view)
    def guarded(*args: P.args, **values: P.kwargs) -> Any:
        if members.member() is None:
            check_token()
        return view(*args, **values)

    return guarded


def take(most: int, *, typed: bool = False) -> MultiDict[str, str] | None:
    """Read the form of somebody who may send so many bytes, and ask for its token; all of them `typed`, or in a file.

    Where it weighs more, nothing of it is taken, and the fields that stand before its file come back.
    """
    request.max_content_length = most
    if typed:
        request.max_form_memory_size = most
    try:
        check_token()
    except RequestEntityTooLarge:
        return _fields_before_file(most)
    return None


def _fields_before_file(most: int) -> MultiDict[str, str]:
    """What was chosen before the file that is too large; nothing of the file itself is looked at.

    The rest is read away, up to as much again: a browser shows no answer while it is still sending.
    """
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, 2 * most)
    beginning = stream.read(min(BEGINNING, left))
    left -= len(beginning)
    while left > 0 and (piece := stream.read(min(_READ_AWAY, left))):
        left -= len(piece)
    kind, options = parse_options_header(request.content_type)
    if kind != "multipart/form-data" or "boundary" not in options:
        return MultiDict()
    return MultiDict(_read_fields(beginning, options["boundary"].encode()))


def _read_fields(beginning: bytes, boundary: bytes) -> list[tuple[str, str]]:
    decoder = MultipartDecoder(boundary, max_form_memory_size=BEGINNING, max_parts=200)
    decoder.receive_data(beginning)
    found: list[tuple[str, str]] = []
    try:
        while not isinstance(event := decoder.next_event(), File | NeedData):
            if isinstance(event, Field):
                found.append((event.name, ""))
            elif isinstance(event, Data) and found:
                name, value = found[-1]
                found[-1] = (name, value + event.data.decode("utf-8", "replace"))
    except (ValueError, RequestEntityTooLarge):
        pass
    return found
