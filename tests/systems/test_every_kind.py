"""No kind of connection is without the suite: a new one cannot be left out."""

import re
from importlib import import_module
from pathlib import Path

from portal.systems import kinds
from tests.systems.conformance import Conformance, ConformanceByHand, Described
from tests.systems.near_misses import NEAR_MISSES

HERE = Path(__file__).parent
_SUITE = re.compile(r"^class Test\w+\((Conformance|ConformanceByHand)\):", re.MULTILINE)


def suites() -> list[type[Described]]:
    """Every class of the tests that runs the suite."""
    found: list[type[Described]] = []
    for file in sorted(HERE.rglob("test_*.py")):
        if _SUITE.search(file.read_text("utf-8")):
            module = import_module(".".join(("tests.systems", *file.relative_to(HERE).with_suffix("").parts)))
            found += [
                each for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, Described) and each.__name__.startswith("Test")
            ]  # fmt: skip
    return found


def test_every_kind_of_connection_passes_the_suite() -> None:
    assert {each.kind for each in suites()} == set(kinds.names()), "give each kind a class of its own in its tests"


def test_only_what_finds_nobody_by_machine_passes_the_one_of_people() -> None:
    by_hand = {each.kind for each in suites() if issubclass(each, ConformanceByHand)}
    assert by_hand == {"paytrail"}
    assert not by_hand & {each.kind for each in suites() if issubclass(each, Conformance)}


def test_there_are_a_hundred_who_are_almost_the_one_that_is_sought() -> None:
    assert len({(each.email, each.phone, each.name, each.customer_number) for each in NEAR_MISSES}) >= 100
