"""Who answers where a notice says whom it covers, and business ids as other countries write them."""

import pytest

from tests.reading.notice.reading import read

CONTROLLERS = [
    ("Privacy\n\nWe keep data. The Data Controller is 1st Mallow Scout Group Executive Committee.\n",
     "1st Mallow Scout Group Executive Committee"),
    ("Privacy Policy\n\nThis notice tells how we handle data at our shop.\n\nContact us\n\nPlease write to us at:\n\n"
     "Maja Mallin s.p.\nMallova 3\n4248 Lesce\n", "Maja Mallin s.p."),
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nTämä seloste koskee Lakitoimisto Malli & Mallin (jäljempänä toimisto) "
     "henkilötietojen käsittelyä. Toimisto toimii rekisterinpitäjänä.\n", "Lakitoimisto Malli & Mallin"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig\n\nDet här är Mallbyns Bygg & Tak (nedan firman). Firman är "
     "personuppgiftsansvarig.\n", "Mallbyns Bygg & Tak"),
    ("Integritetspolicy\n\nDen här integritetspolicyn gäller för Mallföretaget Ett ekonomisk förening och "
     "Mallföretaget Två ekonomisk förening. Vi sparar lite om dig.\n", "Mallföretaget Ett ekonomisk förening"),
    ("Privacy\n\nThis policy applies to Mallow Yarn Ltd and Mallow Wool Ltd. We keep little.\n", "Mallow Yarn Ltd"),
    ("Data controller\n\nBakeriet Mallesen AS (org.nr. 999 999 999), Mallveien 6, is the data controller for "
     "the orders and personal data that guests leave.\n", "Bakeriet Mallesen AS"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig\n\nMallbolaget Ab\nMallgatan 1\n\nFöreträdare för den "
     "personuppgiftsansvarige är Maja Mallin\nmaja@example.org\n", "Mallbolaget Ab"),
]  # fmt: skip
IDS = [
    ("Registry Number: 19783016", "19783016"),
    ("Registered in England no. 1234567 Registered Office: 17 Mallow Road", "1234567"),
    ("Registered in Scotland with company number SC123456", "SC123456"),
    ("Tax number: 99052601-1-26", "99052601-1-26"),
    ("Company registration number: 01 09 123456", "01 09 123456"),
    ("Tax number: 99052602-1-26", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_who_answers(text, name):
    """By whom the notice covers, by the word that it defines, and never by who speaks for them."""
    assert read(text)["controller"]["name"] == name


def test_whoever_speaks_for_the_controller_is_whom_to_ask():
    """The representative is the contact."""
    assert read(CONTROLLERS[-1][0])["contact"]["name"] == "Maja Mallin"


def test_a_company_is_nobody_to_ask_by_half_its_name():
    """`Medical Ltd` is no person; the officer with a heading of their own is one."""
    text = (
        "Privacy Policy\n\n1. Data controller\n\nName: MTV Medical Ltd.\n\n"
        "2. Contact\n\nName: MTV Medical Ltd.\n\nE-mail: info@example.org\n\n"
        "3. The data protection officer of MTV\n\nName: Malli András\n\nE-mail: andras.malli@example.org\n"
    )
    assert read(text)["contact"]["name"] == "Malli András"


@pytest.mark.parametrize(("line", "number"), IDS)
def test_it_reads_a_business_id(line, number):
    """A number is an id by its name, whose letters may be large, and by its check where it has one."""
    text = f"Privacy Policy\n\nMallow Works is the controller of your data.\n\n{line}\n"
    assert read(text)["controller"]["business_id"] == number
