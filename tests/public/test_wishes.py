"""The details: asked only where needed, nothing typed is lost, and all of it reaches the request."""

from itertools import combinations
from typing import Any

import pytest
from flask import Flask

from portal.domain.lifecycle import LOOKED_FOR, Right
from portal.domain.roles import UNSORTED
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.public.wishing import MOST_ROWS, NEEDING
from portal.storage.database import Store
from tests.faces import words_of
from tests.public.visitor import Visitor, store

__all__ = ["store"]

MOST_PAGES, MOST_PRESSES = 9, 12
BLANK = {f"corrections-{row}-{name}": "" for row in range(3) for name in ("category", "now", "should")}
"""Three empty rows, as a browser sends them."""
DETAILS: dict[Right, dict[str, Any]] = {
    Right.RECTIFICATION: {
        "corrections-0-category": "phone",
        "corrections-0-now": "040 111 2222",
        "corrections-0-should": "050 987 6543",
    },
    Right.ERASURE: {"extent": "everything"},
    Right.OBJECTION: {"reason": "I am being threatened."},
    Right.RESTRICTION: {"restrict": "claims", "restrict_text": "A case about an order."},
}
WISHED: dict[Right, Wishes] = {
    Right.RECTIFICATION: Wishes(corrections=(Correction("phone", "040 111 2222", "050 987 6543"),)),
    Right.ERASURE: Wishes(),
    Right.OBJECTION: Wishes(reason="I am being threatened."),
    Right.RESTRICTION: Wishes(restrict=RestrictionGround.CLAIMS, restrict_text="A case about an order."),
}
PAIRS = [*((right,) for right in Right), *combinations(Right, 2)]
SECTIONS = {right: f'id="{right.value}-title"' for right in NEEDING}


def to_the_details(visitor: Visitor, *rights: Right) -> str:
    """The page of details as it comes first."""
    visitor.asks(*rights)
    page = visitor.answers()
    assert page.request.path.endswith("/wishes"), page.request.path
    return page.text


def fields_of(*rights: Right, **more: Any) -> dict[str, Any]:
    return {name: value for right in rights for name, value in DETAILS.get(right, {}).items()} | more


@pytest.mark.parametrize("rights", PAIRS, ids="-".join)
def test_it_walks_to_the_receipt_with_every_two_rights(aino: Visitor, rights: tuple[Right, ...]) -> None:
    page = aino.asks(*rights)
    if not set(rights) & set(LOOKED_FOR):
        assert page.request.path == f"/digelius/requests/{aino.reference}"
        return
    page = aino.answers()
    asked = [right for right in NEEDING if right in rights]
    assert page.request.path.endswith("/wishes" if asked else "/check")
    for right in NEEDING:
        assert (SECTIONS[right] in page.text) is (right in rights)
    if asked:
        aino.presses += Right.RESTRICTION in rights
        page = aino.sends(aino.home("/wishes"), fields_of(*rights))
    assert page.request.path.endswith("/check"), words_of(page)
    receipt = aino.sends(aino.home("/check"), {})
    assert receipt.request.path.endswith("/receipt")
    assert aino.reference in receipt.text
    wishes = aino.wishes()
    for right in asked:
        for name in ("corrections", "erase", "reason", "restrict", "restrict_text"):
            if wanted := getattr(WISHED[right], name):
                assert getattr(wishes, name) == wanted
    assert len(set(aino.pages)) <= MOST_PAGES, aino.pages
    assert aino.presses <= MOST_PRESSES


def test_it_needs_no_more_pages_for_all_of_them(aino: Visitor) -> None:
    to_the_details(aino, *Right)
    aino.sends(aino.home("/wishes"), fields_of(*Right))
    receipt = aino.sends(aino.home("/check"), {})
    assert receipt.request.path.endswith("/receipt")
    assert len(set(aino.pages)) <= MOST_PAGES, aino.pages


def test_it_passes_over_the_details_where_there_are_none(aino: Visitor) -> None:
    aino.asks(Right.ACCESS, Right.PORTABILITY)
    aino.answers()
    assert aino.opens(aino.home("/wishes")).request.path.endswith("/check")


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.OBJECTION, Right.RESTRICTION])
def test_it_does_not_let_the_details_be_left_out(aino: Visitor, right: Right) -> None:
    to_the_details(aino, right)
    assert aino.opens(aino.home("/check")).request.path.endswith("/wishes")
    assert aino.sends(aino.home("/check"), {}).request.path.endswith("/wishes")


@pytest.mark.parametrize(
    ("rights", "fields", "said", "at"),
    [
        ((Right.RECTIFICATION,), {}, "Write what should be corrected", "corrections-0-should"),
        (
            (Right.RECTIFICATION,),
            {"corrections-1-category": "email", "corrections-1-now": "old@example.org"},
            "Write what is right",
            "corrections-1-should",
        ),
        (
            (Right.RECTIFICATION,),
            {"corrections-2-should": "Esteri"},
            "Choose which data it is about",
            "corrections-2-category",
        ),
        ((Right.ERASURE,), {"extent": "some"}, "Choose the data that should be deleted", "erase"),
        ((Right.ERASURE,), {"extent": "a bit"}, "Choose how much should be deleted", "extent"),
        ((Right.OBJECTION,), {"reason": "  "}, "Write why. It may be short", "reason"),
        ((Right.RESTRICTION,), {}, "Choose the one that fits best", "restrict"),
        ((Right.RESTRICTION,), {"restrict": "objection"}, "Choose the one that fits best", "restrict"),
    ],
)
def test_it_says_what_is_missing_at_its_field(
    aino: Visitor, rights: tuple[Right, ...], fields: dict[str, str], said: str, at: str
) -> None:
    to_the_details(aino, *rights)
    page = aino.sends(aino.home("/wishes"), BLANK | fields)
    assert page.status_code == 422
    assert f'<a href="#{at}">{said}</a>' in page.text
    assert f'id="{at}-error"' in page.text
    assert f'aria-describedby="{at}-error"' in page.text or f" {at}-error" in page.text
    assert "<title>Error:" in page.text


def test_it_loses_nothing_of_what_was_typed_beside_an_error(aino: Visitor) -> None:
    to_the_details(aino, *NEEDING)
    fields = {
        "corrections-1-category": "name",
        "corrections-1-should": "Aino Maria",
        "extent": "some",
        "erase": ["orders", "company"],
        "purposes": ["communication"],
        "restrict": "unlawful",
        "restrict_text": "Since March.",
    }
    page = aino.sends(aino.home("/wishes"), BLANK | fields)
    assert page.status_code == 422
    assert "Write why. It may be short" in page.text
    for kept in ("Aino Maria", "Since March.", '<option selected value="name">'):
        assert kept in page.text
    for chosen in ("some", "orders", "company", "communication", "unlawful"):
        assert f'value="{chosen}" checked' in page.text


def test_it_gives_one_more_row_and_keeps_the_page_as_it_was(aino: Visitor) -> None:
    first = to_the_details(aino, Right.RECTIFICATION, Right.ERASURE)
    assert "corrections-2-should" in first
    assert "corrections-3-should" not in first
    fields = fields_of(Right.RECTIFICATION, extent="some", add="row")
    aino.sends(aino.home("/wishes"), fields)
    for language in ("fi", "sv", "en"):
        page = aino.opens(aino.home(f"/wishes?lang={language}"))
        assert "corrections-3-should" in page.text
        assert "corrections-4-should" not in page.text
        assert "050 987 6543" in page.text
        assert 'value="some" checked' in page.text
    assert aino.opens(aino.home("/check")).request.path.endswith("/wishes")


def test_it_gives_ten_rows_at_the_most(aino: Visitor) -> None:
    to_the_details(aino, Right.RECTIFICATION)
    for rows in range(3, MOST_ROWS + 2):
        typed = {f"corrections-{row}-should": f"thing {row}" for row in range(min(rows, MOST_ROWS))}
        blank = {f"corrections-{row}-category": "name" for row in range(min(rows, MOST_ROWS))}
        page = aino.sends(aino.home("/wishes"), {**typed, **blank, "add": "row"})
    assert "corrections-9-should" in page.text
    assert "corrections-10-should" not in page.text
    assert 'name="add"' not in page.text
    aino.sends(aino.home("/wishes"), {**typed, **blank, "corrections-10-should": "one too many"})
    aino.sends(aino.home("/check"), {})
    assert [one.should for one in aino.wishes().corrections] == [f"thing {row}" for row in range(MOST_ROWS)]


def test_it_leaves_out_empty_rows_and_takes_something_else(aino: Visitor) -> None:
    to_the_details(aino, Right.RECTIFICATION)
    fields = {"corrections-2-category": UNSORTED, "corrections-2-should": "I moved.\r\nTo Turku."}
    aino.sends(aino.home("/wishes"), BLANK | fields)
    aino.sends(aino.home("/check"), {})
    assert aino.wishes().corrections == (Correction(UNSORTED, "", "I moved.\nTo Turku."),)


def test_it_deletes_everything_where_nothing_else_is_said(aino: Visitor) -> None:
    page = to_the_details(aino, Right.ERASURE)
    assert 'value="everything" checked' in page
    check = aino.sends(aino.home("/wishes"), {"extent": "everything", "erase": ["orders"]})
    assert "Everything you have about me" in words_of(check)
    aino.sends(aino.home("/check"), {})
    assert aino.wishes().erase == ()


def test_it_asks_for_a_reason_only_for_the_objection(aino: Visitor) -> None:
    page = to_the_details(aino, Right.ERASURE, Right.RESTRICTION)
    assert 'name="reason"' not in page
    assert 'name="purposes"' not in page


def test_it_lets_one_object_to_no_marketing_and_no_contract(aino: Visitor) -> None:
    page = to_the_details(aino, Right.OBJECTION)
    assert 'value="communication"' in page
    for purpose in ("marketing", "newsletter", "orders", "bookkeeping"):
        assert f'value="{purpose}"' not in page


def test_it_takes_who_corrects_something_to_doubt_the_data(aino: Visitor) -> None:
    assert 'value="accuracy" checked' in to_the_details(aino, Right.RECTIFICATION, Right.RESTRICTION)


def test_it_takes_nothing_for_granted_where_only_a_freeze_is_asked(aino: Visitor) -> None:
    page = to_the_details(aino, Right.RESTRICTION)
    assert not [ground for ground in ("accuracy", "unlawful", "claims") if f'value="{ground}" checked' in page]


def test_it_shows_each_wish_with_its_way_to_change_it(aino: Visitor) -> None:
    to_the_details(aino, *NEEDING)
    fields = fields_of(*NEEDING, extent="some", erase=["orders"], purposes=["communication"])
    check = aino.sends(aino.home("/wishes"), fields)
    for said in (
        "Telephone number “040 111 2222” should be “050 987 6543”",
        "Earlier orders",
        "Communication and information",
        "I am being threatened.",
        "A case about an order.",
    ):
        assert said in words_of(check)
    for right in NEEDING:
        assert f'href="/digelius/requests/{aino.reference}/wishes#{right.value}"' in check.text
    again = aino.opens(aino.home("/wishes"))
    assert 'value="orders" checked' in again.text
    assert "050 987 6543" in again.text


def test_it_escapes_what_was_typed(aino: Visitor) -> None:
    to_the_details(aino, Right.OBJECTION)
    check = aino.sends(aino.home("/wishes"), {"reason": "<script>alert(1)</script>\x00{{7*7}}"})
    assert "<script>alert" not in check.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in check.text


def test_it_takes_no_story_without_end(aino: Visitor) -> None:
    to_the_details(aino, Right.OBJECTION)
    page = aino.sends(aino.home("/wishes"), {"reason": "x" * 4001})
    assert page.status_code == 422
    assert "Write at most 4000 characters" in page.text


def test_it_does_not_take_by_another_row_what_it_refuses(aino: Visitor) -> None:
    to_the_details(aino, Right.RECTIFICATION)
    fields = {"corrections-0-category": "name", "corrections-0-should": "x" * 2001, "add": "row"}
    aino.sends(aino.home("/wishes"), BLANK | fields)
    assert aino.opens(aino.home("/check")).request.path.endswith("/wishes")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_asks_in_the_persons_language(app: Flask, store: Store, language: str) -> None:
    visitor = Visitor(app, store, language=language)
    page = to_the_details(visitor, *NEEDING)
    assert {"fi": "Kerro tarkemmin, mitä haluat", "sv": "Berätta närmare vad du vill"}[language] in page
    assert {"fi": "Kaikki, mitä teillä on minusta", "sv": "Allt ni har om mig"}[language] in page


def test_it_says_on_the_receipt_what_happens_for_what_was_asked(aino: Visitor) -> None:
    to_the_details(aino, Right.ERASURE)
    aino.sends(aino.home("/wishes"), {"extent": "everything"})
    receipt = words_of(aino.sends(aino.home("/check"), {}))
    assert "what is deleted, what stays" in receipt
    assert "What we freeze is only stored" not in receipt
    assert "Marketing" not in receipt
