"""Single sign-on over HTTP: the way to the provider and back, and the question whether somebody is still let in.

What a sign-in needs at its end (nonce, PKCE verifier, where to) travels sealed in this browser's cookie under its
state, for ten minutes, and is spent once. No network is used while a transaction is open.
"""

import base64
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import request, session, url_for

from portal.domain.errors import Damaged, LinkDead
from portal.domain.members import Member
from portal.domain.sign_on import FLOW_SECONDS, Provider, Said, SetUp, Tokens
from portal.keys import ring as keys
from portal.office import accounts
from portal.office import sso as office
from portal.sso import provider as wire
from portal.sso.provider import Denied, Silent, Unfit
from portal.web import guards

log = structlog.get_logger("portal.sso")
_MOST_FLOWS = 3
_CLOCKS_DIFFER = timedelta(seconds=60)
"""So much earlier than ours may the clock of a provider be."""
_ERROR = "access_denied"


class ProviderTrouble(Exception):
    """What the provider did; `away` where it gave no answer that can be read."""

    def __init__(self, code: str, *, away: bool) -> None:
        super().__init__(code)
        self.code, self.away = code, away


@dataclass(frozen=True, slots=True)
class CameBack:
    """A sign-in that ended well: the new session's secret, and where the browser was going."""

    secret: str
    next: str


def offered(slug: str) -> office.Offer | None:
    """What a controller's sign-in page offers beside the password."""
    return next((one for one in office.offers(guards.store()) if one.slug == slug), None)


def context() -> dict[str, object]:
    """What the sign-in page may say of single sign-on; asked by that page alone."""
    return {"sso_offer": _offer, "sso_anywhere": lambda: bool(office.offers(guards.store()))}


def _offer() -> office.Offer | None:
    """Of the company that `at` names, or that the page leads back to."""
    path = request.values.get("next", "")
    slug = request.args.get("at") or (path.split("/")[2] if path.startswith("/staff/") else "")
    return offered(slug) if slug else None


def installed_provider() -> Provider | None:
    """The provider that the operator set for the whole installation."""
    given = guards.settings()
    if not given.sso_issuer or not given.sso_client_id:
        return None
    return Provider(given.sso_issuer, given.sso_client_id, given.sso_client_secret, given.sso_scopes)


def provider_of(at: SetUp) -> Provider | None:
    """Whom a controller's staff come by."""
    if at.own:
        return Provider(at.issuer, at.client_id, at.secret, at.scopes, at.groups_claim)
    shared = installed_provider()
    if shared is None:
        return None
    scopes = at.scopes or shared.scopes
    return Provider(shared.issuer, shared.client_id, shared.client_secret, scopes, at.groups_claim)


def fault_of(issuer: str) -> str:
    """Why a provider cannot be used, as a code; empty where it can."""
    try:
        wire.look(_way_out(), issuer)
    except Silent as fault:
        return fault.code
    return ""


def redirect_uri() -> str:
    """Where the provider sends browsers back to: one address for each controller, so that no two are mixed up."""
    return f"{guards.settings().staff_base_url}{url_for('staff_sso.back', controller=guards.controller().slug)}"


def sign_out_uri() -> str:
    """Where the provider says that somebody has signed out there."""
    return f"{guards.settings().staff_base_url}{url_for('staff_sso.signed_out', controller=guards.controller().slug)}"


def sign_out(token: str) -> None:
    """End what the provider's logout token names.

    Raises:
        ProviderTrouble: the token is not to be believed. LinkDead: as `office.sso.sign_out`, or there is no provider.
    """
    with _told():
        at, provider = _set_up()
        named = wire.signed_out(_way_out(), provider, token, guards.store().now())
    office.sign_out(guards.store(), guards.controller().id, at, provider.issuer, named)


def begin(to: str, invitation: str = "", *, shows: bool = False) -> str:
    """The provider's address for this browser; with `shows` it asks anew who they are.

    Raises:
        ProviderTrouble. LinkDead: there is no provider.
    """
    with _told():
        return _begun(to, invitation, shows=shows)


def _begun(to: str, invitation: str, *, shows: bool) -> str:
    _at, provider = _set_up()
    state, nonce, verifier = (secrets.token_urlsafe(size) for size in (24, 24, 48))
    address = wire.begin(_way_out(), provider, redirect_uri(), state, nonce, verifier, shows=shows)
    flow = {
        "nonce": nonce, "verifier": verifier, "controller": guards.controller().id, "next": to,
        "invitation": invitation, "at": guards.store().now().isoformat(), "shows": shows,
    }  # fmt: skip
    sealed = keys.seal_json(_key(), flow, _bound(state))
    flows = dict(list((session.get("sso") or {}).items())[-(_MOST_FLOWS - 1) :])
    session["sso"] = {**flows, state: base64.urlsafe_b64encode(sealed).decode()}
    return address


def finish() -> CameBack:
    """Who came back from the provider.

    Raises:
        LinkDead: `sso_state`, of another browser, too old or used before. ProviderTrouble: the provider's side.
        Refused: as `office.sso.come_in`.
    """
    with _told():
        return _finished()


def _finished() -> CameBack:
    state = request.args.get("state", "")
    flow = _flow(state)
    office.spend(guards.store(), state, FLOW_SECONDS * 2)
    at, provider = _set_up()
    if request.args.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise Unfit("issuer_other")
    if error := request.args.get("error"):
        raise Denied("provider_said_no" if error == _ERROR else "provider_error")
    store, code = guards.store(), request.args.get("code", "")
    if not code:
        raise Unfit("provider_answer")
    found = wire.finish(_way_out(), provider, redirect_uri(), code, flow["verifier"], flow["nonce"], store.now())
    place = guards.controller().id
    begun = datetime.fromisoformat(flow["at"])
    shown = bool(flow.get("shows")) and found.shown_at is not None and found.shown_at >= begun - _CLOCKS_DIFFER
    secret = office.come_in(
        store, place, at, provider.issuer, found.said, found.tokens, flow["invitation"], shown=shown,
        session=found.session,
    )  # fmt: skip
    return CameBack(secret, flow["next"])


@contextmanager
def _told() -> Iterator[None]:
    """The provider's faults, as a code that the pages can say."""
    try:
        yield
    except Silent as fault:
        log.warning("sso_fault", code=fault.code, kind=type(fault).__name__)
        raise ProviderTrouble(fault.code, away=type(fault) is Silent) from None


def still(secret: str, member: Member) -> Member | None:
    """A member who came by single sign-on, as the provider has them now; None where they are let in no more.

    The provider is asked at most once a minute for what is looked at, and every five seconds for what changes
    something, and never for a poll. While it gives no answer the last one holds for a quarter of an hour.
    """
    came = member.came_by
    if came is None:
        return member
    store = guards.store()
    changes = request.method not in {"GET", "HEAD"}
    if guards.is_poll() or not came.is_due(store.now(), changes=changes, seconds=guards.settings().sso_ask_seconds):
        return member if came.holds(store.now()) else None
    held = office.take(store, came)
    if held is not None:
        at = office.set_up(store, came.controller_id)
        provider = provider_of(at) if at else None
        try:
            if at is None or provider is None:
                raise Denied("no_provider")
            said, tokens = _again(provider, held.tokens, held.subject, store.now())
            office.record(store, came, held, at, said, tokens)
        except (Denied, Unfit) as fault:
            log.warning("sso_left", code=fault.code)
            office.left(store, came, held)
            return None
        except Silent as fault:
            log.warning("sso_silent", code=fault.code)
        now_is = accounts.current(store, secret, used=False)
        if now_is is None or now_is.came_by is None:
            return None
        member, came = now_is, now_is.came_by
    return member if came.holds(store.now()) else None


def _again(provider: Provider, tokens: Tokens, subject: str, now: datetime) -> tuple[Said, Tokens]:
    answer = wire.again(_way_out(), provider, tokens, subject, now)
    return answer.said, answer.tokens


def _set_up() -> tuple[SetUp, Provider]:
    at = office.set_up(guards.store(), guards.controller().id)
    provider = provider_of(at) if at else None
    if at is None or provider is None:
        raise LinkDead("sso_none")
    return at, provider


def _flow(state: str) -> Mapping[str, Any]:
    """What this browser began under `state`, taken out of its cookie."""
    flows = dict(session.get("sso") or {})
    kept = flows.pop(state, "")
    session["sso"] = flows
    try:
        opened: Any = keys.unseal_json(_key(), base64.urlsafe_b64decode(kept), _bound(state))
        began = datetime.fromisoformat(opened["at"])
    except (Damaged, ValueError):
        raise LinkDead("sso_state") from None
    fresh = guards.store().now() - began < timedelta(seconds=FLOW_SECONDS)
    if not fresh or opened["controller"] != guards.controller().id:
        raise LinkDead("sso_state")
    return dict(opened)


def _key() -> bytes:
    return guards.store().ring.derived("sso-flow")[0]


def _bound(state: str) -> str:
    return f"sso-flow:{state}"


def _way_out() -> wire.WayOut:
    given = guards.settings()
    return wire.way_out(given.outbound_allow, given.outbound_ca_file)
