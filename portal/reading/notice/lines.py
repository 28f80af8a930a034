"""The lines of a text, freed of bullets and numbers, and what their markup said of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.reading.notice.document import MOST_READ, Document
from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[•·●▪◦‣⁃■□▸►➢➤✓✔○∙\uf0b7\uf0a7\u2022]|[*+–—-](?=\s)|o(?=\s{2,}|\t))[ \t\xa0]*")
_NUMBER = re.compile(
    r"(?:(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})[.):]?(?=[ \t\xa0]+\S)|(?P<joined>\d{1,2})[.)](?=[^\W\d])"
    r"|(?P<roman>[IVX]{1,5})[.)](?=[ \t\xa0])|(?P<letter>[a-zA-Z])[.)](?=[ \t\xa0])|\((?:\d{1,2}|[a-z]"
    r"|[ivx]{1,4})\)(?=[ \t\xa0])"
    r"|§[ \t]?\d{1,2})[ \t\xa0]*"
)
_LONGEST_NOISE = 160


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
    text, blank_to = document.text, 0
    for found in _LINE.finditer(text[:MOST_READ]):
        start, end = _trimmed(text, found.start(), found.end())
        if start == end:
            continue
        after_blank = text.count("\n", blank_to, start) > 1 or blank_to == 0
        if _is_noise(document, start, end):
            continue
        blank_to = end
        yield _line(document, found.start(), start, end, after_blank=after_blank)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_noise(document: Document, start: int, end: int) -> bool:
    if any(first <= start < last for first, last in document.noise):
        return True
    if end - start > _LONGEST_NOISE:
        return False
    low = folded(document.text[start:end])
    return not any(one.isalnum() for one in low) or any(patterns(code).noise.fullmatch(low) for code in TONGUES)


def _line(document: Document, begin: int, start: int, end: int, *, after_blank: bool) -> Line:
    text = document.text
    mark, depth, number, first = "", 0, "", start
    if (found := _BULLET.match(text, start, end)) and found.end() < end:
        mark, first = "bullet", found.end()
    if (found := _NUMBER.match(text, first, end)) and found.end() < end and not _is_quantity(text, found, end):
        number = found[0].strip()
        depth = (found["digits"] or "").count(".") + 1
        mark, first = mark or "number", found.end()
    head = document.heads.get(start) or document.heads.get(first, 0)
    label_end = document.labels.get(start) or document.labels.get(first, 0)
    if head and not mark and (found := _BULLET.match(text, first, end)):
        first = found.end()
    return Line(first, end, mark, depth, number, head, label_end, after_blank, start - begin)


def _is_quantity(text: str, found: re.Match[str], end: int) -> bool:
    """A line that begins with a number of its own: a year, a postal code, `2 years`."""
    digits = found["digits"]
    if digits is None or found[0].rstrip().endswith((".", ")", ":")) or "." in digits:
        return False
    return not text[found.end() : end][:1].isupper()
