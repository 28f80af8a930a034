"""The points that are fitted: what speaks for a thing gets more than 0, and what is rare gets none."""

import pytest

from portal.reading.notice.fields.weighing import ALWAYS, weigh
from tests.notices.fitting import Sample, fitted, told_apart

_SAMPLES = [
    *[Sample({"called so": 1.0, "long": 0.5}, is_one=True)] * 40,
    *[Sample({"called so": 1.0, "denied": 1.0}, is_one=False)] * 30,
    *[Sample({"long": 1.0}, is_one=False)] * 30,
    *[Sample({"rare": 1.0, "called so": 1.0}, is_one=False)] * 3,
]


def test_it_finds_what_speaks_for_and_what_against() -> None:
    points = fitted(_SAMPLES)

    assert points["called so"] > 0 > points["denied"]
    assert "rare" not in points
    assert told_apart(_SAMPLES, points) == (pytest.approx(40 / 43), 1.0)


def test_its_points_are_the_likeliest() -> None:
    """As many as one in four of what nothing is true of: the odds of that, three to one against it."""
    points = fitted([*[Sample({}, is_one=True)] * 25, *[Sample({}, is_one=False)] * 75])

    assert weigh({}, points) == pytest.approx(-1.0986, abs=1e-4)
    assert set(points) == {ALWAYS}


def test_a_sample_counts_what_it_weighs() -> None:
    heavy = [Sample({}, is_one=True, weight=3.0), Sample({}, is_one=False)]

    assert weigh({}, fitted(heavy)) == pytest.approx(1.0986, abs=1e-4)
    assert told_apart(heavy, {ALWAYS: 1.0}) == (0.75, 1.0)
    assert told_apart(heavy, {ALWAYS: -1.0}) == (0.0, 0.0)
