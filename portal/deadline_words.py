"""The steps of a deadline, and what was wrong with its inputs, in the language in use."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.domain.deadlines import Deadline, Step, Value
from portal.domain.errors import Invalid
from portal.words import language, ngettext, say, say_date

_PLAIN = {"fi": "cccc d. MMMM y", "sv": "EEEE 'den' d MMMM y", "en": "EEEE d MMMM y"}
_ON = {"fi": "EEEE d. MMMM y", "sv": "EEEE'en den' d MMMM y", "en": "EEEE d MMMM y"}
_CLOCK = {"fi": "%H.%M", "sv": "%H.%M", "en": "%H:%M"}

Values = Mapping[str, Value]


def explain(deadline: Deadline) -> list[str]:
    """The way from receipt to due date, a sentence a step, in the language in use."""
    return [sentence for step in deadline.steps if (sentence := _say_step(step))]


def complain(error: Invalid) -> str:
    """What is wrong with a given date, country or zone, and what to write instead."""
    say_it = _COMPLAINTS.get(error.code)
    return say_it(error.details) if say_it else say("This value cannot be used.")


def _say_step(step: Step) -> str:
    """A sentence may begin with a weekday, which Finnish and Swedish write small."""
    sentence = _SENTENCES[step.code](step.values)
    return sentence[:1].upper() + sentence[1:]


def _day(values: Values) -> str:
    return say_date(date.fromisoformat(str(values["day"])), _PLAIN[language()])


def _on_day(values: Values) -> str:
    return say_date(date.fromisoformat(str(values["day"])), _ON[language()])


def _name(values: Values) -> str:
    return str(values.get(f"name_{language()}", values["name"]))


def _received(values: Values) -> str:
    zone = str(values["zone"])
    clock = datetime.fromisoformat(str(values["moment"])).astimezone(ZoneInfo(zone)).strftime(_CLOCK[language()])
    return say("Received on %(on_day)s at %(time)s (%(zone)s).", on_day=_on_day(values), time=clock, zone=zone)


def _uncounted(values: Values) -> str:
    given = values["given"]
    if values["why"] == "unknown_region":
        return say(
            "The region “%(given)s” is not known, so only holidays of the whole country are counted.", given=given
        )
    if values["why"] == "unknown_country":
        return say(
            "The holidays of “%(given)s” are not known, so only Saturdays and Sundays are passed over:"
            " no later date can be relied on.",
            given=given,
        )
    return say("The holidays of that year are not known, so only Saturdays and Sundays are passed over.")


def _month(values: Values) -> str:
    return say("One month later is %(day)s (Article 12(3) GDPR).", day=_day(values))


def _extended(values: Values) -> str:
    return say(
        "The time is extended by two months: three months from receipt is %(day)s (Article 12(3) GDPR).",
        day=_day(values),
    )


def _month_end(values: Values) -> str:
    return say(
        "That month has no day %(number)s, so its last day counts (Regulation 1182/71, Article 3(2)(c)).",
        number=values["number"],
    )


def _free(values: Values) -> str:
    """A weekend in the middle of the way is not worth a sentence; a holiday is."""
    is_holiday, is_weekend = values["reason"] == "holiday", date.fromisoformat(str(values["day"])).weekday() >= 5
    if is_holiday and values["first"]:
        return say("That is a public holiday: %(name)s.", name=_name(values))
    if is_holiday and not is_weekend:
        return say("Also a public holiday: %(name)s, %(day)s.", name=_name(values), day=_day(values))
    if not values["first"]:
        return ""
    return say("That is a Sunday.") if values["reason"] == "sunday" else say("That is a Saturday.")


def _rolled(values: Values) -> str:
    return say(
        "So the last day moves to the next working day, which is %(day)s (Regulation 1182/71, Article 3(4)).",
        day=_day(values),
    )


def _doubted(values: Values) -> str:
    name, day = _name(values), _day(values)
    if values["kind"] == "eve":
        return say(
            "%(day)s (%(name)s) is treated as a working day, which is the safe reading:"
            " whether it is a public holiday here is uncertain.",
            day=day,
            name=name,
        )
    if values["kind"] == "substitute":
        return say(
            "%(day)s (%(name)s) is a day off in place of another one. Whether it counts is uncertain,"
            " so the safe reading treats it as a working day.",
            day=day,
            name=name,
        )
    return say(
        "%(day)s (%(name)s) is a holiday in part of the country only. Whether it counts is uncertain,"
        " so the safe reading treats it as a working day.",
        day=day,
        name=name,
    )


def _extension_by(values: Values) -> str:
    return say(
        "The extension and the reasons for it must be sent at the latest on %(on_day)s (Article 12(3) GDPR).",
        on_day=_on_day(values),
    )


def _chained(values: Values) -> str:
    return say(
        "Counted as one month and then two more, the time would end earlier, on %(on_day)s."
        " Which count is right is uncertain, so the earlier one is followed.",
        on_day=_on_day(values),
    )


def _asked(values: Values) -> str:
    return say(
        "More information to confirm identity was asked for on %(on_day)s (Article 12(6) GDPR).",
        on_day=_on_day(values),
    )


def _answered(values: Values) -> str:
    return say("The information came on %(on_day)s.", on_day=_on_day(values))


def _asked_late(values: Values) -> str:
    days = int(values["days"])
    return ngettext(
        "It was asked for more than %(days)s day after receipt, so the time is not suspended.",
        "It was asked for more than %(days)s days after receipt, so the time is not suspended.",
        days,
    ) % {"days": days}


def _unanswered(_values: Values) -> str:
    return say("It has not come, and the time is counted as if it had not been asked for.")


def _paused(values: Values) -> str:
    days = int(values["days"])
    return ngettext(
        "If the time stood still for the %(days)s day of waiting, the last day would be %(day)s.",
        "If the time stood still for the %(days)s days of waiting, the last day would be %(day)s.",
        days,
    ) % {"days": days, "day": _day(values)}


def _restarted(values: Values) -> str:
    return say("If the time began again when the information came, the last day would be %(day)s.", day=_day(values))


def _suspension_uncertain(_values: Values) -> str:
    return say(
        "Whether the time stops at all is uncertain (EDPB Guidelines 01/2022, paragraph 159),"
        " so the date without a stop is followed."
    )


def _due(values: Values) -> str:
    return say("The last day to answer is %(day)s, until 23:59:59 (%(zone)s).", day=_day(values), zone=values["zone"])


def _safe(values: Values) -> str:
    return say("To be safe, the answer is due earlier, on %(on_day)s.", on_day=_on_day(values))


_SENTENCES: Mapping[str, Callable[[Values], str]] = {
    "received": _received,
    "uncounted": _uncounted,
    "month": _month,
    "month_end": _month_end,
    "free": _free,
    "rolled": _rolled,
    "doubted": _doubted,
    "extension_by": _extension_by,
    "extended": _extended,
    "chained": _chained,
    "asked": _asked,
    "answered": _answered,
    "asked_late": _asked_late,
    "unanswered": _unanswered,
    "paused": _paused,
    "restarted": _restarted,
    "suspension_uncertain": _suspension_uncertain,
    "due": _due,
    "safe": _safe,
}

_COMPLAINTS: Mapping[str, Callable[[Values], str]] = {
    "no_offset": lambda _: say(
        "The time of receipt needs its UTC offset: write it like 2026-11-23T14:05:00+02:00 or 2026-11-23T12:05:00Z."
    ),
    "not_a_moment": lambda given: say(
        "“%(given)s” is not a date and time: write it like 2026-11-23T14:05:00+02:00.", **given
    ),
    "not_a_date": lambda given: say("“%(given)s” is not a date: write it like 2026-11-23.", **given),
    "unknown_country": lambda given: say(
        "“%(given)s” is not a country of the EU or the EEA: write one of %(choices)s.", **given
    ),
    "unknown_region": lambda given: (
        say("%(country)s has no region “%(given)s”: write one of %(choices)s.", **given)
        if given["choices"]
        else say("%(country)s has no regions with holidays of their own: write the country alone.", **given)
    ),
    "unknown_zone": lambda given: say("“%(given)s” is not a time zone: write one like %(example)s.", **given),
    "before_rule": lambda given: say("The time limit holds for requests received from %(holds_from)s on.", **given),
    "year_out_of_reach": lambda given: say("Holidays are known for the years %(first)s to %(last)s only.", **given),
    "calendar_too_short": lambda given: say("Holidays of the year %(year)s are not known.", **given),
    "asked_before_received": lambda _: say("Information cannot be asked for before the request was received."),
    "answered_before_asked": lambda _: say("An answer cannot come before it was asked for."),
    "answered_without_asked": lambda _: say("Write also the day on which the information was asked for."),
}
