"""The decision at a company whose notice states no legal basis: what it asks of one person, and in how many presses."""

from pathlib import Path

import pytest

from portal.app import create_app
from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import HANNA
from portal.domain.lifecycle import Right, Status
from portal.domain.rulings import Answer
from portal.journey import review
from portal.office import accounts
from portal.settings import Settings
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door.decision import DecisionPage, decision_page
from portal.storage.door.findings import FindingGroup, findings_page
from tests.consultancy import Firm, make_firm
from tests.faces import ORIGIN, PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.mailbox import mailbox

__all__ = ["mailbox"]

TUULI = "tuuli@example.org"


@pytest.fixture
def firm(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    return make_firm(store, tmp_path, clock, mailbox)


@pytest.fixture
def browser(firm: Firm, tmp_path: Path) -> Browser:
    """The one in charge, signed in."""
    store = firm.house.store
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org",
    )  # fmt: skip
    accounts.add_staff(store, TUULI, "Tuuli Tuuli", PASSWORD, "thewind", "owner", "en")
    signed_in = Browser(create_app(settings, store))
    assert signed_in.sign_in(TUULI).status_code == 303
    signed_in.get("/staff/thewind/requests?lang=en")
    return signed_in


@pytest.fixture
def request_of_hanna(firm: Firm) -> MadeRequest:
    """An erasure that waits for its decision."""
    made = firm.receive(HANNA, Right.ERASURE)
    store, reference = firm.house.store, made.reference
    firm.finish(made, firm.owner)
    review.include_exact(store, firm.owner, reference, version(firm, made))
    left = [one.id for group in findings(firm, made) for one in group.rows if one.verdict == "open"]
    review.judge(store, firm.owner, reference, version(firm, made), left, "included")
    review.finish_review(store, firm.owner, reference, version(firm, made))
    firm.house.work()
    return made


def findings(firm: Firm, made: MadeRequest) -> tuple[FindingGroup, ...]:
    return findings_page(firm.house.store, firm.owner, made.reference).groups


def version(firm: Firm, made: MadeRequest) -> int:
    return door.case_page(firm.house.store, firm.owner, made.reference).version


def plan(firm: Firm, made: MadeRequest) -> DecisionPage:
    return decision_page(firm.house.store, firm.owner, made.reference, firm.register)


def test_it_erases_what_was_left_open_only_where_that_was_ticked(
    firm: Firm, browser: Browser, request_of_hanna: MadeRequest
) -> None:
    path = f"/staff/thewind/requests/{request_of_hanna.reference}/decision"
    waiting = [one for one in plan(firm, request_of_hanna).rulings if one.answer is Answer.NEEDS_PERSON]
    assert len(waiting) > 2
    said = words_of(browser.get(path))
    assert f"{len(waiting)} answers wait for your decision" in said
    assert "What waits for your decision counts as kept until then." in said
    # No law is known to the register here, so the choice speaks of none
    assert "Erase it" in said
    assert "Erase all that no law keeps" not in said
    sent = {
        "version": version(firm, request_of_hanna), "seen": 0, "digest": plan(firm, request_of_hanna).digest,
        "how_erasure_billing": "refuse", "why_erasure_billing": "legal_duty", "told_erasure_billing": "Six years",
    }  # fmt: skip
    assert browser.post(path, **sent).status_code == 422
    shown = browser.post(path, **sent, rest="y")
    assert shown.status_code == 200
    assert 'name="rest" value="y"' in shown.text
    # What was not counted is not said to be none
    assert "<b>0</b> <span>anonymised</span>" not in shown.text
    assert browser.post(path, **sent, rest="y", sure="yes").status_code == 303
    decided = {one.subject: one.answer for one in plan(firm, request_of_hanna).decided_rulings}
    assert decided.pop("billing") is Answer.REFUSED
    assert {answer for answer in decided.values() if answer is not Answer.NOTHING_HELD} == {Answer.GRANTED}
    assert door.case_page(firm.house.store, firm.owner, request_of_hanna.reference).status is Status.CARRYING_OUT


def test_its_review_leads_to_what_waits_for_a_look(firm: Firm, browser: Browser) -> None:
    made = firm.receive(HANNA, Right.ERASURE)
    firm.finish(made, firm.owner)
    path = f"/staff/thewind/requests/{made.reference}/findings"
    assert "Take in the sure records" in words_of(browser.get(path))
    browser.post(f"{path}/exact", version=version(firm, made))
    opened = [one.id for group in findings(firm, made) for one in group.rows if one.verdict == "open"]
    said = words_of(browser.get(path))
    assert f"{len(opened)} records wait for your look" in said
    only = browser.get(f"{path}?show=open")
    assert "wait for your look" not in words_of(only)
    assert only.text.count(" checked>") == 0
    assert browser.get(f"{path}?show=open&all=1").text.count(" checked>") == len(opened)
    # Everything at once is offered for what is shown alone
    assert browser.get(f"{path}?all=1").text.count(" checked>") == 0
