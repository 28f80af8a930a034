"""The provider's side of OpenID Connect Core 1.0, by the authorization code flow with PKCE (RFC 7636, S256).

Every address is typed by people or named by the provider, so each is judged at connect by `systems.wire`, bounded in
time and size, and led nowhere else. What an id_token must be stands in `_claims`. Nothing here knows a session.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from portal.domain.sign_on import LONGEST_SUBJECT, Provider, Said, SignedOut, Tokens
from portal.systems.contract import AuthLost, SystemFault
from portal.systems.wire import Outgoing
from portal.systems.wire_http import Reply, opened

try:
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError, JoseError
    from joserfc.jwk import KeySet
except ImportError:  # the extra `sso` is not installed
    INSTALLED = False
else:
    INSTALLED = True
    _UNREADABLE = (JoseError, ValueError, TypeError)

SECONDS = 6.0
"""A sign-in's one call to the provider takes no longer."""
SECONDS_AGAIN = 3.0
"""Nor does the question whether somebody is still who they were."""
MOST_BYTES = 256 * 1024
MOST_GROUPS = 500
LEEWAY = 60
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key of the provider's own alone: neither `none` nor one by the client's secret."""
_KEPT_SECONDS = 600.0
_KEYS_AGAIN_SECONDS = 30.0
_SCOPES = "openid email profile"
_SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"
_TYPES = frozenset({"", "jwt", "logout+jwt", "application/logout+jwt"})
_LATEST = 2**40
"""A moment in seconds that no clock reaches."""


class Silent(Exception):
    """The provider gave no answer that can be read now; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unfit(Silent):
    """It answered what must not be believed, or is not set up as it has to be."""


class Denied(Silent):
    """It says no: what was given or granted is void."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who somebody is, and what to ask with again."""

    said: Said
    tokens: Tokens
    shown_at: datetime | None = None
    """When they last showed the provider who they are (`auth_time`); None where it does not say."""
    session: str = ""
    """The provider's own id of their session there (`sid`), by which it may end it here."""


@dataclass(slots=True)
class _Known:
    """What a provider publishes of itself, kept for a while by each process."""

    read_at: float
    metadata: Mapping[str, Any]
    keys: Mapping[str, Any]
    keys_at: float


WayOut = Outgoing
"""Which addresses a provider may be at."""
_known: dict[tuple[Outgoing, str], _Known] = {}


def way_out(allowed: Sequence[str], ca_file: str) -> WayOut:
    """What the operator lets providers be beside global addresses, as for connections to systems."""
    return Outgoing(tuple(allowed), ca_file)


def look(outgoing: Outgoing, issuer: str) -> None:
    """Read what the provider publishes anew, and see that it can be used.

    Raises:
        Silent: no readable answer. Unfit: not that issuer, or it does not know the code flow with PKCE.
    """
    _known.pop((outgoing, issuer), None)
    _published(outgoing, issuer)


def begin(
    outgoing: Outgoing, provider: Provider, redirect_uri: str, state: str, nonce: str, verifier: str, *,
    shows: bool = False,
) -> str:  # fmt: skip
    """The address that the browser is sent to; with `shows` they have to show anew who they are. Raises as `look`."""
    asked = {"prompt": "login", "max_age": "0"} if shows else {}
    published = _published(outgoing, provider.issuer).metadata
    scope = f"{_SCOPES} {provider.scopes}".strip()
    address: str = prepare_grant_uri(
        published["authorization_endpoint"], provider.client_id, "code", redirect_uri, scope, state,
        nonce=nonce, code_challenge=create_s256_code_challenge(verifier), code_challenge_method="S256",
        **asked,
    )  # fmt: skip
    return address


def finish(
    outgoing: Outgoing, provider: Provider, redirect_uri: str, code: str, verifier: str, nonce: str, now: datetime
) -> Answer:
    """Who came back with `code`.

    Raises:
        Silent: no readable answer. Denied: the code is void. Unfit: the id_token is not to be believed.
    """
    granted = _granted(
        outgoing, provider, SECONDS,
        {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier},
    )  # fmt: skip
    claims = _claims(outgoing, provider, granted.get("id_token"), now)
    if claims.get("nonce") != nonce:
        raise Unfit("token_nonce")
    access, session = _text(granted.get("access_token")), _id(claims.get("sid"))
    by_refresh = provider.groups_claim in claims
    if not by_refresh or "email" not in claims:
        told = _userinfo(outgoing, provider, access, str(claims["sub"]), SECONDS) if access else {}
        claims = {**told, **claims}
    tokens = Tokens(access, _text(granted.get("refresh_token")), by_refresh)
    return Answer(_said(provider, claims), tokens, _moment(claims.get("auth_time")), session)


def again(outgoing: Outgoing, provider: Provider, tokens: Tokens, subject: str, now: datetime) -> Answer:
    """Who somebody is by now.

    Where groups come in the id_token a new one is fetched; else userinfo is asked, with a new access token where the
    old one is void. Without a way to ask, their access is over when the token is.

    Raises:
        Silent: no readable answer. Denied: they are let in no more. Unfit: as `finish`, or somebody else's answer.
    """
    if tokens.by_refresh:
        return _refreshed(outgoing, provider, tokens, subject, now)
    try:
        told = _userinfo(outgoing, provider, tokens.access, subject, SECONDS_AGAIN)
    except Denied:
        if not tokens.refresh:
            raise
        return _refreshed(outgoing, provider, tokens, subject, now)
    return Answer(_said(provider, told), tokens)


def signed_out(outgoing: Outgoing, provider: Provider, token: str, now: datetime) -> SignedOut:
    """Whom a logout token names (OpenID Connect Back-Channel Logout 1.0, section 2.6).

    Raises:
        Silent: no readable answer. Unfit: it is not to be believed, or is no logout token of ours.
    """
    head, claims = _ours(outgoing, provider, token, now)
    if str(head.get("typ") or "").casefold() not in _TYPES:
        raise Unfit("logout_type")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_SIGNED_OUT), dict):
        raise Unfit("logout_event")
    if "nonce" in claims:
        raise Unfit("token_nonce")
    if not _id(claims.get("jti")):
        raise Unfit("logout_id")
    named = {name: _id(claims[name]) for name in ("sub", "sid") if name in claims}
    if not named or not all(named.values()):
        raise Unfit("token_subject")
    ends = _moment(claims["exp"])
    if ends is None:
        raise Unfit("token_expired")
    return SignedOut(claims["jti"], ends, named.get("sub", ""), named.get("sid", ""))


def _refreshed(outgoing: Outgoing, provider: Provider, tokens: Tokens, subject: str, now: datetime) -> Answer:
    if not tokens.refresh:
        raise Denied("no_refresh")
    asked = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
    granted = _granted(outgoing, provider, SECONDS_AGAIN, asked)
    access = _text(granted.get("access_token")) or tokens.access
    new = Tokens(access, _text(granted.get("refresh_token")) or tokens.refresh, tokens.by_refresh)
    if tokens.by_refresh:
        claims = _claims(outgoing, provider, granted.get("id_token"), now)
    else:
        claims = _userinfo(outgoing, provider, access, subject, SECONDS_AGAIN)
    if claims.get("sub") != subject:
        raise Unfit("token_subject")
    return Answer(_said(provider, claims), new)


# ---- what it publishes ----------------------------------------------------------------------------------


def _published(outgoing: Outgoing, issuer: str) -> _Known:
    if not INSTALLED:
        raise Unfit("sso_not_installed")
    known = _known.get((outgoing, issuer))
    if known is None or time.monotonic() - known.read_at > _KEPT_SECONDS:
        found = _json(outgoing, "GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration", SECONDS)
        _judge(found, issuer)
        keys = _json(outgoing, "GET", found["jwks_uri"], SECONDS)
        known = _known[(outgoing, issuer)] = _Known(time.monotonic(), found, keys, time.monotonic())
    return known


def _judge(found: Mapping[str, Any], issuer: str) -> None:
    """The document of this very issuer (OpenID Connect Discovery 1.0, section 4.3), with what we need."""
    if found.get("issuer") != issuer:
        raise Unfit("issuer_other")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"):
        address = found.get(name)
        if address is None and name == "userinfo_endpoint":
            continue
        if not isinstance(address, str) or urlsplit(address).scheme not in _schemes(issuer):
            raise Unfit("provider_incomplete")
    if "S256" not in found.get("code_challenge_methods_supported", ["S256"]):
        raise Unfit("provider_without_pkce")


def _schemes(issuer: str) -> tuple[str, ...]:
    """Plain http is for an issuer in plain http alone, which the operator has to allow by name."""
    return ("https",) if urlsplit(issuer).scheme == "https" else ("https", "http")


# ---- tokens ---------------------------------------------------------------------------------------------


def _granted(outgoing: Outgoing, provider: Provider, seconds: float, asked: dict[str, str]) -> Mapping[str, Any]:
    published = _published(outgoing, provider.issuer).metadata
    methods = published.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    auth = None
    if not provider.client_secret:
        asked = {**asked, "client_id": provider.client_id}
    elif "client_secret_basic" in methods or "client_secret_post" not in methods:
        auth = (quote(provider.client_id, safe=""), quote(provider.client_secret, safe=""))  # RFC 6749, section 2.3.1
    else:
        asked = {**asked, "client_id": provider.client_id, "client_secret": provider.client_secret}
    reply = _asked(outgoing, "POST", published["token_endpoint"], seconds, auth=auth, data=asked)
    answer = _object(reply)
    if reply.status == 400:
        raise Denied("client_refused" if answer.get("error") in _OURS else "grant_void")
    if reply.status != 200:
        raise Unfit("provider_answer")
    return answer


_OURS = frozenset({"invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"})


def _claims(outgoing: Outgoing, provider: Provider, token: object, now: datetime) -> dict[str, Any]:
    """What an id_token says, once it is known to be ours, whole and of now (OpenID Connect Core 1.0, 3.1.3.7)."""
    _head, claims = _ours(outgoing, provider, token, now)
    if not _id(claims.get("sub")):
        raise Unfit("token_subject")
    return claims


def _ours(
    outgoing: Outgoing, provider: Provider, token: object, now: datetime
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Header and claims of a token that the provider signed for us, and that holds now."""
    if not isinstance(token, str) or not token:
        raise Unfit("token_missing")
    head, claims = _verified(outgoing, provider, token)
    aud, at = claims.get("aud"), int(now.timestamp())
    audience = [aud] if isinstance(aud, str) else aud
    if claims.get("iss") != provider.issuer:
        raise Unfit("token_issuer")
    if not isinstance(audience, list) or provider.client_id not in audience:
        raise Unfit("token_audience")
    if (len(audience) > 1 or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise Unfit("token_audience")
    if not _is_moment(claims.get("exp")) or claims["exp"] + LEEWAY <= at:
        raise Unfit("token_expired")
    if not _is_moment(claims.get("iat")) or claims["iat"] - LEEWAY > at:
        raise Unfit("token_time")
    return head, claims


def _verified(outgoing: Outgoing, provider: Provider, token: str) -> tuple[Mapping[str, Any], dict[str, Any]]:
    known = _published(outgoing, provider.issuer)
    try:
        return _decoded(token, known.keys)
    except InvalidKeyIdError:
        if time.monotonic() - known.keys_at < _KEYS_AGAIN_SECONDS:
            raise Unfit("token_signature") from None
    except _UNREADABLE:
        raise Unfit("token_signature") from None
    known.keys, known.keys_at = _json(outgoing, "GET", known.metadata["jwks_uri"], SECONDS), time.monotonic()
    try:
        return _decoded(token, known.keys)
    except _UNREADABLE:
        raise Unfit("token_signature") from None


def _decoded(token: str, keys: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Any]]:
    listed = keys.get("keys")
    usable = [one for one in listed if isinstance(one, dict) and one.get("kty") in {"RSA", "EC", "OKP"}] if isinstance(
        listed, list
    ) else []  # fmt: skip
    read = jwt.decode(token, KeySet.import_key_set({"keys": usable}), algorithms=ALGORITHMS)
    return read.header, dict(read.claims)


def _is_moment(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _moment(value: Any) -> datetime | None:
    """Seconds since the epoch as a moment; None for what is none."""
    return datetime.fromtimestamp(float(value), UTC) if _is_moment(value) and 0 <= value < _LATEST else None


def _id(value: object) -> str:
    """What names a subject, a session or a token; empty for what cannot."""
    return value if isinstance(value, str) and len(value) <= LONGEST_SUBJECT else ""


def _userinfo(outgoing: Outgoing, provider: Provider, access: str, subject: str, seconds: float) -> dict[str, Any]:
    """What userinfo says, of this very subject (OpenID Connect Core 1.0, section 5.3.2)."""
    address = _published(outgoing, provider.issuer).metadata.get("userinfo_endpoint")
    if address is None:
        raise Denied("no_userinfo")
    reply = _asked(outgoing, "GET", address, seconds, headers={"Authorization": f"Bearer {access}"})
    if reply.status in {400, 403}:
        raise Denied("access_void")
    if reply.status != 200:
        raise Unfit("provider_answer")
    told = _object(reply)
    if told.get("sub") != subject:
        raise Unfit("token_subject")
    return dict(told)


def _said(provider: Provider, claims: Mapping[str, Any]) -> Said:
    groups = claims.get(provider.groups_claim)
    listed = [groups] if isinstance(groups, str) else groups
    known = tuple(str(one) for one in listed[:MOST_GROUPS]) if isinstance(listed, list) else None
    email, name = claims.get("email"), claims.get("name")
    return Said(
        subject=str(claims["sub"]),
        email=email if isinstance(email, str) else "",
        email_verified=claims.get("email_verified") is True,
        name=name if isinstance(name, str) and name.isprintable() else "",
        groups=known,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""


# ---- the wire -------------------------------------------------------------------------------------------


def _json(outgoing: Outgoing, method: str, address: str, seconds: float) -> dict[str, Any]:
    reply = _asked(outgoing, method, address, seconds)
    if reply.status != 200:
        raise Unfit("provider_answer")
    return _object(reply)


def _object(reply: Reply) -> dict[str, Any]:
    try:
        found = reply.json()
    except SystemFault:
        raise Silent("not_json") from None
    if not isinstance(found, dict):
        raise Silent("not_json")
    return found


def _asked(
    outgoing: Outgoing,
    method: str,
    address: str,
    seconds: float,
    *,
    headers: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
    data: Mapping[str, str] | None = None,
) -> Reply:
    """One call of one client, that leads to this address and no other."""
    try:
        with opened(outgoing, address, headers=headers, auth=auth, seconds=seconds, cap=MOST_BYTES) as web:
            given: dict[str, Any] = {"data": dict(data)} if data is not None else {}
            return web.call(method, address, reads=True, headers={"Accept": "application/json"}, **given)
    except AuthLost:
        raise Denied("client_refused" if auth else "access_void") from None
    except SystemFault as fault:
        raise Silent(fault.code) from None
