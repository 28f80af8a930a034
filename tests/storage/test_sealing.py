"""Canaries in every sealed field are found in no byte; what is moved, cut or without its key does not open."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, select, update
from sqlalchemy.exc import IntegrityError

from portal.domain.errors import Damaged, TooLarge
from portal.domain.roles import machine
from portal.journey import intake
from portal.keys.ring import Ring
from portal.office import accounts, connections
from portal.storage import chains, files
from portal.storage import tables as t
from portal.storage.database import Database, Store
from portal.storage.door.opening import door
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from portal.storage.work import Case, Work, work
from tests import factories
from tests.factories import MASTER, Clock, MadeRequest
from tests.together import at_once

CANARY = "kanarialintu"
PIECE = 64 * 1024


def _rows(case: Case, w: Work) -> Iterator[Any]:
    """One row of every table with a sealed column, a canary in each."""
    step = case.add(
        t.Step, {"note": CANARY}, position=9, system="x", capability="find", right="access", performer="staff",
        state="done", searched=0, count=0,
    )  # fmt: skip
    w.session.flush()
    yield step
    yield case.add(t.Message, {"text": CANARY}, author="person", kind="person", at=w.now)
    yield case.add(t.Message, {"text": CANARY}, author="staff", kind="note", at=w.now)
    yield case.add(
        t.Finding, {"key": CANARY, "fields": [{"value": CANARY}]}, step_id=step.id, system="x", kind="k", position=0,
        match="exact", matched_by=[], owner_mark=b"o" * 16, record_mark=b"r" * 16, verdict="open", found_at=w.now,
        category="invoices",
    )  # fmt: skip
    yield case.mail("receipt", f"{CANARY}@example.org", {"name": CANARY})
    yield case.add(t.Evidence, {"note": CANARY}, rung="x", at=w.now, actor="x")
    yield case.add(t.Letter, {"title": CANARY, "html": CANARY}, kind="x", language="fi", digest="", at=w.now)
    yield case.add(
        t.Decision, {"note": CANARY}, right="access", outcome="x", plan_digest="", at=w.now, actor="x", category="a"
    )
    yield case.add(
        t.Proof, {"address": f"{CANARY}@example.org"}, purpose="x", browser="b", created_at=w.now, expires_at=w.now,
        wrong_codes=0,
    )  # fmt: skip
    upload = t.new_id()
    size, digest = files.write(w.store.folder, case.key, upload, io.BytesIO(CANARY.encode() * 9000))
    yield case.add(
        t.Upload, {"name": f"{CANARY}.pdf"}, id=upload, purpose="attachment", media_type="text/plain", size=size,
        digest=digest, at=w.now,
    )  # fmt: skip
    yield w.happened("note_written", case, text=CANARY)
    yield w.happened("connection_set", secret=CANARY)


def _filled(store: Store, shop: ControllerFacts) -> MadeRequest:
    request = factories.make_request(store, shop, email=f"{CANARY}@example.org", sent=False)
    answers = {"name": f"Aino {CANARY}", "phones": "040 123 4567", "customer_number": CANARY, "scope": CANARY}
    intake.keep_answers(store, request.person, request.reference, answers)
    intake.send(store, request.person, request.reference, factories.make_register())
    with work(store, machine(shop.id)) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), "postal_address": CANARY})
        assert len({type(row) for row in _rows(case, w)}) == 10
    connections.set_connection(store, machine(shop.id), "shop", "sql", {"password": CANARY})
    accounts.add_staff(store, f"{CANARY}@example.com", f"Sanna {CANARY}", f"a {CANARY} password", shop.slug)
    return request


def _bytes_of(store: Store) -> Iterator[tuple[str, bytes]]:
    for path in store.folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    url = make_url(store.database.url)
    if url.get_backend_name() == "sqlite":
        return
    with psycopg.connect(host=str(url.query["host"]), user="postgres", dbname=url.database) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname='public'").fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f'COPY "{table}" TO STDOUT (FORMAT BINARY)') as copied:
                yield table, b"".join(copied)


def test_it_writes_a_canary_to_no_byte(store: Store, shop: ControllerFacts, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    request = _filled(store, shop)
    with pytest.raises(IntegrityError) as failed, work(store, machine(shop.id)) as w:
        list(_rows(w.case(request.id), w))
    places = dict(_bytes_of(store))
    if store.database.on_sqlite:
        assert any(name.endswith("-wal") and content for name, content in places.items())
    assert any("files" in name for name in places)
    for name, content in [*places.items(), ("logs", caplog.text.encode()), ("error", str(failed.value).encode())]:
        for written in (CANARY, CANARY.upper()):
            for encoding in ("utf-8", "utf-16-le"):
                assert written.encode(encoding) not in content, name
    with door(store, request.person) as d:
        row = d.session.scalars(select(t.SubjectRequest)).one()
        assert d.unseal(row)["customer_number"] == CANARY


def test_it_says_no_parameter_in_a_database_error(store: Store) -> None:
    def count() -> None:
        with store.database.house() as session:
            session.add(t.LimitCount(key=CANARY, count=1, expires_at=store.now()))

    count()
    with pytest.raises(IntegrityError) as failed:
        count()
    assert "hidden" in str(failed.value)
    assert f"'{CANARY}'" not in str(failed.value)


def test_it_opens_a_sealed_value_in_its_own_place_only(store: Store, shop: ControllerFacts) -> None:
    request, second = _filled(store, shop), factories.make_request(store, shop)
    with store.database.reading(machine(shop.id)) as session:
        vault = Vault(session, store.ring)
        key = vault.of_request(request.id)
        message, note = session.scalars(select(t.Message).where(t.Message.request_id == request.id)).all()
        finding = session.scalars(select(t.Finding)).one()
        moved: list[Any] = [
            t.Message(id=note.id, category=note.category, sealed=message.sealed),
            t.Message(id=message.id, category="invoices", sealed=message.sealed),
            t.Letter(id=message.id, category=message.category, sealed=message.sealed),
            t.Finding(id=finding.id, category="unsorted", sealed=finding.sealed),
        ]
        for row in moved:
            with pytest.raises(Damaged):
                vault.unseal(key, row)
        with pytest.raises(Damaged):
            vault.unseal(vault.of_request(second.id), message)
        with pytest.raises(Damaged, match="pruned"):
            vault.unseal(key, t.Step(id="x", category="a", sealed=None))
        assert vault.unseal(key, message) == {"text": CANARY}


def test_it_opens_everything_after_the_master_key_changed(store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, name="Aino Virtanen")
    new = b"n" * 32
    rotated = Store(store.database, Ring(new, [MASTER]), store.folder, store.now)
    with door(rotated, request.person) as d:
        assert d.unseal(d.session.scalars(select(t.SubjectRequest)).one())["name"] == "Aino Virtanen"
    after = factories.make_request(rotated, shop)
    for master, unreadable in ((MASTER, after), (new, request)):
        with (
            door(Store(store.database, Ring(master), store.folder, store.now), unreadable.person) as d,
            pytest.raises(Damaged, match="no_master_key"),
        ):
            d.unseal(d.session.scalars(select(t.SubjectRequest)).one())


def test_it_cannot_read_a_request_whose_key_was_destroyed_and_its_chain_verifies(
    store: Store, shop: ControllerFacts
) -> None:
    request = _filled(store, shop)
    chains.seal_heads(store, shop.id)
    with store.database.house() as session:
        session.execute(
            update(t.DataKey).where(t.DataKey.request_id == request.id).values(wrapped=None, destroyed_at=store.now())
        )
    with door(store, request.person) as d, pytest.raises(Damaged, match="key_destroyed"):
        d.unseal(d.session.scalars(select(t.SubjectRequest)).one())
    report = chains.verify(store)
    assert not report.problems
    assert report.pruned > 3


def test_it_gives_one_key_to_each_place_whoever_comes_first(migrated_url: str, tmp_path: Path) -> None:
    from_one = Store(Database(migrated_url), Ring(MASTER), tmp_path, Clock())
    assert at_once(8, lambda _: factories.make_store(migrated_url, tmp_path, Clock()).database.close()) == [None] * 8
    with from_one.database.looking() as session:
        purposes = sorted(session.scalars(select(t.DataKey.purpose)))
    from_one.database.close()
    assert purposes == ["limits", "staff", "staff_marks"]


# ---- sealed files ----------------------------------------------------------------------------------------

KEY = Ring.new_key()
LAYOUTS = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]


def _written(folder: Path, size: int) -> Path:
    files.write(folder, KEY, "ab12", io.BytesIO(_content(size)))
    return files.path_of(folder, "ab12")


def _content(size: int) -> bytes:
    return (bytes(range(256)) * (size // 256 + 1))[:size]


@pytest.mark.parametrize("size", LAYOUTS)
def test_it_gives_back_the_file_that_was_sealed(tmp_path: Path, size: int) -> None:
    assert files.write(tmp_path, KEY, "ab12", io.BytesIO(_content(size)))[0] == size
    assert b"".join(files.read(tmp_path, KEY, "ab12")) == _content(size)
    assert [found for found, _ in files.all_ids(tmp_path)] == ["ab12"]


@pytest.mark.parametrize("size", LAYOUTS)
def test_it_finds_a_file_cut_changed_or_reordered(tmp_path: Path, size: int) -> None:
    path = _written(tmp_path, size)
    whole, step = path.read_bytes(), PIECE + 29
    cuts = {0, 1, 12, 13, 20, 28, len(whole) - 1, *range(step, len(whole), step), *range(step + 5, len(whole), step)}
    spoilt = [whole[:cut] for cut in cuts if cut < len(whole)]
    spoilt += [bytes([*whole[:at], whole[at] ^ 1, *whole[at + 1 :]]) for at in {0, 5, len(whole) // 2, len(whole) - 1}]
    spoilt += [whole + whole[-step:], whole + b"x"]
    if len(whole) >= 2 * step:
        spoilt.append(whole[step : 2 * step] + whole[:step] + whole[2 * step :])
    for content in spoilt:
        path.write_bytes(content)
        with pytest.raises(Damaged):
            list(files.read(tmp_path, KEY, "ab12"))
    path.write_bytes(whole)
    path.rename(path.with_name("ab13"))
    for file_id, key in (("ab13", KEY), ("ab12", KEY)):
        with pytest.raises(Damaged):
            list(files.read(tmp_path, key, file_id))


@pytest.mark.parametrize("limit", [PIECE, 2 * PIECE - 1, 10])
def test_it_leaves_no_file_beyond_the_limit(tmp_path: Path, limit: int) -> None:
    with pytest.raises(TooLarge):
        files.write(tmp_path, KEY, "ab12", io.BytesIO(_content(2 * PIECE)), limit)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_it_leaves_no_file_when_its_source_fails(tmp_path: Path) -> None:
    class Dropped(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > PIECE:
                raise ConnectionError
            return super().read(size)

    with pytest.raises(ConnectionError):
        files.write(tmp_path, KEY, "ab12", Dropped(_content(5 * PIECE)))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_it_sweeps_what_a_killed_writer_left(tmp_path: Path) -> None:
    left = files.path_of(tmp_path, "ab12").with_suffix(".part")
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    for file_id, _ in list(files.all_ids(tmp_path)):
        files.remove(tmp_path, file_id)
    assert not left.exists()
