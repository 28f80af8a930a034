"""Marks on the rows of a person: a prohibition of marketing (Art 21(3)), a restriction (Art 18)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from portal.systems.contract import Permanent
from portal.systems.files.mapping import FilesMapping
from portal.systems.files.persons import person_of
from portal.systems.files.search import every_unit, refuse_several
from portal.systems.files.units import Edit, Plain
from portal.systems.files.walk import Folders
from portal.systems.files.writer import Plan, Plans
from portal.systems.files.writes import same


@dataclass(slots=True)
class Marks:
    """What is to be written, the rows that change of each kind, and the owners who have a row with the mark."""

    plans: Plans = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)


def prohibitions(folders: Folders, mapping: FilesMapping, owner: str, channels: Collection[str], country: str) -> Marks:
    """What forbids the channels on every row of an owner."""
    marks: dict[str, dict[str, Plain]] = {}
    for spec in mapping.files:
        for each in spec.prohibitions:
            if set(each.channels) & set(channels):
                marks.setdefault(spec.kind, {})[each.column] = each.value
    return _marked(folders, mapping, [owner], marks, country, {})


def restrictions(folders: Folders, mapping: FilesMapping, owners: Collection[str], country: str, *, on: bool) -> Marks:
    """What restricts the owners, or frees them: freeing leaves other values than ours alone.

    Permanent("restriction_unmapped") where no column is such a mark.
    """
    flags = {spec.kind: spec.restriction for spec in mapping.files if spec.restriction}
    if not flags:
        raise Permanent("restriction_unmapped")
    marks: dict[str, dict[str, Plain]] = {
        kind: {flag.column: flag.value if on else flag.free} for kind, flag in flags.items()
    }
    ours: dict[str, Plain] = {} if on else {kind: flag.value for kind, flag in flags.items()}
    return _marked(folders, mapping, owners, marks, country, ours)


def _marked(
    folders: Folders,
    mapping: FilesMapping,
    owners: Collection[str],
    marks: Mapping[str, Mapping[str, Plain]],
    country: str,
    ours: Mapping[str, Plain],
) -> Marks:
    """Only the files that have a mark are read; each has to be readable. Conflict("several_owners")."""
    for owner in owners:
        refuse_several(folders, mapping, owner, country)
    found = Marks()
    for parts, spec, unit in every_unit(folders, mapping, frozenset(marks)):
        person = person_of(unit, spec, country)
        whose = [owner for owner in owners if person.hangs_on(owner)]
        if not whose:
            continue
        if set(marks[spec.kind]) - set(unit.header):
            raise Permanent("schema_changed")
        found.met.update(whose)
        fresh = {name: value for name, value in marks[spec.kind].items() if not same(unit.cell(name), value)}
        if spec.kind in ours:
            fresh = {name: value for name, value in fresh.items() if same(unit.cell(name), ours[spec.kind])}
        if fresh:
            found.plans.setdefault(parts, Plan(spec)).add(unit, Edit(cells=fresh), whose[0])
            found.counts[spec.kind] = found.counts.get(spec.kind, 0) + 1
    return found
