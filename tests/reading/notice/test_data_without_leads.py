"""Data that no verb of taking leads to, told of services or with asides between: invented notices of small bodies."""

import pytest

from tests.reading.notice.reading import read, register

TOP = {
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nMallby Verkstad AB\n\n",
    "en": "# Privacy notice\n\n## Who we are\n\nModel Workshop Ltd\n\n",
}
TOLD = [
    ("en", "## Basics\n\nEmail address, username, nickname and date of birth. Used to run your account.\n",
     ["Email address", "username", "nickname", "date of birth"]),
    ("sv", "## Så funkar det\n\nNär du betalar. Belopp, datum och betalsätt.\n", ["Belopp", "datum", "betalsätt"]),
    ("fi", "## Kun tilaat\n\nNimesi, puhelinnumerosi, sähköpostisi ja tilaamasi tuotteet.\n",
     ["Nimesi", "puhelinnumerosi", "sähköpostisi", "tilaamasi tuotteet"]),
    ("fi", "## Evästeet ja tilastot\n\nKäyntien ajankohdat, selaimen tyyppi ja sivulataukset\n",
     ["Käyntien ajankohdat", "selaimen tyyppi", "sivulataukset"]),
    ("en", "## Account\n\nWhen you register, we receive your nickname and, if you choose to, your email address.\n",
     ["nickname", "email address"]),
    ("sv", "## Anmälan\n\nVid anmälan sparar vi namn, klubb och, om du vill, telefonnummer till en anhörig.\n",
     ["namn", "klubb", "telefonnummer till en anhörig"]),
    ("fi", "## Jäsenet\n\nJäsenestä tallennetaan nimi, osoite ja, jos haluat, puhelinnumero.\n",
     ["nimi", "osoite", "puhelinnumero"]),
    ("en", "## Third parties\n\nThe map comes from a maker who may receive your IP address and browser type.\n",
     ["IP address", "browser type"]),
    ("sv", "## Tredje part\n\nKartan kommer från en leverantör som kan samla in IP-adress och enhetstyp.\n",
     ["IP-adress", "enhetstyp"]),
    ("fi", "## Palveluntarjoajat\n\nSivujen tarjoaja voi käsitellä esim. IP-osoitteita ja selaimen tunnisteita.\n",
     ["IP-osoitteita", "selaimen tunnisteita"]),
    ("en", "## What we collect\n\nCandidates send us a CV, a cover letter and sometimes salary requests.\n",
     ["CV", "cover letter", "salary requests"]),
]  # fmt: skip
NONE = [
    ("fi", "## Tallenteet\n\nTallenteet vastaavat yhteydenottoosi ja tarjouspyyntöösi.\n"),
    ("en", "## Security\n\nPasswords, messages and names. They are safe with us.\n"),
    ("sv", "## Kakor\n\nFör mer information, se vår separata kakpolicy.\n"),
    ("sv", "## Mottagare\n\nEtt biträde behandlar uppgifter för vår räkning och enligt avtal.\n"),
    ("en", "## Cookies\n\nWe do not log your IP address and browser type.\n"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), TOLD)
def test_it_reads_what_nothing_leads_to(language: str, text: str, wanted: list[str]) -> None:
    found = {one.casefold() for one in register(read(TOP[language] + text, "notice.md"))["data_categories"]}
    assert all(any(one.casefold() in said for said in found) for one in wanted), found
    assert len(found) == len(wanted)


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_only_looks_like_a_list_is_none(language: str, text: str) -> None:
    assert register(read(TOP[language] + text, "notice.md")).get("data_categories", []) == []
