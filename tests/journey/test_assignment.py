"""Who has a request in hand: given, taken, handed over with a note; nobody's once that member has left."""

from datetime import timedelta

import pytest

from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.queue_query import Hand, Show
from portal.domain.roles import Role, Viewer
from portal.journey import handling
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door import queue, team
from portal.storage.door.queue import Filters
from portal.storage.house import ControllerFacts
from tests import factories
from tests.factories import MadeRequest


@pytest.fixture
def sanna(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


@pytest.fixture
def eino(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop, Role.HANDLER)


@pytest.fixture
def request_(store: Store, shop: ControllerFacts) -> MadeRequest:
    return factories.make_request(store, shop)


def version(store: Store, viewer: Viewer, request: MadeRequest) -> int:
    return door.case_page(store, viewer, request.reference).version


def leave(store: Store, viewer: Viewer) -> None:
    with store.database.house() as session:
        member = session.query(t.Membership).filter_by(staff_id=viewer.staff_id).one()
        member.ended_at = store.now()


def test_it_gives_takes_and_lays_down(store: Store, sanna: Viewer, eino: Viewer, request_: MadeRequest) -> None:
    assert team.in_hand(store, sanna, request_.reference).assignee is None
    handling.assign(store, sanna, request_.reference, version(store, sanna, request_), eino.staff_id)
    hand = team.in_hand(store, sanna, request_.reference)
    assert hand.assignee is not None
    assert (hand.assignee.staff_id, hand.several) == (eino.staff_id, True)
    assert door.case_page(store, sanna, request_.reference).events[0].body == {"to": eino.staff_id}
    handling.assign(store, eino, request_.reference, version(store, sanna, request_), None)
    assert team.in_hand(store, sanna, request_.reference).assignee is None
    assert [event.kind for event in door.case_page(store, sanna, request_.reference).events][:2] == ["assigned"] * 2


def test_it_says_nothing_where_nothing_changes(store: Store, sanna: Viewer, request_: MadeRequest) -> None:
    before = version(store, sanna, request_)
    handling.assign(store, sanna, request_.reference, before, None)
    assert version(store, sanna, request_) == before


def test_it_hands_over_with_a_note_that_staff_alone_see(
    store: Store, sanna: Viewer, eino: Viewer, request_: MadeRequest
) -> None:
    now = version(store, sanna, request_)
    handling.hand_over(store, sanna, request_.reference, now, eino.staff_id or "", "  Odottaa arkiston vastausta. ")
    case = door.case_page(store, eino, request_.reference)
    (note,) = case.messages
    assert (note.kind, note.text) == ("note", "Odottaa arkiston vastausta.")
    assert case.events[0].kind == "handed_over"
    assert "Odottaa" not in str(case.events[0].body)
    for text, code in (("  ", "empty"), ("x" * 2001, "too_long")):
        with pytest.raises(Invalid, match=code):
            handling.hand_over(store, sanna, request_.reference, case.version, sanna.staff_id or "", text)


@pytest.mark.parametrize("who", ["scoped", "left", "elsewhere", "nobody"])
def test_it_gives_to_those_alone_who_handle_requests_here(
    store: Store, shop: ControllerFacts, other: ControllerFacts, sanna: Viewer, request_: MadeRequest, who: str
) -> None:
    made = {
        "scoped": lambda: factories.make_staff(store, shop, Role.SCOPED, ["billing"]),
        "left": lambda: factories.make_staff(store, shop, Role.HANDLER),
        "elsewhere": lambda: factories.make_staff(store, other),
    }
    viewer = made[who]() if who in made else None
    if viewer and who == "left":
        leave(store, viewer)
    staff_id = viewer.staff_id if viewer else "f" * 32
    with pytest.raises(Invalid, match="not_handling"):
        handling.assign(store, sanna, request_.reference, None, staff_id)
    assert [one.staff_id for one in team.handlers(store, sanna)] == [sanna.staff_id]


def test_it_is_nobodys_once_the_member_has_left(
    store: Store, sanna: Viewer, eino: Viewer, request_: MadeRequest
) -> None:
    handling.assign(store, sanna, request_.reference, None, eino.staff_id)
    leave(store, eino)
    hand = team.in_hand(store, sanna, request_.reference)
    assert (hand.assignee, hand.several) == (None, False)
    found = queue.page(store, sanna, Filters(hand=Hand.NOBODY), factories.today()).rows
    assert [row.reference for row in found] == [request_.reference]
    with pytest.raises(Refused, match="no_longer_staff"):
        handling.assign(store, eino, request_.reference, None, sanna.staff_id)


@pytest.mark.parametrize("show", [Show.OPEN, Show.ALL, Show.WAITING])
@pytest.mark.parametrize("search", ["", "aino"])
def test_it_shows_mine_and_nobodys(
    store: Store, shop: ControllerFacts, sanna: Viewer, eino: Viewer, show: Show, search: str
) -> None:
    made = [
        factories.make_request(store, shop, name="Aino Virtanen", email=f"aino{place}@example.org")
        for place in range(3)
    ]
    handling.assign(store, sanna, made[0].reference, None, sanna.staff_id)
    handling.assign(store, sanna, made[1].reference, None, eino.staff_id)
    for viewer, hand, wanted in (
        (sanna, Hand.MINE, [made[0]]), (eino, Hand.MINE, [made[1]]), (sanna, Hand.NOBODY, [made[2]]),
        (sanna, Hand.ANYONE, made),
    ):  # fmt: skip
        found = queue.page(store, viewer, Filters(show, search=search, hand=hand), factories.today()).rows
        assert {row.reference for row in found} == {one.reference for one in wanted}, (viewer.role, hand)
    rows = queue.page(store, sanna, Filters(), factories.today()).rows
    assert {row.assignee_id for row in rows} == {sanna.staff_id, eino.staff_id, None}


def test_it_gives_several_each_with_its_result(
    store: Store, shop: ControllerFacts, other: ControllerFacts, sanna: Viewer, eino: Viewer
) -> None:
    mine = factories.make_request(store, shop)
    closed = factories.make_request(store, shop, email="b@example.org")
    handling.withdraw(store, closed.person, closed.reference)
    foreign = factories.make_request(store, other, email="c@example.org")
    given = [mine.reference, closed.reference, foreign.reference, "none", mine.reference]
    results = handling.assign_several(store, sanna, given, eino.staff_id)
    assert [result.code for result in results] == ["", "order", "not_found", "not_found"]
    assert team.in_hand(store, sanna, mine.reference).assignee is not None


def test_it_is_for_those_who_handle_requests_and_saw_this_version(
    store: Store, shop: ControllerFacts, sanna: Viewer, request_: MadeRequest
) -> None:
    scoped = factories.make_staff(store, shop, Role.SCOPED, ["billing"])
    for viewer in (scoped, request_.person):
        with pytest.raises(Refused, match="may_not"):
            handling.assign(store, viewer, request_.reference, None, sanna.staff_id)
    with pytest.raises(Conflict, match="case_changed"):
        handling.assign(store, sanna, request_.reference, version(store, sanna, request_) - 1, sanna.staff_id)
    with pytest.raises(NotFound):
        team.in_hand(
            store, factories.make_staff(store, factories.make_controller(store, "levyhylly")), request_.reference
        )


def test_it_keeps_the_due_date_when_it_changes_hands(store: Store, sanna: Viewer, request_: MadeRequest) -> None:
    before = door.case_page(store, sanna, request_.reference)
    handling.assign(store, sanna, request_.reference, before.version, sanna.staff_id)
    after = door.case_page(store, sanna, request_.reference)
    assert (after.due, after.safe, after.status) == (before.due, before.safe, before.status)
    assert after.safe - factories.today() < timedelta(days=40)
