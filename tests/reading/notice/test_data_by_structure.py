"""Lists of data that are trusted by how they are built, though their trade's words are in no dictionary."""

import pytest

from tests.reading.notice.reading import read, register

FI = "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n"
SV = "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n"
EN = "Privacy notice\n\nData controller\n\nModel Ltd\n\n"
READ = [
    ("Hei!\n\nKirjoitan vihkoon nimesi, puhelinnumerosi ja kissasi nimen, värin ja iän. Ensi käynnillä "
     "kysyn vielä kissan rokotukset, turkin ja luonteen.\n",
     ["nimesi", "puhelinnumerosi", "kissasi nimen", "värin", "iän", "kissan rokotukset", "turkin", "luonteen"]),
    ("Dear members\n\nFor each boat we have a card with owner's name, hull, sail number and mooring.\n",
     ["owner's name", "hull", "sail number", "mooring"]),
    ("Kära kund\n\nVid besöket antecknar vi namn, kattens färg och svansens längd, så att vi minns.\n",
     ["namn", "kattens färg", "svansens längd"]),
    ("Hei!\n\nLahjakortista jää kirjanpitoon ostajan nimi ja summa.\n", ["ostajan nimi", "summa"]),
    (SV + "Vilka uppgifter behandlar vi?\n\nSituation | Vad vi antecknar\n".replace(" | ", "\t")
     + "Du bokar plats\tskepparens namn; båtens längd\nDu kommer\tbryggans färg; klockslag\n",
     ["skepparens namn", "båtens längd", "bryggans färg", "klockslag"]),
    (EN + "Categories of personal data\n\n• Tenants: name, berth, hull and keel\n• Sellers: title, employer, notes\n",
     ["name", "berth", "hull", "keel", "title", "employer", "notes"]),
    (EN + "Categories of personal data\n\n• Account: name, email address or other things you give\n• Phone number\n",
     ["Account: name, email address or other things you give", "Phone number"]),
    (FI + "Rekisterin tietosisältö\n\nRekisterissä on laulajan\nnimi\nosoite\nääniala\nliittymisvuosi\nviitan koko\n",
     ["nimi", "osoite", "ääniala", "liittymisvuosi", "viitan koko"]),
    (EN + "# Before the first class\n\nWe process\n\n- injuries\n- pregnancy\n\n# Your rights\n\nYou may ask.\n",
     ["injuries", "pregnancy"]),
]  # fmt: skip
NOT_READ = [
    "Dear members\n\nThis page tells how rowers collect, use and protect your information. "
    "We keep calm and your data.\n",
    EN
    + "Whom it concerns\n\nThis notice concerns:\n• customers of the shop\n• members of the club\n• users of the app\n",
    "Dear members\n\nWe keep calm, quiet and order. We record no names, addresses or numbers.\n",
    "Hei!\n\nKirjoitamme blogiin kevään retkistä, juhlista ja muista kuulumisista.\n",
    "Kära kund\n\nVi behandlar alla kunder lika, rättvist och vänligt.\n",
]


@pytest.mark.parametrize(("text", "kinds"), READ)
def test_it_trusts_a_list_by_what_leads_to_it(text: str, kinds: list[str]) -> None:
    assert register(read(text))["data_categories"] == kinds


@pytest.mark.parametrize("text", NOT_READ)
def test_it_takes_no_other_list_for_data(text: str) -> None:
    assert register(read(text))["data_categories"] == []
