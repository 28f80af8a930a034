"""Every name of a notice that may be whoever answers for the data, with all the places where it stands."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing
from portal.reading.notice.fields.controller.beside_details import NAME
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.around_names import LEAD, NO_NAME_AHEAD, TAIL
from portal.reading.notice.values import Found

MOST_READ = 60_000
_MOST, _MOST_SAID, _MOST_RUNS, _MOST_PEOPLE = 300, 300, 900, 200
_SHORTEST, _LONGEST = 2, 90
_NAME = re.compile(NAME)
_PRONOUN = re.compile(r"jag|vi|du|ni|mig|oss|i|we|you|me|us|it|my|our|minä|sinä|te|he|din|min|vår", re.I)
"""Who speaks or is spoken to, and no name, with whatever capital it is written."""


@dataclass
class Named:
    """A name as it is written; `kinds` are those of the places that say whose the notice is, with their weight."""

    text: str
    places: dict[int, Found] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    is_only_written_so: bool = True
    """Whether nothing but its capital letters tells that it is a name."""


def every(scope: Scope, hosts: frozenset[str], told: Found | None) -> list[Named]:
    """All names by their texts; `told` is the one that the words of the notice call the controller."""
    named: dict[str, Named] = {}
    for place, kind, weight in itertools.chain(_told(told), _said(scope, hosts), _firms(scope), _written(scope)):
        text = " ".join(place.text.split())
        is_mail = "@" in text and " " not in text
        if not _SHORTEST <= len(text) <= _LONGEST or is_mail or not any(one.isalpha() for one in text):
            continue
        if _PRONOUN.fullmatch(text):
            continue
        if text not in named and len(named) >= _MOST:
            continue
        one = named.setdefault(text, Named(text))
        one.places.setdefault(place.start, place)
        one.is_only_written_so = one.is_only_written_so and kind == "written"
        if weight:
            one.kinds[kind] = max(one.kinds.get(kind, 0), weight)
    return list(named.values())


def _told(told: Found | None) -> Iterator[tuple[Found, str, int]]:
    if told is not None:
        yield told, "told", 0


def _said(scope: Scope, hosts: frozenset[str]) -> Iterator[tuple[Found, str, int]]:
    """What the places say that tell whose a notice is."""
    for one in itertools.islice(agreeing.said_in(scope, hosts), _MOST_SAID):
        start = one.place.start if one.place is not None else scope.text.find(one.text)
        if start >= 0:
            yield Found(one.text, start, start + len(one.text)), one.kind, one.weight


def _firms(scope: Scope) -> Iterator[tuple[Found, str, int]]:
    for section in scope.sections:
        parts = [section.head] if section.head is not None else []
        for start, end in (*parts, *((one.start, one.end) for one in section.blocks)):
            for firm in names.firms(scope.text, start, min(end, MOST_READ)):
                bracket = firm.text.rfind("(") + 1
                if bracket and ")" not in firm.text:
                    yield found(scope.text, firm.start + bracket, firm.end) or firm, "firm", 0
                yield _without_lead(scope.text, firm), "firm", 0


def _written(scope: Scope) -> Iterator[tuple[Found, str, int]]:
    """Words with capital letters, whole and without what is in no name; and people."""
    end = min(len(scope.text), MOST_READ)
    for one in itertools.islice(_NAME.finditer(scope.text, 0, end), _MOST_RUNS):
        start, words = one.start("name"), one["name"].split()
        ahead = NO_NAME_AHEAD.fullmatch(words[0]) is not None
        if len(words) == 1 and (ahead or words[0].isdigit()):
            continue
        name = found(scope.text, start + len(words[0]) if ahead else start, one.end("name"))
        for part in _parts(scope.text, name) if name is not None else ():
            yield part, "written", 0
    for person in itertools.islice(names.people(scope.text, 0, end), _MOST_PEOPLE):
        yield person, "person", 0


def _parts(text: str, name: Found) -> Iterator[Found]:
    name = _without_lead(text, name)
    while (tail := TAIL.search(name.text, 2)) is not None:
        name = found(text, name.start, name.start + tail.start()) or name
    yield name
    cut = agreeing.cut(text, name)
    if cut != name and TAIL.search(cut.text) is None:
        yield cut


def _without_lead(text: str, name: Found) -> Found:
    lead = LEAD.match(name.text)
    return (found(text, name.start + lead.end(), name.end) or name) if lead is not None else name
