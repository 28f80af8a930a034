"""Times in lists below `as long as:`, who is named beside data, and the day that a page gives itself."""

import pytest

from tests.reading.notice.reading import read, register

SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, 392 30 Kalmar\n\n"
EN = "# Privacy notice\n\n## Data controller\n\nStone Ltd., 4 Main Street, Cork\n\n"
FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Katu 4, 90100 Oulu\n\n"
KEPT = [
    (SV + "## Hur länge\n\nVi behåller uppgifterna så länge som:\n\n- Du seglar med oss\n- Det krävs enligt lag\n",
     "Vi behåller uppgifterna så länge som: - Du seglar med oss - Det krävs enligt lag"),
    (EN + "## Retention\n\nWe hold your details for as long as:\n\n- You sail with us\n- The law requires it\n",
     "We hold your details for as long as: - You sail with us - The law requires it"),
    (FI + "## Säilytysaika\n\nSäilytämme tietoja niin kauan kuin:\n\n- Purjehdit kanssamme\n- Laki edellyttää sitä\n",
     "Säilytämme tietoja niin kauan kuin: - Purjehdit kanssamme - Laki edellyttää sitä"),
    (SV + "## Hur länge\n\nVi sparar dem så länge lagen kräver. [Skriv in tiderna här.]\n",
     "Vi sparar dem så länge lagen kräver."),
    (SV + "## Hur länge\n\nAnmälningar sparas i två år och raderas sedan. Vill du att vi tar bort dem före det "
     "kan du höra av dig.\n", "Anmälningar sparas i två år och raderas sedan."),
]  # fmt: skip
NAMED = [
    (SV + "## Mottagare\n\n- Samarbetspartner: T.ex. en segelmakare\n", set()),
    (SV + "## Lagring\n\nVi sparar dem så länge det behövs för de tjänster som Leg psykolog ger.\n", set()),
    (SV + "## Länkar\n\nJobben hämtas från Arbetsförmedlingens öppna data. Om du klickar dig till en arbetsgivare "
     "eller Arbetsförmedlingen gäller deras egen policy.\n", set()),
    (SV + "## Mottagare\n\nVi lämnar uppgifter när lagen kräver det, exempelvis till Skatteverket för ROT-avdrag.\n",
     {"Skatteverket"}),
    (SV + "## Skydd\n\nFormuläret skyddas av Google reCAPTCHA, som behandlar uppgifter om ditt besök.\n",
     {"Google reCAPTCHA"}),
    (SV + "## Kakor\n\nDet som kakorna samlar in hanteras av följande aktörer: Google, youtube och github.\n",
     {"Google", "youtube", "github"}),
    (SV.replace("Sten AB", "Kalmar forskningscentral (Syke)")
     + "## Mottagare\n\nVid Syke behandlas uppgifterna av dem som sköter räknaren.\n", set()),
]  # fmt: skip
DAYS = [
    ("---\ntitle: Kakor\ndate: \"2019-02-11\"\n---\n\n# Integritetspolicy\n\nVi sparar namn.\n", "2019-02-11"),
    ("---\ndate: 2019-02-11\n---\n\n# Integritetspolicy\n\nSenast uppdaterad 3.4.2021.\n", "2021-04-03"),
    ("# Dataskyddspolicy\n\n24.5.2020 Den här policyn berättar om uppgifterna som räknaren tar. Den gäller alla som "
     "besöker sidan, och var och en som skriver till klubben.\n", "2020-05-24"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_all_that_stands_below(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_it_reads_who_gets_data_and_nobody_else(text, wanted) -> None:
    registers = read(text, "notice.md")["registers"]
    assert {name for one in registers for name in one["recipients"]} == wanted


@pytest.mark.parametrize(("text", "wanted"), DAYS)
def test_it_reads_the_day_of_the_page_where_no_other_is_told(text, wanted) -> None:
    assert read(text, "notice.md")["updated"] == wanted


def test_it_reads_a_house_whose_name_is_of_two_parts() -> None:
    text = "# Integritetspolicy\n\n## Ansvar\n\nBerg / Dahl, Kalmar, är personuppgiftsansvarig för uppgifterna här.\n"
    assert read(text, "notice.md")["controller"]["name"] == "Berg / Dahl"


def test_it_hears_that_data_goes_to_any_other_controller() -> None:
    said = "## Uppgifter\n\nDu har rätt att be att uppgifterna ska överföras till någon annan personuppgiftsansvarig.\n"
    assert "portability" in register(read(SV + said, "notice.md"))["rights"]
