"""Who answers, as the last lines of a notice sign it: `Regards, Maija Mallinen, Example Bindery`.

A small house writes a notice as a letter and says what it is called only below it: beside the person who signs, before
its owner, before its number, or on a line above its street or town. Read where nothing else says who answers.
"""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues import first_names
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖ][\w&'’-]*"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|(?:&|och|ja|and|i|på|of|vid)(?= [A-ZÅÄÖ]))){{0,6}}(?: {names.FORMS}(?!\w))?)"
_PERSON = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){0,2}"
_OWNED = re.compile(
    rf"(?:^|(?<=[.!?] ))[ \t]*{_NAME}(?:, \d{{6}}-\d{{4}})?,? \(?"
    r"(?:inneh\w*\.?|ägare|personuppgiftsansvarig|omistaja|yrittäjä"
    r"|owner|proprietor|prop\.|controller):? [A-ZÅÄÖ]", re.M
)  # fmt: skip
"""`Example Camping, inneh. Rolf Mall`."""
_SIGNED = re.compile(
    r"^[ \t]*(?:(?:[Vv]änlig\w*|[Mm]ed vänliga?|[Bb]ästa|[Yy]stävällisin|[Kk]ind|[Bb]est|[Ww]arm|[Yy]ours)"
    r" ?(?i:hälsning\w*|terveisin|regards|wishes|sincerely)?|[Hh]älsningar|[Hh]älsar|[Tt]erveisin|[Rr]egards)"
    rf"[,:!]?\s{{1,3}}(?P<person>{_PERSON}),?\s{{1,3}}{_NAME}[ \t.]*$", re.M
)  # fmt: skip
_PERSON_ABOVE = re.compile(rf"^[ \t]*(?P<person>{_PERSON})[ \t]*\n[ \t]*{_NAME}(?=,|[ \t]*$)", re.M)
_ALONE = re.compile(rf"[ \t]*{_NAME}[ \t.]*")
_SELF = re.compile(
    rf"^[ \t]*(?P<name>{_PERSON})(?=,[ ](?:leg\.|auktoriserad|dipl|fysio|psyko|coach|koulutettu|licensed))", re.M
)
"""Somebody who signs with their calling, and has spoken of themself."""
_I = re.compile(r"\b(?:[Jj]ag|[Mm]ig|[Mm]in|[Mm]itt|[Mm]inä|[Mm]inun|[Mm]inulle|I|me|[Mm]y)\b")
_LAST, _LINES, _OFTEN = 420, 5, 3
_STREET = re.compile(r"[^\n,]{3,40} \d{1,3}[ A-Za-z]{0,3},? (?:\d{3} ?\d{2})?")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def signed(scope: Scope) -> Found | None:
    """The house that the last lines name."""
    start = max(0, len(scope.text.rstrip()) - _LAST)
    start = scope.text.find("\n", start) + 1 if start else 0
    for one in itertools.chain(_beside_people(scope, start), _above_places(scope, start)):
        if agreeing.may_be(one.text) and not agreeing.is_of_others(scope, one, is_at_edge=True):
            return one
    own = _SELF.search(scope.text, start)
    if own is not None and len(_I.findall(scope.text)) >= _OFTEN:
        return found(scope.text, *own.span("name"))
    return None


def _beside_people(scope: Scope, start: int) -> Iterator[Found]:
    for turn in (_OWNED, _SIGNED, _PERSON_ABOVE):
        for one in turn.finditer(scope.text, start):
            name = found(scope.text, *one.span("name"))
            if name is None or (turn is _PERSON_ABOVE and not first_names.is_first_name(one["person"].split()[0])):
                continue
            if turn is not _PERSON_ABOVE or " " in name.text:
                yield name


def _above_places(scope: Scope, start: int) -> Iterator[Found]:
    """A company with its form, alone on one of the last lines, above a street or a town; or that is the last line."""
    lines = list(_LINE.finditer(scope.text, start))[-_LINES:]
    for line, below in itertools.zip_longest(lines, lines[1:]):
        one = _ALONE.fullmatch(scope.text, *line.span())
        if one is None or not names.has_form(one["name"]):
            continue
        is_above = below is not None and (
            _STREET.match(below[0].strip()) is not None or is_place(below[0].partition(",")[0].strip())
        )
        if (is_above or below is None) and (name := found(scope.text, *one.span("name"))) is not None:
            yield name
