"""Requests over the counter as tests enter them."""

from dataclasses import replace
from typing import Any

from portal.domain.ladder import Rung
from portal.domain.lifecycle import Channel, Right
from portal.domain.roles import Viewer
from portal.journey import counter
from portal.journey.counter import Entry
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.factories import MadeRequest

HILKKA = "Hilkka Kotimäki"
HOME = "Metsäpolku 4 A 2\n00100 Helsinki"
BY_LETTER = Entry(
    rights=(Right.ACCESS,), channel=Channel.LETTER, day=factories.today(), language="fi", name=HILKKA,
    seen=Rung.SEEN_AT_PREMISES, note="Sanna saw her in the shop", postal_address=HOME,
)  # fmt: skip


def entered(store: Store, shop: ControllerFacts, staff: Viewer, entry: Entry = BY_LETTER, **other: Any) -> MadeRequest:
    """A request that staff entered; `other` are fields of its entry."""
    made = counter.enter(store, staff, replace(entry, **other), factories.make_register(shop.slug))
    return MadeRequest(made.request_id, made.reference, shop.id)
