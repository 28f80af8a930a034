"""The page that checks a dossier works in a real browser from a folder, without a network."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.keys import signing
from portal.papers import dossier
from tests.papers import dossiers


def written(folder: Path) -> Path:
    """The folder of a dossier, unpacked."""
    content = io.BytesIO(dossiers.made())
    assert dossier.verify(content).problems == ()
    with zipfile.ZipFile(content) as archive:
        archive.extractall(folder)
    return folder


def said(browser: Browser, folder: Path, count: int = 5) -> list[tuple[str, str]]:
    """What the page says of each thing it checks: good, bad or open, and the words."""
    context = browser.new_context(offline=True)
    try:
        tab = context.new_page()
        faults: list[str] = []
        tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda fault: faults.append(str(fault)))
        tab.goto((folder / "verify.html").as_uri())
        chosen = [folder / name for name in ("dossier.json", "signature.json", "index.html")]
        chosen += sorted((folder / "letters").iterdir())
        tab.locator("#files").set_input_files([str(one) for one in chosen])
        expect(tab.locator("#results li")).to_have_count(count)
        found = [
            (str(one.get_attribute("class")), one.inner_text()) for one in tab.locator("#results li").element_handles()
        ]
        assert faults == []
        return found
    finally:
        context.close()


def test_it_says_that_everything_verifies(browser: Browser, tmp_path: Path) -> None:
    found = said(browser, written(tmp_path))
    assert [tone for tone, _text in found] == ["good"] * 5
    assert signing.fingerprint(dossiers.KEY) in found[0][1]


@pytest.mark.parametrize(
    ("name", "before", "after", "tones"),
    [
        ("dossier.json", '"due":"2026-12-23"', '"due":"2026-12-24"', ["bad", "good", "good", "good", "good"]),
        ("dossier.json", '"kind":"confirmed"', '"kind":"withdrawn"', ["bad", "bad", "good", "good", "good"]),
        ("dossier.json", '"number":7', '"number":8', ["bad", "good", "bad", "good", "good"]),
        ("letters", "Aino", "Anni", ["good", "good", "good", "good", "bad", "open"]),
        ("index.html", "Digelius", "Digitalis", ["good", "good", "good", "bad", "good"]),
    ],
)
def test_it_finds_what_was_changed(
    browser: Browser, tmp_path: Path, name: str, before: str, after: str, tones: list[str]
) -> None:
    folder = written(tmp_path)
    path = next((folder / name).iterdir()) if name == "letters" else folder / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    assert [tone for tone, _text in said(browser, folder, len(tones))] == tones


def test_the_dossier_in_words_needs_nothing_else(browser: Browser, tmp_path: Path) -> None:
    folder = written(tmp_path)
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.goto((folder / "index.html").as_uri())
    assert "Digelius <Music> Oy" in tab.locator("main").inner_text()
    assert "Hyvä Aino, tässä äöå." in tab.locator(".letter").inner_text()
    context.close()
    assert json.loads((folder / "signature.json").read_text())["file"] == "dossier.json"
