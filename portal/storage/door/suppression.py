"""Whether somebody stands on the suppression list: it holds keyed marks alone, and names nobody."""

from collections.abc import Collection

from sqlalchemy import select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.keys import ring as keys
from portal.storage import suppressing
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door

AT_ONCE = 500


def suppressed(
    store: Store, viewer: Viewer, contacts: Collection[tuple[str, str]], channels: Collection[str]
) -> frozenset[tuple[str, str]]:
    """Those of the contacts (`email` or `phone`, folded) that may not be reached in one of the `channels`.

    Whoever objected to all direct marketing is among them whatever the channels are.

    Refused: `may_not`.
    """
    may.demand_unless_machine(viewer, may.may_handle)
    with door(store, viewer) as d:
        key = d.vault.of_controller(viewer.controller_id, "suppression")
        marked = {keys.mark(key, kind, value): (kind, value) for kind, value in contacts}
        found: dict[bytes, set[str]] = {}
        every = sorted(marked)
        for start in range(0, len(every), AT_ONCE):
            asked = select(t.Suppression.mark, t.Suppression.channel).where(
                t.Suppression.controller_id == viewer.controller_id,
                t.Suppression.channel.in_(suppressing.asking(channels)),
                t.Suppression.mark.in_(every[start : start + AT_ONCE]),
            )
            for row in d.session.execute(asked):
                found.setdefault(row.mark, set()).add(row.channel)
        return frozenset(marked[mark] for mark, listed in found.items() if _is_closed(listed, channels))


def _is_closed(listed: Collection[str], channels: Collection[str]) -> bool:
    """Where the register names no channel, an objection to everything holds in what there is of it."""
    everywhere = not channels and suppressing.DIRECT_MARKETING in listed
    return everywhere or bool(suppressing.closed(listed, channels))
