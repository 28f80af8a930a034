"""Where the words of a text stand, gathered once for all names that are looked for, be they thousands."""

import re
from collections import defaultdict
from functools import cached_property

_BEGINS = re.compile(r"(?<![\w@./-])\w")
_RUN = re.compile(r"[\w-]+")
_OF_RUN = re.compile(r"[\w-]")
_QUOTES_OF_NAMES = re.compile(r"[”“\"']")
_BRACKET = re.compile(r"\(")
_LONGEST = 12
"""Letters of the longest beginning that is gathered."""


class Wording:
    """The beginnings, the words and the signs of a text, each kind gathered when it is first asked for."""

    def __init__(self, text: str) -> None:
        """For the words of `text`."""
        self._text = text
        self._gathered: dict[tuple[str, int], dict[str, int]] = {}

    def begins_word(self, stem: str) -> bool:
        """Whether a word of the text begins just so, in these letters."""
        if len(stem) > _LONGEST or re.match(r"\w", stem) is None:
            return re.search(rf"(?<![\w@./-]){re.escape(stem)}", self._text) is not None
        return stem in self._behind(_BEGINS, len(stem), 0)

    def names(self, name: str) -> bool:
        """Whether the text has a name just so, and not within a longer word."""
        runs = list(_RUN.finditer(name))
        if not runs:
            return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self._text) is not None
        rarest = min(runs, key=lambda run: len(self._places.get(run[0], ())))
        return any(self._stands(name, at - rarest.start()) for at in self._places.get(rarest[0], ()))

    def is_quoted(self, stem: str) -> bool:
        """Whether a quotation begins just so."""
        return stem in self._behind(_QUOTES_OF_NAMES, len(stem), 1)

    def bracket(self, stem: str) -> int:
        """Where brackets first open that begin just so; -1 where none do."""
        return self._behind(_BRACKET, len(stem), 1).get(stem, -1)

    def _stands(self, name: str, at: int) -> bool:
        text, end = self._text, at + len(name)
        return (
            at >= 0
            and text.startswith(name, at)
            and (at == 0 or _OF_RUN.match(text, at - 1) is None)
            and _OF_RUN.match(text, end) is None
        )

    def _behind(self, sign: re.Pattern[str], length: int, skipped: int) -> dict[str, int]:
        """So many letters at every place of a sign, or behind it, with the first place of each."""
        key = (sign.pattern, length)
        if key not in self._gathered:
            first: dict[str, int] = {}
            for one in sign.finditer(self._text):
                at = one.start() + skipped
                first.setdefault(self._text[at : at + length], one.start())
            self._gathered[key] = first
        return self._gathered[key]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for one in _RUN.finditer(self._text):
            places[one[0]].append(one.start())
        return places
