"""Who answers where the notice tells it by the way: who made an app, a small brand, a title, an id alone."""

import pytest

from tests.reading.notice.reading import read

REST = {
    "en": "\n\nWhat data we process\n\nWe process your name and e-mail address when you write to us.\n",
    "fi": "\n\nHenkilötiedot\n\nTallennamme nimen ja osoitteen, kun otat yhteyttä.\n",
    "sv": "\n\nPersonuppgifter\n\nVi sparar namn och adress när du kontaktar oss.\n",
}


@pytest.mark.parametrize(
    ("language", "begins", "name"),
    [
        (
            "en",
            "Notelet is an app for taking notes. It is developed by Ida Sten, an independent developer.",
            "Ida Sten",
        ),
        ("en", "Stonefall is a game. Developer: Otso Games", "Otso Games"),
        ("en", "Our website was made by Ida Sten. The site tells of our game.", None),
        ("fi", "Venepaikka on sovellus, jonka on tehnyt Ida Sten.", "Ida Sten"),
        ("fi", "Sivuston on tehnyt Ida Sten. Sivusto kertoo pelistä.", None),
        ("sv", "Appen Båtplatsen är utvecklad av Ida Sten.", "Ida Sten"),
        ("sv", "Webbplatsen är byggd av Ida Sten. Den handlar om ett spel.", None),
    ],
)
def test_it_reads_who_made_an_app_and_not_who_made_a_site(language: str, begins: str, name: str | None) -> None:
    assert read(f"Privacy Policy\n\n{begins}{REST[language]}")["controller"]["name"] == name


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (
            'This policy tells how tidenote ("we") handles data. tidenote keeps little and tidenote sells nothing.',
            "tidenote",
        ),
        ('This policy tells how the company ("we") handles data. Write to hello@company.example.', None),
    ],
)
def test_it_reads_a_brand_in_small_letters(begins: str, name: str | None) -> None:
    assert read(f"Privacy Policy\n\n{begins}{REST['en']}")["controller"]["name"] == name


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        ("Responsible for this website:\n\nDr. med. univ. Petra Lindner\nRingweg 4", "Dr. med. univ. Petra Lindner"),
        ("DI (FH) Petra Lindner\nRingweg 4, 1010 Vienna, Austria", "DI (FH) Petra Lindner"),
        ("Petra C. Lindner · Ringweg 4 · 50823 Cologne · Email: petra@lindner.example", "Petra C. Lindner"),
        ("7bits Labs\nRingweg 4, 1010 Vienna", "7bits Labs"),
    ],
)  # fmt: skip
def test_it_reads_a_name_with_titles_or_signs(begins: str, name: str) -> None:
    assert read(f"Privacy Policy\n\nController\n\n{begins}{REST['en']}")["controller"]["name"] == name


def test_it_leaves_out_what_a_person_does() -> None:
    said = read(f"Tietosuojaseloste\n\nRekisterinpitäjä: psykoterapeutti Maija Mallinen\nKatu 1{REST['fi']}")
    assert said["controller"]["name"] == "Maija Mallinen"


@pytest.mark.parametrize(
    ("language", "begins", "name"),
    [
        ("en", "My name is Petra Lindner and I run Lindner Coaching. I am the controller.", "Petra Lindner"),
        ("fi", "Nimeni on Maija Mallinen ja pidän verkkokauppaa.", "Maija Mallinen"),
        ("en", "The data administrator is TDL Adam Nowak with its registered office in Kraków.", "TDL Adam Nowak"),
        ("en", "The board of Tidal Rowing Club is responsible for personal data.", "Tidal Rowing Club"),
        ("en", "Introduction\nThis is Northfield Care’s Privacy Notice. We process data.", "Northfield Care"),
        ("en", "It tells how the Hexworth branch of the Walkers collects data.", "Hexworth branch of the Walkers"),
        ("en", "1. Who I am\n\nI am the data controller.\n\nBusiness name: Lindner Coaching", "Lindner Coaching"),
        ("fi", "Kukkapuoti Orvokki\nKatu 1, 00100 Helsinki\nY-tunnus 2345678-0\n\nTervetuloa.", "Kukkapuoti Orvokki"),
        ("sv", "Föreningen\n\nMallvikens Roddklubb, Kajen 4, 453 30 Mall. Org.nr 802945-6889.", "Mallvikens Roddklubb"),
    ],
)  # fmt: skip
def test_it_reads_who_answers_by_the_way(language: str, begins: str, name: str) -> None:
    assert read(f"Privacy Policy\n\n{begins}{REST[language]}")["controller"]["name"] == name


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("a choir and company limited by guarantee (no. 9750831)", "9750831"),
        ("registered number 9722 7164", "9722 7164"),
        ("listed in the register of associations under VR 909173", "VR 909173"),
        ("ZVR number: 123456789", "123456789"),
        ("CRN: 12345678", "12345678"),
    ],
)
def test_it_reads_ids_of_other_registers(said: str, number: str) -> None:
    text = f"Privacy Policy\n\nThe controller is Tidal Archive Trust, {said}.{REST['en']}"
    assert read(text)["controller"]["business_id"] == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Integritetspolicy\n\nHavet AB är personuppgiftsansvarig. Ida Sten är vår dataskyddsansvariga.", "Ida Sten"),
        ("Tietosuojaseloste\n\nRekisterinpitäjä on Meri Oy. Ida Sten on tietosuojavastaavamme.", "Ida Sten"),
    ],
)
def test_it_reads_who_is_said_to_have_the_duty(text: str, name: str) -> None:
    assert read(text)["contact"]["name"] == name


@pytest.mark.parametrize(
    ("language", "begins", "name"),
    [
        ("en", "It is Moorland's policy to respect your privacy.", "Moorland"),
        ("en", "At Moorland, accessible from our pages, privacy is one of our main priorities.", "Moorland"),
        ("en", "This is the personal website of Anna Reed. I do not collect much.", "Anna Reed"),
        ("en", "Hexworth Parish Council (the Council) is registered as a data controller.", "Hexworth Parish Council"),
        ("sv", "Denna webbplats tillhör Mallvikens Roddklubb.", "Mallvikens Roddklubb"),
    ],
)
def test_it_reads_whose_a_site_is(language: str, begins: str, name: str | None) -> None:
    assert read(f"Privacy Policy\n\n{begins}{REST[language]}")["controller"]["name"] == name


@pytest.mark.parametrize(
    ("language", "begins", "name"),
    [
        ("en", "Moorland is the controller, and it is part of the Upland Crafts Group Ltd.", "Moorland"),
        ("fi", "Olemme Suomen Mallikäsityö ry:n jäsen. Käsittelemme tietoja huolella.", None),
        ("sv", "Vi är medlemmar i Hantverkarnas Förening. Vi är en verkstad.", None),
        ("en", "Others\n\n• The Oak Tree Association.\n• Nobody else.", None),
    ],
)
def test_it_names_no_group_and_no_house_of_which_one_is_a_member(language: str, begins: str, name: str | None) -> None:
    assert read(f"Privacy Policy\n\n{begins}{REST[language]}")["controller"]["name"] == name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Moorland Pottery Privacy Policy\n\nMoorland Pottery uses Shopify Inc. to sell.", "Moorland Pottery"),
        ("fi", "Työpaja Tuohi – tietosuojaseloste\n\nTyöpaja Tuohi käyttää Mailchimpiä.", "Työpaja Tuohi"),
        ("sv", "Verkstaden Näver – integritetspolicy\n\nVerkstaden Näver använder Fortnox AB.", "Verkstaden Näver"),
    ],
)
def test_it_reads_the_house_of_the_heading_and_not_what_it_uses(language: str, text: str, name: str) -> None:
    assert read(f"{text}{REST[language]}")["controller"]["name"] == name


def test_it_reads_the_house_to_which_enquiries_go() -> None:
    said = read(
        f"Privacy Policy\n\nMoorland Care respects your privacy.{REST['en']}\n\nContact\n\nFor privacy enquiries:\n\n"
        "Moorland Care Ltd Email: info@moorland.example\n"
    )
    assert (said["controller"]["name"], said["contact"]["name"]) == ("Moorland Care Ltd", None)


BELOW = "### What data do we have?\n\n- name\n- address\n\n### Why do we have it?\n\nWe need it to {}.\n\n"


@pytest.mark.parametrize(
    ("first", "second", "registers"),
    [("Service Users", "Staff", ["Service Users", "Staff"]), ("Contact form", "Newsletter", [None])],
)
def test_it_reads_a_register_for_each_kind_of_people(first: str, second: str, registers: list[str | None]) -> None:
    said = read(
        f"# Privacy Notice\n\n## {first}\n\n{BELOW.format('care')}## {second}\n\n{BELOW.format('pay')}", "notice.md"
    )
    assert [one["name"] for one in said["registers"]] == registers


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Legal Eagles LLP\ndpo@eagles.example", "Legal Eagles LLP"),
        ("Tidal Ltd.\nCorporate Data Protection\nHill Road 4\nprivacy@tidal.example", "Corporate Data Protection"),
        ("Tidal Ltd\nHill Road 4\nLeeds", None),
        ("We have not appointed an officer. Legal Eagles LLP helps us.", None),
    ],
)
def test_it_reads_the_body_that_is_the_officer(below: str, name: str | None) -> None:
    said = read(f"Privacy policy\n\nTidal Ltd is the controller.\n\nData Protection Officer\n\n{below}{REST['en']}")
    assert said["contact"]["name"] == name


@pytest.mark.parametrize("name", ["Kukkapuoti Orvokki", "Kahvila Helmi", "Studio Virtanen"])
def test_it_reads_the_name_of_a_finnish_genitive(name: str) -> None:
    genitive = {"Orvokki": "Orvokin", "Helmi": "Helmen", "Virtanen": "Virtasen"}[name.split()[1]]
    said = read(
        f"{name.split()[0]} {genitive} tietosuojaseloste\n\n{name} kerää vain tarpeelliset tiedot.{REST['fi']}\n\n"
        f"{name}\nKatu 1, 00100 Helsinki\n"
    )
    assert said["controller"]["name"] == name
