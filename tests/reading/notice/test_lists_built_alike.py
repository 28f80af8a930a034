"""Lists of data known by how they are built, whatever their words: below titles, behind dashes, within items."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

READ = [
    ("sv", "## Vilka uppgifter samlar vi in?\n\n1. Grund\n   - namn\n   - tilltalsnamn\n2. Hälsa\n   - sjukdomar\n"
     "   - operationer\n", ["namn", "tilltalsnamn", "sjukdomar", "operationer"]),
    ("sv", "## Vilka uppgifter samlar vi in?\n\n- Segelnummer\n  - Varför: krävs i starten\n  - Laglig grund: avtal\n"
     "- Mobilnummer\n  - för att nå dig på sjön\n", ["Segelnummer", "Mobilnummer"]),
    ("sv", "## Personuppgifter som behandlas\n\na) Tal: namn, ålder\nb) Ekonomi: inkomster, skulder, säkerheter\n"
     "c) Inspelade samtal\n", ["namn", "ålder", "inkomster", "skulder", "säkerheter", "Inspelade samtal"]),
    ("sv", "## Vilka uppgifter samlar vi in\n\n### Konto\n\nE-postadress, visningsnamn och språkval.\n\n### Rutt\n\n"
     "Spår, rast och fart.\n\n### Köp\n\nKvittonummer och datum. Kortnumret ser vi aldrig.\n",
     ["E-postadress", "visningsnamn", "språkval", "Spår", "rast", "fart", "Kvittonummer", "datum"]),
    ("sv", "## Data per ruta\n\n### Karta\n\nPosition, zoom och sökord.\n\n### Larm\n\nPlatser, gräns och token.\n\n"
     "### Konto\n\nE-postadress och namn.\n",
     ["Position", "zoom", "sökord", "Platser", "gräns", "token", "E-postadress", "namn"]),
    ("sv", "## Vilka uppgifter hanterar appen?\n\n- **Pass** – datum, lyft och set\n- **Mått** – vikt, midja\n"
     "- **Aviseringar** – enhetens token\n", ["datum", "lyft", "set", "vikt", "midja", "enhetens token"]),
    ("fi", "## Keräämämme tiedot\n\n- **Treenit** – päivämäärä, nostot ja sarjat\n- **Mitat** – paino, vyötärö\n",
     ["päivämäärä", "nostot", "sarjat", "paino", "vyötärö"]),
    ("sv", "## Uppgifter och källor\n\n- Namn och personnummer – från dig\n- Adress – från folkbokföringen\n"
     "- Betalningar – från banken\n", ["Namn och personnummer", "Adress", "Betalningar"]),
    ("sv", "## Personuppgifter\n\nNamn och adress: för att leverera maten.\n\nPortkod: för att budet ska komma in.\n",
     ["Namn och adress", "Portkod"]),
    ("sv", "## Vi behandlar följande uppgifter\n\n- Namn, personnummer, adress och e-post\n- Ridkort, grupp och nivå\n",
     ["Namn", "personnummer", "adress", "e-post", "Ridkort", "grupp", "nivå"]),
    ("sv", "## Kategorier av uppgifter\n\nNärmaste anhörig; uppgifter om vården, såsom remisser, svar och recept; "
     "besöksdatum; samtycken och förbud.\n",
     ["Närmaste anhörig", "uppgifter om vården, såsom remisser, svar och recept", "besöksdatum",
      "samtycken och förbud"]),
    ("sv", "## Aktiviteter\n\n**Läger.** Vi ordnar läger. Uppgifter: namn, allergier, tröja. Grund: avtal.\n\n"
     "**Lopp.** Vi anmäler lag. Uppgifter: licensnummer, häst. Grund: avtal.\n",
     ["namn", "allergier", "tröja", "licensnummer", "häst"]),
    ("sv", "## Vilka uppgifter hanterar föreningen?\n\nListan innehåller namn, adress och datum.\n\n"
     "Passersystemet loggar bricka, dörr och klockslag.\n",
     ["namn", "adress", "datum", "bricka", "dörr", "klockslag"]),
    ("sv", "## Tidsbokning\n\nVid bokning frågar vi efter namn, telefonnummer och registreringsnummer.\n",
     ["namn", "telefonnummer", "registreringsnummer"]),
    ("sv", "## Innehåll\n\nAv medlemmar: namn, gren. Av ledare: namn, arvode, skattekort. Av gäster: namn, hyra.\n",
     ["namn", "gren", "arvode", "skattekort", "hyra"]),
    ("sv", "## Personuppgifter\n\nNamn, titel, adress och uppgifter om vilka utställningar hon har sett.\n",
     ["Namn", "titel", "adress"]),
    ("sv", "## Om medlemmar sparar vi\n\nnamn, företag, nivå och inpasseringar\n",
     ["namn", "företag", "nivå", "inpasseringar"]),
    ("sv", "## Bokning\n\nVid bokning av rum anges namn, företag och antal deltagare.\n",
     ["namn", "företag", "antal deltagare"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_it_reads_the_kinds_of_lists_that_are_built_alike(language: str, text: str, wanted: list[str]) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["data_categories"] == wanted


def test_inner_lists_of_a_page_are_known_from_outer_ones() -> None:
    page = (
        "<h1>Integritetspolicy</h1><h2>Personuppgiftsansvarig</h2><p>Modell AB</p>"
        "<h2>Vilka personuppgifter samlar vi in?</h2><ul><li>Kontakt<ul><li>förnamn</li><li>e-postadress</li></ul></li>"
        "<li>Om båten<ul><li>båtmodell</li><li>masthöjd</li></ul></li></ul>"
    )
    wanted = ["förnamn", "e-postadress", "båtmodell", "masthöjd"]
    assert register(read(page, "notice.html"))["data_categories"] == wanted


@pytest.mark.parametrize(
    "heading",
    [
        "Uppgifter vi ber dig om",
        "Uppgifter i medlemsregistret",
        "I registret finns följande uppgifter",
        "Det här vet vi om dig",
        "Detta sparar vi",
        "Data som appen använder",
        "Dessa uppgifter samlar vi in",
        "Vi behandlar följande personuppgifter",
        "Uppgifter om patienter",
        "Uppgifter som lämnas vid anmälan",
        "Vad innehåller registret?",
        "Ändamål, uppgifter och lagringstid",
    ],
)
def test_a_heading_is_one_of_data_by_all_of_its_words(heading: str) -> None:
    text = f"{TOP['sv']}## {heading}\n\n- Segelnummer\n- Rigg\n- Bryggplats\n"
    assert register(read(text, "notice.md"))["data_categories"] == ["Segelnummer", "Rigg", "Bryggplats"]


@pytest.mark.parametrize(
    "heading", ["Uppgifter vi inte samlar in", "Så skyddar vi uppgifterna", "Vad gör vi med uppgifterna?"]
)
def test_a_heading_of_aught_else_is_none_of_data(heading: str) -> None:
    text = f"{TOP['sv']}## {heading}\n\n- Segelnummer\n- Rigg\n- Bryggplats\n"
    assert register(read(text, "notice.md"))["data_categories"] == []
