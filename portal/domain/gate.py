"""What a package showed when it was read once more before it goes, and what of it stops its release (Art 15(4) GDPR).

A word that was left out and stands there exactly stops it: it is left out there too, or taken off the list.
What may be such a word, and what no machine could read, a person looks at and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class How(StrEnum):
    """How sure it is that a word which was left out stands in a place."""

    EXACT = "exact"
    LIKE = "like"


class Why(StrEnum):
    """Why a file, or a part of it, was not read."""

    BROKEN = "broken"
    LOCKED = "locked"
    LONG = "long"
    NESTED = "nested"
    NO_TEXT = "no_text"


@dataclass(frozen=True, slots=True)
class Held:
    """A word that was left out, and a place in which it still stands, or may."""

    file: str = field(repr=False)
    word: str = field(repr=False)
    how: How = How.EXACT


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of the package, or a part of one, that was not read."""

    file: str = field(repr=False)
    why: Why


@dataclass(frozen=True, slots=True)
class Looked:
    """That a person looked at what the machine could not decide: in the package of this digest, and why it may go."""

    digest: str
    reason: str = field(repr=False)
    by: str
    at: str

    def to_json(self) -> dict[str, str]:
        """As it is sealed with its package."""
        return {"digest": self.digest, "reason": self.reason, "by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found in a package; `more` counts what was found beyond what is named."""

    held: tuple[Held, ...] = ()
    unread: tuple[Unread, ...] = ()
    more: int = 0
    looked: Looked | None = None

    @property
    def exact(self) -> tuple[Held, ...]:
        """What stops the release."""
        return tuple(one for one in self.held if one.how is How.EXACT)

    @property
    def alike(self) -> tuple[Held, ...]:
        """What a person looks at."""
        return tuple(one for one in self.held if one.how is How.LIKE)

    def awaits(self, digest: str) -> bool:
        """Whether a person has yet to look at something in the package of this digest."""
        return bool(self.alike or self.unread or self.more) and (self.looked is None or self.looked.digest != digest)

    def to_json(self) -> dict[str, Any]:
        """As it is sealed with its package."""
        return {
            "left": [[one.file, one.word, one.how.value] for one in self.held],
            "unread": [[one.file, one.why.value] for one in self.unread],
            "more": self.more,
        }


def gate_from_json(value: Mapping[str, Any]) -> Gate:
    """The same read again; a package made by an earlier version knows whole words alone."""
    looked = value.get("looked")
    return Gate(
        tuple(Held(file, word, How(how[0]) if how else How.EXACT) for file, word, *how in value.get("left", ())),
        tuple(Unread(file, Why(why)) for file, why in value.get("unread", ())),
        value.get("more", 0),
        Looked(**looked) if looked else None,
    )
