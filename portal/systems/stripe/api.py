"""Stripe's API v1 as the connector speaks it: one version, lists read to their end or told as gaps."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from portal.systems.contract import AuthLost, Permanent, RetryLater
from portal.systems.stripe.fields import Row
from portal.systems.wire import Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, Web, opened

BASE = "https://api.stripe.com"
VERSION = "2024-12-18.acacia"
MOST_PAGES = 50
SIZE = 100
OK, BAD_REQUEST, FORBIDDEN, NOT_FOUND = 200, 400, 403, 404
_ID = re.compile(r"[A-Za-z]{2,10}(_[A-Za-z0-9]+){1,3}")


class Incomplete(Exception):
    """A list could not be read to its end; `code` says why, as a gap does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Account:
    """One operation's talk with Stripe. `calls` counts the requests."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self.calls = 0

    def some(self, path: str, params: Mapping[str, Any], after: str, size: int = SIZE) -> tuple[list[Row], str]:
        """A page of a list, and after what the next one begins; empty at the end."""
        onward = {"starting_after": after} if after else {}
        rows, more = self._page(path, {**params, **onward, "limit": size})
        if not more:
            return rows, ""
        if not rows or id_of(rows[-1]) == after:
            raise Incomplete("search_incomplete")
        return rows, id_of(rows[-1])

    def every(self, path: str, params: Mapping[str, Any]) -> Iterator[Row]:
        """A whole list; Incomplete where it repeats itself or does not end."""
        after, seen = "", set[str]()
        for _page in range(MOST_PAGES):
            rows, after = self.some(path, params, after)
            ids = {id_of(row) for row in rows}
            if len(ids) < len(rows) or ids & seen:
                raise Incomplete("search_incomplete")
            seen |= ids
            yield from rows
            if not after:
                return
        raise Incomplete("too_much")

    def look(self, path: str) -> None:
        """Whether a list can be read at all."""
        self._page(path, {"limit": 1})

    def search(self, query: str) -> Iterator[Row]:
        """Customers by Stripe's search, which knows what is new about a minute later."""
        token, seen = "", set[str]()
        for _page in range(MOST_PAGES):
            reply = self._read(
                "/v1/customers/search", {"query": query, "limit": SIZE, **({"page": token} if token else {})}
            )
            rows, more = _listed(reply)
            yield from rows
            if not more:
                return
            token = str(reply.json().get("next_page") or "")
            if not rows or not token or token in seen:
                raise Incomplete("search_incomplete")
            seen.add(token)
        raise Incomplete("too_much")

    def one(self, path: str) -> Row | None:
        """One object; None where there is none, or its tombstone alone."""
        reply = self._read(path, {}, absent=True)
        if reply.status == NOT_FOUND:
            return None
        found = reply.json()
        if not isinstance(found, dict):
            raise RetryLater("not_json", 300)
        id_of(found)
        return None if found.get("deleted") is True else found

    def post(self, path: str, body: Mapping[str, str], once: str) -> None:
        """Change an object; `once` makes a retry one effect for a day (Stripe's Idempotency-Key)."""
        self._write("POST", path, data=dict(body), headers={"Idempotency-Key": once[:255]})

    def delete(self, path: str) -> None:
        """Delete an object; one that is gone is no fault."""
        self._write("DELETE", path)

    def _page(self, path: str, params: Mapping[str, Any]) -> tuple[list[Row], bool]:
        return _listed(self._read(path, params))

    def _read(self, path: str, params: Mapping[str, Any], *, absent: bool = False) -> Reply:
        self.calls += 1
        reply = self._web.call("GET", path, params=dict(params))
        _refuse(reply, "request_refused", absent=absent)
        return reply

    def _write(self, method: str, path: str, **given: Any) -> None:
        self.calls += 1
        reply = self._web.call(method, path, **given)
        if reply.status == FORBIDDEN:
            raise Permanent("write_refused")
        _refuse(reply, "value_unfit", absent=method == "DELETE")


def _listed(reply: Reply) -> tuple[list[Row], bool]:
    found = reply.json()
    rows = found.get("data") if isinstance(found, dict) else None
    more = found.get("has_more") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not isinstance(more, bool) or not all(isinstance(each, dict) for each in rows):
        raise RetryLater("not_json", 300)
    for row in rows:
        id_of(row)
    return rows, more


def id_of(row: Row) -> str:
    """An object's id; RetryLater("not_json") where it has none that can be asked for."""
    found = row.get("id")
    if not isinstance(found, str) or not is_id(found):
        raise RetryLater("not_json", 300)
    return found


def is_id(text: str, prefix: str = "") -> bool:
    """Whether it can be an object's id, and nothing that leads a path elsewhere."""
    return len(text) <= 255 and bool(_ID.fullmatch(text)) and text.startswith(prefix)  # noqa: PLR2004


def _refuse(reply: Reply, refused: str, *, absent: bool) -> None:
    if reply.status == OK or (absent and reply.status == NOT_FOUND and _code(reply) == "resource_missing"):
        return
    if reply.status == FORBIDDEN:
        raise Permanent("scope_missing")
    raise Permanent(refused)


def _code(reply: Reply) -> str:
    try:
        found = reply.json()
    except RetryLater:
        return ""
    told = found.get("error") if isinstance(found, dict) else None
    return str(told.get("code", "")) if isinstance(told, dict) else ""


@contextmanager
def talk(outgoing: Outgoing, key: str, base: str = BASE, seconds: float = OPERATION_SECONDS) -> Iterator[Account]:
    """One operation at Stripe, of at most `seconds`; AuthLost where the key cannot be one."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise AuthLost("access_refused")
    headers = {"Authorization": f"Bearer {key}", "Stripe-Version": VERSION}
    with opened(outgoing, base, headers=headers, seconds=seconds) as web:
        yield Account(web)
