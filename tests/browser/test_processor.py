"""The telemarketing firm in the real browser: asked by mail, it answers by the link, without an account."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.demo.mail_folder import StoredMail
from tests.browser.conftest import running_demo
from tests.browser.test_recipients import pictures
from tests.browser.test_rights import Clerks, Make, customer
from tests.browser.walking import PHONE, Demo, Walker, Watch, until

FIRM = "asiakkaat@soittofirma.example.org"
SYSTEM = "telemarketing"
HOME = "/staff/digelius/processors"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of these walks' own: in another one, open steps of other walks would fill the day's one letter."""
    yield from running_demo(tmp_path_factory.mktemp("firm"))


@pytest.fixture
def owner(demo: Demo, clerks: Clerks) -> Iterator[Walker]:
    """The owner, who says where the firm is asked, and in the end that it is not asked by letter any more."""
    clerk = clerks()
    clerk.follows("Processors")
    clerk.follows("Telemarketing company")
    clerk.main.get_by_label("Email address").fill("no address")
    clerk.presses_button("Save")
    clerk.sees("This is not an email address")
    clerk.main.get_by_label("Email address").fill(FIRM)
    clerk.main.get_by_label("Language").select_option("en")
    clerk.presses_button("Save")
    clerk.sees(FIRM)
    yield clerk
    clerk.goes(f"{HOME}/{SYSTEM}")
    clerk.unfolds("Ask it by letter no more")
    clerk.presses_button("Remove the address")
    clerk.sees("Not asked by letter")


@pytest.fixture
def firms(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Callable[..., Walker]]:
    """Somebody at the firm, with a browser of their own."""
    made: list[Walker] = []

    def make(**options: object) -> Walker:
        made.append(Walker(demo, browser, watch, **options))  # type: ignore[arg-type]  # options of a browser
        return made[-1]

    yield make
    for one in made:
        one.leaves()


def _link(demo: Demo, mail: StoredMail) -> str:
    found = re.search(rf"{re.escape(demo.url)}/\S+/asked/\S+", mail.text)
    assert found, mail.text
    return found[0]


def test_it_answers_by_the_link_on_a_telephone_and_at_a_desk(
    demo: Demo, owner: Walker, people: Make, clerks: Clerks, firms: Callable[..., Walker], tmp_path: Path
) -> None:
    # Given a customer who wants no marketing, and to see everything
    known = customer(demo, 44)
    before = len(demo.mails(FIRM))
    person = people(known.email, known.name)
    person.asks_and_sends("access", "marketing", phones=known.phone)
    until(lambda: len(demo.mails(FIRM)) >= before + 2, "two mails to the firm")
    objection, search = demo.mails(FIRM)[before:][:2]
    for mail in (objection, search):
        assert known.name.split()[-1] not in mail.text
        assert known.phone not in mail.text
    person.opens_the_case()
    person.sees_after_a_while("We asked the company that runs it on")
    # When somebody at the firm opens the objection on a telephone, without scripts
    phone = firms(scripts=False, viewport=PHONE)
    phone.goes(_link(demo, objection))
    phone.sees("Digelius Music asks you for something")
    assert known.name.split()[-1] not in phone.said
    pictures(phone, tmp_path, "link")
    phone.presses_button("Open the letter")
    phone.sees("Stop the marketing to this person")
    phone.sees(known.phone[-4:])
    assert _link(demo, objection).rsplit("/", 1)[1] not in phone.tab.url
    pictures(phone, tmp_path, "objection")
    phone.presses_button("Send the answer")
    phone.sees("Choose your answer")
    phone.main.locator("input[name=outcome][value=cannot]").check()
    phone.presses_button("Send the answer")
    phone.sees("Write the reason")
    expect(phone.main.locator("input[name=outcome][value=cannot]")).to_be_checked()
    pictures(phone, tmp_path, "refused")
    phone.main.locator("input[name=outcome][value=done]").check()
    phone.presses_button("Send the answer")
    phone.sees("Thank you, everything is answered")
    pictures(phone, tmp_path, "thanks")
    # Then the prohibition stands there by the firm's word, and the link says that it is answered
    assert demo.step(person.reference, "marketing", SYSTEM).outcome == "done"
    phone.goes(_link(demo, objection))
    phone.presses_button("Open the letter")
    phone.sees("This is answered")
    # And at a desk the search, with a file
    desk = firms()
    desk.goes(_link(demo, search))
    desk.presses_button("Open the letter")
    desk.sees("Tell us what you hold about this person")
    pictures(desk, tmp_path, "search")
    calls = tmp_path / "Call list 2026.csv"
    calls.write_text("day;number;result\n2026-05-03;0401234567;no answer\n")
    desk.main.locator("input[name=outcome][value=found]").check()
    desk.main.locator("[name=found_phone]").fill("Called on 3 May 2026: no answer")
    desk.main.locator("input[type=file]").set_input_files(calls)
    desk.presses_button("Send the answer")
    desk.sees("Thank you, everything is answered")
    # Then staff find it in the review, with the file
    clerk = clerks()
    clerk.opens(person.reference)
    clerk.sees("The processor answered")
    clerk.opens_step(person.reference, "access", SYSTEM)
    clerk.sees("Answered on")
    pictures(clerk, tmp_path, "answered-step")
    clerk.opens(person.reference, "/findings")
    clerk.sees("Call list 2026.csv")
    clerk.sees("Called on 3 May 2026: no answer")
    clerk.main.get_by_role("row", name=re.compile("Call list 2026")).get_by_role("link").first.click()
    with clerk.tab.expect_download() as coming:
        clerk.main.get_by_role("link", name="Look at the file that the processor sent").click()
    assert coming.value.suggested_filename == "Call list 2026.csv"
    # And the person reads where marketing is stopped
    person.opens_the_case()
    person.sees("Where marketing is stopped")
    demo.verifies()


def test_it_is_sent_again_and_taken_back(
    demo: Demo, owner: Walker, people: Make, clerks: Clerks, firms: Callable[..., Walker], tmp_path: Path
) -> None:
    # Given a firm that was asked, and that has not opened its letter
    known = customer(demo, 45)
    before = len(demo.mails(FIRM))
    person = people(known.email, known.name)
    person.asks_for("marketing")
    person.opens_the_link(person.reads_the_mail())
    person.confirms()
    until(lambda: len(demo.mails(FIRM)) > before, "a mail to the firm")
    until(lambda: demo.step(person.reference, "marketing", SYSTEM).asked_at is not None, "the asking")
    old = demo.mails(FIRM)[-1]
    clerk = clerks()
    clerk.opens_step(person.reference, "marketing", SYSTEM)
    clerk.sees("not opened yet")
    pictures(clerk, tmp_path, "asked-step")
    # When it is sent again
    clerk.presses_button("Send the link again")
    until(lambda: len(demo.mails(FIRM)) > before + 1, "another mail")
    firm = firms()
    firm.goes(_link(demo, old))
    firm.sees("This link no longer works")
    pictures(firm, tmp_path, "dead")
    firm.goes(_link(demo, demo.mails(FIRM)[-1]))
    firm.presses_button("Open the letter")
    firm.sees("Stop the marketing to this person")
    # When it is taken back
    clerk.opens_step(person.reference, "marketing", SYSTEM)
    clerk.sees("opened on")
    clerk.presses_button("Take the letter back")
    clerk.sees("was taken back")
    firm.tab.reload()
    firm.sees("This link no longer works")
    # Then staff write the outcome
    clerk.does_by_hand("done")
    assert demo.step(person.reference, "marketing", SYSTEM).performer == "processor"
    pictures(owner, tmp_path, "processors")
    owner.follows("Telemarketing company")
    pictures(owner, tmp_path, "processor")
    demo.verifies()
