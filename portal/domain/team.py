"""Who works at a controller: members, and those who are invited to be."""

from collections.abc import Iterable
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
    """Somebody who is or was a member; `categories` is None without a limit, `by_sso` where a provider knows them."""

    staff_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: Role
    categories: tuple[str, ...] | None
    since: datetime
    seen_at: datetime | None
    ended_at: datetime | None
    by_sso: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """Somebody who was invited and has not come yet; `mail` and `fault` say where their mail stands, as of `Mail`."""

    invitation_id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: Role
    categories: tuple[str, ...] | None
    language: str
    sent_at: datetime | None
    mail: str
    fault: str | None
    expires_at: datetime


def demand_an_owner(others: Iterable[Role], becomes: Role | None) -> None:
    """Refuse what would leave a register without anybody in charge.

    `others` are the roles of the other members, `becomes` is what this one is to be; None where they go.

    Raises:
        Refused: `last_owner`.
    """
    if becomes is not Role.OWNER and Role.OWNER not in set(others):
        raise Refused("last_owner")
