"""Bases named by a word alone, among others or as labels of what rests on them: `Contract: the invoice. Law: books`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.plain_bases import BARE, HEADS, RESTS

_PIECES = re.compile(r"[,;/]|\b(?:ja|sekä|tai|taikka|och|samt|eller|and|or)\b")
_BRACKETS = re.compile(r"\([^()\n]{0,120}\)")
_SIGNS = " \t\n\xa0.:*_\"'”“–—-"
_CUT = re.compile(r"(?P<said>[^\W\d_][^.:;–—()\n]{1,50}(?:\([^()\n]{1,40}\))?)\s?(?::\s|\s[–—-]\s)")
_GLUED = re.compile(r"(?<=[a-zåäö)])(?P<said>[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ]?[a-zåäö]+){0,3})\s*$", re.M)
_ONLY = re.compile(r"\b(?:no|not|never|inte|ej|ei|eivät|emme)\b")
_LONGEST = 400
_SEVERAL = 2
_NEVER = ("rights", "complaint", "recipients", "transfers", "security")


def among_others(scope: Scope, start: int, end: int, *, alone: bool) -> Iterator[tuple[str, int, int]]:
    """`The basis is the contract, for the wages the law`: the pieces behind the words that all rests on.

    `alone` where the heading says them.
    """
    rests = (RESTS[scope.language].search(scope.low, start, end) or alone) if end - start < _LONGEST else None
    at = rests.end() if isinstance(rests, re.Match) else start
    if not rests or _ONLY.search(scope.low, start, end):
        return
    condition = scope.known.word["conditional"].search(scope.low, at, end)
    stop = condition.start() if condition is not None else end
    said = _BRACKETS.sub(" ", scope.low[at:stop])
    for piece in _PIECES.split(said):
        words = " ".join(piece.split()).strip(_SIGNS)
        yield from ((letter, start, stop) for letter in _heads(scope, words))


def _heads(scope: Scope, words: str) -> Iterator[str]:
    yield from (letter for letter, one in HEADS[scope.language].items() if one.fullmatch(words))


def as_labels(scope: Scope, section: Section) -> Iterator[tuple[str, int, int]]:
    """Labels, or cells that a copy has glued to those before them, of which two or more name nothing but a basis."""
    if section.has(*_NEVER):
        return
    places = list(scope.sentences(section.blocks))
    is_of_data = section.has("categories") and not section.has("purposes", "bases")
    labels = [one.span("said") for place in places if (one := _CUT.match(scope.text, *place)) is not None]
    cells = [
        one.span("said") for block in section.blocks for one in _GLUED.finditer(scope.text, block.start, block.end)
    ]
    for spans in (labels, cells):
        named = [(letter, *place) for place in spans for letter in _named(scope, *place)]
        if len({letter for letter, _, _ in named}) >= _SEVERAL + is_of_data:
            yield from named


def _named(scope: Scope, start: int, end: int) -> Iterator[str]:
    """The letters of a label that is nothing but the name of a basis, whatever its brackets hold."""
    words = " ".join(_BRACKETS.sub(" ", scope.low[start:end]).split()).strip(_SIGNS)
    for letter in "abcdef":
        known = (scope.known.bases[letter], BARE[scope.language].get(letter), HEADS[scope.language].get(letter))
        if any(one is not None and one.fullmatch(words) for one in known):
            yield letter
