"""A Stripe of ours, written from its API reference: no description of the vendor's was to be had that checks it.

It takes the parameters that the reference names and no other, keeps its error shapes, its idempotency keys
and its search that lags behind.
"""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from portal.systems.stripe.api import VERSION
from portal.systems.stripe.connector import Stripe
from portal.systems.stripe.mapping import read_mapping
from tests.systems.breakable import BREAKS, Asked, Breakable, Told
from tests.systems.conformance import ANNA, Planted
from tests.systems.near_misses import NearMiss

KEY = "rk_test_reads_and_writes"
MAPPING = """
[categories]
customer = "contact"
address = "contact"
metadata = "contact"
payment_method = "payments"
payment = "payments"
charge = "payments"
invoice = "payments"
subscription = "payments"
checkout = "payments"
"""
Row = dict[str, Any]
_PAGED = {"limit", "starting_after", "ending_before"}
_ADDRESS = ("line1", "line2", "postal_code", "city", "state", "country")
_WRITTEN = {"name", "email", "phone", "description", "address", "shipping", "metadata"}
_WRITTEN |= {f"address[{line}]" for line in _ADDRESS}
LISTS = {
    "/v1/customers": ("customer", {"email"}),
    "/v1/payment_intents": ("payment", {"customer"}),
    "/v1/charges": ("charge", {"customer"}),
    "/v1/invoices": ("invoice", {"customer", "status"}),
    "/v1/subscriptions": ("subscription", {"customer", "status"}),
    "/v1/checkout/sessions": ("checkout", {"customer", "customer_details[email]"}),
}
_PREFIX = {"payment": "pi", "charge": "ch", "invoice": "in", "subscription": "sub", "checkout": "cs",
           "payment_method": "pm", "customer": "cus"}  # fmt: skip


class Bank:
    """The counterpart. `violations` are what the reference has against a request."""

    breaks = BREAKS

    def __init__(self, folder: Path, *, secure: bool = False) -> None:
        self.rows: dict[str, dict[str, Row]] = {kind: {} for kind in _PREFIX}
        self.whose: dict[str, str] = {}
        self.violations: list[str] = []
        self.forbidden: frozenset[str] = frozenset()
        self.read_only = False
        self.lags = False
        self.endless = False
        self.mapping = MAPPING
        self.guests = False
        self._once: dict[str, tuple[str, str, Told]] = {}
        self._last = 1000
        self._made: list[Stripe] = []
        self.server = Breakable(folder, self._answer, lambda status: _error(status, "", "no"), secure=secure)

    # ---- the counterpart ---------------------------------------------------------------------------------

    def connector(self, key: str = KEY) -> Stripe:
        mapping = read_mapping(self.mapping)
        made = Stripe(key, mapping, "FI", self.server.outgoing, guests=self.guests, base=self.server.url)
        self._made.append(made)
        return made

    def plant(self, person: Planted) -> None:
        customer = self.customer(person.email, person.name, person.phone, metadata={"number": person.customer_number})
        for kind in ("payment_method", "payment", "charge", "invoice", "checkout"):
            self.hang(kind, customer, person.email, person.name)
        self.hang("subscription", customer, person.email, person.name, status="canceled")

    def plant_near_miss(self, miss: NearMiss) -> bool:
        email = miss.email or f"n{self._next()}@example.net"
        note = {"number": miss.customer_number} if miss.customer_number else {}
        self.customer(email, miss.name or "Somebody Else", miss.phone or None, metadata=note)
        self.hang("checkout", None, email, miss.name or "Somebody Else")
        return True

    def state(self) -> Mapping[str, Any]:
        rows = {f"{self.whose[key]} {key}": row for each in self.rows.values() for key, row in each.items()}
        return copy.deepcopy(rows)

    def of_others(self) -> Mapping[str, Any]:
        return {key: value for key, value in self.state().items() if not key.startswith(f"{ANNA.email} ")}

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        for each in self._made if how in {"hang", "drip"} else ():
            each.seconds = 1.0
        with self.server.broken(how):
            yield
        for each in self._made:
            each.seconds = 60.0

    # ---- what is there -----------------------------------------------------------------------------------

    def customer(self, email: str | None, name: str | None, phone: str | None, **more: Any) -> str:
        return self._add("customer", email or "", {
            "object": "customer", "email": email, "name": name, "phone": phone, "address": address(), "shipping": None,
            "balance": 0, "currency": "eur", "description": "Came by the fair", "livemode": False, "metadata": {},
        } | more)  # fmt: skip

    def hang(self, kind: str, customer: str | None, email: str, name: str, **more: Any) -> str:
        details = {"name": name, "email": email, "phone": None, "address": address()}
        card = {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030, "fingerprint": "f"}
        told: dict[str, Row] = {
            "payment_method": {"type": "card", "card": card, "billing_details": details},
            "payment": {"amount": 990, "currency": "eur", "status": "succeeded", "receipt_email": email,
                        "description": None, "client_secret": "pi_secret", "shipping": None},
            "charge": {"amount": 990, "amount_refunded": 0, "currency": "eur", "status": "succeeded",
                       "billing_details": details, "payment_method_details": {"type": "card", "card": card},
                       "description": "A cup"},
            "invoice": {"number": "F-1", "total": 990, "currency": "eur", "status": "paid", "customer_name": name,
                        "customer_email": email, "customer_phone": None, "customer_address": address(),
                        "description": None},
            "subscription": {"status": "active", "canceled_at": None, "description": None,
                             "cancellation_details": {"comment": None}},
            "checkout": {"amount_total": 990, "currency": "eur", "status": "complete", "customer_details": details},
        }  # fmt: skip
        return self._add(kind, email, {"object": kind, "customer": customer, "metadata": {}, **told[kind]} | more)

    def _add(self, kind: str, email: str, row: Row) -> str:
        key = f"{_PREFIX[kind]}_{self._next()}"
        self.rows[kind][key] = {"id": key, "created": 1772600000 + self._last, **row}
        self.whose[key] = email
        return key

    def _next(self) -> int:
        self._last += 1
        return self._last

    # ---- the API -----------------------------------------------------------------------------------------

    def _answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return _error(401, "", "Invalid API Key provided")
        if asked.headers.get("stripe-version") != VERSION:
            self.violations.append("no version")
        if any(asked.path.endswith(each) for each in self.forbidden) or (self.read_only and asked.method != "GET"):
            return _error(403, "", "The provided key does not have the required permissions")
        query, body = dict(asked.query), dict(parse_qsl(asked.body.decode(), keep_blank_values=True))
        if asked.method == "POST":
            return self._post(asked, body)
        return self._get(asked.path, query) if asked.method == "GET" else self._delete(asked.path)

    def _post(self, asked: Asked, body: dict[str, str]) -> Told:
        once = asked.headers.get("idempotency-key", "")
        if not once:
            self.violations.append(f"POST {asked.path} without an Idempotency-Key")
        before = self._once.get(once)
        if before and before[:2] != (asked.path, asked.body.decode()):
            self.violations.append("an Idempotency-Key for two things")
            return _error(400, "", "Keys for idempotent requests can only be used with the same parameters")
        if before:
            return before[2]
        found = re.fullmatch(r"/v1/customers/(cus_\w+)", asked.path)
        if not found or not set(body) <= _WRITTEN:
            return self._violated(asked.method, asked.path, body)
        if found[1] not in self.rows["customer"]:
            return _error(404, "resource_missing", "No such customer")
        if "@" not in body.get("email", "@"):
            return _error(400, "email_invalid", "Invalid email address")
        told = _json(self._changed(self.rows["customer"][found[1]], body))
        self._once[once] = (asked.path, asked.body.decode(), told)
        return told

    @staticmethod
    def _changed(row: Row, body: dict[str, str]) -> Row:
        lines = {name[8:-1]: value or None for name, value in body.items() if name.startswith("address[")}
        if lines:
            row["address"] = dict.fromkeys(_ADDRESS) | lines
        for name, value in body.items():
            if "[" not in name:
                row[name] = value or ({} if name == "metadata" else None)
        return row

    def _delete(self, path: str) -> Told:
        found = re.fullmatch(r"/v1/customers/(cus_\w+)", path)
        if not found:
            return self._violated("DELETE", path, {})
        if found[1] not in self.rows["customer"]:
            return _error(404, "resource_missing", "No such customer")
        self.rows["customer"][found[1]] = {"id": found[1], "object": "customer", "deleted": True}
        for method in self.rows["payment_method"].values():
            method["customer"] = None if method["customer"] == found[1] else method["customer"]
        for each in self.rows["subscription"].values():
            each["status"] = "canceled" if each["customer"] == found[1] else each["status"]
        return _json({"id": found[1], "object": "customer", "deleted": True})

    def _get(self, path: str, query: dict[str, str]) -> Told:
        if path == "/v1/customers/search":
            return self._search(query)
        if path in LISTS:
            kind, taken = LISTS[path]
            return (
                self._list(kind, query, taken) if set(query) <= taken | _PAGED else self._violated("GET", path, query)
            )
        if found := re.fullmatch(r"/v1/customers/(cus_\w+)/payment_methods", path):
            if found[1] not in self.rows["customer"]:
                return _error(404, "resource_missing", "No such customer")
            return self._list("payment_method", {**query, "customer": found[1]}, {"customer"})
        rows = {one: row for each in self.rows.values() for one, row in each.items()}
        known = [*LISTS, "/v1/payment_methods"]
        place, _, key = path.rpartition("/")
        if place not in known or query:
            return self._violated("GET", path, query)
        return _json(rows[key]) if key in rows else _error(404, "resource_missing", f"No such object: {key}")

    def _list(self, kind: str, query: dict[str, str], taken: set[str]) -> Told:
        rows = [row for row in self.rows[kind].values() if not row.get("deleted")]
        for name in taken & set(query):
            outer, _, inner = name.rstrip("]").partition("[")
            if name == "status" and query[name] == "all":
                continue
            rows = [row for row in rows if (row[outer][inner] if inner else row[outer]) == query[name]]
        if kind == "subscription" and "status" not in query:
            rows = [row for row in rows if row["status"] != "canceled"]
        rows.sort(key=lambda row: row["created"], reverse=True)
        size, after = int(query.get("limit", 10)), query.get("starting_after")
        if not 1 <= size <= 100:
            return self._violated("GET", kind, query)
        place = 0 if self.endless else next((n + 1 for n, row in enumerate(rows) if row["id"] == after), 0)
        more = self.endless or len(rows) > place + size
        return _json({"object": "list", "data": rows[place : place + size], "has_more": more, "url": "/v1/x"})

    def _search(self, query: dict[str, str]) -> Told:
        clauses = [_clause(each) for each in query.get("query", "").split(" AND ")]
        if not set(query) <= {"query", "limit", "page"} or not all(clauses):
            return self._violated("GET", "/v1/customers/search", query)
        hits = [row for row in self.rows["customer"].values() if not row.get("deleted") and not self.lags]
        for name, how, value in filter(None, clauses):
            folded = value.casefold()
            hits = [
                row
                for row in hits
                if (
                    folded in str(row[name] or "").casefold()
                    if how == "~"
                    else folded == str(row[name] or "").casefold()
                )
            ]
        size, page = int(query.get("limit", 10)), int(query.get("page") or 0)
        more = len(hits) > (page + 1) * size or self.endless
        told = {"object": "search_result", "data": hits[page * size : (page + 1) * size], "has_more": more}
        return _json({**told, "next_page": str(0 if self.endless else page + 1) if more else None, "url": "/v1/x"})

    def _violated(self, method: str, path: str, told: dict[str, str]) -> Told:
        self.violations.append(f"{method} {path}: {sorted(told)}")
        return _error(400, "parameter_unknown", "Received unknown parameter")


def _clause(text: str) -> tuple[str, str, str] | None:
    found = re.fullmatch(r'(email|name|phone)([:~])"((?:[^"\\]|\\["\\])*)"', text)
    return (found[1], found[2], re.sub(r"\\(.)", r"\1", found[3])) if found else None


def address() -> Row:
    return {
        "line1": "Puistokatu 1",
        "line2": None,
        "postal_code": "20100",
        "city": "Turku",
        "state": None,
        "country": "FI",
    }


def _json(body: Any, status: int = 200) -> Told:
    return Told(status, json.dumps(body).encode(), {"Content-Type": "application/json"})


def _error(status: int, code: str, message: str) -> Told:
    kind = "invalid_request_error"
    return _json({"error": {"type": kind, "message": message, **({"code": code} if code else {})}}, status)
