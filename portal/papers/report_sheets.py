"""The figures of a report as sheets: each a plot, its table, and what it says in a sentence or two."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from markupsafe import Markup

from portal import words
from portal.code_words import say_resolution, say_telling, say_term
from portal.domain.lifecycle import Channel, Resolution, Right
from portal.domain.reports import (
    FEW,
    Bucket,
    Figures,
    Measure,
    Period,
    Promptness,
    Spread,
    spread,
    total,
)
from portal.domain.review import GROUND_ARTICLES
from portal.domain.rulings import Reason
from portal.domain.telling import REACHED, TellingOutcome
from portal.papers.plots import Kind, Look, Plot, Series
from portal.rights_words import article_of, say_article, say_reason
from portal.words import gettext, ngettext, say, say_date, say_number
from portal.words import marked as _

Value = str | int | float | date | None
Code = TypeVar("Code", bound=str)


class Form(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    label: str
    form: Form = Form.NUMBER


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of a report. `said` are its sentences; `rows` hold real dates and numbers."""

    key: str
    title: str
    said: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    plot: Plot | None = None
    picture: Markup = Markup("")
    wide: bool = False


CHANNELS = {
    Channel.WEB: _("The portal"),
    Channel.MAIL: _("Mail"),
    Channel.PHONE: _("Telephone"),
    Channel.LETTER: _("Letter"),
    Channel.IN_PERSON: _("In person"),
}
INQUIRIES = {
    "enough": _("What they showed was enough"),
    "not_enough": _("What they showed was not enough"),
    "dropped": _("The question was withdrawn"),
    "open": _("Waits for an answer"),
}
PROMPTNESS = {
    Promptness.ON_TIME: (_("On time"), Look.SOLID),
    Promptness.DOUBTFUL: (_("On time by the later of two readings of the law"), Look.DOTTED),
    Promptness.LATE: (_("Late"), Look.HATCHED),
}
_ACCESS_GROUNDS = {
    "others_rights": Reason.OTHERS_RIGHTS, "legal_limit": Reason.LIMITED_BY_LAW, "unfounded": Reason.UNFOUNDED,
}  # fmt: skip
MOST_BESIDE = 14
"""So many columns stand beside another plot; more of them take the whole width."""
LONG_MONTH, SHORT_MONTH = "LLLL y", "LLL"


def sheets(figures: Figures, systems: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Every part of the report that the viewer sees, in the language in use; `systems` are their names by key."""
    made: list[Sheet] = [_received(figures), _prompt(figures), _days(figures), _rights(figures)]
    if figures.whole:
        made += [_channels(figures), _outcomes(figures), _identity(figures), _extensions(figures)]
    return (*made, _refusals(figures), _tellings(figures), _systems(figures, systems))


# ---- over time -------------------------------------------------------------------------------------------


def _received(figures: Figures) -> Sheet:
    now, before = (total(sums, Measure.RECEIVED) for sums in (figures.now, figures.before))
    unproven = total(figures.now, Measure.RECEIVED, "not_shown")
    said = [
        ngettext("%(num)s request was received.", "%(num)s requests were received.", now) % {"num": say_number(now)},
        _compared(before),
    ]
    if unproven:
        said.append(
            ngettext(
                "For %(num)s of them no mailbox was ever shown.",
                "For %(num)s of them no mailbox was ever shown.",
                unproven,
            )
            % {"num": say_number(unproven)}
        )
    rows = [
        (day, say_part(figures.period, day), total(sums, Measure.RECEIVED), total(sums, Measure.RECEIVED, "not_shown"))
        for day, sums in figures.series.items()
    ]
    series = (Series(gettext("Requests received"), tuple(row[2] for row in rows)),)
    columns = [Column(gettext("Requests received")), Column(gettext("Of these: mailbox never shown"))]
    return _timed("received", gettext("Requests received"), said, columns, rows, Kind.COLUMNS, series, figures)


def _prompt(figures: Figures) -> Sheet:
    answered, on_time = total(figures.now, Measure.ANSWERED), total(figures.now, Measure.ANSWERED, Promptness.ON_TIME)
    said = [_share_on_time(answered, on_time)]
    old, old_on_time = (total(figures.before, Measure.ANSWERED, *keys) for keys in ((), (Promptness.ON_TIME.value,)))
    if old:
        said.append(
            say("In the period before: %(on_time)s of %(all)s.", on_time=say_number(old_on_time), all=say_number(old))
        )
    if figures.open_now:
        said.append(_open_now(figures))
    said.append(
        gettext(
            "A request is late when its answer came after the last day of Article 12(3), with its extension where the "
            "person was told of one in time. Where the law can be read in two ways, the earlier day counts."
        )
    )
    kinds = [one for one in Promptness if one is not Promptness.DOUBTFUL or total(figures.now, Measure.ANSWERED, one)]
    rows: list[tuple[Value, ...]] = [
        (day, say_part(figures.period, day), *(total(sums, Measure.ANSWERED, one) for one in kinds))
        for day, sums in figures.series.items()
    ]
    series = tuple(
        Series(
            gettext(PROMPTNESS[one][0]),
            tuple(float(total(sums, Measure.ANSWERED, one)) for sums in figures.series.values()),
            PROMPTNESS[one][1],
        )
        for one in kinds
    )
    columns = [Column(gettext(PROMPTNESS[one][0])) for one in kinds]
    return _timed("on-time", gettext("Answered on time"), said, columns, rows, Kind.COLUMNS, series, figures)


def _share_on_time(answered: int, on_time: int) -> str:
    if not answered:
        return gettext("Nothing was answered in this period.")
    said = ngettext(
        "%(on_time)s of %(num)s answer was on time.", "%(on_time)s of %(num)s answers were on time.", answered
    ) % {"on_time": say_number(on_time), "num": say_number(answered)}
    return said if answered <= FEW else f"{said[:-1]} ({on_time * 100 // answered} %)."


def _open_now(figures: Figures) -> str:
    count = figures.open_now
    said = ngettext("%(num)s request is open today,", "%(num)s requests are open today,", count)
    late = ngettext("%(num)s of them overdue.", "%(num)s of them overdue.", figures.overdue)
    return f"{said % {'num': say_number(count)}} {late % {'num': say_number(figures.overdue)}}"


def _days(figures: Figures) -> Sheet:
    now, before = (spread(sums.get(Measure.DAYS, {})) for sums in (figures.now, figures.before))
    said = [say_spread(now)]
    if before.middle is not None:
        said.append(say("In the period before: %(said)s", said=say_spread(before)))
    parts = [spread(sums.get(Measure.DAYS, {})) for sums in figures.series.values()]
    rows = [
        (day, say_part(figures.period, day), part.count, part.middle, part.tenth)
        for day, part in zip(figures.series, parts, strict=True)
    ]
    series = (
        Series(gettext("Median"), tuple(part.middle for part in parts)),
        Series(
            gettext("Nine of ten answers, where there are ten"),
            tuple(None if part.tenth is None else float(part.tenth) for part in parts),
        ),
    )
    columns = [Column(gettext("Answers")), Column(gettext("Median, days")), Column(gettext("Nine of ten within, days"))]
    return _timed("days", gettext("Days from receipt to answer"), said, columns, rows, Kind.DOTS, series, figures)


def say_spread(days: Spread) -> str:
    """How long answers took; a few are said one by one, for a median of two says nothing."""
    if days.middle is None:
        return gettext("Nothing was answered in this period.")
    if days.each:
        each = ", ".join(map(str, days.each))
        return ngettext(
            "%(num)s answer, after this many days: %(each)s.", "%(num)s answers, after these many days: %(each)s.",
            days.count,
        ) % {"num": days.count, "each": each}  # fmt: skip
    said = say("Half of the answers came within %(days)s days.", days=say_days_number(days.middle))
    if days.tenth is None:
        return said
    return f"{said} {say('Nine of ten came within %(days)s days.', days=days.tenth)}"


def say_days_number(days: float) -> str:
    """A number of days, with its half where it has one."""
    return str(int(days)) if days == int(days) else f"{days:.1f}".replace(".", "." if words.language() == "en" else ",")


def _timed(
    key: str, title: str, said: Sequence[str], columns: Sequence[Column], rows: Sequence[tuple[Value, ...]],
    kind: Kind, series: tuple[Series, ...], figures: Figures,
) -> Sheet:  # fmt: skip
    labels = tuple(_short(figures.period.bucket, day) for day in figures.series)
    plot = Plot(kind, f"plot-{key}", title, " ".join(said[:2]), labels, series)
    has = any(value for one in series for value in one.values)
    parts = Column(gettext(_PARTS_FROM[figures.period.bucket]), Form.DATE)
    head = (parts, Column(gettext("Part of the period"), Form.TEXT), *columns)
    return Sheet(key, title, tuple(said), head, tuple(rows), plot if has else None, wide=len(labels) > MOST_BESIDE)


_PARTS_FROM = {
    Bucket.DAY: _("Day"),
    Bucket.WEEK: _("Week from"),
    Bucket.MONTH: _("Month from"),
    Bucket.QUARTER: _("Quarter from"),
    Bucket.YEAR: _("Year from"),
}


def say_part(period: Period, day: date) -> str:
    """A part of a period in words."""
    match period.bucket:
        case Bucket.DAY:
            return say_date(day, "medium")
        case Bucket.WEEK:
            return say("Week %(number)s", number=day.isocalendar().week)
        case Bucket.MONTH:
            return say_date(day, LONG_MONTH)
        case Bucket.QUARTER:
            return f"{(day.month + 2) // 3}/{day.year}"
    return str(day.year)


def _short(bucket: Bucket, day: date) -> str:
    """The same below a column."""
    if bucket in {Bucket.DAY, Bucket.WEEK}:
        return f"{day.day}/{day.month}" if words.language() in {"en", "sv"} else f"{day.day}.{day.month}."
    if bucket is Bucket.MONTH:
        return str(day.year) if day.month == 1 else say_date(day, SHORT_MONTH)
    return f"{(day.month + 2) // 3}/{day.year % 100:02}" if bucket is Bucket.QUARTER else str(day.year)


def _compared(before: int) -> str:
    return say("In the period before: %(num)s.", num=say_number(before))


# ---- by kind ---------------------------------------------------------------------------------------------


def _rights(figures: Figures) -> Sheet:
    said = [gettext("A request that asks for several rights is counted in each of them.")]
    return _kinds(figures, Measure.RIGHT, "rights", gettext("By right"), gettext("Right"), said, list(Right), say_term)


def _channels(figures: Figures) -> Sheet:
    return _kinds(
        figures, Measure.CHANNEL, "channels", gettext("By channel"), gettext("Channel"), [], list(Channel),
        lambda one: gettext(CHANNELS[one]),
    )  # fmt: skip


def _outcomes(figures: Figures) -> Sheet:
    said = [gettext("How the requests ended that were answered or closed in this period.")]
    return _kinds(
        figures, Measure.OUTCOME, "outcomes", gettext("By outcome"), gettext("Outcome"), said, list(Resolution),
        say_resolution,
    )  # fmt: skip


def _identity(figures: Figures) -> Sheet:
    asked = total(figures.now, Measure.IDENTITY)
    said = [
        ngettext(
            "%(num)s person was asked to show who they are, on a recorded doubt (Article 12(6)).",
            "%(num)s times a person was asked to show who they are, on a recorded doubt (Article 12(6)).", asked,
        ) % {"num": say_number(asked)},
        _compared(total(figures.before, Measure.IDENTITY)),
    ]  # fmt: skip
    return _kinds(
        figures, Measure.IDENTITY, "identity", gettext("Identity asked for"), gettext("What came of it"), said,
        list(INQUIRIES), lambda one: gettext(INQUIRIES[one]),
    )  # fmt: skip


def _extensions(figures: Figures) -> Sheet:
    count = total(figures.now, Measure.EXTENDED)
    said = [
        ngettext(
            "The time was extended for %(num)s request, and its person was told why (Article 12(3)).",
            "The time was extended for %(num)s requests, and their persons were told why (Article 12(3)).", count,
        ) % {"num": say_number(count)},
    ]  # fmt: skip
    return _kinds(
        figures, Measure.EXTENDED, "extensions", gettext("Extensions"), gettext("What"), said, [""],
        lambda _key: gettext("Time extended"),
    )  # fmt: skip


def _refusals(figures: Figures) -> Sheet:
    keys = sorted({*figures.now.get(Measure.REFUSED, {}), *figures.before.get(Measure.REFUSED, {})})
    said = [
        gettext("Refusals, whole or in part, by their ground: one for each right and data category of an answer."),
    ]
    rows, labels = [], []
    for key in keys:
        right, reason = _refusal(key)
        rows.append((say_term(right), say_reason(reason, right), *_pair(figures, Measure.REFUSED, key)))
        labels.append(f"{say_term(right)}: {say_article(article_of(reason, right))}")
    head = (
        Column(gettext("Right"), Form.TEXT),
        Column(gettext("Ground, as the person is told"), Form.TEXT),
        *_period_columns(),
    )
    return _barred("refusals", gettext("Refusals by article"), said, head, rows, labels)


def _refusal(key: str) -> tuple[Right, Reason]:
    right, _colon, ground = key.partition(":")
    reason = _ACCESS_GROUNDS.get(ground) if ground in {one.value for one in GROUND_ARTICLES} else None
    return Right(right), reason or Reason(ground)


def _tellings(figures: Figures) -> Sheet:
    told = total(figures.now, Measure.TOLD, *(one.value for one in REACHED))
    rest = total(figures.now, Measure.TOLD) - told
    said = [
        ngettext(
            "%(num)s recipient was told of a correction, an erasure or a restriction (Article 19).",
            "%(num)s times a recipient was told of a correction, an erasure or a restriction (Article 19).", told,
        ) % {"num": say_number(told)},
    ]  # fmt: skip
    if rest:
        said.append(
            ngettext(
                "%(num)s was not told, with the reason kept.", "%(num)s were not told, with the reasons kept.", rest
            )
            % {"num": say_number(rest)}
        )
    return _kinds(
        figures, Measure.TOLD, "recipients", gettext("Recipients told"), gettext("What came of it"), said,
        list(TellingOutcome), lambda one: say_telling("done", one.value)[0],
    )  # fmt: skip


def _systems(figures: Figures, names: Mapping[str, str]) -> Sheet:
    measures = (Measure.FAULT, Measure.INCOMPLETE)
    keys = sorted({key for sums in (figures.now, figures.before) for one in measures for key in sums.get(one, {})})
    rows: list[tuple[Any, ...]] = [
        (names.get(key, key), *(number for one in measures for number in _pair(figures, one, key))) for key in keys
    ]
    said = [gettext("A try that failed is tried again; a search that ended incomplete is told to the person.")]
    head = (
        Column(gettext("System"), Form.TEXT),
        Column(gettext("Tries that failed")),
        Column(gettext("Before: tries that failed")),
        Column(gettext("Searches that ended incomplete")),
        Column(gettext("Before: searches that ended incomplete")),
    )
    labels = [names.get(key, key) for key in keys]
    return _barred("systems", gettext("Failures of systems"), said, head, rows, labels)


def _kinds(
    figures: Figures, measure: Measure, key: str, title: str, first: str, said: Sequence[str], codes: Iterable[Code],
    say_code: Callable[[Code], str],
) -> Sheet:  # fmt: skip
    """A row for each kind that occurred, then or now."""
    rows = [(say_code(one), *_pair(figures, measure, str(one))) for one in codes]
    rows = [row for row in rows if row[1] or row[2]]
    head = (Column(first, Form.TEXT), *_period_columns())
    return _barred(key, title, said, head, rows, [row[0] for row in rows])


def _pair(figures: Figures, measure: Measure, key: str) -> tuple[int, int]:
    return total(figures.now, measure, key), total(figures.before, measure, key)


def _period_columns() -> tuple[Column, Column]:
    return Column(gettext("This period")), Column(gettext("Period before"))


def _barred(
    key: str, title: str, said: Sequence[str], head: tuple[Column, ...], rows: Sequence[tuple[Value, ...]],
    labels: Sequence[str],
) -> Sheet:  # fmt: skip
    """Bars of the first two columns of numbers, this period and the one before."""
    first = next(place for place, one in enumerate(head) if one.form is Form.NUMBER)
    values = [tuple(_number(row[first + place]) for row in rows) for place in (0, 1)]
    names = [one.label for one in _period_columns()]
    spoken = ", ".join(f"{label} {value:g}" for label, value in zip(labels, values[0], strict=True)) if rows else ""
    series = (Series(names[0], values[0]), Series(names[1], values[1], Look.EMPTY))
    plot = Plot(Kind.BARS, f"plot-{key}", title, spoken, tuple(labels), series) if rows else None
    return Sheet(key, title, tuple(one for one in said if one), head, tuple(rows), plot)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


# ---- words -----------------------------------------------------------------------------------------------


def say_period(period: Period) -> str:
    """From which day to which."""
    return f"{say_date(period.first, 'long')} – {say_date(period.last, 'long')}"


def say_value(value: Value) -> str:
    """What a cell of a table says."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return say_days_number(value)
    if isinstance(value, int):
        return say_number(value)
    return say_date(value, "medium") if isinstance(value, date) else value
