"""Kinds of data without what a sentence leaves on them, and items that are sentences on what is taken."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import OWN, OWN_VALUES, TOP

READ = [
    ("en", "## Data you send\n\nWe collect contact details, such as your name and town, and household data, such as "
     "your age, pets, and languages, that you voluntarily give to the club when you apply.\n",
     ["age", "pets", "languages"], ["voluntarily", "household data"]),
    ("en", "## Data we take\n\nWhen you open the timetable, we collect information about your phone, including "
     "information about your ticket app, IP address, and some of the tickets that are kept in its wallet.\n",
     ["ticket app", "IP address", "some of the tickets that are kept in its wallet"], ["information about"]),
    ("en", "## Data we take\n\nWe use these:\n\n- “Gate records” track who enters, and collect data including your "
     "card number, IP address, floors and time stamps.\n- “Labels” and “bells” are small things that record how you "
     "walk.\n", ["IP address", "card number", "floors", "time stamps"], ["Labels", "track"]),
    ("en", "## Data about your health\n\nWe keep the following data:\n\n- Your training records.\n"
     "- Your payment details e.g. how you pay us.\n"
     "- We may also record data about your race, ethnic origin, sexual orientation or "
     "religion.\n",
     ["race", "ethnic origin", "sexual orientation", "religion", "training records", "payment details"], ["We may"]),
    ("en", "## Data that is collected\n\n- We automatically collect some data on your stay. This helps us to "
     "plan, and includes your IP address, the date and order in which you open the doors and the way "
     "you use them.\n",
     ["IP address", "the way you use them"], ["This helps"]),
    ("en", "## Letters\n\nThe data we collect can include:\n\n- Email address, if you like to leave one.\n"
     "- Any village, postcode, or road you like to name.\n- The content of any wish you sing to us.\n",
     ["Email address", "postcode", "The content of any wish"], []),
    ("sv", "## Brev\n\nUppgifterna som vi samlar in kan vara:\n\n- E-postadress, om du lämnar en.\n- Din stadsdel.\n"
     "- Dina önskemål.\n", ["E-postadress", "Din stadsdel", "Dina önskemål"], []),
    ("fi", "## Kirjeet\n\nKeräämämme tiedot ovat:\n\n- Sähköpostiosoite, jos annat sen.\n- Kaupunginosasi.\n"
     "- Toiveesi.\n", ["Sähköpostiosoite", "Kaupunginosasi", "Toiveesi"], []),
    ("en", "## Data we collect\n\nThe data we may collect depends on the boats and tools you borrow, "
     "and includes:\n\n"
     "- Your name\n- Your address\n- Your orders\n", ["name", "address"], ["tools"]),
    ("sv", "## Uppgifter vi samlar in\n\n- Mejladress baserat på ditt samtycke\n- Klubbkort hos oss\n"
     "- Båtmått som underlag för avgiften\n- Belopp baserat på båtens längd\n",
     ["Mejladress", "Klubbkort", "Båtmått", "Belopp baserat på båtens längd"], ["samtycke", "hos oss", "underlag"]),
    ("en", "## Data we collect\n\n- Web address, work email, sector\n- Name, work email, role, town, wish\n",
     ["sector", "role", "town", "wish"], ["email, sector"]),
    ("en", "## Data you give\n\nYou may send us:\n\n- Notes on your sails that you choose to share with us;\n"
     "- Data on a young sailor where a parent signs up for them;\n- Your badge number — the only number we keep.\n",
     ["Notes on your sails", "Data on a young sailor", "Your badge number"],
     ["share with us", "signs up", "the only number"]),
    ("en", "## Counting\n\nWhen it is on, the counter may send to Tallyho: your IP address, browser type, the page "
     "you landed on, and a random number.\n", ["the page you landed on"], []),
    ("sv", "## Uppgifter vi samlar in\n\nVi samlar in uppgifter av det slag som webbläsare brukar visa, såsom "
     "IP-adress, språk, samt datum och tid för varje passage.\n", ["datum och tid för varje passage"], []),
    ("sv", "## Uppgifter vi samlar in\n\n- Seglarens för- och efternamn, så hamnen kan släppa in rätt båt.\n"
     "- Tekniska uppgifter: IP-adress, språk, insamlat automatiskt av vår värd och dess verktyg.\n",
     ["Seglarens för- och efternamn", "Tekniska uppgifter: IP-adress, språk"], ["släppa", "insamlat"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted", "never"), READ)
def test_kinds_are_read_without_what_hangs_on_them(language, text, wanted, never) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))["data_categories"]

    assert said[: len(OWN_VALUES[language])] == OWN_VALUES[language]
    assert not [one for one in wanted if not any(one in value for value in said)]
    assert not [one for one in never if any(one in value for value in said)]


def test_a_bracket_that_a_list_left_behind_is_no_part_of_a_kind() -> None:
    text = TOP["en"] + "## Data we collect\n\n- What your boat carries (its name, mast height)\n- Berth number)\n"

    assert not [one for one in register(read(text, "notice.md"))["data_categories"] if one.count("(") != one.count(")")]
