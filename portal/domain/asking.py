"""A processor is asked by a letter with a link: how long it lives, when it is reminded of, what it lets be known.

The processor assists the controller with the rights of the persons (Art 28(3)(e) GDPR). A letter that was sent is
"asked"; only the processor's own word is "done".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from portal.domain.lifecycle import Capability, Right

LEAST_DAYS = 14
"""A link works for at least so many days."""
GRACE_DAYS = 7
"""So many days a link works after its answer was due, for who is late."""
_PHONE, _EMAIL, _ADDRESS = "phone", "email", "postal_address"
"""The keys by which registers call these categories."""
MOST_OPENS = 5
"""So often the opening of a letter is said in a request's events."""
ASKED = frozenset({Capability.FIND, Capability.SUPPRESS, Capability.RECTIFY, Capability.ERASE, Capability.RESTRICT})
"""What a processor can be asked to do."""


class Ending(StrEnum):
    """How an asking ended."""

    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class LetterState(StrEnum):
    """Where a letter stands: people are added while it is gathering; one that ended before its answer is dead."""

    GATHERING = "gathering"
    OPEN = "open"
    OVER = "over"
    ENDED = "ended"


LIVING = frozenset({LetterState.GATHERING, LetterState.OPEN})


class MailStage(StrEnum):
    """Why a mail with the link goes."""

    ASK = "ask"
    HALF_TIME = "half_time"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class Sought:
    """By what the person is found: what the processor needs for the search, and nothing else."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    address: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody could be found by it."""
        return not (self.name or self.emails or self.phones)


def expires_after(asked: date, dues: Iterable[date]) -> date:
    """The last day on which a link works: some days after the latest of its answers was due."""
    latest = max([asked, *dues])
    return max(asked + timedelta(days=LEAST_DAYS), latest + timedelta(days=GRACE_DAYS))


def stage_on(asked: date, due: date, today: date) -> MailStage | None:
    """The latest reminder that is due `today`: at half time, and the day before; none on the day it was asked."""
    if today <= asked or today > due:
        return None
    if today >= due - timedelta(days=1):
        return MailStage.LAST_DAY
    return MailStage.HALF_TIME if today >= asked + (due - asked) / 2 else None


def goes_alone(right: Right) -> bool:
    """Whether an asking waits for nobody else's: a marketing objection never does (Art 21(3))."""
    return right is Right.MARKETING


def sought(requester: Mapping[str, Any], taught: Iterable[tuple[str, str]], holds: Collection[str]) -> Sought:
    """What the processor is told of the person, or of whom they ask for: no more than they need to find them.

    `taught` are identifiers that other systems know; `holds` the data categories of the processor's own. Who knows
    people by phone gets no email address where a number is known, and the other way round; the postal address goes
    only where such lie. Where the person is protected neither it nor a phone number leaves the house.
    """
    other = requester.get("represents")
    protected = bool(requester.get("protected"))
    of = other or requester
    known: dict[str, list[str]] = {"email": [], "phone": [], "name": []}
    if not other:
        known["email"].append(str(requester.get("email", "")))
        for what, value in taught:
            known.setdefault(what, []).append(value)
    emails = [*known["email"], *of.get("emails", [])]
    phones = [] if protected else [*of.get("phones", []), *known["phone"]]
    by_phone, by_email = _PHONE in holds and _EMAIL not in holds, _EMAIL in holds and _PHONE not in holds
    kept_emails = () if by_phone and any(phones) else _each_once(emails)
    kept_phones = () if by_email and any(emails) else _each_once(phones)
    address = "" if protected or other or _ADDRESS not in holds else str(requester.get("postal_address", ""))
    name = str(of.get("name", "")) or next(iter(known["name"]), "")
    return Sought(name, kept_emails, kept_phones, address)


def may_be_asked(protected: bool, tasks: Iterable[Mapping[str, Any]], locating: Collection[str]) -> bool:
    """Whether a step may go to the processor by mail: what locates a protected person goes by an owner's hand."""
    return not protected or not any(task["category"] in locating for task in tasks)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
