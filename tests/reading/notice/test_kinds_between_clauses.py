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
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "kinds"), READ, ids=range(len(READ)))
def test_it_leaves_a_sentence_its_words(language, said, kinds) -> None:
    assert register(read(TOP[language] + said))["data_categories"] == kinds
