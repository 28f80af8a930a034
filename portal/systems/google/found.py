"""What one step of a search came to, and how an owner is named: by an address, or by one contact."""

import re
from dataclasses import dataclass, field

from portal.systems.contract import Learned, Record
from portal.systems.matching import fold

ACCOUNT = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,255}")
"""The address of an account; it goes into paths, and into what we sign."""


@dataclass(slots=True)
class Found:
    """Records, gaps, how many were looked at, and what was learned."""

    records: list[Record] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    searched: int = 0
    learned: list[Learned] = field(default_factory=list)


def address_owner(address: str) -> str:
    """The owner of what carries an address, in whichever account it lies."""
    return f"address:{fold(address)}"


def owner_parts(owner: str) -> tuple[str, str]:
    """`address` or `contact`, and which."""
    kind, _, value = owner.partition(":")
    return kind, value
