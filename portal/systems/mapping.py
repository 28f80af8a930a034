"""How a controller's own tables are read: which column says what, and whose it is.

A mapping is a TOML text. It names tables and columns of a database that was built by
somebody else, and gives each value a data category of the register, a glossary key and
a label in three languages. Where the database stands is a setting of the connection,
never of the mapping.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from portal.domain.register import Text
from portal.systems.contract import Permanent

Identifies = Literal["email", "phone", "customer_number", "first_name", "last_name", "name"]
Scalar = bool | int | str


class BadMapping(Permanent):
    """The mapping cannot be used; `reason` is for whoever writes it and holds no customer's data."""

    def __init__(self, reason: str) -> None:
        super().__init__("bad_mapping")
        self.reason = reason

    def __str__(self) -> str:
        """The reason, for logs and the command line."""
        return self.reason


@dataclass(frozen=True, slots=True)
class Identifying:
    """A column by which a person can be recognised."""

    column: str
    what: Identifies


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One value: its category in the register, its glossary key, its label, and what its codes mean.

    `free_text` marks staff's own words, which may speak of other people.
    """

    column: str
    name: str
    category: str
    label: Text
    values: dict[str, Text] = field(default_factory=dict)
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What is written when one of `channels` is forbidden.

    `when_absent` tells what a missing row means: `prohibited` for a consent that was never
    given, `insert` where the row itself is the prohibition and has to be made.
    """

    channels: tuple[str, ...]
    column: str
    value: Scalar
    when_absent: Literal["prohibited", "insert"] = "insert"


@dataclass(frozen=True, slots=True)
class Updated:
    """The column that tells when a row last changed; ours to write only with `write`.

    `format` is for strftime where the column holds text; without it ISO 8601 is written.
    """

    column: str
    write: bool = False
    format: str = ""


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One kind of record. Without a `parent` it is the person table; else `link` is the foreign key.

    `where` narrows a table that holds several kinds, such as contacts of one type each.
    """

    kind: str
    table: str
    key: tuple[str, ...]
    label: Text
    columns: tuple[MappedColumn, ...]
    schema: str = ""
    parent: str = ""
    link: tuple[str, ...] = ()
    where: dict[str, Scalar] = field(default_factory=dict)
    identifying: tuple[Identifying, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    updated: Updated | None = None

    @property
    def third_parties(self) -> bool:
        """Whether a person has to look before anything of it is released."""
        return any(column.free_text for column in self.columns)

    def structure(self) -> frozenset[str]:
        """The columns without which the table cannot be searched at all."""
        return frozenset((*self.key, *self.link, *self.where, *(each.column for each in self.identifying)))

    def named(self) -> frozenset[str]:
        """Every column that the mapping names."""
        written = (each.column for each in self.prohibitions)
        updated = (self.updated.column,) if self.updated else ()
        return self.structure() | {each.column for each in self.columns} | set(written) | set(updated)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class SqlMapping:
    """A whole mapping; the first table without a parent is the person table.

    `display` names a person for staff, `beside` tells namesakes apart (a number, a town).
    """

    tables: tuple[MappedTable, ...]
    display: tuple[str, ...]
    beside: tuple[str, ...] = ()
    zone: str = "UTC"

    @property
    def person(self) -> MappedTable:
        """The table with one row for each person."""
        return next(table for table in self.tables if not table.parent)

    def table(self, kind: str) -> MappedTable:
        """The table of this kind; KeyError where there is none."""
        for table in self.tables:
            if table.kind == kind:
                return table
        raise KeyError(kind)

    def chain(self, table: MappedTable) -> tuple[MappedTable, ...]:
        """The table and its parents, up to the one that hangs on the person (or is the person table)."""
        links = [table]
        while links[-1].parent and links[-1].parent != self.person.kind:
            links.append(self.table(links[-1].parent))
        return tuple(links)

    def channels(self) -> tuple[str, ...]:
        """Every channel that this database can be told to forbid."""
        found = {channel for table in self.tables for each in table.prohibitions for channel in each.channels}
        return tuple(sorted(found))

    def person_columns(self) -> frozenset[str]:
        """Every column of the person table that is needed to search and to show whom was found."""
        return self.person.structure() | set(self.display) | set(self.beside)


_ADAPTER = TypeAdapter(SqlMapping)


def read_mapping(text: str) -> SqlMapping:
    """The mapping in a TOML text; BadMapping where a key is unknown or the parts do not fit."""
    try:
        mapping = _ADAPTER.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"this is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadMapping(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    for reason in _misfits(mapping):
        raise BadMapping(reason)
    return mapping


def _misfits(mapping: SqlMapping) -> Iterator[str]:
    kinds = [table.kind for table in mapping.tables]
    if len(set(kinds)) != len(kinds):
        yield "two tables have the same kind"
    if sum(not table.parent for table in mapping.tables) != 1:
        yield "exactly one table is the person table (no parent)"
    if not any(each.what == "email" for table in mapping.tables for each in table.identifying):
        yield "no column identifies by email"
    if not mapping.display:
        yield "display names no column"
    try:
        ZoneInfo(mapping.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"no such time zone: {mapping.zone}"
    for table in mapping.tables:
        for reason in _table_misfits(mapping, table):
            yield f"{table.kind}: {reason}"


def _table_misfits(mapping: SqlMapping, table: MappedTable) -> Iterator[str]:
    if not table.key:
        yield "no key column"
    names = [column.name for column in table.columns]
    if len(set(names)) != len(names):
        yield "two columns have the same name"
    if not table.parent:
        if table.link:
            yield "the person table has no link"
        return
    before = {each.kind: each for each in mapping.tables[: mapping.tables.index(table)]}
    if table.parent not in before:
        yield f"its parent {table.parent!r} has to stand before it"
    elif len(table.link) != len(before[table.parent].key):
        yield "the link has as many columns as its parent's key"
    if table.prohibitions and table.parent != mapping.person.kind:
        yield "prohibitions stand on the person table or directly below it"
