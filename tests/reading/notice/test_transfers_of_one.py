"""Where one service lies says nothing of all data, and what goes abroad only guarded may go there."""

import pytest

from tests.reading.notice.reading import printed

FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy, Verstastie 2, Tampere\n\n## Tiedot\n\n{}\n"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Lomakkeen vastaukset tallennetaan Pilvenpiirto-palveluun, jonka palvelimet sijaitsevat EU-alueella.", None),
        ("Kaikki tiedot säilytetään EU-alueella.", False),
        ("Pyrimme siihen, että tiedot säilyvät EU:n alueella.", None),
        ("Tiedot ovat Suomessa. ETA-alueen ulkopuolelle siirrettäessä noudatetaan vakiolausekkeita.", True),
        ("Varmuuskopio voi olla EU:n ulko- tai sisäpuolella.", True),
    ],
)
def test_it_tells_one_service_from_all_data(said: str, wanted: bool | None) -> None:
    assert printed(FI.format(said).encode(), "a.md")["registers"][0]["transfers_outside_eea"] is wanted


def test_it_reads_that_data_goes_with_its_basis() -> None:
    said = "Tiedot hävitetään, jos niiden säilyttämiselle ei enää ole perustetta."
    assert said in str(printed(FI.format(said).replace("## Tiedot", "## Säilytys").encode(), "a.md")["registers"])
