"""Mailchimp's Marketing API 3.0: its pages, its ids and its refusals.

| what came                                        | is                                      |
|--------------------------------------------------|-----------------------------------------|
| 404 with Mailchimp's own problem document        | not there                               |
| 404 without one                                  | RetryLater: a gateway, not Mailchimp    |
| 403 without a problem document                   | RetryLater: its guard against floods    |
| 403 User Disabled, Wrong Datacenter              | AuthLost                                |
| 403 with any other title                         | Permanent("scope_missing")              |
| any other refusal                                | Refused                                 |
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import httpx

from portal.systems.contract import AuthLost, Permanent, RetryLater, SystemFault
from portal.systems.wire import Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, Web, opened

COUNT = 500
"""Rows asked for at once; Mailchimp gives a thousand at most, which may be more than 16 MiB of orders."""
MOST_PAGES = 100
_FLOODED_SECONDS = 300.0
_DISABLED = frozenset({"User Disabled", "Wrong Datacenter", "API Key Invalid", "API Key Missing"})


class Refused(Permanent):
    """Mailchimp refuses the request; `title` is its own name for the reason, never shown or logged."""

    def __init__(self, title: str) -> None:
        super().__init__("not_possible")
        self.title = title


class Rows(NamedTuple):
    """A page of a collection; `after` is the offset of the next one, None at its end."""

    rows: list[dict[str, Any]]
    after: int | None


class Api:
    """One operation's calls."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def one(self, *path: str, **params: Any) -> dict[str, Any] | None:
        """A thing, or None where it is not there."""
        reply = self._web.call("GET", _joined(path), params=params)
        if not _is_there(reply):
            return None
        return _object(reply)

    def rows(self, what: str, *path: str, offset: int = 0, count: int = COUNT, **params: Any) -> Rows:
        """A page of a collection; RetryLater where it is none.

        Permanent("record_gone") where there is no such collection: that is never an empty one.
        """
        reply = self._web.call("GET", _joined(path), params={"count": count, "offset": offset, **params})
        if not _is_there(reply):
            raise Permanent("record_gone")
        answer = _object(reply)
        rows = answer.get(what)
        if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
            raise RetryLater("not_json", _FLOODED_SECONDS)
        total = answer.get("total_items")
        after = offset + len(rows)
        # A collection that does not tell its size ends with an empty page: a short one may be a cap of theirs.
        ends = not rows or (isinstance(total, int) and after >= total)
        return Rows(rows, None if ends else after)

    def all(self, what: str, *path: str, **params: Any) -> list[dict[str, Any]]:
        """A small collection whole; Permanent("too_much") where it is not small."""
        found: list[dict[str, Any]] = []
        offset = 0
        for _page in range(MOST_PAGES):
            page = self.rows(what, *path, offset=offset, **params)
            found += page.rows
            if page.after is None:
                return found
            offset = page.after
        raise Permanent("too_much")

    def change(self, method: str, *path: str, body: Any = None, **params: Any) -> bool:
        """A write; False where the thing is not there."""
        given = {} if body is None else {"json": body}
        return _is_there(self._web.call(method, _joined(path), params=params, **given))


@contextmanager
def reached(outgoing: Outgoing, address: str, key: str, seconds: float = OPERATION_SECONDS) -> Iterator[Api]:
    """The API for one operation of at most `seconds`."""
    # Mailchimp takes any user name beside the key.
    with opened(outgoing, address, auth=httpx.BasicAuth("portal", key), seconds=seconds) as web:
        yield Api(web)


def hashed(address: str) -> str:
    """How Mailchimp names a contact: MD5 of the address in lower case. A name, not a secret."""
    return hashlib.md5(address.lower().encode(), usedforsecurity=False).hexdigest()


def who_of(row: Mapping[str, Any]) -> str:
    """What finds a contact again though its address has changed: its id, which stands for the hash almost everywhere.

    Permanent deletion and the list of notes take the hash alone.
    """
    contact = row.get("contact_id")
    return contact if isinstance(contact, str) and contact else text_id(row)


def key_of(*parts: str) -> str:
    """The key of a record from the ids on the way to it."""
    return "/".join(quote(part, safe="") for part in parts)


def parts_of(key: str, size: int) -> list[str]:
    """The ids in a key; Permanent("record_gone") where it is none of ours."""
    parts = [unquote(part) for part in key.split("/")]
    if len(parts) != size or not all(parts):
        raise Permanent("record_gone")
    return parts


def text_id(row: Mapping[str, Any], name: str = "id") -> str:
    """An id as text; RetryLater("not_json") where the row has none."""
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise RetryLater("not_json", _FLOODED_SECONDS)
    return str(value)


def _joined(path: tuple[str, ...]) -> str:
    """The path; a part that would climb out of its place is refused, since dots are not quoted."""
    if any(part in {"", ".", ".."} for part in path):
        raise Permanent("record_gone")
    return "/" + "/".join(quote(part, safe="") for part in path)


def _object(reply: Reply) -> dict[str, Any]:
    answer = reply.json()
    if not isinstance(answer, dict):
        raise RetryLater("not_json", _FLOODED_SECONDS)
    return answer


def _is_there(reply: Reply) -> bool:
    if reply.status < httpx.codes.BAD_REQUEST:
        return True
    title = _problem(reply)
    if reply.status == httpx.codes.NOT_FOUND:
        if title is None:
            raise RetryLater("not_json", _FLOODED_SECONDS)
        return False
    if reply.status == httpx.codes.FORBIDDEN:
        if title is None:
            raise RetryLater("rate_limited", _FLOODED_SECONDS)
        raise AuthLost("access_refused") if title in _DISABLED else Permanent("scope_missing")
    raise Refused(title or "")


def _problem(reply: Reply) -> str | None:
    """The title of Mailchimp's problem document; None where the answer is not one."""
    try:
        answer = reply.json()
    except SystemFault:
        return None
    if not isinstance(answer, dict) or answer.get("status") != reply.status:
        return None
    title = answer.get("title")
    return title if isinstance(title, str) else None
