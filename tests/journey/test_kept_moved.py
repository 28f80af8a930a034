"""What a law kept is not forgotten because somebody moved, edited or numbered it anew before its last day."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from portal.demo.customers import AINO
from portal.domain.lifecycle import Right, StepState
from portal.domain.rulings import Answer, Keeping, Reason, Ruling
from portal.journey import steps
from portal.journey.kept_data import KeptRow, Look, Release, Seen, release
from portal.reading.toml import shipped_register
from portal.storage import tables as t
from portal.systems.contract import Connector, Identifiers, Record
from portal.worker.errands import _gone
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest
from tests.systems.conformance import ANNA, drained
from tests.systems.files.offices import CsvOffice
from tests.systems.imap.box import SHOP, Box, mail
from tests.systems.imap.conftest import box, server

__all__ = ["box", "server"]
WHO: dict[str, Any] = {"email": (AINO.email or "").lower(), "name": f"{AINO.first} {AINO.last}"}
REGISTER = "customer_register"
BEFORE, AFTER = date(2027, 1, 1), date(2032, 1, 1)


@pytest.fixture
def office() -> Iterator[CsvOffice]:
    made = CsvOffice()
    made.plant(ANNA)
    yield made
    made.close()


def looked_again(connector: Connector, kept: Record, *others: Record, today: date) -> Release:
    """The look of the day, as the worker takes it, at one record that was kept until the end of 2031."""
    row = KeptRow("f1", "share", kept.kind, kept.key, kept.owner, kept.category, date(2020, 1, 1), "x", BEFORE)
    held = Keeping("f1", Reason.LEGAL_DUTY, date(2031, 12, 31), "bookkeeping")
    decided = Ruling(Right.ERASURE, kept.category, Answer.KEPT, Reason.LEGAL_DUTY, kept=(held,))
    known = {"share": frozenset((one.kind, one.key, one.category) for one in (kept, *others))}
    register = shipped_register("digelius")
    looked = Look("c", "r", "ref", today, register, (decided,), (row,), {}, known=known, staying=known)
    records = tuple(connector.held(kept.owner))
    gone = _gone(connector, looked, "share", looked.missing("share", records))
    return release(looked, [Seen("share", records, gone)])


def still_kept(released: Release) -> bool:
    """Whether it is remembered: kept on, or somebody's to erase."""
    return any(one.kept for one in released.rulings) or bool(released.by_machine or released.by_hand)


def test_it_remembers_a_row_that_was_edited(office: CsvOffice) -> None:
    kept = next(one for one in drained(office.connector(), Identifiers(ANNA.email))[0] if one.category == "contact")
    for before, after in (("Turku", "Rauma"), (ANNA.email, "anna@new.example")):
        office.path.write_bytes(office.path.read_bytes().replace(before.encode(), after.encode()))
        released = looked_again(office.connector(), kept, today=BEFORE)
        assert still_kept(released)
        assert not released.by_machine


def test_it_remembers_a_mail_that_was_filed_elsewhere(box: Box) -> None:
    uid = box.put(mail(ANNA.email, SHOP, "hers", "hei"))
    (kept,) = drained(box.connector(), Identifiers(ANNA.email))[0]
    box.client.create_folder("2026")
    box.client.select_folder("INBOX")
    box.client.move([uid], "2026")
    released = looked_again(box.connector(), kept, today=BEFORE)
    assert still_kept(released)
    assert not released.by_machine


def test_it_forgets_a_mail_that_is_truly_gone_and_not_for_a_copy_that_stays(box: Box) -> None:
    raw = bytes(mail(ANNA.email, SHOP, "hers", "hei"))
    box.put(raw)
    box.put(raw, "Kirjanpito")
    found = drained(box.connector(), Identifiers(ANNA.email))[0]
    kept = next(one for one in found if '"INBOX"' in one.key)
    copy = next(one for one in found if one is not kept)
    box.client.select_folder("INBOX")
    box.client.add_flags([1], [b"\\Deleted"])
    box.client.expunge()
    assert still_kept(looked_again(box.connector(), kept, today=BEFORE))
    assert not still_kept(looked_again(box.connector(), kept, copy, today=BEFORE))


def answered(desk: Desk) -> MadeRequest:
    request = desk.prepared(Right.ERASURE, **WHO)
    desk.release(request)
    desk.house.work()
    return request


def change(desk: Desk, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(statement, values)
        connection.commit()


def new_year(desk: Desk) -> None:
    desk.house.clock.now = factories.MONDAY.replace(year=2027, month=1, day=1, hour=6)
    desk.house.work()


def oldest_invoice(desk: Desk) -> int:
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        statement = "SELECT laskunro FROM laskut WHERE asiakasnro = ? ORDER BY laskunro LIMIT 1"
        return int(connection.execute(statement, [AINO.number]).fetchone()[0])


def kept_invoices(desk: Desk, request: MadeRequest) -> int:
    return sum(len(one.kept) for one in desk.decision(request).decided_rulings if one.subject == "billing")


def by_hand(desk: Desk, request: MadeRequest) -> list[t.Step]:
    return [
        one for one in desk.house.rows(t.Step, request)
        if (one.capability, one.system, one.state) == ("erase", REGISTER, StepState.BY_HAND.value)
    ]  # fmt: skip


def test_a_person_looks_for_an_invoice_that_has_another_number_by_now(desk: Desk) -> None:
    request = answered(desk)
    change(desk, "UPDATE laskut SET laskunro = 999999 WHERE laskunro = ?", oldest_invoice(desk))
    new_year(desk)
    (step,) = by_hand(desk, request)
    assert desk.house.unsealed(step)["tasks"][0]["category"] == "billing"
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        assert connection.execute("SELECT count(*) FROM laskut WHERE laskunro = 999999").fetchone() == (1,)


def test_an_invoice_that_is_truly_gone_is_nobodys_work(desk: Desk) -> None:
    request = answered(desk)
    before = kept_invoices(desk, request)
    change(desk, "DELETE FROM laskut WHERE laskunro = ?", oldest_invoice(desk))
    new_year(desk)
    assert by_hand(desk, request) == []
    assert kept_invoices(desk, request) == before - 1


def test_the_worker_tells_a_connector_what_else_is_known_and_stays(desk: Desk) -> None:
    request = desk.decided(Right.ERASURE, **WHO)
    (step,) = [one for one in desk.house.rows(t.Step, request) if (one.capability, one.system) == ("erase", REGISTER)]
    taken = steps.take_step(desk.house.store, desk.house.shop.id, request.id, step.id)
    assert taken is not None
    going = {(one.kind, one.key) for one in taken.targets}
    staying = {(one.kind, key) for one in taken.targets for key in one.beside or ()}
    assert staying
    assert not staying & going
    assert staying | going == {one for one in taken.known if one[0] in {kind for kind, _key in going}}
