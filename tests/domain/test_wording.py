"""Text and places: names in brackets are places, and everything else stays as it was typed."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.wording import (
    STANDARD,
    Place,
    Wording,
    filled,
    from_json,
    missing_places,
    pieces,
    says_something,
    shown,
    unknown_places,
)

NAMES = {"day": "päivä", "contact": "yhteystieto"}
ANYTHING = st.lists(
    st.one_of(st.text(), st.sampled_from(["[päivä]", "[", "]", "[yhteystieto]", "[x]", "{day}", "%(day)s", "{{day}}"]))
).map("".join)


def test_it_finds_the_places_that_are_offered_and_no_others() -> None:
    assert pieces("Ennen [päivä] tai [ PÄIVÄ ] [paiva] %(day)s", NAMES) == (
        "Ennen ", Place("day"), " tai ", Place("day"), " [paiva] %(day)s",
    )  # fmt: skip
    assert pieces("", NAMES) == ()
    assert pieces("[[päivä]]", NAMES) == ("[", Place("day"), "]")
    assert pieces("[päivä", NAMES) == ("[päivä",)


@given(ANYTHING)
def test_it_keeps_every_sign_that_is_no_place(text: str) -> None:
    found = pieces(text, {})
    assert found == ((text,) if text else ())


@given(ANYTHING, st.text(), st.text())
def test_it_puts_values_in_and_looks_into_none_of_them(text: str, day: str, contact: str) -> None:
    found = pieces(text, NAMES)
    said = "".join(map(str, filled(found, {"day": f"[yhteystieto]{day}", "contact": f"%(day)s{contact}"})))
    literal = [one for one in found if isinstance(one, str)]
    assert all(one in said for one in literal)
    lengths = {"day": len(day) + 13, "contact": len(contact) + 7}
    assert len(said) == sum(len(one) if isinstance(one, str) else lengths[one.name] for one in found)


@given(ANYTHING)
def test_it_shows_again_what_means_the_same(text: str) -> None:
    found = pieces(text, NAMES)
    assert pieces(shown(found, NAMES), NAMES) == found


@given(ANYTHING, ANYTHING)
def test_it_is_the_same_after_it_was_stored(text: str, opening: str) -> None:
    wording = Wording(3, {"Hello %(day)s": pieces(text, NAMES), "Gone": ()}, opening, text)
    assert from_json(3, wording.to_json()) == wording
    assert not wording.is_standard
    assert STANDARD.is_standard


def test_it_names_what_to_write_instead() -> None:
    assert list(unknown_places("[päiva] [paivä] [Päivä] [7*7] [yhteystiedot]", NAMES)) == [
        ("päiva", "päivä"),
        ("paivä", "päivä"),
        ("7*7", ""),
        ("yhteystiedot", "yhteystieto"),
    ]
    assert list(unknown_places("[x]", {})) == [("x", "")]


def test_it_misses_places_and_words() -> None:
    assert missing_places(("a", Place("day")), ("day", "contact")) == ("contact",)
    assert says_something((Place("day"),))
    assert says_something((" a ",))
    assert not says_something(())
    assert not says_something((" \n\u200b\u2060\u00ad\u3000",))
