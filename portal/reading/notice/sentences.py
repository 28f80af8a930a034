"""Sentences of a text, each with its place, and pieces of text made into values."""

import re
from collections.abc import Iterator

from portal.reading.notice.values import Found

_END = re.compile(
    r"[.!?](?=[\s\"”)\]]*\s+[\"“(\[]?[A-ZÅÄÖÉÜ0-9•])|[.!?]?\n\s*\n|(?<=[.!?])\s*\n|:\s*\n"
    r"|(?<=[a-zåäö]{3})\.(?=[A-ZÅÄÖ][a-zåäö]{2,}(?: [\wåäö-]+){0,6}:\s)"
    r"|(?<=[a-zåäö]{4})\.(?=[A-ZÅÄÖ][a-zåäö]{3,}\s[a-zåäö])"
)
_SHORT = re.compile(
    r"(?:^|[\s(]|\b(?:eu|swiss|schweiz|uk)[-–/])"
    r"(?:mm|esim|ym|yms|jne|ns|puh|os|nro|kpl|pvm|art|ks|vrt|tms|klo|ko|em|t\.ex|bl\.a|ca|(?:org\.?\s?-?)?nr"
    r"|tel|tfn|resp|osv|fr\.o\.m|dvs|s\.k"
    r"|para|lit|abs|mom|kap|ch|chap|sec|e\.g|i\.e|etc|inc|ltd|co|corp|no|vs|mr|mrs|dr|st|mfl"
    r"|m\.fl|(?:[a-z]\.)*[a-z]|\d{1,2}(?:\.\d{1,2})?)\.$",
    re.I,
)
_NUMBER_ENDS = re.compile(
    r"\b(?:sections?|articles?|clause|paragraph|chapter|part|of|under|over|than|age|avsnitt|punkt|kapitel|artikel|över"
    r"|kohda\w{1,4}|luvu\w{1,4}|alle|yli)\s\d{1,2}\.$",
    re.I,
)
"""`as told in Section 7.` and `under the age of 13.` end a sentence: their number counts no item."""
_NEAR, _NEARER = 20, 12
_BLANKS = re.compile(r"\s+")
_EDGES = " \t\n\r\xa0•·▪●*–—-,;:.\"“”'’"
_LONGEST = 3000


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two places; one without an end is cut where it grows too long to look through."""
    at = start
    for found in _END.finditer(text, start, end):
        before = text[max(at, found.start() - _NEARER) : found.start() + 1]
        goes_on = text[found.end() : found.end() + 2].strip()[:1].isalpha()
        is_end = before.endswith(" art.") or _NUMBER_ENDS.search(
            text, max(at, found.start() - _NEAR), found.start() + 1
        )
        if text[found.start()] == "." and _SHORT.search(before) and not (goes_on and is_end):
            continue
        stop = min(found.end(), end)
        yield from _pieces(text, at, stop)
        at = stop
    yield from _pieces(text, at, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def found(text: str, start: int, end: int) -> Found | None:
    """The words between two places as a value, without blanks and signs at their edges; None for no words."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not _keeps_dot(text, start, end):
        end -= 1
    if not any(one.isalnum() for one in text[start:end]):
        return None
    return Found(_BLANKS.sub(" ", text[start:end]), start, end)


def _keeps_dot(text: str, start: int, end: int) -> bool:
    """The dot of `Inc.` or `ym.` is the word's own."""
    return text[end - 1] == "." and text[max(start, end - 5) : end].lower().endswith(
        (" inc.", " ltd.", " ym.", " co.", " jne.")
    )


def whole(text: str, start: int, end: int) -> Found | None:
    """A whole passage as a value, its last full stop with it."""
    while start < end and text[start] in " \t\n\r\xa0•·▪●*–—-:":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(one.isalnum() for one in text[start:end]):
        return None
    return Found(_BLANKS.sub(" ", text[start:end]), start, end)
