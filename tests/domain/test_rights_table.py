"""Every row of the rights table against its row of the law's matrix, cell by cell; each test bears its article."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.domain import review
from portal.domain.lifecycle import Right
from portal.domain.register import LegalBasis, Purpose, Text
from portal.domain.rights_table import (
    TABLE,
    Advice,
    Claim,
    Course,
    Duty,
    Key,
    Notice,
    Situation,
    refusals,
    restricts_meanwhile,
    rule,
    rule_on_any,
    withdrawal,
)
from portal.domain.rulings import REFUSALS, Reason
from portal.domain.wishes import RestrictionGround

MATRIX = Path(__file__).parents[1] / "law" / "rights_matrix.csv"
NO_TEXT = Text("", "", "")
Row = Mapping[str, str]

SITUATIONS = {
    "any basis: direct marketing purpose": Situation.DIRECT_MARKETING,
    "6(1)(a) / 9(2)(a)": LegalBasis.CONSENT,
    "any basis": Situation.ANY_BASIS,
    "89(1) research or statistics": Situation.RESEARCH,
    "no identification needed": Situation.UNIDENTIFIED,
}
RIGHTS: Mapping[str, Right | Claim] = {
    "access": Right.ACCESS,
    "rectification": Right.RECTIFICATION,
    "erasure": Right.ERASURE,
    "restriction": Right.RESTRICTION,
    "portability": Right.PORTABILITY,
    "objection (general)": Right.OBJECTION,
    "objection": Right.OBJECTION,
    "objection to direct marketing incl. related profiling": Right.OBJECTION,
    "withdrawal of consent": Claim.WITHDRAWAL,
    "not to be subject to a solely automated decision": Claim.HUMAN_DECISION,
    "15-20": Claim.ANY_RIGHT,
    "fees": Claim.NO_FEE,
}
ARTICLES = {
    ("6(1)(a) consent", "17"): "17(1)(b)",
    ("6(1)(b) contract", "17"): "17(1)(a)",
    ("6(1)(c) legal obligation", "17"): "17(3)(b)",
    ("6(1)(d) vital interests", "17"): "17(1)(a)",
    ("6(1)(e) public task", "17"): "17(1)(c)",
    ("6(1)(f) legitimate interests", "17"): "17(1)(c)",
    ("6(1)(a) consent", "20"): "20(1)",
    ("6(1)(b) contract", "20"): "20(1)",
    ("6(1)(c) legal obligation", "20"): "20(1)(a)",
    ("6(1)(d) vital interests", "20"): "20(1)(a)",
    ("6(1)(e) public task", "20"): "20(1)(a), 20(3)",
    ("6(1)(f) legitimate interests", "20"): "20(1)(a)",
} | {(f"{basis} {name}", "18"): "18(1)" for basis, name in (
    ("6(1)(a)", "consent"), ("6(1)(b)", "contract"), ("6(1)(c)", "legal obligation"), ("6(1)(d)", "vital interests"),
    ("6(1)(e)", "public task"), ("6(1)(f)", "legitimate interests"),
)}  # fmt: skip
"""Where the table names the very place, and the matrix the article alone."""
COURSES = (
    ("conditional", "without overriding legitimate grounds", Course.UNLESS_COMPELLING, None),
    ("conditional", "no longer needed for the contract", Course.WHEN_ENDED, Reason.STILL_NEEDED),
    ("conditional", "not while the legal duty requires", Course.WHEN_ENDED, Reason.LEGAL_DUTY),
    ("conditional", "only 17(1)(a), (d), (e)", Course.WHEN_ENDED, Reason.STILL_NEEDED),
    ("conditional", "not to the extent necessary for the task", Course.WEIGHED, Reason.COMPELLING),
    ("conditional", "accuracy contested", Course.ON_GROUND, None),
    ("conditional", "data provided by the person", Course.FROM_PERSON, Reason.NOT_FROM_PERSON),
    ("conditional", "particular situation", Course.WEIGHED, None),
    ("conditional", "legal or similarly significant effect", Course.UNLESS_ALLOWED, None),
    ("no", "treat the message as withdrawal", Course.WITHDRAWN, Reason.WITHDRAWAL),
    ("no", "only for 6(1)(e) and (f)", Course.NOT_HERE, Reason.BASIS),
    ("no", "basis is not consent or contract", Course.NOT_HERE, Reason.BASIS),
    ("no, until the person supplies identifying information", "", Course.UNTIL_IDENTIFIED, Reason.NOT_IDENTIFIED),
    ("-", "free; fee only for", Course.FREE, None),
    ("yes", "", Course.HOLDS, None),
)
"""`applies` and a phrase of the row -> what becomes of the right, and why it is not simply yes; the first that fits."""
NEEDED = (Reason.EXPRESSION, Reason.LEGAL_DUTY, Reason.PUBLIC_HEALTH, Reason.RESEARCH, Reason.LEGAL_CLAIMS)
LIMITS = (
    ("15(4)", (Reason.OTHERS_RIGHTS,)),
    ("20(4)", (Reason.OTHERS_RIGHTS,)),
    ("17(3);", NEEDED),
    ("17(3)(a) expression", (Reason.EXPRESSION,)),
    ("(b) legal obligation or public task", (Reason.LEGAL_DUTY,)),
    ("(c) public health", (Reason.PUBLIC_HEALTH,)),
    ("(d) archiving, research, statistics", (Reason.RESEARCH,)),
    ("(e) legal claims", (Reason.LEGAL_CLAIMS,)),
    ("DEMONSTRATES compelling", (Reason.COMPELLING,)),
    ("overriding the person, or legal claims", (Reason.LEGAL_CLAIMS,)),
    ("unfounded/excessive (c", (Reason.UNFOUNDED,)),
    ("unfounded/excessive (12(5)(a))", (Reason.UNFOUNDED,)),
    ("11(2)+12(2)", (Reason.NOT_FOUND,)),
    ("Art 23 national limits", (Reason.LIMITED_BY_LAW,)),
    ("22(2):", (Reason.DECISION_ALLOWED,)),
    ("public-interest task", (Reason.PUBLIC_TASK,)),
    ("further copies (15(3))", (Reason.FURTHER_COPY,)),
)
DUTIES = (
    ("restrict the disputed data", Duty.RESTRICT_WHILE_CHECKED),
    ("tell other controllers (17(2))", Duty.TELL_CONTROLLERS),
    ("mark and lock", Duty.LOCK),
    ("BEFORE lifting", Duty.ANNOUNCE_END),
    ("treat the message as withdrawal", Duty.TAKE_AS_WITHDRAWAL),
    ("restrict during the check", Duty.RESTRICT_MEANWHILE),
    ("stop at once", Duty.STOP_AT_ONCE),
    ("minimal suppression", Duty.KEEP_SUPPRESSION),
    ("erasure ground 17(1)(c) arises", Duty.ERASURE_ARISES),
    ("stop the processing resting on consent", Duty.STOP_USE),
    ("then check 17(1)(b)", Duty.CHECK_ERASURE),
    ("offer human intervention", Duty.OFFER_HUMAN),
    ("ask for identifying details", Duty.ASK_DETAILS),
    ("warn before charging", Duty.WARN_OF_FEE),
)
NOTICES = (
    ("yes", Notice.EACH),
    ("through the erasure", Notice.FOLLOWS),
    ("if erased", Notice.FOLLOWS),
    ("processors must be told", Notice.STOP),
    ("no", Notice.NONE),
    ("", Notice.NONE),
)
ADVICE = (
    ("name which 17(1) ground", Advice.WHY_AND_UNTIL),
    ("offer access", Advice.ASK_ACCESS),
    ("consent can be withdrawn", Advice.WITHDRAW),
    ("no objection right on this basis", Advice.OTHER_RIGHTS),
    ("never refuse", Advice.NEVER_REFUSED),
    ("what would help", Advice.WHAT_WOULD_HELP),
)
GROUNDS = (
    ("18(1)(a) accuracy contested", RestrictionGround.ACCURACY),
    ("(b) unlawful and person prefers", RestrictionGround.UNLAWFUL),
    ("(c) controller no longer needs data", RestrictionGround.CLAIMS),
    ("(d) objection 21(1) pending", RestrictionGround.OBJECTION),
)


def matrix() -> list[Row]:
    with MATRIX.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def key_of(row: Row) -> Key:
    basis = SITUATIONS.get(row["legal_basis"]) or LegalBasis(row["legal_basis"].split(" ")[0])
    return basis, RIGHTS[row["right"]]


def named(row: Row) -> str:
    return f"article {row['article']}, {row['right']} on {row['legal_basis']}"


every_row = pytest.mark.parametrize("row", matrix(), ids=named)


def test_it_has_every_row_of_the_matrix_and_no_other() -> None:
    keys = [key_of(row) for row in matrix()]
    assert len(keys) == 43 == len(set(keys))
    assert set(keys) == set(TABLE)


@every_row
def test_it_says_what_becomes_of_the_right_and_where_that_stands(row: Row) -> None:
    found = TABLE[key_of(row)]
    text = f"{row['conditions']} {row['must_happen_automatically']}"
    course, reason = next((c, r) for applies, phrase, c, r in COURSES if applies == row["applies"] and phrase in text)
    assert (found.course, found.reason) == (course, reason)
    assert found.article.replace("–", "-") == ARTICLES.get((row["legal_basis"], row["article"]), row["article"])


@every_row
def test_it_is_limited_by_the_exceptions_of_its_row_alone(row: Row) -> None:
    text = f"{row['conditions']} {row['exceptions_and_limits']}"
    expected = [reason for phrase, reasons in LIMITS if phrase in text for reason in reasons]
    assert sorted(TABLE[key_of(row)].limits) == sorted(expected)


@every_row
def test_it_has_follow_what_must_happen_without_asking(row: Row) -> None:
    text = f"{row['must_happen_automatically']} {row['exceptions_and_limits']}"
    expected = [duty for phrase, duty in DUTIES if phrase in text]
    assert list(TABLE[key_of(row)].then) == expected


@every_row
def test_it_tells_recipients_by_article_19_where_its_row_does(row: Row) -> None:
    told = row["art19_notice_to_recipients"]
    assert TABLE[key_of(row)].notice is next(notice for phrase, notice in NOTICES if told.startswith(phrase))


@every_row
def test_it_tells_the_person_what_its_row_does(row: Row) -> None:
    told = row["if_not_available_tell_the_person"]
    assert TABLE[key_of(row)].advice is next((advice for phrase, advice in ADVICE if phrase in told), None)


@every_row
def test_it_restricts_on_the_grounds_of_its_row(row: Row) -> None:
    expected = [ground for phrase, ground in GROUNDS if row["article"] == "18" and phrase in row["conditions"]]
    assert list(TABLE[key_of(row)].grounds) == expected


# ---- What is read from it


def purpose(basis: LegalBasis | None, *, marketing: bool = False, research: bool = False) -> Purpose:
    return Purpose("p", NO_TEXT, basis, direct_marketing=marketing, research=research)


@pytest.mark.parametrize("basis", [*LegalBasis, None])
def test_it_never_weighs_direct_marketing_by_article_21_3(basis: LegalBasis | None) -> None:
    marketing = purpose(basis, marketing=True, research=True)
    for right in (Right.OBJECTION, Right.MARKETING, Right.ERASURE):
        found = rule(marketing, right)
        assert found is not None
        assert (found.course, found.reason) == (Course.HOLDS, None)
    assert not restricts_meanwhile(marketing)
    assert rule(purpose(basis), Right.MARKETING) is None


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_it_reads_research_by_article_21_6(basis: LegalBasis) -> None:
    found = rule(purpose(basis, research=True), Right.OBJECTION)
    assert found is TABLE[Situation.RESEARCH, Right.OBJECTION]
    assert rule(purpose(basis, research=True), Right.ERASURE) is TABLE[basis, Right.ERASURE]


@pytest.mark.parametrize("right", list(Right))
def test_it_has_no_rule_without_a_basis_but_where_all_bases_agree(right: Right) -> None:
    assert rule(purpose(None), right) is None
    agreed = right in {Right.ACCESS, Right.RECTIFICATION, Right.RESTRICTION}
    assert (rule_on_any(purpose(None), right) is not None) is agreed


def test_it_takes_an_objection_to_a_consent_for_its_withdrawal_by_article_7_3() -> None:
    found = rule(purpose(LegalBasis.CONSENT), Right.OBJECTION)
    assert found is not None
    assert found.then == (Duty.TAKE_AS_WITHDRAWAL,)
    assert withdrawal().article == "7(3)"


@pytest.mark.parametrize(
    ("basis", "frozen"),
    [*((basis, basis in {LegalBasis.PUBLIC_TASK, LegalBasis.LEGITIMATE_INTERESTS}) for basis in LegalBasis),
     (None, True)],
)  # fmt: skip
def test_it_freezes_while_an_objection_is_weighed_by_article_18_1_d(basis: LegalBasis | None, frozen: bool) -> None:
    assert restricts_meanwhile(purpose(basis)) is frozen


def test_it_offers_for_a_refusal_only_what_a_row_knows() -> None:
    consent, contract = (TABLE[basis, Right.ERASURE] for basis in (LegalBasis.CONSENT, LegalBasis.CONTRACT))
    assert Reason.STILL_NEEDED not in refusals(Right.ERASURE, (consent,))
    assert Reason.STILL_NEEDED in refusals(Right.ERASURE, (consent, contract))
    assert refusals(Right.ERASURE, (consent, None)) == REFUSALS[Right.ERASURE] == refusals(Right.ERASURE, ())
    interests = TABLE[LegalBasis.LEGITIMATE_INTERESTS, Right.OBJECTION]
    assert Reason.BASIS not in refusals(Right.OBJECTION, (interests,))
    assert Reason.NO_REASON_GIVEN in refusals(Right.OBJECTION, (interests,))


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_it_withholds_records_of_a_copy_by_the_limits_of_article_15(basis: LegalBasis) -> None:
    articles = {Reason.OTHERS_RIGHTS: "15(4)", Reason.LIMITED_BY_LAW: "23", Reason.UNFOUNDED: "12(5)"}
    limits = {articles[one] for one in TABLE[basis, Right.ACCESS].limits if one in articles}
    assert limits == set(review.GROUND_ARTICLES.values()) - {"15(1)"}
