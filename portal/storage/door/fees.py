"""What staff and the person read of a fee, and of the person's earlier requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.domain.errors import NotFound
from portal.domain.fees import Burden, Calculation, FeeState
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import of_request, request_row
from portal.storage.earlier import earlier_requests, is_further_copy


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee as it stands."""

    state: FeeState
    burden: Burden
    facts: str = field(repr=False)
    calculation: Calculation
    currency: str
    payment: str = field(repr=False)
    announced_at: datetime
    agreed_at: datetime | None
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither paid nor waived."""
        return self.state in {FeeState.ANNOUNCED, FeeState.AGREED}


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """An earlier request from the same mailbox."""

    reference: str
    received_at: datetime
    rights: tuple[Right, ...]
    status: Status
    resolution: Resolution | None


@dataclass(frozen=True, slots=True)
class BurdenPage:
    """What the page on an unfounded or excessive request shows; `further_copy` where a copy was given before."""

    fee: FeeLine | None
    earlier: tuple[EarlierLine, ...]
    further_copy: bool


def burden_page(store: Store, viewer: Viewer, reference: str) -> BurdenPage:
    """The fee and the earlier requests, for viewers without a limit; `NotFound` for others."""
    if viewer.categories is not None:
        raise NotFound("not_found")
    with door(store, viewer) as d:
        row = request_row(d, reference)
        earlier = earlier_requests(d, row, str(d.unseal(row).get("email", "")))
        return BurdenPage(fee_line(d, row), tuple(map(_earlier, earlier)), is_further_copy(row, earlier))


def fee_of(store: Store, viewer: Viewer, reference: str) -> FeeLine | None:
    """The fee alone, for a page that has no door open; None for a viewer with a category limit."""
    if viewer.categories is not None:
        return None
    with door(store, viewer) as d:
        return fee_line(d, request_row(d, reference))


_FEE = of_request(t.Fee)


def fee_line(d: Door, row: t.SubjectRequest) -> FeeLine | None:
    """The fee of a request."""
    found = d.session.scalars(_FEE, {"request": row.id}).one_or_none()
    if found is None:
        return None
    value: Mapping[str, Any] = d.unseal(found)
    return FeeLine(
        state=FeeState(found.state),
        burden=Burden(value["burden"]),
        facts=value["facts"],
        calculation=Calculation.from_json(value["calculation"]),
        currency=value["currency"],
        payment=value.get("payment", ""),
        announced_at=found.announced_at,
        agreed_at=found.agreed_at,
        settled_at=found.settled_at,
    )


def _earlier(row: t.SubjectRequest) -> EarlierLine:
    rights = tuple(right for right in Right if right.value in row.rights)
    resolution = Resolution(row.resolution) if row.resolution else None
    return EarlierLine(row.reference, row.received_at, rights, Status(row.status), resolution)
