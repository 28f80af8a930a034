"""Data behind labels of cards, in brackets, behind colons, and below what a provider is said to take."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as HEAD
from tests.reading.notice.reading import read


def kinds(language: str, text: str) -> list[str]:
    registers = read(HEAD[language] + text, "n.md")["registers"]
    return [one for register in registers for one in register["data_categories"]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Collected data\n\nThe orchard\n\n- Affected data: your plot number, if necessary: your photo, and the "
            "notes you write\n- Lawful basis: Art. 6(1)(f) GDPR.\n- Duration of storage: five summers\n"
            "- Data disclosure: The sheds are kept by these firms.\n  - Elk Hosting Ltd., Cork\n",
            ["plot number", "photo", "the notes you write"],
        ),
        (
            "sv",
            "## Uppgifter som vi samlar in\n\n- Berörda uppgifter: namn, e-postadress och båtens namn\n"
            "- Rättslig grund: avtal\n- Lagringstid: tre år\n- Källor: Uppgifterna kommer från dig.\n",
            ["namn", "e-postadress", "båtens namn"],
        ),
        (
            "fi",
            "## Mitä tietoja keräämme\n\n- Käsiteltävät tiedot: nimi, sähköpostiosoite ja veneen nimi\n"
            "- Oikeusperuste: sopimus\n- Säilytysaika: kolme vuotta\n- Tietolähteet: rekisteröity itse\n",
            ["nimi", "sähköpostiosoite", "veneen nimi"],
        ),
    ],
)
def test_it_reads_only_the_data_of_a_card_of_labels(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Timetable\n\nOur provider automatically collects information on travellers in log files. "
            "These are:\n\n- Browser type\n- Referrer URL\n- IP address\n\n## Your rights\n\nYou may object.\n",
            ["Browser type", "Referrer URL", "IP address"],
        ),
        (
            "sv",
            "## Webbhotell\n\nVår leverantör lagrar uppgifter i loggfiler. Dessa är:\n\n- Webbläsare\n- IP-adress\n"
            "- Tidpunkt för besöket\n\n## Dina rättigheter\n\nDu kan begära radering.\n",
            ["Webbläsare", "IP-adress", "Tidpunkt för besöket"],
        ),
        (
            "en",
            "## Log files\n\nOur host collects information in log files, which your browser transmits: browser type, "
            "operating system and IP address.\n",
            ["browser type", "operating system", "IP address"],
        ),
        (
            "en",
            "## Taking of personal data\n\nWhen you open the menu, your browser sends information. "
            "This includes:\n\n- IP address\n- Time of access\n",
            ["IP address", "Time of access"],
        ),
    ],
)
def test_it_reads_what_somebody_takes_for_the_firm(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Hosting\n\nThe cinema processes technical connection data (including IP address, film opened, browser "
            "used) to show the film.\n",
            ["IP address", "film opened", "browser used"],
        ),
        (
            "sv",
            "## Drift\n\nVärden behandlar tekniska uppgifter (bland annat IP-adress, besökt sida, webbläsare).\n",
            ["IP-adress", "besökt sida", "webbläsare"],
        ),
        (
            "fi",
            "## Ylläpito\n\nPalvelin käsittelee teknisiä tietoja (muun muassa IP-osoite, selain, käyntiaika).\n",
            ["IP-osoite", "selain", "käyntiaika"],
        ),
        (
            "en",
            "## Orders\n\nYour bank processes the data necessary to make the payment (including name, IBAN, sum).\n",
            ["name", "IBAN", "sum"],
        ),
        (
            "en",
            "## Postcards\n\nIf you write a card, we keep the data you send (sender, wording and related postmarks).\n",
            ["sender", "wording", "related postmarks"],
        ),
        (
            "en",
            "## Contact form\n\nIf you use the form, we store the data you enter (name, e-mail, optionally phone, "
            "message).\n",
            ["name", "e-mail", "phone", "message"],
        ),
    ],
)
def test_it_reads_brackets_behind_a_word_for_data(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "## How we collect data\n\nYour data is collected whenever you hand it over, for example, when you send the "
        "groom an email or telephone the stable.\n",
        "## Collected data\n\nAdditionally, certain data is collected through your visits.\n",
        "## Collected data\n\nWe store data only as long as necessary, or where you have given your consent.\n",
        "## Log files\n\nThese logs are used for insurance and training purposes.\n",
    ],
)
def test_it_takes_no_occasion_and_no_purpose_for_data(text: str) -> None:
    assert kinds("en", text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "## Log files\n\nThe ticket machine collects some plain data when touched. Collected may be (1) the "
            "language used, (2) the payment method, (3) the day and hour of purchase, and (4) the IP address.\n",
            ["the language used", "the payment method", "the day and hour of purchase", "the IP address"],
        ),
        (
            "## Contact form\n\nIf you order a cake, your details on the slip, including the contact details you give "
            "with it, will be stored by us.\n",
            ["contact details"],
        ),
        (
            "## Calls\n\nIf you ring the vet, your question, including all related personal data (name, message), is "
            "stored.\n",
            ["name", "message"],
        ),
        (
            "## Hosting\n\nPersonal data collected in the yard is kept on the shelves of our keeper. This may include "
            "IP addresses, repair requests, warranty data and names.\n",
            ["IP addresses", "repair requests", "warranty data", "names"],
        ),
    ],
)
def test_it_reads_what_generators_say_of_sites(text: str, wanted: list[str]) -> None:
    assert kinds("en", text) == wanted


def test_it_reads_a_card_whose_first_label_is_taken_for_a_heading() -> None:
    text = (
        "## Hosting\n\nWe run this site.\n\n- **Processed data types:** Meter data (e.g. litres counted, and such as "
        "these.); Lease data (e.g. term).\n- **Data subjects:** Tenants.\n- **Purposes of processing:** Our work.\n"
        "- **Legal Basis:** Legitimate interests.\n"
    )
    wanted = ["Meter data (e.g. litres counted, and such as these.)", "Lease data (e.g. term)"]
    assert kinds("en", text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Analytics\n\nWe receive usage data, such as pages turned, time zone, the browser used, and country.\n",
            ["pages turned", "time zone", "the browser used", "country"],
        ),
        ("en", "## Cookies\n\nCookies store information, such as your language, name and country.\n", []),
        (
            "sv",
            "## Cookies\n\nVi samlar in uppgifter såsom besökta sidor, webbläsare och operativsystem.\n",
            ["besökta sidor", "webbläsare", "operativsystem"],
        ),
        (
            "fi",
            "## Evästeet\n\nKeräämme tietoja, kuten vieraillut sivut, selain ja käyttöjärjestelmä.\n",
            ["vieraillut sivut", "selain", "käyttöjärjestelmä"],
        ),
    ],
)
def test_it_reads_what_is_taken_of_visits(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted
