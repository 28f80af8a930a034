"""How long data is kept: what it is kept for in a list, for a while, and what only points to the times."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
KEPT = [
    (EN + "## Retention\n\nModel Ltd keeps your data only for as long as required by us:\n\n1. To row you home;\n\n"
     "2. To comply with the harbour law;\n\n## Other\n\nWe like rain.\n",
     ["only for as long as required by us:", "To row you home", "To comply with the harbour law"], ["rain"]),
    (EN + "## Hosting\n\nOur host may retain copies of the chart for a limited period of time.\n",
     ["may retain copies of the chart for a limited period"], []),
    (EN + "## Contract\n\nWe shall continue to process this information until the boat is sold.\n",
     ["until the boat is sold"], []),
    (EN + "## Law\n\nWe will retain and use your information to the extent necessary to settle disputes.\n",
     ["to the extent necessary"], []),
    (EN + "## Tills\n\nTickets data is retained by the till under its own policies.\n", ["under its own policies"], []),
    (EN + "## Retention\n\nLogs are kept for 2 weeks.\n\n## Closing an account\n\nData is removed in line with the "
     "retention rules in Section 7. Some records must be kept by law and will be retained for the period required.\n",
     ["2 weeks", "for the period required"], ["Section 7"]),
    (EN + "## Retention\n\nLogs are kept for 2 weeks.\n\n## Children\n\nIf a child has an account, we will delete the "
     "account immediately.\n", ["2 weeks"], ["immediately"]),
    (EN + "## Retention\n\nLogs are kept for 2 weeks.\n\n## Erasure\n\n- Note: we delete all your data permanently\n",
     ["2 weeks"], ["permanently"]),
    (SV + "## Webbhotell\n\nVärden kan lagra uppgifterna under en begränsad tid.\n", ["under en begränsad tid"], []),
    (SV + "## Avtal\n\nVi fortsätter att behandla uppgifterna tills båten är såld.\n", ["tills båten är såld"], []),
    (FI + "## Palvelin\n\nTiedot säilyvät palvelimella rajoitetun ajan.\n", ["rajoitetun ajan"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "never"), KEPT)
def test_it_reads_until_when_data_is_kept(text, wanted, never) -> None:
    said = register(read(text, "notice.md"))["retention"] or ""

    for one in wanted:
        assert one in said, (one, said)
    for one in never:
        assert one not in said, (one, said)


RIGHTS = [
    (EN + "## Pier\n\nYou may quite freely withdraw your consent, with a wave of a flag.\n", ["withdraw_consent"]),
    (SV + "## Brygga\n\nDu får gärna vid bryggan ta tillbaka ditt samtycke.\n", ["withdraw_consent"]),
    (FI + "## Laituri\n\nVoit milloin tahansa peruuttaa antamasi suostumuksen.\n", ["withdraw_consent"]),
    (EN + "## Papers\n\nOn request you are provided at any hour with information, at no cost, about "
     "your data that is stored.\n", ["access"]),
    (EN + "## Your rights\n\nAs we hold nothing, there is nothing held about you to\naccess, correct or export.\n", []),
    (EN + "## Conduct\n\nYou may not infringe the rights of anyone, or restrict or inhibit how they row.\n", []),
    (EN + "## One request\n\nThe chart is served as a static object from the shed.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_rights_and_no_words_like_them(text, wanted) -> None:
    said = read(text, "notice.md")

    assert (list(register(said)["rights"]) if said["registers"] else []) == wanted
