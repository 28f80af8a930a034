"""Somebody who is signed in, as values: who they are, and what at which controller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.domain.roles import Role, Viewer, ViewerKind
from portal.domain.sign_on import CameBy

SHOWN_LATELY = timedelta(minutes=10)
"""So long after password or factor was shown, a session may do what cannot be taken back."""


@dataclass(frozen=True, slots=True)
class MemberAt:
    """What a member of staff is at one controller; `categories` and `systems` are None without a limit of theirs.

    `needs_factor` is whether the controller wants a second factor of all its staff.
    """

    controller_id: str
    slug: str
    trade_name: str
    role: Role
    categories: frozenset[str] | None
    systems: frozenset[str] | None = None
    needs_factor: bool = False

    def viewer(self, staff_id: str) -> Viewer:
        """This member as a viewer."""
        return Viewer(
            ViewerKind.STAFF,
            self.controller_id,
            staff_id=staff_id,
            role=self.role,
            categories=self.categories,
            systems=self.systems,
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff with every membership that has not ended, by slug.

    `session` is the id of this browser's session; `shown_at` when password or factor was last shown in it.
    """

    staff_id: str
    name: str
    email: str
    language: str
    memberships: tuple[MemberAt, ...]
    session: str = ""
    shown_at: datetime | None = None
    has_factor: bool = False
    came_by: CameBy | None = None
    """Set where this session came by a controller's single sign-on: it reaches that controller alone."""

    def lacks_factor_at(self, slug: str) -> bool:
        """Whether this controller wants a second factor, and there is none; a provider asks for its own."""
        wants = any(at.needs_factor for at in self.memberships if at.slug == slug)
        return wants and not self.has_factor and self.came_by is None

    def has_shown_lately(self, now: datetime) -> bool:
        """Whether the session may do what asks for a password or factor of the last ten minutes."""
        return self.shown_at is not None and now - self.shown_at <= SHOWN_LATELY

    def viewer_at(self, slug: str) -> Viewer | None:
        """The viewer of this member at a controller; None where they are nobody."""
        for found in self.memberships:
            if found.slug == slug:
                return found.viewer(self.staff_id)
        return None


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """A session as its owner sees it; `said` holds `browser`, `system` and the mark `network`, where they are known."""

    id: str
    said: Mapping[str, str] = field(repr=False)
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Security:
    """What a controller asks of its staff's sessions: a second factor, minutes of idling, hours of life."""

    needs_factor: bool
    idle_minutes: int
    session_hours: int
