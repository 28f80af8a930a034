"""Cells that hold an address or a number beside something else: found, never surely, and never passed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.domain.lifecycle import Match
from portal.systems.contract import Identifiers, Record
from portal.systems.matching import addresses, beside, identifiers_in, phones
from portal.systems.sql.connector import SqlConnector, connect
from tests.systems.conformance import ANNA, counted, drained
from tests.systems.files.offices import CsvOffice
from tests.systems.near_misses import NEAR_MISSES
from tests.systems.shop import HERE

LABEL = '{ fi = "x", sv = "x", en = "x" }'
MAPPING = f"""
display = ["name"]
[[tables]]
kind = "member"
table = "members"
key = ["id"]
label = {LABEL}
identifying = [{{ column = "email", what = "email" }}, {{ column = "phone", what = "phone" }},
    {{ column = "name", what = "name" }}]
columns = [{{ column = "name", name = "name", category = "contact", label = {LABEL} }},
           {{ column = "email", name = "email", category = "contact", label = {LABEL} }}]
"""
BESIDE = (
    "{} / pekka@example.net", "pekka@example.net/{}", "{} (koti)", "({})", "{} ja pekka@example.net", "mailto:{}",
    "{}.", "koti: {}", "'{}'", '"{}"', "{}|b@example.net", "<a href=\"mailto:{}?subject=Hei\">", "„{}“",
    "pekka@example.net&{}", "Anna\u00a0– {}!", "{} <somebody@evil.example>",
)  # fmt: skip
CLEAN = ("{}", " {} ", "Anna <{}>", "pekka@example.net, {}", "{};pekka@example.net", "{}\nb@example.net")


@pytest.fixture
def csv_office() -> Iterator[CsvOffice]:
    office = CsvOffice()
    yield office
    office.close()


def register(folder: Path, *cells: tuple[str, str]) -> SqlConnector:
    url = f"sqlite:///{folder / 'a.sqlite3'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT)"))
        for name, email in cells:
            values = {"name": name, "email": email, "phone": email}
            connection.execute(text("INSERT INTO members (name, email, phone) VALUES (:name, :email, :phone)"), values)
    engine.dispose()
    return connect({"url": url, "mapping": MAPPING, "country": "FI"}, HERE)


def held(records: list[Record]) -> list[Match]:
    return [one.match for one in records]


@pytest.mark.parametrize("cell", BESIDE)
def test_a_row_with_the_address_beside_something_is_probable(tmp_path: Path, csv_office: CsvOffice, cell: str) -> None:
    csv_office.add(7, "A. Virtanen", cell.format(ANNA.email).replace("\u00a0", " "))
    for connector in (register(tmp_path, ("A. Virtanen", cell.format(ANNA.email))), csv_office.connector()):
        records, gaps, _searched = drained(connector, Identifiers(ANNA.email))
        assert gaps == []
        assert set(held(records)) == {Match.PROBABLE}
        assert {one.matched_by for one in records} == {("email_beside",)}
        assert [one for one in counted(connector) if ("email", ANNA.email) in one.contacts]
        records, _gaps, _searched = drained(connector, Identifiers("o@example.org", emails=(ANNA.email,)))
        assert set(held(records)) == {Match.PROBABLE}


@pytest.mark.parametrize("cell", CLEAN)
def test_a_row_with_the_address_alone_or_in_a_list_is_sure(tmp_path: Path, csv_office: CsvOffice, cell: str) -> None:
    csv_office.add(7, "A. Virtanen", cell.format(ANNA.email))
    for connector in (register(tmp_path, ("A. Virtanen", cell.format(ANNA.email))), csv_office.connector()):
        assert set(held(drained(connector, Identifiers(ANNA.email))[0])) == {Match.EXACT}


def test_whoever_has_the_address_beside_another_is_one_holder_more(tmp_path: Path, csv_office: CsvOffice) -> None:
    rows = (("Anna Virtanen", ANNA.email), ("Pekka Laine", f"{ANNA.email} / pekka@example.net"))
    for name, cell in rows:
        csv_office.add("", name, cell)
    for connector in (register(tmp_path, *rows), csv_office.connector()):
        assert set(held(drained(connector, Identifiers(ANNA.email))[0])) == {Match.PROBABLE}
        named = drained(connector, Identifiers(ANNA.email, name=ANNA.name))[0]
        assert sorted(set(held(named))) == [Match.EXACT, Match.PROBABLE]
        assert not [one for one in named if one.match is Match.EXACT and "Pekka" in one.subject]


def test_nothing_is_learned_of_others_in_a_cell() -> None:
    assert identifiers_in("email", "anna@example.org / pekka@example.net", "FI") == frozenset()
    assert identifiers_in("email", "mailto:anna@example.org", "FI") == frozenset()
    assert identifiers_in("email", "Anna <anna@example.org>", "FI") == {"anna@example.org"}


@pytest.mark.parametrize("frame", ["{}", "{} / b@example.net", "({})", "mailto:{}.", "x: '{}'", "{}?a=b"])
def test_an_address_that_is_almost_the_same_is_another_beside_anything(frame: str) -> None:
    for miss in NEAR_MISSES:
        if miss.email:
            cell = frame.format(miss.email)
            assert ANNA.email not in beside(cell) | addresses(cell), miss.why


@pytest.mark.parametrize(
    "cell",
    ["358401234567", "00358401234567", "040 123 4567 ja 050 7654321", "0401234567 0507654321", "+358401234567.0",
     "040 123 4567 och 050 7654321", "(040) 123 4567 / Pekka", "Koti 09 1234567 matka 040 1234567",
     "050 7654321 040 123 4567 045 1112223", "040 123 4567 & 050-7654321", "x" * 300 + " 040 1234567"],
)  # fmt: skip
def test_a_number_beside_others_is_found(tmp_path: Path, cell: str) -> None:
    assert "+358401234567" in phones(cell, "FI")
    page = register(tmp_path, ("A", cell)).find(Identifiers("o@example.org", phones=("+358401234567",)), None)
    assert held(list(page.records)) == [Match.PROBABLE]


def test_a_number_is_no_part_of_a_longer_one() -> None:
    for miss in NEAR_MISSES:
        assert not miss.phone or "+358401234567" not in phones(miss.phone, "FI"), miss.why
    assert phones("0401234567890123", "FI") == frozenset()
