"""A handler who is limited to one register of two: what reaches them of the other."""

from pathlib import Path

import pytest
from flask import Flask

from portal.app import create_app
from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import RAUNO
from portal.domain.lifecycle import Right
from portal.domain.roles import machine
from portal.office import accounts
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work
from tests.consultancy import Firm, make_firm
from tests.faces import ORIGIN, PASSWORD, Browser, words_of
from tests.factories import Clock
from tests.mailbox import mailbox

__all__ = ["mailbox"]
MAILING = "mailing@example.org"
QUEUE = "/staff/thewind/requests"


@pytest.fixture
def firm(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    return make_firm(store, tmp_path, clock, mailbox)


@pytest.fixture
def browser(firm: Firm, tmp_path: Path) -> Browser:
    """A handler of the newsletter's register alone."""
    store = firm.house.store
    app: Flask = create_app(
        Settings(
            _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
            mail_from="portal@example.org",
        ),
        store,
    )  # fmt: skip
    accounts.add_staff(store, MAILING, "Maili Lista", PASSWORD, "thewind", "handler", "en", (), ("email_register",))
    signed_in = Browser(app)
    assert signed_in.sign_in(MAILING).status_code == 303
    signed_in.get(f"{QUEUE}?lang=en")
    return signed_in


def test_a_recipient_that_is_called_as_a_system_shows_no_correction_of_another_register(
    firm: Firm, browser: Browser
) -> None:
    """A notice may give a recipient the key of one of its systems: the shop's does so with five of seven."""
    request = firm.receive(RAUNO, Right.RECTIFICATION)
    with work(firm.house.store, machine(firm.house.shop.id)) as w:
        case = w.case(request.id)
        told = {
            "news": "rectified", "name": {"fi": "A", "sv": "A", "en": "A"}, "named": True,
            "categories": ["assignments", "company"], "called": {}, "assumed": False, "of": [], "whom": "Rauno Vuorela",
            "contact": "",
            "corrections": [{"category": "assignments", "before": "slate", "after": "slate 2", "locating": False}],
        }  # fmt: skip
        row = case.add(
            t.Step, told, position=91, system="email_register", capability="notify", right="rectification",
            performer="staff", state="by_hand", due=w.now.date(),
        )  # fmt: skip
        w.happened("tellings_planned", case)
        step_id = row.id
    page = browser.get(f"{QUEUE}/{request.reference}")
    assert page.status_code == 200
    assert "slate" not in page.text
    assert browser.get(f"{QUEUE}/{request.reference}/tellings/{step_id}").status_code == 404


def test_neither_filter_nor_list_tells_the_channel_to_whom_the_page_does_not(firm: Firm, browser: Browser) -> None:
    request = firm.receive(RAUNO, Right.ACCESS)
    with work(firm.house.store, machine(firm.house.shop.id)) as w:
        case = w.case(request.id)
        case.row.channel = "letter"
        w.happened("entered", case)
    assert "letter" not in words_of(browser.get(f"{QUEUE}/{request.reference}")).lower()
    listed = browser.get(f"{QUEUE}/list.csv").text
    assert request.reference in listed
    assert "letter" not in listed.lower()
    assert "Came by" not in listed
    for channel in ("letter", "web"):
        assert f"/requests/{request.reference}" not in browser.get(f"{QUEUE}?q=channel:{channel}").text
    assert 'name="channel"' not in browser.get(QUEUE).text
    assert "channel:" not in browser.get(f"{QUEUE}/help").text


def test_the_queue_tells_no_more_of_the_next_step_than_the_page(firm: Firm, browser: Browser) -> None:
    """That an answer waits for the post says that there is no mailbox."""
    request = firm.receive(RAUNO, Right.ACCESS)
    with work(firm.house.store, machine(firm.house.shop.id)) as w:
        case = w.case(request.id)
        case.row.status, case.row.to_post = "answered", "answer_ready"
        w.happened("answer_released", case)
    assert "print and post" not in words_of(browser.get(f"{QUEUE}/{request.reference}")).lower()
    listed = browser.get(f"{QUEUE}/list.csv?q=status:all").text
    assert request.reference in listed
    assert "post" not in listed.lower()
    assert "print and post" not in words_of(browser.get(f"{QUEUE}?q=status:all")).lower()
