"""Which group of Stripe's fields is which data category of the register, and what an erasure does with a customer.

A mapping is a TOML text, which may be empty:

    [categories]
    customer = "contact"
    charge = "payments"
    [erase]
    customer = "delete"     # or keep, manual
"""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, with_config

from portal.domain.roles import UNSORTED
from portal.systems.mapping import BadMapping, read

Group = Literal[
    "customer", "address", "metadata", "payment_method", "payment", "charge", "invoice", "subscription", "checkout"
]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Erase:
    """What an erasure does: `keep` refuses it, `manual` leaves it to a person."""

    customer: Literal["delete", "keep", "manual"] = "delete"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class PayMapping:
    """A whole mapping."""

    categories: dict[Group, str] = field(default_factory=dict)
    erase: Erase = field(default_factory=Erase)

    def category(self, group: str) -> str:
        """The data category of a group of fields."""
        return {str(each): named for each, named in self.categories.items()}.get(group, UNSORTED)


_ADAPTER = TypeAdapter(PayMapping)


def read_mapping(text: str) -> PayMapping:
    """The mapping in a TOML text; BadMapping where a key is unknown."""
    mapping = read(_ADAPTER, text)
    if any(not named.strip() for named in mapping.categories.values()):
        raise BadMapping("categories: a category has no name")
    return mapping
