"""Lists of data within Swedish sentences, whatever leads to them and wherever they stand."""

import pytest

from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import notice_values


def _kinds(text: str) -> list[str]:
    said = notice_values(read_notice(open_text(text, "notice.md")))["registers"]
    return [one for register in said for one in register["data_categories"]]


_ABOVE = "# Uppgifter i bigården\n\nVi är några biodlare som säljer honung och det här är vår text om uppgifter.\n\n"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (
            "Det kan handla om namn, bikupans nummer, gårdsadress samt vem som får hämta burkarna.",
            ["namn", "bikupans nummer", "gårdsadress", "vem som får hämta burkarna"],
        ),
        (
            "I kupjournalen kan bland annat stå ägarens namn, kupans plats och vilka behandlingar som gjorts.",
            ["ägarens namn", "kupans plats", "vilka behandlingar som gjorts"],
        ),
        (
            "För att kunna skicka honung behöver vi namn, postadress och portkod till den som tar emot.",
            ["namn", "postadress", "portkod"],
        ),
        (
            "När köpet är klart kompletteras kortet med hemadress, personnummer och antal burkar.",
            ["hemadress", "personnummer", "antal burkar"],
        ),
        (
            "De uppgifter det gäller är förnamn, mejladress och vid hyra även legitimationsnummer.",
            ["förnamn", "mejladress", "legitimationsnummer"],
        ),
        ("Mobilnummer, leveransadress och vad du beställt skrivs upp.", None),
        ("Kommunen får namn och fastighetsbeteckning.", ["namn", "fastighetsbeteckning"]),
    ],
)
def test_it_reads_a_list_by_what_it_names(said: str, kinds: list[str] | None):
    told = kinds or ["Mobilnummer", "leveransadress", "vad du beställt"]
    assert _kinds(f"{_ABOVE}## Kuporna\n\n{said}") == told


def test_it_reads_below_a_line_that_begins_a_part_of_its_own():
    said = (
        "## Säkerhet\n\nPärmen står i ett låst skåp i föreningens stuga vid sjön.\n\n"
        "Vad pärmen rymmer\n\n"
        "I pärmen finns bara sådant som behövs, det vill säga namn, mobilnummer, inträdesår och kupornas antal."
    )
    assert _kinds(_ABOVE + said) == ["namn", "mobilnummer", "inträdesår", "kupornas antal"]


@pytest.mark.parametrize(
    "said",
    [
        "Namn, adress och telefonnummer lämnas aldrig till andra än medlemmarna.",
        "Vi annonserar i kanaler såsom e-post, sociala medier och sökmotorer.",
        "Uppgifterna används för att hantera betalningar, bokningar och beställningar.",
    ],
)
def test_it_leaves_lists_of_aught_else(said: str):
    assert _kinds(f"{_ABOVE}## Kuporna\n\n{said}") == []


def test_it_parts_a_bullet_that_ends_with_a_clause():
    said = "## Vilka uppgifter finns\n\n- Namn, födelseort, gårdsnamn, yrke och annat som bybon själv berättar\n"
    assert _kinds(_ABOVE + said) == ["Namn", "födelseort", "gårdsnamn", "yrke", "annat som bybon själv berättar"]


def test_it_reads_a_list_whose_lines_stand_apart():
    said = "## Grund\n\nEn del måste vi ha. Det är namn, adress, tider,\n\nvem som hämtar och bokade\n\nkurser.\n"
    assert _kinds(_ABOVE + said) == ["namn", "adress", "tider", "vem som hämtar", "bokade kurser"]


def test_it_takes_no_line_that_asks_else_for_data():
    said = (
        "## Vad vi sparar\n\nVi sparar namn och mejladress.\n\nVem hos oss som ser det\n\n"
        "Bara ägarna kommer åt listan, och den ligger i ett låst skåp på kontoret.\n\nHur uppgifterna kommer in\n\n"
        "Det mesta kommer från dig själv när du beställer i butiken eller skriver till oss.\n"
    )
    assert _kinds(_ABOVE + said) == ["namn", "mejladress"]


def test_it_reads_a_kind_without_whom_it_is_of():
    said = "## Vilka uppgifter\n\nFör boende räcker namn, lägenhetsnummer och våning.\n"
    assert _kinds(_ABOVE + said) == ["namn", "lägenhetsnummer", "våning"]
