"""Sentences behind labels, headings of occasions, and what is done with data or said beside a list of it."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read


def kinds(language: str, text: str) -> list[str]:
    """The kinds of data read of a notice with one register."""
    return read(HEAD[language] + text)["registers"][0].get("data_categories") or []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "2. Data we collect\n\n"
            "- Contact form: If you write to us through the form on our site, we collect only your "
            "name and phone number.\n"
            "- Newsletter subscription: We use a post office on the web to send our letters to you.\n",
            ["name", "phone number"],
        ),
        (
            "en",
            "2. Data we collect\n\n"
            "- Device data: Includes the name of the device, operating system, and browser version.\n"
            "- Account data: When you sign up, some details are required to make an account, such as your name, "
            "username, email address.\n",
            ["the name of the device", "operating system", "browser version", "name", "username", "email address"],
        ),
        (
            "sv",
            "2. Uppgifter som vi samlar in\n\n"
            "- Kontaktformulär: Om du skriver till oss via formuläret samlar vi in ditt namn "
            "och ditt telefonnummer.\n- Nyhetsbrev: Utskicken hanteras av en byrå som vi har anlitat sedan länge.\n",
            ["namn", "telefonnummer"],
        ),
    ],
)
def test_it_reads_what_a_sentence_behind_a_label_lists(language: str, text: str, wanted: list[str]) -> None:
    assert [one.removeprefix("ditt ") for one in kinds(language, text)] == wanted


def test_it_takes_no_heading_of_an_occasion_for_data() -> None:
    text = (
        "# Privacy policy\n\n# Controller\n\nStone Ltd., 4 Main Street, Cork\n\n# Data we collect\n\n"
        "## Contact form (on our pages)\n\nWhat you write is passed to our mailbox and stays there.\n\n"
        "## Booking form\n\nIt is only used to answer you.\n"
    )
    assert not read(text)["registers"][0].get("data_categories")


@pytest.mark.parametrize(
    "sentence",
    [
        "If you fill in a slip, your data is only used to process your inquiry about bread and possible other wishes.",
        "On a phone, sensitive data is stored in a locked place.",
        "If you write to us (e.g., a complaint, bug report, or general wish), we read it all.",
        "We use cookies to understand and save your settings for later visits, and count our guests.",
        "We keep a list of goods (collected by our staff, see part 4).",
    ],
)
def test_it_reads_no_data_in_what_is_done(sentence: str) -> None:
    assert kinds("en", f"2. Our site\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "2. Bookings\n\n"
            "We process the data needed for it, in particular name, address, phone number and payment data.",
            ["name", "address", "phone number", "payment data"],
        ),
        (
            "sv",
            "2. Bokningar\n\n"
            "Vi behandlar de uppgifter som behövs, särskilt namn, adress, telefonnummer och betaluppgifter.",
            ["namn", "adress", "telefonnummer", "betaluppgifter"],
        ),
        (
            "fi",
            "2. Varaukset\n\n"
            "Käsittelemme tarvittavia tietoja, erityisesti nimeä, osoitetta, puhelinnumeroa ja maksutietoja.",
            ["nimeä", "osoitetta", "puhelinnumeroa", "maksutietoja"],
        ),
        (
            "en",
            "2. Data we collect\n\nPurchase status, email address and phone number, managed by Gravel Pay.",
            ["Purchase status", "email address", "phone number"],
        ),
    ],
)
def test_it_reads_examples_and_leaves_what_is_said_beside_them(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2. Data\n\nWhen you visit us, the purpose of data management:\n\n"
         "- checking the quality of my services\n"
         "- finding visitors who attack the site\n- statistical purposes\n"),
        ("sv", "2. Uppgifter\n\nÄndamål med behandlingen av uppgifter:\n\n"
         "- kontroll av tjänsternas data\n- statistik om besök\n"),
        ("fi", "2. Tiedot\n\nTietojen käsittelyn tarkoitukset ovat:\n\n- palvelun tietojen parantaminen\n"
         "- tilastojen laatiminen\n"),
    ],
)  # fmt: skip
def test_it_takes_no_purposes_of_processing_for_data(language: str, text: str) -> None:
    assert kinds(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "2. Data we collect\n\n"
            "Contact persons, firm details and order information in connection with works and goods.",
            ["Contact persons", "firm details", "order information in connection with works and goods"],
        ),
        (
            "en",
            "2. Data we collect\n\n- Name\n- In some cases your date of birth\n- Payment means\n- Means of payment\n",
            ["Name", "In some cases your date of birth", "Payment means", "Means of payment"],
        ),
        (
            "sv",
            "2. Uppgifter vi samlar in\n\n- Namn\n- I vissa fall personnummer\n- Uppgift om vem som ska delta\n",
            ["Namn", "I vissa fall personnummer", "Uppgift om vem som ska delta"],
        ),
        (
            "fi",
            "2. Kerättävät tiedot\n\n- Nimi\n- Tietyissä tapauksissa henkilötunnus\n- Tieto siitä, mitä on tilattu\n",
            ["Nimi", "Tietyissä tapauksissa henkilötunnus", "Tieto siitä, mitä on tilattu"],
        ),
        (
            "en",
            "2. Data we collect\n\n- Where you make gifts, bank account numbers\n- Name\n",
            ["bank account numbers", "Name"],
        ),
        (
            "en",
            "2. Data we collect\n\n"
            "- Information you give us by the form: name, phone number, and message. We read it all.\n"
            "- All information that is taken by others, such as a bank, is stored by them under their own terms\n",
            ["name", "phone number", "message"],
        ),
        (
            "en",
            "2. App\n\nThe app may collect the time zone, your phone's serial number and the IP address.",
            ["the time zone", "your phone's serial number", "the IP address"],
        ),
    ],
)
def test_it_keeps_what_is_data_and_only_looks_like_a_clause(language: str, text: str, wanted: list[str]) -> None:
    assert kinds(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3. Categories of data subjects\n\n- Customers\n- Members of our club\n- Users of the app\n"),
        ("sv", "3. Kategorier av registrerade\n\n- Kunder\n- Medlemmar i klubben\n- Användare av appen\n"),
        ("fi", "3. Rekisteröityjen ryhmät\n\n- Asiakkaat\n- Jäsenet\n- Sovelluksen käyttäjät\n"),
    ],
)
def test_it_takes_no_people_for_data(language: str, text: str) -> None:
    assert kinds(language, text) == []
