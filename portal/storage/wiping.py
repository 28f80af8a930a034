"""What was erased in a system does not live on in the portal: which findings go, and the job that empties them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.domain.lifecycle import CARRYING_OUT, Capability, Right, StepState
from portal.storage import originals
from portal.storage import tables as t
from portal.storage.plans import rulings_of
from portal.storage.work import Case, Work

SLICE = 200


@dataclass(frozen=True, slots=True)
class Erased:
    """What the erasing steps that are done were about: `rows` of a system, and what people `noted` in one."""

    rows: frozenset[tuple[str, str, str, str]]
    noted: frozenset[str]

    def covers(self, row: t.Finding, value: Mapping[str, Any]) -> bool:
        """Whether a finding that was decided to go is gone."""
        if value.get("owner"):
            return (row.system, row.kind, value.get("key", ""), row.category) in self.rows
        return row.system in self.noted


def erased_by(case: Case, *, there: bool = False) -> Erased:
    """What is done of the erasures of a request; a step that could not be done erased nothing.

    One that ended with its decision, when that was taken back, says nothing of what is done. With `there` only what
    stood there and was erased, not what people did not find any more.
    """
    rows: set[tuple[str, str, str, str]] = set()
    noted: dict[str, bool] = {}
    erases = (t.Step.capability == Capability.ERASE.value, t.Step.state != StepState.CANCELLED.value)
    for step in case.rows(t.Step, *erases):
        targets = (case.unseal(step) if step.sealed is not None else {}).get("targets", ())
        done = step.state == StepState.DONE and not (there and step.outcome == "nothing")
        rows |= {(step.system, kind, key, one) for kind, key, _owner, found in targets for one in found if done}
        if not targets:
            noted[step.system] = noted.get(step.system, True) and done
    return Erased(frozenset(rows), frozenset(system for system, done in noted.items() if done))


def wipe_later(work: Work, case: Case) -> None:
    """Let the worker empty what was erased, where anything was."""
    if Right.ERASURE.value in case.row.rights and erased_ids(work, case):
        work.later("slow", "findings.wipe", case)


def erased_ids(work: Work, case: Case) -> frozenset[str]:
    """The findings that were decided to go, in systems where something of it is done."""
    done = {
        step.system
        for step in case.rows(t.Step, t.Step.capability == Capability.ERASE.value)
        if step.state == StepState.DONE
    }
    rulings = rulings_of(work.session, case.unseal, case.row)
    gone = {id_ for one in rulings if one.right is Right.ERASURE for id_ in one.erased}
    where = work.session.execute(select(t.Finding.id, t.Finding.system).where(t.Finding.request_id == case.id))
    return frozenset(id_ for id_, system in where if id_ in gone and system in done)


def emptied(value: dict[str, Any]) -> dict[str, Any]:
    """A finding without the values of its fields and without its owner's name; `key` and `owner` find it again."""
    value = {name: kept for name, kept in value.items() if name != "upload"}
    lists: dict[str, Any] = {name: [] for name in ("fields", "masked", "hidden", "others", "ours", "differs")}
    return {**value, **lists, "subject": "", "document": None, "original": None, "wiped": True}


def wipe_some(work: Work, case: Case, after: str, most: int = SLICE) -> tuple[int, str, list[str]]:
    """Empty the next findings that were erased, after the finding `after`.

    Gives how many, the last one looked at, and the ids of originals whose files go after the commit.
    """
    ahead = sorted(id_ for id_ in erased_ids(work, case) if id_ > after)[:most]
    wiped, erased, freed = 0, erased_by(case), list[str]()
    for row in case.rows(t.Finding, t.Finding.id.in_(ahead)):
        value = case.unseal(row)
        if not value.get("wiped") and erased.covers(row, value):
            freed += originals.let_go(work, case, value)
            for upload in case.rows(t.Upload, t.Upload.id == value.get("upload", "")):
                upload.removed_at = work.now
            case.reseal(row, emptied(value))
            wiped += 1
    return wiped, ahead[-1] if ahead else "", freed


def wipe_tasks(work: Work, case: Case) -> int:
    """Take out of the steps what they quoted of the records: their work is done. How many steps quoted anything."""
    quoting = 0
    for step in case.rows(t.Step, t.Step.capability.in_(sorted(one.value for one in CARRYING_OUT))):
        value = case.unseal(step) if step.sealed is not None else {}
        if value.get("tasks"):
            case.reseal(step, {**value, "tasks": []})
            quoting += 1
    return quoting
