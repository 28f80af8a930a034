"""Leaving the consultancy's e-mail register by one's own choice: one press, one row, and the prohibition stays."""

from pathlib import Path

import pytest
from sqlalchemy import select

from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import HANNA, JOEL, KAISU, SIRPA, Contact
from portal.domain.lifecycle import Right, Status
from portal.journey import steps
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door.case import LetterLine
from tests.consultancy import Firm, make_firm
from tests.factories import Clock, MadeRequest
from tests.register_dump import changes, dump

KEYS = {"postituslista": "rivi"}


@pytest.fixture
def firm(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    return make_firm(store, tmp_path, clock, mailbox)


def listed(firm: Firm) -> dict[str, list[dict[str, object]]]:
    return dump(f"sqlite:///{firm.mailing_file}")


def suppressed(firm: Firm) -> set[str]:
    with firm.house.store.database.reading(firm.owner) as session:
        return set(session.scalars(select(t.Suppression.channel)))


def letters(firm: Firm, request: MadeRequest) -> list[LetterLine]:
    return list(door.case_page(firm.house.store, firm.owner, request.reference).letters)


@pytest.mark.parametrize("who", [HANNA, JOEL])
def test_it_takes_one_row_out_without_staff(firm: Firm, who: Contact) -> None:
    before, customers = listed(firm), dump(f"sqlite:///{firm.house.register_file}")
    made = firm.receive(who, Right.MARKETING)
    (gone,) = (row["rivi"] for row in before["postituslista"] if row["osoite"] == who.email)
    assert changes(before, listed(firm), KEYS) == {("postituslista", gone, "-")}
    assert dump(f"sqlite:///{firm.house.register_file}") == customers
    assert suppressed(firm) == {"marketing_mail", "communication_mail", "information_mail"}
    page = door.case_page(firm.house.store, firm.owner, made.reference)
    assert (page.status, [(one.system, one.state, one.outcome) for one in page.steps]) == (
        Status.CLOSED,
        [("email_register", "done", "done")],
    )
    (letter,) = letters(firm, made)
    assert letter.released_at is not None
    assert "Sinut on poistettu siitä" in letter.html
    assert "oma tietosuojaselosteemme lupaa sen: Yritysviestintä sähköpostitse, Tiedotteet" in letter.html


def test_it_leaves_the_choice_among_several_rows_to_a_person(firm: Firm) -> None:
    before = listed(firm)
    made = firm.receive(SIRPA, Right.MARKETING)
    assert changes(before, listed(firm), KEYS) == set()
    assert suppressed(firm)
    page = door.case_page(firm.house.store, firm.owner, made.reference)
    (step,) = page.steps
    assert step.state == "choice"
    (owner,) = (one.owner for one in step.candidates if SIRPA.name in one.subject)
    steps.choose_owner(firm.house.store, firm.owner, made.reference, page.version, step.id, owner)
    firm.house.work()
    ((_table, row, sign),) = changes(before, listed(firm), KEYS)
    names = {one["rivi"]: one["nimi"] for one in before["postituslista"]}
    assert (sign, names[row]) == ("-", SIRPA.name)
    assert KAISU.name in {one["nimi"] for one in listed(firm)["postituslista"]}


def test_it_ends_well_for_somebody_who_is_on_no_list(firm: Firm) -> None:
    before = listed(firm)
    made = firm.receive(Contact("Eero Tuntematon", "eero@example.org", ""), Right.MARKETING)
    assert changes(before, listed(firm), KEYS) == set()
    assert suppressed(firm)
    assert door.case_page(firm.house.store, firm.owner, made.reference).status is Status.CLOSED
