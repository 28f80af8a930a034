"""The forms of a register's parts, made from the table of its fields, and what is typed put back into the document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from portal import words
from portal.domain.register_changes import Path, is_text
from portal.domain.register_edit import item, new_key, value_at, with_item
from portal.papers import register_fields as fields
from portal.papers.register_fields import LANGUAGES, SECTIONS, USE, Document
from portal.papers.register_fields import Field as Place
from portal.staff.register_view import say_kept
from portal.web.forms import Day, Form, UpTo
from portal.words import gettext, say

LONGEST_LINE, LONGEST_TEXT = 300, 8000
MOST_RADIOS = 8
BLANK_TEXT: Mapping[str, str] = dict.fromkeys(LANGUAGES, "")


def in_a_column(number: int | None) -> int:
    """A number that a column holds; 0 for any other, which no page ever sent."""
    return number if number is not None and 0 <= number < 2**31 else 0


class StandForm(Form):
    """A press that knows what it was made from: the draft's revision, and the version where no draft was open."""

    revision = IntegerField(widget=HiddenInput(), default=0, filters=[in_a_column])
    base = IntegerField(widget=HiddenInput(), default=0, filters=[in_a_column])


class Number(IntegerField):  # type: ignore[misc]  # WTForms carries no types
    """A whole number, said in our words where it is none; blank is none where it may be."""

    data: int | None

    def __init__(self, label: str, *, may_be_blank: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.may_be_blank = may_be_blank

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it."""
        typed = "".join(valuelist).strip()
        self.data = None
        if not typed and self.may_be_blank:
            return
        if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            raise ValueError(say("Write a whole number"))
        self.data = int(typed)


@dataclass(frozen=True, slots=True)
class Control:
    """How a place stands in the page: one field, or one in each language; what another person wrote there, if so."""

    shape: str
    label: str
    hint: str
    fields: tuple[tuple[str, Any], ...]
    theirs: tuple[tuple[str, str], ...] = ()

    @property
    def field(self) -> Any:
        """The field of a place that has one."""
        return self.fields[0][1]


# ---- which places a part has -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the register, or an item of a list: its places, each below `root` of the document."""

    section: str
    key: str
    places: tuple[Place, ...]
    uses: tuple[str, ...] = ()
    """Of a data category: the purposes that it may be used for."""


def part_of(document: Document, section: str, key: str = "") -> Part:
    """The part of a section, or of an item of a list; `key` is empty for one that is new."""
    places = SECTIONS[section].fields
    if section != "categories":
        return Part(section, key, places)
    lives = Place(("lives",), "many", SECTIONS["systems"].title, codes="systems")
    return Part(section, key, (*places, lives), tuple(one["key"] for one in document["purposes"]))


def made(part: Part, document: Document, formdata: Any = None, texts: int = 0) -> Any:
    """The form of a part, filled from the document, or from what was sent; `texts` is how many texts a list has."""
    controls: dict[str, Any] = {}
    for place in part.places:
        controls |= _controls(place, place.name, document, texts or _texts(part, place, document))
    for purpose in part.uses:
        controls[f"use-{purpose}"] = BooleanField(gettext("Used for this"))
        for place in USE:
            controls |= _controls(place, f"use-{purpose}-{place.name}", document, 0)
    form: type[StandForm] = type("RegisterPartForm", (StandForm,), controls)
    if formdata is not None:
        return form(formdata=formdata)
    return form(formdata=None, data=_filled(part, document))


def _texts(part: Part, place: Place, document: Document) -> int:
    """The fields of a list of texts: one more than there are."""
    return len(_held(part, place, document) or ()) + 1 if place.shape == "texts" else 0


def _controls(place: Place, name: str, document: Document, texts: int) -> dict[str, Field]:
    label = gettext(place.label)
    line, text = [UpTo(LONGEST_LINE)], [UpTo(LONGEST_TEXT)]
    if place.shape in {"three", "threes"}:
        kind, rules = (StringField, line) if place.shape == "three" else (TextAreaField, text)
        return {f"{name}-{code}": kind(words.LANGUAGE_NAMES[code], validators=rules) for code in LANGUAGES}
    if place.shape == "texts":
        names = [f"{name}-{number}-{code}" for number in range(texts) for code in LANGUAGES]
        return {one: TextAreaField(words.LANGUAGE_NAMES[one[-2:]], validators=text) for one in names}
    if place.shape in {"choice", "many"}:
        return {name: _chosen(place, label, document)}
    simple: Mapping[str, Any] = {
        "line": lambda: StringField(label, validators=line),
        "lines": lambda: TextAreaField(label, validators=text),
        "day": lambda: Day(label, validators=[Optional()]),
        "number": lambda: Number(label, may_be_blank=place.path[-1] == "months"),
        "flag": lambda: BooleanField(label),
    }
    return {name: simple[place.shape]()}


def _chosen(place: Place, label: str, document: Document) -> Field:
    if isinstance(place.codes, str):
        pairs = [(one["key"], fields.item_name(one, one["key"])) for one in document[place.codes]]
        if place.shape == "choice":
            pairs = [("", gettext("Nobody in particular")), *pairs]
    else:
        pairs = [(code, gettext(said)) for code, said in place.codes.items()]
    choices = [SelectChoice(code, said[:1].upper() + said[1:]) for code, said in pairs]
    if place.shape == "many":
        return SelectMultipleField(label, choices=choices)
    kind = RadioField if len(choices) <= MOST_RADIOS and not isinstance(place.codes, str) else SelectField
    return kind(label, choices=choices)


# ---- what stands in it -------------------------------------------------------------------------------------


def _root(part: Part) -> Path:
    return (part.section, part.key) if SECTIONS[part.section].one else SECTIONS[part.section].root


def _held(part: Part, place: Place, document: Document) -> Any:
    if place.path == ("lives",):
        return [one["key"] for one in document["systems"] if part.key in one["categories"]] if part.key else []
    found = value_at(document, (*_root(part), *place.path))
    return _NEW.get((part.section, place.name)) if found is None and not part.key else found


_NEW: Mapping[tuple[str, str], Any] = {
    ("categories", "from_person"): True, ("recipients", "named"): True, ("recipients", "kind"): "processor",
    ("prohibitions", "source"): "article_21_2", ("systems", "owner"): "staff", ("systems", "days"): 7,
    ("systems", "rights"): list(fields.RIGHTS),
}  # fmt: skip
"""What a new item begins with, where that is not nothing."""
_NEW_USE: Mapping[str, Any] = {"retention-rule": "criterion", "retention-stated": True}


def _filled(part: Part, document: Document) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for place in part.places:
        data |= _shown(place, place.name, _held(part, place, document))
    for purpose in part.uses:
        use = value_at(document, (*_root(part), "uses", purpose)) if part.key else None
        data[f"use-{purpose}"] = use is not None
        for place in USE:
            held = value_at(use, place.path) if use is not None else _NEW_USE.get(place.name)
            data |= _shown(place, f"use-{purpose}-{place.name}", held)
    return data


def _shown(place: Place, name: str, held: Any) -> dict[str, Any]:
    if place.shape in {"three", "threes"}:
        return {f"{name}-{code}": (held or BLANK_TEXT)[code] for code in LANGUAGES}
    if place.shape == "texts":
        return {f"{name}-{nth}-{code}": one[code] for nth, one in enumerate(held or ()) for code in LANGUAGES}
    if place.shape == "day":
        return {name: _day(held or "")}
    if place.shape == "lines":
        return {name: "\n".join(held or ())}
    return {name: held if held is not None else "" if place.shape in {"line", "choice"} else None}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


# ---- what was typed ----------------------------------------------------------------------------------------


def applied(part: Part, form: Any, document: Document, taken: Sequence[str] = ()) -> tuple[dict[str, Any], str]:
    """The document with what was typed, and the item's key; a new one gets a key that is none of the `taken` ones."""
    section = SECTIONS[part.section]
    places = [place for place in part.places if place.path != ("lives",)]
    if not section.one:
        made_of = dict(document)
        for place in places:
            _put(made_of, (*section.root, *place.path), _read(place, form, place.name, document))
        return made_of, ""
    one = item(document, part.section, part.key) if part.key else blank(part.section)
    for place in places:
        _put(one, place.path, _read(place, form, place.name, one))
    if not part.key:
        named = one.get("name") or one.get("text") or BLANK_TEXT
        used = [*taken, *(each["key"] for each in document[part.section])]
        one["key"] = new_key(named, used, part.section.rstrip("s") if part.section != "categories" else "category")
    if part.section == "categories":
        one["uses"] = list(_uses(part, form, one))
        document = _living(document, one["key"], form["lives"].data or ())
    return with_item(document, part.section, one), one["key"]


def blank(section: str) -> dict[str, Any]:
    """An item of which nothing is said yet, with all that a document has of one."""
    blank: dict[str, Any] = {}
    for place in SECTIONS[section].fields:
        many, text = place.shape == "many", place.shape in {"three", "threes"}
        empty: Any = [] if many else False if place.shape == "flag" else dict(BLANK_TEXT) if text else ""
        if len(place.path) == 1:
            blank[place.path[0]] = None if place.optional else empty
    more: Mapping[str, dict[str, Any]] = {
        "categories": {"uses": [], "special": None}, "purposes": {"legal_basis": None},
        "systems": {"connector": "by_hand", "instructions": {}, "asks": {}},
    }  # fmt: skip
    return {**blank, **more.get(section, {})}


def _living(document: Document, key: str, systems: Sequence[str]) -> dict[str, Any]:
    """The document with a data category in these systems and in no others."""
    held = []
    for one in document["systems"]:
        others = [each for each in one["categories"] if each != key]
        was_there = key in one["categories"]
        there = one["categories"] if was_there else [*others, key]
        held.append({**one, "categories": there if one["key"] in systems else others})
    return {**document, "systems": held}


def _uses(part: Part, form: Any, one: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The uses that are ticked, those that were there in their order, and new ones after them."""
    before = {use["purpose"]: use for use in one["uses"]}
    for purpose in dict.fromkeys([*before, *part.uses]):
        if purpose not in part.uses or not form[f"use-{purpose}"].data:
            continue
        use = dict(before.get(purpose, {"purpose": purpose, "retention": {"months": None}}))
        for place in USE:
            _put(use, place.path, _read(place, form, f"use-{purpose}-{place.name}", use))
        if use["retention"]["rule"] != "fixed_period":
            use["retention"] = {**use["retention"], "months": None}
        yield use


def _read(place: Place, form: Any, name: str, held: Any) -> Any:
    if place.shape in {"three", "threes"}:
        text = {code: _plain(form[f"{name}-{code}"].data, place.shape) for code in LANGUAGES}
        return None if place.optional and not any(text.values()) else text
    if place.shape == "texts":
        return [text for text in _texts_read(form, name) if any(text.values())]
    typed = form[name].data
    if place.shape == "lines":
        return [line for one in (typed or "").splitlines() if (line := _plain(one, "line"))]
    if place.shape == "day":
        return typed.isoformat() if typed else ""
    if place.shape == "many":
        return _in_order(value_at(held, place.path) or (), typed or ())
    if place.shape == "line":
        return _plain(typed, "line")
    return (typed or None) if place.path in _OR_NONE else typed


_OR_NONE = {("legal_basis",), ("special",)}


def _texts_read(form: Any, name: str) -> Iterator[dict[str, str]]:
    number = 0
    while f"{name}-{number}-{LANGUAGES[0]}" in form:
        yield {code: _plain(form[f"{name}-{number}-{code}"].data, "threes") for code in LANGUAGES}
        number += 1


def _in_order(before: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """What was chosen: what stood there keeps its order."""
    return [*(one for one in before if one in chosen), *(one for one in chosen if one not in before)]


def _plain(typed: str | None, shape: str) -> str:
    """Text as it is kept: no signs that no page shows, one kind of line end, nothing around it."""
    text = (typed or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    text = text.encode("utf-8", "ignore").decode()
    return text if shape == "threes" else " ".join(text.split())


def _put(into: dict[str, Any], path: Path, value: Any) -> None:
    """Set a value at a path; what only a text makes is none without it."""
    if len(path) == 1:
        into[path[0]] = value
        return
    inner = dict(into.get(path[0]) or {})
    if path[0] in {"instructions", "asks"} and value is None:
        inner.pop(path[1], None)
    else:
        _put(inner, path[1:], value)
    into[path[0]] = inner


def settled(document: dict[str, Any]) -> dict[str, Any]:
    """The document with none in the place of a statement, or of a person, of whom nothing is said."""
    for name in ("provision", "automated_decisions"):
        held = document.get(name)
        if held is not None and not is_text(held.get("text")):
            document[name] = None
    named = {one: document["controller"].get(one) for one in ("officer", "representative")}
    gone = {one: None for one, held in named.items() if held is not None and not any(held.values())}
    return {**document, "controller": {**document["controller"], **gone}}


# ---- how it stands in the page -----------------------------------------------------------------------------


def controls(part: Part, form: Any, theirs: Mapping[str, str]) -> list[Control]:
    """The places of a part, in order; `theirs` is what another person wrote meanwhile, by the name of the field."""
    return [_control(place, place.name, form, theirs) for place in part.places]


def use_controls(part: Part, form: Any, document: Document, theirs: Mapping[str, str]) -> list[dict[str, Any]]:
    """For each purpose: its name, the tick that it is used for it, and how long; `open` where that has to be seen."""
    return [_use(part, purpose, form, document, theirs) for purpose in part.uses]


def _use(part: Part, purpose: str, form: Any, document: Document, theirs: Mapping[str, str]) -> dict[str, Any]:
    held = [_control(place, f"use-{purpose}-{place.name}", form, theirs) for place in USE]
    name, on = fields.name_of(document, "purposes", purpose), form[f"use-{purpose}"]
    is_open = any(one.theirs or any(field.errors for _code, field in one.fields) for one in held)
    stands = value_at(document, (*_root(part), "uses", purpose)) if part.key else None
    kept = say_kept(stands["retention"]) if stands else ""
    return {"name": name, "key": purpose, "on": on, "controls": held, "open": is_open, "kept": kept}


def _control(place: Place, name: str, form: Any, theirs: Mapping[str, str]) -> Control:
    if place.shape in {"three", "threes"}:
        held = tuple((code, form[f"{name}-{code}"]) for code in LANGUAGES)
    elif place.shape == "texts":
        held = tuple((one.name[-2:], one) for one in form if one.name.startswith(f"{name}-"))
    else:
        held = (("", form[name]),)
    others = tuple((code, theirs[one.name]) for code, one in held if one.name in theirs)
    return Control(place.shape, gettext(place.label), gettext(place.hint) if place.hint else "", held, others)


def clashing(part: Part, clashes: Sequence[Path], document: Document) -> dict[str, str]:
    """What another person wrote where this one wrote too, by the name of the field."""
    root, found = _root(part), {}
    for path in clashes:
        if path[: len(root)] != root or len(path) == len(root):
            continue
        below = path[len(root) :]
        name = "-".join(("use", *below[1:]) if below[0] == "uses" else below)
        said = value_at(document, path)
        place = fields.field_at(path if path[-1] not in LANGUAGES else path[:-1])
        found[name] = str(said or "") if path[-1] in LANGUAGES or place is None else fields.value(place, said, document)
    return found
