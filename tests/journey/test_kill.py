"""`kill -9` of the worker at every boundary of its walks: the next worker finishes, and there is one result."""

import io
import json
import multiprocessing
import shutil
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest

from portal.demo import customers
from portal.demo.customers import Customer
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Capability, Right, Verdict
from portal.domain.roles import machine
from portal.storage import chains, files, house
from portal.storage import tables as t
from portal.storage.work import request_key
from portal.worker.outside import Outside
from tests import factories, postgres
from tests.cases import Desk
from tests.house import House, settings_for
from tests.journey import killed_worker

ROOT = Path(__file__).resolve().parents[2]
MOST_BOUNDARIES = 400
KEPT = ", ".join(str(one.number) for one in customers.CAST if one is not customers.PETRI)
TABLES = ("asiakkaat", "yhteystiedot", "tilaukset", "tilausrivit", "laskut", "suostumukset", "muistiinpanot")
NO_STAMP = (
    "SELECT asiakasnro, suoramainonta, etamyynti, muu_suoramarkkinointi, tutkimus FROM markkinointikiellot ORDER BY 1"
)


@pytest.fixture(scope="module")
def few_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast alone, so that each of many searches is quick."""
    path = factories.make_customers(tmp_path_factory.mktemp("few") / "customers.sqlite3")
    with closing(sqlite3.connect(path)) as connection:
        for table in ("asiakkaat", "yhteystiedot", "tilaukset", "laskut", "suostumukset", "markkinointikiellot"):
            connection.execute(f"DELETE FROM {table} WHERE asiakasnro NOT IN ({KEPT})")
        connection.execute("DELETE FROM tilausrivit WHERE tilausnro NOT IN (SELECT tilausnro FROM tilaukset)")
        connection.commit()
    return path


@pytest.fixture(scope="module", autouse=True)
def rehearsed(
    sqlite_template: Path, postgres_server: Path, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The server of forks has walked once on each store before its first fork, and finds this house's modules."""
    path = tmp_path_factory.mktemp("rehearsed") / "portal.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with postgres.fresh_database(postgres_server, postgres_template) as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REHEARSE_ON", f"sqlite:///{path} {postgres.url_of(postgres_server, name)}")
        patch.setenv("PYTHONPATH", str(ROOT))
        yield


def dump_of(path: Path) -> list[tuple[object, ...]]:
    """Every cell of the customer register, but for the moment at which a prohibition was written."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [row for table in TABLES for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]
        return rows + connection.execute(NO_STAMP).fetchall()


def prepared(url: str, folder: Path, register_file: Path, rights: tuple[Right, ...]) -> factories.MadeRequest:
    """A request that waits for the worker."""
    store = factories.make_store(url, folder, factories.Clock())
    shop = factories.make_controller(store)
    factories.connect_customers(store, shop, register_file)
    request = factories.make_request(store, shop, *rights, email=customers.LIISA.email or "", name="Liisa Mäkelä")
    store.database.close()
    return request


def after_the_kill(url: str, folder: Path, mailbox: DemoMailbox) -> House:
    """Another worker comes a minute later, and goes on until nothing is left."""
    clock = factories.Clock()
    store = factories.make_store(url, folder, clock)
    shop = house.controller(store, "digelius")
    outside = Outside(store, settings_for(folder, url, mailbox.port), Event())
    found = House(store, shop, folder / "customers.sqlite3", mailbox, clock, outside)
    for _round in range(6):
        clock.pass_by(minutes=2)
        found.work()
    # What a law keeps for years is looked at again on its day.
    assert all(job.finished_at for job in found.jobs() if job.kind != "erasure.kept")
    return found


def one_result(found: House, request: factories.MadeRequest, dump: list[tuple[object, ...]]) -> dict[str, object]:
    """What stands at the end; it has to be the same wherever the worker was killed."""
    mails = [one for one in found.rows(t.Mail, request) if one.state != "withheld"]
    taken = Counter(mail.message_id.split("@")[0] for mail in found.mailbox.mails())
    kinds = Counter(found.kinds(request))
    repeated = kinds.pop("mail_repeated", 0)
    assert {one.state for one in mails} == {"sent"}
    assert set(taken) == {one.message_id.split("@")[0] for one in mails}
    assert sum(taken.values()) <= len(mails) + repeated, "a mail went twice, and nobody was told"
    assert found.bans(customers.LIISA.number) == (1, 1, 1, 1)
    assert dump_of(found.register_file) == dump
    assert len(found.rows(t.Letter, request)) == 1
    while chains.seal_heads(found.store, found.shop.id):
        continue
    assert chains.verify(found.store).problems == ()
    steps = sorted(_end_of(one) for one in found.rows(t.Step, request))
    keys = sorted((one.kind, found.unsealed(one)["key"], one.category) for one in found.rows(t.Finding, request))
    assert len(set(keys)) == len(keys)
    row = found.request(request)
    return {"steps": steps, "findings": keys, "status": row.status, "events": kinds, "number": row.findings}


def _end_of(step: t.Step) -> tuple[object, ...]:
    """How many cells a prohibition changed is not known once the worker died after writing them."""
    return step.system, step.right, step.state, step.outcome or "", step.count if step.right == "access" else None


@contextmanager
def copied(kind: str, source: Path, server: Path | None, template: str, folder: Path) -> Iterator[str]:
    """The prepared installation once more: its files, and its database as `kind` copies one."""
    shutil.copytree(source, folder)
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'portal.sqlite3'}"
        return
    assert server is not None
    with postgres.fresh_database(server, template) as name:
        yield postgres.url_of(server, name)


def killed_at(deadly: int, copy: str, folder: Path, mailbox: DemoMailbox) -> bool:
    """Let a worker of its own do all that is ready; whether it came to the boundary `deadly`, and was killed there."""
    process = multiprocessing.get_context("forkserver")
    process.set_forkserver_preload(["tests.journey.ready_worker"])
    child = process.Process(target=killed_worker.run, args=(copy, folder, mailbox.port, deadly))
    child.start()
    child.join()
    code = child.exitcode
    child.close()
    assert code in (0, -9)
    return code == -9


@pytest.mark.parametrize("rights", [(Right.MARKETING,), (Right.ACCESS, Right.MARKETING)], ids=["marketing", "both"])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_it_has_one_result_wherever_the_worker_is_killed(
    kind: str, rights: tuple[Right, ...], few_customers: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    file = source / "customers.sqlite3"
    shutil.copyfile(few_customers, file)
    with pytest.MonkeyPatch.context() as patch, _prepared_database(kind, source, request) as (url, server, template):
        patch.chdir(tmp_path)
        # The register is named by a path that is the same in every copy.
        made = prepared(url, source, Path("live/customers.sqlite3"), rights)
        expected: dict[str, object] = {}
        dump: list[tuple[object, ...]] = []
        deaths = 0
        for deadly in range(0, MOST_BOUNDARIES, 3 if kind == "postgres" else 1):
            folder = tmp_path / "live"
            with copied(kind, source, server, template, folder) as copy, DemoMailbox(folder / "mailbox") as mailbox:
                died = killed_at(deadly, copy, folder, mailbox)
                deaths += died
                found = after_the_kill(copy, folder, mailbox)
                dump = dump or dump_of(found.register_file)
                result = one_result(found, made, dump)
                found.store.database.close()
                expected = expected or result
                assert result == expected, f"killed at boundary {deadly}"
            shutil.rmtree(folder)
            if deadly and not died:
                break
        assert not died, "the walk has more boundaries than were tried"
        assert deaths > 10


@contextmanager
def _prepared_database(
    kind: str, source: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[str, Path | None, str]]:
    """Where the request is made that every copy begins with."""
    if kind == "sqlite":
        shutil.copyfile(request.getfixturevalue("sqlite_template"), source / "portal.sqlite3")
        yield f"sqlite:///{source / 'portal.sqlite3'}", None, ""
        return
    server = request.getfixturevalue("postgres_server")
    with postgres.fresh_database(server, request.getfixturevalue("postgres_template")) as name:
        yield postgres.url_of(server, name), server, name


def decided(
    url: str,
    folder: Path,
    register_file: Path,
    mailbox: DemoMailbox,
    stage: str,
    *rights: Right,
    who: Customer = customers.LIISA,
) -> factories.MadeRequest:
    """A request whose answer waits for the worker: to be written, or to be announced after its release."""
    clock = factories.Clock()
    store = factories.make_store(url, folder, clock)
    shop = factories.make_controller(store)
    factories.connect_customers(store, shop, register_file)
    at_work = House(
        store, shop, register_file, mailbox, clock, Outside(store, settings_for(folder, url, mailbox.port), Event())
    )
    desk = Desk(at_work, factories.make_staff(store, shop))
    request = desk.decided(*rights, email=(who.email or "").strip().lower(), name=f"{who.first} {who.last}")
    if stage == "announce":
        at_work.work()
        desk.release(request)
    store.database.close()
    return request


def one_answer(found: House, request: factories.MadeRequest, stage: str) -> dict[str, object]:
    """One letter, one package and its file, one mail each; the same wherever the worker was killed."""
    (letter,), (package,) = found.rows(t.Letter, request), found.rows(t.Package, request)
    (upload,) = (one for one in found.rows(t.Upload, request) if one.purpose == "package")
    assert package.upload_id == upload.id
    key = request_key(found.store, machine(found.shop.id), request.reference)
    assert sum(map(len, files.read(found.store.folder, key, upload.id))) == upload.size
    assert bool(letter.released_at) == bool(package.released_at) == (stage == "announce")
    mails = [one for one in found.rows(t.Mail, request) if one.state != "withheld"]
    assert {one.state for one in mails} == {"sent"}
    kinds = Counter(found.kinds(request))
    repeated = kinds.pop("mail_repeated", 0)
    taken = Counter(mail.message_id.split("@")[0] for mail in found.mailbox.mails())
    assert sum(taken.values()) <= len(mails) + repeated, "a mail went twice, and nobody was told"
    while chains.seal_heads(found.store, found.shop.id):
        continue
    assert chains.verify(found.store).problems == ()
    return {"status": found.request(request).status, "events": kinds, "mails": sorted(one.kind for one in mails)}


@pytest.mark.parametrize("stage", ["write", "announce"])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_it_writes_and_announces_one_answer_wherever_the_worker_is_killed(
    kind: str, stage: str, few_customers: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, folder = tmp_path / "source", tmp_path / "live"
    source.mkdir()
    with _prepared_database(kind, source, request) as (url, server, template):
        with DemoMailbox(source / "mailbox") as before:
            made = decided(url, source, few_customers, before, stage)
        expected: dict[str, object] = {}
        deaths = 0
        for deadly in range(MOST_BOUNDARIES):
            with copied(kind, source, server, template, folder) as copy, DemoMailbox(folder / "mailbox") as mailbox:
                died = killed_at(deadly, copy, folder, mailbox)
                deaths += died
                found = after_the_kill(copy, folder, mailbox)
                result = one_answer(found, made, stage)
                found.store.database.close()
                expected = expected or result
                assert result == expected, f"killed at boundary {deadly}"
            shutil.rmtree(folder)
            if deadly and not died:
                break
        assert not died, "the walk has more boundaries than were tried"
        assert deaths > 3


def copied_and_erased(found: House, request: factories.MadeRequest) -> dict[str, object]:
    """One package whose every value was found before, made before the register lost any of them."""
    (package,) = found.rows(t.Package, request)
    (upload,) = (one for one in found.rows(t.Upload, request) if one.purpose == "package")
    assert package.upload_id == upload.id
    key = request_key(found.store, machine(found.shop.id), request.reference)
    with zipfile.ZipFile(io.BytesIO(b"".join(files.read(found.store.folder, key, upload.id)))) as archive:
        text = archive.read(next(name for name in archive.namelist() if name.endswith("data.json"))).decode()
    values = [
        str(field["value"])
        for one in found.rows(t.Finding, request)
        for field in found.unsealed(one)["fields"]
        if field["value"] and one.verdict == Verdict.INCLUDED
    ]
    assert values
    assert [one for one in values if json.dumps(one, ensure_ascii=False)[1:-1] not in text] == []
    kinds = found.kinds(request)
    order = [kinds.index(one) for one in ("copy_prepared", "erased", "answer_prepared")]
    assert order == sorted(order)
    assert [kinds.count(one) for one in ("copy_prepared", "erased", "answer_prepared")] == [1, 1, 1]
    assert chains.verify(found.store).problems == ()
    letters = sorted(one.kind for one in found.rows(t.Letter, request))
    told = sorted(one.system for one in found.rows(t.Step, request) if one.capability == Capability.NOTIFY)
    assert len(set(told)) == len(told) > 0, "each recipient is told once (Art 19)"
    assert kinds.index("erased") < kinds.index("tellings_planned") < kinds.index("answer_prepared")
    return {
        "status": found.request(request).status, "letters": letters, "register": dump_of(found.register_file),
        "told": told,
    }  # fmt: skip


def test_it_makes_the_copy_and_then_erases_wherever_the_worker_is_killed(
    few_customers: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, folder = tmp_path / "source", tmp_path / "live"
    source.mkdir()
    shutil.copyfile(few_customers, source / "customers.sqlite3")
    with pytest.MonkeyPatch.context() as patch, _prepared_database("sqlite", source, request) as (url, _server, _name):
        patch.chdir(tmp_path)
        with DemoMailbox(source / "mailbox") as before:
            shutil.copytree(source, folder)
            register_file, rights = Path("live/customers.sqlite3"), (Right.ACCESS, Right.ERASURE)
            made = decided(url, source, register_file, before, "write", *rights, who=customers.AINO)
            shutil.rmtree(folder)
        expected: dict[str, object] = {}
        deaths = 0
        for deadly in range(0, MOST_BOUNDARIES, 2):
            with copied("sqlite", source, None, "", folder) as copy, DemoMailbox(folder / "mailbox") as mailbox:
                died = killed_at(deadly, copy, folder, mailbox)
                deaths += died
                found = after_the_kill(copy, folder, mailbox)
                Desk(found, factories.make_staff(found.store, found.shop)).finish_steps(made, "done")
                found.work()
                result = copied_and_erased(found, made)
                found.store.database.close()
                expected = expected or result
                assert result == expected, f"killed at boundary {deadly}"
            shutil.rmtree(folder)
            if deadly and not died:
                break
        assert not died, "the walk has more boundaries than were tried"
        assert deaths > 8
