"""Names as they are written beside details: before an id, an address or a mailbox, or at the beginning of a line."""

import re

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import domains
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ0-9](?:[\w&'’+-]|\.(?=\w)){0,60}(?:(?<=\b[A-ZÅÄÖ])\.)?"
    rf"|[a-z]{{1,3}}[A-Z][\w-]{{0,60}}|[\w-]{{2,40}}\.{domains.TOP_LEVEL}\b)"
)
NAME = (
    rf"(?P<name>{WORD}(?:[ \xa0](?:{WORD}|(?:&|\+|och|ja|and(?! I\b)"
    r"|(?:(?:branch|chapter|section|friends) )?of(?: the)?|i|för|på|the|von|de|in|for)"
    rf"(?=[ \xa0][A-ZÅÄÖ0-9]))){{0,6}}(?:[ \xa0](?:ry|rf|sr|ky|oy|ab|tmi|osk|enskild firma)\b"
    rf"|[ \xa0]{names.KIN}|[ \xa0]{names.SOCIETY})?)"
)
"""A name of some words, each with a capital but for those that join them."""
LINE_OF_NAME = re.compile(rf"(?:\W{{0,3}}){NAME}(?=\s*(?:$|[,(|·–]))")
_MAIL_LABEL = re.compile(
    r"(?<=[\s,·|])(?:e-?mail|mail|sähköposti|e-?post|mejl|osoite|adress|address)[ \t]*:[ \t]*$", re.I
)
_LONGEST = 60
_LONGEST_LINE = 240
_A_GAP = 3
"""Signs that may stand between a name and what it belongs to."""


def first_firm(text: str, start: int, stop: int) -> Found | None:
    """The one company with which a line of details begins, before its address and its id."""
    firms = list(names.firms(text, start, stop)) if stop - start <= _LONGEST_LINE else []
    begins = len(firms) == 1 and not text[start : firms[0].start].strip(" •\t-*©·|")
    return firms[0] if begins else None


def is_named(name: Found | None) -> bool:
    """Whether it is more than the code of a post and its town."""
    return name is not None and not name.text[0].isdigit()


def first_name(text: str, start: int) -> Found | None:
    """The name with which a line of details begins, before the comma behind it."""
    one = LINE_OF_NAME.match(text, start, min(len(text), start + _LONGEST))
    name = found(text, *one.span("name")) if one is not None and text.startswith(",", one.end()) else None
    return name if is_named(name) else None


def last_name(text: str, start: int, stop: int) -> Found | None:
    """The name that ends right before a detail, a company before any other."""
    *_, firm = (None, *names.firms(text, start, stop))
    if firm is not None and stop - firm.end <= _A_GAP:
        return firm
    *_, last = (None, *re.finditer(NAME, text[start:stop]))
    if last is None or stop - start - last.end() > _A_GAP:
        return None
    return found(text, start + last.start(), start + last.end())


def before_comma(text: str, start: int, spot: int) -> int:
    """Where a name may end before a detail: before the signs, and the label, that stand between them."""
    stop = spot
    label = _MAIL_LABEL.search(text, max(start, stop - _LONGEST), stop)
    stop = label.start() if label is not None else stop
    while stop > start and text[stop - 1] in " ,\t(":
        stop -= 1
    return stop
