"""Keys of every type: a row finds itself again by what its key is written as, or it is a gap, and never nothing."""

import json

import pytest
from sqlalchemy import create_engine, make_url, text

from portal.systems.contract import Change, Identifiers, Permanent, Target
from portal.systems.sql.connector import SqlConnector, connect
from tests.systems.conformance import counted, drained, targets_of
from tests.systems.shop import HERE

LABEL = '{ fi = "x", sv = "x", en = "x" }'
AINO = Identifiers("aino@example.org")
MEMBERS = f"""
display = ["name"]
[[tables]]
kind = "member"
table = "members"
key = ["code"]
erase = "delete"
label = {LABEL}
identifying = [{{ column = "email", what = "email" }}]
columns = [{{ column = "name", name = "name", category = "contact", label = {LABEL} }},
           {{ column = "email", name = "email", category = "contact", label = {LABEL} }}]
[[tables]]
kind = "consent"
table = "consents"
key = ["person", "at"]
parent = "member"
link = ["person"]
erase = "delete"
label = {LABEL}
columns = [{{ column = "what", name = "what", category = "contact", label = {LABEL} }}]
"""
BYTES = "00112233445566778899aabbccddeeff"
OTHERS = "ff112233445566778899aabbccddee27"
FOUND = (
    ("postgres", "BYTEA", f"'\\x{BYTES}'", f"'\\x{OTHERS}'"),
    ("postgres", "CHAR(8)", "'AB1'", "'AB2'"),
    ("postgres", "BOOLEAN", "TRUE", "FALSE"),
    ("postgres", "TIMESTAMP", "'2026-01-02 03:04:05.12'", "'2026-01-02 03:04:05.13'"),
    ("postgres", "TIMESTAMPTZ", "'2026-01-02 03:04:05.12+00'", "'2026-01-02 03:04:05.12+01'"),
    ("postgres", "DATE", "'2026-01-02'", "'2026-01-03'"),
    ("postgres", "NUMERIC(10, 2)", "1.50", "1.51"),
    ("postgres", "UUID", f"'{BYTES}'", f"'{OTHERS}'"),
    ("postgres", "mood", "'calm'", "'cross'"),
    ("postgres", "code_of_ours", "'AB1'", "'AB2'"),
    ("mariadb", "BINARY(16)", f"UNHEX('{BYTES}')", f"UNHEX('{OTHERS}')"),
    ("mariadb", "VARBINARY(16)", f"UNHEX('{BYTES}')", f"UNHEX('{OTHERS}')"),
    ("mariadb", "CHAR(8)", "'AB1'", "'AB2'"),
    ("mariadb", "BOOLEAN", "TRUE", "FALSE"),
    ("mariadb", "DATETIME", "'2026-01-02 03:04:05'", "'2026-01-02 03:04:06'"),
    ("mariadb", "DATETIME(3)", "'2026-01-02 03:04:05.000'", "'2026-01-02 03:04:05.001'"),
    ("mariadb", "DATETIME(6)", "'2026-01-02 03:04:05.120000'", "'2026-01-02 03:04:05.120001'"),
    ("mariadb", "DATE", "'2026-01-02'", "'2026-01-03'"),
    ("mariadb", "DECIMAL(10, 2)", "1.50", "1.51"),
    ("mariadb", "YEAR", "2026", "2027"),
    ("mariadb", "BIGINT UNSIGNED", "18446744073709551614", "18446744073709551615"),
    ("mariadb", "ENUM('calm', 'cross')", "'calm'", "'cross'"),
    ("sqlite", "BLOB", f"x'{BYTES}'", f"x'{OTHERS}'"),
    ("sqlite", "INT", "'A1'", "7"),
    ("sqlite", "DATETIME", "'2026-01-02 03:04:05'", "17"),
    ("sqlite", "BOOLEAN", "1", "0"),
)
GAPS = (
    ("postgres", "DOUBLE PRECISION", "1.1", "2"),
    ("postgres", "REAL", "0.1", "2"),
    ("postgres", "INET", "'192.0.2.1'", "'192.0.2.2'"),
    ("postgres", "INTERVAL", "'1 hour'", "'2 hours'"),
    ("mariadb", "FLOAT", "0.1", "2"),
    ("mariadb", "TIME", "'12:00'", "'13:00'"),
    ("sqlite", "TEXT", "CAST(x'C4312D37' AS TEXT)", "'B'"),
    ("sqlite", "TEXT", "CAST(x'410042' AS TEXT)", "'B'"),
    ("sqlite", "TEXT", f"x'{BYTES}'", "'B'"),
    ("sqlite", "NUMERIC", "1.5", "2"),
)


def named(cases: tuple[tuple[str, str, str, str], ...]) -> list[str]:
    return [f"{store}-{kind}" for store, kind, _one, _other in cases]


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for one in statements:
            connection.exec_driver_sql(one)
    engine.dispose()


def register(url: str, kind: str, one: str, other: str) -> SqlConnector:
    """Aino and Eero by their keys, each with a consent at a moment of this type too."""
    if make_url(url).get_backend_name() == "postgresql":
        run(url, "CREATE TYPE mood AS ENUM ('calm', 'cross')", "CREATE DOMAIN code_of_ours AS VARCHAR(8)")
    run(
        url,
        f"CREATE TABLE members (code {kind} PRIMARY KEY, name VARCHAR(20), email VARCHAR(40))",
        f"CREATE TABLE consents (person {kind}, at {kind}, what VARCHAR(20), PRIMARY KEY (person, at))",
        f"INSERT INTO members VALUES ({one}, 'Aino', 'aino@example.org'), ({other}, 'Eero', 'eero@example.org')",
        f"INSERT INTO consents VALUES ({one}, {one}, 'a'), ({one}, {other}, 'b'), ({other}, {other}, 'c')",
    )
    return connect({"url": url, "mapping": MEMBERS, "country": "FI"}, HERE)


def left(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT what FROM consents UNION ALL SELECT name FROM members")).scalars().all()
    engine.dispose()
    return sorted(found)


@pytest.mark.parametrize(("store", "kind", "one", "other"), FOUND, ids=named(FOUND))
def test_a_row_finds_itself_again(request: pytest.FixtureRequest, store: str, kind: str, one: str, other: str) -> None:
    url = request.getfixturevalue(f"{store}_database")
    connector = register(url, kind, one, other)
    assert connector.check() == ()
    records, gaps, _searched = drained(connector, AINO)
    assert gaps == []
    assert sorted(record.kind for record in records) == ["consent", "consent", "member"]
    pages = SqlConnector(url, connector._mapping, "FI", HERE, batch=1)
    assert {record.key for record in drained(pages, AINO)[0]} == {record.key for record in records}
    assert len(counted(connector)) == 2
    me = next(record for record in records if record.kind == "member")
    assert len(list(connector.held(me.owner))) == 3
    assert connector.rectify([Change("member", me.key, me.owner, "name", "Aino", "Aina")], "op").changed == 1
    targets = targets_of(records)
    assert not connector.erased(targets)
    assert connector.erase(targets, "op").changed == 3
    assert connector.erased(targets)
    assert left(url) == ["Eero", "c"]


@pytest.mark.parametrize(("store", "kind", "one", "other"), GAPS, ids=named(GAPS))
def test_a_key_that_cannot_be_written_back_is_a_gap(
    request: pytest.FixtureRequest, store: str, kind: str, one: str, other: str
) -> None:
    connector = register(request.getfixturevalue(f"{store}_database"), kind, one, other)
    gaps = drained(connector, AINO)[1]
    assert "key_unreadable:member" in gaps
    assert "key_unreadable:consent" in gaps
    assert "key_unreadable:member" in connector.check()
    with pytest.raises(Permanent, match="key_unreadable"):
        counted(connector)


def test_a_moment_that_was_written_down_before_leads_to_its_row(postgres_database: str) -> None:
    """Keys that stand in a case since last year, with the offset of the server's zone at that time."""
    connector = register(postgres_database, "TIMESTAMPTZ", "'2026-01-02 03:04:05.12+00'", "'2026-01-02 04:00+00'")
    old = "2026-01-02 05:04:05.120000+02:00"
    owner = "2026-01-02 03:04:05.120000+00:00"
    targets = [Target("consent", json.dumps([old, old]), owner, ("contact",))]
    assert not connector.erased(targets)
    assert connector.erase(targets, "op").counts == {"deleted:consent": 1}
    assert connector.erased(targets)
