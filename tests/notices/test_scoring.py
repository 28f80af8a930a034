"""The scorer, tried on notices and gold of its own."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.notices.__main__ import make_gold, score
from tests.notices.fields import FIELDS
from tests.notices.gold import HALVES, Gold, Half, hashed, keep, kept
from tests.notices.normal import forms, parts, sentences
from tests.notices.scoring import TOTAL, Judged, judge, report, summed

TEXT = "Rekisterinpitäjä: Esimerkin Levy Oy, 2383558-8. Tiedot: nimi, puhelin.".encode()


def notice(**changed: Any) -> dict[str, Any]:
    register = {
        "name": "Asiakasrekisteri",
        "legal_bases": ["b", "f"],
        "data_categories": ["Yhteystiedot (puhelin, osoite)", "Laskutus: viite, summa ja eräpäivä"],
        "recipients": ["Posti Esimerkki Oy"],
        "transfers_outside_eea": False,
        "retention": "Tiedot poistetaan vuodessa. Kuitit säilytetään kuusi vuotta.",
        "rights": ["access", "erasure"],
    }
    whole = {
        "controller": {"name": "Esimerkin Levy Oy", "business_id": "2383558-8"},
        "contact": {"name": "Ada Esimerkki"},
        "registers": [register],
        "updated": "2024-05-05",
    }
    return {
        **whole,
        **{name: value for name, value in changed.items() if name in whole},
        "registers": [register | {name: value for name, value in changed.items() if name not in whole}],
    }


def gold_of(clear: dict[str, Any], half: Half = "tuned", text: bytes = TEXT) -> Gold:
    return hashed(clear, text, "example.org: notice.txt", half)


def judged(read: dict[str, Any], clear: dict[str, Any] | None = None) -> Judged:
    return judge("notice.txt", read, TEXT, gold_of(clear or notice()))


def test_it_finds_nothing_amiss_where_all_was_read() -> None:
    one = judged(notice())
    assert not one.misses
    assert set(one.tallies) == set(FIELDS)
    assert all((tally.precision, tally.recall) == (1, 1) for tally in summed([one]).values())


CHANGES = [
    pytest.param("controller.name", {"controller": {"name": "Toinen Oy", "business_id": "2383558-8"}}, id="controller"),
    pytest.param("business_id", {"controller": {"name": "Esimerkin Levy Oy", "business_id": "1111111-1"}}, id="id"),
    pytest.param("contact.name", {"contact": {"name": "Bo Esimerkki"}}, id="contact"),
    pytest.param("registers", {"name": "Jäsenrekisteri"}, id="register"),
    pytest.param("legal_bases", {"legal_bases": ["b", "a"]}, id="basis"),
    pytest.param("rights", {"rights": ["access", "objection"]}, id="right"),
    pytest.param("data_categories", {"data_categories": ["Yhteystiedot (puhelin, osoite)", "Kengännumero"]}, id="data"),
    pytest.param("recipients", {"recipients": ["Toinen Posti Oy"]}, id="recipient"),
    pytest.param("retention", {"retention": "Tiedot poistetaan vuodessa. Kuitteja ei säilytetä."}, id="retention"),
    pytest.param("transfers", {"transfers_outside_eea": True}, id="transfer"),
    pytest.param("updated", {"updated": "2024-05-06"}, id="date"),
]


@pytest.mark.parametrize(("field", "changed"), CHANGES)
def test_a_wrong_value_lowers_precision_and_recall_of_its_field_alone(field: str, changed: dict[str, Any]) -> None:
    one = judged(notice(**changed))
    assert [miss.field for miss in one.misses] == [field]
    (miss,) = one.misses
    assert len(miss.wrong) == miss.missed == 1
    precision, recall = one.tallies[field].precision, one.tallies[field].recall
    assert precision is not None
    assert precision < 1
    assert recall is not None
    assert recall < 1


@pytest.mark.parametrize(
    ("wanted", "read", "is_same"),
    [
        ("SE556036079301", "556036-0793", True),
        ("556036-0793", "SE556036079301", True),
        ("SE556036079302", "556036-0793", False),
        ("FI23835588", "2383558-8", True),
    ],
)
def test_an_id_and_its_form_for_taxes_are_the_same(wanted: str, read: str, is_same: bool) -> None:
    name = "Esimerkin Levy Oy"
    one = judged(
        notice(controller={"name": name, "business_id": read}), notice(controller={"name": name, "business_id": wanted})
    )
    assert (not one.misses) is is_same


def test_a_missing_value_lowers_recall_alone() -> None:
    tally = judged(notice(rights=["access"])).tallies["rights"]
    assert (tally.precision, tally.recall) == (1, 0.5)


def test_a_value_too_many_lowers_precision_alone() -> None:
    tally = judged(notice(rights=["access", "erasure", "objection"])).tallies["rights"]
    assert (tally.precision, tally.recall) == (2 / 3, 1)


def test_what_is_read_where_gold_has_nothing_is_wrong() -> None:
    one = judged(notice(), notice(contact={"name": None}))
    assert [(miss.field, miss.wrong, miss.missed) for miss in one.misses] == [("contact.name", ("Ada Esimerkki",), 0)]


def test_nothing_read_is_never_wrong() -> None:
    one = judged({})
    assert all(tally.precision is None for tally in one.tallies.values())
    assert all(tally.recall == 0 for tally in one.tallies.values())


def test_it_counts_the_registers_beside_their_names() -> None:
    twice = notice()
    twice["registers"] *= 2
    (miss,) = judged(twice).misses
    assert (miss.field, miss.wrong, miss.missed) == ("registers", ("#2",), 1)


def test_it_counts_a_value_of_several_registers_once() -> None:
    twice = notice()
    twice["registers"] *= 2
    assert summed([judged(twice, twice)])["rights"].found == len(twice["registers"][0]["rights"])


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(["yhteystiedot", "laskutus: viite, summa ja eräpäivä"], id="without its aside"),
        pytest.param(["YHTEYSTIEDOT  (puhelin,osoite).", "Viite, summa ja eräpäivä"], id="without its label"),
        pytest.param(["puhelin", "osoite", "viite", "summa", "eräpäivä"], id="in its parts"),
    ],
)
def test_an_enumeration_may_be_read_whole_or_in_parts(read: list[str]) -> None:
    assert not judged(notice(data_categories=read)).misses


def test_a_part_that_is_missed_is_counted() -> None:
    (miss,) = judged(notice(data_categories=["puhelin", "osoite", "viite", "summa"])).misses
    assert (miss.wrong, miss.missed) == ((), 1)


def test_values_that_were_not_taken_apart_are_wrong() -> None:
    apart = notice(data_categories=["nimi", "puhelin"])
    (miss,) = judged(notice(data_categories=["nimi, puhelin"]), apart).misses
    assert (miss.wrong, miss.missed) == (("nimi, puhelin",), 2)


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(["Yhteystiedot: nimi ja puhelin"], id="behind its label"),
        pytest.param(["yhteystiedot (nimi, puhelin)"], id="in its brackets"),
        pytest.param(["Perustiedot: nimi", "Soittaminen: puhelin"], id="each behind a label"),
        pytest.param(["perustiedot kuten nimi, puhelin"], id="behind a word for such"),
        pytest.param(["Perustiedot: nimi, puhelin ja sävy"], id="beside what may be left"),
        pytest.param(["Asiakkaan nimi", "puhelin"], id="with the word for whose it is"),
    ],
)
def test_a_kind_with_what_it_enumerates_is_as_good_as_its_parts(read: list[str]) -> None:
    gold = {**notice(data_categories=["nimi", "puhelin"]), "optional": {"data_categories": ["sävy"]}}
    assert not judged(notice(data_categories=read), gold).misses


def test_gold_behind_a_word_for_such_may_be_read_in_its_parts() -> None:
    gold = notice(data_categories=["kontouppgifter som e-post, namn och skola"])
    assert not judged(notice(data_categories=["e-post", "namn", "skola"]), gold).misses
    (miss,) = judged(notice(data_categories=["e-post", "namn", "lön"]), gold).misses
    assert (miss.wrong, miss.missed) == (("lön",), 1)


def test_whose_it_is_tells_kinds_apart_where_it_is_somebody_elses() -> None:
    (miss,) = judged(notice(data_categories=["huoltajan nimi"]), notice(data_categories=["nimi"])).misses
    assert (miss.wrong, miss.missed) == (("huoltajan nimi",), 1)


def test_a_time_with_what_it_is_of_is_as_good_as_the_time() -> None:
    assert not judged(
        notice(retention="Kuitit: kuusi vuotta; Viestit: 30 päivää"), notice(retention="kuusi vuotta\n30 päivää")
    ).misses
    (miss,) = judged(notice(retention="Kuitit: viisi vuotta"), notice(retention="kuusi vuotta")).misses
    assert (miss.wrong, miss.missed) == (("Kuitit: viisi vuotta",), 1)


@pytest.mark.parametrize("read", ["Yhteystiedot: nimi, kenkä", "Yhteystiedot (nimi, kenkä)", "Yhteystiedot: kenkä"])
def test_a_kind_of_which_gold_lacks_a_part_is_wrong(read: str) -> None:
    (miss,) = judged(notice(data_categories=[read]), notice(data_categories=["nimi", "puhelin"])).misses
    assert (miss.wrong, miss.missed) == ((read,), 2)


def test_another_reading_that_is_as_good_is_found() -> None:
    clear = notice() | {"also": {"recipients": {"Posti Esimerkki Oy": ["Esimerkin Posti"]}}}
    assert not judged(notice(recipients=["Esimerkin Posti"]), clear).misses
    assert [miss.missed for miss in judged(notice(recipients=[]), clear).misses] == [1]


@pytest.mark.parametrize("key", ["controller", "controller.name"])
def test_another_name_of_the_controller_is_as_good_by_either_key(key: str) -> None:
    clear = notice() | {"also": {key: {"Esimerkin Levy Oy": ["Esimerkin Levy"]}}}
    clear["controller"] = {"name": "Esimerkin Levy Oy"}
    read = notice()
    read["controller"] = {"name": "Esimerkin Levy"}
    assert not judged(read, clear).misses


def test_what_is_optional_is_neither_wanted_nor_wrong() -> None:
    clear = notice() | {"optional": {"recipients": ["viranomaiset"], "controller.business_id": ["7654321-0"]}}
    clear["controller"] = {"name": "Esimerkin Levy Oy"}
    with_it = notice(recipients=["Posti Esimerkki Oy", "Viranomaiset"])
    with_it["controller"] = {"name": "Esimerkin Levy Oy", "business_id": "7654321-0"}
    without = notice()
    without["controller"] = clear["controller"]
    for read in (with_it, without):
        one = judged(read, clear)
        assert not one.misses
        assert one.tallies["recipients"].right == 1
        assert one.tallies["business_id"].precision is None


def test_a_field_that_is_not_measured_is_left_out() -> None:
    one = judged(notice(rights=[]), notice() | {"optional": {"rights": ["*"]}})
    assert "rights" not in one.tallies
    assert not one.misses


def test_its_gold_holds_no_value_and_no_hash_that_another_text_gives() -> None:
    clear = notice() | {"optional": {"recipients": ["viranomaiset"]}}
    gold = hashed(clear, TEXT, "example.org: notice.txt", "held", salt="ab" * 32)
    told = json.dumps(gold.to_json(), ensure_ascii=False).casefold()
    for word in ("esimerkin", "2383558", "ada", "asiakasrekisteri", "access", "puhelin", "viranomaiset", "2024"):
        assert word not in told
    other = hashed(clear, TEXT + b" ", "example.org: notice.txt", "held", salt="ab" * 32)
    assert other.text != gold.text
    hashes = [
        {one for wanted in its.fields.values() for value in wanted.wanted for one in value.whole}
        for its in (gold, other)
    ]
    assert hashes[0]
    assert not hashes[0] & hashes[1]


def test_it_knows_each_salt_once() -> None:
    assert gold_of(notice()).salt != gold_of(notice()).salt


def test_gold_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    gold = gold_of(notice() | {"optional": {"rights": ["*"], "recipients": ["viranomaiset"]}})
    keep(gold, tmp_path / "001.json")
    assert kept(tmp_path) == [gold]


def corpus(folder: Path) -> list[Gold]:
    """Two texts with gold, one of each half, and one without, in folders of any names."""
    for name in ("a/one.txt", "b/two.md", "c/stranger.html"):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_bytes(TEXT + name.encode())
    return [gold_of(notice(), "tuned", TEXT + b"a/one.txt"), gold_of(notice(), "held", TEXT + b"b/two.md")]


def rows_of(told: str, title: str) -> dict[str, list[str]]:
    below = told[told.index(title) :].splitlines()[1:]
    return {line.split()[0]: line.split()[1:] for line in below[: len(FIELDS) + 1]}


@pytest.mark.parametrize(
    ("half", "name"),
    [pytest.param("Tuned on", "one.txt", id="tuned"), pytest.param("Held out", "two.md", id="held")],
)
def test_it_reports_each_half_by_itself(tmp_path: Path, half: str, name: str) -> None:
    gold = corpus(tmp_path)
    told = score(tmp_path, gold, lambda path: notice(rights=["access", "objection"]) if path.name == name else notice())
    assert f"{half} (1 notices)" in told
    (other,) = {"Tuned on", "Held out"} - {half}
    assert rows_of(told, half)["rights"][:2] == ["0.500", "0.500"]
    assert rows_of(told, other)["rights"][:2] == ["1.000", "1.000"]
    assert rows_of(told, half)[TOTAL][0] != "1.000"
    assert rows_of(told, other)[TOTAL] == rows_of(told, other)[TOTAL][:2] + ["16/16", "16/16"]


def test_it_lists_what_was_wrong_and_how_much_was_missed_and_what_has_no_gold(tmp_path: Path) -> None:
    readings: dict[str, Callable[[], dict[str, Any] | None]] = {
        "one.txt": lambda: notice(rights=["access", "objection"]),
        "two.md": lambda: None,
    }
    told = score(tmp_path, corpus(tmp_path), lambda path: readings[path.name]())
    assert "a/one.txt (tuned; example.org: notice.txt)\n  rights: read and not in gold: objection\n" in told
    assert "  rights: 1 of the gold not found\n" in told
    assert "b/two.md (held; example.org: notice.txt)\n" in told
    assert "  legal_bases: 2 of the gold not found\n" in told
    assert "No gold: c/stranger.html\n" in told
    assert "Not read at all: b/two.md\n" in told
    assert "erasure" not in told


def test_it_says_nothing_of_an_empty_folder(tmp_path: Path) -> None:
    assert score(tmp_path, [], lambda _: notice()) == ""


def test_it_makes_gold_from_clear_gold_and_keeps_a_salt(tmp_path: Path) -> None:
    texts, made = tmp_path / "texts", tmp_path / "gold"
    (texts / "held").mkdir(parents=True)
    made.mkdir()
    (texts / "SOURCES.csv").write_text(
        "number,repo,path,commit,language,half\n007,example/shop,notice.md,abc,fi,held\n008,example/gone,x.md,abc,fi,tuned\n",
        "utf-8",
    )
    (texts / "held" / "007.md").write_bytes(TEXT)
    clear = texts / "held" / "007.gold.json"
    clear.write_text(json.dumps(notice()), "utf-8")
    assert make_gold(texts, made) == 1
    (first,) = kept(made)
    assert (first.source, first.half) == ("example/shop: notice.md", "held")
    assert not judge("007.md", notice(), TEXT, first).misses
    clear.write_text(json.dumps(notice(rights=["portability"])), "utf-8")
    assert make_gold(texts, made) == 1
    (second,) = kept(made)
    assert second.salt == first.salt
    assert second != first


def test_it_reports_a_half_without_notices() -> None:
    told = report([judged(notice())])
    assert rows_of(told, "Held out (0 notices)")[TOTAL] == ["-", "-", "0/0", "0/0"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("E-postadress", "e–postadress.", True, id="dash"),
        pytest.param("”Nimi”", "nimi", True, id="quotes"),
        pytest.param("the IP address", "IP address", True, id="article"),
        pytest.param("din e-postadress", "e-postadress", True, id="whose it is"),
        pytest.param("perustiedot, kuten nimi ja ikä", "Perustiedot", True, id="such as"),
        pytest.param("Nimi", "Nimet", False, id="case ending"),
        pytest.param("Nimi ja osoite", "Nimi", False, id="a part"),
        pytest.param("enhet", "het", False, id="no article"),
    ],
)
def test_it_takes_values_for_the_same(one: str, other: str, same: bool) -> None:
    assert bool(forms(one) & forms(other)) is same


def test_it_takes_an_enumeration_apart() -> None:
    assert list(parts("Tilaus: nimi, osoite (katu, kaupunki) ja viesti")) == [
        ["nimi", "osoite", "viesti"],
        ["katu", "kaupunki"],
    ]
    assert list(parts("Nimi")) == []


def test_an_id_with_a_wrong_check_digit_is_neither_wanted_nor_wrong() -> None:
    kept_ids = [
        hashed({"controller": {"name": "Malli Oy", "business_id": number}}, b"text", "made up", "tuned").fields[
            "business_id"
        ]
        for number in ("1234567-1", "1234567-8", "556036-0793", "556036-0794")
    ]

    assert [len(one.wanted) for one in kept_ids] == [1, 0, 1, 0]
    assert [bool(one.optional) for one in kept_ids] == [False, True, False, True]


def test_it_takes_a_retention_apart() -> None:
    assert sentences("Vuosi. Kuitit: 6 vuotta\n- Loki 30 pv") == ["Vuosi.", "Kuitit: 6 vuotta", "- Loki 30 pv"]


def test_the_gold_of_the_repository_is_whole_and_divided() -> None:
    gold = kept()
    assert len({one.text for one in gold}) == len({one.salt for one in gold}) == len(gold)
    for one in gold:
        assert set(one.fields) == set(FIELDS), one.source
    halves = {half: {one.source.partition(":")[0] for one in gold if one.half == half} for half in HALVES}
    assert {one.half for one in gold} == set(HALVES)
    for one, other in combinations(HALVES, 2):
        assert halves[one].isdisjoint(halves[other]), "what is held out has nothing of what was tuned on"
