"""The rights table of Articles 15-21, and what it proposes for one person's request.

`TABLE` says what a right is worth on each legal basis of Article 6(1); `MARKETING_TABLE` what it
is worth where the purpose is direct marketing, whatever its basis. The rest of this file applies
the two. What no table can decide needs a person: a purpose whose basis nobody has stated, a
keeping in words, an interest that has to be weighed.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from portal.domain import persons, retention
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.domain.register import CategoryUse, DataCategory, LegalBasis, Purpose, Register, RetentionRule
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
_VOUCHER_WITHIN = 12


class Course(StrEnum):
    """What becomes of a right on a basis, before the facts of one person are looked at."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    ON_GROUND = "on_ground"
    FROM_PERSON = "from_person"
    WHEN_ENDED = "when_ended"
    UNLESS_COMPELLING = "unless_compelling"
    WEIGHED = "weighed"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class Rule:
    """One cell of the table: the course, the article that it follows, and why the answer is not simply yes."""

    course: Course
    article: str
    reason: Reason | None = None


_A, _B, _C, _D, _E, _F = LegalBasis

TABLE: Mapping[tuple[LegalBasis, Right], Rule] = {
    (_A, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_B, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_C, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_D, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_E, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_F, Right.ACCESS): Rule(Course.HOLDS, "15"),
    (_A, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_B, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_C, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_D, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_E, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_F, Right.RECTIFICATION): Rule(Course.HOLDS, "16"),
    (_A, Right.ERASURE): Rule(Course.HOLDS, "17(1)(b)"),
    (_B, Right.ERASURE): Rule(Course.WHEN_ENDED, "17(1)(a)", Reason.STILL_NEEDED),
    (_C, Right.ERASURE): Rule(Course.WHEN_ENDED, "17(3)(b)", Reason.LEGAL_DUTY),
    (_D, Right.ERASURE): Rule(Course.WHEN_ENDED, "17(1)(a)", Reason.STILL_NEEDED),
    (_E, Right.ERASURE): Rule(Course.WEIGHED, "17(1)(c)", Reason.COMPELLING),
    (_F, Right.ERASURE): Rule(Course.UNLESS_COMPELLING, "17(1)(c)"),
    (_A, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_B, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_C, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_D, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_E, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_F, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)"),
    (_A, Right.PORTABILITY): Rule(Course.FROM_PERSON, "20(1)", Reason.NOT_FROM_PERSON),
    (_B, Right.PORTABILITY): Rule(Course.FROM_PERSON, "20(1)", Reason.NOT_FROM_PERSON),
    (_C, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS),
    (_D, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS),
    (_E, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a), 20(3)", Reason.BASIS),
    (_F, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS),
    (_A, Right.OBJECTION): Rule(Course.WITHDRAWN, "7(3)", Reason.WITHDRAWAL),
    (_B, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS),
    (_C, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS),
    (_D, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS),
    (_E, Right.OBJECTION): Rule(Course.WEIGHED, "21(1)"),
    (_F, Right.OBJECTION): Rule(Course.WEIGHED, "21(1)"),
}
"""(legal basis, right) -> what becomes of it."""

MARKETING_TABLE: Mapping[Right, Rule] = {
    Right.ERASURE: Rule(Course.HOLDS, "17(1)(c)"),
    Right.OBJECTION: Rule(Course.HOLDS, "21(2)–(3)"),
}
"""A purpose of direct marketing, on any basis or none: absolute, never weighed."""


def rule(purpose: Purpose, right: Right) -> Rule | None:
    """What a right is worth under one purpose; None where its legal basis is not stated."""
    if purpose.direct_marketing and right in MARKETING_TABLE:
        return MARKETING_TABLE[right]
    return TABLE[purpose.legal_basis, right] if purpose.legal_basis else None


def offered(register: Register) -> tuple[Right, ...]:
    """The rights that a register's start page offers, in the order of `Right`."""
    reasons = {
        Right.PORTABILITY: any(
            category.from_person and _course(register, use, Right.PORTABILITY) in {None, Course.FROM_PERSON}
            for category in register.categories
            for use in category.uses
        ),
        Right.OBJECTION: any(_may_be_objected_to(purpose) for purpose in register.purposes),
        Right.MARKETING: bool(register.prohibitions),
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
            found += _erasure(register, wishes.erase, held, today)
        elif right is Right.RESTRICTION:
            found.append(_restriction(wishes, held))
        elif right is Right.PORTABILITY:
            found += _portability(register, held)
        elif right is Right.OBJECTION:
            found += _objection(register, wishes.purposes, held)
    return tuple(found)


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


# ---- Art 17


@dataclass(frozen=True, slots=True)
class _Hold:
    """One purpose that does not let a record go: `undecided` where a person has to say so first."""

    purpose: str
    reason: Reason
    until: date | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class _Stay:
    """A record that stays, and the purposes about which a person has to decide."""

    keeping: Keeping
    undecided: tuple[_Hold, ...] = ()

    def of(self, id_: str) -> "_Stay":
        """The same for another record."""
        named = self.keeping
        return _Stay(Keeping(id_, named.reason, named.until, named.purpose, named.bound), self.undecided)


_Lasting = TypeVar("_Lasting", _Hold, Keeping)


class _Days:
    """From which day a record's keeping runs under a purpose.

    A record with a day of its own has that day. One without (a name, an e-mail address) has the
    latest day among the person's records of the categories used for the same purpose.

    Bookkeeping keeps vouchers: the documents that the controller itself made, so the categories under
    the same rule that are not from the person (billing). What else serves bookkeeping is kept as
    part of a voucher: a dated record (an order) with the last voucher dated within twelve months from
    its day, one without a day with the person's last voucher, and without a voucher not at
    all. Where no category of the register is such, every record under the rule counts as a voucher.
    """

    def __init__(self, register: Register, held: Sequence[Held]) -> None:
        self._register = register
        self._by_category: dict[str, list[date]] = {}
        for record in held:
            if record.dated is not None:
                self._by_category.setdefault(record.category, []).append(record.dated)
        self._found: dict[tuple[str, RetentionRule | None], list[date]] = {}
        self._kept_as: dict[tuple[str, RetentionRule], list[str]] = {}

    def of(self, record: Held, use: CategoryUse) -> date | None:
        """The day, or None where nothing under this purpose says one."""
        if not retention.is_bookkeeping(use.retention):
            return record.dated or _last(self._days(use.purpose, None))
        vouchers = self._days(use.purpose, use.retention.rule)
        if record.dated is None:
            return _last(vouchers)
        return record.dated if self.is_voucher(record, use) else _voucher_of(record.dated, vouchers)

    def is_voucher(self, record: Held, use: CategoryUse) -> bool:
        """Whether a record under a bookkeeping rule is a voucher itself."""
        return record.category in self._vouchers(use.purpose, use.retention.rule)

    def _days(self, purpose: str, rule_: RetentionRule | None) -> list[date]:
        if (purpose, rule_) not in self._found:
            categories = self._vouchers(purpose, rule_) if rule_ else self._used_for(purpose)
            days = (day for category in categories for day in self._by_category.get(category, ()))
            self._found[purpose, rule_] = sorted(days)
        return self._found[purpose, rule_]

    def _used_for(self, purpose: str) -> list[str]:
        return [one.key for one in self._register.categories if any(use.purpose == purpose for use in one.uses)]

    def _vouchers(self, purpose: str, rule_: RetentionRule) -> list[str]:
        if (purpose, rule_) not in self._kept_as:
            under = [
                one
                for one in self._register.categories
                if any(use.purpose == purpose and use.retention.rule is rule_ for use in one.uses)
            ]
            made = [one.key for one in under if not one.from_person]
            self._kept_as[purpose, rule_] = made or [one.key for one in under]
        return self._kept_as[purpose, rule_]


def _last(days: Sequence[date]) -> date | None:
    return days[-1] if days else None


def _voucher_of(dated: date, vouchers: Sequence[date]) -> date | None:
    """The last of the sorted voucher days from this day on, twelve months at the most."""
    place = bisect_right(vouchers, retention.months_later(dated, _VOUCHER_WITHIN))
    return vouchers[place - 1] if place and vouchers[place - 1] >= dated else None


def _erasure(register: Register, erase: Sequence[str], held: Sequence[Held], today: date) -> Iterator[Ruling]:
    days = _Days(register, held)
    records: dict[str, list[Held]] = {}
    for one in held:
        records.setdefault(one.category, []).append(one)
    for key in _in_order(register, erase or (*(one.key for one in register.categories), *records)):
        if key not in records:
            yield Ruling(Right.ERASURE, key, Answer.NOTHING_HELD, category=key)
            continue
        category = register.category(key) if register.has(key) else None
        judged = list(_judged(register, category, records[key], days, today))
        ruling = Ruling(
            Right.ERASURE,
            key,
            Answer.GRANTED,
            category=key,
            assumed=category is not None and _is_assumed(register, category),
            records=len(judged),
            erased=tuple(one.id for one, stay in judged if stay is None),
        )
        yield _weighed(register, ruling, [stay for _one, stay in judged if stay])


def _judged(
    register: Register, category: DataCategory | None, records: Sequence[Held], days: _Days, today: date
) -> Iterator[tuple[Held, _Stay | None]]:
    """Each record with why it stays; those of one category and one day stay or go together."""
    by_day: dict[date | None, _Stay | None] = {}
    for one in records:
        if one.dated not in by_day:
            by_day[one.dated] = _stay(register, category, one, days, today)
        stay = by_day[one.dated]
        yield one, stay.of(one.id) if stay else None


def _in_order(register: Register, keys: Iterable[str]) -> list[str]:
    known = [one.key for one in register.categories]
    wanted = set(keys)
    return [key for key in known if key in wanted] + sorted(wanted - set(known))


def _stay(register: Register, category: DataCategory | None, record: Held, days: _Days, today: date) -> _Stay | None:
    """Why a record stays; None where every purpose lets it go.

    The longest keeping is named. Where a person has to decide about some purpose, that one is
    named, but for a record that a legal duty holds in any case.
    """
    uses = category.uses if category else ()
    holds = [hold for use in uses if (hold := _hold(register, use, record, days, today))]
    if not holds:
        return None
    bound = any(hold.reason in _BY_LAW for hold in holds)
    undecided = tuple(hold for hold in holds if hold.undecided)
    named = undecided[0] if undecided and not bound else _longest(hold for hold in holds if not hold.undecided)
    return _Stay(Keeping(record.id, named.reason, named.until, named.purpose, bound), undecided)


_BY_LAW = frozenset({Reason.LEGAL_DUTY, Reason.PROHIBITION_KEPT})


def _longest(keepings: Iterable[_Lasting]) -> _Lasting:
    """The one with the latest last day; without a day is the longest."""
    return max(keepings, key=lambda one: (one.until is None, one.until or date.min))


def _hold(register: Register, use: CategoryUse, record: Held, days: _Days, today: date) -> _Hold | None:
    """What one purpose says of one record; None where it lets it go."""
    purpose = register.purpose(use.purpose)
    found = rule(purpose, Right.ERASURE)
    if found is None:
        return _Hold(purpose.key, Reason.NO_BASIS_STATED, undecided=True)
    if found.course in _LETS_GO or found.reason is None or use.retention.rule is RetentionRule.UNTIL_WITHDRAWN:
        return None
    if _keeps_prohibitions(register, register.category(record.category)):
        return _Hold(purpose.key, Reason.PROHIBITION_KEPT)
    unknown = _Hold(purpose.key, Reason.TERM_UNKNOWN, undecided=True)
    if retention.is_counted(use.retention):
        dated = days.of(record, use)
        if dated is None:
            voucher = retention.is_bookkeeping(use.retention) and days.is_voucher(record, use)
            return unknown if voucher else None
        until = retention.kept_until(use.retention, dated, register.controller.financial_year_ends)
        if until is not None and until < today:
            return None
        if found.course is Course.WHEN_ENDED:
            return _Hold(purpose.key, found.reason, until)
    return _Hold(purpose.key, found.reason, undecided=True) if found.course is Course.WEIGHED else unknown


_LETS_GO = frozenset({Course.HOLDS, Course.UNLESS_COMPELLING})


def _keeps_prohibitions(register: Register, category: DataCategory) -> bool:
    """Whether a category serves nothing but the duty to respect prohibitions (Art 21(3)).

    That is so where a register lets people forbid something, and every use of the
    category is a legal obligation that lasts as long as a criterion in words holds.
    """
    return (
        bool(register.prohibitions)
        and bool(category.uses)
        and all(
            use.retention.rule is RetentionRule.CRITERION
            and register.purpose(use.purpose).legal_basis is LegalBasis.LEGAL_OBLIGATION
            for use in category.uses
        )
    )


def _is_assumed(register: Register, category: DataCategory) -> bool:
    uses = ((use, register.purpose(use.purpose)) for use in category.uses)
    return any(
        use.assumed or use.retention.assumed or purpose.assumed for use, purpose in uses if not purpose.direct_marketing
    )


def _weighed(register: Register, ruling: Ruling, stays: Sequence[_Stay]) -> Ruling:
    """An erasure's answer from what goes and what stays; its reason is what is undecided, else the longest keeping."""
    if not stays:
        return ruling
    kept = tuple(stay.keeping for stay in stays)
    undecided = [hold for stay in stays for hold in stay.undecided]
    holding = {one.purpose for one in kept} | {hold.purpose for hold in undecided}
    named: _Hold | Keeping = undecided[0] if undecided else _longest(kept)
    return replace(
        ruling,
        answer=Answer.NEEDS_PERSON if undecided else Answer.IN_PART if ruling.erased else Answer.KEPT,
        reason=named.reason,
        kept=kept,
        kept_until=named.until,
        purposes=tuple(one.key for one in register.purposes if one.key in holding),
    )


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
    for key in _in_order(register, counts):
        category = register.category(key) if register.has(key) else None
        yield replace(_carried(register, key, category), records=counts[key])


def _carried(register: Register, key: str, category: DataCategory | None) -> Ruling:
    ruling = Ruling(Right.PORTABILITY, key, Answer.NOT_AVAILABLE, category=key)
    if category is not None and not category.from_person:
        return replace(ruling, reason=Reason.NOT_FROM_PERSON)
    uses = [(use, register.purpose(use.purpose)) for use in (category.uses if category else ())]
    carrying = [(use, one) for use, one in uses if _is_carried(one)]
    if carrying:
        assumed = all(use.assumed or one.assumed for use, one in carrying)
        purposes = tuple(one.key for _use, one in carrying)
        return replace(ruling, answer=Answer.GRANTED, assumed=assumed, purposes=purposes)
    unstated = tuple(one.key for _use, one in uses if one.legal_basis is None)
    if unstated or not uses:
        return replace(ruling, answer=Answer.NEEDS_PERSON, reason=Reason.NO_BASIS_STATED, purposes=unstated)
    return replace(ruling, reason=Reason.BASIS, assumed=any(use.assumed or one.assumed for use, one in uses))


def _is_carried(purpose: Purpose) -> bool:
    found = rule(purpose, Right.PORTABILITY)
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
    answer = _OBJECTIONS[found.course] if found else Answer.NEEDS_PERSON
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
    Course.WITHDRAWN: Answer.GRANTED,
    Course.WEIGHED: Answer.NEEDS_PERSON,
    Course.NOT_HERE: Answer.NOT_AVAILABLE,
}


def _may_be_objected_to(purpose: Purpose) -> bool:
    found = rule(purpose, Right.OBJECTION)
    return found is None or found.course is Course.WEIGHED


def _course(register: Register, use: CategoryUse, right: Right) -> Course | None:
    found = rule(register.purpose(use.purpose), right)
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
    """Everything stays; what was kept for a reason of the law or for this very one stays as it was proposed."""
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
        kept_until=_longest(kept).until if kept else None,
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
        return replace(ruling, answer=Answer.GRANTED, reason=None, erased=erased, kept=(), kept_until=None, purposes=())
    longest = _longest(bound)
    return replace(
        ruling,
        answer=Answer.IN_PART if erased else Answer.KEPT,
        reason=longest.reason,
        erased=erased,
        kept=tuple(bound),
        kept_until=longest.until,
        purposes=tuple(dict.fromkeys(one.purpose for one in bound)),
    )
