"""What the rights table proposes for one person's request, and what staff may decide otherwise.

The table itself is `rights_table`, erasure `erasing`. What no table can decide needs a person: a purpose whose basis
nobody has stated, a keeping in words, an interest that has to be weighed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from portal.domain import persons
from portal.domain.erasing import erasure, in_order, longest
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.domain.register import CategoryUse, DataCategory, Purpose, Register, SpecialGround
from portal.domain.rights_table import Course, refusals, rule, withdrawal
from portal.domain.roles import UNSORTED
from portal.domain.rulings import (
    BALANCED,
    REFUSALS,
    WEIGHED,
    Answer,
    Balance,
    Cell,
    Choice,
    Held,
    Keeping,
    Reason,
    Ruling,
)
from portal.domain.wishes import Correction, Wishes

ALL = "all"
"""The subject of a ruling that speaks of the whole request."""
MOST_TOLD = 2000


def offered(register: Register) -> tuple[Right, ...]:
    """The rights that a register's start page offers, in the order of `Right`."""
    reasons = {
        Right.PORTABILITY: any(
            category.from_person and _course(register, category, use, Right.PORTABILITY) in {None, Course.FROM_PERSON}
            for category in register.categories
            for use in category.uses
        ),
        Right.OBJECTION: any(_may_be_objected_to(purpose) for purpose in register.purposes),
        Right.MARKETING: bool(register.prohibitions) or any(one.direct_marketing for one in register.purposes),
    }
    return tuple(right for right in Right if reasons.get(right, True))


def propose(
    register: Register,
    rights: Collection[Right],
    wishes: Wishes,
    held: Sequence[Held],
    cells: Sequence[Cell],
    today: date,
) -> tuple[Ruling, ...]:
    """The ruling for every subject of the asked rights but access and marketing, in the order of `Right`.

    `held` are the records judged to be the person's, `cells` what a correction may be about,
    `today` the day at the controller's place.
    """
    found: list[Ruling] = []
    for right in Right:
        if right not in rights:
            continue
        if right is Right.RECTIFICATION:
            found += _rectification(wishes.corrections, cells)
        elif right is Right.ERASURE:
            found += erasure(register, wishes.erase, held, today)
        elif right is Right.RESTRICTION:
            found.append(_restriction(wishes, held))
        elif right is Right.PORTABILITY:
            found += _portability(register, held)
        elif right is Right.OBJECTION:
            found += _objection(register, wishes.purposes, held)
    return tuple(found)


def grounds(register: Register, ruling: Ruling) -> tuple[Reason, ...]:
    """The grounds with which staff may refuse this very ruling: those that the rows of its purposes know."""
    keys: Collection[str] = (ruling.subject,)
    special = None
    if ruling.right is not Right.OBJECTION:
        about = [one for one in register.categories if one.key == ruling.category]
        keys = {use.purpose for one in about for use in one.uses}
        special = next((one.special for one in about), None)
    rows = tuple(rule(one, ruling.right, special) for one in register.purposes if one.key in keys)
    return refusals(ruling.right, rows)


def decided(rulings: Sequence[Ruling], choices: Mapping[str, Choice]) -> tuple[Ruling, ...]:
    """The rulings with what staff chose, by `Ruling.key`.

    A ruling without a choice stands as proposed. Invalid, with the ruling's key as its field:
    `choice_unknown`, `choice_missing` (it needs a person), `ground_missing` (a refusal without one of
    `REFUSALS`), `law_keeps` (an erasure that a legal duty forbids), `law_grants` (an objection
    to direct marketing or a withdrawn consent cannot be refused), `balance_PART` (a part of what an objection
    was weighed by), `more_missing` (more is given than proposed, and nobody said why), `cells_missing`,
    `value_missing`, `too_long`.
    """
    known = {one.key for one in rulings}
    for key in choices:
        if key not in known:
            raise Invalid("choice_unknown", field=key)
    return tuple(_decide(one, choices.get(one.key)) for one in rulings)


def unweighed(right: Right, choice: Choice) -> tuple[str, ...]:
    """The parts of the balance that a refusal of an objection still lacks (Art 21(1)); nothing for others."""
    if right is not Right.OBJECTION or choice.grant or choice.reason is None:
        return ()
    return choice.balance.stripped().missing(choice.reason)


def exceeds(ruling: Ruling) -> bool:
    """Whether granting a ruling whole is more than was proposed: a reason for that is recorded."""
    return ruling.answer in {Answer.IN_PART, Answer.KEPT, Answer.REFUSED, Answer.NOT_AVAILABLE}


# ---- Art 16


def _rectification(corrections: Sequence[Correction], cells: Sequence[Cell]) -> Iterator[Ruling]:
    if not corrections:
        yield Ruling(Right.RECTIFICATION, "0", Answer.NEEDS_PERSON, category=UNSORTED)
    for place, asked in enumerate(corrections):
        there = [cell for cell in cells if cell.category == asked.category]
        meant = [cell for cell in there if asked.now.strip() and _same(cell.value, asked.now)]
        clear = len({cell.name for cell in meant}) == 1
        yield Ruling(
            Right.RECTIFICATION,
            str(place),
            Answer.GRANTED if clear else Answer.NEEDS_PERSON,
            category=asked.category,
            records=len(there),
            cells=tuple(cell.key for cell in meant) if clear else (),
            value=asked.should,
        )


def _same(one: str, other: str) -> bool:
    """Whether two spellings are of one value; phone numbers by their ends, with or without the country's code."""
    if persons.phone_marks(one) & persons.phone_marks(other) and not any(map(str.isalpha, one + other)):
        return True
    return persons.fold(" ".join(one.split())) == persons.fold(" ".join(other.split()))


# ---- Art 18


def _restriction(wishes: Wishes, held: Sequence[Held]) -> Ruling:
    """One ruling for the whole request: the mark is set on the person, not on a category."""
    ruling = Ruling(Right.RESTRICTION, ALL, Answer.NEEDS_PERSON, category=UNSORTED, records=len(held))
    if not held:
        return replace(ruling, answer=Answer.NOTHING_HELD)
    return replace(ruling, answer=Answer.GRANTED) if wishes.restrict else ruling


# ---- Art 20


def _portability(register: Register, held: Sequence[Held]) -> Iterator[Ruling]:
    if not held:
        yield Ruling(Right.PORTABILITY, ALL, Answer.NOTHING_HELD, category=UNSORTED)
    counts: dict[str, int] = {}
    for one in held:
        counts[one.category] = counts.get(one.category, 0) + 1
    for key in in_order(register, counts):
        category = register.category(key) if register.has(key) else None
        yield replace(_carried(register, key, category), records=counts[key])


def _carried(register: Register, key: str, category: DataCategory | None) -> Ruling:
    ruling = Ruling(Right.PORTABILITY, key, Answer.NOT_AVAILABLE, category=key)
    if category is not None and not category.from_person:
        return replace(ruling, reason=Reason.NOT_FROM_PERSON)
    uses = [(use, register.purpose(use.purpose)) for use in (category.uses if category else ())]
    special = category.special if category else None
    carrying = [(use, one) for use, one in uses if _is_carried(one, special)]
    if carrying:
        assumed = all(use.assumed or one.assumed for use, one in carrying)
        purposes = tuple(one.key for _use, one in carrying)
        return replace(ruling, answer=Answer.GRANTED, assumed=assumed, purposes=purposes)
    unstated = tuple(one.key for _use, one in uses if one.legal_basis is None)
    if unstated or not uses:
        return replace(ruling, answer=Answer.NEEDS_PERSON, reason=Reason.NO_BASIS_STATED, purposes=unstated)
    return replace(ruling, reason=Reason.BASIS, assumed=any(use.assumed or one.assumed for use, one in uses))


def _is_carried(purpose: Purpose, special: SpecialGround | None) -> bool:
    found = rule(purpose, Right.PORTABILITY, special)
    return found is not None and found.course is Course.FROM_PERSON


# ---- Art 21


def _objection(register: Register, chosen: Sequence[str], held: Sequence[Held]) -> Iterator[Ruling]:
    known = {one.key: one for one in register.purposes}
    subjects = list(dict.fromkeys(chosen)) or [one.key for one in register.purposes if _may_be_objected_to(one)]
    if not subjects:
        yield Ruling(Right.OBJECTION, ALL, Answer.NOT_AVAILABLE, Reason.BASIS, category=UNSORTED)
    for key in subjects:
        serving = {one.key for one in register.categories if any(use.purpose == key for use in one.uses)}
        yield replace(_objected(key, known.get(key), held), records=sum(one.category in serving for one in held))


def _objected(key: str, purpose: Purpose | None, held: Sequence[Held]) -> Ruling:
    """The answer for one purpose: nothing held is no use to weigh, but a prohibition holds for the time to come."""
    found = rule(purpose, Right.OBJECTION) if purpose else None
    ruled = withdrawal() if found and found.course is Course.WITHDRAWN else found
    answer = _OBJECTIONS[ruled.course] if ruled else Answer.NEEDS_PERSON
    if not held and answer is not Answer.GRANTED:
        return Ruling(Right.OBJECTION, key, Answer.NOTHING_HELD, category=UNSORTED)
    return Ruling(
        Right.OBJECTION,
        key,
        answer,
        reason=found.reason if found else Reason.NO_BASIS_STATED,
        category=UNSORTED,
        purposes=(key,) if answer is Answer.GRANTED else (),
        assumed=purpose is not None and purpose.assumed and not purpose.direct_marketing,
    )


_OBJECTIONS = {
    Course.HOLDS: Answer.GRANTED,
    Course.WEIGHED: Answer.NEEDS_PERSON,
    Course.NOT_HERE: Answer.NOT_AVAILABLE,
}


def _may_be_objected_to(purpose: Purpose) -> bool:
    found = rule(purpose, Right.OBJECTION)
    return found is None or found.course is Course.WEIGHED


def _course(register: Register, category: DataCategory, use: CategoryUse, right: Right) -> Course | None:
    found = rule(register.purpose(use.purpose), right, category.special)
    return found.course if found else None


# ---- The decision


def _decide(ruling: Ruling, choice: Choice | None) -> Ruling:
    if choice is None:
        if ruling.answer is Answer.NEEDS_PERSON:
            raise Invalid("choice_missing", field=ruling.key)
        return ruling
    told = choice.told.strip()
    if len(told) > MOST_TOLD:
        raise Invalid("too_long", field=ruling.key, most=MOST_TOLD)
    if ruling.answer is Answer.NOTHING_HELD:
        return replace(ruling, told=told)
    return replace(_given(ruling, choice) if choice.grant else _refused(ruling, choice), told=told)


def _given(ruling: Ruling, choice: Choice) -> Ruling:
    granted, why = _granted(ruling, choice), choice.why_more.strip()
    if len(why) > MOST_TOLD:
        raise Invalid("too_long", field=ruling.key, most=MOST_TOLD)
    if not exceeds(ruling):
        return granted
    if not why:
        raise Invalid("more_missing", field=ruling.key)
    return replace(granted, why_more=why)


def _refused(ruling: Ruling, choice: Choice) -> Ruling:
    if ruling.right is Right.OBJECTION and ruling.answer is Answer.GRANTED:
        raise Invalid("law_grants", field=ruling.key)
    if choice.reason is None or choice.reason not in REFUSALS[ruling.right]:
        raise Invalid("ground_missing", field=ruling.key)
    if ruling.right is Right.ERASURE:
        return _unerased(ruling, choice.reason)
    balance = _weighing(ruling, choice, choice.reason)
    return replace(ruling, answer=Answer.REFUSED, reason=choice.reason, cells=(), balance=balance)


def _weighing(ruling: Ruling, choice: Choice, reason: Reason) -> Balance | None:
    """How an objection was weighed: the controller demonstrates its grounds, or does not refuse."""
    if ruling.right is not Right.OBJECTION or reason not in WEIGHED:
        return None
    for part in unweighed(ruling.right, choice):
        raise Invalid(f"balance_{part}", field=ruling.key)
    balance = choice.balance.stripped().on(reason)
    if any(len(getattr(balance, part)) > MOST_TOLD for part in BALANCED):
        raise Invalid("too_long", field=ruling.key, most=MOST_TOLD)
    return balance


def _unerased(ruling: Ruling, reason: Reason) -> Ruling:
    """Everything stays; what was kept for a reason of the law or for this very one stays as it was proposed.

    No use ends by a refusal: what ends it is an objection.
    """
    kept = (
        *(one if one.bound or one.reason is reason else replace(one, reason=reason, until=None) for one in ruling.kept),
        *(Keeping(id_, reason, None) for id_ in ruling.erased),
    )
    return replace(
        ruling,
        answer=Answer.REFUSED,
        reason=reason,
        erased=(),
        kept=kept,
        kept_until=longest(kept).until if kept else None,
        ended=(),
    )


def _granted(ruling: Ruling, choice: Choice) -> Ruling:
    if ruling.right is Right.ERASURE:
        return _erased(ruling)
    reason = ruling.reason if ruling.answer is Answer.GRANTED else None
    granted = replace(ruling, answer=Answer.GRANTED, reason=reason)
    if ruling.right is Right.OBJECTION:
        return replace(granted, purposes=ruling.purposes or (ruling.subject,))
    return _rectified(granted, choice) if ruling.right is Right.RECTIFICATION else granted


def _rectified(ruling: Ruling, choice: Choice) -> Ruling:
    """Where no machine and no finding shows a cell, the one who does it by hand is told the value alone."""
    cells, value = choice.cells or ruling.cells, choice.value.strip() or ruling.value
    if ruling.records and not cells:
        raise Invalid("cells_missing", field=ruling.key)
    if not value:
        raise Invalid("value_missing", field=ruling.key)
    return replace(ruling, cells=tuple(cells), value=value)


def _erased(ruling: Ruling) -> Ruling:
    """Everything goes but what a legal duty holds: no choice erases that."""
    bound = [one for one in ruling.kept if one.bound]
    released = [one.id for one in ruling.kept if not one.bound]
    if bound and not released and ruling.answer is not Answer.NEEDS_PERSON:
        raise Invalid("law_keeps", field=ruling.key)
    erased = (*ruling.erased, *released)
    if not bound:
        return replace(
            ruling, answer=Answer.GRANTED, reason=None, erased=erased, kept=(), kept_until=None, purposes=(), ended=(),
        )  # fmt: skip
    last = longest(bound)
    purposes = tuple(dict.fromkeys(one.purpose for one in bound))
    return replace(
        ruling,
        answer=Answer.IN_PART if erased else Answer.KEPT,
        reason=last.reason,
        erased=erased,
        kept=tuple(bound),
        kept_until=last.until,
        purposes=purposes,
        ended=(*ruling.ended, *(one for one in ruling.purposes if one not in purposes)),
    )
