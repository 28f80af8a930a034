"""What MariaDB has that others have not: loose letters, days of noughts, tables without transactions."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import AuthLost, Change, Identifiers, Permanent, RetryLater, Target
from portal.systems.sql.connection import parse_url
from portal.systems.sql.connector import connect
from portal.systems.sql.reach import local_paths, place_of
from portal.systems.wire import Outgoing
from tests import mariadb
from tests.systems.house import House, make_house
from tests.systems.shop import HERE

AINO = Identifiers("aino@example.org")


@pytest.fixture
def house(mariadb_database: str) -> House:
    return make_house(mariadb_database)


def fields(house: House, kind: str = "person") -> dict[str, object]:
    page = house.connector().find(AINO, None)
    return {part.column: part.value for one in page.records if one.kind == kind for part in one.fields}


def test_letters_that_its_collation_passes_over_are_another_person(house: House) -> None:
    house.run(
        "ALTER TABLE people DROP INDEX email",
        "UPDATE people SET email = 'aïno@example.org' WHERE id = 2",
        "UPDATE people SET email = 'AINO@example.org ' WHERE id = 1",
    )
    page = house.connector().find(AINO, None)
    assert {one.owner for one in page.records} == {"1"}
    assert {one.match for one in page.records} == {Match.EXACT}


def test_keys_are_compared_letter_by_letter(mariadb_database: str) -> None:
    house = make_house(mariadb_database)
    house.run(
        "CREATE TABLE members (code VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY, email VARCHAR(40), name VARCHAR(20))",
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, code VARCHAR(20), what VARCHAR(20))",
        "INSERT INTO members VALUES ('ab', 'aino@example.org', 'Aino'), ('AB', 'eero@example.org', 'Eero')",
        "INSERT INTO visits VALUES (1, 'ab', 'mine'), (2, 'AB', 'his'), (3, 'Ab', 'whose')",
    )
    label = '{ fi = "x", sv = "x", en = "x" }'
    mapping = f"""
display = ["name"]
[[tables]]
kind = "member"
table = "members"
key = ["code"]
label = {label}
identifying = [{{ column = "email", what = "email" }}]
columns = [
    {{ column = "email", name = "email", category = "email", label = {label} }},
    {{ column = "name", name = "name", category = "name", label = {label} }},
]
[[tables]]
kind = "visit"
table = "visits"
key = ["id"]
parent = "member"
link = ["code"]
erase = "delete"
label = {label}
columns = [{{ column = "what", name = "what", category = "visits", label = {label} }}]
"""
    members = House(mariadb_database, mapping)
    page = members.connector().find(AINO, None)
    values = [part.value for one in page.records for part in one.fields]
    assert "mine" in values
    assert not {"his", "whose"} & set(values)
    before = house.dump()
    members.connector().erase([Target("visit", "1", "ab", ("visits",))], "a")
    left = {row["id"] for row in house.dump()["visits"]}
    assert left == {2, 3}
    assert before["members"] == house.dump()["members"]


def test_links_in_other_letters_make_a_search_incomplete(mariadb_database: str) -> None:
    house = make_house(mariadb_database)
    house.run(
        "CREATE TABLE folk (code VARCHAR(20) PRIMARY KEY, email VARCHAR(40), name VARCHAR(20))",
        "CREATE TABLE calls (id INTEGER PRIMARY KEY, code VARCHAR(20) REFERENCES folk (code), what VARCHAR(20))",
        "INSERT INTO folk VALUES ('ab', 'aino@example.org', 'Aino')",
        "INSERT INTO calls VALUES (1, 'AB', 'a call')",
    )
    label = '{ fi = "x", sv = "x", en = "x" }'
    mapping = f"""
display = ["name"]
[[tables]]
kind = "folk"
table = "folk"
key = ["code"]
label = {label}
identifying = [{{ column = "email", what = "email" }}]
columns = [
    {{ column = "email", name = "email", category = "email", label = {label} }},
    {{ column = "name", name = "name", category = "name", label = {label} }},
]
[[tables]]
kind = "call"
table = "calls"
key = ["id"]
parent = "folk"
link = ["code"]
label = {label}
columns = [{{ column = "what", name = "what", category = "calls", label = {label} }}]
"""
    page = House(mariadb_database, mapping).connector().find(AINO, None)
    assert "links_spelt_otherwise:call" in page.gaps


def test_backslashes_and_signs_of_a_search_are_letters(house: House) -> None:
    for odd in ("a\\\\b@example.org", "a%b@example.org", "a_b@example.org", "a'b@example.org", 'a"b@example.org'):
        plain = odd.replace("\\\\", "\\")
        house.run("DELETE FROM people WHERE id = 9")
        quoted = odd.replace("'", "''")
        house.run(f"INSERT INTO people (id, name, email, visits) VALUES (9, 'Odd', '{quoted}', 0)")
        page = house.connector().find(Identifiers(plain), None)
        assert {one.owner for one in page.records} == {"9"}, odd


def test_days_of_noughts_are_nothing_and_yes_is_one(house: House) -> None:
    house.run("SET SESSION sql_mode = ''", "UPDATE people SET born = '0000-00-00' WHERE id = 1")
    assert fields(house)["born"] is None
    assert fields(house)["active"] == 1
    change = Change("person", "1", "1", "active", 1, False)
    assert house.connector().rectify([change], "a").changed == 1
    assert fields(house)["active"] == 0


def test_a_table_without_transactions_is_never_written(house: House) -> None:
    house.run(
        "DROP TABLE notes",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, person INTEGER, body TEXT, told VARCHAR(20)) ENGINE=MyISAM",
    )
    house.run("INSERT INTO notes VALUES (1, 1, 'Soitti.', 'kept')")
    connector = house.connector()
    assert "not_transactional:note" in connector.check()
    before = house.dump()
    targets = [Target("note", "1", "1", ("unsorted",)), Target("person", "1", "1", ("name",))]
    for act in (lambda: connector.preview(targets), lambda: connector.erase(targets, "a")):
        with pytest.raises(Permanent, match="not_possible"):
            act()
    assert house.dump() == before
    assert connector.find(AINO, None).records


def test_its_refusals_have_codes(house: House, mariadb_server: tuple[Path, int]) -> None:
    port, name = mariadb_server[1], house.url.rpartition("/")[2]
    given = {"mapping": house.mapping, "country": "FI"}
    for url, fault, code in (
        (mariadb.url_of(port, name, "stranger", "no"), AuthLost, "access_refused"),
        (mariadb.url_of(port, "nowhere"), Permanent, "database_missing"),
        ("mysql://u:secret@127.0.0.1:1/x", RetryLater, "unreachable"),
    ):
        with pytest.raises(fault, match=code) as raised:
            connect({**given, "url": url}, HERE).find(AINO, None)
        assert "secret" not in str(raised.value)


def test_an_account_that_may_only_read_is_told_so(house: House, mariadb_server: tuple[Path, int]) -> None:
    port, name = mariadb_server[1], house.url.rpartition("/")[2]
    with mariadb.administration(port) as cursor:
        cursor.execute(f"CREATE USER '{name[:30]}'@'%' IDENTIFIED BY 'reads'")
        cursor.execute(f"GRANT SELECT ON {name}.* TO '{name[:30]}'@'%'")
        try:
            url = mariadb.url_of(port, name, name[:30], "reads")
            reader = connect({"url": url, "mapping": house.mapping, "country": "FI"}, HERE)
            assert reader.find(AINO, None).records
            with pytest.raises(AuthLost, match="access_refused"):
                reader.rectify([Change("person", "1", "1", "name", "Aino", "Aina")], "a")
        finally:
            cursor.execute(f"DROP USER '{name[:30]}'@'%'")


def test_it_speaks_over_its_socket_where_that_is_allowed(house: House, mariadb_server: tuple[Path, int]) -> None:
    with pytest.raises(Permanent, match="address_refused"):
        connect({"url": house.url, "mapping": house.mapping, "country": "FI"}).find(AINO, None)


@pytest.fixture
def deaf() -> Iterator[int]:
    """A server that takes a connection and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield listening.getsockname()[1]


def test_a_server_that_says_nothing_is_for_later(house: House, deaf: int) -> None:
    given = {"url": f"mysql://u:p@127.0.0.1:{deaf}/x", "mapping": house.mapping, "country": "FI", "seconds": "0.5"}
    with pytest.raises(RetryLater):
        connect(given, HERE).find(AINO, None)


@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("u@127.0.0.1/x", "address_refused"),
        ("u@10.1.2.3/x", "address_refused"),
        ("u@169.254.169.254/x", "address_refused"),
        ("u@[::1]/x", "address_refused"),
        ("u@[::ffff:10.0.0.1]/x", "address_refused"),
        ("u@localhost/x", "address_refused"),
        ("/x", "address_refused"),
        ("u@8.8.8.8,127.0.0.1/x", "bad_url"),
        ("u@8.8.8.8/x?hostaddr=127.0.0.1", "bad_url"),
        ("u@8.8.8.8/x?service=evil", "bad_url"),
        ("u@8.8.8.8/x?unix_socket=/run/mysqld.sock", "bad_url"),
        ("u@8.8.8.8/x?host=127.0.0.1", "bad_url"),
        ("u@8.8.8.8/x?read_default_file=/etc/passwd", "bad_url"),
    ],
)
def test_an_address_leads_nowhere_inside(kind: str, address: str, code: str) -> None:
    url = f"{kind}://{address}" if not address.startswith("/") else f"{kind}://{address}"
    with pytest.raises(Permanent, match=code):
        place_of(parse_url(url), Outgoing())


def test_a_judged_address_is_the_one_that_is_dialled() -> None:
    place = place_of(parse_url("postgresql://u@8.8.8.8:5433/x"), Outgoing())
    assert (place.addresses, place.port, place.trusted) == (("8.8.8.8",), 5433, False)
    assert place_of(parse_url("mysql://u@127.0.0.1/x"), HERE).trusted
    folder = place_of(parse_url("postgresql:///x?host=/run/pg"), Outgoing(("/run/pg",)))
    assert folder.socket_folder == "/run/pg"
    with pytest.raises(Permanent, match="address_refused"):
        place_of(parse_url("postgresql:///x?host=/run/pg/../other"), Outgoing(("/run/pg",)))


def test_places_of_this_machine_are_seen_in_any_setting() -> None:
    found = local_paths(
        {"url": "sqlite:////srv/a.db", "folders": "/opt/x\n/srv/y", "name": "plain", "f": "file:///etc"}
    )
    assert [str(one) for one in found] == ["/srv/a.db", "/opt/x", "/srv/y", "file:/etc"]
