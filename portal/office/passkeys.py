"""Passkeys (WebAuthn Level 3): one alone signs in, for its authenticator has looked who is there.

The relying party is the host of the staff's configured base URL, never what a header says. A challenge lives on the
server for minutes, is bound to the browser that asked for it, and is taken by the first answer, right or wrong.
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal.domain.errors import Invalid
from portal.domain.members import Member
from portal.office import factors as office
from portal.office.accounts import HOUR, SignedIn, delay_of_pair
from portal.office.factors import Added
from portal.storage import accounts as rows
from portal.storage import factors as store_of
from portal.storage.accounts import Turn
from portal.storage.database import Store
from portal.storage.factors import Passkey, Pending

ASKED, MADE, SHOWN = "passkey", "new_passkey", "shown_passkey"
"""What a challenge is for: to sign in, to make a passkey, to show again who is there."""
LONGEST_ANSWER = 20_000
_DAMAGED = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError)
"""What an answer that no authenticator wrote may raise while it is read."""


@dataclass(frozen=True, slots=True)
class Site:
    """The relying party: its `id` is a host, its `origin` what the browser must say it was on."""

    id: str
    origin: str
    name: str = "Portal"


def site_of(base_url: str) -> Site | None:
    """The relying party at the staff's base URL; None where browsers make no passkeys: an address without a name."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        secure = parts.scheme == "https" or host == "localhost" or host.endswith(".localhost")
        return Site(host, f"{parts.scheme}://{parts.netloc}") if host and secure else None
    return None


# ---- making one ------------------------------------------------------------------------------------------


def ask_to_make(store: Store, site: Site, who: Member) -> tuple[str, str]:
    """A challenge for a new passkey: the secret for the cookie, and what the browser is asked for, as JSON."""
    made = generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_name=who.email,
        user_display_name=who.name,
        user_id=who.staff_id.encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_named(store, who.staff_id),
    )
    return _begin(store, MADE, who.staff_id, made.challenge), options_to_json(made)


def make(store: Store, site: Site, who: Member, secret: str, answer: str, name: str) -> Added:
    """Add the passkey that an authenticator made. Invalid: `passkey_refused`, `factor_name`."""
    said = office.checked_name(name)
    pending = _taken(store, MADE, secret)
    if pending.staff_id != who.staff_id:
        raise Invalid("passkey_refused", field="passkey")
    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=_challenge(pending),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _DAMAGED as fault:
        raise Invalid("passkey_refused", field="passkey") from fault
    if store_of.passkey(store, made.credential_id) is not None:
        raise Invalid("passkey_refused", field="passkey")
    return office.add(
        store, who, "passkey", {"name": said}, made.sign_count, made.credential_id, made.credential_public_key
    )


# ---- showing one -----------------------------------------------------------------------------------------


def ask_to_sign_in(store: Store, site: Site) -> tuple[str, str]:
    """A challenge for whoever is there: it names nobody, and is the same for all."""
    return _ask(store, site, ASKED, None)


def ask_to_show(store: Store, site: Site, who: Member) -> tuple[str, str]:
    """A challenge for somebody who is signed in."""
    return _ask(store, site, SHOWN, who.staff_id)


def sign_in(
    store: Store, site: Site, secret: str, answer: str, network: str, browser: dict[str, str], waiting: Pending | None
) -> SignedIn:
    """Begin the session of whose passkey it is; `waiting` is this browser's sign-in whose password was shown.

    Raises:
        Invalid: `passkey_refused`, one refusal for every cause.
    """
    used = _shown(store, site, ASKED, secret, answer)
    if waiting is not None and waiting.staff_id == used.staff_id:
        return office.complete(store, waiting)
    made = secrets.token_urlsafe(32)
    turn = Turn(f"signin:passkey:{network}", HOUR, delay_of_pair)
    rows.begin_session(store, used.staff_id, made, turn, (), "", {"network": network, **browser})
    return SignedIn(made, "", "")


def show(store: Store, site: Site, who: Member, secret: str, answer: str) -> None:
    """Take a passkey as shown just now in this session. Invalid: `not_shown`. TooMany: one must wait."""
    office.count_showing(store, who)
    try:
        used = _shown(store, site, SHOWN, secret, answer)
    except Invalid as fault:
        raise Invalid("not_shown", field="shown_password") from fault
    if used.staff_id != who.staff_id:
        raise Invalid("not_shown", field="shown_password")
    office.was_shown(store, who)


def _ask(store: Store, site: Site, purpose: str, staff_id: str | None) -> tuple[str, str]:
    asked = generate_authentication_options(
        rp_id=site.id,
        allow_credentials=_named(store, staff_id) if staff_id else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _begin(store, purpose, staff_id, asked.challenge), options_to_json(asked)


def _shown(store: Store, site: Site, purpose: str, secret: str, answer: str) -> Passkey:
    """The passkey that answered a challenge. A count that goes back is that of a copy, and refused."""
    pending = _taken(store, purpose, secret)
    try:
        read = _read(answer)
        found = store_of.passkey(store, _bytes(read["rawId"]))
        if found is None or found.disabled:
            raise Invalid("passkey_refused", field="passkey")
        handle = read["response"].get("userHandle")
        if handle and _bytes(handle) != found.staff_id.encode():
            raise Invalid("passkey_refused", field="passkey")
        verified = verify_authentication_response(
            credential=read,
            expected_challenge=_challenge(pending),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=found.public_key,
            credential_current_sign_count=found.counter,
            require_user_verification=True,
        )
    except _DAMAGED as fault:
        raise Invalid("passkey_refused", field="passkey") from fault
    if not store_of.take_signature(store, found, verified.new_sign_count):
        raise Invalid("passkey_refused", field="passkey")
    return found


# ---- challenges ------------------------------------------------------------------------------------------


def _begin(store: Store, purpose: str, staff_id: str | None, challenge: bytes) -> str:
    secret = secrets.token_urlsafe(32)
    store_of.begin(store, purpose, secret, staff_id, {"challenge": base64.b64encode(challenge).decode()})
    return secret


def _taken(store: Store, purpose: str, secret: str) -> Pending:
    """The challenge of this browser, which no other answer gets."""
    pending = store_of.begun(store, purpose, secret) if secret else None
    if pending is None or not store_of.end(store, pending):
        raise Invalid("passkey_refused", field="passkey")
    return pending


def _challenge(pending: Pending) -> bytes:
    return base64.b64decode(pending.kept["challenge"])


def _named(store: Store, staff_id: str) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one) for one in store_of.passkeys_of(store, staff_id)]


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("too long")
    read = json.loads(answer)
    if not isinstance(read, dict) or not isinstance(read.get("response"), dict):
        raise ValueError("no answer of an authenticator")
    return read


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
