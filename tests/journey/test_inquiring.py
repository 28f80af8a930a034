"""Who it is: gathered by itself, asked on a recorded doubt, and nothing given or erased before it is enough."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo import customers
from portal.domain.deadlines import Deadline
from portal.domain.errors import Invalid, Refused
from portal.domain.ladder import Doubt, IdentityNeeds, Means, Rung
from portal.domain.lifecycle import Capability, Resolution, Right, Status, StepState
from portal.domain.plan import PlannedStep
from portal.domain.register import Register
from portal.domain.roles import Role, machine
from portal.domain.telling import News
from portal.journey import answering, decision, handling, inquiring, intake, review, steps, together
from portal.journey.inquiring import Question
from portal.keys import links
from portal.papers.letter_values import Asked, Head, NotIdentifiable
from portal.papers.letters import Letter, compose
from portal.storage import files
from portal.storage import tables as t
from portal.storage.door.findings import HIDDEN
from portal.storage.door.identity import IdentityPage, asked_of, identity_page
from portal.storage.work import work
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest

REGISTER = factories.make_register()
COPIES = replace(REGISTER, identity=IdentityNeeds(document_copies=True))
WHY = "The name given is not the one on file."
HOME = "Rantakatu 1\n00100 Helsinki"
POST = Question(Doubt.NAME_DIFFERS, Means.POST_CODE, WHY, contact=HOME)
PHONE = Question(Doubt.MAILBOX_SHARED, Means.PHONE_CODE, WHY, contact="040 123 4567")
IN_WORDS = Question(Doubt.SEVERAL_PERSONS, Means.QUESTION, WHY, question="What did you order last?")
COPY = Question(Doubt.OTHER, Means.DOCUMENT, WHY, compared="Name and day of birth")
CANARY = b"%PDF-1.4 CANARY-IN-A-PASSPORT-7731\n%%EOF\n"


def _head(request: MadeRequest) -> Head:
    return Head(REGISTER.controller, request.reference, factories.today(), "Aino Virtanen", "Europe/Helsinki")


def _letter(request: MadeRequest, question: Question) -> Letter:
    values = Asked(
        _head(request), factories.today(), (Right.ACCESS,), question.doubt, question.means, question.why,
        factories.today(), question.question, question.compared,
    )  # fmt: skip
    return compose(values, "fi")


def _end(request: MadeRequest) -> Letter:
    asked = factories.today()
    values = NotIdentifiable(
        _head(request), asked, (Right.ACCESS,), Doubt.OTHER, Means.QUESTION, asked, "The answer fits nobody."
    )
    return compose(values, "fi")


def _ask(desk: Desk, request: MadeRequest, question: Question, register: Register = REGISTER) -> None:
    letter = _letter(request, question)
    inquiring.ask(desk.house.store, desk.staff, request.reference, desk.version(request), question, letter, register)


def _settle(desk: Desk, request: MadeRequest, outcome: str, note: str = "It fits what we have.", **more: Any) -> None:
    version = desk.version(request)
    inquiring.settle(desk.house.store, desk.staff, request.reference, version, outcome, note, REGISTER, **more)


def _type(desk: Desk, request: MadeRequest, code: str) -> int | None:
    return inquiring.type_code(desk.house.store, request.person, request.reference, code, REGISTER)


def _stand(desk: Desk, request: MadeRequest) -> IdentityPage:
    return identity_page(desk.house.store, desk.staff, request.reference, REGISTER)


def _rungs(desk: Desk, request: MadeRequest) -> list[str]:
    return sorted(one.rung for one in desk.house.rows(t.Evidence, request))


def _code(desk: Desk, request: MadeRequest) -> str:
    found = _stand(desk, request).open
    assert found is not None
    return found.code


def _alone(desk: Desk, *rights: Right) -> MadeRequest:
    """A request from an address that one customer alone has."""
    return desk.receive(
        *rights, email=customers.LIISA.email or "", name=f"{customers.LIISA.first} {customers.LIISA.last}"
    )


def _judged(desk: Desk, request: MadeRequest) -> None:
    """Every record has its verdict, and the decision waits; nobody has said anything of the identity."""
    store, reference = desk.house.store, request.reference
    desk.finish_steps(request)
    left = [one.id for one in desk.findings(request)]
    review.judge(store, desk.staff, reference, desk.version(request), left, "included")
    review.finish_review(store, desk.staff, reference, desk.version(request))


def _decide(desk: Desk, request: MadeRequest) -> None:
    digest = desk.decision(request).digest
    decision.decide(desk.house.store, desk.staff, request.reference, desk.version(request), digest)


# ---- gathered by itself --------------------------------------------------------------------------------------


def test_it_notes_that_the_address_is_the_one_on_file(desk: Desk) -> None:
    request = _alone(desk, Right.ACCESS)
    assert _rungs(desk, request) == ["mailbox_proven"]
    desk.finish_steps(request)
    assert _rungs(desk, request) == ["contact_on_file", "mailbox_proven"]
    assert desk.house.kinds(request).count("contact_matched") == 1
    assert _stand(desk, request).standing.is_enough


def test_it_notes_it_once_however_often_it_is_searched(desk: Desk) -> None:
    request = _alone(desk, Right.ACCESS)
    desk.finish_steps(request)
    with desk.house.store.database.reading(request.person) as session:
        rows = session.scalars(select(t.Evidence).where(t.Evidence.rung == "contact_on_file")).all()
    assert [row.actor for row in rows] == ["machine"]


def test_it_takes_a_shared_mailbox_for_no_contact_on_file(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    assert "exact" in {line.match for line in desk.findings(request)}, "the name given singles one of the two out"
    assert _rungs(desk, request) == ["mailbox_proven"]
    assert _stand(desk, request).standing.missing == ("rung",)


def test_it_gives_nothing_from_a_shared_mailbox_by_itself(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _judged(desk, request)
    _decide(desk, request)
    desk.house.work()
    with pytest.raises(Refused, match="identity_open"):
        desk.release(request)
    note = "She came to the shop with the receipt of her last order."
    inquiring.judge(desk.house.store, desk.staff, request.reference, desk.version(request), note)
    desk.release(request)
    assert desk.house.request(request).status == Status.ANSWERED


def test_it_erases_nothing_for_somebody_who_is_not_known_well_enough(desk: Desk) -> None:
    request = desk.searched(Right.ERASURE)
    _judged(desk, request)
    with pytest.raises(Refused, match="identity_open"):
        _decide(desk, request)
    assert desk.house.request(request).status == Status.DECISION
    assert not [step for step in desk.case(request).steps if step.capability == "erase"]


def test_it_says_that_nothing_is_held_to_a_proven_mailbox(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS, email="nobody@example.net", name="No Body")
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert _stand(desk, request).standing.is_enough
    _decide(desk, request)
    desk.house.work()
    desk.release(request)
    assert desk.house.request(request).resolution == Resolution.NOTHING_HELD


def test_it_wants_words_for_the_judgement_and_no_identity_code(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    for note, code in (("", "reasons_short"), ("Her code is 131052-308T, we saw", "identity_code")):
        with pytest.raises(Invalid, match=code):
            inquiring.judge(desk.house.store, desk.staff, request.reference, desk.version(request), note)
    handler = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["name"])
    with pytest.raises(Refused, match="may_not"):
        inquiring.judge(desk.house.store, handler, request.reference, desk.version(request), "Known for years here")


# ---- asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "code", "field"),
    [
        (replace(POST, why="Odd"), "reasons_short", "why"),
        (replace(POST, contact=""), "contact_missing", "contact"),
        (replace(IN_WORDS, question=""), "question_missing", "question"),
        (replace(IN_WORDS, question="Write your personal identity code"), "never_asked", "question"),
        (replace(IN_WORDS, question="Is 131052-308T you?"), "identity_code", "question"),
        (replace(POST, doubt=Doubt.MUCH_DATA), "means_unfit", "means"),
        (COPY, "copies_off", "means"),
        (replace(COPY, means=Means.PREMISES), "premises_none", "means"),
    ],
)
def test_it_asks_nothing_without_a_doubt_or_too_much(question: Question, code: str, field: str) -> None:
    nowhere = replace(REGISTER, controller=replace(REGISTER.controller, premises=False))
    with pytest.raises(Invalid) as caught:
        inquiring.checked(question, nowhere)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_it_asks_for_a_copy_only_with_something_to_compare_it_with() -> None:
    with pytest.raises(Invalid, match="compared_missing"):
        inquiring.checked(replace(COPY, compared=" "), COPIES)
    assert inquiring.checked(COPY, COPIES).compared == COPY.compared


def test_it_asks_by_letter_and_keeps_both_readings_of_the_time(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    before = desk.house.request(request)
    desk.house.clock.pass_by(days=1)
    _ask(desk, request, POST)
    desk.house.work()
    row = desk.house.request(request)
    assert (row.due, row.safe) == (before.due, before.safe), "never suspended by itself"
    deadline = Deadline.from_json(row.deadline)
    assert (deadline.asked, deadline.answered) == (factories.today() + timedelta(days=1), None)
    page = desk.case(request)
    assert [letter.kind for letter in page.letters] == ["identity"]
    assert "131052" not in page.letters[0].html
    assert HOME.splitlines()[0] not in page.letters[0].html, "an address on file is in no letter to a doubted mailbox"
    assert [one.kind for one in page.mails if one.kind == "letter"] == ["letter"]
    assert "identity_asked" in desk.house.kinds(request)
    with pytest.raises(Refused, match="asked_already"):
        _ask(desk, request, PHONE)


def test_it_waits_with_the_release_until_the_question_is_settled(desk: Desk) -> None:
    request = desk.prepared(Right.ACCESS)
    _ask(desk, request, IN_WORDS)
    with pytest.raises(Refused, match="identity_open"):
        desk.release(request)
    _settle(desk, request, "dropped", "It was a slip of the pen of ours.")
    assert Deadline.from_json(desk.house.request(request).deadline).asked is None
    desk.release(request)


def test_it_opens_by_the_code_that_went_to_the_address_on_file(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, POST)
    code = _code(desk, request)
    assert len(code) == links.LETTER_CODE_LENGTH
    today = factories.today()
    inquiring.posted(desk.house.store, desk.staff, request.reference, desk.version(request), today, REGISTER)
    desk.house.clock.pass_by(days=6)
    assert _type(desk, request, "WRONGCODES") == 4
    assert _type(desk, request, f" {code[:5].lower()}-{code[5:]} ") is None
    assert _rungs(desk, request) == ["letter_code", "mailbox_proven"]
    assert _stand(desk, request).standing.is_enough
    deadline = Deadline.from_json(desk.house.request(request).deadline)
    assert (deadline.asked, deadline.answered) == (today, today + timedelta(days=6))
    assert deadline.due_paused is not None
    assert deadline.due_restarted is not None
    with pytest.raises(Refused, match="order"):
        _type(desk, request, code)


def test_it_ends_the_code_after_five_wrong_tries_and_after_thirty_days(desk: Desk) -> None:
    tried, late = desk.searched(Right.ACCESS), desk.searched(Right.ACCESS)
    for request in (tried, late):
        _ask(desk, request, POST)
    codes = {request.id: _code(desk, request) for request in (tried, late)}
    assert [_type(desk, tried, f"WRONG{number}") for number in range(5)] == [4, 3, 2, 1, 0]
    with pytest.raises(Invalid, match="code_old"):
        _type(desk, tried, codes[tried.id])
    desk.house.clock.pass_by(days=30)
    with pytest.raises(Invalid, match="code_old"):
        _type(desk, late, codes[late.id])
    assert _rungs(desk, tried) == _rungs(desk, late) == ["mailbox_proven"]


def test_it_takes_no_code_of_another_request_or_purpose(desk: Desk) -> None:
    mine, other = desk.searched(Right.ACCESS), desk.searched(Right.ACCESS)
    _ask(desk, mine, POST)
    _ask(desk, other, PHONE)
    proof = desk.house.rows(t.Inquiry, mine)[0].proof_id
    strays = (_code(desk, other), links.code(desk.house.store.ring, proof, links.LETTER))
    for code in strays:
        assert _type(desk, mine, code) is not None
    with pytest.raises(Refused, match="may_not"):
        inquiring.type_code(desk.house.store, desk.staff, mine.reference, _code(desk, mine), REGISTER)


def test_it_notes_that_somebody_was_called_back(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, PHONE)
    assert _type(desk, request, _code(desk, request)) is None
    assert Rung.CALLED_BACK in _rungs(desk, request)


def test_it_ends_with_reasons_and_remedies_where_nobody_can_be_told_apart(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, IN_WORDS)
    inquiring.answer(desk.house.store, request.person, request.reference, "A violin, I think", [], 1000)
    question = _stand(desk, request).open
    assert question is not None
    assert question.answer == "A violin, I think"
    with pytest.raises(Refused, match="letter_incomplete"):
        _settle(desk, request, "not_enough")
    _settle(desk, request, "not_enough", letter=_end(request))
    row = desk.house.request(request)
    assert (row.status, row.resolution) == (Status.CLOSED, Resolution.REFUSED)
    assert [one.kind for one in desk.case(request).letters] == ["identity", "not_identifiable"]
    with pytest.raises(Refused, match="order"):
        _ask(desk, request, POST)


def test_it_lets_another_go_on_alone_where_nobody_can_be_told_apart(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    desk.house.clock.pass_by(days=3)
    later = desk.receive(Right.ACCESS)
    together.join(desk.house.store, desk.staff, later.reference, desk.version(later), request.reference)
    _ask(desk, request, IN_WORDS)
    inquiring.answer(desk.house.store, request.person, request.reference, "A violin, I think", [], 1000)
    _settle(desk, request, "not_enough", letter=_end(request))
    assert desk.house.request(later).resolution is None
    assert "parted" in [one.kind for one in desk.house.rows(t.Mail, later)]


def test_it_tells_of_the_freeze_that_stands_where_nobody_can_be_told_apart(desk: Desk) -> None:
    """Art 19: one system was frozen and another could not be, when it ends; whoever got the frozen data has to know."""
    request = desk.searched(Right.OBJECTION)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        value = {"owners": [], "on": True}
        case.write_steps(
            [
                PlannedStep(
                    "slack", Capability.RESTRICT, Right.OBJECTION, "staff", StepState.BY_HAND, w.now.date(), value=value
                )
            ]
        )
        w.happened("planned", case)
    desk.house.work()
    assert desk.tellings(request) == []
    _ask(desk, request, IN_WORDS)
    inquiring.answer(desk.house.store, request.person, request.reference, "A violin, I think", [], 1000)
    _settle(desk, request, "not_enough", letter=_end(request))
    assert desk.case(request).status is Status.CLOSED
    assert {one.telling.news for one in desk.tellings(request) if one.telling} == {News.RESTRICTED}


def test_it_believes_no_day_before_the_question(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, IN_WORDS)
    for day, code in ((date(2026, 11, 20), "day_before"), (date(2027, 1, 1), "day_future")):
        with pytest.raises(Invalid, match=code):
            _settle(desk, request, "enough", answered=day)


# ---- a masked copy -------------------------------------------------------------------------------------------


def _sent_copy(desk: Desk) -> tuple[MadeRequest, t.Upload]:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, COPY, COPIES)
    sent = [("passport.pdf", BytesIO(CANARY))]
    inquiring.answer(desk.house.store, request.person, request.reference, "", sent, 100_000)
    (upload,) = [one for one in desk.house.rows(t.Upload, request) if one.purpose == "identity"]
    return request, upload


def test_it_deletes_the_copy_on_the_decision_and_keeps_who_looked_and_when(desk: Desk) -> None:
    store = desk.house.store
    request, upload = _sent_copy(desk)
    where = files.path_of(store.folder, upload.id)
    sealed = where.read_bytes()
    assert CANARY not in sealed
    assert [one.name for one in _stand(desk, request).copies] == ["passport.pdf"]
    _settle(desk, request, "enough", "")
    assert not where.exists()
    assert not [one for one in desk.house.rows(t.Upload, request) if one.purpose == "identity"]
    (checked,) = [one for one in desk.house.rows(t.Evidence, request) if one.rung == "document_checked"]
    assert (checked.actor, checked.at) == (desk.staff.actor, store.now())
    for path in Path(store.folder).rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert CANARY not in held
            assert sealed not in held


def test_it_deletes_the_copy_of_a_request_that_is_withdrawn(desk: Desk) -> None:
    request, upload = _sent_copy(desk)
    handling.withdraw(desk.house.store, request.person, request.reference)
    assert not files.path_of(desk.house.store.folder, upload.id).exists()
    assert not [one for one in desk.house.rows(t.Upload, request) if one.purpose == "identity"]


def test_it_takes_a_copy_only_where_one_was_asked_for(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    for _ in range(2):
        sent = [("passport.pdf", BytesIO(CANARY))]
        with pytest.raises(Refused, match="order"):
            inquiring.answer(desk.house.store, request.person, request.reference, "", sent, 100_000)
        if not desk.house.rows(t.Inquiry, request):
            _ask(desk, request, IN_WORDS)
    assert not list((desk.house.store.folder / "files").glob("*/*"))
    assert asked_of(desk.house.store, request.person) is not None


# ---- for somebody else ---------------------------------------------------------------------------------------


def _guardian(desk: Desk, *rights: Right) -> MadeRequest:
    """A mother asks for her son, who is a customer."""
    store, shop = desk.house.store, desk.house.shop
    request = factories.make_request(store, shop, *rights, email="aiti@example.org", sent=False)
    child = {
        "kind": "guardian_of_child", "name": f"{customers.LIISA.first} {customers.LIISA.last}",
        "emails": customers.LIISA.email or "", "customer_number": "",
    }  # fmt: skip
    intake.keep_answers(store, request.person, request.reference, {"name": "Mari Mäkelä", "represents": child})
    intake.send(store, request.person, request.reference, REGISTER)
    desk.house.work()
    desk.finish_steps(request)
    return request


def test_it_searches_for_whom_is_asked_and_takes_nobody_for_sure(desk: Desk) -> None:
    request = _guardian(desk, Right.ACCESS)
    found = desk.findings(request)
    assert found
    assert "exact" not in {line.match for line in found}
    assert _stand(desk, request).represents["kind"] == "guardian_of_child"
    assert set(_stand(desk, request).standing.missing) == {"authority", "rung"}


def test_it_gives_and_erases_nothing_before_the_authority_was_shown(desk: Desk) -> None:
    access, erasure = _guardian(desk, Right.ACCESS), _guardian(desk, Right.ERASURE)
    for request in (access, erasure):
        _judged(desk, request)
        note = "The mother is known at the shop."
        inquiring.judge(desk.house.store, desk.staff, request.reference, desk.version(request), note)
    with pytest.raises(Refused, match="identity_open"):
        _decide(desk, erasure)
    _decide(desk, access)
    desk.house.work()
    version, digest = desk.version(access), desk.decision(access).answer_digest
    with pytest.raises(Refused, match="identity_open"):
        answering.release(desk.house.store, desk.staff, access.reference, version, digest)
    shown = "Extract of the population register, seen by Sanna."
    inquiring.show_authority(desk.house.store, desk.staff, access.reference, version, shown)
    desk.release(access)
    assert desk.house.request(access).status == Status.ANSWERED


def test_it_suppresses_the_askers_own_mailbox_alone(desk: Desk) -> None:
    request = _guardian(desk, Right.ACCESS, Right.MARKETING)
    assert "suppressed" in desk.house.kinds(request)
    assert "register_suppressed" not in desk.house.kinds(request), "the child's own prohibitions stay as they are"


def test_it_takes_an_authority_only_from_who_asks_for_another(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    with pytest.raises(Refused, match="order"):
        inquiring.show_authority(
            desk.house.store, desk.staff, request.reference, desk.version(request), "A letter of attorney"
        )


# ---- a protected address -------------------------------------------------------------------------------------


def test_it_sends_no_code_by_post_to_a_protected_address(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    inquiring.protect(desk.house.store, desk.staff, request.reference, desk.version(request), REGISTER, on=True)
    with pytest.raises(Invalid, match="address_protected"):
        _ask(desk, request, POST)


def test_it_posts_no_code_that_waits_when_the_mark_comes(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    _ask(desk, request, POST)
    inquiring.protect(desk.house.store, desk.staff, request.reference, desk.version(request), REGISTER, on=True)
    version = desk.version(request)
    with pytest.raises(Refused, match="address_protected"):
        inquiring.posted(desk.house.store, desk.staff, request.reference, version, factories.today(), REGISTER)


def test_it_leaves_out_where_a_protected_person_lives_until_they_are_called_back(desk: Desk) -> None:
    store = desk.house.store
    request = _alone(desk, Right.ACCESS)
    desk.finish_steps(request)
    reference = request.reference
    inquiring.protect(store, desk.staff, reference, desk.version(request), REGISTER, on=True)
    located = [one for one in desk.findings(request) if one.category in {"postal_address", "phone"}]
    assert located
    assert {(one.verdict, one.ground) for one in located} == {("withheld", "legal_limit")}
    handler = factories.make_staff(store, desk.house.shop, Role.HANDLER)
    hidden = [one for one in desk.findings(request, handler) if one.category in {"postal_address", "phone"}]
    assert {part.value for one in hidden for part in one.fields} == {HIDDEN}
    assert HIDDEN not in {part.value for one in located for part in one.fields}
    everything = [one.id for one in desk.findings(request)]
    review.judge(store, desk.staff, reference, desk.version(request), everything, "included")
    assert "protected" in _stand(desk, request).standing.missing
    _judged(desk, request)
    _decide(desk, request)
    desk.house.work()
    with pytest.raises(Refused, match="identity_open"):
        desk.release(request)
    _ask(desk, request, PHONE)
    _type(desk, request, _code(desk, request))
    desk.release(request)
    assert desk.house.request(request).status == Status.ANSWERED


def _guarded(desk: Desk, customer: int) -> None:
    """The shop's own register marks this customer's address as protected, and its mapping says in which column."""
    with closing(sqlite3.connect(desk.house.register_file)) as connection, connection:
        connection.execute("ALTER TABLE asiakkaat ADD COLUMN turvakielto TEXT")
        connection.execute("UPDATE asiakkaat SET turvakielto = 'K' WHERE asiakasnro = ?", [customer])
    mapping = customers.connection_settings(desk.house.register_file)["mapping"]
    marked = mapping.replace("restriction =", 'protection = { column = "turvakielto", value = "K" }\nrestriction =', 1)
    factories.connect_customers(desk.house.store, desk.house.shop, desk.house.register_file, mapping=marked)


def test_it_marks_whom_the_register_itself_protects(desk: Desk) -> None:
    _guarded(desk, customers.LIISA.number)
    handler = factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER)
    request = _alone(desk, Right.ACCESS)
    assert _stand(desk, request).protected
    marks = [one for one in desk.house.rows(t.Event, request) if one.kind == "protected"]
    assert [(one.actor, desk.house.unsealed(one)["system"]) for one in marks] == [("machine", "customer_register")]
    hidden = [one for one in desk.findings(request, handler) if one.category in {"postal_address", "phone"}]
    assert hidden
    assert {part.value for one in hidden for part in one.fields} == {HIDDEN}
    assert customers.LIISA.town not in {one.subject for one in desk.findings(request)}
    desk.finish_steps(request)
    located = [one for one in desk.findings(request) if one.category in {"postal_address", "phone"}]
    assert {(one.verdict, one.ground) for one in located} == {("withheld", "legal_limit")}
    with pytest.raises(Invalid, match="address_protected"):
        _ask(desk, request, POST)
    with pytest.raises(Refused, match="may_not"):
        inquiring.protect(desk.house.store, handler, request.reference, desk.version(request), REGISTER, on=False)


def test_it_marks_nobody_whom_the_register_does_not_protect(desk: Desk) -> None:
    _guarded(desk, customers.PETRI.number)
    request = _alone(desk, Right.ACCESS)
    assert not _stand(desk, request).protected
    assert "protected" not in desk.house.kinds(request)


def test_it_leaves_the_mark_where_a_later_search_does_not_say_so(desk: Desk) -> None:
    store, request = desk.house.store, _alone(desk, Right.ACCESS)
    inquiring.protect(store, desk.staff, request.reference, desk.version(request), REGISTER, on=True)
    _guarded(desk, customers.PETRI.number)
    step = desk.house.step(request)
    with work(store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        row = case.one(t.Step, step.id)
        row.state = StepState.INCOMPLETE.value
        w.happened("step_waits", case, step=row.id)
    steps.run_again(store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.work()
    assert desk.house.step(request).state == StepState.DONE
    assert _stand(desk, request).protected
    assert desk.house.kinds(request).count("protected") == 1


def test_it_keeps_a_protected_persons_town_from_staff_who_tell_namesakes_apart(desk: Desk) -> None:
    _guarded(desk, customers.TIMO.number)
    request = desk.receive(Right.ACCESS)
    subjects = {one.subject for one in desk.findings(request)}
    assert any(one.startswith("Timo Lehtonen (1902)") for one in subjects)
    assert any(one.startswith("Sari Lehtonen (1901, Turku)") for one in subjects)


def test_it_lets_only_the_owner_take_the_mark_off(desk: Desk) -> None:
    store = desk.house.store
    request = desk.searched(Right.ACCESS)
    handler = factories.make_staff(store, desk.house.shop, Role.HANDLER)
    inquiring.protect(store, handler, request.reference, desk.version(request), REGISTER, on=True)
    with pytest.raises(Refused, match="may_not"):
        inquiring.protect(store, handler, request.reference, desk.version(request), REGISTER, on=False)
    inquiring.protect(store, desk.staff, request.reference, desk.version(request), REGISTER, on=False)
