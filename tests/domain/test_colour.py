"""Any accent becomes one that can be read, on light and on dark paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_it_makes_every_accent_readable(accent: str) -> None:
    for swatch, paper in zip(colour.readable_accent(accent), (colour.LIGHT_PAPER, colour.DARK_PAPER), strict=True):
        assert colour.contrast(swatch.paper, paper) >= 3
        assert colour.contrast(swatch.ink, swatch.paper) >= 4.5


@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#ffff00", "#0000ff", "#808080", "#14191a", "#ff0000"])
def test_it_makes_the_extremes_readable(accent: str) -> None:
    light, dark = colour.readable_accent(accent)
    assert colour.contrast(light.paper, colour.LIGHT_PAPER) >= 3
    assert colour.contrast(dark.paper, colour.DARK_PAPER) >= 3


def test_it_leaves_a_readable_accent_as_it_is() -> None:
    assert colour.readable_accent("#1f4f46")[0].paper == "#1f4f46"


@given(COLOURS, COLOURS)
def test_it_measures_contrast_both_ways_from_1_to_21(one: str, other: str) -> None:
    assert colour.contrast(one, other) == colour.contrast(other, one)
    assert 1 <= colour.contrast(one, other) <= 21.0001


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#f00000", "#f00000", 1)]
)
def test_it_measures_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.01)
