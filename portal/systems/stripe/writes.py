"""Corrections (Art 16) and erasures (Art 17) at Stripe.

Deleting a customer removes their saved ways of payment and ends their subscriptions at once. So nobody is
deleted by machine who has a running subscription, an open invoice or a balance. What was paid stays, with the
name and address of then: Stripe's redaction jobs take them out, which are a preview of their API and refuse
what is younger than its disputes may be, so a person runs them in the Dashboard.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Conflict, Effect, Permanent, Target
from portal.systems.matching import fold
from portal.systems.partial import as_text, differs
from portal.systems.stripe.api import Account, Incomplete, id_of, is_id
from portal.systems.stripe.fields import Row, groups_of, is_blank, names_somebody, parts_of, said, value_of
from portal.systems.stripe.mapping import PayMapping
from portal.systems.stripe.search import HANGING, Hit, Owner, owner_of, records_of

_RUNNING = frozenset({"active", "past_due", "trialing", "unpaid", "paused", "incomplete"})
_OWED = frozenset({"draft", "open"})
_ADDRESS = ("line1", "line2", "postal_code", "city", "state", "country")
_BLANKED = {"customer": ("name", "email", "phone"), "address": ("address", "shipping"),
            "metadata": ("description", "metadata")}  # fmt: skip
_PLACES = {
    "payment_method": "/v1/payment_methods",
    "payment": "/v1/payment_intents",
    "charge": "/v1/charges",
    "invoice": "/v1/invoices",
    "subscription": "/v1/subscriptions",
    "checkout": "/v1/checkout/sessions",
}


@dataclass(slots=True)
class Plan:
    """What is to be written: customers deleted, customers blanked with what is sent, and what a person does."""

    deleted: list[str] = field(default_factory=list)
    blanked: dict[str, dict[str, str]] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)

    def effect(self) -> Effect:
        """What it does, counted."""
        counts = Counter({"deleted:customer": len(self.deleted), "anonymised:customer": len(self.blanked)})
        changed = sum(counts.values())
        return Effect(changed, dict(+counts), already=not changed)

    def carry_out(self, account: Account, op_id: str) -> None:
        """Write it."""
        for key, body in self.blanked.items():
            account.post(f"/v1/customers/{key}", body, once(op_id, key, body))
        for key in self.deleted:
            account.delete(f"/v1/customers/{key}")


def once(op_id: str, key: str, body: Mapping[str, str]) -> str:
    """The same for a retry, and another where something else is written: Stripe refuses a key with other words."""
    told = "\n".join(f"{name}={value}" for name, value in sorted(body.items()))
    return f"{op_id}:{key}:{hashlib.sha256(told.encode()).hexdigest()[:16]}"


class Erasure:
    """The erasures of one operation."""

    def __init__(self, account: Account, mapping: PayMapping) -> None:
        self._account = account
        self._mapping = mapping

    def plan(self, targets: Sequence[Target]) -> Plan:
        """What would be written now; Conflict("owner_changed"), Permanent as the contract has it."""
        plan = Plan()
        whole: dict[tuple[str, str, str], set[str]] = {}
        for target in targets:
            whole.setdefault((target.kind, target.key, target.owner), set()).update(target.categories)
        for (kind, key, owner), categories in sorted(whole.items(), key=lambda each: each[0][0] != "customer"):
            if kind not in {"customer", *_PLACES} or not is_id(key):
                raise Permanent("not_writable")
            try:
                self._look(plan, kind, key, owner_of(owner), categories)
            except Incomplete as fault:
                raise Permanent(fault.code) from None
        return plan

    def _look(self, plan: Plan, kind: str, key: str, owner: Owner, categories: set[str]) -> None:
        if kind == "customer":
            self._customer(plan, key, owner, categories)
            return
        row = self._account.one(f"{_PLACES[kind]}/{key}")
        if row is None or not groups_of(self._mapping, kind) & categories:
            return
        if kind == "payment_method" and not row.get("customer"):
            return
        if id_of(row) != key or not _is_theirs(row, owner):
            raise Conflict("owner_changed")
        goes_along = kind == "payment_method" and owner.customer in plan.deleted
        if names_somebody(kind, row) and not goes_along:
            plan.by_hand.add(kind)

    def _customer(self, plan: Plan, key: str, owner: Owner, categories: set[str]) -> None:
        if self._mapping.erase.customer in {"keep", "manual"} or not key.startswith("cus_"):
            raise Permanent("not_writable")
        row = self._account.one(f"/v1/customers/{key}")
        if row is None:
            return
        if owner.customer != key or id_of(row) != key:
            raise Conflict("owner_changed")
        named = {each.category for each in records_of(self._mapping, "customer", row, Hit("", Match.EXACT, ()))}
        if named <= categories:
            self._refuse_bound(key, row)
            plan.deleted.append(key)
            return
        body = {
            name: ""
            for group, names in _BLANKED.items()
            if self._mapping.category(group) in categories
            for name in names
            if _holds(row, name)
        }
        if body:
            plan.blanked[key] = body

    def _refuse_bound(self, key: str, row: Row) -> None:
        """Nobody is deleted who pays or is owed: a deletion ends that for good."""
        if row.get("balance"):
            raise Permanent("still_referenced")
        for kind, states in (("subscription", _RUNNING), ("invoice", _OWED)):
            path, params = HANGING[kind]
            for each in self._account.every(path, {**params, "customer": key}):
                if each.get("status") in states:
                    raise Permanent("still_referenced")


def _holds(row: Row, name: str) -> bool:
    """Whether a customer has anything there; of an address or metadata, anything within."""
    return any(
        not is_blank(value_of(row, part.column))
        for part in parts_of("customer")
        if part.column == name or part.column.startswith(f"{name}.")
    )


def _is_theirs(row: Row, owner: Owner) -> bool:
    if owner.customer:
        return row.get("customer") == owner.customer
    return not row.get("customer") and fold(said(row, "customer_details.email")) in {owner.email, ""}


class Correction:
    """The corrections of one operation."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def write(self, changes: Sequence[Change], op_id: str) -> dict[str, int]:
        """Fields changed, per kind; every customer is read and judged before the first is written."""
        planned: list[tuple[str, dict[str, str], int]] = []
        for (key, owner), wanted in _by_customer(changes).items():
            row = self._account.one(f"/v1/customers/{key}")
            if row is None:
                raise Permanent("record_gone")
            if owner_of(owner).customer != key or id_of(row) != key:
                raise Conflict("owner_changed")
            differing = [each for each in wanted if differs(value_of(row, each.column), each)]
            if differing:
                planned.append((key, _body(row, differing), len(differing)))
        for key, body, _count in planned:
            self._account.post(f"/v1/customers/{key}", body, once(op_id, key, body))
        return {"customer": sum(count for _key, _body, count in planned)} if planned else {}

    def stands(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value."""
        for (key, _owner), wanted in _by_customer(changes).items():
            row = self._account.one(f"/v1/customers/{key}")
            if row is None or any(as_text(value_of(row, each.column)) != as_text(each.after) for each in wanted):
                return False
        return True


def _by_customer(changes: Sequence[Change]) -> dict[tuple[str, str], list[Change]]:
    writable = {part.column for part in parts_of("customer") if part.writable}
    found: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
        if each.kind != "customer" or each.column not in writable or not is_id(each.key, "cus_"):
            raise Permanent("not_writable")
        if not isinstance(each.after, str):
            raise Permanent("value_unfit")
        found.setdefault((each.key, each.owner), []).append(each)
    return found


def _body(row: Row, changes: Sequence[Change]) -> dict[str, str]:
    """What is sent. An address is sent whole, since Stripe may take what is missing for what is to go."""
    told = {each.column: as_text(each.after) for each in changes}
    body = {column: value for column, value in told.items() if "." not in column}
    if len(body) < len(told):
        for line in _ADDRESS:
            body[f"address[{line}]"] = told.get(f"address.{line}", as_text(value_of(row, f"address.{line}")))
    return body
