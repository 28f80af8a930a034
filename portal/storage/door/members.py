"""The staff of a controller as whoever manages them sees it."""

from dataclasses import dataclass, field

from sqlalchemy import select

from portal.domain.roles import Role, Viewer
from portal.domain.team import InvitationLine, MemberLine
from portal.storage import members as rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door


@dataclass(frozen=True, slots=True)
class Team:
    """Members by name, those who went too, and who is invited."""

    members: tuple[MemberLine, ...]
    invitations: tuple[InvitationLine, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, as the page of the link says it; `has_account` where they sign in with a password already."""

    invitation_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: Role
    language: str
    has_account: bool
    categories: tuple[str, ...] | None = None
    """None without a limit."""


def team(store: Store, viewer: Viewer) -> Team:
    """Who is and was a member, and who is invited."""
    with door(store, viewer) as d:
        return Team(
            tuple(rows.members(d.session, d.vault, viewer.controller_id)),
            tuple(rows.invitations(d.session, d.vault, viewer.controller_id)),
        )


def invited(store: Store, viewer: Viewer, invitation_id: str) -> Invited | None:
    """Who an invitation is for; None once it is used, expired, taken back or sent anew."""
    with door(store, viewer) as d:
        living = (t.Invitation.used_at.is_(None), t.Invitation.ended_at.is_(None), t.Invitation.expires_at > d.now)
        row = d.session.scalars(select(t.Invitation).where(t.Invitation.id == invitation_id, *living)).one_or_none()
        if row is None:
            return None
        said = d.vault.unseal(d.vault.of_controller(viewer.controller_id, "controller"), row)
        hashed = d.session.scalars(select(t.Staff.password_hash).where(t.Staff.email_mark == row.email_mark)).first()
        limit = None if row.categories is None else tuple(row.categories)
        return Invited(row.id, said["name"], said["email"], Role(row.role), row.language, bool(hashed), limit)
