"""Staff remind their colleagues of chosen requests: one mail to each of them, today, whatever the digests said.

It goes to whoever has a request in hand, or stands in for them, to those with a step of theirs that waits, and to
those of whom one is waited for as the second person; never to who sends it, and once a day for each request. Nothing of
a person is in it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import PortalError, Refused
from portal.domain.lifecycle import OPEN_STATUSES
from portal.domain.next_act import WAITING_STEPS
from portal.domain.reminders import Stage
from portal.domain.roles import Viewer, machine
from portal.journey import reminding, safeguards
from portal.journey.handling import Result
from portal.storage import house, scope, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, work

MAIL = "staff.nudge"
_WAITS = t.Step.state.in_(sorted(state.value for state in WAITING_STEPS))


def remind_several(store: Store, viewer: Viewer, references: Sequence[str]) -> list[Result]:
    """Have the colleagues mailed who are to look at these requests; all in one commit, with the jobs of the mails.

    What stops one is in its result: `not_found`, `order` (closed), `nobody` (nobody else has it), `reminded_today`.

    Raises:
        Refused: `may_not`, also where one member of staff handles every request.
    """
    results = []
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        may.demand(len(team.handlers(w.session, w.viewer.controller_id)) > 1)
        mails: dict[str, str] = {}
        for reference in sorted(set(references)):
            try:
                _remind(w, w.case(reference=reference), mails)
            except PortalError as fault:
                results.append(Result(reference, fault.code))
            else:
                results.append(Result(reference))
        for staff_id, mail_id in sorted(mails.items()):
            w.later("post", MAIL, staff_id=staff_id, mail_id=mail_id)
    return results


def _remind(w: Work, case: Case, mails: dict[str, str]) -> None:
    if case.status not in OPEN_STATUSES:
        raise Refused("order")
    today = _today(w)
    receivers = _receivers(w, case, today)
    if not receivers:
        raise Refused("nobody")
    key = f"{Stage.ASKED.value}:{today.isoformat()}"
    said = {one.staff_id for one in case.rows(t.Reminder, t.Reminder.stage == key)}
    if not (new := receivers - said):
        raise Refused("reminded_today")
    for staff_id in sorted(new):
        mail_id = mails.setdefault(staff_id, t.new_id())
        case.add(t.Reminder, staff_id=staff_id, stage=key, counted_to=case.row.safe, mail_id=mail_id, at=w.now)
    w.happened("colleague_reminded", case, to=sorted(new))


def _receivers(w: Work, case: Case, today: date) -> set[str]:
    """Whoever has it in hand, those within a category limit with a step that waits, and who may be its second person.

    Stand-ins for who is away.
    """
    controller = case.row.controller_id
    handlers = {one.id for one in team.handlers(w.session, controller)}
    found = {case.row.assignee_id} & handlers
    found |= {one.staff_id for one in team.limited(w.session, controller, w.now) if _has_a_step(w, case.id, one)}
    away = team.standing_in(w.session, controller, today)
    here = {away.get(one, one) for one in found if one} | reminding.seconds_here(w, case, safeguards.awaited(w, case))
    return here - {w.viewer.staff_id or ""}


def _has_a_step(w: Work, request_id: str, member: Viewer) -> bool:
    """Whether a step that waits lies within somebody's limit."""
    asked = select(t.Step.system, t.Step.capability, t.Step.category).where(t.Step.request_id == request_id, _WAITS)
    return any(scope.reaches(member, *step) for step in w.session.execute(asked))


def take(store: Store, controller_id: str, staff_id: str, mail_id: str) -> reminding.TakenDigest | None:
    """What a mail to one colleague says, as requests stand now; None where nothing of it is left, or they are gone."""
    with work(store, machine(controller_id)) as w:
        rows = w.session.scalars(select(t.Reminder).where(t.Reminder.mail_id == mail_id).order_by(t.Reminder.id)).all()
        limited = {one.staff_id: one for one in team.limited(w.session, controller_id, w.now)}
        items = [_item(w, row, limited.get(staff_id)) for row in rows]
        living = tuple(item for item in items if item)
        return reminding.taken_for(w, staff_id, mail_id, living, rows[0].at) if living else None


def _item(w: Work, row: t.Reminder, limited: Viewer | None) -> dict[str, Any] | None:
    """Nothing of a request that is answered meanwhile; of a step that waits still, reference and day within a limit.

    The limit is that of now, whatever somebody saw when they were to be reminded.
    """
    request = w.session.get(t.SubjectRequest, row.request_id)
    if request is None or request.status not in {status.value for status in OPEN_STATUSES}:
        return None
    if limited is not None and not _has_a_step(w, request.id, limited):
        return None
    rights = [] if limited is not None else list(request.rights)
    return {"reference": request.reference, "rights": rights, "due": request.safe, "stage": Stage.ASKED.value}


def _today(w: Work) -> date:
    zone = house.controller_by_id(w.store, w.viewer.controller_id).time_zone
    return w.now.astimezone(ZoneInfo(zone)).date()
