"""Which version of a notice holds at a moment, which did, and how each is addressed for good."""

from datetime import UTC, datetime, timedelta

from portal.domain.notice_history import NoticeVersion, history

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def version(number: int, days: int, key: str = "customers") -> NoticeVersion:
    return NoticeVersion(f"{key}-{number}", key, number, MONDAY + timedelta(days=days))


def test_it_holds_the_newest_whose_day_has_come() -> None:
    told = history([version(1, -20), version(3, 5), version(2, -10)], MONDAY)
    assert [(one.version.number, one.until) for one in told.held] == [(2, None), (1, MONDAY - timedelta(days=10))]
    assert [one.number for one in told.ahead] == [3]
    assert told.in_force is told.held[0]


def test_it_comes_into_force_in_the_moment_that_it_names() -> None:
    told = history([version(1, -1), version(2, 0)], MONDAY)
    assert told.in_force is not None
    assert told.in_force.version.number == 2
    assert history([version(1, -1), version(2, 0)], MONDAY - timedelta(seconds=1)).held[0].version.number == 1


def test_an_earlier_number_may_come_into_force_later() -> None:
    told = history([version(1, -20), version(2, -1), version(3, -5)], MONDAY)
    assert [one.version.number for one in told.held] == [2, 3, 1]


def test_it_finds_a_version_by_its_address_and_none_that_lies_ahead() -> None:
    told = history([version(1, -20), version(2, 5)], MONDAY)
    found = told.at("1")
    assert found is not None
    assert found.version.number == 1
    assert told.at("2") is None
    assert told.at("") is None


def test_the_address_of_a_version_stays_when_another_document_takes_its_place() -> None:
    before = history([version(1, -20)], MONDAY)
    after = history([version(1, -20), version(1, -10, "shop"), version(2, -5, "shop")], MONDAY)
    assert [one.address for one in after.held] == ["2", "1-shop", before.held[0].address]


def test_it_has_nothing_in_force_before_the_first() -> None:
    assert history([version(1, 1)], MONDAY).in_force is None
