"""Lists of data in sentences: what stands behind them and says why, and what stands before and is no data."""

import pytest

from tests.reading.notice.reading import read, register

_FI = """# Tietosuojaseloste

## Rekisterinpitäjä

Mallilan Verstas Oy, Verstastie 2, Tampere

## {}

{}

## Oikeutesi

Sinulla on oikeus tarkastaa tietosi.
"""
_SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nVerkstaden AB\n\n## Uppgifter vi samlar in\n\n{}\n"
_EN = "# Privacy notice\n\n## Controller\n\nMill Works Ltd\n\n## Data we collect\n\n{}\n"


def _kinds(text: str) -> object:
    return register(read(text, "seloste.md"))["data_categories"]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Käsittelemme tilauksen tunnusta, tilaa ja laitteen tietoja palvelun turvallisuuden ja toimivuuden vuoksi.",
         ["tilauksen tunnusta", "tilaa", "laitteen tietoja"]),
        ("Keräämme nimen, puhelinnumeron ja kortin numeron laskutuksen takia.",
         ["nimen", "puhelinnumeron", "kortin numeron"]),
        ("Keräämme nimen, puhelinnumeron ja IP-osoitteen tietoturvasyistä.",
         ["nimen", "puhelinnumeron", "IP-osoitteen"]),
        ("Keräämme nimen, puhelinnumeron ja IP-osoitteen väärinkäytösten estämiseksi ja palvelun kehittämiseksi.",
         ["nimen", "puhelinnumeron", "IP-osoitteen"]),
        ("Keräämme nimesi sekä IP-osoitteesi ja selaimen laitetiedot roskapostin torjuntaan.",
         ["nimesi", "IP-osoitteesi", "selaimen laitetiedot"]),
        ("Keräämme nimen, puhelinnumeron ja asiakasnumeron, jolla tilaus löytyy kassasta.",
         ["nimen", "puhelinnumeron", "asiakasnumeron"]),
        ("Nimi, puhelinnumero ja jäsennumero.\n\nKeräämme vain välttämättömät tiedot ja pidämme ne suojassa.",
         ["Nimi", "puhelinnumero", "jäsennumero"]),
        ("### Yhteydenotot\n\nJos lähetät meille sähköpostia, säilytämme näiden viestien sisällön.\n\n"
         "### Tilaus\n\n- Nimi\n- Osoite", ["viestien sisällön", "Nimi", "Osoite"]),
        ("Rekisteri koostuu seuraavista rekisteröityjen ryhmistä:\n\n- puhelimitse ajan varanneet henkilöt\n- asiakkaat"
         "\n\nRekisteri voi sisältää seuraavia henkilötietoryhmiä:\n\n- yhteystiedot\n- hoitohistoria",
         ["yhteystiedot", "hoitohistoria"]),
    ],
)  # fmt: skip
def test_it_leaves_the_aim_behind_a_list_and_the_people_before_it(said: str, kinds: list[str]) -> None:
    assert _kinds(_FI.format("Kerättävät tiedot", said)) == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Saatamme kerätä pelaajista tietoa, mukaan lukien, mutta ei rajoittuen, pelitilin nimen ja tunnisteen.",
         ["pelitilin nimen", "tunnisteen"]),
        ("Voimme kerätä tietoja, mukaan lukien mutta niihin rajoittumatta nimesi, osoitteesi ja veneesi numeron.",
         ["nimesi", "osoitteesi", "veneesi numeron"]),
        ("Kerättäviä tietoja ovat muun muassa, mutta eivät yksinomaan, nimi, puhelinnumero ja laituripaikka.",
         ["nimi", "puhelinnumero", "laituripaikka"]),
        ("Keräämme tietoja, joihin sisältyvät nimi, puhelinnumero ja laituripaikka.",
         ["nimi", "puhelinnumero", "laituripaikka"]),
        ("Keräämme henkilötietoja (kuten sähköpostiosoitteita) vain suostumuksellasi.", ["sähköpostiosoitteita"]),
        ("Tallennamme Tulosportti-palveluun pelaajan nimen, pelinumeron ja joukkueen.",
         ["pelaajan nimen", "pelinumeron", "joukkueen"]),
    ],
)  # fmt: skip
def test_it_reads_lists_that_say_that_they_are_not_all(said: str, kinds: list[str]) -> None:
    assert _kinds(_FI.format("Tietojen käyttö", said)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (_EN.format("### Contact\n\nIf you write to us, we keep the content of these letters.\n\n### Sales\n\n- Name"),
         ["content of these letters", "Name"]),
        (_SV.format("### Kontakt\n\nOm du skriver till oss sparar vi innehållet i dina brev.\n\n### Order\n\n- Namn"),
         ["innehållet i dina brev", "Namn"]),
        (_EN.format("We collect personal data (such as your email address) only with your consent."),
         ["email address"]),
        (_SV.format("Vi samlar in personuppgifter (såsom e-postadress) endast med ditt samtycke."), ["e-postadress"]),
        (_EN.format("Name, phone and email.\n\nWe only store the necessary information and try to keep it correct."),
         ["Name", "phone", "email"]),
        (_SV.format("Namn, telefon och e-post.\n\nVi sparar bara nödvändiga uppgifter och försöker hålla dem rätta."),
         ["Namn", "telefon", "e-post"]),
    ],
)  # fmt: skip
def test_it_reads_the_one_kind_that_a_part_names_and_nothing_said_of_data(text: str, kinds: list[str]) -> None:
    assert _kinds(text) == kinds


@pytest.mark.parametrize("mark", ["##", "## ", "###"])
def test_it_hears_headings_without_a_blank_behind_their_signs(mark: str) -> None:
    said = "#Seloste\n\n{0}Rekisterinpitäjä\n\nVerstas ry\n\n{0}2. Kerättävät tiedot\n\n1. Nimi\n2. Venepaikka"
    assert _kinds(said.format(mark)) == ["Nimi", "Venepaikka"]


def test_it_leaves_an_aim_to_the_word_that_says_little_without_it() -> None:
    said = "Nimi, puhelinnumero sekä muut toimenpiteet asiakassuhteen ylläpitämiseksi."
    assert _kinds(_FI.format("Kerättävät tiedot", said)) == [
        "Nimi",
        "puhelinnumero",
        "muut toimenpiteet asiakassuhteen ylläpitämiseksi",
    ]


@pytest.mark.parametrize(
    ("head", "said", "names"),
    [
        ("Vastaanottajat", "Netlify käsittelee tietoja palvelimen ja Turso/libSQL tietokannan tarjoajana.",
         ["Netlify", "Turso/libSQL"]),
        ("Tietosuoja", "Keräämme osoitteita oppaita varten Harju.ai -palvelun kautta.", ["Harju.ai"]),
        ("Evästeet", "Evästeiden hallinnasta voi lukea Googlen ohjeista.", []),
    ],
)  # fmt: skip
def test_it_reads_names_of_services_whole_and_none_that_only_guide(head: str, said: str, names: list[str]) -> None:
    assert register(read(_FI.format(head, said), "seloste.md"))["recipients"] == names
