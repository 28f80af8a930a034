"""The services and bodies that are known by their names."""

import re
from functools import cache

from portal.reading.notice.tongues.known import PROCESSORS


def is_known(text: str) -> bool:
    """Whether words are just the name of a known service or body."""
    return known().fullmatch(text) is not None


def begins_known(text: str) -> bool:
    """Whether words in a capital begin with a known service: `Google Cloud EMEA`."""
    at = known().match(text)
    return at is not None and (at.end() == len(text) or text[at.end()] == " ")


def is_known_anyhow(word: str) -> bool:
    """Whether a word is a known service in whatever letters: the host `google` of a link is not the company's."""
    return known().fullmatch(word) is not None or word.casefold() in _known_low()


@cache
def _known_low() -> frozenset[str]:
    return frozenset(one.casefold() for one in PROCESSORS)


@cache
def known() -> re.Pattern[str]:
    """All their names, the longest first."""
    return re.compile("|".join(re.escape(one) for one in sorted(set(PROCESSORS), key=len, reverse=True)))
