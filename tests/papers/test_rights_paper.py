"""The golden files of the rights table, and the cells of the record shop that are written by hand."""

from datetime import date

import pytest

from portal.domain.lifecycle import Right
from portal.domain.outcomes import Outcome, outcomes
from portal.domain.rights import propose
from portal.domain.rulings import Answer, Held, Reason, Ruling
from portal.papers.rights_paper import ASKED, rights_values
from portal.reading.toml import shipped_register
from tests import golden_rights

SHOP = shipped_register("digelius")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("slug", sorted(golden_rights.RECORDS))
def test_it_says_what_the_golden_file_says(slug: str) -> None:
    written = golden_rights.path_of(slug).read_text(encoding="utf-8")
    assert golden_rights.golden(slug) == written, f"Read the difference, then renew it: {golden_rights.RENEW}"


@pytest.mark.parametrize("slug", sorted(golden_rights.RECORDS))
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_has_a_line_for_every_right_category_and_purpose(slug: str, language: str) -> None:
    known = shipped_register(slug)
    lines = rights_values(known, language, golden_rights.held(slug), TODAY)
    uses = [(category.key, use.purpose) for category in known.categories for use in category.uses]
    for right in Right:
        found = [(one["category"], one["purpose"]) for one in lines if one["right"] == right.value]
        marketing = [use for use in uses if known.purpose(use[1]).direct_marketing]
        assert found == (marketing if right is Right.MARKETING else uses)
    assert all(one["sentence"] and one["article"] for one in lines)


# ---- The record shop's invoices, orders, newsletter and marketing bans, by hand
#
# An order of 4 May 2021, invoiced on the same day, and one of 10 September 2025, invoiced on 12 September. The
# financial year is the calendar year. Vouchers of 2021: six years from the end of 2021, so until 31 December 2027;
# of 2025, until 31 December 2031 (Accounting Act 2:10). Claims about a delivery: three years (Act 728/2003, section 4).

HELD = (
    Held("order21", "s", "order", "orders", date(2021, 5, 4)),
    Held("order25", "s", "order", "orders", date(2025, 9, 10)),
    Held("invoice21", "s", "invoice", "billing", date(2021, 5, 4)),
    Held("invoice25", "s", "invoice", "billing", date(2025, 9, 12)),
    Held("ban", "s", "ban", "marketing_bans", date(2024, 2, 1)),
    Held("email", "s", "customer", "email"),
    Held("name", "s", "customer", "name"),
)
OLD = tuple(one for one in HELD if one.id in {"order21", "invoice21", "email", "name"})


def cell(right: Right, category: str, purpose: str, records: tuple[Held, ...] = HELD) -> Outcome:
    found = outcomes(SHOP, right, records, TODAY, ASKED)
    (line,) = [one for one in found if (one.category, one.purpose) == (category, purpose)]
    return line


def said(line: Outcome) -> tuple[Answer, str, Reason | None, date | None]:
    return line.answer, line.article, line.reason, line.until


def whole(right: Right, category: str, records: tuple[Held, ...] = HELD) -> Ruling:
    (line,) = [one for one in propose(SHOP, [right], ASKED, records, (), TODAY) if one.subject == category]
    return line


def test_article_17_3_b_keeps_invoices_for_bookkeeping_until_31_december_2031() -> None:
    line = cell(Right.ERASURE, "billing", "bookkeeping")
    assert said(line) == (Answer.KEPT, "17(3)(b)", Reason.LEGAL_DUTY, date(2031, 12, 31))
    assert (line.records, line.gone) == (2, 0)


def test_article_17_3_b_keeps_the_invoice_of_2021_until_31_december_2027() -> None:
    line = cell(Right.ERASURE, "billing", "bookkeeping", OLD)
    assert said(line) == (Answer.KEPT, "17(3)(b)", Reason.LEGAL_DUTY, date(2027, 12, 31))


def test_article_17_1_a_lets_the_contract_hold_the_invoice_of_2025_until_12_september_2028() -> None:
    line = cell(Right.ERASURE, "billing", "orders")
    assert said(line) == (Answer.IN_PART, "17(1)(a)", Reason.STILL_NEEDED, date(2028, 9, 12))
    assert line.gone == 1


def test_article_17_1_a_ends_the_contracts_hold_on_the_invoice_of_2021() -> None:
    assert said(cell(Right.ERASURE, "billing", "orders", OLD)) == (Answer.GRANTED, "17(1)(a)", None, None)


def test_article_17_3_b_keeps_the_invoices_whatever_else_lets_go_and_ends_the_use_for_the_contract() -> None:
    line = whole(Right.ERASURE, "billing", OLD)
    assert (line.answer, line.reason, line.kept_until) == (Answer.KEPT, Reason.LEGAL_DUTY, date(2027, 12, 31))
    assert line.ended == ("orders",)


def test_article_17_3_b_keeps_orders_with_their_vouchers() -> None:
    assert said(cell(Right.ERASURE, "orders", "bookkeeping")) == (
        Answer.KEPT, "17(3)(b)", Reason.LEGAL_DUTY, date(2031, 12, 31),
    )  # fmt: skip
    assert said(cell(Right.ERASURE, "orders", "bookkeeping", OLD))[3] == date(2027, 12, 31)


def test_article_17_1_a_lets_the_contract_hold_the_order_of_2025_until_10_september_2028() -> None:
    line = cell(Right.ERASURE, "orders", "orders")
    assert said(line) == (Answer.IN_PART, "17(1)(a)", Reason.STILL_NEEDED, date(2028, 9, 10))


def test_article_17_1_c_ends_the_use_of_orders_for_the_relationship_and_for_targeted_marketing() -> None:
    for purpose in ("customer_relationship", "targeted_marketing"):
        assert said(cell(Right.ERASURE, "orders", purpose)) == (Answer.GRANTED, "17(1)(c)", None, None)
    assert whole(Right.ERASURE, "orders").ended == ("customer_relationship", "targeted_marketing")


def test_article_20_1_gives_orders_along_for_the_contract_and_invoices_not_at_all() -> None:
    assert said(cell(Right.PORTABILITY, "orders", "orders")) == (Answer.GRANTED, "20(1)", None, None)
    assert said(cell(Right.PORTABILITY, "orders", "bookkeeping")) == (
        Answer.NOT_AVAILABLE, "20(1)(a)", Reason.BASIS, None,
    )  # fmt: skip
    assert said(cell(Right.PORTABILITY, "billing", "orders")) == (
        Answer.NOT_AVAILABLE, "20(1)", Reason.NOT_FROM_PERSON, None,
    )  # fmt: skip


def test_article_21_1_knows_no_objection_to_the_contract_or_to_bookkeeping() -> None:
    for category, purpose in (("orders", "orders"), ("orders", "bookkeeping"), ("billing", "bookkeeping")):
        assert said(cell(Right.OBJECTION, category, purpose)) == (Answer.NOT_AVAILABLE, "21(1)", Reason.BASIS, None)
    assert said(cell(Right.OBJECTION, "orders", "customer_relationship")) == (Answer.NEEDS_PERSON, "21(1)", None, None)


def test_article_21_2_3_ends_the_newsletter_at_once_and_article_17_1_c_lets_its_address_go() -> None:
    for right in (Right.OBJECTION, Right.MARKETING):
        assert said(cell(right, "email", "newsletter")) == (Answer.GRANTED, "21(2)–(3)", None, None)
    assert said(cell(Right.ERASURE, "email", "newsletter")) == (Answer.GRANTED, "17(1)(c)", None, None)
    assert said(cell(Right.ERASURE, "name", "newsletter")) == (Answer.GRANTED, "17(1)(c)", None, None)
    assert "newsletter" in whole(Right.ERASURE, "name").ended


def test_article_20_1_a_gives_nothing_along_for_the_newsletter() -> None:
    assert said(cell(Right.PORTABILITY, "email", "newsletter")) == (
        Answer.NOT_AVAILABLE, "20(1)(a)", Reason.BASIS, None,
    )  # fmt: skip


def test_article_21_3_keeps_marketing_bans_without_a_last_day() -> None:
    line = cell(Right.ERASURE, "marketing_bans", "marketing_bans")
    assert said(line) == (Answer.REFUSED, "21(3), 17(3)(b)", Reason.PROHIBITION_KEPT, None)
    assert whole(Right.ERASURE, "marketing_bans").answer is Answer.KEPT
    assert said(cell(Right.OBJECTION, "marketing_bans", "marketing_bans"))[0] is Answer.NOT_AVAILABLE
    assert said(cell(Right.PORTABILITY, "marketing_bans", "marketing_bans"))[0] is Answer.NOT_AVAILABLE


@pytest.mark.parametrize("category", ["billing", "orders", "email", "marketing_bans"])
@pytest.mark.parametrize(
    ("right", "article"), [(Right.ACCESS, "15"), (Right.RECTIFICATION, "16"), (Right.RESTRICTION, "18(1)")]
)
def test_articles_15_16_and_18_1_hold_for_all_of_them(right: Right, article: str, category: str) -> None:
    found = [one for one in outcomes(SHOP, right, HELD, TODAY, ASKED) if one.category == category]
    assert found
    assert {said(one) for one in found} == {(Answer.GRANTED, article, None, None)}


def test_article_17_keeps_the_last_day_itself_and_lets_go_on_the_next() -> None:
    last, after = date(2027, 12, 31), date(2028, 1, 1)
    (held,) = [one for one in outcomes(SHOP, Right.ERASURE, OLD, last) if one.purpose == "bookkeeping"
               and one.category == "billing"]  # fmt: skip
    (free,) = [one for one in outcomes(SHOP, Right.ERASURE, OLD, after) if one.purpose == "bookkeeping"
               and one.category == "billing"]  # fmt: skip
    assert (held.answer, free.answer, free.article) == (Answer.KEPT, Answer.GRANTED, "17(1)(a)")
