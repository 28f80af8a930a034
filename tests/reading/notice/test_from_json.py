"""Notices that a site keeps as JSON, beside its other words or alone."""

import json
from typing import Any

import pytest

from portal.reading.notice.opening import open_notice
from tests.reading.notice.reading import read_bytes, register

_ALONE = {
    "title": "Integritetspolicy",
    "backButton": "Tillbaka",
    "sections": [
        {"heading": "Personuppgiftsansvarig", "text": "Exempelgården AB, info@exempelgarden.example"},
        {"heading": "Vilka uppgifter samlar vi in?", "items": ["Namn", "E-postadress", "<b>Hundens</b> ras"]},
        {"heading": "Hur länge sparas uppgifterna?", "text": "<p>I två år.</p>", "href": "/kontakt"},
    ],
}


def _bytes(held: Any) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


def test_titles_head_what_stands_beside_them() -> None:
    said, document = read_bytes(_bytes(_ALONE), "sv.json")
    assert register(said)["data_categories"] == ["Namn", "E-postadress", "Hundens ras"]
    assert register(said)["retention"] == "I två år."
    assert said["controller"]["name"] == "Exempelgården AB"
    assert "Tillbaka" not in document.text
    assert "/kontakt" not in document.text


def test_names_label_what_is_said_of_them() -> None:
    held = {
        "title": "Tietosuojaseloste",
        "who": {"title": "Rekisterinpitäjä", "text": "Mallila Oy"},
        "what": {
            "title": "Mitä tietoja keräämme?",
            "kinds": [
                {"name": "Tilin tiedot", "description": "Nimimerkki, kotikunta ja valokuva."},
                {"name": "Laitteen tiedot", "description": "Laitteen malli, selain ja näytön koko."},
            ],
        },
    }
    text = open_notice(_bytes(held), "fi.json").text
    assert "• Tilin tiedot: Nimimerkki, kotikunta ja valokuva." in text
    assert "tiedot" not in register(read_bytes(_bytes(held), "fi.json")[0])["data_categories"]


def test_of_all_words_of_a_site_the_notice_alone_is_read() -> None:
    long = "We tell below what becomes of what you leave with us. " * 30
    held = {
        "en": {
            "nav": {"home": "Home", "shop": "Shop"},
            "privacy": {
                "pageTitle": "Privacy policy", "s1Title": "Who we are", "s1": long,
                "s2Title": "What data we collect", "s2": "We collect your nickname, email address and home town.",
            },
            "shop": {"title": "Our pots", "text": "Every pot is thrown by hand."},
        }
    }  # fmt: skip
    said, document = read_bytes(_bytes(held), "en.json")
    assert register(said)["data_categories"] == ["nickname", "email address", "home town"]
    (start, end), = document.noise  # fmt: skip
    assert "pot" not in document.text[:start]
    assert "Every pot is thrown by hand." in document.text[start:end]
    assert end == len(document.text)


def test_a_part_that_is_called_by_privacy_hides_none_of_the_others() -> None:
    held = {
        "privacyRights": {"title": "Your rights", "text": "You may ask for a copy of what we hold. " * 40},
        "what": {"title": "What data we collect", "text": "We collect your nickname and home town."},
    }
    assert register(read_bytes(_bytes(held), "en.json")[0])["data_categories"] == ["nickname", "home town"]


def test_what_is_no_json_stays_a_text() -> None:
    assert "rekisteri" in open_notice(b"{rekisteri} on kirja", "x.txt").text
    assert open_notice(b"[" * 100_000, "x.json").text


def test_it_loses_no_word_of_what_is_nested_deeper_than_a_site_keeps_it() -> None:
    """Then the file is a text like any other, of which all stays to be seen."""
    deep = '"We keep your name far down."'
    for _ in range(20):
        deep = f'{{"x": {deep}}}'
    document = open_notice(f'{{"title": "Privacy policy", "text": "We keep your e-mail.", "more": {deep}}}'.encode())
    assert "your name far down" in document.text


@pytest.mark.parametrize("sign", ["\\ud800", "\\u0000", "\\u0007"])
def test_it_shows_that_there_was_a_sign_which_is_no_letter(sign: str) -> None:
    """One sign in its place, which every page shows and every database keeps."""
    document = open_notice(f'{{"title": "Privacy policy", "text": "We keep your na{sign}me."}}'.encode())
    assert "na\ufffdme" in document.text
    assert document.text.encode()
