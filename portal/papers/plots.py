"""Plots as SVG, for pages and for paper: bars with their numbers, never a curve through a handful.

Each says what it shows (`title`, `desc`), tells its series apart by pattern and not by colour alone, and holds no
style of its own: a page's sheet colours the classes, paper takes the attributes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from markupsafe import Markup, escape

FONT: Final = "Libertinus Serif"
"""What paper is set in; a page's sheet says its own."""
INK, SOFT, EDGE, PAPER = "#1c1f23", "#565c64", "#7a7f86", "#ffffff"
WARN, BAD = "#7d4c00", "#a8231b"
HEIGHT, TOP, BASE = 150, 24, 22
STEP, BAR = 42, 26
WIDE, ROW, THICK = 330, 46, 11
LEAST_INSIDE = 15
"""A number stands inside of a part of a column from this height on."""


class Look(StrEnum):
    """How a series is drawn: filled, hatched, dotted, or its edge alone."""

    SOLID = "solid"
    HATCHED = "hatched"
    DOTTED = "dotted"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label; none where there is nothing to say."""

    name: str
    values: tuple[float | None, ...]
    look: Look = Look.SOLID
    shown: tuple[str, ...] = ()
    """The values as they are said, where that is not their number."""

    def said(self, place: int) -> str:
        """One value as it is written beside its mark."""
        value = self.values[place]
        if self.shown:
            return self.shown[place]
        return "" if value is None else f"{value:g}"


class Kind(StrEnum):
    """Columns over time, bars of kinds, or dots with a whisker over time."""

    COLUMNS = "columns"
    BARS = "bars"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn. `name` is unlike any other on its page; `said` is what the picture says, in words."""

    kind: Kind
    name: str
    title: str
    said: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def draw(plot: Plot) -> Markup:
    """The picture; its width and height are those in which its words are as large as the page's."""
    return {Kind.COLUMNS: _columns, Kind.BARS: _bars, Kind.DOTS: _dots}[plot.kind](plot)


def _svg(plot: Plot, width: float, height: float, marks: Iterator[str]) -> Markup:
    """The frame, the patterns and the words for those who do not see it."""
    return Markup(  # noqa: S704  # texts are escaped where they are written
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" aria-labelledby="{plot.name}-t {plot.name}-d" font-family="{FONT}" '
        f'font-size="12"><title id="{plot.name}-t">{escape(plot.title)}</title>'
        f'<desc id="{plot.name}-d">{escape(plot.said)}</desc>{_patterns(plot)}{"".join(marks)}</svg>'
    )


def _patterns(plot: Plot) -> str:
    looks = {one.look for one in plot.series}
    found = ""
    if Look.HATCHED in looks:
        found += (
            f'<pattern id="{plot.name}-hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect class="paper" width="6" height="6" fill="{PAPER}"/>'
            f'<path class="bad-line" d="M1.5 0V6" stroke="{BAD}" stroke-width="3"/></pattern>'
        )
    if Look.DOTTED in looks:
        found += (
            f'<pattern id="{plot.name}-dotted" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect class="paper" width="6" height="6" fill="{PAPER}"/>'
            f'<circle class="warn-fill" cx="3" cy="3" r="1.7" fill="{WARN}"/></pattern>'
        )
    return f"<defs>{found}</defs>" if found else ""


def _box(plot: Plot, look: Look, x: float, y: float, width: float, height: float) -> str:
    """A bar or a part of one; its edge shows where its pattern is too fine."""
    at = f'x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{max(height, 0):g}"'
    if look is Look.SOLID:
        return f'<rect class="solid" {at} fill="{SOFT}"/>'
    if look is Look.EMPTY:
        return f'<rect class="empty" {at} fill="none" stroke="{EDGE}"/>'
    edge = BAD if look is Look.HATCHED else WARN
    tone = "bad-line" if look is Look.HATCHED else "warn-line"
    return f'<rect class="{tone}" {at} fill="url(#{plot.name}-{look.value})" stroke="{edge}"/>'


def _text(said: str, x: float, y: float, anchor: str = "middle", tone: str = "") -> str:
    fill = SOFT if tone == "soft" else PAPER if tone == "on-solid" else INK
    named = f' class="{tone}"' if tone else ""
    return f'<text{named} x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">{escape(said)}</text>'


def _legend(plot: Plot, series: Sequence[Series]) -> Iterator[str]:
    """What each look means, one below the other."""
    for place, one in enumerate(series):
        yield _box(plot, one.look, 1, place * 18 + 3, 12, 12)
        yield _text(one.name, 20, place * 18 + 13, "start")


def _baseline(left: float, right: float, y: float) -> str:
    return f'<path class="line" d="M{left:g} {y:g}H{right:g}" stroke="{EDGE}" fill="none"/>'


# ---- over time -------------------------------------------------------------------------------------------


def _over_time(plot: Plot, legend: Sequence[Series]) -> tuple[float, float, float]:
    """Width, the height of the legend, and where the columns stand."""
    head = len(legend) * 18 + (8 if legend else 0)
    return max(len(plot.labels) * STEP, 240), head, head + TOP + HEIGHT


def _columns(plot: Plot) -> Markup:
    """Columns over time, one part above the other, each with its number."""
    legend = plot.series if len(plot.series) > 1 else ()
    width, _head, floor = _over_time(plot, legend)
    sums = [sum(one.values[place] or 0 for one in plot.series) for place in range(len(plot.labels))]
    scale = HEIGHT / max([*sums, 1])

    def marks() -> Iterator[str]:
        yield from _legend(plot, legend)
        for place, label in enumerate(plot.labels):
            middle = place * STEP + STEP / 2
            heights = [(one.values[place] or 0) * scale for one in plot.series]
            for one, height, top in zip(plot.series, heights, accumulate(heights), strict=True):
                if height:
                    yield _box(plot, one.look, middle - BAR / 2, floor - top, BAR, height)
            if len([height for height in heights if height]) > 1:
                yield from _inside(plot, place, middle, floor, heights)
            yield _text(f"{sums[place]:g}", middle, floor - sum(heights) - 6, tone="" if sums[place] else "soft")
            yield _text(label, middle, floor + 16, tone="soft")
        yield _baseline(0, width, floor)

    return _svg(plot, width, floor + BASE, marks())


def _inside(plot: Plot, place: int, middle: float, floor: float, heights: Sequence[float]) -> Iterator[str]:
    """The number of a filled part, where it has room; the others' patterns would run through theirs."""
    for one, height, top in zip(plot.series, heights, accumulate(heights), strict=True):
        if one.look is Look.SOLID and height >= LEAST_INSIDE:
            yield _text(one.said(place), middle, floor - top + height / 2 + 4, tone="on-solid")


def _dots(plot: Plot) -> Markup:
    """A dot for each part of the first series, with a whisker up to the second where that is known."""
    dots, whiskers = plot.series
    width, head, floor = _over_time(plot, plot.series)
    scale = HEIGHT / max([*(value or 0 for one in plot.series for value in one.values), 1])

    def marks() -> Iterator[str]:
        yield _dot(7, 9) + _text(dots.name, 20, 13, "start")
        yield _whisker("M1 27H13") + _text(whiskers.name, 20, 31, "start")
        for place, label in enumerate(plot.labels):
            middle, low, high = place * STEP + STEP / 2, dots.values[place], whiskers.values[place]
            yield _text(label, middle, floor + 16, tone="soft")
            if low is None:
                continue
            y = floor - low * scale
            if high is not None and high > low:
                top = floor - high * scale
                yield _whisker(f"M{middle:g} {y:g}V{top:g}M{middle - 7:g} {top:g}h14")
                yield _text(whiskers.said(place), middle, top - 6, tone="soft")
            yield _dot(middle, y)
            yield _text(dots.said(place), middle + 8, y + 4, "start")
        yield _baseline(0, width, floor)

    return _svg(plot, width + 20, floor + BASE, marks())


def _dot(x: float, y: float) -> str:
    return f'<circle class="solid" cx="{x:g}" cy="{y:g}" r="5" fill="{SOFT}"/>'


def _whisker(path: str) -> str:
    return f'<path class="line" d="{path}" stroke="{EDGE}" stroke-width="2" fill="none"/>'


# ---- kinds -----------------------------------------------------------------------------------------------


def _bars(plot: Plot) -> Markup:
    """A bar for each kind below its name, and below it the bar of the second series, which is compared."""
    legend = plot.series if len(plot.series) > 1 else ()
    head = len(legend) * 18 + (10 if legend else 0)
    room = WIDE - 60
    scale = room / max([*(value or 0 for one in plot.series for value in one.values), 1])

    def marks() -> Iterator[str]:
        yield from _legend(plot, legend)
        for place, label in enumerate(plot.labels):
            top = head + place * ROW
            yield _text(label, 0, top + 12, "start")
            for number, one in enumerate(plot.series):
                length, y = (one.values[place] or 0) * scale, top + 17 + number * (THICK + 2)
                yield _box(plot, one.look, 0.5, y, length, THICK if not number else THICK - 2)
                yield _text(one.said(place), length + 6, y + THICK - 1, "start", "soft" if number else "")

    return _svg(plot, WIDE, head + len(plot.labels) * ROW, marks())
