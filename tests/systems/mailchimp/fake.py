"""A small Mailchimp with a memory: it answers as the vendor does, and stands behind the vendor's own description."""

import base64
import copy
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

KEY = "0123456789abcdef0123456789abcdef-us99"
LISTS = {"a1b2c3d4e5": "Uutiskirje", "f6a7b8c9d0": "Kanta-asiakkaat"}
STORES = {"kauppa.example.org": "Verkkokauppa"}
INTERESTS = {"9143cf3bd1": "Kahvi", "3a2a927344": "Tee"}
MOMENT = "2026-05-04T03:02:01+00:00"
MERGE_FIELDS = (
    ("FNAME", "Etunimi", "text"), ("LNAME", "Sukunimi", "text"), ("PHONE", "Puhelin", "phone"),
    ("ADDRESS", "Osoite", "address"), ("BIRTHDAY", "Syntymäpäivä", "birthday"), ("VISITS", "Käynnit", "number"),
)  # fmt: skip
NEEDED = "FNAME"
"""A merge field that may not be empty: without `skip_merge_validation` such a contact cannot even be unsubscribed."""
PATHS = (
    "/lists", "/lists/{listId}/merge-fields", "/lists/{listId}/interest-categories",
    "/lists/{listId}/interest-categories/{interestCategoryId}/interests", "/lists/{listId}/members/{subscriberHash}",
    "/lists/{listId}/members",
    "/lists/{listId}/members/{subscriberHash}/actions/delete-permanent",
    "/lists/{listId}/members/{subscriberHash}/notes",
    "/lists/{listId}/members/{subscriberHash}/notes/{noteId}", "/lists/{listId}/members/{subscriberHash}/tags",
    "/lists/{listId}/members/{subscriberHash}/activity-feed", "/lists/{listId}/members/{subscriberHash}/events",
    "/ecommerce/stores", "/ecommerce/stores/{storeId}/customers", "/ecommerce/stores/{storeId}/customers/{customerId}",
    "/ecommerce/stores/{storeId}/orders", "/ecommerce/stores/{storeId}/orders/{orderId}",
    "/ecommerce/stores/{storeId}/carts", "/ecommerce/stores/{storeId}/carts/{cartId}", "/search-members",
)  # fmt: skip
"""What the connector may ask for; anything else is no path of the description."""


class Problem(Exception):
    """A refusal as Mailchimp says it."""

    def __init__(self, status: int, title: str) -> None:
        super().__init__(title)
        self.status, self.title = status, title


def problem(status: int, title: str) -> bytes:
    """The body of a refusal."""
    return json.dumps(
        {
            "type": "https://mailchimp.example/errors/",
            "title": title,
            "status": status,
            "detail": title,
            "instance": "i-1",
        }
    ).encode()


def hashed(address: str) -> str:
    return md5(address.lower().encode(), usedforsecurity=False).hexdigest()


@dataclass
class Memory:
    """All that it holds."""

    members: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    notes: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    activity: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    events: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    tags: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    forgotten: set[tuple[str, str]] = field(default_factory=set)
    customers: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    orders: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    carts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    page_cap: int = 1000
    numbers: int = 0
    ids_taken: bool = True

    def member(self, list_id: str, address: str, status: str = "subscribed", **merged: Any) -> dict[str, Any]:
        """Put a contact there."""
        self.numbers += 1
        key = (list_id, hashed(address))
        self.members[key] = {
            "id": key[1], "list_id": list_id, "email_address": address, "unique_email_id": f"u{self.numbers}",
            "contact_id": f"c{self.numbers}", "web_id": self.numbers, "email_type": "html", "status": status,
            "merge_fields": {**dict.fromkeys([tag for tag, _, _ in MERGE_FIELDS], ""), **merged},
            "interests": dict.fromkeys(INTERESTS, False), "language": "fi", "vip": False, "ip_signup": "",
            "timestamp_signup": MOMENT, "ip_opt": "192.0.2.7", "timestamp_opt": MOMENT, "member_rating": 2,
            "last_changed": MOMENT, "email_client": "", "source": "API", "marketing_permissions": [],
            "consents_to_one_to_one_messaging": True,
            "stats": {"avg_open_rate": 0.5, "avg_click_rate": 0.25},
            "location": {"latitude": 60.17, "longitude": 24.94, "gmtoff": 2, "dstoff": 3, "country_code": "FI",
                         "timezone": "europe/helsinki", "region": "18"},
        }  # fmt: skip
        return self.members[key]

    def customer(self, store_id: str, number: str, address: str, **more: Any) -> dict[str, Any]:
        """Put a shop's customer there."""
        row = {
            "id": number, "email_address": address, "opt_in_status": False, "company": "", "first_name": "",
            "last_name": "", "orders_count": 1, "total_spent": 12.5, "created_at": MOMENT, "updated_at": MOMENT,
            "address": {"address1": "Katu 1", "city": "Turku", "postal_code": "20100", "country": "Finland"}, **more,
        }  # fmt: skip
        self.customers[store_id, number] = row
        return row

    def order(self, store_id: str, number: str, customer: str) -> None:
        """Put an order of that customer there."""
        lines = [{"id": "1", "product_id": "p1", "product_title": "Kahvi", "quantity": 2, "price": 6.25, "discount": 0}]
        self.orders[store_id, number] = {
            "id": number, "store_id": store_id, "customer": self.customers[store_id, customer], "currency_code": "EUR",
            "order_total": 12.5, "financial_status": "paid", "processed_at_foreign": MOMENT, "lines": lines,
            "shipping_address": {"name": "Kotiosoite", "address1": "Katu 1", "city": "Turku", "phone": "+358401234567"},
        }  # fmt: skip

    def cart(self, store_id: str, number: str, customer: str) -> None:
        """Put a cart that was left behind there."""
        lines = [{"id": "1", "product_id": "p1", "product_title": "Tee", "quantity": 1, "price": 3.0}]
        self.carts[store_id, number] = {
            "id": number, "customer": self.customers[store_id, customer], "currency_code": "EUR", "order_total": 3.0,
            "created_at": MOMENT, "updated_at": MOMENT, "lines": lines,
        }  # fmt: skip

    def state(self) -> dict[str, Any]:
        """Everything, each under a key that names whose it is."""
        names = {key: row["email_address"].lower() for key, row in self.members.items()}
        found: dict[str, Any] = {f"member {key[0]} {names[key]}": row for key, row in self.members.items()}
        for what in ("notes", "activity", "events", "tags"):
            found |= {f"{what} {key[0]} {names.get(key, key[1])}": rows for key, rows in getattr(self, what).items()}
        found |= {f"forgotten {list_id} {address}": True for list_id, address in self.forgotten}
        found |= {f"customer {key} {row['email_address']}": row for key, row in self.customers.items()}
        for what in ("orders", "carts"):
            found |= {
                f"{what} {key} {row['customer']['email_address']}": row for key, row in getattr(self, what).items()
            }
        return copy.deepcopy(found)


class Mailchimp:
    """The routes."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.asked: list[str] = []
        self.strange: dict[str, Any] = {}
        self._lock = Lock()
        member = r"/lists/(\w+)/members/(\w+)"
        store = r"/ecommerce/stores/([^/]+)"
        self._routes: list[tuple[str, re.Pattern[str], Callable[..., Any]]] = [
            (method, re.compile(pattern + "$"), does)
            for method, pattern, does in [
                ("GET", "/lists", self._lists),
                ("GET", r"/lists/(\w+)/merge-fields", self._merge_fields),
                ("GET", r"/lists/(\w+)/interest-categories", self._groups),
                ("GET", r"/lists/(\w+)/interest-categories/(\w+)/interests", self._interests),
                ("GET", r"/lists/(\w+)/members", self._members),
                ("GET", member, self._member),
                ("PATCH", member, self._patch),
                ("PUT", member, self._put),
                ("DELETE", member, self._archive),
                ("POST", f"{member}/actions/delete-permanent", self._forget),
                ("GET", f"{member}/notes", self._notes),
                ("GET", f"{member}/notes/([0-9]+)", self._note),
                ("DELETE", f"{member}/notes/([0-9]+)", self._drop_note),
                ("GET", f"{member}/activity-feed", self._activity),
                ("GET", f"{member}/events", self._events),
                ("GET", f"{member}/tags", self._tags),
                ("GET", "/search-members", self._search),
                ("GET", "/ecommerce/stores", self._stores),
                ("GET", f"{store}/(customers|orders|carts)", self._bought),
                ("GET", f"{store}/(customers|orders|carts)/([^/]+)", self._one_bought),
                ("DELETE", f"{store}/(customers|orders|carts)/([^/]+)", self._drop_bought),
            ]
        ]

    def answer(self, method: str, target: str, body: bytes, authorization: str) -> tuple[int, bytes]:
        """The status and the body of one answer."""
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.asked.append(f"{method} {parts.path}")
        if parts.path in self.strange:
            if isinstance(self.strange[parts.path], bytes):
                return 200, self.strange[parts.path]
            return 200, json.dumps(self.strange[parts.path]).encode()
        try:
            if base64.b64decode(authorization.partition(" ")[2]).decode().partition(":")[2] != KEY:
                raise Problem(401, "API Key Invalid")
            with self._lock:
                for verb, pattern, does in self._routes:
                    if verb == method and (found := pattern.fullmatch(parts.path)):
                        given = [unquote(each) for each in found.groups()]
                        answer = does(query, json.loads(body) if body else {}, *given)
                        return (204, b"") if answer is None else (200, json.dumps(answer).encode())
            raise Problem(405, "Method Not Allowed")
        except Problem as refused:
            return refused.status, problem(refused.status, refused.title)

    def _page(self, query: dict[str, str], what: str, rows: list[Any], *, total: bool = True) -> dict[str, Any]:
        offset, count = int(query.get("offset", 0)), min(int(query.get("count", 10)), self.memory.page_cap)
        return {what: rows[offset : offset + count], **({"total_items": len(rows)} if total else {})}

    def _lists(self, query: dict[str, str], _body: Any) -> Any:
        rows = []
        for list_id, name in LISTS.items():
            held = [row["status"] for key, row in self.memory.members.items() if key[0] == list_id]
            stats = {"member_count": held.count("subscribed"), "unsubscribe_count": held.count("unsubscribed"),
                     "cleaned_count": held.count("cleaned")}  # fmt: skip
            rows.append({"id": list_id, "name": name, "stats": stats})
        return self._page(query, "lists", rows)

    def _merge_fields(self, query: dict[str, str], _body: Any, list_id: str) -> Any:
        rows = [
            {"merge_id": number, "tag": tag, "name": name, "type": kind, "required": tag == NEEDED}
            for number, (tag, name, kind) in enumerate(MERGE_FIELDS)
        ]
        return {**self._page(query, "merge_fields", rows), "list_id": list_id}

    def _groups(self, query: dict[str, str], _body: Any, list_id: str) -> Any:
        return self._page(
            query, "categories", [{"id": "g1", "list_id": list_id, "title": "Aiheet", "type": "checkboxes"}]
        )

    def _interests(self, query: dict[str, str], _body: Any, _list: str, group: str) -> Any:
        rows = [{"id": each, "name": name, "category_id": group} for each, name in INTERESTS.items()]
        return self._page(query, "interests", rows)

    def _found(self, list_id: str, name: str, *, by_id: bool = True) -> dict[str, Any]:
        """By the hash or, where Mailchimp says that it is taken, by the id of the contact."""
        for (of_list, hash_), row in self.memory.members.items():
            if of_list == list_id and (
                name == hash_ or (by_id and self.memory.ids_taken and name == row["contact_id"])
            ):
                return row
        raise Problem(404, "Resource Not Found")

    def _key(self, list_id: str, name: str, *, by_id: bool = True) -> tuple[str, str]:
        return (list_id, hashed(self._found(list_id, name, by_id=by_id)["email_address"]))

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        key = (row["list_id"], row["id"])
        tags = self.memory.tags.get(key, [])
        named = [{"id": number, "name": name} for number, name in enumerate(tags[:50])]
        whole = " ".join(filter(None, (row["merge_fields"]["FNAME"], row["merge_fields"]["LNAME"])))
        return {**row, "full_name": whole, "tags_count": len(tags), "tags": named}

    def _members(self, query: dict[str, str], _body: Any, list_id: str) -> Any:
        """Every contact but the archived, whom Mailchimp lists only where asked for them."""
        rows = [
            {"email_address": row["email_address"]}
            for key, row in self.memory.members.items()
            if key[0] == list_id and row["status"] != "archived"
        ]
        return self._page(query, "members", rows)

    def _member(self, _query: dict[str, str], _body: Any, list_id: str, name: str) -> Any:
        return self._shown(self._found(list_id, name))

    def _patch(self, query: dict[str, str], body: dict[str, Any], list_id: str, name: str) -> Any:
        row, key = self._found(list_id, name), self._key(list_id, name)
        merged = {**row["merge_fields"], **body.get("merge_fields", {})}
        if set(merged) != {tag for tag, _, _ in MERGE_FIELDS}:
            raise Problem(400, "Invalid Resource")
        if query.get("skip_merge_validation") != "true" and not merged[NEEDED]:
            raise Problem(400, "Invalid Resource")
        address = body.get("email_address", row["email_address"])
        moved = (list_id, hashed(address))
        if moved != key and moved in self.memory.members:
            raise Problem(400, "Member Exists")
        row |= {**body, "merge_fields": merged, "id": moved[1]}
        for held in (
            self.memory.members,
            self.memory.notes,
            self.memory.activity,
            self.memory.events,
            self.memory.tags,
        ):
            if key in held:
                held[moved] = held.pop(key)  # type: ignore[attr-defined]
        return self._shown(row)

    def _put(self, query: dict[str, str], body: dict[str, Any], list_id: str, name: str) -> Any:
        address = body["email_address"]
        if (list_id, name) in self.memory.members:
            return self._patch(query, {key: body[key] for key in body if key != "status_if_new"}, list_id, name)
        if (list_id, address.lower()) in self.memory.forgotten:
            raise Problem(400, "Forgotten Email Not Subscribed")
        return self._shown(self.memory.member(list_id, address, body["status_if_new"]))

    def _archive(self, _query: dict[str, str], _body: Any, list_id: str, name: str) -> None:
        self._found(list_id, name)["status"] = "archived"

    def _forget(self, _query: dict[str, str], _body: Any, list_id: str, name: str) -> None:
        key = self._key(list_id, name, by_id=False)
        self.memory.forgotten.add((list_id, self.memory.members[key]["email_address"].lower()))
        for held in (
            self.memory.members,
            self.memory.notes,
            self.memory.activity,
            self.memory.events,
            self.memory.tags,
        ):
            held.pop(key, None)  # type: ignore[attr-defined]

    def _notes(self, query: dict[str, str], _body: Any, list_id: str, name: str) -> Any:
        key = self._key(list_id, name, by_id=False)
        return self._page(query, "notes", self.memory.notes.get(key, []))

    def _note(self, _query: dict[str, str], _body: Any, list_id: str, name: str, note: str) -> Any:
        for row in self.memory.notes.get(self._key(list_id, name), []):
            if row["id"] == int(note):
                return row
        raise Problem(404, "Resource Not Found")

    def _drop_note(self, query: dict[str, str], body: Any, list_id: str, name: str, note: str) -> None:
        self.memory.notes[self._key(list_id, name)].remove(self._note(query, body, list_id, name, note))

    def _activity(self, query: dict[str, str], _body: Any, list_id: str, name: str) -> Any:
        return self._page(query, "activity", self.memory.activity.get(self._key(list_id, name), []), total=False)

    def _events(self, query: dict[str, str], _body: Any, list_id: str, name: str) -> Any:
        return self._page(query, "events", self.memory.events.get(self._key(list_id, name), []))

    def _tags(self, query: dict[str, str], _body: Any, list_id: str, name: str) -> Any:
        tags = self.memory.tags.get(self._key(list_id, name), [])
        rows = [{"id": number, "name": tag} for number, tag in enumerate(tags)]
        return self._page(query, "tags", rows)

    def _search(self, query: dict[str, str], _body: Any) -> Any:
        asked = query["query"].lower()
        rows = [shown for row in self.memory.members.values()
                if asked in f"{(shown := self._shown(row))['full_name']} {row['email_address']}".lower()]  # fmt: skip
        return {"exact_matches": {"members": [], "total_items": 0},
                "full_search": {"members": rows[:30], "total_items": len(rows)}}  # fmt: skip

    def _stores(self, query: dict[str, str], _body: Any) -> Any:
        return self._page(
            query, "stores", [{"id": each, "name": name, "list_id": "a1b2c3d4e5"} for each, name in STORES.items()]
        )

    def _bought(self, query: dict[str, str], _body: Any, store_id: str, what: str) -> Any:
        rows = [row for key, row in getattr(self.memory, what).items() if key[0] == store_id]
        if "email_address" in query:
            rows = [row for row in rows if query["email_address"].lower() in row["email_address"].lower()]
        if "customer_id" in query:
            rows = [row for row in rows if row["customer"]["id"] == query["customer_id"]]
        return {**self._page(query, what, rows), "store_id": store_id}

    def _one_bought(self, _query: dict[str, str], _body: Any, store_id: str, what: str, number: str) -> Any:
        if (store_id, number) not in getattr(self.memory, what):
            raise Problem(404, "Resource Not Found")
        return getattr(self.memory, what)[store_id, number]

    def _drop_bought(self, query: dict[str, str], body: Any, store_id: str, what: str, number: str) -> None:
        self._one_bought(query, body, store_id, what, number)
        del getattr(self.memory, what)[store_id, number]


@contextmanager
def serving(mailchimp: Mailchimp) -> Iterator[int]:
    """The port on which it listens."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, answer = mailchimp.answer(self.command, self.path, body, self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any

        def log_message(self, *_given: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
