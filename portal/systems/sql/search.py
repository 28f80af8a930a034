"""Whose rows match, found in two steps: a LIKE in the database takes a superset, Python decides each hit.

What it costs: a search reads every identifying table and every free text once from end to
end, in the database, whatever format old rows have; only the hits come to Python. That is
some milliseconds for thousands of rows, and about a second for a million; the pages after
the first do not repeat it, since the cursor carries whom it found.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, case, cast, false, func, literal, or_, select

from portal.domain.lifecycle import Match
from portal.systems.contract import Field, Learned, Page, Permanent, Record
from portal.systems.matching import (
    Evidence,
    Named,
    Wanted,
    identifiers_in,
    in_order,
    judge,
    matched_value,
    mentions,
    name_differs,
    same_name,
)
from portal.systems.sql.connection import Deadline
from portal.systems.sql.mapping import MappedTable, SqlMapping
from portal.systems.sql.schema import Place, Survey
from portal.systems.sql.values import (
    after_key,
    cell_text,
    day_of,
    digests,
    encoded,
    equal,
    is_loose,
    letters,
    plain,
    sort_terms,
)

MOST_NAMESAKES = 300
CHUNK = 200
_PHONE_TAIL = 7
_PATTERN_LENGTH = 80
_PATTERN_GAPS = 8
_ESCAPE = "/"
_NAME_KINDS = frozenset({"first_name", "last_name", "name"})


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

    def identifying(self, place: Place, *, by_name: bool) -> ColumnElement[bool]:
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

    def free_text(self, place: Place) -> ColumnElement[bool]:
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

    def _name(self, place: Place) -> ColumnElement[bool]:
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
    protected: bool = False
    known_as: tuple[str, ...] = ()


class _Row(NamedTuple):
    key: str
    owner: str
    dated: str
    until: str
    values: dict[str, object]


class Search:
    """One page of one search, on one connection.

    The stations are every table for every person found, then every table once more for
    free texts of others and rows that hang on nobody.
    """

    def __init__(
        self, connection: Connection, deadline: Deadline, mapping: SqlMapping, survey: Survey, want: Wanted
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
        """The rows after `cursor`, at most `batch` of them."""
        searched, gaps = (0, ()) if cursor else self._count()
        place = _Cursor.read(cursor) if cursor else _Cursor(self._whom())
        records, onward = self._walk(place, batch)
        if self._too_many:
            gaps = (*gaps, f"too_many_namesakes:{self._mapping.person.kind}")
        taught = () if cursor else tuple(self._learned(place.found))
        return Page(records, onward.text() if onward else None, (*self._survey.gaps, *gaps), searched, taught)

    def of_owner(self, owner: str, batch: int) -> Iterator[Record]:
        """Every record that hangs on one owner, as an exact match gives them."""
        found = _Found(owner, Match.EXACT, ())
        for table in self._mapping.tables:
            after: str | None = None
            while True:
                self._deadline.look()
                rows = list(self._visit(table, found, (), after, batch))
                for _row, records in rows:
                    yield from records
                if len(rows) < batch:
                    break
                after = rows[-1][0].key

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

    def _gather(self, place: Place, evidence: dict[str, Evidence], *, by_name: bool) -> None:
        columns = [place.rows.c[each.column] for each in place.mapped.identifying]
        size = len(place.owner)
        query = (
            select(*labelled("o", place.owner), *labelled("c", columns))
            .select_from(place.source)
            .where(place.narrowed, place.sound, self._like.identifying(place, by_name=by_name))
        )
        for row in self._stream(query):
            if any(part is None for part in row[:size]):
                continue
            matched = self._matched(place, row[size:])
            owner = encoded(row[:size])
            if not matched or (matched == {"name"} and self._full(evidence, owner)):
                continue
            evidence.setdefault(owner, Evidence()).matched |= matched

    def _full(self, evidence: Mapping[str, Evidence], owner: str) -> bool:
        if owner in evidence or len(evidence) < MOST_NAMESAKES:
            return False
        self._too_many = True
        return True

    def _matched(self, place: Place, cells: Sequence[object]) -> set[str]:
        held = list(zip(place.mapped.identifying, (cell_text(cell) for cell in cells), strict=True))
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

    def _learned(self, found: Iterable[_Found]) -> Iterator[Learned]:
        """Every address, number and customer number in the identifying columns of the one exact match, and the name."""
        sure = [each.owner for each in found if each.match is Match.EXACT]
        if len(sure) != 1:
            return
        named = self._person(sure[0]).named
        if name := named.whole or f"{named.first} {named.last}".strip():
            yield Learned("name", name)
        for place in self._survey.places.values():
            held = [each for each in place.mapped.identifying if each.what not in _NAME_KINDS]
            columns = [place.rows.c[each.column] for each in held]
            if not columns:
                continue
            query = select(*labelled("c", columns)).select_from(place.source)
            for row in self._stream(query.where(place.narrowed, equal(place.owner, sure[0])).limit(CHUNK)):
                for each, cell in zip(held, row, strict=True):
                    for value in sorted(identifiers_in(each.what, cell_text(cell), self.want.country)):
                        yield Learned(each.what, value)

    def _count(self) -> tuple[int, tuple[str, ...]]:
        total, gaps = 0, []
        for kind, place in self._survey.places.items():
            keyed = func.count(case((and_(*(column.is_not(None) for column in place.key)), 1)))
            query = select(func.count(), keyed).select_from(place.rows).where(place.narrowed)
            rows, with_key = self._connection.execute(query).one()
            total += rows
            gaps += [f"rows_without_key:{kind}"] if with_key < rows else []
            gaps += [f"links_spelt_otherwise:{kind}"] if self._spelt_otherwise(place) else []
        return total, tuple(gaps)

    def _spelt_otherwise(self, place: Place) -> bool:
        """Whether rows hang on somebody by a key that the database takes for theirs and that has other letters."""
        person = self._survey.places[self._mapping.person.kind]
        if place.mapped.parent != person.mapped.kind:
            return False
        above = person.table.alias("p")
        pairs = list(zip(place.owner, (above.c[name] for name in person.mapped.key), strict=True))
        loose = [(link, key) for link, key in pairs if is_loose(link) or is_loose(key)]
        if not loose:
            return False
        joined = place.source.join(above, and_(*(link == key for link, key in pairs)))
        other = or_(*(letters(link) != letters(key) for link, key in loose))
        return bool(self._connection.execute(select(literal(1)).select_from(joined).where(other).limit(1)).all())

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
            for row in self._rows(place, equal(place.owner, found.owner), after, room):
                yield row, self._records(place, row, found)

    def _sweep(
        self, place: Place, known: set[str], after: str | None, room: int
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

    def _mentioned(self, place: Place, row: _Row) -> list[Record]:
        texts = [cell_text(row.values.get(each.column)) for each in place.mapped.columns if each.free_text]
        spoken = {found for text in texts for found in mentions(text, self.want)}
        identifying = [row.values.get(each.column) for each in place.mapped.identifying]
        own = self._matched(place, identifying) if not row.owner else set()
        matched = in_order(spoken | own)
        if not matched:
            return []
        match = Match.PROBABLE if own - {"name"} else Match.MENTION
        return self._records(place, row, _Found(row.owner, match, matched))

    def _rows(self, place: Place, term: ColumnElement[bool], after: str | None, room: int) -> Iterator[_Row]:
        wanted_columns = {each.column for each in place.mapped.columns} | {
            each.column for each in place.mapped.identifying
        }
        names = [name for name in sorted(wanted_columns) if place.has(name)]
        keys, owners = len(place.key), len(place.owner)
        query = (
            select(
                place.dated.label("d"),
                place.until.label("u"),
                *labelled("k", place.key),
                *labelled("o", place.owner),
                *labelled("c", [place.rows.c[name] for name in names]),
            )
            .select_from(place.source)
            .where(place.narrowed, place.sound, term, *(column.is_not(None) for column in place.key))
            .order_by(*sort_terms(place.key))
            .limit(room)
        )
        if after is not None:
            query = query.where(after_key(place.key, after))
        for dated, until, *row in self._connection.execute(query):
            owner = row[keys : keys + owners]
            nobody = any(part is None for part in owner)
            values = dict(zip(names, row[keys + owners :], strict=True))
            day, last = (day_of(cell, self._mapping.zone) for cell in (dated, until))
            yield _Row(encoded(row[:keys]), "" if nobody else encoded(owner), day, last, values)

    def _records(self, place: Place, row: _Row, found: _Found) -> list[Record]:
        """One record for each category that the row has a value in."""
        person = self._person(row.owner) if row.owner else _Person()
        differs = ("name",) if name_differs(self.want.name, person.named) else ()
        by_category: dict[str, list[Field]] = {}
        for each in place.mapped.columns:
            if each.column in row.values:
                value = plain(row.values[each.column])
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
                dated=row.dated,
                until=row.until,
                protected=person.protected,
                known_as=person.known_as,
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
        names = list(dict.fromkeys((*self._mapping.display, *self._mapping.beside, *what, *self._mapping.naming())))
        numbers = {each.column for each in place.mapped.identifying if each.what == "customer_number"}
        size = len(place.key)
        every = [owner for owner in owners if owner not in self._people]
        for start in range(0, len(every), CHUNK):
            terms = [equal(place.key, owner) for owner in every[start : start + CHUNK]]
            query = select(
                *labelled("k", place.key),
                place.guarded.label("p"),
                *labelled("c", [place.rows.c[name] for name in names]),
            )
            for row in self._stream(query.where(place.narrowed, or_(*terms))):
                values = dict(zip(names, (cell_text(cell) for cell in row[size + 1 :]), strict=True))
                named = _named((kind, values[column]) for column, kind in what.items())
                protected = bool(row[size])
                beside = [name for name in self._mapping.beside if not protected or name in numbers]
                known = digests({name: values[name] for name in self._mapping.naming()})
                self._people[encoded(row[:size])] = _Person(self._subject(values, beside), named, protected, known)

    def _subject(self, values: Mapping[str, str], beside: Sequence[str]) -> str:
        """Whom staff see: of a protected person a number at most stands beside the name, never a town."""
        name = " ".join(filter(None, (values[column].strip() for column in self._mapping.display)))
        told = ", ".join(filter(None, (values[column].strip() for column in beside)))
        return f"{name} ({told})" if name and told else name or told

    def _stream(self, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
        with self._connection.execute(query, execution_options={"yield_per": 500}) as rows:
            for row in rows:
                self._deadline.look()
                yield tuple(row)


def _named(cells: Iterable[tuple[str, str]]) -> Named:
    held = dict(cells)
    return Named(held.get("first_name", ""), held.get("last_name", ""), held.get("name", ""))


def labelled(letter: str, columns: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """The columns under short names of ours, since theirs may be alike."""
    return [column.label(f"{letter}{number}") for number, column in enumerate(columns)]
