"""Restriction of processing as rows: whose data in which system is only stored (Art 18(2)).

One owner of one system has the same mark in every request of the controller, so that each
request's steps meet the restriction that another one imposed.
"""

from collections.abc import Collection

from sqlalchemy import select

from portal.domain.lifecycle import Capability, StepState
from portal.domain.plan import PlannedStep, restriction_meanwhile
from portal.domain.roles import UNSORTED
from portal.domain.wishes import RestrictionGround
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.door.opening import Door
from portal.storage.work import Case, Work


def owner_mark(work: Work | Door, system: str, owner: str) -> bytes:
    """The mark by which every request of the controller meets this owner."""
    return keys.mark(work.vault.of_controller(work.viewer.controller_id, "marks"), "restricted", system, owner)


def impose(
    work: Work, case: Case, system: str, owner: str, ground: RestrictionGround, text: str = ""
) -> t.Restriction | None:
    """Restrict an owner's data in one system; None where this request restricts it already.

    What was frozen while an objection was weighed stays on the ground that the person asked for;
    what was lifted begins anew.
    """
    mark = owner_mark(work, system, owner)
    for row in case.rows(t.Restriction, t.Restriction.system == system, t.Restriction.owner_mark == mark):
        if row.lifted_at is None and row.ground != RestrictionGround.OBJECTION.value:
            return None
        if row.lifted_at is not None:
            row.since, row.announced_at, row.lifts_at, row.lifted_at = work.now, None, None, None
        row.ground = ground.value
        case.reseal(row, {"owner": owner, "text": text})
        return row
    return case.add(
        t.Restriction, {"owner": owner, "text": text}, category=UNSORTED, system=system, owner_mark=mark,
        ground=ground.value, since=work.now,
    )  # fmt: skip


def free_others(work: Work, case: Case, theirs: Collection[tuple[str, str]]) -> list[PlannedStep]:
    """End what this request froze of customers who turned out to be somebody else; the steps that take the flag off.

    `theirs` are the (system, owner) pairs that are the person's.
    """
    others: dict[str, set[str]] = {}
    for row in case.rows(t.Restriction, t.Restriction.lifted_at.is_(None)):
        owner = case.unseal(row).get("owner", "")
        if owner and (row.system, owner) not in theirs:
            row.lifted_at = work.now
            others.setdefault(row.system, set()).add(owner)
    flagged: dict[str, set[str]] = {}
    for step in case.rows(t.Step, t.Step.capability == Capability.RESTRICT.value):
        kept = case.unseal(step) if step.sealed is not None else {}
        found = others.get(step.system, set()) & set(kept.get("owners", ())) if kept.get("on") else set()
        if found and step.state == StepState.DONE:
            flagged.setdefault(step.system, set()).update(found - standing(work, case, step.system, found))
        elif found:
            left = [owner for owner in kept["owners"] if owner not in found]
            case.reseal(step, {**kept, "owners": left})
            step.state = step.state if left else StepState.CANCELLED.value
    if others:
        work.happened("restriction_lifted", case, systems=sorted(others))
    return restriction_meanwhile(flagged, work.connected(), on=False)


def standing(work: Work, case: Case, system: str, owners: Collection[str]) -> frozenset[str]:
    """Those of the `owners` whom another request has restricted, and nobody has lifted it."""
    marks = {owner_mark(work, system, owner): owner for owner in owners if owner}
    found = work.session.scalars(
        select(t.Restriction.owner_mark)
        .where(
            t.Restriction.controller_id == case.row.controller_id,
            t.Restriction.owner_mark.in_(sorted(marks)),
            t.Restriction.lifted_at.is_(None),
            t.Restriction.request_id != case.id,
        )
        .execution_options(storage_only=True)
    )
    return frozenset(marks[mark] for mark in found)
