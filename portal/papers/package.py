"""The answer's package: one ZIP that opens offline, with its JSON, CSV, glossary, letter and manifest.

It is written to a file as it is made, record by record, so that ten thousand rows need no
more memory than ten. The same contents give the same manifest, whose digest an event keeps.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import BinaryIO

from portal import words
from portal.domain.lifecycle import Match
from portal.papers import answer, portable
from portal.papers.answer import Namer, said, told_withheld
from portal.papers.package_parts import (
    Explained,
    PackageContents,
    PackageFinding,
    Written,
    add_letters,
    close,
    columns_of,
    controller_facts,
    explained,
    glossary_sheet,
    one_cell,
    register_facts,
    shown_page,
    style,
    to_json,
    values_of,
)
from portal.papers.register_texts import access_rights
from portal.papers.sheets import Bundle, safe_name, write_csv
from portal.words import gettext as _

SCHEMA = "portal-answer/1"
WIDEST_SHEET = 7


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
        plain = all(record.document is None for record in self.records)
        return plain and len(self.records) > 1 and len(self.columns) <= WIDEST_SHEET


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


def write_package(contents: PackageContents, target: BinaryIO) -> Written:
    """Write the ZIP to `target`, which can seek; its times are those of `answered_at` in UTC."""
    findings = tuple(_with_paths(contents.findings))
    contents = replace(contents, withheld=told_withheld(contents.withheld), findings=findings)
    start = target.tell()
    bundle = Bundle(target, contents.answered_at)
    with words.using(contents.language, contents.zone):
        chapters = tuple(_chapters(contents))
        entries = tuple(explained(contents, contents.findings))
        _add_pages(bundle, contents, chapters, entries)
        bundle.add("data.json", _data(contents, chapters))
        for chapter in chapters:
            bundle.add(chapter.csv_name, _sheet(contents, chapter))
        bundle.add("glossary.csv", glossary_sheet(entries))
        for document in (one.document for one in findings if one.document is not None):
            bundle.add(document.path, document.pieces())
        if contents.portable is not None:
            portable.add_portable(bundle, contents, contents.portable, "portable/")
    digest = close(bundle, contents)
    names = tuple(entry.name for entry in bundle.entries)
    return Written(digest, names, target.tell() - start)


def _with_paths(findings: Iterable[PackageFinding]) -> Iterator[PackageFinding]:
    """Each document under a name that is safe on every system and meets no other; its kind by its ending."""
    taken: list[str] = []
    for finding in findings:
        if finding.document is None:
            yield finding
            continue
        stem, _dot, ending = finding.document.name.rpartition(".")
        plain = ending.lower() if re.fullmatch(r"[A-Za-z0-9]{1,8}", ending) and stem else "bin"
        name = safe_name(stem or ending, taken, f".{plain}")
        taken.append(name)
        yield replace(finding, document=replace(finding.document, path=f"documents/{name}"))


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
            columns=columns_of(records, language),
            records=tuple(records),
            is_sure=all(record.match is Match.EXACT for record in records),
        )


def _add_pages(
    bundle: Bundle, contents: PackageContents, chapters: tuple[Chapter, ...], entries: tuple[Explained, ...]
) -> None:
    meanings = {(one.key, code): meaning for one in entries for code, meaning in one.codes}
    context = {
        "contents": contents,
        "documents": any(one.document for one in contents.findings),
        "name": Namer(contents.language),
        "chapters": chapters,
        "explained": entries,
        "meanings": meanings,
        "values_of": values_of,
        "outcomes": answer.outcome_names(),
        "lookers": answer.looker_names(),
        "grounds": answer.ground_names(),
        "matches": answer.match_names(),
        "own_rights": access_rights(contents.register, contents.language),
    }
    bundle.add("index.html", shown_page("package/index.html", context))
    add_letters(bundle, contents)
    bundle.add("style.css", (style(),))


def _data(contents: PackageContents, chapters: tuple[Chapter, ...]) -> Iterator[bytes]:
    """`data.json`, its values untouched, one record a line; `data.schema` in it names each part."""
    head = to_json(_facts(contents))
    yield head.removesuffix("}").encode("utf-8", "backslashreplace")
    yield b', "categories": ['
    for number, chapter in enumerate(chapters):
        yield b",\n" if number else b"\n"
        yield f'{{"key": {to_json(chapter.key)}, "name": {to_json(chapter.name)}, "records": ['.encode()
        yield from _records(contents, chapter)
        yield b"\n]}"
    yield b"\n]}\n"


def _records(contents: PackageContents, chapter: Chapter) -> Iterator[bytes]:
    separator = "\n"
    for group in chapter.groups:
        for record in group.records:
            yield (separator + to_json(_record(record, group, contents.language))).encode("utf-8", "backslashreplace")
            separator = ",\n"


def _record(record: PackageFinding, group: Group, language: str) -> dict[str, object]:
    return {
        "system": {"key": group.system, "name": group.system_name},
        "kind": {"key": group.kind, "name": group.kind_name},
        "match": record.match.value,
        "found_at": record.found_at.isoformat(),
        **({"document": record.document.path} if record.document else {}),
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
        "controller": controller_facts(contents.controller),
        "register": register_facts(contents),
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


def _sheet(contents: PackageContents, chapter: Chapter) -> Iterator[bytes]:
    """One category's CSV: where each record came from, then every field of the category as a column."""
    columns = columns_of((record for group in chapter.groups for record in group.records), contents.language)
    fixed = [_("System"), _("Kind of record"), _("How we know it is yours"), _("Found on")]
    matches = answer.match_names()
    rows = (
        [
            group.system_name,
            group.kind_name or group.kind,
            matches[record.match],
            record.found_at.isoformat(),
            *(one_cell(record, key) for key in columns),
        ]
        for group in chapter.groups
        for record in group.records
    )
    return write_csv([*fixed, *columns.values()], rows)
