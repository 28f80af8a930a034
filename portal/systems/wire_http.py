"""HTTP over the wire: one client for one operation, bounded in time and size, judged at connect, TLS verified.

No redirect is followed and no proxy or netrc of the machine is believed. Credentials and headers that
`opened` is given go with every request, so nothing is then asked of another origin than the base's, whatever
a path says; a client without them may be led elsewhere, never from https to http. What goes wrong comes out
as a fault of the contract; the other side's words never leave in one.

| what came                                   | reading                 | writing                 |
|---------------------------------------------|-------------------------|-------------------------|
| no connection, TLS that cannot be verified  | RetryLater              | RetryLater              |
| cut, or silent for too long, once connected | RetryLater              | Ambiguous               |
| larger than the cap, or not to be unpacked  | Permanent               | Ambiguous               |
| not JSON where JSON is read                 | RetryLater              | Ambiguous               |
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
import zlib
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
from portal.systems.wire import CONNECT_SECONDS, MOST_ADDRESSES, REPLY_SECONDS, Outgoing

OPERATION_SECONDS = 120.0
MOST_BYTES = 16 * 1024 * 1024
PIECE = 64 * 1024
_SENT_AT_ONCE = 16 * 1024
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
    changing: bool = False

    def json(self) -> Any:
        """The body as JSON (RFC 8259, so no NaN); RetryLater("not_json") where it is none, such as a page of a gateway.

        Ambiguous where the request was a write: who knows what the gateway let through. Half of a surrogate
        pair becomes a question mark, since no page or file could hold it.
        """
        try:
            given = json.loads(self.body.decode("utf-8-sig"), parse_constant=_no_number)
            if rb"\ud" in self.body.lower():
                return json.loads(json.dumps(given, ensure_ascii=False).encode(errors="replace"))
            return given
        except (ValueError, RecursionError):
            raise Ambiguous("answer_lost") if self.changing else RetryLater("not_json", 300) from None


class Web:
    """A client of one system for one operation; `opened` makes it, and closes it."""

    def __init__(self, client: httpx.Client, cap: int, pace: Callable[[], None], *, at_home: bool = True) -> None:
        """`pace` is called before each request. `at_home`: nothing is asked of another origin than the base's."""
        self._client = client
        self._pace = pace
        self._cap = cap
        self._at_home = at_home

    def call(self, method: str, path: str, *, cap: int = 0, reads: bool | None = None, **given: Any) -> Reply:
        """One request and its whole answer, by the table above.

        `given` are httpx's own: params, json, data, files, content, headers. `reads` says that a POST
        changes nothing, as where a search is posted. Permanent("too_much") above `cap` bytes, unpacked.
        Permanent("bad_url") where the path leads to another origin.
        """
        changing = method in _CHANGING if reads is None else not reads
        with self._answered(method, path, changing, given) as response:
            pieces = list(self._pieces(response, cap or self._cap, changing))
        return Reply(response.status_code, dict(response.headers), b"".join(pieces), changing)

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
            home, there = _origin(self._client.base_url), _origin(request.url)
            if there[0] != home[0] or (self._at_home and there != home):
                raise Permanent("bad_url")
            response = self._client.send(request, stream=True)
        try:
            _judge(response, changing)
            yield response
        finally:
            response.close()

    def _pieces(self, response: httpx.Response, cap: int, changing: bool) -> Iterator[bytes]:
        got = 0
        with _faults(changing):
            for piece in _unpacked(response, changing):
                got += len(piece)
                if got > cap:
                    raise _unread("too_much", changing)
                yield piece


def _unpacked(response: httpx.Response, changing: bool) -> Iterator[bytes]:
    """The body in pieces of at most `PIECE`, which httpx does not promise: it unpacks a whole bomb at once."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding == "identity":
        yield from response.iter_raw(PIECE)
        return
    if coding not in {"gzip", "x-gzip"}:
        raise _unread("answer_unreadable", changing)
    unpacking, some = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), False
    try:
        for packed in response.iter_raw(PIECE):
            rest, some = packed, True
            while rest and not unpacking.eof:
                if piece := unpacking.decompress(rest, PIECE):
                    yield piece
                rest = unpacking.unconsumed_tail
        while piece := unpacking.decompress(b"", PIECE):
            yield piece
    except zlib.error:
        raise _unread("answer_unreadable", changing) from None
    if some and not unpacking.eof:
        raise _lost("cut", changing)


def _unread(code: str, changing: bool) -> SystemFault:
    return Ambiguous("answer_lost") if changing else Permanent(code)


def _no_number(text: str) -> float:
    raise ValueError(text)


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port; the base's own path is not looked at."""
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


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

    Plain http is for what the operator allows by name or address alone: elsewhere the first call ends in
    Permanent("not_https"). AuthLost where the credentials are no text that a header can hold.
    """
    secure = _is_secure(base_url)
    try:
        transport = _Transport(outgoing, time.monotonic() + seconds, secure=secure)
        client = httpx.Client(
            transport=transport, base_url=base_url, auth=auth, trust_env=False, follow_redirects=False,
            headers={"Accept-Encoding": "gzip", **(headers or {})},
            timeout=httpx.Timeout(REPLY_SECONDS, connect=CONNECT_SECONDS),
        )  # fmt: skip
    except UnicodeError:
        raise AuthLost("access_refused") from None
    except httpx.InvalidURL:
        raise Permanent("bad_url") from None
    with client:
        yield Web(client, cap, outgoing.pace, at_home=bool(auth or headers))


def _is_secure(base_url: str) -> bool:
    """Whether it is https rather than http."""
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username is not None or parts.password is not None:
        raise Permanent("bad_url")
    return parts.scheme == "https"


class _Transport(httpx.HTTPTransport):
    """httpx's own, over a pool whose connections are judged when they are made."""

    def __init__(self, outgoing: Outgoing, end: float, *, secure: bool) -> None:
        # Without encryption the context trusts nobody, and the machine's authorities need not be read.
        context = outgoing.context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(verify=context, trust_env=False)
        backend = _Backend(outgoing, end, secure=secure)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=4)


class _Backend(httpcore.SyncBackend):
    """Looks a name up once, judges every address, and dials the one that was judged."""

    def __init__(self, outgoing: Outgoing, end: float, *, secure: bool) -> None:
        self._outgoing = outgoing
        self._end = end
        self._secure = secure

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        addresses = self._outgoing.addresses(host, port)
        if not self._secure and not self._outgoing.takes_plain(host, port, addresses):
            raise Permanent("not_https")
        for address in addresses[:MOST_ADDRESSES]:
            left = _left(self._end, timeout, CONNECT_SECONDS, httpcore.ConnectTimeout)
            try:
                plain = super().connect_tcp(address, port, left, local_address, socket_options)
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
        return self._stream.read(max_bytes, _left(self._end, timeout, REPLY_SECONDS, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _SENT_AT_ONCE):
            left = _left(self._end, timeout, REPLY_SECONDS, httpcore.WriteTimeout)
            self._stream.write(buffer[start : start + _SENT_AT_ONCE], left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._end, timeout, CONNECT_SECONDS, httpcore.ConnectTimeout)
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, left), self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float, timeout: float | None, usual: float, ended: type[Exception]) -> float:
    """Seconds for one wait: as many as are usual, and no more than the operation has."""
    left = end - time.monotonic()
    if left <= 0:
        raise ended("the operation's time is over")
    return min(left, usual if timeout is None else timeout)


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
    except httpx.LocalProtocolError:
        raise AuthLost("access_refused") from None
    except httpx.TransportError:
        raise _lost("cut", changing) from None
    except httpx.InvalidURL:
        raise Permanent("bad_url") from None


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
    if response.is_redirect:
        raise Permanent("redirected")
    if response.is_server_error:
        raise Ambiguous("answer_lost") if changing else RetryLater("system_fault", 60)


def _retry_after(given: str) -> float:
    """Seconds, from a number or a date (RFC 9110, section 10.2.3); 30 where there is none, one to 3,600."""
    if given.isascii() and given.isdigit():
        return min(max(float(given), 1.0), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, OverflowError):
        return 30.0
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((aware - datetime.now(UTC)).total_seconds(), 1.0), _LONGEST_WAIT)
