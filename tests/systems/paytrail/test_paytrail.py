"""Paytrail: the published example of its signature, a server that checks it, and what no search may say."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from portal.domain.lifecycle import Match
from portal.systems import kinds, registry
from portal.systems.contract import AuthLost, Identifiers, Permanent, RetryLater
from portal.systems.paytrail.connector import GAP
from portal.systems.paytrail.signing import is_signed, signature
from tests.systems.conformance import ANNA, ConformanceByHand
from tests.systems.near_misses import SOUGHT
from tests.systems.paytrail.merchant import ACCOUNT, ID, OTHER, PAYMENT, PROVIDERS, SECRET, Merchant

ROOT = Path(__file__).resolve().parents[3]
DESCRIPTION = Path(os.environ.get("PORTAL_SHARED") or ROOT.parent / "shared") / "specs/paytrail-api.yaml"


class TestPaytrail(ConformanceByHand):
    kind = "paytrail"
    numbers = (ID,)

    @pytest.fixture
    def counterpart(self, merchant: Merchant) -> Merchant:
        return merchant


@pytest.fixture
def merchant(tmp_path: Path) -> Iterator[Merchant]:
    made = Merchant(tmp_path)
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


def test_it_looks_up_a_payment_by_the_id_that_was_given(merchant: Merchant) -> None:
    merchant.plant(ANNA)
    given = (f" {ID.upper()} ", OTHER, "../merchants/payment-providers", "10023")
    page = merchant.connector().find(Identifiers("", customer_numbers=given), None)
    assert page.gaps == (GAP,)
    (record,) = page.records
    assert (record.match, record.key, record.category, record.dated) == (Match.PROBABLE, ID, "payments", "2019-10-30")
    assert {part.name: part.value for part in record.fields}["amount"] == 1590
    assert [one.key for one in merchant.connector().held(record.owner)] == [ID]
    assert {asked.path for asked in merchant.server.asked} == {f"/payments/{ID}", f"/payments/{OTHER}"}


def test_it_asks_nothing_where_no_id_was_given(merchant: Merchant) -> None:
    page = merchant.connector().find(SOUGHT, None)
    assert (page.records, page.gaps, page.cursor) == ((), (GAP,), None)
    assert merchant.server.asked == []


def test_it_is_well_with_its_own_secret_alone(merchant: Merchant) -> None:
    assert merchant.connector().check() == ()
    assert merchant.connector(secret="another").check() == ("access_refused",)
    assert merchant.connector(account="375917\r\nx: y").check() == ("access_refused",)
    with pytest.raises(AuthLost):
        merchant.connector(secret="another").find(Identifiers("", customer_numbers=(ID,)), None)


def test_it_believes_no_answer_that_paytrail_did_not_sign(merchant: Merchant) -> None:
    merchant.plant(ANNA)
    merchant.secret = "somebody else's"
    assert merchant.connector().check() == ("answer_unreadable",)
    with pytest.raises(Permanent, match="answer_unreadable"):
        merchant.connector().find(Identifiers("", customer_numbers=(ID,)), None)


@pytest.mark.parametrize("body", [[], None, {}, {**PAYMENT, "transactionId": OTHER}, "x"])
def test_it_takes_no_other_payment_for_this_one(merchant: Merchant, body: Any) -> None:
    merchant.payments[ID] = body
    with pytest.raises(RetryLater, match="not_json"):
        merchant.connector().find(Identifiers("", customer_numbers=(ID,)), None)


def test_it_shows_its_secret_nowhere() -> None:
    connector = registry.connect("paytrail", {"account": ACCOUNT, "secret": SECRET})
    assert SECRET not in repr(connector)
    assert {one.key for one in kinds.kind("paytrail").settings if one.is_secret} == {"secret"}


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="specs/paytrail-api.yaml is not at hand")
def test_it_asks_and_is_answered_as_the_description_has_it(merchant: Merchant) -> None:
    whole = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    merchant.plant(ANNA)
    merchant.connector().check()
    merchant.connector().find(Identifiers("", customer_numbers=(ID,)), None)
    routes = {"/merchants/payment-providers": PROVIDERS, "/payments/{transactionId}": PAYMENT}
    for asked, (route, told) in zip(merchant.server.asked, routes.items(), strict=True):
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
