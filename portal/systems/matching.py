"""When a row is the person's: the exact re-check behind every search.

| what the row has                                                        | match    |
|-------------------------------------------------------------------------|----------|
| the proven address, and no other person has it                          | exact    |
| the proven address, as others have too: the one singled out (see below) | exact    |
| the proven address, as others have too: every other one                 | probable |
| the proven address beside something else in its cell (a remark, a mark) | probable |
| a phone, customer number or further address that was given, not proven  | probable |
| the full name alone, or the name in somebody's free text                | mention  |

Among several with one mailbox, the customer number that was given singles out one; where
none fits, the given name does, if it is the name of one alone.
An address beside something else is compared whole like any other; it never singles its own row
out, since the other words in its cell may say whose it is not, and it is one holder more.
Where a place that holds addresses could not be searched, nobody is known to be the only
one: what would be exact is probable. Addresses and names are compared whole, in Unicode's
composed form and lower case. They are not case-folded further, since folding makes
`strasse@` and `straße@` one mailbox; and å is not a.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.domain.lifecycle import Match
from portal.facts import e164
from portal.systems.contract import Identifiers

MATCHED_BY = ("email", "email_beside", "customer_number", "phone", "other_email", "name")
HAS_PROVEN = frozenset({"email", "email_beside"})
_LONGEST = 200
_LONGEST_CELL = 2000
_MOST_GROUPS = 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs."""
_SEPARATORS = re.compile(r"[\s,;]+")
_BRACKETED = re.compile(r"<([^<>]+)>")
_BESIDE = re.compile(r"[\s,;:|/<>()\[\]{}\"“”„«»–—•·]+")
_JOINED = re.compile(r"[&+=~#*]")
_MAILBOX = re.compile(r"([^@]+@\w[\w.-]*?)\.?(?![\w.@-]).*")
_PHONE_SEPARATORS = re.compile(r"[,;/|&\n]|\b(?:tai|ja|sekä|eller|och|samt|or|and)\b", re.IGNORECASE)
_DECIMAL = re.compile(r"(?<=[0-9])\.0+\s*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_WHOLE_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_EDGES = "\"'()[]<>{},;:.!?"


def fold(text: str) -> str:
    """Composed, in lower case, with single spaces and without control characters."""
    return " ".join(unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).lower().split())


def addresses(cell: str) -> frozenset[str]:
    """The mail addresses in a cell: one, several in a row, or one in angle brackets; never a part of one."""
    folded = fold(cell)
    parts = [part for part in _SEPARATORS.split(folded) if part]
    if parts and all(part.count("@") == 1 and "<" not in part for part in parts):
        return frozenset(parts)
    bracketed = _BRACKETED.findall(folded)
    return frozenset(each.strip() for each in bracketed) if bracketed else frozenset({folded} - {""})


def beside(cell: str) -> frozenset[str]:
    """The mail addresses in a cell, whatever words, marks or addresses stand beside: each whole, never a part."""
    found: set[str] = set()
    for token in _BESIDE.split(fold(cell)) if "@" in cell else ():
        for part in _JOINED.split(token) if token.count("@") > 1 else (token,):
            mailbox = _MAILBOX.fullmatch(part.strip(".!?'‘’`"))
            found |= {mailbox[1]} if mailbox else set()
    return frozenset(found)


def phones(cell: str, country: str) -> frozenset[str]:
    """The numbers in a cell as E.164; `country` (FI) is what a number without a prefix is read in.

    Words beside a number ("koti", "puh.") are passed over. Several numbers may stand side by side, with spaces alone.
    """
    found: set[str] = set()
    for part in _PHONE_SEPARATORS.split(cell[:_LONGEST_CELL]):
        said = _LETTERS.sub(" ", _DECIMAL.sub("", part)).strip()
        number = e164(said, country) if said else None
        found |= {number} if number else _side_by_side(said.split(), country)
    return frozenset(found)


def _side_by_side(groups: Sequence[str], country: str) -> set[str]:
    """The numbers that groups of digits make in a row, where they make nothing but numbers."""
    found: set[str] = set()
    for at in range(1, len(groups)) if len(groups) <= _MOST_GROUPS else ():
        first = e164(" ".join(groups[:at]), country)
        if first:
            rest = e164(" ".join(groups[at:]), country)
            others = {rest} if rest else _side_by_side(groups[at:], country)
            found |= {first, *others} if others else set()
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for, made comparable once."""

    proven: str
    others: frozenset[str]
    phones: frozenset[str]
    numbers: frozenset[str]
    name: tuple[str, ...]
    country: str

    @property
    def full_name(self) -> bool:
        """Whether the name is long enough to be searched by: a given name alone is not."""
        return len(self.name) >= 2  # noqa: PLR2004 (a given name and a family name)


def wanted(identifiers: Identifiers, country: str) -> Wanted:
    """Prepare what the person gave; what cannot be a phone number is left out."""
    proven = fold(identifiers.proven_email)
    numbers = {found for phone in identifiers.phones for found in phones(phone, country)}
    return Wanted(
        proven=proven,
        others=frozenset(fold(each) for each in identifiers.emails) - {proven, ""},
        phones=frozenset(numbers),
        numbers=frozenset(fold(each) for each in identifiers.customer_numbers) - {""},
        name=tuple(_words(identifiers.name[:_LONGEST])),
        country=country,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a row holds it: in two columns, or in one."""

    first: str = ""
    last: str = ""
    whole: str = ""

    def given(self) -> tuple[str, ...]:
        """The given names; of one column, all but the last word, or what follows a comma."""
        if self.first:
            return tuple(_words(self.first))
        family, comma, given = self.whole.partition(",")
        return tuple(_words(given)) if comma else tuple(_words(family)[:-1])

    def family(self) -> tuple[str, ...]:
        """The family name, in as many words as it has."""
        if self.last:
            return tuple(_words(self.last))
        family, comma, _ = self.whole.partition(",")
        return tuple(_words(family)) if comma else tuple(_words(family)[-1:])


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s\-‐‑–,]+", fold(text)) if word]


def same_name(given: tuple[str, ...], row: Named) -> bool:
    """Whether family name and first given name are the same, in either order."""
    family, names = row.family(), row.given()
    if not family or not names:
        return False
    size = len(family)
    first_last = given[-size:] == family and given[:-size][:1] == names[:1]
    last_first = given[:size] == family and given[size:][:1] == names[:1]
    return first_last or last_first


def name_differs(given: tuple[str, ...], row: Named) -> bool:
    """Whether both sides have a given name and they share none: shown to staff, decides nothing."""
    names = row.given()
    return bool(given and names and not set(given) & set(names))


def mentions(text: str, want: Wanted) -> tuple[str, ...]:
    """By what a free text speaks of the person: a whole address, or the whole name, in either order.

    Inflected names ("Virtasen") are not recognised; the texts of the person's own rows are found anyway.
    """
    tokens = [token.strip(_EDGES).removeprefix("mailto:") for token in fold(text).split()]
    found = {"email"} if want.proven and want.proven in tokens else set()
    found |= {"other_email"} if want.others & set(tokens) else set()
    if want.full_name:
        words = " ".join(_words(" ".join(tokens)))
        orders = (" ".join(want.name), " ".join((want.name[-1], *want.name[:-1])))
        found |= {"name"} if any(f" {each} " in f" {words} " for each in orders) else set()
    return in_order(found)


@dataclass(slots=True)
class Evidence:
    """What speaks for one person of the register."""

    matched: set[str] = field(default_factory=set)
    named: Named = field(default_factory=Named)


def matched_value(what: str, cell: str, want: Wanted) -> set[str]:
    """What one identifying cell proves; names are judged by the row, not here."""
    if what == "email":
        held, among = addresses(cell), beside(cell)
        by = {"email"} if want.proven in held else {"email_beside"} if want.proven in among else set[str]()
        return by | ({"other_email"} if want.others & (held | among) else set())
    if what == "phone" and want.phones:
        return {"phone"} if phones(cell, want.country) & want.phones else set()
    if what == "customer_number":
        return {"customer_number"} if fold(cell) in want.numbers else set()
    return set()


def identifiers_in(what: str, cell: str, country: str) -> frozenset[str]:
    """The addresses, numbers (E.164) or customer number in an identifying cell, to search other systems by."""
    if what == "email":
        return frozenset(each for each in addresses(cell) & beside(cell) if _WHOLE_ADDRESS.fullmatch(each))
    if what == "phone":
        return phones(cell, country)
    return frozenset({cell.strip()} - {""}) if what == "customer_number" else frozenset()


def reached_by(what: str, cell: str, country: str) -> frozenset[str]:
    """Every address or number (E.164) in a cell, those beside something else too: whoever comes back is known by it."""
    found = beside(cell) if what == "email" else frozenset[str]()
    return found | identifiers_in(what, cell, country)


def judge(evidence: Mapping[str, Evidence], want: Wanted, complete: bool) -> dict[str, Match]:
    """The match of every person found, by the table at the top; `complete` is whether all places were searched."""
    holders = {owner for owner, each in evidence.items() if HAS_PROVEN & each.matched}
    single = _singled_out(holders, evidence, want) if complete else None
    return {owner: _match(owner, each, single) for owner, each in evidence.items()}


def _match(owner: str, evidence: Evidence, single: str | None) -> Match:
    if owner == single:
        return Match.EXACT
    return Match.MENTION if evidence.matched <= {"name"} else Match.PROBABLE


def _singled_out(holders: set[str], evidence: Mapping[str, Evidence], want: Wanted) -> str | None:
    numbered = {owner for owner in holders if "customer_number" in evidence[owner].matched}
    by_name = {owner for owner in holders if _given_name_fits(want.name, evidence[owner].named)}
    chosen = holders if len(holders) <= 1 else numbered or by_name
    single = next(iter(chosen)) if len(chosen) == 1 else None
    return single if single is not None and "email" in evidence[single].matched else None


def _given_name_fits(name: tuple[str, ...], row: Named) -> bool:
    return bool((set(name) - set(row.family())) & set(row.given()))


def in_order(found: Iterable[str]) -> tuple[str, ...]:
    """The identifiers that matched, in the order in which they weigh."""
    matched = set(found)
    return tuple(each for each in MATCHED_BY if each in matched)
