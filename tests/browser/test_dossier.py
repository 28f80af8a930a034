"""The page that checks a dossier works in a real browser from a folder, without a network."""

import io
import json
import zipfile
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.domain import events
from portal.keys import signing
from portal.papers import dossier
from portal.papers.dossier import Dossier, DossierLetter

AT = "2026-11-23T09:00:00.000000Z"
CONTROLLER, CHAIN = "c" * 32, "r" * 32
LETTER = "<article><h1>Vastaus</h1><p>Hyvä Aino, tässä äöå.</p></article>"


def written(folder: Path) -> Path:
    """The folder of a dossier, unpacked."""
    links, previous = [], events.GENESIS
    for number, kind in enumerate(("received", "confirmed", "decided", "answer_released"), start=1):
        link = {"chain": CHAIN, "number": number, "kind": kind, "at": AT, "actor": "machine", "body_digest": "a" * 64}
        digest = events.link_digest(CHAIN, number, kind, AT, "machine", "a" * 64, previous)
        links.append({**link, "previous": previous, "digest": digest})
        previous = digest
    heads = [["x" * 32, 4, "b" * 64], [CHAIN, 3, links[2]["digest"]]]
    seal = {"controller": CONTROLLER, "number": 7, "at": AT, "heads": heads, "previous": events.GENESIS}
    letter = DossierLetter("access", "fi", "Vastaus", LETTER, sha256(LETTER.encode()).hexdigest())
    facts = {
        "format": dossier.FORMAT, "made_at": AT, "reference": "ABCD-EFGH-JKLM",
        "controller": {"legal_name": "Digelius <Music> Oy", "business_id": "0223221-1"}, "rights": ["access"],
        "received_at": AT, "extended_at": None, "answered_at": AT, "due": "2026-12-23", "status": "answered",
        "resolution": "granted", "steps": [], "decisions": [], "packages": [],
        "letters": [{"kind": "access", "title": "Vastaus", "digest": letter.digest, "released_at": AT}],
        "events": links, "chain": {"name": CHAIN, "number": 4, "digest": previous},
        "seal": {**seal, "digest": events.seal_digest(CONTROLLER, 7, AT, heads, events.GENESIS)},
    }  # fmt: skip
    target = io.BytesIO()
    made = Dossier(facts, (letter,), ("One month.",), {}, "en", "Europe/Helsinki", datetime(2026, 11, 23, tzinfo=UTC))
    dossier.write(made, partial(signing.sign, b"k" * 32), target)
    assert dossier.verify(target).problems == ()
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    return folder


def said(browser: Browser, folder: Path, count: int = 4) -> list[tuple[str, str]]:
    """What the page says of each thing it checks: good, bad or open, and the words."""
    context = browser.new_context(offline=True)
    try:
        tab = context.new_page()
        faults: list[str] = []
        tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda fault: faults.append(str(fault)))
        tab.goto((folder / "verify.html").as_uri())
        chosen = [folder / "dossier.json", folder / "signature.json", *sorted((folder / "letters").iterdir())]
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
    assert [tone for tone, _text in found] == ["good"] * 4
    assert signing.fingerprint(b"k" * 32) in found[0][1]


@pytest.mark.parametrize(
    ("name", "before", "after", "tones"),
    [
        ("dossier.json", '"due":"2026-12-23"', '"due":"2026-12-24"', ["bad", "good", "good", "good"]),
        ("dossier.json", '"kind":"confirmed"', '"kind":"withdrawn"', ["bad", "bad", "good", "good"]),
        ("dossier.json", '"number":7', '"number":8', ["bad", "good", "bad", "good"]),
        ("letters", "Aino", "Anni", ["good", "good", "good", "bad", "open"]),
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
