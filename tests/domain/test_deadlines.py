"""The law's dates: every row of the tables, then what must hold of any date."""

import csv
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain import deadlines
from portal.domain.deadlines import (
    Calendar,
    DayKind,
    DayOff,
    Deadline,
    Rule,
    Suspension,
    add_months,
    due_dates,
    is_overdue,
    may_extend,
    rule_on,
)
from portal.domain.errors import Invalid
from portal.facts import ZONES, calendar_of, country_and_region, deadline_for, extended, zone_of

LAW = Path(__file__).parent.parent / "law"
YEARS = range(2022, 2037)
PROPERTY_COUNTRIES = ("FI", "SE", "DE", "EE", "FR")


def rows(name):
    with (LAW / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def day(text):
    return date.fromisoformat(text) if text else None


def reckon(received, country="FI", **options):
    return deadline_for(datetime.fromisoformat(received), *country_and_region(country), **options)


@pytest.mark.parametrize("row", rows("deadline_vectors.csv"), ids=lambda row: f"{row['received_at']}-{row['country']}")
def test_it_counts_every_row_of_the_deadline_table(row):
    counted = reckon(row["received_at"], row["country"], extended=row["extended"] == "yes")

    assert counted.due == day(row["due_date"])
    assert counted.first_month_due == day(row["first_month_due"])
    assert counted.safe == day(row["safe_date"])
    assert counted.uncertain == bool(row["uncertain"])


@pytest.mark.parametrize("row", rows("suspension_vectors.csv"), ids=lambda row: row["reason"])
def test_it_counts_every_row_of_the_suspension_table(row):
    noon = datetime.combine(day(row["received_local"]), datetime.min.time(), UTC) + timedelta(hours=10)
    counted = deadline_for(noon, row["country"], suspension=Suspension(day(row["asked"]), day(row["answered"])))

    assert counted.due == counted.safe == day(row["due_no_suspension(safe_date)"])
    assert counted.due_paused == day(row["due_paused"])
    assert counted.due_restarted == day(row["due_restarted"])
    assert counted.uncertain


@pytest.fixture(scope="module")
def calendars():
    return {country: calendar_of(country, years=YEARS) for country in PROPERTY_COUNTRIES}


FIRST_MOMENT = datetime(2023, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=13 * 365)).map(lambda since: FIRST_MOMENT + since)
countries = st.sampled_from(PROPERTY_COUNTRIES)


@settings(max_examples=400, deadline=None)
@given(moment=moments, country=countries, extended=st.booleans())
def test_it_never_ends_a_period_on_a_day_off(calendars, moment, country, extended):
    calendar = calendars[country]
    counted = due_dates(moment, ZONES[country], calendar, extended=extended)

    for last_day in (counted.first_month_due, counted.first_month_safe, counted.due, counted.safe):
        assert last_day.weekday() < 5
        off = calendar.days.get(last_day)
        assert off is None or off.kind in {DayKind.EVE, DayKind.ELSEWHERE}


@settings(max_examples=400, deadline=None)
@given(moment=moments, country=countries)
def test_it_never_ends_before_the_unrolled_date_and_rolls_to_the_first_working_day(calendars, moment, country):
    counted = due_dates(moment, ZONES[country], calendars[country])
    unrolled = add_months(counted.received_local_date, 1)

    assert counted.due >= unrolled
    passed = [unrolled + timedelta(days=n) for n in range((counted.due - unrolled).days)]
    assert all(calendars[country].is_free(skipped) for skipped in passed)


@settings(max_examples=400, deadline=None)
@given(moment=moments, later=st.timedeltas(timedelta(0), timedelta(days=40)), country=countries, extended=st.booleans())
def test_it_never_gives_a_later_request_an_earlier_date(calendars, moment, later, country, extended):
    first = due_dates(moment, ZONES[country], calendars[country], extended=extended)
    second = due_dates(moment + later, ZONES[country], calendars[country], extended=extended)

    assert first.due <= second.due
    assert first.safe <= second.safe


@settings(max_examples=300, deadline=None)
@given(moment=moments, country=countries)
def test_it_ends_an_extension_after_the_first_month_and_never_safe_after_due(calendars, moment, country):
    counted = due_dates(moment, ZONES[country], calendars[country], extended=True)

    assert counted.due > counted.first_month_due
    assert counted.safe > counted.first_month_safe
    assert counted.safe <= counted.due
    assert counted.first_month_safe <= counted.first_month_due
    assert counted.first_month_due == due_dates(moment, ZONES[country], calendars[country]).due


@settings(max_examples=300, deadline=None)
@given(moment=moments, country=countries, extended=st.booleans(), wait=st.integers(0, 60), asked=st.integers(0, 10))
def test_it_reads_back_from_json_what_it_wrote(calendars, moment, country, extended, wait, asked):
    start = due_dates(moment, ZONES[country], calendars[country]).received_local_date
    asked_on = start + timedelta(days=asked)
    suspension = Suspension(asked_on, asked_on + timedelta(days=wait))
    counted = due_dates(moment, ZONES[country], calendars[country], extended=extended, suspension=suspension)

    assert Deadline.from_json(json.loads(json.dumps(counted.to_json()))) == counted


@settings(max_examples=300, deadline=None)
@given(moment=moments, country=countries, hours=st.integers(-12, 14))
def test_it_counts_the_moment_and_not_the_way_it_is_written(calendars, moment, country, hours):
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))

    here, there = (due_dates(one, ZONES[country], calendars[country]) for one in (moment, elsewhere))

    assert (here.due, here.safe) == (there.due, there.safe)


def test_it_restarts_an_extended_period_with_all_its_months():
    counted = reckon(
        "2026-01-12T09:00:00+02:00", extended=True, suspension=Suspension(date(2026, 1, 13), date(2026, 1, 20))
    )

    assert counted.due_paused == date(2026, 4, 20)  # Seven days after Sunday 12 April is a Sunday too.
    assert counted.due_restarted == date(2026, 4, 20)


def test_it_suspends_when_asked_on_the_seventh_day_and_not_on_the_eighth():
    seventh, eighth = (Suspension(date(2026, 6, number), date(2026, 6, 20)) for number in (8, 9))

    assert reckon("2026-06-01T09:00:00+03:00", suspension=seventh).due_paused == date(2026, 7, 13)
    assert reckon("2026-06-01T09:00:00+03:00", suspension=eighth).due_paused is None


def test_it_explains_by_codes_and_values():
    codes = [step.code for step in reckon("2026-01-31T09:00:00+02:00", extended=True).steps]

    assert codes == [
        *("received", "month", "month_end", "free", "free", "rolled"),
        *("extension_by", "extended", "month_end", "chained", "due", "safe"),
    ]


def test_it_names_the_rule_and_the_day_from_which_it_holds():
    month = reckon("2026-05-01T09:00:00+03:00").steps[1]

    assert month.values["rule"] == "gdpr_12_3"
    assert month.values["holds_from"] == "2018-05-25"


def test_it_keeps_a_request_under_the_rule_that_held_when_it_came(monkeypatch):
    before = reckon("2026-12-31T12:00:00+02:00")
    monkeypatch.setattr(deadlines, "RULES", (*deadlines.RULES, Rule("later", date(2027, 1, 1), 2, 4, 7)))

    assert reckon("2026-12-31T12:00:00+02:00") == before
    assert extended(before).rule == before.rule == "gdpr_12_3"
    assert extended(before).due == date(2027, 3, 31)
    assert reckon("2027-01-01T12:00:00+02:00").rule == "later"
    assert reckon("2026-12-31T23:30:00+00:00").rule == "later"  # It is 2027 already in Helsinki.


@pytest.mark.parametrize("country", ["HU", "BG"])
def test_it_works_to_the_earlier_date_where_a_day_off_only_replaces_another(country):
    off = {"HU": date(2026, 8, 21), "BG": date(2026, 5, 25)}[country]
    counted = deadline_for(datetime(off.year, off.month - 1, off.day, 12, tzinfo=UTC), country)

    assert counted.safe == off < counted.due
    assert counted.uncertain


def test_it_treats_new_years_eve_in_sweden_as_a_doubtful_working_day():
    counted = reckon("2029-11-29T09:00:00+01:00", "SE")  # 29 December 2029 is a Saturday.

    assert counted.due == counted.safe == date(2029, 12, 31)
    assert counted.uncertain


@pytest.mark.parametrize("country", sorted(ZONES))
def test_it_knows_every_country_of_the_union_and_the_area(country):
    counted = deadline_for(datetime(2026, 11, 25, 12, tzinfo=UTC), country)

    assert counted.safe == date(2026, 12, 28)
    assert counted.zone == zone_of(country)


def last_second(day, zone):
    """The expiry of the last hour of a day (Reg. 1182/71, Art 3(2))."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))


def test_it_ends_with_the_last_second_of_the_local_day():
    counted = reckon("2026-03-05T10:00:00+02:00")
    end = last_second(counted.due, counted.zone)

    assert end.isoformat() == "2026-04-07T23:59:59+03:00"
    assert not is_overdue(counted, end)
    assert is_overdue(counted, end + timedelta(seconds=1))


def test_it_lets_an_extension_be_sent_within_the_first_month_only():
    counted = reckon("2026-05-04T09:00:00+02:00", "DE-BY")
    end = last_second(counted.first_month_safe, counted.zone)

    assert end.date() == date(2026, 6, 4)
    assert may_extend(counted, end)
    assert not may_extend(counted, end + timedelta(seconds=1))


def test_it_refuses_a_moment_without_offset():
    calendar = Calendar("FI", "", {}, frozenset(YEARS))

    with pytest.raises(Invalid) as refused:
        due_dates(datetime(2026, 11, 23, 12), "Europe/Helsinki", calendar)  # noqa: DTZ001  # the fault under test

    assert (refused.value.code, refused.value.field) == ("no_offset", "received")


def test_it_refuses_to_guess_beyond_its_calendar():
    calendar = Calendar("FI", "", {date(2026, 1, 1): DayOff(DayKind.NATIONWIDE, "", {})}, frozenset({2026}))

    with pytest.raises(Invalid) as refused:
        due_dates(datetime(2026, 12, 31, 12, tzinfo=UTC), "Europe/Helsinki", calendar)

    assert refused.value.code == "calendar_too_short"


def test_it_refuses_what_came_before_the_regulation():
    with pytest.raises(Invalid) as refused:
        rule_on(date(2018, 5, 24))

    assert refused.value.code == "before_rule"
    assert rule_on(date(2018, 5, 25)).months == 1


@pytest.mark.parametrize(
    ("suspension", "field"),
    [
        (Suspension(date(2026, 1, 11)), "asked"),
        (Suspension(date(2026, 1, 14), date(2026, 1, 13)), "answered"),
    ],
)
def test_it_refuses_dates_in_the_wrong_order(suspension, field):
    with pytest.raises(Invalid) as refused:
        reckon("2026-01-12T09:00:00+02:00", suspension=suspension)

    assert refused.value.field == field
