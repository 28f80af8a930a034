"""What is done once for many tests: it is put back as it was, and into no house that somebody has touched."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from portal.domain.lifecycle import Right
from portal.storage import tables as t
from tests import remembered
from tests.cases import Desk


@pytest.fixture
def beginning(desk: Desk) -> remembered.Way:
    """How the house stands before the test does anything."""
    assert remembered._here is not None
    # What an earlier test of this process left running is nobody at work in this house
    remembered._here._threads = {*threading.enumerate()}
    way = remembered._here.way()
    assert way
    return way


def put_back(way: remembered.Way) -> None:
    assert remembered._here is not None
    assert remembered._here.way()
    remembered._here.go(way, lambda: None)


def whole(desk: Desk) -> object:
    """Every row of the database, and every file."""
    engine, folder = desk.house.store.database.engine, desk.house.store.folder
    with engine.execution_options(reads=True).connect() as connection:
        rows = {
            table.name: sorted(map(repr, connection.execute(table.select()))) for table in t.Base.metadata.sorted_tables
        }
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "portal" not in path.name}
    return rows, files


def test_it_puts_back_all_that_was_done(desk: Desk, beginning: remembered.Way) -> None:
    # Given a request that was searched, in a house that was put back to where it began
    before = whole(desk)
    request = desk.searched(Right.ACCESS)
    after = whole(desk)
    put_back(beginning)
    assert whole(desk) == before
    # When the same is asked for again
    again = desk.searched(Right.ACCESS)
    # Then it is the same, and work goes on from there
    assert again == request
    assert whole(desk) == after
    assert desk.house.mailbox.mails()
    desk.judge_all(again)
    assert all(line.verdict != "open" for line in desk.findings(again))


def in_the_database(desk: Desk) -> None:
    with desk.house.store.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE controller SET accent = '#123456'")


def past_the_house(desk: Desk) -> None:
    with desk.house.store.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM membership")


def in_the_register(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "UPDATE asiakkaat SET etunimi = 'A' WHERE asiakasnro = (SELECT max(asiakasnro) FROM asiakkaat)"
        )
        connection.commit()


def in_a_file(desk: Desk) -> None:
    (desk.house.store.folder / "note").write_text("Ours")


def test_it_does_not_mind_which_table_is_read_first(desk: Desk, beginning: remembered.Way) -> None:
    assert remembered._here is not None
    tables = remembered._Postgres.MARKS.split(" UNION ALL ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remembered._Postgres, "MARKS", " UNION ALL ".join(reversed(tables)))
        assert remembered._here.way() == beginning


@pytest.mark.parametrize("touch", [in_the_database, past_the_house, in_the_register, in_a_file])
def test_it_puts_nothing_into_a_house_that_was_touched(
    desk: Desk, beginning: remembered.Way, touch: Callable[[Desk], None]
) -> None:
    desk.receive(Right.ACCESS)
    put_back(beginning)
    touch(desk)
    touched = whole(desk)
    assert remembered._here is not None
    assert remembered._here.way() is None
    assert whole(desk) == touched


def test_it_remembers_nothing_of_another_hour(desk: Desk, beginning: remembered.Way) -> None:
    # Given a request whose mail was sent
    usual = desk.receive(Right.ACCESS)
    # When the same is asked for an hour later
    put_back(beginning)
    desk.house.clock.pass_by(hours=1)
    later = desk.receive(Right.ACCESS)
    # Then it is another
    assert later.id != usual.id


def test_it_remembers_nothing_where_mail_cannot_be_sent(desk: Desk, beginning: remembered.Way) -> None:
    desk.receive(Right.ACCESS)
    put_back(beginning)
    desk.house.mailbox.go_away()
    desk.receive(Right.ACCESS)
    assert not desk.house.mailbox.mails()


def test_it_remembers_nothing_where_the_test_looks_on(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    assert remembered._here is None
    assert desk.receive(Right.ACCESS)
    assert caplog is not None
