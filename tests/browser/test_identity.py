"""A doubt that a code by post ends, and a guardian's request, in a real browser with real mail."""

import re
from collections.abc import Callable
from pathlib import Path

from portal.domain.lifecycle import Resolution, Status
from portal.storage import tables as t
from tests.browser.packages import given, held, verified
from tests.browser.test_rights import customer
from tests.browser.walking import Clerk, Demo, Person, until

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]
ON_FILE = "Satamakatu 3 B 14\n33200 Tampere"
CODE = re.compile(r"\b([0-9A-Z]{5}-[0-9A-Z]{5})\b")


def _rungs(demo: Demo, reference: str) -> set[str]:
    return {row.rung for row in demo.rows(t.Evidence, reference)}


def test_it_ends_a_doubt_with_a_code_by_post(demo: Demo, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    # Given somebody whose mailbox is the one on file, and whom staff doubt all the same
    known = customer(demo, 40)
    person, clerk = people(known.email, known.name), clerks()
    person.asks_and_sends("access")
    demo.finishes_finds(person.reference)
    until(lambda: "contact_on_file" in _rungs(demo, person.reference), "the contact on file")
    due = demo.request(person.reference).due
    clerk.opens(person.reference, "/identity")
    clerk.follows("Ask the person for more")
    clerk.main.locator("[name=doubt][value=mailbox_shared]").check()
    clerk.main.locator("[name=why]").fill("Somebody else wrote to us from this mailbox last week.")
    clerk.main.locator("[name=means][value=post_code]").check()
    clerk.main.locator("[name=contact]").fill(ON_FILE)
    clerk.presses_button("Look at the letter")
    clerk.sees("Please help us see that it is you")
    clerk.sees("This is the least that will do")
    assert "Satamakatu" not in clerk.main.locator("article.letter").inner_text()
    clerk.presses_button("Ask, and send the letter")
    clerk.is_at("/identity/letter")
    # When the letter is printed and posted, and nothing can be released meanwhile
    paper = clerk.main.locator(".sheets").inner_text()
    (code,) = CODE.findall(paper.replace(person.reference, ""))
    assert "Satamakatu 3 B 14" in paper
    clerk.presses_button("It was posted")
    clerk.is_at("/identity")
    clerk.opens_the_review(person.reference)
    clerk.takes_in_the_sure_ones()
    clerk.includes_all_open()
    clerk.decides(person.reference)
    until(lambda: "answer_prepared" in demo.kinds(person.reference), "the prepared answer")
    clerk.opens(person.reference, "/release")
    clerk.sees("A question is open")
    clerk.sees("It cannot be released before the points above are right.")
    # When the person types the code from the post
    until(lambda: len(demo.mails(known.email)) > 2, "the mail")
    person.opens_the_case()
    person.follows("See what we ask")
    person.is_at("/identity")
    person.sees("Somebody else wrote to us from this mailbox last week.")
    person.main.get_by_label("The code").fill("AAAAA-AAAAA")
    person.presses_button("Send the code")
    person.sees("That is not the code")
    person.main.get_by_label("The code").fill(code)
    person.presses_button("Send the code")
    person.is_at(person.reference)
    # Then the answer can go, the date stands where it stood, and both readings of the time are kept
    assert "letter_code" in _rungs(demo, person.reference)
    row = demo.request(person.reference)
    assert row.due == due
    assert row.deadline["asked"]
    clerk.releases(person.reference)
    person.opens_the_answer()
    assert given(verified(person.downloads(tmp_path))) == held(demo.register_file, known.number)
    demo.verifies()


def test_it_answers_a_guardian_once_the_authority_was_shown(
    demo: Demo, people: Make, clerks: Clerks, tmp_path: Path
) -> None:
    # Given a mother who asks for her child, by one more press on the page of her name
    child = customer(demo, 41)
    mother, clerk = people("mari.huoltaja@example.org", "Mari Huoltaja"), clerks()
    mother.asks_for("access")
    mother.opens_the_link(mother.reads_the_mail())
    mother.confirms()
    mother.is_at("/about")
    mother.main.get_by_label("What is your name?").fill(mother.name)
    mother.unfolds("I ask for somebody else")
    mother.main.locator("[name=kind][value=guardian_of_child]").check()
    mother.main.get_by_label("Name of the person it is about").fill(child.name)
    mother.main.get_by_label("Their email addresses").fill(child.email)
    mother.presses_button("Continue")
    mother.presses_button("Continue")
    mother.is_at("/check")
    mother.sees(child.name)
    mother.sends()
    # Then the queue and the request are flagged for a person, and nothing was found for sure
    demo.finishes_finds(mother.reference)
    clerk.opens_the_review(mother.reference)
    assert {row.match for row in demo.rows(t.Finding, mother.reference)} <= {"probable", "mention"}
    clerk.says_who_it_is(str(child.number), is_person=True)
    clerk.includes_all_open()
    clerk.decides(mother.reference)
    until(lambda: "answer_prepared" in demo.kinds(mother.reference), "the prepared answer")
    clerk.opens(mother.reference, "/release")
    clerk.sees("Record what was shown before anything goes.")
    clerk.sees("It cannot be released before the points above are right.")
    # When the authority was shown and recorded
    clerk.follows("See to the identity")
    clerk.sees("As the guardian of a child")
    clerk.main.get_by_label("What was shown, and who saw it").fill(
        "An extract of the population register, in the shop."
    )
    clerk.presses_button("The authority was shown")
    clerk.releases(mother.reference)
    # Then she gets what the register holds of her child
    mother.opens_the_answer()
    assert given(verified(mother.downloads(tmp_path))) == held(demo.register_file, child.number)
    row = demo.request(mother.reference)
    assert (row.status, row.resolution) == (Status.ANSWERED, Resolution.GRANTED)
    demo.verifies()
