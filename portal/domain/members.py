"""Somebody who is signed in, as values: who they are, and what at which controller."""

from dataclasses import dataclass

from portal.domain.roles import Role, Viewer, ViewerKind


@dataclass(frozen=True, slots=True)
class MemberAt:
    """What a member of staff is at one controller; `categories` and `systems` are None without a limit of theirs."""

    controller_id: str
    slug: str
    trade_name: str
    role: Role
    categories: frozenset[str] | None
    systems: frozenset[str] | None = None

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
    """A member of staff with every membership that has not ended, by slug."""

    staff_id: str
    name: str
    email: str
    language: str
    memberships: tuple[MemberAt, ...]

    def viewer_at(self, slug: str) -> Viewer | None:
        """The viewer of this member at a controller; None where they are nobody."""
        for found in self.memberships:
            if found.slug == slug:
                return found.viewer(self.staff_id)
        return None
