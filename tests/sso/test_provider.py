"""The provider is hostile: forged tokens, other audiences, silence, HTML. Nothing of it is believed."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from portal.domain.sign_on import Provider, SignedOut, Tokens
from portal.sso import provider as sso
from portal.sso.provider import Denied, Silent, Unfit
from portal.systems.wire import Outgoing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
BACK = "http://portal.example.org/staff/digelius/sso/back"
CLIENT, SECRET = "the-client", "the secret of the client, long enough for a key"
KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
OTHERS_KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})


@dataclass
class Hostile:
    """A provider that does what a test tells it; `answers` are by path: JSON, bytes, or what hangs."""

    port: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def provider(self) -> Provider:
        return Provider(self.issuer, CLIENT, SECRET)

    def publishes(self, **changed: Any) -> None:
        self.answers["/.well-known/openid-configuration"] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/me",
            "jwks_uri": f"{self.issuer}/jwks",
            **changed,
        }

    def claims(self, **changed: Any) -> dict[str, Any]:
        whole = {
            "iss": self.issuer, "aud": CLIENT, "sub": "tiina-1", "exp": AT + 600, "iat": AT, "nonce": "the nonce",
            "email": "tiina@example.org", "email_verified": True, "groups": ["all"], **changed,
        }  # fmt: skip
        return {name: value for name, value in whole.items() if value is not None}

    def grants(self, token: Any = None, **changed: Any) -> None:
        token = jwt.encode({"alg": "RS256", "kid": "1"}, self.claims(**changed), KEY) if token is None else token
        self.answers["/token"] = {"access_token": "a", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    made = Hostile()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer()

        def _answer(self) -> None:
            made.asked.append(self.path)
            found = made.answers.get(self.path, (404, b"{}"))
            if callable(found):
                found(self)
                return
            status, body = found if isinstance(found, tuple) else (200, found)
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status in {302, 307}:
                self.send_header("Location", "http://169.254.169.254/latest")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    made.publishes()
    made.answers["/jwks"] = {"keys": [KEY.as_dict(private=False)]}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.stop.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


def out(hostile: Hostile) -> Outgoing:
    return sso.way_out((f"127.0.0.1:{hostile.port}",), "")


def finish(hostile: Hostile) -> sso.Answer:
    return sso.finish(out(hostile), hostile.provider, BACK, "the code", "v" * 64, "the nonce", NOW)


def code_of(act: Callable[[], object], kind: type[Silent] = Unfit) -> str:
    with pytest.raises(kind) as told:
        act()
    return told.value.code


def test_it_believes_a_whole_token(hostile: Hostile) -> None:
    hostile.grants()
    said = finish(hostile).said
    assert (said.subject, said.email, said.email_verified, said.groups) == (
        "tiina-1", "tiina@example.org", True, ("all",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"nonce": "another"}, "token_nonce"),
        ({"nonce": None}, "token_nonce"),
        ({"aud": "another-client"}, "token_audience"),
        ({"aud": ["another-client"]}, "token_audience"),
        ({"aud": [CLIENT, "another-client"]}, "token_audience"),
        ({"aud": CLIENT, "azp": "another-client"}, "token_audience"),
        ({"aud": None}, "token_audience"),
        ({"aud": {"the-client": 1}}, "token_audience"),
        ({"iss": "https://another.example.org"}, "token_issuer"),
        ({"iss": None}, "token_issuer"),
        ({"exp": AT - 61}, "token_expired"),
        ({"exp": None}, "token_expired"),
        ({"exp": "never"}, "token_expired"),
        ({"exp": True}, "token_expired"),
        ({"iat": AT + 3600}, "token_time"),
        ({"iat": None}, "token_time"),
        ({"sub": None}, "token_subject"),
        ({"sub": ""}, "token_subject"),
        ({"sub": 7}, "token_subject"),
        ({"sub": "x" * 256}, "token_subject"),
    ],
)
def test_it_believes_no_token_that_is_not_whole(hostile: Hostile, changed: dict[str, Any], code: str) -> None:
    hostile.grants(**changed)
    assert code_of(lambda: finish(hostile)) == code


def _plain(header: dict[str, Any], claims: dict[str, Any]) -> str:
    import base64  # noqa: PLC0415  # by hand, since no library signs with nothing

    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims))
    return ".".join([*parts, ""])


@pytest.mark.parametrize("alg", ["none", "None", "NONE", ""])
def test_it_believes_no_token_that_nobody_signed(hostile: Hostile, alg: str) -> None:
    hostile.grants(_plain({"alg": alg, "kid": "1"}, hostile.claims()))
    assert code_of(lambda: finish(hostile)) == "token_signature"


def _by_hand(head: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    """A token that no library would make: the provider's public key taken for a shared secret (RFC 8725, 2.1)."""
    parts = [urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (head, claims)]
    signed = hmac.digest(secret, b".".join(parts), "sha256")
    return b".".join([*parts, urlsafe_b64encode(signed).rstrip(b"=")]).decode()


def test_it_believes_no_signature_but_the_providers_own(hostile: Hostile) -> None:
    claims, public = hostile.claims(), KEY.as_pem(private=False)
    stolen = jwt.encode({"alg": "RS256", "kid": "1"}, claims, OTHERS_KEY)
    head, body, signature = jwt.encode({"alg": "RS256", "kid": "1"}, claims, KEY).split(".")
    forged = jwt.encode({"alg": "RS256", "kid": "1"}, hostile.claims(sub="another"), KEY).split(".")[1]
    by_secret = jwt.encode({"alg": "HS256", "kid": "1"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
    confused = _by_hand({"alg": "HS256", "kid": "1"}, claims, public)
    own_key = jwt.encode({"alg": "RS256", "jwk": OTHERS_KEY.as_dict(private=False)}, claims, OTHERS_KEY)
    cut = (f"{head}.{forged}.{signature}", f"{head}.{body}.", "x", "..", 7)
    for token in (stolen, by_secret, confused, own_key, *cut):
        hostile.grants(token)
        assert code_of(lambda: finish(hostile)) in {"token_signature", "token_missing"}, token


def test_it_takes_no_symmetric_key_that_the_provider_publishes(hostile: Hostile) -> None:
    shared = OctKey.generate_key(256, {"kid": "oct"})
    hostile.answers["/jwks"] = {"keys": [shared.as_dict(private=True), KEY.as_dict(private=False)]}
    hostile.grants(jwt.encode({"alg": "HS256", "kid": "oct"}, hostile.claims(), shared, algorithms=["HS256"]))
    assert code_of(lambda: finish(hostile)) == "token_signature"


def test_it_reads_the_keys_again_when_a_new_one_signs(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.grants()
    finish(hostile)
    new = ECKey.generate_key("P-256", {"kid": "2", "use": "sig"})
    hostile.answers["/jwks"] = {"keys": [new.as_dict(private=False)]}
    hostile.grants(jwt.encode({"alg": "ES256", "kid": "2"}, hostile.claims(), new))
    assert code_of(lambda: finish(hostile)) == "token_signature"  # not at each token that names no key
    monkeypatch.setattr(sso, "_KEYS_AGAIN_SECONDS", 0.0)
    assert finish(hostile).said.subject == "tiina-1"
    assert hostile.asked.count("/jwks") == 2


# ---- out by the provider ------------------------------------------------------------------------------------

EVENT = "http://schemas.openid.net/event/backchannel-logout"
OUT: dict[str, Any] = {
    "nonce": None, "email": None, "email_verified": None, "groups": None, "jti": "token-1", "sid": "session-1",
    "events": {EVENT: {}}, "exp": AT + 120,
}  # fmt: skip
"""Of a logout token, what an id_token has not; and what it has and must not."""


def logout(hostile: Hostile, head: dict[str, Any] | None = None, **changed: Any) -> str:
    named = {"alg": "RS256", "kid": "1", "typ": "logout+jwt", **(head or {})}
    return jwt.encode({key: one for key, one in named.items() if one is not None}, hostile.claims(**OUT | changed), KEY)


def signed_out(hostile: Hostile, token: str) -> SignedOut:
    return sso.signed_out(out(hostile), hostile.provider, token, NOW)


@pytest.mark.parametrize("kind", ["logout+jwt", "application/logout+jwt", "JWT", None])
def test_it_reads_whom_a_logout_token_names(hostile: Hostile, kind: str | None) -> None:
    ends = datetime.fromtimestamp(AT + 120, UTC)
    head = {"typ": kind}
    assert signed_out(hostile, logout(hostile, head)) == SignedOut("token-1", ends, "tiina-1", "session-1")
    assert signed_out(hostile, logout(hostile, head, sid=None)) == SignedOut("token-1", ends, "tiina-1", "")
    assert signed_out(hostile, logout(hostile, head, sub=None)) == SignedOut("token-1", ends, "", "session-1")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"iss": "https://another.example.org"}, "token_issuer"),
        ({"aud": "another-client"}, "token_audience"),
        ({"aud": None}, "token_audience"),
        ({"exp": AT - 61}, "token_expired"),
        ({"exp": None}, "token_expired"),
        ({"exp": 2**60}, "token_expired"),
        ({"iat": AT + 3600}, "token_time"),
        ({"iat": None}, "token_time"),
        ({"jti": None}, "logout_id"),
        ({"jti": ""}, "logout_id"),
        ({"jti": 7}, "logout_id"),
        ({"jti": "x" * 256}, "logout_id"),
        ({"events": None}, "logout_event"),
        ({"events": {}}, "logout_event"),
        ({"events": [EVENT]}, "logout_event"),
        ({"events": {EVENT: "{}"}}, "logout_event"),
        ({"events": {f"{EVENT}/": {}}}, "logout_event"),
        ({"nonce": "the nonce"}, "token_nonce"),
        ({"nonce": ""}, "token_nonce"),
        ({"sub": None, "sid": None}, "token_subject"),
        ({"sub": ""}, "token_subject"),
        ({"sub": 7}, "token_subject"),
        ({"sid": {"a": 1}}, "token_subject"),
        ({"sub": None, "sid": ""}, "token_subject"),
    ],
)
def test_it_believes_no_logout_token_that_is_not_whole(hostile: Hostile, changed: dict[str, Any], code: str) -> None:
    assert code_of(lambda: signed_out(hostile, logout(hostile, **changed))) == code


@pytest.mark.parametrize("kind", ["at+jwt", "secevent+jwt", "x"])
def test_it_takes_no_token_of_another_type_for_a_logout_token(hostile: Hostile, kind: str) -> None:
    assert code_of(lambda: signed_out(hostile, logout(hostile, {"typ": kind}))) == "logout_type"


def test_an_id_token_signs_nobody_out_and_a_logout_token_nobody_in(hostile: Hostile) -> None:
    hostile.grants()
    assert code_of(lambda: signed_out(hostile, hostile.answers["/token"]["id_token"])) == "logout_event"
    hostile.grants(logout(hostile))
    assert code_of(lambda: finish(hostile)) == "token_nonce"


def test_it_believes_no_logout_token_that_the_provider_did_not_sign(hostile: Hostile) -> None:
    claims = hostile.claims(**OUT)
    stolen = jwt.encode({"alg": "RS256", "kid": "1"}, claims, OTHERS_KEY)
    by_secret = jwt.encode({"alg": "HS256", "kid": "1"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
    confused = _by_hand({"alg": "HS256", "kid": "1"}, claims, KEY.as_pem(private=False))
    deep = jws.serialize_compact({"alg": "RS256", "kid": "1"}, b"[" * 100_000, KEY)
    for token in (stolen, by_secret, confused, _plain({"alg": "none"}, claims), "", "x", "..", deep):
        assert code_of(lambda token=token: signed_out(hostile, token)) in {"token_signature", "token_missing"}  # type: ignore[misc]


def test_it_keeps_the_providers_id_of_a_session(hostile: Hostile) -> None:
    hostile.grants(sid="session-1")
    assert finish(hostile).session == "session-1"
    for none in (None, 7, "x" * 256):
        hostile.grants(sid=none, groups=None)
        hostile.answers["/me"] = {"sub": "tiina-1", "sid": "of userinfo"}
        assert finish(hostile).session == ""


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"issuer": "https://another.example.org"}, "issuer_other"),
        ({"issuer": None}, "issuer_other"),
        ({"token_endpoint": None}, "provider_incomplete"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "provider_incomplete"),
        ({"jwks_uri": 7}, "provider_incomplete"),
        ({"userinfo_endpoint": "file:///etc/passwd"}, "provider_incomplete"),
        ({"code_challenge_methods_supported": ["plain"]}, "provider_without_pkce"),
    ],
)
def test_it_uses_no_provider_that_publishes_less(hostile: Hostile, changed: dict[str, Any], code: str) -> None:
    hostile.publishes(**changed)
    assert code_of(lambda: sso.look(out(hostile), hostile.issuer)) == code


@pytest.mark.parametrize("path", ["jwks_uri", "token_endpoint"])
def test_it_is_led_nowhere_inside(hostile: Hostile, path: str) -> None:
    hostile.grants()
    hostile.publishes(**{path: "http://127.0.0.1:1/internal"})
    assert code_of(lambda: finish(hostile), Silent) == "address_refused"
    hostile.publishes(**{path: "http://169.254.169.254/latest/meta-data"})
    sso._known.clear()
    assert code_of(lambda: finish(hostile), Silent) == "address_refused"


def test_it_follows_no_redirect(hostile: Hostile) -> None:
    hostile.answers["/jwks"] = (302, b"")
    assert code_of(lambda: finish(hostile), Silent) == "redirected"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!doctype html><title>Maintenance</title>", "not_json"),
        (b"[1, 2]", "not_json"),
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"a": ' + b"[" * 100_000, "not_json"),
        (b'"' + b"x" * (300 * 1024) + b'"', "too_much"),
    ],
)
def test_html_and_other_noise_is_no_answer(hostile: Hostile, path: str, body: bytes, code: str) -> None:
    hostile.grants()
    hostile.answers[path] = body
    assert code_of(lambda: finish(hostile), Silent) == code


def test_a_provider_that_hangs_holds_nobody_up(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.grants()
    finish(hostile)
    hostile.answers["/me"] = lambda handler: hostile.stop.wait(20)
    hostile.answers["/token"] = _drips(hostile)
    monkeypatch.setattr(sso, "SECONDS_AGAIN", 0.5)
    for tokens in (Tokens("a", "", False), Tokens("a", "r", True)):
        began = time.monotonic()
        assert code_of(lambda tokens=tokens: sso.again(out(hostile), hostile.provider, tokens, "tiina-1", NOW), Silent)  # type: ignore[misc]
        assert time.monotonic() - began < 3


def _drips(hostile: Hostile) -> Callable[[BaseHTTPRequestHandler], None]:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(200):
            if hostile.stop.wait(0.1):
                return
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    return drip


def test_userinfo_of_somebody_else_is_not_believed(hostile: Hostile) -> None:
    hostile.grants(groups=None)
    hostile.answers["/me"] = {"sub": "another", "groups": ["privacy-owners"]}
    assert code_of(lambda: finish(hostile)) == "token_subject"
    assert code_of(lambda: _again(hostile, Tokens("a", "", False))) == "token_subject"
    hostile.answers["/me"] = {"sub": "tiina-1", "groups": ["privacy-owners"]}
    assert finish(hostile).said.groups == ("privacy-owners",)


def test_a_refreshed_token_of_somebody_else_is_not_believed(hostile: Hostile) -> None:
    hostile.grants(sub="another")
    assert code_of(lambda: _again(hostile, Tokens("a", "r", True))) == "token_subject"
    hostile.grants(exp=AT - 3600)
    assert code_of(lambda: _again(hostile, Tokens("a", "r", True))) == "token_expired"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((400, {"error": "invalid_grant"}), "grant_void"),
        ((400, {"error": "invalid_client"}), "client_refused"),
        ((401, {"error": "invalid_client"}), "client_refused"),
    ],
)
def test_a_no_is_a_no(hostile: Hostile, answer: tuple[int, Any], code: str) -> None:
    hostile.answers["/token"] = answer
    assert code_of(lambda: finish(hostile), Denied) == code
    assert code_of(lambda: _again(hostile, Tokens("a", "r", True)), Denied) == code


def test_a_void_access_token_without_another_way_is_a_no(hostile: Hostile) -> None:
    hostile.answers["/me"] = (401, {})
    assert code_of(lambda: _again(hostile, Tokens("a", "", False)), Denied) == "access_void"
    assert code_of(lambda: _again(hostile, Tokens("a", "", True)), Denied) == "no_refresh"


def test_a_failing_provider_is_silent_and_no_no(hostile: Hostile) -> None:
    hostile.answers["/me"] = (503, b"<html>")
    with pytest.raises(Silent) as told:
        _again(hostile, Tokens("a", "", False))
    assert type(told.value) is Silent


@pytest.mark.parametrize("groups", [None, 7, {"a": 1}, [1, None, {"a": 1}], "all", ["all"] * 10_000])
def test_it_reads_groups_of_any_shape(hostile: Hostile, groups: object) -> None:
    hostile.answers["/me"] = {"sub": "tiina-1"}
    hostile.grants(groups=groups)
    found = finish(hostile).said.groups
    assert found is None or len(found) <= sso.MOST_GROUPS


def _again(hostile: Hostile, tokens: Tokens) -> sso.Answer:
    return sso.again(out(hostile), hostile.provider, tokens, "tiina-1", NOW)
