"""`portal register import` and `portal register lint` of a notice: offline, without settings, JSON alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "tests" / "reading" / "notice" / "clean" / "shop.fi.txt"
KEYS = ["language", "controller", "contact", "registers", "updated", "findings", "places", "unread"]
REGISTER = [
    "name", "purposes", "legal_bases", "data_categories", "sources", "recipients", "transfers_outside_eea", "retention",
    "rights",
]  # fmt: skip


def run(folder, *args):
    """The command in an environment that holds no settings, in an empty folder."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "portal.cli", "register", *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=False)


def written(folder, text, name="notice.txt"):
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_it_prints_what_a_notice_says(tmp_path) -> None:
    done = run(tmp_path, "import", str(CLEAN), "--json")

    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert list(said) == KEYS
    assert list(said["controller"]) == ["name", "trade_name", "business_id", "address", "email", "phone"]
    assert list(said["contact"]) == ["name", "email", "phone"]
    assert [list(one) for one in said["registers"]] == [REGISTER]
    assert said["findings"] == []
    assert said["registers"][0]["transfers_outside_eea"] is False
    assert said["places"]["controller.name"] == [58, 72]
    assert list(tmp_path.iterdir()) == []


def test_it_ends_with_one_where_something_is_found(tmp_path) -> None:
    notice = written(tmp_path, CLEAN.read_text("utf-8").replace("Päivitetty 1.9.2026", ""))
    done = run(tmp_path, "import", notice, "--json")

    assert (done.returncode, done.stderr) == (1, "")
    (found,) = json.loads(done.stdout)["findings"]
    assert list(found) == ["code", "severity", "message", "evidence"]
    assert (found["code"], found["severity"], found["evidence"]) == ("F6", "warning", None)


def test_it_prints_what_a_notice_lacks_with_the_sentence_to_add(tmp_path) -> None:
    text = CLEAN.read_text("utf-8").replace("Posti (toimitukset)", "Slack (viestit)")
    done = run(tmp_path, "lint", written(tmp_path, text), "--json")

    assert (done.returncode, done.stderr) == (1, "")
    (found,) = json.loads(done.stdout)["findings"]
    assert found["code"] == "X01"
    assert text[slice(*found["place"])] == found["evidence"]
    assert found["add"].startswith("Slack voi käsitellä tietoja Yhdysvalloissa.")


def test_it_lints_clean_with_zero(tmp_path) -> None:
    assert run(tmp_path, "lint", str(CLEAN)).stdout == "Nothing was found.\n"
    assert run(tmp_path, "lint", str(CLEAN), "--json").returncode == 0


def test_it_prints_for_people_too(tmp_path) -> None:
    done = run(tmp_path, "import", str(CLEAN))

    assert done.returncode == 0
    assert "controller.name                    Mallikauppa Oy\n" in done.stdout
    assert done.stdout.endswith("Nothing was stored.\n")


def test_it_gives_the_text_that_places_count_in(tmp_path) -> None:
    page = written(tmp_path, "<html><body><h1>Rekisterinpitäjä</h1><p>Malli &amp; Tytöt Oy</p>", "notice.html")
    said = json.loads(run(tmp_path, "import", page, "--json", "--text").stdout)

    assert said["text"][slice(*said["places"]["controller.name"])] == "Malli & Tytöt Oy"


def test_it_says_what_is_wrong_with_a_file_that_is_not_there(tmp_path) -> None:
    for act in ("import", "lint"):
        done = run(tmp_path, act, "nowhere.txt", "--json")
        assert (done.returncode, done.stdout) == (2, "")
        assert "nowhere.txt cannot be read" in done.stderr


def test_it_reads_an_empty_file_and_says_so(tmp_path) -> None:
    done = run(tmp_path, "import", written(tmp_path, ""), "--json")

    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == ["B01"]


def test_it_lints_the_notice_that_a_register_makes(tmp_path) -> None:
    done = run(tmp_path, "lint", str(ROOT / "portal" / "registers" / "thewind.toml"), "--json")

    assert (done.returncode, done.stderr) == (1, "")
    assert "N05" in [one["code"] for one in json.loads(done.stdout)["findings"]]
