"""Changing a register document: what has a key is added, moved and taken out, and nothing names what is gone.

A document is a mapping as `reading.toml.register_to_json` makes it; each function gives a new one. A key is given once
and stays: limits, connections and the steps of requests name it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from portal.domain.errors import NotFound
from portal.domain.register_changes import LISTS, Path

Document = Mapping[str, Any]
_NAMED_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "purposes": (("categories", "uses"), ("parts", "purposes")),
    "categories": (
        ("recipients", "categories"), ("systems", "categories"), ("systems", "step_category"), ("parts", "categories"),
    ),
    "recipients": (("systems", "recipient"), ("systems", "other_recipients")),
    "systems": (("parts", "systems"),),
}  # fmt: skip
"""Of each list, what else names its keys: which list, and in which field."""
_LONGEST_KEY = 40


def item(document: Document, name: str, key: str) -> dict[str, Any]:
    """What has this key in a list; `NotFound` where nothing has."""
    for one in document[name] if name in LISTS else ():
        if one["key"] == key:
            return dict(one)
    raise NotFound("not_found")


def with_item(document: Document, name: str, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The document with an item in the place of that of its key, or as the last one."""
    items = [dict(one) for one in document[name]]
    keys = [one["key"] for one in items]
    if changed["key"] in keys:
        items[keys.index(changed["key"])] = dict(changed)
    else:
        items.append(dict(changed))
    return {**document, name: items}


def moved(document: Document, name: str, key: str, by: int) -> dict[str, Any]:
    """The document with an item so many places further down, or up where `by` is negative; an end is the end."""
    item(document, name, key)
    items = list(document[name])
    place = next(number for number, one in enumerate(items) if one["key"] == key)
    one = items.pop(place)
    items.insert(min(max(place + by, 0), len(items)), one)
    return {**document, name: items}


def without(document: Document, name: str, key: str) -> dict[str, Any]:
    """The document without an item, and without all that named it."""
    item(document, name, key)
    return tidied({**document, name: [one for one in document[name] if one["key"] != key]})


def naming(document: Document, name: str, key: str) -> tuple[tuple[str, str], ...]:
    """What names an item, as (list, key): it loses that when the item goes."""
    found = []
    for listed, field in _NAMED_BY.get(name, ()):
        found += [(listed, one["key"]) for one in document[listed] if key in _named(one[field])]
    return tuple(dict.fromkeys(found))


def _named(value: Any) -> Collection[str]:
    if isinstance(value, str):
        return (value,)
    return [one["purpose"] if isinstance(one, Mapping) else one for one in value]


def tidied(document: Document) -> dict[str, Any]:
    """The document without references to what it does not have."""
    known = {name: {one["key"] for one in document[name]} for name in LISTS}
    made = dict(document)
    for name, places in _NAMED_BY.items():
        for listed, field in places:
            made[listed] = [{**one, field: _kept(one[field], known[name])} for one in made[listed]]
    return made


def _kept(value: Any, known: Collection[str]) -> Any:
    if isinstance(value, str):
        return value if value in known else ""
    return [one for one in value if (one["purpose"] if isinstance(one, Mapping) else one) in known]


def new_key(named: Mapping[str, str], taken: Collection[str], otherwise: str) -> str:
    """A key for what is called so: of its English name, else another, with a number where it was ever used."""
    said = next((one for one in (named.get(code, "") for code in ("en", "fi", "sv")) if one.strip()), "")
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_KEY].strip("_")
    stem = stem if re.match(r"[a-z]", stem) else otherwise
    return next(key for key in _numbered(stem) if key not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1


def value_at(document: Any, path: Path) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(document, Mapping):
            document = document.get(step)
        elif isinstance(document, list):
            document = next((one for one in document if step in (one.get("key"), one.get("purpose"))), None)
        else:
            return None
    return document
