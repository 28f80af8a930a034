"""How a person's rows go (Art 17): deleted where nothing that stays hangs on them, else emptied.

Children go before their parents. What hangs on a row is read from the mapping's links and
from every foreign key of the database, mapped or not, whatever it says of ON DELETE: nothing
is taken along by a cascade, and no link of a row that stays is cut. Where a row cannot go
for that reason, or the database refuses to let it go, its cells are blanked instead; if its
very key names the person (an address as key), that is not enough: `still_referenced`.
Numbers that are keys and links stay with a row that stays.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    TableClause,
    and_,
    column,
    delete,
    exists,
    inspect,
    literal,
    not_,
    or_,
    select,
    table,
    text,
    update,
)
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.sql.elements import quoted_name

from portal.systems.contract import Conflict, Permanent, Target
from portal.systems.sql import mariadb
from portal.systems.sql.connection import Deadline
from portal.systems.sql.known_as import others_now
from portal.systems.sql.mapping import MappedColumn, MappedTable, SqlMapping
from portal.systems.sql.schema import KEY_UNREADABLE, Place, Survey
from portal.systems.sql.search import labelled
from portal.systems.sql.values import blank_of, canonical, encoded, equal, nothing, same
from portal.systems.sql.writes import HeldRow, Stamp, Values, chunks, held_rows, these_rows

_NAMING = frozenset({"email", "phone", "first_name", "last_name", "name"})
_NO_RIGHT = "42501"
_SQLITE_FOREIGN_KEYS = (
    'SELECT m.name, f.id, f."table", f."from", f."to" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f'
    " WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq"
)
_SQLITE_PRIMARY_KEY = "SELECT name FROM pragma_table_info(:name) WHERE pk > 0 ORDER BY pk"


@dataclass(frozen=True, slots=True)
class _Reference:
    """Columns of some table that point at a row of another."""

    schema: str
    table: str
    columns: tuple[str, ...]
    referred: tuple[str, ...]


@dataclass(slots=True)
class _Doomed:
    """A row of which these categories are to go."""

    owner: str
    categories: set[str] = field(default_factory=set)


class Erasure:
    """One erasure inside the caller's transaction."""

    def __init__(
        self, connection: Connection, deadline: Deadline, mapping: SqlMapping, survey: Survey, stamp: Stamp
    ) -> None:
        self._connection = connection
        self._deadline = deadline
        self._mapping = mapping
        self._survey = survey
        self._stamp = stamp
        self._kept_columns: dict[str, frozenset[str]] = {}
        self._unique_columns: dict[str, set[str]] = {}

    def erase(self, targets: Sequence[Target]) -> Mapping[str, int]:
        """Delete or blank; gives `deleted:KIND` and `anonymised:KIND` for what was changed."""
        doomed = self._doomed(targets)
        if self.others_now(_names_of(targets), lock=True):
            raise Conflict("owner_changed")
        self._judge_at_once()
        rows = {kind: self._read(kind, doomed[kind]) for kind in doomed}
        counts: dict[str, int] = {}
        for place in self._children_first():
            kind = place.mapped.kind
            if kind not in doomed:
                continue
            whole = [row.key for row in rows[kind].values() if _goes_whole(place, row, doomed[kind][row.key])]
            left = set(self._delete(place, whole))
            gone = [key for key in whole if key not in left]
            staying = [row for row in rows[kind].values() if row.key not in gone]
            blanked = self._blank(place, staying, doomed[kind])
            counts |= {f"deleted:{kind}": len(gone)} if gone else {}
            counts |= {f"anonymised:{kind}": blanked} if blanked else {}
        return counts

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether an erasure would find nothing to do: every row is gone, or blank and held by what stays."""
        doomed_rows = self._doomed(targets)
        others = self.others_now(_names_of(targets), lock=False)
        for kind, doomed in doomed_rows.items():
            place = self._survey.place(kind)
            rows = held_rows(self._connection, place, list(doomed), lock=False)
            if any(row.owner != doomed[row.key].owner or row.owner in others for row in rows.values()):
                return False
            asked = {row.key: doomed[row.key].categories for row in rows.values()}
            if not all(self._key_may_stay(place, categories) for categories in asked.values()):
                return False
            if any(self._cells_left(place, row, asked[row.key]) for row in rows.values()):
                return False
            whole = [row.key for row in rows.values() if _goes_whole(place, row, doomed[row.key])]
            if set(whole) - self._referenced(place, whole):
                return False
        return True

    def remove(self, owner: str) -> Mapping[str, int]:
        """Take out the person's row and every mapped row that hangs on it; still_referenced where more does."""
        self._judge_at_once()
        counts: dict[str, int] = {}
        for mapped in self._mapping.tables:
            self._survey.place(mapped.kind)
        for place in self._children_first():
            keys = self._keys_of(place, owner)
            if keys and (place.mapped.erase == "keep" or self._delete(place, keys)):
                raise Permanent("still_referenced")
            counts |= {f"deleted:{place.mapped.kind}": len(keys)} if keys else {}
        return counts

    def others_now(self, known_as: Mapping[str, Collection[str]], *, lock: bool) -> set[str]:
        """The owners whose key is somebody else's by now; `known_as` are by owner the digests of what named them."""
        known = {owner: names for owner, names in known_as.items() if names}
        place = self._survey.place(self._mapping.person.kind)
        return others_now(self._connection, self._mapping, place, known, self._emptied, lock=lock) if known else set()

    def troubles(self) -> Iterator[str]:
        """Columns of which neither mapping nor schema says how to blank them, as `code:place`."""
        for place in self._survey.places.values():
            for each in place.mapped.columns if place.mapped.erasable else ():
                if not place.has(each.column) or each.column in self._staying(place):
                    continue
                try:
                    self._blank_value(place, each, "1")
                except Permanent as fault:
                    yield f"{fault.code}:{place.mapped.kind}.{each.column}"

    # What is asked, and what is there.

    def _doomed(self, targets: Sequence[Target]) -> dict[str, dict[str, _Doomed]]:
        """By kind and key; Permanent("not_writable") where the mapping lets no machine erase."""
        mapped = {each.kind: each for each in self._mapping.tables}
        found: dict[str, dict[str, _Doomed]] = {}
        for target in targets:
            if target.kind not in mapped or not mapped[target.kind].erasable:
                raise Permanent("not_writable")
            missing = self._survey.place(target.kind).missing
            if missing - {mapped[target.kind].dated, mapped[target.kind].until}:
                raise Permanent("schema_changed")
            key = canonical(self._survey.place(target.kind).key, target.key)
            row = found.setdefault(target.kind, {}).setdefault(key, _Doomed(target.owner))
            if row.owner != target.owner:
                raise Conflict("owner_changed")
            row.categories |= set(target.categories)
        return found

    def _emptied(self, name: str, key: str, cell: object) -> bool:
        """Whether a cell of the person's row holds what an erasure leaves there."""
        place = self._survey.place(self._mapping.person.kind)
        for each in place.mapped.columns if place.mapped.erasable else ():
            if each.column == name and each.column not in self._staying(place):
                return same(place.table.c[name], cell, self._blank_value(place, each, key))
        return False

    def _read(self, kind: str, doomed: Mapping[str, _Doomed]) -> dict[str, HeldRow]:
        self._deadline.look()
        rows = held_rows(self._connection, self._survey.place(kind), list(doomed), lock=True)
        if any(row.owner != doomed[row.key].owner for row in rows.values()):
            raise Conflict("owner_changed")
        return rows

    def _keys_of(self, place: Place, owner: str) -> list[str]:
        if f"{KEY_UNREADABLE}{place.mapped.kind}" in self._survey.gaps:
            raise Permanent("key_unreadable")
        query = select(*labelled("k", place.key)).select_from(place.source)
        query = query.where(place.narrowed, equal(place.owner, owner), *(each.is_not(None) for each in place.key))
        return [encoded(row) for row in self._connection.execute(query.with_for_update())]

    def _judge_at_once(self) -> None:
        """A constraint that waits for the end of the transaction would speak too late."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))

    def _children_first(self) -> list[Place]:
        """The places so that what points at a row comes before it; circles of foreign keys are passed over."""
        places = self._survey.places
        parents = {kind: {child for child in places if places[child].mapped.parent == kind} for kind in places}
        pointing = {
            kind: {
                other
                for each in self._references_to(place)
                for other in places
                if self._is_table(places[other].mapped, each.schema, each.table)
                and not _one_table(place, places[other])
            }
            for kind, place in places.items()
        }
        try:
            order = list(TopologicalSorter({kind: parents[kind] | pointing[kind] for kind in places}).static_order())
        except CycleError:
            order = list(TopologicalSorter(parents).static_order())
        return [places[kind] for kind in order]

    # Deleting.

    def _delete(self, place: Place, keys: Collection[str]) -> list[str]:
        """Delete the rows on which nothing hangs, again while that frees others; gives those that are left."""
        left = list(keys)
        while left:
            held = self._referenced(place, left)
            free = [key for key in left if key not in held]
            refused = self._drop(place, free)
            left = [key for key in left if key in held | refused]
            if len(refused) == len(free):
                break
        return left

    def _drop(self, place: Place, keys: list[str]) -> set[str]:
        """Delete these rows; gives those that the database keeps for a reason of its own."""
        refused: set[str] = set()
        for portion in chunks(keys):
            self._deadline.look()
            if not self._dropped(place, portion):
                refused |= {key for key in portion if not self._dropped(place, [key])}
            gone = [key for key in portion if key not in refused]
            if (
                gone
                and self._connection.execute(select(literal(1)).where(exists().where(these_rows(place, gone)))).all()
            ):
                raise Permanent("row_refused")
        return refused

    def _dropped(self, place: Place, keys: list[str]) -> bool:
        try:
            with self._connection.begin_nested():
                self._connection.execute(delete(place.table).where(these_rows(place, keys)))
        except IntegrityError:
            return False
        return True

    # What hangs on a row.

    def _referenced(self, place: Place, keys: Collection[str]) -> set[str]:
        """The keys of rows at which another row points; all of them where we may not look."""
        references = self._references_to(place)
        found: set[str] = set()
        for portion in chunks(keys) if references else ():
            self._deadline.look()
            aimed = self._bare(place, {name for each in references for name in each.referred}).alias("t")
            key = [aimed.c[name] for name in place.mapped.key]
            hangs = or_(*(self._points_at(each, place, aimed) for each in references))
            query = select(*labelled("k", key)).where(or_(*(equal(key, each) for each in portion)), hangs)
            try:
                with self._connection.begin_nested():
                    found |= {encoded(row) for row in self._connection.execute(query)}
            except DBAPIError as error:
                if not _is_closed(error.orig):
                    raise
                found |= set(portion)
        return found

    def _points_at(self, reference: _Reference, place: Place, aimed: Any) -> ColumnElement[bool]:
        own = self._is_table(place.mapped, reference.schema, reference.table)
        names = {*reference.columns, *(place.mapped.key if own else ())}
        rows = table(
            quoted_name(reference.table, True),
            *(column(quoted_name(name, True)) for name in sorted(names)),
            schema=quoted_name(reference.schema, True) if reference.schema else None,
        ).alias("r")
        pairs = zip(reference.columns, reference.referred, strict=True)
        terms = [rows.c[name] == aimed.c[other] for name, other in pairs]
        if own:
            terms.append(not_(and_(*(rows.c[name] == aimed.c[name] for name in place.mapped.key))))
        return exists().where(*terms)

    def _bare(self, place: Place, referred: set[str]) -> TableClause:
        names = {*place.mapped.key, *referred}
        typed_as = {each.name: each.type for each in place.table.c}
        columns = [column(quoted_name(name, True), typed_as.get(name)) for name in sorted(names)]
        return table(quoted_name(place.mapped.table, True), *columns, schema=place.table.schema)

    def _references_to(self, place: Place) -> list[_Reference]:
        """Foreign keys of every table, and the mapping's own links."""
        mapped = place.mapped
        links = [
            _Reference(each.schema, each.table, each.link, mapped.key)
            for each in self._mapping.tables
            if each.parent == mapped.kind and each.kind in self._survey.places
        ]
        keyed = [each for schema, name, each in self._foreign if self._is_table(mapped, schema, name)]
        return list(dict.fromkeys((*links, *keyed)))

    @cached_property
    def _foreign(self) -> list[tuple[str, str, _Reference]]:
        """Every foreign key of the database: the schema and table at which it points, and itself."""
        read = {"sqlite": _sqlite_foreign_keys, "mysql": _mariadb_foreign_keys}
        return list(read.get(self._connection.dialect.name, _foreign_keys)(self._connection))

    def _is_table(self, mapped: MappedTable, schema: str, name: str) -> bool:
        default = self._connection.dialect.default_schema_name
        one = ((mapped.schema or default), mapped.table)
        other = ((schema or default), name)
        if self._connection.dialect.name == "sqlite":
            return mapped.table.casefold() == name.casefold()
        return one == other

    # Blanking.

    def _blank(self, place: Place, rows: Iterable[HeldRow], doomed: Mapping[str, _Doomed]) -> int:
        """Blank the cells; gives how many rows changed. Rows that become alike are written at once."""
        alike: dict[tuple[tuple[str, object], ...], list[str]] = {}
        for row in rows:
            categories = doomed[row.key].categories
            if not self._key_may_stay(place, categories):
                raise Permanent("still_referenced")
            blanks = self._cells_left(place, row, categories)
            if blanks:
                alike.setdefault(tuple((each.name, value) for each, value in blanks.items()), []).append(row.key)
        for cells, keys in alike.items():
            values: Values = {place.table.c[name]: value for name, value in cells}
            self._write(place, keys, values)
        return sum(len(keys) for keys in alike.values())

    def _write(self, place: Place, keys: list[str], values: Values) -> None:
        for portion in chunks(keys):
            self._deadline.look()
            statement = update(place.table).where(these_rows(place, portion))
            try:
                self._connection.execute(statement.values({**values, **self._stamp(place)}))
            except IntegrityError as error:
                raise Permanent("blank_missing") from error
            kept = held_rows(self._connection, place, portion, lock=False)
            for row in kept.values():
                if not all(same(each, row.cells[each.name], value) for each, value in values.items()):
                    raise Permanent("row_refused")

    def _cells_left(self, place: Place, row: HeldRow, categories: set[str]) -> Values:
        """The cells of these categories that say something still, with what blanks them."""
        values: Values = {}
        for each in place.mapped.columns:
            if each.category not in categories or each.column in self._staying(place):
                continue
            if nothing(row.cells[each.column]):
                continue
            blank = self._blank_value(place, each, row.key)
            if not same(place.table.c[each.column], row.cells[each.column], blank):
                values[place.table.c[each.column]] = blank
        return values

    def _blank_value(self, place: Place, each: MappedColumn, key: str) -> object:
        found = place.table.c[each.column]
        unique = each.blank is None and not found.nullable and each.column in self._unique(place)
        return blank_of(found, each.blank, key, self._mapping.zone, unique=unique)

    def _staying(self, place: Place) -> frozenset[str]:
        """Columns not to blank: what steers, what is computed, the primary key, and links that may not be NULL."""
        kind = place.mapped.kind
        if kind not in self._kept_columns:
            held = inspect(self._connection).get_pk_constraint(place.mapped.table, place.mapped.schema or None)
            linked = {name for each in self._references_of(place) for name in each.columns}
            bound = {each.name for each in place.table.c if each.name in linked and not each.nullable}
            given = {each.column for each in place.mapped.columns if each.blank is not None}
            computed = {each.name for each in place.table.c if each.info.get("computed")}
            keyed = set(held["constrained_columns"])
            self._kept_columns[kind] = place.mapped.steering() | computed | ((keyed | bound) - given)
        return self._kept_columns[kind]

    def _references_of(self, place: Place) -> Iterator[_Reference]:
        return (each for _, _, each in self._foreign if self._is_table(place.mapped, each.schema, each.table))

    def _unique(self, place: Place) -> set[str]:
        """Columns in which no two rows may be alike, alone or with others."""
        kind = place.mapped.kind
        if kind not in self._unique_columns:
            options = {"include_auto_indexes": True} if self._connection.dialect.name == "sqlite" else {}
            held = inspect(self._connection).get_indexes(place.mapped.table, place.mapped.schema or None, **options)
            self._unique_columns[kind] = {
                name for each in held if each["unique"] for name in each["column_names"] if name
            }
        return self._unique_columns[kind]

    def _key_may_stay(self, place: Place, categories: set[str]) -> bool:
        """Whether no key or link in these categories names the person."""
        asked = {each.column for each in place.mapped.columns if each.category in categories}
        return not asked & self._naming(place.mapped)

    def _naming(self, mapped: MappedTable) -> set[str]:
        """The keys and links of a table that name somebody: an address, a phone, a name."""
        fixed = {*mapped.key, *mapped.link}
        named = {each.column for each in mapped.identifying if each.what in _NAMING and each.column in fixed}
        if not mapped.parent:
            return named
        parent = self._mapping.table(mapped.parent)
        above = self._naming(parent)
        return named | {link for link, key in zip(mapped.link, parent.key, strict=True) if key in above}


def _names_of(targets: Sequence[Target]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for target in targets:
        known.setdefault(target.owner, set()).update(target.known_as)
    return known


def _one_table(one: Place, other: Place) -> bool:
    return (one.mapped.schema, one.mapped.table) == (other.mapped.schema, other.mapped.table)


def _goes_whole(place: Place, row: HeldRow, doomed: _Doomed) -> bool:
    """Whether the row has nothing but what is to go, and the mapping lets it go."""
    held = {each.category for each in place.mapped.columns if not nothing(row.cells[each.column])}
    return place.mapped.erase == "delete" and held <= doomed.categories


def _foreign_keys(connection: Connection) -> Iterator[tuple[str, str, _Reference]]:
    """Of every schema; the one that is searched by default is called by the empty text."""
    inspector = inspect(connection)
    names = [name for name in inspector.get_schema_names() if name != "information_schema"]
    for schema in ("", *(name for name in names if name != inspector.default_schema_name)):
        held = inspector.get_multi_foreign_keys(schema=schema or None, kind=ObjectKind.TABLE)
        for (_, name), keys in held.items():
            for each in keys:
                reference = _Reference(
                    schema, name, tuple(each["constrained_columns"]), tuple(each["referred_columns"])
                )
                yield each["referred_schema"] or "", each["referred_table"], reference


def _is_closed(error: BaseException | None) -> bool:
    """Whether an account may not look there."""
    if mariadb.is_of_the_driver(error):
        return mariadb.number_of(error) in mariadb.NO_RIGHTS
    return getattr(error, "sqlstate", None) == _NO_RIGHT


def _mariadb_foreign_keys(connection: Connection) -> Iterator[tuple[str, str, _Reference]]:
    """Of every schema that the account sees; what it does not see, the database itself refuses to let go."""
    found: dict[tuple[str, str, str], list[tuple[str, str, str, str]]] = {}
    for schema, name, constraint, own, aimed_schema, aimed, other in connection.execute(mariadb.FOREIGN_KEYS):
        found.setdefault((schema, name, constraint), []).append((aimed_schema, aimed, own, other))
    for (schema, name, _), parts in found.items():
        own, other = tuple(part[2] for part in parts), tuple(part[3] for part in parts)
        yield parts[0][0], parts[0][1], _Reference(schema, name, own, other)


def _sqlite_foreign_keys(connection: Connection) -> Iterator[tuple[str, str, _Reference]]:
    """As SQLite itself knows them; one that names no columns points at the primary key."""
    found: dict[tuple[str, int], list[tuple[str, str, str | None]]] = {}
    for name, number, aimed, own, other in connection.execute(text(_SQLITE_FOREIGN_KEYS)):
        found.setdefault((name, number), []).append((aimed, own, other))
    for (name, _), parts in found.items():
        aimed = parts[0][0]
        given = [other for _, _, other in parts if other is not None]
        referred = given or connection.execute(text(_SQLITE_PRIMARY_KEY), {"name": aimed}).scalars().all()
        if len(referred) == len(parts):
            yield "", aimed, _Reference("", name, tuple(own for _, own, _ in parts), tuple(referred))
