"""The values that a letter and a package have in common."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.domain.lifecycle import Ground, Match
from portal.domain.register import Register, Text
from portal.words import gettext as _

Label = Text | str


def said(label: Label, language: str) -> str:
    """A label in `language`; a plain string, such as what staff wrote, stays as it is."""
    return label.in_language(language) if isinstance(label, Text) else label


class SearchOutcome(StrEnum):
    """How a search ended. `INCOMPLETE` and `ASKED` are never told as nothing held."""

    FOUND = "found"
    NOTHING = "nothing"
    INCOMPLETE = "incomplete"
    ASKED = "asked"


class SearchedBy(StrEnum):
    """Who looked."""

    MACHINE = "machine"
    PERSON = "person"
    PROCESSOR = "processor"


OPEN_OUTCOMES = frozenset({SearchOutcome.INCOMPLETE, SearchOutcome.ASKED})


@dataclass(frozen=True, slots=True)
class SearchedSystem:
    """One line of the search ledger; `note` is a sentence for the person, such as what could not be searched."""

    key: str
    name: Label
    outcome: SearchOutcome
    by: SearchedBy
    at: datetime | None = None
    note: Label = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Records or parts that are not given, and why (Art 12(4), 15(4)); `note` is what staff wrote for the person."""

    system: Label
    category: str
    ground: Ground
    count: int
    note: str = ""


def told_withheld(withheld: tuple[Withheld, ...]) -> tuple[Withheld, ...]:
    """What the person is told of: a record of somebody else is not theirs, so nothing of it is withheld from them."""
    return tuple(one for one in withheld if one.ground is not Ground.NOT_THIS_PERSON)


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence; `assumed` where the controller's notice does not say it, and it is labelled so."""

    text: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class PurposeFact:
    """A purpose with its legal basis as said (empty where the notice states none) and the interest behind it."""

    name: str
    basis: str
    interest: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class KeptFact:
    """How long one category is kept for one purpose."""

    purpose: str
    text: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """A data category, the purposes it serves, and how long it is kept for each of them (Art 15(1)(b), (d))."""

    key: str
    name: str
    kept: tuple[KeptFact, ...]


@dataclass(frozen=True, slots=True)
class RecipientFact:
    """Who receives data, and what it is to us, as said; `named` is False where only that is known (C-154/21)."""

    name: str
    kind: str
    purpose: str
    named: bool


@dataclass(frozen=True, slots=True)
class AuthorityFact:
    """The supervisory authority of the controller's country (Art 77)."""

    name: str
    address: str
    complaint_link: str


@dataclass(frozen=True, slots=True)
class Information:
    """What Art 15(1)-(2) wants beside the copy, in the person's language, for the categories that concern them.

    `disclosures` is what the register says of giving data to others in general, where it says anything. Where it says
    nothing of recipients at all (`recipients_unsaid`), it is not for us to say that there are none.
    """

    purposes: tuple[PurposeFact, ...]
    categories: tuple[CategoryFact, ...]
    recipients: tuple[RecipientFact, ...]
    sources: tuple[str, ...]
    transfer: Fact
    outside_eea: bool
    automated: Fact
    authority: AuthorityFact
    disclosures: str = ""
    recipients_unsaid: bool = False

    def kept(self) -> tuple[tuple[KeptFact, tuple[str, ...]], ...]:
        """How long, once for each purpose and term, with the names of the categories that it holds for."""
        names: dict[KeptFact, list[str]] = {}
        for category in self.categories:
            for one in category.kept:
                names.setdefault(one, []).append(category.name)
        order = {one.name: place for place, one in enumerate(self.purposes)}
        lines = sorted(names, key=lambda one: order.get(one.purpose, len(order)))
        return tuple((one, tuple(names[one])) for one in lines)


@dataclass(frozen=True, slots=True)
class Namer:
    """Says labels and category keys in one language, for the templates."""

    language: str

    def __call__(self, label: Label) -> str:
        """The label in the language."""
        return said(label, self.language)

    def category(self, register: Register, key: str) -> str:
        """A category's name, or "Other data" for a key that the register does not know."""
        if register.has(key):
            return register.category(key).name.in_language(self.language)
        return _("Other data")


def outcome_names() -> dict[SearchOutcome, str]:
    """How a search ended, in words."""
    return {
        SearchOutcome.FOUND: _("Data found"),
        SearchOutcome.NOTHING: _("Searched, nothing found"),
        SearchOutcome.INCOMPLETE: _("Could not be searched to the end"),
        SearchOutcome.ASKED: _("Asked, no answer yet"),
    }


def looker_names() -> dict[SearchedBy, str]:
    """Who looked, in words."""
    return {
        SearchedBy.MACHINE: _("This service"),
        SearchedBy.PERSON: _("Our staff"),
        SearchedBy.PROCESSOR: _("The company that runs it for us"),
    }


def ground_names() -> dict[Ground, str]:
    """Why something is withheld, in words with the article."""
    return {
        Ground.NOT_THIS_PERSON: _("It is not about you."),
        Ground.OTHERS_RIGHTS: _("It would reveal things about other people (Article 15(4))."),
        Ground.LEGAL_LIMIT: _("A law forbids us to give it (Article 23)."),
        Ground.UNFOUNDED: _("The request is manifestly unfounded or excessive (Article 12(5))."),
    }


def match_names() -> dict[Match, str]:
    """How surely a record is the person's, in words."""
    return {
        Match.EXACT: _("Found by your own details"),
        Match.PROBABLE: _("Probably yours; checked by our staff"),
        Match.MENTION: _("Mentions you; checked by our staff"),
    }
