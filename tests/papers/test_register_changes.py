"""Every place of a register has its words, and every difference its sentence, in three languages."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from portal import words
from portal.domain.register_changes import LISTS, is_text
from portal.domain.register_edit import moved, with_item, without
from portal.papers import register_fields as fields
from portal.papers.register_changes import tell
from portal.papers.register_fields import SECTIONS, USE
from portal.reading.toml import register_to_json, shipped_register
from portal.reading.unfinished import unfinished
from portal.staff import register_view as view

Document = dict[str, Any]
NO_PLACE = {"key", "slug", "connector"}
"""What is no form's: keys, and what a system is connected by, which its connection says."""


def document(slug: str = "digelius") -> Document:
    made = register_to_json(shipped_register(slug))
    text = {"fi": "a", "sv": "b", "en": "c"}
    made |= {"minimisation": text, "provision": {"text": text, "assumed": False}, "remarks": [text]}
    made |= {"people": text, "joint": text}
    made["transfer"] |= {"countries": text, "safeguards": text, "copy": text}
    made["controller"] |= {one: {"name": "a", "email": "b", "phone": "c"} for one in ("officer", "representative")}
    made["automated_decisions"] = {"text": text, "assumed": True}
    for one in made["systems"]:
        one["instructions"] = dict.fromkeys(fields.INSTRUCTIONS, text)
        one["asks"] = dict.fromkeys(fields.ASKS, text)
    return made


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any, Any]]:
    """Each place with its value, and where it can be changed."""
    pairs = value.items() if isinstance(value, dict) else [(one.get("key") or one["purpose"], one) for one in value]
    for name, held in pairs:
        here = (*path, name)
        is_items = isinstance(held, list) and held and isinstance(held[0], dict) and not is_text(held[0])
        if (isinstance(held, dict) and not is_text(held)) or is_items:
            yield from leaves(held, here)
        elif (
            name not in NO_PLACE
            and not (here[0] in LISTS and len(here) == 1)
            and (here[-1], len(here)) != ("purpose", 5)
        ):
            yield here, held, value, name


@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_it_knows_every_place_of_a_register(slug: str) -> None:
    unknown = {path for path, *_ in leaves(document(slug)) if fields.field_at(path) is None}
    assert not unknown, "give it a field in papers/register_fields.py"


def test_it_asks_for_every_place_that_it_names() -> None:
    """A field that no document has would be a form that keeps nothing."""
    held = {tuple(path[2:] if path[0] in LISTS else path) for path, *_ in leaves(document("digelius"))}
    held |= {tuple(path[2:] if path[0] in LISTS else path) for path, *_ in leaves(document("thewind"))}
    for section in SECTIONS.values():
        for field in section.fields:
            assert section.root + field.path in held, field.path
    assert {path[2:] for path in held if path[:1] == ("uses",) and len(path) > 2} == {field.path for field in USE}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_says_each_difference(language: str) -> None:
    old = document()
    with words.using(language):
        for path, held, _place, _name in leaves(old):
            new = copy.deepcopy(old)
            place = next(where for one, _held, where, _n in leaves(new) if one == path)
            place[path[-1]] = changed(path, held, old)
            told = tell(old, new)
            assert told, path
            for one in told:
                assert one.sentence.strip(), path
                assert "%(" not in one.sentence, path
                assert one.section == fields.section_of(path)
                assert fields.label(path)[1:] in one.sentence or fields.label(path) in one.sentence


def changed(path: tuple[str, ...], held: Any, old: Document) -> Any:
    """Another value that can stand there."""
    field = fields.field_at(path)
    assert field is not None
    if is_text(held) or field.shape in {"three", "threes"}:
        return {"fi": "toinen", "sv": "en annan", "en": "another"}
    if field.shape == "choice":
        codes = [one["key"] for one in old[field.codes]] if isinstance(field.codes, str) else list(field.codes)
        return next(code for code in codes if code != (held or ""))
    if field.shape == "many":
        return held[1:] if held else [next(iter(field.codes), "")] if not isinstance(field.codes, str) else ["name"]
    if field.shape == "flag":
        return not held
    if field.shape == "texts":
        return [{"fi": "x", "sv": "y", "en": "z"}]
    if field.shape in {"lines", "number"}:
        return ["Another street 1"] if field.shape == "lines" else (held or 0) + 1
    return "2026-11-23" if field.shape == "day" else "another"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Purpose ‘Newsletter’: legal basis changed from legitimate interests to consent"),
        ("fi", "Tarkoitus ”Uutiskirje”: oikeusperuste muuttui, ennen oikeutettu etu, nyt suostumus"),
        ("sv", "Ändamålet ”Nyhetsbrev”: rättslig grund ändrades från berättigat intresse till samtycke"),
    ],
)
def test_it_says_it_in_the_readers_language(language: str, said: str) -> None:
    old = document()
    new = copy.deepcopy(old)
    next(one for one in new["purposes"] if one["key"] == "newsletter")["legal_basis"] = "6(1)(a)"
    with words.using(language):
        assert [one.sentence for one in tell(old, new)] == [said]


def test_it_says_what_came_and_went_and_moved() -> None:
    old = document()
    klarna = {**old["recipients"][0], "key": "klarna", "name": dict.fromkeys(("fi", "sv", "en"), "Klarna")}
    new = without(
        with_item(moved(copy.deepcopy(old), "purposes", "orders", 1), "recipients", klarna), "sources", "email"
    )
    new["purposes"][0]["direct_marketing"] = True
    with words.using("en"):
        told = [one.sentence for one in tell(old, new)]
    assert "Recipient ‘Klarna’ added" in told
    assert "Purposes: the order is another" in told
    assert any(one.startswith("Source ‘") and one.endswith("’ removed") for one in told)
    assert any("now “Direct marketing”" in one for one in told)


def test_it_shows_a_long_text_before_and_after() -> None:
    old = document()
    new = copy.deepcopy(old)
    new["security"] = {**old["security"], "fi": "Toisin " * 40}
    with words.using("en"):
        (told,) = tell(old, new)
    assert told.sentence == "The notice: how the data is protected has other words (Suomi)"
    assert told.texts == (("fi", old["security"]["fi"], "Toisin " * 40),)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_names_what_is_missing_where_it_stands(language: str) -> None:
    held = document()
    held["purposes"][0] |= {"legal_basis": None, "name": {"fi": "Tilaukset", "sv": "", "en": "Orders"}}
    held["controller"] |= {"business_id": "2383558-7", "country": "Finland"}
    held["categories"][0]["uses"][0]["retention"] |= {"rule": "fixed_period", "months": None}
    with words.using(language):
        lacks = view.lacks(held)
    assert {(one.section, one.key, one.stops) for one in lacks} >= {
        ("purposes", "orders", False), ("controller", "", True), ("categories", held["categories"][0]["key"], True),
    }  # fmt: skip
    assert all("%(" not in one.sentence for one in lacks)
    assert [one.stops for one in lacks] == sorted((one.stops for one in lacks), reverse=True)


def test_what_is_shipped_lacks_nothing_that_stops_it() -> None:
    for slug in ("digelius", "thewind"):
        assert not [one for one in unfinished(shipped_register(slug)) if one.stops]
