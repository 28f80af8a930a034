"""Processors asked by letter, on both stores: who is asked when, what their word does, and what staff may still do."""

import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo import customers
from portal.domain.asking import expires_after, may_be_asked, stage_on
from portal.domain.errors import Invalid, LinkDead, NotFound, Refused
from portal.domain.lifecycle import Capability, Right
from portal.domain.roles import Role, link, machine, visitor
from portal.journey import asked, asking, handling, inquiring, purging, review, steps
from portal.journey.asked import Answer
from portal.office import processors
from portal.storage import files as sealed_files
from portal.storage import processors as stored
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import asked as door
from portal.storage.door import case as case_door
from portal.storage.guard import Beyond
from portal.storage.jobs import Taken
from portal.storage.work import work
from portal.systems import registry
from portal.systems.contract import Identifiers, Page, Permanent, RetryLater
from portal.worker import errands
from tests import factories
from tests.asking import FIRM, SYSTEM, asks, day, letters, link_in, mails, place_of, set_firm
from tests.cases import Desk
from tests.factories import MadeRequest
from tests.papers.packed import damaged_files

LIMIT = 64 * 1024
SECRET = "Salainen katu 1"


def gather(desk: Desk) -> None:
    """What the timetable does every hour."""
    job = Taken("x", "processor.gather", "slow", {}, desk.house.shop.id, "", 1)
    errands.run(desk.house.outside, job)
    desk.house.work()


def say(desk: Desk, request: MadeRequest, said: Answer, right: str = "access", *files: tuple[str, bytes]) -> None:
    """The firm answers about a request."""
    step = desk.house.step(request, SYSTEM, right)
    ask = asks_of(desk, request, step.id)[-1]
    given = [(name, BytesIO(content)) for name, content in files]
    asked.answer(desk.house.store, place_of(desk, request, ask), said, given, LIMIT)


def asks_of(desk: Desk, request: MadeRequest, step_id: str) -> list[t.ProcessorAsk]:
    """The askings of a step, the living one last."""
    return [one for one in asks(desk, request) if one.step_id == step_id]


def shown(desk: Desk, request: MadeRequest, right: str = "access") -> door.Asked:
    """What the firm reads about a request."""
    step = desk.house.step(request, SYSTEM, right)
    ask = asks_of(desk, request, step.id)[-1]
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        number = session.get_one(t.ProcessorLetter, ask.letter_id).number
    found = door.letter_numbered(desk.house.store, desk.house.shop.id, number)
    return door.asked(desk.house.store, desk.house.shop.id, found, ask.id)


def people_of(desk: Desk, letter: t.ProcessorLetter, requests: Sequence[MadeRequest]) -> int:
    return sum(one.letter_id == letter.id for request in requests for one in asks(desk, request))


def test_it_asks_by_mail_and_says_nothing_of_anybody_there(desk: Desk) -> None:
    # Given a firm with a mailbox
    set_firm(desk)
    # When a customer asks to see everything and wants no marketing
    request = desk.receive(Right.ACCESS, Right.MARKETING)
    # Then the objection went alone, and the search by itself
    assert len(mails(desk)) == 2
    assert [people_of(desk, one, [request]) for one in letters(desk)] == [1, 1]
    # Then the mails hold a number, a link and a day, and nothing of the person
    for mail, letter in zip(mails(desk), letters(desk), strict=True):
        assert letter.number in mail.text
        assert "/digelius/asked/" in link_in(mail)
        whole = mail.message.as_string() + mail.text
        for secret in ("Sari", "Lehtonen", str(customers.SARI.email), request.reference, "access", "marketing to"):
            assert secret not in whole, secret
    # Then the steps are asked, and wait still
    for right in ("access", "marketing"):
        step = desk.house.step(request, SYSTEM, right)
        assert (step.state, step.performer, step.outcome) == ("by_hand", "processor", None)
        assert step.asked_at is not None
    assert desk.house.kinds(request).count("processor_asked") == 2


def test_it_leaves_a_step_to_staff_where_no_address_is_known(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS, Right.MARKETING)
    gather(desk)
    assert desk.house.step(request, SYSTEM, "access").asked_at is None
    assert not asks(desk, request)
    assert not letters(desk)
    # When the owner sets one later, what waits is asked
    set_firm(desk)
    assert len(asks(desk, request)) == 2
    assert len(mails(desk)) == 2


def test_it_gathers_people_into_one_letter_a_day_but_no_objection(desk: Desk) -> None:
    set_firm(desk)
    first = desk.receive(Right.ACCESS)
    second = desk.receive(Right.ACCESS, Right.MARKETING, email="aino.virtanen@example.org", name="Aino Virtanen")
    third = desk.receive(Right.ACCESS, email="nobody@example.net", name="Nelli Nykänen")
    gather(desk)
    # Then today's letter went with the first, and the objection alone
    assert [len(asks(desk, one)) for one in (first, second, third)] == [1, 1, 0]
    assert len(mails(desk)) == 2
    # When the next working day has begun
    desk.house.clock.pass_by(days=1)
    gather(desk)
    gather(desk)
    # Then one letter asks about both who waited
    assert len(mails(desk)) == 3
    assert people_of(desk, letters(desk)[-1], [first, second, third]) == 2
    # Then each is answered by itself
    say(desk, second, Answer("nothing"))
    assert desk.house.step(second, SYSTEM, "access").outcome == "nothing"
    assert desk.house.step(third, SYSTEM, "access").outcome is None
    assert shown(desk, third).stand == "open"


def test_it_sends_a_letter_whose_worker_died_while_it_gathered(desk: Desk) -> None:
    # Given a firm that is known, and a worker that died between two people
    request = desk.receive(Right.ACCESS)
    store, shop = desk.house.store, desk.house.shop
    processors.set_contact(store, desk.staff, SYSTEM, FIRM, "en")
    (one,) = asking.pending(store, shop.id)
    letter = asking.begin(store, shop.id, SYSTEM)
    assert letter is not None
    assert asking.ask(store, shop.id, letter, one)
    assert not asking.ask(store, shop.id, letter, one)
    desk.house.work()
    assert not mails(desk)
    # Then another sends it, once
    desk.house.clock.pass_by(minutes=6)
    gather(desk)
    gather(desk)
    assert len(mails(desk)) == 1
    assert desk.house.step(request, SYSTEM, "access").asked_at is not None
    # And an empty one goes away
    desk.house.clock.pass_by(days=1)
    empty = asking.begin(store, shop.id, SYSTEM)
    assert empty is not None
    assert not asking.close(store, shop.id, empty)
    assert len(letters(desk)) == 1


def test_it_gathers_on_no_free_day(desk: Desk) -> None:
    set_firm(desk)
    desk.receive(Right.ACCESS)
    desk.house.clock.pass_by(days=4, hours=3)  # Friday
    desk.receive(Right.ACCESS, email="aino.virtanen@example.org", name="Aino Virtanen")
    late = desk.receive(Right.ACCESS, email="nobody@example.net", name="Nelli Nykänen")
    desk.house.clock.pass_by(days=1)  # Saturday
    gather(desk)
    assert not asks(desk, late)
    desk.house.clock.pass_by(days=2)  # Monday
    gather(desk)
    assert len(asks(desk, late)) == 1


def test_it_is_done_by_their_word_alone(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    desk.finish_steps(request)  # By staff: everything else, and this one too
    assert desk.house.step(request, SYSTEM).outcome == "done"
    # Given another one, whose other steps are done
    other = desk.receive(Right.MARKETING, email="aino.virtanen@example.org", name="")
    for line in desk.case(other).steps:
        if line.state == "by_hand" and line.system != SYSTEM and line.telling is None:
            version = desk.version(other)
            steps.complete_by_hand(desk.house.store, desk.staff, other.reference, version, line.id, "done", "")
    desk.house.work()
    # Then the letter to the person says that the firm is asked, and the request stays open
    html = next(desk.house.unsealed(row)["html"] for row in desk.house.rows(t.Letter, other))
    assert "Telemarkkinointiyritys" in html
    desk.house.clock.pass_by(days=2)
    # When the firm says when it was done
    say(desk, other, Answer("done", on=day(desk, -1)), "marketing")
    step = desk.house.step(other, SYSTEM)
    assert (step.state, step.outcome, step.performer) == ("done", "done", "processor")
    event = next(one for one in desk.house.rows(t.Event, other) if one.kind == "processor_answered")
    assert event.actor == f"link:{step.id}"
    assert desk.house.unsealed(event)["on"] == day(desk, -1).isoformat()
    assert next(one for one in desk.case(other).steps if one.id == step.id).done_on == day(desk, -1)


def test_it_tells_a_firm_that_knows_phones_the_phone_of_whom_the_register_knows(desk: Desk) -> None:
    # Given an objection that bears an address alone, of a customer with a phone in the register
    set_firm(desk)
    request = desk.receive(Right.MARKETING, email=str(customers.LIISA.email), name="")
    sought = shown(desk, request, "marketing").sought
    assert (sought.name, sought.phones, sought.emails, sought.address) == ("Liisa Mäkelä", ("+358400712334",), (), "")
    # Then of somebody whom nobody knows it is told the address, and nothing is guessed of a shared mailbox
    for email in ("nobody@example.net", str(customers.SARI.email)):
        other = shown(desk, desk.receive(Right.MARKETING, email=email, name=""), "marketing").sought
        assert (other.name, other.phones, other.emails) == ("", (), (email,))


def test_it_takes_in_what_they_hold_for_review(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    pdf = b"%PDF-1.4 call list " + b"x" * 500
    said = Answer("found", texts=(("phone", "Called on 3 May: +358 40 1234567"), ("", "A note <b>loud</b>")))
    say(desk, request, said, "access", ("../../etc/Puhelut 2026.pdf", pdf))
    found = [one for one in desk.findings(request) if one.system == SYSTEM]
    assert sorted(one.category for one in found) == ["phone", "unsorted", "unsorted"]
    assert {one.verdict for one in found} == {"open"}
    assert {one.matched_by for one in found} == {("processor",)}
    (upload,) = desk.house.rows(t.Upload, request)
    assert (upload.purpose, upload.media_type, upload.size) == ("found", "application/pdf", len(pdf))
    assert desk.house.unsealed(upload)["name"] == "Puhelut 2026.pdf"
    kept = sealed_files.path_of(desk.house.store.folder, upload.id).read_bytes()
    assert b"call list" not in kept


def test_it_gives_the_person_the_file_that_the_firm_sent(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    pdf, other = b"%PDF-1.4 call list " + b"x" * 60_000, b"About a neighbour"
    sent = (("Puhelut 2026.PDF", pdf), ("puhelut 2026.pdf", pdf), ("naapuri.txt", other))
    say(desk, request, Answer("found"), "access", *sent)
    desk.finish_steps(request)
    store, staff = desk.house.store, desk.staff
    theirs = [one for one in desk.findings(request) if one.upload_id]
    for one in theirs:
        neighbour = one.fields[0].value == "naapuri.txt"
        ground = ("withheld", "others_rights", "Of others") if neighbour else ("included", "", "")
        review.judge(store, staff, request.reference, desk.version(request), [one.id], *ground)
    desk.judge_all(request)
    review.finish_review(store, staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    _line, pieces = case_door.prepared_package(store, staff, request.reference)
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as package:
        names = [name for name in package.namelist() if name.startswith("documents/")]
        assert sorted(names) == ["documents/puhelut-2026-2.pdf", "documents/puhelut-2026.pdf"]
        assert package.read("documents/puhelut-2026.pdf") == pdf
        assert "documents/puhelut-2026.pdf" in package.read("index.html").decode()
        whole = b"".join(package.read(name) for name in package.namelist())
        assert b"naapuri" not in whole
        assert other not in whole
    assert not damaged(store, desk, request)


def damaged(store: Store, desk: Desk, request: MadeRequest) -> tuple[str, ...]:
    """What does not agree with the package's own manifest."""
    _line, pieces = case_door.prepared_package(store, desk.staff, request.reference)
    return damaged_files(BytesIO(b"".join(pieces)))


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (Answer("found"), "findings_missing", "findings"),
        (Answer("nothing", texts=(("", "Something"),)), "findings_without_found", "outcome"),
        (Answer("cannot"), "reason_missing", "note"),
        (Answer("cannot", note="x" * 4001), "note_too_long", "note"),
        (Answer("done"), "outcome_unknown", "outcome"),
        (Answer("found", texts=(("nonsense", "x"),)), "category_unknown", "findings"),
    ],
)
def test_it_takes_no_answer_that_says_nothing(desk: Desk, said: Answer, code: str, field: str) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    with pytest.raises(Invalid) as caught:
        say(desk, request, said)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert desk.house.step(request, SYSTEM, "access").outcome is None


@pytest.mark.parametrize(("days", "code"), [(None, "day_missing_done"), (1, "day_future"), (-1, "day_before_asked")])
def test_it_takes_no_day_before_it_was_asked_or_to_come(desk: Desk, days: int | None, code: str) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    on = None if days is None else day(desk, days)
    with pytest.raises(Invalid) as caught:
        say(desk, request, Answer("done", on=on), "marketing")
    assert (caught.value.code, caught.value.field) == (code, "on")


def test_it_is_incomplete_where_they_cannot(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    say(desk, request, Answer("cannot", note="The archive burnt down."))
    step = desk.house.step(request, SYSTEM, "access")
    assert (step.state, step.outcome, step.fault) == ("incomplete", "cannot", "cannot")


def test_it_believes_one_of_twenty(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    place = place_of(desk, request, asks(desk, request)[0])

    def answer(number: int) -> str:
        try:
            asked.answer(desk.house.store, place, Answer("cannot", note=f"Number {number}"), [], LIMIT)
        except Refused as fault:
            return fault.code
        return "taken"

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(answer, range(20)))
    assert sorted(outcomes) == ["step_finished"] * 19 + ["taken"]
    assert desk.house.kinds(request).count("processor_answered") == 1


def test_it_reminds_at_half_time_and_on_the_day_before(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    due = desk.house.step(request, SYSTEM, "access").due
    assert due == day(desk, 5)
    received = []
    for _day in range(7):
        gather(desk)
        received.append(len(mails(desk)))
        desk.house.clock.pass_by(days=1)
    assert received == [1, 1, 2, 2, 3, 3, 3]
    reminder = mails(desk)[-1]
    assert link_in(reminder) == link_in(mails(desk)[0])
    assert "Lehtonen" not in reminder.text
    # Then nobody is reminded of what is answered
    other = desk.receive(Right.ACCESS, email="aino.virtanen@example.org", name="Aino Virtanen")
    gather(desk)
    say(desk, other, Answer("nothing"))
    before = len(mails(desk))
    for _day in range(6):
        desk.house.clock.pass_by(days=1)
        gather(desk)
    assert len(mails(desk)) == before
    assert [one.state for one in letters(desk)][-1] == "over"


def test_it_is_not_asked_where_the_mail_does_not_arrive(desk: Desk) -> None:
    set_firm(desk, "bounce@firm.example.org")
    request = desk.receive(Right.ACCESS)
    assert asks(desk, request)
    step = desk.house.step(request, SYSTEM, "access")
    assert step.asked_at is None
    line = next(one for one in desk.case(request).steps if one.id == step.id)
    assert line.ask is not None
    assert line.ask.mail == "bounced"


def test_it_sends_a_new_link_and_the_old_one_dies(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    old = place_of(desk, request, asks(desk, request)[0])
    step = desk.house.step(request, SYSTEM, "access")
    asked.send_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.work()
    assert len(mails(desk)) == 2
    assert link_in(mails(desk)[0]) != link_in(mails(desk)[1])
    with pytest.raises(LinkDead):
        asked.answer(desk.house.store, old, Answer("nothing"), [], LIMIT)
    say(desk, request, Answer("nothing"))
    assert desk.house.step(request, SYSTEM, "access").outcome == "nothing"


def test_it_is_taken_back_and_left_to_staff(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    place = place_of(desk, request, asks(desk, request)[0])
    step = desk.house.step(request, SYSTEM, "access")
    asked.withdraw(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.clock.pass_by(days=1)
    gather(desk)
    assert len(mails(desk)) == 1
    assert desk.house.step(request, SYSTEM, "access").asked_at is None
    with pytest.raises(LinkDead):
        asked.answer(desk.house.store, place, Answer("nothing"), [], LIMIT)
    with pytest.raises(Refused, match="not_asked"):
        asked.withdraw(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)


def test_it_says_that_staff_were_first(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    desk.finish_steps(request)
    assert shown(desk, request).stand == "over"
    with pytest.raises(Refused, match="step_finished"):
        say(desk, request, Answer("nothing"))


def test_it_kills_links_that_went_to_another_address(desk: Desk) -> None:
    set_firm(desk, "wrong@firm.example.org")
    request = desk.receive(Right.ACCESS)
    place = place_of(desk, request, asks(desk, request)[0])
    set_firm(desk)
    with pytest.raises(LinkDead):
        asked.answer(desk.house.store, place, Answer("nothing"), [], LIMIT)
    assert len(mails(desk)) == 1
    say(desk, request, Answer("nothing"))
    # When it is asked by letter no more
    other = desk.receive(Right.MARKETING, email="aino.virtanen@example.org", name="")
    processors.remove_contact(desk.house.store, desk.staff, SYSTEM)
    desk.house.work()
    assert desk.house.step(other, SYSTEM).asked_at is None
    with pytest.raises(LinkDead):
        shown(desk, other, "marketing")


def test_it_lets_the_owner_alone_say_where_a_processor_is_asked(desk: Desk) -> None:
    store, shop = desk.house.store, desk.house.shop
    handler = factories.make_staff(store, shop, Role.HANDLER)
    with pytest.raises(Refused, match="may_not"):
        processors.set_contact(store, handler, SYSTEM, FIRM, "fi")
    for system in ("customer_register", "nonsense"):
        with pytest.raises(NotFound):
            processors.set_contact(store, desk.staff, system, FIRM, "fi")
    for wrong in ("", "a@b.fi, c@d.fi", "a@b.fi\r\nBcc: c@d.fi", "=?utf-8?q?a?=@b.fi"):
        with pytest.raises(Invalid):
            processors.set_contact(store, desk.staff, SYSTEM, wrong, "fi")
    with pytest.raises(Invalid):
        processors.set_contact(store, desk.staff, SYSTEM, FIRM, "de")


def test_it_sends_nothing_that_locates_a_protected_person(desk: Desk) -> None:
    set_firm(desk)
    email = str(customers.LIISA.email)
    request = desk.receive(Right.ACCESS, Right.MARKETING, email=email, name="Liisa Mäkelä")
    assert shown(desk, request).sought.phones == ("+358400712334",)
    store, register = desk.house.store, desk.register
    inquiring.protect(store, desk.staff, request.reference, desk.version(request), register, on=True)
    for right in ("access", "marketing"):
        sought = shown(desk, request, right).sought
        assert (sought.name, sought.phones, sought.address) == ("Liisa Mäkelä", (), "")


@pytest.mark.parametrize(("protected", "goes"), [(False, True), (True, False)])
def test_it_lets_an_owner_tell_where_a_protected_person_moved(protected: bool, goes: bool) -> None:
    tasks = [{"category": "postal_address", "text": "", "before": "", "after": "Rantakatu 1"}]
    assert may_be_asked(protected, tasks, {"postal_address"}) is goes
    assert may_be_asked(protected, tasks, {"phone"}) is True


def test_it_carries_out_what_was_decided_by_their_word(desk: Desk) -> None:
    # Given an erasure of what the firm said that it holds
    set_firm(desk)
    email, name = (customers.VAINO.email or "").lower(), f"Väinö {customers.VAINO.last}"
    request = desk.receive(Right.ACCESS, Right.ERASURE, email=email, name=name)
    say(desk, request, Answer("found", texts=(("orders", "Called on 3 May"),)))
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    erasing = next(one for one in desk.house.rows(t.Step, request) if (one.system, one.capability) == (SYSTEM, "erase"))
    # When nothing may be changed before the person's copy is made
    gather(desk)
    desk.house.clock.pass_by(days=1)
    gather(desk)
    ask = next(one for one in asks(desk, request) if one.step_id == erasing.id)
    # Then it is asked after that, and done on the day that the firm names
    assert "copy_prepared" in desk.house.kinds(request)
    desk.house.clock.pass_by(days=2)
    asked.answer(desk.house.store, place_of(desk, request, ask), Answer("done", on=day(desk, -1)), [], LIMIT)
    desk.finish_steps(request, "done")
    desk.house.work()
    letter = next(one for one in desk.case(request).prepared_letters if one.kind == "erasure")
    assert f"{day(desk, -1).day}.{day(desk, -1).month}." in letter.html


def test_it_lets_a_link_read_its_own_step_alone(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS, Right.MARKETING)
    desk.receive(Right.ACCESS, email="aino.virtanen@example.org", name="Aino Virtanen")
    first = asks(desk, request)[0]
    readers = {
        link(request.controller_id, request.id, first.step_id): (1, 1, 0, 0),
        request.person: (10, 2, 0, 0),
        visitor(request.controller_id): (0, 2, 0, 0),
    }
    for viewer, (steps_seen, asks_seen, contacts, mails_seen) in readers.items():
        with desk.house.store.database.reading(viewer) as session:
            counted = [
                len(session.scalars(select(table)).all())
                for table in (t.Step, t.ProcessorAsk, t.ProcessorContact, t.ProcessorMail)
            ]
        assert counted[1:] == [asks_seen, contacts, mails_seen], viewer
        assert (counted[0] > 1) is (steps_seen > 1)
    with desk.house.store.database.reading(request.person) as session:
        assert not session.scalars(select(t.ProcessorLetter)).all()
    with pytest.raises(Beyond), desk.house.store.database.working(visitor(request.controller_id)) as session:
        session.scalars(select(t.ProcessorLetter)).first().state = "ended"  # type: ignore[union-attr]  # there is one


def test_it_leaves_nothing_when_the_case_file_goes(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    other = desk.receive(Right.MARKETING, email="aino.virtanen@example.org", name="")
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.clock.pass_by(days=3 * 366 + 370)
    purging.purge(desk.house.store, desk.house.shop.id, request.id)
    assert not asks(desk, request)
    assert [people_of(desk, one, [other]) for one in letters(desk)] == [1]


def locates(desk: Desk, request: MadeRequest) -> None:
    """A decision gave the firm's step a new address to write down."""
    step = desk.house.step(request, SYSTEM, "access")
    task = {"category": "postal_address", "text": "", "before": "Rantakatu 1", "after": SECRET}
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        row = case.one(t.Step, step.id)
        case.reseal(row, {**(case.unseal(row) if row.sealed is not None else {}), "tasks": [task]})
        row.capability, row.right = Capability.RECTIFY.value, Right.RECTIFICATION.value
        w.happened("step_waits", case)


def protect(desk: Desk, request: MadeRequest, *, on: bool = True) -> None:
    version = desk.version(request)
    inquiring.protect(desk.house.store, desk.staff, request.reference, version, desk.register, on=on)


def test_what_locates_a_protected_person_is_shown_by_no_link_that_went(desk: Desk) -> None:
    # Given a link that tells where the person moved, and one that does not
    set_firm(desk)
    request = desk.receive(Right.ACCESS, Right.MARKETING)
    locates(desk, request)
    assert SECRET in str(shown(desk, request, "rectification").tasks[0].after)
    place = place_of(desk, request, asks_of(desk, request, desk.house.step(request, SYSTEM, "rectification").id)[-1])
    # When the mark comes
    protect(desk, request)
    # Then the first is dead in that very commit, and staff have the step
    step = desk.house.step(request, SYSTEM, "rectification")
    assert step.asked_at is None
    with pytest.raises(LinkDead):
        shown(desk, request, "rectification")
    with pytest.raises(LinkDead):
        asked.answer(desk.house.store, place, Answer("done", on=day(desk)), [], LIMIT)
    assert shown(desk, request, "marketing").stand == "open"
    assert "processor_ask_withdrawn" in desk.house.kinds(request)
    # Then no mail goes again while it stands, and one does once it was taken off
    sent = len(mails(desk))
    desk.house.clock.pass_by(days=1)
    gather(desk)
    assert len(mails(desk)) == sent
    protect(desk, request, on=False)
    gather(desk)
    assert len(mails(desk)) == sent + 1
    assert shown(desk, request, "rectification").tasks


class Marking:
    """The register, away at first, in which the person's address is protected."""

    def __init__(self, connector: Any, faults: list[Exception]) -> None:
        self._connector, self._faults = connector, faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        if self._faults:
            raise self._faults.pop()
        page: Page = self._connector.find(identifiers, cursor)
        return replace(page, records=tuple(replace(one, protected=True) for one in page.records))


def test_a_mark_that_a_system_brings_ends_such_links_too(desk: Desk) -> None:
    faults: list[Exception] = [RetryLater("slow", 60)]
    outside = desk.house.outside
    desk.house.outside = replace(outside, connect=lambda *given: Marking(registry.connect(*given), faults))
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    locates(desk, request)
    assert shown(desk, request, "rectification").tasks
    desk.house.clock.pass_by(minutes=5)
    desk.house.work()
    assert "protected" in desk.house.kinds(request)
    with pytest.raises(LinkDead):
        shown(desk, request, "rectification")
    assert desk.house.step(request, SYSTEM, "rectification").asked_at is None


def test_a_mark_that_stands_already_hides_what_an_older_letter_asks(desk: Desk) -> None:
    """As it was written before the mark ended askings: the link shows nothing, and no mail of it goes."""
    request = desk.receive(Right.ACCESS)
    store, shop = desk.house.store, desk.house.shop
    processors.set_contact(store, desk.staff, SYSTEM, FIRM, "en")
    (one,) = asking.pending(store, shop.id)
    letter = asking.begin(store, shop.id, SYSTEM)
    assert letter is not None
    assert asking.ask(store, shop.id, letter, one)
    asking.close(store, shop.id, letter)
    locates(desk, request)
    with work(store, machine(shop.id)) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), "protected": True})
        w.happened("protected", case)
    desk.house.work()
    assert not mails(desk)
    about = shown(desk, request, "rectification")
    assert (about.stand, about.tasks) == ("over", ())


def test_a_second_letter_that_bounces_leaves_the_step_to_staff(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    assert desk.house.step(request, SYSTEM).asked_at is not None
    set_firm(desk, "bounce@firm.example.org")
    step = desk.house.step(request, SYSTEM)
    line = next(one for one in desk.case(request).steps if one.id == step.id)
    assert line.ask is not None
    assert line.ask.mail == "bounced"
    assert step.asked_at is None


def test_sending_again_is_asked_once_the_mail_went(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    step = desk.house.step(request, SYSTEM)
    healthy = desk.house.outside

    def refuse(*_given: object) -> None:
        raise Permanent("mailbox_full")

    desk.house.outside = replace(healthy, send=refuse)
    asked.send_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    assert desk.house.step(request, SYSTEM).asked_at is None
    desk.house.work()
    assert desk.house.step(request, SYSTEM).asked_at is None
    desk.house.outside = healthy
    asked.send_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.work()
    assert desk.house.step(request, SYSTEM).asked_at is not None


def test_a_letter_that_ended_leaves_nothing_asked(desk: Desk) -> None:
    """The link's time is over, and no other letter can go: nobody holds a link, and staff see the step."""
    set_firm(desk)
    request = desk.receive(Right.ACCESS)
    assert desk.house.step(request, SYSTEM, "access").asked_at is not None
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        until = session.scalars(select(t.ProcessorLetter.expires_at)).one()
    desk.house.clock.pass_by(seconds=(until - desk.house.store.now()).total_seconds() + 1)
    asking.remind(desk.house.store, desk.house.shop.id)
    asked_still = asking.let_go(desk.house.store, desk.house.shop.id)
    assert asked_still == [(request.id, desk.house.step(request, SYSTEM, "access").id)]
    for request_id, step_id in asked_still:
        asking.take_back(desk.house.store, desk.house.shop.id, request_id, step_id)
    assert desk.house.step(request, SYSTEM, "access").asked_at is None
    assert asking.let_go(desk.house.store, desk.house.shop.id) == []


def test_no_objection_waits_behind_those_who_are_gathered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "AT_A_TIME", 2)
    set_firm(desk)
    desk.receive(Right.ACCESS)
    waiting = [desk.receive(Right.ACCESS, email=f"nobody{one}@example.net", name=f"Nelli {one}") for one in range(3)]
    # Given as many whose letter cannot go as are looked at together, before one whose letter can
    for request in waiting[:2]:
        locates(desk, request)
        protect(desk, request)
    # When an objection comes on the next day
    desk.house.clock.pass_by(days=1)
    late = desk.receive(Right.MARKETING, email="aino.virtanen@example.org", name="")
    # Then it is asked at once, and those whose letter cannot go hold nobody up
    assert asks(desk, late)
    assert [bool(asks(desk, request)) for request in waiting] == [False, False, True]


def test_the_true_day_can_be_said_after_the_letter_went_again(desk: Desk) -> None:
    set_firm(desk)
    request = desk.receive(Right.MARKETING)
    first = day(desk)
    desk.house.clock.pass_by(days=3)
    step = desk.house.step(request, SYSTEM)
    asked.send_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.work()
    with pytest.raises(Invalid, match="day_before_asked"):
        say(desk, request, Answer("done", on=first - timedelta(days=1)), "marketing")
    say(desk, request, Answer("done", on=first), "marketing")
    assert desk.house.step(request, SYSTEM).outcome == "done"


def test_an_answered_letter_dies_with_the_address_too(desk: Desk) -> None:
    set_firm(desk, "old@firm.example.org")
    request = desk.receive(Right.ACCESS)
    say(desk, request, Answer("nothing"))
    gather(desk)
    assert [one.state for one in letters(desk)] == ["over"]
    set_firm(desk)
    with pytest.raises(LinkDead):
        shown(desk, request)


def test_it_reads_the_days_of_a_letter() -> None:
    monday = date(2026, 11, 23)
    due = monday + timedelta(days=5)
    stages = [stage_on(monday, due, monday + timedelta(days=number)) for number in range(7)]
    assert stages == [None, None, "half_time", "half_time", "last_day", "last_day", None]
    assert expires_after(monday, [due]) == monday + timedelta(days=14)
    assert expires_after(monday, [monday + timedelta(days=30)]) == monday + timedelta(days=37)
