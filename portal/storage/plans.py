"""What a decision rests on, read whole: every finding and every search of one request.

It is read past a viewer's category limit, because a review is finished or it is not; use
cases that show or decide anything of it ask `may` first.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import review
from portal.domain.lifecycle import Ground, Right, StepState, Verdict
from portal.domain.register import Register
from portal.domain.review import Judged, Line, Searched
from portal.storage import tables as t


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
            t.Step.controller_id == row.controller_id, t.Step.request_id == row.id, t.Step.right == Right.ACCESS.value
        )
        .order_by(t.Step.position)
        .execution_options(storage_only=True)
    )
    return tuple(Searched(id_, system, StepState(state), outcome) for id_, system, state, outcome in found)
