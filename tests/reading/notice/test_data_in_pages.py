"""Kinds of data as pages tell them: lone bullets, clauses before the verb, sentences that point back."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import OWN, OWN_VALUES, TOP

DATA = {"sv": "## Vilka uppgifter behandlar vi?\n\n", "en": "## What data do we collect?\n\n"}
LISTED = [
    ("en", "When you book a lane, we process: your name, your phone number and your shoe size.\n",
     ["your name", "your phone number", "your shoe size"]),
    ("sv", "När du hyr en cykel sparar vi uppgifter om dig. Detta är namn, telefonnummer och cykelns ramnummer.\n",
     ["namn", "telefonnummer", "cykelns ramnummer"]),
    ("sv", "Vi ber om uppgifter som innefattar ditt namn, din adress, ditt ordernummer och kontouppgifter såsom "
           "användarnamn.\n", ["ditt namn", "din adress", "ditt ordernummer", "kontouppgifter såsom användarnamn"]),
    ("sv", "Vi hanterar elevers, föräldrars och anställdas namn, adress och födelsedatum.\n",
     ["elevers, föräldrars och anställdas namn", "adress", "födelsedatum"]),
    ("en", "The contact details such as first name, street address and postal code will be requested when you order.\n",
     ["first name", "street address", "postal code"]),
    ("sv", "Servern samlar in data som IP-adress, webbläsartyp och datum.\n", ["IP-adress", "webbläsartyp", "datum"]),
    ("en", "The log is described below.\n\n- Account data. When you sign up, we require details such as your "
           "name, city and date of birth.\n- Serial number\n", ["your name", "city", "date of birth", "Serial number"]),
    ("sv", "I dessa dokument finns hyresavtal, namn, personnummer och datum för inflyttning.\n",
     ["hyresavtal", "namn", "personnummer", "datum för inflyttning"]),
    ("sv", "Listan innehåller namn, portnummer, om grannen har nyckel eller inte, och telefonnummer.\n",
     ["namn", "portnummer", "om grannen har nyckel eller inte", "telefonnummer"]),
    ("en", "We process information about our customers, service providers and contact persons.\n\n- Order number\n",
     ["Order number"]),
    ("sv", "- Underlag: skisser och anbud vi tar fram åt dig som byggherre.\n- Namn\n",
     ["Underlag: skisser och anbud vi tar fram åt dig som byggherre", "Namn"]),
]  # fmt: skip
ALONE = [
    ("en", "## Messages\n\nIf you allow them, we also store a push token (one for each phone).\n", ["push token"]),
    ("en", "## Payments\n\nWe receive your subscription status, not your card number.\n", ["subscription status"]),
    ("en", "## Checks\n\nFor the purpose of knowing who you are, we may keep copies of passport information, licence "
           "information and proof of address.\n", ["passport information", "licence information", "proof of address"]),
]  # fmt: skip
NONE = [
    ("en", "## Our promise\n\nWe keep calm and your data safe.\n"),
    ("en", "## What we do\n\n- Process payments: handle billing and invoices.\n"),
    ("en", "## Requests\n\nWe rely on a contract (steps at your request before a contract), and on our interests.\n"),
    ("sv", "## Var\n\nUppgifterna hanteras i vårt medlemsregister och i vårt faktureringssystem.\n"),
    ("sv", "## Hur\n\nGenom att läsa detta när du lämnar uppgifter till oss, samtycker du till behandlingen av dem.\n"),
    ("sv", "## Varifrån\n\nDin adress samlar vi in från folkbokföringen eller kundens egna uppgifter.\n"),
]
LONE = (
    "# Integritetspolicy\n\nModell AB\n\n{}\n\n"
    "Denna information kan inkludera:\n-\nnamn\n-\nbåtplats\n-\ntelefonnummer\n"
)


@pytest.mark.parametrize(("language", "text", "wanted"), LISTED)
def test_it_reads_what_a_section_on_data_tells(language: str, text: str, wanted: list[str]) -> None:
    said = register(read(TOP[language] + DATA[language] + text, "notice.md"))["data_categories"]

    assert [_bare(one) for one in said] == [_bare(one) for one in wanted]


@pytest.mark.parametrize(("language", "text", "wanted"), ALONE)
def test_it_reads_a_kind_that_stands_alone(language: str, text: str, wanted: list[str]) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))["data_categories"]

    assert said == OWN_VALUES[language] + wanted


@pytest.mark.parametrize(("language", "text"), NONE)
def test_it_reads_no_data_where_none_is_taken(language: str, text: str) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))["data_categories"]

    assert said == OWN_VALUES[language]


def test_it_takes_a_line_below_a_lone_bullet_for_its_item() -> None:
    said = register(read(LONE.format("Uppgifter som vi samlar in")))["data_categories"]

    assert said == ["namn", "båtplats", "telefonnummer"]


def test_it_hears_what_is_stored_as_a_question_for_data() -> None:
    data = "# Om dina uppgifter\n\n## Vad som sparas\n\n- Båtens namn\n- Telefonnummer\n\n"
    text = data + "## Hur länge de sparas\n\nEtt år.\n"

    assert register(read(text, "notice.md"))["data_categories"] == ["Båtens namn", "Telefonnummer"]


def test_it_takes_who_answers_for_the_data_for_no_data() -> None:
    text = "Introduction\n\nThe controller, responsible for your personal data is: Model House.\n\nName: Model House\n"

    assert register(read(text + "\nData we collect\n\n- Name\n- Nationality\n"))["data_categories"] == [
        "Name",
        "Nationality",
    ]


def _bare(value: str) -> str:
    return value.removeprefix("your ").removeprefix("ditt ").removeprefix("din ")
