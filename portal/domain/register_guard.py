"""What hangs on a register's keys, and what its next version may therefore not do, or not without a word.

Limits of the staff, connections, and the steps of requests name categories, systems and the registers of a joint
notice by key. A key that goes narrows a limit. One that comes to mean something else would widen it: that is refused.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.domain.register_changes import LANGUAGES, by_key

LIMITING = ("categories", "parts")
"""The lists whose keys a limit may name."""


@dataclass(frozen=True, slots=True)
class Held:
    """What names which keys: how many of the staff by a limit, connections, and open requests with something there.

    `limits` counts members, open invitations and groups of single sign-on by (list, key). `connected` are the systems
    with a connection, `mapped` gives the systems in whose connection's settings a category is named. `at_work` counts
    open requests by (list, key).
    """

    limits: Mapping[tuple[str, str], int] = field(default_factory=dict)
    connected: frozenset[str] = frozenset()
    mapped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_work: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a version is not published, or only by whoever knows it: a code, what it is about, and in numbers.

    `refuses` where it cannot be published so. `beside` names what else it is about, such as the systems.
    """

    code: str
    name: str
    key: str
    refuses: bool
    count: int = 0
    beside: tuple[str, ...] = ()


Document = Mapping[str, Any]
NOTHING: Document = {"categories": (), "systems": (), "parts": ()}


def objections(old: Document | None, new: Document, held: Held) -> tuple[Objection, ...]:
    """What stands against `new` after `old`; what refuses first. `old` is None where nothing was published yet."""
    before = old if old is not None else NOTHING
    found = [*_of_systems(before, new, held), *_of_limits(before, new, held), *_of_categories(before, new, held)]
    return tuple(sorted(found, key=lambda one: not one.refuses))


def gone(old: Document | None, new: Document) -> dict[str, list[str]]:
    """The keys of data categories and systems that `new` does not have any more."""
    return {name: _gone(old if old is not None else NOTHING, new, name) for name in ("categories", "systems")}


def _keys(document: Document, name: str) -> dict[str, Mapping[str, Any]]:
    return by_key(name, document.get(name) or ())


def _gone(old: Document, new: Document, name: str) -> list[str]:
    return [key for key in _keys(old, name) if key not in _keys(new, name)]


def _of_systems(old: Document, new: Document, held: Held) -> Iterator[Objection]:
    for key in _gone(old, new, "systems"):
        if key in held.connected:
            yield Objection("system_connected", "systems", key, refuses=True)
        elif count := held.at_work.get(("systems", key), 0):
            yield Objection("system_at_work", "systems", key, refuses=False, count=count)


def _of_limits(old: Document, new: Document, held: Held) -> Iterator[Objection]:
    for name in LIMITING:
        was, is_now = _keys(old, name), _keys(new, name)
        for key in is_now:
            if key in was:
                yield from _of_meaning(name, key, was, is_now[key], held.limits.get((name, key), 0))
            elif count := held.limits.get((name, key), 0):
                yield Objection("key_held", name, key, refuses=True, count=count)
        for key in _gone(old, new, name):
            if count := held.limits.get((name, key), 0):
                yield Objection("limit_narrowed", name, key, refuses=False, count=count)
    for key, part in _keys(new, "parts").items():
        before = _keys(old, "parts").get(key)
        count = held.limits.get(("parts", key), 0)
        if before is None or not count:
            continue
        more = [one for kind in ("categories", "systems") for one in part[kind] if one not in before[kind]]
        if more:
            yield Objection("limit_widened", "parts", key, refuses=False, count=count, beside=tuple(more))


def _of_meaning(
    name: str, key: str, was: Mapping[str, Mapping[str, Any]], now: Mapping[str, Any], count: int
) -> Iterator[Objection]:
    """A key that took another's name means what that one meant; one that is called otherwise throughout may do so."""
    old = was[key]
    taken = [
        other
        for other, one in was.items()
        if other != key
        and any(_said(one, code) == _said(now, code) != _said(old, code) and _said(now, code) for code in LANGUAGES)
    ]
    if taken:
        yield Objection("key_moved", name, key, refuses=True, count=count, beside=tuple(taken))
    elif count and all(_said(old, code) != _said(now, code) for code in LANGUAGES):
        yield Objection("limit_renamed", name, key, refuses=False, count=count)


def _said(one: Mapping[str, Any], code: str) -> str:
    return " ".join(str(one["name"].get(code, "")).casefold().split())


def _of_categories(old: Document, new: Document, held: Held) -> Iterator[Objection]:
    for key in _gone(old, new, "categories"):
        if systems := held.mapped.get(key, ()):
            yield Objection("category_mapped", "categories", key, refuses=False, beside=tuple(systems))
        if count := held.at_work.get(("categories", key), 0):
            yield Objection("category_at_work", "categories", key, refuses=False, count=count)


def refusing(found: Collection[Objection]) -> tuple[Objection, ...]:
    """Those that no tick gets past."""
    return tuple(one for one in found if one.refuses)
