"""What is written into files: corrections (Art 16) and erasures (Art 17)."""

from collections.abc import Collection, Sequence

from portal.systems.contract import Change, Conflict, Permanent, Target
from portal.systems.files.mapping import FileSpec
from portal.systems.files.records import fields_of
from portal.systems.files.units import Edit, Plain, Unit, day_of, nothing, text_of
from portal.systems.files.writer import Key, Plan, Plans, Writer, key_from

# Corrections.


def _writable(spec: FileSpec, column: str) -> bool:
    if spec.read == "table":
        mapped = spec.column(column)
        return mapped is not None and mapped.writable and column not in spec.steering()
    return spec.read == "cards"


def corrections(writer: Writer, changes: Sequence[Change]) -> tuple[Plans, dict[str, int]]:
    """What `changes` ask for; Conflict where a row is another's, or holds neither what was seen nor what is wanted."""
    for change in changes:
        key = key_from(change.key)
        if (
            key is None
            or key.column is not None
            or not _writable(writer.spec_of(key.parts, change.kind), change.column)
        ):
            raise Permanent("not_writable")
    held = writer.resolve([(each.kind, each.key, each.owner) for each in changes])
    plans: Plans = {}
    rows: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], Plain] = {}
    for change in changes:
        one = held[change.key]
        spec = writer.spec_of(one.key.parts, change.kind)
        if not one.units or not all(writer.is_of(unit, spec, one, change.owner) for unit in one.units):
            raise Conflict("value_changed" if one.changed else "owner_changed")
        for unit in one.units:
            now = wanted.get((change.key, change.column), unit.cell(change.column))
            if same(now, change.after):
                continue
            if not same(now, change.before):
                raise Conflict("value_changed")
            edit = Edit(cells={change.column: change.after})
            plans.setdefault(one.key.parts, Plan(spec)).add(unit, edit, change.owner)
            rows.setdefault(change.kind, set()).add(change.key)
        wanted[change.key, change.column] = change.after
    return plans, {kind: len(keys) for kind, keys in rows.items()}


def corrected(writer: Writer, changes: Sequence[Change]) -> bool:
    """Whether every cell holds its new value, on a row that hangs on its owner still."""
    last = {(each.key, each.column): each for each in changes}
    held = writer.resolve([(each.kind, each.key, each.owner) for each in changes])
    for change in last.values():
        one = held[change.key]
        spec = writer.spec_of(one.key.parts, change.kind)
        if not one.units or not all(writer.is_of(unit, spec, one, change.owner) for unit in one.units):
            return False
        if not all(same(unit.cell(change.column), change.after) for unit in one.units):
            return False
    return True


def same(one: Plain, other: Plain) -> bool:
    """Whether two values of a cell are one; an empty cell is an empty text, and a day is written in several ways."""
    if nothing(one) or nothing(other):
        return nothing(one) and nothing(other)
    return text_of(one) == text_of(other) or (_day(one) != "" and _day(one) == _day(other))


def _day(value: Plain) -> str:
    return day_of(value) if isinstance(value, str) else ""


# Erasures.


def erasures(writer: Writer, targets: Sequence[Target]) -> tuple[Plans, dict[str, int]]:
    """What `targets` ask for, with `deleted:KIND` and `anonymised:KIND`."""
    asked = _asked(writer, targets)
    held = writer.resolve([(kind, key, owner) for kind, key, owner in asked])
    plans: Plans = {}
    counts: dict[str, int] = {}
    for (kind, text, owner), categories in asked.items():
        one = held[text]
        spec = writer.spec_of(one.key.parts, kind)
        if one.changed:
            raise Conflict("value_changed")
        if not all(writer.is_of(unit, spec, one, owner) for unit in one.units):
            raise Conflict("owner_changed")
        done = ""
        for unit in one.units:
            edit = erasing(unit, spec, one.key, categories)
            if edit.remove or edit.cells:
                plans.setdefault(one.key.parts, Plan(spec)).add(unit, edit, owner)
                done = "deleted" if edit.remove else "anonymised"
        if done:
            counts[f"{done}:{kind}"] = counts.get(f"{done}:{kind}", 0) + 1
    return plans, counts


def erased(writer: Writer, targets: Sequence[Target]) -> bool:
    """Whether an erasure would find nothing to do."""
    asked = _asked(writer, targets)
    held = writer.resolve([(kind, key, owner) for kind, key, owner in asked])
    for (kind, text, _owner), categories in asked.items():
        one = held[text]
        spec = writer.spec_of(one.key.parts, kind)
        if one.changed:
            return False
        for unit in one.units:
            edit = erasing(unit, spec, one.key, categories)
            if edit.remove or edit.cells:
                return False
    return True


def _asked(writer: Writer, targets: Sequence[Target]) -> dict[tuple[str, str, str], frozenset[str]]:
    """The categories of each row; Permanent("not_writable") before anything is read."""
    asked: dict[tuple[str, str, str], frozenset[str]] = {}
    for target in targets:
        key = key_from(target.key)
        if key is None:
            raise Conflict("owner_changed")
        if not writer.spec_of(key.parts, target.kind).erasable:
            raise Permanent("not_writable")
        name = (target.kind, target.key, target.owner)
        asked[name] = asked.get(name, frozenset()) | frozenset(target.categories)
    return asked


def erasing(unit: Unit, spec: FileSpec, key: Key, categories: Collection[str]) -> Edit:
    """What an erasure does to a unit; nothing where it did it before."""
    if spec.read in {"cards", "mail"}:
        return Edit(remove=spec.category in categories)
    if key.column is not None:
        mapped = spec.column(key.column)
        blank = mapped.blank if mapped else ""
        category = mapped.category if mapped else spec.category
        here = unit.cell(key.column)
        return Edit(cells={} if category not in categories or same(here, blank) else {key.column: blank})
    held = {category for category, fields in fields_of(unit, spec).items()
            if any(each.value is not None for each in fields)}  # fmt: skip
    if spec.erase == "delete" and held <= set(categories):
        return Edit(remove=True)
    blanks: dict[str, Plain] = {}
    for each in spec.columns:
        meant = each.category in categories and each.column not in spec.steering()
        if meant and not nothing(unit.cell(each.column)) and not same(unit.cell(each.column), each.blank):
            blanks[each.column] = each.blank
    return Edit(cells=blanks)
