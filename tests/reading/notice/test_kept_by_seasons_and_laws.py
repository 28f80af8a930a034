"""Times told by seasons, by a law, or for good, also below a heading of the controller, of security or of rights."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuoja\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritet\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy\n\n## Data controller\n\nModel Ltd\n\n",
)


def kept(text: str) -> str | None:
    value: str | None = register(read(text, "notice.md"))["retention"]
    return value


@pytest.mark.parametrize(("head", "said"), [
    (FI + "## Säilytys\n\n", "Kuvat säilytetään kaksi kesää."),
    (FI + "## Säilytys\n\n", "Kameran tallenne 30 vrk."),
    (FI + "## Säilytys\n\n", "Tallenteet poistetaan 30 vuorokauden päästä. Ryhmäkuvat jäävät yhdistyksen arkistoon."),
    (FI + "## Tietoja asiakkaista\n\n", "Yhteystiedot ovat meillä niin kauan kuin sopimus on voimassa."),
    (FI + "## Tietojen suojaus\n\n", "Nimilista silputaan retken jälkeen."),
    (FI + "## Kesto\n\n", "Jäsenyyden ajan."),
    (SV + "## Hur länge\n\n", "Protokoll sparas utan tidsgräns. Fakturor så länge lagen kräver."),
    (SV + "## Förvaringstid\n\n", "Resultat förvaras för gott. Bilder slängs efter två säsonger."),
    (SV + "## Om registret\n\n", "Du finns i listan så länge du är kund."),
    (SV + "## Om registret\n\n", "Bokningen ligger kvar i 18 månader."),
    (SV + "## Om registret\n\n", "Medlem som slutat stryks efter fyra år."),
    (SV + "## Rättigheter\n\n", "Kort som inte använts på ett år makuleras."),
    (SV, "Bokningar raderas efter 6 månader."),
    (EN + "## How long\n\n", "Invoices as the accounting law says. Bookings for two seasons."),
    (EN + "## About\n\n", "Vouchers stay for the time that the Accounting Act orders."),
    (EN + "## Retention\n\n", "Pictures are kept for good."),
])  # fmt: skip
def test_it_reads_times_by_seasons_laws_and_for_good(head: str, said: str) -> None:
    assert kept(f"{head}{said}\n") == said


@pytest.mark.parametrize("text", [
    SV + "## Om registret\n\nHär står hur uppgifterna hanteras så länge du går hos oss.\n",
    SV + "## Rättigheter\n\nDu kan begära att uppgifterna raderas efter ett år.\n",
    EN + "The firm has been run by its owner for ten years.\n",
])  # fmt: skip
def test_it_reads_no_time_where_data_neither_stays_nor_goes(text: str) -> None:
    assert kept(text) is None
