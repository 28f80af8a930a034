"""Who answers where a small page names nobody but what it is called, and who is asked below the house."""

import pytest

from tests.reading.notice.reading import read, read_bytes

PAGE = "<html><head><title>{title}</title></head><body>{body}</body></html>"
PAGES = [
    ("Integritet - Bastumallet", "<h1>Integritet</h1><p>Vi sparar namn och e-post när du bokar.</p><h2>Kontakt</h2>"
     "<p>Mejla hej@bastumallet.test</p>", "Bastumallet"),
    ("Privacy", "<h1>Privacy policy</h1><p>We collect your name and e-mail.</p><footer>Paperwing Mall · Helsinki"
     "</footer>", "Paperwing Mall"),
    ("Kellumalli", "<h1>Tietosuojaseloste</h1><p>Kellumalli-palvelun käyttäjistä tallennetaan nimi.</p>"
     "<p>Tervetuloa käyttämään Kellumallia! Tietoja säilytetään vuosi.</p>", "Kellumalli"),
    ("Tietosuoja — Mallivahti", "<h1>Tietosuoja</h1><p>Mallivahti on yksityishenkilön ylläpitämä palvelu. Tietoja "
     "säilytetään vuosi.</p>", "Mallivahti"),
]  # fmt: skip
TEXTS = [
    ("# Datahanteringspolicy\n\nFöreningen Kubbmall\n\nVersion 1.2\n\n## Allmänt\n\nSom medlem i föreningen Kubbmall "
     "blir du registrerad. Vi sparar namn.\n", "Föreningen Kubbmall"),
    ("# Tietosuoja\n\nOulun Mallikerhon sivuilla kerätään nimi ja sähköposti.\n\nOulun Mallikerho ei luovuta tietoja "
     "eteenpäin.\n", "Oulun Mallikerho"),
    ("# Integritetspolicy\n\nVi sparar sidvisningar på Mallskolan.\n\nNär du besöker Mallskolan kan du se en ruta om "
     "kakor.\n\nGenom att använda Mallskolan godkänner du detta. Uppgifter sparas i ett år.\n", "Mallskolan"),
    ("# Privacy Policy\n\nLast updated: 2 May 2024\n\nMallfjord Labs\nStockholm, Sweden\n\nWe collect e-mail and usage "
     "data.\n", "Mallfjord Labs"),
    ("# Privacy Policy\n\nThis privacy policy applies to the Kubbmall app for mobile devices that was created by Jane "
     "Mallow as a Free service. We collect IP addresses.\n\n## Rights\n\nYou may ask for erasure.\n", "Jane Mallow"),
    ("# Tietosuoja\n\nRekisterinpitäjä on sivuston ylläpitäjä Liisa Malli. Säilytämme nimen vuoden.\n", "Liisa Malli"),
    ("# Integritet\n\nAnsvarig för personuppgifterna är jag, Anna Mall. Vi sparar namn.\n", "Anna Mall"),
    ("# Om kakor\n\nPå mallvagen.se använder vi kakor. En kaka är en fil som sparas hos dig.\n", None),
    ("# Tietosuoja\n\nEmme kerää tietoja. Säilytämme lokia vuoden.\n\nHallitus, Malmö 3.3.2026\n", None),
    ("# Privacy\n\nWe keep your name for a year.\n\nBest wishes, Mary and Ann Mallow, Turku\n", None),
]  # fmt: skip
ASKED = [
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nMallua\nJoonas Mallinen\nPohjoinen Mallikatu 29 A 7\n00100 HELSINKI\n\n"
     "joonas@mallua.example\n\nRekisterin sisältö\n\nNimi ja osoite\n", "Joonas Mallinen"),
    ("Integritetspolicy\n\nVi sparar namn.\n\nPersonuppgiftsansvarig\n\nPersonuppgiftsansvarig är Mallkompassen, som "
     "drivs av Anna Mall.\nE-post: a@mall.example\n", "Anna Mall"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "name"), PAGES)
def test_it_reads_the_one_name_of_which_a_page_speaks(title, body, name):
    """Its title, foot and mailbox, and what it says that it does, agree on one name."""
    assert read_bytes(PAGE.format(title=title, body=body).encode(), "n.html")[0]["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), TEXTS)
def test_it_reads_the_one_name_of_which_a_text_speaks(text, name):
    """A name of its own, and neither a noun, a board, a greeting nor the address of a site."""
    assert read(text, "n.md")["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), ASKED)
def test_it_asks_the_person_below_or_behind_the_house(text, name):
    """Whose name stands between that of the house and its details, or who runs it."""
    assert read(text)["contact"]["name"] == name
