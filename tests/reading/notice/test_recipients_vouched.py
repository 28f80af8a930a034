"""Recipients told by who runs what is used, and those whom what stands beside them vouches for."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

FIRM = {"Kuura Ltd"}
NAMED = [
    ("en", "## Hosting\n\nThis website is hosted by:\n\nKuura Ltd\nHarbour Lane 25\n91710 Example\n", FIRM),
    ("en", "## Hosting\n\nThis website is hosted by:\n\n**Kuura Ltd**\n\nHarbour Lane 25\n", FIRM),
    ("en", "## Hosting\n\nWe use the following host:\n\nKuura Ltd\n", FIRM),
    ("sv", "## Drift\n\nWebbplatsen driftas av:\n\nKuura AB\nHamngatan 5\n", {"Kuura AB"}),
    ("fi", "## Palvelin\n\nKäytämme seuraavaa palveluntarjoajaa:\n\nKuura Oy\n", {"Kuura Oy"}),
    ("en", "## Counting\n\nWe use a counter. The provider is Kuura Ltd, and your IP address is sent to it.\n",
     FIRM),
    ("en", "## Fonts\n\nThis opens a connection to servers of Kuura Ltd / Louhi LLC and transmits your IP address.\n",
     {"Kuura Ltd", "Louhi LLC"}),
    ("en", "## Films\n\nFilms from YouTube (Kuura Ltd) may be shown. A connection to the provider's servers is made.\n",
     FIRM),
    ("sv", "## Kartor\n\nKartan tillhandahålls av Kuura AB. Din IP-adress överförs när du öppnar den.\n", {"Kuura AB"}),
    ("en", "## Logs\n\n- Data disclosure: The looms are operated by the following companies, both small.\n"
     "  * Kuura Ltd, Stone Street 5, 91710 Oldtown, Germany\n  * Louhispace, Stone Street 6, 91710 Oldtown, Germany\n",
     {"Kuura Ltd", "Louhispace"}),
    ("en", "## Stay\n\nFor stays we use the booking system Booking Kuura (bookingkuura.com). The data is sent to it.\n",
     {"Booking Kuura"}),
    ("en", "## Mail\n\nWe use tools to send mail (e.g., SendGrid, Resound).\n", {"SendGrid", "Resound"}),
    ("en", "## Cookies\n\nOur service providers, including Meta, Google and others, may use cookies.\n",
     {"Meta", "Google"}),
    ("en", "## Alerts\n\nIf you agree, our partner clinic Kuuraklinik may contact you.\n", {"Kuuraklinik"}),
    ("sv", "## Utskick\n\nVår samarbetspartner Kuurakliniken kan kontakta dig.\n", {"Kuurakliniken"}),
    ("en", "## Letters\n\nI use the services of KUURA-POST GmbH, 20459 Example, for managing letters.\n",
     {"KUURA-POST GmbH"}),
    ("en", "## Who we share with\n\n- Funeral plan providers (Northern Planning Services)\n",
     {"Northern Planning Services"}),
    ("en", "## Staff\n\nThey share your data with:\n\n- The Care Quality Commission (CQC);\n- Your family\n",
     {"Care Quality Commission (CQC)"}),
    ("en", "## Why\n\n- We must provide data to our regulator, the Housing Council (HC), by law.\n",
     {"Housing Council (HC)"}),
    ("en", "## Times\n\nTimes are managed via Bookikuura.it, where data is stored.\n", {"Bookikuura.it"}),
]  # fmt: skip
NOBODY = [
    ("en", "## Maps\n\nThe map is provided by Kuura Ltd. No personal data shared.\n"),
    ("en", "## Counting\n\n- **Analytics:** Only if you agree, visits are counted and data is stored.\n"),
    ("en", "## Mail\n\nWe keep small things (e.g. Tables, Chairs).\n"),
    ("en", "## Staff\n\nWe do not share your data with:\n\n- The Care Quality Commission (CQC);\n"),
    ("sv", "## Om oss\n\nVåra varor levereras av Kuura AB. Dina uppgifter lagras i två år.\n"),
]  # fmt: skip
ABROAD = [
    ("en", "No customer data is moved outside these regions unless required, and under safeguards (e.g., SCCs)."),
    ("sv", "Inga uppgifter lämnas utanför dessa länder om inte det krävs, och då med skyddsåtgärder."),
    ("fi", "Tietoja ei siirretä näiden maiden ulkopuolelle, ellei se ole välttämätöntä, ja silloin suojatoimin."),
    ("en", "Know that the ticket data will be transferred outside of Europe."),
]


def _recipients(language: str, text: str) -> set[str]:
    return set(register(read(TOP[language] + text, "notice.md"))["recipients"])


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_it_names_who_runs_what_is_used(language: str, text: str, expected: set[str]) -> None:
    assert _recipients(language, text) == expected


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_names_nobody_who_gets_nothing(language: str, text: str) -> None:
    assert _recipients(language, text) == set()


@pytest.mark.parametrize(("language", "text"), ABROAD)
def test_it_hears_that_data_may_go_abroad_guarded(language: str, text: str) -> None:
    told = read(f"{TOP[language]}## 6\n\n{text}\n", "notice.md")

    assert register(told)["transfers_outside_eea"] is True
