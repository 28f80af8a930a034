"""Data as everyday notices lead to it: what follows, what these are, what is stored, and labels of kinds."""

import pytest

from tests.reading.notice.reading import read

HEAD = {
    "en": "Privacy policy\n\n1. Controller\n\nStone Ltd., 4 Main Street, Cork\n\n2. Our website\n\n",
    "sv": "Integritetspolicy\n\n1. Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n2. Vår webbplats\n\n",
    "fi": "Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nKivi Oy, Katu 4, Oulu\n\n2. Verkkosivumme\n\n",
}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "When a guest opens the menu, the following data is processed: IP address, browser type and access time.",
            ["IP address", "browser type", "access time"],
        ),
        (
            "sv",
            "När du besöker webbplatsen behandlas följande uppgifter: IP-adress, typ av webbläsare och tidpunkt.",
            ["IP-adress", "typ av webbläsare", "tidpunkt"],
        ),
        (
            "fi",
            "Kun käyt sivuillamme, käsittelemme seuraavia tietoja: IP-osoite, selaimen tyyppi ja käynnin aika.",
            ["IP-osoite", "selaimen tyyppi", "käynnin aika"],
        ),
        (
            "en",
            "The mill collects information in log files, which your browser brings. These are:\n\nreferrer "
            "URL\nbrowser language and version\nsystem used\nhour of the request\n",
            ["referrer URL", "browser language and version", "system used", "hour of the request"],
        ),
        (
            "en",
            "We store:\n- what you bought and when\n- your delivery address\n- notes from our calls\n",
            ["what you bought and when", "your delivery address", "notes from our calls"],
        ),
        (
            "en",
            "Account data: Your username, email address and language.\nUsage data: Features used, crash reports.",
            ["username", "email address", "language", "Features used", "crash reports"],
        ),
        (
            "en",
            "From applicants we process CVs, cover letters, references and interview notes.",
            ["CVs", "cover letters", "references", "interview notes"],
        ),
    ],
)
def test_it_is_read(language: str, text: str, wanted: list[str]) -> None:
    assert read(HEAD[language] + text)["registers"][0]["data_categories"] == wanted


def test_numbered_kinds_of_data_are_items_and_no_headings() -> None:
    said = read(
        f"{HEAD['en']}**Data we collect**\n\n1. **Identity data** – first name, last name.\n2. **Contact data** – "
        "address, email.\n3. **Financial data** – bank account.\n",
        "notice.md",
    )
    assert len(said["registers"][0]["data_categories"]) == 3


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "Kunduppgifter: Namn, adress, personnummer.", ["Namn", "adress", "personnummer"]),
        ("fi", "Asiakastiedot: nimi, osoite, henkilötunnus.", ["nimi", "osoite", "henkilötunnus"]),
        ("fi", "Hakijat: ansioluettelo, hakemus ja suosittelijat.", ["ansioluettelo", "hakemus", "suosittelijat"]),
        (
            "fi",
            "Käsittelemämme henkilötiedot ovat yhteystiedot, laskutustiedot ja työstä otetut kuvat.",
            ["yhteystiedot", "laskutustiedot", "työstä otetut kuvat"],
        ),
        ("sv", "Ändamål: leverans, fakturering, kontakt.", []),
    ],
)
def test_a_label_tells_of_what_or_of_whom(language: str, text: str, wanted: list[str]) -> None:
    registers = read(HEAD[language] + text)["registers"]
    assert [one for register in registers for one in register["data_categories"]] == wanted
