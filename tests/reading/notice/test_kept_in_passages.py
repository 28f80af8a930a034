"""How long data is kept, put together of sentences: what stands between them on something else is left out."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
KEPT = [
    (FI + "## Säilytysaika\n\nTiedot säilytetään 2 vuotta. Kello laskee ne itse. "
     "Kuvat poistetaan vuoden kuluttua.\n",
     "Tiedot säilytetään 2 vuotta. Kuvat poistetaan vuoden kuluttua."),
    (FI + "## Säilytysaika\n\nTietoja säilytetään vain niin kauan kuin tarvitaan:\n\n- asiakkuuden ajan\n"
     "- kunnes laki sallii poiston\n\nTarpeettomat tiedot poistetaan.\n",
     "Tietoja säilytetään vain niin kauan kuin tarvitaan: - asiakkuuden ajan - kunnes laki sallii poiston; "
     "Tarpeettomat tiedot poistetaan."),
    (FI + "## Säilytysaika\n\nTietoja säilytetään vain tarpeellisen ajan.\n\nSäilytysajat ovat:\n\n**Tilaukset**\n\n"
     "Poistamme ne vuoden kuluttua.\n",
     "Tietoja säilytetään vain tarpeellisen ajan. Poistamme ne vuoden kuluttua."),
    (FI + "## Säilytysaika\n\nPoistamme tiedot, kun niitä ei enää tarvita.\n\n**Tekniset tiedot:**\n\n"
     "- Tunnisteet: 10 minuuttia\n- Avaimet: kunnes tili poistetaan\n\n**Velvoitteet:**\n\n"
     "- Tositteet: 6 vuotta\n- Kokoukset: yhdistyksen olemassaolon ajan\n",
     "Poistamme tiedot, kun niitä ei enää tarvita. Tunnisteet: 10 minuuttia; Avaimet: kunnes tili poistetaan; "
     "Tositteet: 6 vuotta; Kokoukset: yhdistyksen olemassaolon ajan"),
    (SV + "## Grund\n\nVi sparar uppgifterna så länge det behövs:\n\nBeställningar: upp till 12 månader.\n\n"
     "Underlag: 7 år.\n",
     "Vi sparar uppgifterna så länge det behövs: Beställningar: upp till 12 månader. Underlag: 7 år."),
    (FI + "## Muuta\n\nTietoja säilytetään niin kauan kuin asiakkuus kestää. Listan osalta 3 kk. "
     "Vastaamme 2 päivässä.\n",
     "Tietoja säilytetään niin kauan kuin asiakkuus kestää. Listan osalta 3 kk."),
    (FI + "## Säilytysajat\n\n- Kortit: 2 vuotta\n- Laskut: 6 vuotta\n"
     "- Nimetön aineisto: ei sisällä henkilötietoja\n",
     "Kortit: 2 vuotta - Laskut: 6 vuotta"),
    (SV + "## Hur länge\n\nOm ändamålet inte kvarstår kommer uppgifterna att raderas.\n",
     "Om ändamålet inte kvarstår kommer uppgifterna att raderas."),
    (EN + "## Records\n\nWhen we have finished, we will erase your letters within one month.\n",
     "When we have finished, we will erase your letters within one month."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_what_says_how_long_and_not_what_stands_between(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


def test_each_part_of_a_passage_keeps_its_place() -> None:
    text = KEPT[0][0]
    said = read(text, "notice.md")
    quoted = [text[start:end] for path, (start, end) in said["places"].items() if ".retention" in path]

    assert quoted == ["Tiedot säilytetään 2 vuotta.", "Kuvat poistetaan vuoden kuluttua."]
