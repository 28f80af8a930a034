"""What a processor reads: what is asked in plain words, with its article, and what may be answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.lifecycle import Capability
from portal.domain.register import Register
from portal.domain.rights import ALL
from portal.domain.roles import UNSORTED
from portal.storage.door.asked import Asked
from portal.words import gettext, language
from portal.words import marked as _


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: a title, a sentence, and the article of law (msgids)."""

    title: str
    text: str
    article: str


_WISHES: Mapping[Capability, Wish] = {
    Capability.FIND: Wish(
        _("Tell us what you hold about this person"),
        _("The person wants to see their data. Look everywhere where you process data for us, and give us all of it."),
        _("Article 15 GDPR, right of access"),
    ),
    Capability.SUPPRESS: Wish(
        _("Stop the marketing to this person"),
        _("The person has forbidden direct marketing. It ends at once, in every channel, and nothing is weighed."),
        _("Article 21(2)–(3) GDPR, objection to direct marketing"),
    ),
    Capability.RECTIFY: Wish(
        _("Correct the data of this person"),
        _("Correct what stands below wherever you hold it."),
        _("Articles 16 and 19 GDPR, rectification"),
    ),
    Capability.ERASE: Wish(
        _("Erase the data of this person"),
        _("Erase what stands below, copies included, and keep only what a law obliges you to keep."),
        _("Articles 17 and 19 GDPR, erasure"),
    ),
    Capability.RESTRICT: Wish(
        _("Freeze the data of this person"),
        _("Only store the data from now on: do not use it, and do not erase it, until we tell you."),
        _("Articles 18 and 19 GDPR, restriction of processing"),
    ),
}
_LIFTS = Wish(
    _("End the freeze of this person's data"),
    _("The restriction has ended. Undo what you did for it."),
    _("Article 18(3) GDPR, end of a restriction"),
)
_ENDS_USE = Wish(
    _("Stop using the data of this person"),
    _("The person has objected to a use. Stop using the data below for it; what serves another purpose stays."),
    _("Articles 17 and 21 GDPR, objection and erasure"),
)
_STOPS_SOME = Wish(
    _("Stop part of the marketing to this person"),
    _("The person has forbidden the direct marketing that stands below. It ends at once, and nothing is weighed."),
    _("Article 21(2)–(3) GDPR, objection to direct marketing"),
)
_HELD = (
    ("found", _("We hold data: here it is")),
    ("nothing", _("We hold nothing about this person")),
    ("cannot", _("We cannot answer, because …")),
)
_DONE = (
    ("done", _("It is done")),
    ("nothing", _("We hold nothing about this person")),
    ("cannot", _("We cannot do it, because …")),
)


def wish(asked: Asked) -> Wish:
    """What is asked of the processor for one person."""
    if asked.purposes:
        return _ENDS_USE
    if asked.channels:
        return _STOPS_SOME
    return _LIFTS if asked.lifts else _WISHES[asked.capability]


def outcomes(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What may be answered: codes and their words."""
    said = _HELD if asked.capability is Capability.FIND else _DONE
    return tuple((code, gettext(label)) for code, label in said)


def details(register: Register, system: str, asked: Asked) -> str:
    """How the controller's register tells the processor what is meant; empty where it says nothing."""
    if asked.purposes or asked.lifts:
        return ""
    known = next((one for one in register.systems if one.key == system), None)
    text = known.asks.get(asked.capability.value) if known else None
    return text.in_language(language()) if text else ""


def categories(register: Register, system: str) -> tuple[tuple[str, str], ...]:
    """The kinds of data that lie there, each with its name, and what is none of them."""
    known = next((one for one in register.systems if one.key == system), None)
    keys = [key for key in (known.categories if known else ()) if register.has(key)]
    return (*((key, say_category(register, key)) for key in keys), (UNSORTED, gettext("Something else")))


def say_category(register: Register, key: str) -> str:
    """A kind of data by its name."""
    return register.category(key).name.in_language(language()) if register.has(key) else gettext("Something else")


def say_channels(register: Register, asked: Asked) -> list[str]:
    """The prohibitions that the person chose; none where it is every one."""
    return [one.name.in_language(language()) for one in register.prohibitions if one.key in asked.channels]


def say_purposes(register: Register, asked: Asked) -> list[str]:
    """The uses that end."""
    known = {one.key: one.name for one in register.purposes}
    return [
        known[key].in_language(language()) if key in known else gettext("Every purpose")
        for key in asked.purposes
        if key in known or key == ALL
    ]
