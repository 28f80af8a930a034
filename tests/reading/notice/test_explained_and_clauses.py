"""Kinds of data with what is said of them: behind a dash, on what occasion, and in a clause that ends a list."""

import pytest

from tests.reading.notice.reading import read, register

_HEAD = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nGranens Cykelverkstad AB, Storgatan 4, Skellefteå\n\n"
_WHAT = "## Vilka uppgifter behandlar vi?\n\n"
_END = "\n\n## Dina rättigheter\n\nDu har rätt till rättelse.\n"


def _data(body: str) -> list[str]:
    kinds: list[str] = register(read(_HEAD + body + _END, "notice.md"))["data_categories"]
    return kinds


def test_each_kind_before_the_dash_of_what_explains_it() -> None:
    body = (
        "Detta samlas in när någon skapar ett konto:\n\n- E-postadress – för kvitton.\n"
        "- Smeknamn – valfritt, visas i topplistan.\n- Favoriter – vilka rutter du har sparat.\n"
        "- Aviseringar – dina val för sms och mejl.\n- Ungefärlig ort – beräknad från IP-adress. Den lagras inte."
    )
    assert _data(_WHAT + body) == ["E-postadress", "Smeknamn", "Favoriter", "Aviseringar", "Ungefärlig ort"]


def test_each_kind_before_the_dash_in_other_tongues() -> None:
    english = (
        "# Privacy policy\n\n## Controller\n\nSpruce Bikes Ltd, York\n\n## What data do we collect?\n\n"
        "- Email address – for login and receipts.\n- Nickname – optional, shown in the ranking.\n"
        "- Watchlist – which routes you saved.\n- Alerts – your choices for text and mail.\n\n"
        "## Your rights\n\nYou may object.\n"
    )
    finnish = (
        "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKuusen Pyöräpaja Oy, Jyväskylä\n\n## Mitä tietoja keräämme?\n\n"
        "- Sähköpostiosoite – kirjautumista varten.\n- Nimimerkki – vapaaehtoinen, näkyy taulussa.\n"
        "- Suosikit – mitkä reitit olet tallentanut.\n\n## Oikeutesi\n\nSinulla on oikeus oikaisuun.\n"
    )
    assert register(read(english, "a.md"))["data_categories"] == ["Email address", "Nickname", "Watchlist", "Alerts"]
    assert register(read(finnish, "a.md"))["data_categories"] == ["Sähköpostiosoite", "Nimimerkki", "Suosikit"]


def test_without_the_occasion_or_the_means() -> None:
    body = (
        "- Namn, e-postadress och ramnummer – vid inlämning\n- Skärmstorlek vid besök\n- Klickdata via Matomo\n"
        "- Samordningsnummer (frivilligt, endast om du anger det)\n- Meddelanden via Discord"
    )
    assert _data(_WHAT + body) == [
        "Namn",
        "e-postadress",
        "ramnummer",
        "Skärmstorlek",
        "Klickdata",
        "Samordningsnummer (frivilligt, endast om du anger det)",
        "Meddelanden via Discord",
    ]


def test_what_is_not_handled_is_none() -> None:
    body = "- Namn\n- E-post\n- Kortuppgifter – hanteras inte av oss utan av banken"
    assert _data(_WHAT + body) == ["Namn", "E-post"]


@pytest.mark.parametrize("last", ["det du skriver i bokningen", "andra uppgifter du väljer att bifoga"])
def test_a_clause_ends_a_list(last: str) -> None:
    assert _data(f"{_WHAT}- Namn, telefonnummer, cykelmodell och {last}.\n- Ramnummer") == [
        "Namn",
        "telefonnummer",
        "cykelmodell",
        last,
        "Ramnummer",
    ]


def test_what_you_write_yourself_ends_a_line() -> None:
    body = "Namn, mobilnummer, ort och den information du själv skriver om felet."
    assert _data(_WHAT + body)[-1] == "den information du själv skriver om felet"


def test_what_is_taken_of_others_too_below_a_list() -> None:
    body = "- Namn\n- Cykelns storlek\n\nFör ledare samlar vi även in telefonnummer, ledarbakgrund och tidrapport."
    assert _data(_WHAT + body)[2:] == ["telefonnummer", "ledarbakgrund", "tidrapport"]


def test_what_the_next_sentence_says_it_covers() -> None:
    body = (
        "Vi sparar uppgifter om turer. Dessa omfattar, men är inte begränsade till, uppgifter om valda leder, puls,"
        " höjddata och tid per etapp."
    )
    assert _data(_WHAT + body)[-3:] == ["puls", "höjddata", "tid per etapp"]


def test_a_label_before_a_sentence_or_a_reference() -> None:
    body = (
        "- Kundnummer: Numret är ert eget och kan bytas ut mot ett annat nummer i efterhand.\n"
        "- Kakor och spårning: Se punkt 6.\n- Namn"
    )
    assert _data(_WHAT + body) == ["Kundnummer", "Namn"]


def test_of_whom_and_what_cookies_are_called_are_none() -> None:
    assert _data(_WHAT + "Vi samlar in vissa uppgifter om våra kunder och besökare på sajten.") == []
    assert _data(_WHAT + "- Namn\n- E-post\n- _pk_id\n- mtm_consent") == ["Namn", "E-post"]


def test_what_is_led_to_beneath_a_legal_basis() -> None:
    body = (
        "## När du tackar ja till statistik\n\nRättslig grund: Samtycke\n\nDet som samlas in är:\n\n- IP-adress\n"
        "- Skärmupplösning\n- Besöksland"
    )
    assert _data(body) == ["IP-adress", "Skärmupplösning", "Besöksland"]


def test_below_a_heading_whose_bracket_says_where_it_is_kept() -> None:
    body = "## Data vi samlar in\n\n### Lokal data (sparas bara på enheten)\n\n- Namn\n- Språk\n- Favoriter"
    assert _data(body) == ["Namn", "Språk", "Favoriter"]


def test_who_gets_it_though_brackets_deny_what_the_firm_keeps() -> None:
    body = (
        "## Mottagare\n\n- Stripe/Klarna: Betalning (vi lagrar ej kortnummer)\n"
        "- Redovisnings-, it- och andra leverantörer kan se uppgifter.\n\n"
    )
    got = register(read(f"{_HEAD}{_WHAT}- Namn\n\n{body}{_END}", "notice.md"))["recipients"]
    assert "Stripe" in got
    assert "Klarna" in got


def test_an_item_whose_brackets_say_in_which_land() -> None:
    body = "## Mottagare\n\n- Vercel: Drift av sajten (USA, standardklausuler)\n- Supabase: Databas (EU)\n"
    assert read(f"{_HEAD}{_WHAT}- Namn\n\n{body}{_END}", "notice.md")["registers"][0]["transfers_outside_eea"]
