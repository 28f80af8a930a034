"""What must hold of each day from 2023 to 2035: in every country of the area, and in every region that is known.

The days off are read from `holidays` itself here, so that a calendar that forgot one would be found.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from holidays import country_holidays

from portal.domain.deadlines import CERTAIN, Deadline, add_months, due_dates
from portal.facts import ZONES, calendar_of

FIRST, LAST = date(2023, 1, 1), date(2035, 12, 31)
YEARS = range(2022, 2037)
REGION_YEARS = range(2027, 2029)
EVERY_NTH_DAY = 9
A_DAY_A_MONTH = 29
REGIONS = {country: tuple(country_holidays(country).subdivisions) for country in ZONES}
WITH_REGIONS = sorted(country for country, regions in REGIONS.items() if regions)
EVES = {(12, 24), (12, 31)}


def days(first: date, last: date, step: int = 1) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(0, (last - first).days + 1, step))


def noon(day: date) -> datetime:
    """The same date on the wall of every country of the area."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@cache
def days_off(country: str, region: str, years: range) -> frozenset[date]:
    """What the tables say, less the eves that LAW.md takes out in Finland and Sweden."""
    table = country_holidays(country, subdiv=region or None, years=years)
    nordic = country in {"FI", "SE"}
    return frozenset(day for day in table if not (nordic and is_eve(day)))


def is_eve(day: date) -> bool:
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return (day.month, day.day) in EVES or midsummer


def holds_of_itself(counted: Deadline, off: frozenset[date]) -> bool:
    """No day off, none before its unrolled date, and the extension after the first month."""
    month, whole = add_months(counted.received_local_date, 1), add_months(counted.received_local_date, 3)
    chained = add_months(month, 2)
    return (
        counted.due.weekday() < 5
        and counted.safe.weekday() < 5
        and counted.first_month_due.weekday() < 5
        and counted.first_month_safe.weekday() < 5
        and counted.due not in off
        and counted.first_month_due not in off
        and counted.first_month_due >= month
        and counted.first_month_safe >= month
        and counted.due >= whole
        and counted.safe >= min(whole, chained)
        and counted.first_month_safe <= counted.first_month_due
        and counted.safe <= counted.due
        and counted.due > counted.first_month_due
        and counted.safe > counted.first_month_safe
    )


def goes_on(before: Deadline, after: Deadline) -> bool:
    """Who asks later is never answered earlier."""
    return (
        before.due <= after.due
        and before.safe <= after.safe
        and before.first_month_due <= after.first_month_due
        and before.first_month_safe <= after.first_month_safe
    )


def broken_days(counted: list[Deadline], off: frozenset[date]) -> list[date]:
    alone = [one.received_local_date for one in counted if not holds_of_itself(one, off)]
    pairs = zip(counted, counted[1:], strict=False)
    return alone + [after.received_local_date for before, after in pairs if not goes_on(before, after)]


@pytest.mark.parametrize("country", sorted(ZONES))
def test_it_holds_on_every_day_of_thirteen_years(country: str) -> None:
    calendar, zone = calendar_of(country, years=YEARS), ZONES[country]
    counted = [due_dates(noon(day), zone, calendar, extended=True) for day in days(FIRST, LAST)]

    assert len(counted) == 4748
    assert broken_days(counted, days_off(country, "", YEARS)) == []
    safe_ones = {one.safe for one in counted} | {one.first_month_safe for one in counted}
    assert not [day for day in safe_ones if calendar.is_free(day, CERTAIN)]


@pytest.mark.parametrize("country", sorted(ZONES))
def test_it_gives_the_same_first_month_with_and_without_an_extension(country: str) -> None:
    calendar, zone = calendar_of(country, years=YEARS), ZONES[country]
    for day in days(FIRST, LAST, A_DAY_A_MONTH):
        plain = due_dates(noon(day), zone, calendar)
        longer = due_dates(noon(day), zone, calendar, extended=True)
        assert plain.due == plain.first_month_due == longer.first_month_due, day
        assert plain.safe == plain.first_month_safe == longer.first_month_safe, day


@pytest.mark.parametrize("country", WITH_REGIONS)
def test_it_holds_in_every_region(country: str) -> None:
    first, last = date(REGION_YEARS[0], 1, 1), date(REGION_YEARS[0], 12, 31)
    nationwide = calendar_of(country, years=REGION_YEARS)
    for region in REGIONS[country]:
        calendar = calendar_of(country, region, years=REGION_YEARS)
        counted = [
            due_dates(noon(day), ZONES[country], calendar, extended=True) for day in days(first, last, EVERY_NTH_DAY)
        ]
        assert broken_days(counted, days_off(country, region, REGION_YEARS)) == [], region
        assert not [one for one in counted if nationwide.is_free(one.first_month_safe, CERTAIN)], region


def test_it_knows_the_regions_of_eleven_countries() -> None:
    assert WITH_REGIONS == ["AT", "BE", "DE", "ES", "FI", "FR", "IT", "NL", "NO", "PL", "PT"]
    assert sum(len(regions) for regions in REGIONS.values()) > 200
