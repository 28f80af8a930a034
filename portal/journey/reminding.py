"""Reminding staff: a stage of a request's time is said once, in one digest a day to each of them.

`remind` writes who is to be told, with an event of the request; `write_digest` gathers what waits for
one of the staff into a mail, with the job that sends it. A worker that dies between loses and doubles
neither. Nothing of a person is in it: reference, right, date and a link.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from portal.domain.fees import FeeState
from portal.domain.lifecycle import OPEN_STATUSES, Capability, Status
from portal.domain.next_act import WAITING_STEPS
from portal.domain.register import Controller
from portal.domain.reminders import (
    LONGEST_BEFORE,
    Stage,
    fee_is_old,
    key_of,
    key_of_message,
    key_of_second,
    stage_of,
    stage_on,
)
from portal.domain.roles import Viewer, machine
from portal.domain.safeguards import Safeguards
from portal.journey import safeguards as approving
from portal.journey.safeguards import Awaited
from portal.reading.toml import register_from_json
from portal.storage import house, safeguards, scope, sending, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_in_force
from portal.storage.work import Case, Work, work

MORNING = time(7)
"""From when on digests go, on the wall of the controller."""
GIVE_UP_AFTER = timedelta(days=1)
"""The next day's digest says what is still so."""
_OPEN = sorted(status.value for status in OPEN_STATUSES)
_WAITS = t.Step.state.in_(sorted(state.value for state in WAITING_STEPS))
_TELLS = t.Step.capability == Capability.NOTIFY.value


@dataclass(frozen=True, slots=True)
class TakenDigest:
    """A digest in the worker's hands; `items` are values of `mails.Reminded` without their links."""

    controller_id: str
    mail_id: str
    attempt: int
    language: str
    to: str = field(repr=False)
    items: tuple[dict[str, Any], ...] = field(repr=False)
    written_at: datetime
    controller: Controller = field(repr=False)
    new: int = 0
    """How many requests came since the digest before."""


def due(store: Store, controller_id: str) -> tuple[str, ...]:
    """The ids of the requests that staff are to be told of today; none before the morning.

    What was never confirmed waits in its own group, and is reminded of there. What is answered is not over while a
    recipient has to be told (Art 19). A fee that waits for the person's answer is told of once (Art 12(5)(a)), and so
    is what waits for a second person.
    """
    today = _this_morning(store, controller_id)
    if today is None:
        return ()
    zone = _zone(store, controller_id)
    with store.database.reading(machine(controller_id)) as session:
        said = {(row[0], row[1], row[2]) for row in session.execute(_SAID)}
        rows = session.execute(
            select(t.SubjectRequest.id, t.SubjectRequest.received_at, t.SubjectRequest.safe)
            .where(t.SubjectRequest.group == "open", t.SubjectRequest.status.in_(_OPEN))
            .where(t.SubjectRequest.safe <= today + LONGEST_BEFORE)
            .order_by(t.SubjectRequest.safe)
        ).all()
        limited = bool(team.limited(session, controller_id, store.now()))
        fees = session.execute(_unanswered_fees(today)).all()
        late = session.scalars(_late_steps(today, () if limited else (_TELLS,)).distinct()).all()
        seconds = session.scalars(_perhaps_second(safeguards.of(session, controller_id))).all()
    found = []
    for request_id, received_at, safe in rows:
        stage = stage_on(received_at.astimezone(zone).date(), safe, today)
        if stage is not None and (request_id, key_of(stage, today), safe) not in said:
            found.append(request_id)
    for request_id, announced_at, safe in fees:
        day = announced_at.astimezone(zone).date()
        if fee_is_old(day, safe, today) and (request_id, Stage.FEE.value, day) not in said:
            found.append(request_id)
    return tuple(dict.fromkeys([*found, *late, *seconds]))


_SAID = select(t.Reminder.request_id, t.Reminder.stage, t.Reminder.counted_to).distinct()


def _unanswered_fees(today: date) -> Any:
    """The open requests in time whose fee waits for the person: id, when it was announced, safe date."""
    request = t.SubjectRequest
    return (
        select(request.id, t.Fee.announced_at, request.safe)
        .join(t.Fee, and_(t.Fee.controller_id == request.controller_id, t.Fee.request_id == request.id))
        .where(request.group == "open", request.status.in_(_OPEN), request.safe >= today)
        .where(t.Fee.state == FeeState.ANNOUNCED.value)
        .order_by(request.safe)
    )


def _perhaps_second(kept: Safeguards) -> Any:
    """The requests that may wait for a second person: with an erasure, or with an answer where each wants one."""
    request = t.SubjectRequest
    answers = request.status == Status.ANSWERING.value if kept.second_person else false()
    erases = and_(request.status == Status.CARRYING_OUT.value, request.second_after.is_not(None))
    return select(request.id).where(request.group == "open", or_(erases, answers)).order_by(request.safe)


def _late_steps(today: date, only: Iterable[Any]) -> Any:
    """The requests with a step that waits for somebody, and whose day has passed."""
    return select(t.Step.request_id).where(_WAITS, t.Step.due < today, *only)


def remind(store: Store, controller_id: str, request_id: str) -> bool:
    """Write who is to be told of a request today, once for each stage; whether anybody is.

    Whoever has it in hand, else all who handle requests; and who works within a category limit, of a step
    of theirs whose day has passed. What waits for a second person is told to all who may be it, once and at each stage.
    Once it is answered, those who handle it are told of late tellings.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        today = w.now.astimezone(_zone(store, controller_id)).date()
        if case.row.group != "open":
            return False
        is_open = case.status in OPEN_STATUSES
        if is_open:
            waits = approving.awaited(w, case)
            seconds = seconds_here(w, case, waits)
            told = [*_of_request(w, case, today, seconds), *_of_steps(w, case, today), *_of_fee(w, case, today)]
            told += _of_second(w, case, waits, seconds) if waits else ()
        else:
            told = [*_of_tellings(w, case, today), *_of_steps(w, case, today)]
        for staff_id, key, counted_to in told:
            case.add(t.Reminder, staff_id=staff_id, stage=key, counted_to=counted_to, at=w.now)
        if told:
            stages = sorted({key for _staff, key, _day in told})
            w.happened("staff_reminded", case, to=sorted({staff for staff, _key, _day in told}), stages=stages)
        return bool(told)


def tell_of_message(store: Store, controller_id: str, request_id: str, message_id: str) -> bool:
    """Write whose next digest says that the person wrote, once for each message; whether anybody's does.

    Whether the request is open does not matter: who complains of an answer writes after it.
    """
    with work(store, machine(controller_id)) as w:
        case, key = w.case(request_id), key_of_message(message_id)
        written = case.rows(t.Message, t.Message.id == message_id)
        told = [] if case.rows(t.Reminder, t.Reminder.stage == key) else _handlers(w, case) if written else []
        for staff_id in told:
            day = written[0].at.astimezone(_zone(store, controller_id)).date()
            case.add(t.Reminder, staff_id=staff_id, stage=key, counted_to=day, at=w.now)
        if told:
            w.happened("staff_reminded", case, to=told, stages=[key])
        return bool(told)


_Told = Iterator[tuple[str, str, date]]


def _of_request(w: Work, case: Case, today: date, seconds: set[str]) -> _Told:
    """The handlers and who may be the second person, where the stage that is reached was not said."""
    zone = _zone(w.store, case.row.controller_id)
    stage = stage_on(case.row.received_at.astimezone(zone).date(), case.row.safe, today)
    if stage is None:
        return
    key = key_of(stage, today)
    if case.rows(t.Reminder, t.Reminder.stage == key, t.Reminder.counted_to == case.row.safe):
        return
    for staff_id in sorted({*_handlers(w, case), *seconds}):
        yield staff_id, key, case.row.safe


def _of_fee(w: Work, case: Case, today: date) -> _Told:
    """The handlers, once for a fee that was announced two weeks ago and has no answer."""
    zone = _zone(w.store, case.row.controller_id)
    days = [
        row.announced_at.astimezone(zone).date() for row in case.rows(t.Fee, t.Fee.state == FeeState.ANNOUNCED.value)
    ]
    for day in days:
        said = case.rows(t.Reminder, t.Reminder.stage == Stage.FEE.value, t.Reminder.counted_to == day)
        if not said and fee_is_old(day, case.row.safe, today):
            for staff_id in _handlers(w, case):
                yield staff_id, Stage.FEE.value, day


def _of_second(w: Work, case: Case, waits: Awaited, seconds: set[str]) -> _Told:
    """Those of whom one may be the second person, once for each decision or answer that waits for one."""
    key = key_of_second(waits.digest)
    if not case.rows(t.Reminder, t.Reminder.stage == key):
        decided = max(one.at for one in case.rows(t.Decision)).astimezone(_zone(w.store, case.row.controller_id))
        for staff_id in sorted(seconds):
            yield staff_id, key, decided.date()


def seconds_here(w: Work, case: Case, waits: Awaited | None) -> set[str]:
    """Who may be the second person that it waits for; a stand-in for who is away, unless that one decided."""
    if waits is None:
        return set()
    controller = case.row.controller_id
    away = team.standing_in(w.session, controller, w.now.astimezone(_zone(w.store, controller)).date())
    return {away[one] if away.get(one) in waits.seconds else one for one in waits.seconds}


def _handlers(w: Work, case: Case) -> list[str]:
    """Whoever has it in hand, else all who handle requests; who is away has a stand-in."""
    controller = case.row.controller_id
    handlers = [one.id for one in team.handlers(w.session, controller)]
    in_hand = [one for one in handlers if one == case.row.assignee_id]
    away = team.standing_in(w.session, controller, w.now.astimezone(_zone(w.store, controller)).date())
    return sorted({away.get(one, one) for one in in_hand or handlers})


def _of_tellings(w: Work, case: Case, today: date) -> _Told:
    """The handlers, once for the first day on which recipients were to be told and were not."""
    days = [step.due for step in case.rows(t.Step, _WAITS, _TELLS, t.Step.due < today) if step.due is not None]
    said = {(one.staff_id, one.counted_to) for one in case.rows(t.Reminder, t.Reminder.stage == Stage.STEP.value)}
    for staff_id in _handlers(w, case) if days else ():
        if (staff_id, min(days)) not in said:
            yield staff_id, Stage.STEP.value, min(days)


def _of_steps(w: Work, case: Case, today: date) -> _Told:
    """Those within a category limit, once for the first of their steps that is late; after the answer of tellings."""
    over = () if case.status in OPEN_STATUSES else (_TELLS,)
    late = case.rows(t.Step, _WAITS, t.Step.due < today, *over)
    said = {(one.staff_id, one.counted_to) for one in case.rows(t.Reminder, t.Reminder.stage == Stage.STEP.value)}
    for member in team.limited(w.session, case.row.controller_id, w.now) if late else ():
        theirs = (one for one in late if scope.reaches(member, one.system, one.capability, one.category))
        days = [step.due for step in theirs if step.due is not None]
        staff_id = member.staff_id or ""
        if days and (staff_id, min(days)) not in said:
            yield staff_id, Stage.STEP.value, min(days)


def waiting(store: Store, controller_id: str) -> tuple[str, ...]:
    """The ids of the staff to whom a digest may go: reminders wait for them, or requests came; none before the morning.

    How often it goes each of them chose; who is away is not told of what came.
    """
    today = _this_morning(store, controller_id)
    if today is None:
        return ()
    with store.database.reading(machine(controller_id)) as session:
        reminded = session.scalars(select(t.Reminder.staff_id).where(t.Reminder.mail_id.is_(None)).distinct()).all()
        written = set(session.scalars(select(t.StaffMail.staff_id).where(t.StaffMail.day == today)))
        chosen = _frequencies(session)
        away = team.away(session, controller_id, today)
        here = [
            one.id for one in team.handlers(session, controller_id) if one.id not in away and one.categories is None
        ]
        zone = _zone(store, controller_id)
        news = {often: _came(session, zone, today, often) for often in {chosen.get(one, DAILY) for one in here} - {OFF}}
        told = [one for one in here if news.get(chosen.get(one, DAILY)) and one not in written]
    return tuple(dict.fromkeys([*reminded, *told]))


DAILY, WEEKLY, OFF = "daily", "weekly", "off"
LET_GO = "off"
"""Stands for the digest of a reminder that whoever it was for does not want."""


def _frequencies(session: Session) -> dict[str, str]:
    """How often a digest goes, by the ids of those who chose."""
    return dict(session.execute(select(t.StaffChoice.staff_id, t.StaffChoice.digest)).all())


def _came(session: Session, zone: ZoneInfo, today: date, often: str) -> int:
    """How many requests came since the morning of the digest before; on other days than Monday none weekly."""
    if often == OFF or (often == WEEKLY and today.weekday() != 0):
        return 0
    until = datetime.combine(today, MORNING, zone)
    since = datetime.combine(today - timedelta(days=7 if often == WEEKLY else 1), MORNING, zone)
    request = t.SubjectRequest
    asked = select(func.count()).select_from(request).where(request.group == "open")
    asked = asked.where(request.safe >= since.date(), request.received_at >= since, request.received_at < until)
    return session.scalars(asked).one()


def _new_for(w: Work, staff_id: str, today: date) -> int:
    """The same for one of the staff; nothing for who works within a category limit, or is away."""
    controller = w.viewer.controller_id
    whole = {one.id for one in team.handlers(w.session, controller) if one.categories is None}
    if staff_id not in whole or staff_id in team.away(w.session, controller, today):
        return 0
    return _came(w.session, _zone(w.store, controller), today, _frequencies(w.session).get(staff_id, DAILY))


def write_digest(store: Store, controller_id: str, staff_id: str) -> str:
    """Gather what waits for one of the staff into today's digest; its id, empty where none is written.

    What came up after today's went waits for tomorrow's. What is settled meanwhile is not said any more. Who wants it
    weekly gets on other days than Monday what is overdue; who wants none, what is overdue and nobody else is told of.
    """
    with work(store, machine(controller_id)) as w:
        today = w.now.astimezone(_zone(store, controller_id)).date()
        written = select(t.StaffMail.id).where(t.StaffMail.staff_id == staff_id, t.StaffMail.day == today)
        if w.session.scalars(written).first() is not None:
            return ""
        rows, new = _carried(w, staff_id, today), _new_for(w, staff_id, today)
        if not rows and not new:
            return ""
        living = _living(w, rows)
        mail = t.StaffMail(
            id=t.new_id(), controller_id=controller_id, staff_id=staff_id, day=today,
            state="waiting" if living or new else "withheld", attempts=0, created_at=w.now,
        )  # fmt: skip
        w.session.add(mail)
        for row in rows:
            row.mail_id = mail.id
        if living or new:
            w.later("post", "staff.mail", mail_id=mail.id)
            w.happened("digest_written", staff=staff_id, mail=mail.id, reminders=len(living), new=new)
        return mail.id if living or new else ""


def _carried(w: Work, staff_id: str, today: date) -> Sequence[t.Reminder]:
    """The reminders that today's digest of somebody carries; what they never want is let go."""
    rows = w.session.scalars(
        select(t.Reminder)
        .where(t.Reminder.staff_id == staff_id, t.Reminder.mail_id.is_(None))
        .order_by(t.Reminder.id)
        .with_for_update()
    ).all()
    chosen = _frequencies(w.session)
    often = chosen.get(staff_id, DAILY)
    if often == DAILY or (often == WEEKLY and today.weekday() == 0):
        return rows
    late = [row for row in rows if stage_of(row.stage) is Stage.OVERDUE]
    if often == OFF:
        others = {one.id for one in team.handlers(w.session, w.viewer.controller_id)} - {staff_id}
        late = [] if any(chosen.get(one, DAILY) != OFF for one in others) else late
        for row in rows:
            row.mail_id = row.mail_id if row in late else LET_GO
    return late


def take_digest(store: Store, controller_id: str, mail_id: str) -> TakenDigest | None:
    """Commit an attempt; None for one that has gone, or whose receiver or news is no more.

    One whose last attempt has no outcome may have gone: it goes again under the same Message-ID.
    """
    with work(store, machine(controller_id)) as w:
        row = _locked(w, mail_id)
        if row is None or row.state not in sending.TO_SEND:
            return None
        rows = w.session.scalars(select(t.Reminder).where(t.Reminder.mail_id == mail_id)).all()
        items, new = _items(w, rows), _new_for(w, row.staff_id, row.day)
        at, attempt = row.created_at, row.attempts + 1
        taken = taken_for(w, row.staff_id, mail_id, items, at, attempt, new) if items or new else None
        if taken is None:
            row.state, row.fault = "withheld", "too_late"
            return None
        row.fault = "unknown_delivery" if row.state == "sending" else row.fault
        row.state, row.attempts = "sending", row.attempts + 1
        return taken


def taken_for(
    w: Work,
    staff_id: str,
    mail_id: str,
    items: tuple[dict[str, Any], ...],
    at: datetime,
    attempt: int = 1,
    new: int = 0,
) -> TakenDigest | None:
    """A mail to one of the staff, in their language and to their account's address; None to who is none any more."""
    staff = w.session.get(t.Staff, staff_id)
    if staff is None or not _still_staff(w, staff_id):
        return None
    account = w.vault.unseal(w.vault.of_installation("staff"), staff)
    return TakenDigest(
        controller_id=w.viewer.controller_id, mail_id=mail_id, attempt=attempt, language=staff.language,
        to=str(account["email"]), items=items, written_at=at, controller=_controller(w), new=new,
    )  # fmt: skip


def record_digest(store: Store, taken: TakenDigest, state: str, fault: str | None = None) -> bool:
    """What became of an attempt: `sent`, `bounced`, `retrying` or `unknown`; whether it is to be tried again.

    Raises:
        Conflict: another worker has it now.
    """
    with work(store, machine(taken.controller_id)) as w:
        row = sending.demand_taken(_locked(w, taken.mail_id), taken.attempt)
        return sending.record(row, state, fault, w.now, taken.written_at + GIVE_UP_AFTER)


def _locked(w: Work, mail_id: str) -> t.StaffMail | None:
    return w.session.scalars(select(t.StaffMail).where(t.StaffMail.id == mail_id).with_for_update()).one_or_none()


def _still_staff(w: Work, staff_id: str) -> bool:
    handlers = {one.id for one in team.handlers(w.session, w.viewer.controller_id)}
    seconds = {one.id for one in team.seconds(w.session, w.viewer.controller_id)}
    limited = {one.staff_id for one in team.limited(w.session, w.viewer.controller_id, w.now)}
    return staff_id in handlers | seconds | limited


def _living(w: Work, rows: Sequence[t.Reminder]) -> list[tuple[t.Reminder, t.SubjectRequest]]:
    """Each request once, by its latest reminder that still holds: it is open, and its date has not moved.

    A step of theirs, a fee or a message without an answer and what waits for a second person are said beside it.
    """
    requests = {
        row.id: row
        for row in w.session.scalars(
            select(t.SubjectRequest).where(t.SubjectRequest.id.in_({row.request_id for row in rows}))
        )
    }
    held = {one.staff_id: one for one in team.limited(w.session, w.viewer.controller_id, w.now)}
    found = {}
    for row in sorted(rows, key=lambda one: (one.at, one.id)):
        request, viewer = requests.get(row.request_id), held.get(row.staff_id)
        if request is not None and _holds(w, row, request) and (viewer is None or _is_theirs(w, row, viewer)):
            stage = stage_of(row.stage)
            found[row.request_id, stage if stage in _BESIDE else None] = (row, request)
    return sorted(found.values(), key=lambda pair: (pair[0].counted_to, pair[1].reference))


_BESIDE = frozenset({Stage.STEP, Stage.FEE, Stage.SECOND, Stage.MESSAGE})
"""What is said beside the stage of a request's time."""


def _holds(w: Work, row: t.Reminder, request: t.SubjectRequest) -> bool:
    if stage_of(row.stage) is Stage.SECOND:
        second = approving.awaited(w, Case(w, request))
        return second is not None and key_of_second(second.digest) == row.stage and row.staff_id in second.seconds
    if stage_of(row.stage) is Stage.MESSAGE:
        said = select(t.Message.kind).where(t.Message.request_id == request.id, t.Message.kind.in_(("person", "staff")))
        return w.session.scalars(said.order_by(t.Message.at.desc(), t.Message.id.desc())).first() == "person"
    if stage_of(row.stage) is Stage.FEE:
        waits = select(t.Fee.id).where(t.Fee.request_id == request.id, t.Fee.state == FeeState.ANNOUNCED.value)
        return request.status in _OPEN and w.session.scalars(waits).first() is not None
    if stage_of(row.stage) is not Stage.STEP:
        return request.status in _OPEN and request.safe == row.counted_to
    if request.group != "open":
        return False
    still = select(t.Step.id).where(t.Step.request_id == request.id, _WAITS, t.Step.due == row.counted_to)
    return w.session.scalars(still).first() is not None


def _is_theirs(w: Work, row: t.Reminder, viewer: Viewer) -> bool:
    """Whether a reminder is of a step within the limit that somebody has by now, whatever they saw before."""
    if stage_of(row.stage) is not Stage.STEP:
        return False
    steps = w.session.execute(
        select(t.Step.system, t.Step.capability, t.Step.category).where(
            t.Step.request_id == row.request_id, _WAITS, t.Step.due == row.counted_to
        )
    )
    return any(scope.reaches(viewer, *step) for step in steps)


def _items(w: Work, rows: Sequence[t.Reminder]) -> tuple[dict[str, Any], ...]:
    """What the mail says; of a step of somebody within a category limit no more than reference and day."""
    return tuple(
        {
            "reference": request.reference,
            "rights": [] if stage_of(row.stage) is Stage.STEP else list(request.rights),
            "due": row.counted_to,
            "stage": stage_of(row.stage).value,
        }
        for row, request in _living(w, rows)
    )


def _controller(w: Work) -> Controller:
    return register_from_json(document_in_force(w.session, w.now)).controller


def _zone(store: Store, controller_id: str) -> ZoneInfo:
    return ZoneInfo(house.controller_by_id(store, controller_id).time_zone)


def _this_morning(store: Store, controller_id: str) -> date | None:
    """Today at the controller's place, from the morning on."""
    here = store.now().astimezone(_zone(store, controller_id))
    return here.date() if here.time() >= MORNING else None
