"""Recipients behind the kinds that they are of, and those to whom a sentence says that data is given."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

GROUP = {"Lumi Partners", "Kuura Analytics", "Vektorix"}
NAMED = [
    ("sv", "## Delning\n\n- Våra dotterbolag (Lumi Partners, Kuura Analytics, Vektorix)\n- Myndigheter\n", GROUP),
    ("en", "## Sharing\n\n- Our subsidiaries (Lumi Partners, Kuura Analytics, Vektorix)\n- Authorities\n", GROUP),
    ("fi", "## Luovutukset\n\n- Tytäryhtiöillemme (Lumi Partners, Kuura Analytics, Vektorix)\n- Viranomaisille\n",
     GROUP),
    ("en", "## Sharing\n\n**Group companies:** Lumi Partners, Kuura Analytics and Vektorix get your name.\n", GROUP),
    ("sv", "## Mottagare\n\n- **Myndigheter** såsom Skatteverket, Kronofogden eller andra när lagen kräver\n",
     {"Skatteverket", "Kronofogden"}),
    ("fi", "## Vastaanottajat\n\n- Viranomaiset, kuten Verohallinto, Kela ja lääkealan keskus Fimea\n",
     {"Verohallinto", "Kela", "Fimea"}),
    ("en", "## Recipients\n\n- Authorities such as HMRC, Ofsted and DVLA, where the law requires it\n",
     {"HMRC", "Ofsted", "DVLA"}),
    ("en", "## Recipients\n\nWe may ask a provider to look after our ringing software e.g. ParishDesk;\n",
     {"ParishDesk"}),
    ("sv", "## Andra\n\nHubspot används för bokningar, datan lagras på Irland.\n", {"Hubspot"}),
    ("en", "## Mail\n\nThe controller works with Mailchimp in order to send recipes to guests.\n", {"Mailchimp"}),
    ("en", "## Google Analytics\n\nGoogle Analytics is a tool.\n\nThe controller transfers personal data of "
     "guests to Kuura Books S.A. only for the ledger.\n", {"Kuura Books S.A."}),
    ("sv", "## Formulär\n\nNär du fyller i formuläret överförs din IP-adress till Google LLC (USA).\n", {"Google LLC"}),
    ("en", "## Sharing\n\nWe may share data on your boat with other harbours of The Heron Association.\n",
     {"The Heron Association"}),
]  # fmt: skip
NOBODY = [
    ("en", "## Complaints\n\nYou may complain to an authority such as the Data Protection Commission.\n"),
    ("en", "## Social media\n\nIf you share data with Facebook by pressing the button, their own notice applies.\n"),
    ("sv", "## Delning\n\nOm du delar uppgifter med Instagram gäller deras villkor.\n"),
    ("en", "## Sharing\n\nWe never give your data to Meta or Google.\n"),
    ("en", "## Data\n\nThe App sends data to the Server. Data is transferred to the United States and Canada.\n"),
    ("en", "## Security\n\nOur servers run Ubuntu with Nginx and Docker. Passwords are hashed with Bcrypt.\n"),
    ("en", "## About this notice\n\nThis notice was made with Iubenda's Privacy Policy Generator.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_who_is_given_data(language, text, wanted) -> None:
    assert set(register(read(TOP[language] + text, "notice.md"))["recipients"]) == wanted


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_takes_nobody_to_whom_nothing_is_given(language, text) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["recipients"] == []
