"""Whose a row, a card or a message is.

Files have no person table. A person is whoever holds a mailbox: an owner is that address alone, as long as all
who hold it may be one person. Where names or customer numbers contradict each other, each is an owner of its own
(address, name and number), and `matching.judge` tells them apart or leaves them to staff.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from portal.domain.lifecycle import Match
from portal.systems.contract import Field, Learned
from portal.systems.files.cards import base_of
from portal.systems.files.mapping import NAMES, FileSpec
from portal.systems.files.units import Plain, Unit, nothing, text_of
from portal.systems.matching import (
    Evidence,
    Named,
    Wanted,
    addresses,
    beside,
    fold,
    judge,
    matched_value,
    mentions,
    phones,
    same_name,
)

MOST_HOLDERS = 100
_PHONE_TAIL = 6
_NO_DIGITS = re.compile(r"\D+")
_CARD = {"EMAIL": "email", "TEL": "phone", "FN": "name"}
_NEEDLESS = frozenset({"FROM", "TO", "CC", "DATE"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who a unit says it is of; `beside` are addresses that stand among other words, and make nobody's owner."""

    addresses: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    number: str = ""
    named: Named = field(default_factory=Named)

    @property
    def words(self) -> frozenset[str]:
        """The words of the name."""
        return frozenset((*self.named.given(), *self.named.family()))

    @property
    def anchor(self) -> str:
        """What the owner's text begins with where no one address is meant."""
        return min(self.addresses, default="") or min(self.phones, default="")

    def owner(self, anchor: str = "") -> str:
        """The person with name and number, for where an address alone does not tell; empty for nobody."""
        parts = [anchor or self.anchor, " ".join(sorted(self.words)), self.number]
        return json.dumps(parts) if any(parts) else ""

    def hangs_on(self, owner: str) -> bool:
        """Whether the unit is this owner's."""
        parts = parts_of(owner)
        if len(parts) == 1:
            return parts[0] in self.addresses
        if len(parts) != 3 or not any(parts):  # noqa: PLR2004 (anchor, name, number)
            return False
        held = not parts[0] and not self.anchor or parts[0] in self.addresses or parts[0] in self.phones
        return held and parts[1] == " ".join(sorted(self.words)) and parts[2] == self.number


def parts_of(owner: str) -> list[str]:
    """The parts of an owner's text; none where it is not one of ours."""
    try:
        parts = json.loads(owner)
    except ValueError:
        return []
    return parts if isinstance(parts, list) and all(isinstance(part, str) for part in parts) else []


def identifying(unit: Unit, spec: FileSpec) -> list[tuple[str, str]]:
    """What each cell identifies, and its text."""
    if spec.read == "table":
        what = {each.column: each.what for each in spec.columns if each.what}
        return [(str(what[name]), text_of(value)) for name, value in unit.held() if name in what]
    if spec.read == "cards":
        return [
            (_CARD[base_of(name)], text_of(value).removeprefix("mailto:").removeprefix("tel:"))
            for name, value in unit.held()
            if base_of(name) in _CARD
        ]
    return []


def person_of(unit: Unit, spec: FileSpec, country: str) -> Person:
    """Whoever a unit names as its own; a message has mailboxes alone, since people write there what they will."""
    if spec.read == "mail":
        return Person(addresses=unit.addressed)
    held = identifying(unit, spec)
    names = {what: cell for what, cell in reversed(held) if what in NAMES}
    return Person(
        addresses=frozenset(one for what, cell in held if what == "email" for one in addresses(cell)),
        beside=frozenset(one for what, cell in held if what == "email" for one in beside(cell)),
        phones=frozenset(one for what, cell in held if what == "phone" for one in phones(cell, country)),
        number=next((fold(cell) for what, cell in held if what == "customer_number"), ""),
        named=Named(names.get("first_name", ""), names.get("last_name", ""), names.get("name", "")),
    )


class Needles:
    """A quick look at a unit before it is judged: what it passes over cannot match."""

    def __init__(self, want: Wanted) -> None:
        self._texts = [each for each in {want.proven, *want.others, *want.numbers} if each]
        self._name = want.name[0] if want.full_name else ""
        self._tails = [each[-_PHONE_TAIL:] for each in want.phones]

    def may_match(self, unit: Unit) -> bool:
        """Whether any cell may hold what is wanted."""
        text = "\n".join([text_of(cell) for cell in unit.cells if cell is not None])
        if unit.whole_text or unit.addressed or unit.unshown:
            text = "\n".join((text, unit.whole_text, unit.unshown, *unit.addressed))
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        low = text.lower()
        if any(each in low for each in self._texts) or (self._name and self._name in low):
            return True
        if not self._tails or unit.addressed or unit.whole_text:
            return False
        digits = _NO_DIGITS.sub("", low if low.isascii() else unicodedata.normalize("NFKC", low))
        return any(tail in digits for tail in self._tails)


def matched(unit: Unit, spec: FileSpec, person: Person, want: Wanted) -> set[str]:
    """By what a unit is the person's; nothing where it only speaks of them."""
    if spec.read == "mail":
        found = {"email"} if want.proven in unit.addressed else set[str]()
        return found | ({"other_email"} if want.others & unit.addressed else set())
    found = set()
    for what, cell in identifying(unit, spec):
        found |= matched_value(what, cell, want)
    if want.full_name and same_name(want.name, person.named):
        found.add("name")
    return found


def speaking(unit: Unit, spec: FileSpec, want: Wanted) -> list[tuple[str, str, tuple[str, ...]]]:
    """The cells that speak of the person: header, text, and by what."""
    own = {each.column for each in spec.columns if each.what}
    found: list[tuple[str, str, tuple[str, ...]]] = []
    cells = list(unit.held())
    if spec.read == "mail" and nothing(unit.cell("TEXT")):
        cells.append(("TEXT", ""))
    for name, value in cells:
        if name in own or (spec.read == "mail" and name in _NEEDLESS):
            continue
        text = unit.whole_text if spec.read == "mail" and name == "TEXT" else text_of(value)
        said = mentions(text, want)
        if said:
            found.append((name, text_of(value), said))
    if unit.unshown and (said := mentions(unit.unshown, want)):
        found.append(("NOTE", "", said))
    return found


# Who holds the proven address.


@dataclass(slots=True)
class Holders:
    """Everybody who holds the proven address, gathered before anything is said of whose it is."""

    people: dict[str, tuple[Person, set[str]]] = field(default_factory=dict)
    too_many: bool = False

    def add(self, person: Person, found: Collection[str], proven: str) -> None:
        """One more unit with the address."""
        owner = person.owner(proven)
        if owner not in self.people and len(self.people) >= MOST_HOLDERS:
            self.too_many = True
            return
        self.people.setdefault(owner, (person, set()))[1].update(found)

    def matches(self, want: Wanted, complete: bool) -> dict[str, tuple[str, Match]]:
        """For each holder, by the owner's long text: the owner that it is, and how surely."""
        complete = complete and not self.too_many
        if self.one_person():
            match = Match.EXACT if complete else Match.PROBABLE
            sure = (owner for owner, (_person, found) in self.people.items() if "email" in found)
            return {owner: (json.dumps([want.proven]), match) for owner in sure}
        evidence = {owner: Evidence(found, person.named) for owner, (person, found) in self.people.items()}
        return {owner: (owner, match) for owner, match in judge(evidence, want, complete).items()}

    def one_person(self) -> bool:
        """Whether no two names and no two numbers contradict each other."""
        if self.too_many:
            return False
        names = [person.words for person, _found in self.people.values() if person.words]
        numbers = {person.number for person, _found in self.people.values() if person.number}
        return len(numbers) <= 1 and all(one <= other or other <= one for one in names for other in names)

    def kept(self) -> list[list[object]]:
        """As the cursor keeps them."""
        return [
            [sorted(one.addresses), one.number, one.named.first, one.named.last, one.named.whole, sorted(found)]
            for one, found in self.people.values()
        ]

    @staticmethod
    def read(kept: Iterable[Sequence[object]], too_many: bool, proven: str) -> "Holders":
        """From the cursor; TypeError or ValueError where it is none of ours."""
        holders = Holders(too_many=too_many)
        for held, number, first, last, whole, found in kept:
            if not isinstance(held, list) or not isinstance(found, list):
                raise TypeError
            person = Person(frozenset(map(str, held)), number=str(number),
                            named=Named(str(first), str(last), str(whole)))  # fmt: skip
            holders.people.setdefault(person.owner(proven), (person, set()))[1].update(map(str, found))
        return holders


def learned_of(person: Person, name: str) -> list[Learned]:
    """What an exact match's own row or card bears beside."""
    found = [Learned("email", each) for each in sorted(person.addresses)]
    found += [Learned("phone", each) for each in sorted(person.phones)]
    found += [Learned("customer_number", person.number)] if person.number else []
    return found + ([Learned("name", name)] if name else [])


def name_of(person: Person) -> str:
    """The name as the unit writes it."""
    named = person.named
    return " ".join((named.whole or f"{named.first} {named.last}").split())


def subject_of(person: Person) -> str:
    """A person for staff: the name, and what tells namesakes apart."""
    name, beside = name_of(person), person.number or min(person.addresses, default="")
    return f"{name} ({beside})" if name and beside else name or beside


def as_field(name: str, column: str, value: Plain) -> Field:
    """A cell as a record shows it."""
    return Field(name, column, None if nothing(value) else value)
