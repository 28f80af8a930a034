"""The copy to take along: its schema, its files, and nothing in it that was not given."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from portal.papers import letters, package_parts, portable
from tests.papers import samples
from tests.papers.packed import damaged_files, packed
from tests.papers.test_letters import XSS

GIVEN = tuple(one for one in samples.FINDINGS if one.category in {"name", "postal_address", "orders"})


def opened(**changed: Any) -> zipfile.ZipFile:
    values: dict[str, Any] = {"portable": GIVEN, "letter": letters.compose(samples.portability(), "en")}
    target = io.BytesIO()
    portable.write_portable(samples.contents(**(values | changed)), target)
    return zipfile.ZipFile(target)


def rows_of(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def test_it_holds_data_tables_glossary_letter_and_manifest() -> None:
    archive = opened()
    assert set(archive.namelist()) == {
        "index.html", "data.json", "name.csv", "postal-address.csv", "orders.csv", "glossary.csv", "letter.html",
        "letter.pdf", "style.css", "manifest.json",
    }  # fmt: skip
    archive.fp.seek(0)  # type: ignore[union-attr]  # an open archive has its file
    assert damaged_files(archive.fp) == ()  # type: ignore[arg-type]  # the same
    said = archive.read("index.html").decode()
    for wanted in ("Article 20 GDPR", "It is not all that is held about you.", 'href="orders.csv"', 'href="style.css"'):
        assert wanted in said


def test_it_keeps_its_schema() -> None:
    data = json.loads(opened().read("data.json"))
    assert list(data) == [
        "schema", "reference", "language", "controller", "register", "person", "received", "answered_at",
        "categories", "tables",
    ]  # fmt: skip
    assert data["schema"] == "portal-portable/1"
    assert data["categories"][0] == {"key": "name", "name": "First and last name"}
    table = next(one for one in data["tables"] if one["kind"]["key"] == "orders")
    assert list(table) == ["system", "kind", "csv", "fields", "records"]
    assert table["system"] == {"key": "register", "name": "Customer register"}
    assert table["fields"][0] == {"key": "order", "label": "Order number", "column": "order"}
    assert len(table["records"]) == 7
    assert table["records"][0] == {
        "categories": ["orders"],
        "values": {
            "order": 100_000, "ordered": "2010-01-01", "title": "Kind of Blue, LP", "price": 19.9, "state": "S",
        },
    }  # fmt: skip


def test_it_puts_the_same_rows_into_csv_under_the_field_keys() -> None:
    rows = rows_of(opened(), "orders.csv")
    assert rows[0] == ["order", "ordered", "title", "price", "state"]
    assert rows[1] == ["100000", "2010-01-01", "Kind of Blue, LP", "19.9", "S"]
    assert len(rows) == 8


def test_it_makes_one_record_of_a_row_with_several_categories() -> None:
    one = package_parts.PackageFinding(
        "register", "Register", "customer", "Customer", "name", samples.FINDINGS[0].match,
        (package_parts.FieldValue("name", "Name", "Aino"),), samples.FOUND_AT, "7",
    )  # fmt: skip
    other = package_parts.PackageFinding(
        "register", "Register", "customer", "Customer", "email", one.match,
        (package_parts.FieldValue("email", "Mail", "a@example.org"), package_parts.FieldValue("email", "Mail", "b@x")),
        samples.FOUND_AT, "7",
    )  # fmt: skip
    archive = opened(portable=(one, other))
    (table,) = json.loads(archive.read("data.json"))["tables"]
    assert table["records"] == [
        {"categories": ["name", "email"], "values": {"name": "Aino", "email": ["a@example.org", "b@x"]}}
    ]
    assert rows_of(archive, "customer.csv") == [["name", "email"], ["Aino", "a@example.org | b@x"]]


def test_it_lies_in_a_folder_of_the_access_package() -> None:
    other = letters.compose(samples.portability(in_folder=True), "fi")
    built = packed(samples.contents("fi", portable=GIVEN, others=(other,)))
    archive = zipfile.ZipFile(io.BytesIO(built.content))
    assert {"portable/index.html", "portable/data.json", "portable/orders.csv", "portable/glossary.csv"} <= set(
        archive.namelist()
    )
    assert {"letter-portability.html", "letter-portability.pdf"} <= set(archive.namelist())
    assert 'href="../style.css"' in archive.read("portable/index.html").decode()
    index = archive.read("index.html").decode()
    assert 'href="portable/index.html"' in index
    assert 'href="letter-portability.html"' in index
    assert damaged_files(io.BytesIO(built.content)) == ()
    assert "chat" not in archive.read("portable/data.json").decode()
    alone = packed(samples.contents("fi"))
    assert not [name for name in alone.written.names if name.startswith("portable")]


@pytest.mark.parametrize("attack", XSS)
def test_it_shows_hostile_values_as_text(attack: str) -> None:
    record = samples.finding(attack, {attack: attack, "name": f"={attack}"})
    archive = opened(portable=(record,), requester_name=attack, reference=attack)
    page = archive.read("index.html").decode()
    assert "<script>alert" not in page
    assert "<svg" not in page
    assert "onerror=alert(1)>" not in page
    data = json.loads(archive.read("data.json"))
    assert data["tables"][0]["records"][0]["values"][attack] == attack
    (name,) = [one for one in archive.namelist() if one.endswith(".csv") and one != "glossary.csv"]
    assert rows_of(archive, name)[1][1].startswith("'=")


def test_it_gives_the_same_bytes_again() -> None:
    first, second = opened(), opened()
    assert first.read("manifest.json") == second.read("manifest.json")
