"""Kinds of data as small firms' notices lay them out: headed lists within a section, labels on lines, several acts."""

import pytest

from tests.reading.notice.reading import read, register

TOP = {
    "fi": "Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nMalli Oy\n\n2. Rekisterin nimi\n\nAsiakasrekisteri\n\n",
    "sv": "Integritetspolicy\n\n1. Personuppgiftsansvarig\n\nModell AB\n\n2. Registrets namn\n\nKundregister\n\n",
    "en": "Privacy notice\n\n1. Data controller\n\nModel Ltd\n\n2. Name of the register\n\nCustomer register\n\n",
}
BELOW = {
    "fi": "\n\n4. Tietolähteet\n\nTiedot saadaan asiakkaalta.\n",
    "sv": "\n\n4. Källor\n\nUppgifterna fås av kunden.\n",
    "en": "\n\n4. Sources of data\n\nThe data comes from the customer.\n",
}
SECTION = {
    "fi": "3. Rekisterin tietosisältö\n\n",
    "sv": "3. Registrets innehåll\n\n",
    "en": "3. Data that we collect\n\n",
}
LISTED = [
    (
        "fi",
        "Rekisteri sisältää seuraavat tiedot:\n\nYhteystiedot\n • Nimi\n • Postinumero\nAsiakastiedot\n"
        " • Veneen mitat\n • Tiedot ostetuista palveluista",
        ["Nimi", "Postinumero", "Veneen mitat", "Tiedot ostetuista palveluista"],
    ),
    ("sv", "Kontaktuppgifter\n • Namn\n • Postnummer", ["Namn", "Postnummer"]),
    ("en", "Contact details\n\nName, address, phone number.", ["Name", "address", "phone number"]),
    (
        "fi",
        "Perustiedot: Asiakkaan nimi, osoite, puhelinnumero.Asiakkuuden tiedot: Osto- ja asiointitiedot kaupassa."
        "Tilin tiedot: Käyttäjätunnus ja salasana.",
        ["Asiakkaan nimi", "osoite", "puhelinnumero", "Osto- ja asiointitiedot kaupassa", "Käyttäjätunnus", "salasana"],
    ),
    (
        "sv",
        "Basuppgifter: namn, adress, telefonnummer.Uppgifter om köp: orderhistorik, betalningssätt.",
        ["namn", "adress", "telefonnummer", "orderhistorik", "betalningssätt"],
    ),
    (
        "fi",
        "Tietoa kaupoista: ostohistoria, tietoa ostetuista tavaroista, kaupan ajankohta\n"
        "Tietoa tilauksista sekä tehdyistä töistä: tilatut työt, hinta, maksutapa\n"
        "Venetiedot: rekisterinumero, veneen malli",
        ["Tietoa kaupoista: ostohistoria, tietoa ostetuista tavaroista, kaupan ajankohta",
         "Tietoa tilauksista sekä tehdyistä töistä: tilatut työt, hinta, maksutapa",
         "Venetiedot: rekisterinumero, veneen malli"],
    ),
    (
        "fi",
        "Tilauksesta kerätään asiakkaan nimi, puhelinnumero ja sähköpostiosoite, tilatut palvelut sekä laskutusta"
        " varten tarvittaessa kotiosoite ja henkilötunnus.",
        ["nimi", "puhelinnumero", "sähköpostiosoite", "tilatut palvelut", "kotiosoite", "henkilötunnus"],
    ),
    (
        "fi",
        "Tunnistusta varten talletetaan käyttäjätunnus ja sähköpostiosoite. Jos jäsen niin haluaa, tallennetaan myös"
        " etunimi, sukunimi ja kotisivun osoite.",
        ["käyttäjätunnus", "sähköpostiosoite", "etunimi", "sukunimi", "kotisivun osoite"],
    ),
    ("fi", " • Nimi\n • Yhteydenotot: soitto, kirje tai viesti", ["Nimi", "Yhteydenotot: soitto, kirje tai viesti"]),
    (
        "fi",
        "Keiden tietoja käsittelemme\n • Asiakkaat\n • Kävijät\n\nKäsittelemämme tiedot\n • Nimi\n • Varaustiedot",
        ["Nimi", "Varaustiedot"],
    ),
    (
        "fi",
        "Sisällön muodostavat soittajan ja hänen vanhempansa yhteystiedot\n • soittajan osoite\n\n"
        "Lisäksi sisällön muodostavat soittajan / vanhemman\n • henkilötunnus\n • soitinlainat",
        ["soittajan osoite", "henkilötunnus", "soitinlainat"],
    ),
    (
        "fi",
        "Rekisteri voi sisältää seuraavan jaon mukaiset tiedot soittajista:\n\nNimi\nPuhelinnumero\nYritys ja asema",
        ["Nimi", "Puhelinnumero", "Yritys ja asema"],
    ),
    (
        "fi",
        "Tallennettavat tiedot pitävät sisällään asiakkaan nimen, osoitteen ja puhelinnumeron, laskutustiedot sekä"
        " tiedot hallituksen jäsenistä, nimenkirjoittajista ja tosiasiallisista edunsaajista.",
        ["nimen", "osoitteen", "puhelinnumeron", "laskutustiedot",
         "tiedot hallituksen jäsenistä, nimenkirjoittajista ja tosiasiallisista edunsaajista"],
    ),
    (
        "fi",
        "Voimme käsitellä mm. seuraavia tietoja:\n\nNimi ja yhteystiedot, kuten sukunimi ja osoite.\n\n"
        "Asiakassuhdetiedot, kuten laskutus- ja maksutiedot, palautteet sekä peruutustiedot.\n\nMarkkinointikiellot.",
        ["Nimi ja yhteystiedot, kuten sukunimi ja osoite",
         "Asiakassuhdetiedot, kuten laskutus- ja maksutiedot, palautteet sekä peruutustiedot", "Markkinointikiellot"],
    ),
    ("fi", " • perustiedot; nimi, osoite, ikä\n • kieli", ["perustiedot; nimi, osoite, ikä", "kieli"]),
    (
        "fi",
        "Rekisteriin tallennetaan tiedot soittajan harjoittelusta ja lainojen käsittelystä. Kone kerää nettisivuilla"
        " kävijän IP-osoitteen, kielen sekä resoluution. Näitä tietoja voivat olla selain, laite ja kieliversio.",
        ["tiedot soittajan harjoittelusta ja lainojen käsittelystä", "kävijän IP-osoitteen", "kielen", "resoluution",
         "selain", "laite", "kieliversio"],
    ),
    ("fi", "Henkilötiedot, osoitetiedot ja soittoon liittyvät suoritetiedot.",
     ["Henkilötiedot", "osoitetiedot", "soittoon liittyvät suoritetiedot"]),
    (
        "fi",
        "Mahdolliset ruoka-allergiat, liikuntarajoitteet, passinnumero ja syntymäaika tallennetaan asiakasrekisteriin"
        " vain perustelluista syistä.",
        ["Mahdolliset ruoka-allergiat", "liikuntarajoitteet", "passinnumero", "syntymäaika"],
    ),
    (
        "fi",
        "Sukunimi pakollinen, henkilötunnus soittajalle pakollinen henkilön yksilöimiseksi ja laskutusta varten, osoite"
        " postitusta varten, kotikunta tilastointia varten, kieli tilastointia varten",
        ["Sukunimi", "henkilötunnus soittajalle", "osoite", "kotikunta", "kieli"],
    ),
    (
        "fi",
        "Lisäksi voimme kerätä soittohistoriatiedot, tiedot allergioista, sekä terveys- ja liikuntarajoitteista.",
        ["soittohistoriatiedot", "tiedot allergioista, sekä terveys- ja liikuntarajoitteista"],
    ),
    ("fi", "Perustiedot, kuten\n • etunimet\n • asumismuoto\n\nSoittotiedot, kuten\n • soitin\n • tilausjakso",
     ["etunimet", "asumismuoto", "soitin", "tilausjakso"]),
    (
        "fi",
        "Yritykseltä tallennetaan lisäksi yrityksen nimi ja Y-tunnus. Seura ylläpitää palvelussa lupatietoja,"
        " pelinumeroita ja maksutietoja. Seura tallentaa palveluun myös tiedot henkilön tehtävistä.",
        ["yrityksen nimi", "Y-tunnus", "lupatietoja", "pelinumeroita", "maksutietoja",
         "tiedot henkilön tehtävistä"],
    ),
    (
        "fi",
        " • Kieli\n • Ikä ja henkilötunnus (mikäli se on tarpeen. Esim. sopimukset.)\n • Tieto asemasta (ns. PEP)",
        ["Kieli", "Ikä", "henkilötunnus (mikäli se on tarpeen. Esim. sopimukset.)", "Tieto asemasta (ns. PEP)"],
    ),
]  # fmt: skip
OURS = [
    (
        "fi",
        "5. Muuta\n\nKerromme, mitä tietoja keräämme sinulta palvelun osoitteessa, ja mihin niitä käytämme.\n",
    ),
    (
        "fi",
        "5. Lehti\n\nOsoitteita pidetään, jotta toimisto voi tarvittaessa lähettää seuran julkaisuja ja viestejä.\n",
    ),
    ("fi", "5. Päivitys\n\nTietoja päivitetään ulkoisista lähteistä, kuten rekisterin tietoja ja osoitetietoja.\n"),
    (
        "fi",
        "5. Markkinointi\n\nVoin lähettää ajankohtaisia tarjouksia sekä tulevista tapahtumista tietoa viestillä.\n",
    ),
]


@pytest.mark.parametrize(("language", "said", "wanted"), LISTED)
def test_it_reads_data_as_it_is_laid_out(language, said, wanted):
    notice = read(TOP[language] + SECTION[language] + said + BELOW[language])
    values = register(notice)["data_categories"]
    assert [one for one in values if one not in {"Yhteystiedot", "Kontaktuppgifter", "Contact details"}] == wanted


@pytest.mark.parametrize(("language", "said"), OURS)
def test_it_reads_none_of_what_the_firm_sends(language, said):
    notice = read(TOP[language] + SECTION[language] + " • Kengän koko\n • Lestin numero" + BELOW[language] + said)
    assert register(notice)["data_categories"] == ["Kengän koko", "Lestin numero"]


@pytest.mark.parametrize(
    ("language", "below"),
    [("fi", "Yhteystiedot\n • Puhelin: 040 123 4567\n • Malli Oy"), ("en", "Contact\n\nJane Doe, managing director")],
)
def test_it_leaves_the_details_of_the_firm_where_they_are(language, below):
    notice = read(TOP[language] + SECTION[language] + ("Nimi, osoite." if language == "fi" else "Name, address.")
                  + "\n\n" + below + BELOW[language])  # fmt: skip
    assert len(register(notice)["data_categories"]) == 2
