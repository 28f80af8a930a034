"""What a register names and nothing reaches: recipients whom no step asks, data that no search covers, ill systems."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.register import DataCategory, Recipient, Register

PATIENCE = timedelta(minutes=15)
"""A system that does not answer for a moment is no matter for an alarm."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Recipients whom no system's step asks, and categories that lie in no system that is searched."""

    recipients: tuple[Recipient, ...]
    categories: tuple[DataCategory, ...]

    @property
    def is_empty(self) -> bool:
        """Whether everything is covered."""
        return not self.recipients and not self.categories


def uncovered(register: Register) -> Uncovered:
    """What the notice names and no connection and no step covers (Art 15(1)(c), 28(3)(e)).

    A processor holds the controller's own data, so that its silence leaves a request unanswered; whoever else received
    data is at least told of a change (Art 19).
    """
    asked = {key for one in register.systems for key in (one.recipient, *one.other_recipients)}
    searched = {key for one in register.systems if one.is_searched for key in one.categories}
    return Uncovered(
        tuple(one for one in register.recipients if one.key not in asked),
        tuple(one for one in register.categories if one.key not in searched),
    )


def is_troubled(
    now: datetime, paused_at: datetime | None, failing_at: datetime | None, troubles: Collection[str]
) -> bool:
    """Whether a connection needs its owner: it is paused, does not answer for a while, or its check found something."""
    return paused_at is not None or bool(troubles) or (failing_at is not None and now - failing_at >= PATIENCE)
