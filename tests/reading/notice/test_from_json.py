"""Notices that a site keeps as JSON, beside its other words or alone."""

import json
from typing import Any

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
    assert "pot" not in document.text


def test_what_is_no_json_stays_a_text() -> None:
    assert "rekisteri" in open_notice(b"{rekisteri} on kirja", "x.txt").text
    assert open_notice(b"[" * 100_000, "x.json").text
