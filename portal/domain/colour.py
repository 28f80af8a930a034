"""A controller's accent made readable in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import colorsys
from dataclasses import dataclass

LIGHT_PAPER = "#ffffff"
DARK_PAPER = "#14191a"
_DARK_INK = "#0f1614"
_LEAST_BESIDE_PAPER = 3.0


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour to paint with, and the ink that is read on it."""

    paper: str
    ink: str


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_accent(accent: str) -> tuple[Swatch, Swatch]:
    """The accent for light and for dark paper: darkened or lightened until it stands out by 3:1."""
    return tuple(_swatch(accent, paper, step) for paper, step in ((LIGHT_PAPER, -0.02), (DARK_PAPER, 0.02)))  # type: ignore[return-value]  # two papers, two swatches


def _swatch(accent: str, paper: str, step: float) -> Swatch:
    colour = accent
    for _ in range(60):
        ink = max((LIGHT_PAPER, _DARK_INK), key=lambda candidate: contrast(candidate, colour))
        if contrast(colour, paper) >= _LEAST_BESIDE_PAPER and contrast(ink, colour) >= 4.5:
            break
        colour = _lighter(colour, step)
    return Swatch(colour, ink)


def _lighter(colour: str, step: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _channels(colour)))
    light = min(1.0, max(0.0, light + step))
    return "#" + "".join(f"{round(value * 255):02x}" for value in colorsys.hls_to_rgb(hue, light, saturation))


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
