"""The rights table: what Articles 7(3), 11, 12(5) and 15-22 GDPR make of a right on each legal basis.

`TABLE` has a row for each legal basis of Article 6(1) with each right, and a row for what is the same on any
basis: direct marketing, withdrawn consent, automated decisions, research, a person who cannot be
identified, fees. A row says what becomes of the right (`Course`), by which article, why the answer is not simply
yes, by which exceptions it may be refused or limited, what has to follow without anybody's asking for it, whether
the recipients are told (Art 19), and what a person is told who does not get it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Right
from portal.domain.register import LegalBasis, Purpose, SpecialGround
from portal.domain.rulings import REFUSALS, Reason
from portal.domain.wishes import RestrictionGround


class Course(StrEnum):
    """What becomes of a right on a basis, before the facts of one person are looked at."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    ON_GROUND = "on_ground"
    FROM_PERSON = "from_person"
    WHEN_ENDED = "when_ended"
    UNLESS_COMPELLING = "unless_compelling"
    WEIGHED = "weighed"
    NOT_HERE = "not_here"
    UNLESS_ALLOWED = "unless_allowed"
    UNTIL_IDENTIFIED = "until_identified"
    FREE = "free"


class Situation(StrEnum):
    """What a row speaks of where it is not one legal basis."""

    DIRECT_MARKETING = "direct_marketing"
    RESEARCH = "research"
    UNIDENTIFIED = "unidentified"
    ANY_BASIS = "any_basis"


class Claim(StrEnum):
    """What a row is about where it is not one of the rights that are asked for by name."""

    WITHDRAWAL = "withdrawal"
    HUMAN_DECISION = "human_decision"
    ANY_RIGHT = "any_right"
    NO_FEE = "no_fee"


class Duty(StrEnum):
    """What follows from a right without being asked for."""

    RESTRICT_WHILE_CHECKED = "restrict_while_checked"
    TELL_CONTROLLERS = "tell_controllers"
    LOCK = "lock"
    ANNOUNCE_END = "announce_end"
    TAKE_AS_WITHDRAWAL = "take_as_withdrawal"
    RESTRICT_MEANWHILE = "restrict_meanwhile"
    STOP_AT_ONCE = "stop_at_once"
    KEEP_SUPPRESSION = "keep_suppression"
    ERASURE_ARISES = "erasure_arises"
    STOP_USE = "stop_use"
    CHECK_ERASURE = "check_erasure"
    OFFER_HUMAN = "offer_human"
    ASK_DETAILS = "ask_details"
    WARN_OF_FEE = "warn_of_fee"


class Notice(StrEnum):
    """Whether each recipient of the data is told (Art 19): by right, by the erasure that follows, or to stop use."""

    NONE = "none"
    EACH = "each"
    FOLLOWS = "follows"
    STOP = "stop"


class Advice(StrEnum):
    """What a person is told who does not get what they asked for, beside the reason."""

    WHY_AND_UNTIL = "why_and_until"
    ASK_ACCESS = "ask_access"
    WITHDRAW = "withdraw"
    OTHER_RIGHTS = "other_rights"
    NEVER_REFUSED = "never_refused"
    WHAT_WOULD_HELP = "what_would_help"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    `reason` is why the answer is not simply yes; `limits` are the exceptions by which it may be refused or limited,
    and `grounds` those on which data is restricted (Art 18(1)).
    """

    course: Course
    article: str
    reason: Reason | None = None
    limits: tuple[Reason, ...] = ()
    then: tuple[Duty, ...] = ()
    notice: Notice = Notice.NONE
    advice: Advice | None = None
    grounds: tuple[RestrictionGround, ...] = ()


Key = tuple[LegalBasis | Situation, Right | Claim]

_A, _B, _C, _D, _E, _F = LegalBasis
_EACH, _FOLLOWS = Notice.EACH, Notice.FOLLOWS
_ALWAYS = (Reason.UNFOUNDED, Reason.NOT_FOUND, Reason.LIMITED_BY_LAW)
"""Art 12(5), 11(2) and 23, whatever is asked."""
_OTHERS = (Reason.OTHERS_RIGHTS, *_ALWAYS)
_NEEDED = (Reason.EXPRESSION, Reason.LEGAL_DUTY, Reason.PUBLIC_HEALTH, Reason.RESEARCH, Reason.LEGAL_CLAIMS)
"""Art 17(3)(a)-(e)."""
_EXCEPTIONS = (*_NEEDED, *_ALWAYS)
_COMPELLED = (Reason.COMPELLING, Reason.LEGAL_CLAIMS, *_ALWAYS)
_GROUNDS = (RestrictionGround.ACCURACY, RestrictionGround.UNLAWFUL, RestrictionGround.CLAIMS)
_WITH_OBJECTION = (*_GROUNDS, RestrictionGround.OBJECTION)
_CHECKED = (Duty.RESTRICT_WHILE_CHECKED,)
_PUBLIC = (Duty.TELL_CONTROLLERS,)
_LOCKED = (Duty.LOCK, Duty.ANNOUNCE_END)
_WHY = Advice.WHY_AND_UNTIL

TABLE: Mapping[Key, Rule] = {
    # Access
    (_A, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    (_B, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    (_C, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    (_D, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    (_E, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    (_F, Right.ACCESS): Rule(Course.HOLDS, "15", limits=_OTHERS),
    # Rectification
    (_A, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    (_B, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    (_C, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    (_D, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    (_E, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    (_F, Right.RECTIFICATION): Rule(Course.HOLDS, "16", None, _ALWAYS, _CHECKED, _EACH),
    # Erasure
    (_A, Right.ERASURE): Rule(Course.HOLDS, "17(1)(b)", None, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    (_B, Right.ERASURE): Rule(
        Course.WHEN_ENDED, "17(1)(a)", Reason.STILL_NEEDED, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    (_C, Right.ERASURE): Rule(
        Course.WHEN_ENDED, "17(3)(b)", Reason.LEGAL_DUTY, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    (_D, Right.ERASURE): Rule(
        Course.WHEN_ENDED, "17(1)(a)", Reason.STILL_NEEDED, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    (_E, Right.ERASURE): Rule(Course.WEIGHED, "17(1)(c)", Reason.COMPELLING, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    (_F, Right.ERASURE): Rule(Course.UNLESS_COMPELLING, "17(1)(c)", None, _EXCEPTIONS, _PUBLIC, _EACH, _WHY),
    # Restriction
    (_A, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_GROUNDS),
    (_B, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_GROUNDS),
    (_C, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_GROUNDS),
    (_D, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_GROUNDS),
    (_E, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_WITH_OBJECTION),
    (_F, Right.RESTRICTION): Rule(Course.ON_GROUND, "18(1)", None, _ALWAYS, _LOCKED, _EACH, grounds=_WITH_OBJECTION),
    # Portability
    (_A, Right.PORTABILITY): Rule(Course.FROM_PERSON, "20(1)", Reason.NOT_FROM_PERSON, _OTHERS),
    (_B, Right.PORTABILITY): Rule(Course.FROM_PERSON, "20(1)", Reason.NOT_FROM_PERSON, _OTHERS),
    (_C, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS, advice=Advice.ASK_ACCESS),
    (_D, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS, advice=Advice.ASK_ACCESS),
    (_E, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a), 20(3)", Reason.BASIS, advice=Advice.ASK_ACCESS),
    (_F, Right.PORTABILITY): Rule(Course.NOT_HERE, "20(1)(a)", Reason.BASIS, advice=Advice.ASK_ACCESS),
    # Objection
    (_A, Right.OBJECTION): Rule(
        Course.WITHDRAWN, "21(1)", Reason.WITHDRAWAL, then=(Duty.TAKE_AS_WITHDRAWAL,), advice=Advice.WITHDRAW),
    (_B, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS, advice=Advice.OTHER_RIGHTS),
    (_C, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS, advice=Advice.OTHER_RIGHTS),
    (_D, Right.OBJECTION): Rule(Course.NOT_HERE, "21(1)", Reason.BASIS, advice=Advice.OTHER_RIGHTS),
    (_E, Right.OBJECTION): Rule(Course.WEIGHED, "21(1)", None, _COMPELLED, (Duty.RESTRICT_MEANWHILE,), _FOLLOWS),
    (_F, Right.OBJECTION): Rule(Course.WEIGHED, "21(1)", None, _COMPELLED, (Duty.RESTRICT_MEANWHILE,), _FOLLOWS),
    # The same on any basis
    (Situation.DIRECT_MARKETING, Right.OBJECTION): Rule(
        Course.HOLDS, "21(2)–(3)", then=(Duty.STOP_AT_ONCE, Duty.KEEP_SUPPRESSION, Duty.ERASURE_ARISES),
        notice=Notice.STOP, advice=Advice.NEVER_REFUSED),
    (Situation.DIRECT_MARKETING, Right.ERASURE): Rule(
        Course.HOLDS, "17(1)(c)", None, _NEEDED, (Duty.KEEP_SUPPRESSION,), _EACH),
    (_A, Claim.WITHDRAWAL): Rule(Course.HOLDS, "7(3)", None, (), (Duty.STOP_USE, Duty.CHECK_ERASURE), _FOLLOWS),
    (Situation.ANY_BASIS, Claim.HUMAN_DECISION): Rule(
        Course.UNLESS_ALLOWED, "22", None, (Reason.DECISION_ALLOWED,), (Duty.OFFER_HUMAN,)),
    (Situation.RESEARCH, Right.OBJECTION): Rule(Course.WEIGHED, "21(6)", None, (Reason.PUBLIC_TASK,)),
    (Situation.UNIDENTIFIED, Claim.ANY_RIGHT): Rule(
        Course.UNTIL_IDENTIFIED, "11", Reason.NOT_IDENTIFIED, (), (Duty.ASK_DETAILS,), advice=Advice.WHAT_WOULD_HELP),
    (Situation.ANY_BASIS, Claim.NO_FEE): Rule(
        Course.FREE, "12(5), 15(3)", None, (Reason.UNFOUNDED, Reason.FURTHER_COPY), (Duty.WARN_OF_FEE,)),
}  # fmt: skip
"""(basis or situation, right or claim) -> what the law makes of it: every row of the rights matrix."""


def rule(purpose: Purpose, right: Right, special: SpecialGround | None = None) -> Rule | None:
    """What a right is worth under one purpose; None where its legal basis is not stated.

    A prohibition of marketing is about purposes of direct marketing alone: None for every other. `special` is the
    ground of the category that is asked about: explicit consent is the person's to take back (Art 17(1)(b)) and its
    data theirs to take along (Art 20(1)(a)), whatever the legal basis beside it; what a law demands stays kept.
    """
    if special is SpecialGround.EXPLICIT_CONSENT and _by_consent(purpose, right):
        return TABLE[LegalBasis.CONSENT, right]
    marketing = Right.OBJECTION if right is Right.MARKETING else right
    if purpose.direct_marketing and (found := TABLE.get((Situation.DIRECT_MARKETING, marketing))):
        return found
    if purpose.research and right is Right.OBJECTION:
        return TABLE[Situation.RESEARCH, right]
    return TABLE.get((purpose.legal_basis, right)) if purpose.legal_basis else None


def _by_consent(purpose: Purpose, right: Right) -> bool:
    if right is Right.ERASURE:
        return purpose.legal_basis not in {None, LegalBasis.LEGAL_OBLIGATION} and not purpose.direct_marketing
    return right is Right.PORTABILITY


def rule_on_any(purpose: Purpose, right: Right, special: SpecialGround | None = None) -> Rule | None:
    """As `rule`; where no basis is stated, the row that all bases have in common, but for what they add to it."""
    if found := rule(purpose, right, special):
        return found
    rows = [row for basis in LegalBasis if (row := TABLE.get((basis, right)))]
    return rows[0] if len({(row.course, row.article) for row in rows}) == 1 else None


def withdrawal() -> Rule:
    """What taking back a consent is worth (Art 7(3)): an objection to it is taken for that."""
    return TABLE[LegalBasis.CONSENT, Claim.WITHDRAWAL]


def restricts_meanwhile(purpose: Purpose) -> bool:
    """Whether data is only stored while an objection to this purpose is weighed (Art 18(1)(d)).

    So it is too where no basis is stated: the safe reading.
    """
    found = rule(purpose, Right.OBJECTION)
    return found is None or Duty.RESTRICT_MEANWHILE in found.then


def refusals(right: Right, rows: tuple[Rule | None, ...]) -> tuple[Reason, ...]:
    """The grounds of `REFUSALS` that some of the rows knows; all of them where a row is missing, or none is given.

    A right that holds but for its exceptions is not refused for what no row of it says.
    """
    known = {reason for row in rows if row for reason in (*row.limits, row.reason)}
    open_ = not rows or None in rows or right not in {Right.ERASURE, Right.OBJECTION}
    return tuple(one for one in REFUSALS[right] if open_ or one in known or one is Reason.NO_REASON_GIVEN)
