"""Kinds of data without what is said of when, why and by what means they are taken."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

READ = [
    ("en", "## Data we collect\n\n- Name\n- A picture of your boat, if you choose to add one\n"
     "- Mooring identifier (buoy or pier) for harbour statistics\n- Depth data (metres) when you sail at night\n",
     ["Name", "A picture of your boat", "Mooring identifier (buoy or pier)", "Depth data (metres)"]),
    ("en", "## Data we collect\n\n- Email address to send the receipt\n- Sail number (racing) — what you paint on it\n"
     "- Technical data: IP address and browser type, collected via our server logs\n",
     ["Email address", "Sail number (racing)", "Technical data: IP address and browser type"]),
    ("en", "## Data we collect\n\n- Name\n- Information you provide through our forms\n- Price of boat(s) you rent\n",
     ["Name", "Information you provide through our forms", "Price of boat(s) you rent"]),
    ("sv", "## Uppgifter vi behandlar\n\n- Kontouppgifter: namn och e-postadress kopplade till din båtplats\n"
     "- Båtuppgifter: längd, bredd och djupgående för respektive båt\n- Uppgift om mast när sådan finns\n",
     ["Kontouppgifter: namn och e-postadress", "Båtuppgifter: längd, bredd och djupgående", "Uppgift om mast"]),
    ("fi", "## Keräämämme tiedot\n\n- nimi\n- selaimen tietoja silloin, kun niitä tarvitaan laiturin turvaksi\n",
     ["nimi", "selaimen tietoja"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "kinds"), READ, ids=range(len(READ)))
def test_it_reads_a_kind_up_to_its_clause(language, said, kinds) -> None:
    assert register(read(TOP[language] + said))["data_categories"] == kinds
