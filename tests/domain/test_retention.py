"""The last day of keeping, by each rule, over many years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.register import Retention, RetentionRule, Text
from portal.domain.retention import (
    financial_year_end,
    is_bookkeeping,
    is_counted,
    kept_until,
    ledgers_until,
    months_later,
    names_a_day,
    vouchers_until,
)

IN_WORDS = Text("", "", "")
YEARS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
YEAR_ENDS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: day.strftime("%m-%d"))


def keeping(rule: RetentionRule, months: int | None = None) -> Retention:
    return Retention(rule, IN_WORDS, months)


VOUCHERS = keeping(RetentionRule.BOOKKEEPING_VOUCHERS)
LEDGERS = keeping(RetentionRule.BOOKKEEPING_LEDGERS)


@pytest.mark.parametrize(
    ("retention", "dated", "year_ends", "last"),
    [
        (VOUCHERS, "2017-04-30", "04-30", "2023-12-31"),
        (LEDGERS, "2017-04-30", "04-30", "2027-04-30"),
        (VOUCHERS, "2016-05-01", "04-30", "2023-12-31"),
        (VOUCHERS, "2017-05-01", "04-30", "2024-12-31"),
        (VOUCHERS, "2020-01-01", "12-31", "2026-12-31"),
        (VOUCHERS, "2020-12-31", "12-31", "2026-12-31"),
        (LEDGERS, "2020-12-31", "12-31", "2030-12-31"),
        (LEDGERS, "2024-02-29", "02-28", "2034-02-28"),
        (LEDGERS, "2023-12-01", "02-29", "2034-02-28"),
        (VOUCHERS, "2024-02-29", "02-28", "2030-12-31"),
        (keeping(RetentionRule.FIXED_PERIOD, 36), "2023-11-23", "12-31", "2026-11-23"),
        (keeping(RetentionRule.FIXED_PERIOD, 1), "2023-01-31", "12-31", "2023-02-28"),
        (keeping(RetentionRule.FIXED_PERIOD, 12), "2024-02-29", "12-31", "2025-02-28"),
        (keeping(RetentionRule.FIXED_PERIOD, 0), "2024-02-29", "12-31", "2024-02-29"),
    ],
)
def test_it_counts_the_last_day(retention: Retention, dated: str, year_ends: str, last: str) -> None:
    assert kept_until(retention, date.fromisoformat(dated), year_ends) == date.fromisoformat(last)
    assert is_counted(retention)


@pytest.mark.parametrize(
    "retention",
    [
        keeping(RetentionRule.CRITERION),
        keeping(RetentionRule.UNTIL_WITHDRAWN),
        keeping(RetentionRule.UNTIL_COLUMN),
        keeping(RetentionRule.FIXED_PERIOD),
    ],
)
def test_it_counts_no_day_where_the_rule_has_none(retention: Retention) -> None:
    assert kept_until(retention, date(2026, 11, 23), "12-31") is None
    assert not is_counted(retention)
    assert not is_bookkeeping(retention)


def test_it_takes_the_last_day_that_a_column_says_and_no_other_rule_does() -> None:
    written = date(2027, 12, 31)
    column = keeping(RetentionRule.UNTIL_COLUMN)
    assert kept_until(column, None, "12-31", written) == written
    assert kept_until(column, date(2026, 11, 23), "12-31") is None
    assert kept_until(keeping(RetentionRule.FIXED_PERIOD, 12), date(2024, 2, 29), "12-31", written) == date(2025, 2, 28)
    assert kept_until(VOUCHERS, None, "12-31", written) is None
    assert names_a_day(column)
    assert names_a_day(VOUCHERS)
    assert not names_a_day(keeping(RetentionRule.CRITERION))


@given(dated=YEARS, year_ends=YEAR_ENDS)
def test_it_finds_the_financial_year_of_a_day(dated: date, year_ends: str) -> None:
    end = financial_year_end(dated, year_ends)
    assert dated <= end <= months_later(dated, 12)
    assert financial_year_end(end, year_ends) == end
    assert financial_year_end(end + timedelta(days=1), year_ends).year == end.year + 1


@given(dated=YEARS, year_ends=YEAR_ENDS)
def test_it_keeps_vouchers_for_six_whole_calendar_years_after_the_financial_year(dated: date, year_ends: str) -> None:
    end = financial_year_end(dated, year_ends)
    last = vouchers_until(end)
    assert kept_until(VOUCHERS, dated, year_ends) == last
    assert (last.month, last.day) == (12, 31)
    assert last.year - end.year == 6
    assert last - dated >= timedelta(days=6 * 365)


@given(dated=YEARS, year_ends=YEAR_ENDS)
def test_it_keeps_ledgers_for_ten_years_from_the_financial_year_to_the_day(dated: date, year_ends: str) -> None:
    end = financial_year_end(dated, year_ends)
    last = ledgers_until(end)
    assert kept_until(LEDGERS, dated, year_ends) == last
    assert (last.year - end.year, last.month) == (10, end.month)
    assert last.day in {end.day, 28}


@given(first=YEARS, second=YEARS, year_ends=YEAR_ENDS, months=st.integers(0, 240))
def test_it_never_lets_a_later_record_go_before_an_earlier_one(
    first: date, second: date, year_ends: str, months: int
) -> None:
    earlier, later = sorted((first, second))
    for retention in (VOUCHERS, LEDGERS, keeping(RetentionRule.FIXED_PERIOD, months)):
        one, other = kept_until(retention, earlier, year_ends), kept_until(retention, later, year_ends)
        assert one is not None
        assert other is not None
        assert earlier <= one <= other


@given(day=YEARS, months=st.integers(0, 240))
def test_it_adds_months_without_leaving_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
