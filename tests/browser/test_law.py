"""What the law lets a controller do and how it has to say so, in a real browser: more time, keeping, weighing."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from portal.domain.wishes import Wishes
from portal.words import say_date, using
from tests.browser.test_rights import Known, asks, customer, reviewed
from tests.browser.walking import Clerk, Demo, Person, until

Make = Callable[..., Person]
Clerks = Callable[..., Clerk]
REASONS = "Your orders reach back to 2009, and three archives have to be gone through by hand."
WEIGHED = {
    "grounds": "Two records were taken from our shelf, and a report was made.",
    "situation": "You work for another shop and do not want to stand in our register.",
    "outweighs": "Without the two orders of that day nobody can find out what happened.",
    "milder": "Only those two orders are used, and only until the matter is closed.",
}
YEAR = re.compile(r"(?:19|20)\d{2}")
OMBUDSMAN = "https://tietosuoja.fi/en/notification-to-the-data-protection-ombudsman"


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


def last_days_of_vouchers(demo: Demo, known: Known) -> list[date]:
    """Until when the Accounting Act keeps a customer's invoices: the sixth year's end after the financial year's."""
    with closing(sqlite3.connect(demo.register_file)) as connection:
        rows = connection.execute("SELECT laskupvm FROM laskut WHERE asiakasnro = ?", [known.number]).fetchall()
    written = [YEAR.search(str(day)) for (day,) in rows]  # the shop's old software wrote 31.8.2019
    years = {int(year[0]) for year in written if year is not None}
    return sorted(day for year in years if (day := date(year + 6, 12, 31)) >= today())


def test_it_extends_the_time_while_it_is_time(demo: Demo, people: Make, clerks: Clerks) -> None:
    # Given a request of today
    known = customer(demo, 50)
    person = asks(people, known, None, "access")
    before = demo.request(person.reference).due
    # When staff extend it with reasons
    clerk = clerks()
    letter = clerk.extends(person.reference, REASONS)
    assert REASONS in letter
    # Then the person reads the reasons, the new last day and how to complain, and the way is closed
    assert demo.request(person.reference).due > before
    person.opens_the_answer()
    for words in (REASONS, "The new last day is", "Article 12(3) GDPR", "Ombudsman"):
        person.sees(words)
    clerk.opens(person.reference, "/extend")
    clerk.sees("The time has been extended")
    expect(clerk.main.get_by_role("button", name="Look at the letter")).to_have_count(0)


def test_it_offers_no_extension_once_it_is_too_late(demo: Demo, clerks: Clerks) -> None:
    # Given a letter that came seven weeks ago
    known = customer(demo, 51)
    clerk = clerks()
    reference = clerk.enters(
        today() - timedelta(days=49), "letter", "letter_on_file", "access", name=known.name,
        customer_number=str(known.number), postal_address="Metsäpolku 4 A 2\n00100 Helsinki",
    )  # fmt: skip
    before = demo.request(reference).due
    # When staff look for more time
    clerk.opens(reference, "/extend")
    # Then the page says that it is too late and what to do instead, and there is nothing to press
    clerk.sees("It is too late for an extension")
    clerk.sees("Article 12(3) GDPR")
    clerk.sees("Late is better than never")
    expect(clerk.main.get_by_role("button")).to_have_count(0)
    expect(clerk.main.locator("textarea")).to_have_count(0)
    assert demo.request(reference).due == before


def test_it_keeps_vouchers_until_their_last_day_and_says_so(demo: Demo, people: Make, clerks: Clerks) -> None:
    # Given a customer with invoices that the Accounting Act still keeps, who wants everything deleted
    known = customer(demo, 52)
    days = last_days_of_vouchers(demo, known)
    assert days
    with using("en", "Europe/Helsinki"):
        told = [say_date(day, "long") for day in days]
    person = asks(people, known, Wishes(), "erasure")
    clerk = reviewed(clerks, person)
    # Then staff see it proposed with the law and the last day
    clerk.finishes_the_review(person.reference)
    clerk.sees("Article 17(3)(b) GDPR")
    clerk.sees(f"Kept until {told[-1]}")
    clerk.confirms_the_decision(person.reference)
    until(lambda: "erased" in demo.kinds(person.reference), "the erasure")
    assert clerk.carries_out_by_hand(person.reference) == 1
    clerk.releases(person.reference)
    # And the letter tells the person each last day, why, the authority and the court
    person.opens_the_answer()
    for words in (
        "We have deleted part of your data", *told, "The law obliges us to keep it for a set time",
        "Article 17(3)(b) GDPR", "Ombudsman", OMBUDSMAN, "Article 79 GDPR",
    ):  # fmt: skip
        person.sees(words)
    person.opens_the_case()
    person.sees(f"Kept until {told[-1]}, that day included.")


def test_it_refuses_an_objection_only_after_it_was_weighed(demo: Demo, people: Make, clerks: Clerks) -> None:
    # Given somebody who objects with a reason of their own; the data is frozen meanwhile
    known = customer(demo, 53)
    wishes = Wishes(purposes=("customer_relationship",), reason="I work for another shop")
    person = asks(people, known, wishes, "objection")
    clerk = reviewed(clerks, person)
    person.opens_the_case()
    person.sees("Frozen data is only stored")
    # When staff refuse without having weighed
    clerk.finishes_the_review(person.reference)
    clerk.sees("I work for another shop")
    clerk.chooses_in_decision("how_objection_customer_relationship", "refuse")
    clerk.chooses_in_decision("why_objection_customer_relationship", "compelling")
    clerk.chooses_in_decision("grounds_objection_customer_relationship", WEIGHED["grounds"])
    clerk.presses_button("Decide")
    # Then each part that is missing is named, and nothing typed is lost
    for words in ("Write why your grounds weigh more", "Write which milder ways were considered"):
        clerk.sees(words)
    grounds = clerk.main.locator("[name=grounds_objection_customer_relationship]")
    expect(grounds).to_have_value(WEIGHED["grounds"])
    for part, text in WEIGHED.items():
        clerk.chooses_in_decision(f"{part}_objection_customer_relationship", text)
    clerk.confirms_the_decision(person.reference)
    clerk.releases(person.reference)
    # And the letter holds the grounds, the weighing, the article, the authority with its address, and the court
    person.opens_the_answer()
    for words in (
        "Why we go on using your data", *WEIGHED.values(), "Article 21(1) GDPR",
        "Office of the Data Protection Ombudsman", "PL 800, 00531 Helsinki", OMBUDSMAN, "Article 79 GDPR",
    ):  # fmt: skip
        person.sees(words)
    clerk.opens(person.reference, "/decision")
    clerk.sees(WEIGHED["milder"])
    demo.verifies()
