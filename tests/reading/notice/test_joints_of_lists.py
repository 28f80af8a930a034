"""Lists whose joints are unusual: a semicolon that leads, a clause set in, an occasion, small letters in a cell."""

import pytest

from tests.reading.notice.reading import read

START = {
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n",
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Kivitie 4, Lahti\n\n",
    "en": "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n",
}


def kinds(text: str, name: str = "notice.md") -> list[str]:
    return [one for register in read(text, name)["registers"] for one in register["data_categories"]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "I pärmen antecknas följande; förnamn, båtens namn och plats.", ["förnamn", "båtens namn", "plats"]),
        ("sv", "Uppgifter som sparas är; namn, bryggplats, telefon.", ["namn", "bryggplats", "telefon"]),
        ("fi", "Korttiin tallennetaan seuraavat tiedot; etunimi, jäsennumero.", ["etunimi", "jäsennumero"]),
        ("en", "The information we hold is; name, date of birth, club.", ["name", "date of birth", "club"]),
    ],
)
def test_a_semicolon_leads_to_a_list(language: str, text: str, wanted: list[str]) -> None:
    heads = {"sv": "Personuppgifter", "fi": "Rekisterin tietosisältö", "en": "Data we hold"}
    assert kinds(f"{START[language]}## {heads[language]}\n\n{text}\n") == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "Vi sparar namn, klubb och – om du vill – foto.", ["namn", "klubb", "foto"]),
        ("sv", "Vi sparar namn, adress och – i vissa fall – kontonummer.", ["namn", "adress", "kontonummer"]),
        ("fi", "Tallennamme nimen, seuran ja – jos haluat – allergiat.", ["nimen", "seuran", "allergiat"]),
        ("en", "We store your name, team and – where relevant – photo.", ["name", "team", "photo"]),
    ],
)
def test_a_clause_may_be_set_in_before_the_last(language: str, text: str, wanted: list[str]) -> None:
    heads = {"sv": "Uppgifter vi sparar", "fi": "Tallennettavat tiedot", "en": "What we store"}
    assert kinds(f"{START[language]}## {heads[language]}\n\n{text}\n") == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "Vi sparar det du skriver — typiskt namn, ort och telefon.", ["namn", "ort", "telefon"]),
        ("en", "We keep the details you send — usually name, town and photos.", ["name", "town", "photos"]),
        ("sv", "Vi behandlar löneinformation, vilket kan omfatta belopp, datum.", ["belopp", "datum"]),
        ("fi", "Käsittelemme maksutietoja, joihin voi kuulua summa, päivämäärä.", ["summa", "päivämäärä"]),
    ],
)
def test_words_of_examples_lead_to_a_list(language: str, text: str, wanted: list[str]) -> None:
    heads = {"sv": "Uppgifter", "fi": "Tiedot", "en": "Messages"}
    assert kinds(f"{START[language]}## {heads[language]}\n\n{text}\n") == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "sv",
            "När du bokar. Ditt namn och önskad tid.\n\nNär du betalar. Belopp, datum.",
            {"namn", "Belopp", "datum"},
        ),
        (
            "fi",
            "Kun varaat. Nimesi, toivottu aika.\n\nKun maksat. Summa, päivämäärä.",
            {"Nimesi", "Summa", "päivämäärä"},
        ),
    ],
)
def test_an_occasion_with_a_full_stop_heads_a_list(language: str, text: str, wanted: set[str]) -> None:
    heads = {"sv": "Så hanterar vi uppgifter", "fi": "Näin käsittelemme tietoja"}
    assert wanted <= set(kinds(f"{START[language]}## {heads[language]}\n\n{text}\n"))


def test_behind_an_occasion_stand_one_kind_or_two() -> None:
    text = "## Vad vi samlar in\n\n- Vid bokning: Ditt namn och telefonnummer.\n- Vid köp: Leveransadress.\n"
    assert kinds(START["sv"] + text) == ["namn", "telefonnummer", "Leveransadress"]


def test_the_main_clause_follows_an_occasion_without_a_comma() -> None:
    text = "## Data\n\n- Konto: När du öppnar konto samlar vi in ditt namn, ort och lösenord.\n"
    assert kinds(START["sv"] + text) == ["namn", "ort", "lösenord"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Resor: Resmål, datum och passnummer som du själv skriver in.", ["Resmål", "datum", "passnummer"]),
        ("Vi sparar ditt namn och telefonnummer endast för att ringa upp dig.", ["namn", "telefonnummer"]),
        ("Namn och adressuppgifter för fakturering och bokföring.", ["Namn", "adressuppgifter"]),
    ],
)
def test_who_gives_and_what_for_is_left_off_the_last(text: str, wanted: list[str]) -> None:
    assert kinds(f"{START['sv']}## Vilka uppgifter vi samlar in\n\n{text}\n") == wanted


def test_what_is_needed_names_no_kind() -> None:
    text = "## Uppgifter\n\n- Namn\n- Ort\n\nRinger du använder vi dina uppgifter endast för att svara.\n"
    assert kinds(START["sv"] + text) == ["Namn", "Ort"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "- Statistik – De samlar in uppgifter om besöket, såsom sidor och klick.", ["sidor", "klick"]),
        (
            "en",
            "- Analytics: these collect information on visits, such as pages viewed, clicks.",
            ["pages viewed", "clicks"],
        ),
        ("fi", "- Tilastot: ne keräävät tietoja käynnistä, kuten sivut ja selaintyyppi.", ["sivut", "selaintyyppi"]),
        (
            "sv",
            "Med den samlas följande anonyma data in:\n\n- Besökta sidor\n- Skärmstorlek\n",
            ["Besökta sidor", "Skärmstorlek"],
        ),
    ],
)
def test_cookies_collect_what_is_listed(language: str, text: str, wanted: list[str]) -> None:
    heads = {"sv": "Cookies", "fi": "Evästeet", "en": "Cookies"}
    assert kinds(f"{START[language]}## {heads[language]}\n\n{text}\n") == wanted


def test_a_service_takes_data_by_itself() -> None:
    text = "## Tredjeparter\n\n- Kartor – efter samtycke. Kartbolaget kan samla in IP-adress och enhetsinformation.\n"
    assert kinds(START["sv"] + text) == ["IP-adress", "enhetsinformation"]


@pytest.mark.parametrize("aside", ["<small>när du bokar</small>", '<span class="cell-sub">när du bokar</span>'])
def test_small_letters_in_a_cell_name_no_kind(aside: str) -> None:
    rows = "".join(
        f"<tr><td><b>{one}</b><br> {aside}</td><td>Boka</td></tr>" for one in ("Namn", "E-post", "Felbeskrivning")
    )
    page = f"<h1>Integritetspolicy</h1><table><tr><th>Personuppgift</th><th>Ändamål</th></tr>{rows}</table>"
    assert kinds(page, "notice.html") == ["Namn", "E-post", "Felbeskrivning"]


def test_a_question_behind_a_definition_is_none_of_it() -> None:
    means = "**Vad är en personuppgift?**\n\nDet är till exempel namn, adress och foto.\n\n"
    text = f"{means}**Vad sparar vi?** Vi sparar ålder och bältesgrad.\n"
    assert kinds(START["sv"] + text) == ["ålder", "bältesgrad"]


def test_one_kind_stands_below_a_small_heading() -> None:
    text = "## Insamlade uppgifter\n\n### Order\n\nDitt namn, ort och mobil.\n\n### Brev\n\nDin e-postadress.\n"
    assert kinds(START["sv"] + text) == ["namn", "ort", "mobil", "e-postadress"]
