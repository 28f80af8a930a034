"""Earlier requests from the same mailbox: what was shown by its owner, found by the mark of the address."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.domain.lifecycle import Right
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.door.opening import Door
from portal.storage.work import Work

MOST = 50


def earlier_requests(opened: Work | Door, row: t.SubjectRequest, address: str) -> Sequence[t.SubjectRequest]:
    """The requests of this mailbox before this one, the newest first; none where there is no mailbox.

    One whose mailbox was never shown may be a stranger's, and is none of them.
    """
    if not address:
        return ()
    mark = keys.mark(opened.vault.of_controller(row.controller_id, "marks"), address.casefold())
    marked = select(t.SearchMark.request_id).where(t.SearchMark.mark == mark).limit(MOST * 2)
    ids = opened.session.scalars(marked).all()
    found = opened.session.scalars(
        select(t.SubjectRequest)
        .where(
            t.SubjectRequest.id.in_(sorted(set(ids))),
            t.SubjectRequest.id != row.id,
            t.SubjectRequest.received_at < row.received_at,
            t.SubjectRequest.confirmed_at.is_not(None),
        )
        .order_by(t.SubjectRequest.received_at.desc())
        .limit(MOST)
    ).all()
    return [one for one in found if _address(opened, one) == address.casefold()]


def is_further_copy(row: t.SubjectRequest, earlier: Sequence[t.SubjectRequest]) -> bool:
    """Whether a copy is asked that was given before (Art 15(3)): only that one may cost something."""
    access = Right.ACCESS.value
    return access in row.rights and any(access in one.rights and one.answered_at is not None for one in earlier)


def _address(opened: Work | Door, row: t.SubjectRequest) -> str:
    value = opened.vault.unseal(opened.vault.of_request(row.id), row)
    return str(value.get("email", "")).casefold()
