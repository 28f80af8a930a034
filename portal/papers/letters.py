"""Letters to the person, made from values (`letter_values`): what each must hold, and whether it does.

What a letter must hold stands in `REQUIRED`, by code and article. The templates mark each element with
`data-element`, so that `missing_elements` can name one that was deleted or emptied.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from portal import words
from portal.domain.errors import Refused
from portal.domain.lifecycle import Ground, Right
from portal.domain.wording import STANDARD, Wording
from portal.papers import burden_letters, identity_letters, own_words, rights_letters
from portal.papers.answer import (
    OPEN_OUTCOMES,
    Information,
    Namer,
    SearchOutcome,
    ground_names,
    looker_names,
    outcome_names,
    told_withheld,
)
from portal.papers.article import HEADINGS
from portal.papers.letter_values import (
    AccessAnswer,
    Acknowledgement,
    Asked,
    Erasure,
    Extension,
    Fee,
    LetterValues,
    Lifting,
    MarketingStopped,
    NothingHeld,
    NotIdentifiable,
    Objection,
    Portability,
    Recipients,
    Rectification,
    Refusal,
    Restriction,
    StopOutcome,
)
from portal.papers.register_texts import access_rights
from portal.papers.rights_letters import Body, right_articles, right_names
from portal.words import gettext as _


class LetterKind(StrEnum):
    """The letters that are written here."""

    ACCESS = "access"
    NOTHING_HELD = "nothing"
    MARKETING = "marketing"
    ACKNOWLEDGEMENT = "acknowledgement"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"
    LIFTING = "lifting"
    RECIPIENTS = "recipients"
    EXTENSION = "extension"
    FEE = "fee"
    REFUSAL = "refusal"
    IDENTITY = "identity"
    NOT_IDENTIFIABLE = "not_identifiable"


ANSWERS = (
    LetterKind.RECTIFICATION,
    LetterKind.ERASURE,
    LetterKind.RESTRICTION,
    LetterKind.OBJECTION,
    LetterKind.PORTABILITY,
    LetterKind.ACCESS,
    LetterKind.NOTHING_HELD,
)
"""The letters that a person releases, in the order in which they are written."""

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
    LetterKind.RECTIFICATION: _EVERY_LETTER
    | {
        "L7-action": "Art 12(3), 16: the action taken",
        "L7-asked": "what was asked and decided, correction by correction",
        "L7-statement": "Art 16: how to leave a statement of one's own",
        "R08": "Art 77: complaint",
    },
    LetterKind.ERASURE: _EVERY_LETTER | {"L7-action": "Art 12(3), 17: the action taken", "R08": "Art 77: complaint"},
    LetterKind.RESTRICTION: _EVERY_LETTER
    | {"L7-action": "Art 12(3), 18: the action taken", "R08": "Art 77: complaint"},
    LetterKind.OBJECTION: _EVERY_LETTER
    | {
        "L9-action": "Art 12(3), 21(1): the action taken",
        "L9-purposes": "Art 21(1): the answer, purpose by purpose",
        "R08": "Art 77: complaint",
    },
    LetterKind.PORTABILITY: _EVERY_LETTER
    | {
        "L11-action": "Art 12(3), 20: the action taken",
        "L11-basis": "Art 20(1)(a): which data, on which basis",
        "R08": "Art 77: complaint",
    },
    LetterKind.LIFTING: _EVERY_LETTER
    | {
        "L8-notice": "Art 18(3): that the restriction is lifted, and when",
        "L8-since": "since when it holds",
        "L8-reason": "why it is lifted",
        "L8-systems": "where it is lifted",
        "L8-object": "what the person can do before",
        "R08": "Art 77: complaint",
    },
    LetterKind.RECIPIENTS: _EVERY_LETTER | rights_letters.RECIPIENTS | {"R08": "Art 77: complaint"},
    LetterKind.EXTENSION: _EVERY_LETTER
    | {
        "L3-extension": "Art 12(3): that the time is extended",
        "L3-asked": "what was asked",
        "L3-former": "the last day as it was",
        "L3-last-day": "Art 12(3): the new last day",
        "L3-reasons": "Art 12(3): the reasons",
        "R08": "Art 77: complaint",
    },
    LetterKind.FEE: _EVERY_LETTER
    | {
        "L5-notice": "Art 12(5)(a), 15(3): the fee, announced before it is charged",
        "L5-asked": "what was asked",
        "L5-why": "Art 12(5): why, and by which facts",
        "L5-amount": "the amount",
        "L5-calculation": "how it is made up",
        "L5-choices": "that nothing is charged unless the person agrees, and what else they can do",
        "L5-payment": "how it is paid",
        "L5-last-day": "Art 12(3): the last day, which stays",
        "L4-remedy": "Art 79: judicial remedy",
        "R08": "Art 77: complaint",
    },
    LetterKind.REFUSAL: _EVERY_LETTER
    | {
        "L4-refusal": "Art 12(4), 12(5)(b): that the request is refused",
        "L4-asked": "what was asked",
        "L4-reasons": "Art 12(4), 12(5): the reasons, and the facts that demonstrate them",
        "L4-complaint": "Art 12(4), 77: complaint against the refusal",
        "L4-remedy": "Art 12(4), 79: judicial remedy",
        "R08": "Art 77: complaint",
    },
    LetterKind.IDENTITY: _EVERY_LETTER
    | {
        "L2-asked": "what was asked",
        "L2-doubt": "Art 12(6), recital 63: why more is needed",
        "L2-needed": "Art 12(6): what is needed",
        "L2-least": "Art 5(1)(c): that it is the least that will do, and what is not wanted",
        "L2-use": "Art 5(1)(b), (e): what it is used for, and that it goes after the check",
        "L2-time": "Art 12(3): what it means for the last day",
        "L2-contact": "how to reach a human",
    },
    LetterKind.NOT_IDENTIFIABLE: _EVERY_LETTER
    | {
        "L6-cannot": "Art 11(2), 12(2): that the person cannot be identified",
        "L6-asked": "Art 12(6): what was asked, and when",
        "L6-more": "Art 11(2): what information would help",
        "R08": "Art 77: complaint",
    }
    | rights_letters.REFUSAL,
}

PARTIAL_REFUSAL = {"R12": "Art 15(4): what is withheld, explained"} | rights_letters.REFUSAL
INCOMPLETE_SEARCH = rights_letters.INCOMPLETE_SEARCH
NOTICE_PROMISE = {"L10-promise": "a prohibition that is the notice's own promise"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: an HTML article whose `h1` is `title`, and the codes of the elements that it must hold."""

    kind: LetterKind
    language: str
    title: str
    html: Markup
    required: tuple[str, ...]
    wording: int = 0
    """The version of the controller's own words that it was made with; 0 where there was none."""


def compose(values: LetterValues, language: str, own: Mapping[str, Wording] = MappingProxyType({})) -> Letter:
    """The letter that the values call for, in `language` (fi, sv, en).

    `own` are the controller's own words in that language, by the kinds of letters that have any.

    Raises Refused("search_incomplete") for "nothing held" while a system is unsearched, unanswered or has
    found something.
    """
    kind, body_of = _KINDS[type(values)]
    wording = own.get(kind.value, STANDARD)
    with words.using(language, values.head.zone):
        body = body_of(values)
        html = (
            words.environment()
            .get_template(f"letters/{kind.value}.html")
            .render(
                letter=values,
                head=values.head,
                title=body.title,
                name=Namer(language),
                outcomes=outcome_names(),
                lookers=looker_names(),
                **own_words.voice(wording),
                **body.context,
            )
        )
        html = own_words.framed(html, language, wording)
        required = (*REQUIRED[kind], *body.required)
        return Letter(kind, language, body.title, Markup(html), required, wording.number)  # noqa: S704  # autoescaped above


def missing_elements(letter: Letter) -> tuple[str, ...]:
    """The codes of required elements that the letter does not hold, or holds empty."""
    seen = _Elements()
    seen.feed(letter.html)
    seen.close()
    return tuple(code for code in letter.required if code not in seen.filled)


def required_because(code: str) -> str:
    """Why an element is required: its article, as in `REQUIRED`; KeyError for an unknown code."""
    everything: dict[str, str] = PARTIAL_REFUSAL | NOTICE_PROMISE | rights_letters.CONDITIONAL | identity_letters.MASKED
    for table in REQUIRED.values():
        everything = table | everything
    return everything[code]


def unnamed_recipients(information: Information) -> tuple[str, ...]:
    """Recipients known by kind only: Art 15(1)(c) wants their names (C-154/21), so staff is told."""
    return tuple(one.name for one in information.recipients if not one.named)


def _access(values: AccessAnswer) -> Body:
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
        "own_rights": access_rights(values.register, words.language()),
    }
    conditional = (*(PARTIAL_REFUSAL if withheld else ()), *(INCOMPLETE_SEARCH if unsearched else ()))
    return Body(_("What we know about you"), context, conditional)


def _nothing(values: NothingHeld) -> Body:
    if not values.searched or any(one.outcome is not SearchOutcome.NOTHING for one in values.searched):
        raise Refused("search_incomplete")
    names, articles = right_names(), right_articles()
    context = {
        "authority": values.authority,
        "asked": [names[right] for right in values.asked],
        "articles": [articles[right] for right in values.asked],
        "only_access": values.asked == (Right.ACCESS,),
    }
    return Body(_("We hold no data about you"), context)


def _marketing(values: MarketingStopped) -> Body:
    promised = [one.name.in_language(words.language()) for one in values.channels if one.source == "notice"]
    context = {"authority": values.authority, "promised": ", ".join(promised), "stops": _stop_names()}
    return Body(_("We have stopped marketing to you"), context, (*(NOTICE_PROMISE if promised else ()),))


def _acknowledgement(values: Acknowledgement) -> Body:
    names, articles = right_names(), right_articles()
    context = {
        "asked": [names[right] for right in values.asked],
        "articles": [articles[right] for right in values.asked],
        "marketing": Right.MARKETING in values.asked,
        "only_marketing": set(values.asked) == {Right.MARKETING},
    }
    return Body(_("We have received your request"), context)


_KINDS: Mapping[type, tuple[LetterKind, Callable[[Any], Body]]] = {
    AccessAnswer: (LetterKind.ACCESS, _access),
    NothingHeld: (LetterKind.NOTHING_HELD, _nothing),
    MarketingStopped: (LetterKind.MARKETING, _marketing),
    Acknowledgement: (LetterKind.ACKNOWLEDGEMENT, _acknowledgement),
    Rectification: (LetterKind.RECTIFICATION, rights_letters.rectification),
    Erasure: (LetterKind.ERASURE, rights_letters.erasure),
    Restriction: (LetterKind.RESTRICTION, rights_letters.restriction),
    Objection: (LetterKind.OBJECTION, rights_letters.objection),
    Portability: (LetterKind.PORTABILITY, rights_letters.portability),
    Lifting: (LetterKind.LIFTING, rights_letters.lifting),
    Recipients: (LetterKind.RECIPIENTS, rights_letters.recipients),
    Extension: (LetterKind.EXTENSION, rights_letters.extension),
    Fee: (LetterKind.FEE, burden_letters.fee),
    Refusal: (LetterKind.REFUSAL, burden_letters.refusal),
    Asked: (LetterKind.IDENTITY, identity_letters.asked),
    NotIdentifiable: (LetterKind.NOT_IDENTIFIABLE, identity_letters.not_identifiable),
}


def _stop_names() -> dict[StopOutcome, str]:
    return {
        StopOutcome.DONE: _("The prohibition is recorded"),
        StopOutcome.REMOVED: _("You have been taken out of it"),
        StopOutcome.ASKED: _("Asked; we follow it up"),
        StopOutcome.WAITING: _("Waits for a person here, because several records match"),
        StopOutcome.NOT_THERE: _("You are not in it; nothing to change"),
        StopOutcome.INCOMPLETE: _("Not done yet; we keep trying"),
        StopOutcome.TO_TELL: _("Gets your data from us; we tell them to stop"),
        StopOutcome.TOLD: _("Gets data from us; told to stop"),
    }


class _Elements(HTMLParser):
    """Gathers the `data-element` codes whose element holds any text; a heading alone says nothing."""

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
        if data.strip() and not any(tag in HEADINGS for tag, _code in self._open):
            self.filled.update(code for _tag, code in self._open if code)
