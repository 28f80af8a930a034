"""What an erasure does in the shop: planned from what stands there now, then written, notes first and accounts last.

| kind         | erased                                                                                  |
|--------------|-----------------------------------------------------------------------------------------|
| order_note   | deleted                                                                                 |
| review       | deleted                                                                                 |
| order        | kept; the fields of its categories are blanked as WooCommerce's own eraser does, and it |
|              | hangs on no account any more                                                            |
| account      | deleted if all its categories go, else its addresses are blanked                        |
| order_device | by hand: the API cannot write IP addresses and browsers                                 |
| refund       | by hand where it has a reason: the API cannot write that                                |
| download     | by hand: the API cannot take a permission back                                          |

The mark by which WooCommerce knows orders that it has anonymised is not set: its own timed clean-up would
pass such an order by, and with it the IP address.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from portal.domain.lifecycle import Match
from portal.systems.contract import Conflict, Effect, Permanent, Target
from portal.systems.matching import fold
from portal.systems.woocommerce.api import Incomplete, Shop, id_of
from portal.systems.woocommerce.fields import (
    NOBODY,
    Part,
    Row,
    blank_of,
    body_of,
    is_blank,
    listed,
    parts_of,
    said,
    value_of,
)
from portal.systems.woocommerce.mapping import ShopMapping
from portal.systems.woocommerce.owners import Owner, billed_to, owner_of
from portal.systems.woocommerce.records import Hit, Maker
from portal.systems.woocommerce.search import ORDERS_AT_ONCE, STATES

_FORCED = {"force": "true"}
_CUSTOMERS = frozenset({"customer", "subscriber"})
"""The roles of those who only buy; whoever works in the shop is not deleted by machine."""
_KEY = re.compile(r"[0-9]{1,18}(/[0-9]{1,18})?")
_MASKED = re.compile(r"\.0$|::?0?$")
_WORD = re.compile(r"\[[^\]]*\]")
_TURN = ("order_note", "review", "order", "account")


@dataclass(frozen=True, slots=True)
class Act:
    """One request."""

    kind: str
    done: Literal["deleted", "anonymised"]
    path: str
    body: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Plan:
    """What is to be written, and the kinds of which a person does the rest."""

    acts: list[Act] = field(default_factory=list)
    by_hand: set[str] = field(default_factory=set)

    def effect(self) -> Effect:
        """What it does, counted."""
        counts = Counter(f"{act.done}:{act.kind}" for act in self.acts)
        return Effect(len(self.acts), dict(counts), already=not self.acts)

    def carry_out(self, shop: Shop) -> None:
        """Write it."""
        for act in sorted(self.acts, key=lambda each: _TURN.index(each.kind)):
            if act.body is None:
                shop.delete(act.path, _FORCED)
            else:
                shop.put(act.path, act.body)


class Erasure:
    """The erasures of one operation."""

    def __init__(self, shop: Shop, mapping: ShopMapping) -> None:
        self._shop = shop
        self._mapping = mapping
        self._orders: dict[str, Row | None] = {}
        self._notes: dict[str, set[int]] = {}
        self._unnamed: set[int] = set()
        """The orders in which this erasure leaves no address."""

    def plan(self, targets: Sequence[Target]) -> Plan:
        """What would be written now; Conflict("owner_changed"), Permanent as the contract has it."""
        plan = Plan()
        whole: dict[tuple[str, str, str], set[str]] = {}
        for target in targets:
            whole.setdefault((target.kind, target.key, target.owner), set()).update(target.categories)
        for (kind, key, owner), categories in sorted(whole.items(), key=lambda each: each[0][0] == "account"):
            planned = _PLANNED.get(kind)
            if planned is None or (kind != "download" and not _KEY.fullmatch(key)):
                raise Permanent("not_writable")
            try:
                planned(self, plan, key, owner_of(owner), categories)
            except Incomplete as fault:
                raise Permanent(fault.code) from None
        return plan

    def _note(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        self._refuse(self._mapping.erase.note)
        number, _, note = key.partition("/")
        if self._order_of(number, owner) is None:
            return
        if number not in self._notes:
            self._notes[number] = {id_of(each) for each in self._shop.all_of(f"/orders/{number}/notes")}
        if note.isdigit() and int(note) in self._notes[number]:
            plan.acts.append(Act("order_note", "deleted", f"/orders/{number}/notes/{note}"))

    def _review(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        self._refuse(self._mapping.erase.review)
        row = self._shop.one(f"/products/reviews/{_plain(key)}", edit=True)
        if row is None:
            return
        if fold(said(row, "reviewer_email")) != owner.email:
            raise Conflict("owner_changed")
        plan.acts.append(Act("review", "deleted", f"/products/reviews/{key}"))

    def _order(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        self._refuse(self._mapping.erase.order)
        row = self._order_of(_plain(key), owner)
        if row is None:
            return
        left = self._left("order", row)
        going = [part for part in left if self._mapping.category(part.group) in categories]
        if self._mapping.category("order") in categories and len(going) < len(left):
            raise Permanent("not_writable")
        if all(part.column != "billing.email" for part in left if part not in going):
            self._unnamed.add(id_of(row))
        if going:
            values = {part.column: blank_of(part, self._mapping) for part in going}
            plan.acts.append(Act("order", "anonymised", f"/orders/{key}", body_of(values)))

    def _account(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        self._refuse(self._mapping.erase.account)
        row = self._shop.one(f"/customers/{_plain(key)}")
        if row is None:
            return
        if id_of(row) != owner.number or int(key) != owner.number:
            raise Conflict("owner_changed")
        named = {each.category for each in Maker(self._mapping).account(row, Hit("", Match.EXACT, ()))}
        if named <= categories:
            self._deleted(plan, key, owner, row)
            return
        if self._mapping.category("account") in categories:
            raise Permanent("not_writable")
        going = [part for part in self._left("account", row) if self._mapping.category(part.group) in categories]
        if going:
            values = {part.column: blank_of(part, self._mapping) for part in going}
            plan.acts.append(Act("account", "anonymised", f"/customers/{key}", body_of(values)))

    def _deleted(self, plan: Plan, key: str, owner: Owner, row: Row) -> None:
        """An account goes where its orders can be found by its address afterwards, or name nobody."""
        if row.get("role") not in _CUSTOMERS:
            raise Permanent("not_writable")
        for states in STATES:
            asked = {"customer": owner.number, "status": ",".join(states)}
            for order in self._shop.every("/orders", asked, ORDERS_AT_ONCE):
                if id_of(order) not in self._unnamed and billed_to(order) not in {owner.email, NOBODY}:
                    raise Permanent("still_referenced")
        plan.acts.append(Act("account", "deleted", f"/customers/{key}"))

    def _device(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        row = self._order_of(_plain(key), owner)
        if row is None or self._mapping.category("device") not in categories:
            return
        address, browser = (str(value_of(row, part.column) or "") for part in parts_of("order_device", self._mapping))
        if (address and not _MASKED.search(address)) or (browser and not _WORD.fullmatch(browser)):
            plan.by_hand.add("order_device")

    def _refund(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        number, _, refund = key.partition("/")
        row = self._order_of(number, owner)
        if row is None or self._mapping.category("refund") not in categories:
            return
        if any(str(id_of(each)) == refund and value_of(each, "reason") for each in listed(row, "refunds")):
            plan.by_hand.add("refund")

    def _download(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        number = key.partition("/")[0]
        if number != str(owner.number):
            raise Conflict("owner_changed")
        hit = Hit("", Match.EXACT, ())
        for row in self._shop.all_of(f"/customers/{number}/downloads"):
            if any(each.key == key for each in Maker(self._mapping).download(owner.number, row, hit)):
                plan.by_hand.add("download")

    def _order_of(self, number: str, owner: Owner) -> Row | None:
        if number not in self._orders:
            self._orders[number] = self._shop.one(f"/orders/{number}")
        row = self._orders[number]
        if row is not None and (id_of(row) != int(number) or not owner.has(row)):
            raise Conflict("owner_changed")
        return row

    def _left(self, kind: str, row: Row) -> list[Part]:
        return [
            part
            for part in parts_of(kind, self._mapping)
            if part.blanking and not is_blank(part, value_of(row, part.column), self._mapping)
        ]

    @staticmethod
    def _refuse(rule: str) -> None:
        """What the mapping keeps, or leaves to a person, is not written."""
        if rule in {"keep", "manual"}:
            raise Permanent("not_writable")


_PLANNED = {
    "order_note": Erasure._note,
    "review": Erasure._review,
    "order": Erasure._order,
    "account": Erasure._account,
    "order_device": Erasure._device,
    "refund": Erasure._refund,
    "download": Erasure._download,
}


def _plain(key: str) -> str:
    """A key of one number."""
    if not key.isdigit():
        raise Permanent("not_writable")
    return key
