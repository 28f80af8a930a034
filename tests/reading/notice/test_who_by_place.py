"""Controllers that stand above, below or beside what a notice says, and people who are written like houses."""

import pytest

from tests.reading.notice.reading import read, read_bytes

PAGE = "<html><head><title>{0}</title></head><body><p>{1}</p><h1>{2}</h1><p>{3}</p><p>{4}</p></body></html>"
HEADED = [
    ("Maija Mallinen Counselling\n\nPrivacy Notice\n\nYour notes are kept for seven years after the last visit.\n",
     "Maija Mallinen Counselling"),
    ("Mallwent Community Council Website\n\nPrivacy policy\n\nThis page says how data is used.\n",
     "Mallwent Community Council"),
    ("Mallila\n\nTietosuojaseloste\n\nTietoja säilytetään vuosi. Kysymykset: posti@mallila.org\n", "Mallila"),
    ("Services\n\nPrivacy policy\n\nThis page says how data is used.\n", None),
    ("Our Policies\n\nTerms and Conditions\n\nThis page says how data is used.\n", None),
]  # fmt: skip
BRANDED = [
    (("Tietosuoja — Malmo Light Co.", "← Malmo", "Tietosuojaseloste", "Emme kerää nimeä, osoitetta tai puhelinnumeroa.",
      "Malmo Light Co. · Otaniemi"), "Malmo Light Co"),
    (("Privacy Policy — mallmaxxing", "mallmaxxing", "Privacy Policy", "This page says how data is used.",
      "mallmaxxing"), "mallmaxxing"),
    (("Privacy notice Maija Mallinen Physiotherapy", "Menu", "Privacy Notice",
      "You may take a quarrel to the Information Commissioners Office.",
      "Maija Mallinen Physiotherapy © 2016"), "Maija Mallinen Physiotherapy"),
    (("Integritetspolicy – Mallmappen", "Mallmappen", "Integritetspolicy",
      "Mallmappen drivs av Maija Mallinen som privatperson.", "Tjänsten är gratis."), "Maija Mallinen"),
    (("Privacy — Mallnote", "Mallnote", "Privacy", "This page says how data is used.", "© 2024 Maija Mallinen"),
     "Maija Mallinen"),
]  # fmt: skip
TOLD = [
    ("Integritetspolicy\n\nDansmallet Mallrullarna, 802000-0001, Mallgatan 2, 111 22 Mala (nedan kallad föreningen) "
     "är personuppgiftsansvarig för behandlingen.\n", "Dansmallet Mallrullarna"),
    ("Integritetspolicy\n\nMaija Mallinen (entrepreneur individuel), 3 Rue des Malls, 11440 Mallac, Frankrike, är "
     "personuppgiftsansvarig för de uppgifter som gästerna lämnar.\n", "Maija Mallinen"),
    ("Integritetspolicy\n\nVi är Mall & Malla Bilservice, ett företag som erbjuder service. Vi sparar uppgifter.\n",
     "Mall & Malla Bilservice"),
    ("Integritetspolicy\n\nVi är GDPR-anpassade och sparar uppgifter hos oss.\n", None),
    ("Integritetspolicy\n\nSvenska malloförbundet är personuppgiftsansvarig. Denna policy gäller för dig som besöker "
     "vår sida.\n",
     "Svenska malloförbundet"),
    ("Som medlem i IF Mallstads Karate godkänner du att IF Mallstads Karate sparar och lagrar dina uppgifter.\n",
     "IF Mallstads Karate"),
    ("Privacy policy\n\nThank you for your interest in Mallano (“Mallano”, “we”, “us”, or “Provider”) and our site. "
     "It says how data is used.\n", "Mallano"),
    ("At MALL AUTO (“MALL AUTO”, “we”) we take privacy seriously. This says how data is used.\n", "MALL AUTO"),
    ("Tietosuoja\n\nmalseli.pro noudattaa palveluiden käytäntöä. Emme käsittele tietoja malseli.pro palvelussa.\n",
     "malseli.pro"),
    ("Tietosuojaseloste\n\nTapahtumien rekisteriä ylläpitää Mallien kilta, joka on yhdistys. Kysy lisää killalta.\n",
     "Mallien kilta"),
    ("Integritetspolicy\n\nAnsvarig\n\nMALLEN — kontakt: info@mallen.example\n", "MALLEN"),
    ("Tietosuojaseloste\n\nRekisterinpitäjä\n\nPLACEHOLDER_TODO_NAME\n", None),
    ("Data privacy\n\nFAO: Data Controller\n2 Mallen Shopping Centre\nUpper Road\nMallast\n\nYour rights\n\nYou may "
     "ask us.\n", None),
]  # fmt: skip
ASKED = [
    ("Yhteyshenkilö\n\nMaija Mallgård\nPuh: 06-123456\n", "Maija Mallgård"),
    ("Yhteyshenkilö\n\nMaija Mallqvist\n", "Maija Mallqvist"),
    ("Yhteyshenkilö\n\nRichard Mallen\n", "Richard Mallen"),
    ("Yhteyshenkilö\n\nAm Mallbahnhof 6\n", None),
    ("Yhteyshenkilö\n\nTjänster Process Om\n", None),
    ("Yhteyshenkilö\n\nMaija, maija@malli.example\n", "Maija"),
    ("Yhteyshenkilö\n\nMaija, pekka@malli.example\n", None),
    ("Yhteyshenkilö\n\nSupport, support@malli.example\n", None),
    ("Yhteydenotot\n\nVoit ottaa yhteyttä Malla Code Talliin.\nYrittäjä: Maija Mallinen\n", "Maija Mallinen"),
    ("Rekisterinpitäjän vastuuhenkilö\n\nNimi: Pekka Mallinen\n\nRekisterin yhteyshenkilö\n\nNimi: Maija Mallinen\n",
     "Maija Mallinen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), [*HEADED, *TOLD])
def test_it_reads_the_controller_by_where_it_stands(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("parts", "name"), BRANDED)
def test_it_reads_the_name_that_a_page_bears(parts, name) -> None:
    assert read_bytes(PAGE.format(*parts).encode(), "privacy.html")[0]["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), ASKED)
def test_it_tells_people_from_streets_menus_and_shared_mailboxes(text, name) -> None:
    said = read(f"Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalla Code Talli\n\n{text}")
    assert said["contact"]["name"] == name


def test_it_reads_a_person_beside_a_label_without_a_colon() -> None:
    said = read(
        "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\nYhteyshenkilö Maija Mallinen\nKatu 1, 00100 Helsinki\n"
    )
    assert said["contact"]["name"] == "Maija Mallinen"


TOLD_TO_ASK = [
    ("Integritetspolicy\n\nVi sparar dina uppgifter. Frågor om personuppgifter besvaras av hotellchef Maija Mallkvist, "
     "maija@hotell.example, 08-123 45 67.\n", "Maija Mallkvist"),
    ("Integritetspolicy\n\nVi sparar dina uppgifter. Vårt dataskyddsombud heter Maija Mallgren och nås på "
     "dso@malla.example.\n", "Maija Mallgren"),
    ("Integritetspolicy\n\nKontaktperson\n\nRektor Maija Mallgård-Holm, tfn 050 555 4127\n", "Maija Mallgård-Holm"),
    ("Integritetspolicy\n\nVi på verkstaden sparar dina uppgifter. Ring Maija om du undrar nåt, 08-123 45 67.\n",
     "Maija"),
    ("Integritetspolicy\n\nVi på verkstaden sparar dina uppgifter. Ring Kundtjänst om du undrar nåt, 08-123 45 67.\n",
     None),
    ("Privacy notice\n\nWe keep your data. Our data protection lead is   Dr Maija Mallen-Shah   (gdpr@mall.example).\n",
     "Dr Maija Mallen-Shah"),
    ("Privacy notice\n\nWe keep your data for you.\n\nQuestions\n\nWrite to Maija at maija@mall.example.\n", "Maija"),
    ("Privacy notice\n\nWe keep your data for you.\n\nQuestions\n\nWrite to Support at support@mall.example.\n", None),
    ("Privacy notice\n\nWe keep your data for you.\n\nWith good wishes,\n\nMaija Mallen\nBursar\nmaija@mall.example\n",
     "Maija Mallen"),
    ("Tietosuoja\n\nKäsittelemme tietojasi. Tietosuojavastaavana toimii hammashuoltaja Maija Mallinen, puh. 017 555 "
     "0182.\n", "Maija Mallinen"),
    ("Tietosuoja\n\nKäsittelemme tietojasi. Tietosuoja-asioissa auttaa: Maija Mallinen, maija@mall.example\n",
     "Maija Mallinen"),
    ("Tietosuoja\n\nKäsittelemme tietojasi. Korjaamopäällikkö Maija Mallinen (mm@mall.example) hoitaa näitä asioita.\n",
     "Maija Mallinen"),
    ("Tietosuoja\n\nKäsittelemme tietojasi. Yhteydenotot pyydetään osoittamaan johtaja Maija Mallqvistille, "
     "maija.mallqvist@mall.example.\n", "Maija Mallqvist"),
    ("Tietosuoja\n\nKäsittelemme tietojasi. Malli Oy:n yhteyshenkilö on Maija Mallinen.\n", None),
    ("Tietosuoja\n\nKäsittelemme tietojasi.\n\nYhteystiedot\n\n• Malli ry\n• tietosuojavastaava Maija Mallinen, 045 "
     "555 2093\n\nLuistelijasta\n\n• nimi\n• syntymäaika\n", "Maija Mallinen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), TOLD_TO_ASK)
def test_it_reads_whom_a_notice_tells_to_ask(text, name) -> None:
    assert read(text)["contact"]["name"] == name


DEFINED = [
    ('Privacy notice\n\nThis notice tells how Harrow Mall Ltd ("the Clinic") handles data of patients. The Clinic is '
     "the controller.\n", "Harrow Mall Ltd"),
    ('Privacy notice\n\nMallhouse Quay Club (the "Club") is a society of Quay Road. The Club is the data controller '
     "of what members tell.\n", "Mallhouse Quay Club"),
    ("Privacy notice\n\nThe Clinic is the controller of the data that patients give to it.\n", None),
    ("Integritetspolicy\n\nDenna information lämnas av Mall & Malla Konsulter Handelsbolag, org.nr 969948-4896, Gatan, "
     "602 24 Norrköping, i egenskap av personuppgiftsansvarig.\n", "Mall & Malla Konsulter Handelsbolag"),
    ("Privacy notice\n\nThis is the data protection statement of Maija Mallen, who runs Mall Works at Unit 6.\n",
     "Maija Mallen"),
    ("Tietosuoja\n\nKysymme nimen ja numeron. Laskut hoitaa Mallin Laskutus Oy ja kerromme tietoja sille.\n", None),
    ("Tietosuoja\n\nKysymme nimen ja numeron. Jos ei hoidu, soita tietosuojavaltuutetulle.\n\nMalli • Ravintola Malli "
     "Oy (1234567-1) • Satamakatu 1, 53900 Lappeenranta\n", "Ravintola Malli Oy"),
    ("Tietosuoja\n\nKysymme nimen ja numeron. Tietoja säilytetään.\n\nPuoti Malla, Tmi Maija Mallinen, Y 1234567-1\n",
     "Tmi Maija Mallinen"),
    ("Privacy\n\nYou may ask to see your data that we keep.\n\nMallipeli Oy • Linnankatu 11, 20100 Turku • Business ID "
     "1234567-1\n", "Mallipeli Oy"),
    ("Tietosuoja\n\nAutokorjaamo Malli Oy, Konekuja 2, 15520 Lahti, vastaa asiakastietojesi käsittelystä. Kirjaamme "
     "nimesi.\n", "Autokorjaamo Malli Oy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), DEFINED)
def test_it_reads_whom_a_word_stands_for_and_whose_an_id_is(text, name) -> None:
    assert read(text)["controller"]["name"] == name


SAID = [
    ("Me Kahvila Malli Oy:ssä huolehdimme tiedoistasi. Yhteyshenkilömme tietosuoja-asioissa on Maija Mallinen.",
     "Kahvila Malli Oy", "Maija Mallinen"),
    ("Tätä rekisteriä pitää Kuntosali Malli Oy. Tietosuojasta meillä vastaa Maija Mallinen.",
     "Kuntosali Malli Oy", "Maija Mallinen"),
    ("Sivustoa ylläpitää Puutarha Malli (Y-tunnus 1234567-1). Ole yhteydessä Maijaan: maija@malli.fi",
     "Puutarha Malli", "Maija"),
    ("Tämä on Autopesu Malli Oy:n tietosuojaseloste. Lisätietoja antaa päällikkö Maija Mallinen, p. 040 555 1234.",
     "Autopesu Malli Oy", "Maija Mallinen"),
    ("Tietojen haltija on Asunto Oy Mallikko, isännöitsijä Maija Mallinen. Tietoja ei luovuteta.",
     "Asunto Oy Mallikko", "Maija Mallinen"),
    ("Laskutuksesta vastaa Tilitoimisto Malli Oy, kirjanpitäjä Maija Mallinen, maija@malli.fi.", None, None),
    ("Voit valittaa tietosuojavaltuutetulle, jona toimii Maija Mallinen, puh. 029 566 6700.", None, None),
    ("Personuppgiftsansvarig för registret är Brf Mallen. Frågor besvaras av styrelsens sekreterare Maija Mallgren.",
     "Brf Mallen", "Maija Mallgren"),
    ("Bakom sidan står vi som odlar och sparar dina uppgifter.\n\nKassör Maija Mallgren svarar gärna på frågor: "
     "maija.mallgren@mallen.se",
     None, "Maija Mallgren"),
    ("Vi anlitar Redovisningsbyrån Mallen AB, Maija Mallgren, maija@mallen.se för bokföringen.", None, None),
    ("Data is looked after by the Mall Road Allotment Society. Our secretary Maija Mallen deals with requests for it.",
     "Mall Road Allotment Society", "Maija Mallen"),
    ("I am Maija Mallen, a piano teacher in Cork. Your lessons and your number are kept by me.", "Maija Mallen", None),
    ("Our accountants, Mall & Co Ltd, see invoices. Our site was built by Maija Mallen, maija@mall.dev.",
     None, None),
    ("In this privacy notice Gamla Mallgatan Advokataktiebolag (“GMA”) describes how we keep to the rules issued by "
     "the Mallish Bar Association.", "Gamla Mallgatan Advokataktiebolag", None),
    ("We follow the rules issued by the Mallish Bar Association and keep what you tell us.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "controller", "contact"), SAID)
def test_it_reads_who_answers_and_whom_to_ask_in_plain_speech(text, controller, contact) -> None:
    said = read(f"Privacy\n\n{text}\n")
    assert (said["controller"]["name"], said["contact"]["name"]) == (controller, contact)


SAID_ELSE = [
    ("Tervetuloa Fysio Malleen! Fysio Malle on Oulussa. Vastaava fysioterapeutti Maija Mallinen, maija@malli.fi",
     "Fysio Malle", "Maija Mallinen"),
    ("Rekisterin pitäjä on Kyläyhdistys Malli ry.\n\nRekisterin hoitaja: Maija Mallinen", "Kyläyhdistys Malli ry",
     "Maija Mallinen"),
    ("Klubben heter Mallereds Bordtennisklubb och finns i byn. Du når Maija Mallgren, ordförande, på 090-12 34 56.",
     "Mallereds Bordtennisklubb", "Maija Mallgren"),
    ("Bolaget som ansvarar är Mall & Larm AB, som sparar uppgifter. Skriv till Maija Mallgren, Box 12, 401 20 Mala.",
     "Mall & Larm AB", "Maija Mallgren"),
    ("Hos oss på Bageri Mallen får du veta allt. Maija på kontoret svarar: maija@mallimpan.se", "Bageri Mallen",
     "Maija"),
    ("Webbplatsen är gjord av Webbyrån Mallen AB och visar dig bilder.\n\nFoto: Maija Mallgren, maija@foto.se", None,
     None),
    ("Blue Mall Nursery (charity 101) holds information. Please talk to the nursery manager, Maija Mallen, about it.",
     "Blue Mall Nursery", "Maija Mallen"),
    ("We, the Mallwood Trust, keep a list of givers.\n\nMaija Mallen, Administrator, Mallwood Trust, 01234 567890",
     "Mallwood Trust", "Maija Mallen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "controller", "contact"), SAID_ELSE)
def test_it_reads_them_in_other_turns_too(text, controller, contact) -> None:
    said = read(f"GDPR\n\n{text}\n")
    assert (said["controller"]["name"], said["contact"]["name"]) == (controller, contact)
