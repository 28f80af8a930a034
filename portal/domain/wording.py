"""A controller's own words for its letters: text and places, taken apart once, when they are saved.

A place is a name in square brackets, such as `[day]`. What is typed becomes a tuple of texts and places; it is never
read again for anything else, so that no text can ask for more than the values which its own sentence offers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

LONGEST_SENTENCE = 2000
LONGEST_PARAGRAPHS = 4000
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value of the letter is put; `name` is what the standard sentence calls it."""

    name: str


Pieces = tuple[str | Place, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a kind of letter; `key` is its English text, as the catalogues know it.

    `codes` are the marked elements that it fills, the innermost last; `title` is the key of the heading that it stands
    under. `places` are the values that it offers. `sometimes` where not every letter of the kind says it.
    """

    key: str
    codes: tuple[str, ...]
    title: str
    places: tuple[str, ...]
    heading: bool
    sometimes: bool

    @property
    def is_required(self) -> bool:
        """Whether it is part of an element that the law or the controller's duty to prove wants: it may not go."""
        return bool(self.codes) and not self.heading


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a controller's own words for one kind of letter in one language.

    `number` is that of the version, 0 where there never was one; `sentences` are by their keys, those that are as the
    standard has them left out. `opening` and `closing` are paragraphs of the controller's own.
    """

    number: int = 0
    sentences: Mapping[str, Pieces] = field(default_factory=dict)
    opening: str = ""
    closing: str = ""

    @property
    def is_standard(self) -> bool:
        """Whether it changes nothing."""
        return not (self.sentences or self.opening or self.closing)

    def to_json(self) -> dict[str, Any]:
        """As it is stored; a place is an object with its name."""
        stored = {
            key: [one if isinstance(one, str) else {"place": one.name} for one in pieces]
            for key, pieces in self.sentences.items()
        }
        return {"sentences": stored, "opening": self.opening, "closing": self.closing}


def from_json(number: int, body: Mapping[str, Any]) -> Wording:
    """A stored version."""
    sentences = {
        key: tuple(one if isinstance(one, str) else Place(one["place"]) for one in pieces)
        for key, pieces in body.get("sentences", {}).items()
    }
    return Wording(number, sentences, body.get("opening", ""), body.get("closing", ""))


STANDARD = Wording()


def pieces(text: str, names: Mapping[str, str]) -> Pieces:
    """`text` as texts and places; `names` tells each place's name as it is typed. An unknown name stays text."""
    places = {typed.casefold(): Place(place) for place, typed in names.items()}
    found: list[str | Place] = []
    end = 0
    for match in _BRACKETS.finditer(text):
        if (place := places.get(_name(match[1]))) is not None:
            found += [text[end : match.start()], place]
            end = match.end()
    return tuple(one for one in (*found, text[end:]) if one != "")


def shown(parts: Pieces, names: Mapping[str, str]) -> str:
    """What is typed to get `parts`."""
    return "".join(one if isinstance(one, str) else f"[{names[one.name]}]" for one in parts)


def filled(parts: Pieces, values: Mapping[str, object]) -> Iterator[object]:
    """The texts and, in the place of each name, its value as it is: nothing of it is looked into."""
    for one in parts:
        yield one if isinstance(one, str) else values.get(one.name, "")


def unknown_places(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What stands in brackets and is no place, each with the nearest name that is one; empty where none is near."""
    known = {typed.casefold(): typed for typed in names.values()}
    for match in _BRACKETS.finditer(text):
        if (name := _name(match[1])) not in known:
            near = get_close_matches(name[:80], known, 1, 0.5)
            yield match[1], known[near[0]] if near else ""


def missing_places(parts: Pieces, places: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `places` that no longer stand in it."""
    return tuple(name for name in places if Place(name) not in parts)


def says_something(parts: Pieces) -> bool:
    """Whether there is anything to be seen: spaces and signs of no width say nothing."""
    return any(isinstance(one, Place) or any(sign.isprintable() and sign.strip() for sign in one) for one in parts)


def _name(typed: str) -> str:
    return " ".join(typed.split()).casefold()
