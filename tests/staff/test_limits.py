"""The billing person of the consultancy: billing and collection everywhere, and nothing beside them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.app import create_app
from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import HANNA, RAUNO
from portal.domain.errors import NotFound, Refused
from portal.domain.lifecycle import Right, Status, StepState
from portal.domain.queue_query import Show
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.rulings import Answer, Choice
from portal.domain.wishes import Wishes
from portal.journey import correspondence, decision, review, steps
from portal.office import accounts, registers
from portal.reading.toml import register_to_json
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door import queue
from portal.storage.door.case import CasePage
from portal.storage.door.decision import decision_page
from portal.storage.door.findings import finding, findings_page
from portal.storage.door.queue import Filters
from portal.storage.work import work
from tests import factories
from tests.consultancy import Firm, make_firm
from tests.faces import ORIGIN, PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.mailbox import mailbox

__all__ = ["mailbox"]

BILLING, ASTA = "billing@example.org", "asta@example.org"
QUEUE = "/staff/thewind/requests"
OF_OTHERS = ("rauno.vuorela@example.net", "711 3094", "Salainen raportti", "Hyvin salaista", "Kahden kesken")


@pytest.fixture
def firm(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    return make_firm(store, tmp_path, clock, mailbox)


@pytest.fixture
def request_of_rauno(firm: Firm) -> MadeRequest:
    """An access request with something in every drawer; the billing step waits."""
    made = firm.receive(RAUNO, Right.ACCESS)
    store, reference = firm.house.store, made.reference
    step = next(one for one in door.case_page(store, firm.owner, reference).steps if one.system == "workstations")
    version = door.case_page(store, firm.owner, reference).version
    found = [("assignments", "Salainen raportti"), ("", "Salainen raportti, lajittelematta")]
    steps.complete_by_hand(store, firm.owner, reference, version, step.id, "found", "Salainen raportti", found)
    correspondence.write(store, made.person, reference, "Hyvin salaista", [], 99)
    correspondence.note(store, firm.owner, reference, "Kahden kesken")
    firm.finish(made, firm.owner, "nothing", "billing_files")
    return made


@pytest.fixture
def browser(firm: Firm, tmp_path: Path) -> Browser:
    """The billing person, signed in."""
    store = firm.house.store
    app: Flask = create_app(
        Settings(
            _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
            mail_from="portal@example.org",
        ),
        store,
    )  # fmt: skip
    limit = ["collection", "billing"]
    accounts.add_staff(store, BILLING, "Lasse Lasku", PASSWORD, "thewind", "scoped", "fi", limit)
    signed_in = Browser(app)
    assert signed_in.sign_in(BILLING).status_code == 303
    return signed_in


def case_of(firm: Firm, request: MadeRequest, viewer: Viewer) -> CasePage:
    return door.case_page(firm.house.store, viewer, request.reference)


def seen(firm: Firm, viewer: Viewer, request: MadeRequest) -> set[str]:
    """The categories of the findings that a viewer sees."""
    page = findings_page(firm.house.store, viewer, request.reference)
    return {group.category for group in page.groups}


def test_it_shows_billing_and_collection_alone(firm: Firm, request_of_rauno: MadeRequest) -> None:
    store, reference = firm.house.store, request_of_rauno.reference
    whole = door.case_page(store, firm.owner, reference)
    mine = door.case_page(store, firm.billing, reference)
    assert (
        {one.category for one in mine.tallies}
        == {"billing", "collection"}
        == seen(firm, firm.billing, request_of_rauno)
    )
    assert {"name", "email", "assignments", "unsorted"} <= seen(firm, firm.owner, request_of_rauno)
    assert [(one.system, one.state) for one in mine.steps] == [("billing_files", "by_hand")]
    assert (mine.name, dict(mine.requester), mine.limited) == ("Rauno Vuorela", {}, True)
    assert (mine.messages, mine.mails, mine.events, mine.letters, mine.evidence, mine.package) == ((),) * 5 + (None,)
    assert whole.messages
    assert whole.events
    for group in findings_page(store, firm.owner, reference).groups:
        for line in group.rows:
            if group.category not in {"billing", "collection"}:
                with pytest.raises(NotFound):
                    finding(store, firm.billing, reference, line.id)


def test_who_does_a_part_is_told_what_lies_outside_of_it_and_does_no_more(
    firm: Firm, request_of_rauno: MadeRequest, browser: Browser
) -> None:
    # Given a step of theirs, in which something else is to be erased too
    store, reference = firm.house.store, request_of_rauno.reference
    with work(store, machine(firm.house.shop.id)) as w:
        case = w.case(request_of_rauno.id)
        tasks = [
            {"category": one, "text": f"Record of {one}", "before": "", "after": ""}
            for one in ("billing", "assignments", "company")
        ]
        targets = [["card", "7", "r", ["assignments", "billing"]], ["card", "8", "r", ["company"]]]
        step = case.add(
            t.Step, {"tasks": tasks, "targets": targets}, position=90, system="billing_files", category="billing",
            capability="erase", right="erasure", performer="staff", state="by_hand", due=w.now.date(),
        )  # fmt: skip
        w.happened("review_begun", case)
        step_id = step.id
    page = words_of(browser.get(f"{QUEUE}/{reference}/steps/{step_id}?lang=en"))
    assert "Record of billing" in page
    assert "Record of assignments" not in page
    assert "2 more records, outside your scope." in page
    # When the part that they see is done
    version = door.case_page(store, firm.billing, reference).version
    steps.complete_by_hand(store, firm.billing, reference, version, step_id, "done", "")
    # Then the rest waits for whoever sees it
    done = case_of(firm, request_of_rauno, firm.owner).step(step_id)
    (rest,) = [
        one for one in case_of(firm, request_of_rauno, firm.owner).steps if one.capability == "erase" and one != done
    ]
    assert (done.state, [one.category for one in done.tasks]) == (StepState.DONE, ["billing"])
    assert (rest.state, [one.category for one in rest.tasks]) == (StepState.BY_HAND, ["assignments", "company"])
    assert rest.id not in {one.id for one in case_of(firm, request_of_rauno, firm.billing).steps}
    rows = [row for row in firm.house.rows(t.Step, request_of_rauno) if row.id in {step_id, rest.id}]
    kept = {row.id: firm.house.unsealed(row) for row in rows}
    assert kept[step_id]["targets"] == [["card", "7", "r", ["billing"]]]
    assert kept[rest.id]["targets"] == [["card", "7", "r", ["assignments"]], ["card", "8", "r", ["company"]]]


def test_it_counts_and_finds_only_what_is_theirs(firm: Firm, request_of_rauno: MadeRequest) -> None:
    store, today = firm.house.store, factories.today()
    nothing_of_theirs = factories.make_request(
        store, firm.house.shop, email="eero@example.org", confirmed=False, register=firm.register
    )
    mine, whole = queue.counts(store, firm.billing, today), queue.counts(store, firm.owner, today)
    assert (mine.open, mine.waiting, mine.unconfirmed) == (1, 1, 0)
    assert (whole.open, whole.unconfirmed) == (1, 1)
    shown = queue.page(store, firm.billing, Filters(show=Show.ALL), today).rows
    assert [(row.reference, row.who) for row in shown] == [(request_of_rauno.reference, "Rauno Vuorela")]
    for typed in ("rauno.vuorela@example.net", "050 711 3094", nothing_of_theirs.reference):
        assert queue.page(store, firm.billing, Filters(show=Show.ALL, search=typed), today).rows == ()
    (found,) = queue.page(store, firm.billing, Filters(search=request_of_rauno.reference), today).rows
    assert found.next.count == 1


def test_its_pages_say_nothing_of_the_rest(firm: Firm, request_of_rauno: MadeRequest, browser: Browser) -> None:
    home = f"{QUEUE}/{request_of_rauno.reference}"
    page = door.case_page(firm.house.store, firm.billing, request_of_rauno.reference)
    invoice = findings_page(firm.house.store, firm.billing, request_of_rauno.reference).groups[0].rows[0].id
    pages = [QUEUE, f"{QUEUE}?show=waiting", f"{QUEUE}?show=all&q={request_of_rauno.reference}", home, f"{home}?poll=1"]
    pages += [f"{home}/findings", f"{home}/findings/{invoice}", f"{home}/steps/{page.steps[0].id}"]
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        for hidden in OF_OTHERS:
            assert hidden not in answer.text, path
    findings = words_of(browser.get(f"{home}/findings"))
    assert "Tuula Vuorelan" in findings
    assert "2016004" in findings
    for path in ("/decision", "/release", "/release/package.zip"):
        assert browser.get(home + path).status_code == 403, path
    for act in ("messages", "notes", "findings/finish", "findings/owner", "findings/exact", "decision", "release"):
        assert browser.post(f"{home}/{act}", text="x", version=1).status_code == 403, act
    others = next(
        one for one in door.case_page(firm.house.store, firm.owner, request_of_rauno.reference).steps
        if one.system == "email_system"
    )  # fmt: skip
    assert browser.get(f"{home}/steps/{others.id}").status_code == 404
    assert browser.post(f"{home}/steps/{others.id}", version=page.version, outcome="nothing").status_code == 404


def test_they_complete_their_own_step(firm: Firm, request_of_rauno: MadeRequest, browser: Browser) -> None:
    store, reference = firm.house.store, request_of_rauno.reference
    step = door.case_page(store, firm.billing, reference).steps[0]
    path = f"{QUEUE}/{reference}/steps/{step.id}"
    form = browser.get(path)
    assert set(re.findall(r'name="found_(\w+)"', form.text)) == {"billing", "collection"}
    version = door.case_page(store, firm.billing, reference).version
    answer = browser.post(
        path, version=version, outcome="found", found_billing="Lasku 77", found_collection="Muistutus laskusta 77",
        found_unsorted="Muuta", found_name="Rauno",
    )  # fmt: skip
    assert answer.status_code == 303
    by_hand = [
        (line.category, line.fields[0].value)
        for group in findings_page(store, firm.owner, reference).groups
        for line in group.rows
        if line.system == "billing_files"
    ]
    assert by_hand == [("billing", "Lasku 77"), ("collection", "Muistutus laskusta 77")]
    assert door.case_page(store, firm.owner, reference).status is Status.REVIEW


def test_they_learn_that_their_part_is_done(firm: Firm, browser: Browser) -> None:
    made = firm.receive(RAUNO, Right.ACCESS)
    home = f"{QUEUE}/{made.reference}"
    assert "Search by hand" in words_of(browser.get(f"{home}?lang=en"))
    page = door.case_page(firm.house.store, firm.billing, made.reference)
    steps.complete_by_hand(
        firm.house.store, firm.billing, made.reference, page.version, page.steps[0].id, "nothing", "", []
    )
    assert "Yours: Billing, Debt collection." in words_of(browser.get(QUEUE))
    said = words_of(browser.get(home))
    assert "Your part is done" in said
    assert "goes on by itself" not in said


def test_who_has_a_whole_register_writes_down_what_nobody_sorted_there(
    firm: Firm, request_of_rauno: MadeRequest, browser: Browser
) -> None:
    store, reference = firm.house.store, request_of_rauno.reference
    registers = ("customer_register",)
    accounts.add_staff(store, ASTA, "Asta Asiakas", PASSWORD, "thewind", "handler", "en", (), registers)
    browser.sign_out()
    assert browser.sign_in(ASTA).status_code == 303
    who = accounts.current(store, browser.session["staff"])
    assert who is not None
    viewer = who.viewer_at("thewind")
    step = next(one for one in door.case_page(store, viewer, reference).steps if one.system == "billing_files")
    path = f"{QUEUE}/{reference}/steps/{step.id}"
    assert 'name="found_unsorted"' in browser.get(path).text
    version = door.case_page(store, viewer, reference).version
    sent = {"found_billing": "Lasku 78", "found_unsorted": "Muistilappu 79"}
    assert browser.post(path, version=version, outcome="found", **sent).status_code == 303
    found = {line.category: line.fields[0].value for group in findings_page(store, viewer, reference).groups
             for line in group.rows if line.kind == "by_hand" and line.system == "billing_files"}  # fmt: skip
    assert found == {"billing": "Lasku 78", "unsorted": "Muistilappu 79"}


def test_who_has_a_whole_register_sees_what_is_to_be_done_with_what_nobody_sorted(
    firm: Firm, request_of_rauno: MadeRequest
) -> None:
    store, reference = firm.house.store, request_of_rauno.reference
    categories, systems = frozenset({"name", "billing"}), frozenset({"billing_files"})
    viewer = replace(firm.owner, role=Role.HANDLER, categories=categories, systems=systems)
    blank = {"text": "Muistilappu", "before": "", "after": ""}
    tasks = [{**blank, "category": key} for key in ("unsorted", "company")]
    with work(store, machine(firm.house.shop.id)) as w:
        case = w.case(request_of_rauno.id)
        (step,) = case.rows(t.Step, t.Step.system == "billing_files")
        case.reseal(step, {"tasks": tasks})
        w.happened("step_again", case)
    (line,) = door.case_page(store, viewer, reference).steps
    assert [one.category for one in line.tasks] == ["unsorted"]
    assert [one.tasks for one in door.case_page(store, firm.billing, reference).steps] == [()]


def test_they_write_into_no_other_category(firm: Firm, request_of_rauno: MadeRequest) -> None:
    store, reference = firm.house.store, request_of_rauno.reference
    page = door.case_page(store, firm.billing, reference)
    for category in ("name", "", "unsorted"):
        with pytest.raises(Refused):
            steps.complete_by_hand(
                store, firm.billing, reference, page.version, page.steps[0].id, "found", "", [(category, "Rauno")]
            )
    assert door.case_page(store, firm.billing, reference).steps[0].state == "by_hand"


def test_what_follows_from_their_step_is_done_whole(firm: Firm) -> None:
    """Their last step ends the search: everybody's data is restricted meanwhile, not theirs alone."""
    store = firm.house.store
    made = firm.receive(HANNA, Right.ACCESS, Right.OBJECTION)
    firm.finish(made, firm.owner, "nothing", "billing_files")
    assert firm.finish(made, firm.billing) == ["billing_files"]
    with store.database.reading(firm.owner) as session:
        restricted = session.scalars(select(t.Restriction.system).where(t.Restriction.request_id == made.id)).all()
    assert sorted(restricted) == ["customer_database", "email_register"]
    assert door.case_page(store, firm.owner, made.reference).status is Status.REVIEW


def test_a_request_that_they_move_is_found_where_it_went(firm: Firm, request_of_rauno: MadeRequest) -> None:
    store, today = firm.house.store, factories.today()
    with work(store, firm.billing) as w:
        case = w.case(reference=request_of_rauno.reference)
        for step in case.rows(t.Step):
            step.state = "done"
        case.stand(Status.CLOSED)
        w.happened("closed", case)
    for show, found in ((Show.OPEN, 0), (Show.CLOSED, 1)):
        assert len(queue.page(store, firm.owner, Filters(show=show, search="rauno"), today).rows) == found


def test_it_tells_them_no_task_of_another_category(firm: Firm, request_of_rauno: MadeRequest) -> None:
    tasks = [
        {"category": category, "text": f"of {category}", "before": "", "after": ""}
        for category in ("billing", "unsorted", "name")
    ]
    with work(firm.house.store, machine(firm.house.shop.id)) as w:
        case = w.case(request_of_rauno.id)
        step = next(one for one in case.rows(t.Step) if one.system == "billing_files")
        case.reseal(step, {"tasks": tasks})
        w.happened("step_again", case, step=step.id)
    for viewer, told in ((firm.owner, 3), (firm.billing, 1)):
        (line,) = (
            one
            for one in door.case_page(firm.house.store, viewer, request_of_rauno.reference).steps
            if one.system == "billing_files"
        )
        assert len(line.tasks) == told


def test_a_renamed_category_does_not_widen_what_they_see(firm: Firm) -> None:
    store, old = firm.house.store, firm.register
    renamed = [replace(one, key="invoicing") if one.key == "billing" else one for one in old.categories]
    systems = [
        replace(
            one,
            categories=tuple("invoicing" if key == "billing" else key for key in one.categories),
            step_category="invoicing" if one.step_category else "",
        )
        for one in old.systems
    ]
    firm.register = replace(old, categories=tuple(renamed), systems=tuple(systems), parts=())
    registers.publish(store, machine(firm.house.shop.id), old.key, register_to_json(firm.register))
    firm.house.clock.pass_by(seconds=1)
    made = firm.receive(RAUNO, Right.ACCESS)
    assert seen(firm, firm.billing, made) <= {"billing", "collection"}
    assert door.case_page(store, firm.billing, made.reference).steps == ()
    firm.finish(made, firm.owner, "nothing", "billing_files")
    (step,) = (one for one in door.case_page(store, firm.owner, made.reference).steps if one.state == "by_hand")
    version = door.case_page(store, firm.owner, made.reference).version
    steps.complete_by_hand(
        store, firm.owner, made.reference, version, step.id, "found", "", [("invoicing", "Lasku 78")]
    )
    assert "invoicing" in seen(firm, firm.owner, made)
    assert "invoicing" not in seen(firm, firm.billing, made)


@pytest.mark.parametrize("left", [None, []])
def test_a_limit_that_was_lost_shows_nothing(
    firm: Firm, request_of_rauno: MadeRequest, browser: Browser, left: list[str] | None
) -> None:
    store = firm.house.store
    with store.database.house() as session:
        session.execute(update(t.Membership).where(t.Membership.role == "scoped").values(categories=left))
    nobody = Viewer(
        ViewerKind.STAFF, firm.house.shop.id, staff_id=firm.billing.staff_id, role=Role.SCOPED,
        categories=None if left is None else frozenset(left),
    )  # fmt: skip
    counts = queue.counts(store, nobody, factories.today())
    assert (counts.open, counts.waiting, counts.ever) == (0, 0, False)
    with pytest.raises(NotFound):
        door.case_page(store, nobody, request_of_rauno.reference)
    assert "Rauno" not in browser.get(f"{QUEUE}?show=all").text
    assert browser.get(f"{QUEUE}/{request_of_rauno.reference}").status_code == 404
    assert browser.post(f"{QUEUE}/{request_of_rauno.reference}/notes", text="x").status_code in {403, 404}


def test_they_carry_out_an_erasure_in_their_own_files(firm: Firm) -> None:
    """Without a legal basis a person decides each category; what lies in the billing files is theirs to delete."""
    store, owner = firm.house.store, firm.owner
    asked = Wishes(erase=("billing", "collection", "communication"))
    made = factories.make_request(
        store, firm.house.shop, Right.ERASURE, email=RAUNO.email, name=RAUNO.name, register=firm.register, wishes=asked
    )
    firm.house.work()
    firm.finish(made, owner, "nothing", "billing_files")
    (search,) = (one for one in case_of(firm, made, firm.billing).steps if one.state == "by_hand")
    steps.complete_by_hand(
        store, firm.billing, made.reference, case_of(firm, made, firm.billing).version, search.id, "found", "",
        [("billing", "Lasku 77"), ("collection", "Muistutus laskusta 77")],
    )  # fmt: skip
    review.include_exact(store, owner, made.reference, case_of(firm, made, owner).version)
    left = [
        line.id for group in findings_page(store, owner, made.reference, only_open=True).groups for line in group.rows
    ]
    review.judge(store, owner, made.reference, case_of(firm, made, owner).version, left, "included", "", "")
    review.finish_review(store, owner, made.reference, case_of(firm, made, owner).version)
    firm.house.work()
    page = decision_page(store, owner, made.reference, firm.register)
    assert {one.answer for one in page.rulings} == {Answer.NEEDS_PERSON}
    choices = {one.key: Choice(grant=True) for one in page.rulings}
    decision.decide(store, owner, made.reference, case_of(firm, made, owner).version, page.digest, choices=choices)
    firm.house.work()
    before = case_of(firm, made, firm.billing)
    (erasing,) = (one for one in before.steps if one.state == "by_hand")
    assert (erasing.system, erasing.capability) == ("billing_files", "erase")
    assert {one.text for one in erasing.tasks} == {"Lasku 77", "Muistutus laskusta 77"}
    with pytest.raises(Refused):
        decision.decide(store, firm.billing, made.reference, before.version, page.digest)
    firm.finish(made, owner, "done", "billing_files")
    assert case_of(firm, made, owner).status is Status.CARRYING_OUT
    assert firm.finish(made, firm.billing, "done") == ["billing_files"]
    assert case_of(firm, made, owner).status is Status.ANSWERING
