"""What speaks of others is proposed, and what is covered is gone from the text."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.redaction import LEFT_OUT, cover, proposals, speaks_of

OWN = ("Anna Virtanen", "anna.virtanen@example.org", "+358401234567")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Terveisin Anna, anna.virtanen@example.org", ()),
        ("Kopio: Boris.Other@example.net.", ("Boris.Other@example.net",)),
        ("<boris@example.net>, (cc: eva@example.se)", ("boris@example.net", "eva@example.se")),
        ("Soita 040 123 4567 tai +358 50 987 6543.", ("+358 50 987 6543",)),
        ("puh. 09-123456789", ("09-123456789",)),
        ("tilaus 10023, summa 1 234,50, viite 2016000123", ()),
        ("Tunnus 131052-308T", ("131052-308T",)),
        ("Tunnus 131052-308U", ()),
        ("Tunnus 311302-308T", ()),
        ("Personnummer 811218-9876", ("811218-9876",)),
        ("Personnummer 19811218-9876", ("19811218-9876",)),
        ("Personnummer 811218-9875", ()),
    ],
)
def test_it_proposes_what_is_somebody_elses(text: str, expected: tuple[str, ...]) -> None:
    assert proposals([text], [], OWN) == expected


def test_it_proposes_whom_the_record_itself_names() -> None:
    texts = ["Hei Anna, Boris Other lupasi soittaa. t. Eva"]
    assert proposals(texts, ["Boris Other", "Anna Virtanen", "Somebody Absent"], OWN) == ("Boris Other",)


@pytest.mark.parametrize(
    ("text", "hidden", "expected"),
    [
        ("Boris ja BORIS", ["boris"], f"{LEFT_OUT} ja {LEFT_OUT}"),
        ("Boris  Other\nsoitti", ["Boris Other"], f"{LEFT_OUT}\nsoitti"),
        ("a.b@x.example aXb@x.example", ["a.b@x.example"], f"{LEFT_OUT} aXb@x.example"),
        (unicodedata.normalize("NFD", "Jörgen soitti"), ["Jörgen"], f"{LEFT_OUT} soitti"),
        ("boris.other@example.net", ["boris", "boris.other@example.net"], LEFT_OUT),
        ("$1 \\1 (.*)", ["(.*)"], f"$1 \\1 {LEFT_OUT}"),
        ("nothing here", ["", "  ", "absent"], "nothing here"),
    ],
)
def test_it_covers_in_whichever_letters(text: str, hidden: list[str], expected: str) -> None:
    assert cover(text, hidden) == expected


@given(st.text(max_size=80), st.lists(st.text(min_size=3, max_size=12), max_size=4))
def test_nothing_that_was_covered_is_still_spoken_of(text: str, hidden: list[str]) -> None:
    left = cover(text, hidden)
    assert [one for one in speaks_of(left, hidden) if one not in LEFT_OUT] == []


@pytest.mark.parametrize(
    "text",
    [
        "Greet Ör\u00adjan Svens\u00adson.",
        "Greet Örjan\u200b Svensson.",
        "Greet Örjan\ufeff Svensson.",
        "> Greet Örjan\n> Svensson.",
        ">> Greet Örjan\r\n >> > Svensson.",
        "Greet Örjan\u00a0Svensson.",
        "Greet ÖRJAN\u2003Ｓｖｅｎｓｓｏｎ.",
    ],
)
def test_it_covers_what_a_reader_takes_for_the_same(text: str) -> None:
    assert cover(text, ["Örjan Svensson"]).lstrip("> ") == f"Greet {LEFT_OUT}."


def test_it_covers_digits_of_any_width_and_leaves_the_rest_as_it_was() -> None:
    kept = "👩\u200d💻 ｶﾞ > ½\n> "
    assert cover(f"{kept}０４０ １２３ ４５６７{kept}", ["040 123 4567"]) == f"{kept}{LEFT_OUT}{kept}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@@b.fi", ()),
        ("x@b", ()),
        ("boris@example.net@eva@example.se", ("boris@example.net", "eva@example.se")),
        ("a" * 80 + "@example.net", ("a" * 64 + "@example.net",)),
        ("boris@example.net eva@example.se,", ("boris@example.net", "eva@example.se")),
    ],
)
def test_it_looks_for_addresses_around_each_at(text: str, expected: tuple[str, ...]) -> None:
    assert proposals([text], [], ()) == expected


@pytest.mark.parametrize("signs", ["a", "@", "a@", "@a", "1", "0", ">", "\n>", " ", "a.b@c.d "])
def test_it_takes_no_longer_for_signs_than_for_words(signs: str) -> None:
    """Letters in a row once cost the square of their number: 20,000 took 6 s, in a web thread."""
    text = signs * (100_000 // len(signs))
    begun = time.process_time()
    proposals([text], ["Boris Other"], OWN)
    cover(text, ["Boris Other"])
    assert time.process_time() - begun < 3
