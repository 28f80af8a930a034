"""Times that are told by seasons and by what somebody does with an app, and consents and rights in more words."""

import pytest

from tests.reading.notice.reading import read, register

HEAD = {
    "en": "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n"
    "## Data we collect\n\nName, email.\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n"
    "## Vilka uppgifter\n\nNamn, e-post.\n\n",
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Katu 4, Oulu\n\n"
    "## Kerättävät tiedot\n\nNimi, sähköposti.\n\n",
}


def told(language: str, text: str):
    """The first register of a notice that says this."""
    return register(read(HEAD[language] + text, "notice.md"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Brev till styrelsen sparas under innevarande kalenderår."),
        ("sv", "Närvaron sparas till läsårets slut."),
        ("sv", "Betygen sparas under terminen."),
        ("en", "Attendance is kept until the end of the school year."),
        ("en", "Notes are kept for the current season."),
        ("fi", "Läsnäolot säilytetään lukuvuoden loppuun."),
        ("sv", "De tas bort när du själv raderar appen."),
        ("sv", "Vid avinstallation raderas all data."),
        ("en", "It is removed if you delete the app."),
        ("fi", "Ne poistuvat, jos poistat sovelluksen."),
    ],
)
def test_it_reads_a_season_and_an_end_by_ones_own_hand(language: str, text: str):
    assert told(language, f"## Elever\n\n{text}\n")["retention"] == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "## Kakor\n\nInga personuppgifter samlas in utan ditt samtycke."),
        ("en", "## Analytics\n\nNo personal data is collected without your explicit consent."),
        ("fi", "## Analytiikka\n\nTietoja ei kerätä ilman suostumustasi."),
        ("sv", "## Foton\n\nNär du blir medlem lämnar du ditt samtycke till att foton publiceras."),
    ],
)
def test_what_is_never_done_without_consent_rests_on_it(language: str, text: str):
    assert told(language, text)["legal_bases"] == ["a"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "## Barn\n\nAppen samlar inte in uppgifter från barn utan förälders samtycke."),
        ("sv", "## Kakor\n\nVi använder inte kakor för reklam utan ditt samtycke."),
        ("en", "## Later\n\nThe app will never collect your location without your consent."),
    ],
)
def test_a_consent_that_nobody_is_asked_for_is_no_basis(language: str, text: str):
    assert told(language, text)["legal_bases"] == []


def test_it_hears_a_vital_interest_in_any_form():
    text = "## Ändamål\n\n- Kontakt i nödläge (rättslig grund: vitalt intresse)\n"

    assert told("sv", text)["legal_bases"] == ["d"]


def test_it_does_not_read_the_rights_that_nobody_has():
    text = (
        "## Dina rättigheter\n\nMedlemmen har rätt att få tillgång till uppgifterna. Medlemmen har inte rätt att kräva "
        "att de tas bort. Man kan heller inte kräva att behandlingen begränsas. Den registrerade har inte heller rätt "
        "att invända mot behandlingen.\n"
    )

    assert told("sv", text)["rights"] == ["access"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Du har rätt till åtkomst, rättelse eller radering.", ["access", "rectification", "erasure"]),
        ("Du har rätt till information och rättelse.", ["access", "rectification"]),
        ("Du har rätt att ändra ditt medgivande.", ["withdraw_consent"]),
        ("Vi skyddar uppgifterna mot obehörig åtkomst, så att inget kommer bort.", []),
    ],
)
def test_it_reads_rights_in_more_words(text: str, wanted: list[str]):
    rights = told("sv", f"## Dina rättigheter\n\n{text}\n")["rights"]

    assert [one for one in rights if one in wanted] == wanted
    assert wanted or rights == []
