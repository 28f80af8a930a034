"""Reminding colleagues of chosen requests: who is mailed, with what, how often; and what stays as it was."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.lifecycle import StepState
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.journey import nudging
from portal.office import accounts, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests.faces import PASSWORD, Browser, words_of
from tests.staff.test_queue import QUEUE, TODAY, make

EINO, BEA = "eino.ek@example.org", "bea.billing@example.org"


@pytest.fixture
def eino(store: Store, shop: ControllerFacts) -> str:
    return accounts.add_staff(store, EINO, "Eino Ek", PASSWORD, shop.slug, "handler", "en")


@pytest.fixture
def browser(app: Flask, sanna: str, eino: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


def jobs(store: Store, shop: ControllerFacts) -> list[dict[str, str]]:
    with work(store, machine(shop.id)) as w:
        return list(w.session.scalars(select(t.Job.payload).where(t.Job.kind == nudging.MAIL)))


def test_it_mails_who_has_it_and_who_has_a_step(
    store: Store, shop: ControllerFacts, browser: Browser, eino: str
) -> None:
    bea = accounts.add_staff(store, BEA, "Bea Billing", PASSWORD, shop.slug, "scoped", "en", ["billing"])
    theirs = make(store, shop, assignee_id=eino, steps=[(StepState.BY_HAND.value, "billing")])
    other = make(store, shop, assignee_id=eino, steps=[(StepState.DONE.value, "billing")])
    nobodys, closed = make(store, shop), make(store, shop, status="closed", assignee_id=eino)
    chosen = [theirs, other, nobodys, closed]
    sure = browser.post(f"{QUEUE}/remind", reference=chosen, staff="")
    assert "Mail your colleagues about 4 requests?" in words_of(sure)
    assert not jobs(store, shop)
    answer = browser.post(f"{QUEUE}/remind", reference=chosen, staff="", sure="1")
    assert answer.status_code == 409
    said = words_of(answer)
    assert f"{nobodys} Nobody but you has it in hand" in said
    assert f"{closed} It is closed." in said
    assert "mailed about 2 requests" in said
    mails = {
        job["staff_id"]: nudging.take(store, shop.id, job["staff_id"], job["mail_id"]) for job in jobs(store, shop)
    }
    assert set(mails) == {eino, bea}
    whole, part = mails[eino], mails[bea]
    assert whole is not None
    assert part is not None
    assert (whole.to, part.to) == (EINO, BEA)
    assert {item["reference"] for item in whole.items} == {theirs, other}
    assert [(item["reference"], item["rights"]) for item in part.items] == [(theirs, [])]


def test_it_reminds_once_a_day(store: Store, shop: ControllerFacts, browser: Browser, eino: str) -> None:
    reference = make(store, shop, assignee_id=eino)
    assert browser.post(f"{QUEUE}/remind", reference=reference, sure="1").status_code == 303
    browser.get(QUEUE)
    again = browser.post(f"{QUEUE}/remind", reference=reference, sure="1")
    assert again.status_code == 409
    assert "reminded of it today already" in words_of(again)
    assert len(jobs(store, shop)) == 1


def test_it_asks_the_stand_in(store: Store, shop: ControllerFacts, browser: Browser, sanna: str, eino: str) -> None:
    liisa = accounts.add_staff(store, "liisa@example.org", "Liisa Laine", PASSWORD, shop.slug, "handler", "en")
    with work(store, machine(shop.id)) as w:
        w.session.add(
            t.StaffChoice(
                controller_id=shop.id, staff_id=eino, digest="daily", shortcuts=True, stand_in_id=liisa,
                away_from=TODAY, away_to=TODAY + timedelta(days=5),
            )
        )  # fmt: skip
    reference, second = make(store, shop, assignee_id=eino), make(store, shop)
    page = words_of(browser.get(QUEUE))
    assert "Eino Ek – away until 28 Nov 2026, Liisa Laine stands in" in page
    assert browser.post(f"{QUEUE}/remind", reference=reference, sure="1").status_code == 303
    assert [job["staff_id"] for job in jobs(store, shop)] == [liisa]
    browser.get(QUEUE)
    browser.post(f"{QUEUE}/assign", reference=second, staff=eino)
    with work(store, machine(shop.id)) as w:
        assert w.case(reference=second).row.assignee_id == liisa


def test_it_chooses_all_on_the_page(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    for _ in range(3):
        make(store, shop)
    assert browser.get(QUEUE).text.count(" checked>") == 0
    assert browser.get(f"{QUEUE}?all=1").text.count(" checked>") == 3


def test_it_names_no_request_to_whom_a_limit_took_it_meanwhile(
    store: Store, shop: ControllerFacts, browser: Browser, sanna: str
) -> None:
    # Given a mail to whoever has a step of a request
    bea = accounts.add_staff(store, BEA, "Bea Billing", PASSWORD, shop.slug, "scoped", "en", ["billing"])
    reference = make(store, shop, steps=[(StepState.BY_HAND.value, "billing")])
    assert browser.post(f"{QUEUE}/remind", reference=reference, sure="1").status_code == 303
    (job,) = jobs(store, shop)
    assert job["staff_id"] == bea
    # When their limit is another before it goes
    owner = Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER)
    team.change(store, owner, bea, "scoped", ["orders"])
    # Then it says nothing of it
    assert nudging.take(store, shop.id, bea, job["mail_id"]) is None
