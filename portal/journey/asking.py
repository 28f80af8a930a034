"""Letters to processors (Art 28(3)(e)): who is asked what, gathered into one letter a day, mailed and reminded of.

A letter's mail holds its number and a link, and nothing of a person. A marketing objection goes at once and alone
(Art 21(3)); whoever else is asked about is gathered. Only a mail that went makes a step "asked".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal import facts
from portal.domain import persons
from portal.domain.asking import (
    Ending,
    LetterState,
    MailStage,
    expires_after,
    goes_alone,
    stage_on,
)
from portal.domain.lifecycle import FINISHED_STEPS, Right, StepState
from portal.domain.register import Controller
from portal.domain.roles import machine
from portal.keys import ring as keys
from portal.reading.toml import register_from_json
from portal.storage import house, processors, sending
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_in_force
from portal.storage.processors import Contact
from portal.storage.work import Case, Work, work

MORNING = time(7)
"""From when on, on the wall of the controller, a working day's letters go."""
GIVE_UP_AFTER = timedelta(days=5)
GATHERED_IN = timedelta(minutes=5)
"""Gathering takes seconds; a letter that is at it for longer was left by a worker that died."""
SOON_DAYS = 2
"""Whoever is asked again after the day has passed has so many days still."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A step that a processor can be asked for now; one that goes `alone` waits for nobody else's."""

    system: str
    request_id: str
    step_id: str
    alone: bool


@dataclass(frozen=True, slots=True)
class TakenMail:
    """A mail to a processor in the worker's hands."""

    controller_id: str
    mail_id: str
    letter_id: str
    stage: MailStage
    attempt: int
    to: str = field(repr=False)
    language: str
    number: str
    due: date
    written_at: datetime
    controller: Controller = field(repr=False)
    host: str = ""
    """The company's own, to which the mail leads; "" where it has none."""


def pending(store: Store, controller_id: str) -> list[Pending]:
    """The steps for which nobody has been asked yet; without those that wait for a copy, or go by an owner's hand."""
    with store.database.reading(machine(controller_id)) as session:
        w = Work(store, machine(controller_id), session)
        known = processors.contacts(session, w.vault, controller_id)
        if not known:
            return []
        systems = sorted(known)
        objections = _pending(w, processors.unasked(session, systems, marketing=True))
        others = _pending(w, processors.unasked(session, systems, marketing=False))
        return [*objections, *islice(others, processors.AT_A_TIME)]


def _pending(w: Work, steps: Iterable[t.Step]) -> Iterator[Pending]:
    for step in steps:
        row = w.session.get_one(t.SubjectRequest, step.request_id)
        if processors.may_ask(w, Case(w, row), step):
            yield Pending(step.system, row.id, step.id, goes_alone(Right(step.right)))


def begin(store: Store, controller_id: str, system: str) -> str | None:
    """The processor's letter of today, while people can be added to it; None where today's has gone."""
    try:
        with work(store, machine(controller_id)) as w:
            contact = _contact(w, system)
            if contact is None:
                return None
            slot = f"{_today(w)}:{_mark(w, contact.email)}"
            same = (t.ProcessorLetter.system == system, t.ProcessorLetter.slot == slot)
            row = w.session.scalars(select(t.ProcessorLetter).where(*same)).one_or_none()
            row = row or _new_letter(w, contact, slot, LetterState.GATHERING)
            return row.id if row.state == LetterState.GATHERING else None
    except IntegrityError:
        return None  # Another worker gathers it.


def ask(store: Store, controller_id: str, letter_id: str, one: Pending) -> bool:
    """Put a step into a letter that gathers; False where that has closed, or the step wants nobody any more."""
    with work(store, machine(controller_id)) as w:
        case = w.case(one.request_id)
        letter = _locked(w, letter_id)
        step = case.one(t.Step, one.step_id)
        if letter is None or letter.state != LetterState.GATHERING or not processors.may_ask(w, case, step):
            return False
        if processors.living_asks(w.session, case, step):
            return False
        _put(w, case, letter, step)
        return True


def close(store: Store, controller_id: str, letter_id: str) -> bool:
    """The letter takes nobody more, and is mailed; one that asks nothing goes away."""
    with work(store, machine(controller_id)) as w:
        letter = _locked(w, letter_id)
        if letter is None or letter.state != LetterState.GATHERING:
            return False
        if w.session.scalars(select(t.ProcessorAsk.id).where(t.ProcessorAsk.letter_id == letter_id)).first() is None:
            w.session.execute(delete(t.ProcessorLetter).where(t.ProcessorLetter.id == letter_id))
            return False
        letter.state = LetterState.OPEN.value
        _mail(w, letter, MailStage.ASK)
        return True


def left_over(store: Store, controller_id: str) -> Sequence[str]:
    """Letters whose worker died while it gathered people: they go with whom they have."""
    with store.database.reading(machine(controller_id)) as session:
        gathering = t.ProcessorLetter.state == LetterState.GATHERING.value
        old = t.ProcessorLetter.created_at < store.now() - GATHERED_IN
        return session.scalars(select(t.ProcessorLetter.id).where(gathering, old)).all()


def ask_alone(store: Store, controller_id: str, one: Pending) -> bool:
    """A letter for one step, which goes at once; a step has one such letter, whichever worker comes first."""
    with work(store, machine(controller_id)) as w:
        case = w.case(one.request_id)
        step = case.one(t.Step, one.step_id)
        contact = _contact(w, one.system)
        if contact is None or not processors.may_ask(w, case, step) or processors.living_asks(w.session, case, step):
            return False
        write_alone(w, case, step, contact)
        return True


def write_alone(w: Work, case: Case, step: t.Step, contact: Contact) -> t.ProcessorLetter:
    """The letter of one step in the caller's transaction, with its mail."""
    times = len(case.rows(t.ProcessorAsk, t.ProcessorAsk.step_id == step.id))
    letter = _new_letter(w, contact, f"{step.id}:{times}", LetterState.OPEN)
    _put(w, case, letter, step)
    _mail(w, letter, MailStage.ASK)
    return letter


def is_hour(store: Store, controller_id: str) -> bool:
    """Whether it is a working day at the controller, past its morning."""
    controller, now = _wall(store, controller_id)
    calendar = facts.calendar_of(controller.country, controller.region, years=[now.year])
    return now.time() >= MORNING and not calendar.is_free(now.date())


def is_morning(store: Store, controller_id: str) -> bool:
    """Whether the controller's day has begun; the last day to answer may be a free one."""
    return _wall(store, controller_id)[1].time() >= MORNING


def _wall(store: Store, controller_id: str) -> tuple[Controller, datetime]:
    with store.database.reading(machine(controller_id)) as session:
        controller = register_from_json(document_in_force(session, store.now())).controller
    return controller, store.now().astimezone(ZoneInfo(facts.usable_zone(controller.country, controller.time_zone)))


def take_mail(store: Store, controller_id: str, mail_id: str) -> TakenMail | None:
    """Commit an attempt; None for a mail that has gone, or that nobody has to answer any more."""
    with work(store, machine(controller_id)) as w:
        row = _locked_mail(w, mail_id)
        if row is None or row.state not in sending.TO_SEND:
            return None
        letter = w.session.get_one(t.ProcessorLetter, row.letter_id)
        if letter.state != LetterState.OPEN or w.now >= letter.expires_at or not _asks_anybody(w, letter):
            row.state, row.fault = "withheld", "too_late"
            return None
        row.fault = "unknown_delivery" if row.state == "sending" else row.fault
        row.state, row.attempts = "sending", row.attempts + 1
        return TakenMail(
            controller_id=controller_id, mail_id=mail_id, letter_id=letter.id, stage=MailStage(row.stage),
            attempt=row.attempts, to=_address(w, letter), language=letter.language, number=letter.number,
            due=letter.due, written_at=row.created_at, controller=_controller(w),
            host=next(iter(house.domains_of(w.session, controller_id)), ""),
        )  # fmt: skip


def record_mail(store: Store, taken: TakenMail, state: str, fault: str | None = None) -> bool:
    """What became of an attempt: `sent`, `bounced`, `retrying` or `unknown`; whether it is to be tried again.

    Raises:
        Conflict: another worker has it now.
    """
    with work(store, machine(taken.controller_id)) as w:
        row = sending.demand_taken(_locked_mail(w, taken.mail_id), taken.attempt)
        again = sending.record(row, state, fault, w.now, taken.written_at + GIVE_UP_AFTER)
        if not again:
            kind = "processor_mailed" if row.state == "sent" else "processor_mail_bounced"
            w.happened(kind, letter=taken.letter_id, stage=taken.stage.value, fault=row.fault)
        return again


def reached(store: Store, controller_id: str, mail_id: str) -> list[tuple[str, str]]:
    """The (request, asking) pairs of a first mail that went, and of which that is not written yet."""
    with store.database.reading(machine(controller_id)) as session:
        mail = session.get(t.ProcessorMail, mail_id)
        if mail is None or mail.state != "sent" or mail.stage != MailStage.ASK:
            return []
        rows = session.execute(
            select(t.ProcessorAsk.request_id, t.ProcessorAsk.id)
            .join(t.Step, t.Step.id == t.ProcessorAsk.step_id)
            .where(t.ProcessorAsk.letter_id == mail.letter_id, t.ProcessorAsk.ended_at.is_(None))
            .where(t.Step.asked_at.is_(None) | (t.Step.asked_at < mail.created_at))
        )
        return [(request_id, ask_id) for request_id, ask_id in rows]


def record_asked(store: Store, controller_id: str, request_id: str, ask_id: str) -> None:
    """The letter went: the step is asked, once however often that is said."""
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        row = case.one(t.ProcessorAsk, ask_id)
        step = case.one(t.Step, row.step_id)
        already = step.asked_at is not None and step.asked_at >= row.created_at
        if row.ended_at is not None or already or StepState(step.state) is not StepState.BY_HAND:
            return
        step.asked_at = w.now
        step.started_at = step.started_at or w.now
        w.happened("processor_asked", case, step=step.id, system=step.system, letter=row.letter_id)


def remind(store: Store, controller_id: str) -> None:
    """Write the reminders that are due today, and let letters end that are answered or whose time is over.

    Each stage goes once; whoever was away for some days gets the latest one alone.
    """
    with work(store, machine(controller_id)) as w:
        is_open = t.ProcessorLetter.state == LetterState.OPEN.value
        for letter in w.session.scalars(select(t.ProcessorLetter).where(is_open).with_for_update()).all():
            if not _open_asks(w, letter):
                letter.state = LetterState.OVER.value
            elif w.now >= letter.expires_at:
                letter.state = LetterState.ENDED.value
            else:
                _remind(w, letter)


def let_go(store: Store, controller_id: str) -> list[tuple[str, str]]:
    """The (request, step) pairs that count as asked though no processor has a link that works."""
    with store.database.reading(machine(controller_id)) as session:
        return processors.unheld(session)


def take_back(store: Store, controller_id: str, request_id: str, step_id: str) -> None:
    """The step counts as asked no more: staff do it, or another letter asks."""
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        step = case.one(t.Step, step_id)
        asked = step.asked_at is not None and StepState(step.state) is StepState.BY_HAND
        if not asked or (_contact(w, step.system) and processors.living_asks(w.session, case, step)):
            return
        processors.end(w, case, step, Ending.REPLACED)


def _contact(w: Work, system: str) -> Contact | None:
    return processors.contacts(w.session, w.vault, w.viewer.controller_id).get(system)


def _new_letter(w: Work, contact: Contact, slot: str, state: LetterState) -> t.ProcessorLetter:
    today = _today(w)
    row = t.ProcessorLetter(
        id=t.new_id(), controller_id=w.viewer.controller_id, number=persons.new_reference(), system=contact.system,
        slot=slot, language=contact.language, state=state.value, created_at=w.now, due=date.max,
        expires_at=_end_of(w, expires_after(today, ())),
    )  # fmt: skip
    w.vault.seal(w.vault.of_controller(w.viewer.controller_id, "controller"), row, {"to": contact.email})
    w.session.add(row)
    w.session.flush()
    return row


def _put(w: Work, case: Case, letter: t.ProcessorLetter, step: t.Step) -> None:
    today = _today(w)
    processors.end(w, case, step, Ending.REPLACED)
    due = max(step.due or today, today + timedelta(days=SOON_DAYS))
    letter.due = min(letter.due, due)
    letter.expires_at = max(letter.expires_at, _end_of(w, expires_after(today, [due])))
    row = case.add(
        t.ProcessorAsk, category=step.category, step_id=step.id, letter_id=letter.id, created_at=w.now, opens=0
    )
    w.happened("processor_letter_written", case, step=step.id, system=step.system, letter=letter.id, ask=row.id)


def _mail(w: Work, letter: t.ProcessorLetter, stage: MailStage) -> None:
    row = t.ProcessorMail(
        id=t.new_id(), controller_id=letter.controller_id, letter_id=letter.id, stage=stage.value, state="waiting",
        attempts=0, created_at=w.now,
    )  # fmt: skip
    w.session.add(row)
    w.later("post", "processor.mail", mail_id=row.id)


def _remind(w: Work, letter: t.ProcessorLetter) -> None:
    asked = select(t.ProcessorMail).where(t.ProcessorMail.letter_id == letter.id)
    mails = {row.stage: row for row in w.session.scalars(asked)}
    first = mails.get(MailStage.ASK.value)
    if first is None or first.sent_at is None:
        return
    zone = _zone(w)
    stage = stage_on(first.sent_at.astimezone(zone).date(), letter.due, w.now.astimezone(zone).date())
    if stage is None or stage.value in mails or MailStage.LAST_DAY.value in mails:
        return
    _mail(w, letter, stage)
    w.happened("processor_reminded", letter=letter.id, stage=stage.value)


def _open_asks(w: Work, letter: t.ProcessorLetter) -> Sequence[str]:
    """The askings of a letter that still want an answer."""
    finished = sorted(state.value for state in FINISHED_STEPS)
    return w.session.scalars(
        select(t.ProcessorAsk.id)
        .join(t.Step, t.Step.id == t.ProcessorAsk.step_id)
        .where(t.ProcessorAsk.letter_id == letter.id, t.ProcessorAsk.ended_at.is_(None))
        .where(t.Step.state.not_in(finished))
    ).all()


def _asks_anybody(w: Work, letter: t.ProcessorLetter) -> bool:
    """Whether the link would show a step that may still go by mail: a mark may have come since it was written."""
    for ask_id in _open_asks(w, letter):
        row = w.session.get_one(t.ProcessorAsk, ask_id)
        case = Case(w, w.session.get_one(t.SubjectRequest, row.request_id))
        if processors.may_ask(w, case, case.one(t.Step, row.step_id)):
            return True
    return False


def _locked(w: Work, letter_id: str) -> t.ProcessorLetter | None:
    asked = select(t.ProcessorLetter).where(t.ProcessorLetter.id == letter_id)
    return w.session.scalars(asked.with_for_update()).one_or_none()


def _locked_mail(w: Work, mail_id: str) -> t.ProcessorMail | None:
    asked = select(t.ProcessorMail).where(t.ProcessorMail.id == mail_id)
    return w.session.scalars(asked.with_for_update()).one_or_none()


def _address(w: Work, letter: t.ProcessorLetter) -> str:
    return str(w.vault.unseal(w.vault.of_controller(letter.controller_id, "controller"), letter)["to"])


def _mark(w: Work, address: str) -> str:
    return keys.mark(w.vault.of_controller(w.viewer.controller_id, "marks"), "processor", address).hex()[:16]


def _controller(w: Work) -> Controller:
    return register_from_json(document_in_force(w.session, w.now)).controller


def _zone(w: Work) -> ZoneInfo:
    controller = _controller(w)
    return ZoneInfo(facts.usable_zone(controller.country, controller.time_zone))


def _today(w: Work) -> date:
    return w.now.astimezone(_zone(w)).date()


def _end_of(w: Work, day: date) -> datetime:
    """The end of a day at the controller."""
    return datetime.combine(day + timedelta(days=1), time(), _zone(w)).astimezone(UTC)
