"""What libraries know: days off and time zones of countries, addresses and phone numbers.

Every country of the European Union and the European Economic Area is known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from holidays import HolidayBase, country_holidays

from portal.domain import deadlines
from portal.domain.deadlines import (
    Calendar,
    DayKind,
    DayOff,
    Deadline,
    Step,
    Suspension,
    due_dates,
    years_touched,
)
from portal.domain.errors import Invalid

ZONES = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
}
COUNTRIES = tuple(ZONES)
FIRST_YEAR, LAST_YEAR = 2017, 2100
EARLIEST_ZONE = "UTC"
"""No capital of the area is behind it, so that a date counted there is never the later one."""
UNCOUNTED = "uncounted"
"""The step of a deadline whose calendar the register's data does not give."""

# Germany's Länder and Spain's autonomous communities make days off by laws of their own, so without
# a region it is uncertain which of them count. Elsewhere the national list alone is designated.
_REGIONS_LEGISLATE = frozenset({"DE", "ES"})
# Days off that a government moves or gives in place of another one, by their names in `holidays`.
_SUBSTITUTE_NAMES = ("Day off (substituted", "Non-working day")
_CHRISTMAS_EVE = {"fi": "jouluaatto", "sv": "julafton", "en": "Christmas Eve"}
_MIDSUMMER_EVE = {"fi": "juhannusaatto", "sv": "midsommarafton", "en": "Midsummer Eve"}
_NEW_YEARS_EVE = {"fi": "uudenvuodenaatto", "sv": "nyårsafton", "en": "New Year's Eve"}
_BUSINESS_ID = re.compile(r"([0-9]{7})-([0-9])")
_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_LONGEST_EMAIL = 254


def country_and_region(text: str) -> tuple[str, str]:
    """`DE-BY` as `("DE", "BY")`, `fi` as `("FI", "")`; Invalid for a country outside EU and EEA."""
    country, _, region = text.strip().partition("-")
    if country.upper() not in ZONES:
        raise Invalid("unknown_country", field="country", given=text, choices=", ".join(COUNTRIES))
    return country.upper(), region.strip()


def zone_of(country: str, zone: str = "") -> str:
    """`zone` when one is given, else that of the country's capital; Invalid for an unknown one."""
    country, _ = country_and_region(country)
    if not zone:
        return ZONES[country]
    try:
        return ZoneInfo(zone).key
    except (KeyError, ValueError, OSError) as error:
        raise Invalid("unknown_zone", field="zone", given=zone, example=ZONES[country]) from error


def calendar_of(country: str, region: str = "", *, years: Iterable[int]) -> Calendar:
    """The days off of a country, or of one region (`BY` of `DE`), in `years`.

    In Finland and Sweden the eves are working days, for their standing under Regulation 1182/71 is
    doubtful and the earlier date is safe; so is New Year's Eve in Sweden (lag 1930:173, 2 §).
    Invalid for an unknown country or region, or for years that the tables do not reach.
    """
    country, _ = country_and_region(country)
    wanted = frozenset(years)
    if not wanted or min(wanted) < FIRST_YEAR or max(wanted) > LAST_YEAR:
        raise Invalid("year_out_of_reach", field="received", first=FIRST_YEAR + 1, last=LAST_YEAR - 1)
    return _calendar(country, _region(country, region), wanted)


def deadline_for(
    received: datetime,
    country: str,
    region: str = "",
    zone: str = "",
    *,
    extended: bool = False,
    suspension: Suspension | None = None,
) -> Deadline:
    """The dates of a request by the calendar and the time zone of the controller's country."""
    if received.utcoffset() is None:
        raise Invalid("no_offset", field="received")
    answered = suspension.answered if suspension else None
    if answered is not None and answered.year >= LAST_YEAR:
        raise Invalid("year_out_of_reach", field="answered", first=FIRST_YEAR + 1, last=LAST_YEAR - 1)
    calendar = calendar_of(country, region, years=years_touched(received, answered))
    return due_dates(received, zone_of(country, zone), calendar, extended=extended, suspension=suspension)


def usable_zone(country: str, zone: str) -> str:
    """`zone`, else that of the country's capital, else the earliest one of the area: never an error."""
    home = ZONES.get(country.upper(), EARLIEST_ZONE)
    try:
        return ZoneInfo(zone).key if zone else home
    except (KeyError, ValueError, OSError):
        return home


def deadline_at_any_rate(
    received: datetime,
    country: str,
    region: str = "",
    zone: str = "",
    *,
    extended: bool = False,
    suspension: Suspension | None = None,
) -> Deadline:
    """The dates of a request whatever stands in the register: the clock runs from the receipt (Art 12(3) GDPR).

    Where the country, its region or the year is not known, the days off that are not certain are passed
    over by nothing, so that the date is the earliest that can be right; a step of the deadline says so.
    Weekends are free in every country (Regulation 1182/71, Art 2(2)).
    """
    place = usable_zone(country, zone)
    try:
        return deadline_for(received, country, region, place, extended=extended, suspension=suspension)
    except Invalid as fault:
        if fault.code not in _UNCOUNTABLE:
            raise
        calendar = _certain_calendar(country, region, received, suspension)
        counted = due_dates(received, place, calendar, extended=extended, suspension=suspension)
        given = country if not region else f"{country}-{region}"
        said = Step(UNCOUNTED, {"why": fault.code, "given": given})
        steps = (*counted.steps[:1], said, *counted.steps[1:])
        return replace(counted, country=country, region=region, uncertain=True, steps=steps)


_UNCOUNTABLE = frozenset({"unknown_country", "unknown_region", "year_out_of_reach"})


def _certain_calendar(country: str, region: str, received: datetime, suspension: Suspension | None) -> Calendar:
    """The nationwide days where the country is known, else weekends alone."""
    years = years_touched(received, suspension.answered if suspension else None)
    try:
        return calendar_of(country, years=years)
    except Invalid:
        return Calendar(country, region, {}, frozenset(years))


def own_target(received: date, safe: date, days: int, country: str, region: str = "") -> date | None:
    """The controller's own target by its calendar, as `deadlines.own_target`; weekends alone where it has none."""
    years = range(received.year, safe.year + 1)
    try:
        calendar = calendar_of(country, region, years=years)
    except Invalid:
        calendar = Calendar(country, region, {}, frozenset(years))
    return deadlines.own_target(received, safe, days, calendar)


def extended(deadline: Deadline, *, by_further_months: bool = True) -> Deadline:
    """The dates of the same request with two further months, or without them, counted from its receipt anew."""
    asked = deadline.asked
    return deadline_at_any_rate(
        deadline.received,
        deadline.country,
        deadline.region,
        deadline.zone,
        extended=by_further_months,
        suspension=Suspension(asked, deadline.answered) if asked is not None else None,
    )


def _region(country: str, region: str) -> str:
    """The region's code as the tables write it; some are letters (`BY`), some names (`Augsburg`)."""
    known = _subdivisions(country)
    for code in known:
        if code.casefold() == region.casefold():
            return code
    if region:
        raise Invalid("unknown_region", field="country", given=region, country=country, choices=", ".join(known))
    return ""


@lru_cache(maxsize=64)
def _subdivisions(country: str) -> tuple[str, ...]:
    """The regions that the tables know of a country; asking for them costs as much as a page's row."""
    return tuple(country_holidays(country).subdivisions)


@lru_cache(maxsize=64)
def _calendar(country: str, region: str, years: frozenset[int]) -> Calendar:
    days = {day: DayOff(DayKind.ELSEWHERE, name, {}) for day, name in _elsewhere(country, region, years)}
    nationwide = _holidays(country, "", years)
    without_substitutes = country_holidays(country, years=years, observed=False)
    for day, names in _holidays(country, region, years).items():
        kind = DayKind.NATIONWIDE if day in nationwide else DayKind.REGIONAL
        if kind is DayKind.NATIONWIDE and (day not in without_substitutes or _is_substitute(names)):
            kind = DayKind.SUBSTITUTE
        days[day] = DayOff(kind, names[""], {code: name for code, name in names.items() if code})
    for day, names in _eves(country, years):
        days[day] = DayOff(DayKind.EVE, names["sv" if country == "SE" else "fi"], names)
    return Calendar(country, region, days, years)


def _holidays(country: str, region: str, years: frozenset[int]) -> dict[date, dict[str, str]]:
    """Each public holiday with its names: under "" as the country says it, else by language."""
    spoken = country_holidays(country)
    found: dict[date, dict[str, str]] = {}
    for code, language in _languages(spoken):
        table = country_holidays(country, subdiv=region or None, years=years, language=language)
        for day, name in table.items():
            found.setdefault(day, {})[code] = name.replace("; ", ", ")
    return found


def _languages(table: HolidayBase) -> Iterator[tuple[str, str]]:
    """Pairs of our language code and the code under which `holidays` has it for this country."""
    yield "", table.default_language or ""
    for ours, theirs in (("fi", ("fi",)), ("sv", ("sv_FI", "sv")), ("en", ("en_US", "en_IE", "en_CY"))):
        known = [code for code in theirs if code in table.supported_languages]
        if known:
            yield ours, known[0]


def _is_substitute(names: dict[str, str]) -> bool:
    return names.get("en", "").startswith(_SUBSTITUTE_NAMES)


def _elsewhere(country: str, region: str, years: frozenset[int]) -> Iterator[tuple[date, str]]:
    """Days off of some region, where regions legislate and the controller is set to none."""
    if region or country not in _REGIONS_LEGISLATE:
        return
    language = country_holidays(country).default_language
    for subdivision in country_holidays(country).subdivisions:
        yield from country_holidays(country, subdiv=subdivision, years=years, language=language).items()


def _eves(country: str, years: frozenset[int]) -> Iterator[tuple[date, dict[str, str]]]:
    if country not in {"FI", "SE"}:
        return
    for year in years:
        yield date(year, 12, 24), _CHRISTMAS_EVE
        yield _midsummer_eve(year), _MIDSUMMER_EVE
        if country == "SE":
            yield date(year, 12, 31), _NEW_YEARS_EVE


def _midsummer_eve(year: int) -> date:
    """The Friday from 19 to 25 June."""
    first = date(year, 6, 19)
    return first + timedelta(days=(4 - first.weekday()) % 7)


def fold_email(address: str) -> str:
    """One address, checked without asking the network, in lower case.

    Invalid with `email_empty`, `email_too_long`, `email_line_break`, `email_several`,
    `email_encoded` or `email_malformed` (OWASP ASVS 1.3.11: nothing that could add a header or a recipient).
    """
    trimmed = address.strip(" ")
    if not trimmed:
        raise Invalid("email_empty", field="email")
    if len(trimmed) > _LONGEST_EMAIL:
        raise Invalid("email_too_long", field="email")
    if any(ord(character) < 32 or character in "\x7f\x85\u2028\u2029" for character in trimmed):
        raise Invalid("email_line_break", field="email")
    if "," in trimmed or ";" in trimmed or trimmed.count("@") > 1:
        raise Invalid("email_several", field="email")
    if "=?" in trimmed:
        raise Invalid("email_encoded", field="email")
    try:
        checked = validate_email(trimmed, check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid("email_malformed", field="email") from error
    return checked.normalized.lower()


def mailbox_identity(address: str) -> str:
    """The mailbox behind an address, for counting mails: folded, its plus-tag taken off."""
    name, _, domain = fold_email(address).rpartition("@")
    return f"{name.split('+', 1)[0] or name}@{domain}"


def e164(phone: str, country: str) -> str | None:
    """A phone number as `+358401234567`, read as dialled in `country`; None when it is not valid."""
    try:
        parsed = phonenumbers.parse(phone, country.upper())
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def e164_in(text: str, country: str) -> tuple[str, ...]:
    """The valid phone numbers that stand in a text, as `e164` gives them."""
    found = phonenumbers.PhoneNumberMatcher(text, country.upper())
    return tuple(phonenumbers.format_number(one.number, phonenumbers.PhoneNumberFormat.E164) for one in found)


def phones_in(text: str, country: str) -> tuple[tuple[int, int], ...]:
    """The places of the valid phone numbers in a text, read as dialled in `country`."""
    return tuple((one.start, one.end) for one in phonenumbers.PhoneNumberMatcher(text, country.upper()))


def business_id_ok(business_id: str, country: str = "FI") -> bool:
    """Whether a Finnish business id (1234567-8) has its right check digit; elsewhere, whether one is given."""
    if country.upper() != "FI":
        return bool(business_id.strip())
    parts = _BUSINESS_ID.fullmatch(business_id.strip())
    if parts is None:
        return False
    digits, check = parts.groups()
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, _BUSINESS_ID_WEIGHTS, strict=True)) % 11
    return remainder != 1 and int(check) == (11 - remainder) % 11
