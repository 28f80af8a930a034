"""Over the counter: the clock runs from the day of arrival, and what staff saw decides what begins."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from portal.demo import customers
from portal.domain.errors import Conflict, Invalid, LinkDead, Refused
from portal.domain.ladder import Rung
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.roles import Role, machine
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import correspondence, counter, decision, handling, identity, keeping, posting, review, steps
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import counter as door
from portal.storage.door import person as person_door
from portal.storage.door import queue
from portal.storage.door.findings import findings_page
from portal.storage.sealing import Vault
from portal.systems import matching
from portal.systems.contract import Identifiers
from tests import factories
from tests.cases import Desk
from tests.counter import HILKKA, HOME, entered
from tests.factories import BROWSER, MadeRequest
from tests.house import House

PHONE_BOOK = "hilkka@example.org"
ELSEWHERE = "browser-of-somebody-else"
REGISTER = factories.make_register()


def _made(house: House, desk: Desk, **other: Any) -> MadeRequest:
    return entered(house.store, house.shop, desk.staff, **other)


def _requester(house: House, request: MadeRequest) -> dict[str, Any]:
    with house.store.database.reading(machine(house.shop.id)) as session:
        row = session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.id == request.id)).one()
        vault = Vault(session, house.store.ring)
        return vault.unseal(vault.of_request(row.id), row)


def _mails(house: House, request: MadeRequest) -> list[str]:
    return [row.kind for row in sorted(house.rows(t.Mail, request), key=lambda one: one.created_at)]


def _answered(house: House, desk: Desk, **other: Any) -> MadeRequest:
    """A request whose answer was released."""
    request = _made(house, desk, **other)
    house.work()
    desk.finish_steps(request)
    for owner in findings_page(house.store, desk.staff, request.reference).owners:
        review.judge_owner(
            house.store, desk.staff, request.reference, desk.version(request), owner.system, owner.owner, is_person=True
        )
    left = [one.id for one in desk.findings(request) if one.verdict == "open"]
    if left:
        review.judge(house.store, desk.staff, request.reference, desk.version(request), left, "included", "", "")
    review.finish_review(house.store, desk.staff, request.reference, desk.version(request))
    digest = desk.decision(request).digest
    decision.decide(house.store, desk.staff, request.reference, desk.version(request), digest)
    house.work()
    desk.release(request)
    house.work()
    return request


def _post(house: House, desk: Desk, request: MadeRequest, day: date | None = None) -> str:
    """Post what waits; the code that was printed."""
    code = door.posting(house.store, desk.staff, request.reference).code
    posting.posted(
        house.store, desk.staff, request.reference, desk.version(request), day or house.clock.now.date(), REGISTER
    )
    return code


def test_it_begins_the_search_on_what_staff_saw(house: House, desk: Desk) -> None:
    request = _made(house, desk, day=date(2026, 11, 20))
    row = house.request(request)
    assert (row.status, row.group, row.channel) == (Status.SEARCHING, "open", Channel.LETTER)
    assert (row.due, row.safe) == (date(2026, 12, 21), date(2026, 12, 21)), "20 December 2026 is a Sunday"
    assert house.rows(t.Step, request)
    (seen,) = house.rows(t.Evidence, request)
    assert (seen.rung, house.unsealed(seen)["note"]) == (Rung.SEEN_AT_PREMISES, "Sanna saw her in the shop")
    assert house.kinds(request)[:2] == ["entered", "evidence_seen"]
    assert (_mails(house, request), row.to_post) == ([], "receipt")
    assert _requester(house, request)["postal_address"] == HOME


def test_it_waits_for_the_mailbox_where_nothing_was_seen(house: House, desk: Desk) -> None:
    request = _made(house, desk, seen=Rung.NONE, email=PHONE_BOOK)
    assert (house.request(request).status, house.rows(t.Step, request)) == (Status.UNCONFIRMED, [])
    assert house.request(request).group == "open", "staff entered it, so that it is not among the strangers'"
    assert _mails(house, request) == ["confirm"]
    proof = factories.proof_of(house.store, request)
    assert identity.confirm(house.store, house.shop.id, request.id, proof, BROWSER, "", REGISTER).shown == "wrong_code"
    line = door.link(house.store, desk.staff, request.reference)
    assert line is not None
    shown = identity.confirm(house.store, house.shop.id, request.id, proof, BROWSER, line.code, REGISTER).shown
    assert shown == "proven"
    assert house.request(request).status == Status.SEARCHING


def test_it_proves_no_mailbox_by_the_pen_of_staff(house: House, desk: Desk) -> None:
    sari = customers.SARI.email or ""
    request = _made(house, desk, name="Sari Lehtonen", email=sari)
    house.work()
    assert {line.match for line in desk.findings(request)} <= {"probable", "mention"}
    assert desk.findings(request)
    assert _requester(house, request)["email"] == ""
    assert _requester(house, request)["emails"] == [sari]
    assert _mails(house, request) == ["confirm"]


def test_it_takes_a_mailbox_that_answered_for_shown(house: House, desk: Desk) -> None:
    sari = customers.SARI.email or ""
    request = _made(house, desk, name="Sari Lehtonen", email=sari, seen=Rung.CONTACT_ON_FILE, channel=Channel.MAIL)
    house.work()
    assert "exact" in {line.match for line in desk.findings(request)}
    assert _mails(house, request) == ["receipt"]
    assert house.request(request).to_post is None


def test_it_takes_a_mailbox_that_is_shown_later(house: House, desk: Desk) -> None:
    request = _made(house, desk, email=PHONE_BOOK)
    line = door.link(house.store, desk.staff, request.reference)
    assert line is not None
    proof = factories.proof_of(house.store, request)
    identity.confirm(house.store, house.shop.id, request.id, proof, BROWSER, line.code, REGISTER)
    assert _requester(house, request)["email"] == PHONE_BOOK
    assert house.request(request).status == Status.SEARCHING


def test_it_mails_no_fresh_link_to_an_address_that_staff_typed(house: House, desk: Desk) -> None:
    request = _made(house, desk, email=PHONE_BOOK)
    identity.ask_fresh_link(house.store, house.shop.id, request.reference, PHONE_BOOK, ELSEWHERE)
    identity.ask_fresh_link(house.store, house.shop.id, request.reference, "someone@example.org", ELSEWHERE)
    house.work()
    assert _mails(house, request) == ["confirm"]


def test_it_stops_marketing_at_once(house: House, desk: Desk) -> None:
    request = _made(
        house, desk, rights=(Right.MARKETING,), channel=Channel.PHONE, seen=Rung.CALLED_BACK, email=PHONE_BOOK,
        phones="040 123 4567",
    )  # fmt: skip
    with house.store.database.reading(machine(house.shop.id)) as session:
        kinds = sorted(row.kind for row in session.scalars(select(t.Suppression)))
    assert kinds == sorted(["email", "phone"] * (1 + len(REGISTER.prohibitions)))
    assert house.request(request).status == Status.CARRYING_OUT
    assert "suppressed" in house.kinds(request)


def test_it_lets_staff_choose_whose_prohibition_it_is(house: House, desk: Desk) -> None:
    sari = customers.SARI
    request = _made(
        house, desk, rights=(Right.MARKETING,), name="Sari Lehtonen", email=sari.email or "", seen=Rung.CALLED_BACK
    )
    house.work()
    step = next(one for one in desk.case(request).steps if one.system == "customer_register")
    assert step.state == "choice"
    owner = step.candidates[0].owner
    steps.choose_owner(house.store, desk.staff, request.reference, desk.version(request), step.id, owner)
    house.work()
    step = next(one for one in desk.case(request).steps if one.system == "customer_register")
    assert (step.state, step.outcome) == ("done", "done")


def test_it_asks_people_alone_where_there_is_only_a_name(house: House, desk: Desk) -> None:
    request = _made(house, desk, rights=(Right.MARKETING,))
    house.work()
    assert {step.performer for step in desk.case(request).steps} <= {"staff", "processor"}
    assert house.request(request).to_post == "answer_ready"


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 3, 29), time(23, 59), datetime(2026, 3, 29, 20, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(3, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(23, 59), datetime(2026, 10, 25, 21, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 6, 1), time(0, 0), datetime(2026, 5, 31, 21, 0, tzinfo=UTC)),
        (date(2026, 11, 20), None, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)),
        (date(2026, 11, 23), None, factories.MONDAY),
        (date(2025, 11, 23), None, datetime(2025, 11, 23, 10, 0, tzinfo=UTC)),
    ],
)
def test_it_knows_the_moment_at_the_controllers_place(day: date, at: time | None, moment: datetime) -> None:
    found = counter.arrival(day, at, "Europe/Helsinki", factories.MONDAY)
    assert found == moment
    assert found.astimezone(ZoneInfo("Europe/Helsinki")).date() == day


@pytest.mark.parametrize(
    ("day", "at", "code"),
    [
        (date(2026, 11, 24), None, "day_future"),
        (date(2026, 11, 23), time(11, 1), "time_future"),
        (date(2025, 11, 22), None, "day_too_old"),
    ],
)
def test_it_takes_no_day_to_come_and_none_of_long_ago(day: date, at: time | None, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        counter.arrival(day, at, "Europe/Helsinki", factories.MONDAY)


def test_it_takes_a_late_one_with_its_overdue_date(house: House, desk: Desk) -> None:
    request = _made(house, desk, day=date(2026, 9, 1))
    assert house.request(request).due == date(2026, 10, 1)
    assert queue.counts(house.store, desk.staff, factories.today()).overdue == 1


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"rights": ()}, "rights_empty", "rights"),
        ({"name": "  "}, "name_empty", "name"),
        ({"channel": Channel.WEB}, "channel_unknown", "channel"),
        ({"language": "de"}, "language_unknown", "language"),
        ({"seen": Rung.MAILBOX_PROVEN}, "seen_unknown", "rung"),
        ({"seen": Rung.CONTACT_ON_FILE}, "email_needed", "email"),
        ({"note": "Card 131052-308T was shown"}, "identity_code", "note"),
        ({"email": "a@example.org, b@example.org"}, "email_several", "email"),
        ({"emails": "not one"}, "email_malformed", "emails"),
        ({"rights": (Right.RECTIFICATION,)}, "correction_missing", "should_0"),
        ({"rights": (Right.RESTRICTION,)}, "ground_missing", "ground"),
        ({"wishes": Wishes(corrections=(Correction("none", "", "x"),))}, "category_missing", "category_0"),
        ({"wishes": Wishes(erase=("none",))}, "category_missing", "erase"),
        ({"wishes": Wishes(purposes=("none",))}, "purpose_unknown", "purposes"),
    ],
)
def test_it_says_what_is_wrong_and_writes_nothing(
    house: House, desk: Desk, wrong: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        _made(house, desk, **wrong)
    assert refused.value.field == field
    with house.store.database.reading(machine(house.shop.id)) as session:
        assert not session.scalars(select(t.SubjectRequest)).all()


def test_it_takes_a_number_that_is_no_identity_number(house: House, desk: Desk) -> None:
    assert _made(house, desk, note="Order 131052-3081, receipt 131052-308A").id


def test_it_keeps_what_was_wished(house: House, desk: Desk) -> None:
    wishes = Wishes((Correction(REGISTER.categories[0].key, "1", "2"),), restrict=RestrictionGround.ACCURACY)
    request = _made(house, desk, rights=(Right.RECTIFICATION, Right.RESTRICTION), wishes=wishes)
    assert Wishes.from_json(_requester(house, request)["wishes"]) == wishes


def test_it_is_for_those_who_handle_requests(house: House, desk: Desk) -> None:
    scoped = factories.make_staff(house.store, house.shop, Role.SCOPED, ["orders"])
    with pytest.raises(Refused, match="may_not"):
        entered(house.store, house.shop, scoped)


def test_it_begins_when_staff_see_more(house: House, desk: Desk) -> None:
    request = _made(house, desk, seen=Rung.NONE)
    assert (house.request(request).status, _mails(house, request)) == (Status.UNCONFIRMED, [])
    version = desk.version(request)
    with pytest.raises(Invalid, match="seen_nothing"):
        counter.vouch(house.store, desk.staff, request.reference, version, Rung.NONE, "", REGISTER)
    counter.vouch(house.store, desk.staff, request.reference, version, Rung.CALLED_BACK, "Twice", REGISTER)
    assert house.request(request).status == Status.SEARCHING
    assert [row.rung for row in sorted(house.rows(t.Evidence, request), key=lambda one: one.at)]
    with pytest.raises(Conflict):
        counter.vouch(house.store, desk.staff, request.reference, version, Rung.CALLED_BACK, "", REGISTER)
    with pytest.raises(Refused):
        counter.vouch(house.store, desk.staff, request.reference, desk.version(request), Rung.CALLED_BACK, "", REGISTER)


def test_it_mails_the_link_again_and_a_new_one_after_its_time(house: House, desk: Desk) -> None:
    request = _made(house, desk, email=PHONE_BOOK)
    first = door.link(house.store, desk.staff, request.reference)
    counter.mail_again(house.store, desk.staff, request.reference, desk.version(request), REGISTER)
    same = door.link(house.store, desk.staff, request.reference)
    assert first is not None
    assert same is not None
    assert same.code == first.code
    house.clock.pass_by(days=8)
    counter.mail_again(house.store, desk.staff, request.reference, desk.version(request), REGISTER)
    new = door.link(house.store, desk.staff, request.reference)
    assert new is not None
    assert new.code not in {"", first.code}


def test_it_reminds_nobody_without_a_mailbox(house: House, desk: Desk) -> None:
    _made(house, desk, seen=Rung.NONE)
    late = _made(house, desk, seen=Rung.NONE, email=PHONE_BOOK, day=date(2026, 11, 2))
    assert keeping.unconfirmed(house.store, house.shop.id) == [], "the link was mailed just now"
    house.clock.pass_by(days=3, minutes=1)
    assert keeping.unconfirmed(house.store, house.shop.id) == [late.id]
    keeping.remind(house.store, house.shop.id, late.id)
    assert keeping.unconfirmed(house.store, house.shop.id) == []


def test_it_closes_what_nobody_confirmed_by_post(house: House, desk: Desk) -> None:
    request = _made(house, desk, seen=Rung.NONE)
    (closed,) = handling.close_unconfirmed(house.store, desk.staff, [request.reference], "No answer to our letter")
    assert closed.done
    row = house.request(request)
    assert (row.status, row.group, row.to_post, _mails(house, request)) == (Status.CLOSED, "open", "closed", [])
    _post(house, desk, request)
    assert (house.request(request).group, house.request(request).to_post) == ("closed", None)


def test_it_posts_what_it_would_have_mailed(house: House, desk: Desk) -> None:
    request = _made(house, desk)
    _post(house, desk, request)
    assert house.request(request).to_post is None
    with pytest.raises(Refused, match="order"):
        _post(house, desk, request)
    correspondence.write(house.store, desk.staff, request.reference, "Which shop was it?", [], 99)
    assert house.request(request).to_post == "new_message"
    for day, code in ((date(2026, 11, 24), "day_future"), (date(2026, 11, 22), "day_before")):
        with pytest.raises(Invalid, match=code):
            _post(house, desk, request, day)
    _post(house, desk, request)
    assert house.kinds(request).count("posted") == 2


def test_it_leads_a_letter_to_the_answer_online(house: House, desk: Desk) -> None:
    request = _answered(house, desk)
    row = house.request(request)
    assert (row.status, row.group, row.to_post) == (Status.ANSWERED, "open", "answer_ready")
    assert _mails(house, request) == []
    code = door.posting(house.store, desk.staff, request.reference).code
    assert len(code) == 10
    with pytest.raises(LinkDead):
        identity.open_letter(house.store, house.shop.id, request.reference, code, BROWSER)
    assert _post(house, desk, request) == code
    assert house.request(request).group == "closed"
    written, typed = request.reference.lower(), f" {code[:5].lower()}-{code[5:]} "
    assert identity.open_letter(house.store, house.shop.id, written, typed, BROWSER) == request.reference
    (grant,) = house.rows(t.Grant, request)
    assert (grant.level, grant.fresh_until - house.clock.now) == ("proven", timedelta(minutes=10))
    assert person_door.case_page(house.store, request.person).letters
    house.clock.pass_by(days=59)
    identity.open_letter(house.store, house.shop.id, request.reference, code, ELSEWHERE)
    house.clock.pass_by(days=1, minutes=1)
    with pytest.raises(LinkDead):
        identity.open_letter(house.store, house.shop.id, request.reference, code, BROWSER)


def test_it_ends_a_code_after_five_wrong_tries_and_prints_another(house: House, desk: Desk) -> None:
    request = _answered(house, desk)
    code = _post(house, desk, request)
    for _ in range(4):
        with pytest.raises(LinkDead):
            identity.open_letter(house.store, house.shop.id, request.reference, "AAAAA-AAAAA", ELSEWHERE)
    identity.open_letter(house.store, house.shop.id, request.reference, code, BROWSER)
    for _ in range(5):
        with pytest.raises(LinkDead):
            identity.open_letter(house.store, house.shop.id, request.reference, "AAAAA-AAAAA", ELSEWHERE)
    with pytest.raises(LinkDead):
        identity.open_letter(house.store, house.shop.id, request.reference, code, BROWSER)
    assert (house.request(request).to_post, house.request(request).group) == ("answer_ready", "open")
    new = _post(house, desk, request)
    assert new != code
    assert identity.open_letter(house.store, house.shop.id, request.reference, new, BROWSER)


def test_it_keeps_a_code_that_lives_when_the_letter_goes_again(house: House, desk: Desk) -> None:
    request = _answered(house, desk)
    code = _post(house, desk, request)
    house.clock.pass_by(days=50)
    assert _post(house, desk, request) == code
    house.clock.pass_by(days=50)
    assert identity.open_letter(house.store, house.shop.id, request.reference, code, BROWSER)
    assert len(house.rows(t.Proof, request)) == 1


def test_it_mails_no_code_to_nobody(house: House, desk: Desk) -> None:
    request = _made(house, desk)
    with pytest.raises(Refused, match="no_mailbox"):
        identity.ask_code(house.store, request.person, request.reference, BROWSER, REGISTER)


def test_it_knows_who_asked_before(house: House, desk: Desk) -> None:
    first = _made(house, desk, email=PHONE_BOOK)

    def find(name: str, *emails: str) -> list[str]:
        return [one.reference for one in door.known(house.store, desk.staff, name, emails)]

    assert find("kotimäki HILKKA") == find("Somebody", PHONE_BOOK) == [first.reference]
    assert find("Hilkka Virtanen") == find("Hilkka") == find("Somebody", "other@example.org") == []
    handling.withdraw(house.store, first.person, first.reference)
    assert find(HILKKA) == []


def test_it_derives_letter_codes_apart(store: Store) -> None:
    codes = {links.code(store.ring, links.letter_proof_id("a" * 32, number), "post") for number in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 10 for code in codes)


def test_it_finds_nobody_by_an_address_that_was_not_shown() -> None:
    want = matching.wanted(Identifiers(proven_email="", name="Hilkka Kotimäki"), "FI")
    assert matching.mentions("... - <> no address ...", want) == ()
    assert matching.matched_value("email", "", want) == set()
