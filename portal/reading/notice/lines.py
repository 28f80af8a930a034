"""The lines of a text, freed of bullets and numbers, and what their markup said of them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from portal.reading.notice.document import MOST_LINES, MOST_READ, Document
from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[•·●▪◦‣⁃■□▸►➢➤✓✔○∙☑☒☐\uf0b7\uf0a7\u2022]|[*+–—-](?=\s)|o(?=\s{2,}|\t))[ \t\xa0]*")
_NUMBER = re.compile(
    r"(?:\d{1,2}[ \t]?§(?=[ \t\xa0])|(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})[a-e]?[.):]?(?=[ \t\xa0]+\S)"
    r"|(?P<joined>\d{1,2})[.)](?=[^\W\d])"
    r"|(?P<roman>[IVX]{1,5}|[ivx]{2,5})[.)](?=[ \t\xa0])|(?P<letter>[a-zA-Z])[.)](?=[ \t\xa0])|\((?:\d{1,2}|[a-z]"
    r"|[ivx]{1,4})\)(?=[ \t\xa0])"
    r"|§[ \t]?\d{1,2})[ \t\xa0]*"
)
_LONE_BULLET = re.compile(r"[•·●▪◦‣■►➢✓✔○∙*+–—-]\s*")
"""A bullet whose item stands on the next line, as copied pages have it."""
_UNIT = re.compile(
    r"(?:vuo(?:tta|si|den)|kuukau(?:tta|si|den)|viikkoa?|päivää?|tuntia?|år|månad(?:er)?|vecka|veckor|dag(?:ar)?"
    r"|timm(?:ar|e)|years?|months?|weeks?|days?|hours?)(?=[^\w]|$)",
    re.I,
)
"""What makes the number before it a time, in capitals too: `10 Years - books`."""
_PICTURE = re.compile(
    r"(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff][\ufe0f\u200d\u2640\u2642]*)+[ \t\xa0]+(?=\w)"
)
"""The small picture before a heading."""
_PAGE = re.compile(r"(?:sivu|sida|page)?\s?\d{1,3}\s?(?:[(/]\s?\d{1,3}\s?\)?|(?:of|av)\s\d{1,3})?")
_LONGEST_NOISE = 160
_TICKED = re.compile(r"[☑☒]")
_UNTICKED = re.compile(r"[\s*•·–-]*☐")
"""In a form of boxes, what is not ticked is not said, nor is the blank below it that waits for an answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `start` and `end` of its words; `mark` is `bullet`, `number` or "".

    `depth` is how deep its number lies, `head` the level of a heading by the markup, `label_end` the
    end of the bold words with which it starts; 0 where there is none. `after_blank` where an empty line is above.
    """

    start: int
    end: int
    mark: str = ""
    depth: int = 0
    number: str = ""
    head: int = 0
    label_end: int = 0
    after_blank: bool = False
    indent: int = 0


def lines_of(document: Document) -> Iterator[Line]:
    """The lines that hold words, but for noise."""
    text, last, parted = document.text, 0, True
    noise = sorted(document.noise)
    is_form, is_unsaid = _TICKED.search(text) is not None, False
    lone = sum(1 for one in islice(_LINE.finditer(text[:MOST_READ]), MOST_LINES) if _is_lone(text, one))
    is_item = False
    for found in islice(_LINE.finditer(text[:MOST_READ]), MOST_LINES):
        start, end = _trimmed(text, found.start(), found.end())
        parted = parted or text.count("\n", last, start) > 1
        last = end
        if start == end:
            continue
        if is_form:
            is_unsaid = _UNTICKED.match(text, start, end) is not None or (
                is_unsaid and _BULLET.match(text, start, end) is not None and text[end - 1] == ":"
            )
        if is_unsaid or _is_noise(text, noise, start, end):
            is_item = lone > 1 and not is_unsaid and _is_lone(text, found)
            parted = True
            continue
        line = _line(document, found.start(), start, end, after_blank=parted)
        yield replace(line, mark="bullet", after_blank=False) if is_item and not line.mark else line
        parted = is_item = False


def _is_lone(text: str, line: re.Match[str]) -> bool:
    """Whether a line is but a bullet, and the next one its item."""
    return _LONE_BULLET.fullmatch(line[0].strip()) is not None and text[line.end() + 1 : line.end() + 2].strip() != ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_noise(text: str, noise: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(noise, (start, len(text))) - 1
    if at >= 0 and noise[at][0] <= start < noise[at][1]:
        return True
    if end - start > _LONGEST_NOISE:
        return False
    low = folded(text[start:end])
    if _PAGE.fullmatch(low) or not any(one.isalnum() for one in low):
        return True
    return any(patterns(code).noise.fullmatch(low) for code in TONGUES)


def _line(document: Document, begin: int, start: int, end: int, *, after_blank: bool) -> Line:
    text = document.text
    mark, depth, number, first = "", 0, "", start
    if (found := _BULLET.match(text, start, end)) and found.end() < end:
        mark, first = "bullet", found.end()
    if (found := _NUMBER.match(text, first, end)) and found.end() < end and not _is_quantity(text, found, end):
        number = found[0].strip()
        depth = (found["digits"] or "").count(".") + 1
        mark, first = mark or "number", found.end()
    if not mark and (found := _PICTURE.match(text, first, end)):
        first = found.end()
    head = document.heads.get(start) or document.heads.get(first, 0)
    label_end = document.labels.get(start) or document.labels.get(first, 0)
    if head and not mark and (found := _BULLET.match(text, first, end)):
        first = found.end()
    return Line(first, end, mark, depth, number, head, label_end, after_blank, start - begin)


def _is_quantity(text: str, found: re.Match[str], end: int) -> bool:
    """A line that begins with a number of its own: a year, a postal code, `2 years`, the number of a row of cells."""
    if "\t" in found[0] and text.count("\t", found.end(), end) > 0:
        return True
    digits = found["digits"]
    if digits is None or found[0].rstrip().endswith((".", ")", ":")) or "." in digits:
        return False
    return not text[found.end() : end][:1].isupper() or _UNIT.match(text, found.end(), end) is not None
