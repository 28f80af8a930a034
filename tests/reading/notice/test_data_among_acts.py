"""Data told by who takes it, where it lies and on what occasion: none of these is part of the kind."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as HEAD
from tests.reading.notice.reading import read, read_bytes, register


def data_of(language: str, text: str) -> list[str]:
    """The kinds of data of a notice that says this."""
    return register(read(HEAD[language] + text, "notice.md"))["data_categories"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "sv",
            "## Inloggning\n\nNär du loggar in lagrar Nyckla din mejladress och kontoinformation på sina servrar.",
            ["din mejladress", "kontoinformation"],
        ),
        (
            "sv",
            "## Spel mot andra\n\nDå skickas din figurs namn, poäng och det du skriver i chatten direkt till de andra.",
            ["figurs namn", "poäng", "det du skriver i chatten"],
        ),
        ("sv", "## Sparade lopp\n\nDina lopp lagras endast i appen eller i din dator.", []),
        ("sv", "## Sparade lopp\n\nAllt lagras lokalt i telefonens minne.", []),
        (
            "sv",
            "## Uppgifter i appen\n\nDu kan själv lägga till namn, anteckningar och telefonnummer.",
            ["namn", "anteckningar", "telefonnummer"],
        ),
        (
            "sv",
            "## Tävlingar\n\nVid anmälan ber vi vanligtvis om namn, e-postadress och klubb.",
            ["namn", "e-postadress", "klubb"],
        ),
        (
            "sv",
            "## Middagar\n\nInför fester kan vi komma att tillfälligt behöva registrera allergier som du berättat om.",
            ["allergier"],
        ),
    ],
)
def test_it_parts_a_kind_from_who_takes_it_and_where_it_lies(language: str, text: str, wanted: list[str]):
    assert data_of(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "sv",
            "## Vilka uppgifter behandlas?\n\nVi utgår från startlistor. Det kan till exempel vara namn, startnummer, "
            "klubb, båttyp och sluttid.",
            ["namn", "startnummer", "klubb", "båttyp", "sluttid"],
        ),
        (
            "sv",
            "## Vilka uppgifter behandlas?\n\nDu lämnar dem själv. Det rör sig oftast om namn, båtplats och nummer.",
            ["namn", "båtplats", "nummer"],
        ),
        (
            "sv",
            "## Vilka uppgifter behandlas?\n\nDu lämnar dem själv. Ibland kan det även gälla bilder och betalningar.",
            ["bilder", "betalningar"],
        ),
        (
            "en",
            "## What data do we process?\n\nWe use start lists. These may among other things be name, age group and "
            "finishing time.",
            ["name", "age group", "finishing time"],
        ),
        (
            "sv",
            "## Information som samlas in\n\nVi mäter anonymt. Detta inkluderar information såsom sidvisningar, tid på "
            "sajten och klick.",
            ["sidvisningar", "tid på sajten", "klick"],
        ),
        (
            "sv",
            "## Vilka uppgifter samlar vi in?\n\nVid besök samlas viss information in, såsom IP-adress och webbläsare.",
            ["IP-adress", "webbläsare"],
        ),
        (
            "sv",
            "## Räknaren\n\nVi har ingen reklam. Det som mäts är antal besök, språk och enhet.",
            ["antal besök", "språk", "enhet"],
        ),
    ],
)
def test_it_reads_what_the_next_sentence_says_of_the_data(language: str, text: str, wanted: list[str]):
    assert data_of(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "## Kakor och typsnitt\n\nNär sidan visas överförs din IP-adress till Typo.", ["IP-adress"]),
        ("sv", "## Kartor\n\nVid visning ser Kartan din IP-adress.", ["IP-adress"]),
        ("en", "## Cookies and fonts\n\nWhen a page opens, your IP address is sent to the font host.", ["IP address"]),
        ("en", "## Third parties\n\nThe video host receives your IP address.", ["IP address"]),
        (
            "fi",
            "## Evästeet ja fontit\n\nSivun latautuessa IP-osoitteesi välittyy fontin tarjoajalle.",
            ["IP-osoitteesi"],
        ),
        ("sv", "## Kakor och typsnitt\n\nDin IP-adress skickas inte till någon.", []),
    ],
)
def test_it_reads_the_address_that_a_page_hands_on(language: str, text: str, wanted: list[str]):
    assert data_of(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "sv",
            "## Vilka uppgifter samlar vi in?\n\nBara det som behövs.\n\n### När du begär en offert\n\n"
            "- Namn och telefonnummer\n- E-postadress\n- Båtens längd\n\n"
            "### När du köper\n\n- Personnummer\n- Adress\n",
            ["Namn", "telefonnummer", "E-postadress", "Båtens längd", "Personnummer", "Adress"],
        ),
        (
            "en",
            "## What data do we collect?\n\nOnly what is needed.\n\n### When you ask for a quote\n\n"
            "- Name\n- Phone number\n\n### When you buy\n\n- Delivery address\n- Order number\n",
            ["Name", "Phone number", "Delivery address", "Order number"],
        ),
    ],
)
def test_it_hears_an_order_and_no_right_in_an_occasion(language: str, text: str, wanted: list[str]):
    assert data_of(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "sv",
            "## Medlemmar\n\nKassören för listan.\n\nVi registrerar följande personuppgifter om medlemmarna:\n\n"
            "### Vuxna\n\n- Datum för betald avgift\n- Belopp som betalats\n- Ev. uppdrag\n\n"
            "### Ungdomar\n\n- Födelseår\n- Målsmans namn\n",
            ["Datum för betald avgift", "Belopp som betalats", "Ev. uppdrag", "Födelseår", "Målsmans namn"],
        ),
        (
            "fi",
            "## Jäsenet\n\nRahastonhoitaja pitää luetteloa.\n\nTallennamme jäsenistä seuraavat henkilötiedot:\n\n"
            "### Aikuiset\n\n- Maksupäivä\n- Maksettu summa\n- Tehtävä seurassa\n\n"
            "### Nuoret\n\n- Syntymävuosi\n- Huoltajan nimi\n",
            ["Maksupäivä", "Maksettu summa", "Tehtävä seurassa", "Syntymävuosi", "Huoltajan nimi"],
        ),
    ],
)
def test_it_follows_a_lead_below_small_headings(language: str, text: str, wanted: list[str]):
    assert data_of(language, text) == wanted


TABLE = (
    "| För vilket ändamål behandlar vi dina personuppgifter? | Vilka uppgifter sparar vi? | "
    "Vilken är den lagliga grunden för det? | Hur länge sparar vi dem? |\n|---|---|---|---|\n"
    "| Att svara dig | Namn, telefonnummer | Berättigat intresse | 6 månader |\n"
    "| Att påminna om service | Båtens modell, e-postadress | Samtycke | 1 år |\n"
)


def test_it_reads_a_table_whose_head_asks_in_full():
    said = register(read(HEAD["sv"] + "## Före köp\n\n" + TABLE, "notice.md"))

    assert said["data_categories"] == ["Namn", "telefonnummer", "Båtens modell", "e-postadress"]
    assert said["legal_bases"] == ["a", "f"]


def test_it_reads_on_below_a_row_that_is_a_title():
    rows = TABLE.splitlines(keepends=True)
    said = register(
        read(HEAD["sv"] + "## Före köp\n\n" + "".join([*rows[:3], "| Service |\n", *rows[3:]]), "notice.md")
    )

    assert said["data_categories"] == ["Namn", "telefonnummer", "Båtens modell", "e-postadress"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "## Kategorier av personuppgifter\n\nKontaktuppgifter, uppgifter om köp, uppgifter om bokningar och "
            "betalningsuppgifter.",
            ["Kontaktuppgifter", "uppgifter om köp", "uppgifter om bokningar", "betalningsuppgifter"],
        ),
        (
            "## Kategorier av personuppgifter\n\nKontaktuppgifter (namn, adress), uppgifter om uppdraget (handlingar, "
            "brev) och ekonomiska uppgifter (arvode, betalningar).",
            [
                "Kontaktuppgifter (namn, adress)",
                "uppgifter om uppdraget (handlingar, brev)",
                "ekonomiska uppgifter (arvode, betalningar)",
            ],
        ),
        (
            "## Personuppgifter\n\nI uppdraget behandlas uppgifter om ditt namn, din adress och dina försäkringar.",
            ["namn", "adress", "försäkringar"],
        ),
        (
            "## Insamlade uppgifter\n\nVi samlar in information på olika sätt. När du bokar samlar vi in namn, "
            "telefon och önskad tid.",
            ["namn", "telefon", "önskad tid"],
        ),
        (
            "## Besök\n\nVid besök på sidan loggas teknisk data (IP-adress, webbläsare).",
            ["IP-adress", "webbläsare"],
        ),
    ],
)
def test_it_hears_what_data_is_on_and_no_occasion(text: str, wanted: list[str]):
    assert data_of("sv", text) == wanted


def test_a_table_of_what_has_a_name_and_runs_out_holds_cookies():
    table = (
        "| Namn | Syfte | Livslängd |\n|---|---|---|\n| shop.theme | Ljust läge | 1 år |\n| a-b-c-d | Språk | 1 år |\n"
    )
    said = data_of("sv", f"## Vilka uppgifter samlar vi in?\n\nNamn och e-post.\n\n## Webblagring\n\n{table}")

    assert said == ["Namn", "e-post"]


def test_a_short_list_is_in_the_language_of_its_heading():
    text = "<h1>Integritetspolicy</h1><h2>Insamlad data</h2><p>Data som samlas in:</p><p>Namn<br>Roll<br>Meddelande</p>"
    said = register(read_bytes(f"<html><body>{text}</body></html>".encode(), "a.html")[0])

    assert said["data_categories"] == ["Namn", "Roll", "Meddelande"]


def test_it_hears_a_noun_in_a_list_behind_a_label():
    told = data_of(
        "sv", "## Vilka uppgifter behandlar vi\n\n- Teknik: loggar, IP-adress, inloggningar\n- Konto: namn\n"
    )

    assert "loggar" in " ".join(told)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "## Konto\n\nLoggar du in med Molnet får vi ditt namn, din bild och din e-postadress från Molnet.",
            ["namn", "bild", "e-postadress"],
        ),
        ("## Läger\n\nVid anmälan uppger vårdnadshavaren barnets namn och allergier.", ["barnets namn", "allergier"]),
        ("## Köp\n\nVi sparar ditt mobilnummer och namn i mobilen.", ["mobilnummer", "namn"]),
        ("## Tävlingar\n\nVid tävlingar tar vi foton som vi visar på hemsidan.", ["foton"]),
    ],
)
def test_it_parts_a_kind_from_whence_and_where(text: str, wanted: list[str]):
    assert data_of("sv", text) == wanted
