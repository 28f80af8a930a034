"""What every connector does, and how it fails.

A connector finds, exports, rectifies, erases, suppresses and verifies. It takes and
returns values, opens its own network or file, and never sees our database. `find`
pages with a cursor and names the places that it could not search (gaps): "nothing
held" needs a complete search. Writes carry an `op_id`, so that a retry is one effect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from portal.domain.lifecycle import Capability, Match
from portal.domain.register import Text


class SystemFault(Exception):
    """The root of connector failures; `code` is said by `words`, never raw remote text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RetryLater(SystemFault):
    """The system is busy, slow or away; try again after `seconds`."""

    def __init__(self, code: str, seconds: float = 30.0) -> None:
        super().__init__(code)
        self.seconds = seconds


class AuthLost(SystemFault):
    """The system refuses our credentials: pause the system, not the request."""


class Conflict(SystemFault):
    """The record changed under us: re-read once."""


class Ambiguous(SystemFault):
    """A write timed out and may have happened: verify before retrying."""


class Permanent(SystemFault):
    """It will never work as asked: a person has to look."""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What the person gave and what was proven; emails case-folded, phones E.164."""

    proven_email: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    name: str = ""
    customer_numbers: tuple[str, ...] = ()
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: our glossary key, the system's own name, the value as JSON can hold it."""

    name: str
    column: str
    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record found: `key` finds it again in its system, `owner` is the person row it hangs on.

    `matched_by` names the identifiers that matched: email (the proven one), customer_number,
    phone, other_email (given, not proven), name. `differs` names what the person gave and the
    owner's row contradicts (name): shown to staff, it decides nothing. A row of several
    categories gives one record for each, so (kind, key, category) is what is unique.
    A mention has no more than lets staff tell people apart; `owner` is empty where the row
    hangs on nobody. `subject` names the owner.
    """

    kind: str
    key: str
    owner: str
    category: str
    match: Match
    matched_by: tuple[str, ...]
    fields: tuple[Field, ...]
    subject: str = ""
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one field of one kind is: its category, its label, and what its codes mean.

    `free_text` marks staff's own words, which may speak of other people and are never given unseen.
    """

    kind: str
    name: str
    column: str
    category: str
    label: Text
    values: Mapping[str, Text] = field(default_factory=dict)
    kind_label: Text | None = None
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A slice of what was found; `cursor` is None at the end.

    `gaps` name places that could not be searched, as `code:place` (table_missing:order).
    `searched` counts the rows searched; the sum over all pages is the total.
    """

    records: tuple[Record, ...]
    cursor: str | None
    gaps: tuple[str, ...] = ()
    searched: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What a write did: rows changed, and counts per record kind."""

    changed: int
    counts: Mapping[str, int] = field(default_factory=dict)
    already: bool = False


class Connector(Protocol):
    """One configured system."""

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Per record kind and capability: `auto`, `review`, `manual` or `none`."""

    def check(self) -> Sequence[str]:
        """Codes of what is wrong with the connection now; empty when it is well."""

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next slice of records; every hit re-checked exactly."""

    def glossary(self) -> Sequence[Meaning]:
        """What every field means, for the answer's glossary."""

    def channels(self) -> Sequence[str]:
        """The channels whose prohibition can be written here."""

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Write the prohibitions of direct marketing (Art 21(3)) on one owner's record.

        The owner is searched again and has to be the exact match, else Conflict. With `chosen`
        staff picked this owner among several, and a probable match is enough.
        """

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether the prohibitions stand, searched again afterwards as evidence."""
