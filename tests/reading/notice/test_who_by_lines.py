"""Who answers and whom to ask where lines, labels without a sign and German forms of English tell it."""

import pytest

from tests.reading.notice.reading import read, read_bytes

REST = {
    "en": "\n\nWhat is kept\n\nWe keep the name and street of whoever orders a basket from us.\n",
    "fi": "\n\nHenkilötiedot\n\nTallennamme nimen ja osoitteen, kun tilaat korin meiltä.\n",
    "sv": "\n\nPersonuppgifter\n\nVi sparar namn och gata när du beställer en korg av oss.\n",
}
CONTROLLERS = [
    ("fi", "Rekisterinpitäjä Mallin Leipomo Oy\nMallikatu 3\n70100 Kuopio", "Mallin Leipomo Oy"),
    ("fi", "1. Rekisterinpitäjä Mallin Kello Ky\nTorikatu 3, 70100 Kuopio", "Mallin Kello Ky"),
    ("fi", "Rekisterinpitäjä\nNimi Mallin Kukka Oy\nOsoite Mallikatu 3", "Mallin Kukka Oy"),
    ("fi", "Rekisterinpitäjänä sekä yhteyshenkilönä toimii Teemu Mallila, teemu@mallila.example", "Teemu Mallila"),
    ("fi", "Rekisterinpitäjänä toimii yrittäjä Teemu Mallila (teemu@mallila.example).", "Teemu Mallila"),
    ("fi", "Tietojesi käsittelystä vastaa Mallihieronta, y-tunnus 2528792-5.", "Mallihieronta"),
    ("fi", "Rekisterinpitäjä asetuksen 4 artiklan 7 kohdan mielessä on:\n\nMallin Kukka\nMallikatu 3", "Mallin Kukka"),
    ("fi", "Sivuilta kerättyjen tietojen rekisterinpitäjä on:\n\nMALLI eKauppa — kotipaikka Turku", "MALLI eKauppa"),
    ("fi", "Kuka käsittelee tietojasi?\nSen tekee Mallin Kukka Oy.", "Mallin Kukka Oy"),
    ("fi", "Kuka käsittelee tietojasi?\nMinä, Sari Malli. Olen toiminimiyrittäjä.", "Sari Malli"),
    ("sv", "Personuppgiftsansvarig Bageri Mallberg AB\nMallgatan 3, 111 22 Stockholm", "Bageri Mallberg AB"),
    ("sv", "Personuppgiftsansvarig och kontaktperson är Lars Mallek, lars@mallek.example", "Lars Mallek"),
    ("sv", "Ansvarig för behandlingen:\nAnna Mallberg\nMallgatan 3\n111 22 Stockholm", "Anna Mallberg"),
    ("sv", "Personuppgiftsansvarig är eMall Studio, Malmö.", "eMall Studio"),
    ("sv", "Appen (nedan \"Appen\") ges ut till alla, tillhandahållen av MallSpel (nedan \"Tjänsteleverantören\").",
     "MallSpel"),
    ("sv", "Mallköpings IF är en ideell förening. Styrelsen sköter listorna.", "Mallköpings IF"),
    ("sv", "Vem ansvarar?\nDet gör jag, Anna Mallberg.", "Anna Mallberg"),
    ("sv", "Bakom sidan: Anna Mallberg, enskild firma, org.nr 771110-5655", "Anna Mallberg"),
    ("sv", "Appen Mallspel är gjord av mig, Anna Mallberg.", "Anna Mallberg"),
    ("sv", "Mallcafé AB (org.nr 556074-7569), nedan kallat Mall, är ansvarig för behandlingen.", "Mallcafé AB"),
    ("en", "We answer and are responsible for all processing of data here:\nMall & Sons Hotels GmbH\nRingstraße 8",
     "Mall & Sons Hotels GmbH"),
    ("en", "Datenschutzerklärung\n\nThis page tells how data is used.\n\nResponsible for data processing:\n\nMall Works"
     "\nRingstraße 8\n80339 München", "Mall Works"),
    ("en", "Controller\nThe responsible entity by Art. 4 No. 7 GDPR is\n\nAnna Mallbirch\nRingstraße 8",
     "Anna Mallbirch"),
    ("en", "The person responsible in the sense of the laws of the land, above all the Regulation (GDPR), is:\n\n"
     "Mall Solutions\nKlaus Mall\nDorfstr. 3", "Mall Solutions"),
    ("en", "Verantwortlicher\n\nThe Radio Club Mallau (RCM; ZVR 656204875), led by its seven elders, is "
     "responsible for the handling of all personal data.", "Radio Club Mallau"),
    ("en", "Responsible authority\nMall Practice\nDorfstr. 3", "Mall Practice"),
    ("en", "Owner and Data Controller\n\nMall Srl - Via Roma 3, Milano", "Mall Srl"),
    ("en", "Company: Syncmall — 20 Rue Jean Baptiste Mallard, 75009 Paris\nMail: admin@syncmall.tech", "Syncmall"),
    ("en", "We (Mall Studio, Hauptstr. 3, Berlin) process your data as controller.", "Mall Studio"),
    ("en", "Here \"we\", \"us\" and \"our\" refer to Mall Studio.", "Mall Studio"),
    ("en", "Please put a wish to see your data in writing to Mall Sanctuary, PO Box 643, Crewe.\n\n"
     "What follows is the Mall Sanctuary Privacy Policy, as of old.", "Mall Sanctuary"),
]  # fmt: skip
NO_CONTROLLER = [
    ("en", "Maps\n\nWe show maps. This is a service provided by:\n\nMapmall Works\n1 Low Street\nYork", None),
    ("en", "The controller processes the following data:\n- Name\n- Postcode of the house\n- Street 12", None),
]
PAGES = [
    ("sv", "<h2>Personuppgiftsansvarig</h2><ul><li><b>Verksamhet</b>Mall &amp; Döttrar (enskild firma)</li>"
     "<li><b>Ansvarig person</b>Karin Mall</li><li><b>Org.nr</b>771110-5655</li></ul>",
     ("Mall & Döttrar", "771110-5655", "Karin Mall")),
    ("fi", "<h2>Rekisterinpitäjä</h2><ul><li><b>Yritys</b>Mallin Korjaamo Oy</li><li><b>Y-tunnus</b>2528792-5</li>"
     "<li><b>Yhteyshenkilö</b>Sari Malli</li></ul>", ("Mallin Korjaamo Oy", "2528792-5", "Sari Malli")),
    ("en", "<h2>Data controller</h2><div><span>Company</span><span>Mall Bakery Ltd</span></div>"
     "<div><span>Company number</span><span>09876543</span></div>", ("Mall Bakery Ltd", "09876543", None)),
]  # fmt: skip
HEAD = {
    "en": "Data controller\nMall Services Ltd, 1 High Street, Leeds LS1 1AA\n\n",
    "fi": "Rekisterinpitäjä\nMallin Kukka Oy, 2528792-5, Mallikatu 3, 70100 Kuopio\n\n",
    "sv": "Personuppgiftsansvarig\nMall Bygg AB, 556074-7569, Mallgatan 3, 111 22 Stockholm\n\n",
}
CONTACTS = [
    ("en", "Contact\nWrite to us at 14 Avenue Victor Hugo, 75016 Paris.", None),
    ("en", "Contact us\nATTN: Privacy Team\nMall Services Ltd\n1 High Street", None),
    ("en", "Contact us\nAttn: Legal Department, Mall Services Ltd", None),
    ("en", "Contact us\nSubject Access Requests\nsar@mall.example", None),
    ("en", "Contact us\nMonday Friday 9-17", None),
    ("en", "Our host is Netmall GmbH, represented by the managing director Klaus Mall, Hauptstr. 3.", None),
    ("en", "Hosting provider data protection officer: Klaus Mall", None),
    ("en", "Data Protection Officer\nMallard Consulting Ltd, 3 Low Street, York", "Mallard Consulting Ltd"),
    ("en", "Contact us\nAttention: Mary Mallard\nMall Services Ltd", "Mary Mallard"),
    ("fi", "Yhteystiedot\nUrho Kekkosen katu 5\n00100 Helsinki", None),
    ("sv", "Kontakt\nMalls Kansli, Box 12, Umeå", None),
    ("sv", "Kontakt\nKarin Mall, vd\nkarin@mall.example", "Karin Mall"),
]
BOTH = [
    ("fi", "Rekisterinpitäjä ja yhteyshenkilö on Teemu Mallila, teemu@mallila.example", "Teemu Mallila"),
    ("en", "Controller, Data Protection Officer\nAnna Mallbirch\nRingstraße 8\n80339 München", "Anna Mallbirch"),
]
REGISTERS = [
    ("fi", "Rekisterin nimi on Mallin asiakasrekisteri. Sitä käytetään tilauksiin.", "Mallin asiakasrekisteri"),
    ("fi", "Tämän rekisterin nimi on Mallin asiakasrekisteri.", "Mallin asiakasrekisteri"),
    ("sv", "Registrets namn är kundregister.", "kundregister"),
    ("sv", "Registret heter Malls kundregister. Där finns de som köpt.", "Malls kundregister"),
    ("en", "The name of the register is Mall customer register.", "Mall customer register"),
]
DAYS = [
    ("en", "Status: December 30, 2025", "2025-12-30"),
    ("en", "The current status of this text is 2025-03-31. It may change.", "2025-03-31"),
    ("en", "Last updated - 2024/05/01", "2024-05-01"),
    ("en", "Last updated: 01.05.24", "2024-05-01"),
    ("sv", "Reviderad 20240506", "2024-05-06"),
]
TITLES = {"en": "Privacy policy\n\n", "fi": "Tietosuojaseloste\n\n", "sv": "Integritetspolicy\n\n"}


@pytest.mark.parametrize(("language", "said", "name"), CONTROLLERS + NO_CONTROLLER)
def test_it_reads_who_answers(language: str, said: str, name: str | None) -> None:
    controller = read(TITLES[language] + said + REST[language]).get("controller") or {}
    assert controller.get("name") == name


@pytest.mark.parametrize(("language", "said", "values"), PAGES)
def test_a_label_in_bold_does_not_grow_together_with_its_value(
    language: str, said: str, values: tuple[str | None, ...]
) -> None:
    page = f"<h1>{TITLES[language]}</h1>{said}<p>{REST[language]}</p>"
    notice, _ = read_bytes(page.encode(), "notice.html")
    controller, contact = notice["controller"], notice.get("contact") or {}
    assert (controller.get("name"), controller.get("business_id"), contact.get("name")) == values


def test_the_sign_of_a_broken_line_is_no_word_of_markdown() -> None:
    said = (
        "# Privacy policy\n\n**Data Controller:**  \\\nMall Scape GmbH\\\nBergstr. 12\\\n80339 München\n" + REST["en"]
    )
    notice, _ = read_bytes(said.encode(), "notice.md")
    assert notice["controller"]["name"] == "Mall Scape GmbH"


@pytest.mark.parametrize(("language", "said", "name"), CONTACTS)
def test_streets_teams_and_people_of_others_are_nobody_to_ask(language: str, said: str, name: str | None) -> None:
    contact = read(TITLES[language] + HEAD[language] + said + REST[language]).get("contact") or {}
    assert contact.get("name") == name


@pytest.mark.parametrize(("language", "said", "name"), BOTH)
def test_one_person_may_answer_and_be_asked(language: str, said: str, name: str) -> None:
    notice = read(TITLES[language] + said + REST[language])
    assert (notice["controller"]["name"], notice["contact"]["name"]) == (name, name)


@pytest.mark.parametrize(("language", "said", "name"), REGISTERS)
def test_a_sentence_names_the_register(language: str, said: str, name: str) -> None:
    notice = read(TITLES[language] + HEAD[language] + said + REST[language])
    assert [one.get("name") for one in notice["registers"]] == [name]


@pytest.mark.parametrize(("language", "said", "day"), DAYS)
def test_it_reads_the_day_in_more_forms(language: str, said: str, day: str) -> None:
    assert read(TITLES[language] + said + "\n\n" + HEAD[language] + REST[language])["updated"] == day
