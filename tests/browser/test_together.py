"""Two handlers at one request, in two real browsers: they see each other, collide, and lose nothing that they typed."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from portal.office import accounts
from portal.storage import tables as t
from portal.storage.door import case as case_door
from tests.browser.test_counter import COLLEAGUE, today
from tests.browser.walking import Clerk, Demo, Watch

Clerks = Callable[..., Clerk]
NOTE = "Searched the paper folders of 2019.\nNothing <there> & nowhere else."


@pytest.fixture
def colleague(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Clerk]:
    """A second member of the shop's staff, signed in."""
    address, name, password = COLLEAGUE
    store = demo.store
    if not accounts.has_account(store, address):
        accounts.add_staff(store, address, name, password, demo.slug, "handler", "en")
    store.database.close()
    clerk = Clerk(demo, browser, watch)
    clerk.signs_in_with(address, password)
    yield clerk
    clerk.leaves()


def test_it_lets_two_see_each_other_and_lose_nothing_when_they_collide(
    demo: Demo, clerks: Clerks, colleague: Clerk
) -> None:
    # Given two who have the same request open
    clerk = clerks()
    reference = clerk.enters(
        today() - timedelta(days=2), "phone", "seen_at_premises", "access", name="Kahden Käsittelemä", note="Known",
        postal_address="Metsäpolku 4 A 2\n00100 Helsinki",
    )  # fmt: skip
    clerk.opens(reference)
    colleague.opens(reference)
    # Then each sees the other, by name
    expect(colleague.main.locator("#here")).to_contain_text("has this request open too")
    expect(clerk.main.locator("#here")).to_contain_text(COLLEAGUE[1])
    # When one writes a message, it is kept as it is typed, and the other has a draft of their own
    clerk.main.get_by_text("Write to the person").click()
    clerk.main.locator("#text").press_sequentially("We are looking into it")
    expect(clerk.main.locator("#draft-state")).to_contain_text("Kept as a draft")
    clerk.opens(reference)
    expect(clerk.main.locator("#text")).to_have_value("We are looking into it")
    colleague.opens(reference)
    expect(colleague.main.locator("#text")).to_have_value("")
    # When both are at the same request's step, and the colleague is quicker
    step = next(one for one in demo.rows(t.Step, reference) if one.state == "by_hand")
    clerk.opens(reference, f"/steps/{step.id}")
    clerk.main.locator("input[name=outcome][value=nothing]").check()
    clerk.main.locator("[name=note]").fill(NOTE)
    colleague.opens(reference)
    colleague.main.get_by_text("Write a note").click()
    colleague.main.locator("#note").fill("I called them today.")
    colleague.presses_button("Save note")
    # Then the clerk is told that it changed, before any press
    expect(clerk.main.locator("#here")).to_contain_text("It changed since you opened this page.")
    expect(clerk.main.locator("#here")).to_contain_text(f"Note written, {COLLEAGUE[1]}")
    clerk.presses_button("Save the outcome")
    # And what changed, by whom; what was typed stands in the form
    expect(clerk.main.get_by_role("heading", name="This changed while you had it open")).to_be_visible()
    expect(clerk.main.locator("table")).to_contain_text("Note written")
    expect(clerk.main.locator("table")).to_contain_text(COLLEAGUE[1])
    expect(clerk.main).to_contain_text("Searched everything, nothing found")
    expect(clerk.main.locator("textarea[name=note]")).to_have_value(NOTE)
    # And one press goes on with the state of now
    clerk.presses_button("Save it all the same")
    clerk.is_at(reference)
    store = demo.store
    done = case_door.case_page(store, demo.owner, reference).step(step.id)
    store.database.close()
    assert (done.state, done.note.replace("\r\n", "\n")) == ("done", NOTE)
