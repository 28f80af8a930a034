"""Names, addresses and references as they are compared and searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import persons


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åsa Öhman", "asa ohman"),
        ("  VÄINÖ  ", "vaino"),
        ("Straße", "strasse"),
        ("Ａｉｎｏ", "aino"),
        ("ﬁnn™", "finntm"),
        ("İpek", "ipek"),
        ("Łukasz", "łukasz"),
        ("", ""),
    ],
)
def test_it_folds_case_width_and_accents(text: str, folded: str) -> None:
    assert persons.fold(text) == folded


@given(st.text(max_size=30))
def test_it_folds_once(text: str) -> None:
    assert persons.fold(persons.fold(text)) == persons.fold(text)


@given(st.lists(st.sampled_from(["Åsa", "Öhman", "Mäkelä-Korhonen", "O'Neill", "von", "Li", "Ann-Sofi"]), max_size=4))
def test_it_finds_a_name_by_each_beginning_of_three_letters_and_more(names: list[str]) -> None:
    marks = persons.name_marks([" ".join(names)])
    for name in names:
        for length in range(persons.PREFIX_FROM, len(name) + 1):
            for asked in persons.query_marks(name[:length].upper()):
                assert asked in marks, (name, asked)


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("Aino.Virtanen@Example.org", ["aino.virtanen@example.org"]),
        ("+358 40 123 4567", ["1234567"]),
        ("040-1234567", ["1234567"]),
        ("ai", []),
        ("Virta", ["virta"]),
        ("virtanen Åsa", ["virtanen", "asa"]),
        ("Wolfeschlegelstein", ["wolfeschlege"]),
        ("' OR 1=1 --", []),
        ("%%%", []),
    ],
)
def test_it_reads_what_a_search_box_asks_for(query: str, marks: list[str]) -> None:
    assert persons.query_marks(query) == marks


def test_it_marks_an_address_whole_and_by_its_name_and_never_by_its_domain() -> None:
    marks = persons.email_marks("Aino.Virtanen@example.org")
    assert {"aino.virtanen@example.org", "aino", "virtanen", "virt"} <= marks
    assert not {"example", "exa", "org", "example.org"} & marks


@pytest.mark.parametrize(
    ("phone", "marks"), [("+358401234567", {"358401234567", "1234567"}), ("112", set()), ("", set())]
)
def test_it_marks_a_phone_whole_and_by_its_end(phone: str, marks: set[str]) -> None:
    assert persons.phone_marks(phone) == marks


def test_it_makes_references_that_are_read_back_however_they_are_typed() -> None:
    made = {persons.new_reference() for _ in range(500)}
    assert len(made) == 500
    for reference in made:
        for typed in (
            reference,
            reference.lower(),
            reference.replace("-", ""),
            reference.replace("-", " "),
            f" {reference} ",
        ):
            assert persons.read_reference(typed) == reference
        assert persons.read_reference(reference.replace("0", "o").replace("1", "l").replace("V", "u")) == reference


@given(st.text(max_size=40))
def test_it_reads_any_text_as_some_reference(typed: str) -> None:
    assert persons.read_reference(persons.read_reference(typed)) == persons.read_reference(typed)
