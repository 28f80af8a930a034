"""Every fault and gap that a connector can come to is said in words: none is shown as its code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from portal.staff.fault_words import FAULTS

ROOT = Path(__file__).resolve().parents[2] / "portal"
RAISED = {"RetryLater", "AuthLost", "Conflict", "Ambiguous", "Permanent"}
INSIDE = {"channel_unmapped", "capability_unknown", "bad_cursor", "search_endless", "connector_unknown"}
"""Codes that only a mistake of the house itself can bring to a page; `say_fault` shows them as they are."""


def raised() -> Iterator[tuple[str, str]]:
    """Where and with which code a fault of the contract is made; what stands after a colon is its place."""
    for path in (ROOT / "systems").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr) and first.values and isinstance(first.values[0], ast.Constant):
                    first = first.values[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{path.name}:{node.lineno}", first.value.partition(":")[0]


def test_every_fault_has_its_words() -> None:
    unsaid = sorted({code for _where, code in raised()} - FAULTS.keys() - INSIDE)
    assert unsaid == [], "give each a sentence in FAULTS of fault_words: what happened, and what to do"


def test_no_code_has_two_sentences() -> None:
    text = (ROOT / "staff" / "fault_words.py").read_text("utf-8")
    body = text[text.index("FAULTS = {") : text.index("\n}\n", text.index("FAULTS = {"))]
    twice = [code for code, count in Counter(re.findall(r'^    "([a-z_]+)":', body, re.M)).items() if count > 1]
    assert twice == []
