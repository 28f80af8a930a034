"""Requests over the counter as tests enter them."""

from dataclasses import replace
from typing import Any

from portal.domain.ladder import Rung
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.roles import Viewer
from portal.journey import counter
from portal.journey.counter import Entry
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work
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


def released(store: Store, shop: ControllerFacts, staff: Viewer) -> tuple[MadeRequest, int]:
    """A request whose answer waits to be posted, and its version."""
    request = entered(store, shop, staff)
    with work(store, staff) as w:
        case = w.case(request.id)
        case.add(
            t.Letter, {"title": "We hold no data about you", "html": "<article><h1>Nothing</h1></article>"},
            kind="nothing", language="fi", digest="0" * 64, at=w.now, released_at=w.now,
        )  # fmt: skip
        case.row.answered_at = w.now
        case.stand(Status.ANSWERED)
        case.mail("answer_ready", case.requester()["email"], {})
        w.happened("answer_released", case)
        return request, case.row.version
