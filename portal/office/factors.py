"""Second factors: authenticator apps (RFC 6238), recovery codes, and showing again who is at the keys.

A code is taken once: that of a time step, one step early or late at most; a recovery code for good. Five wrong codes
end a sign-in that waits. Tries to show it again are slowed down by session, so that nobody is locked out from afar.
Passkeys are the room next door.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pyotp
import segno

from portal.domain import may
from portal.domain import stood as standing
from portal.domain.errors import Conflict, Damaged, Invalid, NotFound, Refused, TooMany
from portal.domain.members import Member, Security, SignedInBrowser
from portal.domain.roles import Viewer
from portal.keys import ring as keys
from portal.office import accounts
from portal.office.accounts import DAY, SignedIn, delay_of_pair
from portal.storage import accounts as rows
from portal.storage import counters
from portal.storage import factors as store_of
from portal.storage.accounts import Turn
from portal.storage.database import Store
from portal.storage.factors import App, Factor, Pending
from portal.storage.work import work

STEP_SECONDS = 30
MOST_CODES_TRIED = 5
RECOVERY_CODES = 10
MOST_FACTORS = 20
LONGEST_NAME = 60
SETTING_UP_SECONDS = 1_800
_SETTING_UP = "app being set up"
FORM_LIVES = timedelta(minutes=30)
MOST_FORMS = 5
_FORM = "kept form"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_PARTS, _PART = 4, 4
"""A recovery code has 78 random bits."""


@dataclass(frozen=True, slots=True)
class Added:
    """A factor that was added; with the first one come the recovery codes, shown this once."""

    codes: tuple[str, ...]


# ---- signing in ------------------------------------------------------------------------------------------


def waiting(store: Store, secret: str) -> Pending | None:
    """The sign-in that waits for its second factor in this browser; None once it ended or its minutes are over."""
    return store_of.begun(store, accounts.SECOND, secret) if secret else None


def finish(store: Store, pending: Pending, typed: str) -> SignedIn:
    """End a sign-in with a code of an app or a recovery code.

    Raises:
        Invalid: `code_wrong`, which may be tried again. TooMany: that was the last try, the sign-in is over.
    """
    staff_id = pending.staff_id or ""
    if not store_of.count_try(store, pending, MOST_CODES_TRIED):
        raise TooMany("sign_in_over")
    if not _takes(store, staff_id, typed):
        if pending.tries + 1 >= MOST_CODES_TRIED:
            store_of.end(store, pending)
            raise TooMany("sign_in_over")
        raise Invalid("code_wrong", field="code")
    return complete(store, pending)


def complete(store: Store, pending: Pending) -> SignedIn:
    """The session that a sign-in waited for. Conflict: another browser's press was first."""
    if not store_of.end(store, pending):
        raise Conflict("sign_in_over")
    kept, secret = pending.kept, secrets.token_urlsafe(32)
    own, *others = (Turn(key, seconds, delay_of_pair) for key, seconds in kept["counted"])
    rows.begin_session(store, pending.staff_id or "", secret, own, others, kept["newer"], kept["browser"])
    return SignedIn(secret, kept["mark"], kept["device"])


def _takes(store: Store, staff_id: str, typed: str) -> bool:
    """Whether it is a code of theirs that was not taken yet, of an app or a recovery code; it is taken."""
    written = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(written) == 6 and written.isascii() and written.isdecimal():
        step = int(store.now().timestamp()) // STEP_SECONDS
        found = [(app, place) for app in store_of.apps_of(store, staff_id) for place in _places(app, written, step)]
        return any(store_of.take_step(store, app.id, place) for app, place in found)
    if not store_of.take_code(store, staff_id, written):
        return False
    with store_of.changing(store, staff_id, "recovery_code_used"):
        return True


def _places(app: App, written: str, step: int) -> list[int]:
    """The time steps whose code this is: now, or one step early or late (RFC 6238, 5.2)."""
    made = pyotp.TOTP(app.secret)
    return [
        place for place in (step, step - 1, step + 1)
        if hmac.compare_digest(made.generate_otp(place), written) and place > app.step
    ][:1]  # fmt: skip


# ---- showing again ---------------------------------------------------------------------------------------


def show_again(store: Store, who: Member, password: str, code: str) -> None:
    """Take password, and the code of who has a factor, as shown just now in this session.

    Raises:
        Invalid: `not_shown`, one refusal for either. TooMany: one must wait.
    """
    count_showing(store, who)
    hashed = store_of.password_hash(store, who.staff_id)
    if not accounts.fits(hashed, password) or (who.has_factor and not _takes(store, who.staff_id, code)):
        raise Invalid("not_shown", field="shown_password")
    was_shown(store, who)


def count_showing(store: Store, who: Member) -> None:
    """Count a try to show again who is there. TooMany: one must wait."""
    if not rows.take_turn(store, [Turn(f"shown:{who.session}", DAY, delay_of_pair)]):
        raise TooMany("show_later")


def was_shown(store: Store, who: Member) -> None:
    """Who is at the keys was shown in this session just now."""
    store_of.shown(store, who.session)
    _forget_showing(store, who)


def _forget_showing(store: Store, who: Member) -> None:
    for key in (f"shown:{who.session}", f"shown:{who.session}:wait"):
        counters.forget(store, key)


# ---- a form that waits for a provider ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What somebody had typed, and the address that they were about to send it to."""

    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


def keep_form(store: Store, who: Member, browser: str, form: KeptForm) -> str:
    """Keep a form sealed while its owner shows somewhere else who they are; the secret by which it is found.

    It is of this person in this `browser` alone, for half an hour, and not of their session: another one begins when
    they come back.
    """
    secret = secrets.token_urlsafe(24)
    kept = {"browser": browser, "path": form.path, "fields": form.fields}
    store_of.forget_older(store, _FORM, who.staff_id, MOST_FORMS - 1)
    store_of.begin(store, _FORM, secret, who.staff_id, kept, FORM_LIVES)
    return secret


def kept_form(store: Store, who: Member, browser: str, secret: str) -> KeptForm:
    """What was kept. Refused: `form_too_old`: another's, of another browser, taken up already, or half an hour old."""
    found = store_of.begun(store, _FORM, secret)
    if found is None or found.staff_id != who.staff_id or found.kept["browser"] != browser:
        raise Refused("form_too_old")
    return KeptForm(found.kept["path"], tuple((str(name), str(value)) for name, value in found.kept["fields"]))


def forget_form(store: Store, secret: str) -> None:
    """It was sent."""
    found = store_of.begun(store, _FORM, secret)
    if found is not None:
        store_of.end(store, found)


# ---- factors ---------------------------------------------------------------------------------------------


def new_secret() -> str:
    """The secret of an app: 160 random bits in base32 (RFC 4226, 4, R6)."""
    return pyotp.random_base32()


def seal_secret(store: Store, who: Member, secret: str) -> str:
    """The secret of an app that is being set up, for the form to carry: bound to this session."""
    key = store.ring.derived(_SETTING_UP)[0]
    sealed = keys.seal_json(key, {"at": int(store.now().timestamp()), "secret": secret}, who.session)
    return base64.urlsafe_b64encode(sealed).decode()


def unseal_secret(store: Store, who: Member, sealed: str) -> str:
    """The secret that a form carried. Refused: `form_too_old`: another session's, changed, or half an hour old."""
    for key in store.ring.derived(_SETTING_UP):
        try:
            opened = keys.unseal(key, base64.urlsafe_b64decode(sealed.encode(errors="replace")), who.session)
        except (Damaged, ValueError):
            continue
        kept = json.loads(opened)
        if store.now().timestamp() - kept["at"] <= SETTING_UP_SECONDS:
            return str(kept["secret"])
    raise Refused("form_too_old")


def address_of(secret: str, email: str, issuer: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def picture_of(address: str) -> str:
    """The address as a QR code: SVG, dark on light in every theme, with its quiet zone."""
    return str(segno.make(address, micro=False).svg_inline(scale=4, dark="#000", light="#fff", omitsize=True))


def add_app(store: Store, who: Member, name: str, secret: str, typed: str) -> Added:
    """Add an app that has just shown a code of its secret.

    Raises:
        Invalid: `code_wrong` or `factor_name`.
    """
    step = int(store.now().timestamp()) // STEP_SECONDS
    written = "".join(typed.split())
    places = _places(App("", secret, 0), written, step) if written.isascii() and written.isdecimal() else []
    if not places:
        raise Invalid("code_wrong", field="code")
    return add(store, who, "app", {"name": checked_name(name), "secret": secret}, places[0])


def add(
    store: Store,
    who: Member,
    kind: str,
    said: Mapping[str, str],
    counter: int,
    credential: bytes | None = None,
    public_key: bytes | None = None,
) -> Added:
    """Write a factor. With the first one come recovery codes, and the other browsers that had shown none are ended.

    Raises:
        Conflict: `too_many_factors`.
    """
    with store_of.changing(store, who.staff_id, "factor_added", factor=kind) as account:
        had = account.factors()
        if len(had) >= MOST_FACTORS:
            raise Conflict("too_many_factors")
        account.add(kind, said, counter, credential, public_key)
        if had:
            return Added(())
        codes = _new_codes()
        account.write_codes([_written(code) for code in codes])
        account.end_sessions(but=who.session)
    return Added(codes)


def rename(store: Store, who: Member, factor_id: str, name: str) -> None:
    """Give a factor another name. Invalid: `factor_name`. NotFound: it is not theirs."""
    said = checked_name(name)
    with store_of.changing(store, who.staff_id, "factor_renamed") as account:
        account.name_factor(account.factor(factor_id), said)


def remove(store: Store, who: Member, factor_id: str) -> None:
    """Take a factor away.

    Raises:
        Conflict: `last_factor`, where a controller of theirs needs one. NotFound: it is not theirs.
    """
    needed = any(at.needs_factor for at in who.memberships)
    with store_of.changing(store, who.staff_id, "factor_removed") as account:
        row = account.factor(factor_id)
        if needed and len(account.factors()) == 1:
            raise Conflict("last_factor")
        account.remove(row)


def renew_codes(store: Store, who: Member) -> tuple[str, ...]:
    """Ten new recovery codes in place of the old ones. Conflict: `no_factor`, which they could stand in for."""
    codes = _new_codes()
    with store_of.changing(store, who.staff_id, "recovery_codes_made") as account:
        if not account.factors():
            raise Conflict("no_factor")
        account.write_codes([_written(code) for code in codes])
    return codes


def factors(store: Store, who: Member) -> tuple[Factor, ...]:
    """Their second factors, the oldest first."""
    return store_of.factors_of(store, who.staff_id)


def one_of(every: Sequence[Factor], factor_id: str) -> Factor:
    """The factor with this id; `NotFound` where none of these has it."""
    for one in every:
        if one.id == factor_id:
            return one
    raise NotFound("not_found")


def codes_left(store: Store, who: Member) -> int:
    """How many of their recovery codes were not used."""
    return store_of.codes_left(store, who.staff_id)


def _new_codes() -> tuple[str, ...]:
    def part() -> str:
        return "".join(secrets.choice(_LETTERS) for _ in range(_PART))

    return tuple("-".join(part() for _ in range(_PARTS)) for _ in range(RECOVERY_CODES))


def _written(code: str) -> str:
    return code.replace("-", "")


def checked_name(name: str) -> str:
    """A factor's name, its spaces folded. Invalid: `factor_name`, none or over 60 characters."""
    said = " ".join(name.split())
    if not 1 <= len(said) <= LONGEST_NAME or not said.isprintable():
        raise Invalid("factor_name", field="name", most=LONGEST_NAME)
    return said


# ---- one's own account -----------------------------------------------------------------------------------


def change_name(store: Store, who: Member, name: str, language: str) -> None:
    """Another name or language. Invalid: `name_missing`, `unknown_language`."""
    said = " ".join(name.split())
    accounts.check_person(said, language)
    with store_of.changing(store, who.staff_id, "account_changed") as account:
        account.rename(said)
        account.row.language = language


def change_password(store: Store, who: Member, old: str, new: str) -> None:
    """Another password; every other browser of theirs is signed out.

    It shows who is there only where the password is all there is to show: beside a factor it is one half.

    Raises:
        Invalid: `password_old`, or `password_length`. TooMany: one must wait.
    """
    count_showing(store, who)
    if not accounts.fits(store_of.password_hash(store, who.staff_id), old):
        raise Invalid("password_old", field="old")
    hashed = accounts.new_hash(new)
    with store_of.changing(store, who.staff_id, "password_changed") as account:
        account.row.password_hash = hashed
        account.end_sessions(but=who.session)
    if who.has_factor:
        _forget_showing(store, who)
    else:
        was_shown(store, who)


def browsers(store: Store, who: Member) -> tuple[SignedInBrowser, ...]:
    """Where they are signed in, the browser used last first."""
    return store_of.sessions_of(store, who.staff_id)


def end_browser(store: Store, who: Member, session_id: str) -> None:
    """Sign one browser of theirs out."""
    store_of.end_one(store, who.staff_id, session_id)


def end_other_browsers(store: Store, who: Member) -> int:
    """Sign them out everywhere else; how many browsers."""
    with store_of.changing(store, who.staff_id, "browsers_ended") as account:
        return account.end_sessions(but=who.session)


# ---- what a controller asks of its staff -----------------------------------------------------------------

IDLE_MINUTES = (15, 30, 60, 240, 720)
SESSION_HOURS = (4, 8, 12, 24, 72, 168)


def security(store: Store, viewer: Viewer) -> Security:
    """What the viewer's controller asks of its staff's sessions."""
    with work(store, viewer) as w:
        return store_of.security(w.session, viewer.controller_id)


def set_security(store: Store, viewer: Viewer, wanted: Security, stood: str | None = None) -> None:
    """Ask for this of everybody who works for the viewer's controller, from their next click on.

    `stood` is the digest of what was looked at.

    Raises:
        Refused: `may_not`. Conflict: `settings_changed`.
        Invalid: `idle_bounds` or `session_bounds`: within 15 minutes and 12 hours, 4 hours and 7 days.
    """
    if not IDLE_MINUTES[0] <= wanted.idle_minutes <= IDLE_MINUTES[-1]:
        raise Invalid("idle_bounds", field="idle_minutes", least=IDLE_MINUTES[0], most=IDLE_MINUTES[-1])
    if not SESSION_HOURS[0] <= wanted.session_hours <= SESSION_HOURS[-1]:
        raise Invalid("session_bounds", field="session_hours", least=SESSION_HOURS[0], most=SESSION_HOURS[-1])
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage)
        standing.demand(stood, store_of.security(w.session, viewer.controller_id, locked=True))
        store_of.write_security(w.session, viewer.controller_id, wanted)
        w.happened(
            "security_set", needs_factor=wanted.needs_factor, idle_minutes=wanted.idle_minutes,
            session_hours=wanted.session_hours,
        )  # fmt: skip
