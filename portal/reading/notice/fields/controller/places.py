"""Postal addresses, on one line or on several: from the postal code backwards."""

import re
from collections.abc import Iterator
from itertools import islice

from portal.reading.notice.fields import names
from portal.reading.notice.values import Found

_NOT_A_TOWN = (
    r"(?!Y-|Business|Puh|Tel|Org|E-?mail|FO-|Sähkö|Suomi|Finland|Sverige|Sweden|VAT|Phone|Box|Kontakt"
    r"|Postitoimi)"
)
_TOWN = (
    rf"{_NOT_A_TOWN}[A-ZÅÄÖ][A-Za-zåäöÅÄÖé-]+(?:[ \xa0]{_NOT_A_TOWN}[A-ZÅÄÖ][A-Za-zåäöÅÄÖé-]+|[ "
    rf"\xa0]yliopisto){{0,2}}"
)
_POSTAL = re.compile(
    rf"(?<![\w.@+-])(?:(?:FI|FIN|SE|S|AX)[- ]?)?(?:\d{{5}}|\d{{3}}[ \xa0]\d{{2}})[ \xa0]+{_TOWN}"
    r"(?:,?[ \t]*\n?[ \t]*(?:Finland|Suomi|Sverige|Sweden|FINLAND|SUOMI|SWEDEN)(?!\w))?"
)
_STREET_ENDS = (
    r"(?:katu|tie|kuja|polku|kaari|ranta|rinne|aukio|tori|raitti|väylä|penger|mäki|puisto|laituri"
    r"|gatan|vägen|gränd(?:en)?|torget|stigen|allén|backen|kajen|esplanad(?:en|i)?|plats(?:en)?)"
)
STREET = (
    rf"(?:[^\W\d][\w'’-]*{_STREET_ENDS}|[^\W\d][\w'’-]*n {_STREET_ENDS}) \d{{1,4}}\b(?! *(?:Oy|Ab|AB|ry|Ky)\b)"
    r"|(?:PL|PB|P\.?O\.? ?Box|Box) \d{1,5}\b"
)
"""How a street with its number, or a box, begins that stands behind a name without a comma."""
_BEHIND = re.compile(rf"(?<=[\w.)]) (?={STREET})")
_OF_STREETS = re.compile(
    r"(?:Vanha|Uusi|Iso|Pieni|Pikku|Ylä|Ala|Pohjoinen|Eteläinen|Itäinen|Läntinen|Gamla|Nya|Stora|Lilla|Norra|Södra"
    r"|Östra|Västra|Övre|Nedre)"
)
"""The first words of a street's own name."""
_SEGMENT_STARTS = re.compile(r"[A-ZÅÄÖÉ0-9]|c/o")
_NO_SEGMENT = re.compile(r"@|:|\d{6,}|https?|www\.|\by-tunnus|\borg|\(|\)", re.I)
_ASIDE = re.compile(r"\s*\([^()\d]*\)$")
_MARKED = re.compile(r".*(?:\S*@\S+|www\.\S+|https?:\S+)\s")
_BLANKS = re.compile(r"[ \t\xa0]+")
_SIGNS = " \t\xa0,;•|–-"
_MOST_SEGMENTS = 3
_MOST_LINES = 3
_MOST = 400
"""No notice names more addresses; each is looked at from its line's beginning."""
_LONGEST_PART = 300
"""How far a part of an address reaches on its line, marks beside it included."""


def addresses(text: str, start: int, end: int) -> Iterator[Found]:
    """The addresses that hold a postal code and a town, each with what stands before it: street, c/o, box."""
    for postal in islice(_POSTAL.finditer(text, start, end), _MOST):
        first = _backwards(text, start, postal.start())
        if first < postal.start() and (one := address_of(text, first, postal.end())) is not None:
            yield one


def address_in(text: str, start: int, end: int) -> Found | None:
    """The first address between two places."""
    return next(addresses(text, start, end), None)


def is_whole(address: str) -> bool:
    """Whether an address bears a postal code with its town."""
    return _POSTAL.search(address) is not None


def _backwards(text: str, start: int, at: int) -> int:
    """Where the address begins whose postal code stands at `at`."""
    first = _segments(text, _line_start(text, start, at), at)
    if text[_line_start(text, start, at) : at].strip(_SIGNS):
        return first
    for number in range(_MOST_LINES):
        stop = _line_start(text, start, first) - 1
        begin = _line_start(text, start, stop)
        if stop > start and not text[begin:stop].strip() and not number:
            stop, begin = begin - 1, _line_start(text, start, begin - 1)
        if stop <= start or not text[begin:stop].strip():
            break
        has_digit = any(one.isdigit() for one in text[begin:stop])
        at_segment = _segments(text, begin, stop)
        if (number and not has_digit) or at_segment >= stop or text[begin:at_segment].strip(_SIGNS):
            return at_segment if at_segment < stop and has_digit else first
        first = at_segment
    return first


def _line_start(text: str, start: int, at: int) -> int:
    return max(start, text.rfind("\n", start, max(start, at)) + 1)


def _segments(text: str, start: int, end: int) -> int:
    """Where the last parts of a line begin that may belong to an address: capitals or digits, no names, no labels."""
    first, stop = end, end
    for _ in range(_MOST_SEGMENTS):
        start = max(start, stop - _LONGEST_PART)
        cut = max(
            text.rfind(",", start, stop),
            text.rfind("\t", start, stop),
            text.rfind(": ", start, stop),
            text.rfind("|", start, stop),
        )
        begin = cut + 1 if cut >= 0 else start
        if (mark := _MARKED.search(text, begin, stop)) is not None:
            begin = mark.end()
        street = _BEHIND.search(text, begin, stop)
        if street is not None and not _OF_STREETS.fullmatch(text[begin : street.start()].strip(_SIGNS)):
            return street.end()
        said = text[begin:stop].strip(_SIGNS)
        if said and not _is_segment(said):
            return first
        if said:
            first = begin + (len(text[begin:stop]) - len(text[begin:stop].lstrip(_SIGNS)))
        if cut < 0 or text[cut] != ",":
            return first
        stop = cut
    return first


def _is_segment(said: str) -> bool:
    return (
        _SEGMENT_STARTS.match(said) is not None
        and len(said.split()) <= 6
        and not _NO_SEGMENT.search(said)
        and not names.has_form(said)
    )


def address_of(text: str, start: int, end: int) -> Found | None:
    """The lines between two places as one address."""
    while end > start and text[end - 1] in " \t\n\xa0,.;":
        end -= 1
    while start < end and text[start] in _SIGNS + "\n":
        start += 1
    if (aside := _ASIDE.search(text, start, end)) is not None:
        end = aside.start()
    lines = [_BLANKS.sub(" ", one).strip(" ,;•|") for one in re.split(r"[\n\t]", text[start:end])]
    said = ", ".join(one for one in lines if one)
    return Found(said, start, end) if said else None
