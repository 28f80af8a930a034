"""What staff read of the suppression list: one contact at a time, and who asked for marketing again."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from portal.domain import may
from portal.domain.roles import Viewer
from portal.storage import suppressing
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import door

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent that was given again: whose, to which channels, when, how, and what shows it."""

    contact: str = field(repr=False)
    channels: tuple[str, ...]
    given_on: date
    how: str
    note: str = field(repr=False)
    written_at: datetime


def stopped(store: Store, viewer: Viewer, contact: tuple[str, str], channels: Collection[str]) -> frozenset[str]:
    """Those of the channels in which a contact (`email` or `phone`, folded) is not to be reached.

    Refused: `may_not`.
    """
    may.demand(may.may_handle(viewer))
    with door(store, viewer) as d:
        return suppressing.stopped(d.session, d.vault, viewer.controller_id, *contact, channels)


def newest(store: Store, viewer: Viewer) -> list[ConsentLine]:
    """The consents that were written down last, the newest first.

    Refused: `may_not`.
    """
    may.demand(may.may_handle(viewer))
    with door(store, viewer) as d:
        key = d.vault.of_controller(viewer.controller_id, "controller")
        rows = d.session.scalars(
            select(t.ConsentAnew)
            .where(t.ConsentAnew.controller_id == viewer.controller_id)
            .order_by(t.ConsentAnew.created_at.desc(), t.ConsentAnew.id)
            .limit(MOST_SHOWN)
        )
        found = [(row, d.vault.unseal(key, row)) for row in rows]
        return [
            ConsentLine(kept["contact"], tuple(row.channels), row.given_on, row.how, kept["note"], row.created_at)
            for row, kept in found
        ]
