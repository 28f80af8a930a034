"""What every connector does, and how it fails.

A connector finds, exports, rectifies, erases, suppresses and verifies. It takes and
returns values, opens its own network or file, and never sees our database. `find`
pages with a cursor and names the places that it could not search (gaps): "nothing
held" needs a complete search. Writes carry an `op_id`, so that a retry is one effect.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

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


NOBODY: Mapping[str, Sequence[str]] = {}
"""As who an owner is known, where nobody kept it."""


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
class Document:
    """The original that a record was read from: a mail as .eml, a file. `size` in bytes, None where not known yet.

    `name` is the system's own and untrusted; whoever writes a file by it makes it safe first.
    """

    name: str
    media_type: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """An identifier that an exact match's own record bears: it is searched for in the other systems too.

    `what` is email, phone (E.164), customer_number or name.
    """

    what: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """A record found: `key` finds it again in its system, `owner` is the person row it hangs on.

    `matched_by` names the identifiers that matched: email (the proven one), email_beside (the same
    among other words), customer_number, phone, other_email (given, not proven), name. `differs` names
    what the person gave and the owner's row contradicts (name): shown to staff, it decides nothing.
    A row of several categories gives one record for each, so (kind, key, category) is what is unique.
    A mention has no more than lets staff tell people apart; `owner` is empty where the row
    hangs on nobody. `subject` names the owner. `dated` is the day (YYYY-MM-DD) from which the
    keeping of the row runs, `until` its last day as the row itself says it; empty where it has none.
    `document` is the original, which `export` gives. `others` are people whom the record itself
    names beside the person (addresses, numbers, names of a mail's headers): proposed for masking.
    `ours` are addresses in it that are the company's own: nobody's to be masked.
    `protected` says that the system marks the owner's address as protected (turvakielto).
    `known_as` are digests of what names the owner in their own row, where the system may give an owner's
    key to somebody else once they are gone.
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
    dated: str = ""
    until: str = ""
    document: Document | None = None
    others: tuple[str, ...] = field(default=(), repr=False)
    ours: tuple[str, ...] = ()
    protected: bool = False
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One cell to be corrected (Art 16): what staff saw there, and what it becomes."""

    kind: str
    key: str
    owner: str
    column: str
    before: str | int | float | bool | None
    after: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Target:
    """One row of which these data categories are to go (Art 17); `known_as` is as the record had it when it was found.

    Without it, as in what was decided before it was kept, the owner's key alone tells whose the row is.
    `beside` are the keys of all other records of its kind that are known and stay: none of them is ever taken
    for this one. None where nobody knows them.
    """

    kind: str
    key: str
    owner: str
    categories: tuple[str, ...]
    known_as: tuple[str, ...] = ()
    beside: tuple[str, ...] | None = field(default=None, repr=False, kw_only=True)


def targets_kept(kept: Mapping[str, Any]) -> tuple[Target, ...]:
    """The targets as a step or a return keeps them: places with categories, and by owner as who they were known."""
    names: Mapping[str, Sequence[str]] = kept.get("known_as", {})
    return tuple(
        Target(kind, key, owner, tuple(found), tuple(names.get(owner, ())))
        for kind, key, owner, found in kept.get("targets", ())
    )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one field of one kind is: its category, its label, and what its codes mean.

    `free_text` marks staff's own words, which may speak of other people and are never given unseen.
    `writable` is whether a correction can be written into it.
    """

    kind: str
    name: str
    column: str
    category: str
    label: Text
    values: Mapping[str, Text] = field(default_factory=dict)
    kind_label: Text | None = None
    free_text: bool = False
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A slice of what was found; `cursor` is None at the end.

    `gaps` name places that could not be searched, as `code:place` (table_missing:order).
    `searched` counts the rows searched; the sum over all pages is the total. `learned` are
    identifiers of whoever matched exactly.
    """

    records: tuple[Record, ...]
    cursor: str | None
    gaps: tuple[str, ...] = ()
    searched: int = 0
    learned: tuple[Learned, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a write did: rows changed, and counts per record kind.

    An erasure counts `deleted:KIND` and `anonymised:KIND`. `pending` where the system took the
    order and does it later: it is asked again until `erased` says that it happened.
    """

    changed: int
    counts: Mapping[str, int] = field(default_factory=dict)
    already: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody of whom a system has a record: the `owner` that `held` takes, and what their own row is reached by.

    `contacts` are `email` and the folded address, or `phone` and the number as E.164.
    """

    owner: str = field(repr=False)
    contacts: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnersPage:
    """A slice of a census; `cursor` is None at the end. An owner may come again with other contacts."""

    owners: tuple[Owner, ...]
    cursor: str | None


class Connector(Protocol):
    """One configured system."""

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Per record kind and capability: `auto`, `review`, `manual` or `none`."""

    def check(self) -> Sequence[str]:
        """Codes of what is wrong with the connection now; empty when it is well."""

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next slice of records; every hit re-checked exactly."""

    def held(self, owner: str) -> Iterator[Record]:
        """Every record that hangs on this owner now, whoever they are: what is kept is looked at again by it.

        Permanent where a mapped place cannot be read: nothing is said of what is not there.
        Conflict (`several_owners`) where the owner is a mailbox that several people hold by now.
        """

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """The original of a record that has a `document`, in pieces of at most 64 KiB, never whole in memory.

        Permanent: `no_document` (the kind has none), `record_gone`.
        """

    def glossary(self) -> Sequence[Meaning]:
        """What every field means, for the answer's glossary."""

    def channels(self) -> Sequence[str]:
        """The channels whose prohibition can be written here."""

    def removes(self, channels: Sequence[str]) -> bool:
        """Whether a prohibition of these channels takes the person's row out, rather than marking it."""

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

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Write the changes, all or none (Art 16).

        Each row has to hang on its owner still (`owner_changed`) and hold what was seen or
        what is wanted (`value_changed`), else Conflict. Permanent (`not_writable`) where the
        column is a key or is not mapped, or cannot take the value (`value_unfit`).
        """

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every cell holds its new value, read again."""

    def preview(self, targets: Sequence[Target]) -> Effect:
        """What `erase` would do now, exactly; nothing is written."""

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete or anonymise the rows, all or none (Art 17).

        A row all of whose categories go is deleted where the mapping says so and nothing that
        stays hangs on it, else the cells of its categories are blanked. A row that is gone
        already is no fault. Conflict (`owner_changed`) where a row hangs on somebody else now, or
        where its owner's key is somebody's of whom nothing is as it was.
        Permanent (`not_writable`) where the kind is not erased by machine, (`still_referenced`)
        where a key that names the person has to stay for what hangs on it.
        """

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing of the targets is left, read again."""

    def lasts(self, kind: str, key: str) -> bool:
        """Whether `erased` tells of this record truly for years: nothing that is edited or moved changes its key.

        What is missing by another key may be there still, and a person looks for it.
        """

    def restrict(
        self, owners: Sequence[str], op_id: str, *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY
    ) -> Effect:
        """Set or lift the flag of restriction on the owners (Art 18).

        `known_as` is by owner what their records had when they were found: Conflict (`owner_changed`) where an
        owner's key is somebody's of whom nothing is as it was, and a flag would be set on them or taken off.
        Permanent (`restriction_unmapped`) where the system has no such flag.
        """

    def restricted(self, owners: Sequence[str], *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY) -> bool:
        """Whether the flag stands so on every owner, read again. Nobody stands restricted by another's flag."""


@runtime_checkable
class Census(Protocol):
    """What a connector offers beside, whose system backups and imported files bring people back into."""

    def census(self, cursor: str | None) -> OwnersPage:
        """The next of all the people in the system.

        Permanent where a mapped place cannot be read: whoever is there would be missed.
        """
