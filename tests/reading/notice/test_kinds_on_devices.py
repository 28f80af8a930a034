"""Kinds of data that lie on a device, heads of one word, words with a hyphen, and what is told with them."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

KINDS = [
    ("en", "## Data\n\nThe only data kept are:\n\n- Chosen theme – only on your phone\n- Saved routes — locally on the "
     "device\n- Tour progress (if begun) - stored on your tablet\n",
     ["Chosen theme", "Saved routes", "Tour progress (if begun)"]),
    ("sv", "## Uppgifter\n\nDe enda uppgifter som sparas är:\n\n- Valt tema – lokalt på din enhet\n- Sparade rutter – "
     "endast i din telefon\n- Guidens status – lokalt\n", ["Valt tema", "Sparade rutter", "Guidens status"]),
    ("fi", "## Tiedot\n\nAinoat tallennettavat tiedot ovat:\n\n- Kielivalinta – paikallisesti laitteellasi\n"
     "- Tallennetut reitit – vain puhelimessasi\n- Oppaan tila – laitteessa\n",
     ["Kielivalinta", "Tallennetut reitit", "Oppaan tila"]),
    ("en", "## Content of the register\n\nThe register holds the following, among others:\n\nSurname, given name, "
     "sign-in name, log-in history, check-in date, membership code.\n",
     ["Surname", "given name", "sign-in name", "log-in history", "check-in date", "membership code"]),
    ("en", "## Data we collect\n\n### Costs\n\n- Amount, currency, category and date of the cost\n- Colour of boats\n",
     ["Amount", "currency", "category", "date of the cost", "Colour of boats"]),
    ("en", "## Data we collect\n\n- Boat number or berth (depending on your kind of stay)\n- Quay ID (if you come by "
     "sea)\n- Day of arrival\n",
     ["Boat number or berth (depending on your kind of stay)", "Quay ID (if you come by sea)", "Day of arrival"]),
    ("sv", "## Uppgifter vi sparar\n\n- Passlogg: sparas lokalt i telefonen\n- Kroppsvikt, endast på din enhet\n",
     ["Passlogg", "Kroppsvikt"]),
    ("en", "## Counting\n\nOur tool makes use of a random device identifier, the type of your phone and the pages "
     "you open, to count visitors.\n", ["random device identifier", "type of your phone", "pages you open"]),
]  # fmt: skip
NONE = [
    ("en", "## Data in the app\n\nThe app is built for privacy:\n\n- No tracking or data sharing takes place in it\n"
     "- All films are saved only on your phone\n"),
    ("sv", "## Data i appen\n\nAppen är byggd för integritet:\n\n- Ingen spårning eller delning av data sker\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), KINDS)
def test_kinds_are_read_without_where_they_lie(language, text, wanted) -> None:
    said = register(read(TOP[language] + text, "notice.md"))["data_categories"]

    assert [one.removeprefix("the ").removeprefix("a ") for one in said] == wanted


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_does_not_happen_is_no_kind(language, text) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["data_categories"] == []


def test_an_item_that_tells_where_its_kinds_stay_is_not_read_whole() -> None:
    text = (
        TOP["en"]
        + "## Data in the app\n\nThe app is small:\n\n- Your notes, tags and search terms stay on your phone\n"
    )

    assert all(" stay " not in one for one in register(read(text, "notice.md"))["data_categories"])


def test_a_first_heading_of_one_word_is_in_the_language_of_the_text() -> None:
    text = (
        "# Privacy policy\n\nPots Ltd., 4 Main Street, Cork, is the controller.\n\n## Data\n\n- Email address\n"
        "- Phone number\n\n## Your rights\n\nYou may ask for access to your data.\n"
    )

    assert register(read(text, "notice.md"))["data_categories"] == ["Email address", "Phone number"]


def test_front_matter_may_end_with_dots() -> None:
    text = "---\ntitle: Privacy\norder: 3\n...\n" + TOP["en"] + "## Data\n\nWe store your name and your shoe size.\n"

    assert register(read(text, "notice.md"))["data_categories"] == ["name", "shoe size"]
