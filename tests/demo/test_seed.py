"""What the demo makes: both companies with their databases and staff, once, and where to go."""

import json
from pathlib import Path

import pytest

from portal.app import create_app
from portal.demo import seed
from portal.domain.roles import Role
from portal.office import accounts
from portal.settings import Settings
from portal.storage import house
from portal.storage.door import public
from portal.storage.opening import open_store
from tests.faces import Browser, quick_hasher
from tests.register_dump import dump

__all__ = ["quick_hasher"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'portal.sqlite3'}",
        base_url="http://portal.example.org", mail_from="portal@example.org",
    )  # fmt: skip


def test_it_makes_both_companies_and_tells_where_to_go(settings: Settings, tmp_path: Path) -> None:
    told = json.loads(seed.seed(settings).read_text("utf-8"))
    assert set(told) == {"base_url", "mailbox_url", "staff"}
    assert [(one["controller"], one["email"], one["role"]) for one in told["staff"]] == [
        ("digelius", "owner@example.org", "owner"),
        ("thewind", "tuuli@example.org", "owner"),
        ("thewind", "billing@example.org", "scoped"),
    ]
    assert all(set(one) == {"controller", "email", "password", "role"} for one in told["staff"])
    databases = {path.name for path in tmp_path.glob("*.sqlite3")}
    assert databases == {"portal.sqlite3"} | {one.file for of in seed.COMPANIES.values() for one in of.values()}
    store = open_store(settings)
    assert [facts.slug for facts in house.controllers(store)] == sorted(seed.COMPANIES)
    for one in told["staff"]:
        who = accounts.current(store, accounts.sign_in(store, one["email"], one["password"], "network", {}).secret)
        assert who is not None
        (at,) = who.memberships
        assert (at.slug, at.role.value) == (one["controller"], one["role"])
        assert at.categories == (frozenset({"billing", "collection"}) if at.role is Role.SCOPED else None)
    store.database.close()


def test_it_connects_every_system_that_has_a_database(settings: Settings) -> None:
    seed.seed(settings)
    store = open_store(settings)
    for slug, databases in seed.COMPANIES.items():
        _facts, published = public.controller_with_register(store, slug)
        systems = [one["key"] for one in published.document["systems"] if one["connector"] == "sql"]
        assert systems == list(databases)
    store.database.close()


def test_it_changes_nothing_when_it_runs_again(settings: Settings, tmp_path: Path) -> None:
    seed.seed(settings)
    before = {path.name: dump(f"sqlite:///{path}") for path in tmp_path.glob("*.sqlite3")}
    told = (tmp_path / "demo.json").read_text("utf-8")
    seed.seed(settings)
    assert {path.name: dump(f"sqlite:///{path}") for path in tmp_path.glob("*.sqlite3")} == before
    assert (tmp_path / "demo.json").read_text("utf-8") == told


def test_its_first_page_lists_both_companies(settings: Settings) -> None:
    seed.seed(settings)
    store = open_store(settings)
    browser = Browser(create_app(settings, store))
    page = browser.get("/")
    assert page.status_code == 200
    for slug, name in (("digelius", "Digelius Music"), ("thewind", "THEWIND Oy")):
        assert f'href="/{slug}/"' in page.text
        assert name in page.text
        for path in (f"/{slug}/", f"/{slug}/notice", f"/{slug}/accent.css"):
            assert browser.get(path).status_code == 200, path
    store.database.close()
