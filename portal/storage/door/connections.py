"""What an owner reads of the connections: their state, and settings without a secret."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain import may
from portal.domain.coverage import is_troubled
from portal.domain.errors import NotFound
from portal.domain.following import AT_WORK, is_of_settings
from portal.domain.lifecycle import Status, StepState
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """One connection: since when it is paused or failing and why (codes), its last success, what its check found.

    `looked_at` and `look_fault` tell of the last look for what had been erased. `waiting` counts the machine's
    steps in the system that are not done yet, `failed` those that ended for what other settings may mend, and
    `revived` those that went on since new ones work.
    """

    system: str
    connector: str
    created_at: datetime
    changed_at: datetime | None
    paused_at: datetime | None
    paused_why: str | None
    seen_at: datetime | None
    failing_at: datetime | None
    fault: str | None
    waits_until: datetime | None
    checked_at: datetime | None
    troubles: tuple[str, ...]
    looked_at: datetime | None
    look_fault: str | None
    is_troubled: bool
    waiting: int
    failed: int = 0
    revived: int = 0

    @property
    def seen(self) -> tuple[str, datetime | None]:
        """What tells its settings from newer ones, without any of them."""
        return self.connector, self.changed_at


@dataclass(frozen=True, slots=True)
class Shown:
    """Settings as a page may show them: the values that are no secret, and the keys of the secrets that are kept."""

    connector: str
    values: Mapping[str, str]
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class DraftShown:
    """Settings under trial; `result` is what the worker brought, `asked` what it was asked beside the settings."""

    id: str
    connector: str
    act: str
    is_done: bool
    fault: str | None
    shown: Shown
    asked: Mapping[str, Any] = field(repr=False)
    result: Mapping[str, Any] = field(repr=False)
    expires_at: datetime
    stood: str
    """The digest of the connection from which they were made, by `ConnectionLine.seen`."""


_C = t.Connection
_COLUMNS = (
    _C.system, _C.connector, _C.created_at, _C.changed_at, _C.paused_at, _C.paused_why, _C.seen_at, _C.failing_at,
    _C.fault, _C.waits_until, _C.checked_at, _C.troubles, _C.looked_at, _C.look_fault, _C.revived,
)  # fmt: skip


def lines(store: Store, viewer: Viewer) -> dict[str, ConnectionLine]:
    """Every connection, by system."""
    may.demand(may.may_read_settings(viewer))
    with door(store, viewer) as d:
        waiting, failed = _waiting(d), _failed(d)
        rows = d.session.execute(select(*_COLUMNS))
        return {row.system: _line(d, row, waiting[row.system], failed[row.system]) for row in rows}


_TROUBLES = select(_C.system, _C.paused_at, _C.failing_at, _C.troubles).order_by(_C.system).execution_options(kept=True)


def troubled(store: Store, viewer: Viewer) -> tuple[str, ...]:
    """The systems that need their owner now; for one line at the head of the queue."""
    may.demand(may.may_configure(viewer))
    with door(store, viewer) as d:
        rows = d.session.execute(_TROUBLES)
        return tuple(
            row.system for row in rows if is_troubled(d.now, row.paused_at, row.failing_at, row.troubles or ())
        )


def settings_of(store: Store, viewer: Viewer, system: str, connector: str, secrets: Collection[str]) -> Shown:
    """The settings of a system's connection of this kind, none where it is of another; never a secret's value."""
    may.demand(may.may_configure(viewer))
    with door(store, viewer) as d:
        asked = select(_C).where(_C.system == system, _C.connector == connector)
        row = d.session.scalars(asked).one_or_none()
        return Shown(connector, {}, frozenset()) if row is None else _shown(connector, _unsealed(d, row), secrets)


def draft(
    store: Store, viewer: Viewer, system: str, draft_id: str, secrets: Mapping[str, Collection[str]]
) -> DraftShown:
    """Settings under trial, without their secrets (those of each kind); `NotFound` once its hour is over."""
    may.demand(may.may_configure(viewer))
    with door(store, viewer) as d:
        asked = select(t.ConnectionDraft).where(t.ConnectionDraft.id == draft_id, t.ConnectionDraft.system == system)
        row = d.session.scalars(asked).one_or_none()
        if row is None or row.expires_at <= d.now or row.connector not in secrets:
            raise NotFound("not_found")
        kept = _unsealed(d, row)
        return DraftShown(
            id=row.id, connector=row.connector, act=row.act, is_done=row.state == "done", fault=row.fault,
            shown=_shown(row.connector, kept["settings"], secrets[row.connector]), asked=kept.get("asked", {}),
            result=kept.get("result", {}), expires_at=row.expires_at, stood=kept.get("stood", ""),
        )  # fmt: skip


def _waiting(d: Door) -> Counter[str]:
    """How many of the machine's steps are not done, by system; state by state, as their index has them.

    A number, for whoever looks after the connection, though they may see no request.
    """
    counted: Counter[str] = Counter()
    for state in AT_WORK:
        asked = select(t.Step.system).where(
            t.Step.controller_id == d.viewer.controller_id, t.Step.state == state.value, t.Step.performer == "machine"
        )
        counted.update(d.session.scalars(asked.execution_options(storage_only=True)))
    return counted


def _failed(d: Door) -> Counter[str]:
    """How many of the machine's steps of open requests ended for what other settings may mend, by system.

    A number, as above.
    """
    closed = select(t.SubjectRequest.id).where(
        t.SubjectRequest.controller_id == t.Step.controller_id, t.SubjectRequest.id == t.Step.request_id,
        t.SubjectRequest.status == Status.CLOSED.value,
    )  # fmt: skip
    asked = select(t.Step.system, t.Step.fault).where(
        t.Step.controller_id == d.viewer.controller_id, t.Step.state == StepState.FAILED.value,
        t.Step.performer == "machine", ~closed.exists(),
    )  # fmt: skip
    rows = d.session.execute(asked.execution_options(storage_only=True))
    return Counter(row.system for row in rows if is_of_settings(row.fault))


def _unsealed(d: Door, row: t.Connection | t.ConnectionDraft) -> dict[str, Any]:
    return d.vault.unseal(d.vault.of_controller(row.controller_id, "controller"), row)


def _shown(connector: str, settings: Mapping[str, str], secrets: Collection[str]) -> Shown:
    values = {key: value for key, value in settings.items() if key not in secrets}
    return Shown(connector, values, frozenset(key for key in secrets if settings.get(key)))


def _line(d: Door, row: Any, waiting: int, failed: int) -> ConnectionLine:
    troubles = tuple(row.troubles or ())
    return ConnectionLine(
        system=row.system, connector=row.connector, created_at=row.created_at, changed_at=row.changed_at,
        paused_at=row.paused_at, paused_why=row.paused_why, seen_at=row.seen_at, failing_at=row.failing_at,
        fault=row.fault, waits_until=row.waits_until, checked_at=row.checked_at, troubles=troubles,
        looked_at=row.looked_at, look_fault=row.look_fault,
        is_troubled=is_troubled(d.now, row.paused_at, row.failing_at, troubles), waiting=waiting,
        failed=failed, revived=row.revived or 0,
    )  # fmt: skip
