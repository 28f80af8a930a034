"""Kinds of data beside clauses: labels with what is done, acts that are none, lists that a sentence leads to."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "2. Data we collect\n\n- Email address: collected during sign-up\n- Garden photos: photos you take\n"
            "- Timestamps: creation dates, change dates\n",
            ["Email address", "Garden photos", "Timestamps: creation dates, change dates"],
        ),
        (
            "sv",
            "2. Uppgifter vi samlar in\n\n- E-postadress: används vid inloggning\n- Bilder: foton du tar av din båt\n",
            ["E-postadress", "Bilder"],
        ),
        (
            "fi",
            "2. Henkilötiedot\n\nKäsittelemme tietoja, kuten tilausten käsittely, maksujen suorittaminen ja "
            "toimitusten järjestäminen.",
            [],
        ),
        (
            "en",
            "2. Data we collect\n\nWhile you ride along, we collect information about the single stops or lines "
            "that you choose, what timetable words led you here, and information about how you use the ferry.\n\n"
            "We use these means:\n\n- “Gate files” track who boards, and collect data including your card number, "
            "IP address, ticket type, entry/exit gates, and day/hour stamps.\n",
            [
                "the single stops or lines that you choose",
                "what timetable words led you here",
                "information about how you use the ferry",
                "card number",
                "IP address",
                "ticket type",
                "entry/exit gates",
                "day/hour stamps",
            ],
        ),
        (
            "sv",
            "2. Teknik\n\nVi samlar in teknisk information, som IP-adress, webbläsartyp och besöksdata.",
            ["IP-adress", "webbläsartyp", "besöksdata"],
        ),
        (
            "en",
            "2. Data we collect\n\n- Name and address\n- For audit and record keeping\n"
            "- In connection with legal claims\n",
            ["Name", "address"],
        ),
    ],
)
def test_it_is_read(language: str, text: str, wanted: list[str]) -> None:
    assert read(HEAD[language] + text)["registers"][0]["data_categories"] == wanted


def test_whoever_runs_a_tool_answers_and_not_the_sentence() -> None:
    said = read(
        "Om dina uppgifter\n\nVem som ansvarar\n\nVerktyget tillhandahålls av Malli AB\n\n"
        "Vad som sparas\n\nNamn och e-post.\n"
    )

    assert said["controller"]["name"] == "Malli AB"
