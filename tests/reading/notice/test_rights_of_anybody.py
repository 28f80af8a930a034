"""Rights told of anybody, in everyday words, and what is denied in the same breath."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuoja\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n## Tiedot\n\nNimi ja puhelin.\n\n",
    "# Integritet\n\n## Personuppgiftsansvarig\n\nModell AB\n\n## Uppgifter\n\nNamn och telefon.\n\n",
    "# Privacy\n\n## Data controller\n\nModel Ltd\n\n## Data\n\nName and phone.\n\n",
)


def rights(text: str) -> list[str]:
    return list(register(read(text, "notice.md"))["rights"])


@pytest.mark.parametrize(("text", "wanted"), [
    (FI + "Soutaja saa katsoa häntä koskevat tiedot ja vaatia virheen korjaamista.\n", ["access", "rectification"]),
    (FI + "## Oikeudet\n\nVoit pyytää omat tietosi ja pyytää rivin pyyhkimistä.\n", ["access", "erasure"]),
    (FI + "## Oikeudet\n\nTilaaja saa tietonsa katsottavaksi. Mainospostin saa kieltää.\n",
     ["access", "marketing_objection"]),
    (FI + "## Oikeudet\n\nVoit siirtää ne muualle, vastustaa käsittelyä ja kieltää uutiskirjeen.\n",
     ["portability", "objection", "marketing_objection"]),
    (FI + "## Oikeudet\n\nVoit tarkastaa tietosi. Merkintöjä ei voi pyynnöstä poistaa.\n", ["access"]),
    (SV + "Medlem som vill se eller rätta sina uppgifter skriver till kassören.\n", ["access", "rectification"]),
    (SV + "Gästen kan begära att få se och ändra sina uppgifter.\n", ["access", "rectification"]),
    (SV + "Man får se vad som står, ändra det och be att det tas bort.\n", ["access", "rectification", "erasure"]),
    (SV + "## Rättigheter\n\nDu har rätt till utdrag och rättning samt att besvära dig till dataombudsmannen.\n",
     ["access", "rectification", "complaint"]),
    (SV + "## Rättigheter\n\nDu får stryka fel och säga nej till att det används.\n", ["rectification", "objection"]),
    (SV + "## Rättigheter\n\n- Utdrag\n- Säga nej till nyheter\n", ["access", "marketing_objection"]),
    (SV + "## Rättigheter\n\nDen som inte är nöjd kan gå till Integritetsskyddsmyndigheten.\n", ["complaint"]),
    (EN + "The guest may have the data shown, changed or erased.\n", ["access", "rectification", "erasure"]),
    (EN + "## Your rights\n\nYou may ask for your data, have it changed, moved, removed, or protest against its use.\n",
     ["access", "rectification", "erasure", "portability", "objection"]),
    (EN + "## Your rights\n\nYou may look at it. If you are not content, IMY is the authority to write to.\n",
     ["access", "complaint"]),
    (EN + "## Rights\n\nThe patient may see the records. Records cannot be erased on request.\n", ["access"]),
])  # fmt: skip
def test_it_reads_the_rights_of_anybody(text: str, wanted: list[str]) -> None:
    assert rights(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        SV + "När du lämnar klubben raderas du, men fakturor ligger kvar så länge bokföringslagen kräver.\n",
        SV + "Vill du veta mer? Ring oss.\n",
    ],
)
def test_it_reads_no_right_where_none_is_told(text: str) -> None:
    assert rights(text) == []
