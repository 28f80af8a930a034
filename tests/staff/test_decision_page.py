"""The decision of every right, in the real application: what it proposes, asks, shows before it erases, and keeps."""

import re

import pytest
from flask import Flask

from portal.demo import customers
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right, Status, StepState
from portal.domain.rulings import Answer, Balance, Choice, Claim, Reason
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import review
from portal.storage import tables as t
from portal.storage.door.decision import DecisionPage
from tests.cases import Desk
from tests.faces import Browser, words_of
from tests.factories import MadeRequest

NASTY = "<script>alert(1)</script>{{7*7}}"
AINO = {"email": "aino.virtanen@example.org", "name": "Aino Virtanen"}


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def home(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def reviewed(desk: Desk, *rights: Right, wishes: Wishes | None = None, name: str = "") -> MadeRequest:
    """A request that waits for its decision, its erasure counted."""
    request = desk.receive(*rights, email=AINO["email"], name=name or AINO["name"], wishes=wishes)
    desk.finish_steps(request)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    return request


def fields(desk: Desk, request: MadeRequest, **more: object) -> dict[str, object]:
    """What a press on the decision page sends where everything stands as proposed."""
    page = desk.decision(request)
    found: dict[str, object] = {"version": desk.version(request), "seen": 0, "digest": page.digest, "note": ""}
    for ruling in page.rulings:
        name = f"{ruling.right.value}_{ruling.subject}"
        if ruling.answer is not Answer.NEEDS_PERSON:
            found[f"how_{name}"] = "grant" if ruling.right is Right.RECTIFICATION else "proposed"
        if ruling.right is Right.RECTIFICATION:
            found |= {f"cells_{name}": list(ruling.cells), f"value_{name}": ruling.value}
    return found | more


def refusals(page: DecisionPage, reason: Reason = Reason.UNFOUNDED) -> dict[str, object]:
    """Every ruling that needs a person, refused."""
    found: dict[str, object] = {}
    for ruling in page.rulings:
        if ruling.answer is Answer.NEEDS_PERSON:
            name = f"{ruling.right.value}_{ruling.subject}"
            found |= {f"how_{name}": "refuse", f"why_{name}": reason.value}
    return found


def test_it_shows_each_asked_right_with_its_proposed_answers(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.ACCESS, Right.ERASURE, Right.PORTABILITY, Right.OBJECTION)
    page = browser.get(f"{home(request)}/decision")
    assert page.status_code == 200
    order = [page.text.index(f'id="of-{right}"') for right in ("erasure", "portability", "objection", "access")]
    assert order == sorted(order)
    for ruling in desk.decision(request).rulings:
        assert f'id="{ruling.key}"' in page.text


def test_it_opens_what_needs_a_person_and_says_why(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.RESTRICTION)
    page = browser.get(f"{home(request)}/decision").text
    assert re.search(r'id="restriction:all".*?<details open>', page, re.DOTALL)
    assert "The person named no ground" in page
    answer = browser.post(f"{home(request)}/decision", **fields(desk, request, note="Called her twice"))
    assert answer.status_code == 422
    assert "Decide about this" in answer.text
    assert "Called her twice" in answer.text
    assert desk.case(request).status is Status.DECISION


def test_it_shows_what_is_erased_before_it_decides(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.ERASURE)
    page = desk.decision(request)
    assert not page.counting
    counted = {code: count for one in page.previews for code, count in (one.counts or {}).items()}
    deleted = sum(count for code, count in counted.items() if code.startswith("deleted:"))
    assert counted
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, **refusals(page, Reason.LEGAL_CLAIMS), note="As the law wants it")
    shown = browser.post(f"{home(request)}/decision", **sent)
    assert shown.status_code == 200
    assert "Erasing cannot be taken back" in shown.text
    assert f"<b>{deleted}</b> <span>deleted</span>" in shown.text
    assert desk.house.rows(t.Decision, request) == []
    kept = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.text)
    assert ("note", "As the law wants it") in kept
    assert browser.post(f"{home(request)}/decision", **sent, sure="yes").status_code == 303
    assert desk.case(request).status is Status.CARRYING_OUT
    steps = [one for one in desk.case(request).steps if one.capability == "erase"]
    assert {one.state for one in steps} <= {StepState.WAITING, StepState.BY_HAND}


def test_it_keeps_what_was_chosen_on_the_way_back(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.ERASURE)
    ruling = next(one for one in desk.decision(request).rulings if one.answer is Answer.GRANTED)
    name = f"erasure_{ruling.subject}"
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, **{f"how_{name}": "refuse", f"why_{name}": "legal_claims", f"told_{name}": "Suit 7"})
    back = browser.post(f"{home(request)}/decision", **sent, back="yes")
    assert back.status_code == 200
    assert "Suit 7" in back.text
    assert re.search(rf'id="{ruling.key}".*?<details open>', back.text, re.DOTALL)
    assert re.search(r'value="legal_claims"[^>]*selected|selected[^>]*value="legal_claims"', back.text)


def test_it_waits_for_the_count_and_has_a_stale_one_made_anew(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ERASURE, email=AINO["email"], name=AINO["name"])
    desk.finish_steps(request)
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    path = f"{home(request)}/decision"
    assert "Being counted" in browser.get(path).text
    assert browser.get(f"{path}?poll=1", **{"HX-Request": "true"}).status_code == 200
    sent = fields(desk, request, **refusals(desk.decision(request), Reason.LEGAL_CLAIMS), sure="yes")
    waits = browser.post(path, **sent)
    assert "Look again" in waits.text
    assert "Erase and decide" not in waits.text
    desk.house.work()
    done = browser.get(f"{path}?poll=1", **{"HX-Request": "true"})
    assert done.status_code == 286
    assert "<html" not in done.text
    assert "Erase and decide" in browser.post(path, **sent | {"sure": ""}).text
    line = next(one for one in desk.findings(request) if one.verdict == "included")
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [line.id], "withheld", "not_this_person"
    )
    sent = fields(desk, request, **refusals(desk.decision(request), Reason.LEGAL_CLAIMS))
    assert "Look again" in browser.post(path, **sent).text
    desk.house.work()
    assert "Erase and decide" in browser.post(path, **sent).text


def test_it_corrects_the_values_that_were_ticked(desk: Desk, browser: Browser) -> None:
    wishes = Wishes(corrections=(Correction("phone", "", "040 999 8877"),))
    request = reviewed(desk, Right.RECTIFICATION, wishes=wishes)
    page = browser.get(f"{home(request)}/decision")
    assert "040 999 8877" in page.text
    path, sent = f"{home(request)}/decision", fields(desk, request)
    nothing = browser.post(path, **sent, how_rectification_0="grant")
    assert nothing.status_code == 422
    assert "Tick the values that are to be changed" in nothing.text
    cell = next(one.cell for one in desk.decision(request).cells if one.cell.writable and one.cell.value)
    ticked = {**sent, "how_rectification_0": "grant", "cells_rectification_0": cell.key}
    empty = browser.post(path, **{**ticked, "value_rectification_0": " "})
    assert "Write what is to stand there" in empty.text
    assert re.search(rf'value="{cell.key}"[^>]* checked', empty.text)
    assert browser.post(path, **{**ticked, "value_rectification_0": "040 999 8878"}).status_code == 303
    (ruling,) = desk.decision(request).decided_rulings
    assert (ruling.answer, ruling.cells, ruling.value) == (Answer.GRANTED, (cell.key,), "040 999 8878")
    read_only = browser.get(path).text
    assert "Written instead: 040 999 8878" in read_only
    assert "<textarea" not in read_only.split("Back to the review")[0]


def test_it_refuses_only_with_a_ground_and_tells_the_grounds(desk: Desk, browser: Browser) -> None:
    wishes = Wishes(purposes=("customer_relationship",), reason="I live under a protected address")
    request = reviewed(desk, Right.OBJECTION, wishes=wishes)
    page = browser.get(f"{home(request)}/decision")
    for ruling in desk.decision(request).rulings:
        if ruling.answer is Answer.NEEDS_PERSON:
            assert "I live under a protected address" in page.text
            name = f"objection_{ruling.subject}"
            sent = fields(desk, request, **{f"how_{name}": "refuse", f"told_{name}": "Fraud is looked into"})
            answer = browser.post(f"{home(request)}/decision", **sent)
            assert answer.status_code == 422
            assert "Choose a ground" in answer.text
            assert "Fraud is looked into" in answer.text
            sent |= {f"why_{name}": "compelling", f"grounds_{name}": "A report was made"}
            lacking = browser.post(f"{home(request)}/decision", **sent)
            assert lacking.status_code == 422
            for wanted in ("what the person tells", "why your grounds weigh more", "which milder ways"):
                assert lacking.text.count(wanted) == 2, wanted
            assert "Write which grounds you have" not in lacking.text
            assert "A report was made" in lacking.text
            parts = {"situation": "A protected address", "outweighs": "Nobody finds out", "milder": "Two orders alone"}
            sent |= {f"{part}_{name}": text for part, text in parts.items()}
            assert browser.post(f"{home(request)}/decision", **sent).status_code == 303
            (decided,) = desk.decision(request).decided_rulings
            assert (decided.answer, decided.told) == (Answer.REFUSED, "Fraud is looked into")
            assert decided.balance == Balance(grounds="A report was made", **parts)
            shown = browser.get(f"{home(request)}/decision").text
            for text in ("A report was made", *parts.values()):
                assert text in shown


def test_it_flags_a_late_refusal_and_blocks_nothing(desk: Desk, browser: Browser) -> None:
    """Art 12(4): late is better than never."""
    request = reviewed(desk, Right.RESTRICTION)
    assert "late is better than never" not in browser.get(f"{home(request)}/decision").text
    desk.house.clock.pass_by(days=50)
    browser.sign_in()
    browser.get("/staff/digelius/requests?lang=en")
    assert "late is better than never" in browser.get(f"{home(request)}/decision").text
    sent = fields(desk, request, **refusals(desk.decision(request), Reason.NOT_MET))
    assert browser.post(f"{home(request)}/decision", **sent).status_code == 303


def test_it_begins_the_weighing_with_what_the_person_told(desk: Desk, browser: Browser) -> None:
    wishes = Wishes(purposes=("customer_relationship",), reason="I live under a protected address")
    request = reviewed(desk, Right.OBJECTION, wishes=wishes)
    page = browser.get(f"{home(request)}/decision").text
    assert re.search(r'name="situation_objection_customer_relationship"[^>]*>\s*I live under a protected', page)
    assert "Ask for the reason before you refuse" not in page
    assert {row.ground for row in desk.house.rows(t.Restriction, request)} == {"objection"}


def test_it_lets_staff_ask_for_the_reason_before_they_refuse(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.OBJECTION, wishes=Wishes(purposes=("customer_relationship",)))
    page = browser.get(f"{home(request)}/decision").text
    assert "Ask for the reason before you refuse" in page
    assert f"{home(request)}?ask=situation#thread" in page
    asked = browser.get(f"{home(request)}?ask=situation").text
    assert "Kerro muutamalla sanalla" in asked
    assert "Kerro muutamalla sanalla" not in browser.get(f"{home(request)}?ask=nothing").text


def test_it_names_the_claim_for_which_an_objection_is_refused(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.OBJECTION, wishes=Wishes(purposes=("customer_relationship",), reason="No"))
    name = "objection_customer_relationship"
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, **{f"how_{name}": "refuse", f"why_{name}": "legal_claims", f"claim_{name}": "other"})
    answer = browser.post(f"{home(request)}/decision", **sent)
    assert answer.status_code == 422
    assert "Choose what the claim needs the data for" in answer.text
    assert "Write which claim it is" in answer.text
    sent |= {f"claim_{name}": "defence", f"which_{name}": "Suit L 26/7"}
    assert browser.post(f"{home(request)}/decision", **sent).status_code == 303
    (decided,) = desk.decision(request).decided_rulings
    assert decided.balance == Balance(claim=Claim.DEFENCE, which="Suit L 26/7")


def test_it_asks_why_more_is_given_than_is_proposed(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.PORTABILITY)
    page = desk.decision(request)
    ruling = next(one for one in page.rulings if one.answer is Answer.NOT_AVAILABLE)
    name = f"portability_{ruling.subject}"
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, **refusals(page, Reason.NOT_FROM_PERSON), **{f"how_{name}": "grant"})
    answer = browser.post(f"{home(request)}/decision", **sent)
    assert answer.status_code == 422
    assert "Write why more is given than is proposed" in answer.text
    assert browser.post(f"{home(request)}/decision", **sent | {f"more_{name}": "She needs it"}).status_code == 303
    given = next(one for one in desk.decision(request).decided_rulings if one.key == ruling.key)
    assert (given.answer, given.why_more) == (Answer.GRANTED, "She needs it")
    assert "She needs it" in browser.get(f"{home(request)}/decision").text


def test_it_shows_what_changed_and_what_was_typed_where_the_plan_is_another(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.RESTRICTION, wishes=Wishes(restrict=RestrictionGround.ACCURACY))
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, how_restriction_all="refuse", why_restriction_all="not_met", told_restriction_all="Ei")
    line = next(one for one in desk.findings(request) if one.verdict == "included")
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [line.id], "withheld", "not_this_person"
    )
    answer = browser.post(f"{home(request)}/decision", **sent | {"note": "Typed with care"})
    assert answer.status_code == 409
    assert "Typed with care" in answer.text
    assert "Finding judged" in answer.text


def test_it_runs_nothing_that_the_person_wrote_in_their_wishes(desk: Desk, browser: Browser) -> None:
    wishes = Wishes(
        corrections=(Correction("phone", NASTY, NASTY),), reason=NASTY,
        restrict=RestrictionGround.UNLAWFUL, restrict_text=NASTY,
    )  # fmt: skip
    rights = (Right.RECTIFICATION, Right.RESTRICTION, Right.OBJECTION)
    request = reviewed(desk, *rights, wishes=wishes, name=NASTY)
    for page in ("", "/decision"):
        answer = browser.get(home(request) + page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in answer.text


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION])
def test_it_leads_a_right_from_the_decision_to_what_is_carried_out(desk: Desk, browser: Browser, right: Right) -> None:
    wishes = Wishes(
        corrections=(Correction("phone", "", "040 999 8877"),), restrict=RestrictionGround.CLAIMS,
    )  # fmt: skip
    request = reviewed(desk, right, wishes=wishes)
    page = desk.decision(request)
    sent = fields(desk, request, **refusals(page, Reason.LEGAL_CLAIMS), sure="yes")
    if right is Right.RECTIFICATION:
        cell = next(one.cell for one in page.cells if one.cell.writable and one.cell.name == "phone")
        sent |= {"how_rectification_0": "grant", "cells_rectification_0": cell.key}
    browser.get(f"{home(request)}/decision")
    assert browser.post(f"{home(request)}/decision", **sent).status_code == 303
    desk.house.work()
    case = desk.case(request)
    carried = [one for one in case.steps if one.capability in {"rectify", "erase", "restrict"}]
    assert carried
    shown = browser.get(home(request))
    assert "What is carried out" in shown.text
    for step in carried:
        answer = browser.get(f"{home(request)}/steps/{step.id}")
        assert answer.status_code == 200
        if step.state is StepState.BY_HAND:
            told = words_of(answer)
            assert "What is done there, exactly" in told
            for task in step.tasks:
                assert task.after in told
            path = f"{home(request)}/steps/{step.id}"
            assert browser.post(path, version=desk.version(request), outcome="done").status_code == 303
    told = desk.tellings(request)
    assert {one.state for one in desk.case(request).steps if one not in told} == {StepState.DONE}
    # What others have to be told of begins then, and holds nothing back (Art 19)
    assert {one.state for one in told} == {StepState.BY_HAND}
    assert "Who is told of it" in browser.get(f"{home(request)}?lang=en").text
    desk.house.work()
    assert desk.case(request).status is Status.ANSWERING


def test_it_only_asks_whose_a_record_is_where_no_copy_is_given(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ERASURE, email=customers.SARI.email or "", name="Sari Lehtonen")
    desk.finish_steps(request)
    path = f"{home(request)}/findings"
    page = browser.get(path)
    assert "They are this person's" in page.text
    assert "Give them" not in page.text
    assert "Withhold" not in page.text
    line = next(one for one in desk.findings(request) if one.verdict == "open")
    original = browser.get(f"{path}/{line.id}")
    assert "It is this person's" in original.text
    assert "Leave out" not in original.text
    sent = {"version": desk.version(request), "finding": line.id}
    assert (
        browser.post(f"{path}/judge", **sent, verdict="masked", ground="others_rights", masked="0").status_code == 422
    )
    assert browser.post(f"{path}/judge", **sent, verdict="withheld", ground="others_rights").status_code == 303
    judged = next(one for one in desk.findings(request) if one.id == line.id)
    assert judged.ground == "not_this_person"
    assert "Not theirs" in browser.get(path).text


def test_it_leaves_out_a_part_of_a_record_with_its_ground(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.PORTABILITY, email=AINO["email"], name=AINO["name"])
    desk.finish_steps(request)
    line = next(one for one in desk.findings(request) if len(one.fields) > 2)
    path = f"{home(request)}/findings/{line.id}"
    page = browser.get(path)
    assert f'id="masked-{line.fields[0].place}"' in page.text
    sent = {"version": desk.version(request), "verdict": "masked", "masked": "0"}
    assert browser.post(path, **sent).status_code == 422
    assert browser.post(path, **sent, ground="others_rights").status_code == 303
    judged = next(one for one in desk.findings(request) if one.id == line.id)
    assert (judged.verdict, [one.masked for one in judged.fields][:2]) == ("masked", [True, False])


def test_it_says_how_many_records_go_where_another_choice_was_not_counted(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.ERASURE)
    page = desk.decision(request)
    parting = next(one for one in page.rulings if one.answer in {Answer.GRANTED, Answer.IN_PART})
    name = f"erasure_{parting.subject}"
    browser.get(f"{home(request)}/decision")
    sent = fields(desk, request, **refusals(page, Reason.LEGAL_CLAIMS))
    shown = browser.post(f"{home(request)}/decision", **sent | {f"how_{name}": "refuse", f"why_{name}": "legal_claims"})
    left = {id_ for one in page.rulings if one != parting for id_ in one.erased}
    if left:
        assert "deleted or anonymised" in shown.text
    else:
        assert shown.status_code == 303


def test_it_shows_what_each_purpose_says_under_a_category(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.ERASURE, Right.PORTABILITY)
    page = browser.get(f"{home(request)}/decision")
    plan = desk.decision(request)
    erased = [one for one in plan.outcomes if one.right is Right.ERASURE and one.category == "billing" and one.records]
    assert {one.purpose for one in erased} == {"orders", "bookkeeping"}
    billing = page.text[page.text.index('id="erasure:billing"') : page.text.index('id="erasure:marketing_bans"')]
    assert "By purpose" in billing
    assert "The law obliges us to keep it for a set time (Article 17(3)(b) GDPR)" in billing
    assert "Each recipient has to be told, processors too (Article 19)" in billing
    (ruling,) = [one for one in plan.rulings if one.key == "erasure:name"]
    assert "newsletter" in ruling.ended
    assert "It is no longer used for:" in page.text


def test_it_offers_no_ground_of_refusal_that_the_table_does_not_know(desk: Desk, browser: Browser) -> None:
    request = reviewed(desk, Right.OBJECTION)
    (ruling, *_others) = desk.decision(request).rulings
    page = browser.get(f"{home(request)}/decision").text
    offered = page[page.index(f'name="why_objection_{ruling.subject}"') :].split("</select>")[0]
    assert f'value="{Reason.COMPELLING.value}"' in offered
    assert f'value="{Reason.BASIS.value}"' not in offered
    with pytest.raises(Invalid, match="ground_missing"):
        desk.decide(request, {ruling.key: Choice(grant=False, reason=Reason.BASIS)})
