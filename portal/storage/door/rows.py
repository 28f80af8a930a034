"""What the reads of one request share: its row within the viewer's limit, and the names of staff."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from portal.domain.errors import NotFound
from portal.storage import tables as t
from portal.storage.door.opening import Door
from portal.storage.scope import Limit, has_part, limit_of

NO_ANSWERS = ("acknowledgement", "extension", "marketing")
"""Kinds of letters that go by themselves, beside the answer."""


class Names:
    """The names of staff, each read once."""

    def __init__(self, d: Door) -> None:
        self._door = d
        self._known: dict[str, str] = {}

    def read(self, actors: Iterable[str]) -> "Names":
        """Read those of them that are not known yet."""
        wanted = {actor.partition(":")[2] for actor in actors if actor.startswith("staff:")} - set(self._known)
        if wanted:
            key = self._door.vault.of_installation("staff")
            for row in self._door.session.scalars(select(t.Staff).where(t.Staff.id.in_(sorted(wanted)))):
                self._known[row.id] = str(self._door.vault.unseal(key, row).get("name", ""))
        return self

    def __call__(self, actor: str | None) -> str:
        """The name of an actor who is of the staff, else nothing."""
        if not actor or not actor.startswith("staff:"):
            return ""
        self.read([actor])
        return self._known.get(actor.partition(":")[2], "")


def request_row(d: Door, reference: str) -> t.SubjectRequest:
    """The request; `NotFound` for another's or a purged one, and for one without anything of a limited viewer's."""
    if (known := d.requests.get(reference)) is not None:
        return known
    row = d.session.scalars(_of_reference(limit_of(d.viewer)), {"reference": reference}).one_or_none()
    if row is None or row.purged_at is not None:
        raise NotFound("not_found")
    d.requests[reference] = row
    return row


@lru_cache(maxsize=128)
def _of_reference(limit: Limit | None) -> Select[t.SubjectRequest]:
    """Built once for each limit, since every page of a request begins with it."""
    named = select(t.SubjectRequest).where(t.SubjectRequest.reference == bindparam("reference"))
    return named.where(*has_part(limit)).execution_options(kept=True)


def of_request(table: Any, *columns: Any, by: Sequence[Any] = ()) -> Select[*tuple[Any, ...]]:
    """What one request has of a table, to be built once and asked with `{"request": id}`; in the order `by`.

    Without `columns` whole rows.
    """
    asked = select(*(columns or (table,))).where(table.request_id == bindparam("request")).order_by(*by)
    return asked.execution_options(kept=True)
