"""The traps of Stripe: letters of another case, many customers with one mailbox, endless lists, what money binds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.domain.lifecycle import Match
from portal.systems import kinds, registry
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Change,
    Conflict,
    Identifiers,
    Permanent,
    RetryLater,
    Target,
)
from portal.systems.mapping import BadMapping
from portal.systems.stripe.mapping import read_mapping
from portal.systems.stripe.search import owner_of
from tests.systems.breakable import Told
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.near_misses import SOUGHT
from tests.systems.stripe.bank import MAPPING, Bank

ADDRESS = ANNA.email
BY_MAIL = Identifiers(proven_email=ADDRESS)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    made = Bank(tmp_path)
    yield made
    made.server.close()
    assert made.violations == []


def found(bank: Bank, identifiers: Identifiers = BY_MAIL) -> dict[tuple[str, str], Any]:
    """The records by kind and key."""
    return {(one.kind, one.key): one for one in drained(bank.connector(), identifiers)[0]}


def erasable(bank: Bank, *kinds_of: str) -> list[Target]:
    exact = [one for one in drained(bank.connector(), BY_MAIL)[0] if one.match is Match.EXACT]
    return targets_of([one for one in exact if not kinds_of or one.kind in kinds_of])


def test_it_finds_an_address_in_letters_of_another_case(bank: Bank) -> None:
    customer = bank.customer("Anna.Virtanen@Example.org", ANNA.name, None)
    assert found(bank)[("customer", customer)].match is Match.EXACT


def test_it_does_not_wait_for_the_search_to_know(bank: Bank) -> None:
    bank.lags = True
    customer = bank.customer(ADDRESS, ANNA.name, None)
    assert found(bank)[("customer", customer)].match is Match.EXACT


def test_it_is_sure_of_none_of_several_customers_with_one_mailbox(bank: Bank) -> None:
    one, other = bank.customer(ADDRESS, ANNA.name, None), bank.customer(ADDRESS, "Pekka Virtanen", None)
    assert {each.match for each in found(bank).values()} == {Match.PROBABLE}
    named = Identifiers(proven_email=ADDRESS, name=ANNA.name)
    matches = {key: each.match for (_kind, key), each in found(bank, named).items()}
    assert matches == {one: Match.EXACT, other: Match.PROBABLE}
    numbered = Identifiers(proven_email=ADDRESS, customer_numbers=(other,))
    assert found(bank, numbered)[("customer", other)].match is Match.EXACT


def test_it_finds_a_phone_and_a_name_and_is_not_sure_by_them(bank: Bank) -> None:
    by_phone = bank.customer("p@example.net", "Somebody Else", ANNA.phone)
    by_name = bank.customer("n@example.net", ANNA.name, "+358500000001")
    bank.hang("charge", by_name, "n@example.net", ANNA.name)
    records = found(bank, SOUGHT)
    assert records[("customer", by_phone)].match is Match.PROBABLE
    assert records[("customer", by_name)].match is Match.MENTION
    assert "+358500000001" not in str(records)
    assert {kind for kind, key in records} == {"customer"}


def test_it_finds_who_paid_at_a_checkout_without_becoming_a_customer(bank: Bank) -> None:
    session = bank.hang("checkout", None, ADDRESS, ANNA.name)
    record = found(bank)[("checkout", session)]
    assert (record.match, record.owner) == (Match.EXACT, f"guest:{ADDRESS}")
    assert [one.key for one in bank.connector().held(record.owner)] == [session]


def test_it_is_not_sure_of_a_checkout_that_hangs_on_a_customer_with_another_address(bank: Bank) -> None:
    other = bank.customer(BODY.email, BODY.name, None)
    session = bank.hang("checkout", other, ADDRESS, ANNA.name)
    records = found(bank)
    assert set(records) == {("checkout", session)}
    record = records[("checkout", session)]
    assert (record.match, record.owner) == (Match.PROBABLE, f"customer:{other}")
    assert list(bank.connector().held(f"guest:{ADDRESS}")) == []


def test_it_finds_ended_subscriptions_too(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    ended = bank.hang("subscription", customer, ADDRESS, ANNA.name, status="canceled")
    assert ("subscription", ended) in found(bank)


def test_it_tells_that_some_payments_cannot_be_searched(bank: Bank) -> None:
    bank.guests = True
    assert drained(bank.connector())[1] == ["no_search:guest_payment"]


def test_it_gives_no_secret_and_of_a_card_its_last_digits_alone(bank: Bank) -> None:
    bank.plant(ANNA)
    told = str(list(found(bank).values()))
    assert "4242" in told
    assert "pi_secret" not in told
    assert "fingerprint" not in told
    assert "2030" not in told


def test_it_puts_no_word_of_a_person_into_the_search(bank: Bank) -> None:
    hostile = Identifiers(
        proven_email='a"@b.example OR email~"example',
        emails=('x\\" OR name~"a',),
        name='Ann" OR "Virtanen\\',
        customer_numbers=("../charges", "cus_1/../../charges", "cus_1?x"),
    )
    bank.plant(BODY)
    assert drained(bank.connector(), hostile)[0] == []
    paths = {asked.path for asked in bank.server.asked}
    assert paths == {"/v1/customers", "/v1/customers/search", "/v1/checkout/sessions"}


def test_it_ends_a_list_that_does_not(bank: Bank) -> None:
    bank.plant(ANNA)
    bank.endless = True
    records, gaps, _searched = drained(bank.connector())
    assert "search_incomplete:customer" in gaps
    assert "search_incomplete:charge" in gaps
    assert all(one.match is not Match.EXACT for one in records)
    with pytest.raises(Permanent, match="search_incomplete"):
        list(bank.connector().held(next(one.owner for one in records)))


def test_it_goes_over_many_pages_and_many_questions(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    charges = {bank.hang("charge", customer, ADDRESS, ANNA.name) for _ in range(230)}
    others = [bank.customer(ADDRESS, f"Other {number}", None) for number in range(5)]
    records, gaps, _searched = drained(bank.connector(), BY_MAIL)
    assert gaps == []
    keys = [one.key for one in records if one.kind == "charge"]
    assert sorted(keys) == sorted(charges)
    assert {one.key for one in records if one.kind == "customer"} == {customer, *others}


@pytest.mark.parametrize(
    "body",
    [
        b"[]", b"{}", b'{"data": []}', b'{"data": {}, "has_more": false}', b'{"data": [1], "has_more": false}',
        b'{"data": [{}], "has_more": false}', b'{"data": [{"id": 7}], "has_more": false}', b"null",
        b'{"data": [{"id": "../x"}], "has_more": false}', b'{"data": [], "has_more": "no"}',
    ],
)  # fmt: skip
def test_it_takes_no_strange_answer_for_nothing(bank: Bank, body: bytes) -> None:
    bank._list = lambda *_: Told(200, body, {})  # type: ignore[method-assign]
    with pytest.raises(RetryLater, match="not_json"):
        drained(bank.connector())


@pytest.mark.parametrize("path", ["/v1/charges", "/v1/invoices", "/payment_methods", "/v1/checkout/sessions"])
def test_it_tells_which_part_it_may_not_read(bank: Bank, path: str) -> None:
    bank.plant(ANNA)
    bank.forbidden = frozenset({path})
    records, gaps, _searched = drained(bank.connector())
    assert len(gaps) == 1
    assert gaps[0].startswith("scope_missing:")
    assert records
    assert bank.connector().check() == (() if "methods" in path else tuple(gaps))


def test_it_deletes_a_customer_and_leaves_a_person_what_was_paid(bank: Bank) -> None:
    bank.plant(ANNA)
    customer = next(iter(bank.rows["customer"]))
    connector, targets = bank.connector(), erasable(bank)
    for _ in range(2):
        with pytest.raises(Permanent, match="rest_by_hand"):
            connector.erase(targets, "op-1")
        assert bank.rows["customer"][customer] == {"id": customer, "object": "customer", "deleted": True}
        assert not connector.erased(targets)
    kept = {one.kind for one in connector.held(f"customer:{customer}")}
    assert kept == {"payment", "charge", "invoice", "subscription", "checkout"}
    for kind in kept:
        for key, row in bank.rows[kind].items():
            bank.rows[kind][key] = redacted(row)
    assert connector.erased(targets)
    assert connector.erase(targets, "op-1").already


def test_it_lets_a_saved_card_go_with_its_customer_and_not_without(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    bank.hang("payment_method", customer, ADDRESS, ANNA.name)
    both, connector = erasable(bank), bank.connector()
    with pytest.raises(Permanent, match="rest_by_hand"):
        connector.erase([each for each in both if each.kind == "payment_method"], "op-1")
    assert connector.erase(both, "op-2").counts == {"deleted:customer": 1}
    assert connector.erased(both)


def redacted(found: Any) -> Any:
    """As Stripe's redaction leaves an object."""
    if isinstance(found, dict):
        kept = {"id", "object", "customer", "status", "created", "currency", "amount"}
        return {key: value if key in kept else redacted(value) for key, value in found.items()}
    return "[redacted]" if isinstance(found, str) else found


@pytest.mark.parametrize(
    ("kind", "status"),
    [("subscription", "active"), ("subscription", "past_due"), ("subscription", "paused"), ("invoice", "open")],
)
def test_it_deletes_nobody_whom_money_binds(bank: Bank, kind: str, status: str) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    bank.hang(kind, customer, ADDRESS, ANNA.name, status=status)
    before, targets = bank.state(), erasable(bank, "customer")
    with pytest.raises(Permanent, match="still_referenced"):
        bank.connector().preview(targets)
    with pytest.raises(Permanent, match="still_referenced"):
        bank.connector().erase(targets, "op-1")
    assert bank.state() == before


def test_it_deletes_nobody_with_a_balance(bank: Bank) -> None:
    bank.customer(ADDRESS, ANNA.name, None, balance=-500)
    with pytest.raises(Permanent, match="still_referenced"):
        bank.connector().erase(erasable(bank, "customer"), "op-1")


def test_it_blanks_the_categories_that_go_and_no_other(bank: Bank) -> None:
    bank.mapping = MAPPING.replace('address = "contact"', 'address = "places"')
    customer = bank.customer(ADDRESS, ANNA.name, ANNA.phone)
    target = Target("customer", customer, f"customer:{customer}", ("places",))
    connector = bank.connector()
    assert connector.preview([target]).counts == connector.erase([target], "op-1").counts == {"anonymised:customer": 1}
    assert connector.erased([target])
    assert bank.rows["customer"][customer]["address"] is None
    assert bank.rows["customer"][customer]["name"] == ANNA.name


def test_it_erases_nothing_of_somebody_else(bank: Bank) -> None:
    one, other = bank.customer(ADDRESS, ANNA.name, None), bank.customer(BODY.email, BODY.name, None)
    charge = bank.hang("charge", other, BODY.email, BODY.name)
    before = bank.state()
    for target in (
        Target("customer", other, f"customer:{one}", ("contact",)),
        Target("charge", charge, f"customer:{one}", ("payments",)),
        Target("charge", charge, f"guest:{ADDRESS}", ("payments",)),
    ):
        with pytest.raises(Conflict, match="owner_changed"):
            bank.connector().erase([target], "op-1")
    assert bank.state() == before


@pytest.mark.parametrize("how", ["keep", "manual"])
def test_it_deletes_nobody_where_the_mapping_keeps_them(bank: Bank, how: str) -> None:
    bank.customer(ADDRESS, ANNA.name, None)
    bank.mapping = f'{MAPPING}\n[erase]\ncustomer = "{how}"\n'
    before = bank.state()
    with pytest.raises(Permanent, match="not_writable"):
        bank.connector().erase(erasable(bank, "customer"), "op-1")
    assert bank.state() == before


@pytest.mark.parametrize("key", ["../charges", "cus_1/sources", "cus_1?x=1", "", "cus_", "cus_ä", "x" * 400])
def test_it_asks_nothing_by_a_key_that_is_none(bank: Bank, key: str) -> None:
    for kind in ("customer", "charge", "elsewhere"):
        with pytest.raises(Permanent, match="not_writable"):
            bank.connector().erase([Target(kind, key, f"guest:{ADDRESS}", ("contact",))], "op-1")
    assert bank.server.asked == []


def test_it_corrects_an_address_line_and_keeps_the_others(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    change = Change("customer", customer, f"customer:{customer}", "address.city", "Turku", "Salo")
    connector = bank.connector()
    assert connector.rectify([change], "op-1").changed == 1
    assert connector.rectified([change])
    assert bank.rows["customer"][customer]["address"]["line1"] == "Puistokatu 1"
    back = Change("customer", customer, f"customer:{customer}", "address.city", "Salo", "Turku")
    assert connector.rectify([back], "op-1").changed == 1


def test_it_writes_once_though_the_answer_was_lost(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    change = Change("customer", customer, f"customer:{customer}", "name", ANNA.name, "Anna Salo")
    bank.server.lose_answers_of = frozenset({"POST", "DELETE"})
    with pytest.raises(Ambiguous):
        bank.connector().rectify([change], "op-1")
    assert bank.connector().rectified([change])
    targets = erasable(bank, "customer")
    with pytest.raises(Ambiguous):
        bank.connector().erase(targets, "op-2")
    assert bank.connector().erased(targets)


def test_it_says_what_stripe_does_not_take(bank: Bank) -> None:
    customer = bank.customer(ADDRESS, ANNA.name, None)
    owner = f"customer:{customer}"
    with pytest.raises(Permanent, match="value_unfit"):
        bank.connector().rectify([Change("customer", customer, owner, "email", ADDRESS, "none")], "op-1")
    for column in ("balance", "id", "metadata", "shipping.name"):
        with pytest.raises(Permanent, match="not_writable"):
            bank.connector().rectify([Change("customer", customer, owner, column, "", "x")], "op-1")
    bank.read_only = True
    with pytest.raises(Permanent, match="write_refused"):
        bank.connector().rectify([Change("customer", customer, owner, "name", ANNA.name, "x")], "op-1")


def test_it_tells_a_wrong_key(bank: Bank) -> None:
    for key in ("rk_wrong", "rk with space", "rk_\n", "rk_ä"):
        assert bank.connector(key).check() == ("access_refused",)
        with pytest.raises(AuthLost):
            bank.connector(key).find(SOUGHT, None)


@pytest.mark.parametrize("owner", ["", "guest:", "customer:", "customer:x", "customer:cus_1/../x", "else:1"])
def test_it_looks_for_nobody_by_an_owner_that_is_none(owner: str) -> None:
    with pytest.raises(Permanent, match="owner_missing"):
        owner_of(owner)


@pytest.mark.parametrize("cursor", ["x", "{}", "[]", '{"hits": [["a"]], "at": 0}', '{"hits": [], "at": -1}'])
def test_it_believes_no_cursor_of_others(bank: Bank, cursor: str) -> None:
    with pytest.raises(Permanent, match="bad_cursor"):
        bank.connector().find(SOUGHT, cursor)


@pytest.mark.parametrize("text", ["no toml", "unknown = 1", "[categories]\ncard = 'x'", "[categories]\ncharge = ''"])
def test_it_says_why_a_mapping_cannot_be_used(text: str) -> None:
    with pytest.raises(BadMapping) as raised:
        read_mapping(text)
    assert str(raised.value)


def test_it_shows_its_key_nowhere() -> None:
    connector = registry.connect("stripe", {"key": "rk_live_x", "country": "FI"})
    assert "rk_live_x" not in repr(connector)
    assert {one.key for one in kinds.kind("stripe").settings if one.is_secret} == {"key"}
