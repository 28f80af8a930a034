"""What a decision rests on, read whole: every finding and every search of one request.

It is read past a viewer's category limit, because a review is finished or it is not; use
cases that show or decide anything of it ask `may` first.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import review, rights
from portal.domain.lifecycle import CARRYING_OUT, Capability, Ground, Match, Right, StepState, Verdict
from portal.domain.outcomes import Outcome, outcomes
from portal.domain.plan import HeldRow, digest
from portal.domain.register import Register
from portal.domain.review import Judged, Line, Searched
from portal.domain.rulings import Cell, Held, Ruling
from portal.domain.wishes import Wishes
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.sealing import Vault
from portal.storage.work import canonical, stamp

BY_PURPOSE = (Right.ERASURE, Right.PORTABILITY)
"""The rights that are ruled upon category by category, and answered by the purposes behind each."""


def carries_out(step: t.Step, kept: Mapping[str, Any]) -> bool:
    """Whether a step, in which `kept` is sealed, carries a decision out.

    The flag that holds while an objection is weighed does not, nor what was cancelled when a decision was taken back.
    """
    if Capability(step.capability) not in CARRYING_OUT or step.state == StepState.CANCELLED:
        return False
    return step.right != Right.OBJECTION or "purposes" in kept


@dataclass(frozen=True, slots=True)
class Plan:
    """The findings and searches of a request, and their digest."""

    findings: tuple[Judged, ...]
    searches: tuple[Searched, ...]

    @property
    def digest(self) -> str:
        """What a decision over this plan carries."""
        return review.plan_digest(self.findings, self.searches)

    @property
    def open(self) -> int:
        """How many findings nobody has judged."""
        return review.open_findings(self.findings)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The systems whose search has no outcome yet."""
        return review.unfinished(self.searches)

    def lines(self, register: Register) -> tuple[Line, ...]:
        """The decision that follows, category by category."""
        known = {system.key: system for system in register.systems}
        searched = [known[one.system] for one in self.searches if one.system in known]
        partial = [known[one.system] for one in self.searches if not one.complete and one.system in known]
        live_there = {key for system in searched for key in system.categories}
        return review.propose(
            [category.key for category in register.categories if category.key in live_there],
            self.findings,
            {key for system in partial for key in system.categories},
        )


def plan_of(session: Session, row: t.SubjectRequest) -> Plan:
    """The plan of one request; its own controller's rows alone."""
    session.flush()
    return Plan(_findings(session, row), _searches(session, row))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for every right but access and marketing, over one plan.

    `rows` are the records that are the person's, by finding; `cells` what a correction may be about. `outcomes` are
    what each purpose says of a category behind its ruling.
    """

    plan: Plan
    rulings: tuple[Ruling, ...]
    cells: tuple[Cell, ...]
    rows: Mapping[str, HeldRow]
    wishes: Wishes
    outcomes: tuple[Outcome, ...] = ()

    @property
    def digest(self) -> str:
        """What a decision over this proposal carries."""
        if not self.rulings:
            return self.plan.digest
        return digest([["plan", self.plan.digest], *([one.key, repr(one.to_json())] for one in self.rulings)])


Unseal = Callable[[Any], dict[str, Any]]


def proposal_of(session: Session, unseal: Unseal, row: t.SubjectRequest, register: Register, today: date) -> Proposal:
    """What the rights table proposes for a request as it stands; `today` is the date at the controller's place."""
    plan = plan_of(session, row)
    asked = [Right(code) for code in row.rights]
    wishes = Wishes.from_json(unseal(row).get("wishes"))
    if not set(asked) - {Right.ACCESS, Right.MARKETING}:
        return Proposal(plan, (), (), {}, wishes)
    found = [(one, unseal(one)) for one in _theirs(session, row)]
    writable = _writable(session, unseal, row)
    held = tuple(
        Held(one.id, one.system, one.kind, one.category, _day(value.get("dated")), _day(value.get("until")))
        for one, value in found
    )
    wanted = {one.category for one in wishes.corrections}
    cells = tuple(
        Cell(one.id, place, one.system, one.kind, one.category, part["name"], _said(part["value"]),
             bool(value.get("owner")) and (one.system, one.kind, part["name"]) in writable)
        for one, value in found if one.category in wanted
        for place, part in enumerate(value["fields"])
    )  # fmt: skip
    return Proposal(
        plan=plan,
        rulings=rights.propose(register, asked, wishes, held, cells, today),
        cells=cells,
        rows={one.id: _held_row(one, value) for one, value in found},
        wishes=wishes,
        outcomes=tuple(
            one for right in BY_PURPOSE if right in asked for one in outcomes(register, right, held, today, wishes)
        ),
    )


def rulings_of(session: Session, unseal: Unseal, row: t.SubjectRequest) -> tuple[Ruling, ...]:
    """What was decided for every right but access, in the order of the rights."""
    rows = session.scalars(
        select(t.Decision)
        .where(t.Decision.controller_id == row.controller_id, t.Decision.request_id == row.id)
        .execution_options(storage_only=True)
    )
    found = [
        Ruling.from_json(Right(one.right), one.category, item)
        for one in rows
        if one.right != Right.ACCESS.value and one.sealed is not None
        for item in unseal(one).get("items", ())
    ]
    order = list(Right)
    return tuple(sorted(found, key=lambda one: (order.index(one.right), one.subject)))


def decision_digest(session: Session, unseal: Unseal, row: t.SubjectRequest) -> str:
    """The digest of what was decided last, by whom and when; empty where nothing is. Each decision has its own."""
    rows = session.scalars(
        select(t.Decision)
        .where(t.Decision.controller_id == row.controller_id, t.Decision.request_id == row.id)
        .execution_options(storage_only=True)
    )
    parts = sorted(_decided(one, unseal(one) if one.sealed is not None else {}) for one in rows)
    return digest(parts) if parts else ""


def _decided(row: t.Decision, value: Mapping[str, Any]) -> list[str]:
    kept_until = row.kept_until.isoformat() if row.kept_until else ""
    return [
        row.right, row.category, row.outcome, row.ground or "", kept_until, row.plan_digest, stamp(row.at), row.actor,
        canonical(value).decode(),
    ]  # fmt: skip


def _theirs(session: Session, row: t.SubjectRequest) -> Collection[t.Finding]:
    """The findings that are the person's own; what others' records say of them is judged in the review alone."""
    return session.scalars(
        select(t.Finding)
        .where(
            t.Finding.controller_id == row.controller_id, t.Finding.request_id == row.id,
            t.Finding.match != Match.MENTION.value, t.Finding.verdict != Verdict.OPEN.value,
            (t.Finding.ground.is_(None)) | (t.Finding.ground != Ground.NOT_THIS_PERSON.value),
        )
        .order_by(t.Finding.category, t.Finding.system, t.Finding.position, t.Finding.id)
        .execution_options(storage_only=True)
    ).all()  # fmt: skip


def _writable(session: Session, unseal: Unseal, row: t.SubjectRequest) -> set[tuple[str, str, str]]:
    """The (system, kind, field) into which a machine can write, as the searches were told."""
    finds = session.scalars(
        select(t.Step)
        .where(
            t.Step.controller_id == row.controller_id, t.Step.request_id == row.id,
            t.Step.capability == Capability.FIND.value, t.Step.sealed.is_not(None),
        )
        .execution_options(storage_only=True)
    )  # fmt: skip
    return {
        (step.system, one["kind"], one["name"])
        for step in finds
        for one in unseal(step).get("glossary", ())
        if one.get("writable")
    }


def _held_row(row: t.Finding, value: dict[str, Any]) -> HeldRow:
    return HeldRow(
        id=row.id,
        system=row.system,
        kind=row.kind,
        key=value.get("key", ""),
        owner=value.get("owner", ""),
        category=row.category,
        values=tuple((part["name"], part["column"], part["value"]) for part in value["fields"]),
        known_as=tuple(value.get("known_as", ())),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _findings(session: Session, row: t.SubjectRequest) -> tuple[Judged, ...]:
    found = session.execute(
        select(
            t.Finding.id, t.Finding.system, t.Finding.category, t.Finding.verdict, t.Finding.ground, t.Finding.judged_at
        )
        .where(t.Finding.controller_id == row.controller_id, t.Finding.request_id == row.id)
        .execution_options(storage_only=True)
    )
    return tuple(
        Judged(id_, system, category, Verdict(verdict), Ground(ground) if ground else None, at)
        for id_, system, category, verdict, ground, at in found
    )


def _searches(session: Session, row: t.SubjectRequest) -> tuple[Searched, ...]:
    found = session.execute(
        select(t.Step.id, t.Step.system, t.Step.state, t.Step.outcome)
        .where(
            t.Step.controller_id == row.controller_id,
            t.Step.request_id == row.id,
            t.Step.capability == Capability.FIND.value,
        )
        .order_by(t.Step.position)
        .execution_options(storage_only=True)
    )
    return tuple(Searched(id_, system, StepState(state), outcome) for id_, system, state, outcome in found)


def recipient_mark(vault: Vault, row: t.SubjectRequest, requester: Mapping[str, Any]) -> str:
    """To whom an answer goes, as a keyed mark: the mailbox that was shown, else where it is posted."""
    key = vault.of_controller(row.controller_id, "marks")
    mailbox = str(requester.get("email", "")) if row.confirmed_at is not None else ""
    return keys.mark(key, "recipient", mailbox, str(requester.get("postal_address", ""))).hex()
