"""What one system knows of the person is searched for in the others, and the ledger says so."""

import sqlite3
from pathlib import Path

import pytest

from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import HANNA, SIRPA
from portal.domain.lifecycle import Capability, Match, Right
from portal.journey import steps
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door.case import StepLine
from portal.storage.door.findings import findings_page
from portal.systems.contract import Learned, Page
from tests import factories
from tests.consultancy import Firm, make_firm
from tests.factories import Clock, MadeRequest

OTHER = "hanna.private@example.net"


@pytest.fixture
def firm(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    """The customer database knows a second address of Hanna's, and the mailing list has a row under that one alone."""
    made = make_firm(store, tmp_path, clock, mailbox)
    written(
        made.house.register_file, f"UPDATE Yhteyshenkilo SET Sposti = Sposti || ', {OTHER}' WHERE Nimi = ?", HANNA.name
    )
    written(made.mailing_file, f"INSERT INTO postituslista (osoite, nimi, lista) VALUES ('{OTHER}', ?, 'M')", "H. K.")
    return made


def written(file: Path, statement: str, *values: str) -> None:
    with sqlite3.connect(file) as register:
        register.execute(statement, values)


def searches(firm: Firm, request: MadeRequest) -> dict[str, StepLine]:
    page = door.case_page(firm.house.store, firm.owner, request.reference)
    return {one.system: one for one in page.steps if one.capability is Capability.FIND}


def mailing_addresses(firm: Firm, request: MadeRequest) -> dict[str, Match]:
    groups = findings_page(firm.house.store, firm.owner, request.reference).groups
    return {
        str(part.value): one.match
        for group in groups
        for one in group.rows
        for part in one.fields
        if one.system == "email_register" and part.name == "email"
    }


def test_it_finds_elsewhere_what_the_person_never_gave(firm: Firm) -> None:
    request = firm.receive(HANNA, Right.ACCESS)
    assert mailing_addresses(firm, request) == {HANNA.email: Match.EXACT, OTHER: Match.PROBABLE}


def test_it_says_by_what_else_it_searched_and_who_knew_it(firm: Firm) -> None:
    request = firm.receive(HANNA, Right.ACCESS)
    told = searches(firm, request)
    assert ("email", OTHER, "customer_database") in {
        (one.what, one.value, one.system) for one in told["email_register"].learned
    }
    assert ("phone", "+358406641210") in {(one.what, one.value) for one in told["email_system"].learned}
    assert OTHER not in {one.value for one in told["customer_database"].learned}
    events = door.case_page(firm.house.store, firm.owner, request.reference).events
    widened = [one for one in events if one.kind == "search_widened"]
    assert len(widened) == 1


def test_it_learns_nothing_of_somebody_who_is_not_surely_the_person(firm: Firm) -> None:
    request = firm.receive(SIRPA, Right.ACCESS)
    assert all(one.learned == () for one in searches(firm, request).values())


def test_it_keeps_what_it_learned_from_whoever_sees_some_categories_alone(firm: Firm) -> None:
    request = firm.receive(HANNA, Right.ACCESS)
    page = door.case_page(firm.house.store, firm.billing, request.reference)
    assert all(one.learned == () for one in page.steps)


def test_a_search_under_way_begins_again(firm: Firm) -> None:
    """One page of the mailing list was read before the customer database was: its cursor is worth nothing now."""
    store, house = firm.house.store, firm.house
    request = factories.make_request(
        store, house.shop, Right.ACCESS, email=HANNA.email, name=HANNA.name, register=firm.register
    )
    told = searches(firm, request)
    first = steps.take_step(store, house.shop.id, request.id, told["email_register"].id)
    other = steps.take_step(store, house.shop.id, request.id, told["customer_database"].id)
    assert first is not None
    assert other is not None
    steps.record_page(store, other, Page((), None, learned=(Learned("email", OTHER),)))
    assert not steps.record_page(store, first, Page((), "far along", searched=7))
    again = steps.take_step(store, house.shop.id, request.id, told["email_register"].id)
    assert again is not None
    assert (again.cursor, again.identifiers.emails, again.round) == (None, (OTHER,), 1)
    assert searches(firm, request)["email_register"].searched == 0


def test_a_search_that_had_ended_begins_again_once(firm: Firm) -> None:
    store, house = firm.house.store, firm.house
    request = factories.make_request(
        store, house.shop, Right.ACCESS, email=HANNA.email, name=HANNA.name, register=firm.register
    )
    told = searches(firm, request)
    for system, taught in (("email_register", ()), ("customer_database", (Learned("email", OTHER),))):
        taken = steps.take_step(store, house.shop.id, request.id, told[system].id)
        assert taken is not None
        steps.record_page(store, taken, Page((), None, learned=taught))
    assert searches(firm, request)["email_register"].state == "waiting"
    firm.house.work()
    assert searches(firm, request)["email_register"].state == "done"
    assert mailing_addresses(firm, request)[OTHER] is Match.PROBABLE
