"""Lists of data that nothing leads to in words which a rule knows: the list itself and all around it are weighed."""

import pytest

from tests.reading.notice.reading import read, register

_NOTICE = "Privacy notice\n\nController\nBramblewick Studio Oy, Mill Lane 2, 33100 Tampere\n\n{}\n\nYour rights\n{}\n"
_RIGHTS = "You have the right to access your data."


def kinds(said: str) -> list[str]:
    return list(register(read(_NOTICE.format(said, _RIGHTS)))["data_categories"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            "Cookies\nWe use cookies.\n\nData collected\n"
            "Without limitation, all of the following data may be collected from time to time:\n"
            "- name;\n- date of birth;\n- gender;\n- type of web browser",
            ["name", "date of birth", "gender", "type of web browser"],
            id="below-cookies",
        ),
        pytest.param(
            "2. Scope and purposes\n2.1. We process personal data for these purposes:\na) keeping the contract\n"
            "b) sending invoices\n2.2. The scope of a user's personal data includes the following:\n"
            "a) first and last name\nb) delivery address\nc) email address\nd) the boat's berth number",
            ["first and last name", "delivery address", "email address", "the boat's berth number"],
            id="led-by-an-item-among-purposes",
        ),
        pytest.param(
            "Mitä tietoja kerätään\nNäin se käy.\n\nKävijöiden laskemista varten evästeillä kerättävät tiedot\n"
            "- IP-osoite\n- Selaimen tyyppi\n- Käyttöjärjestelmä\n- Laitteen merkki\n- Hakusanat",
            ["IP-osoite", "Selaimen tyyppi", "Käyttöjärjestelmä", "Laitteen merkki", "Hakusanat"],
            id="fi",
        ),
        pytest.param(
            "Varför matrikeln finns\nDet som man själv får välja att lämna är utmärkt.\n"
            "- Efternamn\n- Förnamn\n- Hemort\n- E-postadress (frivillig)\n- Medlemsnummer",
            ["Efternamn", "Förnamn", "Hemort", "E-postadress (frivillig)", "Medlemsnummer"],
            id="sv",
        ),
    ],
)
def test_it_reads_a_list_that_is_plainly_of_data(said: str, expected: list[str]) -> None:
    assert kinds(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(
            "What we never collect\n- Your name\n- Your email address\n- Your location\n- Your phone number",
            id="denied",
        ),
        pytest.param(
            "Statistics\nOur counter does not store any of this:\n- name\n- email address\n- IP address\n- device",
            id="denied-by-its-lead",
        ),
        pytest.param(
            "Whom to ask\n- Name: Aino Malli\n- Address: Mill Lane 2, 33100 Tampere\n- Phone: 040 123 4567",
            id="filled-card",
        ),
        pytest.param(
            "How it reaches us\nYour data reaches us when you:\n- book a lesson\n- write to us\n- join the club",
            id="occasions",
        ),
        pytest.param(
            "What you are told\nWe tell you at once:\n- the purposes of the processing\n- the recipients of the data\n"
            "- the period for which data is stored\n- the right to complain",
            id="what-one-is-to-be-told",
        ),
        pytest.param(
            "Our tools\nWe keep the books and letters with:\n- Example Cloud Oy\n- Paperboat Ltd\n- Nimbus Mail",
            id="recipients",
        ),
    ],
)
def test_it_takes_no_other_list_for_one_of_data(said: str) -> None:
    assert kinds(said) == []


def test_it_takes_no_item_of_such_a_list_that_says_something_else() -> None:
    said = (
        "Data collected\nFrom time to time all of this may be noted:\n- name\n- phone number\n- email address\n"
        "- Legal basis: contract\n- We will never sell any of it. You can trust us."
    )

    assert kinds(said) == ["name", "phone number", "email address"]
