"""The same walks where nothing is a demo: own keys, own mail server, a company whose customer register was drawn.

The company is known by its register file and the mapping of its database alone; names of tables,
columns and customers are the seed's, which a failing run prints.
"""

from collections.abc import Callable, Iterator
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from portal.cli import USAGE
from portal.demo.mailbox import DemoMailbox
from portal.demo.seed import STAFF
from portal.domain.lifecycle import Capability
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import steps
from portal.office import accounts
from portal.settings import DEMO_MASTER_KEY, DEMO_SECRET_KEY
from portal.storage import tables as t
from portal.storage.door import case as case_door
from tests.browser.packages import all_text, verified
from tests.browser.walking import Clerk, Demo, Person, until
from tests.own_house import OwnHouse
from tests.random_register import CHANNELS, RandomRegister, Somebody, draw_seed, make
from tests.register_dump import Rows, changes, dump

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]


class Company(Demo):
    """A company of the own house, with its customer register."""

    def __init__(self, house: OwnHouse, slug: str, register: RandomRegister) -> None:
        super().__init__(house, slug)
        self.house, self.register, self.register_url = house, register, register.url

    def held(self) -> dict[str, Rows]:
        """Everything in its customer register."""
        return dump(self.register.url)

    def changed(self, before: dict[str, Rows]) -> set[tuple[str, str]]:
        """What differs now: (table, column) by their roles; `+` and `-` for rows that came and went."""
        roles = {name: role for role, name in self.register.tables.items()}
        columns = {name: role for role, name in self.register.columns.items()}
        found = changes(before, self.held(), self.register.keys)
        return {(roles[table], columns.get(column, column)) for table, _key, column in found}

    def who(self, place: int) -> Somebody:
        """One of the first three customers: each has orders and invoices on both sides of every term."""
        return self.register.people[place]

    def row_of(self, who: Somebody, held: dict[str, Rows]) -> dict[str, Any]:
        """The row of a customer in the person table."""
        email = self.register.columns["people.email"]
        (row,) = [one for one in held[self.register.tables["people"]] if one[email].strip().lower() == who.email]
        return row

    def below(self, role: str, parent: str, row: dict[str, Any], held: dict[str, Rows]) -> Rows:
        """The rows of a table that hang on a row of its parent."""
        place = self.register.columns
        keys = self.register.keys[self.register.tables[parent]]
        linked = {place[f"{role}.link{number}"]: row[key] for number, key in enumerate(keys)}
        return [one for one in held[self.register.tables[role]] if all(one[k] == v for k, v in linked.items())]

    def gone(self, role: str, rows: Rows) -> set[tuple[str, object, str]]:
        """These rows as `changes` says that they went."""
        table = self.register.tables[role]
        return {(table, tuple(row[key] for key in self.register.keys[table]), "-") for row in rows}

    def tells_the_others(self, reference: str) -> None:
        """People have passed the prohibition on to every system without a connection."""
        store, viewer = self.store, self.owner
        for line in case_door.case_page(store, viewer, reference).steps:
            if line.state == "by_hand" and line.capability is Capability.SUPPRESS:
                version = case_door.case_page(store, viewer, reference).version
                steps.complete_by_hand(store, viewer, reference, version, line.id, "done", "")
        store.database.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, postgres_server: Path) -> Iterator[OwnHouse]:
    """Set up by command, not yet serving; its mail goes to a server that is none of its own."""
    folder = tmp_path_factory.mktemp("house")
    with DemoMailbox(folder / "post") as post:
        made = OwnHouse(folder, post.folder, post.port, postgres_server)
        try:
            yield made
            made.says("audit", "verify")
        finally:
            made.end()


@pytest.fixture(scope="module")
def kuu(house: OwnHouse) -> Iterator[Company]:
    """A company with its customers in SQLite, founded before the portal first serves."""
    register = make(house.folder / "customers.sqlite3", draw_seed(), date.today())  # noqa: DTZ011  # this machine's day
    house.founds("kuu", register)
    house.serves()
    company = Company(house, "kuu", register)
    yield company
    company.database.close()


@pytest.fixture
def saa(kuu: Company, postgres_database: str) -> Iterator[Company]:
    """Another company with its customers in PostgreSQL, founded while the portal serves."""
    register = make(postgres_database, draw_seed(), date.today())  # noqa: DTZ011  # this machine's day
    kuu.house.founds("saa", register)
    company = Company(kuu.house, "saa", register)
    yield company
    company.database.close()


def asks(people: Make, company: Company, who: Somebody, wishes: Wishes | None, *rights: str) -> Person:
    """The person's way to the receipt, by mail that another server took."""
    person = people(who.email, who.name, demo=company)
    person.wishes = wishes
    person.asks_and_sends(*rights)
    return person


def reviewed(clerks: Clerks, company: Company, person: Person) -> Clerk:
    """A clerk who has looked at everything found: namesakes are other people, the notes are the person's."""
    company.finishes_finds(person.reference)
    clerk = clerks(demo=company)
    clerk.opens_the_review(person.reference)
    clerk.takes_in_the_sure_ones()
    refusing = clerk.tab.get_by_role("button", name="Not this person")
    others = clerk.main.locator("tr", has=refusing).filter(has_not_text="the confirmed address")
    while others.count():
        clerk.presses_button("Not this person", within=others.first)
    clerk.includes_all_open()
    return clerk


def test_it_shows_nothing_of_the_demo(kuu: Company, people: Make) -> None:
    visitor = people("visitor@example.org", demo=kuu)
    for path in ("/kuu/", "/staff/login"):
        visitor.goes(path)
        visitor.is_at(path)
        assert "demo" not in visitor.tab.content().lower(), path
    assert visitor.tab.request.get(f"{kuu.url}{kuu.house.settings.mailbox_path}").status == HTTPStatus.NOT_FOUND
    assert not kuu.house.has("portal.demo.mailbox")
    assert not list(kuu.house.data.glob("demo*"))
    store = kuu.store
    assert not [one.email for one in STAFF if accounts.has_account(store, one.email)]
    store.database.close()


def test_it_does_not_serve_on_keys_that_everybody_knows(house: OwnHouse) -> None:
    ended = house.portal("serve", PORTAL_SECRET_KEY=DEMO_SECRET_KEY, PORTAL_MASTER_KEY=DEMO_MASTER_KEY)
    assert ended.returncode == USAGE
    assert all(f"{name} is the demo's" in ended.stderr for name in ("PORTAL_SECRET_KEY", "PORTAL_MASTER_KEY"))


def test_it_gives_corrects_and_stops_marketing(kuu: Company, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    _gives_corrects_and_stops(kuu, people, clerks, tmp_path)


def test_it_does_so_for_a_company_on_postgresql(saa: Company, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    others = saa.house.told["staff"]
    assert [one["controller"] for one in others] == ["kuu", "saa"]
    _gives_corrects_and_stops(saa, people, clerks, tmp_path)


def _gives_corrects_and_stops(company: Company, people: Make, clerks: Clerks, folder: Path) -> None:
    """Access, portability, rectification and marketing in one request: the dump tells them apart."""
    # Given a customer whose phone number is wrong, and who wants no more marketing
    who, before = company.who(0), company.held()
    right = "+358 40 000 1122"
    wishes = Wishes(
        corrections=(Correction("phone", company.row_of(who, before)[company.register.columns["people.phone"]], right),)
    )
    person = asks(people, company, who, wishes, "access", "portability", "rectification", "marketing")
    # Then marketing stops without staff
    bans = {("bans", f"bans.{channel}") for channel in CHANNELS}
    until(lambda: company.changed(before) == bans, "prohibitions")
    # When the company does the rest
    clerk = reviewed(clerks, company, person)
    company.tells_the_others(person.reference)
    own_words = {"how_portability_unsorted": "refuse", "why_portability_unsorted": "not_from_person"}
    clerk.decides(person.reference, **(own_words if who.notes else {}))
    until(lambda: "rectified" in company.kinds(person.reference), "the correction")
    clerk.releases(person.reference)
    # Then one more cell differs, in the row of this person alone, and the answer holds what is the person's
    assert company.changed(before) == bans | {("people", "people.phone")}
    person.opens_the_answer()
    person.sees(right)
    package = person.downloads(folder)
    verified(package)
    text = all_text(package).lower()
    assert who.email in text
    strangers = [other for other in company.register.people if other.email != who.email]
    assert not [other.email for other in strangers if other.email in text]


def test_it_erases_what_no_law_keeps(kuu: Company, people: Make, clerks: Clerks) -> None:
    who, before = kuu.who(1), kuu.held()
    person = asks(people, kuu, who, Wishes(), "erasure")
    clerk = reviewed(clerks, kuu, person)
    clerk.decides(person.reference)
    until(lambda: "erased" in kuu.kinds(person.reference), "the erasure")
    assert clerk.carries_out_by_hand(person.reference) == 1
    clerk.releases(person.reference)
    person.opens_the_answer()
    # Then what is older than every term went, with what staff wrote, and every other row of the database is as it was
    assert changes(before, kuu.held(), kuu.register.keys) == _beyond_every_term(kuu, who, before)
    person.sees("31 December")


def _beyond_every_term(company: Company, who: Somebody, held: dict[str, Rows]) -> set[tuple[str, object, str]]:
    """The oldest order with its lines and its invoice, and the notes."""
    row, column = company.row_of(who, held), company.register.columns
    found = company.gone("notes", company.below("notes", "people", row, held))
    for role in ("orders", "invoices"):
        dated = company.below(role, "people", row, held)
        oldest = [one for one in dated if str(one[column[f"{role}.date"]]) == who.orders[0].isoformat()]
        assert len(oldest) == 1 < len(dated)
        found |= company.gone(role, oldest)
        if role == "orders":
            found |= company.gone("lines", company.below("lines", "orders", oldest[0], held))
    return found


def test_it_freezes_and_weighs_an_objection(kuu: Company, people: Make, clerks: Clerks) -> None:
    who, before = kuu.who(2), kuu.held()
    wishes = Wishes(
        purposes=("customer_relationship",), reason="I work for a competitor",
        restrict=RestrictionGround.ACCURACY, restrict_text="Somebody else's orders are mixed in",
    )  # fmt: skip
    person = asks(people, kuu, who, wishes, "restriction", "objection")
    clerk = reviewed(clerks, kuu, person)
    until(lambda: kuu.changed(before) == {("people", "people.flag")}, "the restriction meanwhile")
    clerk.decides(person.reference, how_objection_customer_relationship="grant")
    clerk.carries_out_by_hand(person.reference)
    clerk.releases(person.reference)
    person.opens_the_answer()
    assert kuu.changed(before) == {("people", "people.flag")}
    assert [row.lifted_at for row in kuu.rows(t.Restriction, person.reference)] == [None]
