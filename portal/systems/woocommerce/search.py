"""Whose accounts, orders and reviews match: the shop's search takes a superset, every hit is decided here.

Accounts come first, by address and name; the shop's own id, which nobody is told, singles one out but finds
none, since it may be anybody's number elsewhere. Who is the only one with the proven address is exact.
WooCommerce's own eraser takes the guest orders with an account's address for the account's, and so does
this. An order with the proven address that hangs on an account with another address may be a gift: it is
probable. A search of orders is by substring, in names, addresses, telephones and products, and by phone
it finds no number that is written in groups other than 1234567 or 123 4567.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Page, Permanent, Record
from portal.systems.matching import Evidence, Wanted, fold, in_order, judge, matched_value, same_name
from portal.systems.woocommerce.api import Incomplete, Shop, id_of
from portal.systems.woocommerce.cursor import Cursor, Task, Yield
from portal.systems.woocommerce.fields import Row, said
from portal.systems.woocommerce.mapping import ShopMapping
from portal.systems.woocommerce.owners import Owner, billed_to, customer_of, owner_of
from portal.systems.woocommerce.records import Hit, Maker, learned_from, named_in

ORDERS_AT_ONCE = 10
REVIEWS_AT_ONCE = 100
CALLS_OF_A_PAGE = 15
RECORDS_OF_A_PAGE = 100
PAGES_OF_NAMESAKES = 10
MOST_NAMESAKES = 300
MOST_LEARNED = 20
MOST_SEEN = 20_000
HIDDEN = ("trash", "auto-draft", "checkout-draft")
"""States that `any` leaves out; they are asked for by name."""
STATES: tuple[tuple[str, ...], ...] = (("any",), HIDDEN)
_REVIEWS = ("all", "spam", "trash")
_PLACES = {"account": "account", "orders": "order", "billed": "order", "reviews": "review"}


class Search:
    """One page of one search, in one talk with the shop."""

    def __init__(self, shop: Shop, mapping: ShopMapping, want: Wanted) -> None:
        self._shop = shop
        self.want = want
        self._make = Maker(mapping, want.name)
        self._country = want.country
        self._owners: dict[int, str] = {}
        self._got = Yield()

    def page(self, cursor: str | None) -> Page:
        """What follows `cursor`: some 15 to 25 questions to the shop."""
        place: Cursor | None = Cursor.read(cursor) if cursor else self._begin()
        while place is not None and self._shop.calls < CALLS_OF_A_PAGE and len(self._got.records) < RECORDS_OF_A_PAGE:
            place = self._step(place)
        got = self._got
        learned = tuple(dict.fromkeys(got.learned))[:MOST_LEARNED]
        return Page(tuple(got.records), place.text() if place else None, tuple(got.gaps), got.searched, learned)

    def of_owner(self, text: str) -> Iterator[Record]:
        """Every record that hangs on one owner, as an exact match gives them; Permanent where a part is refused."""
        owner, hit = owner_of(text), Hit(text, Match.EXACT, ())
        try:
            if owner.number:
                yield from self._account(owner.number, hit)
            for order in self._orders_of(owner):
                yield from self._order(order, hit)
            if owner.email:
                for state in _REVIEWS:
                    asked = {"reviewer_email": owner.email, "status": state, "context": "edit"}
                    for row in self._shop.every("/products/reviews", asked, REVIEWS_AT_ONCE):
                        if fold(said(row, "reviewer_email")) == owner.email:
                            yield from self._make.review(row, hit)
        except Incomplete as fault:
            raise Permanent(fault.code) from None

    def _orders_of(self, owner: Owner) -> Iterator[Row]:
        seen: set[int] = set()
        for states in STATES:
            asked: list[dict[str, Any]] = [{"customer": owner.number}] if owner.number else []
            asked += [{"search": _literal(owner.email)}] if owner.email else []
            for params in asked:
                for row in self._shop.every("/orders", {**params, "status": ",".join(states)}, ORDERS_AT_ONCE):
                    theirs = customer_of(row) == owner.number if customer_of(row) else billed_to(row) == owner.email
                    if theirs and id_of(row) not in seen:
                        seen.add(id_of(row))
                        yield row

    def accounts(self) -> tuple[dict[str, Evidence], dict[str, Row], bool]:
        """Every account for which something speaks, each hit re-checked; its row; whether all could be searched."""
        evidence: dict[str, Evidence] = {}
        rows: dict[str, Row] = {}
        complete = True
        for row in self._account_hits():
            if row is None:
                complete = False
                continue
            matched, named = self._matched_account(row), named_in(row)
            self._got.searched += 1
            if matched:
                owner = Owner(id_of(row), fold(said(row, "email"))).text()
                evidence.setdefault(owner, Evidence(named=named)).matched |= matched
                rows[owner] = row
        return evidence, rows, complete

    def _begin(self) -> Cursor:
        evidence, rows, complete = self.accounts()
        matches = judge(evidence, self.want, complete)
        surest = list(Match)
        people = tuple(
            sorted(
                (Hit(owner, matches[owner], in_order(each.matched)) for owner, each in evidence.items()),
                key=lambda hit: (surest.index(hit.match), hit.owner),
            )
        )
        exact = [(rows[each.owner], "") for each in people if each.match is Match.EXACT]
        self._got.learned += learned_from(exact, self._country)
        holders = sum("email" in each.matched for each in evidence.values())
        return Cursor(people, tuple(self._tasks(people)), sole=complete and holders == 0)

    def _tasks(self, people: Sequence[Hit]) -> Iterator[Task]:
        for number, hit in enumerate(people):
            yield "account", number
            if hit.match is not Match.MENTION:
                yield from (("orders", number, which) for which in range(len(STATES)))
        want = self.want
        terms = [("email", _literal(each)) for each in self._addresses()]
        terms += [
            ("phone", term) for phone in sorted(want.phones) for term in (phone[-7:], f"{phone[-7:-4]} {phone[-4:]}")
        ]
        terms += [("name", " ".join(want.name))] if want.full_name else []
        yield from (("billed", what, term, which) for what, term in terms for which in range(len(STATES)))
        yield from (("reviews", address, state) for address in self._addresses() for state in _REVIEWS)

    def _addresses(self) -> list[str]:
        want = self.want
        return [*([want.proven] if want.proven else []), *sorted(want.others)]

    def _account_hits(self) -> Iterator[Row | None]:
        """Accounts that the shop takes for theirs; None where its list has no end."""
        asked: list[dict[str, Any]] = [{"email": each} for each in self._addresses() if _is_address(each)]
        asked += [{"search": " ".join(self.want.name)}] if self.want.full_name else []
        for params in asked:
            try:
                yield from self._limited("/customers", {**params, "role": "all"}, "search" in params)
            except Incomplete as fault:
                self._got.gaps.append(f"{fault.code}:account")
                if "email" in params:
                    yield None

    def _limited(self, path: str, params: dict[str, Any], by_name: bool) -> Iterator[Row]:
        for count, row in enumerate(self._shop.every(path, params)):
            if by_name and count >= MOST_NAMESAKES:
                raise Incomplete("too_many_namesakes")
            yield row

    def _matched_account(self, row: Row) -> set[str]:
        matched = matched_value("email", said(row, "email"), self.want)
        matched |= matched_value("phone", said(row, "billing.phone"), self.want)
        if self.want.full_name and same_name(self.want.name, named_in(row)):
            matched.add("name")
        return matched | matched_value("customer_number", str(id_of(row)), self.want) if matched else set()

    # ---- one step ----------------------------------------------------------------------------------------

    def _step(self, place: Cursor) -> Cursor | None:
        """One page of one list; where it cannot be read, the gap is told and the next list is taken."""
        if place.at >= len(place.tasks):
            return None
        task = place.tasks[place.at]
        try:
            return self._done(place, task) or self._next(place)
        except Incomplete as fault:
            self._gap(fault.code, _PLACES[task[0]])
        except Permanent as fault:
            if fault.code != "scope_missing" or task[0] != "reviews":
                raise
            self._gap(fault.code, "review")
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Permanent("bad_cursor") from error
        return self._next(place)

    @staticmethod
    def _next(place: Cursor) -> Cursor | None:
        onward = replace(place, at=place.at + 1, page=1, after=0)
        return onward if onward.at < len(onward.tasks) else None

    def _done(self, place: Cursor, task: Task) -> Cursor | None:
        """Where the list goes on; None at its end."""
        what, *told = task
        if what == "account":
            hit = place.people[told[0]]
            for made in self._account_parts(owner_of(hit.owner).number, hit):
                self._got.take(made)
            return None
        if what == "reviews":
            asked: dict[str, Any] = {"reviewer_email": told[0], "status": told[1], "context": "edit"}
            return self._list(place, "/products/reviews", asked, REVIEWS_AT_ONCE, self._reviewed)
        states = ",".join(STATES[told[-1]])
        if what == "orders":
            number = owner_of(place.people[told[0]].owner).number
            return self._list(place, "/orders", {"customer": number, "status": states}, ORDERS_AT_ONCE, self._owned)
        if told[0] == "name" and place.page > PAGES_OF_NAMESAKES:
            raise Incomplete("too_many_namesakes")
        return self._list(place, "/orders", {"search": told[1], "status": states}, ORDERS_AT_ONCE, self._billed)

    def _list(
        self,
        place: Cursor,
        path: str,
        params: dict[str, Any],
        size: int,
        judged: Callable[[Cursor, Row], Hit | None],
    ) -> Cursor | None:
        found = self._shop.some(path, params, place.page, size, place.after)
        seen = set(place.seen)
        for row in found.rows:
            number = id_of(row)
            fresh = path != "/orders" or number not in seen
            hit = judged(place, row) if fresh else None
            if hit is None:
                self._got.take(())
                continue
            if path == "/orders":
                seen.add(number)
                self._got.take(self._order(row, hit))
                if hit.match is Match.EXACT:
                    self._got.learned += learned_from([(row, "billing")], self._country)
            else:
                self._got.take(self._make.review(row, hit))
        if len(seen) > MOST_SEEN:
            raise Permanent("too_much")
        onward = replace(place, seen=tuple(sorted(seen)))
        if found.more:
            return replace(onward, page=place.page + 1, after=id_of(found.rows[-1]))
        return self._next(onward) or replace(onward, at=len(onward.tasks))

    def _owned(self, place: Cursor, row: Row) -> Hit | None:
        """An order of an account: the shop filtered by its id, and the row says it too."""
        hit = place.people[place.tasks[place.at][1]]
        return hit if customer_of(row) == owner_of(hit.owner).number else None

    def _billed(self, place: Cursor, row: Row) -> Hit | None:
        """An order that the search hit, if its own address, telephone or name is the person's."""
        matched = matched_value("email", said(row, "billing.email"), self.want)
        for column in ("billing.phone", "shipping.phone"):
            matched |= matched_value("phone", said(row, column), self.want)
        if self.want.full_name and any(same_name(self.want.name, named_in(row, each)) for each in _NAMED):
            matched.add("name")
        if not matched:
            return None
        number = customer_of(row)
        if number:
            listed = {owner_of(each.owner).number for each in place.people if each.match is not Match.MENTION}
            return None if number in listed else _hit(self._account_owner(number), matched)
        return self._addressed(place, billed_to(row), matched)

    def _reviewed(self, place: Cursor, row: Row) -> Hit | None:
        address = said(row, "reviewer_email")
        matched = matched_value("email", address, self.want)
        return self._addressed(place, fold(address), matched) if matched else None

    def _addressed(self, place: Cursor, address: str, matched: set[str]) -> Hit:
        """What bears only an address hangs on the account that has it, else on a guest of that address."""
        holders = [each for each in place.people if owner_of(each.owner).email == address]
        if len(holders) == 1:
            found = _hit(holders[0].owner, matched)
            return replace(found, match=holders[0].match) if {"email", "other_email"} & matched else found
        owner = Owner(0, address).text() if address else ""
        exact = place.sole and "email" in matched and address == self.want.proven
        return replace(_hit(owner, matched), match=Match.EXACT) if exact else _hit(owner, matched)

    def _account_owner(self, number: int) -> str:
        if number not in self._owners:
            row = self._shop.one(f"/customers/{number}")
            self._owners[number] = Owner(number, fold(said(row or {}, "email"))).text()
        return self._owners[number]

    # ---- what hangs on a row -----------------------------------------------------------------------------

    def _account(self, number: int, hit: Hit) -> Iterator[Record]:
        for made in self._account_parts(number, hit):
            yield from made

    def _account_parts(self, number: int, hit: Hit) -> Iterator[Iterator[Record]]:
        row = self._shop.one(f"/customers/{number}")
        if row is None:
            return
        if id_of(row) != number:
            raise Incomplete("search_incomplete")
        yield self._make.account(row, hit)
        if hit.match is Match.MENTION:
            return
        for each in self._part(f"/customers/{number}/downloads", "download", hit):
            yield self._make.download(number, each, hit)

    def _order(self, row: Row, hit: Hit) -> Iterator[Record]:
        yield from self._make.order(row, hit)
        if hit.match is not Match.MENTION:
            number = id_of(row)
            for note in self._part(f"/orders/{number}/notes", "order_note", hit):
                yield from self._make.note(number, note, hit)

    def _part(self, path: str, place: str, hit: Hit) -> list[Row]:
        """What hangs on a record; refused, it is a gap of a search, and a fault where somebody's whole is read."""
        try:
            return self._shop.all_of(path)
        except Permanent as fault:
            if fault.code != "scope_missing" or not hit.matched_by:
                raise
            self._gap(fault.code, place)
            return []

    def _gap(self, code: str, place: str) -> None:
        if f"{code}:{place}" not in self._got.gaps:
            self._got.gaps.append(f"{code}:{place}")


_NAMED = ("billing", "shipping")


def _hit(owner: str, matched: set[str]) -> Hit:
    return Hit(owner, Match.MENTION if matched <= {"name"} else Match.PROBABLE, in_order(matched))


def _literal(address: str) -> str:
    """The longest part of an address that the search does not read as something else: it decodes + and %."""
    return max(re.split(r"[+%*]", address), key=len)


def _is_address(text: str) -> bool:
    """Whether the shop would take it for an address: others it refuses, and no account has them."""
    local, _, domain = text.rpartition("@")
    return bool(local) and "." in domain and len(text) <= 100 and text.isascii() and not set(text) & set(' ,;<>()[]\\"')  # noqa: PLR2004
