"""Which steps a request needs in which systems, and the digest of a plan that an approval carries."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from portal.domain.lifecycle import LOOKED_FOR, Capability, Right, StepState
from portal.domain.register import Register, System
from portal.domain.roles import UNSORTED
from portal.domain.rulings import Answer, Ruling
from portal.domain.wishes import Wishes

COPY, UNDO, SECOND = "copy", "undo", "second"
"""What a step waits for: the person's copy, the end of the time in which it can be taken back, a second person."""
CHANGING = frozenset({Capability.RECTIFY, Capability.ERASE})
"""After these the data is not any more what was found."""
COPIED = frozenset({Right.ACCESS, Right.PORTABILITY})
"""The rights that give the person a copy (Art 15(3), 20(1))."""
Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step before it is written: who performs it, and by which day a person should have done so.

    `value` is sealed into it: `targets`, `changes`, `owners` for a machine, `tasks` for a person, and
    `awaits` where something else has to be done before it.
    """

    system: str
    capability: Capability
    right: Right
    performer: str
    state: StepState
    due: date | None
    category: str = UNSORTED
    value: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def awaits(self) -> tuple[str, ...]:
        """What has to happen before it."""
        return awaited(self.value or {})


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A finding that is the person's, as its system knows it; `values` are its fields in order, `column` beside.

    `known_as` are digests of what named its owner when it was found.
    """

    id: str
    system: str
    kind: str
    key: str
    owner: str
    category: str
    values: tuple[tuple[str, str, Scalar], ...] = field(repr=False)
    known_as: tuple[str, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """What is told to whoever does it by hand."""
        return "; ".join(str(value) for _name, _column, value in self.values if value not in {None, ""})


def steps_for(
    register: Register,
    rights: Iterable[Right],
    today: date,
    connected: frozenset[str],
    channels: Sequence[str] = (),
) -> list[PlannedStep]:
    """The steps with which a request begins, in each system that the register names.

    A marketing objection is written where it can be; every other right needs one search of
    each system, whichever rights are asked. A system whose connector is not among the
    `connected` ones becomes a step that a person does: the company's staff, or the processor
    whom they ask. `channels` are the prohibitions that the person chose; none are every one.
    """
    asked = set(rights)
    chosen = {"channels": list(channels)} if channels else None
    planned: list[PlannedStep] = []
    if Right.MARKETING in asked:
        planned += [
            _step(system, Capability.SUPPRESS, Right.MARKETING, today, connected, chosen)
            for system in register.systems
            if Right.MARKETING.value in system.rights
        ]
    first = next((right for right in LOOKED_FOR if right in asked), None)
    if first is not None:
        planned += [
            _step(system, Capability.FIND, first, today, connected) for system in register.systems if system.is_searched
        ]
    return planned


def carrying_out(
    register: Register,
    rulings: Sequence[Ruling],
    rows: Mapping[str, HeldRow],
    wishes: Wishes,
    today: date,
    connected: frozenset[str],
) -> list[PlannedStep]:
    """The steps that carry a decision out: corrections, restriction, the end of a use, and erasure last."""
    planned: list[PlannedStep] = []
    for system in register.systems:
        here = [row for row in rows.values() if row.system == system.key]
        wanted = [
            (Capability.RESTRICT, Right.OBJECTION, _ended_uses(rulings, here)),
            (Capability.RESTRICT, Right.ERASURE, _uses_let_go(register, rulings, here)),
        ]
        # What a machine found it writes itself; what people wrote down is theirs, in the same system too.
        for by_hand in (False, True):
            found = [row for row in here if by_hand is not bool(row.owner)]
            wanted += [
                (Capability.RECTIFY, Right.RECTIFICATION, _corrections(system, rulings, found, wishes, by_hand)),
                (Capability.RESTRICT, Right.RESTRICTION, _restriction(rulings, found)),
                (Capability.ERASE, Right.ERASURE, _erasure(rulings, found)),
            ]
        planned += [
            _step(system, capability, right, today, connected, value) for capability, right, value in wanted if value
        ]
    order = [Capability.RECTIFY, Capability.RESTRICT, Capability.ERASE]
    return sorted(planned, key=lambda step: order.index(step.capability))


def behind_the_copy(planned: Iterable[PlannedStep], rights: Collection[Right]) -> list[PlannedStep]:
    """The same steps: where a copy is asked too, what changes or erases data waits until it is made.

    A restriction harms no copy, and protects the person meanwhile: it waits for nothing.
    """
    return behind(COPY, planned) if COPIED & set(rights) else list(planned)


def behind(what: str, planned: Iterable[PlannedStep]) -> list[PlannedStep]:
    """The same steps: what changes or erases data waits for `what` too, one of `COPY`, `UNDO` and `SECOND`.

    The copy is made in a moment; while the others are waited for, nobody is told to do anything.
    """
    return [_behind(what, step) if step.capability in CHANGING else step for step in planned]


def _behind(what: str, step: PlannedStep) -> PlannedStep:
    state = step.state if what == COPY else StepState.WAITING
    return replace(step, state=state, value={**(step.value or {}), "awaits": [*step.awaits, what]})


def awaited(kept: Mapping[str, Any]) -> tuple[str, ...]:
    """What has to happen before a step in which this is sealed; once it was one word alone."""
    found = kept.get("awaits") or ()
    return (found,) if isinstance(found, str) else tuple(found)


def restriction_meanwhile(
    owners: Mapping[str, Collection[str]], connected: frozenset[str], *, on: bool = True
) -> list[PlannedStep]:
    """The flag in each connected system while an objection is weighed (Art 18(1)(d)), or its end; owners by system."""
    return [
        PlannedStep(
            system=system,
            capability=Capability.RESTRICT,
            right=Right.OBJECTION,
            performer="machine",
            state=StepState.WAITING,
            due=None,
            value={"owners": sorted(found), "on": on},
        )
        for system, found in owners.items()
        if found and system in connected
    ]


def digest(parts: Sequence[Sequence[str]]) -> str:
    """The digest of what an approver saw: any change of it is another digest."""
    return sha256(json.dumps([list(part) for part in parts], separators=(",", ":")).encode()).hexdigest()


def _by_machine(system: System, connected: frozenset[str]) -> bool:
    """A connection is what the owner set up: it counts more than what the register once said of the system."""
    return system.key in connected


def _step(
    system: System,
    capability: Capability,
    right: Right,
    today: date,
    connected: frozenset[str],
    value: Mapping[str, Any] | None = None,
) -> PlannedStep:
    # What ends the use of data for one purpose has no interface: the flag of a restriction says more than that.
    use = value is not None and "purposes" in value
    by_machine = _by_machine(system, connected) and not use and not _without_row(capability, value)
    return PlannedStep(
        system=system.key,
        capability=capability,
        right=right,
        performer="machine" if by_machine else system.owner,
        state=StepState.WAITING if by_machine else StepState.BY_HAND,
        due=None if by_machine else today + timedelta(days=system.days),
        category=system.step_category or UNSORTED,
        value=value,
    )


def _without_row(capability: Capability, value: Mapping[str, Any] | None) -> bool:
    """Whether the records were written down by a person, so that no machine can address them."""
    keys = {Capability.RECTIFY: "changes", Capability.ERASE: "targets", Capability.RESTRICT: "owners"}
    return capability in keys and not (value or {}).get(keys[capability])


def _corrections(
    system: System, rulings: Sequence[Ruling], here: Sequence[HeldRow], wishes: Wishes, by_hand: bool
) -> dict[str, Any] | None:
    rows = {row.id: row for row in here}
    changes, tasks = [], []
    for ruling in rulings:
        if ruling.right is not Right.RECTIFICATION or ruling.answer not in {Answer.GRANTED, Answer.IN_PART}:
            continue
        for cell in ruling.cells:
            finding, _colon, place = cell.rpartition(":")
            if finding not in rows:
                continue
            row = rows[finding]
            name, column, before = row.values[int(place)]
            tasks.append({"category": row.category, "text": name, "before": _said(before), "after": ruling.value})
            if row.owner:
                changes.append([row.kind, row.key, row.owner, column, before, ruling.value])
        if by_hand and not ruling.cells and system.is_searched and ruling.category in system.categories:
            asked = wishes.corrections[int(ruling.subject)]
            tasks.append(
                {"category": ruling.category, "text": "", "before": asked.now, "after": ruling.value or asked.should}
            )
    return {"changes": changes, "tasks": tasks} if changes or tasks else None


def _restriction(rulings: Sequence[Ruling], here: Sequence[HeldRow]) -> dict[str, Any] | None:
    granted = any(one.right is Right.RESTRICTION and one.answer is Answer.GRANTED for one in rulings)
    if not granted or not here:
        return None
    owners = sorted({row.owner for row in here if row.owner})
    return {"owners": owners, "on": True, "tasks": list(_tasks(here))}


def _ended_uses(rulings: Sequence[Ruling], here: Sequence[HeldRow]) -> dict[str, Any] | None:
    purposes = [one.subject for one in rulings if one.right is Right.OBJECTION and one.answer is Answer.GRANTED]
    if not purposes or not here:
        return None
    return {"purposes": purposes, "tasks": list(_tasks(here))}


def _uses_let_go(register: Register, rulings: Sequence[Ruling], here: Sequence[HeldRow]) -> dict[str, Any] | None:
    """What stays for one purpose is used no more for those that let it go (Art 17(1), 5(1)(b))."""
    ending = [one for one in rulings if one.right is Right.ERASURE and one.ended]
    kept = {keeping.id for one in ending for keeping in one.kept}
    rows = [row for row in here if row.id in kept]
    ended = {key for one in ending for key in one.ended if any(row.category == one.subject for row in rows)}
    if not rows:
        return None
    return {"purposes": [one.key for one in register.purposes if one.key in ended], "tasks": list(_tasks(rows))}


def _erasure(rulings: Sequence[Ruling], here: Sequence[HeldRow]) -> dict[str, Any] | None:
    gone = {id_ for one in rulings if one.right is Right.ERASURE for id_ in one.erased}
    rows = [row for row in here if row.id in gone]
    if not rows:
        return None
    targets: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        if row.owner:
            targets.setdefault((row.kind, row.key, row.owner), []).append(row.category)
    return {
        "targets": [[kind, key, owner, sorted(set(found))] for (kind, key, owner), found in targets.items()],
        "known_as": names_of((row.owner, row.known_as) for row in rows),
        "tasks": list(_tasks(rows)),
    }


def names_of(known: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """By owner all digests of what named them, so that a key that is another's by now is not taken for theirs."""
    found: dict[str, set[str]] = {}
    for owner, digests in known:
        found.setdefault(owner, set()).update(digests)
    return {owner: sorted(digests) for owner, digests in found.items() if owner and digests}


def _tasks(rows: Iterable[HeldRow]) -> Iterator[dict[str, str]]:
    for row in rows:
        yield {"category": row.category, "text": row.text[:500], "before": "", "after": ""}


def _said(value: Scalar) -> str:
    return "" if value is None else str(value)
