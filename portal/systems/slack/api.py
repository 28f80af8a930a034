"""Slack's Web API: every answer is a 200 with `ok`, and what `error` says comes out as a fault of the contract.

| error                                               | fault                                          |
|-----------------------------------------------------|------------------------------------------------|
| ratelimited                                         | RetryLater("rate_limited"), after Retry-After  |
| invalid_auth, token_revoked, account_inactive, ...  | AuthLost("access_refused")                     |
| missing_scope                                       | AuthLost("scope_missing:SCOPE")                |
| not_allowed_token_type, no_permission, ...          | Permanent("access_refused")                    |
| internal_error, request_timeout, ...                | RetryLater reading, Ambiguous writing          |
| any other                                           | Refused, which the caller reads                |
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater, SystemFault
from portal.systems.partial import NOT_POSSIBLE
from portal.systems.slack.settings import ADDRESS
from portal.systems.wire import Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, Web, opened

MOST_FILE_BYTES = 2 * 1024 * 1024 * 1024
Json = dict[str, Any]
_OK = 200
_FORBIDDEN = 403
_LONGEST_WAIT = 3600.0
_UNWELCOME = frozenset({
    "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "org_login_required",
    "two_factor_setup_required", "team_access_not_granted",
})  # fmt: skip
_NOT_OURS = frozenset({
    "not_allowed_token_type", "no_permission", "access_denied", "accesslimited", "ekm_access_denied",
    "enterprise_is_restricted", "restricted_action", "team_added_to_org",
})  # fmt: skip
_THEIR_FAULT = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
_SCOPE = re.compile(r"[a-z:._,]{1,60}")


class Refused(Permanent):
    """Slack's answer is an error of the method itself; `error` is its code, which never leaves this room."""

    def __init__(self, error: str) -> None:
        super().__init__("system_fault")
        self.error = error


@dataclass(frozen=True, slots=True)
class Tokens:
    """The app's two keys; `user` is empty where there is none."""

    bot: str = field(repr=False)
    user: str = field(default="", repr=False)

    @property
    def reading(self) -> str:
        """The one that sees more conversations and files."""
        return self.user or self.bot


def text_of(value: object) -> str:
    """A string of an answer, or an empty one for whatever else stands there."""
    return value if isinstance(value, str) else ""


def dict_of(value: object) -> Json:
    """An object of an answer, or an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Json]:
    """The objects of a list of an answer."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def int_of(value: object) -> int:
    """A number of an answer, or 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


class Slack:
    """The methods of one workspace, during one operation."""

    def __init__(self, web: Web, address: str, tokens: Tokens) -> None:
        self._web = web
        self._address = urlsplit(address)
        self.tokens = tokens

    def read(self, method: str, token: str, **params: str | int | bool) -> Json:
        """One reading call; Refused for an error of the method itself."""
        sent = {name: _sent(value) for name, value in params.items()}
        reply = self._web.call("GET", method, params=sent, headers=_bearer(token))
        return _told(reply, changing=False)

    def write(self, method: str, **fields: str) -> Json:
        """One changing call, with the user's token; Permanent("not_possible") where there is none."""
        if not self.tokens.user:
            raise Permanent(NOT_POSSIBLE)
        reply = self._web.call("POST", method, data=fields, headers=_bearer(self.tokens.user))
        return _told(reply, changing=True)

    def scopes(self, token: str) -> frozenset[str]:
        """What the token may do, as Slack names it in every answer; AuthLost where the token is not valid."""
        reply = self._web.call("GET", "auth.test", headers=_bearer(token))
        _told(reply, changing=False)
        return frozenset(part.strip() for part in reply.headers.get("x-oauth-scopes", "").split(",") if part.strip())

    def download(self, url: str, *, is_page: bool, size: int) -> Iterator[bytes]:
        """The bytes of a file. Without the right to it Slack leads to its login, or answers with that page and a 200.

        Permanent: `address_refused` where the address is not the workspace's own, for our token goes with it;
        `access_refused` where a login comes instead.
        """
        if not self._is_own(url):
            raise Permanent("address_refused")
        try:
            yield from self._pieces(url, is_page=is_page, size=size)
        except Permanent as fault:
            raise Permanent("access_refused") if fault.code == "redirected" else fault from None

    def _pieces(self, url: str, *, is_page: bool, size: int) -> Iterator[bytes]:
        got = 0
        with self._web.streamed("GET", url, cap=MOST_FILE_BYTES, headers=_bearer(self.tokens.reading)) as (
            status,
            rest,
        ):
            if status == _FORBIDDEN:
                raise Permanent("access_refused")
            if status != _OK:
                raise Permanent("record_gone")
            for piece in rest:
                if not got and not is_page and _is_page(piece):
                    raise Permanent("access_refused")
                got += len(piece)
                yield piece
        if size and got != size and not is_page:
            raise RetryLater("cut", 60)

    def _is_own(self, url: str) -> bool:
        try:
            parts, own = urlsplit(url), self._address
            same = (parts.scheme, parts.hostname, parts.port) == (own.scheme, own.hostname, own.port)
            files = (parts.scheme, parts.hostname, parts.port) == ("https", f"files.{own.hostname}", None)
        except ValueError:
            return False
        return (same or files) and parts.username is None and parts.password is None


@contextmanager
def workspace(
    outgoing: Outgoing, tokens: Tokens, address: str = ADDRESS, seconds: float = OPERATION_SECONDS
) -> Iterator[Slack]:
    """A client for one operation."""
    with opened(outgoing, address, seconds=seconds) as web:
        yield Slack(web, address, tokens)


def _bearer(token: str) -> Mapping[str, str]:
    """A token goes in the header, never in an address that may be logged."""
    return {"Authorization": f"Bearer {token}"}


def _sent(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_page(piece: bytes) -> bool:
    return piece[:200].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def _told(reply: Reply, *, changing: bool) -> Json:
    if reply.status == _FORBIDDEN:
        raise Permanent("access_refused")
    said = reply.json()
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        raise RetryLater("not_json", 300)
    if said["ok"]:
        return said
    raise _fault(text_of(said.get("error")), said, reply, changing)


def _fault(error: str, said: Json, reply: Reply, changing: bool) -> SystemFault:
    if error in {"ratelimited", "rate_limited"}:
        given = reply.headers.get("retry-after", "")
        return RetryLater("rate_limited", min(float(given), _LONGEST_WAIT) if given.isdecimal() else 30.0)
    if error in _UNWELCOME:
        return AuthLost("access_refused")
    if error == "missing_scope":
        needed = text_of(said.get("needed"))
        return AuthLost(f"scope_missing:{needed}" if _SCOPE.fullmatch(needed) else "scope_missing")
    if error in _NOT_OURS:
        return Permanent("access_refused")
    if error in _THEIR_FAULT:
        return Ambiguous("answer_lost") if changing else RetryLater("system_fault", 60)
    return Refused(error)
