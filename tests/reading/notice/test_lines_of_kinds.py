"""Bullets and bare lines that are known kinds of data, one below the other, whatever leads to them."""

import pytest

from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import notice_values


def _kinds(text: str) -> list[str]:
    said = notice_values(read_notice(open_text(text, "notice.md")))["registers"]
    return [one for register in said for one in register["data_categories"]]


_SV = "# Integritet\n\nVi är en liten dansförening och här står hur vi gör med det som rör medlemmarna.\n\n"
_FI = "# Tietosuoja\n\nOlemme pieni tanssiseura ja tässä kerromme miten toimimme jäsenten asioissa.\n\n"
_EN = "# Privacy\n\nWe are a small dance club in Espoo and this is how we go about what concerns our members.\n\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            f"{_SV}## Därför har vi registret\n\nLagen kräver en förteckning. Det som är frivilligt är utmärkt.\n\n"
            "Efternamn\n\nHemort\n\nTelefonnummer (frivilligt)\n\nMedlemsnummer\n\nBetalda avgifter\n",
            ["Efternamn", "Hemort", "Telefonnummer (frivilligt)", "Medlemsnummer", "Betalda avgifter"],
        ),
        (
            f"{_FI}## Tanssileiri\n\nLeirille pyydetään:\n\n- Nimi\n- Puhelinnumero\n- Allergiat\n- Vuodepaikka\n",
            ["Nimi", "Puhelinnumero", "Allergiat", "Vuodepaikka"],
        ),
        (
            f"{_EN}## At the camp\n\nThis is on our sheet.\n\n- Name\n- Mobile number\n- Allergies\n- Bunk\n",
            ["Name", "Mobile number", "Allergies", "Bunk"],
        ),
    ],
)
def test_it_reads_lines_that_are_kinds(text: str, kinds: list[str]):
    assert _kinds(text) == kinds


@pytest.mark.parametrize(
    "said",
    [
        "## Därför\n\nUppgifterna används för:\n\n- Bokningar\n- Fakturor\n- Betalningar\n- Meddelanden\n",
        "## Lägret\n\nDetta frågar vi aldrig efter:\n\n- Namn\n- Personnummer\n- Hälsouppgifter\n",
        "## Dina rättigheter\n\nDu kan begära:\n\n- Namn\n- Adress\n- Telefonnummer\n",
    ],
)
def test_it_leaves_lines_that_something_else_leads_to(said: str):
    assert _kinds(_SV + said) == []
