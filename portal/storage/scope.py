"""A viewer's limit as criteria: which steps and findings are theirs, and which requests have one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from portal.domain.lifecycle import Capability
from portal.domain.roles import UNSORTED, Role, Viewer
from portal.storage import tables as t

IN_SYSTEM = (t.Step, t.Finding, t.Restriction)
"""What lies in a system, and is held to a limit by registers."""
NOWHERE = ""
"""Where a telling lies: it may be of several registers, so that it is of nobody who is limited to some."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a viewer is held to, in a form that statements are kept by; `whole` where unsorted parts count too."""

    categories: tuple[str, ...]
    systems: tuple[str, ...] | None
    whole: bool

    def theirs(self, cls: Any) -> ColumnElement[bool]:
        """The rows of a table with a category that are within the limit."""
        sorted_in: ColumnElement[bool] = cls.category.in_(self.categories)
        if self.systems is None or not hasattr(cls, "system"):
            return sorted_in
        if self.whole:
            sorted_in = cls.category.in_((*self.categories, UNSORTED))
        in_system = and_(sorted_in, cls.system.in_(self.systems))
        return and_(in_system, cls.capability != Capability.NOTIFY.value) if hasattr(cls, "capability") else in_system


def reaches(viewer: Viewer, system: str, capability: str, category: str) -> bool:
    """Whether a step lies within the limit: a telling has its recipient in `system`, and lies in none of that name."""
    return viewer.reaches(NOWHERE if capability == Capability.NOTIFY else system, category)


def limit_of(viewer: Viewer) -> Limit | None:
    """The limit of a viewer; a scoped role without a list reaches nothing."""
    categories = viewer.categories
    if categories is None and (viewer.role is Role.SCOPED or viewer.systems is not None):
        categories = frozenset()
    if categories is None:
        return None
    systems = None if viewer.systems is None else tuple(sorted(viewer.systems))
    return Limit(tuple(sorted(categories)), systems, viewer.has_whole_registers)


def has_part(limit: Limit | None, request_id: Any = t.SubjectRequest.id) -> list[ColumnElement[bool]]:
    """Requests with a step or a finding within the limit; no criterion without one."""
    if limit is None:
        return []
    return [or_(*(exists().where(one.request_id == request_id, limit.theirs(one)) for one in (t.Step, t.Finding)))]
