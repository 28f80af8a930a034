"""Restriction after the decision: its end is announced first (Art 18(3)), and comes on the day that was told.

It is imposed where a decision is carried out or an objection is weighed (`storage.restrictions`);
no step of another request corrects or erases what is restricted. Prohibitions of marketing go on.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import FINISHED_STEPS, Capability, Right, Status, StepState
from portal.domain.plan import PlannedStep
from portal.domain.register import Register
from portal.domain.roles import Viewer, machine
from portal.papers.letters import Letter, missing_elements
from portal.papers.mails import MailKind
from portal.reading.toml import register_from_json
from portal.storage import following, restrictions
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.letters import release_at_once
from portal.storage.work import Case, Work, work

NOTICE_DAYS = 7
"""So many whole days lie at least between the announcement and the end."""
LEAST_REASON, LONGEST_REASON = 10, 2000
AT_A_TIME = 200
_DECIDED = frozenset({Status.ANSWERED, Status.CLOSED})


def announce(
    store: Store, viewer: Viewer, reference: str, version: int, reason: str, lifts: date, letter: Letter
) -> None:
    """Tell the person that what is restricted will be used again from `lifts` on, and why; the letter goes at once.

    `lifts` is a day at the controller's place, `NOTICE_DAYS` ahead or more.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: as `checked_reason`; `lifts_soon` (field `lifts`).
        Refused: `may_not`, `order` (not answered yet), `not_restricted`, `announced_already`, `letter_incomplete`.
    """
    checked_reason(reason)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        rows = _standing(case)
        _check_announcement(case, rows, letter)
        zone = ZoneInfo(_register(w, case).controller.time_zone)
        if lifts < first_day(w.now.astimezone(zone).date()):
            raise Invalid("lifts_soon", field="lifts", least=NOTICE_DAYS)
        for row in rows:
            row.announced_at, row.lifts_at = w.now, datetime.combine(lifts, time.min, zone)
        kept = release_at_once(w, case, letter)
        w.happened(
            "restriction_announced", case, letter=kept.id, digest=kept.digest, lifts=lifts.isoformat(),
            systems=sorted({row.system for row in rows}),
        )  # fmt: skip
        case.mail(MailKind.LIFTING.value, case.requester()["email"], {"lifts": lifts.isoformat()})


def lift(store: Store, viewer: Viewer, reference: str, version: int) -> None:
    """End the restriction, from the announced day on; every system that holds its flag is told.

    Raises:
        NotFound, Conflict: as `Work.case`.
        Refused: `may_not`, `not_restricted`, `not_announced`, `lifts_later`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        _lift(w, w.case(reference=reference, version=version))


def lift_by_the_clock(store: Store, controller_id: str, request_id: str) -> None:
    """End a restriction on its day, for the worker.

    Raises:
        Refused: somebody lifted it first.
    """
    with work(store, machine(controller_id)) as w:
        _lift(w, w.case(request_id))


def to_be_lifted(store: Store, controller_id: str) -> list[str]:
    """The ids of the requests whose announced day has come."""
    with store.database.reading(machine(controller_id)) as session:
        found = session.scalars(
            select(t.Restriction.request_id)
            .where(t.Restriction.lifted_at.is_(None), t.Restriction.lifts_at <= store.now())
            .distinct()
            .limit(AT_A_TIME)
        )
        return [str(request_id) for request_id in found]


def first_day(today: date) -> date:
    """The earliest day that may be announced on `today`."""
    return today + timedelta(days=NOTICE_DAYS)


def checked_reason(reason: str) -> str:
    """The reason as the letter says it.

    Raises:
        Invalid: `reasons_short`, `too_long` (field `reason`).
    """
    plain = reason.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(plain) < LEAST_REASON:
        raise Invalid("reasons_short", field="reason", least=LEAST_REASON)
    if len(plain) > LONGEST_REASON:
        raise Invalid("too_long", field="reason", most=LONGEST_REASON)
    return plain


def _standing(case: Case) -> Sequence[t.Restriction]:
    rows = case.rows(t.Restriction, t.Restriction.lifted_at.is_(None))
    if not rows:
        raise Refused("not_restricted")
    return rows


def _check_announcement(case: Case, rows: Sequence[t.Restriction], letter: Letter) -> None:
    """What was decided is told first: an objection that is upheld holds until it is carried out."""
    if case.status not in _DECIDED:
        raise Refused("order")
    if any(row.announced_at is not None for row in rows):
        raise Refused("announced_already")
    if missing_elements(letter):
        raise Refused("letter_incomplete")


def _lift(w: Work, case: Case) -> None:
    rows = _standing(case)
    days = [row.lifts_at for row in rows]
    if any(day is None for day in days):
        raise Refused("not_announced")
    if any(w.now < day for day in days if day is not None):
        raise Refused("lifts_later")
    for row in rows:
        row.lifted_at = w.now
    w.session.flush()
    case.set_going(_unfreezing(w, case))
    w.happened("restriction_lifted", case, systems=sorted({row.system for row in rows}))
    following.follow(w, case)


def _unfreezing(w: Work, case: Case) -> list[PlannedStep]:
    """The opposite of each step that froze something; one that never came about is not needed any more."""
    register, planned = _register(w, case), []
    for step in case.rows(t.Step, t.Step.capability == Capability.RESTRICT.value):
        kept = case.unseal(step) if step.sealed is not None else {}
        if kept.get("on") is not True:
            continue
        if StepState(step.state) not in FINISHED_STEPS:
            step.state = StepState.CANCELLED.value
        elif step.state == StepState.DONE and step.outcome != "nothing":
            planned += _opposite(w, case, register, step, kept)
    return planned


def _opposite(w: Work, case: Case, register: Register, step: t.Step, kept: dict[str, Any]) -> list[PlannedStep]:
    """Owners whom another request still restricts keep their flag."""
    owners = list(kept.get("owners", ()))
    left = [owner for owner in owners if owner not in restrictions.standing(w, case, step.system, owners)]
    if owners and not left:
        return []
    system = register.system(step.system)
    by_machine = step.performer == "machine" and step.system in w.connected()
    return [
        PlannedStep(
            system=step.system,
            capability=Capability.RESTRICT,
            right=Right(step.right),
            performer="machine" if by_machine else system.owner,
            state=StepState.WAITING if by_machine else StepState.BY_HAND,
            due=None if by_machine else w.now.date() + timedelta(days=system.days),
            category=step.category,
            value={"owners": left, "on": False, "tasks": kept.get("tasks", [])},
        )
    ]


def _register(w: Work, case: Case) -> Register:
    """The register version in force when the request came."""
    return register_from_json(following.document(w, case))
