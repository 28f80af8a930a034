"""Bullets that enumerate kinds of data in bare nouns, and bullets that are one kind though an `and` stands in them."""

import pytest

from tests.reading.notice.reading import read
from tests.reading.notice.test_items_in_parts import HEAD

TITLE = {
    "en": "2. What data we collect\n\n",
    "sv": "2. Vilka uppgifter vi samlar in\n\n",
    "fi": "2. Mitä tietoja keräämme\n\n",
}

LAST = {"fi": "laskut", "sv": "fakturor", "en": "invoices"}


def _of(language: str, *bullets: str) -> list[str]:
    listed = "".join(f"- {one}\n" for one in bullets)
    kinds: list[str] = read(HEAD[language] + TITLE[language] + listed)["registers"][0]["data_categories"]
    return kinds


@pytest.mark.parametrize(
    ("language", "bullet", "wanted"),
    [
        ("fi", "nimi, matkapuhelin ja postiosoite", ["nimi", "matkapuhelin", "postiosoite"]),
        ("fi", "veneen nimi, laituripaikka ja syväys, jos kerrot ne", ["veneen nimi", "laituripaikka", "syväys"]),
        ("fi", "haluamasi hoito ja vapaa viesti", ["haluamasi hoito", "vapaa viesti"]),
        ("sv", "namn och mejladress", ["namn", "mejladress"]),
        ("sv", "båtens namn, bryggplats samt djupgående, om du anger det", ["båtens namn", "bryggplats", "djupgående"]),
        ("sv", "vald behandling, pris och betalning", ["vald behandling", "pris", "betalning"]),
        ("en", "name and e-mail address", ["name", "e-mail address"]),
        ("en", "Boat name, berth and messages, if provided", ["Boat name", "berth", "messages"]),
    ],
)
def test_a_bullet_is_read_in_its_kinds(language: str, bullet: str, wanted: list[str]) -> None:
    assert _of(language, bullet, LAST[language])[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("language", "bullet"),
    [
        ("en", "purchase and order history"),
        ("en", "browser type and version"),
        ("en", "billing and delivery address"),
        ("en", "date and time of the visit"),
        ("en", "name or company name"),
        ("sv", "för- och efternamn"),
        ("sv", "tekniska och statistiska uppgifter"),
        ("sv", "datum och tid för besöket"),
        ("sv", "köp-, leverans- och betalningshistorik"),
        ("fi", "etu- ja sukunimi"),
        ("fi", "tilausten ja laskujen tiedot"),
        ("fi", "selaimen tyyppi ja versio"),
        ("fi", "tekniset ja tilastolliset tiedot"),
    ],
)
def test_words_that_share_a_noun_stay_together(language: str, bullet: str) -> None:
    assert bullet in _of(language, bullet, LAST[language])
