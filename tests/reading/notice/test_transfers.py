"""Whether data goes out of the EEA, as sentences, headings and lists of recipients say it."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
SAID = [
    (FI + "## Luovutukset\n\nTietoja ei lähtökohtaisesti luovuteta EU:n ulkopuolelle.\n", False),
    (FI + "## Siirrot EU:n ulkopuolelle\n\n## Tietoja ei luovuteta EU:n tai ETA:n ulkopuolella\n\n"
     "## Suojaus\n\nLukot.\n", False),
    (FI + "## Luovutukset ja siirto EU:n ulkopuolelle\n\nTietoja ei luovuteta näiden alueiden ulkopuolelle.\n", False),
    (FI + "## Luovutukset ja siirto EU:n ulkopuolelle\n\nTietoja ei luovuteta muille.\n", None),
    (FI + "## Siirrot EU:n ulkopuolelle\n\nEmme siirrä tietoja EU:n ulkopuolelle ilman suojatoimia.\n", None),
    (FI + "## Siirrot EU:n ulkopuolelle\n\nTietoja voidaan siirtää EU:n ulkopuolelle ilman suostumusta.\n", True),
    (FI + "## Muuta\n\nJos palvelu käsittelee tietoja ETA-alueen ulkopuolella, käytämme suojatoimia.\n", True),
    (SV + "## Delning\n\nLeverantörer kan ha verksamhet utanför Sverige eller EU/EES.\n", True),
    (SV + "## Tjänster\n\nLeverantörerna kan behandla uppgifter utanför EU/EES; "
     "uppgifterna är inte bundna hit.\n", True),
    (FI + "## Tallennus\n\nTiedot tallennetaan Lomake-palveluun EU:n alueelle.\n", False),
    (EN + "## Sharing\n\nWe only pass data to others outside of the EU where safeguards are in place.\n", True),
    (EN + "## Storage\n\nData is hosted in the UK and on some occasions in the US.\n", True),
    (EN + "## Sharing\n\nWe may transfer it to countries outside the EEA, some of which may "
     "not have such laws.\n", True),
    (EN + "## Recipients\n\n- Formula Inc. (USA): forms\n- Letter Ltd (Ireland): mail\n", True),
    (EN + "## Recipients\n\n- Formula Inc. (USA), servers in Frankfurt\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_it_reads_whether_data_goes_abroad(text, wanted) -> None:
    assert register(read(text, "notice.md"))["transfers_outside_eea"] is wanted
