"""HTTP over the wire: one client for one operation, bounded in time and size, judged at connect, TLS verified.

No redirect is followed and no proxy or netrc of the machine is believed. What goes wrong comes
out as a fault of the contract; the other side's words never leave in one.

| what came                                   | reading                 | writing                 |
|---------------------------------------------|-------------------------|-------------------------|
| no connection, TLS that cannot be verified  | RetryLater              | RetryLater              |
| cut, or silent for too long, once connected | RetryLater              | Ambiguous               |
| 401                                         | AuthLost                | AuthLost                |
| 408, 429                                    | RetryLater (Retry-After)| RetryLater (Retry-After)|
| 409, 412                                    | Conflict                | Conflict                |
| 3xx                                         | Permanent               | Permanent               |
| 5xx                                         | RetryLater              | Ambiguous               |
| any other                                   | given to the connector  | given to the connector  |
"""

import json
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from portal.systems.contract import Ambiguous, AuthLost, Conflict, Permanent, RetryLater, SystemFault
from portal.systems.wire import CONNECT_SECONDS, REPLY_SECONDS, Outgoing

OPERATION_SECONDS = 120.0
MOST_BYTES = 16 * 1024 * 1024
PIECE = 64 * 1024
_LONGEST_WAIT = 3600.0
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_BUSY = frozenset({408, 429})
_CHANGED = frozenset({409, 412})


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its body is at most the cap that was given."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON; RetryLater("not_json") where it is none, such as a page of a gateway."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise RetryLater("not_json", 300) from None


class Web:
    """A client of one system for one operation; `opened` makes it, and closes it."""

    def __init__(self, client: httpx.Client, cap: int, pace: Callable[[], None]) -> None:
        self._client = client
        self._cap = cap
        self._pace = pace

    def call(self, method: str, path: str, *, cap: int = 0, reads: bool | None = None, **given: Any) -> Reply:
        """One request and its whole answer, by the table above.

        `given` are httpx's own: params, json, data, files, content, headers. `reads` says that a POST
        changes nothing, as where a search is posted. Permanent("too_much") above `cap` bytes.
        """
        changing = method in _CHANGING if reads is None else not reads
        with self._answered(method, path, changing, given) as response:
            pieces = list(self._pieces(response, cap or self._cap, changing))
        return Reply(response.status_code, dict(response.headers), b"".join(pieces))

    @contextmanager
    def streamed(self, method: str, path: str, *, cap: int = 0, **given: Any) -> Iterator[tuple[int, Iterator[bytes]]]:
        """The status and the pieces of a long answer that is read, at most 64 KiB each."""
        with self._answered(method, path, False, given) as response:
            yield response.status_code, self._pieces(response, cap or self._cap, False)

    @contextmanager
    def _answered(self, method: str, path: str, changing: bool, given: dict[str, Any]) -> Iterator[httpx.Response]:
        self._pace()
        with _faults(changing):
            request = self._client.build_request(method, path, **given)
            response = self._client.send(request, stream=True)
        try:
            _judge(response, changing)
            yield response
        finally:
            response.close()

    def _pieces(self, response: httpx.Response, cap: int, changing: bool) -> Iterator[bytes]:
        got = 0
        with _faults(changing):
            for piece in response.iter_bytes(PIECE):
                got += len(piece)
                if got > cap:
                    raise Permanent("too_much")
                yield piece


@contextmanager
def opened(
    outgoing: Outgoing,
    base_url: str,
    *,
    headers: Mapping[str, str] | None = None,
    auth: httpx.Auth | tuple[str, str] | None = None,
    seconds: float = OPERATION_SECONDS,
    cap: int = MOST_BYTES,
) -> Iterator[Web]:
    """A client for one operation of at most `seconds`; Permanent("bad_url") for an address that is none.

    Plain http is for what the operator allows by name or address alone: elsewhere Permanent("not_https").
    """
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise Permanent("bad_url")
    if parts.scheme == "http" and not outgoing.takes_plain(parts.hostname, parts.port or 80):
        raise Permanent("not_https")
    transport = _Transport(outgoing, time.monotonic() + seconds)
    with httpx.Client(
        transport=transport, base_url=base_url, headers=headers, auth=auth, trust_env=False, follow_redirects=False,
        timeout=httpx.Timeout(REPLY_SECONDS, connect=CONNECT_SECONDS),
    ) as client:  # fmt: skip
        yield Web(client, cap, outgoing.pace)


class _Transport(httpx.HTTPTransport):
    """httpx's own, over a pool whose connections are judged when they are made."""

    def __init__(self, outgoing: Outgoing, end: float) -> None:
        super().__init__(verify=outgoing.context(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=outgoing.context(), network_backend=_Backend(outgoing, end), max_connections=4
        )


class _Backend(httpcore.SyncBackend):
    """Looks a name up once, judges every address, and dials the one that was judged."""

    def __init__(self, outgoing: Outgoing, end: float) -> None:
        self._outgoing = outgoing
        self._end = end

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._outgoing.addresses(host, port):
            try:
                plain = super().connect_tcp(address, port, timeout, local_address, socket_options)
                return _Bounded(plain, self._end)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Bounded(httpcore.NetworkStream):
    """A stream whose reads and writes end with the operation, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream = stream
        self._end = end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, left), self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, ended: type[Exception]) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise ended("the operation's time is over")
        return min(left, REPLY_SECONDS if timeout is None else timeout)


@contextmanager
def _faults(changing: bool) -> Iterator[None]:
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        if _is_tls(error):
            raise RetryLater("tls_failed", 300) from None
        raise RetryLater("system_away", 60) from None
    except httpx.TimeoutException:
        raise _lost("slow", changing) from None
    except httpx.TransportError:
        raise _lost("cut", changing) from None
    except (httpx.InvalidURL, httpx.DecodingError):
        raise Permanent("answer_unreadable") from None


def _lost(code: str, changing: bool) -> SystemFault:
    return Ambiguous("answer_lost") if changing else RetryLater(code, 60)


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _judge(response: httpx.Response, changing: bool) -> None:
    status = response.status_code
    if status == httpx.codes.UNAUTHORIZED:
        raise AuthLost("access_refused")
    if status in _BUSY:
        raise RetryLater("rate_limited", _retry_after(response.headers.get("Retry-After", "")))
    if status in _CHANGED:
        raise Conflict("changed")
    if response.is_redirect or (300 <= status < 400 and status != httpx.codes.NOT_MODIFIED):  # noqa: PLR2004
        raise Permanent("redirected")
    if response.is_server_error:
        raise Ambiguous("answer_lost") if changing else RetryLater("system_fault", 60)


def _retry_after(given: str) -> float:
    """Seconds, from a number or a date (RFC 9110, section 10.2.3); 30 where there is none, an hour at most."""
    if given.isdigit():
        return min(float(given), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 30.0
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((aware - datetime.now(UTC)).total_seconds(), 1.0), _LONGEST_WAIT)
