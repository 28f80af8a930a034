"""Controllers and contacts that a clause in a sentence names, and houses that are but joined."""

import pytest

from tests.reading.notice.reading import read

CONTROLLERS = [
    ("Privacy policy\n\nFor purposes of the Data Protection Act and its kin, Paint a Mallow is the \"data "
     "controller\". "
     "It follows that Paint a Mallow chooses why and how your data is used.\n", "Paint a Mallow"),
    ("Privacy notice\n\nMallburg Heron Museum, as the Data Controller, is handing you this leaflet.\n",
     "Mallburg Heron Museum"),
    ("Privacy notice\n\nThe data controller for your personal information is the Mall Ball Company (MBC). We "
     "keep it.\n",
     "Mall Ball Company"),
    ("# Privacy notice\n\nThis notice explains how **Good Mallows** (\"we\", \"our\") collects, uses and "
     "stores data.\n",
     "Good Mallows"),
    ("Privacy Policy\n\nDefinitions\n\nCompany (referred to as \"the Company\", \"We\" or "
     "\"Us\" on these "
     "pages) refers to Mallilionem.\n\nWebsite refers to Mallilionem, found at mallilionem.example\n",
     "Mallilionem"),
    ("Tietosuojaseloste\n\nTässä palvelussa Mallilan Kerho (jäljempänä ”me”) toimii rekisterinpitäjänä.\n",
     "Mallilan Kerho"),
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nNimi: Ryhmä 6\nMallilan Opisto Oy\n", "Mallilan Opisto Oy"),
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalliravinto [virallinen toiminimi]\nY-tunnus: [Y-tunnus]\n",
     "Malliravinto"),
    ("Integritetspolicy\n\nEnligt lagen, Mallklubben Vågen (”klubben”) är personuppgiftsansvarig för uppgifterna.\n",
     "Mallklubben Vågen"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig för behandling av uppgifter via rodret.example och "
     "tjänsten Rodret är Mall Mallsson, som driver Rodret som enskild näringsidkare.\n\nRodret sparar "
     "ditt namn. Rodret säljer inget. Rodret är öppet.\n", "Mall Mallsson"),
    ("Båtliv. Integritetspolicy\n\nVem är ansvarig?\n\nMallskog (Båtliv), med e-postadress info@batliv.example, är "
     "personuppgiftsansvarig för behandlingen.\n\n© Båtliv Sjö Magasin\n", "Mallskog"),
]  # fmt: skip
NOBODY = [
    "Privacy notice\n\nMall house, Mall Park, Mallham, NG0 2RD is registered as a Data Controller under the Act.\n",
    "Integritetspolicy\n\nVi finns i Lyon, Frankrike, är personuppgiftsansvarig för uppgifterna.\n",
    "Privacy notice\n\nThe Parish is not a Data Controller, nor does it process data for others.\n",
    "Privacy notice\n\nWe are a member of the Mallish Motor Trade Association.\n\nYour rights\n\nYou may ask "
    "for a copy.\n",
    "Integritetspolicy\n\nVi är medlemmar i Mallska Hantverkares Förbund AB. Vi sparar uppgifter.\n",
    "# GDPR Compliance\n\nDoes Mall work? Yes.\n\n## Is Mall GDPR-compliant?\n\nWe keep nothing.\n",
]


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_the_controller_of_a_clause(text, name) -> None:
    assert read(text, "notice.md" if text.startswith("#") else "notice.txt")["controller"]["name"] == name


@pytest.mark.parametrize("text", NOBODY)
def test_it_takes_no_denied_and_no_joined_house_for_the_controller(text) -> None:
    assert read(text)["controller"]["name"] is None


ASKED = [
    ("Privacy notice\n\nMall Projects CIC\n\nIf you have questions, please contact our Programme Manager, "
     "Maija Mallinen, "
     "who is responsible for data protection: maija@mall.example\n", "Maija Mallinen"),
    ("Privacy notice\n\nWe are Mall Ltd.\n\nOur Data Protection Lead is Maija Mallinen and you can write to her.\n",
     "Maija Mallinen"),
    ("Privacy notice\n\nWe are Mall Ltd.\n\nContact us\n\nIf you have a query about this policy or would like us to "
     "amend any information, please contact Maija Mallinen, Chief Operating Officer, at info@mall.example.\n",
     "Maija Mallinen"),
    ("Privacy notice\n\nWe are Mall Ltd. Please contact Happy Mallows at info@mall.example.\n", None),
    ("Privacy notice\n\nWe are Mall Ltd.\n\nContact us\n\nMallcreggan Garage\ninfo@mall.example\n", None),
    ("Privacy notice\n\nWe are Mall Ltd. The book was written by Maija Mallinen, editor.\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ASKED)
def test_it_reads_a_person_whom_a_sentence_tells_to_ask(text, name) -> None:
    assert read(text)["contact"]["name"] == name


@pytest.mark.parametrize(("text", "name"), [
    ("# Tietosuoja\n\nMe Kaurapuoti Oy:ssä pidämme huolta tiedoistasi.\n", "Kaurapuoti Oy"),
    ("# Tietosuoja\n\n## Rekisterinpitäjä\n\nElinkeinonharjoittaja Kaisa Kaurainen, Vaskitie 3\n", "Kaisa Kaurainen"),
    ("# Integritet\n\nJag, Karin Havre, driver sidan och är personuppgiftsansvarig.\n", "Karin Havre"),
    ("# Privacy\n\nI am Mary Oats, a sole trader trading as Oat Bakes. You may ask me about your data.\n", "Mary Oats"),
])  # fmt: skip
def test_it_reads_who_speaks_of_themselves(text: str, name: str) -> None:
    assert read(text, "notice.md")["controller"]["name"] == name


def test_the_year_of_a_copyright_is_no_part_of_the_name() -> None:
    page = (
        "<html lang=fi><body><h1>Tietosuoja</h1><h2>Mitä tietoja keräämme</h2><p>Keräämme nimesi ja osoitteesi.</p>"
        "<footer>© 2025 Kaurapuoti Oy | Vaskitie 3, 90100 Oulu</footer></body></html>"
    )
    assert read(page, "notice.html")["controller"]["name"] == "Kaurapuoti Oy"


def test_a_street_keeps_the_first_word_of_its_name() -> None:
    text = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKaurapuoti Oy\nVanha Myllytie 4 B\n33100 TAMPERE\n"
    assert read(text, "notice.md")["controller"]["address"] == "Vanha Myllytie 4 B, 33100 TAMPERE"


def test_whoever_speaks_as_i_is_named_by_no_pronoun() -> None:
    said = "Jag samlar in ditt namn när du bokar ett pass. "

    assert read(f"# Integritetspolicy\n\n{said * 20}\n\nKontakt: mail@example.org\n")["controller"]["name"] is None
