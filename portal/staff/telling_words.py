"""What is said of a telling: to staff who do it, and in the text that they copy for the recipient."""

from portal.domain.register import Register
from portal.domain.telling import News, TellingOutcome
from portal.staff.case_words import say_purpose
from portal.storage.door.case import CasePage
from portal.storage.door.telling import Correction, TellingLine
from portal.words import gettext, language, say
from portal.words import marked as _

_CHOICES = {
    TellingOutcome.TOLD: _("They were told"),
    TellingOutcome.NOT_GIVEN: _("They had not received this data from us"),
    TellingOutcome.IMPOSSIBLE: _("It is impossible to tell them"),
    TellingOutcome.DISPROPORTIONATE: _("It would take undue effort to tell them"),
}
_WHAT = {
    News.RECTIFIED: _("We have corrected this data."),
    News.ERASED: _("We have erased this data."),
    News.RESTRICTED: _("We only store this data for now."),
    News.LIFTED: _("The restriction that they were told of has ended."),
    News.STOPPED: _("The person has forbidden marketing with this data."),
}
_ASKS = {
    News.RECTIFIED: _("You have received data of this person from us. We have corrected it. "
                      "Please correct it with you as well (Articles 16 and 19 GDPR)."),
    News.ERASED: _("You have received data of this person from us. We have erased it. Please erase it with you as "
                   "well, copies and links included, unless a duty of your own keeps it (Articles 17 and 19 GDPR)."),
    News.RESTRICTED: _("You have received data of this person from us. For now we only store it. Please do the same, "
                       "and use it for nothing until we tell you that this has ended (Articles 18 and 19 GDPR)."),
    News.LIFTED: _("We have asked you only to store data of this person. That has ended for the data below. "
                   "What we have told you of an erasure or an objection besides still holds "
                   "(Articles 18 and 19 GDPR)."),
    News.STOPPED: _("If you have received data of this person from us: they have forbidden direct marketing. "
                    "Please stop it at once, in every channel. The address or number may stay on your list of those "
                    "who get none, and be used for nothing else (Article 21(3) GDPR)."),
}  # fmt: skip


_STOPS_SOME = _(
    "If you have received data of this person from us: they have forbidden the direct marketing that stands below. "
    "Please stop it at once. The address or number may stay on your list of those who get none, and be used for "
    "nothing else (Article 21(3) GDPR)."
)


def say_choice(outcome: TellingOutcome) -> str:
    """An outcome as staff choose it."""
    return gettext(_CHOICES[outcome])


def say_what(line: TellingLine) -> str:
    """What has happened to the data."""
    return gettext(_WHAT[line.news])


def text_to_copy(case: CasePage, line: TellingLine, register: Register) -> str:
    """The text for the recipient: what they need to find and change the data, and nothing more of the person."""
    controller = register.controller
    data = ", ".join(say_told_category(line, key) for key in line.categories)
    parts = [
        gettext(_STOPS_SOME if line.channels else _ASKS[line.news]),
        "\n".join(
            [
                say("Person: %(name)s", name=line.whom or gettext("[write the name]")),
                say("Data: %(data)s", data=data),
                *([say("Address: %(address)s", address=line.contact)] if line.contact else []),
                *(_correction(line, one) for one in line.corrections),
                *_ended(line, register),
                *_channels(line, register),
            ]
        ),
        say("Please confirm it to us in writing. Our reference: %(reference)s", reference=case.reference),
        f"{controller.contact.name}\n{controller.trade_name}",
    ]
    return "\n\n".join(parts)


def _ended(line: TellingLine, register: Register) -> list[str]:
    """Which uses do not come back with the end of the freeze."""
    if not line.ended:
        return []
    purposes = ", ".join(say_purpose(register, key) for key in line.ended)
    return [say("They have objected to this use, and it does not go on: %(purposes)s", purposes=purposes)]


def _channels(line: TellingLine, register: Register) -> list[str]:
    """What they stop where the person chose some of it."""
    chosen = [one.name.in_language(language()) for one in register.prohibitions if one.key in line.channels]
    return [say("What they have forbidden: %(channels)s", channels=", ".join(chosen))] if chosen else []


def say_told_category(line: TellingLine, key: str) -> str:
    """A category as it was called when the request came, whatever the register says today."""
    return line.called[key].in_language(language()) if key in line.called else gettext("Not sorted")


def _correction(line: TellingLine, one: Correction) -> str:
    place = say_told_category(line, one.category)
    if not one.before:
        return say("%(place)s: right is “%(after)s”", place=place, after=one.after)
    return say("%(place)s: “%(before)s” becomes “%(after)s”", place=place, before=one.before, after=one.after)
