"""Lists of data whose words no table knows: what leads to them, titles them or stands beside them vouches for them."""

import pytest

from tests.reading.notice.reading import read, register

_HEAD = "# Privacy notice\n\n## Data controller\n\nBramblewick Studio Oy, Mill Lane 2, 33100 Tampere\n\n"
_END = "\n\n## Your rights\n\nAsk us for a copy of what we have.\n"


def _data(body: str) -> list[str]:
    kinds: list[str] = register(read(_HEAD + body + _END, "notice.md"))["data_categories"]
    return kinds


def test_behind_a_sure_lead_each_piece_between_semicolons() -> None:
    body = (
        "## What we collect\n\n- Your name\n- Your e-mail\n\nDepending on the class, we may process the following"
        " information (only if you share it): your riding experience; preferred horse; helmet size and glove size;"
        " past falls; and other general data."
    )
    assert _data(body)[2:] == [
        "riding experience",
        "preferred horse",
        "helmet size and glove size",
        "past falls",
    ]


def test_what_information_may_include_though_the_sentence_denies_something_else() -> None:
    body = (
        "## Automatic data\n\nWe store some details of each visit. The information does not show who you are, but may"
        " include the kiln model, firmware version, device ID and IP address."
    )
    assert _data(body) == ["the kiln model", "firmware version", "device ID", "IP address"]


@pytest.mark.parametrize("who", ["The app stores", "We save", "If you turn on sync, we also receive"])
def test_what_is_yours_needs_no_known_word(who: str) -> None:
    body = f"## How the game works\n\n{who} your save slots, high scores and friend codes."
    assert _data(body) == ["save slots", "high scores", "friend codes"]


def test_what_is_denied_is_none() -> None:
    assert _data("## How the game works\n\nThe app stores your save slots, high scores and tags never.") == []


def test_lists_below_titles_of_occasions() -> None:
    body = (
        "## What we collect and why\n\n### When you book a cut\n\nName, mobile number, chosen stylist.\n\n"
        "### When you visit\n\nHair type, colour formula, patch test and photos, if you say yes.\n\n"
        "### When you pay\n\nAmount, payment method and receipt number."
    )
    assert _data(body) == [
        "Name",
        "mobile number",
        "chosen stylist",
        "Hair type",
        "colour formula",
        "patch test",
        "photos",
        "Amount",
        "payment method",
        "receipt number",
    ]


def test_items_that_say_for_what_or_when_and_list() -> None:
    wanted = ["username", "email", "country", "audio file", "genre", "cover art"]
    aims = "- To let you in: username, email, country\n- To publish: audio file, genre, cover art"
    assert _data(f"## Purpose and data\n\n{aims}") == wanted
    times = "- When you sign up: username, email, country\n- When you upload: audio file, genre, cover art"
    assert _data(f"## What we collect\n\n{times}") == wanted


def test_labels_within_a_paragraph() -> None:
    body = (
        "## Types of data\n\nIdentity and contact: names, addresses. Household: number of residents, pets."
        " Consumption: meter readings, tariff."
    )
    assert _data(body) == ["names", "addresses", "number of residents", "pets", "meter readings", "tariff"]


def test_titles_that_are_clauses_are_no_part_of_a_kind() -> None:
    body = (
        "## What do we know about you?\n\n1. Who you are – name, date of birth.\n2. How you train – belt rank,"
        " attendance, kata known.\n3. How to reach you – phone, email."
    )
    assert _data(body) == ["name", "date of birth", "belt rank", "attendance", "kata known", "phone", "email"]


def test_acts_behind_titles_are_none() -> None:
    body = (
        "## Data and its use\n\n- Contract: showing places, saving your lists\n"
        "- To keep order: reviewing reports, moderating content"
    )
    assert _data(body) == []


def test_items_that_each_say_why() -> None:
    body = (
        "## What we store\n\n1. **Name** - to address you\n2. **Email** - to send receipts\n"
        "3. **Tattoo design** - so that the artist can prepare\n4. **Signed form** - the law asks for it"
    )
    assert _data(body) == ["Name", "Email", "Tattoo design", "Signed form"]


def test_examples_beside_classes_in_a_table() -> None:
    body = (
        "## Personal data collected\n\n| Category | Examples | Source |\n|---|---|---|\n"
        "| Identification data | name, passport number | You |\n"
        "| Stay data | arrival and departure dates, room number, minibar use | Front desk |\n"
        "| Vehicle data | licence plate | Parking system |"
    )
    assert _data(body) == [
        "Identification data",
        "name",
        "passport number",
        "Stay data",
        "arrival and departure dates",
        "room number",
        "minibar use",
        "Vehicle data",
        "licence plate",
    ]


def test_words_that_share_a_noun_stay_one() -> None:
    body = "## What we collect\n\n- name\n- purchase, payment and order history\n- street address"
    assert "purchase, payment and order history" in _data(body)


def test_a_line_is_parted_like_a_bullet() -> None:
    body = "## Register contents\n\nName of pupil\n\nGuardian's name, phone number and billing address\n\nTeacher"
    assert _data(body)[1:4] == ["Guardian's name", "phone number", "billing address"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "## What we process\n\nWe process identity data, meaning name and member number; boat data, such as mast"
            " and keel; and harbour data.",
            ["identity data, meaning name and member number", "boat data, such as mast and keel", "harbour data"],
        ),
        ("## What we ask\n\n- name / phone / size of the group", ["name", "phone", "size of the group"]),
        ("## Answers\n\nWe use the name, e-mail and message you enter to answer.", ["name", "e-mail", "message"]),
        ("## Your bike\n\nYou tell us your name, bike model and the fault.", ["name", "bike model", "the fault"]),
        (
            "## Data\n\nName: so that we know whom to call.\n\nPhone: so that we can call.\n\nRoof type: to bring it.",
            ["Name", "Phone", "Roof type"],
        ),
        (
            "## Data and sources\n\nFrom you – name, e-mail, voice part.\n\nFrom the bank – payer and amount.",
            ["name", "e-mail", "voice part", "payer", "amount"],
        ),
        (
            "## We process the following data\n\n- Name\n- Choice of colours\n- Site plan",
            ["Name", "Choice of colours", "Site plan"],
        ),
        (
            "## Personal data\n\n| What | name, phone | contact, IBAN |\n|---|---|---|\n| Why | orders | buying |",
            ["name", "phone", "contact", "IBAN"],
        ),
    ],
)
def test_other_ways_to_list(body: str, wanted: list[str]) -> None:
    assert _data(body) == wanted


def test_what_is_processed_in_a_part_of_the_data() -> None:
    body = (
        "## Which data is processed\n\n### Pupils\n\nWe process the pupil's name, pupil number, lessons and marks."
        "\n\n### Never kept\n\nNot collected: voice, gait."
    )
    assert _data(body) == ["the pupil's name", "pupil number", "lessons", "marks"]


def test_whom_a_firm_keeps_informed_is_no_data() -> None:
    assert _data("## Our data\n\nWe keep our members, helpers and their families informed of news and of races.") == []


def test_a_column_that_asks_whether_is_heard() -> None:
    body = (
        "## Categories of data\n\n| Category | Examples | Collected |\n|---|---|---|\n"
        "| Shoe data | left, right | NO |\n| Gait data | stride, tilt | NO |"
    )
    assert _data(body) == []
