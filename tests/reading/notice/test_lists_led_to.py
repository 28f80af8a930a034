"""A paragraph that leads to a list of another matter ends the section; one that leads to its own list does not."""

import pytest

from tests.reading.notice.reading import read, register

EN = "Privacy notice\n\nData controller\n\nModel Ltd\n\n"
SV = "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n"
FI = "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n"

LISTS = [
    (
        EN + "The categories of data we process\n\n- Names\n- Addresses\n\n"
        "The lawful basis for processing such data as names and addresses is:\n\n- Consent of the person\n\n"
        "We keep records of it for two years to meet our legal requirements.\n\n"
        "You have the following personal data rights:\n\n- The right of access\n- The right to erasure\n",
        ["Names", "Addresses"], ["a"], ["access", "erasure"],
    ),
    (
        SV + "Vilka uppgifter vi samlar in\n\n- Namn\n- Adress\n\nDu har följande rättigheter:\n\n"
        "- Rätt till rättelse\n",
        ["Namn", "Adress"], [], ["rectification"],
    ),
    (
        FI + "Mitä tietoja keräämme\n\n- Nimi\n- Osoite\n\nSinulla on seuraavat oikeudet:\n\n- Tietojen poistaminen\n"
        "- Tietojen oikaiseminen\n",
        ["Nimi", "Osoite"], [], ["rectification", "erasure"],
    ),
    (
        SV + "3. Registrets innehåll\n\nI registret sparas följande uppgifter:\n\n- Namn\n- Adress\n\n"
        "4. Källor\n\nDu själv.\n",
        ["Namn", "Adress"], [], [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "data", "bases", "rights"), LISTS)
def test_it_parts_lists_by_what_leads_to_them(text, data, bases, rights) -> None:
    one = register(read(text, "notice.md"))

    assert (one["data_categories"], one["legal_bases"], one["rights"]) == (data, bases, rights)
