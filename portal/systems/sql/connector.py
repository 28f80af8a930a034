"""A customer register in SQL: searched, corrected, erased, restricted and verified through a mapping alone.

Tables are reflected at each operation, identifiers quoted by SQLAlchemy, values bound; every
write is one transaction. Whose a row is follows the table of `matching`. The writes set a
state, so a retry is one effect without keeping its `op_id`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection

from portal.domain.lifecycle import Capability, Match
from portal.systems.contract import (
    NOBODY,
    Change,
    Conflict,
    Effect,
    Identifiers,
    Meaning,
    OwnersPage,
    Page,
    Permanent,
    Record,
    SystemFault,
    Target,
)
from portal.systems.matching import HAS_PROVEN, judge, wanted
from portal.systems.partial import NOT_POSSIBLE, Partial
from portal.systems.sql import writes
from portal.systems.sql.census import census
from portal.systems.sql.connection import Deadline, opened, parse_url
from portal.systems.sql.erase import Erasure
from portal.systems.sql.mapping import MappedTable, Prohibition, SqlMapping, read_mapping
from portal.systems.sql.schema import NOT_TRANSACTIONAL, Place, Survey, survey_of
from portal.systems.sql.search import Search
from portal.systems.wire import STRICT, Outgoing

BATCH = 200
CENSUS_BATCH = 2000
SECONDS = 20.0


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "SqlConnector":
    """A connector from its settings `url`, `mapping` (TOML), `country` and perhaps `seconds`."""
    try:
        seconds = float(settings.get("seconds") or SECONDS)
    except ValueError as error:
        raise Permanent("settings_incomplete") from error
    mapping = read_mapping(settings["mapping"])
    return SqlConnector(settings["url"], mapping, settings["country"], outgoing, seconds=seconds)


class SqlConnector(Partial):
    """One SQL database as its mapping describes it (`contract.Connector`)."""

    def __init__(
        self,
        url: str,
        mapping: SqlMapping,
        country: str,
        outgoing: Outgoing = STRICT,
        *,
        seconds: float = SECONDS,
        batch: int = BATCH,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`seconds` bounds every operation, `batch` the rows of a page, `clock` stamps what is written."""
        self._url = parse_url(url)
        self._mapping = mapping
        self._country = country
        self._outgoing = outgoing
        self._seconds = seconds
        self._batch = batch
        self._clock = clock

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Free texts are found by machine and released, changed or erased only after a look."""
        return {table.kind: _capabilities(self._mapping, table) for table in self._mapping.tables}

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
                writable=table.writable(column.column),
            )
            for table in self._mapping.tables
            for column in table.columns
        )

    def channels(self) -> Sequence[str]:
        """The channels that the mapping can forbid, in a column or by taking the person out."""
        return self._mapping.channels()

    def removes(self, channels: Sequence[str]) -> bool:
        """Whether the mapping names one of them as a removal."""
        return bool(set(channels) & set(self._mapping.person.removal))

    def check(self) -> Sequence[str]:
        """Faults of the connection, else as `code:place` what is missing and which cells cannot be blanked."""
        try:
            with self._opened(write=False) as (connection, deadline, survey):
                return (*survey.troubles, *self._erasure(connection, deadline, survey).troubles())
        except SystemFault as fault:
            return (fault.code,)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next rows of whoever matches, surest first; at the end the free texts of others.

        Somebody found by name alone shows the rows by which staff tell people apart, and no
        orders. A child row that hangs on nobody is found by its own identifying columns.
        """
        with self._opened(write=False) as (connection, deadline, survey):
            return self._search(connection, deadline, survey, identifiers).page(cursor, self._batch)

    def held(self, owner: str) -> Iterator[Record]:
        """Read whole at once: what is kept of one person is little."""
        with self._opened(write=False) as (connection, deadline, survey):
            if survey.gaps:
                raise Permanent(survey.gaps[0][:80])
            search = self._search(connection, deadline, survey, Identifiers(proven_email=""))
            return iter(tuple(search.of_owner(owner, self._batch)))

    def census(self, cursor: str | None) -> OwnersPage:
        """The next rows of everybody with an address or a number."""
        with self._opened(write=False) as (connection, deadline, survey):
            return census(connection, deadline, survey, self._country, cursor, CENSUS_BATCH)

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Set the mapped columns of `channels` on the owner's rows and no other cell.

        A channel that the mapping forbids by removal takes out the person's row with all that
        hangs on it. Conflict (`several_owners`, `owner_changed`) when the owner is no longer the
        exact match; Permanent (`channel_unmapped`) before anything is written.
        """
        self._refuse_unmapped(channels)
        with self._opened(write=True) as (connection, deadline, survey):
            search = self._search(connection, deadline, survey, identifiers)
            removes = self.removes(channels)
            if removes and self._is_gone(connection, search, survey, owner):
                return _effect({})
            self._confirm(search, survey, owner, chosen=chosen)
            if removes:
                return _effect(self._erasure(connection, deadline, survey).remove(owner))
            counts: dict[str, int] = {}
            for place, prohibitions in self._prohibitions(survey, channels):
                changed = writes.forbid(connection, place, owner, prohibitions, self._stamp)
                if changed:
                    counts[place.mapped.kind] = changed
            return _effect(counts)

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether every mapped column says no, or nobody with the address is left; read again on its own connection."""
        self._refuse_unmapped(channels)
        with self._opened(write=False) as (connection, deadline, survey):
            search = self._search(connection, deadline, survey, identifiers)
            if self.removes(channels):
                return self._is_gone(connection, search, survey, owner)
            self._confirm(search, survey, owner, chosen=chosen)
            return all(
                writes.forbidden(connection, place, owner, prohibitions)
                for place, prohibitions in self._prohibitions(survey, channels)
            )

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Write the changes, and the stamp of each changed row where the mapping lets us."""
        with self._opened(write=True) as (connection, _, survey):
            return _effect(writes.rectify(connection, survey, self._mapping, changes, self._stamp))

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every cell holds its new value, read again on a connection of its own."""
        with self._opened(write=False) as (connection, _, survey):
            return writes.rectified(connection, survey, self._mapping, changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """The erasure itself, taken back before it counts; so it locks the rows for that moment."""
        with self._opened(write=True) as (connection, deadline, survey):
            effect = _effect(self._erasure(connection, deadline, survey).erase(targets))
            connection.rollback()
            return effect

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete or blank the rows, as `erase` has it."""
        with self._opened(write=True) as (connection, deadline, survey):
            return _effect(self._erasure(connection, deadline, survey).erase(targets))

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing is left to erase, read again on a connection of its own."""
        with self._opened(write=False) as (connection, deadline, survey):
            return self._erasure(connection, deadline, survey).erased(targets)

    def lasts(self, kind: str, key: str) -> bool:
        """No key that is an address or a name, and no row that a column's value makes one of its kind."""
        try:
            table = self._mapping.table(kind)
        except KeyError:
            return False
        changing = {each.column for each in table.identifying if each.what != "customer_number"}
        return not table.where and not changing & set(table.key)

    def restrict(
        self, owners: Sequence[str], op_id: str, *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY
    ) -> Effect:
        """Set or lift the mapped flag; Conflict("owner_changed") where nobody is there to restrict, or another."""
        with self._opened(write=True) as (connection, deadline, survey):
            others = self._erasure(connection, deadline, survey).others_now(known_as, lock=True)
            return _effect(writes.restrict(connection, survey, self._mapping, owners, self._stamp, others, on=on))

    def restricted(self, owners: Sequence[str], *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY) -> bool:
        """Whether the flag stands so, read again on a connection of its own."""
        with self._opened(write=False) as (connection, deadline, survey):
            others = self._erasure(connection, deadline, survey).others_now(known_as, lock=False)
            return writes.restricted(connection, survey, self._mapping, owners, others, on=on)

    @contextmanager
    def _opened(self, *, write: bool) -> Iterator[tuple[Connection, Deadline, Survey]]:
        with opened(self._url, self._seconds, write=write, outgoing=self._outgoing) as (connection, deadline):
            survey = survey_of(connection, self._mapping)
            if write and any(each.startswith(NOT_TRANSACTIONAL) for each in survey.troubles):
                raise Permanent(NOT_POSSIBLE)
            yield connection, deadline, survey

    def _search(self, connection: Connection, deadline: Deadline, survey: Survey, identifiers: Identifiers) -> Search:
        return Search(connection, deadline, self._mapping, survey, wanted(identifiers, self._country))

    def _erasure(self, connection: Connection, deadline: Deadline, survey: Survey) -> Erasure:
        return Erasure(connection, deadline, self._mapping, survey, self._stamp)

    def _stamp(self, place: Place) -> writes.Values:
        return writes.stamp_of(place, self._clock(), self._mapping.zone)

    def _refuse_unmapped(self, channels: Sequence[str]) -> None:
        if not channels or set(channels) - set(self._mapping.channels()):
            raise Permanent("channel_unmapped")

    def _is_gone(self, connection: Connection, search: Search, survey: Survey, owner: str) -> bool:
        """Whether the owner's row is out, and nobody else has the proven address, in any place that holds addresses."""
        evidence = search.candidates(by_name=False)
        if not survey.complete or any(HAS_PROVEN & each.matched for each in evidence.values()):
            return False
        return not writes.row_count(connection, survey.place(self._mapping.person.kind), owner)

    def _confirm(self, search: Search, survey: Survey, owner: str, *, chosen: bool) -> None:
        """The owner is found again, among the same rows that the write will see."""
        match = judge(search.candidates(by_name=False), search.want, survey.complete).get(owner)
        if match is Match.EXACT or (chosen and match is Match.PROBABLE):
            return
        raise Conflict("several_owners" if match is Match.PROBABLE else "owner_changed")

    def _prohibitions(self, survey: Survey, channels: Sequence[str]) -> Iterator[tuple[Place, tuple[Prohibition, ...]]]:
        for table in self._mapping.tables:
            meant = tuple(each for each in table.prohibitions if set(each.channels) & set(channels))
            if not meant:
                continue
            written = {each.column for each in meant}
            if table.updated and table.updated.write:
                written.add(table.updated.column)
            place = survey.place(table.kind)
            if written & place.missing:
                raise Permanent("schema_changed")
            yield place, meant


def _effect(counts: Mapping[str, int]) -> Effect:
    changed = sum(counts.values())
    return Effect(changed=changed, counts=counts, already=changed == 0)


def _capabilities(mapping: SqlMapping, table: MappedTable) -> dict[Capability, str]:
    """Nobody erases what the mapping keeps; what it does not speak of, a person does."""
    seen = "review" if table.third_parties else "auto"
    writable = any(table.writable(column.column) for column in table.columns)
    flagged = mapping.person.restriction or table.restriction
    removed = bool(mapping.person.removal) and not table.parent
    done = {
        Capability.SUPPRESS: "auto" if table.prohibitions or removed else "none",
        Capability.RECTIFY: seen if writable else "manual",
        Capability.ERASE: {"keep": "none", None: "manual"}.get(table.erase, seen),
        Capability.RESTRICT: "auto" if flagged else "manual",
    }
    verified = any(how in {"auto", "review"} for how in done.values())
    return {
        Capability.FIND: seen,
        Capability.EXPORT: seen,
        **done,
        Capability.VERIFY: "auto" if verified else "none",
    }
