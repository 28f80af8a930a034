"""Single sign-on of a controller's staff: how it is set up, who comes in by it, and whether they still may.

A provider is believed about its own controller alone: a session that came by it reaches no other. Somebody is known
by issuer and subject; an address, which the provider has to have verified, only joins a subject to a member once.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from portal import facts, words
from portal.domain import may
from portal.domain import stood as standing
from portal.domain.errors import Invalid, LinkDead, NotFound, Refused
from portal.domain.roles import Role, Viewer, machine
from portal.domain.sign_on import CameBy, Place, Said, SetUp, SignedOut, Tokens, place_of
from portal.domain.team import demand_an_owner
from portal.office import accounts, team
from portal.storage import accounts as account_rows
from portal.storage import house
from portal.storage import members as member_rows
from portal.storage import sign_on as rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.sign_on import Held
from portal.storage.work import Work, work

MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sign-in page offers: the controller's slug and trade name, and what its provider is called."""

    slug: str
    trade_name: str
    name: str


def set_up(store: Store, controller_id: str) -> SetUp | None:
    """A controller's single sign-on as it stands."""
    return rows.set_up(store, controller_id)


def offers(store: Store) -> list[Offer]:
    """Every controller with single sign-on."""
    return [Offer(slug, trade, name) for slug, trade, name, _domains in rows.everywhere(store)]


def offers_to(store: Store, email: str) -> list[Offer]:
    """Those that take addresses like this one; none is not told from another.

    Raises:
        Invalid: `email_...` (field `email`).
    """
    domain = facts.fold_email(email).rpartition("@")[2]
    return [Offer(*found) for found in rows.led_by(store, domain)]


def save(store: Store, viewer: Viewer, new: SetUp, stood: str | None = None) -> None:
    """Let staff come by this provider from now on; an empty secret keeps the one there is, at the same issuer.

    `stood` is the digest of what was looked at, `SetUp.seen` or None.

    Raises:
        Refused: `may_not`. Conflict: `settings_changed`.
        Invalid: `sso_...` (fields `name`, `issuer`, `client_id`, `places`, `domains`), `category_...`, `register...`
        (field `places`).
    """
    checked = check(store, viewer, new)
    before = rows.set_up(store, viewer.controller_id)
    if not checked.secret and before is not None and before.issuer == checked.issuer and before.own == checked.own:
        checked = replace(checked, secret=before.secret)
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        standing.demand(stood, rows.standing(w))
        rows.save(w, checked)
        w.happened("sign_on_set", own=checked.own, places=[one.to_json() for one in checked.places],
                   passwords=checked.passwords)  # fmt: skip


def remove(store: Store, viewer: Viewer, stood: str | None = None) -> None:
    """Let nobody come that way any more: those who did are signed out.

    Raises:
        Refused, Conflict: as `save`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        standing.demand(stood, rows.standing(w))
        if rows.remove(w):
            w.happened("sign_on_removed")


def check(store: Store, viewer: Viewer, new: SetUp) -> SetUp:
    """The same settings, tidied; nothing is asked of the provider. Raises `Invalid` as `save`."""
    slug = house.controller_by_id(store, viewer.controller_id).slug
    name = " ".join(new.name.split())
    if not name or len(name) > 60 or not name.isprintable():
        raise Invalid("sso_name", field="name")
    if new.own and (not new.issuer.startswith(("https://", "http://")) or len(new.issuer) > 500):
        raise Invalid("sso_issuer", field="issuer")
    if new.own and (not new.client_id or len(new.client_id) > 200 or not new.client_id.isprintable()):
        raise Invalid("sso_client", field="client_id")
    if len(new.places) > MOST_PLACES:
        raise Invalid("sso_many_places", field="places", most=MOST_PLACES)
    document = public.document_of(store, slug)
    for place in new.places:
        try:
            accounts.checked_limit(document, place.role, place.categories or ())
            accounts.checked_registers(document, place.role, place.registers or ())
        except Invalid as fault:
            raise Invalid(fault.code, field="places", **fault.details) from None
    for domain in new.domains:
        if "." not in domain or any(letter in domain for letter in " @/:"):
            raise Invalid("sso_domain", field="domains", given=domain)
    return replace(new, name=name, domains=tuple(one.casefold() for one in new.domains))


# ---- coming in ------------------------------------------------------------------------------------------


def come_in(
    store: Store, controller_id: str, at: SetUp, issuer: str, said: Said, tokens: Tokens, invitation: str = "",
    *, shown: bool = False, session: str = "",
) -> str:  # fmt: skip
    """Begin a session of whom the provider told us; its secret. `invitation` is the token of a link, if one led here.

    `shown` where they have just shown the provider who they are: a session that the provider only remembers has not.
    `session` is the provider's own id of theirs, where it says one.

    Raises:
        Refused: `sso_no_group`, `sso_not_invited`, `sso_unverified`, `sso_other_subject`, `sso_elsewhere`,
        `sso_ended`, `sso_disabled`, `sso_invited_other`. LinkDead: the invitation works no more, or, `sso_state`,
        this is the controller's provider no more.
    """
    secret = secrets.token_urlsafe(32)
    with work(store, machine(controller_id)) as w:
        if not rows.stands(w, at):
            raise LinkDead("sso_state")
        mark = rows.subject_mark(w, issuer, said.subject)
        invited = _invited(w, invitation, said) if invitation else None
        known = rows.identity(w, mark)
        place = place_of(said.groups or (), at.places)
        refusal = ""
        if at.places and place is None:
            refusal = "sso_no_group"
            if known is not None:
                _put_out(w, known)
        else:
            if invited is not None:
                _demand_outside(w, known, invited)
                invited.used_at = w.now
            known = known or _joined(w, at, said, mark, place, invited)
            _stand(w, known, place, invited)
            sid = rows.session_mark(w, issuer, session) if session else None
            rows.begin_session(w, known.id, known.staff_id, secret, said.subject, tokens, shown=shown, sid=sid)
    if refusal:
        raise Refused(refusal)
    return secret


def _invited(w: Work, token: str, said: Said) -> t.Invitation:
    row = team.living(w, token)
    if member_rows.email_mark(w.vault, _verified_address(said)) != row.email_mark:
        raise Refused("sso_invited_other")
    return row


def _demand_outside(w: Work, known: t.StaffIdentity | None, invited: t.Invitation) -> None:
    """An invitation makes nobody something else who is a member already, or was one since."""
    account = member_rows.account_of(w.session, invited.email_mark)
    for staff_id in {known.staff_id if known else "", account.id if account else ""} - {""}:
        if member_rows.is_outrun(w, invited, staff_id):
            raise LinkDead("link_dead")


def _verified_address(said: Said) -> str:
    """The address that the provider has verified."""
    if not said.email_verified:
        raise Refused("sso_unverified")
    try:
        return facts.fold_email(said.email)
    except Invalid:
        raise Refused("sso_unverified") from None


def _joined(
    w: Work, at: SetUp, said: Said, mark: bytes, place: Place | None, invited: t.Invitation | None
) -> t.StaffIdentity:
    """A subject that was not known: joined to the member with its address, or to a new one."""
    address = _verified_address(said)
    account = member_rows.account_of(w.session, member_rows.email_mark(w.vault, address))
    if account is not None:
        _demand_theirs(w, account, invited)
        staff_id = account.id
    else:
        if place is None and invited is None:
            raise Refused("sso_not_invited")
        staff_id = ""
    is_new = not staff_id or rows.membership(w, staff_id) is None
    if is_new:
        staff_id = _new_member(w, said, address, place, invited)
    by_group = place is not None and place.registers is not None and invited is None
    found = rows.link(w, staff_id, mark, limited=is_new and by_group)
    membership = rows.membership(w, staff_id)
    assert membership is not None
    membership.sso_only = not at.passwords
    w.happened("staff_linked", staff=staff_id)
    return found


def _demand_theirs(w: Work, account: t.Staff, invited: t.Invitation | None) -> None:
    """An account is taken by its address only where its holder has joined this controller, or was invited by mail."""
    if account.disabled_at is not None:
        raise Refused("sso_disabled")
    if rows.identity_of(w, account.id) is not None:
        raise Refused("sso_other_subject")
    membership = rows.membership(w, account.id)
    if membership is None and invited is None:
        raise Refused("sso_elsewhere")
    if membership is not None and membership.ended_at is not None and invited is None:
        raise Refused("sso_ended")


def _new_member(w: Work, said: Said, address: str, place: Place | None, invited: t.Invitation | None) -> str:
    name = " ".join(said.name.split())[:200] or address
    if invited is not None:
        return account_rows.add_invited(w, invited, address, name, "")
    assert place is not None
    limits = (_listed(place.categories), _listed(place.registers))
    return account_rows.add_member(w, w.viewer.controller_id, address, name, "", place.role, words.language(), *limits)


def _stand(w: Work, known: t.StaffIdentity, place: Place | None, invited: t.Invitation | None) -> None:
    """Let a membership be what the provider and an invitation say; a group undoes what a group did, and no more."""
    membership, account = rows.membership(w, known.staff_id), rows.staff(w, known.staff_id)
    if account.disabled_at is not None or membership is None:
        raise Refused("sso_disabled")
    is_back = known.out_at is not None and place is not None
    if membership.ended_at is not None and not is_back and invited is None:
        raise Refused("sso_ended")
    if membership.ended_at is not None:
        membership.ended_at = None
    known.out_at = None
    if invited is not None:
        membership.role, membership.categories = invited.role, invited.categories
        membership.registers, known.limited = invited.registers, False
        member_rows.say_joined(w, invited, known.staff_id)
    w.session.flush()
    if place is not None:
        _place(w, known, place)


def _place(w: Work, known: t.StaffIdentity, place: Place) -> None:
    """What the table gives; the last one in charge keeps the role, so that somebody can mend the table.

    A line of all registers lifts a limit to some that a group gave, and none that people did.
    """
    limit, parts = _listed(place.categories), _listed(place.registers)
    if parts is None and known.limited:
        parts = []
    try:
        changed = member_rows.place(w, known.staff_id, place.role, limit, parts, by_group=True)
    except Refused:
        return
    if changed:
        told: dict[str, Any] = {} if parts is None else {"registers": parts or None}
        w.happened("staff_placed", staff=known.staff_id, role=place.role.value, categories=limit, **told)


def _put_out(w: Work, known: t.StaffIdentity) -> None:
    """In no group any more: their sessions end, and their membership, but for the last one in charge.

    A membership that has ended already is left as it ended: what people did is theirs.
    """
    rows.end_sessions(w, known.id)
    try:
        membership, is_last = member_rows.locked(w, known.staff_id)
        demand_an_owner(is_last=is_last, stays=False)
    except NotFound:
        return
    except Refused:
        if known.out_at is not None:
            return
    else:
        membership.ended_at = w.now
    known.out_at = w.now
    w.happened("staff_put_out", staff=known.staff_id)


def _listed(limit: Collection[str] | None) -> list[str] | None:
    return None if limit is None else sorted(limit)


# ---- while they are in ----------------------------------------------------------------------------------


def take(store: Store, came_by: CameBy) -> Held | None:
    """Let this process ask the provider about a session; None where another one asks already."""
    return rows.take(store, came_by.session_id, came_by.asked_at)


def record(store: Store, came_by: CameBy, held: Held, at: SetUp, said: Said, tokens: Tokens) -> None:
    """What the provider says of somebody now counts from this request on; nothing of one that was taken away."""
    place = place_of(said.groups or (), at.places)
    with work(store, machine(came_by.controller_id)) as w:
        if not rows.stands(w, at):
            return
        rows.answered(w, came_by.session_id, held.subject, tokens)
        known = rows.identity_by_id(w, held.identity_id)
        if at.places and place is None:
            _put_out(w, known)
        elif place is not None:
            try:
                _place(w, known, place)
            except NotFound:
                return


def left(store: Store, came_by: CameBy, held: Held) -> None:
    """The provider does not know this session any more: whoever has it signs in anew."""
    with work(store, machine(came_by.controller_id)) as w:
        rows.end_sessions(w, held.identity_id)


def sign_out(store: Store, controller_id: str, at: SetUp, issuer: str, named: SignedOut) -> None:
    """End the sessions that a provider's logout token names; those by the installation's provider wherever it is used.

    Raises:
        LinkDead: `logout_used`, the token counted before, or this is the controller's provider no more.
    """
    places = [controller_id] if at.own else rows.sharing(store)
    done = {place: _sign_out(store, place, at, issuer, named) for place in places}
    if not done.get(controller_id):
        raise LinkDead("logout_used")


def _sign_out(store: Store, controller_id: str, at: SetUp, issuer: str, named: SignedOut) -> bool:
    """One controller's part of it, in its own commit; False where it was done before."""
    with work(store, machine(controller_id)) as w:
        if not rows.stands(w, at) or not rows.is_first(w, named, issuer):
            return False
        known = rows.identity(w, rows.subject_mark(w, issuer, named.subject)) if named.subject else None
        if named.subject and known is None:
            return True
        sid = rows.session_mark(w, issuer, named.session) if named.session else None
        for staff_id, browsers in rows.end_named(w, known.id if known else "", sid).items():
            w.happened("staff_signed_out", staff=staff_id, browsers=browsers)
        return True


def spend(store: Store, state: str, seconds: int) -> None:
    """Use up a sign-in that was begun; `LinkDead` where that was done before."""
    if not rows.spend(store, state, seconds):
        raise LinkDead("sso_state")


def places_of(lines: Collection[tuple[str, str, list[str], list[str]]]) -> tuple[Place, ...]:
    """A table of group, role, categories and registers as values.

    Raises:
        Invalid: `unknown_role` (field `places`).
    """
    found = []
    for group, role, categories, registers in lines:
        if role not in set(Role):
            raise Invalid("sso_line_role", field="places", given=role)
        limit = tuple(sorted(set(categories))) if Role(role) is Role.SCOPED or categories else None
        found.append(Place(group, Role(role), limit, tuple(sorted(set(registers))) or None))
    return tuple(found)
