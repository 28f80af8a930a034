"""Finding rows, cards and messages again, and writing what is planned for them.

Everything is looked at and prepared first, all files together; then each is swapped. A row is found by its key
again, by what the journal says that we made of it, or not at all: then it is gone, or somebody changed it.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from portal.systems.contract import Conflict, Permanent, RetryLater
from portal.systems.files.formats import format_of
from portal.systems.files.keeping import Keeper, Prepared, Written, digest
from portal.systems.files.mapping import FilesMapping, FileSpec
from portal.systems.files.persons import person_of
from portal.systems.files.records import key_of
from portal.systems.files.search import every_unit
from portal.systems.files.units import SHORTEST, Edit, Format, Place, Plain, Unit, Unreadable, nothing, text_of
from portal.systems.files.walk import Folders, Parts, shown

_LONGEST_CHAIN = 50


class Key(NamedTuple):
    """A record's key taken apart; `column` is given for a cell that only speaks of the person."""

    parts: Parts
    part: str
    id: str
    column: str | None

    @property
    def is_given(self) -> bool:
        """Whether the row bears its id itself, so that it has it whatever else changes."""
        return self.id.startswith(("k:", "u:"))


def key_from(text: str) -> Key | None:
    """A key of ours, or None."""
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    if not isinstance(parts, list) or len(parts) not in {3, 4} or not all(isinstance(each, str) for each in parts):
        return None
    return Key(tuple(parts[0].split("/")), parts[1], parts[2], parts[3] if len(parts) == 4 else None)  # noqa: PLR2004


@dataclass(slots=True)
class Held:
    """What a key leads to now: the units, none where they are gone.

    `removed` and `rewritten` are what we did to them last; `changed` where they are neither as they were found
    nor as we left them.
    """

    key: Key
    units: list[Unit] = field(default_factory=list)
    removed: bool = False
    rewritten: bool = False
    changed: bool = False
    step: int = 0

    def take(self, step: int, unit: Unit) -> None:
        """A unit that the key led to before (step 0), or after so many writes of ours: the earliest is meant."""
        if not self.units or step < self.step:
            self.units, self.step = [unit], step
        elif step == self.step:
            self.units.append(unit)


@dataclass(slots=True)
class Plan:
    """What is done to one file."""

    spec: FileSpec
    edits: dict[Place, Edit] = field(default_factory=dict)
    units: dict[Place, Unit] = field(default_factory=dict)
    owners: dict[Place, str] = field(default_factory=dict)

    @property
    def gone(self) -> frozenset[str]:
        """The texts that go, in small letters."""
        return frozenset(
            text_of(value).strip().lower()
            for place, edit in self.edits.items()
            for name, value in self.units[place].held()
            if (edit.remove or name in edit.cells) and len(text_of(value).strip()) >= SHORTEST
        )

    def add(self, unit: Unit, edit: Edit, owner: str) -> None:
        """One more edit; two of one row are made together."""
        place = (unit.part, unit.number)
        before = self.edits.get(place, Edit())
        self.edits[place] = Edit(before.remove or edit.remove, {**before.cells, **edit.cells})
        self.units[place] = unit
        self.owners[place] = owner


Plans = dict[Parts, Plan]


class Writer:
    """Finds units again, and writes what is planned."""

    def __init__(self, folders: Folders, mapping: FilesMapping, keeper: Keeper, country: str) -> None:
        self._folders, self._mapping, self._keeper, self._country = folders, mapping, keeper, country

    # Finding again.

    def resolve(self, wanted: Collection[tuple[str, str, str]]) -> dict[str, Held]:
        """For each (kind, key, owner) what the key leads to; files are read once each.

        RetryLater where a folder is away, Permanent where a file cannot be read.
        """
        found: dict[str, Held] = {}
        by_file: dict[Parts, list[tuple[str, Key, str, str]]] = {}
        for kind, text, owner in wanted:
            key = key_from(text)
            if key is None:
                raise Conflict("owner_changed")
            by_file.setdefault(key.parts, []).append((text, key, owner, kind))
        for parts, listed in by_file.items():
            found |= self._in_file(parts, listed)
        self._look_elsewhere([(kind, owner, found[text]) for kind, text, owner in wanted], found.values())
        return found

    def _look_elsewhere(self, asked: Collection[tuple[str, str, Held]], held: Collection[Held]) -> None:
        """What a key does not lead to is `changed` where it lies in another place, or where its owner has more.

        A file, a sheet or a mapped key may have been renamed: then it is there still. A cell that spoke of somebody
        cannot be known again once its row is another.
        """
        lost = [each for each in asked if not each[2].units and not each[2].removed and not each[2].changed]
        if not lost:
            return
        met = {(one.key.parts, unit.part, unit.number) for one in held for unit in one.units}
        journal = self._keeper.journal()
        ids = [set(_chain(journal, one.key)) for _kind, _owner, one in lost]
        for parts, spec, unit in every_unit(self._folders, self._mapping, frozenset(kind for kind, *_one in lost)):
            if (parts, unit.part, unit.number) in met:
                continue
            known, person = unit.id_of(spec.key), person_of(unit, spec, self._country)
            for (kind, owner, one), own in zip(lost, ids, strict=True):
                theirs = owner and one.key.column is None and spec.read != "mail" and person.hangs_on(owner)
                here = one.key.column is not None and (parts, unit.part) == (one.key.parts, one.key.part)
                if kind == spec.kind and (known in own or theirs or (here and not one.key.is_given)):
                    one.changed = True

    def spec_of(self, parts: Parts, kind: str) -> FileSpec:
        """The entry of a file; Permanent("not_writable") where the mapping calls it another kind now."""
        spec = self._mapping.spec("/".join(parts[1:]))
        if spec is None or spec.kind != kind:
            raise Permanent("not_writable")
        return spec

    def _in_file(self, parts: Parts, listed: list[tuple[str, Key, str, str]]) -> dict[str, Held]:
        spec = self.spec_of(parts, listed[0][3])
        journal = self._keeper.journal()
        held: dict[str, Held] = {}
        followed: dict[tuple[str, str], list[tuple[int, Held]]] = {}
        for text, key, _owner, kind in listed:
            self.spec_of(parts, kind)
            one = held.setdefault(text, Held(key))
            for step, id_ in enumerate(_chain(journal, key)):
                followed.setdefault((key.part, id_), []).append((step, one))
            one.removed, one.rewritten = _fate(journal, key)
        owners = {owner for _text, key, owner, _kind in listed if owner and key.column is None}
        strangers: dict[str, set[str]] = {}
        trouble = ""
        for unit in self._read(parts, spec):
            if unit.trouble:
                trouble = unit.trouble
                continue
            met = followed.get((unit.part, unit.id_of(spec.key)), [])
            for step, one in met:
                one.take(step, unit)
            if not met and spec.read != "mail":
                person = person_of(unit, spec, self._country)
                for owner in owners:
                    if person.hangs_on(owner):
                        strangers.setdefault(owner, set()).add(unit.part)
        for text, key, owner, _kind in listed:
            one = held[text]
            keyed = key.is_given
            ours = one.rewritten or key.part in strangers.get(owner, set())
            one.changed = ours and not (one.units or one.removed or keyed)
            if trouble and not (one.units or one.removed):
                raise Permanent(f"{trouble}:{shown(parts)}"[:80])
            if len({unit.content() for unit in one.units}) > 1:
                raise Permanent("key_not_unique")
        return held

    def units(self, parts: Parts, spec: FileSpec) -> Iterator[Unit]:
        """The units of one file that can be read; none where it is gone, Permanent where it cannot be read."""
        return (unit for unit in self._read(parts, spec) if not unit.trouble)

    def _read(self, parts: Parts, spec: FileSpec) -> Iterator[Unit]:
        try:
            with self._folders.opened(parts) as source:
                yield from format_of(parts[-1], spec).units(source, spec)
        except FileNotFoundError:
            return
        except Unreadable as fault:
            raise Permanent(f"{fault.code}:{shown(parts)}"[:80]) from None
        except OSError:
            raise RetryLater("system_fault", 300) from None

    def is_of(self, unit: Unit, spec: FileSpec, held: Held, owner: str) -> bool:
        """Whether a unit hangs on its owner still; a cell that only speaks of the person hangs on nobody."""
        if held.key.column is not None or not owner:
            return True
        if person_of(unit, spec, self._country).hangs_on(owner):
            return True
        way = {digest(key_of(held.key.parts, held.key.part, id_)) for id_ in _chain(self._keeper.journal(), held.key)}
        here = digest(key_of(held.key.parts, unit.part, unit.id_of(spec.key)))
        ours = {each.key for each in self._keeper.journal().values() if each.owner == digest(owner)}
        return here in way and bool(way & ours)

    # Writing.

    def write(self, plans: Plans) -> None:
        """Prepare every file, note what is meant, swap; nothing is left beside where one cannot be prepared."""
        plans = {parts: plan for parts, plan in plans.items() if plan.edits}
        if not plans:
            return
        prepared: list[Prepared] = []
        try:
            written: list[Written] = []
            for parts, plan in plans.items():
                made = self._keeper.prepare(parts, _Rewrite(format_of(parts[-1], plan.spec), plan))
                prepared.append(made)
                written += self._told(parts, plan, made)
            self._keeper.note(written)
            self._keeper.commit(prepared)
        except Unreadable:
            raise Permanent("not_writable") from None
        except FileNotFoundError:
            raise Conflict("value_changed") from None
        finally:
            self._keeper.drop(prepared)

    def _told(self, parts: Parts, plan: Plan, made: Prepared) -> list[Written]:
        """What each edited unit is known by from now on."""
        new = {} if not made.stays else self._new_ids(parts, plan, made)
        told = []
        for place, unit in plan.units.items():
            before = key_of(parts, unit.part, unit.id_of(plan.spec.key))
            to = "" if plan.edits[place].remove else new.get(place, "")
            told.append(Written(digest(before), to, digest(plan.owners[place])))
        return told

    def _new_ids(self, parts: Parts, plan: Plan, made: Prepared) -> dict[Place, str]:
        """The ids of edited units in the new file, which is read again: what was not meant has to be as it was."""
        try:
            with self._folders.opened((*parts[:-1], made.temporary)) as source:
                new = format_of(parts[-1], plan.spec).units(source, plan.spec)
                return _compared(self.units(parts, plan.spec), (each for each in new if not each.trouble), plan)
        except Permanent:
            self._keeper.unchanged(made)
            raise


class _Rewrite:
    """A format's rewrite with its edits."""

    def __init__(self, form: Format, plan: Plan) -> None:
        self._form, self._plan = form, plan

    def __call__(self, source: BinaryIO, target: BinaryIO) -> bool:
        return self._form.rewrite(source, target, self._plan.spec, self._plan.edits)


def _compared(old: Iterator[Unit], new: Iterator[Unit], plan: Plan) -> dict[Place, str]:
    """Both read side by side; Permanent("not_writable") where anything but the edits differs."""
    ids: dict[Place, str] = {}
    gone = plan.gone
    after = next(new, None)
    for before in old:
        place = (before.part, before.number)
        edit = plan.edits.get(place)
        kept = edit is None or not edit.remove
        edited = edit.cells if edit else ()
        if kept and after is not None and after.part == before.part and _is_same(before, after, gone, edited):
            if edit is not None:
                ids[place] = after.id_of(plan.spec.key)
            after = next(new, None)
        elif edit is None and not all(_spoke_of(value, gone) for _name, value in before.held()):
            raise Permanent("not_writable")
    if after is not None:
        raise Permanent("not_writable")
    return ids


def _is_same(before: Unit, after: Unit, gone: Collection[str], edited: Collection[str] = ()) -> bool:
    """Whether nothing differs but the edited cells, and what a formula showed of a text that goes."""
    if after.content() == before.content():
        return True
    names = [name for name in dict.fromkeys((*before.header, *after.header)) if name not in edited]
    pairs = [(before.cell(name), after.cell(name)) for name in names]
    return all(text_of(old) == text_of(new) or (nothing(new) and _spoke_of(old, gone)) for old, new in pairs)


def _spoke_of(value: Plain, gone: Collection[str]) -> bool:
    return any(text in text_of(value).lower() for text in gone)


def _chain(journal: Mapping[str, Written], key: Key) -> list[str]:
    """The ids that a unit has had since the key was made, its own first."""
    ids = [key.id]
    while len(ids) < _LONGEST_CHAIN:
        found = journal.get(digest(key_of(key.parts, key.part, ids[-1])))
        if found is None or not found.to or found.to in ids:
            return ids
        ids.append(found.to)
    return ids


def _fate(journal: Mapping[str, Written], key: Key) -> tuple[bool, bool]:
    """Whether we took a unit out, and whether we left it as another."""
    ids = _chain(journal, key)
    last = journal.get(digest(key_of(key.parts, key.part, ids[-1])))
    removed = last is not None and not last.to
    return removed, len(ids) > 1 and not removed
