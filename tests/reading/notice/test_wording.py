"""Where words stand in a text, gathered once, and names that are parts of others."""

import re

import pytest

from portal.reading.notice.fields.recipients.parts_of_names import without_parts
from portal.reading.notice.fields.wording import Wording
from portal.reading.notice.values import Found

_TEXT = (
    "Kuura Ltd keeps “Kuura-kalenteri” (Louhi), at info@kuura.example and /kuura. Kuuran Louhi-Lomake, louhi;  a.louhi"
)


@pytest.mark.parametrize("stem", ["kuura", "Kuura", "louhi", "info", "a.lo", "lomake", "keeps ", "xyz", "-L", ""])
def test_it_knows_how_words_begin_as_a_search_does(stem: str) -> None:
    expected = re.search(rf"(?<![\w@./-]){re.escape(stem)}", _TEXT) is not None

    assert Wording(_TEXT).begins_word(stem) is expected


@pytest.mark.parametrize(
    "name", ["Kuura", "Kuura Ltd", "Ltd", "Louhi", "Louhi-Lomake", "Lomake", "(Louhi", "a.louhi", "louhi;", "”", "uura"]
)
def test_it_knows_which_names_stand_alone_as_a_search_does(name: str) -> None:
    expected = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", _TEXT) is not None

    assert Wording(_TEXT).names(name) is expected


def test_it_knows_what_brackets_and_quotations_begin_with() -> None:
    wording = Wording(_TEXT)

    assert wording.bracket("Lou") == _TEXT.index("(Lou")
    assert wording.bracket("Kuura") == -1
    assert wording.is_quoted("Kuura-k")
    assert not wording.is_quoted("Louhi")


def test_it_leaves_out_names_that_are_parts_of_others() -> None:
    said = ["Kuura", "Kuura Ltd", "Louhi", "Example Louhi", "Lomake, Inc.", "Lomake", "Ranta"]
    values = {one.casefold(): Found(one, at * 100, at * 100 + len(one)) for at, one in enumerate(said)}
    values["ltd"] = Found("uur", 101, 104)

    assert [one.text for one in without_parts(values).values()] == [
        "Kuura Ltd",
        "Example Louhi",
        "Lomake, Inc.",
        "Ranta",
    ]
