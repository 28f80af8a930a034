"""Data that a small Swedish firm tells of in everyday words, in labels and cells; lists of headings are none."""

import pytest

from tests.reading.notice.reading import read, register

TOP = "# Integritetspolicy\n\nPersonuppgiftsansvarig: Ekorrens Cykelhjul AB, org.nr 556123-4567.\n\n"
END = "\n\n## Dina rättigheter\n\nDu har rätt att få tillgång till dina uppgifter och att få dem rättade.\n"

TOLD = [
    ("## Hjulet\n\nDå behöver jag ditt namn, din mejladress och ett telefonnummer dit jag kan ringa om ekern går av.",
     ["namn", "mejladress", "ett telefonnummer"]),
    ("## Hjulet\n\nHär skriver vi upp vem du är, mobilnumret och var cykeln står.",
     ["vem du är", "mobilnumret", "var cykeln står"]),
    ("## Luften\n\nPumpen registrerar däckets nummer, trycket och vilken kund som pumpat.",
     ["däckets nummer", "trycket", "vilken kund som pumpat"]),
    ("## Skylten\n\nVi ser vilka annonser som lästs och från vilken sida du kom.",
     ["vilka annonser som lästs", "från vilken sida du kom"]),
    ("## Kursen\n\nSöker du en plats behandlar vi ditt namn, din ålder och vilken bank du har.",
     ["namn", "ålder", "vilken bank du har"]),
    ("## Pärmen\n\nI pärmen står ramens nummer, hemadress och när ni köpte cykeln, och den brinner om sju år.",
     ["ramens nummer", "hemadress", "när ni köpte cykeln"]),
    ("## Brevet\n\nBrevet går ut i maj. Vi noterar om du öppnat brevet.", ["om du öppnat brevet"]),
]  # fmt: skip

NOT_TOLD = [
    ("## Om texten\n\nHär beskriver vi hur vi behandlar uppgifter, vad vi använder dem till och vilka val du har.",
     ["val", "använder"]),
    ("## Ordning\n\nVi har en kunddatabas, ett eget adressregister och filer för fakturering.", ["databas", "filer"]),
    ("## Ordning\n\nVi sparar inte ditt namn, din adress och vilka hjul du valt.", ["namn", "hjul"]),
    ("## Ordning\n\nVi behöver veta vem du är och var cykeln finns för att kunna svara.", ["vem du är"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_it_reads_what_a_sentence_says_is_seen_or_noted(text: str, wanted: list[str]) -> None:
    read_of = register(read(TOP + text + END))["data_categories"]
    assert [one.removeprefix("ditt ").removeprefix("din ") for one in read_of] == wanted


@pytest.mark.parametrize(("text", "unwanted"), NOT_TOLD)
def test_it_reads_no_data_where_none_is_taken(text: str, unwanted: list[str]) -> None:
    read_of = register(read(TOP + text + END))["data_categories"]
    assert not [one for one in read_of if any(word in one for word in unwanted)]


LISTED = [
    ("## Pumpar\n\nUppgifter: Namn. Vald pump. Adress.\n\nÄndamål: Lån.\n\nLaglig grund: Avtal.\n\n"
     "## Brev\n\nUppgifter: E-postadress, vad du läst.\n\nÄndamål: Nyheter.\n\nLaglig grund: Samtycke.\n",
     ["Namn", "Vald pump", "Adress", "E-postadress", "vad du läst"]),
    ("## Vilka uppgifter vi har\n\n| Register | Innehåll | Grund |\n|---|---|---|\n"
     "| Pumpar | namn, mobil, pumpnummer, kryss för ventil eller slang | Avtal |\n"
     "| Brev | e-postadress | Samtycke |\n",
     ["namn", "mobil", "pumpnummer", "kryss för ventil eller slang", "e-postadress"]),
    ("## Lån\n\nNär du lånar en hoj sparar vi\n\n- vem som lånat\n- hojens nummer\n- spår av lera\n",
     ["vem som lånat", "hojens nummer", "spår av lera"]),
    ("## Uppgifter\n\nUppgifterna vi samlar in kan omfatta men är inte begränsade till:\n\n"
     "- Namn\n- Ramnummer\n- Adress\n",
     ["Namn", "Ramnummer", "Adress"]),
    ("## Uppgifter vi samlar in\n\n- Ramnummer – om du lämnar in cykeln hos oss\n- Kontonummer – till återbetalning\n"
     "- Postnummer: för att räkna ut frakten\n", ["Ramnummer", "Kontonummer", "Postnummer"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTED)
def test_it_reads_each_member_of_what_is_listed(text: str, wanted: list[str]) -> None:
    assert register(read(TOP + text + END, "notice.md"))["data_categories"] == wanted


def test_the_headings_of_a_notice_are_no_data() -> None:
    contents = "## Innehåll\n\n- Uppgifter vi samlar in\n- Vem som ansvarar\n- Delning\n- Lagring\n- Rättigheter\n\n"
    below = (
        "## Vem som ansvarar\n\nEkorrens Cykelhjul AB ansvarar.\n\n## Uppgifter vi samlar in\n\n- Namn\n- Adress\n\n"
        "## Delning av uppgifter\n\nVi delar inget.\n\n## Lagring av uppgifter\n\nEtt år.\n\n## Rättigheter\n\n"
        "Du har rätt att få dina uppgifter rättade.\n"
    )
    assert register(read("# Integritetspolicy\n\n" + contents + below, "notice.md"))["data_categories"] == [
        "Namn",
        "Adress",
    ]
