"""Lists of data below a sentence with a full stop, what only looks like such a list, and what ends one."""

import pytest

from tests.reading.notice.reading import read, register

_FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy, Verstastie 2, 33100 Tampere\n\n"
_SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nExempelgården AB, Storgatan 1, 111 22 Stockholm\n\n"
_EN = "# Privacy policy\n\n## Controller\n\nExample Yard Ltd, 1 High Street, London\n\n"


def _data(text: str, name: str = "notice.md") -> list[str]:
    registers = read(text, name)["registers"]
    return list(register({"registers": registers})["data_categories"]) if registers else []


@pytest.mark.parametrize(("text", "wanted"), [
    (_FI + "## Asetukset\n\nOsa valinnoista tallentuu laitteesi muistiin.\n\n- valittu kieli\n- kartan mittakaava\n"
     "- viimeksi avattu reitti\n- suosikkikohteet\n",
     ["valittu kieli", "kartan mittakaava", "viimeksi avattu reitti", "suosikkikohteet"]),
    (_SV + "## Inställningar\n\nDina val sparas i webbläsaren.\n\n- valt språk\n- mörkt läge\n- senaste sökning\n",
     ["valt språk", "mörkt läge", "senaste sökning"]),
    (_EN + "## Our game\n\nThe game stores your progress on the device.\n\n- level reached\n- high scores\n"
     "- sound settings\n- time of each game\n",
     ["level reached", "high scores", "sound settings", "time of each game"]),
])  # fmt: skip
def test_what_is_put_down_is_listed_below_the_sentence(text: str, wanted: list[str]) -> None:
    assert _data(text) == wanted


@pytest.mark.parametrize("text", [
    _FI + "## Tietoturva\n\nTiedot tallennetaan suojatusti.\n\n- palomuuri\n- salattu yhteys\n- kulunvalvonta\n",
    _FI + "## Palvelut\n\nTietoja kerätään vain vähän.\n\n- verkkokauppa\n- asiakaspalvelu\n- uutiskirje\n",
    _FI + "## Oikeudet kuviin\n\nSivusto ja sen aineisto sisältävät tekijänoikeudella suojattua kuvamateriaalia, "
    "tekstejä ja logoja.\n",
])  # fmt: skip
def test_how_data_is_kept_and_what_a_site_holds_are_none(text: str) -> None:
    assert _data(text) == []


@pytest.mark.parametrize(("text", "wanted"), [
    (_FI + "## Mitä tietoja tallennamme\n\nSovellus tallentaa seuraavat tiedot:\n\n- Reitit\n- Sykelukemat\n\n"
     "Kaikki tiedot säilytetään:\n\n- puhelimesi muistissa\n- varmuuskopiossa\n", ["Reitit", "Sykelukemat"]),
    (_SV + "## Vilka uppgifter vi samlar in\n\nAppen sparar följande uppgifter:\n\n- Rutter\n- Puls\n\n"
     "Alla dessa uppgifter lagras:\n\n- i telefonens minne\n- i en krypterad säkerhetskopia\n", ["Rutter", "Puls"]),
    (_EN + "## What data we collect\n\nThe app stores the following data:\n\n- Routes\n- Heart rate\n\n"
     "All of this data is stored:\n\n- In the memory of your phone\n- In a backup\n", ["Routes", "Heart rate"]),
])  # fmt: skip
def test_where_all_of_it_lies_is_no_further_data(text: str, wanted: list[str]) -> None:
    assert _data(text) == wanted


def test_the_full_stop_of_the_last_item_makes_no_sentence_of_it() -> None:
    last = "yhteisön keskusteluihin ja seinille laittamasi kirjoitukset sekä muut sinne viemäsi sisällöt"
    assert _data(_FI + f"## Mitä tietoja keräämme\n\n- nimi\n- puhelinnumero\n- {last}.\n")[-1] == last


def test_kinds_before_the_dash_stand_for_their_lists_where_other_items_give_a_reason() -> None:
    body = (
        "## Kerättävät tiedot\n\n- Puhelinnumero — tekstiviestin lähettämistä varten\n- Harjoitustiedot — sarjat, "
        "toistot, painot\n- Viestihistoria — valmentajan kanssa vaihdetut viestit\n- Lokitiedot — aikaleimat, "
        "laitetunniste\n"
    )
    assert _data(_FI + body) == ["Puhelinnumero", "Harjoitustiedot", "Viestihistoria", "Lokitiedot"]


@pytest.mark.parametrize(("head", "items"), [
    (_FI + "## Mitä tietoja keräämme\n\n", [
        "Tilitiedot: sähköposti, nimi",
        "Maksutiedot: tilauksen hinta ja laskuhistoria (kortit käsitellään maksupalvelussa)",
        "Lokitiedot: IP-osoite, selain ja aikaleimat vikojen etsimistä varten",
    ]),
    (_EN + "## What we collect\n\n", [
        "Account data: email, name",
        "Billing data: order total and payment history (cards are processed by our payment service)",
    ]),
])  # fmt: skip
def test_what_brackets_say_and_what_all_of_a_list_is_for_part_no_item(head: str, items: list[str]) -> None:
    assert _data(head + "".join(f"- {one}\n" for one in items)) == items


@pytest.mark.parametrize(("said", "wanted"), [
    ("Säilytämme kuitit kirjanpitoa varten, joista käy ilmi tuotteen nimi, hinta ja ostajan sähköposti.",
     ["tuotteen nimi", "hinta", "ostajan sähköposti"]),
    ("Lomakkeella voit myös valita kotikuntasi, jos haluat.", ["kotikuntasi"]),
    ("Kirjautuessa tallennetaan koulu, tunnus ja tunnuksen luontipäivämäärä. Luontipäivämäärä tallennetaan, sillä "
     "tunnuksia otetaan uudelleen käyttöön.", ["koulu", "tunnus", "tunnuksen luontipäivämäärä"]),
])  # fmt: skip
def test_what_papers_show_and_what_one_may_choose_is_told_once(said: str, wanted: list[str]) -> None:
    assert _data(_FI + f"## Asiointi\n\n{said}\n") == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    (_FI + "## Kommentit\n\nKun kirjoitat vieraskirjaan, tallennamme nimimerkkisi sekä IP-osoitteesi ja selaimesi "
     "tiedot häirinnän torjuntaan.\n", ["nimimerkkisi", "IP-osoitteesi", "selaimesi tiedot"]),
    (_FI + "## Lisenssi\n\nKun otat pelin käyttöön, laitteen satunnainen tunnus tallennetaan tietokantaamme.\n",
     ["laitteen satunnainen tunnus"]),
    (_FI + "## Palvelin\n\nPalvelin tallentaa IP-osoitteen ja selaimen tiedot osana tavallista lokitusta.\n",
     ["IP-osoitteen", "selaimen tiedot"]),
    (_SV + "## Server\n\nServern loggar IP-adress och webbläsare som en del av den vanliga driften.\n",
     ["IP-adress", "webbläsare"]),
    (_EN + "## Server\n\nThe server logs your IP address and browser type as part of its normal operation.\n",
     ["IP address", "browser type"]),
])  # fmt: skip
def test_the_occasion_before_and_the_aim_behind_are_left_off(text: str, wanted: list[str]) -> None:
    assert _data(text) == wanted


def test_bullets_that_head_the_parts_of_a_page_end_the_lists_within_them() -> None:
    page = (
        "<html><body><h1>Tietosuojaseloste</h1><ul><li>Rekisterinpitäjä<p>Mallilan Verstas Oy</p></li>"
        "<li>Mitä tietoja keräämme?<p>Sinusta kerätään:</p><ul><li>nimi</li><li>kotikunta</li><li>harrastukset.</li>"
        "</ul></li><li>Mistä tiedot kerätään?<p>Tietoja saadaan, kun</p><ul><li>kirjaudut sisään</li><li>muokkaat "
        "profiilia</li></ul></li><li>Miten tietoja suojataan?<p>Tiedot ovat lukituissa tiloissa.</p></li></ul>"
        "</body></html>"
    )
    assert _data(page, "notice.html") == ["nimi", "kotikunta", "harrastukset"]
