"""A fee: how it is counted, how it is written, and what may never be (Art 12(5), 15(3))."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.errors import Invalid
from portal.domain.fees import (
    ARTICLES,
    BEFORE_IT_IS_DONE,
    MOST_MONEY,
    Burden,
    Calculation,
    checked_facts,
    currency,
    money,
    whole,
)
from portal.domain.lifecycle import Status, StepState
from portal.domain.next_act import Act, WaitingSteps, next_act
from portal.domain.reminders import fee_is_old


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("", 0), ("35", 3500), ("35,5", 3550), ("35.50", 3550), (" 1 035,05 ", 103505), ("0", 0), ("0,01", 1)],
)
def test_it_reads_money_as_people_write_it(text: str, hundredths: int) -> None:
    assert money(text, "hourly") == hundredths


@pytest.mark.parametrize("text", ["-1", "3,505", "1e3", "12 €", "NaN", "٣٥", "1,2,3", "99999999"])
def test_it_takes_no_other_writing_of_money(text: str) -> None:
    with pytest.raises(Invalid, match="money") as refused:
        money(text, "hourly")
    assert refused.value.field == "hourly"


@pytest.mark.parametrize("text", ["-1", "1.5", "x", "²", "12345678"])
def test_it_takes_whole_numbers_alone_where_things_are_counted(text: str) -> None:
    with pytest.raises(Invalid, match="number"):
        whole(text, "copies")
    assert (whole("", "copies"), whole("1 200", "copies")) == (0, 1200)


def test_it_is_what_a_request_waits_for_until_the_person_answers() -> None:
    since = datetime(2026, 11, 23, 10, tzinfo=UTC)
    for status in BEFORE_IT_IS_DONE:
        found = next_act(status, True, {}, fee_since=since)
        assert (found.act, found.since, found.is_ours) == (Act.WAIT_FEE, since, False)
        assert next_act(status, True, {}).act is not Act.WAIT_FEE
    by_hand = {StepState.BY_HAND: WaitingSteps(1, None)}
    assert next_act(Status.SEARCHING, True, by_hand, fee_since=since).act is Act.BY_HAND
    assert next_act(Status.DECISION, True, {}, "letter", fee_since=since).act is Act.POST
    for status in set(Status) - BEFORE_IT_IS_DONE:
        assert next_act(status, True, {}, fee_since=since).act is not Act.WAIT_FEE


def test_it_is_reminded_of_after_two_weeks_and_while_there_is_time() -> None:
    day, safe = date(2026, 11, 23), date(2026, 12, 23)
    assert not fee_is_old(day, safe, date(2026, 12, 6))
    assert fee_is_old(day, safe, date(2026, 12, 7))
    assert fee_is_old(day, safe, safe)
    assert not fee_is_old(day, safe, date(2026, 12, 24))


def test_it_adds_up_work_copies_and_postage() -> None:
    made = Calculation(minutes=100, hourly=3500, copies=3, per_copy=25, postage=490)
    assert (made.work, made.copying, made.total) == (5833, 75, 6398)
    assert Calculation.from_json(made.to_json()) == made
    made.check()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (Calculation(), "fee_nothing"),
        (Calculation(minutes=90), "fee_nothing"),
        (Calculation(minutes=-1, hourly=1), "number_range"),
        (Calculation(postage=MOST_MONEY + 1), "number_range"),
        (Calculation(copies=10_000, per_copy=101), "number_range"),
    ],
)
def test_it_announces_no_fee_that_is_nothing_or_beyond_reason(made: Calculation, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        made.check()


def test_it_never_refuses_a_further_copy_for_being_one() -> None:
    assert (Burden.FURTHER_COPY, False) not in ARTICLES
    assert ARTICLES[Burden.FURTHER_COPY, True] == "15(3)"
    assert {ARTICLES[one, False] for one in Burden if one is not Burden.FURTHER_COPY} == {"12(5)(b)"}


def test_it_wants_facts_and_not_a_word() -> None:
    with pytest.raises(Invalid, match="reasons_short"):
        checked_facts("Too much work")
    with pytest.raises(Invalid, match="too_long"):
        checked_facts("x" * 2001)
    assert checked_facts(" Four requests since 1 September.\r\n ") == "Four requests since 1 September."


def test_it_counts_in_the_money_of_the_country() -> None:
    assert [currency(one) for one in ("FI", "SE", "EE", "PL")] == ["EUR", "SEK", "EUR", "PLN"]
