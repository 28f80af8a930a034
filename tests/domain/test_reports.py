"""Periods, what they are compared with, and what is said of how long answers took."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal import facts
from portal.domain import reports
from portal.domain.lifecycle import Resolution, Status
from portal.domain.reports import Bucket, Counted, DecisionFact, Period, Preset, Promptness, spread

TODAY = date(2026, 11, 23)
RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)


def days(*numbers: int) -> reports.Spread:
    found: dict[str, int] = {}
    for number in numbers:
        found[str(number)] = found.get(str(number), 0) + 1
    return spread(found)


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("preset", "first", "last", "before_first", "before_last"),
    [
        (Preset.THIS_YEAR, "2026-01-01", "2026-11-23", "2025-01-01", "2025-11-23"),
        (Preset.LAST_YEAR, "2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"),
        (Preset.LAST_12_MONTHS, "2025-11-24", "2026-11-23", "2024-11-24", "2025-11-23"),
        (Preset.THIS_QUARTER, "2026-10-01", "2026-11-23", "2026-07-01", "2026-08-23"),
        (Preset.LAST_QUARTER, "2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30"),
    ],
)
def test_it_compares_a_preset_with_the_same_part_before(
    preset: Preset, first: str, last: str, before_first: str, before_last: str
) -> None:
    found = reports.preset_period(preset, TODAY)
    assert found == period(first, last)
    assert found.before(preset) == period(before_first, before_last)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-01-01", "2026-03-31", ("2025-10-01", "2025-12-31")),
        ("2026-02-01", "2026-02-28", ("2026-01-01", "2026-01-31")),
        ("2026-01-10", "2026-01-19", ("2025-12-31", "2026-01-09")),
        ("2024-02-29", "2024-02-29", ("2024-02-28", "2024-02-28")),
    ],
)
def test_it_compares_whole_months_with_months_and_days_with_days(
    first: str, last: str, before: tuple[str, str]
) -> None:
    assert period(first, last).before() == period(*before)


@pytest.mark.parametrize(
    ("first", "last", "bucket", "parts"),
    [
        ("2026-11-01", "2026-11-14", Bucket.DAY, 14),
        ("2026-07-01", "2026-09-30", Bucket.WEEK, 14),
        ("2026-01-01", "2026-12-31", Bucket.MONTH, 12),
        ("2022-01-01", "2026-12-31", Bucket.QUARTER, 20),
        ("2018-05-25", "2026-12-31", Bucket.YEAR, 9),
    ],
)
def test_it_divides_a_period_into_parts_that_can_be_read(first: str, last: str, bucket: Bucket, parts: int) -> None:
    whole = period(first, last)
    assert (whole.bucket, len(whole.buckets())) == (bucket, parts)
    assert reports.start_of(bucket, whole.last) == whole.buckets()[-1]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-01-01", "2026-12-31"), ("2026-01-02", "2026-12-30"), ("2026-01-31", "2026-02-01"), ("2026-05-05",) * 2],
)
def test_its_months_and_days_are_the_whole_of_it_once(first: str, last: str) -> None:
    whole = period(first, last)
    months, edges = whole.parts()
    assert sum(one.days for one in (*([months] if months else []), *edges)) == whole.days


def test_it_says_a_few_one_by_one_and_tenths_only_of_ten() -> None:
    assert days() == reports.Spread(0)
    assert days(9, 5) == reports.Spread(2, 7.0, None, (5, 9))
    assert days(1, 2, 3, 4, 30) == reports.Spread(5, 3.0, None)
    assert days(*range(1, 11)) == reports.Spread(10, 5.5, 9)
    assert days(*range(1, 101)).tenth == 90
    assert days(*[1] * 9, 200).tenth == 1


@pytest.mark.parametrize(
    ("answered", "found"),
    [
        ("2026-12-23T21:59:59", Promptness.ON_TIME),
        ("2026-12-24T21:59:59", Promptness.ON_TIME),
        ("2026-12-24T22:00:01", Promptness.LATE),
    ],
)
def test_it_asks_the_clock_of_the_law_and_the_zone_of_the_company(answered: str, found: Promptness) -> None:
    """Received on 24 November; 24 December is no holiday of the regulation, so that it is the last day."""
    deadline = facts.deadline_for(datetime(2026, 11, 24, 9, tzinfo=UTC), "FI", "", "Europe/Helsinki")
    assert deadline.safe == date(2026, 12, 24)
    assert reports.promptness(deadline, datetime.fromisoformat(answered).replace(tzinfo=UTC)) is found


def test_it_calls_doubtful_what_only_the_later_reading_allows() -> None:
    """A regional day off: the letter's date passes over it, the safe date does not."""
    received = datetime(2026, 7, 8, 9, tzinfo=UTC)
    deadline = facts.deadline_for(received, "DE", "BY", "Europe/Berlin")
    for day in range(1, 400):
        received = datetime.fromtimestamp(datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp() + day * 86_400, UTC)
        deadline = facts.deadline_for(received, "DE", "BY", "Europe/Berlin")
        if deadline.safe < deadline.due:
            break
    assert deadline.safe < deadline.due
    answered = datetime.combine(deadline.due, datetime.min.time(), UTC).replace(hour=12)
    assert reports.promptness(deadline, answered) is Promptness.DOUBTFUL


def case(**changes: Any) -> Counted:
    """An access request received on 24 November 2026, searched and open."""
    deadline = facts.deadline_for(RECEIVED, "FI", "", "Europe/Helsinki", extended="extended_at" in changes)
    columns: dict[str, Any] = {
        "rights": ("access",), "channel": "web", "status": Status.SEARCHING, "resolution": None, "asked": True,
        "answered_at": None, "closed_at": None, "extended_at": None, "deadline": deadline,
    }  # fmt: skip
    return Counted(**{**columns, **changes})


def told(counted: Counted, **rows: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in reports.facts_of(counted, **rows):
        found.setdefault(one.measure.value, []).append(f"{one.day} {one.key}".strip())
    return found


def test_it_counts_a_refusal_that_closes_a_request_as_its_answer() -> None:
    """Nobody could tell whose the data is (Art 11(2), 12(2)): the letter that says so is the answer."""
    closed = RECEIVED + timedelta(days=40)
    found = told(case(status=Status.CLOSED, resolution=Resolution.REFUSED, closed_at=closed))
    assert found["answered"] == ["2027-01-03 late"]
    assert found["refused"] == ["2027-01-03 access:not_identified"]
    assert "open" not in found


def test_it_counts_no_answer_where_somebody_withdrew() -> None:
    found = told(case(status=Status.CLOSED, resolution=Resolution.WITHDRAWN, closed_at=RECEIVED))
    assert found["outcome"] == ["2026-11-24 withdrawn"]
    assert not {"answered", "days", "open"} & found.keys()


def test_it_gives_an_extended_request_its_extended_time() -> None:
    sent = RECEIVED + timedelta(days=20)
    found = told(case(status=Status.ANSWERED, extended_at=sent, answered_at=RECEIVED + timedelta(days=80)))
    assert found["extended"] == ["2026-12-14"]
    assert found["answered"] == ["2027-02-12 on_time"]


def test_it_does_not_wait_for_a_mailbox_but_says_that_none_was_shown() -> None:
    found = told(case(status=Status.UNCONFIRMED, asked=False))
    assert found["received"] == ["2026-11-24 not_shown"]
    assert not {"open", "due"} & found.keys()


def test_it_counts_neither_anothers_data_nor_what_was_given_as_a_refusal() -> None:
    decisions = [
        DecisionFact("access", "orders", "withheld", "not_this_person"),
        DecisionFact("access", "notes", "given_in_part", "others_rights"),
        DecisionFact("erasure", "orders", "granted", None),
        DecisionFact("erasure", "billing", "kept", "legal_duty"),
    ]
    answered = case(status=Status.ANSWERED, answered_at=RECEIVED, resolution=Resolution.GRANTED_IN_PART)
    found = told(answered, decisions=decisions)
    assert found["refused"] == ["2026-11-24 access:others_rights", "2026-11-24 erasure:legal_duty"]
    assert "refused" not in told(case(), decisions=decisions)


def test_it_counts_days_by_the_zone_of_the_company() -> None:
    late_evening = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    found = told(case(status=Status.ANSWERED, answered_at=late_evening))
    assert found["days"] == ["2026-11-25 1"]
