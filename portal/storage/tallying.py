"""The sums of the reports: kept by day and by month, so that no report reads requests.

What happens to a request marks it (`to_count`). The worker counts marked ones anew: it takes out of the sums what
stood there of them, and adds what they are now. A purge counts its request a last time; the sums stay without it.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.domain import reports
from portal.domain.deadlines import Deadline
from portal.domain.ladder import Doubt
from portal.domain.lifecycle import Capability, Resolution, Status, StepState
from portal.domain.reports import (
    OF_CATEGORIES,
    OF_REQUESTS,
    Counted,
    DecisionFact,
    Fact,
    FaultFact,
    InquiryFact,
    Measure,
    StepFact,
)
from portal.domain.roles import machine
from portal.storage import tables as t
from portal.storage.database import Store

AT_A_TIME = 200
EVERYTHING = ""
"""The scope of what nobody with a category limit reads."""
DAY, MONTH = "d", "m"
_R = t.SubjectRequest

Place = tuple[str, str, str, date, str]
"""Scope, grain, measure, day and key of a sum."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The facts of one request, and the data categories in which it has a step or a finding."""

    categories: tuple[str, ...]
    facts: tuple[Fact, ...]

    def to_json(self) -> list[Any]:
        """As `ReportCase` keeps it."""
        facts = [[one.measure.value, one.day.isoformat(), one.key, one.category] for one in self.facts]
        return [list(self.categories), *facts]

    @staticmethod
    def from_json(stored: Sequence[Any]) -> "Tally":
        """Read again."""
        categories, *facts = stored
        read = (Fact(Measure(measure), date.fromisoformat(day), key, own) for measure, day, key, own in facts)
        return Tally(tuple(categories), tuple(read))

    def places(self) -> Iterator[tuple[frozenset[str] | None, Fact]]:
        """Each fact for everybody (None), and for those who see one of these categories."""
        for fact in self.facts:
            yield None, fact
            if fact.category is not None and fact.measure in OF_CATEGORIES:
                yield frozenset([fact.category]), fact
            elif self.categories and fact.measure in OF_REQUESTS:
                yield frozenset(self.categories), fact


NOTHING = Tally((), ())


def scope_of(categories: Iterable[str]) -> str:
    """The name of a set of categories."""
    return sha256(json.dumps(sorted(categories)).encode()).hexdigest()[:16]


def waits(store: Store, controller_id: str) -> bool:
    """Whether a request changed since it was counted; a read alone."""
    with store.database.reading(machine(controller_id)) as session:
        return session.scalars(select(_R.id).where(_R.to_count).limit(1)).first() is not None


def waiting(session: Session, controller_id: str, most: int) -> Sequence[str]:
    """The ids of up to `most` requests that changed since they were counted, whoever looks."""
    asked = select(_R.id).where(_R.controller_id == controller_id, _R.to_count).limit(most)
    return session.scalars(asked.execution_options(storage_only=True)).all()


def count_waiting(store: Store, controller_id: str) -> int:
    """Count a slice of the requests that changed; how many they were."""
    with store.database.working(machine(controller_id)) as session:
        asked = (
            select(_R.id)
            .where(_R.controller_id == controller_id, _R.to_count)
            .order_by(_R.id)
            .limit(AT_A_TIME)
            .with_for_update(skip_locked=True)
        )
        ids = session.scalars(asked).all()
        count(session, controller_id, ids)
        return len(ids)


def count(session: Session, controller_id: str, ids: Sequence[str]) -> None:
    """Count requests anew that the caller holds, in the caller's transaction."""
    if not ids:
        return
    before, after = _counted(session, controller_id, ids), tallies(session, controller_id, ids)
    changed = {one: after[one] for one in ids if after[one] != before.get(one)}
    _add(session, controller_id, _change(before, changed))
    _keep(session, controller_id, changed)
    session.execute(
        update(_R)
        .where(_R.controller_id == controller_id, _R.id.in_(ids))
        .values(to_count=False)
        .execution_options(storage_only=True, synchronize_session=False)
    )


def changes(
    session: Session, controller_id: str, ids: Sequence[str]
) -> Mapping[tuple[frozenset[str] | None, Fact], int]:
    """What counting these requests anew would add to the sums, and take out of them."""
    if not ids:
        return {}
    return _change(_counted(session, controller_id, ids), tallies(session, controller_id, ids))


def _change(
    before: Mapping[str, Tally], after: Mapping[str, Tally]
) -> Mapping[tuple[frozenset[str] | None, Fact], int]:
    found: Counter[tuple[frozenset[str] | None, Fact]] = Counter()
    for request_id, tally in after.items():
        found.update(tally.places())
        found.subtract(before.get(request_id, NOTHING).places())
    return {place: number for place, number in found.items() if number}


def _counted(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, Tally]:
    """What stands in the sums of these requests."""
    rows = session.execute(
        select(t.ReportCase.request_id, t.ReportCase.facts)
        .where(t.ReportCase.controller_id == controller_id, t.ReportCase.request_id.in_(ids))
        .execution_options(storage_only=True)
    )
    return {request_id: Tally.from_json(facts) for request_id, facts in rows}


# ---- what requests are -----------------------------------------------------------------------------------


def tallies(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, Tally]:
    """What is counted of these requests as they stand now."""
    steps = _steps(session, controller_id, ids)
    decisions = _decisions(session, controller_id, ids)
    inquiries = _inquiries(session, controller_id, ids)
    categories = _categories(session, controller_id, ids)
    faults = _faults(session, controller_id, ids)
    found = {}
    for request_id, request in _requests(session, controller_id, ids):
        own = steps.get(request_id, ())
        facts = reports.facts_of(
            request, own, decisions.get(request_id, ()), faults.get(request_id, ()), inquiries.get(request_id, ())
        )
        seen = {step.category for step in own} | categories.get(request_id, set())
        found[request_id] = Tally(tuple(sorted(seen)), tuple(facts))
    return found


def _of(session: Session, table: Any, controller_id: str, ids: Sequence[str], *columns: Any) -> Iterator[Any]:
    """Rows of these requests: the request's id first, whatever the viewer's categories are."""
    asked = select(table.request_id, *columns).where(table.controller_id == controller_id, table.request_id.in_(ids))
    yield from session.execute(asked.execution_options(storage_only=True))


def _requests(session: Session, controller_id: str, ids: Sequence[str]) -> Iterator[tuple[str, Counted]]:
    rows = session.execute(
        select(
            _R.id, _R.rights, _R.channel, _R.status, _R.resolution, _R.asked_at, _R.answered_at, _R.closed_at,
            _R.extended_at, _R.deadline,
        )
        .where(_R.controller_id == controller_id, _R.id.in_(ids))
        .execution_options(storage_only=True)
    )  # fmt: skip
    for row in rows:
        yield (
            row.id,
            Counted(
                rights=tuple(row.rights),
                channel=row.channel,
                status=Status(row.status),
                resolution=Resolution(row.resolution) if row.resolution else None,
                asked=row.asked_at is not None,
                answered_at=row.answered_at,
                closed_at=row.closed_at,
                extended_at=row.extended_at,
                deadline=Deadline.from_json(row.deadline),
            ),
        )


def _steps(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, list[StepFact]]:
    s, found = t.Step, dict[str, list[StepFact]]()
    columns = (s.system, s.capability, s.category, s.state, s.outcome, s.ended_at)
    for request_id, system, capability, category, state, outcome, ended in _of(
        session, s, controller_id, ids, *columns
    ):
        step = StepFact(system, Capability(capability), category, StepState(state), outcome, ended)
        found.setdefault(request_id, []).append(step)
    return found


def _decisions(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, list[DecisionFact]]:
    d, found = t.Decision, dict[str, list[DecisionFact]]()
    for request_id, *columns in _of(session, d, controller_id, ids, d.right, d.category, d.outcome, d.ground):
        found.setdefault(request_id, []).append(DecisionFact(*columns))
    return found


def _inquiries(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, list[InquiryFact]]:
    i, found = t.Inquiry, dict[str, list[InquiryFact]]()
    for request_id, doubt, asked_at, outcome in _of(session, i, controller_id, ids, i.doubt, i.asked_at, i.outcome):
        if doubt != Doubt.MUCH_DATA:
            found.setdefault(request_id, []).append(InquiryFact(asked_at, outcome))
    return found


def _categories(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, set[str]]:
    f, found = t.Finding, dict[str, set[str]]()
    asked = (
        select(f.request_id, f.category)
        .where(f.controller_id == controller_id, f.request_id.in_(ids))
        .distinct()
        .execution_options(storage_only=True)
    )
    for request_id, category in session.execute(asked):
        found.setdefault(request_id, set()).add(category)
    return found


def _faults(session: Session, controller_id: str, ids: Sequence[str]) -> dict[str, list[FaultFact]]:
    """The tries of steps that failed, or of which nobody knows; those of mails are none of a system."""
    found: dict[str, list[FaultFact]] = {}
    a, s = t.Attempt, t.Step
    rows = session.execute(
        select(a.request_id, s.system, s.category, a.ended_at)
        .join(s, s.id == a.subject_id)
        .where(a.controller_id == controller_id, a.request_id.in_(ids), a.ended_at.is_not(None))
        .where(a.fault.is_not(None) | (a.outcome == "unknown"))
        .execution_options(storage_only=True)
    )
    for request_id, system, category, at in rows:
        if at is not None:
            found.setdefault(request_id, []).append(FaultFact(system, category, at))
    return found


# ---- sums ------------------------------------------------------------------------------------------------


def _add(session: Session, controller_id: str, change: Mapping[tuple[frozenset[str] | None, Fact], int]) -> None:
    """Add to the sums, in one order everywhere, so that no two who do so wait for each other."""
    sums: Counter[Place] = Counter()
    scopes: set[frozenset[str]] = set()
    for (categories, fact), number in change.items():
        scope = EVERYTHING if categories is None else scope_of(categories)
        if categories is not None:
            scopes.add(categories)
        sums[(scope, DAY, fact.measure.value, fact.day, fact.key)] += number
        sums[(scope, MONTH, fact.measure.value, fact.day.replace(day=1), fact.key)] += number
    _know(session, controller_id, scopes)
    names = ("scope", "grain", "measure", "day", "key")
    rows = [
        {"controller_id": controller_id, **dict(zip(names, place, strict=True)), "number": number}
        for place, number in sorted(sums.items())
        if number
    ]
    if rows:
        table = _table(t.ReportCount)
        statement = _insert(session, table)
        statement = statement.on_conflict_do_update(
            index_elements=["controller_id", *names],
            set_={"number": table.c.number + statement.excluded.number},
        )
        session.execute(statement, rows, execution_options={"storage_only": True})


def _know(session: Session, controller_id: str, scopes: Collection[frozenset[str]]) -> None:
    rows = [
        {"controller_id": controller_id, "scope": scope_of(one), "categories": sorted(one)}
        for one in sorted(scopes, key=scope_of)
    ]
    if rows:
        statement = _insert(session, _table(t.ReportScope)).on_conflict_do_nothing()
        session.execute(statement, rows, execution_options={"storage_only": True})


def _keep(session: Session, controller_id: str, changed: Mapping[str, Tally]) -> None:
    if not changed:
        return
    session.execute(
        delete(t.ReportCase)
        .where(t.ReportCase.controller_id == controller_id, t.ReportCase.request_id.in_(list(changed)))
        .execution_options(storage_only=True, synchronize_session=False)
    )
    rows = [
        {"controller_id": controller_id, "request_id": request_id, "facts": tally.to_json()}
        for request_id, tally in sorted(changed.items())
    ]
    session.execute(_insert(session, _table(t.ReportCase)), rows, execution_options={"storage_only": True})


def _table(mapped: type[t.Base]) -> Table:
    table = mapped.__table__
    assert isinstance(table, Table)
    return table


def _insert(session: Session, table: Table) -> Any:
    return (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(table)
