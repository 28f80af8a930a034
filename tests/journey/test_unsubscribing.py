"""A newsletter's link stops marketing in one click, at once, and names nobody to anybody."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import words
from portal.demo import customers
from portal.domain.consent import Proof
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.roles import machine
from portal.journey import identity, unsubscribing
from portal.keys import links
from portal.office import consents, processors, registers, returned
from portal.public import asked_words
from portal.reading.toml import register_to_json
from portal.staff import telling_words
from portal.storage import suppressing
from portal.storage import tables as t
from portal.storage.door import asked, public, suppression
from portal.storage.door import case as door
from portal.storage.sealing import Vault
from portal.storage.work import work
from portal.systems.contract import Owner
from tests import factories
from tests.cases import Desk
from tests.counter import entered
from tests.factories import MadeRequest

READER = "reader@example.net"


def stopped(desk: Desk, address: str, channels: Collection[str] | None = None) -> bool:
    asked = [one.key for one in desk.register.prohibitions] if channels is None else channels
    viewer = machine(desk.house.shop.id)
    return bool(suppression.suppressed(desk.house.store, viewer, [("email", address)], asked))


def click(desk: Desk, address: str, register: Register | None = None) -> str:
    return unsubscribing.unsubscribe(desk.house.store, desk.house.shop.id, address, "sv", register or desk.register)


def page_says_stopped(desk: Desk, address: str) -> bool:
    store, shop = desk.house.store, desk.house.shop
    return public.newsletter(store, shop.id, links.address_token(store.ring, shop.id, address), desk.register).is_whole


def test_it_reaches_the_list_at_once_and_the_register_without_staff(desk: Desk) -> None:
    address = (customers.PETRI.email or "").strip().lower()
    reference = click(desk, address)
    assert stopped(desk, address)
    desk.house.work()
    (row,) = [one for one in all_requests(desk) if one.reference == reference]
    request = MadeRequest(row.id, reference, row.controller_id)
    step = desk.house.step(request, right=Right.MARKETING.value)
    assert (step.state, step.outcome, step.performer) == ("done", "done", "machine")
    assert desk.house.kinds(request)[0] == "unsubscribed"


def test_it_is_one_request_however_often_it_is_pressed(desk: Desk) -> None:
    first = click(desk, "reader@example.net")
    assert first
    assert click(desk, "reader@example.net") == ""
    assert len(all_requests(desk)) == 1


def test_it_writes_only_what_was_chosen_into_the_register_and_says_so(desk: Desk) -> None:
    address = (customers.PETRI.email or "").strip().lower()
    shop, store = desk.house.shop, desk.house.store
    before = desk.house.bans(customers.PETRI.number)
    chosen = ["distance_selling", "research"]
    reference = unsubscribing.unsubscribe(store, shop.id, address, "en", desk.register, chosen)
    assert suppression.suppressed(store, machine(shop.id), [("email", address)], chosen)
    others = ["direct_advertising", "other_direct_marketing"]
    assert not suppression.suppressed(store, machine(shop.id), [("email", address)], others)
    desk.house.work()
    (row,) = all_requests(desk)
    request = MadeRequest(row.id, reference, row.controller_id)
    step = desk.house.step(request, right=Right.MARKETING.value)
    assert (step.state, step.outcome, step.performer) == ("done", "done", "machine")
    (event,) = [one for one in desk.house.rows(t.Event, request) if one.kind == "register_suppressed"]
    assert desk.house.unsealed(event)["channels"] == chosen
    assert (before, desk.house.bans(customers.PETRI.number)) == ((0, 0, 0, 0), (0, 1, 0, 1))
    case = desk.case(request)
    assert {one.channels for one in case.steps if one.capability == "suppress"} == {tuple(chosen)}
    (letter,) = [one for one in case.letters if one.kind == "marketing"]
    said = re.sub(r"<[^>]+>", " ", letter.html)
    assert letter.title == "We have stopped the marketing that you chose"
    assert "This goes on until you forbid it too" in said
    assert "Direct advertising, Other direct marketing" in said
    listed = letter.html.partition('data-element="L10-channels"')[2].partition("</ul>")[0]
    assert "Distance selling" in listed
    assert "Direct advertising" not in listed


def test_it_tells_no_partner_to_stop_where_only_research_was_stopped(desk: Desk) -> None:
    unsubscribing.unsubscribe(
        desk.house.store, desk.house.shop.id, "reader@example.net", "en", desk.register, ["research"]
    )
    (row,) = all_requests(desk)
    request = MadeRequest(row.id, row.reference, row.controller_id)
    assert "notify" not in {one.capability for one in desk.house.rows(t.Step, request)}


def test_it_tells_a_partner_what_to_stop_alone(desk: Desk) -> None:
    unsubscribing.unsubscribe(
        desk.house.store, desk.house.shop.id, "reader@example.net", "en", desk.register, ["distance_selling"]
    )
    (row,) = all_requests(desk)
    case = desk.case(MadeRequest(row.id, row.reference, row.controller_id))
    lines = [one.telling for one in case.steps if one.telling is not None]
    for line in lines:
        assert line.channels == ("distance_selling",)
        with words.using("en"):
            text = telling_words.text_to_copy(case, line, desk.register)
        assert "What they have forbidden: Distance selling" in text
        assert "in every channel" not in text


@pytest.mark.parametrize(("given", "code"), [([], "channel_missing"), (["nothing_such"], "channel_unknown")])
def test_it_takes_no_channel_that_the_register_has_not(desk: Desk, given: list[str], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        unsubscribing.unsubscribe(
            desk.house.store, desk.house.shop.id, "reader@example.net", "en", desk.register, given
        )
    assert all_requests(desk) == []


def test_it_asks_a_processor_for_what_was_chosen_alone(desk: Desk) -> None:
    processors.set_contact(desk.house.store, desk.staff, "telemarketing", "firm@example.org", "en")
    unsubscribing.unsubscribe(
        desk.house.store, desk.house.shop.id, "reader@example.net", "en", desk.register, ["distance_selling"]
    )
    desk.house.work()
    (row,) = all_requests(desk)
    request = MadeRequest(row.id, row.reference, row.controller_id)
    (ask,) = desk.house.rows(t.ProcessorAsk, request)
    letter = asked.letter(desk.house.store, row.controller_id, t.ProcessorLetter.id == ask.letter_id)
    about = asked.asked(desk.house.store, row.controller_id, letter, ask.id)
    with words.using("en"):
        assert asked_words.wish(about).title == "Stop part of the marketing to this person"
        assert asked_words.say_channels(desk.register, about) == ["Distance selling"]


def test_it_stops_nobody_else(desk: Desk) -> None:
    click(desk, "reader@example.net")
    assert not stopped(desk, "reader@example.org")
    assert not stopped(desk, "xreader@example.net")


def test_a_register_without_channels_stops_it_too(desk: Desk) -> None:
    silent = replace(desk.register, prohibitions=())
    assert not page_says_stopped(desk, READER)
    assert click(desk, READER, silent)
    assert page_says_stopped(desk, READER)
    assert stopped(desk, READER, channels=())
    assert click(desk, READER, silent) == ""


def test_a_register_without_channels_is_carried_out_in_every_system(desk: Desk) -> None:
    store, shop = desk.house.store, desk.house.shop
    silent = replace(desk.register, prohibitions=())
    registers.publish(store, machine(shop.id), silent.key, register_to_json(silent))
    reference = click(desk, (customers.PETRI.email or "").strip().lower(), silent)
    desk.house.work()
    (row,) = [one for one in all_requests(desk) if one.reference == reference]
    step = desk.house.step(MadeRequest(row.id, reference, row.controller_id), right=Right.MARKETING.value)
    assert (step.state, step.outcome, step.performer) == ("done", "done", "machine")
    (letter,) = door.case_page(store, desk.staff, reference).letters
    assert "i alla kanaler" in letter.html


def test_it_holds_in_a_channel_that_the_register_names_later(desk: Desk) -> None:
    click(desk, READER, replace(desk.register, prohibitions=()))
    assert stopped(desk, READER)
    assert page_says_stopped(desk, READER)
    owner = Owner("7", (("email", READER),))
    known = returned.known(desk.house.store, desk.house.shop.id, "customer_register", [owner], {"sms", "mail"})
    assert known.forbidden == ((owner, ("email", READER), ("mail", "sms")),)


def test_a_channel_that_is_stopped_is_not_every_channel(desk: Desk) -> None:
    first, second = (one.key for one in desk.register.prohibitions[:2])
    store, shop = desk.house.store, desk.house.shop
    with work(store, machine(shop.id)) as w:
        suppressing.add(w, "email", READER, [first], w.now)
    assert stopped(desk, READER, [first])
    assert not stopped(desk, READER, [second])
    assert not page_says_stopped(desk, READER)
    assert click(desk, READER)
    assert page_says_stopped(desk, READER)


def test_a_press_that_stops_more_renews_what_was_stopped_already(desk: Desk) -> None:
    # Given a reader who stopped one channel, and ten days later another, on a page that still offered both
    store, shop, register = desk.house.store, desk.house.shop, desk.register
    first, second, *_rest = [one.key for one in register.prohibitions]
    unsubscribing.unsubscribe(store, shop.id, READER, "en", register, [first])
    desk.house.clock.pass_by(days=5)
    between = desk.today
    desk.house.clock.pass_by(days=5)
    unsubscribing.unsubscribe(store, shop.id, READER, "en", register, [first, second])
    # Then no consent from between lifts either of them
    for channel in (first, second):
        with pytest.raises(Invalid, match="consent_older"):
            consents.lift(store, desk.staff, ("email", READER), [channel], Proof(between, "form", "A form"), register)


@pytest.mark.parametrize("some", [True, False])
def test_a_consent_outlives_an_objection_that_came_before_it_and_is_entered_later(desk: Desk, *, some: bool) -> None:
    # Given a reader who stopped everything, and pressed on Tuesday to be reached again
    store, shop, register = desk.house.store, desk.house.shop, desk.register
    every = [one.key for one in register.prohibitions]
    allowed = every[:1] if some else every
    unsubscribing.unsubscribe(store, shop.id, READER, "en", register)
    desk.house.clock.pass_by(days=1)
    monday = desk.today
    desk.house.clock.pass_by(days=1)
    unsubscribing.allow(store, shop.id, READER, register, allowed)
    # When a letter that came on Monday is entered on Wednesday
    desk.house.clock.pass_by(days=1)
    entered(store, shop, desk.staff, rights=(Right.MARKETING,), day=monday, emails=READER)
    # Then it stops what it did before, and not what was allowed since
    with store.database.reading(machine(shop.id)) as session:
        standing = suppressing.stopped(session, Vault(session, store.ring), shop.id, "email", READER, every)
    assert standing == set(every) - set(allowed)


def test_who_confirms_an_objection_themself_objects_at_that_moment(desk: Desk) -> None:
    # Given an objection on the start page whose mailbox is not shown yet, and a press since that allows all again
    store, shop, register = desk.house.store, desk.house.shop, desk.register
    request = factories.make_request(store, shop, Right.MARKETING, email=READER, confirmed=False)
    click(desk, READER)
    desk.house.clock.pass_by(days=1)
    unsubscribing.allow(store, shop.id, READER, register, [one.key for one in register.prohibitions])
    assert not stopped(desk, READER)
    # When the link of the objection is pressed
    desk.house.clock.pass_by(days=1)
    proof = factories.proof_of(store, request)
    identity.confirm(store, shop.id, request.id, proof, factories.BROWSER, "", register)
    # Then it holds
    assert stopped(desk, READER)


def test_a_consent_that_is_younger_than_a_letter_lifts_it_though_the_letter_is_entered_later(desk: Desk) -> None:
    store, shop, register = desk.house.store, desk.house.shop, desk.register
    every = [one.key for one in register.prohibitions]
    monday = desk.today
    desk.house.clock.pass_by(days=1)
    tuesday = desk.today
    desk.house.clock.pass_by(days=1)
    entered(store, shop, desk.staff, rights=(Right.MARKETING,), day=monday, emails=READER)
    early = Proof(monday - timedelta(days=1), "form", "A form of Sunday")
    with pytest.raises(Invalid, match="consent_older"):
        consents.lift(store, desk.staff, ("email", READER), every[:1], early, register)
    proof = Proof(tuesday, "form", "A form of Tuesday")
    assert consents.lift(store, desk.staff, ("email", READER), every[:1], proof, register) == {every[0]}


def all_requests(desk: Desk) -> list[t.SubjectRequest]:
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return list(session.query(t.SubjectRequest))
