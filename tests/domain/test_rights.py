"""What the rights table proposes for any register and any records, and what staff may choose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.domain.register import (
    CategoryUse,
    DataCategory,
    LegalBasis,
    Purpose,
    Register,
    Retention,
    RetentionRule,
    Text,
)
from portal.domain.retention import kept_until
from portal.domain.rights import ALL, decided, offered, propose
from portal.domain.rulings import (
    REFUSALS,
    Answer,
    Balance,
    Cell,
    Choice,
    Claim,
    Held,
    Keeping,
    Reason,
    Ruling,
)
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.reading.toml import shipped_register

TODAY = date(2026, 11, 23)
SHOP = shipped_register("digelius")
NO_TEXT = Text("", "", "")


# ---- Registers and records


def use(purpose: str, rule_: RetentionRule, months: int | None = None) -> CategoryUse:
    return CategoryUse(purpose, Retention(rule_, NO_TEXT, months))


def purpose(key: str, basis: LegalBasis | None, *, marketing: bool = False) -> Purpose:
    return Purpose(key, NO_TEXT, basis, direct_marketing=marketing)


def register(
    purposes: Sequence[Purpose], categories: Mapping[str, Sequence[CategoryUse]], from_person: bool = True
) -> Register:
    return replace(
        SHOP,
        purposes=tuple(purposes),
        categories=tuple(DataCategory(key, NO_TEXT, tuple(uses), from_person) for key, uses in categories.items()),
    )


def one_purpose(basis: LegalBasis | None, rule_: RetentionRule = RetentionRule.FIXED_PERIOD) -> Register:
    months = 36 if rule_ is RetentionRule.FIXED_PERIOD else None
    return register([purpose("p", basis)], {"data": [use("p", rule_, months)]})


def record(id_: str, category: str, dated: str = "") -> Held:
    return Held(id_, "customer_register", category, category, date.fromisoformat(dated) if dated else None)


def cell(finding: str, name: str, value: str, category: str = "email", place: int = 0) -> Cell:
    return Cell(finding, place, "customer_register", "customer", category, name, value, writable=True)


def erased(
    held: Sequence[Held], wished: Sequence[str] = (), known: Register = SHOP, today: date = TODAY
) -> dict[str, Ruling]:
    found = propose(known, [Right.ERASURE], Wishes(erase=tuple(wished)), held, (), today)
    return {one.subject: one for one in found}


CARD = tuple(record(key, key) for key in ("name", "company", "phone", "email", "postal_address"))


# ---- What is offered


def test_it_offers_every_right_at_the_record_shop() -> None:
    assert offered(SHOP) == tuple(Right)


def test_it_offers_what_might_apply_where_no_basis_is_stated() -> None:
    assert {Right.PORTABILITY, Right.OBJECTION} <= set(offered(one_purpose(None)))


@pytest.mark.parametrize(
    ("basis", "added"),
    [
        (LegalBasis.CONSENT, {Right.PORTABILITY}),
        (LegalBasis.CONTRACT, {Right.PORTABILITY}),
        (LegalBasis.LEGAL_OBLIGATION, set()),
        (LegalBasis.VITAL_INTERESTS, set()),
        (LegalBasis.PUBLIC_TASK, {Right.OBJECTION}),
        (LegalBasis.LEGITIMATE_INTERESTS, {Right.OBJECTION}),
    ],
)
def test_it_offers_by_the_bases(basis: LegalBasis, added: set[Right]) -> None:
    always = {Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION}
    known = replace(one_purpose(basis), prohibitions=())
    assert set(offered(known)) == always | added
    advertised = replace(known, purposes=tuple(replace(one, direct_marketing=True) for one in known.purposes))
    assert Right.MARKETING in offered(advertised)
    others = replace(known, categories=tuple(replace(one, from_person=False) for one in known.categories))
    assert set(offered(others)) == (always | added) - {Right.PORTABILITY}


# ---- Erasure (Art 17)


def test_it_keeps_who_an_invoice_is_for_and_lets_mail_and_phone_go_with_the_order() -> None:
    """An order of 2021: its contract is over, its voucher is kept until the end of 2027."""
    found = erased([*CARD, record("o", "orders", "2021-05-04"), record("i", "billing", "2021-05-04")])
    for key in ("name", "company", "postal_address", "orders", "billing"):
        assert found[key].answer is Answer.KEPT
        assert (found[key].reason, found[key].kept_until) == (Reason.LEGAL_DUTY, date(2027, 12, 31))
        assert found[key].purposes == ("bookkeeping",)
    for key in ("phone", "email"):
        assert (found[key].answer, found[key].erased) == (Answer.GRANTED, (key,))
    assert all(one.assumed for one in found.values() if one.records)


def test_it_keeps_mail_and_phone_while_an_order_can_still_be_disputed() -> None:
    found = erased([*CARD, record("o", "orders", "2025-05-04"), record("i", "billing", "2025-05-04")])
    for key in ("phone", "email"):
        assert (found[key].answer, found[key].reason) == (Answer.KEPT, Reason.STILL_NEEDED)
        assert (found[key].kept_until, found[key].purposes) == (date(2028, 5, 4), ("orders",))
    assert found["orders"].kept_until == found["name"].kept_until == date(2031, 12, 31)


def test_it_keeps_an_order_without_a_voucher_for_its_contract_alone() -> None:
    found = erased([*CARD, record("old", "orders", "2021-05-04"), record("new", "orders", "2025-05-04")])
    orders = found["orders"]
    assert (orders.answer, orders.erased) == (Answer.IN_PART, ("old",))
    assert orders.kept == (Keeping("new", Reason.STILL_NEEDED, date(2028, 5, 4), "orders"),)
    assert found["name"].kept == (Keeping("name", Reason.STILL_NEEDED, date(2028, 5, 4), "orders"),)


@pytest.mark.parametrize(
    ("invoiced", "stays"),
    [("2021-05-04", True), ("2022-05-04", True), ("2022-05-05", False), ("2021-05-03", False)],
)
def test_it_takes_for_an_orders_voucher_what_was_invoiced_within_a_year(invoiced: str, stays: bool) -> None:
    found = erased([record("o", "orders", "2021-05-04"), record("i", "billing", invoiced)])
    assert (found["orders"].answer is Answer.KEPT) is stays
    assert found["billing"].answer is Answer.KEPT


def test_it_lets_everything_go_but_the_prohibitions_where_there_is_no_day() -> None:
    found = erased([*CARD, record("ban", "marketing_bans"), record("note", "unsorted"), record("x", "unheard_of")])
    granted = {key for key, one in found.items() if one.answer is Answer.GRANTED}
    assert granted == {"name", "company", "phone", "email", "postal_address", "unsorted", "unheard_of"}
    ban = found["marketing_bans"]
    assert (ban.answer, ban.reason, ban.kept_until) == (Answer.KEPT, Reason.PROHIBITION_KEPT, None)
    assert {found["orders"].answer, found["billing"].answer} == {Answer.NOTHING_HELD}
    assert not found["unsorted"].assumed


def test_it_keeps_a_voucher_whose_day_is_not_known_for_a_person_to_see() -> None:
    billing = erased([record("i", "billing")])["billing"]
    assert (billing.answer, billing.reason, billing.erased) == (Answer.NEEDS_PERSON, Reason.TERM_UNKNOWN, ())


def test_it_keeps_the_last_day_itself_and_lets_go_on_the_next() -> None:
    held = [record("i", "billing", "2020-05-04")]
    assert erased(held, today=date(2026, 12, 31))["billing"].answer is Answer.KEPT
    assert erased(held, today=date(2027, 1, 1))["billing"].answer is Answer.GRANTED


def test_it_follows_the_controllers_financial_year() -> None:
    april = replace(SHOP, controller=replace(SHOP.controller, financial_year_ends="04-30"))
    for dated, last in (("2017-04-30", 2023), ("2017-05-01", 2024)):
        found = erased([record("i", "billing", dated)], known=april, today=date(2018, 1, 1))
        # The contract's three years end long before.
        assert found["billing"].kept_until == date(last, 12, 31)


def test_it_rules_on_the_asked_categories_alone() -> None:
    found = erased([*CARD, record("note", "unsorted")], wished=["unsorted", "email", "orders"])
    assert list(found) == ["email", "orders", "unsorted"]
    assert found["orders"].answer is Answer.NOTHING_HELD


@pytest.mark.parametrize(
    ("basis", "answer", "reason"),
    [
        (LegalBasis.CONSENT, Answer.GRANTED, None),
        (LegalBasis.CONTRACT, Answer.KEPT, Reason.STILL_NEEDED),
        (LegalBasis.LEGAL_OBLIGATION, Answer.KEPT, Reason.LEGAL_DUTY),
        (LegalBasis.VITAL_INTERESTS, Answer.KEPT, Reason.STILL_NEEDED),
        (LegalBasis.PUBLIC_TASK, Answer.NEEDS_PERSON, Reason.COMPELLING),
        (LegalBasis.LEGITIMATE_INTERESTS, Answer.GRANTED, None),
        (None, Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED),
    ],
)
def test_it_erases_by_the_basis(basis: LegalBasis | None, answer: Answer, reason: Reason | None) -> None:
    held = [record("r", "data", "2025-01-01")]
    ruling = erased(held, known=one_purpose(basis))["data"]
    assert (ruling.answer, ruling.reason, ruling.assumed) == (answer, reason, False)
    marketing = register([purpose("p", basis, marketing=True)], {"data": [use("p", RetentionRule.FIXED_PERIOD, 36)]})
    assert erased(held, known=marketing)["data"].answer is Answer.GRANTED
    over = erased([record("r", "data", "2020-01-01")], known=one_purpose(basis))["data"]
    assert over.answer is (Answer.NEEDS_PERSON if basis is None else Answer.GRANTED)


@pytest.mark.parametrize("basis", [LegalBasis.CONTRACT, LegalBasis.LEGAL_OBLIGATION])
def test_it_asks_a_person_about_a_keeping_in_words(basis: LegalBasis) -> None:
    for rule_ in (RetentionRule.CRITERION, RetentionRule.UNTIL_COLUMN):
        known = replace(one_purpose(basis, rule_), prohibitions=())
        ruling = erased([record("r", "data", "2025-01-01")], known=known)["data"]
        assert (ruling.answer, ruling.reason) == (Answer.NEEDS_PERSON, Reason.TERM_UNKNOWN)
    until_withdrawn = one_purpose(basis, RetentionRule.UNTIL_WITHDRAWN)
    assert erased([record("r", "data")], known=until_withdrawn)["data"].answer is Answer.GRANTED


def test_it_names_the_longest_keeping_and_remembers_the_law_behind_it() -> None:
    purposes = [purpose("duty", LegalBasis.LEGAL_OBLIGATION), purpose("deal", LegalBasis.CONTRACT)]
    uses = [use("duty", RetentionRule.FIXED_PERIOD, 24), use("deal", RetentionRule.FIXED_PERIOD, 60)]
    ruling = erased([record("r", "data", "2025-06-01")], known=register(purposes, {"data": uses}))["data"]
    assert ruling.kept == (Keeping("r", Reason.STILL_NEEDED, date(2030, 6, 1), "deal", bound=True),)
    with pytest.raises(Invalid, match="law_keeps"):
        decided([ruling], {"erasure:data": Choice(grant=True)})


def test_it_keeps_what_the_law_holds_whatever_a_person_decides_of_the_rest() -> None:
    purposes = [purpose("duty", LegalBasis.LEGAL_OBLIGATION), purpose("unsaid", None)]
    uses = [use("duty", RetentionRule.FIXED_PERIOD, 24), use("unsaid", RetentionRule.FIXED_PERIOD, 60)]
    held = [record("young", "data", "2025-06-01"), record("old", "data", "2020-06-01")]
    ruling = erased(held, known=register(purposes, {"data": uses}))["data"]
    assert (ruling.answer, ruling.reason, ruling.kept_until) == (Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED, None)
    assert ruling.purposes == ("duty", "unsaid")
    (granted,) = decided([ruling], {ruling.key: Choice(grant=True)})
    assert (granted.answer, granted.erased, granted.reason) == (Answer.IN_PART, ("old",), Reason.LEGAL_DUTY)
    assert (granted.kept_until, granted.purposes) == (date(2027, 6, 1), ("duty",))
    (alone,) = decided(
        [erased(held[:1], known=register(purposes, {"data": uses}))["data"]], {ruling.key: Choice(grant=True)}
    )
    assert (alone.answer, alone.erased) == (Answer.KEPT, ())
    (refused,) = decided([ruling], {ruling.key: Choice(grant=False, reason=Reason.LEGAL_CLAIMS)})
    assert (refused.answer, refused.erased, refused.kept_until) == (Answer.REFUSED, (), None)
    assert [(one.id, one.reason) for one in refused.kept] == [
        ("young", Reason.LEGAL_DUTY), ("old", Reason.LEGAL_CLAIMS),
    ]  # fmt: skip


def test_it_ends_the_uses_that_let_go_where_another_one_holds() -> None:
    purposes = [purpose("duty", LegalBasis.LEGAL_OBLIGATION), purpose("deal", LegalBasis.CONTRACT),
                purpose("interest", LegalBasis.LEGITIMATE_INTERESTS), purpose("unsaid", None)]  # fmt: skip
    uses = [use(one.key, RetentionRule.FIXED_PERIOD, 24) for one in purposes]
    held = [record("young", "data", "2025-06-01"), record("old", "data", "2020-06-01")]
    known = register(purposes[:3], {"data": uses[:3]})
    ruling = erased(held, known=known)["data"]
    assert (ruling.erased, ruling.ended) == (("old",), ("interest",))
    assert Ruling.from_json(Right.ERASURE, "data", ruling.to_json()) == ruling
    # Where everything goes, there is no use left to end
    assert erased(held[1:], known=known)["data"].ended == ()
    # A refusal ends no use
    (refused,) = decided([ruling], {ruling.key: Choice(grant=False, reason=Reason.LEGAL_CLAIMS)})
    assert refused.ended == ()
    # What a person lets go is used no more either, though a law keeps it
    unsaid = erased(held, known=register(purposes, {"data": uses}))["data"]
    (granted,) = decided([unsaid], {unsaid.key: Choice(grant=True)})
    assert granted.purposes == ("duty",)
    assert set(granted.ended) == {"interest", "unsaid"}


# ---- Portability (Art 20)


def carried(held: Sequence[Held], known: Register = SHOP) -> dict[str, Ruling]:
    return {one.subject: one for one in propose(known, [Right.PORTABILITY], Wishes(), held, (), TODAY)}


def test_it_lets_people_take_what_they_gave_under_a_contract() -> None:
    held = [*CARD, record("o", "orders"), record("o2", "orders"), record("i", "billing"), record("b", "marketing_bans")]
    found = carried([*held, record("note", "unsorted")])
    granted = {key for key, one in found.items() if one.answer is Answer.GRANTED}
    assert granted == {"name", "company", "phone", "email", "postal_address", "orders"}
    assert (found["orders"].records, found["orders"].purposes) == (2, ("orders",))
    assert found["orders"].assumed
    assert (found["billing"].answer, found["billing"].reason) == (Answer.NOT_AVAILABLE, Reason.NOT_FROM_PERSON)
    assert (found["marketing_bans"].answer, found["marketing_bans"].reason) == (Answer.NOT_AVAILABLE, Reason.BASIS)
    assert (found["unsorted"].answer, found["unsorted"].reason) == (Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED)


@pytest.mark.parametrize(
    ("basis", "answer", "reason"),
    [
        (LegalBasis.CONSENT, Answer.GRANTED, None),
        (LegalBasis.CONTRACT, Answer.GRANTED, None),
        (LegalBasis.LEGAL_OBLIGATION, Answer.NOT_AVAILABLE, Reason.BASIS),
        (LegalBasis.VITAL_INTERESTS, Answer.NOT_AVAILABLE, Reason.BASIS),
        (LegalBasis.PUBLIC_TASK, Answer.NOT_AVAILABLE, Reason.BASIS),
        (LegalBasis.LEGITIMATE_INTERESTS, Answer.NOT_AVAILABLE, Reason.BASIS),
        (None, Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED),
    ],
)
def test_it_gives_data_along_by_the_basis(basis: LegalBasis | None, answer: Answer, reason: Reason | None) -> None:
    known = one_purpose(basis)
    ruling = carried([record("r", "data")], known)["data"]
    assert (ruling.answer, ruling.reason) == (answer, reason)
    others = replace(known, categories=tuple(replace(one, from_person=False) for one in known.categories))
    assert carried([record("r", "data")], others)["data"].reason is Reason.NOT_FROM_PERSON


def test_it_says_once_that_there_is_nothing_to_take_along() -> None:
    assert [one.answer for one in carried([]).values()] == [Answer.NOTHING_HELD]


# ---- Rectification (Art 16)


def corrected(correction: Correction, cells: Sequence[Cell]) -> Ruling:
    (found,) = propose(SHOP, [Right.RECTIFICATION], Wishes(corrections=(correction,)), (), cells, TODAY)
    return found


def test_it_corrects_the_one_value_that_was_meant() -> None:
    cells = [cell("a", "email", "Aino.Virtanen@Example.org"), cell("b", "email", "other@example.org")]
    ruling = corrected(Correction("email", " aino.virtanen@example.org", "aino@example.com"), cells)
    assert (ruling.answer, ruling.cells, ruling.value) == (Answer.GRANTED, ("a:0",), "aino@example.com")
    assert (ruling.subject, ruling.category, ruling.records) == ("0", "email", 2)


def test_it_corrects_every_place_where_the_same_field_says_it() -> None:
    cells = [cell("a", "town", "ÄHTÄRI", "postal_address"), cell("b", "town", "Ähtäri", "postal_address")]
    assert corrected(Correction("postal_address", "ähtäri", "Espoo"), cells).cells == ("a:0", "b:0")
    spaced = [cell("a", "street", "Eurantie   8 B", "postal_address")]
    assert corrected(Correction("postal_address", "Eurantie 8 b", "x"), spaced).answer is Answer.GRANTED


@pytest.mark.parametrize("held", ["040 123 4567", "+358 (0)40 1234567", "040-1234567"])
def test_it_knows_a_phone_number_with_and_without_its_country(held: str) -> None:
    cells = [cell("a", "phone", held, "phone")]
    assert corrected(Correction("phone", "+358 40 123 4567", "x"), cells).cells == ("a:0",)
    other = [cell("a", "phone", "040 123 4568", "phone")]
    assert corrected(Correction("phone", "+358 40 123 4567", "x"), other).answer is Answer.NEEDS_PERSON


@pytest.mark.parametrize(
    ("now", "category"), [("", "name"), ("  ", "name"), ("Nobody", "name"), ("Aino", "email"), ("Aino", "name")]
)
def test_it_asks_a_person_where_it_is_not_clear_what_is_meant(now: str, category: str) -> None:
    cells = [cell("a", "first_name", "Aino", "name"), cell("a", "last_name", "Aino", "name", 1)]
    cells.append(cell("a", "company", "", "name", 2))
    ruling = corrected(Correction(category, now, "Aina"), cells)
    assert (ruling.answer, ruling.cells, ruling.value) == (Answer.NEEDS_PERSON, (), "Aina")


def test_it_asks_a_person_where_no_correction_was_written() -> None:
    (ruling,) = propose(SHOP, [Right.RECTIFICATION], Wishes(), (), (), TODAY)
    assert (ruling.key, ruling.answer) == ("rectification:0", Answer.NEEDS_PERSON)


# ---- Restriction (Art 18) and objection (Art 21)


@pytest.mark.parametrize("ground", list(RestrictionGround))
def test_it_restricts_on_a_ground_of_the_law(ground: RestrictionGround) -> None:
    (ruling,) = propose(SHOP, [Right.RESTRICTION], Wishes(restrict=ground), CARD, (), TODAY)
    assert (ruling.answer, ruling.subject, ruling.records) == (Answer.GRANTED, ALL, len(CARD))


def test_it_asks_a_person_to_restrict_without_a_ground_and_not_at_all_without_data() -> None:
    (ruling,) = propose(SHOP, [Right.RESTRICTION], Wishes(), CARD, (), TODAY)
    assert ruling.answer is Answer.NEEDS_PERSON
    (nothing,) = propose(SHOP, [Right.RESTRICTION], Wishes(), (), (), TODAY)
    assert nothing.answer is Answer.NOTHING_HELD


def objected(*purposes: str, known: Register = SHOP, held: Sequence[Held] = CARD) -> dict[str, Ruling]:
    found = propose(known, [Right.OBJECTION], Wishes(purposes=purposes), held, (), TODAY)
    return {one.subject: one for one in found}


def test_it_weighs_every_interest_where_none_is_chosen() -> None:
    found = objected()
    assert list(found) == ["customer_relationship", "communication"]
    assert {one.answer for one in found.values()} == {Answer.NEEDS_PERSON}
    assert found["communication"].assumed
    assert not found["customer_relationship"].assumed
    assert found["communication"].records == 3


def test_it_answers_each_chosen_purpose_by_its_basis() -> None:
    found = objected("newsletter", "orders", "bookkeeping", "communication", "unheard_of")
    assert {key: one.answer for key, one in found.items()} == {
        "newsletter": Answer.GRANTED,
        "orders": Answer.NOT_AVAILABLE,
        "bookkeeping": Answer.NOT_AVAILABLE,
        "communication": Answer.NEEDS_PERSON,
        "unheard_of": Answer.NEEDS_PERSON,
    }
    assert found["orders"].reason is Reason.BASIS
    assert found["newsletter"].purposes == ("newsletter",)


def test_it_takes_an_objection_to_what_was_consented_to_as_a_withdrawal() -> None:
    ruling = objected("p", known=one_purpose(LegalBasis.CONSENT))["p"]
    assert (ruling.answer, ruling.reason) == (Answer.GRANTED, Reason.WITHDRAWAL)


def test_it_says_that_nothing_can_be_objected_to() -> None:
    found = objected(known=one_purpose(LegalBasis.CONTRACT))
    assert [(one.subject, one.answer, one.reason) for one in found.values()] == [
        (ALL, Answer.NOT_AVAILABLE, Reason.BASIS)
    ]
    unsaid = objected(known=one_purpose(None))["p"]
    assert (unsaid.answer, unsaid.reason) == (Answer.NEEDS_PERSON, Reason.NO_BASIS_STATED)


def test_it_has_nothing_to_weigh_where_nothing_is_held_but_stops_marketing_all_the_same() -> None:
    found = objected("newsletter", "communication", held=())
    assert found["newsletter"].answer is Answer.GRANTED
    assert found["communication"].answer is Answer.NOTHING_HELD


def test_it_rules_on_the_asked_rights_in_their_order_and_leaves_access_and_marketing() -> None:
    found = propose(SHOP, list(reversed(Right)), Wishes(), CARD, (), TODAY)
    order = list(Right)
    places = [order.index(one.right) for one in found]
    assert places == sorted(places)
    assert {one.right for one in found} == set(Right) - {Right.ACCESS, Right.MARKETING}
    assert len({one.key for one in found}) == len(found)


# ---- What staff choose


NEEDS = Ruling(Right.OBJECTION, "p", Answer.NEEDS_PERSON)
GIVEN = Ruling(Right.RECTIFICATION, "0", Answer.GRANTED, category="email", records=2, cells=("a:0",), value="x")
STOPPED = Ruling(Right.OBJECTION, "m", Answer.GRANTED)
LEFT = Ruling(
    Right.ERASURE, "orders", Answer.KEPT, Reason.STILL_NEEDED, "orders", records=1,
    kept=(Keeping("o", Reason.STILL_NEEDED, None, "orders"),),
)  # fmt: skip
BALANCE = Balance(
    "A theft is looked into", "Works for a rival", "Lost otherwise", "Two orders alone", Claim.DEFENCE, "7"
)
KEPT = Ruling(
    Right.ERASURE, "billing", Answer.KEPT, Reason.LEGAL_DUTY, "billing", date(2027, 12, 31), ("bookkeeping",),
    records=1, kept=(Keeping("i", Reason.LEGAL_DUTY, date(2027, 12, 31), "bookkeeping", bound=True),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("ruling", "choices", "code", "place"),
    [
        (NEEDS, {}, "choice_missing", "objection:p"),
        (NEEDS, {"objection:q": Choice(grant=True)}, "choice_unknown", "objection:q"),
        (NEEDS, {"objection:p": Choice(grant=False)}, "ground_missing", "objection:p"),
        (NEEDS, {"objection:p": Choice(grant=False, reason=Reason.ACCURATE)}, "ground_missing", "objection:p"),
        (NEEDS, {"objection:p": Choice(grant=True, told="x" * 2001)}, "too_long", "objection:p"),
        (NEEDS, {"objection:p": Choice(grant=False, reason=Reason.COMPELLING)}, "balance_grounds", "objection:p"),
        (NEEDS, {"objection:p": Choice(grant=False, reason=Reason.LEGAL_CLAIMS)}, "balance_claim", "objection:p"),
        (LEFT, {"erasure:orders": Choice(grant=True, why_more=" ")}, "more_missing", "erasure:orders"),
        (STOPPED, {"objection:m": Choice(grant=False, reason=Reason.COMPELLING)}, "law_grants", "objection:m"),
        (KEPT, {"erasure:billing": Choice(grant=True)}, "law_keeps", "erasure:billing"),
        (replace(GIVEN, cells=()), {"rectification:0": Choice(grant=True)}, "cells_missing", "rectification:0"),
        (replace(GIVEN, value=""), {"rectification:0": Choice(grant=True, value=" ")}, "value_missing",
         "rectification:0"),
    ],
)  # fmt: skip
def test_it_takes_no_choice_that_the_law_or_the_form_forbids(
    ruling: Ruling, choices: Mapping[str, Choice], code: str, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        decided([ruling], choices)
    assert (refused.value.code, refused.value.field) == (code, place)


def test_it_leaves_what_nobody_chose_otherwise() -> None:
    assert decided([GIVEN, KEPT, STOPPED], {}) == (GIVEN, KEPT, STOPPED)


@pytest.mark.parametrize(
    ("ruling", "reason"), [(NEEDS, Reason.COMPELLING), (GIVEN, Reason.ACCURATE), (KEPT, Reason.LEGAL_CLAIMS)]
)
def test_it_refuses_with_its_reason_and_words(ruling: Ruling, reason: Reason) -> None:
    (found,) = decided([ruling], {ruling.key: Choice(grant=False, reason=reason, told=" Sorry. ", balance=BALANCE)})
    assert (found.answer, found.reason, found.told) == (Answer.REFUSED, reason, "Sorry.")
    assert found.cells == found.erased == ()


@pytest.mark.parametrize("part", ["grounds", "situation", "outweighs", "milder"])
def test_it_refuses_an_objection_only_where_every_part_was_weighed(part: str) -> None:
    """Art 21(1): the controller demonstrates compelling grounds that override the person's."""
    lacking = Choice(grant=False, reason=Reason.COMPELLING, balance=replace(BALANCE, **{part: " \r\n "}))
    with pytest.raises(Invalid, match=f"balance_{part}"):
        decided([NEEDS], {NEEDS.key: lacking})
    (found,) = decided([NEEDS], {NEEDS.key: replace(lacking, balance=BALANCE)})
    assert found.balance == replace(BALANCE, claim=None, which="")
    assert Ruling.from_json(found.right, found.category, found.to_json()) == found


@pytest.mark.parametrize("part", ["claim", "which"])
def test_it_refuses_an_objection_for_a_claim_that_is_named(part: str) -> None:
    lacking = replace(BALANCE, **{part: None if part == "claim" else ""})
    with pytest.raises(Invalid, match=f"balance_{part}"):
        decided([NEEDS], {NEEDS.key: Choice(grant=False, reason=Reason.LEGAL_CLAIMS, balance=lacking)})
    (found,) = decided([NEEDS], {NEEDS.key: Choice(grant=False, reason=Reason.LEGAL_CLAIMS, balance=BALANCE)})
    assert found.balance == Balance(claim=Claim.DEFENCE, which="7")


@pytest.mark.parametrize("reason", [Reason.BASIS, Reason.NO_REASON_GIVEN, Reason.UNFOUNDED])
def test_it_weighs_nothing_where_the_objection_is_refused_on_another_ground(reason: Reason) -> None:
    (found,) = decided([NEEDS], {NEEDS.key: Choice(grant=False, reason=reason, balance=BALANCE)})
    assert found.balance is None


def test_it_records_why_more_is_given_than_was_proposed() -> None:
    (found,) = decided([LEFT], {LEFT.key: Choice(grant=True, why_more=" She moved ")})
    assert (found.answer, found.why_more) == (Answer.GRANTED, "She moved")
    assert Ruling.from_json(found.right, found.category, found.to_json()) == found
    (undecided,) = decided([NEEDS], {NEEDS.key: Choice(grant=True, why_more="Not asked for")})
    assert undecided.why_more == ""


def test_it_keeps_what_it_refuses_to_erase() -> None:
    ruling = Ruling(
        Right.ERASURE, "orders", Answer.IN_PART, Reason.STILL_NEEDED, records=2, erased=("old",),
        kept=(Keeping("new", Reason.STILL_NEEDED, date(2028, 5, 4), "orders"),), kept_until=date(2028, 5, 4),
    )  # fmt: skip
    (found,) = decided([ruling], {ruling.key: Choice(grant=False, reason=Reason.STILL_NEEDED)})
    assert found.kept == (*ruling.kept, Keeping("old", Reason.STILL_NEEDED, None))
    assert (found.answer, found.kept_until) == (Answer.REFUSED, None)
    (granted,) = decided([ruling], {ruling.key: Choice(grant=True, why_more="She moved")})
    assert (granted.answer, granted.erased, granted.kept) == (Answer.GRANTED, ("old", "new"), ())
    assert (granted.reason, granted.kept_until, granted.purposes) == (None, None, ())


def test_it_grants_an_objection_and_names_the_use_that_ends() -> None:
    (found,) = decided([NEEDS], {NEEDS.key: Choice(grant=True)})
    assert (found.answer, found.reason, found.purposes) == (Answer.GRANTED, None, ("p",))
    withdrawn = replace(STOPPED, reason=Reason.WITHDRAWAL)
    (same,) = decided([withdrawn], {withdrawn.key: Choice(grant=True)})
    assert same.reason is Reason.WITHDRAWAL


def test_it_corrects_what_staff_chose() -> None:
    chosen = Choice(grant=True, cells=("b:1", "c:0"), value=" Aina ")
    (found,) = decided([replace(GIVEN, answer=Answer.NEEDS_PERSON, cells=())], {GIVEN.key: chosen})
    assert (found.answer, found.cells, found.value) == (Answer.GRANTED, ("b:1", "c:0"), "Aina")
    by_hand = replace(GIVEN, answer=Answer.NEEDS_PERSON, cells=(), records=0)
    (told,) = decided([by_hand], {GIVEN.key: Choice(grant=True)})
    assert (told.answer, told.cells, told.value) == (Answer.GRANTED, (), "x")


def test_it_only_adds_words_where_nothing_is_held() -> None:
    nothing = Ruling(Right.ERASURE, "orders", Answer.NOTHING_HELD)
    (found,) = decided([nothing], {nothing.key: Choice(grant=False, told="Nothing.")})
    assert found == replace(nothing, told="Nothing.")


# ---- Any register, any records, any choices


@st.composite
def registers(draw: st.DrawFn) -> Register:
    bases = st.sampled_from([*LegalBasis, None, LegalBasis.LEGAL_OBLIGATION, LegalBasis.CONTRACT])
    purposes = [
        purpose(f"p{number}", draw(bases), marketing=draw(st.integers(0, 5)) == 5)
        for number in range(draw(st.integers(1, 3)))
    ]
    rules = st.sampled_from([*RetentionRule, RetentionRule.FIXED_PERIOD, RetentionRule.BOOKKEEPING_VOUCHERS])
    retentions = st.builds(Retention, rules, st.just(NO_TEXT), st.sampled_from([36, 72, 1, 120, None]))
    categories = tuple(
        DataCategory(
            f"c{number}", NO_TEXT,
            tuple(CategoryUse(one.key, draw(retentions)) for one in purposes if draw(st.booleans())),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 3)))
    )  # fmt: skip
    year_ends = draw(st.sampled_from(["12-31", "04-30", "02-28"]))
    return replace(
        SHOP,
        purposes=tuple(purposes),
        categories=categories,
        prohibitions=SHOP.prohibitions if draw(st.booleans()) else (),
        controller=replace(SHOP.controller, financial_year_ends=year_ends),
    )


DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
CATEGORIES = st.sampled_from(["c0", "c1", "c2", "unsorted"])
RECORDS = st.lists(st.tuples(CATEGORIES, st.one_of(st.none(), DAYS)), max_size=8).map(
    lambda found: [Held(f"r{place}", "shop", "kind", *one) for place, one in enumerate(found)]
)
CHOICES = st.one_of(
    st.none(),
    st.just(Choice(grant=True, why_more="It is not needed")),
    st.sampled_from(REFUSALS[Right.ERASURE]).map(lambda reason: Choice(grant=False, reason=reason)),
)


def duty_holds(known: Register, one: Held, today: date) -> bool:
    """Counted apart from the table: a legal duty whose time still runs from the record's own day."""
    uses = next((category.uses for category in known.categories if category.key == one.category), ())
    own = next((category for category in known.categories if category.key == one.category), None)
    for each in uses:
        duty = known.purpose(each.purpose)
        if duty.legal_basis is not LegalBasis.LEGAL_OBLIGATION or duty.direct_marketing or one.dated is None:
            continue
        if each.retention.rule is not RetentionRule.FIXED_PERIOD and (own is None or own.from_person):
            continue
        last = kept_until(each.retention, one.dated, known.controller.financial_year_ends)
        if last is not None and last >= today:
            return True
    return False


def wrong_choice(ruling: Ruling, choice: Choice | None) -> str:
    """What is wrong with a choice over an erasure, if anything."""
    if choice is None:
        return "choice_missing" if ruling.answer is Answer.NEEDS_PERSON else ""
    all_bound = bool(ruling.kept) and all(one.bound for one in ruling.kept)
    return "law_keeps" if choice.grant and all_bound and ruling.answer is not Answer.NEEDS_PERSON else ""


@given(known=registers(), held=RECORDS, today=DAYS)
def test_it_puts_every_record_among_what_goes_or_what_stays(known: Register, held: list[Held], today: date) -> None:
    found = propose(known, [Right.ERASURE], Wishes(), held, (), today)
    placed = [id_ for one in found for id_ in (*one.erased, *(keeping.id for keeping in one.kept))]
    assert sorted(placed) == sorted(one.id for one in held)
    for one in found:
        assert one.records == len(one.erased) + len(one.kept)
        assert all(keeping.until is None or keeping.until >= today for keeping in one.kept)
        if one.answer is Answer.NOTHING_HELD:
            assert not one.records
        elif one.answer is not Answer.NEEDS_PERSON:
            expected = Answer.GRANTED if not one.kept else Answer.IN_PART if one.erased else Answer.KEPT
            assert one.answer is expected
        assert (one.reason is not None) is bool(one.kept)
        assert Ruling.from_json(one.right, one.category, one.to_json()) == one


@given(known=registers(), held=RECORDS, today=DAYS, data=st.data())
@settings(max_examples=200)
def test_it_erases_nothing_inside_a_legal_duty_whatever_staff_choose(
    known: Register, held: list[Held], today: date, data: st.DataObject
) -> None:
    found = propose(known, [Right.ERASURE], Wishes(), held, (), today)
    drawn = {one.key: data.draw(CHOICES) for one in found}
    choices = {key: choice for key, choice in drawn.items() if choice is not None}
    protected = {one.id for one in held if duty_holds(known, one, today)}
    protected |= {keeping.id for one in found for keeping in one.kept if keeping.bound}
    wrong = {one.key: code for one in found if (code := wrong_choice(one, choices.get(one.key)))}
    if wrong:
        with pytest.raises(Invalid) as refused:
            decided(found, choices)
        assert wrong[refused.value.field] == refused.value.code
    final = decided(
        [one for one in found if one.key not in wrong], {k: v for k, v in choices.items() if k not in wrong}
    )
    held = [one for one in held if f"erasure:{one.category}" not in wrong]
    assert not protected & {id_ for one in final for id_ in one.erased}
    placed = [id_ for one in final for id_ in (*one.erased, *(keeping.id for keeping in one.kept))]
    assert sorted(placed) == sorted(one.id for one in held)
    assert all(one.answer is not Answer.NEEDS_PERSON for one in final)


@given(known=registers(), held=RECORDS, days=st.tuples(DAYS, DAYS))
def test_it_never_takes_back_with_time_what_it_let_go(
    known: Register, held: list[Held], days: tuple[date, date]
) -> None:
    earlier, later = (propose(known, [Right.ERASURE], Wishes(), held, (), day) for day in sorted(days))
    gone = [{id_ for one in found for id_ in one.erased} for found in (earlier, later)]
    assert gone[0] <= gone[1]


@given(known=registers(), held=RECORDS, today=DAYS)
def test_it_lets_a_record_go_the_day_after_the_last_day_it_named(
    known: Register, held: list[Held], today: date
) -> None:
    for one in propose(known, [Right.ERASURE], Wishes(), held, (), today):
        if one.answer is Answer.NEEDS_PERSON:
            continue
        for keeping in one.kept:
            if keeping.until is None:
                assert keeping.reason is Reason.PROHIBITION_KEPT
                continue
            on_it, after = (erased(held, known=known, today=keeping.until + timedelta(days=more)) for more in (0, 1))
            assert keeping.id not in on_it[one.subject].erased
            assert keeping.id in after[one.subject].erased
