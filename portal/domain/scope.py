"""What a member's limit is by the register document in force: categories, and the registers of a joint notice.

A limit is kept as keys. Whatever the document does not know any more reaches nothing, so that a key that was renamed
narrows a limit and never widens it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """What a member is held to; None where that does not hold them."""

    categories: frozenset[str] | None
    systems: frozenset[str] | None


def registers_of(document: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The registers of a document by key, each with its `categories` and `systems`: its parts, else the whole."""
    parts: Sequence[Mapping[str, Any]] = document.get("parts") or ()
    if parts:
        return {one["key"]: one for one in parts}
    whole = {name: [one["key"] for one in document[name]] for name in ("categories", "systems")}
    return {document["key"]: whole}


def scope(
    categories: Collection[str] | None, registers: Collection[str] | None, document: Mapping[str, Any] | None
) -> Scope:
    """A member's limit: these `categories` of these `registers`, of each all where it is None.

    `document` is that in force; without one a limit by registers reaches nothing.
    """
    if registers is None:
        return Scope(None if categories is None else frozenset(categories), None)
    known = registers_of(document) if document else {}
    theirs = [known[key] for key in registers if key in known]
    there = frozenset(key for one in theirs for key in one["categories"])
    systems = frozenset(key for one in theirs for key in one["systems"])
    return Scope(there if categories is None else there & frozenset(categories), systems)
