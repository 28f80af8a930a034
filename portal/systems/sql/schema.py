"""Somebody else's schema, read through the mapping: what of it is there, and how a row finds its owner."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    and_,
    cast,
    false,
    func,
    inspect,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import SAWarning
from sqlalchemy.sql.elements import quoted_name
from sqlalchemy.types import NullType, TypeEngine

from portal.systems.contract import Permanent
from portal.systems.sql import mariadb
from portal.systems.sql.mapping import MappedTable, SqlMapping
from portal.systems.sql.values import DECLARED, FIXED, READABLE, SqliteInteger, StoredBytes, carries, exactly, stored

NOT_TRANSACTIONAL = "not_transactional:"
KEY_UNREADABLE = "key_unreadable:"


@dataclass(frozen=True, slots=True)
class Place:
    """A mapped table as it stands in the database, with the way from its rows to their owner.

    `table` is for writing, `rows` its alias in `source`, `dated` the day from which keeping runs,
    `until` the last day of it where a column says that, `sound` that key and owner can be written as texts that find
    the row again.
    """

    mapped: MappedTable
    table: Table
    rows: FromClause
    source: FromClause
    owner: tuple[ColumnElement[Any], ...]
    dated: ColumnElement[Any]
    until: ColumnElement[Any]
    sound: ColumnElement[bool]

    def has(self, column: str) -> bool:
        """Whether the column is there."""
        return column in self.rows.c

    @property
    def key(self) -> tuple[ColumnElement[Any], ...]:
        """The columns by which a row is found again."""
        return tuple(self.rows.c[name] for name in self.mapped.key)

    @property
    def narrowed(self) -> ColumnElement[bool]:
        """That a row is of this kind."""
        return narrowed_to(self.rows, self.mapped)

    @property
    def guarded(self) -> ColumnElement[bool]:
        """That a row of the person table marks the address as protected; NULL says nothing, as no mark does."""
        if self.mapped.protection is None:
            return false()
        column = self.rows.c[self.mapped.protection.column]
        return column == stored(column, self.mapped.protection.value)

    @property
    def missing(self) -> frozenset[str]:
        """The columns that the mapping names and the table has not."""
        return self.mapped.named() - set(self.table.c.keys())


@dataclass(frozen=True, slots=True)
class Survey:
    """What of the mapping is there; `complete` is whether every place that identifies is."""

    places: Mapping[str, Place]
    troubles: tuple[str, ...]
    gaps: tuple[str, ...]
    complete: bool

    def place(self, kind: str) -> Place:
        """The place of a mapped kind; Permanent("schema_changed") where it is not there any more."""
        if kind not in self.places:
            raise Permanent("schema_changed")
        return self.places[kind]


def _held_soundly(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """SQLite: that a value of a key is one that its column's type tells how to write back, or none at all."""
    kinds = {StoredBytes: ("blob",), SqliteInteger: ("integer", "real", "text")}
    kept = next((found for kind, found in kinds.items() if isinstance(column.type, kind)), ("integer", "text"))
    letters: ColumnElement[bool] = getattr(func, READABLE)(cast(column, LargeBinary)) == 1
    held = func.typeof(column)
    return or_(column.is_(None), and_(held.in_(kept), or_(held != "text", letters)))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What follows from the columns alone; `unsound` asks for a row of SQLite that no text finds again."""

    found: Mapping[str, Table]
    troubles: tuple[str, ...]
    places: Mapping[str, Place]
    unsound: Mapping[str, Select[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A mapping, and the columns of its tables as a database told them; equal while nothing of that is another."""

    mapping: SqlMapping
    dialect: str
    columns: Mapping[str, Sequence[ReflectedColumn]]
    shape: tuple[object, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Seen) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return id(self.mapping), self.dialect, self.shape


def survey_of(connection: Connection, mapping: SqlMapping) -> Survey:
    """Reflect what the mapping names; Permanent("schema_changed") without the person table."""
    drawn = _drawn(_seen(connection, mapping))
    troubles = [*drawn.troubles, *_without_transactions(connection, mapping, drawn.found)]
    unreadable = {kind for kind, place in drawn.places.items() if _has_unreadable_keys(connection, place, drawn)}
    troubles += [f"{KEY_UNREADABLE}{kind}" for kind in drawn.places if kind in unreadable]
    shown = {f"column_missing:{table.kind}.{column.column}" for table in mapping.tables for column in table.columns}
    return Survey(
        places=drawn.places,
        troubles=tuple(troubles),
        gaps=tuple(
            each for each in troubles if each in shown or not each.startswith(("column_missing:", NOT_TRANSACTIONAL))
        ),
        complete=all(
            table.kind in drawn.places and table.kind not in unreadable for table in mapping.tables if table.identifying
        ),
    )


@lru_cache(maxsize=32)
def _drawn(seen: _Seen) -> _Drawn:
    """Drawn once for as long as the columns stay as they are: each statement is then written once too."""
    mapping = seen.mapping
    found: dict[str, Table] = {}
    troubles: list[str] = []
    reflected = _tables(seen)
    for mapped in mapping.tables:
        table = reflected.get(mapped.kind)
        missing = mapped.named() - set(table.c.keys()) if table is not None else mapped.named()
        if table is not None and not missing & mapped.structure() and mapped.parent in {"", *found}:
            found[mapped.kind] = table
            troubles += [f"column_missing:{mapped.kind}.{column}" for column in sorted(missing)]
        else:
            troubles.append(f"{'table_missing' if table is None else 'table_changed'}:{mapped.kind}")
    person = found.get(mapping.person.kind)
    if person is None or mapping.person_columns() - set(person.c.keys()):
        raise Permanent("schema_changed")
    places = {kind: _place(mapping, found, kind) for kind in found}
    unsound = {
        kind: select(literal(1)).select_from(place.source).where(place.narrowed, not_(place.sound)).limit(1)
        for kind, place in places.items()
        if seen.dialect == "sqlite"
    }
    return _Drawn(found, tuple(troubles), places, unsound)


def _has_unreadable_keys(connection: Connection, place: Place, drawn: _Drawn) -> bool:
    """Whether the type of a key, or a single row of SQLite, has no text that finds it again."""
    if (query := drawn.unsound.get(place.mapped.kind)) is None:
        return not all(carries(column.type) for column in (*place.key, *place.owner))
    return bool(connection.execute(query).all())


def _without_transactions(connection: Connection, mapping: SqlMapping, found: Mapping[str, Table]) -> list[str]:
    """The kinds whose table keeps a write whatever becomes of the transaction (MyISAM): no machine writes there."""
    if connection.dialect.name != "mysql":
        return []
    at_once, default = mariadb.without_transactions(connection), connection.dialect.default_schema_name
    return [
        f"{NOT_TRANSACTIONAL}{each.kind}"
        for each in mapping.tables
        if each.kind in found and (each.schema or default, each.table) in at_once
    ]


def _seen(connection: Connection, mapping: SqlMapping) -> _Seen:
    """The mapped columns of the tables that are there, by kind; one question per schema."""
    inspector = inspect(connection)
    there: dict[str, list[ReflectedColumn]] = {}
    for schema in sorted({mapped.schema for mapped in mapping.tables}):
        here = [mapped for mapped in mapping.tables if mapped.schema == schema]
        asked = sorted({mapped.table for mapped in here})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # a type or a line that SQLAlchemy does not know
            held = inspector.get_multi_columns(schema=schema or None, filter_names=asked, kind=ObjectKind.ANY)
        columns = {name: found for (_, name), found in held.items()}
        for mapped in here:
            if columns.get(mapped.table):
                named = mapping.named(mapped)
                there[mapped.kind] = [each for each in columns[mapped.table] if each["name"] in named]
    shape = tuple((kind, tuple(_said(each) for each in found)) for kind, found in there.items())
    return _Seen(mapping, connection.dialect.name, there, shape)


def _said(column: ReflectedColumn) -> tuple[object, ...]:
    """All that is drawn of a column."""
    declared = column["type"]
    below = repr(declared.data_type) if isinstance(declared, postgresql.DOMAIN) else ""
    return column["name"], type(declared), repr(declared), below, bool(column["nullable"]), bool(column.get("computed"))


def _tables(seen: _Seen) -> dict[str, Table]:
    """The tables that are there, by kind, with the mapped columns that they have."""
    by_kind = {mapped.kind: mapped for mapped in seen.mapping.tables}
    return {kind: _table(by_kind[kind], columns, seen.dialect) for kind, columns in seen.columns.items()}


def _table(mapped: MappedTable, columns: Iterable[ReflectedColumn], dialect: str) -> Table:
    return Table(
        quoted_name(mapped.table, True),
        MetaData(),
        *(_column(each, dialect) for each in columns),
        schema=quoted_name(mapped.schema, True) if mapped.schema else None,
        info={} if dialect == "sqlite" else {FIXED: True},
    )


def _column(reflected: ReflectedColumn, dialect: str) -> Column[Any]:
    """On SQLite a value is read as it is stored: a DATE there may hold any text. `info` keeps what is declared."""
    declared: TypeEngine[Any] = reflected["type"]
    while isinstance(declared, postgresql.DOMAIN):
        declared = declared.data_type
    if isinstance(declared, mysql.SET):
        declared = String()  # its words with commas between them, not Python's set
    elif isinstance(declared, mysql.YEAR):
        declared = Integer()
    read: TypeEngine[Any] = declared
    if dialect == "sqlite" and isinstance(declared, LargeBinary):
        read = StoredBytes()
    elif dialect == "sqlite" and isinstance(declared, Integer):
        read = SqliteInteger()
    elif dialect == "sqlite" and not isinstance(declared, String):
        read = NullType()
    info: dict[str, object] = {DECLARED: declared, "computed": bool(reflected.get("computed"))}
    if dialect != "sqlite":
        info[FIXED] = True
    return Column(quoted_name(reflected["name"], True), read, nullable=bool(reflected["nullable"]), info=info)


def _place(mapping: SqlMapping, found: Mapping[str, Table], kind: str) -> Place:
    chain = mapping.chain(mapping.table(kind))
    aliases = [found[link.kind].alias(f"t{depth}") for depth, link in enumerate(chain)]
    source: FromClause = aliases[0]
    for (child, rows), (parent, above) in _steps(chain, aliases):
        pairs = zip(child.link, parent.key, strict=True)
        source = source.join(above, and_(*(rows.c[link] == above.c[key] for link, key in pairs)))
    top = chain[-1]
    owner = tuple(aliases[-1].c[name] for name in (top.link or top.key))
    there = {link.kind: rows for link, rows in zip(chain, aliases, strict=True)}
    mapped = mapping.table(kind)
    from_day, last_day = mapping.dated(mapped), mapping.until(mapped)
    dated = _day(found, there, owner, from_day, from_day.dated if from_day else "")
    until = _day(found, there, owner, last_day, last_day.until if last_day else "")
    sound = _sound([*(aliases[0].c[name] for name in mapped.key), *owner], found[kind])
    return Place(mapped, found[kind], aliases[0], source, owner, dated, until, sound)


def _sound(parts: Sequence[ColumnElement[Any]], table: Table) -> ColumnElement[bool]:
    if not all(carries(column.type) for column in parts):
        return false()
    held = [_held_soundly(column) for column in parts] if FIXED not in table.info else []
    return and_(true(), *held)


def _steps(
    chain: tuple[MappedTable, ...], aliases: list[Any]
) -> Iterator[tuple[tuple[MappedTable, FromClause], tuple[MappedTable, FromClause]]]:
    linked = list(zip(chain, aliases, strict=True))
    yield from zip(linked, linked[1:], strict=False)


def _day(
    found: Mapping[str, Table],
    rows: Mapping[str, FromClause],
    owner: tuple[ColumnElement[Any], ...],
    table: MappedTable | None,
    column: str,
) -> ColumnElement[Any]:
    """A column of the row itself, of one above it, or of its owner; nothing where it is not there."""
    if table is None or column not in found[table.kind].c:
        return literal(None, NullType())
    if table.kind in rows:
        return rows[table.kind].c[column]
    person = found[table.kind].alias("dated")
    whose = and_(*(person.c[name] == part for name, part in zip(table.key, owner, strict=True)))
    return select(person.c[column]).where(whose).limit(1).scalar_subquery()


def narrowed_to(rows: FromClause, mapped: MappedTable) -> ColumnElement[bool]:
    """That a row is of the mapped kind."""
    terms = [exactly(rows.c[name], stored(rows.c[name], value)) for name, value in mapped.where.items()]
    return and_(true(), *terms)
