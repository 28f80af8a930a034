"""The consultancy's two databases: deterministic, of invented people, with the cast that walks need, and mapped."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from portal.demo import customers
from portal.demo.databases import Maker
from portal.demo.thewind_customers import (
    CONTACTS,
    HANNA,
    JOEL,
    KAISU,
    MAILING_CONTACTS,
    MARIT,
    RAUNO,
    SIRPA,
    Contact,
    customer_settings,
    mailing_settings,
    make_customers,
    make_mailing_list,
)
from portal.domain.lifecycle import Match
from portal.domain.roles import UNSORTED
from portal.reading.toml import shipped_register
from portal.systems.contract import Connector, Identifiers, Record
from portal.systems.registry import connect
from tests.demo.searching import owners, search_all
from tests.register_dump import changes, dump

TODAY = date(2026, 11, 23)
CHANNELS = ("communication_mail", "information_mail", "marketing_mail")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "customers.sqlite3"
    make_customers(path, today=TODAY)
    return path


@pytest.fixture
def mailing(tmp_path: Path) -> Path:
    path = tmp_path / "mailing.sqlite3"
    make_mailing_list(path, today=TODAY)
    return path


def rows(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def customers_of(path: Path) -> Connector:
    return connect("sql", customer_settings(path))


def list_of(path: Path) -> Connector:
    return connect("sql", mailing_settings(path))


def kinds(records: list[Record]) -> Counter[str]:
    return Counter(kind for kind, _key in {(record.kind, record.key) for record in records})


def row_of(path: Path, who: Contact) -> list[tuple[object, ...]]:
    return rows(path, "SELECT rivi FROM postituslista WHERE osoite = ?", who.email)


@pytest.mark.parametrize("make", [make_customers, make_mailing_list])
def test_it_makes_the_same_database_twice(tmp_path: Path, make: Maker) -> None:
    made = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        make(tmp_path / name, today=TODAY, seed=seed)
        made.append(dump(f"sqlite:///{tmp_path / name}"))
    assert made[0] == made[1] != made[2]
    with pytest.raises(FileExistsError):
        make(tmp_path / "a", today=TODAY)


def test_everybody_is_invented_and_most_have_a_mailbox_of_their_own(office: Path, mailing: Path) -> None:
    of_office = [str(mail) for (mail,) in rows(office, "SELECT Sposti FROM Yhteyshenkilo")]
    of_list = [str(mail) for (mail,) in rows(mailing, "SELECT osoite FROM postituslista")]
    assert (len(of_office), len(of_list)) == (CONTACTS, MAILING_CONTACTS)
    assert all(re.fullmatch(r"[^@\s]+@example\.(org|com|net)", mail) for mail in of_office + of_list)
    assert customers.UNKNOWN_EMAIL not in of_office + of_list
    assert max(Counter(of_office).values()) == 1
    assert [mail for mail, times in Counter(of_list).items() if times > 1] == [SIRPA.email]
    assert len(set(of_office) & set(of_list)) > 10


def test_the_mappings_fit_the_databases_and_the_notice(office: Path, mailing: Path) -> None:
    register = shipped_register("thewind")
    for connector, system in ((customers_of(office), "customer_database"), (list_of(mailing), "email_register")):
        assert connector.check() == ()
        known = {meaning.category for meaning in connector.glossary()}
        assert known - {UNSORTED} == set(register.system(system).categories)
        assert all(text for each in connector.glossary() for text in (each.label.fi, each.label.sv, each.label.en))
    assert set(list_of(mailing).channels()) == {one.key for one in register.prohibitions} == set(CHANNELS)
    assert customers_of(office).channels() == ()


def test_hanna_is_in_both_registers_and_in_one_row_of_the_list(office: Path, mailing: Path) -> None:
    found = search_all(customers_of(office), Identifiers(HANNA.email, name=HANNA.name))
    assert set(owners(found).values()) == {Match.EXACT}
    assert (kinds(found)["assignment"], kinds(found)["invoice"], kinds(found)["collection"]) == (3, 3, 0)
    assert "other_measures" in {record.category for record in found}
    on_list = search_all(list_of(mailing), Identifiers(HANNA.email, name=HANNA.name))
    assert set(owners(on_list).values()) == {Match.EXACT}
    assert len(row_of(mailing, HANNA)) == 1


def test_joel_is_on_the_list_alone(office: Path, mailing: Path) -> None:
    who = Identifiers(JOEL.email, name=JOEL.name)
    assert search_all(customers_of(office), who) == []
    assert len(owners(search_all(list_of(mailing), who))) == len(row_of(mailing, JOEL)) == 1


def test_raunos_invoice_went_to_collection_and_marits_is_open(office: Path) -> None:
    rauno = search_all(customers_of(office), Identifiers(RAUNO.email))
    assert (kinds(rauno)["invoice"], kinds(rauno)["collection"]) == (1, 2)
    unpaid = "SELECT Sposti, Erapvm < ? FROM Lasku JOIN Yhteyshenkilo USING (HenkiloID) WHERE Maksettu IS NULL"
    assert sorted(rows(office, unpaid, TODAY.isoformat())) == [(MARIT.email, 0), (RAUNO.email, 1)]
    owed = rows(office, "SELECT DISTINCT Summa = Avoinna FROM Perinta JOIN Lasku USING (LaskuNro)")
    assert owed == [(1,)]


def test_two_rows_of_one_address_are_for_a_person_to_choose(mailing: Path) -> None:
    found = owners(search_all(list_of(mailing), Identifiers(SIRPA.email)))
    assert len(found) == 2
    assert set(found.values()) == {Match.PROBABLE}
    named = owners(search_all(list_of(mailing), Identifiers(KAISU.email, name=KAISU.name)))
    assert sorted(named.values()) == [Match.EXACT, Match.PROBABLE]


def test_leaving_the_list_takes_out_one_row_and_nothing_else(office: Path, mailing: Path) -> None:
    who = Identifiers(HANNA.email)
    ((row,),) = row_of(mailing, HANNA)
    before = dump(f"sqlite:///{mailing}"), dump(f"sqlite:///{office}")
    effect = list_of(mailing).suppress(who, str(row), CHANNELS, "op-1")
    assert effect.changed == 1
    assert list_of(mailing).suppressed(who, str(row), CHANNELS)
    assert changes(before[0], dump(f"sqlite:///{mailing}"), {"postituslista": "rivi"}) == {("postituslista", row, "-")}
    assert dump(f"sqlite:///{office}") == before[1]


def test_the_databases_are_well_formed(office: Path, mailing: Path) -> None:
    for path in (office, mailing):
        assert rows(path, "PRAGMA foreign_key_check") == []
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]
