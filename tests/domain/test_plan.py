"""Which steps a request needs, before and after its decision, and what follows from their ends."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.following import Follow, StepStand, follows
from portal.domain.lifecycle import LOOKED_FOR, Capability, Right, Status, StepState
from portal.domain.plan import HeldRow, carrying_out, steps_for
from portal.domain.rulings import Answer, Keeping, Reason, Ruling
from portal.domain.wishes import Correction, Wishes
from tests.factories import make_register

TODAY = date(2026, 11, 23)
CONNECTED = frozenset({"customer_register"})
REGISTER = make_register()
CUSTOMER = HeldRow(
    "f1", "customer_register", "customer", "7", "7", "email", (("email", "sahkoposti", "a@example.org"),)
)
ORDER = HeldRow("f2", "customer_register", "order", "12", "7", "orders", (("date", "pvm", "2020-01-02"),))
CHAT = HeldRow("f3", "slack", "by_hand", "s:1", "", "orders", (("text", "", "She asked for a pressing"),))
ROWS = {row.id: row for row in (CUSTOMER, ORDER, CHAT)}


@pytest.mark.parametrize("right", LOOKED_FOR)
def test_it_searches_every_system_once_for_whatever_right(right: Right) -> None:
    steps = steps_for(REGISTER, [right], TODAY, CONNECTED)
    assert [step.system for step in steps] == [system.key for system in REGISTER.systems]
    assert {(step.capability, step.right) for step in steps} == {(Capability.FIND, right)}


def test_it_searches_no_system_twice_for_several_rights() -> None:
    steps = steps_for(REGISTER, list(Right), TODAY, CONNECTED)
    finds = [step.system for step in steps if step.capability is Capability.FIND]
    assert len(finds) == len(set(finds)) == len(REGISTER.systems)
    assert any(step.capability is Capability.SUPPRESS for step in steps)


def test_it_searches_nothing_for_a_marketing_objection() -> None:
    assert {step.capability for step in steps_for(REGISTER, [Right.MARKETING], TODAY, CONNECTED)} == {
        Capability.SUPPRESS
    }


def test_it_puts_the_steps_of_a_system_under_the_category_of_those_who_do_them() -> None:
    systems = tuple(
        replace(one, step_category="billing") if one.key == "payment_provider" else one for one in REGISTER.systems
    )
    steps = steps_for(replace(REGISTER, systems=systems), [Right.ACCESS], TODAY, CONNECTED)
    assert {step.system: step.category for step in steps if step.category != "unsorted"} == {
        "payment_provider": "billing"
    }


def test_it_erases_by_machine_what_a_machine_found_and_by_hand_what_people_wrote_down() -> None:
    # Given an erasure of two of three records
    rulings = [_ruling(Right.ERASURE, "orders", erased=("f2", "f3")), _ruling(Right.ERASURE, "email")]
    steps = carrying_out(REGISTER, rulings, ROWS, Wishes(), TODAY, CONNECTED)
    # Then each system has its own step, and no more than what was decided
    by_system = {step.system: step for step in steps}
    assert set(by_system) == {"customer_register", "slack"}
    machine, hand = by_system["customer_register"], by_system["slack"]
    assert machine.performer == "machine"
    assert machine.value is not None
    assert hand.value is not None
    assert machine.value["targets"] == [["order", "12", "7", ["orders"]]]
    assert hand.state is StepState.BY_HAND
    assert hand.value["tasks"][0]["text"] == "She asked for a pressing"


def test_it_corrects_the_chosen_cells_alone() -> None:
    wishes = Wishes(corrections=(Correction("email", "", "b@example.org"),))
    ruling = replace(_ruling(Right.RECTIFICATION, "0"), category="email", cells=("f1:0",), value="b@example.org")
    (step,) = carrying_out(REGISTER, [ruling], ROWS, wishes, TODAY, CONNECTED)
    assert step.value is not None
    assert step.value["changes"] == [["customer", "7", "7", "sahkoposti", "a@example.org", "b@example.org"]]


def test_it_asks_people_to_correct_where_no_cell_is_known() -> None:
    wishes = Wishes(corrections=(Correction("phone", "040 1", "040 2"),))
    ruling = replace(_ruling(Right.RECTIFICATION, "0"), category="phone")
    steps = carrying_out(REGISTER, [ruling], ROWS, wishes, TODAY, CONNECTED)
    assert steps
    assert all(step.state is StepState.BY_HAND for step in steps)
    assert all(step.value is not None and step.value["tasks"][0]["after"] == "040 2" for step in steps)
    assert len(steps) == len({step.system for step in steps})


def test_it_leaves_to_people_what_they_wrote_down_in_a_connected_system() -> None:
    noted = HeldRow("f4", "customer_register", "by_hand", "s:2", "", "orders", (("text", "", "A paper order"),))
    rulings = [_ruling(Right.ERASURE, "orders", erased=("f2", "f4"))]
    machine, hand = carrying_out(REGISTER, rulings, {**ROWS, "f4": noted}, Wishes(), TODAY, CONNECTED)
    assert (machine.performer, hand.state) == ("machine", StepState.BY_HAND)
    assert hand.value is not None
    assert [task["text"] for task in hand.value["tasks"]] == ["A paper order"]


def test_it_carries_nothing_out_of_a_refusal() -> None:
    refused = [
        replace(_ruling(right, "0"), answer=Answer.REFUSED, reason=Reason.UNFOUNDED, category="email")
        for right in LOOKED_FOR
    ]
    wishes = Wishes(corrections=(Correction("email", "", "x"),))
    assert carrying_out(REGISTER, refused, ROWS, wishes, TODAY, CONNECTED) == []


def test_it_erases_last() -> None:
    rulings = [
        _ruling(Right.ERASURE, "orders", erased=("f2",)),
        replace(_ruling(Right.RESTRICTION, "all"), category="unsorted"),
        replace(_ruling(Right.RECTIFICATION, "0"), category="email", cells=("f1:0",), value="b@example.org"),
    ]
    wishes = Wishes(corrections=(Correction("email", "", "b@example.org"),))
    steps = carrying_out(REGISTER, rulings, ROWS, wishes, TODAY, CONNECTED)
    order = [step.capability for step in steps]
    assert order == sorted(order, key=[Capability.RECTIFY, Capability.RESTRICT, Capability.ERASE].index)


@pytest.mark.parametrize("state", [StepState.WAITING, StepState.BY_HAND, StepState.FAILED, StepState.UNKNOWN])
def test_it_answers_only_when_everything_decided_is_carried_out(state: StepState) -> None:
    done = StepStand(Right.ERASURE, StepState.DONE, Capability.ERASE)
    open_one = StepStand(Right.ERASURE, state, Capability.ERASE)
    assert Follow.ANSWER not in follows(Status.CARRYING_OUT, {Right.ERASURE}, [done, open_one])
    assert Follow.ANSWER in follows(Status.CARRYING_OUT, {Right.ERASURE}, [done])


def test_it_writes_no_answer_of_its_own_for_a_marketing_objection_alone() -> None:
    step = StepStand(Right.MARKETING, StepState.DONE, Capability.SUPPRESS)
    assert Follow.ANSWER not in follows(Status.CARRYING_OUT, {Right.MARKETING}, [step])


def _ruling(right: Right, subject: str, erased: tuple[str, ...] = ()) -> Ruling:
    return Ruling(right, subject, Answer.GRANTED, category=subject, erased=erased)


def test_it_ends_the_use_of_what_stays_for_the_purposes_that_let_it_go() -> None:
    # Given an order that stays for the bookkeeping alone
    kept = (Keeping("f2", Reason.LEGAL_DUTY, date(2027, 12, 31), "bookkeeping", bound=True),)
    ruling = replace(
        _ruling(Right.ERASURE, "orders"), answer=Answer.KEPT, kept=kept, ended=("targeted_marketing", "orders")
    )
    # Then people end its other uses where it is, and nothing is erased
    (step,) = carrying_out(REGISTER, [ruling], ROWS, Wishes(), TODAY, CONNECTED)
    assert (step.system, step.capability, step.right) == ("customer_register", Capability.RESTRICT, Right.ERASURE)
    assert step.state is StepState.BY_HAND
    assert step.value is not None
    assert step.value["purposes"] == ["orders", "targeted_marketing"]
    assert [task["category"] for task in step.value["tasks"]] == ["orders"]
    # And where no use ends there is nothing to do
    assert carrying_out(REGISTER, [replace(ruling, ended=())], ROWS, Wishes(), TODAY, CONNECTED) == []
