"""What two documents say otherwise, and what comes of two people's changes."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from portal.domain.register_changes import Change, changes, merged
from portal.domain.register_edit import item, moved, naming, new_key, tidied, value_at, with_item, without
from portal.reading.toml import draft_from_json, register_to_json, shipped_register

Document = dict[str, Any]


@pytest.fixture
def shop() -> Document:
    return register_to_json(shipped_register("digelius"))


def changed(document: Document, act: Callable[[Document], object]) -> Document:
    made = copy.deepcopy(document)
    act(made)
    return made


def at(document: Document, *path: str) -> Any:
    found = value_at(document, path)
    assert found is not None
    return found


def test_it_finds_nothing_between_a_document_and_itself(shop: Document) -> None:
    assert changes(shop, copy.deepcopy(shop)) == ()


def test_it_tells_what_came_what_went_and_what_is_otherwise(shop: Document) -> None:
    new = changed(shop, lambda it: at(it, "purposes", "newsletter").update(legal_basis="6(1)(a)"))
    new = without(new, "recipients", "slack")
    new = with_item(new, "sources", {"key": "shop", "text": {"fi": "a", "sv": "b", "en": "c"}})
    found = {(one.kind, one.path) for one in changes(shop, new)}
    assert ("changed", ("purposes", "newsletter", "legal_basis")) in found
    assert ("removed", ("recipients", "slack")) in found
    assert ("added", ("sources", "shop")) in found
    assert Change("changed", ("purposes", "newsletter", "legal_basis"), "6(1)(f)", "6(1)(a)") in changes(shop, new)


def test_it_takes_a_text_as_one_and_silence_for_silence(shop: Document) -> None:
    def act(it: Document) -> None:
        it["purposes"][0]["name"]["sv"] = "Annat"
        it["purposes"][0]["interest"] = {"fi": "", "sv": " ", "en": ""}
        it["controller"]["region"] = ""

    (only,) = changes(shop, changed(shop, act))
    assert only.path == ("purposes", "orders", "name")
    assert only.new["sv"] == "Annat"


def test_it_knows_a_use_by_its_purpose(shop: Document) -> None:
    def act(it: Document) -> None:
        uses = it["categories"][0]["uses"]
        uses[1]["retention"]["months"] = 7
        uses.reverse()

    found = changes(shop, changed(shop, act))
    key, purpose = shop["categories"][0]["key"], shop["categories"][0]["uses"][1]["purpose"]
    assert ("changed", ("categories", key, "uses", purpose, "retention", "months")) in {
        (one.kind, one.path) for one in found
    }
    assert ("reordered", ("categories", key, "uses")) in {(one.kind, one.path) for one in found}


def test_it_says_of_moving_one_that_the_order_is_another(shop: Document) -> None:
    (only,) = changes(shop, moved(shop, "purposes", "orders", 2))
    assert (only.kind, only.path) == ("reordered", ("purposes",))
    assert moved(shop, "purposes", "orders", -3) == shop


# ---- merging ----------------------------------------------------------------------------------------------


def test_it_keeps_what_either_changed(shop: Document) -> None:
    mine = changed(shop, lambda it: at(it, "purposes", "orders")["name"].update(sv="Mitt"))
    theirs = changed(shop, lambda it: at(it, "purposes", "orders")["name"].update(fi="Heidän"))
    theirs = changed(theirs, lambda it: it["controller"].update(website="example.org"))
    both = merged(shop, mine, theirs)
    assert both.clashes == ()
    name = at(both.document, "purposes", "orders", "name")
    assert (name["fi"], name["sv"]) == ("Heidän", "Mitt")
    assert both.document["controller"]["website"] == "example.org"


def test_it_names_where_both_changed_the_same_and_lets_mine_stand(shop: Document) -> None:
    mine = changed(shop, lambda it: it["security"].update(en="Mine"))
    theirs = changed(shop, lambda it: it["security"].update(en="Theirs"))
    both = merged(shop, mine, theirs)
    assert both.clashes == (("security", "en"),)
    assert both.document["security"]["en"] == "Mine"
    assert merged(shop, mine, mine).clashes == ()


def test_it_adds_what_both_added_and_takes_out_what_either_took_out(shop: Document) -> None:
    one = {**copy.deepcopy(shop["sources"][0]), "key": "mine"}
    other = {**copy.deepcopy(shop["sources"][0]), "key": "theirs"}
    mine = without(with_item(shop, "sources", one), "recipients", "slack")
    theirs = without(with_item(shop, "sources", other), "recipients", "google")
    both = merged(shop, mine, theirs).document
    keys = [source["key"] for source in both["sources"]]
    assert {"mine", "theirs"} <= set(keys)
    assert keys[: len(shop["sources"])] == [source["key"] for source in shop["sources"]]
    assert not {"slack", "google"} & {recipient["key"] for recipient in both["recipients"]}


@pytest.mark.parametrize("mine_goes", [True, False])
def test_it_leaves_what_one_changed_and_the_other_took_out(shop: Document, mine_goes: bool) -> None:
    gone = without(shop, "purposes", "newsletter")
    kept = changed(shop, lambda it: at(it, "purposes", "newsletter")["name"].update(en="Letter"))
    both = merged(shop, *((gone, kept) if mine_goes else (kept, gone)))
    assert ("purposes", "newsletter") in both.clashes
    assert at(both.document, "purposes", "newsletter", "name", "en") == "Letter"


def test_it_never_leaves_a_reference_to_what_is_gone(shop: Document) -> None:
    mine = without(shop, "categories", "company")
    theirs = changed(shop, lambda it: at(it, "systems", "slack")["categories"].append("company"))
    both = tidied(merged(shop, mine, theirs).document)
    draft_from_json(both)


def test_it_keeps_the_order_that_one_alone_made(shop: Document) -> None:
    mine = moved(shop, "purposes", "orders", 3)
    theirs = changed(shop, lambda it: at(it, "purposes", "orders")["name"].update(en="Sales"))
    both = merged(shop, mine, theirs).document
    assert [one["key"] for one in both["purposes"]] == [one["key"] for one in mine["purposes"]]
    assert at(both, "purposes", "orders", "name", "en") == "Sales"


# ---- editing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_it_takes_out_whatever_there_is_and_leaves_a_whole_document(slug: str) -> None:
    whole = register_to_json(shipped_register(slug))
    for name in ("purposes", "categories", "sources", "recipients", "prohibitions", "systems", "parts"):
        for one in whole[name]:
            left = without(whole, name, one["key"])
            draft_from_json(left)
            assert one["key"] not in [each["key"] for each in left[name]]
            assert naming(left, name, one["key"]) == ()


def test_it_says_what_names_an_item(shop: Document) -> None:
    assert ("systems", "slack") in naming(shop, "recipients", "slack")
    assert ("categories", shop["categories"][0]["key"]) in naming(shop, "purposes", "orders")
    assert item(shop, "purposes", "orders")["legal_basis"] == "6(1)(b)"


@pytest.mark.parametrize(
    ("named", "taken", "key"),
    [
        ({"en": "Phone number", "fi": "Puhelin", "sv": ""}, (), "phone_number"),
        ({"en": " ", "fi": "Sähköposti & posti", "sv": ""}, (), "sahkoposti_posti"),
        ({"en": "Phone number", "fi": "", "sv": ""}, ("phone_number", "phone_number_2"), "phone_number_3"),
        ({"en": "2 years", "fi": "", "sv": ""}, (), "category"),
        ({"en": "名前", "fi": "", "sv": ""}, (), "category"),
        ({"en": "a" * 90, "fi": "", "sv": ""}, (), "a" * 40),
    ],
)
def test_it_makes_a_key_that_was_never_used(named: dict[str, str], taken: tuple[str, ...], key: str) -> None:
    assert new_key(named, taken, "category") == key
