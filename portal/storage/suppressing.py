"""The suppression list, mark by mark: which channels are stopped for one address or number (Art 21(3))."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.sealing import Vault


def stopped(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> frozenset[str]:
    """Those of the channels in which an `email` or `phone` (folded) is not to be reached."""
    mark = keys.mark(vault.of_controller(controller_id, "suppression"), kind, value)
    found = select(t.Suppression.channel).where(
        t.Suppression.controller_id == controller_id,
        t.Suppression.channel.in_(sorted(channels)),
        t.Suppression.mark == mark,
    )
    return frozenset(session.scalars(found))
