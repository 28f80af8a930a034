"""Data told within a sentence: items numbered in brackets, and what `your details including your mail address` adds."""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.data.kinds import bare, is_data, is_kind
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_NUMBER = re.compile(r"\((\d{1,2})\)\s+")
_TAKES = re.compile(
    r"collect|record|stor|process|log|includ|following|samla|lagra|spara|registrera|behandla|följande"
    r"|kerä|tallen|kirja|käsit|seuraav"
)
_JOINT = re.compile(r"[\s,;]*(?:\b(?:and|as well as|or|och|samt|eller|ja|sekä|tai))?[\s,;.]*\Z")
_INCLUDING = re.compile(
    r"\byour (?:details|information|data|particulars|enquiry|inquiry|request|message)\b[^.;()]{0,80}?"
    r",? including (?:the |any |your )?(?P<kind>contact (?:details|data|information)|[\w-]+ (?:address|number))"
    r"(?:,? (?:that |which )?you [^.;,()]{3,50}?)?,? (?:will be|is|are|may be|can be) (?:[\w-]+ ){0,2}?"
    r"(?:stored|processed|saved|kept|collected|used|forwarded|transmitted)\b"
)
_LEAST = 3
_FAR = 200


def numbered(scope: Scope, start: int, end: int) -> list[Found]:
    """`We collect (1) the browser used, (2) the IP address and (3) the time`: what stands behind each number."""
    marks = list(_in_order(scope, start, end))
    if len(marks) < _LEAST or not _TAKES.search(scope.low, max(start, marks[0][0] - _FAR), marks[0][0]):
        return []
    values: list[Found] = []
    for (_, at), (stop, _) in zip(marks, [*marks[1:], (end, end)], strict=True):
        joint = _JOINT.search(scope.low, max(at, stop - _FAR), stop)
        value = found(scope.text, at, joint.start() if joint is not None else stop)
        values += [bare(scope, value)] if value is not None else []
    known = [one for one in values if is_kind(scope, one) or is_data(scope, one)]
    return values if len(known) * 2 >= len(values) else []


def _in_order(scope: Scope, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each number stands and ends, as long as they count up from one."""
    wanted = 1
    for one in _NUMBER.finditer(scope.text, start, end):
        if int(one[1]) != wanted:
            return
        yield one.span()
        wanted += 1


def included(scope: Scope, start: int, end: int) -> list[Found]:
    """`your details from the form including the contact details you give will be stored`: the kind that is named."""
    one = _INCLUDING.search(scope.low, start, end)
    value = found(scope.text, *one.span("kind")) if one is not None else None
    return [value] if value is not None else []
