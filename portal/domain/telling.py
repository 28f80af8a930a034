"""Whom a change has to be told of, and what is said of it (Art 19).

Every recipient of a changed category is told, once for each change of a request; so are those whose data the register
does not name. A step that asked the recipient itself to do the same counts as the telling. Who was told of a
restriction is told of its end, for otherwise it would never end there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.plan import PlannedStep
from portal.domain.register import Purpose, Recipient, Text, purposes_in
from portal.domain.rights_table import Notice, rule_on_any
from portal.domain.roles import UNSORTED

DAYS = 7
"""The time for a telling, in days, where no system of the recipient's has its own."""


class News(StrEnum):
    """What a recipient is told."""

    RECTIFIED = "rectified"
    ERASED = "erased"
    RESTRICTED = "restricted"
    LIFTED = "lifted"
    STOPPED = "stopped"


class TellingOutcome(StrEnum):
    """What came of a telling. Art 19 lets it be left out where it is impossible or takes undue effort."""

    TOLD = "told"
    OWN_STEP = "own_step"
    NOT_GIVEN = "not_given"
    IMPOSSIBLE = "impossible"
    DISPROPORTIONATE = "disproportionate"


BY_STAFF = (
    TellingOutcome.TOLD, TellingOutcome.NOT_GIVEN, TellingOutcome.IMPOSSIBLE, TellingOutcome.DISPROPORTIONATE,
)  # fmt: skip
"""The outcomes that staff give; all but the first with their reason."""
REACHED = frozenset({TellingOutcome.TOLD, TellingOutcome.OWN_STEP})


ASKED = "recipients_asked"
"""The event of the person's question."""
TOLD_OF = frozenset({Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION})
"""The rights whose recipients are named to the person who asks."""


class How(StrEnum):
    """By which way a recipient was told."""

    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"
    SERVICE = "service"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Asking:
    """A system whose steps ask recipients: whom, whether marketing can be forbidden there, and its time in days."""

    key: str
    recipients: frozenset[str]
    markets: bool
    days: int


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What a register document says of who receives data: `uses` are the purposes of each category, in its order.

    `names` are what the categories are called.
    """

    purposes: Mapping[str, Purpose]
    names: Mapping[str, Mapping[str, str]]
    uses: Mapping[str, tuple[str, ...]]
    locating: frozenset[str]
    recipients: tuple[Recipient, ...]
    systems: tuple[Asking, ...]
    country: str
    time_zone: str

    @staticmethod
    def of(document: Mapping[str, Any]) -> "Disclosed":
        """Read from the document that was in force."""
        return Disclosed(
            {one.key: one for one in purposes_in(document)},
            {one["key"]: one["name"] for one in document["categories"]},
            {one["key"]: tuple(use["purpose"] for use in one["uses"]) for one in document["categories"]},
            frozenset(one["key"] for one in document["categories"] if one.get("locating")),
            tuple(
                Recipient(
                    one["key"], Text(**one["name"]), one["kind"], one["named"], Text(**one["purpose"]),
                    tuple(one.get("categories", ())), categories_assumed=one.get("categories_assumed", False),
                )
                for one in document["recipients"]
            ),
            tuple(
                Asking(
                    one["key"], frozenset([one.get("recipient", ""), *one.get("other_recipients", ())]),
                    Right.MARKETING.value in one["rights"], one.get("days", DAYS),
                )
                for one in document["systems"]
            ),
            document["controller"]["country"],
            document["controller"]["time_zone"],
        )  # fmt: skip

    def asking(self, recipient: str) -> tuple[Asking, ...]:
        """The systems whose steps ask this recipient, or that it runs."""
        return tuple(one for one in self.systems if recipient in one.recipients)


@dataclass(frozen=True, slots=True)
class Done:
    """A step that ended in a system, and the data categories that it was about; `changed` where it found any."""

    system: str
    categories: frozenset[str]
    at: datetime
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Telling:
    """A recipient, the categories of which it is told, and when its own step told it; None where one has to."""

    recipient: Recipient
    categories: tuple[str, ...]
    asked_at: datetime | None = None

    @property
    def assumed(self) -> bool:
        """Whether the notice does not say that the recipient gets these."""
        return self.recipient.categories_assumed or not self.recipient.categories


def news_of(capability: Capability, right: Right, *, on: bool = True, ends_use: bool = False) -> News | None:
    """What a step that carried something out is to others; None for a use that ends in the house alone.

    Where data stays for one purpose and another lets it go, nothing of it is erased yet (Art 17(1), 19).
    """
    if capability is Capability.RESTRICT:
        if ends_use:
            return News.STOPPED if right is Right.OBJECTION else None
        return News.RESTRICTED if on else News.LIFTED
    return {Capability.RECTIFY: News.RECTIFIED, Capability.ERASE: News.ERASED}.get(capability)


def tellings(disclosed: Disclosed, news: News, done: Sequence[Done]) -> tuple[Telling, ...]:
    """Every recipient of what was corrected, erased or restricted, in the register's order.

    An objection is told by what follows from it: the freeze while it is weighed, or an erasure.
    """
    right = _RIGHTS[news]
    changed = {key for one in done if one.changed for key in one.categories if _is_told(disclosed, right, key)}
    reach = {one.key: changed & set(one.categories or changed) for one in disclosed.recipients}
    return tuple(_tellings(disclosed, reach, done))


def endings(disclosed: Disclosed, told: Mapping[str, Collection[str]], done: Sequence[Done]) -> tuple[Telling, ...]:
    """Those who were `told` of a restriction, by recipient, are told of its end; nobody else."""
    return tuple(_tellings(disclosed, {key: set(found) for key, found in told.items()}, done))


def stops(disclosed: Disclosed, purposes: Collection[str], done: Sequence[Done] = ()) -> tuple[Telling, ...]:
    """Who markets with the data for these purposes has to be able to stop (Art 21(3)); nothing for other purposes.

    That is every recipient of what the purposes use, but those whom the register has asked for other things alone.
    """
    ended = {key for key in purposes if key in disclosed.purposes and _stops(disclosed.purposes[key])}
    used = {key for key, uses in disclosed.uses.items() if ended & set(uses)}
    reach = {one.key: used & set(one.categories or used) for one in disclosed.recipients if _markets(disclosed, one)}
    return tuple(_tellings(disclosed, reach, done))


def unasked_stops(disclosed: Disclosed) -> tuple[Telling, ...]:
    """Who markets with the data and is asked by no system's step when somebody forbids it (Art 21(2)-(3))."""
    marketing = [key for key, one in disclosed.purposes.items() if one.direct_marketing]
    return tuple(one for one in stops(disclosed, marketing) if not disclosed.asking(one.recipient.key))


def may_ask(status: Status, rights: Collection[Right], answered: bool, tellings: bool) -> bool:
    """Whether the person may ask whom we told: what is asked is answered, or others have to know what was done."""
    over = status in {Status.ANSWERED, Status.CLOSED}
    return over and (tellings or (answered and bool(TOLD_OF & set(rights))))


def step(disclosed: Disclosed, right: Right, news: News, one: Telling, today: date) -> PlannedStep:
    """The step of a telling; it stands under its category where there is one alone: whoever holds that does it."""
    days = min((system.days for system in disclosed.asking(one.recipient.key)), default=DAYS)
    name = one.recipient.name
    return PlannedStep(
        system=one.recipient.key,
        capability=Capability.NOTIFY,
        right=right,
        performer="staff",
        state=StepState.BY_HAND if one.asked_at is None else StepState.DONE,
        due=today + timedelta(days=days) if one.asked_at is None else None,
        category=one.categories[0] if len(one.categories) == 1 else UNSORTED,
        value={
            "news": news.value,
            "name": {"fi": name.fi, "sv": name.sv, "en": name.en},
            "named": one.recipient.named,
            "categories": list(one.categories),
            "called": {key: dict(disclosed.names[key]) for key in one.categories if key in disclosed.names},
            "assumed": one.assumed,
        },
    )


def told_day(
    outcome: TellingOutcome | None, on: date | None, ended_at: datetime | None, due: date | None, zone: tzinfo
) -> date | None:
    """The day `on` which a recipient was told, at the controller's place; by which it is planned while it waits.

    A recipient whose own step told it was told when that step ended.
    """
    if outcome is TellingOutcome.OWN_STEP and ended_at is not None:
        return ended_at.astimezone(zone).date()
    return on or due


def _tellings(disclosed: Disclosed, reach: Mapping[str, set[str]], done: Sequence[Done]) -> Iterator[Telling]:
    order = list(disclosed.uses)
    for recipient in disclosed.recipients:
        wanted = reach.get(recipient.key, set())
        theirs = {one.key for one in disclosed.asking(recipient.key)}
        asked = [one for one in done if one.system in theirs]
        left = wanted - {key for one in asked for key in one.categories}
        if not wanted:
            continue
        found = sorted(left or wanted, key=lambda key: (order.index(key) if key in order else len(order), key))
        yield Telling(recipient, tuple(found), None if left else max(one.at for one in asked))


_RIGHTS = {
    News.RECTIFIED: Right.RECTIFICATION,
    News.ERASED: Right.ERASURE,
    News.RESTRICTED: Right.RESTRICTION,
}


def _is_told(disclosed: Disclosed, right: Right, category: str) -> bool:
    """Whether the table has each recipient told; so it is too where no basis is stated, or no use of the data."""
    rows = [rule_on_any(disclosed.purposes[key], right) for key in disclosed.uses.get(category, ())]
    return not rows or any(row is None or row.notice is Notice.EACH for row in rows)


def _markets(disclosed: Disclosed, recipient: Recipient) -> bool:
    """Whether it may use the data for marketing: it has no system here, or one in which marketing can be forbidden."""
    systems = disclosed.asking(recipient.key)
    return not systems or any(one.markets for one in systems)


def _stops(purpose: Purpose) -> bool:
    row = rule_on_any(purpose, Right.OBJECTION)
    return row is not None and row.notice is Notice.STOP
