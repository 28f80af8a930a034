"""What libraries know, as the portal uses it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.deadlines import DayKind, Deadline, Suspension
from portal.domain.errors import Invalid
from portal.facts import (
    calendar_of,
    country_and_region,
    deadline_at_any_rate,
    deadline_for,
    e164,
    extended,
    fold_email,
    mailbox_identity,
    own_target,
    usable_zone,
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


UNCOUNTABLE = {
    "country": ("XX", "", "Europe/Helsinki"),
    "region": ("FI", "Atlantis", "Europe/Helsinki"),
    "zone": ("FI", "", "Mars/Base"),
    "country and zone": ("XX", "YY", "Mars/Base"),
}


@pytest.mark.parametrize("wrong", UNCOUNTABLE)
def test_it_gives_every_request_a_clock_that_is_never_the_later_one(wrong):
    country, region, zone = UNCOUNTABLE[wrong]
    for days in range(0, 400, 7):
        received = datetime(2026, 1, 1, 23, 30, tzinfo=UTC) + timedelta(days=days)
        counted = deadline_at_any_rate(received, country, region, zone)
        if wrong != "zone":
            assert counted.uncertain
            assert [step.code for step in counted.steps][1] == "uncounted"
        assert counted.safe.weekday() < 5
        assert counted.safe <= deadline_for(received, "FI").safe
        assert Deadline.from_json(counted.to_json()) == counted
        assert extended(counted).country == country
        assert ("uncounted" in [step.code for step in extended(counted).steps]) is (wrong != "zone")


def test_it_counts_as_ever_where_nothing_is_wrong():
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert deadline_at_any_rate(received, "DE", "BY", "Europe/Berlin") == deadline_for(received, "DE", "BY")


def test_it_still_refuses_what_no_clock_could_be_made_of():
    with pytest.raises(Invalid, match="before_rule"):
        deadline_at_any_rate(datetime(2018, 5, 1, tzinfo=UTC), "XX")
    with pytest.raises(Invalid, match="no_offset"):
        deadline_at_any_rate(datetime(2026, 5, 1), "XX")  # noqa: DTZ001  # the fault under test


def test_it_counts_beyond_its_tables_over_weekends():
    counted = deadline_at_any_rate(datetime(2150, 1, 1, 12, tzinfo=UTC), "FI")
    assert counted.due == date(2150, 2, 2)  # 1 February 2150 is a Sunday.
    assert counted.steps[1].values["why"] == "year_out_of_reach"


@pytest.mark.parametrize(
    ("country", "zone", "used"),
    [
        ("FI", "Europe/Helsinki", "Europe/Helsinki"),
        ("FI", "", "Europe/Helsinki"),
        ("SE", "Mars/Base", "Europe/Stockholm"),
        ("XX", "Mars/Base", "UTC"),
        ("XX", "", "UTC"),
        ("FI", "../etc/passwd", "Europe/Helsinki"),
    ],
)
def test_it_finds_a_zone_that_can_be_used(country, zone, used):
    assert usable_zone(country, zone) == used


def test_it_names_the_day_of_the_answer_where_that_is_out_of_reach():
    with pytest.raises(Invalid) as refused:
        deadline_for(datetime(2026, 1, 1, tzinfo=UTC), "FI", suspension=Suspension(date(2026, 1, 2), date(9998, 1, 1)))
    assert (refused.value.field, refused.value.details["last"]) == ("answered", 2099)


OWN = [
    # Received, the law's safe date, days, the target.
    ("2026-11-02", "2026-12-02", 14, "2026-11-16"),
    ("2026-11-07", "2026-12-07", 14, "2026-11-20"),  # 21 November is a Saturday.
    ("2026-12-11", "2027-01-11", 14, "2026-12-24"),  # Christmas Day; the day before is doubtful, so it is worked.
    ("2026-11-02", "2026-12-02", 0, None),
    ("2026-11-02", "2026-12-02", 31, None),
    ("2026-11-02", "2026-11-10", 14, None),
    ("2026-11-07", "2026-12-07", 1, "2026-11-07"),  # Never before it came, free though the day is.
]


@pytest.mark.parametrize(("received", "safe", "days", "target"), OWN)
def test_it_counts_the_controllers_own_target(received, safe, days, target):
    found = own_target(date.fromisoformat(received), date.fromisoformat(safe), days, "FI")
    assert found == (date.fromisoformat(target) if target else None)


def test_it_keeps_the_own_target_between_receipt_and_the_laws_date():
    for number in range(0, 800):
        received = date(2026, 1, 1) + timedelta(days=number)
        safe = deadline_for(datetime(received.year, received.month, received.day, 10, tzinfo=UTC), "FI").safe
        for days in (1, 7, 14, 30):
            target = own_target(received, safe, days, "FI")
            assert target is None or received <= target < safe
