"""A place that could not be searched is said in words: no code of a connector reaches a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import words
from portal.domain.register import Text
from portal.staff.fault_words import FAULTS, say_fault
from portal.staff.place_words import PLACES
from portal.systems.google import api
from portal.systems.mailchimp.labels import KIND_LABELS
from portal.systems.stripe.fields import KINDS as OF_STRIPE
from portal.systems.woocommerce.fields import KINDS as OF_WOO

ROOT = Path(__file__).resolve().parents[2] / "portal" / "systems"
_GAP = re.compile(r"([a-z_]+):([a-z][a-z_.]*)")
KINDS = {"order": Text("Tilausrivi", "Orderrad", "Order line")}


def places() -> Iterator[tuple[str, str]]:
    """Every place that a connector of ours writes as a word of its own, behind its code."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = _GAP.fullmatch(node.value)
                if found and found[1] in FAULTS and "%(place)s" in FAULTS[found[1]]:
                    yield found[1], found[2]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                second = node.args[1] if len(node.args) > 1 else None
                if name == "_gap" and isinstance(second, ast.Constant):
                    yield "not_searched", str(second.value)
    yield from (("not_searched", one.name) for one in (api.CONTACTS, api.MAIL, api.DRIVE, api.ACCOUNTS))


def test_every_word_of_a_connector_for_a_place_is_said() -> None:
    found = set(places())
    assert ("no_search", "payment") in found
    assert ("not_searched", "private") in found
    assert len(found) > 8
    known = {*PLACES, *OF_STRIPE, *OF_WOO, *KIND_LABELS}
    assert sorted(place for _code, place in found if place not in known) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_raw_word_is_left_in_a_sentence(language: str) -> None:
    with words.using(language):
        for code, place in places():
            assert f": {place}" not in f"{say_fault(f'{code}:{place}')} ", (code, place)


def test_a_kind_is_called_what_its_connection_calls_it() -> None:
    with words.using("en"):
        assert say_fault("table_missing:order", KINDS) == "A table is missing: Order line"
        assert say_fault("column_missing:order.paid", KINDS) == "A column is missing: Order line: paid"
        assert say_fault("table_missing:order") == "A table is missing: Orders"
        assert say_fault("table_missing:t_asiakas", KINDS) == "A table is missing: t_asiakas"


def test_a_folder_and_a_file_keep_their_own_names() -> None:
    with words.using("fi"):
        assert "order" in say_fault("folder_empty:order", KINDS)
        assert say_fault("file_protected:order", KINDS).startswith("order ")
        assert "order.csv" in say_fault("column_missing:order.csv", KINDS)
