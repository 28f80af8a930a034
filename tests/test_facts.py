"""What libraries know, as the portal uses it."""

from datetime import date

import pytest

from portal.domain.deadlines import DayKind
from portal.domain.errors import Invalid
from portal.facts import (
    business_id_ok,
    calendar_of,
    country_and_region,
    e164,
    fold_email,
    mailbox_identity,
    zone_of,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Aino.Virta@Example.ORG", "aino.virta@example.org"),
        ("  aino@example.org ", "aino@example.org"),
        ("aino+rekisteri@example.org", "aino+rekisteri@example.org"),
        ("Åsa@Example.org", "åsa@example.org"),
    ],
)
def test_it_folds_an_address(typed, folded):
    assert fold_email(typed) == folded


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "email_empty"),
        ("aino@example.org\r\nBcc: kalle@example.org", "email_line_break"),
        ("aino@example.org\n", "email_line_break"),
        ("aino@example.org\u2028", "email_line_break"),
        ("aino@example.org,kalle@example.org", "email_several"),
        ("aino@example.org; kalle@example.org", "email_several"),
        ("aino@kalle@example.org", "email_several"),
        ("=?utf-8?q?aino?=@example.org", "email_encoded"),
        ("aino", "email_malformed"),
        ("Aino <aino@example.org>", "email_malformed"),
        ("aino@localhost", "email_malformed"),
        ("a" * 250 + "@example.org", "email_too_long"),
    ],
)
def test_it_refuses_what_is_not_one_address(typed, code):
    with pytest.raises(Invalid) as refused:
        fold_email(typed)

    assert (refused.value.code, refused.value.field) == (code, "email")


def test_it_counts_plus_tags_and_capitals_as_one_mailbox():
    assert mailbox_identity("Aino+a+b@Example.org") == mailbox_identity("aino@example.org") == "aino@example.org"


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("040 123 4567", "FI", "+358401234567"),
        ("+46 8 123 456 78", "FI", "+46812345678"),
        ("08-123 456 78", "SE", "+46812345678"),
        ("12", "FI", None),
        ("ei ole", "FI", None),
        ("", "FI", None),
    ],
)
def test_it_writes_a_phone_number_in_one_way(typed, country, number):
    assert e164(typed, country) == number


@pytest.mark.parametrize(
    ("business_id", "is_ok"),
    [
        ("1234567-1", True),
        ("1234567-2", False),
        ("7654322-0", True),
        *((f"7654328-{digit}", False) for digit in range(10)),
        ("12345671", False),
        ("١٢٣٤٥٦٧-١", False),
        ("", False),
    ],
)
def test_it_checks_the_digit_of_a_finnish_business_id(business_id, is_ok):
    assert business_id_ok(business_id) is is_ok


def test_it_reads_a_country_with_its_region():
    assert country_and_region("DE-BY") == ("DE", "BY")
    assert country_and_region("fi") == ("FI", "")


@pytest.mark.parametrize("country", ["US", "XX", "", "GB", "Finland"])
def test_it_says_which_countries_it_knows(country):
    with pytest.raises(Invalid) as refused:
        country_and_region(country)

    assert refused.value.field == "country"
    assert "FI" in str(refused.value.details["choices"])


@pytest.mark.parametrize(("country", "region"), [("DE", "XX"), ("SE", "AB")])
def test_it_refuses_an_unknown_region(country, region):
    with pytest.raises(Invalid) as refused:
        calendar_of(country, region, years=[2026])

    assert (refused.value.code, refused.value.field) == ("unknown_region", "country")


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "Europe", "/etc/passwd", "../Europe/Helsinki", "\0"])
def test_it_refuses_an_unknown_zone(zone):
    with pytest.raises(Invalid) as refused:
        zone_of("FI", zone)

    assert (refused.value.code, refused.value.field) == ("unknown_zone", "zone")


def test_it_takes_another_zone_of_a_country_with_several():
    assert zone_of("PT") == "Europe/Lisbon"
    assert zone_of("PT", "Atlantic/Azores") == "Atlantic/Azores"


def test_it_refuses_years_beyond_the_tables():
    with pytest.raises(Invalid) as refused:
        calendar_of("FI", years=[2101])

    assert refused.value.code == "year_out_of_reach"


def test_it_names_holidays_in_the_languages_of_the_country():
    independence = calendar_of("FI", years=[2026]).days[date(2026, 12, 6)]

    assert independence.kind is DayKind.NATIONWIDE
    assert independence.name == independence.names["fi"] == "Itsenäisyyspäivä"
    assert independence.names["sv"] == "Självständighetsdagen"
    assert independence.names["en"] == "Independence Day"


def test_it_marks_the_eves_of_finland_and_sweden_and_keeps_estonias():
    eve = date(2026, 12, 24)

    assert calendar_of("FI", years=[2026]).days[eve].kind is DayKind.EVE
    assert calendar_of("SE", years=[2026]).days[date(2026, 6, 19)].kind is DayKind.EVE
    assert calendar_of("EE", years=[2026]).days[eve].kind is DayKind.NATIONWIDE
