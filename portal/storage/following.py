"""What follows from the end of a step, written in the same commit as that end."""

from typing import Any

from sqlalchemy import select

from portal.domain.following import Follow, StepStand, follows, marketing_resolution
from portal.domain.lifecycle import Capability, Match, Right, Status, StepState
from portal.domain.plan import restriction_meanwhile
from portal.domain.register import purposes_in
from portal.domain.rights_table import restricts_meanwhile
from portal.domain.wishes import RestrictionGround, Wishes
from portal.storage import inquiries, jobs, restrictions
from portal.storage import tables as t
from portal.storage.purging import let_papers_go
from portal.storage.telling import plan_tellings
from portal.storage.work import Case, Work


def document(work: Work, case: Case) -> dict[str, Any]:
    """The register document in force when the request came."""
    row = work.session.scalars(select(t.RegisterVersion).where(t.RegisterVersion.id == case.row.register_version_id))
    return row.one().document


def follow(work: Work, case: Case) -> None:
    """Move the request on as its steps allow; call it after the steps' rows were changed."""
    plan_tellings(work, case)
    stands = _stands(work, case)
    _take_turns(work, case)
    rights = {Right(code) for code in case.row.rights}
    found = follows(case.status, rights, stands)
    if Follow.REVIEW in found:
        case.stand(Status.REVIEW)
        with work.past_limit():
            inquiries.note_contact_on_file(work, case)
            if case.requester().get("protected"):
                categories = document(work, case)["categories"]
                inquiries.withhold_location(work, case, [one["key"] for one in categories if one.get("locating")])
        work.happened("search_finished", case, findings=case.row.findings)
        if Right.OBJECTION in rights and _weighs(work, case):
            with work.past_limit():
                _restrict_meanwhile(work, case)
    if Follow.ANSWER in found:
        case.stand(Status.ANSWERING)
        work.happened("carried_out", case)
        work.later("prompt", "answer.prepare", case)
    if Follow.MARKETING_ANSWER in found and not _answered(work, case):
        work.later("prompt", "marketing.answer", case, dedupe=f"marketing.answer:{case.id}")
    if Follow.CLOSE in found:
        _close(work, case, stands)
    elif case.status in {Status.ANSWERED, Status.CLOSED}:
        case.stand(case.status)


def _take_turns(work: Work, case: Case) -> None:
    """What waits for its turn in a system is tried at once: what comes first there may have ended."""
    waiting = set(
        work.session.scalars(
            select(t.Step.id)
            .where(t.Step.controller_id == case.row.controller_id, t.Step.request_id == case.id)
            .where(t.Step.state == StepState.RETRYING.value, t.Step.fault == "order")
            .execution_options(storage_only=True)
        )
    )
    if waiting:
        jobs.hasten(work.session, [case.id], waiting, work.now)


def _close(work: Work, case: Case, stands: list[StepStand]) -> None:
    resolution = marketing_resolution(stands)
    case.stand(Status.CLOSED, resolution)
    case.row.closed_at = work.now
    work.happened("closed", case, resolution=resolution.value)
    let_papers_go(work, case)
    case.mail("closed", case.requester()["email"], {"resolution": resolution.value})


def _weighs(work: Work, case: Case) -> bool:
    """Whether some use that the person objects to is weighed, or may have to be: the table says for which."""
    chosen = Wishes.from_json(case.requester().get("wishes")).purposes
    known = [one for one in purposes_in(document(work, case)) if one.key in chosen or not chosen]
    return len(known) < len(set(chosen)) or any(restricts_meanwhile(one) for one in known)


def _restrict_meanwhile(work: Work, case: Case) -> None:
    """While an objection is weighed the data is only stored (Art 18(1)(d)): that of whom the proven address names."""
    owners: dict[str, set[str]] = {}
    for row in case.rows(t.Finding, t.Finding.match == Match.EXACT.value):
        owners.setdefault(row.system, set()).add(case.unseal(row).get("owner", ""))
    for system, found in owners.items():
        for owner in sorted(found - {""}):
            restrictions.impose(work, case, system, owner, RestrictionGround.OBJECTION)
    case.set_going(restriction_meanwhile({key: found - {""} for key, found in owners.items()}, work.connected()))
    if owners:
        work.happened("restricted", case, ground=RestrictionGround.OBJECTION.value, systems=sorted(owners))


def _stands(work: Work, case: Case) -> list[StepStand]:
    """Every step, those outside of a viewer's categories too: only their states are read."""
    work.session.flush()
    rows = work.session.execute(
        select(t.Step.right, t.Step.state, t.Step.capability)
        .where(t.Step.controller_id == case.row.controller_id, t.Step.request_id == case.id)
        .execution_options(storage_only=True)
    )
    return [StepStand(Right(right), StepState(state), Capability(capability)) for right, state, capability in rows]


def _answered(work: Work, case: Case) -> bool:
    """Whether the marketing letter is written, or the job that writes it."""
    letters = (
        select(t.Letter.id)
        .where(t.Letter.request_id == case.id, t.Letter.kind == "marketing")
        .execution_options(storage_only=True)
    )
    jobs = select(t.Job.id).where(t.Job.dedupe == f"marketing.answer:{case.id}").execution_options(storage_only=True)
    return bool(work.session.scalars(letters).first() or work.session.scalars(jobs).first())
