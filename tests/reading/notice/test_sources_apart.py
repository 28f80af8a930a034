"""A list in a section on sources to which something else leads is no list of sources."""

import pytest

from tests.reading.notice.reading import read, register

EN = "Privacy notice\n\nData controller\n\nModel Ltd\n\n"
SV = "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n"
FI = "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n"
TOLD = [
    (EN + "Sources of information\n\nThe data is provided by:\n• you\n• your club\n\n"
     "We use the data to:\n• answer you\n• send invoices\n", ["you", "your club"]),
    (SV + "Varifrån får vi uppgifterna?\n\nUppgifterna får vi från:\n• dig\n• din förening\n\n"
     "Uppgifterna vi samlar in är:\n• Namn\n• Adress\n• Telefonnummer\n", ["dig", "din förening"]),
    (FI + "Tietolähteet\n\nTiedot saadaan:\n• sinulta\n• seuralta\n\nKäsittely perustuu seuraaviin perusteisiin:\n"
     "• sopimus\n• suostumus\n", ["sinulta", "seuralta"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources"), TOLD)
def test_it_leaves_out_what_is_listed_as_aught_else(text: str, sources: list[str]) -> None:
    assert register(read(text))["sources"] == sources
