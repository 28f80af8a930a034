"""The two companies' own notices, where they lie beside the project, and what stands in them."""

import os
from pathlib import Path

NAMES = ("000_6cdaf26849ceb490.txt", "004_73af59e549b0abb9.txt")
FOLDER = Path(os.environ.get("PORTAL_SHARED", "")) / "notices"
SHOP, CONSULTANCY = (FOLDER / name for name in NAMES)
MISSING = [name for name in NAMES if not os.environ.get("PORTAL_SHARED") or not (FOLDER / name).is_file()]
WHY_SKIPPED = f"{len(MISSING)} of the {len(NAMES)} companies' notices are not here: set PORTAL_SHARED"

SHOP_SAYS = {
    "language": ["fi"],
    "controller": {
        "name": "We Jazz Oy",
        "trade_name": "Digelius Music",
        "business_id": "2383558-8",
        "address": "Eurantie 8–10 LH 211, 00550 Helsinki",
        "email": None,
        "phone": None,
    },
    "contact": {"name": "Ami Vuorinen", "email": "ami@wejazz.fi", "phone": None},
    "updated": "2023-11-17",
}
SHOP_REGISTER = {
    "name": "Digelius Musicin asiakas-, markkinointi- ja käyttäjärekisteri",
    "purposes": [
        "asiakassuhteen hoitamiseen",
        "kommunikointiin",
        "tiedottamiseen",
        "markkinointiin",
        "kohdennettuun markkinointiin",
        "uutiskirjeen lähetykseen",
    ],
    "legal_bases": ["b", "c", "f"],
    "data_categories": [
        "Henkilön etu- ja sukunimi",
        "Yritys",
        "Puhelinnumero",
        "Sähköpostiosoite",
        "Postiosoite",
        "Tiedot aikaisemmista tilauksista",
        "Laskutukseen liittyvät asiat",
        "Markkinointikiellot",
    ],
    "sources": [
        "Käyttäjän itsensä rekisteröimät tiedot sekä rekisteröidyn käyttäjän asiakkuuteen, palveluiden käyttöön,"
        " viestintään sekä asiointiin liittyvät tapahtumat",
        "Rekisteriin tallennettavat tiedot saadaan asiakkaalta mm. www-lomakkeilla lähetetyistä viesteistä,"
        " sähköpostitse, puhelimitse, sosiaalisen median palvelujen kautta, tilauksista, asiakastapaamisista ja"
        " muista tilanteista, joissa asiakas luovuttaa tietojaan",
        "Yritysten ja muiden organisaatioiden yhteyshenkilöiden tietoja voidaan kerätä myös julkisista lähteistä"
        " kuten verkkosivuilta, hakemistopalveluista ja muilta yrityksiltä",
    ],
    "recipients": ["Google", "Slack", "MailChimp"],
    "transfers_outside_eea": False,
    "retention": "Säilytämme tietoja vain niin kauan, kuin se on tarpeen tässä tietosuojaselosteessa määriteltyjen"
    " tarkoitusten toteuttamiseksi, ellei laki edellytä tai salli pidempää säilytysaikaa.",
    "rights": ["access", "rectification", "erasure", "portability", "marketing_objection", "complaint"],
}
CONSULTANCY_SAYS = {
    "language": ["fi", "en"],
    "controller": {
        "name": "THEWIND Oy",
        "trade_name": None,
        "business_id": None,
        "address": "Aittokalliontie 6, 40400 Jyväskylä",
        "email": None,
        "phone": None,
    },
    "contact": {"name": "Tuuli Kirsikka Pirttiaho", "email": "tuulikirsikka@thewind.fi", "phone": None},
    "updated": None,
}
CONSULTANCY_REGISTERS = ["Yrityksen sähköpostirekisteri", "asiakasrekisteri"]
CONSULTANCY_BOTH = {
    "legal_bases": [],
    "data_categories": [
        "nimi",
        "yhteystiedot (edustamansa yritys, postiosoitteet, puhelinnumerot, sähköpostiosoitteet)",
        "asiakkuuteen liittyvä yhteydenpito ja viestintä",
        "toimeksiantojen hoitamiseen, laskutukseen ja perintään liittyvät tiedot",
        "muut toimenpiteet asiakassuhteen ylläpitämiseksi",
    ],
    "sources": ["asiakkaan itsensä antamat tiedot"],
    "recipients": [],
    "transfers_outside_eea": None,
    "retention": None,
    "rights": ["erasure"],
}
CONSULTANCY_PURPOSES = [
    "yrityksen asiakassuhteiden hoitamiseen",
    "hallintaan",
    "asiakasviestintään",
    "yritysviestintään",
    "markkinointiin",
]
