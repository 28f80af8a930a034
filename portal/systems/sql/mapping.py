"""How a controller's own tables are read: which column says what, and whose it is.

A mapping is a TOML text. It names tables and columns of a database that was built by
somebody else, and gives each value a data category of the register, a glossary key and
a label in three languages. Where the database stands is a setting of the connection,
never of the mapping.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, TypeAdapter, with_config

from portal.domain.register import Text
from portal.systems.mapping import BadMapping, read

Identifies = Literal["email", "phone", "customer_number", "first_name", "last_name", "name"]
Scalar = bool | int | str


@dataclass(frozen=True, slots=True)
class Identifying:
    """A column by which a person can be recognised."""

    column: str
    what: Identifies


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One value: its category in the register, its glossary key, its label, and what its codes mean.

    `free_text` marks staff's own words, which may speak of other people. `blank` is what an
    erasure writes where the row stays; `{key}` in it stands for the row's key. `writable` is
    whether a correction may write here: everywhere but in keys, links and what the mapping
    itself steers by, unless it says no.
    """

    column: str
    name: str
    category: str
    label: Text
    values: dict[str, Text] = field(default_factory=dict)
    free_text: bool = False
    blank: Scalar | None = None
    writable: bool | None = None


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
class Restriction:
    """The flag of Art 18: `value` means restricted, `free` (NULL where it is not given) means not."""

    column: str
    value: Scalar
    free: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """The column of the person table that marks a protected address (turvakielto) with `value`."""

    column: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One kind of record. Without a `parent` it is the person table; else `link` is the foreign key.

    `where` narrows a table that holds several kinds, such as contacts of one type each. `dated`
    is the column with the day from which a row's keeping runs, `until` the one with the last day of it
    where the register leaves that to a column; a child without one has its parent's day. `removal`
    names the channels that are forbidden by taking the person's row out,
    with all that hangs on it: an e-mail register that one leaves by one's own choice. `protection` says
    whose address is protected; without its column nothing is searched, so that nobody's is shown by mistake.

    | `erase`     | what an erasure does                                                       |
    |-------------|----------------------------------------------------------------------------|
    | `delete`    | the row goes if all its categories go and nothing that stays hangs on it   |
    |             | (any foreign key counts, mapped or not); else the cells are blanked        |
    | `anonymise` | the cells are blanked, the row stays                                       |
    | `keep`      | nothing, not even when its owner is removed: the row stays as it is        |
    | not given   | nothing: a person does it by hand                                          |
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
    dated: str = ""
    until: str = ""
    erase: Literal["delete", "anonymise", "keep"] | None = None
    restriction: Restriction | None = None
    protection: Protection | None = None
    removal: tuple[str, ...] = ()

    @property
    def erasable(self) -> bool:
        """Whether an erasure does anything here."""
        return self.erase in {"delete", "anonymise"}

    @property
    def third_parties(self) -> bool:
        """Whether a person has to look before anything of it is released."""
        return any(column.free_text for column in self.columns)

    def structure(self) -> frozenset[str]:
        """The columns without which the table cannot be searched at all."""
        identifying = (each.column for each in self.identifying)
        return frozenset((*self.key, *self.link, *self.where, *identifying, *self.guarding()))

    def guarding(self) -> frozenset[str]:
        """The column that marks a protected address, where one does."""
        return frozenset({self.protection.column} if self.protection else ())

    def steering(self) -> frozenset[str]:
        """The columns that no correction writes and no blanking empties: keys, links, stamps and flags of ours."""
        stamped = {self.updated.column} if self.updated and self.updated.write else set()
        flagged = {self.restriction.column} if self.restriction else set()
        return frozenset({*self.key, *self.link, *self.where} | stamped | flagged | self.guarding())

    def writable(self, column: str) -> bool:
        """Whether a correction may write this column."""
        mapped = [each for each in self.columns if each.column == column]
        return bool(mapped) and column not in self.steering() and all(each.writable is not False for each in mapped)

    def named(self) -> frozenset[str]:
        """Every column that the mapping names."""
        written = {each.column for each in self.prohibitions} | ({self.dated, self.until} - {""})
        updated = {self.updated.column} if self.updated else set()
        return self.structure() | self.steering() | {each.column for each in self.columns} | written | updated


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
        return tuple(sorted(found | set(self.person.removal)))

    def dated(self, table: MappedTable) -> MappedTable | None:
        """The table whose `dated` column dates the rows of this one: itself, or the nearest above it that has one."""
        return self._nearest(table, lambda each: each.dated)

    def until(self, table: MappedTable) -> MappedTable | None:
        """The table whose `until` column says how long the rows of this one are kept, found alike."""
        return self._nearest(table, lambda each: each.until)

    def _nearest(self, table: MappedTable, column: Callable[[MappedTable], str]) -> MappedTable | None:
        while not column(table) and table.parent:
            table = self.table(table.parent)
        return table if column(table) else None

    def named(self, table: MappedTable) -> frozenset[str]:
        """Every column of a table that is named, of the person's also those that name and tell apart."""
        return table.named() | (self.person_columns() if table is self.person else frozenset())

    def naming(self) -> tuple[str, ...]:
        """The columns of the person table that identify, or where none does, those that staff see.

        A customer number that is the key is as it was whoever has it by now: it tells nobody apart.
        """
        told = (
            one for one in self.person.identifying if one.what != "customer_number" or one.column not in self.person.key
        )
        return tuple(dict.fromkeys(one.column for one in told)) or self.display

    def person_columns(self) -> frozenset[str]:
        """Every column of the person table that is needed to search and to show whom was found."""
        return self.person.structure() | set(self.display) | set(self.beside)


_ADAPTER = TypeAdapter(SqlMapping)


@lru_cache(maxsize=32)
def read_mapping(text: str) -> SqlMapping:
    """The mapping in a TOML text; BadMapping where a key is unknown or the parts do not fit.

    Each operation on a register asks for its mapping, so that one is read once and handed out again.
    """
    mapping = read(_ADAPTER, text)
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
    yield from _write_misfits(table)
    yield from _guard_misfits(table)
    yield from _erase_misfits(mapping, table)
    if not table.parent:
        if table.link:
            yield "the person table has no link"
        if both := set(table.removal) & {channel for each in mapping.tables for channel in _forbidden(each)}:
            yield f"removal and prohibitions both name {', '.join(sorted(both))}"
        return
    if table.removal:
        yield "removal stands on the person table alone"
    before = {each.kind: each for each in mapping.tables[: mapping.tables.index(table)]}
    if table.parent not in before:
        yield f"its parent {table.parent!r} has to stand before it"
    elif len(table.link) != len(before[table.parent].key):
        yield "the link has as many columns as its parent's key"
    if table.prohibitions and table.parent != mapping.person.kind:
        yield "prohibitions stand on the person table or directly below it"
    if table.restriction and table.parent != mapping.person.kind:
        yield "the restriction stands on the person table or directly below it"
    if table.protection:
        yield "the protection stands on the person table alone"


def _forbidden(table: MappedTable) -> Iterator[str]:
    for each in table.prohibitions:
        yield from each.channels


def _write_misfits(table: MappedTable) -> Iterator[str]:
    for each in table.columns:
        if each.column in table.steering() and each.writable:
            yield f"{each.name}: a key, a link, a stamp or a flag is not writable"
        if each.column in table.steering() and each.blank is not None:
            yield f"{each.name}: a key, a link, a stamp or a flag is not blanked"
    if table.restriction is None:
        return
    steered = {*table.structure(), *(each.column for each in table.prohibitions)}
    if table.restriction.column in steered | ({table.updated.column} if table.updated else set()):
        yield "the restriction needs a column of its own"
    if table.restriction.value == table.restriction.free:
        yield "the restriction has one value for restricted and free"


def _guard_misfits(table: MappedTable) -> Iterator[str]:
    if table.protection is None:
        return
    if not table.protection.column:
        yield "the protection names no column"
    if table.protection.value == "":
        yield "the protection has an empty value, which would protect whoever has none"
    others = {*table.key, *table.link, *table.where, *(each.column for each in table.identifying)}
    others |= {each.column for each in table.prohibitions} | ({table.updated.column} if table.updated else set())
    if table.protection.column in others:
        yield "the protection needs a column of its own"


def _erase_misfits(mapping: SqlMapping, table: MappedTable) -> Iterator[str]:
    if not table.erasable:
        return
    categories: dict[str, set[str]] = {}
    for each in table.columns:
        categories.setdefault(each.column, set()).add(each.category)
    for column, named in categories.items():
        if len(named) > 1:
            yield f"{column!r} is in two categories, so neither can be erased alone"
    others = (each for each in mapping.tables if each is not table)
    if table.erase == "delete" and any(_same_rows(table, each) for each in others):
        yield "another kind reads the same rows, so none of them can be deleted"


def _same_rows(one: MappedTable, other: MappedTable) -> bool:
    """Whether a row may belong to both kinds; a `where` with another value keeps them apart."""
    same_table = (one.schema, one.table) == (other.schema, other.table)
    return same_table and all(one.where[name] == other.where[name] for name in one.where.keys() & other.where.keys())
