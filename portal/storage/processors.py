"""Processors who are asked by letter: where they are reached, and which of their steps wait to be asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.domain.asking import ASKED, LIVING, Ending
from portal.domain.lifecycle import StepState
from portal.storage import tables as t
from portal.storage.sealing import Vault
from portal.storage.work import Case

AT_A_TIME = 200
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


def unasked(session: Session, systems: Sequence[str]) -> Sequence[t.Step]:
    """Steps that wait for one of these processors and that no living letter asks for, the oldest first.

    What staff took back is left to them.
    """
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
    return session.scalars(
        select(t.Step)
        .where(t.Step.state == StepState.BY_HAND.value, t.Step.performer == "processor")
        .where(t.Step.system.in_(systems), t.Step.capability.in_(sorted(one.value for one in ASKED)), ~asked)
        .order_by(t.Step.due, t.Step.id)
        .limit(AT_A_TIME)
    ).all()


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
