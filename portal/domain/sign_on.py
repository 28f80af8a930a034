"""Single sign-on as values: a provider, who it says somebody is, and what its groups are worth here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from portal.domain.roles import Role

ASK_SECONDS = 60
"""A session's provider is asked again no more often than this for pages that are looked at."""
ASK_SECONDS_TO_CHANGE = 5
"""The same for what changes something."""
HELD = timedelta(minutes=15)
"""So long the last answer holds while the provider gives none."""
FLOW_SECONDS = 600
"""So long a sign-in that was begun can be finished."""
LONGEST_SUBJECT = 255
"""Of a subject, and of a session's or token's id, in characters."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider and our client at it; `scopes` are asked beside `openid email profile`."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str = ""
    groups_claim: str = "groups"


@dataclass(frozen=True, slots=True)
class Said:
    """Who the provider says somebody is; `groups` is None where it did not say."""

    subject: str
    email: str = field(repr=False)
    email_verified: bool
    name: str = field(repr=False)
    groups: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Whom a logout token names: a subject, one of the provider's sessions, or both; `""` where it does not say."""

    token: str
    """Its own id: it counts once, and by itself no longer than `expires_at`."""
    expires_at: datetime
    subject: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider is asked with again: by `refresh` where groups come in the id_token, else by `access`."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    by_refresh: bool

    def to_json(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"access": self.access, "refresh": self.refresh, "by_refresh": self.by_refresh}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Tokens":
        """As it was sealed."""
        return cls(stored["access"], stored["refresh"], stored["by_refresh"])


@dataclass(frozen=True, slots=True)
class Place:
    """What a group is worth: a role, categories for the role with a limit, and some registers; None for all of them."""

    group: str
    role: Role
    categories: tuple[str, ...] | None = None
    registers: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        limits = {"categories": _listed(self.categories), "registers": _listed(self.registers)}
        return {"group": self.group, "role": self.role.value, **limits}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Place":
        """As it was stored; a line from before there were registers in it gives all of them."""
        limits = (stored["categories"], stored.get("registers"))
        return cls(stored["group"], Role(stored["role"]), *(None if one is None else tuple(one) for one in limits))


def _listed(limit: Sequence[str] | None) -> list[str] | None:
    return None if limit is None else list(limit)


@dataclass(frozen=True, slots=True)
class SetUp:
    """A controller's single sign-on; `own` is false, and `secret` empty, where the installation's provider is used."""

    own: bool
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: str
    groups_claim: str
    places: tuple[Place, ...]
    domains: tuple[str, ...]
    passwords: bool
    changed_at: datetime | None = field(default=None, compare=False)

    @property
    def seen(self) -> "SetUp":
        """What its page shows: everything but the secret, and when that too was changed last."""
        return replace(self, secret="")


@dataclass(frozen=True, slots=True)
class CameBy:
    """The single sign-on that a session came by: its one controller, and when its provider was asked and answered."""

    controller_id: str
    session_id: str
    asked_at: datetime
    answered_at: datetime

    def is_due(self, now: datetime, *, changes: bool, seconds: int = ASK_SECONDS) -> bool:
        """Whether the provider is to be asked again; one that gave no answer is left alone for the longer time."""
        failed = self.answered_at < self.asked_at
        wait = seconds if failed or not changes else min(seconds, ASK_SECONDS_TO_CHANGE)
        return now - self.asked_at >= timedelta(seconds=wait)

    def holds(self, now: datetime) -> bool:
        """Whether the last answer may still be believed."""
        return now - self.answered_at < HELD


def place_of(groups: Iterable[str], places: Sequence[Place]) -> Place | None:
    """The first line of the table that names one of these groups; None for somebody in no group: no access.

    Further lines of theirs add their registers where they give that very role and those very categories, and one
    without a limit lifts it. Of other lines nothing is added: registers of the one and a role or categories of the
    other would be what no line gives.
    """
    of = set(groups)
    theirs = [one for one in places if one.group in of]
    if not theirs:
        return None
    first = theirs[0]
    limits = [one.registers for one in theirs if (one.role, one.categories) == (first.role, first.categories)]
    whole = None if None in limits else tuple(sorted({key for limit in limits for key in limit or ()}))
    return replace(first, registers=whole)
