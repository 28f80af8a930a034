"""The decision: right by right, over the very plan and proposal that the person who decides has seen."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from portal.domain import may, rights
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.plan import COPY, behind_the_copy, carrying_out
from portal.domain.register import Register
from portal.domain.roles import UNSORTED, Viewer
from portal.domain.rulings import Answer, Choice, Ruling
from portal.domain.wishes import RestrictionGround
from portal.reading.toml import register_from_json
from portal.storage import fees, following, inquiries, restrictions, safeguards
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.kept import look_again
from portal.storage.plans import Proposal, proposal_of
from portal.storage.purging import let_papers_go
from portal.storage.telling import plan_tellings
from portal.storage.work import Case, Work, work

LONGEST_NOTE = 4000
_WORST = (
    Answer.REFUSED, Answer.NOT_AVAILABLE, Answer.KEPT, Answer.IN_PART, Answer.GRANTED, Answer.NOTHING_HELD,
)  # fmt: skip
"""What a decision's row says where its items end differently: the first of these."""


def decide(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    digest: str,
    note: str = "",
    choices: Mapping[str, Choice] | None = None,
) -> None:
    """Decide as proposed but for `choices`, by `Ruling.key`; have it carried out and the answer written.

    Where a copy is asked too, it is made before anything of it is corrected or erased. What is erased waits as the
    controller has set (`domain.safeguards`).
    Access is decided as it was judged: what is to be decided otherwise is judged otherwise in
    the review. For the other rights the rights table proposes (`domain.rights`), and a choice
    says otherwise with its ground. `note` is kept for the record and is not told to the person.

    Raises:
        NotFound, Conflict: as `Work.case`; `plan_changed` where another proposal stands now than was seen.
        Refused: `order`, `may_not`, `findings_open`, `search_unfinished`, `fee_open`, `identity_open` (it is not known
            well enough who asks to carry anything out).
        Invalid: `too_long` (field `note`); as `domain.rights.decided`, the field being the ruling's key.
    """
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid("too_long", field="note", most=LONGEST_NOTE)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.status is not Status.DECISION:
            raise Refused("order")
        register = register_from_json(following.document(w, case))
        today = w.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
        proposal = proposal_of(w.session, case.unseal, case.row, register, today)
        if proposal.digest != digest:
            raise Conflict("plan_changed", reference=reference)
        fees.demand_settled(case)
        if proposal.plan.open or proposal.plan.unfinished:
            raise Refused("findings_open" if proposal.plan.open else "search_unfinished")
        _check_cells(proposal, choices or {})
        _check_grounds(register, proposal, choices or {})
        rulings = rights.decided(proposal.rulings, choices or {})
        _check_identity(w, case, register, rulings)
        outcomes = {**_keep_access(w, case, proposal, register, note), **_keep_rulings(w, case, digest, rulings, note)}
        case.row.plan_digest = proposal.plan.digest
        planned = carrying_out(register, rulings, proposal.rows, proposal.wishes, today, w.connected())
        planned += restrictions.free_others(w, case, {(row.system, row.owner) for row in proposal.rows.values()})
        planned = safeguards.hold_back(w, case, planned, register.controller.time_zone)
        planned = behind_the_copy(planned, [Right(code) for code in case.row.rights])
        case.stand(Status.CARRYING_OUT if planned else Status.ANSWERING)
        w.happened("decided", case, digest=digest, outcomes=outcomes)
        let_papers_go(w, case)
        _restrict(w, case, proposal, rulings)
        case.set_going(planned)
        plan_tellings(w, case)
        look_again(w, case, rulings, register.controller.time_zone)
        if not planned:
            w.later("prompt", "answer.prepare", case)
        elif any(COPY in step.awaits for step in planned):
            w.later("prompt", "copy.prepare", case)


def _check_identity(w: Work, case: Case, register: Register, rulings: Sequence[Ruling]) -> None:
    """Nothing is changed or erased for somebody of whom it is not known well enough who it is (Art 12(6))."""
    changed = inquiries.at_stake(w.session, case.row, rulings) - {Right.ACCESS, Right.PORTABILITY}
    standing = inquiries.standing_of(w.session, case.row, case.requester(), register, changed)
    if changed and not standing.is_enough:
        raise Refused("identity_open")


def _check_cells(proposal: Proposal, choices: Mapping[str, Choice]) -> None:
    """A correction writes into values of its own category that were found, and into no other."""
    for ruling in proposal.rulings:
        chosen = choices.get(ruling.key)
        known = {cell.key for cell in proposal.cells if cell.category == ruling.category}
        if chosen is not None and set(chosen.cells) - known:
            raise Invalid("cells_missing", field=ruling.key)


def _check_grounds(register: Register, proposal: Proposal, choices: Mapping[str, Choice]) -> None:
    """A refusal names a ground that the table knows for the purposes of this very ruling."""
    for ruling in proposal.rulings:
        chosen = choices.get(ruling.key)
        if chosen and chosen.reason and not chosen.grant and chosen.reason not in rights.grounds(register, ruling):
            raise Invalid("ground_missing", field=ruling.key)


def _keep_access(w: Work, case: Case, proposal: Proposal, register: Register, note: str) -> dict[str, str]:
    if Right.ACCESS.value not in case.row.rights:
        return {}
    lines = proposal.plan.lines(register)
    for line in lines:
        case.add(
            t.Decision, {"note": note, "given": line.given, "in_part": line.in_part, "withheld": line.withheld},
            right=Right.ACCESS.value, category=line.category, outcome=line.outcome.value,
            ground=line.ground.value if line.ground else None, plan_digest=proposal.digest, at=w.now,
            actor=w.viewer.actor,
        )  # fmt: skip
    return {line.category: line.outcome.value for line in lines}


def _keep_rulings(w: Work, case: Case, digest: str, rulings: Sequence[Ruling], note: str) -> dict[str, str]:
    """A row for each right and category; an objection's purposes stand together in one without a category."""
    ordered = sorted(rulings, key=_row_of)
    said: dict[str, str] = {}
    for (right, category), found in groupby(ordered, key=_row_of):
        items = list(found)
        worst = min(items, key=lambda one: _WORST.index(one.answer))
        days = [one.kept_until for one in items if one.kept_until]
        case.add(
            t.Decision, {"note": note, "items": [one.to_json() for one in items]}, right=right, category=category,
            outcome=worst.answer.value, ground=worst.reason.value if worst.reason else None,
            kept_until=max(days) if days else None, plan_digest=digest, at=w.now, actor=w.viewer.actor,
        )  # fmt: skip
        said |= {one.key: one.answer.value for one in items}
    return said


def _row_of(ruling: Ruling) -> tuple[str, str]:
    by_category = ruling.right in {Right.ERASURE, Right.PORTABILITY}
    return ruling.right.value, (ruling.subject if by_category else ruling.category) or UNSORTED


def _restrict(w: Work, case: Case, proposal: Proposal, rulings: Sequence[Ruling]) -> None:
    """What is frozen from now on: every other request's steps meet it (Art 18(2))."""
    if not any(one.right is Right.RESTRICTION and one.answer is Answer.GRANTED for one in rulings):
        return
    ground = proposal.wishes.restrict or RestrictionGround.ACCURACY
    owners = sorted({(row.system, row.owner) for row in proposal.rows.values()})
    for system, owner in owners:
        restrictions.impose(w, case, system, owner, ground, proposal.wishes.restrict_text)
    w.happened("restricted", case, ground=ground.value, systems=sorted({system for system, _owner in owners}))
