"""What an owner reads of how their staff sign in: what is asked of all, and what happened to the accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.domain import may
from portal.domain.members import Security
from portal.domain.roles import Viewer
from portal.storage import factors, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door

KINDS = (
    "staff_added", "staff_recovered", "factor_added", "factor_renamed", "factor_removed", "recovery_codes_made",
    "recovery_code_used", "account_changed", "password_changed", "browsers_ended", "staff_signed_out",
    "security_set",
)  # fmt: skip
MOST_EVENTS = 30
_LOOKED_THROUGH = 1_000


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """Something that happened to an account: whose it is, and who did it where that is somebody else; names or none."""

    kind: str
    at: datetime
    whose: str
    by: str


@dataclass(frozen=True, slots=True)
class SecurityPage:
    """What holds, who of the staff has no second factor, and the newest events of accounts, the latest first."""

    security: Security
    without_factor: tuple[str, ...]
    events: tuple[AccountEvent, ...]


def security_page(store: Store, viewer: Viewer) -> SecurityPage:
    """All of it. Refused: `may_not`."""
    may.demand(may.may_manage(viewer))
    with door(store, viewer) as d:
        key = d.vault.of_controller(viewer.controller_id, "controller")
        staff = team.everybody(d.session, viewer.controller_id)
        names = _names(d, staff)
        have = select(t.StaffFactor.staff_id).where(t.StaffFactor.staff_id.in_(sorted(names)))
        having = set(d.session.scalars(have))
        living = [one.id for one in staff if one.ended_at is None and one.disabled_at is None]
        last = d.session.scalars(
            select(t.Event)
            .where(t.Event.controller_id == viewer.controller_id, t.Event.chain == viewer.controller_id)
            .order_by(t.Event.number.desc())
            .limit(_LOOKED_THROUGH)
        )
        found = [row for row in last if row.kind in KINDS][:MOST_EVENTS]
        return SecurityPage(
            factors.security(d.session, viewer.controller_id),
            tuple(sorted(names[one] for one in living if one not in having)),
            tuple(_event(row, d.vault.unseal(key, row) if row.sealed else {}, names) for row in found),
        )


def _names(d: Door, staff: Sequence[team.Member]) -> dict[str, str]:
    if not staff:
        return {}
    d.vault.take("installation", "staff", staff[0].wrapped)
    key = d.vault.of_installation("staff")
    return {one.id: str(d.vault.unseal_of(t.Staff, key, one).get("name", "")) for one in staff}


def _event(row: t.Event, said: Mapping[str, object], names: Mapping[str, str]) -> AccountEvent:
    whose = names.get(str(said.get("staff", "")), "")
    by = names.get(row.actor.partition(":")[2], "")
    return AccountEvent(row.kind, row.at, whose, "" if by == whose else by)
