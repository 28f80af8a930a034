"""All that a connector does, on registers that were drawn: names, keys, NOT NULLs and foreign keys of any kind."""

from collections import Counter
from datetime import date

import pytest

from portal.domain.lifecycle import Capability, Match
from portal.systems import registry
from portal.systems.contract import Change, Connector, Identifiers, Record, Target
from tests.random_register import CHANNELS, PEOPLE, RandomRegister, draw_seed, make
from tests.register_dump import changes, dump
from tests.systems.shop import HERE

TODAY = date(2026, 11, 23)
SEEDS = range(10)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Not MariaDB's: it takes no names of letters of four bytes."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


@pytest.fixture(params=SEEDS)
def register(request: pytest.FixtureRequest, database_url: str) -> RandomRegister:
    """A drawn register on each of the two stores; the last one is new in every run."""
    return make(database_url, draw_seed() if request.param == SEEDS[-1] else request.param, TODAY)


def connected(register: RandomRegister) -> Connector:
    return registry.connect("sql", register.settings(), HERE)


def search(register: RandomRegister, email: str) -> list[Record]:
    records: list[Record] = []
    cursor = None
    while True:
        page = connected(register).find(Identifiers(email), cursor)
        assert page.gaps == ()
        records += page.records
        cursor = page.cursor
        if cursor is None:
            return records


def all_of(records: list[Record], *kept: str) -> list[Target]:
    return [
        Target(each.kind, each.key, each.owner, (each.category,))
        for each in records
        if each.kind not in {"marketing_bans", *kept}
    ]


def test_everything_works_on_it(register: RandomRegister) -> None:
    connector = connected(register)
    assert connector.check() == ()
    assert len(register.people) == PEOPLE
    who, other = register.people[0], register.people[1]

    records = search(register, who.email)
    assert {(each.owner, each.match) for each in records} == {(who.owner, Match.EXACT)}
    kinds = Counter(kind for kind, _ in {(each.kind, each.key) for each in records})
    assert (kinds["order"], kinds["invoice"], kinds["note"]) == (len(who.orders), len(who.invoices), who.notes)
    dated = {kind: sorted(each.dated for each in records if each.kind == kind) for kind in ("order", "invoice")}
    assert dated == {
        "order": [day.isoformat() for day in who.orders],
        "invoice": [day.isoformat() for day in who.invoices],
    }
    lines = {each.dated for each in records if each.kind == "order_line"}
    assert lines == {day.isoformat() for day in who.orders}

    before = dump(register.url)
    connector.suppress(Identifiers(who.email), who.owner, CHANNELS, "a")
    assert connector.suppressed(Identifiers(who.email), who.owner, CHANNELS)
    bans = {column for _, _, column in changes(before, dump(register.url), register.keys)}
    assert bans == {register.columns[f"bans.{channel}"] for channel in CHANNELS}

    before = dump(register.url)
    assert connector.restrict([who.owner], "a", on=True).counts == {"customer": 1}
    assert connector.restricted([who.owner], on=True)
    assert not connector.restricted([other.owner], on=True)
    ((table, _, column),) = changes(before, dump(register.url), register.keys)
    assert (table, column) == (register.tables["people"], register.columns["people.flag"])
    connector.restrict([who.owner], "b", on=False)
    assert dump(register.url) == before


def test_it_says_of_whom_the_register_protects_the_address(register: RandomRegister) -> None:
    """Every record of theirs says so, whatever table it stands in; an erasure leaves the mark."""
    who, other = register.people[-1], register.people[0]
    assert who.protected
    records = search(register, who.email)
    assert {each.protected for each in records if each.owner == who.owner} == {True}
    assert {each.protected for each in connected(register).held(who.owner)} == {True}
    assert {each.protected for each in search(register, other.email) if each.owner == other.owner} == {False}
    before = dump(register.url)
    connected(register).erase(all_of(records), "a")
    lost = {column for _, _, column in changes(before, dump(register.url), register.keys)}
    assert register.columns["people.guard"] not in lost


def test_a_correction_changes_one_cell(register: RandomRegister) -> None:
    connector, who = connected(register), register.people[2]
    record = next(each for each in search(register, who.email) if each.category == "postal_address")
    street = next(each for each in record.fields if each.name == "people_street")
    change = Change("customer", record.key, who.owner, street.column, street.value, "  Uusi 'katu\" 5 -- ")
    before = dump(register.url)
    assert not connector.rectified([change])
    assert connector.rectify([change], "a").changed == 1
    assert connector.rectified([change])
    ((table, _, column),) = changes(before, dump(register.url), register.keys)
    assert (table, column) == (register.tables["people"], street.column)
    assert connector.rectify([change], "a").already


def test_an_erasure_spares_what_stays_and_everybody_else(register: RandomRegister) -> None:
    connector, who = connected(register), register.people[0]
    records = search(register, who.email)
    targets = all_of(records, "invoice")
    before = dump(register.url)
    told = connector.preview(targets)
    assert dump(register.url) == before
    assert not connector.erased(targets)
    assert connector.erase(targets, "a") == told
    assert connector.erased(targets)
    after = dump(register.url)
    assert connector.erase(targets, "a").already
    assert dump(register.url) == after

    untouched = {register.tables["invoices"], register.tables["bans"]}
    assert {table for table, _, _ in changes(before, after, register.keys)}.isdisjoint(untouched)
    told_rows = Counter(table for table, _, column in changes(before, after, register.keys) if column == "-")
    assert sum(told_rows.values()) == sum(n for key, n in told.counts.items() if key.startswith("deleted:"))
    assert told.counts["deleted:order_line"] == 2 * len(who.orders)
    assert told.counts["anonymised:customer"] == 1
    people, unmapped = register.tables["people"], register.columns["people.unmapped"]
    assert [row[unmapped] for row in after[people]] == ["ours alone"] * PEOPLE
    assert search(register, who.email) == []
    for other in register.people[1:6]:
        assert {each.owner for each in search(register, other.email)} == {other.owner}


def test_who_has_nothing_that_stays_goes_whole(register: RandomRegister) -> None:
    connector, who = connected(register), register.people[3]
    records = search(register, who.email)
    before = dump(register.url)
    keyed = {role: register.tables[role] for role in ("people", "bans")}
    effect = connector.erase(all_of(records), "a")
    gone = {(table, column) for table, _, column in changes(before, dump(register.url), register.keys)}
    assert (keyed["bans"], "-") not in gone, "prohibitions are kept, so the row on which they hang is kept"
    assert effect.counts["anonymised:customer"] == 1
    assert connector.erased(all_of(records))
    capabilities = connector.capabilities()
    assert capabilities["marketing_bans"][Capability.ERASE] == "none"
    assert capabilities["customer"][Capability.ERASE] == "auto"
    assert capabilities["note"][Capability.ERASE] == "review"
