"""Controllers and contact persons in prose, and names that are nobody's."""

import pytest

from tests.reading.notice.reading import read

PEOPLE = [
    ("Rekisterinpitäjä\n\nRekisterinpitäjä on Malli Oy. Rekisterin yhteyshenkilö tietosuoja-asioissa on Maija Mallinen "
     "(maija@malli.fi).\n", "Maija Mallinen"),
    ("Rekisterinpitäjä ja yhteyshenkilö\n\n• Yritys: Malli\n• Yrittäjän nimi: Maija Mallinen\n", "Maija Mallinen"),
    ("Rekisterinpitäjä\n\nMalli Oy\n\nYhteydenotot tietosuoja-asioissa\n\nYrittäjä: Maija Mallinen\n",
     "Maija Mallinen"),
    ("Rekisterinpitäjä\n\nMalli Oy\nMaija Mallinen, maija@malli.fi\n", "Maija Mallinen"),
]  # fmt: skip
NOBODY = [
    "Rekisterinpitäjä\n\nMalli Oy\nIloinen Joukko, info@malli.fi\n",
    "Rekisterinpitäjä\n\nMalli Oy\n\nYhteyshenkilö\n\nIloinen Polkuseura\nseura@malli.fi\n",
    "Rekisterinpitäjä\n\nMalli Oy\n\nYhteystiedot\n\nVanha Kauppatie\ninfo@malli.fi\n",
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_it_reads_whom_to_ask(text, name) -> None:
    assert read(f"Tietosuojaseloste\n\n{text}")["contact"]["name"] == name


@pytest.mark.parametrize("text", NOBODY)
def test_it_takes_no_society_street_or_shared_mailbox_for_a_person(text) -> None:
    assert read(f"Tietosuojaseloste\n\n{text}")["contact"]["name"] is None


def test_it_reads_a_sole_trader_and_their_number() -> None:
    said = read(
        "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nNorrsken Ateljé, enskild firma, org.nr 811218-9876, Gatan 1, "
        "213 74 Malmö. Norrsken är namnet under vilket uppgifterna behandlas hos oss. Kontakt: a@norrsken.se.\n"
    )

    assert said["controller"]["name"] == "Norrsken Ateljé"
    assert said["controller"]["business_id"] == "811218-9876"
    assert said["contact"]["name"] is None


def test_it_takes_no_sentence_and_no_funder_for_the_controller() -> None:
    said = read(
        "Tietosuojaseloste\n\nTutkimusta rahoittaa Mallien säätiö.\n\nRekisterinpitäjät\n\n"
        "Tämän tutkimuksen yhteisrekisterinpitäjiä ovat kaksi korkeakoulua\n"
    )

    assert said["controller"]["name"] is None
