"""What stands where data is told and is no kind of it: principles, definitions, rules, classes of cookies."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read

DATA = {
    "en": "2. Personal data we collect\n\n- Name\n- Phone number\n\n",
    "sv": "2. Personuppgifter som vi samlar in\n\n- Namn\n- Telefonnummer\n\n",
    "fi": "2. Käsiteltävät henkilötiedot\n\n- Nimi\n- Puhelinnumero\n\n",
}
KINDS = {"en": ["Name", "Phone number"], "sv": ["Namn", "Telefonnummer"], "fi": ["Nimi", "Puhelinnumero"]}

PRINCIPLES = {
    "en": "3. Principles of processing personal data\n\n- I treat personal data with care and lawfully.\n"
    "- Personal data I hold is correct and to the point.\n",
    "sv": "3. Principer för behandling av personuppgifter\n\n- Personuppgifter behandlas lagligt och öppet.\n"
    "- Uppgifterna är riktiga och hålls aktuella.\n",
    "fi": "3. Henkilötietojen käsittelyn periaatteet\n\n- Henkilötietoja käsitellään lainmukaisesti ja avoimesti.\n"
    "- Tiedot ovat täsmällisiä ja ajantasaisia.\n",
}
PURPOSES = {
    "en": "3. The post office uses personal data for the following purposes\n\n- Sending parcels and keeping in touch\n"
    "- Handling orders and returns\n- Billing customers\n",
    "sv": "3. Vi behandlar personuppgifter för följande ändamål\n\n- Hantering av beställningar och returer\n"
    "- Fakturering av kunder\n",
    "fi": "3. Käsittelemme henkilötietoja seuraaviin tarkoituksiin\n\n- Tilausten käsittely ja yhteydenpito\n"
    "- Asiakkaiden laskutus\n",
}
WHOSE = {
    "en": "3. Whose information do you collect?\n\nSocial media users (forums and chats)\n",
    "sv": "3. Vems personuppgifter samlas in?\n\nAnvändare av sociala medier\n",
    "fi": "3. Keiden henkilötietoja kerätään?\n\nSosiaalisen median käyttäjät\n",
}
MATTERS = {
    "en": "3. What you are told\n\nWhen we obtain data you get the following information:\n\n"
    "- the purposes of processing;\n"
    "- the kinds of personal data;\n- the recipients of the data, if any;\n- the right to complain;\n"
    "- the name and phone number of the controller.\n",
    "sv": "3. Vad du får veta\n\nNär vi samlar in uppgifter lämnar vi följande information:\n\n"
    "- ändamålen med behandlingen;\n"
    "- kategorierna av personuppgifter;\n- mottagarna av uppgifterna;\n- rätten att klaga.\n",
    "fi": "3. Mitä saat tietää\n\nKun keräämme tietoja, annamme seuraavat tiedot:\n\n"
    "- henkilötietojen käsittelyn tarkoitukset;\n"
    "- henkilötietoryhmät;\n- vastaanottajat;\n- oikeus tehdä valitus.\n",
}


def kinds(text: str) -> list[str]:
    """The kinds of data read of a notice with one register."""
    return read(text)["registers"][0]["data_categories"]


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
@pytest.mark.parametrize("part", [PRINCIPLES, PURPOSES, WHOSE, MATTERS], ids=["principles", "purposes", "whose", "law"])
def test_it_reads_no_data_where_a_heading_or_the_law_asks_for_aught_else(part: dict[str, str], language: str) -> None:
    assert kinds(HEAD[language] + DATA[language] + part[language]) == KINDS[language]


def test_it_reads_no_data_in_the_meaning_of_words() -> None:
    text = (
        "3. Words used\n\n- Personal data: any information that relates to a person who can be identified.\n"
        "- Processing of data: any operation performed on data, whatever the means.\n"
        "- Sharing of personal data – actions aimed at showing data to somebody.\n"
    )
    assert kinds(HEAD["en"] + DATA["en"] + text) == KINDS["en"]


def test_it_reads_no_data_in_rules_and_promises() -> None:
    text = (
        "3. How personal data is collected\n\n- Personal data shall be correct and kept up to date.\n"
        "- The stable ensures safe handling of personal data and minds that nobody peeks at it.\n"
        "- By taking proper measures, personal data is kept safe from loss.\n"
        "- In some cases, the handling of your data rests on the law.\n"
    )
    assert kinds(HEAD["en"] + DATA["en"] + text) == KINDS["en"]


def test_it_reads_no_data_in_classes_of_cookies() -> None:
    text = (
        "# Privacy policy\n\n# Controller\n\nStone Ltd., 4 Main Street, Cork\n\n"
        "# Data we collect\n\n- Name\n- Phone number\n\n"
        "## Cookies\n\nWe use both kinds for what is told below:\n\n- Essential cookies\n- Type: Session cookies\n"
        "- Administered by: us\n- Purpose: these cookies keep you logged in.\n- Functionality cookies\n"
        "- Type: Persistent cookies\n- Administered by: us\n- Purpose: these cookies remember your language.\n"
    )
    assert kinds(text) == KINDS["en"]


def test_it_still_reads_cookies_among_data() -> None:
    text = "2. Data we collect\n\n- Name\n- Cookies\n- Usage data\n"
    assert kinds(HEAD["en"] + text) == ["Name", "Cookies", "Usage data"]


@pytest.mark.parametrize(
    ("title", "said", "none"),
    [
        ("Tietosuojaseloste\n\n2. Henkilötiedot\n\n", "Käsittelemme tietoja, jotka annat yhteydenoton, varauksen tai "
         "ostoksen yhteydessä. Keräämme nimen ja osoitteen.\n", "yhteydenoton"),
        ("Tietosuojaseloste\n\n2. Henkilötiedot\n\n", "- nimi\n- osoite\n- varauslomakkeella\n", "varauslomakkeella"),
        ("Tietosuojaseloste\n\n2. Henkilötiedot\n\n", "- nimi\n- osoite\n- sinulta itseltäsi\n", "sinulta itseltäsi"),
        ("Integritetspolicy\n\n2. Personuppgifter\n\n", "- namn\n- adress\n- Källa\n- enbart\n", "Källa"),
        ("Privacy policy\n\n2. Personal data\n\n", "- name\n- address\n- Source\n", "Source"),
    ],
)  # fmt: skip
def test_when_where_and_from_whom_is_no_kind(title: str, said: str, none: str) -> None:
    kinds = read(title + said)["registers"][0]["data_categories"]

    assert none not in kinds
    assert len(kinds) == 2  # noqa: PLR2004  # a name and an address


OF_NO_NOUN = [
    ("fi", "2. Käsiteltävät henkilötiedot\n\nTiedot kerätään automaattisesti rekisteröityjen selaimesta ja "
     "päätelaitteesta heidän käydessään sivustolla.", "selaimesta"),
    ("fi", "2. Käsiteltävät tiedot\n\nKerättyjä tietoja pyrimme hyödyntämään. Satamat ovat sitoutuneet kasvattamaan "
     "veneilijöiden tietoisuutta sekä kehittämään "
     "vastuullisia satamien ja tiedonhallinnan käytäntöjä.", "kasvattamaan"),
    ("sv", "2. Personuppgifter\n\nKlubben behandlar alla uppgifter med stor omsorg och att dessa inte lämnas vidare "
     "till någon annan, utan medlemmens godkännande.", "omsorg"),
    ("sv", "2. Personuppgifter\n\nFör att få en nyckel behöver klubben endast namn, vi behöver behålla namnet tills "
     "nyckeln är återlämnad.", "behålla"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "never"), OF_NO_NOUN)
def test_adverbs_verbs_and_places_are_no_kinds(language: str, text: str, never: str) -> None:
    assert not [one for one in kinds(f"{HEAD[language]}{text}\n") if never in one]


def test_neither_a_legal_basis_nor_what_stands_for_the_rest_is_a_kind() -> None:
    text = (
        "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nMallhamnen AB\n\n## Varför vi behandlar uppgifterna\n\n"
        "- För att kunna kontakta dig.\n\nRättslig grund är i huvudsak fullgörande av avtal (när du registrerar dig) "
        "samt berättigat intresse (t.ex. för att förhindra missbruk och förbättra tjänsten).\n\n"
        "## Vilka uppgifter samlar vi in?\n\n- Uppgifter från klubbar: Om du är ombud och anmäler "
        "din klubb hos oss sparar vi de uppgifter ni lämnar (klubbnamn, kontaktperson, adress, m.m.).\n"
    )

    assert kinds(text) == ["klubbnamn", "kontaktperson", "adress"]
