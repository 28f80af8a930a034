"""A register as its page shows it: part by part, with what is missing where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal import words
from portal.domain.register_changes import LISTS, Path, is_text
from portal.domain.register_edit import value_at
from portal.domain.register_guard import Objection
from portal.papers import register_fields as fields
from portal.papers.register_fields import LANGUAGES, SECTIONS, USE, Document
from portal.reading.toml import Fault, draft_from_json
from portal.reading.unfinished import Unfinished, unfinished
from portal.words import gettext, ngettext, say
from portal.words import marked as _

RULES: Mapping[str, str] = {
    "basis_missing": _("no legal basis is stated"),
    "special": _("it looks like a special category of data, and no ground for it is stated (Article 9(2))"),
    "retention_missing": _("no data is kept for it, so that no time of keeping is told"),
    "blank": _("not written in this language"),
    "empty": _("has to be written"),
    "misplaced": _("cannot be used; check how it is written"),
    "business_id": _("the check digit is wrong"),
    "months": _("a number of months is missing"),
    "date": _("is no day"),
    "within_a_month": _("is at most 31 days"),
    "years": _("is from 1 to 30 years"),
    "positive": _("is at least 1"),
    "too_many": _("is too many"),
    "too_long": _("the text is too long"),
    "register_other": _("belongs to another register: bring this file there"),
    "register_not_toml": _("this is no TOML: %(problem)s"),
    "key_form": _("a key has small letters, digits and underscores, and begins with a letter"),
    "key_twice": _("this key is there twice"),
    "unknown_key": _("names a key that the document does not have"),
    "code": _("is none of the words that can stand here"),
    "rung": _("cannot be wanted here"),
    "missing": _("is missing"),
    "unexpected_keyword_argument": _("is not known here"),
    "enum": _("is none of the words that can stand here"),
    "literal_error": _("is none of the words that can stand here"),
    "string_type": _("has to be a text in quotes"),
    "bool_type": _("has to be true or false"),
    "int_type": _("has to be a whole number"),
}
_OTHERWISE = _("cannot be used here (%(rule)s)")


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its label, what it says, and what is missing there."""

    label: str
    said: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: what it is called, its rows, those that are folded, and what it lacks as a whole."""

    key: str
    title: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One section of the page."""

    name: str
    title: str
    hint: str
    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    is_list: bool
    add: str


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing or wrong, in a sentence; where it is mended; and whether it keeps from publishing."""

    sentence: str
    section: str
    key: str
    stops: bool

    @property
    def anchor(self) -> str:
        """Where it stands on the register's page."""
        return f"{self.section}-{self.key}" if self.key else self.section


# ---- what it says ------------------------------------------------------------------------------------------


def blocks(document: Document) -> list[Block]:
    """The whole register, in the order of the table of its fields; what is silent and needs no word is left out."""
    found = unfinished(draft_from_json(document))
    lacking = [(place_of(document, one.field), one) for one in found]
    return [_block(name, document, lacking) for name in SECTIONS]


Lacking = Sequence[tuple[Path, Unfinished]]


def _block(name: str, document: Document, lacking: Lacking) -> Block:
    section = SECTIONS[name]
    rows: tuple[Row, ...] = ()
    items: list[Item] = []
    if name in LISTS:
        items = [_item(name, one, document, lacking) for one in document[name]]
    else:
        rows = tuple(_rows(section.root, section.fields, document, lacking))
    hint = gettext(section.hint) if section.hint else ""
    add = gettext(section.add) if section.add else ""
    return Block(name, gettext(section.title), hint, rows, tuple(items), name in LISTS, add)


def _item(name: str, one: Mapping[str, Any], document: Document, lacking: Lacking) -> Item:
    root = (name, one["key"])
    places = [place for place in SECTIONS[name].fields if place.path not in {("name",), ("text",)}]
    folded = [place for place in places if place.path[0] in {"instructions", "asks"}]
    rows = list(_rows(root, [place for place in places if place not in folded], document, lacking))
    if name == "categories":
        rows += _uses(root, one["uses"], document, lacking)
        systems = [each["key"] for each in document["systems"] if one["key"] in each["categories"]]
        received = [each["key"] for each in document["recipients"] if one["key"] in each["categories"]]
        rows += [
            Row(gettext(SECTIONS[listed].title), ", ".join(fields.name_of(document, listed, key) for key in keys))
            for listed, keys in (("systems", systems), ("recipients", received))
            if keys
        ]
    whole = [unfit for path, unfit in lacking if path in {root, (*root, "name"), (*root, "text")}]
    lacks = tuple(dict.fromkeys(said_rule(unfit.rule, unfit.field) for unfit in whole))
    more = tuple(_rows(root, folded, document, lacking))
    return Item(one["key"], fields.item_name(one, one["key"]), tuple(rows), more, lacks)


def _uses(root: Path, uses: Sequence[Mapping[str, Any]], document: Document, lacking: Lacking) -> Iterator[Row]:
    """How long, for each purpose; those for which it is the same stand together."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for use in uses:
        alike.setdefault(_kept(root, use, document, lacking), []).append(use["purpose"])
    for (said, lacks), purposes in alike.items():
        named = ", ".join(fields.name_of(document, "purposes", purpose) for purpose in purposes)
        yield Row(say("For %(purposes)s", purposes=named), said, lacks)


def _kept(root: Path, use: Mapping[str, Any], document: Document, lacking: Lacking) -> tuple[str, tuple[str, ...]]:
    here = (*root, "uses", use["purpose"])
    lacks = tuple(said_rule(one.rule, one.field) for path, one in lacking if path[: len(here)] == here)
    return say_kept(use["retention"]), lacks


def say_kept(retention: Mapping[str, Any]) -> str:
    """How long, in a few words."""
    rule, months = retention["rule"], retention["months"] or 0
    said = ngettext("%(num)s month", "%(num)s months", months) % {"num": months} if months else ""
    known = gettext(fields.RULES[rule]) if rule not in {"fixed_period", "criterion"} else ""
    return ": ".join(one for one in (said, known, fields.value(USE[2], retention["text"])) if one)


def _rows(root: Path, places: Sequence[fields.Field], document: Document, lacking: Lacking) -> Iterator[Row]:
    for place in places:
        path = (*root, *place.path)
        held = value_at(document, path)
        said = fields.value(place, held, document)
        lacks = tuple(said_rule(one.rule, one.field) for at, one in lacking if at == path)
        if place.shape == "flag":
            if held:
                yield Row(gettext(place.label), gettext("Yes"), lacks)
        elif said or lacks:
            yield Row(gettext(place.label), said, lacks)


# ---- what stands against it --------------------------------------------------------------------------------

_OBJECTIONS: Mapping[str, str] = {
    "system_connected": _("%(what)s is connected. Remove its connection first, or keep the system in the register."),
    "system_at_work": _(
        "%(what)s: open requests still have steps there (%(count)s). They are done as the register said "
        "then; new requests do not look there any more."
    ),
    "key_held": _(
        "%(what)s has the key “%(key)s”, which limits of members, invitations or groups name already "
        "(%(count)s): they would see this data. Change these limits first, or give it another key."
    ),
    "limit_narrowed": _(
        "%(what)s goes, and limits of members, invitations or groups name it (%(count)s): they see less from then on."
    ),
    "limit_widened": _(
        "%(what)s is in limits of members, invitations or groups (%(count)s). They see more from then on: %(beside)s."
    ),
    "key_moved": _(
        "%(what)s has the key “%(key)s”, but the name of what was %(beside)s. A key keeps its meaning, "
        "because limits and requests name it: change the texts back, or add a new one."
    ),
    "limit_renamed": _(
        "%(what)s is called otherwise now in every language, and limits of members, invitations or "
        "groups name it (%(count)s). They see whatever is kept under it."
    ),
    "category_mapped": _(
        "%(what)s goes, but the connections of %(beside)s still sort data under it. What they find is "
        "for people to sort until that is changed."
    ),
    "category_at_work": _(
        "%(what)s goes, and open requests still hold data of it (%(count)s). They are finished as the "
        "register said then."
    ),
}


def say_objection(one: Objection, old: Document, new: Document) -> str:
    """Why a version is refused, or what it takes, in a sentence or two."""
    first = (new, old) if one.code in {"key_held", "key_moved", "limit_renamed", "limit_widened"} else (old, new)
    listed = {"category_mapped": ("systems",), "limit_widened": ("categories", "systems")}.get(one.code, (one.name,))
    named = [_beside(listed, key, new if one.code == "limit_widened" else old) for key in one.beside]
    return say(
        _OBJECTIONS[one.code], what=fields.subject((one.name, one.key), *first), key=one.key, count=one.count,
        beside=", ".join(f"“{name}”" for name in named),
    )  # fmt: skip


def _beside(listed: Sequence[str], key: str, document: Document) -> str:
    held = [name for name in listed if value_at(document, (name, key)) is not None]
    return fields.name_of(document, held[0], key) if held else key


# ---- what it lacks -----------------------------------------------------------------------------------------


def lacks(document: Document) -> list[Lack]:
    """What the register lacks, in sentences; what keeps it from being published first."""
    found: dict[str, Lack] = {}
    for one in unfinished(draft_from_json(document)):
        path = place_of(document, one.field)
        sentence = say("%(place)s: %(lack)s", place=say_path(path, document), lack=said_rule(one.rule, one.field))
        key = path[1] if path[0] in LISTS and len(path) > 1 else ""
        found.setdefault(sentence, Lack(sentence, fields.section_of(path), key, one.stops))
    return list(found.values())


def place_of(document: Document, dotted: str) -> Path:
    """A place such as `purposes.2.name.sv` as a path by keys, without the language."""
    steps = dotted.split(".")
    if len(steps) > 1 and steps[-1] in LANGUAGES:
        steps = steps[:-1]
    path: list[str] = []
    held: Any = document
    for step in steps:
        if isinstance(held, (list, tuple)) and step.isdigit() and int(step) < len(held):
            held = held[int(step)]
            if isinstance(held, Mapping) and not is_text(held):
                path.append(str(held.get("key") or held.get("purpose") or step))
            continue
        held = held.get(step) if isinstance(held, Mapping) else None
        path.append(step)
    return tuple(path)


def say_path(path: Path, document: Document) -> str:
    """Where a place is: what it belongs to, and what it is called."""
    what = fields.subject(path, document)
    field = fields.field_at(path)
    if field is None:
        return what
    label = gettext(field.label)
    return what if what == label else f"{what}: {label[:1].lower()}{label[1:]}"


def said_rule(rule: str, dotted: str = "", problem: str = "") -> str:
    """What is wrong at a place."""
    language = dotted.rpartition(".")[2]
    if rule == "blank" and language in LANGUAGES:
        return say("not written yet: %(language)s", language=words.LANGUAGE_NAMES[language])
    said = RULES.get(rule, _OTHERWISE)
    return say(
        said, **({"problem": problem} if rule == "register_not_toml" else {} if rule in RULES else {"rule": rule})
    )


def say_faults(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    """What is wrong with a text that was brought: (place, sentence), each place as the text writes it."""
    return [(one.field, said_rule(one.rule, one.field, one.problem)) for one in faults]
