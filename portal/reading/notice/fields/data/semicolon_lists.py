"""Lists parted by semicolons whose members enumerate with commas: `next of kin; care, such as referrals; consents`."""

import re

from portal.reading.notice.fields.data.kinds import bare, is_data, is_endless, plain
from portal.reading.notice.fields.data.told_data import takes_data
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_SEMICOLON = re.compile(r";(?=\s)")
_ENUMERATES = re.compile(
    r"(?:\s(?:såsom|till exempel|t\.ex\.|bland annat|bl\.a\.|kuten|esimerkiksi|esim\.|mm\.|such as|including|e\.g\.)"
    r"|:)\s"
)
"""A member that enumerates what it is."""
_JOINS = re.compile(r",|\s(?:och|samt|ja|sekä|and)\s")
_LEAD = re.compile(r"[^;,:]{5,90}: ")
_LEAST, _MOSTLY, _LONGEST = 2, 0.5, 200


def semicolon_list(scope: Scope, start: int, end: int) -> list[Found]:
    """The members of such a list in a section on data, each whole; nothing where no comma needs the semicolons."""
    said = plain(scope, start, end)
    lead = _LEAD.match(said)
    leads = lead is not None and takes_data(scope, start, start + lead.end())
    first = start + (lead.end() if lead is not None and leads else 0)
    cuts = [start + one.start() for one in _SEMICOLON.finditer(said)]
    if len(cuts) < _LEAST or not _enumerates(said[first - start :]) or cuts[0] < first:
        return []
    if is_endless(scope, start, end):
        return []
    places = zip([first, *(one + 1 for one in cuts)], [*cuts, end], strict=True)
    members = [bare(scope, value) for place in places if (value := found(scope.text, *place)) is not None]
    if scope.known.word["negation"].search(said) or any(len(one.text) > _LONGEST for one in members):
        return []
    data = [one for one in members if is_data(scope, one)]
    return members if len(data) >= len(members) * _MOSTLY else []


def _enumerates(said: str) -> bool:
    """Whether one of the members joins several words behind what leads to them."""
    leads = ((piece, _ENUMERATES.search(piece)) for piece in said.split(";"))
    return any(lead is not None and _JOINS.search(piece, lead.end()) is not None for piece, lead in leads)
