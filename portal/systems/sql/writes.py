"""What is written into somebody else's cells: prohibitions (Art 21), corrections (Art 16), the flag of Art 18.

Every function works inside the caller's one transaction. Rows are locked before they are
looked at, together with the rows through which they hang on their owner, so that nothing
changes between the look and the write.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError

from portal.systems.contract import Change, Conflict, Permanent
from portal.systems.sql.mapping import Prohibition, SqlMapping
from portal.systems.sql.schema import Place, Survey, narrowed_to
from portal.systems.sql.search import CHUNK, labelled
from portal.systems.sql.values import (
    canonical,
    decoded,
    encoded,
    equal,
    is_key,
    plain,
    same,
    stored,
    term,
    typed,
    writable_type,
)

Values = dict[Column[Any], object]
Stamp = Callable[[Place], Values]


def stamp_of(place: Place, now: datetime, zone: str) -> Values:
    """When a row changes, in the mapping's zone, if the mapping lets us write it."""
    updated = place.mapped.updated
    if updated is None or not updated.write:
        return {}
    here = now.astimezone(ZoneInfo(zone))
    column = place.table.c[updated.column]
    if updated.format:
        return {column: here.strftime(updated.format)}
    if isinstance(column.type, DateTime):
        return {column: here if column.type.timezone else here.replace(tzinfo=None)}
    if isinstance(column.type, Date):
        return {column: here.date()}
    return {column: here.replace(tzinfo=None).isoformat(" ", "seconds")}


# The rows themselves.


class HeldRow(NamedTuple):
    """A row as it stands now; `owner` is empty where it hangs on nobody, None where its parent is gone."""

    key: str
    owner: str | None
    cells: dict[str, object]


def chunks(keys: Collection[str]) -> Iterator[list[str]]:
    """The keys in portions that one statement takes."""
    rest = iter(keys)
    while portion := list(islice(rest, CHUNK)):
        yield portion


def these_rows(place: Place, keys: Collection[str]) -> ColumnElement[bool]:
    """For writing: that a row is of this kind and has one of these keys."""
    columns = [place.table.c[name] for name in place.mapped.key]
    return and_(narrowed_to(place.table, place.mapped), or_(*(equal(columns, key) for key in keys)))


def held_rows(connection: Connection, place: Place, keys: Collection[str], *, lock: bool) -> dict[str, HeldRow]:
    """The rows with these keys that are there, and every mapped cell of them.

    Permanent("key_not_unique") where two rows have one key: neither may be written then.
    """
    names = sorted({each.column for each in place.mapped.columns} & set(place.table.c.keys()))
    size, owners = len(place.key), len(place.owner)
    rows: dict[str, HeldRow] = {}
    given = {canonical(place.key, key): key for key in keys if is_key(key, size)}
    for portion in chunks(given):
        query = select(
            *labelled("k", place.key),
            *labelled("o", place.owner),
            *labelled("c", [place.rows.c[name] for name in names]),
        ).select_from(place.source)
        query = query.where(place.narrowed, or_(*(equal(place.key, key) for key in portion)))
        found = connection.execute(query.with_for_update() if lock else query).all()
        for row in found:
            owner = row[size : size + owners]
            whose = "" if any(part is None for part in owner) else encoded(owner)
            key = given.get(encoded(row[:size]))
            if key is None or key in rows:
                raise Permanent("key_unreadable" if key is None else "key_not_unique")
            rows[key] = HeldRow(key, whose, dict(zip(names, row[size + owners :], strict=True)))
        rows |= _adrift(connection, place, {each: given[each] for each in portion if given[each] not in rows})
    return {key: rows[key] for key in keys if key in rows}


def _adrift(connection: Connection, place: Place, keys: Mapping[str, str]) -> dict[str, HeldRow]:
    """Rows that are there but whose parent is not: nobody can say whose they were. `keys` as they are, and as given."""
    if not keys or not place.mapped.parent:
        return {}
    columns = [place.table.c[name] for name in place.mapped.key]
    query = select(*labelled("k", columns)).where(these_rows(place, keys))
    found = (keys.get(encoded(row)) for row in connection.execute(query))
    return {key: HeldRow(key, None, {}) for key in found if key is not None}


def own_rows(place: Place, owner: str) -> ColumnElement[bool]:
    """For writing on the person table and directly below it: that a row is the owner's."""
    columns = [place.table.c[name] for name in (place.mapped.link or place.mapped.key)]
    return and_(equal(columns, owner), narrowed_to(place.table, place.mapped))


def row_count(connection: Connection, place: Place, owner: str) -> int:
    """How many rows the owner has here."""
    query = select(func.count()).select_from(place.table).where(own_rows(place, owner))
    rows: int = connection.execute(query).scalar_one()
    return rows


# The prohibitions.


def _said_otherwise(place: Place, prohibitions: Sequence[Prohibition]) -> ColumnElement[bool]:
    columns = [(place.table.c[each.column], each.value) for each in prohibitions]
    return or_(*(column.is_distinct_from(stored(column, value)) for column, value in columns))


def _has_rows(connection: Connection, place: Place, owner: str) -> bool:
    """Whether the owner has rows here; the person table has exactly one, else Conflict."""
    rows = row_count(connection, place, owner)
    if not place.mapped.parent and rows != 1:
        raise Conflict("owner_changed")
    return rows > 0


def forbid(connection: Connection, place: Place, owner: str, prohibitions: Sequence[Prohibition], stamp: Stamp) -> int:
    """Set the prohibitions on the owner's rows, or make the row; gives the rows changed."""
    values: Values = {
        place.table.c[each.column]: stored(place.table.c[each.column], each.value) for each in prohibitions
    }
    values |= stamp(place)
    if _has_rows(connection, place, owner):
        statement = update(place.table).where(own_rows(place, owner), _said_otherwise(place, prohibitions))
        return connection.execute(statement.values(values)).rowcount
    if all(each.when_absent == "prohibited" for each in prohibitions):
        return 0
    links = [place.table.c[name] for name in place.mapped.link]
    whose = {column: term(column, part)[1] for column, part in zip(links, decoded(owner, len(links)), strict=True)}
    narrowed = {place.table.c[name]: stored(place.table.c[name], value) for name, value in place.mapped.where.items()}
    connection.execute(insert(place.table).values({**whose, **narrowed, **values}).inline())
    return 1


def forbidden(connection: Connection, place: Place, owner: str, prohibitions: Sequence[Prohibition]) -> bool:
    """Whether the prohibitions stand on every row of the owner."""
    if not _has_rows(connection, place, owner):
        return all(each.when_absent == "prohibited" for each in prohibitions)
    otherwise = and_(own_rows(place, owner), _said_otherwise(place, prohibitions))
    return not connection.execute(select(func.count()).select_from(place.table).where(otherwise)).scalar_one()


# The corrections.

Wanted = dict[Column[Any], tuple[Change, object]]


def _by_row(
    survey: Survey, mapping: SqlMapping, changes: Sequence[Change]
) -> dict[tuple[str, str, str], list[tuple[Column[Any], Change]]]:
    """The changes of each row with their columns; Permanent("not_writable") before anything is read."""
    rows: dict[tuple[str, str, str], list[tuple[Column[Any], Change]]] = {}
    for change in changes:
        rows.setdefault((change.kind, change.key, change.owner), []).append((_column(survey, mapping, change), change))
    return rows


def _column(survey: Survey, mapping: SqlMapping, change: Change) -> Column[Any]:
    mapped = next((table for table in mapping.tables if table.kind == change.kind), None)
    if mapped is None or not mapped.writable(change.column):
        raise Permanent("not_writable")
    place = survey.place(change.kind)
    if change.column in place.missing or (place.mapped.updated and place.mapped.updated.column in place.missing):
        raise Permanent("schema_changed")
    column: Column[Any] = place.table.c[change.column]
    if not writable_type(column):
        raise Permanent("not_writable")
    return column


def rectify(
    connection: Connection, survey: Survey, mapping: SqlMapping, changes: Sequence[Change], stamp: Stamp
) -> Mapping[str, int]:
    """Write the changes; gives the rows changed of each kind."""
    counts: dict[str, int] = {}
    for (kind, key, owner), wanted in _by_row(survey, mapping, changes).items():
        place = survey.place(kind)
        values = [(column, change, typed(column, change.after, mapping.zone)) for column, change in wanted]
        held = held_rows(connection, place, [key], lock=True).get(key)
        if held is None or held.owner != owner:
            raise Conflict("owner_changed")
        if fresh := _fresh(held, values):
            _write(connection, place, key, fresh, stamp)
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def _fresh(held: HeldRow, wanted: Sequence[tuple[Column[Any], Change, object]]) -> Values:
    """The cells that are still to be written; Conflict("value_changed") where somebody wrote meanwhile."""
    cells, values = dict(held.cells), Values()
    for column, change, value in wanted:
        now = cells[change.column]
        if same(column, now, value):
            continue
        if plain(now) != change.before or isinstance(plain(now), str) is not isinstance(change.before, str):
            raise Conflict("value_changed")
        cells[change.column] = values[column] = value
    return values


def _write(connection: Connection, place: Place, key: str, values: Values, stamp: Stamp) -> None:
    """Permanent("value_unfit") where the system refuses the value, or keeps another one (a trigger)."""
    try:
        connection.execute(update(place.table).where(these_rows(place, [key])).values({**values, **stamp(place)}))
    except (IntegrityError, DataError) as error:
        raise Permanent("value_unfit") from error
    kept = held_rows(connection, place, [key], lock=False).get(key)
    if kept is None or not all(same(column, kept.cells[column.name], value) for column, value in values.items()):
        raise Permanent("value_unfit")


def rectified(connection: Connection, survey: Survey, mapping: SqlMapping, changes: Sequence[Change]) -> bool:
    """Whether every cell holds its new value on a row that hangs on its owner still."""
    for (kind, key, owner), wanted in _by_row(survey, mapping, changes).items():
        held = held_rows(connection, survey.place(kind), [key], lock=False).get(key)
        if held is None or held.owner != owner:
            return False
        last = {column: typed(column, change.after, mapping.zone) for column, change in wanted}
        if not all(same(column, held.cells[column.name], value) for column, value in last.items()):
            return False
    return True


# The restriction.


def _flagged(survey: Survey, mapping: SqlMapping) -> list[tuple[Place, Column[Any], object, object]]:
    """Where the flag stands, with its value for restricted and for free."""
    found = []
    for table in mapping.tables:
        if table.restriction is None:
            continue
        place = survey.place(table.kind)
        updated = {table.updated.column} if table.updated and table.updated.write else set()
        if ({table.restriction.column} | updated) & place.missing:
            raise Permanent("schema_changed")
        column: Column[Any] = place.table.c[table.restriction.column]
        free = table.restriction.free
        value = stored(column, table.restriction.value)
        found.append((place, column, value, None if free is None else stored(column, free)))
    if not found:
        raise Permanent("restriction_unmapped")
    return found


def _is_there(connection: Connection, survey: Survey, mapping: SqlMapping, owner: str) -> bool:
    rows = row_count(connection, survey.place(mapping.person.kind), owner)
    if rows > 1:
        raise Conflict("several_owners")
    return rows == 1


def restrict(
    connection: Connection,
    survey: Survey,
    mapping: SqlMapping,
    owners: Sequence[str],
    stamp: Stamp,
    others: Collection[str] = (),
    *,
    on: bool,
) -> Mapping[str, int]:
    """Set or lift the flag; gives the rows changed of each kind. Lifting leaves other values than ours alone.

    Conflict("owner_changed") where there is nobody, or no row, to restrict, and where one of the `others`, whose key
    is somebody else's by now, would get the flag or lose it.
    """
    counts: dict[str, int] = {}
    flagged = _flagged(survey, mapping)
    for owner in owners:
        there = _is_there(connection, survey, mapping, owner)
        if on and not (there and any(row_count(connection, place, owner) for place, *_ in flagged)):
            raise Conflict("owner_changed")
        for place, column, value, free in flagged:
            meant = column.is_distinct_from(value) if on else column == value
            statement = update(place.table).where(own_rows(place, owner), meant)
            if owner in others:
                _leave_alone(connection, place, owner, meant, on=on)
                continue
            changed = connection.execute(statement.values({column: value if on else free, **stamp(place)})).rowcount
            if changed:
                counts[place.mapped.kind] = counts.get(place.mapped.kind, 0) + changed
    return counts


def _leave_alone(connection: Connection, place: Place, owner: str, meant: ColumnElement[bool], *, on: bool) -> None:
    """Somebody else has this key: Conflict where something of theirs would be changed."""
    flagged = select(func.count()).select_from(place.table).where(own_rows(place, owner), meant)
    if on or connection.execute(flagged).scalar_one():
        raise Conflict("owner_changed")


def restricted(
    connection: Connection, survey: Survey, mapping: SqlMapping, owners: Sequence[str], others: Collection[str] = (), *,
    on: bool,
) -> bool:  # fmt: skip
    """Whether the flag stands so on every row of every owner; nobody who is gone is restricted."""
    flagged = _flagged(survey, mapping)
    for owner in owners:
        there = _is_there(connection, survey, mapping, owner)
        if on and (
            owner in others or not (there and any(row_count(connection, place, owner) for place, *_ in flagged))
        ):
            return False
        for place, column, value, _free in flagged:
            otherwise = column.is_distinct_from(value) if on else column == value
            query = select(func.count()).select_from(place.table).where(own_rows(place, owner), otherwise)
            if connection.execute(query).scalar_one():
                return False
    return True
