"""What the letters on the rights say beside their values: titles by how it ended, and what each then has to hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from portal import words
from portal.code_words import say_news
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.rights import ALL
from portal.domain.rights_table import rule
from portal.domain.rulings import Answer, Balance, Reason, Ruling
from portal.domain.telling import REACHED
from portal.papers.answer import (
    OPEN_OUTCOMES,
    AuthorityFact,
    Namer,
    SearchedSystem,
    Withheld,
    ground_names,
    said,
    told_withheld,
)
from portal.papers.letter_values import (
    CarriedIn,
    CarriedOutcome,
    CorrectionLine,
    Erasure,
    Extension,
    Gone,
    Head,
    Lifting,
    Meanwhile,
    Objection,
    Portability,
    Recipients,
    Rectification,
    Restriction,
    RightsAnswer,
    ToldRecipient,
)
from portal.papers.register_texts import authority_fact, legal_basis, term
from portal.papers.wanted import Wanted
from portal.rights_words import say_advice, say_claim, say_reason, say_restriction_ground
from portal.words import gettext as _
from portal.words import marked

REFUSAL = {
    "L4-reasons": Wanted(marked("the reasons"), "12(4)"),
    "L4-complaint": Wanted(marked("how to complain to the authority about the refusal"), "12(4), 77"),
    "L4-remedy": Wanted(marked("the way to a court"), "12(4), 79"),
}
INCOMPLETE_SEARCH = {"incomplete": Wanted(marked("what could not be searched is never told as nothing held"))}
UNDONE = {"undone": Wanted(marked("what could not be carried out is never told as done"))}
CARRIED = {"L7-systems": Wanted(marked("where it is done, and by whom"))}
RECIPIENTS = {"L7-recipients": Wanted(marked("the recipients told, and their names on request"), "19")}
GONE = {"L7-gone": Wanted(marked("what was erased"), "17(1)")}
KEPT = {"L7-kept": Wanted(marked("what is kept, why, and until which day"), "17(3)")}
ENDED = {"L7-ended": Wanted(marked("which use of the data that stays has ended"), "17(1), 5(1)(b)")}
FROZEN = {
    "L7-frozen": Wanted(marked("what is restricted, and since when"), "18(1)"),
    "L7-stored": Wanted(marked("what the restriction means"), "18(2)"),
    "L7-lifting": Wanted(marked("that its lifting is announced first"), "18(3)"),
}
MEANWHILE = {"L9-meanwhile": Wanted(marked("the restriction while the objection was weighed"), "18(1)(d)")}
GROUNDS = {
    "L9-grounds": Wanted(
        marked("the compelling grounds or the claim, demonstrated, and how they were weighed"), "21(1)"
    )
}
COPY = {
    "L11-formats": Wanted(marked("the form: structured, commonly used and machine-readable"), "20(1)"),
    "L11-fields": Wanted(marked("the fields, explained")),
    "L11-transmit": Wanted(marked("sending it to another controller"), "20(2)"),
}
CONDITIONAL = (
    REFUSAL
    | INCOMPLETE_SEARCH
    | UNDONE
    | CARRIED
    | RECIPIENTS
    | GONE
    | KEPT
    | ENDED
    | FROZEN
    | MEANWHILE
    | GROUNDS
    | COPY
)
_ACTED = frozenset({Answer.GRANTED, Answer.IN_PART})
_UNDONE = frozenset({CarriedOutcome.ASKED, CarriedOutcome.CANNOT})


class Extent(StrEnum):
    """How much of what was asked is done.

    `EMPTY` where nothing is held that it could be about, `UNFOUND` where nothing was found but not
    everything could be searched.
    """

    WHOLE = "whole"
    PART = "part"
    NONE = "none"
    EMPTY = "empty"
    UNFOUND = "unfound"


@dataclass(frozen=True, slots=True)
class Body:
    """What one letter says beside its values; `required` are codes beyond those of its kind."""

    title: str
    context: Mapping[str, object]
    required: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Why:
    """A refusal as the letter tells it: of what, by which reason, until when, in how many records.

    `words` are what staff say to the person; `term` is how the register says how long, `advice` what the rights
    table has the person told in its place.
    """

    subject: str
    reason: str
    words: str = ""
    purpose: str = ""
    number: int = 0
    until: date | None = None
    term: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Informed:
    """A recipient as the letter names it: of what it is told, when it was or is to be, or why it was not."""

    of: str
    name: str
    day: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as the letter tells it; `value` is what stands there now, empty where nothing was corrected."""

    category: str
    now: str
    should: str
    answer: str
    value: str
    words: str
    fields: tuple[str, ...]
    systems: tuple[str, ...]


def rectification(values: Rectification) -> Body:
    """The answer by Art 16, correction by correction."""
    rulings = tuple(line.ruling for line in values.lines)
    extent = _extent(rulings, values.carried, values.searched)
    titles = {
        Extent.WHOLE: _("We have corrected your data"),
        Extent.PART: _("We have corrected part of your data"),
        Extent.NONE: _("We have not corrected your data"),
        Extent.EMPTY: _("There was nothing to correct"),
        Extent.UNFOUND: _("We have found nothing to correct so far"),
    }
    lines = tuple(_correction(line, values.register) for line in values.lines)
    refusals = tuple(
        _why(_category(values.register, line.asked.category), line.ruling)
        for line in values.lines
        if line.ruling.refuses
    )
    return _body(values, titles[extent], extent, refusals, lines=lines)


def erasure(values: Erasure) -> Body:
    """The answer by Art 17: what is gone, and what stays until when."""
    extent = _extent(values.rulings, values.carried, values.searched)
    titles = {
        Extent.WHOLE: _("We have deleted your data"),
        Extent.PART: _("We have deleted part of your data"),
        Extent.NONE: _("We have not deleted your data"),
        Extent.EMPTY: _("There was nothing to delete"),
        Extent.UNFOUND: _("We have found nothing to delete so far"),
    }
    kept = tuple(_kept(values.rulings, values.register))
    gone = _added_up(values.gone)
    anonymised = any(count.how == "anonymised" for one in values.carried for count in one.counts)
    ended = tuple(
        (_category(values.register, one.subject), ", ".join(_purpose(values.register, key) for key in one.ended))
        for one in values.rulings
        if one.ended
    )
    required = (*(GONE if gone else ()), *(KEPT if kept else ()), *(ENDED if ended else ()))
    stopping = tuple(one for one in values.carried if one.ends and one.outcome in _UNDONE)
    context = {
        "ended": ended, "stopping": stopping, "gone": gone, "anonymised": anonymised,
        "absent": _absent(values.rulings, values.register),
    }  # fmt: skip
    return _body(values, titles[extent], extent, kept, required, **context)


def restriction(values: Restriction) -> Body:
    """The answer by Art 18(1)."""
    extent = _extent(values.rulings, values.carried, values.searched)
    titles = {
        Extent.WHOLE: _("We have frozen your data"),
        Extent.PART: _("We have frozen part of your data"),
        Extent.NONE: _("We have not frozen your data"),
        Extent.EMPTY: _("There was nothing to freeze"),
        Extent.UNFOUND: _("We have found nothing to freeze so far"),
    }
    frozen = _categories(values.register, (one for one in values.rulings if one.answer in _ACTED))
    refusals = tuple(
        _why(_category(values.register, ruling.subject), ruling) for ruling in values.rulings if ruling.refuses
    )
    context = {
        "frozen": frozen,
        "ground": say_restriction_ground(values.ground) if values.ground else "",
        "absent": _absent(values.rulings, values.register),
    }
    return _body(values, titles[extent], extent, refusals, (*(FROZEN if frozen else ()),), **context)


def objection(values: Objection) -> Body:
    """The answer by Art 21(1), purpose by purpose."""
    extent = _extent(values.rulings, values.carried, values.searched)
    titles = {
        Extent.WHOLE: _("We have stopped using your data as you asked"),
        Extent.PART: _("We have stopped part of the use that you objected to"),
        Extent.NONE: _("Why we go on using your data"),
        Extent.EMPTY: _("There was no use of your data to stop"),
        Extent.UNFOUND: _("We have found no use of your data to stop so far"),
    }
    refusals = tuple(
        replace(_why(_purpose(values.register, ruling.subject), ruling), advice=_advice(values.register, ruling))
        for ruling in values.rulings
        if ruling.refuses
    )
    results = [
        (_purpose(values.register, ruling.subject), _decided_names(Right.OBJECTION)[ruling.answer], ruling)
        for ruling in values.rulings
    ]
    weighed = [
        (_purpose(values.register, ruling.subject), _balance(ruling.balance))
        for ruling in values.rulings
        if ruling.balance is not None
    ]
    context = {"results": results, "withdrawal": Reason.WITHDRAWAL, "stays": Meanwhile.STAYS, "weighed": weighed}
    required = (*(MEANWHILE if values.meanwhile is not Meanwhile.NONE else ()), *(GROUNDS if weighed else ()))
    return _body(values, titles[extent], extent, refusals, required, **context)


def portability(values: Portability) -> Body:
    """The answer by Art 20: which data, on which basis, in which form."""
    extent = _extent(values.rulings, (), values.searched)
    given = sum(number for _key, number in values.counts)
    if extent is Extent.WHOLE and told_withheld(values.withheld):
        extent = Extent.PART
    titles = {
        Extent.WHOLE: _("Your data to take with you"),
        Extent.PART: _("Part of your data to take with you"),
        Extent.NONE: _("We cannot give you data to take with you"),
        Extent.EMPTY: _("There was no data to take with you"),
        Extent.UNFOUND: _("We have found no data for you to take so far"),
    }
    withheld = told_withheld(values.withheld)
    refusals = (
        *(
            replace(_why(_category(values.register, ruling.subject), ruling), advice=_advice(values.register, ruling))
            for ruling in values.rulings
            if ruling.refuses
        ),
        *(_withheld(values.register, one) for one in withheld),
    )
    counts = dict(values.counts)
    lines = [
        (
            _category(values.register, ruling.subject),
            "; ".join(_bases(values.register, ruling)),
            _decided_names(Right.PORTABILITY)[ruling.answer],
            counts.get(ruling.subject, 0),
        )
        for ruling in values.rulings
    ]
    context = {"lines": lines, "given": given}
    return _body(values, titles[extent], extent, refusals, (*(COPY if given else ()),), **context)


def lifting(values: Lifting) -> Body:
    """The notice by Art 18(3)."""
    return Body(_("Your data will no longer be frozen"), {"authority": authority_of(values.head)})


def recipients(values: Recipients) -> Body:
    """The answer by Art 19, second sentence."""
    return Body(_("Whom we have told"), {"authority": authority_of(values.head), **_told(values.told)})


def extension(values: Extension) -> Body:
    """The letter by Art 12(3)."""
    names, articles = right_names(), right_articles()
    context = {
        "authority": authority_of(values.head),
        "asked": [names[right] for right in values.asked],
        "articles": [articles[right] for right in values.asked],
    }
    return Body(_("We need more time to answer you"), context)


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


def right_articles() -> dict[Right, str]:
    """Each right by its article."""
    return {
        Right.ACCESS: _("Article 15 GDPR"),
        Right.RECTIFICATION: _("Article 16 GDPR"),
        Right.ERASURE: _("Article 17 GDPR"),
        Right.RESTRICTION: _("Article 18 GDPR"),
        Right.PORTABILITY: _("Article 20 GDPR"),
        Right.OBJECTION: _("Article 21(1) GDPR"),
        Right.MARKETING: _("Article 21(2)–(3) GDPR"),
    }


def carried_names() -> dict[CarriedOutcome, str]:
    """What came of it in a system, in words."""
    return {
        CarriedOutcome.DONE: _("Done"),
        CarriedOutcome.NOT_THERE: _("Nothing of it was there"),
        CarriedOutcome.ASKED: _("Asked, no confirmation yet"),
        CarriedOutcome.CANNOT: _("Could not be done"),
    }


def _body(
    values: RightsAnswer,
    title: str,
    extent: Extent,
    refusals: Sequence[Why],
    required: tuple[str, ...] = (),
    **context: object,
) -> Body:
    """What the answers on all rights have in common: what could not be searched or done, refusals, the authority."""
    carried: tuple[CarriedIn, ...] = () if isinstance(values, Portability) else values.carried
    told: tuple[ToldRecipient, ...] = () if isinstance(values, Portability) else values.told
    undone = tuple(one for one in carried if one.outcome in _UNDONE)
    unsearched = tuple(one for one in values.searched if one.outcome in OPEN_OUTCOMES)
    conditional = (
        *(REFUSAL if refusals else ()),
        *(INCOMPLETE_SEARCH if unsearched else ()),
        *(UNDONE if undone else ()),
        *(CARRIED if carried else ()),
        *(RECIPIENTS if carried or told else ()),
    )
    common = {
        "authority": authority_of(values.head),
        "extent": extent.value,
        "refusals": refusals,
        "unsearched": unsearched,
        "undone": undone,
        "carried": carried,
        "carried_names": carried_names(),
        **_told(told),
    }
    return Body(title, common | context, (*required, *conditional))


def _extent(rulings: Iterable[Ruling], carried: Iterable[CarriedIn], searched: Iterable[SearchedSystem]) -> Extent:
    """How much is done; what could not be carried out is not."""
    answers = {ruling.answer for ruling in rulings}
    if answers <= {Answer.NOTHING_HELD}:
        return Extent.UNFOUND if any(one.outcome in OPEN_OUTCOMES for one in searched) else Extent.EMPTY
    outcomes = {one.outcome for one in carried}
    if not answers & _ACTED or (outcomes and outcomes <= _UNDONE):
        return Extent.NONE
    whole = answers <= {Answer.GRANTED, Answer.NOTHING_HELD} and not outcomes & _UNDONE
    return Extent.WHOLE if whole else Extent.PART


def _why(subject: str, ruling: Ruling) -> Why:
    return Why(
        subject, say_reason(ruling.reason, ruling.right), ruling.told, number=ruling.records, until=ruling.kept_until
    )


def _advice(register: Register, ruling: Ruling) -> str:
    """What the rights table has a person told of whom this right does not hold: the other way that is open."""
    if ruling.answer is not Answer.NOT_AVAILABLE:
        return ""
    used_for = {use.purpose for one in register.categories if one.key == ruling.category for use in one.uses}
    keys = {ruling.subject} if ruling.right is Right.OBJECTION else used_for
    rows = [rule(one, ruling.right) for one in register.purposes if one.key in keys]
    return next((told for row in rows if row and row.reason is ruling.reason and (told := say_advice(row))), "")


def _withheld(register: Register, one: Withheld) -> Why:
    return Why(_category(register, one.category), ground_names()[one.ground], one.note, number=one.count)


def _kept(rulings: Iterable[Ruling], register: Register) -> Iterable[Why]:
    """What stays: a line for each category, reason, purpose and last day."""
    for ruling in rulings:
        if not ruling.refuses:
            continue
        name = _category(register, ruling.subject)
        counts: dict[tuple[Reason, str, date | None], int] = {}
        for one in ruling.kept:
            key = (one.reason, one.purpose, one.until)
            counts[key] = counts.get(key, 0) + 1
        for (reason, purpose, until), number in counts.items():
            known = _purpose(register, purpose) if purpose else ""
            said_term = term(register, words.language(), ruling.subject, purpose)
            yield Why(name, say_reason(reason, ruling.right), ruling.told, known, number, until, said_term)
        if not counts:
            yield _why(name, ruling)


def _added_up(gone: Iterable[Gone]) -> tuple[Gone, ...]:
    counts: dict[tuple[str, str], Gone] = {}
    for one in gone:
        key = (one.category, said(one.system, words.language()))
        known = counts.get(key)
        counts[key] = Gone(one.category, one.system, one.number + (known.number if known else 0))
    return tuple(counts.values())


def _told(told: Iterable[ToldRecipient]) -> dict[str, list[Informed]]:
    """Who was told, who is told next and who was not, and why."""
    found: dict[str, list[Informed]] = {"told": [], "to_tell": [], "untold": []}
    for one in told:
        name = said(one.name, words.language())
        line = Informed(say_news(one.news), f"{name}: {one.names}" if one.names else name, one.day, one.why)
        if one.outcome is None:
            found["to_tell"].append(line)
        else:
            found["told" if one.outcome in REACHED else "untold"].append(line)
    return found


def _absent(rulings: Iterable[Ruling], register: Register) -> tuple[str, ...]:
    return _categories(register, (one for one in rulings if one.answer is Answer.NOTHING_HELD))


def _categories(register: Register, rulings: Iterable[Ruling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_category(register, ruling.subject) for ruling in rulings))


def _category(register: Register, key: str) -> str:
    if key == ALL:
        return _("All your data in this register")
    return Namer(words.language()).category(register, key)


def _correction(line: CorrectionLine, register: Register) -> Correction:
    ruling, language = line.ruling, words.language()
    acted = ruling.answer in _ACTED
    return Correction(
        category=_category(register, line.asked.category),
        now=line.asked.now,
        should=line.asked.should,
        answer=_decided_names(Right.RECTIFICATION)[ruling.answer],
        value=(ruling.value or line.asked.should) if acted else "",
        words="" if ruling.refuses else ruling.told,
        fields=tuple(dict.fromkeys(said(one, language) for one in line.fields)) if acted else (),
        systems=tuple(dict.fromkeys(said(one, language) for one in line.systems)) if acted else (),
    )


def _balance(balance: Balance) -> list[tuple[str, str]]:
    """How an objection was weighed: what each part is called, and what staff wrote."""
    if balance.claim is not None:
        return [(say_claim(balance.claim), balance.which)]
    return [
        (_("Our grounds for going on"), balance.grounds),
        (_("Your situation, as you told it"), balance.situation),
        (_("Why our grounds weigh more"), balance.outweighs),
        (_("What milder ways we considered"), balance.milder),
    ]


def _purpose(register: Register, key: str) -> str:
    known = [one.name for one in register.purposes if one.key == key]
    return known[0].in_language(words.language()) if known else _("Every use of your data")


def _bases(register: Register, ruling: Ruling) -> Iterable[str]:
    return dict.fromkeys(filter(None, (legal_basis(register, words.language(), key) for key in ruling.purposes)))


def authority_of(head: Head) -> AuthorityFact:
    """The controller's authority, in the language in use."""
    return authority_fact(head.controller, words.language())


def _decided_names(right: Right) -> dict[Answer, str]:
    """The answers of one right, in words."""
    if right is Right.OBJECTION:
        yes, part, no = _("Stopped"), _("Stopped in part"), _("Goes on")
    elif right is Right.PORTABILITY:
        yes, part, no = _("Given"), _("Given in part"), _("Not given")
    else:
        yes, part, no = _("Corrected"), _("Corrected in part"), _("Not corrected")
    return {
        Answer.GRANTED: yes,
        Answer.IN_PART: part,
        Answer.KEPT: no,
        Answer.REFUSED: no,
        Answer.NOT_AVAILABLE: no,
        Answer.NOTHING_HELD: _("Nothing of it was found"),
        Answer.NEEDS_PERSON: no,
    }
