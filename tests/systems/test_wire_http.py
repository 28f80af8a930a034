"""HTTP against servers that lie, hang, drip, cut and swell: each row of the table in `wire_http`, and the way there."""

import datetime
import gzip
import json
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import trustme

from portal.systems import wire_http
from portal.systems.contract import Ambiguous, AuthLost, Conflict, Permanent, RetryLater, SystemFault
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import Web, opened
from tests.systems.raw_server import Answer, RawServer, answered, raw_server
from tests.systems.test_wire import resolving

LOCAL = Outgoing(("127.0.0.1", "::1"))
MEGABYTE = 1024 * 1024
PACKED = 8 * MEGABYTE


@contextmanager
def web_to(answer: Answer | bytes, **given: Any) -> Iterator[tuple[Web, RawServer]]:
    with raw_server(answer) as server, opened(LOCAL, server.url, **given) as web:
        yield web, server


def fault(answer: Answer | bytes, method: str = "GET", **given: Any) -> SystemFault:
    """What comes of one call."""
    with web_to(answer, **given) as (web, _), pytest.raises(SystemFault) as raised:
        web.call(method, "/thing")
    assert raised.value.__cause__ is None
    assert "secret of theirs" not in str(raised.value)
    return raised.value


def both(answer: Answer | bytes, **given: Any) -> tuple[SystemFault, SystemFault]:
    """Of a reading and of a writing call."""
    return fault(answer, **given), fault(answer, "POST", **given)


# What came


@pytest.mark.parametrize("status", ["200 OK", "201 Created", "400 Bad", "403 Forbidden", "404 Not Found"])
def test_it_gives_other_answers_to_the_connector(status: str) -> None:
    body = b'{"a": "\xc3\xa4"}'
    for method in ("GET", "POST", "DELETE"):
        with web_to(answered(status, body)) as (web, server):
            reply = web.call(method, "/thing", headers={"X-Own": "1"})
            assert (reply.status, reply.body) == (int(status[:3]), body)
            assert b"x-own: 1" in server.requests[0].lower()
            assert reply.json() == {"a": "ä"}
            assert "xc3" not in repr(reply)


def test_it_takes_401_for_lost_credentials() -> None:
    for came in both(answered("401 Unauthorized", b"secret of theirs")):
        assert (type(came), came.code) == (AuthLost, "access_refused")


@pytest.mark.parametrize("status", ["408 Request Timeout", "429 Too Many Requests"])
def test_it_waits_where_the_system_is_busy(status: str) -> None:
    for came in both(answered(status, b"secret of theirs", "Retry-After: 7")):
        assert isinstance(came, RetryLater)
        assert (came.code, came.seconds) == ("rate_limited", 7.0)


def http_date(seconds: float) -> str:
    return format_datetime(datetime.datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("given", "least", "most"),
    [
        ("120", 120, 120),
        ("0", 1, 1),
        ("-5", 30, 30),
        ("1.5", 30, 30),
        ("soon", 30, 30),
        ("", 30, 30),
        ("\xb2", 30, 30),
        ("\u0663".encode().decode("latin-1"), 30, 30),
        ("9" * 5000, 3600, 3600),
        ("in 90", 60, 90),
        ("in -90", 1, 1),
        ("in 90000", 3600, 3600),
        ("Fri, 31 Dec 99999999999 23:59:59 GMT", 30, 30),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 3600, 3600),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 1, 1),
        ("Fri, 31 Dec 2026 23:59:59 +9999999999", 30, 30),
    ],
)
def test_it_waits_as_long_as_it_is_told_within_reason(given: str, least: float, most: float) -> None:
    said = http_date(float(given[3:])) if given.startswith("in ") else given
    came = fault(answered("429 Too Many Requests", b"", f"Retry-After: {said}"))
    assert isinstance(came, RetryLater)
    assert least <= came.seconds <= most


def test_it_waits_where_nothing_says_how_long() -> None:
    came = fault(answered("429 Too Many Requests"))
    assert isinstance(came, RetryLater)
    assert came.seconds == 30


@pytest.mark.parametrize("status", ["409 Conflict", "412 Precondition Failed"])
def test_it_knows_a_conflict(status: str) -> None:
    assert [(type(came), came.code) for came in both(answered(status))] == [(Conflict, "changed")] * 2


@pytest.mark.parametrize(
    "status",
    [
        "300 Multiple",
        "301 Moved",
        "302 Found",
        "303 See",
        "304 Not Modified",
        "307 Temporary",
        "308 Permanent",
        "399 Odd",
    ],
)
def test_it_follows_no_redirect(status: str) -> None:
    with raw_server(answered()) as elsewhere:
        for came in both(answered(status, b"", f"Location: {elsewhere.url}/metadata")):
            assert (type(came), came.code) == (Permanent, "redirected")
        assert elsewhere.connections == 0


@pytest.mark.parametrize("status", ["500 Internal", "502 Bad Gateway", "503 Unavailable", "504 Timeout", "599 Odd"])
def test_it_reads_again_later_and_looks_what_it_wrote_after_a_fault(status: str) -> None:
    read, written = both(answered(status, b"secret of theirs"))
    assert (type(read), read.code) == (RetryLater, "system_fault")
    assert (type(written), written.code) == (Ambiguous, "answer_lost")


def hang(connected: socket.socket, _request: bytes) -> None:
    connected.settimeout(5)
    connected.recv(1)


def dripping(first: bytes, drop: bytes) -> Answer:
    """Sends `drop` for ever, well within every timeout of a single read."""

    def answer(connected: socket.socket, _request: bytes) -> None:
        connected.sendall(first)
        for _ in range(400):
            connected.sendall(drop)
            time.sleep(0.02)

    return answer


SLOW: dict[str, Answer] = {
    "hang": hang,
    "drip in the status line": dripping(b"", b"H"),
    "drip in the headers": dripping(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
    "drip in the body": dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"),
    "chunks without an end": dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "continue without an end": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a packed drip": dripping(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99999\r\n\r\n" + gzip.compress(b"x")[:10], b"\0"
    ),
}


@pytest.mark.parametrize("how", SLOW)
def test_it_ends_when_the_operation_ends_however_slow_the_other_side(how: str) -> None:
    for method, kind in (("GET", RetryLater), ("PATCH", Ambiguous)):
        began = time.monotonic()
        came = fault(SLOW[how], method, seconds=0.3)
        assert isinstance(came, kind) or (how, came.code) == ("a packed drip", "answer_unreadable")
        assert time.monotonic() - began < 1.5


def test_it_ends_though_its_own_request_is_read_slowly() -> None:
    def slow_reader(connected: socket.socket, _request: bytes) -> None:
        """Never reached: the body is longer than what is ever read."""

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        began = time.monotonic()
        with (
            opened(LOCAL, f"http://127.0.0.1:{listener.getsockname()[1]}", seconds=0.5) as web,
            pytest.raises(Ambiguous, match="answer_lost"),
        ):
            web.call("POST", "/thing", content=b"x" * (32 * MEGABYTE))
        assert time.monotonic() - began < 2


def test_it_ends_where_tls_is_never_spoken() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        opened(LOCAL, f"https://127.0.0.1:{listener.getsockname()[1]}", seconds=0.3) as web,
        pytest.raises(RetryLater),
    ):
        web.call("GET", "/thing")


CUT = {
    "at once": b"",
    "in the status line": b"HTTP/1.1 20",
    "in the headers": b"HTTP/1.1 200 OK\r\nContent-Le",
    "in the body": b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"whole": fal',
    "in a chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nabc",
    "before the last chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    "no status line": b"hello there\r\n\r\n",
    "SSH": b"SSH-2.0-OpenSSH_9.9\r\n",
    "a status that is no number": b"HTTP/1.1 abc OK\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
    "a header with a NUL": b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\n{}",
    "10,000 headers": b"HTTP/1.1 200 OK\r\n"
    + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 20) for n in range(10_000))
    + b"\r\n{}",
    "a header of a megabyte": b"HTTP/1.1 200 OK\r\nX: " + b"y" * MEGABYTE + b"\r\n\r\n{}",
    "packed and cut": b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(b"x" * 999)[:-9],
}


@pytest.mark.parametrize("how", CUT)
def test_it_takes_half_an_answer_for_none(how: str) -> None:
    read, written = both(CUT[how])
    assert (type(read), read.code) == (RetryLater, "cut")
    assert (type(written), written.code) == (Ambiguous, "answer_lost")


def test_it_finds_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for method in ("GET", "POST"):
        with opened(LOCAL, f"http://127.0.0.1:{port}") as web, pytest.raises(RetryLater, match="system_away"):
            web.call(method, "/thing")


# How much


@cache
def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(b"0" * MEGABYTE) for _ in range(size // MEGABYTE)), packer.flush()])


def test_it_takes_no_more_than_the_cap() -> None:
    assert (type(came := fault(answered(body=b"x" * 1001), cap=1000)), came.code) == (Permanent, "too_much")
    assert isinstance(fault(answered(body=b"x" * 1001), "POST", cap=1000), Ambiguous)
    with web_to(answered(body=b"x" * 1000), cap=1000) as (web, _):
        assert len(web.call("GET", "/thing").body) == 1000
    with web_to(answered(body=b"x" * 1001), cap=10) as (web, _):
        assert len(web.call("GET", "/thing", cap=1001).body) == 1001


def test_it_streams_in_pieces_and_no_more_than_the_cap() -> None:
    with web_to(answered(body=b"x" * 200_000)) as (web, _), web.streamed("GET", "/thing") as (status, pieces):
        sizes = [len(piece) for piece in pieces]
        assert (status, sum(sizes), max(sizes)) == (200, 200_000, wire_http.PIECE)
    with (
        web_to(answered(body=b"x" * 200_000)) as (web, _),
        web.streamed("GET", "/thing", cap=100_000) as (_status, pieces),
    ):
        got: list[bytes] = []
        with pytest.raises(Permanent, match="too_much"):
            got.extend(pieces)
        assert sum(map(len, got)) <= 100_000


def test_it_streams_chunks_without_an_end_up_to_the_cap() -> None:
    endless = dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n")
    assert fault(endless, cap=200_000).code == "too_much"


def test_it_counts_what_is_unpacked() -> None:
    packed = bomb(PACKED)
    assert len(packed) < PACKED / 500
    came = fault(answered("200 OK", packed, "Content-Encoding: gzip"), cap=MEGABYTE)
    assert (type(came), came.code) == (Permanent, "too_much")
    with (
        web_to(answered("200 OK", packed, "Content-Encoding: gzip")) as (web, _),
        web.streamed("GET", "/thing", cap=2 * PACKED) as (_, pieces),
    ):
        sizes = [len(piece) for piece in pieces]
        assert (sum(sizes), max(sizes)) == (PACKED, wire_http.PIECE)


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip,gzip,gzip", "br", "zstd", "deflate", "compress", "aws-chunked"])
def test_it_unpacks_once_and_nothing_it_did_not_ask_for(coding: str) -> None:
    read, written = both(answered("200 OK", gzip.compress(bomb(PACKED)), f"Content-Encoding: {coding}"))
    assert (type(read), read.code) == (Permanent, "answer_unreadable")
    assert isinstance(written, Ambiguous)


def test_it_unpacks_what_is_packed() -> None:
    body = json.dumps({"a": "x" * 200_000}).encode()
    for headers in (["Content-Encoding: gzip"], ["Content-Encoding: GZIP"]):
        with web_to(answered("200 OK", gzip.compress(body), *headers)) as (web, server):
            assert web.call("GET", "/thing").json() == json.loads(body)
            assert b"accept-encoding: gzip\r\n" in server.requests[0].lower()
    with web_to(answered("200 OK", b"", "Content-Encoding: gzip")) as (web, _):
        assert web.call("GET", "/thing").body == b""


def test_it_does_not_unpack_rubbish() -> None:
    read, written = both(answered("200 OK", b"rubbish", "Content-Encoding: gzip"))
    assert (type(read), read.code, type(written)) == (Permanent, "answer_unreadable", Ambiguous)


NOT_JSON = (
    b"<!doctype html><title>Sign in</title>", b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"a": NaN}', b"Infinity",
    b"9" * 10_000, b'"\xed\xa0\x80"',
)  # fmt: skip


@pytest.mark.parametrize("body", NOT_JSON, ids=range(len(NOT_JSON)))
def test_it_takes_a_page_for_no_answer(body: bytes) -> None:
    for method, kind, code in (("GET", RetryLater, "not_json"), ("PUT", Ambiguous, "answer_lost")):
        with web_to(answered("200 OK", body, "Content-Type: text/html")) as (web, _):
            reply = web.call(method, "/thing")
            with pytest.raises(kind, match=code):
                reply.json()


def test_it_gives_no_half_of_a_letter() -> None:
    for body, meant in (
        (rb'"a\ud800b"', "a?b"),
        (rb'{"\uDC00": ["\ud83d\ude00"]}', {"?": ["\U0001f600"]}),
        (b"\xef\xbb\xbf1", 1),
    ):
        with web_to(answered("200 OK", body)) as (web, _):
            assert web.call("GET", "/thing").json() == meant


def test_it_reads_by_a_post_where_it_is_told() -> None:
    with web_to(answered("500 Internal")) as (web, _), pytest.raises(RetryLater, match="system_fault"):
        web.call("POST", "/search", reads=True)


# Where to


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "//x", "ftp://x", "file:///etc/passwd", "http://", "https://", "http:///x", "https://user@x.example",
        "https://user:secret@x.example", "https://:@x.example", "http://[::1", "https://x.example:99999",
        "https://x.example:port", "https://x.example:0", "gopher://127.0.0.1", "https://\ud800",
    ],
)  # fmt: skip
def test_it_takes_no_address_that_is_none(url: str) -> None:
    with pytest.raises(Permanent, match="bad_url"), opened(STRICT, url):
        pass


PRIVATE = (
    "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.1", "127.1", "0.0.0.0", "0", "10.0.0.1", "169.254.169.254",
    "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1]", "[2002:7f00:1::]", "[::]", "[::127.0.0.1]",
    "１２７.0.0.1", "127。0。0。1",
)  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_it_does_not_reach_inwards(host: str) -> None:
    for scheme in ("http", "https"):
        with pytest.raises(SystemFault) as raised, opened(STRICT, f"{scheme}://{host}:9") as web:
            web.call("GET", "/")
        assert raised.value.code in {"address_refused", "bad_url"}


@pytest.mark.parametrize("host", ["127.0.0.1.", "localhost."])
def test_it_does_not_reach_inwards_by_a_dot_at_the_end(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    resolving(monkeypatch, ("127.0.0.1",))
    with pytest.raises(Permanent, match="address_refused"), opened(STRICT, f"https://{host}:9") as web:
        web.call("GET", "/")


def test_it_reaches_what_the_operator_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(answered(), host="127.0.0.1") as server:
        for allowed in ("127.0.0.1", "127.0.0.0/8", f"127.0.0.1:{server.port}", "crm.internal"):
            resolving(monkeypatch, ("127.0.0.1",))
            with opened(Outgoing((allowed,)), f"http://crm.internal:{server.port}/api/") as web:
                assert web.call("GET", "/thing").status == 200
        assert server.requests[0].startswith(b"GET /api/thing HTTP/1.1")
    with raw_server(answered(), host="::1") as server, opened(LOCAL, f"http://[::1]:{server.port}") as web:
        assert web.call("GET", "/thing").status == 200


def test_it_dials_what_it_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(answered()) as server:
        asked = resolving(monkeypatch, ("127.0.0.1",), ("169.254.169.254",))
        with opened(Outgoing(("127.0.0.0/8",)), f"http://rebound.example.org:{server.port}") as web:
            assert web.call("GET", "/thing").status == 200
        assert asked == ["rebound.example.org"]
        asked = resolving(monkeypatch, ("1.1.1.1", "127.0.0.1"), ("127.0.0.1",))
        with opened(STRICT, f"https://rebound.example.org:{server.port}") as web:
            for _ in range(2):
                with pytest.raises(Permanent, match="address_refused"):
                    web.call("GET", "/thing")


def test_it_speaks_plainly_to_nobody_on_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_more: dialled.append(given))
    for answers in [("1.1.1.1",)], [("127.0.0.1",), ("1.1.1.1",)], [("127.0.0.1", "1.1.1.1")]:
        resolving(monkeypatch, *answers)
        with opened(LOCAL, "http://crm.example.org") as web:
            if answers[0] == ("127.0.0.1",):
                LOCAL.addresses("crm.example.org", 80)
            with pytest.raises(Permanent, match="not_https"):
                web.call("POST", "/", json={"secret": 1})
    assert dialled == []


@pytest.mark.parametrize("path", ["{other}/steal", "https://127.0.0.1/steal", "http://u:p@127.0.0.1:{port}/"])
def test_it_takes_its_credentials_nowhere_else(path: str) -> None:
    with raw_server(answered()) as other, web_to(answered(), auth=("any", "the-key")) as (web, server):
        with pytest.raises(Permanent, match="bad_url"):
            web.call("GET", path.format(other=other.url, port=other.port))
        assert web.call("GET", f"//127.0.0.1:{other.port}/steal").status == 200
        assert web.call("GET", f"{server.url}/next").status == 200
        assert (other.connections, server.connections) == (0, 2)


def test_it_goes_elsewhere_without_credentials_and_never_in_the_clear() -> None:
    with raw_server(answered()) as other, web_to(answered()) as (web, _):
        assert web.call("GET", f"{other.url}/file").status == 200
        with pytest.raises(Permanent, match="bad_url"):
            web.call("GET", f"https://127.0.0.1:{other.port}/file")
        assert other.connections == 1
        with opened(LOCAL, f"https://127.0.0.1:{other.port}") as secure, pytest.raises(Permanent, match="bad_url"):
            secure.call("GET", f"{other.url}/file", headers={"Authorization": "Bearer x"})
        assert other.connections == 1


@pytest.mark.parametrize("given", [{"headers": {"Authorization": "Bearer ä"}}, {"headers": {"Authorization": "a\nb"}}])
def test_it_takes_a_key_that_no_header_holds_for_a_wrong_one(given: dict[str, Any]) -> None:
    with raw_server(answered()) as server, pytest.raises(AuthLost), opened(LOCAL, server.url, **given) as web:
        web.call("GET", "/thing")


def test_it_believes_no_proxy_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with raw_server(answered()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with web_to(answered()) as (web, server):
            assert web.call("GET", "/thing").status == 200
            assert b"authorization" not in server.requests[0].lower()
        assert proxy.connections == 0


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def refused_tls(context: ssl.SSLContext, outgoing: Outgoing) -> None:
    for method in ("GET", "POST"):
        with (
            raw_server(answered(), tls=context) as server,
            opened(outgoing, f"https://127.0.0.1:{server.port}", auth=("any", "the-key")) as web,
        ):
            with pytest.raises(RetryLater, match="tls_failed"):
                web.call(method, "/thing")
            assert server.requests == []


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path) -> Outgoing:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return Outgoing(("127.0.0.1",), str(tmp_path / "ca.pem"))


def test_it_believes_a_certificate_of_the_operators_authority(authority: trustme.CA, trusting: Outgoing) -> None:
    context = tls_of(authority.issue_cert("127.0.0.1"))
    with raw_server(answered(), tls=context) as server, opened(trusting, f"https://127.0.0.1:{server.port}") as web:
        assert web.call("GET", "/thing").status == 200


def test_it_believes_nobody_elses_certificate(authority: trustme.CA) -> None:
    refused_tls(tls_of(authority.issue_cert("127.0.0.1")), LOCAL)


def test_it_believes_no_certificate_of_another_name(authority: trustme.CA, trusting: Outgoing) -> None:
    refused_tls(tls_of(authority.issue_cert("127.0.0.2", "localhost", "crm.example.org")), trusting)


def test_it_believes_no_certificate_that_has_expired(authority: trustme.CA, trusting: Outgoing) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=UTC)
    refused_tls(
        tls_of(authority.issue_cert("127.0.0.1", not_before=past, not_after=past + timedelta(days=9))), trusting
    )


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_it_speaks_no_old_tls(authority: trustme.CA, trusting: Outgoing) -> None:
    context = tls_of(authority.issue_cert("127.0.0.1"))
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    refused_tls(context, trusting)
