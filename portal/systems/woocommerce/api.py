"""wc/v3 as the connector speaks it: what is asked, what the answers may look like, and which fault each code is.

The API answers a read-only key that writes with 401, as it does a wrong one: whether reading still
works tells them apart. Lists are read in the order of their ids, and a list that repeats itself,
runs backwards or never ends is no whole list.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal.systems.contract import AuthLost, Permanent, RetryLater
from portal.systems.wire import Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, Web, opened
from portal.systems.woocommerce.fields import Row

PATH = "/wp-json/wc/v3"
MOST_PAGES = 500
OK, CREATED, BAD_REQUEST, FORBIDDEN, NOT_FOUND, GONE = 200, 201, 400, 403, 404, 410


class Incomplete(Exception):
    """A list could not be read to its end; `code` says why, as a gap does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list; `more` is whether another follows."""

    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Key:
    """How to reach a shop."""

    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)

    def base(self) -> str:
        """The address of its API; Permanent("bad_url") where the given one is none."""
        parts = urlsplit(self.url.strip())
        if parts.query or parts.fragment:
            raise Permanent("bad_url")
        whole = self.url.strip().rstrip("/")
        return whole if whole.endswith(PATH) else f"{whole}{PATH}"


class Shop:
    """One operation's talk with a shop. `calls` counts the requests."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self.calls = 0

    def some(self, path: str, params: Mapping[str, Any], page: int, size: int, after: int) -> Slice:
        """A page of a list, whose ids all come after `after`; Incomplete where that is not so.

        A full page is asked for the next one whatever the total says.
        """
        if page > MOST_PAGES:
            raise Incomplete("too_much")
        asked = {**params, "orderby": "id", "order": "asc", "per_page": size, "page": page}
        reply = self._read(path, asked)
        rows = self._rows(reply)
        ids = [after, *(id_of(row) for row in rows)]
        if len(rows) > size or any(later <= earlier for earlier, later in zip(ids, ids[1:], strict=False)):
            raise Incomplete("search_incomplete")
        told = page < _pages(reply)
        if told and not rows:
            raise Incomplete("search_incomplete")
        return Slice(tuple(rows), told or len(rows) == size)

    def every(self, path: str, params: Mapping[str, Any], size: int = 100) -> Iterator[Row]:
        """A whole list; Incomplete where it cannot be read to its end."""
        after, page = 0, 1
        while True:
            found = self.some(path, params, page, size, after)
            yield from found.rows
            if not found.more:
                return
            after, page = id_of(found.rows[-1]), page + 1

    def all_of(self, path: str) -> list[Row]:
        """A list that the API gives whole, such as an order's notes; empty where its parent is gone."""
        reply = self._read(path, {}, absent=True)
        return self._rows(reply) if reply.status == OK else []

    def one(self, path: str, *, edit: bool = False) -> Row | None:
        """One record; None where there is none. `edit` asks for texts as written, without HTML around them."""
        reply = self._read(path, {"context": "edit"} if edit else {}, absent=True)
        if reply.status != OK:
            return None
        found = reply.json()
        if not isinstance(found, dict):
            raise RetryLater("not_json", 300)
        id_of(found)
        return found

    def put(self, path: str, body: Mapping[str, Any]) -> None:
        """Change a record; Permanent("value_unfit") where the shop does not take a value."""
        self._write("PUT", path, json=dict(body))

    def delete(self, path: str, params: Mapping[str, str]) -> None:
        """Delete a record for good; one that is gone is no fault."""
        self._write("DELETE", path, params=dict(params))

    def _read(self, path: str, params: Mapping[str, Any], *, absent: bool = False) -> Reply:
        self.calls += 1
        reply = self._web.call("GET", path, params=dict(params))
        _refuse(reply, "request_refused", absent=absent)
        return reply

    def _write(self, method: str, path: str, **given: Any) -> None:
        self.calls += 1
        try:
            reply = self._web.call(method, path, **given)
        except AuthLost:
            self._read("/orders", {"per_page": 1})
            raise Permanent("write_refused") from None
        _refuse(reply, "value_unfit", absent=method == "DELETE")

    @staticmethod
    def _rows(reply: Reply) -> list[Row]:
        found = reply.json()
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise RetryLater("not_json", 300)
        return found


def id_of(row: Row) -> int:
    """A row's id; RetryLater("not_json") where it has none, since it is no row of a shop then."""
    found = row.get("id")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise RetryLater("not_json", 300)
    return found


def _pages(reply: Reply) -> int:
    """How many pages the shop says there are; Incomplete where it does not say."""
    told = {name.lower(): value for name, value in reply.headers.items()}.get("x-wp-totalpages", "")
    if not told.isascii() or not told.isdigit() or len(told) > 9:  # noqa: PLR2004 (more pages than anybody has)
        raise Incomplete("search_incomplete")
    return int(told)


def _refuse(reply: Reply, refused: str, *, absent: bool) -> None:
    if reply.status in {OK, CREATED} or (absent and _speaks_of_nothing(reply)):
        return
    if reply.status == FORBIDDEN:
        raise Permanent("scope_missing")
    if reply.status == NOT_FOUND:
        raise Permanent("bad_url")
    raise Permanent(refused)


def _speaks_of_nothing(reply: Reply) -> bool:
    """Whether there is no such record: a 404 of the web server, or of a missing route, says nothing of it.

    An account that is deleted twice is answered with 400.
    """
    if reply.status not in {BAD_REQUEST, NOT_FOUND, GONE}:
        return False
    try:
        found = reply.json()
    except RetryLater:
        return False
    code = found.get("code") if isinstance(found, dict) else None
    return isinstance(code, str) and code.startswith("woocommerce_rest_") and code.endswith("invalid_id")


@contextmanager
def talk(outgoing: Outgoing, key: Key, seconds: float = OPERATION_SECONDS) -> Iterator[Shop]:
    """One operation with a shop, of at most `seconds`."""
    with opened(outgoing, key.base(), auth=(key.key, key.secret), seconds=seconds) as web:
        yield Shop(web)
