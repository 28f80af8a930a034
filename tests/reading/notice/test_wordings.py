"""The many ways in which notices say one thing: turns of sentences, layouts and endings of words."""

import unicodedata

import pytest

from tests.reading.notice.reading import read, register

FI = "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n"
SV = "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n"
EN = "Privacy notice\n\nData controller\n\nModel Ltd\n\n"
CONTROLLERS = [
    ("Integritetspolicy\n\nModellklubben (”vi”) är personuppgiftsansvarig för dina uppgifter.\n", "Modellklubben"),
    ("Tietosuoja\n\nHenkilörekisteriä ylläpitää Suomen mallien liitto. Sinulla on oikeus saada tietosi.\n",
     "Suomen mallien liitto"),
    ("Integritetspolicy\n\nDen här webbplatsen drivs av Modell AB. Vi sparar namn och adress.\n", "Modell AB"),
    ((
        "Tietosuoja\n\nRekisterinpitäjä\n\nSivusto on sitoutunut suojaamaan tietojasi. "
        "Yhteystiedot ovat:\n- Tmi M. Malli\n"
    ),
     "Tmi M. Malli"),
    ("Tietosuoja\n\nRekisterinpitäjä\n\nMallipuoti\nMalliyhtiö Oy\nY-tunnus: 1234567-1\n", "Malliyhtiö Oy"),
    ("Tietosuoja\n\nRekisterinpitäjä\n\nMalliyhtiö Oy / Mallipuoti\n", "Malliyhtiö Oy"),
    ("Privacy\n\nThis covers all games developed by Model Software (hereby referred to as \"Service Provider\").\n",
     "Model Software"),
    ("Integritet\n\nPå Modell Konsult värnar vi om dig. Vi sparar namn och adress.\n", "Modell Konsult"),
    ("Tietosuoja\n\nSovellus käyttää sijaintiasi. Sovellus tallentaa sen. Sovellus ei jaa sitä.\n", None),
    ("Privacy\n\nWe handle your name and address. The shop is provided by Google and others.\n", None),
]  # fmt: skip
BASES = [
    (FI + "Oikeusperuste\n\nKäsittelyn perusteena ovat 6 art. 1(b) ja 6 art. 1(c).\n", ["b", "c"]),
    (FI + "Oikeusperuste\n\nGDPR artiklat 6.1 a–c ja f.\n", ["a", "b", "c", "f"]),
    (SV + "Rättslig grund\n\nUppgifterna behandlas enligt art. 6.1 b/f.\n", ["b", "f"]),
    (EN + "Legal basis\n\nLending is based on Art. 6 para. 1 lit. b GDPR.\n", ["b"]),
    (FI + "Oikeusperuste\n\nAsiakassopimuksen täytäntöönpano ja lakiperusteinen velvollisuus.\n", ["b", "c"]),
    (FI + "Oikeusperuste\n\nRekisterinpitäjän oikeutettu asiakassuhteesta johtuva etu.\n", ["f"]),
    (FI + "Oikeusperuste\n\nPerusteena on julkisen tehtävän hoitaminen.\n", ["e"]),
    (FI + "Tietosisältö\n\nNimi, osoite ja muut suostumuksella kerätyt tiedot.\n", []),
    (FI + "Tietojen luovutukset\n\nTietoja annetaan viranomaisille, joiden vaatimus on lakiin perustuva.\n", []),
    (FI + "Tarkoitukset\n\n- Vastaaminen (oikeutettu etu)\n- Varaukset (sopimuksen täytäntöönpano)\n", ["b", "f"]),
    (SV + "Ändamål\n\nBesvara frågor Berättigat intresse\n\nUtföra det du ber om Avtal\n", ["b", "f"]),
    (SV + "Ändamål\n\n- Skicka det som står i ditt avtal\n- Svara (om du ger samtycke)\n", []),
    (EN + "Transfers\n\nTransfers are based on the standard contractual clauses.\n", []),
]
RECIPIENTS = [
    (FI + "Vastaanottajat\n\nLomake lähetetään Viestilä-nimisen lomakepalvelun kautta.\n", ["Viestilä"]),
    (FI + (
        "Vastaanottajat\n\nEmme jaa tietoja, lukuun ottamatta "
        "sähköpostipalveluntarjoaja Kvikmailia.\n"
    ), ["Kvikmail"]),
    (SV + "Mottagare\n\nVi delar inget, förutom e-postleverantören Utskickat som skickar svaren.\n", ["Utskickat"]),
    (FI + "Yhteydenotot\n\nSähköpostin palveluntarjoajana toimii Mallitele Oy.\n", ["Mallitele Oy"]),
    (SV + "Mottagare\n\n- Molnet AB (databas), som driftas på Amazon Web Services\n- Banken AB (betalning)\n",
     ["Molnet AB", "Amazon Web Services", "Banken AB"]),
    (FI + "Käsittelijät\n\nKäytämme palveluntarjoajia:\n- jäsenjärjestelmä (OneDrive, Pilvi-JASEN)\n",
     ["OneDrive", "Pilvi-JASEN"]),
    (SV + (
        "Mottagare\n\nFormlära.co\n\nSkickar svaren från formuläret till oss, och "
        "sparar ingenting.\n"
    ), ["Formlära.co"]),
    (FI + "Tietosisältö\n\nVaraukset hoitaa Varaamo Oy, kumppanimme, ei itse sivusto.\n", ["Varaamo Oy"]),
    (FI + "Vastaanottajat\n\nEmme käytä Viestilä-nimistä palvelua.\n", []),
    (SV + "Mottagare\n\nBetalningar hanteras av PCI-certifierade företag.\n", []),
]  # fmt: skip
KEPT = [
    (FI + "Muut oikeudet\n\nJäsentiedot hävitetään sen jälkeen, kun niitä ei enää tarvita.\n",
     "Jäsentiedot hävitetään sen jälkeen, kun niitä ei enää tarvita."),
    (FI + "Säilytys\n\nSäilytämme tietoja seuraavasti:\n- Tilaukset: kuusi vuotta\n- Viestit: vuoden ajan\n",
     "Tilaukset: kuusi vuotta - Viestit: vuoden ajan"),
    (SV + "Lagringstid\n\nUppgifterna sparas så länge de behövs. Därefter gallrar vi dem.\n",
     "Uppgifterna sparas så länge de behövs. Därefter gallrar vi dem."),
    (SV + "Insamling\n\nVi sparar uppgifter om din hårdvara.\n", None),
    (FI + "Suojaus\n\nTiedot säilytetään aina luottamuksellisesti ja asianmukaisesti.\n", None),
]  # fmt: skip
TRANSFERS = [
    (FI + "Palvelut\n\nTietoja voidaan siirtää Yhdysvaltoihin käsittelyn ajaksi.\n", True),
    (FI + "Käsittelijät\n\n- Pilvi Inc.: palvelimet (Yhdysvallat, vakiosopimuslausekkeet)\n", True),
    (FI + "Siirrot\n\nTietoja voidaan käsitellä myös ETA-alueen ulkopuolella.\n", True),
    (FI + "Tietoturva\n\nHenkilötietojen käsittely tapahtuu EU:n ja ETA:n alueella.\n", False),
    (SV + "Utlämnande\n\nUppgifterna delas aldrig utanför EU.\n", False),
    (SV + "Utlämnande\n\nUppgifterna lagras huvudsakligen inom EU.\n", None),
]
DATA = [
    (FI + "Tietosisältö\n\nTiedot, joita asiakkaista käsitellään: nimi, osoite ja tilaukset. Muut tiedot: alennukset, "
     "reklamaatiot ja takuuasiat.\n", ["nimi", "osoite", "tilaukset", "alennukset", "reklamaatiot", "takuuasiat"]),
    (FI + (
        "Yhteydenotot\n\nKun kirjoitat, käsittelemme antamiasi tietoja — nimeä, "
        "osoitetta ja viestiä — vastataksemme.\n"
    ),
     ["nimeä", "osoitetta", "viestiä"]),
    (FI + "1. Tietosisältö\n\nRekisterissä on seuraavia tietoja:\n\nNimi\n\nEvästetiedot\n\nViestien sisältö\n\n"
     "2. Tietolähteet\n\nAsiakas itse.\n\n3. Säilytys\n\nVuoden ajan.\n\n4. Oikeudet\n\nOikeus tarkastaa.\n",
     ["Nimi", "Evästetiedot", "Viestien sisältö"]),
    (FI + (
        "Kerättävät tiedot\n\n- Nimi\n- (tähdellä merkityt ovat pakollisia)\n- "
        "Korttitietoja emme tallenna\n"
    ), ["Nimi"]),
    (FI + "Yhteydenotot\n\nPalvelimelle lähetetään seuraavat tekniset tiedot:\n- Laitemalli\n- Kaatumisen aikaleima\n",
     ["Laitemalli", "Kaatumisen aikaleima"]),
    (FI + "Kerättävät tiedot\n\nSaamme sen, minkä kerrot — tyypillisesti nimen, osoitteen ja viestin sisällön.\n",
     ["nimen", "osoitteen", "viestin sisällön"]),
    (FI + "Kerättävät tiedot\n\nKeräämme tietojasi voidaksemme palvella sinua ja luodaksemme hyvän kokemuksen.\n", []),
    (FI + "Tekniset lokitiedot\n\nPalvelu käsittelee lokitietoja, kuten IP-osoitetta, "
    "ajankohtaa ja selaintietoja palvelun "
     "turvallisuuden ja toimivuuden varmistamiseksi.\n", ["IP-osoitetta", "ajankohtaa", "selaintietoja"]),
    (SV + "1. Insamling av information\n\nPå webbplatsen hanteras följande "
    "personuppgifter:\n\nNamn och e-postadress\n\n"
     "Dem behöver vi för att kunna svara dig.\n\nIP-adress\n\nDen behövs i loggar.\n",
     ["Namn och e-postadress", "IP-adress"]),
]  # fmt: skip
CARDS = """# Integritetspolicy

## Personuppgiftsansvarig

Modell AB

## Vilka uppgifter samlar vi in?

### Namn

När du fyller i formuläret.

### Telefonnummer

För att vi ska kunna ringa dig.

## Laglig grund

### Avtal

När du beställer något.

### Berättigat intresse

När du frågar något.

### Samtycke

I de fall vi behöver ditt samtycke frågar vi dig.
"""


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_who_answers(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "letters"), BASES)
def test_it_reads_the_bases(text, letters) -> None:
    assert register(read(text))["legal_bases"] == letters


@pytest.mark.parametrize(("text", "names"), RECIPIENTS)
def test_it_reads_who_receives(text, names) -> None:
    assert sorted(register(read(text))["recipients"]) == sorted(names)


@pytest.mark.parametrize(("text", "passage"), KEPT)
def test_it_reads_until_when(text, passage) -> None:
    assert register(read(text))["retention"] == passage


@pytest.mark.parametrize(("text", "outside"), TRANSFERS)
def test_it_reads_where_data_goes(text, outside) -> None:
    assert register(read(text))["transfers_outside_eea"] is outside


@pytest.mark.parametrize(("text", "kinds"), DATA)
def test_it_reads_the_data(text, kinds) -> None:
    assert register(read(text))["data_categories"] == kinds


def test_small_headings_in_a_section_are_its_list() -> None:
    one = register(read(CARDS, "page.md"))

    assert one["data_categories"] == ["Namn", "Telefonnummer"]
    assert one["legal_bases"] == ["a", "b", "f"]


def test_letters_in_two_pieces_are_read_as_one() -> None:
    text = FI + "Yhteyshenkilö\n\nÄijä Väänänen, aija@example.org\n"

    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_the_authority_s_number_is_not_the_controller_s() -> None:
    text = FI + "Valitus\n\nTietosuojavaltuutetun toimisto\nPuhelin: 029 566 6700\n"

    assert read(text)["controller"]["phone"] is None


def test_an_id_without_its_hyphen_is_known_by_its_label() -> None:
    assert read(FI + "Y-tunnus 12345671\n")["controller"]["business_id"] == "1234567-1"
    assert read(FI + "Viite 12345671\n")["controller"]["business_id"] is None


def test_a_row_of_a_menu_names_nobody() -> None:
    text = "Hem Tjänster Process Case Om Oss Kontakt\n\n" + SV + "Kontakt\n\nTjänster Process Case Om Oss Kontakt\n"

    assert read(text)["contact"]["name"] is None


def test_a_register_is_called_as_the_notice_says_whom_it_covers() -> None:
    text = FI + "Rekisterin nimi\n\nTämä seloste koskee Mallin myyjärekisteriä. Siinä kerrotaan muutakin.\n"

    assert register(read(text))["name"] == "Mallin myyjärekisteri"


def test_the_day_of_a_law_is_not_the_notice_s() -> None:
    text = SV + "Om lagen\n\nGDPR är en lag som gäller i hela EU från den 25 maj 2018.\n"

    assert read(text)["updated"] is None
