"""Two states of one register document compared, and two people's changes to a third put together.

A document is the mapping that `reading.toml.register_to_json` makes. What bears a key is told by it, so that moving a
purpose changes no other. A change is a value; `papers.register_changes` says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

LISTS = ("purposes", "categories", "sources", "recipients", "prohibitions", "systems", "parts")
"""The lists of a document whose members have a key. The uses of a data category are told apart by their purpose."""
LANGUAGES = frozenset({"fi", "sv", "en"})
Path = tuple[str, ...]
Kind = Literal["added", "removed", "reordered", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise at `path`, such as `("purposes", "newsletter", "legal_basis")`.

    `old` and `new` are the values there: of a text, the mapping of its languages; of what came or went, all of it.
    """

    kind: Kind
    path: Path
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A document with the changes of two; `clashes` are the paths that both changed, each otherwise: mine stands."""

    document: dict[str, Any]
    clashes: tuple[Path, ...]


def is_text(value: object) -> bool:
    """Whether a value of a document is a text in three languages."""
    return isinstance(value, Mapping) and value.keys() == LANGUAGES


def _is_keyed(path: Path) -> bool:
    """Whether the members of what stands here bear keys: the register's lists, and the uses of a data category."""
    return (len(path) == 1 and path[0] in LISTS) or (len(path) == 3 and (path[0], path[2]) == ("categories", "uses"))


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """What `new` says otherwise than `old`, in the order of the document."""
    found: list[Change] = []
    _compare((), old, new, found)
    return tuple(found)


def _compare(path: Path, old: Any, new: Any, found: list[Change]) -> None:
    if _is_keyed(path):
        _compare_lists(path, old or [], new or [], found)
    elif (isinstance(old, Mapping) or isinstance(new, Mapping)) and not (is_text(old) or is_text(new)):
        was, is_now = old or {}, new or {}
        for name in dict.fromkeys((*was, *is_now)):
            _compare((*path, name), was.get(name), is_now.get(name), found)
    elif _said(old) != _said(new):
        found.append(Change("changed", path, old, new))


def _compare_lists(path: Path, old: Sequence[Any], new: Sequence[Any], found: list[Change]) -> None:
    was, is_now = by_key(path[-1], old), by_key(path[-1], new)
    for key, one in was.items():
        if key not in is_now:
            found.append(Change("removed", (*path, key), old=one))
    for key, one in is_now.items():
        if key not in was:
            found.append(Change("added", (*path, key), new=one))
        else:
            _compare((*path, key), was[key], one, found)
    both = [key for key in was if key in is_now]
    if both != [key for key in is_now if key in was]:
        found.append(Change("reordered", path, list(was), list(is_now)))


def _said(value: Any) -> Any:
    """A value as it counts: nothing, an empty text and an empty list are the same silence."""
    if is_text(value) and not any(str(one).strip() for one in value.values()):
        return None
    return list(value) or None if isinstance(value, (list, tuple)) else value or None


def by_key(name: str, items: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The members of a keyed list, in its order."""
    return {str(one["purpose" if name == "uses" else "key"]): one for one in items}


# ---- two people at one document --------------------------------------------------------------------------


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """`theirs` with what `mine` changed of `base`; what `theirs` took away stays away unless mine changed it."""
    clashes: list[Path] = []
    document = _merge_maps((), base, mine, theirs, clashes)
    return Merged(document, tuple(clashes))


def _merge(path: Path, base: Any, mine: Any, theirs: Any, clashes: list[Path]) -> Any:
    if _is_keyed(path):
        return _merge_lists(path, base or [], mine or [], theirs or [], clashes)
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _merge_maps(path, base if isinstance(base, Mapping) else {}, mine, theirs, clashes)
    clashes.append(path)
    return mine


def _merge_maps(
    path: Path, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], clashes: list[Path]
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in dict.fromkeys((*theirs, *mine)):
        gone = name not in mine or name not in theirs
        if gone and name in base and base[name] in (mine.get(name), theirs.get(name)):
            continue
        made[name] = _merge((*path, name), base.get(name), mine.get(name), theirs.get(name), clashes)
    return made


def _merge_lists(
    path: Path, base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], clashes: list[Path]
) -> list[Any]:
    name = path[-1]
    was, own, other = (by_key(name, items) for items in (base, mine, theirs))
    made: dict[str, Any] = {}
    for key in _order(list(was), list(own), list(other)):
        here = (*path, key)
        if key in own and key in other:
            made[key] = _merge_maps(here, was.get(key, {}), own[key], other[key], clashes)
        elif key not in was:
            made[key] = own.get(key) or other[key]
        elif (left := own.get(key) or other.get(key)) is not None and left != was[key]:
            clashes.append(here)
            made[key] = left
    return list(made.values())


def _order(was: list[str], own: list[str], other: list[str]) -> list[str]:
    """Theirs, or mine where I put them in another order; what the other one has besides stands behind its neighbour."""
    both = [key for key in own if key in other]
    moved_by_me = [key for key in was if key in own] != [key for key in own if key in was]
    first, second = (own, other) if moved_by_me and both else (other, own)
    made = list(first)
    for place, key in enumerate(second):
        if key not in made:
            before = next((one for one in reversed(second[:place]) if one in made), None)
            made.insert(made.index(before) + 1 if before is not None else 0, key)
    return made
