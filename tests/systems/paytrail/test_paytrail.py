"""Paytrail: the published example of its signature, a server that checks it, and what no search may say."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from portal.domain.lifecycle import Capability, Match
from portal.systems import kinds, registry
from portal.systems.contract import AuthLost, Change, Identifiers, Permanent, RetryLater, SystemFault, Target
from portal.systems.paytrail.connector import GAP, Paytrail
from portal.systems.paytrail.signing import is_signed, signature
from tests.systems.breakable import Asked, Breakable, Told
from tests.systems.conformance import FAULTS
from tests.systems.near_misses import SOUGHT

ACCOUNT, SECRET = "375917", "SAIPPUAKAUPPIAS"
ID, OTHER = "93ee8d18-10db-410b-92ac-7d6e49369ce3", "11111111-2222-3333-4444-555555555555"
ROOT = Path(__file__).resolve().parents[3]
DESCRIPTION = Path(os.environ.get("PORTAL_SHARED") or ROOT.parent / "shared") / "specs/paytrail-api.yaml"
PAYMENT = {
    "transactionId": ID, "status": "ok", "amount": 1590, "currency": "EUR", "stamp": "29858472952",
    "reference": "9187445", "createdAt": "2019-10-30T09:13:00", "provider": "osuuspankki",
    "paidAt": "2019-10-30T09:14:28",
}  # fmt: skip
PROVIDERS = [{"id": "op", "name": "OP", "svg": "https://a.example/a", "icon": "https://a.example/b", "group": "bank"}]


class Counter:
    """Paytrail's side: it takes what is signed, and signs."""

    def __init__(self, folder: Path) -> None:
        self.payment: Any = PAYMENT
        self.secret = SECRET
        self.server = Breakable(folder, self._answer, lambda status: Told(status, b"{}", {}), secure=True)

    def connector(self, account: str = ACCOUNT, secret: str = SECRET) -> Paytrail:
        return Paytrail(account, secret, "payments", self.server.outgoing, base=self.server.url)

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
        return self._signed(self.payment) if asked.path == f"/payments/{ID}" else Told(404, b"{}", {})

    def _signed(self, body: Any) -> Told:
        told = json.dumps(body).encode()
        headers = {"checkout-account": ACCOUNT, "checkout-algorithm": "sha256", "checkout-method": "GET"}
        return Told(200, told, {**headers, "request-id": "r", "signature": signature(self.secret, headers, told)})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.server.close()


def test_it_signs_as_the_published_example_does() -> None:
    headers = {
        "checkout-account": ACCOUNT, "checkout-algorithm": "sha256", "checkout-method": "POST",
        "checkout-nonce": "564635208570151", "checkout-timestamp": "2018-07-06T10:01:31.904Z",
    }  # fmt: skip
    item = {"unitPrice": 1525, "units": 1, "vatPercentage": 25.5, "productCode": "#1234", "deliveryDate": "2018-09-01"}
    urls = {"success": "https://ecom.example.com/cart/success", "cancel": "https://ecom.example.com/cart/cancel"}
    body = {
        "stamp": "unique-identifier-for-merchant", "reference": "3759170", "amount": 1525, "currency": "EUR",
        "language": "FI", "items": [item], "customer": {"email": "test.customer@example.com"}, "redirectUrls": urls,
    }  # fmt: skip
    told = json.dumps(body, separators=(",", ":")).encode()
    expected = "9a4a7735279de4c99268e4566a5526ae887e73e6e58f2918cb2309ccac366129"
    assert signature(SECRET, headers, told) == expected
    assert signature(SECRET, {**headers, "X-Other": "1", "signature": "y"}, told) == expected
    assert is_signed(SECRET, {**headers, "Signature": expected}, told)
    for wrong in ({}, {"Signature": ""}, {"Signature": "ä"}, {"Signature": expected, "checkout-nonce": "1"}):
        assert not is_signed(SECRET, {**headers, **wrong}, told)
    assert not is_signed(SECRET, {**headers, "Signature": expected, "checkout-algorithm": "none"}, told)


def test_it_never_says_that_nothing_is_held(counter: Counter) -> None:
    page = counter.connector().find(SOUGHT, None)
    assert (page.records, page.gaps, page.cursor) == ((), (GAP,), None)
    assert counter.server.asked == []
    with pytest.raises(Permanent, match="no_search"):
        counter.connector().held("anybody")


def test_it_looks_up_a_payment_by_the_id_that_was_given(counter: Counter) -> None:
    given = (f" {ID.upper()} ", OTHER, "../merchants/payment-providers", "10023")
    page = counter.connector().find(Identifiers("", customer_numbers=given), None)
    assert page.gaps == (GAP,)
    (record,) = page.records
    assert (record.match, record.key, record.category, record.dated) == (Match.PROBABLE, ID, "payments", "2019-10-30")
    assert {part.name: part.value for part in record.fields}["amount"] == 1590
    assert [one.key for one in counter.connector().held(record.owner)] == [ID]
    assert {asked.path for asked in counter.server.asked} == {f"/payments/{ID}", f"/payments/{OTHER}"}


def test_it_is_well_with_its_own_secret_alone(counter: Counter) -> None:
    assert counter.connector().check() == ()
    assert counter.connector(secret="another").check() == ("access_refused",)
    assert counter.connector(account="375917\r\nx: y").check() == ("access_refused",)
    with pytest.raises(AuthLost):
        counter.connector(secret="another").find(Identifiers("", customer_numbers=(ID,)), None)


def test_it_believes_no_answer_that_paytrail_did_not_sign(counter: Counter) -> None:
    counter.secret = "somebody else's"
    assert counter.connector().check() == ("answer_unreadable",)
    with pytest.raises(Permanent, match="answer_unreadable"):
        counter.connector().find(Identifiers("", customer_numbers=(ID,)), None)


@pytest.mark.parametrize("body", [[], None, {}, {**PAYMENT, "transactionId": OTHER}, "x"])
def test_it_takes_no_other_payment_for_this_one(counter: Counter, body: Any) -> None:
    counter.payment = body
    with pytest.raises(RetryLater, match="not_json"):
        counter.connector().find(Identifiers("", customer_numbers=(ID,)), None)


@pytest.mark.parametrize("how", FAULTS)
def test_it_fails_loudly(counter: Counter, how: str) -> None:
    connector = counter.connector()
    connector.seconds = 1.0 if how in {"hang", "drip"} else 60.0
    with counter.server.broken(how):
        assert connector.check()
        with pytest.raises(SystemFault):
            connector.find(Identifiers("", customer_numbers=(ID,)), None)
    assert counter.connector().check() == ()


def test_it_leaves_all_else_to_a_person(counter: Counter) -> None:
    connector = counter.connector()
    abilities = connector.capabilities()["payment"]
    assert {abilities[each] for each in (Capability.FIND, Capability.ERASE, Capability.RECTIFY)} == {"manual"}
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase([Target("payment", ID, f"payment:{ID}", ("payments",))], "op-1")
    with pytest.raises(Permanent, match="not_possible"):
        connector.rectify([Change("payment", ID, f"payment:{ID}", "amount", 1, 2)], "op-1")


def test_it_shows_its_secret_nowhere() -> None:
    connector = registry.connect("paytrail", {"account": ACCOUNT, "secret": SECRET})
    assert SECRET not in repr(connector)
    assert {one.key for one in kinds.kind("paytrail").settings if one.is_secret} == {"secret"}


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="specs/paytrail-api.yaml is not at hand")
def test_it_asks_and_is_answered_as_the_description_has_it(counter: Counter) -> None:
    whole = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    counter.connector().check()
    counter.connector().find(Identifiers("", customer_numbers=(ID,)), None)
    routes = {"/merchants/payment-providers": PROVIDERS, "/payments/{transactionId}": PAYMENT}
    for asked, (route, told) in zip(counter.server.asked, routes.items(), strict=True):
        described = whole["paths"][route]["get"]
        known = {each["name"] for each in described["parameters"] if each["in"] == "header"}
        sent = {name for name in asked.headers if name.startswith("checkout-") or name == "signature"}
        assert sent <= known
        assert known - sent <= {"platform-name"}
        schema = described["responses"]["200"]["content"]["application/json"]["schema"]
        assert not list(Draft202012Validator({**schema, "components": whole["components"]}).iter_errors(_as_told(told)))


def _as_told(told: Any) -> Any:
    """The description's own slip: it requires `transctionId`."""
    return {**told, "transctionId": ID} if isinstance(told, dict) else told
