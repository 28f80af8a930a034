"""Each letter in its fullest form marks just the elements that are required of it: neither list may lose one."""

import re
from functools import cache

import pytest

from portal import rights_words, words
from portal.papers import identity_letters, letters, rights_letters
from portal.papers.letters import Letter, LetterKind
from portal.papers.wanted import Wanted
from tests.papers import samples

MARKED = re.compile(r'data-element="([^"]+)"')


@pytest.mark.parametrize("kind", list(LetterKind), ids=lambda kind: kind.value)
def test_it_requires_just_the_elements_that_its_template_marks(kind: LetterKind) -> None:
    written = _letters(kind, "fi")
    assert written
    for letter in written:
        assert set(MARKED.findall(letter.html)) == set(letter.required)


@pytest.mark.parametrize("kind", list(LetterKind), ids=lambda kind: kind.value)
def test_it_holds_every_element_that_is_required_of_it(kind: LetterKind) -> None:
    for letter in _letters(kind, "en"):
        assert letters.missing_elements(letter) == ()
        assert all(letters.required_because(code) for code in letter.required)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind), ids=lambda kind: kind.value)
def test_it_says_to_staff_why_each_element_is_required_in_their_own_language(kind: LetterKind, language: str) -> None:
    tables = letters.PARTIAL_REFUSAL | letters.NOTICE_PROMISE | rights_letters.CONDITIONAL | identity_letters.MASKED
    for code, wanted in (tables | letters.REQUIRED[kind]).items():
        with words.using("en"):
            english = letters.required_because(code, kind)
        with words.using(language):
            said = letters.required_because(code, kind)
            assert (said == english) == (language == "en"), f"{code}: {said}"
            assert rights_words.say_article(wanted.articles) in said
            assert not re.search(r"Art \d", said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "kuinka kauan tietoja säilytetään (tietosuoja-asetuksen 15 artiklan 1 kohdan d alakohta)"),
        ("sv", "hur länge uppgifterna sparas (artikel 15.1 d i dataskyddsförordningen)"),
        ("en", "how long it is kept (Article 15(1)(d) GDPR)"),
    ],
)
def test_it_cites_the_article_as_the_language_does(language: str, said: str) -> None:
    with words.using(language):
        assert letters.required_because("R06") == said


def test_it_says_why_this_kind_of_letter_requires_it() -> None:
    with words.using("en"):
        assert letters.required_because("R01", LetterKind.NOTHING_HELD).startswith("confirmation that nothing is held")
        assert letters.required_because("R01", LetterKind.ACCESS).startswith("confirmation whether data")
        assert letters.required_because("L4-reasons", LetterKind.REFUSAL).startswith("the reasons, and the facts")


def test_it_has_no_articles_that_cannot_be_read() -> None:
    tables = [*letters.REQUIRED.values(), letters.PARTIAL_REFUSAL, rights_letters.CONDITIONAL, identity_letters.MASKED]
    wanted: set[Wanted] = {one for table in tables for one in table.values()}
    with words.using("en"):
        for one in wanted:
            assert rights_words.say_article(one.articles).replace("Article ", "") == one.articles


def _letters(kind: LetterKind, language: str) -> list[Letter]:
    values = samples.all_values(language)
    return [letters.compose(values[place], language) for place in _places()[kind]]


@cache
def _places() -> dict[LetterKind, list[int]]:
    """Where in the samples the letters of each kind are."""
    found: dict[LetterKind, list[int]] = {}
    for place, letter in enumerate(samples.all_letters("en")):
        found.setdefault(letter.kind, []).append(place)
    return found
