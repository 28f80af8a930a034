"""The ends beside the way: withdrawn by the person, closed by staff without a mailbox."""

import pytest

from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.roles import Role
from portal.journey import handling, identity
from portal.storage import files
from portal.storage import tables as t
from tests import factories
from tests.cases import Desk


def test_it_stops_the_search_of_a_withdrawn_request(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop)
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.work()
    case = desk.case(request)
    assert (case.status, case.resolution) == (Status.CLOSED, Resolution.WITHDRAWN)
    assert {step.state.value for step in case.steps} == {"cancelled"}
    assert case.tallies == ()
    assert desk.house.mailbox.mails("aino.virtanen@example.org")[-1].subject
    assert "closed" in {mail.kind for mail in case.mails}


def test_it_keeps_the_suppression_and_what_the_machine_writes(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop, Right.MARKETING, Right.ACCESS)
    with desk.house.store.database.reading(desk.staff) as session:
        before = session.query(t.Suppression).count()
    handling.withdraw(desk.house.store, request.person, request.reference)
    desk.house.work()
    with desk.house.store.database.reading(desk.staff) as session:
        assert session.query(t.Suppression).count() == before > 0
    states = {(step.right.value, step.performer): step.state.value for step in desk.case(request).steps}
    assert states[("marketing", "machine")] == "done"
    assert states[("access", "machine")] == "cancelled"


def test_it_withdraws_once_and_not_after_the_answer(desk: Desk) -> None:
    request = desk.prepared()
    desk.release(request)
    with pytest.raises(Refused):
        handling.withdraw(desk.house.store, request.person, request.reference)


def test_it_closes_unconfirmed_requests_each_with_its_result(desk: Desk) -> None:
    store = desk.house.store
    first = factories.make_request(store, desk.house.shop, confirmed=False, email="a@example.org")
    proven = factories.make_request(store, desk.house.shop, email="b@example.org")
    other = factories.make_controller(store, "thewind")
    foreign = factories.make_request(store, other, confirmed=False, email="c@example.org")
    proof = factories.proof_of(store, first)
    results = handling.close_unconfirmed(
        store, desk.staff, [first.reference, proven.reference, foreign.reference, "no such"], "  Never \n opened "
    )
    assert [result.code for result in results] == ["", "order", "not_found", "not_found"]
    case = desk.case(first)
    assert (case.status, case.resolution) == (Status.CLOSED, Resolution.UNCONFIRMED)
    assert case.events[0].body["reason"] == "Never opened"
    assert desk.case(proven).status is Status.CONFIRMED or desk.case(proven).status is Status.SEARCHING
    with pytest.raises(Exception, match="link_dead"):
        identity.confirm(store, desk.house.shop.id, first.id, proof, factories.BROWSER, "", desk.register)


def test_it_wants_a_reason_and_a_handler(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop, confirmed=False)
    with pytest.raises(Invalid):
        handling.close_unconfirmed(desk.house.store, desk.staff, [request.reference], "  ")
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    (result,) = handling.close_unconfirmed(desk.house.store, scoped, [request.reference], "x")
    assert result.code == "may_not"
    (result,) = handling.close_unconfirmed(desk.house.store, request.person, [request.reference], "x")
    assert result.code == "may_not"
    assert desk.case(request).status is Status.UNCONFIRMED


def test_it_mails_no_mailbox_that_bounced(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop, confirmed=False, email="bounce@example.org")
    desk.house.work()
    handling.close_unconfirmed(desk.house.store, desk.staff, [request.reference], "Bounced")
    assert desk.case(request).mails[0].state in {"withheld", "bounced"}
    assert {mail.kind: mail.state for mail in desk.case(request).mails}["closed"] == "withheld"


def test_it_keeps_no_prepared_answer_of_a_withdrawn_request(desk: Desk) -> None:
    request = desk.prepared()
    (package,) = desk.house.rows(t.Package, request)
    assert package.upload_id in {file_id for file_id, _written in files.all_ids(desk.house.store.folder)}
    handling.withdraw(desk.house.store, request.person, request.reference)
    assert desk.house.rows(t.Package, request) == []
    assert desk.house.rows(t.Letter, request) == []
    assert package.upload_id not in {file_id for file_id, _written in files.all_ids(desk.house.store.folder)}
