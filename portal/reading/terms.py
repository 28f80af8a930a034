"""The known terms of privacy notices, in three languages, and which of them a line of a notice means."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from portal.domain.register import Text
from portal.reading.notice.lint.words import SPECIAL


@dataclass(frozen=True, slots=True)
class Term:
    """A purpose, data category, source or recipient that is known: its key, its words, and what mostly goes with it."""

    key: str
    text: Text
    said: Mapping[str, Any] = field(repr=False)

    def more(self, name: str) -> tuple[str, ...]:
        """What the table lists under a name; empty where it lists nothing."""
        return tuple(self.said.get(name, ()))

    def flag(self, name: str, otherwise: bool = False) -> bool:
        """A yes or no of the table."""
        return bool(self.said.get(name, otherwise))


@cache
def _table() -> Mapping[str, Any]:
    source = resources.files("portal.reading").joinpath("terms.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def words_of(group: str, key: str) -> Text:
    """A sentence of the table; KeyError where there is none."""
    return text_of(_table()[group][key])


def held_by(doing: str) -> tuple[str, ...]:
    """The data that a service of a kind mostly holds; empty where it may hold any."""
    return tuple(_table()["holding"].get(doing, ()))


def keys_of(group: str) -> tuple[str, ...]:
    """The keys of a group, in its order."""
    return tuple(_table()[group])


def term(group: str, key: str) -> Term | None:
    """A term by its key."""
    said = _table()[group].get(key)
    return Term(key, text_of(said), said) if said is not None else None


def all_terms(group: str) -> tuple[Term, ...]:
    """Every term of a group."""
    return tuple(Term(key, text_of(said), said) for key, said in _table()[group].items())


def text_of(said: Mapping[str, Any]) -> Text:
    """The words of a row in three languages; a proper name has none."""
    return Text(fi=said.get("fi", ""), sv=said.get("sv", ""), en=said.get("en", ""))


def meant(group: str, line: str) -> tuple[Term, ...]:
    """The terms that a line means, in the order of the table; of two where one says more, that one alone."""
    found = [one for one in all_terms(group) if _matches(one.said, line)]
    keys = {one.key for one in found}
    hidden = {key for one in found for key in one.more("hides")}
    return tuple(one for one in found if one.key not in hidden and not keys & set(one.more("given_way_to")))


def _matches(said: Mapping[str, Any], line: str) -> bool:
    """The words of a row stand in the line, and not only within what its `not` names."""
    bare = re.sub(said["not"], " ", line, flags=re.I) if "not" in said else line
    return re.search(said["match"], bare, re.I) is not None


def exact(group: str, line: str) -> Term | None:
    """The term whose own words, in any language, a line is."""
    wanted = line.strip().casefold()
    for one in all_terms(group):
        if wanted in {one.text.fi.casefold(), one.text.sv.casefold(), one.text.en.casefold()} - {""}:
            return one
    return None


def filled(text: Text, values: Mapping[str, Text | str]) -> Text:
    """A sentence with values in its places, each in its language."""
    return Text(**{code: _fill(text, values, code) for code in ("fi", "sv", "en")})


def _fill(text: Text, values: Mapping[str, Text | str], code: str) -> str:
    said = {name: one.in_language(code) if isinstance(one, Text) else one for name, one in values.items()}
    return text.in_language(code) % said


def keeping_for(country: str) -> Sequence[Term]:
    """The times of keeping that one may choose in a country."""
    return [
        one
        for one in all_terms("keeping")
        if country in (one.more("countries") or (country,)) and country not in one.more("not_countries")
    ]


def is_special(text: Text) -> bool:
    """Whether the words of a data category tell what Art 9(1) protects: health, beliefs, origin and the like."""
    return SPECIAL.search(" / ".join((text.fi, text.sv, text.en)).casefold()) is not None
