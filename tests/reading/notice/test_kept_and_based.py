"""Times of keeping, legal bases, rights, transfers and registers in more of their wordings."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n",
    "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n",
    "Privacy notice\n\nData controller\n\nModel Ltd\n\n",
)
KEPT = [
    (FI + "Tietojen säilytys ja suojaus\n\nSäilytämme tietoja 2 vuotta. Viestit säilytetään palvelimilla.\n",
     "Säilytämme tietoja 2 vuotta."),
    (FI + "Tietojen säilytys ja suojaus\n\nTiedot säilytetään suojatuissa järjestelmissä salasanan takana.\n", None),
    (FI + "Säilytysajat\n\nEmme säilytä tietoja kauempaa kuin on tarpeen. Säilytämme ne viisi (5) vuotta.\n",
     "Emme säilytä tietoja kauempaa kuin on tarpeen. Säilytämme ne viisi (5) vuotta."),
    (FI + "Säilytysajat\n\n• Viestit: 2 vuotta\n• Laskut: 6 vuotta\n• Mittarit: palvelun asetusten mukaan\n",
     "Viestit: 2 vuotta • Laskut: 6 vuotta • Mittarit: palvelun asetusten mukaan"),
    (SV + "Hur länge sparar vi uppgifterna\n\n• Samtal: permanent\n• Loggar: 30 dagar\n",
     "Samtal: permanent • Loggar: 30 dagar"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_how_long_and_not_how(text, wanted) -> None:
    assert register(read(text))["retention"] == wanted


BASES = [
    (EN + "Legal basis\n\nWe go by the GDPR's article 6.1 section b) and by nothing else.\n", ["b"]),
    (SV + "Rättslig grund\n\nFör rättsliga skyldigheter.\n", ["c"]),
    (FI + "Oikeusperusteet\n\nYhteydenotto 6.1.f\n", ["f"]),
    (
        EN + "Legal bases\n\nOur lawful bases for the newsletter are:\n\nConsent - we asked you first. More of it.\n",
        ["a"],
    ),
    (FI + "Versiot\n\nOhjelman versio 6.1.f julkaistaan pian.\n", []),
]


@pytest.mark.parametrize(("text", "wanted"), BASES)
def test_it_reads_bases_by_word_and_by_number(text, wanted) -> None:
    assert register(read(text))["legal_bases"] == wanted


RIGHTS = [
    (EN + "Your rights\n\nYou may check the data, oppose its use and have it moved to another system. "
     "You have the right to check what we hold.\n", ["access", "portability", "objection"]),
    (EN + "Cookies\n\nNone.\n\nYour choices\n\nYou can change your cookie settings at any time.\n", []),
    (FI + "Rekisteröidyn oikeudet\n\nRekisteröity voi kieltää tietojensa käytön.\n", ["objection"]),
    (FI + "Oikeusperuste\n\nSuostumus. Voit muuttaa evästevalintojasi.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_rights_in_other_words(text, wanted) -> None:
    assert register(read(text))["rights"] == wanted


TRANSFERS = [
    (FI + "Tietoja siirretään EU/ETA-alueen ulkopuolisiin maihin: Norjan kautta Britanniaan.\n", True),
    (SV + "Mottagare\n\nMolnet kan behandla data i USA.\n", True),
    (SV + "Leverantörer\n\nBeroende på leverantör kan behandling ske utanför EU/EES.\n", True),
    (SV + "Mottagare\n\nVi behandlar inga uppgifter i USA.\n", False),
    (SV + "Var behandlas uppgifterna?\n\nInspelningarna lämnar aldrig EU/EES.\n", False),
]


@pytest.mark.parametrize(("text", "wanted"), TRANSFERS)
def test_it_reads_transfers_from_a_heading_and_from_what_never_leaves(text, wanted) -> None:
    assert register(read(text))["transfers_outside_eea"] is wanted


def test_it_reads_registers_that_stand_as_headings_of_their_own() -> None:
    said = read(
        "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n## Rekisterien nimet\n\n"
        "### Malli – asiakasrekisteri\n\n"
        "Rekisteri muodostuu tilauksista.\n\n### Malli – uutiskirjerekisteri\n\nRekisteri muodostuu tilaajista.\n",
        "notice.md",
    )

    assert [one["name"] for one in said["registers"]] == ["Malli – asiakasrekisteri", "Malli – uutiskirjerekisteri"]


def test_it_reads_the_date_of_a_draft() -> None:
    assert read(SV + "Utkast 3 mars 2026.\n")["updated"] == "2026-03-03"
