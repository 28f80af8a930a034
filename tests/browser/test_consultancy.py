"""The consultancy of one person: two registers, no legal basis stated, and somebody who sees billing alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.demo.thewind_customers import HANNA, MARIT, RAUNO
from portal.domain.wishes import Wishes
from tests.browser.packages import all_text
from tests.browser.walking import Clerk, Demo, Person, until
from tests.register_dump import Rows, changes, dump

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]


@pytest.fixture
def firm(demo: Demo) -> Demo:
    return demo.of("thewind")


def held(firm: Demo) -> dict[str, Rows]:
    return dump(firm.register_url)


def keys_of(rows: dict[str, Rows]) -> dict[str, str]:
    """The first column of each table is its key."""
    return {name: next(iter(found[0])) for name, found in rows.items() if found}


def listed(firm: Demo) -> dict[str, Rows]:
    return dump(f"sqlite:///{firm.serving.data / 'thewind_mailing.sqlite3'}")


def test_it_gives_access_with_the_billing_persons_part(
    firm: Demo, people: Make, clerks: Clerks, tmp_path: Path
) -> None:
    before = held(firm), listed(firm)
    rauno = people(RAUNO.email, RAUNO.name, demo=firm)
    rauno.asks_and_sends("access")
    # When everybody but the billing person has looked, the review waits for them
    firm.finishes_finds(rauno.reference, "billing_files")
    billing = clerks(demo=firm, role="scoped")
    billing.follows_to(rauno.reference, RAUNO.name)
    assert "Messages" not in billing.said
    assert RAUNO.email not in billing.said
    step = firm.step(rauno.reference, system="billing_files")
    billing.opens(rauno.reference, f"/steps/{step.id}")
    billing.does_by_hand("found", billing="A reminder of 3 March")
    owner = clerks(demo=firm)
    owner.opens_the_review(rauno.reference)
    owner.sees("A reminder of 3 March")
    owner.takes_in_the_sure_ones()
    owner.includes_all_open()
    owner.decides(rauno.reference)
    owner.releases(rauno.reference)
    rauno.opens_the_answer()
    assert "A reminder of 3 March" in all_text(rauno.downloads(tmp_path))
    assert (held(firm), listed(firm)) == before
    firm.verifies()


def test_it_erases_what_a_person_decided(firm: Demo, people: Make, clerks: Clerks) -> None:
    before, list_before = held(firm), listed(firm)
    marit = people(MARIT.email, MARIT.name, demo=firm)
    marit.wishes = Wishes()
    marit.asks_and_sends("erasure")
    firm.finishes_finds(marit.reference)
    owner = clerks(demo=firm)
    owner.opens_the_review(marit.reference)
    owner.takes_in_the_sure_ones()
    owner.includes_all_open()
    # No basis is stated, so that each category wants a person; what bookkeeping needs is kept
    kept = {"billing": "legal_duty", "name": "legal_duty", "company": "legal_duty", "postal_address": "legal_duty"}
    owner.finishes_the_review(marit.reference)
    for category in owner.subjects("erasure"):
        owner.chooses_in_decision(f"how_erasure_{category}", "refuse" if category in kept else "grant")
        if category in kept:
            owner.chooses_in_decision(f"why_erasure_{category}", kept[category])
    owner.confirms_the_decision(marit.reference)
    until(lambda: "erased" in firm.kinds(marit.reference), "the erasure")
    owner.carries_out_by_hand(marit.reference)
    owner.releases(marit.reference)
    marit.opens_the_answer()
    after = held(firm)
    assert listed(firm) == list_before
    changed = changes(before, after, keys_of(before))
    assert changed
    assert not [cell for cell in changed if cell[0].lower().startswith("lasku")]
    (row,) = [row for row in after["Yhteyshenkilo"] if row["Nimi"] == MARIT.name]
    assert row["Sposti"] in {None, ""}


def test_it_takes_somebody_off_the_list_in_one_press(firm: Demo, people: Make) -> None:
    customers, before = held(firm), listed(firm)
    hanna = people(HANNA.email, HANNA.name, demo=firm)
    hanna.asks_for("marketing")
    hanna.opens_the_link(hanna.reads_the_mail())
    hanna.confirms()
    until(lambda: listed(firm) != before, "the row to be gone")
    gone = changes(before, listed(firm), keys_of(before))
    assert {mark for _table, _key, mark in gone} == {"-"}
    assert len(gone) == 1
    assert held(firm) == customers
    until(lambda: firm.request(hanna.reference).status == "closed", "the end")
    hanna.opens_the_case()
    firm.verifies()
