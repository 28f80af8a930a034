"""Who answers, by turns of a sentence that small firms use, and words that name nobody."""

import pytest

from tests.reading.notice.reading import read

FI = "\n\n## Kerättävät tiedot\n\n- nimi\n- puhelin\n"
SV = "\n\n## Uppgifter vi samlar in\n\n- namn\n- telefon\n"
EN = "\n\n## Data we collect\n\n- name\n- phone\n"

ANSWERS = [
    ("# Tietosuojaseloste\n\nSivustoa ylläpitää Maalaamo Virtanen & pojat." + FI, "Maalaamo Virtanen & pojat"),
    ("# Tietosuoja\n\nKuka käsittelee tietojasi?\n\nTietojasi käsittelee Kotipesula Kuura Oy." + FI,
     "Kotipesula Kuura Oy"),
    ("# Tietosuoja\n\nRekisterinpitäjä on yhdistyksemme, Kyläkerho Kaisla ry." + FI, "Kyläkerho Kaisla ry"),
    ("# Rekisteriseloste\n\n1 § Rekisterinpitäjä\n\nRantapuiston Huolto\n\n2 § Yhteyshenkilö\n\nAino Aalto" + FI,
     "Rantapuiston Huolto"),
    ("# Tietosuoja\n\n## Rekisterinpitäjä\n\nAsunto Oy Kuovinpolku 11\nKuovinpolku 11, 33100 Tampere" + FI,
     "Asunto Oy Kuovinpolku 11"),
    ("# Integritetspolicy\n\nDen här policyn gäller för Bageri Ängen." + SV, "Bageri Ängen"),
    ("# Personuppgifter\n\nJag som driver Studio Lera heter Karin Ek." + SV, "Karin Ek"),
    ("# Privacy Policy\n\nThank you for using Tidewatch! Tidewatch is a product of Ebb Systems." + EN, "Ebb Systems"),
    ("# Privacy Policy\n\nTarn is an app by Tarn Labs." + EN, "Tarn Labs"),
    ("# Privacy Policy\n\nTarn Labs built the Tarn app as a free app." + EN, "Tarn Labs"),
    ("# Privacy Policy\n\nTarn is a running app. It's made by Ebb Systems Oy." + EN, "Ebb Systems Oy"),
    ("# Privacy Policy\n\nI'm Aino Aalto, a photographer in Porvoo." + EN, "Aino Aalto"),
    ("# Privacy\n\nOur address is: Fern and Moss, Kaivokatu 1, Helsinki." + EN, "Fern and Moss"),
    ("# Privacy\n\n## Data controller\n\nThe data controller is the association Friends of the Lighthouse." + EN,
     "Friends of the Lighthouse"),
    ("# Tarn Labs\n\n## Privacy policy\n\nTarn Labs respects privacy." + EN + "\nTarn Labs Oy | Kaivokatu 1 | Turku\n",
     "Tarn Labs Oy"),
    ("Registerförteckning\n\nVi för register över medlemmarna." + SV, None),
    ("# Integritetspolicy\n\nDå är skolan personuppgiftsansvarig för bilderna." + SV, None),
    ("# Privacy\n\nYou may complain to Datatilsynet (post@datatilsynet.example)." + EN, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ANSWERS, ids=range(len(ANSWERS)))
def test_it_reads_who_answers(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(
    "number",
    ["Org. nr: 556036 0793", "Org.nr. 556036 - 0793", "VAT: SE-556036079301", "Organisation number 556036 – 0793"],
)
def test_it_reads_a_swedish_number_with_blanks_behind_its_label(number) -> None:
    assert read(f"# Privacy\n\nController: Tarn Labs AB\n{number}{EN}")["controller"]["business_id"] == "556036-0793"


@pytest.mark.parametrize("number", ["Order 556036 0793", "Org.nr: 556036 0794"])
def test_other_numbers_with_a_blank_are_no_ids(number) -> None:
    assert read(f"# Privacy\n\nController: Tarn Labs AB\n{number}{EN}")["controller"]["business_id"] is None
