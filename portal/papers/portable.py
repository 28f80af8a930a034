"""The copy that another controller can take over (Art 20(1)): JSON, a CSV file for each kind of record, a glossary.

It holds what the rulings grant and the person gave, and nothing else. `docs/package.md` describes `data.json`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from portal import words
from portal.papers.answer import Namer, said, told_withheld
from portal.papers.package_parts import (
    PackageContents,
    PackageFinding,
    Written,
    add_letters,
    close,
    columns_of,
    controller_facts,
    explained,
    glossary_sheet,
    register_facts,
    shown_page,
    style,
    to_json,
)
from portal.papers.sheets import Bundle, Scalar, safe_name, write_csv

SCHEMA = "portal-portable/1"
_OWN_NAMES = ("data.json", "glossary.csv", "index.html", "manifest.json")

Value = Scalar | list[Scalar]


@dataclass(frozen=True, slots=True)
class PortableRecord:
    """One row of its system: the data categories that are given of it, and its values by field key."""

    categories: tuple[str, ...]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one kind from one system; `columns` maps each field key to its label."""

    system: str
    system_name: str
    kind: str
    kind_name: str
    csv_name: str
    columns: Mapping[str, str]
    source_columns: Mapping[str, str]
    records: tuple[PortableRecord, ...]


def write_portable(contents: PackageContents, target: BinaryIO) -> Written:
    """Write a ZIP that is this copy alone, of `contents.portable`, with the letter on it."""
    start = target.tell()
    bundle = Bundle(target, contents.answered_at)
    with words.using(contents.language, contents.zone):
        add_portable(bundle, contents, contents.portable or ())
        add_letters(bundle, contents)
        bundle.add("style.css", (style(),))
    digest = close(bundle, contents)
    names = tuple(entry.name for entry in bundle.entries)
    return Written(digest, names, target.tell() - start)


def add_portable(
    bundle: Bundle, contents: PackageContents, findings: tuple[PackageFinding, ...], folder: str = ""
) -> None:
    """Add the copy's files to a bundle, under `folder` (such as `portable/`)."""
    tables = tuple(_tables(contents, findings))
    entries = tuple(explained(contents, findings))
    context = {
        "contents": contents,
        "tables": tables,
        "explained": entries,
        "root": "../" if folder else "",
        "withheld": told_withheld(contents.withheld),
    }
    bundle.add(f"{folder}index.html", shown_page("package/portable.html", context))
    bundle.add(f"{folder}data.json", _data(contents, tables))
    for table in tables:
        bundle.add(f"{folder}{table.csv_name}", _sheet(table))
    bundle.add(f"{folder}glossary.csv", glossary_sheet(entries))


def _tables(contents: PackageContents, findings: Iterable[PackageFinding]) -> Iterator[Table]:
    """Systems in the register's order, kinds as they are met; a row of several categories is one record."""
    order = {system.key: place for place, system in enumerate(contents.register.systems)}
    grouped: dict[tuple[str, str], list[PackageFinding]] = {}
    for finding in findings:
        grouped.setdefault((finding.system, finding.kind), []).append(finding)
    taken = list(_OWN_NAMES)
    for system, kind in sorted(grouped, key=lambda one: order.get(one[0], len(order))):
        here = grouped[system, kind]
        name = safe_name(kind, taken, ".csv")
        taken.append(name)
        yield Table(
            system=system,
            system_name=said(here[0].system_name, contents.language),
            kind=kind,
            kind_name=said(here[0].kind_name, contents.language),
            csv_name=name,
            columns=columns_of(here, contents.language),
            source_columns={one.key: one.column for finding in here for one in finding.fields},
            records=tuple(_records(here)),
        )


def _records(findings: Iterable[PackageFinding]) -> Iterator[PortableRecord]:
    rows: dict[str, list[PackageFinding]] = {}
    for place, finding in enumerate(findings):
        rows.setdefault(finding.record or f"#{place}", []).append(finding)
    for row in rows.values():
        values: dict[str, Value] = {}
        for finding in row:
            _put(values, finding)
        yield PortableRecord(tuple(dict.fromkeys(one.category for one in row)), values)


def _put(values: dict[str, Value], finding: PackageFinding) -> None:
    """The values of one finding; a field that its system repeats becomes a list."""
    own: dict[str, list[Scalar]] = {}
    for one in finding.fields:
        own.setdefault(one.key, []).append(one.value)
    for key, found in own.items():
        values[key] = found[0] if len(found) == 1 else found


def _data(contents: PackageContents, tables: tuple[Table, ...]) -> Iterator[bytes]:
    yield to_json(_facts(contents, tables)).removesuffix("}").encode("utf-8", "backslashreplace")
    yield b', "tables": ['
    for number, table in enumerate(tables):
        yield b",\n" if number else b"\n"
        yield to_json(_about(table)).removesuffix("}").encode("utf-8", "backslashreplace")
        yield b', "records": ['
        for place, record in enumerate(table.records):
            told = to_json({"categories": list(record.categories), "values": dict(record.values)})
            yield f"{',' if place else ''}\n{told}".encode("utf-8", "backslashreplace")
        yield b"\n]}"
    yield b"\n]}\n"


def _facts(contents: PackageContents, tables: Iterable[Table]) -> dict[str, object]:
    name = Namer(contents.language)
    keys = dict.fromkeys(key for table in tables for record in table.records for key in record.categories)
    return {
        "schema": SCHEMA,
        "reference": contents.reference,
        "language": contents.language,
        "controller": controller_facts(contents.controller),
        "register": register_facts(contents),
        "person": {"name": contents.requester_name, "contacts": list(contents.requester_contacts)},
        "received": contents.received.isoformat(),
        "answered_at": contents.answered_at.isoformat(),
        "categories": [{"key": key, "name": name.category(contents.register, key)} for key in keys],
    }


def _about(table: Table) -> dict[str, object]:
    return {
        "system": {"key": table.system, "name": table.system_name},
        "kind": {"key": table.kind, "name": table.kind_name},
        "csv": table.csv_name,
        "fields": [
            {"key": key, "label": label, "column": table.source_columns[key]} for key, label in table.columns.items()
        ],
    }


def _sheet(table: Table) -> Iterator[bytes]:
    """Field keys as the header, so that a program finds them in every language; the glossary explains them."""
    return write_csv(
        list(table.columns), ([_cell(record.values.get(key)) for key in table.columns] for record in table.records)
    )


def _cell(value: Value) -> Scalar:
    if isinstance(value, list):
        return " | ".join("" if one is None else str(one) for one in value)
    return value
