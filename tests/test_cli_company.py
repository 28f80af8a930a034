"""Setting a company up by command: its register, and the connection of a system; errors that say what to do."""

import json
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from portal.cli import main
from portal.domain.roles import machine
from portal.keys import ring as keys
from portal.office import registers
from portal.reading.toml import write_register
from portal.settings import load_settings
from portal.storage import tables as t
from portal.storage.door import public
from portal.storage.opening import open_store
from portal.storage.sealing import Vault
from portal.storage.work import work
from tests.own_house import DOTENV, SYSTEM, company
from tests.random_register import RandomRegister, make
from tests.systems.test_random_register import TODAY

SECRET_URL = "postgresql://portal:Hunter-2-Hunter@127.0.0.1:1/customers"
MASTER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with keys of its own in `.env`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTAL_OUTBOUND_ALLOW", "127.0.0.1")
    keys = {"secret": "c2lnbmVkLWJ5LW5vYm9keS1idXQtdXMtMjAyNg", "master": MASTER}
    Path(".env").write_text(DOTENV.format(**keys, port=8000, smtp_port=25), "utf-8")
    Path("kuu.toml").write_text(write_register(company("kuu")), "utf-8")
    return tmp_path


@pytest.fixture
def customers(folder: Path) -> RandomRegister:
    """The company's customers, with the mapping in a file."""
    register = make(folder / "customers.sqlite3", 7, TODAY)
    Path("mapping.toml").write_text(register.mapping, "utf-8")
    return register


def settings_kept() -> list[dict[str, object]]:
    store = open_store(load_settings())
    facts, _ = public.controller_with_register(store, "kuu")
    with store.database.reading(machine(facts.id)) as session:
        vault = Vault(session, store.ring)
        key = vault.of_controller(facts.id, "controller")
        return [vault.unseal(key, row) for row in session.query(t.Connection)]


# ---- the register ------------------------------------------------------------------------------------------


def test_it_publishes_a_register_in_an_empty_folder(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["register", "import", "kuu.toml", "--json"]) == 0
    told = {"controller": "kuu", "register": "customers", "version": 1, "blank": []}
    assert json.loads(capsys.readouterr().out) == told
    assert (folder / "var").stat().st_mode & 0o077 == 0
    assert main(["register", "import", "kuu.toml"]) == 0
    assert "kuu: version 1 of its register is in force." in capsys.readouterr().out
    assert main(["register", "show", "kuu"]) == 0
    assert capsys.readouterr().out == Path("kuu.toml").read_text("utf-8")


def test_it_publishes_the_next_version_and_tells_what_is_blank(capsys: pytest.CaptureFixture[str]) -> None:
    main(["register", "import", "kuu.toml"])
    text = Path("kuu.toml").read_text("utf-8").replace('name.sv = "Levykauppa Kuu: customers"', 'name.sv = ""')
    Path("kuu.toml").write_text(text, "utf-8")
    assert main(["register", "import", "kuu.toml", "--json"]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["version"], said["blank"]) == (2, ["name.sv"])


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('slug = "kuu"', 'slug = "staff"', "an address of the portal itself"),
        ('slug = "kuu"', 'slug = "Kuu/../x"', "small letters, digits and hyphens"),
        ('country = "FI"', 'country = "US"', "EU or the EEA"),
        ('country = "FI"', 'country = "US"', "controller.country: "),
        ('time_zone = "Europe/Helsinki"', 'time_zone = "Mars/Base"', "controller.time_zone: “Mars/Base” is not a time"),
        ('country = "FI"', 'country = "FI"\nregion = "Atlantis"', "controller.region: FI has no region “Atlantis”"),
        ("answer_within_days = 14", "answer_within_days = 90", "controller.answer_within_days cannot be used"),
        ('country = "FI"', 'country = "FI"\ncase_years = 0', "controller.case_years cannot be used (years)"),
        ('key = "customers"', 'key = "customers', "not TOML"),
        ('updated = "2023-11-17"', 'updated = "soon"', "updated cannot be used (date)"),
    ],
)
def test_it_refuses_a_register_that_nobody_could_use(
    capsys: pytest.CaptureFixture[str], was: str, becomes: str, told: str
) -> None:
    text = Path("kuu.toml").read_text("utf-8")
    assert was in text
    Path("kuu.toml").write_text(text.replace(was, becomes), "utf-8")
    assert main(["register", "import", "kuu.toml", "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, told in err) == ("", True), err
    assert not Path("var").exists()


def test_it_publishes_nothing_before_a_version_that_waits(capsys: pytest.CaptureFixture[str]) -> None:
    main(["register", "import", "kuu.toml"])
    store = open_store(load_settings())
    facts, published = public.controller_with_register(store, "kuu")
    ahead = {**published.document, "updated": "2026-11-23"}
    revision = registers.save_draft(store, machine(facts.id), "customers", ahead, 0)
    registers.publish_draft(store, machine(facts.id), "customers", revision, store.now() + timedelta(days=2))
    store.database.close()
    text = Path("kuu.toml").read_text("utf-8").replace('updated = "2023-11-17"', 'updated = "2024-01-01"')
    Path("kuu.toml").write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["register", "import", "kuu.toml", "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, "waits for its day" in err) == ("", True), err


def test_it_publishes_a_silent_register_and_names_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("kuu.toml").read_text("utf-8")
    Path("kuu.toml").write_text(text.replace('legal_basis = "6(1)(b)"\n', ""), "utf-8")
    assert main(["register", "import", "kuu.toml", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["gaps"] == [{"field": "purposes.0.legal_basis", "rule": "basis_missing"}]
    assert err.startswith("purposes.0.legal_basis: the purpose orders has no legal basis")
    assert main(["register", "show", "kuu"]) == 0


def test_it_names_a_purpose_that_nothing_is_kept_for(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("kuu.toml").read_text("utf-8")
    extra = '[[purposes]]\nkey = "idle"\nname.fi = "a"\nname.sv = "b"\nname.en = "c"\nlegal_basis = "6(1)(a)"\n\n'
    Path("kuu.toml").write_text(text.replace("[[categories]]", extra + "[[categories]]", 1), "utf-8")
    assert main(["register", "import", "kuu.toml"]) == 1
    assert "the purpose idle, so that no time of keeping is given" in capsys.readouterr().err


def test_it_says_what_file_is_missing_and_what_settings_lack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "import", "nowhere.toml"]) == 2
    assert "nowhere.toml cannot be read" in capsys.readouterr().err
    Path(".env").unlink()
    assert main(["register", "import", "kuu.toml"]) == 2
    assert "PORTAL_MASTER_KEY is not set" in capsys.readouterr().err


def test_it_makes_no_demo_outside_demo_mode(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 2
    assert "PORTAL_DEMO=true" in capsys.readouterr().err
    assert not Path("var").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["staff", "add", "a@example.org", "--controller", "kuu", "--role", "owner"],
        ["connection", "set", "kuu", SYSTEM, "--mapping", ".env"],
    ],
)
def test_it_names_the_command_that_makes_the_schema(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main(command) == 2
    assert "portal init" in capsys.readouterr().err


# ---- the connection ----------------------------------------------------------------------------------------

CONNECT = ["connection", "set", "kuu", SYSTEM, "--mapping", "mapping.toml"]


def test_it_connects_a_system(capsys: pytest.CaptureFixture[str], customers: RandomRegister) -> None:
    main(["register", "import", "kuu.toml"])
    assert main([*CONNECT, "--url", customers.url]) == 0
    assert f"kuu: {SYSTEM} is connected." in capsys.readouterr().out
    assert settings_kept() == [customers.settings()]


@pytest.mark.parametrize("way", ["variable", "standard input"])
@pytest.mark.usefixtures("customers")
def test_it_takes_a_password_from_where_nobody_reads_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    main(["register", "import", "kuu.toml"])
    if way == "variable":
        monkeypatch.setenv("PORTAL_CONNECTION_URL", SECRET_URL)
    else:
        monkeypatch.setattr(sys, "stdin", StringIO(f"{SECRET_URL}\n"))
    assert main(CONNECT) == 1
    out, err = capsys.readouterr()
    assert "The system does not answer." in out
    assert "Hunter" not in out + err
    assert [one["url"] for one in settings_kept()] == [SECRET_URL]


@pytest.mark.parametrize("url", [SECRET_URL, "postgresql://portal@127.0.0.1/customers?password=Hunter-2-Hunter"])
@pytest.mark.usefixtures("customers")
def test_it_takes_no_password_on_the_command_line(capsys: pytest.CaptureFixture[str], url: str) -> None:
    main(["register", "import", "kuu.toml"])
    assert main([*CONNECT, "--url", url]) == 2
    err = capsys.readouterr().err
    assert "PORTAL_CONNECTION_URL" in err
    assert "Hunter" not in err
    assert settings_kept() == []


@pytest.mark.parametrize(
    ("system", "url", "mapping", "told"),
    [
        ("crm", "", "", "Its systems are customer_register"),
        (SYSTEM, "mssql://localhost/x", "", "PostgreSQL, MariaDB"),
        (SYSTEM, "customers", "", "no address of a database"),
        (SYSTEM, "", 'zone = "Mars/Base"', "The mapping cannot be used: "),
        (SYSTEM, "", "not toml", "this is not TOML"),
    ],
)
def test_it_refuses_what_could_never_work(
    capsys: pytest.CaptureFixture[str], customers: RandomRegister, system: str, url: str, mapping: str, told: str
) -> None:
    main(["register", "import", "kuu.toml"])
    if mapping:
        Path("mapping.toml").write_text(mapping, "utf-8")
    command = ["connection", "set", "kuu", system, "--mapping", "mapping.toml", "--url", url or customers.url]
    assert main(command) == 2
    assert told in capsys.readouterr().err
    assert settings_kept() == []


def test_it_refuses_a_mapping_of_other_categories(
    capsys: pytest.CaptureFixture[str], customers: RandomRegister
) -> None:
    main(["register", "import", "kuu.toml"])
    Path("mapping.toml").write_text(customers.mapping.replace('"billing"', '"money"'), "utf-8")
    assert main([*CONNECT, "--url", customers.url]) == 2
    assert "names money, which the register does not know" in capsys.readouterr().err


def test_it_says_what_stands_otherwise_than_mapped(
    capsys: pytest.CaptureFixture[str], customers: RandomRegister
) -> None:
    main(["register", "import", "kuu.toml"])
    assert main([*CONNECT, "--url", "sqlite:///nowhere.sqlite3"]) == 1
    assert "There is no such database." in capsys.readouterr().out
    lost = json.dumps(customers.columns["notes.text"], ensure_ascii=False)
    Path("mapping.toml").write_text(customers.mapping.replace(lost, '"nowhere"'), "utf-8")
    assert main([*CONNECT, "--url", customers.url]) == 1
    assert "A column is missing: note.nowhere" in capsys.readouterr().out


def test_it_knows_no_controller_without_a_register(
    capsys: pytest.CaptureFixture[str], customers: RandomRegister
) -> None:
    main(["init"])
    assert main([*CONNECT, "--url", customers.url]) == 2
    assert "portal register import FILE" in capsys.readouterr().err


# ---- a campaign's list ---------------------------------------------------------------------------------------


def test_it_leaves_out_of_a_list_who_objected(capsys: pytest.CaptureFixture[str]) -> None:
    main(["register", "import", "kuu.toml"])
    store = open_store(load_settings())
    facts, published = public.controller_with_register(store, "kuu")
    channel = published.document["prohibitions"][0]["key"]
    with work(store, machine(facts.id)) as w:
        mark = keys.mark(w.vault.of_controller(facts.id, "suppression"), "email", "aino@example.org")
        w.session.add(t.Suppression(controller_id=facts.id, channel=channel, mark=mark, kind="email", created_at=w.now))
    store.database.close()
    Path("list.csv").write_text("name;email\nAino;Aino@Example.org\nEero;eero@example.org\n", "utf-8")
    capsys.readouterr()
    assert main(["suppression", "check", "kuu", "list.csv", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"rows": 2, "left_out": 1, "without_contact": 0}
    assert main(["suppression", "clean", "kuu", "list.csv", "--out", "clean.csv"]) == 0
    assert Path("clean.csv").read_text("utf-8") == "name;email\nEero;eero@example.org\n"
    assert main(["suppression", "clean", "kuu", "list.csv", "--out", "clean.csv"]) == 2
    assert main(["suppression", "check", "kuu", "list.csv", "--channels", "smoke"]) == 2
    assert main(["suppression", "check", "kuu", "mapping.csv"]) == 2
    assert main(["suppression", "check", "nobody", "list.csv"]) == 2
    assert main(["suppression", "clean", "kuu", "list.csv"]) == 2


# ---- connections of every kind -----------------------------------------------------------------------------


def test_it_takes_settings_one_by_one(customers: RandomRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["register", "import", "kuu.toml"])
    monkeypatch.setenv("PORTAL_CONNECTION_URL", customers.url)
    given = ["--connector", "sql", "--secret", "url", "--file", "mapping=mapping.toml", "--set", "seconds=9"]
    assert main(["connection", "set", "kuu", SYSTEM, *given]) == 0
    assert settings_kept() == [{**customers.settings(), "seconds": "9"}]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--connector", "nothing"], "There is no kind of connection nothing"),
        (["--set", "url=sqlite:///x"], "by --secret url"),
        (["--set", "invented=1"], "no setting invented"),
        (["--set", "seconds"], "KEY=VALUE"),
        (["--set", "seconds=many", "--mapping", "mapping.toml"], "has to be a number"),
        ([], "setting mapping is empty"),
        (["--file", "mapping=nowhere.toml"], "cannot be read"),
    ],
)
def test_it_says_which_setting_is_wrong(
    customers: RandomRegister,
    given: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["register", "import", "kuu.toml"])
    monkeypatch.setenv("PORTAL_CONNECTION_URL", customers.url)
    assert main(["connection", "set", "kuu", SYSTEM, *given]) == 2
    assert said in capsys.readouterr().err
    assert settings_kept() == []


def test_it_leads_nowhere_inside_that_the_operator_has_not_allowed(
    customers: RandomRegister, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["register", "import", "kuu.toml"])
    monkeypatch.setenv("PORTAL_OUTBOUND_ALLOW", "")
    monkeypatch.setenv("PORTAL_CONNECTION_URL", SECRET_URL)
    assert main(["connection", "set", "kuu", SYSTEM, "--mapping", "mapping.toml"]) == 2
    said = capsys.readouterr().err
    assert "PORTAL_OUTBOUND_ALLOW" in said
    assert "Hunter" not in said
