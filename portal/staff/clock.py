"""What stands beside a request's last day: the controller's own target, and what its register lacks."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal import facts
from portal.domain.errors import Invalid
from portal.domain.register_gaps import BASIS_MISSING, legal_gaps
from portal.reading.toml import register_from_json
from portal.staff import case_words
from portal.staff.case_view import register_document
from portal.storage.door.case import CasePage
from portal.web import guards
from portal.words import say

_CHECKED: dict[str, tuple[Mapping[str, Any], Any]] = {}


def own_target(received: datetime, safe: date) -> date | None:
    """The controller's own target, where it is nearer than the law's date; never told to the person."""
    controller, set_to = guards.controller(), guards.register().controller.answer_within_days
    day = received.astimezone(ZoneInfo(controller.time_zone)).date()
    return facts.own_target(day, safe, set_to, controller.country, controller.region)


def target_of(case: CasePage) -> date | None:
    """The same of one request; none once more time was asked for, for then it was given up knowingly."""
    return own_target(case.received_at, case.safe) if case.is_open and not case.deadline.extended else None


def uncounted(case: CasePage) -> list[str]:
    """What of the register's country, region and zone the clock could not go by, a sentence each."""
    controller, _gaps = _checked(case)
    return [*_said_place(controller)]


def silent(case: CasePage) -> list[str]:
    """The purposes of the register that was in force which lack a legal basis or a time of keeping."""
    _controller, gaps = _checked(case)
    return [_said_gap(gap.rule, case_words.say_purpose(guards.register(), gap.purpose)) for gap in gaps]


def _checked(case: CasePage) -> tuple[Mapping[str, Any], Any]:
    """A register version never changes, so that it is looked through once in each process."""
    if case.register_version_id not in _CHECKED:
        document = register_document(case.reference)
        _CHECKED[case.register_version_id] = document["controller"], legal_gaps(register_from_json(document))
    return _CHECKED[case.register_version_id]


def _said_place(controller: Mapping[str, Any]) -> Iterator[str]:
    country, region = str(controller["country"]), str(controller.get("region", ""))
    try:
        facts.calendar_of(country, region, years=[facts.FIRST_YEAR + 1])
    except Invalid as fault:
        if fault.code == "unknown_region":
            yield say("controller.region: “%(given)s” is not known.", given=region)
        else:
            yield say("controller.country: “%(given)s” is no country of the EU or the EEA.", given=country)
    zone = str(controller["time_zone"])
    if facts.usable_zone(country, zone) != zone:
        yield say("controller.time_zone: “%(given)s” is no time zone.", given=zone)


def _said_gap(rule: str, purpose: str) -> str:
    if rule == BASIS_MISSING:
        return say("%(purpose)s: no legal basis (Art 13(1)(c))", purpose=purpose)
    return say("%(purpose)s: no time of keeping (Art 13(2)(a))", purpose=purpose)
