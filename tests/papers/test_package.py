import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from portal.domain.lifecycle import Ground
from portal.papers import package, package_parts, sheets
from portal.papers.answer import Withheld
from tests import axe
from tests.browser.walking import launch
from tests.papers import samples
from tests.papers.packed import damaged_files, manifest_digest, packed
from tests.papers.test_letters import XSS

ROOT = Path(__file__).resolve().parents[2]
FORMULAS = ("=1+1", "+358401234567", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")', "＝1", "\n=1")
MEMORY_PROBE = """
import sys
from pathlib import Path
from tests.papers import samples
from portal.papers import package

def kilobytes(name):
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1])

contents = samples.contents("fi", findings=tuple(samples.order(number) for number in range(10_000)))
with open(sys.argv[1], "wb") as target:
    package.write_package(samples.contents("fi"), target)
before = kilobytes("VmRSS")
with open(sys.argv[1], "wb") as target:
    package.write_package(contents, target)
print(kilobytes("VmHWM") - before)
"""


def opened(contents: package_parts.PackageContents) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed(contents).content))


def rows_of(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1100)])
def test_it_opens_offline_without_errors_and_axe_finds_nothing(
    browser: Browser, tmp_path: Path, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    opened(samples.contents(language, portable=samples.FINDINGS[:9])).extractall(tmp_path)
    for letter in samples.all_letters(language):
        page_of_it = opened(samples.contents(language, letter=letter)).read("letter.html")
        (tmp_path / f"{letter.kind}.html").write_bytes(page_of_it)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_offline(True)
    axe.equip(context)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in sorted(tmp_path.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).maxWidth !== 'none'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("html").get_attribute("lang") == language
        # Nothing is fetched before: the page's own policy would forbid it.
        assert not axe.violations(page, preload=())
    context.close()
    assert said == []


@pytest.mark.parametrize("attack", XSS)
def test_it_shows_hostile_values_as_text_and_nothing_runs(browser: Browser, tmp_path: Path, attack: str) -> None:
    hostile = samples.contents(
        findings=(samples.finding(attack, {"name": attack, attack: attack}),),
        withheld=(Withheld(attack, attack, Ground.OTHERS_RIGHTS, 1, attack),),
        searched=(replace(samples.SEARCHED[0], name=attack, note=attack),),
        requester_name=attack,
        requester_contacts=(attack,),
        reference=attack,
        glossary=(package_parts.GlossaryEntry("name", attack, attack, (package_parts.Code(attack, attack),)),),
    )
    opened(hostile).extractall(tmp_path)
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.goto((tmp_path / "index.html").as_uri())
    assert attack in page.locator("main").inner_text()
    assert page.locator("script, img, svg, style").count() == 0
    assert ran == []
    context.close()
    assert json.loads((tmp_path / "data.json").read_text())["requester"]["name"] == attack


def test_it_loads_nothing_from_outside() -> None:
    archive = opened(samples.contents())
    for name in ("index.html", "letter.html"):
        html = archive.read(name).decode()
        assert "default-src 'none'" in html
        assert not re.search(r"<(script|style|iframe|img|object)\b|\sstyle=|\son[a-z]+=", html)
        assert re.findall(r'<link [^>]*href="([^"]*)"', html) == ["style.css"]
    assert "url(" not in archive.read("style.css").decode()


def test_it_keeps_every_value_untouched_in_json() -> None:
    odd: dict[str, sheets.Scalar] = {
        "text": "=1+1 å\u2028\u0000\ud800",
        "none": None,
        "yes": True,
        "many": 10**20,
        "part": 0.1,
        "zero": "00550",
    }
    data = json.loads(opened(samples.contents(findings=(samples.finding("name", odd),))).read("data.json"))
    assert data["schema"] == package.SCHEMA
    (category,) = data["categories"]
    (record,) = category["records"]
    assert {one["key"]: one["value"] for one in record["fields"]} == odd
    assert record["system"] == {"key": "register", "name": "Customer register"}
    assert record["match"] == "exact"
    assert record["found_at"] == samples.FOUND_AT.isoformat()


def test_it_orders_by_category_then_system() -> None:
    contents = samples.contents(
        findings=(
            samples.finding("orders", {"order": 1}, "chat"),
            samples.finding("orders", {"order": 2}),
            samples.finding("name", {"name": "A"}),
        )
    )
    data = json.loads(opened(contents).read("data.json"))
    assert [one["key"] for one in data["categories"]] == ["name", "orders"]
    assert [one["system"]["key"] for one in data["categories"][1]["records"]] == ["register", "chat"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_it_neutralises_formulas_in_csv_alone(formula: str) -> None:
    archive = opened(samples.contents(findings=(samples.finding("name", {"name": formula, formula: "x"}),)))
    assert archive.read("csv/name.csv").startswith(b"\xef\xbb\xbf")
    head, row = rows_of(archive, "csv/name.csv")
    assert row[4].replace("'", "") == head[5].replace("'", "") == formula
    assert row[4].startswith("'")
    assert all(not cell.startswith(tuple("=+-@\t\r")) for cell in head + row)


@given(st.text())
def test_it_leaves_no_cell_that_begins_a_formula(value: str) -> None:
    cell = sheets.safe_cell(value)
    for part in re.split(r"[;\t\r\n]", cell):
        assert not part.lstrip(" \"'").startswith(tuple("=+-@")) or part.lstrip(' "').startswith("'")
    assert cell.replace("'", "") == value.replace("'", "")


def test_it_writes_numbers_as_numbers_and_quotes_by_rfc_4180() -> None:
    written = b"".join(sheets.write_csv(["a", "b"], [[-5, 'x,"y"\r\nz'], [None, True]]))
    assert written == b'\xef\xbb\xbfa,b\r\n-5,"x,""y""\r\nz"\r\n,true\r\n'


def test_it_gives_files_names_that_stay_in_the_folder() -> None:
    evil = (
        "../../etc/passwd",
        "/abs",
        "C:\\x",
        "orders",
        "ORDERS",
        "Örders",
        "con",
        "",
        "..",
        "a" * 300,
        "\u202egpj.exe",
    )
    findings = tuple(samples.finding(name, {"name": name}) for name in evil)
    names = packed(samples.contents(findings=findings)).written.names
    tables = [name for name in names if name.startswith("csv/")]
    assert len(tables) == len(evil) == len({name.lower() for name in tables})
    assert all(re.fullmatch(r"csv/[a-z0-9][a-z0-9-]*\.csv", name) for name in tables)
    assert all(len(name) < 80 and name != "csv/con.csv" for name in tables)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../b", "A.csv", "a\\b", "", "x/y/z"])
def test_it_refuses_a_name_that_leaves_the_bundle(name: str) -> None:
    bundle = sheets.Bundle(io.BytesIO(), samples.ANSWERED_AT)
    with pytest.raises(ValueError, match="unsafe"):
        bundle.add(name, (b"",))


def test_it_refuses_the_same_name_twice() -> None:
    bundle = sheets.Bundle(io.BytesIO(), samples.ANSWERED_AT)
    bundle.add("a.csv", (b"",))
    with pytest.raises(ValueError, match="already"):
        bundle.add("a.csv", (b"",))


def test_it_has_a_manifest_that_verifies() -> None:
    built = packed(samples.contents())
    names = built.written.names
    archive = zipfile.ZipFile(io.BytesIO(built.content))
    manifest = json.loads(archive.read("manifest.json"))
    assert archive.testzip() is None
    assert tuple(archive.namelist()) == names
    assert built.written.size == len(built.content)
    assert [one["name"] for one in manifest["files"]] == [name for name in names if name != "manifest.json"]
    for one in manifest["files"]:
        content = archive.read(one["name"])
        assert (one["size"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["reference"] == samples.REFERENCE
    assert manifest["controller"]["legal_name"] == samples.CONTROLLER.legal_name
    assert manifest["created_at"] == "2026-12-09T14:15:40+02:00"
    assert manifest_digest(io.BytesIO(built.content)) == built.written.digest
    assert damaged_files(io.BytesIO(built.content)) == ()


def test_it_names_changed_missing_and_added_files() -> None:
    archive = opened(samples.contents())
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as copy:
        for name in archive.namelist():
            if name != "glossary.csv":
                copy.writestr(name, archive.read(name) + (b" " if name == "data.json" else b""))
        copy.writestr("extra.html", b"")
    assert damaged_files(changed) == ("data.json", "extra.html", "glossary.csv")


def test_it_gives_the_same_bytes_for_the_same_contents() -> None:
    first, second = (packed(samples.contents("sv")) for _ in range(2))
    assert first == second
    later = packed(samples.contents("sv", answered_at=samples.ANSWERED_AT + timedelta(seconds=2)))
    assert later.written.digest != first.written.digest


def test_it_writes_after_what_the_target_already_holds(tmp_path: Path) -> None:
    with (tmp_path / "answer.zip").open("w+b") as target:
        written = package.write_package(samples.contents(), target)
        assert written.size == target.tell()
        assert manifest_digest(target) == written.digest


def test_it_withholds_without_naming_records_about_somebody_else() -> None:
    others = (*samples.WITHHELD, Withheld("Slack", "name", Ground.NOT_THIS_PERSON, 3, "The other Aino"))
    archive = opened(samples.contents(withheld=others))
    data = json.loads(archive.read("data.json"))
    assert [one["ground"] for one in data["withheld"]] == ["others_rights", "legal_limit"]
    assert all(b"The other Aino" not in archive.read(name) for name in archive.namelist())


def test_it_explains_every_field_and_code() -> None:
    archive = opened(samples.contents("fi"))
    rows = rows_of(archive, "glossary.csv")[1:]
    assert {row[0] for row in rows} == {one.key for record in samples.FINDINGS for one in record.fields}
    assert ["state", "Tila", "Tiedot aikaisemmista tilauksista", "Missä vaiheessa tilaus on.", "S", "lähetetty"] in rows
    assert "<small>lähetetty</small>" in archive.read("index.html").decode()


def test_it_says_plainly_that_nothing_was_found() -> None:
    archive = opened(samples.contents(findings=(), withheld=(), glossary=()))
    assert "There are no records to copy." in archive.read("index.html").decode()
    assert json.loads(archive.read("data.json"))["categories"] == []


def test_it_marks_what_is_partly_hidden_and_keeps_repeated_fields() -> None:
    fields = (
        package_parts.FieldValue("note", "Note", "****", masked=True),
        package_parts.FieldValue("note", "Note", "=two"),
    )
    record = replace(samples.finding("name", {}), fields=fields)
    archive = opened(samples.contents(findings=(record,)))
    assert "partly hidden" in archive.read("index.html").decode()
    assert rows_of(archive, "csv/name.csv")[1][4] == "**** | =two"


def test_it_writes_ten_thousand_rows_in_little_memory(tmp_path: Path) -> None:
    probe = [sys.executable, "-c", MEMORY_PROBE, str(tmp_path / "answer.zip")]
    grown = int(subprocess.run(probe, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert grown / 1024 < 60
    with zipfile.ZipFile(tmp_path / "answer.zip") as archive:
        assert len(rows_of(archive, "csv/orders.csv")) == 10_001
