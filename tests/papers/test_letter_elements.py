"""Each letter in its fullest form marks just the elements that are required of it: neither list may lose one."""

import re
from functools import cache

import pytest

from portal.papers import letters
from portal.papers.letters import Letter, LetterKind
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
