"""Staff are reminded: at which stage, who of them, once a day and never twice, and with nothing of a person."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.demo.customers import VAINO
from portal.domain.deadlines import Deadline
from portal.domain.fees import FeeState
from portal.domain.lifecycle import Right
from portal.domain.reminders import LONGEST_BEFORE, Stage, stage_of, stage_on, two_thirds_day
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.facts import deadline_for, extended
from portal.journey import correspondence, fees, handling, nudging, reminding, safeguards
from portal.office import accounts, queues
from portal.storage import chains, jobs
from portal.storage import tables as t
from portal.storage.door import safeguards as safeguards_door
from portal.storage.work import work
from portal.systems.contract import Ambiguous, RetryLater
from portal.worker import errands
from portal.worker.outside import Again, Outside
from portal.worker.timetable import Timetable
from tests import factories
from tests.cases import Desk
from tests.faces import quick_hasher
from tests.factories import MadeRequest
from tests.house import House
from tests.journey.test_carrying_out import of
from tests.journey.test_fees import announced
from tests.remembered import once
from tests.together import at_once

__all__ = ["quick_hasher"]
SANNA, OLLI, BO = "sanna.salo@example.org", "olli.maki@example.org", "bo.strand@example.org"
RIINA = "riina.lukija@example.org"
NAME = "Sari Kanariansaari"
SAFE = date(2026, 12, 23)


def add(house: House, email: str, role: str = "handler", language: str = "en", **limit: list[str]) -> str:
    given = (email, email, "kolme lokkia ja satama", house.shop.slug, role, language)
    return once(house.store, "account", (*given, limit), lambda: accounts.add_staff(house.store, *given, **limit))


def owner(house: House, staff_id: str) -> Viewer:
    return Viewer(ViewerKind.STAFF, house.shop.id, staff_id=staff_id, role=Role.OWNER)


def morning(house: House, day: date, hour: int = 8) -> None:
    """Let the clock stand at an hour of Helsinki's winter on a day, and the timetable's hour begin."""
    house.clock.now = datetime(day.year, day.month, day.day, hour - 2, 5, tzinfo=UTC)
    Timetable(house.store).look()
    house.work()


def mails(house: House, to: str) -> list[str]:
    return [f"{mail.subject}\n{mail.text}" for mail in house.mailbox.mails(to)]


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def stages(house: House, request: MadeRequest) -> list[tuple[str, str]]:
    rows = sorted(house.rows(t.Reminder, request), key=lambda row: (row.at, row.staff_id))
    return [(row.at.date().isoformat(), row.stage) for row in rows]


def test_it_reminds_at_each_stage_and_daily_once_it_is_late(house: House) -> None:
    add(house, SANNA)
    request = factories.make_request(house.store, house.shop, name=NAME)
    for number in (12, 13, 14, 19, 20, 22, 23, 24, 25, 26):
        morning(house, date(2026, 12, number))
    assert stages(house, request) == [
        ("2026-12-13", "two_thirds"),
        ("2026-12-20", "three_days"),
        ("2026-12-22", "one_day"),
        ("2026-12-24", "overdue:2026-12-24"),
        ("2026-12-25", "overdue:2026-12-25"),
        ("2026-12-26", "overdue:2026-12-26"),
    ]
    told = mails(house, SANNA)
    assert len(told) == 6
    assert f"{request.reference} (Access), due by 23 December 2026." in told[0]
    assert f"/staff/digelius/requests/{request.reference}" in told[0]
    assert told[5].startswith("Digelius Music: data requests are overdue")
    assert f"Overdue: {request.reference} (Access)" in told[5]
    assert house.kinds(request).count("staff_reminded") == 6


def test_it_reminds_once_of_a_fee_that_nobody_has_answered(house: House) -> None:
    sanna = add(house, SANNA, "owner")
    request = factories.make_request(house.store, house.shop, name=NAME)
    house.work()
    announced(Desk(house, owner(house, sanna)), request)
    house.work()
    for day in days(date(2026, 11, 24), date(2026, 12, 9)):
        morning(house, day)
    assert stages(house, request) == [("2026-12-07", "fee")]
    came, told = mails(house, SANNA)
    assert "1 new request" in came
    assert f"{request.reference} (Access): a fee was announced on 23 November 2026 and has not been answered." in told
    assert "Kanariansaari" not in told
    assert fee_state(house, request) == "announced"
    assert house.request(request).status in {"searching", "review", "decision"}
    morning(house, date(2026, 12, 22))
    assert [stage for _day, stage in stages(house, request)] == ["fee", "one_day"]


def test_it_tells_of_a_message_until_it_is_answered(house: House) -> None:
    sanna = owner(house, add(house, SANNA, "owner"))
    add(house, BO, "scoped", categories=["billing"])
    request = factories.make_request(house.store, house.shop, name=NAME)
    house.work()
    for text in ("Missä levyni on?", "Haloo?"):
        correspondence.write(house.store, request.person, request.reference, text, [], 1000)
    house.work()
    morning(house, date(2026, 11, 24))
    said = f"{request.reference} (Access): the person wrote on 23 November 2026 and has no answer yet."
    (told,) = mails(house, SANNA)
    assert told.count(said) == 1
    assert "Haloo" not in told
    assert not mails(house, BO)
    # What is answered before the morning is not said, and neither is what was said before
    correspondence.write(house.store, request.person, request.reference, "Entä nyt?", [], 1000)
    house.work()
    house.clock.now += timedelta(minutes=1)
    correspondence.write(house.store, sanna, request.reference, "Postissa.", [], 1000)
    morning(house, date(2026, 11, 25))
    assert mails(house, SANNA) == [told]


def test_it_tells_of_a_message_that_came_after_the_answer(house: House) -> None:
    sanna = add(house, SANNA, "owner")
    desk = Desk(house, owner(house, sanna))
    request = desk.prepared(Right.ACCESS)
    desk.release(request)
    correspondence.write(house.store, request.person, request.reference, "Tästä puuttuu tilauksia", [], 1000)
    house.work()
    morning(house, date(2026, 11, 24))
    assert f"{request.reference} (Access): the person wrote on" in "".join(mails(house, SANNA))


@pytest.mark.parametrize("answered", ["agreed", "waived", "withdrawn"])
def test_it_reminds_of_no_fee_that_was_answered(house: House, answered: str) -> None:
    sanna = owner(house, add(house, SANNA, "owner"))
    request = factories.make_request(house.store, house.shop)
    house.work()
    desk = Desk(house, sanna)
    announced(desk, request)
    if answered == "agreed":
        fees.agree(house.store, request.person, request.reference)
    elif answered == "waived":
        fees.settle(house.store, sanna, request.reference, desk.version(request), FeeState.WAIVED)
    else:
        handling.withdraw(house.store, request.person, request.reference)
    morning(house, date(2026, 12, 7))
    assert stages(house, request) == []


def test_it_says_no_more_of_a_fee_that_was_answered_before_the_digest_went(house: House) -> None:
    sanna = owner(house, add(house, SANNA, "owner"))
    request = factories.make_request(house.store, house.shop)
    house.work()
    announced(Desk(house, sanna), request)
    house.work()
    house.clock.now = datetime(2026, 12, 7, 6, 5, tzinfo=UTC)
    assert reminding.remind(house.store, house.shop.id, request.id)
    fees.agree(house.store, request.person, request.reference)
    (told,) = reminding.waiting(house.store, house.shop.id)
    assert reminding.write_digest(house.store, house.shop.id, told) == ""


def test_it_reminds_of_no_fee_once_the_last_day_is_over(house: House) -> None:
    sanna = add(house, SANNA, "owner")
    request = factories.make_request(house.store, house.shop)
    house.work()
    house.clock.now = datetime(2026, 12, 15, 6, 5, tzinfo=UTC)
    announced(Desk(house, owner(house, sanna)), request)
    house.work()
    morning(house, date(2026, 12, 29))
    assert [stage for _day, stage in stages(house, request)] == ["overdue:2026-12-29"]


def fee_state(house: House, request: MadeRequest) -> str:
    (row,) = house.rows(t.Fee, request)
    return str(row.state)


def test_it_says_nothing_of_a_person(house: House) -> None:
    add(house, SANNA)
    factories.make_request(house.store, house.shop, email="aino.kanaria@example.org", name=NAME)
    morning(house, date(2026, 12, 22))
    (told,) = mails(house, SANNA)
    assert "Kanaria" not in told
    assert "aino" not in told


def test_it_waits_for_the_morning_at_the_controllers_place(house: House) -> None:
    add(house, SANNA)
    factories.make_request(house.store, house.shop)
    morning(house, date(2026, 12, 22), 6)
    assert mails(house, SANNA) == []
    morning(house, date(2026, 12, 22), 7)
    assert len(mails(house, SANNA)) == 1


def test_it_tells_whoever_has_it_in_hand_else_all_who_handle(house: House) -> None:
    sanna, _olli = add(house, SANNA, "owner"), add(house, OLLI)
    add(house, BO, "scoped", categories=["billing"])
    taken = factories.make_request(house.store, house.shop)
    free = factories.make_request(house.store, house.shop, email="eero@example.org")
    handling.assign(house.store, owner(house, sanna), taken.reference, None, sanna)
    morning(house, date(2026, 12, 22))
    (to_sanna,), (to_olli,) = mails(house, SANNA), mails(house, OLLI)
    assert taken.reference in to_sanna
    assert free.reference in to_sanna
    assert taken.reference not in to_olli
    assert free.reference in to_olli
    assert mails(house, BO) == []


def test_it_sends_one_digest_a_day_that_lists_them_all(house: House) -> None:
    add(house, SANNA, language="fi")
    made = [factories.make_request(house.store, house.shop, email=f"a{n}@example.org") for n in range(4)]
    for hour in (7, 8, 20):
        morning(house, date(2026, 12, 22), hour)
    (told,) = mails(house, SANNA)
    assert all(f"{one.reference} (" in told for one in made)
    assert "vastattava viimeistään 23. joulukuuta 2026" in told


def test_it_says_nothing_to_whoever_was_limited_since_it_was_written_down(house: House) -> None:
    staff_id = add(house, BO)
    request = factories.make_request(house.store, house.shop, name=NAME)
    house.clock.now = datetime(2026, 12, 13, 6, 5, tzinfo=UTC)
    assert reminding.remind(house.store, house.shop.id, request.id)
    with house.store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == staff_id)).one()
        row.role, row.categories = "scoped", ["orders"]
    assert reminding.write_digest(house.store, house.shop.id, staff_id) == ""
    house.work()
    assert not mails(house, BO)


def test_it_tells_a_scoped_member_once_of_a_late_step_of_theirs_and_no_more(house: House) -> None:
    add(house, SANNA)
    add(house, BO, "scoped", language="sv", categories=["orders"])
    request = factories.make_request(house.store, house.shop, name=NAME)
    house.work()
    step = next(one for one in house.rows(t.Step, request) if one.state == "by_hand")
    with house.store.database.engine.begin() as raw:
        raw.exec_driver_sql(f"UPDATE step SET category='orders', due='2026-11-30' WHERE id='{step.id}'")  # noqa: S608  # an id of ours
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)):
        morning(house, day)
    (told,) = mails(house, BO)
    assert f"{request.reference}: ditt steg skulle vara klart senast 30 november 2026." in told
    assert "Tillgång" not in told
    assert NAME not in told
    assert mails(house, SANNA) == []


def test_it_counts_anew_what_an_extension_moved(house: House) -> None:
    sanna = add(house, SANNA, "owner")
    request = factories.make_request(house.store, house.shop)
    morning(house, date(2026, 12, 22))
    with work(house.store, owner(house, sanna)) as w:
        case = w.case(request.id)
        new = extended(Deadline.from_json(case.row.deadline))
        case.settle_deadline(new.to_json(), new.due, new.safe)
        w.happened("extended", case)
    morning(house, date(2026, 12, 24))
    morning(house, new.safe - timedelta(days=1))
    assert [stage for _day, stage in stages(house, request)] == ["one_day", "one_day"]
    assert {row.counted_to for row in house.rows(t.Reminder, request)} == {SAFE, new.safe}


def test_it_does_not_remind_of_what_is_answered_closed_or_never_confirmed(house: House) -> None:
    add(house, SANNA)
    closed = factories.make_request(house.store, house.shop)
    factories.make_request(house.store, house.shop, email="eero@example.org", confirmed=False)
    handling.withdraw(house.store, closed.person, closed.reference)
    morning(house, date(2026, 12, 22))
    morning(house, date(2026, 12, 28))
    assert mails(house, SANNA) == []


def test_it_leaves_out_what_was_settled_before_the_digest_went(house: House) -> None:
    add(house, SANNA)
    request = factories.make_request(house.store, house.shop)
    house.clock.now = datetime(2026, 12, 22, 8, tzinfo=UTC)
    assert reminding.remind(house.store, house.shop.id, request.id)
    handling.withdraw(house.store, request.person, request.reference)
    morning(house, date(2026, 12, 22), 12)
    assert mails(house, SANNA) == []


def test_it_loses_and_doubles_nothing_wherever_the_worker_is_killed(house: House) -> None:
    add(house, SANNA)
    request = factories.make_request(house.store, house.shop)
    house.work()
    house.clock.now = datetime(2026, 12, 22, 8, tzinfo=UTC)
    controller = house.shop.id
    (due,) = reminding.due(house.store, controller)
    assert reminding.remind(house.store, controller, due)  # Killed here: the next hour finds nothing more to say,
    assert reminding.due(house.store, controller) == ()
    assert not reminding.remind(house.store, controller, request.id)
    (staff,) = reminding.waiting(house.store, controller)  # and the digest is still to be written.
    mail_id = reminding.write_digest(house.store, controller, staff)
    assert reminding.write_digest(house.store, controller, staff) == ""
    assert reminding.take_digest(house.store, controller, mail_id)  # Killed after the server took it, unrecorded.
    house.work()
    assert len(mails(house, SANNA)) == 1
    morning(house, date(2026, 12, 22), 12)
    assert len(mails(house, SANNA)) == 1
    assert chains.verify(house.store).problems == ()


def test_it_keeps_the_message_id_on_every_try(house: House) -> None:
    add(house, SANNA)
    factories.make_request(house.store, house.shop)
    house.work()
    seen, faults = [], [Ambiguous("lost"), RetryLater("busy"), None]

    def send(_settings: object, mail: object) -> object:
        seen.append((mail.message_id, mail.text, mail.date))  # type: ignore[attr-defined]  # an outgoing mail
        if fault := faults.pop(0):
            raise fault
        return None

    outside = Outside(house.store, house.outside.settings, house.outside.stop, send=send)  # type: ignore[arg-type]  # a server of our own
    house.clock.now = datetime(2026, 12, 22, 8, tzinfo=UTC)
    Timetable(house.store).look()
    for _try in range(3):
        for lane in ("slow", "post"):
            while job := jobs.take(house.store, lane, "w"):
                done = errands.run(outside, job)
                (jobs.again if isinstance(done, Again) else jobs.finish)(house.store, job, "w", "x")
        house.clock.pass_by(minutes=5)
    assert len(seen) == 3
    assert len(set(seen)) == 1
    with house.store.database.reading(machine(house.shop.id)) as session:
        assert session.scalars(select(t.StaffMail.state)).all() == ["sent"]


def test_it_is_said_once_by_eight_workers_at_once(house: House) -> None:
    add(house, SANNA)
    request = factories.make_request(house.store, house.shop)
    house.work()
    house.clock.now = datetime(2026, 12, 22, 8, tzinfo=UTC)
    (staff,) = [row.id for row in staff_rows(house)]
    told = at_once(8, lambda _: reminding.remind(house.store, house.shop.id, request.id))
    assert sorted(map(bool, told)) == [False] * 7 + [True]
    written = at_once(8, lambda _: reminding.write_digest(house.store, house.shop.id, staff))
    assert sum(isinstance(one, str) and bool(one) for one in written) == 1
    house.work()
    assert len(mails(house, SANNA)) == 1


def staff_rows(house: House) -> list[t.Staff]:
    with house.store.database.looking() as session:
        return list(session.scalars(select(t.Staff)))


def test_it_says_nothing_twice_when_the_clock_was_a_day_wrong(house: House) -> None:
    add(house, SANNA)
    request = factories.make_request(house.store, house.shop)
    for day in (date(2026, 12, 22), date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 25), date(2026, 12, 24)):
        morning(house, day)
    said = [stage for _day, stage in stages(house, request)]
    assert len(said) == len(set(said))
    morning(house, date(2026, 12, 25))
    assert [stage for _day, stage in stages(house, request)] == said


def test_it_is_not_stopped_by_a_member_who_left(house: House) -> None:
    add(house, SANNA)
    factories.make_request(house.store, house.shop)
    house.work()
    house.clock.now = datetime(2026, 12, 22, 8, tzinfo=UTC)
    (due,) = reminding.due(house.store, house.shop.id)
    reminding.remind(house.store, house.shop.id, due)
    (staff,) = reminding.waiting(house.store, house.shop.id)
    reminding.write_digest(house.store, house.shop.id, staff)
    with house.store.database.house() as session:
        session.get_one(t.Staff, staff).disabled_at = house.clock.now
    house.work()
    assert mails(house, SANNA) == []
    assert house.work() == 0


def chooses(house: House, staff_id: str, digest: str) -> None:
    queues.choose(house.store, owner(house, staff_id), digest)


def test_it_tells_of_what_is_new_as_often_as_each_wants(house: House) -> None:
    often = {OLLI: "weekly", BO: "off", SANNA: "daily"}
    for email, digest in often.items():
        chooses(house, add(house, email), digest)
    limited = add(house, "bea@example.org", "scoped", categories=["billing"])
    for _ in range(2):
        factories.make_request(house.store, house.shop, name=NAME)
    for day in days(date(2026, 11, 24), date(2026, 12, 1)):
        morning(house, day)
    assert [len(mails(house, one)) for one in (SANNA, OLLI, BO, "bea@example.org")] == [1, 1, 0, 0]
    assert "2 new requests" in mails(house, SANNA)[0]
    assert "2 new requests" in mails(house, OLLI)[0]
    assert "Kanariansaari" not in mails(house, SANNA)[0]
    assert limited not in reminding.waiting(house.store, house.shop.id)


def test_it_keeps_to_a_choice_but_never_leaves_what_is_overdue_unsaid(house: House) -> None:
    olli, bo = add(house, OLLI), add(house, BO)
    chooses(house, olli, "off")
    chooses(house, bo, "weekly")
    factories.make_request(house.store, house.shop, name=NAME)
    for day in days(date(2026, 12, 12), date(2026, 12, 25)):
        morning(house, day)
    assert mails(house, OLLI) == []
    said = [one.split("\n")[0] for one in mails(house, BO)]
    assert (
        said == ["Digelius Music: data requests wait for you"] * 2 + ["Digelius Music: data requests are overdue"] * 2
    )
    chooses(house, bo, "off")
    morning(house, date(2026, 12, 26))
    assert "Overdue" in mails(house, OLLI)[0]


def test_it_reminds_the_stand_in_of_who_is_away(house: House) -> None:
    olli, bo = add(house, OLLI), add(house, BO)
    request = factories.make_request(house.store, house.shop, name=NAME)
    handling.assign(house.store, owner(house, add(house, SANNA, "owner")), request.reference, None, olli)
    queues.choose(house.store, owner(house, olli), "daily", (date(2026, 12, 1), date(2026, 12, 20)), bo)
    morning(house, date(2026, 12, 13))
    assert [row.staff_id for row in house.rows(t.Reminder, request)] == [bo]
    morning(house, date(2026, 12, 22))
    assert {row.staff_id for row in house.rows(t.Reminder, request)} == {olli, bo}


def test_it_reaches_its_stages_in_order_within_its_window() -> None:
    for number in range(0, 800, 3):
        received = date(2026, 1, 1) + timedelta(days=number)
        moment = datetime(received.year, received.month, received.day, 10, tzinfo=UTC)
        for longer in (False, True):
            safe = deadline_for(moment, "FI", extended=longer).safe
            assert safe - two_thirds_day(received, safe) <= LONGEST_BEFORE
            found = [stage_on(received, safe, day) for day in days(received, safe + timedelta(days=2))]
            order = [None, Stage.TWO_THIRDS, Stage.THREE_DAYS, Stage.ONE_DAY, Stage.OVERDUE]
            assert [order.index(one) for one in found] == sorted(order.index(one) for one in found)
            assert set(found) == set(order)


def reminded_second(house: House, request: MadeRequest) -> set[str]:
    """Who was told that it waits for a second person."""
    return {row.staff_id for row in house.rows(t.Reminder, request) if stage_of(row.stage) is Stage.SECOND}


def test_it_tells_whoever_may_be_the_second_person_and_not_who_decided(house: House) -> None:
    factories.let_erasures_begin(house.store, house.shop, 0, second_person=True)
    desk, riina = Desk(house, owner(house, add(house, SANNA, "owner"))), add(house, RIINA, "reviewer")
    add(house, BO, "scoped", categories=["billing"])
    # Given an erasure that waits for a second person
    request = desk.decided(Right.ERASURE, **of(VAINO))
    for day in (24, 25):
        morning(house, date(2026, 11, day))
    # Then the reviewer is told of it once
    assert reminded_second(house, request) == {riina}
    (mail,) = mails(house, RIINA)
    assert f"{request.reference} (Erasure): it was decided on 23 November 2026 and waits for a second person." in mail
    assert not [one for one in mails(house, SANNA) if "second person" in one]
    # And of each stage of its time, as those who handle it are
    morning(house, date(2026, 12, 13))
    assert {row.staff_id for row in house.rows(t.Reminder, request) if row.stage == "two_thirds"} == {
        riina,
        desk.staff.staff_id,
    }
    # And, once it is erased, of the answer
    reviewer = Viewer(ViewerKind.STAFF, house.shop.id, staff_id=riina, role=Role.REVIEWER)
    digest = safeguards_door.standing(house.store, reviewer, request.reference).digest
    safeguards.approve_erasure(house.store, reviewer, request.reference, desk.version(request), digest)
    house.work()
    desk.finish_steps(request, "done")
    house.work()
    morning(house, date(2026, 12, 14))
    assert len([one for one in mails(house, RIINA) if "waits for a second person" in one]) == 2
    answer = desk.decision(request).answer_digest
    safeguards.approve_release(house.store, reviewer, request.reference, desk.version(request), answer)
    assert not reminding.remind(house.store, house.shop.id, request.id)


def test_it_says_nothing_of_a_second_person_who_has_looked_meanwhile(house: House) -> None:
    factories.let_erasures_begin(house.store, house.shop, 0, second_person=True)
    desk, riina = Desk(house, owner(house, add(house, SANNA, "owner"))), add(house, RIINA, "reviewer")
    request = desk.decided(Right.ERASURE, **of(VAINO))
    house.clock.now = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
    assert reminding.remind(house.store, house.shop.id, request.id)
    reviewer = Viewer(ViewerKind.STAFF, house.shop.id, staff_id=riina, role=Role.REVIEWER)
    digest = safeguards_door.standing(house.store, reviewer, request.reference).digest
    safeguards.approve_erasure(house.store, reviewer, request.reference, desk.version(request), digest)
    assert reminding.write_digest(house.store, house.shop.id, riina) == ""


def test_colleagues_remind_whoever_may_be_the_second_person(house: House) -> None:
    factories.let_erasures_begin(house.store, house.shop, 0, second_person=True)
    desk, riina = Desk(house, owner(house, add(house, SANNA, "owner"))), add(house, RIINA, "reviewer")
    olli = Viewer(ViewerKind.STAFF, house.shop.id, staff_id=add(house, OLLI), role=Role.HANDLER)
    request = desk.decided(Right.ERASURE, **of(VAINO))
    (result,) = nudging.remind_several(house.store, olli, [request.reference])
    assert result.done
    assert {row.staff_id for row in house.rows(t.Reminder, request)} == {riina}
    house.work()
    (mail,) = mails(house, RIINA)
    assert f"{request.reference} (Erasure)" in mail
