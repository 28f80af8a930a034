"""The two companies' own notices, where they lie beside the project, and what stands in them."""

import os
from pathlib import Path

NAMES = ("000_6cdaf26849ceb490.txt", "004_73af59e549b0abb9.txt")
FOLDER = Path(os.environ.get("PORTAL_SHARED", "")) / "notices"
SHOP, CONSULTANCY = (FOLDER / name for name in NAMES)
MISSING = [name for name in NAMES if not os.environ.get("PORTAL_SHARED") or not (FOLDER / name).is_file()]
WHY_SKIPPED = f"{len(MISSING)} of the {len(NAMES)} companies' notices are not here: set PORTAL_SHARED"


def words_of(path: Path, first: str, last: str) -> str:
    """What a notice says from these first words to these last, which stand there once: its text is not copied here."""
    if MISSING:
        return ""
    text = path.read_text("utf-8")
    assert text.count(first) == 1, first
    start = text.index(first)
    return " ".join(text[start : text.index(last, start) + len(last)].split())


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
        words_of(SHOP, "Käyttäjän itsensä", "tapahtumat"),
        words_of(SHOP, "Rekisteriin tallennettavat", "luovuttaa tietojaan"),
        words_of(SHOP, "Yritysten ja muiden", "muilta yrityksiltä"),
    ],
    "recipients": ["Google", "Slack", "MailChimp"],
    "transfers_outside_eea": False,
    "retention": words_of(SHOP, "Säilytämme tietoja", "säilytysaikaa."),
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
        words_of(CONSULTANCY, "yhteystiedot (", ")"),
        words_of(CONSULTANCY, "asiakkuuteen liittyvä yht", "viestintä"),
        words_of(CONSULTANCY, "toimeksiantojen", "tiedot"),
        words_of(CONSULTANCY, "muut toimenpiteet", "ylläpitämiseksi"),
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
