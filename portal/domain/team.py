"""Who works at a controller: members, and those who are invited to be."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from portal.domain.errors import Refused
from portal.domain.roles import Role

INVITATION_DAYS = 7


class Standing(StrEnum):
    """How somebody stands to a controller's staff."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody who is or was a member; `by_sso` where a provider knows them.

    `categories` and `registers` are None without a limit of theirs.
    """

    staff_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: Role
    categories: tuple[str, ...] | None
    registers: tuple[str, ...] | None
    since: datetime
    seen_at: datetime | None
    ended_at: datetime | None
    by_sso: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """Somebody who was invited and has not come yet, and as what, as of `MemberLine`.

    `mail` and `fault` say where their mail stands, as of `Mail`.
    """

    invitation_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: Role
    categories: tuple[str, ...] | None
    registers: tuple[str, ...] | None
    language: str
    sent_at: datetime | None
    mail: str
    fault: str | None
    expires_at: datetime


def is_in_charge(role: str, categories: Collection[str] | None, registers: Collection[str] | None) -> bool:
    """Whether a membership is that of a register owner who has no limit: those who do manage nobody."""
    return role == Role.OWNER and categories is None and registers is None


def demand_an_owner(*, is_last: bool, stays: bool) -> None:
    """Refuse what would leave a controller without anybody in charge.

    `is_last` where this member alone is in charge now, `stays` where they will be still.

    Raises:
        Refused: `last_owner`.
    """
    if is_last and not stays:
        raise Refused("last_owner")
