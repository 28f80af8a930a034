"""Who answers and whom to ask, where one person does both, where a line leads to a name, and what is no name."""

import pytest

from tests.reading.notice.reading import read

FI, SV, EN = (
    "\n\nMuuta\n\nTämä teksti on kirjoitettu, jotta tietäisit, miten täällä toimitaan.\n",
    "\n\nAnnat\n\nDen här texten är skriven för att du ska veta hur det går till hos oss.\n",
    "\n\nOther\n\nThis page was written so that all of you know how things are done here.\n",
)
ASKED = [
    ("Privacy\n\nThe data controller is Rosa Sample. You can reach me at rosa@example.org." + EN, "Rosa Sample"),
    ("Privacy\n\nThe data controller is Rosa Sample. Please contact Rosa Sample at list@example.org." + EN,
     "Rosa Sample"),
    ("Privacy\n\nThe data controller is Rosa Sample." + EN, None),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig är Maja Exempel. Mejla mig på hej@example.org." + SV,
     "Maja Exempel"),
    ("Tietosuojaseloste\n\nSivuston asioissa yhteyshenkilönä toimii:\n\nMatti Malli\n\nMALLIX" + FI, "Matti Malli"),
    ("Privacy\n\nOur Senior Information Rights Officer, Eliza Sample, sees to all of this." + EN, "Eliza Sample"),
    ("Integritetspolicy\n\nKontakt\n\nExempelgatan 8, 442 41 Norra Kungälv\n031-12 34 56" + SV, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ASKED)
def test_it_reads_whom_to_ask(text, wanted) -> None:
    assert read(text)["contact"]["name"] == wanted


ANSWERS = [
    ("Privacy Policy\n\nThe Malmby Trust (MT) has always taken seriously its duty to guard data." + EN, "Malmby Trust"),
    ("Integritetspolicy\n\nVem är ansvarig\n\nKvackar drivs som en enskild verksamhet. a@kvackar.se" + SV, "Kvackar"),
    ("Tietosuoja\n\nTiedoistasi vastaa Kylän Kahvila." + FI, "Kylän Kahvila"),
    ("Örnware s.r.o. respects your Privacy. Örnware keeps little." + EN, "Örnware s.r.o."),
    ("Legal information Last updated: 5 May 2026\n\nController\n\nAyla Demo\nTeststr. 1\n80331 Ort" + EN,
     "Ayla Demo"),
    ("Integritet\n\nPlattform 2.0.2 använder inga kakor. Plattform 2.0.2 sparar inget." + SV, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ANSWERS)
def test_it_reads_who_answers(text, wanted) -> None:
    assert read(text)["controller"]["name"] == wanted
