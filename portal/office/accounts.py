"""Accounts: who may sign in, and who is signed in.

A known and an unknown address cost the same: as many queries, one hash each, one refusal
(OWASP ASVS 6.3.8). Tries are slowed down per address and network, and per network; a
browser that signed in before is counted by itself, so that no stranger locks anybody out.
"""

import secrets
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal import facts, words
from portal.domain.errors import Conflict, Invalid, TooMany
from portal.domain.members import Member
from portal.domain.roles import Role, machine
from portal.domain.scope import registers_of
from portal.storage import accounts as rows
from portal.storage import factors, house
from portal.storage.accounts import Turn
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.work import work

LEAST_PASSWORD = 12
MOST_PASSWORD = 1000
HOUR, DAY = 3_600, 86_400
_FREE_TRIES, _FREE_TRIES_OF_NETWORK = 5, 30
_FIRST_DELAY, _LONGEST_DELAY, _LONGEST_DELAY_OF_NETWORK = 30, HOUR, 900

hasher = PasswordHasher()


SECOND = "second"
"""The purpose of a sign-in whose password was shown and whose second factor was not."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its `secret` for the cookie, and what this browser shows the next time it signs in.

    With `awaits` it is no session yet: the secret is that of a sign-in that waits for its second factor.
    """

    secret: str = field(repr=False)
    mark: str
    device: str = field(repr=False)
    awaits: bool = False


def add_staff(
    store: Store,
    email: str,
    name: str,
    password: str,
    slug: str,
    role: str = "handler",
    language: str = "",
    categories: Collection[str] = (),
    registers: Collection[str] = (),
) -> str:
    """Give somebody a membership at the controller `slug`; the staff's id.

    The role `scoped` sees and does what is of its `categories` alone, which are keys of the
    register in force. Any role but the administrator's may be limited to some of its `registers`
    (the parts of a joint notice, else the register itself). Who has a password already keeps it,
    their name and language; an account that only a provider knows gets this password, and this name
    where one is given. Without a language it is the controller's first one.

    Raises:
        Invalid: the address, the name, the role, the categories, the registers, the language, or a password
        under 12 characters. NotFound: no such controller. Conflict: they are a member there already.
    """
    address = facts.fold_email(email)
    controller = house.controller(store, slug)
    language = language or controller.languages[0]
    found = rows.look_up(store, address)
    hashed = "" if found.password_hash else _first_hash(found, name, password, language)
    if role not in set(Role):
        raise Invalid("unknown_role", field="role", given=role)
    document = public.document_of(store, slug)
    limit = checked_limit(document, Role(role), categories)
    parts = checked_registers(document, Role(role), registers)
    if found.staff_id and rows.is_member(store, found.staff_id, controller.id):
        raise Conflict("already_staff")
    with work(store, machine(controller.id)) as w:
        added = rows.add_member(
            w, controller.id, address, " ".join(name.split()), hashed, Role(role), language, limit, parts
        )
        w.happened("staff_added", staff=added, role=role, categories=limit, registers=parts)
    return added


def _first_hash(found: rows.Found, name: str, password: str, language: str) -> str:
    """The hash of somebody's first password; who is known by a name already needs to be given none."""
    return new_hash(password) if found.staff_id and not name.strip() else checked_hash(name, password, language)


def has_account(store: Store, email: str) -> bool:
    """Whether there is an account of this address; for the commands, never for a page."""
    return rows.look_up(store, facts.fold_email(email)).staff_id is not None


def has_password(store: Store, email: str) -> bool:
    """Whether it has a password too; an account that a provider alone knows has none."""
    return bool(rows.look_up(store, facts.fold_email(email)).password_hash)


def sign_in(
    store: Store,
    email: str,
    password: str,
    network: str,
    devices: Mapping[str, str],
    browser: Mapping[str, str] | None = None,
) -> SignedIn:
    """Begin a session, or the wait for the second factor of who has one.

    `network` is a mark of the peer; `devices` is what this browser was given, by address mark; `browser` says in
    words what it is. The tries are forgotten when all of it has succeeded, and not before.

    Raises:
        TooMany: one must wait. Invalid: one and the same refusal for every other cause.
    """
    found = rows.look_up(store, _folded(email))
    own, others = _turns(found.mark, network, devices.get(found.mark, ""))
    if not rows.take_turn(store, [own, *others]):
        raise TooMany("sign_in_later")
    nobodys = _nobodys_hash()
    against = found.password_hash or nobodys
    right = fits(against, password)
    if not right or found.staff_id is None or found.disabled:
        raise Invalid("sign_in_refused")
    newer = hasher.hash(_normal(password)) if hasher.check_needs_rehash(against) else ""
    secret, said = secrets.token_urlsafe(32), {"network": network, **(browser or {})}
    device = devices.get(found.mark) or secrets.token_urlsafe(16)
    if found.has_factor:
        counted = [[turn.key, turn.seconds] for turn in (own, *others)]
        kept = {"mark": found.mark, "device": device, "counted": counted, "newer": newer, "browser": said}
        factors.begin(store, SECOND, secret, found.staff_id, kept)
        return SignedIn(secret, found.mark, device, awaits=True)
    rows.begin_session(store, found.staff_id, secret, own, others, newer, said)
    return SignedIn(secret, found.mark, device)


def sign_out(store: Store, secret: str) -> None:
    """End this browser's session here, whatever its cookie says afterwards."""
    rows.end_session(store, secret)


def current(store: Store, secret: str, used: bool = True) -> Member | None:
    """Who is signed in with `secret`: as they are now, None once disabled, signed out, idle 12 hours or after 7 days.

    A controller may have its staff's sessions end earlier; the strictest of somebody's controllers holds.

    `used` is false for what a page asks by itself: it does not keep a session alive.
    """
    return rows.signed_in(store, secret, used)


def _turns(mark: str, network: str, device: str) -> tuple[Turn, list[Turn]]:
    if device:
        return Turn(f"signin:device:{mark}:{device}", DAY, delay_of_pair), []
    own = Turn(f"signin:pair:{mark}:{network}", DAY, delay_of_pair)
    return own, [Turn(f"signin:network:{network}", HOUR, _delay_of_network)]


def delay_of_pair(tries: int) -> int:
    """Seconds to wait after so many tries of one browser, pair or session: none for the first five, then doubling."""
    return _delay(tries - _FREE_TRIES, _LONGEST_DELAY)


def _delay_of_network(tries: int) -> int:
    return _delay(tries - _FREE_TRIES_OF_NETWORK, _LONGEST_DELAY_OF_NETWORK)


def _delay(over: int, longest: int) -> int:
    """Seconds to wait: none at first, then doubling."""
    return 0 if over < 0 else min(_FIRST_DELAY * 2 ** min(over, 16), longest)


def checked_limit(document: Mapping[str, Any], role: Role, categories: Collection[str]) -> list[str] | None:
    """The category keys of a role with a limit, each known to the register in force; None for the others."""
    if role is not Role.SCOPED:
        if categories:
            raise Invalid("categories_without_scope", field="categories")
        return None
    known = [one["key"] for one in document["categories"]]
    if unknown := sorted(set(categories) - set(known)):
        raise Invalid("category_unknown", field="categories", given=", ".join(unknown), known=", ".join(known))
    if not categories:
        raise Invalid("categories_missing", field="categories", known=", ".join(known))
    return sorted(set(categories))


def checked_registers(document: Mapping[str, Any], role: Role, registers: Collection[str]) -> list[str] | None:
    """The keys of the registers that a membership is limited to, each known to the notice in force; None for all."""
    if not registers:
        return None
    if role is Role.ADMINISTRATOR:
        raise Invalid("registers_without_requests", field="registers")
    known = list(registers_of(document))
    if unknown := sorted(set(registers) - set(known)):
        raise Invalid("register_unknown", field="registers", given=", ".join(unknown), known=", ".join(known))
    return sorted(set(registers))


def checked_hash(name: str, password: str, language: str) -> str:
    """The hash of a new password, once name, language and its length are looked at; `Invalid` as of `add_staff`."""
    check_person(name, language)
    return new_hash(password)


def check_person(name: str, language: str) -> None:
    """Raise Invalid: `name_missing` or `unknown_language`."""
    if not name.strip():
        raise Invalid("name_missing", field="name")
    if language not in words.LANGUAGES:
        raise Invalid("unknown_language", field="language", given=language)


def new_hash(password: str) -> str:
    """The hash of a new password. Invalid: `password_length`, under 12 or over 1,000 characters."""
    normal = _normal(password)
    if not LEAST_PASSWORD <= len(normal) <= MOST_PASSWORD:
        raise Invalid("password_length", field="password", least=LEAST_PASSWORD, most=MOST_PASSWORD)
    return hasher.hash(normal)


def fits(hashed: str, password: str) -> bool:
    """Whether a password is the one of this hash."""
    try:
        return hasher.verify(hashed, _normal(password[: MOST_PASSWORD + 1]))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    """The same password whichever keyboard composed its letters (RFC 8265)."""
    return unicodedata.normalize("NFKC", password)


def _folded(email: str) -> str:
    """An address as it was folded when it was added; what is no address leads to nobody."""
    try:
        return facts.fold_email(email)
    except Invalid:
        return "-"
