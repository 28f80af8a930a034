"""The errands of what comes back: a system is looked through, prohibitions are written anew, erasures on a press."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from portal.office import returned
from portal.storage import jobs
from portal.storage.database import Store
from portal.storage.jobs import Taken
from portal.storage.ledger import Contact
from portal.storage.tables import new_id
from portal.systems.contract import (
    Census,
    Conflict,
    Connector,
    Identifiers,
    Owner,
    Permanent,
    Record,
    RetryLater,
    SystemFault,
    Target,
)
from portal.worker import outside as outside_room
from portal.worker.outside import FAILURES_OF_A_JOB, Again, Done, Outcome, Outside

LOOK_TRIES = 8
"""So often a slice of a look is tried; the next day's look begins anew."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Where a look goes on, None at its end; `fault` is the first that one of the people met, empty where none did."""

    onward: str | None
    fault: str


def look(
    store: Store, controller_id: str, system: str, connector: Connector, cursor: str | None, enough: Callable[[], bool]
) -> Looked:
    """Look a system through from `cursor` until it is `enough`. What cannot be read of one hides nobody else.

    Permanent where the system cannot be looked through.
    """
    if not isinstance(connector, Census):
        raise Permanent("not_possible")
    channels = frozenset(connector.channels())
    fault = ""
    while True:
        page = connector.census(cursor)
        known = returned.known(store, controller_id, system, page.owners, channels)
        for owner in known.erased:
            try:
                _look_at(store, controller_id, system, connector, owner)
            except Permanent as met:
                fault = fault or met.code
        again = 0
        for owner, contact, stopped in known.forbidden:
            try:
                again += stop(connector, owner, contact, stopped)
            except Permanent as met:
                fault = fault or met.code
        if again:
            returned.stopped_again(store, controller_id, system, again)
        cursor = page.cursor
        if cursor is None or enough():
            return Looked(cursor, fault)


def _look_at(store: Store, controller_id: str, system: str, connector: Connector, owner: Owner) -> None:
    """Somebody of whom something was erased: whether that is there again. An emptied row is not."""
    try:
        held = tuple(connector.held(owner.owner))
    except Conflict:  # a mailbox that several people hold: whose each record is, nobody can say by machine
        return
    back = returned.sift(store, controller_id, system, owner, held)
    restored = [one for one in back.restored if not _is_empty(connector, one)]
    if restored:
        returned.record(store, controller_id, system, owner, restored, held, restored=True)
    elif back.anew:
        returned.record(store, controller_id, system, owner, back.anew, held, restored=False)


def _is_empty(connector: Connector, one: Record) -> bool:
    """Whether what is there was emptied; where no machine erases it, what is held is there."""
    try:
        return connector.erased([Target(one.kind, one.key, one.owner, (one.category,), one.known_as)])
    except Permanent:
        return False


def stop(connector: Connector, owner: Owner, contact: Contact, channels: tuple[str, ...]) -> int:
    """Write prohibitions that no longer stand (Art 21(3)); how many records changed.

    Whoever cannot be told apart from another with the same address is left: each request asked staff about that.
    So is whoever stopped a part alone where a prohibition takes the whole row out: a person saw to that.
    """
    if connector.removes(channels) and set(channels) != set(connector.channels()):
        return 0
    what, value = contact
    identifiers = Identifiers(proven_email=value) if what == "email" else Identifiers("", phones=(value,))
    chosen = what != "email"
    try:
        if connector.suppressed(identifiers, owner.owner, channels, chosen=chosen):
            return 0
        effect = connector.suppress(identifiers, owner.owner, channels, new_id(), chosen=chosen)
    except Conflict:
        return 0
    return effect.changed


def erase(store: Store, taken: returned.TakenReturn, connector: Connector) -> None:
    """Erase again what came back, and see that it is gone; RetryLater where it is not yet.

    Permanent: `restricted` (frozen meanwhile, Art 18(2)), `records_since` (there is what nobody has seen).
    """
    if taken.is_frozen:
        raise Permanent("restricted")
    for owner in dict.fromkeys(one.owner for one in taken.targets):
        if any((one.kind, one.key) not in taken.seen for one in connector.held(owner)):
            raise Permanent("records_since")
    effect = connector.erase(taken.targets, op_id=taken.id)
    if not connector.erased(taken.targets):
        raise RetryLater("requested" if effect.pending else "not_verified", 60)
    returned.erased(store, taken, effect.counts)


def began(payload: dict[str, Any]) -> datetime:
    """When the look began."""
    return datetime.fromisoformat(payload["began"])


def begin_looks(outside: Outside, job: Taken) -> Outcome:
    """Have every connected system looked through for what had been erased or forbidden."""
    for system in returned.to_look(outside.store, job.controller_id):
        returned.begin(outside.store, job.controller_id, system)
    return Done()


def look_through(outside: Outside, job: Taken) -> Outcome:
    """A slice of one system's look; a fault that time mends begins the slice anew."""
    store, system = outside.store, job.payload["system"]
    found = returned.to_reach(store, job.controller_id, system)
    if found is None:
        return Done()
    until = monotonic() + outside_room.SLICE_SECONDS
    fault = str(job.payload.get("fault", ""))
    try:
        with outside.place(found):
            looked = look(
                store, job.controller_id, system, outside.opened(found), job.payload["cursor"],
                lambda: outside.stop.is_set() or monotonic() > until,
            )  # fmt: skip
        fault = fault or looked.fault
        if looked.onward is not None:
            returned.go_on(store, job.controller_id, job.payload, looked.onward, fault)
            return Done()
    except RetryLater as met:
        if job.attempts < LOOK_TRIES:
            return Again(met.code, max(met.seconds, jobs.backoff(job.attempts)))
        fault = met.code
    except SystemFault as met:
        fault = met.code
    returned.ended(store, job.controller_id, system, found, began(job.payload), fault)
    return Done(fault or None)


def erase_again(outside: Outside, job: Taken) -> Outcome:
    """Erase what came back, as the register's owner pressed."""
    taken = returned.take(outside.store, job.controller_id, job.payload["returned_id"])
    if taken is None:
        return Done()
    try:
        if taken.connection is None:
            raise Permanent("not_connected")
        with outside.place(taken.connection):
            erase(outside.store, taken, outside.opened(taken.connection))
    except RetryLater as fault:
        if job.attempts < FAILURES_OF_A_JOB:
            return Again(fault.code, max(fault.seconds, jobs.backoff(job.attempts)))
        returned.failed(outside.store, taken, fault.code)
        return Done(fault.code)
    except SystemFault as fault:
        returned.failed(outside.store, taken, fault.code)
        return Done(fault.code)
    return Done()
