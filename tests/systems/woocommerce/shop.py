"""A shop of ours behind WooCommerce's own description, which checks every request and every answer."""

import base64
import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from portal.systems.woocommerce.api import PATH
from portal.systems.woocommerce.connector import WooCommerce, connect
from tests.systems.breakable import BREAKS, Asked, Breakable, Told
from tests.systems.conformance import ANNA, Planted
from tests.systems.near_misses import NearMiss
from tests.systems.woocommerce import description

KEY, SECRET = "ck_reads_and_writes", "cs_reads_and_writes"
MAPPING = """
[categories]
account = "identity"
billing = "contact"
shipping = "contact"
order = "purchases"
message = "purchases"
payment = "purchases"
device = "technical"
note = "notes"
refund = "purchases"
download = "purchases"
review = "reviews"

[[prohibitions]]
channels = ["email"]
key = "marketing_allowed"
value = "no"
"""
HIDDEN = {"trash", "auto-draft", "checkout-draft"}
_DAY = "2026-03-04T05:06:07"
Row = dict[str, Any]


class WooShop:
    """The counterpart. `violations` are what the description has against any request or answer."""

    breaks = BREAKS

    def __init__(self, folder: Path, *, secure: bool = False) -> None:
        self.customers: dict[int, Row] = {}
        self.orders: dict[int, Row] = {}
        self.notes: dict[int, list[Row]] = {}
        self.downloads: dict[int, list[Row]] = {}
        self.reviews: dict[int, Row] = {}
        self.whose: dict[tuple[str, int], str] = {}
        self.violations: list[str] = []
        self.forbidden: frozenset[str] = frozenset()
        self.read_only = False
        self.mapping = MAPPING
        self.pages: Callable[[int], str] = str
        self._last = 500
        self.server = Breakable(folder, self._answer, self._refused, secure=secure)

    # ---- the counterpart ---------------------------------------------------------------------------------

    def connector(self, **more: str) -> WooCommerce:
        settings = {"url": self.server.url, "key": KEY, "secret": SECRET, "mapping": self.mapping, "country": "FI"}
        made = connect(settings | more, self.server.outgoing)
        self._made = [*getattr(self, "_made", []), made]
        return made

    def plant(self, person: Planted) -> None:
        number = self.account(person.email, person.name, person.phone, int(person.customer_number))
        self._with_notes(person, number)
        self._with_notes(person, 0)
        self.review(person.email, person.name)
        self.downloads[number] = [self.download(person.email)]

    def _with_notes(self, person: Planted, number: int) -> None:
        order = self.order(person.email, person.name, person.phone, customer_id=number)
        self.orders[order]["refunds"] = [{"id": self.next(), "reason": "It was blue", "total": "-9.90"}]
        self.note(order, f"Called {person.name} about the parcel")

    def plant_near_miss(self, miss: NearMiss) -> bool:
        if miss.email:
            self.order(miss.email, "Somebody Else", "")
            if description.is_email(miss.email):
                self.account(miss.email, "Somebody Else", "")
                self.review(miss.email, "Somebody Else")
        elif miss.phone:
            self.order(f"p{self.next()}@example.net", "Somebody Else", miss.phone)
            self.account(f"p{self.next()}@example.net", "Somebody Else", miss.phone)
        elif miss.name:
            self.order(f"n{self.next()}@example.net", miss.name, "")
            self.account(f"n{self.next()}@example.net", miss.name, "")
        elif re.fullmatch(r"[1-9]\d*", miss.customer_number):
            self.account(f"c{self.next()}@example.net", "Somebody Else", "", int(miss.customer_number))
        else:
            order = self.order(f"c{self.next()}@example.net", "Somebody Else", "")
            self.orders[order]["number"] = miss.customer_number
        return True

    def state(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for kind, rows in (("customer", self.customers), ("order", self.orders), ("review", self.reviews)):
            found |= {f"{self.whose[(kind, key)]} {kind} {key}": row for key, row in rows.items()}
        found |= {f"{self.whose[('order', key)]} notes {key}": rows for key, rows in self.notes.items()}
        return copy.deepcopy(found)

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

    def next(self) -> int:
        self._last += 1
        return self._last

    def account(self, email: str, name: str, phone: str, number: int = 0, **more: Any) -> int:
        number = number or self.next()
        first, _, last = name.partition(" ")
        self.whose[("customer", number)] = email
        self.customers[number] = {
            "id": number, "date_created": _DAY, "date_created_gmt": _DAY, "date_modified": None,
            "date_modified_gmt": None, "email": email, "first_name": first, "last_name": last, "role": "customer",
            "username": f"user{number}", "is_paying_customer": True, "avatar_url": "",
            "billing": address(name, email, phone), "shipping": address(name, None, phone), "meta_data": [],
        } | more  # fmt: skip
        return number

    def order(self, email: str, name: str, phone: str, *, customer_id: int = 0, **more: Any) -> int:
        number = self.next()
        self.whose[("order", number)] = email
        money = dict.fromkeys(
            ("discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total_tax"), "0.00"
        )
        line = {
            "id": number, "name": "Blue cup", "parent_name": "", "product_id": 7, "variation_id": 0, "quantity": 1,
            "tax_class": "", "subtotal": "9.90", "subtotal_tax": "0", "total": "9.90", "total_tax": "0", "taxes": [],
            "meta_data": [], "sku": "", "global_unique_id": "", "price": 9.9, "image": {},
        }  # fmt: skip
        self.orders[number] = {
            "id": number, "parent_id": 0, "number": str(number), "order_key": "wc_order_secret", "version": "11.0.1",
            "created_via": "checkout", "status": "completed", "currency": "EUR", "date_created": _DAY,
            "date_created_gmt": _DAY, "date_modified": _DAY, "date_modified_gmt": _DAY, **money, "total": "9.90",
            "prices_include_tax": True, "customer_id": customer_id, "customer_ip_address": "203.0.113.7",
            "customer_user_agent": "Mozilla/5.0", "customer_note": "Please ring twice",
            "billing": address(name, email, phone), "shipping": without_email(address(name, None, phone)),
            "payment_method": "paytrail", "payment_method_title": "Paytrail", "transaction_id": "t-1",
            "date_paid": _DAY, "date_paid_gmt": _DAY, "date_completed": _DAY, "date_completed_gmt": _DAY,
            "cart_hash": "", "meta_data": [], "line_items": [line], "tax_lines": [], "shipping_lines": [],
            "fee_lines": [], "coupon_lines": [], "refunds": [], "payment_url": "", "is_editable": False,
            "needs_payment": False, "needs_processing": False,
        } | more  # fmt: skip
        return number

    def note(self, order: int, text: str) -> int:
        number = self.next()
        row = {"id": number, "author": "system", "date_created": _DAY, "date_created_gmt": _DAY, "note": text,
               "customer_note": False}  # fmt: skip
        self.notes.setdefault(order, []).append(row)
        return number

    def review(self, email: str, name: str, status: str = "approved") -> int:
        number = self.next()
        self.whose[("review", number)] = email
        self.reviews[number] = {
            "id": number, "date_created": _DAY, "date_created_gmt": _DAY, "product_id": 7, "product_name": "Blue cup",
            "status": status, "reviewer": name, "reviewer_email": email, "review": "A good cup", "rating": 5,
            "verified": True, "reviewer_avatar_urls": {},
        }  # fmt: skip
        return number

    def download(self, email: str) -> Row:
        return {
            "download_id": f"d{self.next()}", "download_url": f"https://shop.example/?email={email}&key=secret",
            "product_id": 7, "product_name": "Manual", "download_name": "manual.pdf", "order_id": 1,
            "order_key": "wc_order_secret", "downloads_remaining": "3", "access_expires": "never",
            "file": {"name": "manual.pdf", "file": "https://shop.example/manual.pdf"},
        }  # fmt: skip

    # ---- the API -----------------------------------------------------------------------------------------

    def _answer(self, asked: Asked) -> Told:
        if not asked.path.startswith(f"{PATH}/"):
            return _error(404, "rest_no_route")
        route = asked.path.removeprefix(PATH)
        if asked.headers.get("authorization") != _basic():
            return _error(401, "woocommerce_rest_cannot_view")
        found = description.endpoint(asked.method, route)
        if found is None:
            return self._violated(404, "rest_no_route", f"{asked.method} {route}: no such route")
        args, inner = found
        body = json.loads(asked.body) if asked.body else {}
        fault = description.wrong_query(args, asked.query) or description.wrong_body(args, body)
        if fault:
            return self._violated(400, "rest_invalid_param", f"{asked.method} {route}: {fault}")
        if any(route.startswith(each) or route.endswith(each) for each in self.forbidden):
            return _error(403, "woocommerce_rest_cannot_view")
        if self.read_only and asked.method != "GET":
            return _error(401, "woocommerce_rest_authentication_error")
        told = self._route(
            asked.method, route, dict(asked.query), {key: int(each) for key, each in inner.items()}, body
        )
        self._check_answer(route, told)
        return told

    def _violated(self, status: int, code: str, fault: str) -> Told:
        self.violations.append(fault)
        return _error(status, code)

    def _check_answer(self, route: str, told: Told) -> None:
        what = {"customers": "customers", "orders": "orders"}.get(route.split("/")[1], "")
        if "/notes" in route:
            what = "orders/1/notes"
        if not what or told.status != 200 or route.endswith("/downloads"):
            return
        rows = json.loads(told.body)
        for row in rows if isinstance(rows, list) else [rows]:
            if (
                row.get("status") == "trash"
            ):  # which the arguments of a list name, and the schema of its answers does not
                row["status"] = "completed"
            if fault := description.wrong_answer(what, row):
                self.violations.append(f"answer of {route}: {fault}")

    def _route(self, method: str, route: str, query: dict[str, str], inner: dict[str, int], body: Row) -> Told:
        if route == "/customers":
            return self._list(self._customers(query), query)
        if route == "/orders":
            return self._list(self._orders(query), query)
        if route == "/products/reviews":
            return self._list(self._reviews(query), query)
        if route.endswith("/downloads"):
            number = inner["customer_id"]
            known = number in self.customers
            return _json(self.downloads.get(number, [])) if known else _error(404, "woocommerce_rest_invalid_id")
        if "/notes" in route:
            return self._note(method, query, inner)
        rows = {"customers": self.customers, "orders": self.orders, "products": self.reviews}[route.split("/")[1]]
        return self._one(method, rows, inner["id"], query, body)

    def _note(self, method: str, query: dict[str, str], inner: dict[str, int]) -> Told:
        if inner["order_id"] not in self.orders:
            return _error(404, "woocommerce_rest_order_invalid_id")
        notes = self.notes.get(inner["order_id"], [])
        if "id" not in inner:
            return _json(notes)
        mine = [each for each in notes if each["id"] == inner["id"]]
        if not mine:
            return _error(404, "woocommerce_rest_invalid_id")
        if method == "DELETE":
            if query.get("force") != "true":
                return self._violated(501, "woocommerce_rest_trash_not_supported", "a note is deleted by force alone")
            notes.remove(mine[0])
        return _json(mine[0])

    def _one(self, method: str, rows: dict[int, Row], number: int, query: dict[str, str], body: Row) -> Told:
        if number not in rows:
            account = rows is self.customers and method == "DELETE"
            return _error(400 if account else 404, "woocommerce_rest_invalid_id")
        row = rows[number]
        if method == "DELETE":
            if query.get("force") != "true" and rows is self.customers:
                return self._violated(
                    501, "woocommerce_rest_trash_not_supported", "an account is deleted by force alone"
                )
            del rows[number]
            for order in self.orders.values() if rows is self.customers else ():
                order["customer_id"] = 0 if order["customer_id"] == number else order["customer_id"]
        elif method != "GET":
            if body.get("customer_id") and body["customer_id"] not in self.customers:
                return _error(400, "woocommerce_rest_invalid_customer_id")
            _merge(row, body)
        return _json(row)

    def _customers(self, query: dict[str, str]) -> list[Row]:
        term, email, role = query.get("search", "").casefold(), query.get("email"), query.get("role", "customer")
        return [
            row
            for row in self.customers.values()
            if (role in {"all", row["role"]})
            and (email is None or row["email"].casefold() == email.casefold())
            and term in f"{row['email']}\n{row['username']}\n{row['first_name']} {row['last_name']}".casefold()
        ]

    def _orders(self, query: dict[str, str]) -> list[Row]:
        """As the tables of orders are searched: by substring, and the term is decoded once more."""
        term, states = (
            unquote(query.get("search", "").replace("+", " ")).casefold(),
            query.get("status", "any").split(","),
        )
        return [
            row
            for row in self.orders.values()
            if (row["status"] not in HIDDEN if "any" in states else row["status"] in states)
            and ("customer" not in query or row["customer_id"] == int(query["customer"]))
            and term in f"{row['number']}\n{_index(row, 'billing')}\n{_index(row, 'shipping')}\nblue cup"
        ]

    def _reviews(self, query: dict[str, str]) -> list[Row]:
        status, email = query.get("status", "approved"), query.get("reviewer_email")
        states = {"all": {"approved", "hold"}}.get(status, {status})
        return [
            row
            for row in self.reviews.values()
            if row["status"] in states and (email is None or row["reviewer_email"].casefold() == email.casefold())
        ]

    def _list(self, rows: list[Row], query: dict[str, str]) -> Told:
        rows = sorted(rows, key=lambda row: row["id"], reverse=query.get("order") == "desc")
        size, page = int(query.get("per_page", 10)), int(query.get("page", 1))
        total = -(-len(rows) // size)
        told = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": self.pages(total)}
        return _json(rows[(page - 1) * size : page * size], told)

    @staticmethod
    def _refused(status: int) -> Told:
        return _error(status, "woocommerce_rest_cannot_view")


def address(name: str, email: str | None, phone: str) -> Row:
    first, _, last = name.partition(" ")
    told = {
        "first_name": first, "last_name": last, "company": "", "address_1": "Puistokatu 1", "address_2": "",
        "city": "Turku", "state": "", "postcode": "20100", "country": "FI", "phone": phone,
    }  # fmt: skip
    return told | ({"email": email} if email is not None else {})


def without_email(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "email"}


def _index(row: Row, group: str) -> str:
    return " ".join(str(each) for each in (row[group] or {}).values()).casefold()


def _merge(row: Row, body: Row) -> None:
    for key, value in body.items():
        if isinstance(value, dict):
            row[key] |= value
        elif key == "meta_data":
            kept = [each for each in row[key] if each["key"] not in {given["key"] for given in value}]
            row[key] = [*kept, *({"id": 1, **given} for given in value)]
        else:
            row[key] = value


def _basic() -> str:
    return f"Basic {base64.b64encode(f'{KEY}:{SECRET}'.encode()).decode()}"


def _json(body: Any, headers: Mapping[str, str] | None = None) -> Told:
    return Told(200, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})


def _error(status: int, code: str) -> Told:
    told = {"code": code, "message": "words of the shop", "data": {"status": status}}
    return Told(status, json.dumps(told).encode(), {"Content-Type": "application/json"})
