"""A controller's own words in its letters: what an owner typed is checked against each letter's own sentences.

Nothing that was typed is ever evaluated: not by Jinja, not by a format, not by `%`. A saved sentence is a row of texts
and places (`domain.wording`); a letter says the texts as they are, escaped, and puts its values into the places.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from portal import words
from portal.domain.errors import Invalid
from portal.domain.wording import (
    LONGEST_PARAGRAPHS,
    LONGEST_SENTENCE,
    Pieces,
    Place,
    Sentence,
    Wording,
    filled,
    missing_places,
    pieces,
    says_something,
    shown,
    unknown_places,
)
from portal.papers import letter_editing
from portal.papers.letter_sentences import PLACE, sentences
from portal.words import gettext as _

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed as a wording, whose number is that of nothing yet, and all that is wrong with it."""

    wording: Wording
    faults: tuple[Invalid, ...]


def voice(wording: Wording) -> Mapping[str, Callable[..., Any]]:
    """`_` of a letter's templates, which says the sentences of `wording`; nothing where it has none."""
    if not wording.sentences:
        return {}

    @pass_context
    def said(context: Context, message: str, /, **values: Any) -> Any:
        own = wording.sentences.get(message)
        return words.said(context, message, **values) if own is None else _escaped(own, values)

    return {"_": said}


def framed(html: str, language: str, wording: Wording) -> str:
    """The letter with its opening and its closing, and without what was emptied; as it is where nothing is own."""
    return html if wording.is_standard else letter_editing.framed(html, language, wording.opening, wording.closing)


def names_of(sentence: Sentence, language: str) -> dict[str, str]:
    """The places that a sentence offers, each with the name by which it is typed in the letter's language."""
    with words.using(language):
        known = _names()
        return {place: known[place] for place in sentence.places}


def example(language: str) -> str:
    """The name of a place that many sentences have."""
    with words.using(language):
        return _names()["day"]


def standard(sentence: Sentence, language: str) -> str:
    """The standard text of a sentence as it would be typed."""
    return shown(_standard(sentence, language), names_of(sentence, language))


def texts(kind: str, language: str, wording: Wording) -> dict[str, str]:
    """The text of each sentence of a letter as it stands now, by the name of its field."""
    found = {}
    for one in sentences(kind):
        said = wording.sentences.get(one.key)
        found[field_of(one)] = standard(one, language) if said is None else shown(said, names_of(one, language))
    return found


def field_of(sentence: Sentence) -> str:
    """The name of the field in which a sentence is typed: the same wherever it stands in its letter."""
    return f"text_{sha256(sentence.key.encode()).hexdigest()[:12]}"


def read(kind: str, language: str, typed: Mapping[str, str]) -> Typed:
    """What an owner typed, by the names of the fields; a sentence that is not among them stays the standard one.

    The faults are of the codes `too_long`, `wording_place_unknown` (with `name` and `instead`),
    `wording_place_missing` (with `name`), `wording_empty` and `wording_heading_empty` (with `text`, the standard one).
    """
    faults: list[Invalid] = []
    own: dict[str, Pieces] = {}
    for one in sentences(kind):
        name = field_of(one)
        if name not in typed:
            continue
        text = _clean(typed[name], name, LONGEST_SENTENCE, faults)
        names = names_of(one, language)
        made = pieces(text, names)
        if made == _standard(one, language):
            continue
        own[one.key] = made
        faults += _unknown(text, names, name)
        faults += _lacking(one, made, names, language)
    ends = {name: _clean(typed.get(name, ""), name, LONGEST_PARAGRAPHS, faults) for name in (OPENING, CLOSING)}
    faults += [fault for name, text in ends.items() for fault in _unknown(text, {}, name)]
    return Typed(Wording(0, own, ends[OPENING], ends[CLOSING]), tuple(faults))


def _lacking(one: Sentence, made: Pieces, names: Mapping[str, str], language: str) -> list[Invalid]:
    """What the law wants said, and is not; a heading without words."""
    if one.heading and not says_something(made):
        return [Invalid("wording_heading_empty", field=field_of(one), text=standard(one, language))]
    if not one.is_required:
        return []
    if not says_something(made):
        return [Invalid("wording_empty", field=field_of(one), text=standard(one, language))]
    return [
        Invalid("wording_place_missing", field=field_of(one), name=f"[{names[place]}]")
        for place in missing_places(made, one.places)
    ]


def _unknown(text: str, names: Mapping[str, str], field: str) -> list[Invalid]:
    """What stands in brackets and is none of `names`, each with what to write in its place."""
    faults = []
    for typed, near in unknown_places(text, names):
        instead = [near] if near else names.values()
        code = "wording_place_unknown" if instead else "wording_no_places"
        offered = ", ".join(f"[{name}]" for name in instead)
        faults.append(Invalid(code, field=field, name=f"[{typed[:80]}]", instead=offered))
    return faults


def _clean(text: str, field: str, longest: int, faults: list[Invalid]) -> str:
    """A text as it is kept; one that is too long is a fault, and kept for its page all the same."""
    composed = normalize("NFC", text)
    try:
        return letter_editing.plain(composed, field, longest)
    except Invalid as fault:
        faults.append(fault)
        return letter_editing.plain(composed, field, len(composed))


def _standard(sentence: Sentence, language: str) -> Pieces:
    with words.using(language):
        text = words.gettext(sentence.key)
    parts = PLACE.split(text)
    made = [Place(one) if number % 2 else one.replace("%%", "%") for number, one in enumerate(parts)]
    return tuple(one for one in made if one != "")


def _escaped(own: Pieces, values: Mapping[str, Any]) -> Markup:
    return Markup().join(escape(one) for one in filled(own, values))


def _names() -> dict[str, str]:
    """What each place is called; a sentence never has two of one name."""
    return {
        "amount": _("amount"),
        "article": _("article"),
        "authority": _("authority"),
        "basis": _("legal basis"),
        "categories": _("data categories"),
        "channels": _("channels"),
        "contact": _("contact"),
        "day": _("day"),
        "days": _("days"),
        "interest": _("interest"),
        "moment": _("date and time"),
        "name": _("name"),
        "phone": _("phone"),
        "purpose": _("purpose"),
        "reason": _("reason"),
        "reference": _("reference"),
        "register": _("register"),
        "system": _("system"),
    }
