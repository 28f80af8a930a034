"""What is counted of requests: the sums against figures counted by hand, through every change, and after a purge."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import delete, select, update

from portal.demo import customers
from portal.demo.customers import AINO
from portal.demo.mailbox import DemoMailbox
from portal.domain import reports
from portal.domain.lifecycle import Right
from portal.domain.reports import Period
from portal.domain.roles import Role, Viewer, machine
from portal.journey import handling, purging, telling
from portal.storage import tables as t
from portal.storage import tallying
from portal.storage.database import Store
from portal.storage.door import reports as door
from portal.storage.house import ControllerFacts
from portal.worker.outside import Outside
from portal.worker.timetable import Timetable
from tests import factories
from tests.cases import Desk
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.journey.test_carrying_out import PHONE, of
from tests.together import at_once
from tests.worker.conftest import customers_template, register_file

__all__ = ["customers_template", "register_file"]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
YEARS = Period(date(2020, 1, 1), date(2031, 12, 31))


@pytest.fixture
def desk(store: Store, shop: ControllerFacts, register_file: Path, clock: Clock, mailbox: DemoMailbox) -> Desk:
    factories.connect_customers(store, shop, register_file)
    outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event())
    house = House(store, shop, register_file, mailbox, clock, outside)
    return Desk(house, factories.make_staff(store, shop))


def read(desk: Desk, viewer: Viewer | None = None, period: Period = YEAR) -> reports.Figures:
    return door.figures(desk.house.store, viewer or desk.staff, period, period.before(), desk.today)


def count(desk: Desk) -> None:
    while tallying.count_waiting(desk.house.store, desk.house.shop.id):
        continue


def plain(sums: reports.Sums) -> dict[str, dict[str, int]]:
    return {measure.value: dict(keys) for measure, keys in sums.items()}


def counted(desk: Desk, viewer: Viewer | None = None) -> dict[str, dict[str, int]]:
    return plain(read(desk, viewer, YEARS).now)


def withdrawn(desk: Desk, email: str = "gone@example.org") -> MadeRequest:
    request = factories.make_request(desk.house.store, desk.house.shop, email=email)
    handling.withdraw(desk.house.store, request.person, request.reference)
    return request


def wait_for_counting(desk: Desk) -> None:
    """Every request waits to be counted, as if the worker had been away; what was counted is forgotten."""
    with desk.house.store.database.working(machine(desk.house.shop.id)) as session:
        for table in (t.ReportCount, t.ReportCase, t.ReportScope):
            session.execute(delete(table).execution_options(synchronize_session=False, storage_only=True))
        mark = update(t.SubjectRequest).values(to_count=True)
        session.execute(mark.execution_options(synchronize_session=False, storage_only=True))


def test_it_counts_a_year_as_counted_by_hand(desk: Desk) -> None:
    """Answered after 2 days, answered on the day after the last one, withdrawn, open, never confirmed.

    One month after 25 November is Christmas Day, a Friday: the last day is Monday 28 December.
    """
    clock, store, shop = desk.house.clock, desk.house.store, desk.house.shop
    quick = desk.prepared(Right.ACCESS)
    clock.pass_by(days=2)
    desk.release(quick)
    slow = desk.prepared(Right.ERASURE, email="petri.niemi@example.org", name="Petri Niemi")
    withdrawn(desk)
    factories.make_request(store, shop, Right.ACCESS, Right.RECTIFICATION, email="open@example.org")
    factories.make_request(store, shop, email="never@example.org", confirmed=False)
    clock.pass_by(days=34)
    desk.release(slow)
    for is_counted in (False, True):
        figures = read(desk)
        found = plain(figures.now)
        assert found["received"] == {"shown": 4, "not_shown": 1}
        assert found["right"] == {"access": 4, "erasure": 1, "rectification": 1}
        assert found["channel"] == {"web": 5}
        assert found["outcome"]["withdrawn"] == 1
        assert found["answered"] == {"on_time": 1, "late": 1}
        assert found["days"] == {"2": 1, "34": 1}
        assert (figures.open_now, figures.overdue, figures.waiting) == (1, 1, 0)
        by_month = {day.month: plain(sums) for day, sums in figures.series.items()}
        assert by_month[11]["received"] == {"shown": 4, "not_shown": 1}
        assert by_month[11]["answered"] == {"on_time": 1}
        assert by_month[12]["answered"] == {"late": 1}
        assert by_month[12]["days"] == {"34": 1}
        assert "received" not in by_month[12]
        if not is_counted:
            count(desk)
            assert not tallying.waits(store, shop.id)


def test_it_keeps_the_last_day_of_the_law_as_on_time(desk: Desk) -> None:
    desk.house.clock.pass_by(days=2)
    request = desk.prepared(Right.ACCESS)
    desk.house.clock.pass_by(days=33)
    desk.release(request)
    assert counted(desk)["answered"] == {"on_time": 1}


def test_it_counts_refusals_once_the_person_is_told_of_them(desk: Desk) -> None:
    """Access without what is others', and an erasure of which laws and needs keep the most."""
    request = desk.prepared(Right.ACCESS, Right.ERASURE)
    assert "refused" not in counted(desk)
    desk.release(request)
    found = counted(desk)
    assert found["refused"] == {
        "access:others_rights": 1, "erasure:legal_duty": 4, "erasure:still_needed": 2, "erasure:prohibition_kept": 1,
    }  # fmt: skip
    assert found["outcome"] == {"granted_in_part": 1}


def test_it_counts_which_recipients_were_told_and_which_could_not(desk: Desk) -> None:
    request = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    desk.house.work()
    first, second, *rest = desk.tellings(request)
    assert "told" not in counted(desk)
    version = desk.version(request)
    telling.record(
        desk.house.store, desk.staff, request.reference, version, first.id, "impossible", desk.register, note="Gone."
    )
    desk.tell(request, second.id)
    assert counted(desk)["told"] == {"impossible": 1, "told": 1}
    assert rest


def test_it_counts_a_system_that_was_away(desk: Desk) -> None:
    away = desk.house.register_file.rename(desk.house.store.folder / "away")
    desk.receive(Right.ACCESS)
    away.rename(desk.house.register_file)
    assert counted(desk)["fault"]["customer_register"] >= 1


def test_it_comes_to_the_same_sums_by_changes_as_from_the_beginning(desk: Desk) -> None:
    """Counted at every stage, and counted once at the end."""
    clock = desk.house.clock
    stages = (
        lambda: desk.receive(Right.ACCESS, Right.ERASURE),
        lambda: withdrawn(desk),
        lambda: desk.release(desk.prepared(Right.ACCESS, email=customers.PETRI.email or "", name="Petri")),
    )
    for stage in stages:
        stage()
        count(desk)
        clock.pass_by(days=1)
    before = counted(desk)
    wait_for_counting(desk)
    assert counted(desk) == before
    count(desk)
    assert counted(desk) == before


def test_its_numbers_outlive_the_files_that_they_came_from(desk: Desk) -> None:
    request = withdrawn(desk)
    count(desk)
    open_one = withdrawn(desk, "late@example.org")
    before = counted(desk)
    desk.house.clock.pass_by(days=5 * 365)
    for one in (request, open_one):
        purging.purge(desk.house.store, desk.house.shop.id, one.id)
    assert counted(desk) == before
    assert desk.house.rows(t.ReportCase, request) == []
    assert not tallying.waits(desk.house.store, desk.house.shop.id)


def test_it_lets_a_limited_member_count_what_is_theirs_alone(desk: Desk) -> None:
    """Refusals of other categories, other people's requests, channels and outcomes are none of theirs."""
    request = desk.prepared(Right.ACCESS, Right.ERASURE)
    desk.release(request)
    withdrawn(desk)
    own: dict[str, dict[str, int]] = {"billing": {"erasure:legal_duty": 1}, "email": {"erasure:still_needed": 1}}
    viewers = {one: factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, [one]) for one in own}
    both = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, [*own])
    nobody = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["company"])
    for is_counted in (False, True):
        assert counted(desk)["received"] == {"shown": 2}
        assert counted(desk)["refused"]["access:others_rights"] == 1
        for category, viewer in viewers.items():
            found = counted(desk, viewer)
            assert found.pop("refused") == own[category]
            assert found == {
                "received": {"shown": 1}, "right": {"access": 1, "erasure": 1}, "answered": {"on_time": 1},
                "days": {"0": 1},
            }  # fmt: skip
        found = counted(desk, both)
        assert found["received"] == {"shown": 1}
        assert found["refused"] == own["billing"] | own["email"]
        assert counted(desk, nobody) == {}
        if not is_counted:
            count(desk)


def test_a_limited_member_reaches_no_sum_of_everything(desk: Desk) -> None:
    withdrawn(desk)
    count(desk)
    viewer = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["orders"])
    with desk.house.store.database.reading(viewer) as session:
        sums = session.scalars(select(t.ReportCount)).all()
        assert tallying.EVERYTHING not in {one.scope for one in sums}
        assert not {one.measure for one in sums} & {"channel", "outcome", "identity", "extended"}
        assert session.scalars(select(t.ReportCase)).all() == []


def test_it_keeps_companies_apart(desk: Desk) -> None:
    withdrawn(desk)
    count(desk)
    other = factories.make_controller(desk.house.store, "thewind")
    viewer = factories.make_staff(desk.house.store, other)
    assert plain(door.figures(desk.house.store, viewer, YEAR, YEAR.before(), desk.today).now) == {}


def test_its_worker_counts_what_changed_and_nothing_else(desk: Desk) -> None:
    desk.house.work()
    timetable = Timetable(desk.house.store)
    withdrawn(desk)
    desk.house.clock.pass_by(minutes=1)
    timetable.look()
    desk.house.work()
    desk.house.clock.pass_by(minutes=1)
    before = [one.kind for one in desk.house.jobs()].count("reports.count")
    timetable.look()
    assert not tallying.waits(desk.house.store, desk.house.shop.id)
    assert before >= 1
    assert [one.kind for one in desk.house.jobs()].count("reports.count") == before


def test_it_counts_once_however_many_workers_count(desk: Desk) -> None:
    for number in range(6):
        withdrawn(desk, f"gone{number}@example.org")
    before = counted(desk)
    assert at_once(4, lambda _number: count(desk)) == [None] * 4
    assert counted(desk) == before
    assert before["received"] == {"shown": 6}


def test_it_says_that_more_wait_than_are_counted_on_the_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_LIVE", 2)
    for number in range(3):
        factories.make_request(desk.house.store, desk.house.shop, email=f"one{number}@example.org", confirmed=False)
    figures = read(desk)
    assert (figures.waiting, plain(figures.now)) == (3, {})
    count(desk)
    figures = read(desk)
    assert (figures.waiting, plain(figures.now)["received"]) == (0, {"not_shown": 3})


def test_it_sums_any_days_by_months_and_the_days_around_them(desk: Desk) -> None:
    clock = desk.house.clock
    first = desk.today
    for number in range(12):
        factories.make_request(desk.house.store, desk.house.shop, email=f"one{number}@example.org", confirmed=False)
        clock.pass_by(days=9)
    count(desk)
    days = [first + timedelta(days=9 * number) for number in range(12)]
    for start, end in ((0, 108), (5, 64), (8, 8), (9, 9), (9, 45), (38, 99)):
        period = Period(first + timedelta(days=start), first + timedelta(days=end))
        figures = read(desk, period=period)
        wanted = sum(period.first <= day <= period.last for day in days)
        assert reports.total(figures.now, reports.Measure.RECEIVED) == wanted
        assert sum(reports.total(sums, reports.Measure.RECEIVED) for sums in figures.series.values()) == wanted
