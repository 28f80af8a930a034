"""What a processor reads by the link of a letter: whom it is about, what is asked, and what is needed for it.

The letter is found by a visitor, who sees ids alone; each person is read by the link's viewer, at one step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from portal.domain.asking import Ending, LetterState, Sought, may_be_asked, sought
from portal.domain.errors import LinkDead, NotFound
from portal.domain.lifecycle import FINISHED_STEPS, OUTLIVING, Capability, Right, Status, StepState
from portal.domain.roles import link, machine, visitor
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.case import Task
from portal.storage.door.opening import Door, door
from portal.storage.processors import locating

PURPOSE = "processor"


class Stand(StrEnum):
    """Where an asking stands for whoever has the link."""

    OPEN = "open"
    ANSWERED = "answered"
    OVER = "over"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class LetterFound:
    """A letter that its link still opens; `asks` are (asking, request, step) ids in the order of the letter."""

    id: str
    number: str
    system: str
    language: str
    due: date
    expires_at: datetime
    asks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One person of a letter, and what is asked: all that the processor is told.

    `reference` is the request's own, for the use cases alone; it is shown nowhere.
    """

    id: str
    request_id: str
    step_id: str
    reference: str
    stand: Stand
    at: datetime | None
    capability: Capability
    right: Right
    due: date | None
    sought: Sought = field(repr=False)
    tasks: tuple[Task, ...] = field(default=(), repr=False)
    purposes: tuple[str, ...] = ()
    lifts: bool = False
    channels: tuple[str, ...] = ()
    """The prohibitions that the person chose; none are every one."""
    document: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The register when the request came."""


def letter_of(store: Store, controller_id: str, token: str) -> LetterFound:
    """The letter that a mailed token names; `LinkDead` for whatever is wrong with it."""
    return letter(store, controller_id, t.ProcessorLetter.id == links.proof_id(store.ring, token, PURPOSE))


def letter_numbered(store: Store, controller_id: str, number: str) -> LetterFound:
    """The letter with this number; `LinkDead` where there is none, or its time is over."""
    return letter(store, controller_id, t.ProcessorLetter.number == number)


def letter(store: Store, controller_id: str, which: Any) -> LetterFound:
    """The letter, with the people of whom nothing was taken back."""
    with door(store, visitor(controller_id)) as opened:
        row = opened.session.scalars(select(t.ProcessorLetter).where(which)).one_or_none()
        if row is None or row.state not in {LetterState.OPEN, LetterState.OVER} or opened.now >= row.expires_at:
            raise LinkDead("link_dead")
        asks = opened.session.execute(
            select(t.ProcessorAsk.id, t.ProcessorAsk.request_id, t.ProcessorAsk.step_id)
            .where(t.ProcessorAsk.letter_id == row.id)
            .where(t.ProcessorAsk.ending.is_(None) | (t.ProcessorAsk.ending == Ending.ANSWERED.value))
            .order_by(t.ProcessorAsk.created_at, t.ProcessorAsk.id)
        ).all()
        if not asks:
            raise LinkDead("link_dead")
        return LetterFound(
            row.id, row.number, row.system, row.language, row.due, row.expires_at,
            tuple((one.id, one.request_id, one.step_id) for one in asks),
        )  # fmt: skip


def asked(store: Store, controller_id: str, found: LetterFound, ask_id: str) -> Asked:
    """One person of a letter; `NotFound` for anybody else's."""
    place = next((one for one in found.asks if one[0] == ask_id), None)
    if place is None:
        raise NotFound("not_found")
    taught = _taught(store, controller_id, place[1])
    with door(store, link(controller_id, place[1], place[2])) as d:
        ask = d.session.get(t.ProcessorAsk, ask_id)
        row = d.session.get(t.SubjectRequest, place[1])
        step = d.session.get(t.Step, place[2])
        if ask is None or row is None or step is None or row.purged_at is not None:
            raise NotFound("not_found")
        document = d.session.get_one(t.RegisterVersion, row.register_version_id).document
        return _asked(d, ask, row, step, taught, document)


def _asked(
    d: Door, ask: t.ProcessorAsk, row: t.SubjectRequest, step: t.Step, taught: list[tuple[str, str]],
    document: dict[str, Any],
) -> Asked:  # fmt: skip
    kept = d.unseal(step) if step.sealed is not None else {}
    here: list[str] = next((one["categories"] for one in document["systems"] if one["key"] == step.system), [])
    requester = d.unseal(row)
    stand = _stand(ask, row, step, kept, _may_go(requester, kept, document))
    told = stand is Stand.OPEN
    return Asked(
        id=ask.id,
        request_id=row.id,
        step_id=step.id,
        reference=row.reference,
        stand=stand,
        at=ask.answered_at or step.ended_at,
        capability=Capability(step.capability),
        right=Right(step.right),
        due=step.due,
        sought=sought(requester, taught, here),
        tasks=tuple(Task(**one) for one in kept.get("tasks", ())) if told else (),
        purposes=tuple(kept.get("purposes", ())) if told else (),
        lifts=not kept.get("on", True),
        channels=tuple(kept.get("channels", ())) if told else (),
        document=document,
    )


def _may_go(requester: Mapping[str, Any], kept: Mapping[str, Any], document: dict[str, Any]) -> bool:
    """Whether what is asked may be told by a link: a mark may have come since the letter went."""
    protected = bool(requester.get("protected"))
    return may_be_asked(protected, kept.get("tasks", ()), locating(document) if protected else frozenset[str]())


def _stand(
    ask: t.ProcessorAsk, row: t.SubjectRequest, step: t.Step, kept: Mapping[str, Any], may_go: bool
) -> Stand:  # fmt: skip
    if ask.answered_at is not None:
        return Stand.ANSWERED
    wanted = step.right == Right.MARKETING or step.capability in OUTLIVING
    if StepState(step.state) in FINISHED_STEPS or (row.status == Status.CLOSED and not wanted) or not may_go:
        return Stand.OVER
    return Stand.WAITS if kept.get("awaits") else Stand.OPEN


def _taught(store: Store, controller_id: str, request_id: str) -> list[tuple[str, str]]:
    """What the request's other systems know the person by: a search or a prohibition that met them exactly."""
    wanted = sorted((Capability.FIND.value, Capability.SUPPRESS.value))
    with door(store, machine(controller_id)) as d:
        steps = d.session.scalars(
            select(t.Step)
            .where(t.Step.request_id == request_id, t.Step.capability.in_(wanted))
            .order_by(t.Step.position)
        )
        kept = [d.unseal(step) for step in steps if step.sealed is not None]
    return [(what, value) for one in kept for what, value in [*one.get("learned", ()), *one.get("known", ())]]
