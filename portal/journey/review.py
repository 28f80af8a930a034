"""The review: a person says of what was found what is given, and why something is not (Art 15(4)).

Only exact matches of the one customer whom the proven address names are taken in at one
press. Namesakes, a mailbox shared by two, mentions and by-hand findings wait for a person.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from portal.domain import may
from portal.domain.errors import Invalid, NotFound, Refused
from portal.domain.lifecycle import Ground, Match, Right, Status, Verdict
from portal.domain.redaction import LEAST_LETTERS, speaks_of
from portal.domain.review import FINDING_GROUNDS
from portal.domain.roles import Viewer
from portal.papers.letters import ANSWERS
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.plans import carries_out, plan_of
from portal.storage.prepared import remove_prepared
from portal.storage.work import Case, Work, work

REVIEWABLE = frozenset({Status.SEARCHING, Status.REVIEW, Status.DECISION})
MOST_AT_ONCE = 500
LONGEST_NOTE = 1000
MOST_HIDDEN, LONGEST_HIDDEN = 100, 200
_LETTERS = tuple(kind.value for kind in ANSWERS)


@dataclass(frozen=True, slots=True)
class Included:
    """How many findings one press took in, and how many exact ones it left for a person to look at."""

    taken: int
    left: int


def judge(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    finding_ids: Sequence[str],
    verdict: str,
    ground: str = "",
    note: str = "",
    masked: Collection[int] = (),
    hidden: Sequence[str] = (),
) -> int:
    """Give findings (`included`), withhold them, or give one with parts left out.

    Left out are whole fields (`masked`, by place) and the words of `hidden` wherever they stand in it.
    `note` is told to the person beside the ground. Gives the number judged.

    Raises:
        NotFound, Conflict: as `Work.case`; NotFound for a finding beyond the viewer.
        Refused: `order`, the answer is being written or was given; `may_not`.
        Invalid: `nothing_chosen`, `too_many`, `verdict_unknown`, `ground_missing`, `mask_one`, `mask_missing`,
            `hidden_missing` (a word that does not stand there), `too_long`, each with its field.
    """
    said = _verdict(verdict)
    why = _ground(said, ground)
    note = note.strip()
    wanted = list(dict.fromkeys(finding_ids))
    words = list(dict.fromkeys(" ".join(one.split()) for one in hidden if one.strip()))
    _check_choice(wanted, said, note, masked, words)
    with work(store, viewer) as w:
        case = _reviewed(w, reference, version)
        rows = case.rows(t.Finding, t.Finding.id.in_(wanted))
        if len(rows) != len(wanted):
            raise NotFound("not_found")
        for row in rows:
            _judge(w, case, row, said, why, note, masked, words)
        w.happened("finding_judged", case, findings=wanted, verdict=said.value, ground=why and why.value)
        return len(rows)


def include_exact(store: Store, viewer: Viewer, reference: str, version: int) -> Included:
    """Take in every exact open finding, but none of a system where the address names several customers.

    Nor of a customer whose name is not the one that the person gave: their mailbox may be
    shared. Records with staff's own words in them wait too, for they may speak of others.

    Raises:
        NotFound, Conflict, Refused: as `judge`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = _reviewed(w, reference, version)
        exact = (t.Finding.request_id == case.id, t.Finding.verdict == Verdict.OPEN.value,
                 t.Finding.match == Match.EXACT.value)  # fmt: skip
        taken = 0
        for system, mark in _sure_owners(w, case):
            sure = (t.Finding.system == system, t.Finding.owner_mark == mark)
            free = t.Finding.kind.not_in(_free_texts(case, system))
            taken += _set(w, Verdict.INCLUDED, None, *exact, *sure, free)
        left = w.session.scalar(select(func.count(t.Finding.id)).where(*exact)) or 0
        if taken:
            w.happened("findings_judged", case, count=taken, verdict=Verdict.INCLUDED.value, match=Match.EXACT.value)
        return Included(taken, left)


def judge_owner(
    store: Store, viewer: Viewer, reference: str, version: int, system: str, owner: str, *, is_person: bool
) -> int:
    """One customer of a system is the person, or is somebody else of whom nothing is given.

    `owner` is the customer's mark in hex. For the person the open records are taken in, but
    for mentions, which may speak of others. Of somebody else every record is withheld.

    Raises:
        NotFound, Conflict, Refused: as `judge`; NotFound where the customer has no such finding.
    """
    with work(store, viewer) as w:
        case = _reviewed(w, reference, version)
        theirs = (t.Finding.request_id == case.id, t.Finding.system == system, t.Finding.owner_mark == _mark(owner))
        if w.session.scalars(select(t.Finding.id).where(*theirs).limit(1)).first() is None:
            raise NotFound("not_found")
        if is_person:
            judged = _set(
                w, Verdict.INCLUDED, None, *theirs,
                t.Finding.verdict == Verdict.OPEN.value, t.Finding.match != Match.MENTION.value,
            )  # fmt: skip
        else:
            judged = _set(w, Verdict.WITHHELD, Ground.NOT_THIS_PERSON, *theirs)
        verdict = Verdict.INCLUDED if is_person else Verdict.WITHHELD
        w.happened(
            "findings_judged", case, count=judged, verdict=verdict.value, system=system, owner=owner,
            ground=None if is_person else Ground.NOT_THIS_PERSON.value,
        )  # fmt: skip
        return judged


def finish_review(store: Store, viewer: Viewer, reference: str, version: int) -> None:
    """Every search has its outcome and every finding its verdict: the decision follows.

    Raises:
        NotFound, Conflict: as `Work.case`.
        Refused: `order`, `may_not`, `search_unfinished`, `findings_open`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.status is not Status.REVIEW:
            raise Refused("search_unfinished" if case.status is Status.SEARCHING else "order")
        plan = plan_of(w.session, case.row)
        if plan.unfinished:
            raise Refused("search_unfinished")
        if plan.open:
            raise Refused("findings_open", count=plan.open)
        case.stand(Status.DECISION)
        w.happened("review_finished", case, findings=len(plan.findings), digest=plan.digest)
        if Right.ERASURE.value in case.row.rights:
            w.later("prompt", "erasure.preview", case)


def reopen(store: Store, viewer: Viewer, reference: str, version: int, reason: str) -> None:
    """Back to the review before anything was released: the decision and what was prepared are taken back.

    What has been carried out in a system is not taken back by a press.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `order`, `may_not`, `carried_out`.
        Invalid: `reason_missing`, `too_long`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid("reason_missing", field="reason")
    if len(reason) > LONGEST_NOTE:
        raise Invalid("too_long", field="reason", most=LONGEST_NOTE)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.status not in {Status.DECISION, Status.ANSWERING}:
            raise Refused("order")
        if any(carries_out(step, case.unseal(step) if step.sealed is not None else {}) for step in case.rows(t.Step)):
            raise Refused("carried_out")
        freed = remove_prepared(w, case, _LETTERS)
        for decision in case.rows(t.Decision):
            w.session.delete(decision)
        case.row.plan_digest = None
        case.stand(Status.REVIEW)
        w.happened("review_reopened", case, reason=reason)
    for file_id in freed:
        files.remove(store.folder, file_id)


def _reviewed(w: Work, reference: str, version: int) -> Case:
    may.demand(may.may_judge(w.viewer))
    case = w.case(reference=reference, version=version)
    if case.status not in REVIEWABLE:
        raise Refused("order")
    if case.status is Status.DECISION and Right.ERASURE.value in case.row.rights:
        w.later("prompt", "erasure.preview", case)
    return case


def _verdict(code: str) -> Verdict:
    if code not in {Verdict.INCLUDED.value, Verdict.WITHHELD.value, Verdict.MASKED.value}:
        raise Invalid("verdict_unknown", field="verdict")
    return Verdict(code)


def _ground(verdict: Verdict, code: str) -> Ground | None:
    if verdict is Verdict.INCLUDED:
        return None
    allowed = [ground for ground in FINDING_GROUNDS if verdict is Verdict.WITHHELD or ground != Ground.NOT_THIS_PERSON]
    if code not in {ground.value for ground in allowed}:
        raise Invalid("ground_missing", field="ground")
    return Ground(code)


def _check_choice(
    wanted: Sequence[str], verdict: Verdict, note: str, masked: Collection[int], hidden: Sequence[str]
) -> None:
    if not wanted:
        raise Invalid("nothing_chosen", field="findings")
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid("too_many_chosen", field="findings")
    if verdict is Verdict.MASKED and len(wanted) != 1:
        raise Invalid("mask_one", field="verdict")
    if (verdict is Verdict.MASKED) != bool(masked or hidden):
        raise Invalid("mask_missing", field="masked")
    if any(len(one) < LEAST_LETTERS for one in hidden):
        raise Invalid("hidden_short", field="hidden_more", least=LEAST_LETTERS)
    if len(hidden) > MOST_HIDDEN or any(len(one) > LONGEST_HIDDEN for one in hidden):
        raise Invalid("too_long", field="hidden_more", most=MOST_HIDDEN)
    if len(note) > LONGEST_NOTE:
        raise Invalid("too_long", field="note", most=LONGEST_NOTE)


def _judge(
    w: Work,
    case: Case,
    row: t.Finding,
    verdict: Verdict,
    ground: Ground | None,
    note: str,
    masked: Collection[int],
    hidden: Sequence[str],
) -> None:
    value = case.unseal(row)
    texts = [str(one["value"]) for one in value["fields"] if one["value"] is not None]
    if absent := [one for one in hidden if not any(speaks_of(text, [one]) for text in texts)]:
        raise Invalid("hidden_missing", field="hidden_more", word=absent[0])
    places = sorted(place for place in masked if 0 <= place < len(value["fields"]))
    if len(places) != len(masked) or (masked and len(places) == len(value["fields"])):
        raise Invalid("mask_missing", field="masked")
    before = (value.get("note", ""), value.get("masked", []), value.get("hidden", []))
    if (note, places, list(hidden)) != before:
        case.reseal(row, {**value, "note": note, "masked": places, "hidden": list(hidden)})
    row.verdict, row.ground = verdict.value, ground.value if ground else None
    row.judged_at, row.judged_by = w.now, w.viewer.actor


def _set(w: Work, verdict: Verdict, ground: Ground | None, *criteria: object) -> int:
    """Judge many rows at once; each keeps what is sealed in it. Where there is none, nothing is touched."""
    w.session.flush()
    if w.session.scalars(select(t.Finding.id).where(*criteria).limit(1)).first() is None:  # type: ignore[arg-type]  # column expressions
        return 0
    done = w.session.execute(
        update(t.Finding)
        .where(*criteria)  # type: ignore[arg-type]  # column expressions
        .values(verdict=verdict.value, ground=ground and ground.value, judged_at=w.now, judged_by=w.viewer.actor)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]  # an update's result counts rows


def _sure_owners(w: Work, case: Case) -> list[tuple[str, bytes]]:
    """The systems whose exact open findings hang on one customer, whose name agrees; with that customer's mark."""
    rows = w.session.execute(
        select(t.Finding.system, t.Finding.owner_mark, func.min(t.Finding.id))
        .where(t.Finding.request_id == case.id, t.Finding.match == Match.EXACT.value)
        .group_by(t.Finding.system, t.Finding.owner_mark)
    ).all()
    owners: dict[str, list[tuple[bytes, str]]] = {}
    for system, mark, example in rows:
        owners.setdefault(system, []).append((mark, example))
    return [
        (system, found[0][0])
        for system, found in owners.items()
        if len(found) == 1 and not case.unseal(case.one(t.Finding, found[0][1])).get("differs")
    ]


def _free_texts(case: Case, system: str) -> list[str]:
    """The kinds of record in which staff write in their own words."""
    steps = case.rows(t.Step, t.Step.system == system, t.Step.sealed.is_not(None))
    meanings = [one for step in steps for one in case.unseal(step).get("glossary", [])]
    return sorted({one["kind"] for one in meanings if one["free_text"]})


def _mark(owner: str) -> bytes:
    try:
        return bytes.fromhex(owner)
    except ValueError:
        raise NotFound("not_found") from None
