"""The law's dates: one month, its extension, and the days on which a period cannot end.

Art 12(3) GDPR gives the months, Regulation (EEC, Euratom) 1182/71 says how they are counted.
Where two readings exist, `safe` is the earlier date; queue, reminders and "overdue" use it,
letters say `due`. What is not certain is marked so, and the steps tell why.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.errors import Invalid

Value = str | int
_SATURDAY, _SUNDAY = 5, 6
_IN_EVERY_MONTH = 28


class DayKind(StrEnum):
    """What a day off is to Regulation 1182/71, Art 2(1)."""

    NATIONWIDE = "nationwide"
    REGIONAL = "regional"
    SUBSTITUTE = "substitute"
    EVE = "eve"
    ELSEWHERE = "elsewhere"


CERTAIN = frozenset({DayKind.NATIONWIDE})
TAKEN = CERTAIN | {DayKind.REGIONAL, DayKind.SUBSTITUTE}


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off: `name` as its country says it, `names` by language code where known."""

    kind: DayKind
    name: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of a country, or of one region of it, in `years`.

    A letter's date (`due`) passes over nationwide, regional and substitute days; the safe date
    over nationwide ones alone. Eves and other regions' days are passed over by neither.
    """

    country: str
    region: str
    days: Mapping[date, DayOff]
    years: frozenset[int]

    def is_free(self, day: date, kinds: frozenset[DayKind] = TAKEN) -> bool:
        """Whether `day` is a Saturday, a Sunday or a day off of one of `kinds`."""
        if day.year not in self.years:
            raise Invalid("calendar_too_short", field="received", year=day.year)
        off = self.days.get(day)
        return day.weekday() >= _SATURDAY or (off is not None and off.kind in kinds)


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit of law: months from receipt, months in all when extended.

    `ask_within_days` is how soon identity information is asked for to count as "without undue
    delay" (EDPB Guidelines 01/2022, para 159).
    """

    code: str
    holds_from: date
    months: int
    extended_months: int
    ask_within_days: int


RULES = (Rule("gdpr_12_3", date(2018, 5, 25), months=1, extended_months=3, ask_within_days=7),)


def rule_on(day: date) -> Rule:
    """The rule that holds for a request received on `day`; Invalid before the first one."""
    held = [rule for rule in RULES if rule.holds_from <= day]
    if not held:
        raise Invalid("before_rule", field="received", holds_from=RULES[0].holds_from.isoformat())
    return max(held, key=lambda rule: rule.holds_from)


@dataclass(frozen=True, slots=True)
class Step:
    """One step from receipt to due date, as a code and its values; `deadline_words` says it."""

    code: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Suspension:
    """Identity information asked for and answered, as local dates (Art 12(6) GDPR)."""

    asked: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The dates of one request, as counted by the rule that held when it came."""

    received: datetime
    zone: str
    country: str
    region: str
    rule: str
    extended: bool
    received_local_date: date
    first_month_due: date
    first_month_safe: date
    due: date
    safe: date
    asked: date | None
    answered: date | None
    due_paused: date | None
    due_restarted: date | None
    uncertain: bool
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """The whole deadline in what JSON can hold; `from_json` reads it back equal."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        plain |= {name: None if plain[name] is None else plain[name].isoformat() for name in ("received", *_DATES)}
        plain["steps"] = [{"code": step.code, "values": dict(step.values)} for step in self.steps]
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Deadline":
        """The deadline that `to_json` wrote."""
        read = dict(data)
        read["received"] = datetime.fromisoformat(data["received"])
        read |= {name: None if data[name] is None else date.fromisoformat(data[name]) for name in _DATES}
        read["steps"] = tuple(Step(step["code"], dict(step["values"])) for step in data["steps"])
        return cls(**read)


_DATES = (
    "received_local_date",
    "first_month_due",
    "first_month_safe",
    "due",
    "safe",
    "asked",
    "answered",
    "due_paused",
    "due_restarted",
)


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, else that month's last day (Reg. 1182/71, Art 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day if day.day <= _IN_EVERY_MONTH else min(day.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, number)


def roll(day: date, calendar: Calendar, kinds: frozenset[DayKind] = TAKEN) -> date:
    """`day`, or the next working day after it (Reg. 1182/71, Art 3(4))."""
    while calendar.is_free(day, kinds):
        day += timedelta(days=1)
    return day


def local_date(moment: datetime, zone: str) -> date:
    """The date of `moment` on the wall of `zone`; Invalid when it has no UTC offset."""
    if moment.utcoffset() is None:
        raise Invalid("no_offset", field="received")
    return moment.astimezone(ZoneInfo(zone)).date()


def own_target(received: date, safe: date, days: int, calendar: Calendar) -> date | None:
    """The controller's own target: `days` after the local date of receipt, or the last working day before that.

    Never after `safe`, and never before the day of receipt. None where no target is set, or where it
    would be no nearer than the law's date.
    """
    if days < 1:
        return None
    wanted = min(received + timedelta(days=days), safe)
    while wanted > received and calendar.is_free(wanted):
        wanted -= timedelta(days=1)
    return wanted if wanted < safe else None


def is_overdue(deadline: Deadline, now: datetime) -> bool:
    """Whether the safe date has passed at `now`."""
    return local_date(now, deadline.zone) > deadline.safe


def may_extend(deadline: Deadline, now: datetime) -> bool:
    """Whether an extension sent at `now` still counts: within the first month (Art 12(3) GDPR)."""
    return local_date(now, deadline.zone) <= deadline.first_month_safe


def years_touched(received: datetime, answered: date | None = None) -> range:
    """The calendar years that a request's dates can fall in."""
    last = max(received.year, answered.year if answered else received.year)
    return range(received.year - 1, last + 2)


def due_dates(
    received: datetime,
    zone: str,
    calendar: Calendar,
    *,
    extended: bool = False,
    suspension: Suspension | None = None,
) -> Deadline:
    """Every date of a request received at `received` by a controller in `zone`.

    The extension is counted from the receipt and never from a rolled date; where one month and
    then two more would end earlier, `safe` is that earlier date. Invalid for a moment without
    offset, one from before the GDPR, or asked and answered dates in the wrong order.
    """
    _check_moment(received, calendar)
    start = local_date(received, zone)
    rule = rule_on(start)
    _check_order(start, suspension)

    first = _period(start, rule.months, calendar)
    whole = _period(start, rule.extended_months, calendar) if extended else first
    further = whole.months - first.months
    chained = roll(add_months(first.unrolled, further), calendar, CERTAIN)
    safe = min(chained, whole.safe)
    paused, restarted = _suspended(whole, rule, calendar, suspension, start)

    steps = [_received(received, start, zone), *_said("month", first, calendar, rule)]
    if extended:
        steps.append(Step("extension_by", {"day": first.safe.isoformat()}))
        steps += _said("extended", whole, calendar, rule)
    if chained < whole.safe:
        steps.append(Step("chained", {"day": chained.isoformat()}))
    steps += _said_suspension(suspension, rule, start, paused, restarted, safe)
    steps.append(Step("due", {"day": whole.due.isoformat(), "zone": zone}))
    if safe != whole.due:
        steps.append(Step("safe", {"day": safe.isoformat()}))

    doubtful = first.doubtful or whole.doubtful or safe < whole.safe
    return Deadline(
        received=received,
        zone=zone,
        country=calendar.country,
        region=calendar.region,
        rule=rule.code,
        extended=extended,
        received_local_date=start,
        first_month_due=first.due,
        first_month_safe=first.safe,
        due=whole.due,
        safe=safe,
        asked=suspension.asked if suspension else None,
        answered=suspension.answered if suspension else None,
        due_paused=paused,
        due_restarted=restarted,
        uncertain=doubtful or suspension is not None,
        steps=tuple(steps),
    )


@dataclass(frozen=True, slots=True)
class _Period:
    months: int
    wanted: int
    unrolled: date
    due: date
    safe: date
    doubtful: bool


def _period(start: date, months: int, calendar: Calendar) -> _Period:
    unrolled = add_months(start, months)
    due, safe = roll(unrolled, calendar), roll(unrolled, calendar, CERTAIN)
    return _Period(months, start.day, unrolled, due, safe, due != safe or due in calendar.days)


def _check_moment(received: datetime, calendar: Calendar) -> None:
    if received.utcoffset() is None:
        raise Invalid("no_offset", field="received")
    if received.year not in calendar.years:
        raise Invalid("calendar_too_short", field="received", year=received.year)


def _check_order(start: date, suspension: Suspension | None) -> None:
    if suspension is None:
        return
    if suspension.asked < start:
        raise Invalid("asked_before_received", field="asked")
    if suspension.answered and suspension.answered < suspension.asked:
        raise Invalid("answered_before_asked", field="answered")


def _asked_late(suspension: Suspension, rule: Rule, start: date) -> bool:
    return (suspension.asked - start).days > rule.ask_within_days


def _suspended(
    whole: _Period, rule: Rule, calendar: Calendar, suspension: Suspension | None, start: date
) -> tuple[date | None, date | None]:
    """The two readings of a suspension: paused by whole days, and begun again at the answer."""
    if suspension is None or suspension.answered is None or _asked_late(suspension, rule, start):
        return None, None
    waited = suspension.answered - suspension.asked
    again = add_months(suspension.answered, whole.months)
    return roll(whole.unrolled + waited, calendar), roll(again, calendar)


def _received(received: datetime, start: date, zone: str) -> Step:
    return Step("received", {"day": start.isoformat(), "moment": received.isoformat(), "zone": zone})


def _said(code: str, period: _Period, calendar: Calendar, rule: Rule) -> list[Step]:
    """The steps of one period: its months, the month's end, the days it passes over, what is doubted."""
    law: dict[str, Value] = {"rule": rule.code, "holds_from": rule.holds_from.isoformat()}
    steps = [Step(code, {"day": period.unrolled.isoformat(), "months": period.months, **law})]
    if period.unrolled.day != period.wanted:
        steps.append(Step("month_end", {"number": period.wanted}))
    day = period.unrolled
    while day < period.due:
        steps.append(Step("free", _why_free(day, calendar, is_first=day == period.unrolled)))
        day += timedelta(days=1)
    if period.due != period.unrolled:
        steps.append(Step("rolled", {"day": period.due.isoformat()}))
    for doubted in sorted({period.due, period.safe}):
        if doubted in calendar.days:
            kind = calendar.days[doubted].kind
            steps.append(Step("doubted", {"kind": kind.value, **_named(doubted, calendar)}))
    return steps


def _why_free(day: date, calendar: Calendar, *, is_first: bool) -> dict[str, Value]:
    first = {"first": int(is_first)}
    if day in calendar.days and calendar.days[day].kind in TAKEN:
        return {"reason": "holiday", **_named(day, calendar), **first}
    return {"reason": "sunday" if day.weekday() == _SUNDAY else "saturday", "day": day.isoformat(), **first}


def _named(day: date, calendar: Calendar) -> dict[str, Value]:
    off = calendar.days[day]
    named: dict[str, Value] = {"day": day.isoformat(), "name": off.name}
    return named | {f"name_{code}": name for code, name in off.names.items()}


def _said_suspension(
    suspension: Suspension | None, rule: Rule, start: date, paused: date | None, restarted: date | None, safe: date
) -> list[Step]:
    if suspension is None:
        return []
    steps = [Step("asked", {"day": suspension.asked.isoformat()})]
    if suspension.answered:
        steps.append(Step("answered", {"day": suspension.answered.isoformat()}))
    if _asked_late(suspension, rule, start):
        return [*steps, Step("asked_late", {"days": rule.ask_within_days})]
    if suspension.answered is None or paused is None or restarted is None:
        return [*steps, Step("unanswered", {})]
    waited = (suspension.answered - suspension.asked).days
    steps.append(Step("paused", {"days": waited, "day": paused.isoformat()}))
    steps.append(Step("restarted", {"day": restarted.isoformat()}))
    return [*steps, Step("suspension_uncertain", {"day": safe.isoformat()})]
