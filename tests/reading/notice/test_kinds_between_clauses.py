"""Kinds of data told apart from the sentence around them, and from the kind that an `and` joins to them."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

READ = [
    ("fi", "## Rekisterin tietosisältö\n\n- nimi\n- kysytään ruokavalio\n- ehkä puhelinnumero\n", [
        "nimi", "ruokavalio", "puhelinnumero"]),
    ("sv", "## Uppgifter vi behandlar\n\n- Namn\n- Porträttfoto: visas i båthuset\n- lägenhetsnummer, vilket vi får av "
     "hamnen\n", ["Namn", "Porträttfoto", "lägenhetsnummer"]),
    ("en", "## Data we collect\n\n- Name\n- Street address, phone number obligatory\n"
     "- Email, if the sailor wants letters\n", ["Name", "Street address", "phone number", "Email"]),
    ("fi", "## Mitä rekisterissä on\n\nVuokraajasta jää rekisteriin etunimi, sukunimi, lähiosoite ja sähköposti.\n",
     ["etunimi", "sukunimi", "lähiosoite", "sähköposti"]),
    ("sv", "## Uppgifter i registret\n\nLagens 8 § kräver att ägarens namn och hemort antecknas.\n",
     ["ägarens namn", "hemort"]),
    ("sv", "## Uppgifter vi tar in\n\nDe uppgifter som vi tar in när någon anmäls till lägret är barnets "
     "namn och födelseår, "
     "förälderns namn och mobilnummer.\n", ["barnets namn", "födelseår", "förälderns namn", "mobilnummer"]),
    ("en", "## Data we collect\n\nVisit data: The site notes on its own your IP address, type of browser "
     "and pages opened.\n",
     ["your IP address", "type of browser", "pages opened"]),
]  # fmt: skip
JOINED = [
    ("fi", "## Rekisterin tietosisältö\n\nRekisteriin merkitään seuran nimi, jäsenen puhelinnumero sekä "
     "ehkä venevajan osoite "
     "ja avaimen haltijan nimi.\n",
     ["seuran nimi", "jäsenen puhelinnumero", "venevajan osoite", "avaimen haltijan nimi"]),
    ("fi", "## Rekisterin tietosisältö\n\nMelojilta kerätään nimi, ikä, koulu tai seura ja huoltajan "
     "puhelinnumero sekä "
     "tieto uimataidosta.\n", ["nimi", "ikä", "koulu tai seura", "huoltajan puhelinnumero", "tieto uimataidosta"]),
    ("en", "## Data we collect\n\nWe store your name, phone number, photographs and messages exchanged "
     "with us, and feedback.\n",
     ["name", "phone number", "photographs", "messages exchanged with us", "feedback"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "kinds"), READ, ids=range(len(READ)))
def test_it_leaves_a_sentence_its_words(language, said, kinds) -> None:
    assert register(read(TOP[language] + said))["data_categories"] == kinds


@pytest.mark.parametrize(("language", "said", "kinds"), JOINED, ids=range(len(JOINED)))
def test_it_parts_a_kind_from_one_with_words_of_its_own(language, said, kinds) -> None:
    assert register(read(TOP[language] + said))["data_categories"] == kinds
