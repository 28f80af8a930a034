"""An erasure can be taken back for a while, and a second person looks at it and at the answer where the owner wants."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from portal.demo.customers import AINO, VAINO
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Capability, Right, Status
from portal.domain.next_act import Act
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.domain.rulings import Choice
from portal.domain.wishes import Correction, Wishes
from portal.journey import answering, handling, identity, review, safeguards, steps
from portal.journey.answering import MadePackage
from portal.keys import links
from portal.office import registers
from portal.office import safeguards as office
from portal.storage import tables as t
from portal.storage.door import queue
from portal.storage.door import safeguards as door
from portal.worker.answers import compose
from tests import factories
from tests.cases import Desk
from tests.counter import entered
from tests.factories import MadeRequest
from tests.journey.test_carrying_out import held, of

PHONE = Wishes(corrections=(Correction("phone", str(AINO.phone), "+358 40 999 8877"),))

ERASES = ("erase", "waiting")


@pytest.fixture
def careful(desk: Desk) -> Desk:
    """A desk at a shop whose erasures wait a day."""
    factories.let_erasures_begin(desk.house.store, desk.house.shop, 24)
    return desk


@pytest.fixture
def colleague(desk: Desk) -> Viewer:
    """Another who handles requests there."""
    return factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER)


def two_of_us(desk: Desk, hours: int = 0) -> None:
    factories.let_erasures_begin(desk.house.store, desk.house.shop, hours, second_person=True)


def act_of(desk: Desk, request: MadeRequest) -> Act:
    """What the queue says comes next."""
    store, today = desk.house.store, desk.today
    _counts, page, _hands = queue.look(store, desk.staff, queue.Filters(search=request.reference), today)
    return page.rows[0].next.act


def test_a_new_company_can_take_an_erasure_back_for_a_day(desk: Desk) -> None:
    # A company that never set anything; the tests' other houses wait for nothing
    made = registers.found_controller(desk.house.store, factories.make_register("thewind"))
    kept = door.settings(desk.house.store, Viewer(ViewerKind.STAFF, made.id, staff_id="x", role=Role.OWNER))
    assert (kept.undo_hours, kept.second_person) == (24, False)


def test_it_waits_a_day_and_erases_then_by_itself(careful: Desk) -> None:
    before = held(careful)
    request = careful.decided(Right.ERASURE, **of(VAINO))
    careful.house.work()
    careful.house.clock.pass_by(hours=23, minutes=59)
    careful.house.work()
    assert held(careful) == before
    assert act_of(careful, request) is Act.WAIT_UNDO
    assert not careful.case(request).moves
    careful.house.clock.pass_by(minutes=1)
    careful.house.work()
    assert held(careful) != before
    assert "undo_passed" in careful.house.kinds(request)
    assert act_of(careful, request) is not Act.WAIT_UNDO


def test_it_is_taken_back_with_its_reason_and_decided_anew(careful: Desk) -> None:
    before = held(careful)
    request = careful.decided(Right.ERASURE, Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    careful.house.work()
    store, staff = careful.house.store, careful.staff
    with pytest.raises(Invalid, match="reason_missing"):
        safeguards.take_back(store, staff, request.reference, careful.version(request), " ")
    safeguards.take_back(store, staff, request.reference, careful.version(request), "The wrong Aino.")
    careful.house.clock.pass_by(days=2)
    careful.house.work()
    # Neither erased nor corrected, and nothing of the decision is left
    assert held(careful) == before
    assert careful.case(request).status is Status.DECISION
    assert careful.house.rows(t.Decision, request) == []
    # Decided again, it is carried out once its own day has passed
    careful.decide(request)
    careful.house.work()
    assert held(careful) == before
    careful.house.clock.pass_by(days=1)
    careful.house.work()
    assert held(careful) != before
    careful.finish_steps(request, "done")
    careful.house.work()
    assert careful.case(request).status is Status.ANSWERING


def test_what_people_erased_is_emptied_though_it_was_taken_back_once(careful: Desk) -> None:
    request = partly_by_hand(careful)
    take_back(careful, request)
    careful.decide(request)
    careful.house.clock.pass_by(days=1)
    careful.house.work()
    careful.finish_steps(request, "done")
    careful.house.work()
    careful.release(request)
    careful.house.work()
    (noted,) = [row for row in careful.house.rows(t.Finding, request) if row.system == "slack"]
    assert careful.house.unsealed(noted).get("wiped")


def test_what_stays_after_all_is_not_taken_for_what_goes(careful: Desk) -> None:
    # Given an erasure of everything, taken back because one of the records is another's
    request = careful.decided(Right.ERASURE, **of(VAINO))
    take_back(careful, request)
    found = {row.id: (row.kind, careful.house.unsealed(row)["key"]) for row in careful.house.rows(t.Finding, request)}
    kinds = [kind for kind, _key in set(found.values())]
    kind, stays = min(one for one in set(found.values()) if one[0] == max(kinds, key=kinds.count))
    judge_another(careful, request, [id_ for id_, place in found.items() if place == (kind, stays)])
    careful.house.work()
    # When it is decided anew
    careful.decide(request)
    begin_now(careful, request)
    # Then the machine is told of that one beside what it erases
    step = next(one for one in careful.house.rows(t.Step, request) if (one.capability, one.state) == ERASES)
    taken = steps.take_step(careful.house.store, careful.house.shop.id, request.id, step.id)
    assert taken is not None
    alike = [one for one in taken.targets if one.kind == kind]
    assert alike
    assert all(stays in one.beside for one in alike)


def test_the_review_opens_again_after_it_was_taken_back(careful: Desk) -> None:
    request = careful.decided(Right.ERASURE, **of(VAINO))
    take_back(careful, request)
    review.reopen(careful.house.store, careful.staff, request.reference, careful.version(request), "Another Väinö.")
    assert careful.case(request).status is Status.REVIEW


def test_it_begins_at_once_where_the_owner_will_not_wait(careful: Desk) -> None:
    before = held(careful)
    request = careful.decided(Right.ERASURE, **of(VAINO))
    begin_now(careful, request)
    careful.house.work()
    assert held(careful) != before
    with pytest.raises(Refused, match="order"):
        safeguards.take_back(careful.house.store, careful.staff, request.reference, careful.version(request), "Late")


def test_nobody_is_told_to_erase_by_hand_before_it_begins(careful: Desk) -> None:
    request = partly_by_hand(careful)
    hand = next(one for one in careful.case(request).steps if one.capability == "erase" and one.system == "slack")
    assert hand.state == "waiting"
    with pytest.raises(Refused, match="undo_first"):
        complete(careful, request, hand.id)
    careful.house.clock.pass_by(days=1)
    careful.house.work()
    assert careful.case(request).step(hand.id).state == "by_hand"
    complete(careful, request, hand.id)


def test_marketing_never_waits(careful: Desk) -> None:
    two_of_us(careful, 168)
    request = careful.receive(Right.MARKETING, **of(AINO))
    assert careful.house.step(request, right="marketing").outcome == "done"
    assert "register_suppressed" in careful.house.kinds(request)


def test_it_never_waits_into_the_last_day(careful: Desk) -> None:
    request, last = before_the_last_day(careful)
    careful.house.clock.now = last - timedelta(hours=6)
    careful.decide(request)
    assert careful.case(request).undo_until == last
    careful.house.clock.pass_by(hours=6)
    careful.house.work()
    assert careful.case(request).undo_until is None


def test_on_the_last_day_it_begins_at_once(careful: Desk) -> None:
    request, last = before_the_last_day(careful)
    careful.house.clock.now = last + timedelta(hours=9)
    before = held(careful)
    careful.decide(request)
    careful.house.work()
    assert held(careful) != before


def test_who_withdraws_meanwhile_is_not_erased(careful: Desk) -> None:
    before = held(careful)
    request = careful.decided(Right.ERASURE, **of(VAINO))
    handling.withdraw(careful.house.store, request.person, request.reference)
    careful.house.clock.pass_by(days=2)
    careful.house.work()
    assert held(careful) == before


def test_the_copy_and_the_wait_both_come_first(careful: Desk) -> None:
    before = held(careful)
    request = careful.decided(Right.ACCESS, Right.ERASURE, **of(VAINO))
    careful.house.work()
    assert "copy_prepared" in careful.house.kinds(request)
    assert held(careful) == before
    begin_now(careful, request)
    careful.house.work()
    assert held(careful) != before


def test_a_copy_that_was_made_for_another_decision_is_none_of_this_one(careful: Desk) -> None:
    # Given a copy that the worker is making while the decision is taken back and made otherwise
    store, request = careful.house.store, careful.decided(Right.ACCESS, Right.ERASURE, **of(VAINO))
    gathered = answering.gather_for_copy(store, careful.house.shop.id, request.id)
    assert gathered is not None
    take_back(careful, request)
    judge_another(careful, request, [careful.findings(request)[0].id])
    careful.decide(request)
    # When it comes
    with pytest.raises(Conflict, match="answer_changed"):
        answering.record_copy(store, gathered, MadePackage(BytesIO(b"of the first decision"), "d" * 64))
    # Then it is thrown away, and the next decision has its own
    assert careful.house.rows(t.Package, request) == []
    careful.house.work()
    assert len(careful.house.rows(t.Package, request)) == 1


def test_a_letter_that_was_written_for_another_decision_is_none_of_this_one(careful: Desk) -> None:
    store, request = careful.house.store, careful.decided(Right.ACCESS, Right.PORTABILITY, **of(VAINO))
    gathered = answering.gather(store, careful.house.shop.id, request.id)
    assert gathered is not None
    review.reopen(store, careful.staff, request.reference, careful.version(request), "One word more.")
    reviewed(careful, request)
    careful.house.clock.pass_by(minutes=1)
    careful.decide(request)
    with pytest.raises(Conflict, match="answer_changed"):
        answering.record_prepared(store, gathered, compose(gathered), None)


def test_an_erasure_waits_for_the_second_person(desk: Desk, colleague: Viewer) -> None:
    two_of_us(desk)
    before = held(desk)
    request = desk.decided(Right.ERASURE, **of(VAINO))
    desk.house.work()
    assert held(desk) == before
    assert act_of(desk, request) is Act.SECOND
    digest = to_approve(desk, request)
    # Whoever decided is not the second person, and a look at another decision is none
    with pytest.raises(Refused, match="second_is_first"):
        approve(desk, desk.staff, request, digest)
    with pytest.raises(Conflict, match="plan_changed"):
        approve(desk, colleague, request, "0" * 64)
    approve(desk, colleague, request, digest, "Counted once more.")
    desk.house.work()
    assert held(desk) != before
    (approval,) = door.standing(desk.house.store, colleague, request.reference).approvals
    assert (approval.kind, approval.note) == ("erasure", "Counted once more.")


def test_the_second_person_approves_what_was_decided_and_not_what_was_proposed(desk: Desk, colleague: Viewer) -> None:
    two_of_us(desk)
    before = held(desk)
    request = desk.decided(Right.ERASURE, **of(AINO))
    read = to_approve(desk, request)
    # Over the same proposal more is erased now than the colleague has read of
    take_back(desk, request)
    more = {"erasure:phone": Choice(grant=True, why_more="Nobody needs it.")}
    desk.decide(request, more)
    with pytest.raises(Conflict, match="plan_changed"):
        approve(desk, colleague, request, read)
    # And the very same decision, made anew, is looked at anew
    read = to_approve(desk, request)
    take_back(desk, request)
    desk.house.clock.pass_by(minutes=1)
    desk.decide(request, more)
    with pytest.raises(Conflict, match="plan_changed"):
        approve(desk, colleague, request, read)
    desk.house.work()
    assert held(desk) == before
    approve(desk, colleague, request, to_approve(desk, request))
    desk.house.work()
    assert held(desk) != before


def test_an_answer_is_released_by_two(desk: Desk, colleague: Viewer) -> None:
    two_of_us(desk)
    request = desk.prepared(Right.ACCESS)
    with pytest.raises(Refused, match="second_first"):
        desk.release(request)
    store, reference = desk.house.store, request.reference
    digest = desk.decision(request).answer_digest
    with pytest.raises(Refused, match="second_is_first"):
        safeguards.approve_release(store, desk.staff, reference, desk.version(request), digest)
    with pytest.raises(Conflict, match="answer_changed"):
        safeguards.approve_release(store, colleague, reference, desk.version(request), "0" * 64)
    safeguards.approve_release(store, colleague, reference, desk.version(request), digest)
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED


def test_an_answer_goes_to_nobody_else_than_whom_the_second_person_saw(desk: Desk, colleague: Viewer) -> None:
    # Given an answer to somebody known otherwise than by the mailbox they typed, that was approved
    store, shop = desk.house.store, desk.house.shop
    two_of_us(desk)
    request = entered(store, shop, desk.staff, email="slip-of-the-pen@example.net", phones="040 123 4567")
    desk.house.work()
    desk.finish_steps(request)
    desk.judge_all(request)
    reviewed(desk, request)
    desk.decide(request)
    desk.house.work()
    assert desk.case(request).requester["email"] == ""
    digest = desk.decision(request).answer_digest
    safeguards.approve_release(store, colleague, request.reference, desk.version(request), digest)
    # When the link that was mailed to that address is pressed, with its code
    (proof,) = [one for one in desk.house.rows(t.Proof, request) if one.purpose == "confirm"]
    code = links.code(store.ring, proof.id, proof.purpose)
    identity.confirm(store, shop.id, request.id, proof.id, "b" * 64, code, desk.register)
    assert desk.case(request).requester["email"] == "slip-of-the-pen@example.net"
    # Then it is approved anew before it goes there
    with pytest.raises(Refused, match="second_first"):
        desk.release(request)
    assert desk.decision(request).answer_digest != digest


def test_the_colleague_may_release_what_another_decided(desk: Desk, colleague: Viewer) -> None:
    two_of_us(desk)
    request = desk.prepared(Right.ACCESS)
    Desk(desk.house, colleague).release(request)
    assert desk.case(request).status is Status.ANSWERED


def test_nothing_waits_for_a_second_person_where_there_is_none(desk: Desk) -> None:
    # A colleague with a limit does not see what is given, and so is not the second person
    factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    two_of_us(desk)
    request = desk.prepared(Right.ERASURE, **of(VAINO))
    assert any(one.capability is Capability.ERASE and one.outcome == "done" for one in desk.case(request).steps)
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED


def test_the_owner_sets_it_and_nobody_else(desk: Desk, colleague: Viewer) -> None:
    store = desk.house.store
    with pytest.raises(Refused, match="may_not"):
        office.keep(store, colleague, 4, second_person=True)
    with pytest.raises(Invalid, match="unknown_choice"):
        office.keep(store, desk.staff, 5, second_person=True)
    office.keep(store, desk.staff, 4, second_person=True)
    kept = door.settings(store, desk.staff)
    assert (kept.undo_hours, kept.second_person) == (4, True)


def take_back(desk: Desk, request: MadeRequest) -> None:
    safeguards.take_back(desk.house.store, desk.staff, request.reference, desk.version(request), "Looked at anew.")


def begin_now(desk: Desk, request: MadeRequest) -> None:
    safeguards.begin_now(desk.house.store, desk.staff, request.reference, desk.version(request))


def to_approve(desk: Desk, request: MadeRequest) -> str:
    """The digest of what waits for the second person."""
    return door.standing(desk.house.store, desk.staff, request.reference).digest


def approve(desk: Desk, who: Viewer, request: MadeRequest, digest: str, note: str = "") -> None:
    safeguards.approve_erasure(desk.house.store, who, request.reference, desk.version(request), digest, note)


def judge_another(desk: Desk, request: MadeRequest, ids: list[str]) -> None:
    """Say of records that they are somebody else's."""
    store, version = desk.house.store, desk.version(request)
    review.judge(store, desk.staff, request.reference, version, ids, "withheld", "not_this_person")


def partly_by_hand(desk: Desk) -> MadeRequest:
    """An erasure that was decided, some of it in a system that people erase from."""
    request = desk.receive(Right.ERASURE, **of(VAINO))
    desk.finish_finds(request, {"slack": "orders"})
    desk.judge_all(request, theirs=True)
    reviewed(desk, request)
    desk.decide(request)
    return request


def before_the_last_day(desk: Desk) -> tuple[MadeRequest, datetime]:
    """An erasure that waits for its decision, and the moment at which its last day begins."""
    request = desk.searched(Right.ERASURE, **of(VAINO))
    desk.judge_all(request)
    reviewed(desk, request)
    last = datetime.combine(desk.house.request(request).safe, time(), ZoneInfo("Europe/Helsinki"))
    return request, last.astimezone(UTC)


def reviewed(desk: Desk, request: MadeRequest) -> None:
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))


def complete(desk: Desk, request: MadeRequest, step_id: str) -> None:
    steps.complete_by_hand(desk.house.store, desk.staff, request.reference, desk.version(request), step_id, "done", "")
