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


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("Puoti Oy Kauppakatu 1, 40100 Jyväskylä", "Puoti Oy", "Kauppakatu 1, 40100 Jyväskylä"),
        ("Puoti Oy Kauppakatu 1 B 4 40100 Jyväskylä", "Puoti Oy", "Kauppakatu 1 B 4 40100 Jyväskylä"),
        ("Kahvila Kukka Kivimäentie 12, 40100 Jyväskylä", "Kahvila Kukka", "Kivimäentie 12, 40100 Jyväskylä"),
        ("Kukka ry PL 12, 00100 Helsinki", "Kukka ry", "PL 12, 00100 Helsinki"),
        ("Blomma AB Storgatan 3, 111 22 Stockholm", "Blomma AB", "Storgatan 3, 111 22 Stockholm"),
        ("Autotie 24 Oy, Kauppakatu 1, 40100 Jyväskylä", "Autotie 24 Oy", "Kauppakatu 1, 40100 Jyväskylä"),
    ],
)
def test_it_parts_a_name_from_the_street_behind_it(line: str, name: str, address: str) -> None:
    said = read(f"Tietosuojaseloste\n\nRekisterinpitäjä\n\n{line}\n\nRekisterin nimi\n\nAsiakasrekisteri\n")
    assert (said["controller"]["name"], said["controller"]["address"]) == (name, address)
