"""Transfers that brackets tell of, that go outside of two areas at once, and what stays within."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read

SAID = [
    ("en", "## Maps\n\nWhen the chart opens, your phone transmits data to Lumi LLC (USA).\n", True),
    ("sv", "## Kartor\n\nNär kartan laddas skickas din IP-adress till Lumi LLC (USA).\n", True),
    ("fi", "## Kartat\n\nKun kartta ladataan, IP-osoitteesi välittyy Lumi LLC:lle (USA).\n", True),
    ("en", "## Fonts\n\nIt draws letters from Lumi Fonts (Lumi LLC, USA). With each page your IP address is "
     "transmitted to Lumi.\n", True),
    ("en", "## Sharing\n\nWe may transfer data to carriers (inside and outside of Norway and the EU).\n", True),
    ("sv", "## Mottagare\n\nVåra grossister, såväl inom EU/EES som utanför EU/EES, får tillgång till dina uppgifter.\n",
     True),
    ("en", "## Providers\n\nLumi is certified under the EU-US Data Privacy Framework.\n", True),
    ("sv", "## Leverantörer\n\nLumi är certifierat under EU-U.S. Data Privacy Framework.\n", True),
    ("fi", "## Toimittajat\n\nLumi on sertifioitu EU-US Data Privacy Framework -järjestelyssä.\n", True),
    ("en", "## Transfers\n\nYour data is kept in the EU and is not transferred outside it.\n", False),
    ("sv", "## Lagring\n\nUppgifterna lagras inom EU/EES och överförs inte utanför det.\n", False),
    ("fi", "## Säilytys\n\nTietoja säilytetään EU:n alueella eikä niitä siirretä sen ulkopuolelle.\n", False),
    ("en", "## Fonts\n\nThe fonts of Lumi LLC (USA) are here. No data is transmitted to Lumi LLC (USA).\n", None),
    ("en", "## Maps\n\nIf you open the map, data would be transmitted to Lumi LLC (USA).\n", None),
    ("en", "## Book\n\nThe book was sent by Lumi LLC (USA) to our office.\n", None),
    ("sv", "## Rättigheter\n\nDu har rätt att få veta om uppgifter överförs till någon (USA).\n", None),
    ("fi", "## Siirrot\n\nMitään ei siirretä Suomen rajojen ulkopuolelle.\n", False),
    ("sv", "## Överföring till tredje land\n\nInga uppgifter förs utanför Sveriges gränser.\n", False),
    ("fi", "## Kansainväliset siirrot\n\nOsa kumppaneista voi käsitellä tietoja maissa, jotka ovat oman maasi "
     "ulkopuolella.\n", True),
    ("sv", "## Internationella överföringar\n\nEn del kan behandla uppgifter i länder utanför ditt hemland.\n", True),
    ("en", "## Processors\n\n- Paying (USA): card sums. We see no card numbers.\n- Host (Germany): pages.\n", True),
    ("en", "## Processors\n\n| Who | For | Place |\n|---|---|---|\n| Lumi | paying | USA |\n| Kuura | pages | Oulu |\n",
     True),
    ("en", "## Processors\n\n| Who | For | Place |\n|---|---|---|\n| Lumi | paying | Cork |\n| Kuura | web | Oulu |\n",
     None),
    ("en", "## Providers\n\n- Lumi: texts (US)\n", True),
    ("fi", "## Vastaanottajat\n\nSuoja varmistetaan komission vakiolausekkeilla.\n", True),
    ("sv", "## Mottagare\n\nSkyddet säkras genom standardavtalsklausuler.\n", True),
    ("sv", "## Mottagare\n\nOm det behövs används standardavtalsklausuler.\n", None),
    ("en", "## Processors\n\n- Mail: Processed within the EU, no transfer.\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), SAID)
def test_it_reads_where_data_is_sent(language, text, wanted) -> None:
    transfers = [one["transfers_outside_eea"] for one in read(TOP[language] + text, "notice.md")["registers"]]
    assert transfers == [wanted]
