"""Letters to the person, made from values: the answer, nothing held, marketing stopped, the acknowledgement.

What a letter must hold stands in `REQUIRED`, by code and article. The templates mark each element with
`data-element`, so that `missing_elements` can name one that was deleted or emptied.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from html.parser import HTMLParser

from markupsafe import Markup

from portal import words
from portal.domain.errors import Refused
from portal.domain.lifecycle import Ground, Right
from portal.domain.register import Controller, Prohibition, Register
from portal.papers.answer import (
    OPEN_OUTCOMES,
    AuthorityFact,
    Information,
    Label,
    Namer,
    SearchedSystem,
    SearchOutcome,
    Withheld,
    ground_names,
    looker_names,
    outcome_names,
    told_withheld,
)
from portal.papers.register_texts import access_rights
from portal.words import gettext as _


class LetterKind(StrEnum):
    """The letters that are written here."""

    ACCESS = "access"
    NOTHING_HELD = "nothing"
    MARKETING = "marketing"
    ACKNOWLEDGEMENT = "acknowledgement"


class StopOutcome(StrEnum):
    """Where a prohibition of marketing stands in one system."""

    DONE = "done"
    ASKED = "asked"
    WAITING = "waiting"
    NOT_THERE = "not_there"
    INCOMPLETE = "incomplete"


_EVERY_LETTER: dict[str, str] = {
    "sender": "who answers (Art 4(7))",
    "date": "the date of the letter",
    "reference": "the reference of the request",
    "rights": "the right it is about",
    "signature": "the register's contact person",
}

REQUIRED: Mapping[LetterKind, dict[str, str]] = {
    LetterKind.ACCESS: _EVERY_LETTER
    | {
        "R01": "Art 15(1): confirmation",
        "R02": "Art 15(3): the copy",
        "R03": "Art 15(1)(a): purposes",
        "R04": "Art 15(1)(b): categories",
        "R05": "Art 15(1)(c): recipients by name",
        "R06": "Art 15(1)(d): how long it is kept",
        "R07": "Art 15(1)(e): rectification, erasure, restriction, objection",
        "R08": "Art 15(1)(f), 77: complaint",
        "R09": "Art 15(1)(g): sources",
        "R10": "Art 15(1)(h), 22: automated decisions",
        "R11": "Art 15(2), 46: transfers",
        "searched": "where it was searched",
    },
    LetterKind.NOTHING_HELD: _EVERY_LETTER
    | {
        "R01": "Art 15(1): confirmation that nothing is held",
        "R08": "Art 77: complaint",
        "L4-remedy": "Art 79: judicial remedy",
        "L6-more": "Art 11(2), 12(2): what else the person could give",
        "searched": "where it was searched",
    },
    LetterKind.MARKETING: _EVERY_LETTER
    | {
        "L10-action": "Art 12(3), 21(3): the action taken",
        "L10-when": "when it was taken",
        "L10-channels": "Art 21(2): the channels stopped",
        "L10-systems": "where it is done, and who is asked",
        "L10-suppression": "what is kept so that it stays stopped",
        "L10-free": "Art 12(5): free of charge",
        "R08": "Art 77: complaint",
    },
    LetterKind.ACKNOWLEDGEMENT: _EVERY_LETTER
    | {
        "L1-received": "the day of receipt",
        "L1-asked": "what was asked",
        "L1-last-day": "Art 12(3): the last day",
        "L1-arithmetic": "how that day is counted",
        "L1-next": "what happens next",
        "L1-contact": "how to reach a human",
    },
}

PARTIAL_REFUSAL = {
    "R12": "Art 15(4): what is withheld, explained",
    "L4-reasons": "Art 12(4): the reasons",
    "L4-complaint": "Art 12(4), 77: complaint against the refusal",
    "L4-remedy": "Art 12(4), 79: judicial remedy",
}
INCOMPLETE_SEARCH = {"incomplete": "what could not be searched is never told as nothing held"}
NOTICE_PROMISE = {"L10-promise": "a prohibition that is the notice's own promise"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of every letter; no address of the person, which may be a protected one."""

    controller: Controller
    reference: str
    written: date
    recipient: str
    zone: str


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """Values of the answer by Art 15; `counts` are (category key, records given)."""

    head: Head
    received: date
    register: Register
    information: Information
    searched: tuple[SearchedSystem, ...]
    counts: tuple[tuple[str, int], ...]
    withheld: tuple[Withheld, ...] = ()
    available_until: date | None = None


@dataclass(frozen=True, slots=True)
class NothingHeld:
    """Values of "we hold nothing about you"; every search must have ended, and found nothing."""

    head: Head
    received: date
    register: Register
    authority: AuthorityFact
    searched: tuple[SearchedSystem, ...]


@dataclass(frozen=True, slots=True)
class StoppedIn:
    """Where the prohibition stands in one system, since when; `note` is a sentence for the person."""

    name: Label
    outcome: StopOutcome
    at: datetime | None = None
    note: Label = ""


@dataclass(frozen=True, slots=True)
class MarketingStopped:
    """Values of the answer to a marketing objection (Art 21(3))."""

    head: Head
    received: date
    stopped_at: datetime
    channels: tuple[Prohibition, ...]
    systems: tuple[StoppedIn, ...]
    authority: AuthorityFact


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Values of the acknowledgement; `arithmetic` is said already, a sentence for each step of the count."""

    head: Head
    received: datetime
    asked: tuple[Right, ...]
    due: date
    arithmetic: tuple[str, ...]


LetterValues = AccessAnswer | NothingHeld | MarketingStopped | Acknowledgement


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: an HTML article whose `h1` is `title`, and the codes of the elements that it must hold."""

    kind: LetterKind
    language: str
    title: str
    html: Markup
    required: tuple[str, ...]


def compose(values: LetterValues, language: str) -> Letter:
    """The letter that the values call for, in `language` (fi, sv, en).

    Raises Refused("search_incomplete") for "nothing held" while a system is unsearched, unanswered or has
    found something.
    """
    with words.using(language, values.head.zone):
        if isinstance(values, AccessAnswer):
            return _access(values, language)
        if isinstance(values, NothingHeld):
            return _nothing(values, language)
        if isinstance(values, MarketingStopped):
            return _marketing(values, language)
        return _acknowledgement(values, language)


def missing_elements(letter: Letter) -> tuple[str, ...]:
    """The codes of required elements that the letter does not hold, or holds empty."""
    seen = _Elements()
    seen.feed(letter.html)
    seen.close()
    return tuple(code for code in letter.required if code not in seen.filled)


def required_because(code: str) -> str:
    """Why an element is required: its article, as in `REQUIRED`; KeyError for an unknown code."""
    everything: dict[str, str] = PARTIAL_REFUSAL | INCOMPLETE_SEARCH | NOTICE_PROMISE
    for table in REQUIRED.values():
        everything = table | everything
    return everything[code]


def unnamed_recipients(information: Information) -> tuple[str, ...]:
    """Recipients known by kind only: Art 15(1)(c) wants their names (C-154/21), so staff is told."""
    return tuple(one.name for one in information.recipients if not one.named)


def right_names() -> dict[Right, str]:
    """Each right in the person's words."""
    return {
        Right.ACCESS: _("See what you know about me"),
        Right.RECTIFICATION: _("Correct something"),
        Right.ERASURE: _("Delete my data"),
        Right.RESTRICTION: _("Freeze my data while you check"),
        Right.PORTABILITY: _("Take my data with me"),
        Right.OBJECTION: _("Stop using my data for something"),
        Right.MARKETING: _("Stop marketing"),
    }


def _access(values: AccessAnswer, language: str) -> Letter:
    withheld = told_withheld(values.withheld)
    unsearched = tuple(one for one in values.searched if one.outcome in OPEN_OUTCOMES)
    context = {
        "held": bool(sum(count for _key, count in values.counts) or withheld),
        "withheld": withheld,
        "legal_limit": any(one.ground is Ground.LEGAL_LIMIT for one in withheld),
        "unsearched": unsearched,
        "information": values.information,
        "authority": values.information.authority,
        "grounds": ground_names(),
        "own_rights": access_rights(values.register, language),
    }
    conditional = (*(PARTIAL_REFUSAL if withheld else ()), *(INCOMPLETE_SEARCH if unsearched else ()))
    title = _("What we know about you")
    return _written(LetterKind.ACCESS, values, language, title, context, conditional)


def _nothing(values: NothingHeld, language: str) -> Letter:
    if not values.searched or any(one.outcome is not SearchOutcome.NOTHING for one in values.searched):
        raise Refused("search_incomplete")
    title = _("We hold no data about you")
    return _written(LetterKind.NOTHING_HELD, values, language, title, {"authority": values.authority})


def _marketing(values: MarketingStopped, language: str) -> Letter:
    promised = [one.name.in_language(language) for one in values.channels if one.source == "notice"]
    context = {"authority": values.authority, "promised": ", ".join(promised), "stops": _stop_names()}
    title = _("We have stopped marketing to you")
    return _written(LetterKind.MARKETING, values, language, title, context, (*(NOTICE_PROMISE if promised else ()),))


def _acknowledgement(values: Acknowledgement, language: str) -> Letter:
    names, articles = right_names(), _right_articles()
    context = {
        "asked": [names[right] for right in values.asked],
        "articles": [articles[right] for right in values.asked],
        "steps": _next_steps(values),
    }
    title = _("We have received your request")
    return _written(LetterKind.ACKNOWLEDGEMENT, values, language, title, context)


def _written(
    kind: LetterKind,
    values: LetterValues,
    language: str,
    title: str,
    context: Mapping[str, object],
    conditional: tuple[str, ...] = (),
) -> Letter:
    common = {
        "letter": values,
        "head": values.head,
        "title": title,
        "name": Namer(language),
        "outcomes": outcome_names(),
        "lookers": looker_names(),
    }
    html = words.environment().get_template(f"letters/{kind.value}.html").render(**common, **context)
    return Letter(kind, language, title, Markup(html), (*REQUIRED[kind], *conditional))  # noqa: S704  # autoescaped above


def _stop_names() -> dict[StopOutcome, str]:
    return {
        StopOutcome.DONE: _("The prohibition is recorded"),
        StopOutcome.ASKED: _("Asked; we follow it up"),
        StopOutcome.WAITING: _("Waits for a person here, because several records match"),
        StopOutcome.NOT_THERE: _("You are not in it; nothing to change"),
        StopOutcome.INCOMPLETE: _("Not done yet; we keep trying"),
    }


def _right_articles() -> dict[Right, str]:
    return {
        Right.ACCESS: _("Article 15 GDPR"),
        Right.RECTIFICATION: _("Article 16 GDPR"),
        Right.ERASURE: _("Article 17 GDPR"),
        Right.RESTRICTION: _("Article 18 GDPR"),
        Right.PORTABILITY: _("Article 20 GDPR"),
        Right.OBJECTION: _("Article 21(1) GDPR"),
        Right.MARKETING: _("Article 21(2)–(3) GDPR"),
    }


def _next_steps(values: Acknowledgement) -> list[str]:
    steps = []
    if Right.MARKETING in values.asked:
        steps.append(_("Marketing stops at once, as soon as your email address is confirmed."))
    if set(values.asked) != {Right.MARKETING}:
        steps.append(_("We look for your data in every system that we use."))
        steps.append(_("A person here checks what was found and decides."))
    steps.append(_("We send you mail when there is something to read. You can follow the request on its own page."))
    return steps


class _Elements(HTMLParser):
    """Gathers the `data-element` codes whose element holds any text."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: set[str] = set()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "hr", "img", "input", "meta", "link"}:
            self._open.append((tag, dict(attrs).get("data-element") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.filled.update(code for _tag, code in self._open if code)
