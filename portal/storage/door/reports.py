"""The figures of the reports, read from the sums; what changed since they were counted is counted on the way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial

from sqlalchemy import bindparam, func, select

from portal.domain.reports import FIRST_DAY, Bucket, Fact, Figures, Measure, Period, start_of
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage import tallying
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.tallying import DAY, EVERYTHING, MONTH

MOST_LIVE = 50
"""So many requests that changed are counted on the way; where there are more, it is said that they wait."""
_C = t.ReportCount
_EACH = tuple(Measure)
_MEASURES = {one.value: one for one in Measure}
_WITHIN = (
    _C.controller_id == bindparam("controller"),
    _C.scope.in_(bindparam("scopes", expanding=True)),
    _C.grain == bindparam("grain"),
    _C.measure.in_(bindparam("measures", expanding=True)),
    _C.day >= bindparam("first"),
    _C.day <= bindparam("last"),
)
"""In the order of the table's key."""
_SUMS = (
    select(_C.measure, _C.key, func.sum(_C.number))
    .where(*_WITHIN)
    .group_by(_C.measure, _C.key)
    .execution_options(kept=True)
)
_SUMS_BY_DAY = (
    select(_C.measure, _C.day, _C.key, func.sum(_C.number))
    .where(*_WITHIN)
    .group_by(_C.measure, _C.day, _C.key)
    .execution_options(kept=True)
)
_SUMS_SO_FAR = (
    select(_C.measure, func.sum(_C.number))
    .where(*_WITHIN, (_C.measure == Measure.OPEN.value) | (_C.day < bindparam("today")))
    .group_by(_C.measure)
    .execution_options(kept=True)
)
_Found = dict[Measure, dict[str, int]]
_Change = Mapping[tuple[frozenset[str] | None, Fact], int]


def figures(store: Store, viewer: Viewer, period: Period, compared: Period, today: date) -> Figures:
    """What was counted in a period and in the one before it, of what the viewer sees."""
    with door(store, viewer) as d:
        scopes = _scopes(d)
        ids = tallying.waiting(d.session, viewer.controller_id, MOST_LIVE + 1)
        live = [] if len(ids) > MOST_LIVE else ids
        change = _seen(d.viewer, tallying.changes(d.session, viewer.controller_id, live))
        series = _series(d, scopes, period, change)
        by_month = period.bucket in _OF_MONTHS
        open_now, overdue = _standing(d, scopes, today, change)
        return Figures(
            period=period,
            compared=compared,
            now=_together(series.values()) if by_month else _totals(d, scopes, period, change),
            before=_totals(d, scopes, compared, change),
            series=series,
            open_now=open_now,
            overdue=overdue,
            waiting=0 if len(live) == len(ids) else len(ids),
            whole=viewer.categories is None,
        )


def _scopes(d: Door) -> Sequence[str]:
    """The scopes of which something is the viewer's."""
    if d.viewer.categories is None:
        return [EVERYTHING]
    rows = d.session.execute(select(t.ReportScope.scope, t.ReportScope.categories))
    return sorted(scope for scope, categories in rows if d.viewer.categories & set(categories))


def _seen(viewer: Viewer, change: _Change) -> Mapping[Fact, int]:
    """What of a change is the viewer's: all of it once, or what belongs to one of their categories."""
    found: dict[Fact, int] = {}
    for (categories, fact), number in change.items():
        mine = categories is None if viewer.categories is None else bool(viewer.categories & (categories or set()))
        if mine:
            found[fact] = found.get(fact, 0) + number
    return found


def _totals(d: Door, scopes: Sequence[str], period: Period, change: Mapping[Fact, int]) -> _Found:
    """The sums of a period, by its whole months and the days around them."""
    months, days = period.parts()
    found: _Found = {}
    for grain, parts in ((MONTH, [months] if months else []), (DAY, days)):
        for part in parts:
            for measure, key, number in d.session.execute(_SUMS, _within(d, scopes, grain, part, _EACH)):
                _put(found, _MEASURES[measure], key, number)
    for fact, number in change.items():
        if period.first <= fact.day <= period.last:
            _put(found, fact.measure, fact.key, number)
    return _clean(found)


def _together(several: Iterable[Mapping[Measure, Mapping[str, int]]]) -> _Found:
    found: _Found = {}
    for sums in several:
        for measure, keys in sums.items():
            for key, number in keys.items():
                _put(found, measure, key, number)
    return _clean(found)


_OVER_TIME = (Measure.RECEIVED, Measure.ANSWERED, Measure.DAYS)
_OF_MONTHS = frozenset({Bucket.MONTH, Bucket.QUARTER, Bucket.YEAR})


def _series(d: Door, scopes: Sequence[str], period: Period, change: Mapping[Fact, int]) -> dict[date, _Found]:
    """The sums by the first day of each part of a period; of parts shorter than months, what is shown over time."""
    found: dict[date, _Found] = {day: {} for day in period.buckets()}
    measures = _EACH if period.bucket in _OF_MONTHS else _OVER_TIME
    place = cache(partial(start_of, period.bucket))
    months, days = period.parts() if period.bucket in _OF_MONTHS else (None, (period,))
    for grain, parts in ((MONTH, [months] if months else []), (DAY, days)):
        for part in parts:
            rows = d.session.execute(_SUMS_BY_DAY, _within(d, scopes, grain, part, measures))
            for measure, day, key, number in rows:
                _put(found[place(day)], _MEASURES[measure], key, number)
    for fact, number in change.items():
        if fact.measure in measures and period.first <= fact.day <= period.last:
            _put(found[place(fact.day)], fact.measure, fact.key, number)
    return {day: _clean(sums) for day, sums in found.items()}


def _standing(d: Door, scopes: Sequence[str], today: date, change: Mapping[Fact, int]) -> tuple[int, int]:
    """How many requests are open today, and how many of them are overdue, whenever they came."""
    edge = (today - timedelta(days=1)).replace(day=1)
    before = Period(FIRST_DAY.replace(day=1), edge - timedelta(days=1))
    found = {Measure.OPEN: 0, Measure.DUE: 0}
    for grain, part in ((MONTH, before), (DAY, Period(edge, today))):
        rows = d.session.execute(_SUMS_SO_FAR, {**_within(d, scopes, grain, part, found), "today": today})
        for measure, number in rows:
            found[_MEASURES[measure]] += number
    for fact, number in change.items():
        if fact.measure is Measure.OPEN or (fact.measure is Measure.DUE and fact.day < today):
            found[fact.measure] += number
    return found[Measure.OPEN], found[Measure.DUE]


def _within(
    d: Door, scopes: Sequence[str], grain: str, period: Period, measures: Iterable[Measure]
) -> Mapping[str, object]:
    return {
        "controller": d.viewer.controller_id,
        "scopes": scopes,
        "grain": grain,
        "measures": [one.value for one in measures],
        "first": period.first,
        "last": period.last,
    }


def _put(found: _Found, measure: Measure, key: str, number: int) -> None:
    keys = found.setdefault(measure, {})
    keys[key] = keys.get(key, 0) + number


def _clean(found: _Found) -> _Found:
    """Without what came down to nothing."""
    return {
        measure: kept
        for measure, keys in found.items()
        if (kept := {key: number for key, number in keys.items() if number})
    }
