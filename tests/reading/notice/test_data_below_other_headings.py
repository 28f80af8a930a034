"""Data below headings of something else, behind titles that are none and in long brackets; and what only explains."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.beginnings import END
from tests.reading.notice.reading import printed, read

TOLD = [
    ("en", "## Service providers\n\n### Statistics\n\nUmami counts visits and does not keep identifiers. The data we "
     "collect includes:\n\n- Pages opened\n- Time of the visit\n- Type of device",
     ["Pages opened", "Time of the visit", "Type of device"]),
    ("en", "## Service providers\n\nUmami counts visits. Umami records:\n\n- Pages opened\n"
     "- Time of the visit\n- Country",
     ["Pages opened", "Time of the visit", "Country"]),
    ("sv", "## Tredjepartstjänster\n\nUmami räknar besök. De uppgifter som samlas in är:\n\n- Besökta sidor\n"
     "- Tid för besöket\n- Typ av enhet", ["Besökta sidor", "Tid för besöket", "Typ av enhet"]),
    ("fi", "## Kolmannen osapuolen palvelut\n\nUmami laskee käynnit. Kerättäviä tietoja ovat:\n\n- Avatut sivut\n"
     "- Käynnin ajankohta\n- Laitteen tyyppi", ["Avatut sivut", "Käynnin ajankohta", "Laitteen tyyppi"]),
    ("en", "## What we collect\n\nWe collect the following information to take bookings:\n\n"
     "- Names and contact details",
     ["Names", "contact details"]),
    ("en", "## What we collect\n\n- Contact form – your name and message, so we can answer.\n"
     "- Newsletter – your email address. You can leave at any time.\n- Trello: Your boards and cards, to show them.",
     ["name", "message", "email address", "boards", "cards"]),
    ("sv", "## Vilka uppgifter\n\n- Kontaktformuläret – ditt namn och meddelande, så att vi kan svara.\n"
     "- Nyhetsbrevet – din e-postadress. Du kan avsluta när du vill.", ["namn", "meddelande", "e-postadress"]),
    ("fi", "## Kerättävät tiedot\n\n- Yhteydenottolomake – nimesi ja viestisi, jotta voimme vastata.\n"
     "- Uutiskirje – sähköpostiosoitteesi. Voit perua sen milloin vain.",
     ["nimesi", "viestisi", "sähköpostiosoitteesi"]),
    ("en", "## What we collect\n\nOn sign-in we store your name, mail address, and avatar from your identity "
     "provider (Apple or Google).", ["name", "mail address", "avatar"]),
    ("en", "## Server logs\n\nLogs may include: the page you came from, your IP address, information from the tablet "
     "or phone with which you opened the page that day (model of the device, version of its system, screen size, "
     "language, and browser type), and more.",
     ["the page you came from", "IP address", "model of the device", "version of its system", "screen size", "language",
      "browser type"]),
    ("en", "## Visits\n\nWe log your IP address.\n\n## Forms\n\nVisitors may choose to give us personal "
     "information such as nickname and mailing address through these forms.",
     ["IP address", "nickname", "mailing address"]),
    ("en", "## What we hold\n\n- where appropriate, your passport number\n- name", ["your passport number", "name"]),
    ("sv", "## Vilka uppgifter\n\n- i förekommande fall, uppgifter om anhöriga\n- namn",
     ["uppgifter om anhöriga", "namn"]),
    ("en", "## What data do we collect?\n\n| Data point | Example | Comment |\n|---|---|---|\n"
     "| Page address | https://example.org/a | We count pages. |\n| Web browser | Firefox | We count browsers. |",
     ["Page address", "Web browser"]),
    ("en", "## What we collect\n\nPersonal data: We never collect any personal data. PII includes your name, "
     "address, or anything else by which you are known.\n\nUsage: We collect the type of device and the app version.",
     ["the type of device", "the app version"]),
    ("sv", "## Vilka uppgifter\n\nVi samlar inte in personuppgifter. Personuppgifter är till exempel namn och adress. "
     "Vi lagrar webbläsare och enhetstyp.", ["webbläsare", "enhetstyp"]),
    ("fi", "## Mitä tietoja keräämme\n\nEmme kerää henkilötietoja. Henkilötietoja ovat esimerkiksi nimi ja osoite. "
     "Tallennamme selaimen ja laitteen tyypin.", ["selaimen", "laitteen tyypin"]),
    ("en", "## What we collect\n\nSpecial data needs your consent. This includes data revealing racial or "
     "ethnic origin, religious beliefs and sexual orientation. We store your name and address.", ["name", "address"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "kinds"), TOLD)
def test_it_reads_the_kinds_and_nothing_else(language, said, kinds) -> None:
    assert _kinds(TOP[language] + said + END[language]) == kinds


def _kinds(text: str) -> list[str]:
    return [kind for one in read(text, "notice.md")["registers"] for kind in one["data_categories"]]


def test_it_takes_a_single_basis_below_its_lead_for_no_data() -> None:
    said = "## What we collect\n\nWe store your name and age.\n\n## Our lawful bases for the use of your data\n\n"
    lead = "Our lawful bases for using personal information are:\n\n- Consent – we have your permission.\n"
    assert _kinds(TOP["en"] + said + lead + END["en"]) == ["name", "age"]


def test_it_reads_a_page_whose_head_is_a_component_closed_at_once() -> None:
    page = b"<Head title={$_('a')} />\n<h1>Privacy</h1><h2>What we collect</h2><ul><li>Names</li><li>Age</li></ul>"
    assert printed(page, "page.html")["registers"][0]["data_categories"] == ["Names", "Age"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Letters are read at once and not permanently stored."),
        ("en", "Your position is only used to show the map and is not kept afterwards."),
        ("sv", "Breven läses direkt och uppgifterna sparas inte permanent."),
        ("fi", "Sijaintia käytetään vain karttaan, eikä sitä tallenneta pysyvästi."),
    ],
)
def test_it_hears_that_nothing_is_stored_for_good(language, said) -> None:
    text = TOP[language] + "## Posti\n\n" + said + END[language]
    assert said in [one["retention"] for one in read(text, "notice.md")["registers"]]
