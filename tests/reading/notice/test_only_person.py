"""The one person of a notice: who speaks in it, signs it, is asked, or has an office or details beside their name."""

import pytest

from tests.reading.notice.reading import read

PERSONS = [
    (
        "en",
        "We are Mallshop Ltd. Your data stays with us. Hi, I'm Greta Malling and I bake the bread.",
        "Greta Malling",
    ),
    (
        "sv",
        "Mallbageriet AB sparar din adress. Uppgifterna får du se när du vill.\n\nFrågor om uppgifterna? Fråga Greta.",
        "Greta",
    ),
    (
        "fi",
        "Mallileipomo Oy säilyttää osoitteesi vuoden. Tietosi näet milloin vain."
        "\n\nTerveisin\nKerttu Mallinen, sihteeri",
        "Kerttu Mallinen",
    ),
    (
        "en",
        "We are Mallshop Ltd. Your data stays with us.\n\nWho to have a word with: Greta Malling, secretary",
        "Greta Malling",
    ),
    (
        "sv",
        "Mallbageriet AB sparar din adress. Bageriföreståndare Greta Malling är den du pratar med om uppgifterna.",
        "Greta Malling",
    ),
    (
        "en",
        "We are Mallshop Ltd. Ask our baker Greta Malling, or her neighbour Kerttu Mallinen, ask her too.",
        None,
    ),
    ("en", "We are Mallshop Ltd. We bake bread in Greta Court, and Kerttu Mallinen came once.", None),
    ("fi", "Yhteystiedot\n\nMallileipomo Oy, Mallintie 3, Kotka — leipa@malli.example\n", None),
]


@pytest.mark.parametrize(("language", "text", "name"), PERSONS)
def test_it_reads_the_one_person_who_answers_or_is_asked(language: str, text: str, name: str | None) -> None:
    titles = {"en": "Privacy notice", "sv": "Integritetspolicy", "fi": "Tietosuojaseloste"}
    assert read(f"{titles[language]}\n\n{text}\n")["contact"]["name"] == name


CONTROLLERS = [
    (
        'Privacy notice\n\nThe web shop is operated by SIA "Mallu Darbnica", Riga. We keep your name.\n',
        'SIA "Mallu Darbnica"',
    ),
    (
        "Privacy notice\n\nFour rooms by the sea. It is run by us, Greta & Bo Malling. We keep your name.\n",
        "Greta & Bo Malling",
    ),
    (
        "Privacy notice\n\nThe bakery is on the hill. The firm is Mallgården HB and we keep your name.\n",
        "Mallgården HB",
    ),
    (
        "Integritetspolicy\n\nJag är ensam i Mallings Kontor Kommanditbolag. Kommanditbolaget är personuppgiftsansvarig"
        " för uppgifterna.\n",
        "Mallings Kontor Kommanditbolag",
    ),
    (
        "Tietosuojaseloste\n\nK: Kuka on rekisterinpitäjä?\nV: Kotkan Mallit ry, Kotka. Säilytämme nimesi.\n",
        "Kotkan Mallit ry",
    ),
    ("Privacy notice\n\nWe keep your name. The pages run on software of the Mall Foundation.\n", None),
]


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_whose_the_firm_is(text: str, name: str | None) -> None:
    assert read(text)["controller"]["name"] == name
