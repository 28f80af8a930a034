"""What a text says of the person, and how long a hostile one may take."""

import time

import pytest

from portal.systems.contract import Identifiers
from portal.systems.free_text import mailboxes, other_mailboxes, phrases, spoken
from portal.systems.matching import wanted
from tests.systems.near_misses import NEAR_MISSES, SOUGHT, NearMiss

WANT = wanted(SOUGHT, "FI")


def _is_named(miss: NearMiss) -> bool:
    """Whether the whole name stands there, be it as a part of a longer family name."""
    return miss.may_be_mentioned or "-" in miss.name


@pytest.mark.parametrize(
    "written", ["+358401234567", "040 1234567", "040-123 4567", "+358 40 123 4567", "(040) 1234567"]
)
@pytest.mark.parametrize(
    "around", ["{}", "Soita {}!", "puh. {}, iltaisin", "0501111111 {} 0502222222", "x" * 90 + " {}"]
)
def test_it_reads_numbers_as_people_write_them(written: str, around: str) -> None:
    assert spoken(around.format(written), WANT) == ("phone",)


@pytest.mark.parametrize("text", ["asiakas 10023 soitti", "Asiakas: 10023."])
def test_it_reads_customer_numbers_whole(text: str) -> None:
    assert spoken(text, WANT) == ("customer_number",)


@pytest.mark.parametrize("miss", [each for each in NEAR_MISSES if not _is_named(each)], ids=lambda each: each.why)
@pytest.mark.parametrize("around", ["{}", "Katso {} tänään", "<{}>", "({})"])
def test_it_takes_nobody_for_the_person(miss: NearMiss, around: str) -> None:
    said = miss.email or miss.phone or miss.name or miss.customer_number
    assert spoken(around.format(said), WANT) == ()


def test_it_takes_no_short_customer_number_for_a_mention() -> None:
    want = wanted(Identifiers(proven_email="a@example.org", customer_numbers=("12",)), "FI")
    assert spoken("12 kpl", want) == ()


def test_it_names_the_others() -> None:
    text = "Anna.Virtanen@example.org, <b@example.net>; mailto:c@example.net."
    assert other_mailboxes(text, WANT) == ("b@example.net", "c@example.net")
    assert mailboxes("") == ()


def test_it_searches_by_what_can_be_quoted() -> None:
    asked = Identifiers(proven_email="a@example.org", name='Anna "x" \\ Virtanen\n', phones=("+358401234567",))
    found = phrases(asked, wanted(asked, "FI"))
    assert found[:2] == ("a@example.org", "anna x virtanen")
    assert not any(letter in each for each in found for letter in "\"\\\n'")
    assert {"+358401234567", "040 1234567", "0401234567"} <= set(found)


@pytest.mark.parametrize(
    "hostile",
    ["0401234568 " * 20_000, "1 " * 100_000, "(040) " * 30_000, "1/2/3-" * 30_000, "234567 " * 30_000, "@" * 200_000],
    ids=("numbers", "digits", "brackets", "slashes", "tails", "ats"),
)
def test_it_is_not_kept_busy(hostile: str) -> None:
    before = time.process_time()
    spoken(hostile, WANT)
    mailboxes(hostile)
    assert time.process_time() - before < 2
