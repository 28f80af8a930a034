"""The mailbox is shown once, by its own link, in its own browser or with its code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from portal.domain.errors import Invalid, LinkDead, NotFound, TooMany
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import machine, person
from portal.journey import identity, intake
from portal.journey.identity import Outcome, Shown
from portal.keys import links
from portal.storage import jobs
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public as public_door
from portal.storage.house import ControllerFacts
from portal.storage.suppressing import DIRECT_MARKETING
from tests import factories
from tests.factories import BROWSER, Clock, MadeRequest
from tests.together import at_once

REGISTER = factories.make_register()
PHONE = "browser-in-the-phone"


def _made(store: Store, shop: ControllerFacts, *rights: Right, email: str = "aino@example.org") -> MadeRequest:
    return factories.make_request(store, shop, *rights, email=email, confirmed=False)


def _press(
    store: Store, request: MadeRequest, browser: str = BROWSER, code: str = "", purpose: str = "confirm"
) -> Outcome:
    proof = factories.proof_of(store, request, purpose)
    return identity.confirm(store, request.controller_id, request.id, proof, browser, code, REGISTER)


def _code(store: Store, request: MadeRequest, purpose: str = "confirm") -> str:
    return links.code(store.ring, factories.proof_of(store, request, purpose), purpose)


def _granted(store: Store, request: MadeRequest, browser: str) -> str | None:
    found = public_door.granted(store, request.controller_id, request.reference, browser)
    return found.level if found else None


def _kinds(store: Store, request: MadeRequest) -> list[str]:
    with store.database.reading(request.person) as session:
        return list(session.scalars(select(t.Event.kind).order_by(t.Event.number)))


def test_it_confirms_in_the_starting_browser_by_one_press(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    assert _granted(store, request, BROWSER) == "start"
    assert _press(store, request).shown is Shown.PROVEN
    assert _granted(store, request, BROWSER) == "proven"
    with store.database.reading(request.person) as session:
        row = session.scalars(select(t.SubjectRequest)).one()
        assert (row.status, row.confirmed_at) == (Status.CONFIRMED, factories.MONDAY)


def test_it_makes_one_transition_of_twenty_presses(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop, Right.ACCESS, Right.MARKETING)
    proof = factories.proof_of(store, request)
    ended = at_once(
        20, lambda _: identity.confirm(store, shop.id, request.id, proof, BROWSER, "", REGISTER), threads=20
    )
    assert sum(isinstance(one, Outcome) for one in ended) == 1
    assert sum(isinstance(one, LinkDead) for one in ended) == 19
    kinds = _kinds(store, request)
    assert kinds.count("mailbox_proven") == kinds.count("suppressed") == 1
    with store.database.reading(request.person) as session:
        steps = session.scalars(select(t.Step.system)).all()
        assert len(steps) == len(set(steps))
        assert len(session.scalars(select(t.Evidence)).all()) == 1


def test_it_gives_the_case_to_the_other_browser_that_knows_the_code(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    assert _press(store, request, PHONE).shown is Shown.WRONG_CODE
    assert _granted(store, request, PHONE) is None
    code = _code(store, request)
    assert _press(store, request, PHONE, f" {code[:3].lower()}-{code[3:]} ").shown is Shown.PROVEN
    assert _granted(store, request, PHONE) == "proven"
    assert _granted(store, request, BROWSER) is None


def test_it_ends_a_link_after_five_wrong_codes(store: Store, shop: ControllerFacts, clock: Clock) -> None:
    request = _made(store, shop)
    right = _code(store, request)
    said = [_press(store, request, PHONE, f"WRONG{number}") for number in range(5)]
    assert [one.tries_left for one in said] == [4, 3, 2, 1, 0]
    assert said[-1].shown is Shown.LINK_ENDED
    for browser, code in ((PHONE, right), (BROWSER, "")):
        with pytest.raises(LinkDead):
            _press(store, request, browser, code)
    assert _kinds(store, request)[-6:] == ["wrong_code"] * 5 + ["link_ended"]
    clock.pass_by(minutes=1)
    intake.resend(store, request.person, request.reference, REGISTER)
    assert _press(store, request).shown is Shown.PROVEN


def test_it_counts_parallel_wrong_codes(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    proof = factories.proof_of(store, request)
    ended = at_once(12, lambda _: identity.confirm(store, shop.id, request.id, proof, PHONE, "WRONG1", REGISTER))
    assert sum(isinstance(one, Outcome) for one in ended) == 5
    assert sum(isinstance(one, LinkDead) for one in ended) == 7


def test_it_refuses_an_expired_link_and_a_used_one_whatever_the_clock_says(
    store: Store, shop: ControllerFacts, clock: Clock
) -> None:
    expired, used = _made(store, shop), _made(store, shop, email="eero@example.org")
    _press(store, used)
    clock.pass_by(days=7)
    with pytest.raises(LinkDead):
        _press(store, expired)
    for days in (0, -1, -8, -30):
        clock.now = factories.MONDAY + timedelta(days=days)
        with pytest.raises(LinkDead):
            _press(store, used)
        token = links.token(store.ring, factories.proof_of(store, used), "confirm")
        with pytest.raises(LinkDead):
            public_door.opened_link(store, shop.id, token, BROWSER)
    with store.database.reading(used.person) as session:
        assert session.scalars(select(t.SubjectRequest.received_at)).one() == factories.MONDAY


def test_it_refuses_the_link_of_another_request_controller_or_purpose(
    store: Store, shop: ControllerFacts, other: ControllerFacts
) -> None:
    mine, second = _made(store, shop), _made(store, shop, email="eero@example.org")
    proof = factories.proof_of(store, mine)
    with pytest.raises(LinkDead):
        identity.confirm(store, shop.id, second.id, proof, BROWSER, "", REGISTER)
    for controller, request_id in ((other.id, mine.id), (shop.id, "nothing")):
        with pytest.raises(NotFound):
            identity.confirm(store, controller, request_id, proof, BROWSER, "", REGISTER)
    for controller, purpose in ((other.id, "confirm"), (shop.id, "return"), (shop.id, "answer")):
        with pytest.raises(LinkDead):
            public_door.opened_link(store, controller, links.token(store.ring, proof, purpose), BROWSER)
    assert _press(store, mine).shown is Shown.PROVEN
    identity.ask_code(store, mine.person, mine.reference, BROWSER, REGISTER)
    with pytest.raises(LinkDead):
        _press(store, mine, purpose="answer")
    assert _kinds(store, second) == ["request_received", "link_sent"]


def test_it_changes_nothing_by_looking_at_a_link(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    token = links.token(store.ring, factories.proof_of(store, request), "confirm")
    for browser, began in ((BROWSER, True), (PHONE, False), ("", False)):
        assert public_door.opened_link(store, shop.id, token, browser).began_here is began
    assert _press(store, request).shown is Shown.PROVEN


def test_it_suppresses_the_address_in_the_confirming_press(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop, Right.MARKETING)
    _press(store, request)
    with store.database.reading(machine(shop.id)) as session:
        channels = set(session.scalars(select(t.Suppression.channel)))
        assert channels == {*(one.key for one in REGISTER.prohibitions), DIRECT_MARKETING}
        assert session.scalars(select(t.SubjectRequest.status)).one() == Status.CARRYING_OUT


# ---- a fresh link ----------------------------------------------------------------------------------------


def _ask(store: Store, request: MadeRequest, reference: str = "", email: str = "aino@example.org") -> str:
    given = identity.ask_fresh_link(store, request.controller_id, reference or request.reference, email, PHONE)
    _work_off_links(store)
    return given


def _work_off_links(store: Store) -> None:
    """Do what the worker does with the jobs that ask for a fresh link."""
    while job := jobs.take(store, "post", "test"):
        if job.kind == "link.fresh":
            asked = job.payload
            identity.send_fresh_link(
                store, job.controller_id, asked["proof_id"], asked["reference"], asked["address"], asked["browser"]
            )
        jobs.finish(store, job, "test")


def test_it_mails_a_fresh_link_where_reference_and_address_belong_together(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    _press(store, request)
    proof = _ask(store, request, request.reference.lower().replace("-", " "), "AINO@example.org")
    assert proof == factories.proof_of(store, request, "return")
    assert _press(store, request, PHONE, purpose="return").shown is Shown.PROVEN
    assert {_granted(store, request, browser) for browser in (BROWSER, PHONE)} == {"proven"}


@contextmanager
def _counted(store: Store) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *more: object) -> None:
        said.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(store.database.engine, "before_cursor_execute", hear)


def test_it_tells_nobody_whether_a_request_is_known(
    store: Store, shop: ControllerFacts, other: ControllerFacts, clock: Clock
) -> None:
    request = _made(store, shop)
    theirs = factories.make_request(store, other, email="aino@example.org", confirmed=False)
    misses = [("XXXX-XXXX-XXXX", "aino@example.org"), (request.reference, "eero@example.org"),
              (theirs.reference, "aino@example.org"), ("", "nobody@example.org")]  # fmt: skip
    found: list[int] = []
    for reference, email in [*misses, (request.reference, "aino@example.org")]:
        clock.pass_by(days=1)
        with _counted(store) as said:
            given = identity.ask_fresh_link(store, shop.id, reference, email, PHONE)
        found.append(len(said))
        _work_off_links(store)
        assert len(given) == 32
        assert links.code(store.ring, given, "return")
    assert len(set(found)) == 1
    with store.database.reading(machine(shop.id)) as session:
        assert len(session.scalars(select(t.Proof).where(t.Proof.purpose == "return")).all()) == 1


def test_it_mails_no_fresh_link_beyond_the_days_three(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)
    given = [_ask(store, request) for _ in range(4)]
    with store.database.reading(request.person) as session:
        proofs = set(session.scalars(select(t.Proof.id).where(t.Proof.purpose == "return")))
    assert [one in proofs for one in given] == [True, True, False, False]


def test_it_asks_and_resends_at_once_without_a_deadlock(store: Store, shop: ControllerFacts) -> None:
    request = _made(store, shop)

    def ask(number: int) -> None:
        if number % 2:
            _ask(store, request)
        else:
            intake.resend(store, request.person, request.reference, REGISTER)

    assert at_once(16, ask) == [None] * 16


# ---- the code of ten minutes -----------------------------------------------------------------------------


@pytest.fixture
def proven(store: Store, shop: ControllerFacts) -> MadeRequest:
    return factories.make_request(store, shop, email="aino@example.org")


def _fresh(store: Store, request: MadeRequest, now: Clock, browser: str = BROWSER) -> bool:
    found = public_door.granted(store, request.controller_id, request.reference, browser)
    return found is not None and found.is_fresh(now())


def test_it_opens_the_answer_for_ten_minutes(store: Store, proven: MadeRequest, clock: Clock) -> None:
    assert not _fresh(store, proven, clock)
    identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    code = _code(store, proven, "answer")
    assert identity.show_code(store, proven.person, proven.reference, BROWSER, code).shown is Shown.PROVEN
    assert _fresh(store, proven, clock)
    assert not _fresh(store, proven, clock, PHONE)
    clock.pass_by(minutes=10)
    assert not _fresh(store, proven, clock)
    with pytest.raises(Invalid):
        identity.show_code(store, proven.person, proven.reference, BROWSER, code)


Typed = Callable[[Store, MadeRequest, Clock, str], tuple[str, str]]
NOT_TAKEN: dict[str, Typed] = {
    "too late": lambda store, request, clock, code: (clock.pass_by(minutes=10), (BROWSER, code))[1],
    "in another browser": lambda store, request, clock, code: (PHONE, code),
    "replaced": lambda store, request, clock, code: (
        clock.pass_by(seconds=1), identity.ask_code(store, request.person, request.reference, PHONE, REGISTER),
        (BROWSER, code),
    )[2],
    "used": lambda store, request, clock, code: (
        identity.show_code(store, request.person, request.reference, BROWSER, code), (BROWSER, code),
    )[1],
    "ended by five wrong ones": lambda store, request, clock, code: (
        [identity.show_code(store, request.person, request.reference, BROWSER, "WRONG1") for _ in range(5)],
        (BROWSER, code),
    )[1],
}  # fmt: skip


@pytest.mark.parametrize("how", NOT_TAKEN)
def test_it_takes_no_code(store: Store, proven: MadeRequest, clock: Clock, how: str) -> None:
    identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    browser, code = NOT_TAKEN[how](store, proven, clock, _code(store, proven, "answer"))
    with pytest.raises(Invalid):
        identity.show_code(store, proven.person, proven.reference, browser, code)


def test_it_does_not_take_the_code_of_the_starting_page_for_the_answer(store: Store, proven: MadeRequest) -> None:
    identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    for code in ("", _code(store, proven, "confirm")):
        said = identity.show_code(store, proven.person, proven.reference, BROWSER, code)
        assert said.shown is Shown.WRONG_CODE
    with pytest.raises(NotFound):
        identity.show_code(store, person(proven.controller_id, "nothing"), proven.reference, BROWSER, "")


def test_it_mails_six_codes_an_hour(store: Store, proven: MadeRequest, clock: Clock) -> None:
    for _ in range(6):
        identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    with pytest.raises(TooMany):
        identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    clock.pass_by(hours=1)
    identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)


def test_it_opens_the_answer_once_of_eight_presses(store: Store, proven: MadeRequest) -> None:
    identity.ask_code(store, proven.person, proven.reference, BROWSER, REGISTER)
    code = _code(store, proven, "answer")
    ended = at_once(8, lambda _: identity.show_code(store, proven.person, proven.reference, BROWSER, code))
    assert sum(isinstance(one, Outcome) for one in ended) == 1
