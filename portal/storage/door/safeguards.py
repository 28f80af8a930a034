"""What stands against haste at a controller, and where one request waits for it, as staff see it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.domain.safeguards import Safeguards
from portal.storage import safeguards as rows
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import Names, request_row


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """That somebody approved what has this `digest`; `actor` as events name them."""

    kind: str
    digest: str
    actor: str
    name: str
    at: datetime
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands with the second person: whether one is `wanted`, and who decided.

    `digest` is that of the decision, and of what waits to be carried out of it.
    """

    wanted: bool
    decider: str
    decided_by: str
    digest: str
    approvals: tuple[ApprovalLine, ...]

    def approval(self, kind: str, digest: str) -> ApprovalLine | None:
        """The approval of somebody else than the one who decided."""
        fitting = [one for one in self.approvals if (one.kind, one.digest) == (kind, digest)]
        return next((one for one in fitting if one.actor != self.decider), None)


def settings(store: Store, viewer: Viewer) -> Safeguards:
    """What the controller has set. Refused: `may_not`."""
    may.demand(may.may_enter(viewer))
    with door(store, viewer) as d:
        return rows.of(d.session, viewer.controller_id)


def seconds(store: Store, viewer: Viewer) -> int:
    """How many members may look as the second person: with one, there is none."""
    with door(store, viewer) as d:
        return len(team.seconds(d.session, viewer.controller_id))


def standing(store: Store, viewer: Viewer, reference: str) -> Standing:
    """The second person's part in a request. Refused: `may_not`. NotFound: as the request's page."""
    may.demand(may.may_read_all(viewer))
    with door(store, viewer) as d:
        row = request_row(d, reference)
        deciders = select(t.Decision.actor).where(t.Decision.request_id == row.id).order_by(t.Decision.at.desc())
        names, decider = Names(d), d.session.scalars(deciders.limit(1)).first() or ""
        kept = rows.of(d.session, viewer.controller_id)
        wanted = bool(decider) and kept.second_person and rows.others_approve(d.session, viewer.controller_id, decider)
        digest = rows.decided_digest(d.session, d.unseal, row)
        return Standing(wanted, decider, names(decider), digest, tuple(_approvals(d, row, names)))


def _approvals(d: Door, row: t.SubjectRequest, names: Names) -> list[ApprovalLine]:
    found = d.session.scalars(select(t.Approval).where(t.Approval.request_id == row.id).order_by(t.Approval.at)).all()
    return [
        ApprovalLine(one.kind, one.digest, one.actor, names(one.actor), one.at, str(d.unseal(one).get("note", "")))
        for one in found
    ]
