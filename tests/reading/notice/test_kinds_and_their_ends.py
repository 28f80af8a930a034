"""Kinds of data where their list ends, what a dash says of each, and leads and heads that name no kind themselves."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

READ = [
    ("fi", "## Rekisterin tietosisältö\n\nNimi, puhelinnumero sekä muut vapaaseen kenttään kirjatut tiedot.\n",
     ["Nimi", "puhelinnumero", "muut vapaaseen kenttään kirjatut tiedot"]),
    ("fi", "## Tiedot\n\n- Nimi – laskun lähettämiseksi\n- Kengännumero – luistimia varten\n- Puhelin – jotta voimme "
     "soittaa\n", ["Nimi", "Kengännumero", "Puhelin"]),
    ("fi", "## Mitä tallennamme?\n\nTallennamme ainoastaan nimen ja kengännumeron.\n", ["nimen", "kengännumeron"]),
    ("en", "## Data we collect\n\n- Name – for the bill\n- Shoe size – to find your skates\n", ["Name", "Shoe size"]),
    ("en", "## 3. Analytics\n\nOur counter collects some technical data, such as:\n\n- number of page views\n"
     "- browser and screen size\n- referring page\n\nNobody is told apart.\n",
     ["number of page views", "browser and screen size", "referring page"]),
    ("en", "## Data we collect\n\nWe store your name, phone number, and skating data, which may include your shoe "
     "size, blade length, and lap times.\n", ["name", "phone number", "shoe size", "blade length", "lap times"]),
    ("en", "## Data\n\nSome lap details (e.g. times, names, and shoe sizes) could be noted by the warden.\n",
     ["times", "names", "shoe sizes"]),
    ("en", "## Your card\n\nWhen you make a card, the desk asks for:\n\n- Your email address. It gets the code.\n"
     "- Your shoe size. It tells which skates fit.\n", ["Your email address", "Your shoe size"]),
    ("en", "## Data we process\n\n| Data | Description |\n|---|---|\n| Email address | Gets the code |\n"
     "| Shoe size | Finds the skates |\n", ["Email address", "Shoe size"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_a_list_is_read_to_its_end_and_no_further(language, text, wanted) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["data_categories"] == wanted
