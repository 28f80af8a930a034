"""Originals: the mail or file that a record was read from, sealed beside its finding until it is given or erased."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from portal.storage import tables as t
from portal.storage.work import Case, Work

PURPOSE = "original"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record whose original is still to be fetched from its system."""

    finding_id: str
    kind: str
    key: str = field(repr=False)
    name: str = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it: a sealed file, or the code of why there is none."""

    finding_id: str
    file_id: str = ""
    size: int = 0
    digest: str = ""
    fault: str = ""


def waiting(case: Case, step: t.Step) -> list[str]:
    """The findings of a search whose original was not fetched yet."""
    found = case.rows(t.Finding, t.Finding.step_id == step.id)
    return [row.id for row in found if _waits(case.unseal(row))]


def begin_anew(case: Case, step: t.Step, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a step keeps when its search begins anew: the originals that could not be had are wanted once more.

    They are fetched when the search has ended, so that one which is still missing stays a gap.
    """
    for row in case.rows(t.Finding, t.Finding.step_id == step.id):
        value = case.unseal(row)
        if value.pop("original_fault", None):
            case.reseal(row, value)
    return {**kept, "cursor": None, "gaps": [], "originals": []}


def wanted(case: Case, finding_ids: Sequence[str]) -> tuple[Wanted, ...]:
    """What to ask the system for."""
    rows = {row.id: row for row in case.rows(t.Finding, t.Finding.id.in_(finding_ids))}
    found = [(rows[id_], case.unseal(rows[id_])) for id_ in finding_ids if id_ in rows]
    return tuple(
        Wanted(row.id, row.kind, value["key"], value["document"]["name"], value["document"]["media_type"])
        for row, value in found
        if _waits(value)
    )


def keep(work: Work, case: Case, fetched: Iterable[Fetched]) -> list[str]:
    """Write what was fetched beside each finding; the names of those that could not be had."""
    by_finding = {one.finding_id: one for one in fetched}
    missing: list[str] = []
    for row in case.rows(t.Finding, t.Finding.id.in_(sorted(by_finding))):
        one, value = by_finding[row.id], case.unseal(row)
        document = value.get("document") or {"name": "", "media_type": ""}
        if one.fault:
            missing.append(document["name"])
            case.reseal(row, {**value, "original_fault": one.fault})
            continue
        case.add(
            t.Upload, {"name": document["name"]}, id=one.file_id, purpose=PURPOSE,
            media_type=document["media_type"][:100], size=one.size, digest=one.digest, at=work.now,
            category=row.category,
        )  # fmt: skip
        case.reseal(row, {**value, "original": one.file_id})
    return missing


def let_go(work: Work, case: Case, value: Mapping[str, Any]) -> list[str]:
    """Take the row of a finding's original away; the id of the file that goes after the commit."""
    file_id = value.get("original")
    if not file_id:
        return []
    for row in work.session.scalars(select(t.Upload).where(t.Upload.request_id == case.id, t.Upload.id == file_id)):
        work.session.delete(row)
    return [file_id]


def _waits(value: Mapping[str, Any]) -> bool:
    done = value.get("original") or value.get("original_fault") or value.get("wiped")
    return bool(value.get("document")) and not done
