"""What a message to the person may name without knowing it yet: the reference, their name, the last day.

A place is a name in square brackets, in whichever of our languages. It is filled once, when the message is looked at
before it goes; what is filled in is never read again, and other brackets and braces stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal import words
from portal.domain.wording import Place, pieces, unknown_places
from portal.words import gettext
from portal.words import marked as _

PLACES = {"reference": _("reference"), "name": _("name"), "due": _("due date")}


@dataclass(frozen=True, slots=True)
class Filled:
    """A message as it goes; `missing` are the places of which nothing is known, as they were typed."""

    text: str
    missing: tuple[str, ...]


def names_in(language: str) -> dict[str, str]:
    """Each place with its name, in one language."""
    with words.using(language):
        return {place: gettext(name) for place, name in PLACES.items()}


def typed(language: str) -> list[str]:
    """The places as they are typed in one language."""
    return [f"[{name}]" for name in names_in(language).values()]


def _every_name() -> dict[str, str]:
    """The names in every language: whoever writes may think in their own."""
    return {f"{place}:{code}": name for code in words.LANGUAGES for place, name in names_in(code).items()}


def filled(text: str, values: Mapping[str, str]) -> Filled:
    """`text` with its places filled; one without a value stays as it is."""
    names, said, missing = _every_name(), [], []
    for one in pieces(text, names):
        if not isinstance(one, Place):
            said.append(one)
            continue
        value = values.get(one.name.partition(":")[0], "")
        if not value:
            missing.append(f"[{names[one.name]}]")
        said.append(value or f"[{names[one.name]}]")
    return Filled("".join(said), tuple(dict.fromkeys(missing)))


def mistaken(text: str) -> str:
    """The first word in brackets that looks like a place and is none; empty where there is none."""
    names = _every_name()
    for name, near in unknown_places(text, names):
        if near:
            return f"[{name}]"
    return ""
