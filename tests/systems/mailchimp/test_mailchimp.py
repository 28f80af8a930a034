"""Mailchimp through its own description: the shared suite, then its own traps."""

import contextlib
import json
from collections.abc import Callable

import pytest

from portal.domain.lifecycle import Capability, Match
from portal.domain.roles import UNSORTED
from portal.systems import kinds, registry
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Change,
    Conflict,
    Identifiers,
    Permanent,
    Record,
    RetryLater,
    SystemFault,
    Target,
)
from portal.systems.mailchimp import search
from portal.systems.mailchimp.api import reached
from portal.systems.mailchimp.connector import MailchimpConnector, connect
from portal.systems.mailchimp.settings import KINDS
from portal.systems.wire import Outgoing
from tests.systems.conformance import ANNA, BODY, SOUGHT, Conformance, drained, targets_of
from tests.systems.mailchimp.conftest import LOYAL, NEWS, SHOP, Account, refusal
from tests.systems.mailchimp.fake import KEY, MOMENT, hashed
from tests.systems.raw_server import answered

ASKER = Identifiers(proven_email=ANNA.email)
HASH = hashed(ANNA.email)
MEMBER = f"{NEWS}/c1"
"""Anna's key, where she was put there first."""
FLOODED = answered("403 Forbidden", b"<html>Access Denied</html>", "Content-Type: text/html")


class TestMailchimp(Conformance):
    kind = "mailchimp"

    @pytest.fixture
    def counterpart(self, account: Account) -> Account:
        return account


def values(record: Record) -> dict[str, object]:
    return {each.name: each.value for each in record.fields}


def of_kind(records: list[Record], kind: str) -> list[Record]:
    return [one for one in records if one.kind == kind]


def calls(account: Account, *methods: str) -> list[str]:
    return [each for each in account.mailchimp.asked if each.split(" ")[0] in methods]


# The counterpart


@pytest.mark.parametrize(
    "wrongly",
    [
        lambda api: api.one("lists", NEWS, "segments"),
        lambda api: api.rows("lists", "lists", count=5000),
        lambda api: api.change("PUT", "lists", NEWS, "members", HASH, body={"email_address": ANNA.email}),
        lambda api: api.change("PATCH", "lists", NEWS, "members", HASH, body={"status": "archived"}),
        lambda api: api.change("PATCH", "lists", NEWS, "members", HASH, body={"nonsense": 1}),
        lambda api: api.change("PATCH", "lists", NEWS, "members", HASH, body={"vip": "yes"}),
    ],
)
def test_it_is_held_to_the_vendors_description(account: Account, wrongly: Callable[..., object]) -> None:
    account.plant(ANNA)
    outgoing = Outgoing(("127.0.0.1",), account.connector()._outgoing.ca_file)
    with reached(outgoing, f"https://127.0.0.1:{account.gate.port}", KEY) as api, contextlib.suppress(SystemFault):
        wrongly(api)
    assert len(account.gate.violations) == 1
    account.gate.violations.clear()
    account.gate.requests.clear()


def test_the_fake_is_held_to_the_vendors_description(account: Account) -> None:
    account.memory.member(NEWS, ANNA.email)["vip"] = "yes"
    with pytest.raises(RetryLater, match="system_fault"):
        drained(account.connector())
    assert "vip" in account.gate.violations.pop()


# Find


def test_it_tells_all_that_mailchimp_holds(account: Account) -> None:
    account.plant(ANNA)
    connector = account.connector(categories='member = "contact"\norder = "orders"')
    page = connector.find(SOUGHT, None)
    records = list(page.records)
    assert page.cursor is None
    assert {one.kind for one in records} == set(KINDS)
    assert {one.match for one in records} == {Match.EXACT}
    assert {one.category for one in records} == {"contact", "orders", UNSORTED}
    assert {(each.what, each.value) for each in page.learned} == {("name", ANNA.name), ("phone", ANNA.phone)}
    member = values(of_kind(records, "member")[0])
    assert member["list_name"] == "Uutiskirje"
    assert member["email_address"] == ANNA.email
    assert member["merge_fields.FNAME"] == "Anna"
    assert (member["merge_fields.ADDRESS.city"], member["merge_fields.VISITS"]) == ("Turku", 3)
    assert member["interests"] == "Tee"
    assert member["marketing_permissions"] == "Sähköposti"
    assert len(str(member["tags"]).split(", ")) == 60
    assert (member["ip_opt"], member["location.country_code"]) == ("192.0.2.7", "FI")
    assert {values(one)["list_name"]: values(one)["status"] for one in of_kind(records, "member")} == {
        "Uutiskirje": "subscribed",
        "Kanta-asiakkaat": "archived",
    }
    assert "open campaign_id: k1; campaign_title: Kevät" in str(values(of_kind(records, "activity")[0])["entries"])
    assert values(of_kind(records, "event")[0])["entries"] == f"{MOMENT} visited properties: page=tea"
    order = of_kind(records, "order")[0]
    assert (order.key, order.dated) == (f"{SHOP}/o%2F10023", "2026-05-04")
    assert values(order)["lines"] == "2 Kahvi 6.25"
    labels = {one.name: one.label.fi for one in connector.glossary() if one.kind == "member"}
    assert (labels["merge_fields.FNAME"], labels["merge_fields.ADDRESS.city"]) == ("Etunimi", "Osoite: city")


@pytest.mark.parametrize("status", ["subscribed", "unsubscribed", "cleaned", "pending", "transactional", "archived"])
def test_it_finds_whoever_left(account: Account, status: str) -> None:
    account.memory.member(NEWS, ANNA.email.replace("anna", "Anna").replace("org", "ORG"), status)
    records, gaps, searched = drained(account.connector(), ASKER)
    assert [(one.owner, one.match, values(one)["status"]) for one in records] == [(ANNA.email, Match.EXACT, status)]
    assert (gaps, searched >= 1) == ([], True)


def test_it_is_less_sure_of_an_address_that_is_not_proven(account: Account) -> None:
    account.memory.member(NEWS, "old@example.net", FNAME="Anna", LNAME="Virtanen", PHONE="+358501111111")
    account.memory.member(NEWS, "very.old@example.net")
    account.memory.customer(SHOP, "c1", "old@example.net", first_name="Anna")
    asked = Identifiers(ANNA.email, emails=("OLD@example.net",), name="Anna Virtanen")
    page = account.connector().find(asked, None)
    assert {(one.kind, one.owner, one.match) for one in page.records} == {
        ("member", "old@example.net", Match.PROBABLE),
        ("customer", "old@example.net", Match.PROBABLE),
    }
    assert page.records[0].matched_by == ("other_email", "name")
    assert page.learned == ()


def test_it_shows_of_namesakes_no_more_than_tells_them_apart(account: Account) -> None:
    account.memory.member(LOYAL, "namesake@example.net", FNAME="Anna", LNAME="Virtanen", PHONE="+358501111111")
    account.memory.member(LOYAL, "susanna@example.net", FNAME="Susanna", LNAME="Virtanen")
    records, gaps, _ = drained(account.connector(), SOUGHT)
    assert [(one.match, one.matched_by, one.owner) for one in records] == [
        (Match.MENTION, ("name",), "namesake@example.net")
    ]
    assert set(values(records[0])) == {"email_address", "full_name"}
    assert gaps == []


def test_it_says_where_more_bear_the_name_than_it_was_shown(account: Account) -> None:
    for number in range(31):
        account.memory.member(NEWS, f"n{number}@example.net", FNAME="Anna", LNAME="Virtanen")
    records, gaps, _ = drained(account.connector(), SOUGHT)
    assert (len(records), gaps) == (30, ["too_many_namesakes:member"])


def test_it_tells_customers_of_one_mailbox_apart_by_name(account: Account) -> None:
    account.memory.customer(SHOP, "c1", ANNA.email, first_name="Anna", last_name="Virtanen")
    account.memory.customer(SHOP, "c2", ANNA.email, first_name="Matti", last_name="Virtanen")
    account.memory.customer(SHOP, "c3", f"x{ANNA.email}", first_name="Anna", last_name="Virtanen")
    account.memory.order(SHOP, "o1", "c1")
    account.memory.order(SHOP, "o2", "c2")
    account.memory.cart(SHOP, "k2", "c2")
    records, _, _ = drained(account.connector(), SOUGHT)
    assert {(one.key.split("/")[1], one.match) for one in records} == {
        ("c1", Match.EXACT),
        ("o1", Match.EXACT),
        ("c2", Match.PROBABLE),
        ("o2", Match.PROBABLE),
        ("k2", Match.PROBABLE),
    }


def test_it_goes_on_from_its_cursor_in_another_process(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account.plant(ANNA)
    account.memory.tags[NEWS, HASH] = account.memory.tags[LOYAL, HASH] = []
    account.memory.page_cap = 1
    monkeypatch.setattr(search, "ROWS", 3)
    whole, _, searched = drained(account.connector())
    cursor, records = None, []
    for _ in range(50):
        page = account.connector().find(SOUGHT, cursor)
        records += page.records
        cursor = page.cursor
        if cursor is None:
            break
        assert ANNA.email not in cursor
        assert "Virtanen" not in cursor
        json.loads(cursor)
    assert [(one.kind, one.key) for one in records] == [(one.kind, one.key) for one in whole]
    assert len(of_kind(records, "activity")) == 4
    assert len(records) > 3
    assert searched >= len(records)


@pytest.mark.parametrize("cursor", ["", "x", "{}", "[1]", "[[]]", '[["_took"]]', '[["nonsense", 1]]'])
def test_it_takes_no_cursor_that_is_none_of_its_own(account: Account, cursor: str) -> None:
    if not cursor:
        assert account.connector().find(ASKER, cursor).cursor is None
        return
    with pytest.raises(Permanent, match="bad_cursor"):
        account.connector().find(ASKER, cursor)


# What Mailchimp answers


def test_it_says_that_it_may_not_see_the_shops(account: Account) -> None:
    account.plant(ANNA)
    with account.gate.broken("scope", lambda _method, path: path.startswith("/ecommerce")):
        records, gaps, _ = drained(account.connector())
        assert gaps == ["scope_missing:stores"]
        assert {one.kind for one in records} == {"member", "note", "activity", "event"}
        assert account.connector().check() == ("scope_missing:stores",)
        with pytest.raises(Permanent, match="scope_missing"):
            list(account.connector().held(ANNA.email))


@pytest.mark.parametrize(
    ("answer", "kind", "code", "seconds"),
    [
        (FLOODED, RetryLater, "rate_limited", 300),
        (refusal("403 Forbidden", "User Disabled"), AuthLost, "access_refused", 0),
        (refusal("403 Forbidden", "Wrong Datacenter"), AuthLost, "access_refused", 0),
        (refusal("403 Forbidden", "Forbidden"), Permanent, "scope_missing", 0),
        (refusal("429 Too Many", "Too Many Requests"), RetryLater, "rate_limited", 30),
        (answered("404 Not Found", b"<html>nginx</html>"), RetryLater, "not_json", 300),
        (answered("404 Not Found", b'{"status": 403, "title": "x"}'), RetryLater, "not_json", 300),
        (answered("404 Not Found", b""), RetryLater, "not_json", 300),
        (refusal("400 Bad Request", "Invalid Resource"), Permanent, "not_possible", 0),
        (refusal("414 Too Deep", "Resource Nesting Too Deep"), Permanent, "not_possible", 0),
        (answered("200 OK", b"[]"), RetryLater, "not_json", 300),
        (answered("200 OK", b"null"), RetryLater, "not_json", 300),
    ],
)
def test_it_tells_a_refusal_from_nothing_held(
    account: Account, answer: bytes, kind: type[SystemFault], code: str, seconds: float
) -> None:
    account.plant(ANNA)
    account.gate.answers["odd"] = answer
    for only in ("/lists/", "/lists"):
        with account.gate.broken("odd", lambda _method, path, only=only: path.startswith(only)):  # type: ignore[misc]
            with pytest.raises(kind, match=code) as raised:
                drained(account.connector(), ASKER)
            if isinstance(raised.value, RetryLater):
                assert raised.value.seconds == seconds
    with account.gate.broken("odd"):
        assert account.connector().check() == (code,)


LISTS = {"lists": [{"id": NEWS, "name": "x"}], "total_items": 1}
LIES: dict[str, tuple[str, object]] = {
    "no lists": ("/lists", {}),
    "lists that are no list": ("/lists", {"lists": {"id": NEWS}}),
    "a list that is no object": ("/lists", {"lists": [NEWS]}),
    "a list without an id": ("/lists", {"lists": [{"name": "x"}], "total_items": 1}),
    "a list whose id is a flag": ("/lists", {"lists": [{"id": True}], "total_items": 1}),
    "a list whose id climbs": ("/lists", {"lists": [{"id": ".."}], "total_items": 1}),
    "lists without an end": ("/lists", {"lists": [{"id": NEWS}], "total_items": 10**9}),
    "somebody else": (f"/lists/{NEWS}/members/{HASH}", {"email_address": BODY.email, "id": HASH}),
    "nobody": (f"/lists/{NEWS}/members/{HASH}", {"email_address": None}),
    "notes that are text": (f"/lists/{NEWS}/members/{HASH}/notes", {"notes": "none"}),
    "a note without an id": (f"/lists/{NEWS}/members/{HASH}/notes", {"notes": [{"note": "x"}], "total_items": 1}),
    "a name search that is none": ("/search-members", {"exact_matches": [], "full_search": None}),
    "depth": (f"/lists/{NEWS}/members/{HASH}", b'{"email_address": ' + b"[" * 100_000),
}


@pytest.mark.parametrize("lie", LIES)
def test_it_takes_no_lie_for_an_answer(unchecked: Account, lie: str) -> None:
    unchecked.plant(ANNA)
    path, answer = LIES[lie]
    unchecked.mailchimp.strange[path] = answer
    if lie == "a list whose id climbs":
        assert "record_gone:list" in drained(unchecked.connector())[1]
        return
    with pytest.raises((RetryLater, Permanent)):
        drained(unchecked.connector())


@pytest.mark.parametrize("path", ["/lists", "/ecommerce/stores"])
def test_it_takes_no_missing_place_for_an_empty_one(account: Account, path: str) -> None:
    account.plant(ANNA)
    account.gate.answers["gone"] = refusal("404 Not Found", "Resource Not Found")
    with account.gate.broken("gone", lambda _method, asked: asked.partition("?")[0] == path):
        if path == "/lists":
            with pytest.raises(Permanent, match="bad_url"):
                drained(account.connector())
            assert account.connector().check() == ("bad_url",)
        else:
            assert drained(account.connector())[1] == ["record_gone:stores"]


def test_it_is_not_misled_where_ids_are_not_taken(account: Account) -> None:
    account.plant(ANNA)
    targets = found(account)
    account.memory.ids_taken = False
    assert drained(account.connector(), ASKER)[1] == ["record_gone:activity", "record_gone:event"] * 2
    contact = [one for one in targets if one.kind == "member"]
    assert not account.connector().erased(contact)
    corrected = change("merge_fields.FNAME", "Anna", "Anni")
    assert account.connector().rectify([corrected], "op-1").changed == 1
    with pytest.raises(Permanent, match="record_gone"):
        account.connector().erase(targets, "op-1")
    assert len(account.memory.members) == 2


def test_it_ends_though_the_pages_do_not(unchecked: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_PAGES", 4)
    unchecked.plant(ANNA)
    member = f"/lists/{NEWS}/members/{HASH}"
    entry = {"activity_type": "open", "created_at_timestamp": MOMENT, "more": [[[[[[["deep"]]]]]]]}
    unchecked.mailchimp.strange[f"/lists/{NEWS}/members/c1/activity-feed"] = {"activity": [entry]}
    unchecked.mailchimp.strange[f"{member}/notes"] = {
        "notes": [{"id": number, "note": "x"} for number in range(500)],
        "total_items": 10**9,
    }
    records, gaps, _ = drained(unchecked.connector(), ASKER)
    assert gaps == ["too_much:notes"]
    assert len([one for one in of_kind(records, "activity") if one.key.startswith(NEWS)]) == 1


def test_it_shows_odd_values_as_what_a_cell_can_hold(unchecked: Account) -> None:
    row = unchecked.memory.member(NEWS, ANNA.email, FNAME=["a"], LNAME=None, PHONE={"addr1": [1]}, VISITS=1e999)
    row |= {
        "location": "FI",
        "interests": [],
        "tags": 5,
        "tags_count": "x",
        "stats": None,
        "timestamp_opt": 5,
        "status": {"a": 1},
    }
    unchecked.mailchimp.strange[f"/lists/{NEWS}/members/{HASH}"] = json.dumps(row).replace("Infinity", "1e999").encode()
    records, gaps, _ = drained(unchecked.connector(), ASKER)
    assert gaps == []
    (member,) = of_kind(records, "member")
    assert json.loads(json.dumps(values(member), allow_nan=False))["email_address"] == ANNA.email
    assert (member.dated, "status" in values(member)) == ("", False)


# Suppress


@pytest.mark.parametrize("status", ["subscribed", "pending", "transactional", "archived"])
def test_it_unsubscribes_and_deletes_nothing(account: Account, status: str) -> None:
    account.memory.member(NEWS, ANNA.email, status)
    account.memory.member(LOYAL, ANNA.email, "cleaned")
    connector = account.connector()
    assert not connector.suppressed(ASKER, ANNA.email, ["email"])
    assert connector.suppress(ASKER, ANNA.email, ["email"], "op-1").changed == 1
    assert connector.suppressed(ASKER, ANNA.email, ["email"])
    assert {key[0]: row["status"] for key, row in account.memory.members.items()} == {
        NEWS: "unsubscribed",
        LOYAL: "cleaned",
    }
    assert calls(account, "PUT", "POST", "DELETE") == []
    assert [json.loads(body) for method, _, body in account.gate.requests if method == "PATCH"] == [
        {"status": "unsubscribed"}
    ]


def test_it_adds_the_address_elsewhere_where_it_is_told_to(account: Account) -> None:
    account.memory.member(NEWS, ANNA.email)
    connector = account.connector(absent="add", channels="email newsletter")
    assert connector.channels() == ("email", "newsletter")
    assert connector.suppress(ASKER, ANNA.email, ["newsletter"], "op-1").changed == 2
    assert account.memory.members[LOYAL, HASH]["status"] == "unsubscribed"
    assert connector.suppress(ASKER, ANNA.email, ["email"], "op-1").already


def test_it_needs_not_add_whom_mailchimp_has_forgotten(account: Account) -> None:
    account.memory.member(NEWS, ANNA.email)
    account.memory.forgotten.add((LOYAL, ANNA.email))
    connector = account.connector(absent="add")
    assert connector.suppress(ASKER, ANNA.email, ["email"], "op-1").changed == 1
    assert connector.suppressed(ASKER, ANNA.email, ["email"])


def test_it_adds_nobody_who_is_nowhere(account: Account) -> None:
    connector = account.connector(absent="add")
    assert connector.suppress(ASKER, ANNA.email, ["email"], "op-1").already
    assert account.memory.members == {}


def test_it_stops_nobody_but_whom_it_found(account: Account) -> None:
    account.plant(BODY)
    connector = account.connector()
    given = Identifiers(ANNA.email, emails=(BODY.email,))
    with pytest.raises(Conflict, match="owner_changed"):
        connector.suppress(ASKER, BODY.email, ["email"], "op-1")
    with pytest.raises(Conflict, match="owner_changed"):
        connector.suppress(ASKER, BODY.email, ["email"], "op-1", chosen=True)
    with pytest.raises(Conflict, match="several_owners"):
        connector.suppress(given, BODY.email, ["email"], "op-1")
    with pytest.raises(Permanent, match="channel_unmapped"):
        connector.suppress(ASKER, ANNA.email, ["email", "phone"], "op-1")
    with pytest.raises(Permanent, match="channel_unmapped"):
        account.connector(channels="").suppressed(ASKER, ANNA.email, ["email"])
    assert calls(account, "PATCH", "PUT") == []
    assert connector.suppress(given, BODY.email, ["email"], "op-1", chosen=True).changed == 2


def test_it_stops_once_though_the_answer_was_lost(account: Account) -> None:
    account.memory.member(NEWS, ANNA.email)
    connector = account.connector()
    with account.gate.broken("cut", lambda method, _path: method == "PATCH"), pytest.raises(Ambiguous):
        connector.suppress(ASKER, ANNA.email, ["email"], "op-1")
    assert connector.suppressed(ASKER, ANNA.email, ["email"])
    assert connector.suppress(ASKER, ANNA.email, ["email"], "op-1").already


# Rectify


def change(column: str, before: object, after: object, key: str = MEMBER, owner: str = ANNA.email) -> Change:
    return Change("member", key, owner, column, before, after)  # type: ignore[arg-type]


def test_it_corrects_several_fields_in_one_call(account: Account) -> None:
    account.plant(ANNA)
    changes = [
        change("merge_fields.LNAME", "Virtanen", "Korhonen"),
        change("merge_fields.VISITS", 3, 4),
        change("merge_fields.BIRTHDAY", None, "04/05"),
        change("merge_fields.ADDRESS.city", "Turku", "Oulu"),
        change("merge_fields.ADDRESS.zip", "20100", "90100"),
    ]
    connector = account.connector()
    assert connector.rectify(changes, "op-1").counts == {"member": 1}
    assert connector.rectified(changes)
    merged = account.memory.members[NEWS, HASH]["merge_fields"]
    assert merged["ADDRESS"] == {
        "addr1": "Katu 1", "addr2": "", "city": "Oulu", "state": "", "zip": "90100", "country": "FI",
    }  # fmt: skip
    assert (merged["LNAME"], merged["VISITS"], merged["FNAME"]) == ("Korhonen", 4, "Anna")
    assert len(calls(account, "PATCH")) == 1
    assert account.memory.members[LOYAL, HASH]["merge_fields"]["LNAME"] == "Virtanen"


def test_it_corrects_the_address_itself_once(account: Account) -> None:
    account.plant(ANNA)
    moved = change("email_address", ANNA.email, "anna.new@example.org")
    connector = account.connector()
    with account.gate.broken("cut", lambda method, _path: method == "PATCH"), pytest.raises(Ambiguous):
        connector.rectify([moved], "op-1")
    assert connector.rectified([moved])
    assert connector.rectify([moved], "op-1").already
    assert (NEWS, HASH) not in account.memory.members
    assert (NEWS, hashed("anna.new@example.org")) in account.memory.members


@pytest.mark.parametrize(
    ("wrong", "kind", "code"),
    [
        (change("merge_fields.FNAME", "Anne", "Anni"), Conflict, "value_changed"),
        (change("merge_fields.VISITS", True, 4), Conflict, "value_changed"),
        (change("merge_fields.FNAME", "Anna", "Anni", owner=BODY.email), Conflict, "owner_changed"),
        (change("merge_fields.FNAME", "Anna", "Anni", key=f"{NEWS}/{hashed('x@y.z')}"), Conflict, "owner_changed"),
        (change("merge_fields.FNAME", "Anna", "Anni", key="../.."), Permanent, "record_gone"),
        (change("merge_fields.FNAME", "Anna", "Anni", key="x"), Permanent, "record_gone"),
        (change("merge_fields.NONE", None, "x"), Permanent, "not_writable"),
        (change("merge_fields.ADDRESS", None, "x"), Permanent, "not_writable"),
        (change("merge_fields.ADDRESS.planet", None, "x"), Permanent, "not_writable"),
        (change("merge_fields.FNAME.addr1", None, "x"), Permanent, "not_writable"),
        (change("status", "subscribed", "cleaned"), Permanent, "not_writable"),
        (change("vip", False, True), Permanent, "not_writable"),
        (change("merge_fields.FNAME", "Anna", ""), Permanent, "value_unfit"),
        (change("email_address", ANNA.email, "none"), Permanent, "value_unfit"),
        (change("email_address", ANNA.email, BODY.email), Permanent, "value_unfit"),
        (Change("note", f"{MEMBER}/10", ANNA.email, "note", "Soitti 0.", "x"), Permanent, "not_writable"),
    ],
)
def test_it_writes_nothing_that_does_not_fit(
    account: Account, wrong: Change, kind: type[SystemFault], code: str
) -> None:
    account.plant(ANNA)
    account.plant(BODY)
    before = account.state()
    with pytest.raises(kind, match=code):
        account.connector().rectify([change("merge_fields.LNAME", "Virtanen", "X"), wrong], "op-1")
    assert account.state() == before


# Erase


def found(account: Account, *without: str) -> list[Target]:
    records = [one for one in drained(account.connector(), ASKER)[0] if one.kind not in without]
    return targets_of(records)


def test_it_deletes_for_good_and_never_archives(account: Account) -> None:
    account.plant(ANNA)
    account.connector().erase(found(account), "op-1")
    deleted = calls(account, "DELETE", "POST")
    assert [one for one in deleted if one.startswith("DELETE /lists")] == []
    assert {one for one in deleted if one.startswith("POST")} == {
        f"POST /lists/{list_id}/members/{HASH}/actions/delete-permanent" for list_id in (NEWS, LOYAL)
    }
    assert account.memory.forgotten == {(NEWS, ANNA.email), (LOYAL, ANNA.email)}
    assert drained(account.connector(), ASKER)[:2] == ([], [])


@pytest.mark.parametrize("without", ["note", "activity", "event", "order", "cart"])
def test_it_erases_nothing_by_the_way(account: Account, without: str) -> None:
    account.plant(ANNA)
    targets = found(account, without)
    before = account.state()
    for does in (lambda: account.connector().preview(targets), lambda: account.connector().erase(targets, "op-1")):
        with pytest.raises(Permanent, match="still_referenced"):
            does()
    assert account.state() == before


def test_it_refuses_what_came_since(account: Account) -> None:
    account.plant(ANNA)
    targets = found(account)
    account.memory.notes[NEWS, HASH].append({"id": 999, "email_id": HASH, "note": "Uusi.", "created_at": MOMENT})
    with pytest.raises(Permanent, match="still_referenced"):
        account.connector().erase(targets, "op-1")
    account.memory.notes[NEWS, HASH].pop()
    account.memory.activity[NEWS, HASH].insert(0, {"activity_type": "sent", "created_at_timestamp": MOMENT})
    known = {(one.kind, one.key) for one in targets}
    assert {(one.kind, one.key) for one in account.connector().held(ANNA.email)} == known
    assert account.connector().erase(targets, "op-1").changed == len(targets)


def test_it_deletes_a_note_and_an_order_alone(account: Account) -> None:
    account.plant(ANNA)
    targets = [one for one in found(account) if one.kind in {"note", "order", "cart"}]
    effect = account.connector().erase(targets, "op-1")
    assert effect.counts == {"deleted:note": 4, "deleted:order": 1, "deleted:cart": 1}
    assert account.connector().erased(targets)
    assert len(account.memory.members) == 2
    assert calls(account, "POST") == []


def test_it_cannot_erase_activity_alone(account: Account) -> None:
    account.plant(ANNA)
    for kind in ("activity", "event"):
        with pytest.raises(Permanent, match="not_possible"):
            account.connector().erase([one for one in found(account) if one.kind == kind], "op-1")


def test_it_erases_nobody_else(account: Account) -> None:
    account.plant(ANNA)
    account.plant(BODY)
    before = account.state()
    own = found(account)
    strangers = {one.kind: one for one in drained(account.connector(), Identifiers(BODY.email))[0]}
    assert set(strangers) == set(KINDS)
    for one in strangers.values():
        with pytest.raises(Conflict, match="owner_changed"):
            account.connector().erase([Target(one.kind, one.key, ANNA.email, ()), *own], "op-1")
    assert account.state() == before


@pytest.mark.parametrize("how", ["cut", "fault"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_it_erases_once_though_the_answer_of_the_write_was_lost(account: Account, how: str, method: str) -> None:
    account.plant(ANNA)
    targets = found(account)
    connector = account.connector()
    with account.gate.broken(how, lambda verb, _path: verb == method), pytest.raises(Ambiguous):
        connector.erase(targets, "op-1")
    again = account.connector()
    assert not again.erased(targets)
    assert again.erase(targets, "op-1").changed > 0
    assert again.erased(targets)


def test_it_leaves_to_a_person_what_mailchimp_refuses(account: Account) -> None:
    account.plant(ANNA)
    targets = found(account)
    account.gate.answers["no"] = refusal("405 Method Not Allowed", "Method Not Allowed")
    with account.gate.broken("no", lambda verb, _path: verb == "POST"), pytest.raises(Permanent, match="not_possible"):
        account.connector().erase(targets, "op-1")


def test_it_takes_nobody_for_gone_who_has_another_address(account: Account) -> None:
    account.plant(ANNA)
    targets = found(account)
    for list_id in (NEWS, LOYAL):
        moved = change("email_address", ANNA.email, "anna.new@example.org", contact_key(account, list_id))
        account.connector().rectify([moved], "op-0")
    before = account.state()
    for one in targets:
        if one.kind in {"member", "note", "activity", "event"}:
            with pytest.raises(Conflict, match="owner_changed"):
                account.connector().erased([one])
    with pytest.raises(Conflict, match="owner_changed"):
        account.connector().erase(targets, "op-1")
    assert account.state() == before


def test_it_does_not_take_a_new_contact_for_the_old_one(account: Account) -> None:
    account.plant(ANNA)
    targets = [one for one in found(account) if one.kind == "member"]
    account.memory.member(NEWS, ANNA.email)
    assert account.connector().erased([one for one in targets if one.key == MEMBER])
    with pytest.raises(Conflict, match="owner_changed"):
        account.connector().rectify([change("merge_fields.FNAME", "Anna", "Anni")], "op-1")


def contact_key(account: Account, list_id: str) -> str:
    row = account.memory.members[list_id, HASH]
    return f"{list_id}/{row['contact_id']}"


@pytest.mark.parametrize("key", ["", "x", "../..", "a/b/c/d", "%2e%2e/x", "lists/", f"{NEWS}/../{HASH}"])
def test_it_knows_no_such_record(account: Account, key: str) -> None:
    for kind in KINDS:
        with pytest.raises((Permanent, Conflict)):
            account.connector().erase([Target(kind, key, ANNA.email, ())], "op-1")
    assert calls(account, "DELETE", "POST") == []


# Settings


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"key": "0123456789abcdef"}, "settings_incomplete"),
        ({"key": "0123-evil.example"}, "settings_incomplete"),
        ({"key": "0123-us1.evil.example/"}, "settings_incomplete"),
        ({"key": "0123-us1@evil"}, "settings_incomplete"),
        ({"key": "0123-"}, "settings_incomplete"),
        ({"key": ""}, "settings_incomplete"),
        ({"categories": "member ="}, "bad_mapping"),
        ({"categories": 'subscriber = "contact"'}, "bad_mapping"),
        ({"categories": "member = 1"}, "bad_mapping"),
        ({"nonsense": "1"}, "settings_incomplete"),
    ],
)
def test_it_refuses_settings_that_cannot_be_used(given: dict[str, str], code: str) -> None:
    with pytest.raises(Permanent, match=r".") as raised:
        registry.connect("mailchimp", {"key": KEY, "country": "FI", **given})
    assert raised.value.code == code


def test_it_reads_the_address_from_the_key() -> None:
    connector = registry.connect("mailchimp", {"key": f" {KEY}\n", "country": "FI"})
    assert isinstance(connector, MailchimpConnector)
    assert (connector._address, connector._key) == ("https://us99.api.mailchimp.com/3.0", KEY)
    assert KEY not in repr(connector)
    assert kinds.kind("mailchimp").at_once <= 10


def test_it_goes_only_where_it_may() -> None:
    for address, code in (
        ("http://mailchimp.example", "name_unknown"),
        ("https://127.0.0.1:9", "address_refused"),
        ("https://169.254.169.254", "address_refused"),
        ("ftp://x", "bad_url"),
        ("https://key@mailchimp.example", "bad_url"),
    ):
        connector = connect({"key": KEY, "country": "FI", "address": address})
        assert connector.check() == (code,)


def test_it_looks_before_it_lets_go_of_what_may_speak_of_others() -> None:
    told = connect({"key": KEY, "country": "FI"}).capabilities()
    assert {kind for kind, can in told.items() if can[Capability.EXPORT] == "review"} == {
        "member", "note", "activity", "event", "order",
    }  # fmt: skip
    assert {kind for kind, can in told.items() if can[Capability.SUPPRESS] == "auto"} == {"member"}
    assert (
        connect({"key": KEY, "country": "FI", "channels": ""}).capabilities()["member"][Capability.SUPPRESS] == "none"
    )
