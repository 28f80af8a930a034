"""An owner says a letter in own words, staff send it, the person reads it: in a real browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from portal.storage import tables as t
from tests.browser.test_rights import asks, customer
from tests.browser.walking import Clerk, Demo, Person

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]
CLOSING = "Come by the shop on a weekday: we gladly talk it over.\n\n{{7*7}} stays what it is."
FACTS = "The same was asked on 1, 8 and 15 November, and nothing has changed since."


def pictured(walker: Clerk | Person, folder: Path, name: str) -> None:
    """Keep a picture of the page for whoever wants to look."""
    walker.tab.screenshot(path=folder / f"{name}.png", full_page=True)


def test_it_goes_in_the_owners_words_to_the_person(demo: Demo, people: Make, clerks: Clerks, tmp_path: Path) -> None:
    # Given somebody who asked, and an owner who does not like how refusals end
    known = customer(demo, 60)
    person = asks(people, known, None, "access")
    clerk = clerks()
    clerk.follows("The words of your letters")
    pictured(clerk, tmp_path, "list")
    clerk.follows_to("/letters/refusal/en", "Standard")
    pictured(clerk, tmp_path, "standard")
    # When a sentence that the law wants is emptied, it is named, and the rest stays as it was typed
    first = clerk.main.locator("textarea").nth(2)
    standard = first.input_value()
    assert standard == "We received your request on [day]."
    first.fill("")
    clerk.main.get_by_label("An end of your own").fill(CLOSING)
    clerk.presses_button("Save and use from now on")
    clerk.sees("The law wants this said. Say it in your own words, or write: We received your request on [day].")
    expect(clerk.main.get_by_label("An end of your own")).to_have_value(CLOSING)
    pictured(clerk, tmp_path, "refused")
    first.fill("Your request came to us on [day].")
    clerk.presses_button("Look at it first")
    expect(clerk.main.locator("article.letter")).to_contain_text("we gladly talk it over")
    pictured(clerk, tmp_path, "preview")
    clerk.presses_button("Save and use from now on")
    clerk.is_at("/letters")
    clerk.sees("Your own words")
    pictured(clerk, tmp_path, "changed")
    # When staff refuse a request
    clerk.opens(person.reference, "/unfounded")
    clerk.main.locator("[name=burden][value=excessive]").check()
    clerk.main.locator("[name=facts]").fill(FACTS)
    clerk.main.locator("[name=outcome][value=refuse]").check()
    clerk.presses_button("Look at the letter")
    pictured(clerk, tmp_path, "refusal")
    clerk.presses_button("Refuse and send the letter")
    clerk.is_at(person.reference)
    # Then the person reads it so, and reads the same when the owner goes back to the standard words
    person.opens_the_answer()
    for words in ("Your request came to us on", "we gladly talk it over", "{{7*7}} stays what it is.", FACTS):
        person.sees(words)
    pictured(person, tmp_path, "read")
    clerk.goes(f"/staff/{demo.slug}/letters/refusal/en")
    clerk.unfolds("Back to the standard words")
    clerk.presses_button("Back to the standard words")
    clerk.is_at("/letters")
    clerk.goes(f"/staff/{demo.slug}/letters/refusal/en/versions/1")
    clerk.sees("Take up again")
    pictured(clerk, tmp_path, "version")
    person.tab.reload()
    person.sees("we gladly talk it over")
    assert [one.kind for one in demo.rows(t.Letter, person.reference)] == ["refusal"]
    demo.verifies()
