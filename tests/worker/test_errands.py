"""What the worker does outside, against a real mail server and a real customer register, on both stores."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from portal.demo import customers
from portal.demo.mailbox import Fault
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Role
from portal.journey import steps
from portal.keys import links
from portal.storage import tables as t
from portal.systems.sql import connection as sql
from tests import factories
from tests.house import House

HAND_MARKETING = ("mailchimp", "telemarketing")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that others lock is waited for a little; what follows is the same as after the whole wait."""
    monkeypatch.setattr(sql, "LOCK_SECONDS", 0.2)


def finish_by_hand(house: House, request: factories.MadeRequest, outcome: str = "nothing", right: str = "") -> None:
    owner = factories.make_staff(house.store, house.shop)
    for step in house.rows(t.Step, request):
        if step.state == "by_hand" and right in ("", step.right):
            version = house.request(request).version
            told = "done" if step.capability == "suppress" and outcome == "nothing" else outcome
            steps.complete_by_hand(house.store, owner, request.reference, version, step.id, told, "")


def test_it_mails_the_link_of_the_proof(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    house.work()
    (mail,) = house.mailbox.mails("aino.virtanen@example.org")
    token = links.token(house.store.ring, factories.proof_of(house.store, request), "confirm")
    assert f"http://portal.example.org/digelius/confirm/{token}" in mail.text
    (row,) = house.rows(t.Mail, request)
    assert (row.state, row.fault) == ("sent", None)
    assert mail.message_id.split("@")[0] == row.message_id.split("@")[0]
    assert house.kinds(request)[-1] == "mail_sent"


def test_it_repeats_a_mail_of_unknown_fate_under_the_same_id_and_says_so(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    house.mailbox.fail_next(Fault.TAKEN_THEN_DROPPED)
    house.work()
    assert house.rows(t.Mail, request)[0].state == "unknown"
    house.clock.pass_by(minutes=1)
    house.work()
    first, second = house.mailbox.mails("aino.virtanen@example.org")
    assert first.message_id == second.message_id
    assert house.rows(t.Mail, request)[0].state == "sent"
    assert house.kinds(request)[-3:] == ["mail_waits", "mail_repeated", "mail_sent"]


def test_it_keeps_a_refused_mail_visible_as_bounced(house: House) -> None:
    request = factories.make_request(house.store, house.shop, email="bounce@example.org", confirmed=False)
    house.work()
    (row,) = house.rows(t.Mail, request)
    assert (row.state, row.fault) == ("bounced", "mailbox_refused")
    assert house.kinds(request)[-1] == "mail_bounced"


def test_a_mail_that_cannot_be_written_is_shown_as_bounced(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    nowhere = house.outside.settings.model_copy(update={"base_url": "no address"})
    replace(house, outside=replace(house.outside, settings=nowhere)).work()
    (row,) = house.rows(t.Mail, request)
    assert (row.state, row.fault) == ("bounced", "mail_not_composed")


def test_it_tries_for_days_while_the_mail_server_is_down(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    house.mailbox.go_away()
    for _hour in range(24):
        house.work()
        house.clock.pass_by(hours=2)
    assert house.rows(t.Mail, request)[0].state == "retrying"
    house.mailbox.come_back()
    house.work()
    assert len(house.mailbox.mails("aino.virtanen@example.org")) == 1
    assert house.kinds(request).count("mail_waits") == 1


def test_it_never_sends_a_withheld_mail(house: House) -> None:
    requests = [factories.make_request(house.store, house.shop, confirmed=False) for _time in range(5)]
    house.work()
    assert len(house.mailbox.mails("aino.virtanen@example.org")) == 3
    assert [house.rows(t.Mail, one)[0].state for one in requests].count("withheld") == 2


def test_it_finds_the_persons_records_once_and_waits_for_those_who_look_by_hand(house: House) -> None:
    request = factories.make_request(house.store, house.shop, name="Aino Virtanen")
    house.work()
    step = house.step(request)
    found = house.rows(t.Finding, request)
    assert (step.state, step.outcome) == ("done", "found")
    assert step.count == len(found) == house.request(request).findings > 10
    assert {one.verdict for one in found} == {"open"}
    assert {one.category for one in found} >= {"name", "email", "orders", "billing"}
    exact = [house.unsealed(one) for one in found if one.match == "exact"]
    assert {one["owner"] for one in exact} == {"1412"}
    assert house.request(request).status == Status.SEARCHING
    finish_by_hand(house, request)
    assert house.request(request).status == Status.REVIEW
    assert house.kinds(request)[-1] == "search_finished"


def test_it_goes_on_where_a_long_search_stopped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    request = factories.make_request(house.store, house.shop, email=customers.PETRI.email or "")
    house.outside.stop.set()  # a slice ends after each page
    house.work()
    runs = [one.attempts for one in house.jobs() if one.kind == "step.run"]
    assert max(runs) > 1
    step = house.step(request)
    assert (step.state, step.outcome) == ("done", "found")
    assert step.count == len(house.rows(t.Finding, request)) > 600
    assert "findings_recorded" in house.kinds(request)


def test_it_says_nothing_held_only_after_a_whole_search(house: House) -> None:
    request = factories.make_request(house.store, house.shop, email=customers.UNKNOWN_EMAIL)
    house.work()
    step = house.step(request)
    assert (step.state, step.outcome, step.count) == ("done", "nothing", 0)
    assert step.searched > 2000
    finish_by_hand(house, request)
    assert house.request(request).status == Status.REVIEW


def test_it_writes_the_prohibitions_of_the_single_match_and_answers(house: House) -> None:
    assert house.bans(customers.LIISA.number) == (0, 0, 0, 0)
    request = factories.make_request(house.store, house.shop, Right.MARKETING, email=customers.LIISA.email or "")
    house.work()
    assert house.bans(customers.LIISA.number) == (1, 1, 1, 1)
    step = house.step(request)
    assert (step.state, step.outcome) == ("done", "done")
    assert step.verified_at is not None
    (letter,) = house.rows(t.Letter, request)
    assert letter.released_at is not None
    assert "Digelius" in house.unsealed(letter)["html"]
    row = house.request(request)
    assert (row.status, row.resolution, row.answered_at is not None) == (Status.ANSWERED, None, True)
    assert row.group == "open", "the other systems are still asked"
    assert any("vastau" in mail.subject.lower() for mail in house.mailbox.mails(customers.LIISA.email or ""))
    finish_by_hand(house, request)
    house.work()
    row = house.request(request)
    assert (row.status, row.resolution, row.group) == (Status.CLOSED, "granted", "closed")
    mails = [one.kind for one in house.rows(t.Mail, request)]
    assert sorted(mails) == ["answer_ready", "closed", "confirm"]


def test_it_leaves_a_shared_mailbox_to_staff_and_writes_on_nobody(house: House) -> None:
    request = factories.make_request(house.store, house.shop, Right.MARKETING, email="lehtoset@example.org")
    house.work()
    step = house.step(request)
    assert (step.state, step.performer) == ("choice", "staff")
    assert {one["owner"] for one in house.unsealed(step)["candidates"]} == {"1901", "1902"}
    assert house.bans(1901) == house.bans(1902) == (0, 0, 0, 0)
    assert house.request(request).status == Status.ANSWERED

    owner = factories.make_staff(house.store, house.shop)
    version = house.request(request).version
    with pytest.raises(Invalid, match="owner_unknown"):
        steps.choose_owner(house.store, owner, request.reference, version, step.id, "1412")
    steps.choose_owner(house.store, owner, request.reference, version, step.id, "1902")
    with pytest.raises(Conflict):
        steps.choose_owner(house.store, owner, request.reference, version, step.id, "1901")
    house.work()
    assert house.bans(1902) == (1, 1, 1, 1)
    assert house.bans(1901) == (0, 0, 0, 0)
    assert len(house.rows(t.Letter, request)) == 1


def test_it_ends_a_choice_that_fits_none(house: House) -> None:
    request = factories.make_request(house.store, house.shop, Right.MARKETING, email="lehtoset@example.org")
    house.work()
    owner = factories.make_staff(house.store, house.shop)
    version = house.request(request).version
    steps.choose_owner(house.store, owner, request.reference, version, house.step(request).id, "")
    assert (house.step(request).state, house.step(request).outcome) == ("done", "nothing")
    assert house.bans(1901) == house.bans(1902) == (0, 0, 0, 0)


def test_it_says_that_an_unknown_address_is_not_in_the_register(house: House) -> None:
    request = factories.make_request(house.store, house.shop, Right.MARKETING, email=customers.UNKNOWN_EMAIL)
    house.work()
    step = house.step(request)
    assert (step.state, step.outcome) == ("done", "nothing")
    assert house.request(request).status == Status.ANSWERED


def test_it_stops_marketing_beside_a_search_without_moving_its_status(house: House) -> None:
    request = factories.make_request(
        house.store, house.shop, Right.ACCESS, Right.MARKETING, email=customers.LIISA.email or ""
    )
    house.work()
    assert house.bans(customers.LIISA.number) == (1, 1, 1, 1)
    assert house.request(request).status == Status.SEARCHING
    assert [one.kind for one in house.rows(t.Letter, request)] == ["marketing"]
    finish_by_hand(house, request)
    assert house.request(request).status == Status.REVIEW


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("harm", "state", "fault"),
    [
        ("missing", "failed", "database_missing"),
        ("garbage", "failed", "not_a_database"),
        ("shape", "failed", "schema_changed"),
        ("locked", "retrying", "locked"),
        ("slow", "retrying", "slow"),
        ("gap", "incomplete", "table_missing"),
    ],
)
def test_it_never_takes_trouble_for_nothing_held(house: House, harm: str, state: str, fault: str) -> None:
    request = factories.make_request(house.store, house.shop, Right.ACCESS, Right.MARKETING)
    file = house.register_file
    if harm == "missing":
        file.unlink()
    elif harm == "garbage":
        file.write_bytes(b"this is no database, but it is long enough to be read as one" * 100)
    elif harm == "slow":
        factories.connect_customers(house.store, house.shop, file, seconds="0.001")
    with closing(sqlite3.connect(file)) as connection:
        if harm == "shape":
            connection.execute("ALTER TABLE asiakkaat RENAME TO customers")
        elif harm == "gap":
            connection.execute("DROP TABLE tilaukset")
        elif harm == "locked":
            connection.isolation_level = None
            connection.execute("BEGIN EXCLUSIVE")
        if harm == "missing":
            file.unlink()
        house.work()
        if harm == "locked":
            connection.rollback()
    step = house.step(request, right="access")
    assert (step.state, step.fault) == (state, fault)
    assert step.outcome != "nothing"
    if harm != "gap":
        assert house.step(request, right="marketing").outcome is None
    if state != "incomplete":
        finish_by_hand(house, request)
        assert house.request(request).status == Status.SEARCHING


@pytest.mark.usefixtures("impatient")
def test_it_goes_on_when_a_locked_register_is_free_again(house: House) -> None:
    request = factories.make_request(house.store, house.shop, Right.MARKETING, email=customers.LIISA.email or "")
    with closing(sqlite3.connect(house.register_file)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
        house.work()
        connection.rollback()
    assert house.step(request).state == "retrying"
    assert not house.rows(t.Letter, request)
    house.clock.pass_by(minutes=1)
    house.work()
    assert house.step(request).outcome == "done"
    assert house.kinds(request).count("step_waits") == 1


@pytest.mark.usefixtures("impatient")
def test_it_gives_a_system_that_stays_away_to_a_person(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    with closing(sqlite3.connect(house.register_file)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
        for _day in range(5):
            house.work()
            house.clock.pass_by(days=1)
        connection.rollback()
    assert house.step(request).state == "failed"
    owner = factories.make_staff(house.store, house.shop)
    version = house.request(request).version
    steps.run_again(house.store, owner, request.reference, version, house.step(request).id)
    house.work()
    assert house.step(request).outcome == "found"


def test_it_keeps_what_staff_found_by_hand(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    owner = factories.make_staff(house.store, house.shop)
    step = house.step(request, "slack")
    version = house.request(request).version
    complete = steps.complete_by_hand
    with pytest.raises(Invalid, match="findings_missing"):
        complete(house.store, owner, request.reference, version, step.id, "found", "")
    with pytest.raises(Invalid, match="reason_missing"):
        complete(house.store, owner, request.reference, version, step.id, "cannot", " ")
    with pytest.raises(Invalid, match="category_unknown"):
        complete(house.store, owner, request.reference, version, step.id, "found", "", [("secrets", "x")])
    found = [("orders", "Asked for an LP")]
    complete(house.store, owner, request.reference, version, step.id, "found", "one thread", found)
    with pytest.raises(Refused, match="step_finished"):
        complete(house.store, owner, request.reference, house.request(request).version, step.id, "nothing", "")
    (finding,) = house.rows(t.Finding, request)
    assert (finding.category, finding.verdict, finding.system) == ("orders", "open", "slack")
    assert house.unsealed(finding)["fields"] == [{"name": "text", "column": "", "value": "Asked for an LP"}]
    assert house.unsealed(house.step(request, "slack"))["note"] == "one thread"


def test_it_leaves_what_cannot_be_searched_incomplete(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    owner = factories.make_staff(house.store, house.shop)
    step = house.step(request, "slack")
    steps.complete_by_hand(
        house.store, owner, request.reference, house.request(request).version, step.id, "cannot", "Free plan"
    )
    step = house.step(request, "slack")
    assert (step.state, step.outcome) == ("incomplete", "cannot")


def test_it_hides_steps_of_other_categories_from_a_scoped_role(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    scoped = factories.make_staff(house.store, house.shop, Role.SCOPED, ["billing"])
    with pytest.raises(Exception, match="not_found"):
        steps.complete_by_hand(
            house.store, scoped, request.reference, house.request(request).version,
            house.step(request, "slack").id, "nothing", "",
        )  # fmt: skip
