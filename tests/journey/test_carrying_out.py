"""What was decided is written into the customer register, and no other cell of it."""

import errno
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo.customers import AINO, VAINO, Customer
from portal.domain.errors import Refused
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.rulings import Answer
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import handling, review
from portal.storage import files
from portal.storage import tables as t
from portal.storage.door import case as case_door
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest
from tests.register_dump import Rows, changes, dump

KEYS = {
    "asiakkaat": "asiakasnro", "yhteystiedot": "id", "tilaukset": "tilausnro", "tilausrivit": "id",
    "laskut": "laskunro", "suostumukset": "id", "markkinointikiellot": "asiakasnro", "muistiinpanot": "id",
}  # fmt: skip
PHONE = Wishes(corrections=(Correction("phone", str(AINO.phone), "+358 40 999 8877"),))


def of(customer: Customer) -> dict[str, Any]:
    """How the customer asks."""
    return {"email": (customer.email or "").strip().lower(), "name": f"{customer.first or 'Väinö'} {customer.last}"}


def held(desk: Desk) -> dict[str, Rows]:
    return dump(f"sqlite:///{desk.house.register_file}")


def orders_of(rows: dict[str, Rows], number: int) -> set[int]:
    """The numbers of a customer's orders; they were given in the order of the days."""
    return {row["tilausnro"] for row in rows["tilaukset"] if row["asiakasnro"] == number}


def test_it_erases_a_whole_customer_whom_nothing_keeps_and_nobody_else(desk: Desk) -> None:
    # Given a customer whose last order is long ago
    before = held(desk)
    request = desk.decided(Right.ERASURE, **of(VAINO))
    assert desk.case(request).status is Status.CARRYING_OUT
    assert held(desk) == before
    # When the worker carries the decision out
    desk.house.work()
    # Then no row of the customer is left but the prohibitions that stay, and every other row stands
    after = held(desk)
    gone = changes(before, after, KEYS)
    mine = {name: [row for row in before[name] if row.get("asiakasnro") == VAINO.number] for name in before}
    orders = orders_of(before, VAINO.number)
    wanted = {
        (name, row[KEYS[name]], "-") for name in ("asiakkaat", "laskut", "tilaukset", "suostumukset", "muistiinpanot")
        for row in mine[name]
    } | {("tilausrivit", row["id"], "-") for row in before["tilausrivit"] if row["tilausnro"] in orders}  # fmt: skip
    assert gone == wanted
    assert _step(desk, request, Capability.ERASE).outcome == "done"


def test_it_keeps_what_a_law_keeps_and_says_until_when(desk: Desk) -> None:
    before = held(desk)
    request = desk.decided(Right.ERASURE, **of(AINO))
    desk.house.work()
    changed = changes(before, held(desk), KEYS)
    # The order beyond every term goes with its lines and its invoice; the others stay, and so does who they are of
    old = min(orders_of(before, AINO.number))
    assert ("tilaukset", old, "-") in changed
    assert {number for table, number, _mark in changed if table == "tilaukset"} == {old}
    assert not [one for one in changed if one[0] == "asiakkaat"]
    rulings = {one.subject: one for one in desk.decision(request).decided_rulings}
    assert rulings["billing"].answer is Answer.IN_PART
    assert rulings["name"].answer is Answer.KEPT
    assert all(one.until is not None for one in rulings["billing"].kept)


def test_it_previews_exactly_what_it_erases(desk: Desk) -> None:
    request = desk.searched(Right.ERASURE, **of(AINO))
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    (preview,) = [one for one in desk.decision(request).previews if one.system == "customer_register"]
    desk.decide(request)
    desk.house.work()
    step = _step(desk, request, Capability.ERASE)
    assert dict(preview.counts) == desk.house.unsealed(step)["counts"]
    assert step.count == sum(preview.counts.values()) > 0


def test_it_corrects_one_cell(desk: Desk) -> None:
    before = held(desk)
    request = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    desk.house.work()
    changed = changes(before, held(desk), KEYS)
    assert changed - {("asiakkaat", AINO.number, "muutettu")} == {("asiakkaat", AINO.number, "puhelin")}
    (row,) = [row for row in held(desk)["asiakkaat"] if row["asiakasnro"] == AINO.number]
    assert row["puhelin"] == "+358 40 999 8877"
    assert "rectified" in desk.house.kinds(request)


def test_it_freezes_and_every_other_request_meets_it(desk: Desk) -> None:
    # Given data that is only stored by one request
    freeze = Wishes(restrict=RestrictionGround.ACCURACY, restrict_text="The phone is somebody else's")
    frozen = desk.decided(Right.RESTRICTION, wishes=freeze, **of(AINO))
    desk.house.work()
    before = held(desk)
    assert [row["kasittely_rajoitettu"] for row in before["asiakkaat"] if row["asiakasnro"] == AINO.number] == [1]
    assert len(desk.house.rows(t.Restriction, frozen)) == 1
    # When another request wants a cell of it changed
    other = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    desk.house.work()
    # Then nothing is written, and staff see why
    assert held(desk) == before
    step = _step(desk, other, Capability.RECTIFY)
    assert (step.state, step.fault) == (StepState.FAILED.value, "restricted")


def test_it_freezes_nobody_who_was_given_the_number_since(desk: Desk) -> None:
    freeze = Wishes(restrict=RestrictionGround.ACCURACY, restrict_text="The phone is somebody else's")
    request = desk.decided(Right.RESTRICTION, wishes=freeze, **of(AINO))
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "UPDATE asiakkaat SET etunimi = 'Ulla', sukunimi = 'Uusi', sahkoposti = 'ulla@example.net', puhelin = NULL"
            " WHERE asiakasnro = ?",
            (AINO.number,),
        )
        connection.commit()
    before = held(desk)
    desk.house.work()
    desk.house.clock.pass_by(minutes=5)
    desk.house.work()
    assert held(desk) == before
    (step,) = (
        one for one in desk.house.rows(t.Step, request)
        if (one.system, one.capability) == ("customer_register", "restrict")
    )  # fmt: skip
    assert (step.state, step.fault) == (StepState.FAILED.value, "owner_changed")


def test_it_answers_when_people_have_done_their_part(desk: Desk) -> None:
    request = desk.receive(Right.ERASURE, **of(VAINO))
    desk.finish_finds(request, {"slack": "orders"})
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    hand = next(one for one in desk.case(request).steps if one.capability == "erase" and one.system == "slack")
    assert hand.state is StepState.BY_HAND
    assert [one.text for one in hand.tasks] == ["Found in slack"]
    assert desk.case(request).status is Status.CARRYING_OUT
    desk.finish_steps(request, "done")
    assert desk.case(request).status is Status.ANSWERING


def test_it_takes_nothing_back_that_was_carried_out(desk: Desk) -> None:
    request = desk.prepared(Right.ERASURE, **of(VAINO))
    assert desk.case(request).status is Status.ANSWERING
    with pytest.raises(Refused, match="carried_out"):
        review.reopen(desk.house.store, desk.staff, request.reference, desk.version(request), "Look again")


def test_it_erases_last_and_hands_out_the_copy_of_before(desk: Desk) -> None:
    request = desk.prepared(Right.ACCESS, Right.ERASURE, Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    kinds = desk.house.kinds(request)
    order = ("copy_prepared", "rectified", "erased", "answer_prepared")
    assert [kinds.index(one) for one in order] == sorted(kinds.index(one) for one in order)
    assert len(desk.house.rows(t.Package, request)) == 1


def test_it_erases_as_soon_as_the_correction_before_it_stands(desk: Desk) -> None:
    # Given that the erasure's turn came too early, and its next one is seconds away
    request = desk.decided(Right.ERASURE, Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    with desk.house.store.database.house() as session:
        for job in session.scalars(select(t.Job).where(t.Job.kind == "step.run", t.Job.finished_at.is_(None))):
            step = session.get(t.Step, job.payload["step_id"], execution_options={"storage_only": True})
            late = step is not None and step.capability == Capability.RECTIFY
            job.due_at = desk.house.store.now() - timedelta(seconds=0 if late else 5)
    # When the worker does all that is due now
    desk.house.work()
    # Then both are done, in their order
    assert 2 in {one.attempts for one in desk.house.jobs() if one.kind == "step.run"}
    kinds = desk.house.kinds(request)
    assert kinds.index("rectified") < kinds.index("erased")


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_it_gives_the_whole_copy_of_what_is_erased(desk: Desk, right: Right) -> None:
    """Art 15(3), 17, 20: who asks for a copy and for erasure gets the copy whole, and the register is erased."""
    # Given that every record of a customer is the person's, and goes
    before = held(desk)
    request = desk.decided(right, Right.ERASURE, **of(VAINO))
    orders = {
        str(field["value"])
        for one in desk.house.rows(t.Finding, request) if right is Right.ACCESS or one.category == "orders"
        for field in desk.house.unsealed(one)["fields"] if field["value"]
    }  # fmt: skip
    assert orders
    assert held(desk) == before
    # When it is carried out
    desk.house.work()
    desk.finish_steps(request, "done")
    desk.house.work()
    # Then no row of the customer is left there, and every value is in the copy
    assert not [row for row in held(desk)["tilaukset"] if row["asiakasnro"] == VAINO.number]
    text = json.dumps(json.loads(_file(_package(desk, request), "data.json")), ensure_ascii=False)
    assert [one for one in orders if json.dumps(one, ensure_ascii=False)[1:-1] not in text] == []
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED


def test_it_changes_nothing_while_the_copy_cannot_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(desk)
    request = desk.decided(Right.ACCESS, Right.ERASURE, Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", _disk_full)
        desk.house.work()
        assert held(desk) == before
        assert desk.house.rows(t.Package, request) == []
        assert {one.state for one in desk.case(request).steps if one.capability == "erase"} == {StepState.WAITING}
    desk.house.clock.pass_by(minutes=30)
    desk.house.work()
    assert desk.house.kinds(request).count("copy_prepared") == 1
    assert held(desk) != before
    desk.house.clock.pass_by(minutes=30)
    desk.house.work()
    desk.finish_steps(request, "done")
    assert desk.case(request).status is Status.ANSWERING


def test_it_lets_nobody_erase_by_hand_before_the_copy_is_made(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS, Right.ERASURE, **of(VAINO))
    desk.finish_finds(request, {"slack": "orders"})
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    hand = next(one for one in desk.case(request).steps if one.capability == "erase" and one.system == "slack")
    assert hand.awaits == ("copy",)
    with pytest.raises(Refused, match="copy_first"):
        desk.finish_steps(request, "done")
    desk.house.work()
    assert not desk.case(request).step(hand.id).awaits
    desk.finish_steps(request, "done")
    assert desk.case(request).status is Status.ANSWERING


def test_it_makes_no_copy_for_who_withdrew(desk: Desk) -> None:
    before = held(desk)
    request = desk.decided(Right.ACCESS, Right.ERASURE, **of(VAINO))
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.work()
    assert "copy_prepared" not in desk.house.kinds(request)
    assert desk.house.rows(t.Package, request) == []
    assert held(desk) == before


def _disk_full(*_given: object) -> None:
    raise OSError(errno.ENOSPC, "no space left")


def _file(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(next(one for one in archive.namelist() if one.endswith(name)))


def _package(desk: Desk, request: MadeRequest) -> bytes:
    _line, pieces = case_door.prepared_package(desk.house.store, desk.staff, request.reference)
    return b"".join(pieces)


def test_it_erases_by_itself_what_a_law_kept_once_its_last_day_has_passed(desk: Desk) -> None:
    # Given a customer of whom an invoice of six years ago was kept until the end of this year
    request = desk.prepared(Right.ERASURE, **of(AINO))
    desk.release(request)
    desk.house.work()
    before = held(desk)
    vouchers = {row["laskunro"] for row in before["laskut"] if row["asiakasnro"] == AINO.number}
    # When that day has passed
    desk.house.clock.now = factories.MONDAY.replace(year=2027, month=1, day=1, hour=6)
    desk.house.work()
    # Then the invoice goes, nothing that is still kept does, and the person is told
    after = held(desk)
    left = {row["laskunro"] for row in after["laskut"] if row["asiakasnro"] == AINO.number}
    assert len(vouchers - left) == 1
    assert {table for table, _key, _mark in changes(before, after, KEYS)} <= {"laskut", "tilaukset", "tilausrivit"}
    assert "erased_later" in desk.house.kinds(request)
    letters = [row.kind for row in desk.house.rows(t.Letter, request) if row.released_at is not None]
    assert letters == ["erasure", "erasure"]
    rulings = {one.subject: one for one in desk.decision(request).decided_rulings}
    assert len(rulings["billing"].kept) == len(left)


def test_it_erases_nothing_of_an_order_made_since(desk: Desk) -> None:
    request = desk.prepared(Right.ERASURE, **of(AINO))
    desk.release(request)
    desk.house.work()
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        order = (999_999, AINO.number, "2026-12-01", 2, "PO", 2890)
        connection.execute(
            "INSERT INTO tilaukset (tilausnro, asiakasnro, pvm, tila, toimitustapa, summa_snt) VALUES (?,?,?,?,?,?)",
            order,
        )
        connection.commit()
    before = held(desk)
    newest = max(orders_of(before, AINO.number))
    desk.house.clock.now = factories.MONDAY.replace(year=2029, month=12, day=31, hour=6)
    desk.house.work()
    after = held(desk)
    assert newest in orders_of(after, AINO.number)
    (row,) = [row for row in after["asiakkaat"] if row["asiakasnro"] == AINO.number]
    assert row["sukunimi"] == AINO.last


def _step(desk: Desk, request: MadeRequest, capability: Capability) -> t.Step:
    """The machine's step in the customer register."""
    found: list[t.Step] = [
        one
        for one in desk.house.rows(t.Step, request)
        if one.capability == capability.value and one.system == "customer_register"
    ]
    (step,) = found
    return step
