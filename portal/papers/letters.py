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
from portal.papers.wanted import Wanted, say_wanted
from portal.words import gettext as _
from portal.words import marked


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

_EVERY_LETTER: dict[str, Wanted] = {
    "sender": Wanted(marked("who answers"), "4(7)"),
    "date": Wanted(marked("the date of the letter")),
    "reference": Wanted(marked("the reference of the request")),
    "rights": Wanted(marked("the right it is about")),
    "signature": Wanted(marked("the register's contact person")),
}

REQUIRED: Mapping[LetterKind, dict[str, Wanted]] = {
    LetterKind.ACCESS: _EVERY_LETTER
    | {
        "R01": Wanted(marked("confirmation whether data about the person is processed"), "15(1)"),
        "R02": Wanted(marked("the copy of the data"), "15(3)"),
        "R03": Wanted(marked("the purposes"), "15(1)(a)"),
        "R04": Wanted(marked("the categories of data"), "15(1)(b)"),
        "R05": Wanted(marked("the recipients by name"), "15(1)(c)"),
        "R06": Wanted(marked("how long it is kept"), "15(1)(d)"),
        "R07": Wanted(marked("rectification, erasure, restriction, objection"), "15(1)(e)"),
        "R08": Wanted(marked("how to complain to the authority"), "15(1)(f), 77"),
        "R09": Wanted(marked("the sources of the data"), "15(1)(g)"),
        "R10": Wanted(marked("automated decisions"), "15(1)(h), 22"),
        "R11": Wanted(marked("transfers to third countries"), "15(2), 46"),
        "searched": Wanted(marked("where the data was searched for")),
    },
    LetterKind.NOTHING_HELD: _EVERY_LETTER
    | {
        "R01": Wanted(marked("confirmation that nothing is held"), "15(1)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
        "L4-remedy": Wanted(marked("the way to a court"), "79"),
        "L6-more": Wanted(marked("what else the person could give"), "11(2), 12(2)"),
        "searched": Wanted(marked("where the data was searched for")),
    },
    LetterKind.MARKETING: _EVERY_LETTER
    | {
        "L10-action": Wanted(marked("the action taken"), "12(3), 21(3)"),
        "L10-when": Wanted(marked("when the action was taken")),
        "L10-channels": Wanted(marked("the channels stopped"), "21(2)"),
        "L10-systems": Wanted(marked("where it is done, and who is asked")),
        "L10-suppression": Wanted(marked("what is kept so that it stays stopped")),
        "L10-free": Wanted(marked("that it is free of charge"), "12(5)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.ACKNOWLEDGEMENT: _EVERY_LETTER
    | {
        "L1-received": Wanted(marked("the day of receipt")),
        "L1-asked": Wanted(marked("what was asked")),
        "L1-last-day": Wanted(marked("the last day"), "12(3)"),
        "L1-arithmetic": Wanted(marked("how that day is counted")),
        "L1-next": Wanted(marked("what happens next")),
        "L1-contact": Wanted(marked("how to reach a human")),
    },
    LetterKind.RECTIFICATION: _EVERY_LETTER
    | {
        "L7-action": Wanted(marked("the action taken"), "12(3), 16"),
        "L7-asked": Wanted(marked("what was asked and decided, correction by correction")),
        "L7-statement": Wanted(marked("how to leave a statement of one's own"), "16"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.ERASURE: _EVERY_LETTER
    | {
        "L7-action": Wanted(marked("the action taken"), "12(3), 17"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.RESTRICTION: _EVERY_LETTER
    | {
        "L7-action": Wanted(marked("the action taken"), "12(3), 18"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.OBJECTION: _EVERY_LETTER
    | {
        "L9-action": Wanted(marked("the action taken"), "12(3), 21(1)"),
        "L9-purposes": Wanted(marked("the answer, purpose by purpose"), "21(1)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.PORTABILITY: _EVERY_LETTER
    | {
        "L11-action": Wanted(marked("the action taken"), "12(3), 20"),
        "L11-basis": Wanted(marked("which data, on which basis"), "20(1)(a)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.LIFTING: _EVERY_LETTER
    | {
        "L8-notice": Wanted(marked("that the restriction is lifted, and when"), "18(3)"),
        "L8-since": Wanted(marked("since when the restriction holds")),
        "L8-reason": Wanted(marked("why the restriction is lifted")),
        "L8-systems": Wanted(marked("where the restriction is lifted")),
        "L8-object": Wanted(marked("what the person can do before it is lifted")),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.RECIPIENTS: _EVERY_LETTER
    | rights_letters.RECIPIENTS
    | {
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.EXTENSION: _EVERY_LETTER
    | {
        "L3-extension": Wanted(marked("that the time is extended"), "12(3)"),
        "L3-asked": Wanted(marked("what was asked")),
        "L3-former": Wanted(marked("the last day as it was")),
        "L3-last-day": Wanted(marked("the new last day"), "12(3)"),
        "L3-reasons": Wanted(marked("the reasons"), "12(3)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.FEE: _EVERY_LETTER
    | {
        "L5-notice": Wanted(marked("the fee, announced before it is charged"), "12(5)(a), 15(3)"),
        "L5-asked": Wanted(marked("what was asked")),
        "L5-why": Wanted(marked("why, and by which facts"), "12(5)"),
        "L5-amount": Wanted(marked("the amount of the fee")),
        "L5-calculation": Wanted(marked("how the fee is made up")),
        "L5-choices": Wanted(marked("that nothing is charged unless the person agrees, and what else they can do")),
        "L5-payment": Wanted(marked("how the fee is paid")),
        "L5-last-day": Wanted(marked("the last day, which stays"), "12(3)"),
        "L4-remedy": Wanted(marked("the way to a court"), "79"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.REFUSAL: _EVERY_LETTER
    | {
        "L4-refusal": Wanted(marked("that the request is refused"), "12(4), 12(5)(b)"),
        "L4-asked": Wanted(marked("what was asked")),
        "L4-reasons": Wanted(marked("the reasons, and the facts that demonstrate them"), "12(4), 12(5)"),
        "L4-complaint": Wanted(marked("how to complain to the authority about the refusal"), "12(4), 77"),
        "L4-remedy": Wanted(marked("the way to a court"), "12(4), 79"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    },
    LetterKind.IDENTITY: _EVERY_LETTER
    | {
        "L2-asked": Wanted(marked("what was asked")),
        "L2-doubt": Wanted(marked("why more is needed, as recital 63 allows"), "12(6)"),
        "L2-needed": Wanted(marked("what is needed"), "12(6)"),
        "L2-least": Wanted(marked("that it is the least that will do, and what is not wanted"), "5(1)(c)"),
        "L2-use": Wanted(marked("what it is used for, and that it goes after the check"), "5(1)(b), 5(1)(e)"),
        "L2-time": Wanted(marked("what it means for the last day"), "12(3)"),
        "L2-contact": Wanted(marked("how to reach a human")),
    },
    LetterKind.NOT_IDENTIFIABLE: _EVERY_LETTER
    | {
        "L6-cannot": Wanted(marked("that the person cannot be identified"), "11(2), 12(2)"),
        "L6-asked": Wanted(marked("what was asked, and when"), "12(6)"),
        "L6-more": Wanted(marked("what information would help"), "11(2)"),
        "R08": Wanted(marked("how to complain to the authority"), "77"),
    }
    | rights_letters.REFUSAL,
}

PARTIAL_REFUSAL = {"R12": Wanted(marked("what is withheld, explained"), "15(4)")} | rights_letters.REFUSAL
INCOMPLETE_SEARCH = rights_letters.INCOMPLETE_SEARCH
NOTICE_PROMISE = {"L10-promise": Wanted(marked("a prohibition that is the notice's own promise"))}


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


def required_because(code: str, kind: LetterKind | None = None) -> str:
    """Why an element is required, in the language in use, with its article: as in `REQUIRED`, first of `kind`.

    Raises KeyError for an unknown code.
    """
    everything: dict[str, Wanted] = (
        PARTIAL_REFUSAL | NOTICE_PROMISE | rights_letters.CONDITIONAL | identity_letters.MASKED
    )
    for table in REQUIRED.values():
        everything = table | everything
    own = REQUIRED[kind] if kind else {}
    return say_wanted(own.get(code) or everything[code])


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
    others = [one.name.in_language(words.language()) for one in values.others]
    context = {
        "authority": values.authority,
        "promised": ", ".join(promised),
        "others": ", ".join(others),
        "stops": _stop_names(),
    }
    title = _("We have stopped the marketing that you chose") if others else _("We have stopped marketing to you")
    return Body(title, context, (*(NOTICE_PROMISE if promised else ()),))


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
