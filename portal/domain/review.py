"""What a review says of an answer: what is given, withheld or not held, and how the request ends (Art 12(4), 15)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.domain.lifecycle import FINISHED_STEPS, Ground, Resolution, StepState, Verdict
from portal.domain.plan import digest

FINDING_GROUNDS = (Ground.NOT_THIS_PERSON, Ground.OTHERS_RIGHTS, Ground.LEGAL_LIMIT)
"""Why a record is not given. That a request is unfounded is no quality of a record."""
GROUND_ARTICLES = {
    Ground.NOT_THIS_PERSON: "15(1)",
    Ground.OTHERS_RIGHTS: "15(4)",
    Ground.LEGAL_LIMIT: "23",
    Ground.UNFOUNDED: "12(5)",
}


class Outcome(StrEnum):
    """What is decided for one category. `NOT_COMPLETE` is never told as nothing held."""

    GIVEN = "given"
    GIVEN_IN_PART = "given_in_part"
    WITHHELD = "withheld"
    NOTHING_HELD = "nothing_held"
    NOT_COMPLETE = "not_complete"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding as a decision sees it; `at` is the moment of its judgement."""

    id: str
    system: str
    category: str
    verdict: Verdict
    ground: Ground | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Searched:
    """A search as a decision sees it."""

    id: str
    system: str
    state: StepState
    outcome: str | None

    @property
    def finished(self) -> bool:
        """Whether it has its outcome, complete or not."""
        return self.state in FINISHED_STEPS

    @property
    def complete(self) -> bool:
        """Whether everything there was searched."""
        return self.state is StepState.DONE


@dataclass(frozen=True, slots=True)
class Line:
    """The decision for one category; counts are records."""

    category: str
    outcome: Outcome
    ground: Ground | None
    given: int
    in_part: int
    withheld: int
    complete: bool


def open_findings(findings: Iterable[Judged]) -> int:
    """How many nobody has judged."""
    return sum(one.verdict is Verdict.OPEN for one in findings)


def unfinished(searches: Iterable[Searched]) -> tuple[str, ...]:
    """The systems whose search has no outcome yet."""
    return tuple(one.system for one in searches if not one.finished)


def propose(categories: Sequence[str], findings: Collection[Judged], incomplete: Collection[str]) -> tuple[Line, ...]:
    """A line for each of `categories` and for every other one with a finding.

    `incomplete` are categories that live in a system which was not searched to its end. A
    record of somebody else is not withheld from this person: it is not theirs.
    """
    held = [one for one in findings if one.ground is not Ground.NOT_THIS_PERSON]
    order = dict.fromkeys([*categories, *(one.category for one in held)])
    return tuple(_line(key, [one for one in held if one.category == key], key not in incomplete) for key in order)


def resolution(lines: Iterable[Line]) -> Resolution:
    """How the request ends with this answer."""
    every = list(lines)
    given = sum(line.given + line.in_part for line in every)
    withheld = sum(line.withheld for line in every)
    if all(line.outcome is Outcome.NOTHING_HELD for line in every):
        return Resolution.NOTHING_HELD
    if withheld and not given:
        return Resolution.REFUSED
    whole = all(line.outcome in {Outcome.GIVEN, Outcome.NOTHING_HELD} for line in every)
    return Resolution.GRANTED if whole else Resolution.GRANTED_IN_PART


def combined(resolutions: Iterable[Resolution], *, complete: bool) -> Resolution:
    """How a request for several rights ends: a right about which nothing is held changes nothing.

    Where a search is not `complete`, nobody knows that nothing is held.
    """
    said = set(resolutions) - {Resolution.NOTHING_HELD}
    if not said:
        return Resolution.NOTHING_HELD if complete else Resolution.GRANTED_IN_PART
    return said.pop() if len(said) == 1 else Resolution.GRANTED_IN_PART


def plan_digest(findings: Iterable[Judged], searches: Iterable[Searched]) -> str:
    """The digest of all that a decision rests on; any judgement or search after it gives another."""
    parts = sorted(
        (one.id, one.verdict.value, one.ground or "", one.at.isoformat() if one.at else "") for one in findings
    )
    return digest([*parts, *sorted((one.id, one.state.value, one.outcome or "", "") for one in searches)])


def answer_digest(plan: str, letter: str, manifest: str, recipient: str) -> str:
    """The digest of an answer as its releaser saw it: the plan, the letter, the package's manifest, and its recipient.

    `recipient` is a keyed mark: nothing that is approved says an address.
    """
    return digest([["plan", plan], ["letter", letter], ["package", manifest], ["recipient", recipient]])


def _line(category: str, findings: Sequence[Judged], complete: bool) -> Line:
    given = sum(one.verdict is Verdict.INCLUDED for one in findings)
    in_part = sum(one.verdict is Verdict.MASKED for one in findings)
    withheld = [one for one in findings if one.verdict is Verdict.WITHHELD]
    grounds = [one.ground for one in findings if one.ground is not None]
    ground = max(dict.fromkeys(grounds), key=grounds.count) if grounds else None
    return Line(
        category, _outcome(given, in_part, len(withheld), complete), ground, given, in_part, len(withheld), complete
    )


def _outcome(given: int, in_part: int, withheld: int, complete: bool) -> Outcome:
    if given + in_part == 0:
        if withheld:
            return Outcome.WITHHELD
        return Outcome.NOTHING_HELD if complete else Outcome.NOT_COMPLETE
    return Outcome.GIVEN if complete and not in_part and not withheld else Outcome.GIVEN_IN_PART
