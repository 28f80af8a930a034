"""What comes of each right for each data category under each purpose: the lines behind a category's ruling.

A ruling speaks of a category as a whole; here stands what each purpose says by itself, with its article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.domain.erasing import Days, Hold, hold, longest
from portal.domain.lifecycle import Right
from portal.domain.register import CategoryUse, DataCategory, LegalBasis, Purpose, Register
from portal.domain.rights_table import TABLE, Claim, Course, Rule, Situation, rule_on_any, withdrawal
from portal.domain.rulings import ARTICLES, Answer, Held, Reason
from portal.domain.wishes import Wishes

GENERAL: tuple[tuple[LegalBasis | Situation, Claim], ...] = (
    (LegalBasis.CONSENT, Claim.WITHDRAWAL),
    (Situation.ANY_BASIS, Claim.HUMAN_DECISION),
    (Situation.UNIDENTIFIED, Claim.ANY_RIGHT),
    (Situation.ANY_BASIS, Claim.NO_FEE),
)
"""The rows that speak of a request as a whole, not of a category under a purpose."""
_NEEDED_NO_MORE = "17(1)(a)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a right for one category under one purpose, by `article`.

    `KEPT` has its last day in `until`, that day included; `REFUSED` is for what stays without one. `NEEDS_PERSON` is
    weighed by a person, or no rule can tell. `records` are all of the category, `gone` those that this purpose
    lets go. `row` is the table's, None where no basis is stated and the bases differ. `assumed` where a legal
    basis or a retention behind it is the portal's assumption.
    """

    right: Right
    category: str
    purpose: str
    answer: Answer
    article: str
    reason: Reason | None = None
    until: date | None = None
    records: int = 0
    gone: int = 0
    assumed: bool = False
    row: Rule | None = None

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it, codes alone."""
        row = self.row
        return {
            "right": self.right.value,
            "category": self.category,
            "purpose": self.purpose,
            "outcome": self.answer.value,
            "article": self.article,
            "reason": self.reason.value if self.reason else None,
            "kept_until": self.until.isoformat() if self.until else None,
            "assumed": self.assumed,
            "may_be_limited_by": [one.value for one in row.limits] if row else [],
            "follows": [one.value for one in row.then] if row else [],
            "recipients_told": row.notice.value if row else None,
        }


def outcomes(
    register: Register, right: Right, held: Sequence[Held], today: date, wishes: Wishes | None = None
) -> tuple[Outcome, ...]:
    """The outcome for each category and purpose of the register, in its order.

    `held` are the person's records with their dates; a category without any is `NOTHING_HELD`. `today` is the day
    at the controller's place. A prohibition of marketing is about purposes of direct marketing alone.
    """
    days = Days(register, held)
    asked = wishes or Wishes()
    found = (
        _outcome(register, right, category, use, _of(category, held), days, today, asked)
        for category in register.categories
        for use in category.uses
        if right is not Right.MARKETING or register.purpose(use.purpose).direct_marketing
    )
    return tuple(found)


def general(register: Register) -> tuple[tuple[Claim, Rule], ...]:
    """The rows that hold for any request to this register, whatever data it is about."""
    consent = register.leans_on_consent
    return tuple((claim, TABLE[place, claim]) for place, claim in GENERAL if consent or claim is not Claim.WITHDRAWAL)


def _of(category: DataCategory, held: Iterable[Held]) -> list[Held]:
    return [one for one in held if one.category == category.key]


def _outcome(
    register: Register,
    right: Right,
    category: DataCategory,
    use: CategoryUse,
    records: Sequence[Held],
    days: Days,
    today: date,
    wishes: Wishes,
) -> Outcome:
    purpose = register.purpose(use.purpose)
    row = rule_on_any(purpose, right, category.special)
    line = Outcome(
        right, category.key, purpose.key, Answer.GRANTED, row.article if row else ARTICLES[Reason.NO_BASIS_STATED],
        records=len(records), assumed=_is_assumed(right, purpose, use), row=row,
    )  # fmt: skip
    if not records:
        return replace(line, answer=Answer.NOTHING_HELD)
    if row is None:
        return _with(line, Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED)
    if right is Right.ERASURE:
        return _erased(line, row, [hold(register, use, one, days, today) for one in records])
    if row.course is Course.WITHDRAWN:
        return replace(_with(line, Answer.GRANTED, row.reason), row=withdrawal())
    if row.course is Course.NOT_HERE:
        return replace(line, answer=Answer.NOT_AVAILABLE, reason=row.reason)
    if row.course is Course.FROM_PERSON and not category.from_person:
        return _with(line, Answer.NOT_AVAILABLE, row.reason)
    if row.course is Course.WEIGHED or (row.course is Course.ON_GROUND and wishes.restrict not in row.grounds):
        return replace(line, answer=Answer.NEEDS_PERSON)
    return line


def _with(line: Outcome, answer: Answer, reason: Reason | None) -> Outcome:
    return replace(line, answer=answer, reason=reason, article=ARTICLES[reason] if reason else line.article)


def _erased(line: Outcome, row: Rule, holds: Sequence[Hold | None]) -> Outcome:
    """What one purpose lets go is answered for it alone; another one may hold it still."""
    held = [one for one in holds if one]
    gone = len(holds) - len(held)
    if not held:
        over = row.course in {Course.WHEN_ENDED, Course.WEIGHED}
        return replace(line, gone=gone, article=_NEEDED_NO_MORE if over else row.article)
    open_ = [one for one in held if one.undecided]
    named = open_[0] if open_ else longest(held)
    if open_:
        answer = Answer.NEEDS_PERSON
    elif gone:
        answer = Answer.IN_PART
    else:
        answer = Answer.KEPT if named.until else Answer.REFUSED
    return replace(_with(line, answer, named.reason), gone=gone, until=named.until)


def _is_assumed(right: Right, purpose: Purpose, use: CategoryUse) -> bool:
    by_basis = right in {Right.ERASURE, Right.PORTABILITY, Right.OBJECTION}
    if not by_basis or (purpose.direct_marketing and right is not Right.PORTABILITY):
        return False
    return use.assumed or purpose.assumed or (right is Right.ERASURE and use.retention.assumed)
