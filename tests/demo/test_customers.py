"""The demo's register: deterministic, quick, full of real life, and searchable by its own mapping."""

import re
import sqlite3
import time
import tomllib
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from portal.demo import customers
from portal.demo.customers import (
    AINO,
    ASA,
    BOOKKEEPING_YEARS,
    CAST,
    CUSTOMERS,
    LIISA,
    MIKKO_OF_OULU,
    MIKKO_OF_TAMPERE,
    PETRI,
    PETRIS_ORDERS,
    SARI,
    TIMO,
    UNKNOWN_EMAIL,
    VAINO,
    cast_orders,
    connection_settings,
    make_customers,
)
from portal.domain.lifecycle import Match
from portal.systems.contract import Connector, Identifiers, Record, Target
from portal.systems.registry import connect
from tests.demo.searching import owners, search_all
from tests.register_dump import changes, dump

TODAY = date(2026, 11, 23)
REGISTER = Path(customers.__file__).parents[1] / "registers" / "digelius.toml"
EVERY_MAIL = (
    "SELECT asiakasnro, sahkoposti AS mail FROM asiakkaat WHERE sahkoposti NOT NULL"
    " UNION ALL SELECT asiakasnro, arvo FROM yhteystiedot WHERE laji = 'S'"
)
KEYS = {
    "asiakkaat": "asiakasnro",
    "yhteystiedot": "id",
    "tilaukset": "tilausnro",
    "tilausrivit": "id",
    "laskut": "laskunro",
    "suostumukset": "id",
    "markkinointikiellot": "asiakasnro",
    "muistiinpanot": "id",
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register as it is made on a fixed day; for reading only."""
    path = tmp_path_factory.mktemp("register") / "customers.sqlite3"
    make_customers(path, today=TODAY)
    return path


@pytest.fixture
def own_register(register: Path, tmp_path: Path) -> Path:
    """A copy to write to."""
    path = tmp_path / "own.sqlite3"
    path.write_bytes(register.read_bytes())
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def connector(path: Path) -> Connector:
    return connect("sql", connection_settings(path))


def search(path: Path, identifiers: Identifiers) -> list[Record]:
    return search_all(connector(path), identifiers)


def test_it_makes_the_same_register_twice_and_quickly(register: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    make_customers(tmp_path / "again.sqlite3", today=TODAY)
    assert time.monotonic() - started < 2
    assert dump(f"sqlite:///{tmp_path / 'again.sqlite3'}") == dump(f"sqlite:///{register}")
    make_customers(tmp_path / "other.sqlite3", today=TODAY, seed=1)
    assert dump(f"sqlite:///{tmp_path / 'other.sqlite3'}") != dump(f"sqlite:///{register}")


def test_it_never_writes_over_a_register_nor_leaves_half_of_one(own_register: Path) -> None:
    before = own_register.read_bytes()
    with pytest.raises(FileExistsError):
        make_customers(own_register, today=TODAY)
    assert own_register.read_bytes() == before
    assert [path.name for path in own_register.parent.iterdir()] == [own_register.name]


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2031, 12, 31)])
def test_it_is_made_on_any_day(tmp_path: Path, today: date) -> None:
    make_customers(tmp_path / "r.sqlite3", today=today)
    assert owners(search(tmp_path / "r.sqlite3", Identifiers(str(AINO.email)))) == {str(AINO.number): Match.EXACT}


def test_everybody_is_invented_and_has_a_mailbox_that_is_nobodys(register: Path) -> None:
    mails = rows(register, f"SELECT mail FROM ({EVERY_MAIL})")
    assert len(mails) > CUSTOMERS * 0.8
    assert all(re.search(r"@example\.(org|com|net)$", str(mail).strip().lower()) for (mail,) in mails)
    assert all(UNKNOWN_EMAIL not in str(mail).lower() for (mail,) in mails)
    assert rows(register, "SELECT count(*) FROM asiakkaat") == [(CUSTOMERS,)]


def test_only_the_couple_shares_a_mailbox(register: Path) -> None:
    mails = rows(register, EVERY_MAIL)
    counted = Counter(str(mail).strip().lower() for _, mail in mails)
    assert [mail for mail, times in counted.items() if times > 1] == ["lehtoset@example.org"]


def test_the_casts_names_are_theirs_alone(register: Path) -> None:
    names = Counter(rows(register, "SELECT etunimi, sukunimi FROM asiakkaat"))
    for member in CAST:
        assert names[member.first, member.last] == (2 if member.last == "Korhonen" else 1) or member is VAINO
    assert rows(register, "SELECT count(*) FROM asiakkaat WHERE etunimi IS NULL")[0][0] != 0
    assert rows(register, "SELECT count(*) FROM asiakkaat WHERE sukunimi LIKE '%ö%' OR sukunimi LIKE 'Å%'")[0][0] != 0
    assert rows(register, "SELECT count(*) FROM tilaukset WHERE asiakasnro IS NULL")[0][0] != 0


def test_the_mapping_fits_the_register_and_the_notice(register: Path) -> None:
    found = connector(register)
    assert found.check() == ()
    document = tomllib.loads(REGISTER.read_text("utf-8"))
    known = {category["key"] for category in document["categories"]} | {"unsorted"}
    assert {meaning.category for meaning in found.glossary()} == known
    assert {ban["key"] for ban in document["prohibitions"]} <= set(found.channels())
    assert all(text for each in found.glossary() for text in (each.label.fi, each.label.sv, each.label.en))


def test_every_code_in_the_register_has_a_meaning(register: Path) -> None:
    found = connector(register)
    meanings = {(each.kind, each.name): each.values for each in found.glossary() if each.values}
    for member in (PETRI, AINO, SARI):
        for record in search(register, Identifiers(str(member.email))):
            for each in record.fields:
                if each.value is not None and (record.kind, each.name) in meanings:
                    assert str(each.value) in meanings[record.kind, each.name]


def test_aino_is_the_plain_case(register: Path) -> None:
    records = search(register, Identifiers("aino.virtanen@example.org", name="Aino Virtanen"))
    assert owners(records) == {str(AINO.number): Match.EXACT}
    kinds = Counter(record.kind for record in records)
    assert (kinds["order"], kinds["invoice"], kinds["note"]) == (4, 4, 1)
    years = [str(each.value) for r in records if r.kind == "invoice" for each in r.fields if each.name == "date"]
    ended = [int(re.findall(r"\d{4}", year)[0]) + BOOKKEEPING_YEARS for year in years]
    assert sorted(year >= TODAY.year for year in ended) == [False, True, True, True]


def test_the_namesakes_release_nothing_of_each_other(register: Path) -> None:
    for one, other in ((MIKKO_OF_TAMPERE, MIKKO_OF_OULU), (MIKKO_OF_OULU, MIKKO_OF_TAMPERE)):
        records = search(register, Identifiers(str(one.email), name="Mikko Korhonen"))
        assert {record.owner for record in records if record.match is Match.EXACT} == {str(one.number)}
        assert {record.kind for record in records if record.owner == str(other.number)} == {"customer"}


def test_the_couple_waits_for_staff(register: Path) -> None:
    both = {str(SARI.number): Match.PROBABLE, str(TIMO.number): Match.PROBABLE}
    assert owners(search(register, Identifiers("lehtoset@example.org"))) == both
    named = owners(search(register, Identifiers("lehtoset@example.org", name="Sari Lehtonen")))
    assert named == both | {str(SARI.number): Match.EXACT}


def test_asa_is_one_person_by_either_address_and_by_phone(register: Path) -> None:
    keys = set()
    for address in ("asa.ohman@example.org", "asa@example.net"):
        records = search(register, Identifiers(address))
        assert owners(records) == {str(ASA.number): Match.EXACT}
        keys.add(frozenset((record.kind, record.key) for record in records))
    assert len(keys) == 1
    by_phone = search(register, Identifiers(UNKNOWN_EMAIL, phones=("+358503884521",)))
    assert owners(by_phone) == {str(ASA.number): Match.PROBABLE}
    named = search(register, Identifiers("asa@example.net", name="Åsa Öhman"))
    assert [(r.kind, r.owner) for r in named if r.match is Match.MENTION] == [("note", str(PETRI.number))]


def test_vaino_is_found_in_spite_of_his_gaps(register: Path) -> None:
    records = search(register, Identifiers("vaino.hamalainen@example.org"))
    assert owners(records) == {str(VAINO.number): Match.EXACT}
    assert not [record for record in records if record.category in {"postal_address", "marketing_bans"}]


def test_who_is_unknown_is_not_found(register: Path) -> None:
    page = connector(register).find(Identifiers(UNKNOWN_EMAIL, name="Nobody Atall"), None)
    assert (page.records, page.cursor, page.gaps) == ((), None, ())
    assert page.searched > CUSTOMERS


def test_a_long_history_comes_in_pages(register: Path) -> None:
    records = search(register, Identifiers(str(PETRI.email)))
    assert sum(record.kind == "order" for record in records) == PETRIS_ORDERS
    assert len({(record.kind, record.key, record.category) for record in records}) == len(records)


def test_liisas_objection_changes_her_cells_alone(own_register: Path) -> None:
    who, owner = Identifiers(str(LIISA.email)), str(LIISA.number)
    url = f"sqlite:///{own_register}"
    before = dump(url)
    channels = ("direct_advertising", "distance_selling", "other_direct_marketing", "research")
    effect = connector(own_register).suppress(who, owner, channels, "op-1")
    assert effect.counts == {"marketing_bans": 1, "newsletter_consent": 1, "telemarketing_consent": 1}
    assert connector(own_register).suppressed(who, owner, channels)
    changed = changes(before, dump(url), KEYS)
    banned = {"suoramainonta", "etamyynti", "muu_suoramarkkinointi", "tutkimus", "muutettu"}
    assert {each for each in changed if each[0] == "markkinointikiellot"} == {
        ("markkinointikiellot", LIISA.number, column) for column in banned
    }
    consents = [row["id"] for row in before["suostumukset"] if row["asiakasnro"] == LIISA.number]
    assert {each for each in changed if each[0] != "markkinointikiellot"} == {
        ("suostumukset", each, "lupa") for each in consents
    }
    assert connector(own_register).suppress(who, owner, channels, "op-1").already


def test_ainos_invoices_outlive_her_orders(own_register: Path) -> None:
    """Her orders are emptied, since invoices stay that name them; their lines and her note go."""
    url = f"sqlite:///{own_register}"
    records = search(own_register, Identifiers(str(AINO.email)))
    days = {record.dated for record in records if record.kind == "order"}
    assert days == {day.isoformat() for day in cast_orders(TODAY)[AINO.number]}
    staying = {"invoice", "marketing_bans"}
    targets = [
        Target(each.kind, each.key, each.owner, (each.category,)) for each in records if each.kind not in staying
    ]
    before = dump(url)
    told = connector(own_register).preview(targets)
    assert connector(own_register).erase(targets, "a") == told
    assert connector(own_register).erased(targets)
    assert {kind: told.counts.get(f"deleted:{kind}", 0) for kind in ("note", "order")} == {"note": 1, "order": 0}
    assert (told.counts["anonymised:order"], told.counts["anonymised:customer"]) == (4, 1)
    changed = changes(before, dump(url), KEYS)
    assert not [each for each in changed if each[0] in {"laskut", "markkinointikiellot"}]
    assert rows(own_register, "PRAGMA foreign_key_check") == []
    assert search(own_register, Identifiers(str(AINO.email))) == []


def test_vaino_can_go_whole(own_register: Path) -> None:
    records = search(own_register, Identifiers(str(VAINO.email).lower()))
    targets = [Target(each.kind, each.key, each.owner, (each.category,)) for each in records]
    assert connector(own_register).erase(targets, "a").counts["deleted:customer"] == 1


def test_the_flag_of_restriction_is_one_cell(own_register: Path) -> None:
    before = dump(f"sqlite:///{own_register}")
    connector(own_register).restrict([str(LIISA.number)], "a", on=True)
    assert connector(own_register).restricted([str(LIISA.number)], on=True)
    changed = changes(before, dump(f"sqlite:///{own_register}"), KEYS)
    assert changed == {("asiakkaat", LIISA.number, "kasittely_rajoitettu")}


def test_the_register_is_well_formed(register: Path) -> None:
    assert rows(register, "PRAGMA foreign_key_check") == []
    assert rows(register, "PRAGMA integrity_check") == [("ok",)]
