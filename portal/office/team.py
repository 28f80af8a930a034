"""The staff of a controller: who is invited, joins, changes role and goes. A change counts from the next request on.

An invitation's link shows its mailbox once, within seven days. Who has an account with a password joins signed in
with it, so that a link alone takes nothing over.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal import facts, words
from portal.domain import may
from portal.domain.errors import Conflict, Damaged, Invalid, LinkDead, NotFound, Refused
from portal.domain.register import Controller
from portal.domain.roles import Role, Viewer, machine
from portal.keys import links
from portal.office import accounts
from portal.reading.toml import register_from_json
from portal.storage import accounts as account_rows
from portal.storage import house
from portal.storage import members as rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import members as door
from portal.storage.door import public
from portal.storage.door.members import Invited
from portal.storage.in_force import document_in_force
from portal.storage.work import Work, work

PURPOSE = "invitation"
LEAST_PASSWORD = accounts.LEAST_PASSWORD
LONGEST_NAME = 200
_TRIES = 25


@dataclass(frozen=True, slots=True)
class TakenInvitation:
    """An invitation whose mail is about to go."""

    invitation_id: str
    to: str = field(repr=False)
    language: str
    written_at: datetime
    attempt: int
    controller: Controller


def invite(
    store: Store,
    viewer: Viewer,
    email: str,
    name: str,
    role: str,
    categories: Collection[str],
    language: str,
    registers: Collection[str] = (),
) -> str:
    """Mail somebody a link by which they join; the id of the invitation. A link that went before is dead.

    `role`, `categories` and `registers` as of `accounts.add_staff`.

    Raises:
        Refused: `may_not`. Conflict: `already_staff`.
        Invalid: `email_...` (field `email`), `name_missing`, `unknown_role`, `category_...`, `register...`,
        `unknown_language`.
    """
    address, called = facts.fold_email(email), _checked_name(name)
    controller = house.controller_by_id(store, viewer.controller_id)
    limit, parts = _checked_place(store, controller.slug, role, categories, registers)
    if language not in words.LANGUAGES:
        raise Invalid("unknown_language", field="language", given=language)
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        account = rows.account_of(w.session, rows.email_mark(w.vault, address))
        if account is not None and _is_member(w, account.id):
            raise Conflict("already_staff")
        row = rows.write_invitation(w, address, called, Role(role), limit, language, parts)
        w.happened("staff_invited", invitation=row.id, role=role, categories=limit, registers=parts)
        return row.id


def send_again(store: Store, viewer: Viewer, invitation_id: str) -> None:
    """Mail a new link, for seven days more; the old one is dead.

    Raises:
        NotFound: it is used or was taken back. Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        old = rows.invitation(w, invitation_id)
        said = rows.said_of(w, old)
        place = (Role(old.role), old.categories, old.language, old.registers)
        new = rows.write_invitation(w, said["email"], said["name"], *place)
        w.happened("staff_invited_again", invitation=new.id, instead_of=old.id)


def take_back(store: Store, viewer: Viewer, invitation_id: str) -> None:
    """Let an invitation's link be dead. Raises as `send_again`."""
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        rows.invitation(w, invitation_id).ended_at = w.now
        w.happened("staff_invitation_taken_back", invitation=invitation_id)


def change(
    store: Store,
    viewer: Viewer,
    staff_id: str,
    role: str,
    categories: Collection[str],
    registers: Collection[str] | None = None,
    stood: str | None = None,
) -> None:
    """Give a member another role, from their next request on; without `registers` their limit to some stays.

    `stood` is the digest of the role and the limits, by categories and by registers, that were looked at.

    Raises:
        NotFound: no member. Refused: `may_not`, `last_owner`. Invalid: as `invite`. Conflict: `settings_changed`.
    """
    slug = house.controller_by_id(store, viewer.controller_id).slug
    limit, parts = _checked_place(store, slug, role, categories, registers or ())
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        if rows.place(w, staff_id, Role(role), limit, None if registers is None else parts or (), stood=stood):
            told: dict[str, Any] = {} if registers is None else {"registers": parts}
            w.happened("staff_changed", staff=staff_id, role=role, categories=limit, **told)


def end(store: Store, viewer: Viewer, staff_id: str) -> None:
    """End a membership, from the next request on; the account stays, and so does what they did.

    Raises:
        NotFound: no member. Refused: `may_not`, `last_owner`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage_staff)
        rows.go(w, staff_id)
        w.happened("staff_ended", staff=staff_id)


# ---- who is invited -------------------------------------------------------------------------------------


def invited(store: Store, controller_id: str, token: str) -> Invited:
    """Who a link invites; nothing changes.

    Raises:
        LinkDead: used, expired, taken back, sent anew or tampered with: one refusal.
    """
    found = door.invited(store, machine(controller_id), links.proof_id(store.ring, token, PURPOSE))
    if found is None:
        raise LinkDead("link_dead")
    return found


def join(store: Store, controller_id: str, token: str, name: str, password: str) -> str:
    """Become a member with an account of one's own, made now; the address to sign in with.

    Raises:
        LinkDead: as `invited`. Conflict: `has_account`; sign in with it and join then. `already_staff`.
        Invalid: `name_missing`, `password_length`.
    """
    hashed = accounts.checked_hash(_checked_name(name), password, words.language())
    with work(store, machine(controller_id)) as w:
        row = living(w, token)
        account = rows.account_of(w.session, row.email_mark)
        if account is not None and (account.password_hash or account.disabled_at is not None):
            raise Conflict("has_account")
        email = rows.said_of(w, row)["email"]
        _let_in(w, row, _checked_name(name), hashed, email)
        return email


def join_as(store: Store, controller_id: str, token: str, staff_id: str) -> None:
    """Become a member with the account that one is signed in with, which is that of the invited address.

    Raises:
        LinkDead: as `invited`. Refused: `another_account`. Conflict: `already_staff`.
    """
    with work(store, machine(controller_id)) as w:
        row = living(w, token)
        account = rows.account_of(w.session, row.email_mark)
        if account is None or account.id != staff_id or account.disabled_at is not None:
            raise Refused("another_account")
        said = rows.said_of(w, row)
        _let_in(w, row, said["name"], account.password_hash, said["email"])


def _let_in(w: Work, row: t.Invitation, name: str, hashed: str, email: str) -> None:
    account = rows.account_of(w.session, row.email_mark)
    if account is not None and _is_member(w, account.id):
        raise Conflict("already_staff")
    if account is not None and rows.is_outrun(w, row, account.id):
        raise LinkDead("link_dead")
    row.used_at = w.now
    joined = account_rows.add_invited(w, row, email, name, hashed)
    rows.say_joined(w, row, joined)


def living(w: Work, token: str) -> t.Invitation:
    """The invitation of a link, locked. LinkDead: as `invited`."""
    try:
        row = rows.invitation(w, links.proof_id(w.store.ring, token, PURPOSE))
    except NotFound:
        raise LinkDead("link_dead") from None
    if row.expires_at <= w.now:
        raise LinkDead("link_dead")
    return row


# ---- the mail -------------------------------------------------------------------------------------------


def take_mail(store: Store, controller_id: str, invitation_id: str) -> TakenInvitation | None:
    """Count an attempt to mail an invitation; None where it is not to go (any more)."""
    with work(store, machine(controller_id)) as w:
        try:
            row = rows.invitation(w, invitation_id)
        except NotFound:
            return None
        if row.state in {"sent", "bounced"} or row.expires_at <= w.now:
            return None
        row.attempts, row.state = row.attempts + 1, "sending"
        controller = register_from_json(document_in_force(w.session, w.now)).controller
        to = rows.said_of(w, row)["email"]
        return TakenInvitation(row.id, to, row.language, row.created_at, row.attempts, controller)


def record_mail(store: Store, controller_id: str, taken: TakenInvitation, state: str, fault: str = "") -> bool:
    """Write what came of it: `sent`, `retrying`, `unknown` or `bounced`; whether it is to be tried again."""
    with work(store, machine(controller_id)) as w:
        try:
            row = rows.invitation(w, taken.invitation_id)
        except (NotFound, Damaged):
            return False
        if state in {"retrying", "unknown"} and taken.attempt >= _TRIES:
            state = "bounced"
        row.state, row.fault = state, fault or None
        if state == "sent":
            row.sent_at = w.now
            w.happened("staff_invitation_sent", invitation=row.id)
        return state in {"retrying", "unknown"}


def _checked_place(
    store: Store, slug: str, role: str, categories: Collection[str], registers: Collection[str] = ()
) -> tuple[list[str] | None, list[str] | None]:
    """The limits by categories and by registers, each None where there is none."""
    if role not in set(Role):
        raise Invalid("unknown_role", field="role", given=role)
    document = public.document_of(store, slug)
    limit = accounts.checked_limit(document, Role(role), categories)
    return limit, accounts.checked_registers(document, Role(role), registers)


def _checked_name(name: str) -> str:
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        raise Invalid("name_missing", field="name")
    return called


def _is_member(w: Work, staff_id: str) -> bool:
    try:
        rows.locked(w, staff_id)
    except NotFound:
        return False
    return True
