"""The answer's package: one ZIP that opens offline, with its JSON, CSV, glossary, letter and manifest.

It is written to a file as it is made, record by record, so that ten thousand rows need no
more memory than ten. The same contents give the same manifest, whose digest an event keeps.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from portal import words
from portal.domain.lifecycle import Match
from portal.domain.register import Controller, Register
from portal.papers import answer
from portal.papers.answer import Information, Label, Namer, SearchedSystem, Withheld, said, told_withheld
from portal.papers.letters import Letter
from portal.papers.register_texts import access_rights
from portal.papers.sheets import Bundle, Scalar, safe_name, write_csv
from portal.words import gettext as _

SCHEMA = "portal-answer/1"
MANIFEST_SCHEMA = "portal-manifest/1"
MANIFEST = "manifest.json"
WIDEST_SHEET = 7


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value as the system holds it; `key` is the glossary's, `column` the system's own name for it.

    `masked` says that a part of the value was hidden before it came here.
    """

    key: str
    label: Label
    value: Scalar
    column: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """A record that is given to the person."""

    system: str
    system_name: Label
    kind: str
    kind_name: Label
    category: str
    match: Match
    fields: tuple[FieldValue, ...]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a field may hold, and what it means."""

    code: str
    meaning: Label


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """What a field is, in words; `codes` explain the values it may hold."""

    key: str
    label: Label
    explanation: Label = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageContents:
    """All that an answer holds. `requester_contacts` never holds a protected address."""

    reference: str
    controller: Controller
    register: Register
    language: str
    requester_name: str
    requester_contacts: tuple[str, ...]
    received: date
    answered_at: datetime
    zone: str
    findings: tuple[PackageFinding, ...]
    withheld: tuple[Withheld, ...]
    searched: tuple[SearchedSystem, ...]
    information: Information
    letter: Letter
    glossary: tuple[GlossaryEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_package` wrote: SHA-256 of the manifest in hex, the names in it, and its bytes in all."""

    digest: str
    names: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """A package held in memory."""

    content: bytes
    digest: str
    names: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind, from one system, in one category; `columns` maps each key to its label.

    `is_sure` where every record matched exactly.
    """

    system: str
    system_name: str
    kind: str
    kind_name: str
    columns: Mapping[str, str]
    records: tuple[PackageFinding, ...]
    is_sure: bool

    @property
    def is_sheet(self) -> bool:
        """Whether the records read better as rows of one table than as a table each."""
        return len(self.records) > 1 and len(self.columns) <= WIDEST_SHEET


@dataclass(frozen=True, slots=True)
class Chapter:
    """One data category of the package, with the CSV file that holds the same."""

    key: str
    name: str
    csv_name: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many records it holds."""
        return sum(len(group.records) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the glossary, in the person's language."""

    key: str
    label: str
    categories: tuple[str, ...]
    explanation: str
    codes: tuple[tuple[str, str], ...]


def build_package(contents: PackageContents) -> Package:
    """The whole package in memory; `write_package` is the one for what may be large."""
    target = io.BytesIO()
    written = write_package(contents, target)
    return Package(target.getvalue(), written.digest, written.names, written.size)


def write_package(contents: PackageContents, target: BinaryIO) -> Written:
    """Write the ZIP to `target`, which can seek; its times are those of `answered_at` in UTC."""
    contents = replace(contents, withheld=told_withheld(contents.withheld))
    start = target.tell()
    bundle = Bundle(target, contents.answered_at)
    with words.using(contents.language, contents.zone):
        chapters = tuple(_chapters(contents))
        explained = tuple(_explained(contents))
        _add_pages(bundle, contents, chapters, explained)
        bundle.add("data.json", _data(contents, chapters))
        for chapter in chapters:
            bundle.add(chapter.csv_name, _sheet(contents, chapter))
        bundle.add("glossary.csv", _glossary_sheet(explained))
    manifest = _manifest(contents, bundle)
    bundle.add(MANIFEST, (manifest,))
    bundle.close()
    names = tuple(entry.name for entry in bundle.entries)
    return Written(hashlib.sha256(manifest).hexdigest(), names, target.tell() - start)


def manifest_digest(source: BinaryIO) -> str:
    """SHA-256 in hex of the manifest inside a package: the digest that the event of its making holds."""
    with zipfile.ZipFile(source) as archive:
        return hashlib.sha256(archive.read(MANIFEST)).hexdigest()


def damaged_files(source: BinaryIO) -> tuple[str, ...]:
    """The names that do not agree with the manifest inside: changed, missing or added."""
    with zipfile.ZipFile(source) as archive:
        listed = {one["name"]: one["sha256"] for one in json.loads(archive.read(MANIFEST))["files"]}
        present = [name for name in archive.namelist() if name != MANIFEST]
        changed = {name for name in present if listed.get(name) != _digest_inside(archive, name)}
    return tuple(sorted(changed | (listed.keys() - set(present))))


def _digest_inside(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]  # ZipExtFile reads like a file
    except zipfile.BadZipFile:
        return ""


def _chapters(contents: PackageContents) -> Iterator[Chapter]:
    """Categories in the register's order, what the register does not know last; systems in the register's order."""
    by_category: dict[str, list[PackageFinding]] = {}
    for finding in contents.findings:
        by_category.setdefault(finding.category, []).append(finding)
    order = {category.key: place for place, category in enumerate(contents.register.categories)}
    taken: list[str] = []
    for key in sorted(by_category, key=lambda one: (order.get(one, len(order)), one)):
        file_name = safe_name(key, taken, ".csv")
        taken.append(file_name)
        groups = tuple(_groups(contents, by_category[key]))
        yield Chapter(key, Namer(contents.language).category(contents.register, key), f"csv/{file_name}", groups)


def _groups(contents: PackageContents, findings: Iterable[PackageFinding]) -> Iterator[Group]:
    order = {system.key: place for place, system in enumerate(contents.register.systems)}
    grouped: dict[tuple[str, str], list[PackageFinding]] = {}
    for finding in findings:
        grouped.setdefault((finding.system, finding.kind), []).append(finding)
    for system, kind in sorted(grouped, key=lambda one: (order.get(one[0], len(order)), one)):
        records = grouped[system, kind]
        first, language = records[0], contents.language
        yield Group(
            system=system,
            system_name=said(first.system_name, language),
            kind=kind,
            kind_name=said(first.kind_name, language),
            columns=_columns(records, language),
            records=tuple(records),
            is_sure=all(record.match is Match.EXACT for record in records),
        )


def _columns(records: Iterable[PackageFinding], language: str) -> dict[str, str]:
    """Field keys in the order they are first met; two fields of one label carry their keys as well."""
    labels: dict[str, str] = {}
    for record in records:
        for one in record.fields:
            if one.key not in labels:
                labels[one.key] = said(one.label, language) or one.key
    counts: dict[str, int] = {}
    for label in labels.values():
        counts[label] = counts.get(label, 0) + 1
    return {key: f"{label} ({key})" if counts[label] > 1 else label for key, label in labels.items()}


def _explained(contents: PackageContents) -> Iterator[Explained]:
    """Every field key in the package, explained where the glossary given does, else by its label alone."""
    language = contents.language
    given = {entry.key: entry for entry in contents.glossary}
    labels: dict[str, Label] = {}
    places: dict[str, dict[str, None]] = {}
    for finding in contents.findings:
        for one in finding.fields:
            labels.setdefault(one.key, one.label)
            places.setdefault(one.key, {})[finding.category] = None
    for key, label in labels.items():
        entry = given.get(key, GlossaryEntry(key, label))
        yield Explained(
            key,
            said(entry.label, language) or key,
            tuple(Namer(language).category(contents.register, category) for category in places[key]),
            said(entry.explanation, language),
            tuple((one.code, said(one.meaning, language)) for one in entry.codes),
        )


def _add_pages(
    bundle: Bundle, contents: PackageContents, chapters: tuple[Chapter, ...], explained: tuple[Explained, ...]
) -> None:
    meanings = {(one.key, code): meaning for one in explained for code, meaning in one.codes}
    context = {
        "contents": contents,
        "name": Namer(contents.language),
        "chapters": chapters,
        "explained": explained,
        "meanings": meanings,
        "values_of": _values_of,
        "outcomes": answer.outcome_names(),
        "lookers": answer.looker_names(),
        "grounds": answer.ground_names(),
        "matches": answer.match_names(),
        "own_rights": access_rights(contents.register, contents.language),
    }
    bundle.add("index.html", _page("package/index.html", context))
    bundle.add("letter.html", _page("package/letter.html", context))
    bundle.add("style.css", ((words.templates_folder() / "package" / "style.css").read_bytes(),))


def _page(template: str, context: Mapping[str, object]) -> Iterator[bytes]:
    for piece in words.environment().get_template(template).generate(**context):
        yield piece.encode("utf-8", "replace")


def _values_of(record: PackageFinding, key: str) -> tuple[FieldValue, ...]:
    """The values of one key in a record: none, one, or several where the system repeats a field."""
    return tuple(one for one in record.fields if one.key == key)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _data(contents: PackageContents, chapters: tuple[Chapter, ...]) -> Iterator[bytes]:
    """`data.json`, its values untouched, one record a line; `data.schema` in it names each part."""
    head = _json(_facts(contents))
    yield head.removesuffix("}").encode("utf-8", "backslashreplace")
    yield b', "categories": ['
    for number, chapter in enumerate(chapters):
        yield b",\n" if number else b"\n"
        yield f'{{"key": {_json(chapter.key)}, "name": {_json(chapter.name)}, "records": ['.encode()
        yield from _records(contents, chapter)
        yield b"\n]}"
    yield b"\n]}\n"


def _records(contents: PackageContents, chapter: Chapter) -> Iterator[bytes]:
    separator = "\n"
    for group in chapter.groups:
        for record in group.records:
            yield (separator + _json(_record(record, group, contents.language))).encode("utf-8", "backslashreplace")
            separator = ",\n"


def _record(record: PackageFinding, group: Group, language: str) -> dict[str, object]:
    return {
        "system": {"key": group.system, "name": group.system_name},
        "kind": {"key": group.kind, "name": group.kind_name},
        "match": record.match.value,
        "found_at": record.found_at.isoformat(),
        "fields": [
            {
                "key": one.key,
                "label": said(one.label, language),
                "column": one.column,
                "value": one.value,
                "masked": one.masked,
            }
            for one in record.fields
        ],
    }


def _facts(contents: PackageContents) -> dict[str, object]:
    """Everything of `data.json` but the records."""
    language = contents.language
    return {
        "schema": SCHEMA,
        "reference": contents.reference,
        "language": language,
        "controller": _controller(contents.controller),
        "register": _register(contents),
        "requester": {"name": contents.requester_name, "contacts": list(contents.requester_contacts)},
        "received": contents.received.isoformat(),
        "answered_at": contents.answered_at.isoformat(),
        "searched": [
            {
                "key": one.key,
                "name": said(one.name, language),
                "outcome": one.outcome.value,
                "by": one.by.value,
                "at": one.at.isoformat() if one.at else None,
                "note": said(one.note, language),
            }
            for one in contents.searched
        ],
        "withheld": [
            {
                "system": said(one.system, language),
                "category": one.category,
                "ground": one.ground.value,
                "count": one.count,
                "note": one.note,
            }
            for one in contents.withheld
        ],
        "information": asdict(contents.information),
    }


def _controller(controller: Controller) -> dict[str, object]:
    return {
        "legal_name": controller.legal_name,
        "trade_name": controller.trade_name,
        "business_id": controller.business_id,
        "address": list(controller.address),
        "contact": {"name": controller.contact.name, "email": controller.contact.email},
    }


def _register(contents: PackageContents) -> dict[str, object]:
    register = contents.register
    return {"key": register.key, "name": register.name.in_language(contents.language), "updated": register.updated}


def _sheet(contents: PackageContents, chapter: Chapter) -> Iterator[bytes]:
    """One category's CSV: where each record came from, then every field of the category as a column."""
    columns = _columns((record for group in chapter.groups for record in group.records), contents.language)
    fixed = [_("System"), _("Kind of record"), _("How we know it is yours"), _("Found on")]
    matches = answer.match_names()
    rows = (
        [
            group.system_name,
            group.kind_name or group.kind,
            matches[record.match],
            record.found_at.isoformat(),
            *(_one_cell(record, key) for key in columns),
        ]
        for group in chapter.groups
        for record in group.records
    )
    return write_csv([*fixed, *columns.values()], rows)


def _one_cell(record: PackageFinding, key: str) -> Scalar:
    values = [one.value for one in _values_of(record, key)]
    if len(values) < 2:
        return values[0] if values else None
    return " | ".join("" if value is None else str(value) for value in values)


def _glossary_sheet(explained: tuple[Explained, ...]) -> Iterator[bytes]:
    header = [_("Field"), _("Name"), _("Data category"), _("What it means"), _("Code"), _("What the code means")]
    rows = (
        [one.key, one.label, ", ".join(one.categories), one.explanation, code, meaning]
        for one in explained
        for code, meaning in one.codes or (("", ""),)
    )
    return write_csv(header, rows)


def _manifest(contents: PackageContents, bundle: Bundle) -> bytes:
    made = {
        "schema": MANIFEST_SCHEMA,
        "reference": contents.reference,
        "created_at": contents.answered_at.astimezone(ZoneInfo(contents.zone)).isoformat(),
        "controller": _controller(contents.controller),
        "register": _register(contents),
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in bundle.entries],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
