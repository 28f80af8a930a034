"""What is counted of requests, over which period, and what is said of a handful (Art 5(2), 24 GDPR).

A fact is one thing that happened to one request on one day. Facts hold codes, and nobody's data; they are summed by
day and by month, and the sums outlive the files that they came from.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.domain.deadlines import Deadline, add_months, is_overdue, local_date
from portal.domain.lifecycle import OPEN_STATUSES, Capability, Resolution, Status, StepState
from portal.domain.review import GROUND_ARTICLES, Outcome
from portal.domain.rulings import Answer, Reason

FIRST_DAY = date(2018, 5, 25)
"""The day from which the GDPR applies."""
LONGEST = timedelta(days=3660)
ENOUGH_FOR_TENTHS = 10
"""Fewer answers than these have no tenth that is slower than the others."""
FEW = 4
"""So many answers are said one by one: a median of two hides both."""


class Measure(StrEnum):
    """What is counted; the key of each fact says which of it."""

    RECEIVED = "received"
    """On the day of receipt: `shown`, or `not_shown` where no mailbox was."""
    RIGHT = "right"
    CHANNEL = "channel"
    OPEN = "open"
    """On the day of receipt, while it is not answered."""
    DUE = "due"
    """On the safe date, while it is not answered and staff have to."""
    ANSWERED = "answered"
    """On the day of the answer: of `Promptness`."""
    DAYS = "days"
    """On the day of the answer: how many days after the receipt."""
    OUTCOME = "outcome"
    """On the day of its end: of `Resolution`."""
    IDENTITY = "identity"
    """On the day on which more was asked: `open`, `enough`, `not_enough` or `dropped`."""
    EXTENDED = "extended"
    REFUSED = "refused"
    """On the day of the answer: `right:ground`."""
    TOLD = "told"
    """On the day on which a recipient's step ended: of `TellingOutcome`."""
    FAULT = "fault"
    """On the day of a try that failed: the system."""
    INCOMPLETE = "incomplete"
    """On the day on which a search ended incomplete: the system."""


OF_REQUESTS = frozenset({
    Measure.RECEIVED, Measure.RIGHT, Measure.OPEN, Measure.DUE, Measure.ANSWERED, Measure.DAYS,
})  # fmt: skip
"""What a viewer with a category limit may count of the requests in which they have a step."""
OF_CATEGORIES = frozenset({Measure.REFUSED, Measure.TOLD, Measure.FAULT, Measure.INCOMPLETE})
"""What belongs to one data category, and is counted for those who see it."""


class Promptness(StrEnum):
    """Whether an answer kept the time of Art 12(3): `DOUBTFUL` only by the later of two readings of the law."""

    ON_TIME = "on_time"
    DOUBTFUL = "doubtful"
    LATE = "late"


# ---- facts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened on a day; `category` where it belongs to one alone."""

    measure: Measure
    day: date
    key: str = ""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A request as it is counted. `ended` is its answer, else its close."""

    rights: tuple[str, ...]
    channel: str
    status: Status
    resolution: Resolution | None
    asked: bool
    answered_at: datetime | None
    closed_at: datetime | None
    extended_at: datetime | None
    deadline: Deadline

    @property
    def answer(self) -> datetime | None:
        """When the person was answered; a refusal that closes the request is an answer (Art 12(4))."""
        if self.answered_at is None and self.resolution is Resolution.REFUSED:
            return self.closed_at
        return self.answered_at


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step: where it was done, and what came of it."""

    system: str
    capability: Capability
    category: str
    state: StepState
    outcome: str | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """What was decided for one right and category, on which ground."""

    right: str
    category: str
    outcome: str
    ground: str | None


@dataclass(frozen=True, slots=True)
class FaultFact:
    """A try of a step that failed, or of which nobody knows."""

    system: str
    category: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InquiryFact:
    """That more was asked of the person about who they are (Art 12(6)), and what came of it."""

    asked_at: datetime
    outcome: str | None


def facts_of(
    request: Counted,
    steps: Collection[StepFact] = (),
    decisions: Collection[DecisionFact] = (),
    faults: Collection[FaultFact] = (),
    inquiries: Collection[InquiryFact] = (),
) -> Iterator[Fact]:
    """Everything that is counted of one request as it stands, each on its local day."""
    zone, received = request.deadline.zone, request.deadline.received_local_date
    yield from _received(request, received)
    yield from _ended(request, received, decisions)
    if request.extended_at:
        yield Fact(Measure.EXTENDED, local_date(request.extended_at, zone))
    for one in inquiries:
        yield Fact(Measure.IDENTITY, local_date(one.asked_at, zone), one.outcome or "open")
    for step in steps:
        if step.ended_at is None:
            continue
        day = local_date(step.ended_at, zone)
        if step.capability is Capability.NOTIFY and step.outcome and step.state is StepState.DONE:
            yield Fact(Measure.TOLD, day, step.outcome, step.category)
        elif step.state is StepState.INCOMPLETE:
            yield Fact(Measure.INCOMPLETE, day, step.system, step.category)
    for fault in faults:
        yield Fact(Measure.FAULT, local_date(fault.at, zone), fault.system, fault.category)


def _received(request: Counted, day: date) -> Iterator[Fact]:
    unproven = request.status is Status.UNCONFIRMED and not request.asked
    never = unproven or request.resolution is Resolution.UNCONFIRMED
    yield Fact(Measure.RECEIVED, day, "not_shown" if never else "shown")
    yield Fact(Measure.CHANNEL, day, request.channel)
    for right in sorted(set(request.rights)):
        yield Fact(Measure.RIGHT, day, right)
    if request.status in OPEN_STATUSES and not unproven:
        yield Fact(Measure.OPEN, day)
        yield Fact(Measure.DUE, request.deadline.safe)


def _ended(request: Counted, received: date, decisions: Collection[DecisionFact]) -> Iterator[Fact]:
    answer, zone = request.answer, request.deadline.zone
    end = answer or request.closed_at
    if end is None:
        return
    ended = local_date(end, zone)
    if request.resolution is not None:
        yield Fact(Measure.OUTCOME, ended, request.resolution.value)
    if answer is None:
        return
    yield Fact(Measure.ANSWERED, ended, promptness(request.deadline, answer).value)
    yield Fact(Measure.DAYS, ended, str((ended - received).days))
    refused = [Fact(Measure.REFUSED, ended, f"{one.right}:{one.ground}", one.category) for one in _refusing(decisions)]
    if not refused and request.answered_at is None:
        refused = [
            Fact(Measure.REFUSED, ended, f"{right}:{Reason.NOT_IDENTIFIED.value}") for right in sorted(request.rights)
        ]
    yield from refused


def _refusing(decisions: Collection[DecisionFact]) -> Iterator[DecisionFact]:
    """Those that refuse something with a ground that has an article; what is another person's is no refusal."""
    for one in decisions:
        if one.outcome in _REFUSES and one.ground in _GROUNDED:
            yield one


_REFUSES = {
    Outcome.GIVEN_IN_PART, Outcome.WITHHELD, Answer.IN_PART, Answer.KEPT, Answer.REFUSED, Answer.NOT_AVAILABLE,
}  # fmt: skip
_GROUNDED = {reason.value for reason in Reason} | {ground.value for ground in GROUND_ARTICLES} - {"not_this_person"}


def promptness(deadline: Deadline, answer: datetime) -> Promptness:
    """Whether an answer was on time, by the dates that the queue and the letters went by."""
    if not is_overdue(deadline, answer):
        return Promptness.ON_TIME
    return Promptness.DOUBTFUL if local_date(answer, deadline.zone) <= deadline.due else Promptness.LATE


# ---- periods ---------------------------------------------------------------------------------------------


class Bucket(StrEnum):
    """How a period is divided."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Preset(StrEnum):
    """The periods that are one press away."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    LAST_12_MONTHS = "last_12_months"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both of them in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int | None:
        """How many months it has, where it begins and ends with one."""
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1:
            return None
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def before(self, preset: Preset | None = None) -> "Period":
        """The period that it is compared with: the same part of the year or quarter before, else as long a one."""
        shift = _SHIFTS.get(preset, self.months) if preset else self.months
        if shift is None:
            return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))
        if preset in {None, Preset.LAST_YEAR, Preset.LAST_QUARTER}:
            return Period(add_months(self.first, -shift), self.first - timedelta(days=1))
        return Period(add_months(self.first, -shift), add_months(self.last, -shift))

    @property
    def bucket(self) -> Bucket:
        """What its plots are divided into: never so many parts that their numbers cannot be read."""
        limits = ((14, Bucket.DAY), (100, Bucket.WEEK), (750, Bucket.MONTH), (2300, Bucket.QUARTER))
        return next((bucket for most, bucket in limits if self.days <= most), Bucket.YEAR)

    def buckets(self) -> tuple[date, ...]:
        """The first day of each part, the first of them before the period where a part is cut."""
        found, day = [], start_of(self.bucket, self.first)
        while day <= self.last:
            found.append(day)
            day = _after(self.bucket, day)
        return tuple(found)

    def parts(self) -> tuple["Period | None", tuple["Period", ...]]:
        """Its whole months as one period, and the days before and after them."""
        begin = self.first if self.first.day == 1 else add_months(self.first.replace(day=1), 1)
        end = (self.last + timedelta(days=1)).replace(day=1)
        if begin >= end:
            return None, (self,)
        edges = (Period(self.first, begin - timedelta(days=1)), Period(end, self.last))
        return Period(begin, end - timedelta(days=1)), tuple(one for one in edges if one.days > 0)


_SHIFTS = {
    Preset.THIS_YEAR: 12, Preset.LAST_YEAR: 12, Preset.LAST_12_MONTHS: 12, Preset.THIS_QUARTER: 3,
    Preset.LAST_QUARTER: 3,
}  # fmt: skip
_MONTHS = {Bucket.MONTH: 1, Bucket.QUARTER: 3, Bucket.YEAR: 12}


def start_of(bucket: Bucket, day: date) -> date:
    """The first day of the part of the calendar in which a day lies; weeks begin on Monday (ISO 8601)."""
    if bucket is Bucket.DAY:
        return day
    if bucket is Bucket.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[bucket]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _after(bucket: Bucket, day: date) -> date:
    if bucket in _MONTHS:
        return add_months(day, _MONTHS[bucket])
    return day + timedelta(days=1 if bucket is Bucket.DAY else 7)


def year(number: int, today: date) -> Period:
    """A calendar year, up to today where it is not over."""
    return Period(date(number, 1, 1), max(date(number, 1, 1), min(date(number, 12, 31), today)))


def preset_period(preset: Preset, today: date) -> Period:
    """The period of a preset as seen on a day."""
    quarter = start_of(Bucket.QUARTER, today)
    return {
        Preset.THIS_YEAR: Period(date(today.year, 1, 1), today),
        Preset.LAST_YEAR: Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        Preset.LAST_12_MONTHS: Period(add_months(today, -12) + timedelta(days=1), today),
        Preset.THIS_QUARTER: Period(quarter, today),
        Preset.LAST_QUARTER: Period(add_months(quarter, -3), quarter - timedelta(days=1)),
    }[preset]


# ---- sums ------------------------------------------------------------------------------------------------

Sums = Mapping[Measure, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted: in the period and in the one before, by measure and key; in each part of it by its first day.

    `overdue` and `open_now` are of the day on which it was read; `waiting` are requests that changed and are not
    counted anew yet; `whole` where nothing lies outside the viewer's categories.
    """

    period: Period
    compared: Period
    now: Sums
    before: Sums
    series: Mapping[date, Sums]
    open_now: int
    overdue: int
    waiting: int
    whole: bool


def total(sums: Sums, measure: Measure, *keys: str) -> int:
    """The sum of a measure, of these keys alone where some are named."""
    found = sums.get(measure, {})
    return sum(number for key, number in found.items() if not keys or key in keys)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many days answers took. `middle` is the median; `tenth` the days within which nine of ten came.

    `tenth` is None of fewer than ten; `each` are all of them, the quickest first, where they are few.
    """

    count: int
    middle: float | None = None
    tenth: int | None = None
    each: tuple[int, ...] = ()


def spread(days: Mapping[str, int]) -> Spread:
    """Read from how many answers took how many days; the tenth is the nearest rank, a number of days that occurred."""
    ranked = sorted((int(key), number) for key, number in days.items() if number)
    count = sum(number for _taken, number in ranked)
    if not count:
        return Spread(0)
    middle = (_at(ranked, (count + 1) // 2) + _at(ranked, count // 2 + 1)) / 2
    tenth = _at(ranked, -(-count * 9 // 10)) if count >= ENOUGH_FOR_TENTHS else None
    each = tuple(_at(ranked, rank) for rank in range(1, count + 1)) if count <= FEW else ()
    return Spread(count, middle, tenth, each)


def _at(ranked: Sequence[tuple[int, int]], rank: int) -> int:
    """The days of the answer of a rank, from 1 on, among (days, how many)."""
    for taken, number in ranked:
        rank -= number
        if rank <= 0:
            return taken
    raise ValueError("there are fewer")
