"""A customer register in SQL: found, prohibited and verified through a mapping alone.

Tables are reflected at each operation, identifiers quoted by SQLAlchemy, values bound.
Whose a row is follows the table of `matching`. What it costs: a search reads every
identifying table and every free text once from end to end, in the database (a LIKE that
finds a superset in whatever format old rows have), and only the hits come to Python for
the exact re-check. That is some milliseconds for thousands of rows, and about a second for
a million; the pages after the first do not repeat it, since the cursor carries whom it found.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Enum,
    FromClause,
    Integer,
    MetaData,
    Numeric,
    Select,
    String,
    Table,
    Text,
    Uuid,
    and_,
    cast,
    false,
    func,
    insert,
    inspect,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.sql.elements import quoted_name
from sqlalchemy.types import NullType, TypeEngine

from portal.domain.lifecycle import Capability, Match
from portal.systems.contract import (
    Conflict,
    Effect,
    Field,
    Identifiers,
    Meaning,
    Page,
    Permanent,
    Record,
    SystemFault,
)
from portal.systems.mapping import MappedTable, Prohibition, Scalar, SqlMapping, Updated, read_mapping
from portal.systems.matching import (
    Evidence,
    Named,
    Wanted,
    in_order,
    judge,
    matched_value,
    mentions,
    name_differs,
    same_name,
    wanted,
)
from portal.systems.sql_connection import Deadline, opened, parse_url

BATCH = 200
SECONDS = 20.0
MOST_NAMESAKES = 300
_CHUNK = 200
_PHONE_TAIL = 7
_PATTERN_LENGTH = 80
_PATTERN_GAPS = 8
_ESCAPE = "/"
_NAME_KINDS = frozenset({"first_name", "last_name", "name"})


def connect(settings: Mapping[str, str]) -> "SqlConnector":
    """A connector from its settings `url`, `mapping` (TOML), `country` and perhaps `seconds`."""
    try:
        seconds = float(settings.get("seconds") or SECONDS)
    except ValueError as error:
        raise Permanent("settings_incomplete") from error
    return SqlConnector(settings["url"], read_mapping(settings["mapping"]), settings["country"], seconds=seconds)


class SqlConnector:
    """One SQL database as its mapping describes it (`contract.Connector`)."""

    def __init__(
        self,
        url: str,
        mapping: SqlMapping,
        country: str,
        *,
        seconds: float = SECONDS,
        batch: int = BATCH,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`seconds` bounds every operation, `batch` the rows of a page, `clock` stamps what is written."""
        self._url = parse_url(url)
        self._mapping = mapping
        self._country = country
        self._seconds = seconds
        self._batch = batch
        self._clock = clock

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Free texts are found by machine and released only after a look."""
        return {table.kind: _capabilities(table) for table in self._mapping.tables}

    def glossary(self) -> Sequence[Meaning]:
        """Every mapped column."""
        return tuple(
            Meaning(
                table.kind,
                column.name,
                column.column,
                column.category,
                column.label,
                column.values,
                kind_label=table.label,
                free_text=column.free_text,
            )
            for table in self._mapping.tables
            for column in table.columns
        )

    def channels(self) -> Sequence[str]:
        """The channels that the mapping can forbid."""
        return self._mapping.channels()

    def check(self) -> Sequence[str]:
        """Faults of the connection, else missing tables and columns as `code:place`."""
        try:
            with opened(self._url, self._seconds, write=False) as (connection, _):
                return _survey(connection, self._mapping).troubles
        except SystemFault as fault:
            return (fault.code,)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next rows of whoever matches, surest first; at the end the free texts of others.

        Somebody found by name alone shows the rows by which staff tell people apart, and no
        orders. A child row that hangs on nobody is found by its own identifying columns.
        """
        want = wanted(identifiers, self._country)
        with opened(self._url, self._seconds, write=False) as (connection, deadline):
            survey = _survey(connection, self._mapping)
            search = _Search(connection, deadline, self._mapping, survey, want)
            return search.page(cursor, self._batch)

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Set the mapped columns of `channels` on the owner's rows and no other cell.

        The writes set a state, so a retry is one effect without keeping `op_id`. Conflict
        (`several_owners`, `owner_changed`) when the owner is no longer the exact match;
        Permanent (`channel_unmapped`) before anything is written.
        """
        self._refuse_unmapped(channels)
        counts: dict[str, int] = {}
        with opened(self._url, self._seconds, write=True) as (connection, deadline):
            survey = _survey(connection, self._mapping)
            self._confirm(connection, deadline, survey, identifiers, owner, chosen=chosen)
            for place, prohibitions in self._prohibitions(survey, channels):
                changed = _forbid(connection, place, owner, prohibitions, self._stamp)
                if changed:
                    counts[place.mapped.kind] = changed
        changed = sum(counts.values())
        return Effect(changed=changed, counts=counts, already=changed == 0)

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether every mapped column says no, read again on a connection of its own."""
        self._refuse_unmapped(channels)
        with opened(self._url, self._seconds, write=False) as (connection, deadline):
            survey = _survey(connection, self._mapping)
            self._confirm(connection, deadline, survey, identifiers, owner, chosen=chosen)
            return all(
                _forbidden(connection, place, owner, prohibitions)
                for place, prohibitions in self._prohibitions(survey, channels)
            )

    def _refuse_unmapped(self, channels: Sequence[str]) -> None:
        if not channels or set(channels) - set(self._mapping.channels()):
            raise Permanent("channel_unmapped")

    def _confirm(
        self,
        connection: Connection,
        deadline: Deadline,
        survey: "_Survey",
        identifiers: Identifiers,
        owner: str,
        *,
        chosen: bool,
    ) -> None:
        """The owner is found again, among the same rows that the write will see."""
        search = _Search(connection, deadline, self._mapping, survey, wanted(identifiers, self._country))
        found = judge(search.candidates(by_name=False), search.want, survey.complete)
        match = found.get(owner)
        if match is Match.EXACT or (chosen and match is Match.PROBABLE):
            return
        raise Conflict("several_owners" if match is Match.PROBABLE else "owner_changed")

    def _prohibitions(
        self, survey: "_Survey", channels: Sequence[str]
    ) -> Iterator[tuple["_Place", tuple[Prohibition, ...]]]:
        for table in self._mapping.tables:
            meant = tuple(each for each in table.prohibitions if set(each.channels) & set(channels))
            if not meant:
                continue
            place = survey.places.get(table.kind)
            written = [each.column for each in meant]
            if table.updated and table.updated.write:
                written.append(table.updated.column)
            if place is None or not all(place.has(column) for column in written):
                raise Permanent("schema_changed")
            yield place, meant

    def _stamp(self, place: "_Place", updated: Updated | None) -> dict[Column[Any], object]:
        """When the row changed, in the mapping's zone, if the mapping lets us write it."""
        if updated is None or not updated.write:
            return {}
        now = self._clock().astimezone(ZoneInfo(self._mapping.zone))
        column = place.table.c[updated.column]
        if updated.format:
            return {column: now.strftime(updated.format)}
        if isinstance(column.type, DateTime):
            return {column: now if column.type.timezone else now.replace(tzinfo=None)}
        if isinstance(column.type, Date):
            return {column: now.date()}
        return {column: now.replace(tzinfo=None).isoformat(" ", "seconds")}


def _capabilities(table: MappedTable) -> dict[Capability, str]:
    seen = "review" if table.third_parties else "auto"
    forbids = "auto" if table.prohibitions else "none"
    by_hand = dict.fromkeys((Capability.RECTIFY, Capability.ERASE, Capability.RESTRICT), "manual")
    return {
        Capability.FIND: seen,
        Capability.EXPORT: seen,
        Capability.SUPPRESS: forbids,
        Capability.VERIFY: forbids,
        **by_hand,
    }


# Reading somebody else's schema.


@dataclass(frozen=True, slots=True)
class _Place:
    """A mapped table as it stands in the database, with the way from its rows to their owner."""

    mapped: MappedTable
    table: Table
    rows: FromClause
    source: FromClause
    owner: tuple[ColumnElement[Any], ...]

    def has(self, column: str) -> bool:
        return column in self.rows.c

    @property
    def key(self) -> tuple[ColumnElement[Any], ...]:
        return tuple(self.rows.c[name] for name in self.mapped.key)

    @property
    def narrowed(self) -> ColumnElement[bool]:
        return _narrowed(self.rows, self.mapped)


@dataclass(frozen=True, slots=True)
class _Survey:
    """What of the mapping is there; `complete` is whether every place that identifies is."""

    places: Mapping[str, _Place]
    troubles: tuple[str, ...]
    gaps: tuple[str, ...]
    complete: bool


def _survey(connection: Connection, mapping: SqlMapping) -> _Survey:
    """Reflect what the mapping names; Permanent("schema_changed") without the person table."""
    found: dict[str, Table] = {}
    troubles: list[str] = []
    reflected = _reflected(connection, mapping)
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
    shown = {f"column_missing:{table.kind}.{column.column}" for table in mapping.tables for column in table.columns}
    return _Survey(
        places={kind: _place(mapping, found, kind) for kind in found},
        troubles=tuple(troubles),
        gaps=tuple(each for each in troubles if each in shown or not each.startswith("column_missing:")),
        complete=all(table.kind in found for table in mapping.tables if table.identifying),
    )


def _reflected(connection: Connection, mapping: SqlMapping) -> dict[str, Table]:
    """The tables that are there, by kind, with the mapped columns that they have; one question per schema."""
    inspector = inspect(connection)
    tables: dict[str, Table] = {}
    for schema in sorted({mapped.schema for mapped in mapping.tables}):
        here = [mapped for mapped in mapping.tables if mapped.schema == schema]
        asked = sorted({mapped.table for mapped in here})
        held = inspector.get_multi_columns(schema=schema or None, filter_names=asked, kind=ObjectKind.ANY)
        columns = {name: found for (_, name), found in held.items()}
        for mapped in here:
            if columns.get(mapped.table):
                tables[mapped.kind] = _table(mapped, columns[mapped.table], connection.dialect.name)
    return tables


def _table(mapped: MappedTable, columns: Iterable[ReflectedColumn], dialect: str) -> Table:
    named = mapped.named()
    return Table(
        quoted_name(mapped.table, True),
        MetaData(),
        *(
            Column(quoted_name(each["name"], True), _type(each["type"], dialect))
            for each in columns
            if each["name"] in named
        ),
        schema=quoted_name(mapped.schema, True) if mapped.schema else None,
    )


def _type(reflected: TypeEngine[Any], dialect: str) -> TypeEngine[Any]:
    """On SQLite a value is read as it is stored, since a DATE there may hold any text."""
    return NullType() if dialect == "sqlite" and not isinstance(reflected, Integer | String) else reflected


def _place(mapping: SqlMapping, found: Mapping[str, Table], kind: str) -> _Place:
    chain = mapping.chain(mapping.table(kind))
    aliases = [found[link.kind].alias(f"t{depth}") for depth, link in enumerate(chain)]
    source: FromClause = aliases[0]
    for (child, rows), (parent, above) in zip(
        zip(chain, aliases, strict=True), list(zip(chain, aliases, strict=True))[1:], strict=False
    ):
        pairs = zip(child.link, parent.key, strict=True)
        source = source.join(above, and_(*(rows.c[link] == above.c[key] for link, key in pairs)))
    top = chain[-1]
    owner = tuple(aliases[-1].c[name] for name in (top.link or top.key))
    return _Place(mapping.table(kind), found[kind], aliases[0], source, owner)


def _narrowed(rows: FromClause, mapped: MappedTable) -> ColumnElement[bool]:
    terms = [rows.c[name] == _stored(rows.c[name], value) for name, value in mapped.where.items()]
    return and_(true(), *terms)


# Keys and values of any type, as text and back.


def _encoded(parts: Sequence[object]) -> str:
    return str(parts[0]) if len(parts) == 1 else json.dumps([str(part) for part in parts], ensure_ascii=False)


def _decoded(key: str, size: int) -> list[str]:
    if size == 1:
        return [key]
    try:
        parts = json.loads(key)
    except ValueError as error:
        raise Conflict("owner_changed") from error
    return [str(part) for part in parts]


def _term(column: ColumnElement[Any], text: str) -> tuple[ColumnElement[Any], object]:
    """How a column compares and sorts, and a text as its value."""
    kind: TypeEngine[Any] = column.type
    parse: Callable[[str], object] | None = None
    if isinstance(kind, Integer):
        parse = int
    elif isinstance(kind, Numeric):
        parse = Decimal
    elif isinstance(kind, Uuid):
        parse = UUID
    elif isinstance(kind, String) and not isinstance(kind, Enum):
        parse = str
    try:
        if parse is not None:
            return column, parse(text)
    except (ValueError, InvalidOperation):
        pass
    return cast(column, Text), text


def _equal(columns: Sequence[ColumnElement[Any]], key: str) -> ColumnElement[bool]:
    terms = [_term(column, part) for column, part in zip(columns, _decoded(key, len(columns)), strict=True)]
    return and_(*(column == value for column, value in terms))


def _after(columns: Sequence[ColumnElement[Any]], key: str) -> ColumnElement[bool]:
    terms = [_term(column, part) for column, part in zip(columns, _decoded(key, len(columns)), strict=True)]
    if len(terms) == 1:
        column, value = terms[0]
        return column > value
    return tuple_(*(column for column, _ in terms)) > tuple_(*(value for _, value in terms))


def _sorted(columns: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """By the very terms that `_after` compares."""
    known = (Integer, Numeric, Uuid, String)
    return [
        column if isinstance(column.type, known) and not isinstance(column.type, Enum) else cast(column, Text)
        for column in columns
    ]


def _stored(column: ColumnElement[Any], value: Scalar) -> object:
    """The mapping's value as the column's type wants it."""
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, Integer):
        return int(value)
    if isinstance(column.type, String):
        return str(value)
    return value


def _plain(value: object) -> str | int | float | bool | None:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124 (not a number)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        return raw.decode() if _is_text(raw) else raw.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _cell(value: object) -> str:
    plain = _plain(value)
    return "" if plain is None else str(plain)


# A superset in SQL, in any format; Python decides.


def _pattern(text: str) -> str:
    """A LIKE that every spelling of `text` fits: other than plain letters stand for anything."""
    parts: list[str] = ["%"]
    gaps = 0
    for letter in text[:_PATTERN_LENGTH]:
        if " " < letter <= "~":
            parts.append(f"{_ESCAPE}{letter}" if letter in f"%_{_ESCAPE}" else letter)
        elif parts[-1] != "%":
            parts.append("%")
            gaps += 1
        if gaps == _PATTERN_GAPS:
            break
    return "".join(parts).rstrip("%") + "%" if len(parts) > 1 else "%"


def _digits_pattern(number: str) -> str:
    """The last digits with anything between, as 040-123 4567 and +358 (0)40 1234567 have them."""
    digits = [letter for letter in number if letter.isdigit()][-_PHONE_TAIL:]
    return f"%{'%'.join(digits)}%"


class _Like:
    """Which rows may hold what is wanted."""

    def __init__(self, connection: Connection, want: Wanted) -> None:
        self._plain_collation = connection.dialect.name == "postgresql"
        self._want = want

    def identifying(self, place: _Place, *, by_name: bool) -> ColumnElement[bool]:
        want = self._want
        terms: list[ColumnElement[bool]] = [false()]
        patterns = {
            "email": [_pattern(each) for each in sorted({want.proven, *want.others} - {""})],
            "phone": [_digits_pattern(each) for each in sorted(want.phones)],
            "customer_number": [_pattern(each) for each in sorted(want.numbers)],
        }
        for each in place.mapped.identifying:
            column = place.rows.c[each.column]
            terms += [self._like(column, pattern) for pattern in patterns.get(each.what, [])]
        return or_(*terms, self._name(place) if by_name else false())

    def free_text(self, place: _Place) -> ColumnElement[bool]:
        want = self._want
        terms: list[ColumnElement[bool]] = [false()]
        for mapped in place.mapped.columns:
            if not mapped.free_text or not place.has(mapped.column):
                continue
            column = place.rows.c[mapped.column]
            terms += [self._like(column, _pattern(each)) for each in sorted({want.proven, *want.others} - {""})]
            if want.full_name:
                terms.append(and_(*(self._like(column, _pattern(word)) for word in sorted(set(want.name)))))
        return or_(*terms)

    def _name(self, place: _Place) -> ColumnElement[bool]:
        columns = [place.rows.c[each.column] for each in place.mapped.identifying if each.what in _NAME_KINDS]
        if not columns or not self._want.full_name:
            return false()
        ends = (self._want.name[0], self._want.name[-1])
        return and_(*(or_(*(self._like(column, _pattern(word)) for column in columns)) for word in ends))

    def _like(self, column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
        text: ColumnElement[Any] = cast(column, Text)
        if self._plain_collation:
            text = text.collate("C")
        return text.ilike(pattern, escape=_ESCAPE)


# The search.


class _Found(NamedTuple):
    """Somebody of the register, as the cursor carries them: no name, no address."""

    owner: str
    match: Match
    matched_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a search goes on: at which station, after which key."""

    found: tuple[_Found, ...]
    station: int = 0
    after: str | None = None

    def text(self) -> str:
        body = {"found": self.found, "station": self.station, "after": self.after}
        return base64.urlsafe_b64encode(json.dumps(body).encode()).decode()

    @staticmethod
    def read(text: str) -> "_Cursor":
        try:
            body = json.loads(base64.urlsafe_b64decode(text.encode()))
            found = tuple(_Found(owner, Match(match), tuple(by)) for owner, match, by in body["found"])
            return _Cursor(found, int(body["station"]), body["after"])
        except (binascii.Error, ValueError, KeyError, TypeError) as error:
            raise Permanent("bad_cursor") from error


@dataclass(frozen=True, slots=True)
class _Person:
    """The person row as staff see it."""

    subject: str = ""
    named: Named = field(default_factory=Named)


class _Row(NamedTuple):
    key: str
    owner: str
    values: dict[str, object]


class _Search:
    """One page of one search, on one connection.

    The stations are every table for every person found, then every table once more for
    free texts of others and rows that hang on nobody.
    """

    def __init__(
        self, connection: Connection, deadline: Deadline, mapping: SqlMapping, survey: _Survey, want: Wanted
    ) -> None:
        self.want = want
        self._connection = connection
        self._deadline = deadline
        self._mapping = mapping
        self._survey = survey
        self._like = _Like(connection, want)
        self._people: dict[str, _Person] = {}
        self._too_many = False

    def page(self, cursor: str | None, batch: int) -> Page:
        searched, gaps = (0, ()) if cursor else self._count()
        place = _Cursor.read(cursor) if cursor else _Cursor(self._whom())
        records, onward = self._walk(place, batch)
        if self._too_many:
            gaps = (*gaps, f"too_many_namesakes:{self._mapping.person.kind}")
        return Page(records, onward.text() if onward else None, (*self._survey.gaps, *gaps), searched)

    def candidates(self, *, by_name: bool) -> dict[str, Evidence]:
        """Everybody for whom something speaks, each hit re-checked."""
        evidence: dict[str, Evidence] = {}
        for place in self._survey.places.values():
            if place.mapped.identifying:
                self._gather(place, evidence, by_name=by_name)
        self._load(evidence)
        for owner, each in evidence.items():
            each.named = self._person(owner).named
            if self.want.full_name and same_name(self.want.name, each.named):
                each.matched.add("name")
        return evidence

    def _gather(self, place: _Place, evidence: dict[str, Evidence], *, by_name: bool) -> None:
        columns = [place.rows.c[each.column] for each in place.mapped.identifying]
        size = len(place.owner)
        query = (
            select(*_labelled("o", place.owner), *_labelled("c", columns))
            .select_from(place.source)
            .where(place.narrowed, self._like.identifying(place, by_name=by_name))
        )
        for row in self._stream(query):
            if any(part is None for part in row[:size]):
                continue
            matched = self._matched(place, row[size:])
            owner = _encoded(row[:size])
            if not matched or (matched == {"name"} and self._full(evidence, owner)):
                continue
            evidence.setdefault(owner, Evidence()).matched |= matched

    def _full(self, evidence: Mapping[str, Evidence], owner: str) -> bool:
        if owner in evidence or len(evidence) < MOST_NAMESAKES:
            return False
        self._too_many = True
        return True

    def _matched(self, place: _Place, cells: Sequence[object]) -> set[str]:
        held = list(zip(place.mapped.identifying, (_cell(cell) for cell in cells), strict=True))
        matched: set[str] = set()
        for each, cell in held:
            matched |= matched_value(each.what, cell, self.want)
        named = _named((each.what, cell) for each, cell in held)
        if self.want.full_name and same_name(self.want.name, named):
            matched.add("name")
        return matched

    def _whom(self) -> tuple[_Found, ...]:
        evidence = self.candidates(by_name=True)
        matches = judge(evidence, self.want, self._survey.complete)
        surest = list(Match)
        found = [_Found(owner, matches[owner], in_order(each.matched)) for owner, each in evidence.items()]
        return tuple(sorted(found, key=lambda each: (surest.index(each.match), each.owner)))

    def _count(self) -> tuple[int, tuple[str, ...]]:
        total, gaps = 0, []
        for kind, place in self._survey.places.items():
            keyed = func.count().filter(and_(*(column.is_not(None) for column in place.key)))
            query = select(func.count(), keyed).select_from(place.rows).where(place.narrowed)
            rows, with_key = self._connection.execute(query).one()
            total += rows
            gaps += [f"rows_without_key:{kind}"] if with_key < rows else []
        return total, tuple(gaps)

    def _walk(self, place: _Cursor, batch: int) -> tuple[tuple[Record, ...], _Cursor | None]:
        tables = self._mapping.tables
        records: list[Record] = []
        room, after = batch, place.after
        for station in range(place.station, (len(place.found) + 1) * len(tables)):
            self._deadline.look()
            whom, which = divmod(station, len(tables))
            found = place.found[whom] if whom < len(place.found) else None
            rows = self._visit(tables[which], found, place.found, after, room)
            read, last = 0, after
            for row, made in rows:
                read, last = read + 1, row.key
                records += made
            room -= read
            if room <= 0:
                return tuple(records), replace(place, station=station, after=last)
            after = None
        return tuple(records), None

    def _visit(
        self, table: MappedTable, found: _Found | None, everyone: tuple[_Found, ...], after: str | None, room: int
    ) -> Iterator[tuple[_Row, list[Record]]]:
        place = self._survey.places.get(table.kind)
        if place is None:
            return
        if found is None:
            known = {each.owner for each in everyone if each.match is not Match.MENTION}
            yield from self._sweep(place, known, after, room)
        elif found.match is not Match.MENTION or table.identifying:
            for row in self._rows(place, _equal(place.owner, found.owner), after, room):
                yield row, self._records(place, row, found)

    def _sweep(
        self, place: _Place, known: set[str], after: str | None, room: int
    ) -> Iterator[tuple[_Row, list[Record]]]:
        """Free texts in other people's rows, and identifying rows without an owner."""
        loose = bool(place.mapped.parent and place.mapped.identifying)
        if not place.mapped.third_parties and not loose:
            return
        hangs_on_nobody = or_(*(column.is_(None) for column in place.owner))
        term = self._like.free_text(place)
        if loose:
            term = or_(term, and_(hangs_on_nobody, self._like.identifying(place, by_name=True)))
        for row in self._rows(place, term, after, room):
            yield row, [] if row.owner in known else self._mentioned(place, row)

    def _mentioned(self, place: _Place, row: _Row) -> list[Record]:
        texts = [_cell(row.values.get(each.column)) for each in place.mapped.columns if each.free_text]
        spoken = {found for text in texts for found in mentions(text, self.want)}
        identifying = [row.values.get(each.column) for each in place.mapped.identifying]
        own = self._matched(place, identifying) if not row.owner else set()
        matched = in_order(spoken | own)
        if not matched:
            return []
        match = Match.PROBABLE if own - {"name"} else Match.MENTION
        return self._records(place, row, _Found(row.owner, match, matched))

    def _rows(self, place: _Place, term: ColumnElement[bool], after: str | None, room: int) -> Iterator[_Row]:
        wanted_columns = {each.column for each in place.mapped.columns} | {
            each.column for each in place.mapped.identifying
        }
        names = [name for name in sorted(wanted_columns) if place.has(name)]
        keys, owners = len(place.key), len(place.owner)
        query = (
            select(
                *_labelled("k", place.key),
                *_labelled("o", place.owner),
                *_labelled("c", [place.rows.c[name] for name in names]),
            )
            .select_from(place.source)
            .where(place.narrowed, term, *(column.is_not(None) for column in place.key))
            .order_by(*_sorted(place.key))
            .limit(room)
        )
        if after is not None:
            query = query.where(_after(place.key, after))
        for row in self._connection.execute(query):
            owner = row[keys : keys + owners]
            nobody = any(part is None for part in owner)
            values = dict(zip(names, row[keys + owners :], strict=True))
            yield _Row(_encoded(row[:keys]), "" if nobody else _encoded(owner), values)

    def _records(self, place: _Place, row: _Row, found: _Found) -> list[Record]:
        """One record for each category that the row has a value in."""
        person = self._person(row.owner) if row.owner else _Person()
        differs = ("name",) if name_differs(self.want.name, person.named) else ()
        by_category: dict[str, list[Field]] = {}
        for each in place.mapped.columns:
            if each.column in row.values:
                value = _plain(row.values[each.column])
                by_category.setdefault(each.category, []).append(Field(each.name, each.column, value))
        return [
            Record(
                kind=place.mapped.kind,
                key=row.key,
                owner=row.owner,
                category=category,
                match=found.match,
                matched_by=found.matched_by,
                fields=tuple(fields),
                subject=person.subject,
                differs=differs,
            )
            for category, fields in by_category.items()
            if any(each.value not in {None, ""} for each in fields)
        ]

    def _person(self, owner: str) -> _Person:
        if owner not in self._people:
            self._load([owner])
        return self._people.setdefault(owner, _Person())

    def _load(self, owners: Iterable[str]) -> None:
        place = self._survey.places[self._mapping.person.kind]
        what = {each.column: each.what for each in place.mapped.identifying if each.what in _NAME_KINDS}
        names = list(dict.fromkeys((*self._mapping.display, *self._mapping.beside, *what)))
        size = len(place.key)
        every = [owner for owner in owners if owner not in self._people]
        for start in range(0, len(every), _CHUNK):
            terms = [_equal(place.key, owner) for owner in every[start : start + _CHUNK]]
            query = select(*_labelled("k", place.key), *_labelled("c", [place.rows.c[name] for name in names]))
            for row in self._stream(query.where(place.narrowed, or_(*terms))):
                values = dict(zip(names, (_cell(cell) for cell in row[size:]), strict=True))
                named = _named((kind, values[column]) for column, kind in what.items())
                self._people[_encoded(row[:size])] = _Person(self._subject(values), named)

    def _subject(self, values: Mapping[str, str]) -> str:
        name = " ".join(filter(None, (values[column].strip() for column in self._mapping.display)))
        beside = ", ".join(filter(None, (values[column].strip() for column in self._mapping.beside)))
        return f"{name} ({beside})" if name and beside else name or beside

    def _stream(self, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            self._deadline.look()
            yield tuple(row)


def _named(cells: Iterable[tuple[str, str]]) -> Named:
    held = dict(cells)
    return Named(held.get("first_name", ""), held.get("last_name", ""), held.get("name", ""))


def _labelled(letter: str, columns: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [column.label(f"{letter}{number}") for number, column in enumerate(columns)]


# The prohibitions.


def _own_rows(place: _Place, owner: str) -> ColumnElement[bool]:
    columns = [place.table.c[name] for name in (place.mapped.link or place.mapped.key)]
    return and_(_equal(columns, owner), _narrowed(place.table, place.mapped))


def _said_otherwise(place: _Place, prohibitions: Sequence[Prohibition]) -> ColumnElement[bool]:
    columns = [(place.table.c[each.column], each.value) for each in prohibitions]
    return or_(*(column.is_distinct_from(_stored(column, value)) for column, value in columns))


def _row_count(connection: Connection, place: _Place, owner: str) -> int:
    """How many rows the owner has here; the person table has exactly one, else Conflict."""
    query = select(func.count()).select_from(place.table).where(_own_rows(place, owner))
    rows: int = connection.execute(query).scalar_one()
    if not place.mapped.parent and rows != 1:
        raise Conflict("owner_changed")
    return rows


def _forbid(
    connection: Connection,
    place: _Place,
    owner: str,
    prohibitions: Sequence[Prohibition],
    stamp: Callable[[_Place, Updated | None], dict[Column[Any], object]],
) -> int:
    values: dict[Column[Any], object] = {
        place.table.c[each.column]: _stored(place.table.c[each.column], each.value) for each in prohibitions
    }
    values |= stamp(place, place.mapped.updated)
    if _row_count(connection, place, owner):
        statement = update(place.table).where(_own_rows(place, owner), _said_otherwise(place, prohibitions))
        return connection.execute(statement.values(values)).rowcount
    if all(each.when_absent == "prohibited" for each in prohibitions):
        return 0
    links = [place.table.c[name] for name in place.mapped.link]
    whose = {column: _term(column, part)[1] for column, part in zip(links, _decoded(owner, len(links)), strict=True)}
    narrowed = {place.table.c[name]: _stored(place.table.c[name], value) for name, value in place.mapped.where.items()}
    connection.execute(insert(place.table).values({**whose, **narrowed, **values}).inline())
    return 1


def _forbidden(connection: Connection, place: _Place, owner: str, prohibitions: Sequence[Prohibition]) -> bool:
    if not _row_count(connection, place, owner):
        return all(each.when_absent == "prohibited" for each in prohibitions)
    otherwise = and_(_own_rows(place, owner), _said_otherwise(place, prohibitions))
    return not connection.execute(select(func.count()).select_from(place.table).where(otherwise)).scalar_one()
