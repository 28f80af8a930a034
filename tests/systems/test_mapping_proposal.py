"""A map proposed from a schema, written as text and read again; and what a form makes of it, on every database."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.errors import Invalid
from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.office import mappings
from portal.systems.contract import Identifiers, Permanent
from portal.systems.sql.connector import connect
from portal.systems.sql.looking import look
from portal.systems.sql.mapping import MappedColumn, read_mapping
from portal.systems.sql.mapping_text import write_mapping
from portal.systems.sql.proposal import person_table, propose
from tests.systems.house import make_house
from tests.systems.shop import HERE, make_shop, plain_names

CATEGORIES = ("name", "email", "phone", "postal_address", "orders", "habits")
KNOWN = (*CATEGORIES, UNSORTED)
FINNISH = {
    "people": "asiakas", "number": "asiakasnro", "first": "etunimi", "last": "sukunimi", "email": "sposti",
    "phone": "puh", "town": "kaupunki", "orders": "tilaukset", "order_id": "tilausnro", "order_of": "asiakasnro",
    "notes": "muistiinpanot", "note_text": "huomautus",
}  # fmt: skip
SWEDISH = {
    "people": "kunder", "number": "kundnr", "first": "fornamn", "last": "efternamn", "email": "e-post",
    "phone": "mobilnummer", "town": "ort", "note_text": "anteckning",
}  # fmt: skip


@pytest.mark.parametrize("names", [{}, FINNISH, SWEDISH])
def test_it_proposes_a_map_that_finds_a_person(database_url: str, names: dict[str, str]) -> None:
    shop = make_shop(database_url, {**plain_names(), **names})
    shop.person(1, "Aino", "Virtanen", "aino@example.org", "040-123 4567")
    shop.person(2, "Eero", "Salo", "eero@example.org", "+358 (0)50 765 4321")
    shop.add("orders", order_id=10, order_of=1, order_title="A record")
    schema = look({"url": database_url}, HERE)
    assert "Virtanen" not in str(schema), "names and types alone"
    mapping = propose(schema, CATEGORIES)
    assert mapping is not None
    assert mapping.person.table == {**plain_names(), **names}["people"]
    what = {one.what for one in mapping.person.identifying}
    assert {"email", "phone"} <= what
    made = connect({"url": database_url, "mapping": write_mapping(mapping), "country": "FI"}, HERE)
    assert made.check() == ()
    page = made.find(Identifiers("aino@example.org"), None)
    assert {one.owner for one in page.records} == {"1"}
    assert "A record" in str(page.records)


def test_it_reads_the_names_that_people_give_columns() -> None:
    def column(name: str, kind: str = "VARCHAR(40)") -> dict[str, str]:
        return {"name": name, "type": kind, "shape": "text"}

    names = ("customer_email", "SPosti", "Sähköposti", "firstName", "Etunimi", "sukunimi", "PUH_NRO", "memo")
    schema = {
        "tables": [
            {
                "schema": "", "name": "t", "key": ["asiakasID"], "links": [],
                "columns": [column("asiakasID", "INTEGER"), *map(column, names)],
            }
        ]
    }  # fmt: skip
    found = propose(schema, CATEGORIES)
    assert found is not None
    what = {one.column: one.what for one in found.person.identifying}
    assert what["customer_email"] == what["SPosti"] == what["Sähköposti"] == "email"
    assert (what["firstName"], what["Etunimi"], what["sukunimi"]) == ("first_name", "first_name", "last_name")
    assert what["asiakasID"] == "customer_number"
    memo = next(one for one in found.person.columns if one.column == "memo")
    assert (memo.free_text, memo.category) == (True, UNSORTED)


def test_it_finds_no_people_where_none_are() -> None:
    assert person_table([]) is None
    assert propose({"tables": []}, CATEGORIES) is None
    assert propose({"tables": [{"schema": "", "name": "x", "key": [], "columns": [], "links": []}]}, CATEGORIES) is None


def test_it_writes_a_map_that_is_read_as_the_very_same(sqlite_database: str) -> None:
    house = make_house(sqlite_database)
    own = read_mapping(house.mapping)
    assert read_mapping(write_mapping(own)) == own
    assert read_mapping(house.mapping) is own, "a mapping is read once"
    shop = make_shop(sqlite_database.replace("portal", "shop"), plain_names())
    theirs = read_mapping(shop.mapping())
    assert read_mapping(write_mapping(theirs)) == theirs


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\0")), blank=st.booleans() | st.integers(0, 9))
def test_it_writes_any_words(words: str, blank: bool | int) -> None:
    own = propose(
        {
            "tables": [
                {
                    "schema": "", "name": "t", "key": ["id"], "links": [],
                    "columns": [{"name": one, "type": "TEXT", "shape": "text"} for one in ("id", "email")],
                }
            ]
        },
        CATEGORIES,
    )  # fmt: skip
    assert own is not None
    odd = MappedColumn(words or "x", words, "name", Text(words, words, words), values={words: Text("a", "b", "c")},
                       blank=blank)  # fmt: skip
    mapping = replace(own, tables=(replace(own.person, columns=(odd,), where={f"{words}-kind": blank}),))
    again = read_mapping(write_mapping(mapping))
    assert again == mapping
    assert type(again.person.columns[0].blank) is type(blank)


def test_a_form_keeps_what_it_does_not_show(sqlite_database: str) -> None:
    house = make_house(sqlite_database)
    schema = look({"url": sqlite_database}, HERE)
    known = {one.category for table in read_mapping(house.mapping).tables for one in table.columns}
    sheet = mappings.start(schema, house.mapping, known, "Europe/Helsinki", "en")
    assert sheet is not None
    assert (sheet.is_own, sheet.left) == (True, False)
    assert read_mapping(mappings.built(schema, sheet, sheet.values, known, "en")) == read_mapping(house.mapping)


def test_a_form_changes_what_is_typed(sqlite_database: str) -> None:
    house = make_house(sqlite_database)
    schema = look({"url": sqlite_database}, HERE)
    sheet = mappings.start(schema, "", CATEGORIES, "UTC", "en")
    assert sheet is not None
    number = next(place for place, one in zip(sheet.places, sheet.base.tables, strict=True) if not one.parent)
    columns = [one["name"] for one in schema["tables"][number]["columns"]]
    born = f"t{number}c{columns.index('born')}"
    typed = {**sheet.values, f"{born}_category": "name", f"{born}_label": "Birthday", f"t{number}_erase": "anonymise"}
    made = read_mapping(mappings.built(schema, sheet, typed, KNOWN, "en"))
    changed = next(one for one in made.person.columns if one.column == "born")
    assert (changed.category, changed.label) == ("name", Text("Birthday", "Birthday", "Birthday"))
    assert made.person.erase == "anonymise"
    assert house.mapped("zone", "zone").url == sqlite_database
    for wrong, reason in (
        ({f"t{number}_key": "nowhere"}, "nowhere"),
        ({f"{born}_category": "invented"}, "invented"),
        ({f"t{number}_use": ""}, "person table"),
        ({f"t{number}_key": ""}, "no key"),
    ):
        with pytest.raises(Invalid) as raised:
            mappings.built(schema, sheet, {**typed, **wrong}, KNOWN, "en")
        assert reason in str(raised.value.details["reason"])


def test_it_looks_nowhere_that_it_may_not() -> None:
    for inside in ("postgresql://u@127.0.0.1/x", "mysql://u@10.0.0.1/x", "postgresql:///x?host=/run/postgresql"):
        with pytest.raises(Permanent, match="address_refused"):
            look({"url": inside}, replace(HERE, allowed=()))
