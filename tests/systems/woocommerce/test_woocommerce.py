"""The traps of a WooCommerce shop: guest orders, hidden states, totals that lie, what the API cannot erase."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.domain.lifecycle import Capability, Match
from portal.domain.roles import UNSORTED
from portal.systems import kinds, registry
from portal.systems.contract import Ambiguous, AuthLost, Change, Conflict, Identifiers, Permanent, RetryLater, Target
from portal.systems.mapping import BadMapping
from portal.systems.woocommerce.api import Shop
from portal.systems.woocommerce.erase import Erasure
from portal.systems.woocommerce.mapping import read_mapping
from portal.systems.woocommerce.owners import owner_of
from tests.systems.breakable import Told
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.near_misses import SOUGHT
from tests.systems.woocommerce import description
from tests.systems.woocommerce.shop import HIDDEN, MAPPING, WooShop

ADDRESS = ANNA.email
BY_MAIL = Identifiers(proven_email=ADDRESS)
CONTACT, PURCHASES = "contact", "purchases"

pytestmark = description.needed


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[WooShop]:
    made = WooShop(tmp_path)
    yield made
    made.server.close()
    assert made.violations == []


def found(shop: WooShop, identifiers: Identifiers = BY_MAIL) -> dict[tuple[str, str], Any]:
    """The records by kind and key; of several categories the last."""
    return {(one.kind, one.key): one for one in drained(shop.connector(), identifiers)[0]}


# ---- whose it is ------------------------------------------------------------------------------------------


def test_it_takes_guest_orders_with_an_accounts_address_for_the_accounts(shop: WooShop) -> None:
    number = shop.account("Anna.Virtanen@Example.ORG", ANNA.name, ANNA.phone)
    own, guest = shop.order(ADDRESS, ANNA.name, "", customer_id=number), shop.order(ADDRESS.upper(), ANNA.name, "")
    records = found(shop)
    assert {records[key].match for key in (("account", str(number)), ("order", str(own)), ("order", str(guest)))} == {
        Match.EXACT
    }
    assert {one.owner for one in records.values()} == {f"customer:{number}:{ADDRESS}"}


def test_it_finds_a_guest_who_has_no_account(shop: WooShop) -> None:
    guest = shop.order(ADDRESS, ANNA.name, "")
    shop.note(guest, "Rang")
    records = found(shop)
    assert {one.match for one in records.values()} == {Match.EXACT}
    assert {one.owner for one in records.values()} == {f"guest:{ADDRESS}"}
    assert {kind for kind, _key in records} == {"order", "order_device", "order_note"}


def test_it_is_not_sure_of_an_order_that_hangs_on_somebody_elses_account(shop: WooShop) -> None:
    other = shop.account(BODY.email, BODY.name, "")
    gift, own = shop.order(ADDRESS, ANNA.name, "", customer_id=other), shop.order(ADDRESS, ANNA.name, "")
    records = found(shop)
    assert records[("order", str(gift))].match is Match.PROBABLE
    assert records[("order", str(gift))].owner == f"customer:{other}:{BODY.email}"
    assert records[("order", str(own))].match is Match.EXACT
    assert ("account", str(other)) not in records


def test_it_is_sure_of_nobody_where_two_accounts_have_the_address(shop: WooShop) -> None:
    shop.account(ADDRESS, "Anna Virtanen", "")
    shop.account(ADDRESS.title(), "Pekka Virtanen", "")
    shop.order(ADDRESS, "Anna Virtanen", "")
    assert {one.match for one in found(shop).values()} == {Match.PROBABLE}


def test_it_singles_out_by_the_shops_own_id_and_finds_nobody_by_it(shop: WooShop) -> None:
    shop.account(ADDRESS, "Anna Virtanen", "", 41)
    shop.account(ADDRESS.title(), "Pekka Virtanen", "", 42)
    shop.account(BODY.email, BODY.name, "", 43)
    records = found(shop, Identifiers(proven_email=ADDRESS, customer_numbers=("42", "43")))
    assert {key: one.match for (_kind, key), one in records.items()} == {"41": Match.PROBABLE, "42": Match.EXACT}


def test_it_finds_an_address_that_the_search_would_read_as_something_else(shop: WooShop) -> None:
    tagged = "anna+shop%20@example.org"
    order = shop.order(tagged, ANNA.name, "")
    shop.order("anna shop @example.org", "Somebody Else", "")
    records = found(shop, Identifiers(proven_email=tagged))
    assert set(records) == {("order", str(order)), ("order_device", str(order))}


@pytest.mark.parametrize("status", sorted(HIDDEN))
def test_it_finds_orders_in_states_that_a_list_leaves_out(shop: WooShop, status: str) -> None:
    number = shop.account(ADDRESS, ANNA.name, "")
    own = shop.order(ADDRESS, ANNA.name, "", customer_id=number, status=status)
    guest = shop.order(ADDRESS, ANNA.name, "", status=status)
    assert {("order", str(own)), ("order", str(guest))} <= set(found(shop))


def test_it_finds_reviews_that_nobody_sees(shop: WooShop) -> None:
    made = {shop.review(ADDRESS, ANNA.name, status) for status in ("approved", "hold", "spam", "trash")}
    assert {("review", str(each)) for each in made} == set(found(shop))


def test_it_reads_a_phone_in_groups_and_is_not_sure_by_it(shop: WooShop) -> None:
    orders = [shop.order(f"p{n}@example.net", "A B", phone) for n, phone in enumerate(("040 123 4567", "(040)1234567"))]
    records = found(shop, SOUGHT)
    assert {records[("order", str(each))].match for each in orders} == {Match.PROBABLE}
    assert records[("order", str(orders[0]))].matched_by == ("phone",)


def test_it_shows_little_of_a_namesake(shop: WooShop) -> None:
    number = shop.account("other@example.net", ANNA.name, "+358500000001")
    order = shop.order("third@example.net", ANNA.name, "+358500000001")
    shop.note(order, "a note")
    records = drained(shop.connector())[0]
    assert {(one.kind, one.key, one.match) for one in records} == {
        ("account", str(number), Match.MENTION),
        ("order", str(order), Match.MENTION),
    }
    assert "+358500000001" not in str(records)
    assert "Puistokatu" not in str(records)


def test_it_learns_a_name_and_a_phone_and_no_number_of_the_shop(shop: WooShop) -> None:
    shop.account(ADDRESS, ANNA.name, "040 1234567")
    page = shop.connector().find(BY_MAIL, None)
    assert {(each.what, each.value) for each in page.learned} == {("phone", "+358401234567"), ("name", ANNA.name)}


def test_it_gives_no_secret_of_a_download(shop: WooShop) -> None:
    shop.plant(ANNA)
    assert "secret" not in str(drained(shop.connector())[0])


# ---- lists that lie ---------------------------------------------------------------------------------------


def test_it_goes_on_where_it_was_over_many_pages(shop: WooShop) -> None:
    number = shop.account(ADDRESS, ANNA.name, "")
    own = [shop.order(ADDRESS, ANNA.name, "", customer_id=number) for _ in range(23)]
    guest = [shop.order(ADDRESS, ANNA.name, "") for _ in range(22)]
    pages, cursor = [], None
    while not pages or cursor:
        pages.append(shop.connector().find(BY_MAIL, cursor))
        cursor = pages[-1].cursor
        assert cursor is None or json.loads(cursor)
    keys = [one.key for page in pages for one in page.records if one.kind == "order" and one.category == CONTACT]
    assert len(pages) > 2
    assert sorted(map(int, keys)) == sorted([*own, *guest])


@pytest.mark.parametrize("told", ["999999999", "", "many", "-1", "1e9", "9" * 40])
def test_it_tells_a_gap_where_the_number_of_pages_lies(shop: WooShop, told: str) -> None:
    shop.plant(ANNA)
    shop.pages = lambda _total: told
    connector = shop.connector()
    _records, gaps, _searched = drained(connector)
    assert {"search_incomplete:account", "search_incomplete:order", "search_incomplete:review"} <= set(gaps)
    assert "search_incomplete:order" in connector.check() or told == "999999999"
    with pytest.raises(Permanent, match="search_incomplete"):
        list(connector.held(f"guest:{ADDRESS}"))


def test_it_is_sure_of_nobody_where_accounts_could_not_be_searched(shop: WooShop) -> None:
    shop.plant(ANNA)
    shop.pages = lambda total: "" if len(shop.server.asked) < 3 else str(total)
    records, gaps, _searched = drained(shop.connector())
    assert "search_incomplete:account" in gaps
    assert records
    assert all(one.match is not Match.EXACT for one in records)


def test_it_asks_on_where_the_number_of_pages_is_too_low(shop: WooShop) -> None:
    orders = [shop.order(ADDRESS, ANNA.name, "") for _ in range(25)]
    shop.pages = lambda _total: "1"
    records, gaps, _searched = drained(shop.connector(), BY_MAIL)
    assert gaps == []
    assert {one.key for one in records if one.kind == "order"} == {str(each) for each in orders}


def test_it_reads_no_giant_name_to_its_end(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, "")
    shop.orders[order]["billing"]["first_name"] = "A, " * 1_000_000
    shop.orders[order]["billing"]["phone"] = "040 " * 1_000_000
    page = shop.connector().find(SOUGHT, None)
    assert all(len(each.value) <= 1001 for each in page.learned)


def test_it_ends_a_list_that_repeats_itself(shop: WooShop) -> None:
    for _ in range(30):
        shop.order(ADDRESS, ANNA.name, "")
    page = shop._list
    shop._list = lambda rows, query: page(rows, {**query, "page": "1"})  # type: ignore[method-assign]
    _records, gaps, _searched = drained(shop.connector(), BY_MAIL)
    assert "search_incomplete:order" in gaps


@pytest.mark.parametrize(
    "body", [b"{}", b"[1]", b'[{"id": "7"}]', b'[{"id": true}]', b"[{}]", b'"no"', b"null", b"[" * 9000]
)
def test_it_takes_no_strange_answer_for_nothing(shop: WooShop, body: bytes) -> None:
    shop._check_answer = lambda *_: None  # type: ignore[method-assign]
    shop._list = lambda *_: Told(200, body, {"X-WP-TotalPages": "1"})  # type: ignore[method-assign]
    with pytest.raises(RetryLater, match="not_json"):
        drained(shop.connector())


def test_it_reads_rows_without_their_fields(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, "")
    shop._check_answer = lambda *_: None  # type: ignore[method-assign]
    shop.orders[order] |= {"refunds": "none", "line_items": [None, 7], "billing": {"email": ADDRESS, "phone": ["x"]},
                           "shipping": None, "meta_data": {"a": 1}, "date_created": 7, "date_paid": None}  # fmt: skip
    assert drained(shop.connector(), BY_MAIL)[1] == []


@pytest.mark.parametrize(
    ("part", "place"), [("/notes", "order_note"), ("/downloads", "download"), ("/products/reviews", "review")]
)
def test_it_tells_which_part_it_may_not_read(shop: WooShop, part: str, place: str) -> None:
    shop.plant(ANNA)
    shop.forbidden = frozenset({part})
    connector = shop.connector()
    records, gaps, _searched = drained(connector)
    assert set(gaps) == {f"scope_missing:{place}"}
    assert records
    with pytest.raises(Permanent, match="scope_missing"):
        list(connector.held(next(one.owner for one in records)))


def test_it_says_nothing_of_an_address_where_no_shop_is(shop: WooShop) -> None:
    shop.plant(ANNA)
    connector = shop.connector(url=f"{shop.server.url}/blog")
    with pytest.raises(Permanent, match="bad_url"):
        connector.find(SOUGHT, None)
    assert connector.check() == ("bad_url:account", "bad_url:order", "bad_url:review")
    assert not shop.violations


@pytest.mark.parametrize(
    "cursor", ["", "x", "{}", "[]", '{"people":[],"tasks":[["orders",7,0]],"sole":true,"at":[0,1,0],"seen":[]}']
)
def test_it_believes_no_cursor_of_others(shop: WooShop, cursor: str) -> None:
    if cursor:
        with pytest.raises(Permanent, match="bad_cursor"):
            shop.connector().find(SOUGHT, cursor)


# ---- erasure ----------------------------------------------------------------------------------------------


def erasable(shop: WooShop, *but: str) -> list[Target]:
    """What is surely the person's, without some kinds."""
    exact = [one for one in drained(shop.connector(), BY_MAIL)[0] if one.match is Match.EXACT]
    return targets_of([one for one in exact if one.kind not in but])


BY_HAND = ("order_device", "refund", "download")


def test_it_leaves_a_person_the_ip_addresses_once_the_rest_is_gone(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, ANNA.phone)
    connector, targets = shop.connector(), erasable(shop)
    for _ in range(2):
        with pytest.raises(Permanent, match="rest_by_hand"):
            connector.erase(targets, "op-1")
        assert not connector.erased(targets)
    assert shop.orders[order]["billing"]["first_name"] == "[deleted]"
    assert ADDRESS not in str(shop.orders)
    shop.orders[order] |= {"customer_ip_address": "203.0.113.0", "customer_user_agent": "[poistettu]"}
    assert connector.erased(targets)
    assert connector.erase(targets, "op-1").already


def test_it_blanks_an_order_as_the_shops_own_eraser_does(shop: WooShop) -> None:
    number = shop.account(ADDRESS, ANNA.name, ANNA.phone)
    order = shop.order(ADDRESS, ANNA.name, ANNA.phone, customer_id=number)
    shop.connector().erase(erasable(shop, *BY_HAND, "account"), "op-1")
    row = shop.orders[order]
    assert row["billing"] == {
        "first_name": "[deleted]", "last_name": "[deleted]", "company": "", "address_1": "[deleted]", "address_2": "",
        "city": "[deleted]", "state": "", "postcode": "[deleted]", "country": "", "phone": "",
        "email": "deleted@site.invalid",
    }  # fmt: skip
    assert (row["customer_id"], row["transaction_id"], row["customer_note"]) == (0, "", "")
    assert (row["total"], row["line_items"][0]["name"]) == ("9.90", "Blue cup")
    assert row["meta_data"] == []
    assert number in shop.customers


def test_it_blanks_the_categories_that_go_and_no_other(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, ANNA.phone)
    target = Target("order", str(order), f"guest:{ADDRESS}", (CONTACT,))
    shop.connector().erase([target], "op-1")
    assert shop.orders[order]["customer_note"] == "Please ring twice"
    assert shop.orders[order]["billing"]["email"] == "deleted@site.invalid"
    rest = Target("order", str(order), f"guest:{ADDRESS}", (PURCHASES,))
    assert shop.connector().erase([rest], "op-2").counts == {"anonymised:order": 1}
    assert shop.connector().erased([target, rest])


def test_it_does_not_call_a_purchase_erased_that_still_names_its_buyer(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, ANNA.phone)
    before = shop.state()
    with pytest.raises(Permanent, match="not_writable"):
        shop.connector().erase([Target("order", str(order), f"guest:{ADDRESS}", (PURCHASES,))], "op-1")
    assert shop.state() == before


def test_it_finds_what_is_kept_of_a_deleted_account(shop: WooShop) -> None:
    number = shop.account(ADDRESS, ANNA.name, ANNA.phone)
    order = shop.order(ADDRESS, ANNA.name, ANNA.phone, customer_id=number)
    connector, owner = shop.connector(), f"customer:{number}:{ADDRESS}"
    account = [each for each in erasable(shop) if each.kind == "account"]
    assert connector.erase(account, "op-1").counts == {"deleted:account": 1}
    kept = list(connector.held(owner))
    assert {(one.kind, one.key) for one in kept} == {("order", str(order)), ("order_device", str(order))}
    assert {one.owner for one in kept} == {owner}
    later = targets_of([one for one in kept if one.kind == "order"])
    assert connector.erase(later, "op-2").counts == {"anonymised:order": 1}
    assert list(connector.held(owner)) == []


def test_it_deletes_no_account_whose_orders_nobody_would_find_again(shop: WooShop) -> None:
    number = shop.account(ADDRESS, ANNA.name, ANNA.phone)
    order = shop.order("anna@work.example", ANNA.name, ANNA.phone, customer_id=number)
    before, connector = shop.state(), shop.connector()
    account = [each for each in erasable(shop) if each.kind == "account"]
    with pytest.raises(Permanent, match="still_referenced"):
        connector.preview(account)
    with pytest.raises(Permanent, match="still_referenced"):
        connector.erase(account, "op-1")
    assert shop.state() == before
    connector.erase(erasable(shop, *BY_HAND), "op-2")
    assert number not in shop.customers
    assert "anna@work.example" not in str(shop.orders[order])


@pytest.mark.parametrize("role", ["administrator", "shop_manager", "author", None])
def test_it_deletes_nobody_who_works_in_the_shop(shop: WooShop, role: str | None) -> None:
    number = shop.account(ADDRESS, ANNA.name, "")
    targets = erasable(shop)
    shop.customers[number]["role"] = role or "editor"
    with pytest.raises(Permanent, match="not_writable"):
        shop.connector().erase(targets, "op-1")
    assert number in shop.customers


def test_it_erases_nothing_of_whoever_has_the_record_now(shop: WooShop) -> None:
    shop.plant(ANNA)
    targets = erasable(shop, *BY_HAND)
    other = shop.account(BODY.email, BODY.name, "")
    for order in shop.orders.values():
        order["customer_id"] = other if order["customer_id"] == 0 else order["customer_id"]
    before = shop.state()
    with pytest.raises(Conflict, match="owner_changed"):
        shop.connector().erase(targets, "op-1")
    assert shop.state() == before


def test_it_erases_no_guest_order_that_got_another_address(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, "")
    targets = erasable(shop, *BY_HAND)
    shop.orders[order]["billing"]["email"] = BODY.email
    before = shop.state()
    with pytest.raises(Conflict, match="owner_changed"):
        shop.connector().erase(targets, "op-1")
    assert shop.state() == before


@pytest.mark.parametrize("how", ["keep", "manual"])
@pytest.mark.parametrize("kind", ["account", "order", "note", "review"])
def test_it_erases_nothing_where_the_mapping_keeps_a_part(shop: WooShop, kind: str, how: str) -> None:
    shop.plant(ANNA)
    shop.mapping = f'{MAPPING}\n[erase]\n{kind} = "{how}"\n'
    before, connector = shop.state(), shop.connector()
    with pytest.raises(Permanent, match="not_writable"):
        connector.erase(erasable(shop, *BY_HAND), "op-1")
    assert shop.state() == before
    told = connector.capabilities()["order_note" if kind == "note" else kind][Capability.ERASE]
    assert told == {"keep": "none", "manual": "manual"}[how]


def test_it_asks_nothing_by_a_key_that_is_none() -> None:
    web: Any = None
    erasure = Erasure(Shop(web), read_mapping(MAPPING))
    for kind in ("account", "order", "order_note", "review", "order_device", "refund", "elsewhere"):
        for key in ("1/../2", "../customers/1", "1?force=true", "", "-1", "1/2/3", "١", "9" * 30):
            with pytest.raises(Permanent, match="not_writable"):
                erasure.plan([Target(kind, key, f"guest:{ADDRESS}", ("technical", "purchases"))])


def test_it_takes_a_lost_answer_for_neither_done_nor_undone(shop: WooShop) -> None:
    shop.plant(BODY)
    shop.plant(ANNA)
    others, targets = shop.of_others(), erasable(shop, *BY_HAND)
    shop.server.lose_answers_of = frozenset({"PUT", "DELETE"})
    tries = 0
    while not shop.connector().erased(targets):
        with pytest.raises(Ambiguous):
            shop.connector().erase(targets, "op-1")
        tries += 1
    assert tries == sum(asked.method in {"PUT", "DELETE"} for asked in shop.server.asked) > 3
    assert shop.of_others() == others


# ---- corrections and prohibitions -------------------------------------------------------------------------


def test_it_tells_a_key_that_only_reads_from_a_wrong_one(shop: WooShop) -> None:
    shop.plant(ANNA)
    targets = erasable(shop, *BY_HAND)
    shop.read_only = True
    with pytest.raises(Permanent, match="write_refused"):
        shop.connector().erase(targets, "op-1")
    with pytest.raises(AuthLost):
        shop.connector(secret="cs_wrong").erase(targets, "op-1")


def test_it_says_that_the_shop_does_not_take_a_value(shop: WooShop) -> None:
    order = shop.order(ADDRESS, ANNA.name, "")
    change = Change("order", str(order), f"guest:{ADDRESS}", "billing.email", ADDRESS, "no address")
    with pytest.raises(Permanent, match="value_unfit"):
        shop.connector().rectify([change], "op-1")
    assert shop.violations.pop() == f"PUT /orders/{order}: billing: no email"


def test_it_corrects_nothing_where_one_of_several_changed_meanwhile(shop: WooShop) -> None:
    order, review = shop.order(ADDRESS, ANNA.name, ""), shop.review(ADDRESS, ANNA.name)
    before, owner = shop.state(), f"guest:{ADDRESS}"
    changes = [
        Change("order", str(order), owner, "billing.city", "Turku", "Salo"),
        Change("review", str(review), owner, "review", "seen otherwise", "A bad cup"),
    ]
    with pytest.raises(Conflict, match="value_changed"):
        shop.connector().rectify(changes, "op-1")
    assert shop.state() == before


@pytest.mark.parametrize("column", ["id", "role", "meta:x", "billing", "customer_id", "status", "password"])
def test_it_writes_no_other_field(shop: WooShop, column: str) -> None:
    number = shop.account(ADDRESS, ANNA.name, "")
    with pytest.raises(Permanent, match="not_writable"):
        shop.connector().rectify([Change("account", str(number), f"customer:{number}:", column, "", "x")], "op-1")


def test_it_forbids_marketing_to_an_account_alone(shop: WooShop) -> None:
    shop.order(ADDRESS, ANNA.name, "")
    with pytest.raises(Permanent, match="channel_unmapped"):
        shop.connector().suppress(BY_MAIL, f"guest:{ADDRESS}", ["email"], "op-1")
    number = shop.account(ADDRESS, ANNA.name, "", meta_data=[{"id": 1, "key": "other", "value": "stays"}])
    shop.connector().suppress(BY_MAIL, f"customer:{number}:{ADDRESS}", ["email"], "op-1")
    assert {each["key"]: each["value"] for each in shop.customers[number]["meta_data"]} == {
        "other": "stays",
        "marketing_allowed": "no",
    }
    shop.account(ADDRESS.title(), "Pekka Virtanen", "")
    with pytest.raises(Conflict, match="several_owners"):
        shop.connector().suppressed(BY_MAIL, f"customer:{number}:{ADDRESS}", ["email"])


# ---- settings ---------------------------------------------------------------------------------------------


def test_it_reads_what_an_extension_added(shop: WooShop) -> None:
    label = '{ fi = "ALV", sv = "Moms", en = "VAT" }'
    shop.mapping += f'[[meta]]\nkind = "order"\nkey = "_vat"\nname = "vat"\ngroup = "billing"\nlabel = {label}\n'
    order = shop.order(ADDRESS, ANNA.name, "", meta_data=[{"id": 1, "key": "_vat", "value": "FI12345678"}])
    records = drained(shop.connector(), BY_MAIL)[0]
    assert "FI12345678" in str([one.fields for one in records if one.category == CONTACT])
    shop.connector().erase(erasable(shop, *BY_HAND), "op-1")
    assert shop.orders[order]["meta_data"][0]["value"] == ""


def test_it_sorts_nothing_that_the_mapping_does_not_name(shop: WooShop) -> None:
    shop.mapping = ""
    shop.plant(ANNA)
    assert {one.category for one in drained(shop.connector())[0]} == {UNSORTED}


@pytest.mark.parametrize(
    "text",
    [
        "categories = 1",
        "[categories]\nbiling = 'contact'",
        "[categories]\nbilling = ' '",
        "[erase]\norder = 'delete'",
        "blank = ''",
        "no toml",
        "[[prohibitions]]\nchannels = []\nkey = 'k'\nvalue = 'no'",
        "[[meta]]\nkind='order'\nkey='k'\nname='a b'\ngroup='billing'\nlabel={fi='a',sv='a',en='a'}",
        "[[meta]]\nkind='account'\nkey='k'\nname='a'\ngroup='payment'\nlabel={fi='a',sv='a',en='a'}",
        "unknown = 1",
    ],
)
def test_it_says_why_a_mapping_cannot_be_used(text: str) -> None:
    with pytest.raises(BadMapping, match="bad_mapping|.") as raised:
        read_mapping(text)
    assert raised.value.code == "bad_mapping"
    assert str(raised.value)


@pytest.mark.parametrize("owner", ["", "guest:", "customer:", "customer:x:a@b.fi", "customer:0:a@b.fi", "else:1", "12"])
def test_it_looks_for_nobody_by_an_owner_that_is_none(owner: str) -> None:
    with pytest.raises(Permanent, match="owner_missing"):
        owner_of(owner)


@pytest.mark.parametrize("url", ["https://shop.example/?a=b", "https://shop.example/#x"])
def test_it_takes_no_address_with_a_query(url: str) -> None:
    settings = {"url": url, "key": "ck", "secret": "cs", "country": "FI"}
    with pytest.raises(Permanent, match="bad_url"):
        registry.connect("woocommerce", settings)


def test_it_reaches_no_shop_on_this_machine_unless_it_may() -> None:
    settings = {"url": "https://127.0.0.1:1", "key": "ck_x", "secret": "cs_x", "country": "FI"}
    connector = registry.connect("woocommerce", settings)
    with pytest.raises(Permanent, match="address_refused"):
        connector.find(SOUGHT, None)
    assert "cs_x" not in f"{connector!r}{connector._key!r}"
    assert {one.key for one in kinds.kind("woocommerce").settings if one.is_secret} == {"key", "secret"}
