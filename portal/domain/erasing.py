"""Erasure (Art 17): which record lets go under which purpose, which stays until when, and which use of it ends.

A record goes when every purpose of its category lets it go. Where one holds it, it stays for that one alone:
the use for each purpose that lets go ends.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from portal.domain import retention
from portal.domain.lifecycle import Right
from portal.domain.register import CategoryUse, DataCategory, LegalBasis, Register, RetentionRule
from portal.domain.rights_table import Course, rule
from portal.domain.rulings import Answer, Held, Keeping, Reason, Ruling

_VOUCHER_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Hold:
    """One purpose that does not let a record go: `undecided` where a person has to say so first."""

    purpose: str
    reason: Reason
    until: date | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class _Stay:
    """A record that stays, the purposes that hold it, and those about which a person has to decide."""

    keeping: Keeping
    holding: frozenset[str]
    undecided: tuple[Hold, ...] = ()

    def of(self, id_: str) -> "_Stay":
        """The same for another record."""
        named = self.keeping
        keeping = Keeping(id_, named.reason, named.until, named.purpose, named.bound)
        return _Stay(keeping, self.holding, self.undecided)


_Lasting = TypeVar("_Lasting", Hold, Keeping)


class Days:
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


def erasure(register: Register, erase: Sequence[str], held: Sequence[Held], today: date) -> Iterator[Ruling]:
    """The ruling for each asked category, for all of them where none is named."""
    days = Days(register, held)
    records: dict[str, list[Held]] = {}
    for one in held:
        records.setdefault(one.category, []).append(one)
    for key in in_order(register, erase or (*(one.key for one in register.categories), *records)):
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
        yield _weighed(register, category, ruling, [stay for _one, stay in judged if stay])


def _judged(
    register: Register, category: DataCategory | None, records: Sequence[Held], days: Days, today: date
) -> Iterator[tuple[Held, _Stay | None]]:
    """Each record with why it stays; those of one category and the same days stay or go together."""
    by_days: dict[tuple[date | None, date | None], _Stay | None] = {}
    for one in records:
        if (one.dated, one.until) not in by_days:
            by_days[one.dated, one.until] = _stay(register, category, one, days, today)
        stay = by_days[one.dated, one.until]
        yield one, stay.of(one.id) if stay else None


def in_order(register: Register, keys: Iterable[str]) -> list[str]:
    """Category keys in the register's order, then those that it does not know."""
    known = [one.key for one in register.categories]
    wanted = set(keys)
    return [key for key in known if key in wanted] + sorted(wanted - set(known))


def _stay(register: Register, category: DataCategory | None, record: Held, days: Days, today: date) -> _Stay | None:
    """Why a record stays; None where every purpose lets it go.

    The longest keeping is named. Where a person has to decide about some purpose, that one is
    named, but for a record that a legal duty holds in any case.
    """
    uses = category.uses if category else ()
    holds = [found for use in uses if (found := hold(register, use, record, days, today))]
    if not holds:
        return None
    bound = any(one.reason in _BY_LAW for one in holds)
    undecided = tuple(one for one in holds if one.undecided)
    named = undecided[0] if undecided and not bound else longest(one for one in holds if not one.undecided)
    keeping = Keeping(record.id, named.reason, named.until, named.purpose, bound)
    return _Stay(keeping, frozenset(hold.purpose for hold in holds), undecided)


_BY_LAW = frozenset({Reason.LEGAL_DUTY, Reason.PROHIBITION_KEPT})


def longest(keepings: Iterable[_Lasting]) -> _Lasting:
    """The one with the latest last day; without a day is the longest."""
    return max(keepings, key=lambda one: (one.until is None, one.until or date.min))


def hold(register: Register, use: CategoryUse, record: Held, days: Days, today: date) -> Hold | None:
    """What one purpose says of one record; None where it lets it go."""
    purpose = register.purpose(use.purpose)
    found = rule(purpose, Right.ERASURE, register.category(record.category).special)
    if found is None:
        return Hold(purpose.key, Reason.NO_BASIS_STATED, undecided=True)
    if found.course in _LETS_GO or found.reason is None or use.retention.rule is RetentionRule.UNTIL_WITHDRAWN:
        return None
    if _keeps_prohibitions(register, register.category(record.category)):
        return Hold(purpose.key, Reason.PROHIBITION_KEPT)
    unknown = Hold(purpose.key, Reason.TERM_UNKNOWN, undecided=True)
    if not retention.names_a_day(use.retention):
        return Hold(purpose.key, found.reason, undecided=True) if found.course is Course.WEIGHED else unknown
    dated = days.of(record, use)
    if dated is None and retention.is_counted(use.retention):
        voucher = retention.is_bookkeeping(use.retention) and days.is_voucher(record, use)
        return unknown if voucher else None
    until = retention.kept_until(use.retention, dated, register.controller.financial_year_ends, record.until)
    if until is not None and until < today:
        return None
    if found.course is Course.WEIGHED:
        return Hold(purpose.key, found.reason, undecided=True)
    return Hold(purpose.key, found.reason, until) if until is not None else unknown


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


def _weighed(register: Register, category: DataCategory | None, ruling: Ruling, stays: Sequence[_Stay]) -> Ruling:
    """An erasure's answer from what goes and what stays; its reason is what is undecided, else the longest keeping.

    Where something stays, the use ends for each purpose that holds none of it.
    """
    if not stays:
        return ruling
    kept = tuple(stay.keeping for stay in stays)
    undecided = [hold for stay in stays for hold in stay.undecided]
    named_by = {one.purpose for one in kept} | {hold.purpose for hold in undecided}
    used_for = {use.purpose for use in category.uses} if category else set()
    ended = used_for.difference(*(stay.holding for stay in stays))
    named: Hold | Keeping = undecided[0] if undecided else longest(kept)
    return replace(
        ruling,
        answer=Answer.NEEDS_PERSON if undecided else Answer.IN_PART if ruling.erased else Answer.KEPT,
        reason=named.reason,
        kept=kept,
        kept_until=named.until,
        purposes=tuple(one.key for one in register.purposes if one.key in named_by),
        ended=tuple(one.key for one in register.purposes if one.key in ended),
    )
