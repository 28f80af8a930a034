"""What is proposed and decided for each right: the answer, its reason with the article, and until when data stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from portal.domain.lifecycle import Resolution, Right


class Answer(StrEnum):
    """What comes of a right for one subject. `NEEDS_PERSON` is never carried out: a person decides first."""

    GRANTED = "granted"
    IN_PART = "in_part"
    KEPT = "kept"
    REFUSED = "refused"
    NOT_AVAILABLE = "not_available"
    NOTHING_HELD = "nothing_held"
    NEEDS_PERSON = "needs_person"


class Reason(StrEnum):
    """Why an answer is not, or not only, yes; the article stands in `ARTICLES`."""

    LEGAL_DUTY = "legal_duty"
    STILL_NEEDED = "still_needed"
    PROHIBITION_KEPT = "prohibition_kept"
    LEGAL_CLAIMS = "legal_claims"
    EXPRESSION = "expression"
    NO_BASIS_STATED = "no_basis_stated"
    BASIS = "basis"
    NOT_FROM_PERSON = "not_from_person"
    ACCURATE = "accurate"
    NOT_FOUND = "not_found"
    NOT_MET = "not_met"
    COMPELLING = "compelling"
    NO_REASON_GIVEN = "no_reason_given"
    WITHDRAWAL = "withdrawal"
    UNFOUNDED = "unfounded"
    OTHERS_RIGHTS = "others_rights"
    TERM_UNKNOWN = "term_unknown"
    PUBLIC_HEALTH = "public_health"
    RESEARCH = "research"
    LIMITED_BY_LAW = "limited_by_law"
    PUBLIC_TASK = "public_task"
    DECISION_ALLOWED = "decision_allowed"
    NOT_IDENTIFIED = "not_identified"
    FURTHER_COPY = "further_copy"


class Claim(StrEnum):
    """What a legal claim needs data for (Art 21(1))."""

    ESTABLISHMENT = "establishment"
    EXERCISE = "exercise"
    DEFENCE = "defence"


ARTICLES: Mapping[Reason, str] = {
    Reason.LEGAL_DUTY: "17(3)(b)",
    Reason.STILL_NEEDED: "17(1)(a)",
    Reason.PROHIBITION_KEPT: "21(3), 17(3)(b)",
    Reason.LEGAL_CLAIMS: "17(3)(e)",
    Reason.EXPRESSION: "17(3)(a)",
    Reason.NO_BASIS_STATED: "6(1)",
    Reason.BASIS: "20(1)(a), 21(1)",
    Reason.NOT_FROM_PERSON: "20(1)",
    Reason.ACCURATE: "16",
    Reason.NOT_FOUND: "11(2)",
    Reason.NOT_MET: "18(1)",
    Reason.COMPELLING: "21(1)",
    Reason.NO_REASON_GIVEN: "21(1)",
    Reason.WITHDRAWAL: "7(3)",
    Reason.UNFOUNDED: "12(5)",
    Reason.OTHERS_RIGHTS: "20(4)",
    Reason.TERM_UNKNOWN: "5(1)(e)",
    Reason.PUBLIC_HEALTH: "17(3)(c)",
    Reason.RESEARCH: "17(3)(d)",
    Reason.LIMITED_BY_LAW: "23",
    Reason.PUBLIC_TASK: "21(6)",
    Reason.DECISION_ALLOWED: "22(2)",
    Reason.NOT_IDENTIFIED: "11(2)",
    Reason.FURTHER_COPY: "15(3)",
}
REFUSALS: Mapping[Right, tuple[Reason, ...]] = {
    Right.RECTIFICATION: (Reason.ACCURATE, Reason.NOT_FOUND, Reason.UNFOUNDED),
    Right.ERASURE: (
        Reason.LEGAL_DUTY, Reason.STILL_NEEDED, Reason.LEGAL_CLAIMS, Reason.EXPRESSION, Reason.PUBLIC_HEALTH,
        Reason.RESEARCH, Reason.UNFOUNDED,
    ),
    Right.RESTRICTION: (Reason.NOT_MET, Reason.UNFOUNDED),
    Right.PORTABILITY: (Reason.BASIS, Reason.NOT_FROM_PERSON, Reason.OTHERS_RIGHTS, Reason.UNFOUNDED),
    Right.OBJECTION: (Reason.COMPELLING, Reason.LEGAL_CLAIMS, Reason.BASIS, Reason.NO_REASON_GIVEN, Reason.UNFOUNDED),
}  # fmt: skip
"""The grounds with which staff may refuse a right; access is judged record by record in the review."""


WEIGHED = frozenset({Reason.COMPELLING, Reason.LEGAL_CLAIMS})
"""The grounds on which an objection is refused only after it was weighed (Art 21(1))."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How an objection was weighed before it was refused (Art 21(1)): the controller has to demonstrate it.

    On compelling grounds: `grounds` are what they are, concretely, `situation` is the person's as it was
    stated, `outweighs` is why the grounds weigh more than their interests, rights and freedoms, `milder` what
    was considered in place of going on as before. On legal claims: `claim` is what for, `which` the claim.
    """

    grounds: str = ""
    situation: str = ""
    outweighs: str = ""
    milder: str = ""
    claim: Claim | None = None
    which: str = ""

    def missing(self, reason: Reason) -> tuple[str, ...]:
        """The names of the parts without which a refusal on this ground demonstrates nothing."""
        wanted = {
            Reason.COMPELLING: ("grounds", "situation", "outweighs", "milder"),
            Reason.LEGAL_CLAIMS: ("claim", "which"),
        }.get(reason, ())
        return tuple(name for name in wanted if not getattr(self, name))

    def on(self, reason: Reason) -> "Balance":
        """What of it is about this ground, and nothing else."""
        if reason is Reason.LEGAL_CLAIMS:
            return Balance(claim=self.claim, which=self.which)
        return replace(self, claim=None, which="")

    def stripped(self) -> "Balance":
        """Without blanks around the texts."""
        texts = {name: getattr(self, name).replace("\r\n", "\n").replace("\x00", "").strip() for name in BALANCED}
        return replace(self, **texts)

    def to_json(self) -> dict[str, str]:
        """As it is sealed in a ruling."""
        texts: dict[str, str] = {name: getattr(self, name) for name in BALANCED}
        return texts | {"claim": self.claim.value if self.claim else ""}

    @staticmethod
    def from_json(stored: Mapping[str, str] | None) -> "Balance | None":
        """Read again; nothing where nothing was weighed."""
        if not stored:
            return None
        texts = {name: stored[name] for name in BALANCED}
        return Balance(**texts, claim=Claim(stored["claim"]) if stored["claim"] else None)


BALANCED = ("grounds", "situation", "outweighs", "milder", "which")
"""The texts of a balance."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is the person's: its finding's id, where it is, and the day from which its keeping runs.

    `until` is its last day of keeping where its own system says one.
    """

    id: str
    system: str
    kind: str
    category: str
    dated: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """A record that stays: under which purpose, for which reason, until when (None where no day is known).

    `until` is the last day, inclusive. `bound` where a legal duty holds it, alone or beside other
    reasons: no choice of staff erases it.
    """

    id: str
    reason: Reason
    until: date | None
    purpose: str = ""
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value that a correction may be about: the `place`-th field of a finding.

    `writable` where a machine can write it; elsewhere a person does.
    """

    finding: str
    place: int
    system: str
    kind: str
    category: str
    name: str
    value: str
    writable: bool = False

    @property
    def key(self) -> str:
        """What a ruling's `cells` call it."""
        return f"{self.finding}:{self.place}"


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer to one right for one subject.

    `subject` is a data category key; for an objection a purpose key; for a rectification the
    correction's place among the wishes ("0", "1", ...), with the category in `category`.
    `purposes` are those that hold the data, or whose processing ends. `ended` are those whose use of data ends that
    stays for another one. `assumed` where a legal
    basis or a retention behind it is the portal's assumption. `erased` are the findings that
    go, `kept` those that stay. `cells` are the values that a correction writes, as
    "FINDING:PLACE", and `value` what it writes. `told` is what staff say to the person. `balance`
    is how an objection was weighed before it was refused; `why_more` is why more is given than
    was proposed, for the record alone.
    """

    right: Right
    subject: str
    answer: Answer
    reason: Reason | None = None
    category: str = ""
    kept_until: date | None = None
    purposes: tuple[str, ...] = ()
    assumed: bool = False
    records: int = 0
    erased: tuple[str, ...] = ()
    kept: tuple[Keeping, ...] = ()
    cells: tuple[str, ...] = ()
    value: str = ""
    told: str = ""
    balance: Balance | None = None
    why_more: str = ""
    ended: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a form and a choice call it: `right:subject`."""
        return f"{self.right.value}:{self.subject}"

    @property
    def refuses(self) -> bool:
        """Whether the person is told of a refusal, whole or in part (Art 12(4))."""
        return self.answer in {Answer.IN_PART, Answer.KEPT, Answer.REFUSED, Answer.NOT_AVAILABLE}

    def to_json(self) -> dict[str, Any]:
        """As it is sealed in a decision; right and category stand in the row."""
        return {
            "subject": self.subject,
            "answer": self.answer.value,
            "reason": self.reason.value if self.reason else "",
            "kept_until": self.kept_until.isoformat() if self.kept_until else "",
            "purposes": list(self.purposes),
            "assumed": self.assumed,
            "records": self.records,
            "erased": list(self.erased),
            "kept": [
                [one.id, one.reason.value, one.until.isoformat() if one.until else "", one.purpose, one.bound]
                for one in self.kept
            ],
            "cells": list(self.cells),
            "value": self.value,
            "told": self.told,
            "balance": self.balance.to_json() if self.balance else {},
            "why_more": self.why_more,
            "ended": list(self.ended),
        }

    @staticmethod
    def from_json(right: Right, category: str, stored: Mapping[str, Any]) -> "Ruling":
        """Read again."""
        return Ruling(
            right=right,
            subject=stored["subject"],
            answer=Answer(stored["answer"]),
            reason=Reason(stored["reason"]) if stored["reason"] else None,
            category=category,
            kept_until=_day(stored["kept_until"]),
            purposes=tuple(stored["purposes"]),
            assumed=stored["assumed"],
            records=stored["records"],
            erased=tuple(stored["erased"]),
            kept=tuple(
                Keeping(id_, Reason(why), _day(until), purpose, bound)
                for id_, why, until, purpose, bound in stored["kept"]
            ),
            cells=tuple(stored["cells"]),
            value=stored["value"],
            told=stored["told"],
            balance=Balance.from_json(stored.get("balance")),
            why_more=stored.get("why_more", ""),
            ended=tuple(stored.get("ended", ())),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What staff decide otherwise than proposed, or where only a person may decide.

    `grant` is the whole of it; a refusal needs its `reason` and may have words for the person, and
    that of an objection its `balance`. More than was proposed is given with `why_more`, for the
    record. For a rectification `cells` and `value` say what is written where.
    """

    grant: bool
    reason: Reason | None = None
    told: str = ""
    cells: tuple[str, ...] = field(default=())
    value: str = ""
    balance: Balance = Balance()
    why_more: str = ""


def resolution(rulings: tuple[Ruling, ...]) -> Resolution:
    """How the request ends with these rulings alone (Art 12(3)-(4))."""
    answers = {one.answer for one in rulings}
    if answers <= {Answer.NOTHING_HELD}:
        return Resolution.NOTHING_HELD
    if answers <= {Answer.GRANTED, Answer.NOTHING_HELD}:
        return Resolution.GRANTED
    if answers & {Answer.GRANTED, Answer.IN_PART}:
        return Resolution.GRANTED_IN_PART
    return Resolution.REFUSED


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
