"""The fee of a request as a row: none, or one."""

from portal.domain.errors import Refused
from portal.domain.fees import OPEN_FEES, FeeState
from portal.storage import tables as t
from portal.storage.work import Case


def fee_of(case: Case) -> t.Fee | None:
    """The request's fee."""
    return next(iter(case.rows(t.Fee)), None)


def demand_settled(case: Case) -> None:
    """Raise `Refused("fee_open")` while a fee is announced and neither paid nor waived."""
    row = fee_of(case)
    if row is not None and FeeState(row.state) in OPEN_FEES:
        raise Refused("fee_open")
