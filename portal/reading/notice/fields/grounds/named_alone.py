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
_DENIES = re.compile(r"\b(?:no|not|never|inte|ej|ei|eivät|emme)\b")
_LEAD = re.compile(r"((?:på |av |med |om )?)(?:(?:your|our|the|an?|ditt|vårt|ett|den|sinun|meidän) )?")
_FOR = re.compile(r"$| (?:for|för|när det gäller|vid|on|in|av att|to) ")
_FOR_WHAT = re.compile(r"(?:för|for|vid) |\w+(?:lle|iin|een|ssa|ssä|osalta|varten) ")
_OF_DATA = re.compile(r"data protection|privacy|dataskydd|personuppgift|tietosuoja|henkilötie|\bgdpr\b")
"""The law that asks for a basis is none."""
_LONGEST = 400
_SEVERAL = 2
_NEVER = ("rights", "complaint", "recipients", "transfers", "security")


def among_others(scope: Scope, start: int, end: int, *, alone: bool) -> Iterator[tuple[str, int, int]]:
    """`The basis is the contract, for the wages the law`: the pieces behind the words that all rests on.

    `alone` where the heading says them. Without such words it takes two: `Contract for lessons, consent for pictures`.
    """
    if end - start > _LONGEST or _DENIES.search(scope.low, start, end):
        return
    rests = RESTS[scope.language].search(scope.low, start, end)
    at = start if rests is None else rests.end()
    condition = scope.known.word["conditional"].search(scope.low, start, end)
    if condition is not None and condition.start() < at:
        return
    stop = end if condition is None else condition.start()
    said = _BRACKETS.sub(" ", scope.low[at:stop])
    pieces = [" ".join(piece.split()).strip(_SIGNS) for piece in _PIECES.split(said)]
    heads = {letter for words in pieces for letter, one in HEADS[scope.language].items() if one.fullmatch(words)}
    named = {letter for words in pieces for letter in _named_at_its_edge(scope, words)}
    if rests is not None or alone:
        yield from ((letter, start, stop) for letter in heads | named)
    elif len(named) >= _SEVERAL:
        yield from ((letter, start, stop) for letter in named)


def _named_at_its_edge(scope: Scope, words: str) -> Iterator[str]:
    """The letters of a piece that begins with the name of a basis, or ends with it: `consent for pictures`."""
    if _OF_DATA.search(words):
        return
    begin = _LEAD.match(words)
    first = {0, begin.end(), begin.end(1)} if begin is not None else {0}
    for letter, pattern in (*scope.known.bases.items(), *BARE[scope.language].items()):
        for one in pattern.finditer(words):
            is_first = one.start() in first and _FOR.match(words, one.end()) is not None
            is_last = one.end() == len(words) and words[one.start() - 1 : one.start()] == " "
            if is_first or (is_last and _FOR_WHAT.match(words)):
                yield letter


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
