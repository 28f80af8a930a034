"""Whoever objected and asks for marketing again: nothing writes the old prohibition any more, on both stores."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo.customers import PETRI
from portal.domain.consent import Proof
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Right
from portal.domain.roles import Role, machine
from portal.journey import unsubscribing
from portal.office import consents, returned
from portal.storage import suppressing
from portal.storage import tables as t
from portal.storage.door import consents as door
from portal.storage.door import suppression
from portal.storage.sealing import Vault
from portal.storage.work import work
from portal.systems.contract import Owner
from portal.worker import timetable
from tests import factories
from tests.cases import Desk
from tests.house import House

ADDRESS = (PETRI.email or "").strip().lower()
CONTACT = ("email", ADDRESS)
EVERY = tuple(one.key for one in factories.make_register().prohibitions)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, factories.make_staff(house.store, house.shop))


def objected(desk: Desk, channels: tuple[str, ...] | None = None) -> None:
    unsubscribing.unsubscribe(desk.house.store, desk.house.shop.id, ADDRESS, "fi", desk.register, channels)


def proof(desk: Desk, **other: Any) -> Proof:
    return Proof(**{"given_on": desk.today, "how": "form", "note": "The form of the fair, in the binder.", **other})


def stopped(desk: Desk) -> frozenset[str]:
    return door.stopped(desk.house.store, desk.staff, CONTACT, EVERY)


def lift(desk: Desk, *channels: str, **other: Any) -> frozenset[str]:
    return consents.lift(desk.house.store, desk.staff, CONTACT, channels, proof(desk, **other), desk.register)


def a_day_later(desk: Desk) -> None:
    desk.house.clock.pass_by(days=1, minutes=1)
    timetable.Timetable(desk.house.store).look()
    desk.house.work()


def subscribed_again(desk: Desk) -> None:
    """The register's own form took the prohibitions away."""
    with closing(sqlite3.connect(desk.house.register_file)) as connection:
        connection.execute(
            "UPDATE markkinointikiellot SET suoramainonta=0, etamyynti=0, muu_suoramarkkinointi=0, tutkimus=0"
            " WHERE asiakasnro=?",
            [PETRI.number],
        )
        connection.commit()


def events(desk: Desk, kind: str) -> list[t.Event]:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return list(session.scalars(select(t.Event).where(t.Event.kind == kind)))


def test_the_daily_look_writes_no_prohibition_that_was_taken_back(desk: Desk) -> None:
    # Given an objection that stands in the register, which is written anew where an import took it away
    objected(desk)
    desk.house.work()
    subscribed_again(desk)
    a_day_later(desk)
    assert desk.house.bans(PETRI.number) == (1, 1, 1, 1)
    # When the person subscribes again, and staff write down what shows it
    subscribed_again(desk)
    assert lift(desk, *EVERY) == frozenset(EVERY)
    # Then no look writes it any more, and the proof is kept
    a_day_later(desk)
    assert desk.house.bans(PETRI.number) == (0, 0, 0, 0)
    assert stopped(desk) == frozenset()
    (kept,) = door.newest(desk.house.store, desk.staff)
    assert (kept.contact, set(kept.channels), kept.how) == (ADDRESS, set(EVERY), "form")
    assert len(events(desk, "objection_lifted")) == 1
    # And a new objection is one like any other
    objected(desk)
    desk.house.work()
    assert desk.house.bans(PETRI.number) == (1, 1, 1, 1)
    assert stopped(desk) == frozenset(EVERY)


def test_one_channel_is_lifted_and_the_others_stand(desk: Desk) -> None:
    objected(desk)
    desk.house.work()
    subscribed_again(desk)
    lift(desk, EVERY[0])
    a_day_later(desk)
    assert desk.house.bans(PETRI.number) == (0, 1, 1, 1)
    later = (*EVERY, "named_by_a_later_register")
    assert door.stopped(desk.house.store, desk.staff, CONTACT, later) == frozenset(later) - {EVERY[0]}
    asked = suppression.suppressed(desk.house.store, desk.staff, [CONTACT], [EVERY[0]])
    assert asked == frozenset()
    assert suppression.suppressed(desk.house.store, desk.staff, [CONTACT], EVERY[:2]) == {CONTACT}
    owner = Owner("1", (CONTACT,))
    known = returned.known(desk.house.store, desk.house.shop.id, "customer_register", [owner], EVERY)
    assert known.forbidden == ((owner, CONTACT, tuple(sorted(EVERY[1:]))),)


def test_a_prohibition_that_was_taken_back_before_it_was_written_is_not_written(desk: Desk) -> None:
    objected(desk)
    desk.house.clock.pass_by(minutes=5)
    assert unsubscribing.allow(desk.house.store, desk.house.shop.id, ADDRESS, desk.register, EVERY) == frozenset(EVERY)
    desk.house.work()
    assert desk.house.bans(PETRI.number) in {None, (0, 0, 0, 0)}
    assert len(events(desk, "prohibition_taken_back")) == 1


def test_of_what_was_taken_back_in_part_the_rest_is_written(desk: Desk) -> None:
    objected(desk)
    desk.house.clock.pass_by(minutes=5)
    unsubscribing.allow(desk.house.store, desk.house.shop.id, ADDRESS, desk.register, EVERY[:1])
    desk.house.work()
    assert desk.house.bans(PETRI.number) == (0, 1, 1, 1)


@pytest.mark.parametrize(
    ("channels", "other", "code"),
    [
        ((), {}, "channel_missing"),
        (("nothing_such",), {}, "channel_unknown"),
        (EVERY, {"how": "link"}, "consent_how"),
        (EVERY, {"note": "  "}, "note_missing"),
        (EVERY, {"given_on": timedelta(days=1)}, "consent_ahead"),
        (EVERY, {"given_on": timedelta(days=-1)}, "consent_older"),
    ],
)
def test_what_shows_no_consent_lifts_nothing(
    desk: Desk, channels: tuple[str, ...], other: dict[str, Any], code: str
) -> None:
    objected(desk)
    given = {**other, **({"given_on": desk.today + other["given_on"]} if "given_on" in other else {})}
    with pytest.raises(Invalid, match=code):
        lift(desk, *channels, **given)
    assert stopped(desk) == frozenset(EVERY)
    assert door.newest(desk.house.store, desk.staff) == []


@pytest.mark.parametrize("again", ["request", "link", "link, one channel"])
def test_an_objection_that_was_made_again_is_younger_than_a_consent_between_the_two(desk: Desk, again: str) -> None:
    objected(desk)
    desk.house.clock.pass_by(days=30)
    between = desk.today
    desk.house.clock.pass_by(days=30)
    if again == "request":
        factories.make_request(desk.house.store, desk.house.shop, Right.MARKETING, email=ADDRESS)
    else:
        objected(desk, EVERY[:1] if again == "link, one channel" else None)
    desk.house.clock.pass_by(days=1)
    with pytest.raises(Invalid, match="consent_older"):
        lift(desk, EVERY[0], given_on=between)
    assert stopped(desk) == frozenset(EVERY)
    assert lift(desk, EVERY[0]) == {EVERY[0]}


def test_an_objection_to_everything_ends_a_consent_to_a_channel_that_is_named_no_longer(desk: Desk) -> None:
    objected(desk)
    lift(desk, EVERY[0])
    without = replace(desk.register, prohibitions=desk.register.prohibitions[1:])
    desk.house.clock.pass_by(days=1)
    unsubscribing.unsubscribe(desk.house.store, desk.house.shop.id, ADDRESS, "fi", without)
    assert stopped(desk) == frozenset(EVERY)


def test_who_is_not_on_the_list_gives_no_consent_there(desk: Desk) -> None:
    with pytest.raises(Invalid, match="nothing_stopped"):
        lift(desk, *EVERY)
    assert events(desk, "objection_lifted") == []


def test_it_is_for_who_handles_requests(desk: Desk) -> None:
    objected(desk)
    store, shop = desk.house.store, desk.house.shop
    scoped = factories.make_staff(store, shop, role=Role.HANDLER, categories=["orders"])
    with pytest.raises(Refused, match="may_not"):
        consents.lift(store, scoped, CONTACT, EVERY, proof(desk), desk.register)
    with pytest.raises(Refused, match="may_not"):
        door.newest(store, scoped)
    assert stopped(desk) == frozenset(EVERY)


def test_the_list_says_what_was_last_said_of_each_channel(house: House) -> None:
    """Objections to some or all and consents in any order, against a plain account of what was said last."""
    chance, every = Random(7), ("a", "b", "c")
    viewer = machine(house.shop.id)
    for turn in range(12):
        said, contact = dict.fromkeys((*every, "later"), False), ("email", f"p{turn}@example.org")
        for _act in range(8):
            some = [one for one in every if chance.random() < 0.5]
            objects, whole = chance.random() < 0.5, chance.random() < 0.4
            with work(house.store, viewer) as w:
                if objects:
                    suppressing.add(w, *contact, [*every, suppressing.DIRECT_MARKETING] if whole else some, w.now)
                else:
                    suppressing.lift(w, *contact, every if whole else some, every)
                w.happened("objection_lifted")
            everything = whole or (not objects and set(some) == set(every))
            said |= dict.fromkeys([*every, *(["later"] if everything else [])] if everything else some, objects)
            with house.store.database.reading(viewer) as session:
                vault = Vault(session, house.store.ring)
                asked = (session, vault, house.shop.id, *contact)
                told = {one for one, stop in said.items() if stop}
                assert suppressing.stopped(*asked, (*every, "later")) == told
                assert suppressing.is_stopped(*asked, every) == (told == {*every, "later"})


def test_a_request_of_another_right_is_as_it_was(desk: Desk) -> None:
    objected(desk)
    lift(desk, *EVERY)
    request = desk.receive(Right.ACCESS, email=ADDRESS, name="Petri")
    assert desk.house.step(request, right=Right.ACCESS.value).state == "done"
