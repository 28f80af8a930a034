"""What stands on each page alike: heads, feet and numbers of pages are no part of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from portal.pdf_layout.pieces import Page, Piece, line_of, rows_of

_EDGE = 4
"""Rows at the top and at the bottom of a page that may be its head or foot."""
_ZONE = 0.16
_NUMBER = re.compile(
    r"(?:(?:sivu|sida|page|s\.)\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:[(/|]|of|av|från)\s*\d{1,3}\s*\)?)?", re.I
)


def without_furniture(pages: Sequence[Page]) -> list[str]:
    """Takes heads, feet and numbers from the pages; what they say, once each."""
    seen: dict[tuple[bool, str], set[int]] = defaultdict(set)
    rows_by_page = [rows_of(page.pieces) for page in pages]
    for number, (page, rows) in enumerate(zip(pages, rows_by_page, strict=True)):
        for at_top, row_number in _edges(page, rows):
            seen[at_top, _alike(rows, row_number)].add(number)
    least = max(2, len(pages) // 2)
    offset = _offset(pages, rows_by_page)
    said: dict[str, None] = {}
    for number, (page, rows) in enumerate(zip(pages, rows_by_page, strict=True)):
        gone: set[int] = set()
        stopped = set()
        for at_top, row_number in _edges(page, rows):
            text = line_of(rows[row_number]).text
            count = _count(text)
            repeated = count is None and len(seen[at_top, _alike(rows, row_number)]) >= least
            numbered = count is not None and count - number == offset
            if at_top in stopped or not (repeated or numbered):
                stopped.add(at_top)
                continue
            gone |= {id(piece) for piece in rows[row_number]}
            if not numbered:
                said.setdefault(text)
        page.pieces = [one for one in page.pieces if id(one) not in gone]
    return list(said)


def _count(text: str) -> int | None:
    """The number of a page that a row says and nothing else; None where it says anything else."""
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits and _NUMBER.fullmatch(text.strip()) else None


def _offset(pages: Sequence[Page], rows_by_page: Sequence[Sequence[Sequence[Piece]]]) -> int:
    """By how much the pages' own numbers differ from their place, where they say any."""
    offsets = Counter(
        count - number
        for number, (page, rows) in enumerate(zip(pages, rows_by_page, strict=True))
        for _, row_number in _edges(page, rows)
        if (count := _count(line_of(rows[row_number]).text)) is not None
    )
    return offsets.most_common(1)[0][0] if offsets else 1


def _alike(rows: Sequence[Sequence[Piece]], number: int) -> str:
    text = line_of(rows[number]).text
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _edges(page: Page, rows: Sequence[Sequence[Piece]]) -> list[tuple[bool, int]]:
    """The rows at the top from above and those at the bottom from below: whether at the top, and the row's number."""
    top = [(True, number) for number in range(min(_EDGE, len(rows))) if line_of(rows[number]).y < page.height * _ZONE]
    foot = [
        (False, number)
        for number in range(len(rows) - 1, max(len(rows) - 1 - _EDGE, len(top) - 1), -1)
        if line_of(rows[number]).y > page.height * (1 - _ZONE)
    ]
    return top + foot
