"""Article 19 on the way of a request: recipients are told after the change itself, and the person may ask whom."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal import words
from portal.code_words import say_news
from portal.demo.customers import AINO, VAINO
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.next_act import Act
from portal.domain.queue_query import Show
from portal.domain.register import Recipient, Register, Text
from portal.domain.roles import Role, machine
from portal.domain.rulings import Choice, Reason
from portal.domain.telling import News, TellingOutcome
from portal.domain.wishes import RestrictionGround, Wishes
from portal.journey import handling, restriction, review, telling
from portal.office import registers
from portal.reading.toml import register_to_json
from portal.staff import telling_words
from portal.storage import tables as t
from portal.storage import telling as planning
from portal.storage.door import person as person_door
from portal.storage.door import queue as queue_door
from portal.storage.jobs import Taken
from portal.storage.work import work
from portal.worker import answers
from portal.worker.timetable import Timetable
from tests import factories
from tests.cases import BALANCE, Desk
from tests.factories import MadeRequest
from tests.journey.test_answering_rights import letter
from tests.journey.test_carrying_out import PHONE, of
from tests.journey.test_restriction import announce
from tests.worker.test_reminding import OLLI, add, mails, morning

OF_PHONE = ["google", "marketing_services", "partners", "slack", "telemarketing"]
NUMBER = "+358 40 999 8877"


def told(desk: Desk, request: MadeRequest, news: News | None = None) -> list[str]:
    """The recipients of the tellings that stand, in the order of their names."""
    found = [one for one in desk.tellings(request) if one.telling and news in (None, one.telling.news)]
    return sorted(one.system for one in found if one.state is not StepState.CANCELLED)


def ask(desk: Desk, request: MadeRequest) -> person_door.CasePage:
    telling.ask(desk.house.store, request.person, request.reference)
    return person_door.case_page(desk.house.store, request.person)


def corrected(desk: Desk) -> MadeRequest:
    """A telephone number that a machine has corrected."""
    request = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    assert desk.tellings(request) == []
    desk.house.work()
    return request


def test_it_tells_every_recipient_of_a_correction_and_what_is_right(desk: Desk) -> None:
    """Art 16, 19: nobody before it is corrected, each one after it, with the value and nothing more."""
    request = corrected(desk)
    assert told(desk, request) == OF_PHONE
    assert desk.house.kinds(request).index("rectified") < desk.house.kinds(request).index("tellings_planned")
    for one in desk.tellings(request):
        assert one.telling is not None
        assert (one.telling.news, one.state, one.telling.assumed) == (News.RECTIFIED, StepState.BY_HAND, True)
        assert [(line.before, line.after) for line in one.telling.corrections] == [(AINO.phone, NUMBER)]
        assert one.telling.whom == "Aino Virtanen"
    days = {one.system: one.due for one in desk.tellings(request)}
    assert days["telemarketing"] == factories.today() + timedelta(days=5)
    # The answer waits for none of it, and says what stands: no promise and no claim
    assert desk.case(request).status is Status.ANSWERING
    desk.house.work()
    said = letter(desk, request, "rectification")
    assert "ei ollut vielä kerrottu" in said
    assert "Slack, 30. marraskuuta 2026" in said
    assert "Kerroimme" not in said
    desk.release(request)
    assert desk.case(request).status is Status.ANSWERED
    assert desk.house.request(request).group == "open"
    for one in desk.tellings(request):
        desk.tell(request, one.id)
    assert desk.house.request(request).group == "closed"
    rows = [one for one in desk.house.rows(t.Step, request) if one.capability == Capability.NOTIFY]
    row = desk.house.unsealed(rows[-1])
    assert (row["whom"], row["corrections"], row["how"], row["on"]) == ("", [], "mail", "2026-11-23")
    assert Counter(desk.house.kinds(request))["recipient_told"] == len(OF_PHONE)


def test_it_plans_nothing_twice_however_often_it_is_asked(desk: Desk) -> None:
    request = corrected(desk)
    for _again in range(3):
        with work(desk.house.store, machine(desk.house.shop.id)) as w:
            planning.plan_tellings(w, w.case(request.id))
    desk.house.work()
    answers.prepare(desk.house.store, Taken("j", "answer.prepare", "prompt", {}, request.controller_id, request.id, 2))
    assert told(desk, request) == OF_PHONE
    assert desk.house.kinds(request).count("tellings_planned") == 1


def test_it_tells_of_what_went_and_of_what_was_kept_when_it_goes(desk: Desk) -> None:
    """Art 17(3)(b), 19: a partial erasure is told for what is erased; the rest on the day when it happens."""
    request = desk.decided(Right.ERASURE, **of(AINO))
    assert desk.tellings(request) == []
    desk.house.work()
    ruled = {one.subject: one for one in desk.decision(request).decided_rulings}
    gone = {key for key, one in ruled.items() if one.erased}
    assert "name" not in gone
    assert "billing" in gone
    first = desk.tellings(request)
    assert {key for one in first if one.telling for key in one.telling.categories} <= gone
    assert "payment_provider" in told(desk, request)
    assert all(one.telling and one.telling.corrections == () for one in first)
    desk.finish_steps(request, "done")
    desk.house.work()
    desk.release(request)
    desk.house.work()
    assert desk.house.request(request).group == "closed"
    # When the last day of an invoice has passed
    desk.house.clock.now = factories.MONDAY.replace(year=2027, month=1, day=1, hour=6)
    desk.house.work()
    later = [one for one in desk.tellings(request) if one.state is StepState.BY_HAND]
    assert "payment_provider" in {one.system for one in later}
    assert {key for one in later if one.telling for key in one.telling.categories} <= {"billing", "orders"}
    assert desk.house.request(request).group == "open"
    assert Counter(one.system for one in desk.tellings(request))["payment_provider"] == 2


def test_it_tells_nobody_of_what_was_refused(desk: Desk) -> None:
    """Art 16, 19: nothing was corrected, so there is nothing to tell; the person may ask and hears so."""
    request = desk.prepared(
        Right.RECTIFICATION, wishes=PHONE, choices={"rectification:0": Choice(grant=False, reason=Reason.ACCURATE)},
        **of(AINO),
    )  # fmt: skip
    assert desk.tellings(request) == []
    desk.release(request)
    page = ask(desk, request)
    assert (page.asked_whom, page.may_ask_whom, page.tellings) == (True, False, ())


def test_it_tells_of_a_freeze_and_of_its_end_those_who_were_told(desk: Desk) -> None:
    """Art 18, 19: the end is for those who were told of the freeze, by a step or by somebody."""
    wishes = Wishes(restrict=RestrictionGround.ACCURACY, restrict_text="Osoite on väärä")
    request = desk.prepared(Right.RESTRICTION, wishes=wishes, **of(AINO))
    desk.release(request)
    frozen = [one for one in desk.tellings(request) if one.telling and one.telling.news is News.RESTRICTED]
    # `prepared` finished what waited when it looked; the tellings came with the machine's flag, before
    assert {one.outcome for one in frozen} == {"told"}
    announce(desk, request)
    desk.house.clock.pass_by(days=8)
    Timetable(desk.house.store).look()
    desk.house.work()
    assert told(desk, request, News.LIFTED) == told(desk, request, News.RESTRICTED)


def test_it_tells_of_no_freeze_that_is_over_and_of_no_end_that_nobody_awaits(desk: Desk) -> None:
    wishes = Wishes(restrict=RestrictionGround.ACCURACY, restrict_text="Osoite on väärä")
    request = desk.decided(Right.RESTRICTION, wishes=wishes, **of(AINO))
    desk.house.work()
    google = next(one for one in desk.tellings(request) if one.system == "google")
    desk.tell(request, google.id)
    desk.release(request)
    announce(desk, request)
    desk.house.clock.pass_by(days=8)
    Timetable(desk.house.store).look()
    desk.house.work()
    assert told(desk, request, News.RESTRICTED) == ["google"]
    assert told(desk, request, News.LIFTED) == ["google"]
    cancelled = [one for one in desk.tellings(request) if one.state is StepState.CANCELLED]
    assert {one.telling.whom for one in cancelled if one.telling} == {""}
    with pytest.raises(Refused, match="step_finished"):
        desk.tell(request, cancelled[0].id)


def test_it_tells_of_the_freeze_while_an_objection_is_weighed_and_not_of_its_refusal(desk: Desk) -> None:
    """Art 21(1), 18(1)(d), 19: FOLLOWS. The refusal itself changes nothing with anybody."""
    request = desk.searched(Right.OBJECTION)
    desk.house.work()
    assert told(desk, request) == told(desk, request, News.RESTRICTED) != []
    assert desk.case(request).status is Status.REVIEW
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    keys = [one.key for one in desk.decision(request).rulings]
    before = told(desk, request)
    desk.decide(request, {key: Choice(grant=False, reason=Reason.COMPELLING, balance=BALANCE) for key in keys})
    desk.house.work()
    assert told(desk, request) == before
    said = letter(desk, request, "objection")
    assert "ei ollut vielä kerrottu" in said
    with words.using("fi"):
        assert f"{say_news(News.RESTRICTED)}: Google" in said
    for one in desk.tellings(request):
        desk.tell(request, one.id, "impossible")
    desk.release(request)
    announce(desk, request)
    desk.house.clock.pass_by(days=8)
    restriction.lift(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    # Nobody was told of it, so nobody is told of its end
    assert told(desk, request, News.LIFTED) == []


def test_it_counts_the_steps_that_asked_a_recipient_itself(desk: Desk) -> None:
    """What the telemarketing company was asked to erase by its own step is told by that step, and by no other."""
    request = desk.receive(Right.ERASURE, **of(VAINO))
    desk.finish_finds(request, {"telemarketing": "phone", "marketing_partners": "phone"})
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    assert desk.tellings(request) == []
    by_hand = {one.system: one.id for one in desk.case(request).steps if one.state is StepState.BY_HAND}
    assert set(by_hand) == {"telemarketing", "marketing_partners"}
    desk.finish_steps(request, "done")
    rows = {one.system: one for one in desk.tellings(request)}
    # Its name went too, of which the company's own step did not speak: that it is told by somebody
    assert (rows["telemarketing"].outcome, rows["telemarketing"].telling.categories) == (None, ("name",))  # type: ignore[union-attr]  # it tells
    assert len(rows) == len(desk.tellings(request))


def test_it_says_who_was_told_by_a_step_and_on_which_day(desk: Desk) -> None:
    wishes = Wishes(erase=("phone",))
    request = desk.receive(Right.ERASURE, wishes=wishes, **of(VAINO))
    desk.finish_finds(request, {"telemarketing": "phone"})
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request, {"erasure:phone": Choice(grant=True, why_more="Nobody needs it")})
    desk.house.work()
    desk.house.clock.pass_by(days=2)
    desk.finish_steps(request, "done")
    desk.house.work()
    asked = next(one for one in desk.tellings(request) if one.system == "telemarketing")
    assert (asked.state, asked.outcome) == (StepState.DONE, TellingOutcome.OWN_STEP)
    said = letter(desk, request, "erasure")
    assert "Telemarkkinointiyritys rekisterinpitäjän toimeksiannosta, 25. marraskuuta 2026" in said
    assert "Google, 2. joulukuuta 2026" in said


def test_it_answers_the_person_at_once_and_as_it_stands(desk: Desk) -> None:
    """Art 19, second sentence: by name; told, not told yet, not possible. Asked once, it stays."""
    request = corrected(desk)
    with pytest.raises(Refused, match="order"):
        telling.ask(desk.house.store, request.person, request.reference)
    desk.house.work()
    desk.release(request)
    before = person_door.case_page(desk.house.store, request.person)
    assert (before.may_ask_whom, before.asked_whom) == (True, False)
    version = desk.version(request)
    page = ask(desk, request)
    assert desk.version(request) == version
    assert (page.may_ask_whom, page.asked_whom) == (False, True)
    assert [one.outcome for one in page.tellings] == [None] * len(OF_PHONE)
    rows = {one.system: one.id for one in desk.tellings(request)}
    desk.tell(request, rows["partners"])
    desk.tell(request, rows["slack"], "disproportionate")
    lines = {one.key: one for one in ask(desk, request).tellings}
    assert (lines["partners"].names, lines["partners"].on) == ("Kaveri Records Oy", factories.today())
    assert (lines["slack"].outcome, lines["slack"].note) == (TellingOutcome.DISPROPORTIONATE, "Seen in our books.")
    assert lines["google"].outcome is None
    assert desk.house.kinds(request).count("recipients_asked") == 1
    stranger = factories.make_request(desk.house.store, desk.house.shop, Right.ERASURE, email="b@example.org")
    with pytest.raises(NotFound):
        telling.ask(desk.house.store, stranger.person, request.reference)


@pytest.mark.parametrize(
    ("outcome", "given", "code", "field"),
    [
        ("own_step", {}, "outcome_unknown", "outcome"),
        ("", {}, "outcome_unknown", "outcome"),
        ("told", {"how": "mail", "names": "Oy"}, "day_missing", "on"),
        ("told", {"how": "mail", "names": "Oy", "on": date(2026, 11, 24)}, "day_future", "on"),
        ("told", {"how": "mail", "names": "Oy", "on": date(2026, 11, 22)}, "day_before", "on"),
        ("told", {"names": "Oy", "on": date(2026, 11, 23)}, "how_missing", "how"),
        ("told", {"how": "pigeon", "names": "Oy", "on": date(2026, 11, 23)}, "how_missing", "how"),
        ("told", {"how": "mail", "names": " ", "on": date(2026, 11, 23)}, "names_missing", "names"),
        ("told", {"how": "mail", "names": "x" * 501, "on": date(2026, 11, 23)}, "too_long", "names"),
        ("impossible", {"note": " \x00 "}, "reason_missing", "note"),
        ("disproportionate", {}, "reason_missing", "note"),
        ("not_given", {}, "reason_missing", "note"),
        ("impossible", {"note": "x" * 2001}, "too_long", "note"),
    ],
)
def test_it_takes_no_half_outcome(desk: Desk, outcome: str, given: dict[str, object], code: str, field: str) -> None:
    """Art 5(2): when, how and whom, or the reason; a kind of recipient is told by the names of those behind it."""
    request = corrected(desk)
    step = next(one for one in desk.tellings(request) if one.system == "partners")
    with pytest.raises(Invalid) as refusal:
        telling.record(
            desk.house.store, desk.staff, request.reference, desk.version(request), step.id, outcome, desk.register,
            **given,  # type: ignore[arg-type]  # bad input of many kinds
        )  # fmt: skip
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert desk.case(request).step(step.id).state is StepState.BY_HAND


def test_it_is_recorded_once_and_by_whom_it_is_for(desk: Desk) -> None:
    request = corrected(desk)
    step, other = desk.tellings(request)[:2]
    desk.tell(request, step.id)
    with pytest.raises(Refused, match="step_finished"):
        desk.tell(request, step.id)
    with pytest.raises(Conflict, match="case_changed"):
        telling.record(
            desk.house.store, desk.staff, request.reference, 1, other.id, "impossible", desk.register, note="Gone."
        )
    find = next(one for one in desk.case(request).steps if one.capability == "find")
    with pytest.raises(NotFound):
        desk.tell(request, find.id)
    with pytest.raises(Refused, match="may_not"):
        desk.tell(request, other.id, viewer=request.person)


def test_it_shows_who_does_the_billing_the_tellings_of_billing_alone(desk: Desk) -> None:
    request = desk.decided(Right.ERASURE, **of(AINO))
    billing = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    desk.house.work()
    assert [one.system for one in desk.tellings(request, billing)] == ["payment_provider"]
    (theirs,) = desk.tellings(request, billing)
    other = next(one for one in desk.tellings(request) if one.system == "google")
    with pytest.raises(NotFound):
        desk.tell(request, other.id, viewer=billing)
    desk.tell(request, theirs.id, "not_given", viewer=billing)
    assert desk.case(request).step(theirs.id).telling.actor == "Sanna Salo"  # type: ignore[union-attr]  # it tells


def test_it_plans_for_every_category_whoever_ends_the_last_step(desk: Desk) -> None:
    """The step that ends a change may be done by somebody within a limit; nobody is forgotten for that."""
    register = desk.register
    systems = tuple(
        replace(one, step_category="billing") if one.key == "payment_provider" else one for one in register.systems
    )
    wanted = replace(register, systems=systems)
    _publish(desk, wanted)
    request = desk.receive(Right.ERASURE, wishes=Wishes(erase=("phone", "billing")), **of(VAINO))
    desk.finish_finds(request, {"payment_provider": "billing"})
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    billing = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    assert desk.tellings(request) == []
    mine = Desk(desk.house, billing)
    mine.finish_steps(request, "done")
    assert {"google", "payment_provider", "telemarketing"} <= set(told(desk, request))
    assert {one.system for one in desk.tellings(request, billing)} <= {"payment_provider"}


def test_it_goes_on_telling_what_was_done_when_the_request_is_withdrawn(desk: Desk) -> None:
    request = corrected(desk)
    handling.withdraw(desk.house.store, request.person, request.reference)
    assert desk.case(request).status is Status.CLOSED
    assert desk.house.request(request).group == "open"
    assert told(desk, request) == OF_PHONE
    assert ask(desk, request).asked_whom
    for one in desk.tellings(request):
        desk.tell(request, one.id, "not_given")
    assert desk.house.request(request).group == "closed"


def test_it_tells_whoever_markets_and_no_step_asks_to_stop(desk: Desk) -> None:
    """Art 21(3): STOP, from the press that stops the marketing; a request for it alone is closed after that."""
    firm = Recipient(
        "print_house", Text("Painotalo", "Tryckeri", "Print house"), "processor", True, Text("p", "p", "p"), ("name",)
    )
    _publish(desk, replace(desk.register, recipients=(*desk.register.recipients, firm)))
    request = factories.make_request(desk.house.store, desk.house.shop, Right.MARKETING, **of(AINO))
    assert told(desk, request, News.STOPPED) == ["print_house"]
    assert [one.telling and one.telling.contact for one in desk.tellings(request)] == [AINO.email]
    desk.house.work()
    assert "Painotalo" in letter(desk, request, "marketing")
    desk.house.clock.pass_by(days=1)
    assert desk.case(request).status is Status.ANSWERED
    desk.finish_steps(request, "done")
    assert desk.case(request).status is Status.CLOSED
    assert [one.telling and one.telling.contact for one in desk.tellings(request)] == [""]


def test_it_waits_for_staff_in_the_queue_and_reminds_of_it(desk: Desk) -> None:
    olli = add(desk.house, OLLI)
    request = corrected(desk)
    desk.house.work()
    desk.release(request)
    page = queue_door.page(desk.house.store, desk.staff, queue_door.Filters(), factories.today())
    (row,) = [one for one in page.rows if one.reference == request.reference]
    assert (row.next.act, row.next.count, row.next.due) == (Act.TELL, 5, date(2026, 11, 28))
    waiting = queue_door.Filters(show=Show.WAITING)
    found = queue_door.page(desk.house.store, desk.staff, waiting, factories.today())
    assert request.reference in {one.reference for one in found.rows}
    assert queue_door.counts(desk.house.store, desk.staff, factories.today()).waiting == 1
    for day in (27, 28, 29, 30):
        morning(desk.house, date(2026, 11, day))
    (only,) = mails(desk.house, OLLI)
    assert request.reference in only
    assert "Virtanen" not in only
    assert [one.staff_id for one in desk.house.rows(t.Reminder, request) if one.staff_id == olli] == [olli]
    for one in desk.tellings(request):
        desk.tell(request, one.id)
    desk.house.clock.now = datetime(2026, 12, 10, 6, tzinfo=UTC)
    morning(desk.house, date(2026, 12, 10))
    assert len(mails(desk.house, OLLI)) == 1


def test_it_hides_where_a_protected_person_is_reached(desk: Desk) -> None:
    request = corrected(desk)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), "protected": True})
        w.happened("protected", case)
    handler = factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER)
    for viewer, shown in ((handler, 0), (desk.staff, 1)):
        line = desk.tellings(request, viewer)[0].telling
        assert line is not None
        assert len(line.corrections) == shown
        assert line.hides is (viewer is handler)
    first = desk.tellings(request)[0].id
    with pytest.raises(Refused, match="may_not"):
        desk.tell(request, first, viewer=handler)
    desk.tell(request, first)


def test_it_calls_the_data_as_the_register_of_the_request_did(desk: Desk) -> None:
    """A later register may call a category otherwise: the recipient hears what was given to it then."""
    request = corrected(desk)
    older = desk.register.category("phone").name.en
    renamed = tuple(
        replace(one, name=Text("Uusi", "Ny", "Renamed")) if one.key == "phone" else one
        for one in desk.register.categories
    )
    _publish(desk, replace(desk.register, categories=renamed))
    line = desk.tellings(request)[0].telling
    assert line is not None
    with words.using("en"):
        text = telling_words.text_to_copy(desk.case(request), line, replace(desk.register, categories=renamed))
    assert f"Data: {older}" in text
    assert "Renamed" not in text


def test_it_brings_no_use_back_that_somebody_objected_to(desk: Desk) -> None:
    """Art 21(1), 19: the end of a freeze is told without the use that ended."""
    request = desk.searched(Right.OBJECTION)
    desk.house.work()
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    for one in desk.tellings(request):
        desk.tell(request, one.id)
    heard = told(desk, request, News.RESTRICTED)
    rulings = desk.decision(request).rulings
    granted = {key for one in rulings for key in one.purposes or (one.subject,)}
    desk.decide(request, {one.key: Choice(grant=True) for one in rulings})
    desk.house.work()
    desk.finish_steps(request, "done")
    desk.house.work()
    desk.release(request)
    announce(desk, request)
    desk.house.clock.pass_by(days=8)
    restriction.lift(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    lines = [one.telling for one in desk.tellings(request) if one.telling and one.telling.news is News.LIFTED]
    assert heard
    assert sorted(one.key for one in lines) == heard
    assert granted
    for line in lines:
        assert granted & set(line.ended)
        text = telling_words.text_to_copy(desk.case(request), line, desk.register)
        assert "as before" not in text
        assert "They have objected to this use" in text


def test_it_tells_recipients_of_whom_it_is_about(desk: Desk) -> None:
    """Where somebody asks for another, the recipients hear of that other one, not of who asks."""
    request = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        other = {"name": "Lapsi Virtanen", "emails": [], "phones": [], "customer_number": ""}
        case.write_requester({**case.requester(), "represents": other})
        assert planning.whom(case) == "Lapsi Virtanen"
        w.happened("authority_shown", case)


def _publish(desk: Desk, register: Register) -> None:
    """Another version of the shop's register."""
    registers.publish(desk.house.store, machine(desk.house.shop.id), register.key, register_to_json(register))
