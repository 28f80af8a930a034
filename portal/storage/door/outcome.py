"""What was decided for a person, as its page tells it: which data goes and stays, never a value of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.domain.lifecycle import Capability, Right
from portal.domain.register import Text
from portal.domain.rulings import Answer, Keeping, Reason, Ruling
from portal.storage import tables as t
from portal.storage.door.opening import Door
from portal.storage.plans import rulings_of


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Records that stay for one reason, until one day (None where no day is known)."""

    reason: Reason
    until: date | None
    purpose: str
    records: int


@dataclass(frozen=True, slots=True)
class RulingLine:
    """The answer to one right for one subject; `fields` name what was corrected, `gone` counts records that go."""

    right: Right
    subject: str
    category: str
    answer: Answer
    reason: Reason | None
    kept_until: date | None
    gone: int
    kept: tuple[KeptLine, ...]
    fields: tuple[Text | str, ...]

    @property
    def refused(self) -> bool:
        """Whether it was not, or not wholly, granted."""
        return self.answer in {Answer.IN_PART, Answer.KEPT, Answer.REFUSED, Answer.NOT_AVAILABLE}


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    """Data in one system that is only stored; `lifts_at` where its lifting was announced (Art 18(3))."""

    system: str
    since: datetime
    lifts_at: datetime | None
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, and what stands restricted."""

    rulings: tuple[RulingLine, ...]
    restrictions: tuple[RestrictionLine, ...]

    def of(self, right: Right) -> tuple[RulingLine, ...]:
        """The answers to one right."""
        return tuple(one for one in self.rulings if one.right is right)

    @property
    def rights(self) -> tuple[Right, ...]:
        """The rights that were decided, but access."""
        return tuple(right for right in Right if self.of(right))

    @property
    def may_state(self) -> bool:
        """Whether a correction was refused, so that the person may have their own account kept (Art 16)."""
        return any(one.refused for one in self.of(Right.RECTIFICATION))


def outcome_of(opened: Door, row: t.SubjectRequest) -> Outcome:
    """What was decided of one request; nothing before it was."""
    rulings = rulings_of(opened.session, opened.unseal, row)
    labels = _labels(opened, row) if any(one.cells for one in rulings) else {}
    return Outcome(
        tuple(
            RulingLine(
                right=one.right,
                subject=one.subject,
                category=one.category,
                answer=one.answer,
                reason=one.reason,
                kept_until=one.kept_until,
                gone=len(one.erased),
                kept=tuple(_kept(one)),
                fields=tuple(_fields(opened, one, labels)),
            )
            for one in rulings
        ),
        tuple(_restrictions(opened)),
    )


def _kept(ruling: Ruling) -> Iterator[KeptLine]:
    """The records that stay, added up; those with a day first, the nearest first."""
    counts: dict[tuple[Reason, date | None, str], int] = {}
    for one in ruling.kept:
        counts[_why(one)] = counts.get(_why(one), 0) + 1
    for (reason, until, purpose), records in sorted(counts.items(), key=lambda item: item[0][1] or date.max):
        yield KeptLine(reason, until, purpose, records)


def _why(one: Keeping) -> tuple[Reason, date | None, str]:
    return one.reason, one.until, one.purpose


def _fields(opened: Door, ruling: Ruling, labels: Mapping[tuple[str, str, str], Text]) -> Iterator[Text | str]:
    """The names of the corrected fields, each once. What stood there, and what stands now, is in the letter."""
    if ruling.answer not in {Answer.GRANTED, Answer.IN_PART}:
        return
    seen: set[tuple[str, str, str]] = set()
    for cell in ruling.cells:
        finding_id, _, place = cell.partition(":")
        finding = opened.session.get(t.Finding, finding_id)
        parts = opened.unseal(finding).get("fields", []) if finding is not None else []
        if finding is None or not place.isdigit() or int(place) >= len(parts):
            continue
        field = (finding.system, finding.kind, str(parts[int(place)]["name"]))
        if field not in seen:
            seen.add(field)
            yield labels.get(field, field[2])


def _labels(opened: Door, row: t.SubjectRequest) -> dict[tuple[str, str, str], Text]:
    """What fields are called, by system, kind and name, as the searches kept it."""
    searches = opened.session.scalars(
        select(t.Step).where(
            t.Step.request_id == row.id, t.Step.capability == Capability.FIND.value, t.Step.sealed.is_not(None)
        )
    )
    return {
        (step.system, one["kind"], one["name"]): Text(**one["label"])
        for step in searches
        for one in opened.unseal(step).get("glossary", [])
    }


def _restrictions(opened: Door) -> Iterator[RestrictionLine]:
    """Those that stand or stood, a line for each system."""
    rows = opened.session.scalars(select(t.Restriction).order_by(t.Restriction.since))
    found: dict[str, RestrictionLine] = {}
    for row in rows:
        line = RestrictionLine(row.system, row.since, row.lifts_at, row.lifted_at)
        known = found.get(row.system)
        if known is None or (known.lifted_at is not None and line.lifted_at is None):
            found[row.system] = line
    yield from found.values()
