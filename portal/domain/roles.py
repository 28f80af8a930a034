"""Who looks: a viewer carries one controller and what it may reach of it."""

from dataclasses import dataclass
from enum import StrEnum


class ViewerKind(StrEnum):
    """The five kinds of viewer; a database session without one is refused."""

    STAFF = "staff"
    PERSON = "person"
    VISITOR = "visitor"
    LINK = "link"
    MACHINE = "machine"


class Role(StrEnum):
    """What a member of staff is at one controller."""

    OWNER = "owner"
    HANDLER = "handler"
    SCOPED = "scoped"
    REVIEWER = "reviewer"
    """The second person: sees all, judges and approves, and changes nothing else."""
    AUDITOR = "auditor"
    """Reads all and changes nothing."""
    ADMINISTRATOR = "administrator"
    """Connections, processors and wordings; neither staff nor safeguards, nor anything of a person."""


UNSORTED = "unsorted"
"""The category of messages, evidence, notes, letters and packages, which are for viewers without a limit.

A step or a finding that nobody sorted has it too: it is also of whoever has the whole register of its system.
"""


@dataclass(frozen=True, slots=True)
class Viewer:
    """One controller's viewer; `categories` is None for a viewer without a limit.

    A scoped role without a list of categories is limited to none of them. A viewer who is limited to some of the
    controller's registers has their `systems`, and as `categories` what lies in them: a part of a request is theirs
    where both fit (`reaches`).
    """

    kind: ViewerKind
    controller_id: str
    request_id: str | None = None
    staff_id: str | None = None
    role: Role | None = None
    categories: frozenset[str] | None = None
    step_id: str | None = None
    systems: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """A limit that was lost is the narrowest one."""
        if self.categories is None and (self.role is Role.SCOPED or self.systems is not None):
            object.__setattr__(self, "categories", frozenset())

    def reaches(self, system: str, category: str) -> bool:
        """Whether a step or a finding of this system and category lies within the limit.

        What is not sorted in a system of a register is of whoever has the whole register.
        """
        if self.categories is None:
            return True
        if self.systems is not None and system not in self.systems:
            return False
        return category in self.categories or (category == UNSORTED and self.has_whole_registers)

    @property
    def has_whole_registers(self) -> bool:
        """Whether the limit is that of some registers, with all that lies in them."""
        return self.systems is not None and self.role is not Role.SCOPED

    @property
    def actor(self) -> str:
        """Who an event names: `staff:ID`, `person`, `visitor`, `link:STEP` or `machine`."""
        if self.kind is ViewerKind.STAFF:
            return f"staff:{self.staff_id}"
        if self.kind is ViewerKind.LINK:
            return f"link:{self.step_id}"
        return self.kind.value


def machine(controller_id: str) -> Viewer:
    """The worker and the commands, at one controller."""
    return Viewer(ViewerKind.MACHINE, controller_id)


def visitor(controller_id: str) -> Viewer:
    """Anyone on a public page before a mailbox is proven."""
    return Viewer(ViewerKind.VISITOR, controller_id)


def link(controller_id: str, request_id: str, step_id: str) -> Viewer:
    """A processor who answers by a letter's link, at one step."""
    return Viewer(ViewerKind.LINK, controller_id, request_id=request_id, step_id=step_id)


def person(controller_id: str, request_id: str) -> Viewer:
    """Somebody whose browser was granted one request."""
    return Viewer(ViewerKind.PERSON, controller_id, request_id=request_id)
