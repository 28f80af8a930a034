"""A search through all files: once to see who holds the proven address, once to give what is found.

The cursor is a place in the walk and a place in that file, with the holders so far: a restart goes on where it
was. A page ends after some records or some seconds. What cannot be read is a gap, and the others go on.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from portal.domain.lifecycle import Match
from portal.systems.contract import Conflict, Identifiers, Learned, Page, Permanent, Record, RetryLater
from portal.systems.files.aside import Aside, HasAsides
from portal.systems.files.formats import format_of
from portal.systems.files.mails import MailFormat
from portal.systems.files.mapping import FilesMapping, FileSpec, fits
from portal.systems.files.persons import Holders, Needles, learned_of, matched, name_of, parts_of, person_of, speaking
from portal.systems.files.records import Found, mention_records, records_of
from portal.systems.files.units import Format, Unit, Unreadable
from portal.systems.files.walk import Folders, Parts, Seen, shown
from portal.systems.free_text import spoken
from portal.systems.matching import HAS_PROVEN, Wanted, beside, in_order, wanted

HOLDERS, RECORDS = 0, 1
_LOOK_EVERY = 200
_MOST_ENDINGS = 50
_HARMLESS = frozenset({"file_unmapped", "link_outside"})
"""Places that hold no addresses as far as the mapping knows: they leave a gap, and no doubt of who is the only one."""


@dataclass(slots=True)
class Cursor:
    """Where a search goes on. `given` are digests of what was given of the file at hand."""

    phase: int = HOLDERS
    parts: Parts = ()
    unit: int = 0
    offset: int = 0
    signature: list[int] = field(default_factory=list)
    holders: Holders = field(default_factory=Holders)
    complete: bool = True
    unmapped: dict[str, int] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """As the portal keeps it, sealed."""
        held = self.holders
        body = [self.phase, self.parts, self.unit, self.offset, self.signature, held.kept(), held.too_many]
        return json.dumps([*body, self.complete, self.unmapped, self.given])

    @staticmethod
    def read(text: str | None, proven: str) -> "Cursor":
        """From its text; Permanent("bad_cursor")."""
        if not text:
            return Cursor()
        try:
            phase, parts, unit, offset, signature, kept, too_many, complete, unmapped, given = json.loads(text)
            return Cursor(
                phase=int(phase),
                parts=tuple(map(str, parts)),
                unit=int(unit),
                offset=int(offset),
                signature=list(map(int, signature)),
                holders=Holders.read(kept, bool(too_many), proven),
                complete=bool(complete),
                unmapped=dict(unmapped),
                given=dict(given),
            )
        except (ValueError, TypeError) as error:
            raise Permanent("bad_cursor") from error

    def onward(self, parts: Parts) -> None:
        """The next place."""
        self.parts, self.unit, self.offset = parts, 0, 0
        self.signature, self.given = [], {}


class _Enough(Exception):
    """The page is full, or its time is over; the cursor stands at what comes next."""


class Search:
    """One page of one search."""

    def __init__(self, folders: Folders, mapping: FilesMapping, want: Wanted, *, batch: int, seconds: float) -> None:
        self._folders, self._mapping, self._want = folders, mapping, want
        self._batch, self._seconds = batch, seconds
        self._until: float | None = None
        self._needles = Needles(want)
        self._records: list[Record] = []
        self._gaps: dict[str, None] = {}
        self._learned: dict[Learned, None] = {}
        self._searched = 0
        self._matches: dict[str, tuple[str, Match]] = {}

    def page(self, cursor: str | None) -> Page:
        """What comes after the cursor."""
        self._at = Cursor.read(cursor, self._want.proven)
        try:
            if self._at.phase == HOLDERS:
                self._sweep()
                self._at = Cursor(RECORDS, holders=self._at.holders, complete=self._at.complete)
            self._matches = self._at.holders.matches(self._want, self._at.complete)
            self._sweep()
            self._gaps |= dict.fromkeys(f"file_unmapped:{kind} ({count})" for kind, count in self._at.unmapped.items())
            return self._made(None)
        except _Enough:
            return self._made(self._at.text())

    def holders(self) -> dict[str, Match]:
        """Every owner who holds the address, and how surely; without any limit of time."""
        self._at, self._seconds = Cursor(), float("inf")
        self._sweep()
        return dict(self._at.holders.matches(self._want, self._at.complete).values())

    def holds(self, owner: str) -> bool:
        """Whether anything that is this owner's has one of the identifiers that were given, a name aside."""
        return any(
            person.hangs_on(owner) and matched(unit, spec, person, self._want) - {"name"}
            for _parts, spec, unit in every_unit(self._folders, self._mapping)
            for person in [person_of(unit, spec, self._want.country)]
        )

    def _made(self, cursor: str | None) -> Page:
        return Page(tuple(self._records), cursor, tuple(self._gaps), self._searched, tuple(self._learned))

    def _sweep(self) -> None:
        for seen in self._folders.walk(self._at.parts):
            if seen.parts != self._at.parts:
                self._at.onward(seen.parts)
                self._look()
            self._visit(seen)

    def _visit(self, seen: Seen) -> None:
        path = "/".join(seen.parts[1:])
        if seen.gap:
            self._gap(seen.gap, seen.parts)
        elif not fits(path, self._mapping.ignore):
            spec = self._mapping.spec(path)
            if spec is None:
                self._unmapped(seen.parts)
            else:
                self._read(seen.parts, spec)

    def _read(self, parts: Parts, spec: FileSpec) -> None:
        try:
            with self._folders.opened(parts) as source:
                self._units(parts, spec, source)
        except FileNotFoundError:
            return
        except Unreadable as fault:
            self._gap(fault.code, parts)
        except (RecursionError, MemoryError):
            self._gap("file_too_large", parts)
        except OSError:
            self._gap("file_broken", parts)

    def _units(self, parts: Parts, spec: FileSpec, source: BinaryIO) -> None:
        found = os.fstat(source.fileno())
        signature = [found.st_size, found.st_mtime_ns]
        if self._at.unit and signature != self._at.signature:
            self._gap("file_changed", parts)
            return
        self._at.signature = signature
        tables = _Tables(spec)
        form = format_of(parts[-1], spec)
        for number, unit in self._from_here(form, source, spec):
            tables.see(unit)
            if number < self._at.unit:
                continue
            self._unit(parts, spec, unit)
            self._at.unit, self._at.offset = number + 1, unit.ends
            if number % _LOOK_EVERY == 0 or len(self._records) >= self._batch:
                self._look()
        if isinstance(form, HasAsides):
            self._asides(parts, form.asides(source, spec), tables)
        if tables.missing():
            self._gap("column_missing", parts)
        after = os.fstat(source.fileno())
        if [after.st_size, after.st_mtime_ns] != signature:
            self._gap("file_changed", parts)

    def _asides(self, parts: Parts, asides: Iterator[Aside], tables: "_Tables") -> None:
        """What stands outside of the rows: it makes nobody less the only one, and is looked at by a person."""
        for aside in asides:
            if aside.header:
                tables.head(aside)
            text = aside.text
            spoken_of = spoken(text, self._want) or {self._want.proven, *self._want.others} & beside(text)
            if spoken_of and self._at.phase == RECORDS:
                self._gap("said_aside", parts)

    def _from_here(self, form: Format, source: BinaryIO, spec: FileSpec) -> Iterator[tuple[int, Unit]]:
        """The units with their numbers: a mailbox goes on where it was, of a table all come again."""
        if isinstance(form, MailFormat) and self._at.offset:
            return ((unit.number, unit) for unit in form.units_from(source, self._at.offset, self._at.unit))
        if isinstance(form, MailFormat):
            return ((unit.number, unit) for unit in form.units(source, spec))
        return enumerate(form.units(source, spec))

    def _unit(self, parts: Parts, spec: FileSpec, unit: Unit) -> None:
        if unit.trouble:
            self._gap(unit.trouble, parts)
            return
        self._searched += self._at.phase == HOLDERS
        self._until = self._until or time.monotonic() + self._seconds
        if not self._needles.may_match(unit):
            return
        person = person_of(unit, spec, self._want.country)
        found = matched(unit, spec, person, self._want)
        if self._at.phase == HOLDERS:
            if HAS_PROVEN & found:
                self._at.holders.add(person, found, self._want.proven)
        elif found:
            self._give(records_of(self._whose(parts, spec, unit, found)), unit.id_of(spec.key), unit, parts)
            if spec.read != "mail" and self._matches.get(person.owner(self._want.proven), ("", None))[1] is Match.EXACT:
                self._learned |= dict.fromkeys(learned_of(person, name_of(person)))
        else:
            said = speaking(unit, spec, self._want)
            made = mention_records(Found(parts, spec, unit, person, "", Match.MENTION, (), self._want), said)
            self._give(made, f"{unit.id_of(spec.key)}:said", unit, parts)

    def _whose(self, parts: Parts, spec: FileSpec, unit: Unit, found: set[str]) -> Found:
        person = person_of(unit, spec, self._want.country)
        if "email" in found:
            long = person.owner(self._want.proven)
            owner, match = self._matches.get(long, (long, Match.PROBABLE))
        else:
            other = min(person.addresses & self._want.others, default="")
            owner, match = person.owner(other), Match.PROBABLE if found - {"name"} else Match.MENTION
        return Found(parts, spec, unit, person, owner, match, in_order(found), self._want)

    def _give(self, records: list[Record], known: str, unit: Unit, parts: Parts) -> None:
        """Rows that are alike in everything are one record; two that share a mapped key and differ leave a gap."""
        if not records:
            return
        name, content = _short(f"{unit.part}\n{known}"), _short(unit.digest())
        if name in self._at.given:
            if self._at.given[name] != content:
                self._gap("key_not_unique", parts)
            return
        self._at.given[name] = content
        self._records += records

    def _look(self) -> None:
        if len(self._records) >= self._batch or (self._until is not None and time.monotonic() > self._until):
            raise _Enough

    def _gap(self, code: str, parts: Parts) -> None:
        """Said once all is known; doubt of who is the only one begins at once."""
        if self._at.phase == HOLDERS:
            self._at.complete = self._at.complete and code in _HARMLESS
        else:
            self._gaps[f"{code}:{shown(parts)}"] = None

    def _unmapped(self, parts: Parts) -> None:
        """Files that the mapping does not name, counted by their endings."""
        if self._at.phase == HOLDERS:
            return
        ending = parts[-1].rpartition(".")[2].lower() if "." in parts[-1] else ""
        place = shown((parts[0], f"*.{ending[:12]}" if ending else "*"))
        if place not in self._at.unmapped and len(self._at.unmapped) >= _MOST_ENDINGS:
            place = shown((parts[0], "*.*"))
        self._at.unmapped[place] = self._at.unmapped.get(place, 0) + 1


class _Tables:
    """Whether a file has the columns that the mapping says."""

    def __init__(self, spec: FileSpec) -> None:
        self._spec = spec
        self._parts: dict[str, frozenset[str]] = {}

    def see(self, unit: Unit) -> None:
        """Remember the header of a sheet."""
        if self._spec.read == "table" and unit.part not in self._parts:
            self._parts[unit.part] = frozenset(unit.header)

    def head(self, aside: Aside) -> None:
        """The header of a sheet, where no row is below it either."""
        if self._spec.read == "table":
            self._parts.setdefault(aside.part, frozenset(aside.header))

    def missing(self) -> bool:
        """Whether a sheet lacks a column that it should have; one with no mapped column at all is no table."""
        needed = self._spec.needed()
        if not self._parts or self._spec.read != "table":
            return False
        meant = [names for part, names in self._parts.items() if not part or part in self._spec.sheets]
        if not meant:
            mapped = {each.column for each in self._spec.columns}
            meant = [names for names in self._parts.values() if names & mapped]
        return not meant or any(needed - names for names in meant)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def refuse_several(folders: Folders, mapping: FilesMapping, owner: str, country: str) -> None:
    """Conflict("several_owners") where an owner is a mailbox that several people hold by now."""
    parts = parts_of(owner)
    if len(parts) != 1:
        return
    want = wanted(Identifiers(proven_email=parts[0]), country)
    holders = Search(folders, mapping, want, batch=1, seconds=0).holders()
    if holders and owner not in holders:
        raise Conflict("several_owners")


def every_unit(
    folders: Folders, mapping: FilesMapping, kinds: frozenset[str] | None = None, start: Parts = ()
) -> Iterator[tuple[Parts, FileSpec, Unit]]:
    """Every unit of every mapped file (of these kinds), from the file `start` on.

    Permanent with code and place where one cannot be read.
    """
    for seen in folders.walk(start):
        path = "/".join(seen.parts[1:])
        if seen.gap and seen.gap not in _HARMLESS:
            raise Permanent(f"{seen.gap}:{shown(seen.parts)}"[:80])
        spec = None if seen.gap or fits(path, mapping.ignore) else mapping.spec(path)
        if spec is None or (kinds is not None and spec.kind not in kinds):
            continue
        try:
            with folders.opened(seen.parts) as source:
                for unit in format_of(seen.parts[-1], spec).units(source, spec):
                    if unit.trouble:
                        raise Unreadable(unit.trouble)
                    yield seen.parts, spec, unit
        except FileNotFoundError:
            continue
        except Unreadable as fault:
            raise Permanent(f"{fault.code}:{shown(seen.parts)}"[:80]) from None
        except OSError:
            raise RetryLater("system_fault", 300) from None
