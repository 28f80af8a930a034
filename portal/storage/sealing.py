"""Data keys as they are used: one per request, some per controller, some of the installation."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Protocol, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import Damaged
from portal.keys import ring as keys
from portal.keys.ring import Ring
from portal.storage import tables as t

CONTROLLER_KEYS = ("controller", "marks", "suppression", "ledger")
INSTALLATION_KEYS = ("staff", "staff_marks", "limits")


class SealedRow(Protocol):
    """A row with an id and a sealed column."""

    id: Any
    sealed: Any


class Vault:
    """Opens and uses the keys of one session; unwrapped keys live no longer than it."""

    def __init__(self, session: Session, ring: Ring) -> None:
        self._session = session
        self._ring = ring
        self._open: dict[tuple[str, str], bytes] = {}

    def create(self, at: Any, purpose: str, controller_id: str | None = None, request_id: str | None = None) -> None:
        """A new key, wrapped and added to the session. Its id follows from its place: there is one key in each."""
        bound = request_id or controller_id or "installation"
        key = self._ring.new_key()
        self._open[(bound, purpose)] = key
        wrapped = self._ring.wrap(key, f"{bound}:{purpose}")
        self._session.add(
            t.DataKey(
                id=sha256(f"{bound}:{purpose}".encode()).hexdigest()[:32],
                controller_id=controller_id,
                request_id=request_id,
                purpose=purpose,
                wrapped=wrapped,
                created_at=at,
            )
        )

    def of_request(self, request_id: str) -> bytes:
        """The request's data key; `Damaged("key_destroyed")` after its purge."""
        return self._key(request_id, "request", t.DataKey.request_id == request_id)

    def open_requests(self, request_ids: Sequence[str]) -> None:
        """Open the keys of several requests with one query; those destroyed stay closed."""
        for found in self._session.scalars(
            select(t.DataKey).where(t.DataKey.request_id.in_(request_ids), t.DataKey.purpose == "request")
        ):
            if found.wrapped is not None and found.request_id is not None:
                bound = found.request_id
                self._open[(bound, "request")] = self._ring.unwrap(found.wrapped, f"{bound}:request")

    def of_controller(self, controller_id: str, purpose: str) -> bytes:
        """A controller's key for `controller`, `marks`, `suppression` or `ledger`."""
        query = (t.DataKey.controller_id == controller_id) & t.DataKey.request_id.is_(None)
        return self._key(controller_id, purpose, query)

    def of_installation(self, purpose: str) -> bytes:
        """The installation's key for `staff`, `staff_marks` or `limits`."""
        query = t.DataKey.controller_id.is_(None) & t.DataKey.request_id.is_(None)
        return self._key("installation", purpose, query)

    def _key(self, bound: str, purpose: str, query: Any) -> bytes:
        if (bound, purpose) not in self._open:
            found = self._session.scalars(select(t.DataKey).where(query, t.DataKey.purpose == purpose)).one_or_none()
            if found is None or found.wrapped is None:
                raise Damaged("key_destroyed")
            self._open[(bound, purpose)] = self._ring.unwrap(found.wrapped, f"{bound}:{purpose}")
        return self._open[(bound, purpose)]

    def seal(self, key: bytes, row: SealedRow, value: object) -> None:
        """Seal `value` into `row`, bound to its table, id and category."""
        row.sealed = keys.seal_json(key, value, place(row))

    def unseal(self, key: bytes, row: SealedRow) -> dict[str, Any]:
        """What was sealed into `row`; `Damaged("pruned")` where it was taken away."""
        if row.sealed is None:
            raise Damaged("pruned")
        return cast(dict[str, Any], keys.unseal_json(key, row.sealed, place(row)))


def place(row: SealedRow) -> str:
    """Where a sealed value belongs: it opens nowhere else."""
    return f"{type(row).__name__}:{row.id}:{getattr(row, 'category', '')}"
