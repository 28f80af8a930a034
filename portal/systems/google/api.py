"""Google's interfaces: a token for each account by domain-wide delegation, plain calls, errors as our own faults.

google-auth makes and signs the assertion; every byte goes through `wire_http`. What that module does not
judge is judged here:

| answer                                                        | fault                                   |
|---------------------------------------------------------------|-----------------------------------------|
| the token: 401, unauthorized_client, access_denied, ...       | AuthLost("scope_missing:SERVICE")       |
| the token: no such account                                    | NoAccount, a gap                        |
| the token: any other                                          | AuthLost("access_refused")              |
| 403 rateLimitExceeded, userRateLimitExceeded, quotaExceeded   | RetryLater("rate_limited")              |
| 403 insufficientPermissions, accessNotConfigured              | AuthLost("scope_missing:SERVICE")       |
| any other 4xx                                                 | Refused, which the caller reads         |
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from google.auth import exceptions, transport
from google.oauth2 import service_account

from portal.systems.contract import AuthLost, Permanent, RetryLater, SystemFault
from portal.systems.google.found import ACCOUNT
from portal.systems.wire import Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, Web, opened

Json = dict[str, Any]
MOST_FILE_BYTES = 2 * 1024 * 1024 * 1024
BUSY_SECONDS = 60.0
_AUTH = "https://www.googleapis.com/auth/"
_OK = range(200, 300)
_FORBIDDEN = 403
_BUSY = frozenset({
    "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "RATE_LIMIT_EXCEEDED",
    "sharingRateLimitExceeded", "backendError",
})  # fmt: skip
_NO_RIGHT = frozenset({
    "insufficientPermissions", "accessNotConfigured", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "SERVICE_DISABLED",
    "domainPolicy", "insufficientScopes",
})  # fmt: skip
_LATER = frozenset({"internal_failure", "server_error", "temporarily_unavailable"})
_NOT_DELEGATED = frozenset({"unauthorized_client", "access_denied", "invalid_scope"})
_NO_ACCOUNT = ("invalid email or user id", "account has been deleted", "account deactivated", "not a valid email")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where Google's interfaces are."""

    token: str = "https://oauth2.googleapis.com"  # noqa: S105 (an address)
    people: str = "https://people.googleapis.com"
    gmail: str = "https://gmail.googleapis.com"
    drive: str = "https://www.googleapis.com"
    admin: str = "https://admin.googleapis.com"


@dataclass(frozen=True, slots=True)
class Service:
    """One of Google's services: its name in codes, and the scopes to read, to write, and to delete for good."""

    name: str
    reading: tuple[str, ...]
    writing: tuple[str, ...]
    deleting: tuple[str, ...]

    def scopes(self, *, writes: bool, deletes: bool) -> tuple[str, ...]:
        """What is asked for: no more than the settings let us do."""
        return self.deleting if writes and deletes else self.writing if writes else self.reading


_OTHERS = f"{_AUTH}contacts.other.readonly"
CONTACTS = Service(
    "contacts", (f"{_AUTH}contacts.readonly", _OTHERS), (f"{_AUTH}contacts", _OTHERS), (f"{_AUTH}contacts", _OTHERS)
)
MAIL = Service("mail", (f"{_AUTH}gmail.readonly",), (f"{_AUTH}gmail.modify",), ("https://mail.google.com/",))
DRIVE = Service("drive", (f"{_AUTH}drive.readonly",), (f"{_AUTH}drive",), (f"{_AUTH}drive",))
_ACCOUNTS_SCOPE = (f"{_AUTH}admin.directory.user.readonly",)
ACCOUNTS = Service("accounts", _ACCOUNTS_SCOPE, _ACCOUNTS_SCOPE, _ACCOUNTS_SCOPE)


class Refused(Permanent):
    """A 4xx of the interface itself; `status` and `reasons` stay in this room."""

    def __init__(self, status: int, reasons: frozenset[str]) -> None:
        super().__init__("access_refused" if status == _FORBIDDEN else "system_fault")
        self.status = status
        self.reasons = reasons


class NoAccount(Permanent):
    """The account is not there, or may not be entered: its data was not searched."""

    def __init__(self, account: str) -> None:
        super().__init__(f"not_searched:{account}")


@dataclass(frozen=True, slots=True)
class Key:
    """The service account's key file, read once: its private key takes long to check."""

    bare: service_account.Credentials = field(repr=False)

    def delegated(self, token_host: str, scopes: tuple[str, ...], account: str) -> service_account.Credentials:
        """Credentials in the name of an account. The token is asked of Google, whatever address the file names."""
        placed = self.bare.with_token_uri(f"{token_host}/token")
        return cast(service_account.Credentials, placed.with_scopes(scopes).with_subject(account))


def key_of(text: str) -> Key:
    """Permanent("settings_incomplete") where it is not the key file of a service account."""
    try:
        info = json.loads(text)
        if not isinstance(info, dict) or info.get("type") != "service_account":
            raise Permanent("settings_incomplete")
        named = {name: text_of(info.get(name)) for name in ("client_email", "private_key", "private_key_id")}
        whole = {**named, "token_uri": f"{Hosts().token}/token", "universe_domain": "googleapis.com"}
        return Key(service_account.Credentials.from_service_account_info(whole))  # type: ignore[no-untyped-call]
    except (ValueError, RecursionError, exceptions.GoogleAuthError):
        raise Permanent("settings_incomplete") from None


@dataclass(frozen=True, slots=True)
class _Response(transport.Response):
    status: int
    headers: Mapping[str, str]
    data: bytes


class _Request(transport.Request):
    """google-auth's way out, over ours: our faults pass through it as they are."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def __call__(
        self, url: str, method: str = "GET", body: Any = None, headers: Any = None, timeout: Any = None, **kwargs: Any
    ) -> _Response:
        reply = self._web.call(method, url, content=body, headers=dict(headers or {}), reads=True)
        return _Response(reply.status, reply.headers, json.dumps(_granted(reply)).encode())


def _granted(reply: Reply) -> Json:
    """The token's answer, in the shape that google-auth takes for granted; it would sleep over what comes later."""
    said = reply.json()
    if not isinstance(said, dict):
        raise RetryLater("not_json", 300)
    if reply.status not in _OK:
        told = {name: text_of(said.get(name)) for name in ("error", "error_description")}
        if set(told.values()) & _LATER:
            raise RetryLater("system_fault", 60)
        return told
    lasts = said.get("expires_in")
    if not text_of(said.get("access_token")) or not isinstance(lasts, int):
        raise RetryLater("not_json", 300)
    return {"access_token": said["access_token"], "expires_in": min(max(lasts, 0), 86_400)}


class Google:
    """One account's view of the services, during one operation; a token is asked for once for each."""

    def __init__(self, web: Web, key: Key, hosts: Hosts, *, writes: bool, deletes: bool) -> None:
        self._web = web
        self._key = key
        self.hosts = hosts
        self._writes = writes
        self._deletes = deletes
        self._tokens: dict[tuple[str, str], str] = {}

    def read(self, service: Service, account: str, url: str, **params: Any) -> Json:
        """One reading call; Refused for what the interface itself refuses."""
        return self._call(service, account, "GET", url, changing=False, params=params)

    def write(
        self, service: Service, account: str, method: str, url: str, body: Json | None = None, **params: Any
    ) -> Json:
        """One changing call."""
        given: Json = {"params": params} if body is None else {"params": params, "json": body}
        return self._call(service, account, method, url, changing=True, **given)

    @contextmanager
    def streamed(self, service: Service, account: str, url: str, **params: Any) -> Iterator[Iterator[bytes]]:
        """The pieces of a long answer."""
        headers = self._headers(service, account)
        with self._web.streamed("GET", url, cap=MOST_FILE_BYTES, headers=headers, params=params) as (status, pieces):
            if status not in _OK:
                raise _refusal(service, status, b"".join(pieces)[:100_000])
            yield pieces

    def _call(self, service: Service, account: str, method: str, url: str, *, changing: bool, **given: Any) -> Json:
        headers = self._headers(service, account)
        reply = self._web.call(method, url, headers=headers, reads=not changing, **given)
        if reply.status not in _OK:
            raise _refusal(service, reply.status, reply.body)
        if not reply.body:
            return {}
        said = reply.json()
        if not isinstance(said, dict):
            raise RetryLater("not_json", 300)
        return said

    def _headers(self, service: Service, account: str) -> Mapping[str, str]:
        known = (service.name, account)
        if known not in self._tokens:
            self._tokens[known] = self._token(service, account)
        return {"Authorization": f"Bearer {self._tokens[known]}"}

    def _token(self, service: Service, account: str) -> str:
        if not ACCOUNT.fullmatch(account):
            raise Permanent("record_gone")
        scopes = service.scopes(writes=self._writes, deletes=self._deletes)
        delegated = self._key.delegated(self.hosts.token, scopes, account)
        try:
            delegated.refresh(_Request(self._web))  # type: ignore[no-untyped-call]
        except AuthLost:
            raise AuthLost(f"scope_missing:{service.name}") from None
        except exceptions.RefreshError as error:
            raise _token_refused(service, account, error) from None
        except exceptions.GoogleAuthError:
            raise RetryLater("not_json", 300) from None
        return str(delegated.token)


@contextmanager
def entered(
    outgoing: Outgoing, key: Key, hosts: Hosts, *, writes: bool, deletes: bool, seconds: float = OPERATION_SECONDS
) -> Iterator[Google]:
    """A client for one operation."""
    with opened(outgoing, hosts.token, seconds=seconds) as web:
        yield Google(web, key, hosts, writes=writes, deletes=deletes)


def _token_refused(service: Service, account: str, error: exceptions.RefreshError) -> SystemFault:
    said = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else None
    if said is None:
        return RetryLater("not_json", 300)
    code, told = str(said.get("error")), str(said.get("error_description")).lower()
    if code in _NOT_DELEGATED:
        return AuthLost(f"scope_missing:{service.name}")
    if code == "invalid_grant" and any(each in told for each in _NO_ACCOUNT):
        return NoAccount(account)
    return AuthLost("access_refused")


def _refusal(service: Service, status: int, body: bytes) -> SystemFault:
    reasons = _reasons(body)
    if status == _FORBIDDEN and reasons & _BUSY:
        return RetryLater("rate_limited", BUSY_SECONDS)
    if status == _FORBIDDEN and reasons & _NO_RIGHT:
        return AuthLost(f"scope_missing:{service.name}")
    if not reasons and status == _FORBIDDEN:
        return Permanent("access_refused")
    return Refused(status, frozenset(reasons))


def _reasons(body: bytes) -> set[str]:
    """Why, in both of Google's shapes of error."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return set()
    if not isinstance(error, dict):
        return set()
    listed = [*list_of(error.get("errors")), *list_of(error.get("details"))]
    found = {text_of(each.get("reason")) for each in listed} | {text_of(error.get("status"))}
    if "FAILED_PRECONDITION" in found:
        found.add("failedPrecondition")
    return found - {"", "PERMISSION_DENIED"} or ({"forbidden"} if "PERMISSION_DENIED" in found else set())


def text_of(value: object) -> str:
    """A string of an answer, or an empty one for whatever else stands there."""
    return value if isinstance(value, str) else ""


def dict_of(value: object) -> Json:
    """An object of an answer, or an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Json]:
    """The objects of a list of an answer."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
