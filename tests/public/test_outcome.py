"""What was decided, as the person's page tells it: what goes, what stays, why and until when, and never a value."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Capability, Match, Right, Status, StepState, Verdict
from portal.domain.roles import UNSORTED, machine
from portal.domain.rulings import Answer, Keeping, Reason, Ruling
from portal.domain.wishes import RestrictionGround, Wishes
from portal.journey import correspondence
from portal.public.outcome_words import say_answer
from portal.storage import restrictions
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import person as person_door
from portal.storage.work import work
from portal.words import LANGUAGES, using
from tests.faces import words_of
from tests.public.test_wishes import fields_of, to_the_details
from tests.public.visitor import Visitor, store

__all__ = ["store"]

DAY = date(2032, 12, 31)
SECRET = "Salainen katu 13"
REFUSED = Ruling(Right.RECTIFICATION, "0", Answer.REFUSED, Reason.ACCURATE, category="phone")
CORRECTED = Ruling(Right.RECTIFICATION, "0", Answer.GRANTED, category="postal_address", value=SECRET)
ERASED = (
    Ruling(Right.ERASURE, "email", Answer.GRANTED, category="email", records=1, erased=("1",)),
    Ruling(
        Right.ERASURE, "billing", Answer.KEPT, Reason.LEGAL_DUTY, category="billing", records=2, kept_until=DAY,
        kept=(
            Keeping("2", Reason.LEGAL_DUTY, DAY, "bookkeeping", True),
            Keeping("3", Reason.LEGAL_DUTY, DAY, "bookkeeping", True),
        ),
    ),
    Ruling(Right.ERASURE, "company", Answer.NOTHING_HELD, category="company"),
)  # fmt: skip


@pytest.fixture
def asked(aino: Visitor) -> Visitor:
    """A request for everything that has details, sent."""
    rights = (Right.RECTIFICATION, Right.ERASURE, Right.OBJECTION, Right.RESTRICTION)
    to_the_details(aino, *rights)
    aino.sends(aino.home("/wishes"), fields_of(*rights))
    aino.sends(aino.home("/check"), {})
    return aino


def decide(visitor: Visitor, rulings: Sequence[Ruling], status: Status = Status.ANSWERED) -> None:
    """Keep the rulings as a decision does."""
    viewer = visitor.viewer
    with work(visitor.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        rows: dict[tuple[str, str], list[Ruling]] = {}
        for one in rulings:
            rows.setdefault((one.right.value, one.category or UNSORTED), []).append(one)
        for (right, category), found in rows.items():
            case.add(
                t.Decision, {"note": "for the record", "items": [one.to_json() for one in found]}, right=right,
                category=category, outcome=found[0].answer.value, plan_digest="0" * 64, at=w.now, actor="staff:1",
            )  # fmt: skip
        for step in case.rows(t.Step):
            step.state = StepState.DONE.value
        case.stand(status)
        w.happened("decided", case)


def shown(visitor: Visitor) -> str:
    return words_of(visitor.opens(visitor.home()))


def test_it_says_nothing_of_a_decision_before_there_is_one(asked: Visitor) -> None:
    page = shown(asked)
    assert "What is deleted" not in page
    assert "You do not agree?" not in page


def test_it_shows_the_search_once_whatever_was_asked(asked: Visitor, store: Store) -> None:
    case = person_door.case_page(store, asked.viewer)
    systems = [step.system for step in case.searches]
    assert len(systems) == len(set(systems)) == len(case.steps)
    assert asked.opens(asked.home()).text.count(">Where we look</h2>") == 1


def test_it_says_what_goes_what_stays_why_and_until_when(asked: Visitor) -> None:
    decide(asked, ERASED, Status.CARRYING_OUT)
    page = shown(asked)
    assert "What is deleted, and what stays This is the plan. It is being carried out now." in page
    assert "Email address We delete it" in page
    assert "Billing matters We keep it 2 records stay: The law obliges us" in page
    assert "(Article 17(3)(b)" in page
    assert "Kept until 31 December 2032, that day included." in page
    assert "Company Nothing held" in page


def test_it_says_that_the_kept_is_gone_only_when_it_was_done(asked: Visitor) -> None:
    decide(asked, ERASED)
    viewer = asked.viewer
    _step(asked, Capability.ERASE, Right.ERASURE, StepState.BY_HAND)
    with work(asked.store, machine(viewer.controller_id)) as w:
        w.happened("erased_later", w.case(viewer.request_id or ""))
    assert "What was kept until its day was deleted" not in shown(asked)
    with work(asked.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        for step in case.rows(t.Step):
            step.state = StepState.DONE.value
        w.happened("step_by_hand_done", case)
    assert "What was kept until its day was deleted on 23 November 2026." in shown(asked)


def test_it_names_the_corrected_field_and_no_value(asked: Visitor) -> None:
    finding = _finding(asked, "Asuu osoitteessa Salainen katu 12")
    ruling = Ruling(
        Right.RECTIFICATION, "0", Answer.GRANTED, category="postal_address", cells=(f"{finding}:0",), value=SECRET
    )
    decide(asked, [ruling])
    page = shown(asked)
    assert "Postal address We correct it street" in page
    assert "Salainen" not in page
    assert "You do not agree?" not in page


def test_it_tells_each_purpose_of_an_objection(asked: Visitor) -> None:
    decide(
        asked,
        [
            Ruling(Right.OBJECTION, "communication", Answer.GRANTED, category=UNSORTED),
            Ruling(Right.OBJECTION, "customer_relationship", Answer.REFUSED, Reason.COMPELLING, category=UNSORTED),
        ],
    )
    page = shown(asked)
    assert "Communication and information We stop" in page
    assert "Looking after the customer relationship We go on We have compelling reasons" in page


def test_it_shows_what_is_frozen_and_when_that_ends(asked: Visitor) -> None:
    decide(asked, [Ruling(Right.RESTRICTION, "all", Answer.GRANTED, category=UNSORTED)])
    viewer = asked.viewer
    with work(asked.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        row = restrictions.impose(w, case, "customer_register", "1001", RestrictionGround.CLAIMS, "a case")
        assert row is not None
        w.happened("restricted", case)
    assert "Customer register Frozen Since 23 November 2026." in shown(asked)
    with work(asked.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        restriction = case.rows(t.Restriction)[0]
        restriction.announced_at, restriction.lifts_at = w.now, w.now + timedelta(days=10)
        w.happened("restriction_announced", case)
    assert "Frozen This ends on 3 December 2026. A letter to you says why." in shown(asked)
    with work(asked.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        case.rows(t.Restriction)[0].lifted_at = w.now
        w.happened("restriction_lifted", case)
    assert "No longer frozen It was frozen until 23 November 2026." in shown(asked)


def test_it_shows_where_the_decision_is_carried_out(asked: Visitor) -> None:
    decide(asked, ERASED, Status.CARRYING_OUT)
    _step(asked, Capability.ERASE, Right.ERASURE, StepState.WAITING)
    _step(asked, Capability.RESTRICT, Right.OBJECTION, StepState.BY_HAND, system="slack")
    page = shown(asked)
    assert "We are carrying out your request." in page
    assert "Customer register Deleting Waiting" in page
    assert "Slack Stopping the use With a person" in page


def test_it_takes_a_statement_where_a_correction_was_refused(asked: Visitor) -> None:
    decide(asked, [REFUSED])
    assert "Telephone number We do not correct it" in shown(asked)
    page = asked.sends(asked.home("/statement"), {"statement": "The number is mine.\r\nIt has been since 2019."})
    assert page.status_code == 200
    case = person_door.case_page(asked.store, asked.viewer)
    (line,) = case.messages
    assert (line.mine, line.statement, line.text) == (True, True, "The number is mine.\nIt has been since 2019.")
    assert "statement_received" in [kind for kind, _at in case.events]
    assert "Your statement" in words_of(page)


def test_it_wants_words_in_a_statement(asked: Visitor) -> None:
    decide(asked, [REFUSED])
    asked.opens(asked.home())
    page = asked.sends(asked.home("/statement"), {"statement": ""})
    assert page.status_code == 422
    assert '<a href="#statement">Write your statement</a>' in page.text
    with pytest.raises(Invalid, match="empty"):
        correspondence.state_disagreement(asked.store, asked.viewer, asked.reference, " \r\n ")


def test_it_takes_no_statement_where_nothing_was_refused(asked: Visitor) -> None:
    for rulings in ([CORRECTED], ERASED[:1]):
        decide(asked, rulings)
        asked.opens(asked.home())
        assert asked.sends(asked.home("/statement"), {"statement": "No."}).status_code == 403
        with pytest.raises(Refused, match="order"):
            correspondence.state_disagreement(asked.store, asked.viewer, asked.reference, "No.")


def test_it_takes_a_statement_of_the_person_alone(asked: Visitor) -> None:
    decide(asked, [REFUSED])
    with pytest.raises(Refused, match="may_not"):
        correspondence.state_disagreement(
            asked.store, machine(asked.viewer.controller_id), asked.reference, "I am not the person."
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_a_word_for_every_answer(language: str) -> None:
    with using(language):
        for right in set(Right) - {Right.ACCESS, Right.MARKETING}:
            for answer in set(Answer) - {Answer.NEEDS_PERSON}:
                assert all(say_answer(right, answer))


def test_it_keeps_the_wishes_of_the_request(asked: Visitor) -> None:
    assert asked.wishes() != Wishes()


def _step(
    visitor: Visitor, capability: Capability, right: Right, state: StepState, system: str = "customer_register"
) -> None:
    viewer = visitor.viewer
    with work(visitor.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        case.add(
            t.Step, {"tasks": []}, system=system, capability=capability.value, right=right.value, category=UNSORTED,
            performer="staff", state=state.value, due=w.now.date(), position=90,
        )  # fmt: skip
        w.happened("decided", case)


def _finding(visitor: Visitor, value: str) -> str:
    viewer = visitor.viewer
    with work(visitor.store, machine(viewer.controller_id)) as w:
        case = w.case(viewer.request_id or "")
        step = case.rows(t.Step)[0]
        row = case.add(
            t.Finding,
            {"key": "1", "owner": "1", "fields": [{"name": "street", "column": "katu", "value": value}]},
            category="postal_address", step_id=step.id, system=step.system, kind="customer", position=1,
            match=Match.EXACT.value, matched_by=[], record_mark=b"r" * 16, owner_mark=b"o" * 16,
            verdict=Verdict.INCLUDED.value, found_at=w.now,
        )  # fmt: skip
        w.happened("findings_recorded", case)
        return row.id
