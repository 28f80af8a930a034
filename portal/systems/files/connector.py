"""Files of workstations and shares: searched, corrected, erased, marked and verified through a mapping.

Nothing is kept between operations: every file is opened anew, and read again before it is written. The writes set
a state, so that a retry is one effect; what was written is known by the journal beside the backups.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

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
from portal.systems.files import marks
from portal.systems.files.census import census
from portal.systems.files.keeping import Keeper
from portal.systems.files.mapping import FilesMapping, FileSpec, read_mapping
from portal.systems.files.persons import parts_of, person_of
from portal.systems.files.records import CARD_FIELDS, MAIL_FIELDS, OTHER_TEXT, TEXT_LABEL, Found, records_of
from portal.systems.files.search import Search, every_unit, refuse_several
from portal.systems.files.walk import Folders, folders_of
from portal.systems.files.writer import Plans, Writer, key_from
from portal.systems.files.writes import corrected, corrections, erased, erasures
from portal.systems.matching import wanted
from portal.systems.partial import Partial
from portal.systems.wire import STRICT, Outgoing

BATCH = 200
SECONDS = 10.0
KEEP_DAYS = 30
_PIECE = 64 * 1024


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "FilesConnector":
    """A connector from its settings `folders`, `mapping` (TOML), `backups`, and perhaps `days`, `marker`, `country`."""
    try:
        days = int(settings.get("days") or KEEP_DAYS)
    except ValueError as error:
        raise Permanent("settings_incomplete") from error
    if days < 0:
        raise Permanent("settings_incomplete")
    folders = folders_of(settings["folders"], settings["backups"], settings.get("marker", "").strip())
    return FilesConnector(folders, read_mapping(settings["mapping"]), settings.get("country") or "FI", days=days)


class FilesConnector(Partial):
    """Some folders as their mapping describes them (`contract.Connector`)."""

    def __init__(
        self,
        folders: Folders,
        mapping: FilesMapping,
        country: str,
        *,
        days: int = KEEP_DAYS,
        batch: int = BATCH,
        seconds: float = SECONDS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`days` is how long backups are kept, `batch` and `seconds` bound a page, `clock` dates the backups."""
        self._folders, self._mapping, self._country = folders, mapping, country
        self._batch, self._seconds = batch, seconds
        self._keeper = Keeper(folders, Path(folders.excluded), days, clock)
        self._writer = Writer(folders, mapping, self._keeper, country)

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Mail, cards and free texts are released, changed or erased only after a look."""
        return {spec.kind: _capabilities(spec) for spec in self._mapping.files}

    def glossary(self) -> Sequence[Meaning]:
        """Every mapped column, and the fields that cards and messages have by themselves."""
        return tuple(each for spec in self._mapping.files for each in _meanings(spec))

    def channels(self) -> Sequence[str]:
        """The channels that some column can forbid."""
        return self._mapping.channels()

    def check(self) -> Sequence[str]:
        """Folders that are away or may not be read or written, and the backups; old backups are removed."""
        faults = [f"{state}:{name}" for name in self._folders.paths if (state := self._folders.state(name))]
        written = any(spec.erasable or spec.prohibitions or spec.restriction for spec in self._mapping.files)
        if written and not self._keeper.writable():
            faults.append("write_refused")
        try:
            self._keeper.forget()
        except SystemFault as fault:
            faults.append(fault.code)
        return tuple(dict.fromkeys(faults))

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next records of whoever matches, then what only speaks of them, file by file."""
        return self._search(identifiers).page(cursor)

    def held(self, owner: str) -> Iterator[Record]:
        """Read whole at once: what is kept of one person is little. Conflict("several_owners") of a shared mailbox."""
        refuse_several(self._folders, self._mapping, owner, self._country)
        return iter(tuple(self._held(owner)))

    def _held(self, owner: str) -> Iterator[Record]:
        anchor = next(iter(parts_of(owner)), "")
        want = wanted(Identifiers(proven_email=anchor if "@" in anchor else ""), self._country)
        given: set[tuple[str, str, str]] = set()
        for parts, spec, unit in every_unit(self._folders, self._mapping):
            person = person_of(unit, spec, self._country)
            if not person.hangs_on(owner):
                continue
            for record in records_of(Found(parts, spec, unit, person, owner, Match.EXACT, (), want)):
                if (record.kind, record.key, record.category) not in given:
                    given.add((record.kind, record.key, record.category))
                    yield record

    def census(self, cursor: str | None) -> OwnersPage:
        """Everybody with an address or a number in the next files, each file whole."""
        return census(self._folders, self._mapping, self._country, cursor, self._seconds)

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """The card or the message, byte for byte as it lies in its file."""
        spec = self._mapping.of_kind(kind)
        if spec is None or spec.read not in {"cards", "mail"}:
            raise Permanent("no_document")
        found = key_from(key)
        if found is None or self._mapping.spec("/".join(found.parts[1:])) is not spec:
            raise Permanent("record_gone")
        for unit in self._writer.units(found.parts, spec):
            if unit.id_of("") == found.id:
                yield from (unit.raw[at : at + _PIECE] for at in range(0, len(unit.raw), _PIECE))
                return
        raise Permanent("record_gone")

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Write the mapped marks into every row of the owner; Permanent("channel_unmapped") where no row has one."""
        self._confirm(identifiers, owner, channels, chosen=chosen)
        with self._keeper.writing():
            found = marks.prohibitions(self._folders, self._mapping, owner, channels, self._country)
            if not found.met:
                raise Permanent("channel_unmapped")
            return self._written(found.plans, found.counts)

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether every row of the owner has the marks, read again."""
        self._confirm(identifiers, owner, channels, chosen=chosen)
        found = marks.prohibitions(self._folders, self._mapping, owner, channels, self._country)
        return bool(found.met) and not found.plans

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Write the cells, all files or none."""
        with self._keeper.writing():
            return self._written(*corrections(self._writer, changes))

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every cell holds its new value, read again."""
        return corrected(self._writer, changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """Everything that `erase` looks at, and nothing that it writes."""
        return _effect(erasures(self._writer, targets)[1])

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Take out or empty, all files or none."""
        with self._keeper.writing():
            return self._written(*erasures(self._writer, targets))

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing is left to erase, read again."""
        return erased(self._writer, targets)

    def lasts(self, kind: str, key: str) -> bool:
        """A row that is known by its content alone is another one as soon as it is edited."""
        found = key_from(key)
        return found is not None and found.column is None and not found.id.startswith("h:")

    def restrict(
        self, owners: Sequence[str], op_id: str, *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY
    ) -> Effect:
        """Set or lift the mapped mark; Conflict("owner_changed") where somebody has no row to restrict."""
        with self._keeper.writing():
            found = marks.restrictions(self._folders, self._mapping, owners, self._country, on=on)
            if on and set(owners) - found.met:
                raise Conflict("owner_changed")
            return self._written(found.plans, found.counts)

    def restricted(self, owners: Sequence[str], *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY) -> bool:
        """Whether the mark stands so on every row of every owner, read again."""
        found = marks.restrictions(self._folders, self._mapping, owners, self._country, on=on)
        return not found.plans and not (on and set(owners) - found.met)

    def _search(self, identifiers: Identifiers) -> Search:
        want = wanted(identifiers, self._country)
        return Search(self._folders, self._mapping, want, batch=self._batch, seconds=self._seconds)

    def _confirm(self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool) -> None:
        """The owner is searched again, in all files, and is the exact match, or the one that staff chose."""
        if not channels or set(channels) - set(self._mapping.channels()):
            raise Permanent("channel_unmapped")
        match = self._search(identifiers).holders().get(owner)
        if match is Match.EXACT or (chosen and (match is Match.PROBABLE or self._search(identifiers).holds(owner))):
            return
        raise Conflict("several_owners" if match is Match.PROBABLE else "owner_changed")

    def _written(self, plans: Plans, counts: Mapping[str, int]) -> Effect:
        self._writer.write(plans)
        return _effect(counts)


def _effect(counts: Mapping[str, int]) -> Effect:
    changed = sum(counts.values())
    return Effect(changed=changed, counts=counts, already=changed == 0)


def _capabilities(spec: FileSpec) -> dict[Capability, str]:
    seen = "review" if spec.seen_first else "auto"
    writable = any(each.writable and each.column not in spec.steering() for each in spec.columns)
    done = {
        Capability.SUPPRESS: "auto" if spec.prohibitions else "none",
        Capability.RECTIFY: seen if writable or spec.read == "cards" else "manual",
        Capability.ERASE: {"keep": "none", None: "manual"}.get(spec.erase, seen),
        Capability.RESTRICT: "auto" if spec.restriction else "manual",
    }
    verified = any(how in {"auto", "review"} for how in done.values())
    return {
        Capability.FIND: seen,
        Capability.EXPORT: seen,
        **done,
        Capability.VERIFY: "auto" if verified else "none",
    }


def _meanings(spec: FileSpec) -> Iterator[Meaning]:
    for each in spec.columns:
        yield Meaning(
            spec.kind, each.name, each.column, each.category, each.label, each.values, kind_label=spec.label,
            free_text=each.free_text, writable=each.writable and each.column not in spec.steering(),
        )  # fmt: skip
    builtin = {"cards": CARD_FIELDS, "mail": MAIL_FIELDS}.get(spec.read, {OTHER_TEXT.upper(): TEXT_LABEL})
    for name, label in builtin.items():
        free = spec.read == "mail" or name in {"NOTE", "OTHER", OTHER_TEXT.upper()}
        yield Meaning(
            spec.kind, name.lower(), name if spec.read in {"cards", "mail"} else "", spec.category, label,
            kind_label=spec.label, free_text=free, writable=spec.read == "cards",
        )  # fmt: skip
