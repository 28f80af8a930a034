"""The SQL connector against real SQLite and real PostgreSQL, under names it has never seen."""

import os
import sqlite3
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, make_url, text

from portal.domain.lifecycle import Capability, Match
from portal.systems import kinds, registry
from portal.systems.contract import (
    AuthLost,
    Conflict,
    Identifiers,
    Page,
    Permanent,
    Record,
    RetryLater,
    SystemFault,
)
from portal.systems.mapping import BadMapping
from portal.systems.matching import addresses, phones
from portal.systems.sql.connection import opened, parse_url
from portal.systems.sql.connector import SqlConnector, connect
from portal.systems.sql.mapping import read_mapping
from tests.own_engine import own_engine
from tests.register_dump import changes, dump
from tests.systems.house import make_house
from tests.systems.shop import HERE, Shop, make_shop, plain_names, random_names

KEYS = {
    "people": "number",
    "contacts": "contact_id",
    "orders": "order_id",
    "lines": "line_id",
    "bans": "ban_of",
    "consents": "consent_id",
    "notes": "note_id",
}
AINO = "aino@example.org"


@pytest.fixture
def shop(database_url: str) -> Shop:
    """An empty register with plain names, on each of the two stores."""
    return make_shop(database_url, plain_names())


@pytest.fixture
def sqlite_shop(sqlite_database: str) -> Shop:
    """The same on SQLite alone."""
    return make_shop(sqlite_database, plain_names())


def everything(connector: SqlConnector, identifiers: Identifiers) -> tuple[list[Record], list[Page]]:
    records: list[Record] = []
    pages: list[Page] = []
    cursor = None
    while True:
        page = connector.find(identifiers, cursor)
        records += page.records
        pages.append(page)
        cursor = page.cursor
        if cursor is None:
            return records, pages
        assert len(pages) < 500


def found(shop: Shop, email: str, **given: object) -> dict[str, set[str]]:
    """The matches of each owner."""
    identifiers = Identifiers(email, **given)  # type: ignore[arg-type]  # the tests' own keywords
    records, _ = everything(shop.connector(), identifiers)
    owners: dict[str, set[str]] = {}
    for record in records:
        owners.setdefault(record.owner, set()).add(record.match.value)
    return owners


def path_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def fill(shop: Shop) -> None:
    """Two people; the first has one row of every kind and two orders."""
    shop.person(1, "Aino", "Virtanen", " Aino@Example.org", "040-123 4567")
    shop.person(2, "Eero", "Salo", "eero@example.org", "+358 (0)50 765 4321")
    shop.add("contacts", contact_id=1, contact_of=1, contact_kind="S", contact_value="aino2@example.net")
    shop.add("contacts", contact_id=2, contact_of=2, contact_kind="P", contact_value="aino3@example.net")
    for number, owner in ((10, 1), (11, 1), (12, 2), (13, None)):
        shop.add("orders", order_id=number, order_of=owner, order_title=f"order {number}")
        shop.add("lines", line_id=number * 10, line_of=number, line_title=f"line of {number}")
    for owner in (1, 2):
        shop.add("bans", ban_of=owner, ban_direct=0, ban_calls=0, ban_stamp="2009")
        shop.add("consents", consent_id=owner, consent_of=owner, consent_kind="N", consent_answer="K")
        shop.add("consents", consent_id=owner + 10, consent_of=owner, consent_kind="other", consent_answer="K")
    shop.add("notes", note_id=1, note_of=1, note_text="Eero Salo asked too.")
    shop.add("notes", note_id=2, note_of=2, note_text="Called.")


@pytest.mark.parametrize("seed", range(4))
def test_it_needs_nothing_but_the_mapping(database_url: str, seed: int) -> None:
    if database_url.startswith("mysql"):
        pytest.skip("SQLAlchemy reads names with brackets and quotes wrongly out of MariaDB's SHOW CREATE TABLE")
    shop = make_shop(database_url, random_names(seed))
    fill(shop)
    connector = shop.connector()
    assert connector.check() == ()

    records, pages = everything(connector, Identifiers(AINO))
    assert {record.owner for record in records} == {"1"}
    assert {record.match for record in records} == {Match.EXACT}
    assert {(record.kind, record.key) for record in records} == {
        ("people", "1"), ("mail_contact", "1"), ("orders", "10"), ("orders", "11"), ("lines", "100"), ("lines", "110"),
        ("bans", "1"), ("newsletter", "1"), ("notes", "1"),
    }  # fmt: skip
    assert pages[0].gaps == ()
    assert records[0].subject == "Aino Virtanen (1)"
    by_category = {record.category: record for record in records if record.kind == "people"}
    assert set(by_category) == {"name", "email", "phone", "postal_address"}
    assert by_category["email"].fields[0].column == shop.names["email"]
    assert by_category["email"].fields[0].value == " Aino@Example.org"

    before = dump(database_url)
    effect = connector.suppress(Identifiers(AINO), "1", ["direct", "calls"], "op-1")
    assert (effect.changed, effect.already) == (2, False)
    assert connector.suppressed(Identifiers(AINO), "1", ["direct", "calls"])
    keys = {shop.names[table]: shop.names[key] for table, key in KEYS.items()}
    bans, consents = shop.names["bans"], shop.names["consents"]
    assert changes(before, dump(database_url), keys) == {
        (bans, 1, shop.names["ban_direct"]),
        (bans, 1, shop.names["ban_calls"]),
        (bans, 1, shop.names["ban_stamp"]),
        (consents, 1, shop.names["consent_answer"]),
    }


def test_it_pages_through_many_rows_once_each(shop: Shop) -> None:
    fill(shop)
    for number in range(100, 145):
        shop.add("orders", order_id=number, order_of=1, order_title="more")
    small = SqlConnector(shop.url, read_mapping(shop.mapping()), "FI", HERE, batch=7)
    records, pages = everything(small, Identifiers(AINO))
    whole, _ = everything(shop.connector(), Identifiers(AINO))
    assert records == whole
    assert len({(record.kind, record.key, record.category) for record in records}) == len(records)
    assert len(pages) > 7
    assert sum(page.searched for page in pages) == pages[0].searched == 2 + 1 + 49 + 4 + 2 + 2 + 2
    assert all(AINO not in (page.cursor or "") for page in pages)


ADDRESSES: list[tuple[str | None, str, bool]] = [
    ("xx@a.fi", "x@a.fi", False),
    ("x@a.fi.evil.example", "x@a.fi", False),
    ("x@a.fi", "%@a.fi", False),
    ("x@a.fi", "_@a.fi", False),
    ("a_b@example.org", "a_b@example.org", True),
    ("axb@example.org", "a_b@example.org", False),
    ("a%b@example.org", "a%b@example.org", True),
    ("a\\b@example.org", "a\\b@example.org", True),
    ("a/b@example.org", "a/b@example.org", True),
    ("  AINO@Example.ORG\t", AINO, True),
    ("аino@example.org", AINO, False),  # noqa: RUF001 (a Cyrillic letter on purpose)
    (unicodedata.normalize("NFD", "Åsa@example.org"), "åsa@example.org", True),
    ("ÅSA@EXAMPLE.ORG", unicodedata.normalize("NFD", "åsa@example.org"), True),
    ("asa@example.org", "åsa@example.org", False),
    ("straße@example.org", "strasse@example.org", False),
    ("sari@example.org; timo@example.org", "timo@example.org", True),
    ("Aino Virtanen <aino@example.org>", AINO, True),
    ("aino virtanen@example.org", "virtanen@example.org", True),  # beside a word: probable, so that a person looks
    ("x@a.fi", "' OR 1=1 --", False),
    ("x@a.fi", "x@a.fi'); DROP TABLE people; --", False),
    ("x@a.fi", "", False),
    (None, "none", False),
]


def test_it_compares_addresses_whole(shop: Shop) -> None:
    for number, (row, _, _) in enumerate(ADDRESSES, 1):
        shop.person(number, "A", "B", row)
    before = dump(shop.url)
    for number, (row, asked, hit) in enumerate(ADDRESSES, 1):
        assert (str(number) in found(shop, asked)) is hit, (row, asked)
    assert dump(shop.url) == before


@pytest.mark.parametrize(
    "stored",
    [
        "040-123 4567",
        "+358 (0)40 123 4567",
        "00358401234567",
        "040 123 4567 (koti)",
        "09 876 543 / 0401234567",
        "401234567",
    ],
)
def test_it_finds_phones_in_whatever_format(shop: Shop, stored: str) -> None:
    shop.person(1, "A", "B", "other@example.org", stored)
    shop.person(2, "C", "D", "another@example.org", "040-123 4568")
    assert found(shop, AINO, phones=("+358401234567",)) == {"1": {"probable"}}


def test_it_never_releases_a_shared_mailbox_by_itself(shop: Shop) -> None:
    shop.person(1, "Sari", "Lehtonen", "lehtoset@example.org")
    shop.person(2, "Timo", "Lehtonen", " LEHTOSET@example.org")
    box = "lehtoset@example.org"
    assert found(shop, box) == {"1": {"probable"}, "2": {"probable"}}
    assert found(shop, box, name="Timo Lehtonen") == {"2": {"exact"}, "1": {"probable"}}
    assert found(shop, box, name="Lehtonen Sari") == {"1": {"exact"}, "2": {"probable"}}
    assert found(shop, box, customer_numbers=("1",)) == {"1": {"exact"}, "2": {"probable"}}
    assert found(shop, box, name="Lehtonen") == {"1": {"probable"}, "2": {"probable"}}
    assert found(shop, box, name="Sari", customer_numbers=("2",)) == {"2": {"exact"}, "1": {"probable"}}
    assert found(shop, box, customer_numbers=("1", "2")) == {"1": {"probable"}, "2": {"probable"}}
    with pytest.raises(Conflict, match="several_owners"):
        shop.connector().suppress(Identifiers(box), "1", ["direct"], "op")
    assert shop.connector().suppress(Identifiers(box), "1", ["direct"], "op", chosen=True).changed == 1


def test_it_tells_namesakes_apart(shop: Shop) -> None:
    shop.person(1, "Mikko", "Korhonen", "mikko@example.org")
    shop.person(2, "Mikko", "Korhonen", "m.korhonen@example.com")
    shop.add("orders", order_id=1, order_of=2, order_title="the other's")
    records, _ = everything(shop.connector(), Identifiers("mikko@example.org", name="Mikko Korhonen"))
    assert {(record.owner, record.match) for record in records} == {("1", Match.EXACT), ("2", Match.MENTION)}
    assert {record.kind for record in records if record.owner == "2"} == {"people"}
    with pytest.raises(Conflict, match="owner_changed"):
        shop.connector().suppress(Identifiers("mikko@example.org", name="Mikko Korhonen"), "2", ["direct"], "o")


def test_a_proven_mailbox_outweighs_whatever_else_is_claimed(shop: Shop) -> None:
    fill(shop)
    given = {"name": "Eero Salo", "customer_numbers": ("2",), "phones": ("+358507654321",)}
    assert found(shop, AINO, **given) == {"1": {"exact"}, "2": {"probable"}}
    records, _ = everything(shop.connector(), Identifiers(AINO, name="Eero Salo"))
    assert {record.differs for record in records if record.owner == "1"} == {("name",)}


def test_it_tells_what_the_one_sure_match_bears(shop: Shop) -> None:
    fill(shop)
    taught = shop.connector().find(Identifiers(AINO), None).learned
    assert {("email", "aino2@example.net"), ("customer_number", "1")} <= {(one.what, one.value) for one in taught}
    assert shop.connector().find(Identifiers("nobody@example.org", emails=(AINO,)), None).learned == ()


def test_it_learns_nothing_where_two_share_a_mailbox(shop: Shop) -> None:
    shop.person(1, "Sari", "Lehtonen", "lehtoset@example.org", "040-123 4567")
    shop.person(2, "Timo", "Lehtonen", "lehtoset@example.org", "040-765 4321")
    assert shop.connector().find(Identifiers("lehtoset@example.org"), None).learned == ()


def test_it_finds_the_second_address_and_never_another_kind_of_contact(shop: Shop) -> None:
    fill(shop)
    assert found(shop, "aino2@example.net") == {"1": {"exact"}}
    assert found(shop, "aino3@example.net") == {}
    assert found(shop, "nobody@example.org", emails=("aino2@example.net",)) == {"1": {"probable"}}


def test_it_finds_the_person_in_notes_on_others(shop: Shop) -> None:
    fill(shop)
    records, _ = everything(shop.connector(), Identifiers("eero@example.org", name="Eero Salo"))
    mention = next(record for record in records if record.owner == "1")
    assert (mention.kind, mention.match, mention.subject) == ("notes", Match.MENTION, "Aino Virtanen (1)")
    assert shop.connector().capabilities()["notes"][Capability.FIND] == "review"
    assert shop.connector().capabilities()["orders"][Capability.FIND] == "auto"


def test_it_finds_rows_that_hang_on_nobody(shop: Shop) -> None:
    fill(shop)
    shop.add("contacts", contact_id=9, contact_of=None, contact_kind="S", contact_value="guest@example.org")
    records, _ = everything(shop.connector(), Identifiers("guest@example.org"))
    assert [(record.kind, record.owner, record.match) for record in records] == [("mail_contact", "", Match.PROBABLE)]


NASTY = st.text(max_size=60) | st.sampled_from(
    ["\x00", "\ud800", "%" * 50, "ä" * 150, "'; --", "\\", "/" * 9, "(" * 40]
)


@pytest.fixture
def filled_shop(shop: Shop) -> Shop:
    fill(shop)
    return shop


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(email=NASTY, name=NASTY, number=NASTY, phone=NASTY)
def test_nothing_typed_breaks_a_search(filled_shop: Shop, email: str, name: str, number: str, phone: str) -> None:
    given = Identifiers(email, (email,), (phone,), name, (number,), email)
    everything(filled_shop.connector(), given)


def test_it_suppresses_once_and_says_so(shop: Shop) -> None:
    fill(shop)
    connector, who = shop.connector(), Identifiers(AINO)
    assert not connector.suppressed(who, "1", ["direct"])
    assert connector.suppress(who, "1", ["direct"], "a").counts == {"bans": 1, "newsletter": 1}
    after = dump(shop.url)
    again = connector.suppress(who, "1", ["direct"], "a")
    assert (again.changed, again.already) == (0, True)
    assert dump(shop.url) == after
    assert connector.suppressed(who, "1", ["direct"])
    assert not connector.suppressed(who, "1", ["direct", "calls"])


def test_it_makes_the_row_of_prohibitions_where_there_is_none(shop: Shop) -> None:
    shop.person(7, "Väinö", None, AINO)
    connector, who = shop.connector(), Identifiers(AINO)
    before = dump(shop.url)
    assert connector.suppress(who, "7", ["direct"], "a").changed == 1
    assert changes(before, dump(shop.url), KEYS) == {("bans", 7, "+")}
    assert connector.suppressed(who, "7", ["direct"])
    assert not connector.suppressed(who, "7", ["calls"])
    assert connector.suppress(who, "7", ["direct"], "a").already


@pytest.mark.parametrize("owner", ["2", "999", "", "1 OR 1=1", "[1]", "1; DROP TABLE people"])
def test_it_refuses_to_write_on_another_owner(shop: Shop, owner: str) -> None:
    fill(shop)
    before = dump(shop.url)
    for chosen in (False, True):
        with pytest.raises(Conflict, match="owner_changed"):
            shop.connector().suppress(Identifiers(AINO), owner, ["direct"], "a", chosen=chosen)
    assert dump(shop.url) == before


@pytest.mark.parametrize("channels", [["fax"], ["direct", "fax"], []])
def test_it_refuses_a_channel_that_is_not_mapped_before_writing(shop: Shop, channels: list[str]) -> None:
    fill(shop)
    before = dump(shop.url)
    with pytest.raises(Permanent, match="channel_unmapped"):
        shop.connector().suppress(Identifiers(AINO), "1", channels, "a")
    assert dump(shop.url) == before
    assert tuple(shop.connector().channels()) == ("calls", "direct")


def test_a_write_that_fails_halfway_leaves_nothing(shop: Shop) -> None:
    fill(shop)
    engine = create_engine(shop.url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE consents"))
        connection.execute(
            text(
                "CREATE VIEW consents AS SELECT 1 AS consent_id, 1 AS consent_of,"
                " 'N' AS consent_kind, 'K' AS consent_answer"
            )
        )
    engine.dispose()
    before = dump(shop.url)
    with pytest.raises(SystemFault):
        shop.connector().suppress(Identifiers(AINO), "1", ["direct"], "a")
    assert dump(shop.url) == before


def run(url: str, *statements: str) -> None:
    with own_engine(url).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_missing_table_is_a_gap(shop: Shop) -> None:
    fill(shop)
    run(shop.url, "DROP TABLE notes", "ALTER TABLE orders DROP COLUMN order_title")
    page = shop.connector().find(Identifiers(AINO), None)
    assert page.gaps == ("column_missing:orders.order_title", "table_missing:notes")
    assert {record.match for record in page.records} == {Match.EXACT}
    assert shop.connector().check() == page.gaps


def test_nobody_is_exact_while_a_place_with_addresses_is_not_searched(shop: Shop) -> None:
    fill(shop)
    run(shop.url, "DROP TABLE contacts")
    page = shop.connector().find(Identifiers(AINO), None)
    assert page.gaps == ("table_missing:mail_contact",)
    assert {record.match for record in page.records} == {Match.PROBABLE}
    with pytest.raises(Conflict):
        shop.connector().suppress(Identifiers(AINO), "1", ["direct"], "a")


@pytest.mark.parametrize(
    "change", ["ALTER TABLE people RENAME TO folk", "ALTER TABLE people RENAME COLUMN email TO mail"]
)
def test_another_shape_needs_a_person(shop: Shop, change: str) -> None:
    fill(shop)
    run(shop.url, change)
    for act in acts(shop.connector()):
        with pytest.raises(Permanent, match="schema_changed"):
            act()
    assert shop.connector().check() == ("schema_changed",)


def acts(connector: SqlConnector) -> list[Callable[[], object]]:
    who = Identifiers(AINO)
    return [
        lambda: connector.find(who, None),
        lambda: connector.suppress(who, "1", ["direct"], "a"),
        lambda: connector.suppressed(who, "1", ["direct"]),
    ]


def test_a_missing_file_stays_missing(sqlite_shop: Shop, tmp_path: Path) -> None:
    path_of(sqlite_shop.url).unlink()
    for act in acts(sqlite_shop.connector()):
        with pytest.raises(Permanent, match="database_missing"):
            act()
    assert sqlite_shop.connector().check() == ("database_missing",)
    assert not path_of(sqlite_shop.url).exists()


@pytest.mark.parametrize(("content", "code"), [(b"Dear customer, " * 400, "not_a_database"), (b"", "schema_changed")])
def test_a_file_that_is_no_register_needs_a_person(sqlite_shop: Shop, content: bytes, code: str) -> None:
    path_of(sqlite_shop.url).write_bytes(content)
    for act in acts(sqlite_shop.connector()):
        with pytest.raises(Permanent, match=code):
            act()
    assert path_of(sqlite_shop.url).read_bytes() == content


def test_a_locked_file_is_for_later(sqlite_shop: Shop) -> None:
    fill(sqlite_shop)
    other = sqlite3.connect(path_of(sqlite_shop.url), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        started = time.monotonic()
        with pytest.raises(RetryLater, match="locked"):
            sqlite_shop.connector().find(Identifiers(AINO), None)
        with pytest.raises(RetryLater, match="locked"):
            sqlite_shop.connector().suppress(Identifiers(AINO), "1", ["direct"], "a")
        assert time.monotonic() - started < 6
    finally:
        other.close()
    assert sqlite_shop.connector().find(Identifiers(AINO), None).records


def test_a_locked_row_is_for_later(postgres_database: str) -> None:
    shop = make_shop(postgres_database, plain_names())
    fill(shop)
    engine = create_engine(postgres_database)
    with engine.connect() as other:
        other.execute(text("UPDATE bans SET ban_calls = 0"))
        with pytest.raises(RetryLater, match="locked"):
            shop.connector().suppress(Identifiers(AINO), "1", ["direct"], "a")
        other.rollback()
    engine.dispose()
    assert shop.connector().suppress(Identifiers(AINO), "1", ["direct"], "a").changed == 2


SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i FROM n",
    "postgresql": "SELECT i FROM generate_series(1, 3) AS n(i), LATERAL (SELECT pg_sleep(i)) AS s",
    "mysql": "SELECT i FROM (SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3) AS n WHERE SLEEP(i) = 0",
}


def test_a_slow_register_is_for_later(shop: Shop) -> None:
    slow = SLOW[make_url(shop.url).get_backend_name()]
    columns = ", ".join(f"'x' AS {name}" for name in ("first", "last", "email", "phone", "town"))
    run(
        shop.url,
        "ALTER TABLE people RENAME TO old",
        f"CREATE VIEW people AS SELECT i AS number, {columns} FROM ({slow}) AS s",
    )
    started = time.monotonic()
    with pytest.raises(RetryLater, match="slow"):
        shop.connector(seconds="0.3").find(Identifiers(AINO), None)
    assert time.monotonic() - started < 2.5


def test_finding_cannot_write(shop: Shop) -> None:
    fill(shop)
    with (
        pytest.raises(AuthLost, match="write_refused"),
        opened(parse_url(shop.url), 5.0, write=False, outgoing=HERE) as (connection, _),
    ):
        connection.execute(text("DELETE FROM notes"))
    assert len(dump(shop.url)["notes"]) == 2


def test_postgres_refusals_have_codes(postgres_database: str) -> None:
    shop = make_shop(postgres_database, plain_names())
    url = make_url(postgres_database)
    wrong_user = connect({"url": str(url.set(username="stranger")), "mapping": shop.mapping(), "country": "FI"}, HERE)
    with pytest.raises(AuthLost, match="access_refused"):
        wrong_user.find(Identifiers(AINO), None)
    no_database = connect({"url": str(url.set(database="nowhere")), "mapping": shop.mapping(), "country": "FI"}, HERE)
    with pytest.raises(Permanent, match="database_missing"):
        no_database.find(Identifiers(AINO), None)
    nobody_home = connect(
        {"url": "postgresql://u:secret@127.0.0.1:1/x", "mapping": shop.mapping(), "country": "FI"}, HERE
    )
    with pytest.raises(RetryLater, match="unreachable") as raised:
        nobody_home.find(Identifiers(AINO), None)
    assert "secret" not in str(raised.value)


def test_postgres_rights_that_are_lost_pause_the_system(postgres_database: str) -> None:
    shop = make_shop(postgres_database, plain_names())
    fill(shop)
    role = f"reader_{os.getpid()}_{int(time.monotonic() * 1000)}"
    run(postgres_database, f"CREATE ROLE {role} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    try:
        url = str(make_url(postgres_database).set(username=role))
        reader = connect({"url": url, "mapping": shop.mapping(), "country": "FI"}, HERE)
        assert reader.find(Identifiers(AINO), None).records
        with pytest.raises(AuthLost, match="access_refused"):
            reader.suppress(Identifiers(AINO), "1", ["direct"], "a")
    finally:
        run(postgres_database, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_odd_values_of_old_rows_are_read_as_they_are(sqlite_shop: Shop) -> None:
    fill(sqlite_shop)
    with sqlite3.connect(path_of(sqlite_shop.url)) as connection:
        connection.execute("ALTER TABLE orders RENAME order_title TO x")
        connection.execute("ALTER TABLE orders ADD COLUMN order_title DATE")
        connection.execute("UPDATE orders SET order_title = '12.3.2009' WHERE order_id = 10")
        connection.execute("UPDATE orders SET order_title = 0x01 WHERE order_id = 11")
        connection.execute("UPDATE people SET town = CAST(X'C5626F' AS TEXT) WHERE number = 1")
    connection.close()
    records, _ = everything(sqlite_shop.connector(), Identifiers(AINO))
    values = {(r.kind, r.key, f.name): f.value for r in records for f in r.fields}
    assert values["orders", "10", "order_title"] == "12.3.2009"
    assert values["orders", "11", "order_title"] == 1
    assert values["people", "1", "town"] == "Åbo"


def test_a_cursor_of_another_making_is_refused(sqlite_shop: Shop) -> None:
    for cursor in ("x", "eyJ9", "WzFd", "\ud800"):
        with pytest.raises(Permanent, match="bad_cursor"):
            sqlite_shop.connector().find(Identifiers(AINO), cursor)


@pytest.mark.parametrize("url", ["", "nonsense", "mssql://u@h/x", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(sqlite_shop: Shop, url: str) -> None:
    with pytest.raises(Permanent):
        connect({"url": url, "mapping": sqlite_shop.mapping(), "country": "FI"}, HERE).find(Identifiers(AINO), None)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('kind = "people"', 'kind = "people"\nsecret = 1', "secret"),
        ('parent = "orders"', 'parent = "nothing"', "parent"),
        ('kind = "lines"', 'kind = "orders"', "same kind"),
        ('parent = "people"', 'parent = ""', "person table"),
        ('what = "email"', 'what = "phone"', "email"),
        ("display", "di splay", "TOML"),
        ('en = "people"', 'en = "people", de = "x"', "de"),
        ("beside =", 'zone = "Mars/Base"\nbeside =', "zone"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_with_its_reason(
    sqlite_shop: Shop, old: str, new: str, reason: str
) -> None:
    with pytest.raises(BadMapping) as raised:
        read_mapping(sqlite_shop.mapping().replace(old, new))
    assert reason in raised.value.reason
    assert raised.value.code == "bad_mapping"


def test_the_registry_knows_its_connectors(sqlite_shop: Shop) -> None:
    fill(sqlite_shop)
    given = {"url": sqlite_shop.url, "mapping": sqlite_shop.mapping(), "country": "FI"}
    assert registry.connect("sql", given).check() == ()
    assert [(each.key, each.is_secret) for each in kinds.kind("sql").settings][:2] == [
        ("url", True),
        ("mapping", False),
    ]
    for name, settings_given, code in (
        ("os", given, "connector_unknown"),
        ("sql", {**given, "more": "x"}, "settings_incomplete"),
        ("sql", {"url": sqlite_shop.url}, "settings_incomplete"),
    ):
        with pytest.raises(Permanent, match=code):
            registry.connect(name, settings_given)


def test_addresses_and_phones_in_a_cell() -> None:
    assert addresses("A@x.fi, b@x.fi") == {"a@x.fi", "b@x.fi"}
    assert addresses("") == frozenset()
    assert phones("puh. 040 123 4567 tai 050-765 4321", "FI") == {"+358401234567", "+358507654321"}


def test_a_column_that_only_names_a_person_is_read(sqlite_database: str) -> None:
    house = make_house(sqlite_database).mapped('display = ["name"]', 'display = ["secret"]\nbeside = ["changed"]')
    records = house.connector().find(Identifiers(AINO), None).records
    assert {one.subject for one in records} == {"unmapped (2009)"}
    assert house.connector().check() == ()
    house.run("ALTER TABLE people DROP COLUMN secret")
    with pytest.raises(Permanent, match="schema_changed"):
        house.connector().find(Identifiers(AINO), None)
