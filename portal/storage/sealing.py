"""Data keys as they are used: one per request, some per controller, some of the installation."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from portal.domain.errors import Damaged
from portal.keys import ring as keys
from portal.keys.ring import Ring
from portal.storage import tables as t

CONTROLLER_KEYS = ("controller", "marks", "suppression", "ledger")
INSTALLATION_KEYS = ("staff", "staff_marks", "limits")


def _wrapped(*place: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The keys of a place, as they are stored; built once, since every page asks."""
    asked = select(t.DataKey.request_id, t.DataKey.wrapped).where(*place, t.DataKey.purpose == bindparam("purpose"))
    return asked.execution_options(kept=True)


_OF_REQUEST = _wrapped(t.DataKey.request_id == bindparam("bound"))
_OF_REQUESTS = _wrapped(t.DataKey.request_id.in_(bindparam("bound", expanding=True)))
_OF_CONTROLLER = _wrapped(t.DataKey.controller_id == bindparam("bound"), t.DataKey.request_id.is_(None))
_OF_INSTALLATION = _wrapped(t.DataKey.controller_id.is_(None), t.DataKey.request_id.is_(None))


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
        return self._key(_OF_REQUEST, request_id, "request")

    def open_requests(self, request_ids: Sequence[str]) -> None:
        """Open the keys of several requests with one query; those destroyed stay closed."""
        if not request_ids:
            return  # no store looks for nothing by an index
        asked = {"bound": list(request_ids), "purpose": "request"}
        for bound, wrapped in self._session.execute(_OF_REQUESTS, asked):
            if wrapped is not None:
                self._open[(bound, "request")] = self._ring.unwrap(wrapped, f"{bound}:request")

    def of_controller(self, controller_id: str, purpose: str) -> bytes:
        """A controller's key for `controller`, `marks`, `suppression` or `ledger`."""
        return self._key(_OF_CONTROLLER, controller_id, purpose)

    def of_installation(self, purpose: str) -> bytes:
        """The installation's key for `staff`, `staff_marks` or `limits`."""
        return self._key(_OF_INSTALLATION, "installation", purpose)

    def _key(self, query: Select[*tuple[Any, ...]], bound: str, purpose: str) -> bytes:
        if (bound, purpose) not in self._open:
            asked = {"purpose": purpose} if query is _OF_INSTALLATION else {"bound": bound, "purpose": purpose}
            found = self._session.execute(query, asked).one_or_none()
            self.take(bound, purpose, None if found is None else found.wrapped)
        return self._open[(bound, purpose)]

    def take(self, bound: str, purpose: str, wrapped: bytes | None) -> None:
        """Open a key that was read with the rows it is for; `Damaged("key_destroyed")` where there is none."""
        if wrapped is None:
            raise Damaged("key_destroyed")
        self._open[(bound, purpose)] = self._ring.unwrap(wrapped, f"{bound}:{purpose}")

    def seal(self, key: bytes, row: SealedRow, value: object) -> None:
        """Seal `value` into `row`, bound to its table, id and category."""
        row.sealed = keys.seal_json(key, value, place(row))

    def unseal(self, key: bytes, row: SealedRow) -> dict[str, Any]:
        """What was sealed into `row`; `Damaged("pruned")` where it was taken away."""
        if row.sealed is None:
            raise Damaged("pruned")
        return cast(dict[str, Any], keys.unseal_json(key, row.sealed, place(row)))

    def unseal_of(self, table: type[Any], key: bytes, row: SealedRow) -> dict[str, Any]:
        """The same of columns alone, `id` and `sealed` among them, of a `table` without categories."""
        return cast(dict[str, Any], keys.unseal_json(key, row.sealed, f"{table.__name__}:{row.id}:"))


def place(row: SealedRow) -> str:
    """Where a sealed value belongs: it opens nowhere else."""
    return f"{type(row).__name__}:{row.id}:{getattr(row, 'category', '')}"
