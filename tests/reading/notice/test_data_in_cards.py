"""Data behind labels of cards, in brackets, behind colons, and below what a provider is said to take."""

import pytest

from tests.reading.notice.reading import read

HEAD = {
    "en": "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n",
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Katu 4, Oulu\n\n",
}


def kinds(language: str, text: str) -> list[str]:
    registers = read(HEAD[language] + text, "n.md")["registers"]
    return [one for register in registers for one in register["data_categories"]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Collected data\n\nThe forum\n\n- Affected data: your nickname, if necessary: your avatar, and the "
            "posts you write\n- Lawful basis: Art. 6(1)(b) GDPR.\n- Duration of storage: indefinitely\n"
            "- Data disclosure: The servers are run by these firms.\n  - Elk Hosting Ltd., Cork\n",
            ["nickname", "avatar", "the posts you write"],
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
            "## Hosting\n\nThe provider of these pages automatically collects and stores information in log files. "
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
            "## Collection and storage of personal data\n\nWhen you open the site, your browser sends information. "
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
            "## Hosting\n\nThe host processes technical access data (including IP address, page accessed, browser "
            "used) to deliver the site.\n",
            ["IP address", "page accessed", "browser used"],
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
            "## E-mail\n\nIf you email us, we process the data you send (sender, content and related metadata).\n",
            ["sender", "content", "related metadata"],
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
        "## How we collect data\n\nYour data is collected when you give it to us, for example, when you send us an "
        "email or call us by telephone.\n",
        "## Collected data\n\nAdditionally, certain data is collected through your visits.\n",
        "## Collected data\n\nWe store data only as long as necessary, or where you have given your consent.\n",
        "## Log files\n\nThese logs are used for security and diagnostic purposes.\n",
    ],
)
def test_it_takes_no_occasion_and_no_purpose_for_data(text: str) -> None:
    assert kinds("en", text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "## Log files\n\nThe site collects a range of general data when it is opened. Collected may be (1) the "
            "browser used, (2) the operating system, (3) the date and time of access, and (4) the IP address.\n",
            ["the browser used", "the operating system", "the date and time of access", "the IP address"],
        ),
        (
            "## Contact form\n\nIf you write to us, your details from the form, including the contact details you give "
            "there, will be stored by us.\n",
            ["contact details"],
        ),
        (
            "## Calls\n\nIf you call us, your inquiry, including all resulting personal data (name, message), will be "
            "stored.\n",
            ["name", "message"],
        ),
        (
            "## Hosting\n\nPersonal data collected on this site is kept on the servers of our host. This may include "
            "IP addresses, contact requests, contract data and names.\n",
            ["IP addresses", "contact requests", "contract data", "names"],
        ),
    ],
)
def test_it_reads_what_generators_say_of_sites(text: str, wanted: list[str]) -> None:
    assert kinds("en", text) == wanted


def test_it_reads_a_card_whose_first_label_is_taken_for_a_heading() -> None:
    text = (
        "## Hosting\n\nWe run this site.\n\n- **Processed data types:** Usage data (e.g. pages viewed, and such as "
        "these.); Contract data (e.g. term).\n- **Data subjects:** Users.\n- **Purposes of processing:** Our work.\n"
        "- **Legal Basis:** Legitimate interests.\n"
    )
    wanted = ["Usage data (e.g. pages viewed, and such as these.)", "Contract data (e.g. term)"]
    assert kinds("en", text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Analytics\n\nWe receive usage data, such as pages viewed, time zone, the browser used, and country.\n",
            ["pages viewed", "time zone", "the browser used", "country"],
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
