"""Purposes: what leads to a list of them, and the legal basis that stands beside each."""

import pytest

from tests.reading.notice.reading import read, register

FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n"
SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nHavre AB\n\n"
EN = "# Privacy notice\n\n## Controller\n\nOats Ltd\n\n"


def purposes(text: str) -> list[str]:
    return list(register(read(text, "notice.md"))["purposes"])


@pytest.mark.parametrize(("text", "wanted"), [
    pytest.param(
        EN + "## How we get the data of our readers and why we have it\n\nNearly all is provided by you by one "
        "of these means:\n\n- E-mails sent to us\n- Calls to us\n\nWe use these facts in order to:\n\n"
        "- Answer you\n- Deliver orders\n\nThe lawful bases we build on are:\n\n- Your consent\n- A contract\n",
        ["Answer you", "Deliver orders"], id="lists of means and of bases beside one of uses"),
    pytest.param(
        SV + "## Personuppgifter\n\nVi behandlar de uppgifter du lämnar: namn, telefon och adress. De används enbart "
        "för att:\n\n- Besvara din fråga\n- Leverera varor\n",
        ["Besvara din fråga", "Leverera varor"], id="a list of uses in another section"),
    pytest.param(
        FI + "## Rekisterin tietosisältö\n\nKeräämme seuraavia tietoja:\n\n- Nimi\n- Puhelinnumero\n\n"
        "Käytämme tietojasi seuraaviin tarkoituksiin:\n\n- Tilausten toimittaminen\n- Asiakaspalvelu\n",
        ["Tilausten toimittaminen", "Asiakaspalvelu"], id="and no data"),
])  # fmt: skip
def test_it_takes_what_is_led_to_as_uses(text: str, wanted: list[str]) -> None:
    assert purposes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    pytest.param(
        SV + "## Varför jag behandlar uppgifterna (rättslig grund)\n\n- Bokföring och fakturering – rättslig "
        "förpliktelse (art. 6.1 c).\n- Svar på frågor – berättigat intresse (art. 6.1 f).\n",
        ["Bokföring och fakturering", "Svar på frågor"], id="behind a dash in a section on bases"),
    pytest.param(
        FI + "## Käsittelyn tarkoitus ja oikeusperuste\n\nTietoja käsitellään asiakassuhteen hoitamiseksi (sopimus) "
        "sekä suoramarkkinointiin asiakkaan suostumuksella.\n",
        ["asiakassuhteen hoitamiseksi", "suoramarkkinointiin"], id="within a sentence"),
])  # fmt: skip
def test_it_parts_a_use_from_its_basis(text: str, wanted: list[str]) -> None:
    said = read(text, "notice.md")
    assert list(register(said)["purposes"]) == wanted
    assert len(register(said)["legal_bases"]) == len(wanted)


def test_it_parts_a_use_from_its_basis_in_the_cells_of_a_page() -> None:
    rows = "".join(
        f"<div><span>{use}</span> <span>{basis}</span></div>"
        for use, basis in (
            ("Besvara brev och ge stöd åt kunder", "Berättigat intresse"),
            ("Fullgöra tjänster", "Avtal"),
        )
    )
    page = f"<html lang=sv><body><h1>Integritetspolicy</h1><h2>Varför vi behandlar uppgifterna</h2>{rows}</body></html>"
    assert register(read(page, "notice.html"))["purposes"] == [
        "Besvara brev och ge stöd åt kunder",
        "Fullgöra tjänster",
    ]


def test_a_ground_that_must_be_is_no_use() -> None:
    text = (
        SV + "## Ändamål och rättslig grund\n\nFör att vi ska få behandla uppgifter måste det finnas en laglig grund.\n"
    )
    assert purposes(text) == []
