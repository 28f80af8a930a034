"""The figures of the reports, read from the sums; what changed since they were counted is counted on the way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.domain.reports import FIRST_DAY, Fact, Figures, Measure, Period, start_of
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
_Found = dict[Measure, dict[str, int]]
_Change = Mapping[tuple[frozenset[str] | None, Fact], int]


def figures(store: Store, viewer: Viewer, period: Period, compared: Period, today: date) -> Figures:
    """What was counted in a period and in the one before it, of what the viewer sees."""
    with door(store, viewer) as d:
        scopes = _scopes(d)
        ids = tallying.waiting(d.session, viewer.controller_id, MOST_LIVE + 1)
        live = [] if len(ids) > MOST_LIVE else ids
        change = _seen(d.viewer, tallying.changes(d.session, viewer.controller_id, live))
        return Figures(
            period=period,
            compared=compared,
            now=_totals(d, scopes, period, change),
            before=_totals(d, scopes, compared, change),
            series=_series(d, scopes, period, change),
            open_now=_standing(d, scopes, Measure.OPEN, today, change),
            overdue=_standing(d, scopes, Measure.DUE, today - timedelta(days=1), change),
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
            rows = d.session.execute(
                select(_C.measure, _C.key, func.sum(_C.number))
                .where(*_within(d, scopes, grain, part, _EACH))
                .group_by(_C.measure, _C.key)
            )
            for measure, key, number in rows:
                _put(found, Measure(measure), key, number)
    for fact, number in change.items():
        if period.first <= fact.day <= period.last:
            _put(found, fact.measure, fact.key, number)
    return _clean(found)


_OVER_TIME = (Measure.RECEIVED, Measure.ANSWERED, Measure.DAYS)


def _series(d: Door, scopes: Sequence[str], period: Period, change: Mapping[Fact, int]) -> dict[date, _Found]:
    """What is shown over time, by the first day of each part of the period."""
    found: dict[date, _Found] = {day: {} for day in period.buckets()}
    months, days = period.parts()
    by_month = months is not None and period.bucket.value in {"month", "quarter", "year"}
    parts = [(MONTH, months), *((DAY, one) for one in days)] if by_month else [(DAY, period)]
    for grain, part in parts:
        assert part is not None
        rows = d.session.execute(
            select(_C.measure, _C.day, _C.key, func.sum(_C.number))
            .where(*_within(d, scopes, grain, part, _OVER_TIME))
            .group_by(_C.measure, _C.day, _C.key)
        )
        for measure, day, key, number in rows:
            _put(found[start_of(period.bucket, day)], Measure(measure), key, number)
    for fact, number in change.items():
        if fact.measure in _OVER_TIME and period.first <= fact.day <= period.last:
            _put(found[start_of(period.bucket, fact.day)], fact.measure, fact.key, number)
    return {day: _clean(sums) for day, sums in found.items()}


def _standing(d: Door, scopes: Sequence[str], measure: Measure, until: date, change: Mapping[Fact, int]) -> int:
    """How much of a measure there is up to a day, whenever it began."""
    edge = until.replace(day=1)
    found = sum(number for fact, number in change.items() if fact.measure is measure and fact.day <= until)
    for grain, part in (
        (MONTH, Period(FIRST_DAY.replace(day=1), edge - timedelta(days=1))),
        (DAY, Period(edge, until)),
    ):
        asked = select(func.sum(_C.number)).where(*_within(d, scopes, grain, part, (measure,)))
        found += d.session.scalars(asked).one() or 0
    return found


def _within(d: Door, scopes: Sequence[str], grain: str, period: Period, measures: Iterable[Measure]) -> Sequence[Any]:
    """In the order of the table's key."""
    return (
        _C.controller_id == d.viewer.controller_id,
        _C.scope == scopes[0] if len(scopes) == 1 else _C.scope.in_(scopes),
        _C.grain == grain,
        _C.measure.in_([one.value for one in measures]),
        _C.day >= period.first,
        _C.day <= period.last,
    )


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
