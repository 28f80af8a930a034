"""What may be read of a telling: by the person who asks whom we told (Art 19), and by staff who do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.lifecycle import Right, StepState
from portal.domain.register import Text
from portal.domain.telling import REACHED, How, News, TellingOutcome, told_day
from portal.storage import tables as t


@dataclass(frozen=True, slots=True)
class Correction:
    """What a recipient is told to correct: what stood there and what is right."""

    category: str
    before: str
    after: str
    locating: bool


@dataclass(frozen=True, slots=True)
class TellingLine:
    """A recipient who has to be told, or was; `outcome` is None while it waits, or where it is not needed any more.

    `names` are those to whom the data had really gone where the notice names a kind, `on` and `how` say when and by
    which way it was told, `note` why it was not. `whom` and `corrections` are gone once it has its outcome.
    """

    key: str
    name: Text
    named: bool
    right: Right
    news: News
    categories: tuple[str, ...]
    called: Mapping[str, Text]
    """What the categories were called when the request came; one that was not sorted is not among them."""
    assumed: bool
    state: StepState
    outcome: TellingOutcome | None
    due: date | None
    ended_at: datetime | None
    on: date | None
    how: How | None
    names: str
    note: str
    actor: str
    whom: str = field(repr=False)
    contact: str = field(repr=False)
    corrections: tuple[Correction, ...] = field(repr=False)
    ended: tuple[str, ...] = ()
    """The purposes whose use ended with an objection, where the end of a freeze is told."""
    channels: tuple[str, ...] = ()
    """The prohibitions that were chosen; none are every one."""
    hides: bool = False
    """Whether it holds where a protected person is reached, which this viewer does not see."""

    def day(self, zone: ZoneInfo) -> date | None:
        """On which it was told, at the controller's place; by which it is planned while it waits."""
        return told_day(self.outcome, self.on, self.ended_at, self.due, zone)

    @property
    def why(self) -> str:
        """Why it was not told."""
        return "" if self.outcome in REACHED else self.note

    @property
    def cancelled(self) -> bool:
        """Whether what was to be told is over."""
        return self.state is StepState.CANCELLED


def telling_line(step: t.Step, kept: Mapping[str, Any]) -> TellingLine:
    """A telling's row with what is sealed in it."""
    return TellingLine(
        key=step.system,
        name=Text(**kept["name"]),
        named=kept["named"],
        right=Right(step.right),
        news=News(kept["news"]),
        categories=tuple(kept["categories"]),
        called={key: Text(**name) for key, name in kept["called"].items()},
        assumed=kept["assumed"],
        state=StepState(step.state),
        outcome=TellingOutcome(step.outcome) if step.outcome else None,
        due=step.due,
        ended_at=step.ended_at,
        on=date.fromisoformat(kept["on"]) if kept.get("on") else None,
        how=How(kept["how"]) if kept.get("how") else None,
        names=kept.get("names", ""),
        note=kept.get("note", ""),
        actor=kept.get("actor", ""),
        whom=kept.get("whom", ""),
        contact=kept.get("contact", ""),
        ended=tuple(kept.get("ended", ())),
        channels=tuple(kept.get("channels", ())),
        corrections=tuple(
            Correction(one["category"], one["before"], one["after"], one["locating"])
            for one in kept.get("corrections", ())
        ),
    )
