"""The answer to a marketing objection: a letter written and released by the machine alone (Art 12(3), 21(3)).

It says what is done, what is asked and what waits, as soon as no machine is at work on a
prohibition any more. Nobody weighs the objection, so nobody has to release the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.domain.following import AT_WORK
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.register import Register, Text
from portal.domain.roles import machine
from portal.domain.telling import REACHED
from portal.domain.wording import Wording
from portal.papers.letter_values import StopOutcome
from portal.papers.letters import Letter, LetterKind
from portal.papers.mails import MailKind
from portal.reading.toml import register_from_json
from portal.storage import by_hand, following, suppressing, wordings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.letters import release_at_once
from portal.storage.work import Case, Work, work

LETTER = LetterKind.MARKETING.value
_STOPS = {
    StepState.BY_HAND: StopOutcome.ASKED,
    StepState.CHOICE: StopOutcome.WAITING,
    StepState.INCOMPLETE: StopOutcome.INCOMPLETE,
    StepState.FAILED: StopOutcome.INCOMPLETE,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the prohibition stands in one system of the register, or with one recipient who has to be told."""

    name: Text
    outcome: StopOutcome
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Objection:
    """What the letter is made of; dates are those of the controller's place, `wordings` its own words.

    `channels` are those that this request stopped, `others` those that are open still.
    """

    controller_id: str
    request_id: str
    reference: str
    language: str
    recipient: str = field(repr=False)
    received: date
    written: date
    stopped_at: datetime
    stops: tuple[Stop, ...]
    channels: frozenset[str]
    others: frozenset[str]
    register: Register = field(repr=False)
    wordings: Mapping[str, Wording] = field(default_factory=dict)


def read_objection(store: Store, controller_id: str, request_id: str) -> Objection | None:
    """The values of the letter; None where it is written already, or a machine is still at work."""
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        steps = [step for step in case.rows(t.Step) if step.right == Right.MARKETING and not _is_left_out(step)]
        if _settled(case) or any(StepState(step.state) in AT_WORK for step in steps):
            return None
        register = register_from_json(following.document(w, case))
        zone = ZoneInfo(register.controller.time_zone)
        channels, others = _channels(w, case, register)
        return Objection(
            controller_id=controller_id,
            request_id=request_id,
            reference=case.row.reference,
            language=case.row.language,
            recipient=case.requester().get("name", ""),
            received=case.row.received_at.astimezone(zone).date(),
            written=w.now.astimezone(zone).date(),
            stopped_at=case.row.confirmed_at or case.row.received_at,
            stops=tuple(_stop(case, step, register) for step in sorted(steps, key=lambda one: one.position)),
            channels=channels,
            others=others,
            register=register,
            wordings=wordings.in_force(w.session, case.row.language),
        )


def _channels(w: Work, case: Case, register: Register) -> tuple[frozenset[str], frozenset[str]]:
    """The channels that this request stopped; those that no request of the same address has stopped."""
    every, requester = frozenset(one.key for one in register.prohibitions), case.requester()
    chosen = every.intersection(requester.get("channels", every))
    if chosen == every or not requester.get("email"):
        return chosen, every - chosen
    stopped = suppressing.stopped(w.session, w.vault, case.row.controller_id, "email", requester["email"], every)
    return chosen, every - chosen - stopped


def answer_objection(store: Store, objection: Objection, letter: Letter) -> bool:
    """Keep the letter, release it and mail that it is there; False where it was written already.

    In a request for other rights too, the letter stands on the case page and the status follows those rights.
    """
    with work(store, machine(objection.controller_id)) as w:
        case = w.case(objection.request_id)
        if _settled(case):
            return False
        row = release_at_once(w, case, letter)
        alone = case.row.rights == [Right.MARKETING.value]
        w.happened("answer_released", case, letter=row.id, letter_kind=LETTER, digest=row.digest)
        if alone:
            case.row.answered_at = w.now
            case.stand(Status.ANSWERED)
            case.mail(MailKind.ANSWER_READY.value, case.requester()["email"], {})
        following.follow(w, case)
        return True


def _is_left_out(step: t.Step) -> bool:
    """A recipient who turned out to have nothing, or cannot be told, is no place where marketing stops."""
    ended = step.capability == Capability.NOTIFY and step.state == StepState.DONE
    return ended and step.outcome not in REACHED


def _settled(case: Case) -> bool:
    if case.status in {Status.UNCONFIRMED, Status.CLOSED}:
        return True
    return bool(case.rows(t.Letter, t.Letter.kind == LETTER))


def _stop(case: Case, step: t.Step, register: Register) -> Stop:
    zone = ZoneInfo(register.controller.time_zone)
    if step.capability == Capability.NOTIFY:
        told = StopOutcome.TOLD if step.outcome in REACHED else StopOutcome.TO_TELL
        return Stop(Text(**case.unseal(step)["name"]), told, step.ended_at)
    name = register.system(step.system).name
    if step.state == StepState.DONE:
        outcome = StopOutcome.NOT_THERE if step.outcome == "nothing" else StopOutcome.DONE
        kept = case.unseal(step) if step.sealed is not None else {}
        if any(what.startswith("deleted:") for what in kept.get("counts", {})):
            outcome = StopOutcome.REMOVED
        return Stop(name, outcome, by_hand.done_at(step, kept, zone))
    return Stop(name, _STOPS.get(StepState(step.state), StopOutcome.INCOMPLETE), None)
