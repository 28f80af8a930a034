"""The three languages with their patterns compiled, and which language a piece of text is in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from portal.reading.notice.tongues.en import EN
from portal.reading.notice.tongues.fi import FI
from portal.reading.notice.tongues.known import OTHERS
from portal.reading.notice.tongues.sv import SV
from portal.reading.notice.tongues.tongue import Tongue

TONGUES: Mapping[str, Tongue] = {one.code: one for one in (FI, SV, EN)}
_COMMON = {code: frozenset(tongue.common.split()) for code, tongue in TONGUES.items()} | {
    code: frozenset(words.split()) for code, words in OTHERS.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_FINNISH_ENDING = re.compile(r"\w{3,}(?:ssa|ssä|stä|llä|ltä|ksi|iin|mme|taan|tään|vät|ään|een|uus|yys|inen|ista|istä)$")
"""How long words end in Finnish, which has few small ones to know it by."""
_LEAST_WORDS = 6
_PLAINLY = 3
_MOST_LOOKED_AT = 6000


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one language, compiled."""

    headings: Mapping[str, re.Pattern[str]]
    fillers: re.Pattern[str]
    labels: Mapping[str, re.Pattern[str]]
    tells: Mapping[str, re.Pattern[str]]
    bases: Mapping[str, re.Pattern[str]]
    rights: Mapping[str, re.Pattern[str]]
    noise: re.Pattern[str]
    word: Mapping[str, re.Pattern[str]]


@cache
def patterns(code: str) -> Patterns:
    """Those of `fi`, `sv` or `en`."""
    tongue = TONGUES[code]
    words = (
        "basis_cue",
        "conditional",
        "right_cue",
        "negation",
        "list_leads",
        "date_cue",
        "controller_cue",
    )
    more = ("outside", "stays_inside", "goes_outside", "hedged")
    return Patterns(
        headings={
            field: re.compile(rf"(?<!\w)(?:{_widest_first(one)})(?!\w)", re.S) for field, one in tongue.headings.items()
        },
        fillers=re.compile(rf"(?<!\w)(?:{tongue.fillers})(?!\w)", re.S),
        labels={field: re.compile(rf"(?:{one})", re.S) for field, one in tongue.labels.items()},
        tells={field: re.compile(one) for field, one in tongue.tells.items()},
        bases={letter: re.compile(rf"(?<!\w)(?:{one})", re.S) for letter, one in tongue.bases.items()},
        rights={right: re.compile(rf"(?<!\w)(?:{one})", re.S) for right, one in tongue.rights.items()},
        noise=re.compile(tongue.noise),
        word={name: re.compile(rf"(?<!\w)(?:{getattr(tongue, name)})", re.S) for name in (*words, *more)},
    )


def _widest_first(alternatives: str) -> str:
    """The alternatives that take whatever follows before the short ones, which would leave it uncovered."""
    parts, depth, at = [], 0, 0
    for place, sign in enumerate(alternatives):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            parts.append(alternatives[at:place])
            at = place + 1
    parts.append(alternatives[at:])
    return "|".join(sorted(parts, key=lambda one: (".*" not in one, -len(one) if ".*" not in one else 0)))


def folded(text: str) -> str:
    """In small letters, letter for letter: no place moves."""
    low = text.lower().replace("\u2011", "-")
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def language_of(text: str, within: str = "") -> str:
    """`fi`, `sv`, `en`, another language's code, or "" where there are too few words to tell.

    In a section of the language `within`, a piece is of another only where that is plain: a name in English is not.
    """
    words = _WORD.findall(folded(text[:_MOST_LOOKED_AT]))
    if len(words) < _LEAST_WORDS:
        return ""
    counted = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    counted["fi"] += sum(word not in _COMMON["fi"] and _FINNISH_ENDING.match(word) is not None for word in words)
    best = max(counted, key=lambda code: (counted[code], code in TONGUES, code))
    if within in counted and best != within and counted[best] < counted[within] + _PLAINLY:
        return within
    return best if counted[best] >= max(2, len(words) // 25) else ""
