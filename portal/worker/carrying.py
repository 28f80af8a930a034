"""Steps: a search, a prohibition or what was decided, carried out in one system and read again as evidence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from time import monotonic

from portal.domain.errors import TooLarge
from portal.domain.following import OF_THE_SYSTEM
from portal.domain.lifecycle import Capability, Match, StepState
from portal.journey import (
    steps,
)
from portal.storage import files, jobs, pace
from portal.storage.connected import PAUSED_SECONDS
from portal.storage.database import Store
from portal.storage.jobs import Taken
from portal.storage.originals import Fetched, Wanted
from portal.storage.pieces import as_file
from portal.storage.tables import new_id
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Census,
    Connector,
    Effect,
    Permanent,
    RetryLater,
    SystemFault,
)
from portal.systems.contract import Conflict as Changed
from portal.worker import outside as outside_room
from portal.worker.outside import Again, Done, Outcome, Outside

PAGES_AT_MOST = 10_000
REMOVED = Effect(changed=1, counts={"deleted:person": 1})
"""What an attempt without an outcome did where a prohibition takes the row out, and nobody is there any more."""
LARGEST_ORIGINAL = 100 * 1024 * 1024
"""A larger mail or file is left to a person, as a gap of the search."""
ASKED_AGAIN_SECONDS = 3600.0
"""So long after an order that a system carries out later it is asked whether it did."""
PREVIEW_TRIES = 5
"""So often a system is asked to count; then staff decide knowing that it did not answer."""
NO_INTERFACE = frozenset({"restriction_unmapped", "not_writable", "still_referenced", "not_possible", "rest_by_hand"})
"""Faults that mean: a person has to do it in the system itself."""


class _Requested(Exception):
    """The system took an order and has not carried it out yet."""

    def __init__(self, effect: Effect) -> None:
        super().__init__("requested")
        self.effect = effect


def run_step(outside: Outside, job: Taken) -> Outcome:
    """A slice of a search, or a prohibition, in one system."""
    until = monotonic() + outside_room.SLICE_SECONDS
    while True:
        step = steps.take_step(outside.store, job.controller_id, job.request_id, job.payload["step_id"])
        if step is None:
            return Done()
        try:
            if _do_step(outside, step):
                return Done()
        except _Requested as order:
            steps.record_requested(outside.store, step, order.effect)
            return Again("requested", ASKED_AGAIN_SECONDS)
        except RetryLater as fault:
            if fault.code == "rate_limited" and step.connection is not None:
                pace.close(outside.store, step.connection.id, fault.seconds)
            wait = max(fault.seconds, jobs.backoff(step.faults + 1))
            return _step_waits(outside.store, step, fault.code, StepState.RETRYING, wait)
        except AuthLost as fault:
            return _step_waits(outside.store, step, fault.code, StepState.RETRYING, PAUSED_SECONDS, lost=True)
        except Ambiguous as fault:
            return _step_waits(outside.store, step, fault.code, StepState.UNKNOWN, jobs.backoff(step.faults + 1))
        except Changed as fault:
            again = step.faults == 0
            state = StepState.RETRYING if again else StepState.FAILED
            return _step_waits(outside.store, step, fault.code, state, 2, of_system=False)
        except SystemFault as fault:
            whole = fault.code in OF_THE_SYSTEM
            return _step_waits(outside.store, step, fault.code, StepState.FAILED, 0, of_system=whole)
        if outside.stop.is_set() or monotonic() > until:
            return Again("slice", 0)


def _step_waits(
    store: Store,
    step: steps.TakenStep,
    code: str,
    state: StepState,
    seconds: float,
    *,
    lost: bool = False,
    of_system: bool = True,
) -> Outcome:
    """What is paused waits, but not for older credentials: the system may have been let in again meanwhile."""
    written = steps.record_fault(store, step, code, state, lost=lost, of_system=of_system, seconds=seconds)
    if (lost or code == "connection_paused") and not steps.is_paused(store, step):
        seconds = 0
    return Done(code) if written is StepState.FAILED else Again(code, seconds)


def _do_step(outside: Outside, step: steps.TakenStep) -> bool:
    """One go outside and its record; True when the step has ended."""
    if step.connection is None:
        steps.record_by_hand(outside.store, step, "not_connected")
        return True
    refused = step.connection.refused_at if step.connection.paused_at is not None else None
    if refused is not None and outside.store.now() - refused < timedelta(seconds=PAUSED_SECONDS):
        raise RetryLater("connection_paused", PAUSED_SECONDS)
    if step.waits_for in steps.TURNS:
        raise RetryLater(step.waits_for, 5)
    if step.waits_for:
        raise Permanent(step.waits_for)
    with outside.place(step.connection):
        return _go(outside, step, outside.opened(step.connection))


def _go(outside: Outside, step: steps.TakenStep, connector: Connector) -> bool:
    if step.capability is Capability.FIND and step.originals:
        return _fetch_originals(outside.store, step, connector)
    if step.capability is Capability.FIND:
        page = connector.find(step.identifiers, step.cursor)
        return steps.record_page(outside.store, step, page, connector.glossary())
    if step.capability is Capability.SUPPRESS:
        try:
            _suppress(outside.store, step, connector)
        except Permanent as fault:
            if fault.code not in {*NO_INTERFACE, "channel_unmapped", "channels_together"}:
                raise
            steps.record_by_hand(outside.store, step, fault.code)
        return True
    _carry_out(outside.store, step, connector)
    return True


def _fetch_originals(store: Store, step: steps.TakenStep, connector: Connector) -> bool:
    """Seal the next originals piece by piece as they come; one that cannot be had is a gap, and the others go on."""
    until = monotonic() + outside_room.SLICE_SECONDS
    fetched: list[Fetched] = []
    try:
        for one in step.originals:
            if fetched and monotonic() > until:
                break
            fetched.append(_fetch(store, step, connector, one))
        return steps.record_originals(store, replace(step, originals=step.originals[: len(fetched)]), fetched)
    except BaseException:
        for one_fetched in fetched:
            if one_fetched.file_id:
                files.remove(store.folder, one_fetched.file_id)
        raise


def _fetch(store: Store, step: steps.TakenStep, connector: Connector, one: Wanted) -> Fetched:
    file_id = new_id()
    try:
        source = as_file(connector.export(one.kind, one.key))
        size, digest = files.write(store.folder, step.key, file_id, source, LARGEST_ORIGINAL)
    except Permanent as fault:
        return Fetched(one.finding_id, fault=fault.code)
    except TooLarge:
        return Fetched(one.finding_id, fault="too_much")
    return Fetched(one.finding_id, file_id, size, digest)


def _carry_out(store: Store, step: steps.TakenStep, connector: Connector) -> None:
    """Write what was decided and read it again as evidence; what has no interface is left to a person."""
    try:
        if (step.interrupted or step.requested) and _stands(step, connector):
            effect = step.requested or Effect(changed=0, already=True)
            return steps.record_carried_out(store, step, effect, _left(step, connector))
        effect = step.requested or _write(step, connector)
    except Permanent as fault:
        if fault.code not in NO_INTERFACE:
            raise
        return steps.record_by_hand(store, step, fault.code)
    if not _stands(step, connector):
        if effect.pending or step.requested:
            raise _Requested(effect)
        raise RetryLater("not_verified", 30)
    return steps.record_carried_out(store, step, effect, _left(step, connector))


def _left(step: steps.TakenStep, connector: Connector) -> frozenset[str] | None:
    """The categories of which whoever was erased still has something; None where it is not told easily."""
    if step.capability is not Capability.ERASE or not isinstance(connector, Census):
        return None
    owners = dict.fromkeys(one.owner for one in step.targets)
    try:
        return frozenset(record.category for owner in owners for record in connector.held(owner))
    except SystemFault:
        return None


def _write(step: steps.TakenStep, connector: Connector) -> Effect:
    if step.capability is Capability.RECTIFY:
        return connector.rectify(step.changes, op_id=step.step_id)
    if step.capability is Capability.ERASE:
        _refuse_younger(step, connector)
        return connector.erase(step.targets, op_id=step.step_id)
    if step.capability is Capability.RESTRICT:
        return connector.restrict(step.owners, op_id=step.step_id, on=step.on, known_as=step.known_as)
    raise Permanent("capability_unknown")


def _refuse_younger(step: steps.TakenStep, connector: Connector) -> None:
    """Whoever has records that nobody has seen, such as a new order, is not erased: a person looks first."""
    for owner in dict.fromkeys(target.owner for target in step.targets):
        if any((record.kind, record.key) not in step.known for record in connector.held(owner)):
            raise Permanent("records_since")


def _stands(step: steps.TakenStep, connector: Connector) -> bool:
    if step.capability is Capability.RECTIFY:
        return connector.rectified(step.changes)
    if step.capability is Capability.ERASE:
        return connector.erased(step.targets)
    return connector.restricted(step.owners, on=step.on, known_as=step.known_as)


def preview_erasure(outside: Outside, job: Taken) -> Outcome:
    """Count in each connected system what the proposed erasure would delete and anonymise; nothing is written."""
    waits, last = 0.0, job.attempts >= PREVIEW_TRIES
    for made in steps.previews_to_make(outside.store, job.controller_id, job.request_id):
        try:
            if made.connection is None:
                raise Permanent("not_connected")
            connector = outside.opened(made.connection)
            steps.record_preview(outside.store, made, connector.preview(made.targets).counts)
        except RetryLater as fault:
            if last:
                steps.record_preview(outside.store, made, None, fault.code)
            else:
                waits = max(waits, fault.seconds)
        except SystemFault as fault:
            steps.record_preview(outside.store, made, None, fault.code)
    return Again("preview", waits) if waits else Done()


def _suppress(store: Store, step: steps.TakenStep, connector: Connector) -> None:
    """Search by the proven address alone, write on the single exact match, and read it again as evidence."""
    able = connector.channels()
    channels = [one for one in step.channels if one in set(able)] if step.channels else list(able)
    if not channels:
        raise Permanent("channel_unmapped")
    if step.some_alone and connector.removes(channels):
        raise Permanent("channels_together")
    owner, chosen = step.owner, bool(step.owner)
    known: list[tuple[str, str]] = []
    if not chosen:
        candidates = list(_candidates(connector, step, known))
        exact = [one.owner for one, match in candidates if match is Match.EXACT]
        if not candidates:
            removed = step.interrupted and connector.removes(channels)
            return steps.record_effect(store, step, REMOVED if removed else None, channels if removed else ())
        if len(candidates) != 1 or len(exact) != 1:
            return steps.record_choice(store, step, [one for one, _match in candidates])
        owner = exact[0]
    if step.interrupted and connector.suppressed(step.identifiers, owner, channels, chosen=chosen):
        return steps.record_effect(store, step, Effect(changed=0), channels, known)
    effect = connector.suppress(step.identifiers, owner, channels, op_id=step.step_id, chosen=chosen)
    if not connector.suppressed(step.identifiers, owner, channels, chosen=chosen):
        raise RetryLater("not_verified", 30)
    return steps.record_effect(store, step, effect, channels, known)


def _candidates(
    connector: Connector, step: steps.TakenStep, known: list[tuple[str, str]]
) -> Iterator[tuple[steps.Candidate, Match]]:
    """Whoever carries the address, each once. A search with gaps never says that nobody does.

    What an exact match bears is added to what is `known`: a processor may know the person by that alone.
    """
    found: dict[str, tuple[steps.Candidate, Match]] = {}
    gaps: list[str] = []
    cursor: str | None = None
    loose = False
    for _page in range(PAGES_AT_MOST):
        page = connector.find(step.identifiers, cursor)
        gaps += page.gaps
        known += [(one.what, one.value) for one in page.learned]
        for record in page.records:
            if record.match is Match.MENTION:
                continue
            loose = loose or not record.owner
            if record.owner:
                candidate = steps.Candidate(record.owner, record.subject, record.matched_by)
                found.setdefault(record.owner, (candidate, record.match))
        cursor = page.cursor
        if cursor is None:
            break
    else:
        raise Permanent("search_endless")
    if not found and gaps:
        raise Permanent(gaps[0][:80])
    if not found and loose:
        raise Permanent("owner_missing")
    yield from found.values()
