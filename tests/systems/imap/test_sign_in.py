"""Who is let in and by what, and that nothing is said in the open."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock
from urllib.parse import parse_qs

import pytest

from portal.systems.contract import AuthLost, Permanent, RetryLater
from portal.systems.imap.account import read_account
from portal.systems.registry import connect
from portal.systems.wire import Outgoing
from tests.dovecot import HOST, PASSWORD, TOKEN
from tests.systems.imap.box import Box, Here
from tests.systems.near_misses import SOUGHT

GOOD = {"host": "mail.example.org", "username": "box@example.org", "password": "secret words"}
APP = {"client_id": "app", "client_secret": "app secret", "refresh_token": "1//refresh", "tenant": "t.example.org"}


class TokenEndpoint:
    """Answers as RFC 6749 has it; `asked` are the forms that came."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.status, self.told = 200, {"access_token": "", "token_type": "Bearer", "expires_in": 3599}
        endpoint = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                endpoint.asked.append({key: each[0] for key, each in form.items()})
                body = json.dumps(endpoint.told).encode()
                self.send_response(endpoint.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()
        self.url = f"http://{HOST}:{self.server.server_address[1]}/token"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def endpoint() -> Iterator[TokenEndpoint]:
    made = TokenEndpoint()
    yield made
    made.close()


@pytest.mark.parametrize("sign_in", ["google", "microsoft"])
def test_it_signs_in_with_a_token_made_from_the_refresh_token(box: Box, endpoint: TokenEndpoint, sign_in: str) -> None:
    endpoint.told["access_token"] = f"{box.user}/{TOKEN}"
    connector = box.connector(sign_in=sign_in, password="", token_url=endpoint.url, **APP)
    assert connector.check() == ()
    assert endpoint.asked[0] == {
        "grant_type": "refresh_token",
        "refresh_token": "1//refresh",
        "client_id": "app",
        "client_secret": "app secret",
    }


def test_it_signs_in_as_an_app_of_microsofts_without_a_refresh_token(box: Box, endpoint: TokenEndpoint) -> None:
    endpoint.told["access_token"] = f"{box.user}/{TOKEN}"
    given = {**APP, "refresh_token": ""}
    assert box.connector(sign_in="microsoft", password="", token_url=endpoint.url, **given).check() == ()
    assert endpoint.asked[0]["grant_type"] == "client_credentials"
    assert endpoint.asked[0]["scope"] == "https://outlook.office365.com/.default"


@pytest.mark.parametrize(
    ("status", "told", "fault"),
    [
        (400, {"error": "invalid_grant", "error_description": "canary"}, "access_refused"),
        (401, {"error": "invalid_client"}, "access_refused"),
        (400, {"error": "invalid_scope"}, "scope_missing"),
        (200, {"access_token": "not-a-token-of-the-servers"}, "access_refused"),
        (200, {"access_token": "line\r\nbreak"}, "not_json"),
        (200, {"access_token": 5}, "not_json"),
        (200, ["access_token"], "not_json"),
        (503, {}, "system_fault"),
        (429, {}, "rate_limited"),
    ],
)
def test_it_says_why_it_has_no_token(box: Box, endpoint: TokenEndpoint, status: int, told: object, fault: str) -> None:
    endpoint.status, endpoint.told = status, told  # type: ignore[assignment]
    connector = box.connector(sign_in="google", password="", token_url=endpoint.url, **APP)
    assert connector.check() == (fault,)
    with pytest.raises((AuthLost, RetryLater)) as raised:
        connector.find(SOUGHT, None)
    assert "canary" not in repr(raised.value)


def test_it_signs_in_under_starttls(box: Box) -> None:
    assert box.connector(port=str(box.plain.port), security="starttls").check() == ()
    assert PASSWORD.encode() not in box.plain.said
    assert b"AUTHENTICATE" not in box.plain.said


def test_it_does_not_sign_in_where_starttls_was_taken_away(box: Box) -> None:
    box.plain.answers = lambda words: words.replace(b" STARTTLS", b"")
    assert box.connector(port=str(box.plain.port), security="starttls").check() == ("tls_failed",)
    assert b"AUTHENTICATE" not in box.plain.said


def test_it_believes_no_other_name(box: Box) -> None:
    connector = box.connector(host="other.example.org")
    with mock.patch.object(connector, "_outgoing", Here(("other.example.org",), str(box.server.ca))):
        assert connector.check() == ("tls_failed",)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "169.254.169.254", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_it_dials_nothing_that_is_not_global(host: str) -> None:
    for security in ("tls", "starttls", "none"):
        assert connect("imap", {**GOOD, "host": host, "security": security}).check() == ("address_refused",)


def test_it_speaks_in_the_open_only_where_the_operator_allows_it() -> None:
    connector = connect("imap", {**GOOD, "security": "none"})
    with mock.patch("socket.getaddrinfo", return_value=[(2, 1, 6, "", ("93.184.215.14", 143))]):
        assert connector.check() == ("not_https",)


def test_it_signs_in_by_login_where_there_is_nothing_else(box: Box) -> None:
    box.plain.answers = lambda words: words.replace(b"AUTH=PLAIN", b"X")
    assert box.heard().check() == ()
    assert b"LOGIN" in box.plain.said


@pytest.mark.parametrize(("code", "fault"), [("UNAVAILABLE", "system_away"), ("LIMIT", "rate_limited")])
def test_it_waits_where_the_server_cannot_take_it_now(box: Box, code: str, fault: str) -> None:
    box.plain.answers = lambda words: words.replace(b"OK Logged in", f"NO [{code}] Not now".encode())
    assert box.heard().check() == (fault,)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"port": "0"}, "port"),
        ({"port": "x"}, "port"),
        ({"port": "²"}, "port"),
        ({"security": "ssl"}, "security"),
        ({"sign_in": "google"}, "client_id"),
        ({"sign_in": "microsoft", "client_id": "a", "client_secret": "b"}, "tenant"),
        ({"sign_in": "microsoft", "client_id": "a", "client_secret": "b", "tenant": "a/../b"}, "tenant"),
        ({"password": ""}, "password"),
        ({"username": "a\r\nb"}, "username"),
        ({"host": "a\nb"}, "host"),
        ({"category": "No Key"}, "category"),
        ({"erase": "all"}, "erase"),
        ({"seconds": "nan"}, "seconds"),
        ({"seconds": "-1"}, "seconds"),
    ],
)
def test_it_says_which_setting_cannot_be(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(Permanent, match=f"^{reason}:") as raised:
        connect("imap", {**GOOD, **changed})
    assert raised.value.code == "bad_mapping"


def test_it_shows_no_secret() -> None:
    shown = repr(read_account({**GOOD, **APP}))
    assert not [each for each in ("secret words", "app secret", "1//refresh") if each in shown]


def test_it_dials_in_the_open_only_what_it_has_judged() -> None:
    answers = iter(["10.0.0.5", "93.184.216.34", "93.184.216.34"])
    dialled: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", (next(answers), port))]

    def dial(where: tuple[str, int], timeout: float | None = None) -> None:
        dialled.append(where[0])
        raise OSError

    settings = {**GOOD, "port": "143", "security": "none"}
    with mock.patch("socket.getaddrinfo", look_up), mock.patch("socket.create_connection", dial):
        connector = connect("imap", settings, Outgoing(("10.0.0.0/8",)))
        assert connector.check() == ("system_away",)
        assert connector.check() == ("not_https",)
    assert dialled == ["10.0.0.5"]
