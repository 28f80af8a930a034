"""The command that makes a link to set a company up, and what an empty installation says of itself."""

from pathlib import Path

import pytest

from portal import serve
from portal.cli import main
from portal.keys import links
from portal.office.setting_up import PURPOSE, Company, Owner, found
from portal.settings import load_settings
from portal.storage import house, setting_up
from portal.storage.opening import open_store
from tests.own_house import DOTENV

MASTER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with keys of its own in `.env`."""
    monkeypatch.chdir(tmp_path)
    keys = {"secret": "c2lnbmVkLWJ5LW5vYm9keS1idXQtdXMtMjAyNg", "master": MASTER}
    Path(".env").write_text(DOTENV.format(**keys, port=8000, smtp_port=25), "utf-8")
    return tmp_path


def link(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["setup", *words]) == 0
    return capsys.readouterr().out.strip()


def test_it_makes_a_link_in_an_empty_folder(capsys: pytest.CaptureFixture[str]) -> None:
    address = link(capsys)
    base, _slash, token = address.rpartition("/")
    assert base == "http://127.0.0.1:8000/staff/setup"
    store = open_store(load_settings())
    assert setting_up.is_alive(store, links.proof_id(store.ring, token, PURPOSE))
    assert not house.closed_keys(store)
    assert not house.controllers(store)
    store.database.close()


def test_it_makes_another_link_each_time_at_the_base_that_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (link(capsys, "--base", "https://privacy.example.org/") for _time in range(2))
    assert one != other
    assert one.startswith("https://privacy.example.org/staff/setup/")


def test_it_says_at_init_and_at_serving_how_to_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init"]) == 0
    assert "portal setup" in capsys.readouterr().out
    settings = load_settings()
    assert "No company is set up here yet. This makes a link by which one is: portal setup" in serve._greeting(settings)
    token, store = link(capsys).rpartition("/")[2], open_store(settings)
    found(
        store, token, Company("Puoti Oy", "", "", "FI", ["fi"]), Owner("a@example.org", "Aino", "a long password"), "fi"
    )
    assert "portal setup" not in serve._greeting(settings)
    # What looks after the installation takes a company that is not open yet for what it is
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "another long password")
    assert main(["staff", "add", "b@example.org", "--controller", "puoti", "--role", "owner", "--name", "Bo"]) == 0
    capsys.readouterr()
    main(["doctor"])
    assert "puoti is being set up" in capsys.readouterr().out
    assert main(["notice", "puoti"]) == 2
    assert main(["register", "show", "puoti"]) == 2
    store.database.close()
