"""Data that a line lists under a title, that sentences tell behind a label, and that brackets hold beside its word."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "2. E-mail\n\nThe data you give (name, e-mail address, text of your message) will be used to answer you "
            "and will not be passed on.",
            ["name", "e-mail address", "text of your message"],
        ),
        ("en", "2. E-mail\n\nThe data you give (name, e-mail address, message) is not stored.", []),
        (
            "sv",
            "2. E-post\n\nUppgifterna du lämnar (namn, e-postadress, meddelande) används för att svara och lämnas inte "
            "vidare.",
            ["namn", "e-postadress", "meddelande"],
        ),
        (
            "fi",
            "2. Sähköposti\n\nTiedot, jotka annat meille (nimi, sähköpostiosoite, viesti), käytetään vastaamiseen "
            "eikä niitä luovuteta.",
            ["nimi", "sähköpostiosoite", "viesti"],
        ),
        (
            "en",
            "2. Logs\n\nOur host records technical data on each call, in particular the IP address, the browser "
            "type, and the page called.",
            ["the IP address", "the browser type", "the page called"],
        ),
        (
            "sv",
            "2. Loggar\n\nVärden samlar in tekniska uppgifter, framför allt IP-adress, typ av webbläsare och tidpunkt.",
            ["IP-adress", "typ av webbläsare", "tidpunkt"],
        ),
        (
            "fi",
            "2. Lokit\n\nPalvelin kerää teknisiä tietoja, erityisesti IP-osoitteen, selaimen tyypin ja kellonajan.",
            ["IP-osoitteen", "selaimen tyypin", "kellonajan"],
        ),
        (
            "en",
            "2. Statistics\n\nWe collect data on visits: device type, pages visited, city, and how you found the site.",
            ["device type", "pages visited", "city", "how you found the site"],
        ),
        (
            "en",
            "2. Singers\n\nDetails you give to the choir, including your name, voice part, home address and e-mail "
            "address, will not be sold, lent, or published by anyone.",
            ["name", "voice part", "home address", "e-mail address"],
        ),
        (
            "sv",
            "2. Förfrågningar\n\nVi sparar uppgifter såsom namn, adress och telefonnummer, som inte säljs.",
            ["namn", "adress", "telefonnummer"],
        ),
        (
            "en",
            "2. Logs\n\nOur ferry desk records the IP address, the day and hour of booking, and browser and operating "
            "system information.",
            ["the IP address", "the day and hour of booking", "browser and operating system information"],
        ),
        (
            "en",
            "2. Use\n\nWe collect data on your use, such as the pages you visit, the features you use, and the city.",
            ["the pages you visit", "the features you use", "the city"],
        ),
    ],
)
def test_it_reads_what_a_sentence_lists(language: str, text: str, wanted: list[str]) -> None:
    notice = read(HEAD[language] + text)
    assert notice["registers"][0]["data_categories"] == wanted


def test_it_reads_lines_without_verbs_under_small_titles() -> None:
    text = (
        "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n## What data do we collect?\n\n"
        "### Boat order\n\nName, email address, harbour and wish that you give when ordering from the yard.\n\n"
        "### Repairs\n\nEmail content and repair cases that arise in work on your boat.\n"
    )
    notice = read(text, name="notice.md")
    wanted = ["Name", "email address", "harbour", "wish", "Email content", "repair cases"]
    assert notice["registers"][0]["data_categories"] == wanted


def test_it_reads_lines_behind_bold_labels() -> None:
    text = (
        "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n## Data we collect\n\n"
        "**Account data:** Phone number and passphrase (hashed) when you join.\n\n"
        "**Knitting log:** Patterns knitted, sizes, dates, and timestamps of pauses you enter in the app.\n\n"
        "**Tablet data:** Tablet model, system version and error logs, only once you have allowed it.\n"
    )
    notice = read(text, name="notice.md")
    wanted = ["Phone number", "passphrase (hashed)", "Patterns knitted", "sizes", "dates", "timestamps of pauses"]
    assert notice["registers"][0]["data_categories"][:6] == wanted


def test_it_reads_lists_told_behind_labels() -> None:
    text = (
        "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n## What we collect\n\n"
        "- Membership: When you join, we ask for your name, email address and village.\n"
        "- Logs: Log data includes the IP address, browser version, and how you used the map.\n"
        "- Mooring: your name, boat length, and any wish you care to add. This goes to the harbour master.\n"
    )
    notice = read(text, name="notice.md")
    wanted = ["name", "email address", "village", "the IP address", "browser version", "how you used the map"]
    assert notice["registers"][0]["data_categories"][:6] == wanted


def test_it_keeps_labels_that_sentences_only_speak_of() -> None:
    text = (
        "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n## What we collect\n\n"
        "- Contact details: We collect these when you order, so that we can reach you.\n"
        "- Order history: We store it to improve our range.\n"
        "- Payment details: We collect your name, card type and sum.\n"
    )
    notice = read(text, name="notice.md")
    labels = ["Contact details", "Order history", "Payment details"]
    assert notice["registers"][0]["data_categories"] == labels


def test_it_keeps_whose_thing_it_is() -> None:
    text = HEAD["en"] + "2. Usage data\n\nWe collect data such as your device's language, browser type and city."
    notice = read(text)
    assert notice["registers"][0]["data_categories"][0] == "your device's language"


def test_it_reads_a_sentence_on_the_data_below_a_list_of_aims() -> None:
    text = (
        "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n## The data I keep\n\n"
        "My aims:\n\n- the aim is to keep the pages working,\n- checking the quality of my work.\n\n"
        "The processed data is the IP address, the time of the visit and the type of browser, which I keep for a "
        "month.\n"
    )
    notice = read(text, name="notice.md")
    wanted = ["the IP address", "the time of the visit", "the type of browser"]
    assert notice["registers"][0]["data_categories"][-3:] == wanted
