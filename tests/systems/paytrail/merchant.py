"""A merchant at a Paytrail of ours: it takes what is signed, signs what it tells, and looks up by an id alone."""

import copy
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.systems.paytrail.connector import Paytrail
from portal.systems.paytrail.signing import signature
from tests.systems.breakable import BREAKS, Asked, Breakable, Told
from tests.systems.conformance import ANNA, Planted
from tests.systems.near_misses import NearMiss

ACCOUNT, SECRET = "375917", "SAIPPUAKAUPPIAS"
ID, OTHER = "93ee8d18-10db-410b-92ac-7d6e49369ce3", "11111111-2222-3333-4444-555555555555"
PAYMENT = {
    "transactionId": ID, "status": "ok", "amount": 1590, "currency": "EUR", "stamp": "29858472952",
    "reference": "9187445", "createdAt": "2019-10-30T09:13:00", "provider": "osuuspankki",
    "paidAt": "2019-10-30T09:14:28",
}  # fmt: skip
PROVIDERS = [{"id": "op", "name": "OP", "svg": "https://a.example/a", "icon": "https://a.example/b", "group": "bank"}]


class Merchant:
    """Paytrail as the conformance suite sees it (`Counterpart`)."""

    breaks = BREAKS

    def __init__(self, folder: Path) -> None:
        self.payments: dict[str, Any] = {}
        self.whose: dict[str, str] = {}
        self.secret = SECRET
        self.server = Breakable(folder, self._answer, lambda status: Told(status, b"{}", {}), secure=True)
        self._made: list[Paytrail] = []

    def connector(self, account: str = ACCOUNT, secret: str = SECRET) -> Paytrail:
        made = Paytrail(account, secret, "payments", self.server.outgoing, base=self.server.url)
        self._made.append(made)
        return made

    def plant(self, person: Planted) -> None:
        number = ID if person == ANNA else str(uuid5(NAMESPACE_URL, person.email))
        self.pay(number, person.email, person.customer_number)

    def plant_near_miss(self, miss: NearMiss) -> bool:
        """A payment that bears the trait as the shop's own reference: nothing else of a person is there."""
        trait = miss.email or miss.phone or miss.name or miss.customer_number
        self.pay(str(uuid5(NAMESPACE_URL, f"{miss.why} {trait}")), trait, trait)
        return True

    def pay(self, number: str, whose: str, reference: str) -> None:
        self.payments[number] = {**PAYMENT, "transactionId": number, "reference": reference}
        self.whose[number] = whose

    def state(self) -> Mapping[str, Any]:
        return {f"{self.whose[each]} {each}": copy.deepcopy(row) for each, row in self.payments.items()}

    def of_others(self) -> Mapping[str, Any]:
        return {key: row for key, row in self.state().items() if not key.startswith(f"{ANNA.email} ")}

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        for each in self._made if how in {"hang", "drip"} else ():
            each.seconds = 0.4
        with self.server.broken(how):
            yield

    def _answer(self, asked: Asked) -> Told:
        own = sorted(f"{name}:{value}" for name, value in asked.headers.items() if name.startswith("checkout-"))
        wanted = hmac.new(SECRET.encode(), "\n".join([*own, ""]).encode(), hashlib.sha256).hexdigest()
        if asked.headers.get("signature") != wanted or f"checkout-method:{asked.method}" not in own:
            return Told(401, b"{}", {})
        number = asked.path.rpartition("/")[2]
        if asked.path.startswith("/payments/") and asked.headers.get("checkout-transaction-id") != number:
            return Told(400, b"{}", {})
        if asked.path == "/merchants/payment-providers":
            return self._signed(PROVIDERS)
        if asked.path == f"/payments/{number}" and number in self.payments:
            return self._signed(self.payments[number])
        return Told(404, b"{}", {})

    def _signed(self, body: Any) -> Told:
        told = json.dumps(body).encode()
        headers = {"checkout-account": ACCOUNT, "checkout-algorithm": "sha256", "checkout-method": "GET"}
        return Told(200, told, {**headers, "request-id": "r", "signature": signature(self.secret, headers, told)})
