"""Times that hang on one of several ends, times told with the end of an app, and rights and bases beside them."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_kinds_on_devices import TOP

KEPT = [
    ("en", "## How long data is kept\n\nIt stays with us until one of these happens:\n\n- You leave the list.\n"
     "- The shop shuts for good.\n",
     "It stays with us until one of these happens: - You leave the list. - The shop shuts for good."),
    ("sv", "## Lagringstid\n\nUppgifterna sparas tills något av följande inträffar:\n\n- Du avslutar "
     "ditt konto.\n- Klubben upplöses.\n",
     "Uppgifterna sparas tills något av följande inträffar: - Du avslutar ditt konto. - Klubben upplöses."),
    ("fi", "## Säilytysaika\n\nSäilytämme tiedot, kunnes jokin seuraavista tapahtuu:\n\n- Perut lupasi.\n- Kurssi "
     "päättyy.\n", "Säilytämme tiedot, kunnes jokin seuraavista tapahtuu: - Perut lupasi. - Kurssi päättyy."),
    ("en", "## Data retention\n\nReceipts are kept for seven years, as the Accounting Act has it (7 ch. 2 §).\n",
     "Receipts are kept for seven years, as the Accounting Act has it (7 ch. 2 §)."),
    ("en", "## Your notes\n\nNotes live in the app. Remove the app or clear its history, and everything is gone.\n",
     "Remove the app or clear its history, and everything is gone."),
    ("sv", "## Anteckningar\n\nDe finns i appen. Ta bort appen så försvinner de.\n",
     "Ta bort appen så försvinner de."),
    ("fi", "## Muistiinpanot\n\nNe ovat puhelimessa. Poista sovellus, niin ne häviävät.\n",
     "Poista sovellus, niin ne häviävät."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), KEPT)
def test_each_end_is_read(language, text, wanted) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["retention"] == wanted


@pytest.mark.parametrize(("language", "text"), [
    ("en", "## Guests\n\nWe never keep anybody's information without their clear consent.\n"),
    ("sv", "## Bilder\n\nVi sparar inga uppgifter om någon utan personens samtycke.\n"),
])  # fmt: skip
def test_what_is_never_done_without_consent_rests_on_it(language, text) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["legal_bases"] == ["a"]


def test_data_that_is_not_there_gives_no_right() -> None:
    text = "## Rights\n\nAs the game keeps nothing, no data about you can be requested, corrected or erased.\n"

    assert register(read(TOP["en"] + text, "notice.md"))["rights"] == []


def test_a_choice_of_ads_on_the_phone_is_no_objection() -> None:
    text = "## Ads\n\nYou can opt out from personal ads by switching the Advertising ID off in your phone.\n"

    assert register(read(TOP["en"] + text, "notice.md"))["rights"] == []


def test_data_that_may_be_exported_moves() -> None:
    text = "## Your rights\n\n- You may have your data exported\n- You may demand changes to it\n"

    assert register(read(TOP["en"] + text, "notice.md"))["rights"] == ["rectification", "portability"]
