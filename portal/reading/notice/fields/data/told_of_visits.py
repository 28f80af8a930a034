"""What a section on cookies or analytics says is taken of a visit: `we receive usage data, such as pages viewed`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.data.noted_plainly import noted_plainly
from portal.reading.notice.fields.data.plain_lists import tells_what
from portal.reading.notice.fields.data.told_data import of_told
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_OF_COOKIES = re.compile(
    r"(?:(?:these|such|some|session|other|the|our) )?(?:\w+ )?(?:cookies?|pixels?|web beacons)\b"
    r"|(?:(?:dessa|sådana|våra) )?\w*(?:kakor|kakorna|cookies)\b|(?:nämä |näillä )?\w*eväste\w*"
)
"""What a cookie is and holds."""
_LEAST, _MOST_OF = 3, 0.65


def of_visits(scope: Scope, section: Section) -> Iterator[list[Found]]:
    """The lists of three kinds or more of a section about cookies alone, in sentences on what is taken."""
    if section.fields != frozenset({"cookies"}) or section.is_column:
        return
    for start, end in scope.sentences(one for one in section.blocks if one.kind == "para"):
        told = [] if _OF_COOKIES.match(scope.low, start, end) else of_told(scope, start, end, lax=False)
        plainly = [] if _OF_COOKIES.match(scope.low, start, end) else noted_plainly(scope, start, end)
        told = plainly if len(plainly) > len(told) else told
        kinds = [one for one in told if is_kind(scope, one) or tells_what(one)]
        if len(told) >= _LEAST and len(kinds) >= len(told) * _MOST_OF:
            yield told
