"""How a system is reached, as the worker takes it along, and what became of its connection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from portal.storage import tables as t
from portal.storage.work import Work


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection with its settings in the clear; `paused_at` since the system refused our credentials."""

    id: str
    connector: str
    settings: Mapping[str, str] = field(repr=False)
    paused_at: datetime | None


def connection_of(work: Work, system: str) -> Connected | None:
    """The connection of a system; None where a person does its steps."""
    row = _row(work, system)
    if row is None:
        return None
    key = work.vault.of_controller(row.controller_id, "controller")
    return Connected(row.id, row.connector, work.vault.unseal(key, row), row.paused_at)


def pause(work: Work, system: str, code: str) -> None:
    """The system refuses our credentials: nothing goes there until they are right."""
    row = _row(work, system)
    if row is not None:
        row.paused_at, row.paused_why = work.now, code


def let_in_again(work: Work, system: str) -> None:
    """It answered: the pause is over."""
    row = _row(work, system)
    if row is not None:
        row.paused_at = row.paused_why = None


def _row(work: Work, system: str) -> t.Connection | None:
    return work.session.scalars(select(t.Connection).where(t.Connection.system == system)).one_or_none()
