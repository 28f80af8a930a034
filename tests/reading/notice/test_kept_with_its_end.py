"""Data that goes with an app or an account, what a section on keeping says of where alone, and times that begin."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

KEPT = [
    ("en", "## Walks\n\nThe app notes your walks. If you uninstall the app, all of it is erased along with it.\n",
     "If you uninstall the app, all of it is erased along with it."),
    ("en", "## Notes\n\nDeleting the app also deletes every note in it.\n",
     "Deleting the app also deletes every note in it."),
    ("sv", "## Pass\n\nAppen noterar dina pass. Avinstallerar du appen försvinner de.\n",
     "Avinstallerar du appen försvinner de."),
    ("fi", "## Lenkit\n\nJos poistat sovelluksen, merkinnät poistuvat samalla.\n",
     "Jos poistat sovelluksen, merkinnät poistuvat samalla."),
    ("fi", "## Lenkit\n\nSovelluksen poistaminen hävittää myös merkinnät.\n",
     "Sovelluksen poistaminen hävittää myös merkinnät."),
    ("en", "## Sums\n\nThe figures serve to work out your price and are discarded afterwards.\n",
     "The figures serve to work out your price and are discarded afterwards."),
    ("sv", "## Ord\n\nEn kommentar lagras på obestämd tid.\n", "En kommentar lagras på obestämd tid."),
    ("en", "## Logs\n\nLogs are kept for 9 days. An exception applies if somebody breaks in.\n",
     "Logs are kept for 9 days. An exception applies if somebody breaks in."),
    ("sv", "## Lagring och radering\n\nVi sparar så här:\n\n- Order: 7 år.\n- Brev: Tills du avanmäler dig.\n",
     "Order: 7 år. - Brev: Tills du avanmäler dig."),
    ("en", "## Messages\n\nYour mail is answered. Retention is limited to what the office needs.\n",
     "Retention is limited to what the office needs."),
    ("sv", "## Loggar\n\nLoggarna roteras efter 9 dagar.\n", "Loggarna roteras efter 9 dagar."),
]  # fmt: skip
NOT_KEPT = [
    ("fi", "## Tietojen säilytys\n\nTiedot säilytetään lukitussa kaapissa, johon pääsee vain omistaja.\n"),
    ("sv", "## Lagring\n\nAllt lagras på en server i Luleå. Bara vi har åtkomst.\n"),
    ("en", "## Form\n\nNothing is stored until you press the button.\n"),
    ("sv", "## Utkast\n\nDet sparas hos oss först när du skickar det.\n"),
    ("fi", "## Mittarit\n\nMittaus pysyy poissa päältä, kunnes sallit sen.\n"),
    ("sv", "## Ditt konto\n\nAlla medlemmar kan när som helst radera sina bilder.\n"),
    ("en", "## Cookies\n\nIf you delete the cookies, your choices are deleted.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), KEPT)
def test_it_reads_what_data_goes_with(language, text, wanted) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["retention"] == wanted


@pytest.mark.parametrize(("language", "text"), NOT_KEPT)
def test_it_reads_no_time_where_none_is_told(language, text) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["retention"] is None


def test_a_bold_label_does_not_grow_together_with_what_it_is_of() -> None:
    page = "<h1>Integritetspolicy</h1><p>Kruka AB</p><ul><li><b>Lagringstid</b>Så länge kontot finns.</li></ul>"
    assert register(read(page, "notice.html"))["retention"] == "Så länge kontot finns."
