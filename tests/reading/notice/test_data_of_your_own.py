"""Data as a person's own, in lists that count, in short sentences, behind labels, and in tables of classes."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "2. Appen\n\nAppen sparar din position, dina pass och din puls.", ["position", "pass", "puls"]),
        (
            "fi",
            "2. Sovellus\n\nSovellus tallentaa sijaintisi, treenisi ja sykkeesi puhelimen muistiin.",
            ["sijaintisi", "treenisi", "sykkeesi"],
        ),
        ("en", "2. Data\n\nWe get your name and address from the trade register.", ["name", "address"]),
        (
            "en",
            "2. Data\n\nWe have your name, your address and your meter reading.",
            ["name", "address", "meter reading"],
        ),
        ("sv", "2. Kunder\n\nVi hämtar ditt namn och din adress från SPAR.", ["namn", "adress"]),
        (
            "sv",
            "2. Personuppgifter\n\n1) Namn och kontaktuppgifter\n2) Personnummer\n3) Uppgifter om beställningar\n",
            ["Namn", "kontaktuppgifter", "Personnummer", "Uppgifter om beställningar"],
        ),
        (
            "sv",
            "2. Bokning\n\nDe uppgifter som du lämnar vid bokningen (namn, telefonnummer och antal gäster) sparas.",
            ["namn", "telefonnummer", "antal gäster"],
        ),
        ("en", "2. Data\n\nYour name. Your e-mail address. Which courses you took.", None),
        (
            "sv",
            "2. Personuppgifter\n\nNamn och adress – för att kunna leverera.\n\nE-post – för att bekräfta.\n\n"
            "Telefonnummer – för avisering.\n",
            ["Namn och adress", "E-post", "Telefonnummer"],
        ),
        (
            "sv",
            "2. Våra kunder\n\nKunduppgifter: Namn, adress.\n\nOrderuppgifter: Produkt, pris, datum.",
            ["Namn", "adress", "Produkt", "pris", "datum"],
        ),
        (
            "en",
            "2. Data\n\nThis may include:\n\nyour name and contact information;\n\nyour bank details;\n\n"
            "your IP address.",
            ["your name and contact information", "your bank details", "your IP address"],
        ),
        (
            "en",
            "2. Members\n\nThe club keeps a list. The list shows name, town, date of joining and fees paid.",
            ["name", "town", "date of joining", "fees paid"],
        ),
        (
            "fi",
            "2. Jäsenet\n\nLuettelossa on nimi, kotipaikka, liittymispäivä ja maksut.",
            ["nimi", "kotipaikka", "liittymispäivä", "maksut"],
        ),
        ("sv", "2. Vilka uppgifter?\n\nNamn, mejl, telefon – inget annat.", ["Namn", "mejl", "telefon"]),
        (
            "sv",
            "2. Loggar\n\nVåra loggar innehåller IP-adress, klockslag samt besökt sida.",
            ["IP-adress", "klockslag", "besökt sida"],
        ),
    ],
)
def test_it_is_read(language: str, text: str, wanted: list[str] | None) -> None:
    said = read(HEAD[language] + text)["registers"][0]["data_categories"]

    assert said == (wanted or ["name", "e-mail address", "Which courses you took"])


def test_what_is_a_persons_own_and_no_data_is_no_kind() -> None:
    said = read(HEAD["en"] + "2. How we work\n\nWe know your needs, your expectations and your rights.")

    assert said["registers"][0]["data_categories"] == []


def test_a_table_of_classes_gives_the_data_of_each() -> None:
    table = "2. Data\n\n| Category | Data |\n|---|---|\n| Who | name, date of birth |\n| Where | address, phone |\n"

    said = read(HEAD["en"] + table, "notice.md")

    assert said["registers"][0]["data_categories"] == ["name", "date of birth", "address", "phone"]


def test_the_data_of_people_at_a_supplier_is_no_recipient() -> None:
    said = read(
        HEAD["sv"] + "## Personuppgifter\n\n### Kund\nFör dig som är kund lagrar vi:\n\n* Namn\n* Köp\n\n"
        "### Leverantör\nFör dig som är kontaktperson hos en leverantör lagrar vi:\n\n* Namn\n* Titel\n",
        "notice.md",
    )

    assert said["registers"][0]["data_categories"] == ["Namn", "Köp", "Titel"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sten AB är personuppgiftsansvarig. Vi har utsett Anna Lindgren till dataskyddsombud.", "Anna Lindgren"),
        ("Controller: Stone Ltd.\n\nWe have appointed Anna Miller as our data protection officer.", "Anna Miller"),
        (
            "Rekisterinpitäjä: Kivi Oy\n\nOlemme nimittäneet tietosuojavastaavaksi Anna Lindgrenin.",
            "Anna Lindgren",
        ),
    ],
)
def test_whoever_was_appointed_is_asked(text: str, name: str) -> None:
    assert read(text)["contact"]["name"] == name
