"""Single sign-on as values: a provider, who it says somebody is, and what its groups are worth here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    """What a group is worth: a role, and categories for the role with a limit."""

    group: str
    role: Role
    categories: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        kept = None if self.categories is None else list(self.categories)
        return {"group": self.group, "role": self.role.value, "categories": kept}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Place":
        """As it was stored."""
        kept = stored["categories"]
        return cls(stored["group"], Role(stored["role"]), None if kept is None else tuple(kept))


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
    """The first line of the table that names one of these groups; None for somebody in no group: no access."""
    of = set(groups)
    return next((one for one in places if one.group in of), None)
