"""Kinds of data in prose and lists, and sentences that only look like a list of them."""

import pytest

from tests.reading.notice.reading import read, register

TOP = {
    "fi": "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n",
    "sv": "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n",
    "en": "Privacy notice\n\nData controller\n\nModel Ltd\n\n",
}
LISTED = [
    ("sv", "Vilka uppgifter behandlas?\n\nNär du hör av dig till oss kan namn, telefonnummer och adress behandlas.\n",
     ["namn", "telefonnummer", "adress"]),
    ("fi", "Mitä tietoja keräämme?\n\nKeräämme tietoja, joita annat esimerkiksi varatessasi, ostoksen yhteydessä: "
     "nimi, sähköpostiosoite ja viestisi.\n", ["nimi", "sähköpostiosoite", "viestisi"]),
    ("fi", "Mitä tietoja keräämme?\n\nLaite säilyttää antamasi tiedot (osoite, laitetyyppi, puhelinnumero) itse.\n",
     ["osoite", "laitetyyppi", "puhelinnumero"]),
    ("sv", "Insamling av personuppgifter\n\nVi samlar in följande typer av personuppgifter:\n• Namn och adress\n"
     "• Uppgifter om hälsa\n", ["Namn och adress", "Uppgifter om hälsa"]),
    ("fi", "Kerättävät tiedot\n\n• Rekisterissä on näitä tietoja:\n• Asiakkaan nimi\n• Asiakkaan osoite\n",
     ["Asiakkaan nimi", "Asiakkaan osoite"]),
    ("fi", "Kerättävät tiedot\n\n• Palautteet: Keräämme palautetta kursseista. Luemme sen kaiken.\n• Kuvat\n",
     ["Palautteet", "Kuvat"]),
    ("fi", "Kerättävät tiedot\n\n• Nimi\n• Muut tiedot verkkosivujen käytöstä (" + "käynnin aika, sivu, " * 12
     + "selain)\n", ["Nimi", "Muut tiedot verkkosivujen käytöstä"]),
]  # fmt: skip
NO_LIST = [
    ("sv", "Inledning\n\nHär står hur vi samlar in, använder och skyddar dina uppgifter, och vad det betyder.\n"),
    ("fi", "Mitä tietoja keräämme?\n\nNäitä tietoja käytetään siihen, että voimme kertoa tarjouksesta.\n"),
    ("en", "What data do we collect?\n\nWe collect information about customers who visit our website.\n"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LISTED)
def test_it_reads_what_is_listed(language, text, wanted) -> None:
    assert register(read(TOP[language] + text))["data_categories"] == wanted


@pytest.mark.parametrize(("language", "text"), NO_LIST)
def test_it_reads_nothing_where_nothing_is_listed(language, text) -> None:
    assert register(read(TOP[language] + text))["data_categories"] == []
