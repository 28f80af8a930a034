"""Items with a title before a list, lines that head lists, classes beside examples, and where a kind lies."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

READ = [
    ("sv", "## Uppgifter vi samlar in\n\n- **Registrering** – namn, e-postadress och lösenord.\n"
     "- **Provsegling** – båtens namn, datum och telefonnummer. Vi ser aldrig ditt kortnummer.\n",
     ["namn", "e-postadress", "lösenord", "båtens namn", "datum", "telefonnummer"]),
    ("fi", "## Keräämämme tiedot\n\n- **Rekisteröityminen** – nimi, sähköpostiosoite ja salasana.\n"
     "- **Tilaaminen** – valittu tuote, toimituspäivä ja kuittinumero.\n",
     ["nimi", "sähköpostiosoite", "salasana", "valittu tuote", "toimituspäivä", "kuittinumero"]),
    ("sv", "## Uppgifter vi samlar in\n\n- Kontouppgifter. Namn, mobilnummer och roll.\n"
     "- Båtuppgifter. Modell, mast.\n",
     ["Kontouppgifter. Namn, mobilnummer och roll", "Båtuppgifter. Modell, mast"]),
    ("fi", "## Keräämämme tiedot\n\n- Yhteystiedot. Nimi, puhelinnumero ja osoite.\n- Veneen tiedot. Malli ja masto.\n",
     ["Yhteystiedot. Nimi, puhelinnumero ja osoite", "Veneen tiedot. Malli ja masto"]),
    ("fi", "## Keräämämme tiedot\n\n- Nimi: jotta tiedämme kuka soutaa\n- Kuva – otetaan laiturilla korttia varten\n"
     "- Tilinumero: palautuksia varten\n", ["Nimi", "Kuva", "Tilinumero"]),
    ("sv", "## Uppgifter vi samlar in\n\n- Namn och personnummer – vi behöver dem i hyreskontraktet\n"
     "- E-postadress: för kvittot\n- Foto – tas på bryggan\n", ["Namn och personnummer", "E-postadress", "Foto"]),
    ("fi", "## Rekisterin tietosisältö\n\nPerustiedot\n- nimi\n- syntymäaika\n\nYhteystiedot\n- osoite\n- puhelin\n",
     ["nimi", "syntymäaika", "osoite", "puhelin"]),
    ("sv", "## Vilka uppgifter vi behandlar\n\nGrunduppgifter\n- namn\n- födelsedatum\n\nKontaktuppgifter\n- adress\n"
     "- telefon\n", ["namn", "födelsedatum", "adress", "telefon"]),
    ("sv", "## Personuppgifter vi behandlar\n\n| Kategori | Exempel | Källa |\n|---|---|---|\n"
     "| Segel | registreringsnummer, mått | Du |\n| Bod | kvitto, belopp | Kassan |\n",
     ["registreringsnummer", "mått", "kvitto", "belopp"]),
    ("sv", "## Personuppgifter\n\nVi lagrar ditt namn och ditt telefonnummer i vårt bokningssystem.\n",
     ["namn", "telefonnummer"]),
    ("sv", "## Uppgifter\n\nVi sparar ditt namn, i regel din adress och i förekommande fall personnummer.\n",
     ["namn", "adress", "personnummer"]),
    ("fi", "## Tallennettavat tiedot\n\nPeli tallentaa laitteelle pistetilanteen ja nimimerkin.\n",
     ["pistetilanteen", "nimimerkin"]),
    ("fi", "## Keräämämme tiedot\n\nKeräämme tietoja esimerkiksi ottaessasi yhteyttä, soutaessasi tai vastatessasi. "
     "Niitä ovat nimesi, osoitteesi ja vastauksesi.\n", ["nimesi", "osoitteesi", "vastauksesi"]),
    ("sv", "## Personuppgifter\n\nMed personuppgifter avses till exempel skonummer, bilder och adress. "
     "Vi registrerar ditt namn och dina poäng.\n", ["namn", "poäng"]),
    ("sv", "## Roddgäster\n\nVi hyr ut båtar. Vi behandlar:\n\n- namn\n- telefonnummer\n- båtens nummer\n",
     ["namn", "telefonnummer", "båtens nummer"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_it_reads_what_stands_below_and_behind_a_title(language, text, wanted) -> None:
    said = register(read(TOP[language] + text, "notice.md"))["data_categories"]

    assert [one.removeprefix("ditt ").removeprefix("dina ") for one in said] == wanted
