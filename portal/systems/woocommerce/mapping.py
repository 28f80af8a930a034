"""Which group of a shop's fields is which data category of the register, and what an erasure does.

A mapping is a TOML text:

    [categories]            # group = category of the register; a group that is not named is unsorted
    account = "identity"
    billing = "contact"
    [erase]                 # what an erasure does with each kind
    account = "delete"
    order = "anonymise"
    [[meta]]                # a field that an extension added
    kind = "order"
    key = "_billing_vat_number"
    name = "vat_number"
    group = "billing"
    label = { fi = "ALV-tunniste", sv = "Momsnummer", en = "VAT number" }
    [[prohibitions]]        # where the shop keeps that direct marketing is forbidden
    channels = ["email"]
    key = "marketing_allowed"
    value = "no"
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, with_config

from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.systems.mapping import BadMapping, read

Group = Literal[
    "account", "billing", "shipping", "order", "message", "payment", "device", "note", "refund", "download", "review"
]
Removal = Literal["delete", "keep", "manual"]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Erase:
    """What an erasure does: `keep` refuses it, `manual` leaves it to a person.

    An order is kept for the books with its person taken out (`anonymise`), and never deleted.
    """

    account: Removal = "delete"
    order: Literal["anonymise", "keep", "manual"] = "anonymise"
    note: Removal = "delete"
    review: Removal = "delete"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Meta:
    """A value that an extension keeps beside an account or an order."""

    kind: Literal["account", "order"]
    key: str
    name: str
    group: Group
    label: Text
    free_text: bool = False


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Prohibition:
    """What is written beside an account when one of `channels` is forbidden."""

    channels: tuple[str, ...]
    key: str
    value: str


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class ShopMapping:
    """A whole mapping. `blank` stands where an order's name or address was, as WooCommerce's own eraser has it."""

    categories: dict[Group, str] = field(default_factory=dict)
    erase: Erase = field(default_factory=Erase)
    meta: tuple[Meta, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    blank: str = "[deleted]"

    def category(self, group: str) -> str:
        """The data category of a group of fields."""
        return {str(each): named for each, named in self.categories.items()}.get(group, UNSORTED)

    def channels(self) -> tuple[str, ...]:
        """Every channel that this shop can be told to forbid."""
        return tuple(sorted({channel for each in self.prohibitions for channel in each.channels}))


_ADAPTER = TypeAdapter(ShopMapping)
_GROUPS_OF = {"account": {"account", "billing", "shipping"}, "order": {"order", "billing", "shipping", "message",
                                                                      "payment"}}  # fmt: skip


def read_mapping(text: str) -> ShopMapping:
    """The mapping in a TOML text, which may be empty; BadMapping where a key is unknown or the parts do not fit."""
    mapping = read(_ADAPTER, text)
    for reason in _misfits(mapping):
        raise BadMapping(reason)
    return mapping


def _misfits(mapping: ShopMapping) -> Iterator[str]:
    if any(not named.strip() for named in mapping.categories.values()):
        yield "categories: a category has no name"
    if not mapping.blank.strip():
        yield "blank: a checkout needs a word where a name was"
    for each in mapping.meta:
        if each.group not in _GROUPS_OF[each.kind]:
            yield f"meta {each.name}: {each.kind} has no group {each.group}"
        if not each.key or not each.name.isidentifier():
            yield "meta: each has a key and a name of letters, digits and _"
    named = [(each.kind, each.name) for each in mapping.meta] + [
        (each.kind, f"key:{each.key}") for each in mapping.meta
    ]
    if len(set(named)) != len(named):
        yield "meta: two have the same name or the same key"
    for prohibition in mapping.prohibitions:
        if not prohibition.channels or not prohibition.key or not prohibition.value:
            yield "prohibitions: each has channels, a key and a value"
    keys = [each.key for each in mapping.prohibitions]
    if len(set(keys)) != len(keys):
        yield "prohibitions: two write the same key"
