"""What Finnish pages of small firms look like: heads, leads and joints of lists, and what stands beside them."""

import pytest

from tests.reading.notice.reading import printed

_TOP = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Paja Oy, Pajatie 2, 33100 Tampere\n\n"
_END = "\n\n## Oikeutesi\n\nSinulla on oikeus tarkastaa tietosi ja pyytää niiden poistamista.\n"


def _data(said: str) -> list[str]:
    read = printed((_TOP + said + _END).encode(), "a.md")
    return [one for register in read["registers"] for one in register["data_categories"]]


@pytest.mark.parametrize(
    "heading",
    [
        "Mitä rekisterissä on",
        "Mitä jäsenluettelossamme on",
        "Rekisterit ja mitä niissä on",
        "Mitä kerätään ja miksi",
        "Tilauksesta jäävät tiedot",
    ],
)
def test_it_knows_a_heading_that_asks_what_is_in_the_register(heading: str) -> None:
    assert _data(f"## {heading}\n\n- kenkäkoko\n- vyön väri\n- opettajan arvio") == [
        "kenkäkoko",
        "vyön väri",
        "opettajan arvio",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Rekisterissä on talon osoite ja avaimen numero. Talon tiedot antaa isännöitsijä tai edellinen huoltaja.",
        "Rekisterissä on talon osoite ja avaimen numero. Tiedot saamme sinulta itseltäsi ja kaupan alustalta.",
        "Rekisterissä on talon osoite ja avaimen numero. Kirjaamme tiedot tilaajan täyttämästä lomakkeesta.",
        "Tietoja saamme:\n\n- Teiltä itseltänne puhelimessa\n- Muista julkisista lähteistä\n\n"
        "Kirjaamme seuraavat tiedot:\n\n- talon osoite\n- avaimen numero",
        "Rekisterissä ovat lavoja tilaavat yksityiset ja heidän huoltajansa.\n\n"
        "Kirjaamme seuraavat tiedot:\n\n- talon osoite\n- avaimen numero",
    ],
)
def test_it_takes_no_source_and_no_person_for_data(said: str) -> None:
    assert _data(f"## Rekisterin tietosisältö\n\n{said}") == ["talon osoite", "avaimen numero"]


@pytest.mark.parametrize(
    ("said", "data"),
    [
        (
            "Joskus meidän on kysyttävä myös näitä: matkan tarkoitus, seuralaisen nimi, passin kopio.",
            ["matkan tarkoitus", "seuralaisen nimi", "passin kopio"],
        ),
        (
            "Ostajista on tietoja vain kuormaa varten. Ne ovat: nimi, osoite, pihan koko ja portin koodi.",
            ["nimi", "osoite", "pihan koko", "portin koodi"],
        ),
        (
            "Rekisterissä voi olla vaikkapa tällaisia tietoja: hakijan nimi, ikä, aiemmat työnantajat, hygieniapassi.",
            ["hakijan nimi", "ikä", "aiemmat työnantajat", "hygieniapassi"],
        ),
        (
            "Talkooväestä merkitään pakollisina nimi, puhelin, vahtivuoro ja sähköposti, uimataito.",
            ["nimi", "puhelin", "vahtivuoro", "sähköposti", "uimataito"],
        ),
        (
            "Hakijasta pannaan muistiin haastattelussa kerrotut asiat, kuten kätisyys, taitotaso ja allergia.",
            ["kätisyys", "taitotaso", "allergia"],
        ),
        (
            "Kun varaat ajan, kalenteriin merkitään nimesi ja koiran nimi.",
            ["nimesi", "koiran nimi"],
        ),
        (
            "Rekisterissä on muun muassa tällaista:\n\nHenkilö ja kohde\n\n- nimi\n- kohteen osoite\n\n"
            "Käyntitiedot\n\n- edellinen nuohouspäivä\n- tiedot tulisijoista",
            ["nimi", "kohteen osoite", "edellinen nuohouspäivä", "tiedot tulisijoista"],
        ),
        (
            "Tilaajalta kysytään nimi, osoite, isännöitsijän lupa tai valtakirja.",
            ["nimi", "osoite", "isännöitsijän lupa tai valtakirja"],
        ),
    ],
)
def test_it_reads_what_a_lead_vouches_for(said: str, data: list[str]) -> None:
    assert _data(f"## Rekisterin tietosisältö\n\n{said}") == data


@pytest.mark.parametrize(
    ("items", "data"),
    [
        (
            "- Lahjan saajan ja/ tai tilaajan nimi, osoite, puhelin, korttiin tuleva teksti, "
            "ja tieto siitä saako soittaa",
            [
                "Lahjan saajan ja/ tai tilaajan nimi",
                "osoite",
                "puhelin",
                "korttiin tuleva teksti",
                "tieto siitä saako soittaa",
            ],
        ),
        (
            "- nimi, osoite, auton tiedot, kuten merkki ja malli, renkaiden koko, hyllypaikka",
            ["nimi", "osoite", "auton tiedot, kuten merkki ja malli", "renkaiden koko", "hyllypaikka"],
        ),
        ("- nimi\n- Palvelimen lokiin jäävät tiedot", ["nimi", "Palvelimen lokiin jäävät tiedot"]),
        ("- nimi\n- tilaushistoria,lähetetyt logot", ["nimi", "tilaushistoria", "lähetetyt logot"]),
        ("- nimi\n- lupien käyttö, ilmoitetut häiriöt yms.", ["nimi", "lupien käyttö", "ilmoitetut häiriöt"]),
        (
            "- nimi\n- vahinkoilmoitukset, kiitokset sekä muut työn jälkeiset viestit",
            ["nimi", "vahinkoilmoitukset", "kiitokset", "muut työn jälkeiset viestit"],
        ),
        ("- nimi\n- Kuvausluvat ja –kiellot", ["nimi", "Kuvausluvat ja –kiellot"]),
        (
            "– Luettelo osakkaista\n• omistajan nimi\n• syntymäaika\n"
            "– Luettelo avaimista\n• avaimen numero\n• huoneisto",
            ["omistajan nimi", "syntymäaika", "avaimen numero", "huoneisto"],
        ),
        (
            "- nimi\n- muut tiedot, joita tarvitaan nuohoojan lakisääteisten tehtävien hoitamiseen",
            ["nimi", "muut tiedot, joita tarvitaan nuohoojan lakisääteisten tehtävien hoitamiseen"],
        ),
    ],
)
def test_it_parts_bullets_where_they_list(items: str, data: list[str]) -> None:
    assert _data(f"## Rekisterin tietosisältö\n\n{items}") == data


def test_it_reads_the_items_of_each_register_that_a_plain_notice_tells_of() -> None:
    said = (
        "Avainrekisterissämme on siivoojille annetut avaimet:\n\n- avaimen numero\n- kuittaajan nimi\n\n"
        "Tarjousrekisterissämme on hintaa kysyneistä:\n\n- kysyjän nimi\n- asunnon koko"
    )
    read = printed(f"Mallilan Siivous Oy kertoo tässä tietosuojasta.\n\n{said}\n".encode(), "a.md")
    data = [one for register in read["registers"] for one in register["data_categories"]]
    assert data == ["avaimen numero", "kuittaajan nimi", "kysyjän nimi", "asunnon koko"]


def test_it_takes_no_reason_that_data_is_needed_for_for_data() -> None:
    said = "## Henkilötietojen käyttö\n\nTietoja tarvitaan seuraavista syistä: laskutus, yhteydenpito, varausten hoito."
    assert _data(f"{said}\n\n## Tietosisältö\n\nNimi, osoite, puhelin.") == ["Nimi", "osoite", "puhelin"]
