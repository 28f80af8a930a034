"""What the sentences of a small Finnish firm put down, under whatever heading."""

import pytest

from tests.reading.notice.reading import read, register

_NOTICE = """Tietosuoja

Rekisterinpitäjä: Purjehtijan Puuseppä Oy, 1234567-1

Veneet ja niiden omistajat

{}

Oikeutesi

Voit pyytää tietosi nähtäväksi ja valittaa tietosuojavaltuutetulle.
"""


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Telakkakirjaan tulee veneen nimi, köliluku ja omistajan puhelinnumero.",
         ["veneen nimi", "köliluku", "omistajan puhelinnumero"]),
        ("Meillä on omistajan osoite, mastonumero ja talvipeitteen väri.",
         ["omistajan osoite", "mastonumero", "talvipeitteen väri"]),
        ("Laitat meille lapulla nimesi, köliluvun ja veneen pituuden, jotta osaamme varata pukit.",
         ["nimesi", "köliluvun", "veneen pituuden"]),
        ("Pukkikortissa on omistajan nimi, laituripaikan numero ja vakuutusyhtiö.",
         ["omistajan nimi", "laituripaikan numero", "vakuutusyhtiö"]),
        ("Luemme laskurista sähkömittarin numeron, pistorasian paikan ja kellonajan.",
         ["sähkömittarin numeron", "pistorasian paikan", "kellonajan"]),
        ("Kirjoitan vihkoon omistajan nimen, puhelimen ja sen, milloin vene nostetaan.",
         ["omistajan nimen", "puhelimen", "milloin vene nostetaan"]),
        ("Ostajasta jää ostajan osoite ja myyjästä myyjän nimi.", ["ostajan osoite", "myyjän nimi"]),
        ("Lokiin jää avaimen numero.", ["avaimen numero"]),
        ("Suljetussa kuoressa ovat veneen nimi, omistajan ikä ja puhelinnumero.",
         ["veneen nimi", "omistajan ikä", "puhelinnumero"]),
        ("Kisasta julkaistaan veneen nimi, sijoitus ja päivämäärä.", ["veneen nimi", "sijoitus", "päivämäärä"]),
    ],
)  # fmt: skip
def test_put_down(said, kinds):
    assert register(read(_NOTICE.format(said)))["data_categories"] == kinds


@pytest.mark.parametrize(
    "said",
    [
        "Telakalla on nosturi, sauna ja kahvio.",
        "Saamme keväisin lumituiskuja, vesisateita ja tuulta.",
        "Laitamme muistutuksia laskutusta, nostojen suunnittelua ja talvisäilytystä varten.",
        "Luemme mittarin tilauksen, tarjouksen ja laskun yhteydessä.",
        "Veneen nimeä ja omistajan numeroa emme kirjaa mihinkään.",
        "Emme julkaise veneen nimeä, omistajan ikää emmekä puhelinnumeroa.",
        "Tallenteet vastaavat yhteydenottoosi ja tarjouspyyntöösi.",
        "Veneeseen jää tyhjä tankki, tuuletusluukku ja kansipeite.",
    ],
)
def test_put_down_is_no_data(said):
    assert register(read(_NOTICE.format(said)))["data_categories"] == []


def test_put_down_beside_what_a_section_on_data_lists():
    said = read(_NOTICE.format("Kerättävät tiedot\n\n- nimi\n- osoite\n\nPyydämme omistajan luvan ja avaimen numeron."))
    assert register(said)["data_categories"] == ["nimi", "osoite"]


def test_where_it_lies_is_no_data():
    said = read(
        "# Pelin tietosuoja\n\n## Henkilötiedot\n\nPelin tilanne tallentuu laitteesi muistiin, josta se häviää.\n"
    )
    assert register(said)["data_categories"] == []
