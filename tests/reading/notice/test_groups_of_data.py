"""Lists that stand alike below headings of nothing, each behind whose data it is, with no word that leads to them."""

import pytest

from tests.reading.notice.reading import read, register


def _kinds(text):
    return register(read(text, "notice.md"))["data_categories"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "# Tietosuoja venekerhossa\n\nVeneilijöistä: nimi, puhelin, laituripaikka\n\n"
            "Vieraista: nimi, saapumispäivä\n\nTalkoolaisista: puhelin ja toiveet\n\nTietoja ei anneta muille.\n",
            ["nimi", "puhelin", "laituripaikka", "saapumispäivä", "toiveet"],
        ),
        (
            "# Integritet i båtklubben\n\nHär står vad klubben har om sina medlemmar.\n\n"
            "Seglare: namn, telefon, båtplats\n\nGäster: namn och ankomstdatum\n\n"
            "Uppgifterna lämnas inte till någon annan.\n",
            ["namn", "telefon", "båtplats", "ankomstdatum"],
        ),
        (
            "# Privacy at the boat club\n\nThis is what the club has on its people.\n\n"
            "Sailors: name, phone number, berth\n\nGuests: name and date of arrival\n\nNobody else gets it.\n",
            ["name", "phone number", "berth", "date of arrival"],
        ),
        (
            "# Venekerhon tietosuoja\n\n## Roolit\n\n- Veneilijä\n  - nimi\n  - veneen pituus\n- Vieras\n"
            "  - puhelinnumero\n  - saapumispäivä\n",
            ["nimi", "veneen pituus", "puhelinnumero", "saapumispäivä"],
        ),
        (
            "# Venekerhon tietosuoja\n\n## Lapsen tiedot\n\n- Nimi\n- Syntymäaika\n\n## Huoltajan tiedot\n\n- Puhelin\n"
            "- Osoite\n",
            ["Nimi", "Syntymäaika", "Puhelin", "Osoite"],
        ),
    ],
)
def test_groups_vouch_for_each_other(text, kinds):
    assert _kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "# Tietosuoja\n\nMastoista: mänty, kuusi, alumiini\n\nPurjeista: puuvilla, nailon\n",
        "# Tietosuoja\n\nEmme kerää: nimi, osoite, puhelin\n\nEmme näe: sijainti, kuvat, viestit\n",
        "# Privacy\n\nWith your consent: location, photos\n\nLegal obligation: invoices, payments\n",
        "# Tietosuoja\n\nTekijä: Nimi Osoite, Puhelin\n\nYhteys: sähköposti, puhelin\n",
    ],
)
def test_groups_of_aught_else(text):
    assert _kinds(text) == []
