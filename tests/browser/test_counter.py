"""What comes by phone and by letter, more time, hands, and the keyboard alone, in a real browser with real mail."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from portal.domain.ladder import Rung
from portal.domain.lifecycle import Channel, Resolution, Right, Status, Verdict
from portal.journey import counter
from portal.office import accounts
from portal.reading.toml import shipped_register
from portal.storage import tables as t
from tests.browser.packages import given, held, verified
from tests.browser.test_rights import Known, customer
from tests.browser.walking import Clerk, Demo, Person, Watch, until

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]
HOME = "Metsäpolku 4 A 2\n00100 Helsinki"
REASONS = "Your orders reach back to 2009, and three archives have to be gone through by hand."
COLLEAGUE = ("eino@example.org", "Eino Apulainen", "a long enough password")
NARROW = {"width": 360, "height": 740}
CODE = re.compile(r"\b([0-9A-Z]{5}-[0-9A-Z]{5})\b")


@pytest.fixture
def colleague(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Clerk]:
    """A second member of the shop's staff, signed in; there are two to give requests to."""
    address, name, password = COLLEAGUE
    store = demo.store
    if not accounts.has_account(store, address):
        accounts.add_staff(store, address, name, password, demo.slug, "handler", "en")
    store.database.close()
    clerk = Clerk(demo, browser, watch)
    clerk.signs_in_with(address, password)
    yield clerk
    clerk.leaves()


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


def test_it_answers_a_caller_by_mail_from_the_day_of_the_call(
    demo: Demo, people: Make, clerks: Clerks, tmp_path: Path
) -> None:
    # Given somebody who called twelve days ago, and was called back
    known, called = customer(demo, 30), today() - timedelta(days=12)
    clerk, caller = clerks(), people(known.email, known.name)
    caller.reference = clerk.enters(
        called, "phone", "called_back", "access", name=known.name, email=known.email, phones=known.phone,
        note="The number on file",
    )  # fmt: skip
    # Then the clock runs from that day, and the search has begun
    row = demo.request(caller.reference)
    assert row.received_at.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Helsinki")).date() == called
    assert timedelta(days=28) <= row.due - called <= timedelta(days=36)
    until(lambda: demo.step(caller.reference).state != "waiting", "the search")
    clerk.is_at("/identity")
    # When the caller opens the link with the code that was told by phone
    told = clerk.main.locator(".code-display .unseen").inner_text().replace(" ", "")
    caller.opens_the_link(caller.reads_the_mail())
    caller.confirms(told)
    caller.is_at(caller.reference)
    caller.unfolds("How this date is counted")
    counted = f"Received on {called:%A} {called.day} {called:%B %Y}"
    expect(caller.tab.locator("body")).to_contain_text(counted)
    demo.finishes_finds(caller.reference)
    clerk.opens_the_review(caller.reference)
    clerk.says_who_it_is(str(known.number), is_person=True)
    clerk.includes_all_open()
    clerk.decides(caller.reference)
    clerk.releases(caller.reference)
    # Then the answer is theirs, with all that the register holds
    caller.opens_the_answer()
    assert given(verified(caller.downloads(tmp_path))) == held(demo.register_file, known.number)
    assert demo.request(caller.reference).status == Status.ANSWERED
    demo.verifies()


def test_it_answers_a_letter_by_letter(demo: Demo, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    # Given somebody who wrote a letter and has no mailbox
    known = customer(demo, 31)
    clerk, writer = clerks(), people("", known.name)
    reference = writer.reference = clerk.enters(
        today() - timedelta(days=3), "letter", "letter_on_file", "access", name=known.name,
        customer_number=str(known.number), postal_address=HOME,
    )  # fmt: skip
    # When the acknowledgement is printed and posted; it holds no code
    clerk.is_at("/post")
    receipt = clerk.prints(reference, tmp_path / "receipt.png")
    for words in (known.name, "Metsäpolku 4 A 2", reference):
        assert words in receipt
    assert not CODE.search(receipt.replace(reference, ""))
    assert "Print the sheets" not in receipt
    clerk.posts(reference)
    # When staff say who it is, decide and release
    demo.finishes_finds(reference)
    clerk.opens_the_review(reference)
    clerk.says_who_it_is(str(known.number), is_person=True)
    clerk.includes_all_open()
    clerk.decides(reference)
    until(lambda: "answer_prepared" in demo.kinds(reference), "the prepared answer")
    clerk.opens(reference, "/release")
    assert "is mailed" not in clerk.said
    clerk.releases(reference)
    # Then code, letter and data are on paper, and the code opens nothing before the press
    paper = clerk.prints(reference, tmp_path / "answer.png")
    (code,) = CODE.findall(paper.replace(reference, ""))
    for words in (known.name, "Metsäpolku 4 A 2", reference, "The answer to your request", known.email, "60 days"):
        assert words in paper, words
    writer.types_the_code(code)
    writer.is_at("/letter")
    clerk.posts(reference)
    # Then another browser opens it with what is printed
    writer.opens_the_letter(code)
    writer.follows("Open the answer")
    writer.is_at("/answer")
    assert given(verified(writer.downloads(tmp_path))) == held(demo.register_file, known.number)
    assert demo.request(reference).resolution == Resolution.GRANTED
    assert "letter_opened" in demo.kinds(reference)
    demo.verifies()


def test_it_takes_more_time_and_hands_the_request_over(
    demo: Demo, people: Make, clerks: Clerks, colleague: Clerk
) -> None:
    # Given a request that takes more than a month, and another one of the same person
    known = customer(demo, 32)
    person = people(known.email, known.name)
    person.asks_and_sends("access")
    owner, due = clerks(), demo.request(person.reference).due
    letter = owner.extends(person.reference, REASONS)
    assert REASONS in letter
    later = demo.request(person.reference).due
    assert timedelta(days=50) < later - due < timedelta(days=70)
    # Then the person is mailed, reads the letter, and how the new date is counted
    until(lambda: len(demo.mails(known.email)) > 2, "the mail")
    person.opens_the_case()
    person.follows("Open the letter")
    person.opens_the_answer()
    person.sees(REASONS)
    person.opens_the_case()
    person.unfolds("How this date is counted")
    expect(person.tab.locator("body")).to_contain_text("three months from receipt")
    # When it goes into a colleague's hand with a note, and back
    owner.hands_over(person.reference, COLLEAGUE[1], "The archive answers on Monday")
    owner.sees(f"{COLLEAGUE[1]} has it in hand.")
    colleague.goes(f"/staff/{demo.slug}/requests?hand=mine")
    colleague.follows_to(person.reference, known.name)
    colleague.sees("You have it in hand.")
    colleague.sees("The archive answers on Monday")
    colleague.hands_over(person.reference, "Demo Owner", "It has answered")
    owner.opens(person.reference)
    owner.sees("You have it in hand.")
    # When both requests of the person are given away in one press
    second = owner.enters(today(), "phone", "called_back", "access", name=known.name, email=known.email, again=True)
    owner.goes(f"/staff/{demo.slug}/requests?q={known.email}")
    for reference in (person.reference, second):
        owner.ticks(reference)
    owner.main.get_by_label("Give the chosen ones to").select_option(COLLEAGUE[1])
    owner.presses_button("Give")
    owner.presses_button("Give them")
    owner.sees("2 requests changed hands.")
    assert len({demo.request(one).assignee_id for one in (person.reference, second)} - {None}) == 1
    colleague.goes(f"/staff/{demo.slug}/requests?hand=mine")
    colleague.sees(person.reference)
    colleague.sees(second)
    demo.verifies()


def entered(demo: Demo, known: Known) -> str:
    """A request by mail from the address on file, entered and looked up everywhere; its reference."""
    store = demo.store
    entry = counter.Entry(
        rights=(Right.ACCESS,), channel=Channel.MAIL, day=today(), language="en", name=known.name,
        seen=Rung.CONTACT_ON_FILE, email=known.email,
    )  # fmt: skip
    made = counter.enter(store, demo.owner, entry, shipped_register(demo.slug))
    store.database.close()
    demo.finishes_finds(made.reference)
    return made.reference


def test_it_leaves_out_a_part_by_keyboard_alone(demo: Demo, clerks: Clerks) -> None:
    # Given a record on a page as wide as a small phone
    known = customer(demo, 33)
    reference = entered(demo, known)
    clerk = clerks(viewport=NARROW)
    clerk.opens_the_review(reference)
    clerk.tabs_to("Order")
    clerk.tab.keyboard.press("Enter")
    expect(clerk.main.get_by_role("heading", name="Order", exact=True)).to_be_visible()
    assert clerk.tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    address = clerk.path
    # When Enter is pressed on the part that was chosen, it is asked what is meant, and nothing is given
    clerk.tabs_to("Leave out: Total in cents")
    clerk.tab.keyboard.press("Space")
    clerk.tab.keyboard.press("Enter")
    clerk.sees("Choose what to do")
    assert _finding(demo, reference, address).verdict == Verdict.OPEN
    expect(clerk.main.get_by_label("Leave out: Total in cents")).to_be_checked()
    clerk.tabs_to("Why it is withheld")
    clerk.tab.keyboard.type("Would harm")
    clerk.tab.keyboard.press("Tab")
    clerk.tab.keyboard.type("The mailbox is shared")
    clerk.tabs_to("Give it without the parts left out")
    clerk.tab.keyboard.press("Enter")
    # Then that press is carried out, with its ground
    clerk.is_at("/findings")
    kept = _finding(demo, reference, address)
    assert (kept.verdict, kept.ground) == (Verdict.MASKED, "others_rights")
    clerk.goes(address)
    clerk.sees("left out")
    expect(clerk.main.locator("s")).to_have_count(1)


def _finding(demo: Demo, reference: str, address: str) -> t.Finding:
    rows: list[t.Finding] = demo.rows(t.Finding, reference)
    (found,) = [row for row in rows if row.id == address.split("/")[-1]]
    return found
