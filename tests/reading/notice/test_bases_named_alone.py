"""Bases named beside others, as labels, in cells a copy has glued together, and as the duty that a law lays."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuoja\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritet\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy\n\n## Data controller\n\nModel Ltd\n\n",
)


def bases(text: str, name: str = "notice.md") -> list[str]:
    said = read(text, name)
    return list(register(said)["legal_bases"]) if said["registers"] else []


@pytest.mark.parametrize(("text", "wanted"), [
    (FI + "## Mihin käytetään\n\nPeruste on sopimus, palkkojen osalta laki ja kuvissa suostumus.\n", ["a", "b", "c"]),
    (FI + "## Mihin käytetään\n\nKäsittely nojaa lupaan, tehtyyn tilaukseen tai lakiin.\n", ["a", "b", "c"]),
    (FI + "## Mihin käytetään\n\nPohjana on vuokrasopimus.\n", ["b"]),
    (FI + "## Mihin käytetään\n\nVuokrasopimuksen täyttäminen ja oikeutettu etumme kutsua vanhoja kävijöitä.\n",
     ["b", "f"]),
    (FI + "## Oikeudet\n\nTiedot voi tarkastaa. Oikeusperuste on laki (luettelo) ja sopimus (laituri).\n", ["b", "c"]),
    (FI + "## Peruste\n\n- Lupa, esim. messuilla täytetty kortti\n- Sopimus\n", ["a", "b"]),
    (SV + "## Uppgifter\n\nVi antecknar namn. Grunden är alltså avtal, lag eller ditt ja.\n", ["a", "b", "c"]),
    (SV + "## Uppgifter\n\nVi stöder oss på att du hyr en plats, dvs på avtal.\n", ["b"]),
    (SV + "## Därför\n\nAvtalet: bryggan, fakturan. Lag: bokföring. Ja: bilder på sidan.\n", ["a", "b", "c"]),
    (EN + "## Why\n\nThe basis is your order and, for the books, the law.\n", ["b", "c"]),
    (EN + "## Why\n\nSome of it rests on justified interest.\n", ["f"]),
    (EN + "- Contract (6.1.b) — the mooring.\n- Legal obligation (6.1.c) — the books.\n", ["b", "c"]),
])  # fmt: skip
def test_it_reads_bases_among_others_and_as_labels(text: str, wanted: list[str]) -> None:
    assert bases(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Syfte och grund\n\nVadGrund\nAtt hyra ut bryggan till digAvtal\nAtt visa bilderSamtycke\n", ["a", "b"]),
    ("Syfte och grund\n\nVadGrund\nAtt föra bokRättslig förpliktelse\nSvar på frågorBerättigat intresse\n", ["c", "f"]),
])  # fmt: skip
def test_it_reads_cells_that_a_copy_has_glued(text: str, wanted: list[str]) -> None:
    head = "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\nVi använder uppgifter om dig.\n\n"
    assert bases(head + text, "notice.txt") == wanted


@pytest.mark.parametrize("text", [
    FI + "## Mihin käytetään\n\nRekisterissä on patolain vaatima luettelo omistajista.\n",
    FI + "## Mihin käytetään\n\nKalastuslaki vaatii luettelon saaliista.\n",
    FI + "Nämä meillä on oltava metsästyslain takia.\n",
    FI + "Ilmoituksen tekeminen on laissa määrätty.\n",
    SV + "Kvittona måste jag enligt lag ha kvar i pärmen.\n",
    SV + "En registrerad klubb är enligt lag skyldig att föra en förteckning.\n",
    SV + "Vi antecknar det som föreningslagen (503/1989) 11 § förutsätter.\n",
    SV + "Det behövs för att uppfylla sjölagen.\n",
    EN + "Processing rests on the duty in law to keep a list of members.\n",
    EN + "A list is kept, since the Harbour Act demands it.\n",
])  # fmt: skip
def test_it_reads_the_duty_that_a_law_lays(text: str) -> None:
    assert bases(text) == ["c"]


@pytest.mark.parametrize("text", [
    FI + "Laki velvoittaa kertomaan, mitä tiedoilla tehdään.\n",
    FI + "Tietosuojalain vaatimukset on täytetty.\n",
    SV + "Lagen säger att vi ska tala om vilka uppgifter vi har.\n",
    SV + "Vi kan ändra denna policy för att följa lagkrav.\n",
    SV + "Det stannar hos oss, om inte lagen kräver annat.\n",
    SV + "## Uppgifter\n\nKörkort för båt (ja/nej)\n",
    EN + "Nothing is given away unless the law demands it.\n",
])  # fmt: skip
def test_it_hears_no_duty_to_tell_or_of_others(text: str) -> None:
    assert bases(text) == []
