"""Case files that end: nothing is left of them anywhere, the chain stays whole, and some wait."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import select

from portal.domain.case_files import purge_day
from portal.domain.errors import Conflict, Damaged, Invalid, LinkDead, NotFound, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.queue_query import Show
from portal.domain.roles import Role, Viewer, machine
from portal.journey import correspondence, handling, identity, purging
from portal.storage import chains, files
from portal.storage import purging as storage_purging
from portal.storage import tables as t
from portal.storage.door import case as door
from portal.storage.door import case_files
from portal.storage.door.queue import Filters, page
from portal.storage.sealing import Vault
from portal.storage.work import work
from portal.worker import errands
from portal.worker.timetable import Timetable
from tests import factories
from tests.factories import MadeRequest
from tests.house import House
from tests.together import at_once

CANARY = "Kanariansaari"
YEARS = 3


@pytest.fixture
def owner(house: House) -> Viewer:
    return factories.make_staff(house.store, house.shop)


@pytest.fixture
def closed(house: House, owner: Viewer) -> MadeRequest:
    """A request with a canary in every place where somebody's words may stand, closed on the tests' first day."""
    request = factories.make_request(
        house.store, house.shop, Right.ACCESS, Right.MARKETING, email="kanaria@example.org", name=CANARY
    )
    house.work()
    for viewer in (request.person, owner):
        correspondence.write(
            house.store, viewer, request.reference, CANARY, [(f"{CANARY}.txt", BytesIO(CANARY.encode()))], 1000,
        )  # fmt: skip
    correspondence.note(house.store, owner, request.reference, CANARY)
    house.work()
    handling.withdraw(house.store, request.person, request.reference)
    with work(house.store, owner) as w:
        case = w.case(request.id)
        for step in case.rows(t.Step):
            step.state = "done"
        case.stand(Status.CLOSED)
        w.happened("step_by_hand_done", case)
    house.work()
    chains.seal_heads(house.store, house.shop.id)
    return request


def night(house: House) -> None:
    Timetable(house.store).look()
    house.work()


def bytes_of(house: House) -> Iterator[tuple[Path, bytes]]:
    """Every file of the installation: database, its log, and the sealed files; not the mail server's own."""
    for path in house.store.folder.rglob("*"):
        mine = "mailbox" not in path.parts and path.name != house.register_file.name
        if path.is_file() and mine:
            yield path, path.read_bytes()


def cluster_of(house: House) -> list[tuple[Path, bytes]]:
    """Every file of the tables and indexes of a PostgreSQL database on this machine, as a checkpoint leaves them."""
    with house.store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = connection.exec_driver_sql("SHOW data_directory").scalar_one()
        number = connection.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar_one()
    found = [(path, path.read_bytes()) for path in (Path(folder) / "base" / str(number)).iterdir() if path.is_file()]
    assert len(found) > 100
    return found


def sampled(house: House) -> None:
    """Let the database look at the values of its tables, as it does now and then, and keep what it samples."""
    with house.store.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def settles(house: House) -> None:
    """The purge until no key of it is left; PostgreSQL itself looks at tables now and then, which keeps old rows."""
    for _turn in range(50):
        if all(job.finished_at is not None for job in house.jobs() if job.kind == "case.purge"):
            return
        sleep(0.2)
        house.clock.now += timedelta(seconds=errands.SETTLE_AGAIN)
        house.work()
    raise AssertionError("the purge does not end")


def key_row(house: House, request: MadeRequest) -> t.DataKey:
    with house.store.database.reading(machine(house.shop.id)) as session:
        return session.scalars(select(t.DataKey).where(t.DataKey.request_id == request.id)).one()


def test_it_leaves_nothing_of_a_case_but_its_facts(house: House, closed: MadeRequest, owner: Viewer) -> None:
    wrapped = key_row(house, closed).wrapped
    assert wrapped is not None
    sealed = [row.sealed for table in (t.Message, t.Mail, t.Upload) for row in house.rows(table, closed)]
    before = house.request(closed)
    events = house.rows(t.Event, closed)
    assert len(sealed) > 4
    sampled(house)
    house.clock.now += timedelta(days=365 * YEARS)
    night(house)
    assert house.request(closed).purged_at is None
    house.clock.now += timedelta(days=1)
    night(house)

    left = house.request(closed)
    assert left.purged_at == house.clock.now
    kept = ("reference", "rights", "channel", "language", "received_at", "due", "safe", "resolution", "closed_at")
    assert all(getattr(left, name) == getattr(before, name) for name in kept)
    assert (left.sealed, key_row(house, closed).wrapped) == (b"", None)
    assert key_row(house, closed).destroyed_at == house.clock.now
    gone = (t.Message, t.Mail, t.Upload, t.Step, t.Finding, t.Evidence, t.Proof, t.Grant, t.SearchMark, t.Job)
    assert [row for table in gone for row in house.rows(table, closed)] == []
    assert not list(files.all_ids(house.store.folder))
    assert [row.sealed for row in house.rows(t.Event, closed)] == [None] * len(events)
    settles(house)
    places = list(bytes_of(house))
    if house.store.database.on_sqlite:
        assert any(path.name.endswith(".sqlite3") for path, _content in places)
        assert not [path for path, content in places for one in sealed if one in content]
    else:
        places += cluster_of(house)
    for path, content in places:
        assert wrapped not in content, path
        assert CANARY.encode() not in content, path


def test_it_finds_in_the_files_of_the_database_what_is_not_purged(house: House, closed: MadeRequest) -> None:
    """So that what the purge leaves nowhere is looked for where it lay."""
    wrapped = key_row(house, closed).wrapped
    assert wrapped is not None
    if house.store.database.on_sqlite:
        house.store.database.settle()
        places = list(bytes_of(house))
    else:
        places = cluster_of(house)
    assert [path for path, content in places if wrapped in content]


def test_it_does_not_hold_the_pages_up_where_somebody_reads_the_keys(house: House, closed: MadeRequest) -> None:
    """What cannot be written anew now is written anew a little later."""
    wrapped, database = key_row(house, closed).wrapped, house.store.database
    assert wrapped is not None
    house.clock.now += timedelta(days=365 * YEARS + 1)
    with database.reading(machine(house.shop.id)) as session:
        session.scalars(select(t.DataKey)).all()
        before = monotonic()
        night(house)
        assert monotonic() - before < 20
        assert house.request(closed).purged_at == house.clock.now
    settles(house)
    places = list(bytes_of(house)) if database.on_sqlite else cluster_of(house)
    assert not [path for path, content in places if wrapped in content]


def test_it_tries_again_while_a_long_read_of_something_else_keeps_the_old_keys(
    house: House, closed: MadeRequest
) -> None:
    """A snapshot that never asked for a key keeps its old row all the same, and no lock tells of it."""
    wrapped, database = key_row(house, closed).wrapped, house.store.database
    assert wrapped is not None
    house.clock.now += timedelta(days=365 * YEARS + 1)
    with database.reading(machine(house.shop.id)) as session:
        if not database.on_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        session.scalars(select(t.Controller)).all()
        night(house)
        assert house.request(closed).purged_at == house.clock.now
        if not database.on_sqlite:
            assert not database.settle()
    settles(house)
    places = list(bytes_of(house)) if database.on_sqlite else cluster_of(house)
    assert not [path for path, content in places if wrapped in content]


def test_it_leaves_the_chain_whole_and_counts_what_was_pruned(house: House, closed: MadeRequest) -> None:
    events = len(house.rows(t.Event, closed))
    house.clock.now += timedelta(days=365 * YEARS + 2)
    night(house)
    report = chains.verify(house.store)
    assert (report.problems, report.pruned) == ((), events)
    with house.store.database.reading(machine(house.shop.id)) as session:
        stream = session.scalars(select(t.Event).where(t.Event.kind == "case_purged")).one()
        vault = Vault(session, house.store.ring)
        body = vault.unseal(vault.of_controller(house.shop.id, "controller"), stream)
    assert body["request"] == closed.id
    assert CANARY not in str(body)


def test_it_answers_as_if_the_request_were_unknown(house: House, closed: MadeRequest, owner: Viewer) -> None:
    house.clock.now += timedelta(days=365 * YEARS + 2)
    night(house)
    with pytest.raises(NotFound):
        door.case_page(house.store, owner, closed.reference)
    with pytest.raises(NotFound):
        handling.assign(house.store, owner, closed.reference, None, None)
    with pytest.raises(LinkDead):
        identity.open_letter(house.store, house.shop.id, closed.reference, "ABCDEFGHIJ", "browser")
    left = case_files.purged(house.store, owner, closed.reference)
    assert (left.reference, left.resolution) == (closed.reference, "withdrawn")
    scoped = factories.make_staff(house.store, house.shop, Role.SCOPED, ["orders"])
    with pytest.raises(NotFound):
        case_files.purged(house.store, scoped, closed.reference)
    (row,) = page(house.store, owner, Filters(show=Show.CLOSED), date(2030, 1, 1)).rows
    assert (row.reference, row.who) == (closed.reference, "")
    with pytest.raises(Damaged):
        _key(house, closed)


def _key(house: House, request: MadeRequest) -> object:
    with house.store.database.reading(machine(house.shop.id)) as session:
        return Vault(session, house.store.ring).of_request(request.id)


def test_it_waits_while_the_owner_holds_it_back(house: House, closed: MadeRequest, owner: Viewer) -> None:
    version = house.request(closed).version
    purging.hold(house.store, owner, closed.reference, version, "A suit about it, number L 26/1234")
    with pytest.raises(Conflict):
        purging.hold(house.store, owner, closed.reference, version, "A suit about it, number L 26/1234")
    house.clock.now += timedelta(days=365 * YEARS + 400)
    night(house)
    assert house.request(closed).purged_at is None
    with pytest.raises(Conflict):
        purging.purge(house.store, house.shop.id, closed.id)
    (line,) = case_files.going_soon(house.store, owner, house.shop.time_zone, YEARS, house.clock.now.date())
    assert line.file.wait == "hold"
    purging.release_hold(house.store, owner, closed.reference, house.request(closed).version)
    with pytest.raises(Refused):
        purging.release_hold(house.store, owner, closed.reference, house.request(closed).version)
    house.clock.now += timedelta(days=1)
    night(house)
    assert house.request(closed).purged_at is not None


def test_it_lets_the_owner_alone_hold_it_and_wants_a_reason(house: House, closed: MadeRequest, owner: Viewer) -> None:
    version = house.request(closed).version
    for role, limit in ((Role.HANDLER, None), (Role.SCOPED, ["orders"])):
        with pytest.raises((Refused, NotFound)):
            purging.hold(
                house.store, factories.make_staff(house.store, house.shop, role, limit), closed.reference, version,
                "A suit about it",
            )  # fmt: skip
    for reason, code in (("short", "reasons_short"), ("x" * 501, "too_long")):
        with pytest.raises(Invalid, match=code):
            purging.hold(house.store, owner, closed.reference, version, reason)
    opened = factories.make_request(house.store, house.shop, email="eero@example.org")
    with pytest.raises(Refused):
        purging.hold(house.store, owner, opened.reference, house.request(opened).version, "A suit about it")


def test_it_waits_for_what_a_law_keeps_and_for_what_is_frozen(house: House, closed: MadeRequest) -> None:
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(closed.id)
        w.later("slow", "erasure.kept", case, due=house.clock.now + timedelta(days=365 * 6))
    house.clock.now += timedelta(days=365 * YEARS + 2)
    night(house)
    assert house.request(closed).purged_at is None
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(closed.id)
        for job in w.session.scalars(select(t.Job).where(t.Job.request_id == closed.id)):
            job.finished_at = w.now
        frozen = case.add(
            t.Restriction, {"owner": "1", "text": ""}, system="customer_register", owner_mark=b"1" * 16,
            ground="accuracy", since=w.now,
        )  # fmt: skip
        w.happened("restricted", case)
    house.clock.now += timedelta(days=1)
    night(house)
    assert house.request(closed).purged_at is None
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(closed.id)
        case.one(t.Restriction, frozen.id).lifted_at = w.now
        w.happened("restriction_lifted", case)
    house.clock.now += timedelta(days=1)
    night(house)
    assert house.request(closed).purged_at is not None


def test_it_never_purges_what_is_open(house: House) -> None:
    request = factories.make_request(house.store, house.shop, email="eero@example.org")
    house.work()
    house.clock.now += timedelta(days=365 * 10)
    night(house)
    assert house.request(request).purged_at is None
    with pytest.raises(Conflict):
        purging.purge(house.store, house.shop.id, request.id)


def test_it_purges_once_by_eight_workers(house: House, closed: MadeRequest) -> None:
    house.clock.now += timedelta(days=365 * YEARS + 2)
    ended = at_once(8, lambda _: purging.purge(house.store, house.shop.id, closed.id))
    assert ended.count(None) == 1
    assert all(isinstance(one, NotFound) for one in ended if one is not None)
    with house.store.database.reading(machine(house.shop.id)) as session:
        assert len(session.scalars(select(t.Event).where(t.Event.kind == "case_purged")).all()) == 1


def test_it_sweeps_the_files_of_a_worker_killed_after_its_commit(
    house: House, closed: MadeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clock.now += timedelta(days=365 * YEARS + 2)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(purging.files, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            purging.purge(house.store, house.shop.id, closed.id)
    left = [file_id for file_id, _written in files.all_ids(house.store.folder)]
    assert left
    for file_id in left:
        with pytest.raises(Damaged):
            list(files.read(house.store.folder, b"k" * 32, file_id))
    night(house)
    assert not list(files.all_ids(house.store.folder))


def test_it_empties_what_was_noted_of_the_identity_once_it_is_decided(house: House, owner: Viewer) -> None:
    request = factories.make_request(house.store, house.shop, email="eero@example.org")
    house.work()
    with work(house.store, owner) as w:
        case = w.case(request.id)
        case.add(t.Evidence, {"note": CANARY}, rung="seen_at_premises", at=w.now, actor=w.viewer.actor)
        case.add(
            t.Upload, {"name": f"{CANARY}.pdf"}, purpose="identity", media_type="application/pdf", size=1, digest="0",
            at=w.now,
        )  # fmt: skip
        w.happened("evidence_seen", case)
    handling.withdraw(house.store, request.person, request.reference)
    notes = [house.unsealed(row)["note"] for row in house.rows(t.Evidence, request)]
    assert len(notes) == 2
    assert set(notes) == {""}
    assert [row for row in house.rows(t.Upload, request) if row.purpose == "identity"] == []
    assert house.kinds(request).count("papers_emptied") == 1


@pytest.mark.parametrize(
    ("ended", "years", "day"),
    [("2026-11-23", 3, "2029-11-23"), ("2024-02-29", 3, "2027-02-28"), ("2024-02-29", 4, "2028-02-29")],
)
def test_it_counts_years_from_the_day_on_which_it_ended(ended: str, years: int, day: str) -> None:
    assert purge_day(date.fromisoformat(ended), years) == date.fromisoformat(day)


def test_it_lets_every_kind_of_row_go_that_hangs_on_a_request() -> None:
    hangs = {mapper.class_ for mapper in t.Base.registry.mappers if issubclass(mapper.class_, t.InRequest)}
    assert hangs - {t.ErasureEntry} <= set(storage_purging._GOES)
