"""A unit as the portal shows it: one record for each data category that it has a value in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.domain.lifecycle import Match
from portal.domain.register import Text
from portal.systems.contract import Document, Field, Record
from portal.systems.files.cards import base_of
from portal.systems.files.formats import media_type
from portal.systems.files.mapping import FileSpec
from portal.systems.files.persons import Person, as_field, subject_of
from portal.systems.files.units import Unit, day_of
from portal.systems.files.walk import Parts, shown
from portal.systems.matching import Wanted, fold, name_differs

OTHER_TEXT = "other_text"
_OTHER = "other"

MAIL_FIELDS: Mapping[str, Text] = {
    "FROM": Text(fi="Lähettäjä", sv="Avsändare", en="From"),
    "TO": Text(fi="Vastaanottaja", sv="Mottagare", en="To"),
    "CC": Text(fi="Kopio", sv="Kopia", en="Copy"),
    "DATE": Text(fi="Päiväys", sv="Datum", en="Date"),
    "SUBJECT": Text(fi="Aihe", sv="Ämne", en="Subject"),
    "TEXT": Text(fi="Viesti", sv="Meddelande", en="Message"),
}
CARD_FIELDS: Mapping[str, Text] = {
    "FN": Text(fi="Nimi", sv="Namn", en="Name"),
    "N": Text(fi="Nimen osat", sv="Namnets delar", en="Parts of the name"),
    "NICKNAME": Text(fi="Kutsumanimi", sv="Tilltalsnamn", en="Nickname"),
    "EMAIL": Text(fi="Sähköposti", sv="E-post", en="E-mail"),
    "TEL": Text(fi="Puhelin", sv="Telefon", en="Telephone"),
    "ADR": Text(fi="Osoite", sv="Adress", en="Address"),
    "ORG": Text(fi="Yritys", sv="Företag", en="Company"),
    "TITLE": Text(fi="Titteli", sv="Titel", en="Title"),
    "BDAY": Text(fi="Syntymäpäivä", sv="Födelsedag", en="Birthday"),
    "URL": Text(fi="Verkkosivu", sv="Webbsida", en="Web page"),
    "NOTE": Text(fi="Muistiinpano", sv="Anteckning", en="Note"),
    "OTHER": Text(fi="Muu tieto", sv="Övrig uppgift", en="Other"),
}
TEXT_LABEL = Text(fi="Muu teksti", sv="Övrig text", en="Other text")


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, whose it is, and by what that is known."""

    parts: Parts
    spec: FileSpec
    unit: Unit
    person: Person
    owner: str
    match: Match
    matched_by: tuple[str, ...]
    want: Wanted


def key_of(parts: Parts, part: str, id_: str, column: str | None = None) -> str:
    """A record's key: its file, its sheet, what it is known by there, and for a mention its column."""
    return json.dumps(["/".join(parts), part, id_, *([column] if column is not None else [])])


def fields_of(unit: Unit, spec: FileSpec) -> dict[str, list[Field]]:
    """The fields of each category."""
    if spec.read == "table":
        found: dict[str, list[Field]] = {}
        for each in spec.columns:
            if each.column in unit.header:
                found.setdefault(each.category, []).append(as_field(each.name, each.column, unit.cell(each.column)))
        return found
    if spec.read == "cards":
        return {spec.category: [as_field(card_field(name), name, value) for name, value in unit.held()]}
    return {spec.category: [as_field(name.lower(), name, value) for name, value in unit.held()]}


def card_field(column: str) -> str:
    """The glossary's name for a property of a card."""
    name = base_of(column)
    return name.lower() if name in CARD_FIELDS else _OTHER


def records_of(found: Found) -> list[Record]:
    """One record for each category that holds anything."""
    unit, spec, person = found.unit, found.spec, found.person
    whole = Record(
        kind=spec.kind,
        key=key_of(found.parts, unit.part, unit.id_of(spec.key)),
        owner=found.owner,
        category="",
        match=found.match,
        matched_by=found.matched_by,
        fields=(),
        subject=_subject(found),
        differs=("name",) if spec.read != "mail" and name_differs(found.want.name, person.named) else (),
        dated=unit.dated or (day_of(unit.cell(spec.dated)) if spec.dated else ""),
        document=document_of(found.parts, spec, unit),
        others=_others(found),
    )
    return [
        replace(whole, category=category, fields=tuple(fields))
        for category, fields in fields_of(unit, spec).items()
        if any(each.value not in {None, ""} for each in fields)
    ]


def mention_records(found: Found, said: Sequence[tuple[str, str, tuple[str, ...]]]) -> list[Record]:
    """What only speaks of the person: a cell each, of a message the message, of a card the card."""
    spec, unit = found.spec, found.unit
    if not said:
        return []
    if spec.read in {"mail", "cards"}:
        matched_by = tuple(dict.fromkeys(one for _name, _text, by in said for one in by))
        return records_of(replace(found, matched_by=matched_by, owner=""))
    made = []
    for name, text, by in said:
        column = spec.column(name)
        field = Field(column.name if column else OTHER_TEXT, name, text)
        category = column.category if column else spec.category
        key = key_of(found.parts, unit.part, unit.id_of(spec.key), name)
        made.append(Record(spec.kind, key, "", category, Match.MENTION, by, (field,)))
    return made


def document_of(parts: Parts, spec: FileSpec, unit: Unit) -> Document | None:
    """The original: a card or a message."""
    if spec.read not in {"cards", "mail"}:
        return None
    ending = "vcf" if spec.read == "cards" else "eml"
    stem = shown(parts[-1:]).rpartition(".")[0] or shown(parts[-1:])
    return Document(f"{stem}-{unit.number + 1}.{ending}", media_type(spec), len(unit.raw))


def _subject(found: Found) -> str:
    """Of a message no more than the mailbox that it was found by."""
    if found.spec.read != "mail":
        return subject_of(found.person)
    return min(found.person.addresses & ({found.want.proven} | found.want.others), default="")


def _others(found: Found) -> tuple[str, ...]:
    own, name = {found.want.proven, *found.want.others}, set(found.want.name)
    return tuple(each for each in found.unit.people if fold(each) not in own and set(fold(each).split()) != name)
