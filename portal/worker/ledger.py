"""The errands of what comes back: a system is looked through, prohibitions are written anew, erasures on a press."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from portal.office import returned
from portal.storage.database import Store
from portal.storage.ledger import Contact
from portal.systems.contract import Census, Conflict, Connector, Identifiers, Owner, Permanent, RetryLater, Target


def look(
    store: Store, controller_id: str, system: str, connector: Connector, cursor: str | None, enough: Callable[[], bool]
) -> str | None:
    """Look a system through from `cursor` until it is `enough`; gives where to go on, None at the end.

    Permanent where the system cannot be looked through.
    """
    if not isinstance(connector, Census):
        raise Permanent("not_possible")
    channels = frozenset(connector.channels())
    while True:
        page = connector.census(cursor)
        known = returned.known(store, controller_id, system, page.owners, channels)
        for owner in known.erased:
            _look_at(store, controller_id, system, connector, owner)
        again = sum(_stop(connector, owner, contact, stopped) for owner, contact, stopped in known.forbidden)
        if again:
            returned.stopped_again(store, controller_id, system, again)
        cursor = page.cursor
        if cursor is None or enough():
            return cursor


def _look_at(store: Store, controller_id: str, system: str, connector: Connector, owner: Owner) -> None:
    """Somebody of whom something was erased: whether that is there again. An emptied row is not."""
    back = returned.sift(store, controller_id, system, owner, tuple(connector.held(owner.owner)))
    restored = [
        one for one in back.restored if not connector.erased([Target(one.kind, one.key, one.owner, (one.category,))])
    ]
    if restored:
        returned.record(store, controller_id, system, owner, restored, restored=True)
    elif back.anew:
        returned.record(store, controller_id, system, owner, back.anew, restored=False)


def _stop(connector: Connector, owner: Owner, contact: Contact, channels: tuple[str, ...]) -> int:
    """Write prohibitions that no longer stand (Art 21(3)); how many records changed.

    Whoever cannot be told apart from another with the same address is left: each request asked staff about that.
    """
    what, value = contact
    identifiers = Identifiers(proven_email=value) if what == "email" else Identifiers("", phones=(value,))
    chosen = what != "email"
    try:
        if connector.suppressed(identifiers, owner.owner, channels, chosen=chosen):
            return 0
        effect = connector.suppress(identifiers, owner.owner, channels, f"ledger:{value}", chosen=chosen)
    except Conflict:
        return 0
    return effect.changed


def erase(store: Store, taken: returned.TakenReturn, connector: Connector) -> None:
    """Erase again what came back, and see that it is gone; RetryLater where it is not yet."""
    effect = connector.erase(taken.targets, op_id=taken.id)
    if not connector.erased(taken.targets):
        raise RetryLater("requested" if effect.pending else "not_verified", 60)
    returned.erased(store, taken, effect.counts)


def began(payload: dict[str, Any]) -> datetime:
    """When the look began."""
    return datetime.fromisoformat(payload["began"])
