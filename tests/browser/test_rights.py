"""Every other right at the record shop, in a real browser with real mail; the register dumped before and after."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.demo.customers import CAST
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.storage import tables as t
from tests.browser.packages import verified
from tests.browser.walking import Clerk, Demo, Person, until
from tests.register_dump import changes, dump

KEYS = {
    "asiakkaat": "asiakasnro", "yhteystiedot": "id", "tilaukset": "tilausnro", "tilausrivit": "id",
    "laskut": "laskunro", "suostumukset": "id", "markkinointikiellot": "asiakasnro", "muistiinpanot": "id",
}  # fmt: skip
_SINGLE = """
    SELECT a.asiakasnro, a.etunimi, a.sukunimi, a.sahkoposti, a.puhelin FROM asiakkaat a
    WHERE a.sahkoposti LIKE '%@example.%' AND a.etunimi IS NOT NULL AND a.puhelin IS NOT NULL AND a.tyyppi = 1
      AND (SELECT count(*) FROM asiakkaat b WHERE lower(trim(b.sahkoposti)) = lower(trim(a.sahkoposti))) = 1
      AND (SELECT count(*) FROM asiakkaat b WHERE b.sukunimi = a.sukunimi AND b.etunimi = a.etunimi) = 1
      AND NOT EXISTS (SELECT 1 FROM muistiinpanot m WHERE m.asiakasnro = a.asiakasnro)
      AND EXISTS (SELECT 1 FROM laskut l WHERE l.asiakasnro = a.asiakasnro
                  AND l.laskupvm LIKE '20%' AND l.laskupvm > :recent)
      AND EXISTS (SELECT 1 FROM tilaukset t WHERE t.asiakasnro = a.asiakasnro AND t.pvm < :old AND t.pvm LIKE '20%')
    ORDER BY a.asiakasnro
"""


@dataclass(frozen=True)
class Known:
    """A customer of the register with orders beyond every term, and an invoice within the keeping of vouchers."""

    number: int
    name: str
    email: str
    phone: str


def customer(demo: Demo, place: int) -> Known:
    """The `place`-th of those; each walk has another one, and none of the cast."""
    year = datetime.now(UTC).year
    days = {"recent": f"{year - 4}-01-01", "old": f"{year - 8}-01-01"}
    with closing(sqlite3.connect(demo.register_file)) as connection:
        rows = connection.execute(_SINGLE, days).fetchall()
    found = [row for row in rows if row[0] not in {one.number for one in CAST}]
    number, first, last, email, phone = found[place]
    return Known(number, f"{first} {last}", email.strip().lower(), phone)


Make = Callable[..., Person]
Clerks = Callable[..., Clerk]


def asks(people: Make, known: Known, wishes: Wishes | None, *rights: str) -> Person:
    """The person's way to the receipt."""
    person = people(known.email, known.name)
    person.wishes = wishes
    person.asks_and_sends(*rights)
    return person


def reviewed(clerks: Clerks, person: Person) -> Clerk:
    """A clerk who has looked at everything found."""
    person.demo.finishes_finds(person.reference)
    clerk = clerks()
    clerk.opens_the_review(person.reference)
    clerk.takes_in_the_sure_ones()
    return clerk


def test_it_corrects_one_field(demo: Demo, people: Make, clerks: Clerks) -> None:
    known = customer(demo, 0)
    before = dump(demo.register_url)
    wishes = Wishes(corrections=(Correction("phone", known.phone, "+358 40 000 1122"),))
    person = asks(people, known, wishes, "rectification")
    clerk = reviewed(clerks, person)
    clerk.decides(person.reference)
    until(lambda: "rectified" in demo.kinds(person.reference), "the correction")
    clerk.releases(person.reference)
    person.opens_the_answer()
    person.sees("+358 40 000 1122")
    changed = changes(before, dump(demo.register_url), KEYS)
    mine = {cell for cell in changed if cell[1] == known.number}
    assert {column for _table, _key, column in mine} <= {"puhelin", "muutettu"}
    assert ("asiakkaat", known.number, "puhelin") in mine
    demo.verifies()


def test_it_refuses_a_correction_and_keeps_the_statement(demo: Demo, people: Make, clerks: Clerks) -> None:
    known = customer(demo, 1)
    wishes = Wishes(corrections=(Correction("name", "", "Kuningas Ubu"),))
    person = asks(people, known, wishes, "rectification")
    clerk = reviewed(clerks, person)
    clerk.decides(
        person.reference, how_rectification_0="refuse", why_rectification_0="accurate",
        told_rectification_0="It is right",
    )  # fmt: skip
    clerk.releases(person.reference)
    person.opens_the_answer()
    person.sees("It is right")
    person.sees("Ombudsman")
    person.opens_the_case()
    person.states_disagreement("I am the king")
    clerk.opens(person.reference)
    clerk.sees("I am the king")


def test_it_erases_what_no_law_keeps(demo: Demo, people: Make, clerks: Clerks) -> None:
    known = customer(demo, 2)
    before = dump(demo.register_url)
    person = asks(people, known, Wishes(), "erasure")
    clerk = reviewed(clerks, person)
    clerk.decides(person.reference)
    until(lambda: "erased" in demo.kinds(person.reference), "the erasure")
    # What a law keeps is used for nothing else any more: people see to that
    assert clerk.carries_out_by_hand(person.reference) == 1
    clerk.releases(person.reference)
    person.opens_the_answer()
    person.opens_the_case()
    # What went is older than every term; what a law keeps stands, and the person reads until when
    after = dump(demo.register_url)
    mine = {row["tilausnro"] for row in before["tilaukset"] if row["asiakasnro"] == known.number}
    invoices = {row["laskunro"] for row in before["laskut"] if row["asiakasnro"] == known.number}
    allowed = {("tilaukset", one) for one in mine} | {("laskut", one) for one in invoices}
    allowed |= {("tilausrivit", row["id"]) for row in before["tilausrivit"] if row["tilausnro"] in mine}
    allowed |= {("asiakkaat", known.number)}
    allowed |= {
        (table, row["id"])
        for table in ("yhteystiedot", "suostumukset", "muistiinpanot") for row in before[table]
        if row["asiakasnro"] == known.number
    }  # fmt: skip
    changed = {(table, key) for table, key, _mark in changes(before, after, KEYS) if _is_of(before, known, table, key)}
    assert changed
    assert changed <= allowed
    left = {row["laskunro"] for row in after["laskut"] if row["asiakasnro"] == known.number}
    assert left
    assert left < invoices
    demo.verifies()


def _is_of(rows: dict[str, list[dict[str, object]]], known: Known, table: str, key: object) -> bool:
    """Whether a row was this customer's: other walks change other customers at the same time."""
    (row,) = [row for row in rows[table] if row[KEYS[table]] == key] or [{}]
    if table == "tilausrivit":
        orders = {one["tilausnro"] for one in rows["tilaukset"] if one["asiakasnro"] == known.number}
        return row.get("tilausnro") in orders
    return row.get("asiakasnro") == known.number


def test_it_hands_over_what_the_person_gave(demo: Demo, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    known = customer(demo, 3)
    before = dump(demo.register_url)
    person = asks(people, known, None, "portability")
    clerk = reviewed(clerks, person)
    clerk.decides(person.reference)
    clerk.releases(person.reference)
    person.opens_the_answer()
    package = person.downloads(tmp_path)
    data = verified(package)
    assert data["schema"] == "portal-portable/1"
    given = {category["key"] for category in data["categories"]}
    assert "orders" in given
    assert not given & {"billing", "marketing_bans"}
    with zipfile.ZipFile(package) as archive:
        assert [name for name in archive.namelist() if name.endswith(".csv")]
        assert json.loads(archive.read("data.json"))
    assert {cell for cell in changes(before, dump(demo.register_url), KEYS) if cell[1] == known.number} == set()


def test_it_freezes_data_and_announces_the_end(demo: Demo, people: Make, clerks: Clerks) -> None:
    known = customer(demo, 4)
    before = dump(demo.register_url)
    wishes = Wishes(restrict=RestrictionGround.ACCURACY, restrict_text="Somebody else's orders are mixed in")
    person = asks(people, known, wishes, "restriction")
    clerk = reviewed(clerks, person)
    clerk.decides(person.reference)
    until(lambda: "restricted" in demo.kinds(person.reference), "the restriction")
    clerk.releases(person.reference)
    person.opens_the_answer()
    changed = {cell for cell in changes(before, dump(demo.register_url), KEYS) if cell[1] == known.number}
    assert {column for _table, _key, column in changed} <= {"kasittely_rajoitettu", "muutettu"}
    assert ("asiakkaat", known.number, "kasittely_rajoitettu") in changed
    assert [row.lifted_at for row in demo.rows(t.Restriction, person.reference)] == [None]


def test_it_weighs_an_objection_and_freezes_meanwhile(demo: Demo, people: Make, clerks: Clerks) -> None:
    known = customer(demo, 5)
    wishes = Wishes(purposes=("customer_relationship",), reason="I work for a competitor")
    person = asks(people, known, wishes, "objection")
    clerk = reviewed(clerks, person)
    assert [row.ground for row in demo.rows(t.Restriction, person.reference)] == ["objection"]
    clerk.decides(person.reference, how_objection_customer_relationship="grant")
    assert clerk.carries_out_by_hand(person.reference) == 1
    clerk.releases(person.reference)
    person.opens_the_answer()
    assert "decided" in demo.kinds(person.reference)


@pytest.mark.parametrize("rights", [("access", "rectification", "erasure", "restriction", "objection", "marketing")])
def test_it_takes_many_rights_in_one_request(demo: Demo, people: Make, rights: tuple[str, ...]) -> None:
    known = customer(demo, 6)
    wishes = Wishes(
        corrections=(Correction("phone", known.phone, "+358 40 000 1133"),),
        reason="A reason",
        restrict=RestrictionGround.CLAIMS,
    )
    person = asks(people, known, wishes, *rights)
    assert len(person.pages) <= 9, person.pages
    person.opens_the_case()
    person.sees_after_a_while("Marketing is stopped")
