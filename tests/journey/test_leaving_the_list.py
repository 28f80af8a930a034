"""Leaving the consultancy's e-mail register by one's own choice: one press, one row, and the prohibition stays."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import HANNA, JOEL, KAISU, SIRPA, Contact
from portal.domain.lifecycle import Right, Status
from portal.journey import steps, unsubscribing
from portal.reading.toml import shipped_register
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door.case import LetterLine
from portal.storage.suppressing import DIRECT_MARKETING
from portal.systems import registry
from portal.systems.contract import Effect
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
    assert suppressed(firm) == {"marketing_mail", "communication_mail", "information_mail", DIRECT_MARKETING}
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


def test_it_takes_nobody_out_who_wants_to_keep_something(firm: Firm) -> None:
    before, shop = listed(firm), firm.house.shop
    register = shipped_register("thewind")
    unsubscribing.unsubscribe(firm.house.store, shop.id, JOEL.email, "fi", register, ["marketing_mail"])
    firm.house.work()
    assert listed(firm) == before
    assert suppressed(firm) == {"marketing_mail"}
    with firm.house.store.database.reading(firm.owner) as session:
        (reference,) = session.scalars(select(t.SubjectRequest.reference))
    (step,) = door.case_page(firm.house.store, firm.owner, reference).steps
    assert (step.state, step.fault, step.channels) == ("by_hand", "channels_together", ("marketing_mail",))


class Dying:
    """A connector after whose write the worker is no more."""

    def __init__(self, connector: Any) -> None:
        self._connector = connector

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def suppress(self, *given: Any, **named: Any) -> Effect:
        self._connector.suppress(*given, **named)
        raise SystemExit("the worker is killed")


def test_it_says_that_somebody_was_taken_out_though_the_worker_died_upon_it(firm: Firm) -> None:
    before, healthy = listed(firm), firm.house.outside
    firm.house.outside = replace(healthy, connect=lambda *given: Dying(registry.connect(*given)))
    with pytest.raises(SystemExit):
        firm.receive(JOEL, Right.MARKETING)
    assert listed(firm) != before
    firm.house.outside = healthy
    firm.house.clock.pass_by(minutes=2)
    firm.house.work()
    with firm.house.store.database.reading(firm.owner) as session:
        (reference,) = session.scalars(select(t.SubjectRequest.reference))
    page = door.case_page(firm.house.store, firm.owner, reference)
    assert [one.outcome for one in page.steps] == ["done"]
    (letter,) = page.letters
    assert "Sinut on poistettu siitä" in letter.html
