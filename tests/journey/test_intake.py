"""The request exists at its first POST; mail limits stop mail and never a request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, func, select

from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import machine, person
from portal.journey import identity, intake
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import person as person_door
from portal.storage.door import public as public_door
from portal.storage.house import ControllerFacts
from tests import factories
from tests.factories import BROWSER, Clock, MadeRequest
from tests.together import at_once

REGISTER = factories.make_register()
AINO = "aino.virtanen@example.org"


def _receive(store: Store, shop: ControllerFacts, email: str = AINO, browser: str = BROWSER) -> MadeRequest:
    version = factories.version_of(store, shop)
    made = intake.receive(store, shop.id, version, REGISTER, [Right.ACCESS], email, "fi", browser)
    return MadeRequest(made.request_id, made.reference, shop.id)


def _rows(store: Store, shop: ControllerFacts, table: type[Any], *criteria: Any) -> list[Any]:
    with store.database.reading(machine(shop.id)) as session:
        return list(session.scalars(select(table).where(*criteria)))


def _mail_states(store: Store, request: MadeRequest) -> list[str]:
    with store.database.reading(request.person) as session:
        return list(session.scalars(select(t.Mail.state).order_by(t.Mail.created_at)))


@contextmanager
def _counted(store: Store) -> Iterator[list[str]]:
    """The statements that are executed in the block."""
    said: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *more: object) -> None:
        said.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(store.database.engine, "before_cursor_execute", hear)


def test_it_writes_the_request_with_its_clock_at_the_first_post(store: Store, shop: ControllerFacts) -> None:
    request = _receive(store, shop)
    with store.database.reading(request.person) as session:
        row = session.scalars(select(t.SubjectRequest)).one()
        assert (row.status, row.group, row.received_at) == (Status.UNCONFIRMED, "unconfirmed", factories.MONDAY)
        assert (row.due, row.safe) == (date(2026, 12, 23), date(2026, 12, 23))
        assert [one.kind for one in session.scalars(select(t.Event).order_by(t.Event.number))] == [
            "request_received",
            "link_sent",
        ]
        assert [one.level for one in session.scalars(select(t.Grant))] == ["start"]
        assert [one.kind for one in session.scalars(select(t.Job))] == ["mail.send"]


@pytest.mark.parametrize(
    "email",
    [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nb",
        "a@example.org, b@example.org",
        "a@example.org;b@example.com",
        "a@b@example.org",
        "=?utf-8?q?a?=@example.org",
        "",
        " ",
        "aino",
        "a@example.org\u2028",
        "Aino <a@example.org>",
        "a" * 250 + "@example.org",
    ],
)
def test_it_refuses_what_is_not_one_address_and_writes_nothing(store: Store, shop: ControllerFacts, email: str) -> None:
    with pytest.raises(Invalid):
        _receive(store, shop, email)
    request = _receive(store, shop)
    with pytest.raises(Invalid):
        intake.change_address(store, request.person, request.reference, email, BROWSER, REGISTER)
    assert len(_rows(store, shop, t.SubjectRequest)) == len(_rows(store, shop, t.Mail)) == 1
    with store.database.looking() as session:
        assert session.scalar(select(func.sum(t.LimitCount.count))) == 1


def test_it_refuses_a_request_for_nothing(store: Store, shop: ControllerFacts) -> None:
    with pytest.raises(Invalid):
        intake.receive(store, shop.id, factories.version_of(store, shop), REGISTER, [], AINO, "fi", BROWSER)
    assert not _rows(store, shop, t.SubjectRequest)


def test_it_mails_a_mailbox_three_times_a_day_and_writes_every_request(
    store: Store, shop: ControllerFacts, other: ControllerFacts, clock: Clock
) -> None:
    spelt = [
        "aino@example.org",
        "AINO@Example.ORG",
        "aino+shop@example.org",
        "Aino+x+y@EXAMPLE.org",
        "aino@example.org",
    ]
    made = [_receive(store, at, email) for at, email in zip([shop, shop, other, shop, other], spelt, strict=True)]
    assert [_mail_states(store, one) for one in made] == [["waiting"]] * 3 + [["withheld"]] * 2
    assert _mail_states(store, _receive(store, shop, "eero@example.org")) == ["waiting"]
    for request in made:
        assert person_door.case_page(store, request.person).status is Status.UNCONFIRMED
    clock.pass_by(days=1)
    assert _mail_states(store, _receive(store, shop, "aino@example.org")) == ["waiting"]


def test_it_counts_mails_exactly_however_many_come_at_once(store: Store, shop: ControllerFacts) -> None:
    made = at_once(12, lambda _: _receive(store, shop))
    states = [_mail_states(store, one)[0] for one in made]
    assert sorted(states) == ["waiting"] * 3 + ["withheld"] * 9


def test_it_does_the_same_work_for_known_unknown_and_withheld_addresses(store: Store, shop: ControllerFacts) -> None:
    _receive(store, shop)
    said: list[list[str]] = []
    for email in (AINO, "nobody@example.org", AINO, AINO):
        with _counted(store) as statements:
            _receive(store, shop, email)
        said.append(statements)
    withheld = said.pop()
    assert said[0] == said[1] == said[2]
    assert len(withheld) == len(said[0]) - 1, "a withheld mail writes no job"


def test_it_sends_the_same_link_again_until_the_days_three(store: Store, shop: ControllerFacts) -> None:
    request = _receive(store, shop)
    for _ in range(3):
        intake.resend(store, request.person, request.reference, REGISTER)
    assert sorted(_mail_states(store, request)) == ["waiting"] * 3 + ["withheld"]
    assert len(_rows(store, shop, t.Proof)) == 1
    assert len({mail.proof_id for mail in _rows(store, shop, t.Mail)}) == 1


def test_it_makes_another_link_when_the_first_expired(store: Store, shop: ControllerFacts, clock: Clock) -> None:
    request = _receive(store, shop)
    first = factories.proof_of(store, request)
    clock.pass_by(days=7)
    intake.resend(store, request.person, request.reference, REGISTER)
    assert factories.proof_of(store, request) != first


def test_it_keeps_request_and_clock_when_the_address_changes_and_kills_the_old_link(
    store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    request = _receive(store, shop)
    token = links.token(store.ring, factories.proof_of(store, request), "confirm")
    before = person_door.case_page(store, request.person)
    clock.pass_by(days=2)
    intake.change_address(store, request.person, request.reference, "aino@example.com", BROWSER, REGISTER)
    after = person_door.case_page(store, request.person)
    assert (after.reference, after.received_at, after.due) == (before.reference, before.received_at, before.due)
    assert after.requester["email"] == "aino@example.com"
    with pytest.raises(Exception, match="link_dead"):
        public_door.opened_link(store, shop.id, token, BROWSER)
    new = links.token(store.ring, factories.proof_of(store, request), "confirm")
    assert public_door.opened_link(store, shop.id, new, BROWSER).began_here
    identity.confirm(store, shop.id, request.id, factories.proof_of(store, request), BROWSER, "", REGISTER)
    with pytest.raises(Refused):
        intake.change_address(store, request.person, request.reference, AINO, BROWSER, REGISTER)


def test_it_keeps_what_is_typed_however_fast_it_comes(store: Store, shop: ControllerFacts) -> None:
    request = _receive(store, shop)
    keep: Callable[[int], None] = lambda number: intake.keep_answers(  # noqa: E731  # one line
        store, request.person, request.reference, {f"field{number}": "x"}
    )
    assert at_once(8, keep) == [None] * 8
    assert person_door.draft(store, request.person) == {f"field{number}": "x" for number in range(8)}


def test_it_sends_a_request_once(store: Store, shop: ControllerFacts) -> None:
    request = factories.make_request(store, shop, sent=False)
    ended = at_once(6, lambda _: intake.send(store, request.person, request.reference, REGISTER))
    assert ended.count(None) == 1
    assert sum(isinstance(one, Conflict) for one in ended) == 5
    steps = _rows(store, shop, t.Step, t.Step.request_id == request.id)
    assert len({one.system for one in steps}) == len(steps) > 0


def test_it_searches_nothing_before_the_mailbox_is_shown(store: Store, shop: ControllerFacts) -> None:
    request = _receive(store, shop)
    intake.keep_answers(store, request.person, request.reference, {"name": "Aino"})
    intake.send(store, request.person, request.reference, REGISTER)
    page = person_door.case_page(store, request.person)
    assert (page.status, page.steps) == (Status.UNCONFIRMED, ())
    assert _rows(store, shop, t.SubjectRequest)[0].group == "open"


@pytest.mark.parametrize("emails", ["b@example.org\nnot one", "a@example.org, b@example.org"])
def test_it_takes_no_answer_with_an_address_that_is_not_one(store: Store, shop: ControllerFacts, emails: str) -> None:
    request = factories.make_request(store, shop, sent=False)
    intake.keep_answers(store, request.person, request.reference, {"emails": emails})
    with pytest.raises(Invalid):
        intake.send(store, request.person, request.reference, REGISTER)
    assert person_door.case_page(store, request.person).asked_at is None


def test_it_does_nothing_for_the_person_of_another_request(store: Store, shop: ControllerFacts) -> None:
    mine, second = _receive(store, shop), _receive(store, shop, "eero@example.org")
    asked: list[Callable[[], object]] = [
        lambda: intake.resend(store, mine.person, second.reference, REGISTER),
        lambda: intake.send(store, mine.person, second.reference, REGISTER),
        lambda: intake.change_address(store, mine.person, second.reference, AINO, BROWSER, REGISTER),
        lambda: intake.keep_answers(store, mine.person, second.reference, {"name": "x"}),
        lambda: person_door.case_page(store, person(shop.id, "nothing")),
    ]
    for ask in asked:
        with pytest.raises((NotFound, LookupError, Exception), match="not_found|No row"):
            ask()
    assert not _rows(store, shop, t.Visit)
