"""Special categories of data (Art 9): a legal basis is not enough for them, and explicit consent can be taken back."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.lifecycle import Right
from portal.domain.outcomes import general, outcomes
from portal.domain.register import (
    CategoryUse,
    DataCategory,
    LegalBasis,
    Purpose,
    Register,
    Retention,
    RetentionRule,
    SpecialGround,
    Text,
)
from portal.domain.rights import offered, propose
from portal.domain.rights_table import Claim
from portal.domain.rulings import Answer, Held
from portal.domain.wishes import Wishes
from portal.reading.toml import shipped_register

TODAY = date(2026, 11, 23)
SHOP = shipped_register("digelius")
NO_TEXT = Text("", "", "")
EXPLICIT = SpecialGround.EXPLICIT_CONSENT


def health(basis: LegalBasis | None, ground: SpecialGround | None, *, from_person: bool = True) -> Register:
    """A register of one category, data about health, kept three years for one purpose."""
    kept = CategoryUse("p", Retention(RetentionRule.FIXED_PERIOD, NO_TEXT, 36))
    data = DataCategory("health", NO_TEXT, (kept,), from_person, special=ground)
    return replace(SHOP, purposes=(Purpose("p", NO_TEXT, basis),), categories=(data,))


def record(dated: str = "2026-06-01") -> Held:
    return Held("1", "customer_register", "health", "health", date.fromisoformat(dated))


def ruled(known: Register, right: Right) -> Answer:
    """What is proposed for the one record that there is."""
    (ruling,) = propose(known, [right], Wishes(), [record()], (), TODAY)
    return ruling.answer


@pytest.mark.parametrize(
    ("basis", "answer"),
    [
        (LegalBasis.CONSENT, Answer.GRANTED), (LegalBasis.CONTRACT, Answer.GRANTED),
        (LegalBasis.LEGAL_OBLIGATION, Answer.KEPT), (LegalBasis.VITAL_INTERESTS, Answer.GRANTED),
        (LegalBasis.PUBLIC_TASK, Answer.GRANTED), (LegalBasis.LEGITIMATE_INTERESTS, Answer.GRANTED),
        (None, Answer.NEEDS_PERSON),
    ],
)  # fmt: skip
def test_it_lets_explicit_consent_be_taken_back_whatever_stands_beside_it(
    basis: LegalBasis | None, answer: Answer
) -> None:
    assert ruled(health(basis, EXPLICIT), Right.ERASURE) is answer


def test_it_keeps_health_data_that_rests_on_no_consent_as_any_other() -> None:
    assert ruled(health(LegalBasis.CONTRACT, SpecialGround.HEALTH_CARE), Right.ERASURE) is Answer.KEPT
    assert ruled(health(LegalBasis.CONTRACT, None), Right.ERASURE) is Answer.KEPT


@pytest.mark.parametrize("basis", [*LegalBasis, None])
def test_it_lets_data_on_explicit_consent_be_taken_along(basis: LegalBasis | None) -> None:
    known = health(basis, EXPLICIT)
    assert Right.PORTABILITY in offered(known)
    assert ruled(known, Right.PORTABILITY) is Answer.GRANTED
    assert ruled(health(basis, EXPLICIT, from_person=False), Right.PORTABILITY) is Answer.NOT_AVAILABLE
    (line,) = outcomes(known, Right.PORTABILITY, [record()], TODAY)
    assert (line.answer, line.article) == (Answer.GRANTED, "20(1)")


def test_it_takes_along_on_no_other_ground_what_its_basis_does_not_give() -> None:
    known = health(LegalBasis.LEGAL_OBLIGATION, SpecialGround.HEALTH_CARE)
    assert Right.PORTABILITY not in offered(known)
    assert ruled(known, Right.PORTABILITY) is Answer.NOT_AVAILABLE


@pytest.mark.parametrize(("ground", "leans"), [(EXPLICIT, True), (SpecialGround.HEALTH_CARE, False), (None, False)])
def test_it_tells_of_withdrawal_where_only_a_category_rests_on_consent(
    ground: SpecialGround | None, leans: bool
) -> None:
    known = health(LegalBasis.CONTRACT, ground)
    assert known.leans_on_consent is leans
    assert (Claim.WITHDRAWAL in {claim for claim, _row in general(known)}) is leans
