"""What a page is made of: pieces of words, and the lines that are drawn between them. Points from the top left."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_GAP = 0.17
"""Of the size of the letters: what lies further apart are two words, where no blank says so."""
_TRACKED = 1.7
"""How much wider than the usual gap the one between words is, where the letters stand apart."""
_SAME_ROW = 0.4
_MANY = 5
_ACCENT = re.compile("[\u00a8\u02da] ?([aouAOU])")


@dataclass(slots=True)
class Piece:
    """Letters without a gap: where they begin and end, on which base line; `spaced` where a blank is before them."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False
    spaced: bool = False
    symbol: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page as it is drawn."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """Pieces on one base line that belong together."""

    pieces: list[Piece]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def spans(self) -> list[tuple[str, bool]]:
        """Its words, and which of them are bold."""
        return list(_spans(self.pieces))

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.spans)

    @property
    def is_bold(self) -> bool:
        """Whether all its letters are."""
        return all(one.bold for one in self.pieces if any(map(str.isalnum, one.text)))


def line_of(pieces: Sequence[Piece]) -> Line:
    """A line from its pieces."""
    held = sorted(pieces, key=lambda one: one.x0)
    largest = max(held, key=lambda one: (len(one.text), -one.x0))
    return Line(held, held[0].x0, max(one.x1 for one in held), largest.y, largest.size)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on about the same base line, from the top and from the left; a raised letter is one of them."""
    rows: list[list[Piece]] = []
    begun, size = 0.0, 0.0
    for one in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        if rows and one.y - begun <= _SAME_ROW * max(size, one.size):
            rows[-1].append(one)
            size = max(size, one.size)
        else:
            rows.append([one])
            begun, size = one.y, one.size
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _spans(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
    least, blanks_count = _least_gap(pieces)
    words: list[tuple[str, bool]] = []
    for number, one in enumerate(pieces):
        apart = number > 0 and (
            (one.spaced and blanks_count) or one.x0 - pieces[number - 1].x1 > least * max(one.size, 1.0)
        )
        text = (" " if apart else "") + one.text
        if words and words[-1][1] == one.bold:
            words[-1] = (words[-1][0] + text, one.bold)
        else:
            words.append((text, one.bold))
    for text, bold in words:
        yield _ACCENT.sub(lambda found: found[1] + {"\u00a8": "\u0308"}.get(found[0][0], "\u030a"), text), bold


def _least_gap(pieces: Sequence[Piece]) -> tuple[float, bool]:
    """The gap that parts words, and whether blanks do: not where one is set behind each letter."""
    single = [one for one in pieces if len(one.text) == 1]
    if len(pieces) < _MANY or len(single) < 0.8 * len(pieces):
        return _GAP, True
    gaps = sorted((right.x0 - left.x1) / max(right.size, 1.0) for left, right in zip(pieces, pieces[1:], strict=False))
    usual = gaps[len(gaps) // 2]
    all_spaced = sum(one.spaced for one in pieces[1:]) >= 0.8 * (len(pieces) - 1)
    return max(_GAP, usual * _TRACKED), not all_spaced


def composed(text: str) -> str:
    """`a` with dots of its own above it is the letter `ä`."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
