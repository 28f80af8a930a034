"""Pieces of a list in running text: what hangs on a noun, and where the list ends."""

import pytest

from tests.reading.notice.reading import read, register

HEAD = {
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n## Mitä tietoja keräämme?\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n## Vilka uppgifter samlar vi in?\n\n",
    "en": "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n## What data do we collect?\n\n",
}
LISTS = [
    ("fi", "Palvelin tallentaa käyttäjänimesi, ajan, jonka pelaat, ja viimeisen käynnin ajankohdan.\n",
     ["käyttäjänimesi", "ajan, jonka pelaat", "viimeisen käynnin ajankohdan"]),
    ("fi", "Tallennettavia tietoja ovat nimi, osoite ja puhelinnumero.\n", ["nimi", "osoite", "puhelinnumero"]),
    ("sv", "Vi samlar in och sparar ditt namn, telefonnummer och betalningsuppgifter från dig när du bokar.\n",
     ["namn", "telefonnummer", "betalningsuppgifter"]),
    ("en", "We may collect pages that you visit before, during and after your stay, your name and your email.\n",
     ["pages that you visit before, during and after your stay", "name", "email"]),
    ("en", "We collect information including, but not limited to, browser details, IP addresses and timestamps.\n",
     ["browser details", "IP addresses", "timestamps"]),
    ("en", "We store your name, address and phone number, to make it easier for you, support some events.\n",
     ["name", "address", "phone number"]),
    ("fi", "Lomakkeella kysytään nimeä, puhelinnumeroa ja viestin sisältöä.\n",
     ["nimeä", "puhelinnumeroa", "viestin sisältöä"]),
    ("en", "The information that log files hold is: browser type, date stamps, the pages and possibly clicks.\n",
     ["browser type", "date stamps", "the pages", "clicks"]),
    ("sv", "Om du bokar bord behandlar vi de uppgifter du skriver (t.ex. namn, e-postadress och önskemål).\n",
     ["namn", "e-postadress", "önskemål"]),
    ("en", "When you buy, we collect your name, address and billing details as needed to issue invoices.\n",
     ["name", "address", "billing details"]),
    ("sv", "När du fyller i formuläret lämnar du namn, adress och ett meddelande om ditt ärende.\n",
     ["namn", "adress", "ett meddelande om ditt ärende"]),
    ("sv", "Vi behandlar data: exempelvis namn, adress och den information du ger om din situation och din roll.\n",
     ["namn", "adress", "den information du ger om din situation och din roll"]),
    ("en", "There is a log of the IP address and the date stored in a log file.\n", ["the IP address", "the date"]),
]  # fmt: skip
NO_LISTS = [
    ("fi", "Rekisteri sisältää jäsenten, asiakkaiden ja yhteistyökumppaneiden henkilötietoja.\n"),
    ("sv", "Vi behandlar personuppgifter baserat på avtal, samtycke och bokföringslagen.\n"),
    ("fi", "Terveydentilaa tai erityistarpeita koskevia tietoja käsitellään vain turvallisuuden vuoksi.\n"),
    ("en", "We collect certain technical information when anyone opens our catalogue.\n"),
    ("en", "Your data may be stored through our hosting company’s databases and applications.\n"),
    ("en", "We may collect information from the users of our site, and through the use of cookies.\n"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LISTS)
def test_it_reads_a_list_up_to_its_end(language, text, wanted) -> None:
    assert register(read(HEAD[language] + text, "notice.md"))["data_categories"] == wanted


@pytest.mark.parametrize(("language", "text"), NO_LISTS)
def test_it_reads_no_sentence_as_a_list(language, text) -> None:
    assert register(read(HEAD[language] + text, "notice.md"))["data_categories"] == []
