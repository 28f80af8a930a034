"""Erasure for good. `DELETE` on a contact only archives it, so it is never used on one.

A contact goes with its notes, activity and events, which is why none of them may stay behind undecided; so
does a shop's customer with the orders and carts. Afterwards Mailchimp knows nothing of the address, not even
that it was unsubscribed, and takes it back from nobody but the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.systems.contract import Conflict, Effect, Permanent, Target
from portal.systems.mailchimp.api import Api, hashed, key_of, parts_of, text_id
from portal.systems.mailchimp.records import is_theirs
from portal.systems.mailchimp.search import contact_of, customer_id

_ENTRIES = {"activity": ("activity", "activity-feed"), "event": ("events", "events")}
BOUGHT = {"customer": "customers", "order": "orders", "cart": "carts"}
"""What a shop numbers, and the part of its interface where it stands."""
_ORDER = ("cart", "order", "note", "activity", "event", "customer", "member")
"""What is deleted after what: whoever names the person last."""


def preview(api: Api, targets: Sequence[Target]) -> Effect:
    """What `erase` would delete now."""
    return _effect(_planned(_Looked(api), targets))


def erase(api: Api, targets: Sequence[Target]) -> Effect:
    """Delete what is there of the targets; everything is looked at before the first write."""
    there = _planned(_Looked(api), targets)
    contacts = {_contact(one) for one in there if one.kind == "member"}
    for one in sorted(there, key=lambda each: _ORDER.index(each.kind)):
        if one.kind == "member":
            path = ("lists", _contact(one)[0], "members", hashed(one.owner))
            api.change("POST", *path, "actions", "delete-permanent")
        elif one.kind in BOUGHT or (one.kind == "note" and _contact(one) not in contacts):
            api.change("DELETE", *_path(one))
    return _effect(there)


def erased(api: Api, targets: Sequence[Target]) -> bool:
    """Whether nothing of the targets is left, read again."""
    looked = _Looked(api)
    return not any(looked.is_there(one) for one in targets)


def _effect(there: Sequence[Target]) -> Effect:
    counts: dict[str, int] = {}
    for one in there:
        counts[f"deleted:{one.kind}"] = counts.get(f"deleted:{one.kind}", 0) + 1
    return Effect(len(there), counts, already=not there)


@dataclass(slots=True)
class _Looked:
    """Contacts that were read in this operation, each once."""

    api: Api
    contacts: dict[tuple[str, str], dict[str, Any] | None] = field(default_factory=dict)

    def is_there(self, target: Target) -> bool:
        """Whether it is; Conflict where it is somebody else's by now, or under another address."""
        path = _path(target)
        if target.kind in BOUGHT:
            row = self.api.one(*path)
            holder = row.get("customer") if row and target.kind != "customer" else row
            return row is not None and self._is_owned(holder, target)
        contact = _contact(target)
        if contact not in self.contacts:
            self.contacts[contact] = contact_of(self.api, *contact, target.owner)
        row = self.contacts[contact]
        if row is None or not self._is_owned(row, target):
            return False
        if target.kind in _ENTRIES:
            offset = parts_of(target.key, 3)[2]
            if not offset.isdecimal():
                raise Permanent("record_gone")
            return bool(self.api.rows(_ENTRIES[target.kind][0], *path, offset=int(offset), count=1).rows)
        return target.kind == "member" or self.api.one(*path) is not None

    @staticmethod
    def _is_owned(row: Any, target: Target) -> bool:
        if not isinstance(row, dict) or not is_theirs(row, target.owner):
            raise Conflict("owner_changed")
        return True


def _planned(looked: _Looked, targets: Sequence[Target]) -> list[Target]:
    """What of the targets is there; refuses what would take along something that nobody decided about."""
    each_once = {(one.kind, one.key): one for one in targets}
    there = [one for one in each_once.values() if looked.is_there(one)]
    contacts = {_contact(one) for one in there if one.kind == "member"}
    if any(one.kind in _ENTRIES and _contact(one) not in contacts for one in there):
        raise Permanent("not_possible")
    for one in there:
        if one.kind == "member":
            _refuse_left_notes(looked.api, one, set(each_once))
        if one.kind == "customer":
            _refuse_left_purchases(looked.api, one, set(each_once))
    return there


def _contact(target: Target) -> tuple[str, str]:
    """The audience and the contact that the thing hangs on."""
    list_id, who = parts_of(target.key, 2 if target.kind == "member" else 3)[:2]
    return list_id, who


def _path(target: Target) -> tuple[str, ...]:
    """Where the thing stands."""
    if target.kind in BOUGHT:
        store_id, number = parts_of(target.key, 2)
        return ("ecommerce", "stores", store_id, BOUGHT[target.kind], number)
    if target.kind not in {"member", "note", *_ENTRIES}:
        raise Permanent("not_writable")
    member = ("lists", _contact(target)[0], "members", _contact(target)[1])
    if target.kind == "note":
        return (*member, "notes", parts_of(target.key, 3)[2])
    return (*member, _ENTRIES[target.kind][1]) if target.kind in _ENTRIES else member


def _refuse_left_notes(api: Api, contact: Target, named: set[tuple[str, str]]) -> None:
    """A contact takes all with it: what nobody decided about is not erased by the way."""
    list_id, who = _contact(contact)
    path = ("lists", list_id, "members", hashed(contact.owner))
    for note in api.all("notes", *path, "notes"):
        if ("note", key_of(list_id, who, text_id(note))) not in named:
            raise Permanent("still_referenced")
    for kind, (what, part) in _ENTRIES.items():
        if (kind, key_of(list_id, who, "0")) not in named and api.rows(what, *path, part, count=1).rows:
            raise Permanent("still_referenced")


def _refuse_left_purchases(api: Api, customer: Target, named: set[tuple[str, str]]) -> None:
    """An order or a cart bears the whole customer, so that none is deleted while one of them stays."""
    store_id, number = parts_of(customer.key, 2)
    path = ("ecommerce", "stores", store_id)
    orders = api.all("orders", *path, "orders", customer_id=number)
    for kind, rows in (("order", orders), ("cart", api.all("carts", *path, "carts"))):
        for row in rows:
            if customer_id(row) == number and (kind, key_of(store_id, text_id(row))) not in named:
                raise Permanent("still_referenced")
