"""Which customers are the person's, and what hangs on them.

Stripe's list of customers finds an address in the very letters that it was written in, at once; its search
finds it in any, and telephones and names, about a minute after they came. Both are asked, and every hit is
decided here. One mailbox often has several customers, since a shop may make a new one for each purchase: then
none is sure. Whoever paid at a Checkout without becoming a customer is found by the address they gave there.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Field, Identifiers, Learned, Page, Permanent, Record
from portal.systems.matching import (
    Evidence,
    Named,
    Wanted,
    fold,
    in_order,
    judge,
    matched_value,
    name_differs,
    phones,
    same_name,
)
from portal.systems.stripe.api import Account, Incomplete, id_of, is_id
from portal.systems.stripe.fields import MENTIONED, Part, Row, is_blank, parts_of, said, time_of, value_of
from portal.systems.stripe.mapping import PayMapping

CALLS_OF_A_PAGE = 20
MOST_NAMESAKES = 100
MOST_LEARNED = 20
SHORTEST = 3
"""Letters that the search needs to look for a part of a name."""
HANGING: dict[str, tuple[str, dict[str, str]]] = {
    "payment_method": ("/v1/customers/{}/payment_methods", {}),
    "payment": ("/v1/payment_intents", {}),
    "charge": ("/v1/charges", {}),
    "invoice": ("/v1/invoices", {}),
    "subscription": ("/v1/subscriptions", {"status": "all"}),
    "checkout": ("/v1/checkout/sessions", {}),
}
"""What hangs on a customer, and how it is listed; without `status` Stripe leaves out ended subscriptions."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A customer of Stripe's, or whoever paid at a Checkout with an address."""

    customer: str
    email: str

    def text(self) -> str:
        """The owner as a record bears it."""
        return f"customer:{self.customer}" if self.customer else f"guest:{self.email}"


def owner_of(text: str) -> Owner:
    """The owner in a string; Permanent("owner_missing") where there is none in it."""
    what, _, rest = text.partition(":")
    if what == "customer" and is_id(rest, "cus_"):
        return Owner(rest, "")
    if what == "guest" and rest:
        return Owner("", rest)
    raise Permanent("owner_missing")


@dataclass(frozen=True, slots=True)
class Hit:
    """How surely something is the person's."""

    owner: str
    match: Match
    matched_by: tuple[str, ...]


def records_of(mapping: PayMapping, kind: str, row: Row, hit: Hit, name: tuple[str, ...] = ()) -> Iterator[Record]:
    """An object as records, one for each category in which it says something."""
    named = _named(row)
    by_category: dict[str, list[Part]] = {}
    for part in parts_of(kind):
        if hit.match is not Match.MENTION or part.column in MENTIONED:
            by_category.setdefault(mapping.category(part.group), []).append(part)
    for category, parts in by_category.items():
        fields = tuple(Field(part.name, part.column, value_of(row, part.column)) for part in parts)
        if all(is_blank(each.value) for each in fields):
            continue
        yield Record(
            kind=kind,
            key=id_of(row),
            owner=hit.owner,
            category=category,
            match=hit.match,
            matched_by=hit.matched_by,
            fields=fields,
            subject=named.whole,
            differs=("name",) if name_differs(name, named) else (),
            dated=(time_of(row.get("created")) or "")[:10],
        )


def _named(row: Row) -> Named:
    places = ("name", "billing_details.name", "customer_name", "customer_details.name", "shipping.name")
    return Named(whole=next((found for each in places if (found := said(row, each))), ""))


class Search:
    """One page of one search, in one talk with Stripe."""

    def __init__(
        self, account: Account, mapping: PayMapping, want: Wanted, given: Identifiers, *, guests: bool
    ) -> None:
        self.want = want
        self._account = account
        self._mapping = mapping
        self._numbers = [each.strip() for each in given.customer_numbers if is_id(each.strip(), "cus_")]
        self._guests = guests
        self._gaps: list[str] = []
        self._records: list[Record] = []
        self._learned: list[Learned] = []
        self._searched = 0

    def page(self, cursor: str | None) -> Page:
        """What follows `cursor`: a list of one customer after the other."""
        hits, at = _read(cursor) if cursor else (self._begin(), 0)
        steps = self._steps(hits)
        while at < len(steps) and self._account.calls < CALLS_OF_A_PAGE:
            kind, step = steps[at]
            try:
                step()
            except Incomplete as fault:
                self._gap(fault.code, kind)
            except Permanent as fault:
                if fault.code != "scope_missing" or kind == "customer":
                    raise
                self._gap(fault.code, kind)
            at += 1
        onward = None if at >= len(steps) else json.dumps({"hits": [_told(each) for each in hits], "at": at})
        learned = tuple(dict.fromkeys(self._learned))[:MOST_LEARNED]
        return Page(tuple(self._records), onward, tuple(self._gaps), self._searched, learned)

    def of_owner(self, text: str) -> Iterator[Record]:
        """Every object that hangs on one owner, as an exact match gives them."""
        owner, hit = owner_of(text), Hit(text, Match.EXACT, ())
        try:
            for kind, row in self._held(owner):
                yield from records_of(self._mapping, kind, row, hit)
        except Incomplete as fault:
            raise Permanent(fault.code) from None

    def customers(self) -> tuple[dict[str, Evidence], dict[str, Row], bool]:
        """Every customer for whom something speaks, each hit re-checked; its object; whether all were searched."""
        evidence: dict[str, Evidence] = {}
        rows: dict[str, Row] = {}
        complete = True
        for row in self._hits():
            if row is None:
                complete = False
                continue
            self._searched += 1
            matched = self._matched(row)
            if matched:
                owner = Owner(id_of(row), "").text()
                evidence.setdefault(owner, Evidence(named=_named(row))).matched |= matched
                rows[owner] = row
        return evidence, rows, complete

    def _begin(self) -> list[Hit]:
        evidence, rows, complete = self.customers()
        matches = judge(evidence, self.want, complete)
        surest = list(Match)
        hits = [Hit(owner, matches[owner], in_order(each.matched)) for owner, each in evidence.items()]
        for hit in hits:
            if hit.match is Match.EXACT:
                self._learn(rows[hit.owner])
        holders = any("email" in each.matched for each in evidence.values())
        sure = Match.EXACT if complete and not holders else Match.PROBABLE
        guests = [Hit(Owner("", self.want.proven).text(), sure, ("email",))] if self.want.proven else []
        guests += [Hit(Owner("", each).text(), Match.PROBABLE, ("other_email",)) for each in sorted(self.want.others)]
        if self._guests:
            self._gap("no_search", "guest_payment")
        return [*sorted(hits, key=lambda hit: (surest.index(hit.match), hit.owner)), *guests]

    def _steps(self, hits: Sequence[Hit]) -> list[tuple[str, Callable[[], None]]]:
        steps: list[tuple[str, Callable[[], None]]] = []
        listed = frozenset(owner_of(hit.owner).customer for hit in hits if hit.match is not Match.MENTION) - {""}
        for hit in hits:
            owner = owner_of(hit.owner)
            if not owner.customer:
                steps.append(("checkout", partial(self._paid, listed, hit, owner)))
                continue
            kinds = ("customer",) if hit.match is Match.MENTION else ("customer", *HANGING)
            steps += [(kind, partial(self._take, kind, owner, hit)) for kind in kinds]
        return steps

    def _take(self, kind: str, owner: Owner, hit: Hit) -> None:
        for row in self._rows(kind, owner):
            self._searched += 1
            self._records += records_of(self._mapping, kind, row, hit, self.want.name)

    def _paid(self, listed: frozenset[str], hit: Hit, owner: Owner) -> None:
        """Checkouts at which an address was given; one of a customer with another address is not surely theirs."""
        for row in self._sessions(owner):
            self._searched += 1
            customer = row.get("customer")
            if customer in listed:
                continue
            theirs = hit
            if isinstance(customer, str) and is_id(customer, "cus_"):
                theirs = Hit(Owner(customer, "").text(), Match.PROBABLE, hit.matched_by)
            self._records += records_of(self._mapping, "checkout", row, theirs, self.want.name)

    def _held(self, owner: Owner) -> Iterator[tuple[str, Row]]:
        if not owner.customer:
            yield from (("checkout", row) for row in self._sessions(owner) if not row.get("customer"))
            return
        for kind in ("customer", *HANGING):
            yield from ((kind, row) for row in self._rows(kind, owner))

    def _rows(self, kind: str, owner: Owner) -> Iterator[Row]:
        if kind == "customer":
            row = self._account.one(f"/v1/customers/{owner.customer}")
            yield from () if row is None else (row,)
            return
        path, params = HANGING[kind]
        asked = params if "{}" in path else {**params, "customer": owner.customer}
        for row in self._account.every(path.format(owner.customer), asked):
            if row.get("customer") == owner.customer:
                yield row

    def _sessions(self, owner: Owner) -> Iterator[Row]:
        """Checkouts at which an address was given."""
        for row in self._account.every("/v1/checkout/sessions", {"customer_details[email]": owner.email}):
            if fold(said(row, "customer_details.email")) == owner.email:
                yield row

    def _hits(self) -> Iterator[Row | None]:
        """Customers that Stripe takes for theirs; None where a list of an address could not be read."""
        want = self.want
        addresses = [each for each in (want.proven, *sorted(want.others)) if each]
        for address in addresses:
            yield from self._of(self._account.every("/v1/customers", {"email": address}), by_name=False)
            yield from self._of(self._account.search(f'email:"{_quoted(address)}"'), by_name=False)
        for phone in sorted(want.phones):
            yield from self._of(self._account.search(f'phone:"{_quoted(phone)}"'), by_name=False)
        if want.full_name:
            words = " AND ".join(f'name~"{_quoted(word)}"' for word in sorted(set(want.name)) if len(word) >= SHORTEST)
            yield from self._of(self._account.search(words), by_name=True) if words else ()
        for number in self._numbers:
            found = self._account.one(f"/v1/customers/{number}")
            yield from () if found is None else (found,)

    def _of(self, rows: Iterator[Row], *, by_name: bool) -> Iterator[Row | None]:
        try:
            for count, row in enumerate(rows):
                if by_name and count >= MOST_NAMESAKES:
                    raise Incomplete("too_many_namesakes")
                yield row
        except Incomplete as fault:
            self._gap(fault.code, "customer")
            if not by_name:
                yield None

    def _matched(self, row: Row) -> set[str]:
        matched = matched_value("email", said(row, "email"), self.want)
        for column in ("phone", "shipping.phone"):
            matched |= matched_value("phone", said(row, column), self.want)
        if id_of(row) in self._numbers:
            matched.add("customer_number")
        if self.want.full_name and same_name(self.want.name, _named(row)):
            matched.add("name")
        return matched

    def _learn(self, row: Row) -> None:
        for number in sorted(phones(said(row, "phone"), self.want.country)):
            self._learned.append(Learned("phone", number))
        if len(_named(row).whole.split()) > 1:
            self._learned.append(Learned("name", _named(row).whole[:200]))

    def _gap(self, code: str, place: str) -> None:
        if f"{code}:{place}" not in self._gaps:
            self._gaps.append(f"{code}:{place}")


def _told(hit: Hit) -> list[Any]:
    return [hit.owner, hit.match.value, list(hit.matched_by)]


def _read(cursor: str) -> tuple[list[Hit], int]:
    try:
        body = json.loads(cursor)
        hits = [Hit(str(owner), Match(match), tuple(by)) for owner, match, by in body["hits"]]
        at = int(body["at"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Permanent("bad_cursor") from error
    if at < 0:
        raise Permanent("bad_cursor")
    return hits, at


def _quoted(text: str) -> str:
    """A value of the search language: a backslash stands before a quotation mark or another backslash."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
