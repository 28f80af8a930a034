"""What people and faults do to the rights: nothing is erased, forgotten or told that was not decided and done."""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo.customers import AINO, VAINO
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.roles import machine
from portal.domain.rulings import BALANCED, Balance, Choice, Reason
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import answering, decision, handling, review, steps
from portal.storage import tables as t
from portal.storage.door import person as person_door
from portal.storage.door.findings import findings_page
from portal.systems import registry
from portal.systems.contract import Effect, Identifiers, Page, Permanent, Record, RetryLater, Target
from portal.worker import answers
from tests import factories
from tests.cases import BALANCE, Desk
from tests.factories import MadeRequest
from tests.journey.conftest import clock, customers_template, desk, house, mailbox, register_file, shop, store

__all__ = ["clock", "customers_template", "desk", "house", "mailbox", "register_file", "shop", "store"]
OLD: dict[str, Any] = {"email": (VAINO.email or "").lower(), "name": f"Väinö {VAINO.last}"}
KEPT: dict[str, Any] = {"email": (AINO.email or "").lower(), "name": f"{AINO.first} {AINO.last}"}
REGISTER = "customer_register"
CARD = "A card in the old box"
NEW_YEAR = factories.MONDAY.replace(year=2027, month=1, day=1, hour=6)


def test_it_decides_again_what_a_law_keeps_until_the_same_day(desk: Desk) -> None:
    # Given a refusal after which nothing is erased and no use ends, and a look on the day when the keeping ends
    refused = {"erasure:name": Choice(grant=False, reason=Reason.LEGAL_DUTY)}
    request = desk.decided(Right.ERASURE, wishes=Wishes(erase=("name",)), choices=refused, **KEPT)
    assert desk.case(request).status is Status.ANSWERING
    # When it is taken back and decided anew
    review.reopen(desk.house.store, desk.staff, request.reference, desk.version(request), "Look again")
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request, refused)
    # Then it stands, and one look is due
    assert desk.case(request).status is Status.ANSWERING
    assert len([job for job in desk.house.jobs() if job.kind == "erasure.kept"]) == 1


class BreakingOff:
    """A connector whose search breaks off after its first page."""

    def __init__(self, connector: Any) -> None:
        self._connector = connector

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        if cursor is not None:
            raise Permanent("schema_changed")
        page: Page = self._connector.find(identifiers, None)
        return replace(page, cursor="more")


def found_by_hand_too(desk: Desk, *rights: Right, category: str, **who: Any) -> MadeRequest:
    """A request of which people found one record more, in a connected system whose search broke off."""
    healthy = desk.house.outside
    desk.house.outside = replace(healthy, connect=lambda *given: BreakingOff(registry.connect(*given)))
    request = desk.receive(*rights, **who)
    desk.house.outside = healthy
    step = desk.house.step(request, REGISTER)
    assert step.state == StepState.FAILED.value
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), step.id, "found", "", [(category, CARD)]
    )
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    return request


def carried(desk: Desk, request: MadeRequest, capability: Capability) -> list[Any]:
    return [one for one in desk.case(request).steps if one.system == REGISTER and one.capability is capability]


@pytest.mark.parametrize(
    ("right", "wishes", "capability"),
    [
        (Right.ERASURE, Wishes(), Capability.ERASE),
        (Right.RECTIFICATION, Wishes(corrections=(Correction("name", VAINO.last or "", "Uusi"),)), Capability.RECTIFY),
    ],
)
def test_it_asks_people_for_what_no_machine_can_address_beside_what_one_does(
    desk: Desk, right: Right, wishes: Wishes, capability: Capability
) -> None:
    # Given records of a machine, and one that a person found in the same system
    request = found_by_hand_too(desk, right, category="name", wishes=wishes, **OLD)
    cells = tuple(one.cell.key for one in desk.decision(request).cells if one.cell.value in {VAINO.last, CARD})
    desk.decide(request, {"rectification:0": Choice(grant=True, cells=cells)} if cells else None)
    # When the worker has done its part
    desk.house.work()
    # Then a person still has theirs to do, and nothing is answered before
    waiting = [one for one in carried(desk, request, capability) if one.state is StepState.BY_HAND]
    assert [any(CARD in task.text + task.before for task in one.tasks) for one in waiting] == [True]
    assert desk.case(request).status is Status.CARRYING_OUT


def test_an_erasure_waits_for_a_correction_by_hand_however_long_it_takes(desk: Desk) -> None:
    """It waits for its turn, and no system is away."""
    # Given a correction that a person does, and an erasure that a machine does after it
    wishes = Wishes(corrections=(Correction("phone", "old", "+358 40 999 8877"),))
    rights = (Right.ERASURE, Right.RECTIFICATION)
    request = found_by_hand_too(desk, *rights, category="phone", wishes=wishes, **OLD)
    plan = desk.decision(request)
    by_hand = {one.id for one in desk.house.rows(t.Finding, request) if one.kind == "by_hand"}
    cells = tuple(one.cell.key for one in plan.cells if one.cell.key.rpartition(":")[0] in by_hand)
    choice = Choice(grant=True, cells=cells, value="+358 40 999 8877")
    desk.decide(request, {one.key: choice for one in plan.rulings if one.right is Right.RECTIFICATION})
    desk.house.work()

    def erasure() -> tuple[str, str | None]:
        rows = [one for one in desk.house.rows(t.Step, request) if one.performer == "machine"]
        (found,) = [(one.state, one.fault) for one in rows if (one.system, one.capability) == (REGISTER, "erase")]
        return found

    assert erasure() == ("retrying", "order")
    # When nobody corrects anything for longer than a system may be away
    for _look in range(20):
        desk.house.clock.pass_by(hours=4)
        desk.house.work()
    # Then it waits still, and is carried out once the correction is done
    assert erasure() == ("retrying", "order")
    desk.finish_steps(request, "done")
    desk.house.work()
    assert erasure()[0] == "done"


def test_it_tells_nobody_that_what_a_person_could_not_erase_is_gone(desk: Desk) -> None:
    # Given an erasure that the machine has done, and a person could not do in the same system
    request = found_by_hand_too(desk, Right.ERASURE, category="name", **OLD)
    desk.decide(request)
    desk.house.work()
    desk.finish_steps(request, "cannot", "The box is lost")
    desk.house.work()
    # When the answer is released
    desk.release(request)
    desk.house.work()
    # Then what the person wrote down stands as it was, and the letter does not call it erased
    (card,) = [row for row in desk.house.rows(t.Finding, request) if row.kind == "by_hand"]
    assert desk.house.unsealed(card)["fields"], "what was not erased is not emptied"
    gathered = answering.gather_answered(desk.house.store, desk.house.shop.id, request.id)
    assert gathered is not None
    (letter,) = answers.compose(gathered)
    assert card.id not in gathered.erased
    assert gathered.erased
    assert "The box is lost" in letter.html


# ---- What a law kept, erased later


def released(desk: Desk, *, by_hand: bool = False) -> MadeRequest:
    """An erasure that was answered, of which a law keeps something; with a record of a person's among it."""
    if by_hand:
        request = found_by_hand_too(desk, Right.ERASURE, category="billing", **KEPT)
        desk.decide(request)
        desk.house.work()
        desk.finish_steps(request, "done")
        desk.house.work()
    else:
        request = desk.prepared(Right.ERASURE, **KEPT)
    desk.release(request)
    desk.house.work()
    return request


def erasures(desk: Desk, request: MadeRequest) -> list[t.Step]:
    found = [one for one in desk.house.rows(t.Step, request) if one.capability == "erase" and one.system == REGISTER]
    return sorted(found, key=lambda one: one.position)


def later_letters(desk: Desk, request: MadeRequest) -> int:
    return len([one for one in desk.house.rows(t.Letter, request) if one.kind == "erasure"]) - 1


class Killed(BaseException):
    """The worker is no more."""


class Failing:
    """A connector that erases, and then something happens."""

    def __init__(self, connector: Any, fault: BaseException, *, first: bool) -> None:
        self._connector, self._fault, self._first = connector, fault, first

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        if not self._first:
            self._connector.erase(targets, op_id)
        raise self._fault


def failing(desk: Desk, fault: BaseException, *, first: bool = False) -> None:
    """From now on the customer register fails so; before it erases anything where `first`."""
    desk.house.outside = replace(
        desk.house.outside, connect=lambda *given: Failing(registry.connect(*given), fault, first=first)
    )


def test_it_tells_of_what_was_kept_and_is_erased_wherever_the_worker_dies(desk: Desk) -> None:
    request = released(desk)
    done = len(erasures(desk, request))
    desk.house.clock.now = NEW_YEAR
    # Given a worker that dies after the system has erased, and before anything is written of it
    healthy = desk.house.outside
    failing(desk, Killed())
    with pytest.raises(Killed):
        desk.house.work()
    desk.house.outside = healthy
    # When another one comes
    for _hour in range(9):
        desk.house.clock.pass_by(hours=1)
        desk.house.work()
    # Then it is written down, and the person is told once
    assert [one.state for one in erasures(desk, request)] == ["done"] * (done + 1)
    assert later_letters(desk, request) == 1


def test_it_asks_people_for_what_was_kept_and_no_machine_may_erase(desk: Desk) -> None:
    request = released(desk)
    desk.house.clock.now = NEW_YEAR
    failing(desk, Permanent("not_writable"), first=True)
    desk.house.work()
    assert [one.state for one in erasures(desk, request)][-1] == StepState.BY_HAND.value
    assert later_letters(desk, request) == 0
    # And where they cannot either, the person is not told that it went
    desk.finish_steps(request, "cannot", "It is locked")
    desk.house.clock.pass_by(hours=2)
    desk.house.work()
    letters = sorted((one for one in desk.house.rows(t.Letter, request)), key=lambda one: one.at)
    assert later_letters(desk, request) == 1
    assert "It is locked" in desk.house.unsealed(letters[-1])["html"]
    assert person_door.case_page(desk.house.store, request.person).erased_later is None


def test_it_forgets_no_record_of_peoples_among_what_was_kept(desk: Desk) -> None:
    # Given an invoice on paper that a person found in a connected system
    request = released(desk, by_hand=True)
    (card,) = [row for row in desk.house.rows(t.Finding, request) if row.kind == "by_hand"]
    # When the day of the first keeping has passed, and it is not its day yet
    desk.house.clock.now = NEW_YEAR
    desk.house.work()
    # Then it is still kept
    kept = {one.id for ruling in desk.decision(request).decided_rulings for one in ruling.kept}
    assert card.id in kept
    # And when the last day of all has passed, a person is asked for it
    desk.house.clock.now = NEW_YEAR.replace(year=2040)
    desk.house.work()
    hand = [one for one in erasures(desk, request) if one.state == StepState.BY_HAND.value]
    assert [[task["text"] for task in desk.house.unsealed(one)["tasks"]] for one in hand] == [[CARD]]


def test_it_keeps_no_copy_of_what_was_kept_and_is_erased(desk: Desk) -> None:
    request = released(desk)
    before = {one.id for one in desk.house.rows(t.Finding, request) if desk.house.unsealed(one)["fields"]}
    desk.house.clock.now = NEW_YEAR
    for _hour in range(9):
        desk.house.clock.pass_by(hours=1)
        desk.house.work()
    gone = {id_ for ruling in desk.decision(request).decided_rulings for id_ in ruling.erased}
    left = {one.id for one in desk.house.rows(t.Finding, request) if desk.house.unsealed(one)["fields"]}
    assert before & gone
    assert not left & gone


# ---- What was decided, and whoever comes between


class Dying:
    """A connector after one of whose writes the worker is no more."""

    def __init__(self, connector: Any, deadly: str) -> None:
        self._connector, self._deadly = connector, deadly

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._connector, name)

        def called(*given: Any, **named: Any) -> Any:
            answer = method(*given, **named)
            if name == self._deadly:
                raise Killed
            return answer

        return called


@pytest.mark.parametrize("deadly", ["rectify", "rectified", "erase", "erased", "restrict", "restricted"])
def test_it_has_one_effect_and_one_record_wherever_the_worker_dies(desk: Desk, deadly: str) -> None:
    wishes = Wishes(
        corrections=(Correction("phone", str(AINO.phone), "+358 40 999 8877"),), restrict=RestrictionGround.ACCURACY
    )
    request = desk.decided(Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, wishes=wishes, **KEPT)
    healthy = desk.house.outside
    desk.house.outside = replace(healthy, connect=lambda *given: Dying(registry.connect(*given), deadly))
    with pytest.raises(Killed):
        desk.house.work()
    desk.house.outside = healthy
    for _round in range(4):
        desk.house.clock.pass_by(minutes=2)
        desk.house.work()
    kinds = desk.house.kinds(request)
    assert [kinds.count(kind) for kind in ("rectified", "erased", "restricted")] == [1, 1, 2]
    there = [one for one in desk.house.rows(t.Step, request) if one.system == REGISTER and one.capability != "find"]
    # What a machine does is done; the end of a use is for people
    assert {one.state for one in there if one.performer == "machine"} == {"done"}
    assert [(one.capability, one.right) for one in there if one.performer != "machine"] == [("restrict", "erasure")]


def test_it_takes_nothing_back_of_a_use_that_was_ended(desk: Desk) -> None:
    # Given an objection that was upheld, and people who ended the use
    request = desk.searched(Right.OBJECTION, wishes=Wishes(reason="I am known in town"), **KEPT)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request, {one.key: Choice(grant=True) for one in desk.decision(request).rulings})
    desk.house.work()
    desk.finish_steps(request, "done")
    desk.house.work()
    assert desk.case(request).status is Status.ANSWERING
    with pytest.raises(Refused, match="carried_out"):
        review.reopen(desk.house.store, desk.staff, request.reference, desk.version(request), "Look again")


def test_it_frees_whoever_was_frozen_and_is_somebody_else(desk: Desk) -> None:
    # Given an objection from a mailbox that is somebody else's on the register
    request = desk.searched(
        Right.OBJECTION, wishes=Wishes(reason="I am known in town"), email=KEPT["email"], name="Else"
    )
    desk.house.work()
    assert _flag(desk) == 1
    # When staff say that it is not this person
    desk.judge_all(request)
    for owner in findings_page(desk.house.store, desk.staff, request.reference).owners:
        review.judge_owner(
            desk.house.store, desk.staff, request.reference, desk.version(request), owner.system, owner.owner,
            is_person=False,
        )  # fmt: skip
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    # Then that customer's data is free again, and their own requests go on
    assert not [one for one in desk.house.rows(t.Restriction, request) if one.lifted_at is None]
    assert _flag(desk) in {0, None}


def _flag(desk: Desk) -> int | None:
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        query = "SELECT kasittely_rajoitettu FROM asiakkaat WHERE asiakasnro = ?"
        row = connection.execute(query, [AINO.number]).fetchone()
    return row[0] if row else None


def test_it_writes_no_word_of_a_person_in_the_clear(
    desk: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    wishes = Wishes(
        corrections=(Correction("phone", str(AINO.phone), "+358 40 CANARY77"),), restrict=RestrictionGround.ACCURACY,
        restrict_text="CANARY77 text", reason="CANARY77 reason",
    )  # fmt: skip
    asked = (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.OBJECTION)
    made = desk.searched(*asked, wishes=wishes, **KEPT)
    desk.judge_all(made)
    review.finish_review(desk.house.store, desk.staff, made.reference, desk.version(made))
    weighed = {part: f"CANARY77 {part}" for part in BALANCED}
    choices = {
        one.key: Choice(grant=False, reason=Reason.COMPELLING, told="CANARY77 told", balance=Balance(**weighed))
        for one in desk.decision(made).rulings
        if one.right is Right.OBJECTION
    }
    choices["rectification:0"] = Choice(
        grant=True, cells=tuple(one.cell.key for one in desk.decision(made).cells if one.cell.value == AINO.phone),
        value="+358 40 CANARY77",
    )  # fmt: skip
    desk.decide(made, choices)
    desk.house.work()
    desk.finish_steps(made, "cannot", "CANARY77 note")
    desk.house.work()
    desk.release(made)
    desk.house.work()
    jobs = [str(job.payload) + str(job.failure) for job in desk.house.jobs()]
    assert not [one for one in jobs if "CANARY77" in one]
    for file in tmp_path.rglob("*"):
        if file.is_file() and file != desk.house.register_file and "mailbox" not in str(file):
            data = file.read_bytes()
            assert b"CANARY77" not in data, file
    told = capfd.readouterr()
    assert "CANARY77" not in told.out + told.err


def test_it_erases_nothing_of_a_request_that_was_withdrawn(desk: Desk) -> None:
    before = desk.house.register_file.read_bytes()
    request = desk.decided(Right.ERASURE, **OLD)
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.work()
    desk.house.clock.now = NEW_YEAR
    desk.house.work()
    assert desk.house.register_file.read_bytes() == before


def test_it_keeps_no_copy_of_what_was_erased_before_the_person_withdrew(desk: Desk) -> None:
    request = desk.decided(Right.ERASURE, **OLD)
    desk.house.work()
    assert "erased" in desk.house.kinds(request)
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.work()
    gone = {id_ for ruling in desk.decision(request).decided_rulings for id_ in ruling.erased}
    left = {one.id for one in desk.house.rows(t.Finding, request) if desk.house.unsealed(one)["fields"]}
    assert gone
    assert not left & gone


def test_it_says_what_cannot_be_read_of_what_was_kept_and_erases_nothing(desk: Desk) -> None:
    # Given a register whose structure changed since the decision
    request = released(desk)
    before = desk.house.register_file.read_bytes()
    desk.house.clock.now = NEW_YEAR
    healthy = desk.house.outside
    desk.house.outside = replace(healthy, connect=lambda *given: Unreadable(registry.connect(*given)))
    desk.house.work()
    # Then nothing goes and nobody is told that it went; and once it can be read, it goes
    assert desk.house.register_file.read_bytes() == before
    assert later_letters(desk, request) == 0
    desk.house.outside = healthy
    desk.house.clock.pass_by(hours=2)
    desk.house.work()
    assert later_letters(desk, request) == 1


class Unreadable(BreakingOff):
    """A connector that cannot say what is held."""

    def held(self, owner: str) -> Iterator[Record]:
        raise Permanent("table_missing:order")


def test_it_asks_people_where_the_connection_is_gone(desk: Desk) -> None:
    request = released(desk)
    with desk.house.store.database.working(machine(desk.house.shop.id)) as session:
        for row in session.scalars(select(t.Connection)):
            session.delete(row)
    desk.house.clock.now = NEW_YEAR
    desk.house.work()
    assert erasures(desk, request)[-1].state == StepState.BY_HAND.value
    assert later_letters(desk, request) == 0


def test_it_erases_nothing_that_somebody_froze_until_it_is_free(desk: Desk) -> None:
    request = released(desk)
    freeze = Wishes(restrict=RestrictionGround.CLAIMS, restrict_text="A claim")
    desk.decided(Right.RESTRICTION, wishes=freeze, **KEPT)
    desk.house.work()
    done = len(erasures(desk, request))
    desk.house.clock.now = NEW_YEAR
    for _day in range(3):
        desk.house.work()
        desk.house.clock.pass_by(days=1, minutes=1)
    assert len(erasures(desk, request)) == done
    assert [job.finished_at for job in desk.house.jobs() if job.kind == "erasure.kept"] == [None]


def test_it_decides_once_where_two_press_at_once(desk: Desk) -> None:
    request = desk.searched(Right.ERASURE, **OLD)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    seen, version = desk.decision(request).digest, desk.version(request)

    def press(_who: int) -> str:
        try:
            decision.decide(desk.house.store, desk.staff, request.reference, version, seen)
        except Conflict as fault:
            return fault.code
        return "decided"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(press, range(2))) == ["case_changed", "decided"]
    desk.house.work()
    assert desk.house.kinds(request).count("erased") == 1


# ---- Second looks


def orders_again(desk: Desk, number: int) -> None:
    """The customer buys something in the shop."""
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "INSERT INTO tilaukset (tilausnro, asiakasnro, pvm, tila) VALUES (999999, ?, '2026-11-23', 1)", [number]
        )
        connection.commit()


def test_it_erases_nothing_of_a_customer_who_ordered_since_the_search(desk: Desk) -> None:
    # Given a decided erasure of a whole customer, who then orders
    request = desk.decided(Right.ERASURE, **OLD)
    orders_again(desk, VAINO.number)
    before = desk.house.register_file.read_bytes()
    # When the worker comes to erase
    desk.house.work()
    # Then nothing goes, and a person is to look
    assert desk.house.register_file.read_bytes() == before
    (step,) = erasures(desk, request)
    assert (step.state, step.fault) == (StepState.FAILED.value, "records_since")
    assert desk.case(request).status is Status.CARRYING_OUT


def test_it_erases_what_was_kept_also_where_an_order_came_since(desk: Desk) -> None:
    request = released(desk)
    orders_again(desk, AINO.number)
    desk.house.clock.now = NEW_YEAR
    for _hour in range(3):
        desk.house.work()
        desk.house.clock.pass_by(hours=1)
    assert erasures(desk, request)[-1].state == StepState.DONE.value
    assert later_letters(desk, request) == 1


def test_it_asks_people_for_what_was_kept_where_a_register_stays_unreadable(desk: Desk) -> None:
    request = released(desk)
    desk.house.clock.now = NEW_YEAR
    healthy = desk.house.outside
    desk.house.outside = replace(healthy, connect=lambda *given: Unreadable(registry.connect(*given)))
    for _hour in range(80):
        desk.house.work()
        desk.house.clock.pass_by(hours=1)
    assert erasures(desk, request)[-1].state == StepState.BY_HAND.value
    assert later_letters(desk, request) == 0


def test_it_enters_in_the_ledger_what_a_person_erased_for_the_machine(desk: Desk) -> None:
    request = desk.decided(Right.ERASURE, **OLD)
    failing(desk, Permanent("not_writable"), first=True)
    desk.house.work()
    (step,) = erasures(desk, request)
    assert step.state == StepState.BY_HAND.value
    desk.finish_steps(request, "done")
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        assert {one.system for one in session.scalars(select(t.ErasureEntry))} == {REGISTER}


def test_it_takes_in_the_sure_ones_twice_without_a_fault(desk: Desk) -> None:
    request = desk.searched(**KEPT)
    store, reference = desk.house.store, request.reference
    assert review.include_exact(store, desk.staff, reference, desk.version(request)).taken > 0
    assert review.include_exact(store, desk.staff, reference, desk.version(request)).taken == 0


def test_it_writes_a_correction_into_no_value_of_another_category(desk: Desk) -> None:
    wishes = Wishes(corrections=(Correction("phone", str(AINO.phone), "x"), Correction("email", "", "y@example.org")))
    request = desk.searched(Right.RECTIFICATION, wishes=wishes, **KEPT)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    page = desk.decision(request)
    foreign = next(one.cell.key for one in page.cells if one.cell.category == "email")
    for cell in (foreign, "nothing:0", f"{foreign}9"):
        choices = {
            "rectification:0": Choice(grant=True, cells=(cell,)),
            "rectification:1": Choice(grant=False, reason=Reason.ACCURATE),
        }
        with pytest.raises(Invalid, match="cells_missing"):
            desk.decide(request, choices)
    assert desk.house.rows(t.Decision, request) == []


def test_it_stops_asking_a_system_that_does_not_count(desk: Desk) -> None:
    request = desk.searched(Right.ERASURE, **OLD)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.outside = replace(desk.house.outside, connect=lambda *given: Away(registry.connect(*given)))
    for _try in range(8):
        desk.house.work()
        desk.house.clock.pass_by(minutes=30)
    (preview,) = [one for one in desk.decision(request).previews if one.system == REGISTER]
    assert preview.fault == "unreachable"
    assert not [job for job in desk.house.jobs() if job.kind == "erasure.preview" and job.finished_at is None]


class Away(BreakingOff):
    """A connector of a system that does not answer."""

    def preview(self, targets: Sequence[Target]) -> Effect:
        raise RetryLater("unreachable")


@pytest.mark.parametrize("asked", [RestrictionGround.ACCURACY, RestrictionGround.CLAIMS])
def test_it_keeps_frozen_what_was_asked_whatever_becomes_of_the_objection(desk: Desk, asked: RestrictionGround) -> None:
    wishes = Wishes(purposes=("customer_relationship",), reason="Syyni", restrict=asked)
    refusal = Choice(grant=False, reason=Reason.COMPELLING, balance=BALANCE)
    request = desk.prepared(
        Right.OBJECTION, Right.RESTRICTION, wishes=wishes, choices={"objection:customer_relationship": refusal}, **KEPT
    )
    frozen = [one for one in desk.house.rows(t.Restriction, request) if one.system == REGISTER]
    assert [(one.ground, one.lifted_at) for one in frozen] == [(asked.value, None)]
