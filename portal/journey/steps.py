"""Steps: a search, a prohibition or what was decided, in one system, taken by the worker or done by hand.

`take_step` commits an attempt; what the worker met outside is recorded by one of the
`record_` use cases, which the attempt guards. "Incomplete" is never "nothing held".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain.errors import Invalid, Refused
from portal.domain.following import AT_WORK
from portal.domain.lifecycle import (
    CARRYING_OUT,
    FINISHED_STEPS,
    Capability,
    Match,
    Right,
    Status,
    StepState,
    Verdict,
)
from portal.domain.plan import CHANGING, COPY, SECOND, UNDO, awaited, carrying_out, names_of
from portal.domain.register import Register
from portal.domain.roles import UNSORTED, Viewer, machine
from portal.keys import ring as keys
from portal.reading.toml import register_from_json
from portal.storage import (
    again,
    attempts,
    by_hand,
    connected,
    consents,
    following,
    learned,
    ledger,
    originals,
    processors,
    restrictions,
    suppressing,
)
from portal.storage import tables as t
from portal.storage.connected import Connected, connection_of
from portal.storage.database import Store
from portal.storage.originals import Fetched, Wanted
from portal.storage.plans import proposal_of
from portal.storage.work import Case, Work, work
from portal.systems.contract import Change, Effect, Identifiers, Meaning, Page, Record, Target, targets_kept

GIVE_UP_AFTER = timedelta(days=3)
"""A system that was away for so long is a matter for a person: the legal date comes nearer."""
ORDER = "order"
TURNS = frozenset({COPY, UNDO, SECOND, ORDER})
"""What a step waits for beside its system, for as long as that takes: no system is away."""
_EFFECTS = {
    Capability.RECTIFY: "rectified",
    Capability.ERASE: "erased",
    Capability.RESTRICT: "restricted",
}
"""The event of each write that a decision brings."""
LONGEST_NOTE = by_hand.LONGEST_NOTE
ORIGINALS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step in the worker's hands. `interrupted` means that the attempt before it has no known outcome.

    `targets`, `changes`, `owners` and `on` say what a decision wants there. `waits_for` is a code
    where it may not be done now: `copy` (the person's is made first), `undo` and `second` (it may be taken back
    still, a second person has not looked), `order` (another write comes first), `restricted` (Art 18(2)).
    `known` are the (kind, key) of the records over which an erasure was decided. `round` counts how
    often a search began anew because another system taught something. `requested` is the order that
    the system took and had not carried out. `some_alone` says that the person chose these `channels` among
    others. `originals` are the documents that a finished search still has to
    fetch, to be sealed with `key`. `known_as` are by owner the digests of what named whom a restriction is about.
    """

    controller_id: str
    request_id: str
    step_id: str
    attempt_id: str
    capability: Capability
    identifiers: Identifiers = field(repr=False)
    owner: str
    cursor: str | None = field(repr=False)
    channels: tuple[str, ...]
    some_alone: bool
    connection: Connected | None
    interrupted: bool
    faults: int
    targets: tuple[Target, ...] = field(default=(), repr=False)
    changes: tuple[Change, ...] = field(default=(), repr=False)
    owners: tuple[str, ...] = field(default=(), repr=False)
    on: bool = True
    waits_for: str = ""
    known: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    round: int = 0
    requested: Effect | None = None
    originals: tuple[Wanted, ...] = field(default=(), repr=False)
    key: bytes = field(default=b"", repr=False)
    known_as: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several records that may be the person's, as staff choose among them."""

    owner: str
    subject: str
    matched_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToPreview:
    """What an erasure would touch in one connected system; `digest` is that of the proposal behind it."""

    controller_id: str
    request_id: str
    system: str
    digest: str
    targets: tuple[Target, ...] = field(repr=False)
    connection: Connected | None


def take_step(store: Store, controller_id: str, request_id: str, step_id: str) -> TakenStep | None:
    """Commit an attempt of a machine's step; None where there is nothing left to do."""
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        step = _step(case, step_id)
        if step.performer != "machine" or StepState(step.state) not in AT_WORK or by_hand.is_over(case, step):
            return None
        if _taken_back(w, case, step):
            return None
        begun = attempts.begin(w, case, step.id)
        kept = _kept(case, step)
        register = register_from_json(following.document(w, case))
        return TakenStep(
            controller_id=controller_id,
            request_id=request_id,
            step_id=step.id,
            attempt_id=begun.id,
            capability=Capability(step.capability),
            identifiers=_identifiers(case, step),
            owner=kept.get("owner", ""),
            cursor=kept.get("cursor"),
            channels=_still_stopped(w, case, step, register),
            some_alone="channels" in kept or _consented(w, case, step),
            connection=connection_of(w, step.system),
            interrupted=begun.interrupted or step.state == StepState.UNKNOWN,
            faults=begun.faults,
            targets=_targets(kept, _staying(case, step.system) if step.capability == Capability.ERASE else ()),
            changes=tuple(Change(*one) for one in kept.get("changes", ())),
            owners=_to_flag(w, case, step, kept),
            on=kept.get("on", True),
            waits_for=_waits_for(w, case, step, kept),
            known=_known(case, step, kept),
            round=kept.get("round", 0),
            requested=Effect(**kept["requested"]) if kept.get("requested") else None,
            originals=originals.wanted(case, kept.get("originals", [])[:ORIGINALS_AT_ONCE]),
            key=case.key,
            known_as=_known_as(case, step, kept),
        )


def record_page(store: Store, taken: TakenStep, page: Page, glossary: Sequence[Meaning] = ()) -> bool:
    """Keep what one page of a search found, and its cursor; True when the search has ended.

    A record that was kept before is not kept twice. What is `learned` of an exact match is searched for in
    the other systems too; a page of a search that has to begin anew meanwhile moves no cursor. Where a
    record says that the person's address is protected, the request is marked so, as staff would mark it:
    what tells where they live is left out when the searches have ended. `glossary` says what the fields
    mean, and is kept beside: review and answer speak as the system did when it was searched.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "page" if page.cursor else "searched")
        kept = {**_kept(case, step), "glossary": [_meaning(one) for one in glossary]}
        gaps = list(dict.fromkeys([*kept.get("gaps", []), *page.gaps]))
        new = _keep_records(w, case, step, page.records)
        _protect(w, case, step, page.records)
        kept["learned"] = learned.take(w, case, step, kept, ((one.what, one.value) for one in page.learned))
        step.started_at = step.started_at or w.now
        if kept.get("round", 0) != taken.round:
            case.reseal(step, kept)
            w.happened("findings_recorded", case, **_about(step), found=new)
            return False
        step.searched += page.searched
        if page.cursor is not None:
            step.state, step.fault = StepState.RUNNING.value, None
            case.reseal(step, {**kept, "cursor": page.cursor, "gaps": gaps})
            w.happened("findings_recorded", case, **_about(step), found=new)
            return False
        kept = {**kept, "cursor": None, "gaps": gaps}
        if waiting := originals.waiting(case, step):
            step.state, step.fault = StepState.RUNNING.value, None
            case.reseal(step, {**kept, "originals": waiting})
            w.happened("findings_recorded", case, **_about(step), found=new)
            return False
        _end_search(w, case, step, kept)
        return True


def record_originals(store: Store, taken: TakenStep, fetched: Sequence[Fetched]) -> bool:
    """Keep the originals that were fetched and sealed; True when the search has ended with the last of them.

    One that the system refuses to give is a gap of the search, and its record stays.

    Raises:
        Conflict: another worker has the step now; the caller removes the files.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "page")
        kept = _kept(case, step)
        missing = originals.keep(w, case, fetched)
        gaps = list(dict.fromkeys([*kept.get("gaps", []), *(f"original_missing:{name}" for name in missing)]))
        asked = {one.finding_id for one in taken.originals} | {one.finding_id for one in fetched}
        left = [id_ for id_ in kept.get("originals", []) if id_ not in asked]
        kept = {**kept, "gaps": gaps, "originals": left}
        if left or kept.get("round", 0) != taken.round:
            case.reseal(step, kept)
            w.happened("findings_recorded", case, **_about(step), found=0, originals=len(fetched))
            return False
        _end_search(w, case, step, kept)
        return True


def _end_search(w: Work, case: Case, step: t.Step, kept: Mapping[str, Any]) -> None:
    """The last page is recorded and every original is there, or known not to be had."""
    gaps = kept["gaps"]
    case.reseal(step, kept)
    outcome = "found" if step.count else "nothing"
    _end(w, step, StepState.INCOMPLETE if gaps else StepState.DONE, "incomplete" if gaps else outcome)
    step.fault = gaps[0].partition(":")[0][:80] if gaps else None
    kind = "step_incomplete" if gaps else "step_done"
    counts = {"found": step.count, "searched": step.searched}
    w.happened(kind, case, **_about(step), **counts, outcome=step.outcome, gaps=gaps)
    following.follow(w, case)


def record_effect(
    store: Store,
    taken: TakenStep,
    effect: Effect | None,
    channels: Sequence[str],
    known: Sequence[tuple[str, str]] = (),
) -> None:
    """The prohibitions of `channels` stand, and were seen afterwards; None where the system holds nobody.

    `known` are the identifiers of whose row it is, for those who know the person by them alone.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "effect")
        step.started_at = step.started_at or w.now
        if effect is None:
            _end(w, step, StepState.DONE, "nothing")
            w.happened("step_done", case, **_about(step), outcome="nothing")
        else:
            _end(w, step, StepState.DONE, "already" if effect.already else "done")
            step.count, step.verified_at = effect.changed, w.now
            kept = {**_kept(case, step), "counts": dict(effect.counts), "known": [list(one) for one in known]}
            case.reseal(step, kept)
            w.happened(
                "register_suppressed", case, **_about(step), channels=list(channels),
                changed=effect.changed, counts=dict(effect.counts), already=effect.already,
            )  # fmt: skip
        following.follow(w, case)


def record_carried_out(store: Store, taken: TakenStep, effect: Effect, left: Collection[str] | None = None) -> None:
    """A correction, an erasure or a restriction stands, and was seen afterwards.

    What was erased goes into the ledger as keyed hashes, so that it is known again when a backup or a file brings it
    back. `left` are the categories of which the owners still have something there, None where nobody looked.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "effect")
        step.started_at = step.started_at or w.now
        _end(w, step, StepState.DONE, "already" if effect.already else "done")
        step.count, step.verified_at = effect.changed, w.now
        case.reseal(step, {**_kept(case, step), "counts": dict(effect.counts)})
        kind = _EFFECTS[taken.capability]
        if kind == "restricted" and not taken.on:
            kind = "unrestricted"
        if taken.capability is Capability.ERASE:
            targets = [(one.kind, one.key, one.owner, one.categories) for one in taken.targets]
            ledger.enter(w, case, step, targets, left)
        w.happened(
            kind, case, **_about(step), changed=effect.changed, counts=dict(effect.counts), already=effect.already
        )
        following.follow(w, case)


def record_requested(store: Store, taken: TakenStep, effect: Effect) -> None:
    """The system took the order and carries it out later: it is asked again, and told as requested until it is done.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "requested")
        step.started_at = step.started_at or w.now
        if (step.state, step.fault) != (StepState.RETRYING.value, "requested"):
            step.state, step.fault = StepState.RETRYING.value, "requested"
            order = {"changed": effect.changed, "counts": dict(effect.counts)}
            case.reseal(step, {**_kept(case, step), "requested": order})
            w.happened("step_waits", case, **_about(step), state=step.state, fault=step.fault)
            following.follow(w, case)


def record_by_hand(store: Store, taken: TakenStep, code: str) -> None:
    """The system has no interface for this: a person does it, with the same tasks.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "by_hand", code)
        register = register_from_json(following.document(w, case))
        system = register.system(step.system)
        step.state, step.performer, step.fault = StepState.BY_HAND.value, system.owner, code
        step.due = w.now.date() + timedelta(days=system.days)
        case.ask_processor(step)
        w.happened("step_waits", case, **_about(step), state=step.state, fault=code)
        following.follow(w, case)


def previews_to_make(store: Store, controller_id: str, request_id: str) -> list[ToPreview]:
    """The connected systems in which the proposed erasure would change something, for the worker to count it."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None or Status(row.status) is not Status.DECISION:
            return []
        w = Work(store, machine(controller_id), session)
        case = Case(w, row)
        register = register_from_json(following.document(w, case))
        today = w.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
        proposal = proposal_of(session, case.unseal, row, register, today)
        planned = carrying_out(
            register, [one for one in proposal.rulings if one.right is Right.ERASURE], proposal.rows, proposal.wishes,
            today, w.connected(),
        )  # fmt: skip
        return [
            ToPreview(
                controller_id, request_id, step.system, proposal.digest,
                _targets(step.value, _staying(case, step.system)), connection_of(w, step.system),
            )
            for step in planned
            if step.performer == "machine" and step.value is not None
        ]  # fmt: skip


def record_preview(store: Store, made: ToPreview, counts: Mapping[str, int] | None, fault: str = "") -> None:
    """Keep the exact counts of an erasure beside the search of its system, or why they could not be had."""
    with work(store, machine(made.controller_id)) as w:
        case = w.case(made.request_id)
        finds = (t.Step.system == made.system, t.Step.capability == Capability.FIND.value)
        for step in case.rows(t.Step, *finds):
            preview = {"digest": made.digest, **({"fault": fault} if counts is None else {"counts": dict(counts)})}
            case.reseal(step, {**_kept(case, step), "preview": preview})
            w.happened("erasure_previewed", case, **_about(step), counts=dict(counts or {}), fault=fault)


def record_choice(store: Store, taken: TakenStep, candidates: Sequence[Candidate]) -> None:
    """Several records carry the address: staff choose, and nothing was written.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "choice")
        listed = [
            {"owner": one.owner, "subject": one.subject, "matched_by": list(one.matched_by)} for one in candidates
        ]
        case.reseal(step, {**_kept(case, step), "owner": "", "candidates": listed})
        step.state, step.performer, step.fault = StepState.CHOICE.value, "staff", None
        step.due = step.due or w.now.date()
        w.happened("step_waits", case, **_about(step), state=step.state, candidates=len(listed))
        following.follow(w, case)


def record_fault(
    store: Store,
    taken: TakenStep,
    code: str,
    state: StepState,
    *,
    lost: bool = False,
    of_system: bool = True,
    seconds: float = 0,
) -> StepState:
    """What went wrong, as a code: `RETRYING`, `UNKNOWN` (it may have happened) or `FAILED` (a person has to look).

    A system that stays away becomes `FAILED` after three days; `lost` pauses the connection
    whose credentials are refused. `of_system` where the connection is at fault and not this one
    record; `seconds` is how long it wants to be left alone. Gives the state that was written.

    Raises:
        Conflict: another worker has the step now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, step = _resumed(w, taken, "fault" if state is not StepState.UNKNOWN else "unknown", code)
        if state is StepState.RETRYING and _too_long(w, case, step):
            state = StepState.FAILED
        if of_system:
            connected.failed(w, step.system, taken.connection, code, lost=lost, seconds=seconds)
        if (step.state, step.fault) != (state.value, code):
            step.state, step.fault = state.value, code
            step.started_at = step.started_at or w.now
            w.happened("step_waits", case, **_about(step), state=state.value, fault=code)
            following.follow(w, case)
        return state


def is_paused(store: Store, taken: TakenStep) -> bool:
    """Whether the system of a step is paused now; it may have been let in while the step was under way."""
    with store.database.reading(machine(taken.controller_id)) as session:
        paused = (
            select(t.Connection.paused_at)
            .join(t.Step, t.Step.system == t.Connection.system)
            .where(t.Step.id == taken.step_id)
        )
        return session.scalars(paused).one_or_none() is not None


def complete_by_hand(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    step_id: str,
    outcome: str,
    note: str,
    findings: Sequence[tuple[str, str]] = (),
) -> None:
    """Staff say what came of a step: `found`, `done`, `nothing` or `cannot`.

    `findings` are (category key, text) pairs of what was found. `cannot` needs its reason and
    leaves the step incomplete, which is never told as nothing held.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: with its field.
        Refused: `step_finished`, `step_not_yours`, `copy_first` (the person's copy is not made yet).
    """
    noted = tuple(by_hand.Noted(category or UNSORTED, text.strip()) for category, text in findings if text.strip())
    said = by_hand.Said(outcome, note.strip(), noted)
    with work(store, viewer) as w:
        case = w.case(reference=reference, version=version)
        step = by_hand.open_step(w, case, step_id)
        by_hand.complete(w, case, step, said)
        w.happened("step_by_hand_done", case, **_about(step), outcome=outcome, found=len(noted))
        following.follow(w, case)


def choose_owner(store: Store, viewer: Viewer, reference: str, version: int, step_id: str, owner: str) -> None:
    """Staff say which of several customers objected; the machine writes the prohibitions on that one.

    An empty `owner` says that none of them did, and ends the step.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `no_choice`. Invalid: `owner_unknown`.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference, version=version)
        step = _step(case, step_id)
        if step.state != StepState.CHOICE:
            raise Refused("no_choice")
        kept = _kept(case, step)
        if owner and owner not in {one["owner"] for one in kept.get("candidates", [])}:
            raise Invalid("owner_unknown", field="owner")
        case.reseal(step, {**kept, "owner": owner})
        w.happened("owner_chosen", case, **_about(step), none=not owner)
        if owner:
            step.state, step.performer = StepState.WAITING.value, "machine"
            w.later("prompt", "step.run", case, step_id=step.id)
        else:
            _end(w, step, StepState.DONE, "nothing")
            following.follow(w, case)


def run_again(store: Store, viewer: Viewer, reference: str, version: int, step_id: str) -> None:
    """Staff let the machine try a failed or incomplete step once more, from its beginning.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `not_failed`, `order` (the review has begun).
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference, version=version)
        step = _step(case, step_id)
        if step.performer != "machine" or step.state not in {StepState.FAILED, StepState.INCOMPLETE}:
            raise Refused("not_failed")
        if step.capability == Capability.FIND and case.status not in {Status.SEARCHING, Status.REVIEW}:
            raise Refused("order")
        again.begin(w, case, step)


def _targets(kept: Mapping[str, Any], staying: Collection[tuple[str, str]]) -> tuple[Target, ...]:
    """What a step erases, each with the `staying` (kind, key) that it must not be taken for."""
    targets = targets_kept(kept)
    going = {(one.kind, one.key) for one in targets}
    beside: dict[str, list[str]] = {}
    for kind, key in sorted(set(staying) - going):
        beside.setdefault(kind, []).append(key)
    known = {kind: tuple(beside.get(kind, ())) for kind, _key in going}
    return tuple(replace(one, beside=known[one.kind]) for one in targets)


def _staying(case: Case, system: str) -> frozenset[tuple[str, str]]:
    """The (kind, key) of all that was found in a system and that no step of the request erases.

    What a decision wanted that was taken back stays, unless it is decided again.
    """
    erases = (t.Step.capability == Capability.ERASE.value, t.Step.state != StepState.CANCELLED.value)
    erasing = case.rows(t.Step, t.Step.system == system, *erases)
    going = {(kind, key) for step in erasing for kind, key, *_rest in _kept(case, step).get("targets", ())}
    return _found(case, system) - going


def _found(case: Case, system: str) -> frozenset[tuple[str, str]]:
    rows = case.rows(t.Finding, t.Finding.system == system)
    return frozenset((row.kind, case.unseal(row).get("key", "")) for row in rows)


def _known(case: Case, step: t.Step, kept: dict[str, Any]) -> frozenset[tuple[str, str]]:
    """What was found in the system, and what a later look saw there."""
    if step.capability != Capability.ERASE:
        return frozenset()
    return _found(case, step.system) | {(kind, key) for kind, key in kept.get("seen", ())}


def _consented(w: Work, case: Case, step: t.Step) -> bool:
    """Whether the person asked for marketing again since they objected."""
    email = case.requester()["email"]
    if step.capability != Capability.SUPPRESS or not email:
        return False
    return consents.given_since(w, "email", email, case.row.received_at)


def _still_stopped(w: Work, case: Case, step: t.Step, register: Register) -> tuple[str, ...]:
    """The channels that a step writes: those that were asked, less those to which the person consented since."""
    asked = tuple(_kept(case, step).get("channels") or (channel.key for channel in register.prohibitions))
    if not _consented(w, case, step):
        return asked
    email = case.requester()["email"]
    standing = suppressing.stopped(w.session, w.vault, case.row.controller_id, "email", email, asked)
    return tuple(one for one in asked if one in standing)


def _taken_back(w: Work, case: Case, step: t.Step) -> bool:
    """A prohibition that the person took back before it was written is not written any more."""
    register = register_from_json(following.document(w, case))
    if step.capability != Capability.SUPPRESS or not register.prohibitions or _still_stopped(w, case, step, register):
        return False
    step.state, step.fault, step.ended_at = StepState.CANCELLED.value, None, w.now
    w.happened("prohibition_taken_back", case, **_about(step))
    following.follow(w, case)
    return True


def _known_as(case: Case, step: t.Step, kept: dict[str, Any]) -> Mapping[str, Sequence[str]]:
    """As who those were found whom a step restricts or frees: a number may be somebody else's by now."""
    if step.capability != Capability.RESTRICT:
        return {}
    owners = set(kept.get("owners", ()))
    found = (case.unseal(row) for row in case.rows(t.Finding, t.Finding.system == step.system))
    return names_of((one["owner"], one.get("known_as", ())) for one in found if one.get("owner") in owners)


def _to_flag(w: Work, case: Case, step: t.Step, kept: dict[str, Any]) -> tuple[str, ...]:
    """Whose flag is set; it is taken off nobody whom another request has restricted meanwhile."""
    owners = tuple(kept.get("owners", ()))
    if kept.get("on", True):
        return owners
    others = restrictions.standing(w, case, step.system, owners)
    return tuple(owner for owner in owners if owner not in others)


def _waits_for(w: Work, case: Case, step: t.Step, kept: dict[str, Any]) -> str:
    """The copy comes first and erasure last; data that another request froze is only stored (Art 18(2))."""
    if step.capability not in CHANGING:
        return ""
    if first := awaited(kept)[:1]:
        return first[0]
    if step.capability == Capability.ERASE and any(_comes_first(one) for one in _writes_beside(case, step)):
        return ORDER
    owners = {one[2] for one in [*kept.get("targets", ()), *kept.get("changes", ())]}
    return "restricted" if restrictions.standing(w, case, step.system, owners) else ""


def _writes_beside(case: Case, step: t.Step) -> Sequence[t.Step]:
    others = sorted(one.value for one in CARRYING_OUT - {Capability.ERASE})
    return case.rows(t.Step, t.Step.system == step.system, t.Step.capability.in_(others))


def _comes_first(step: t.Step) -> bool:
    """Whether an erasure in the same system waits for it: a correction, or a flag that a machine sets."""
    open_still = StepState(step.state) not in FINISHED_STEPS
    return open_still and (step.capability == Capability.RECTIFY or step.performer == "machine")


def _about(step: t.Step) -> dict[str, Any]:
    return {"step": step.id, "system": step.system, "capability": step.capability, "right": step.right}


def _step(case: Case, step_id: str) -> t.Step:
    return case.one(t.Step, step_id)


def _kept(case: Case, step: t.Step) -> dict[str, Any]:
    return case.unseal(step) if step.sealed is not None else {}


def _resumed(w: Work, taken: TakenStep, outcome: str, fault: str | None = None) -> tuple[Case, t.Step]:
    """The step again, after the errand; the attempt says that it is still ours."""
    case = w.case(taken.request_id)
    step = _step(case, taken.step_id)
    attempts.end(w, case, taken.attempt_id, outcome, fault)
    if fault is None:
        connected.answered(w, step.system, taken.connection)
    return case, step


def _end(w: Work, step: t.Step, state: StepState, outcome: str) -> None:
    step.state, step.outcome, step.fault = state.value, outcome, None
    step.ended_at = w.now


def _identifiers(case: Case, step: t.Step) -> Identifiers:
    """A prohibition goes by the asker's proven address alone, where there is one; a search by all that was given."""
    requester = case.requester()
    if step.capability == Capability.SUPPRESS and requester["email"]:
        return Identifiers(proven_email=requester["email"])
    number = requester.get("customer_number", "")
    taught: dict[str, list[str]] = {}
    if step.capability == Capability.FIND:
        for one in learned.beside(case, step):
            taught.setdefault(one.what, []).append(one.value)
    if (other := requester.get("represents")) and step.capability != Capability.SUPPRESS:
        return _of_another(requester, other)
    return Identifiers(
        proven_email=requester["email"],
        emails=_all(requester.get("emails", []), taught.get("email", [])),
        phones=_all(requester.get("phones", []), taught.get("phone", [])),
        name=_name(requester, taught) if step.capability != Capability.SUPPRESS else "",
        customer_numbers=_all([number] if number else [], taught.get("customer_number", [])),
        postal_address=requester.get("postal_address", ""),
    )


def _all(given: Sequence[str], taught: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*given, *taught]))


def _name(requester: dict[str, Any], taught: Mapping[str, Sequence[str]]) -> str:
    """The name that was given, else the one that an exact match bears."""
    return str(requester.get("name", "")) or next(iter(taught.get("name", ())), "")


def _of_another(requester: dict[str, Any], other: dict[str, Any]) -> Identifiers:
    """Whom somebody else asks for: nothing of them is proven, and the asker's own mailbox finds nothing."""
    numbers = dict.fromkeys([other["customer_number"], requester.get("customer_number", "")])
    return Identifiers(
        proven_email="",
        emails=tuple(dict.fromkeys([*other["emails"], *requester.get("emails", [])])),
        phones=tuple(dict.fromkeys([*other["phones"], *requester.get("phones", [])])),
        name=other["name"],
        customer_numbers=tuple(number for number in numbers if number),
    )


def _too_long(w: Work, case: Case, step: t.Step) -> bool:
    """Whether the system fails since `GIVE_UP_AFTER`, as its attempts tell; a wait for its turn asks it nothing."""
    rows = sorted(case.rows(t.Attempt, t.Attempt.subject_id == step.id), key=lambda one: one.number)
    since: datetime | None = None
    for row in rows:
        failed = row.outcome == "unknown" or (row.fault is not None and row.fault not in TURNS)
        since = (since or row.started_at) if failed else None
    return since is not None and w.now - since > GIVE_UP_AFTER


def _keep_records(w: Work, case: Case, step: t.Step, records: Sequence[Record]) -> int:
    """Write what is new; the same search again finds the marks that stand already."""
    marks_key = w.vault.of_controller(case.row.controller_id, "marks")
    marked = {by_hand.record_mark(marks_key, case, step, one.kind, one.key, one.category): one for one in records}
    known = set(
        w.session.scalars(
            select(t.Finding.record_mark).where(
                t.Finding.request_id == case.id, t.Finding.record_mark.in_(sorted(marked))
            )
        )
    )
    fresh = [(mark, one) for mark, one in marked.items() if mark not in known]
    categories = {one["key"] for one in following.document(w, case)["categories"]}
    for place, (mark, one) in enumerate(fresh, start=step.count + 1):
        case.add(
            t.Finding,
            {
                "key": one.key,
                "owner": one.owner,
                "subject": one.subject,
                "fields": [{"name": part.name, "column": part.column, "value": part.value} for part in one.fields],
                "differs": list(one.differs),
                "dated": one.dated,
                "until": one.until,
                "others": list(one.others),
                "ours": list(one.ours),
                "document": _document(one),
                "known_as": list(one.known_as),
            },
            category=one.category if one.category in categories else UNSORTED,
            step_id=step.id, system=step.system, kind=one.kind, position=place,
            match=one.match.value, matched_by=list(one.matched_by), record_mark=mark,
            owner_mark=keys.mark(marks_key, "owner", case.id, step.system, one.owner),
            verdict=Verdict.OPEN.value, found_at=w.now,
        )  # fmt: skip
    step.count += len(fresh)
    case.row.findings += len(fresh)
    return len(fresh)


def _protect(w: Work, case: Case, step: t.Step, records: Sequence[Record]) -> None:
    """Mark a protected address where the system marks one; no search takes a mark off.

    A record that is only probably the person's marks it too: until staff have looked, it may be theirs.
    """
    requester = case.requester()
    if requester.get("protected") or not any(one.protected and one.match is not Match.MENTION for one in records):
        return
    case.write_requester({**requester, "protected": True})
    w.happened("protected", case, **_about(step))
    processors.end_what_locates(w, case)


def _document(one: Record) -> dict[str, Any] | None:
    """What the original is called, cut to what a row may hold."""
    if one.document is None:
        return None
    return {"name": one.document.name[:200], "media_type": one.document.media_type, "size": one.document.size}


def _meaning(one: Meaning) -> dict[str, Any]:
    """What a field means, as JSON can hold it."""
    return {
        "kind": one.kind,
        "name": one.name,
        "label": asdict(one.label),
        "kind_label": asdict(one.kind_label) if one.kind_label else None,
        "values": {code: asdict(text) for code, text in one.values.items()},
        "free_text": one.free_text,
        "writable": one.writable,
    }
