"""What a notice names and does not take: kinds that a table answers `NO`, words defined, acts and bases."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import OWN, OWN_VALUES, TOP

NONE = [
    ("en", "## What categories of personal data do we collect?\n\nCategory\n\nExamples\n\nCollected\n\n"
     "- Identifiers\n\nContact details, such as stage name, alias and home address\n\nNO\n\n"
     "- Geolocation data\n\nDevice location\n\n"
     "NO\n"),
    ("en", "## Categories of data\n\n| Category | Examples | Collected |\n|---|---|---|\n"
     "| Voice data | recordings of calls | NO |\n| Location data | place of the phone | NO |\n"),
    ("sv", "## Kategorier av uppgifter\n\n- Biometriska uppgifter\n\nFingeravtryck och röstprov\n\nNEJ\n\n"
     "- Platsuppgifter\n\nEnhetens plats\n\nNEJ\n"),
    ("fi", "## Tietoryhmät\n\n- Biometriset tiedot\n\nSormenjäljet ja ääninäytteet\n\nEI\n\n"
     "- Sijaintitiedot\n\nLaitteen sijainti\n\nEI\n"),
    ("en", "## Terms and definitions\n\n- **Log data:** Log data often include details such as opening hours, "
     "key numbers and alarm messages.\n- **Usage data:** Usage data can include the level of use and room names.\n"),
    ("sv", "## Begrepp och definitioner\n\n- **Loggdata:** Loggdata innehåller uppgifter såsom tidsstämplar, "
     "användarnamn och felmeddelanden.\n"),
    ("fi", "## Käsitteet ja määritelmät\n\n- **Lokitiedot:** Lokitiedot sisältävät tietoja, kuten aikaleimat, "
     "käyttäjätunnukset ja virheilmoitukset.\n"),
    ("en", "## Legal basis\n\nWe process data under:\n\n- Consent\n- Contractual necessity\n- Legal obligations\n"),
    ("sv", "## Rättslig grund\n\nVi behandlar uppgifter med stöd av:\n\n- Samtycke\n- Avtal med kunden\n- Lag\n"),
    ("fi", "## Peruste\n\nKäsittelemme tietoja seuraavien nojalla:\n\n- Suostumus\n- Sopimus\n- Laki\n"),
    ("en", "## How we use it\n\n- Counter: Processing card payments, managing account changes, handling insurance\n"),
    ("sv", "## Molnet\n\nVi samlar inte in följande uppgifter:\n\n- Skostorlek\n- Pulsdata\n- Position\n"),
    ("fi", "## Pilvi\n\nMeillä ei ole pääsyä seuraaviin tietoihin:\n\n- Kengännumero\n- Syketiedot\n- Sijainti\n"),
    ("en", "## Cloud\n\nWe do not store the following information:\n\n- Shoe size\n- Heart rate data\n- Location\n"),
    ("sv", "## Uppgifter i klockan\n\n| Uppgift | Lagras |\n|---|---|\n| Pulsdata | Nej |\n| Position | Nej |\n"),
    ("sv", "## Vilka uppgifter, och varför\n\nBehandlingar som utförs:\n\n- Kallelse till vårrustning\n"
     "- Dokumentation av segel\n"),
]  # fmt: skip
TAKEN = [
    ("en", "## What categories of personal data do we collect?\n\n- Identifiers\n\nStage name, alias, home address\n\n"
     "NO\n\n- Meter readings\n\nMeter number, reading, date of reading\n\nYES\n", "reading"),
    ("en", "## Data\n\nWe store your name, processing history and managing times.\n", "processing history"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_is_not_taken_is_no_data(language, text) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert said["data_categories"] == OWN_VALUES[language]


@pytest.mark.parametrize(("language", "text", "wanted"), TAKEN)
def test_what_is_answered_yes_is_data(language, text, wanted) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert wanted in " ".join(said["data_categories"])
    assert "alias" not in " ".join(said["data_categories"])
