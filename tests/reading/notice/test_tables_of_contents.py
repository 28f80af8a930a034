"""Data in tables with a column of contents, in lists built alike, and in sentences that say `data such as`."""

import pytest

from tests.reading.notice.reading import read, register

_FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy, Verstastie 2, 33100 Tampere\n\n"
_FI_END = "\n\n## Oikeutesi\n\nSinulla on oikeus tarkastaa tietosi.\n"
_SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModellbyns Ab, Verkstadsvägen 2, 33100 Tammerfors\n\n"
_SV_END = "\n\n## Dina rättigheter\n\nFråga oss vad vi har sparat.\n"


def _data(body: str) -> list[str]:
    said = _SV + body + _SV_END if "rättslig" in body or "Ändamål" in body else _FI + body + _FI_END
    kinds: list[str] = register(read(said, "notice.md"))["data_categories"]
    return kinds


def test_the_contents_of_each_group_though_few_words_are_known() -> None:
    body = (
        "## Mitä tietoja käsitellään\n\n| Tietoryhmä | Sisältö | Tarkoitus |\n|---|---|---|\n"
        "| Tunnukset | Tunnus, lempinimi ja salasanan tiiviste | Kirjautuminen |\n"
        "| Talkoolaiset | Nimi, puhelinnumero, syntymävuosi, hygieniapassi | Suunnittelu |\n"
        "| Vuorot | Saapumisaika, varusteet, työpiste ja kuittaukset | Tuntien laskeminen |"
    )
    assert _data(body) == [
        *("Tunnus", "lempinimi", "salasanan tiiviste"),
        *("Nimi", "puhelinnumero", "syntymävuosi", "hygieniapassi"),
        *("Saapumisaika", "varusteet", "työpiste", "kuittaukset"),
    ]


def test_the_contents_in_swedish() -> None:
    body = (
        "## Vilka uppgifter behandlas\n\n| Grupp | Innehåll | Ändamål |\n|---|---|---|\n"
        "| Konton | Användarnamn, visningsnamn och lösenordets hash | Inloggning |\n"
        "| Skift | Starttid, sluttid och arbetspunkt | Beräkning av timmar |"
    )
    assert _data(body) == [
        *("Användarnamn", "visningsnamn", "lösenordets hash"),
        *("Starttid", "sluttid", "arbetspunkt"),
    ]


def test_no_class_of_which_the_table_says_that_it_is_not_in_use() -> None:
    body = (
        "## Mitä tietoja käsitellään\n\n| Tietoryhmä | Sisältö | Tarkoitus |\n|---|---|---|\n"
        "| Käyttäjätiedot | Nimi, sähköposti | Kirjautuminen |\n"
        "| Vuorotiedot | Alkamisaika, työpiste | Laskutus |\n| Sijainti | Ei käytössä | — |"
    )
    assert not {"Sijainti", "Ei käytössä"} & set(_data(body))
    assert {"Nimi", "sähköposti", "Alkamisaika", "työpiste"} <= set(_data(body))


@pytest.mark.parametrize("verb", ["kerätä tietoja", "vastaanottaa teknisiä tietoja", "tallentaa myös tietoja"])
def test_what_another_may_take_beside_a_section_on_data(verb: str) -> None:
    body = (
        "## Kerättävät tiedot\n\n- Nimi\n- Puhelin\n\n## Kartat\n\n"
        f"Karttapalvelu voi {verb}, kuten IP-osoitteen, kielivalinnan ja zoomaustason."
    )
    assert _data(body)[2:] == ["IP-osoitteen", "kielivalinnan", "zoomaustason"]


def test_one_kind_with_what_its_brackets_hold() -> None:
    body = (
        "## Kerättävät tiedot\n\n- Nimi\n- Puhelin\n\n## Palvelin\n\n"
        "Webhotelli voi tallentaa palvelimen lokitietoja (IP-osoite, pyydetty sivu) häiriöiden selvittämiseksi."
    )
    assert _data(body)[2:] == ["palvelimen lokitietoja (IP-osoite, pyydetty sivu)"]


def test_a_dash_explains_where_those_of_the_others_do() -> None:
    body = (
        "## Mitä tietoja kerätään\n\nTallennetaan seuraavat tiedot:\n\n- Nimi – käytetään vastauksessa\n"
        "- Sähköpostiosoite – käytetään vastaamiseen\n- Viesti – yhteydenoton sisältö"
    )
    assert _data(body) == ["Nimi", "Sähköpostiosoite", "Viesti"]


def test_two_genitives_share_a_noun_and_two_words_in_one_case_do_not() -> None:
    body = (
        "## Mitä tietoja käsitellään\n\n| Ryhmä | Tietosisältö | Tarkoitus |\n|---|---|---|\n"
        "| Koulu | Nimi, oppilaan ja huoltajan osoite | Opetus |\n| Kerho | Ikä, ohjaajan ja apurin raportit | Tuki |"
    )
    assert _data(body) == ["Nimi", "oppilaan ja huoltajan osoite", "Ikä", "ohjaajan ja apurin raportit"]
    told = "## Mitä tietoja keräämme\n\nLomake tallentaa nimesi, valinnaisen lempinimen ja toiveesi sekä kellonajan."
    assert _data(told) == ["nimesi", "valinnaisen lempinimen", "toiveesi", "kellonajan"]


def test_where_it_is_put_and_by_whose_terms_are_no_data() -> None:
    body = (
        "## Tiedot\n\nSovellus tallentaa laitteelle vain käyttäjän lisäämät muistiinpanot, asetukset ja kirjanmerkit."
        "\n\n## Evästeet\n\nSuostumus tallennetaan selaimeesi, ja voit muuttaa valintasi. Palvelu voi käsitellä"
        " esimerkiksi sivukatseluita, laitetietoja, likimääräistä sijaintia ja kieltä omien ehtojensa mukaisesti."
    )
    assert not [one for one in _data(body) if "selaimeesi" in one or "laitteelle" in one or "ehtojensa" in one]


def test_what_a_label_lists_without_what_is_done_with_it() -> None:
    body = (
        "## Käsiteltävät tiedot\n\nKäsittelemme seuraavia tietoja:\n\n"
        "- Latauspyynnöt: lomakkeella annettu tilausnumero ja sähköposti käsitellään linkin lähettämiseksi.\n"
        "- Ostoskori: tuotteiden tunnisteet, määrät ja muokkausaika. Kori tallentuu vain selaimeen, sitä ei lähetetä.\n"
        "- Maksutiedot: maksutietoja käsitellään pankin palvelussa."
    )
    assert _data(body) == [
        "lomakkeella annettu tilausnumero",
        "sähköposti",
        "Ostoskori: tuotteiden tunnisteet, määrät ja muokkausaika",
        "Maksutiedot",
    ]


def test_no_principles_and_no_sources_though_a_list_is_led_to() -> None:
    body = (
        "## Käsiteltävät tiedot\n\nTallennamme nimen ja puhelinnumeron.\n\n"
        "Järjestelmästä on yhteys seuraaviin omiin tietolähteisiimme:\n\n- Asiakasrekisteri\n- Maksupalvelut"
    )
    assert _data(body) == ["nimen", "puhelinnumeron"]


def test_headings_and_items_of_html_within_markdown() -> None:
    body = (
        "## Mitä tietoja kerätään\n\n<h3>Itse annetut tiedot</h3>\n<ul>\n <li>Veneen nimi</li>\n"
        " <li>Kuvaus veneestä</li>\n <li>Toivottu laituripaikka</li>\n</ul>"
    )
    assert _data(body) == ["Veneen nimi", "Kuvaus veneestä", "Toivottu laituripaikka"]


def test_lines_below_a_heading_of_their_own_that_a_lead_ends_above() -> None:
    body = (
        "## Rekisterin tietoryhmät\n\nRekisteriin tallennetaan seuraavia henkilötietoja:\n\n"
        "## PERUS- JA YHTEYSTIEDOT\n\nNimet\n\nPuhelinnumero\n\nAmmatti\n\nÄidinkieli\n\nJäsenmaksuluokka"
    )
    assert _data(body) == ["Nimet", "Puhelinnumero", "Ammatti", "Äidinkieli", "Jäsenmaksuluokka"]
