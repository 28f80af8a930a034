"""Sentences that only say where times are told, and the shortest answers to where data goes."""

import pytest

from tests.reading.notice.reading import read

SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n"
FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Kivitie 4, Lahti\n\n"
EN = "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n"


def register(text: str) -> dict[str, object]:
    said: dict[str, object] = read(text, "notice.md")["registers"][0]
    return said


def test_a_pointer_to_another_policy_is_no_time() -> None:
    text = "## Lagringstid\n\n- Order: sju år\n- Kakor: Se vår kakpolicy\n"
    assert "kakpolicy" not in str(register(SV + text)["retention"])


def test_a_table_that_is_named_is_no_time() -> None:
    text = "## Hur länge sparas uppgifter?\n\nI nedanstående tabell anges lagringstiden för varje slag.\n"
    assert register(SV + text)["retention"] is None


@pytest.mark.parametrize(
    "text",
    [
        SV + "## Var finns mina personuppgifter?\n\nInom EU/EES.\n",
        FI + "## Tietojen siirto EU:n ulkopuolelle\n\nVain EU/ETA-alueella.\n",
        EN + "## Where is data transferred?\n\nOnly within the EEA.\n",
    ],
)
def test_a_place_alone_says_that_data_stays(text: str) -> None:
    assert register(text)["transfers_outside_eea"] is False
