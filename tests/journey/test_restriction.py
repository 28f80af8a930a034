"""The end of a restriction: announced a week ahead, lifted on its day, and no other restriction with it."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.plan import PlannedStep
from portal.domain.roles import Role, Viewer, machine
from portal.domain.rulings import Choice, Reason
from portal.domain.wishes import RestrictionGround
from portal.journey import restriction, review
from portal.papers.letter_values import Head, Lifting
from portal.papers.letters import Letter, compose
from portal.storage import restrictions as frozen_rows
from portal.storage import tables as t
from portal.storage.door import restrictions as door
from portal.storage.jobs import Taken
from portal.storage.work import work
from portal.worker import errands
from portal.worker.timetable import Timetable
from tests import factories
from tests.cases import BALANCE, Desk
from tests.factories import MadeRequest

SYSTEM, BY_HAND = "customer_register", "google"
OWNER = "4711"
REASON = "Olemme tarkistaneet osoitteen, ja se on oikein."
HELSINKI = ZoneInfo("Europe/Helsinki")
IN_A_WEEK = factories.today() + timedelta(days=7)


def freeze(
    desk: Desk,
    request: MadeRequest,
    owner: str = OWNER,
    status: Status = Status.ANSWERED,
    state: StepState = StepState.DONE,
) -> None:
    """The request as a granted restriction leaves it: frozen by machine in one system and by hand in another."""
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        frozen_rows.impose(w, case, SYSTEM, owner, RestrictionGround.ACCURACY, "Osoite on väärä")
        frozen_rows.impose(w, case, BY_HAND, "", RestrictionGround.ACCURACY, "Osoite on väärä")
        by_machine = PlannedStep(
            SYSTEM, Capability.RESTRICT, Right.RESTRICTION, "machine", state, None,
            value={"owners": [owner], "on": True, "tasks": []},
        )  # fmt: skip
        told = [{"category": "contact", "text": "Viesti 12.11.", "before": "", "after": ""}]
        by_hand = PlannedStep(
            BY_HAND, Capability.RESTRICT, Right.RESTRICTION, "staff", state, None,
            value={"owners": [], "on": True, "tasks": told},
        )  # fmt: skip
        for step in w.need(case, [_columns(one) for one in (by_machine, by_hand)]):
            step.outcome = "done" if state is StepState.DONE else None
        case.stand(status)
        w.happened("restricted", case)


def _columns(step: PlannedStep) -> dict[str, object]:
    return {
        "system": step.system, "capability": step.capability.value, "right": step.right.value,
        "performer": step.performer, "state": step.state.value, "value": step.value,
    }  # fmt: skip


def letter_for(desk: Desk, request: MadeRequest, lifts: date = IN_A_WEEK, reason: str = REASON) -> Letter:
    register = desk.register
    return compose(
        Lifting(
            head=Head(register.controller, request.reference, factories.today(), "", register.controller.time_zone),
            received=factories.today(), since=factories.today(), lifts=lifts, reason=reason,
            systems=(register.system(SYSTEM).name,),
        ),
        "fi",
    )  # fmt: skip


def announce(desk: Desk, request: MadeRequest, lifts: date = IN_A_WEEK, viewer: Viewer | None = None) -> None:
    letter = letter_for(desk, request, lifts)
    restriction.announce(
        desk.house.store, viewer or desk.staff, request.reference, desk.version(request), REASON, lifts, letter
    )


def lift(desk: Desk, request: MadeRequest) -> None:
    restriction.lift(desk.house.store, desk.staff, request.reference, desk.version(request))


def unfreezing(desk: Desk, request: MadeRequest) -> dict[str, tuple[str, str, dict[str, object]]]:
    """The steps that take a mark off, by system: performer, state, what is sealed."""
    rows = [one for one in desk.house.rows(t.Step, request) if one.capability == "restrict"]
    return {
        one.system: (one.performer, one.state, kept)
        for one in rows
        if (kept := desk.house.unsealed(one)).get("on") is False
    }


@pytest.fixture
def request_(desk: Desk) -> MadeRequest:
    return factories.make_request(desk.house.store, desk.house.shop, Right.RESTRICTION, name="Aino Virtanen")


def test_it_announces_with_a_letter_and_a_mail(desk: Desk, request_: MadeRequest) -> None:
    freeze(desk, request_)
    announce(desk, request_)
    case = desk.case(request_)
    (letter,) = [one for one in case.letters if one.kind == "lifting"]
    assert letter.released_at is not None
    assert REASON in letter.html
    event = case.events[0]
    assert (event.kind, event.body["lifts"]) == ("restriction_announced", IN_A_WEEK.isoformat())
    for one in door.of_request(desk.house.store, desk.staff, request_.reference):
        assert one.lifted_at is None
        assert one.lifts_at == datetime(2026, 11, 30, tzinfo=HELSINKI)
        assert (one.ground, one.text) == (RestrictionGround.ACCURACY, "Osoite on väärä")
    desk.house.work()
    assert {one.kind: one.state for one in desk.case(request_).mails}["lifting"] == "sent"
    assert REASON not in desk.house.mailbox.mails("aino.virtanen@example.org")[-1].text


@pytest.mark.parametrize("days", [-1, 0, 1, 6])
def test_it_gives_a_week_at_least(desk: Desk, request_: MadeRequest, days: int) -> None:
    freeze(desk, request_)
    with pytest.raises(Invalid, match="lifts_soon"):
        announce(desk, request_, factories.today() + timedelta(days=days))


def test_it_announces_once_and_after_the_answer(desk: Desk, request_: MadeRequest) -> None:
    with pytest.raises(Refused, match="not_restricted"):
        announce(desk, request_)
    freeze(desk, request_, status=Status.CARRYING_OUT)
    with pytest.raises(Refused, match="order"):
        announce(desk, request_)
    freeze(desk, request_)
    announce(desk, request_)
    with pytest.raises(Refused, match="announced_already"):
        announce(desk, request_)


def test_it_is_for_those_who_handle_requests(desk: Desk, request_: MadeRequest) -> None:
    freeze(desk, request_)
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    for viewer in (scoped, request_.person):
        with pytest.raises(Refused, match="may_not"):
            announce(desk, request_, viewer=viewer)
    with pytest.raises(Invalid, match="reasons_short"):
        restriction.announce(
            desk.house.store, desk.staff, request_.reference, 1, "Ok.", IN_A_WEEK, letter_for(desk, request_)
        )


def test_it_lifts_from_midnight_of_the_announced_day_and_not_before(desk: Desk, request_: MadeRequest) -> None:
    freeze(desk, request_)
    with pytest.raises(Refused, match="not_announced"):
        lift(desk, request_)
    announce(desk, request_)
    midnight = datetime(2026, 11, 30, tzinfo=HELSINKI).astimezone(UTC)
    desk.house.clock.now = midnight - timedelta(seconds=1)
    with pytest.raises(Refused, match="lifts_later"):
        lift(desk, request_)
    desk.house.clock.now = midnight
    lift(desk, request_)
    assert desk.case(request_).events[0].kind == "restriction_lifted"
    assert {one.lifted_at for one in door.of_request(desk.house.store, desk.staff, request_.reference)} == {midnight}
    with pytest.raises(Refused, match="not_restricted"):
        lift(desk, request_)


def test_it_takes_the_mark_off_by_machine_and_tells_a_person_elsewhere(desk: Desk, request_: MadeRequest) -> None:
    freeze(desk, request_)
    announce(desk, request_)
    desk.house.clock.pass_by(days=8)
    lift(desk, request_)
    found = unfreezing(desk, request_)
    performer, state, kept = found[SYSTEM]
    assert (performer, state, kept["owners"]) == ("machine", "waiting", [OWNER])
    performer, state, kept = found[BY_HAND]
    assert (performer, state) == (desk.register.system(BY_HAND).owner, "by_hand")
    assert kept["tasks"] == [{"category": "contact", "text": "Viesti 12.11.", "before": "", "after": ""}]
    assert [job.kind for job in desk.house.jobs() if job.payload.get("step_id") and job.finished_at is None]
    assert desk.house.request(request_).group == "open"


def test_it_takes_off_no_mark_that_never_came_about(desk: Desk, request_: MadeRequest) -> None:
    freeze(desk, request_, state=StepState.BY_HAND)
    announce(desk, request_)
    desk.house.clock.pass_by(days=8)
    lift(desk, request_)
    assert not unfreezing(desk, request_)
    states = {one.state for one in desk.house.rows(t.Step, request_) if one.capability == "restrict"}
    assert states == {"cancelled"}


def test_it_leaves_the_mark_where_another_request_still_wants_it(desk: Desk, request_: MadeRequest) -> None:
    second = factories.make_request(desk.house.store, desk.house.shop, Right.RESTRICTION, email="b@example.org")
    freeze(desk, request_)
    freeze(desk, second)
    announce(desk, request_)
    desk.house.clock.pass_by(days=8)
    lift(desk, request_)
    assert SYSTEM not in unfreezing(desk, request_)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        third = w.case(request_.id)
        assert frozen_rows.standing(w, third, SYSTEM, [OWNER]) == {OWNER}
    announce(desk, second, factories.today() + timedelta(days=15))
    desk.house.clock.pass_by(days=8)
    lift(desk, second)
    assert unfreezing(desk, second)[SYSTEM][2]["owners"] == [OWNER]


def test_it_is_lifted_by_the_clock_once(desk: Desk, request_: MadeRequest) -> None:
    store, shop = desk.house.store, desk.house.shop
    freeze(desk, request_)
    announce(desk, request_)
    assert restriction.to_be_lifted(store, shop.id) == []
    desk.house.clock.pass_by(days=6, hours=23)
    assert restriction.to_be_lifted(store, shop.id) == [request_.id]
    Timetable(store).look()
    (job,) = [one for one in desk.house.jobs() if one.kind == "restriction.lift"]
    taken = Taken(id=job.id, kind=job.kind, lane=job.lane, payload={}, controller_id=shop.id, request_id="", attempts=1)
    errands.lift_restrictions(desk.house.outside, taken)
    errands.lift_restrictions(desk.house.outside, taken)
    assert desk.house.kinds(request_).count("restriction_lifted") == 1
    with pytest.raises(Refused, match="not_restricted"):
        restriction.lift_by_the_clock(store, shop.id, request_.id)


def test_it_warns_whoever_does_a_step_of_another_request(desk: Desk, request_: MadeRequest) -> None:
    store, shop = desk.house.store, desk.house.shop
    freeze(desk, request_)
    same = factories.make_request(store, shop, Right.ERASURE)
    stranger = factories.make_request(store, shop, Right.ERASURE, email="b@example.org")
    (met,) = door.restricted_elsewhere(store, desk.staff, same.reference)
    assert (met.system, met.ground, met.reference) == (BY_HAND, RestrictionGround.ACCURACY, request_.reference)
    assert door.restricted_elsewhere(store, desk.staff, stranger.reference) == ()
    assert door.restricted_elsewhere(store, desk.staff, request_.reference) == ()


def test_it_warns_where_the_very_customer_is_frozen(desk: Desk, request_: MadeRequest) -> None:
    found = desk.receive(Right.ERASURE)
    row = next(row for row in desk.house.rows(t.Finding, found) if row.match == "exact")
    freeze(desk, request_, str(desk.house.unsealed(row)["owner"]))
    met = door.restricted_elsewhere(desk.house.store, desk.staff, found.reference)
    assert {(one.system, one.reference) for one in met} == {(SYSTEM, request_.reference)}
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, [row.category])
    hidden = door.restricted_elsewhere(desk.house.store, scoped, found.reference)
    assert {(one.system, one.reference) for one in hidden} == {(SYSTEM, "")}


# ---- a whole way -------------------------------------------------------------------------------------------


def flags(desk: Desk) -> set[int]:
    """The customers whose flag of restriction stands in the shop's own database."""
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        found = connection.execute("SELECT asiakasnro FROM asiakkaat WHERE kasittely_rajoitettu = 1")
        return {int(row[0]) for row in found}


def test_it_freezes_while_an_objection_is_weighed_and_lifts_after_it_was_refused(desk: Desk) -> None:
    before = flags(desk)
    request = desk.searched(Right.OBJECTION)
    desk.house.work()
    (frozen,) = flags(desk) - before
    assert [one.ground for one in door.of_request(desk.house.store, desk.staff, request.reference)] == [
        RestrictionGround.OBJECTION
    ]
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    keys = [one.key for one in desk.decision(request).rulings]
    desk.decide(request, {key: Choice(grant=False, reason=Reason.COMPELLING, balance=BALANCE) for key in keys})
    desk.house.work()
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED
    announce(desk, request)
    Timetable(desk.house.store).look()
    desk.house.work()
    assert frozen in flags(desk)
    desk.house.clock.pass_by(days=7)
    Timetable(desk.house.store).look()
    desk.house.work()
    assert desk.house.kinds(request).count("restriction_lifted") == 1
    assert flags(desk) == before
    assert unfreezing(desk, request)[SYSTEM][1] == "done"
