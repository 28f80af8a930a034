"""Corrections, erasures and restrictions in real SQLite and real PostgreSQL: only the decided cells differ."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, make_url, text

from portal.domain.lifecycle import Capability, Right
from portal.domain.register import (
    CategoryUse,
    DataCategory,
    LegalBasis,
    Purpose,
    Retention,
    RetentionRule,
    Text,
)
from portal.domain.rights import propose
from portal.domain.rulings import Answer, Held, Reason, Ruling
from portal.domain.wishes import Wishes
from portal.reading.toml import shipped_register
from portal.systems.contract import AuthLost, Change, Conflict, Identifiers, Permanent, RetryLater, Target
from portal.systems.mapping import BadMapping
from portal.systems.sql.mapping import read_mapping
from portal.systems.sql.values import day_of
from tests.systems.house import House, make_house

NAME = Change("person", "1", "1", "name", "Aino", "Aina")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(database_url: str) -> House:
    return make_house(database_url)


@pytest.fixture
def postgres_house(postgres_database: str) -> House:
    return make_house(postgres_database)


@pytest.fixture
def sqlite_house(sqlite_database: str) -> House:
    return make_house(sqlite_database)


def is_sqlite(house: House) -> bool:
    return make_url(house.url).get_backend_name() == "sqlite"


def seen(house: House, kind: str, column: str) -> str | int | float | bool | None:
    """What a search shows of a cell of the first person."""
    records = house.connector().find(Identifiers("aino@example.org"), None).records
    return next(each.value for one in records if one.kind == kind for each in one.fields if each.column == column)


# Corrections.


FITTING: list[tuple[str, str | float | bool | None]] = [
    ("name", "  Aina  "), ("name", "Åsa 'x\" -- ; DROP"), ("name", "A\u030asa"), ("name", ""), ("name", None),
    ("name", "%(x)s :y \\ 🙂"), ("born", "1985-04-03"), ("born", "3.4.1985"), ("born", None), ("score", "9999.99"),
    ("score", "12,5"), ("score", 7), ("score", "-0.25"), ("visits", "17"), ("visits", 4), ("active", "false"),
    ("active", False), ("town", "Åbo"), ("email", "new@example.org"),
]  # fmt: skip


def test_a_value_that_fits_is_written_as_it_is(house: House) -> None:
    for column, value in FITTING:
        change = Change("person", "1", "1", column, seen(house, "person", column), value)
        before = house.dump()
        effect = house.connector().rectify([change], "a")
        assert house.connector().rectified([change]), change
        changed = house.changes(before)
        assert changed <= {("people", 1, column), ("people", 1, "changed")}
        assert effect.counts == ({"person": 1} if changed else {})
        if isinstance(value, str) and column == "name":
            assert next(row["name"] for row in house.dump()["people"] if row["id"] == 1) == value
        after = house.dump()
        assert house.connector().rectify([change], "a").already
        assert house.dump() == after


UNFIT: list[tuple[str, str | float | bool | None]] = [
    ("born", "next week"), ("born", "31.2.2020"), ("born", "2020-13-01"), ("born", ""), ("born", 1984),
    ("name", "x" * 21), ("name", "a\x00b"), ("name", "\ud800"), ("name", True),
    ("score", "12.345"), ("score", "many"), ("score", "nan"),
    ("score", ""), ("visits", "1.5"), ("visits", " 1"), ("visits", "9" * 30), ("visits", None), ("visits", True),
    ("active", "maybe"), ("email", None), ("email", "eero@example.org"), ("town", "Jyväskylä"), ("visits", "٣"),
]  # fmt: skip


def test_a_value_that_does_not_fit_is_refused(house: House) -> None:
    before = house.dump()
    other = Change("person", "2", "2", "name", "Eero", "Eeri")
    for column, value in UNFIT:
        bad = Change("person", "1", "1", column, seen(house, "person", column), value)
        with pytest.raises(Permanent, match="value_unfit"):
            house.connector().rectify([other, bad], "a")
        assert house.dump() == before


def test_a_number_too_big_for_its_column_is_refused(postgres_house: House) -> None:
    for column, value in (("visits", "3000000000"), ("score", "10000.00")):
        change = Change("person", "1", "1", column, seen(postgres_house, "person", column), value)
        with pytest.raises(Permanent, match="value_unfit"):
            postgres_house.connector().rectify([change], "a")


FIXED = [
    ("person", "id"), ("person", "seen"), ("person", "secret"), ("person", "flag"), ("person", "changed"),
    ("person", "nothing"), ("nothing", "name"), ("order", "person"), ("person", 'name" = 1 --'),
]  # fmt: skip


def test_keys_links_and_what_is_not_mapped_are_not_writable(house: House) -> None:
    before = house.dump()
    for kind, column in FIXED:
        with pytest.raises(Permanent, match="not_writable"):
            house.connector().rectify([Change(kind, "1", "1", column, 1, "2")], "a")
    assert house.dump() == before


def test_the_glossary_and_the_capabilities_say_what_is_writable(sqlite_house: House) -> None:
    connector = sqlite_house.connector()
    writable = {(each.kind, each.column): each.writable for each in connector.glossary()}
    assert writable["person", "name"]
    assert not writable["person", "id"]
    assert not writable["person", "seen"]
    told = connector.capabilities()
    assert [told[kind][Capability.RECTIFY] for kind in ("person", "note", "ban")] == ["auto", "review", "auto"]
    assert [told[kind][Capability.ERASE] for kind in ("person", "note", "ban")] == ["auto", "review", "none"]
    assert told["order"][Capability.RESTRICT] == "auto"
    by_hand = sqlite_house.mapped('erase = "delete"\n', "").mapped("restriction = {", "#").connector().capabilities()
    assert by_hand["order"][Capability.ERASE] == by_hand["order"][Capability.RESTRICT] == "manual"


ANOTHER: list[tuple[Change, str]] = [
    (Change("person", "1", "1", "name", "Aini", "Aina"), "value_changed"),
    (Change("person", "1", "1", "visits", "3", "4"), "value_changed"),
    (Change("person", "1", "2", "name", "Aino", "Aina"), "owner_changed"),
    (Change("line", "100", "2", "title", "LP", "MC"), "owner_changed"),
    *(
        (Change("person", key, "1", "name", "Aino", "Aina"), "owner_changed")
        for key in ("9", "01", "1 OR 1=1", "1\x00", "\ud800", "9" * 40, "", "[1]", "١")
    ),
]


def test_a_row_that_is_another_now_is_left_alone(house: House) -> None:
    before = house.dump()
    for change, code in ANOTHER:
        with pytest.raises(Conflict, match=code):
            house.connector().rectify([Change("person", "2", "2", "name", "Eero", "Eeri"), change], "a")
        assert house.dump() == before
        assert not house.connector().rectified([change])


def test_a_line_is_corrected_through_its_order(house: House) -> None:
    change = Change("line", "100", "1", "title", "LP", "2LP")
    before = house.dump()
    assert house.connector().rectify([change], "a").counts == {"line": 1}
    assert house.changes(before) == {("lines", 100, "title")}
    house.run("UPDATE orders SET person = 2 WHERE id = 10")
    assert not house.connector().rectified([change])
    house.run("DELETE FROM orders WHERE id = 10")
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().rectify([Change("line", "100", "1", "title", "2LP", "LP")], "a")


def test_the_stamp_is_ours_where_the_mapping_says_so(house: House) -> None:
    before = house.dump()
    house.connector().rectify([NAME], "a")
    assert house.changes(before) == {("people", 1, "name"), ("people", 1, "changed")}
    assert house.mapped("write = true", "write = false").connector().rectified([NAME])


def test_old_days_in_a_file_are_corrected_as_they_stand(sqlite_house: House) -> None:
    sqlite_house.run("UPDATE people SET born = '12.3.2009' WHERE id = 1")
    change = Change("person", "1", "1", "born", "12.3.2009", "13.3.2009")
    assert sqlite_house.connector().rectify([change], "a").changed == 1
    assert seen(sqlite_house, "person", "born") == "13.3.2009"


def test_somebody_who_writes_meanwhile_is_not_overwritten(postgres_house: House) -> None:
    """The other one holds the row, we wait for it, and it commits another value."""
    raised: list[BaseException] = []

    def correct() -> None:
        try:
            postgres_house.connector().rectify([NAME], "a")
        except Conflict as error:
            raised.append(error)

    engine = create_engine(postgres_house.url)
    with engine.begin() as other:
        other.execute(text("UPDATE people SET name = 'Another' WHERE id = 1"))
        thread = threading.Thread(target=correct)
        thread.start()
        time.sleep(0.5)
    thread.join()
    engine.dispose()
    assert [str(each) for each in raised] == ["value_changed"]
    assert seen(postgres_house, "person", "name") == "Another"


@pytest.mark.parametrize("act", ["rectify", "erase", "preview", "restrict"])
def test_a_row_that_somebody_holds_is_for_later(postgres_house: House, act: str) -> None:
    engine = create_engine(postgres_house.url)
    with engine.connect() as other:
        other.execute(text("UPDATE people SET visits = 4"))
        connector = postgres_house.connector()
        target = Target("person", "1", "1", ("name",))
        with pytest.raises(RetryLater, match="locked"):
            {
                "rectify": lambda: connector.rectify([NAME], "a"),
                "erase": lambda: connector.erase([target], "a"),
                "preview": lambda: connector.preview([target]),
                "restrict": lambda: connector.restrict(["1"], "a", on=True),
            }[act]()
        other.rollback()
    engine.dispose()


def on_mariadb(house: House) -> bool:
    return make_url(house.url).get_backend_name() == "mysql"


def trigger(house: House, when: str, table: str, sqlite: str, postgres: str, mariadb: str) -> None:
    """A trigger of the database's own; `sqlite` and `mariadb` are its body, `postgres` what its function does."""
    if on_mariadb(house):
        house.run(f"CREATE TRIGGER t {when} ON {table} FOR EACH ROW {mariadb}")
        return
    if is_sqlite(house):
        house.run(f"CREATE TRIGGER t {when} ON {table} BEGIN {sqlite}; END")
        return
    house.run(
        f"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {postgres} END $$",
        f"CREATE TRIGGER t {when} ON {table} FOR EACH ROW EXECUTE FUNCTION f()",
    )


def test_a_trigger_that_keeps_another_value_is_no_correction(house: House) -> None:
    body = "UPDATE people SET name = 'ALWAYS' WHERE id = NEW.id"
    when, kept = ("AFTER UPDATE", "") if is_sqlite(house) else ("BEFORE UPDATE", "NEW.name := 'ALWAYS'; RETURN NEW;")
    trigger(house, when, "people", body, kept, "SET NEW.name = 'ALWAYS'")
    before = house.dump()
    with pytest.raises(Permanent, match="value_unfit"):
        house.connector().rectify([NAME], "a")
    assert house.dump() == before


def test_two_rows_with_one_key_are_never_written(house: House) -> None:
    house.run("CREATE TABLE doubles AS SELECT * FROM people", "INSERT INTO doubles SELECT * FROM people")
    doubled = house.mapped('table = "people"', 'table = "doubles"')
    before = house.dump()
    with pytest.raises(Permanent, match="key_not_unique"):
        doubled.connector().rectify([NAME], "a")
    with pytest.raises(Permanent, match="key_not_unique"):
        doubled.connector().erase([Target("person", "1", "1", ("name",))], "a")
    assert house.dump() == before


# Erasure.


def everything_of(number: int, *, but: tuple[str, ...] = ()) -> list[Target]:
    """Each category apart, as findings have them."""
    orders: dict[int, tuple[int, ...]] = {10: (100, 101), 11: (110,)} if number == 1 else {20: (200,)}
    owner = str(number)
    targets = [Target("person", owner, owner, (each,)) for each in ("name", "email", "habits", "address")]
    for order, lines in orders.items():
        targets.append(Target("order", str(order), owner, ("orders",)))
        targets += [Target("line", str(line), owner, (each,)) for line in lines for each in ("orders", "amounts")]
    targets.append(Target("note", owner, owner, ("unsorted",)))
    return [each for each in targets if each.kind not in but]


def erased(house: House, targets: list[Target]) -> Mapping[str, int]:
    """Erase as the preview says, and once more to no effect."""
    connector = house.connector()
    before = house.dump()
    told = connector.preview(targets)
    assert house.dump() == before
    assert not connector.erased(targets)
    effect = connector.erase(targets, "a")
    assert effect == told
    assert connector.erased(targets)
    after = house.dump()
    assert connector.erase(targets, "a").already
    assert connector.preview(targets).already
    assert house.dump() == after
    return effect.counts


def test_rows_go_children_first_and_what_stays_is_blanked(house: House) -> None:
    before = house.dump()
    assert erased(house, everything_of(1)) == {
        "deleted:line": 3, "deleted:order": 2, "anonymised:note": 1, "anonymised:person": 1,
    }  # fmt: skip
    cells = {"name", "email", "born", "score", "visits", "active", "seen", "town", "changed"}
    gone = {("lines", 100), ("lines", 101), ("lines", 110), ("orders", 10), ("orders", 11)}
    assert house.changes(before) == (
        {("people", 1, column) for column in cells} | {(*each, "-") for each in gone} | {("notes", 1, "body")}
    )
    row = next(each for each in house.dump()["people"] if each["id"] == 1)
    assert (row["email"], row["visits"], row["name"]) == ("-1", -1, None)
    assert erased(house, everything_of(2))["anonymised:person"] == 1, "two blank addresses are not alike"


def test_a_row_on_which_nothing_hangs_goes_whole(house: House) -> None:
    house.run("DELETE FROM notes WHERE person = 1")
    before = house.dump()
    assert erased(house, everything_of(1))["deleted:person"] == 1
    assert {column for _, _, column in house.changes(before)} == {"-"}


def test_a_foreign_key_of_a_table_that_is_not_mapped_holds_the_row(house: House) -> None:
    """It says ON DELETE CASCADE, and nobody decided about its rows."""
    house.run("DELETE FROM notes WHERE person = 1", "INSERT INTO loyalty VALUES (1, 1, 500), (2, 2, 5)")
    before = house.dump()
    assert erased(house, everything_of(1))["anonymised:person"] == 1
    assert house.dump()["loyalty"] == before["loyalty"]
    house.run("DELETE FROM loyalty WHERE person = 1")
    assert not house.connector().erased(everything_of(1))
    assert house.connector().erase(everything_of(1), "b").counts == {"deleted:person": 1}


def test_a_child_that_is_not_to_go_holds_its_parents(house: House) -> None:
    house.run("DELETE FROM notes WHERE person = 1")
    targets = [each for each in everything_of(1) if each.key != "101"]
    before = house.dump()
    assert erased(house, targets) == {
        "deleted:line": 2, "deleted:order": 1, "anonymised:order": 1, "anonymised:person": 1,
    }  # fmt: skip
    assert not [each for each in house.changes(before) if each[:2] == ("lines", 101)]
    assert ("orders", 10, "person") not in house.changes(before)


def test_one_category_goes_without_the_others(house: House) -> None:
    before = house.dump()
    targets = [Target("person", "1", "1", ("address",)), Target("line", "100", "1", ("amounts",))]
    assert erased(house, targets) == {"anonymised:line": 1, "anonymised:person": 1}
    assert house.changes(before) == {("people", 1, "town"), ("people", 1, "changed"), ("lines", 100, "pieces")}


def both_ways(house: House, targets: list[Target]) -> list[Callable[[], object]]:
    return [lambda: house.connector().erase(targets, "a"), lambda: house.connector().preview(targets)]


def test_what_is_gone_already_is_no_fault(house: House) -> None:
    house.run("DELETE FROM lines WHERE id = 100")
    assert house.connector().erase([Target("line", "100", "1", ("orders",))], "a").already
    assert house.connector().erased([Target("line", "100", "1", ("orders",))])


@pytest.mark.parametrize(
    ("target", "statement"),
    [
        (Target("order", "10", "1", ("orders",)), "UPDATE orders SET person = 2 WHERE id = 10"),
        (Target("order", "10", "1", ("orders",)), "UPDATE orders SET person = NULL WHERE id = 10"),
        (Target("line", "100", "1", ("orders",)), "UPDATE orders SET person = 2 WHERE id = 10"),
        (Target("line", "100", "1", ("orders",)), "DELETE FROM orders WHERE id = 10"),
        (Target("line", "100", "", ("orders",)), "DELETE FROM orders WHERE id = 10"),
        (Target("person", "2", "1", ("name",)), "SELECT 1"),
    ],
)
def test_a_row_that_is_somebody_elses_now_is_not_erased(house: House, target: Target, statement: str) -> None:
    house.run(statement)
    before = house.dump()
    for act in both_ways(house, [target]):
        with pytest.raises(Conflict, match="owner_changed"):
            act()
    assert not house.connector().erased([target])
    assert house.dump() == before


@pytest.mark.parametrize("kind", ["ban", "nothing"])
def test_what_the_mapping_keeps_is_not_erased(house: House, kind: str) -> None:
    house.run("INSERT INTO bans VALUES (1, 1)")
    before = house.dump()
    with pytest.raises(Permanent, match="not_writable"):
        house.connector().erase([Target("order", "10", "1", ("orders",)), Target(kind, "1", "1", ("bans",))], "a")
    assert house.dump() == before


def test_a_trigger_that_refuses_leaves_all_as_it_was(house: House) -> None:
    no = "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'"
    trigger(house, "BEFORE DELETE", "orders", "SELECT RAISE(ABORT, 'no')", "RAISE EXCEPTION 'no';", no)
    before = house.dump()
    if is_sqlite(house):
        counts = house.connector().erase(everything_of(1), "a").counts
        assert counts["anonymised:order"] == 2, "a row that the database keeps is blanked"
        return
    with pytest.raises(Permanent):
        house.connector().erase(everything_of(1), "a")
    assert house.dump() == before


def test_a_delete_that_does_nothing_is_no_erasure(house: House) -> None:
    if on_mariadb(house):
        pytest.skip("a trigger of MariaDB's can refuse a row, and cannot pass over it")
    trigger(house, "BEFORE DELETE", "orders", "SELECT RAISE(IGNORE)", "RETURN NULL;", "")
    before = house.dump()
    with pytest.raises(Permanent, match="row_refused"):
        house.connector().erase(everything_of(1), "a")
    assert house.dump() == before


def test_a_table_that_we_may_not_read_may_hold_the_row(postgres_house: House) -> None:
    role = f"eraser_{os.getpid()}_{int(time.monotonic() * 1000)}"
    postgres_house.run(
        "DELETE FROM notes",
        f"CREATE ROLE {role} LOGIN",
        f"GRANT SELECT, UPDATE, DELETE ON people, orders, lines, notes, bans TO {role}",
    )
    try:
        limited = House(str(make_url(postgres_house.url).set(username=role)))
        assert limited.connector().erase(everything_of(1), "a").counts["anonymised:person"] == 1
    finally:
        postgres_house.run(f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_constraint_that_waits_for_the_end_is_asked_at_once(house: House) -> None:
    if on_mariadb(house):
        pytest.skip("no constraint of MariaDB's waits")
    house.run(
        "CREATE TABLE late (id INTEGER PRIMARY KEY, line INTEGER REFERENCES lines (id) DEFERRABLE INITIALLY DEFERRED)",
        "INSERT INTO late VALUES (1, 100)",
    )
    counts = house.connector().erase(everything_of(1), "a").counts
    assert (counts["deleted:line"], counts["anonymised:line"], counts["anonymised:order"]) == (2, 1, 1)


def test_a_row_that_points_at_itself_or_at_its_like_goes(house: House) -> None:
    if on_mariadb(house):
        pytest.skip("InnoDB keeps a row that points at itself: it is emptied, and a person deletes it")
    house.run("ALTER TABLE notes ADD COLUMN answers INTEGER REFERENCES notes (id)", "DELETE FROM notes WHERE id = 2")
    house.run("INSERT INTO notes VALUES (3, 1, 'a', 'kept', 3), (4, 1, 'b', 'kept', 3), (5, 1, 'c', 'kept', 4)")
    whole = house.mapped('erase = "anonymise"', 'erase = "delete"')
    targets = [Target("note", key, "1", ("unsorted",)) for key in ("3", "4", "5", "1")]
    assert erased(whole, targets) == {"deleted:note": 4}


def test_a_blank_that_nobody_can_guess_is_asked_for(house: House) -> None:
    house.run("UPDATE people SET born = '2000-01-01', score = 1 WHERE born IS NULL OR score IS NULL")
    other = (
        "CREATE TABLE strict (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, email VARCHAR(40) NOT NULL,"
        " born DATE NOT NULL, score NUMERIC(6, 2) NOT NULL UNIQUE, visits INTEGER NOT NULL, active BOOLEAN,"
        " seen TIMESTAMP, town CHAR(8), changed VARCHAR(20), flag INTEGER)"
    )
    names = "id, name, email, born, {} AS score, visits, active, seen, town, changed, flag"
    columns = names.format("score").replace("score AS ", "")
    house.run(other, f"INSERT INTO strict ({columns}) SELECT {names.format('id')} FROM people")
    strict = house.mapped('table = "people"', 'table = "strict"')
    assert set(strict.connector().check()) == {"blank_missing:person.born", "blank_missing:person.score"}
    before = house.dump()
    with pytest.raises(Permanent, match="blank_missing"):
        strict.connector().erase(everything_of(1), "a")
    assert house.dump() == before
    told = strict.mapped('name = "born"', 'name = "born", blank = "1900-01-01"').mapped(
        'name = "score"', 'name = "score", blank = "{key}.5"'
    )
    assert told.connector().check() == ()
    assert told.connector().erase(everything_of(1), "a").counts["anonymised:person"] == 1
    wrong = told.mapped('blank = "1900-01-01"', 'blank = "long ago"')
    assert wrong.connector().check() == ("value_unfit:person.born",)


# A kill at either side of the commit.

KILLED = """
import os, sys
from portal.systems.sql import connection as sql_connection
from portal.systems.contract import Target
from tests.systems.house import House
if sys.argv[2] == "before":
    sql_connection._commit = lambda connection: os._exit(9)
targets = [Target("order", "10", "1", ("orders",)), Target("line", "100", "1", ("orders", "amounts"))]
House(sys.argv[1]).connector().erase(targets, "a")
os._exit(9)
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_leaves_all_or_nothing(house: House, when: str) -> None:
    targets = [Target("order", "10", "1", ("orders",)), Target("line", "100", "1", ("orders", "amounts"))]
    before = house.dump()
    done = subprocess.run([sys.executable, "-c", KILLED, house.url, when], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert (house.dump() == before) is (when == "before")
    assert house.connector().erased(targets) is (when == "after")
    house.connector().erase(targets, "a")
    assert house.connector().erased(targets)
    assert {(table, key) for table, key, _ in house.changes(before)} == {("orders", 10), ("lines", 100)}


# Whatever is asked, only that differs.

CATEGORIES = {"person": ("name", "email", "habits", "address"), "order": ("orders",), "line": ("orders", "amounts"),
              "note": ("unsorted",)}  # fmt: skip
COLUMNS = {
    ("person", "name"): ("name", "born"), ("person", "email"): ("email",), ("person", "address"): ("town",),
    ("person", "habits"): ("score", "visits", "active", "seen"), ("order", "orders"): ("day", "title"),
    ("line", "orders"): ("title",), ("line", "amounts"): ("pieces",), ("note", "unsorted"): ("body",),
}  # fmt: skip
TABLE_OF = {"person": "people", "order": "orders", "line": "lines", "note": "notes"}
ASKED = st.sets(st.sampled_from([(each.kind, each.key, each.owner, category) for number in (1, 2)
                                 for each in everything_of(number) for category in CATEGORIES[each.kind]]))  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ASKED)
def test_only_what_is_asked_differs(
    tmp_path_factory: pytest.TempPathFactory, asked: set[tuple[str, str, str, str]]
) -> None:
    house = make_house(f"sqlite:///{tmp_path_factory.mktemp('house') / 'house.sqlite3'}")
    targets = [Target(kind, key, owner, (category,)) for kind, key, owner, category in sorted(asked)]
    before = house.dump()
    told = house.connector().preview(targets)
    assert house.connector().erase(targets, "a") == told
    assert house.connector().erased(targets)
    allowed = {(TABLE_OF[kind], int(key), column) for kind, key, _, of in asked for column in COLUMNS[kind, of]}
    allowed |= {("people", int(key), "changed") for kind, key, *_ in asked if kind == "person"}
    changed = house.changes(before)
    gone = {each[:2] for each in changed if each[2] == "-"}
    assert {each for each in changed if each[2] != "-"} <= allowed
    assert len(gone) == sum(count for name, count in told.counts.items() if name.startswith("deleted:"))
    for table, key in gone:
        kind = next(each for each, name in TABLE_OF.items() if name == table)
        assert {of for each, held, _, of in asked if (each, held) == (kind, str(key))} >= set(CATEGORIES[kind]) - (
            {"address", "habits"} if key == 2 else set()
        )
    engine = create_engine(house.url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


# The flag of Art 18.


def test_the_flag_stands_and_is_lifted(house: House) -> None:
    connector, before = house.connector(), house.dump()
    assert connector.restricted(["1"], on=False)
    assert connector.restrict(["1"], "a", on=True).counts == {"person": 1}
    assert house.changes(before) == {("people", 1, "flag"), ("people", 1, "changed")}
    assert connector.restricted(["1"], on=True)
    assert not connector.restricted(["1", "2"], on=True)
    assert connector.restrict(["1"], "a", on=True).already
    assert connector.restrict(["1"], "b", on=False).changed == 1
    assert connector.restricted(["1"], on=False)
    assert house.changes(before) == {("people", 1, "changed")}


def test_lifting_leaves_other_values_alone(house: House) -> None:
    house.run("UPDATE people SET flag = 7 WHERE id = 1", "UPDATE people SET flag = NULL WHERE id = 2")
    before = house.dump()
    assert house.connector().restrict(["1", "2"], "a", on=False).already
    assert house.dump() == before


def test_nobody_is_restricted_in_vain(house: House) -> None:
    before = house.dump()
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().restrict(["1", "99"], "a", on=True)
    assert house.dump() == before
    assert not house.connector().restricted(["99"], on=True)
    assert house.connector().restricted(["99"], on=False)
    unflagged = house.mapped("restriction = {", "# {").connector()
    with pytest.raises(Permanent, match="restriction_unmapped"):
        unflagged.restrict(["1"], "a", on=True)
    with pytest.raises(Permanent, match="restriction_unmapped"):
        unflagged.restricted(["1"], on=True)


# A register that one leaves.

LIST = """
display = ["address"]
[[tables]]
kind = "reader"
table = "readers"
key = ["address"]
erase = "delete"
removal = ["newsletter"]
label = LABEL
identifying = [{ column = "address", what = "email" }]
columns = [{ column = "address", name = "email", category = "email", label = LABEL }]
[[tables]]
kind = "click"
table = "clicks"
key = ["id", "day"]
parent = "reader"
link = ["reader"]
label = LABEL
columns = [{ column = "page", name = "page", category = "unsorted", label = LABEL }]
""".replace("LABEL", '{ fi = "x", sv = "x", en = "x" }')
READER = Identifiers("aino@example.org")


@pytest.fixture
def mailing(database_url: str) -> House:
    house = House(database_url, LIST)
    house.run(
        "CREATE TABLE readers (address VARCHAR(60) PRIMARY KEY, since DATE)",
        "CREATE TABLE clicks (id INTEGER, day VARCHAR(10), reader VARCHAR(60), page TEXT, PRIMARY KEY (id, day))",
        "INSERT INTO readers VALUES ('Aino@Example.org', NULL), ('eero@example.org', NULL)",
        "INSERT INTO clicks VALUES (1, 'ma', 'Aino@Example.org', '/'), (1, 'ti', 'eero@example.org', '/')",
    )
    return house


def test_a_prohibition_takes_the_reader_out(mailing: House) -> None:
    connector = mailing.connector()
    assert tuple(connector.channels()) == ("newsletter",)
    assert connector.capabilities()["reader"][Capability.SUPPRESS] == "auto"
    assert not connector.suppressed(READER, "Aino@Example.org", ["newsletter"])
    with pytest.raises(Conflict, match="owner_changed"):
        connector.suppress(READER, "eero@example.org", ["newsletter"], "a")
    effect = connector.suppress(READER, "Aino@Example.org", ["newsletter"], "a")
    assert effect.counts == {"deleted:click": 1, "deleted:reader": 1}
    assert connector.suppressed(READER, "Aino@Example.org", ["newsletter"])
    assert connector.suppress(READER, "Aino@Example.org", ["newsletter"], "a").already
    left = mailing.dump()
    assert [row["address"] for row in left["readers"]] == ["eero@example.org"]
    assert [row["reader"] for row in left["clicks"]] == ["eero@example.org"]


def test_the_address_has_to_be_out_everywhere(mailing: House) -> None:
    mailing.run("INSERT INTO readers VALUES (' aino@example.org', NULL)")
    connector = mailing.connector()
    with pytest.raises(Conflict, match="several_owners"):
        connector.suppress(READER, "Aino@Example.org", ["newsletter"], "a")
    connector.suppress(READER, "Aino@Example.org", ["newsletter"], "a", chosen=True)
    assert not connector.suppressed(READER, "Aino@Example.org", ["newsletter"], chosen=True)
    connector.suppress(READER, " aino@example.org", ["newsletter"], "a")
    assert connector.suppressed(READER, " aino@example.org", ["newsletter"])


def test_what_stays_keeps_the_reader_in(mailing: House) -> None:
    mailing.run(
        "CREATE TABLE prizes (id INTEGER, reader VARCHAR(60) REFERENCES readers (address) ON DELETE CASCADE)",
        "INSERT INTO prizes VALUES (1, 'Aino@Example.org')",
    )
    before = mailing.dump()
    target = Target("reader", "Aino@Example.org", "Aino@Example.org", ("email",))
    with pytest.raises(Permanent, match="still_referenced"):
        mailing.connector().suppress(READER, "Aino@Example.org", ["newsletter"], "a")
    for act in both_ways(mailing, [target]):
        with pytest.raises(Permanent, match="still_referenced"):
            act()
    assert not mailing.connector().erased([target])
    assert mailing.dump() == before


def test_half_a_key_finds_no_row(mailing: House) -> None:
    pairs = mailing.mapped('link = ["reader"]\n', 'link = ["reader"]\nerase = "delete"\n').connector()
    before = mailing.dump()
    for key in ("1", "[]", "{}", '["1"]', '["1", "ma", "x"]', "[1", '["x", "ma"]', '["1", "\\u0000"]'):
        assert pairs.erase([Target("click", key, "Aino@Example.org", ("unsorted",))], "a").already
    assert mailing.dump() == before
    whole = Target("click", '["1", "ma"]', "Aino@Example.org", ("unsorted",))
    assert pairs.erase([whole], "a").counts == {"deleted:click": 1}


# An address that the register protects.

GUARDED = ('erase = "delete"\nrestriction', 'protection = { column = "town", value = "Turku" }\nrestriction')


def test_it_marks_every_record_of_whom_the_register_protects(house: House) -> None:
    connector = house.mapped(*GUARDED).connector()
    for email, protected in (("aino@example.org", True), ("eero@example.org", False)):
        records = connector.find(Identifiers(email), None).records
        assert {one.kind for one in records} >= {"person", "order", "note"}
        assert {one.protected for one in records} == {protected}


def test_it_does_not_search_where_the_column_of_the_protection_is_gone(house: House) -> None:
    gone = house.mapped(GUARDED[0], GUARDED[1].replace("town", "gone")).connector()
    with pytest.raises(Permanent, match="schema_changed"):
        gone.find(Identifiers("aino@example.org"), None)
    assert gone.check() == ("schema_changed",)


def test_it_writes_nothing_into_the_column_of_the_protection(house: House) -> None:
    connector = house.mapped(*GUARDED).connector()
    with pytest.raises(Permanent, match="not_writable"):
        connector.rectify([Change("person", "1", "1", "town", "Turku", "Turku 2")], "a")


# The mapping.


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "number",', 'name = "number", writable = true,', "not writable"),
        ('name = "number",', 'name = "number", blank = "x",', "not blanked"),
        ("value = 1, free = 0", "value = 1, free = 1", "restricted and free"),
        ('column = "flag"', 'column = "id"', "column of its own"),
        ('column = "flag"', 'column = "changed"', "column of its own"),
        ('dated = "day"', 'removal = ["newsletter"]', "person table alone"),
        ('erase = "delete"\nrestriction', 'removal = ["direct"]\nrestriction', "both name direct"),
        ('parent = "order"\n', 'parent = "order"\nrestriction = { column = "x", value = 1 }\n', "restriction stands"),
        ('erase = "anonymise"', 'erase = "burn"', "erase"),
        ('table = "notes"', 'table = "orders"', "same rows"),
        ('category = "address"', 'category = "address", label = LABEL }, { column = "town", name = "b", category = "x"',
         "two categories"),
        ('restriction = { column', 'restriction = { colum', "restriction"),
        ('erase = "delete"\nrestriction', 'protection = { column = "town" }\nrestriction', "tables.0.protection.value"),
        ('erase = "delete"\nrestriction', 'protection = { column = "", value = 1 }\nrestriction',
         "person: the protection names no column"),
        ('erase = "delete"\nrestriction', 'protection = { column = "secret", value = "" }\nrestriction',
         "person: the protection has an empty value"),
        ('erase = "delete"\nrestriction', 'protection = { column = "email", value = 1 }\nrestriction',
         "person: the protection needs a column of its own"),
        ('erase = "delete"\nrestriction', 'protection = { column = "flag", value = 1 }\nrestriction',
         "person: the restriction needs a column of its own"),
        ('parent = "order"\n', 'parent = "order"\nprotection = { column = "x", value = 1 }\n',
         "line: the protection stands on the person table alone"),
        ('blank = -1', 'blank = 1.5', "blank"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_says_why(old: str, new: str, reason: str) -> None:
    mapping = House("sqlite://").mapped(old, new.replace("LABEL", '{ fi = "x", sv = "x", en = "x" }')).mapping
    with pytest.raises(BadMapping) as raised:
        read_mapping(mapping)
    assert reason in raised.value.reason


def test_a_check_names_the_new_columns_that_are_missing(house: House) -> None:
    assert house.connector().check() == ()
    house.run("ALTER TABLE people DROP COLUMN flag", "ALTER TABLE people DROP COLUMN changed")
    dated = house.mapped('dated = "day"', 'dated = "gone"')
    assert dated.connector().check() == (
        "column_missing:person.changed", "column_missing:person.flag", "column_missing:order.gone",
    )  # fmt: skip
    records = dated.connector().find(Identifiers("aino@example.org"), None).records
    assert {each.dated for each in records} == {""}
    for act in both_ways(dated, everything_of(1)):
        with pytest.raises(Permanent, match="schema_changed"):
            act()
    with pytest.raises(Permanent, match="schema_changed"):
        dated.connector().restrict(["1"], "a", on=True)
    with pytest.raises(Permanent, match="schema_changed"):
        dated.connector().rectify([NAME], "a")


def test_rows_have_the_day_from_which_their_keeping_runs(house: House) -> None:
    dated = house.mapped('kind = "person"', 'kind = "person"\ndated = "seen"')
    records = dated.connector().find(Identifiers("aino@example.org"), None).records
    assert {(each.kind, each.key, each.dated) for each in records} == {
        ("person", "1", "2026-01-02"), ("order", "10", "2020-05-06"), ("order", "11", "2026-05-06"),
        ("line", "100", "2020-05-06"), ("line", "101", "2020-05-06"), ("line", "110", "2026-05-06"),
        ("note", "1", "2026-01-02"),
    }  # fmt: skip


def until_column(house: House, asked: str) -> Ruling:
    """What an erasure proposes for the customer of this address, whose rows say themselves until when they are kept."""
    records = house.mapped('kind = "person"', 'kind = "person"\nuntil = "secret"').connector().find(
        Identifiers(asked), None
    ).records  # fmt: skip
    held = [
        Held(each.key, "s", each.kind, each.category, None, date.fromisoformat(each.until) if each.until else None)
        for each in records
        if each.category == "address"
    ]
    says = Text("", "", "")
    shop = replace(
        shipped_register("digelius"),
        purposes=(Purpose("deal", says, LegalBasis.CONTRACT),),
        categories=(
            DataCategory("address", says, (CategoryUse("deal", Retention(RetentionRule.UNTIL_COLUMN, says)),)),
        ),
    )
    (ruling,) = propose(shop, [Right.ERASURE], Wishes(), held, (), date(2026, 11, 23))
    return ruling


@pytest.mark.parametrize(
    ("cell", "answer", "until"),
    [
        ("'31.12.2027'", Answer.KEPT, date(2027, 12, 31)),
        ("'2026-11-23'", Answer.KEPT, date(2026, 11, 23)),
        ("'2026-11-22'", Answer.GRANTED, None),
        ("'for ever'", Answer.NEEDS_PERSON, None),
        ("''", Answer.NEEDS_PERSON, None),
        ("NULL", Answer.NEEDS_PERSON, None),
    ],
)
def test_a_column_says_until_when_a_row_is_kept_and_a_bad_day_needs_a_person(
    house: House, cell: str, answer: Answer, until: date | None
) -> None:
    house.run(f"UPDATE people SET secret = {cell} WHERE id = 1")
    ruling = until_column(house, "aino@example.org")
    assert (ruling.answer, ruling.kept_until) == (answer, until)
    assert ruling.reason is {Answer.KEPT: Reason.STILL_NEEDED, Answer.NEEDS_PERSON: Reason.TERM_UNKNOWN}.get(answer)


def test_rows_below_have_the_last_day_of_the_row_that_they_hang_on(house: House) -> None:
    house.run("UPDATE people SET secret = '2027-12-31' WHERE id = 1")
    kept = house.mapped('kind = "person"', 'kind = "person"\nuntil = "secret"')
    records = kept.connector().find(Identifiers("aino@example.org"), None).records
    assert {each.kind for each in records} == {"person", "order", "line", "note"}
    assert {each.until for each in records} == {"2027-12-31"}
    assert {each.until for each in house.connector().find(Identifiers("aino@example.org"), None).records} == {""}
    gone = house.mapped('kind = "person"', 'kind = "person"\nuntil = "gone"')
    assert "column_missing:person.gone" in gone.connector().check()
    assert {each.until for each in gone.connector().find(Identifiers("aino@example.org"), None).records} == {""}


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2011-03-09", "2011-03-09"), ("9.3.2011", "2011-03-09"), ("09.03.2011 12:30", "2011-03-09"),
        ("2011-03-09 23:30:00", "2011-03-09"), ("2011-03-09T23:30:00+00:00", "2011-03-10"), ("20110309", "2011-03-09"),
        (20110309, "2011-03-09"), (date(2011, 3, 9), "2011-03-09"),
        (datetime(2011, 3, 9, 23, tzinfo=UTC), "2011-03-10"),
        ("31.2.2011", ""), ("soon", ""), ("", ""), (None, ""), (7, ""), (b"\xff", ""), ("9.3.20111", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_of_the_old_formats(value: object, day: str) -> None:
    assert day_of(value, "Europe/Helsinki") == day


def test_a_reader_without_the_right_to_write_changes_nothing(postgres_house: House) -> None:
    role = f"reader_{os.getpid()}_{int(time.monotonic() * 1000)}"
    postgres_house.run(f"CREATE ROLE {role} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    try:
        reader = House(str(make_url(postgres_house.url).set(username=role)))
        for act in both_ways(reader, everything_of(1)):
            with pytest.raises(AuthLost, match="access_refused"):
                act()
        with pytest.raises(AuthLost, match="access_refused"):
            reader.connector().rectify([NAME], "a")
    finally:
        postgres_house.run(f"DROP OWNED BY {role}", f"DROP ROLE {role}")
