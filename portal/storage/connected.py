"""How a system is reached, as the worker takes it along, and what became of its connection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.domain.following import AT_WORK
from portal.storage import jobs
from portal.storage import tables as t
from portal.storage.work import Work

PAUSED_SECONDS = 600
"""So long after a refusal a paused system is asked again."""
QUIET = timedelta(minutes=5)
"""A success is written down no more often than that: steps are many, and all of them meet in this one row."""
OURS = frozenset({"connection_paused", "copy", "order", "restricted", "not_connected", "not_verified", "requested"})
"""What a step waits for without its system being at fault."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection with its settings in the clear; `paused_at` since the system refuses our credentials.

    `refused_at` is when it last did, `changed_at` when the settings were saved.
    """

    id: str
    connector: str
    settings: Mapping[str, str] = field(repr=False)
    paused_at: datetime | None
    refused_at: datetime | None = None
    changed_at: datetime | None = None


def connection_of(work: Work, system: str) -> Connected | None:
    """The connection of a system; None where a person does its steps."""
    row = row_of(work, system)
    if row is None:
        return None
    key = work.vault.of_controller(row.controller_id, "controller")
    return Connected(row.id, row.connector, work.vault.unseal(key, row), row.paused_at, row.refused_at, row.changed_at)


def failed(
    work: Work, system: str, taken: Connected | None, code: str, *, lost: bool = False, seconds: float = 0
) -> None:
    """The system did not do what it was asked; `lost` pauses it: nothing goes there until its credentials are right.

    What older settings met says nothing of those that were saved meanwhile. `seconds` is how long it wants to be left
    alone.
    """
    row = row_of(work, system)
    if row is None or taken is None or row.changed_at != taken.changed_at or code in OURS:
        return
    row.fault, row.failing_at = code[:80], row.failing_at or work.now
    if code == "rate_limited":
        row.waits_until = work.now + timedelta(seconds=seconds)
    if lost:
        row.refused_at = work.now
        if row.paused_at is None:
            row.paused_at, row.paused_why = work.now, code[:80]
            due = work.now + timedelta(seconds=PAUSED_SECONDS)
            work.later("prompt", "connection.check", due=due, system=system, until_in=True)
            work.happened("connection_paused", system=system, fault=code)


def answered(work: Work, system: str, taken: Connected | None) -> None:
    """It did what it was asked: a pause is over, and what waited for that goes on at once."""
    row = row_of(work, system)
    if row is None or taken is None or row.changed_at != taken.changed_at:
        return
    if row.fault is None and row.seen_at is not None and work.now - row.seen_at < QUIET:
        return
    row.seen_at, row.fault, row.failing_at, row.waits_until = work.now, None, None, None
    row.troubles = [code for code in row.troubles or () if ":" in code]
    if row.paused_at is not None:
        row.paused_at = row.paused_why = row.refused_at = None
        wake(work, system)
        work.happened("connection_resumed", system=system)


def wake(work: Work, system: str) -> int:
    """Let every waiting step of a system go on now; how many jobs it were. It follows by itself, whoever made it."""
    with work.past_limit():
        return _wake(work, system)


def _wake(work: Work, system: str) -> int:
    steps: list[Any] = []
    for state in AT_WORK:
        here = (t.Step.controller_id == work.viewer.controller_id, t.Step.state == state.value)
        asked = select(t.Step.id, t.Step.request_id).where(*here, t.Step.system == system)
        steps += work.session.execute(asked.where(t.Step.performer == "machine")).all()
    waiting = {row.id for row in steps}
    portions = _portions(sorted({row.request_id for row in steps}))
    return sum(jobs.hasten(work.session, portion, waiting, work.now) for portion in portions)


def _portions(ids: Sequence[str], size: int = 400) -> list[Sequence[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def row_of(work: Work, system: str, *, locked: bool = False) -> t.Connection | None:
    """The row of a system's connection; `locked` where its settings are about to be changed."""
    asked = select(t.Connection).where(t.Connection.system == system)
    return work.session.scalars(asked.with_for_update() if locked else asked).one_or_none()
