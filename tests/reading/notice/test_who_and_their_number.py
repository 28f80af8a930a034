"""Who answers, beside a number that was never filled in, within a clause, or where a service is named instead."""

import pytest

from tests.reading.notice.reading import read

NAMED = [
    ("Data\n\nWe keep nothing. Local Model Nodes\ninfo@localmodelnodes.org\n", "Local Model Nodes"),
    ("Data\n\nWe keep nothing about whoever walks in.\ninfo@localmodelnodes.org\n", None),
    ("Tietosuojaseloste\n\nTämä seloste kertoo, miten Kuva & Moottori (eli \"me\" tai \"meidän\"), Suomesta "
     "käsin toimiva julkaisu, käsittelee tietoja.\n", "Kuva & Moottori"),
    ("Privacy Policy för Kiitollisuus - päiväkirja\n\nUtvecklare: Malliverkstan Apps\n\nKiitollisuus är en app för "
     "kvällen. Kiitollisuus sparar allt på telefonen.\n\nKontakt: hej@example.org\n", "Malliverkstan Apps"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModellbyn (Modell Handel AB, org.nr XXXXXX-XXXX) är "
     "personuppgiftsansvarig för uppgifterna.\n", "Modell Handel AB"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig\n\nKlasskorgen (drivs av Modell Kaffe AB, org.nr [fyll i]).\n",
     "Modell Kaffe AB"),
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalliNosto-palvelua ylläpitää yksityishenkilö.\n", "MalliNosto"),
    ("Privacy\n\nModelka Crew is keen to guard your privacy. Modelka Crew will hold your data securely. Ask Modelka "
     "Crew for more.\n", "Modelka Crew"),
]  # fmt: skip
NUMBERED = [
    ("Controller\n\nMaija Malli / Bright Malli\n\nOrg.nr: 199302152351\n", "930215-2351"),
    ("Controller\n\nModel Labs AB, organization number 16559527-0199\n", "559527-0199"),
    ("Controller\n\nMaija Malli\n\nBorn on 199302152351\n", None),
]


@pytest.mark.parametrize(("said", "name"), NAMED)
def test_it_reads_the_name_alone(said: str, name: str | None) -> None:
    assert read(said)["controller"]["name"] == name


@pytest.mark.parametrize(("said", "number"), NUMBERED)
def test_it_reads_a_swedish_number_of_twelve_digits_where_it_is_called_so(said: str, number: str | None) -> None:
    assert read(f"Privacy policy\n\n{said}")["controller"]["business_id"] == number
