"""Every pair of colours in use keeps WCAG 2.2 AA in light and in dark (1.4.3, 1.4.11)."""

import re

import pytest

from portal.words import static_folder

TEXT, SHAPE = 4.5, 3.0
PAIRS = (
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("ink", "wash", TEXT),
    ("ink", "good-wash", TEXT),
    ("ink", "warn-wash", TEXT),
    ("ink", "bad-wash", TEXT),
    ("soft", "paper", TEXT),
    ("soft", "sheet", TEXT),
    ("soft", "wash", TEXT),
    ("soft", "bad-wash", TEXT),
    ("soft", "warn-wash", TEXT),
    ("soft", "good-wash", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-danger", "danger", TEXT),
    *((signal, ground, TEXT) for signal in ("good", "warn", "bad") for ground in ("paper", "sheet", "wash")),
    *((signal, f"{signal}-wash", TEXT) for signal in ("good", "warn", "bad")),
    *(
        (shape, ground, SHAPE)
        for shape in ("edge", "accent", "danger", "focus")
        for ground in ("paper", "sheet", "wash")
    ),
)


def tokens(theme: str) -> dict[str, str]:
    sheet = (static_folder() / "portal.css").read_text()
    light, dark = re.findall(r":root \{\n\s+(?:color-scheme: light dark;\n)?(.*?)\n\s*\}", sheet, re.DOTALL)[:2]
    return colours(light) | (colours(dark) if theme == "dark" else {})


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_it_computes_the_ratio_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_it_keeps_each_pair_apart(theme: str, front: str, back: str, least: float) -> None:
    colour = tokens(theme)
    ratio = contrast(colour[front], colour[back])
    assert ratio >= least, f"--{front} on --{back} in {theme} is {ratio:.2f}; it wants {least}"


def test_it_draws_the_dark_theme_whole() -> None:
    sheet = (static_folder() / "portal.css").read_text()
    light, dark = re.findall(r":root \{\n(.*?)\n\s*\}", sheet, re.DOTALL)[:2]
    assert set(colours(light)) == set(colours(dark))
