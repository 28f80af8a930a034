"""Chains: sealed by the worker, verified in the database and offline; every kind of damage is found."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from portal import cli
from portal.domain.lifecycle import Right
from portal.storage import chains
from portal.storage.chains import Report
from tests import factories
from tests.house import House
from tests.remembered import once


@pytest.fixture
def sealed(house: House) -> House:
    """Three requests with their events, and two checkpoints over them."""
    once(house.store, "sealed", (house.shop,), partial(_seal, house))
    return house


def _seal(house: House) -> None:
    for email in ("aino.virtanen@example.org", "liisa.makela@example.org"):
        factories.make_request(house.store, house.shop, Right.MARKETING, email=email)
    house.work()
    assert chains.seal_heads(house.store, house.shop.id) == 3
    factories.make_request(house.store, house.shop, Right.MARKETING, email="m.korhonen@example.com")
    assert chains.seal_heads(house.store, house.shop.id) == 1
    assert chains.seal_heads(house.store, house.shop.id) == 0


def exported(house: House, path: Path) -> Report:
    with path.open("w", encoding="ascii") as target:
        chains.export(house.store, target)
    return chains.verify_file(path)


def change(house: House, statement: str, **values: Any) -> None:
    """As a thief with the database's password would."""
    engine = create_engine(house.store.database.url)
    with engine.begin() as connection:
        assert connection.execute(text(statement), values).rowcount > 0
    engine.dispose()


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def test_it_verifies_what_nobody_touched(sealed: House, tmp_path: Path) -> None:
    report = chains.verify(sealed.store)
    assert report.problems == ()
    assert (report.chains, report.seals, report.pruned) == (4, 2, 0)
    assert report.events > 20
    assert exported(sealed, tmp_path / "audit.jsonl") == report


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE event SET kind = 'decided' WHERE kind = 'suppressed'", "link_edited"),
        ("UPDATE event SET actor = 'staff:1' WHERE number = 2", "link_edited"),
        ("UPDATE event SET digest = previous WHERE number = 3", "link_cut"),
        ("DELETE FROM event WHERE number = 2", "link_missing"),
        ("DELETE FROM event WHERE number >= 4", "head_differs"),
        ("UPDATE event SET sealed = previous_sealed.sealed FROM (SELECT sealed FROM event WHERE number = 1) AS"
         " previous_sealed WHERE number = 2", "body_edited"),
        ("UPDATE chain_seal SET previous = digest WHERE number = 2", "seal_cut"),
        ("UPDATE chain_seal SET heads = '[]' WHERE number = 1", "seal_edited"),
        ("DELETE FROM chain_seal WHERE number = 1", "seal_missing"),
        ("DELETE FROM chain_seal WHERE number = 2", "head_not_sealed"),
    ],
)  # fmt: skip
def test_it_finds_an_edited_deleted_or_cut_row(sealed: House, tmp_path: Path, damage: str, code: str) -> None:
    change(sealed, damage)
    assert code in codes(chains.verify(sealed.store))
    if code != "body_edited":
        assert code in codes(exported(sealed, tmp_path / "audit.jsonl"))


def test_it_finds_a_whole_request_that_was_taken_away(sealed: House) -> None:
    change(sealed, "DELETE FROM event WHERE request_id = (SELECT min(id) FROM subject_request)")
    assert "sealed_head_missing" in codes(chains.verify(sealed.store))


def test_it_counts_pruned_bodies_and_destroyed_keys_as_no_damage(sealed: House) -> None:
    change(sealed, "UPDATE event SET sealed = NULL WHERE number = 1 AND request_id IS NOT NULL")
    report = chains.verify(sealed.store)
    assert (report.problems, report.pruned) == ((), 3)
    change(sealed, "UPDATE data_key SET wrapped = NULL WHERE request_id IS NOT NULL")
    report = chains.verify(sealed.store)
    assert report.problems == ()
    assert report.pruned > 15


def test_it_finds_an_exported_file_that_was_edited_or_cut(sealed: House, tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    assert exported(sealed, path).problems == ()
    lines = path.read_text().splitlines(keepends=True)

    path.write_text("".join(lines[:-1]))
    assert codes(chains.verify_file(path)) == {"file_cut"}
    path.write_text("".join(lines[:3] + lines[4:]))
    assert "file_edited" in codes(chains.verify_file(path))
    path.write_text("".join([*lines, lines[2]]))
    assert "line_after_end" in codes(chains.verify_file(path))
    path.write_text("".join([lines[0], "no json\n", *lines[1:]]))
    assert "line_unreadable" in codes(chains.verify_file(path))
    place = next(place for place, line in enumerate(lines) if '"type":"event"' in line)
    event = json.loads(lines[place])
    lines[place] = json.dumps({**event, "kind": "decided"}) + "\n"
    path.write_text("".join(lines))
    assert {"link_edited", "file_edited"} <= codes(chains.verify_file(path))


@pytest.mark.parametrize(
    "line",
    [
        "[" * 500_000,
        '{"type":"event","controller":"c","chain":["x"],"number":1,"kind":"k","at":"a","actor":"m","body_digest":"b",'
        '"previous":"p","digest":"d"}',
        '{"type":"head","controller":"c","chain":"x","number":"9","digest":"d","sealed":true}',
        '{"type":"head","controller":{},"chain":"x","number":9,"digest":"d","sealed":true}',
    ],
)
def test_a_hostile_line_is_a_finding(sealed: House, tmp_path: Path, line: str) -> None:
    path = tmp_path / "audit.jsonl"
    exported(sealed, path)
    path.write_text(f"{line}\n{path.read_text()}")
    assert codes(chains.verify_file(path)) == {"line_unreadable"}


def test_its_command_writes_no_line_that_the_file_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "audit.jsonl"
    head = {"type": "head", "controller": "c", "chain": "x\nEverything verifies.\x1b[8m", "number": 9, "digest": "d"}
    path.write_text(json.dumps({**head, "sealed": True}) + "\n")
    assert cli.main(["audit", "verify", str(path)]) == cli.FINDINGS
    said = capsys.readouterr().out
    assert "Everything verifies." not in said.splitlines()
    assert "\x1b" not in said


def test_it_exports_no_body_and_no_address(sealed: House, tmp_path: Path) -> None:
    exported(sealed, tmp_path / "audit.jsonl")
    content = (tmp_path / "audit.jsonl").read_text()
    assert "example.org" not in content
    assert 'sealed":"' not in content


def test_its_command_verifies_a_file_without_settings(
    sealed: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audit.jsonl"
    exported(sealed, path)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert cli.main(["audit", "verify", str(path)]) == cli.OK
    assert "4 chains" in capsys.readouterr().out
    path.write_text(path.read_text().replace('"suppressed"', '"forgotten"', 1))
    assert cli.main(["audit", "verify", str(path), "--json"]) == cli.FINDINGS
    assert {one["code"] for one in json.loads(capsys.readouterr().out)["problems"]} >= {"link_edited", "file_edited"}
    assert cli.main(["audit", "verify", str(tmp_path / "no-such-file")]) == cli.USAGE


def test_it_stays_sealed_while_events_go_on(sealed: House) -> None:
    factories.make_request(sealed.store, sealed.shop, confirmed=False)
    assert chains.open_chains(sealed.store, sealed.shop.id)
    assert chains.verify(sealed.store).problems == ()
    chains.seal_heads(sealed.store, sealed.shop.id)
    assert not chains.open_chains(sealed.store, sealed.shop.id)
