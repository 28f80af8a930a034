"""Controllers that no heading names: told by what several places of a notice say alike."""

import pytest

from tests.reading.notice.reading import read, read_bytes

PAGE = (
    "<html><head><title>{title}</title></head><body><h1>{head}</h1><p>{first}</p><h2>Kontakt</h2><p>{mail}</p>"
    "<footer>{foot}</footer></body></html>"
)
AGREED = [
    pytest.param(
        {"title": "Integritetspolicy | Malla Bil & Motor", "head": "Integritetspolicy", "mail": "info@mallabil.se",
         "first": "Vi värnar om din integritet. Gäller: Malla Bil & Motor", "foot": "Gatan 1"},
        "Malla Bil & Motor", id="title and first sentence"),
    pytest.param(
        {"title": "Tietosuojaseloste - Mallila", "head": "Tietosuojaseloste", "mail": "posti@mallila.example",
         "first": "Tällä sivulla kerrotaan, mitä tietoja kerätään.", "foot": "© 2024 Mallila. Kotisivut Verkko Oy"},
        "Mallila", id="title, foot and mail"),
    pytest.param(
        {"title": "MALLARD FLOWERS LTD PRIVACY POLICY", "head": "MALLARD FLOWERS LTD PRIVACY POLICY", "foot": "Home",
         "first": "This policy says how information is used when you visit.", "mail": "hello@mallard-flowers.com"},
        "MALLARD FLOWERS LTD", id="heading in capitals"),
    pytest.param(
        {"title": "Integritetspolicy", "head": "Salong Malvas integritetspolicy", "mail": "hej@salongmalva.se",
         "first": "Här står vilka uppgifter Salong Malva sparar om dig.", "foot": "Boka"},
        "Salong Malva", id="a genitive and the name without it"),
]  # fmt: skip
SAID = [
    ("Mallrose PC Repairs operates the mallrosepc.com website. It is there to tell guests of our rules.",
     "Mallrose PC Repairs"),
    ("Välkommen till Malmepris. Denna policy beskriver hur vi behandlar information. Skriv till info@malmepris.se.",
     "Malmepris"),
    ("Tietoja käsittelee vain Terapia Mallikas eikä niitä luovuteta muille. Viestejä säilytetään vuosi.",
     "Terapia Mallikas"),
    ("Tjänsten Prognosan drivs av Mallkraft Production. Mallkraft Production ansvarar därmed enligt lag för "
     "behandlingen av dina personuppgifter.", "Mallkraft Production"),
    ("Mallard View is owned and operated by Nora and Ted Mallow using the domain https://mallard-view.example.",
     "Nora and Ted Mallow"),
    ("Vi på O.A. Mallson är måna om din integritet. Nedan står vad vi sparar.", "O.A. Mallson"),
    ("Contact details\n\nName: Mall View Bed and Breakfast\nAddress: Craig, Mallport\nE-mail: mallview@gmail.com",
     "Mall View Bed and Breakfast"),
    ("I Mallstadens Aikidoklubb samlar vi in uppgifter. Mallstadens Aikidoklubb följer riktlinjer.",
     "Mallstadens Aikidoklubb"),
    ("Ditt medlemskap i Mallviks båtklubb är grunden för det. Mallviks båtklubb följer lagen och dess regler.",
     "Mallviks båtklubb"),
    ("Mallgårdens Sällskap, orgnr: 802000-0000, adress: Box 2, 104 35 Stockholm (nedan kallad klubben) är "
     "personuppgiftsansvarig för det.", "Mallgårdens Sällskap"),
    ("You agree to adhere to The Mall Corner's guidelines. The Mall Corner reserves the right to vary its hours.",
     "Mall Corner"),
    ("Restaurangen drivs av Mallorians mat AB. Som personuppgiftsansvarig avgör vi hur uppgifter behandlas.",
     "Mallorians mat AB"),
    ("Range Mall Inc. (“Range Mall”,\n“us”, “we”) handles the information that we collect about you.",
     "Range Mall Inc."),
]  # fmt: skip
NOBODY = [
    pytest.param(
        "Tietosuoja\n\nSovelluksen (jäljempänä myös 'palvelu') käyttöön liittyvät ehdot.\n", id="a thing called so"),
    pytest.param(
        "Tietosuojaseloste\n\nRekisterinpitäjä\n\nYritys Y-tunnus: 1234567-1\nOsoite 1 A 3\n",
        id="a form not filled in"),
    pytest.param(
        "Privacy policy\n\nSome data are handled by Apple, Inc. when you pay in the shop.\n", id="a known processor"),
    pytest.param(
        "Integritetspolicy\n\nSå hanterar vi uppgifter. Uppgifterna sparas ett år.\n\nWebbproduktion: Malla Webb\n",
        id="the maker of the site"),
    pytest.param(
        "Tietosuojaseloste\n\nTietoja säilytetään vuosi. Valituksen voi tehdä: Tietosuojavaltuutetun toimisto, "
        "PL 800, 00531 Helsinki, tietosuoja@om.fi\n", id="the authority"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "name"), AGREED)
def test_it_reads_the_name_on_which_places_agree(page, name) -> None:
    said, document = read_bytes(PAGE.format(**page).encode(), "notice.html")
    assert said["controller"]["name"] == name
    start, end = said["places"]["controller.name"]
    assert document.text[start:end] == name


@pytest.mark.parametrize(("text", "name"), SAID)
def test_it_reads_the_name_that_a_first_sentence_tells(text, name) -> None:
    assert read(f"Privacy policy\n\n{text}\n")["controller"]["name"] == name


@pytest.mark.parametrize("text", NOBODY)
def test_it_takes_nobody_else_for_the_controller(text) -> None:
    assert read(text)["controller"]["name"] is None


def test_where_two_names_are_said_alike_it_reads_none() -> None:
    said, _ = read_bytes(
        PAGE.format(
            title="Integritetspolicy | Mallhuset", head="Integritetspolicy för Norrhuset", mail="norrhuset@gmail.com",
            first="Uppgifter sparas ett år.", foot="© 2024 Mallhuset",
        ).encode(), "notice.html",
    )  # fmt: skip
    assert said["controller"]["name"] is None


def test_a_heading_that_is_the_notice_of_a_name_tells_it_alone() -> None:
    said = read(
        "Privacy Policy for Mallstead Pottery\n\nLast updated: 5 May 2022\n\nWe use your data for the service.\n"
    )
    assert said["controller"]["name"] == "Mallstead Pottery"


def test_the_words_for_a_notice_are_no_controller() -> None:
    said = read(
        "Keitä olemme\n\nRekisteri- ja tietosuojaseloste, Mallset Oy:n asiakasrekisteri\n\n1. Rekisterinpitäjä\n"
        "Mallset Oy 1234567-1\nMallitie 2, 89920 Malli\n"
    )
    assert said["controller"]["name"] == "Mallset Oy"


def test_the_title_of_a_page_is_no_part_of_its_text() -> None:
    _, document = read_bytes(
        b"<html><head><title>Privacy | Mallow</title></head><body><p>Words.</p></body></html>", "a.html"
    )
    assert document.title == "Privacy | Mallow"
    assert "Mallow" not in document.text


def test_a_label_names_the_controller_and_its_keeper_does_not() -> None:
    said = read(
        "Tietosuojaseloste\n\n1. Rekisterinpitäjä ja yhteystiedot\n\n• Rekisterinpitäjä: Mallix Oy\n"
        "• Tietosuojavastaava: Maija Mallinen\n• Operaattori: Apix Malli Oy\n"
    )
    assert said["controller"]["name"] == "Mallix Oy"
    assert said["contact"]["name"] == "Maija Mallinen"


def test_one_in_office_is_not_the_house() -> None:
    said = read(
        "Integritetspolicy\n\nMallkompaniet behandlar personuppgifter enligt lag. Ansvarig för personuppgifter "
        "är Malla Mallberg, VD. Mallkompaniet är ansvariga för att behandlingen är korrekt. Brev: a@mallkompaniet.se.\n"
    )
    assert said["controller"]["name"] == "Mallkompaniet"


def test_details_of_the_controller_are_about_it() -> None:
    said = read(
        "Privacy policy\n\nMallbad Ltd develops this service.\n\nData controller contact details\n\nMallbad Oy\n"
        "Mallitie 18 B\n90590 Oulu\n"
    )
    assert said["controller"]["name"] == "Mallbad Oy"


def test_the_secretary_of_a_club_is_nobody_by_name() -> None:
    said = read(
        "Dataskydd\n\nRegisteransvarig\nMalla Distrikt rf\n\nKontaktperson\nMalla Distrikts sekreterare\na@malla.fi\n"
    )
    assert said["controller"]["name"] == "Malla Distrikt rf"
    assert said["contact"]["name"] is None


def test_a_town_of_an_address_is_nobody() -> None:
    said = read("Privacy policy\n\nContact us\n\nMallard LLC\n60 Mallard Ridge Dr.\nSan Mallos, CA 99921\n")
    assert said["contact"]["name"] is None


AS_WRITTEN = [
    ("Tietosuojaseloste – Suoramalli\n\n1. Rekisterinpitäjä\n\nSivusto: Suoramalli\nLuonne: yksityinen blogi\n",
     "Suoramalli"),
    ("Privacy Policy\n\nWho are we?\n\nWe're Mall Upholstery Ltd ('we', 'our', 'us'), company number 99710284.\n",
     "Mall Upholstery Ltd"),
    ("Privacy notice\n\nThis notice tells how we, Mall Church Hill (“MCH”), as a controller use your data.\n\n"
     "What data do the controllers named here process?\n\n- Names, voices, and nicknames;\n- Contact details;\n",
     "Mall Church Hill"),
    ("Privacy notice\n\nIdentity of the controller\n\nThe data controller, that is, the house responsible "
     "for handling your data, is Mallburg Stage g.i.e.(MSC):\n", "Mallburg Stage g.i.e."),
    ("Integritetspolicy | MRR Installation\n\nVälkommen till Mrrinstallation.se! Vi samlar inte in uppgifter. "
     "Mrrinstallation.se kan ha länkar.\n", "Mrrinstallation.se"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), AS_WRITTEN)
def test_it_reads_a_name_without_what_stands_before_it(text, name) -> None:
    assert read(text)["controller"]["name"] == name


def test_the_one_company_behind_the_sign_of_copyright_is_the_controller() -> None:
    page = {"title": "Mall Insights – siffror", "head": "Integritetspolicy", "first": "Mall Insights sparar uppgifter.",
            "mail": "hej@mallinsights.se"}  # fmt: skip
    foot, maker = "© Mall Reporting AB · Prototyp", "Webbproduktion: Malla Webb AB"
    assert read_bytes(PAGE.format(**page, foot=foot).encode(), "n.html")[0]["controller"]["name"] == (
        "Mall Reporting AB"
    )
    assert read_bytes(PAGE.format(**page, foot=maker).encode(), "n.html")[0]["controller"]["name"] != "Malla Webb AB"


def test_who_makes_an_app_answers_for_it() -> None:
    said = read(
        "Integritetspolicy – Mallpris\n\nAnsvarig\n\nDenna app utvecklas och underhålls av Malla Mallberg. Skriv till "
        "malla@gmail.com.\n\nVilken data samlar appen in?\n\nAppen samlar inte in någon data om dig.\n"
    )
    assert said["controller"]["name"] == "Malla Mallberg"


def test_one_who_answers_by_itself_is_another() -> None:
    said = read(
        "Tietosuojaseloste – Digipassi\n\n1. Rekisterinpitäjä\n\nPalvelun tarjoava yritys.\n\n2. Vastaanottajat\n\n"
        "Mallipay Inc. toimii itsenäisenä rekisterinpitäjänä maksutietojen osalta.\n"
    )
    assert said["controller"]["name"] != "Mallipay Inc."


def test_an_office_is_no_part_of_a_person_s_name_and_zeros_are_no_id() -> None:
    said = read(
        "Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nMallix Oy, Y-tunnus 0000000-0\n\n2. Yhteyshenkilö\n\n"
        "Hankekoordinaattori Maija Mallinen\nmaija@mallix.fi\n"
    )
    assert (said["contact"]["name"], said["controller"]["business_id"]) == ("Maija Mallinen", None)


def test_a_name_with_a_small_word_is_that_of_the_title() -> None:
    page = {
        "title": "Tietosuojaseloste – Digimallinen passi",
        "head": "Tietosuojaseloste",
        "first": "Rekisterinpitäjä on\nRekisteröidyllä on oikeus saada tietoa.",
        "mail": "a@digimallinenpassi.fi",
        "foot": "© 2025 Digimallinen passi",
    }
    assert read_bytes(PAGE.format(**page).encode(), "n.html")[0]["controller"]["name"] == "Digimallinen passi"


def test_one_who_has_a_right_against_the_controller_is_not_it() -> None:
    said = read(
        "Tietosuojaseloste\n\nMallipalvelut toimii rekisterinpitäjänä.\n\nRekisteröidyn oikeudet\n\n"
        "Mallila on oikeus saada rekisterinpitäjältä vahvistus.\n"
    )
    assert said["controller"]["name"] == "Mallipalvelut"


@pytest.mark.parametrize("name", ["[ Yrityksen nimi ]", "and", "Your company name", "Etunimi Sukunimi"])
def test_a_place_that_was_not_filled_in_is_nobody(name) -> None:
    said = read(f"Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\n{name}\nMallitie 1, 00100 Helsinki\n")
    assert said["controller"]["name"] is None


def test_a_name_that_begins_like_a_word_stands_under_its_heading() -> None:
    said = read("Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nVerkkomallari\nMallitie 1, 00100 Helsinki\n")
    assert said["controller"]["name"] == "Verkkomallari"
