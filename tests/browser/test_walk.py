"""The main job, from the start page to the delivered answer, on both stores; the register before and after."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.demo.customers import AINO, ASA, MIKKO_OF_OULU, MIKKO_OF_TAMPERE, SARI, TIMO, Customer
from portal.domain.lifecycle import Resolution, Status
from portal.storage import tables as t
from tests.browser.packages import Record, all_text, given, held, verified
from tests.browser.test_marketing import KEYS
from tests.browser.walking import MOST_PAGES, MOST_PRESSES, Clerk, Demo, Person, until
from tests.house import bans_in
from tests.register_dump import changes, dump

BY_HAND = 9
"""Six systems to be searched and three to be told of the prohibition."""
BANS = ("suoramainonta", "etamyynti", "muu_suoramarkkinointi", "tutkimus")


@pytest.fixture(params=["demo", "postgres_demo"], ids=["sqlite", "postgres"])
def any_demo(request: pytest.FixtureRequest) -> Demo:
    found: Demo = request.getfixturevalue(request.param)
    return found


def test_it_walks_from_the_start_page_to_the_answer(
    any_demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], tmp_path: Path
) -> None:
    # Given a customer who wants to see everything and no more marketing
    demo, before = any_demo, dump(any_demo.register_url)
    aino = people(str(AINO.email), "Aino Virtanen", demo=demo)
    # When she asks, at her desk
    aino.asks_for("access", "marketing")
    aino.opens_the_link(aino.reads_the_mail())
    aino.confirms()
    aino.answers()
    aino.sees("Aino Virtanen")
    aino.sends()
    # Then it took few pages and presses, and the receipt says what happens by when
    assert len(aino.pages) <= MOST_PAGES, aino.pages
    assert aino.presses <= MOST_PRESSES
    aino.sees(aino.reference)
    aino.sees("Answer at the latest")
    # Then marketing is stopped without staff, in her rows alone
    until(lambda: bans_in(demo.register_file, AINO.number) == (1, 1, 1, 1), "prohibitions")
    until(lambda: demo.step(aino.reference, "access").state == "done", "the search")
    decided = _decided(before)
    assert changes(before, dump(demo.register_url), KEYS) == decided
    aino.opens_the_case()
    aino.sees_after_a_while("Where we look")
    aino.writes("Could you also look for the order that I made by phone?")
    # When the shop does what machines cannot
    clerk = clerks(demo=demo)
    clerk.opens(aino.reference)
    clerk.sees("order that I made by phone")
    assert clerk.does_all_by_hand(aino.reference) == BY_HAND
    clerk.opens_the_review(aino.reference)
    clerk.takes_in_the_sure_ones()
    # Then her own records are taken in, and the note with another's name waits for a look
    assert clerk.chooses("Eero Salonen") == 1
    clerk.withholds("others_rights", "The note names a neighbour.")
    clerk.decides(aino.reference)
    clerk.releases(aino.reference)
    assert demo.request(aino.reference).resolution == Resolution.GRANTED_IN_PART
    # Then she gets it, after a fresh code, and it holds her rows and nobody else's
    assert demo.request(aino.reference).status == Status.ANSWERED
    _mail_says_nothing(aino)
    aino.opens_the_answer()
    aino.sees("neighbour")
    package = aino.downloads(tmp_path)
    hers, got = held(demo.register_file, AINO.number), given(verified(package))
    note = Counter(record for record in hers if record[1] == "note")
    assert note.total() == 1
    assert _but_bans(got) == _but_bans(hers - note)
    assert sorted(record[1] for record in got) == sorted(record[1] for record in hers - note)
    assert "Salonen" not in all_text(package)
    # Then nothing but what was decided has changed, and every chain verifies
    assert changes(before, dump(demo.register_url), KEYS) == decided
    assert {"answer_viewed", "answer_downloaded"} <= set(demo.kinds(aino.reference))
    demo.verifies()


def _decided(before: dict[str, list[dict[str, object]]]) -> set[tuple[str, object, str]]:
    """Aino's prohibitions, and the consent to the newsletter that she had given; she had refused calls before."""
    consents = [row for row in before["suostumukset"] if row["asiakasnro"] == AINO.number and row["lupa"] == "K"]
    return {
        *(("markkinointikiellot", AINO.number, column) for column in (*BANS, "muutettu")),
        *(("suostumukset", row["id"], "lupa") for row in consents),
    }


def _but_bans(records: Counter[Record]) -> Counter[Record]:
    """Without the prohibitions, which were being written while the search went on."""
    return Counter({record: count for record, count in records.items() if record[0] != "marketing_bans"})


def _mail_says_nothing(aino: Person) -> None:
    for mail in aino.demo.mails(aino.address):
        assert "Virtanen" not in mail.text
        assert AINO.street is not None
        assert AINO.street not in mail.text


def test_it_answers_somebody_whom_the_register_does_not_know(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk]
) -> None:
    # Given somebody who never was a customer
    before = dump(demo.register_url)
    nobody = people("nobody@example.org", "Nelli Nykänen")
    nobody.asks_and_sends("access")
    until(lambda: demo.step(nobody.reference).state == "done", "the search")
    # When the shop has looked everywhere
    clerk = clerks()
    clerk.does_all_by_hand(nobody.reference)
    clerk.opens_the_review(nobody.reference)
    clerk.decides(nobody.reference)
    clerk.releases(nobody.reference)
    # Then the answer is that nothing is held
    assert demo.request(nobody.reference).resolution == Resolution.NOTHING_HELD
    nobody.opens_the_answer()
    nobody.sees("We hold no data about you")
    assert changes(before, dump(demo.register_url), KEYS) == set()
    assert not demo.rows(t.Finding, nobody.reference)


def test_it_walks_the_whole_way_without_scripts(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], tmp_path: Path
) -> None:
    # Given a customer under two addresses and a phone, and a clerk; their browsers run no scripts
    asa = people("asa.ohman@example.org", "Åsa Öhman", scripts=False)
    asa.asks_for("access")
    asa.follows("I have opened the link")
    asa.sees("Check your mail")
    asa.opens_the_link(asa.reads_the_mail())
    asa.confirms()
    asa.answers(emails="asa@example.net", phones="+358 50 388 4521")
    asa.sends()
    assert len(asa.pages) <= MOST_PAGES, asa.pages
    assert asa.presses <= MOST_PRESSES
    asa.opens_the_case()
    asa.sees_after_a_while("Found")
    picture = tmp_path / "receipt.txt"
    picture.write_text("Åsas kvitto")
    asa.writes("Here is my receipt.", picture)
    # When the clerk finds the request, does what waits, and answers
    clerk = clerks(scripts=False)
    clerk.main.locator("#q").fill("öhm")
    clerk.presses_button("Search")
    clerk.follows_to(asa.reference, "Åsa Öhman")
    clerk.sees("Here is my receipt.")
    clerk.opens_step(asa.reference, "access", "slack")
    clerk.does_by_hand("found", orders="2024-10-10 Åsa asked for a pressing\n\n2024-10-11 It was set aside")
    assert clerk.does_all_by_hand(asa.reference) == BY_HAND - 4
    clerk.opens_the_review(asa.reference)
    clerk.says_who_it_is(str(ASA.number), is_person=True)
    clerk.goes(f"{clerk.path}?show=open")
    assert clerk.chooses("pressing", "set aside") == len(("one", "another"))
    clerk.includes()
    while demo.open_findings(asa.reference):
        clerk.goes(f"/staff/digelius/requests/{asa.reference}/findings?show=open")
        clerk.main.locator("input[name=finding]").first.check()
        clerk.withholds("others_rights")
    clerk.decides(asa.reference)
    clerk.releases(asa.reference)
    # Then she has the answer
    asa.opens_the_answer()
    package = asa.downloads(tmp_path)
    assert given(verified(package), "slack").total() == len(("one", "another"))
    assert _but_bans(given(verified(package))) == _but_bans(held(demo.register_file, ASA.number))
    demo.verifies()


def test_it_gives_one_of_a_couple_nothing_of_the_other(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], tmp_path: Path
) -> None:
    # Given two customers with one mailbox, of whom one asks
    sari = people(str(SARI.email), "Sari Lehtonen")
    sari.asks_and_sends("access")
    clerk = clerks()
    clerk.does_all_by_hand(sari.reference)
    clerk.opens_the_review(sari.reference)
    # When the clerk says who is who, and looks at what staff wrote
    assert clerk.chooses(str(TIMO.number)) > len(("customer", "order"))
    clerk.says_who_it_is(str(TIMO.number), is_person=False)
    clerk.says_who_it_is(str(SARI.number), is_person=True)
    assert clerk.chooses("Timo Lehtonen maksoi") == 1
    clerk.withholds("others_rights")
    clerk.decides(sari.reference)
    clerk.releases(sari.reference)
    # Then letter and package hold hers, and no trace of the other
    _gives_only(demo, sari, SARI, TIMO, tmp_path)


def test_it_gives_a_namesake_nothing_of_the_other(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], tmp_path: Path
) -> None:
    # Given two customers of one name, of whom one asks
    mikko = people(str(MIKKO_OF_TAMPERE.email), "Mikko Korhonen")
    mikko.asks_and_sends("access")
    clerk = clerks()
    clerk.does_all_by_hand(mikko.reference)
    clerk.opens_the_review(mikko.reference)
    clerk.says_who_it_is(str(MIKKO_OF_OULU.number), is_person=False)
    clerk.says_who_it_is(str(MIKKO_OF_TAMPERE.number), is_person=True)
    assert clerk.chooses("samanniminen asiakas Oulussa") == 1
    clerk.withholds("others_rights")
    clerk.decides(mikko.reference)
    clerk.releases(mikko.reference)
    # Then letter and package hold his, and no trace of the other
    _gives_only(demo, mikko, MIKKO_OF_TAMPERE, MIKKO_OF_OULU, tmp_path)


def _gives_only(demo: Demo, person: Person, own: Customer, other: Customer, folder: Path) -> None:
    person.opens_the_answer()
    letter, package = person.said, person.downloads(folder)
    note = Counter(record for record in held(demo.register_file, own.number) if record[1] == "note")
    assert given(verified(package)) == held(demo.register_file, own.number) - note
    strange = _only_of(held(demo.register_file, other.number), held(demo.register_file, own.number))
    assert len(strange) > len(("number", "phone", "order"))
    told = f"{letter}\n{all_text(package)}"
    assert not [value for value in strange if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", told)]
    demo.verifies()


def _only_of(theirs: Counter[Record], own: Counter[Record]) -> set[str]:
    """What stands in one customer's rows alone: names, numbers, addresses; dates and prices are everybody's."""
    mine = {value for record in own for _column, value in record[2]}
    telling = {"asiakasnro", "etunimi", "puhelin", "sahkoposti", "katuosoite", "toimipaikka", "tilausnro", "laskunro"}
    values = {value for record in theirs for column, value in record[2] if column in telling}
    return values - mine
