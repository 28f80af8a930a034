"""Which steps a request needs in which systems, and the digest of a plan that an approval carries."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from portal.domain.lifecycle import Capability, Right, StepState
from portal.domain.register import Register, System

BY_HAND = "by_hand"
CAPABILITY_OF = {Right.ACCESS: Capability.FIND, Right.MARKETING: Capability.SUPPRESS}


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step before it is written: who performs it, and by which day a person should have done so."""

    system: str
    capability: Capability
    right: Right
    performer: str
    state: StepState
    due: date | None


def steps_for(register: Register, rights: Iterable[Right], today: date, connected: frozenset[str]) -> list[PlannedStep]:
    """The steps of each right in each system that the register names for it.

    A system whose connector is not among the `connected` ones becomes a step that a person
    does: the company's staff, or the processor whom they ask.
    """
    return [
        _step(system, right, today, connected)
        for right in rights
        if right in CAPABILITY_OF
        for system in register.systems
        if right.value in system.rights
    ]


def _step(system: System, right: Right, today: date, connected: frozenset[str]) -> PlannedStep:
    by_machine = system.connector != BY_HAND and system.key in connected
    return PlannedStep(
        system=system.key,
        capability=CAPABILITY_OF[right],
        right=right,
        performer="machine" if by_machine else system.owner,
        state=StepState.WAITING if by_machine else StepState.BY_HAND,
        due=None if by_machine else today + timedelta(days=system.days),
    )


def digest(parts: Sequence[Sequence[str]]) -> str:
    """The digest of what an approver saw: any change of it is another digest."""
    return sha256(json.dumps([list(part) for part in parts], separators=(",", ":")).encode()).hexdigest()
