"""Article 19 in the real browser: who is told of a change, by whom, and what the person hears when they ask."""

import re
from pathlib import Path

from playwright.sync_api import expect

from portal.demo.thewind_customers import RAUNO
from portal.domain.wishes import Correction, Wishes
from tests.browser.test_consultancy import firm
from tests.browser.test_rights import Clerks, Make, asks, customer, reviewed
from tests.browser.walking import PHONE, Demo, Walker, until

__all__ = ["firm"]
RIGHT = "+358 40 000 4455"


def test_it_tells_each_recipient_of_a_correction_and_the_person_who_asks(
    demo: Demo, people: Make, clerks: Clerks, tmp_path: Path
) -> None:
    # Given a telephone number that was corrected in the record shop's register
    known = customer(demo, 61)
    person = asks(people, known, Wishes(corrections=(Correction("phone", known.phone, RIGHT),)), "rectification")
    clerk = reviewed(clerks, person)
    clerk.decides(person.reference)
    until(lambda: "rectified" in demo.kinds(person.reference), "the correction")
    clerk.releases(person.reference)
    # When the person reads the answer, it names who has to be told, and claims of nobody that they were
    person.opens_the_answer()
    for words in ("had not been told when this letter was written", "Slack,", "Google,"):
        person.sees(words)
    assert "We told these recipients" not in person.said
    person.opens_the_case()
    person.presses_button("Show whom you told")
    person.sees("Not told yet")
    pictures(person, tmp_path, "asked")
    person.sees("To be told by")
    # And the clerk is led to each of them, with a text that says what is right
    clerk.opens(person.reference)
    clerk.sees("Tell who received the data")
    clerk.follows("Tell the first one")
    clerk.sees("The notice names only a kind of recipient")
    becomes = re.compile(rf"“{re.escape(known.phone)}” becomes “{re.escape(RIGHT)}”")
    expect(clerk.main.get_by_label("Text to copy")).to_have_value(becomes)
    pictures(clerk, tmp_path, "telling")
    clerk.presses_button("Save the outcome")
    clerk.sees("Choose what came of it")
    pictures(clerk, tmp_path, "refused")
    assert clerk.tells_recipients(person.reference) == 5
    expect(clerk.main.get_by_role("link", name="Tell the first one")).to_have_count(0)
    pictures(clerk, tmp_path, "told")
    # Then the answer on the person's page is of today, on a telephone too
    person.tab.set_viewport_size(PHONE)
    person.opens_the_case()
    person.sees("Kaveri Records Oy")
    person.sees("Told on")
    assert "Not told yet" not in person.said
    assert person.tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    pictures(person, tmp_path, "answer")
    demo.verifies()


def pictures(walker: Walker, folder: Path, name: str) -> None:
    """The page as it looks on a desk and on a telephone, light and dark."""
    size = walker.tab.viewport_size
    for place, viewport in (("desk", {"width": 1200, "height": 900}), ("phone", {"width": 360, "height": 780})):
        walker.tab.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            walker.tab.emulate_media(color_scheme=scheme)
            walker.tab.screenshot(path=folder / f"{name}-{place}-{scheme}.png", full_page=True)
            width = walker.tab.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"], f"{name} is {width} px wide on a {place}"
    walker.tab.emulate_media(color_scheme="light")
    if size is not None:
        walker.tab.set_viewport_size(size)


def test_it_says_that_nobody_else_has_the_data_of_the_consultancy(firm: Demo, people: Make, clerks: Clerks) -> None:
    rauno = people(RAUNO.email, RAUNO.name, demo=firm)
    rauno.wishes = Wishes(corrections=(Correction("phone", "", "+358 50 111 2222"),))
    rauno.asks_and_sends("rectification")
    firm.finishes_finds(rauno.reference)
    owner = clerks(demo=firm)
    owner.opens_the_review(rauno.reference)
    owner.takes_in_the_sure_ones()
    owner.includes_all_open()
    owner.finishes_the_review(rauno.reference)
    owner.chooses_in_decision("how_rectification_0", "refuse")
    owner.chooses_in_decision("why_rectification_0", "accurate")
    owner.confirms_the_decision(rauno.reference)
    owner.releases(rauno.reference)
    assert owner.tells_recipients(rauno.reference) == 0
    rauno.opens_the_case()
    rauno.presses_button("Show whom you told")
    rauno.sees("Nobody: what was changed had not been given to anybody outside")
