"""The dossier for an authority: it tells no more than is needed, and nothing of it can be changed unseen."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from portal.cli import main
from portal.demo.customers import AINO, VAINO
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Right
from portal.domain.roles import Role
from portal.journey import correspondence, dossier, together
from portal.keys import signing
from portal.papers import dossier as papers
from portal.storage import chains
from portal.storage.door import dossier as door
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest
from tests.journey.test_carrying_out import of

WRITTEN = "Kirjoitettu viestiketjuun"


@pytest.fixture
def released(desk: Desk) -> MadeRequest:
    request = desk.prepared(Right.ACCESS, Right.ERASURE, **of(VAINO))
    correspondence.write(desk.house.store, request.person, request.reference, WRITTEN, [], 1)
    correspondence.note(desk.house.store, desk.staff, request.reference, WRITTEN)
    desk.release(request)
    desk.house.work()
    chains.seal_heads(desk.house.store, desk.house.shop.id)
    return request


def made(desk: Desk, request: MadeRequest, language: str = "en", *, letters: bool = True) -> bytes:
    return dossier.make(desk.house.store, desk.staff, request.reference, language, letters=letters).content


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def changed(files: Mapping[str, bytes], change: Callable[[dict[str, Any]], None]) -> dict[str, bytes]:
    """The same files after somebody changed what happened, and signed nothing."""
    facts = json.loads(files["dossier.json"])
    change(facts)
    return {**files, "dossier.json": json.dumps(facts).encode()}


def test_it_tells_what_happened_and_verifies(desk: Desk, released: MadeRequest) -> None:
    content = made(desk, released)
    found = papers.verify(io.BytesIO(content))
    assert found.problems == ()
    assert found.reference == released.reference
    assert found.fingerprint == door.key_fingerprint(desk.house.store, desk.staff)
    files = files_of(content)
    facts = json.loads(files["dossier.json"])
    kinds = [one["kind"] for one in facts["events"]]
    assert kinds == desk.house.kinds(released)[: len(kinds)]
    assert {"decided", "erased", "answer_released"} <= set(kinds)
    assert facts["seal"]["digest"]
    assert found.letters == len([one for one in facts["letters"] if one["released_at"]]) > 0
    assert facts["packages"][0]["digest"]
    assert desk.house.kinds(released)[-1] == "dossier_made"
    # The one that is made afterwards holds that event too
    assert json.loads(files_of(made(desk, released))["dossier.json"])["events"][-1]["kind"] == "dossier_made"


def test_it_names_the_request_with_which_it_was_answered(desk: Desk) -> None:
    first = desk.receive(Right.ACCESS)
    desk.house.clock.pass_by(days=3)
    second = desk.receive(Right.ACCESS)
    together.join(desk.house.store, desk.staff, second.reference, desk.version(second), first.reference)
    files = files_of(made(desk, second))
    (link,) = json.loads(files["dossier.json"])["together"]
    assert (link["reference"], link["ended_at"]) == (first.reference, None)
    assert first.reference in files["index.html"].decode()
    together.part(desk.house.store, desk.staff, second.reference, desk.version(second))
    files = files_of(made(desk, second))
    assert json.loads(files["dossier.json"])["together"][0]["ended_at"]
    assert first.reference not in files["index.html"].decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_names_nobody_but_in_the_letters(desk: Desk, released: MadeRequest, language: str) -> None:
    whole = b"".join(files_of(made(desk, released, language, letters=False)).values()).decode()
    for word in (VAINO.last, str(VAINO.email).strip(), "Sanna Salo", WRITTEN):
        assert word.lower() not in whole.lower(), word
    # With the letters it names the person there
    files = files_of(made(desk, released, language))
    assert VAINO.last in "".join(text.decode() for name, text in files.items() if name.startswith("letters/"))
    assert VAINO.last not in files["dossier.json"].decode()


def test_whatever_is_changed_is_found(desk: Desk, released: MadeRequest) -> None:
    files = files_of(made(desk, released))
    letter = next(name for name in files if name.startswith("letters/"))

    def problems(given: Mapping[str, bytes]) -> tuple[str, ...]:
        return papers.verify(packed(given)).problems

    assert problems(files) == ()
    assert "not_signed" in problems(changed(files, lambda facts: facts.update(due="2030-01-01")))
    assert "chain_broken:2" in problems(changed(files, lambda facts: facts["events"][1].update(kind="withdrawn")))
    assert "chain_broken:3" in problems(changed(files, lambda facts: facts["events"].pop(1)))
    assert "head_differs" in problems(changed(files, lambda facts: facts["events"].pop()))
    assert "seal_differs" in problems(changed(files, lambda facts: facts["seal"]["heads"].clear()))
    assert f"letter_changed:{letter}" in problems({**files, letter: files[letter] + b" "})
    assert "file_changed:index.html" in problems({**files, "index.html": b"<h1>Answered on the first day</h1>"})
    assert "file_changed:verify.html" in problems({**files, "verify.html": files["verify.html"] + b" "})
    assert "file_not_signed:more.html" in problems({**files, "more.html": b""})
    assert f"file_missing:{letter}" in problems({name: text for name, text in files.items() if name != letter})
    for broken in ({}, {**files, "signature.json": b"[]"}, {**files, "dossier.json": b"{"}):
        assert problems(broken) == ("unreadable",)
    assert papers.verify(io.BytesIO(b"no ZIP")).problems == ("unreadable",)


def test_another_key_is_another_fingerprint(desk: Desk, released: MadeRequest) -> None:
    files = files_of(made(desk, released))
    forged = signing.sign(b"k" * 32, files["dossier.json"])
    told = json.loads(files["signature.json"])
    genuine = told["fingerprint"]
    told |= {"public_key": forged.public_key, "signature": forged.signature}
    found = papers.verify(packed({**files, "signature.json": (json.dumps(told, indent=1) + "\n").encode()}))
    # It says by whose key: not by what the file claims, which is found too
    assert found.problems == ("signature_differs",)
    assert found.fingerprint == forged.fingerprint
    # And where all of it is of the other key, it verifies by itself
    told |= {"fingerprint": forged.fingerprint}
    found = papers.verify(packed({**files, "signature.json": (json.dumps(told, indent=1) + "\n").encode()}))
    assert found.problems == ()
    assert found.fingerprint != genuine == door.key_fingerprint(desk.house.store, desk.staff)


def test_the_command_checks_it_without_a_database(
    desk: Desk, released: MadeRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(made(desk, released))
    assert main(["audit", "verify", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reference"] == released.reference
    files = files_of(path.read_bytes())
    path.write_bytes(packed(changed(files, lambda facts: facts.update(resolution="refused"))).getvalue())
    assert main(["audit", "verify", str(path)]) == 1
    assert "not_signed" in capsys.readouterr().out


def test_one_that_nothing_sealed_yet_says_so(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS, **of(AINO))
    content = made(desk, request, "fi")
    assert json.loads(files_of(content)["dossier.json"])["seal"] is None
    assert papers.verify(io.BytesIO(content)).problems == ()


def test_nobody_with_a_limit_takes_it(desk: Desk, released: MadeRequest) -> None:
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    with pytest.raises(Refused, match="may_not"):
        dossier.make(desk.house.store, scoped, released.reference, "en")
    with pytest.raises(Invalid, match="unknown_language"):
        dossier.make(desk.house.store, desk.staff, released.reference, "de")
