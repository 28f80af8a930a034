"""A map of somebody's tables, made on screen: proposed from the schema, changed line by line, kept as its text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from portal.domain.errors import Invalid
from portal.domain.register import Text
from portal.systems.mapping import BadMapping
from portal.systems.sql.mapping import (
    Identifies,
    Identifying,
    MappedColumn,
    MappedTable,
    SqlMapping,
    read_mapping,
)
from portal.systems.sql.mapping_text import write_mapping
from portal.systems.sql.proposal import label_of, propose, shown_by

IDENTIFIES: tuple[str, ...] = get_args(Identifies)
ERASES = ("delete", "anonymise", "keep")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map as a form shows it: which tables of the schema it has, by their place there, and each field's value.

    `is_own` where it is the map that is there already; `left` where that has parts that no form shows.
    """

    base: SqlMapping
    places: tuple[int, ...]
    values: Mapping[str, str]
    is_own: bool
    left: bool


def start(
    schema: Mapping[str, Any],
    text: str,
    categories: Collection[str],
    zone: str,
    language: str,
    add: Collection[int] = (),
) -> Sheet | None:
    """The map that is there, else one proposed from the schema; None where no table holds people.

    `add` are further tables, by their place in the schema.
    """
    own, left = _own(schema, text)
    extra = [_place(schema["tables"][number]) for number in add if 0 <= number < len(schema["tables"])]
    base = own or propose(schema, categories, extra, zone)
    if base is None:
        return None
    if own is not None and extra:
        there = {_place_of(one) for one in own.tables}
        whole = propose(schema, categories, extra, zone)
        more = [one for one in whole.tables if _place_of(one) in set(extra) - there] if whole else []
        base = replace(own, tables=(*own.tables, *(_fresh(own, one) for one in more)))
    numbers = {_place(one): number for number, one in enumerate(schema["tables"])}
    places = tuple(numbers[_place_of(one)] for one in base.tables)
    return Sheet(base, places, dict(_values(schema, base, places, language)), own is not None, left)


def _own(schema: Mapping[str, Any], text: str) -> tuple[SqlMapping | None, bool]:
    try:
        mapping = read_mapping(text) if text.strip() else None
    except BadMapping:
        return None, True
    if mapping is None:
        return None, False
    known = [_place(one) for one in schema["tables"]]
    places = [_place_of(one) for one in mapping.tables]
    twice = any(len({one.column for one in table.columns}) != len(table.columns) for table in mapping.tables)
    if twice or len(set(places)) != len(places) or set(places) - set(known):
        return None, True
    return mapping, False


def _fresh(own: SqlMapping, table: MappedTable) -> MappedTable:
    taken = {one.kind for one in own.tables}
    kind = table.kind
    while kind in taken:
        kind = f"{kind}_2"
    parent = table.parent if table.parent in taken else own.person.kind
    return replace(table, kind=kind, parent=parent)


def _place(table: Mapping[str, Any]) -> tuple[str, str]:
    return str(table["schema"]), str(table["name"])


def _place_of(table: MappedTable) -> tuple[str, str]:
    return table.schema, table.table


def _values(schema: Mapping[str, Any], mapping: SqlMapping, places: Sequence[int], language: str) -> Any:
    """Every field of the form with its value."""
    for number, table in zip(places, mapping.tables, strict=True):
        name = f"t{number}"
        yield f"{name}_use", "yes"
        yield f"{name}_kind", table.kind
        yield f"{name}_label", table.label.in_language(language)
        yield f"{name}_key", ", ".join(table.key)
        yield f"{name}_parent", table.parent
        yield f"{name}_link", ", ".join(table.link)
        yield f"{name}_erase", table.erase or ""
        mapped = {one.column: one for one in table.columns}
        what = {one.column: one.what for one in table.identifying}
        for place, column in enumerate(schema["tables"][number]["columns"]):
            field, one = f"{name}c{place}", mapped.get(column["name"])
            yield f"{field}_category", one.category if one else ""
            yield f"{field}_label", (one.label if one else label_of(column["name"])).in_language(language)
            yield f"{field}_what", what.get(column["name"], "")
            yield f"{field}_free", "yes" if one and one.free_text else ""


def built(
    schema: Mapping[str, Any], sheet: Sheet, typed: Mapping[str, str], categories: Collection[str], language: str
) -> str:
    """The text of the map as it was typed; what a form does not show stays as it was.

    Raises:
        Invalid: `mapping_unfit`, with its reason.
    """
    tables = [
        _table(schema["tables"][number], base, f"t{number}", typed, categories, language)
        for number, base in zip(sheet.places, sheet.base.tables, strict=True)
        if typed.get(f"t{number}_use")
    ]
    ordered = _parents_first(tables)
    person = next((one for one in ordered if not one.parent), None)
    if person is None:
        raise Invalid("mapping_unfit", reason="exactly one table is the person table (no parent)")
    shown = {} if sheet.is_own and _still_shows(sheet.base, person) else shown_by(person)
    text = write_mapping(replace(sheet.base, tables=tuple(ordered), **shown))
    try:
        read_mapping(text)
    except BadMapping as error:
        raise Invalid("mapping_unfit", reason=error.reason) from None
    return text


def _still_shows(base: SqlMapping, person: MappedTable) -> bool:
    return _place_of(base.person) == _place_of(person)


def _parents_first(tables: Sequence[MappedTable]) -> list[MappedTable]:
    """In the order in which each stands below its parent; a circle keeps the order that it had, and is refused."""
    left, done = list(tables), []
    while left:
        kinds = {one.kind for one in left}
        done.append(next((one for one in left if one.parent not in kinds), left[0]))
        left.remove(done[-1])
    return done


def _table(
    there: Mapping[str, Any],
    base: MappedTable,
    name: str,
    typed: Mapping[str, str],
    categories: Collection[str],
    language: str,
) -> MappedTable:
    known = [one["name"] for one in there["columns"]]
    mapped = {one.column: one for one in base.columns}
    columns, identifying = [], []
    taken = {one.name for one in base.columns}
    for place, column in enumerate(known):
        field = f"{name}c{place}"
        category, what = typed.get(f"{field}_category", ""), typed.get(f"{field}_what", "")
        if what and what in IDENTIFIES:
            identifying.append(Identifying(column, cast(Identifies, what)))
        if not category:
            continue
        if category not in categories:
            raise Invalid("mapping_unfit", reason=f"{base.kind}.{column}: {category}")
        label = typed.get(f"{field}_label", "").strip()[:LONGEST] or column
        one = mapped.get(column) or MappedColumn(column, _name(column, taken), category, label_of(column))
        taken.add(one.name)
        free = bool(typed.get(f"{field}_free"))
        columns.append(replace(one, category=category, label=_said(one.label, label, language), free_text=free))
    erase = typed.get(f"{name}_erase", "")
    order = {one.column: place for place, one in enumerate(base.columns)}
    columns.sort(key=lambda one: order.get(one.column, len(order)))
    recognised = {one.column: place for place, one in enumerate(base.identifying)}
    identifying.sort(key=lambda one: recognised.get(one.column, len(recognised)))
    return replace(
        base,
        kind=typed.get(f"{name}_kind", "").strip()[:LONGEST],
        label=_said(base.label, typed.get(f"{name}_label", "").strip()[:LONGEST] or base.table, language),
        key=_listed(typed.get(f"{name}_key", ""), known, base.kind),
        parent=typed.get(f"{name}_parent", ""),
        link=_listed(typed.get(f"{name}_link", ""), known, base.kind),
        erase=cast(Any, erase if erase in ERASES else None),
        columns=tuple(columns),
        identifying=tuple(identifying),
    )


def _name(column: str, taken: Collection[str]) -> str:
    name = base = "_".join(column.split()) or "column"
    number = 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def _said(text: Text, typed: str, language: str) -> Text:
    """The label as it was, where nothing else was typed in the language that shows it; else that in all three."""
    return text if text.in_language(language) == typed else Text(typed, typed, typed)


def _listed(typed: str, known: Collection[str], kind: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in typed.split(",") if part.strip())
    for name in names:
        if name not in known:
            raise Invalid("mapping_unfit", reason=f"{kind}: {name}?")
    return names
