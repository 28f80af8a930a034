"""Processors who are asked by letter: where they are reached, which of their steps wait, and which may go by mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import Session

from portal.domain.asking import ASKED, LIVING, Ending, may_be_asked
from portal.domain.lifecycle import Right, Status, StepState
from portal.storage import by_hand, following
from portal.storage import tables as t
from portal.storage.sealing import Vault
from portal.storage.work import Case, Work

AT_A_TIME = 200
"""So many steps are read at once, and so many gathered people join a letter at one time."""
_DUE = func.coalesce(t.Step.due, date.max)
_LIVES = t.ProcessorLetter.state.in_(sorted(one.value for one in LIVING))


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a processor is reached, and in which language (`fi`, `sv`, `en`)."""

    system: str
    email: str = field(repr=False)
    language: str


def contacts(session: Session, vault: Vault, controller_id: str) -> dict[str, Contact]:
    """Every processor of a controller that can be asked by letter, by its system."""
    rows = session.scalars(select(t.ProcessorContact)).all()
    if not rows:
        return {}
    key = vault.of_controller(controller_id, "controller")
    return {row.system: Contact(row.system, vault.unseal(key, row)["email"], row.language) for row in rows}


def unasked(session: Session, systems: Sequence[str], *, marketing: bool) -> Iterator[t.Step]:
    """Steps that wait for one of these processors and that no living letter asks for, the first due first.

    Marketing objections stand in nobody's queue (Art 21(3)), so that they are read by themselves. What staff took
    back is left to them.
    """
    right = t.Step.right == Right.MARKETING.value
    wanted = _unasked(systems).where(right if marketing else ~right).order_by(_DUE, t.Step.id).limit(AT_A_TIME)
    page = session.scalars(wanted).all()
    while page:
        yield from page
        last = page[-1]
        after = tuple_(_DUE, t.Step.id) > tuple_(last.due or date.max, last.id)
        page = session.scalars(wanted.where(after)).all() if len(page) == AT_A_TIME else ()


def _unasked(systems: Sequence[str]) -> Select[t.Step]:
    asked = (
        exists()
        .where(t.ProcessorAsk.step_id == t.Step.id)
        .where(
            (t.ProcessorAsk.ending == Ending.WITHDRAWN.value)
            | (
                t.ProcessorAsk.ended_at.is_(None)
                & exists().where(t.ProcessorLetter.id == t.ProcessorAsk.letter_id, _LIVES)
            )
        )
    )
    return (
        select(t.Step)
        .where(t.Step.state == StepState.BY_HAND.value, t.Step.performer == "processor")
        .where(t.Step.system.in_(systems), t.Step.capability.in_(sorted(one.value for one in ASKED)), ~asked)
    )


def unheld(session: Session) -> list[tuple[str, str]]:
    """The (request, step) pairs that count as asked though nobody has a link that works for them."""
    lives = exists().where(t.ProcessorLetter.id == t.ProcessorAsk.letter_id, _LIVES)
    held = exists().where(t.ProcessorAsk.step_id == t.Step.id, t.ProcessorAsk.ended_at.is_(None), lives)
    known = exists().where(t.ProcessorContact.system == t.Step.system)
    rows = session.execute(
        select(t.Step.request_id, t.Step.id)
        .where(t.Step.state == StepState.BY_HAND.value, t.Step.asked_at.is_not(None))
        .where(~(held & known))
    )
    return [(request_id, step_id) for request_id, step_id in rows]


def may_ask(w: Work, case: Case, step: t.Step) -> bool:
    """Whether a step can go to its processor by mail now."""
    if StepState(step.state) is not StepState.BY_HAND or step.performer != "processor":
        return False
    if case.row.purged_at is not None or case.status is Status.UNCONFIRMED or by_hand.is_over(case, step):
        return False
    kept = case.unseal(step) if step.sealed is not None else {}
    protected = bool(case.requester().get("protected"))
    where = locating(following.document(w, case)) if protected else frozenset[str]()
    return not kept.get("awaits") and may_be_asked(protected, kept.get("tasks", ()), where)


def end(w: Work, case: Case, step: t.Step, ending: Ending) -> None:
    """No link that went works for this step any more, and it does not count as asked: staff see to it."""
    living = case.rows(t.ProcessorAsk, t.ProcessorAsk.step_id == step.id, t.ProcessorAsk.ended_at.is_(None))
    for row in living:
        row.ended_at, row.ending = w.now, ending.value
    if living or step.asked_at is not None:
        step.asked_at = None
        w.happened("processor_ask_withdrawn", case, step=step.id, system=step.system)


def end_what_locates(w: Work, case: Case) -> None:
    """The person has become protected: what a processor would learn by a link of where they live is asked no more."""
    by_processor = (t.Step.state == StepState.BY_HAND.value, t.Step.performer == "processor")
    with w.past_limit():
        for step in case.rows(t.Step, *by_processor):
            if not may_ask(w, case, step):
                end(w, case, step, Ending.REPLACED)


def living_asks(session: Session, case: Case, step: t.Step) -> list[t.ProcessorAsk]:
    """The askings of a step that a processor can still answer."""
    rows = case.rows(t.ProcessorAsk, t.ProcessorAsk.step_id == step.id, t.ProcessorAsk.ended_at.is_(None))
    letters = {row.id: row for row in _letters(session, [one.letter_id for one in rows])}
    return [one for one in rows if one.letter_id in letters and letters[one.letter_id].state in LIVING]


def _letters(session: Session, ids: Sequence[str]) -> Sequence[t.ProcessorLetter]:
    return session.scalars(select(t.ProcessorLetter).where(t.ProcessorLetter.id.in_(ids))).all() if ids else ()


def locating(document: dict[str, Any]) -> frozenset[str]:
    """The data categories of a register's document that tell where somebody lives or answers."""
    return frozenset(one["key"] for one in document["categories"] if one.get("locating"))
