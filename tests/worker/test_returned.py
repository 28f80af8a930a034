"""What a restored backup or an imported file brings back: prohibitions at once, erasures on a press; on both stores."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo.customers import AINO, LIISA, VAINO
from portal.domain.errors import NotFound, Refused
from portal.domain.lifecycle import Right
from portal.domain.roles import Role, machine
from portal.domain.wishes import RestrictionGround, Wishes
from portal.office import returned
from portal.storage import ledger as marks
from portal.storage import tables as t
from portal.storage.door import returned as door
from portal.systems import registry
from portal.systems.contract import OwnersPage, Permanent, RetryLater
from portal.systems.matching import fold
from portal.systems.sql.connector import connect
from portal.worker import ledger, outside, timetable
from tests import factories
from tests.cases import Desk
from tests.house import House
from tests.remembered import laid
from tests.systems.conformance import ANNA
from tests.systems.sql_office import HERE, MAPPING, SqlOffice

REGISTER = "customer_register"
WHOLE: dict[str, Any] = {"email": (VAINO.email or "").lower(), "name": f"Väinö {VAINO.last}"}
PARTLY: dict[str, Any] = {"email": (AINO.email or "").lower(), "name": f"{AINO.first} {AINO.last}"}


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, factories.make_staff(house.store, house.shop))


@pytest.fixture
def backup(house: House) -> Path:
    """The customer register as it was before anything was asked."""
    path = house.register_file.with_suffix(".backup")
    laid(path, house.register_file.read_bytes())
    return path


def restore(desk: Desk, backup: Path) -> None:
    desk.house.register_file.write_bytes(backup.read_bytes())


def a_day_later(desk: Desk) -> None:
    desk.house.clock.pass_by(days=1, minutes=1)
    timetable.Timetable(desk.house.store).look()
    desk.house.work()


def back(desk: Desk) -> Sequence[door.ReturnedLine]:
    return door.lines(desk.house.store, desk.staff, REGISTER)


def events(desk: Desk) -> list[str]:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return list(session.scalars(select(t.Event.kind).where(t.Event.request_id.is_(None)).order_by(t.Event.number)))


def customer(desk: Desk, number: int) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        return connection.execute("SELECT * FROM asiakkaat WHERE asiakasnro = ?", [number]).fetchall()


def imported(desk: Desk, number: int, email: str) -> None:
    """A file with old customers is read into the register: the same person under a new number."""
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "INSERT INTO asiakkaat (asiakasnro, sukunimi, sahkoposti) VALUES (?, ?, ?)", [number, VAINO.last, email]
        )
        connection.commit()


def test_a_restored_backup_is_noticed_and_erased_again_with_one_press(desk: Desk, backup: Path) -> None:
    # Given a customer who was erased whole, and a register that was put back from a backup
    desk.prepared(Right.ERASURE, **WHOLE)
    assert customer(desk, VAINO.number) == []
    after = desk.house.register_file.read_bytes()
    restore(desk, backup)
    # When the system is looked through by the timetable
    a_day_later(desk)
    # Then it is told, and nothing is erased unasked
    (line,) = back(desk)
    assert (line.restored, line.state) == (True, "open")
    assert VAINO.last in line.subject
    assert customer(desk, VAINO.number)
    # And a press erases it again, exactly as before
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    desk.house.work()
    assert back(desk) == ()
    assert dump(desk.house.register_file) == dump_of(after, backup)
    assert [one for one in events(desk) if one.startswith(("returned", "erased"))] == [
        "returned_found", "returned_erasing", "erased_again",
    ]  # fmt: skip
    a_day_later(desk)
    assert back(desk) == ()


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def dump_of(content: bytes, beside: Path) -> list[str]:
    path = beside.with_suffix(".compared")
    path.write_bytes(content)
    return dump(path)


def test_what_the_law_kept_and_what_was_emptied_is_not_taken_for_back(desk: Desk) -> None:
    desk.prepared(Right.ERASURE, **PARTLY)
    assert customer(desk, AINO.number)
    a_day_later(desk)
    assert back(desk) == ()
    assert desk.house.connection(REGISTER).looked_at is not None


def test_an_emptied_row_that_is_full_again_is_back(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **PARTLY)
    after = desk.house.register_file.read_bytes()
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)
    assert line.restored
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    desk.house.work()
    assert dump(desk.house.register_file) == dump_of(after, backup)


def test_somebody_who_is_there_under_another_number_is_told_as_new(desk: Desk) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    imported(desk, 99_001, WHOLE["email"].upper())
    a_day_later(desk)
    (line,) = back(desk)
    assert not line.restored
    # And where they came again of their own will, they are left in peace for good
    returned.leave(desk.house.store, desk.staff, REGISTER, line.id)
    assert back(desk) == ()
    a_day_later(desk)
    assert back(desk) == ()
    assert customer(desk, 99_001)


def test_another_customer_with_the_same_name_or_number_is_nobody_back(desk: Desk) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    imported(desk, VAINO.number, "somebody.else@example.net")
    a_day_later(desk)
    assert back(desk) == ()


def test_it_erases_nobody_whose_data_is_frozen(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    freeze = Wishes(restrict=RestrictionGround.ACCURACY)
    desk.decided(Right.RESTRICTION, wishes=freeze, **WHOLE)
    (line,) = back(desk)
    with pytest.raises(Refused, match="restricted"):
        returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    assert customer(desk, VAINO.number)


def test_only_the_registers_owner_sees_and_decides(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)
    handler = factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER)
    for press in (returned.erase_again, returned.leave):
        with pytest.raises(Refused, match="may_not"):
            press(desk.house.store, handler, REGISTER, line.id)
    with pytest.raises(Refused, match="may_not"):
        door.lines(desk.house.store, handler, REGISTER)
    with pytest.raises(Refused, match="may_not"):
        returned.look_now(desk.house.store, handler, REGISTER)
    for press in (returned.erase_again, returned.leave):
        with pytest.raises(NotFound):
            press(desk.house.store, desk.staff, "another", line.id)


def test_a_press_counts_once_and_a_worker_that_died_goes_on(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    with pytest.raises(NotFound):
        returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    # A worker erased it and died before it could say so
    taken = returned.take(desk.house.store, desk.house.shop.id, line.id)
    assert taken is not None
    assert taken.connection is not None
    desk.house.outside.opened(taken.connection).erase(taken.targets, op_id=taken.id)
    desk.house.work()
    assert back(desk) == ()
    assert events(desk).count("erased_again") == 1


def test_a_system_that_does_not_let_go_is_told(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)

    desk.house.outside = replace(
        desk.house.outside, connect=lambda *given: Refusing(registry.connect(*given), Permanent("write_refused"))
    )
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    desk.house.work()
    (line,) = back(desk)
    assert (line.state, line.fault) == ("failed", "write_refused")


class Refusing:
    """A register that erases nothing."""

    def __init__(self, made: Any, fault: Exception) -> None:
        self._made, self._fault = made, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def erase(self, *_given: Any, **_more: Any) -> Any:
        raise self._fault


class Broken:
    """A register whose census meets a fault."""

    def __init__(self, made: Any, fault: Exception) -> None:
        self._made, self._fault = made, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def census(self, cursor: str | None) -> OwnersPage:
        raise self._fault


@pytest.mark.parametrize("fault", [Permanent("schema_changed"), RetryLater("unreachable", 1)])
def test_a_look_that_fails_forgets_nothing_and_is_said(desk: Desk, backup: Path, fault: Exception) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    assert len(back(desk)) == 1
    desk.house.outside = replace(desk.house.outside, connect=lambda *given: Broken(registry.connect(*given), fault))
    a_day_later(desk)
    for _hour in range(ledger.LOOK_TRIES):
        desk.house.clock.pass_by(hours=1)
        desk.house.work()
    assert len(back(desk)) == 1
    assert desk.house.connection(REGISTER).look_fault == str(fault)


def test_what_is_away_again_is_forgotten(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    after = desk.house.register_file.read_bytes()
    restore(desk, backup)
    a_day_later(desk)
    assert len(back(desk)) == 1
    desk.house.register_file.write_bytes(after)
    a_day_later(desk)
    assert back(desk) == ()


def test_a_prohibition_that_an_import_took_away_stands_again_without_staff(desk: Desk, backup: Path) -> None:
    who = {"email": (LIISA.email or "").lower(), "name": f"{LIISA.first} {LIISA.last}"}
    desk.receive(Right.MARKETING, **who)
    desk.house.work()
    stopped = desk.house.bans(LIISA.number)
    restore(desk, backup)
    assert desk.house.bans(LIISA.number) != stopped
    a_day_later(desk)
    assert desk.house.bans(LIISA.number) == stopped
    assert events(desk).count("suppressed_again") == 1
    a_day_later(desk)
    assert events(desk).count("suppressed_again") == 1


def test_the_look_takes_nobody_out_who_stopped_only_a_part(tmp_path: Path) -> None:
    removal = MAPPING.replace('erase = "delete"\n', 'erase = "delete"\nremoval = ["direct", "letters"]\n', 1)
    removal = removal.replace('prohibitions = [{ channels = ["direct"], column = "direct", value = 1 }]\n', "")
    office = SqlOffice(f"sqlite:///{tmp_path / 'list.sqlite3'}", frozenset())
    office.plant(ANNA)
    connector = connect({"url": f"sqlite:///{tmp_path / 'list.sqlite3'}", "mapping": removal, "country": "FI"}, HERE)
    (owner,) = connector.census(None).owners
    before = office.state()
    assert ledger.stop(connector, owner, ("email", ANNA.email), ("direct",)) == 0
    assert office.state() == before
    assert ledger.stop(connector, owner, ("email", ANNA.email), ("direct", "letters")) > 0
    assert connector.census(None).owners == ()
    office.close()


def test_it_looks_at_once_where_the_owner_says_that_a_backup_was_restored(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    returned.look_now(desk.house.store, desk.staff, REGISTER)
    desk.house.work()
    assert len(back(desk)) == 1


def test_a_long_look_goes_on_where_it_was(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.systems.sql.connector.CENSUS_BATCH", 50)
    monkeypatch.setattr(outside, "SLICE_SECONDS", 0.0)
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    assert len(back(desk)) == 1
    slices = [job for job in desk.house.jobs() if job.kind == "ledger.look"]
    assert len(slices) > 30
    assert all(job.finished_at and job.failure is None for job in slices)


def test_another_holder_of_the_same_mailbox_is_nobody_back(desk: Desk) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "INSERT INTO asiakkaat (asiakasnro, etunimi, sukunimi, sahkoposti) VALUES (88001, 'Ulla', 'Toinen', ?)",
            [WHOLE["email"]],
        )
        connection.commit()
    a_day_later(desk)
    assert back(desk) == ()
    imported(desk, 99_001, WHOLE["email"])
    a_day_later(desk)
    assert [VAINO.last in one.subject for one in back(desk)] == [True]


class Stumbling:
    """A register in which one method fails for good where it meets one customer."""

    def __init__(self, made: Any, method: str, fault: str) -> None:
        self._made, self._method, self._fault = made, method, fault

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._made, name)

        def stumbles(*given: Any, **more: Any) -> Any:
            owners = {getattr(one, "owner", one) for one in (given[0] if isinstance(given[0], list) else given)}
            if any(str(VAINO.number) in str(one) for one in owners):
                raise Permanent(self._fault)
            return found(*given, **more)

        return stumbles if name == self._method else found

    def census(self, cursor: str | None) -> OwnersPage:
        page: OwnersPage = self._made.census(cursor)
        return page


@pytest.mark.parametrize(("method", "fault"), [("held", "key_not_unique"), ("erased", "not_writable")])
def test_one_person_who_cannot_be_read_hides_nobody_else(desk: Desk, backup: Path, method: str, fault: str) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    desk.prepared(Right.ERASURE, **PARTLY)
    restore(desk, backup)
    healthy = desk.house.outside
    desk.house.outside = replace(healthy, connect=lambda *given: Stumbling(registry.connect(*given), method, fault))
    a_day_later(desk)
    assert [one.subject for one in back(desk) if AINO.last in one.subject]
    assert desk.house.connection(REGISTER).look_fault == (fault if method == "held" else None)


def test_it_erases_nothing_that_came_after_what_was_seen(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        order = "INSERT INTO tilaukset (tilausnro, asiakasnro, pvm, tila) VALUES (999999, ?, '2026-11-28', 1)"
        connection.execute(order, [VAINO.number])
        connection.commit()
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    desk.house.work()
    (line,) = back(desk)
    assert (line.state, line.fault) == ("failed", "records_since")
    assert customer(desk, VAINO.number)


def test_it_erases_nothing_that_was_frozen_after_the_press(desk: Desk, backup: Path) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    restore(desk, backup)
    a_day_later(desk)
    (line,) = back(desk)
    healthy = desk.house.outside
    away = RetryLater("unreachable", 7200)
    desk.house.outside = replace(healthy, connect=lambda *given: Refusing(registry.connect(*given), away))
    returned.erase_again(desk.house.store, desk.staff, REGISTER, line.id)
    desk.house.work()
    desk.house.outside = healthy
    desk.decided(Right.RESTRICTION, wishes=Wishes(restrict=RestrictionGround.ACCURACY), **WHOLE)
    desk.house.clock.pass_by(hours=3)
    desk.house.work()
    (line,) = back(desk)
    assert (line.state, line.fault) == ("failed", "restricted")
    assert customer(desk, VAINO.number)


@pytest.mark.parametrize("address", ["Müßig@example.org", "στέλιος@example.org", "a\u0308ija@example.org"])
def test_the_ledger_folds_addresses_as_connectors_do(address: str) -> None:
    assert marks.folded(address) == fold(address)
    assert marks.folded("strasse@example.org") != marks.folded("straße@example.org")


def test_nothing_is_looked_for_where_nothing_was_erased_or_forbidden(desk: Desk) -> None:
    a_day_later(desk)
    assert [job for job in desk.house.jobs() if job.kind == "ledger.look"] == []


def test_the_ledger_names_nobody(desk: Desk) -> None:
    desk.prepared(Right.ERASURE, **WHOLE)
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        entries = session.scalars(select(t.ErasureEntry)).all()
        assert {one.system for one in entries} == {REGISTER}
        assert {len(one.mark) for one in entries} == {16}
        assert len({one.mark for one in entries}) == len(entries)
