"""The search: a list of small tasks that the cursor carries, one or a few calls each.

Contacts are looked up by the hash of the address in every audience, so nobody else's is ever read; what
Mailchimp's own search finds by a name is a mention. A telephone number cannot be searched there at all.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Learned, Owner, OwnersPage, Page, Permanent, Record, RetryLater
from portal.systems.mailchimp.api import MOST_PAGES, Api, hashed, key_of, text_id, who_of
from portal.systems.mailchimp.records import (
    Found,
    Making,
    Names,
    bought_row,
    differs,
    entries_row,
    is_theirs,
    learned,
    member_row,
    named,
    subject_of,
)
from portal.systems.matching import Evidence, Wanted, fold, in_order, judge, same_name

ROWS = 300
CENSUS = 1000
SECONDS = 10.0
_COUNTED = ("member_count", "unsubscribe_count", "cleaned_count")
TASKS = ("start", "list", "notes", "activity", "event", "store", "orders", "carts", "names")
Task = list[Any]


@dataclass(slots=True)
class _Got:
    """What a page has so far."""

    records: list[Record] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    learned: list[Learned] = field(default_factory=list)
    searched: int = 0


class Search:
    """One page of one search."""

    def __init__(self, api: Api, making: Making, *, by_name: bool = True, seconds: float = SECONDS) -> None:
        self._api = api
        self._making = making
        self._want = making.want
        self._by_name = by_name
        self._seconds = seconds
        self._addresses = {_mark(each): each for each in addresses_of(making.want)}
        self._got = _Got()
        self._does: dict[str, Callable[..., list[Task]]] = {name: getattr(self, f"_{name}") for name in TASKS}

    def page(self, cursor: str | None) -> Page:
        """The next records; at least one task is done each time, so that the search has an end."""
        tasks = _read(cursor) if cursor else [["start"]]
        ends = time.monotonic() + self._seconds
        while tasks:
            tasks[:0] = self._done(tasks.pop(0))
            if len(self._got.records) >= ROWS or time.monotonic() > ends:
                break
        got = self._got
        onward = json.dumps(tasks) if tasks else None
        return Page(tuple(got.records), onward, tuple(got.gaps), got.searched, tuple(dict.fromkeys(got.learned)))

    def whole(self) -> Iterator[Record]:
        """Every record at once; Permanent where a place could not be searched."""
        tasks: list[Task] = [["start"]]
        while tasks:
            tasks[:0] = self._done(tasks.pop(0))
            if self._got.gaps:
                raise Permanent(self._got.gaps[0][:80])
            yield from self._got.records
            self._got.records.clear()

    def _done(self, task: Task) -> list[Task]:
        """What is left to do of a task; a place that is not there any more is a gap, never an empty one."""
        name, *given = task
        try:
            return self._does[name](*given)
        except Permanent as fault:
            if fault.code != "record_gone":
                raise
            self._got.gaps.append(f"{fault.code}:{name}")
            return []

    def _start(self) -> list[Task]:
        tasks: list[Task] = []
        for each in lists_of(self._api):
            stats = each.get("stats")
            counted = [stats.get(name) for name in _COUNTED] if isinstance(stats, dict) else []
            self._got.searched += sum(count for count in counted if isinstance(count, int))
            tasks += [["list", text_id(each), _name(each), mark] for mark in self._addresses]
        try:
            stores = self._api.all("stores", "ecommerce", "stores", fields="stores.id,stores.name,total_items")
        except Permanent as fault:
            self._got.gaps.append(f"{fault.code}:stores")
            stores = []
        tasks += [["store", text_id(each), _name(each), mark] for each in stores for mark in self._addresses]
        return [*tasks, *([["names"]] if self._by_name and self._want.full_name else [])]

    def _list(self, list_id: str, list_name: str, mark: str) -> list[Task]:
        if not (address := self._addresses.get(mark)):
            return []
        row = member_of(self._api, list_id, address)
        if row is None:
            return []
        shown = row.get("tags")
        tags = [_name(each) for each in shown if isinstance(each, dict)] if isinstance(shown, list) else []
        count = row.get("tags_count")
        if isinstance(count, int) and count > len(tags):
            tags = [_name(each) for each in self._api.all("tags", "lists", list_id, "members", hashed(address), "tags")]
        whole = member_row(row, list_name, tags, self._interests(list_id, row))
        found = self._found(address, row)
        who = who_of(row)
        self._took(self._making.record("member", key_of(list_id, who), whole, found, "timestamp_opt"))
        if found.match is Match.EXACT:
            self._got.learned += learned(row, self._want)
        return [[what, list_id, who, mark, 0] for what in ("notes", "activity", "event")]

    def _interests(self, list_id: str, row: dict[str, Any]) -> Names:
        names = Names()
        chosen = row.get("interests")
        if not isinstance(chosen, dict) or True not in chosen.values():
            return names
        path = ("lists", list_id, "interest-categories")
        for group in self._api.all("categories", *path):
            for each in self._api.all("interests", *path, text_id(group), "interests"):
                names.interests[text_id(each)] = _name(each)
        return names

    def _notes(self, list_id: str, who: str, mark: str, offset: int) -> list[Task]:
        if not (address := self._addresses.get(mark)):
            return []
        page = self._api.rows("notes", "lists", list_id, "members", hashed(address), "notes", offset=offset)
        for row in page.rows:
            key = key_of(list_id, who, text_id(row))
            self._took(self._making.record("note", key, row, self._found(address), "created_at"))
        return self._onward("notes", page.after, list_id, who, mark)

    def _activity(self, *given: Any) -> list[Task]:
        return self._entries("activity", "activity", "activity-feed", "created_at_timestamp", "activity_type", *given)

    def _event(self, *given: Any) -> list[Task]:
        return self._entries("event", "events", "events", "occurred_at", "name", *given)

    def _entries(
        self,
        kind: str,
        rows: str,
        path: str,
        when: str,
        what: str,
        list_id: str,
        who: str,
        mark: str,
        offset: int,
        before: str = "",
    ) -> list[Task]:
        """What the contact did, a page of it to a record: a mail that comes meanwhile makes no new one.

        `before` is the digest of the page before, since an offset that is not heeded gives one page for ever.
        """
        if not (address := self._addresses.get(mark)):
            return []
        page = self._api.rows(rows, "lists", list_id, "members", who, path, offset=offset)
        seen = _digest(page.rows)
        if not page.rows or seen == before:
            return []
        key = key_of(list_id, who, str(offset))
        self._took(self._making.record(kind, key, entries_row(page.rows, when, what), self._found(address)))
        self._got.searched += len(page.rows)
        return [[*each, seen] for each in self._onward(kind, page.after, list_id, who, mark)]

    def _store(self, store_id: str, store_name: str, mark: str) -> list[Task]:
        if not (address := self._addresses.get(mark)):
            return []
        path = ("ecommerce", "stores", store_id, "customers")
        rows = [each for each in self._api.all("customers", *path, email_address=address) if is_theirs(each, address)]
        matches = self._judged(rows, address)
        tasks: list[Task] = []
        for row in rows:
            number = text_id(row)
            found = self._found(address, row, matches[number])
            whole = bought_row(row, store_name)
            self._took(self._making.record("customer", key_of(store_id, number), whole, found, "updated_at"))
            if found.match is Match.EXACT:
                self._got.learned += learned(row, self._want)
            tasks.append(["orders", store_id, store_name, mark, number, found.match.value, 0])
        certain = {number: match.value for number, match in matches.items()}
        return [*tasks, *([["carts", store_id, store_name, mark, certain, 0]] if certain else [])]

    def _judged(self, rows: Sequence[dict[str, Any]], address: str) -> dict[str, Match]:
        """Of several customers with one mailbox, the name tells which one is the person (`matching`)."""
        by = "email" if address == self._want.proven else "other_email"
        return judge({text_id(row): Evidence({by}, named(row)) for row in rows}, self._want, complete=True)

    def _orders(self, store_id: str, store_name: str, mark: str, number: str, match: str, offset: int) -> list[Task]:
        if not (address := self._addresses.get(mark)):
            return []
        page = self._api.rows("orders", "ecommerce", "stores", store_id, "orders", offset=offset, customer_id=number)
        found = self._found(address, match=Match(match))
        for row in page.rows:
            if customer_id(row) == number:
                key = key_of(store_id, text_id(row))
                self._took(
                    self._making.record("order", key, bought_row(row, store_name), found, "processed_at_foreign")
                )
        return self._onward("orders", page.after, store_id, store_name, mark, number, match)

    def _carts(self, store_id: str, store_name: str, mark: str, certain: dict[str, str], offset: int) -> list[Task]:
        """A shop's carts are read whole: they cannot be asked for by customer."""
        if not (address := self._addresses.get(mark)):
            return []
        page = self._api.rows("carts", "ecommerce", "stores", store_id, "carts", offset=offset)
        for row in page.rows:
            number = customer_id(row)
            if number in certain:
                found = self._found(address, match=Match(certain[number]))
                key = key_of(store_id, text_id(row))
                self._took(self._making.record("cart", key, bought_row(row, store_name), found, "updated_at"))
        return self._onward("carts", page.after, store_id, store_name, mark, certain)

    def _names(self) -> list[Task]:
        """Whoever has the name and another address; staff then see who it is."""
        answer = self._api.one("search-members", query=" ".join(self._want.name)) or {}
        rows: dict[str, dict[str, Any]] = {}
        for part in (answer.get("exact_matches"), answer.get("full_search")):
            members = part.get("members") if isinstance(part, dict) else None
            if not isinstance(part, dict) or not isinstance(members, list):
                raise RetryLater("not_json", 300)
            total = part.get("total_items")
            if isinstance(total, int) and total > len(members) and not self._got.gaps:
                self._got.gaps.append("too_many_namesakes:member")
            for row in members:
                if isinstance(row, dict) and same_name(self._want.name, named(row)):
                    rows[key_of(text_id(row, "list_id"), who_of(row))] = row
        for key, row in rows.items():
            address = fold(str(row.get("email_address") or ""))
            if address and address not in self._addresses.values():
                found = Found(address, Match.MENTION, ("name",), subject=subject_of(row))
                self._took(self._making.mention(key, row, found))
        return []

    def _found(self, address: str, row: dict[str, Any] | None = None, match: Match | None = None) -> Found:
        proven = address == self._want.proven
        matched = {"email" if proven else "other_email"}
        if row and self._want.full_name and same_name(self._want.name, named(row)):
            matched.add("name")
        sure = match or (Match.EXACT if proven else Match.PROBABLE)
        subject = subject_of(row) if row else address
        return Found(address, sure, in_order(matched), differs(row, self._want) if row else (), subject)

    def _took(self, record: Record) -> None:
        self._got.records.append(record)
        self._got.searched += 1

    def _onward(self, task: str, after: int | None, *given: Any) -> list[Task]:
        """The same task at its next page; a gap where it has no end."""
        if after is None:
            return []
        if after >= MOST_PAGES * ROWS:
            self._got.gaps.append(f"too_much:{task}")
            return []
        return [[task, *given, after]]


def addresses_of(want: Wanted) -> list[str]:
    """What is looked up: the proven address, then those that were given."""
    return [each for each in (want.proven, *sorted(want.others)) if is_address(each)]


def is_address(text: str) -> bool:
    """Whether it is one that Mailchimp could hold."""
    return text.count("@") == 1


def lists_of(api: Api) -> list[dict[str, Any]]:
    """Every audience; Permanent("bad_url") where the address leads to no Mailchimp."""
    try:
        return api.all("lists", "lists", fields="lists.id,lists.name,lists.stats,total_items")
    except Permanent as fault:
        raise Permanent("bad_url" if fault.code == "record_gone" else fault.code) from None


def census(api: Api, cursor: str | None) -> OwnersPage:
    """The next contacts of the audiences: `cursor` is an audience and how many of it were read."""
    audiences = [text_id(one) for one in lists_of(api)]
    at, _, read = (cursor or f"{audiences[0] if audiences else ''}:0").rpartition(":")
    if at not in audiences:
        return OwnersPage((), None)
    page = api.rows(
        "members", "lists", at, "members", offset=int(read), count=CENSUS, fields="members.email_address,total_items"
    )
    owners = [fold(str(one.get("email_address") or "")) for one in page.rows]
    found = tuple(Owner(one, (("email", one),)) for one in owners if is_address(one))
    after = audiences.index(at) + 1
    onward = f"{audiences[after]}:0" if after < len(audiences) else None
    return OwnersPage(found, onward if page.after is None else f"{at}:{page.after}")


def member_of(api: Api, list_id: str, address: str) -> dict[str, Any] | None:
    """The contact with this address, whatever its status; Permanent where Mailchimp gives somebody else's."""
    row = api.one("lists", list_id, "members", hashed(address))
    if row is not None and not is_theirs(row, address):
        raise Permanent("answer_unreadable")
    return row


def contact_of(api: Api, list_id: str, who: str, address: str) -> dict[str, Any] | None:
    """The contact by its id, whatever its address is now; gone only where the address does not lead to it either."""
    if (row := api.one("lists", list_id, "members", who)) is not None:
        return row
    row = member_of(api, list_id, address)
    return row if row is not None and who_of(row) == who else None


def customer_id(row: dict[str, Any]) -> str:
    """Whose an order or a cart is; empty where it does not say."""
    customer = row.get("customer")
    number = customer.get("id") if isinstance(customer, dict) else None
    return number if isinstance(number, str) else ""


def _name(row: dict[str, Any]) -> str:
    name = row.get("name")
    return name if isinstance(name, str) else ""


def _mark(address: str) -> str:
    """Which of the addresses a task is about: a cursor bears none."""
    return sha256(address.encode()).hexdigest()[:8]


def _digest(rows: Sequence[dict[str, Any]]) -> str:
    return sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]


def _read(cursor: str) -> list[Task]:
    try:
        tasks = json.loads(cursor)
    except ValueError:
        raise Permanent("bad_cursor") from None
    if not isinstance(tasks, list) or not all(isinstance(each, list) and each and each[0] in TASKS for each in tasks):
        raise Permanent("bad_cursor")
    return tasks
