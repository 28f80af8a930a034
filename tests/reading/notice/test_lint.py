"""Each rule of the checklist: what sets it off, the words that are quoted, and what leaves it silent."""

from pathlib import Path

import pytest

from portal.papers.register_texts import render_notice
from portal.reading.notice.lint.linter import finding_values, lint
from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.toml import shipped_register
from tests.reading.notice.reading import codes

CLEAN = Path(__file__).parent / "clean"
FI, SV, EN = ((CLEAN / f"shop.{code}.txt").read_text("utf-8") for code in ("fi", "sv", "en"))
LANGUAGES = {"fi": FI, "sv": SV, "en": EN}


def without(text: str, start: str, end: str = "\n\n") -> str:
    """A text from which the passage between two words is cut."""
    at = text.index(start)
    return text[:at] + text[text.index(end, at + len(start)) + len(end) :]


def put(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_finds_nothing_in_a_whole_notice(code) -> None:
    assert codes(LANGUAGES[code]) == []


LACKING = [
    ("N01", put(FI, "Mallikauppa Oy\n", "")),
    ("N01", put(put(FI, "Y-tunnus 9876543-0\n", ""), "Mallitie 1, 00100 Helsinki\n", "")),
    ("N01", put(EN, "privacy@modelshop.fi\n", "")),
    ("N03", put(FI, "tietosuoja@mallikauppa.fi", "puh. 040 123 4567") + "\nTietosuojavastaava\n\nMaija Mallinen\n"),
    ("N04", without(EN, "Purposes and legal basis\n\n", "What data")),
    ("N05", without(SV, "Vi behandlar dina uppgifter", "\n\n")),
    (
        "N06",
        put(FI, "oikeutettu etumme on palvella asiakkaitamme hyvin (6 artiklan 1 kohdan f alakohta)", "oikeutettu etu"),
    ),
    ("N06", put(SV, "vårt berättigade intresse är att betjäna våra kunder väl (artikel 6.1 f)", "berättigat intresse")),
    ("N07", without(EN, "Recipients\n\n")),
    ("N09", without(FI, "Säilytysaika\n\n")),
    ("N10", put(FI, "- Sinulla on oikeus saada käsittely rajoitetuksi.\n", "")),
    ("N10", put(SV, "- Du har rätt till dataportabilitet.\n", "")),
    ("N10", put(EN, "- You have the right of access to your data.\n", "")),
    ("N11", without(FI, "- Voit peruuttaa suostumuksesi", "lainmukaisuuteen.\n")),
    ("N11", put(EN, " Withdrawal does not affect the lawfulness of what was done before.", "")),
    ("N12", EN[: EN.index("Complaints")]),
    ("N12", put(SV, " till dataombudsmannens byrå, PB 800, 00531 Helsingfors", " till tillsynsmyndigheten")),
    ("N13", without(FI, "Tietojen antaminen\n\n")),
    ("N16", put(EN, "Your right to object\n\n", "")),
    ("F6", put(SV, "Uppdaterad 1.9.2026\n\n", "")),
]


@pytest.mark.parametrize(("code", "text"), LACKING, ids=[f"{code}-{at}" for at, (code, _) in enumerate(LACKING)])
def test_it_says_what_is_lacking(code, text) -> None:
    assert code in [found for found, _ in codes(text)]


WRONG = [
    ("N04", FI, "- uutiskirje:", "Tietoja saatetaan käyttää muuhun markkinointiin.\n- uutiskirje:",
     "Tietoja saatetaan"),
    ("N05", FI, "- tilaukset\n", "- tilaukset\n- allergiat\n", "allergiat"),
    ("N08", EN, "No data is transferred outside the EEA.", "Data is transferred to the United States.", "Data is tr"),
    ("N09", SV,
     "Beställningar och fakturor bevaras i sex år. Övriga uppgifter raderas tre år efter det senaste köpet.",
     "Uppgifterna bevaras så länge det är nödvändigt.", "Uppgifterna bevaras"),
    ("N14", EN, "Retention\n",
     "Automated decisions\n\nOrders on credit are decided by automated decisions.\n\nRetention\n",
     "Orders on credit"),
    ("N15", FI, "Tietolähteet\n",
     "Muu käyttö\n\nTietoja käytetään myös muihin tarkoituksiin.\n\nTietolähteet\n", "Tietoja käytetään"),
    ("N17", EN, "privacy@modelshop.fi", "privacy@example.com", "privacy@example.com"),
    ("N18", FI, "Tietolähteet\n",
     "Yhteistyö\n\nYhteisrekisterinpitäjä on Toinen Malli Oy.\n\nTietolähteet\n", "yhteisrek"),
    ("N19", SV, "Uppgiftskällor\n",
     "Tillgång\n\nBeskrivningen finns tillgänglig på kontoret.\n\nUppgiftskällor\n", "Beskrivningen"),
    ("S05", FI, "Tiedot saadaan sinulta itseltäsi.", "Tiedot saadaan sinulta ja julkisista lähteistä.",
     "Tiedot saadaan"),
    ("X01", FI, "- Posti (toimitukset)", "- Google (sähköposti)", "Tietoja ei siirretä"),
    ("X01", SV, "- Posti (leveranser)", "- Slack (meddelanden)", "Uppgifterna överförs inte"),
    ("X02", FI, "Tietolähteet\n", "Laki\n\nNoudatamme henkilötietolakia.\n\nTietolähteet\n", "henkilötietolakia"),
    ("X02", SV, "Uppgiftskällor\n", "Lag\n\nVi följer personuppgiftslagen.\n\nUppgiftskällor\n",
     "personuppgiftslagen"),
    ("X03", EN, "Your right to object\n",
     "Requests must be made in writing and signed.\n\nYour right to object\n", "Requests must"),
    ("X03", FI, "Oikeutesi vastustaa\n", "Tarkastus on maksuton kerran vuodessa.\n\nOikeutesi vastustaa\n",
     "Tarkastus"),
    ("X03", SV, "Din rätt att invända\n",
     "Begäran görs med en egenhändigt undertecknad ansökan.\n\nDin rätt att invända\n", "Begäran"),
    ("F7", EN, "Your right to object\n", "We charge a fee for every copy.\n\nYour right to object\n",
     "We charge a fee"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "old", "new", "quoted"), WRONG, ids=[f"{one[0]}-{at}" for at, one in enumerate(WRONG)]
)
def test_it_quotes_what_is_wrong(code, text, old, new, quoted) -> None:
    found = [evidence for one, evidence in codes(put(text, old, new)) if one == code]
    assert found
    assert any((evidence or "").casefold().startswith(quoted.casefold()) for evidence in found), found


def test_it_wants_consent_for_electronic_marketing() -> None:
    text = put(
        put(FI, "uutiskirje: suostumuksesi (6 artiklan 1 kohdan a alakohta)", "uutiskirje"), "suostumuksesi", "lupasi"
    )
    assert ("X05", "uutiskirje") in codes(text)
    assert "X05" not in [code for code, _ in codes(FI)]


def test_it_hears_languages_that_promise_different_things() -> None:
    english = put(EN, "- You have the right to data portability.\n", "")
    found = [evidence for code, evidence in codes(f"{FI}\n\n{english}") if code == "X04"]
    assert found == ["Sinulla on oikeus siirtää tiedot järjestelmästä toiseen."]


def test_it_hears_no_difference_where_languages_say_the_same() -> None:
    assert [code for code, _ in codes(f"{FI}\n\n{SV}\n\n{EN}")] == []


@pytest.mark.parametrize(("code", "said"), [("fi", "Säilytysaika"), ("sv", "Bevaringstid"), ("en", "Retention")])
def test_it_speaks_the_language_of_the_notice(code, said) -> None:
    notice = read_notice(open_text(without(LANGUAGES[code], f"{said}\n\n")))
    (found,) = finding_values(notice, lint(notice))

    assert found["code"] == "N09"
    assert found["severity"] == "error"
    assert found["evidence"] is None
    begins = {"fi": "Seloste ei kerro", "sv": "Beskrivningen säger varken", "en": "The notice does not say how long"}
    assert found["message"].startswith(begins[code])
    assert found["add"].startswith({"fi": "Säilytämme", "sv": "Vi bevarar", "en": "We keep"}[code])


def test_it_gives_the_place_of_what_it_quotes() -> None:
    text = put(FI, "Tietolähteet\n", "Laki\n\nNoudatamme henkilötietolakia.\n\nTietolähteet\n")
    notice = read_notice(open_text(text))
    (found,) = finding_values(notice, lint(notice))

    assert text[slice(*found["place"])] == found["evidence"] == "henkilötietolakia"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_reads_the_notice_that_the_portal_publishes(language) -> None:
    page = render_notice(shipped_register("digelius"), language)
    notice = read_notice(open_text(page, "notice.html"))
    found = {one.code for one in lint(notice)}

    assert notice.languages == (language,)
    assert (notice.controller.name.text, notice.controller.trade_name.text) == ("We Jazz Oy", "Digelius Music")
    assert notice.controller.address.text == "Eurantie 8–10 LH 211, 00550 Helsinki"
    assert {"X01", "X03"} <= found
    assert not {"N01", "N05", "N09", "N10", "N12", "N13", "N16", "X02", "F6"} & found
