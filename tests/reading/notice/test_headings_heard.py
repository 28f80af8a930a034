"""Headings and tables in more of the wordings of real notices."""

import pytest

from portal.reading.notice.blocks import sections_of
from portal.reading.notice.headings import about
from portal.reading.notice.opening import open_text
from tests.reading.notice.reading import read, register

LONGEST_LABEL = 75
HEADINGS = [
    ("Missä henkilötiedot sijaitsevat", "fi", "transfers"),
    ("Yhteydenotto tietosuoja-asioissa", "fi", "contact"),
    ("Rekisterissä käsiteltävien henkilötietojen käyttötarkoitus", "fi", "purposes"),
    ("Tutkittavan oikeudet", "fi", "rights"),
    ("Hurdana uppgifter samlar vi in?", "sv", "categories"),
    ("Personlig information som kan samlas in", "sv", "categories"),
    ("Insamlade personuppgifter", "sv", "categories"),
    ("Uppgifter vi samlar in automatiskt", "sv", "categories"),
    ("Automaattisesti kerättävät tiedot", "fi", "categories"),
    ("Henkilötiedot", "fi", "categories"),
    ("Personal data processed", "en", "categories"),
    ("Personal data Fernleigh collects", "en", "categories"),
    ("Var lagras uppgifterna?", "sv", "transfers"),
    ("Underbiträden", "sv", "recipients"),
    ("Name of the registry", "en", "register"),
    ("How Can I Access My Personal Data?", "en", "rights"),
    ("Sovelluksen keräämät tiedot", "fi", "categories"),
    ("Ilmoittautumisessa kysyttävät tiedot", "fi", "categories"),
    ("Minkälaista tietoa käsittelemme", "fi", "categories"),
    ("Kauanko?", "fi", "retention"),
    ("Mikä oikeuttaa käsittelyyn", "fi", "bases"),
    ("Käyttämämme palvelut", "fi", "recipients"),
    ("Tietojen sijainti", "fi", "transfers"),
    ("Kuka vastaa kysymyksiin?", "fi", "contact"),
    ("Följande uppgifter sparas", "sv", "categories"),
    ("Vad appen sparar", "sv", "categories"),
    ("Uppgiftstyper", "sv", "categories"),
    ("Vad används uppgifterna till?", "sv", "purposes"),
    ("Rättsligt stöd", "sv", "bases"),
    ("Tjänster vi använder", "sv", "recipients"),
    ("Lagringsplats", "sv", "transfers"),
    ("Vem kan jag kontakta?", "sv", "contact"),
    ("What the app stores", "en", "categories"),
    ("Details we collect", "en", "categories"),
    ("Automatic data collection", "en", "categories"),
    ("Why we are allowed to process your data", "en", "bases"),
    ("Tools we use", "en", "recipients"),
    ("Data storage location", "en", "transfers"),
]


@pytest.mark.parametrize(("heading", "language", "field"), HEADINGS)
def test_it_hears_what_a_heading_is_about(heading, language, field) -> None:
    said = about(heading, language)

    assert said.fields == {field}
    assert said.covered > 0.8


@pytest.mark.parametrize(
    ("heading", "language", "fields"),
    [
        ("Rekisteröityjen ryhmät ja henkilötiedot", "fi", {"subjects", "categories"}),
        ("Henkilötiedot ja käyttötarkoitus", "fi", {"categories", "purposes"}),
        ("Kategorier av registrerade och personuppgifter", "sv", {"subjects", "categories"}),
        ("Uppgifter och ändamål", "sv", {"categories", "purposes"}),
    ],
)
def test_it_hears_the_data_beside_what_else_a_heading_is_about(heading, language, fields) -> None:
    assert about(heading, language).fields == fields


def test_it_takes_the_name_of_the_regulation_for_no_security() -> None:
    assert "security" not in about("1. General Data Protection Regulation (GDPR)", "en").fields


def test_it_takes_no_row_of_three_columns_for_a_heading() -> None:
    said = read(
        "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\nKerättävät tiedot\n\n"
        "Tietoryhmä\tTiedot\tSäilytysaika\nYhteystiedot\tpuhelin, osoite\t2 v\nTilaukset\ttuote ja hinta\t1 vuosi\n"
    )

    assert register(said)["data_categories"] == ["Yhteystiedot", "Tilaukset"]


def test_it_ends_no_label_within_a_word_however_long_the_line_is() -> None:
    label = "Henkilötietojen käsittelyn oikeusperuste on asiakkaan ja yrityksen ja ja EU"
    document = open_text(f"{label}:n välinen sopimus, jonka mukaan kaikki toimivat.\n")

    assert len(label) == LONGEST_LABEL
    assert not any(one.inline for one in sections_of(document))


def test_it_tells_a_language_by_what_stands_outside_of_brackets() -> None:
    said = read(
        "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\nTietojen säilytysaika\n\n"
        "• Tapahtumat (Data of the event): säilytetään 3 kuukautta.\n"
        "• Tilitiedot (Data of the user and the account): säilytetään 12 kuukautta.\n"
    )

    assert "3 kuukautta" in register(said)["retention"]
    assert "12 kuukautta" in register(said)["retention"]
